/* See line_match.h. A window of the next lines of the one text is put into a table, and the other text's are looked up in it; the window
 * grows until no pair beyond it could be nearer. */
#include "src/line_match.h"

#include "src/table.h"

#define FIRST_WINDOW 16u

/* How many lines of each text are passed over. */
struct passed {
  uint32_t a, b;
};

static uint64_t key_of(const struct text_line *l) { return (uint64_t)l->len << 32 | arena_hash(l->s, l->len); }

/* The first line of the table that is the same; NULL: none. */
static const struct text_line *find(const struct table *t, const struct text_line *l)
{
  uint32_t at = 0;
  const struct text_line *there;
  while ((there = table_each(t, key_of(l), &at)))
    if (line_same(there, l)) return there;
  return NULL;
}

/* The nearest pair within the window, else the ends of both. */
static struct passed meet(struct arena *arena, const struct text_lines *a, const struct text_lines *b, uint32_t window)
{
  struct passed best = { a->count, b->count };
  struct table lines;
  table_init(&lines, arena);
  for (uint32_t n = 0; n < a->count && n <= window; n++)
    if (!find(&lines, &a->l[n])) table_put(&lines, key_of(&a->l[n]), &a->l[n]);
  for (uint32_t n = 0; n < b->count && n <= window && n <= (uint64_t)best.a + best.b; n++) {
    const struct text_line *same = find(&lines, &b->l[n]);
    uint32_t other = same ? (uint32_t)(same - a->l) : 0;
    if (same && (uint64_t)other + n <= (uint64_t)best.a + best.b) best = (struct passed) { other, n };
  }
  return best;
}

void line_match(struct arena *arena, const struct text_lines *a, const struct text_lines *b, uint32_t *i, uint32_t *k)
{
  struct text_lines rest_a = { a->l + *i, a->count - *i }, rest_b = { b->l + *k, b->count - *k };
  uint64_t all = (uint64_t)rest_a.count + rest_b.count;
  for (uint32_t window = FIRST_WINDOW;; window *= 2) {
    struct passed p = meet(arena, &rest_a, &rest_b, window);
    if ((uint64_t)p.a + p.b > window && window < all) continue;
    *i += p.a;
    *k += p.b;
    return;
  }
}
