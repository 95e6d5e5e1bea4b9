/* The walk through main or aggressive mode and quick mode; see facts.h. Each step looks at what its message needs; the first step that has
 * a fault is where it stops. */
#include "src/facts.h"

#include <string.h>

#include "src/filter.h"
#include "src/keys.h"
#include "src/link.h"
#include "src/path.h"
#include "vendors/vendor.h"

#define MOST_ASSUMPTIONS 12u

struct walk {
  const struct tunnel_pair *t;
  struct negotiation *n;
  int i, r;                 /* initiator, responder */
  bool aggressive;
  bool unsure;              /* a fact that decides is not known */
  const char *assumed[MOST_ASSUMPTIONS];
  unsigned assumptions;
};

static void cause(struct walk *w, const char *rule)
{
  size_t n = 0, most = sizeof w->n->cause / sizeof *w->n->cause - 1;
  while (n < most && w->n->cause[n]) {
    if (!strcmp(w->n->cause[n], rule)) return;
    n++;
  }
  if (n < most) w->n->cause[n] = rule;
}

static void assume(struct walk *w, const char *what)
{
  for (unsigned k = 0; k < w->assumptions; k++)
    if (!strcmp(w->assumed[k], what)) return;
  if (w->assumptions < MOST_ASSUMPTIONS - 1) w->assumed[w->assumptions++] = what;
}

/* What decides is not known: the outcome is not either, and this is what it depends on. */
static void undecided(struct walk *w, const char *what)
{
  w->unsure = true;
  assume(w, what);
}

/* Stops at a message where a cause was recorded. */
static bool stopped(struct walk *w, uint8_t phase, const char *exchange, int message)
{
  if (!w->n->cause[0]) return false;
  w->n->result = RESULT_DOWN;
  w->n->phase = phase;
  w->n->exchange = exchange;
  w->n->message = message;
  return true;
}

static const char *exchange_of(const struct walk *w)
{
  return w->aggressive ? "aggressive" : "main";
}

static void nothing_causes(struct walk *w, unsigned bits)
{
  static const struct { unsigned bit; const char *rule;
  } table[] = { { NOTHING_NOT_APPLIED, "APP101" }, { NOTHING_UNDEFINED, "CFG002" }, { NOTHING_INCOMPLETE, "CFG005" },
    { NOTHING_WRONG_INTERFACE, "APP102" }, { NOTHING_NAT, "APP103" }, { NOTHING_REFUSED, "POL206" }, { NOTHING_PROPOSAL, "CFG002" },
    { NOTHING_SHADOWED, "ACL107" }, { NOTHING_RECURSIVE, "TUN108" }, { NOTHING_SHUT, "APP101" } };
  for (size_t k = 0; k < sizeof table / sizeof *table; k++)
    if (bits & table[k].bit) cause(w, table[k].rule);
}

static bool nothing_sent(struct walk *w)
{
  nothing_causes(w, w->t->sends_nothing[w->i]);
  return stopped(w, 0, NULL, 0);
}

static void gre_causes(struct walk *w, unsigned bits)
{
  for (unsigned bit = 1; bit <= GRE_SHUT; bit <<= 1)
    if (bits & bit) cause(w, gre_rule(bit));
}

/* Where a profile protects the tunnel, IKE goes to the tunnel's destination. */
static unsigned protection_faults(const struct tunnel_pair *t)
{
  unsigned faults = 0;
  for (int k = 0; k < 2; k++)
    if (t->end[k]->kind == END_PROTECTION || (t->address[k] == OUTCOME_FAILS && gre_explains_address(t, k))) faults |= t->gre[k];
  return faults & (GRE_DESTINATION | GRE_SOURCE | GRE_RECURSIVE);
}

/* Message 1: does it arrive, and does the responder take exchange and proposal? */
static bool first_message(struct walk *w)
{
  const struct tunnel_pair *t = w->t;
  const struct direction *d = &t->by[w->i];
  if (t->end[0]->design == DESIGN_IPSEC_OVER_GRE || t->end[1]->design == DESIGN_IPSEC_OVER_GRE) gre_causes(w, t->gre[0] | t->gre[1]);
  else gre_causes(w, protection_faults(t));
  if (t->design_mismatch) cause(w, "TUN105");
  if (t->version == OUTCOME_FAILS) cause(w, "IKE102");
  bool explained = t->design_mismatch || protection_faults(t);
  for (int k = 0; k < 2 && !explained; k++)
    if (t->address[k] == OUTCOME_FAILS && !t->address_explained[k]) cause(w, "IKE105");
  nothing_causes(w, t->sends_nothing[w->r] & ~(unsigned)NOTHING_TO_OFFER);
  bool v2 = t->end[w->i]->ikev2;
  if (t->version != OUTCOME_FAILS && !v2 && t->end[w->r]->kind != END_PLAIN) {
    if (d->mode == OUTCOME_FAILS) cause(w, "IKE103");
    if (d->p1.outcome == OUTCOME_FAILS) cause(w, d->p1.refused ? "POL206" : d->p1.undefined ? "CFG002" : "IKE101");
  }
  if (stopped(w, 1, v2 ? "ike_sa_init" : exchange_of(w), 1)) return true;
  if (v2) return false;
  if (d->mode == OUTCOME_CANNOT_TELL) undecided(w, "the exchange mode is one that the other end answers (its line could not be read, or names one that is not modelled)");
  if (d->p1.outcome == OUTCOME_CANNOT_TELL)
    undecided(w,
      d->p1.other_group
        ? "the group is one that both ends have (aggressive mode does not negotiate it, and only a later proposal is common to both)"
        : "a phase-1 proposal is common to both ends (a value that decides it is assumed, or could not be read)");
  if (d->p1.not_modelled) undecided(w, "each end accepts the other's certificate (certificates are not modelled)");
  return false;
}

static bool key_missing(struct walk *w)
{
  if (w->t->keys != KEYS_MISSING) return false;
  for (int k = 0; k < 2; k++)
    if (!w->t->key[k]) cause(w, lacks_key_by_reference(w->t->end[k]) ? "CFG002" : "KEY105");
  return stopped(w, 1, exchange_of(w), -1);
}

static const char *key_fault(const struct tunnel_pair *t)
{
  if (t->keys == KEYS_IMPOSSIBLE) return "KEY102";
  return t->key[0]->secret.looks_encrypted || t->key[1]->secret.looks_encrypted ? "KEY103" : "KEY101";
}

/* A profile that lacks what it expects is incomplete; else the identities differ. */
static const char *identity_fault(const struct end *e)
{
  return expects_nobody(e) ? "CFG005" : "IKE104";
}

/* Has the end a key by a profile that names no keychain, although it is to name some, or the key is in one? The manuals say what such a
 * profile should have, not what the device does without. */
static bool takes_any_key(const struct tunnel_pair *t, unsigned k)
{
  const struct end *e = t->end[k];
  return t->key[k] && e->profile && !e->profile_assumed && !e->profile->key && !e->profile->keyrings &&
    (e->router->dialect->behaviour.profile_must_expect || t->key[k]->ring);
}

/* Is the key for part of the addresses that its peer, of whom any may call, can be assigned? */
static bool key_for_some(const struct tunnel_pair *t, unsigned k)
{
  const struct psk *key = t->key[k];
  return key && !key->owner && key->peer.kind == IP_V4 && t->end[k]->remote.ip.kind == IP_ANY && t->end[1 - k]->local.ip.kind == IP_DYNAMIC;
}

/* Is the end's key in a keyring for another VPN instance than its interface is in, or does its profile expect peers of others alone? */
static bool is_elsewhere(const struct tunnel_pair *t, unsigned k)
{
  const struct end *e = t->end[k];
  const char *front = keys_front_vrf(e);
  const struct keyring *ring = t->key[k] ? t->key[k]->ring : NULL;
  if (e->router->dialect->behaviour.keys_by_vrf || !keys_front_is_known(e)) return false;
  if (ring && ring->vrf != front) return true;
  const struct identity *id = e->profile ? e->profile->expects : NULL;
  while (id && id->vrf && id->vrf != front) id = id->next;
  return e->profile && e->profile->expects && !id;
}

/* Does the end's profile serve another local address alone than the one that it speaks from? */
static bool is_for_another_address(const struct end *e)
{
  const struct ike_profile *p = e->profile;
  if (!p || !e->router->dialect->behaviour.profile_limits_local) return false;
  const struct interface *i = p->local_interface.s ? link_interface(e->router, p->local_interface.s) : NULL;
  if (is_known(&p->local_address.o) && ip_equal(&p->local_address.ip, &e->local.ip) == TRI_NO) return true;
  return i && i != e->interface && ip_equal(&link_address(e->router, i)->ip, &e->local.ip) == TRI_NO;
}

static bool is_unread_key(const struct psk *k) { return k->secret.form == KEY_MASKED && !*k->secret.raw; }

/* What must be so where it cannot be told that the keys are equal. */
static const char *equal_keys(const struct tunnel_pair *t)
{
  const struct psk *a = t->key[0], *b = t->key[1];
  if ((t->other_key[0] || t->other_key[1]) && a->secret.form == KEY_CLEAR && b->secret.form == KEY_CLEAR)
    return "of the keys for one peer the one is in use that the other end has";
  if (is_unread_key(a) || is_unread_key(b)) return "the two pre-shared keys are equal (the line of one could not be read)";
  return "the two pre-shared keys are equal (a ciphertext cannot be compared)";
}

/* Where the key first matters, and the identities: message 5 and 6 of main mode, 1 and 2 of aggressive mode. */
static bool authentication(struct walk *w)
{
  const struct direction *d = &w->t->by[w->i];
  bool bad_key = w->t->keys == KEYS_DIFFER || w->t->keys == KEYS_IMPOSSIBLE;
  if (w->aggressive) {
    if (d->id_at_responder == OUTCOME_FAILS) cause(w, identity_fault(w->t->end[w->r]));
    if (stopped(w, 1, "aggressive", 1)) return true;
    if (bad_key) cause(w, key_fault(w->t));
    if (d->id_at_initiator == OUTCOME_FAILS) cause(w, identity_fault(w->t->end[w->i]));
    if (stopped(w, 1, "aggressive", 2)) return true;
  } else {
    if (bad_key) cause(w, key_fault(w->t));
    else if (d->id_at_responder == OUTCOME_FAILS) cause(w, identity_fault(w->t->end[w->r]));
    if (stopped(w, 1, "main", 5)) return true;
    if (d->id_at_initiator == OUTCOME_FAILS) cause(w, identity_fault(w->t->end[w->i]));
    if (stopped(w, 1, "main", 6)) return true;
  }
  if (w->t->end[w->i]->profile_assumed)
    assume(w, "the policy, which names no IKE profile, starts with the only one that has a key for its peer");
  if (takes_any_key(w->t, 0) || takes_any_key(w->t, 1)) assume(w, "a profile that names no keychain or keyring takes the key that is for its peer");
  if (is_elsewhere(w->t, 0) || is_elsewhere(w->t, 1))
    undecided(w, "a key or profile for one VPN instance serves a peer in another (what the device does is not documented)");
  if (is_for_another_address(w->t->end[0]) || is_for_another_address(w->t->end[1]))
    undecided(w, "an IKE profile that is for another local address serves this peer (what the device does is not documented)");
  if (key_for_some(w->t, 0) || key_for_some(w->t, 1)) assume(w, "the address that is assigned at run time is one that the key is for");
  if (w->t->key_unsure) assume(w, "the key that is bound to a name or a masked address is the one for this peer");
  if (w->t->keys == KEYS_ASSUMED_EQUAL) assume(w, equal_keys(w->t));
  return false;
}

static bool phase1(struct walk *w)
{
  if (first_message(w) || key_missing(w) || authentication(w)) return true;
  const struct p1_fact *f = &w->t->by[w->i].p1;
  if (f->outcome != OUTCOME_OK) return false;
  w->n->p1 = f->offer;
  w->n->p1_open = f->earlier_open;
  w->n->p1_lifetime = f->offer->lifetime.v < f->accepted->lifetime.v || !is_known(&f->accepted->lifetime.o) ? f->offer->lifetime.v
                                                                                                            : f->accepted->lifetime.v;
  return false;
}

/* Does the flow pass a NAT policy that is not read, on its way or on the way of its answers? */
static bool meets_unread_nat(const struct tunnel_pair *t, int i, const struct acl_rule *flow)
{
  struct acl_rule back = *flow;
  back.source = flow->destination;
  back.destination = flow->source;
  return path_nat_unread(t->end[i], flow) || path_nat_unread(t->end[1 - i], &back);
}

/* Is the rule for GRE between the endpoints of a tunnel that sends none: its packets are another IP protocol (IPv6 41, RFC 4213 section 3;
 * IPv4 4, RFC 2003; GRE 47, RFC 2784 section 3)? */
static bool misses_tunnel(const struct selector *s)
{
  const struct num *mode = s && s->tunnel && !s->made && s->rule->protocol == PROTOCOL_GRE ? &s->tunnel->tunnel->mode : NULL;
  return mode && is_known(&mode->o) && (mode->v == TUNNEL_OTHER || mode->v == TUNNEL_IPSEC);
}

/* Quick mode, flow by flow. */
static void phase2(struct walk *w)
{
  const struct flow *bad = NULL;
  unsigned up = 0, down = 0, open = 0;
  for (const struct flow *f = w->t->by[w->i].flows; f; f = f->next) {
    if (f->result == OUTCOME_OK) {
      up++;
      if (!w->n->p2) w->n->p2 = f->p2;
      if (meets_unread_nat(w->t, w->i, f->mine->rule))
        assume(w, "the NAT policy, which is not read, leaves the protected flows as they are");
      if (f->hidden)
        assume(w, "the tunnel comes up before the one of the earlier policy entry, which takes the same flow (the first one up has it)");
      if (!((w->t->gre[0] | w->t->gre[1]) & GRE_MODE) && (misses_tunnel(f->mine) || misses_tunnel(f->theirs)))
        undecided(w, "what is to be protected is GRE (the tunnel interface between the addresses of the rule has a mode that sends none)");
      if (f->p2 && f->p2->unsettled) assume(w, "the ends settle on one encapsulation mode (one offers tunnel, the other transport)");
    } else if (f->result == OUTCOME_FAILS) {
      down++;
      if (!bad) bad = f;
    } else open++;
  }
  if (open)
    undecided(
      w, "the flows that cannot be told match (a rule, algorithm or PFS group that decides it could not be read, or is not modelled)");
  if (up && aggregates_alone(w->t) >= 0)
    assume(w, "the ends agree on SAs although one makes one of all its rules and the other one of each");
  if (!up && !down && !open && w->t->end[w->i]->selectors_unread)
    undecided(w, "the flows match (a rule could not be read, or is not in the file)");
  if (!bad) return;
  for (const char *const *c = bad->cause; *c; c++) cause(w, *c);
  stopped(w, bad->phase, bad->phase ? "quick" : NULL, bad->phase ? 1 : 0);
  w->n->result = up || open ? RESULT_PARTIAL : RESULT_DOWN;
}

/* SAs stand; can traffic pass? */
static bool data(struct walk *w)
{
  const struct tunnel_pair *t = w->t;
  if (t->design == DESIGN_IPSEC_OVER_GRE || t->design == DESIGN_IPSEC) return false;
  gre_causes(w, t->gre[0] | t->gre[1]);
  if (!stopped(w, 0, "data", -1)) return false;
  if (t->gre_others_hold) w->n->result = RESULT_PARTIAL;
  return true;
}

/* Does end i call a public address for the private one that the other end speaks from? Then a NAT stands between them. */
static bool calls_through_nat(const struct tunnel_pair *t, int i)
{
  const struct ip *to = &t->end[i]->remote.ip, *from = &t->end[1 - i]->local.ip;
  return t->address[i] == OUTCOME_CANNOT_TELL && to->kind == IP_V4 && from->kind == IP_V4 && path_is_private(from->v4) &&
    !path_is_private(to->v4);
}

/* Behind a NAT an end needs the traversal switched on where it is an option (RFC 3947). */
static bool lacks_traversal(const struct end *e)
{
  const struct num *on = e->profile ? &e->profile->nat_traversal : NULL;
  return on && is_known(&on->o) && !on->v;
}

static void assume_addresses(struct walk *w)
{
  const struct tunnel_pair *t = w->t;
  for (int k = 0; k < 2; k++)
    if (t->address[k] == OUTCOME_CANNOT_TELL)
      assume(w, "the peer address leads to the other end (it is masked, translated, assigned at run time or not in the files)");
  if ((calls_through_nat(t, 0) || calls_through_nat(t, 1)) && (lacks_traversal(t->end[0]) || lacks_traversal(t->end[1])))
    undecided(w, "the NAT between the ends lets ESP itself through (an end has NAT traversal switched off)");
  if (t->gre_unsure & GRE_KEY) assume(w, "the tunnel keys are equal (a line could not be read)");
  if (t->gre_unsure & GRE_DESTINATION)
    assume(
      w, "the tunnel destination is the other end's outer address (it is masked, translated, assigned at run time or not in the files)");
  if (t->way_unsure[0] || t->way_unsure[1] || t->gre_unsure & GRE_RECURSIVE)
    assume(w, "a routing protocol knows a longer way to the other end than the static route");
}

static const char nhrp[] = "NHRP leads one end to the other (no line of either tells it of the other)";

static bool is_multipoint(const struct end *e)
{
  return e->kind == END_PROTECTION && e->tunnel->tunnel->mode.v == TUNNEL_GRE_MULTIPOINT;
}

/* Multipoint GRE on both ends, and neither is told of the other: NHRP (RFC 2332) tells one the other's address, and which one starts is not
 * known. */
static bool is_left_to_nhrp(const struct tunnel_pair *t)
{
  for (int k = 0; k < 2; k++)
    if (!is_multipoint(t->end[k]) || end_is_told_of(t->end[k], t->end[1 - k])) return false;
  return true;
}

/* An end that does not start by design. */
static void never_starts(struct walk *w)
{
  bool open = is_left_to_nhrp(w->t);
  w->n->result = open || w->t->end[w->i]->unmodelled ? RESULT_UNDETERMINED : RESULT_NEVER;
  w->n->message = -1;
  if (open) assume(w, nhrp);
}

/* No rule is about the packet filters of outer interfaces, and what one drops may be let in by what is not modelled. */
static void assume_filters(struct walk *w)
{
  for (unsigned k = 0; k < 2; k++) {
    enum tri in = filter_lets_in(w->t, k);
    if (in == TRI_NO)
      undecided(w, "what the ends send each other gets in at an outer interface (as it reads, the interface's ACL drops IKE or ESP)");
    else if (in == TRI_CANNOT_TELL) assume(w, "the ACL of an outer interface lets in IKE and ESP of the other end");
  }
}

/* A fragment need not show the interface. */
static void assume_interfaces(struct walk *w)
{
  for (int k = 0; k < 2; k++) {
    const struct end *e = w->t->end[k];
    if (e->entry && !e->interface && e->policy && !e->policy->applied)
      undecided(w, "the policy is applied to the interface that leads to the peer (the file shows no interface)");
  }
}

/* IKEv2 compares transform sets as IKEv1 does; selectors it cuts down to what both have (RFC 7296 section 2.9). */
static bool child_refused(struct walk *w)
{
  const struct flow *f = w->t->by[w->i].flows;
  if (!f) return false;
  for (; f; f = f->next)
    if (f->result != OUTCOME_FAILS || strcmp(f->cause[0], "ESP101") != 0) return false;
  cause(w, "ESP101");
  return stopped(w, 2, "ike_auth", 1);
}

/* Does end k's entry name another of its router's proposals than the agreed one? */
static bool names_another(const struct walk *w, int k)
{
  const struct policy_entry *e = w->t->end[k]->effective;
  const struct p1_fact *p1 = &w->t->by[w->i].p1;
  const struct ike_proposal *used = k == w->i ? p1->offer : p1->accepted;
  return e && is_written(&e->isakmp_policy.o) && used && used->number != e->isakmp_policy.v;
}

static bool may_use(const struct end *e, const struct ike_proposal *p)
{
  const struct policy_entry *entry = e->effective;
  return !p->builtin && (!entry || !is_written(&entry->isakmp_policy.o) || p->number == entry->isakmp_policy.v);
}

static bool are_equal(const struct ike_proposal *a, const struct ike_proposal *b)
{
  return num_compare(&a->encryption, &b->encryption) == OUTCOME_OK && num_compare(&a->hash, &b->hash) == OUTCOME_OK &&
    num_compare(&a->dh, &b->dh) == OUTCOME_OK && num_compare(&a->authentication, &b->authentication) == OUTCOME_OK;
}

/* Do proposals agree that each end has left, if an entry uses none but the one that it names? */
static bool named_agree(const struct end *i, const struct end *r)
{
  for (unsigned a = 0; a < i->offer_count; a++)
    for (unsigned b = 0; may_use(i, i->offers[a]) && b < r->accept_count; b++)
      if (may_use(r, r->accepts[b]) && are_equal(i->offers[a], r->accepts[b])) return true;
  return false;
}

/* Whether an entry that names one of the router's proposals offers and takes the others too is not documented. */
static void assume_pinned(struct walk *w)
{
  if (!names_another(w, 0) && !names_another(w, 1)) return;
  if (named_agree(w->t->end[w->i], w->t->end[w->r]))
    assume(w, "the first phase-1 proposal that both ends have is the one in use, although an entry names another (which agrees as well)");
  else undecided(w, "an entry that names one phase-1 proposal offers the others too (what it does is not documented)");
}

static void walk(struct walk *w)
{
  const struct tunnel_pair *t = w->t;
  const struct end *me = t->end[w->i], *other = t->end[w->r];
  bool unread = other->kind == END_PLAIN && other->unmodelled;
  if (!t->by[w->i].starts) {
    never_starts(w);
    return;
  }
  if (nothing_sent(w)) return;
  if (!(me->unmodelled && !me->ikev2) && !(me->ikev2 && t->version == OUTCOME_OK) && !unread) {
    if (phase1(w)) return;
    phase2(w);
    if (w->n->result == RESULT_DOWN || w->n->result == RESULT_PARTIAL) return;
    if (data(w)) return;
  } else {
    if (me->ikev2 && (first_message(w) || child_refused(w))) return;
    if (data(w)) return; /* whatever the SAs are */
    w->unsure = true;
  }
  if (is_left_to_nhrp(t)) undecided(w, nhrp);
  else assume_addresses(w);
  assume_interfaces(w);
  assume_pinned(w);
  assume_filters(w);
  if (other->unmodelled && t->version == OUTCOME_OK) w->unsure = true;
  const struct direction *d = &t->by[w->i];
  if (d->id_at_responder == OUTCOME_CANNOT_TELL || d->id_at_initiator == OUTCOME_CANNOT_TELL)
    assume(w, "each end sends the identity that the other expects");
  w->n->result = w->unsure ? RESULT_UNDETERMINED : RESULT_UP;
  w->n->message = -1;
  w->n->exchange = NULL;
  w->n->phase = 0;
}

static enum result verdict(const struct tunnel_pair *t)
{
  unsigned count[RESULT_NEVER + 1] = { 0 }, starters;
  for (int i = 0; i < 2; i++) count[t->negotiation[i].result]++;
  starters = 2 - count[RESULT_NEVER];
  if (!starters) return RESULT_DOWN;
  if (count[RESULT_UP] == starters) return RESULT_UP;
  if (count[RESULT_DOWN] == starters) return RESULT_DOWN;
  if (count[RESULT_PARTIAL] || count[RESULT_DOWN]) return RESULT_PARTIAL;
  return RESULT_UNDETERMINED;
}

void negotiate(struct tunnel_pair *t, struct arena *arena)
{
  for (int i = 0; i < 2; i++) {
    struct walk w = { .t = t, .n = &t->negotiation[i], .i = i, .r = 1 - i, .aggressive = t->by[i].exchange == EXCHANGE_AGGRESSIVE };
    *w.n = (struct negotiation){ .result = RESULT_UP, .message = -1 };
    walk(&w);
    w.n->assumptions = arena_alloc(arena, (w.assumptions + 1) * sizeof *w.n->assumptions);
    for (unsigned k = 0; k < w.assumptions; k++) w.n->assumptions[k] = w.assumed[k];
  }
  t->verdict = verdict(t);
}
