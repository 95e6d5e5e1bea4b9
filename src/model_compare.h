/* Do two routers say the same? For reading back what was written: places, origins and the order of named objects do not count, values
 * do. */
#ifndef PEERLINT_MODEL_COMPARE_H
#define PEERLINT_MODEL_COMPARE_H

#include "src/model.h"
#include "src/text.h"

/* Compares two finished routers and returns the number of differences. The first `most` of them go to `out` (may be NULL), a line each:
 * what, the value in `a`, the value in `b`. Keys are not shown. Objects that it allocates live in `arena`. */
unsigned model_compare(const struct router *a, const struct router *b, struct arena *arena, struct text *out, unsigned most);

#endif
