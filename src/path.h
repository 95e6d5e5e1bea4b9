/* The way a protected flow takes through its router: routes and source NAT before the policy sees it. */
#ifndef PEERLINT_PATH_H
#define PEERLINT_PATH_H

#include "src/end.h"

/* The interface that leads to the end's peer, where a static or connected route proves that it is another one than the policy's; else NULL
 * (right, or not known, as a routing protocol may know a longer way). `*route` is set to the route, NULL for a connected network. */
struct interface *path_other_interface(const struct end *e, const struct route **route);

/* The same as far as the file's routes show; a routing protocol may know a longer way. */
struct interface *path_shown_interface(const struct end *e, const struct route **route);

/* The address that the end's peer has: the one that its own lines say, or where they are for anybody the one that `other` speaks from. */
const struct ip *path_peer(const struct end *e, const struct end *other);

/* Where the end is for anybody and `other` calls an address of an interface without its policy, by which this router also reaches `other`:
 * that interface, else NULL. */
struct interface *path_called_beside(const struct end *e, const struct end *other, const struct route **route);

/* The source NAT rule that takes the flow before the policy sees it, NULL where none does or it cannot be told. PAT passes over GRE and
 * other protocols without ports. */
const struct nat_rule *path_nat(const struct end *e, const struct acl_rule *flow);
/* The one that takes a part of the flow, where the rest of it is exempted. */
const struct nat_rule *path_nat_of_part(const struct end *e, const struct acl_rule *flow);
/* Does one line say what it translates, without a list? */
bool path_nat_is_static(const struct nat_rule *n);
/* The ACL by which the NAT rule takes the flow, its own or one of its route-map; NULL: it takes everything. */
const struct acl *path_nat_list(const struct nat_rule *n, const struct acl_rule *flow);

/* May a NAT policy that is not read take the flow before the policy sees it? */
bool path_nat_unread(const struct end *e, const struct acl_rule *flow);

/* Is the address private (RFC 1918, RFC 6598)? */
bool path_is_private(uint32_t v4);

#endif
