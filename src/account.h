/* The translation report: what became of every line of the source, as docs/translation.schema.json says. */
#ifndef PEERLINT_ACCOUNT_H
#define PEERLINT_ACCOUNT_H

#include "src/writing.h"

#include <stdio.h>

struct json_held;

/* Writes the JSON of docs/translation.schema.json for the router `from` and what was written of it. False when memory ran out in the JSON
 * library. `held` is the run's. */
bool account_write(
  const struct router *from, const struct writing *w, struct arena *arena, bool show_secrets, struct json_held **held, FILE *out);

#endif
