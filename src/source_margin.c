/* What stands before every line of a text that was passed on: the marks of a quoted mail, a chat's bar, a list's points, a table's first
 * bar, a bare prompt, line numbers.
 *
 * One line alone tells nothing: `#` opens a comment, and an entry of an access list begins with a number. So a mark is taken for a margin
 * where nearly all lines have it, and numbers where they count the lines one by one. Then the margin goes, with the blanks that all lines
 * have behind it, and the lines' own indentation stays. */
#include "src/source_parts.h"

#include <ctype.h>
#include <string.h>

#define SAMPLE 48u       /* lines that tell whether the whole text is worth a look */
#define FEWEST 3u        /* lines with a margin */
#define MOST_DIGITS 6u
#define EMPTY '\n'       /* for what stands behind the number of an empty line */

/* What a line begins with. */
struct lead {
  char mark;        /* one of MARKS, or what stands behind the line's number; '\0': nothing of the kind */
  bool number;
  uint32_t value;   /* the number */
  uint32_t width;   /* bytes up to the number's end */
  uint32_t end;     /* bytes of the whole lead, without the blanks behind it */
  uint32_t blanks;  /* behind it */
  bool empty;       /* nothing else stands on the line */
};

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static uint32_t skip_blanks(const char *line, uint32_t length, uint32_t at)
{
  while (at < length && is_blank(line[at])) at++;
  return at;
}

/* Bytes of a quote's mark at `at`, as a mail or a web page spells it. */
static uint32_t quote_mark(const char *line, uint32_t length, uint32_t at)
{
  if (at < length && line[at] == '>') return 1;
  return length - at >= 4 && !memcmp(line + at, "&gt;", 4) ? 4 : 0;
}

/* Behind all marks of a quote that was quoted again: `> > `, `>>`. */
static uint32_t behind_quotes(const char *line, uint32_t length, uint32_t at)
{
  uint32_t n, next = at;
  while ((n = quote_mark(line, length, next))) {
    at = next + n;
    next = at + (at < length && line[at] == ' ');
  }
  return at;
}

/* The line's number, at `at`, and what parts it from the line. */
static void read_number(const char *line, uint32_t length, uint32_t at, struct lead *l)
{
  uint32_t first = at;
  for (; at < length && isdigit((unsigned char)line[at]) && at - first < MOST_DIGITS; at++)
    l->value = l->value * 10 + (uint32_t)(line[at] - '0');
  l->width = l->end = at;
  if (at == length) l->mark = EMPTY;
  else if (strchr(":.)]|", line[at])) l->mark = line[at];
  else if (is_blank(line[at])) {
    uint32_t bar = skip_blanks(line, length, at);
    if (bar < length && line[bar] == '|') at = bar, l->mark = '|';
    else l->mark = line[at];
  }
  l->number = l->mark;
  if (l->mark && !isspace((unsigned char)l->mark)) l->end = at + 1;
}

static struct lead read_lead(const char *line, uint32_t length)
{
  struct lead l = { 0 };
  uint32_t at = skip_blanks(line, length, 0);
  l.empty = at == length;
  if (l.empty) return l;
  if (isdigit((unsigned char)line[at])) read_number(line, length, at, &l);
  else if (quote_mark(line, length, at)) l.mark = '>', l.end = behind_quotes(line, length, at);
  else if (strchr("|#$*-", line[at])) l.mark = line[at], l.end = at + 1;
  if (!l.mark) return l;
  uint32_t text = skip_blanks(line, length, l.end);
  l.blanks = text - l.end;
  l.empty = text == length;
  return l;
}

/* What the lines of the text begin with, counted. */
struct census {
  uint32_t lines;                    /* that are not blank */
  uint32_t marked[128], commands[128]; /* by mark: lines; those of them with what may be a command behind it */
  bool glued[128];                   /* some line has no blank behind that mark */
  uint32_t rows;                     /* of a table: between two bars */
  char delimiter;                    /* of the first numbered line */
  uint32_t before;                   /* lines before it */
  uint32_t counted;                  /* numbered lines, each by one more than the one before, or by as many as the lines between */
  uint32_t alone;                    /* those of them that are nothing else */
  uint32_t last, last_line;
  uint8_t blanks[SOURCE_NUMBER_WIDTHS]; /* fewest blanks behind a number of that width */
};

static void count_number(struct census *c, const struct lead *l, uint32_t line)
{
  if (!c->counted) c->before = c->lines - 1;
  else if (l->value != c->last + 1 && l->value - c->last != line - c->last_line) return;
  if (l->mark != EMPTY && l->mark != c->delimiter) {
    if (c->delimiter) return;
    c->delimiter = l->mark;
  }
  c->alone += l->empty && (!c->counted || l->value == c->last + 1);
  c->counted++;
  c->last = l->value;
  c->last_line = line;
  if (!l->empty && l->width < SOURCE_NUMBER_WIDTHS && l->blanks < c->blanks[l->width]) c->blanks[l->width] = (uint8_t)l->blanks;
}

static void count_line(struct census *c, const char *text, uint32_t length, uint32_t line)
{
  struct lead l = read_lead(text, length);
  if (l.empty && (!l.mark || l.mark == '>')) return;
  c->lines++;
  if (l.number) count_number(c, &l, line);
  else if (l.mark) {
    unsigned char mark = (unsigned char)l.mark;
    c->marked[mark]++;
    c->commands[mark] += !l.empty &&
      (isalnum((unsigned char)text[l.end + l.blanks]) ||
        (l.mark != '#' && strchr(l.mark == '|' ? "#!<[`" : "#!<[", text[l.end + l.blanks])));
    c->rows += l.mark == '|' && text[length - 1] == '|';
    c->glued[mark] |= !l.empty && !l.blanks;
  }
}

/* Counts the text's lines, at most `most` of them that are not blank. */
static struct census take_census(const struct source *s, uint32_t most)
{
  struct census c = { 0 };
  char end = s->cr_ends ? '\r' : '\n';
  memset(c.blanks, UINT8_MAX, sizeof c.blanks);
  for (uint32_t at = 0, line = 1; at < s->file_size && c.lines < most; line++) {
    const char *text = s->file + at, *last = memchr(text, end, s->file_size - at);
    uint32_t whole = last ? (uint32_t)(last - text) : s->file_size - at, length = whole;
    while (length && (text[length - 1] == '\r' || is_blank(text[length - 1]))) length--;
    count_line(&c, text, length, line);
    at += whole + 1;
  }
  return c;
}

/* A mail may say something itself before what it quotes; a comment is no prompt as long as a line of the text is none, but the prompt
 * before `enable`, `>en`, is one. */
static char mark_of(const struct census *c)
{
  static const char marks[] = ">|$#*-";
  for (const char *m = marks; *m; m++) {
    uint32_t n = c->marked[(unsigned char)*m], others = c->lines - n, allowed = *m == '>' ? n : *m == '#' ? c->marked['>'] : n / 8;
    if (strchr("*-", *m) && c->glued[(unsigned char)*m]) continue; /* no list, but what a diff takes out */
    if (n >= FEWEST && others <= allowed && c->commands[(unsigned char)*m] * 2 > n) return *m;
  }
  return '\0';
}

/* Numbers that only blanks part from the text might be those of an access list: then the text's first line has none. */
static bool is_numbered(const struct census *c)
{
  return c->counted > FEWEST && (c->lines - c->counted) * 8 <= c->lines && c->before <= (c->delimiter == ' ' ? 0 : 4);
}

/* Pages that set the numbers into a column of their own come out with a line for each. */
static bool has_number_lines(const struct census *c)
{
  return c->alone > FEWEST && c->alone * 3 >= c->lines;
}

bool source_margin_look(const struct source *s, struct source_paste *p)
{
  struct census c = take_census(s, SAMPLE);
  if (!mark_of(&c) && !is_numbered(&c) && !has_number_lines(&c) && c.marked['>'] < FEWEST) return false;
  c = take_census(s, UINT32_MAX);
  p->mark = mark_of(&c);
  p->cells = p->mark == '|' && c.rows * 8 >= c.marked['|'] * 7;
  p->blank = p->mark && (p->cells || !c.glued[(unsigned char)p->mark]);
  p->delimiter = !p->mark && is_numbered(&c) ? c.delimiter : '\0';
  memcpy(p->blanks, c.blanks, sizeof p->blanks);
  p->number_lines = !p->mark && !p->delimiter && has_number_lines(&c);
  return p->mark || p->delimiter || p->number_lines;
}

static uint32_t without_number(const struct source_paste *p, const struct lead *l)
{
  uint32_t most = l->width < SOURCE_NUMBER_WIDTHS ? p->blanks[l->width] : 0;
  if (p->delimiter == '\t') most = 1;
  return l->end + (l->blanks < most ? l->blanks : most);
}

uint32_t source_margin(const struct source *s, const char *line, uint32_t length)
{
  const struct source_paste *p = s->paste;
  if (!p || !(p->mark || p->delimiter || p->number_lines)) return 0;
  struct lead l = read_lead(line, length);
  if (p->number_lines) return l.number && l.empty ? length : 0;
  if (l.number ? !p->delimiter || (l.mark != p->delimiter && l.mark != EMPTY) : !l.mark || l.mark != p->mark) return 0;
  return l.number ? without_number(p, &l) : l.end + (p->blank && l.blanks);
}
