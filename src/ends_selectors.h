/* The flows an end protects; between ends.c and its part ends_selectors.c. */
#ifndef PEERLINT_ENDS_SELECTORS_H
#define PEERLINT_ENDS_SELECTORS_H

#include "src/end.h"
#include "src/table.h"

/* What earlier rules of a policy take, for finding shadowed ones in linear time. */
struct taken {
  struct table by_destination; /* destination prefix and length -> struct taken_rule */
  struct taken_rule *odd;      /* rules whose destination is no prefix */
  uint64_t lengths;
  struct arena *arena;
  uint32_t rules;              /* looked at so far: many entries that share a long ACL multiply */
};

/* Nothing is taken yet; `arena` must live as long as `t`. */
void taken_init(struct taken *t, struct arena *arena);

/* Adds the selectors of `entry`'s ACL to `e`, marking those that an earlier rule in `t` takes; then adds the rules to `t`. */
void selectors_add(struct end *e, const struct policy_entry *entry, struct taken *t);

/* The one selector that follows from a protected tunnel: GRE between its endpoints, or everything for an IPsec tunnel. */
void selectors_make(struct end *e, const struct policy_entry *entry, const struct tunnel *tunnel);

#endif
