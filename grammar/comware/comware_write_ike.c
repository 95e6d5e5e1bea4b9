/* Comware's IKE blocks: proposals and globals of both generations, V5's `ike dpd` and `ike peer`, V7's keychain and profile. */
#include "grammar/comware/comware_write.h"

#include "src/rings.h"

#include <string.h>

static const struct place nowhere;

static void setting(struct writing *w, enum setting s, const struct num *n)
{
  if (to_write(n)) comware_write_setting(w, written_at(&n->o), s, &(struct setting_value){ .v = n->v });
}

static void write_proposals(struct writing *w, const struct router *r)
{
  write_notes(w, &r->proposals);
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next) {
    if (p->builtin) continue;
    write_line(w, p->at, "ike proposal %u", p->number);
    comware_write_open(w, p->at);
    write_notes(w, p);
    setting(w, SET_IKE_ENCRYPTION, &p->encryption);
    setting(w, SET_IKE_DH, &p->dh);
    setting(w, SET_IKE_HASH, &p->hash);
    setting(w, SET_IKE_AUTHENTICATION, &p->authentication);
    setting(w, SET_IKE_LIFETIME, &p->lifetime);
    comware_write_close(w);
  }
}

/* ---- Keys and names ---- */

/* How the key stands behind `pre-shared-key` or `key`: readable, or the ciphertext that this device has printed itself. */
static const char *key_words(struct writing *w, const struct secret *s)
{
  if (s->clear) return arena_printf(w->arena, "simple %c%s%c", SECRET_OPEN, s->clear, SECRET_CLOSE);
  if (s->raw && s->raw[0] == '<') return arena_printf(w->arena, "cipher %s", s->raw);
  return arena_printf(
    w->arena, "%s %c%s%c", s->marked_cipher || s->form != KEY_CLEAR ? "cipher" : "simple", SECRET_OPEN, s->raw ? s->raw : "", SECRET_CLOSE);
}

static const char *identity_words(struct writing *w, const struct identity *id)
{
  switch (id->type) {
  case ID_ADDRESS: return arena_printf(w->arena, "address %s", write_ip(w, &id->address));
  case ID_DN: return "dn";
  default:
    return arena_printf(w->arena, "%s%s%s", id->type == ID_FQDN ? "fqdn" : "user-fqdn", id->text ? " " : "", id->text ? id->text : "");
  }
}

static const char *numbers_of(struct writing *w, const struct ref *list)
{
  const char *s = "";
  for (; list; list = list->next) s = arena_printf(w->arena, "%s %s", s, list->s);
  return s;
}

static const char *dpd_words(struct writing *w, const struct num *interval, const struct num *retry, const struct num *periodic)
{
  const char *again = is_written(&retry->o) ? arena_printf(w->arena, " retry %u", retry->v) : "";
  return arena_printf(w->arena, "interval %u%s %s", interval->v, again, is_known(&periodic->o) && periodic->v ? "periodic" : "on-demand");
}

/* ---- Of the router: what only the other release has was read in a file of this one, and is written as it was ---- */

static void write_globals(struct writing *w, const struct router *r)
{
  const char *keepalive = comware_writes_v7(w) ? "ike keepalive" : "ike sa keepalive-timer";
  if (r->ike_local_name.s && is_written(&r->ike_local_name.o))
    write_line(w, r->ike_local_name.o.at, "ike local-name %s", r->ike_local_name.s);
  if (is_written(&r->dpd_interval.o) && r->dpd_interval.v)
    write_line(w, r->dpd_interval.o.at, "ike dpd %s", dpd_words(w, &r->dpd_interval, &r->dpd_retry, &r->dpd_periodic));
  if (is_written(&r->keepalive_interval.o)) write_line(w, r->keepalive_interval.o.at, "%s interval %u", keepalive, r->keepalive_interval.v);
  if (is_written(&r->keepalive_timeout.o)) write_line(w, r->keepalive_timeout.o.at, "%s timeout %u", keepalive, r->keepalive_timeout.v);
  if (r->identity.type != ID_UNSET && is_written(&r->identity.o))
    write_line(w, r->identity.o.at, "ike identity %s", identity_words(w, &r->identity));
}

/* ---- V5 ---- */

static void write_dpd_blocks(struct writing *w, const struct router *r)
{
  for (const struct dpd_block *d = r->dpds.first; d; d = d->next) {
    write_line(w, d->at, "ike dpd %s", d->name);
    comware_write_open(w, d->at);
    write_notes(w, d);
    if (to_write(&d->interval)) write_line(w, written_at(&d->interval.o), "interval-time %u", d->interval.v);
    if (to_write(&d->timeout)) write_line(w, written_at(&d->timeout.o), "time-out %u", d->timeout.v);
    comware_write_close(w);
  }
}

static void write_remote(struct writing *w, const struct ike_profile *p)
{
  if (!is_known(&p->remote.o) || p->remote.o.from != FROM_LINE) return;
  if (p->remote.ip.kind == IP_ANY) write_line(w, p->remote.o.at, "remote-address 0.0.0.0");
  else if (p->remote_high) write_line(w, p->remote.o.at, "remote-address %s %s", write_ip(w, &p->remote.ip), write_v4(w, p->remote_high));
  else write_setting(w, p->remote.o.at, SET_PEER_ADDRESS, &(struct setting_value){ .ip = p->remote.ip });
}

static void write_peer(struct writing *w, const struct ike_profile *p)
{
  static const char *const types[] = { [ID_ADDRESS] = "ip", [ID_FQDN] = "name", [ID_USER_FQDN] = "user-fqdn" };
  write_line(w, p->at, "ike peer %s", p->name);
  comware_write_open(w, p->at);
  write_notes(w, p);
  setting(w, SET_EXCHANGE, &p->exchange);
  if (p->proposals) write_line(w, p->proposals->o.at, "proposal%s", numbers_of(w, p->proposals));
  if (p->key) write_line(w, p->key->at, "pre-shared-key %s", key_words(w, &p->key->secret));
  if (to_write(&p->id_type) && p->id_type.v <= ID_USER_FQDN) write_line(w, written_at(&p->id_type.o), "id-type %s", types[p->id_type.v]);
  if (p->remote_name.s) write_line(w, p->remote_name.o.at, "remote-name %s", p->remote_name.s);
  write_remote(w, p);
  if (is_written(&p->local_address.o)) write_line(w, p->local_address.o.at, "local-address %s", write_ip(w, &p->local_address.ip));
  if (p->local_name.s && is_written(&p->local_name.o)) write_line(w, p->local_name.o.at, "local-name %s", p->local_name.s);
  if (is_known(&p->nat_traversal.o) && p->nat_traversal.v) write_line(w, written_at(&p->nat_traversal.o), "nat traversal");
  if (p->dpd.s) write_line(w, p->dpd.o.at, "dpd %s", p->dpd.s);
  if (p->certificate) write_line(w, p->certificate_at, "certificate domain %s", p->certificate);
  comware_write_close(w);
}

/* ---- V7 ---- */

static void write_local(struct writing *w, const struct addr *a, const struct name *interface_name)
{
  if (is_written(&a->o)) write_line(w, a->o.at, "match local address %s", write_ip(w, &a->ip));
  else if (interface_name->s) write_line(w, interface_name->o.at, "match local address %s", write_interface(w, interface_name->s, NULL));
}

static void write_key(struct writing *w, const struct psk *k)
{
  write_notes(w, k);
  if (k->peer.kind == IP_NAME) write_line(w, k->at, "pre-shared-key hostname %s key %s", k->peer.text, key_words(w, &k->secret));
  else if (k->peer.kind == IP_ANY) write_line(w, k->at, "pre-shared-key address 0.0.0.0 0.0.0.0 key %s", key_words(w, &k->secret));
  else write_line(w, k->at, "pre-shared-key address %s %s key %s", write_ip(w, &k->peer), write_v4(w, k->mask), key_words(w, &k->secret));
  if (k->peer_at.from == FROM_LINE) write_also(w, k->peer_at.at);
}

static void write_keychains(struct writing *w, const struct router *r)
{
  struct table keys;
  rings_index(&keys, w->arena, r);
  for (const struct keyring *k = r->keyrings.first; k; k = k->next) {
    write_line(w, k->at, k->vrf ? "ike keychain %s vpn-instance %s" : "ike keychain %s", k->name, k->vrf);
    comware_write_open(w, k->at);
    write_notes(w, k);
    write_local(w, &k->local, &k->local_interface);
    if (is_written(&k->priority.o)) write_line(w, k->priority.o.at, "priority %u", k->priority.v);
    for (const struct ring_key *n = rings_keys(&keys, k); n; n = n->next) write_key(w, n->key);
    comware_write_close(w);
  }
}

static void write_expected(struct writing *w, const struct identity *id)
{
  const char *vrf = id->vrf ? arena_printf(w->arena, " vpn-instance %s", id->vrf) : "";
  if (id->type == ID_UNSET) return;
  if (id->type == ID_DN) write_line(w, id->o.at, "match remote certificate %s", id->text ? id->text : "");
  else if (id->type != ID_ADDRESS)
    write_line(w, id->o.at, "match remote identity %s %s", id->type == ID_FQDN ? "fqdn" : "user-fqdn", id->text ? id->text : "");
  else if (id->address.kind == IP_ANY) write_line(w, id->o.at, "match remote identity address 0.0.0.0 0.0.0.0%s", vrf);
  else if (id->mask == UINT32_MAX && id->high != id->address.v4 && id->high)
    write_line(w, id->o.at, "match remote identity address range %s %s%s", write_ip(w, &id->address), write_v4(w, id->high), vrf);
  else write_line(w, id->o.at, "match remote identity address %s %s%s", write_ip(w, &id->address), write_v4(w, id->mask), vrf);
}

static void write_profile(struct writing *w, const struct ike_profile *p)
{
  write_line(w, p->at, "ike profile %s", p->name);
  comware_write_open(w, p->at);
  write_notes(w, p);
  for (const struct ref *k = p->keyrings; k; k = k->next) write_line(w, k->o.at, "keychain %s", k->s);
  if (is_written(&p->dpd_interval.o) && p->dpd_interval.v)
    write_line(w, p->dpd_interval.o.at, "dpd %s", dpd_words(w, &p->dpd_interval, &p->dpd_retry, &p->dpd_periodic));
  setting(w, SET_EXCHANGE, &p->exchange);
  if (p->local.type != ID_UNSET) write_line(w, p->local.o.at, "local-identity %s", identity_words(w, &p->local));
  for (const struct identity *id = p->expects; id; id = id->next) write_expected(w, id);
  write_local(w, &p->local_address, &p->local_interface);
  if (p->proposals) write_line(w, p->proposals->o.at, "proposal%s", numbers_of(w, p->proposals));
  if (is_written(&p->priority.o)) write_line(w, p->priority.o.at, "priority %u", p->priority.v);
  if (p->vrf) write_line(w, p->vrf_at, "inside-vpn vpn-instance %s", p->vrf);
  if (p->certificate) write_line(w, p->certificate_at, "certificate domain %s", p->certificate);
  comware_write_close(w);
}

void comware_write_ike(struct writing *w, const struct router *r)
{
  bool v7 = comware_writes_v7(w);
  uint32_t before = w->lines;
  write_globals(w, r);
  if (w->lines > before) write_line(w, nowhere, "#");
  write_proposals(w, r);
  if (v7) write_keychains(w, r);
  else write_dpd_blocks(w, r);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next)
    if (v7) write_profile(w, p);
    else write_peer(w, p);
}
