/* Pre-shared keys: the words behind `cipher`, `simple` or nothing, kept with their places; the dialect's read_key() says what they are.
 *
 * A key goes to the end of the line: it may hold any character. */
#include "grammar/comware/comware.h"

#include "src/misspelled.h"
#include "vendors/vendor.h"

#include <string.h>

static struct secret read_secret(struct front *f, struct place marker, struct place key)
{
  uint32_t length;
  const char *s = front_text(f, key, &length);
  struct secret secret = { .raw = arena_strndup(f->arena, s, length), .at = key, .marker = marker };
  bool cipher = marker.last && comware_abbreviates(f, marker, "cipher", 1);
  f->router->dialect->read_key(f->router, cipher ? "cipher" : marker.last ? "simple" : "", &secret);
  return secret;
}

/* A line that is meant to hold a key, and holds none that can be read: there is one, but nothing is known of it. */
static struct secret hidden_secret(struct front *f)
{
  return (struct secret){ .raw = "", .form = KEY_MASKED, .at = front_whole(f) };
}

static struct psk *new_key(struct front *f)
{
  struct psk *k = ARENA_NEW(f->arena, struct psk);
  k->mask = UINT32_MAX;
  LIST_APPEND(f->router->keys, k);
  return k;
}

static void put_secret(struct front *f, struct psk *k, struct secret secret)
{
  if (k->at.last && strcmp(k->secret.raw, secret.raw))
    front_issue2(f, "CFG004", secret.at, k->secret.at, "this key overrides the one that an earlier line sets for the same peer");
  k->secret = secret;
  k->at = front_whole(f);
}

void comware_forget_key(struct front *f, struct psk *key)
{
  struct psk **k = &f->router->keys.first;
  while (*k != key) k = &(*k)->next;
  *k = key->next;
  if (!*k) f->router->keys.end = k;
}

/* ---- V5: one key an ike peer ---- */

static void put_peer_key(struct front *f, struct secret secret)
{
  struct ike_profile *p = comware_state(f)->profile;
  if (!p->key) {
    p->key = new_key(f);
    p->key->owner = p;
  }
  put_secret(f, p->key, secret);
}

/* The line's key is not known; `what` was expected at the refused word. */
static void hide_peer_key(struct front *f, const char *what)
{
  front_unreadable(f, NULL, what);
  if (!comware_state(f)->profile->key) put_peer_key(f, hidden_secret(f));
}

/* Two words where the key alone may stand, and the first is all but one of the forms. */
static bool is_misspelled_form(struct front *f, struct place word)
{
  const char *s = front_intern(f, word);
  return misspelled(s, "simple") || misspelled(s, "cipher");
}

void comware_peer_key(struct front *f, struct place marker, struct place key)
{
  uint32_t count;
  const struct place *words = comware_words(f, key, &count);
  /* The grammar takes abbreviated keywords for a key where a bare key may stand. */
  if (!marker.last && count > 1 && (comware_abbreviates(f, words[0], "cipher", 1) || comware_abbreviates(f, words[0], "simple", 1))) {
    marker = words[0];
    key.first = words[1].first;
  } else if (!marker.last && count == 2 && is_misspelled_form(f, words[0])) {
    f->bad = words[0];
    hide_peer_key(f, "`cipher` or `simple`");
    return;
  }
  put_peer_key(f, read_secret(f, marker, key));
}

void comware_peer_key_missing(struct front *f)
{
  hide_peer_key(f, "the key");
}

/* ---- V7: keys of a keychain ---- */

/* Where the key of that peer in the keychain is. Most are of one address, which with the keychain says all. */
static void **key_slot(struct front *f, const struct keyring *ring, const struct ip *peer, uint32_t mask)
{
  char text[96];
  if (peer->kind == IP_V4 && !peer->text && mask == UINT32_MAX) return comware_object(f, COMWARE_OF_HOST_KEY, ring, peer->v4);
  int length = snprintf(text, sizeof text, "%u/%u/%p/%p", peer->v4 & mask, mask, (const void *)peer->text, (const void *)ring);
  return comware_object(f, COMWARE_OF_KEY, names_intern(&f->router->names, text, (size_t)length), 0);
}

/* The key of that peer in the open keychain, new where the keychain has none. */
static struct psk *keychain_entry(struct front *f, struct ip peer, uint32_t mask)
{
  struct keyring *ring = comware_state(f)->ring;
  void **slot = key_slot(f, ring, &peer, mask);
  struct psk *k = *slot;
  if (k && k->at.last) return k; /* else an undone one */
  k = new_key(f);
  *slot = k;
  k->ring = ring;
  k->peer = peer;
  k->mask = mask;
  if (!ring->keys) ring->keys = k;
  return k;
}

/* The line's peer cannot be read, so it may be anybody. */
static void anybodys_key(struct front *f)
{
  struct psk *k = new_key(f);
  k->ring = comware_state(f)->ring;
  k->peer_at = origin_unread(front_whole(f));
  k->secret = hidden_secret(f);
  k->at = front_whole(f);
  if (!k->ring->keys) k->ring->keys = k;
}

void comware_keychain_key(struct front *f, struct place peer, struct place mask, struct place marker, struct place key)
{
  struct ip ip;
  uint32_t bits = UINT32_MAX;
  bool good = front_address(f, peer, true, &ip);
  if (!good) front_bad_word(f, peer, NULL, "a peer's address or host name");
  else if (mask.last && !front_mask(f, mask, &bits)) {
    front_bad_word(f, mask, NULL, "a netmask or its length");
    good = false;
  }
  if (!good) {
    anybodys_key(f);
    return;
  }
  if (ip.kind == IP_V4 && !bits) ip.kind = IP_ANY;
  struct psk *k = keychain_entry(f, ip, bits);
  k->peer_at = origin_line(mask.last ? place_join(peer, mask) : peer);
  put_secret(f, k, read_secret(f, marker, key));
}

/* A host name is one even where it looks like an address. */
void comware_keychain_named_key(struct front *f, struct place peer, struct place marker, struct place key)
{
  struct psk *k = keychain_entry(f, (struct ip){ .kind = IP_NAME, .text = front_intern(f, peer) }, UINT32_MAX);
  k->peer_at = origin_line(peer);
  put_secret(f, k, read_secret(f, marker, key));
}

static bool names_peer(struct front *f, const struct front_line *l)
{
  return l->count > 2 && (comware_abbreviates(f, l->words[1], "address", 1) || comware_abbreviates(f, l->words[1], "hostname", 1));
}

/* `pre-shared-key address 10.1.1.1 key cipher` with its key cut off, and the like: the peer has a key all the same. In any other form each
 * word may be the key. */
void comware_keychain_key_missing(struct front *f)
{
  const struct front_line *l = &f->line;
  struct ip ip;
  uint32_t mask = UINT32_MAX;
  if (!names_peer(f, l) || !front_address(f, l->words[2], true, &ip)) {
    front_unreadable(f, NULL, "`address` or `hostname`, the peer, `key`, `cipher` or `simple`, and the key");
    anybodys_key(f);
    return;
  }
  front_unreadable(f, NULL, "`key`, `cipher` or `simple`, and the key");
  if (l->count > 3) front_mask(f, l->words[3], &mask);
  if (ip.kind == IP_V4 && !mask) ip.kind = IP_ANY;
  struct psk *k = keychain_entry(f, ip, mask);
  if (k->at.last) return;
  k->peer_at = origin_line(l->words[2]);
  put_secret(f, k, hidden_secret(f));
}
