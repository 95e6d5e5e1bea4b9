/* Workflow commands of GitHub Actions: one line a finding, which GitHub shows at the changed line of a pull request. */
#include "src/report.h"
#include "src/report_place.h"
#include "src/rule.h"

#include <string.h>

/* Values are percent-encoded as the runner decodes them: `%`, CR and LF everywhere, `:` and `,` in properties. A line end in a message is
 * shown as one. */
static void escape(FILE *out, const char *s, bool property)
{
  for (; *s; s++)
    if (*s == '%' || *s == '\r' || *s == '\n' || (property && (*s == ':' || *s == ','))) fprintf(out, "%%%02X", (unsigned char)*s);
    else putc(*s, out);
}

static void property(FILE *out, struct text *scratch, const char *name, const char *value)
{
  fprintf(out, "%s=", name);
  escape(out, report_clean(scratch, value), true);
}

static void finding(FILE *out, struct text *scratch, const struct finding *f)
{
  static const char *const commands[] = { "", "notice", "warning", "error" };
  fprintf(out, "::%s ", commands[f->severity]);
  if (f->locations) {
    struct span span = report_span(f->locations);
    property(out, scratch, "file", report_path(f->locations->router));
    fprintf(out, ",line=%u,col=%u,endColumn=%u,", span.line, span.first, span.last);
  }
  fprintf(out, "title=%s %s::", f->rule->id, f->rule->name);
  escape(out, report_clean(scratch, f->message), false);
  if (f->help && *f->help) {
    fputs("%0A", out);
    escape(out, report_clean(scratch, f->help), false);
  }
  putc('\n', out);
}

bool report_github(struct run *run, FILE *out)
{
  struct text scratch;
  text_init(&scratch, &run->arena, run->show_secrets);
  for (const struct finding *f = run->findings; f; f = f->next)
    if (finding_counts(f)) finding(out, &scratch, f);
  return true;
}
