/* See report_finding.h. A quoted line stands behind its file and number, the marks below it: `^` under the first place, `~` under the
 * others. */
#include "src/report_finding.h"

#include "src/rule.h"

#include <string.h>

#define INDENT 4u
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

struct marked {
  struct quoted line;
  uint32_t first, last; /* bytes of the text that are marked */
};

static struct marked mark(struct run *run, const struct location *l, struct spot first)
{
  struct spot last = source_spot(l->router->source, l->at.last - 1);
  struct marked m = { .line = run_quote(run, l->router, first.line, run->show_secrets) };
  m.first = quote_offset(&m.line, first.column);
  m.last = last.line == first.line ? quote_offset(&m.line, last.column + 1) : m.line.length;
  if (m.last <= m.first) m.last = m.first + 1;
  return m;
}

static unsigned prefix_columns(const struct location *l, struct spot first)
{
  char number[16];
  return text_columns(l->router->source->path, strlen(l->router->source->path)) +
    (unsigned)snprintf(number, sizeof number, ":%u", first.line);
}

/* Widest prefix of the locations, so that the lines stand below each other. */
static unsigned prefix_width(const struct location *l)
{
  unsigned widest = 0;
  for (; l; l = l->next) {
    unsigned columns = prefix_columns(l, source_spot(l->router->source, l->at.first));
    if (columns > widest) widest = columns;
  }
  return widest;
}

/* As much of it as leaves the quoted lines room: behind longer ones the lines go below, where they have nearly the whole width. */
static unsigned room_for_prefix(const struct paint *p, unsigned widest)
{
  return widest > p->width * 7 / 20 ? 0 : widest;
}

/* "a.cfg:12", and blanks up to where the line begins. */
static void print_prefix(struct paint *p, const struct location *l, struct spot first, unsigned prefix)
{
  unsigned used = prefix_columns(l, first);
  paint_blanks(p, INDENT);
  paint_ink(p, INK_DIM);
  paint_clean(p, l->router->source->path);
  paint_format(p, ":%u", first.line);
  paint_ink(p, INK_PLAIN);
  if (used > prefix) {
    paint(p, "\n");
    paint_blanks(p, INDENT + prefix + 2);
  } else paint_blanks(p, prefix - used + 2);
}

/* The label behind the marks, or below them where there is no room. */
static void print_label(struct paint *p, unsigned left, unsigned behind, const char *label)
{
  unsigned wide = label ? text_columns(label, strlen(label)) : 0;
  if (!label) paint(p, "\n");
  else if (behind + 1 + wide <= p->width) {
    paint(p, " ");
    paint_wrapped(p, behind + 1, true, label);
  } else {
    paint(p, "\n");
    paint_wrapped(p, left, false, label);
  }
}

/* The marks below the bytes [from, to) of the text. Returns the column behind them. */
static unsigned print_marks(struct paint *p, const struct marked *m, uint32_t from, uint32_t to, unsigned left, bool is_first)
{
  uint32_t first = m->first > from ? m->first : from, last = m->last < to ? m->last : to;
  unsigned before = text_columns(m->line.text + from, first - from),
           columns = last > first ? text_columns(m->line.text + first, last - first) : 1;
  paint_blanks(p, left + before);
  paint_line(p, is_first ? "^" : "~", is_first ? "^" : "~", columns);
  return left + before + columns;
}

/* End of the row that begins at byte `from`: behind a blank where one is near. */
static uint32_t row_end(const struct quoted *q, uint32_t from, unsigned room)
{
  uint32_t at = from;
  for (unsigned taken = 0; at < q->length;) {
    uint32_t next = at + 1;
    while (next < q->length && (q->text[next] & 0xC0) == 0x80) next++;
    taken += text_columns(q->text + at, next - at);
    if (taken > room) break;
    at = next;
  }
  if (at == from || at == q->length) return q->length;
  for (uint32_t blank = at; blank > from + room / 2; blank--)
    if (q->text[blank - 1] == ' ') return blank;
  return at;
}

/* The line's rows up to the last that is marked, or to its end where that is near, each with its marks below. */
static void print_rows(struct paint *p, const struct marked *m, const struct location *l, unsigned left, bool is_first)
{
  unsigned room = p->width > left + 20 ? p->width - left : 20;
  const struct quoted *q = &m->line;
  uint32_t from = 0;
  while (from < m->first && q->text[from] == ' ') from++;
  for (bool begun = true;; begun = false) {
    uint32_t to = row_end(q, from, room);
    bool marked = m->first < to || to >= q->length, last = m->last <= to || to >= q->length;
    if (!begun) paint_blanks(p, left);
    paint_clean(p, arena_strndup(p->text.arena, q->text + from, to - from));
    paint(p, "\n");
    if (marked && m->last > from) {
      paint_ink(p, is_first ? INK_ERROR : INK_INFO);
      unsigned behind = print_marks(p, m, from, to, left, is_first);
      print_label(p, left, behind, last ? l->label : NULL);
      paint_ink(p, INK_PLAIN);
    }
    if (to >= q->length || (last && q->length - to > room)) return;
    from = to;
  }
}

/* Quotes a place. */
static void place(struct run *run, struct paint *p, const struct location *l, unsigned prefix, bool is_first)
{
  struct spot first = source_spot(l->router->source, l->at.first);
  struct marked m = mark(run, l, first);
  print_prefix(p, l, first, prefix);
  print_rows(p, &m, l, INDENT + prefix + 2, is_first);
  arena_free(&run->scratch);
}

/* ---- What to write instead ---- */

static void edit(struct run *run, struct paint *p, const struct fix *x, const struct edit *e, const struct edit *above)
{
  static const char *const titles[] = { "instead of", "below", "delete", "above" };
  uint32_t line = source_spot(x->router->source, e->at.first).line;
  if (!above || above->kind != e->kind || source_spot(x->router->source, above->at.first).line != line) {
    paint_blanks(p, INDENT);
    paint_format(p, "%s%s ", x->optional ? "if it is wanted, " : "", titles[e->kind]);
    paint_clean(p, x->router->source->path);
    paint_format(p, ":%u\n", line);
  }
  struct quoted q = run_quote(run, x->router, line, run->show_secrets);
  for (const char *s = e->kind == EDIT_DELETE_LINE ? q.text : e->text; s && *s;) {
    size_t len;
    s += strspn(s, " ");
    len = strcspn(s, "\n");
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
  const struct edit *above = NULL;
  for (const struct edit *e = f->fix ? f->fix->edits : NULL; e; above = e, e = e->next) edit(run, p, f->fix, e, above);
}

void report_finding(struct run *run, struct paint *p, const struct finding *f)
{
  unsigned prefix = room_for_prefix(p, prefix_width(f->locations));
  heading(p, f);
  paint(p, "\n");
  paint_wrapped(p, INDENT, false, f->message);
  for (const struct location *l = f->locations; l; l = l->next) place(run, p, l, prefix, l == f->locations);
  advice(run, p, f);
}

static bool has_one_help(const struct finding *const *group, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!group[i]->help || strcmp(group[i]->help, group[0]->help)) return false;
  return true;
}

void report_group(struct run *run, struct paint *p, const struct finding *const *group, size_t count)
{
  unsigned prefix = 0;
  heading(p, group[0]);
  paint_format(p, ", %zu times\n", count);
  paint_wrapped(p, INDENT, false, group[0]->rule->summary);
  for (size_t i = 0; i < count && i < MOST_PLACES; i++) {
    unsigned columns = prefix_width(group[i]->locations);
    if (columns > prefix) prefix = columns;
  }
  prefix = room_for_prefix(p, prefix);
  for (size_t i = 0; i < count && i < MOST_PLACES; i++)
    if (group[i]->locations) place(run, p, group[i]->locations, prefix, true);
  if (count > MOST_PLACES) {
    paint_blanks(p, INDENT);
    paint_format(p, "and %zu more\n", count - MOST_PLACES);
  }
  if (has_one_help(group, count)) paint_wrapped(p, INDENT, false, group[0]->help);
}
