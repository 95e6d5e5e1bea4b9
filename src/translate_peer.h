/* What a source says of an entry's peer on the IKE level, whichever dialect said it how: what the forms of the target are made from. */
#ifndef PEERLINT_TRANSLATE_PEER_H
#define PEERLINT_TRANSLATE_PEER_H

#include "src/translate_parts.h"

/* The keys that an entry may use. */
struct key_use {
  struct key_use *next;
  const struct psk *key;
};

struct peering {
  const struct relation *relation;
  const struct ike_profile *profile;  /* of the source; NULL: none */
  const char *hint;                   /* a name for what is made */
  struct place at;                    /* where the source speaks of the peer */
  struct addr remote;                 /* IP_ANY, IP_NONE: anybody */
  uint32_t remote_high;               /* end of a range, else 0 */
  bool answers;                       /* a template: never starts */
  struct num exchange;
  struct identity sends;              /* ID_ADDRESS without address: the one it speaks from */
  const struct identity *expects;     /* of the source's profile */
  struct name remote_name;            /* the name that the peer is expected to send */
  struct addr local;                  /* only where a line says it */
  const struct ref *proposals;        /* of the source; NULL: all */
  struct num dpd_interval, dpd_retry, dpd_periodic; /* interval 0 or unknown: none */
  struct key_use *keys;
};

/* The source's profile for the relation; NULL: none. */
const struct ike_profile *peering_profile(const struct relation *r);
/* Collects it. */
struct peering peering_of(struct translation *t, const struct relation *r);

/* The profiles of the source that no relation names. Calls `make` for each. */
void peering_unused(struct translation *t, void (*make)(struct translation *t, struct peering *p));

/* The source's proposals by the target's numbers, as references. */
struct ref *peering_proposals(struct translation *t, const struct peering *p, const void *object);
/* The longest netmask under which both are one network. */
uint32_t peering_range_mask(uint32_t low, uint32_t high);
/* Is the expected identity the peer's address, which its key is for anyway, or anybody's? */
bool peering_only_says_address(const struct peering *p, const struct identity *id);
/* The address that the peer shows as its identity where it has no name to show; that of a peer known by a host name, noted at `object`, may
 * be any. */
struct ip peering_shown_address(struct translation *t, const struct peering *p, const void *object);
/* Notes that those who wait for anybody's call answered both modes, for a target where they answer aggressive mode alone. */
void peering_note_modes(struct translation *t, const void *object);
/* A name as a line can hold it, which takes one word that begins no comment. NULL: it cannot, which is said of the line `at` unless it is the
 * router's own name: that one is meant where a line has none. */
const char *peering_one_word(struct translation *t, const char *name, struct place at);
/* For remarks: the address or name, and ", " with what the identity is; "" where nothing is known of it. */
const char *peering_ip_name(struct translation *t, const struct ip *ip);
const char *peering_identity_name(struct translation *t, const struct identity *id);
/* Is it a global key for a network or for anybody, which whoever calls may use besides the peer that has it? */
bool peering_is_for_many(const struct psk *k);
/* Is there an entry without a profile that waits for calls? */
bool peering_is_called(const struct translation *t);
/* Does this end send a name? */
bool peering_is_name(const struct peering *p);
/* Is it a profile that no entry names, and that expects nobody? It must not become one for anybody. */
bool peering_fits_nobody(const struct translation *t, const struct peering *p);
/* Has its profile keyrings of its own, which a target with such things takes over as they are? */
bool peering_has_rings(const struct peering *p);
/* Leaves of the keys of its keyrings the one that this peer gets, where it is one peer that is meant: for targets with one key a peer. */
void peering_narrow(struct peering *p);
/* Notes the VRFs that a target without them loses. */
void peering_note_vrfs(struct translation *t, const struct peering *p, const void *object);
/* Its profile is not needed in the target: what it said is said by the entry and its key. */
void peering_said_by_entry(struct translation *t, const struct peering *p);
/* What no profile of the target says: certificates, and where they have none, its priority. */
void peering_note_unsaid(struct translation *t, const struct peering *p, const void *object);
/* Does the source answer aggressive mode from those whom no profile speaks of? */
bool peering_router_answers_aggressive(const struct translation *t);
/* A new reference. */
struct ref *peering_ref(struct translation *t, const char *s, const struct origin *o);
/* Dead peer detection within the target's limits. */
void peering_dpd(struct translation *t, struct peering *p, const void *object);

/* ---- translate_rings.c ---- */

/* A new keyring with a name like `hint`. */
struct keyring *tr_new_ring(struct translation *t, const char *hint, struct place at);
/* The target's keyring for one of the source, without its keys; made at the first call. */
struct keyring *tr_ring(struct translation *t, const struct keyring *old);
/* Puts a key of the source into the ring, for that peer; a second one for the same peer is noted instead. */
void tr_ring_key(struct translation *t, struct keyring *ring, const struct psk *old, const struct ip *peer, uint32_t mask);
/* The keyrings that the profile names, with their keys, as references. */
struct ref *tr_rings_of(struct translation *t, const struct ike_profile *profile);

#endif
