/* JUnit XML: a test suite a tunnel and one a router, a test case a finding. What would make the run fail (--fail-on) is a failure, what a
 * comment or the baseline excuses is skipped, the rest passes and says what it says. A tunnel has a case for each end that starts, which
 * tells how far that gets: it fails by the findings that stop it. */
#include "src/report.h"
#include "src/report_place.h"
#include "src/rule.h"
#include "src/xml.h"

#include <string.h>

struct suite {
  const struct tunnel_pair *tunnel; /* NULL: findings of routers */
  const struct finding *first, *end; /* in the list of findings, which is sorted by tunnel */
  unsigned cases, failures, skipped;
};

struct writer {
  struct run *run;
  struct text text;
  FILE *out;
};

static bool fails(const struct writer *w, const struct finding *f)
{
  return finding_counts(f) && w->run->fail_on && f->severity >= w->run->fail_on;
}

/* ---- Cases ---- */

static void open_case(struct writer *w, const char *suite, const char *name)
{
  fputs("    <testcase", w->out);
  xml_attribute(w->out, &w->text, "classname", suite);
  xml_attribute(w->out, &w->text, "name", name);
}

static const char *place_text(struct writer *w, const struct location *l)
{
  struct span span = report_span(l);
  return arena_printf(
    &w->run->arena, "%s:%u:%u%s%s", report_path(l->router), span.line, span.first, l->label ? ": " : "", l->label ? l->label : "");
}

static void say(struct writer *w, const struct finding *f)
{
  xml_text(w->out, &w->text, f->message);
  putc('\n', w->out);
  for (const struct location *l = f->locations; l; l = l->next) {
    xml_text(w->out, &w->text, place_text(w, l));
    putc('\n', w->out);
  }
  if (f->help && *f->help) {
    xml_text(w->out, &w->text, f->help);
    putc('\n', w->out);
  }
}

static void element(struct writer *w, const char *name, const struct finding *f)
{
  fprintf(w->out, "      <%s", name);
  if (!strcmp(name, "failure")) {
    xml_attribute(w->out, &w->text, "message", f->message);
    fprintf(w->out, " type=\"%s\"", severity_name(f->severity));
  }
  putc('>', w->out);
  say(w, f);
  fprintf(w->out, "</%s>\n", name);
}

static void finding_case(struct writer *w, const char *suite, const struct finding *f)
{
  const char *at = f->locations ? place_text(w, &(struct location){ .router = f->locations->router, .at = f->locations->at }) : "";
  open_case(w, suite, arena_printf(&w->run->arena, "%s %s %s", f->rule->id, f->rule->name, at));
  fputs(">\n", w->out);
  if (fails(w, f)) element(w, "failure", f);
  else if (finding_counts(f)) element(w, "system-out", f);
  else {
    fputs("      <skipped", w->out);
    xml_attribute(w->out, &w->text, "message", finding_excuse(w->run, f));
    fputs("/>\n", w->out);
  }
  fputs("    </testcase>\n", w->out);
}

static void negotiation_case(struct writer *w, const char *suite, const struct tunnel_pair *t, unsigned i)
{
  const struct negotiation *n = &t->negotiation[i];
  open_case(w, suite, arena_printf(&w->run->arena, "%s starts", router_shown(t->end[i]->router)));
  fprintf(w->out, ">\n      <system-out>%s", result_name(n->result));
  if (n->exchange) fprintf(w->out, ": %s%s", n->exchange, n->phase ? " mode" : "");
  if (n->message > 0) fprintf(w->out, ", message %d", n->message);
  for (size_t c = 0; n->cause[c]; c++) fprintf(w->out, "%s%s", c ? ", " : ", because of ", n->cause[c]);
  fputs("</system-out>\n    </testcase>\n", w->out);
}

/* ---- Suites ---- */

/* The findings of `t` start at `from`. */
static struct suite suite_of(const struct writer *w, const struct tunnel_pair *t, const struct finding *from)
{
  struct suite s = { .tunnel = t, .first = from, .end = from, .cases = t ? 2 : 0 };
  for (; s.end && s.end->tunnel == t; s.end = s.end->next) {
    s.cases++;
    if (fails(w, s.end)) s.failures++;
    if (!finding_counts(s.end)) s.skipped++;
  }
  return s;
}

static void write_suite(struct writer *w, const struct suite *s)
{
  const char *name = s->tunnel ? report_tunnel_name(w->run, s->tunnel) : "routers";
  fputs("  <testsuite", w->out);
  xml_attribute(w->out, &w->text, "name", name);
  fprintf(w->out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n", s->cases, s->failures, s->skipped);
  if (s->tunnel) {
    fprintf(w->out,
      "    <properties>\n      <property name=\"verdict\" value=\"%s\"/>\n      <property name=\"design\" value=\"%s\"/>\n"
        "    </properties>\n",
      result_name(s->tunnel->verdict), design_name(s->tunnel->design));
    for (unsigned i = 0; i < 2; i++) negotiation_case(w, name, s->tunnel, i);
  }
  for (const struct finding *f = s->first; f != s->end; f = f->next) finding_case(w, name, f);
  fputs("  </testsuite>\n", w->out);
}

/* Goes through the suites: to count them, and to write them. */
static void each_suite(struct writer *w, struct suite *total, bool write)
{
  const struct finding *from = w->run->findings;
  for (const struct tunnel_pair *t = w->run->tunnels;; t = t->next) {
    struct suite s = suite_of(w, t, from);
    if (s.cases && write) write_suite(w, &s);
    total->cases += s.cases;
    total->failures += s.failures;
    total->skipped += s.skipped;
    from = s.end;
    if (!t) break; /* that was the suite of the routers, behind those of the tunnels */
  }
}

bool report_junit(struct run *run, FILE *out)
{
  struct writer w = { .run = run, .out = out };
  struct suite total = { 0 };
  text_init(&w.text, &run->arena, run->show_secrets);
  each_suite(&w, &total, false);
  fprintf(out,
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"peerlint\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
    total.cases, total.failures, total.skipped);
  each_suite(&w, &total, true);
  fputs("</testsuites>\n", out);
  return true;
}
