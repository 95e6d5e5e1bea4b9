/* Interned strings: equal strings of one table are one pointer. One table a router, so that routers can be read in parallel. */
#ifndef PEERLINT_NAMES_H
#define PEERLINT_NAMES_H

#include "src/arena.h"

struct names_table {
  const char **slots;
  uint32_t *hashes;        /* of each slot's string; 0: it is free; behind the slots */
  uint32_t capacity, count;
};

struct names {
  struct arena *arena;
  struct names_table exact, folded;
  const struct names *older; /* a table that this one adds to; NULL: none */
};

/* An empty table whose strings live in `arena`. */
void names_init(struct names *n, struct arena *arena);

/* The empty table `n` takes strings that `older` has from there. `older` must stay as it is, and outlive `n`. */
void names_build_on(struct names *n, const struct names *older);

/* Makes `n` the table that `old` was, which is empty afterwards: its strings are one pointer in both. */
void names_take_over(struct names *n, struct names *old);

/* Gives the memory of the table back where that is much, but for its strings: for one that no name is added to any more. */
void names_forget(struct names *n);

/* The one copy of the `len` bytes at `s` (which hold no NUL); owned by the arena, ends in NUL. */
const char *names_intern(struct names *n, const char *s, size_t len);

/* The same in lower case. */
const char *names_intern_lower(struct names *n, const char *s, size_t len);

/* The same for names that the device compares without regard to case: all spellings are one pointer, to the first that was interned. */
const char *names_intern_folded(struct names *n, const char *s, size_t len);

#endif
