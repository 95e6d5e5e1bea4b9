/* Included at the end of the generated grammar: the part of the parser that needs bison's static tables. See grammar/front-parse.h for the
 * technique. */
#include <stdlib.h>
#include <string.h>

#define KEYWORD_SLOTS 8192u
#define LONGEST_KEYWORD 47u

struct keyword {
  char name[LONGEST_KEYWORD + 1]; /* in lower case */
  uint16_t length, token;
};

#define MOST_DIALECTS 16

struct log_parser {
  struct log_scan *scan;
  yypstate *state;
  struct log_match *match;
  int first[MOST_DIALECTS];             /* the state in which a message of the dialect begins */
  uint16_t index[KEYWORD_SLOTS];        /* 1 + position in `keywords` */
  struct keyword keywords[YYNTOKENS];
};

static int yyreport_syntax_error(const yypcontext_t *context, struct log_parser *p)
{
  (void)context;
  (void)p;
  return 0;
}

static void log_error(struct log_parser *p, const char *message)
{
  (void)p;
  (void)message;
}

static void log_found(struct log_parser *p, int row)
{
  p->match->row = row;
}

/* Letters of both cases give the same hash, and so do a few other characters; the names are compared after it. */
static uint32_t hash_word(const char *s, uint32_t len)
{
  uint32_t h = 2166136261u;
  for (uint32_t i = 0; i < len; i++) h = (h ^ ((unsigned char)s[i] | 0x20u)) * 16777619u;
  return h ^ h >> 15;
}

static bool same_word(const struct keyword *k, const char *s, uint32_t len)
{
  if (k->length != len) return false;
  for (uint32_t i = 0; i < len; i++) {
    char c = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 0x20) : s[i];
    if (c != k->name[i]) return false;
  }
  return true;
}

static void keywords_init(struct log_parser *p)
{
  unsigned count = 0;
  for (int t = YYSYMBOL_YYUNDEF + 1; t < YYNTOKENS; t++) { /* bison's own come first, and one of them is called "error" */
    const char *name = yysymbol_name((yysymbol_kind_t)t);
    size_t length = strlen(name);
    if (*name == '@' || *name == '$' || strchr(name, ' ') || length > LONGEST_KEYWORD) continue;
    struct keyword *k = &p->keywords[count++];
    memcpy(k->name, name, length);
    k->length = (uint16_t)length;
    k->token = (uint16_t)t;
    uint32_t i = hash_word(name, k->length) % KEYWORD_SLOTS;
    while (p->index[i]) i = (i + 1) % KEYWORD_SLOTS;
    p->index[i] = (uint16_t)count;
  }
}

static bool state_takes(int state, int token)
{
  int n = yypact[state];
  if (yypact_value_is_default(n)) return yydefact[state] != 0;
  n += token;
  return n >= 0 && n <= YYLAST && yycheck[n] == token && !yytable_value_is_error(yytable[n]);
}

static bool is_number(const char *s, uint32_t len)
{
  for (uint32_t i = 0; i < len; i++)
    if (s[i] < '0' || s[i] > '9') return false;
  return true;
}

/* Dotted, of digits and masking characters, at most with a prefix length or port behind a slash; or with colons. */
static bool is_address(const char *s, uint32_t len)
{
  unsigned dots = 0;
  for (uint32_t i = 0; i < len; i++)
    if (s[i] == '.') dots++;
    else if (!strchr("0123456789xXyY*/", s[i])) return false;
  return dots == 3;
}

/* The token that the word is in this state; 0: the state takes none. */
static int token_of(const struct log_parser *p, int state, const char *s, uint32_t len)
{
  if (len <= LONGEST_KEYWORD)
    for (uint32_t i = hash_word(s, len) % KEYWORD_SLOTS; p->index[i]; i = (i + 1) % KEYWORD_SLOTS) {
      const struct keyword *k = &p->keywords[p->index[i] - 1];
      if (!same_word(k, s, len)) continue;
      if (state_takes(state, k->token)) return k->token;
      break;
    }
  if (state_takes(state, T_NUMBER) && is_number(s, len)) return T_NUMBER;
  if (state_takes(state, T_ADDRESS) && is_address(s, len)) return T_ADDRESS;
  if (state_takes(state, T_WORD)) return T_WORD;
  return state_takes(state, T_REST) ? T_REST : 0;
}

/* The keyword that the word at hand makes with the next one: a terminal's wrap inside a word, of which a blank was left. 0: none. */
static int split_keyword(const struct log_parser *p, int state)
{
  char word[LONGEST_KEYWORD + 1];
  uint32_t last = p->scan->last, head = last - p->scan->first;
  if (head > LONGEST_KEYWORD || p->scan->text[last] != ' ') return 0;
  memcpy(word, p->scan->text + p->scan->first, head);
  if (log_scan_next(p->scan) == LOG_EOL || p->scan->first != last + 1 || head + p->scan->last - p->scan->first > LONGEST_KEYWORD) return 0;
  memcpy(word + head, p->scan->text + p->scan->first, p->scan->last - p->scan->first);
  int token = token_of(p, state, word, head + p->scan->last - p->scan->first);
  return token == T_NUMBER || token == T_ADDRESS || token == T_WORD || token == T_REST ? 0 : token;
}

/* Most lines are no message by their first word already; the parser need not be asked about them. */
static void find_first_states(struct log_parser *p)
{
  struct log_match none;
  p->match = &none;
  for (int i = 0; i < MOST_DIALECTS && state_takes(*p->state->yyssp, T_DIALECT_0 + i); i++) {
    log_push_parse(p->state, T_DIALECT_0 + i, NULL, p);
    p->first[i] = *p->state->yyssp;
    log_push_parse(p->state, T_JUNK, NULL, p);
    log_push_parse(p->state, T_EOL, NULL, p);
  }
}

struct log_parser *log_parser_new(struct log_scan *scan)
{
  struct log_parser *p = calloc(1, sizeof *p);
  if (!p) return NULL;
  p->scan = scan;
  p->state = log_pstate_new();
  if (!p->state) {
    free(p);
    return NULL;
  }
  keywords_init(p);
  log_push_parse(p->state, T_EOL, NULL, p); /* an empty line, so that the base state is on the stack */
  find_first_states(p);
  return p;
}

void log_parser_free(struct log_parser *p)
{
  if (!p) return;
  struct log_match match;
  p->match = &match;
  log_push_parse(p->state, T_YYEOF, NULL, p);
  log_pstate_delete(p->state);
  free(p);
}

/* Whatever stands at `stop` is taken for the words that may follow a message. Returns the last place where a message could have ended
 * before the text left it; 0: none, or the text is a message. */
static uint32_t parse_until(struct log_parser *p, unsigned dialect, uint32_t offset, uint32_t stop, struct log_match *match)
{
  uint32_t ended = 0;
  *match = (struct log_match){ .row = -1 };
  p->match = match;
  log_scan_seek(p->scan, offset, false);
  bool end = log_scan_next(p->scan) == LOG_EOL;
  if (end || !token_of(p, p->first[dialect], p->scan->text + p->scan->first, p->scan->last - p->scan->first)) return 0;
  log_push_parse(p->state, T_DIALECT_0 + (int)dialect, NULL, p);
  int token;
  for (;; end = log_scan_next(p->scan) == LOG_EOL) {
    if (state_takes(*p->state->yyssp, T_REST)) ended = p->scan->first;
    token = end                ? T_EOL
      : p->scan->first == stop ? T_REST
                               : token_of(p, *p->state->yyssp, p->scan->text + p->scan->first, p->scan->last - p->scan->first);
    match->rest = p->scan->first;
    if (!token) token = split_keyword(p, *p->state->yyssp);
    if ((token == T_NUMBER || token == T_ADDRESS || token == T_WORD) && match->count < LOG_SLOTS) {
      match->at[match->count].first = p->scan->first;
      match->at[match->count++].last = p->scan->last;
    }
    if (token) log_push_parse(p->state, token, NULL, p);
    if (!token || token == T_EOL || token == T_REST) break;
  }
  if (token == T_EOL) return match->row < 0 ? ended : 0;
  if (!token) log_push_parse(p->state, T_JUNK, NULL, p); /* no production takes it */
  log_push_parse(p->state, T_EOL, NULL, p);
  return match->row < 0 ? ended : 0;
}

bool log_parse(struct log_parser *p, unsigned dialect, uint32_t offset, struct log_match *match)
{
  uint32_t ended = parse_until(p, dialect, offset, UINT32_MAX, match);
  if (!ended) return match->row >= 0;
  parse_until(p, dialect, offset, ended, match); /* a longer text begins like it, but this is another one */
  match->partial = true;
  return match->row >= 0;
}
