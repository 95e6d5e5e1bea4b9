/* The reports of a run: each writes to `out` and returns false when its own memory is exhausted (what the arena gives out jumps).
 * Everything of a file or its name goes through text_clean(). */
#ifndef PEERLINT_REPORT_H
#define PEERLINT_REPORT_H

#include "src/run.h"

#include <stdio.h>

struct peerlint_style;

/* The JSON of docs/report.schema.json. */
bool report_json(struct run *run, FILE *out);
/* The report for people. */
bool report_text(struct run *run, const struct peerlint_style *style, FILE *out);
/* The reports for other programs, and the page for a browser; see the head of each file. */
bool report_sarif(struct run *run, FILE *out);
bool report_junit(struct run *run, FILE *out);
bool report_github(struct run *run, FILE *out);
bool report_gitlab(struct run *run, FILE *out);
bool report_checkstyle(struct run *run, FILE *out);
bool report_html(struct run *run, FILE *out);
/* The model of one file, the JSON of docs/model.schema.json. */
bool show_model(struct run *run, struct file *file, FILE *out);
/* What became of each line of one file. */
bool show_lines(struct run *run, struct file *file, FILE *out);

#endif
