/* Keys: the lines that bind them to peers, and what their texts are. */
#include "grammar/ios/ios_key.h"

#include <ctype.h>
#include <string.h>

#include "grammar/ios/ios.h"
#include "vendors/vendor.h"

/* ---- Ciphertexts ---- */

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9') return c - '0';
  c = (char)tolower((unsigned char)c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

const char *ios_type7_decode(struct arena *a, const struct ios_type7 *scheme, const char *token, size_t len)
{
  size_t key_length = strlen(scheme->key), count = len / 2 - 1;
  if (len < 4 || len % 2 || !isdigit((unsigned char)token[0]) || !isdigit((unsigned char)token[1])) return NULL;
  uint32_t offset = (uint32_t)(token[0] - '0') * 10 + (uint32_t)(token[1] - '0');
  if (offset > scheme->highest_offset || (scheme->longest && count > scheme->longest)) return NULL;
  char *clear = arena_strndup(a, token, count);
  for (size_t i = 0; i < count; i++) {
    int high = hex_digit(token[2 + 2 * i]), low = hex_digit(token[3 + 2 * i]);
    if (high < 0 || low < 0) return NULL;
    char c = (char)((high << 4 | low) ^ scheme->key[(offset + i) % key_length]);
    if (c < 0x20 || c > 0x7e) return NULL;
    clear[i] = c;
  }
  return clear;
}

/* Characters for 8 bytes of salt and 4 of check value. Published encoders write three characters for two bytes, but no rule hangs on a
 * length that is no multiple of three. */
#define TYPE6_SALT_AND_CHECK 18u

bool ios_is_type6(const char *token, size_t len)
{
  if (len <= TYPE6_SALT_AND_CHECK) return false;
  for (size_t i = 0; i < len; i++)
    if (token[i] < 'A' || token[i] > 'i') return false;
  return true;
}

bool ios_is_hex(const char *token, size_t len)
{
  if (len < 8 || len % 2) return false;
  for (size_t i = 0; i < len; i++)
    if (hex_digit(token[i]) < 0) return false;
  return true;
}

bool ios_is_masked(const char *s, bool cipher)
{
  size_t len = strlen(s);
  if (len > 2 && s[0] == '<' && s[len - 1] == '>') return true;
  if (len >= 3 && strspn(s, "*") == len) return true;
  return len >= (cipher ? 3 : 5) && (strspn(s, "x") == len || strspn(s, "X") == len);
}

/* A token of letters that only the base 41 of type 6 would hold together. */
static bool looks_like_type6(const char *s)
{
  return ios_is_type6(s, strlen(s)) && strpbrk(s, "[]\\^_`");
}

/* All of it digits is rather a number that somebody chose. */
static bool looks_like_type7(struct arena *a, const struct ios_type7 *scheme, const char *s)
{
  return strlen(s) >= 8 && strpbrk(s, "abcdefABCDEF") && ios_type7_decode(a, scheme, s, strlen(s));
}

static bool looks_foreign(const char *s)
{
  size_t len = strlen(s);
  return len > 8 && (!strncmp(s, "$c$", 3) || !strncmp(s, "$10$", 4) || !strncmp(s, "%^%#", 4) || !strncmp(s, "%@%@", 4));
}

void ios_read_clear(struct arena *a, const struct ios_type7 *scheme, struct secret *s)
{
  if (ios_is_masked(s->raw, false)) {
    s->form = KEY_MASKED;
    return;
  }
  s->form = KEY_CLEAR;
  s->clear = s->raw;
  s->looks_encrypted = looks_like_type7(a, scheme, s->raw) || looks_like_type6(s->raw) || looks_foreign(s->raw);
}

/* ---- Key lines ---- */

/* Appends a key that is not bound to anybody yet. */
struct psk *ios_add_key(struct front *f, struct place marker, struct place key)
{
  struct router *r = f->router;
  struct psk *k = ARENA_NEW(r->arena, struct psk);
  uint32_t len;
  const char *s = front_text(f, key, &len);
  k->at = front_whole(f);
  k->secret.raw = arena_strndup(r->arena, s, len);
  k->secret.at = key;
  k->secret.marker = marker;
  r->dialect->read_key(r, marker.last ? front_intern(f, marker) : "", &k->secret);
  if (k->secret.form == KEY_MASKED) front_issue(f, "CFG007", key, "the key is masked: it cannot be compared");
  LIST_APPEND(r->keys, k);
  return k;
}

/* Reads `A [MASK] [no-xauth]` or a host name. Without a mask one host, but 0.0.0.0 is everybody. False where it is IPv6 or nothing. */
static bool read_peer(struct front *f, struct ios_marked peer, struct ip *ip, uint32_t *mask, struct place *at)
{
  uint32_t i = ios_words_first(f, peer.word), end = ios_words_end(f, peer.word);
  *at = f->line.words[i];
  *mask = UINT32_MAX;
  if (peer.flag) {
    *ip = (struct ip){ .kind = IP_NAME, .text = front_intern(f, *at) };
    return true;
  }
  if (!front_address(f, *at, false, ip)) return false;
  if (i + 1 < end && front_mask(f, f->line.words[i + 1], mask)) *at = place_join(*at, f->line.words[i + 1]);
  if (ip->kind == IP_V4 && ((!ip->v4 && *mask == UINT32_MAX) || !*mask)) {
    *ip = (struct ip){ .kind = IP_ANY };
    *mask = 0;
  }
  return true;
}

static bool same_peer(const struct psk *k, const struct ip *ip, uint32_t mask)
{
  if (k->peer.kind != ip->kind || k->mask != mask) return false;
  return ip->kind == IP_ANY || (ip->kind == IP_V4 ? k->peer.v4 == ip->v4 : k->peer.text == ip->text);
}

/* `key 0 !x`: what looks like a comment to the grammar is the key. */
static void take_hidden_key(const struct front *f, struct ios_marked *marker, struct place *key)
{
  uint32_t next = ios_words_end(f, *key);
  if (marker->flag || key->last - key->first != 1 || next >= f->line.count ||
    !isdigit((unsigned char)*front_text(f, *key, &(uint32_t) { 0 })))
    return;
  *marker = (struct ios_marked){ *key, true };
  *key = f->line.words[next];
}

static void add_for_peer(struct front *f, struct ios_marked marker, struct place key, struct ios_marked peer, struct keyring *ring)
{
  struct ip ip;
  uint32_t mask;
  struct place at;
  if (!peer.flag && ios_word_is(f, ios_words_first(f, peer.word), f->line.count, "ipv6", 4)) {
    front_ignore(f);
    return;
  }
  bool read = read_peer(f, peer, &ip, &mask, &at);
  struct psk *k = ios_add_key(f, marker.flag ? marker.word : (struct place){ 0, 0 }, key);
  k->ring = ring;
  if (!read) {
    front_bad_word(f, at, &k->peer_at, "the peer's address");
    return;
  }
  k->peer = ip;
  k->mask = mask;
  k->peer_at = origin_line(at);
  if (ring && !ring->keys) ring->keys = k;
}

void ios_key(struct front *f, struct ios_marked marker, struct place key, struct ios_marked peer)
{
  add_for_peer(f, marker, key, peer, NULL);
}

void ios_ring_key(struct front *f, struct ios_marked marker, struct place key, struct ios_marked peer)
{
  take_hidden_key(f, &marker, &key);
  add_for_peer(f, marker, key, peer, ios_state(f)->ring);
}

/* Whatever stands on the line may be a key, so no word of it is quoted. */
void ios_key_bad(struct front *f)
{
  struct router *r = f->router;
  struct psk *k = ARENA_NEW(r->arena, struct psk);
  uint32_t i = 0;
  while (i < f->line.count && !ios_word_is(f, i, i + 1, "key", 3) && !ios_word_is(f, i, i + 1, "password", 4)) i++;
  k->at = front_whole(f);
  k->secret = (struct secret) {
    .raw = "", .form = KEY_OPAQUE, .at = place_join(f->line.words[i + 1 < f->line.count ? i + 1 : 0], f->line.words[f->line.count - 1])
  };
  k->peer_at = origin_unread(k->at);
  if (ios_state(f)->opened == IOS_KEYRING && f->view == IOS_KEYRING) k->ring = ios_state(f)->ring;
  LIST_APPEND(r->keys, k);
  front_issue(f, "CFG001", k->at, "this line is no whole key command: a key, then the peer it is for");
}

void ios_no_key(struct front *f, struct ios_marked peer, bool in_ring)
{
  struct ip ip;
  uint32_t mask;
  struct place at;
  if (!read_peer(f, peer, &ip, &mask, &at)) return;
  const struct keyring *ring = in_ring ? ios_state(f)->ring : NULL;
  for (struct psk *k = f->router->keys.first; k; k = k->next)
    if (k->ring == ring && same_peer(k, &ip, mask)) ios_remove(f, &k->at);
}
