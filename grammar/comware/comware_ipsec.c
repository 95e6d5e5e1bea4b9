/* IPsec: proposals and transform sets, policies, templates and profiles. */
#include "grammar/comware/comware.h"
#include "grammar/comware/comware_words.h"
#include "src/equal.h"

/* ---- Transform sets ---- */

void comware_transform_set(struct front *f, struct place name, bool late)
{
  void **slot = comware_object(f, COMWARE_OF_TRANSFORM, front_intern_folded(f, name), 0);
  if (!*slot) {
    struct transform_set *t = ARENA_NEW(f->arena, struct transform_set);
    t->name = front_intern_folded(f, name);
    t->at = front_whole(f);
    t->late = late;
    LIST_APPEND(f->router->transforms, t);
    *slot = t;
  }
  comware_state(f)->set = *slot;
  front_open(f, COMWARE_TRANSFORM);
}

void comware_protocol(struct front *f, struct place word)
{
  comware_set(f, FIELD_PROTOCOL, word);
}

static struct num_list *list_of(struct front *f, enum comware_list list)
{
  struct transform_set *t = comware_state(f)->set;
  return list == LIST_ESP_ENCRYPTION ? &t->encryption : list == LIST_ESP_AUTHENTICATION ? &t->authentication : &t->ah;
}

static const char *const algorithms_wanted[] = {
  [LIST_ESP_ENCRYPTION] = "an encryption algorithm: des, 3des or aes with its length on V5, des-cbc, 3des-cbc, aes-cbc-128 and so on later",
  [LIST_ESP_AUTHENTICATION] = "a hash: md5 or sha1, in later releases also sha256, sha384 or sha512",
  [LIST_AH] = "a hash: md5 or sha1, in later releases also sha256, sha384 or sha512",
};

/* Reads the word at `*i`, with V5's AES key length behind it; a missing one means 128 bits, which no manual for certain says. False where
 * the words are none. */
static bool read_algorithm(struct front *f, enum comware_list list, const struct place *words, uint32_t count, uint32_t *i, struct num *n)
{
  uint32_t length, bits = 128;
  const char *s = front_text(f, words[*i], &length);
  const struct comware_word *w = comware_word_find(list == LIST_ESP_ENCRYPTION ? comware_esp_ciphers : comware_esp_hashes, s, length);
  if (!w) return false;
  *n = (struct num){ .v = w->value, .o = origin_line(words[*i]) };
  if (list != LIST_ESP_ENCRYPTION || w->value != CIPHER_UNSET) return true;
  n->o.doubt = true;
  if (*i + 1 < count && front_number(f, words[*i + 1], 128, 256, &bits) && bits % 64 == 0) {
    n->o = origin_line(place_join(words[*i], words[*i + 1]));
    ++*i;
  }
  n->v = CIPHER_AES128 + (bits - 128) / 64;
  return true;
}

void comware_algorithms(struct front *f, enum comware_list which, struct place place)
{
  struct num_list *list = list_of(f, which), fresh = { .v = { 0 } }, *last = NULL;
  uint32_t count;
  const struct place *words = comware_words(f, place, &count);
  for (uint32_t i = 0; i < count; i++) {
    struct num n;
    if (!read_algorithm(f, which, words, count, &i, &n)) {
      front_bad_word(f, words[i], NULL, algorithms_wanted[which]);
      *list = (struct num_list){ .v = { .o = origin_unread(front_whole(f)) } };
      return;
    }
    if (last) last = last->next = ARENA_NEW(f->arena, struct num_list);
    else last = &fresh;
    last->v = n;
  }
  /* After an `undo` a new line overrides nothing. */
  bool undone = list->v.v == (uint32_t)(which == LIST_ESP_ENCRYPTION ? CIPHER_NULL : HASH_NONE) && !list->next;
  if (list->v.o.from == FROM_LINE && !undone && !equal_lists(list, &fresh))
    front_overrides(f, place, list->v.o.at);
  *list = fresh;
}

void comware_algorithms_unread(struct front *f, enum comware_list list)
{
  front_unreadable(f, NULL, algorithms_wanted[list]);
  *list_of(f, list) = (struct num_list){ .v = { .o = origin_unread(front_whole(f)) } };
}

/* V5's `undo` is the only way to say "none", since it has defaults; V7's goes back to the default, which is none. */
void comware_undo_algorithms(struct front *f, enum comware_list which)
{
  struct num_list *list = list_of(f, which);
  *list = (struct num_list){ .next = NULL };
  if (comware_state(f)->set->late || which == LIST_AH) return; /* AH is nothing without an algorithm: the default is back */
  list->v.v = which == LIST_ESP_ENCRYPTION ? (uint32_t)CIPHER_NULL : (uint32_t)HASH_NONE;
  list->v.o = origin_line(front_whole(f));
}

/* ---- Policies ---- */

/* The policy, template or profile of that name, new where there is none. */
static struct policy *get_policy(struct front *f, enum comware_kind kind, struct place name)
{
  const char *s = front_intern_folded(f, name);
  void **slot = comware_object(f, kind, s, 0);
  if (!*slot) {
    struct policy *p = ARENA_NEW(f->arena, struct policy);
    p->name = s;
    p->at = front_whole(f);
    p->is_template = kind == COMWARE_OF_TEMPLATE;
    p->is_profile = kind == COMWARE_OF_IPSEC_PROFILE;
    LIST_APPEND(f->router->policies, p);
    *slot = p;
  }
  return *slot;
}

static enum entry_kind kind_of(struct front *f, struct place word, enum entry_kind otherwise)
{
  if (!word.last || comware_abbreviates(f, word, "isakmp", 1)) return otherwise;
  return comware_abbreviates(f, word, "manual", 1) ? ENTRY_MANUAL : ENTRY_OTHER;
}

static struct policy_entry *get_entry(struct front *f, struct policy *p, uint32_t sequence, struct place kind, enum entry_kind value)
{
  void **slot = comware_object(f, COMWARE_OF_ENTRY, p, sequence);
  struct policy_entry *e = *slot;
  if (!e) {
    *slot = e = ARENA_NEW(f->arena, struct policy_entry);
    e->group = p;
    e->sequence = sequence;
    e->at = front_whole(f);
    e->kind = (uint8_t)value;
    LIST_APPEND(f->router->entries, e);
  } else if (kind.last && e->kind != value)
    front_issue2(f, "CFG004", front_whole(f), e->at, "this entry exists with another mode, which cannot be changed");
  return e;
}

static bool sequence_of(struct front *f, struct place number, uint32_t *sequence)
{
  if (front_number(f, number, 1, 65535, sequence)) return true;
  front_bad_word(f, number, NULL, "a sequence number of 1 to 65535");
  return false;
}

void comware_policy(struct front *f, struct place name, struct place number, struct place kind, bool is_template)
{
  uint32_t sequence;
  if (!sequence_of(f, number, &sequence)) return;
  struct policy *p = get_policy(f, is_template ? COMWARE_OF_TEMPLATE : COMWARE_OF_POLICY, name);
  comware_state(f)->entry = get_entry(f, p, sequence, kind, kind_of(f, kind, ENTRY_ISAKMP));
  front_open(f, COMWARE_POLICY);
}

void comware_policy_by_template(struct front *f, struct place name, struct place number, struct place template_name)
{
  uint32_t sequence;
  if (!sequence_of(f, number, &sequence)) return;
  struct policy_entry *e = get_entry(f, get_policy(f, COMWARE_OF_POLICY, name), sequence, number, ENTRY_TEMPLATE_USER);
  front_set_ref(f, &e->template_ref, front_intern_folded(f, template_name), template_name);
}

void comware_policy_source(struct front *f, struct place name, struct place interface_name)
{
  const char *s = comware_interface_name(f, interface_name);
  struct policy *p = get_policy(f, COMWARE_OF_POLICY, name);
  if (s) front_set_name(f, &p->local_interface, s, interface_name);
  else front_bad_word(f, interface_name, &p->local_interface.o, "an interface");
}

void comware_ipsec_profile(struct front *f, struct place name, struct place kind)
{
  struct policy *p = get_policy(f, COMWARE_OF_IPSEC_PROFILE, name);
  comware_state(f)->entry = get_entry(f, p, 0, kind, kind_of(f, kind, ENTRY_PROFILE));
  front_open(f, COMWARE_POLICY);
}

/* ---- Inside an entry ---- */

void comware_policy_acl(struct front *f, struct place name, uint32_t mode)
{
  struct policy_entry *e = comware_state(f)->entry;
  front_set_ref(f, &e->acl, front_intern_folded(f, name), name);
  if (mode || is_written(&e->acl_mode.o)) front_set_num(f, &e->acl_mode, mode, front_whole(f));
}

void comware_policy_transforms(struct front *f, struct place names)
{
  struct policy_entry *e = comware_state(f)->entry;
  struct ref *list = NULL;
  uint32_t count;
  bool same = true;
  const struct place *words = comware_words(f, names, &count);
  const struct ref *before = e->transforms;
  for (uint32_t i = 0; i < count; i++) {
    const char *s = front_intern_folded(f, words[i]);
    front_add_ref(f, &list, s, words[i]);
    same = same && before && before->s == s;
    before = before ? before->next : NULL;
  }
  if (e->transforms && (!same || before))
    front_overrides(f, front_whole(f), e->transforms->o.at);
  e->transforms = list;
}

/* Later releases take several peers, and a word (`primary`, `track`) ranks some of them; where no line has one a second line overrides the
 * first. */
void comware_policy_remote(struct front *f, struct place address)
{
  struct policy_entry *e = comware_state(f)->entry;
  struct peer **end = &e->peers;
  struct ip ip;
  if (!e->peers) e->peers = ARENA_NEW(f->arena, struct peer);
  if (!front_address(f, address, true, &ip)) {
    front_bad_word(f, address, &e->peers->address.o, "the peer's address or host name");
    return;
  }
  bool ranked = f->line.words[f->line.count - 1].first != address.first;
  e->ranked_peers = e->ranked_peers || ranked;
  if (is_written(&e->peers->address.o) && e->ranked_peers) {
    while (*end) end = &(*end)->next;
    *end = ARENA_NEW(f->arena, struct peer);
  }
  front_set_addr(f, &(*end)->address, ip, address);
}

/* Kept as the text that it is: IPv6 is not modelled. */
void comware_policy_remote_ipv6(struct front *f, struct place address)
{
  struct policy_entry *e = comware_state(f)->entry;
  if (!e->peers) e->peers = ARENA_NEW(f->arena, struct peer);
  front_set_addr(f, &e->peers->address, (struct ip) { .kind = IP_NAME, .text = front_intern(f, address) }, address);
}

void comware_policy_remote_unread(struct front *f)
{
  struct policy_entry *e = comware_state(f)->entry;
  if (!e->peers) e->peers = ARENA_NEW(f->arena, struct peer);
  front_unreadable(f, &e->peers->address.o, "the peer's address or host name");
}

void comware_policy_local(struct front *f, struct place address)
{
  struct addr *a = &comware_state(f)->entry->local;
  struct ip ip;
  if (front_address(f, address, false, &ip)) front_set_addr(f, a, ip, address);
  else front_bad_word(f, address, &a->o, "an address of this router");
}

/* `dynamic` and `static` say when the routes are there, which decides nothing here; a next hop, a preference or a tag has no place. */
void comware_reverse_route(struct front *f)
{
  const struct front_line *l = &f->line;
  front_set_num(f, &comware_state(f)->entry->reverse_route, 1, front_whole(f));
  if (l->count > 2 || (l->count == 2 && !front_is(f, l->words[1], "dynamic") && !front_is(f, l->words[1], "static"))) front_says_more(f);
}
