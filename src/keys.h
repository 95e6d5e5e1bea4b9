/* Finding the pre-shared key for a peer (RFC 2409 section 5.4: in main mode by address, before the identity is known). */
#ifndef PEERLINT_KEYS_H
#define PEERLINT_KEYS_H

#include "src/end.h"

/* Prepares a linked router for end_key(). */
void keys_index(struct router *r);

/* Does the keyring of `k` come before the other's by its priority, or because it is for one local address? */
bool keys_outranks(const struct psk *k, const struct psk *other);

/* `key` is of a keyring that the end's profile names: another one that fits the peer and differs, and that the router comes to first where
 * it does not know the profile yet, as responder; NULL: there is none. */
const struct psk *keys_found_first(const struct end *e, const struct ip *peer, const char *name, const struct psk *key);

/* `key` was found for a peer whose address nobody knows: of the keys for one address beside it the first that may be the same as `same`.
 * NULL: there are several, and none is. `key` itself where it is the only one. */
const struct psk *keys_among(const struct router *r, const struct psk *key, const struct psk *same);

/* Does the keyring hold keys for the address that the end speaks from? One that names another local address does not. */
bool keys_ring_applies(const struct end *e, const struct keyring *ring);

/* The VRF from which the end speaks to its peer, the front-door VRF; NULL: the global table. */
const char *keys_front_vrf(const struct end *e);

/* Is that VRF known? What a fragment shows of an interface need not be all. */
bool keys_front_is_known(const struct end *e);

/* Do the keys of the keyring, or the global ones, count in that VRF? */
bool keys_vrf_fits(const struct end *e, const struct keyring *ring);

#endif
