/* strongSwan as a target of `convert` and `peer`: it is written, never read, so that a router's end can be tried out against a computer, or
 * one end replaced by it (swanctl.conf(5)). */
#include "grammar/swanctl/swanctl.h"

static const struct dialect_writer writer = { .write_ends = swanctl_write, .comment = "#" };

extern const struct dialect target_strongswan;
const struct dialect target_strongswan = { .name = "strongswan", .title = "strongSwan", .writer = &writer };
