/* Included at the end of every family's grammar: the part of the driver that needs bison's static tables.
 *
 * The grammar is built with lr.type canonical-lr and lr.default-reduction consistent, so the state on top of the parser's stack knows
 * exactly which tokens it takes. A word is a keyword only where the state takes that keyword; that is one hash probe and one look into the
 * tables. The including file defines FRONT_READ, the name of the entry point. */
#include "grammar/front_lines.h"

#include <string.h>
#include <strings.h>

#define KEYWORD_SLOTS 1024u
#define CACHE_SLOTS 1024u
#define CACHED_OPENING 56u /* so that an opening takes one line of the processor's caches */
#define MOST_OPENING 3u /* words that are looked at */
#define LONGEST_KEYWORD 40u

struct keyword {
  const char *name;
  uint16_t length, token;
};

/* What a line that begins with this word, or these, is where that view is open. */
struct opening {
  char text[CACHED_OPENING];
  uint8_t length;
  uint8_t view;
  struct front_first first;
};

/* The tokens that the first words of an opening are, in the outer view and in the one that is open; 0: not known. */
struct opening_tokens {
  uint16_t global[MOST_OPENING], here[MOST_OPENING];
};

struct front_cache {
  struct keyword slots[KEYWORD_SLOTS];
  const struct keyword *sorted[YYNTOKENS];
  uint16_t starts[257]; /* where the keywords of each first byte begin in `sorted` */
  struct opening openings[CACHE_SLOTS];
  struct opening_tokens tokens[CACHE_SLOTS]; /* of each of them */
  const struct opening *latest; /* the one that was looked at last, */
  const char *latest_at;        /* and where in the text */
  yypstate *parser;
  yy_state_t base; /* the state at the start of a line, */
  ptrdiff_t depth; /* and where it is on the stack */
};

static int yyreport_syntax_error(const yypcontext_t *context, struct front *f)
{
  if (!f->failed) f->bad = *yypcontext_location(context);
  f->failed = true;
  return 0;
}

static void yyerror(struct place *at, struct front *f, const char *message)
{
  (void)at;
  (void)f;
  (void)message;
}

/* ---- Keywords ---- */

/* Sorts the keywords by their first byte; in which order those of one byte stand does not matter. */
static void sort_keywords(struct front_cache *c)
{
  uint16_t at[256];
  for (unsigned i = 0; i < KEYWORD_SLOTS; i++)
    if (c->slots[i].name) c->starts[(unsigned char)*c->slots[i].name + 1]++;
  for (unsigned byte = 0; byte < 256; byte++) {
    at[byte] = c->starts[byte];
    c->starts[byte + 1] = (uint16_t)(c->starts[byte] + c->starts[byte + 1]);
  }
  for (unsigned i = 0; i < KEYWORD_SLOTS; i++)
    if (c->slots[i].name) c->sorted[at[(unsigned char)*c->slots[i].name]++] = &c->slots[i];
}

static void keywords_init(struct front_cache *c)
{
  for (int k = 0; k < YYNTOKENS; k++) {
    const char *name = yysymbol_name((yysymbol_kind_t)k);
    if (strpbrk(name, "@<$ ")) continue; /* no keyword: views, classes of words, bison's own */
    uint32_t length = (uint32_t)strlen(name), i = arena_hash(name, length) % KEYWORD_SLOTS;
    while (c->slots[i].name) i = (i + 1) % KEYWORD_SLOTS;
    c->slots[i] = (struct keyword){ name, (uint16_t)length, (uint16_t)k };
  }
  sort_keywords(c);
}

static bool state_takes(int state, int token)
{
  int n = yypact[state];
  if (yypact_value_is_default(n)) return yydefact[state] != 0;
  n += token;
  return n >= 0 && n <= YYLAST && yycheck[n] == token && !yytable_value_is_error(yytable[n]);
}

/* The keyword that the word abbreviates where exactly one that the state takes starts with it, as on the device; else 0. */
static int abbreviation(const struct front_cache *c, int state, const char *word, uint32_t length)
{
  int found = 0;
  for (unsigned k = c->starts[(unsigned char)*word], end = c->starts[(unsigned char)*word + 1]; k < end; k++)
    if (c->sorted[k]->length > length && c->sorted[k]->name[length - 1] == word[length - 1] && !memcmp(c->sorted[k]->name, word, length) &&
      state_takes(state, c->sorted[k]->token)) {
      if (found) return 0;
      found = c->sorted[k]->token;
    }
  return found;
}

static bool is_number(const char *word, uint32_t length)
{
  for (uint32_t i = 0; i < length; i++)
    if (word[i] < '0' || word[i] > '9') return false;
  return true;
}

/* What people add behind a command: `! main office`, `// main office`, `; main office`, `(main office)`, `<--- this one`, and anything that
 * starts outside ASCII: an arrow, a wide parenthesis, Chinese, also behind a slash or in a page's backticks. */
static bool starts_comment(const char *word, uint32_t length)
{
  switch (word[0]) {
  case '!':
  case '#':
  case ';':
  case '(': return true;
  case '/': return length >= 2 && (word[1] == '/' || word[1] == '*' || (word[1] & 0x80));
  case '`': return length >= 2 && (word[1] == '/' || (word[1] & 0x80));
  case '-': return length >= 2 && word[1] == '-';
  case '<': return length >= 2 && (word[1] == '-' || word[1] == '=');
  default: return word[0] & 0x80;
  }
}

/* Behind the last word of the line, or before its comment, that a token for the whole rest takes which starts at word `i`. */
static uint32_t words_end(struct front *f, const struct front_line *line, uint32_t i)
{
  uint32_t length;
  for (i++; i < line->count; i++) {
    const char *word = front_text(f, line->words[i], &length);
    if (starts_comment(word, length)) break;
  }
  return i;
}

/* Could it be an address: dotted, of digits and masking characters? Also a masked one, whose octets are runs of one letter or of stars. */
static bool is_address(const char *word, uint32_t length)
{
  unsigned dots = 0;
  for (uint32_t i = 0; i < length; i++)
    if (word[i] == '.') dots++;
    else if (!((word[i] >= '0' && word[i] <= '9') || word[i] == '/' || !i || word[i - 1] == '.' || word[i - 1] == word[i])) return false;
  return dots >= 3;
}

/* Can the word be a keyword in full? Most names and addresses begin with a byte that none begins with. */
static inline bool may_be_keyword(const struct front_cache *c, const char *word, uint32_t length)
{
  return length <= LONGEST_KEYWORD && c->starts[(unsigned char)*word] != c->starts[(unsigned char)*word + 1];
}

/* The token that the word is in this state as it is spelled: a keyword where the state takes it, else the narrowest class of words that the
 * state takes, else an abbreviated keyword; 0 where it takes none. */
static int spelled_token(const struct front_cache *c, int state, const char *word, uint32_t length)
{
  if (may_be_keyword(c, word, length))
    for (uint32_t i = arena_hash(word, length) % KEYWORD_SLOTS; c->slots[i].name; i = (i + 1) % KEYWORD_SLOTS)
      if (c->slots[i].length == length && arena_same(c->slots[i].name, word, length)) {
        if (state_takes(state, c->slots[i].token)) return c->slots[i].token;
        break;
      }
  if (is_number(word, length) && state_takes(state, T_NUMBER)) return T_NUMBER;
  if (state_takes(state, T_ADDRESS) && (is_address(word, length) || is_number(word, length))) return T_ADDRESS;
  if (state_takes(state, T_EOL) && starts_comment(word, length)) return T_EOL;
  if (state_takes(state, T_WORDS)) return T_WORDS;
  if (state_takes(state, T_WORD)) return T_WORD;
  return length <= LONGEST_KEYWORD ? abbreviation(c, state, word, length) : 0;
}

static bool has_capital(const char *word, uint32_t length)
{
  for (uint32_t i = 0; i < length; i++)
    if (word[i] >= 'A' && word[i] <= 'Z') return true;
  return false;
}

/* The same; what is nothing as it is spelled, or any text, may be a keyword with capitals, which the devices take as well. */
static int token_of(const struct front_cache *c, int state, const char *word, uint32_t length)
{
  int token = spelled_token(c, state, word, length);
  if ((token && token != T_WORDS) || length > LONGEST_KEYWORD || !has_capital(word, length)) return token;
  char small[LONGEST_KEYWORD];
  for (uint32_t i = 0; i < length; i++) small[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] + ('a' - 'A')) : word[i];
  return spelled_token(c, state, small, length);
}

/* The tokens that line_pass() found the first words of the line to be in that view, as far as it looked; NULL: it did not look. */
static inline const uint16_t *known_tokens(const struct front *f, int view, const struct front_line *line)
{
  const struct front_cache *c = f->cache;
  uint32_t length;
  if (!line->count || !c->latest || front_text(f, line->words[0], &length) != c->latest_at) return NULL;
  const struct opening_tokens *t = &c->tokens[c->latest - c->openings];
  return view == FRONT_VIEW_GLOBAL ? t->global : view == c->latest->view ? t->here : NULL;
}

/* The token that the line's word number `i` is in this state; `known` is what known_tokens() says of its view. */
static inline int token_at(const struct front *f, const struct front_line *line, uint32_t i, const uint16_t *known, int state)
{
  if (known && i < MOST_OPENING && known[i]) return known[i];
  uint32_t length;
  const char *word = front_text(f, line->words[i], &length);
  return token_of(f->cache, state, word, length);
}

/* ---- Trying a line on the tables alone: no action runs ---- */

#define TRY_DEPTH 64

struct trial {
  int stack[TRY_DEPTH];
  int depth;
  bool idle; /* follow() came by a state from where the line is ignored, whatever it says */
};

/* At the start of a line. */
static void trial_start(struct trial *t, const struct front_cache *c)
{
  t->stack[0] = 0;
  t->stack[1] = c->base;
  t->depth = 1;
  t->idle = false;
}

/* Reduces what needs no look at the next token. */
static bool settle(struct trial *t)
{
  while (yypact_value_is_default(yypact[t->stack[t->depth]])) {
    int rule = yydefact[t->stack[t->depth]];
    if (!rule) return false;
    t->depth -= yyr2[rule];
    int goto_state = t->stack[t->depth], left = yyr1[rule] - YYNTOKENS;
    int at = yypgoto[left] + goto_state;
    t->stack[++t->depth] = at >= 0 && at <= YYLAST && yycheck[at] == goto_state ? yytable[at] : yydefgoto[left];
  }
  return true;
}

static bool try_token(struct trial *t, int token)
{
  for (;;) {
    int state = t->stack[t->depth];
    if (!state_takes(state, token)) return false;
    int action = yytable[yypact[state] + token];
    if (action > 0) {
      if (t->depth + 1 >= TRY_DEPTH) return false;
      t->stack[++t->depth] = action;
      return settle(t);
    }
    int rule = -action;
    t->depth -= yyr2[rule];
    int goto_state = t->stack[t->depth], left = yyr1[rule] - YYNTOKENS;
    int at = yypgoto[left] + goto_state;
    t->stack[++t->depth] = at >= 0 && at <= YYLAST && yycheck[at] == goto_state ? yytable[at] : yydefgoto[left];
    if (!settle(t)) return false;
  }
}

/* Goes through the line from its start in that view, up to the word that the view refuses; the word number `swapped` counts as the token
 * `meant`. Returns how many words the view takes; one more when it takes the whole line. */
static uint32_t follow(struct front *f, int view, const struct front_line *line, uint32_t swapped, int meant, struct trial *t)
{
  trial_start(t, f->cache);
  const uint16_t *known = known_tokens(f, view, line);
  if (!try_token(t, T_VIEW_NONE + view)) return 0;
  for (uint32_t i = 0; i < line->count; i++) {
    t->idle = t->idle || state_takes(t->stack[t->depth], T_IDLE);
    int token = i == swapped ? meant : token_at(f, line, i, known, t->stack[t->depth]);
    if (token == T_EOL) return line->count + 1;
    if (!token || !try_token(t, token)) return i;
    if (token == T_WORDS) i = words_end(f, line, i) - 1;
  }
  return line->count + (try_token(t, T_EOL) ? 1 : 0);
}

/* How many words of the line the view takes; one more when it takes the whole line. */
static uint32_t reach(struct front *f, int view, const struct front_line *line)
{
  struct trial t;
  return follow(f, view, line, UINT32_MAX, 0, &t);
}

#include "grammar/front-idle.h"
#include "grammar/front-meant.h"
#include "grammar/front-first.h"

/* ---- Lines ---- */

/* Puts the token on the parser's stacks as yypush_parse() does where neither it nor what stands before it ends a rule, which is the case of
 * most words of a line; false: it has more to do. */
static inline bool shift(yypstate *p, int token, struct place at)
{
  int n = yypact[*p->yyssp] + token;
  if (n < 0 || n > YYLAST || yycheck[n] != token) return false;
  int state = yytable[n];
  if (state <= 0 || yypact_value_is_default(yypact[state])) return false;
  if (p->yynew || p->yyerrstatus || p->yyssp + 2 >= p->yyss + p->yystacksize) return false;
  *++p->yyssp = (yy_state_t)state;
  (++p->yyvsp)->word = at;
  *++p->yylsp = at;
  p->yystate = state;
  return true;
}

static void push(struct front *f, int token, struct place at)
{
  YYSTYPE value;
  if (shift(f->cache->parser, token, at)) return;
  value.word = at;
  yypush_parse(f->cache->parser, token, &value, &at, f);
}

/* Gives the parser the words of the line from number `i` on, as far as its state takes them. Returns the number of the one that it does not
 * take; one more than there are when it takes the line's end as well. */
static uint32_t push_words(struct front *f, const struct front_line *line, uint32_t i, const uint16_t *known)
{
  struct front_cache *c = f->cache;
  for (; i < line->count; i++) {
    uint32_t first = i;
    int token = token_at(f, line, i, known, *c->parser->yyssp);
    if (token == T_EOL) return line->count + 1;
    if (!token) return i;
    if (token == T_WORDS) i = words_end(f, line, i) - 1;
    push(f, token, place_join(line->words[first], line->words[i]));
  }
  return line->count + state_takes(*c->parser->yyssp, T_EOL);
}

/* Gives the parser the line as far as the view takes it, without its end, so that no action runs yet. Returns how many words that are; one
 * more when the view takes the whole line. What follows is finish() or give_up(). */
static uint32_t begin(struct front *f, int view, const struct front_line *line)
{
  f->failed = false;
  f->begun = view;
  push(f, T_VIEW_NONE + view, line->words[0]);
  return push_words(f, line, 0, known_tokens(f, view, line));
}

/* Ends a line of which begin() returned `taken`: its actions run if it is well formed, else those of the error production that takes it. */
static void finish(struct front *f, const struct front_line *line, uint32_t taken)
{
  struct place end = { line->text.last, line->text.last };
  f->became = LEDGER_UNDERSTOOD;
  const struct keyword *meant = taken < line->count ? meant_keyword(f, f->begun, line, taken) : NULL;
  f->meant = meant ? meant->name : NULL;
  if (meant) {
    push(f, meant->token, line->words[taken]);
    push_words(f, line, taken + 1, NULL);
    push(f, T_VIEW_NONE, line->words[taken]); /* no line goes on so */
  } else if (taken < line->count) push(f, T_WORD, line->words[taken]);
  push(f, T_EOL, end);
  f->meant = NULL;
  if (meant)
    front_issue(f, "CFG001", line->words[taken], "`%s` is misspelled: `%s` belongs here", front_intern(f, line->words[taken]), meant->name);
}

/* The same for a line of a view that several objects have open: all of them get it. */
static void finish_each(struct front *f, const struct front_line *line, uint32_t taken)
{
  int view = f->begun;
  finish(f, line, taken);
  while (f->repeat && f->view == view && f->repeat(f)) finish(f, line, begin(f, view, line));
}

/* Takes back what begin() did. */
static void give_up(struct front_cache *c)
{
  yypstate *p = c->parser;
  p->yyssp = p->yyss + c->depth;
  p->yyvsp = p->yyvs + c->depth;
  p->yylsp = p->yyls + c->depth;
  p->yystate = c->base;
}

/* What a line of the outer view does to the views before it opens one of its own. */
static void leave_views(struct front *f, uint32_t indent)
{
  f->view = FRONT_VIEW_NONE;
  f->flat_view = FRONT_VIEW_NONE;
  f->body_ignored = false;
  f->indented = false;
  f->header_indent = (int)indent;
}

/* Ends a line of the outer view: an unread line below a known header, or one that only looks like a known command, closes what was open
 * too. */
static void finish_global(struct front *f, const struct front_line *line, uint32_t taken)
{
  leave_views(f, line->indent);
  finish(f, line, taken);
  if (f->became == LEDGER_IGNORED) f->body_ignored = true;
}

static void parse_global(struct front *f, const struct front_line *line)
{
  finish_global(f, line, begin(f, FRONT_VIEW_GLOBAL, line));
}

static bool whole(struct front *f, int view, const struct front_line *line)
{
  return reach(f, view, line) > line->count;
}

/* Is a line of that indentation below the last header? */
static bool is_below(const struct front *f, uint32_t indent)
{
  return f->header_indent >= 0 && (int)indent > f->header_indent;
}

/* The view that a line of this indentation may be of, beside the outer one. */
static int view_at(const struct front *f, uint32_t indent)
{
  return is_below(f, indent) ? f->view : f->flat_view;
}

static void skip_below(struct front *f, struct front_first first)
{
  f->became = f->body_ignored || first.ignore ? LEDGER_IGNORED : LEDGER_UNKNOWN;
}

static void skip_outer(struct front *f, struct front_first first, uint32_t indent)
{
  f->became = first.ignore ? LEDGER_IGNORED : LEDGER_UNKNOWN;
  f->body_ignored = first.ignore != FRONT_UNKNOWN;
  f->view = FRONT_VIEW_NONE;
  if (first.ignore >= FRONT_IGNORED_HEADER) f->flat_view = FRONT_VIEW_NONE;
  if (first.ignore == FRONT_IGNORED_ROUTING) f->router->dynamic_routing = true;
  f->header_indent = (int)indent;
}

/* A whole line of the outer view that stands below a header, and neither opens a view nor leaves the one that is open: the text goes on
 * below that header. */
static void parse_stray(struct front *f, const struct front_line *line)
{
  struct front was = *f;
  f->left = false;
  parse_global(f, line);
  if (f->left || f->view != FRONT_VIEW_NONE) return;
  f->view = was.view;
  f->flat_view = was.flat_view;
  f->header_indent = was.header_indent;
  f->indented = was.indented;
  f->body_ignored = was.body_ignored;
}

/* A line below a header: of the open view, but a whole line of the outer view with a header's word is one of those, whatever its
 * indentation. */
static void parse_below(struct front *f, const struct front_line *line, struct front_first first)
{
  uint32_t taken = first.here ? begin(f, f->view, line) : 0;
  if (taken <= line->count && first.global && whole(f, FRONT_VIEW_GLOBAL, line)) {
    if (first.here) give_up(f->cache);
    parse_stray(f, line);
  } else if (first.here) {
    f->indented = true;
    finish_each(f, line, taken);
  } else skip_below(f, first);
}

/* A line that the open view and the outer one might take, where the open one has indented lines: it is the outer one's, unless the open one
 * takes more of it. */
static void parse_among_indented(struct front *f, const struct front_line *line)
{
  uint32_t taken = begin(f, FRONT_VIEW_GLOBAL, line);
  if (taken > line->count || reach(f, f->flat_view, line) <= taken) {
    finish_global(f, line, taken);
    return;
  }
  give_up(f->cache);
  f->view = f->flat_view;
  finish_each(f, line, begin(f, f->flat_view, line));
}

/* The same in a text without indentation: it is the open one's, as on the device, unless the outer one takes more of it. */
static void parse_flat(struct front *f, const struct front_line *line, bool may_be_global)
{
  uint32_t taken = begin(f, f->flat_view, line);
  if (may_be_global && taken <= line->count && reach(f, FRONT_VIEW_GLOBAL, line) > taken) {
    give_up(f->cache);
    parse_global(f, line);
    return;
  }
  f->view = f->flat_view;
  finish_each(f, line, taken);
}

/* A line at the outer level: of the outer view, or of the open one in a text without indentation. */
static void parse_outer(struct front *f, const struct front_line *line, struct front_first first)
{
  if (first.here && first.global && f->at_outer_prompt && whole(f, FRONT_VIEW_GLOBAL, line)) parse_global(f, line);
  else if (first.here && first.global && f->indented) parse_among_indented(f, line);
  else if (first.here) parse_flat(f, line, first.global);
  else if (first.global) parse_global(f, line);
  else skip_outer(f, first, line->indent);
}

/* Takes a line that begins with a misspelled keyword of the open view or of the outer one; false: it is no such line. */
static bool parse_meant(struct front *f, const struct front_line *line)
{
  int view = view_at(f, line->indent);
  if (view > FRONT_VIEW_GLOBAL && meant_keyword(f, view, line, 0)) {
    if (is_below(f, line->indent)) f->indented = true;
    else f->view = view;
    finish_each(f, line, begin(f, view, line));
  } else if (meant_keyword(f, FRONT_VIEW_GLOBAL, line, 0)) parse_global(f, line);
  else return false;
  return true;
}

static void parse_line(struct front *f, const struct front_line *line, struct front_first first)
{
  if (first.slip && parse_meant(f, line)) return;
  if (is_below(f, line->indent)) parse_below(f, line, first);
  else parse_outer(f, line, first);
}

static void skip_line(struct front *f, struct front_first first, uint32_t indent)
{
  if (is_below(f, indent)) skip_below(f, first);
  else skip_outer(f, first, indent);
}

static struct front_first line_first(struct front *f, const char *word, uint32_t length, uint32_t indent)
{
  return opening(f, view_at(f, indent), word, length);
}

/* Does to the views what parse_below() does where the line is ignored whatever follows; false where that is not certain. */
static bool pass_below(struct front *f, struct front_first w)
{
  if (w.here == FATE_IDLE || (w.here == FATE_LOST && is_refused(w.global))) f->indented = true;
  else if (!is_refused(w.here) || w.global != FATE_IDLE) return false;
  return true;
}

/* The same for parse_outer(), without a prompt. */
static bool pass_outer(struct front *f, struct front_first w, uint32_t indent)
{
  if (w.here == FATE_IDLE && !(w.global && f->indented)) f->view = f->flat_view;
  else if ((w.global == FATE_IDLE && (is_refused(w.here) || f->indented)) || (w.global == FATE_LOST && !w.here)) {
    leave_views(f, indent);
    f->body_ignored = true;
  } else return false;
  return true;
}

/* Takes a line that begins with the first of its words, `first`, to be ignored if so many of its words say so. */
static bool line_pass(struct front *f, uint32_t word, uint32_t end, uint32_t indent, struct front_first first)
{
  const char *text = f->scan.text;
  bool below = is_below(f, indent);
  uint32_t to = word + front_word_length(f, word);
  struct front_first w = first;
  for (unsigned words = 1;; words++) {
    if (below && !w.here && w.global && is_refused(w.global)) {
      skip_below(f, first);
      return true;
    }
    f->became = LEDGER_IGNORED;
    if (below ? pass_below(f, w) : pass_outer(f, w, indent)) return true;
    if (!w.more || words == MOST_OPENING) return false;
    while (to < end && text[to] == ' ') to++;
    if (to == end || front_is_space(text[to])) return false;
    to += front_word_length(f, to);
    w = opening(f, view_at(f, indent), text + word, to - word);
  }
}

static bool line_known(struct front *f, const char *word, uint32_t length)
{
  struct front_first below = opening(f, f->view, word, length), outer = opening(f, f->flat_view, word, length);
  return below.ignore || ((below.global || below.here) && !below.capitals) || (outer.here && !outer.capitals);
}

static bool line_whole(struct front *f, const struct front_line *line)
{
  return whole(f, FRONT_VIEW_GLOBAL, line) || (f->view > FRONT_VIEW_GLOBAL && whole(f, f->view, line)) ||
    (f->flat_view > FRONT_VIEW_GLOBAL && whole(f, f->flat_view, line));
}

static const struct front_parser parser = {
  .first = line_first, .known = line_known, .whole = line_whole, .pass = line_pass, .parse = parse_line, .skip = skip_line
};

static void free_cache(struct front_cache *c)
{
  if (c->parser) yypstate_delete(c->parser);
}

/* The parser is never told of the text's end: between lines it is in its base state, ready for the next file. */
static struct front_cache *new_cache(struct front *f)
{
  struct front_cache *c = f->cache = front_cache_new(f, sizeof *c, free_cache);
  keywords_init(c);
  c->parser = yypstate_new();
  if (!c->parser) longjmp(*f->arena->exhausted, 1);
  push(f, T_VIEW_NONE, (struct place){ 0, 0 }); /* an empty line, so that the base state is on the stack */
  push(f, T_EOL, (struct place){ 0, 0 });
  c->base = *c->parser->yyssp;
  c->depth = c->parser->yyssp - c->parser->yyss;
  return c;
}

void FRONT_READ(struct front *f)
{
  f->cache = front_cache_get(f);
  if (!f->cache) f->cache = new_cache(f);
  f->cache->latest = NULL; /* another text may stand where that of the file before stood */
  f->lines(f, &parser);
}
