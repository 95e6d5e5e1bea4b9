/* The comparisons between two ends; see facts.h. Flows are in facts_flows.c, keys in facts_keys.c, GRE in facts_gre.c, names in facts_names.c. */
#include "src/facts.h"

#include <string.h>
#include <strings.h>

#include "src/link.h"
#include "src/path.h"
#include "vendors/vendor.h"

enum outcome num_compare(const struct num *a, const struct num *b)
{
  if (!is_known(&a->o) || !is_known(&b->o)) return OUTCOME_CANNOT_TELL;
  if (a->v == b->v) return OUTCOME_OK;
  return a->o.doubt || b->o.doubt ? OUTCOME_CANNOT_TELL : OUTCOME_FAILS;
}

/* ---- Phase 1 ---- */

struct p1_score {
  unsigned fails, unsure; /* P1_ bits */
  bool doubtful;
};

/* Whether a release has a built-in proposal may be assumed only; what stands in it, and so that it differs, is not. */
static enum outcome compare_parameter(const struct num *a, const struct num *b, bool builtin)
{
  if (!builtin || !is_known(&a->o) || !is_known(&b->o)) return num_compare(a, b);
  if (a->v != b->v) return OUTCOME_FAILS;
  return a->o.doubt || b->o.doubt ? OUTCOME_CANNOT_TELL : OUTCOME_OK;
}

static void weigh(struct p1_score *s, unsigned bit, const struct num *a, const struct num *b, bool builtin)
{
  enum outcome o = compare_parameter(a, b, builtin);
  if (o == OUTCOME_OK) return;
  if (o == OUTCOME_FAILS) s->fails |= bit;
  else {
    s->unsure |= bit;
    s->doubtful = s->doubtful || (is_known(&a->o) && is_known(&b->o));
  }
}

static struct p1_score score_pair(const struct ike_proposal *a, const struct ike_proposal *b)
{
  struct p1_score s = { 0 };
  bool builtin = a->builtin || b->builtin;
  weigh(&s, P1_ENCRYPTION, &a->encryption, &b->encryption, builtin);
  weigh(&s, P1_HASH, &a->hash, &b->hash, builtin);
  weigh(&s, P1_DH, &a->dh, &b->dh, builtin);
  weigh(&s, P1_AUTHENTICATION, &a->authentication, &b->authentication, builtin);
  return s;
}

/* Agreeing on a built-in proposal that wants certificates gets a pair with keys nowhere. */
static bool is_agreement(const struct ike_proposal *a, const struct ike_proposal *b)
{
  return !(a->builtin && b->builtin && a->authentication.v != AUTH_PSK);
}

static unsigned bits(unsigned n)
{
  return (unsigned)__builtin_popcount(n);
}

/* How far apart: fewest differences first, written proposals before built-in ones. */
static unsigned distance(const struct p1_score *s, const struct ike_proposal *a, const struct ike_proposal *b)
{
  return bits(s->fails | s->unsure) * 4 + (a->builtin ? 1u : 0u) + (b->builtin ? 1u : 0u);
}

static void consider(struct p1_fact *f, unsigned *best, const struct ike_proposal *offer, const struct ike_proposal *accept)
{
  struct p1_score s = score_pair(offer, accept);
  if (!is_agreement(offer, accept)) return;
  unsigned d = distance(&s, offer, accept);
  if (!s.fails && !s.unsure) {
    f->earlier_open = f->outcome == OUTCOME_CANNOT_TELL;
    f->outcome = OUTCOME_OK;
    d = 0;
  } else if (!s.fails && f->outcome == OUTCOME_FAILS) {
    f->outcome = OUTCOME_CANNOT_TELL;
    f->doubtful = s.doubtful;
    d = 0;
  } else if (f->outcome != OUTCOME_FAILS || d >= *best) return;
  *best = d;
  f->offer = offer;
  f->accepted = accept;
  f->differs = s.fails | s.unsure;
}

/* `group` (may be NULL): only offers with it. */
static struct p1_fact compare_offers(const struct end *i, const struct end *r, const struct num *group)
{
  struct p1_fact f = { .outcome = OUTCOME_FAILS };
  unsigned best = 1000;
  bool own = r->router->dialect->behaviour.own_order;
  unsigned outer = own ? r->accept_count : i->offer_count, inner = own ? i->offer_count : r->accept_count;
  for (unsigned a = 0; a < outer && f.outcome != OUTCOME_OK; a++)
    for (unsigned b = 0; b < inner && f.outcome != OUTCOME_OK; b++) {
      const struct ike_proposal *offer = i->offers[own ? b : a];
      if (!group || offer->dh.v == group->v || !is_known(&offer->dh.o)) consider(&f, &best, offer, r->accepts[own ? a : b]);
    }
  if (f.outcome == OUTCOME_OK) {
    f.builtin = f.offer->builtin || f.accepted->builtin;
    f.not_modelled = f.offer->authentication.v != AUTH_PSK;
  } else if (f.outcome == OUTCOME_FAILS) f.refused = i->refused || r->refused;
  return f;
}

/* The first message of aggressive mode holds the Diffie-Hellman value of one group, which is not negotiated (RFC 2409 section 5). That it
 * is the first proposal's is what other makers say; whether a router tries another group after that one no source says. */
static struct p1_fact compare_phase1(const struct end *i, const struct end *r)
{
  struct p1_fact any = compare_offers(i, r, NULL);
  if (i->exchange.v != EXCHANGE_AGGRESSIVE || any.outcome != OUTCOME_OK || !is_known(&i->offers[0]->dh.o) ||
    any.offer->dh.v == i->offers[0]->dh.v)
    return any;
  struct p1_fact first = compare_offers(i, r, &i->offers[0]->dh);
  if (first.outcome == OUTCOME_OK || !first.offer) return first.offer ? first : any;
  if (first.outcome == OUTCOME_CANNOT_TELL && !first.doubtful) return first; /* what could not be read may be what both have */
  first.outcome = OUTCOME_CANNOT_TELL;
  first.doubtful = first.other_group = true;
  first.refused = false;
  return first;
}

/* ---- Addresses ---- */

/* Does `e` name the address that `other` speaks from? */
static enum outcome compare_address(const struct end *e, const struct end *other)
{
  const struct ip *to = &e->remote.ip, *from = &other->local.ip;
  const struct ike_profile *p = e->profile;
  if (to->kind == IP_ANY && p && p->remote_high && p->remote.ip.kind == IP_V4 && from->kind == IP_V4)
    return from->v4 >= p->remote.ip.v4 && from->v4 <= p->remote_high ? OUTCOME_OK : OUTCOME_FAILS;
  if (to->kind == IP_ANY) return OUTCOME_OK;
  if (to->kind == IP_NONE && e->remote.o.from == FROM_NOTHING && p && p->remote_name.s) return OUTCOME_OK; /* it knows its peer by name */
  if (to->kind == IP_NONE || e->remote.o.from == FROM_UNREAD || from->kind == IP_NONE) return OUTCOME_CANNOT_TELL;
  switch (ip_equal(to, from)) {
  case TRI_YES: return OUTCOME_OK;
  case TRI_NO: break;
  default: return OUTCOME_CANNOT_TELL;
  }
  /* A private address behind a public one: a NAT on the way may well map one to the other, unless the public one is the other router's
   * own. */
  if (!link_interface_of(other->router, to) && to->kind == IP_V4 && from->kind == IP_V4 && path_is_private(from->v4) &&
    !path_is_private(to->v4))
    return OUTCOME_CANNOT_TELL;
  return end_calls_next_hop(e, other) ? OUTCOME_CANNOT_TELL : OUTCOME_FAILS;
}

/* ---- Identities ---- */

bool identity_is_name(const struct identity *sent, const char *name)
{
  size_t length = strlen(sent->text);
  return !strcmp(sent->text, name) || (sent->host && !strncmp(sent->text, name, length) && name[length] == '.');
}

bool identity_holds(const struct identity *expected, uint32_t v4)
{
  if (expected->mask != UINT32_MAX) return !((v4 ^ expected->address.v4) & expected->mask);
  return v4 >= expected->address.v4 && v4 <= expected->high;
}

static enum tri expects(const struct identity *expected, const struct identity *sent)
{
  if (expected->type != sent->type) return TRI_NO;
  if (expected->type != ID_ADDRESS) {
    if (!expected->text || !sent->text) return TRI_CANNOT_TELL;
    return identity_is_name(sent, expected->text) ? TRI_YES : TRI_NO;
  }
  bool all = expected->address.kind == IP_V4 && !expected->address.v4 && expected->high == UINT32_MAX;
  if (expected->address.kind == IP_ANY || all) return TRI_YES;
  if (sent->address.kind == IP_NONE || sent->address.kind == IP_DYNAMIC) return TRI_CANNOT_TELL;
  if (expected->address.kind == IP_V4 && sent->address.kind == IP_V4) return identity_holds(expected, sent->address.v4) ? TRI_YES : TRI_NO;
  return ip_equal(&expected->address, &sent->address);
}

/* The V5 way: with names, the peer's name must be the one that `remote-name` says. */
static enum outcome expects_name(const struct end *e, const struct identity *sent, struct arena *arena, const struct identity **refused)
{
  const struct ike_profile *p = e->profile;
  if (e->exchange.v != EXCHANGE_AGGRESSIVE || !p->remote_name.s) return OUTCOME_OK;
  if (sent->type == ID_ADDRESS || (sent->text && !identity_is_name(sent, p->remote_name.s))) {
    struct identity *id = ARENA_NEW(arena, struct identity);
    *id = (struct identity){ .type = ID_FQDN, .text = p->remote_name.s, .o = p->remote_name.o };
    *refused = id;
    return OUTCOME_FAILS;
  }
  return sent->text ? OUTCOME_OK : OUTCOME_CANNOT_TELL;
}

/* How near an expected identity comes to the one sent, to name the likeliest slip. */
static size_t closeness(const struct identity *expected, const struct identity *sent)
{
  size_t n = 0;
  if (expected->type != sent->type) return 0;
  if (!expected->text || !sent->text) return 1;
  if (!strcasecmp(expected->text, sent->text)) return SIZE_MAX;
  while (expected->text[n] && expected->text[n] == sent->text[n]) n++;
  return n + 1;
}

/* Of the peers on a tunnel to many (ADVPN) only their server knows the addresses: the manuals' profiles for it expect nobody. */
static bool is_tunnel_to_many(const struct end *e)
{
  return e->kind == END_PROTECTION && e->tunnel->tunnel->mode.v != TUNNEL_GRE && e->tunnel->tunnel->mode.v != TUNNEL_IPSEC;
}

bool expects_nobody(const struct end *e)
{
  const struct ike_profile *p = e->profile;
  if (e->router->dialect->behaviour.profile_must_expect && is_tunnel_to_many(e)) return false;
  return p && e->router->dialect->behaviour.any_profile_fits && !p->expects && !p->certificate && !p->by_address;
}

/* Does `e` take the identity that the other end sends? */
static enum outcome identity_outcome(const struct end *e, const struct end *other, struct arena *arena, const struct identity **refused)
{
  const struct ike_profile *p = e->profile;
  *refused = NULL;
  if (!p) return OUTCOME_OK;
  if (p->remote_name.s) return expects_name(e, &other->sends, arena, refused);
  if (expects_nobody(e)) return e->router->dialect->behaviour.profile_must_expect ? OUTCOME_FAILS : OUTCOME_OK;
  if (!p->checks_identity || !p->expects) return OUTCOME_OK;
  enum outcome best = OUTCOME_FAILS;
  for (const struct identity *id = p->expects; id; id = id->next) {
    enum tri fits = id->o.from == FROM_UNREAD ? TRI_CANNOT_TELL : expects(id, &other->sends);
    if (fits == TRI_YES) return OUTCOME_OK;
    if (fits == TRI_CANNOT_TELL) best = OUTCOME_CANNOT_TELL;
    if (!*refused || closeness(id, &other->sends) > closeness(*refused, &other->sends)) *refused = id;
  }
  return best;
}

/* May the other end send another identity than is known here? Its name may be assumed only. */
static bool sends_unsure(const struct end *other)
{
  const struct identity *id = &other->sends;
  return id->type == ID_UNSET || id->o.from == FROM_UNREAD || (id->type != ID_ADDRESS && id->o.doubt);
}

static enum outcome compare_identity(const struct end *e, const struct end *other, struct arena *arena, const struct identity **refused)
{
  enum outcome o = identity_outcome(e, other, arena, refused);
  return o == OUTCOME_FAILS && sends_unsure(other) && !expects_nobody(e) ? OUTCOME_CANNOT_TELL : o;
}

/* ---- The rest ---- */

/* A policy that is applied nowhere has the design that its interface would give it, a template without an ACL that of the flows it is
 * asked for, and one that selects nothing that of the other end, whatever tunnel stands beside it. */
static bool is_open(const struct end *e)
{
  if (e->kind == END_TEMPLATE && e->design == DESIGN_IPSEC && !e->selectors && !e->selectors_unread) return true;
  if (e->kind == END_POLICY && e->design == DESIGN_GRE_OVER_IPSEC && !e->selectors) return true;
  return e->design == DESIGN_NONE || (e->design == DESIGN_IPSEC && !e->interface);
}

static enum design pair_design(const struct end *a, const struct end *b)
{
  if (a->design == b->design) return a->design;
  if (is_open(a)) return b->design;
  return is_open(b) ? a->design : DESIGN_MIXED;
}

static bool outer_design(enum design d)
{
  return d == DESIGN_GRE_OVER_IPSEC || d == DESIGN_TUNNEL_PROTECTION;
}

static bool designs_clash(const struct end *a, const struct end *b)
{
  return (a->design == DESIGN_IPSEC_OVER_GRE && outer_design(b->design)) || (b->design == DESIGN_IPSEC_OVER_GRE && outer_design(a->design));
}

/* Does its peer name proposals, none of which exists? */
static bool names_no_proposal(const struct end *e)
{
  const struct ref *list = e->profile ? e->profile->proposals : NULL;
  if (!list || !e->router->dialect->behaviour.peer_list_restricts_offer) return false;
  for (; list; list = list->next)
    if (list->to) return false;
  return true;
}

static bool all_shadowed(const struct end *e)
{
  const struct selector *s = e->selectors;
  while (s && s->shadowed_by) s = s->next;
  return e->selectors && !s && !e->selectors_unread;
}

/* Does the way to the peer leave the policy's interface aside? Not where the peer's address is wrong, and the right one lies behind that
 * interface (IKE105). */
static bool leads_past_policy(
  const struct tunnel_pair *t, int i, struct interface *(*other)(const struct end *e, const struct route **route))
{
  const struct end *e = t->end[i];
  const struct route *route;
  struct interface *via;
  if (!other(e, &route)) return false;
  return t->address[i] != OUTCOME_FAILS || link_route(e->router, &t->end[1 - i]->local.ip, NULL, &via, NULL) < 0 || via != e->interface;
}

/* A routing protocol may know a longer way than the route that is shown, but hardly where the other end calls the very interface that this
 * one leads through, and not the policy's; nor one through the tunnel with the policy to where that tunnel ends. */
static bool called_on_the_way(const struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i];
  const struct route *route;
  struct interface *via = path_shown_interface(e, &route);
  if (via && gre_ends_at_peer(e, e->interface)) return true;
  return via && t->address[1 - i] == OUTCOME_FAILS && link_interface_of(e->router, &t->end[1 - i]->remote.ip) == via;
}

/* Is the way past the policy that into the end's own tunnel, by the very route that takes the tunnel's outer packets there too? Then that
 * route is the fault (TUN108), and the policy is where it belongs. */
static bool follows_recursion(const struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i];
  const struct route *route;
  return (t->gre[i] | t->gre_unsure) & GRE_RECURSIVE && e->tunnel && path_shown_interface(e, &route) == e->tunnel &&
    route == gre_recursive_route(e);
}

/* `wrong_subnet`: its inner address is wrong (TUN102), which explains a peer that is not behind the tunnel. */
static unsigned nothing_sent(const struct tunnel_pair *t, int i, bool wrong_subnet)
{
  const struct end *e = t->end[i];
  const struct route *route;
  unsigned n = 0;
  if (e->kind == END_PLAIN) return e->unmodelled ? 0 : NOTHING_NOT_APPLIED;
  if (e->faults & FAULT_MISNAMED) n |= NOTHING_UNDEFINED;
  else if (e->faults & (FAULT_NOT_APPLIED | FAULT_SHUT)) n |= NOTHING_NOT_APPLIED;
  if (e->faults & FAULT_UNDEFINED) n |= NOTHING_UNDEFINED;
  if (e->faults & (FAULT_INCOMPLETE | FAULT_NO_IKE)) n |= NOTHING_INCOMPLETE;
  if (!n && !wrong_subnet &&
    (leads_past_policy(t, i, path_other_interface) || (called_on_the_way(t, i) && leads_past_policy(t, i, path_shown_interface))))
    n |= follows_recursion(t, i) ? NOTHING_RECURSIVE : NOTHING_WRONG_INTERFACE;
  if (!n && path_called_beside(e, t->end[1 - i], &route)) n |= NOTHING_WRONG_INTERFACE;
  if (names_no_proposal(e)) n |= NOTHING_PROPOSAL;
  if (all_shadowed(e)) n |= NOTHING_SHADOWED;
  if (t->gre[i] & GRE_SHUT && !t->gre_others_hold) n |= NOTHING_SHUT;
  return n;
}

/* Does end i call the interface that the other end's policy belongs on (APP102)? Then its address is right. */
static bool calls_wrong_interface(const struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct route *route;
  return t->sends_nothing[1 - i] & NOTHING_WRONG_INTERFACE &&
    (path_called_beside(other, e, &route) || link_interface_of(other->router, &e->remote.ip) == path_shown_interface(other, &route));
}

/* Does end i call an address of the tunnel's subnet, and the other end's tunnel has one of another subnet (TUN102)? */
static bool calls_wrong_inner(const struct tunnel_pair *t, int i)
{
  const struct end *other = t->end[1 - i];
  return (t->gre[0] | t->gre[1]) & GRE_SUBNET && calls_within_tunnel(t->end[i]) && other->tunnel &&
    ip_equal(&other->local.ip, &other->tunnel->address.ip) == TRI_YES;
}

/* Are all flows of the direction translated before the policy sees them? */
static bool all_translated(const struct direction *d)
{
  for (const struct flow *f = d->flows; f; f = f->next)
    if (f->result != OUTCOME_FAILS || f->phase || strcmp(f->cause[0], "APP103")) return false;
  return d->flows != NULL;
}

/* With certificates what is in them decides, and that is in no file. */
static bool with_keys(const struct p1_fact *f)
{
  return !f->offer || !f->accepted || f->offer->authentication.v == AUTH_PSK || f->accepted->authentication.v == AUTH_PSK;
}

/* A mode that no line of the file that was read says, or that is not modelled. */
static bool mode_is_open(const struct end *e)
{
  return e->exchange.o.from == FROM_UNREAD || e->exchange.v == EXCHANGE_OTHER;
}

static void compare_direction(struct tunnel_pair *t, int i, struct arena *arena)
{
  struct direction *d = &t->by[i];
  const struct end *me = t->end[i], *other = t->end[1 - i];
  const struct identity *ignored;
  d->starts = me->starts;
  d->exchange = me->exchange.v;
  if (!d->starts) d->mode = OUTCOME_NOT_REACHED;
  else if (mode_is_open(me) || mode_is_open(other)) d->mode = OUTCOME_CANNOT_TELL;
  else d->mode = (d->exchange == EXCHANGE_AGGRESSIVE ? other->answers_aggressive : other->answers_main) ? OUTCOME_OK : OUTCOME_FAILS;
  if (other->kind == END_PLAIN || me->kind == END_PLAIN) return;
  d->p1 = compare_phase1(me, other);
  d->p1.undefined = d->p1.outcome == OUTCOME_FAILS &&
    (names_no_proposal(me) || (names_no_proposal(other) && !other->router->dialect->behaviour.responder_uses_all));
  if (with_keys(&d->p1)) {
    d->id_at_responder = compare_identity(other, me, arena, &d->refused);
    d->id_at_initiator = compare_identity(me, other, arena, d->refused ? &ignored : &d->refused);
  } else d->id_at_responder = d->id_at_initiator = OUTCOME_NOT_REACHED;
  d->flows = flows_compare(me, other, arena);
  for (struct flow *f = d->flows; f; f = f->next)
    if ((t->gre[0] | t->gre[1]) & GRE_MODE && f->mine->made && f->result == OUTCOME_FAILS && f->match != MATCH_EXACT)
      f->cause[0] = gre_rule(GRE_MODE);
}

static void set_version(struct tunnel_pair *t)
{
  const struct end *a = t->end[0], *b = t->end[1];
  t->version = a->ikev2 == b->ikev2 || a->kind == END_PLAIN || b->kind == END_PLAIN ? OUTCOME_OK : OUTCOME_FAILS;
}

/* A policy that is applied nowhere speaks from no address yet: where its router has the one that the other end calls, that is the identity
 * it will have. */
static void set_called_identity(struct end *e, const struct end *other)
{
  struct identity *id = &e->sends;
  if (e->faults & FAULT_NOT_APPLIED && id->type == ID_ADDRESS && id->address.kind == IP_NONE &&
    link_interface_of(e->router, &other->remote.ip))
    id->address = other->remote.ip;
}

void facts_compare(struct tunnel_pair *t, struct arena *arena)
{
  struct end *a = t->end[0], *b = t->end[1];
  set_called_identity(a, b);
  set_called_identity(b, a);
  t->design = pair_design(a, b);
  t->design_mismatch = designs_clash(a, b);
  set_version(t);
  for (int i = 0; i < 2; i++)
    t->address[i] = t->end[i]->kind == END_PLAIN ? OUTCOME_NOT_REACHED : compare_address(t->end[i], t->end[1 - i]);
  gre_compare(t);
  for (int i = 0; i < 2; i++) {
    bool wrong_subnet = ((t->gre[0] | t->gre[1]) & GRE_SUBNET) && t->end[i]->interface == t->end[i]->tunnel;
    t->sends_nothing[i] = nothing_sent(t, i, wrong_subnet);
    t->way_unsure[i] = t->end[i]->policy && !t->sends_nothing[i] && !wrong_subnet && leads_past_policy(t, i, path_shown_interface) && !follows_recursion(t, i);
  }
  for (int i = 0; i < 2; i++)
    t->address_explained[i] = t->address[i] == OUTCOME_FAILS && (calls_wrong_interface(t, i) || calls_wrong_inner(t, i));
  for (int i = 0; i < 2; i++) compare_direction(t, i, arena);
  keys_compare(t);
  for (int i = 0; i < 2; i++)
    if (all_translated(&t->by[i])) t->sends_nothing[i] |= NOTHING_NAT;
}
