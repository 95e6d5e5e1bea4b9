/* Flows of the initiator against the responder's selectors, transforms and PFS: what quick mode negotiates (RFC 2409 section 5.5, RFC 2407
 * section 4). */
#include "src/facts.h"

#include "src/path.h"
#include "src/table.h"
#include "vendors/vendor.h"

/* ---- Transforms ---- */

static const struct num none = { .v = 0, .o = { .from = FROM_DEFAULT } };

static enum outcome worse(enum outcome a, enum outcome b)
{
  if (a == OUTCOME_FAILS || b == OUTCOME_FAILS) return OUTCOME_FAILS;
  return a == OUTCOME_OK ? b : a;
}

/* A value that is unset where the dialect has no default means "no such algorithm". An assumed or unknown one cannot be told. */
static struct num chosen(const struct num_list *l, uint32_t unset)
{
  struct num n = l->v;
  if (n.o.from != FROM_NOTHING || n.o.doubt) return n;
  n.v = unset;
  n.o.from = FROM_DEFAULT;
  return n;
}

static enum outcome list_compare(const struct num_list *a, const struct num_list *b, uint32_t unset)
{
  struct num x = chosen(a, unset), y = chosen(b, unset);
  return num_compare(&x, &y);
}

static enum outcome algorithms_compare(const struct transform_set *a, const struct transform_set *b)
{
  enum outcome o = num_compare(&a->protocol, &b->protocol);
  if (transform_is_empty(a) || transform_is_empty(b)) return OUTCOME_FAILS;
  if (a->protocol.v != PROTOCOL_AH || b->protocol.v != PROTOCOL_AH) {
    o = worse(o, list_compare(&a->encryption, &b->encryption, CIPHER_NULL));
    o = worse(o, list_compare(&a->authentication, &b->authentication, HASH_NONE));
  }
  if (a->protocol.v != PROTOCOL_ESP || b->protocol.v != PROTOCOL_ESP) o = worse(o, list_compare(&a->ah, &b->ah, HASH_NONE));
  return o == OUTCOME_FAILS ? o : a->unmodelled || b->unmodelled ? OUTCOME_CANNOT_TELL : o;
}

static bool is_nothing(const struct num *n, uint32_t null)
{
  return !is_written(&n->o) && n->o.from != FROM_UNREAD && !n->o.doubt && (n->v == 0 || n->v == null);
}

bool transform_is_empty(const struct transform_set *s)
{
  bool esp = is_nothing(&s->encryption.v, CIPHER_NULL) && is_nothing(&s->authentication.v, HASH_NONE), ah = is_nothing(&s->ah.v, HASH_NONE);
  if (s->builtin || s->unmodelled || s->protocol.o.from == FROM_UNREAD) return false;
  return s->protocol.v == PROTOCOL_AH ? ah : s->protocol.v == PROTOCOL_AH_ESP ? esp && ah : esp;
}

static bool doubtful_set(const struct transform_set *s)
{
  return s->encryption.v.o.doubt || s->authentication.v.o.doubt || s->ah.v.o.doubt || s->protocol.o.doubt;
}

static unsigned differences(const struct transform_set *a, const struct transform_set *b)
{
  return (num_compare(&a->protocol, &b->protocol) == OUTCOME_FAILS) * 4u +
    (list_compare(&a->encryption, &b->encryption, CIPHER_NULL) == OUTCOME_FAILS) * 2u +
    (list_compare(&a->authentication, &b->authentication, HASH_NONE) == OUTCOME_FAILS) * 2u +
    (num_compare(&a->encapsulation, &b->encapsulation) != OUTCOME_OK);
}

static enum outcome encapsulation_compare(
  const struct end *i, const struct end *r, const struct transform_set *a, const struct transform_set *b, bool *unsettled)
{
  enum outcome o = num_compare(&a->encapsulation, &b->encapsulation);
  if (o != OUTCOME_FAILS || a->encapsulation.v == ENCAPSULATION_AUTO || b->encapsulation.v == ENCAPSULATION_AUTO)
    return o == OUTCOME_FAILS ? OUTCOME_CANNOT_TELL : o;
  if (!i->router->dialect->behaviour.settles_encapsulation || !r->router->dialect->behaviour.settles_encapsulation || a->required.v ||
    b->required.v)
    return OUTCOME_FAILS;
  *unsettled = true;
  return OUTCOME_OK;
}

/* Rough strength of a group in bits of its modulus, for devices that accept a stronger one. */
static unsigned group_strength(uint32_t group)
{
  static const struct {
    uint32_t group;
    unsigned bits;
  } table[] = { { 1, 768 }, { 2, 1024 }, { 5, 1536 }, { 14, 2048 }, { 24, 2048 }, { 15, 3072 }, { 19, 3072 }, { 16, 4096 }, { 20, 7680 },
    { 21, 15360 } };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (table[i].group == group) return table[i].bits;
  return 0;
}

static enum outcome pfs_compare(const struct end *r, const struct num *mine, const struct num *theirs)
{
  if (!is_known(&theirs->o) || !is_known(&mine->o)) return OUTCOME_CANNOT_TELL;
  if (!theirs->v || mine->v == theirs->v) return OUTCOME_OK;
  if (mine->o.doubt || (mine->v && theirs->o.doubt)) return OUTCOME_CANNOT_TELL; /* against no group at all, any that is wanted counts */
  if (mine->v && r->router->dialect->behaviour.accepts_stronger_pfs && group_strength(mine->v) >= group_strength(theirs->v))
    return OUTCOME_OK;
  return OUTCOME_FAILS;
}

/* Does the router's release refuse the set, so that it is not there (POL206)? */
static bool refused_set(const struct router *r, const struct transform_set *s)
{
  bool (*refuses)(const struct router *, enum setting, uint32_t) = r->dialect->refuses;
  if (!refuses || s->builtin) return false;
  return refuses(r, SET_TRANSFORMS, s->encryption.v.v) || refuses(r, SET_TRANSFORMS, 0x100 + s->authentication.v.v) ||
    refuses(r, SET_TRANSFORMS, 0x100 + s->ah.v.v);
}

static bool refused_pfs(const struct router *r, const struct num *pfs)
{
  return r->dialect->refuses && is_written(&pfs->o) && r->dialect->refuses(r, SET_PFS, pfs->v);
}

/* A group that one release refuses is no PFS there, and nothing that the other end could have. */
static void compare_pfs(const struct end *i, const struct end *r, struct p2_fact *f)
{
  f->pfs = pfs_compare(r, &f->my_pfs, &f->their_pfs);
  if (!refused_pfs(i->router, &f->my_pfs) && !refused_pfs(r->router, &f->their_pfs)) return;
  f->pfs = OUTCOME_OK;
  f->refused = f->refused || (f->my_pfs.v && f->their_pfs.v);
}

/* How far two sets are apart; the numbers count only in their order. */
enum { SETS_AGREE, SETS_UNSETTLED, SETS_OF_OTHER_MODES, SETS_UNSURE, SETS_REFUSED, SETS_DIFFER = 10, SETS_NONE = 1000 };

static unsigned distance(
  const struct transform_set *s, const struct transform_set *t, enum outcome algorithms, enum outcome encapsulation, bool unsettled)
{
  if (algorithms == OUTCOME_CANNOT_TELL) return SETS_UNSURE;
  if (algorithms != OUTCOME_OK) return SETS_DIFFER + differences(s, t);
  if (encapsulation != OUTCOME_OK) return SETS_OF_OTHER_MODES;
  return unsettled ? SETS_UNSETTLED : SETS_AGREE;
}

/* Goes through the initiator's transform sets in its order: the first that some set of the responder matches; else the closest pair. */
static void choose_sets(
  const struct end *i, const struct end *r, const struct policy_entry *a, const struct policy_entry *b, struct p2_fact *f)
{
  unsigned best = SETS_NONE;
  f->transform = OUTCOME_CANNOT_TELL;
  for (const struct ref *x = a->transforms; x; x = x->next)
    for (const struct ref *y = b->transforms; y; y = y->next) {
      const struct transform_set *s = x->to, *t = y->to;
      if (!s || !t) continue;
      bool unsettled = false, refused = refused_set(i->router, s) || refused_set(r->router, t);
      enum outcome algorithms = algorithms_compare(s, t), encapsulation = encapsulation_compare(i, r, s, t, &unsettled);
      unsigned d = distance(s, t, algorithms, encapsulation, unsettled);
      if (refused && d < SETS_REFUSED) d = SETS_REFUSED;
      if (d >= best) continue;
      best = d;
      *f = (struct p2_fact) { .transform = algorithms,
        .encapsulation = algorithms == OUTCOME_FAILS ? OUTCOME_NOT_REACHED : encapsulation,
        .unsettled = unsettled && algorithms != OUTCOME_FAILS,
        .mine = s,
        .theirs = t,
        .transform_doubtful = algorithms == OUTCOME_CANNOT_TELL && (doubtful_set(s) || doubtful_set(t)),
        .refused = refused && algorithms == OUTCOME_OK };
    }
  if (best >= SETS_OF_OTHER_MODES && best != SETS_NONE && (a->transforms_unread || b->transforms_unread)) {
    f->transform = OUTCOME_CANNOT_TELL;
    f->encapsulation = OUTCOME_NOT_REACHED;
  }
}

static const struct p2_fact *phase2(
  const struct end *i, const struct end *r, const struct policy_entry *a, const struct policy_entry *b, struct arena *arena)
{
  struct p2_fact *f = ARENA_NEW(arena, struct p2_fact);
  f->transform = OUTCOME_CANNOT_TELL;
  f->my_pfs = f->their_pfs = none;
  if (!a || !b) return f;
  choose_sets(i, r, a, b, f);
  f->my_pfs = end_pfs(a, f->mine);
  f->their_pfs = end_pfs(b, f->theirs);
  compare_pfs(i, r, f);
  return f;
}

/* ---- Selectors ---- */

/* Is it a protected tunnel's that is told where it leads, even by a line that could not be read, and over IPv4? */
static bool follows_from_endpoints(const struct selector *s)
{
  const struct acl_address *to = &s->rule->destination;
  return s->made && (to->ip.kind != IP_NONE || to->at.first) && !ip_is_v6(&to->ip) && !ip_is_v6(&s->rule->source.ip);
}

/* Whether the endpoints are each other's is told apart, and is not asked again here. */
static enum match match_untold(const struct selector *mine, const struct selector *theirs)
{
  return follows_from_endpoints(mine) && follows_from_endpoints(theirs) ? MATCH_EXACT : MATCH_CANNOT_TELL;
}

static enum match match_pair(const struct selector *mine, const struct selector *theirs)
{
  const struct acl_rule *a = mine->rule, *b = theirs->rule;
  if (theirs->unread || mine->unread) return selector_overlaps(b, a, true) == TRI_NO ? MATCH_NONE : MATCH_CANNOT_TELL;
  enum tri inside = selector_contains(b, a, true), outside = selector_contains(a, b, true);
  if (inside == TRI_YES && outside == TRI_YES) return MATCH_EXACT;
  /* GRE under an `ip` selector with the same addresses is another protocol, not a narrower flow. */
  if (selector_same_addresses(a, b) == TRI_YES) return MATCH_PROTOCOL;
  if (a->protocol != b->protocol && (a->protocol == PROTOCOL_GRE || b->protocol == PROTOCOL_GRE)) return MATCH_NONE;
  if (inside == TRI_YES) return MATCH_NARROWER;
  if (outside == TRI_YES) return MATCH_WIDER;
  if (inside == TRI_CANNOT_TELL || outside == TRI_CANNOT_TELL) return match_untold(mine, theirs);
  return selector_overlaps(a, b, true) == TRI_YES ? MATCH_OVERLAP : MATCH_NONE;
}

/* The better of two matches comes first in this order. */
static int rank(enum match m)
{
  static const int order[] = { [MATCH_EXACT] = 0,
    [MATCH_NARROWER] = 1,
    [MATCH_CANNOT_TELL] = 2,
    [MATCH_SPLIT] = 3,
    [MATCH_PROTOCOL] = 4,
    [MATCH_WIDER] = 5,
    [MATCH_OVERLAP] = 6,
    [MATCH_NONE] = 7 };
  return order[m];
}

/* Do the selectors of `e` cover all of `flow` in more than one piece, and none of them alone? A finer rule may come before the coarser. */
static bool covers_in_pieces(const struct end *e, const struct acl_rule *flow)
{
  uint64_t sum = 0, size = selector_size(flow);
  for (const struct selector *s = e->selectors; s; s = s->next) {
    uint64_t common = s->shadowed_by || s->unread ? 0 : selector_common(flow, s->rule);
    if (common == size) return false;
    if (sum < size) sum += common;
  }
  return sum >= size;
}

/* Counterparts by remote network, so that two ends with many selectors are compared in linear time: exact mirrors first. */
static uint64_t mirror_key(const struct acl_address *local, const struct acl_address *remote, uint32_t protocol)
{
  uint64_t h = local->ip.kind == IP_ANY ? 7 : (uint64_t)(local->ip.v4 & ~local->wildcard) * 31 + local->wildcard;
  h = h * 0x9e3779b97f4a7c15ull + (remote->ip.kind == IP_ANY ? 7 : (uint64_t)(remote->ip.v4 & ~remote->wildcard) * 31 + remote->wildcard);
  return h * 0x9e3779b97f4a7c15ull + protocol;
}

static bool names_peer(const struct policy_entry *entry, const struct ip *peer)
{
  const struct ike_profile *p = entry->profile.to;
  for (const struct peer *x = entry->peers; x; x = x->next)
    if (ip_equal(&x->address.ip, peer) != TRI_NO) return true;
  return !entry->peers && (!p || ip_equal(&p->remote.ip, peer) != TRI_NO);
}

/* Does an entry for another peer take the selector's traffic first? What another entry for the same peer takes is a flow of that one. */
static bool goes_elsewhere(const struct end *e, const struct selector *s)
{
  return s->shadowed_by && s->shadowed_by->permit && s->shadowed_in && s->shadowed_in != s->entry && e->remote.ip.kind == IP_V4 &&
    !names_peer(s->shadowed_in, &e->remote.ip);
}

/* Does the deny of an earlier entry end the search before the selector's own entry is reached? Then its traffic leaves in clear. */
static bool is_left_out(const struct selector *s)
{
  return s->shadowed_by && !s->shadowed_by->permit && s->shadowed_in && s->shadowed_in != s->entry;
}

/* A counterpart that an entry for another peer hides. */
static void find_hidden(struct flow *f, const struct end *r)
{
  for (const struct selector *s = r->selectors; s && f->match != MATCH_EXACT && f->match != MATCH_NARROWER; s = s->next) {
    enum match m = goes_elsewhere(r, s) ? match_pair(f->mine, s) : MATCH_NONE;
    if (m != MATCH_EXACT && m != MATCH_NARROWER) continue;
    f->match = m;
    f->theirs = s;
    f->hidden = true;
  }
}

/* Of two counterparts with other ports or another protocol the one with the same protocol was meant. */
static bool is_nearer(const struct flow *f, enum match m, const struct selector *s)
{
  return m == MATCH_PROTOCOL && s->rule->protocol == f->mine->rule->protocol && f->theirs->rule->protocol != f->mine->rule->protocol;
}

/* The selectors of two protected tunnels follow from their endpoints, one of which a NAT may hide. */
static bool select_translated(const struct end *i, const struct end *r)
{
  return i->kind == END_PROTECTION && r->kind == END_PROTECTION && (gre_may_be_translated(i, r) || gre_may_be_translated(r, i));
}

#define MOST_DENIES 64u /* rules before the selector's own that are looked at */

const struct acl_rule *flow_denied(const struct selector *s, const struct acl_rule *flow)
{
  unsigned looked = 0;
  const struct acl_rule *r = s->acl && !s->unread ? s->acl->rules : NULL;
  for (; r && r->at.first != s->rule->at.first && looked < MOST_DENIES; r = r->next, looked++)
    if (!r->permit && !r->unread && !r->narrowed && !r->vrf && selector_contains(r, flow, true) == TRI_YES) return r;
  return NULL;
}

/* How the selectors match, where no deny of either list takes what they have in common. */
static enum match match_permitted(const struct selector *mine, const struct selector *theirs)
{
  enum match m = match_pair(mine, theirs);
  if (m == MATCH_NARROWER && flow_denied(theirs, mine->rule)) return MATCH_NONE;
  return m == MATCH_WIDER && flow_denied(mine, theirs->rule) ? MATCH_NONE : m;
}

static void find_counterpart(struct flow *f, const struct end *i, const struct end *r, const struct table *mirrors)
{
  uint32_t at = 0;
  const struct selector *s;
  f->match = MATCH_NONE;
  while ((s = table_each(mirrors, mirror_key(&f->mine->rule->destination, &f->mine->rule->source, f->mine->rule->protocol), &at)))
    if (match_pair(f->mine, s) == MATCH_EXACT) {
      f->match = MATCH_EXACT;
      f->theirs = s;
      return;
    }
  for (s = r->selectors; s; s = s->next) {
    if (s->shadowed_by) continue;
    enum match m = match_permitted(f->mine, s);
    if (m == MATCH_NONE || rank(m) > rank(f->match) || (f->theirs && rank(m) == rank(f->match) && !is_nearer(f, m, s))) continue;
    f->match = m;
    f->theirs = s;
  }
  if (((f->match == MATCH_WIDER || f->match == MATCH_OVERLAP) && covers_in_pieces(r, f->mine->rule)) ||
    (f->match == MATCH_NARROWER && covers_in_pieces(i, f->theirs->rule)))
    f->match = MATCH_SPLIT;
  find_hidden(f, r);
  if (f->match == MATCH_NONE && (r->selectors_unread || select_translated(i, r))) f->match = MATCH_CANNOT_TELL;
}

/* ---- Flows ---- */

static bool suspect(const struct selector *s)
{
  return s && !s->made && (wildcard_is_suspect(&s->rule->source) || wildcard_is_suspect(&s->rule->destination));
}

static void fails(struct flow *f, const char *rule)
{
  size_t n = 0;
  f->result = OUTCOME_FAILS;
  while (n + 1 < sizeof f->cause / sizeof *f->cause && f->cause[n]) n++;
  if (n + 1 < sizeof f->cause / sizeof *f->cause) f->cause[n] = rule;
}

/* The selectors follow from the tunnels' modes: where those differ, that is the fault (TUN103). */
static enum outcome modes_compare(const struct end *i, const struct end *r)
{
  if (i->kind != END_PROTECTION || r->kind != END_PROTECTION) return OUTCOME_OK;
  const struct num *a = &i->tunnel->tunnel->mode, *b = &r->tunnel->tunnel->mode;
  return (a->v == TUNNEL_IPSEC) != (b->v == TUNNEL_IPSEC) ? num_compare(a, b) : OUTCOME_OK;
}

static void judge_match(struct flow *f, const struct end *i, const struct end *r)
{
  bool broken = f->match != MATCH_EXACT && f->match != MATCH_NARROWER && f->match != MATCH_CANNOT_TELL;
  f->suspect = (broken || f->match == MATCH_NARROWER) && f->match != MATCH_PROTOCOL && (suspect(f->mine) || suspect(f->theirs));
  if (f->match == MATCH_CANNOT_TELL) f->result = OUTCOME_CANNOT_TELL;
  /* IKEv2 cuts selectors down to what both have (RFC 7296 section 2.9). */
  if (broken && i->ikev2 && r->ikev2) {
    f->result = OUTCOME_CANNOT_TELL;
    return;
  }
  if (f->hidden && !r->router->dialect->behaviour.first_tunnel_wins) fails(f, "ACL107");
  if (!broken) return;
  enum outcome modes = modes_compare(i, r);
  if (modes == OUTCOME_CANNOT_TELL) f->result = modes;
  else if (modes == OUTCOME_FAILS) fails(f, "TUN103");
  else if (f->suspect) fails(f, "ACL104");
  else fails(f, f->match == MATCH_WIDER ? "ACL102" : f->match == MATCH_SPLIT ? "ACL103" : f->match == MATCH_PROTOCOL ? "ACL106" : "ACL101");
}

static void judge_phase2(struct flow *f, const struct end *i, const struct end *r, const struct policy_entry *theirs, struct arena *arena)
{
  f->p2 = phase2(i, r, f->mine->entry, theirs, arena);
  /* Two empty sets are equal, and refused all the same. */
  if (f->p2->mine && (transform_is_empty(f->p2->mine) || transform_is_empty(f->p2->theirs))) fails(f, "ESP105");
  else if (f->p2->transform == OUTCOME_FAILS) fails(f, "ESP101");
  if (f->p2->refused) fails(f, "POL206");
  if (f->p2->encapsulation == OUTCOME_FAILS) fails(f, "ESP102");
  if (f->p2->pfs == OUTCOME_FAILS) fails(f, "ESP103");
  if (f->result == OUTCOME_OK &&
    (f->p2->transform == OUTCOME_CANNOT_TELL || f->p2->encapsulation == OUTCOME_CANNOT_TELL || f->p2->pfs == OUTCOME_CANNOT_TELL))
    f->result = OUTCOME_CANNOT_TELL;
}

/* What is translated first (APP103) gets nowhere, and its sets may differ all the same. */
static void compare_phase2(struct flow *f, const struct end *i, const struct end *r, const struct policy_entry *theirs, struct arena *arena)
{
  if (f->phase) judge_phase2(f, i, r, theirs, arena);
  else f->p2 = phase2(i, r, f->mine->entry, theirs, arena);
}

static bool is_open(const struct end *e, const struct end *other)
{
  return e->remote.ip.kind == IP_ANY || (e->next_hop && !end_is_told_of(e, other));
}

/* Two multipoint tunnels of which neither is told of the other select what NHRP (RFC 2332) will tell them. */
static bool select_each_other(const struct end *i, const struct end *r)
{
  return i->kind == END_PROTECTION && r->kind == END_PROTECTION && r->selectors && is_open(i, r) && is_open(r, i);
}

static bool has_mirror(const struct end *e, const struct acl_rule *rule)
{
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (selector_contains(s->rule, rule, true) == TRI_YES && selector_contains(rule, s->rule, true) == TRI_YES) return true;
  return false;
}

#define MOST_MEANT 64u /* of the other end's rules that are looked at */

/* Does NAT leave alone what the other end protects, and this one's list does not? Then the list is at fault (ACL101 to ACL104). */
static bool nat_spares_the_meant(const struct end *i, const struct end *r)
{
  unsigned n = 0;
  for (const struct selector *s = r->selectors; s && n < MOST_MEANT; s = s->next, n++) {
    struct acl_rule back = *s->rule;
    back.source = s->rule->destination;
    back.destination = s->rule->source;
    if (!s->made && !s->unread && !s->shadowed_by && !path_nat(i, &back) && !has_mirror(i, s->rule)) return true;
  }
  return false;
}

/* The answer of nat_spares_the_meant(), which is the same for all flows of a direction: found when the first of them asks. */
struct sparing {
  bool asked, answer;
};

static bool is_spared(struct sparing *n, const struct end *i, const struct end *r)
{
  if (!n->asked) *n = (struct sparing){ true, nat_spares_the_meant(i, r) };
  return n->answer;
}

static struct flow *new_flow(const struct end *i, const struct end *r, const struct selector *s, const struct table *mirrors,
  struct sparing *spared, struct arena *arena)
{
  struct flow *f = ARENA_NEW(arena, struct flow);
  f->mine = s;
  f->phase = 2;
  f->result = OUTCOME_OK;
  if (goes_elsewhere(i, s) || is_left_out(s)) {
    f->phase = 0;
    fails(f, "ACL107");
    return f;
  }
  bool open = r->any_selector || select_each_other(i, r);
  if (!open) find_counterpart(f, i, r, mirrors);
  if (path_nat(i, s->rule) && (open || f->match == MATCH_EXACT || !is_spared(spared, i, r))) {
    f->phase = 0;
    fails(f, "APP103");
  }
  if (open) {
    f->match = MATCH_EXACT;
    compare_phase2(f, i, r, r->any_selector ? r->effective : r->selectors->entry, arena);
    return f;
  }
  if (f->phase) judge_match(f, i, r);
  if (f->theirs && f->match != MATCH_NONE) compare_phase2(f, i, r, f->theirs->entry, arena);
  return f;
}

/* Is the flow, which has no counterpart, only the way back of one that has? The rule of that one is for both directions, and no packet of
 * this one leaves here. */
static bool is_way_back(const struct flow *f, const struct end *i, const struct end *r, const struct table *mirrors)
{
  const struct selector *forth = f->match == MATCH_NONE || f->match == MATCH_OVERLAP ? end_reverse_of(i, f->mine) : NULL;
  if (!forth) return false;
  struct flow there = { .mine = forth };
  find_counterpart(&there, i, r, mirrors);
  return there.match == MATCH_EXACT || there.match == MATCH_NARROWER;
}

bool selector_is_lost(const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  const struct flow *f = t ? t->by[t->end[1] == e].flows : NULL;
  while (f && f->mine != s) f = f->next;
  return f && flow_is_lost(f);
}

static bool aggregates(const struct end *e)
{
  return e->effective && e->effective->acl_mode.v == 1;
}

int aggregates_alone(const struct tunnel_pair *t)
{
  for (int i = 0; i < 2; i++) {
    const struct end *e = t->end[i], *other = t->end[1 - i];
    if (aggregates(e) && !aggregates(other) && e->selector_count > 1 && other->selector_count && other->effective &&
      other->effective->acl_mode.o.from != FROM_UNREAD)
      return i;
  }
  return -1;
}

/* The entry whose sets the end uses for every flow; NULL: there are several, or they cannot be told. An end that has no flow, as its list
 * is defined nowhere, still has an entry. */
static const struct policy_entry *only_entry(const struct end *e)
{
  if (!e->selectors && e->selectors_unread) return NULL;
  const struct policy_entry *only = e->selectors ? e->selectors->entry : e->effective;
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (s->entry != only) return NULL;
  return only;
}

/* Where no flow has a counterpart it is clear all the same which sets were meant for each other, if each end has one entry. */
static void compare_unmatched(struct flow *flows, const struct end *i, const struct end *r, struct arena *arena)
{
  const struct flow *f = flows;
  while (f && (!f->theirs || f->match == MATCH_NONE) && !f->p2) f = f->next;
  const struct policy_entry *mine = only_entry(i), *theirs = only_entry(r);
  if (flows && !f && mine && theirs) flows->p2 = phase2(i, r, mine, theirs, arena);
}

struct flow *flows_compare(const struct end *initiator, const struct end *responder, struct arena *arena)
{
  struct flow *first = NULL, **last = &first;
  struct table mirrors;
  struct sparing spared = { .asked = false };
  table_init(&mirrors, arena);
  for (struct selector *s = responder->selectors; s; s = s->next)
    if (!s->shadowed_by) table_put(&mirrors, mirror_key(&s->rule->source, &s->rule->destination, s->rule->protocol), s);
  for (const struct selector *s = initiator->selectors; s; s = s->next) {
    if (s->shadowed_by && !goes_elsewhere(initiator, s) && !is_left_out(s)) continue;
    struct flow *f = new_flow(initiator, responder, s, &mirrors, &spared, arena);
    if (is_way_back(f, initiator, responder, &mirrors)) continue;
    *last = f;
    last = &f->next;
  }
  compare_unmatched(first, initiator, responder, arena);
  return first;
}
