/* The GRE tunnels under or inside IPsec: endpoints, inner addresses, mode and key (RFC 2784, 2890). */
#include "src/facts.h"
#include "src/link.h"
#include "src/path.h"

#define MOST_COUPLES 4096u /* pairs of selectors looked at for two tunnels that lead to each other */
#define MOST_TWINS 32u     /* tunnels between the same two addresses */

struct ip gre_source(const struct end *e)
{
  return end_tunnel_source(e->router, e->tunnel->tunnel);
}

bool gre_may_be_translated(const struct end *e, const struct end *other)
{
  const struct ip *to = e->next_hop ? &e->next_hop->outer.ip : &e->tunnel->tunnel->destination.ip;
  struct ip from = gre_source(other);
  return to->kind == IP_V4 && from.kind == IP_V4 && path_is_private(from.v4) && !path_is_private(to->v4) &&
    !link_interface_of(other->router, to);
}

/* Is the destination of `e`'s tunnel the source of the other's? Where not, the end whose line is wrong: a source that is no address of its
 * own router or an inner one, else the destination. */
/* The end's tunnel leads to an address of the other router: is the slip in the source of that one's tunnel, which names an address of no
 * interface, or which protection makes IKE speak from while the end's policy calls the same address as its tunnel? */
static bool speaks_astray(const struct end *e, const struct end *other, const struct ip *from)
{
  if (is_written(&other->tunnel->tunnel->source.o) && !link_interface_of(other->router, from)) return true;
  return e->kind != END_PROTECTION && other->kind == END_PROTECTION &&
    ip_equal(&e->remote.ip, &e->tunnel->tunnel->destination.ip) == TRI_YES;
}

static void compare_endpoint(struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct addr *to = &e->tunnel->tunnel->destination;
  struct ip from = gre_source(other);
  if (!is_known(&to->o) || from.kind == IP_NONE || from.kind == IP_DYNAMIC || to->ip.kind == IP_NAME) {
    t->gre_unsure |= GRE_DESTINATION;
    return;
  }
  enum tri same = ip_equal(&to->ip, &from);
  if (same == TRI_YES) return;
  const struct interface *called = link_interface_of(other->router, &to->ip);
  bool inside = to->ip.kind == IP_V4 && from.kind == IP_V4 && path_is_private(from.v4) && !path_is_private(to->ip.v4);
  if (same == TRI_CANNOT_TELL || gre_may_be_translated(e, other)) t->gre_unsure |= GRE_DESTINATION;
  else if (inside || (called && speaks_astray(e, other, &from))) t->gre[1 - i] |= GRE_SOURCE;
  else t->gre[i] |= GRE_DESTINATION;
}

static bool is_host(const struct ip *ip, uint32_t mask)
{
  int length = ip_mask_length(mask);
  if (ip->kind != IP_V4 || length < 0 || length > 30) return true;
  return (ip->v4 & ~mask) != 0 && (ip->v4 | mask) != 0xffffffffu;
}

bool calls_within_tunnel(const struct end *e)
{
  const struct interface *i = e->tunnel;
  return i && e->interface == i && i->address.ip.kind == IP_V4 && e->remote.ip.kind == IP_V4 &&
    !((i->address.ip.v4 ^ e->remote.ip.v4) & i->mask);
}

/* Whose inner address is wrong? The other end's, unless that is the very one that this end calls. */
static int wrong_inner(const struct tunnel_pair *t)
{
  const struct end *a = t->end[0], *b = t->end[1];
  return calls_within_tunnel(b) && ip_equal(&b->remote.ip, &a->tunnel->address.ip) == TRI_NO &&
      ip_equal(&a->remote.ip, &b->tunnel->address.ip) == TRI_YES
    ? 0
    : 1;
}

/* Have both tunnels another address that is all of its subnet, as where they only need one to carry IP, and routes lead into them? */
static bool are_alone(const struct interface *a, const struct interface *b)
{
  return a->mask == UINT32_MAX && b->mask == UINT32_MAX && ip_equal(&a->address.ip, &b->address.ip) == TRI_NO;
}

static void compare_subnet(struct tunnel_pair *t)
{
  const struct interface *a = t->end[0]->tunnel, *b = t->end[1]->tunnel;
  if (a->unnumbered.s || b->unnumbered.s || !is_known(&a->address.o) || !is_known(&b->address.o) || a->address.ip.kind == IP_DYNAMIC ||
    b->address.ip.kind == IP_DYNAMIC || are_alone(a, b)) {
    t->gre_unsure |= GRE_SUBNET;
    return;
  }
  enum tri x = ip_same_subnet(&a->address.ip, &b->address.ip, a->mask), y = ip_same_subnet(&a->address.ip, &b->address.ip, b->mask);
  bool same_host = ip_equal(&a->address.ip, &b->address.ip) == TRI_YES;
  if (x == TRI_NO || y == TRI_NO || same_host) t->gre[wrong_inner(t)] |= GRE_SUBNET;
  else if (x == TRI_CANNOT_TELL || y == TRI_CANNOT_TELL) t->gre_unsure |= GRE_SUBNET;
  if (!is_host(&a->address.ip, a->mask)) t->gre[0] |= GRE_SUBNET;
  if (!is_host(&b->address.ip, b->mask)) t->gre[1] |= GRE_SUBNET;
}

static uint32_t mode_class(uint32_t mode)
{
  return mode == TUNNEL_GRE_MULTIPOINT ? TUNNEL_GRE : mode;
}

static void compare_mode(struct tunnel_pair *t)
{
  const struct num *a = &t->end[0]->tunnel->tunnel->mode, *b = &t->end[1]->tunnel->tunnel->mode;
  if (!is_known(&a->o) || !is_known(&b->o)) {
    t->gre_unsure |= GRE_MODE;
    return;
  }
  if (mode_class(a->v) == mode_class(b->v)) return;
  if (a->o.doubt || b->o.doubt) t->gre_unsure |= GRE_MODE;
  else t->gre[is_written(&a->o) ? 1 : 0] |= GRE_MODE;
}

/* IPsec's own tunnel has no GRE header that a key could stand in. */
static bool has_header(const struct end *e)
{
  const struct num *mode = &e->tunnel->tunnel->mode;
  return !is_known(&mode->o) || mode_class(mode->v) == TUNNEL_GRE;
}

static void compare_key(struct tunnel_pair *t)
{
  if (!has_header(t->end[0]) || !has_header(t->end[1])) return;
  const struct num *a = &t->end[0]->tunnel->tunnel->key, *b = &t->end[1]->tunnel->tunnel->key;
  if (a->o.from == FROM_UNREAD || b->o.from == FROM_UNREAD) {
    t->gre_unsure |= GRE_KEY;
    return;
  }
  bool has_a = is_written(&a->o), has_b = is_written(&b->o);
  if (has_a != has_b) t->gre[has_a ? 1 : 0] |= GRE_KEY;
  else if (has_a && a->v != b->v) t->gre[1] |= GRE_KEY;
}

bool gre_explains_address(const struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  if (e->kind == END_PROTECTION) return (t->gre[0] | t->gre[1]) & (GRE_DESTINATION | GRE_SOURCE) || gre_leads_inside(e);
  if (other->kind != END_PROTECTION) return false; /* its policy speaks from elsewhere */
  return t->gre[1 - i] & GRE_SOURCE;
}

bool gre_leads_inside(const struct end *e)
{
  const struct interface *i = e->tunnel;
  const struct ip *to = e->next_hop ? &e->next_hop->outer.ip : NULL;
  return to && to->kind == IP_V4 && i->address.ip.kind == IP_V4 && i->mask != UINT32_MAX && !((to->v4 ^ i->address.ip.v4) & i->mask);
}

bool gre_ends_at_peer(const struct end *e, const struct interface *i)
{
  return i && i->tunnel && ip_equal(&i->tunnel->destination.ip, &e->remote.ip) == TRI_YES;
}

const struct route *gre_recursive_route(const struct end *e)
{
  struct interface *via;
  const struct route *route;
  const struct addr *to = &e->tunnel->tunnel->destination;
  return is_known(&to->o) && link_route(e->router, &to->ip, NULL, &via, &route) >= 0 && via == e->tunnel ? route : NULL;
}

/* A static route to the tunnel's destination that leads into the tunnel (TUN108), and no longer one can be learnt; or a next hop's outer
 * address that is an inner one. */
static bool is_recursive(const struct end *e)
{
  const struct route *route = gre_recursive_route(e);
  return gre_leads_inside(e) || (route && !link_may_yield(e->router, route));
}

/* Without a source or a destination the tunnel stays down (CFG005). A virtual template takes its source from the call. */
static bool is_incomplete(const struct end *e)
{
  const struct tunnel *t = e->tunnel->tunnel;
  if (end_waits_for_calls(e->tunnel) && t->mode.v != TUNNEL_GRE_MULTIPOINT) return false;
  bool nowhere = t->destination.o.from == FROM_NOTHING && end_needs_destination(e->router, e->tunnel);
  return nowhere || (t->source.o.from == FROM_NOTHING && !t->source_interface.s && t->source_interface.o.from == FROM_NOTHING);
}

/* Of the two tunnels that the ends name. */
static void compare_tunnels(struct tunnel_pair *t)
{
  for (int i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    if (!e->tunnel) continue;
    if (is_incomplete(e)) t->gre[i] |= GRE_INCOMPLETE;
    if (e->tunnel->shutdown && e->design == DESIGN_GRE_OVER_IPSEC && e->tunnel != e->interface) t->gre[i] |= GRE_SHUT;
    if (is_recursive(e)) t->gre[i] |= GRE_RECURSIVE;
    else if (gre_recursive_route(e)) t->gre_unsure |= GRE_RECURSIVE;
  }
  if (!t->end[0]->tunnel || !t->end[1]->tunnel) return;
  compare_mode(t);
  bool multipoint = end_waits_for_calls(t->end[0]->tunnel) || end_waits_for_calls(t->end[1]->tunnel);
  for (int i = 0; i < 2; i++)
    if (!multipoint || is_known(&t->end[i]->tunnel->tunnel->destination.o)) compare_endpoint(t, i);
  /* Where a wrong destination leads says nothing. */
  for (int i = 0; i < 2; i++)
    if (t->gre[i] & GRE_DESTINATION) t->gre[i] &= ~(unsigned)GRE_RECURSIVE;
  compare_subnet(t);
  compare_key(t);
}

/* What is worth telling of the tunnels that the ends name; where there are others, nothing of those that both ends have shut down. */
enum weight { WEIGHT_UNUSED, WEIGHT_NOTHING, WEIGHT_UNSURE /* cannot be told, or no address */, WEIGHT_FAULTS };

static enum weight weight(const struct tunnel_pair *t)
{
  const struct interface *a = t->end[0]->tunnel, *b = t->end[1]->tunnel;
  if (a->shutdown && b->shutdown) return WEIGHT_UNUSED;
  if (t->gre[0] | t->gre[1]) return WEIGHT_FAULTS;
  bool lacks = a->address.o.from == FROM_NOTHING || b->address.o.from == FROM_NOTHING;
  return t->gre_unsure || lacks ? WEIGHT_UNSURE : WEIGHT_NOTHING;
}

static bool holds(enum weight w)
{
  return w == WEIGHT_NOTHING || w == WEIGHT_UNSURE;
}

/* Two tunnels that lead to each other, the first of `end[0]`. */
struct couple {
  struct interface *end[2];
};

/* Of several faults that weigh alike those are told that come first by this, which is the same for both orders of the ends. */
static uint64_t rank(const struct tunnel_pair *t)
{
  uint32_t x = gre_source(t->end[0]).v4, y = gre_source(t->end[1]).v4;
  uint32_t k = t->end[0]->tunnel->tunnel->key.v, l = t->end[1]->tunnel->tunnel->key.v;
  return (uint64_t)(x < y ? x : y) << 32 | (k < l ? k : l);
}

static void take(struct tunnel_pair *t, const struct couple *c)
{
  t->end[0]->tunnel = c->end[0];
  t->end[1]->tunnel = c->end[1];
  t->gre[0] = t->gre[1] = t->gre_unsure = 0;
  compare_tunnels(t);
}

/* How far the lines say that of several tunnels between the same two addresses these belong together: the key is what the devices go by (RFC
 * 2890 section 2.1), a common inner subnet is what was meant. */
static unsigned kinship(const struct interface *a, const struct interface *b)
{
  const struct num *k = &a->tunnel->key, *l = &b->tunnel->key;
  bool unread = k->o.from == FROM_UNREAD || l->o.from == FROM_UNREAD;
  bool same_key = is_written(&k->o) == is_written(&l->o) && k->v == l->v;
  bool addressed = a->address.ip.kind == IP_V4 && b->address.ip.kind == IP_V4;
  bool same_subnet = addressed && a->mask == b->mask && !((a->address.ip.v4 ^ b->address.ip.v4) & a->mask);
  return (unread ? 2u : same_key ? 4u : 0u) + (same_subnet ? 2u : 0u) + (a->shutdown || b->shutdown ? 0u : 1u);
}

static unsigned list_twins(struct interface *first, struct interface **out)
{
  unsigned n = 0;
  for (; first && n < MOST_TWINS; first = first->tunnel->twin) out[n++] = first;
  return n;
}

/* Marries the twins of two tunnels that lead to each other, the closest first; those without a partner are left out. */
static unsigned marry(struct interface *a, struct interface *b, struct couple *out)
{
  struct interface *mine[MOST_TWINS], *theirs[MOST_TWINS];
  unsigned n = list_twins(a, mine), m = list_twins(b, theirs), count = 0;
  for (unsigned close = 8; close-- > 0;)
    for (unsigned i = 0; i < n; i++)
      for (unsigned k = 0; k < m && mine[i]; k++) {
        if (!theirs[k] || kinship(mine[i], theirs[k]) != close) continue;
        out[count++] = (struct couple){ { mine[i], theirs[k] } };
        mine[i] = theirs[k] = NULL;
      }
  return count;
}

/* The tunnel of the other end that leads to the selector's, and back; NULL: there is none. */
static struct interface *counterpart(const struct end *e, const struct selector *s, const struct end *other, unsigned *looked)
{
  for (const struct selector *o = other->selectors; s->tunnel && o && *looked < MOST_COUPLES; o = o->next, ++*looked)
    if (o->tunnel && end_leads_to(s->tunnel, other, o->tunnel) && end_leads_to(o->tunnel, e, s->tunnel)) return o->tunnel;
  return NULL;
}

/* The couple of which there is the most to tell. */
struct worst {
  struct couple couple;
  enum weight weight;
  uint64_t rank;
  bool hold; /* there are others, of which there is less */
};

static void weigh(struct tunnel_pair *t, const struct couple *c, struct worst *worst)
{
  take(t, c);
  enum weight w = weight(t);
  uint64_t r = rank(t);
  worst->hold = worst->hold || holds(w);
  if (w < worst->weight || (w == worst->weight && (w <= WEIGHT_NOTHING || r >= worst->rank))) return;
  worst->couple = *c;
  worst->weight = w;
  worst->rank = r;
}

/* The two tunnels that the ends name, or of their twins those that belong together. */
static struct couple first_couple(const struct tunnel_pair *t)
{
  const struct end *a = t->end[0], *b = t->end[1];
  struct couple all[MOST_TWINS], named = { { a->tunnel, b->tunnel } };
  bool policies = a->design == DESIGN_GRE_OVER_IPSEC && b->design == DESIGN_GRE_OVER_IPSEC;
  if (!policies || !end_leads_to(a->tunnel, b, b->tunnel) || !end_leads_to(b->tunnel, a, a->tunnel)) return named;
  return marry(a->tunnel, b->tunnel, all) ? all[0] : named;
}

/* Does the end's policy protect more than GRE? */
static bool protects_more(const struct end *e)
{
  const struct selector *s = e->selectors;
  while (s && (s->tunnel || s->rule->protocol == PROTOCOL_GRE)) s = s->next;
  return s != NULL;
}

/* One rule list may protect several GRE tunnels between the same two ends, and one rule of it several between the same two addresses: the
 * ends name the first two of which there is the most to tell. */
void gre_compare(struct tunnel_pair *t)
{
  struct end *a = t->end[0], *b = t->end[1];
  unsigned looked = 0;
  if (!a->tunnel || !b->tunnel) {
    compare_tunnels(t);
    return;
  }
  struct worst worst = { .couple = first_couple(t) };
  take(t, &worst.couple);
  worst.weight = weight(t);
  worst.rank = rank(t);
  worst.hold = holds(worst.weight);
  for (const struct selector *s = a->selectors; s; s = s->next) {
    struct couple all[MOST_TWINS];
    struct interface *other = counterpart(a, s, b, &looked);
    unsigned n = other ? marry(s->tunnel, other, all) : 0;
    for (unsigned i = 0; i < n; i++)
      if (a->tunnel != all[i].end[0] || b->tunnel != all[i].end[1]) weigh(t, &all[i], &worst);
  }
  if (a->tunnel != worst.couple.end[0] || b->tunnel != worst.couple.end[1]) take(t, &worst.couple);
  bool only_shut = (t->gre[0] | t->gre[1]) == GRE_SHUT && protects_more(a) && protects_more(b);
  t->gre_others_hold = worst.weight == WEIGHT_FAULTS && (worst.hold || only_shut);
}

const char *gre_rule(unsigned bit)
{
  switch (bit) {
  case GRE_DESTINATION:
  case GRE_SOURCE: return "TUN101";
  case GRE_SUBNET: return "TUN102";
  case GRE_MODE: return "TUN103";
  case GRE_KEY: return "TUN104";
  case GRE_RECURSIVE: return "TUN108";
  case GRE_SHUT: return "APP101";
  default: return "CFG005";
  }
}
