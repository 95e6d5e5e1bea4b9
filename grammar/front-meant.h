/* Included by front-parse.h: the keyword that a word which no view takes may be meant to be.
 *
 * `encrypton aes` sets nothing on the device, and is a slip of whoever wrote it. Such a line is told as a syntax error, and what it would set
 * counts as unread: the error production of the line that is meant takes it. */
#include "src/misspelled.h"

/* The next keyword from number `*k` of those sorted on that the state takes and the word, which ends in NUL, comes near; NULL: there is
 * none. */
static const struct keyword *near_keyword(const struct front_cache *c, int state, const char *word, unsigned *k)
{
  for (unsigned end = c->starts[(unsigned char)*word + 1]; *k < end;) {
    const struct keyword *near = c->sorted[(*k)++];
    if (state_takes(state, near->token) && misspelled(word, near->name)) return near;
  }
  return NULL;
}

/* May a line of the view begin with a keyword that the word is meant to be? */
static bool is_slip(const struct front *f, int view, const char *text, uint32_t length)
{
  struct trial t;
  char word[LONGEST_KEYWORD + 1];
  unsigned k = f->cache->starts[(unsigned char)*text];
  if (length > LONGEST_KEYWORD || !(f->family->meant_views & 1u << view)) return false;
  memcpy(word, text, length);
  word[length] = '\0';
  trial_start(&t, f->cache);
  return try_token(&t, T_VIEW_NONE + view) && near_keyword(f->cache, t.stack[t.depth], word, &k);
}

/* The keyword that the line's word number `at`, the first one that the view refuses, may be meant to be: the only one that comes near it,
 * begins with the same letter, and with which the view takes the whole line and does more than ignore it. NULL: there is none. */
static const struct keyword *meant_keyword(struct front *f, int view, const struct front_line *line, uint32_t at)
{
  const struct front_cache *c = f->cache;
  const struct keyword *found = NULL, *near;
  struct trial refused, t;
  char word[LONGEST_KEYWORD + 1];
  uint32_t length;
  const char *text = front_text(f, line->words[at], &length);
  if (length > LONGEST_KEYWORD || !(f->family->meant_views & 1u << view)) return NULL;
  memcpy(word, text, length);
  word[length] = '\0';
  if (follow(f, view, line, UINT32_MAX, 0, &refused) != at) return NULL;
  for (unsigned k = c->starts[(unsigned char)*word]; (near = near_keyword(c, refused.stack[refused.depth], word, &k));) {
    if (follow(f, view, line, at, near->token, &t) <= line->count || t.idle) continue;
    if (found) return NULL;
    found = near;
  }
  return found;
}
