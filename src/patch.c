/* See patch.h. Lines end at LF, at CR where the file has no LF, and at two bytes where the file is UTF-16. */
#include "src/patch.h"

#include "src/line_match.h"
#include "src/quote.h"
#include "src/source.h"
#include "vendors/vendor.h"

#include "grammar/front_lines.h"

#include <stdlib.h>
#include <string.h>

void patch_init(struct patch *p, struct arena *arena, const char *path, const char *bytes, size_t size)
{
  *p = (struct patch){ .arena = arena, .path = path, .old = bytes, .now = bytes, .old_size = size, .now_size = size };
}

/* ---- Lines of bytes ---- */

struct shape {
  const struct source *source;
  unsigned width; /* bytes a unit: 2 in UTF-16 */
  bool big;       /* the high byte comes first */
  char end;       /* LF or CR */
};

static struct shape shape_of(const struct source *s)
{
  struct shape shape = { .source = s, .width = 1, .end = s->cr_ends ? '\r' : '\n' };
  if (!strncmp(s->encoding, "UTF-16", 6)) shape.width = 2;
  shape.big = !strcmp(s->encoding, "UTF-16BE");
  return shape;
}

static int unit(const struct shape *h, const char *s)
{
  if (h->width == 1) return (unsigned char)*s;
  unsigned char high = (unsigned char)s[h->big ? 0 : 1], low = (unsigned char)s[h->big ? 1 : 0];
  return high ? -1 : low;
}

/* The line that starts at `s`; false at the end. */
static bool next_line(const struct shape *h, const char *s, const char *end, struct text_line *line)
{
  if (s >= end) return false;
  const char *p = s;
  *line = (struct text_line){ .s = s };
  if (h->width == 1) {
    p = memchr(s, h->end, (size_t)(end - s));
    p = p ? p : end;
  } else
    while (p + 1 < end && unit(h, p) != h->end) p += 2;
  line->body = (size_t)(p - s);
  line->len = p < end ? line->body + h->width : line->body;
  if (line->len > (size_t)(end - s)) line->len = (size_t)(end - s);
  if (h->end == '\n' && line->body >= h->width && unit(h, s + line->body - h->width) == '\r') line->body -= h->width;
  return true;
}

/* ---- Edits ---- */

struct planned {
  const struct edit *edit;
  uint32_t line; /* of the file, from 1 */
  unsigned order;
};

static int by_line(const void *a, const void *b)
{
  const struct planned *x = a, *y = b;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_ascii(const char *s)
{
  for (; s && *s; s++)
    if ((unsigned char)*s >= 0x80) return false;
  return true;
}

/* Does the clean line at `at` hold several commands? An edit is of a whole line. */
static bool has_neighbours(const struct source *s, uint32_t at)
{
  const char *first = s->text + at, *last = memchr(first, '\n', s->size - at);
  while (first > s->text && first[-1] != '\n') first--;
  while (*first == ' ' || *first == '\t') first++;
  uint32_t length = (uint32_t)((last ? last : s->text + s->size) - first);
  return front_next_prompt(first, length) < length;
}

static bool can_edit(const struct source *s, const struct edit *e)
{
  bool virtual = e->at.first >= s->size; /* a joined line */
  return !virtual && !has_neighbours(s, e->at.first) && (is_ascii(e->text) || !strcmp(s->encoding, "UTF-8"));
}

static void put_text(struct text *out, const struct shape *h, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    if (s[i] == SECRET_OPEN || s[i] == SECRET_CLOSE) continue;
    char two[2] = { h->big ? 0 : s[i], h->big ? s[i] : 0 };
    if (h->width == 1) text_append(out, s + i, 1);
    else text_append(out, two, 2);
  }
}

/* Bytes of indentation, of what somebody put in front of the line, and of a prompt before the command. */
static size_t lead_of(const struct shape *h, const struct text_line *l)
{
  size_t n = h->width == 1 ? source_margin(h->source, l->s, (uint32_t)l->body) : 0;
  while (n < l->body && (unit(h, l->s + n) == ' ' || unit(h, l->s + n) == '\t')) n += h->width;
  bool configures;
  if (h->width == 1 && n < l->body) n += front_prompt(l->s + n, (uint32_t)(l->body - n), &configures);
  return n;
}

/* How lines below the header are indented: as the next line is, if it is below; else by one blank more, where the file indents at all. */
static void put_indent_below(struct text *out, const struct shape *h, const struct text_line *header, const char *end)
{
  struct text_line next;
  size_t here = lead_of(h, header);
  if (next_line(h, header->s + header->len, end, &next)) {
    size_t there = lead_of(h, &next);
    text_append(out, next.s, there > here || there == here ? there : here);
    return;
  }
  text_append(out, header->s, here);
  put_text(out, h, " ", 1);
}

/* The line's own end; that of the file where the last line has none. */
static void put_end(struct text *out, const struct shape *h, const struct text_line *l)
{
  if (l->len > l->body) text_append(out, l->s + l->body, l->len - l->body);
  else put_text(out, h, &h->end, 1);
}

static void put_edits(struct text *out, const struct shape *h, const struct text_line *l, const struct planned *plan, unsigned count,
  const char *end, unsigned *made)
{
  bool replaced = false;
  for (unsigned i = 0; i < count; i++) {
    if (plan[i].edit->kind != EDIT_INSERT_BEFORE) continue;
    text_append(out, l->s, lead_of(h, l));
    put_text(out, h, plan[i].edit->text, strlen(plan[i].edit->text));
    put_end(out, h, l);
    ++*made;
  }
  for (unsigned i = 0; i < count; i++) {
    const struct edit *e = plan[i].edit;
    if (e->kind == EDIT_INSERT_AFTER || e->kind == EDIT_INSERT_BEFORE) continue;
    if (replaced) continue;
    replaced = true;
    ++*made;
    if (e->kind == EDIT_DELETE_LINE) continue;
    text_append(out, l->s, lead_of(h, l));
    put_text(out, h, e->text, strlen(e->text));
    text_append(out, l->s + l->body, l->len - l->body);
  }
  if (!replaced) text_append(out, l->s, l->len);
  for (unsigned i = 0; i < count; i++) {
    const struct edit *e = plan[i].edit;
    if (e->kind != EDIT_INSERT_AFTER) continue;
    if (out->len && l->len == l->body) put_text(out, h, &h->end, 1);
    if (e->below) put_indent_below(out, h, l, end);
    else text_append(out, l->s, lead_of(h, l));
    put_text(out, h, e->text, strlen(e->text));
    if (l->len > l->body) put_end(out, h, l);
    ++*made;
  }
}

unsigned patch_apply(struct patch *p, struct source *source, const struct edit *const *edits, unsigned count)
{
  struct shape h = shape_of(source);
  struct planned *plan = arena_alloc(p->arena, (count + 1) * sizeof *plan);
  unsigned n = 0, made = 0, at = 0;
  for (unsigned i = 0; i < count; i++)
    if (can_edit(source, edits[i])) {
      plan[n] = (struct planned){ edits[i], source_spot(source, edits[i]->at.first).line, n };
      n++;
    }
  qsort(plan, n, sizeof *plan, by_line);
  struct text out;
  text_init(&out, p->arena, true);
  const char *s = p->now, *end = p->now + p->now_size;
  struct text_line l;
  for (uint32_t number = 1; next_line(&h, s, end, &l); number++, s += l.len) {
    unsigned first = at;
    while (at < n && plan[at].line == number) at++;
    if (at == first) text_append(&out, l.s, l.len);
    else put_edits(&out, &h, &l, plan + first, at - first, end, &made);
  }
  text_append(&out, "", 0);
  p->now = out.bytes;
  p->now_size = out.len;
  return made;
}

/* ---- Unified diff ---- */

static uint32_t half(const char *s, bool big)
{
  return (uint32_t)(unsigned char)s[big] | (uint32_t)(unsigned char)s[!big] << 8;
}

/* UTF-16 (with its mark, RFC 2781) as UTF-8: bytes of it would mean other things to a terminal, and secrets are found in words. A lone
 * surrogate becomes three bytes that are no UTF-8. */
static void put_utf8(struct text *out, const char *s, size_t size, bool big)
{
  for (size_t i = 2; i + 1 < size; i += 2) {
    uint32_t c = half(s + i, big), low = 0;
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < size) low = half(s + i + 2, big);
    if (low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF));
      i += 2;
    }
    unsigned n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    char bytes[4] = { (char)(n == 1 ? c : (0xF00u >> n & 0xFFu) | c >> 6 * (n - 1)) };
    for (unsigned k = 1; k < n; k++) bytes[k] = (char)(0x80 | (c >> 6 * (n - 1 - k) & 0x3F));
    text_append(out, bytes, n);
  }
}

static struct text_lines split(struct arena *a, const char *s, size_t size)
{
  struct text narrow;
  if (size >= 2 && (!memcmp(s, "\xff\xfe", 2) || !memcmp(s, "\xfe\xff", 2))) {
    text_init(&narrow, a, true);
    text_append(&narrow, "", 0);
    put_utf8(&narrow, s, size, s[0] == '\xfe');
    s = narrow.bytes;
    size = narrow.len;
  }
  struct shape h = { .width = 1, .end = size && memchr(s, '\n', size) ? '\n' : '\r' };
  struct text_lines all = { 0 };
  struct text_line l;
  for (const char *at = s; next_line(&h, at, s + size, &l); at += l.len) all.count++;
  all.l = arena_alloc(a, (all.count + 1) * sizeof *all.l);
  all.count = 0;
  for (const char *at = s; next_line(&h, at, s + size, &l); at += l.len) all.l[all.count++] = l;
  return all;
}

/* Can the line stand in the diff as it is? What is not fit is no context. */
static bool is_fit(const struct text_line *l, bool mask)
{
  struct place found[4];
  return text_harm(l->s, l->body) == l->body && !(mask && quote_find_secrets(l->s, (uint32_t)l->body, found, 4));
}

static void put_line(const struct text_line *l, char mark, bool mask, struct text *out)
{
  text_append(out, &mark, 1);
  quote_append(out, l->s, l->body, mask);
  text_append(out, l->s + l->body, l->len - l->body);
  if (l->len == l->body) text_append(out, "\n\\ No newline at end of file\n", 29);
}

struct hunk {
  uint32_t i, k, i_end, k_end; /* changed lines, from 0, ends excluded */
};

static void put_number(struct text *out, struct arena *arena, const char *format, uint32_t first, uint32_t count)
{
  const char *s = arena_printf(arena, format, count ? first + 1 : first, count);
  text_append(out, s, strlen(s));
}

/* The changed lines, and the equal ones between them as context. */
static void put_changes(struct arena *arena, const struct text_lines *a, const struct text_lines *b, const struct hunk *h, bool mask, struct text *out)
{
  for (uint32_t i = h->i, k = h->k; i < h->i_end || k < h->k_end;) {
    uint32_t m = i, n = k;
    if (i < h->i_end && k < h->k_end && line_same(&a->l[i], &b->l[k])) {
      put_line(&a->l[i++], ' ', mask, out);
      k++;
      continue;
    }
    line_match(arena, a, b, &m, &n);
    for (; i < m; i++) put_line(&a->l[i], '-', mask, out);
    for (; k < n; k++) put_line(&b->l[k], '+', mask, out);
  }
}

static void put_hunk(const struct patch *p, const struct text_lines *a, const struct text_lines *b, const struct hunk *h, bool mask, struct text *out)
{
  uint32_t before = 0, after = 0;
  while (before < 3 && before < h->i && before < h->k && is_fit(&a->l[h->i - before - 1], mask)) before++;
  while (after < 3 && h->i_end + after < a->count && h->k_end + after < b->count &&
    line_same(&a->l[h->i_end + after], &b->l[h->k_end + after]) && is_fit(&a->l[h->i_end + after], mask))
    after++;
  /* Where one side has less context, GNU patch takes it for an end of the file. */
  if (after < before && h->i_end + after < a->count) before = after;
  if (before < after && h->i > before) after = before;
  put_number(out, p->arena, "@@ -%u,%u", h->i - before, h->i_end - h->i + before + after);
  put_number(out, p->arena, " +%u,%u @@\n", h->k - before, h->k_end - h->k + before + after);
  for (uint32_t n = h->i - before; n < h->i; n++) put_line(&a->l[n], ' ', mask, out);
  put_changes(p->arena, a, b, h, mask, out);
  for (uint32_t n = h->i_end; n < h->i_end + after; n++) put_line(&a->l[n], ' ', mask, out);
}

/* Do the contexts of two changes touch? Between them is nothing that is no context: a key that is not shown would stand there as changed,
 * and what is shown in its place matches no line of the file. */
static bool touch(const struct text_lines *a, const struct hunk *first, const struct hunk *second, bool mask)
{
  uint32_t i = first->i_end;
  while (i < second->i && is_fit(&a->l[i], mask)) i++;
  return i == second->i && second->i - first->i_end <= 6;
}

void patch_diff(const struct patch *p, bool mask, struct text *out)
{
  if (p->old_size == p->now_size && !memcmp(p->old, p->now, p->old_size)) return;
  struct text_lines a = split(p->arena, p->old, p->old_size), b = split(p->arena, p->now, p->now_size);
  /* A name with blanks ends at a tab, as GNU diff writes it and patch reads it. */
  const char *path = text_cleaned(p->arena, p->path), *tab = strchr(path, ' ') ? "\t" : "",
             *head = arena_printf(p->arena, "--- %s%s\n+++ %s%s\n", path, tab, path, tab);
  text_append(out, head, strlen(head));
  struct hunk open = { 0 };
  bool any = false;
  for (uint32_t i = 0, k = 0; i < a.count || k < b.count;) {
    if (i < a.count && k < b.count && line_same(&a.l[i], &b.l[k])) {
      i++, k++;
      continue;
    }
    struct hunk h = { i, k, i, k };
    line_match(p->arena, &a, &b, &h.i_end, &h.k_end);
    if (any && touch(&a, &open, &h, mask)) {
      open.i_end = h.i_end;
      open.k_end = h.k_end;
    } else {
      if (any) put_hunk(p, &a, &b, &open, mask, out);
      open = h;
      any = true;
    }
    i = h.i_end;
    k = h.k_end;
  }
  if (any) put_hunk(p, &a, &b, &open, mask, out);
}
