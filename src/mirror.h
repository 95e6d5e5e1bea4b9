/* The router at the other end, as far as this end tells: the same tunnels seen from there, in this end's dialect. convert() then writes it
 * in any. */
#ifndef PEERLINT_MIRROR_H
#define PEERLINT_MIRROR_H

#include "src/end.h"
#include "src/table.h"

struct mirrored {
  struct router router;      /* linked and finished */
  struct end *ends;
  struct table remarks;      /* objects of the router that are assumed -> a text that says so */
  const char *const *head;   /* what was assumed and must be looked at: lines for the head; ends with NULL */
  bool complete;             /* false: something of the tunnels could not be mirrored */
};

struct mirror_wish {
  const struct dialect *to;     /* in which the other end will be written: names of interfaces are its own */
  unsigned tunnel;              /* its number, from 1; 0: all that lead to the same router as the first */
  const char *const *settings;  /* "NAME=VALUE" (mirror_settings), ends with NULL; may be NULL */
};

/* Mirrors the tunnels of the linked router `from`. NULL with `*error` set when there is no such tunnel or a setting is wrong. Everything is
 * in `arena`. */
struct mirrored *mirror_router(
  struct arena *arena, const struct router *from, const struct end *ends, const struct mirror_wish *wish, const char **error);

/* What settings there are; ends with name NULL. */
struct mirror_setting {
  const char *name, *meaning;
};
extern const struct mirror_setting mirror_settings[];

#endif
