/* What the reports for machines share: where a finding is, as lines and columns, and the names of things. */
#ifndef PEERLINT_REPORT_PLACE_H
#define PEERLINT_REPORT_PLACE_H

#include "src/run.h"
#include "src/text.h"
#include "src/tunnel_text.h"

/* A part of one line; lines and columns count from 1, columns in characters, `last` is the last character's own column. */
struct span {
  uint32_t line, first, last;
};

/* Where the location is; a place that goes on in the next line ends with its first line. */
struct span report_span(const struct location *l);

/* "error", "warning", "info", "off". */
const char *severity_name(enum severity s);

/* Does it count: neither suppressed nor known by the baseline? */
bool finding_counts(const struct finding *f);

/* Why it does not count, for people: the suppression's reason or that the baseline knows it; "" where it does. In the arena. */
const char *finding_excuse(struct run *run, const struct finding *f);

/* Foreign text, cleaned (text.h) into `scratch`; valid until the scratch is used again. NULL: "". */
const char *report_clean(struct text *scratch, const char *s);

/* The file's path as repositories name it: without "./" in front. */
const char *report_path(const struct router *r);

/* "SR66 (test 1) - RSR1 (Tunnel1)": what a tunnel is called in a list. In the arena. */
const char *report_tunnel_name(struct run *run, const struct tunnel_pair *t);

#endif
