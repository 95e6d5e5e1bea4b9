/* Comware's writer: the order of the blocks, ACLs, interfaces and routes. Objects stand before their use, each view is left with `quit`, so
 * that the text can be pasted line by line in system view.
 *
 * What a setting's line looks like is the dialect's spell(); here is only what no setting stands for. */
#include "grammar/comware/comware_write.h"

#include "grammar/comware/comware_dialect.h"

#include <string.h>

static const struct place nowhere;

/* ---- ACLs and object groups ---- */

static void write_member(struct writing *w, const struct object_member *m)
{
  if (m->ip.kind == IP_NAME) write_line(w, m->at, "network group-object %s", m->ip.text);
  else if (m->ip.kind == IP_ANY) write_line(w, m->at, "network subnet 0.0.0.0 0.0.0.0");
  else if (m->mask == UINT32_MAX) write_line(w, m->at, "network host address %s", write_ip(w, &m->ip));
  else write_line(w, m->at, "network subnet %s %s", write_ip(w, &m->ip), write_v4(w, m->mask));
}

static void write_groups(struct writing *w, const struct router *r)
{
  for (const struct object_group *g = r->groups.first; g; g = g->next) {
    write_line(w, g->at, "object-group ip address %s", g->name);
    comware_write_open(w, g->at);
    write_notes(w, g);
    for (const struct object_member *m = g->members; m; m = m->next) write_member(w, m);
    comware_write_close(w);
  }
}

static void write_acl_header(struct writing *w, const struct acl *a)
{
  const char *kind = a->extended ? "advanced" : "basic";
  bool numbered = a->name[0] >= '0' && a->name[0] <= '9';
  if (numbered && !comware_writes_v7(w)) write_line(w, a->at, "acl number %s", a->name);
  else if (numbered) write_line(w, a->at, "acl %s %s", kind, a->name);
  else write_line(w, a->at, "acl %s name %s", kind, a->name);
}

/* A basic ACL has no protocols and no destinations, so its rules are none of SET_ACL_RULE. */
static void write_basic_rule(struct writing *w, const struct acl_rule *rule)
{
  const char *verb = rule->permit ? "permit" : "deny";
  const struct acl_address *s = &rule->source;
  if (s->ip.kind == IP_ANY || s->ip.kind == IP_NONE) write_line(w, rule->at, "rule %u %s", rule->sequence, verb);
  else if (s->ip.kind == IP_NAME) write_line(w, rule->at, "rule %u %s source object-group %s", rule->sequence, verb, s->ip.text);
  else
    write_line(
      w, rule->at, "rule %u %s source %s %s", rule->sequence, verb, write_ip(w, &s->ip), s->wildcard ? write_v4(w, s->wildcard) : "0");
}

static void write_acls(struct writing *w, const struct router *r)
{
  for (const struct acl *a = r->acls.first; a; a = a->next) {
    write_acl_header(w, a);
    comware_write_open(w, a->at);
    write_notes(w, a);
    for (const struct acl_rule *rule = a->rules; rule; rule = rule->next) {
      write_notes(w, rule);
      if (a->extended) write_setting(w, rule->at, SET_ACL_RULE, &(struct setting_value){ .rule = rule });
      else write_basic_rule(w, rule);
    }
    comware_write_close(w);
  }
}

/* ---- Interfaces ---- */

static const char *const modes[] = {
  [TUNNEL_GRE] = "gre", [TUNNEL_GRE_MULTIPOINT] = "advpn gre", [TUNNEL_IPSEC] = "ipsec", [TUNNEL_OTHER] = "ipv4-ipv4"
};

static void write_header(struct writing *w, const struct interface *i, bool again)
{
  const char *name = write_interface(w, i->name, i->shown);
  if (!again && i->tunnel && i->tunnel->mode.v != TUNNEL_UNSET && comware_writes_v7(w)) {
    write_line(w, i->at, "interface %s mode %s", name, modes[i->tunnel->mode.v]);
    write_also(w, written_at(&i->tunnel->mode.o));
  } else write_line(w, i->at, "interface %s", name);
  comware_write_open(w, i->at);
}

static void write_address(struct writing *w, const struct interface *i)
{
  if (i->address.ip.kind == IP_DYNAMIC)
    write_line(w, i->address.o.at, write_is_dialled(w, i->name) ? "ip address ppp-negotiate" : "ip address dhcp-alloc");
  else if (i->address.ip.kind != IP_NONE)
    write_setting(w, i->address.o.at, SET_INTERFACE_ADDRESS, &(struct setting_value) { .ip = i->address.ip, .v = i->mask });
  for (const struct ip_secondary *s = i->secondary; s; s = s->next)
    write_line(w, s->at, "ip address %s %s sub", write_ip(w, &s->ip), write_v4(w, s->mask));
  if (i->unnumbered.s) write_line(w, i->unnumbered.o.at, "ip address unnumbered interface %s", write_interface(w, i->unnumbered.s, NULL));
}

static void write_tunnel(struct writing *w, const struct tunnel *t)
{
  if (!comware_writes_v7(w) && is_known(&t->mode.o))
    write_line(w, written_at(&t->mode.o), "tunnel-protocol %s", t->mode.v == TUNNEL_IPSEC ? "ipsec ipv4" : modes[t->mode.v]);
  if (t->source_interface.s) write_line(w, t->source_interface.o.at, "source %s", write_interface(w, t->source_interface.s, NULL));
  else if (is_known(&t->source.o)) write_setting(w, t->source.o.at, SET_TUNNEL_SOURCE, &(struct setting_value){ .ip = t->source.ip });
  if (is_known(&t->destination.o))
    write_setting(w, t->destination.o.at, SET_TUNNEL_DESTINATION, &(struct setting_value) { .ip = t->destination.ip });
  if (is_written(&t->key.o)) write_setting(w, t->key.o.at, SET_TUNNEL_KEY, &(struct setting_value){ .v = t->key.v });
  if (is_written(&t->checksum.o) && t->checksum.v) write_line(w, t->checksum.o.at, "gre checksum");
  if (t->vrf.s) write_line(w, t->vrf.o.at, "tunnel vpn-instance %s", t->vrf.s);
  if (!is_written(&t->keepalive.o) || !t->keepalive.v) return;
  if (is_known(&t->keepalive_retries.o)) write_line(w, t->keepalive.o.at, "keepalive %u %u", t->keepalive.v, t->keepalive_retries.v);
  else write_line(w, t->keepalive.o.at, "keepalive %u", t->keepalive.v);
}

static void write_nat(struct writing *w, const struct nat_rule *n)
{
  for (; n; n = n->next) {
    write_notes(w, n);
    const char *group = n->pool ? arena_printf(w->arena, " address-group %s", n->pool) : "";
    if (n->acl.s) write_line(w, n->at, "nat outbound %s%s%s", comware_acl_kind(n->acl.s), n->acl.s, group);
    else write_line(w, n->at, "nat outbound%s", group);
  }
}

static void write_policies(struct writing *w, const struct interface *i)
{
  for (const struct ref *p = i->policies; p; p = p->next)
    write_setting(w, p->o.at, SET_APPLY_POLICY, &(struct setting_value) { .text = p->s });
  if (!i->tunnel || !i->tunnel->protection.s) return;
  if (comware_writes_v7(w)) write_line(w, i->tunnel->protection.o.at, "tunnel protection ipsec profile %s", i->tunnel->protection.s);
  else write_line(w, i->tunnel->protection.o.at, "ipsec profile %s", i->tunnel->protection.s);
}

static void write_whole_interface(struct writing *w, const struct interface *i)
{
  write_header(w, i, false);
  write_notes(w, i);
  if (i->inner_vlan) write_line(w, i->vlan_at, "vlan-type dot1q vid %u second-dot1q %u", i->vlan, i->inner_vlan);
  else if (i->vlan) write_line(w, i->vlan_at, "vlan-type dot1q vid %u", i->vlan);
  if (i->vrf) write_line(w, i->vrf_at, "ip binding vpn-instance %s", i->vrf);
  write_address(w, i);
  if (i->tunnel) write_tunnel(w, i->tunnel);
  if (is_written(&i->mtu.o)) write_setting(w, i->mtu.o.at, SET_MTU, &(struct setting_value){ .v = i->mtu.v });
  if (is_written(&i->ip_mtu.o)) write_line(w, i->ip_mtu.o.at, "ip mtu %u", i->ip_mtu.v);
  if (is_written(&i->mss.o)) write_setting(w, i->mss.o.at, SET_MSS, &(struct setting_value){ .v = i->mss.v });
  write_nat(w, i->nat);
  if (i->shutdown) write_line(w, i->shutdown_at, "shutdown");
  comware_write_close(w);
}

static bool has_policies(const struct interface *i)
{
  return i->policies || (i->tunnel && i->tunnel->protection.s);
}

/* Tunnels come behind the interfaces that carry them. Policies and keychains may name an interface, so they are applied afterwards; returns
 * whether any of these has one. */
static bool write_interfaces(struct writing *w, const struct router *r, bool tunnels)
{
  bool any = false;
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if ((i->tunnel != NULL) != tunnels) continue;
    write_whole_interface(w, i);
    any = any || has_policies(i);
  }
  return any;
}

static void apply_policies(struct writing *w, const struct router *r, bool tunnels)
{
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if ((i->tunnel != NULL) != tunnels || !has_policies(i)) continue;
    write_header(w, i, true);
    write_policies(w, i);
    comware_write_close(w);
  }
}

/* ---- Routes ---- */

static const char *next_hop_vrf(struct writing *w, const struct route *r)
{
  return r->via_vrf && *r->via_vrf ? arena_printf(w->arena, "vpn-instance %s ", r->via_vrf) : "";
}

static const char *manner(struct writing *w, const struct route *r)
{
  const char *where = r->via_vrf && !*r->via_vrf ? " public" : "";
  return r->preference ? arena_printf(w->arena, "%s preference %u", where, r->preference) : where;
}

static void write_routes(struct writing *w, const struct router *r)
{
  write_notes(w, &r->routes);
  for (const struct route *route = r->routes.first; route; route = route->next) {
    writing_begin(w);
    const char *via = route->via.kind == IP_NONE ? "" : write_ip(w, &route->via),
               *name = route->interface_name ? write_interface(w, route->interface_name, NULL) : "";
    const char *vrf = route->vrf ? arena_printf(w->arena, "vpn-instance %s ", route->vrf) : "";
    write_notes(w, route);
    write_line(w, route->at, "ip route-static %s%s %s %s%s%s%s%s", vrf, write_v4(w, route->prefix), write_v4(w, route->mask),
      next_hop_vrf(w, route), name, *name && *via ? " " : "", via, manner(w, route));
    writing_end(w);
  }
  if (r->routes.first) write_line(w, nowhere, "#");
}

/* ---- The whole ---- */

static void write_vrfs(struct writing *w, const struct router *r)
{
  for (const struct vrf *v = r->vrfs.first; v; v = v->next) {
    write_line(w, v->at, "ip vpn-instance %s", v->name);
    comware_write_open(w, v->at);
    if (v->distinguisher.s) write_line(w, v->distinguisher.o.at, "route-distinguisher %s", v->distinguisher.s);
    comware_write_close(w);
  }
}

/* Which networks it tells of is no part of a tunnel; but that routes may come from elsewhere tells what the static ones mean. */
static void write_routing(struct writing *w, const struct router *r)
{
  if (!r->dynamic_routing) return;
  write_line(w, nowhere, "ospf 1");
  comware_write_open(w, nowhere);
  write_notes(w, &r->dynamic_routing);
  comware_write_close(w);
}

static void write_comware(struct writing *w, const struct router *r)
{
  write_line(w, nowhere, "#");
  if (r->release) write_line(w, r->release_at, "version %s", r->release);
  if (r->hostname.s) write_line(w, r->hostname.o.at, "sysname %s", r->hostname.s);
  if (r->release || r->hostname.s) write_line(w, nowhere, "#");
  write_vrfs(w, r);
  write_groups(w, r);
  write_acls(w, r);
  bool outer = write_interfaces(w, r, false);
  bool inner = write_interfaces(w, r, true);
  comware_write_ike(w, r);
  comware_write_ipsec(w, r);
  if (outer) apply_policies(w, r, false);
  if (inner) apply_policies(w, r, true);
  write_routing(w, r);
  write_routes(w, r);
  write_line(w, nowhere, "return");
}

static const struct interface_word interfaces[] = { { IF_GIGABIT, "gigabitethernet", "GigabitEthernet" },
  { IF_TEN_GIGABIT, "ten-gigabitethernet", "Ten-GigabitEthernet" }, { IF_ETHERNET, "ethernet", "Ethernet" },
  { IF_FAST, "ethernet", "Ethernet" }, { IF_SERIAL, "serial", "Serial" }, { IF_ASYNC, "async", "Async" },
  { IF_CELLULAR, "cellular", "Cellular" }, { IF_CELLULAR, "cellular-ethernet", "Cellular-Ethernet" }, { IF_DIALER, "dialer", "Dialer" },
  { IF_LOOPBACK, "loopback", "LoopBack" }, { IF_TUNNEL, "tunnel", "Tunnel" }, { IF_VLAN, "vlan-interface", "Vlan-interface" },
  { IF_VIRTUAL_TEMPLATE, "virtual-template", "Virtual-Template" }, { IF_VIRTUAL_PPP, "virtual-ppp", "Virtual-PPP" },
  { IF_AGGREGATE, "route-aggregation", "Route-Aggregation" }, { IF_BRIDGE, "bridge-aggregation", "Bridge-Aggregation" },
  { IF_NULL, "null", "NULL" }, { IF_KINDS, NULL, NULL } };

#define BIT(n) (1ull << (n))
#define CLASSIC_CIPHERS (BIT(CIPHER_DES) | BIT(CIPHER_3DES) | BIT(CIPHER_AES128) | BIT(CIPHER_AES192) | BIT(CIPHER_AES256))
#define LATE_CIPHERS \
  (BIT(CIPHER_GCM128) | BIT(CIPHER_GCM192) | BIT(CIPHER_GCM256) | BIT(CIPHER_GMAC128) | BIT(CIPHER_GMAC192) | BIT(CIPHER_GMAC256) | \
    BIT(CIPHER_CTR128) | BIT(CIPHER_CTR192) | BIT(CIPHER_CTR256) | BIT(CIPHER_CAMELLIA128) | BIT(CIPHER_CAMELLIA192) | \
    BIT(CIPHER_CAMELLIA256) | BIT(CIPHER_SM4))
#define LATE_HASHES (BIT(HASH_MD5) | BIT(HASH_SHA1) | BIT(HASH_SHA256) | BIT(HASH_SHA384) | BIT(HASH_SHA512) | BIT(HASH_SM3))

static const struct live_undo beside[] = { { "rule ", 1 }, { "pre-shared-key address ", 2 }, { "pre-shared-key hostname ", 1 },
  { "match remote ", 0 }, { "nat outbound", 0 }, { "ip route-static ", 0 }, { NULL, 0 } };

const struct dialect_writer comware5_writer = {
  .write = write_comware,
  .comment = "#",
  .enter = "system-view",
  .leave = "return",
  .back = "quit",
  .beside = beside,
  .interfaces = interfaces,
  .form = PEERING_BLOCK,
  .name_length = 32,
  .policy_length = 15,
  .host_name_words = true,
  .full_interface = comware_full_interface,
  .mtu = { 1, 64000 },
  .mss = { 128, 65535 },
  .names_fold = true,
  .ike_keepalive = true,
  .acl_low = { 3000 },
  .acl_high = { 3999 },
  .rule_high = 65534,
  .basic_low = { 2000 },
  .basic_high = { 2999 },
  .route_preference = 60,
  .route_names_vrf = true,
  .rule_names_vrf = true,
  .proposal_high = 65535,
  .sequence_high = 10000,
  .ike_ciphers = CLASSIC_CIPHERS,
  .ike_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .ike_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14),
  .ike_auths = BIT(AUTH_PSK) | BIT(AUTH_RSA),
  .esp_ciphers = CLASSIC_CIPHERS,
  .esp_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .ah_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .pfs_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14),
  .ike_seconds = { 60, 604800 },
  .seconds = { 180, 604800 },
  .kilobytes = { 2560, UINT32_MAX },
  .dpd_interval = { 1, 3600 },
  .dpd_retry = { 1, 60 },
  .key_length = 128,
  .aggregation = true,
};

const struct dialect_writer comware7_writer = {
  .write = write_comware,
  .comment = "#",
  .enter = "system-view",
  .leave = "return",
  .back = "quit",
  .beside = beside,
  .interfaces = interfaces,
  .form = PEERING_KEYCHAIN,
  .name_length = 63,
  .policy_length = 63,
  .host_name_words = true,
  .full_interface = comware_full_interface,
  .mtu = { 1, 64000 },
  .mss = { 128, 65535 },
  .names_fold = true,
  .ike_keepalive = true,
  .acl_names = true,
  .acl_low = { 3000 },
  .acl_high = { 3999 },
  .rule_high = 65534,
  .basic_low = { 2000 },
  .basic_high = { 2999 },
  .route_preference = 60,
  .route_names_vrf = true,
  .rule_names_vrf = true,
  .proposal_high = 65535,
  .sequence_high = 65535,
  .ike_ciphers = CLASSIC_CIPHERS | BIT(CIPHER_SM4),
  .ike_hashes = LATE_HASHES,
  .ike_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14) | BIT(19) | BIT(20) | BIT(24),
  .ike_auths = BIT(AUTH_PSK) | BIT(AUTH_RSA) | BIT(AUTH_DSA),
  .esp_ciphers = CLASSIC_CIPHERS | BIT(CIPHER_NULL) | LATE_CIPHERS,
  .esp_hashes = LATE_HASHES | BIT(HASH_XCBC),
  .ah_hashes = LATE_HASHES | BIT(HASH_XCBC),
  .pfs_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14) | BIT(19) | BIT(20) | BIT(24),
  .ike_seconds = { 60, 604800 },
  .seconds = { 180, 604800 },
  .kilobytes = { 2560, UINT32_MAX },
  .dpd_interval = { 1, 300 },
  .dpd_retry = { 1, 60 },
  .key_length = 128,
  .pfs_in_set = true,
  .protects_tunnels = true,
  .several_peers = true,
  .object_groups = true,
  .global_dpd = true,
  .key_names = true,
  .key_ranges = true,
  .aggregation = true,
  .per_host = true,
};
