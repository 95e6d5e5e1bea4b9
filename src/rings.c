/* See rings.h. */
#include "src/rings.h"

struct ring_list {
  struct ring_key *first, **end;
};

void rings_index(struct table *t, struct arena *arena, const struct router *r)
{
  table_init(t, arena);
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    if (!k->ring) continue;
    struct ring_list *list = table_get(t, (uint64_t)(uintptr_t)k->ring);
    if (!list) {
      list = ARENA_NEW(arena, struct ring_list);
      list->end = &list->first;
      table_put(t, (uint64_t)(uintptr_t)k->ring, list);
    }
    *list->end = ARENA_NEW(arena, struct ring_key);
    (*list->end)->key = k;
    list->end = &(*list->end)->next;
  }
}

const struct ring_key *rings_keys(const struct table *t, const struct keyring *ring)
{
  const struct ring_list *list = table_get(t, (uint64_t)(uintptr_t)ring);
  return list ? list->first : NULL;
}
