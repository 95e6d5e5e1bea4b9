/* Lines that a terminal wrapped: a capture then holds one command in two lines or more, cut in the middle of a word as often as not.
 *
 * No mark says so. A line as wide as the widest, or as a usual terminal, is joined to the next one where the two make a line that the
 * grammar takes whole and the first alone does not. Where the first is whole alone, too (a key that goes on in the next line), the width
 * must be a terminal's (a usual one, or most of the widest lines are wrapped like that), and the second line must be no command of any
 * kind.
 *
 * Manuals and web pages break lines as well, between words as a rule and at any width, and a copy keeps the breaks. Where commands stand
 * behind prompts a line without one goes on with the command before it, if that is no whole one. */
#include "grammar/front_lines.h"

#include "src/source.h"

#define NARROWEST_SURE 40u /* the same for a line that is whole alone */
#define MOST_JOINED 8u     /* lines of one command */
#define MOST_BROKEN 3u     /* lines that a document makes of one command, behind the first */
#define SAMPLE 2000u       /* lines that the width is measured on before the first is read; after that it is kept up to date */

/* Columns that [at, end) takes on a terminal, without blanks at the end: Chinese characters take two. */
static uint32_t columns(const struct front *f, uint32_t at, uint32_t end)
{
  uint32_t count = 0;
  while (end > at && front_is_space(f->scan.text[end - 1])) end--;
  for (; end - at >= 8 && !(front_eight(f->scan.text + at) & 0x8080808080808080u); at += 8) count += 8; /* ASCII, as nearly all text is */
  for (; at < end; at++) {
    unsigned char c = (unsigned char)f->scan.text[at];
    count += ((c & 0xc0) != 0x80 ? 1u : 0u) + (c >= 0xe2 ? 1u : 0u);
  }
  return count;
}

struct next_line {
  uint32_t start, word, end; /* `end` without blanks and CR */
  uint32_t line_end;
  uint32_t indent;
};

/* The line behind `end`; false when it cannot go on with a wrapped one. */
static bool next_line(const struct front *f, uint32_t end, struct next_line *n)
{
  bool configures;
  n->start = end + 1;
  if (end >= f->scan.size || n->start >= f->scan.size) return false;
  n->line_end = n->end = front_line_end(f, n->start);
  while (n->end > n->start && isspace((unsigned char)f->scan.text[n->end - 1])) n->end--;
  n->word = front_skip_blanks(f, n->start, n->end, &n->indent);
  const char *word = f->scan.text + n->word;
  bool note = n->end - n->word > 1 && word[0] == '/' && word[1] == '/'; /* somebody's, of the line above */
  return n->word < n->end && n->indent <= 1 && !note && !strchr("#!%", *word) && !front_prompt(word, n->end - n->word, &configures);
}

static void measure(const struct front *f, struct front_wrap *w)
{
  w->longest = 1;
  uint32_t at = 0;
  for (unsigned i = 0; i < SAMPLE && at < f->scan.size; i++) {
    uint32_t end = front_line_end(f, at), width = columns(f, at, end);
    if (width > w->longest) w->longest = width;
    at = end + 1;
  }
}

/* Do most of the widest lines have one behind them that starts at the left edge and is no command? Only a terminal's wraps look so. */
static bool looks_wrapped(struct front *f, const struct front_parser *parser, const struct front_wrap *w)
{
  uint32_t at = 0, wrapped = 0, other = 0;
  for (unsigned i = 0; i < SAMPLE && at < f->scan.size; i++) {
    struct next_line n;
    uint32_t end = front_line_end(f, at);
    if (end - at >= w->longest && columns(f, at, end) == w->longest) {
      bool rest = next_line(f, end, &n) && !n.indent && !parser->known(f, f->scan.text + n.word, front_word_length(f, n.word));
      wrapped += rest;
      other += !rest;
    }
    at = end + 1;
  }
  return wrapped > 1 && wrapped > other;
}

static bool is_usual_width(uint32_t columns)
{
  static const uint32_t usual[] = { 79, 80, 100, 120, 131, 132 };
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (columns == usual[i]) return true;
  return false;
}

/* Is the widest line as wide as the terminal was: a usual width, or one that shows? */
static bool is_terminal_width(struct front *f, const struct front_parser *parser, struct front_wrap *w)
{
  if (is_usual_width(w->longest)) return true;
  if (w->longest < NARROWEST_SURE) return false;
  if (w->looked_at != w->longest) w->looks_wrapped = looks_wrapped(f, parser, w);
  w->looked_at = w->longest;
  return w->looks_wrapped;
}

/* What was joined so far: the bytes [at, to), by `joins` calls of source_join() since the last whole line. */
struct attempt {
  uint32_t at, to;
  unsigned joins;
};

/* Joins `n` to the attempt; true when the result is a whole line, which f->line then is. */
static bool join(struct front *f, const struct front_parser *parser, const struct next_line *n, bool blank, struct attempt *t)
{
  struct front_line both = { .indent = f->line.indent };
  uint32_t length, joined = source_join(f->router->source, t->at, t->to, n->start, n->end, blank, &length);
  if (!length) return false;
  *t = (struct attempt){ joined, joined + length, t->joins + 1 };
  front_split(f, &both, source_at(f->router->source, joined), length, joined);
  if (!parser->whole(f, &both)) return false;
  both.next = n->line_end < f->scan.size ? n->line_end + 1 : f->scan.size;
  f->line = both;
  t->joins = 0;
  return true;
}

static void undo(struct front *f, struct attempt *t, struct attempt before)
{
  for (; t->joins > before.joins; t->joins--) source_unjoin(f->router->source);
  *t = before;
}

/* The same without a blank between the parts and with one, in the likelier order; where neither is whole the likelier is kept, for a third
 * line. */
static bool extend(struct front *f, const struct front_parser *parser, const struct next_line *n, bool blank, struct attempt *t)
{
  struct attempt before = *t;
  if (join(f, parser, n, blank, t)) return true;
  undo(f, t, before);
  if (!n->indent && join(f, parser, n, !blank, t)) return true;
  undo(f, t, before);
  return join(f, parser, n, blank, t);
}

/* May the line go on in `n`, although it is whole alone: a long description, a key? Otherwise `n` would be an unknown header that closes
 * the view. */
static bool may_go_on(struct front *f, const struct front_parser *parser, struct front_wrap *w, const struct next_line *n)
{
  const char *word = f->scan.text + n->word;
  return !n->indent && !parser->known(f, word, front_word_length(f, n->word)) && is_terminal_width(f, parser, w);
}

uint32_t front_unwrap(
  struct front *f, const struct front_parser *parser, struct front_wrap *w, uint32_t start, uint32_t end, uint32_t *lines)
{
  *lines = 0;
  if (!w->longest) measure(f, w);
  uint32_t width = columns(f, start, end), widest, taken = 0;
  struct attempt t = { f->line.text.first, f->line.text.last, 0 };
  struct next_line n;
  if (width > w->longest) w->longest = width;
  bool narrower = width + 1 < w->longest, whole = false; /* people's notes between the lines of a capture may be wider than these */
  if (width < FRONT_NARROWEST || (narrower && !is_usual_width(width))) return 0;
  widest = narrower ? width : w->longest;
  for (uint32_t k = 1; k <= MOST_JOINED && width + 1 >= widest && next_line(f, end, &n); k++) {
    if (k == 1) whole = parser->whole(f, &f->line);
    if (whole && (narrower || !may_go_on(f, parser, w, &n))) break;
    whole = extend(f, parser, &n, width < widest, &t);
    if (whole) {
      taken = n.line_end;
      *lines = k;
    }
    width = columns(f, n.start, n.end);
    end = n.line_end;
  }
  undo(f, &t, (struct attempt){ 0 });
  return taken;
}

uint32_t front_continue(struct front *f, const struct front_parser *parser, uint32_t end, uint32_t *lines)
{
  struct attempt t = { f->line.text.first, f->line.text.last, 0 };
  struct next_line n;
  *lines = 0;
  if (parser->whole(f, &f->line)) return 0;
  for (uint32_t k = 1; k <= MOST_BROKEN && next_line(f, end, &n); k++) {
    end = n.line_end;
    if (!extend(f, parser, &n, true, &t)) continue;
    *lines = k;
    return end;
  }
  undo(f, &t, (struct attempt){ 0 });
  return 0;
}
