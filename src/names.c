/* Open addressing over pointers into the arena; the table doubles when it is two thirds full. */
#include "src/names.h"

#include <ctype.h>
#include <string.h>

#define FIRST_CAPACITY 32u

void names_init(struct names *n, struct arena *arena)
{
  *n = (struct names){ .arena = arena };
}

static void grow(struct names *n)
{
  uint32_t capacity = n->capacity ? n->capacity * 2 : FIRST_CAPACITY;
  struct name_slot *slots = arena_alloc(n->arena, capacity * sizeof *slots);
  for (uint32_t i = 0; i < n->capacity; i++) {
    if (!n->slots[i].s) continue;
    uint32_t at = n->slots[i].hash & (capacity - 1);
    while (slots[at].s) at = (at + 1) & (capacity - 1);
    slots[at] = n->slots[i];
  }
  n->slots = slots;
  n->capacity = capacity;
}

const char *names_intern(struct names *n, const char *s, size_t len)
{
  if (n->count * 3 >= n->capacity * 2) grow(n);
  uint32_t hash = arena_hash(s, len), at = hash & (n->capacity - 1);
  for (; n->slots[at].s; at = (at + 1) & (n->capacity - 1))
    if (n->slots[at].hash == hash && n->slots[at].length == len && !memcmp(n->slots[at].s, s, len)) return n->slots[at].s;
  n->count++;
  n->slots[at] = (struct name_slot){ arena_strndup(n->arena, s, len), hash, (uint32_t)len };
  return n->slots[at].s;
}

const char *names_intern_lower(struct names *n, const char *s, size_t len)
{
  char buffer[256];
  if (len > sizeof buffer) return names_intern(n, s, len);
  for (size_t i = 0; i < len; i++) buffer[i] = (char)tolower((unsigned char)s[i]);
  return names_intern(n, buffer, len);
}
