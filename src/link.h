/* Resolving names: references get their objects, policies their entries in order, objects their `used` marks. */
#ifndef PEERLINT_LINK_H
#define PEERLINT_LINK_H

#include "src/model.h"

/* Links a router that was read and finished. Afterwards every struct ref that names an object of the file has `to` set, struct policy lists
 * its entries by ascending sequence, and `used` and `applied` are set on what a policy in use needs. */
void router_link(struct router *r);

/* Objects by name (canonical or interned, as the model says); NULL: defined nowhere. */
struct interface *link_interface(const struct router *r, const char *name);

/* The interface whose own or secondary address this is (NULL: none), and the interface whose subnet it is in (longest prefix first). */
struct interface *link_interface_of(const struct router *r, const struct ip *ip);

/* The static or connected route that leads to `ip`: sets `*via` to the interface (NULL: unknown) and returns its prefix length, -1 where no
 * route is known. `except` (may be NULL) is passed over. A next hop is resolved once through connected networks. */
int link_route(
  const struct router *r, const struct ip *ip, const struct interface *except, struct interface **via, const struct route **route);

/* May the router learn a longer way to what the route (NULL: a connected network) leads to, by a routing protocol? */
bool link_may_yield(const struct router *r, const struct route *route);

/* Does a network of the file (connected or routed) that lies within `prefix` and `mask` lead through `i`, or may it? With `i` NULL: through
 * any interface but `except`. In time of the networks that lie within. */
bool link_within(const struct router *r, uint32_t prefix, uint32_t mask, const struct interface *i, const struct interface *except);

/* Does any network of the file (connected or routed) that holds `ip` lead through `i`? */
bool link_leads(const struct router *r, const struct ip *ip, const struct interface *i);

/* Has the file another route to the same network? */
bool link_has_other_route(const struct router *r, const struct route *route);

/* Is every address and route of the router in the file, so that an address that no route leads to cannot be reached? Not where an address
 * is assigned at run time (which brings routes) or a VRF has its own. */
bool link_routes_known(const struct router *r);

/* Has the file any route of the global table? One of a VRF, as that for the management, says nothing of the others. */
bool link_has_routes(const struct router *r);

/* Was the IPsec part of the config printed alone (`show running-config | section crypto`), without any interface and access list, so that
 * a list that is not there may well be on the router? */
bool link_is_excerpt(const struct router *r);

/* How many interfaces besides tunnels have a network of their own. */
unsigned link_lans(const struct router *r);

/* The interface's address; that of the interface it borrows from (`ip unnumbered`) where it has none of its own. */
const struct addr *link_address(const struct router *r, const struct interface *i);

#endif
