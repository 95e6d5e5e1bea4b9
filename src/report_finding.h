/* The part of the text report that is about findings: message, the lines quoted and marked, what to write instead. */
#ifndef PEERLINT_REPORT_FINDING_H
#define PEERLINT_REPORT_FINDING_H

#include "src/paint.h"
#include "src/run.h"

/* One finding in full. */
void report_finding(struct run *run, struct paint *p, const struct finding *f);
/* Findings of one rule (`count` of them, more than one) under one heading. */
void report_group(struct run *run, struct paint *p, const struct finding *const *group, size_t count);

#endif
