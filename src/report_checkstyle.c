/* Checkstyle XML, which most build servers read: an error element a finding, under the file of its first place. */
#include "src/report.h"
#include "src/report_place.h"
#include "src/rule.h"
#include "src/xml.h"

/* Findings by the file of their first place, so that one pass writes them all. */
struct by_file {
  const struct finding **findings;
  size_t *starts; /* of each file in `findings`; one more for the end, and one for counting */
};

static unsigned file_of(const struct finding *f)
{
  return f->locations ? f->locations->router->file : 0;
}

/* A counting sort: the order of the report stays inside each file. */
static struct by_file sort(struct run *run)
{
  struct by_file b = { .starts = arena_alloc(&run->arena, (run->file_count + 2) * sizeof *b.starts) };
  size_t count = 0;
  for (const struct finding *f = run->findings; f; f = f->next) {
    if (!finding_counts(f)) continue;
    b.starts[file_of(f) + 2]++;
    count++;
  }
  for (unsigned i = 2; i <= run->file_count; i++) b.starts[i] += b.starts[i - 1];
  b.findings = arena_alloc(&run->arena, (count + 1) * sizeof(struct finding *));
  for (const struct finding *f = run->findings; f; f = f->next)
    if (finding_counts(f)) b.findings[b.starts[file_of(f) + 1]++] = f;
  return b;
}

static void error(FILE *out, struct text *scratch, const struct finding *f)
{
  fputs("    <error", out);
  if (f->locations) {
    struct span span = report_span(f->locations);
    fprintf(out, " line=\"%u\" column=\"%u\"", span.line, span.first);
  }
  fprintf(out, " severity=\"%s\"", severity_name(f->severity));
  xml_attribute(out, scratch, "message", f->message);
  fprintf(out, " source=\"peerlint.%s\"/>\n", f->rule->id);
}

bool report_checkstyle(struct run *run, FILE *out)
{
  struct text scratch;
  text_init(&scratch, &run->arena, run->show_secrets);
  struct by_file b = sort(run);
  fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n", out);
  for (unsigned i = 0; i < run->file_count; i++) {
    if (b.starts[i] == b.starts[i + 1]) continue;
    fputs("  <file", out);
    xml_attribute(out, &scratch, "name", report_path(run->routers[i]));
    fputs(">\n", out);
    for (size_t n = b.starts[i]; n < b.starts[i + 1]; n++) error(out, &scratch, b.findings[n]);
    fputs("  </file>\n", out);
  }
  fputs("</checkstyle>\n", out);
  return true;
}
