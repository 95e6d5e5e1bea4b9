/* The lines that begin with `crypto`: policies, keys, keyrings, profiles, transform sets, maps. */
#include "grammar/ios/ios_write.h"

#include "src/rings.h"

#include <string.h>

static const struct place nowhere;

static void setting(struct writing *w, enum setting s, const struct num *n)
{
  if (to_write(n)) write_setting(w, written_at(&n->o), s, &(struct setting_value){ .v = n->v });
}

static void write_proposals(struct writing *w, const struct router *r)
{
  write_notes(w, &r->proposals);
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next) {
    if (p->builtin) continue;
    write_line(w, p->at, "crypto isakmp policy %u", p->number);
    ios_write_open(w);
    write_notes(w, p);
    setting(w, SET_IKE_ENCRYPTION, &p->encryption);
    setting(w, SET_IKE_HASH, &p->hash);
    setting(w, SET_IKE_AUTHENTICATION, &p->authentication);
    setting(w, SET_IKE_DH, &p->dh);
    setting(w, SET_IKE_LIFETIME, &p->lifetime);
    ios_write_close(w);
  }
}

/* ---- Keys ---- */

/* The number that says how the key is written, and the key. Plain text needs 0 on Ruijie; on Cisco it is left out, but before a key that is
 * a digit itself. */
static const char *key_words(struct writing *w, const struct secret *s)
{
  if (s->raw && s->raw[0] == '<') return s->raw;
  if (s->clear && !s->decoded) {
    bool zero = ios_writes_rgos(w) || (s->clear[0] >= '0' && s->clear[0] <= '9' && !s->clear[1]);
    return arena_printf(w->arena, "%s%c%s%c", zero ? "0 " : "", SECRET_OPEN, s->clear, SECRET_CLOSE);
  }
  bool seven = s->decoded || ios_writes_rgos(w) != s->no_such_mark; /* each system takes one of the marks */
  const char *marker = !s->marked_cipher ? "" : seven ? "7 " : "6 ";
  return arena_printf(w->arena, "%s%c%s%c", marker, SECRET_OPEN, s->raw ? s->raw : "", SECRET_CLOSE);
}

/* `address A [MASK]` or `hostname H`. */
static const char *peer_words(struct writing *w, const struct psk *k)
{
  if (k->peer.kind == IP_NAME) return arena_printf(w->arena, "hostname %s", k->peer.text);
  if (k->peer.kind == IP_ANY) return "address 0.0.0.0 0.0.0.0";
  if (k->mask == UINT32_MAX || k->peer.kind == IP_MASKED) return arena_printf(w->arena, "address %s", write_ip(w, &k->peer));
  return arena_printf(w->arena, "address %s %s", write_ip(w, &k->peer), write_v4(w, k->mask));
}

/* The keys that stand in a `crypto isakmp peer` block, by profile and by key. */
static void index_passwords(const struct writing *w, const struct router *r, struct table *passwords)
{
  table_init(passwords, w->arena);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next) {
    const struct psk *k = p->by_address ? r->keys.first : NULL;
    while (k &&
      (!k->password || ip_equal(&k->peer, &p->remote.ip) != TRI_YES || table_get(passwords, (uint64_t)(uintptr_t)k)))
      k = k->next;
    if (!k) continue;
    table_put(passwords, (uint64_t)(uintptr_t)p, (void *)(uintptr_t)k);
    table_put(passwords, (uint64_t)(uintptr_t)k, (void *)(uintptr_t)p);
  }
}

static void write_keys(struct writing *w, const struct router *r, const struct table *passwords)
{
  uint32_t before = w->lines;
  for (const struct psk *k = r->keys.first; k; k = k->next) {
    if (k->ring || k->owner || table_get(passwords, (uint64_t)(uintptr_t)k)) continue;
    write_notes(w, k);
    write_line(w, k->at, "crypto isakmp key %s %s", key_words(w, &k->secret), peer_words(w, k));
    if (k->peer_at.from == FROM_LINE) write_also(w, k->peer_at.at);
  }
  if (w->lines > before) write_line(w, nowhere, "!");
}

static void write_local(struct writing *w, const struct addr *a, const struct name *interface_name)
{
  if (is_written(&a->o)) write_line(w, a->o.at, "local-address %s", write_ip(w, &a->ip));
  else if (interface_name->s) write_line(w, interface_name->o.at, "local-address %s", write_interface(w, interface_name->s, NULL));
}

static void write_keyrings(struct writing *w, const struct router *r)
{
  struct table keys;
  rings_index(&keys, w->arena, r);
  for (const struct keyring *ring = r->keyrings.first; ring; ring = ring->next) {
    write_line(w, ring->at, ring->vrf ? "crypto keyring %s vrf %s" : "crypto keyring %s", ring->name, ring->vrf);
    ios_write_open(w);
    w->indent = 2;
    write_notes(w, ring);
    write_local(w, &ring->local, &ring->local_interface);
    for (const struct ring_key *n = rings_keys(&keys, ring); n; n = n->next) {
      const struct psk *k = n->key;
      write_notes(w, k);
      write_line(w, k->at, "pre-shared-key %s key %s", peer_words(w, k), key_words(w, &k->secret));
      if (k->peer_at.from == FROM_LINE) write_also(w, k->peer_at.at);
    }
    ios_write_close(w);
  }
}

/* ---- Globals ---- */

static void write_identity(struct writing *w, const struct identity *id)
{
  static const char *const types[] = { [ID_ADDRESS] = "address", [ID_FQDN] = "hostname", [ID_DN] = "dn" };
  if (id->type == ID_UNSET || !is_written(&id->o)) return;
  if (!ios_writes_rgos(w)) {
    if (id->type <= ID_DN && types[id->type]) write_line(w, id->o.at, "crypto isakmp identity %s", types[id->type]);
  } else if (id->type == ID_ADDRESS) write_line(w, id->o.at, "self-identity address");
  else
    write_line(
      w, id->o.at, "self-identity %s%s%s", id->type == ID_FQDN ? "fqdn" : "user-fqdn", id->text ? " " : "", id->text ? id->text : "");
}

static void write_dpd(struct writing *w, const struct router *r)
{
  if (!is_written(&r->dpd_interval.o) || !r->dpd_interval.v) return;
  const char *retry = is_written(&r->dpd_retry.o) ? arena_printf(w->arena, " %u", r->dpd_retry.v) : "";
  write_line(w, r->dpd_interval.o.at, "crypto isakmp keepalive %u%s%s", r->dpd_interval.v, retry,
    !is_known(&r->dpd_periodic.o) ? ""
      : r->dpd_periodic.v         ? " periodic"
                                  : " on-demand");
}

static void write_lifetimes(struct writing *w, const struct router *r)
{
  if (is_written(&r->seconds.o)) write_line(w, r->seconds.o.at, "crypto ipsec security-association lifetime seconds %u", r->seconds.v);
  if (!is_written(&r->kilobytes.o)) return;
  if (r->kilobytes.v) write_line(w, r->kilobytes.o.at, "crypto ipsec security-association lifetime kilobytes %u", r->kilobytes.v);
  else write_line(w, r->kilobytes.o.at, "crypto ipsec security-association lifetime kilobytes disable");
}

void ios_write_globals(struct writing *w, const struct router *r)
{
  uint32_t before = w->lines;
  if (is_written(&r->isakmp_enabled.o))
    write_line(w, r->isakmp_enabled.o.at, r->isakmp_enabled.v ? "crypto isakmp enable" : "no crypto isakmp enable");
  write_identity(w, &r->identity);
  write_dpd(w, r);
  if (is_written(&r->aggressive_disabled.o) && r->aggressive_disabled.v)
    write_line(w, r->aggressive_disabled.o.at, "crypto isakmp aggressive-mode disable");
  if (is_written(&r->answers_aggressive.o) && r->answers_aggressive.v)
    write_line(w, r->answers_aggressive.o.at, "crypto isakmp mode-detect");
  if (is_written(&r->builtin_off.o) && r->builtin_off.v) write_line(w, r->builtin_off.o.at, "no crypto isakmp default policy");
  if (is_written(&r->builtin_sets_off.o) && r->builtin_sets_off.v)
    write_line(w, r->builtin_sets_off.o.at, "no crypto ipsec transform-set default");
  if (is_written(&r->weak_allowed.o) && r->weak_allowed.v) write_line(w, r->weak_allowed.o.at, "crypto engine compliance shield disable");
  write_lifetimes(w, r);
  if (w->lines > before) write_line(w, nowhere, "!");
}

/* ---- ISAKMP profiles ---- */

static void write_expected(struct writing *w, const struct identity *id)
{
  bool anybody = id->type == ID_ADDRESS && id->address.kind == IP_ANY;
  if (anybody && !id->vrf) write_line(w, id->o.at, "match identity address 0.0.0.0");
  else if (id->type == ID_ADDRESS) {
    const char *address = anybody ? "0.0.0.0" : write_ip(w, &id->address), *mask = write_v4(w, anybody ? 0 : id->mask);
    write_line(w, id->o.at, "match identity address %s %s%s%s", address, mask, id->vrf ? " " : "", id->vrf ? id->vrf : "");
  }
  else if (id->type == ID_FQDN) write_line(w, id->o.at, "match identity host %s", id->text ? id->text : "");
  else if (id->type == ID_USER_FQDN) write_line(w, id->o.at, "match identity user-fqdn %s", id->text ? id->text : "");
  else if (id->type == ID_KEY_ID) write_line(w, id->o.at, "match identity group %s", id->text ? id->text : "");
}

static void write_own_identity(struct writing *w, const struct identity *id)
{
  if (id->type == ID_ADDRESS) write_line(w, id->o.at, "self-identity address");
  else if (id->type == ID_FQDN || id->type == ID_USER_FQDN)
    write_line(
      w, id->o.at, "self-identity %s%s%s", id->type == ID_FQDN ? "fqdn" : "user-fqdn", id->text ? " " : "", id->text ? id->text : "");
}

/* A peer that is called in aggressive mode. */
static void write_peer(struct writing *w, const struct ike_profile *p, const struct psk *password)
{
  static const char *const types[] = { [ID_ADDRESS] = "ipv4-address", [ID_FQDN] = "fqdn", [ID_USER_FQDN] = "user-fqdn" };
  write_line(w, p->at, "crypto isakmp peer %s %s", p->remote.ip.kind == IP_NAME ? "hostname" : "address", write_ip(w, &p->remote.ip));
  ios_write_open(w);
  write_notes(w, p);
  if (password) write_line(w, password->at, "set aggressive-mode password %s", key_words(w, &password->secret));
  if (p->local.type == ID_ADDRESS || ((p->local.type == ID_FQDN || p->local.type == ID_USER_FQDN) && p->local.text))
    write_line(w, p->local.o.at, "set aggressive-mode client-endpoint %s %s", types[p->local.type],
      p->local.type == ID_ADDRESS ? write_ip(w, &p->local.address) : p->local.text);
  ios_write_close(w);
}

static void write_profile(struct writing *w, const struct ike_profile *p)
{
  write_line(w, p->at, "crypto isakmp profile %s", p->name);
  ios_write_open(w);
  w->indent = 3;
  write_notes(w, p);
  if (p->vrf) write_line(w, p->vrf_at, "vrf %s", p->vrf);
  const char *rings = "";
  const struct ref *named = p->searched ? p->searched : p->keyrings;
  for (const struct ref *k = named; k; k = k->next) rings = arena_printf(w->arena, "%s %s", rings, k->s);
  if (named) write_line(w, named->o.at, "keyring%s", rings);
  write_own_identity(w, &p->local);
  for (const struct identity *id = p->expects; id; id = id->next) write_expected(w, id);
  if (is_written(&p->dpd_interval.o) && p->dpd_interval.v) {
    if (is_known(&p->dpd_retry.o)) write_line(w, p->dpd_interval.o.at, "keepalive %u retry %u", p->dpd_interval.v, p->dpd_retry.v);
    else write_line(w, p->dpd_interval.o.at, "keepalive %u", p->dpd_interval.v);
  }
  if (is_written(&p->exchange.o) && p->exchange.v == EXCHANGE_AGGRESSIVE) write_line(w, p->exchange.o.at, "initiate mode aggressive");
  write_local(w, &p->local_address, &p->local_interface);
  if (p->certificate) write_line(w, nowhere, "ca trust-point %s", p->certificate);
  ios_write_close(w);
}

/* ---- IPsec ---- */

static void write_sets(struct writing *w, const struct router *r)
{
  write_notes(w, &r->transforms);
  for (const struct transform_set *t = r->transforms.first; t; t = t->next) {
    if (t->builtin) continue;
    write_setting(w, t->at, SET_TRANSFORMS, &(struct setting_value){ .set = t });
    write_also(w, written_at(&t->encryption.v.o));
    write_also(w, written_at(&t->authentication.v.o));
    write_also(w, written_at(&t->ah.v.o));
    ios_write_open(w);
    write_notes(w, t);
    if (is_written(&t->required.o) && t->required.v) write_line(w, t->required.o.at, "mode transport require");
    else if (to_write(&t->encapsulation))
      write_setting(w, written_at(&t->encapsulation.o), SET_ENCAPSULATION, &(struct setting_value) { .v = t->encapsulation.v });
    ios_write_close(w);
  }
}

static const char *names_of(struct writing *w, const struct ref *list)
{
  const char *s = "";
  for (; list; list = list->next) s = arena_printf(w->arena, "%s %s", s, list->s);
  return s;
}

static void write_exchange(struct writing *w, const struct num *n)
{
  if (to_write(n)) write_line(w, written_at(&n->o), "set exchange-mode %s", n->v == EXCHANGE_AGGRESSIVE ? "aggressive" : "main");
}

static void write_inside(struct writing *w, const struct policy_entry *e)
{
  /* What only RGOS has and was read in a file of IOS is written as it was. */
  if (ios_writes_rgos(w) ? !e->group->is_template || is_written(&e->exchange.o) : is_written(&e->exchange.o))
    write_exchange(w, &e->exchange);
  if (is_written(&e->local.o)) write_line(w, e->local.o.at, "set local %s", write_ip(w, &e->local.ip));
  if (is_written(&e->autoup.o) && e->autoup.v) write_line(w, e->autoup.o.at, "set autoup");
  if (is_written(&e->isakmp_policy.o)) write_line(w, e->isakmp_policy.o.at, "set isakmp-policy %u", e->isakmp_policy.v);
  for (const struct peer *p = e->peers; p; p = p->next)
    write_setting(w, p->address.o.at, SET_PEER_ADDRESS, &(struct setting_value) { .ip = p->address.ip });
  if (is_written(&e->seconds.o)) write_setting(w, e->seconds.o.at, SET_SECONDS, &(struct setting_value){ .v = e->seconds.v });
  if (is_written(&e->kilobytes.o) && e->kilobytes.v)
    write_setting(w, e->kilobytes.o.at, SET_KILOBYTES, &(struct setting_value) { .v = e->kilobytes.v });
  else if (is_written(&e->kilobytes.o)) write_line(w, e->kilobytes.o.at, "set security-association lifetime kilobytes disable");
  if (is_written(&e->acl_mode.o) && e->acl_mode.v == 2) write_line(w, e->acl_mode.o.at, "set security-association level per-host");
  if (e->transforms) write_line(w, e->transforms->o.at, "set transform-set%s", names_of(w, e->transforms));
  if (is_known(&e->pfs.o) && e->pfs.v) write_setting(w, written_at(&e->pfs.o), SET_PFS, &(struct setting_value){ .v = e->pfs.v });
  if (e->profile.s) write_line(w, e->profile.o.at, "set isakmp-profile %s", e->profile.s);
  if (e->ikev2_profile.s) write_line(w, e->ikev2_profile.o.at, "set ikev2-profile %s", e->ikev2_profile.s);
  if (is_written(&e->responder_only.o) && e->responder_only.v) write_line(w, e->responder_only.o.at, "responder-only");
  if (is_written(&e->reverse_route.o) && e->reverse_route.v) write_line(w, e->reverse_route.o.at, "reverse-route");
  if (e->acl.s) write_line(w, e->acl.o.at, "match address %s", e->acl.s);
}

static void write_entry_header(struct writing *w, const struct policy_entry *e)
{
  const char *name = e->group->name;
  if (e->group->is_profile) write_line(w, e->at, "crypto ipsec profile %s", name);
  else if (e->group->is_template) write_line(w, e->at, "crypto dynamic-map %s %u", name, e->sequence);
  else if (e->kind == ENTRY_TEMPLATE_USER)
    write_line(w, e->at, "crypto map %s %u ipsec-isakmp dynamic %s", name, e->sequence, e->template_ref.s);
  else write_line(w, e->at, "crypto map %s %u ipsec-isakmp", name, e->sequence);
}

static void write_entries(struct writing *w, const struct router *r, bool inner)
{
  for (const struct policy_entry *e = r->entries.first; e; e = e->next) {
    if ((e->group->is_template || e->group->is_profile) != inner) continue;
    write_notes(w, e->group);
    write_entry_header(w, e);
    if (e->kind == ENTRY_TEMPLATE_USER) {
      write_notes(w, e);
      write_line(w, nowhere, "!");
      continue;
    }
    ios_write_open(w);
    write_notes(w, e);
    write_inside(w, e);
    ios_write_close(w);
  }
}

void ios_write_crypto(struct writing *w, const struct router *r)
{
  write_keyrings(w, r);
  write_proposals(w, r);
  struct table passwords;
  index_passwords(w, r, &passwords);
  write_keys(w, r, &passwords);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next)
    if (p->by_address) write_peer(w, p, table_get(&passwords, (uint64_t)(uintptr_t)p));
    else write_profile(w, p);
  write_sets(w, r);
  write_entries(w, r, true);
  write_entries(w, r, false);
  for (const struct policy *p = r->policies.first; p; p = p->next)
    if (p->isakmp_profile.s) write_line(w, p->isakmp_profile.o.at, "crypto map %s isakmp-profile %s", p->name, p->isakmp_profile.s);
}
