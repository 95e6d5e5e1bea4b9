/* The driver's side that no grammar is needed for: lines, prompts, wrapped lines, comments, and the ledger. */
#include "grammar/front_lines.h"

#include "src/quote.h"
#include "src/source.h"
#include "vendors/vendor.h"

#include <stdlib.h>
#include <strings.h>

#define LONGEST_PROMPT 160u
#define LONGEST_VIEW 8192u /* bytes of a line with several commands: each of them is looked at to the line's end */
#define LONGEST_SLIP 256u /* bytes of a line that may hold a misspelled command */
#define FIRST_WORDS 32u
#define MOST_WORDS 4096u /* FIRST_WORDS doubled some times; the last one takes the rest: a line of 100 MB is not worth a list of words */

/* ---- Ledger ---- */

static void ledger_grow(struct router *r, uint32_t line)
{
  uint32_t capacity = r->ledger_capacity ? r->ledger_capacity : 64;
  while (capacity < line) {
    if (capacity > UINT32_MAX / 2) longjmp(*r->arena->exhausted, 1);
    capacity *= 2;
  }
  uint8_t *grown = realloc(r->ledger, capacity);
  if (!grown) longjmp(*r->arena->exhausted, 1);
  memset(grown + r->ledger_capacity, LEDGER_BLANK, capacity - r->ledger_capacity);
  r->ledger = grown;
  r->ledger_capacity = capacity;
}

/* Enters what became of the line of that number; the clean text has the file's lines. */
static inline void ledger_enter(struct router *r, uint32_t line, enum ledger_entry what)
{
  if (line > r->ledger_capacity) ledger_grow(r, line);
  r->ledger[line - 1] = (uint8_t)what;
  if (line > r->lines) r->lines = line;
}

/* ---- Splitting a line ---- */

static void grow_words(struct front *f, struct front_line *l)
{
  uint32_t capacity = l->capacity ? l->capacity * 2 : FIRST_WORDS;
  struct place *words = arena_alloc(f->arena, capacity * sizeof *words);
  if (l->count) memcpy(words, l->words, l->count * sizeof *words);
  l->words = words;
  l->capacity = capacity;
}

static void add_word(struct front *f, struct front_line *l, struct place word)
{
  if (l->count == l->capacity) grow_words(f, l);
  l->words[l->count++] = word;
}

void front_split(struct front *f, struct front_line *l, const char *text, uint32_t length, uint32_t start)
{
  while (length && front_is_space(text[length - 1])) length--;
  l->count = 0;
  for (uint32_t i = 0; i < length;) {
    while (front_is_space(text[i])) i++;
    uint32_t first = i;
    i = l->count < MOST_WORDS - 1 ? i + front_word(text + i, length - i) : length;
    add_word(f, l, (struct place){ start + first, start + i });
  }
  l->text = (struct place){ l->count ? l->words[0].first : start, start + length };
}

/* The words of the bytes [at, end), a line's. */
static void split(struct front *f, struct front_line *l, uint32_t at, uint32_t end)
{
  front_split(f, l, f->scan.text + at, end - at, at);
}

/* ---- Prompts ---- */

/* Is what stands in the parentheses at `s`, `(config-if)`, a view's name, and a command behind it without the `#`, which whoever typed the
 * text again left out? */
static bool lacks_end(const char *s, uint32_t length, const char *behind, const char *end)
{
  while (behind < end && *behind == ' ') behind++;
  return behind < end && isalpha((unsigned char)*behind) && length > 7 && (!memcmp(s, "(config", 7) || !memcmp(s, "(cfg-", 5));
}

uint32_t front_prompt(const char *s, uint32_t len, bool *configures)
{
  uint32_t i = 0, limit = len < LONGEST_PROMPT ? len : LONGEST_PROMPT;
  bool bare = false;
  *configures = s[0] == '[';
  if (s[0] == '<' || s[0] == '[') {
    char close = s[0] == '<' ? '>' : ']';
    for (i = 1; i < limit && s[i] != close; i++)
      if (s[i] == ' ' && close == '>') return 0;
    if (i == limit || i == 1) return 0;
  } else {
    while (i < limit && (isalnum((unsigned char)s[i]) || strchr("-_.:/@~*", s[i]))) i++;
    if (i < limit && s[i] == '(') {
      uint32_t view = i;
      *configures = true;
      while (i < limit && s[i] != ')') i++;
      i++;
      bare = i < limit && lacks_end(s + view, i - view, s + i, s + len);
    }
    if (i >= limit || (!bare && !strchr("#>", s[i]))) return 0;
    if (!i && s[0] != '(') return 0;
  }
  for (i += !bare; i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r');) i++;
  return i;
}

/* Does the router's name in a prompt end at this character? */
static bool ends_name(char c, bool brackets)
{
  return brackets ? c == '-' || c == ']' || c == ' ' : c == '(' || c == '#';
}

uint32_t front_next_prompt(const char *s, uint32_t length)
{
  uint32_t stem = 1;
  bool configures, brackets = length && *s == '[';
  if (!length || length > LONGEST_VIEW || (!brackets && !isalnum((unsigned char)*s))) return length;
  while (stem < length && s[stem] != ' ' && !ends_name(s[stem], brackets)) stem++;
  if (stem == length || !ends_name(s[stem], brackets)) return length;
  for (uint32_t i = stem; i + stem < length; i++)
    if (s[i - 1] == ' ' && !memcmp(s + i, s, stem) && ends_name(s[i + stem], brackets) && front_prompt(s + i, length - i, &configures))
      return i;
  return length;
}

/* ---- Comments ---- */

static void add_suppression(struct front *f, struct place at, const char *s, const char *end)
{
  struct router *r = f->router;
  while (s < end && isspace((unsigned char)*s)) s++;
  if (end - s < 4 || memcmp(s, "off", 3) || !isspace((unsigned char)s[3])) return;
  for (s += 3; s < end && isspace((unsigned char)*s);) s++;
  const char *rule = s;
  while (s < end && isalnum((unsigned char)*s)) s++;
  struct suppression *n = ARENA_NEW(r->arena, struct suppression);
  n->rule = names_intern(&r->names, rule, (size_t)(s - rule));
  while (s < end && isspace((unsigned char)*s)) s++;
  while (end > s && isspace((unsigned char)end[-1])) end--;
  n->reason = arena_strndup(r->arena, s, (size_t)(end - s));
  n->at = at;
  n->head = f->header_indent < 0 && !r->entries.first && !r->interfaces.first && !r->proposals.first && !r->acls.first && !r->keys.first;
  LIST_APPEND(r->suppressions, n);
}

/* A comment line; only one that speaks to peerlint means anything. */
static void comment(struct front *f, uint32_t first, uint32_t last)
{
  static const char mark[] = "peerlint:";
  const char *s = f->scan.text + first, *end = f->scan.text + last;
  while (s < end && (*s == '!' || *s == '#' || *s == '/')) s++;
  while (s < end && isspace((unsigned char)*s)) s++;
  if ((size_t)(end - s) > sizeof mark && !memcmp(s, mark, sizeof mark - 1))
    add_suppression(f, (struct place) { first, last }, s + sizeof mark - 1, end);
}

/* ---- Lines ---- */

struct reader {
  const struct front_parser *parser;
  uint32_t number;       /* of the line at hand among the clean text's lines */
  bool answered;         /* the lines at hand are what the device answered to `show` or `ping` */
  struct front_wrap wrap;
};

/* Enters what became of the line at hand. An answer is no part of the config; it ends where a command is read again. */
static void enter_line(struct front *f, struct reader *rd)
{
  rd->answered = rd->answered && f->became != LEDGER_UNDERSTOOD;
  if (rd->answered && f->became == LEDGER_UNKNOWN) f->became = LEDGER_IGNORED;
  ledger_enter(f->router, rd->number, f->became);
}

/* Enters the lines that start in [from, to), which follow the line at hand. */
static void enter_block(struct front *f, struct reader *rd, uint32_t from, uint32_t to, enum ledger_entry what)
{
  for (uint32_t at = from; at < to && at < f->scan.size; at = front_line_end(f, at) + 1) {
    rd->number++;
    ledger_enter(f->router, rd->number, what);
  }
}

static bool matters(struct front_first first)
{
  return first.global || first.here;
}

/* Does a routing protocol's header go on behind its first word, which ends at `at`, as in `router ospf 10`? */
static bool is_process(const struct front *f, uint32_t at)
{
  const char *text = f->scan.text;
  uint32_t to = at + 1;
  while (to < f->scan.size && islower((unsigned char)text[to])) to++;
  return to > at + 1 && to + 1 < f->scan.size && text[to] == ' ' && isdigit((unsigned char)text[to + 1]);
}

/* What is known to be no part of a tunnel may be written with capitals, too; but a sentence may begin so, and opens no view. */
static uint8_t ignored_with_capitals(struct front *f, const struct reader *rd, uint32_t word, uint32_t indent)
{
  char small[32];
  uint32_t length = front_word_length(f, word);
  if (length > sizeof small) return FRONT_UNKNOWN;
  for (uint32_t i = 0; i < length; i++) small[i] = (char)tolower((unsigned char)f->scan.text[word + i]);
  uint8_t what = rd->parser->first(f, small, length, indent).ignore;
  return what == FRONT_UNKNOWN || (what == FRONT_IGNORED_ROUTING && is_process(f, word + length)) ? what : FRONT_IGNORED;
}

/* `first`, which is unknown and begins with a capital, in the light of that. */
static __attribute__((noinline)) struct front_first look_again(
  struct front *f, const struct reader *rd, uint32_t word, uint32_t indent, struct front_first first)
{
  first.ignore = ignored_with_capitals(f, rd, word, indent);
  first.slip = first.slip && !first.ignore;
  return first;
}

static struct front_first first_word_at(struct front *f, const struct reader *rd, uint32_t word, uint32_t indent)
{
  struct front_first first = rd->parser->first(f, f->scan.text + word, front_word_length(f, word), indent);
  bool unknown = !matters(first) && !first.ignore;
  return unknown && isupper((unsigned char)f->scan.text[word]) ? look_again(f, rd, word, indent, first) : first;
}

/* At other prompts the device answers. */
static bool is_behind_prompt(const struct front *f, uint32_t at, uint32_t word)
{
  uint32_t indent;
  bool configures = false;
  at = front_skip_blanks(f, at, word, &indent);
  return at < word && front_prompt(f->scan.text + at, word - at, &configures) && configures;
}

/* Reads the line [at, end) whose first word, `first`, stands at `word`. Returns the offset of the next line. */
static uint32_t read_line(
  struct front *f, struct reader *rd, uint32_t at, uint32_t word, uint32_t end, uint32_t indent, struct front_first first)
{
  struct front_line *l = &f->line;
  uint32_t wrapped = 0;
  l->indent = indent;
  l->next = end < f->scan.size ? end + 1 : f->scan.size;
  split(f, l, word, end);
  if (!f->router->source->written && (matters(first) || l->count == 1) && front_may_be_wrapped(&rd->wrap, at, end))
    front_unwrap(f, rd->parser, &rd->wrap, at, end, &wrapped);
  if (!wrapped && matters(first) && is_behind_prompt(f, at, word)) front_continue(f, rd->parser, end, &wrapped);
  if (wrapped) {
    uint32_t length;
    const char *text = front_text(f, l->words[0], &length);
    first = rd->parser->first(f, text, length, indent);
  }
  rd->parser->parse(f, l, first);
  enter_line(f, rd);
  for (; wrapped; wrapped--) {
    rd->number++;
    ledger_enter(f->router, rd->number, f->became);
  }
  if (f->became != LEDGER_UNDERSTOOD && first.odd && f->family->swallow) {
    uint32_t to = f->family->swallow(f, l);
    if (f->became == LEDGER_UNDERSTOOD) enter_line(f, rd);
    if (to > l->next) {
      ledger_enter(f->router, rd->number, LEDGER_IGNORED);
      enter_block(f, rd, l->next, to, LEDGER_IGNORED);
      l->next = to;
    }
  }
  return l->next;
}

/* A comment or separator: `#`, `!`, or `//` in people's notes. */
static bool is_comment(const struct front *f, uint32_t word, uint32_t end)
{
  char c = f->scan.text[word];
  return c == '#' || c == '!' || (c == '/' && word + 1 < end && f->scan.text[word + 1] == '/');
}

static void separator(struct front *f, struct reader *rd, uint32_t word, uint32_t end)
{
  ledger_enter(f->router, rd->number, LEDGER_COMMENT);
  if (f->family->hash_closes && f->scan.text[word] == '#' && front_is_alone(f, word, end)) {
    f->view = f->flat_view = FRONT_VIEW_NONE;
    f->header_indent = -1;
    f->body_ignored = false;
  } else comment(f, word, end);
}

static bool is_one_word(const struct front *f, uint32_t word, uint32_t end)
{
  for (word += front_word_length(f, word); word < end; word++)
    if (!front_is_space(f->scan.text[word])) return false;
  return true;
}

/* A line whose first word no view takes and that stands behind no prompt. Its word may be a misspelled one, and a line of one long
 * word half of a command that a terminal wrapped. */
static uint32_t skip_line(
  struct front *f, struct reader *rd, uint32_t at, uint32_t word, uint32_t end, uint32_t indent, struct front_first first)
{
  if (first.prose) {
    separator(f, rd, word, end);
    return end + 1;
  }
  bool slip = first.slip && end - word <= LONGEST_SLIP, half = end - at >= FRONT_NARROWEST && is_one_word(f, word, end);
  if (first.odd || slip || half) return read_line(f, rd, at, word, end, indent, first);
  rd->parser->skip(f, first, indent);
  if (f->became == LEDGER_UNKNOWN && front_is_title(f, word, end)) f->became = LEDGER_COMMENT;
  enter_line(f, rd);
  return end + 1;
}

/* The end of the line that goes on at `at`, without blanks. */
static uint32_t trimmed_end(const struct front *f, uint32_t at)
{
  return front_trimmed(f, at, front_line_end(f, at));
}

static bool asks_for_help(const struct front *f, uint32_t word, uint32_t end)
{
  end = front_trimmed(f, word, end);
  return end > word && f->scan.text[end - 1] == '?';
}

/* Did the command that stands behind a prompt at [from, word), up to `end`, set nothing: it asks for help, the device refuses it below, or
 * it is a beginning that the next line repeats? */
static bool sets_nothing(struct front *f, const struct reader *rd, uint32_t from, uint32_t word, uint32_t end)
{
  const char *text = f->scan.text;
  uint32_t last = trimmed_end(f, from), next = end, indent, first;
  if (asks_for_help(f, word, end)) return true;
  for (unsigned lines = 0; lines < 2; lines++) {
    uint32_t at = next + 1;
    if (at >= f->scan.size) return false;
    next = front_line_end(f, at);
    first = front_skip_blanks(f, at, next, &indent);
    if (first < next && front_is_refusal(text + first, text + next)) return true;
    if (first == next || text[first] != '^' || !front_is_alone(f, first, next)) break;
  }
  if (next - first <= last - from || memcmp(text + first, text + from, last - from)) return false;
  if (isalpha((unsigned char)text[last - 1]) && isalnum((unsigned char)text[first + last - from]))
    return true; /* a keyword that the terminal completed */
  split(f, &f->line, word, end);
  return !rd->parser->whole(f, &f->line);
}

/* Is the second word of the line just split a keyword, written small? What stands for any text would do without its first letter, too. */
static bool second_is_keyword(struct front *f, const struct reader *rd)
{
  struct front_line *l = &f->line;
  uint32_t length;
  if (l->count < 3) return false;
  const char *word = front_text(f, l->words[1], &length);
  for (uint32_t i = 0; i < length; i++)
    if (!islower((unsigned char)word[i]) && word[i] != '-') return false;
  l->words[1].first++;
  bool text = length == 1 || rd->parser->whole(f, l);
  l->words[1].first--;
  return !text;
}

/* A sentence may begin with a keyword's capital as well, and so may what `show` prints, `Crypto Map "M" 10 ipsec-isakmp`: a command with
 * one is a whole line of a view; one of the outer view is a single word, or has a number in it or a second keyword. */
static bool is_command(struct front *f, const struct reader *rd, uint32_t word, uint32_t end, struct front_first first)
{
  if (!first.capitals) return true;
  if (memchr(f->scan.text + word, '"', end - word)) return false;
  split(f, &f->line, word, end);
  if (!rd->parser->whole(f, &f->line)) return false;
  for (uint32_t i = word; i < end && !first.here; i++)
    if (isdigit((unsigned char)f->scan.text[i])) return true;
  return first.here || f->line.count == 1 || second_is_keyword(f, rd);
}

/* Is the line ignored, whatever stands behind its first words? Not where it may go on in the next line, or open a text of several lines. */
static bool passes(
  struct front *f, const struct reader *rd, uint32_t at, uint32_t word, uint32_t end, uint32_t indent, struct front_first first)
{
  return !first.odd && !first.capitals && !front_may_be_wrapped(&rd->wrap, at, end) && rd->parser->pass(f, word, end, indent, first);
}

/* One command, whose first word is `first`; returns the offset of the next line. */
static uint32_t take_line(
  struct front *f, struct reader *rd, uint32_t at, uint32_t word, uint32_t end, uint32_t indent, struct front_first first)
{
  bool configures = true;
  if (first.capitals && matters(first) && !is_command(f, rd, word, end, first)) first.global = first.here = FATE_NONE;
  if (matters(first) && passes(f, rd, at, word, end, indent, first)) {
    enter_line(f, rd);
    return end + 1;
  }
  if (matters(first)) return read_line(f, rd, at, word, end, indent, first);
  uint32_t prompt = first.odd ? front_prompt(f->scan.text + word, end - word, &configures) : 0;
  if (!prompt) return skip_line(f, rd, at, word, end, indent, first);
  uint32_t from = word;
  word += prompt;
  rd->answered = asks_for_help(f, word, end) || (rd->answered && word == end); /* `[Inbound ESP SAs]` is no prompt */
  if (word < end && is_comment(f, word, end)) {
    separator(f, rd, word, end);
    return end + 1;
  }
  if (word < end && !sets_nothing(f, rd, from, word, end)) {
    f->at_outer_prompt = configures && f->family->prompt && f->family->prompt(f, (struct place){ from, word });
    first = first_word_at(f, rd, word, 0);
    if (!configures && !is_command(f, rd, word, end, first))
      first.global = first.here = FATE_NONE; /* `<1-99>  IP access-list number` of a help text */
    rd->answered = front_is_question(f, word, end);
    uint32_t next = matters(first) || configures ? read_line(f, rd, at, word, end, 0, first) : 0;
    f->at_outer_prompt = false;
    if (next && !configures && f->became == LEDGER_UNKNOWN) ledger_enter(f->router, rd->number, LEDGER_IGNORED); /* `<R1>sys` */
    if (next) return next;
  }
  ledger_enter(f->router, rd->number, LEDGER_IGNORED); /* a prompt alone, or a command that shows or sets nothing */
  return end + 1;
}

/* What became of a line with two commands: an unknown one must be seen, and an ignored one hides none. */
static enum ledger_entry both(enum ledger_entry a, enum ledger_entry b)
{
  return a == LEDGER_UNKNOWN || b == LEDGER_BLANK || (a == LEDGER_UNDERSTOOD && b != LEDGER_UNKNOWN) ? a : b;
}

/* The line that starts at `at`, [word, end), holds several commands, each behind its prompt. Reads them one by one up to the last one,
 * which begins at `*word` then. Returns what became of them, or LEDGER_BLANK where there is one command only. */
static enum ledger_entry take_all_but_last(struct front *f, struct reader *rd, uint32_t at, uint32_t *word, uint32_t end)
{
  enum ledger_entry became = LEDGER_BLANK;
  for (uint32_t length; (length = front_next_prompt(f->scan.text + *word, end - *word)) < end - *word; at = *word += length) {
    take_line(f, rd, at, *word, *word + length - 1, 0, first_word_at(f, rd, *word, 0));
    became = became == LEDGER_BLANK ? f->became : both(became, f->became);
  }
  return became;
}

/* A line with something in it, be it several commands; returns the offset of the next one. */
static uint32_t take_commands(struct front *f, struct reader *rd, uint32_t at, uint32_t word, uint32_t end, uint32_t indent)
{
  struct front_first first = first_word_at(f, rd, word, indent);
  enum ledger_entry before = first.odd ? take_all_but_last(f, rd, at, &word, end) : LEDGER_BLANK;
  if (before == LEDGER_BLANK) return take_line(f, rd, at, word, end, indent, first);
  uint32_t next = take_line(f, rd, word, word, end, 0, first_word_at(f, rd, word, 0));
  ledger_enter(f->router, rd->number, both(before, f->became));
  return next;
}

/* Takes the text line by line. */
static void lines(struct front *f, const struct front_parser *parser)
{
  struct reader rd = { .parser = parser };
  for (uint32_t at = 0; at < f->scan.size;) {
    uint32_t end = front_line_end(f, at), indent, word = front_skip_blanks(f, at, end, &indent);
    rd.number++;
    if (word < end && !is_comment(f, word, end) && !front_is_message(f, word, end)) {
      at = take_commands(f, &rd, at, word, end, indent);
      continue;
    }
    if (word == end) ledger_enter(f->router, rd.number, LEDGER_BLANK);
    else if (is_comment(f, word, end)) separator(f, &rd, word, end);
    else ledger_enter(f->router, rd.number, LEDGER_IGNORED);
    at = end + 1;
  }
}

void front_read(struct router *router, struct front_workspace *workspace)
{
  struct source *s = router->source;
  struct front f = { .workspace = workspace,
    .router = router,
    .arena = router->arena,
    .family = router->dialect->family,
    .scan = { s->text, s->size },
    .header_indent = -1,
    .lines = lines };
  f.family->read(&f);
  arena_free(arena_scratch(router->arena));
}

/* ---- Workspace ---- */

struct front_cache *front_cache_get(struct front *f)
{
  for (struct front_cache_node *n = f->workspace->caches; n; n = n->next)
    if (n->family == f->family) return n->cache;
  return NULL;
}

struct front_cache *front_cache_new(struct front *f, size_t size, void (*free_cache)(struct front_cache *cache))
{
  struct front_cache_node *n = calloc(1, sizeof *n);
  struct front_cache *cache = calloc(1, size);
  if (!n || !cache) {
    free(n);
    free(cache);
    longjmp(*f->arena->exhausted, 1);
  }
  *n = (struct front_cache_node){ .next = f->workspace->caches, .family = f->family, .cache = cache, .free = free_cache };
  f->workspace->caches = n;
  return cache;
}

void front_workspace_free(struct front_workspace *w)
{
  for (struct front_cache_node *n = w->caches; n;) {
    struct front_cache_node *next = n->next;
    n->free(n->cache);
    free(n->cache);
    free(n);
    n = next;
  }
  *w = (struct front_workspace){ 0 };
}
