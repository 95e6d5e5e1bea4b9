/* The packet filter that what comes in at an outer interface must pass: an ACL of the interface. */
#ifndef PEERLINT_FILTER_H
#define PEERLINT_FILTER_H

#include "src/facts.h"

/* Do IKE (UDP port 500, RFC 2408 section 2.5.1) and ESP or AH (RFC 4303, 4302) of the other end get in at end i of the pair? TRI_YES also
 * where no filter is known; TRI_NO only where one of them meets a rule that drops it, or the implicit one, for certain. */
enum tri filter_lets_in(const struct tunnel_pair *t, unsigned i);

#endif
