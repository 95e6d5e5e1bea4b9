/* From a log's bytes to events, as a stream: however long the log is, the reader holds one block of it. */
#ifndef PEERLINT_LOG_READ_H
#define PEERLINT_LOG_READ_H

#include "src/log.h"

#include <stdio.h>

struct log_facts {
  const struct log_dialect *dialect; /* that most messages are of; NULL: no log of a known kind */
  uint32_t lines;
  uint32_t tagged;                   /* that have the tag of a known dialect's IKE */
  uint32_t messages;                 /* that were understood */
  bool backwards;                    /* the newest line comes first */
};

enum log_result { LOG_READ_OK, LOG_READ_FAILED /* errno says why */, LOG_READ_NO_MEMORY };

/* Reads `in` to its end and gives each event to `take`; what an event points to is gone when `take` returns. `only` NULL: every line is of
 * the dialect that its tag names.
 *
 * Understands logs as people paste them: syslog's and terminals' additions in front, prompts, comment lines, other subsystems' lines, and
 * messages that a terminal wrapped, inside a word, too. */
enum log_result log_read(
  FILE *in, const struct log_dialect *only, void (*take)(void *user, const struct log_event *event), void *user, struct log_facts *facts);

/* The dialect of that name; NULL: none. Where a device writes another one's log, `name` may be that device's dialect. */
const struct log_dialect *log_dialect_find(const char *name);

#endif
