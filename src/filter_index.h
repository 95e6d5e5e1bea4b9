/* Rules of a packet filter by the addresses that they name, so that a hub's filter is not gone through for each of its peers. */
#ifndef PEERLINT_FILTER_INDEX_H
#define PEERLINT_FILTER_INDEX_H

#include "src/facts.h"

/* The first rule of the ACL that may take the packet, as selector_overlaps() says; NULL: none. `*unread` is set where a rule that could not
 * be read stands before it. The first question about an ACL makes its index, in `arena`, which must live as long as the ACL. */
const struct acl_rule *filter_first(struct acl *acl, const struct acl_rule *packet, struct arena *arena, bool *unread);

#endif
