/* Linear probing; the table doubles when it is two thirds full. Long runs of one key make probing slow, so callers keep equal keys few.
 *
 * Beside the slots stands a byte of each one's hash. A large router's tables do not fit into the processor's caches, but their bytes do: of
 * the slots only the right one is looked at, and none for a key that is not there. */
#include "src/table.h"

#define FIRST_CAPACITY 8u
#define BLOCK 16u /* steps of ordered keys whose slots lie side by side */

void table_init(struct table *t, struct arena *arena)
{
  *t = (struct table){ .arena = arena };
}

void table_order(struct table *t, unsigned step)
{
  t->ordered = true;
  t->step = (uint8_t)step;
}

static uint64_t mixed(uint64_t key)
{
  key ^= key >> 33;
  key *= 0xff51afd7ed558ccdull;
  return key ^ key >> 33;
}

/* The low bits say where a key is looked for first. */
static uint64_t hash_of(const struct table *t, uint64_t key)
{
  if (!t->ordered) return mixed(key);
  uint64_t at = key >> t->step;
  return (mixed(at / BLOCK) & ~(uint64_t)(BLOCK - 1)) | at % BLOCK;
}

/* The byte of a slot with that hash; 0 is a free slot's. */
static uint8_t tag_of(uint64_t hash) { return (uint8_t)((hash >> 56 ^ hash << 4) | 1); }

static void put(struct table *t, struct table_slot slot)
{
  uint64_t hash = hash_of(t, slot.key);
  uint32_t at = (uint32_t)hash & (t->capacity - 1);
  while (t->tags[at]) at = (at + 1) & (t->capacity - 1);
  t->tags[at] = tag_of(hash);
  t->slots[at] = slot;
}

static size_t size_of(uint32_t capacity)
{
  return capacity * (sizeof(struct table_slot) + 1);
}

static void grow(struct table *t, uint32_t capacity)
{
  struct table old = *t;
  t->slots = arena_table(t->arena, size_of(capacity));
  t->tags = (uint8_t *)(t->slots + capacity);
  t->capacity = capacity;
  /* Starting behind a free slot keeps values of one key in their order across the wrap. */
  uint32_t start = 0;
  while (old.capacity && old.tags[start]) start++;
  for (uint32_t i = 0; i < old.capacity; i++) {
    uint32_t at = (start + i) & (old.capacity - 1);
    if (old.tags[at]) put(t, old.slots[at]);
  }
  arena_drop(t->arena, old.slots, size_of(old.capacity));
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
  put(t, (struct table_slot){ key, value });
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
  uint64_t hash = hash_of(t, key);
  uint8_t tag = tag_of(hash);
  for (; *at < t->capacity; ++*at) {
    uint32_t i = ((uint32_t)hash + *at) & (t->capacity - 1);
    if (!t->tags[i]) return NULL;
    if (t->tags[i] != tag || t->slots[i].key != key) continue;
    ++*at;
    return t->slots[i].value;
  }
  return NULL;
}
