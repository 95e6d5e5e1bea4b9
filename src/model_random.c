/* See model_random.h. What the dialects can say differs, so the dice ask the dialect's writer for its sets, ranges and form. */
#include "src/model_random_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- Dice ---- */

uint32_t dice_roll(struct dice *d, uint32_t sides)
{
  d->state ^= d->state << 13;
  d->state ^= d->state >> 7;
  d->state ^= d->state << 17;
  return (uint32_t)(d->state >> 33) % sides;
}

bool dice_one_in(struct dice *d, uint32_t sides)
{
  return !dice_roll(d, sides);
}

struct origin dice_written(void)
{
  return (struct origin){ .at = somewhere, .from = FROM_LINE };
}

struct num dice_number(uint32_t v)
{
  return (struct num){ v, dice_written() };
}

struct num dice_between(struct dice *d, const uint32_t range[2])
{
  uint32_t span = range[1] - range[0];
  return dice_number(range[0] + (span == UINT32_MAX ? dice_roll(d, UINT32_MAX) : dice_roll(d, span + 1)));
}

/* A member of a set of bits. */
uint32_t dice_member(struct dice *d, uint64_t set)
{
  uint32_t n = 0, wanted;
  for (uint32_t i = 0; i < 64; i++) n += set >> i & 1;
  wanted = dice_roll(d, n);
  for (uint32_t i = 0; i < 64; i++)
    if (set >> i & 1 && !wanted--) return i;
  return 0;
}

const char *dice_text(struct dice *d, const char *s)
{
  return names_intern(&d->r->names, s, strlen(s));
}

const char *dice_name(struct dice *d, const char *kind)
{
  static const char *const tails[] = { "", "-a", "_b", ".c", "-1", "-long-tail" };
  char room[64];
  snprintf(room, sizeof room, "%s%u%s", kind, ++d->names, tails[dice_roll(d, 5)]);
  if (!d->how->names_fold && dice_one_in(d, 3)) room[0] = (char)(room[0] - 'a' + 'A');
  return dice_text(d, room);
}

const char *dice_vrf(struct dice *d)
{
  struct vrf *v = d->r->vrfs.first;
  if (!dice_one_in(d, 8)) return NULL;
  if (v && dice_one_in(d, 2)) return v->name;
  v = ARENA_NEW(d->r->arena, struct vrf);
  *v = (struct vrf){ .name = dice_name(d, "vrf"), .at = somewhere };
  if (!dice_one_in(d, 3))
    v->distinguisher = (struct name) { dice_text(d, dice_one_in(d, 2) ? "64512:7" : "10.0.0.1:65535"), dice_written() };
  LIST_APPEND(d->r->vrfs, v);
  return v->name;
}

struct ip dice_address(struct dice *d)
{
  if (dice_one_in(d, 50)) return (struct ip){ .kind = IP_MASKED, .v4 = 148u << 24 | 30, .hidden = 6, .text = dice_text(d, "148.x.x.30") };
  if (dice_one_in(d, 50)) return (struct ip){ .kind = IP_MASKED, .v4 = 148u << 24 | 9, .hidden = 6, .text = dice_text(d, "148.y.y.9") };
  return (struct ip){ .kind = IP_V4, .v4 = (10 + dice_roll(d, 190)) << 24 | dice_roll(d, 1u << 24) };
}

struct ip dice_whole_address(struct dice *d)
{
  struct ip ip = dice_address(d);
  while (ip.kind != IP_V4) ip = dice_address(d);
  return ip;
}

struct addr dice_said(struct ip ip)
{
  return (struct addr){ ip, dice_written() };
}

struct ref *dice_ref(struct dice *d, const char *s)
{
  struct ref *r = ARENA_NEW(d->r->arena, struct ref);
  *r = (struct ref){ .s = s, .o = dice_written() };
  return r;
}

uint32_t dice_mask(struct dice *d)
{
  return 0xffffffffu << dice_roll(d, 25);
}

/* ---- Interfaces ---- */

static const char *interface_name(struct dice *d, bool *numbered)
{
  static const enum interface_kind kinds[] = { IF_GIGABIT, IF_ETHERNET, IF_SERIAL, IF_LOOPBACK, IF_VLAN, IF_TEN_GIGABIT };
  enum interface_kind kind = kinds[dice_roll(d, 6)];
  const struct interface_word *w = d->how->interfaces;
  char room[64];
  while (w->kind != kind) w++;
  *numbered = kind == IF_LOOPBACK || kind == IF_VLAN;
  snprintf(room, sizeof room, *numbered ? "%s%u" : "%s0/%u", w->canonical, ++d->names);
  return dice_text(d, room);
}

static struct interface *new_interface(struct dice *d, const char *s)
{
  struct interface *i = ARENA_NEW(d->r->arena, struct interface);
  *i = (struct interface){ .name = s, .shown = s, .at = somewhere };
  LIST_APPEND(d->r->interfaces, i);
  return i;
}

static void subinterface(struct dice *d, const struct interface *above)
{
  char room[64];
  if (!strchr(above->name, '/')) return;
  snprintf(room, sizeof room, "%s.%u", above->name, ++d->names);
  struct interface *i = new_interface(d, dice_text(d, room));
  i->address = dice_said(dice_whole_address(d));
  i->mask = dice_mask(d);
  i->vlan = (uint16_t)(1 + dice_roll(d, 4094));
  if (dice_one_in(d, 3)) i->inner_vlan = (uint16_t)(1 + dice_roll(d, 4094));
}

static void interfaces(struct dice *d)
{
  for (uint32_t n = 1 + dice_roll(d, 4); n; n--) {
    bool plain;
    struct interface *i = new_interface(d, interface_name(d, &plain));
    if (dice_one_in(d, 6)) i->address = dice_said((struct ip){ .kind = IP_DYNAMIC });
    else if (!dice_one_in(d, 6)) {
      i->address = dice_said(dice_address(d));
      i->mask = dice_mask(d);
      if (i->address.ip.kind == IP_V4 && dice_one_in(d, 4)) {
        i->secondary = ARENA_NEW(d->r->arena, struct ip_secondary);
        *i->secondary = (struct ip_secondary){ .ip = dice_whole_address(d), .mask = dice_mask(d) };
      }
    } else if (d->r->interfaces.first != i) i->unnumbered = (struct name){ d->r->interfaces.first->name, dice_written() };
    if (dice_one_in(d, 4)) i->mtu = dice_number(500 + dice_roll(d, 1000));
    if (dice_one_in(d, 6)) i->mss = dice_number(536 + dice_roll(d, 900));
    i->shutdown = dice_one_in(d, 10);
    i->vrf = dice_vrf(d);
    if (dice_one_in(d, 6)) subinterface(d, i);
  }
}

void dice_tunnel(struct dice *d, const char *protection)
{
  char room[32];
  snprintf(room, sizeof room, "tunnel%u", ++d->names);
  struct interface *i = new_interface(d, dice_text(d, room));
  struct tunnel *t = i->tunnel = ARENA_NEW(d->r->arena, struct tunnel);
  i->address = dice_said(dice_address(d));
  i->mask = 0xfffffffcu;
  t->mode = dice_number(TUNNEL_GRE);
  if (dice_one_in(d, 2)) t->source = dice_said(dice_address(d));
  else t->source_interface = (struct name){ d->r->interfaces.first->name, dice_written() };
  t->destination = dice_said(dice_address(d));
  if (dice_one_in(d, 3)) t->key = dice_number(dice_roll(d, UINT32_MAX));
  if (dice_one_in(d, 4)) t->checksum = dice_number(1);
  if (dice_one_in(d, 4)) {
    t->keepalive = dice_number(1 + dice_roll(d, 30));
    t->keepalive_retries = dice_number(1 + dice_roll(d, 9));
  }
  if (dice_one_in(d, 3)) i->ip_mtu = dice_number(1200 + dice_roll(d, 200));
  if (dice_one_in(d, 3)) i->mss = dice_number(1100 + dice_roll(d, 200));
  if (protection) t->protection = *dice_ref(d, protection);
  i->vrf = dice_vrf(d);
  t->vrf = (struct name){ dice_vrf(d), dice_written() };
}

/* ---- ACLs ---- */

static struct acl_address side(struct dice *d, bool ports)
{
  struct acl_address a = { .ip.kind = IP_ANY };
  uint32_t kind = dice_roll(d, 4);
  if (d->r->groups.first && dice_one_in(d, 8)) a.ip = (struct ip){ .kind = IP_NAME, .text = d->r->groups.first->name };
  else if (kind) {
    a.ip = kind == 1 ? dice_address(d) : dice_whole_address(d);
    a.wildcard = kind == 1 ? 0 : ~dice_mask(d);
    if (a.ip.kind == IP_V4) a.ip.v4 &= ~a.wildcard;
  }
  if (!ports || dice_one_in(d, 2)) return a;
  a.port_op = (uint8_t)(PORT_EQ + dice_roll(d, 5));
  a.port = (uint16_t)(1 + dice_roll(d, 60000));
  if (a.port_op == PORT_RANGE) a.port_high = (uint16_t)(a.port + 1 + dice_roll(d, 5000));
  return a;
}

static void rules(struct dice *d, struct acl *a)
{
  static const uint16_t protocols[] = { PROTOCOL_ANY_IP, PROTOCOL_ANY_IP, PROTOCOL_ANY_IP, 47, 6, 17, 1, 50, 132 };
  struct acl_rule **end = &a->rules;
  uint32_t sequence = d->global ? 10 : 0;
  for (uint32_t n = 1 + dice_roll(d, 4); n; n--, end = &(*end)->next) {
    struct acl_rule *r = *end = ARENA_NEW(d->r->arena, struct acl_rule);
    uint16_t protocol = a->extended ? protocols[dice_roll(d, 9)] : PROTOCOL_ANY_IP;
    bool ports = protocol == 6 || protocol == 17;
    *r = (struct acl_rule) {
      .sequence = sequence, .permit = !dice_one_in(d, 4), .protocol = protocol, .source = side(d, ports), .at = somewhere
    };
    if (a->extended) r->destination = side(d, ports);
    if (a->extended && d->how->rule_names_vrf) r->vrf = dice_vrf(d);
    else {
      r->destination.ip.kind = IP_ANY;
      if (r->source.ip.kind == IP_NAME) r->source.ip = (struct ip){ .kind = IP_ANY };
    }
    sequence += 1 + dice_roll(d, 20);
  }
}

struct acl *dice_acl(struct dice *d, bool extended, bool by_number)
{
  struct acl *a = ARENA_NEW(d->r->arena, struct acl);
  const uint32_t *low = extended ? d->how->acl_low : d->how->basic_low;
  char room[16];
  snprintf(room, sizeof room, "%u", low[0] + d->names % 90);
  d->names++;
  *a = (struct acl){ .extended = extended, .at = somewhere };
  a->name = by_number || !d->how->acl_names || dice_one_in(d, 2) ? dice_text(d, room) : dice_name(d, "acl");
  rules(d, a);
  LIST_APPEND(d->r->acls, a);
  return a;
}

static void group(struct dice *d)
{
  struct object_group *g = ARENA_NEW(d->r->arena, struct object_group);
  struct object_member **end = &g->members;
  g->name = dice_name(d, "group");
  g->at = somewhere;
  for (uint32_t n = 1 + dice_roll(d, 3); n; n--, end = &(*end)->next) {
    *end = ARENA_NEW(d->r->arena, struct object_member);
    **end = (struct object_member){ .ip = dice_whole_address(d), .mask = dice_one_in(d, 2) ? UINT32_MAX : dice_mask(d) };
    if (d->r->groups.first && dice_one_in(d, 4)) (*end)->ip = (struct ip){ .kind = IP_NAME, .text = d->r->groups.first->name };
  }
  LIST_APPEND(d->r->groups, g);
}

/* ---- Routes, NAT, the router's own settings ---- */

static void routes(struct dice *d)
{
  for (uint32_t n = dice_roll(d, 4); n; n--) {
    struct route *r = ARENA_NEW(d->r->arena, struct route);
    r->mask = dice_one_in(d, 3) ? 0 : dice_mask(d);
    r->prefix = dice_whole_address(d).v4 & r->mask;
    r->at = somewhere;
    if (dice_one_in(d, 2)) r->interface_name = d->r->interfaces.first->name;
    if (!r->interface_name || dice_one_in(d, 2)) r->via = dice_whole_address(d);
    r->vrf = dice_vrf(d);
    if (dice_one_in(d, 4)) r->preference = (uint8_t)(1 + dice_roll(d, 255));
    if (r->vrf && r->via.kind != IP_NONE && dice_one_in(d, 3))
      r->via_vrf = d->how->route_names_vrf && !r->interface_name && dice_one_in(d, 2) ? r->vrf : ROUTE_GLOBAL;
    LIST_APPEND(d->r->routes, r);
  }
}

static void nat(struct dice *d)
{
  struct interface *i = d->r->interfaces.first;
  struct nat_rule *n = ARENA_NEW(d->r->arena, struct nat_rule);
  if (dice_one_in(d, 2)) return;
  n->at = somewhere;
  if (!d->global) {
    if (dice_one_in(d, 2)) n->acl = *dice_ref(d, dice_acl(d, dice_one_in(d, 2), true)->name);
    i->nat = n;
    return;
  }
  n->acl = *dice_ref(d, dice_acl(d, dice_one_in(d, 2), false)->name);
  n->interface_name = *dice_ref(d, i->name);
  n->vrf = dice_vrf(d);
  i->nat_outside = true;
  LIST_APPEND(d->r->nats, n);
}

static void globals(struct dice *d)
{
  struct router *r = d->r;
  r->hostname = (struct name){ dice_name(d, "router"), dice_written() };
  if (dice_one_in(d, 3)) r->seconds = dice_between(d, d->how->seconds);
  if (dice_one_in(d, 3)) r->kilobytes = dice_between(d, d->how->kilobytes);
  if (d->how->global_dpd && dice_one_in(d, 3)) dice_dpd(d, &r->dpd_interval, dice_one_in(d, 3) ? NULL : &r->dpd_retry, &r->dpd_periodic);
  if (d->global && dice_one_in(d, 12)) r->isakmp_enabled = dice_number(0);
  if (!d->global && dice_one_in(d, 6)) r->keepalive_interval = dice_number(20 + dice_roll(d, 1000));
  if (!d->global && dice_one_in(d, 6)) r->keepalive_timeout = dice_number(20 + dice_roll(d, 1000));
  if (d->how->form == PEERING_BLOCK && dice_one_in(d, 3)) r->ike_local_name = (struct name){ dice_name(d, "ike"), dice_written() };
  if (d->how->form == PEERING_GLOBAL && dice_one_in(d, 3)) r->answers_aggressive = dice_number(1);
  if (d->how->form == PEERING_GLOBAL && dice_one_in(d, 3))
    r->identity = (struct identity) { .type = ID_FQDN, .text = dice_name(d, "self"), .o = dice_written() };
  if (d->how->form == PEERING_KEYCHAIN && dice_one_in(d, 4))
    r->identity = (struct identity) { .type = ID_FQDN, .text = dice_name(d, "self"), .mask = UINT32_MAX, .o = dice_written() };
  if (d->how->form != PEERING_RING) return;
  if (dice_one_in(d, 5)) r->aggressive_disabled = dice_number(1);
  if (dice_one_in(d, 5)) r->builtin_off = dice_number(1);
  if (dice_one_in(d, 5)) r->builtin_sets_off = dice_number(1);
  if (dice_one_in(d, 5)) r->weak_allowed = dice_number(1);
}

void model_random(struct router *r, const struct dialect *dialect, uint64_t seed)
{
  struct dice d = { .r = r, .how = dialect->writer, .state = seed * 0x9e3779b97f4a7c15ull + 0x123456789ull };
  d.global = peering_is_global(d.how->form);
  r->dialect = dialect;
  for (int i = 0; i < 8; i++) dice_roll(&d, 2);
  globals(&d);
  interfaces(&d);
  for (uint32_t n = dice_roll(&d, 3); n; n--) dice_tunnel(&d, NULL);
  for (uint32_t n = d.how->object_groups ? dice_roll(&d, 3) : 0; n; n--) group(&d);
  dice_proposals(&d);
  dice_policies(&d);
  routes(&d);
  nat(&d);
}
