/* Collecting what is known of peers, whatever form the target has. */
#include "src/translate_peer.h"

#include "src/keys.h"
#include "src/link.h"
#include "src/rings.h"

#include <string.h>

struct relation *tr_peer_of(struct translation *t, struct policy_entry *entry, const struct policy_entry *old, const struct end *end)
{
  struct relation *r = ARENA_NEW(t->arena, struct relation);
  *r = (struct relation){ .entry = entry, .old = old, .end = end };
  LIST_APPEND(t->relations, r);
  return r;
}

struct ref *peering_ref(struct translation *t, const char *s, const struct origin *o)
{
  struct ref *r = ARENA_NEW(t->to->arena, struct ref);
  *r = (struct ref){ .s = s, .o = o && o->from == FROM_LINE ? *o : (struct origin){ .from = FROM_LINE } };
  return r;
}

/* ---- Collecting ---- */

static bool is_usable(const struct psk *key)
{
  return key->secret.raw && *key->secret.raw && (key->owner || key->peer.kind != IP_NONE);
}

static void add_key(struct translation *t, struct peering *p, const struct psk *key)
{
  struct key_use **end = &p->keys;
  if (!is_usable(key)) return;
  for (; *end; end = &(*end)->next)
    if ((*end)->key == key) return;
  *end = ARENA_NEW(t->arena, struct key_use);
  (*end)->key = key;
}

/* All keys of the profile's keyrings: whoever calls may use any of them. */
static void collect_rings(struct translation *t, struct peering *p)
{
  struct key_use **end = &p->keys;
  for (const struct ref *r = p->profile->keyrings; r; r = r->next) {
    const struct ref *named = p->profile->keyrings;
    while (named != r && named->to != r->to) named = named->next;
    for (const struct ring_key *n = r->to && named == r ? rings_keys(&t->ring_keys, r->to) : NULL; n; n = n->next) {
      if (!is_usable(n->key)) continue;
      *end = ARENA_NEW(t->arena, struct key_use);
      (*end)->key = n->key;
      end = &(*end)->next;
    }
  }
}

/* Those that the peers of the entry get; a keyring may hold those of thousands. */
static void collect_found(struct translation *t, struct peering *p, const struct end *e)
{
  const char *name = p->profile && p->exchange.v == EXCHANGE_AGGRESSIVE ? p->remote_name.s : NULL;
  const struct psk *key = end_key(e, &e->remote.ip, NULL, NULL, NULL);
  if (key) add_key(t, p, key);
  if (name && (key = end_key(e, &e->remote.ip, name, NULL, NULL))) add_key(t, p, key);
  for (const struct peer *peer = p->relation->old->peers; peer; peer = peer->next)
    if ((key = end_key(e, &peer->address.ip, NULL, NULL, NULL)) && key->peer.kind != IP_NAME) add_key(t, p, key);
}

static void collect_keys(struct translation *t, struct peering *p)
{
  const struct end *e = p->relation ? p->relation->end : NULL;
  bool one = e && !p->answers && e->remote.ip.kind == IP_V4 && !p->remote_high;
  if (p->profile && p->profile->key) add_key(t, p, p->profile->key);
  else if (p->profile && p->profile->keyrings && !one) collect_rings(t, p);
  else if (e && !p->answers) collect_found(t, p, e);
}

bool peering_fits_nobody(const struct translation *t, const struct peering *p)
{
  return !p->relation && p->profile && !p->expects && !p->remote_name.s && p->remote.ip.kind == IP_NONE &&
    !t->from->dialect->behaviour.key_in_profile;
}

/* One that no line names for the entry and whose keys are not those it takes says nothing of how this end starts. */
const struct ike_profile *peering_profile(const struct relation *r)
{
  const struct end *e = r->end;
  const struct ike_profile *p = e ? e->profile : r->old->profile.to;
  if (!e || !p || !p->keyrings || r->old->profile.to == p || (r->old->group && r->old->group->isakmp_profile.to == p)) return p;
  const struct psk *key = end_key(e, &e->remote.ip, NULL, NULL, NULL);
  return key && !key->ring && !key->owner ? NULL : p;
}

bool peering_has_rings(const struct peering *p)
{
  return p->profile && !p->profile->key && p->profile->keyrings;
}

/* How well the key fits a peer with that address or name; -1: not at all. */
static int fit(const struct psk *k, const struct ip *ip, const char *name)
{
  if (k->peer.kind == IP_ANY) return 0;
  if (k->peer.kind == IP_NAME)
    return (name && !strcmp(k->peer.text, name)) || (ip->kind == IP_NAME && !strcmp(k->peer.text, ip->text)) ? 33 : -1;
  if (k->peer.kind != IP_V4 || ip->kind != IP_V4) return ip_equal(&k->peer, ip) == TRI_YES ? 33 : -1;
  return (k->peer.v4 ^ ip->v4) & k->mask ? -1 : ip_mask_length(k->mask);
}

static bool is_anybody(const struct ip *ip)
{
  return ip->kind == IP_ANY || ip->kind == IP_NONE || ip->kind == IP_DYNAMIC;
}

void peering_narrow(struct peering *p)
{
  struct ip ip = p->remote.ip;
  for (const struct identity *id = p->expects; id && is_anybody(&ip); id = id->next)
    if (id->type == ID_ADDRESS && id->mask == UINT32_MAX) ip = id->address;
  if (!peering_has_rings(p) || (is_anybody(&ip) && !p->remote_name.s)) return;
  struct key_use *best = NULL;
  for (struct key_use *k = p->keys; k; k = k->next)
    if (fit(k->key, &ip, p->remote_name.s) > (best ? fit(best->key, &ip, p->remote_name.s) : -1)) best = k;
  p->keys = best;
  if (best) best->next = NULL;
}

void peering_note_vrfs(struct translation *t, const struct peering *p, const void *object)
{
  const struct ike_profile *f = p->profile;
  if (f && f->vrf) writing_note(t->w, object, f->vrf_at, ACCOUNT_UNTRANSLATED, "the VRF of what the tunnel carries, %s", f->vrf);
  for (const struct identity *id = p->expects; id; id = id->next)
    if (id->vrf) writing_note(t->w, object, id->o.at, ACCOUNT_UNTRANSLATED, "the VRF in which the peer is, %s", id->vrf);
  for (const struct ref *r = f ? f->keyrings : NULL; r; r = r->next) {
    const struct keyring *k = r->to;
    if (k && k->vrf) writing_note(t->w, object, k->at, ACCOUNT_UNTRANSLATED, "the VRF in which its keys count, %s", k->vrf);
  }
}

static void note_nat(struct translation *t, const struct peering *p, const void *object)
{
  const struct ike_profile *f = p->profile;
  if (f && is_written(&f->nat_traversal.o) && t->how->form != PEERING_BLOCK)
    writing_note(t->w, object, f->nat_traversal.o.at, ACCOUNT_IMPLIED, "the target finds a NAT by itself");
}

void peering_note_unsaid(struct translation *t, const struct peering *p, const void *object)
{
  const struct ike_profile *f = p->profile;
  note_nat(t, p, object);
  if (f && is_written(&f->priority.o) && t->how->form != PEERING_KEYCHAIN)
    writing_note(
      t->w, object, f->priority.o.at, ACCOUNT_APPROXIMATED, "the priority among profiles that fit a peer, which they have not here");
  if (f && f->certificate)
    writing_note(t->w, object, f->certificate_at.last ? f->certificate_at : p->at, ACCOUNT_UNTRANSLATED, "certificates are not modelled");
}

void peering_said_by_entry(struct translation *t, const struct peering *p)
{
  const struct ike_profile *f = p->profile;
  struct place peer = written_at(&p->remote.o);
  note_nat(t, p, p->relation->entry);
  writing_said_with(t->w, f ? f->at : (struct place){ 0, 0 }, peer);
  writing_said_with(t->w, written_at(&p->relation->old->profile.o), peer);
  for (const struct identity *id = p->expects; id; id = id->next)
    if (peering_only_says_address(p, id)) writing_said_with(t->w, written_at(&id->o), peer);
  for (const struct ref *r = f ? f->keyrings : NULL; r; r = r->next) {
    const struct keyring *ring = r->to;
    struct place key = p->keys && p->keys->key->ring == ring ? p->keys->key->at : (struct place){ 0, 0 };
    writing_said_with(t->w, written_at(&r->o), key);
    if (ring) writing_said_with(t->w, ring->at, key);
  }
}

bool peering_router_answers_aggressive(const struct translation *t)
{
  const struct router *r = t->from;
  return r->answers_aggressive.v || (r->dialect->behaviour.answers_both_modes && !r->aggressive_disabled.v);
}

/* Who answers both modes and knows the peer by name alone is called in aggressive mode: in main mode a key is found by address. */
static void collect_mode(const struct translation *t, struct peering *p, const struct end *e)
{
  bool answers = e ? e->answers_aggressive : peering_router_answers_aggressive(t);
  for (const struct identity *id = p->expects; id; id = id->next)
    if (id->type == ID_ADDRESS) return;
  if (p->answers && answers && p->profile && p->remote_name.s && is_anybody(&p->remote.ip))
    p->exchange = (struct num) { EXCHANGE_AGGRESSIVE,
      p->exchange.v == EXCHANGE_AGGRESSIVE ? tr_origin(&p->exchange.o) : (struct origin) { .from = FROM_LINE } };
}

/* What has a block of its own in the source is one line in the target, or the peer's part of one. */
static void collect_dpd_block(struct translation *t, struct peering *p, const struct dpd_block *block)
{
  p->dpd_periodic = (struct num){ 0 };
  if (!is_written(&block->interval.o) && p->dpd_interval.o.from == FROM_LINE) p->dpd_interval.o.at = block->at;
  struct place at = written_at(&p->dpd_interval.o);
  writing_said_with(t->w, block->at, at);
  writing_said_with(t->w, written_at(&block->timeout.o), at);
  writing_said_with(t->w, written_at(&p->profile->dpd.o), at);
}

static void collect_dpd(struct translation *t, struct peering *p)
{
  const struct router *r = t->from;
  const struct ike_profile *f = p->profile;
  const struct dpd_block *block = f ? f->dpd.to : NULL;
  bool own = f && f->dpd_interval.o.from != FROM_NOTHING;
  p->dpd_interval = tr_num(block ? block->interval : own ? f->dpd_interval : r->dpd_interval);
  p->dpd_retry = block ? block->timeout : own ? f->dpd_retry : r->dpd_retry;
  p->dpd_periodic = own && !block ? f->dpd_periodic : r->dpd_periodic;
  if (block) collect_dpd_block(t, p, block);
  if (!is_known(&p->dpd_interval.o)) p->dpd_interval = (struct num){ 0 };
}

const char *peering_one_word(struct translation *t, const char *name, struct place at)
{
  if (!name || (!strpbrk(name, " \t") && *name != '#' && *name != '!' && strncmp(name, "//", 2))) return tr_string(t, name);
  if (name != t->from->hostname.s) writing_note(t->w, NULL, at, ACCOUNT_UNTRANSLATED, "a name that no line here can hold: %s", name);
  return NULL;
}

/* A name is sent where the source's own rules say so; an address only where a line gives one. */
static void collect_identity(struct translation *t, struct peering *p, const struct end *e)
{
  if (e) p->sends = e->sends;
  else if (p->profile) p->sends = p->profile->local;
  bool said = p->profile && p->profile->local.type == ID_ADDRESS && p->profile->local.address.kind != IP_NONE;
  if (p->sends.type == ID_ADDRESS && !said) p->sends.address = (struct ip){ .kind = IP_NONE };
  if (p->sends.type == ID_UNSET) p->sends.type = ID_ADDRESS;
  p->sends.text = peering_one_word(t, p->sends.text, written_at(&p->sends.o));
  p->sends.address.text = tr_string(t, p->sends.address.text);
  if (p->profile) writing_said_with(t->w, written_at(&p->profile->id_type.o), written_at(&p->sends.o));
}

static void collect_profile(struct translation *t, struct peering *p, const struct ike_profile *f)
{
  p->profile = f;
  p->hint = f->name;
  p->at = f->at;
  p->expects = f->expects;
  p->proposals = f->proposals;
  p->remote_high = f->remote_high;
  p->remote_name = (struct name){ peering_one_word(t, f->remote_name.s, f->remote_name.o.at), f->remote_name.o };
  for (const struct identity *id = f->expects; id && !p->remote_name.s; id = id->next)
    if (id->o.from != FROM_UNREAD && (id->type == ID_FQDN || id->type == ID_USER_FQDN))
      p->remote_name = (struct name) { tr_string(t, id->text), id->o };
}

static const char *name_of_address(struct translation *t, const struct ip *ip)
{
  char room[64];
  return ip->kind == IP_ANY || ip->kind == IP_NONE ? "any" : arena_printf(t->arena, "peer-%s", ip_print(ip, room, sizeof room));
}

/* Only an ike peer has a range of addresses; elsewhere the key is for the network that holds it. */
static void note_range(struct translation *t, const struct relation *r, const struct addr *low, uint32_t high)
{
  uint32_t mask = peering_range_mask(low->ip.v4, high);
  char from[64], to[64], network[64];
  if (t->how->form == PEERING_BLOCK || (low->ip.v4 == (low->ip.v4 & mask) && high == (low->ip.v4 | ~mask))) return;
  writing_note(t->w, r->entry, low->o.at, ACCOUNT_APPROXIMATED, "the key for %s to %s is for all of %s/%d here",
    ip_print(&low->ip, from, sizeof from), ip_print(&(struct ip) { .kind = IP_V4, .v4 = high }, to, sizeof to),
    ip_print(&(struct ip) { .kind = IP_V4, .v4 = low->ip.v4 & mask }, network, sizeof network), ip_mask_length(mask));
}

/* The proposal that an entry names itself, which elsewhere is the peer's. */
static struct ref *pinned_proposal(struct translation *t, const struct num *number)
{
  struct ref *pinned = ARENA_NEW(t->arena, struct ref);
  struct ike_proposal *p = t->from->proposals.first;
  while (p && (p->builtin || p->number != number->v)) p = p->next;
  *pinned = (struct ref){ .s = arena_printf(t->arena, "%u", number->v), .to = p, .o = number->o };
  return pinned;
}

static const struct origin *local_origin(const struct ike_profile *f)
{
  return is_written(&f->local_address.o) ? &f->local_address.o : &f->local_interface.o;
}

/* A profile's local address is what the end speaks from, */
static void collect_local(struct translation *t, struct peering *p, const struct ike_profile *f)
{
  const struct end *e = p->relation ? p->relation->end : NULL;
  if (local_origin(f)->from != FROM_LINE || t->from->dialect->behaviour.profile_limits_local) return;
  if (is_written(&f->local_address.o)) p->local = tr_addr(t, &f->local_address);
  else if (e) p->local = (struct addr) { tr_ip(t, &e->local.ip), *local_origin(f) };
}

/* or else says where the profile counts. */
static void note_limit(struct translation *t, const struct peering *p, const struct ike_profile *f)
{
  const struct end *e = p->relation ? p->relation->end : NULL;
  const struct policy_entry *entry = p->relation ? p->relation->entry : NULL;
  const struct origin *o = local_origin(f);
  if (o->from != FROM_LINE || !t->from->dialect->behaviour.profile_limits_local) return;
  const struct interface *i = f->local_interface.s ? link_interface(t->from, f->local_interface.s) : NULL;
  const struct ip *limit = i ? &i->address.ip : &f->local_address.ip;
  if (e && ip_equal(limit, &e->local.ip) == TRI_YES) writing_note(t->w, entry, o->at, ACCOUNT_IMPLIED, "this end speaks from there");
  else writing_note(t->w, entry, o->at, ACCOUNT_APPROXIMATED, "the profile %s counts for every local address here", f->name);
}

struct peering peering_of(struct translation *t, const struct relation *r)
{
  const struct end *e = r->end;
  struct peering p = { .relation = r, .at = r->old->at };
  p.answers = r->entry->group->is_template;
  const struct ike_profile *f = peering_profile(r);
  if (e) {
    /* Where an earlier entry has the first peer too, the end is that of a later peer. */
    bool further = r->old->peers && r->old->peers->next && ip_equal(&r->old->peers->address.ip, &e->remote.ip) != TRI_YES;
    p.remote = tr_addr(t, further ? &r->old->peers->address : &e->remote);
    p.exchange = tr_mode(t, &e->exchange);
  } else p.remote = r->old->peers ? tr_addr(t, &r->old->peers->address) : f ? tr_addr(t, &f->remote) : (struct addr){ 0 };
  if (p.remote.ip.kind == IP_V4 && !p.remote.ip.v4) p.remote.ip = (struct ip){ .kind = IP_ANY };
  if (f) collect_profile(t, &p, f);
  if (f && f->remote_high) {
    p.remote = tr_addr(t, &f->remote);
    note_range(t, r, &f->remote, f->remote_high);
  }
  if (!p.proposals && is_written(&r->old->isakmp_policy.o)) p.proposals = pinned_proposal(t, &r->old->isakmp_policy);
  if (!f) p.hint = name_of_address(t, &p.remote.ip);
  if (!e && f) p.exchange = tr_mode(t, &f->exchange);
  collect_identity(t, &p, e);
  const struct policy *applied = e && e->policy ? e->policy : r->old->group; /* not the template */
  if (is_written(&r->old->local.o)) p.local = tr_addr(t, &r->old->local);
  else if (applied->local_interface.s && e) p.local = (struct addr){ tr_ip(t, &e->local.ip), applied->local_interface.o };
  else if (!t->same && e && e->interface && e->interface->redundancy.s)
    p.local = (struct addr) { tr_ip(t, &e->local.ip), e->interface->redundancy.o };
  else if (e && r->elsewhere) p.local = (struct addr){ tr_ip(t, &e->local.ip), tr_origin(&e->local.o) };
  else if (f) collect_local(t, &p, f);
  if (f) note_limit(t, &p, f);
  if (p.local.ip.kind != IP_V4 && p.local.ip.kind != IP_MASKED) p.local = (struct addr){ 0 };
  collect_mode(t, &p, e);
  collect_keys(t, &p);
  collect_dpd(t, &p);
  return p;
}

/* The same of a profile that no entry uses. */
static struct peering peering_of_profile(struct translation *t, const struct ike_profile *f)
{
  struct peering p = { .answers = true };
  collect_profile(t, &p, f);
  collect_local(t, &p, f);
  note_limit(t, &p, f);
  p.remote = tr_addr(t, &f->remote);
  p.answers = p.remote.ip.kind == IP_NONE || p.remote.ip.kind == IP_ANY;
  p.exchange = tr_mode(t, &f->exchange);
  collect_identity(t, &p, NULL);
  collect_mode(t, &p, NULL);
  collect_keys(t, &p);
  collect_dpd(t, &p);
  return p;
}

static void note_unused_dpds(struct translation *t)
{
  struct table used;
  table_init(&used, t->arena);
  for (const struct ike_profile *f = t->from->profiles.first; f; f = f->next)
    if (f->dpd.to) table_put(&used, (uint64_t)(uintptr_t)f->dpd.to, f->dpd.to);
  for (const struct dpd_block *d = t->from->dpds.first; d; d = d->next) {
    if (table_get(&used, (uint64_t)(uintptr_t)d)) continue;
    const struct place lines[] = { d->at, written_at(&d->interval.o), written_at(&d->timeout.o) };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
      writing_note(t->w, NULL, lines[i], ACCOUNT_UNRELATED, "dead peer detection that no peer has");
  }
}

void peering_unused(struct translation *t, void (*make)(struct translation *t, struct peering *p))
{
  struct table used;
  table_init(&used, t->arena);
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    const struct ike_profile *f = peering_profile(r);
    if (f) table_put(&used, (uint64_t)(uintptr_t)f, t);
  }
  for (const struct ike_profile *f = t->from->profiles.first; f; f = f->next) {
    if (table_get(&used, (uint64_t)(uintptr_t)f)) continue;
    struct peering p = peering_of_profile(t, f);
    make(t, &p);
  }
}

static bool covers(const struct peering *p, const struct identity *id)
{
  return id->type == ID_ADDRESS &&
    (!id->mask || (id->address.kind == p->remote.ip.kind && !((id->address.v4 ^ p->remote.ip.v4) & id->mask)));
}

/* A profile for several peers expects the addresses of them all. */
bool peering_only_says_address(const struct peering *p, const struct identity *id)
{
  if (id->type != ID_ADDRESS) return false;
  for (const struct identity *other = p->expects; other; other = other->next)
    if (covers(p, other)) return true;
  return false;
}

bool peering_is_for_many(const struct psk *k)
{
  return !k->ring && !k->owner && (k->peer.kind == IP_ANY || (k->peer.kind == IP_V4 && k->mask != UINT32_MAX));
}

bool peering_is_called(const struct translation *t)
{
  const struct relation *r = t->relations.first;
  while (r && !(r->entry->group->is_template && !peering_profile(r))) r = r->next;
  return r != NULL;
}

struct ip peering_shown_address(struct translation *t, const struct peering *p, const void *object)
{
  struct ip ip = p->remote.ip;
  /* Where the old router looks at the key alone, the other end may well call itself something that no line here shows. */
  if (p->exchange.v == EXCHANGE_AGGRESSIVE && ip.kind != IP_NAME && !(p->profile && p->profile->checks_identity))
    writing_note(t->w, object, tr_place(&p->exchange.o, p->at), ACCOUNT_UNTRANSLATED,
      "in aggressive mode any name of the peer is as good as its address: here only its address is, so expect the name that it sends");
  if (ip.kind != IP_NAME || p->exchange.v == EXCHANGE_AGGRESSIVE) return ip;
  writing_note(t->w, object, tr_place(&p->remote.o, p->at), ACCOUNT_APPROXIMATED,
    "in main mode %s is known by its address alone: bind the key to that one, and expect it", ip.text);
  return (struct ip){ .kind = IP_ANY };
}

void peering_note_modes(struct translation *t, const void *object)
{
  const struct num *both = &t->from->answers_aggressive;
  if (both->v)
    writing_note(t->w, object, written_at(&both->o), ACCOUNT_UNTRANSLATED, "that main mode is answered, too: an %s has one mode",
      t->w->dialect->words->profile);
}

const char *peering_ip_name(struct translation *t, const struct ip *ip)
{
  char room[256];
  return arena_printf(t->arena, "%s", ip_print(ip, room, sizeof room));
}

const char *peering_identity_name(struct translation *t, const struct identity *id)
{
  if (id->text) return arena_printf(t->arena, ", %s", id->text);
  return id->type == ID_ADDRESS && id->address.kind != IP_NONE ? arena_printf(t->arena, ", %s", peering_ip_name(t, &id->address)) : "";
}

bool peering_is_name(const struct peering *p)
{
  return p->sends.type == ID_FQDN || p->sends.type == ID_USER_FQDN;
}

uint32_t peering_range_mask(uint32_t low, uint32_t high)
{
  uint32_t differs = low ^ high;
  for (unsigned n = 1; n < 32; n *= 2) differs |= differs >> n;
  return ~differs;
}

struct ref *peering_proposals(struct translation *t, const struct peering *p, const void *object)
{
  struct ref *list = NULL, **end = &list;
  for (const struct ref *r = p->proposals; r; r = r->next) {
    uint32_t number = r->to ? tr_proposal(t, r->to) : 0;
    if (!number && r->to) continue;
    *end = peering_ref(t, number ? tr_string(t, arena_printf(t->arena, "%u", number)) : tr_string(t, r->s), &r->o);
    end = &(*end)->next;
  }
  if (!list && p->proposals) writing_note(t->w, object, p->proposals->o.at, ACCOUNT_UNTRANSLATED, "its proposals, which the target lacks");
  return list;
}

static void within(struct translation *t, struct num *n, const uint32_t range[2], const void *object, const char *what)
{
  uint32_t v = n->v;
  if (v < range[0]) n->v = range[0];
  if (v > range[1]) n->v = range[1];
  if (n->v != v) writing_note(t->w, object, written_at(&n->o), ACCOUNT_APPROXIMATED, "%s every %u seconds, here every %u", what, v, n->v);
}

void peering_dpd(struct translation *t, struct peering *p, const void *object)
{
  if (!p->dpd_interval.v) return;
  within(t, &p->dpd_interval, t->how->dpd_interval, object, "dead peer detection");
  if (!is_known(&p->dpd_retry.o) || p->dpd_retry.o.from == FROM_DEFAULT) p->dpd_retry = (struct num){ 0 };
  else within(t, &p->dpd_retry, t->how->dpd_retry, object, "its retries");
}

void tr_peers(struct translation *t)
{
  tr_skip_unread_keys(t);
  if (t->same) tr_peers_alike(t);
  else if (t->how->form == PEERING_BLOCK) tr_peers_block(t);
  else if (t->how->form == PEERING_KEYCHAIN) tr_peers_keychain(t);
  else if (t->how->form == PEERING_RING) tr_peers_ring(t);
  else tr_peers_global(t);
  if (!t->same) note_unused_dpds(t);
}
