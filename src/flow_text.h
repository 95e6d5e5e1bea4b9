/* How flows are written in reports: "10.1.0.0/16", "any", "gre". */
#ifndef PEERLINT_FLOW_TEXT_H
#define PEERLINT_FLOW_TEXT_H

#include "src/facts.h"

struct flow_text {
  const char *local, *remote, *protocol; /* in the arena; from the files, so to be cleaned */
};

/* A flow as its initiator sees it. */
struct flow_text flow_text(struct arena *a, const struct flow *f);

/* One side of an ACL rule: prefix, wildcard, masked address, group, with its ports. */
const char *acl_address_text(struct arena *a, const struct acl_address *address);

/* "ip", "gre", "tcp", or the number. */
const char *protocol_name(struct arena *a, uint16_t protocol);

#endif
