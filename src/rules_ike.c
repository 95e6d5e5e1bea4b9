/* Rules IKE101 to IKE103 and IKE106 to IKE109: what phase 1 agrees on (RFC 2409 section 5) and how a dead peer is noticed (RFC 3706).
 * Everything about a pair is read from its facts. Who the peer is: rules_peer.c. */
#include "src/rules.h"

#include <string.h>

#include "src/say.h"

bool ike_is_v1(const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++)
    if (t->end[i]->unmodelled || t->end[i]->kind == END_PLAIN) return false;
  return t->version == OUTCOME_OK;
}

/* ---- IKE101 ---- */

/* The four parameters that two proposals must share. */
struct parameter {
  unsigned bit;
  size_t offset;
  enum sense sense;
  enum setting setting;
  const char *name;
};

static const struct parameter parameters[] = {
  { P1_ENCRYPTION, offsetof(struct ike_proposal, encryption), SENSE_CIPHER, SET_IKE_ENCRYPTION, "encryption" },
  { P1_HASH, offsetof(struct ike_proposal, hash), SENSE_HASH, SET_IKE_HASH, "hash" },
  { P1_DH, offsetof(struct ike_proposal, dh), SENSE_GROUP, SET_IKE_DH, "Diffie-Hellman group" },
  { P1_AUTHENTICATION, offsetof(struct ike_proposal, authentication), SENSE_AUTH, SET_IKE_AUTHENTICATION, "authentication method" }
};

#define PARAMETERS (sizeof parameters / sizeof *parameters)

static const struct num *value(const struct ike_proposal *p, const struct parameter *what)
{
  return (const struct num *)((const char *)p + what->offset);
}

/* The closest two proposals of a pair: of end 0 and of end 1, whoever offers. */
struct closest {
  const struct ike_proposal *p[2];
  unsigned differs;
};

static struct closest closest_of(const struct tunnel_pair *t, unsigned initiator)
{
  const struct p1_fact *p1 = &t->by[initiator].p1;
  struct closest c = { .differs = p1->differs };
  c.p[initiator] = p1->offer;
  c.p[1 - initiator] = p1->accepted;
  return c;
}

static const char *by_default(const struct num *n)
{
  return is_written(&n->o) ? "" : " by default";
}

/* A value that could not be read differs from nothing. */
static bool differ(const struct num *a, const struct num *b)
{
  return a->v != b->v && a->o.from != FROM_UNREAD && b->o.from != FROM_UNREAD;
}

/* "DES by default against AES-256; ..."; sets `*names` to the parameters. */
static const char *list_differences(struct judge *j, const struct closest *c, const char **names)
{
  const char *text = "";
  *names = "";
  for (size_t i = 0; i < PARAMETERS; i++) {
    const struct parameter *what = &parameters[i];
    const struct num *a = value(c->p[0], what), *b = value(c->p[1], what);
    if (!differ(a, b)) continue;
    text = arena_printf(j->arena, "%s%s%s%s against %s%s", text, *text ? "; " : "", say_value(j, what->sense, a->v), by_default(a),
      say_value(j, what->sense, b->v), by_default(b));
    *names = arena_printf(j->arena, "%s%s%s", *names, **names ? ", " : "", what->name);
  }
  return text;
}

/* One sentence for all defaults of a proposal that make it differ; "" where every value is written. */
static const char *explain_defaults(struct judge *j, const struct tunnel_pair *t, const struct closest *c)
{
  const char *text = "";
  for (unsigned k = 0; k < 2; k++)
    for (size_t i = 0; i < PARAMETERS; i++) {
      const struct num *n = value(c->p[k], &parameters[i]);
      if (is_written(&n->o) || !differ(n, value(c->p[1 - k], &parameters[i]))) continue;
      text = arena_printf(j->arena, "%s On %s no line shows it%s.", text, say_end(j, t, k), say_note(j, t->end[k]->router, &n->o));
      break;
    }
  return text;
}

static void place_differences(struct judge *j, struct finding *f, const struct tunnel_pair *t, const struct closest *c)
{
  for (size_t i = 0; i < PARAMETERS; i++) {
    const struct parameter *what = &parameters[i];
    if (!differ(value(c->p[0], what), value(c->p[1], what))) continue;
    for (unsigned k = 0; k < 2; k++) {
      const struct num *n = value(c->p[k], what);
      finding_at(j, f, t->end[k]->router, n->o.at, is_written(&n->o) ? "%s" : "%s by default", say_value(j, what->sense, n->v));
    }
  }
}

/* Ciphers, hashes and groups are numbered by their strength, but for group 24. */
static uint32_t strength(const struct parameter *what, uint32_t v)
{
  return what->sense == SENSE_GROUP && v == 24 ? 5 : v;
}

/* Has the router other peers? They are offered its proposals, too. */
static bool serves_others(const struct end *e)
{
  unsigned n = 0;
  for (const struct policy_entry *entry = e->router->entries.first; entry && n < 2; entry = entry->next) n += entry->kind == ENTRY_ISAKMP;
  return n > 1;
}

/* The end to change: the one without other peers, else the one with the weaker value in the first parameter that differs. */
static unsigned end_to_change(const struct tunnel_pair *t, const struct closest *c)
{
  bool shared = serves_others(t->end[0]);
  if (shared != serves_others(t->end[1])) return shared ? 1 : 0;
  for (size_t n = 0; n < PARAMETERS; n++) {
    const struct parameter *what = &parameters[n];
    uint32_t a = strength(what, value(c->p[0], what)->v), b = strength(what, value(c->p[1], what)->v);
    if (a < b) return 0;
    if (a > b) return 1;
  }
  return 0;
}

/* The lines that give the proposal of end `k` the other's values, for people; NULL where its dialect lacks one, or the end the key that it
 * needs then. What is built in is no example to follow, nor are certificates, of which the config says too little. */
static const char *lines_for(struct judge *j, const struct tunnel_pair *t, const struct closest *c, unsigned k)
{
  const char *text = NULL;
  if (c->p[0]->builtin || c->p[1]->builtin) return NULL;
  if (c->p[0]->authentication.v != c->p[1]->authentication.v && (c->p[1 - k]->authentication.v != AUTH_PSK || !t->key[k])) return NULL;
  for (size_t i = 0; i < PARAMETERS; i++) {
    uint32_t wanted = value(c->p[1 - k], &parameters[i])->v;
    if (value(c->p[k], &parameters[i])->v == wanted) continue;
    const char *line = say_number_line(j, t->end[k]->router, parameters[i].setting, wanted);
    if (!line) return NULL;
    text = text ? arena_printf(j->arena, "%s, `%s`", text, line) : arena_printf(j->arena, "`%s`", line);
  }
  return text;
}

/* Changes that end, or the other one where it cannot have what is wanted. */
static void fix_proposal(struct judge *j, struct finding *f, const struct tunnel_pair *t, const struct closest *c)
{
  unsigned k = end_to_change(t, c);
  const char *lines = lines_for(j, t, c, k);
  if (!lines) lines = lines_for(j, t, c, k = 1 - k);
  if (!lines) {
    finding_help(j, f, "Write one proposal that both ends have.");
    return;
  }
  struct router *r = t->end[k]->router;
  for (size_t i = 0; i < PARAMETERS; i++) {
    const struct num *n = value(c->p[k], &parameters[i]), *want = value(c->p[1 - k], &parameters[i]);
    if (n->v == want->v) continue;
    const char *line = say_number_line(j, r, parameters[i].setting, want->v);
    finding_set(j, f, r, &n->o, c->p[k]->at, line);
  }
  finding_help(j, f, "In %s on %s write %s, or add a proposal that both ends have.", say_proposal(j, r, c->p[k]), say_router(j, r), lines);
}

/* A written proposal that a built-in one of the other end answers, and the end that shows none. */
static void point_at_builtin(struct judge *j, struct finding *f, const struct tunnel_pair *t, const struct ike_proposal *const p[2])
{
  for (unsigned k = 0; k < 2; k++)
    if (!p[k]->builtin) finding_at(j, f, t->end[k]->router, p[k]->at, "agrees with a built-in default");
  for (unsigned k = 0; k < 2; k++)
    if (p[k]->builtin) finding_at(j, f, t->end[k]->router, t->end[k]->at, "no such proposal is written");
  finding_help(j, f, "Write one proposal that both ends have.");
}

/* The closest two do not differ: what one of them is built in with is not documented. */
static void builtin_unsure(struct judge *j, const struct tunnel_pair *t, const struct closest *c)
{
  unsigned k = c->p[0]->builtin ? 0 : 1;
  struct finding *f = finding_new(j, "IKE101", t,
    "%s and %s may have no phase-1 proposal in common. %s on %s agrees only with %s on %s, whose content is assumed.",
    say_end(j, t, 0), say_end(j, t, 1), say_proposal(j, t->end[1 - k]->router, c->p[1 - k]), say_end(j, t, 1 - k),
    say_proposal(j, t->end[k]->router, c->p[k]), say_end(j, t, k));
  finding_lower(j, f, SEVERITY_WARNING);
  point_at_builtin(j, f, t, c->p);
}

static void no_proposal_at_all(struct judge *j, const struct tunnel_pair *t)
{
  unsigned i = t->end[0]->offer_count ? 1 : 0;
  struct finding *f = finding_new(j, "IKE101", t, "%s and %s have no phase-1 proposal in common: one of them has none that it could use.",
    say_end(j, t, 0), say_end(j, t, 1));
  finding_at(j, f, t->end[i]->router, t->end[i]->at, "no usable proposal");
  finding_at(j, f, t->end[1 - i]->router, t->end[1 - i]->at, "its peer");
  finding_help(j, f, "Write the same `%s` on both ends.", t->end[i]->router->dialect->words->ike_proposal);
}

/* What becomes of the direction, as far as it is not what an end names in vain (CFG002) that decides it. */
static enum outcome p1_outcome(const struct direction *d)
{
  return d->p1.undefined ? OUTCOME_NOT_REACHED : d->p1.outcome;
}

/* Index of the direction to tell about: the first that fails, else the first that cannot be told. */
static unsigned direction_of(enum outcome first, enum outcome second)
{
  if (first == OUTCOME_FAILS) return 0;
  if (second == OUTCOME_FAILS) return 1;
  return first == OUTCOME_CANNOT_TELL ? 0 : 1;
}

/* One finding, also when the closest proposals differ with who starts. Where an assumed default stands against the other end's value the
 * mismatch is worth a warning. */
void ike_proposal_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  enum outcome a = p1_outcome(&t->by[0]), b = p1_outcome(&t->by[1]);
  unsigned i = direction_of(a, b);
  bool fails = a == OUTCOME_FAILS || b == OUTCOME_FAILS, other_group = t->by[i].p1.other_group,
       one_way = (fails || other_group) && (a == OUTCOME_OK || b == OUTCOME_OK);
  if (!ike_is_v1(t) || t->by[i].p1.refused || t->by[i].p1.undefined || (!fails && !t->by[i].p1.doubtful)) return;
  struct closest c = closest_of(t, i);
  if (!c.p[0]) {
    if (fails && !one_way) no_proposal_at_all(j, t);
    return;
  }
  const char *names, *text = list_differences(j, &c, &names);
  if (!*text && (c.p[0]->builtin || c.p[1]->builtin)) {
    builtin_unsure(j, t, &c);
    return;
  }
  const char *have = fails ? "have no"
    : other_group          ? "may not reach the"
                           : "may have no",
             *when = one_way ? arena_printf(j->arena, " when %s starts", say_end(j, t, i)) : "";
  const char *why = other_group
    ? " A later proposal is common to both, and aggressive mode, which does not negotiate the group, starts with that of the first."
    : explain_defaults(j, t, &c);
  struct finding *f = finding_new(j, "IKE101", t,
    "%s and %s %s phase-1 proposal in common%s. The closest two, %s on %s and %s on %s, differ in: %s (%s).%s", say_end(j, t, 0),
    say_end(j, t, 1), have, when, say_proposal(j, t->end[0]->router, c.p[0]), say_end(j, t, 0), say_proposal(j, t->end[1]->router, c.p[1]),
    say_end(j, t, 1), names, text, why);
  if (!fails || one_way) finding_lower(j, f, SEVERITY_WARNING);
  place_differences(j, f, t, &c);
  if (f && !f->locations)
    for (unsigned k = 0; k < 2; k++) finding_at(j, f, t->end[k]->router, t->end[k]->at, NULL);
  fix_proposal(j, f, t, &c);
}

/* ---- IKE102, IKE103 ---- */

void ike_version_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (t->version != OUTCOME_FAILS) return;
  unsigned two = t->end[0]->ikev2 ? 0 : 1;
  const struct end *v2 = t->end[two], *v1 = t->end[1 - two];
  struct finding *f = finding_new(
    j, "IKE102", t, "%s speaks IKEv2 to this peer, %s IKEv1.", say_router(j, v2->router), say_router(j, v1->router));
  finding_at(j, f, v2->router, v2->unmodelled_at.last ? v2->unmodelled_at : v2->at, "IKEv2");
  finding_at(j, f, v1->router, v1->effective ? v1->effective->at : v1->at, "IKEv1");
  finding_help(j, f, "Set up the same version on both ends, IKEv2 where %s has it.", say_router(j, v1->router));
}

static void exchange_place(struct judge *j, struct finding *f, const struct end *e)
{
  finding_at(j, f, e->router, e->exchange.o.at, is_written(&e->exchange.o) ? "%s" : "%s by default", say_exchange(e->exchange.v));
}

/* Does the end that `t->by[i]` starts from come through where the other one does not? */
static bool works_this_way(const struct tunnel_pair *t, unsigned i)
{
  const struct direction *d = &t->by[i];
  return d->starts && d->mode == OUTCOME_OK && d->id_at_responder != OUTCOME_FAILS && d->id_at_initiator != OUTCOME_FAILS;
}

/* From an address that changes main mode would find no key: the other mode is the one for both. False where the dialect sets it
 * elsewhere. */
static bool aggressive_for_both(struct judge *j, const struct tunnel_pair *t, unsigned i, struct finding *f)
{
  const struct end *a = t->end[i], *change = t->end[a->exchange.v == EXCHANGE_AGGRESSIVE ? 1 - i : i];
  const char *line = a->local.ip.kind == IP_DYNAMIC && change->exchange.v == EXCHANGE_MAIN
    ? say_number_line(j, change->router, SET_EXCHANGE, EXCHANGE_AGGRESSIVE)
    : NULL;
  if (!line) return false;
  finding_help(j, f, "Use aggressive mode on both ends, because the address of %s changes: `%s` on %s.", say_router(j, a->router), line,
    say_router(j, change->router));
  if (is_written(&change->exchange.o)) finding_edit(j, f, change->router, EDIT_REPLACE_LINE, change->exchange.o.at, line);
  else if (change->profile) finding_insert_below(j, f, change->router, change->profile->at, line);
  return true;
}

/* Does the other end have a line that refuses the aggressive mode of the end that `t->by[i]` starts from? */
static const struct num *refusal(const struct tunnel_pair *t, unsigned i)
{
  const struct num *off = &t->end[1 - i]->router->aggressive_disabled;
  return off->v ? off : NULL;
}

/* To take that line back is the smallest edit where the key is for a name, which main mode shows too late. */
static bool exchange_refused(struct judge *j, const struct tunnel_pair *t, unsigned i, struct finding *f)
{
  const struct end *a = t->end[i], *b = t->end[1 - i];
  const struct num *off = refusal(t, i);
  if (!off) return false;
  finding_at(j, f, b->router, off->o.at, "refuses aggressive mode");
  finding_help(j, f, "Remove the line with which %s refuses aggressive mode, or use main mode on both ends where both addresses are fixed.",
    say_router(j, b->router));
  const struct psk *key = t->key[1 - i];
  bool by_name = (key && key->peer.kind == IP_NAME) || a->local.ip.kind == IP_DYNAMIC;
  const char *line = by_name ? NULL : say_number_line(j, a->router, SET_EXCHANGE, EXCHANGE_MAIN);
  if (by_name) finding_edit(j, f, b->router, EDIT_DELETE_LINE, off->o.at, NULL);
  else if (is_written(&a->exchange.o)) finding_edit(j, f, a->router, EDIT_REPLACE_LINE, a->exchange.o.at, line);
  return true;
}

void ike_exchange_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  unsigned i = t->by[0].starts && t->by[0].mode == OUTCOME_FAILS ? 0 : 1;
  if (!t->by[i].starts || t->by[i].mode != OUTCOME_FAILS || !ike_is_v1(t)) return;
  const struct end *a = t->end[i], *b = t->end[1 - i];
  bool same = a->exchange.v == b->exchange.v || refusal(t, i);
  struct finding *f = finding_new(j, "IKE103", t, "%s starts %s, which %s does not answer%s%s.", say_router(j, a->router),
    say_num(j, a->router, SENSE_EXCHANGE, &a->exchange), say_router(j, b->router),
    same ? "" : arena_printf(j->arena, ": it is set up for %s", say_num(j, b->router, SENSE_EXCHANGE, &b->exchange)),
    works_this_way(t, 1 - i) ? "; the other way round works" : "");
  if (works_this_way(t, 1 - i)) finding_lower(j, f, SEVERITY_WARNING);
  exchange_place(j, f, a);
  if (exchange_refused(j, t, i, f)) return;
  exchange_place(j, f, b);
  unsigned k = a->exchange.v == EXCHANGE_AGGRESSIVE ? i : 1 - i;
  const struct end *change = t->end[k];
  const char *line = same ? NULL : say_number_line(j, change->router, SET_EXCHANGE, t->end[1 - k]->exchange.v);
  if (b->router->dialect->words->aggressive_on && a->exchange.v == EXCHANGE_AGGRESSIVE)
    finding_help(j, f, "Let %s answer aggressive mode (`%s`), or use main mode on both ends where both addresses are fixed.",
      say_router(j, b->router), b->router->dialect->words->aggressive_on);
  else if (aggressive_for_both(j, t, i, f)) return;
  else if (line)
    finding_help(j, f, "Use the same mode on both ends: `%s` on %s, or aggressive mode on both where an address changes.", line,
      say_router(j, change->router));
  else finding_help(j, f, "Use the same mode on both ends, main mode where both addresses are fixed.");
  if (is_written(&change->exchange.o) && a->local.ip.kind != IP_DYNAMIC)
    finding_edit(j, f, change->router, EDIT_REPLACE_LINE, change->exchange.o.at, line);
}

/* ---- IKE106 to IKE108 ---- */

static bool are_equal(const struct ike_proposal *a, const struct ike_proposal *b)
{
  for (size_t i = 0; i < PARAMETERS; i++) {
    const struct num *x = value(a, &parameters[i]), *y = value(b, &parameters[i]);
    if (!is_known(&x->o) || !is_known(&y->o) || x->v != y->v || x->o.doubt != y->o.doubt) return false;
  }
  return is_known(&a->lifetime.o) && is_known(&b->lifetime.o) && a->lifetime.v == b->lifetime.v;
}

/* Proposals take few different values, so that the equal one is found within the first ones that differ from each other. */
#define MOST_DISTINCT 512u

void ike_duplicate_proposal(struct judge *j, struct router *r, struct end *ends)
{
  const struct ike_proposal *distinct[MOST_DISTINCT];
  unsigned count = 0;
  (void)ends;
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next) {
    unsigned i = 0;
    if (p->builtin) continue;
    while (i < count && !are_equal(distinct[i], p)) i++;
    if (i == count) {
      if (count < MOST_DISTINCT) distinct[count++] = p;
      continue;
    }
    struct finding *f = finding_new(j, "IKE106", NULL, "%s: %s and %s are equal in every value.", say_router(j, r),
      say_proposal(j, r, distinct[i]), say_proposal(j, r, p));
    finding_at(j, f, r, p->at, "the same again");
    finding_at(j, f, r, distinct[i]->at, "already offered");
    finding_help(j, f, "Delete one of the two, unless a peer names it.");
  }
}

#define MOST_COMPARED 32u

/* Of the written proposals of both ends the two that differ least, as far as they could be read. */
static struct closest closest_own(const struct tunnel_pair *t)
{
  struct closest best = { .differs = PARAMETERS + 1 };
  for (unsigned a = 0; a < t->end[0]->offer_count && a < MOST_COMPARED; a++)
    for (unsigned b = 0; b < t->end[1]->offer_count && b < MOST_COMPARED; b++) {
      const struct ike_proposal *p = t->end[0]->offers[a], *q = t->end[1]->offers[b];
      unsigned differs = 0;
      if (p->builtin || q->builtin) continue;
      for (size_t i = 0; i < PARAMETERS; i++) differs += differ(value(p, &parameters[i]), value(q, &parameters[i]));
      if (differs < best.differs) best = (struct closest){ .p = { p, q }, .differs = differs };
    }
  return best;
}

void ike_weak_fallback(struct judge *j, const struct tunnel_pair *t)
{
  unsigned i = t->by[0].p1.outcome == OUTCOME_OK && t->by[0].p1.builtin ? 0 : 1;
  const struct p1_fact *p1 = &t->by[i].p1;
  if (p1->outcome != OUTCOME_OK || !p1->builtin || !ike_is_v1(t) || ((t->sends_nothing[0] | t->sends_nothing[1]) & NOTHING_PROPOSAL))
    return;
  struct closest c = closest_own(t);
  if (c.p[0] && !c.differs) return; /* what could not be read may be what both have */
  const struct ike_proposal *agreed = p1->offer;
  struct finding *f = finding_new(j, "IKE107", t,
    "%s and %s have no written phase-1 proposal in common and would agree on a built-in default: %s, %s, DH group %u.", say_end(j, t, 0),
    say_end(j, t, 1), say_cipher(agreed->encryption.v), say_hash(agreed->hash.v), agreed->dh.v);
  if (c.p[0]) {
    place_differences(j, f, t, &c);
    fix_proposal(j, f, t, &c);
    return;
  }
  const struct ike_proposal *p[2];
  p[i] = p1->offer;
  p[1 - i] = p1->accepted;
  point_at_builtin(j, f, t, p);
}

/* Do the proposals that the ends agree on when end i starts have lifetimes that differ? */
static bool lifetimes_differ(const struct tunnel_pair *t, unsigned i, const struct num *lifetime[2])
{
  const struct p1_fact *p1 = &t->by[i].p1;
  if (p1->outcome != OUTCOME_OK || !p1->offer || !p1->accepted || p1->builtin || p1->earlier_open) return false;
  const struct num *a = lifetime[i] = &p1->offer->lifetime, *b = lifetime[1 - i] = &p1->accepted->lifetime;
  return is_known(&a->o) && is_known(&b->o) && a->v != b->v && (is_written(&a->o) || is_written(&b->o));
}

void ike_lifetime_differs(struct judge *j, const struct tunnel_pair *t)
{
  const struct num *n[2];
  if (!ike_is_v1(t) || (!lifetimes_differ(t, 0, n) && !lifetimes_differ(t, 1, n))) return;
  struct finding *f = finding_new(j, "IKE108", t, "The phase-1 lifetimes differ: %s on %s, %s on %s. The shorter one is used.",
    say_num(j, t->end[0]->router, SENSE_SECONDS, n[0]), say_end(j, t, 0), say_num(j, t->end[1]->router, SENSE_SECONDS, n[1]),
    say_end(j, t, 1));
  for (unsigned k = 0; k < 2; k++)
    finding_at(j, f, t->end[k]->router, n[k]->o.at, is_written(&n[k]->o) ? "%u s" : "%u s by default", n[k]->v);
  finding_help(j, f, "Write the same lifetime on both ends.");
}

/* ---- IKE109 ---- */

/* Does this end notice a dead peer? By DPD of its peer or router, or by keepalives. `*at` is the line that says so. */
static enum tri watches(const struct end *e, struct place *at)
{
  const struct ike_profile *p = e->profile;
  const struct dpd_block *block = p ? p->dpd.to : NULL;
  const struct num *all[] = { p ? &p->dpd_interval : NULL, &e->router->dpd_interval, &e->router->keepalive_interval,
    &e->router->keepalive_timeout };
  if (block && block->interval.o.from != FROM_UNREAD) {
    *at = p->dpd.o.at;
    return TRI_YES;
  }
  if ((p && p->dpd.s) || end_lost_profile(e)) return TRI_CANNOT_TELL;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (!all[i]) continue;
    if (all[i]->o.from == FROM_UNREAD) return TRI_CANNOT_TELL;
    if (!is_written(&all[i]->o) || !all[i]->v) continue;
    *at = all[i]->o.at;
    return TRI_YES;
  }
  return TRI_NO;
}

/* Keepalives are no DPD: nobody answers them, and who waits for them in vain deletes the SA. */
static bool waits_in_vain(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  struct router *r = t->end[i]->router, *other = t->end[1 - i]->router;
  const struct num *timeout = &r->keepalive_timeout, *interval = &other->keepalive_interval;
  if (!timeout->v || interval->o.from == FROM_UNREAD || (is_known(&interval->o) && interval->v)) return false;
  struct finding *f = finding_new(j, "IKE109", t, "%s deletes its SAs when it gets no IKE keepalive for %u s, and %s sends none.",
    say_router(j, r), timeout->v, say_router(j, other));
  finding_at(j, f, r, timeout->o.at, "waits for keepalives");
  finding_at(j, f, other, t->end[1 - i]->profile ? t->end[1 - i]->profile->at : t->end[1 - i]->at, "sends none");
  finding_help(
    j, f, "Let %s send them more often than that, where it can, or use dead peer detection on both ends instead.", say_router(j, other));
  return true;
}

void ike_dpd_one_sided(struct judge *j, const struct tunnel_pair *t)
{
  struct place at[2] = { { 0, 0 }, { 0, 0 } };
  if (!ike_is_v1(t)) return;
  bool first = waits_in_vain(j, t, 0);
  if (waits_in_vain(j, t, 1) || first) return;
  enum tri watch[2] = { watches(t->end[0], &at[0]), watches(t->end[1], &at[1]) };
  if (watch[0] == TRI_CANNOT_TELL || watch[1] == TRI_CANNOT_TELL || watch[0] == watch[1]) return;
  unsigned on = watch[0] == TRI_YES ? 0 : 1;
  const struct end *e = t->end[on], *other = t->end[1 - on];
  struct finding *f = finding_new(j, "IKE109", t,
    "%s watches whether its peer is alive, %s does not: after a failure it keeps a dead SA until its lifetime ends.",
    say_router(j, e->router), say_router(j, other->router));
  finding_at(j, f, e->router, at[on], "dead peer detection");
  finding_at(j, f, other->router, other->profile ? other->profile->at : other->effective ? other->effective->at : other->at, "none here");
  const char *line = say_number_line(j, other->router, SET_DPD, 10);
  if (line) finding_help(j, f, "Set it up on %s as well: `%s`.", say_router(j, other->router), line);
  else finding_help(j, f, "Set it up on %s as well.", say_router(j, other->router));
}
