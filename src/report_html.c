/* The page for a browser: one file that asks for nothing from anywhere (a content security policy in it says so), light and dark,
 * printable. Verdicts first, then a section a tunnel with its drawings, findings and both configs, then the routers that have findings of
 * their own.
 *
 * In a run of many tunnels only those that are not up or have a finding above info get a section, and no more than MOST_SECTIONS of them;
 * the table of verdicts is complete. */
#include "src/report.h"

#include <string.h>

#include "src/flow_text.h"
#include "src/report_html.h"
#include "src/rule.h"

#define FEW_TUNNELS 20u
#define MOST_SECTIONS 300u
#define MOST_FINDINGS 400u     /* in one section */
#define WHOLE_LINES 4000u      /* configs up to this are there in full */

static void constant(struct html *h, unsigned piece)
{
  for (const char *const *s = html_pieces[piece]; *s; s++) fputs(*s, h->out);
}

/* ---- Text ---- */

/* Foreign text in which `...` is code. */
static void prose(struct html *h, const char *s)
{
  bool code = false;
  while (s && *s) {
    size_t len = strcspn(s, "`");
    xml_text(h->out, &h->text, arena_strndup(&h->run->scratch, s, len));
    s += len;
    if (*s != '`') break;
    s++;
    if (!code && !strchr(s, '`')) {
      putc('`', h->out);
      continue;
    }
    code = !code;
    fputs(code ? "<code>" : "</code>", h->out);
  }
}

static const char *const result_words[] = { "UP", "DOWN", "PARTLY UP", "UNDETERMINED", "NEVER STARTS" };

static void badge(struct html *h, enum result r)
{
  fprintf(h->out, "<span class=\"badge %s\">%s</span>", html_result_class(r), result_words[r]);
}

static void chip(struct html *h, unsigned count, const char *class, const char *one, const char *many)
{
  if (count) fprintf(h->out, "<li class=\"%s\">%u %s</li>\n", class, count, count == 1 ? one : many);
}

/* ---- Head ---- */

static void title(struct html *h)
{
  fputs("peerlint: ", h->out);
  if (h->run->tunnel_count == 1) xml_text(h->out, &h->text, report_tunnel_name(h->run, h->run->tunnels));
  else fprintf(h->out, "%u routers, %u tunnels", h->run->file_count, h->run->tunnel_count);
}

static void head(struct html *h)
{
  unsigned by[5] = { 0 };
  for (const struct tunnel_pair *t = h->run->tunnels; t; t = t->next) by[t->verdict]++;
  fputs("<h1>", h->out);
  title(h);
  fputs("</h1>\n<ul class=\"chips\">\n", h->out);
  for (unsigned r = 0; r < 5; r++) {
    if (by[r])
      fprintf(h->out, "<li class=\"%s\">%u tunnel%s %s</li>\n", html_result_class((enum result)r), by[r], by[r] == 1 ? "" : "s",
        result_name((enum result)r));
  }
  chip(h, h->run->count[SEVERITY_ERROR], "error", "error", "errors");
  chip(h, h->run->count[SEVERITY_WARNING], "warning", "warning", "warnings");
  chip(h, h->run->count[SEVERITY_INFO], "info", "info", "infos");
  chip(h, h->run->suppressed, "plain", "suppressed", "suppressed");
  fputs("</ul>\n", h->out);
}

/* ---- Findings ---- */

static void places(struct html *h, const struct finding *f, unsigned section)
{
  if (!f->locations) return;
  fputs("<ul class=\"places\">\n", h->out);
  for (const struct location *l = f->locations; l; l = l->next) {
    struct span span = report_span(l);
    fputs("<li><a href=\"#", h->out);
    html_line_anchor(h, section, l->router, span.line);
    fputs("\">", h->out);
    xml_text(h->out, &h->text, report_path(l->router));
    fprintf(h->out, ":%u</a> ", span.line);
    prose(h, l->label);
    fputs("</li>\n", h->out);
  }
  fputs("</ul>\n", h->out);
}

static void added(struct html *h, const struct edit *e)
{
  fputs("<ins>+        ", h->out);
  if (e->below) putc(' ', h->out);
  xml_text(h->out, &h->text, e->text);
  fputs("</ins>\n", h->out);
}

static void fix(struct html *h, const struct fix *x)
{
  if (!x || !x->edits) return;
  fputs("<pre class=\"fix\">", h->out);
  if (x->optional) fputs("perhaps:\n", h->out);
  for (const struct edit *e = x->edits; e; e = e->next) {
    uint32_t line = source_spot(x->router->source, e->at.first).line;
    struct quoted old = run_quote(h->run, x->router, line, h->run->show_secrets);
    bool stays = e->kind == EDIT_INSERT_AFTER || e->kind == EDIT_INSERT_BEFORE;
    if (e->kind == EDIT_INSERT_BEFORE) added(h, e);
    if (stays) fprintf(h->out, "  %5u  ", line);
    else fprintf(h->out, "<del>- %5u  ", line);
    xml_text(h->out, &h->text, old.text);
    fputs(stays ? "\n" : "</del>\n", h->out);
    if (e->kind == EDIT_REPLACE_LINE || e->kind == EDIT_INSERT_AFTER) added(h, e);
  }
  fputs("</pre>\n", h->out);
}

static void finding(struct html *h, const struct finding *f, unsigned section, unsigned number)
{
  fprintf(h->out,
    "<article class=\"finding %s%s\" id=\"n%u\" tabindex=\"0\"><h4><span class=\"badge %s\">%s</span>%s <small>%s</small></h4>\n"
      "<p class=\"message\">",
    severity_name(f->severity), finding_counts(f) ? "" : " excused", number, severity_name(f->severity), severity_name(f->severity),
    f->rule->id, f->rule->name);
  prose(h, f->message);
  fputs("</p>\n", h->out);
  places(h, f, section);
  if (f->help && *f->help) {
    fputs("<p class=\"help\">", h->out);
    prose(h, f->help);
    fputs("</p>\n", h->out);
  }
  fix(h, f->fix);
  if (!finding_counts(f)) {
    fputs("<p class=\"help\">", h->out);
    xml_text(h->out, &h->text, finding_excuse(h->run, f));
    fputs("</p>\n", h->out);
  }
  fputs("</article>\n", h->out);
  arena_free(&h->run->scratch);
}

/* Writes the findings; returns the number behind the last one's. */
static unsigned findings(struct html *h, const struct html_findings *x, unsigned section)
{
  unsigned number = x->number;
  fputs("<div>\n", h->out);
  for (const struct finding *f = x->first; f != x->end; f = f->next, number++)
    if (number - x->number < MOST_FINDINGS) finding(h, f, section, number);
  if (number - x->number > MOST_FINDINGS) fprintf(h->out, "<p class=\"help\">and %u more</p>\n", number - x->number - MOST_FINDINGS);
  fputs("</div>\n", h->out);
  return number;
}

/* ---- Sections ---- */

static void why(struct html *h, const struct tunnel_pair *t, unsigned i, bool both)
{
  const struct negotiation *n = &t->negotiation[i];
  static const char *const results[] = { "comes up", "fails", "comes up in part", "cannot be told", "never starts, by design" };
  const struct router *r;
  fputs("<p class=\"why\">", h->out);
  if (both) fputs("Whichever end starts: ", h->out);
  else {
    xml_text(h->out, &h->text, router_shown(t->end[i]->router));
    fputs(" starts: ", h->out);
  }
  fputs(results[n->result], h->out);
  if (n->result == RESULT_DOWN && !n->message) fputs(", nothing is ever sent", h->out);
  else if (n->exchange && n->message > 0) fprintf(h->out, " at message %d of %s mode (phase %d)", n->message, n->exchange, n->phase);
  else if (n->exchange && n->result != RESULT_UP)
    fprintf(h->out, " in %s", strcmp(n->exchange, "data") ? n->exchange : "the data: the SAs stand, traffic does not pass");
  for (size_t c = 0; n->cause[c]; c++) fprintf(h->out, "%s<strong>%s</strong>", c ? ", " : ": ", n->cause[c]);
  fputs("</p>\n", h->out);
  const char *log = n->result == RESULT_UP ? NULL : tunnel_log(t, i, &r);
  if (!log) return;
  fputs("<p class=\"log\">", h->out);
  xml_text(h->out, &h->text, router_shown(r));
  fputs(" logs <samp>", h->out);
  xml_text(h->out, &h->text, log);
  fputs("</samp></p>\n", h->out);
}

static void flows(struct html *h, const struct tunnel_pair *t, unsigned i)
{
  static const char *const results[] = { "up", "down", "cannot be told", "down" },
                           *const classes[] = { "good", "error", "warning", "error" };
  unsigned shown = 0;
  for (const struct flow *f = t->by[i].flows; f && t->negotiation[i].phase != 1; f = f->next) {
    if (f->result == OUTCOME_NOT_REACHED || shown > MOST_FINDINGS) continue;
    struct flow_text x = flow_text(&h->run->scratch, f);
    if (!shown++) {
      fputs("<h3>Flows of ", h->out);
      xml_text(h->out, &h->text, router_shown(t->end[i]->router));
      fputs(
        "</h3><div class=\"table\"><table><thead><tr><th scope=\"col\">local</th><th scope=\"col\">remote</th><th scope=\"col\">protocol</th><th scope=\"col\">result</th></tr></thead><tbody>\n",
        h->out);
    }
    fputs("<tr><td>", h->out);
    xml_text(h->out, &h->text, x.local);
    fputs("</td><td>", h->out);
    xml_text(h->out, &h->text, x.remote);
    fputs("</td><td>", h->out);
    xml_text(h->out, &h->text, x.protocol);
    fprintf(h->out, "</td><td><span class=\"badge %s\">%s</span>", classes[f->result], results[f->result]);
    for (size_t c = 0; f->cause[c]; c++) fprintf(h->out, " %s", f->cause[c]);
    fputs("</td></tr>\n", h->out);
  }
  if (shown) fputs("</tbody></table></div>\n", h->out);
  arena_free(&h->run->scratch);
}

static void assumptions(struct html *h, const struct tunnel_pair *t)
{
  bool any = *t->negotiation[0].assumptions || *t->negotiation[1].assumptions;
  if (!any) return;
  fputs("<h3>This holds only if</h3><ul class=\"assumptions\">\n", h->out);
  for (unsigned i = 0; i < 2; i++)
    for (const char *const *s = t->negotiation[i].assumptions; *s; s++) {
      bool told = false;
      for (const char *const *o = t->negotiation[0].assumptions; i && *o; o++) told = told || !strcmp(*o, *s);
      if (told) continue;
      fputs("<li>", h->out);
      xml_text(h->out, &h->text, *s);
      fputs("</li>\n", h->out);
    }
  fputs("</ul>\n", h->out);
}

static bool is_short(const struct router *r)
{
  return source_lines(r->source) <= WHOLE_LINES;
}

static unsigned tunnel(struct html *h, const struct tunnel_pair *t, const struct html_findings *x)
{
  unsigned section = t->number + 1, next;
  bool both = tunnel_is_symmetric(t), whole = h->run->file_count <= 2 && is_short(t->end[0]->router) && is_short(t->end[1]->router);
  fprintf(h->out, "<section class=\"card\" id=\"t%u\">\n<h2>", section);
  badge(h, t->verdict);
  xml_text(h->out, &h->text, report_tunnel_name(h->run, t));
  fprintf(h->out, " <small>%s</small></h2>\n", tunnel_design(t->design));
  for (unsigned i = 0; i < (both ? 1u : 2u); i++) why(h, t, i, both);
  fputs("<div class=\"pictures\">\n", h->out);
  html_tunnel(h, t);
  html_ladder(h, t, 0, both);
  if (!both) html_ladder(h, t, 1, false);
  fputs("</div>\n", h->out);
  for (unsigned i = 0; i < 2; i++) flows(h, t, i);
  assumptions(h, t);
  fputs("<h3>Findings</h3>\n<div class=\"work two\">\n", h->out);
  next = findings(h, x, section);
  html_config(h, x, t->end[0]->router, section, whole);
  html_config(h, x, t->end[1]->router, section, whole);
  fputs("</div>\n</section>\n", h->out);
  return next;
}

/* Every config that the findings point at: what concerns one router may be told beside another one. */
static void configs(struct html *h, const struct html_findings *x, unsigned section)
{
  bool *shown = arena_alloc(&h->run->arena, h->run->file_count * sizeof *shown);
  memset(shown, 0, h->run->file_count * sizeof *shown);
  for (const struct finding *f = x->first; f != x->end; f = f->next)
    for (const struct location *l = f->locations; l; l = l->next) {
      if (!shown[l->router->file]) html_config(h, x, l->router, section, false);
      shown[l->router->file] = true;
    }
}

static unsigned router(struct html *h, const struct html_findings *x, unsigned section)
{
  const struct router *r = x->first->locations ? x->first->locations->router : NULL;
  fprintf(h->out, "<section class=\"card\" id=\"t%u\">\n<h2>", section);
  xml_text(h->out, &h->text, r ? router_shown(r) : "The run");
  fputs(" <small>on its own</small></h2>\n<h3>Findings</h3>\n<div class=\"work one\">\n", h->out);
  unsigned next = findings(h, x, section);
  configs(h, x, section);
  fputs("</div>\n</section>\n", h->out);
  return next;
}

/* ---- The table of verdicts ---- */

static bool has_section(const struct run *run, const struct tunnel_pair *t, const struct finding *first)
{
  if (run->tunnel_count <= FEW_TUNNELS || t->verdict != RESULT_UP) return true;
  for (const struct finding *f = first; f && f->tunnel == t; f = f->next)
    if (f->severity > SEVERITY_INFO && finding_counts(f)) return true;
  return false;
}

static void verdicts(struct html *h)
{
  const struct finding *f = h->run->findings;
  unsigned sections = 0;
  fputs(
    "<section class=\"card\"><h2>Verdicts</h2><div class=\"table\"><table><thead><tr><th scope=\"col\">verdict</th><th scope=\"col\">tunnel</th><th scope=\"col\">design</th><th scope=\"col\">because of</th></tr></thead><tbody>\n",
    h->out);
  for (const struct tunnel_pair *t = h->run->tunnels; t; t = t->next) {
    bool linked = has_section(h->run, t, f) && sections < MOST_SECTIONS;
    sections += linked;
    while (f && f->tunnel == t) f = f->next;
    fputs("<tr><td>", h->out);
    badge(h, t->verdict);
    fputs("</td><td>", h->out);
    if (linked) fprintf(h->out, "<a href=\"#t%u\">", t->number + 1);
    xml_text(h->out, &h->text, report_tunnel_name(h->run, t));
    fprintf(h->out, "%s</td><td>%s</td><td>", linked ? "</a>" : "", tunnel_design(t->design));
    const struct negotiation *n = t->negotiation[0].cause[0] ? &t->negotiation[0] : &t->negotiation[1];
    for (size_t c = 0; n->cause[c]; c++) fprintf(h->out, "%s%s", c ? ", " : "", n->cause[c]);
    fputs("</td></tr>\n", h->out);
  }
  fputs("</tbody></table></div></section>\n", h->out);
}

/* ---- The page ---- */

static const struct router *place_of(const struct finding *f)
{
  return f->locations ? f->locations->router : NULL;
}

/* The sections of routers, from `f` on, in which each takes the findings that start in its file. */
static void routers(struct html *h, const struct finding *f, unsigned number)
{
  for (unsigned sections = 0; f && sections < MOST_SECTIONS; sections++) {
    struct html_findings x = { .first = f, .number = number };
    const struct router *r = place_of(f);
    for (x.end = f; x.end && place_of(x.end) == r;) x.end = x.end->next;
    number = router(h, &x, h->run->tunnel_count + sections + 1);
    f = x.end;
  }
}

static void body(struct html *h)
{
  const struct finding *f = h->run->findings;
  unsigned number = 1, sections = 0;
  if (h->run->tunnel_count != 1) verdicts(h);
  for (const struct tunnel_pair *t = h->run->tunnels; t; t = t->next) {
    struct html_findings x = { .first = f, .end = f, .number = number };
    bool wanted = has_section(h->run, t, f) && sections < MOST_SECTIONS;
    while (x.end && x.end->tunnel == t) x.end = x.end->next;
    if (h->run->tunnel_count == 1 && h->run->file_count == 2) x.end = NULL; /* with one pair, what concerns one router belongs beside it */
    f = x.end;
    sections += wanted;
    if (wanted) number = tunnel(h, t, &x);
  }
  routers(h, f, number);
}

bool report_html(struct run *run, FILE *out)
{
  struct html h = { .run = run, .out = out };
  text_init(&h.text, &run->arena, run->show_secrets);
  constant(&h, 0);
  title(&h);
  constant(&h, 1);
  head(&h);
  constant(&h, 2);
  body(&h);
  constant(&h, 3);
  fprintf(out, "Made by peerlint %s. Nothing in this page is loaded from anywhere, and keys are %s.", PEERLINT_VERSION,
    run->show_secrets ? "shown" : "masked");
  constant(&h, 4);
  return true;
}
