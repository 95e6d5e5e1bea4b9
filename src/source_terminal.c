/* A terminal's capture, played out line by line as the terminal would have shown it.
 *
 * Captures hold what a device sent to a screen: pager's marks with the backspaces, returns or escape codes (ECMA-48, "CSI 42 D" above all)
 * that wiped them away, colours, bells. Each line of the file is written into a row of cells, each of which remembers which character of
 * the file it shows; what the row holds in the end is the clean line. Only movements inside a line are followed. */
#include "src/source_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_PLAYED (1u << 20) /* bytes of a line; a longer one only loses its control characters */
#define WIDEST 512u               /* columns that the cursor can be sent to beyond the end of the line */
#define MOST_WORK 64u /* cells erased and moved for each byte of the line: more is no terminal's doing, and the line counts as too long */
#define WIDEST_GAP 8u             /* blanks written for cells at the line's start that nothing was written to */
#define ESC '\033'

/* A cell: offset in the line of the character it shows, plus 1; 0: empty. */
struct row {
  uint32_t *cells;
  uint32_t count, capacity, cursor, saved;
  uint64_t work;   /* cells erased and moved */
  uint32_t mark;   /* cells up to which a pager's mark stood; blanks since */
  bool inked;      /* something but blanks was written */
  bool moved;      /* the cursor went left after the mark */
  uint32_t close;  /* where the asterisks stand that close those that were left out; 0: nowhere */
};

struct player {
  struct source *s;
  struct row row;
  const char *line;    /* the line at hand, in the file's text */
  uint32_t at, length; /* its offset there, its bytes without the line end */
  size_t capacity;     /* of s->text */
  uint64_t size;       /* of the clean text so far */
};

/* ---- Writing the clean text ---- */

/* Appends `n` bytes that stand at offset `from` of the file's text, or that are shown in their place. */
static void put(struct player *p, const char *bytes, uint32_t n, uint32_t from)
{
  struct source *s = p->s;
  if (p->size + n > SOURCE_LARGEST) { /* the caller sees that by the size */
    p->size = (uint64_t)SOURCE_LARGEST + 1;
    return;
  }
  if (p->size + n > p->capacity) {
    p->capacity = p->capacity + p->capacity / 2 + n;
    s->text = source_room(s, s->text, p->capacity + 2);
  }
  uint32_t at = (uint32_t)p->size;
  memcpy(s->text + at, bytes, n);
  p->size += n;
  if (s->piece_count) {
    const struct source_piece *last = &s->pieces[s->piece_count - 1];
    if (last->file + (at - last->clean) == from) return;
  }
  if (s->piece_count == s->piece_capacity) {
    size_t capacity = s->piece_capacity ? s->piece_capacity * 2 : 64;
    s->pieces = source_room(s, s->pieces, capacity * sizeof *s->pieces);
    s->piece_capacity = capacity;
  }
  s->pieces[s->piece_count++] = (struct source_piece){ at, from };
}

/* ---- The row of cells ---- */

static void reach(struct player *p, uint32_t count)
{
  struct row *r = &p->row;
  if (count > r->capacity) {
    uint32_t capacity = r->capacity * 2 > count ? r->capacity * 2 : count + 256;
    uint32_t *cells = arena_alloc(p->s->arena, capacity * sizeof *cells);
    if (r->count) memcpy(cells, r->cells, r->count * sizeof *cells);
    r->cells = cells;
    r->capacity = capacity;
  }
  if (count > r->count) {
    memset(r->cells + r->count, 0, (count - r->count) * sizeof *r->cells);
    r->work += count - r->count;
    r->count = count;
  }
}

/* Shows the character at offset `i` of the line; `i` UINT32_MAX: leaves the cell empty. */
static void show(struct player *p, uint32_t i)
{
  struct row *r = &p->row;
  reach(p, r->cursor + 1);
  r->cells[r->cursor++] = i + 1;
}

static void erase(struct row *r, uint32_t from, uint32_t to)
{
  if (to > r->count) to = r->count;
  if (from >= to) return;
  memset(r->cells + from, 0, (to - from) * sizeof *r->cells);
  r->work += to - from;
}

static void left(struct row *r, uint32_t n)
{
  r->cursor = n < r->cursor ? r->cursor - n : 0;
  if (r->mark) r->moved = true;
}

static void to_column(struct row *r, uint32_t column)
{
  uint32_t limit = r->count > WIDEST ? r->count : WIDEST;
  if (r->mark && column < r->cursor) r->moved = true;
  r->cursor = column < limit ? column : limit;
}

/* Takes `n` cells away at the cursor. */
static void delete_cells(struct row *r, uint32_t n)
{
  if (r->cursor >= r->count) return;
  uint32_t rest = r->count - r->cursor;
  if (n > rest) n = rest;
  memmove(r->cells + r->cursor, r->cells + r->cursor + n, (rest - n) * sizeof *r->cells);
  r->count -= n;
  r->work += rest;
}

static void insert_cells(struct player *p, uint32_t n)
{
  struct row *r = &p->row;
  if (r->cursor >= r->count) return;
  if (n > WIDEST) n = WIDEST;
  if (r->count + n > LONGEST_PLAYED + WIDEST) return;
  uint32_t rest = r->count - r->cursor;
  reach(p, r->count + n);
  memmove(r->cells + r->cursor + n, r->cells + r->cursor, rest * sizeof *r->cells);
  r->work += rest;
  erase(r, r->cursor, r->cursor + n);
}

/* ---- Escape codes (ECMA-48) ---- */

/* A control sequence's end: parameters at `i`, the final byte sets `*final` (0: malformed). Gives the first and the second parameter, 0
 * where absent. Returns the offset behind it. */
static uint32_t parameters(const struct player *p, uint32_t i, uint32_t number[2], char *final)
{
  unsigned which = 0;
  number[0] = number[1] = 0;
  for (; i < p->length && p->line[i] >= 0x30 && p->line[i] <= 0x3f; i++) {
    if (p->line[i] == ';') which++;
    else if (which < 2 && isdigit((unsigned char)p->line[i]) && number[which] < 100000)
      number[which] = number[which] * 10 + (uint32_t)(p->line[i] - '0');
  }
  while (i < p->length && p->line[i] >= 0x20 && p->line[i] <= 0x2f) i++;
  *final = i < p->length && p->line[i] >= 0x40 && p->line[i] <= 0x7e ? p->line[i++] : '\0';
  return i;
}

static void erase_in_line(struct row *r, uint32_t how)
{
  if (how == 0) erase(r, r->cursor, r->count);
  else if (how == 1) erase(r, 0, r->cursor + 1);
  else erase(r, 0, r->count);
}

static void control_sequence(struct player *p, char final, const uint32_t number[2])
{
  struct row *r = &p->row;
  uint32_t n = number[0] ? number[0] : 1, column = number[1] ? number[1] : 1;
  switch (final) {
  case 'D': left(r, n); break;
  case 'C': case 'a': to_column(r, r->cursor + n); break;
  case 'G': case '`': to_column(r, n - 1); break;
  case 'H': case 'f': to_column(r, column - 1); break;
  case 'E': case 'F': to_column(r, 0); break;
  case 'K': case 'J': erase_in_line(r, number[0]); break;
  case 'X': erase(r, r->cursor, r->cursor + n); break;
  case 'P': delete_cells(r, n); break;
  case '@': insert_cells(p, n); break;
  case 's': r->saved = r->cursor; break;
  case 'u': to_column(r, r->saved); break;
  default: break; /* colours, modes, movements to other lines */
  }
}

/* The escape code at offset `i` (the ESC); returns the offset behind it. */
static uint32_t escape(struct player *p, uint32_t i)
{
  if (++i >= p->length) return i;
  char c = p->line[i];
  if (c == '[') {
    uint32_t number[2], end;
    char final;
    end = parameters(p, i + 1, number, &final);
    control_sequence(p, final, number);
    return end;
  }
  if (strchr("]PX^_", c)) { /* a string for the terminal, a window's title: up to BEL or ESC \ ; without an end the text stays */
    for (uint32_t k = i + 1; k < p->length; k++) {
      if (p->line[k] == '\a') return k + 1;
      if (p->line[k] == ESC && k + 1 < p->length && p->line[k + 1] == '\\') return k + 2;
    }
    return i + 1;
  }
  while (i < p->length && p->line[i] >= 0x20 && p->line[i] <= 0x2f) i++;
  if (i < p->length && p->line[i] >= 0x30 && p->line[i] <= 0x7e) i++;
  if (c == '7') p->row.saved = p->row.cursor;
  if (c == '8') to_column(&p->row, p->row.saved);
  return i;
}

/* ---- Pager's marks ---- */

/* Length of the pager's mark at `i`: `---- More ----`, `--More--`, `<--- More --->`, `--More--(51%)`; 0 where there is none. */
static uint32_t mark_length(const char *line, uint32_t length, uint32_t i)
{
  uint32_t at = i, dashes = 0;
  if (line[at] == '<') at++;
  for (; at < length && line[at] == '-'; at++) dashes++;
  if (dashes < 2 || dashes > 8) return 0;
  while (at < length && line[at] == ' ') at++;
  static const char word[] = "more";
  for (uint32_t k = 0; k < 4; k++, at++)
    if (at >= length || (line[at] | 32) != word[k]) return 0;
  while (at < length && line[at] == ' ') at++;
  for (dashes = 0; at < length && line[at] == '-'; at++) dashes++;
  if (dashes < 2) return 0;
  if (at < length && line[at] == '>') at++;
  if (at < length && line[at] == '(') {
    uint32_t k = at + 1;
    while (k < length && (isdigit((unsigned char)line[k]) || line[k] == '%')) k++;
    if (k < length && line[k] == ')' && k > at + 1) at = k + 1;
  }
  return at - i;
}

/* Takes the mark at offset `i`, where the row is still blank, as blanks. With a blank on either side, as Cisco writes it, the one behind
 * belongs to it. */
static uint32_t take_mark(struct player *p, uint32_t i, uint32_t n)
{
  struct row *r = &p->row;
  if (i && p->line[i - 1] == ' ' && i + n < p->length && p->line[i + n] == ' ' && p->line[i + 2] != ' ' && p->line[i + 2] != '-') n++;
  for (uint32_t k = 0; k < n; k++) show(p, UINT32_MAX);
  r->mark = r->cursor;
  r->moved = false;
  return i + n;
}

/* After a mark, what a copy without its escapes left of a code that goes left: `[42D`, `^[[42D`, `^H`. Returns the offset behind it, or
 * `i`. */
static uint32_t lost_escape(struct player *p, uint32_t i)
{
  uint32_t k = i, number[2];
  char final;
  if (k + 1 < p->length && p->line[k] == '^' && p->line[k + 1] == 'H') {
    left(&p->row, 1);
    return k + 2;
  }
  if (k + 1 < p->length && p->line[k] == '^' && p->line[k + 1] == '[') k += 2;
  if (k + 1 >= p->length || p->line[k] != '[' || !isdigit((unsigned char)p->line[k + 1])) return i;
  k = parameters(p, k + 1, number, &final);
  if (final != 'D' && final != 'K') return i;
  control_sequence(p, final, number);
  return k;
}

/* ---- Blanks and hyphens that are no ASCII ---- */

/* What the character at `c` is in ASCII: a blank, for one that is no-break, ideographic, of a fixed width or of none; a hyphen, for those
 * of word processors, and for a dash inside a word; 0: it is neither. Copies from web pages and documents are full of them. */
static char plain(const char *c)
{
  const unsigned char *b = (const unsigned char *)c;
  if (b[0] == 0xc2) return b[1] == 0xa0 ? ' ' : 0;
  if (b[0] == 0xe3) return b[1] == 0x80 && b[2] == 0x80 ? ' ' : 0;
  if (b[0] == 0xef) return b[1] == 0xbb && b[2] == 0xbf ? ' ' : 0;
  if (b[0] != 0xe2) return 0;
  if (b[1] == 0x80 && (b[2] == 0x90 || b[2] == 0x91)) return '-';
  if ((b[1] == 0x80 && b[2] == 0x93) || (b[1] == 0x88 && b[2] == 0x92)) return isalnum(b[3]) ? '-' : 0;
  if (b[1] == 0x80) return (b[2] >= 0x80 && b[2] <= 0x8b) || b[2] == 0xaf ? ' ' : 0;
  return b[1] == 0x81 && (b[2] == 0x9f || b[2] == 0xa0) ? ' ' : 0;
}

bool source_has_wide(const char *text, size_t size)
{
  for (const char *s = text, *end = text + size; s < end; s++) {
    const char *high = s; /* the lead bytes of them */
    while (high < end && *high != '\xc2' && *high != '\xe3' && *high != '\xe2' && *high != '\xef') high++;
    if (high < end && plain(high)) return true;
    s = high;
  }
  return false;
}

/* ---- Characters that a page spells out ---- */

/* Length of the entity or the escaped character at `at` in a text that has some, and the character that it stands for; 0: there is none. */
static uint32_t entity(const struct source *s, const char *at, uint32_t length, char *stands_for)
{
  if (!s->paste) return 0;
  if (*at == '&' && s->paste->entities) return source_entity(at, length, stands_for);
  if (*at != '\\' || !s->paste->escapes || length < 2 || !source_is_escape(at)) return 0;
  *stands_for = at[1];
  return 2;
}

/* Bytes of the asterisks at offset `i` that stress something; 0: they are the text's own. */
static uint32_t stress(struct player *p, uint32_t i)
{
  struct row *r = &p->row;
  uint32_t stars;
  if (!p->s->paste || !p->s->paste->stress) return 0;
  if (r->close == i && i) {
    r->close = 0;
    return p->line[i + 1] == '*' ? 2 : 1;
  }
  uint32_t close = source_stress(p->line, p->length, i, &stars);
  if (close) r->close = close;
  return close ? stars : 0;
}

/* ---- A line ---- */

/* A character that can be seen, at offset `i`; returns the offset behind it. */
static uint32_t visible(struct player *p, uint32_t i)
{
  struct row *r = &p->row;
  if (!r->inked && p->line[i] != ' ' && p->line[i] != '\t' && plain(p->line + i) != ' ') {
    uint32_t n = mark_length(p->line, p->length, i), k = r->mark ? lost_escape(p, i) : i;
    if (n) return take_mark(p, i, n);
    if (k > i) return k;
    r->inked = true;
  }
  uint32_t stars = p->line[i] == '*' ? stress(p, i) : 0;
  if (stars) return i + stars;
  show(p, i);
  char c;
  uint32_t n = entity(p->s, p->line + i, p->length - i, &c);
  if (n) return i + n;
  for (i++; i < p->length && (p->line[i] & 0xc0) == 0x80; i++) {}
  return i;
}

/* Writes the line into the row; false when that is too much work. */
static bool play(struct player *p)
{
  struct row *r = &p->row;
  *r = (struct row){ .cells = r->cells, .capacity = r->capacity };
  for (uint32_t i = 0; i < p->length;) {
    if (r->work > (uint64_t)MOST_WORK * (p->length + 16)) return false;
    unsigned char c = (unsigned char)p->line[i];
    if (c == ESC) i = escape(p, i);
    else if (c == '\b') left(r, 1), i++;
    else if (c == '\r') to_column(r, 0), i++;
    else if (c == '\v' || c == '\f') show(p, UINT32_MAX), i++;
    else if ((c < 32 && c != '\t' && c != 3) || c == 127) i++;
    else i = visible(p, i);
  }
  return true;
}

/* Bytes of the character at `c`. */
static uint32_t width(const char *c)
{
  uint32_t n = 1;
  while ((c[n] & 0xc0) == 0x80) n++;
  return n;
}

/* Appends what the row shows, without blanks at its end; without the mark, too, where nothing wiped it away. */
static void put_row(struct player *p)
{
  const struct row *r = &p->row;
  uint32_t from = r->mark && !r->moved ? r->mark : 0, to = r->count, gap = 0, shown = p->at;
  while (to > from && (!r->cells[to - 1] || p->line[r->cells[to - 1] - 1] == ' ')) to--;
  bool begun = false;
  for (uint32_t i = from; i < to; i++) {
    if (!r->cells[i]) {
      if (gap < (begun ? 1 : WIDEST_GAP)) put(p, " ", 1, shown);
      gap++;
      continue;
    }
    gap = 0;
    begun = true;
    shown = p->at + r->cells[i] - 1;
    char c = plain(p->s->file + shown);
    if (c) put(p, &c, 1, shown);
    else if (entity(p->s, p->s->file + shown, p->s->file_size - shown, &c)) put(p, &c, 1, shown);
    else put(p, p->s->file + shown, width(p->s->file + shown), shown);
  }
}

/* Appends a line too long to be played: without its control characters. */
static void put_filtered(struct player *p)
{
  for (uint32_t i = 0, from = 0; i <= p->length; i++) {
    unsigned char c = i < p->length ? (unsigned char)p->line[i] : 0;
    if ((c >= 32 && c != 127) || c == '\t' || c == 3) continue;
    if (i > from) put(p, p->line + from, i - from, p->at + from);
    from = i + 1;
  }
}

/* Has the line anything that must be played out? */
static bool is_plain(const char *line, uint32_t length)
{
  uint32_t i = 0;
  while (i < length && (line[i] == ' ' || line[i] == '\t')) i++;
  if (i < length && (line[i] == '-' || line[i] == '<') && mark_length(line, length, i)) return false;
  for (i = 0; i < length; i++) {
    unsigned char c = (unsigned char)line[i];
    if ((c < 32 && c != '\t' && c != 3) || c == 127 || (c >= 0x80 && plain(line + i))) return false;
  }
  return true;
}

static void put_line(struct player *p)
{
  const struct source_paste *paste = p->s->paste;
  bool spelled_out = paste &&
    ((paste->entities && memchr(p->line, '&', p->length)) || (paste->escapes && memchr(p->line, '\\', p->length)) ||
      (paste->stress && memchr(p->line, '*', p->length)));
  if (!spelled_out && is_plain(p->line, p->length)) put(p, p->line, p->length, p->at);
  else if (p->length <= LONGEST_PLAYED && play(p)) put_row(p);
  else put_filtered(p);
}

/* Appends the line, without what stands around it. */
static void take_line(struct player *p)
{
  struct player whole = *p;
  uint32_t from = source_margin(p->s, p->line, p->length), to = p->length;
  if (p->s->paste) source_page_trim(p->s, p->s->paste, p->line, &from, &to);
  p->line += from;
  p->at += from;
  p->length = to - from;
  put_line(p);
  p->line = whole.line;
  p->at = whole.at;
  p->length = whole.length;
}

/* Forgets the copy where it came out the same as the file. */
static void forget_equal(struct source *s)
{
  if (s->size != s->file_size || s->piece_count > 1 || s->cr_ends) return;
  free(s->text);
  free(s->pieces);
  s->text = s->file;
  s->pieces = NULL;
  s->piece_count = s->piece_capacity = 0;
  s->cleaned = false;
}

bool source_play(struct source *s, const struct source_seen *seen)
{
  if (!seen->control && !seen->lone_cr && !seen->pager && !seen->wide && !s->paste) return true;
  struct player p = { .s = s };
  s->cleaned = true;
  s->text = NULL;
  p.capacity = s->file_size;
  s->text = source_room(s, NULL, p.capacity + 2);
  char end = s->cr_ends ? '\r' : '\n';
  while (p.at < s->file_size && p.size <= SOURCE_LARGEST) {
    p.line = s->file + p.at;
    const char *last = memchr(p.line, end, s->file_size - p.at);
    uint32_t whole = last ? (uint32_t)(last - p.line) : s->file_size - p.at;
    bool crlf = last && !s->cr_ends && whole && last[-1] == '\r';
    p.length = whole - crlf;
    take_line(&p);
    if (crlf) put(&p, "\r", 1, p.at + p.length);
    if (last) put(&p, "\n", 1, p.at + whole);
    p.at += whole + 1;
  }
  if (p.size > SOURCE_LARGEST) return false;
  s->size = (uint32_t)p.size;
  memset(s->text + s->size, 0, 2);
  forget_equal(s);
  return true;
}
