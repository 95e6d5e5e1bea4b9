/* What the tunnel interfaces of a router say of their outer side, and which of them only a key tells apart; a part of ends.c. */
#include "src/ends_tunnels.h"

#include "src/link.h"
#include "src/table.h"
#include "vendors/vendor.h"

struct ip end_tunnel_source(const struct router *r, const struct tunnel *t)
{
  if (is_known(&t->source.o)) return t->source.ip;
  const struct interface *i = t->source_interface.s ? link_interface(r, t->source_interface.s) : NULL;
  return i ? link_address(r, i)->ip : (struct ip){ .kind = t->source_interface.s ? IP_DYNAMIC : IP_NONE };
}

bool end_leads_to(const struct interface *from, const struct end *e, const struct interface *to)
{
  struct ip source = end_tunnel_source(e->router, to->tunnel);
  return ip_equal(&from->tunnel->destination.ip, &source) == TRI_YES;
}

bool end_sends_gre(const struct interface *i)
{
  return i && i->tunnel &&
    (i->tunnel->mode.v == TUNNEL_GRE || i->tunnel->mode.v == TUNNEL_GRE_MULTIPOINT || i->tunnel->mode.v == TUNNEL_UNSET);
}

const struct interface *end_source_interface(const struct router *r, const struct tunnel *t)
{
  if (t->source_interface.s) return link_interface(r, t->source_interface.s);
  return is_known(&t->source.o) ? link_interface_of(r, &t->source.ip) : NULL;
}

bool end_waits_for_calls(const struct interface *i)
{
  return i->tunnel->mode.v == TUNNEL_GRE_MULTIPOINT || i->for_callers;
}

bool end_needs_destination(const struct router *r, const struct interface *i)
{
  const struct tunnel *t = i->tunnel;
  return !end_waits_for_calls(i) &&
    (t->mode.v == TUNNEL_GRE || (t->mode.v == TUNNEL_IPSEC && t->protection.s && r->dialect->behaviour.vti_needs_destination));
}

/* Tunnels between one pair of addresses, in one routing table, without IPsec of their own; in the order of the file. */
struct twins {
  struct interface *last;
};

/* The twins that the tunnel belongs to, made where it is the first. */
static struct twins *twins_of(struct table *t, const struct router *r, struct interface *i)
{
  struct ip from = end_tunnel_source(r, i->tunnel), to = i->tunnel->destination.ip;
  uint64_t key = (uint64_t)from.v4 << 32 | to.v4;
  uint32_t at = 0;
  struct twins *twins;
  if (from.kind != IP_V4 || to.kind != IP_V4) return NULL;
  while ((twins = table_each(t, key, &at)))
    if (twins->last->tunnel->vrf.s == i->tunnel->vrf.s) return twins;
  twins = ARENA_NEW(t->arena, struct twins);
  table_put(t, key, twins);
  return twins;
}

void ends_find_twins(struct router *r, struct arena *scratch)
{
  struct table by_way;
  table_init(&by_way, scratch);
  for (struct interface *i = r->interfaces.first; i; i = i->next) {
    struct twins *twins = end_sends_gre(i) && !i->tunnel->protection.s && !i->policies ? twins_of(&by_way, r, i) : NULL;
    if (!twins) continue;
    if (twins->last) twins->last->tunnel->twin = i;
    twins->last = i;
  }
}
