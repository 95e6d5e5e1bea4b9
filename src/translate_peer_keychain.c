/* Peers for a target with keychains and profiles whose policy entries name the peer's address (Comware V7). */
#include "src/translate_peer.h"

#include <string.h>

/* A profile that was made, for entries that share it. */
struct shared {
  const struct ike_profile *profile;
  struct ip remote;
  struct ike_profile *made;
  struct keyring *ring; /* that was made for it; NULL: none */
};

static uint64_t shared_key(const struct peering *p)
{
  return ((uint64_t)(uintptr_t)p->profile << 20) ^ (p->profile ? 0 : (uint64_t)p->remote.ip.v4 << 4 ^ p->remote.ip.kind) ^
    0x7000000000000000ull;
}

static struct shared *find(struct translation *t, const struct peering *p)
{
  uint32_t at = 0;
  struct shared *s;
  while ((s = table_each(&t->objects, shared_key(p), &at)))
    if (s->profile == p->profile &&
      (p->profile || (s->remote.kind == p->remote.ip.kind && s->remote.v4 == p->remote.ip.v4 && s->remote.text == p->remote.ip.text)))
      return s;
  return NULL;
}

static void remember(struct translation *t, const struct peering *p, struct ike_profile *made, struct keyring *ring)
{
  struct shared *s = ARENA_NEW(t->arena, struct shared);
  *s = (struct shared) { p->profile, p->remote.ip, made, ring };
  table_put(&t->objects, shared_key(p), s);
}

/* ---- Keychains ---- */

/* A key that its old block binds to nobody is bound to the peer, or to the name that the peer sends. */
static void bind(struct psk *k, const struct psk *old, const struct peering *p)
{
  bool nobody = old->owner || old->peer.kind == IP_NONE;
  if (!nobody) return;
  k->peer = p->remote.ip;
  k->mask = UINT32_MAX;
  if (p->remote_high && k->peer.kind == IP_V4) {
    k->mask = peering_range_mask(k->peer.v4, p->remote_high);
    k->peer.v4 &= k->mask;
  }
  if (k->peer.kind != IP_NONE && k->peer.kind != IP_ANY && k->peer.kind != IP_DYNAMIC) return;
  if (p->remote_name.s && p->exchange.v == EXCHANGE_AGGRESSIVE) k->peer = (struct ip){ .kind = IP_NAME, .text = p->remote_name.s };
  else k->peer = (struct ip){ .kind = IP_ANY };
}

static void add_key(struct translation *t, struct keyring *ring, const struct psk *old, const struct peering *p)
{
  struct psk wanted = { .peer = old->peer, .mask = old->mask };
  bind(&wanted, old, p);
  tr_ring_key(t, ring, old, &wanted.peer, wanted.mask);
}

/* Global keys of single peers stay together, in one keychain; any others could fit peers of other entries too. */
static bool is_shared(const struct peering *p)
{
  const struct key_use *k = p->keys;
  while (k && !k->key->ring && !k->key->owner && k->key->peer.kind == IP_V4 && k->key->mask == UINT32_MAX) k = k->next;
  return !k;
}

static struct keyring *ring_of(struct translation *t, const struct peering *p)
{
  bool shared = is_shared(p);
  if (shared && !t->shared) t->shared = tr_new_ring(t, "peers", p->at);
  struct keyring *ring = shared ? t->shared : tr_new_ring(t, p->hint, p->at);
  for (const struct key_use *k = p->keys; k; k = k->next)
    if (!shared || !tr_key_is_used(t, k->key)) add_key(t, ring, k->key, p);
  return ring;
}

/* The keys of a further entry that shares the profile: where this names no keyrings of its own, each entry found those for its peer. */
static void add_keys(struct translation *t, struct shared *s, const struct peering *p)
{
  if (!p->keys || peering_has_rings(p)) return;
  if (!s->ring) {
    s->ring = ring_of(t, p);
    s->made->keyrings = peering_ref(t, s->ring->name, NULL);
  }
  for (const struct key_use *k = p->keys; k; k = k->next) add_key(t, s->ring, k->key, p);
}

/* Has it keys, all of them for names? */
static bool names_only(const struct keyring *ring)
{
  const struct psk *keys = ring ? ring->keys : NULL;
  for (const struct psk *k = keys; k; k = k->next)
    if (k->ring == ring && k->peer.kind != IP_NAME) return false;
  return keys != NULL;
}

/* ---- Profiles ---- */

static struct identity *new_expected(struct translation *t, struct ike_profile *b, struct identity id)
{
  struct identity **end = &b->expects;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(t->to->arena, struct identity);
  **end = id;
  (*end)->next = NULL;
  return *end;
}

static struct identity *expect_address(
  struct translation *t, struct ike_profile *b, struct ip ip, uint32_t mask, uint32_t high, struct origin o)
{
  if (ip.kind == IP_ANY || ip.kind == IP_NONE || ip.kind == IP_DYNAMIC) {
    ip = (struct ip){ .kind = IP_V4 };
    mask = 0;
    high = UINT32_MAX;
  }
  if (ip.kind == IP_NAME)
    return new_expected(t, b, (struct identity) { .type = ID_FQDN, .text = ip.text, .mask = UINT32_MAX, .o = tr_origin(&o) });
  return new_expected(
    t, b, (struct identity) { .type = ID_ADDRESS, .address = ip, .mask = mask, .high = high ? high : ip.v4 | ~mask, .o = tr_origin(&o) });
}

static void copy_expected(struct translation *t, const struct identity *id, struct ike_profile *b)
{
  for (; id; id = id->next) {
    if (id->o.from == FROM_UNREAD || id->type == ID_KEY_ID || id->type == ID_UNSET) {
      writing_note(t->w, b, id->o.at, ACCOUNT_UNTRANSLATED, "an identity that it expects%s", peering_identity_name(t, id));
      continue;
    }
    if (id->type == ID_ADDRESS) expect_address(t, b, tr_ip(t, &id->address), id->mask, id->high, id->o)->vrf = tr_string(t, id->vrf);
    else
      new_expected(
        t, b, (struct identity) { .type = id->type, .text = tr_string(t, id->text), .mask = UINT32_MAX, .o = tr_origin(&id->o) });
  }
}

/* A profile expects something, or it matches nobody. */
static void set_expected(struct translation *t, const struct peering *p, struct ike_profile *b, const struct keyring *ring)
{
  copy_expected(t, p->expects, b);
  if (b->expects || p->expects || peering_fits_nobody(t, p))
    return; /* where nothing of what it expects could be said, it must not be anybody */
  /* Where the old router takes anybody whose key it has, names are expected too. */
  for (const struct psk *k = p->answers && ring ? ring->keys : NULL; k; k = k->next)
    if (k->ring == ring && k->peer.kind == IP_NAME)
      new_expected(t, b,
        (struct identity) { .type = strchr(k->peer.text, '@') ? ID_USER_FQDN : ID_FQDN,
          .text = k->peer.text,
          .mask = UINT32_MAX,
          .o = tr_origin(&k->peer_at) });
  if (b->expects && names_only(ring)) return;
  if (p->remote_name.s && p->exchange.v == EXCHANGE_AGGRESSIVE) {
    new_expected(t, b,
      (struct identity) { .type = strchr(p->remote_name.s, '@') ? ID_USER_FQDN : ID_FQDN,
        .text = p->remote_name.s,
        .mask = UINT32_MAX,
        .o = tr_origin(&p->remote_name.o) });
    return;
  }
  expect_address(t, b, peering_shown_address(t, p, b), UINT32_MAX, p->remote_high, p->remote.o);
  for (const struct peer *peer = p->relation && p->relation->old->peers ? p->relation->old->peers->next : NULL; peer; peer = peer->next)
    expect_address(t, b, tr_ip(t, &peer->address.ip), UINT32_MAX, 0, peer->address.o);
}

static struct ike_profile *make(struct translation *t, struct peering *p, struct keyring **made)
{
  struct keyring *ring = *made;
  struct ike_profile *b = ARENA_NEW(t->to->arena, struct ike_profile);
  *b = (struct ike_profile){ .name = tr_new_name(t, NAME_PROFILE, p->hint), .at = p->at, .exchange = p->exchange, .checks_identity = true };
  if (!is_known(&b->exchange.o)) b->exchange = (struct num){ EXCHANGE_MAIN, { .from = FROM_LINE } };
  if (!ring && peering_has_rings(p)) b->keyrings = tr_rings_of(t, p->profile);
  else if (!ring && p->keys) ring = ring_of(t, p);
  if (ring) b->keyrings = peering_ref(t, ring->name, NULL);
  *made = ring;
  if (peering_is_name(p) || p->sends.address.kind != IP_NONE) {
    b->local = p->sends;
    b->local.next = NULL;
    b->local.o = tr_origin(&p->sends.o);
  }
  set_expected(t, p, b, ring);
  if (p->profile) {
    b->vrf = tr_string(t, p->profile->vrf);
    b->vrf_at = p->profile->vrf_at;
  }
  b->proposals = peering_proposals(t, p, b);
  peering_dpd(t, p, b);
  if (p->dpd_interval.v) {
    b->dpd_interval = p->dpd_interval;
    b->dpd_retry = p->dpd_retry;
    b->dpd_periodic = tr_num(p->dpd_periodic);
  }
  peering_note_unsaid(t, p, b);
  LIST_APPEND(t->to->profiles, b);
  return b;
}

static void make_unused(struct translation *t, struct peering *p)
{
  struct keyring *ring = NULL;
  make(t, p, &ring);
}

static void set_peers(struct translation *t, const struct relation *r, const struct peering *p)
{
  struct policy_entry *b = r->entry;
  bool anybody = p->remote.ip.kind == IP_NONE || p->remote.ip.kind == IP_ANY || p->remote_high;
  b->peers = NULL;
  if (!anybody && !b->group->is_profile) {
    b->peers = ARENA_NEW(t->to->arena, struct peer);
    b->peers->address = (struct addr){ p->remote.ip, tr_origin(&p->remote.o) };
  }
  for (const struct peer *peer = r->old->peers ? r->old->peers->next : NULL; peer; peer = peer->next)
    writing_note(t->w, b, peer->address.o.at, ACCOUNT_UNTRANSLATED, "the further peer %s: an entry has one here",
      peering_ip_name(t, &peer->address.ip));
}

static void say(struct translation *t, const struct relation *r, struct keyring *loose)
{
  struct peering p = peering_of(t, r);
  bool hub = r->entry->group->is_template && !p.profile && loose && peering_router_answers_aggressive(t);
  /* The hub that knows its spokes by name answers in aggressive mode; here the profile must say so. */
  if (hub && (names_only(loose) || t->from->answers_aggressive.v))
    p.exchange = (struct num) { EXCHANGE_AGGRESSIVE, tr_origin(&t->from->answers_aggressive.o) };
  struct shared *s = find(t, &p);
  struct ike_profile *b = s ? s->made : NULL;
  if (s) add_keys(t, s, &p);
  else {
    struct keyring *ring = p.keys ? NULL : loose;
    b = make(t, &p, &ring);
    if (hub && !names_only(loose)) peering_note_modes(t, b);
    remember(t, &p, b, ring);
  }
  r->entry->profile = *peering_ref(t, b->name, &r->old->profile.o);
  if (is_written(&p.local.o) && !r->entry->group->is_profile) r->entry->local = p.local; /* a profile speaks from its tunnel's source */
  set_peers(t, r, &p);
}

/* The keys that no entry and no profile took, and where somebody calls those for many, in a keychain of their own; NULL: none is left. */
static struct keyring *loose_keys(struct translation *t, bool calls)
{
  struct keyring *ring = NULL;
  struct peering nobody = { .answers = true };
  for (const struct psk *k = t->from->keys.first; k; k = k->next) {
    if (tr_key_is_used(t, k) && !(calls && peering_is_for_many(k))) continue;
    if (!ring) ring = tr_new_ring(t, "keys", k->at);
    add_key(t, ring, k, &nobody);
  }
  return ring;
}

/* A template's entry, of which no profile says whose keys those who call may have. */
static bool takes_loose(const struct translation *t, const struct relation *r)
{
  const struct ike_profile *f = peering_profile(r);
  return r->entry->group->is_template && (!f || (!f->keyrings && !f->key && !t->from->dialect->behaviour.key_in_profile));
}

/* Multipoint GRE takes calls from anywhere, and its profile anybody's: of those that fit a peer the first counts. */
static bool takes_anybody(const struct relation *r) { return !peering_profile(r) && r->end && r->end->remote.ip.kind == IP_ANY; }

void tr_peers_keychain(struct translation *t)
{
  for (const struct relation *r = t->relations.first; r; r = r->next)
    if (!r->entry->group->is_template && !takes_anybody(r)) say(t, r, NULL);
  for (const struct relation *r = t->relations.first; r; r = r->next)
    if (!r->entry->group->is_template && takes_anybody(r)) say(t, r, NULL);
  peering_unused(t, make_unused);
  bool called = false;
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    bool takes = takes_loose(t, r);
    called = called || takes;
    if (r->entry->group->is_template && !takes) say(t, r, NULL);
  }
  struct keyring *loose = loose_keys(t, called);
  for (const struct relation *r = t->relations.first; r; r = r->next)
    if (takes_loose(t, r)) say(t, r, loose);
}
