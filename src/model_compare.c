/* Comparing two routers, list by list: objects are matched by what names them, then their fields are compared by tables of offsets. */
#include "src/model_compare.h"

#include "src/equal.h"
#include "src/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct compare {
  struct arena *arena;
  struct text *out;
  unsigned count, most;
  const char *what, *name; /* of the object in hand; `name` NULL: ask `name_of` */
  const void *object;
  const char *(*name_of)(struct compare *c, const void *object);
};

static void differ(struct compare *c, const char *field, const char *a, const char *b)
{
  c->count++;
  if (!c->out || c->count > c->most) return;
  if (!c->name && c->object) c->name = c->name_of(c, c->object);
  const char *name = c->name ? c->name : ""; /* a key that is a word in brackets has none */
  const char *s = arena_printf(c->arena, "%s%s%s: %s: %s / %s\n", c->what, *name ? " " : "", name, field, a ? a : "none", b ? b : "none");
  text_append(c->out, s, strlen(s));
}

/* ---- Values ---- */

static void numbers(struct compare *c, const char *field, const struct num *a, const struct num *b)
{
  bool x = is_known(&a->o), y = is_known(&b->o);
  if (x == y && (!x || a->v == b->v)) return;
  differ(c, field, x ? arena_printf(c->arena, "%u", a->v) : NULL, y ? arena_printf(c->arena, "%u", b->v) : NULL);
}

static void strings(struct compare *c, const char *field, const char *a, const char *b)
{
  if (!equal_texts(a, b)) differ(c, field, a, b);
}

static void flags(struct compare *c, const char *field, bool a, bool b)
{
  if (a != b) differ(c, field, a ? "yes" : "no", b ? "yes" : "no");
}

static const char *ip_text(struct compare *c, const struct ip *ip)
{
  char room[256];
  return ip->kind == IP_NONE ? NULL : arena_printf(c->arena, "%s", ip_print(ip, room, sizeof room));
}

static void ips(struct compare *c, const char *field, const struct ip *a, const struct ip *b)
{
  if (a->kind == IP_V4 && b->kind == IP_V4 && a->v4 == b->v4) return;
  strings(c, field, ip_text(c, a), ip_text(c, b));
}

static const char *mask_text(struct compare *c, uint32_t v)
{
  char room[16];
  struct ip ip = { .kind = IP_V4, .v4 = v };
  return arena_printf(c->arena, "%s", ip_print(&ip, room, sizeof room));
}

static void masks(struct compare *c, const char *field, uint32_t a, uint32_t b)
{
  if (a != b) differ(c, field, mask_text(c, a), mask_text(c, b));
}

static const char *refs_text(struct compare *c, const struct ref *r)
{
  const char *s = NULL;
  for (; r; r = r->next)
    if (r->s) s = s ? arena_printf(c->arena, "%s %s", s, r->s) : r->s;
  return s;
}

/* Texts are made only where something differs: most of two large routers does not. */
static bool same_identity(const struct identity *a, const struct identity *b)
{
  if (a->type != b->type) return false;
  if (a->type != ID_ADDRESS) return equal_texts(a->text, b->text);
  return equal_ips(&a->address, &b->address) && equal_texts(a->vrf, b->vrf) &&
    (a->address.kind == IP_NONE || (a->mask == b->mask && a->high == b->high));
}

static bool same_identities(const struct identity *a, const struct identity *b)
{
  for (; a && b && same_identity(a, b); a = a->next) b = b->next;
  return !a && !b;
}

static void refs(struct compare *c, const char *field, const struct ref *a, const struct ref *b)
{
  if (equal_refs(a, b)) return;
  strings(c, field, refs_text(c, a), refs_text(c, b));
}

static const char *list_text(struct compare *c, const struct num_list *l)
{
  const char *s = NULL;
  for (; l; l = l->next)
    if (is_known(&l->v.o) && l->v.v) s = s ? arena_printf(c->arena, "%s %u", s, l->v.v) : arena_printf(c->arena, "%u", l->v.v);
  return s;
}

static const char *identity_text(struct compare *c, const struct identity *id)
{
  char room[64];
  if (id->type == ID_UNSET) return NULL;
  if (id->type == ID_ADDRESS)
    return arena_printf(c->arena, "address %s%s%s/%s-%u", id->vrf ? id->vrf : "", id->vrf ? " " : "",
      id->address.kind == IP_NONE ? "own" : ip_print(&id->address, room, sizeof room),
      mask_text(c, id->address.kind == IP_NONE ? 0 : id->mask), id->address.kind == IP_NONE ? 0 : id->high);
  return arena_printf(c->arena, "%u %s", id->type, id->text ? id->text : "(host name)");
}

static const char *identities_text(struct compare *c, const struct identity *id)
{
  const char *s = NULL;
  for (; id; id = id->next)
    s = arena_printf(c->arena, "%s%s%s", s ? s : "", s ? ", " : "", identity_text(c, id) ? identity_text(c, id) : "unread");
  return s;
}

static void number_lists(struct compare *c, const char *field, const struct num_list *a, const struct num_list *b)
{
  if (!equal_lists(a, b)) strings(c, field, list_text(c, a), list_text(c, b));
}

static void identity(struct compare *c, const char *field, const struct identity *a, const struct identity *b)
{
  if (!same_identity(a, b)) strings(c, field, identity_text(c, a), identity_text(c, b));
}

static void identities(struct compare *c, const char *field, const struct identity *a, const struct identity *b)
{
  if (!same_identities(a, b)) strings(c, field, identities_text(c, a), identities_text(c, b));
}

/* ---- Tables of fields ---- */

enum field_kind {
  FIELD_NUM,
  FIELD_NAME,
  FIELD_ADDR,
  FIELD_REF,
  FIELD_REFS,
  FIELD_STRING,
  FIELD_MASK,
  FIELD_LIST,
  FIELD_IDENTITY,
  FIELD_EXPECTS,
  FIELD_BOOL
};

struct field {
  const char *name;
  size_t at;
  enum field_kind kind;
};

#define AT(type, member, how) { #member, offsetof(struct type, member), how }

static void compare_field(struct compare *c, const struct field *f, const void *x, const void *y)
{
  const char *a = (const char *)x + f->at, *b = (const char *)y + f->at;
  switch (f->kind) {
  case FIELD_NUM: numbers(c, f->name, (const void *)a, (const void *)b); break;
  case FIELD_NAME: strings(c, f->name, ((const struct name *)(const void *)a)->s, ((const struct name *)(const void *)b)->s); break;
  case FIELD_ADDR: ips(c, f->name, &((const struct addr *)(const void *)a)->ip, &((const struct addr *)(const void *)b)->ip); break;
  case FIELD_REF: strings(c, f->name, ((const struct ref *)(const void *)a)->s, ((const struct ref *)(const void *)b)->s); break;
  case FIELD_REFS: refs(c, f->name, *(struct ref *const *)(const void *)a, *(struct ref *const *)(const void *)b); break;
  case FIELD_STRING: strings(c, f->name, *(const char *const *)(const void *)a, *(const char *const *)(const void *)b); break;
  case FIELD_MASK: masks(c, f->name, *(const uint32_t *)(const void *)a, *(const uint32_t *)(const void *)b); break;
  case FIELD_LIST: number_lists(c, f->name, (const void *)a, (const void *)b); break;
  case FIELD_IDENTITY: identity(c, f->name, (const void *)a, (const void *)b); break;
  case FIELD_EXPECTS: identities(c, f->name, *(struct identity *const *)(const void *)a, *(struct identity *const *)(const void *)b); break;
  case FIELD_BOOL: flags(c, f->name, *(const bool *)a, *(const bool *)b); break;
  }
}

static void compare_fields(struct compare *c, const struct field *f, const void *a, const void *b)
{
  for (; f->name; f++) compare_field(c, f, a, b);
}

static const struct field router_fields[] = { AT(router, hostname, FIELD_NAME), AT(router, identity, FIELD_IDENTITY),
  AT(router, ike_local_name, FIELD_NAME), AT(router, dpd_interval, FIELD_NUM), AT(router, dpd_retry, FIELD_NUM),
  AT(router, dpd_periodic, FIELD_NUM), AT(router, keepalive_interval, FIELD_NUM), AT(router, keepalive_timeout, FIELD_NUM),
  AT(router, seconds, FIELD_NUM), AT(router, kilobytes, FIELD_NUM), AT(router, isakmp_enabled, FIELD_NUM),
  AT(router, aggressive_disabled, FIELD_NUM), AT(router, answers_aggressive, FIELD_NUM), AT(router, builtin_off, FIELD_NUM),
  AT(router, builtin_sets_off, FIELD_NUM), AT(router, weak_allowed, FIELD_NUM), { NULL, 0, FIELD_NUM } };
static const struct field proposal_fields[] = { AT(ike_proposal, encryption, FIELD_NUM), AT(ike_proposal, hash, FIELD_NUM),
  AT(ike_proposal, dh, FIELD_NUM), AT(ike_proposal, authentication, FIELD_NUM), AT(ike_proposal, lifetime, FIELD_NUM),
  { NULL, 0, FIELD_NUM } };
static const struct field keyring_fields[] = { AT(keyring, local, FIELD_ADDR), AT(keyring, local_interface, FIELD_NAME),
  AT(keyring, priority, FIELD_NUM), AT(keyring, vrf, FIELD_STRING), { NULL, 0, FIELD_NUM } };
static const struct field profile_fields[] = { AT(ike_profile, exchange, FIELD_NUM), AT(ike_profile, id_type, FIELD_NUM),
  AT(ike_profile, local_name, FIELD_NAME), AT(ike_profile, remote_name, FIELD_NAME), AT(ike_profile, local, FIELD_IDENTITY),
  AT(ike_profile, expects, FIELD_EXPECTS), AT(ike_profile, checks_identity, FIELD_BOOL), AT(ike_profile, remote, FIELD_ADDR),
  AT(ike_profile, remote_high, FIELD_MASK), AT(ike_profile, local_address, FIELD_ADDR), AT(ike_profile, local_interface, FIELD_NAME),
  AT(ike_profile, keyrings, FIELD_REFS), AT(ike_profile, searched, FIELD_REFS), AT(ike_profile, proposals, FIELD_REFS),
  AT(ike_profile, dpd_interval, FIELD_NUM), AT(ike_profile, dpd_retry, FIELD_NUM), AT(ike_profile, dpd_periodic, FIELD_NUM),
  AT(ike_profile, dpd, FIELD_REF), AT(ike_profile, nat_traversal, FIELD_NUM), AT(ike_profile, priority, FIELD_NUM),
  AT(ike_profile, vrf, FIELD_STRING), AT(ike_profile, certificate, FIELD_STRING), { NULL, 0, FIELD_NUM } };
static const struct field dpd_fields[] = { AT(dpd_block, interval, FIELD_NUM), AT(dpd_block, timeout, FIELD_NUM), { NULL, 0, FIELD_NUM } };
static const struct field set_fields[] = { AT(transform_set, protocol, FIELD_NUM), AT(transform_set, encryption, FIELD_LIST),
  AT(transform_set, authentication, FIELD_LIST), AT(transform_set, ah, FIELD_LIST), AT(transform_set, encapsulation, FIELD_NUM),
  AT(transform_set, required, FIELD_NUM), AT(transform_set, pfs, FIELD_NUM), AT(transform_set, esn, FIELD_NUM),
  AT(transform_set, unmodelled, FIELD_BOOL), { NULL, 0, FIELD_NUM } };
static const struct field vrf_fields[] = { AT(vrf, distinguisher, FIELD_NAME), { NULL, 0, FIELD_NUM } };
static const struct field policy_fields[] = { AT(policy, local_interface, FIELD_NAME), AT(policy, isakmp_profile, FIELD_REF),
  { NULL, 0, FIELD_NUM } };
static const struct field entry_fields[] = { AT(policy_entry, template_ref, FIELD_REF), AT(policy_entry, acl, FIELD_REF),
  AT(policy_entry, acl_mode, FIELD_NUM), AT(policy_entry, profile, FIELD_REF), AT(policy_entry, ikev2_profile, FIELD_REF),
  AT(policy_entry, transforms, FIELD_REFS), AT(policy_entry, pfs, FIELD_NUM), AT(policy_entry, seconds, FIELD_NUM),
  AT(policy_entry, kilobytes, FIELD_NUM), AT(policy_entry, local, FIELD_ADDR), AT(policy_entry, isakmp_policy, FIELD_NUM),
  AT(policy_entry, exchange, FIELD_NUM), AT(policy_entry, responder_only, FIELD_NUM), AT(policy_entry, reverse_route, FIELD_NUM),
  AT(policy_entry, autoup, FIELD_NUM), { NULL, 0, FIELD_NUM } };
static const struct field interface_fields[] = { AT(interface, address, FIELD_ADDR), AT(interface, mask, FIELD_MASK),
  AT(interface, unnumbered, FIELD_NAME), AT(interface, mtu, FIELD_NUM), AT(interface, ip_mtu, FIELD_NUM), AT(interface, mss, FIELD_NUM),
  AT(interface, policies, FIELD_REFS), AT(interface, nat_inside, FIELD_BOOL), AT(interface, nat_outside, FIELD_BOOL),
  AT(interface, shutdown, FIELD_BOOL), AT(interface, vrf, FIELD_STRING), { NULL, 0, FIELD_NUM } };
static const struct field tunnel_fields[] = { AT(tunnel, mode, FIELD_NUM), AT(tunnel, source, FIELD_ADDR),
  AT(tunnel, source_interface, FIELD_NAME), AT(tunnel, destination, FIELD_ADDR), AT(tunnel, key, FIELD_NUM),
  AT(tunnel, checksum, FIELD_NUM), AT(tunnel, keepalive, FIELD_NUM), AT(tunnel, keepalive_retries, FIELD_NUM),
  AT(tunnel, protection, FIELD_REF), AT(tunnel, vrf, FIELD_NAME), { NULL, 0, FIELD_NUM } };

/* ---- Objects with more than fields ---- */

static void compare_tunnel(struct compare *c, const struct tunnel *a, const struct tunnel *b)
{
  compare_fields(c, tunnel_fields, a, b);
  const struct next_hop *s = a->next_hops, *t = b->next_hops;
  for (; s && t; s = s->next, t = t->next) {
    ips(c, "next hop", &s->inner, &t->inner);
    ips(c, "next hop's outer address", &s->outer.ip, &t->outer.ip);
  }
  flags(c, "further next hop", s != NULL, t != NULL);
}

static void compare_interface(struct compare *c, const void *x, const void *y)
{
  const struct interface *a = x, *b = y;
  compare_fields(c, interface_fields, a, b);
  const struct ip_secondary *s = a->secondary, *t = b->secondary;
  for (; s && t; s = s->next, t = t->next) {
    ips(c, "secondary address", &s->ip, &t->ip);
    masks(c, "secondary mask", s->mask, t->mask);
  }
  flags(c, "further secondary address", s != NULL, t != NULL);
  masks(c, "VLAN", a->vlan, b->vlan);
  masks(c, "inner VLAN", a->inner_vlan, b->inner_vlan);
  flags(c, "tunnel", a->tunnel != NULL, b->tunnel != NULL);
  if (a->tunnel && b->tunnel) compare_tunnel(c, a->tunnel, b->tunnel);
  const struct nat_rule *m = a->nat, *n = b->nat;
  for (; m && n; m = m->next, n = n->next) strings(c, "nat", m->acl.s, n->acl.s);
  flags(c, "further nat", m != NULL, n != NULL);
}

static const char *side_text(struct compare *c, const struct acl_address *a)
{
  char room[256];
  return arena_printf(c->arena, "%s %s port %u %u %u", ip_print(&a->ip, room, sizeof room),
    a->ip.kind == IP_V4 || a->ip.kind == IP_MASKED ? mask_text(c, a->wildcard) : "", a->port_op, a->port_op ? a->port : 0,
    a->port_op == PORT_RANGE ? a->port_high : 0);
}

static const char *rule_text(struct compare *c, const struct acl_rule *r)
{
  return arena_printf(c->arena, "%u %s %u %s > %s%s%s", r->sequence, r->permit ? "permit" : "deny", r->protocol, side_text(c, &r->source),
    side_text(c, &r->destination),
    r->narrowed ? " narrowed"
      : r->vrf  ? " in a VRF"
                : "",
    r->unread ? " unread" : "");
}

static void compare_acl(struct compare *c, const void *x, const void *y)
{
  const struct acl *a = x, *b = y;
  flags(c, "extended", a->extended, b->extended);
  const struct acl_rule *s = a->rules, *t = b->rules;
  for (; s || t; s = s ? s->next : NULL, t = t ? t->next : NULL)
    if (!s || !t || s->sequence != t->sequence || !equal_rules(s, t))
      strings(c, "rule", s ? rule_text(c, s) : NULL, t ? rule_text(c, t) : NULL);
}

static void compare_group(struct compare *c, const void *x, const void *y)
{
  const struct object_member *s = ((const struct object_group *)x)->members, *t = ((const struct object_group *)y)->members;
  for (; s && t; s = s->next, t = t->next) {
    ips(c, "member", &s->ip, &t->ip);
    if (s->ip.kind == IP_V4) masks(c, "member's mask", s->mask, t->mask);
  }
  flags(c, "further member", s != NULL, t != NULL);
}

static void compare_key(struct compare *c, const void *x, const void *y)
{
  const struct secret *a = &((const struct psk *)x)->secret, *b = &((const struct psk *)y)->secret;
  bool same = a->clear || b->clear ? a->clear && b->clear && !strcmp(a->clear, b->clear)
                                   : a->form == b->form && !strcmp(a->raw ? a->raw : "", b->raw ? b->raw : "");
  if (!same) differ(c, "key", a->clear ? "readable ******" : "******", b->clear ? "readable ******" : "******");
}

static void compare_entry(struct compare *c, const void *x, const void *y)
{
  const struct policy_entry *a = x, *b = y;
  numbers(c, "kind", &(struct num){ .v = a->kind, .o.from = FROM_LINE }, &(struct num){ .v = b->kind, .o.from = FROM_LINE });
  compare_fields(c, entry_fields, a, b);
  const struct peer *p = a->peers, *q = b->peers;
  for (; p || q; p = p ? p->next : NULL, q = q ? q->next : NULL)
    ips(c, "peer", p ? &p->address.ip : &(struct ip) { 0 }, q ? &q->address.ip : &(struct ip) { 0 });
}

static void compare_map(struct compare *c, const void *x, const void *y)
{
  const struct route_map *a = x, *b = y;
  refs(c, "access lists", a->acls, b->acls);
  refs(c, "interfaces", a->interfaces, b->interfaces);
}

#define ONLY_FIELDS(name, table) static void name(struct compare *c, const void *a, const void *b) { compare_fields(c, table, a, b); }
ONLY_FIELDS(compare_proposal, proposal_fields)
ONLY_FIELDS(compare_keyring, keyring_fields)
ONLY_FIELDS(compare_profile, profile_fields)
ONLY_FIELDS(compare_dpd, dpd_fields)
ONLY_FIELDS(compare_set, set_fields)
ONLY_FIELDS(compare_policy, policy_fields)
ONLY_FIELDS(compare_vrf, vrf_fields)

/* ---- Lists ---- */

/* What names an object; NULL: it does not count (built in). */

static const char *interface_name(struct compare *c, const void *o) { (void)c; return ((const struct interface *)o)->name; }
static const char *vrf_name(struct compare *c, const void *o) { (void)c; return ((const struct vrf *)o)->name; }
static const char *acl_name(struct compare *c, const void *o) { (void)c; return ((const struct acl *)o)->name; }
static const char *group_name(struct compare *c, const void *o) { (void)c; return ((const struct object_group *)o)->name; }
static const char *keyring_name(struct compare *c, const void *o) { (void)c; return ((const struct keyring *)o)->name; }
static const char *profile_name(struct compare *c, const void *o) { (void)c; return ((const struct ike_profile *)o)->name; }
static const char *dpd_name(struct compare *c, const void *o) { (void)c; return ((const struct dpd_block *)o)->name; }
static const char *map_name(struct compare *c, const void *o) { (void)c; return ((const struct route_map *)o)->name; }
static const char *set_name(struct compare *c, const void *o)
{
  (void)c;
  return ((const struct transform_set *)o)->builtin ? NULL : ((const struct transform_set *)o)->name;
}
static const char *proposal_name(struct compare *c, const void *o)
{
  return ((const struct ike_proposal *)o)->builtin ? NULL : arena_printf(c->arena, "%u", ((const struct ike_proposal *)o)->number);
}

static const char *policy_name(struct compare *c, const void *o)
{
  const struct policy *p = o;
  return arena_printf(c->arena, "%s%s", p->is_profile ? "profile " : p->is_template ? "template " : "", p->name);
}

static const char *entry_name(struct compare *c, const void *o)
{
  const struct policy_entry *e = o;
  return arena_printf(c->arena, "%s %u", policy_name(c, e->group), e->sequence);
}

/* A key that was left out on purpose is a word in angle brackets; some dialects refuse its line and read a key without text there. */
static const char *key_name(struct compare *c, const void *o)
{
  const struct psk *k = o;
  char room[256];
  if (!k->secret.raw || !k->secret.raw[0] || k->secret.raw[0] == '<') return NULL;
  return arena_printf(c->arena, "%s%s for %s %s%s",
    k->ring      ? k->ring->name
      : k->owner ? k->owner->name
                 : "",
    k->owner ? " (peer)" : "", ip_print(&k->peer, room, sizeof room), k->peer.kind == IP_V4 ? mask_text(c, k->mask) : "",
    k->password ? " (password)" : "");
}

static const char *route_name(struct compare *c, const void *o)
{
  const struct route *r = o;
  char room[64];
  return arena_printf(c->arena, "%s %s %s %s %s %s %u", mask_text(c, r->prefix & r->mask), mask_text(c, r->mask),
    r->via.kind ? ip_print(&r->via, room, sizeof room) : "-", r->interface_name ? r->interface_name : "-", r->vrf ? r->vrf : "-",
    r->via_vrf ? r->via_vrf : "-", r->preference);
}

static const char *nat_name(struct compare *c, const void *o)
{
  const struct nat_rule *n = o;
  return arena_printf(c->arena, "%s %s %s", n->acl.s ? n->acl.s : "-", n->route_map.s ? n->route_map.s : "-",
    n->interface_name.s ? n->interface_name.s
      : n->pool         ? n->pool
                        : "-");
}

/* ---- The same by name, of what large routers have many of ---- */

static bool same_interface(const void *x, const void *y)
{
  return equal_texts(((const struct interface *)x)->name, ((const struct interface *)y)->name);
}
static bool same_acl(const void *x, const void *y) { return equal_texts(((const struct acl *)x)->name, ((const struct acl *)y)->name); }
static bool same_keyring(const void *x, const void *y)
{
  return equal_texts(((const struct keyring *)x)->name, ((const struct keyring *)y)->name);
}
static bool same_profile(const void *x, const void *y)
{
  return equal_texts(((const struct ike_profile *)x)->name, ((const struct ike_profile *)y)->name);
}

static bool same_set(const void *x, const void *y)
{
  const struct transform_set *a = x, *b = y;
  return !a->builtin && !b->builtin && equal_texts(a->name, b->name);
}

static bool same_key(const void *x, const void *y)
{
  const struct psk *a = x, *b = y;
  bool owned = !a->ring == !b->ring && !a->owner == !b->owner && (!a->ring || equal_texts(a->ring->name, b->ring->name)) &&
    (!a->owner || equal_texts(a->owner->name, b->owner->name));
  return owned && a->password == b->password && a->mask == b->mask && equal_ips(&a->peer, &b->peer) && a->secret.clear && b->secret.clear;
}

static bool same_policy(const void *x, const void *y)
{
  const struct policy *a = x, *b = y;
  return a->is_profile == b->is_profile && a->is_template == b->is_template && equal_texts(a->name, b->name);
}

static bool same_entry(const void *x, const void *y)
{
  const struct policy_entry *a = x, *b = y;
  return a->sequence == b->sequence && same_policy(a->group, b->group);
}

static bool same_route(const void *x, const void *y)
{
  const struct route *a = x, *b = y;
  return a->prefix == b->prefix && a->mask == b->mask && a->preference == b->preference && equal_ips(&a->via, &b->via) &&
    equal_texts(a->interface_name, b->interface_name) && equal_texts(a->vrf, b->vrf) && equal_texts(a->via_vrf, b->via_vrf);
}

/* Every object of a list starts with its `next`. */
static const void *next_of(const void *o)
{
  const void *next;
  memcpy(&next, o, sizeof next);
  return next;
}

struct named {
  struct named *next;
  const char *name;
  const void *object;
  bool met;
};

static uint64_t hash_of(const char *name)
{
  return arena_hash(name, strlen(name)) | 1ull << 40;
}

static struct named *take(const struct table *t, const char *name)
{
  uint32_t at = 0;
  struct named *n;
  while ((n = table_each(t, hash_of(name), &at)))
    if (!n->met && !strcmp(n->name, name)) {
      n->met = true;
      return n;
    }
  return NULL;
}

/* What is left of `b` where the lists are not in step any more. */
static struct named *index_rest(struct compare *c, struct table *t, const void *b, const char *(*name)(struct compare *, const void *))
{
  struct named *first = NULL, **end = &first;
  table_init(t, c->arena);
  for (; b; b = next_of(b)) {
    const char *s = name(c, b);
    if (!s) continue;
    *end = ARENA_NEW(c->arena, struct named);
    **end = (struct named){ .name = s, .object = b };
    table_put(t, hash_of(s), *end);
    end = &(*end)->next;
  }
  return first;
}

/* What compares two objects of a list. */
struct way {
  const char *(*name)(struct compare *c, const void *object);
  bool (*same)(const void *a, const void *b); /* have both the same name, found out without making one? May be NULL */
  void (*compare)(struct compare *c, const void *a, const void *b);
};

static void compare_same(struct compare *c, const struct way *way, const void *a, const void *b)
{
  c->name = NULL;
  c->object = a;
  if (way->compare) way->compare(c, a, b);
}

/* Goes through both lists as far as they are in step. What is written in two parts, interfaces and then tunnels, is in step too, where
 * those of the second part wait. Returns those that found none; `*b` is what is left of the other list. */
static struct named *in_step(struct compare *c, const struct way *way, const void *a, const void **b)
{
  struct named *waiting = NULL, **end = &waiting;
  for (; a; a = next_of(a)) {
    if (*b && way->same && way->same(a, *b)) {
      compare_same(c, way, a, *b);
      *b = next_of(*b);
      continue;
    }
    *end = ARENA_NEW(c->arena, struct named);
    (*end)->object = a;
    end = &(*end)->next;
  }
  for (; waiting && *b && way->same && way->same(waiting->object, *b); waiting = waiting->next, *b = next_of(*b))
    compare_same(c, way, waiting->object, *b);
  return waiting;
}

static void lists(struct compare *c, const char *what, const void *a, const void *b, const char *(*name)(struct compare *, const void *),
  bool (*same)(const void *, const void *), void (*compare)(struct compare *, const void *, const void *))
{
  struct table t;
  const struct way way = { name, same, compare };
  c->what = what;
  c->name_of = name;
  struct named *rest = in_step(c, &way, a, &b), *first = index_rest(c, &t, b, name);
  for (; rest; rest = rest->next) {
    if (!(c->name = name(c, rest->object))) continue;
    struct named *n = take(&t, c->name);
    if (!n) differ(c, "object", "there", NULL);
    else if (compare) compare(c, rest->object, n->object);
  }
  for (; first; first = first->next) {
    if (first->met) continue;
    c->name = first->name;
    differ(c, "object", NULL, "there");
  }
}

unsigned model_compare(const struct router *a, const struct router *b, struct arena *arena, struct text *out, unsigned most)
{
  struct compare c = { .arena = arena, .out = out, .most = most, .what = "router", .name = "" };
  compare_fields(&c, router_fields, a, b);
  lists(&c, "VRF", a->vrfs.first, b->vrfs.first, vrf_name, NULL, compare_vrf);
  lists(&c, "interface", a->interfaces.first, b->interfaces.first, interface_name, same_interface, compare_interface);
  lists(&c, "ACL", a->acls.first, b->acls.first, acl_name, same_acl, compare_acl);
  lists(&c, "object group", a->groups.first, b->groups.first, group_name, NULL, compare_group);
  lists(&c, "IKE proposal", a->proposals.first, b->proposals.first, proposal_name, NULL, compare_proposal);
  lists(&c, "key", a->keys.first, b->keys.first, key_name, same_key, compare_key);
  lists(&c, "keyring", a->keyrings.first, b->keyrings.first, keyring_name, same_keyring, compare_keyring);
  lists(&c, "IKE profile", a->profiles.first, b->profiles.first, profile_name, same_profile, compare_profile);
  lists(&c, "DPD block", a->dpds.first, b->dpds.first, dpd_name, NULL, compare_dpd);
  lists(&c, "transform set", a->transforms.first, b->transforms.first, set_name, same_set, compare_set);
  lists(&c, "policy", a->policies.first, b->policies.first, policy_name, same_policy, compare_policy);
  lists(&c, "entry", a->entries.first, b->entries.first, entry_name, same_entry, compare_entry);
  lists(&c, "route", a->routes.first, b->routes.first, route_name, same_route, NULL);
  lists(&c, "nat", a->nats.first, b->nats.first, nat_name, NULL, NULL);
  lists(&c, "route map", a->route_maps.first, b->route_maps.first, map_name, NULL, compare_map);
  return c.count;
}
