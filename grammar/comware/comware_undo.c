/* `undo` in inner views: a value goes back to being unset.
 *
 * The line's words come whole, because what follows `undo` may be abbreviated, may be a line of no interest, and may mean system view all
 * the same. */
#include "grammar/comware/comware_undo.h"

#include <string.h>

/* ---- Values ---- */

static void undo_key(struct front *f, const struct undone *u)
{
  struct ike_profile *p = comware_state(f)->profile;
  (void)u;
  if (p->key) comware_forget_key(f, p->key);
  p->key = NULL;
}

static void undo_keychain_key(struct front *f, const struct undone *u)
{
  struct keyring *ring = comware_state(f)->ring;
  struct ip ip;
  if (u->count < 3 || !front_address(f, u->words[2], true, &ip)) return;
  for (struct psk *k = f->router->keys.first; k; k = k->next)
    if (k->ring == ring && (ip.kind == IP_V4 ? k->peer.kind == IP_V4 && k->peer.v4 == ip.v4 : k->peer.text == ip.text)) {
      comware_forget_key(f, k);
      k->at = (struct place){ 0, 0 };
      break;
    }
  ring->keys = f->router->keys.first;
  while (ring->keys && ring->keys->ring != ring) ring->keys = ring->keys->next;
}

static void undo_remote(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->profile->remote = (struct addr){ .ip = { .kind = IP_NONE } };
  comware_state(f)->profile->remote_high = 0;
}

static void undo_local(struct front *f, const struct undone *u)
{
  struct ike_profile *p = comware_state(f)->profile;
  (void)u;
  p->local_address = (struct addr){ .ip = { .kind = IP_NONE } };
  p->local_interface = (struct name){ .s = NULL };
}

static void undo_ring_local(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->ring->local = (struct addr){ .ip = { .kind = IP_NONE } };
  comware_state(f)->ring->local_interface = (struct name){ .s = NULL };
}

static void undo_name(struct front *f, const struct undone *u)
{
  struct ike_profile *p = comware_state(f)->profile;
  *(comware_abbreviates(f, u->words[0], "remote-name", 1) ? &p->remote_name : &p->local_name) = (struct name){ .s = NULL };
}

/* Without a name every reference goes. */
static void remove_refs(struct ref **list, const char *name)
{
  for (; *list; list = &(*list)->next)
    while (*list && (!name || (*list)->s == name)) {
      *list = (*list)->next;
      if (!*list) return;
    }
}

static void undo_proposals(struct front *f, const struct undone *u)
{
  remove_refs(&comware_state(f)->profile->proposals, u->count > 1 ? front_intern(f, u->words[1]) : NULL);
}

static void undo_profile_keychain(struct front *f, const struct undone *u)
{
  remove_refs(&comware_state(f)->profile->keyrings, u->count > 1 ? front_intern_folded(f, u->words[1]) : NULL);
}

static void undo_profile_dpd(struct front *f, const struct undone *u)
{
  struct ike_profile *p = comware_state(f)->profile;
  (void)u;
  p->dpd = (struct ref){ .s = NULL };
  p->dpd_interval = p->dpd_retry = p->dpd_periodic = (struct num){ .v = 0 };
}

static void undo_identity(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->profile->local = (struct identity){ .type = ID_UNSET };
}

/* `undo match remote identity address 10.1.1.1`: the line behind `undo` names what goes. */
static void undo_match(struct front *f, const struct undone *u)
{
  uint32_t wanted, length;
  const char *s = front_text(f, place_join(u->words[0], u->words[u->count - 1]), &wanted);
  for (struct identity **i = &comware_state(f)->profile->expects; *i; i = &(*i)->next) {
    const char *t = front_text(f, (*i)->o.at, &length);
    if (length >= wanted && !memcmp(s, t, wanted)) {
      *i = (*i)->next;
      return;
    }
  }
}

static void undo_certificate(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->profile->certificate = NULL;
}

static void undo_esp_encryption(struct front *f, const struct undone *u)
{
  (void)u;
  comware_undo_algorithms(f, LIST_ESP_ENCRYPTION);
}

static void undo_esp_authentication(struct front *f, const struct undone *u)
{
  (void)u;
  comware_undo_algorithms(f, LIST_ESP_AUTHENTICATION);
}

static void undo_ah_authentication(struct front *f, const struct undone *u)
{
  (void)u;
  comware_undo_algorithms(f, LIST_AH);
}

static void undo_acl(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->entry->acl = (struct ref){ .s = NULL };
  comware_state(f)->entry->acl_mode = (struct num){ .v = 0 };
}

static void undo_enabled(struct front *f, const struct undone *u)
{
  (void)u;
  front_aside(f);
  comware_state(f)->entry->off_at = front_whole(f);
}

static void undo_profile_ref(struct front *f, const struct undone *u)
{
  struct policy_entry *e = comware_state(f)->entry;
  *(comware_abbreviates(f, u->words[0], "ikev2-profile", 6) ? &e->ikev2_profile : &e->profile) = (struct ref){ .s = NULL };
}

static void undo_transforms(struct front *f, const struct undone *u)
{
  remove_refs(&comware_state(f)->entry->transforms, u->count > 1 ? front_intern_folded(f, u->words[1]) : NULL);
}

static void undo_policy_remote(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->entry->peers = NULL;
}

static void undo_policy_local(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->entry->local = (struct addr){ .ip = { .kind = IP_NONE } };
}

static void undo_rule(struct front *f, const struct undone *u)
{
  if (u->count > 1) comware_undo_rule(f, u->words[1], u->count == 2);
}

static void undo_step(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->acl->step = 5;
}

/* Which member the number means is not kept. */
static void undo_member(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->group->unread = true;
}

static void undo_ip(struct front *f, const struct undone *u)
{
  if (u->count > 1) comware_undo_ip(f, place_join(u->words[1], u->words[u->count - 1]));
}

static void undo_nat(struct front *f, const struct undone *u)
{
  if (u->count > 1) comware_undo_nat(f, place_join(u->words[1], u->words[u->count - 1]));
}

static void undo_filter(struct front *f, const struct undone *u)
{
  front_ignore(f);
  if (!comware_abbreviates(f, u->words[u->count - 1], "outbound", 1)) comware_state(f)->interface->filter = (struct ref){ .s = NULL };
}

static void undo_tunnel_end(struct front *f, const struct undone *u)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  if (!t) return;
  if (comware_abbreviates(f, u->words[0], "destination", 1)) t->destination = (struct addr){ .ip = { .kind = IP_NONE } };
  else {
    t->source = (struct addr){ .ip = { .kind = IP_NONE } };
    t->source_interface = (struct name){ .s = NULL };
  }
}

static void undo_tunnel_mode(struct front *f, const struct undone *u)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  (void)u;
  if (t) t->mode = (struct num){ .v = TUNNEL_UNSET };
}

static void undo_keepalive(struct front *f, const struct undone *u)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  (void)u;
  if (t) t->keepalive = t->keepalive_retries = (struct num){ .v = 0 };
}

static void undo_vlan(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->interface->vlan = comware_state(f)->interface->inner_vlan = 0;
}

static void undo_distinguisher(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->vrf->distinguisher = (struct name){ .s = NULL };
}

static void undo_tunnel_vrf(struct front *f, const struct undone *u)
{
  (void)u;
  if (comware_state(f)->interface->tunnel) comware_state(f)->interface->tunnel->vrf = (struct name){ .s = NULL };
}

static void undo_protection(struct front *f, const struct undone *u)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  (void)u;
  if (t) t->protection = (struct ref){ .s = NULL };
}

static void undo_apply(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->interface->policies = NULL;
}

static void undo_shutdown(struct front *f, const struct undone *u)
{
  (void)u;
  comware_state(f)->interface->shutdown = false;
}

static const struct undo undos[] = {
  { COMWARE_IKE_PROPOSAL, 1, FIELD_IKE_ENCRYPTION, NULL, { "encryption-algorithm" } },
  { COMWARE_IKE_PROPOSAL, 1, FIELD_IKE_HASH, NULL, { "authentication-algorithm" } },
  { COMWARE_IKE_PROPOSAL, 1, FIELD_IKE_AUTHENTICATION, NULL, { "authentication-method" } },
  { COMWARE_IKE_PROPOSAL, 1, FIELD_IKE_DH, NULL, { "dh" } },
  { COMWARE_IKE_PROPOSAL, 1, FIELD_IKE_LIFETIME, NULL, { "sa" } },
  { COMWARE_IKE_PEER, 1, FIELD_EXCHANGE, NULL, { "exchange-mode" } },
  { COMWARE_IKE_PEER, 1, FIELD_ID_TYPE, NULL, { "id-type" } },
  { COMWARE_IKE_PEER, 1, 0, undo_key, { "pre-shared-key" } },
  { COMWARE_IKE_PEER, 1, 0, undo_remote, { "remote-address" } },
  { COMWARE_IKE_PEER, 1, 0, undo_local, { "local-address" } },
  { COMWARE_IKE_PEER, 1, 0, undo_name, { "remote-name" } },
  { COMWARE_IKE_PEER, 1, 0, undo_name, { "local-name" } },
  { COMWARE_IKE_PEER, 1, FIELD_NAT_TRAVERSAL, NULL, { "nat" } },
  { COMWARE_IKE_PEER, 1, 0, undo_proposals, { "proposal" } },
  { COMWARE_IKE_PEER, 1, 0, undo_profile_dpd, { "dpd" } },
  { COMWARE_IKE_PEER, 1, 0, undo_certificate, { "certificate" } },
  { COMWARE_KEYCHAIN, 1, 0, undo_keychain_key, { "pre-shared-key" } },
  { COMWARE_KEYCHAIN, 2, 0, undo_ring_local, { "match", "local" } },
  { COMWARE_KEYCHAIN, 1, FIELD_RING_PRIORITY, NULL, { "priority" } },
  { COMWARE_IKE_PROFILE, 1, 0, undo_profile_keychain, { "keychain" } },
  { COMWARE_IKE_PROFILE, 1, FIELD_EXCHANGE, NULL, { "exchange-mode" } },
  { COMWARE_IKE_PROFILE, 1, 0, undo_identity, { "local-identity" } },
  { COMWARE_IKE_PROFILE, 2, 0, undo_match, { "match", "remote" } },
  { COMWARE_IKE_PROFILE, 2, 0, undo_local, { "match", "local" } },
  { COMWARE_IKE_PROFILE, 1, 0, undo_proposals, { "proposal" } },
  { COMWARE_IKE_PROFILE, 1, 0, undo_profile_dpd, { "dpd" } },
  { COMWARE_IKE_PROFILE, 1, FIELD_PROFILE_PRIORITY, NULL, { "priority" } },
  { COMWARE_IKE_PROFILE, 1, 0, undo_certificate, { "certificate" } },
  { COMWARE_IKE_DPD, 1, FIELD_DPD_INTERVAL, NULL, { "interval-time" } },
  { COMWARE_IKE_DPD, 1, FIELD_DPD_TIMEOUT, NULL, { "time-out" } },
  { COMWARE_TRANSFORM, 1, FIELD_PROTOCOL, NULL, { "transform" } },
  { COMWARE_TRANSFORM, 1, FIELD_PROTOCOL, NULL, { "protocol" } },
  { COMWARE_TRANSFORM, 2, 0, undo_esp_encryption, { "esp", "encryption-algorithm" } },
  { COMWARE_TRANSFORM, 2, 0, undo_esp_authentication, { "esp", "authentication-algorithm" } },
  { COMWARE_TRANSFORM, 2, 0, undo_ah_authentication, { "ah", "authentication-algorithm" } },
  { COMWARE_TRANSFORM, 1, FIELD_ENCAPSULATION, NULL, { "encapsulation-mode" } },
  { COMWARE_TRANSFORM, 1, FIELD_SET_PFS, NULL, { "pfs" } },
  { COMWARE_TRANSFORM, 1, FIELD_ESN, NULL, { "esn" } },
  { COMWARE_POLICY, 2, 0, undo_acl, { "security", "acl" } },
  { COMWARE_POLICY, 2, 0, undo_enabled, { "policy", "enable" } },
  { COMWARE_POLICY, 1, 0, undo_profile_ref, { "ike-peer" } },
  { COMWARE_POLICY, 1, 0, undo_profile_ref, { "ike-profile" } },
  { COMWARE_POLICY, 1, 0, undo_profile_ref, { "ikev2-profile" } },
  { COMWARE_POLICY, 1, 0, undo_transforms, { "proposal" } },
  { COMWARE_POLICY, 1, 0, undo_transforms, { "transform-set" } },
  { COMWARE_POLICY, 1, 0, undo_policy_remote, { "remote-address" } },
  { COMWARE_POLICY, 1, 0, undo_policy_local, { "local-address" } },
  { COMWARE_POLICY, 1, FIELD_ENTRY_PFS, NULL, { "pfs" } },
  { COMWARE_POLICY, 3, FIELD_ENTRY_SECONDS, NULL, { "sa", "duration", "time-based" } },
  { COMWARE_POLICY, 3, FIELD_ENTRY_KILOBYTES, NULL, { "sa", "duration", "traffic-based" } },
  { COMWARE_POLICY, 1, FIELD_REVERSE_ROUTE, NULL, { "reverse-route" } },
  { COMWARE_ACL, 1, 0, undo_rule, { "rule" } },
  { COMWARE_ACL, 1, 0, undo_step, { "step" } },
  { COMWARE_GROUP, 1, 0, undo_member, { "network" } },
  { COMWARE_INTERFACE, 1, 0, undo_shutdown, { "shutdown" } },
  { COMWARE_INTERFACE, 1, 0, undo_vlan, { "vlan-type" } },
  { COMWARE_VRF, 1, 0, undo_distinguisher, { "route-distinguisher" } },
  { COMWARE_INTERFACE, 1, 0, undo_ip, { "ip" } },
  { COMWARE_INTERFACE, 1, 0, undo_nat, { "nat" } },
  { COMWARE_INTERFACE, 1, 0, undo_filter, { "packet-filter" } },
  { COMWARE_INTERFACE, 2, 0, undo_filter, { "firewall", "packet-filter" } },
  { COMWARE_INTERFACE, 1, FIELD_MTU, NULL, { "mtu" } },
  { COMWARE_INTERFACE, 2, FIELD_MSS, NULL, { "tcp", "mss" } },
  { COMWARE_INTERFACE, 1, 0, undo_tunnel_end, { "source" } },
  { COMWARE_INTERFACE, 1, 0, undo_tunnel_end, { "destination" } },
  { COMWARE_INTERFACE, 1, 0, undo_keepalive, { "keepalive" } },
  { COMWARE_INTERFACE, 2, FIELD_GRE_KEY, NULL, { "gre", "key" } },
  { COMWARE_INTERFACE, 2, FIELD_GRE_CHECKSUM, NULL, { "gre", "checksum" } },
  { COMWARE_INTERFACE, 2, 0, undo_protection, { "tunnel", "protection" } },
  { COMWARE_INTERFACE, 2, 0, undo_tunnel_vrf, { "tunnel", "vpn-instance" } },
  { COMWARE_INTERFACE, 1, 0, undo_tunnel_mode, { "tunnel-protocol" } }, /* behind those that it abbreviates to */
  { COMWARE_INTERFACE, 2, 0, undo_protection, { "ipsec", "profile" } },
  { COMWARE_INTERFACE, 2, 0, undo_apply, { "ipsec", "policy" } },
  { COMWARE_INTERFACE, 3, 0, undo_apply, { "ipsec", "apply", "policy" } },
};

static bool fits(const struct front *f, const struct undo *row, const struct undone *u)
{
  if (u->count < row->words) return false;
  for (uint32_t i = 0; i < row->words; i++)
    if (!comware_abbreviates(f, u->words[i], row->command[i], 2)) return false;
  return true;
}

bool comware_undo_row(struct front *f, const struct undo *rows, size_t count, uint8_t view, struct undone *u)
{
  for (const struct undo *row = rows; row < rows + count; row++) {
    if (row->view != view || !fits(f, row, u)) continue;
    struct num *n = row->act ? NULL : comware_num(f, (enum comware_field)row->what);
    u->row = row;
    if (row->act) row->act(f, u);
    else if (n) *n = (struct num){ .v = 0 };
    return true;
  }
  return false;
}

void comware_undo(struct front *f, struct place place)
{
  struct undone u = { .row = NULL };
  u.words = comware_words(f, place, &u.count);
  if (f->view != COMWARE_NONE && comware_undo_row(f, undos, sizeof undos / sizeof *undos, (uint8_t)f->view, &u)) return;
  comware_undo_system(f, &u);
}
