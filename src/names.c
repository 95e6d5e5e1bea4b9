/* Open addressing over pointers into the arena; the table doubles when it is two thirds full. */
#include "src/names.h"

#include <ctype.h>
#include <string.h>

#define FIRST_CAPACITY 256u

void names_init(struct names *n, struct arena *arena)
{
  *n = (struct names){ .arena = arena };
}

static void grow(struct names *n)
{
  uint32_t capacity = n->capacity ? n->capacity * 2 : FIRST_CAPACITY;
  const char **slots = arena_alloc(n->arena, capacity * sizeof *slots);
  for (uint32_t i = 0; i < n->capacity; i++) {
    const char *s = n->slots[i];
    if (!s) continue;
    uint32_t at = arena_hash(s, strlen(s)) & (capacity - 1);
    while (slots[at]) at = (at + 1) & (capacity - 1);
    slots[at] = s;
  }
  n->slots = slots;
  n->capacity = capacity;
}

const char *names_intern(struct names *n, const char *s, size_t len)
{
  if (n->count * 3 >= n->capacity * 2) grow(n);
  uint32_t at = arena_hash(s, len) & (n->capacity - 1);
  for (; n->slots[at]; at = (at + 1) & (n->capacity - 1))
    if (!strncmp(n->slots[at], s, len) && !n->slots[at][len]) return n->slots[at];
  n->count++;
  return n->slots[at] = arena_strndup(n->arena, s, len);
}

const char *names_intern_lower(struct names *n, const char *s, size_t len)
{
  char buffer[256];
  if (len > sizeof buffer) return names_intern(n, s, len);
  for (size_t i = 0; i < len; i++) buffer[i] = (char)tolower((unsigned char)s[i]);
  return names_intern(n, buffer, len);
}
