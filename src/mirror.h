/* The router at the other end, as far as this end tells: the same tunnels seen from there, in this end's dialect. convert() then writes it in any. */
#ifndef PEERLINT_MIRROR_H
#define PEERLINT_MIRROR_H

#include "src/end.h"

struct mirrored {
  struct router router;      /* linked and finished */
  struct end *ends;
  const char *const *head;   /* what was assumed and must be looked at: lines for the head; ends with NULL */
  bool complete;             /* false: something of the tunnels could not be mirrored */
};

/* Mirrors the tunnels of the linked router `from` (`tunnel` from 1; 0: all). `settings`: "NAME=VALUE" (mirror_settings), ends with NULL; may be NULL. NULL with `*error` set when there is no such tunnel or a setting
 * is wrong. Everything is in `arena`. */
struct mirrored *mirror_router(struct arena *arena, const struct router *from, const struct end *ends, unsigned tunnel, const char *const *settings, const char **error);

/* What settings there are; ends with name NULL. */
struct mirror_setting {
  const char *name, *meaning;
};
extern const struct mirror_setting mirror_settings[];

#endif
