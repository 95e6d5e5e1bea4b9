/* Baselines: a file of fingerprints of findings that are known and do not fail the run any more. */
#ifndef PEERLINT_BASELINE_H
#define PEERLINT_BASELINE_H

#include "src/run.h"

struct baseline;

/* Reads a baseline (JSON, schema `peerlint-baseline/1`). NULL: it cannot be read or is none; the run's messages say why and where. */
struct baseline *baseline_load(struct run *run, const char *path);

/* Marks the run's findings that the baseline knows. */
void baseline_apply(struct run *run, const struct baseline *b);

/* Writes the findings of the run that no comment switches off as a baseline; sorted, and without anything that changes from run to run.
 * False: the output failed. */
bool baseline_write(struct run *run, FILE *out);

#endif
