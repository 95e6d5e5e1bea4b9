/* See report_finding.h. A quoted line stands behind its file and number, the marks below it: `^` under the first place, `~` under the others. */
#include "src/report_finding.h"

#include "src/rule.h"

#include <string.h>

#define INDENT 4u
#define WIDEST_PREFIX 28u
#define MOST_PLACES 5u /* of a group that are quoted */

static void heading(struct paint *p, const struct finding *f)
{
  static const char *const names[] = { "off", "info", "warning", "error" };
  static const enum ink inks[] = { INK_PLAIN, INK_INFO, INK_WARNING, INK_ERROR };
  paint(p, "\n  ");
  paint_ink(p, inks[f->severity]);
  paint_format(p, "%s %s", names[f->severity], f->rule->id);
  paint_ink(p, INK_PLAIN);
  paint_format(p, " %s", f->rule->name);
}

/* ---- Quoting ---- */

/* Offset of character number `column` (from 1) of the text, or its end. */
static uint32_t offset_of(const struct quoted *q, uint32_t column)
{
  uint32_t at = 0;
  while (at < q->length && --column)
    do at++;
    while (at < q->length && (q->text[at] & 0xC0) == 0x80);
  return at;
}

struct marked {
  struct quoted line;
  uint32_t first, last; /* bytes of the text that are marked */
};

static struct marked mark(struct run *run, const struct location *l, struct spot first)
{
  struct spot last = source_spot(l->router->source, l->at.last - 1);
  struct marked m = { .line = run_quote(run, l->router, first.line, run->show_secrets) };
  m.first = offset_of(&m.line, quote_column(&m.line, first.column));
  m.last = last.line == first.line ? offset_of(&m.line, quote_column(&m.line, last.column + 1)) : m.line.length;
  if (m.last <= m.first) m.last = m.first + 1;
  return m;
}

/* The part of a long line that fits into `room` columns and holds the mark's beginning. */
static uint32_t window(const struct marked *m, unsigned room)
{
  if (text_columns(m->line.text, m->line.length) <= room || m->first < room * 2 / 3) return 0;
  uint32_t at = m->first - room / 3;
  while (at < m->first && (m->line.text[at] & 0xC0) == 0x80) at++;
  return at;
}

static unsigned prefix_columns(const struct location *l, struct spot first)
{
  char number[16];
  return text_columns(l->router->source->path, strlen(l->router->source->path)) + (unsigned)snprintf(number, sizeof number, ":%u", first.line);
}

/* Widest prefix of the locations, so that the lines stand below each other. */
static unsigned prefix_width(const struct location *l)
{
  unsigned widest = 0;
  for (; l; l = l->next) {
    unsigned columns = prefix_columns(l, source_spot(l->router->source, l->at.first));
    if (columns > widest) widest = columns;
  }
  return widest > WIDEST_PREFIX ? WIDEST_PREFIX : widest;
}

static void quoted_line(struct paint *p, const struct location *l, struct spot first, const struct marked *m, uint32_t from, unsigned prefix, unsigned room)
{
  unsigned used = prefix_columns(l, first);
  paint_blanks(p, INDENT);
  paint_ink(p, INK_DIM);
  paint_clean(p, l->router->source->path);
  paint_format(p, ":%u", first.line);
  paint_ink(p, INK_PLAIN);
  if (used > prefix) {
    paint(p, "\n");
    paint_blanks(p, INDENT + prefix);
  } else paint_blanks(p, prefix - used);
  paint(p, "  ");
  if (text_columns(m->line.text + from, m->line.length - from) > room) paint_column(p, m->line.text + from, room);
  else paint_clean(p, m->line.text + from);
  paint(p, "\n");
}

static void marks(struct paint *p, const struct marked *m, uint32_t from, unsigned prefix, unsigned room, bool is_first, const char *label)
{
  uint32_t to = m->last < m->line.length ? m->last : m->line.length;
  unsigned before = text_columns(m->line.text + from, m->first - from), columns = to > m->first ? text_columns(m->line.text + m->first, to - m->first) : 1;
  if (before + columns > room) columns = room > before ? room - before : 1;
  paint_blanks(p, INDENT + prefix + 2 + before);
  paint_ink(p, is_first ? INK_ERROR : INK_INFO);
  paint_line(p, is_first ? "^" : "~", is_first ? "^" : "~", columns);
  if (label) {
    unsigned at = INDENT + prefix + 2 + before + columns + 1;
    if (at + text_columns(label, strlen(label)) > p->width && before + text_columns(label, strlen(label)) > room) {
      paint(p, "\n");
      at = INDENT + prefix + 2;
      paint_blanks(p, at);
    } else if (at + text_columns(label, strlen(label)) > p->width) {
      paint(p, "\n");
      paint_blanks(p, at = INDENT + prefix + 2 + before);
    } else paint(p, " ");
    paint_wrapped(p, at, true, label);
  } else paint(p, "\n");
  paint_ink(p, INK_PLAIN);
}

/* Quotes a place. A line that stands right above already is not written again. */
static void place(struct run *run, struct paint *p, const struct location *l, const struct location *above, unsigned prefix, bool is_first)
{
  struct spot first = source_spot(l->router->source, l->at.first);
  struct marked m = mark(run, l, first);
  unsigned room = p->width > INDENT + prefix + 2 + 20 ? p->width - INDENT - prefix - 2 : 20;
  uint32_t from = window(&m, room);
  bool same = above && above->router == l->router && source_spot(l->router->source, above->at.first).line == first.line;
  if (!same) quoted_line(p, l, first, &m, from, prefix, room);
  else if (from) from = 0;
  marks(p, &m, from, prefix, room, is_first, l->label);
  arena_free(&run->scratch);
}

/* ---- What to write instead ---- */

static void edit(struct run *run, struct paint *p, const struct fix *x, const struct edit *e)
{
  static const char *const titles[] = { "instead of", "below", "delete" };
  uint32_t line = source_spot(x->router->source, e->at.first).line;
  paint_blanks(p, INDENT);
  paint_format(p, "%s ", e->kind == EDIT_REPLACE_LINE && x->optional ? "or perhaps instead of" : x->optional ? "or perhaps, below" : titles[e->kind]);
  paint_clean(p, x->router->source->path);
  paint_format(p, ":%u\n", line);
  struct quoted q = run_quote(run, x->router, line, run->show_secrets);
  for (const char *s = e->kind == EDIT_DELETE_LINE ? q.text : e->text; s && *s;) {
    size_t len = strcspn(s, "\n");
    paint_blanks(p, INDENT + 2);
    paint_ink(p, e->kind == EDIT_DELETE_LINE ? INK_ERROR : INK_GOOD);
    paint(p, e->kind == EDIT_DELETE_LINE ? "- " : "+ ");
    paint_clean(p, arena_strndup(&run->scratch, s, len));
    paint_ink(p, INK_PLAIN);
    paint(p, "\n");
    s += len + (s[len] == '\n');
  }
  arena_free(&run->scratch);
}

static void advice(struct run *run, struct paint *p, const struct finding *f)
{
  if (f->help) paint_wrapped(p, INDENT, false, f->help);
  for (const struct edit *e = f->fix ? f->fix->edits : NULL; e; e = e->next) edit(run, p, f->fix, e);
}

void report_finding(struct run *run, struct paint *p, const struct finding *f)
{
  const struct location *above = NULL;
  unsigned prefix = prefix_width(f->locations);
  heading(p, f);
  paint(p, "\n");
  paint_wrapped(p, INDENT, false, f->message);
  for (const struct location *l = f->locations; l; above = l, l = l->next) place(run, p, l, above, prefix, l == f->locations);
  advice(run, p, f);
}

void report_group(struct run *run, struct paint *p, const struct finding *const *group, size_t count)
{
  unsigned prefix = 0;
  const struct location *above = NULL;
  heading(p, group[0]);
  paint_format(p, ", %zu times: %s\n", count, group[0]->rule->summary);
  for (size_t i = 0; i < count && i < MOST_PLACES; i++) {
    unsigned columns = prefix_width(group[i]->locations);
    if (columns > prefix) prefix = columns;
  }
  for (size_t i = 0; i < count && i < MOST_PLACES; i++) {
    if (!group[i]->locations) continue;
    place(run, p, group[i]->locations, above, prefix, true);
    above = group[i]->locations;
  }
  if (count > MOST_PLACES) {
    paint_blanks(p, INDENT);
    paint_format(p, "and %zu more\n", count - MOST_PLACES);
  }
}
