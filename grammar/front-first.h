/* Included by front-parse.h: what the first words of a line are to the views that are open, from a cache.
 *
 * A large router's lines begin with few different words. What those make of the line, and which tokens they are, is looked up once; the rest
 * of a line that has to be parsed is all that is looked up for each. */

static enum front_ignore ignored(const struct cli_family *family, const char *word, uint32_t length)
{
  for (const struct front_ignored *i = family->ignored; i->word; i++)
    if (strlen(i->word) == length && !memcmp(i->word, word, length)) return i->what;
  return FRONT_UNKNOWN;
}

/* Does the view take the word at the start of a line only because capitals do not matter? */
static bool needs_small(const struct front_cache *c, int view, const char *word, uint32_t length)
{
  struct trial t;
  if (!has_capital(word, length)) return false;
  trial_start(&t, c);
  return try_token(&t, T_VIEW_NONE + view) && !spelled_token(c, t.stack[t.depth], word, length);
}

/* May the line be a prompt, or open a text of several lines? */
static bool is_odd(const struct cli_family *family, const char *word, uint32_t length)
{
  if (*word == '[' || *word == '<') return true;
  for (uint32_t i = 0; i < length; i++)
    if (word[i] == '#' || word[i] == '>' || word[i] == '(') return true;
  for (const char *const *s = family->swallowed; *s; s++)
    if (length >= strlen(*s) && !strncasecmp(word, *s, strlen(*s))) return true;
  return false;
}

static struct front_first look_up(struct front *f, int view, const char *text, uint32_t length, struct opening_tokens *tokens)
{
  struct front_first w = { .odd = is_odd(f->family, text, length) };
  foresee(f->cache, view, text, length, &w, tokens);
  w.capitals = (w.global && needs_small(f->cache, FRONT_VIEW_GLOBAL, text, length)) ||
    (w.here && needs_small(f->cache, view, text, length));
  if (!w.global) w.ignore = (uint8_t)ignored(f->family, text, length);
  w.prose = !w.global && !w.here && front_is_prose(text, length);
  if (!w.global && !w.here && !w.ignore)
    w.slip = is_slip(f, FRONT_VIEW_GLOBAL, text, length) || (view > FRONT_VIEW_GLOBAL && is_slip(f, view, text, length));
  return w;
}

static bool is_cached(const struct opening *o, int view, const char *text, uint32_t length)
{
  return o->length == length && o->view == view && arena_same(o->text, text, length);
}

/* Looks these words up and remembers them in `slot`, of whose neighbour `other` nothing is known. */
static __attribute__((noinline)) void look_up_once(
  struct front *f, int view, const char *text, uint32_t length, struct opening *slot, struct opening *other)
{
  struct front_cache *c = f->cache;
  struct opening_tokens *tokens = &c->tokens[slot - c->openings];
  if (slot->length) { /* of two that share the place none drives the other out */
    *other = *slot;
    c->tokens[other - c->openings] = *tokens;
  }
  *tokens = (struct opening_tokens){ 0 };
  *slot = (struct opening){ .length = (uint8_t)length, .view = (uint8_t)view, .first = look_up(f, view, text, length, tokens) };
  memcpy(slot->text, text, length);
}

/* What a line that begins with these words, of which there is at least one, is where the view is open: from the cache where they were seen
 * before. Of several words, only what the views make of them counts. */
static inline struct front_first opening(struct front *f, int view, const char *text, uint32_t length)
{
  struct opening_tokens none;
  struct front_cache *c = f->cache;
  c->latest = NULL; /* of an earlier text, which may have stood at the same place */
  if (length > CACHED_OPENING) return look_up(f, view, text, length, &none);
  uint32_t at = (arena_hash(text, length) + (uint32_t)view * 2u) % CACHE_SLOTS;
  struct opening *slot = &c->openings[at], *other = &c->openings[at ^ 1];
  if (!is_cached(slot, view, text, length)) {
    if (is_cached(other, view, text, length)) slot = other;
    else look_up_once(f, view, text, length, slot, other);
  }
  c->latest = slot;
  c->latest_at = text;
  return slot->first;
}
