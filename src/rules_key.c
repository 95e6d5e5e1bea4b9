/* Rules KEY101 to KEY203: pre-shared keys (RFC 2409 section 5.4). No message shows a key or a part of one; fixes hold it between
 * SECRET_OPEN and SECRET_CLOSE. */
#include "src/rules.h"

#include <ctype.h>
#include <string.h>

#include "src/keys.h"
#include "src/link.h"
#include "src/say.h"
#include "src/table.h"

#define SHORTEST 8u
#define MOST_PLACES 16u

static const char *peer_of(struct judge *j, const struct psk *k)
{
  if (k->peer.kind == IP_NONE && k->owner) return arena_printf(j->arena, "the peer `%s`", k->owner->name);
  if (k->peer.kind == IP_ANY || k->peer.kind == IP_NONE) return "any peer";
  if (k->peer.kind != IP_V4 || !ip_is_mask(k->mask) || k->mask == UINT32_MAX) return say_ip(j, &k->peer);
  return arena_printf(j->arena, "%s/%d", say_ip(j, &k->peer), ip_mask_length(k->mask));
}

/* What the line says of its own encoding. */
static const char *form_of(struct judge *j, const struct psk *k)
{
  if (k->secret.form == KEY_MASKED) return *k->secret.raw ? "masked" : "not readable";
  if (k->secret.decoded && k->secret.kind) return arena_printf(j->arena, "%s, which can be read", k->secret.kind);
  if (k->secret.form == KEY_CLEAR) return "plaintext";
  return k->secret.kind ? k->secret.kind : "ciphertext";
}

/* ---- KEY101 ---- */

static size_t trimmed(const char *s)
{
  size_t len = strlen(s);
  while (len && (isspace((unsigned char)s[len - 1]))) len--;
  return len;
}

/* Of two texts of one length. */
static unsigned differing(const char *a, const char *b, bool fold)
{
  unsigned count = 0;
  for (; *a; a++, b++) {
    int x = (unsigned char)*a, y = (unsigned char)*b;
    count += fold ? tolower(x) != tolower(y) : x != y;
  }
  return count;
}

static bool is_part(const char *shorter, const char *longer)
{
  size_t head = 0, tail = 0, s = strlen(shorter), l = strlen(longer);
  while (shorter[head] && shorter[head] == longer[head]) head++;
  while (tail < s - head && shorter[s - 1 - tail] == longer[l - 1 - tail]) tail++;
  return head + tail == s;
}

/* How two readable keys differ, without a character of either. */
static const char *difference(struct judge *j, const char *a, const char *b)
{
  size_t la = strlen(a), lb = strlen(b);
  if (la != lb && trimmed(a) == trimmed(b) && !strncmp(a, b, trimmed(a))) return "they differ in a blank at the end only";
  if (la == lb && !differing(a, b, true)) return "they differ in case only";
  if (la == lb && differing(a, b, false) == 1) return "they differ in one character";
  if ((la == lb + 1 && is_part(b, a)) || (lb == la + 1 && is_part(a, b))) return "one has a character more than the other";
  if (la != lb) return arena_printf(j->arena, "one has %zu characters, the other %zu", la, lb);
  return "they are of the same length and differ in several characters";
}

static bool explained_elsewhere(const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) {
    const struct secret *s = t->key[i] ? &t->key[i]->secret : NULL;
    if (!s || s->looks_encrypted || s->form == KEY_IMPOSSIBLE) return true;
  }
  return false;
}

static void key_places(struct judge *j, struct finding *f, const struct tunnel_pair *t, unsigned i)
{
  if (t->key[i]) finding_at(j, f, t->end[i]->router, t->key[i]->at, "key for %s (%s)", peer_of(j, t->key[i]), form_of(j, t->key[i]));
}

void key_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (t->keys != KEYS_DIFFER || explained_elsewhere(t)) return;
  const struct secret *a = &t->key[0]->secret, *b = &t->key[1]->secret;
  const char *how = a->clear ? difference(j, a->clear, b->clear)
                             : "both are ciphertexts of one kind that gives equal texts for equal keys, and the texts differ";
  struct finding *f = finding_new(j, "KEY101", t, "%s and %s do not hold the same pre-shared key: %s.", say_router(j, t->end[0]->router),
    say_router(j, t->end[1]->router), how);
  key_places(j, f, t, 0);
  key_places(j, f, t, 1);
  const char *line[2];
  for (unsigned i = 0; i < 2; i++) line[i] = say_key_line(j, t->end[i]->router, t->key[i], "KEY");
  if (line[0] && line[1])
    finding_help(j, f, "Type the same key again on both ends, in plaintext: `%s` on %s, `%s` on %s.", line[0],
      say_router(j, t->end[0]->router), line[1], say_router(j, t->end[1]->router));
  else finding_help(j, f, "Type the same key again on both ends, in plaintext.");
}

/* ---- KEY102 ---- */

/* The word behind a wrong mark is the key itself only where it does not look like another kind of ciphertext. */
static bool may_be_the_key(const struct router *r, const struct psk *k)
{
  struct secret plain = { .raw = k->secret.raw };
  r->dialect->read_key((struct router *)(uintptr_t)r, "", &plain);
  return !plain.looks_encrypted;
}

static void encoding(
  struct judge *j, const struct tunnel_pair *t, struct router *r, const struct psk *k, const struct psk *other, struct router *there)
{
  if (!k || k->secret.form != KEY_IMPOSSIBLE || !finding_first_of(j, "KEY102", k)) return;
  const char *kind = k->secret.kind ? arena_printf(j->arena, " (%s)", k->secret.kind) : "";
  const char *why = k->secret.no_such_mark ? arena_printf(j->arena, "which %s does not have for pre-shared keys", r->dialect->title)
                                           : "but the word behind the mark is no such ciphertext";
  struct finding *f = finding_new(j, "KEY102", t,
    "%s marks its key for %s as ciphertext%s, %s: the key that the router uses is not this word.", say_router(j, r), peer_of(j, k), kind,
    why);
  finding_at(j, f, r, k->at, "marked as ciphertext%s", kind);
  if (other) finding_at(j, f, there, other->at, "the peer's key");
  bool known = other && other->secret.form == KEY_CLEAR && !other->secret.looks_encrypted;
  const char *line = may_be_the_key(r, k) ? say_key_line(j, r, k, k->secret.raw) : NULL;
  if (line && known && strcmp(k->secret.raw, other->secret.clear)) {
    line = say_key_line(j, r, k, other->secret.clear);
    finding_help(j, f, "Type the key that the peer has: `%s`.", line);
  } else if (line) finding_help(j, f, "If the word is the key itself, say so: `%s`.", line);
  else finding_help(j, f, "Type the key again, marked as plaintext.");
  finding_edit(j, f, r, EDIT_REPLACE_LINE, k->at, line);
}

void key_encoding(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) encoding(j, t, t->end[i]->router, t->key[i], t->key[1 - i], t->end[1 - i]->router);
}

void key_encoding_router(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  for (const struct psk *k = r->keys.first; k; k = k->next) encoding(j, NULL, r, k, NULL, NULL);
}

/* ---- KEY103 ---- */

static void looks_encrypted(
  struct judge *j, const struct tunnel_pair *t, struct router *r, const struct psk *k, const struct psk *other, struct router *there)
{
  if (!k || !k->secret.looks_encrypted || !finding_first_of(j, "KEY103", k)) return;
  bool differs = t && other && other->secret.form == KEY_CLEAR && t->keys == KEYS_DIFFER, equal = t && t->keys == KEYS_EQUAL;
  struct finding *f = finding_new(j, "KEY103", t,
    "%s marks its key for %s as plaintext, and it looks like a ciphertext: the router uses the ciphertext itself, letter by letter, as the key%s.",
    say_router(j, r), peer_of(j, k),
    differs                         ? ", and the peer's readable key is another one"
      : equal                       ? ", as the peer does too"
      : t && t->keys == KEYS_DIFFER ? ", and the peer marks the same text as ciphertext"
                                    : "");
  finding_at(j, f, r, k->at, "looks like a ciphertext");
  if (other) finding_at(j, f, there, other->at, "the peer's key");
  if (differs || (t && t->keys == KEYS_DIFFER)) finding_raise(j, f, SEVERITY_ERROR);
  const char *line = differs && !other->secret.looks_encrypted ? say_key_line(j, r, k, other->secret.clear) : NULL;
  finding_help(j, f, "%s",
    line ? arena_printf(j->arena, "Type the key that the peer has: `%s`.", line)
         : "Type the key itself, in plaintext, or mark the text as the ciphertext it is.");
  finding_edit(j, f, r, EDIT_REPLACE_LINE, k->at, line);
}

void key_looks_encrypted(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) looks_encrypted(j, t, t->end[i]->router, t->key[i], t->key[1 - i], t->end[1 - i]->router);
}

void key_looks_encrypted_router(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  for (const struct psk *k = r->keys.first; k; k = k->next) looks_encrypted(j, NULL, r, k, NULL, NULL);
}

/* ---- KEY104 to KEY106 ---- */

/* A ciphertext that cannot be read, or a key that was masked. Of a line without a key CFG001 says so. */
static bool is_hidden(const struct psk *k)
{
  return k->secret.form == KEY_OPAQUE || k->secret.form == KEY_FIXED || (k->secret.form == KEY_MASKED && *k->secret.raw);
}

void key_not_comparable(struct judge *j, const struct tunnel_pair *t)
{
  if ((t->keys != KEYS_ASSUMED_EQUAL && t->keys != KEYS_IMPOSSIBLE) || !t->key[0] || !t->key[1]) return;
  bool hidden[2] = { is_hidden(t->key[0]), is_hidden(t->key[1]) };
  if (!hidden[0] && !hidden[1]) return;
  struct finding *f = finding_new(j, "KEY104", t, "The keys of %s (%s) and %s (%s) cannot be compared%s.", say_router(j, t->end[0]->router),
    form_of(j, t->key[0]), say_router(j, t->end[1]->router), form_of(j, t->key[1]),
    t->keys == KEYS_ASSUMED_EQUAL ? "; everything else is judged as if they were equal" : "");
  for (unsigned n = 0; n < 4; n++)
    if (hidden[n & 1] == (n < 2)) key_places(j, f, t, n & 1);
  finding_help(j, f, "If main mode stops at message 5, type the key again on both ends.");
}

/* Is the key bound to this address alone? */
static bool is_for(const struct psk *k, const struct ip *peer) { return k->mask == UINT32_MAX && ip_equal(&k->peer, peer) == TRI_YES; }

/* The key line of the other end's address, made of the nearest one; NULL where its key cannot be read. */
static const char *rebound(struct judge *j, const struct router *r, const struct psk *near, const struct ip *peer)
{
  if (!near || !near->secret.clear || peer->kind != IP_V4 || is_for(near, peer)) return NULL;
  struct psk right = *near;
  right.peer = *peer;
  right.mask = UINT32_MAX;
  return say_key_line(j, r, &right, near->secret.clear);
}

/* The keyring that would have a key, and is for another address of the router. */
static void other_local(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct keyring *ring)
{
  const struct words *w = e->router->dialect->words;
  const struct interface *i = ring->local_interface.s ? link_interface(e->router, ring->local_interface.s) : NULL;
  const char *local = i && i->shown ? i->shown : ring->local_interface.s ? ring->local_interface.s : say_ip(j, &ring->local.ip);
  struct finding *f = finding_new(j, "KEY105", t,
    "%s has no key for its peer %s: the %s `%s` is only for the local address %s, and %s speaks from %s.", say_router(j, e->router),
    say_ip(j, &e->remote.ip), w->keyring, ring->name, local, say_router(j, e->router), say_ip(j, &e->local.ip));
  finding_at(j, f, e->router, ring->local_interface.s ? ring->local_interface.o.at : ring->local.o.at, "only for %s", local);
  finding_at(j, f, e->router, e->effective ? e->effective->at : e->at, "speaks from %s", say_ip(j, &e->local.ip));
  finding_help(j, f, "Name the address that the policy speaks from, or none.");
}

/* The key that the end would have in another VRF. */
static void other_vrf(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct ip *peer, const struct psk *near)
{
  const char *front = keys_front_vrf(e), *of_keys = near->ring ? near->ring->vrf : NULL;
  const char *speaks = front ? arena_printf(j->arena, "from the VRF `%s`", front) : "from no VRF";
  struct finding *f = finding_new(j, "KEY105", t, "%s has no key for its peer %s: it speaks %s, and the key counts only %s%s%s.",
    say_router(j, e->router), say_ip(j, peer), speaks, of_keys ? "in the VRF `" : "outside of every VRF", of_keys ? of_keys : "",
    of_keys ? "`" : "");
  finding_at(j, f, e->router, near->at, "the key");
  if (near->ring) finding_at(j, f, e->router, near->ring->at, "its keyring");
  finding_at(j, f, e->router, e->interface->at, "speaks %s", speaks);
  finding_help(j, f,
    front ? "Put the key into a %s of that VRF." : "Put the key into a %s without a VRF, or let the tunnel speak from that VRF.",
    e->router->dialect->words->keyring);
}

/* A key for a name, and a peer that calls itself by another, or whose changing address says nothing: it must show that name before the key
 * is needed. */
static void other_name(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other, const struct psk *near)
{
  bool aggressive = other->exchange.v == EXCHANGE_AGGRESSIVE;
  const struct origin *o = aggressive ? &other->sends.o : &other->exchange.o;
  const char *sends = aggressive ? arena_printf(j->arena, "sends %s", say_identity(j, other->router, &other->sends))
                                 : "starts main mode, which shows no name before the key is needed";
  struct finding *f = finding_new(j, "KEY105", t, "%s has no key for %s%s: %s %s, and the nearest key is bound to the name `%s`.",
    say_router(j, e->router), say_router(j, other->router),
    other->local.ip.kind == IP_DYNAMIC ? ", whose address is assigned at run time" : "", say_router(j, other->router), sends,
    near->peer.text);
  finding_at(j, f, e->router, near->at, "bound to the name `%s`", near->peer.text);
  finding_at(j, f, other->router, o->at.last ? o->at : other->at, "%s", aggressive ? sends : "main mode");
  if (aggressive)
    finding_help(j, f, "Bind the key to the name that %s sends, or let it send `%s`.", say_router(j, other->router), near->peer.text);
  else
    finding_help(j, f, "Let %s start aggressive mode with the name `%s`, or give it a fixed address and bind the key to that.",
      say_router(j, other->router), near->peer.text);
}

/* What the sentence about a missing key says of the nearest one that there is. */
static const char *nearest(struct judge *j, const struct psk *near, const struct ip *peer)
{
  if (!near) return "";
  if (near->ring && is_for(near, peer))
    return arena_printf(j->arena, ": the one for it is in a keyring that it does not use, %s", near->ring->name);
  return arena_printf(j->arena, "; the nearest is bound to %s", peer_of(j, near));
}

static void missing_key(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct psk *near = t->near_key[i];
  const struct ip *peer = e->remote.ip.kind == IP_ANY || e->remote.ip.kind == IP_NONE ? &other->local.ip : &e->remote.ip;
  if (near && near->ring && !keys_ring_applies(e, near->ring)) {
    other_local(j, t, e, near->ring);
    return;
  }
  if (near && !near->owner && !keys_vrf_fits(e, near->ring)) {
    other_vrf(j, t, e, peer, near);
    return;
  }
  if (near && near->peer.kind == IP_NAME && e->remote.ip.kind == IP_ANY) {
    other_name(j, t, e, other, near);
    return;
  }
  const char *name = other->sends.text;
  bool assigned = peer->kind == IP_DYNAMIC && !name;
  const char *whom = peer->kind != IP_DYNAMIC ? say_ip(j, peer)
    : name                                    ? arena_printf(j->arena, "`%s`", name)
                                              : say_router(j, other->router);
  struct finding *f = finding_new(j, "KEY105", t, "%s has no key for its peer %s%s%s.", say_router(j, e->router), whom,
    assigned ? ", whose address is assigned at run time" : "", nearest(j, near, peer));
  if (near) finding_at(j, f, e->router, near->at, "bound to %s", peer_of(j, near));
  bool in_profile = e->profile && e->router->dialect->behaviour.key_in_profile;
  finding_at(j, f, e->router, in_profile ? e->profile->at : e->effective ? e->effective->at : e->at, "the peer is %s", whom);
  const char *line = near && near->owner ? NULL : rebound(j, e->router, near, peer);
  if (line) finding_help(j, f, "Bind the key to the address that the peer speaks from: `%s`.", line);
  else
    finding_help(j, f, "Give %s a key (`%s`) for %s, the same as on %s.", say_router(j, e->router), e->router->dialect->words->key_command,
      assigned ? "any address" : whom, say_router(j, other->router));
  if (near) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, near->at, line);
}

/* A wrong peer address explains that its own end has no key for it: IKE105. One that only looks wrong does not. */
static bool calls_astray(const struct tunnel_pair *t, unsigned i)
{
  return t->address[i] == OUTCOME_FAILS && !t->address_explained[i];
}

void key_missing(struct judge *j, const struct tunnel_pair *t)
{
  if (t->keys != KEYS_MISSING || t->design_mismatch) return;
  for (unsigned i = 0; i < 2; i++)
    if (!t->key[i] && !calls_astray(t, i) && !lacks_key_by_reference(t->end[i])) missing_key(j, t, i);
}

/* Two keys of which the router takes one for certain. */
static struct finding *outranked(struct judge *j, const struct tunnel_pair *t, const struct router *r, const struct psk *k)
{
  struct finding *f = finding_new(j, "KEY106", t,
    "%s has two keys for %s that differ; %s `%s` comes first by its priority or local address.", say_router(j, r), peer_of(j, k),
    r->dialect->words->keyring, k->ring->name);
  finding_help(j, f, "Keep one key for each peer.");
  return f;
}

static struct finding *undecided(
  struct judge *j, const struct tunnel_pair *t, const struct router *r, const struct psk *k, const struct psk *other)
{
  const char *mine = peer_of(j, k), *second = peer_of(j, other);
  struct finding *f = !strcmp(mine, second)
    ? finding_new(j, "KEY106", t, "%s has two keys for %s that differ; the first is taken to be the one in use.", say_router(j, r), mine)
    : finding_new(j, "KEY106", t,
        "%s has two keys for the same peer that differ: the one for %s, which the most specific address suggests, and the one for %s.",
        say_router(j, r), mine, second);
  bool ranked = k->ring && k->ring != other->ring && is_known(&k->ring->priority.o);
  if (ranked)
    finding_help(j, f,
      "Keep one key for each peer, or give its %ss priorities that differ; which of two the router takes else is not documented.",
      r->dialect->words->keyring);
  else finding_help(j, f, "Keep one key for each peer; which of two the router takes is not documented.");
  return f;
}

/* As responder the router knows the peer's address alone, and not yet the profile that names a keyring. */
static void found_first(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct psk *k = t->key[i], *first = t->first_key[i];
  struct router *r = t->end[i]->router;
  if (!k || !first || !finding_first_of(j, "KEY106", first)) return;
  const char *ring = r->dialect->words->keyring;
  struct finding *f = finding_new(j, "KEY106", t,
    "%s has two keys for %s that differ: the %s names %s `%s`, and %s comes first when %s calls, before the %s is known.", say_router(j, r),
    say_ip(j, &t->end[1 - i]->local.ip), r->dialect->words->profile, ring, k->ring->name,
    first->ring ? arena_printf(j->arena, "%s `%s`", ring, first->ring->name) : "the global key", say_router(j, t->end[1 - i]->router),
    r->dialect->words->profile);
  finding_at(j, f, r, first->at, "comes first when the peer calls");
  finding_at(j, f, r, k->at, "in use when this end calls");
  finding_help(j, f, "Keep one key for each peer.");
}

void key_ambiguous(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) found_first(j, t, i);
  for (unsigned i = 0; i < 2; i++) {
    const struct psk *k = t->key[i], *other = t->other_key[i];
    struct router *r = t->end[i]->router;
    if (!k || !other || !finding_first_of(j, "KEY106", other)) continue;
    bool settled = keys_outranks(k, other);
    struct finding *f = settled ? outranked(j, t, r, k) : undecided(j, t, r, k, other);
    finding_at(j, f, r, other->at, "matches the peer as well");
    finding_at(j, f, r, k->at, settled ? "in use" : "taken to be the one in use");
  }
}

/* ---- KEY201 to KEY203: one router ---- */

static bool is_for_anybody(const struct psk *k)
{
  if (k->owner) return k->peer.kind == IP_NONE && !k->owner->remote_name.s && k->owner->remote.o.from != FROM_UNREAD;
  return k->peer.kind == IP_ANY || (k->peer.kind == IP_V4 && !k->mask);
}

void key_wildcard(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    if (!is_for_anybody(k)) continue;
    struct finding *f = finding_new(
      j, "KEY201", NULL, "%s: the key is for any peer: whoever knows it can set up a tunnel from anywhere.", say_router(j, r));
    finding_at(j, f, r, k->at, "for any peer");
    finding_help(j, f, "Bind one key to each peer's address or name.");
  }
}

static bool is_common(const char *key)
{
  static const char *const words[] = { "12345678", "123456789", "1234567890", "123456", "abc12345", "admin", "admin123", "administrator",
    "changeme", "cisco", "cisco123", "cisco12345", "cisco1234", "ciscocisco", "comware", "default", "example", "h3c", "h3c12345", "huawei",
    "huawei123", "huawei@123", "admin@123", "admin@h3c", "ipsec", "ipsecvpn", "key", "letmein", "mykey", "network", "p@ssw0rd", "passw0rd",
    "password", "password1", "preshared", "presharedkey", "psk", "qwerty", "qwerty123", "qwertyuiop", "router", "ruijie", "ruijie123",
    "ruijie@123", "secret", "secretkey", "secret123", "sharedkey", "sharedsecret", "test", "test1234", "testtest", "tunnel", "vpn",
    "vpnvpn", "vpn12345", "welcome", "welcome1" };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(key) == strlen(words[i]) && !differing(key, words[i], true)) return true;
  return false;
}

static bool is_one_character(const char *key)
{
  return strspn(key, (const char[]){ key[0], 0 }) == strlen(key);
}

static const char *weakness(const char *key)
{
  if (is_common(key)) return "is in every list of common words";
  if (strlen(key) < SHORTEST) return "has fewer than 8 characters";
  return is_one_character(key) ? "is one character repeated" : NULL;
}

void key_weak(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    const char *why = k->secret.form == KEY_CLEAR ? weakness(k->secret.clear) : NULL;
    if (!why) continue;
    struct finding *f = finding_new(j, "KEY202", NULL, "%s: the key for %s %s.", say_router(j, r), peer_of(j, k), why);
    finding_at(j, f, r, k->at, "weak key");
    finding_help(j, f, "Use a random key of 20 characters or more, on both ends.");
  }
}

/* The keys of one router that are the same word, in the order of the file. */
struct same_key {
  const struct psk *first;
  struct same_key *next; /* of the router */
  const struct psk **places; /* MOST_PLACES of the others; NULL: there is none */
  unsigned count;
};

static void add_key(struct table *by_text, struct same_key **sets, const struct psk *k)
{
  uint64_t key = arena_hash(k->secret.clear, strlen(k->secret.clear));
  uint32_t at = 0;
  struct same_key *s;
  while ((s = table_each(by_text, key, &at)))
    if (!strcmp(s->first->secret.clear, k->secret.clear)) break;
  if (!s) {
    s = ARENA_NEW(by_text->arena, struct same_key);
    s->first = k;
    s->next = *sets;
    *sets = s;
    table_put(by_text, key, s);
    return;
  }
  if (k->mask == s->first->mask && ip_equal(&k->peer, &s->first->peer) == TRI_YES) return;
  if (!s->places) s->places = arena_alloc(by_text->arena, MOST_PLACES * sizeof(struct psk *));
  if (s->count < MOST_PLACES) s->places[s->count] = k;
  s->count++;
}

static bool is_at(const struct router *r, const struct psk *k)
{
  return k->peer.kind == IP_V4 && k->mask == UINT32_MAX && link_interface_of(r, &k->peer);
}

/* Are all of them for one other router, which has an address on each of its lines? */
static bool is_one_peer(const struct judge *j, const struct router *r, const struct same_key *s)
{
  for (unsigned n = 0; s->count <= MOST_PLACES && n < j->router_count; n++) {
    const struct router *other = j->routers[n];
    unsigned there = 0;
    if (!other || other == r || !other->dialect || !is_at(other, s->first)) continue;
    while (there < s->count && is_at(other, s->places[there])) there++;
    if (there == s->count) return true;
  }
  return false;
}

void key_reused(struct judge *j, struct router *r, struct end *ends)
{
  struct table by_text;
  struct same_key *sets = NULL;
  (void)ends;
  table_init(&by_text, arena_scratch(j->arena));
  for (const struct psk *k = r->keys.first; k; k = k->next)
    if (k->secret.form == KEY_CLEAR) add_key(&by_text, &sets, k);
  for (const struct same_key *s = sets; s; s = s->next) {
    if (!s->count || is_one_peer(j, r, s)) continue;
    struct finding *f = finding_new(
      j, "KEY203", NULL, "%s uses one key for %u peers: each of them can pass for the others.", say_router(j, r), s->count + 1);
    finding_at(j, f, r, s->places[0]->at, "the same key for %s", peer_of(j, s->places[0]));
    finding_at(j, f, r, s->first->at, "first used for %s", peer_of(j, s->first));
    for (unsigned i = 1; i < s->count && i < MOST_PLACES; i++)
      finding_at(j, f, r, s->places[i]->at, "the same key for %s", peer_of(j, s->places[i]));
    finding_help(j, f, "Give each peer a key of its own.");
  }
  arena_free(by_text.arena);
}
