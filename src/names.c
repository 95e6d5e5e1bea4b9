/* Open addressing over pointers into the arena; the table doubles when it is two thirds full. The hashes stand apart: of a large router's
 * they alone fit into the processor's caches, and tell nearly all strings apart. */
#include "src/names.h"

#include <string.h>
#include <strings.h>

#define FIRST_CAPACITY 32u
#define LONGEST 256u /* a longer name is taken as it is */

void names_init(struct names *n, struct arena *arena)
{
  *n = (struct names){ .arena = arena };
}

void names_take_over(struct names *n, struct names *old)
{
  *n = *old;
  names_init(old, n->arena);
}

static size_t size_of(uint32_t capacity)
{
  return capacity * (sizeof(char *) + sizeof(uint32_t));
}

static void grow(struct names_table *t, struct arena *arena)
{
  struct names_table old = *t;
  t->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
  t->slots = arena_table(arena, size_of(t->capacity));
  t->hashes = (uint32_t *)(t->slots + t->capacity);
  for (uint32_t i = 0; i < old.capacity; i++) {
    if (!old.hashes[i]) continue;
    uint32_t at = old.hashes[i] & (t->capacity - 1);
    while (t->hashes[at]) at = (at + 1) & (t->capacity - 1);
    t->hashes[at] = old.hashes[i];
    t->slots[at] = old.slots[i];
  }
  arena_drop(arena, old.slots, size_of(old.capacity));
}

void names_forget(struct names *n)
{
  arena_drop(n->arena, n->exact.slots, size_of(n->exact.capacity));
  arena_drop(n->arena, n->folded.slots, size_of(n->folded.capacity));
  names_init(n, n->arena);
}

void names_build_on(struct names *n, const struct names *older)
{
  n->older = older;
}

/* 0 is a free slot's. */
static uint32_t hash_of(const char *s, size_t len)
{
  uint32_t hash = arena_hash(s, len);
  return hash ? hash : 1;
}

/* The slot with the string, or the free one where it belongs. The table must have slots. */
static inline uint32_t slot_of(
  const struct names_table *t, uint32_t hash, const char *s, size_t len, int (*compare)(const char *, const char *, size_t))
{
  uint32_t at = hash & (t->capacity - 1);
  for (; t->hashes[at]; at = (at + 1) & (t->capacity - 1))
    if (t->hashes[at] == hash && !compare(t->slots[at], s, len) && !t->slots[at][len]) break;
  return at;
}

/* The string's slot; with NULL in it where the string is new and its owner must put it in. */
static inline const char **take_slot(
  struct names_table *t, struct arena *arena, uint32_t hash, const char *s, size_t len, int (*compare)(const char *, const char *, size_t))
{
  if (t->count * 3 >= t->capacity * 2) grow(t, arena);
  uint32_t at = slot_of(t, hash, s, len, compare);
  t->count += !t->hashes[at];
  t->hashes[at] = hash;
  return &t->slots[at];
}

const char *names_intern(struct names *n, const char *s, size_t len)
{
  uint32_t hash = hash_of(s, len);
  for (const struct names *o = n->older; o; o = o->older) {
    const char *there = o->exact.capacity ? o->exact.slots[slot_of(&o->exact, hash, s, len, strncmp)] : NULL;
    if (there) return there;
  }
  const char **slot = take_slot(&n->exact, n->arena, hash, s, len, strncmp);
  if (!*slot) *slot = arena_strndup(n->arena, s, len);
  return *slot;
}

static void lower(char *to, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) to[i] = (char)(s[i] + ((unsigned char)(s[i] - 'A') < 26 ? 'a' - 'A' : 0));
}

const char *names_intern_lower(struct names *n, const char *s, size_t len)
{
  char buffer[LONGEST];
  if (len > sizeof buffer) return names_intern(n, s, len);
  lower(buffer, s, len);
  return names_intern(n, buffer, len);
}

const char *names_intern_folded(struct names *n, const char *s, size_t len)
{
  char buffer[LONGEST];
  if (len > sizeof buffer) return names_intern(n, s, len);
  lower(buffer, s, len);
  const char **slot = take_slot(&n->folded, n->arena, hash_of(buffer, len), s, len, strncasecmp);
  if (!*slot) *slot = names_intern(n, s, len);
  return *slot;
}
