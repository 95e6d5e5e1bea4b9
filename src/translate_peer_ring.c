/* Peers for targets with global keys: Cisco, where a keyring and a profile say what a key alone cannot, and Ruijie, where the entry and the
 * router say it. */
#include "src/translate_peer.h"

#include "src/equal.h"
#include "src/link.h"

#include <string.h>

/* ---- What both have ---- */

static void set_peers(struct translation *t, const struct relation *r, const struct peering *p)
{
  struct policy_entry *b = r->entry;
  struct peer **end = &b->peers;
  bool anybody = p->remote.ip.kind == IP_NONE || p->remote.ip.kind == IP_ANY || p->remote_high;
  b->peers = NULL;
  if (!anybody && !b->group->is_profile) {
    *end = ARENA_NEW(t->to->arena, struct peer);
    (*end)->address = (struct addr){ p->remote.ip, tr_origin(&p->remote.o) };
    end = &(*end)->next;
  }
  for (const struct peer *peer = r->old->peers ? r->old->peers->next : NULL; peer; peer = peer->next) {
    struct addr address = tr_addr(t, &peer->address);
    if (address.ip.kind == IP_NONE) continue; /* of IPv6, which is said */
    *end = ARENA_NEW(t->to->arena, struct peer);
    (*end)->address = address;
    end = &(*end)->next;
  }
}

/* Who a key is for, where its old block said it of the peer. */
static struct ip key_peer(const struct psk *old, const struct peering *p, uint32_t *mask)
{
  struct ip ip = old->peer;
  *mask = old->mask;
  if (!old->owner && ip.kind != IP_NONE) return ip;
  ip = p->remote.ip;
  *mask = UINT32_MAX;
  if (p->remote_high && ip.kind == IP_V4) {
    *mask = peering_range_mask(ip.v4, p->remote_high);
    ip.v4 &= *mask;
  }
  if (ip.kind != IP_NONE && ip.kind != IP_ANY && ip.kind != IP_DYNAMIC) return ip;
  if (p->remote_name.s && p->exchange.v == EXCHANGE_AGGRESSIVE) return (struct ip){ .kind = IP_NAME, .text = p->remote_name.s };
  return (struct ip){ .kind = IP_ANY };
}

static bool same_secret(const struct secret *a, const struct secret *b)
{
  return a->clear && b->clear ? !strcmp(a->clear, b->clear) : a->form == b->form && a->raw && b->raw && !strcmp(a->raw, b->raw);
}

static uint64_t peer_key(const struct ip *ip, uint32_t mask)
{
  return (uint64_t)mask << 32 ^ ip->v4 ^ (uint64_t)(uintptr_t)ip->text << 8 ^ (uint64_t)ip->kind << 60 ^ 0x3000000000000000ull;
}

/* The global key of the target for that peer; NULL: none yet. */
static struct psk *global_key(struct translation *t, const struct ip *ip, uint32_t mask)
{
  uint32_t at = 0;
  struct psk *k;
  while ((k = table_each(&t->objects, peer_key(ip, mask), &at)))
    if (k->peer.kind == ip->kind && k->peer.v4 == ip->v4 && k->peer.text == ip->text && k->mask == mask) return k;
  return NULL;
}

static struct psk *make_key(struct translation *t, const struct psk *old, const struct peering *p, struct keyring *ring)
{
  uint32_t mask;
  struct ip ip = key_peer(old, p, &mask);
  struct psk *k = tr_key(t, old, NULL);
  k->peer = tr_ip(t, &ip);
  k->mask = mask;
  if (k->peer.kind == IP_V4 && !mask) k->peer.kind = IP_ANY;
  k->ring = ring;
  if (ring && !ring->keys) ring->keys = k;
  if (!ring) table_put(&t->objects, peer_key(&k->peer, k->mask), k);
  return k;
}

/* Would a global key stand against another one for the same peer? */
static bool key_clashes(struct translation *t, const struct psk *old, const struct peering *p)
{
  uint32_t mask;
  struct ip ip = key_peer(old, p, &mask);
  ip.text = tr_string(t, ip.text);
  const struct psk *there = global_key(t, &ip, mask);
  return there && !same_secret(&there->secret, &old->secret);
}

static void make_global_keys(struct translation *t, const struct peering *p)
{
  for (const struct key_use *k = p->keys; k; k = k->next) {
    uint32_t mask;
    struct ip ip = key_peer(k->key, p, &mask);
    ip.text = tr_string(t, ip.text);
    if (tr_key_is_used(t, k->key) && !k->key->owner && !(p->answers && peering_is_for_many(k->key))) continue;
    if (global_key(t, &ip, mask)) {
      if (key_clashes(t, k->key, p))
        writing_note(t->w, NULL, k->key->at, ACCOUNT_UNTRANSLATED, "another key for %s, which has one already", peering_ip_name(t, &ip));
      tr_key_used(t, k->key);
    } else make_key(t, k->key, p, NULL);
  }
}

/* A template's entry without a profile answers those whose keys no entry uses: they are global anyway. */
static void make_loose_keys(struct translation *t)
{
  struct peering nobody = { .answers = true };
  bool calls = peering_is_called(t);
  for (const struct psk *k = t->from->keys.first; k; k = k->next) {
    struct key_use use = { .key = k };
    if (tr_key_is_used(t, k) && !(calls && peering_is_for_many(k))) continue;
    nobody.keys = &use;
    make_global_keys(t, &nobody);
  }
}

/* The router's own detection, from the first peer that has one. */
static void set_dpd(struct translation *t, struct peering *p, const void *object)
{
  struct router *to = t->to;
  if (!p->dpd_interval.v) {
    t->unwatched = object;
    return;
  }
  if (is_known(&to->dpd_interval.o)) {
    if (to->dpd_interval.v != p->dpd_interval.v)
      writing_note(t->w, object, written_at(&p->dpd_interval.o), ACCOUNT_APPROXIMATED,
        "dead peer detection every %u seconds: here the router has one interval for all, %u", p->dpd_interval.v, to->dpd_interval.v);
    return;
  }
  peering_dpd(t, p, object);
  to->dpd_interval = p->dpd_interval;
  to->dpd_retry = p->dpd_retry;
  to->dpd_periodic = tr_num(p->dpd_periodic);
}

/* Once all peers are said: was it one of them that nobody watched? */
static void note_unwatched(struct translation *t)
{
  if (t->unwatched && t->to->dpd_interval.v)
    writing_note(t->w, t->unwatched, (struct place) { 0, 0 }, ACCOUNT_APPROXIMATED,
      "the router watches whether any of its peers is alive, this one too");
}

/* ---- Cisco ---- */

/* Is there anything that a global key and the entry cannot say? */
static bool needs_profile(struct translation *t, const struct peering *p)
{
  if (p->profile && p->profile->vrf) return true;
  if (p->exchange.v == EXCHANGE_AGGRESSIVE || peering_is_name(p) || p->sends.address.kind != IP_NONE || p->remote_high) return true;
  for (const struct identity *id = p->expects; id; id = id->next)
    if (id->type != ID_ADDRESS || id->vrf || id->mask != UINT32_MAX || !p->remote.ip.v4 || id->address.v4 != p->remote.ip.v4) return true;
  for (const struct key_use *k = p->keys; k; k = k->next)
    if (key_clashes(t, k->key, p)) return true;
  return false;
}

static void expect(struct translation *t, struct ike_profile *b, struct identity id)
{
  struct identity **end = &b->expects;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(t->to->arena, struct identity);
  **end = id;
  (*end)->next = NULL;
  (*end)->text = tr_string(t, id.text);
  (*end)->address = tr_ip(t, &id.address);
  (*end)->vrf = tr_string(t, id.vrf);
  (*end)->o = tr_origin(&id.o);
}

static void expect_address(
  struct translation *t, struct ike_profile *b, struct ip ip, uint32_t high, const char *vrf, const struct origin *o)
{
  uint32_t mask = UINT32_MAX;
  if (ip.kind == IP_NAME) {
    expect(t, b, (struct identity){ .type = ID_FQDN, .text = ip.text, .o = *o });
    return;
  }
  if (ip.kind != IP_V4 && ip.kind != IP_MASKED) {
    ip = (struct ip){ .kind = IP_V4 };
    mask = 0;
  } else if (high) {
    mask = peering_range_mask(ip.v4, high);
    if (ip.v4 != (ip.v4 & mask) || high != (ip.v4 | ~mask))
      writing_note(t->w, b, o->at, ACCOUNT_APPROXIMATED, "a range of addresses that it expects is the network that holds it");
    ip.v4 &= mask;
  }
  expect(t, b, (struct identity){ .type = ID_ADDRESS, .address = ip, .mask = mask, .high = ip.v4 | ~mask, .vrf = vrf, .o = *o });
}

static void set_expected(struct translation *t, const struct peering *p, struct ike_profile *b)
{
  for (const struct identity *id = p->expects; id; id = id->next) {
    if (id->o.from == FROM_UNREAD || id->type == ID_DN || id->type == ID_UNSET)
      writing_note(t->w, b, id->o.at, ACCOUNT_UNTRANSLATED, "an identity that it expects%s", peering_identity_name(t, id));
    else if (id->type != ID_ADDRESS) expect(t, b, *id);
    else expect_address(t, b, id->address, id->mask == UINT32_MAX && id->high == id->address.v4 ? 0 : id->high, id->vrf, &id->o);
  }
  if (b->expects || p->expects || peering_fits_nobody(t, p))
    return; /* where nothing of what it expects could be said, it must not be anybody */
  if (p->remote_name.s && p->exchange.v == EXCHANGE_AGGRESSIVE)
    expect(t, b,
      (struct identity) {
        .type = strchr(p->remote_name.s, '@') ? ID_USER_FQDN : ID_FQDN, .text = p->remote_name.s, .o = p->remote_name.o });
  else expect_address(t, b, peering_shown_address(t, p, b), p->remote_high, NULL, &p->remote.o);
  for (const struct peer *peer = p->relation && p->relation->old->peers ? p->relation->old->peers->next : NULL; peer; peer = peer->next)
    expect_address(t, b, peer->address.ip, 0, NULL, &peer->address.o);
}

static struct ike_profile *make_profile(struct translation *t, struct peering *p)
{
  struct ike_profile *b = p->profile ? tr_get(t, p->profile) : NULL;
  if (b) return b;
  b = ARENA_NEW(t->to->arena, struct ike_profile);
  *b = (struct ike_profile){ .name = tr_new_name(t, NAME_PROFILE, p->hint), .at = p->at };
  if (p->exchange.v == EXCHANGE_AGGRESSIVE) b->exchange = p->exchange;
  if (peering_has_rings(p)) b->keyrings = tr_rings_of(t, p->profile);
  else if (p->keys) {
    struct keyring *ring = tr_new_ring(t, p->hint, p->at);
    b->keyrings = peering_ref(t, ring->name, NULL);
    for (const struct key_use *k = p->keys; k; k = k->next) make_key(t, k->key, p, ring);
  }
  if (peering_is_name(p)) b->local = (struct identity){ .type = p->sends.type, .text = p->sends.text, .o = tr_origin(&p->sends.o) };
  set_expected(t, p, b);
  if (p->profile) {
    b->vrf = tr_string(t, p->profile->vrf);
    b->vrf_at = p->profile->vrf_at;
  }
  peering_dpd(t, p, b);
  if (p->dpd_interval.v) {
    b->dpd_interval = p->dpd_interval;
    b->dpd_retry = is_known(&p->dpd_retry.o) ? p->dpd_retry : (struct num){ t->how->dpd_retry[0], { .from = FROM_LINE } };
  } else t->unwatched = b;
  peering_note_unsaid(t, p, b);
  LIST_APPEND(t->to->profiles, b);
  if (p->profile) tr_put(t, p->profile, b);
  return b;
}

static void make_unused(struct translation *t, struct peering *p)
{
  make_profile(t, p);
}

/* ---- The address that the old entry speaks from, as the interface that has it: a map has one for all its entries ---- */

static bool has_first(const struct interface *i, const struct ip *ip)
{
  return i && ip_equal(&i->address.ip, ip) == TRI_YES;
}

/* Is the map the old entry belongs to applied to the interface? */
static bool applies(const struct interface *i, const struct relation *r)
{
  const struct ref *p = i ? i->policies : NULL;
  while (p && p->to != r->old->group) p = p->next;
  return p != NULL;
}

/* The map that is applied for the entry, which for a template is another one; NULL: none. */
static struct policy *applied_map(const struct translation *t, const struct relation *r)
{
  return !r->entry->group->is_template ? r->entry->group : r->end && r->end->policy ? tr_get(t, r->end->policy) : NULL;
}

/* Policies of the source, as keys; the values say nothing. */
struct sources {
  struct table spread; /* applied to interfaces of different addresses: which of these speaks depends on the route */
  struct table mixed;  /* of these: not all of its entries speak from one address that is written */
};

static uint64_t policy_key(const struct policy *p) { return (uint64_t)(uintptr_t)p; }

/* The policy that is applied for the old entry. */
static const struct policy *old_policy(const struct relation *r) { return r->end && r->end->policy ? r->end->policy : r->old->group; }

static void index_spread(const struct translation *t, struct table *spread)
{
  struct table first;
  table_init(&first, t->arena);
  table_init(spread, t->arena);
  for (const struct interface *i = t->from->interfaces.first; i; i = i->next)
    for (const struct ref *p = i->policies; p; p = p->next) {
      const struct interface *other = table_get(&first, policy_key(p->to));
      if (!other) table_put(&first, policy_key(p->to), (void *)(uintptr_t)i);
      else if (ip_equal(&other->address.ip, &i->address.ip) != TRI_YES && !table_get(spread, policy_key(p->to)))
        table_put(spread, policy_key(p->to), (void *)(uintptr_t)i);
    }
}

static void index_sources(const struct translation *t, struct sources *s)
{
  struct table first;
  index_spread(t, &s->spread);
  table_init(&s->mixed, t->arena);
  table_init(&first, t->arena);
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    uint64_t key = policy_key(old_policy(r));
    if (!table_get(&s->spread, key) || table_get(&s->mixed, key)) continue;
    const struct relation *other = table_get(&first, key);
    if (!other) table_put(&first, key, (void *)(uintptr_t)r);
    bool alike = is_written(&r->local.o) && (!other || ip_equal(&other->local.ip, &r->local.ip) == TRI_YES);
    if (!alike) table_put(&s->mixed, key, (void *)(uintptr_t)r);
  }
}

/* The first entry that speaks from another interface's address than its map's would decides for the map. */
static void choose_sources(struct translation *t, const struct sources *s)
{
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    struct policy *map = applied_map(t, r);
    if (!is_written(&r->local.o) || !map || map->is_template || map->is_profile || map->local_interface.s) continue;
    struct interface *i = link_interface_of(t->from, &r->local.ip);
    uint64_t old = policy_key(old_policy(r));
    bool own = applies(i, r) || (r->end && i == r->end->interface), every = table_get(&s->spread, old) && !table_get(&s->mixed, old);
    if (!has_first(i, &r->local.ip) || (own && !every)) continue;
    map->local_interface = (struct name){ tr_interface(t, i->name), r->local.o };
    tr_put(t, map, i);
  }
}

static void note_source(struct translation *t, const struct relation *r, const struct sources *s)
{
  const struct policy *applied = applied_map(t, r), *map = applied ? applied : r->entry->group;
  const struct interface *i = map->local_interface.s ? tr_get(t, map) : r->end ? r->end->interface : NULL;
  if (!map->local_interface.s && is_written(&r->local.o) && applies(link_interface_of(t->from, &r->local.ip), r))
    i = link_interface_of(t->from, &r->local.ip);
  bool written = is_written(&r->local.o);
  if (map->is_profile && r->end && ip_equal(&r->end->local.ip, &r->local.ip) == TRI_YES) {
    writing_note(t->w, r->entry, r->local.o.at, ACCOUNT_IMPLIED, "the tunnel's source");
    return;
  }
  const struct ip *wanted = written ? &r->local.ip : r->end ? &r->end->local.ip : NULL;
  if (!wanted || (!written && !map->local_interface.s)) return;
  struct place at = written ? r->local.o.at : (struct place){ 0, 0 };
  if (!has_first(i, wanted))
    writing_note(t->w, r->entry, at, ACCOUNT_UNTRANSLATED, "this end speaks from %s: here it speaks from %s", peering_ip_name(t, wanted),
      i ? peering_ip_name(t, &i->address.ip) : "the interface of the map");
  else if (map->local_interface.s) return;
  else if (table_get(&s->spread, policy_key(old_policy(r))))
    writing_note(t->w, r->entry, at, ACCOUNT_APPROXIMATED, "on another interface of its map this end speaks from that one's address");
  else writing_note(t->w, r->entry, at, ACCOUNT_IMPLIED, "the map's own interface has this address");
}

static void note_proposals(struct translation *t, const struct peering *p, const void *object)
{
  if (p->proposals)
    writing_note(t->w, object, p->proposals->o.at, ACCOUNT_APPROXIMATED, "all policies of the router are offered to every peer");
}

static void say_ring(struct translation *t, struct relation *r)
{
  struct peering p = peering_of(t, r);
  r->local = p.local;
  if (needs_profile(t, &p) && !(p.answers && !p.profile)) {
    struct ike_profile *b = make_profile(t, &p);
    r->entry->profile = *peering_ref(t, b->name, &r->old->profile.o);
  } else {
    make_global_keys(t, &p);
    set_dpd(t, &p, r->entry);
    peering_said_by_entry(t, &p);
    if (peering_is_name(&p))
      writing_note(
        t->w, r->entry, written_at(&p.sends.o), ACCOUNT_UNTRANSLATED, "whoever calls is shown the router's address, not the name");
  }
  set_peers(t, r, &p);
  note_proposals(t, &p, r->entry);
}

/* Cisco answers aggressive mode unless it is told not to; the others answer it only where it is set up. */
static void set_aggressive(struct translation *t)
{
  bool wanted = t->from->answers_aggressive.v != 0;
  for (const struct relation *r = t->relations.first; r; r = r->next)
    wanted = wanted || (r->end && (r->end->answers_aggressive || r->end->exchange.v == EXCHANGE_AGGRESSIVE));
  if (!wanted && t->relations.first) t->to->aggressive_disabled = (struct num){ 1, { .from = FROM_LINE } };
}

void tr_peers_ring(struct translation *t)
{
  /* Of two profiles that fit a peer the first counts: those that wait for anybody come last. */
  for (struct relation *r = t->relations.first; r; r = r->next)
    if (!r->entry->group->is_template) say_ring(t, r);
  for (struct relation *r = t->relations.first; r; r = r->next)
    if (r->entry->group->is_template) say_ring(t, r);
  struct sources sources;
  index_sources(t, &sources);
  choose_sources(t, &sources);
  for (const struct relation *r = t->relations.first; r; r = r->next) note_source(t, r, &sources);
  note_unwatched(t);
  set_aggressive(t);
  peering_unused(t, make_unused);
  make_loose_keys(t);
  if (t->from->answers_aggressive.v)
    writing_note(t->w, NULL, written_at(&t->from->answers_aggressive.o), ACCOUNT_IMPLIED, "the target answers aggressive mode anyway");
}

/* ---- Ruijie ---- */

/* The router has one name for all peers: that of who calls in aggressive mode, whose peer finds the key by it; else that of the first
 * entry. */
static void choose_router_identity(struct translation *t)
{
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    const struct end *e = r->end;
    if (!e || r->entry->group->is_template || e->exchange.v != EXCHANGE_AGGRESSIVE ||
      (e->sends.type != ID_FQDN && e->sends.type != ID_USER_FQDN))
      continue;
    const char *name = peering_one_word(t, e->sends.text, written_at(&e->sends.o));
    t->to->identity = (struct identity){ .type = e->sends.type, .text = name, .o = tr_origin(&e->sends.o) };
    return;
  }
}

static void set_router_identity(struct translation *t, const struct peering *p, const void *object)
{
  struct identity *id = &t->to->identity;
  if (!peering_is_name(p)) return;
  bool same = id->type == p->sends.type && equal_texts(id->text, p->sends.text);
  if (id->type == ID_UNSET) *id = (struct identity){ .type = p->sends.type, .text = p->sends.text, .o = tr_origin(&p->sends.o) };
  else if (!same)
    writing_note(t->w, object, written_at(&p->sends.o), ACCOUNT_UNTRANSLATED,
      "the name that it sends, %s: here the router has one for all peers", p->sends.text ? p->sends.text : "its host name");
}

/* Those to whom the router sent its address get its name now. */
static void note_other_identity(struct translation *t)
{
  if (t->to->identity.type != ID_FQDN && t->to->identity.type != ID_USER_FQDN) return;
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    bool template = r->entry->group->is_template, address = r->end && r->end->sends.type == ID_ADDRESS;
    if (address && !template)
      writing_note(t->w, r->entry, (struct place) { 0, 0 }, ACCOUNT_UNTRANSLATED,
        "it sends its address as identity: here the router has one name for all peers");
  }
}

static bool is_hub(const struct peering *p)
{
  return p->answers && (p->exchange.v == EXCHANGE_AGGRESSIVE || (p->keys && p->keys->key->peer.kind == IP_NAME));
}

static const char unchecked[] = "the target does not check who the peer says it is, beyond its key";

static void say_global(struct translation *t, const struct relation *r)
{
  struct peering p = peering_of(t, r);
  struct policy_entry *b = r->entry;
  make_global_keys(t, &p);
  set_dpd(t, &p, b);
  set_router_identity(t, &p, b);
  set_peers(t, r, &p);
  if (!p.answers) b->exchange = is_known(&p.exchange.o) ? p.exchange : (struct num){ EXCHANGE_MAIN, { .from = FROM_LINE } };
  if (is_hub(&p) || (!p.answers && p.exchange.v == EXCHANGE_AGGRESSIVE && t->from->dialect->writer->form != PEERING_RING))
    t->to->answers_aggressive = (struct num) { 1, tr_origin(&p.exchange.o) };
  if (is_written(&p.local.o)) {
    b->local = p.local;
    if (p.answers)
      writing_note(t->w, b, p.local.o.at, ACCOUNT_APPROXIMATED, "a dynamic map is taken to know `set local` as a map does; try it there");
  }
  note_proposals(t, &p, b);
  peering_note_vrfs(t, &p, b);
  peering_said_by_entry(t, &p);
  const struct ip *bound = p.keys ? &p.keys->key->peer : NULL;
  if (p.exchange.v == EXCHANGE_AGGRESSIVE && p.profile && is_written(&p.profile->remote_name.o) &&
    !(p.answers && p.keys && (p.keys->key->owner || bound->kind == IP_NAME)))
    writing_note(t->w, b, p.profile->remote_name.o.at, ACCOUNT_APPROXIMATED, "%s", unchecked);
  for (const struct identity *id = p.expects; id; id = id->next)
    if ((id->o.from == FROM_LINE || id->o.from == FROM_UNREAD) && id->o.at.last && !peering_only_says_address(&p, id))
      writing_note(t->w, b, id->o.at, ACCOUNT_APPROXIMATED, "%s", unchecked);
}

static void say_unused(struct translation *t, struct peering *p)
{
  make_global_keys(t, p);
  writing_note(t->w, NULL, p->at, ACCOUNT_APPROXIMATED, "%s is used by no entry; only its key is kept", p->hint);
}

void tr_peers_global(struct translation *t)
{
  if (t->from->dialect->behaviour.answers_both_modes && !t->from->aggressive_disabled.v)
    t->to->answers_aggressive = (struct num) { 1, { .from = FROM_LINE } };
  choose_router_identity(t);
  for (const struct relation *r = t->relations.first; r; r = r->next) say_global(t, r);
  note_unwatched(t);
  note_other_identity(t);
  peering_unused(t, say_unused);
  make_loose_keys(t);
}
