/* Memory that is freed all at once: one arena a router, one a run.
 *
 * Exhausted memory is not reported to each caller: the arena jumps to the place that its owner named, so that code between can do without
 * checks. */
#ifndef PEERLINT_ARENA_H
#define PEERLINT_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena_chunk;
struct arena_slab;

struct arena {
  struct arena_chunk *chunk, *tables; /* `tables`: those of one table each */
  char *next, *end;
  size_t held;        /* bytes taken from the system, for statistics */
  jmp_buf *exhausted; /* where to go when memory is exhausted; must be set before the first allocation */
  struct arena_slab *slabs; /* of a large arena: where the next object of each size goes; in itself */
  struct arena *scratch; /* arena_scratch(); NULL: not asked for */
  char *lent;         /* arena_lend(): what is left of it, */
  size_t lent_size;   /* and how much */
};

/* Makes an empty arena; `exhausted` belongs to the caller and must outlive every allocation. Nothing is allocated yet. */
void arena_init(struct arena *a, jmp_buf *exhausted);

/* Lends the arena memory that holds nothing any more; it takes from there before it asks the system, for memory that was touched before
 * costs less than new. It must stay until arena_free(), and is the caller's again then. */
void arena_lend(struct arena *a, void *memory, size_t size);

/* `size` zeroed bytes, aligned for any type of the model; never NULL (see above). The arena owns them. */
void *arena_alloc(struct arena *a, size_t size);

/* The same for an object of a list: in a large arena those of one size lie side by side, so that a walk through the list finds the next one
 * in the processor's caches. */
void *arena_object(struct arena *a, size_t size);

/* A copy of the `len` bytes at `s` with a NUL behind them. */
char *arena_strndup(struct arena *a, const char *s, size_t len);

/* printf into the arena. */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Gives back what was allocated since `next` was `before`, for texts that are needed for a moment; nothing where the arena went on in
 * another chunk meanwhile. */
void arena_rewind(struct arena *a, char *before);

/* An arena for what one step of the work needs for itself; the step ends with arena_free() on it. It is freed with `a` at the latest. */
struct arena *arena_scratch(struct arena *a);

/* `size` zeroed bytes for a table that gives way to a larger one; arena_drop() gives them back. */
void *arena_table(struct arena *a, size_t size);

/* Gives back the `size` bytes of an arena_table(): where that is much, the system has them again, so that a table that doubles does not
 * take its size twice. NULL is nothing. */
void arena_drop(struct arena *a, void *table, size_t size);

/* Frees everything. The arena can be used again. */
void arena_free(struct arena *a);

/* Asks the system for large pages behind a block that was just allocated and is about to be filled. */
void arena_wish_large_pages(void *block, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_object((a), sizeof(type)))

/* Hash of the `len` bytes at `s`, for the tables built in arenas: eight bytes at a time, the last ones twice where they are fewer. */
static inline uint32_t arena_hash(const char *s, size_t len)
{
  const uint64_t factor = 0x9e3779b97f4a7c15u;
  uint64_t h = len * factor, word = 0;
  for (; len > 8; s += 8, len -= 8) {
    memcpy(&word, s, 8);
    h = (h ^ word) * factor;
    h ^= h >> 29;
  }
  if (len == 8) memcpy(&word, s, 8);
  else if (len >= 4) {
    uint32_t low, high;
    memcpy(&low, s, 4);
    memcpy(&high, s + len - 4, 4);
    word = (uint64_t)high << 32 | low;
  } else if (len) word = (unsigned char)s[0] | (uint64_t)(unsigned char)s[len / 2] << 8 | (uint64_t)(unsigned char)s[len - 1] << 16;
  h = (h ^ word) * factor;
  return (uint32_t)(h >> 32);
}

/* Are the `len` bytes at `a` and at `b` the same? For the short strings of such tables, which need no call. */
static inline bool arena_same(const char *a, const char *b, size_t len)
{
  uint64_t x, y;
  if (len < 8) {
    for (size_t i = 0; i < len; i++)
      if (a[i] != b[i]) return false;
    return true;
  }
  for (size_t i = 0;; i = i + 16 < len ? i + 8 : len - 8) {
    memcpy(&x, a + i, 8);
    memcpy(&y, b + i, 8);
    if (x != y || i + 8 == len) return x == y;
  }
}

#endif
