/* The IKE and IPsec half of a router made of dice. */
#include "src/model_random_parts.h"

#include <stdio.h>

/* ---- IKE ---- */

void dice_proposals(struct dice *d)
{
  uint32_t n = 0;
  for (uint32_t count = dice_roll(d, 4); count; count--) {
    struct ike_proposal *p = ARENA_NEW(d->r->arena, struct ike_proposal);
    *p = (struct ike_proposal) { .number = n += 1 + dice_roll(d, 30),
      .at = somewhere,
      .encryption = dice_number(dice_member(d, d->how->ike_ciphers)),
      .hash = dice_number(dice_member(d, d->how->ike_hashes)),
      .dh = dice_number(dice_member(d, d->how->ike_groups)),
      .authentication = dice_number(dice_one_in(d, 8) ? dice_member(d, d->how->ike_auths) : AUTH_PSK),
      .lifetime = dice_between(d, d->how->ike_seconds) };
    LIST_APPEND(d->r->proposals, p);
  }
}

/* Ciphertexts that the dialects' devices print, two of which nobody else can read. */
static struct secret ciphertext(struct dice *d)
{
  static const char *const texts[] = { [PEERING_BLOCK] = "OUM!K%F<+$[Q=^Q`MAF4<1!!",
    [PEERING_KEYCHAIN] = "$c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=",
    [PEERING_RING] = "IYHBKHYTWbKbNGOhX]JUiAbQ^PTEMG",
    [PEERING_GLOBAL] = "0132564a3d11031e527d46" };
  struct secret s = { .raw = dice_text(d, texts[d->how->form]), .at = somewhere, .marker = somewhere };
  d->r->dialect->read_key(d->r, !d->global ? "cipher" : d->how->form == PEERING_RING ? "6" : "7", &s);
  return s;
}

static struct secret secret(struct dice *d)
{
  static const char *const keys[] = { "p!ain#Key-1234", "x", "Zz9$%^&*()", "longer-key-with_under.scores", "0", "7", "cipher", "simple",
    "a;b,c:d", "address" };
  if (dice_one_in(d, 6)) return ciphertext(d);
  const char *s = dice_text(d, keys[dice_roll(d, d->global ? 9 : 10)]);
  return (struct secret){ .raw = s, .clear = s, .form = KEY_CLEAR, .at = somewhere };
}

static struct psk *psk(struct dice *d)
{
  struct psk *k = ARENA_NEW(d->r->arena, struct psk);
  *k = (struct psk){ .mask = UINT32_MAX, .peer_at = dice_written(), .secret = secret(d), .at = somewhere };
  LIST_APPEND(d->r->keys, k);
  return k;
}

/* For an address, a network, a name or anybody. */
static void bind(struct dice *d, struct psk *k)
{
  uint32_t kind = dice_roll(d, 6);
  if (kind == 0) k->peer = (struct ip){ .kind = IP_NAME, .text = dice_name(d, "host") };
  else if (kind == 1 && !d->any) {
    k->peer = (struct ip){ .kind = IP_ANY };
    k->mask = 0;
    d->any = true; /* one of them: two would be a finding */
  } else {
    k->peer = kind == 2 ? dice_address(d) : dice_whole_address(d);
    if (kind == 3) {
      k->mask = dice_mask(d);
      k->peer.v4 &= k->mask;
    }
  }
}

static struct keyring *keyring(struct dice *d)
{
  struct keyring *ring = ARENA_NEW(d->r->arena, struct keyring);
  *ring = (struct keyring){ .name = dice_name(d, "ring"), .at = somewhere };
  LIST_APPEND(d->r->keyrings, ring);
  if (dice_one_in(d, 4)) ring->local = dice_said(dice_whole_address(d));
  else if (dice_one_in(d, 6)) ring->local_interface = (struct name){ d->r->interfaces.first->name, dice_written() };
  ring->vrf = dice_vrf(d);
  if (!d->global && dice_one_in(d, 4)) ring->priority = dice_number(1 + dice_roll(d, 65535));
  for (uint32_t n = 1 + dice_roll(d, 2); n; n--) {
    struct psk *k = psk(d);
    bind(d, k);
    k->ring = ring;
    if (!ring->keys) ring->keys = k;
  }
  return ring;
}

static struct identity identity(struct dice *d, bool own)
{
  struct identity id = { .type = (uint8_t)(1 + dice_roll(d, 3)), .mask = UINT32_MAX, .o = dice_written() };
  if (id.type == ID_ADDRESS && (!own || !d->global)) {
    id.address = dice_whole_address(d);
    if (!own && dice_one_in(d, 3)) {
      id.mask = dice_mask(d);
      id.address.v4 &= id.mask;
    }
    id.high = id.address.v4 | ~id.mask;
    if (!own) id.vrf = dice_vrf(d);
  } else if (id.type != ID_ADDRESS) id.text = dice_name(d, id.type == ID_FQDN ? "fqdn" : "user");
  return id;
}

void dice_dpd(struct dice *d, struct num *interval, struct num *retry, struct num *periodic)
{
  *interval = dice_between(d, d->how->dpd_interval);
  if (retry) *retry = dice_between(d, d->how->dpd_retry);
  if (periodic) *periodic = dice_number(dice_roll(d, 2));
}

static struct ike_profile *profile(struct dice *d)
{
  struct ike_profile *p = ARENA_NEW(d->r->arena, struct ike_profile);
  struct ref **end = &p->proposals;
  p->name = dice_name(d, "peer");
  p->at = somewhere;
  LIST_APPEND(d->r->profiles, p);
  if (!d->global) p->exchange = dice_number(dice_one_in(d, 3) ? EXCHANGE_AGGRESSIVE : EXCHANGE_MAIN);
  else if (dice_one_in(d, 3)) p->exchange = dice_number(EXCHANGE_AGGRESSIVE);
  for (const struct ike_proposal *x = d->global ? NULL : d->r->proposals.first; x; x = x->next) {
    char room[16];
    snprintf(room, sizeof room, "%u", x->number);
    if (dice_one_in(d, 2)) continue;
    *end = dice_ref(d, dice_text(d, room));
    end = &(*end)->next;
  }
  return p;
}

/* V5's: everything in one block. */
static const char *peer_block(struct dice *d)
{
  struct ike_profile *p = profile(d);
  p->id_type = dice_number(1 + dice_roll(d, 3));
  if (dice_one_in(d, 3)) p->local_name = (struct name){ dice_name(d, "local"), dice_written() };
  if (dice_one_in(d, 3)) p->remote_name = (struct name){ dice_name(d, "remote"), dice_written() };
  if (!dice_one_in(d, 5)) p->remote = dice_said(dice_address(d));
  if (p->remote.ip.kind == IP_V4 && dice_one_in(d, 5)) p->remote_high = p->remote.ip.v4 + 1 + dice_roll(d, 200);
  if (dice_one_in(d, 3)) p->local_address = dice_said(dice_whole_address(d));
  if (dice_one_in(d, 3)) p->nat_traversal = dice_number(1);
  if (!dice_one_in(d, 6)) {
    p->key = psk(d);
    p->key->owner = p;
  }
  if (dice_one_in(d, 3)) {
    struct dpd_block *b = ARENA_NEW(d->r->arena, struct dpd_block);
    *b = (struct dpd_block) { .name = dice_name(d, "dpd"),
      .at = somewhere,
      .interval = dice_between(d, d->how->dpd_interval),
      .timeout = dice_number(1 + dice_roll(d, 60)) };
    LIST_APPEND(d->r->dpds, b);
    p->dpd = *dice_ref(d, b->name);
  }
  return p->name;
}

/* V7's and Cisco's. */
static const char *ring_profile(struct dice *d)
{
  struct ike_profile *p = profile(d);
  struct identity **end = &p->expects;
  p->keyrings = dice_ref(d, keyring(d)->name);
  if (dice_one_in(d, 2)) p->local = identity(d, true);
  for (uint32_t n = 1 + dice_roll(d, 2); n; n--, end = &(*end)->next) {
    *end = ARENA_NEW(d->r->arena, struct identity);
    **end = identity(d, false);
  }
  p->checks_identity = true;
  p->vrf = dice_vrf(d);
  if (dice_one_in(d, 3)) dice_dpd(d, &p->dpd_interval, dice_one_in(d, 2) ? &p->dpd_retry : NULL, d->global ? NULL : &p->dpd_periodic);
  if (dice_one_in(d, 4)) p->local_address = dice_said(dice_whole_address(d));
  if (!d->global && dice_one_in(d, 5)) p->priority = dice_number(1 + dice_roll(d, 65535));
  return p->name;
}

/* Cisco's, whom the router calls in aggressive mode. */
static void called_peer(struct dice *d)
{
  struct ike_profile *p = ARENA_NEW(d->r->arena, struct ike_profile);
  char room[64];
  p->remote = dice_said(dice_whole_address(d));
  p->name = dice_text(d, ip_print(&p->remote.ip, room, sizeof room));
  p->at = somewhere;
  p->by_address = true;
  p->exchange = dice_number(EXCHANGE_AGGRESSIVE);
  p->local = (struct identity){ .type = ID_FQDN, .text = dice_name(d, "me"), .mask = UINT32_MAX, .o = dice_written() };
  p->expects = ARENA_NEW(d->r->arena, struct identity);
  *p->expects = (struct identity) {
    .type = ID_ADDRESS, .address = p->remote.ip, .mask = UINT32_MAX, .high = p->remote.ip.v4, .o = dice_written()
  };
  LIST_APPEND(d->r->profiles, p);
  psk(d)->peer = p->remote.ip;
}

static const char *make_profile(struct dice *d)
{
  if (d->how->form == PEERING_BLOCK) return peer_block(d);
  if (d->how->form == PEERING_KEYCHAIN || (d->how->form == PEERING_RING && dice_one_in(d, 2))) return ring_profile(d);
  return NULL;
}

/* ---- IPsec ---- */

static void algorithms(struct dice *d, struct transform_set *t)
{
  bool ah = dice_one_in(d, 8), esp = !ah || dice_one_in(d, 2);
  t->protocol = dice_number(ah && esp ? PROTOCOL_AH_ESP : ah ? PROTOCOL_AH : PROTOCOL_ESP);
  if (ah) t->ah.v = dice_number(dice_member(d, d->how->ah_hashes));
  if (!esp) return;
  t->encryption.v = dice_number(dice_member(d, d->how->esp_ciphers & ~(1ull << CIPHER_NULL)));
  t->authentication.v = dice_number(dice_member(d, d->how->esp_hashes));
  if (d->how->form == PEERING_KEYCHAIN && dice_one_in(d, 4)) {
    t->encryption.next = ARENA_NEW(d->r->arena, struct num_list);
    t->encryption.next->v = dice_number(dice_member(d, d->how->esp_ciphers));
  }
}

static const char *set(struct dice *d)
{
  struct transform_set *t = ARENA_NEW(d->r->arena, struct transform_set);
  *t = (struct transform_set) { .name = dice_name(d, "set"),
    .at = somewhere,
    .encapsulation = dice_number(dice_one_in(d, 3) ? ENCAPSULATION_TRANSPORT : ENCAPSULATION_TUNNEL),
    .late = d->how->form == PEERING_KEYCHAIN };
  algorithms(d, t);
  if (d->how->pfs_in_set && dice_one_in(d, 2)) t->pfs = dice_number(dice_member(d, d->how->pfs_groups));
  if (d->how->form == PEERING_RING && t->encapsulation.v == ENCAPSULATION_TRANSPORT && dice_one_in(d, 3)) t->required = dice_number(1);
  LIST_APPEND(d->r->transforms, t);
  return t->name;
}

static struct policy_entry *entry(struct dice *d, struct policy *group, enum entry_kind kind, uint32_t sequence)
{
  struct policy_entry *e = ARENA_NEW(d->r->arena, struct policy_entry);
  *e = (struct policy_entry) { .group = group,
    .kind = (uint8_t)kind,
    .sequence = sequence,
    .at = { 10 + d->entries, 11 + d->entries },
    .late = d->how->form == PEERING_KEYCHAIN };
  d->entries += 2;
  LIST_APPEND(d->r->entries, e);
  return e;
}

static void inside(struct dice *d, struct policy_entry *e, bool needs_peer)
{
  struct ref **end = &e->transforms;
  bool form_has_peer = d->how->form != PEERING_BLOCK;
  const char *p = make_profile(d);
  for (uint32_t n = 1 + dice_roll(d, 2); n; n--, end = &(*end)->next) *end = dice_ref(d, set(d));
  if (!e->group->is_profile) e->acl = *dice_ref(d, dice_acl(d, true, false)->name);
  if (p) e->profile = *dice_ref(d, p);
  else if (d->how->form != PEERING_BLOCK) bind(d, psk(d));
  if (needs_peer && form_has_peer) {
    e->peers = ARENA_NEW(d->r->arena, struct peer);
    e->peers->address = dice_said(dice_address(d));
    if (d->how->several_peers && d->global && dice_one_in(d, 4)) {
      e->peers->next = ARENA_NEW(d->r->arena, struct peer);
      e->peers->next->address = dice_said(dice_whole_address(d));
    }
  }
  if (!d->how->pfs_in_set && dice_one_in(d, 2)) e->pfs = dice_number(dice_member(d, d->how->pfs_groups));
  if (dice_one_in(d, 2)) e->seconds = dice_between(d, d->how->seconds);
  if (dice_one_in(d, 2)) e->kilobytes = dice_between(d, d->how->kilobytes);
  if (d->how->form == PEERING_KEYCHAIN && dice_one_in(d, 3)) e->local = dice_said(dice_whole_address(d));
  if (d->how->form == PEERING_GLOBAL) {
    e->exchange = dice_number(dice_one_in(d, 3) ? EXCHANGE_AGGRESSIVE : EXCHANGE_MAIN);
    if (dice_one_in(d, 3)) e->local = dice_said(dice_whole_address(d));
    if (dice_one_in(d, 3)) e->autoup = dice_number(1);
  } else if (dice_one_in(d, 6)) e->reverse_route = dice_number(1);
  if (e->group->is_profile && d->how->form == PEERING_RING && dice_one_in(d, 4)) e->responder_only = dice_number(1);
  if (e->group->is_profile) return;
  if (d->how->aggregation && dice_one_in(d, 5)) e->acl_mode = dice_number(1);
  if (d->how->per_host && dice_one_in(d, 8)) e->acl_mode = dice_number(2);
}

static struct policy *policy(struct dice *d, const char *kind, bool is_template, bool is_profile)
{
  struct policy *p = ARENA_NEW(d->r->arena, struct policy);
  *p = (struct policy) {
    .name = dice_name(d, kind), .at = { 10 + d->entries, 11 + d->entries }, .is_template = is_template, .is_profile = is_profile
  };
  LIST_APPEND(d->r->policies, p);
  return p;
}

void dice_policies(struct dice *d)
{
  if (d->how->form == PEERING_RING && dice_one_in(d, 6)) called_peer(d);
  struct policy *p = policy(d, "map", false, false);
  uint32_t sequence = 0;
  for (uint32_t n = 1 + dice_roll(d, 3); n; n--) inside(d, entry(d, p, ENTRY_ISAKMP, sequence += 1 + dice_roll(d, 20)), true);
  if (dice_one_in(d, 3)) {
    struct policy *t = policy(d, "dyn", true, false);
    inside(d, entry(d, t, ENTRY_ISAKMP, 1 + dice_roll(d, 50)), false);
    entry(d, p, ENTRY_TEMPLATE_USER, sequence + 10)->template_ref = *dice_ref(d, t->name);
  }
  if (d->how->protects_tunnels && dice_one_in(d, 2)) {
    struct policy *x = policy(d, "prot", false, true);
    inside(d, entry(d, x, ENTRY_PROFILE, 0), false);
    dice_tunnel(d, x->name);
  }
  for (struct interface *i = d->r->interfaces.first; i; i = i->next)
    if (i->tunnel ? !i->tunnel->protection.s && dice_one_in(d, 2) : dice_one_in(d, 3)) {
      i->policies = dice_ref(d, p->name);
      return;
    }
}
