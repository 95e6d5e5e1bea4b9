/* Included by front-parse.h: telling from a line's first words that a view ignores it whatever follows, so that it need not be split and
 * parsed.
 *
 * Most lines of a large router have nothing to do with tunnels, and many of them begin with words that lines of tunnels begin with too: `ip
 * prefix-list`, `no ip redirects`. The grammar itself says which: a line that is known and ignored ends in `idle` (or, behind an error, in
 * `idle_end`), which also takes a token that no text gives. A state of the parser that takes that token takes any rest of the line. */

/* Is it certain that the view does not take the whole line? */
static bool is_refused(unsigned fate)
{
  return fate == FATE_NONE || fate == FATE_REFUSED || fate == FATE_LOST;
}

/* Is the line ignored in this state, whatever follows? Beside what ignores it, the state takes no keyword that would make another line of
 * it. */
static bool is_idle(int state)
{
  if (!state_takes(state, T_IDLE)) return false;
  for (int token = 0; token < YYNTOKENS; token++)
    if (token != T_IDLE && token != T_WORDS && token != T_EOL && state_takes(state, token)) return false;
  return true;
}

/* Does only a keyword go on from this state? Then the next word may tell, and there are few different ones. */
static bool wants_keyword(int state)
{
  return !state_takes(state, T_WORDS) && !state_takes(state, T_WORD) && !state_takes(state, T_NUMBER) && !state_takes(state, T_ADDRESS);
}

/* Does the parser, when the line is refused where the trial stands, fall back to an error production that ignores it? */
static bool is_lost(struct trial *t)
{
  while (t->depth >= 0 && !state_takes(t->stack[t->depth], YYSYMBOL_YYerror)) t->depth--;
  return t->depth >= 0 && try_token(t, YYSYMBOL_YYerror) && state_takes(t->stack[t->depth], T_IDLE);
}

/* What the view makes of a line that begins with the words in the `length` bytes at `text`. Clears `*more` where one word more would not
 * tell, and enters the tokens that the words are, up to the first that is text. */
static enum front_fate fate_of(
  const struct front_cache *c, int view, const char *text, uint32_t length, bool *more, uint16_t tokens[MOST_OPENING])
{
  struct trial t;
  trial_start(&t, c);
  if (!try_token(&t, T_VIEW_NONE + view)) return FATE_NONE;
  for (uint32_t at = 0, end; at < length; at = end) {
    while (text[at] == ' ') at++;
    for (end = at; end < length && text[end] != ' ';) end++;
    int token = token_of(c, t.stack[t.depth], text + at, end - at);
    if (token == T_EOL || token == T_WORDS) break; /* a comment, or text */
    if (!token || !try_token(&t, token)) return !at ? FATE_NONE : is_lost(&t) ? FATE_LOST : FATE_REFUSED;
    *tokens++ = (uint16_t)token;
    if (end < length) continue;
    if (is_idle(t.stack[t.depth])) return FATE_IDLE;
    if (wants_keyword(t.stack[t.depth])) return FATE_OPEN;
  }
  *more = false;
  return FATE_OPEN;
}

/* Puts into `first` what the outer view and the open one make of a line that begins with these words. */
static void foresee(
  const struct front_cache *c, int view, const char *text, uint32_t length, struct front_first *first, struct opening_tokens *tokens)
{
  bool more = true;
  first->global = (uint16_t)fate_of(c, FRONT_VIEW_GLOBAL, text, length, &more, tokens->global);
  first->here = (uint16_t)(view > FRONT_VIEW_GLOBAL ? fate_of(c, view, text, length, &more, tokens->here) : FATE_NONE);
  first->more = more && (first->global == FATE_OPEN || first->here == FATE_OPEN);
}
