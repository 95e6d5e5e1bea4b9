/* The other end's interfaces, networks and routes. This end knows little of them, so most is assumed and said so at the head. */
#include "src/mirror_parts.h"

#include "src/link.h"

#include <ctype.h>
#include <string.h>

struct addr mirror_this(struct mirror *m, const struct addr *address)
{
  struct addr a = { .ip = mirror_ip(m, &address->ip), .o = mirror_origin(&address->o) };
  if (mirror_is_address(&a.ip)) return a;
  if (mirror_setting(m, SET_THIS_ADDRESS, &a.ip)) return a;
  a.ip = (struct ip){ .kind = IP_DYNAMIC };
  return a;
}

static struct interface *new_interface(struct mirror *m, const char *name)
{
  struct interface *i = ARENA_NEW(m->arena, struct interface);
  i->name = i->shown = mirror_string(m, name);
  LIST_APPEND(m->to->interfaces, i);
  return i;
}

/* The next name of that kind from `*number` on that nothing has and the user gives to none. */
static const char *free_name(struct mirror *m, const char *kind, unsigned *number)
{
  for (;;) {
    const char *s = mirror_string(m, arena_printf(m->arena, "%s%u", kind, (*number)++));
    bool taken = false;
    for (size_t k = 0; k < SET_NAMES; k++) taken = taken || (m->settings[k] && !strcmp(m->settings[k], s));
    for (const struct interface *i = m->to->interfaces.first; i && !taken; i = i->next) taken = i->name == s;
    if (!taken) return s;
  }
}

/* ---- The outer interface ---- */

#define NARROWEST 0xfffffffcu /* two hosts */

static struct route *add_route(struct mirror *m, uint32_t prefix, uint32_t mask, const struct interface *via, const struct ip *hop)
{
  for (struct route *r = m->to->routes.first; r; r = r->next)
    if (r->prefix == (prefix & mask) && r->mask == mask) return r;
  struct route *r = ARENA_NEW(m->arena, struct route);
  *r = (struct route){ .prefix = prefix & mask, .mask = mask, .interface_name = via ? via->name : NULL };
  if (hop && mirror_is_address(hop)) r->via = *hop;
  LIST_APPEND(m->to->routes, r);
  return r;
}

/* The smallest network in which an Ethernet interface can have the address: neither its first nor its last, and with a neighbour. */
static uint32_t mask_around(uint32_t address, uint32_t mask)
{
  while (mask && (!(address & ~mask) || !(~address & ~mask))) mask <<= 1;
  return mask;
}

static uint32_t outer_mask(struct mirror *m, const struct addr *address, const struct interface *like)
{
  uint32_t mask = mask_around(address->ip.v4, NARROWEST);
  struct ip hop;
  const char *s = mirror_given(m, SET_PEER_MASK);
  if (s && ip_parse_mask(s, strlen(s), &mask)) return mask;
  if (like && mirror_is_address(&like->address.ip) && ip_same_subnet(&address->ip, &like->address.ip, like->mask) == TRI_YES)
    return like->mask;
  /* As narrow as can be with the next hop inside. */
  if (mirror_setting(m, SET_PEER_GATEWAY, &hop) && address->ip.kind == IP_V4)
    while (mask && ((hop.v4 ^ address->ip.v4) & mask)) mask <<= 1;
  return mask_around(address->ip.v4, mask);
}

/* Settings that contradict each other or this end. */
static void refuse(struct mirror *m, enum mirror_name name, const char *why, const struct ip *ip)
{
  char room[64];
  if (!m->error)
    m->error = arena_printf(
      m->arena, "--set %s=%s: %s %s", mirror_settings[name].name, m->settings[name], why, ip_print(ip, room, sizeof room));
}

/* A host of the address's subnet that it is not. */
static struct ip neighbour(const struct ip *ip, uint32_t mask)
{
  uint32_t network = ip->v4 & mask, first = network + 1;
  if (ip_mask_length(mask) >= 31) return (struct ip){ .kind = IP_V4, .v4 = ip->v4 ^ 1 };
  return (struct ip){ .kind = IP_V4, .v4 = ip->v4 == first ? first + 1 : first };
}

static void default_route(struct mirror *m, const struct interface *i, const struct interface *like)
{
  struct ip hop;
  char room[64];
  bool given = mirror_setting(m, SET_PEER_GATEWAY, &hop), assumed = false;
  if (given && i->address.ip.kind == IP_V4 && ((hop.v4 ^ i->address.ip.v4) & i->mask || hop.v4 == i->address.ip.v4))
    refuse(m, SET_PEER_GATEWAY, "it is no neighbour of", &i->address.ip);
  if (!given && i->address.ip.kind != IP_V4) {
    add_route(m, 0, 0, i, NULL);
    return;
  }
  if (!given) {
    hop = neighbour(&i->address.ip, i->mask);
    if (like && like->address.ip.kind == IP_V4 && like->mask == i->mask && !((like->address.ip.v4 ^ i->address.ip.v4) & i->mask))
      hop = like->address.ip;
    else assumed = true;
  }
  struct route *r = add_route(m, 0, 0, NULL, &hop);
  if (assumed) mirror_assume(m, r, SET_PEER_GATEWAY, "the next hop %s", ip_print(&hop, room, sizeof room));
}

struct interface *mirror_outer(struct mirror *m, const struct addr *address, const struct interface *like)
{
  struct addr a = { .ip = mirror_ip(m, &address->ip), .o = mirror_origin(&address->o) };
  char room[64];
  if (!mirror_is_address(&a.ip) && !mirror_setting(m, SET_PEER_OUTER_ADDRESS, &a.ip)) a.ip = (struct ip){ .kind = IP_DYNAMIC };
  for (struct interface *i = m->to->interfaces.first; i; i = i->next)
    if (mirror_is_address(&a.ip) ? ip_equal(&i->address.ip, &a.ip) == TRI_YES : !i->tunnel && i->address.ip.kind == IP_DYNAMIC) return i;
  const char *name = mirror_given(m, SET_PEER_INTERFACE);
  bool assumed = !name || m->outer;
  struct interface *i = new_interface(m, assumed ? free_name(m, "gigabitethernet0/", &m->interfaces) : name);
  m->outer = true;
  i->address = a;
  i->mask = a.ip.kind == IP_DYNAMIC ? 0 : outer_mask(m, &a, like);
  if (assumed)
    mirror_assume(m, i, SET_PEER_INTERFACE, "the name of the outer interface, GigabitEthernet%s", strpbrk(i->name, "0123456789"));
  if (a.ip.kind == IP_DYNAMIC) mirror_assume(m, i, SET_PEER_OUTER_ADDRESS, "the outer address is assigned at run time");
  else if (!mirror_given(m, SET_PEER_MASK)) mirror_assume(m, i, SET_PEER_MASK, "the netmask of %s", ip_print(&a.ip, room, sizeof room));
  default_route(m, i, like);
  return i;
}

/* ---- Tunnels ---- */

/* The address that the tunnel of this end has as its source. */
static struct addr tunnel_source(struct mirror *m, const struct tunnel *t)
{
  if (is_known(&t->source.o)) return mirror_this(m, &t->source);
  const struct interface *i = t->source_interface.s ? link_interface(m->from, t->source_interface.s) : NULL;
  struct addr none = { .ip = { .kind = IP_DYNAMIC }, .o = t->source_interface.o };
  return mirror_this(m, i ? link_address(m->from, i) : &none);
}

static void inner_address(struct mirror *m, const struct end *e, const struct interface *mine, struct interface *i)
{
  struct ip ip;
  char room[64];
  bool inside = e->design == DESIGN_IPSEC_OVER_GRE && mirror_is_address(&e->remote.ip) &&
    ip_same_subnet(&e->remote.ip, &mine->address.ip, mine->mask) == TRI_YES;
  if (mine->address.ip.kind != IP_V4 && !inside) {
    if (mine->address.o.from != FROM_NOTHING || mine->unnumbered.s)
      mirror_say(m, "not translated: the inner address of %s; give it one", i->name);
    return;
  }
  if (mirror_setting(m, SET_PEER_TUNNEL_ADDRESS, &ip)) {
    if (mine->address.ip.kind == IP_V4 && ((ip.v4 ^ mine->address.ip.v4) & mine->mask || ip.v4 == mine->address.ip.v4))
      refuse(m, SET_PEER_TUNNEL_ADDRESS, "it is no other host of the subnet of", &mine->address.ip);
  } else if (inside) ip = mirror_ip(m, &e->remote.ip);
  else {
    ip = neighbour(&mine->address.ip, mine->mask);
    for (const struct route *r = m->from->routes.first; r; r = r->next)
      if (r->via.kind == IP_V4 && r->via.v4 != mine->address.ip.v4 && !((r->via.v4 ^ mine->address.ip.v4) & mine->mask)) ip = r->via;
    if (ip_mask_length(mine->mask) < 30)
      mirror_assume(m, i, SET_PEER_TUNNEL_ADDRESS, "the address %s inside the tunnel", ip_print(&ip, room, sizeof room));
  }
  i->address = (struct addr){ ip, mirror_origin(&mine->address.o) };
  i->mask = mine->mask;
}

static void copy_settings(const struct interface *mine, struct interface *i)
{
  const struct tunnel *a = mine->tunnel;
  struct tunnel *b = i->tunnel;
  b->mode = mirror_num(a->mode);
  if (a->mode.v == TUNNEL_GRE_MULTIPOINT) b->mode.v = TUNNEL_GRE; /* of many ends one, which has one other end */
  if (is_written(&a->key.o)) b->key = a->key;
  if (is_written(&a->checksum.o)) b->checksum = a->checksum;
  if (is_written(&a->keepalive.o)) {
    b->keepalive = a->keepalive;
    b->keepalive_retries = mirror_num(a->keepalive_retries);
  }
  /* In the words of the dialect whose form is borrowed, where the MTU of a tunnel is that of its IP packets. */
  if (is_written(&mine->ip_mtu.o)) i->mtu = mine->ip_mtu;
  else if (is_written(&mine->mtu.o)) i->mtu = mine->mtu;
  if (is_written(&mine->mss.o)) i->mss = mine->mss;
}

/* Who calls has no template for it; and a name that is no tunnel's may be that of an outer interface here. */
static const char *tunnel_name(struct mirror *m, const struct interface *mine)
{
  unsigned number = 0;
  const char *name = mirror_string(m, mine->name);
  bool usable = !mine->for_callers && !strncmp(name, "tunnel", 6) && isdigit((unsigned char)name[6]);
  for (const struct interface *i = m->to->interfaces.first; i && usable; i = i->next) usable = i->name != name;
  return usable ? name : free_name(m, "tunnel", &number);
}

struct interface *mirror_tunnel(struct mirror *m, const struct end *e, const struct interface *mine)
{
  struct interface *i = mine->for_callers ? NULL : table_get(&m->made, (uint64_t)(uintptr_t)mine);
  if (i) return i;
  i = new_interface(m, tunnel_name(m, mine));
  table_put(&m->made, (uint64_t)(uintptr_t)mine, i);
  i->at = mine->at;
  i->tunnel = ARENA_NEW(m->arena, struct tunnel);
  struct tunnel *b = i->tunnel;
  const struct tunnel *a = mine->tunnel;
  copy_settings(mine, i);
  inner_address(m, e, mine, i);
  if (mirror_is_address(&a->destination.ip))
    b->source = (struct addr) { mirror_ip(m, &a->destination.ip), mirror_origin(&a->destination.o) };
  b->destination = tunnel_source(m, a);
  if (mirror_is_address(&b->destination.ip)) return i;
  b->destination = (struct addr){ 0 };
  if (a->mode.v == TUNNEL_GRE_MULTIPOINT && a->next_hops) {
    /* A spoke that knows its hub: the hub waits for it. */
    b->mode.v = TUNNEL_GRE_MULTIPOINT;
    mirror_assume(m, i, SET_THIS_ADDRESS,
      "this end's address is assigned at run time, so the other end waits for it on a multipoint tunnel, whose NHRP is still to be set up");
    return i;
  }
  mirror_say(m, "not translated: the destination of %s is assigned at run time (--set this-address=ADDRESS)", mine->shown);
  m->complete = false;
  return i;
}

/* ---- Networks ---- */

static bool is_network(const struct acl_address *a)
{
  return a->ip.kind == IP_V4 && ip_mask_length(~a->wildcard) > 0;
}

/* The mask of an address whose network overlaps with this one, which no other interface may have then; NULL: none. */
static uint32_t *overlapping(struct interface *i, uint32_t network, uint32_t mask)
{
  if (i->address.ip.kind == IP_V4 && !((i->address.ip.v4 ^ network) & mask & i->mask)) return &i->mask;
  for (struct ip_secondary *s = i->secondary; s; s = s->next)
    if (!((s->ip.v4 ^ network) & mask & s->mask)) return &s->mask;
  return NULL;
}

/* Is the network on an interface already? A narrower one inside is made wide enough. */
static bool has_network(struct mirror *m, uint32_t network, uint32_t mask)
{
  for (struct interface *i = m->to->interfaces.first; i; i = i->next) {
    uint32_t *there = overlapping(i, network, mask);
    if (there && i == m->inside) *there &= mask;
    if (there) return true;
  }
  return false;
}

/* The first host of a network that the other end protects is given to its inside interface; a single host is behind it. */
static void add_inside(struct mirror *m, uint32_t network, uint32_t mask, const struct origin *o)
{
  const char *name = mirror_given(m, SET_PEER_INSIDE_INTERFACE);
  if (has_network(m, network, mask)) return;
  struct ip ip = { .kind = IP_V4, .v4 = network & mask };
  if (mask == UINT32_MAX) {
    mask = mask_around(network, NARROWEST);
    ip.v4 = neighbour(&ip, mask).v4;
  } else if (ip_mask_length(mask) < 31) ip.v4++;
  if (!m->inside) {
    m->inside = new_interface(m, name ? name : free_name(m, "gigabitethernet0/", &m->interfaces));
    m->inside->address = (struct addr){ ip, mirror_origin(o) };
    m->inside->mask = mask;
    mirror_assume(
      m, m->inside, SET_PEER_INSIDE_INTERFACE, name ? "the address of the inside interface" : "the inside interface and its address");
    return;
  }
  struct ip_secondary **end = &m->inside->secondary;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(m->arena, struct ip_secondary);
  **end = (struct ip_secondary){ .ip = ip, .mask = mask };
}

/* A route to a network of this end, through the tunnel or the outer interface. */
static void add_way(struct mirror *m, const struct end *e, struct interface *via, uint32_t network, uint32_t mask)
{
  if (via->tunnel && !mask) {
    /* Everything goes into the tunnel, but for the tunnel itself. */
    struct route *wide = add_route(m, 0, 0, NULL, NULL);
    if (wide->interface_name == via->name) return;
    if (via->tunnel->destination.ip.kind == IP_V4 && (wide->via.kind != IP_NONE || wide->interface_name)) {
      struct route *host = add_route(m, via->tunnel->destination.ip.v4, UINT32_MAX, NULL, &wide->via);
      if (host->via.kind == IP_NONE) host->interface_name = wide->interface_name;
    }
    wide->interface_name = via->name;
    wide->via = (struct ip){ 0 };
  } else if (via->tunnel)
    add_route(m, network, mask, via, e->tunnel && e->tunnel->address.ip.kind == IP_V4 ? &e->tunnel->address.ip : NULL);
}

/* Where GRE is what is protected, the networks behind the tunnel are those that this end's routes and interfaces show. */
static void routed_networks(struct mirror *m, const struct end *e, struct interface *via)
{
  for (const struct route *r = m->from->routes.first; r; r = r->next) {
    bool here = r->interface_name
      ? r->interface_name == e->tunnel->name
      : r->via.kind == IP_V4 && e->tunnel->address.ip.kind == IP_V4 && !((r->via.v4 ^ e->tunnel->address.ip.v4) & e->tunnel->mask);
    if (here && !r->unread && ip_mask_length(r->mask) > 7)
      add_inside(m, r->prefix, r->mask, &(struct origin) { .at = r->at, .from = FROM_LINE });
  }
  struct interface *out;
  link_route(m->from, &e->remote.ip, e->tunnel, &out, NULL);
  for (const struct interface *i = m->from->interfaces.first; i; i = i->next) {
    bool outer = i->tunnel || i->vrf || i == out || i == e->interface || i->nat_outside || i->nat ||
      ip_equal(&i->address.ip, &e->local.ip) == TRI_YES || i->address.ip.kind != IP_V4 || ip_mask_length(i->mask) > 30;
    if (!outer && ip_same_subnet(&i->address.ip, &e->local.ip, i->mask) != TRI_YES) add_way(m, e, via, i->address.ip.v4, i->mask);
  }
}

void mirror_networks(struct mirror *m, const struct end *e, struct interface *via)
{
  if (e->design == DESIGN_GRE_OVER_IPSEC || e->design == DESIGN_TUNNEL_PROTECTION) {
    if (e->tunnel && via->tunnel) routed_networks(m, e, via);
    return;
  }
  for (const struct selector *s = e->selectors; s; s = s->next) {
    const struct acl_rule *r = s->rule;
    if (is_network(&r->destination))
      add_inside(m, r->destination.ip.v4, ~r->destination.wildcard, &(struct origin) { .at = r->at, .from = FROM_LINE });
    if (is_network(&r->source)) add_way(m, e, via, r->source.ip.v4, ~r->source.wildcard);
    else if (r->source.ip.kind == IP_ANY) add_way(m, e, via, 0, 0);
  }
}
