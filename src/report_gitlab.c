/* GitLab's code quality report: the subset of the Code Climate format that GitLab reads. */
#include "src/report.h"
#include "src/report_place.h"
#include "src/rule.h"

#include <jansson.h>

static json_t *place(const struct finding *f, struct text *scratch)
{
  struct span span = { .line = 1 };
  const char *path = ".";
  if (f->locations) {
    span = report_span(f->locations);
    path = report_clean(scratch, report_path(f->locations->router));
  }
  return json_pack("{s:s, s:{s:I, s:I}}", "path", path, "lines", "begin", (json_int_t)span.line, "end", (json_int_t)span.line);
}

static json_t *issue(const struct finding *f, struct text *scratch)
{
  static const char *const severities[] = { "info", "info", "minor", "critical" };
  const char *text = report_clean(scratch, f->message);
  text = arena_strndup(scratch->arena, text, strlen(text)); /* the place uses the scratch too */
  return json_pack("{s:s, s:s, s:s, s:s, s:o}", "description", text, "check_name", f->rule->id, "fingerprint", f->fingerprint, "severity",
    severities[f->severity], "location", place(f, scratch));
}

bool report_gitlab(struct run *run, FILE *out)
{
  struct text scratch;
  bool ok = true, first = true;
  fingerprint_findings(run);
  text_init(&scratch, &run->arena, run->show_secrets);
  putc('[', out);
  for (const struct finding *f = run->findings; f; f = f->next) {
    if (!finding_counts(f)) continue;
    fputs(first ? "\n  " : ",\n  ", out);
    first = false;
    json_t *o = issue(f, &scratch);
    if (!o || json_dumpf(o, out, 0)) ok = false;
    json_decref(o);
  }
  fputs(first ? "]\n" : "\n]\n", out);
  return ok;
}
