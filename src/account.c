/* See account.h. Links (byte of the source, line of the output) and notes are sorted by their place; then source lines, links and notes are
 * walked in step. */
#include "src/account.h"

#include "src/json_text.h"
#include "src/source.h"

#include <stdlib.h>
#include <string.h>

static int by_from(const void *a, const void *b)
{
  const struct account_link *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

static int by_to(const void *a, const void *b)
{
  const struct account_link *x = a, *y = b;
  return (x->to > y->to) - (x->to < y->to);
}

static int by_place(const void *a, const void *b)
{
  const struct account_note *x = *(const struct account_note *const *)a, *y = *(const struct account_note *const *)b;
  return x->at.first < y->at.first ? -1 : x->at.first > y->at.first;
}

struct account {
  const struct router *from;
  struct json_writer json;
  struct account_link *links;
  uint32_t link, link_count;
  const struct account_note **notes;
  uint32_t note, note_count;
  json_t *left_out;  /* below a header whose block is left out: the lines that say so; NULL: not there */
  enum account_result left_as; /* and what became of that header */
  bool tunnel_block; /* the block's header was understood */
  bool indented;     /* so are the lines of the block that is left out: the next one that is not ends it */
};

static void sort_notes(struct account *a, const struct writing *w, struct arena *arena)
{
  for (const struct account_note *n = w->notes.first; n; n = n->next) a->note_count += n->at.last != 0;
  a->notes = arena_alloc(arena, (a->note_count + 1) * sizeof(const struct account_note *));
  uint32_t i = 0;
  for (const struct account_note *n = w->notes.first; n; n = n->next)
    if (n->at.last) a->notes[i++] = n;
  if (a->note_count) qsort(a->notes, a->note_count, sizeof(const struct account_note *), by_place);
}

/* ---- One line ---- */

struct verdict {
  enum account_result result;
  const char *note;
  json_t *to;
  bool whole;        /* a header whose block is left out */
  bool below;        /* a line of such a block */
};

/* Takes the links to bytes of the line that ends at `end`; the lines they lead to are said in ascending order, each once. */
static bool take_links(struct account *a, uint32_t end, json_t *to)
{
  uint32_t count = 0, last = 0;
  for (; a->link < a->link_count && a->links[a->link].from < end; a->link++) count++;
  if (!count) return false;
  struct account_link *first = a->links + (a->link - count);
  qsort(first, count, sizeof *first, by_to);
  for (uint32_t i = 0; i < count; i++) {
    if (first[i].to != last) json_add(&a->json, to, json_number(first[i].to));
    last = first[i].to;
  }
  return true;
}

/* Takes the line's notes: the worst result and the texts. */
static bool take_notes(struct account *a, uint32_t end, struct arena *arena, struct verdict *v)
{
  static const int rank[] = {
    [ACCOUNT_EXACT] = 0, [ACCOUNT_UNRELATED] = 1, [ACCOUNT_IMPLIED] = 2, [ACCOUNT_APPROXIMATED] = 3, [ACCOUNT_UNTRANSLATED] = 4
  };
  bool any = false;
  for (; a->note < a->note_count && a->notes[a->note]->at.first < end; a->note++) {
    const struct account_note *n = a->notes[a->note];
    if (!any || rank[n->result] > rank[v->result]) v->result = n->result;
    v->whole = v->whole || n->whole;
    if (!v->note) v->note = n->text;
    else if (!strstr(v->note, n->text)) v->note = arena_printf(arena, "%s; %s", v->note, n->text);
    any = true;
  }
  return any;
}

static bool is_separator(const char *line, uint32_t len)
{
  while (len && (*line == ' ' || *line == '\t')) line++, len--;
  return len && (*line == '#' || *line == '!');
}

static bool is_way_out(const char *line, uint32_t len)
{
  static const char *const words[] = { "quit", "exit", "end", "return", "no shutdown", "undo shutdown" };
  while (len && (*line == ' ' || *line == '\t')) line++, len--;
  while (len && (line[len - 1] == ' ' || line[len - 1] == '\t')) len--;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == len && !memcmp(words[i], line, len)) return true;
  return false;
}

/* Words for people: a remark of an ACL, a description, a pager's line. */
static bool is_prose(const char *line, uint32_t len)
{
  static const char *const words[] = { "remark", "description", "comment" };
  uint32_t at = 0;
  for (unsigned n = 0; n < 3; n++) {
    while (at < len && (line[at] == ' ' || line[at] == '\t')) at++;
    if (!n && len - at > 1 && line[at] == '-' && line[at + 1] == '-') return true;
    uint32_t start = at;
    while (at < len && line[at] != ' ' && line[at] != '\t') at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      if (at - start == strlen(words[i]) && !memcmp(words[i], line + start, at - start)) return true;
  }
  return false;
}

/* A line of which neither a link nor a note speaks. */
static void judge_silent(const struct account *a, enum ledger_entry entry, const char *line, uint32_t len, struct verdict *v)
{
  bool prose = is_way_out(line, len) || is_prose(line, len);
  v->result = ACCOUNT_UNRELATED;
  if (entry == LEDGER_COMMENT || prose) return;
  if (a->left_out) {
    json_array_clear(v->to);
    json_array_extend(v->to, a->left_out);
    v->result = a->left_as;
    v->note = "its block is left out";
    v->below = true;
  } else if (entry == LEDGER_UNKNOWN) v->note = a->tunnel_block ? "not known; it may concern the tunnel" : "not known";
  else if (entry != LEDGER_IGNORED) {
    v->result = ACCOUNT_IMPLIED;
    v->note = "another line, or a default of the target, says it";
  }
}

static void leave(struct account *a)
{
  if (a->left_out) json_drop(&a->json, a->left_out);
  a->left_out = NULL;
  a->tunnel_block = a->indented = false;
}

static bool is_indented(const char *line, uint32_t len) { return len && (*line == ' ' || *line == '\t'); }

/* Where blocks begin and end; unindented, a block ends at the next line of which something is known. */
static void follow_block(struct account *a, enum ledger_entry entry, const char *line, uint32_t len, const struct verdict *v, bool silent)
{
  bool inside = is_indented(line, len) || entry == LEDGER_IGNORED || (silent && v->below);
  if (is_separator(line, len) || (!inside && a->left_out)) leave(a);
  if (is_separator(line, len) || inside) return;
  if (v->whole) {
    a->left_out = json_open(&a->json, json_incref(v->to));
    a->left_as = v->result;
  }
  a->tunnel_block = entry == LEDGER_UNDERSTOOD;
}

static void write_entry(struct account *a, uint32_t line, const struct verdict *v, bool first)
{
  static const char *const names[] = { "exact", "approximated", "implied", "untranslated", "unrelated" };
  json_t *entry = json_open(&a->json, json_object());
  json_put(&a->json, entry, "line", json_number(line));
  json_put(&a->json, entry, "result", json_string(names[v->result]));
  json_put(&a->json, entry, "to", v->to);
  if (v->note) json_put(&a->json, entry, "note", json_text(&a->json, v->note));
  json_list_add(&a->json, entry, first);
}

/* The offset in the clean text behind line `line`, whose first byte is at `offset`. */
static uint32_t line_end(const struct source *s, uint32_t offset)
{
  const char *lf = offset < s->size ? memchr(s->text + offset, s->cr_ends ? '\r' : '\n', s->size - offset) : NULL;
  return lf ? (uint32_t)(lf - s->text) + 1 : s->size;
}

static bool is_blank(const char *s, uint32_t len)
{
  for (uint32_t i = 0; i < len; i++)
    if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r') return false;
  return true;
}

static void write_lines(struct account *a, struct arena *arena)
{
  const struct router *r = a->from;
  struct source *s = r->source;
  uint32_t offset = 0, lines = source_lines(s), len;
  bool first = true;
  for (uint32_t n = 1; n <= lines; n++) {
    uint32_t end = line_end(s, offset);
    const char *line = source_line(s, n, &len);
    enum ledger_entry entry = n <= r->lines ? r->ledger[n - 1] : LEDGER_BLANK;
    struct verdict v = { .result = ACCOUNT_EXACT, .to = json_open(&a->json, json_array()) };
    bool linked = take_links(a, end, v.to), noted = take_notes(a, end, arena, &v);
    if (a->left_out && is_indented(line, len)) a->indented = true;
    else if (a->indented && !is_blank(line, len)) leave(a);
    if (!linked && !noted) judge_silent(a, entry, line, len, &v);
    follow_block(a, entry, line, len, &v, !linked && !noted);
    if (linked || noted || !is_blank(line, len)) {
      write_entry(a, n, &v, first);
      first = false;
    } else json_drop(&a->json, v.to);
    offset = end;
  }
  json_list_end(&a->json, first);
  leave(a);
}

bool account_write(
  const struct router *from, const struct writing *w, struct arena *arena, bool show_secrets, struct json_held **held, FILE *out)
{
  struct account a = { .from = from, .link_count = w->link_count };
  a.links = w->links;
  if (w->link_count) qsort(a.links, w->link_count, sizeof *a.links, by_from);
  sort_notes(&a, w, arena);
  json_writer_init(&a.json, out, arena, show_secrets, held);
  fprintf(
    out, "{\n  \"schema\": \"peerlint-translation/1\",\n  \"from\": \"%s\",\n  \"to\": \"%s\",\n", from->dialect->name, w->dialect->name);
  json_list_begin(&a.json, "lines");
  write_lines(&a, arena);
  /* The list ends with a comma, so something must follow it. */
  fprintf(out, "  \"written\": %u\n}\n", w->lines);
  return a.json.ok && !ferror(out);
}
