/* Where two texts that differ go on alike: for a diff of edits that are few and far between, and for one of a thousand lines in a row. */
#ifndef PEERLINT_LINE_MATCH_H
#define PEERLINT_LINE_MATCH_H

#include "src/arena.h"

#include <stddef.h>

struct text_line {
  const char *s;
  size_t len;  /* with the line end, where that counts as part of the line */
  size_t body; /* without it */
};

struct text_lines {
  struct text_line *l;
  uint32_t count;
};

static inline bool line_same(const struct text_line *a, const struct text_line *b)
{
  return a->len == b->len && !memcmp(a->s, b->s, a->len);
}

/* Moves `*i` (a line of `a`, from 0) and `*k` (of `b`), which are different lines, on to the nearest pair of equal ones; to the ends of
 * both texts where none is nearer. Of pairs that are equally near it is that with the smaller `*i`. Takes time by the lines that it passes.
 * What it needs is in `arena`. */
void line_match(struct arena *arena, const struct text_lines *a, const struct text_lines *b, uint32_t *i, uint32_t *k);

#endif
