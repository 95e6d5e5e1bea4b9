/* Linear probing; the table doubles when it is two thirds full. Long runs of one key make probing slow, so callers keep equal keys few. */
#include "src/table.h"

#define FIRST_CAPACITY 8u

void table_init(struct table *t, struct arena *arena)
{
  *t = (struct table){ .arena = arena };
}

static uint32_t home(uint64_t key, uint32_t capacity)
{
  key ^= key >> 33;
  key *= 0xff51afd7ed558ccdull;
  key ^= key >> 33;
  return (uint32_t)key & (capacity - 1);
}

static void grow(struct table *t, uint32_t capacity)
{
  uint32_t old = t->capacity;
  struct table_slot *slots = arena_table(t->arena, capacity * sizeof *slots), *from = t->slots;
  /* Starting behind a free slot keeps values of one key in their order across the wrap. */
  uint32_t start = 0;
  while (old && from[start].value) start++;
  for (uint32_t i = 0; i < old; i++) {
    struct table_slot *s = &from[(start + i) & (old - 1)];
    if (!s->value) continue;
    uint32_t at = home(s->key, capacity);
    while (slots[at].value) at = (at + 1) & (capacity - 1);
    slots[at] = *s;
  }
  arena_drop(t->arena, from, old * sizeof *from);
  t->slots = slots;
  t->capacity = capacity;
}

void table_reserve(struct table *t, size_t count)
{
  uint32_t capacity = FIRST_CAPACITY;
  while ((size_t)capacity * 2 < count * 3 + 3 && capacity <= UINT32_MAX / 2) capacity *= 2;
  if (count && capacity > t->capacity) grow(t, capacity);
}

void table_put(struct table *t, uint64_t key, void *value)
{
  if (t->count * 3 >= t->capacity * 2) grow(t, t->capacity ? t->capacity * 2 : FIRST_CAPACITY);
  uint32_t at = home(key, t->capacity);
  while (t->slots[at].value) at = (at + 1) & (t->capacity - 1);
  t->slots[at] = (struct table_slot){ key, value };
  t->count++;
}

void *table_get(const struct table *t, uint64_t key)
{
  uint32_t at = 0;
  return table_each(t, key, &at);
}

void *table_each(const struct table *t, uint64_t key, uint32_t *at)
{
  if (!t->capacity) return NULL;
  uint32_t from = home(key, t->capacity);
  for (; *at < t->capacity; ++*at) {
    const struct table_slot *s = &t->slots[(from + *at) & (t->capacity - 1)];
    if (!s->value) return NULL;
    if (s->key == key) {
      ++*at;
      return s->value;
    }
  }
  return NULL;
}
