/* How a tunnel, its ends and its exchange are told to people; the text and the HTML report share it. What comes from the files is not
 * cleaned yet (text.h). */
#ifndef PEERLINT_TUNNEL_TEXT_H
#define PEERLINT_TUNNEL_TEXT_H

#include "src/facts.h"

/* Host name, else the file's name without folder. */
const char *router_shown(const struct router *r);

/* "IPsec over GRE". */
const char *tunnel_design(enum design d);

/* "148.1.1.30", "?". */
const char *end_address(struct arena *a, const struct addr *x);
/* "ipsec policy test 1", "no IPsec policy". */
const char *end_policy_text(struct arena *a, const struct end *e);
/* "GRE 10.0.0.1 to 10.0.0.2"; "" without a tunnel interface. */
const char *end_gre_text(struct arena *a, const struct end *e);

/* The messages of an exchange and what each carries; `message % 2` is 1 for those of the initiator. */
struct exchange_steps {
  const char *name;
  const char *const *messages;
  int count;
};

/* By its name in a negotiation; NULL: none that has steps to show. */
const struct exchange_steps *exchange_steps(const char *name);

/* Do both directions stop in the same way, so that one drawing is enough? Flows are told from one end's view, so they must not be
 * different. */
bool tunnel_is_symmetric(const struct tunnel_pair *t);

/* What a router prints when the negotiation stops there, and which router does (`*r`); NULL: nothing known. */
const char *tunnel_log(const struct tunnel_pair *t, unsigned initiator, const struct router **r);

/* "3des, md5, group 2, psk" of an agreed phase 1; "ESP 3des md5, tunnel mode" of an agreed phase 2. */
const char *phase1_text(struct arena *a, const struct negotiation *n);
const char *phase2_text(struct arena *a, const struct p2_fact *f);

#endif
