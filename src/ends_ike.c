/* The part of the ends that is about IKE: what an end offers and accepts, in which exchange, with which identity and profile. */
#include "src/ends_ike.h"

#include "src/facts.h"
#include "src/keys.h"
#include "vendors/vendor.h"

#include <string.h>

/* ---- Proposals ---- */

static bool refused(const struct router *r, const struct ike_proposal *p)
{
  bool (*refuses)(const struct router *, enum setting, uint32_t) = r->dialect->refuses;
  if (!refuses || p->builtin) return false;
  return refuses(r, SET_IKE_ENCRYPTION, p->encryption.v) || refuses(r, SET_IKE_HASH, p->hash.v) || refuses(r, SET_IKE_DH, p->dh.v);
}

static void collect_proposals(struct ends_ike *k)
{
  unsigned count = 0;
  for (struct ike_proposal *p = k->router->proposals.first; p; p = p->next) count++;
  k->all = arena_alloc(k->router->arena, (count + 1) * sizeof *k->all);
  for (struct ike_proposal *p = k->router->proposals.first; p; p = p->next) {
    p->used = true;
    if (refused(k->router, p)) k->all_refused = true;
    else k->all[k->all_count++] = p;
  }
}

/* The proposals that a peer's list names, in its order, then the built-in ones. */
static unsigned listed(const struct ends_ike *k, const struct ref *list, const struct ike_proposal ***out)
{
  unsigned count = 0;
  for (const struct ref *n = list; n; n = n->next) count++;
  const struct ike_proposal **some = arena_alloc(k->router->arena, (count + k->all_count + 1) * sizeof *some);
  count = 0;
  for (const struct ref *n = list; n; n = n->next)
    if (n->to && !refused(k->router, n->to)) some[count++] = n->to;
  for (unsigned i = 0; i < k->all_count; i++)
    if (k->all[i]->builtin) some[count++] = k->all[i];
  *out = some;
  return count;
}

static void set_proposals(const struct ends_ike *k, struct end *e)
{
  const struct behaviour *how = &k->router->dialect->behaviour;
  const struct ref *list = e->profile ? e->profile->proposals : NULL;
  e->offers = e->accepts = k->all;
  e->offer_count = e->accept_count = k->all_count;
  e->refused = k->all_refused;
  if (list && how->peer_list_restricts_offer) e->offer_count = listed(k, list, &e->offers);
  if (list && !how->responder_uses_all) e->accept_count = listed(k, list, &e->accepts);
}

/* ---- IKE ---- */

bool end_lost_profile(const struct end *e)
{
  const struct policy_entry *entry = e->effective;
  return entry &&
    ((entry->profile.s && !entry->profile.to) || (entry->template_ref.s && !entry->template_ref.to) || entry->profile.o.from == FROM_UNREAD);
}

/* What the profile says that is not in the file can be anything. */
static void set_lost(struct end *e)
{
  e->exchange.o.from = FROM_UNREAD;
  e->answers_main = e->answers_aggressive = true;
  e->sends = (struct identity){ .type = ID_UNSET };
}

static void set_exchange(struct end *e)
{
  const struct router *r = e->router;
  const struct behaviour *how = &r->dialect->behaviour;
  e->exchange = (struct num){ .v = EXCHANGE_MAIN, .o = { .from = FROM_DEFAULT, .at = e->at } };
  if (e->profile && e->profile->exchange.o.from != FROM_NOTHING) e->exchange = e->profile->exchange;
  if (e->effective && e->effective->exchange.o.from != FROM_NOTHING) e->exchange = e->effective->exchange;
  bool aggressive = e->exchange.v == EXCHANGE_AGGRESSIVE;
  if (how->answers_both_modes) {
    e->answers_main = true;
    e->answers_aggressive = r->aggressive_disabled.v == 0;
  } else if (how->aggressive_needs_leave) {
    e->answers_main = true;
    e->answers_aggressive = r->answers_aggressive.v != 0;
  } else {
    e->answers_main = !aggressive;
    e->answers_aggressive = aggressive;
  }
}

/* Could a line not be read that may have said which identity the end sends? */
static bool identity_is_unread(const struct router *r, const struct ike_profile *p)
{
  if (p && (p->local.o.from == FROM_UNREAD || p->id_type.o.from == FROM_UNREAD)) return true;
  bool by_name = p && is_known(&p->id_type.o) && p->id_type.v != ID_ADDRESS;
  if (by_name) return !p->local_name.s && p->local_name.o.from == FROM_UNREAD;
  return !(p && p->local.type != ID_UNSET) && r->identity.o.from == FROM_UNREAD;
}

static void set_identity(struct end *e)
{
  const struct router *r = e->router;
  const struct ike_profile *p = e->profile;
  if (identity_is_unread(r, p)) {
    e->sends = (struct identity){ .type = ID_UNSET, .o = { .from = FROM_UNREAD } };
    return;
  }
  struct identity id = { .type = ID_ADDRESS, .o = e->local.o };
  if (p && p->local.type != ID_UNSET) id = p->local;
  else if (p && is_known(&p->id_type.o) && p->id_type.v != ID_ADDRESS) {
    const struct name *name = p->local_name.s ? &p->local_name : &r->ike_local_name;
    id = (struct identity){ .type = (uint8_t)p->id_type.v, .text = name->s, .o = name->s ? name->o : p->id_type.o };
  } else if (r->identity.type != ID_UNSET) id = r->identity;
  if (e->exchange.v == EXCHANGE_MAIN && r->dialect->behaviour.main_mode_address_only && id.type != ID_ADDRESS)
    id = (struct identity) { .type = ID_ADDRESS, .o = e->local.o };
  if (id.type == ID_ADDRESS && id.address.kind == IP_NONE) id.address = e->local.ip;
  if (id.type != ID_ADDRESS && !id.text) {
    id.text = r->hostname.s;
    id.host = id.text && r->dialect->behaviour.adds_domain;
  }
  e->sends = id;
}

static bool holds_key(const struct ike_profile *p, const struct ip *peer)
{
  for (const struct ref *n = p->keyrings; n; n = n->next) {
    const struct keyring *ring = n->to;
    for (const struct psk *key = ring ? ring->keys : NULL; key; key = key->next)
      if (key->ring == ring && key->peer.kind == IP_V4 && !((key->peer.v4 ^ peer->v4) & key->mask)) return true;
  }
  return false;
}

static bool expects_names(const struct ike_profile *p)
{
  const struct identity *id = p->expects;
  while (id && id->type != ID_ADDRESS) id = id->next;
  return p->expects && !id;
}

/* The only profile that expects names and holds a key for the peer; a template's peer may be anybody. Among several the name that comes
 * decides; what the router starts with is not documented. */
static struct ike_profile *profile_with_key(const struct end *e, const struct ip *peer)
{
  struct ike_profile *found = NULL;
  const struct router *r = e->router;
  if (!r->dialect->behaviour.profile_must_expect || (peer->kind != IP_V4 && e->kind != END_TEMPLATE)) return NULL;
  for (struct ike_profile *p = r->profiles.first; p; p = p->next) {
    if (!expects_names(p) || (peer->kind == IP_V4 && !holds_key(p, peer))) continue;
    if (found) return NULL;
    found = p;
  }
  return found;
}

/* A peer expected in a VRF is none that is reached through an interface of another one. */
static bool is_elsewhere(const struct end *e, const struct identity *id)
{
  const char *front = keys_front_vrf(e);
  return id->vrf && keys_front_is_known(e) && (!front || strcmp(id->vrf, front));
}

static bool is_expected(const struct end *e, const struct identity *id, const struct ip *peer)
{
  if (id->type != ID_ADDRESS || is_elsewhere(e, id)) return false;
  if (id->address.kind != IP_V4) return ip_equal(&id->address, peer) == TRI_YES;
  return peer->kind == IP_V4 && identity_holds(id, peer->v4);
}

static bool expects_peer(const struct ike_profile *p, const struct end *e, const struct ip *peer)
{
  const struct identity *id = p->expects;
  while (id && !is_expected(e, id, peer)) id = id->next;
  return id != NULL;
}

static struct ike_profile *profile_for(const struct ends_ike *k, const struct end *e, const struct ip *peer)
{
  uint32_t at = 0;
  struct ike_profile *p;
  if (!k->router->dialect->behaviour.any_profile_fits) return NULL;
  while (peer->kind == IP_V4 && (p = table_each(&k->by_identity, peer->v4, &at)))
    if (expects_peer(p, e, peer)) return p;
  for (p = k->router->profiles.first; p; p = p->next)
    if (expects_peer(p, e, peer)) return p;
  return profile_with_key(e, peer);
}

static void index_profiles(struct ends_ike *k)
{
  for (struct ike_profile *p = k->router->profiles.first; p; p = p->next)
    for (const struct identity *id = p->expects; id; id = id->next)
      if (id->type == ID_ADDRESS && id->address.kind == IP_V4 && id->mask == 0xffffffffu) table_put(&k->by_identity, id->address.v4, p);
}

struct ike_profile *ends_ike_profile(
  const struct ends_ike *k, const struct end *e, const struct policy *p, const struct policy_entry *entry, const struct ip *peer)
{
  if (entry->profile.to) return entry->profile.to;
  if (p->isakmp_profile.to) return p->isakmp_profile.to;
  return profile_for(k, e, peer);
}

bool ends_ike_profile_is_assumed(const struct end *e)
{
  return e->profile && !e->effective->profile.to && expects_names(e->profile) && e->router->dialect->behaviour.profile_must_expect;
}

/* ---- All of it ---- */

void ends_ike_init(struct ends_ike *k, struct router *r, struct arena *scratch)
{
  *k = (struct ends_ike){ .router = r };
  table_init(&k->by_identity, scratch);
  collect_proposals(k);
  index_profiles(k);
}

bool end_offers_keys(const struct end *e)
{
  bool own = false;
  for (unsigned i = 0; i < e->offer_count; i++) {
    if (e->offers[i]->builtin) continue;
    if (e->offers[i]->authentication.v == AUTH_PSK || !is_known(&e->offers[i]->authentication.o)) return true;
    own = true;
  }
  return !own;
}

void ends_ike_set(const struct ends_ike *k, struct end *e)
{
  set_exchange(e);
  set_identity(e);
  set_proposals(k, e);
  if (end_lost_profile(e)) set_lost(e);
}

/* ---- The profile that a caller's identity selects ---- */

static bool expects_caller(const struct ike_profile *p, const struct end *e, const struct identity *sent)
{
  for (const struct identity *id = p->expects; id; id = id->next) {
    if (id->type != sent->type) continue;
    if (id->type == ID_ADDRESS ? is_expected(e, id, &sent->address) : id->text && sent->text && identity_is_name(sent, id->text)) return true;
  }
  return false;
}

/* How far the profile's nearest name goes with the one that is sent. */
static size_t common_start(const struct ike_profile *p, const char *name)
{
  size_t most = 0;
  for (const struct identity *id = p->expects; id; id = id->next) {
    size_t n = 0;
    while (id->text && id->text[n] && id->text[n] == name[n]) n++;
    if (n > most) most = n;
  }
  return most;
}

/* The profile with the smallest priority that expects the caller; where none does, and it sends a name, the one with the nearest name: it is
 * the one that was meant. NULL: there is none. */
static struct ike_profile *profile_of_caller(const struct end *e, const struct identity *sent)
{
  struct ike_profile *found = NULL, *near = NULL;
  const char *name = sent->type == ID_FQDN || sent->type == ID_USER_FQDN ? sent->text : NULL;
  for (struct ike_profile *p = e->router->profiles.first; p; p = p->next) {
    if (expects_caller(p, e, sent)) {
      if (!found || p->priority.v < found->priority.v) found = p;
    } else if (name && !found && expects_names(p) && (!near || common_start(p, name) > common_start(near, name))) near = p;
  }
  return found ? found : near;
}

struct end *end_answering(struct end *e, const struct end *caller, struct arena *arena)
{
  if (e->kind != END_TEMPLATE || !e->effective || e->effective->profile.s || end_lost_profile(e) || caller->sends.type == ID_UNSET ||
    !e->router->dialect->behaviour.profile_must_expect || (e->profile && !e->profile_assumed))
    return e;
  struct ike_profile *p = profile_of_caller(e, &caller->sends);
  if (!p || p == e->profile) return e;
  struct end *with = arena_alloc(arena, sizeof *with);
  struct ends_ike k = { .router = e->router };
  *with = *e;
  with->profile = p;
  with->profile_assumed = false;
  collect_proposals(&k);
  ends_ike_set(&k, with);
  return with;
}
