/* What the ends of one router share on the IKE level (RFC 2409); between ends.c and its part ends_ike.c. */
#ifndef PEERLINT_ENDS_IKE_H
#define PEERLINT_ENDS_IKE_H

#include "src/end.h"
#include "src/table.h"

struct ends_ike {
  struct router *router;
  struct table by_identity; /* expected address -> profile, for dialects that pick a profile by the peer */
  const struct ike_proposal **all;
  unsigned all_count;
  bool all_refused;         /* a proposal was left out (POL206) */
};

/* Collects the router's proposals and profiles; `scratch` must live as long as `k`. */
void ends_ike_init(struct ends_ike *k, struct router *r, struct arena *scratch);

/* The profile that counts for a peer of the end's entry: the entry's own, the policy's, else the one that fits where the dialect looks for
 * one; NULL: none. The end's kind and interface must be set. */
struct ike_profile *ends_ike_profile(
  const struct ends_ike *k, const struct end *e, const struct policy *p, const struct policy_entry *entry, const struct ip *peer);

/* Is the end's profile one that no line names for it, taken because no other one can be meant? */
bool ends_ike_profile_is_assumed(const struct end *e);

/* Sets the end's exchange, the identity that it sends and its proposals, by its profile and its local address. */
void ends_ike_set(const struct ends_ike *k, struct end *e);

#endif
