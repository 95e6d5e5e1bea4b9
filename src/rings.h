/* The keys of each keyring: a router's keys are one list, in which those of one keyring need not be neighbours. */
#ifndef PEERLINT_RINGS_H
#define PEERLINT_RINGS_H

#include "src/model.h"
#include "src/table.h"

struct ring_key {
  struct ring_key *next;
  const struct psk *key;
};

/* Goes through the router's keys once; `t` is made in `arena`. */
void rings_index(struct table *t, struct arena *arena, const struct router *r);

/* The keys of `ring` in the order of the file; NULL: it has none. */
const struct ring_key *rings_keys(const struct table *t, const struct keyring *ring);

#endif
