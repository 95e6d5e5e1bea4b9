/* The tunnel interfaces of a router; between ends.c and its part ends_tunnels.c. */
#ifndef PEERLINT_ENDS_TUNNELS_H
#define PEERLINT_ENDS_TUNNELS_H

#include "src/end.h"

/* Is it a tunnel interface that sends GRE, as far as its lines say? `i` may be NULL. */
bool end_sends_gre(const struct interface *i);

/* Sets `twin` of the router's tunnel interfaces; `scratch` can be freed afterwards. */
void ends_find_twins(struct router *r, struct arena *scratch);

#endif
