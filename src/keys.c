/* Which pre-shared key an end uses with a peer: an index of the router's keys by address, and the order in which dialects search. */
#include "src/keys.h"

#include <string.h>

#include "src/link.h"
#include "src/table.h"
#include "vendors/vendor.h"

/* Keys of one prefix of one keyring. */
struct key_slot {
  struct key_slot *next;
  const struct psk *key;
};

struct key_index {
  struct table by_network;
  struct key_slot *odd; /* keys for names and masked addresses, and for any peer */
  uint64_t lengths;
};

static uint64_t network_key(const struct keyring *ring, uint32_t prefix, int length)
{
  return (uint64_t)(uintptr_t)ring * 0x9e3779b97f4a7c15ull ^ ((uint64_t)(unsigned)length << 32 | (length ? prefix >> (32 - length) : 0));
}

static uint32_t cut(uint32_t address, int length)
{
  return length ? address & 0xffffffffu << (32 - length) : 0;
}

static void append(struct key_slot **list, struct key_slot *slot)
{
  while (*list) list = &(*list)->next;
  *list = slot;
}

static void enter(struct key_index *x, struct arena *arena, const struct psk *key)
{
  struct key_slot *slot = ARENA_NEW(arena, struct key_slot);
  slot->key = key;
  int length = key->peer.kind == IP_V4 ? ip_mask_length(key->mask) : -1;
  if (length < 0) {
    append(&x->odd, slot);
    return;
  }
  x->lengths |= 1ull << length;
  uint64_t at = network_key(key->ring, cut(key->peer.v4, length), length);
  struct key_slot *first = table_get(&x->by_network, at);
  if (first) append(&first->next, slot);
  else table_put(&x->by_network, at, slot);
}

void keys_index(struct router *r)
{
  struct key_index *x = ARENA_NEW(r->arena, struct key_index);
  table_init(&x->by_network, r->arena);
  table_order(&x->by_network, 1);
  table_reserve(&x->by_network, r->keys.appended);
  for (struct psk *k = r->keys.first; k; k = k->next)
    if (!k->owner) enter(x, r->arena, k);
  r->key_index = x;
}

/* Are both readable, or of one deterministic ciphertext, and different? */
static bool keys_differ(const struct psk *a, const struct psk *b)
{
  if (a->secret.form == KEY_CLEAR && b->secret.form == KEY_CLEAR) return strcmp(a->secret.clear, b->secret.clear) != 0;
  return a->secret.form == KEY_FIXED && b->secret.form == KEY_FIXED && a->secret.kind == b->secret.kind &&
    strcmp(a->secret.raw, b->secret.raw) != 0;
}

/* What a search has found so far. */
struct search {
  const struct psk *best, *other;
  int length; /* of the best match: 33 a name or masked address, 32..0 a prefix, -1 any */
};

static void offer(struct search *s, const struct psk *k, int length)
{
  if (!s->best || length > s->length) {
    if (s->best && keys_differ(s->best, k)) s->other = s->best;
    s->best = k;
    s->length = length;
  } else if (!s->other && keys_differ(s->best, k)) s->other = k;
}

/* Does a key for a name or masked address fit? 33 yes, -1 it is for any peer, -2 no, -3 perhaps. */
static int odd_fits(const struct psk *k, const struct ip *peer, const char *name)
{
  if (k->peer.kind == IP_ANY) return -1;
  if (k->peer.kind == IP_NAME) {
    if (name) return strcmp(k->peer.text, name) ? -2 : 33;
    return peer->kind == IP_NAME && !strcmp(k->peer.text, peer->text) ? 33 : -3;
  }
  enum tri same = ip_equal(&k->peer, peer);
  return same == TRI_YES ? 33 : same == TRI_NO ? -2 : -3;
}

static void search_ring(struct search *s, const struct router *r, const struct keyring *ring, const struct ip *peer, const char *name)
{
  const struct key_index *x = r->key_index;
  const struct psk *perhaps = NULL;
  for (int length = 32; peer->kind == IP_V4 && length >= 0; length--) {
    if (!(x->lengths >> length & 1)) continue;
    for (const struct key_slot *n = table_get(&x->by_network, network_key(ring, cut(peer->v4, length), length)); n; n = n->next)
      if (n->key->ring == ring) offer(s, n->key, length);
  }
  for (const struct key_slot *n = x->odd; n; n = n->next) {
    if (n->key->ring != ring) continue;
    int fits = odd_fits(n->key, peer, name);
    if (fits >= -1) offer(s, n->key, fits);
    else if (fits == -3 && !perhaps) perhaps = n->key;
  }
  /* A masked or unknown peer address may be any key's. */
  for (const struct psk *k = r->keys.first; k && !s->best && !perhaps && peer->kind != IP_V4; k = k->next)
    if (k->ring == ring && !k->owner && !(name && k->peer.kind == IP_NAME) && ip_equal(&k->peer, peer) == TRI_CANNOT_TELL) perhaps = k;
  if (!s->best && perhaps) {
    s->best = perhaps;
    s->length = -2;
  }
}

/* Is it more than a key that may fit because nobody knows the peer's address? */
static bool is_sure(const struct search *s)
{
  return s->best && s->length > -2;
}

const char *keys_front_vrf(const struct end *e)
{
  if (!e->interface) return NULL;
  return e->kind == END_PROTECTION ? e->interface->tunnel ? e->interface->tunnel->vrf.s : NULL : e->interface->vrf;
}

bool keys_front_is_known(const struct end *e)
{
  return e->interface && (e->kind == END_PROTECTION || e->interface->vrf || e->interface->address.o.from != FROM_NOTHING);
}

bool keys_vrf_fits(const struct end *e, const struct keyring *ring)
{
  const char *of_keys = ring ? ring->vrf : NULL, *front = keys_front_vrf(e);
  if (!e->router->dialect->behaviour.keys_by_vrf || !keys_front_is_known(e)) return true;
  return of_keys && front ? !strcmp(of_keys, front) : of_keys == front;
}

bool keys_ring_applies(const struct end *e, const struct keyring *ring)
{
  const struct interface *i = ring->local_interface.s ? link_interface(e->router, ring->local_interface.s) : NULL;
  if (ring->local.ip.kind == IP_V4 && ip_equal(&ring->local.ip, &e->local.ip) == TRI_NO) return false;
  return !i || i == e->interface || ip_equal(&link_address(e->router, i)->ip, &e->local.ip) != TRI_NO;
}

/* The keyrings of a profile, in its order. One that may fit is no reason to stop before one that does. */
static void search_named(struct search *s, const struct end *e, const struct ip *peer, const char *name)
{
  for (const struct ref *k = e->profile->keyrings; k && !is_sure(s); k = k->next) {
    struct search here = { 0 };
    if (k->to && keys_ring_applies(e, k->to) && keys_vrf_fits(e, k->to)) search_ring(&here, e->router, k->to, peer, name);
    if (is_sure(&here) || !s->best) *s = here;
  }
}

/* The key that the end would use if it were not for another VRF; else the one with the most similar address. */
static const struct psk *nearest(const struct end *e, const struct ip *peer)
{
  const struct router *r = e->router;
  const struct psk *near = NULL;
  for (const struct psk *k = r->keys.first; k; k = k->next)
    if (!k->owner && peer->kind == IP_V4 && !keys_vrf_fits(e, k->ring) && (!k->ring || keys_ring_applies(e, k->ring)) &&
      (k->peer.kind == IP_ANY || (k->peer.kind == IP_V4 && !((k->peer.v4 ^ peer->v4) & k->mask))))
      return k;
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    if (!near) near = k;
    if (k->peer.kind == IP_V4 && peer->kind == IP_V4 && (near->peer.kind != IP_V4 || (k->peer.v4 ^ peer->v4) < (near->peer.v4 ^ peer->v4)))
      near = k;
  }
  return near;
}

/* Is it a keyring for a VRF that the end is not in? */
static bool is_foreign(const struct end *e, const struct keyring *ring)
{
  const char *front = keys_front_vrf(e);
  return ring->vrf && keys_front_is_known(e) && (!front || strcmp(ring->vrf, front));
}

/* Where keyrings have priorities one for the local address beats one for any, and then the smaller priority counts: below 0, `a` does; 0:
 * no rule says which. */
static int compare_rings(const struct keyring *a, const struct keyring *b)
{
  if (!is_known(&a->priority.o) || !is_known(&b->priority.o)) return 0;
  bool here[2] = { a->local.ip.kind == IP_V4 || a->local_interface.s, b->local.ip.kind == IP_V4 || b->local_interface.s };
  if (here[0] != here[1]) return here[0] ? -1 : 1;
  return (a->priority.v > b->priority.v) - (a->priority.v < b->priority.v);
}

bool keys_outranks(const struct psk *k, const struct psk *other)
{
  return k->ring && other->ring && compare_rings(k->ring, other->ring) < 0;
}

static void search_rings(struct search *s, const struct end *e, const struct ip *peer, const char *name, bool foreign)
{
  const struct keyring *best_ring = NULL;
  for (const struct keyring *ring = e->router->keyrings.first; ring; ring = ring->next) {
    struct search here = { 0 };
    if (is_foreign(e, ring) != foreign || !keys_ring_applies(e, ring) || !keys_vrf_fits(e, ring)) continue;
    search_ring(&here, e->router, ring, peer, name);
    if (!here.best || (s->best && !is_sure(&here))) continue;
    int order = is_sure(s) ? compare_rings(ring, best_ring) : -1;
    if (order < 0) {
      const struct psk *other = is_sure(s) && keys_differ(s->best, here.best) ? s->best : here.other;
      *s = here;
      s->other = other;
      best_ring = ring;
    } else if (keys_differ(s->best, here.best) && (!s->other || !order)) s->other = here.best;
  }
}

/* Does the end's entry or policy name its profile? */
static bool names_profile(const struct end *e)
{
  return (e->effective && e->effective->profile.to == e->profile) || (e->policy && e->policy->isakmp_profile.to == e->profile);
}

/* Without a profile that names keyrings, global keys come first, then every keyring that applies. Cisco documents keyrings as bound by
 * profiles only, but no source says what happens to the others, nor whether Comware looks into those of another VPN instance: these come
 * last. */
static void search_all(struct search *s, const struct end *e, const struct ip *peer, const char *name)
{
  if (keys_vrf_fits(e, NULL)) search_ring(s, e->router, NULL, peer, name);
  if (!is_sure(s)) search_rings(s, e, peer, name, false);
  if (!is_sure(s)) search_rings(s, e, peer, name, true);
}

const struct psk *keys_among(const struct router *r, const struct psk *key, const struct psk *same)
{
  bool several = false;
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    if (k->owner || k->ring != key->ring || k->peer.kind != IP_V4) continue;
    if (!keys_differ(k, same)) return k;
    several = several || k != key;
  }
  return several ? NULL : key;
}

const struct psk *keys_found_first(const struct end *e, const struct ip *peer, const char *name, const struct psk *key)
{
  if (!e->router->dialect->behaviour.keys_before_profile || !key->ring || !e->profile || !e->profile->keyrings) return NULL;
  const struct keyring *ring = NULL; /* the global keys, then the keyrings before the profile's */
  do {
    struct search s = { 0 };
    if (keys_vrf_fits(e, ring) && (!ring || keys_ring_applies(e, ring))) search_ring(&s, e->router, ring, peer, name);
    if (is_sure(&s) && keys_differ(s.best, key)) return s.best;
    ring = ring ? ring->next : e->router->keyrings.first;
  } while (ring && ring != key->ring);
  return NULL;
}

const struct psk *end_key(const struct end *e, const struct ip *peer, const char *name, const struct psk **others, const struct psk **near)
{
  struct search s = { 0 };
  if (others) *others = NULL;
  if (near) *near = NULL;
  if (e->profile && e->profile->key) return e->profile->key;
  if (e->profile && e->profile->keyrings) {
    /* Who starts has no profile but the one that a line names. */
    if (!names_profile(e) && keys_vrf_fits(e, NULL)) search_ring(&s, e->router, NULL, peer, name);
    if (!is_sure(&s)) search_named(&s, e, peer, name);
  }
  else search_all(&s, e, peer, name);
  if (!s.best && near) *near = nearest(e, peer);
  if (others) *others = s.other;
  return s.best;
}
