/* The IOS family's writer: the order of the blocks, access lists, interfaces, routes and NAT. Objects stand before their use; a line of
 * global mode leaves every other mode by itself, so the text can be pasted line by line in configuration mode.
 *
 * What a setting's line looks like is the dialect's spell(); here is only what no setting stands for. */
#include "grammar/ios/ios_write.h"

#include <string.h>

static const struct place nowhere;

void ios_write_open(struct writing *w)
{
  writing_begin(w);
  w->indent = 1;
}

void ios_write_close(struct writing *w)
{
  w->indent = 0;
  write_words(w, nowhere, "!");
  writing_end(w);
}

/* ---- Access lists, object groups, route maps ---- */

static void write_groups(struct writing *w, const struct router *r)
{
  for (const struct object_group *g = r->groups.first; g; g = g->next) {
    write_line(w, g->at, "object-group network %s", g->name);
    ios_write_open(w);
    write_notes(w, g);
    for (const struct object_member *m = g->members; m; m = m->next)
      if (m->ip.kind == IP_NAME) write_line(w, m->at, "group-object %s", m->ip.text);
      else if (m->ip.kind == IP_ANY) write_line(w, m->at, "any");
      else if (m->mask == UINT32_MAX) write_line(w, m->at, "host %s", write_ip(w, &m->ip));
      else write_line(w, m->at, "%s %s", write_ip(w, &m->ip), write_v4(w, m->mask));
    ios_write_close(w);
  }
}

/* A standard list has no destinations, so its lines are none of SET_ACL_RULE. */
static void write_standard_rule(struct writing *w, const struct acl_rule *rule)
{
  const char *verb = rule->permit ? "permit" : "deny";
  const struct acl_address *s = &rule->source;
  if (s->ip.kind == IP_ANY || s->ip.kind == IP_NONE) write_line(w, rule->at, "%u %s any", rule->sequence, verb);
  else if (!s->wildcard) write_line(w, rule->at, "%u %s host %s", rule->sequence, verb, write_ip(w, &s->ip));
  else write_line(w, rule->at, "%u %s %s %s", rule->sequence, verb, write_ip(w, &s->ip), write_v4(w, s->wildcard));
}

static void write_acls(struct writing *w, const struct router *r)
{
  for (const struct acl *a = r->acls.first; a; a = a->next) {
    write_line(w, a->at, "ip access-list %s %s", a->extended ? "extended" : "standard", a->name);
    ios_write_open(w);
    write_notes(w, a);
    for (const struct acl_rule *rule = a->rules; rule; rule = rule->next) {
      write_notes(w, rule);
      if (a->extended) write_setting(w, rule->at, SET_ACL_RULE, &(struct setting_value){ .rule = rule });
      else write_standard_rule(w, rule);
    }
    ios_write_close(w);
  }
}

static void write_route_maps(struct writing *w, const struct router *r)
{
  for (const struct route_map *m = r->route_maps.first; m; m = m->next) {
    write_line(w, nowhere, "route-map %s permit 10", m->name);
    ios_write_open(w);
    write_notes(w, m);
    const char *names = "";
    for (const struct ref *a = m->acls; a; a = a->next) names = arena_printf(w->arena, "%s %s", names, a->s);
    if (*names) write_line(w, m->acls->o.at, "match ip address%s", names);
    names = "";
    for (const struct ref *i = m->interfaces; i; i = i->next) names = arena_printf(w->arena, "%s %s", names, write_interface(w, i->s, NULL));
    if (*names) write_line(w, m->interfaces->o.at, "match interface%s", names);
    ios_write_close(w);
  }
}

/* ---- Interfaces ---- */

static const char *const modes[] = { [TUNNEL_UNSET] = "gre ip",
  [TUNNEL_GRE] = "gre ip",
  [TUNNEL_GRE_MULTIPOINT] = "gre multipoint",
  [TUNNEL_IPSEC] = "ipsec ipv4",
  [TUNNEL_OTHER] = "ipip" };

/* RGOS calls it `negotiate`, which IOS takes as short for its own word. */
static const char *run_time_address(const struct writing *w, const struct interface *i)
{
  if (!write_is_dialled(w, i->name)) return "ip address dhcp";
  return ios_writes_rgos(w) ? "ip address negotiate" : "ip address negotiated";
}

static void write_address(struct writing *w, const struct interface *i)
{
  if (i->address.ip.kind == IP_DYNAMIC && is_written(&i->address.o)) write_line(w, i->address.o.at, "%s", run_time_address(w, i));
  else if (i->address.ip.kind == IP_V4 || i->address.ip.kind == IP_MASKED)
    write_setting(w, i->address.o.at, SET_INTERFACE_ADDRESS, &(struct setting_value) { .ip = i->address.ip, .v = i->mask });
  for (const struct ip_secondary *s = i->secondary; s; s = s->next)
    write_line(w, s->at, "ip address %s %s secondary", write_ip(w, &s->ip), write_v4(w, s->mask));
  for (const struct shared_address *s = i->shared; s; s = s->next) {
    const char *protocol = s->vrrp ? "vrrp" : "standby";
    if (s->address.ip.kind != IP_NONE) write_line(w, s->address.o.at, "%s %s ip %s", protocol, s->group, write_ip(w, &s->address.ip));
    if (s->name) write_line(w, s->named_at, "%s %s name %s", protocol, s->group, s->name);
  }
  if (i->unnumbered.s) write_line(w, i->unnumbered.o.at, "ip unnumbered %s", write_interface(w, i->unnumbered.s, NULL));
}

/* Which protected tunnels have the source and the profile of another one: they need to share the socket. */
static uint64_t socket_of(const struct tunnel *t)
{
  uint64_t source = t->source_interface.s ? (uint64_t)(uintptr_t)t->source_interface.s : t->source.ip.v4;
  return source * 0x9e3779b97f4a7c15ull ^ (uint64_t)(uintptr_t)t->protection.s;
}

static void index_sockets(struct writing *w, const struct router *r, struct table *sockets)
{
  table_init(sockets, w->arena);
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if (!i->tunnel || !i->tunnel->protection.s) continue;
    bool *shared = table_get(sockets, socket_of(i->tunnel));
    if (shared) *shared = true;
    else table_put(sockets, socket_of(i->tunnel), ARENA_NEW(w->arena, bool));
  }
}

static void write_tunnel(struct writing *w, const struct tunnel *t, const struct table *sockets)
{
  if (is_known(&t->mode.o) && t->mode.v) write_line(w, written_at(&t->mode.o), "tunnel mode %s", modes[t->mode.v]);
  if (t->source_interface.s) write_line(w, t->source_interface.o.at, "tunnel source %s", write_interface(w, t->source_interface.s, NULL));
  else if (is_known(&t->source.o)) write_setting(w, t->source.o.at, SET_TUNNEL_SOURCE, &(struct setting_value){ .ip = t->source.ip });
  if (is_known(&t->destination.o))
    write_setting(w, t->destination.o.at, SET_TUNNEL_DESTINATION, &(struct setting_value) { .ip = t->destination.ip });
  if (is_written(&t->key.o)) write_setting(w, t->key.o.at, SET_TUNNEL_KEY, &(struct setting_value){ .v = t->key.v });
  if (is_written(&t->checksum.o) && t->checksum.v) write_line(w, t->checksum.o.at, "tunnel checksum");
  if (is_written(&t->keepalive.o) && t->keepalive.v) {
    if (is_known(&t->keepalive_retries.o)) write_line(w, t->keepalive.o.at, "keepalive %u %u", t->keepalive.v, t->keepalive_retries.v);
    else write_line(w, t->keepalive.o.at, "keepalive %u", t->keepalive.v);
  }
  for (const struct next_hop *h = t->next_hops; h; h = h->next)
    if (h->inner.kind == IP_NONE) write_line(w, h->outer.o.at, "ip nhrp nhs dynamic nbma %s", write_ip(w, &h->outer.ip));
    else write_line(w, h->outer.o.at, "ip nhrp map %s %s", write_ip(w, &h->inner), write_ip(w, &h->outer.ip));
  if (t->vrf.s) write_line(w, t->vrf.o.at, "tunnel vrf %s", t->vrf.s);
  if (!t->protection.s) return;
  const bool *shared = table_get(sockets, socket_of(t));
  write_line(w, t->protection.o.at, "tunnel protection ipsec profile %s%s", t->protection.s, shared && *shared ? " shared" : "");
}

/* Maps may name an interface as their source, so the interfaces get their maps afterwards. */
static void write_interfaces(struct writing *w, const struct router *r, bool tunnels)
{
  struct table sockets;
  index_sockets(w, r, &sockets);
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if ((i->tunnel != NULL) != tunnels) continue;
    write_line(w, i->at, "interface %s", write_interface(w, i->name, i->shown));
    ios_write_open(w);
    write_notes(w, i);
    if (i->inner_vlan) write_line(w, i->vlan_at, "encapsulation dot1Q %u second-dot1q %u", i->vlan, i->inner_vlan);
    else if (i->vlan) write_line(w, i->vlan_at, "encapsulation dot1Q %u", i->vlan);
    if (i->vrf) write_line(w, i->vrf_at, "ip vrf forwarding %s", i->vrf);
    write_address(w, i);
    if (is_written(&i->mtu.o)) write_line(w, i->mtu.o.at, "mtu %u", i->mtu.v);
    if (is_written(&i->ip_mtu.o)) write_setting(w, i->ip_mtu.o.at, SET_MTU, &(struct setting_value){ .v = i->ip_mtu.v });
    if (is_written(&i->mss.o)) write_setting(w, i->mss.o.at, SET_MSS, &(struct setting_value){ .v = i->mss.v });
    if (i->nat_inside) write_line(w, i->nat_at, "ip nat inside");
    if (i->nat_outside) write_line(w, i->nat_at, "ip nat outside");
    if (i->tunnel) write_tunnel(w, i->tunnel, &sockets);
    if (i->shutdown) write_line(w, i->shutdown_at, "shutdown");
    else if (strncmp(i->name, "null", 4)) write_line(w, nowhere, "no shutdown"); /* which is never shut down */
    ios_write_close(w);
  }
}

static void apply_maps(struct writing *w, const struct router *r, bool tunnels)
{
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if ((i->tunnel != NULL) != tunnels || !i->policies) continue;
    write_line(w, nowhere, "interface %s", write_interface(w, i->name, i->shown));
    ios_write_open(w);
    for (const struct ref *p = i->policies; p; p = p->next)
      if (i->redundancy.s) write_line(w, p->o.at, "crypto map %s redundancy %s", p->s, i->redundancy.s);
      else write_setting(w, p->o.at, SET_APPLY_POLICY, &(struct setting_value){ .text = p->s });
    ios_write_close(w);
  }
}

/* ---- Routes and NAT ---- */

static const char *manner(struct writing *w, const struct route *r)
{
  const char *where = r->via_vrf ? " global" : "";
  return r->preference ? arena_printf(w->arena, " %u%s", r->preference, where) : where;
}

static void write_routes(struct writing *w, const struct router *r)
{
  write_notes(w, &r->routes);
  for (const struct route *route = r->routes.first; route; route = route->next) {
    writing_begin(w);
    const char *via = route->via.kind == IP_NONE ? "" : write_ip(w, &route->via),
               *name = route->interface_name ? write_interface(w, route->interface_name, NULL) : "";
    const char *vrf = route->vrf ? arena_printf(w->arena, "vrf %s ", route->vrf) : "";
    write_notes(w, route);
    write_line(w, route->at, "ip route %s%s %s %s%s%s%s", vrf, write_v4(w, route->prefix), write_v4(w, route->mask), name,
      *name && *via ? " " : "", via, manner(w, route));
    writing_end(w);
  }
}

static void write_nats(struct writing *w, const struct router *r)
{
  for (const struct nat_rule *n = r->nats.first; n; n = n->next) {
    write_notes(w, n);
    const char *what = n->acl.s ? "list" : "route-map", *name = n->acl.s ? n->acl.s : n->route_map.s,
               *vrf = n->vrf ? arena_printf(w->arena, " vrf %s", n->vrf) : "";
    if (name && n->interface_name.s)
      write_line(
        w, n->at, "ip nat inside source %s %s interface %s%s overload", what, name, write_interface(w, n->interface_name.s, NULL), vrf);
    else if (name) write_line(w, n->at, "ip nat inside source %s %s pool %s%s overload", what, name, n->pool ? n->pool : "peerlint", vrf);
  }
}

/* ---- The whole ---- */

static void write_vrfs(struct writing *w, const struct router *r)
{
  for (const struct vrf *v = r->vrfs.first; v; v = v->next) {
    write_line(w, v->at, "ip vrf %s", v->name);
    ios_write_open(w);
    if (v->distinguisher.s) write_line(w, v->distinguisher.o.at, "rd %s", v->distinguisher.s);
    ios_write_close(w);
  }
}

/* Which networks it tells of is no part of a tunnel; but that routes may come from elsewhere tells what the static ones mean. */
static void write_routing(struct writing *w, const struct router *r)
{
  if (!r->dynamic_routing) return;
  write_line(w, nowhere, "router ospf 1");
  ios_write_open(w);
  write_notes(w, &r->dynamic_routing);
  ios_write_close(w);
}

static void write_ios(struct writing *w, const struct router *r)
{
  write_line(w, nowhere, "!");
  if (r->release) write_line(w, r->release_at, "version %s", r->release);
  if (r->hostname.s) write_line(w, r->hostname.o.at, "hostname %s", r->hostname.s);
  if (r->release || r->hostname.s) write_line(w, nowhere, "!");
  write_vrfs(w, r);
  ios_write_globals(w, r);
  write_groups(w, r);
  write_acls(w, r);
  write_route_maps(w, r);
  write_interfaces(w, r, false);
  ios_write_crypto(w, r);
  write_interfaces(w, r, true);
  for (const struct policy *p = r->policies.first; p; p = p->next)
    if (p->local_interface.s)
      write_line(w, p->local_interface.o.at, "crypto map %s local-address %s", p->name, write_interface(w, p->local_interface.s, NULL));
  apply_maps(w, r, false); /* in the order in which they are read back */
  apply_maps(w, r, true);
  write_routing(w, r);
  write_routes(w, r);
  write_nats(w, r);
  write_line(w, nowhere, "end");
}

static const struct interface_word cisco_interfaces[] = { { IF_GIGABIT, "gigabitethernet", "GigabitEthernet" },
  { IF_TEN_GIGABIT, "tengigabitethernet", "TenGigabitEthernet" }, { IF_FAST, "fastethernet", "FastEthernet" },
  { IF_ETHERNET, "ethernet", "Ethernet" }, { IF_SERIAL, "serial", "Serial" }, { IF_ASYNC, "async", "Async" },
  { IF_CELLULAR, "cellular", "Cellular" }, { IF_DIALER, "dialer", "Dialer" }, { IF_LOOPBACK, "loopback", "Loopback" },
  { IF_TUNNEL, "tunnel", "Tunnel" }, { IF_VLAN, "vlan", "Vlan" }, { IF_VIRTUAL_TEMPLATE, "virtual-template", "Virtual-Template" },
  { IF_VIRTUAL_PPP, "virtual-ppp", "Virtual-PPP" }, { IF_AGGREGATE, "port-channel", "Port-channel" }, { IF_BRIDGE, "bvi", "BVI" },
  { IF_NULL, "null", "Null" }, { IF_KINDS, NULL, NULL } };

static const struct interface_word ruijie_interfaces[] = { { IF_GIGABIT, "gigabitethernet", "GigabitEthernet " },
  { IF_TEN_GIGABIT, "tengigabitethernet", "TenGigabitEthernet " }, { IF_FAST, "fastethernet", "FastEthernet " },
  { IF_ETHERNET, "ethernet", "Ethernet " }, { IF_SERIAL, "serial", "Serial " }, { IF_ASYNC, "async", "Async " },
  { IF_CELLULAR, "cellular", "Cellular " }, { IF_DIALER, "dialer", "Dialer " }, { IF_LOOPBACK, "loopback", "Loopback " },
  { IF_TUNNEL, "tunnel", "Tunnel " }, { IF_VLAN, "vlan", "VLAN " }, { IF_VIRTUAL_TEMPLATE, "virtual-template", "Virtual-template " },
  { IF_VIRTUAL_PPP, "virtual-ppp", "Virtual-ppp " }, { IF_AGGREGATE, "aggregateport", "AggregatePort " }, { IF_BRIDGE, "bvi", "BVI " },
  { IF_NULL, "null", "Null " }, { IF_KINDS, NULL, NULL } };

#define BIT(n) (1ull << (n))
#define CIPHERS (BIT(CIPHER_DES) | BIT(CIPHER_3DES) | BIT(CIPHER_AES128) | BIT(CIPHER_AES192) | BIT(CIPHER_AES256))
#define ESP_CIPHERS \
  (CIPHERS | BIT(CIPHER_NULL) | BIT(CIPHER_SEAL) | BIT(CIPHER_GCM128) | BIT(CIPHER_GCM192) | BIT(CIPHER_GCM256) | BIT(CIPHER_GMAC128) | \
    BIT(CIPHER_GMAC192) | BIT(CIPHER_GMAC256))
#define HASHES (BIT(HASH_MD5) | BIT(HASH_SHA1) | BIT(HASH_SHA256) | BIT(HASH_SHA384) | BIT(HASH_SHA512))
#define GROUPS (BIT(1) | BIT(2) | BIT(5) | BIT(14) | BIT(15) | BIT(16) | BIT(19) | BIT(20) | BIT(21) | BIT(24))

static const struct live_undo beside[] = { { "", 0 }, { "permit ", 0 }, { "deny ", 0 }, { "crypto isakmp key ", 0 },
  { "pre-shared-key ", 0 }, { "set peer ", 0 }, { "match identity ", 0 }, { "ip route ", 0 }, { "crypto map ", 0 },
  { NULL, 0 } };

const struct dialect_writer cisco_writer = {
  .write = write_ios,
  .comment = "!",
  .enter = "configure terminal",
  .leave = "end",
  .back = "exit",
  .beside = beside,
  .list_block = "ip access-list extended",
  .interfaces = cisco_interfaces,
  .form = PEERING_RING,
  .mtu = { 64, 65535 },
  .mss = { 1, 65535 },
  .full_interface = ios_full_interface,
  .name_length = 63,
  .policy_length = 63,
  .acl_names = true,
  .ip_mtu = true,
  .acl_low = { 100, 2000 },
  .acl_high = { 199, 2699 },
  .rule_high = INT32_MAX,
  .basic_low = { 1, 1300 },
  .basic_high = { 99, 1999 },
  .route_preference = 1,
  .proposal_high = 10000,
  .sequence_high = 65535,
  .ike_ciphers = CIPHERS,
  .ike_hashes = HASHES,
  .ike_groups = GROUPS,
  .ike_auths = BIT(AUTH_PSK) | BIT(AUTH_RSA) | BIT(AUTH_RSA_ENCR) | BIT(AUTH_ECDSA),
  .esp_ciphers = ESP_CIPHERS,
  .esp_hashes = HASHES,
  .ah_hashes = HASHES,
  .pfs_groups = GROUPS,
  .ike_seconds = { 60, 86400 },
  .seconds = { 120, 2592000 },
  .kilobytes = { 2560, UINT32_MAX },
  .dpd_interval = { 10, 3600 },
  .dpd_retry = { 2, 60 },
  .key_length = 128,
  .protects_tunnels = true,
  .several_peers = true,
  .object_groups = true,
  .global_dpd = true,
  .key_names = true,
  .key_ranges = true,
  .unlimited_kilobytes = true,
  .per_host = true,
  .policy_on_tunnel = "this release takes a crypto map on a tunnel interface; newer ones may take only GDOI maps there",
};

/* Sets are those that a published config or manual shows, and SHA-1 and MD5; what is not shown is not written. */
const struct dialect_writer ruijie_writer = {
  .write = write_ios,
  .comment = "!",
  .enter = "configure terminal",
  .leave = "end",
  .back = "exit",
  .beside = beside,
  .list_block = "ip access-list extended",
  .interfaces = ruijie_interfaces,
  .form = PEERING_GLOBAL,
  .mtu = { 64, 65535 },
  .mss = { 1, 65535 },
  .full_interface = ios_full_interface,
  .name_length = 31,
  .policy_length = 31,
  .acl_names = true,
  .ip_mtu = true,
  .acl_low = { 100, 2000 },
  .acl_high = { 199, 2699 },
  .rule_high = INT32_MAX,
  .basic_low = { 1, 1300 },
  .basic_high = { 99, 1999 },
  .route_preference = 1,
  .proposal_high = 10000,
  .sequence_high = 65535,
  .ike_ciphers = CIPHERS,
  .ike_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .ike_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14),
  .ike_auths = BIT(AUTH_PSK) | BIT(AUTH_RSA),
  .esp_ciphers = CIPHERS | BIT(CIPHER_NULL),
  .esp_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .ah_hashes = BIT(HASH_MD5) | BIT(HASH_SHA1),
  .pfs_groups = BIT(1) | BIT(2) | BIT(5) | BIT(14),
  .ike_seconds = { 60, 86400 },
  .seconds = { 120, 86400 },
  .kilobytes = { 2560, UINT32_MAX },
  .dpd_interval = { 1, 3600 },
  .dpd_retry = { 2, 60 },
  .key_length = 128,
  .several_peers = true,
  .global_dpd = true,
  .key_names = true,
  .key_ranges = true,
};
