/* Object groups as the addresses that they stand for; see object_group.h. */
#include "src/object_group.h"

#define MOST_NESTED 8u   /* inside each other; groups that hold themselves end here */
#define MOST_LOOKED 256u /* in all: eight levels of groups that name the next one often would be gone through for ever */

static bool add(const struct object_group *g, struct group_addresses *all, unsigned depth)
{
  if (!g || depth > MOST_NESTED || ++all->looked > MOST_LOOKED) return false;
  if (g->unread) all->unread = g;
  for (const struct object_member *m = g->members; m; m = m->next) {
    if (m->ip.kind == IP_NAME) {
      if (!add(m->group, all, depth + 1)) return false;
      continue;
    }
    if (all->count == all->most) return false;
    all->list[all->count++] = (struct acl_address){ .ip = m->ip, .wildcard = ~m->mask };
  }
  return true;
}

bool object_group_addresses(const struct object_group *g, struct group_addresses *all)
{
  return add(g, all, 0);
}
