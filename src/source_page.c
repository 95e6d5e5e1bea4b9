/* What a web page leaves in a text that was copied from its source: entities, tags at the ends of lines, Markdown's backslashes and ticks;
 * and the notes that its author glued to a line's last word.
 *
 * A key may hold nearly any character, so nothing is touched without a sign that it is no character of its own: entities are read where
 * some stand for blanks or one begins a line, tags where some close at a line's end, backslashes where prompts or names have them and each
 * stands before punctuation, and a note is what goes on to the line's end behind a mark for it, in another script, or behind a number or
 * an address. A name that stands in the text twice with such an end, and never without, is a name. */
#include "src/source_parts.h"

#include "src/quote.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LARGEST_PAGE (1u << 16) /* bytes; a larger text was not written for readers */
#define LONGEST_NOTED 1000u     /* bytes of a line with a note */
#define LONGEST_TAG 200u
#define LONGEST_ENTITY 8u /* bytes */
#define WIDE_GAP 4u       /* blanks between a command and what is written beside it */
#define WIDE_OPEN "\xef\xbc\x88"
#define WIDE_CLOSE "\xef\xbc\x89"

/* ---- Entities ---- */

/* Is it the number of a blank: the one that breaks no line, those as wide as a letter, the full-width one? */
static bool is_blank_number(unsigned value)
{
  return value == 160 || (value >= 0x2002 && value <= 0x200a) || value == 0x3000;
}

/* `&#39;`, `&#x27;`: printable ASCII, and blanks. */
static uint32_t numeric_entity(const char *at, uint32_t length, char *stands_for)
{
  unsigned base = at[2] == 'x' || at[2] == 'X' ? 16 : 10, value = 0;
  uint32_t i = base == 16 ? 3 : 2, first = i;
  for (; i < length && i - first < 5 && isxdigit((unsigned char)at[i]) && (base == 16 || isdigit((unsigned char)at[i])); i++)
    value = value * base + (unsigned)(isdigit((unsigned char)at[i]) ? at[i] - '0' : (at[i] | 32) - 'a' + 10);
  if (i == first || i == length || at[i] != ';') return 0;
  *stands_for = is_blank_number(value) ? ' ' : (char)value;
  return is_blank_number(value) || (value >= ' ' && value <= '~') ? i + 1 : 0;
}

uint32_t source_entity(const char *at, uint32_t length, char *stands_for)
{
  static const struct { const char *text; char stands_for; } entities[] = {
    { "&nbsp;", ' ' }, { "&emsp;", ' ' }, { "&ensp;", ' ' }, { "&thinsp;", ' ' }, { "&lt;", '<' }, { "&gt;", '>' },
    { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    size_t n = strlen(entities[i].text);
    if (n > length || memcmp(at, entities[i].text, n)) continue;
    *stands_for = entities[i].stands_for;
    return (uint32_t)n;
  }
  return length > 3 && at[1] == '#' ? numeric_entity(at, length, stands_for) : 0;
}

/* ---- Markdown ---- */

bool source_is_escape(const char *at)
{
  return *at == '\\' && at[1] && strchr("\\`*_{}[]<>()#+-.!|~", at[1]);
}

static bool begins_line(const struct source *s, const char *at)
{
  while (at > s->file && (at[-1] == ' ' || at[-1] == '\t')) at--;
  return at == s->file || at[-1] == '\n' || at[-1] == '\r';
}

/* Does the backslash at `at` stand in a prompt: `R1(config)\#`, `\[R1-acl\]`? */
static bool is_in_prompt(const struct source *s, const char *at)
{
  const char *first = at;
  if (at[1] != '#' && at[1] != '[' && at[1] != '<') return false;
  while (at[1] == '#' && first > s->file && (isalnum((unsigned char)first[-1]) || (first[-1] && strchr("._-()/", first[-1])))) first--;
  return (at[1] != '#' || first < at) && begins_line(s, first);
}

/* Has Markdown escaped the text's punctuation? Prompts or names show it, and no backslash stands before anything else. */
static bool has_escapes(const struct source *s)
{
  const char *end = s->file + s->file_size;
  unsigned prompts = 0, names = 0;
  for (const char *at = s->file; (at = memchr(at, '\\', (size_t)(end - at))); at += 2) {
    if (!source_is_escape(at)) return false;
    prompts += is_in_prompt(s, at);
    names += at[1] == '_' && at > s->file && isalnum((unsigned char)at[-1]) && isalnum((unsigned char)at[2]);
  }
  return prompts > 1 || names > 2;
}

/* Is the line [from, to) set in ticks, and nothing of it alone? */
static bool is_ticked(const char *line, uint32_t from, uint32_t to)
{
  return to - from > 2 && line[from] == '`' && line[to - 1] == '`' && !memchr(line + from + 1, '`', to - from - 2);
}

static uint32_t trimmed(const char *line, uint32_t from, uint32_t to)
{
  while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t' || line[to - 1] == '\r')) to--;
  return to;
}

/* Are more of the text's lines set in ticks than not? */
static bool has_ticks(const struct source *s)
{
  unsigned ticked = 0, others = 0;
  if (!memchr(s->file, '`', s->file_size)) return false;
  for (uint32_t at = 0, next; at < s->file_size; at = next) {
    const char *last = memchr(s->file + at, '\n', s->file_size - at);
    uint32_t end = last ? (uint32_t)(last - s->file) : s->file_size, from = at;
    next = end + 1;
    end = trimmed(s->file, at, end);
    while (from < end && s->file[from] == ' ') from++;
    if (is_ticked(s->file, from, end)) ticked++;
    else others += from < end;
  }
  return ticked > 2 && ticked > others;
}

static void strip_ticks(const char *line, uint32_t *from, uint32_t *to)
{
  uint32_t first = *from, end = trimmed(line, *from, *to);
  while (first < end && line[first] == ' ') first++;
  if (is_ticked(line, first, end)) *from = first + 1, *to = end - 1;
}

/* ---- Tags ---- */

/* Length of the tag at `at`, one of those that listings are set in; 0: there is none. Sets `*closes` for one that ends a line or a part. */
static uint32_t tag(const char *at, uint32_t length, bool *closes)
{
  static const char *const names[] = { "br", "p", "div", "pre", "code", "nowiki", "span", "li", "td", "tr", "b", "strong", "font", NULL };
  if (length < 3 || *at != '<') return 0;
  uint32_t i = 1;
  bool slash = at[i] == '/';
  i += slash;
  for (const char *const *n = names; *n; n++) {
    uint32_t k = i + (uint32_t)strlen(*n);
    if (k >= length || strncasecmp(at + i, *n, k - i) || !strchr(" />", at[k])) continue;
    const char *end = memchr(at + k, '>', (length < LONGEST_TAG ? length : LONGEST_TAG) - k);
    *closes = slash || !strcmp(*n, "br");
    return end ? (uint32_t)(end - at) + 1 : 0;
  }
  return 0;
}

/* Where the tag begins that ends at `end`; `end`: there is none. */
static uint32_t tag_before(const char *line, uint32_t end, bool *closes)
{
  uint32_t at = end;
  if (!at || line[at - 1] != '>') return end;
  do at--;
  while (at && line[at] != '<');
  return tag(line + at, end - at, closes) == end - at ? at : end;
}

/* Takes the tags at either end of the line away. */
static void strip_tags(const char *line, uint32_t *from, uint32_t *to)
{
  bool closes;
  for (uint32_t at = *from, n; at < *to; at += n) {
    while (at < *to && line[at] == ' ') at++;
    n = tag(line + at, *to - at, &closes);
    if (!n) break;
    *from = at + n;
  }
  for (uint32_t i = *from; i + 5 < *to; i++)
    if (line[i] == '<' && !memcmp(line + i, "</td>", 5)) *to = i; /* the first cell of a table's row holds the command */
  for (uint32_t end = trimmed(line, *from, *to), at; end > *from; end = at) {
    at = tag_before(line + *from, end - *from, &closes) + *from;
    if (at == end) break;
    *to = at = trimmed(line, *from, at);
  }
}

/* ---- Notes ---- */

/* Does the text at `at` begin with a letter of a script that is written in full width (U+3000 to U+9FFF, U+AC00 to U+D7FF, full-width
 * forms)? */
static bool is_wide(const char *at, uint32_t length)
{
  unsigned char c = length >= 3 ? (unsigned char)*at : 0;
  return (c >= 0xe3 && c <= 0xed) || c == 0xef;
}

/* Bytes of the mark of a note at `at`, when one goes on behind it to the line's end: `（说明）`, `//说明`, `#说明`, `←说明`, `<- here`. */
static uint32_t note_mark(const char *at, uint32_t length)
{
  static const char *const marks[] = { "//", "#", ";", "\xe2\x86\x90", "\xe2\x80\x94\xe2\x80\x94", "\xef\xbc\x9b", "\xef\xbc\x8c", NULL };
  if (length > 6 && !memcmp(at, WIDE_OPEN, 3)) return !memcmp(at + length - 3, WIDE_CLOSE, 3) ? 3 : 0;
  if (length > 3 && *at == '(' && at[length - 1] == ')' && is_wide(at + 1, length - 1)) return 1;
  for (const char *const *m = marks; *m; m++) {
    uint32_t n = (uint32_t)strlen(*m);
    if (length <= n || memcmp(at, *m, n)) continue;
    while (n < length && at[n] == ' ') n++;
    return is_wide(at + n, length - n) ? n : 0;
  }
  if (*at != '<' || length < 3 || at[1] != '-') return 0;
  uint32_t n = 1;
  while (n < length && at[n] == '-') n++;
  return n < length && (at[n] == ' ' || is_wide(at + n, length - n)) ? n : 0;
}

/* Is [from, at) of the line a number, or an address, from the start of a word, and goes something on behind it that is marked as a note:
 * `14//as over there`, `10.1.1.1<-the hub`, `14; as over there`? */
static bool is_behind_number(const char *line, uint32_t from, uint32_t at, uint32_t end)
{
  bool marked = line[at] == ';' || (at + 1 < end && (!memcmp(line + at, "//", 2) || !memcmp(line + at, "<-", 2)));
  uint32_t word = at;
  if (!marked || at + (line[at] == ';' ? 1u : 2u) >= end) return false;
  while (word > from && (isdigit((unsigned char)line[word - 1]) || line[word - 1] == '.')) word--;
  return isdigit((unsigned char)line[at - 1]) && (word == from || isspace((unsigned char)line[word - 1]));
}

bool source_is_in_secret(const char *line, uint32_t length, uint32_t at)
{
  enum { MOST = 16 };
  struct place secrets[MOST];
  size_t count = quote_find_secrets(line, length, secrets, MOST);
  for (size_t i = 0; i < count; i++)
    if (secrets[i].first <= at && at <= secrets[i].last) return true;
  return false;
}

/* Is [word, end) with the note at `note` the name of something? Then the text goes on behind it somewhere, or has more than one of them
 * that differ in their ends alone. Numbers and addresses are no such names. */
static bool is_name(const struct source *s, const char *word, const char *note, const char *end)
{
  const char *c = word, *last = s->file + s->file_size;
  size_t length = (size_t)(end - word), stem = (size_t)(note - word);
  unsigned same = 0, others = 0;
  while (c < note && (isdigit((unsigned char)*c) || *c == '.' || *c == '/')) c++;
  if (c == note) return false;
  for (const char *at = s->file; (at = memchr(at, *word, (size_t)(last - at))); at++) {
    if ((size_t)(last - at) < stem || memcmp(at, word, stem) || (at > s->file && !isspace((unsigned char)at[-1]))) continue;
    if ((size_t)(last - at) < length || memcmp(at, word, length)) others += at + stem < last && (at[stem] & 0x80);
    else if (at + length < last && (at[length] == ' ' || at[length] == '\t') && !isspace((unsigned char)at[length + 1])) return true;
    else same++;
  }
  return same > 1 && others > 1;
}

/* Is the `;` at `at` the end of an entity of the line, which begins at `from`? */
static bool ends_entity(const struct source_paste *p, const char *line, uint32_t from, uint32_t at)
{
  char c;
  uint32_t first = at;
  if (!p->entities || line[at] != ';') return false;
  while (first > from && at - first < LONGEST_ENTITY && line[first] != '&') first--;
  return line[first] == '&' && source_entity(line + first, at + 1 - first, &c) == at + 1 - first;
}

/* Does the word [from, to) take text behind it: `description`, `remark`? */
static bool takes_text(const char *line, uint32_t from, uint32_t to)
{
  static const char *const words[] = { "banner", "comment", "contact", "description", "header", "hostname", "location", "name", "remark",
    "sysname", NULL };
  uint32_t length = to - from;
  for (const char *const *w = words; *w; w++)
    if (length >= 3 && length <= strlen(*w) && !strncasecmp(line + from, *w, length)) return true;
  return false;
}

/* Where a note begins that stands apart, behind columns of blanks or tabs, and is a sentence in another script, whatever its first word is;
 * `to`: there is none. */
static uint32_t note_apart(const char *line, uint32_t from, uint32_t to)
{
  uint32_t i = from, words = 0, gap;
  while (i < to && isspace((unsigned char)line[i])) i++;
  for (; i < to; i = gap, words++) {
    uint32_t word = i;
    while (i < to && !isspace((unsigned char)line[i])) i++;
    if (takes_text(line, word, i)) return to;
    gap = i;
    while (gap < to && isspace((unsigned char)line[gap])) gap++;
    if (words && (gap - i >= WIDE_GAP || memchr(line + i, '\t', gap - i))) break;
  }
  for (uint32_t k = i; k < to; k++)
    if (is_wide(line + k, to - k)) return i;
  return to;
}

/* Where the note begins that is glued to the last word of the line [from, to); `to`: there is none. */
static uint32_t note_glued(const struct source *s, const struct source_paste *p, const char *line, uint32_t from, uint32_t to)
{
  uint32_t end = trimmed(line, from, to);
  if (end - from > LONGEST_NOTED) return to;
  for (uint32_t i = from + 1; i < end; i++) {
    if ((unsigned char)line[i - 1] <= ' ' || (unsigned char)line[i - 1] >= 0x7f || strchr(":\\", line[i - 1])) continue;
    bool behind_number = is_behind_number(line, from, i, end);
    if ((!behind_number && !note_mark(line + i, end - i)) || ends_entity(p, line, from, i)) continue;
    if ((behind_number || line[i] == '<') && source_is_in_secret(line + from, end - from, i - from)) continue;
    uint32_t word = i;
    while (word > from && !isspace((unsigned char)line[word - 1])) word--;
    return is_name(s, line + word, line + i, line + end) ? to : i;
  }
  return to;
}

static uint32_t note_of(const struct source *s, const struct source_paste *p, const char *line, uint32_t from, uint32_t to)
{
  uint32_t apart = note_apart(line, from, to), glued = note_glued(s, p, line, from, to);
  return apart < glued ? apart : glued;
}

/* ---- The text ---- */

static bool has_entities(const struct source *s)
{
  const char *end = s->file + s->file_size;
  unsigned blanks = 0;
  for (const char *at = s->file; (at = memchr(at, '&', (size_t)(end - at))); at++) {
    char c;
    uint32_t n = source_entity(at, (uint32_t)(end - at), &c);
    blanks += n && c == ' ';
    if (blanks > 1 || (n && begins_line(s, at))) return true;
  }
  return false;
}

static bool has_tags(const struct source *s)
{
  const char *end = s->file + s->file_size;
  unsigned closing = 0;
  for (const char *at = s->file; closing < 2 && (at = memchr(at, '<', (size_t)(end - at))); at++) {
    bool closes = false;
    uint32_t n = tag(at, (uint32_t)(end - at), &closes);
    closing += n && closes && (at + n == end || strchr("<\n\r", at[n]));
  }
  return closing > 1;
}

/* Does a mark stand somewhere that ASCII may follow: `<-`, or one behind a digit? */
static bool has_mark(const struct source *s)
{
  const char *end = s->file + s->file_size;
  for (const char *m = "<;/"; *m; m++) /* a NUL follows the text */
    for (const char *at = s->file; (at = memchr(at, *m, (size_t)(end - at))); at++)
      if ((*m == '<' && at[1] == '-') || (*m != '<' && at > s->file && isdigit((unsigned char)at[-1]) && (*m == ';' || at[1] == '/')))
        return true;
  return false;
}

bool source_page_look(const struct source *s, const struct source_seen *seen, struct source_paste *p)
{
  if (s->file_size > LARGEST_PAGE) return false;
  p->entities = has_entities(s);
  p->escapes = has_escapes(s);
  p->ticks = has_ticks(s);
  p->stress = source_has_stress(s);
  p->tags = has_tags(s);
  p->notes = seen->high || has_mark(s);
  return p->entities || p->escapes || p->ticks || p->stress || p->tags || p->notes;
}

/* A row's first cell. */
static void strip_cells(const char *line, uint32_t *from, uint32_t *to)
{
  for (uint32_t i = *from + 1; i < *to; i++)
    if (line[i] == '|' && line[i - 1] == ' ') *to = trimmed(line, *from, i);
}

void source_page_trim(const struct source *s, const struct source_paste *p, const char *line, uint32_t *from, uint32_t *to)
{
  if (p->cells) strip_cells(line, from, to);
  if (p->ticks || p->cells) strip_ticks(line, from, to);
  if (p->tags) strip_tags(line, from, to);
  if (p->notes) *to = note_of(s, p, line, *from, *to);
}
