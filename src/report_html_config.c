/* The configs of the HTML report: the lines that findings point at are marked and named, some lines around them shown, the rest folded away
 * or left out. Every line is quoted by run_quote(), which masks keys. */
#include "src/report_html.h"

#include <stdlib.h>
#include <string.h>

#include "src/rule.h"
#include "vendors/vendor.h"

#define AROUND 3u /* lines shown before and behind a marked one */

/* A part of a line that a finding points at. */
struct mark {
  struct span span;
  const struct finding *finding;
  const char *label;
  unsigned number; /* of the finding on the page */
};

struct marks {
  struct mark *all;
  size_t count;
};

static int by_place(const void *a, const void *b)
{
  const struct mark *x = a, *y = b;
  if (x->span.line != y->span.line) return x->span.line < y->span.line ? -1 : 1;
  if (x->finding->severity != y->finding->severity) return x->finding->severity > y->finding->severity ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static struct marks find_marks(struct html *h, const struct html_findings *x, const struct router *r)
{
  struct marks m = { 0 };
  size_t room = 0;
  for (const struct finding *f = x->first; f != x->end; f = f->next)
    for (const struct location *l = f->locations; l; l = l->next) room += l->router == r;
  m.all = arena_alloc(&h->run->arena, (room + 1) * sizeof *m.all);
  unsigned number = x->number;
  for (const struct finding *f = x->first; f != x->end; f = f->next, number++)
    for (const struct location *l = f->locations; l; l = l->next)
      if (l->router == r) m.all[m.count++] = (struct mark){ report_span(l), f, l->label, number };
  qsort(m.all, m.count, sizeof *m.all, by_place);
  return m;
}

void html_line_anchor(struct html *h, unsigned section, const struct router *r, uint32_t line)
{
  fprintf(h->out, "s%u-f%u-l%u", section, r->file, line);
}

/* ---- One line ---- */

static void piece(struct html *h, const struct quoted *q, uint32_t first, uint32_t last)
{
  if (last > first) xml_text(h->out, &h->text, arena_strndup(&h->run->scratch, q->text + first, last - first));
}

/* The text with the worst finding's part underlined. */
static void line_text(struct html *h, const struct quoted *q, const struct mark *m)
{
  uint32_t first = q->length, last = q->length;
  if (m) {
    first = quote_offset(q, m->span.first);
    last = quote_offset(q, m->span.last + 1);
    if (last < first) last = first;
  }
  fputs("<span>", h->out);
  piece(h, q, 0, first);
  if (last > first) fputs("<mark>", h->out);
  piece(h, q, first, last);
  if (last > first) fputs("</mark>", h->out);
  piece(h, q, last, q->length);
  fputs("</span>", h->out);
}

/* The rules that point here, each a link back to its finding. */
static void tags(struct html *h, const struct mark *m, size_t count)
{
  fputs("<em>", h->out);
  for (size_t i = 0; i < count; i++) {
    if (i && m[i].number == m[i - 1].number) continue;
    fprintf(h->out, "%s<a href=\"#n%u\"", i ? " " : "", m[i].number);
    if (m[i].label) xml_attribute(h->out, &h->text, "title", m[i].label);
    fprintf(h->out, ">%s</a>", m[i].finding->rule->id);
  }
  fputs("</em>", h->out);
}

/* Line `number` with the `count` marks that are on it. */
static void config_line(struct html *h, const struct router *r, unsigned section, uint32_t number, const struct mark *m, size_t count)
{
  struct quoted q = run_quote(h->run, r, number, h->run->show_secrets);
  fprintf(h->out, "<div class=\"l%s%s\" id=\"", count ? " " : "", count ? severity_name(m->finding->severity) : "");
  html_line_anchor(h, section, r, number);
  if (count) {
    fputs("\" data-of=\"", h->out);
    for (size_t i = 0; i < count; i++) fprintf(h->out, "%sn%u", i ? " " : "", m[i].number);
  }
  fputs("\"><a href=\"#", h->out);
  html_line_anchor(h, section, r, number);
  fprintf(h->out, "\" tabindex=\"-1\">%u</a>", number);
  line_text(h, &q, count ? m : NULL);
  if (count) tags(h, m, count);
  fputs("</div>\n", h->out);
  arena_free(&h->run->scratch);
}

/* ---- A config ---- */

static void gap(struct html *h, const struct router *r, unsigned section, uint32_t first, uint32_t behind, bool whole)
{
  if (behind <= first) return;
  const char *plural = behind - first == 1 ? "" : "s";
  if (!whole) {
    fprintf(h->out, "<div class=\"gap\">%u line%s</div>\n", behind - first, plural);
    return;
  }
  fprintf(h->out, "<details><summary>%u line%s</summary>\n", behind - first, plural);
  for (uint32_t n = first; n < behind; n++) config_line(h, r, section, n, NULL, 0);
  fputs("</details>\n", h->out);
}

static void lines(struct html *h, const struct router *r, unsigned section, const struct marks *m, bool whole)
{
  uint32_t total = source_lines(r->source), next = 1;
  for (size_t i = 0; i < m->count;) {
    uint32_t line = m->all[i].span.line, from = line > AROUND ? line - AROUND : 1;
    if (from > next + 1) gap(h, r, section, next, from, whole), next = from;
    for (; next < line; next++) config_line(h, r, section, next, NULL, 0);
    size_t here = 0;
    while (i + here < m->count && m->all[i + here].span.line == line) here++;
    config_line(h, r, section, next++, &m->all[i], here);
    i += here;
    uint32_t stop = i < m->count && m->all[i].span.line - 1 < line + AROUND ? m->all[i].span.line - 1 : line + AROUND;
    for (; next <= stop && next <= total; next++) config_line(h, r, section, next, NULL, 0);
  }
  gap(h, r, section, next, total + 1, whole);
}

void html_config(struct html *h, const struct html_findings *x, const struct router *r, unsigned section, bool whole)
{
  struct marks m = find_marks(h, x, r);
  fputs("<div class=\"config\"><h4>", h->out);
  xml_text(h->out, &h->text, report_path(r));
  fputs(" <small>", h->out);
  xml_text(h->out, &h->text, r->dialect ? r->dialect->title : "not modelled");
  fputs("</small></h4>\n<div class=\"lines\">\n", h->out);
  lines(h, r, section, &m, whole);
  fputs("</div></div>\n", h->out);
}
