/* Open addressing over pointers into the arena; the table doubles when it is two thirds full. */
#include "src/names.h"

#include <ctype.h>
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

static void grow(struct names_table *t, struct arena *arena)
{
  uint32_t capacity = t->capacity ? t->capacity * 2 : FIRST_CAPACITY;
  struct name_slot *slots = arena_table(arena, capacity * sizeof *slots);
  for (uint32_t i = 0; i < t->capacity; i++) {
    if (!t->slots[i].s) continue;
    uint32_t at = t->slots[i].hash & (capacity - 1);
    while (slots[at].s) at = (at + 1) & (capacity - 1);
    slots[at] = t->slots[i];
  }
  arena_drop(arena, t->slots, t->capacity * sizeof *slots);
  t->slots = slots;
  t->capacity = capacity;
}

void names_build_on(struct names *n, const struct names *older)
{
  n->older = older;
}

/* The slot with the string, or the free one where it belongs. The table must have slots. */
static inline uint32_t slot_of(const struct names_table *t, uint32_t hash, const char *s, size_t len)
{
  uint32_t at = hash & (t->capacity - 1);
  for (; t->slots[at].s; at = (at + 1) & (t->capacity - 1))
    if (t->slots[at].hash == hash && t->slots[at].length == len && !memcmp(t->slots[at].s, s, len)) break;
  return at;
}

const char *names_intern(struct names *n, const char *s, size_t len)
{
  struct names_table *t = &n->exact;
  uint32_t hash = arena_hash(s, len);
  for (const struct names *o = n->older; o; o = o->older) {
    const char *there = o->exact.capacity ? o->exact.slots[slot_of(&o->exact, hash, s, len)].s : NULL;
    if (there) return there;
  }
  if (t->count * 3 >= t->capacity * 2) grow(t, n->arena);
  uint32_t at = slot_of(t, hash, s, len);
  if (t->slots[at].s) return t->slots[at].s;
  t->count++;
  t->slots[at] = (struct name_slot){ arena_strndup(n->arena, s, len), hash, (uint32_t)len };
  return t->slots[at].s;
}

static void lower(char *to, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) to[i] = (char)tolower((unsigned char)s[i]);
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
  struct names_table *t = &n->folded;
  char buffer[LONGEST];
  if (len > sizeof buffer) return names_intern(n, s, len);
  if (t->count * 3 >= t->capacity * 2) grow(t, n->arena);
  lower(buffer, s, len);
  uint32_t hash = arena_hash(buffer, len), at = hash & (t->capacity - 1);
  for (; t->slots[at].s; at = (at + 1) & (t->capacity - 1))
    if (t->slots[at].hash == hash && t->slots[at].length == len && !strncasecmp(t->slots[at].s, s, len)) return t->slots[at].s;
  t->count++;
  t->slots[at] = (struct name_slot){ names_intern(n, s, len), hash, (uint32_t)len };
  return t->slots[at].s;
}
