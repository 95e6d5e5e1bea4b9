/* Phase 1 at the other end: the same proposals, the same key, and the identities with their parts exchanged. */
#include "src/mirror_parts.h"

#include <string.h>

void mirror_offered(struct mirror *m, const struct end *e)
{
  for (unsigned i = 0; i < e->offer_count; i++) {
    uint64_t key = (uint64_t)(uintptr_t)e->offers[i];
    if (!table_get(&m->offered, key)) table_put(&m->offered, key, m);
  }
}

/* What this end keeps for others is none of the other end's: it might agree on that. */
static bool is_offered(const struct mirror *m, const struct ike_proposal *p)
{
  return !m->offered.count || table_get(&m->offered, (uint64_t)(uintptr_t)p);
}

void mirror_proposals(struct mirror *m)
{
  bool own = false;
  uint32_t number = 0;
  for (const struct ike_proposal *p = m->from->proposals.first; p; p = p->next) own = own || !p->builtin;
  for (const struct ike_proposal *p = m->from->proposals.first; p; p = p->next) {
    if (own ? p->builtin || !is_offered(m, p) : p->authentication.v != AUTH_PSK) continue;
    struct ike_proposal *b = ARENA_NEW(m->arena, struct ike_proposal);
    number = p->builtin ? number + 10 : p->number;
    *b = (struct ike_proposal) { .number = number,
      .at = p->at,
      .encryption = mirror_num(p->encryption),
      .hash = mirror_num(p->hash),
      .dh = mirror_num(p->dh),
      .authentication = mirror_num(p->authentication),
      .lifetime = mirror_num(p->lifetime) };
    LIST_APPEND(m->to->proposals, b);
  }
}

/* ---- Keys ---- */

/* Does this end only answer, and whoever calls? */
static bool is_called(const struct end *e)
{
  return e->kind == END_TEMPLATE || (e->kind == END_PROTECTION && e->tunnel && e->tunnel->for_callers);
}

/* The name that a template's profile expects, where it expects no address; NULL: none. */
static const char *name_expected(const struct end *e)
{
  const char *name = e->profile ? e->profile->remote_name.s : NULL;
  for (const struct identity *x = e->profile ? e->profile->expects : NULL; x; x = x->next) {
    if (x->type == ID_ADDRESS) return NULL;
    if (!name && (x->type == ID_FQDN || x->type == ID_USER_FQDN)) name = x->text;
  }
  return name;
}

/* The key that this end has for the other. A template may have several: one of a name first, since the other end must then send it. */
static const struct psk *key_of(const struct mirror *m, const struct end *e)
{
  const struct psk *key = end_key(e, &e->remote.ip, is_called(e) ? name_expected(e) : NULL, NULL, NULL);
  if (key || !is_called(e)) return key;
  const struct ref *rings = e->profile ? e->profile->keyrings : NULL;
  for (const struct psk *k = m->from->keys.first; k; k = k->next) {
    bool mine = rings ? k->ring == rings->to : !k->owner;
    if (mine && k->peer.kind == IP_NAME) return k;
    if (mine && !key) key = k;
  }
  return key;
}

/* What the other end calls itself: the name that this end expects of it, or none where an address is expected. */
static struct identity own_identity(struct mirror *m, const struct end *e, const struct psk *key)
{
  const struct ike_profile *p = e->profile;
  struct identity id = { .type = ID_UNSET };
  if (p && p->remote_name.s && e->exchange.v == EXCHANGE_AGGRESSIVE)
    id = (struct identity) {
      .type = strchr(p->remote_name.s, '@') ? ID_USER_FQDN : ID_FQDN, .text = p->remote_name.s, .o = p->remote_name.o
    };
  for (const struct identity *x = p && p->checks_identity ? p->expects : NULL; x; x = x->next) {
    if (x->type == ID_ADDRESS) return (struct identity){ .type = ID_UNSET };
    if (id.type == ID_UNSET && (x->type == ID_FQDN || x->type == ID_USER_FQDN)) id = *x;
  }
  if (id.type == ID_UNSET && key && key->peer.kind == IP_NAME && is_called(e))
    id = (struct identity) { .type = ID_FQDN, .text = key->peer.text, .o = key->peer_at };
  if (id.type == ID_UNSET) return id;
  id.text = mirror_string(m, id.text);
  id.o = mirror_origin(&id.o);
  id.next = NULL;
  id.mask = UINT32_MAX;
  return id;
}

/* What it expects of this end: what this end sends. */
static struct identity *expected(struct mirror *m, const struct end *e, const struct addr *here)
{
  struct identity *id = ARENA_NEW(m->arena, struct identity);
  *id = (struct identity) {
    .type = e->sends.type, .text = mirror_string(m, e->sends.text), .mask = UINT32_MAX, .o = mirror_origin(&e->sends.o)
  };
  if (id->type == ID_FQDN || id->type == ID_USER_FQDN) {
    if (id->text) return id;
    mirror_say(m, "not translated: the name that this end sends is its host name, which the file does not show");
    m->complete = false;
  }
  id->type = ID_ADDRESS;
  id->text = NULL;
  id->address = mirror_is_address(&e->sends.address) && e->sends.type == ID_ADDRESS ? mirror_ip(m, &e->sends.address) : here->ip;
  if (!mirror_is_address(&id->address)) {
    id->address = (struct ip){ .kind = IP_V4 };
    id->mask = 0;
  }
  id->high = id->address.v4 | ~id->mask;
  return id;
}

static struct keyring *keychain(struct mirror *m, const char *name, const struct psk *key, const struct end *e, const struct addr *here)
{
  struct keyring *ring = ARENA_NEW(m->arena, struct keyring);
  struct psk *k = ARENA_NEW(m->arena, struct psk);
  *ring = (struct keyring){ .name = name, .at = key->at, .keys = k };
  *k = (struct psk) {
    .peer = here->ip, .mask = UINT32_MAX, .peer_at = mirror_origin(&key->peer_at), .secret = key->secret, .at = key->at, .ring = ring
  };
  bool name_sent =
    (e->sends.type == ID_FQDN || e->sends.type == ID_USER_FQDN) && e->sends.text && e->exchange.v == EXCHANGE_AGGRESSIVE;
  if (!mirror_is_address(&k->peer))
    k->peer = name_sent ? (struct ip) { .kind = IP_NAME, .text = mirror_string(m, e->sends.text) } : (struct ip) { .kind = IP_ANY };
  LIST_APPEND(m->to->keyrings, ring);
  LIST_APPEND(m->to->keys, k);
  return ring;
}

static struct ref *ref_to(struct mirror *m, const char *s)
{
  struct ref *r = ARENA_NEW(m->arena, struct ref);
  *r = (struct ref){ .s = s, .o = { .from = FROM_LINE } };
  return r;
}

static void copy_dpd(const struct mirror *m, const struct end *e, struct ike_profile *b)
{
  const struct ike_profile *p = e->profile;
  const struct dpd_block *block = p ? p->dpd.to : NULL;
  struct num interval = m->from->dpd_interval, retry = m->from->dpd_retry, periodic = m->from->dpd_periodic;
  if (block) {
    interval = block->interval;
    retry = block->timeout;
    periodic = (struct num) { 0 };
  } else if (p && p->dpd_interval.o.from != FROM_NOTHING) {
    interval = p->dpd_interval;
    retry = p->dpd_retry;
    periodic = p->dpd_periodic;
  }
  if (!is_known(&interval.o) || !interval.v) return;
  b->dpd_interval = mirror_num(interval);
  b->dpd_retry = mirror_num(retry);
  b->dpd_periodic = mirror_num(periodic);
}

struct ike_profile *mirror_profile(struct mirror *m, const struct end *e)
{
  const struct psk *key = key_of(m, e);
  struct addr here = mirror_this(m, &e->local);
  struct ike_profile *b = ARENA_NEW(m->arena, struct ike_profile);
  const char *name = mirror_string(m, arena_printf(m->arena, "peer-%u", m->tunnels));
  *b = (struct ike_profile) {
    .name = name, .at = e->profile ? e->profile->at : e->entry->at, .exchange = mirror_num(e->exchange), .checks_identity = true
  };
  bool by_name = is_called(e) && key && key->peer.kind == IP_NAME && e->answers_aggressive;
  if (by_name) b->exchange = (struct num){ EXCHANGE_AGGRESSIVE, { .from = FROM_LINE } };
  if (b->exchange.v == EXCHANGE_AGGRESSIVE && e->starts && !e->answers_aggressive && mirror_is_address(&here.ip)) {
    mirror_say(
      m, "not translated: this end starts aggressive mode and answers main mode, so tunnel %u comes up only when it starts", m->tunnels);
    m->complete = false;
  }
  b->local = own_identity(m, e, key);
  b->expects = expected(m, e, &here);
  copy_dpd(m, e, b);
  if (key) b->keyrings = ref_to(m, keychain(m, name, key, e, &here)->name);
  else {
    mirror_say(m, "not translated: this end has no key for tunnel %u", m->tunnels);
    m->complete = false;
  }
  LIST_APPEND(m->to->profiles, b);
  return b;
}
