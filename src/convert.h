/* Converting a router: translated, written, and read back to see that it says the same; a target that is only written is written from the
 * ends, and nothing is read back. */
#ifndef PEERLINT_CONVERT_H
#define PEERLINT_CONVERT_H

#include "src/writing.h"
#include "src/source.h"

#include "grammar/front.h"

struct end;

struct convert_options {
  const struct dialect *to;
  const struct dialect *of_keys; /* see struct writing */
  bool redact;             /* keys as ****** */
  bool links;              /* remember which line says what */
  struct source_buffer *room; /* memory for the text, taken over; NULL: none */
  bool mapping;            /* list at the head which interface is which */
  const struct table *remarks; /* see struct writing; NULL: none */
  const char *title;       /* first line of the head: what this is */
  const char *const *head; /* further lines of the head, ends with NULL; may be NULL */
};

struct conversion {
  struct writing writing;  /* the text, the notes, and which line says what */
  struct router to;        /* the router as translated; nothing where the target writes ends */
  struct source source;    /* the text read back; convert_free() frees what it holds outside the arena */
  struct router back;
  struct arena reading;    /* of `back`: most of it is in the text's room */
  struct front_workspace workspace;
  bool complete;           /* nothing was untranslated, and what can be read back is the same */
  unsigned differences;    /* between `to` and `back` */
  const char *difference;  /* the first few, a line each; "" none */
};

/* Converts the linked router `from` with its ends. `c` must be zeroed; everything is in `arena`, but for what convert_free() frees, which
 * is due after this was called, also when memory ran out in it. */
void convert(
  struct conversion *c, struct arena *arena, const struct router *from, const struct end *ends, const struct convert_options *options);

/* Frees what the conversion holds outside its arena; the text is gone then. */
void convert_free(struct conversion *c);

#endif
