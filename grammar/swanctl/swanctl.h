/* Writing swanctl.conf (swanctl.conf(5), strongSwan 5.9): each end of a router becomes a connection, each of its flows a child, each key a
 * secret.
 *
 * Texts are in the arena of the writing. Names of algorithms are those of strongSwan's proposal keywords. */
#ifndef PEERLINT_SWANCTL_H
#define PEERLINT_SWANCTL_H

#include "src/end.h"
#include "src/writing.h"

/* Writes the ends of the linked router `r`; what has no counterpart becomes a note, at its connection or at the end. */
void swanctl_write(struct writing *w, const struct router *r, const struct end *ends);

/* ---- Parts of it ---- */

/* The children of a connection: the flows that the end protects. `name` is the connection's. */
void swanctl_write_children(struct writing *w, const struct end *e, const char *name);

/* The secrets of all connections; `names` has the connection's name of each end that is one. */
void swanctl_write_secrets(struct writing *w, const struct router *r, const struct end *ends, const struct table *names);

/* "3des-md5-modp1024" (RFC 2409 appendix A); NULL: strongSwan has no word for a part of it. */
const char *swanctl_ike_proposal(struct arena *a, const struct ike_proposal *p);

/* A transform set as an entry of esp_proposals or ah_proposals, `pfs` the group (0: none); NULL: strongSwan has no word for a part of it,
 * or it is AH and ESP at once. */
const char *swanctl_child_proposal(struct arena *a, const struct transform_set *s, uint32_t pfs);

/* An identity for `id` (RFC 2407 section 4.6.2); NULL: not known. */
const char *swanctl_id(struct arena *a, const struct identity *id);

/* The identity that the end expects of its peer; NULL: any, or several (then `*several` is set). */
const struct identity *swanctl_expected(struct arena *a, const struct end *e, bool *several);

/* One side of a flow, "10.0.0.0/8[6/80]"; NULL: no traffic selector says it (RFC 2407 section 4.6.2 knows subnets and one port). */
const char *swanctl_selector(struct writing *w, const struct acl_address *a, uint16_t protocol);

/* A word fit for the name of a section: what is no letter, digit, `-` or `_` becomes `_`. */
const char *swanctl_name(struct arena *a, const char *s);

#endif
