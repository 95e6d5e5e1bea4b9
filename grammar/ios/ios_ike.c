/* The actions of IKE lines: policies, keyrings, profiles, peers, identities, keepalive. */
#include "grammar/ios/ios.h"

#include <string.h>

/* ---- crypto isakmp policy ---- */

static const struct ios_value encryptions[] = { { "des", CIPHER_DES }, { "3des", CIPHER_3DES }, { "aes", CIPHER_AES128 },
  { "aes-128", CIPHER_AES128 }, { "aes-192", CIPHER_AES192 }, { "aes-256", CIPHER_AES256 }, { "sm1", CIPHER_SM1 }, { "sm4", CIPHER_SM4 },
  { NULL, 0 } };
static const struct ios_value hashes[] = { { "md5", HASH_MD5 }, { "sha", HASH_SHA1 }, { "sha256", HASH_SHA256 }, { "sha384", HASH_SHA384 },
  { "sha512", HASH_SHA512 }, { "sm3", HASH_SM3 }, { NULL, 0 } };
static const struct ios_value methods[] = {
  { "pre-share", AUTH_PSK }, { "rsa-sig", AUTH_RSA }, { "rsa-encr", AUTH_RSA_ENCR }, { "ecdsa-sig", AUTH_ECDSA }, { NULL, 0 }
};

void ios_policy(struct front *f, struct place number)
{
  struct router *r = f->router;
  uint32_t n;
  if (!front_number(f, number, 1, 65535, &n)) {
    front_bad_word(f, number, NULL, "a policy number");
    return;
  }
  struct ios_slot *slot = ios_name_slot(f, IOS_A_POLICY, front_intern(f, number));
  if (!slot->object) {
    struct ike_proposal *p = slot->object = ARENA_NEW(r->arena, struct ike_proposal);
    p->number = n;
    p->at = front_whole(f);
    LIST_APPEND(r->proposals, p);
  }
  ios_state(f)->proposal = slot->object;
  ios_open(f, IOS_POLICY);
}

void ios_no_policy(struct front *f, struct place number)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_POLICY, front_intern(f, number));
  if (slot->object) ios_remove(f, &((struct ike_proposal *)slot->object)->at);
  slot->object = NULL;
}

static struct num *policy_field(struct front *f, enum ios_policy_field field)
{
  struct ike_proposal *p = ios_state(f)->proposal;
  switch (field) {
  case IOS_ENCRYPTION: return &p->encryption;
  case IOS_HASH: return &p->hash;
  case IOS_AUTHENTICATION: return &p->authentication;
  case IOS_GROUP_NUMBER: return &p->dh;
  default: return &p->lifetime;
  }
}

static const char *field_expects(enum ios_policy_field field)
{
  switch (field) {
  case IOS_ENCRYPTION: return "a cipher: des, 3des, aes, aes 192 or aes 256";
  case IOS_HASH: return "a hash: md5, sha, sha256, sha384 or sha512";
  case IOS_AUTHENTICATION: return "a method: pre-share, rsa-sig, rsa-encr or ecdsa-sig";
  case IOS_GROUP_NUMBER: return "a DH group: 1, 2, 5, 14, 15, 16, 19, 20, 21 or 24";
  default: return "a lifetime from 60 to 86400 seconds";
  }
}

/* `aes`, `aes 256`: the size is a word of its own, and 128 where it is missing. */
static void encryption(struct front *f, struct num *n, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), cipher, bits;
  if (!ios_value(f, f->line.words[i], encryptions, &cipher)) {
    front_bad_word(f, f->line.words[i], &n->o, field_expects(IOS_ENCRYPTION));
    return;
  }
  if (end - i == 1) {
    front_set_num(f, n, cipher, words);
    return;
  }
  bool sized = end - i == 2 && cipher == CIPHER_AES128 && front_number(f, f->line.words[i + 1], 128, 256, &bits) &&
    (bits == 128 || bits == 192 || bits == 256);
  if (sized) front_set_num(f, n, bits == 128 ? CIPHER_AES128 : bits == 192 ? CIPHER_AES192 : CIPHER_AES256, words);
  else front_bad_word(f, f->line.words[i + 1], &n->o, "a key size: 128, 192 or 256");
}

static bool is_group(uint32_t group)
{
  return group == 1 || group == 2 || group == 5 || (group >= 14 && group <= 24);
}

void ios_policy_value(struct front *f, enum ios_policy_field field, struct place value)
{
  struct num *n = policy_field(f, field);
  uint32_t v = 0;
  bool good = true;
  switch (field) {
  case IOS_ENCRYPTION: encryption(f, n, value); return;
  case IOS_HASH: good = ios_value(f, value, hashes, &v); break;
  case IOS_AUTHENTICATION: good = ios_value(f, value, methods, &v); break;
  case IOS_GROUP_NUMBER: good = front_number(f, value, 1, 24, &v) && is_group(v); break;
  case IOS_LIFETIME: good = front_number(f, value, ios_is_rgos(f) ? 1 : 60, ios_is_rgos(f) ? UINT32_MAX : 86400, &v); break;
  }
  if (good) front_set_num(f, n, v, value);
  else front_bad_word(f, value, &n->o, field_expects(field));
}

void ios_policy_unset(struct front *f, enum ios_policy_field field)
{
  ios_unset(&policy_field(f, field)->o);
}

void ios_policy_bad(struct front *f, enum ios_policy_field field)
{
  front_unreadable(f, &policy_field(f, field)->o, field_expects(field));
}

/* ---- crypto keyring ---- */

void ios_keyring(struct front *f, struct place name, struct place vrf)
{
  struct router *r = f->router;
  struct ios_slot *slot = ios_name_slot(f, IOS_A_KEYRING, front_intern(f, name));
  if (!slot->object) {
    struct keyring *k = slot->object = ARENA_NEW(r->arena, struct keyring);
    k->name = front_intern(f, name);
    k->at = front_whole(f);
    if (vrf.last) k->vrf = front_intern(f, vrf);
    LIST_APPEND(r->keyrings, k);
  }
  ios_state(f)->ring = slot->object;
  ios_open(f, IOS_KEYRING);
}

void ios_no_keyring(struct front *f, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_KEYRING, front_intern(f, name));
  if (slot->object) ios_remove(f, &((struct keyring *)slot->object)->at);
  slot->object = NULL;
}

/* `local-address {IFNAME | A}`: exactly one of the two fields is set. */
static void local_address(struct front *f, struct place words, struct addr *address, struct name *interface)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  struct ip ip;
  if (front_address(f, f->line.words[i], false, &ip)) front_set_addr(f, address, ip, f->line.words[i]);
  else ios_set_interface(f, interface, i, end);
}

void ios_ring_local(struct front *f, struct place words)
{
  struct keyring *k = ios_state(f)->ring;
  local_address(f, words, &k->local, &k->local_interface);
}

/* ---- crypto isakmp profile ---- */

static struct ike_profile *open_profile(struct front *f, const char *name, enum ios_view view)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_PROFILE, name);
  if (!slot->object) {
    struct ike_profile *p = slot->object = ARENA_NEW(f->router->arena, struct ike_profile);
    p->name = name;
    p->at = front_whole(f);
    LIST_APPEND(f->router->profiles, p);
  }
  ios_open(f, view);
  return ios_state(f)->profile = slot->object;
}

void ios_profile(struct front *f, struct place name)
{
  open_profile(f, front_intern(f, name), IOS_PROFILE);
}

void ios_no_profile(struct front *f, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_PROFILE, front_intern(f, name));
  if (slot->object) ios_remove(f, &((struct ike_profile *)slot->object)->at);
  slot->object = NULL;
}

/* `default` among the names stands for the global keys, which a profile without keyrings searches first. */
void ios_profile_keyring(struct front *f, struct place names)
{
  struct ike_profile *p = ios_state(f)->profile;
  bool global = false;
  p->keyrings = p->searched = NULL;
  for (uint32_t i = ios_words_first(f, names), end = ios_words_end(f, names); i < end; i++) {
    global = global || front_is(f, f->line.words[i], "default");
    front_add_ref(f, &p->keyrings, front_intern(f, f->line.words[i]), f->line.words[i]);
  }
  if (!global) return;
  p->searched = p->keyrings;
  p->keyrings = NULL;
}

static struct identity *add_expected(struct front *f, enum id_type type)
{
  struct identity **end = &ios_state(f)->profile->expects;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(f->router->arena, struct identity);
  (*end)->type = (uint8_t)type;
  return *end;
}

static struct identity *expect_address(struct front *f, struct ip ip, struct place at)
{
  struct identity *id = add_expected(f, ID_ADDRESS);
  id->o = origin_line(at);
  id->address = ip;
  id->high = ip.v4;
  id->mask = UINT32_MAX;
  return id;
}

/* `match identity address A [MASK] [VRF]`: without a mask a host, but 0.0.0.0 is everybody. */
static void match_address(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  struct ip ip = { .kind = IP_NONE };
  if (ios_word_is(f, i, end, "ipv6", 4)) {
    struct identity *other = add_expected(f, ID_KEY_ID);
    other->text = front_intern(f, words);
    other->o = origin_unread(words);
    front_ignore(f);
    return;
  }
  struct origin o = origin_line(words);
  ios_address_at(f, f->line.words[i], false, &o, &ip);
  struct identity *id = expect_address(f, ip, words);
  id->o = o;
  if (ip.kind == IP_V4 && !ip.v4) id->mask = 0;
  if (i + 1 < end && front_mask(f, f->line.words[i + 1], &id->mask)) i++;
  if (i + 1 < end) id->vrf = front_intern(f, f->line.words[i + 1]);
  id->high = ip.v4 | ~id->mask;
}

void ios_profile_match(struct front *f, enum id_type type, struct place words, bool modelled)
{
  if (type == ID_ADDRESS) {
    match_address(f, words);
    return;
  }
  struct identity *id = add_expected(f, type);
  id->text = front_intern(f, words);
  id->o = modelled ? origin_line(words) : origin_unread(words);
}

static void set_identity(struct front *f, struct identity *id, enum id_type type, struct place word)
{
  struct identity old = *id;
  *id = (struct identity){ .type = (uint8_t)type, .o = origin_line(word.last ? word : front_whole(f)) };
  if (word.last && type != ID_ADDRESS) id->text = front_intern(f, word);
  bool differs = old.type != id->type || old.text != id->text;
  if (is_written(&old.o) && differs) front_issue2(f, "CFG004", id->o.at, old.o.at, "this line overrides an earlier identity");
}

void ios_profile_identity(struct front *f, enum id_type type, struct place word)
{
  set_identity(f, &ios_state(f)->profile->local, type, word);
}

/* Ruijie's is global. On Cisco the line belongs to a profile, and stands here only in a text without indentation. */
void ios_self_identity(struct front *f, enum id_type type, struct place word)
{
  struct ios_state *s = ios_state(f);
  if (ios_is_rgos(f)) set_identity(f, &f->router->identity, type, word);
  else if (s->opened == IOS_PROFILE) {
    ios_profile_identity(f, type, word);
    ios_open(f, IOS_PROFILE);
  } else front_unknown(f);
}

void ios_profile_aggressive(struct front *f, struct place word)
{
  front_set_num(f, &ios_state(f)->profile->exchange, EXCHANGE_AGGRESSIVE, word);
}

void ios_profile_keepalive(struct front *f, struct place interval, struct place retry)
{
  struct ike_profile *p = ios_state(f)->profile;
  ios_number(f, &p->dpd_interval, interval, 1, 3600, "the interval in seconds");
  if (retry.last) ios_number(f, &p->dpd_retry, retry, 1, 3600, "the time between retries in seconds");
}

void ios_profile_local(struct front *f, struct place words)
{
  struct ike_profile *p = ios_state(f)->profile;
  local_address(f, words, &p->local_address, &p->local_interface);
}

void ios_profile_vrf(struct front *f, struct place word)
{
  ios_state(f)->profile->vrf = front_intern(f, word);
  ios_state(f)->profile->vrf_at = front_whole(f);
}

void ios_profile_certificate(struct front *f, struct place word)
{
  ios_state(f)->profile->certificate = front_intern(f, word);
  ios_state(f)->profile->certificate_at = front_whole(f);
}

/* ---- crypto isakmp peer ---- */

void ios_peer(struct front *f, struct ios_marked peer)
{
  struct place word = f->line.words[ios_words_first(f, peer.word)];
  struct ip ip;
  if (!front_address(f, word, peer.flag, &ip)) {
    front_unknown(f);
    return;
  }
  struct ike_profile *p = open_profile(f, front_intern(f, word), IOS_PEER);
  if (!p->by_address && ip.kind != IP_NAME) expect_address(f, ip, word);
  p->by_address = true;
  p->remote.ip = ip;
  p->remote.o = origin_line(word);
}

/* With both lines below it, IOS starts aggressive mode to this peer. */
static void starts_aggressive(struct front *f)
{
  struct ike_profile *p = ios_state(f)->profile;
  if (p->exchange.o.from == FROM_NOTHING) front_set_num(f, &p->exchange, EXCHANGE_AGGRESSIVE, front_whole(f));
}

void ios_peer_password(struct front *f, struct place marker, struct place key)
{
  struct ike_profile *p = ios_state(f)->profile;
  struct psk *k = ios_add_key(f, marker, key);
  struct ios_slot *slot = ios_name_slot(f, IOS_A_PASSWORD, p->name);
  if (slot->object) ios_remove(f, &((struct psk *)slot->object)->at); /* the block has one */
  slot->object = k;
  k->peer = p->remote.ip;
  k->mask = UINT32_MAX;
  k->peer_at = p->remote.o;
  k->password = true;
  starts_aggressive(f);
}

void ios_peer_endpoint(struct front *f, enum id_type type, struct place word)
{
  struct ike_profile *p = ios_state(f)->profile;
  set_identity(f, &p->local, type, word);
  if (type == ID_ADDRESS) {
    struct ip ip;
    if (ios_address_at(f, word, false, &p->local.o, &ip)) p->local.address = ip;
    p->local.mask = UINT32_MAX;
    p->local.high = p->local.address.v4;
  }
  starts_aggressive(f);
}

/* ---- Globals ---- */

void ios_identity(struct front *f, enum id_type type, struct place word)
{
  struct identity *id = &f->router->identity;
  set_identity(f, id, type, (struct place){ 0, 0 });
  id->o.at = word;
}

/* `crypto isakmp keepalive SEC [RETRY] [on-demand|periodic]` */
void ios_keepalive(struct front *f, struct place words)
{
  struct router *r = f->router;
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), v;
  ios_number(f, &r->dpd_interval, f->line.words[i++], 1, 3600, "the interval in seconds");
  if (i < end && front_number(f, f->line.words[i], 1, 3600, &v)) front_set_num(f, &r->dpd_retry, v, f->line.words[i++]);
  if (ios_word_is(f, i, end, "periodic", 1)) front_set_num(f, &r->dpd_periodic, 1, f->line.words[i]);
  else if (ios_word_is(f, i, end, "on-demand", 1)) front_set_num(f, &r->dpd_periodic, 0, f->line.words[i]);
}
