/* Making and freeing routers. */
#include "src/model.h"

#include <stdlib.h>

void router_init(struct router *r, struct arena *arena)
{
  *r = (struct router){ .arena = arena };
  names_init(&r->names, arena);
  LIST_INIT(r->interfaces);
  LIST_INIT(r->acls);
  LIST_INIT(r->groups);
  LIST_INIT(r->proposals);
  LIST_INIT(r->keys);
  LIST_INIT(r->keyrings);
  LIST_INIT(r->profiles);
  LIST_INIT(r->dpds);
  LIST_INIT(r->transforms);
  LIST_INIT(r->policies);
  LIST_INIT(r->entries);
  LIST_INIT(r->routes);
  LIST_INIT(r->nats);
  LIST_INIT(r->statics);
  LIST_INIT(r->route_maps);
  LIST_INIT(r->vrfs);
  LIST_INIT(r->unmodelled);
  LIST_INIT(r->asides);
  LIST_INIT(r->issues);
  LIST_INIT(r->suppressions);
}

void router_aside(struct router *r, struct place at, const char *s, size_t len)
{
  struct aside *a = ARENA_NEW(r->arena, struct aside);
  *a = (struct aside){ .text = arena_strndup(r->arena, s, len), .at = at };
  LIST_APPEND(r->asides, a);
}

void router_free(struct router *r)
{
  free(r->ledger);
  r->ledger = NULL;
}
