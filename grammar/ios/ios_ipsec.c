/* The actions of IPsec lines: transform sets, crypto maps, dynamic maps, IPsec profiles. */
#include "grammar/ios/ios.h"
#include "src/equal.h"
#include "vendors/vendor.h"

#include <string.h>

/* ---- Transform sets ---- */

enum transform_kind { ESP_CIPHER = 1, ESP_HASH, AH_HASH, COMPRESSION, ESN, OLD };

#define TRANSFORM(kind, algorithm) ((uint32_t)(kind) << 8 | (uint32_t)(algorithm))

static const struct ios_value transforms[] = { { "esp-des", TRANSFORM(ESP_CIPHER, CIPHER_DES) },
  { "esp-3des", TRANSFORM(ESP_CIPHER, CIPHER_3DES) }, { "esp-null", TRANSFORM(ESP_CIPHER, CIPHER_NULL) },
  { "esp-seal", TRANSFORM(ESP_CIPHER, CIPHER_SEAL) }, { "esp-aes", TRANSFORM(ESP_CIPHER, CIPHER_AES128) },
  { "esp-aes-128", TRANSFORM(ESP_CIPHER, CIPHER_AES128) }, { "esp-aes-192", TRANSFORM(ESP_CIPHER, CIPHER_AES192) },
  { "esp-aes-256", TRANSFORM(ESP_CIPHER, CIPHER_AES256) }, { "esp-gcm", TRANSFORM(ESP_CIPHER, CIPHER_GCM128) },
  { "esp-gmac", TRANSFORM(ESP_CIPHER, CIPHER_GMAC128) }, { "esp-sm1", TRANSFORM(ESP_CIPHER, CIPHER_SM1) },
  { "esp-sm4", TRANSFORM(ESP_CIPHER, CIPHER_SM4) }, { "esp-md5-hmac", TRANSFORM(ESP_HASH, HASH_MD5) },
  { "esp-sha-hmac", TRANSFORM(ESP_HASH, HASH_SHA1) }, { "esp-sha256-hmac", TRANSFORM(ESP_HASH, HASH_SHA256) },
  { "esp-sha384-hmac", TRANSFORM(ESP_HASH, HASH_SHA384) }, { "esp-sha512-hmac", TRANSFORM(ESP_HASH, HASH_SHA512) },
  { "esp-sm3-hmac", TRANSFORM(ESP_HASH, HASH_SM3) }, { "ah-md5-hmac", TRANSFORM(AH_HASH, HASH_MD5) },
  { "ah-sha-hmac", TRANSFORM(AH_HASH, HASH_SHA1) }, { "ah-sha256-hmac", TRANSFORM(AH_HASH, HASH_SHA256) },
  { "ah-sha384-hmac", TRANSFORM(AH_HASH, HASH_SHA384) }, { "ah-sha512-hmac", TRANSFORM(AH_HASH, HASH_SHA512) },
  { "ah-rfc1828", TRANSFORM(OLD, 0) }, { "esp-rfc1829", TRANSFORM(OLD, 0) }, { "comp-lzs", TRANSFORM(COMPRESSION, 0) },
  { "esn", TRANSFORM(ESN, 0) }, { NULL, 0 } };

/* As `show` prints them: the commands of IOS are spelled otherwise. */
static const struct ios_value printed_transforms[] = { { "esp-128-aes", TRANSFORM(ESP_CIPHER, CIPHER_AES128) },
  { "esp-192-aes", TRANSFORM(ESP_CIPHER, CIPHER_AES192) }, { "esp-256-aes", TRANSFORM(ESP_CIPHER, CIPHER_AES256) }, { NULL, 0 } };

static void choose(struct num *n, uint32_t value, struct place at)
{
  n->v = value;
  n->o = origin_line(at);
}

/* `esp-aes 256`, `esp-gcm 192`: the size is a word of its own. The ciphers of a mode follow each other in the enum. */
static uint32_t sized(const struct front *f, uint32_t *index, uint32_t end, uint32_t cipher)
{
  uint32_t bits;
  bool can = cipher == CIPHER_AES128 || cipher == CIPHER_GCM128 || cipher == CIPHER_GMAC128;
  if (!can || *index >= end || !front_number(f, f->line.words[*index], 128, 256, &bits) || bits % 64) return cipher;
  ++*index;
  return cipher + (bits - 128) / 64;
}

/* The device refuses the whole line, so what its other words say is not known to hold. */
static void forget(struct transform_set *t)
{
  t->protocol.o.from = t->encryption.v.o.from = t->authentication.v.o.from = t->ah.v.o.from = FROM_UNREAD;
}

/* Where the words of the dialect are not all known, a transform may well have another name, or be one that is not modelled. */
static bool may_be_transform(const struct front *f, struct place word)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  return !f->router->dialect->knows_transforms && len >= 4 && (!strncmp(s, "esp-", 4) || !strncmp(s, "ah-", 3) || !strncmp(s, "comp-", 5));
}

/* Another transform may be the cipher or the hash that no known one is. */
static void leave_open(struct transform_set *t)
{
  struct origin *all[] = { &t->encryption.v.o, &t->authentication.v.o, &t->ah.v.o };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i]->from != FROM_LINE) *all[i] = origin_unread(t->at);
}

static bool transform_value(const struct front *f, struct place word, uint32_t *v)
{
  return ios_value(f, word, transforms, v) || (!f->router->dialect->knows_transforms && ios_value(f, word, printed_transforms, v));
}

static void set_unmodelled(struct front *f, struct transform_set *t, struct place word)
{
  t->unmodelled = true;
  if (!t->unmodelled_word) t->unmodelled_word = front_intern(f, word);
}

static void read_transforms(struct front *f, struct transform_set *t, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), v;
  bool esp = false, ah = false, bad = false, other = false;
  while (i < end) {
    struct place word = f->line.words[i++];
    if (!transform_value(f, word, &v)) {
      set_unmodelled(f, t, word);
      if (may_be_transform(f, word)) {
        other = true;
        continue;
      }
      front_bad_word(f, word, NULL, "a transform (esp-aes, esp-sha-hmac ...)");
      bad = true;
      continue;
    }
    switch (v >> 8) {
    case ESP_CIPHER: {
      uint32_t cipher = sized(f, &i, end, v & 0xff);
      choose(&t->encryption.v, cipher, place_join(word, f->line.words[i - 1]));
      esp = true;
      break;
    }
    case ESP_HASH: choose(&t->authentication.v, v & 0xff, word); esp = true; break;
    case AH_HASH: choose(&t->ah.v, v & 0xff, word); ah = true; break;
    case ESN: choose(&t->esn, 1, word); break;
    default: set_unmodelled(f, t, word);
    }
  }
  if (other) leave_open(t);
  choose(&t->protocol, esp && ah ? PROTOCOL_AH_ESP : ah ? PROTOCOL_AH : PROTOCOL_ESP, words);
  if (bad) forget(t);
}

static bool same_transforms(const struct transform_set *a, const struct transform_set *b)
{
  return a->encryption.v.v == b->encryption.v.v && a->authentication.v.v == b->authentication.v.v && a->ah.v.v == b->ah.v.v &&
    a->esn.v == b->esn.v && a->unmodelled == b->unmodelled;
}

void ios_transform(struct front *f, struct place name, struct place words)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_SET, front_intern(f, name));
  struct transform_set read = { .name = front_intern(f, name), .at = front_whole(f) }, *t = slot->object;
  read_transforms(f, &read, words);
  if (!t) {
    t = slot->object = ARENA_NEW(f->router->arena, struct transform_set);
    LIST_APPEND(f->router->transforms, t);
  } else {
    if (!same_transforms(t, &read))
      front_issue2(f, "CFG004", read.at, t->at, "transform set %s is defined a second time, with other algorithms", t->name);
    read.encapsulation = t->encapsulation;
    read.required = t->required;
    read.next = t->next;
  }
  bool last = f->router->transforms.end == &t->next;
  *t = read;
  if (last) f->router->transforms.end = &t->next;
  ios_state(f)->set = t;
  ios_open(f, IOS_TRANSFORM);
}

void ios_no_transform(struct front *f, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_A_SET, front_intern(f, name));
  if (slot->object) ios_remove(f, &((struct transform_set *)slot->object)->at);
  else if (front_is(f, name, "default")) ios_flag(f, &f->router->builtin_sets_off, ios_word_is(f, 0, 1, "no", 2), name);
  slot->object = NULL;
}

void ios_transform_mode(struct front *f, uint32_t mode, struct place at, struct place required)
{
  struct transform_set *t = ios_state(f)->set;
  front_set_num(f, &t->encapsulation, mode, at);
  if (required.last) choose(&t->required, 1, required);
  else ios_unset(&t->required.o);
}

/* ---- Maps ---- */

static struct policy *policy_of(struct front *f, enum ios_kind kind, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, kind, front_intern(f, name));
  if (!slot->object) {
    struct policy *p = slot->object = ARENA_NEW(f->router->arena, struct policy);
    p->name = front_intern(f, name);
    p->at = front_whole(f);
    p->is_template = kind == IOS_A_DYNAMIC_MAP;
    p->is_profile = kind == IOS_AN_IPSEC_PROFILE;
    LIST_APPEND(f->router->policies, p);
    slot->headed = false;
  }
  return slot->object;
}

/* Opens an entry; `*is_new` tells whether this line made it. */
static struct policy_entry *open_entry(struct front *f, enum ios_kind kind, struct place name, uint32_t sequence, bool *is_new)
{
  struct policy *p = policy_of(f, kind, name);
  struct ios_slot *head = ios_name_slot(f, kind, p->name), *slot = ios_entry_slot(f, p, sequence);
  *is_new = !slot->object;
  if (!slot->object) {
    struct policy_entry *e = slot->object = ARENA_NEW(f->router->arena, struct policy_entry);
    e->group = p;
    e->sequence = sequence;
    e->at = front_whole(f);
    LIST_APPEND(f->router->entries, e);
  }
  if (!head->headed) p->at = front_whole(f);
  head->headed = true;
  ios_open(f, IOS_MAP);
  return ios_state(f)->entry = slot->object;
}

static bool sequence_of(struct front *f, struct place word, uint32_t *sequence)
{
  if (front_number(f, word, 1, 65535, sequence)) return true;
  front_bad_word(f, word, NULL, "a sequence number from 1 to 65535");
  return false;
}

/* `last` is the word behind the number: the dynamic map's name for ENTRY_TEMPLATE_USER, none where an entry is only opened again. */
void ios_map(struct front *f, struct place name, struct place sequence, enum entry_kind kind, struct place last)
{
  uint32_t n;
  bool is_new;
  if (!sequence_of(f, sequence, &n)) return;
  struct policy_entry *e = open_entry(f, IOS_A_MAP, name, n, &is_new);
  if (is_new) e->kind = (uint8_t)kind;
  else if (last.last && e->kind != kind) {
    front_issue2(f, "CFG004", front_whole(f), e->at, "this entry was opened before as one of another kind");
    e->kind = (uint8_t)kind;
  }
  if (kind == ENTRY_TEMPLATE_USER) front_set_ref(f, &e->template_ref, front_intern(f, last), last);
}

void ios_dynamic_map(struct front *f, struct place name, struct place sequence)
{
  uint32_t n;
  bool is_new;
  if (sequence_of(f, sequence, &n)) open_entry(f, IOS_A_DYNAMIC_MAP, name, n, &is_new)->kind = ENTRY_ISAKMP;
}

void ios_ipsec_profile(struct front *f, struct place name)
{
  bool is_new;
  open_entry(f, IOS_AN_IPSEC_PROFILE, name, 0, &is_new)->kind = ENTRY_PROFILE;
}

static void remove_policy(struct front *f, enum ios_kind kind, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, kind, front_intern(f, name));
  if (slot->object) ios_remove(f, &((struct policy *)slot->object)->at);
  slot->object = NULL;
}

void ios_no_map(struct front *f, struct place name, struct place sequence, bool dynamic)
{
  enum ios_kind kind = dynamic ? IOS_A_DYNAMIC_MAP : IOS_A_MAP;
  uint32_t n;
  if (!sequence.last) {
    remove_policy(f, kind, name);
    return;
  }
  const struct policy *p = ios_name_slot(f, kind, front_intern(f, name))->object;
  if (!p || !sequence_of(f, sequence, &n)) return;
  struct ios_slot *slot = ios_entry_slot(f, p, n);
  if (slot->object) ios_remove(f, &((struct policy_entry *)slot->object)->at);
  slot->object = NULL;
}

void ios_no_ipsec_profile(struct front *f, struct place name)
{
  remove_policy(f, IOS_AN_IPSEC_PROFILE, name);
}

void ios_map_local(struct front *f, struct place name, struct place words)
{
  struct policy *p = policy_of(f, IOS_A_MAP, name);
  ios_set_interface(f, &p->local_interface, ios_words_first(f, words), ios_words_end(f, words));
}

void ios_map_profile(struct front *f, struct place name, struct place profile)
{
  front_set_ref(f, &policy_of(f, IOS_A_MAP, name)->isakmp_profile, front_intern(f, profile), profile);
}

/* What the map as a whole was told: its profile, or the interface whose address it speaks from. */
void ios_no_map_setting(struct front *f, struct place name, bool profile)
{
  struct policy *p = ios_name_slot(f, IOS_A_MAP, front_intern(f, name))->object;
  if (!p) return;
  if (profile) p->isakmp_profile = (struct ref){ .s = NULL };
  else p->local_interface = (struct name){ .s = NULL };
}

/* ---- Lines of an entry ---- */

static bool same_peer(const struct peer *p, const struct ip *ip)
{
  return p->address.ip.kind == ip->kind && p->address.ip.v4 == ip->v4 && p->address.ip.text == ip->text;
}

/* `set peer {A | HOST [dynamic]} [default]` */
struct peer *ios_add_peer(struct front *f)
{
  struct peer **end = &ios_state(f)->entry->peers;
  while (*end) end = &(*end)->next;
  return *end = ARENA_NEW(f->router->arena, struct peer);
}

/* Behind the peer may stand `dynamic`, for a name that is looked up again and again, and `default`, for the one to go back to. */
void ios_set_peer(struct front *f, struct place words)
{
  struct place word = f->line.words[ios_words_first(f, words)];
  if (ios_words_end(f, words) - ios_words_first(f, words) > 1) front_says_more(f);
  struct addr address = { .o = origin_line(word) };
  if (ios_address_at(f, word, true, &address.o, &address.ip))
    for (const struct peer *p = ios_state(f)->entry->peers; p; p = p->next)
      if (same_peer(p, &address.ip)) return;
  ios_add_peer(f)->address = address;
}

void ios_no_peer(struct front *f, struct place words)
{
  struct ip ip;
  if (!front_address(f, f->line.words[ios_words_first(f, words)], true, &ip)) return;
  struct peer **p = &ios_state(f)->entry->peers;
  while (*p)
    if (same_peer(*p, &ip)) *p = (*p)->next;
    else p = &(*p)->next;
}

/* The line replaces an earlier one. */
void ios_set_transforms(struct front *f, struct place names)
{
  struct policy_entry *e = ios_state(f)->entry;
  struct ref *old = e->transforms;
  e->transforms = NULL;
  for (uint32_t i = ios_words_first(f, names), end = ios_words_end(f, names); i < end; i++)
    front_add_ref(f, &e->transforms, front_intern(f, f->line.words[i]), f->line.words[i]);
  if (old && !equal_refs(old, e->transforms))
    front_overrides(f, names, old->o.at);
}

/* Without a group the line means a default group, which finish() names. */
void ios_set_pfs(struct front *f, struct place group)
{
  struct num *n = &ios_state(f)->entry->pfs;
  uint32_t len, v;
  if (!group.last) {
    n->v = 1;
    n->o = (struct origin){ .at = front_whole(f), .from = FROM_DEFAULT, .doubt = 1 };
    return;
  }
  const char *s = front_text(f, group, &len);
  struct place digits = { group.first + (len > 5 && !strncmp(s, "group", 5) ? 5 : 0), group.last };
  if (front_number(f, digits, 1, 24, &v) && (v <= 2 || v == 5 || v >= 14)) front_set_num(f, n, v, group);
  else front_bad_word(f, group, &n->o, "a DH group: group1, group2, group5, group14 ...");
}

void ios_match_acl(struct front *f, struct place name)
{
  front_set_ref(f, &ios_state(f)->entry->acl, front_intern(f, name), name);
}

void ios_lifetime_seconds(struct front *f, struct num *n, struct place value, uint32_t factor)
{
  uint32_t v, low = ios_is_rgos(f) ? 1 : 120, high = ios_is_rgos(f) ? UINT32_MAX : 2592000;
  if (front_number(f, value, factor == 1 ? low : 1, high / factor, &v)) front_set_num(f, n, v * factor, value);
  else front_bad_word(f, value, &n->o, factor == 1 ? "a lifetime in seconds (120 to 2592000)" : "a lifetime in days (1 to 30)");
}

void ios_lifetime_kilobytes(struct front *f, struct num *n, struct place value)
{
  uint32_t v;
  if (ios_word_is(f, ios_words_first(f, value), f->line.count, "disable", 3)) front_set_num(f, n, 0, value);
  else if (front_number(f, value, ios_is_rgos(f) ? 1 : 2560, UINT32_MAX, &v)) front_set_num(f, n, v, value);
  else front_bad_word(f, value, &n->o, "a lifetime in kilobytes (2560 to 4294967295) or `disable`");
}

void ios_set_local(struct front *f, struct place word)
{
  struct addr *a = &ios_state(f)->entry->local;
  struct ip ip;
  if (ios_address_at(f, word, false, &a->o, &ip)) front_set_addr(f, a, ip, word);
}

void ios_reverse_route(struct front *f, struct place word, struct place rest)
{
  ios_flag(f, &ios_state(f)->entry->reverse_route, 1, word);
  if (rest.last) front_says_more(f); /* `remote-peer 10.0.0.1`, `tag 5`, `distance 10` */
}
