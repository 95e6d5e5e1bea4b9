/* See model_random.h. What the dialects can say differs, so the dice ask the dialect's writer for its sets, ranges and form. */
#include "src/model_random.h"

#include "vendors/vendor.h"

#include <stdio.h>
#include <string.h>

static const struct place somewhere = { 1, 2 };

struct dice {
  struct router *r;
  const struct dialect_writer *how;
  uint64_t state;
  bool global, any;
  uint32_t names;
  uint32_t entries;
};

/* ---- Dice ---- */

static uint32_t roll(struct dice *d, uint32_t sides)
{
  d->state ^= d->state << 13;
  d->state ^= d->state >> 7;
  d->state ^= d->state << 17;
  return (uint32_t)(d->state >> 33) % sides;
}

static bool one_in(struct dice *d, uint32_t sides)
{
  return !roll(d, sides);
}

static struct origin written(void)
{
  return (struct origin){ .at = somewhere, .from = FROM_LINE };
}

static struct num number(uint32_t v)
{
  return (struct num){ v, written() };
}

static struct num between(struct dice *d, const uint32_t range[2])
{
  uint32_t span = range[1] - range[0];
  return number(range[0] + (span == UINT32_MAX ? roll(d, UINT32_MAX) : roll(d, span + 1)));
}

/* A member of a set of bits. */
static uint32_t member(struct dice *d, uint64_t set)
{
  uint32_t n = 0, wanted;
  for (uint32_t i = 0; i < 64; i++) n += set >> i & 1;
  wanted = roll(d, n);
  for (uint32_t i = 0; i < 64; i++)
    if (set >> i & 1 && !wanted--) return i;
  return 0;
}

static const char *text(struct dice *d, const char *s)
{
  return names_intern(&d->r->names, s, strlen(s));
}

static const char *name(struct dice *d, const char *kind)
{
  static const char *const tails[] = { "", "-a", "_b", ".c", "1", "-long-tail" };
  char room[64];
  snprintf(room, sizeof room, "%s%u%s", kind, ++d->names, tails[roll(d, 5)]);
  if (!d->how->names_fold && one_in(d, 3)) room[0] = (char)(room[0] - 'a' + 'A');
  return text(d, room);
}

static struct ip address(struct dice *d)
{
  if (one_in(d, 50)) return (struct ip){ .kind = IP_MASKED, .v4 = 148u << 24 | 30, .hidden = 6, .text = text(d, "148.x.x.30") };
  if (one_in(d, 50)) return (struct ip){ .kind = IP_MASKED, .v4 = 148u << 24 | 9, .hidden = 6, .text = text(d, "148.y.y.9") };
  return (struct ip){ .kind = IP_V4, .v4 = (10 + roll(d, 190)) << 24 | roll(d, 1u << 24) };
}

static struct ip whole_address(struct dice *d)
{
  struct ip ip = address(d);
  while (ip.kind != IP_V4) ip = address(d);
  return ip;
}

static struct addr said(struct ip ip)
{
  return (struct addr){ ip, written() };
}

static struct ref *ref_to(struct dice *d, const char *s)
{
  struct ref *r = ARENA_NEW(d->r->arena, struct ref);
  *r = (struct ref){ .s = s, .o = written() };
  return r;
}

static uint32_t mask_of(struct dice *d)
{
  return 0xffffffffu << roll(d, 25);
}

/* ---- Interfaces ---- */

static const char *interface_name(struct dice *d, bool *numbered)
{
  static const enum interface_kind kinds[] = { IF_GIGABIT, IF_ETHERNET, IF_SERIAL, IF_LOOPBACK, IF_VLAN, IF_TEN_GIGABIT };
  enum interface_kind kind = kinds[roll(d, 6)];
  const struct interface_word *w = d->how->interfaces;
  char room[64];
  while (w->kind != kind) w++;
  *numbered = kind == IF_LOOPBACK || kind == IF_VLAN;
  snprintf(room, sizeof room, *numbered ? "%s%u" : "%s0/%u", w->canonical, ++d->names);
  return text(d, room);
}

static struct interface *new_interface(struct dice *d, const char *s)
{
  struct interface *i = ARENA_NEW(d->r->arena, struct interface);
  *i = (struct interface){ .name = s, .shown = s, .at = somewhere };
  LIST_APPEND(d->r->interfaces, i);
  return i;
}

static void interfaces(struct dice *d)
{
  for (uint32_t n = 1 + roll(d, 4); n; n--) {
    bool plain;
    struct interface *i = new_interface(d, interface_name(d, &plain));
    if (one_in(d, 6)) i->address = said((struct ip){ .kind = IP_DYNAMIC });
    else if (!one_in(d, 6)) {
      i->address = said(address(d));
      i->mask = mask_of(d);
      if (i->address.ip.kind == IP_V4 && one_in(d, 4)) {
        i->secondary = ARENA_NEW(d->r->arena, struct ip_secondary);
        *i->secondary = (struct ip_secondary){ .ip = whole_address(d), .mask = mask_of(d) };
      }
    } else if (d->r->interfaces.first != i) i->unnumbered = (struct name){ d->r->interfaces.first->name, written() };
    if (one_in(d, 4)) i->mtu = number(500 + roll(d, 1000));
    if (one_in(d, 6)) i->mss = number(536 + roll(d, 900));
    i->shutdown = one_in(d, 10);
  }
}

static void tunnel(struct dice *d, const char *protection)
{
  char room[32];
  snprintf(room, sizeof room, "tunnel%u", ++d->names);
  struct interface *i = new_interface(d, text(d, room));
  struct tunnel *t = i->tunnel = ARENA_NEW(d->r->arena, struct tunnel);
  i->address = said(address(d));
  i->mask = 0xfffffffcu;
  t->mode = number(TUNNEL_GRE);
  if (one_in(d, 2)) t->source = said(address(d));
  else t->source_interface = (struct name){ d->r->interfaces.first->name, written() };
  t->destination = said(address(d));
  if (one_in(d, 3)) t->key = number(roll(d, UINT32_MAX));
  if (one_in(d, 4)) t->checksum = number(1);
  if (one_in(d, 4)) {
    t->keepalive = number(1 + roll(d, 30));
    t->keepalive_retries = number(1 + roll(d, 9));
  }
  if (one_in(d, 3)) i->ip_mtu = number(1200 + roll(d, 200));
  if (one_in(d, 3)) i->mss = number(1100 + roll(d, 200));
  if (protection) t->protection = *ref_to(d, protection);
}

/* ---- ACLs ---- */

static struct acl_address side(struct dice *d, bool ports)
{
  struct acl_address a = { .ip.kind = IP_ANY };
  uint32_t kind = roll(d, 4);
  if (d->r->groups.first && one_in(d, 8)) a.ip = (struct ip){ .kind = IP_NAME, .text = d->r->groups.first->name };
  else if (kind) {
    a.ip = kind == 1 ? address(d) : whole_address(d);
    a.wildcard = kind == 1 ? 0 : ~mask_of(d);
    if (a.ip.kind == IP_V4) a.ip.v4 &= ~a.wildcard;
  }
  if (!ports || one_in(d, 2)) return a;
  a.port_op = (uint8_t)(PORT_EQ + roll(d, 5));
  a.port = (uint16_t)(1 + roll(d, 60000));
  if (a.port_op == PORT_RANGE) a.port_high = (uint16_t)(a.port + 1 + roll(d, 5000));
  return a;
}

static void rules(struct dice *d, struct acl *a)
{
  static const uint16_t protocols[] = { PROTOCOL_ANY_IP, PROTOCOL_ANY_IP, PROTOCOL_ANY_IP, 47, 6, 17, 1, 50, 132 };
  struct acl_rule **end = &a->rules;
  uint32_t sequence = d->global ? 10 : 0;
  for (uint32_t n = 1 + roll(d, 4); n; n--, end = &(*end)->next) {
    struct acl_rule *r = *end = ARENA_NEW(d->r->arena, struct acl_rule);
    uint16_t protocol = a->extended ? protocols[roll(d, 9)] : PROTOCOL_ANY_IP;
    bool ports = protocol == 6 || protocol == 17;
    *r = (struct acl_rule){ .sequence = sequence, .permit = !one_in(d, 4), .protocol = protocol, .source = side(d, ports), .at = somewhere };
    if (a->extended) r->destination = side(d, ports);
    else {
      r->destination.ip.kind = IP_ANY;
      if (r->source.ip.kind == IP_NAME) r->source.ip = (struct ip){ .kind = IP_ANY };
    }
    sequence += 1 + roll(d, 20);
  }
}

static struct acl *acl(struct dice *d, bool extended, bool by_number)
{
  struct acl *a = ARENA_NEW(d->r->arena, struct acl);
  const uint32_t *low = extended ? d->how->acl_low : d->how->basic_low;
  char room[16];
  snprintf(room, sizeof room, "%u", low[0] + d->names % 90);
  d->names++;
  *a = (struct acl){ .extended = extended, .at = somewhere };
  a->name = by_number || !d->how->acl_names || one_in(d, 2) ? text(d, room) : name(d, "acl");
  rules(d, a);
  LIST_APPEND(d->r->acls, a);
  return a;
}

static void group(struct dice *d)
{
  struct object_group *g = ARENA_NEW(d->r->arena, struct object_group);
  struct object_member **end = &g->members;
  g->name = name(d, "group");
  g->at = somewhere;
  for (uint32_t n = 1 + roll(d, 3); n; n--, end = &(*end)->next) {
    *end = ARENA_NEW(d->r->arena, struct object_member);
    **end = (struct object_member){ .ip = whole_address(d), .mask = one_in(d, 2) ? UINT32_MAX : mask_of(d) };
  }
  LIST_APPEND(d->r->groups, g);
}

/* ---- IKE ---- */

static void proposals(struct dice *d)
{
  uint32_t n = 0;
  for (uint32_t count = roll(d, 4); count; count--) {
    struct ike_proposal *p = ARENA_NEW(d->r->arena, struct ike_proposal);
    *p = (struct ike_proposal){ .number = n += 1 + roll(d, 30), .at = somewhere, .encryption = number(member(d, d->how->ike_ciphers)), .hash = number(member(d, d->how->ike_hashes)), .dh = number(member(d, d->how->ike_groups)),
      .authentication = number(one_in(d, 8) ? member(d, d->how->ike_auths) : AUTH_PSK), .lifetime = between(d, d->how->ike_seconds) };
    LIST_APPEND(d->r->proposals, p);
  }
}

static struct secret secret(struct dice *d)
{
  static const char *const keys[] = { "p!ain#Key-1234", "x", "Zz9$%^&*()", "longer-key-with_under.scores", "0", "7", "cipher", "simple", "a;b,c:d", "address" };
  const char *s = text(d, keys[roll(d, d->global ? 9 : 10)]);
  return (struct secret){ .raw = s, .clear = s, .form = KEY_CLEAR, .at = somewhere };
}

static struct psk *psk(struct dice *d)
{
  struct psk *k = ARENA_NEW(d->r->arena, struct psk);
  *k = (struct psk){ .mask = UINT32_MAX, .peer_at = written(), .secret = secret(d), .at = somewhere };
  LIST_APPEND(d->r->keys, k);
  return k;
}

/* For an address, a network, a name or anybody. */
static void bind(struct dice *d, struct psk *k)
{
  uint32_t kind = roll(d, 6);
  if (kind == 0) k->peer = (struct ip){ .kind = IP_NAME, .text = name(d, "host") };
  else if (kind == 1 && !d->any) {
    k->peer = (struct ip){ .kind = IP_ANY };
    k->mask = 0;
    d->any = true; /* one of them: two would be a finding */
  } else {
    k->peer = kind == 2 ? address(d) : whole_address(d);
    if (kind == 3) {
      k->mask = mask_of(d);
      k->peer.v4 &= k->mask;
    }
  }
}

static struct keyring *keyring(struct dice *d)
{
  struct keyring *ring = ARENA_NEW(d->r->arena, struct keyring);
  *ring = (struct keyring){ .name = name(d, "ring"), .at = somewhere };
  LIST_APPEND(d->r->keyrings, ring);
  if (one_in(d, 4)) ring->local = said(whole_address(d));
  else if (one_in(d, 6)) ring->local_interface = (struct name){ d->r->interfaces.first->name, written() };
  if (!d->global && one_in(d, 4)) ring->priority = number(1 + roll(d, 65535));
  for (uint32_t n = 1 + roll(d, 2); n; n--) {
    struct psk *k = psk(d);
    bind(d, k);
    k->ring = ring;
    if (!ring->keys) ring->keys = k;
  }
  return ring;
}

static struct identity identity(struct dice *d, bool own)
{
  struct identity id = { .type = (uint8_t)(1 + roll(d, 3)), .mask = UINT32_MAX, .o = written() };
  if (id.type == ID_ADDRESS && (!own || !d->global)) {
    id.address = whole_address(d);
    if (!own && one_in(d, 3)) {
      id.mask = mask_of(d);
      id.address.v4 &= id.mask;
    }
    id.high = id.address.v4 | ~id.mask;
  } else if (id.type != ID_ADDRESS) id.text = name(d, id.type == ID_FQDN ? "fqdn" : "user");
  return id;
}

static void dpd(struct dice *d, struct num *interval, struct num *retry, struct num *periodic)
{
  *interval = between(d, d->how->dpd_interval);
  if (retry) *retry = between(d, d->how->dpd_retry);
  if (periodic) *periodic = number(roll(d, 2));
}

static struct ike_profile *profile(struct dice *d)
{
  struct ike_profile *p = ARENA_NEW(d->r->arena, struct ike_profile);
  struct ref **end = &p->proposals;
  p->name = name(d, "peer");
  p->at = somewhere;
  LIST_APPEND(d->r->profiles, p);
  if (!d->global) p->exchange = number(one_in(d, 3) ? EXCHANGE_AGGRESSIVE : EXCHANGE_MAIN);
  else if (one_in(d, 3)) p->exchange = number(EXCHANGE_AGGRESSIVE);
  for (const struct ike_proposal *x = d->global ? NULL : d->r->proposals.first; x; x = x->next) {
    char room[16];
    snprintf(room, sizeof room, "%u", x->number);
    if (one_in(d, 2)) continue;
    *end = ref_to(d, text(d, room));
    end = &(*end)->next;
  }
  return p;
}

/* V5's: everything in one block. */
static const char *peer_block(struct dice *d)
{
  struct ike_profile *p = profile(d);
  p->id_type = number(1 + roll(d, 3));
  if (one_in(d, 3)) p->local_name = (struct name){ name(d, "local"), written() };
  if (one_in(d, 3)) p->remote_name = (struct name){ name(d, "remote"), written() };
  if (!one_in(d, 5)) p->remote = said(address(d));
  if (p->remote.ip.kind == IP_V4 && one_in(d, 5)) p->remote_high = p->remote.ip.v4 + 1 + roll(d, 200);
  if (one_in(d, 3)) p->local_address = said(whole_address(d));
  if (one_in(d, 3)) p->nat_traversal = number(1);
  if (!one_in(d, 6)) {
    p->key = psk(d);
    p->key->owner = p;
  }
  if (one_in(d, 3)) {
    struct dpd_block *b = ARENA_NEW(d->r->arena, struct dpd_block);
    *b = (struct dpd_block){ .name = name(d, "dpd"), .at = somewhere, .interval = between(d, d->how->dpd_interval), .timeout = number(1 + roll(d, 60)) };
    LIST_APPEND(d->r->dpds, b);
    p->dpd = *ref_to(d, b->name);
  }
  return p->name;
}

/* V7's and Cisco's. */
static const char *ring_profile(struct dice *d)
{
  struct ike_profile *p = profile(d);
  struct identity **end = &p->expects;
  p->keyrings = ref_to(d, keyring(d)->name);
  if (one_in(d, 2)) p->local = identity(d, true);
  for (uint32_t n = 1 + roll(d, 2); n; n--, end = &(*end)->next) {
    *end = ARENA_NEW(d->r->arena, struct identity);
    **end = identity(d, false);
  }
  p->checks_identity = true;
  if (one_in(d, 3)) dpd(d, &p->dpd_interval, one_in(d, 2) ? &p->dpd_retry : NULL, d->global ? NULL : &p->dpd_periodic);
  if (one_in(d, 4)) p->local_address = said(whole_address(d));
  if (!d->global && one_in(d, 5)) p->priority = number(1 + roll(d, 65535));
  return p->name;
}

static const char *make_profile(struct dice *d)
{
  if (d->how->form == PEERING_BLOCK) return peer_block(d);
  if (d->how->form == PEERING_KEYCHAIN || (d->how->form == PEERING_RING && one_in(d, 2))) return ring_profile(d);
  return NULL;
}

/* ---- IPsec ---- */

static void algorithms(struct dice *d, struct transform_set *t)
{
  bool ah = one_in(d, 8), esp = !ah || one_in(d, 2);
  t->protocol = number(ah && esp ? PROTOCOL_AH_ESP : ah ? PROTOCOL_AH : PROTOCOL_ESP);
  if (ah) t->ah.v = number(member(d, d->how->ah_hashes));
  if (!esp) return;
  t->encryption.v = number(member(d, d->how->esp_ciphers & ~(1ull << CIPHER_NULL)));
  t->authentication.v = number(member(d, d->how->esp_hashes));
  if (d->how->form == PEERING_KEYCHAIN && one_in(d, 4)) {
    t->encryption.next = ARENA_NEW(d->r->arena, struct num_list);
    t->encryption.next->v = number(member(d, d->how->esp_ciphers));
  }
}

static const char *set(struct dice *d)
{
  struct transform_set *t = ARENA_NEW(d->r->arena, struct transform_set);
  *t = (struct transform_set){ .name = name(d, "set"), .at = somewhere, .encapsulation = number(one_in(d, 3) ? ENCAPSULATION_TRANSPORT : ENCAPSULATION_TUNNEL), .late = d->how->form == PEERING_KEYCHAIN };
  algorithms(d, t);
  if (d->how->pfs_in_set && one_in(d, 2)) t->pfs = number(member(d, d->how->pfs_groups));
  if (d->how->form == PEERING_RING && t->encapsulation.v == ENCAPSULATION_TRANSPORT && one_in(d, 3)) t->required = number(1);
  LIST_APPEND(d->r->transforms, t);
  return t->name;
}

static struct policy_entry *entry(struct dice *d, struct policy *group, enum entry_kind kind, uint32_t sequence)
{
  struct policy_entry *e = ARENA_NEW(d->r->arena, struct policy_entry);
  *e = (struct policy_entry){ .group = group, .kind = (uint8_t)kind, .sequence = sequence, .at = { 10 + d->entries, 11 + d->entries }, .late = d->how->form == PEERING_KEYCHAIN };
  d->entries += 2;
  LIST_APPEND(d->r->entries, e);
  return e;
}

static void inside(struct dice *d, struct policy_entry *e, bool needs_peer)
{
  struct ref **end = &e->transforms;
  bool form_has_peer = d->how->form != PEERING_BLOCK;
  const char *p = make_profile(d);
  for (uint32_t n = 1 + roll(d, 2); n; n--, end = &(*end)->next) *end = ref_to(d, set(d));
  if (!e->group->is_profile) e->acl = *ref_to(d, acl(d, true, false)->name);
  if (p) e->profile = *ref_to(d, p);
  else if (d->how->form != PEERING_BLOCK) bind(d, psk(d));
  if (needs_peer && form_has_peer) {
    e->peers = ARENA_NEW(d->r->arena, struct peer);
    e->peers->address = said(address(d));
    if (d->how->several_peers && d->global && one_in(d, 4)) {
      e->peers->next = ARENA_NEW(d->r->arena, struct peer);
      e->peers->next->address = said(whole_address(d));
    }
  }
  if (!d->how->pfs_in_set && one_in(d, 2)) e->pfs = number(member(d, d->how->pfs_groups));
  if (one_in(d, 2)) e->seconds = between(d, d->how->seconds);
  if (one_in(d, 2)) e->kilobytes = between(d, d->how->kilobytes);
  if (d->how->form == PEERING_KEYCHAIN && one_in(d, 3)) e->local = said(whole_address(d));
  if (d->how->form == PEERING_GLOBAL) {
    e->exchange = number(one_in(d, 3) ? EXCHANGE_AGGRESSIVE : EXCHANGE_MAIN);
    if (one_in(d, 3)) e->local = said(whole_address(d));
  }
  if (e->group->is_profile) return;
  if (d->how->aggregation && one_in(d, 5)) e->acl_mode = number(1);
  if (d->how->per_host && one_in(d, 8)) e->acl_mode = number(2);
}

static struct policy *policy(struct dice *d, const char *kind, bool is_template, bool is_profile)
{
  struct policy *p = ARENA_NEW(d->r->arena, struct policy);
  *p = (struct policy){ .name = name(d, kind), .at = { 10 + d->entries, 11 + d->entries }, .is_template = is_template, .is_profile = is_profile };
  LIST_APPEND(d->r->policies, p);
  return p;
}

static void policies(struct dice *d)
{
  struct policy *p = policy(d, "map", false, false);
  uint32_t sequence = 0;
  for (uint32_t n = 1 + roll(d, 3); n; n--) inside(d, entry(d, p, ENTRY_ISAKMP, sequence += 1 + roll(d, 20)), true);
  if (one_in(d, 3)) {
    struct policy *t = policy(d, "dyn", true, false);
    inside(d, entry(d, t, ENTRY_ISAKMP, 1 + roll(d, 50)), false);
    entry(d, p, ENTRY_TEMPLATE_USER, sequence + 10)->template_ref = *ref_to(d, t->name);
  }
  if (d->how->protects_tunnels && one_in(d, 2)) {
    struct policy *x = policy(d, "prot", false, true);
    inside(d, entry(d, x, ENTRY_PROFILE, 0), false);
    tunnel(d, x->name);
  }
  for (struct interface *i = d->r->interfaces.first; i; i = i->next)
    if (i->tunnel ? !i->tunnel->protection.s && one_in(d, 2) : one_in(d, 3)) {
      i->policies = ref_to(d, p->name);
      return;
    }
}

/* ---- Routes, NAT, the router's own settings ---- */

static void routes(struct dice *d)
{
  for (uint32_t n = roll(d, 4); n; n--) {
    struct route *r = ARENA_NEW(d->r->arena, struct route);
    r->mask = one_in(d, 3) ? 0 : mask_of(d);
    r->prefix = whole_address(d).v4 & r->mask;
    r->at = somewhere;
    if (one_in(d, 2)) r->interface_name = d->r->interfaces.first->name;
    if (!r->interface_name || one_in(d, 2)) r->via = whole_address(d);
    LIST_APPEND(d->r->routes, r);
  }
}

static void nat(struct dice *d)
{
  struct interface *i = d->r->interfaces.first;
  struct nat_rule *n = ARENA_NEW(d->r->arena, struct nat_rule);
  if (one_in(d, 2)) return;
  n->at = somewhere;
  if (!d->global) {
    if (one_in(d, 2)) n->acl = *ref_to(d, acl(d, one_in(d, 2), true)->name);
    i->nat = n;
    return;
  }
  n->acl = *ref_to(d, acl(d, one_in(d, 2), false)->name);
  n->interface_name = *ref_to(d, i->name);
  i->nat_outside = true;
  LIST_APPEND(d->r->nats, n);
}

static void globals(struct dice *d)
{
  struct router *r = d->r;
  r->hostname = (struct name){ name(d, "router"), written() };
  if (one_in(d, 3)) r->seconds = between(d, d->how->seconds);
  if (one_in(d, 3)) r->kilobytes = between(d, d->how->kilobytes);
  if (d->how->global_dpd && one_in(d, 3)) dpd(d, &r->dpd_interval, &r->dpd_retry, &r->dpd_periodic);
  if (!d->global && one_in(d, 6)) r->keepalive_interval = number(20 + roll(d, 1000));
  if (d->how->form == PEERING_BLOCK && one_in(d, 3)) r->ike_local_name = (struct name){ name(d, "ike"), written() };
  if (d->how->form == PEERING_GLOBAL && one_in(d, 3)) r->answers_aggressive = number(1);
  if (d->how->form == PEERING_GLOBAL && one_in(d, 3)) r->identity = (struct identity){ .type = ID_FQDN, .text = name(d, "self"), .o = written() };
  if (d->how->form == PEERING_KEYCHAIN && one_in(d, 4)) r->identity = (struct identity){ .type = ID_FQDN, .text = name(d, "self"), .mask = UINT32_MAX, .o = written() };
  if (d->how->form == PEERING_RING && one_in(d, 5)) r->aggressive_disabled = number(1);
}

void model_random(struct router *r, const struct dialect *dialect, uint64_t seed)
{
  struct dice d = { .r = r, .how = dialect->writer, .state = seed * 0x9e3779b97f4a7c15ull + 0x123456789ull };
  d.global = peering_is_global(d.how->form);
  r->dialect = dialect;
  for (int i = 0; i < 8; i++) roll(&d, 2);
  globals(&d);
  interfaces(&d);
  for (uint32_t n = roll(&d, 3); n; n--) tunnel(&d, NULL);
  if (d.how->object_groups && one_in(&d, 3)) group(&d);
  proposals(&d);
  policies(&d);
  routes(&d);
  nat(&d);
}
