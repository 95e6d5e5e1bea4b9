/* Routes and NAT on the way to a policy; see path.h. */
#include "src/path.h"

#include <string.h>

#include "src/facts.h"
#include "src/link.h"
#include "vendors/vendor.h"

const struct ip *path_peer(const struct end *e, const struct end *other)
{
  return e->remote.ip.kind == IP_ANY && other->local.ip.kind == IP_V4 ? &other->local.ip : &e->remote.ip;
}

/* May the peer be in the tunnel's own network, which the file does not show (TUN102)? */
static bool lacks_network(const struct interface *i)
{
  return i->tunnel && i->address.ip.kind != IP_V4 && !i->unnumbered.s;
}

/* The route to an address; one through an interface that is shut down is in no table, but that of the policy's is told as such (APP101). */
static int route_to(const struct end *e, const struct ip *ip, struct interface **via, const struct route **route)
{
  int length = link_route(e->router, ip, NULL, via, route);
  return *via && (*via)->shutdown && *via != e->interface ? link_route(e->router, ip, *via, via, route) : length;
}

/* The interface that leads to an address as far as the file's routes show, where that is another one than the policy's. */
static struct interface *shown_to(const struct end *e, const struct ip *peer, const struct route **route)
{
  struct interface *via;
  *route = NULL;
  if (!e->interface || e->kind == END_PROTECTION || e->interface->vrf || e->router->policy_routing || lacks_network(e->interface))
    return NULL;
  int length = route_to(e, peer, &via, route);
  if (length < 0 || !via || via == e->interface) return NULL;
  /* Equal routes may lead both ways. */
  struct interface *other;
  const struct route *second;
  if (link_route(e->router, peer, via, &other, &second) == length) return NULL;
  /* The same policy there too: it was chosen for want of a route. */
  for (const struct ref *n = via->policies; n; n = n->next)
    if (n->to == e->policy) return NULL;
  return via;
}

struct interface *path_shown_interface(const struct end *e, const struct route **route)
{
  return shown_to(e, &e->remote.ip, route);
}

struct interface *path_called_beside(const struct end *e, const struct end *other, const struct route **route)
{
  *route = NULL;
  if (e->remote.ip.kind != IP_ANY || path_peer(e, other) == &e->remote.ip || other->remote.ip.kind != IP_V4) return NULL;
  struct interface *via = ip_equal(&other->remote.ip, &e->local.ip) == TRI_YES ? NULL : shown_to(e, path_peer(e, other), route);
  return via && link_interface_of(e->router, &other->remote.ip) == via ? via : NULL;
}

struct interface *path_other_interface(const struct end *e, const struct route **route)
{
  struct interface *via = path_shown_interface(e, route);
  return via && !link_may_yield(e->router, *route) ? via : NULL;
}

static bool is_translated(uint16_t protocol)
{
  return protocol == 6 || protocol == 17 || protocol == 1 || protocol == PROTOCOL_ANY_IP;
}

/* What an ACL does with the flow: TRI_YES permits it whole, TRI_NO denies it or passes it over, else it cannot be told. A deny of what NAT
 * leaves alone anyway takes nothing from it, nor does a permit of a part before that of the whole. */
static enum tri acl_takes(const struct acl *acl, const struct acl_rule *flow)
{
  bool part = false;
  for (const struct acl_rule *rule = acl->rules; rule; rule = rule->next) {
    if (rule->unread || rule->narrowed || rule->vrf) return TRI_CANNOT_TELL;
    if (!rule->permit && !is_translated(rule->protocol)) continue;
    if (selector_contains(rule, flow, false) == TRI_YES) return rule->permit ? TRI_YES : part ? TRI_CANNOT_TELL : TRI_NO;
    if (selector_overlaps(rule, flow, false) == TRI_NO) continue;
    if (!rule->permit) return TRI_CANNOT_TELL;
    part = true;
  }
  return part ? TRI_CANNOT_TELL : TRI_NO;
}

#define WHOLE ((uint64_t)1 << 62)

/* How much of the flow lies in the rule at most, of WHOLE. */
static uint64_t share(const struct acl_rule *rule, const struct acl_rule *flow)
{
  uint64_t left = WHOLE;
  for (uint32_t free = flow->source.wildcard & ~rule->source.wildcard; free; free &= free - 1) left >>= 1;
  for (uint32_t free = flow->destination.wildcard & ~rule->destination.wildcard; free; free &= free - 1) left >>= 1;
  return left ? left : 1;
}

/* Does no deny before the permit keep anything of the flow from it? */
static bool is_undenied(const struct acl *acl, const struct acl_rule *permit, const struct acl_rule *flow)
{
  const struct acl_rule *rule = acl->rules;
  while (
    rule != permit && (rule->permit || selector_overlaps(rule, flow, false) == TRI_NO || selector_overlaps(rule, permit, false) == TRI_NO))
    rule = rule->next;
  return rule == permit;
}

/* TRI_YES where a part of the flow is taken for certain: a permit of a part alone, or what denies of parts leave to a permit of all of it.
 */
static enum tri acl_takes_part(const struct acl *acl, const struct acl_rule *flow)
{
  uint64_t left = WHOLE;
  for (const struct acl_rule *rule = acl->rules; rule; rule = rule->next) {
    if (rule->unread || rule->narrowed || rule->vrf) return TRI_CANNOT_TELL;
    enum tri meets = selector_overlaps(rule, flow, false);
    if ((!rule->permit && !is_translated(rule->protocol)) || meets == TRI_NO) continue;
    if (meets != TRI_YES) return TRI_CANNOT_TELL;
    enum tri whole = selector_contains(rule, flow, false);
    if (rule->permit)
      return is_translated(rule->protocol) && (whole == TRI_YES || is_undenied(acl, rule, flow)) ? TRI_YES : TRI_CANNOT_TELL;
    if (whole != TRI_NO) return TRI_CANNOT_TELL;
    if (share(rule, flow) >= left) return TRI_CANNOT_TELL;
    left -= share(rule, flow);
  }
  return TRI_NO;
}

/* What an ACL does with a flow. */
typedef enum tri taking(const struct acl *acl, const struct acl_rule *flow);

/* Is the map for packets that leave through this interface? */
static bool is_for(const struct route_map *map, const struct interface *out)
{
  const struct ref *i = map->interfaces;
  while (i && i->to != out) i = i->next;
  return i || !map->interfaces;
}

static enum tri rule_takes(const struct nat_rule *n, const struct interface *out, const struct acl_rule *flow, taking *takes)
{
  if (n->route_map.s) {
    const struct route_map *map = n->route_map.to;
    if (!map || map->unread) return TRI_CANNOT_TELL;
    if (!is_for(map, out)) return TRI_NO;
    if (!map->acls) return map->interfaces ? TRI_YES : TRI_CANNOT_TELL;
    for (const struct ref *a = map->acls; a; a = a->next) {
      enum tri taken = a->to ? takes(a->to, flow) : TRI_CANNOT_TELL;
      if (taken != TRI_NO) return taken;
    }
    return TRI_NO;
  }
  if (!n->acl.s) return TRI_YES;
  return n->acl.to ? takes(n->acl.to, flow) : TRI_CANNOT_TELL;
}

bool path_nat_is_static(const struct nat_rule *n)
{
  return n->acl.s && !*n->acl.s;
}

const struct acl *path_nat_list(const struct nat_rule *n, const struct acl_rule *flow)
{
  const struct route_map *map = n->route_map.to;
  if (!n->route_map.s) return n->acl.to;
  for (const struct ref *a = map ? map->acls : NULL; a; a = a->next)
    if (a->to && (acl_takes(a->to, flow) == TRI_YES || acl_takes_part(a->to, flow) == TRI_YES)) return a->to;
  return NULL;
}

/* Is the rule for the routing table that the protected traffic is in? */
static bool same_table(const struct end *e, const struct nat_rule *n)
{
  const char *vrf = e->profile ? e->profile->vrf : NULL;
  return vrf && n->vrf ? !strcmp(vrf, n->vrf) : vrf == n->vrf;
}

/* Does the flow come in through an interface that NAT leaves alone, as far as the file shows which one that is? */
static bool comes_from_outside(const struct end *e, const struct acl_rule *flow)
{
  struct interface *via;
  link_route(e->router, &flow->source.ip, NULL, &via, NULL);
  return via && via != e->interface && !via->nat_inside;
}

/* What the router itself sends, GRE above all, keeps its address: PAT leaves GRE alone, and gives the rest the interface's address, which
 * it has. */
static bool is_own(const struct end *e, const struct acl_rule *flow)
{
  return flow->source.ip.kind == IP_V4 && !flow->source.wildcard && link_interface_of(e->router, &flow->source.ip);
}

static bool meets_nat(const struct end *e, const struct acl_rule *flow)
{
  return e->interface && e->router->dialect->behaviour.nat_first && !e->interface->spares_protected && is_translated(flow->protocol) &&
    !is_own(e, flow);
}

bool path_nat_unread(const struct end *e, const struct acl_rule *flow)
{
  return e->router->nat_unread && meets_nat(e, flow);
}

static const struct nat_rule *first_nat(const struct end *e, const struct acl_rule *flow, taking *takes)
{
  if (!meets_nat(e, flow)) return NULL;
  const struct route *route;
  /* On the wrong interface (APP102) there is no telling what NAT the flow will meet. */
  const struct interface *out = e->interface;
  if ((out->nat || out->nat_static || out->nat_outside) && path_other_interface(e, &route)) return NULL;
  bool crosses = out->nat_outside && !comes_from_outside(e, flow);
  for (const struct nat_rule *n = crosses || out->nat_static ? e->router->statics.first : NULL; n; n = n->next)
    if (same_table(e, n) && rule_takes(n, out, flow, takes) == TRI_YES) return n;
  for (const struct nat_rule *n = out->nat; n; n = n->next)
    if (rule_takes(n, out, flow, takes) == TRI_YES) return n;
  if (!crosses) return NULL;
  for (const struct nat_rule *n = e->router->nats.first; n; n = n->next) {
    if (!same_table(e, n) || (n->interface_name.s && n->interface_name.to != out)) continue;
    if (rule_takes(n, out, flow, takes) == TRI_YES) return n;
  }
  return NULL;
}

const struct nat_rule *path_nat(const struct end *e, const struct acl_rule *flow)
{
  return first_nat(e, flow, acl_takes);
}

/* A flow to or from anywhere may well be meant to be protected where NAT leaves it alone. */
const struct nat_rule *path_nat_of_part(const struct end *e, const struct acl_rule *flow)
{
  if (flow->source.wildcard == UINT32_MAX || flow->destination.wildcard == UINT32_MAX || path_nat(e, flow)) return NULL;
  return first_nat(e, flow, acl_takes_part);
}

bool path_is_private(uint32_t v4)
{
  return v4 >> 24 == 10 || v4 >> 20 == 0xac1 || v4 >> 16 == 0xc0a8 || v4 >> 22 == 0x191;
}
