/* The faults of an end, see enum end_fault; between ends.c and its part ends_faults.c. */
#ifndef PEERLINT_ENDS_FAULTS_H
#define PEERLINT_ENDS_FAULTS_H

#include "src/end.h"

/* Adds the faults `f` (bits of enum end_fault), at `at`; the first one of an end says where it points. */
void ends_fault(struct end *e, unsigned f, struct place at);

/* Finds the faults of a built end in its entry, and what in it is not modelled. `misnamed`: an interface of the router names a policy that
 * is defined nowhere. */
void ends_find_faults(struct end *e, bool misnamed);

#endif
