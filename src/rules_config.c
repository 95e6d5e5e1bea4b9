/* Rules CFG001 to CFG007: what is wrong with one file by itself. What the reader found out stands in the router's issues; what links found
 * out is in the references. */
#include "src/rules.h"

#include <string.h>

#include "src/link.h"
#include "src/misspelled.h"
#include "src/say.h"
#include "src/table.h"

#define MOST_NAMES_COMPARED 200u

/* ---- From reading: CFG001, CFG004, CFG006, CFG007 ---- */

static void from_issues(struct judge *j, struct router *r, const char *id, const char *label, const char *help)
{
  for (const struct issue *i = r->issues.first; i; i = i->next) {
    if (strcmp(i->rule, id)) continue;
    struct finding *f = finding_new(j, id, NULL, "%s: %s.", say_router(j, r), i->message);
    finding_at(j, f, r, i->at, "%s", label);
    finding_at(j, f, r, i->other, "the earlier one");
    finding_help(j, f, "%s", i->help ? i->help : help);
  }
}

void cfg_syntax(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  from_issues(
    j, r, "CFG001", "not as the command wants it", "Correct the line; until then what it sets is not known, and nothing is said about it.");
}

void cfg_duplicate(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  from_issues(j, r, "CFG004", "the one that counts", "Keep one of the two; on the router the later one is in force.");
}

void cfg_unsupported(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  from_issues(j, r, "CFG006", "not modelled", "Only router configs of the dialects in the list can be checked.");
}

void cfg_masked(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  from_issues(j, r, "CFG007", "masked", "Check the file that was not masked for publication, to be sure.");
}

/* ---- CFG002 ---- */

struct search {
  const char *wanted, *found;
  unsigned seen;
};

/* Looks at one name more; false: that is enough. */
static bool look_at(struct search *s, const char *name)
{
  if (name && misspelled(name, s->wanted)) s->found = name;
  return ++s->seen < MOST_NAMES_COMPARED;
}

/* The name in a list of objects that comes closest. */
#define NEAREST(type, list, search) for (const struct type *o_ = (list).first; o_ && look_at(search, o_->name);) o_ = o_->next

enum target {
  TARGET_ACL,
  TARGET_SET,
  TARGET_PROFILE,
  TARGET_KEYRING,
  TARGET_DPD,
  TARGET_PROPOSAL,
  TARGET_POLICY,
  TARGET_TEMPLATE,
  TARGET_IPSEC_PROFILE
};

static const char *target_name(const struct router *r, enum target target)
{
  const struct words *w = r->dialect->words;
  switch (target) {
  case TARGET_ACL: return w->acl;
  case TARGET_SET: return w->transform_set;
  case TARGET_PROFILE: return w->profile;
  case TARGET_KEYRING: return w->keyring;
  case TARGET_DPD: return "ike dpd";
  case TARGET_PROPOSAL: return w->ike_proposal;
  case TARGET_TEMPLATE: return w->template_policy;
  case TARGET_IPSEC_PROFILE: return w->ipsec_profile;
  default: return w->policy;
  }
}

static const char *nearest(const struct router *r, enum target target, const char *name)
{
  struct search s = { .wanted = name };
  switch (target) {
  case TARGET_ACL: NEAREST(acl, r->acls, &s); break;
  case TARGET_SET: NEAREST(transform_set, r->transforms, &s); break;
  case TARGET_PROFILE: NEAREST(ike_profile, r->profiles, &s); break;
  case TARGET_KEYRING: NEAREST(keyring, r->keyrings, &s); break;
  case TARGET_DPD: NEAREST(dpd_block, r->dpds, &s); break;
  case TARGET_PROPOSAL: break;
  default: NEAREST(policy, r->policies, &s); break;
  }
  return s.found;
}

/* Why a reference that leads nowhere is no error. */
enum excuse { EXCUSE_NONE, EXCUSE_NOT_NEEDED, EXCUSE_NOT_SHOWN };

/* What holds a reference: one of these. */
struct holder {
  const struct policy_entry *entry;
  const struct ike_profile *profile;
  const struct interface *interface;
  enum excuse excuse;
};

static const char *say_holder(struct judge *j, const struct router *r, struct holder h)
{
  return h.entry ? say_entry(j, r, h.entry) : h.profile ? say_profile(j, r, h.profile) : say_interface(j, h.interface);
}

/* Every reference of a list that leads nowhere. Nearly all lead somewhere, so the holder's name is made only then. */
static void undefined(
  struct judge *j, const struct tunnel_pair *t, struct router *r, const struct ref *ref, enum target target, struct holder holder)
{
  for (; ref; ref = ref->next) {
    if (!ref->s || ref->to || ref->o.from != FROM_LINE || !finding_first_of(j, "CFG002", ref)) continue;
    /* `keyring default` stands for the global keys. */
    if (target == TARGET_KEYRING && !strcmp(ref->s, "default")) continue;
    const char *kind = target_name(r, target), *near = nearest(r, target, ref->s);
    struct finding *f = finding_new(j, "CFG002", t, "%s: %s names the %s `%s`, which is defined nowhere in the file.", say_router(j, r),
      say_holder(j, r, holder), kind, ref->s);
    finding_at(j, f, r, ref->o.at, "defined nowhere");
    if (holder.excuse) finding_lower(j, f, SEVERITY_WARNING);
    if (holder.excuse == EXCUSE_NOT_NEEDED)
      finding_help(j, f, "The router has certificates alone, which need no %s: delete the line, or define it.", kind);
    else if (holder.excuse == EXCUSE_NOT_SHOWN)
      finding_help(j, f, "The file shows no interface and no %s: check the whole config of the router.", kind);
    else if (near) finding_help(j, f, "Name `%s` if that is meant, or define `%s`.", near, ref->s);
    else finding_help(j, f, "Define the %s `%s`, or name one that exists.", kind, ref->s);
  }
}

/* `keys`: false where the router has certificates alone, which need no keyring. */
static void undefined_in_profile(struct judge *j, const struct tunnel_pair *t, struct router *r, const struct ike_profile *p, bool keys)
{
  struct holder holder = { .profile = p, .excuse = keys ? EXCUSE_NONE : EXCUSE_NOT_NEEDED };
  undefined(j, t, r, p->keyrings, TARGET_KEYRING, holder);
  holder.excuse = EXCUSE_NONE;
  undefined(j, t, r, p->proposals, TARGET_PROPOSAL, holder);
  undefined(j, t, r, &p->dpd, TARGET_DPD, holder);
}

static bool has_proposal(const struct router *r, uint32_t number)
{
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next)
    if (!p->builtin && p->number == number) return true;
  return false;
}

/* IKEv2 is not modelled, but a file that has profiles of it shows whether the one that is named is among them. */
static void undefined_ikev2(struct judge *j, const struct tunnel_pair *t, struct router *r, const struct policy_entry *e)
{
  const struct ref *ref = &e->ikev2_profile;
  bool any = false;
  for (const struct unmodelled *u = ref->s ? r->unmodelled.first : NULL; u; u = u->next) {
    if (!u->ikev2 || !u->name) continue;
    if (u->name == ref->s) return;
    any = true;
  }
  if (!any || !finding_first_of(j, "CFG002", ref)) return;
  struct finding *f = finding_new(j, "CFG002", t, "%s: %s names the IKEv2 profile `%s`, which is defined nowhere in the file.",
    say_router(j, r), say_holder(j, r, (struct holder) { .entry = e }), ref->s);
  finding_at(j, f, r, ref->o.at, "defined nowhere");
  finding_help(j, f, "Define it, or name one that exists.");
}

static void undefined_in_entry(struct judge *j, const struct tunnel_pair *t, struct router *r, const struct policy_entry *e)
{
  struct holder holder = { .entry = e, .excuse = link_is_excerpt(r) ? EXCUSE_NOT_SHOWN : EXCUSE_NONE };
  undefined(j, t, r, &e->acl, TARGET_ACL, holder);
  holder.excuse = EXCUSE_NONE;
  undefined(j, t, r, &e->template_ref, TARGET_TEMPLATE, holder);
  undefined(j, t, r, &e->profile, TARGET_PROFILE, holder);
  undefined(j, t, r, e->transforms, TARGET_SET, holder);
  undefined(j, t, r, &e->group->isakmp_profile, TARGET_PROFILE, holder);
  undefined_ikev2(j, t, r, e);
  if (!is_written(&e->isakmp_policy.o) || has_proposal(r, e->isakmp_policy.v) || !finding_first_of(j, "CFG002", &e->isakmp_policy)) return;
  struct finding *f = finding_new(j, "CFG002", t, "%s: %s names `%s %u`, which is defined nowhere in the file.", say_router(j, r),
    say_holder(j, r, holder), r->dialect->words->ike_proposal, e->isakmp_policy.v);
  finding_at(j, f, r, e->isakmp_policy.o.at, "defined nowhere");
  finding_help(j, f, "Define it, or name one that exists.");
}

/* In a tunnel also the references of a policy that is applied nowhere: that is a fault of its own. */
void cfg_undefined_end(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (!t && (!e->policy || !e->policy->used)) return;
  if (e->entry) undefined_in_entry(j, t, e->router, e->entry);
  if (e->effective) undefined_in_entry(j, t, e->router, e->effective);
  if (e->profile) undefined_in_profile(j, t, e->router, e->profile, end_offers_keys(e) || (t && facts_agree_on_keys(t)));
  if (e->tunnel && e->tunnel->tunnel)
    undefined(j, t, e->router, &e->tunnel->tunnel->protection, TARGET_IPSEC_PROFILE, (struct holder) { .interface = e->tunnel });
}

/* What the router's ends say of their profiles. */
struct profile_use {
  struct table any, keys; /* by profile: an end with it, and one that works with keys */
};

static void enter_use(struct table *t, struct end *e)
{
  uint64_t key = (uint64_t)(uintptr_t)e->profile;
  if (!table_get(t, key)) table_put(t, key, e);
}

static void find_use(struct profile_use *use, struct arena *arena, struct end *ends)
{
  table_init(&use->any, arena);
  table_init(&use->keys, arena);
  for (struct end *e = ends; e; e = e->next) {
    if (!e->profile) continue;
    enter_use(&use->any, e);
    if (end_offers_keys(e)) enter_use(&use->keys, e);
  }
}

/* Does an end with the profile work with keys, or is there no end to tell? */
static bool needs_keys(const struct profile_use *use, const struct ike_profile *p)
{
  uint64_t key = (uint64_t)(uintptr_t)p;
  return table_get(&use->keys, key) || !table_get(&use->any, key);
}

void cfg_undefined_router(struct judge *j, struct router *r, struct end *ends)
{
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if (i->policies) undefined(j, NULL, r, i->policies, TARGET_POLICY, (struct holder){ .interface = i });
    if (i->tunnel && i->tunnel->protection.s)
      undefined(j, NULL, r, &i->tunnel->protection, TARGET_IPSEC_PROFILE, (struct holder) { .interface = i });
  }
  for (const struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->group->used) undefined_in_entry(j, NULL, r, e);
  struct profile_use use;
  find_use(&use, arena_scratch(j->arena), ends);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next)
    if (p->used || r->dialect->behaviour.any_profile_fits) undefined_in_profile(j, NULL, r, p, needs_keys(&use, p));
  arena_free(arena_scratch(j->arena));
}

/* ---- CFG003 ---- */

static void unused(struct judge *j, struct router *r, struct place at, const char *what, const char *name)
{
  struct finding *f = finding_new(j, "CFG003", NULL, "%s: nothing refers to the %s `%s`.", say_router(j, r), what, name);
  finding_at(j, f, r, at, "not used");
  finding_help(j, f, "Name it where it was meant to be used, or delete it with `%s`.", r->dialect->words->undo);
}

/* A policy that is applied nowhere and that another router expects is APP101. */
static void unused_policies(struct judge *j, struct router *r, const struct table *needed)
{
  for (const struct policy *p = r->policies.first; p; p = p->next) {
    const struct words *w = r->dialect->words;
    if (p->used || p->applied || table_get(needed, (uint64_t)(uintptr_t)p)) continue;
    if (p->is_template || p->is_profile) {
      unused(j, r, p->at, p->is_template ? w->template_policy : w->ipsec_profile, p->name);
      continue;
    }
    struct finding *f = finding_new(j, "CFG003", NULL, "%s: the %s `%s` is applied to no interface.", say_router(j, r), w->policy, p->name);
    finding_at(j, f, r, p->at, "not applied");
    finding_help(j, f, "Apply it to the interface that leads to its peer, or delete it with `%s`.", w->undo);
  }
}

static void need_ring(const struct psk *key, struct end *e, struct table *needed)
{
  if (key && key->ring && !table_get(needed, (uint64_t)(uintptr_t)key->ring)) table_put(needed, (uint64_t)(uintptr_t)key->ring, e);
}

/* What the ends need although nothing names it: a keyring that no profile names may hold the key of a peer where the dialect looks in all
 * of them, or the one that was meant (KEY105); a policy that is applied nowhere may be the one that another router expects (APP101). */
static void collect_needed(const struct router *r, struct end *ends, struct table *needed)
{
  for (struct end *e = ends; e; e = e->next) {
    const struct psk *near = NULL, *other = NULL, *key = r->keyrings.first ? end_key(e, &e->remote.ip, NULL, &other, &near) : NULL;
    need_ring(key ? key : near, e, needed);
    need_ring(other, e, needed); /* KEY106 */
    if (e->paired && e->policy && !e->policy->applied && !table_get(needed, (uint64_t)(uintptr_t)e->policy))
      table_put(needed, (uint64_t)(uintptr_t)e->policy, e);
  }
}

/* Has the router a block that may name things by lines that are not read? */
static bool may_be_named(const struct router *r)
{
  const struct unmodelled *u = r->unmodelled.first;
  while (u && !u->refers) u = u->next;
  return u != NULL;
}

void cfg_unused(struct judge *j, struct router *r, struct end *ends)
{
  if (may_be_named(r)) return;
  const struct words *w = r->dialect->words;
  struct table needed;
  table_init(&needed, j->arena);
  collect_needed(r, ends, &needed);
  for (const struct transform_set *s = r->transforms.first; s; s = s->next)
    if (!s->used && !s->builtin) unused(j, r, s->at, say_set_kind(r, s->late), s->name);
  for (const struct keyring *k = r->keyrings.first; k; k = k->next)
    if (!k->used && !table_get(&needed, (uint64_t)(uintptr_t)k)) unused(j, r, k->at, w->keyring, k->name);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next)
    if (!p->used && !p->expects && p->name) unused(j, r, p->at, w->profile, p->name);
  for (const struct dpd_block *d = r->dpds.first; d; d = d->next)
    if (!d->used) unused(j, r, d->at, "ike dpd", d->name);
  unused_policies(j, r, &needed);
}

/* ---- CFG005 ---- */

static void incomplete(
  struct judge *j, const struct tunnel_pair *t, struct router *r, struct place at, const char *block, const char *lacks, const char *effect)
{
  if (!finding_first_at(j, "CFG005", r, at)) return;
  struct finding *f = finding_new(j, "CFG005", t, "%s: %s lacks %s, %s.", say_router(j, r), block, lacks, effect);
  finding_at(j, f, r, at, "lacks %s", lacks);
  finding_help(j, f, "Add %s.", lacks);
}

static bool missing(const struct origin *o)
{
  return o->from == FROM_NOTHING;
}

/* Comware V5 keeps the address in the peer: a profile that says nothing else of whom it expects is one. */
static bool is_peer_block(const struct ike_profile *p)
{
  return !p->expects && !p->keyrings;
}

static bool has_peer(const struct policy_entry *e)
{
  const struct ike_profile *p = e->profile.to;
  return e->peers || (!p && !missing(&e->profile.o)) || (p && (!missing(&p->remote.o) || (is_peer_block(p) && p->remote_name.s)));
}

static void lacks_peer(struct judge *j, const struct tunnel_pair *t, struct router *r, const struct policy_entry *e)
{
  const struct ike_profile *p = e->profile.to;
  const char *lacks = arena_printf(j->arena, "the peer's address (`%s`)", r->dialect->words->peer_address);
  if (p && is_peer_block(p)) incomplete(j, t, r, p->at, say_profile(j, r, p), lacks, "so the router has nobody to call");
  else incomplete(j, t, r, e->at, say_entry(j, r, e), lacks, "and does nothing without it");
}

/* A block as another release has it, for a peer of which this one wants a profile with identities. */
static void of_another_release(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  struct router *r = e->router;
  const struct ike_profile *p = e->profile;
  struct finding *f = finding_new(j, "CFG005", t,
    "%s: %s describes a peer in an %s; the block `%s` is none, and what it says counts for nothing.", say_router(j, r), r->dialect->title,
    r->dialect->words->profile, p->name);
  finding_at(j, f, r, p->at, "of another release");
  finding_help(j, f,
    "Write the peer's address, key and identity as %s has them. The file is taken for %s by %s: if that is wrong, say so (`DIALECT:FILE`).",
    r->dialect->title, r->dialect->title, r->dialect_reason);
}

/* The device says that such a profile is incomplete, or the manual that both ends must have what it lacks. */
static void lacks_identity(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct ike_profile *p = e->profile;
  if (!finding_first_at(j, "CFG005", e->router, p->at)) return;
  bool holds_peer = p->key || p->remote_name.s || !missing(&p->remote.o);
  if (is_peer_block(p) && holds_peer && e->router->dialect->behaviour.profile_must_expect) {
    of_another_release(j, t, e);
    return;
  }
  struct finding *f = finding_new(
    j, "CFG005", t, "%s: %s says of no peer that it is for it, so it fits none.", say_router(j, e->router), say_profile(j, e->router, p));
  if (!e->router->dialect->behaviour.profile_must_expect) finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, p->at, "fits no peer");
  finding_help(j, f, "Add the identity that the peer sends, as `match` line.");
}

/* Which parts an entry needs: a template only a transform set, a fixed one traffic and a peer besides. */
void cfg_incomplete_end(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct policy_entry *p = e->effective;
  struct router *r = e->router;
  if (!t && !(e->policy && e->policy->applied)) return;
  if (expects_nobody(e)) lacks_identity(j, t, e);
  if (!p || p->kind != ENTRY_ISAKMP || p->ikev2_profile.s) return;
  const struct acl *acl = p->acl.to;
  if (!p->transforms && !p->transforms_unread)
    incomplete(j, t, r, p->at, say_entry(j, r, p), arena_printf(j->arena, "its `%s`", say_set_kind(r, p->late)),
      "and does nothing without one");
  if (e->kind != END_POLICY) return;
  if (missing(&p->acl.o))
    incomplete(j, t, r, p->at, say_entry(j, r, p), arena_printf(j->arena, "the traffic to protect (an %s)", r->dialect->words->acl),
      "and does nothing without it");
  else if (acl && !end_acl_permits(acl) && !e->selectors_unread)
    incomplete(j, t, r, acl->at, arena_printf(j->arena, "%s `%s`", r->dialect->words->acl, acl->name),
      acl->rules ? "a rule that permits" : "a rule", "so nothing is protected");
  if (!has_peer(p)) lacks_peer(j, t, r, p);
}

/* Two ends that only answer: nobody ever starts. */
void cfg_incomplete_tunnel(struct judge *j, const struct tunnel_pair *t)
{
  const struct end *a = t->end[0], *b = t->end[1];
  if (t->negotiation[0].result != RESULT_NEVER || t->negotiation[1].result != RESULT_NEVER || !a->entry || !b->entry) return;
  struct finding *f = finding_new(j, "CFG005", t,
    "%s and %s only answer each other: neither ever starts a negotiation, so the tunnel never comes up.", say_router(j, a->router),
    say_router(j, b->router));
  finding_at(j, f, a->router, a->entry->at, "only answers");
  finding_at(j, f, b->router, b->entry->at, "only answers");
  finding_help(j, f, "Give one of the two a fixed entry with the other end's address (`%s`).", a->router->dialect->words->peer_address);
}

/* Is the tunnel in use: does it have one end point, or IPsec on it? */
static bool is_meant(const struct interface *i)
{
  const struct tunnel *t = i->tunnel;
  return !i->shutdown && (!missing(&t->source.o) || t->source_interface.s || !missing(&t->destination.o) || i->policies || t->protection.s);
}

/* IKE is switched off, and there are peers that need it. */
static void without_ike(struct judge *j, struct router *r, const struct end *ends)
{
  while (ends && !(ends->faults & FAULT_NO_IKE)) ends = ends->next;
  if (!ends) return;
  struct finding *f = finding_new(
    j, "CFG005", NULL, "%s lacks IKE: this line switches it off, so no tunnel of the router can come up.", say_router(j, r));
  finding_at(j, f, r, r->isakmp_enabled.o.at, "switched off");
  finding_help(j, f, "Switch it on: `%s`.", r->dialect->words->ike_on);
}

void cfg_incomplete_router(struct judge *j, struct router *r, struct end *ends)
{
  without_ike(j, r, ends);
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    const struct tunnel *t = i->tunnel;
    if (!t || !is_meant(i) || t->mode.o.from == FROM_UNREAD || !(t->mode.v == TUNNEL_GRE_MULTIPOINT || end_needs_destination(r, i)))
      continue;
    bool source = !missing(&t->source.o) || t->source_interface.s || !missing(&t->source_interface.o),
         destination = !missing(&t->destination.o) || t->mode.v == TUNNEL_GRE_MULTIPOINT;
    if (!source)
      incomplete(j, NULL, r, i->at, say_interface(j, i), destination ? "a tunnel source" : "a tunnel source and a destination",
        "so the tunnel stays down");
    else if (!destination) incomplete(j, NULL, r, i->at, say_interface(j, i), "a tunnel destination", "so the tunnel stays down");
  }
}
