/* IKE: proposals, V5's ike peer and dpd blocks, V7's keychain and profile. */
#include "grammar/comware/comware.h"
#include "grammar/comware/comware_words.h"
#include "src/equal.h"

void comware_ike_proposal(struct front *f, struct place number)
{
  struct comware_state *s = comware_state(f);
  uint32_t n;
  if (!front_number(f, number, 1, 65535, &n)) {
    front_bad_word(f, number, NULL, "a number of 1 to 65535");
    return;
  }
  void **slot = comware_object(f, COMWARE_OF_IKE_PROPOSAL, NULL, n);
  if (!*slot) {
    struct ike_proposal *p = ARENA_NEW(f->arena, struct ike_proposal);
    p->number = n;
    p->at = front_whole(f);
    LIST_APPEND(f->router->proposals, p);
    *slot = p;
  }
  s->proposal = *slot;
  front_open(f, COMWARE_IKE_PROPOSAL);
}

/* V5 gives AES a key length as a word of its own. Without one it is 128 bits, says a text on FIPS mode only, so that stays in doubt. */
void comware_ike_encryption(struct front *f, struct place word, struct place length)
{
  struct num *n = &comware_state(f)->proposal->encryption;
  uint32_t len, bits = 128;
  const char *s = front_text(f, word, &len);
  const struct comware_word *w = comware_word_find(comware_ike_ciphers, s, len);
  if (!w || w->value != CIPHER_UNSET) {
    if (w && length.last) front_bad_word(f, length, &n->o, "the end of the line");
    else comware_set(f, FIELD_IKE_ENCRYPTION, word);
    return;
  }
  if (length.last && (!front_number(f, length, 128, 256, &bits) || bits % 64)) {
    front_bad_word(f, length, &n->o, "a key length: 128, 192 or 256");
    return;
  }
  front_set_num(f, n, CIPHER_AES128 + (bits - 128) / 64, length.last ? place_join(word, length) : word);
  n->o.doubt = !length.last;
}

static void open_profile(struct front *f, struct place name, enum comware_view view)
{
  void **slot = comware_object(f, COMWARE_OF_PROFILE, front_intern_folded(f, name), 0);
  if (!*slot) {
    struct ike_profile *p = ARENA_NEW(f->arena, struct ike_profile);
    p->name = front_intern_folded(f, name);
    p->at = front_whole(f);
    p->checks_identity = view == COMWARE_IKE_PROFILE;
    LIST_APPEND(f->router->profiles, p);
    *slot = p;
  }
  comware_state(f)->profile = *slot;
  front_open(f, (int)view);
}

void comware_ike_peer(struct front *f, struct place name)
{
  open_profile(f, name, COMWARE_IKE_PEER);
}

void comware_ike_profile(struct front *f, struct place name)
{
  open_profile(f, name, COMWARE_IKE_PROFILE);
}

void comware_keychain(struct front *f, struct place name, struct place vrf)
{
  void **slot = comware_object(f, COMWARE_OF_KEYRING, front_intern_folded(f, name), 0);
  if (!*slot) {
    struct keyring *k = ARENA_NEW(f->arena, struct keyring);
    k->name = front_intern_folded(f, name);
    k->at = front_whole(f);
    LIST_APPEND(f->router->keyrings, k);
    *slot = k;
  }
  struct keyring *ring = *slot;
  if (vrf.last) ring->vrf = front_intern(f, vrf);
  comware_state(f)->ring = ring;
  front_open(f, COMWARE_KEYCHAIN);
}

void comware_dpd_block(struct front *f, struct place name)
{
  void **slot = comware_object(f, COMWARE_OF_DPD, front_intern_folded(f, name), 0);
  if (!*slot) {
    struct dpd_block *d = ARENA_NEW(f->arena, struct dpd_block);
    d->name = front_intern_folded(f, name);
    d->at = front_whole(f);
    LIST_APPEND(f->router->dpds, d);
    *slot = d;
  }
  comware_state(f)->dpd = *slot;
  front_open(f, COMWARE_IKE_DPD);
}

/* Behind `dpd interval`: SECONDS [retry SECONDS] [on-demand|periodic]. */
void comware_dpd(struct front *f, struct place words, struct num *interval, struct num *retry, struct num *periodic)
{
  uint32_t count, v;
  const struct place *w = comware_words(f, words, &count);
  if (!front_number(f, w[0], 1, 300, &v)) {
    front_bad_word(f, w[0], &interval->o, "1 to 300 seconds");
    return;
  }
  front_set_num(f, interval, v, w[0]);
  uint32_t next = 1;
  if (count >= 3 && comware_abbreviates(f, w[1], "retry", 1)) {
    if (front_number(f, w[2], 1, 60, &v)) front_set_num(f, retry, v, w[2]);
    else front_bad_word(f, w[2], &retry->o, "1 to 60 seconds");
    next = 3;
  }
  if (next < count) front_set_num(f, periodic, comware_abbreviates(f, w[next], "periodic", 1), w[next]);
}

/* ---- V5: ike peer ---- */

/* LOW 0.0.0.0 is any peer, as is the range of all addresses. */
void comware_peer_remote(struct front *f, struct place low, struct place high)
{
  struct ike_profile *p = comware_state(f)->profile;
  struct ip ip, last = { 0 };
  if (!front_address(f, low, true, &ip)) {
    front_bad_word(f, low, &p->remote.o, "the peer's address or host name");
    return;
  }
  if (high.last && !front_address(f, high, false, &last)) {
    front_bad_word(f, high, &p->remote.o, "the last address of the range");
    return;
  }
  if (ip.kind == IP_V4 && !ip.v4) ip.kind = IP_ANY;
  front_set_addr(f, &p->remote, ip, high.last ? place_join(low, high) : low);
  p->remote_high = ip.kind == IP_V4 && last.kind == IP_V4 ? last.v4 : 0;
}

void comware_peer_local(struct front *f, struct place address)
{
  struct addr *a = &comware_state(f)->profile->local_address;
  struct ip ip;
  if (front_address(f, address, false, &ip)) front_set_addr(f, a, ip, address);
  else front_bad_word(f, address, &a->o, "an address of this router");
}

void comware_profile_proposals(struct front *f, struct place numbers)
{
  struct ike_profile *p = comware_state(f)->profile;
  struct ref *list = NULL;
  uint32_t count, n;
  const struct place *words = comware_words(f, numbers, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (!front_number(f, words[i], 1, 65535, &n)) {
      front_bad_word(f, words[i], p->proposals ? &p->proposals->o : NULL, "the number of an ike proposal");
      return;
    }
    front_add_ref(f, &list, names_intern(&f->router->names, front_text(f, words[i], &n), words[i].last - words[i].first), words[i]);
  }
  if (p->proposals && !equal_refs(p->proposals, list))
    front_overrides(f, front_whole(f), p->proposals->o.at);
  p->proposals = list;
}

/* ---- V7: ike profile and keychain ---- */

void comware_profile_keychain(struct front *f, struct place name)
{
  struct ike_profile *p = comware_state(f)->profile;
  const char *s = front_intern_folded(f, name);
  for (const struct ref *k = p->keyrings; k; k = k->next)
    if (k->s == s) return;
  front_add_ref(f, &p->keyrings, s, name);
}

/* `match local address` takes an address or an interface. */
void comware_local(struct front *f, struct addr *address, struct name *interface_name, struct place word)
{
  struct ip ip;
  const char *s;
  if (front_address(f, word, false, &ip)) front_set_addr(f, address, ip, word);
  else if ((s = comware_interface_name(f, word))) front_set_name(f, interface_name, s, word);
  else front_bad_word(f, word, &address->o, "a local address or an interface");
}
