/* Quoting a line: what it shows on a terminal, with its secrets masked, and where its columns have gone. */
#include "src/quote.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SECRETS 64u /* of one line */

struct quoter {
  struct source *s;
  const char *file;       /* the file's line */
  uint32_t at, at_column; /* a byte of it, as an offset in the file, and its column */
  char *text;
  uint32_t length, room;
  uint32_t column;        /* of the next character of the quoted text */
  uint32_t *columns;
  uint32_t count;
  uint32_t shown_to;      /* columns of the file's line that have their place */
};

/* ---- Places of secrets ---- */

static int by_place(const void *a, const void *b)
{
  const struct place *x = a, *y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

void quote_sort(const struct source *s, struct place *places, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (places[i].last <= places[i].first) continue;
    uint32_t last = source_clean(s, places[i].last - 1) + 1;
    places[i].first = source_clean(s, places[i].first);
    places[i].last = last;
  }
  if (count) qsort(places, count, sizeof *places, by_place);
}

/* Adds the given secrets that touch [first, last) to the masks, as offsets from `first`. */
static size_t given(const struct place *secrets, size_t count, uint32_t first, uint32_t last, struct place *mask)
{
  size_t low = 0, high = count, n = 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (secrets[middle].last <= first) low = middle + 1;
    else high = middle;
  }
  for (; low < count && secrets[low].first < last && n < MOST_SECRETS; low++) {
    uint32_t from = secrets[low].first > first ? secrets[low].first : first, to = secrets[low].last < last ? secrets[low].last : last;
    if (from < to) mask[n++] = (struct place){ from - first, to - first };
  }
  if (n == MOST_SECRETS) mask[n - 1].last = last - first;
  return n;
}

/* ---- Writing ---- */

static void write_bytes(struct quoter *q, const char *bytes, uint32_t n)
{
  if (q->length + n > q->room) return;
  memcpy(q->text + q->length, bytes, n);
  q->length += n;
}

/* The columns of the file's line up to `column` are shown at the quoted text's next character. */
static void place_columns(struct quoter *q, uint32_t column)
{
  if (column > q->count) column = q->count + 1;
  while (q->shown_to < column) q->columns[q->shown_to++] = q->column;
}

static uint32_t code_point(const char *c, uint32_t n)
{
  uint32_t v = (unsigned char)c[0];
  if (n > 1) v &= 0xffu >> (n + 1);
  for (uint32_t i = 1; i < n; i++) v = v << 6 | ((unsigned char)c[i] & 0x3fu);
  return v;
}

/* Could the character act on a terminal, or hide the order of others: C1 controls, and those that set the direction or separate lines? */
static bool acts(uint32_t v)
{
  return (v >= 0x7f && v <= 0x9f) || v == 0x61c || v == 0x200e || v == 0x200f || (v >= 0x2028 && v <= 0x202e) ||
    (v >= 0x2066 && v <= 0x2069) || v == 0xfeff;
}

static void write_character(struct quoter *q, const char *c, uint32_t n)
{
  uint32_t v = code_point(c, n);
  if (v == '\t') c = " ";
  else if (v < 32) {
    char caret[2] = { '^', (char)(v + 64) };
    write_bytes(q, caret, 2);
    q->column += 2;
    return;
  } else if (acts(v)) {
    c = "?";
    n = 1;
  }
  write_bytes(q, c, n);
  q->column++;
}

static uint32_t bytes_of_character(const char *c, uint32_t room)
{
  uint32_t n = 1;
  while (n < room && (c[n] & 0xc0) == 0x80) n++;
  return n;
}

static uint32_t count_characters(const char *text, uint32_t len)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < len; i++) count += (text[i] & 0xc0) != 0x80;
  return count;
}

/* Column in the file's line of the clean byte at `offset`: counted on from the byte before, as a rule. */
static uint32_t column_of(struct quoter *q, uint32_t offset)
{
  uint32_t at = source_in_file(q->s, offset), line = (uint32_t)(q->file - q->s->file);
  if (at < q->at) {
    q->at = line;
    q->at_column = 1;
  }
  if (at > q->at) q->at_column += count_characters(q->s->file + q->at, at - q->at);
  q->at = at;
  return q->at_column;
}

/* The part of the clean line [first, last) that is printed. */
static void write_line(struct quoter *q, uint32_t first, uint32_t last, const struct place *mask, size_t masks)
{
  const char *text = q->s->text + first;
  uint32_t len = last - first;
  size_t next = 0;
  for (uint32_t i = 0; i < len;) {
    uint32_t column = column_of(q, first + i);
    if (q->column > QUOTE_LONGEST) {
      write_bytes(q, "...", 3);
      break;
    }
    place_columns(q, column);
    if (next < masks && i == mask[next].first) {
      place_columns(q, column_of(q, first + mask[next].last - 1));
      write_bytes(q, QUOTE_MASK, sizeof QUOTE_MASK - 1);
      q->column += sizeof QUOTE_MASK - 1;
      i = mask[next++].last;
      continue;
    }
    uint32_t n = bytes_of_character(text + i, len - i);
    write_character(q, text + i, n);
    i += n;
  }
  place_columns(q, q->count + 1);
}

/* The masks that were given and those that were found, in order and apart. */
static size_t merge(const struct place *a, size_t m, const struct place *b, size_t n, struct place *all)
{
  size_t i = 0, k = 0, count = 0;
  while (i < m || k < n) {
    struct place p = k == n || (i < m && a[i].first <= b[k].first) ? a[i++] : b[k++];
    if (count && p.first <= all[count - 1].last) {
      if (p.last > all[count - 1].last) all[count - 1].last = p.last;
    } else all[count++] = p;
  }
  return count;
}

struct quoted quote_line(struct arena *a, struct source *s, uint32_t line, const struct place *secrets, size_t count, bool show_secrets)
{
  uint32_t first, last, len;
  const char *file = source_line(s, line, &len);
  source_clean_line(s, line, &first, &last);
  if (len > 8 * QUOTE_LONGEST) len = 8 * QUOTE_LONGEST; /* columns behind that are at the quoted text's end */
  if (last - first > 8 * QUOTE_LONGEST) last = first + 8 * QUOTE_LONGEST;
  struct place here[MOST_SECRETS], found[MOST_SECRETS], mask[2 * MOST_SECRETS];
  size_t masks = 0;
  if (!show_secrets)
    masks = merge(
      here, given(secrets, count, first, last, here), found, quote_find_secrets(s->text + first, last - first, found, MOST_SECRETS), mask);
  struct quoter q = { .s = s,
    .file = file,
    .at = (uint32_t)(file - s->file),
    .at_column = 1,
    .column = 1,
    .room = 4 * QUOTE_LONGEST + 16,
    .count = count_characters(file, len) };
  if (q.room > 8 * (last - first) + 16) q.room = 8 * (last - first) + 16;
  q.text = arena_alloc(a, q.room + 1);
  q.columns = arena_alloc(a, (q.count + 1) * sizeof *q.columns);
  write_line(&q, first, last, mask, masks);
  return (struct quoted){ .text = q.text, .length = q.length, .columns = q.columns, .count = q.count };
}

uint32_t quote_column(const struct quoted *q, uint32_t column)
{
  if (!column) column = 1;
  return q->columns[column > q->count ? q->count : column - 1];
}

uint32_t quote_offset(const struct quoted *q, uint32_t column)
{
  uint32_t at = 0;
  column = quote_column(q, column);
  while (at < q->length && --column)
    do at++;
    while (at < q->length && (q->text[at] & 0xC0) == 0x80);
  return at;
}
