/* Keyrings and keychains on their way to a dialect that has such things too: each is one there, with its keys and what it is restricted
 * to. */
#include "src/translate_peer.h"

#include "src/rings.h"

#include <string.h>

static uint64_t ring_key(const struct keyring *ring, const struct psk *k)
{
  return ((uint64_t)(uintptr_t)ring * 0x9e3779b97f4a7c15ull) ^ ((uint64_t)k->mask << 32 | k->peer.v4) ^ (uint64_t)(uintptr_t)k->peer.text ^
    k->peer.kind;
}

/* The ring's key for that peer, of which it has one; NULL: none. */
static const struct psk *key_for(struct translation *t, const struct keyring *ring, const struct psk *wanted)
{
  uint32_t at = 0;
  const struct psk *k;
  while ((k = table_each(&t->objects, ring_key(ring, wanted), &at)))
    if (k->ring == ring && k->peer.kind == wanted->peer.kind && k->mask == wanted->mask && k->peer.v4 == wanted->peer.v4 &&
      k->peer.text == wanted->peer.text)
      return k;
  return NULL;
}

struct keyring *tr_new_ring(struct translation *t, const char *hint, struct place at)
{
  struct keyring *k = ARENA_NEW(t->to->arena, struct keyring);
  *k = (struct keyring){ .name = tr_new_name(t, NAME_RING, hint), .at = at };
  LIST_APPEND(t->to->keyrings, k);
  return k;
}

void tr_ring_key(struct translation *t, struct keyring *ring, const struct psk *old, const struct ip *peer, uint32_t mask)
{
  struct psk wanted = { .peer = tr_ip(t, peer), .mask = mask };
  if (wanted.peer.kind == IP_V4 && !wanted.mask) wanted.peer.kind = IP_ANY;
  const struct psk *there = key_for(t, ring, &wanted);
  if (there) {
    if (there->at.first != old->at.first)
      writing_note(
        t->w, ring, old->at, ACCOUNT_UNTRANSLATED, "another key for %s, which has one already", peering_ip_name(t, &wanted.peer));
    tr_key_used(t, old);
    return;
  }
  struct psk *k = tr_key(t, old, NULL);
  k->peer = wanted.peer;
  k->mask = wanted.mask;
  table_put(&t->objects, ring_key(ring, k), k);
  k->ring = ring;
  if (!ring->keys) ring->keys = k;
}

struct keyring *tr_ring(struct translation *t, const struct keyring *a)
{
  struct keyring *b = tr_get(t, a);
  if (b) return b;
  b = ARENA_NEW(t->to->arena, struct keyring);
  *b = (struct keyring){ .name = tr_name(t, NAME_RING, a->name), .at = a->at, .local = tr_addr(t, &a->local), .vrf = tr_string(t, a->vrf) };
  b->local_interface = (struct name){ tr_interface(t, a->local_interface.s), a->local_interface.o };
  if (is_written(&a->priority.o) && (t->same || t->how->form == PEERING_KEYCHAIN)) b->priority = a->priority;
  else if (is_written(&a->priority.o))
    writing_note(t->w, b, a->priority.o.at, ACCOUNT_APPROXIMATED, "the order of keyrings is that of the profile here");
  LIST_APPEND(t->to->keyrings, b);
  tr_put(t, a, b);
  return b;
}

struct ref *tr_rings_of(struct translation *t, const struct ike_profile *f)
{
  struct ref *list = NULL, **end = &list;
  for (const struct ref *r = f->keyrings; r; r = r->next, end = &(*end)->next) {
    const struct keyring *a = r->to;
    bool made = a && tr_get(t, a);
    struct keyring *b = a ? tr_ring(t, a) : NULL;
    *end = peering_ref(t, b ? b->name : tr_name(t, NAME_RING, r->s), &r->o);
    for (const struct ring_key *n = a && !made ? rings_keys(&t->ring_keys, a) : NULL; n; n = n->next) {
      const struct psk *k = n->key;
      if (k->secret.raw && *k->secret.raw && k->peer.kind != IP_NONE) tr_ring_key(t, b, k, &k->peer, k->mask);
    }
  }
  return list;
}
