/* Routers made of dice, for tests: every feature of the model that a dialect can write, in combinations that nobody would think of. The
 * same seed makes the same router. */
#ifndef PEERLINT_MODEL_RANDOM_H
#define PEERLINT_MODEL_RANDOM_H

#include "src/model.h"

/* Fills the empty router `r` (router_init) in the words of `dialect`, which must have a writer. It is neither finished nor linked. */
void model_random(struct router *r, const struct dialect *dialect, uint64_t seed);

#endif
