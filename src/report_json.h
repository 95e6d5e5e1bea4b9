/* Parts of the JSON report that other reports hold too. */
#ifndef PEERLINT_REPORT_JSON_H
#define PEERLINT_REPORT_JSON_H

#include "src/json_text.h"
#include "src/run.h"

/* An element of `files`, and of `findings`. */
json_t *report_file_json(struct json_writer *w, struct file *f);
json_t *report_finding_json(struct json_writer *w, const struct finding *f);

#endif
