/* A bar on the terminal for runs that take their time. */
#ifndef PEERLINT_COMMAND_PROGRESS_H
#define PEERLINT_COMMAND_PROGRESS_H

#include "src/peerlint.h"

#include <time.h>

struct progress {
  struct timespec start, last;
  bool shown;
};

/* Has the run draw a bar on standard error from the first second on, where that is a terminal. `progress` must stay until
 * progress_end(). */
void progress_begin(struct progress *progress, struct peerlint *p);

/* Takes the bar away. */
void progress_end(struct progress *progress);

#endif
