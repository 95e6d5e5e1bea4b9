/* `peerlint show`: the model as JSON (docs/model.schema.json), every value with where it came from.
 *
 * What an object has is in tables: a row a field, with the kind that says how to read it from the struct. Keys and their ciphertexts are
 * secrets and stand masked. */
#include "src/report.h"

#include "src/facts.h"
#include "src/flow_text.h"
#include "src/json_text.h"
#include "vendors/vendor.h"

#include <stddef.h>
#include <string.h>

enum kind {
  KIND_END,
  KIND_NUM,
  KIND_YES_NO,
  KIND_CIPHER,
  KIND_HASH,
  KIND_AUTH,
  KIND_EXCHANGE,
  KIND_PROTOCOL,
  KIND_ENCAPSULATION,
  KIND_ID_TYPE,
  KIND_MODE,
  KIND_CIPHERS,
  KIND_HASHES,
  KIND_NAME,
  KIND_ADDR,
  KIND_REF,
  KIND_REFS,
  KIND_TEXT,
  KIND_FLAG,
  KIND_COUNT,
  KIND_MASK,
  KIND_IP,
  KIND_IDENTITY
};

struct field {
  const char *key;
  enum kind kind;
  size_t offset;
};

#define FIELD(type, kind, member) { #member, kind, offsetof(struct type, member) }

struct shower {
  struct json_writer w;
  struct file *file;
};

static uint32_t line_of(struct shower *s, struct place at)
{
  return at.last ? source_spot(&s->file->source, at.first).line : 0;
}

/* ---- Values and their origin ---- */

/* Adds where the value came from to the object that holds it. */
static json_t *with_origin(struct shower *s, const struct origin *o, json_t *value)
{
  static const char *const from[] = { "nothing", "line", "default", "unread" };
  const struct dialect *d = s->file->router.dialect;
  json_t *v = json_open(&s->w, json_object());
  if (o->from == FROM_UNREAD) {
    json_drop(&s->w, value);
    value = json_null();
  }
  json_put(&s->w, v, "value", value);
  json_put(&s->w, v, "from", json_text(&s->w, from[o->from]));
  if (o->at.last && o->from != FROM_DEFAULT) json_put(&s->w, v, "line", json_number(line_of(s, o->at)));
  if (o->from == FROM_DEFAULT && o->why && d->notes) json_put(&s->w, v, "note", json_text(&s->w, d->notes[o->why]));
  if (o->doubt) json_put(&s->w, v, "assumed", json_true());
  return v;
}

static const char *name_in(const char *const *names, uint32_t count, uint32_t v)
{
  return v < count ? names[v] : "unknown";
}

static const char *word_of(enum kind kind, uint32_t v)
{
  static const char *const exchanges[] = { "unset", "main", "aggressive", "other" },
                           *const protocols[] = { "unset", "esp", "ah", "ah-esp" },
                           *const encapsulations[] = { "unset", "tunnel", "transport", "auto" },
                           *const types[] = { "unset", "address", "fqdn", "user-fqdn", "dn", "key-id" },
                           *const modes[] = { "unset", "gre", "gre-multipoint", "ipsec", "other" };
  switch (kind) {
  case KIND_CIPHER: case KIND_CIPHERS: return cipher_name(v);
  case KIND_HASH: case KIND_HASHES: return hash_name(v);
  case KIND_AUTH: return auth_name(v);
  case KIND_EXCHANGE: return name_in(exchanges, 4, v);
  case KIND_PROTOCOL: return name_in(protocols, 4, v);
  case KIND_ENCAPSULATION: return name_in(encapsulations, 4, v);
  case KIND_ID_TYPE: return name_in(types, 6, v);
  default: return name_in(modes, 5, v);
  }
}

static json_t *address(struct shower *s, const struct ip *ip)
{
  char buffer[256];
  return ip->kind == IP_NONE ? json_null() : json_text(&s->w, ip_print(ip, buffer, sizeof buffer));
}

static json_t *mask(struct shower *s, uint32_t v)
{
  char buffer[16];
  struct ip ip = { .kind = IP_V4, .v4 = v };
  return json_text(&s->w, ip_print(&ip, buffer, sizeof buffer));
}

/* A number with its origin; NULL where nothing sets it. */
static json_t *num(struct shower *s, const struct num *n, enum kind kind)
{
  if (n->o.from == FROM_NOTHING && !n->o.doubt) return NULL;
  json_t *value = kind == KIND_NUM ? json_number(n->v)
    : kind == KIND_YES_NO          ? json_boolean(n->v)
                                   : json_text(&s->w, is_known(&n->o) ? word_of(kind, n->v) : NULL);
  return with_origin(s, &n->o, value);
}

/* A number that is always there: none means that no memory is left. */
static json_t *count(struct shower *s, uint32_t v)
{
  json_t *value = json_number(v);
  if (!value) s->w.ok = false;
  return value;
}

static json_t *nums(struct shower *s, const struct num_list *l, enum kind kind)
{
  json_t *array = NULL;
  for (; l; l = l->next) {
    json_t *value = num(s, &l->v, kind);
    if (!value) continue;
    if (!array) array = json_open(&s->w, json_array());
    json_add(&s->w, array, value);
  }
  return array;
}

static json_t *ref(struct shower *s, const struct ref *r)
{
  if (!r->s && r->o.from == FROM_NOTHING) return NULL;
  json_t *v = with_origin(s, &r->o, json_text(&s->w, r->s));
  json_put(&s->w, v, "defined", json_boolean(r->to != NULL));
  return v;
}

static json_t *refs(struct shower *s, const struct ref *r)
{
  json_t *array = r ? json_open(&s->w, json_array()) : NULL;
  for (; r; r = r->next) json_add(&s->w, array, ref(s, r));
  return array;
}

static json_t *identity(struct shower *s, const struct identity *id)
{
  if (id->type == ID_UNSET && id->o.from != FROM_UNREAD) return NULL;
  json_t *v = with_origin(s, &id->o, id->type == ID_ADDRESS ? address(s, &id->address) : json_text(&s->w, id->text));
  json_put(&s->w, v, "type", json_text(&s->w, word_of(KIND_ID_TYPE, id->type)));
  if (id->mask && id->mask != UINT32_MAX) json_put(&s->w, v, "mask", mask(s, id->mask));
  if (id->high) json_put(&s->w, v, "high", mask(s, id->high));
  return v;
}

static json_t *name(struct shower *s, const struct name *n)
{
  return n->o.from == FROM_NOTHING && !n->s ? NULL : with_origin(s, &n->o, json_text(&s->w, n->s));
}

static json_t *addr(struct shower *s, const struct addr *a)
{
  return a->o.from == FROM_NOTHING ? NULL : with_origin(s, &a->o, address(s, &a->ip));
}

/* The field's value; NULL where the object has none. */
static json_t *field(struct shower *s, const struct field *f, const void *object)
{
  const char *at = (const char *)object + f->offset;
  switch (f->kind) {
  case KIND_CIPHERS: case KIND_HASHES: return nums(s, (const void *)at, f->kind);
  case KIND_NAME: return name(s, (const void *)at);
  case KIND_ADDR: return addr(s, (const void *)at);
  case KIND_REF: return ref(s, (const void *)at);
  case KIND_REFS: return refs(s, *(struct ref *const *)(const void *)at);
  case KIND_IDENTITY: return identity(s, (const void *)at);
  case KIND_TEXT: return *(const char *const *)(const void *)at ? json_text(&s->w, *(const char *const *)(const void *)at) : NULL;
  case KIND_FLAG: return *(const bool *)at ? json_true() : NULL;
  case KIND_COUNT: return count(s, *(const uint32_t *)(const void *)at);
  case KIND_MASK: return *(const uint32_t *)(const void *)at ? mask(s, *(const uint32_t *)(const void *)at) : NULL;
  case KIND_IP: return ((const struct ip *)(const void *)at)->kind == IP_NONE ? NULL : address(s, (const void *)at);
  default: return num(s, (const void *)at, f->kind);
  }
}

/* The object's line and the fields that it has. */
static json_t *object(struct shower *s, struct place at, const struct field *fields, const void *from)
{
  json_t *o = json_open(&s->w, json_object());
  if (at.last) json_put(&s->w, o, "line", json_number(line_of(s, at)));
  for (; fields->key; fields++) {
    json_t *value = field(s, fields, from);
    if (value) json_put(&s->w, o, fields->key, value);
  }
  return o;
}

/* ---- The objects ---- */

static const struct field proposal_fields[] = { FIELD(ike_proposal, KIND_COUNT, number), FIELD(ike_proposal, KIND_FLAG, builtin),
  FIELD(ike_proposal, KIND_CIPHER, encryption), FIELD(ike_proposal, KIND_HASH, hash), FIELD(ike_proposal, KIND_NUM, dh),
  FIELD(ike_proposal, KIND_AUTH, authentication), FIELD(ike_proposal, KIND_NUM, lifetime), { 0 } };
static const struct field keyring_fields[] = { FIELD(keyring, KIND_TEXT, name), FIELD(keyring, KIND_ADDR, local),
  FIELD(keyring, KIND_NAME, local_interface), FIELD(keyring, KIND_NUM, priority), FIELD(keyring, KIND_TEXT, vrf), { 0 } };
static const struct field profile_fields[] = { FIELD(ike_profile, KIND_TEXT, name), FIELD(ike_profile, KIND_EXCHANGE, exchange),
  FIELD(ike_profile, KIND_ID_TYPE, id_type), FIELD(ike_profile, KIND_NAME, local_name), FIELD(ike_profile, KIND_NAME, remote_name),
  FIELD(ike_profile, KIND_IDENTITY, local), FIELD(ike_profile, KIND_FLAG, checks_identity), FIELD(ike_profile, KIND_ADDR, remote),
  FIELD(ike_profile, KIND_ADDR, local_address), FIELD(ike_profile, KIND_NAME, local_interface), FIELD(ike_profile, KIND_REFS, keyrings),
  FIELD(ike_profile, KIND_REFS, proposals), FIELD(ike_profile, KIND_NUM, dpd_interval), FIELD(ike_profile, KIND_NUM, dpd_retry),
  FIELD(ike_profile, KIND_YES_NO, dpd_periodic), FIELD(ike_profile, KIND_REF, dpd), FIELD(ike_profile, KIND_YES_NO, nat_traversal),
  FIELD(ike_profile, KIND_NUM, priority), FIELD(ike_profile, KIND_TEXT, vrf), FIELD(ike_profile, KIND_TEXT, certificate), { 0 } };
static const struct field dpd_fields[] = { FIELD(dpd_block, KIND_TEXT, name), FIELD(dpd_block, KIND_NUM, interval),
  FIELD(dpd_block, KIND_NUM, timeout), { 0 } };
static const struct field transform_fields[] = { FIELD(transform_set, KIND_TEXT, name), FIELD(transform_set, KIND_FLAG, builtin),
  FIELD(transform_set, KIND_PROTOCOL, protocol), FIELD(transform_set, KIND_CIPHERS, encryption),
  FIELD(transform_set, KIND_HASHES, authentication), FIELD(transform_set, KIND_HASHES, ah),
  FIELD(transform_set, KIND_ENCAPSULATION, encapsulation), FIELD(transform_set, KIND_YES_NO, required), FIELD(transform_set, KIND_NUM, pfs),
  FIELD(transform_set, KIND_YES_NO, esn), FIELD(transform_set, KIND_FLAG, unmodelled), { 0 } };
static const struct field entry_fields[] = { FIELD(policy_entry, KIND_COUNT, sequence), FIELD(policy_entry, KIND_REF, template_ref),
  FIELD(policy_entry, KIND_REF, acl), FIELD(policy_entry, KIND_NUM, acl_mode), FIELD(policy_entry, KIND_REF, profile),
  FIELD(policy_entry, KIND_REF, ikev2_profile), FIELD(policy_entry, KIND_REFS, transforms), FIELD(policy_entry, KIND_NUM, pfs),
  FIELD(policy_entry, KIND_NUM, seconds), FIELD(policy_entry, KIND_NUM, kilobytes), FIELD(policy_entry, KIND_ADDR, local),
  FIELD(policy_entry, KIND_NUM, isakmp_policy), FIELD(policy_entry, KIND_EXCHANGE, exchange),
  FIELD(policy_entry, KIND_YES_NO, responder_only), FIELD(policy_entry, KIND_YES_NO, reverse_route),
  FIELD(policy_entry, KIND_YES_NO, autoup), { 0 } };
static const struct field policy_fields[] = { FIELD(policy, KIND_TEXT, name), FIELD(policy, KIND_FLAG, is_template),
  FIELD(policy, KIND_FLAG, is_profile), FIELD(policy, KIND_FLAG, applied), FIELD(policy, KIND_NAME, local_interface),
  FIELD(policy, KIND_REF, isakmp_profile), { 0 } };
static const struct field acl_fields[] = { FIELD(acl, KIND_TEXT, name), { 0 } };
static const struct field tunnel_fields[] = { FIELD(tunnel, KIND_MODE, mode), FIELD(tunnel, KIND_ADDR, source),
  FIELD(tunnel, KIND_NAME, source_interface), FIELD(tunnel, KIND_ADDR, destination), FIELD(tunnel, KIND_NUM, key),
  FIELD(tunnel, KIND_YES_NO, checksum), FIELD(tunnel, KIND_NUM, keepalive), FIELD(tunnel, KIND_NUM, keepalive_retries),
  FIELD(tunnel, KIND_REF, protection), FIELD(tunnel, KIND_NAME, vrf), { 0 } };
static const struct field interface_fields[] = { { "name", KIND_TEXT, offsetof(struct interface, shown) },
  FIELD(interface, KIND_ADDR, address), FIELD(interface, KIND_MASK, mask), FIELD(interface, KIND_NAME, unnumbered),
  FIELD(interface, KIND_NUM, mtu), FIELD(interface, KIND_NUM, ip_mtu), FIELD(interface, KIND_NUM, mss),
  FIELD(interface, KIND_REFS, policies), FIELD(interface, KIND_FLAG, nat_inside), FIELD(interface, KIND_FLAG, nat_outside),
  FIELD(interface, KIND_FLAG, shutdown), FIELD(interface, KIND_TEXT, vrf), { 0 } };
static const struct field route_fields[] = { FIELD(route, KIND_IP, via), { "interface", KIND_TEXT, offsetof(struct route, interface_name) },
  FIELD(route, KIND_TEXT, vrf), { 0 } };
static const struct field nat_fields[] = { FIELD(nat_rule, KIND_REF, acl), FIELD(nat_rule, KIND_REF, route_map),
  { "interface", KIND_REF, offsetof(struct nat_rule, interface_name) }, { 0 } };
static const struct field route_map_fields[] = { FIELD(route_map, KIND_TEXT, name), FIELD(route_map, KIND_REFS, acls),
  FIELD(route_map, KIND_REFS, interfaces), FIELD(route_map, KIND_FLAG, unread), { 0 } };
static const struct field unmodelled_fields[] = { FIELD(unmodelled, KIND_TEXT, name), FIELD(unmodelled, KIND_TEXT, what),
  FIELD(unmodelled, KIND_IP, peer), { 0 } };
static const struct field vrf_fields[] = { FIELD(vrf, KIND_TEXT, name), FIELD(vrf, KIND_NAME, distinguisher), { 0 } };
static const struct field global_fields[] = { FIELD(router, KIND_IDENTITY, identity), FIELD(router, KIND_NAME, ike_local_name),
  FIELD(router, KIND_NUM, dpd_interval), FIELD(router, KIND_NUM, dpd_retry), FIELD(router, KIND_YES_NO, dpd_periodic),
  FIELD(router, KIND_NUM, keepalive_interval), FIELD(router, KIND_NUM, keepalive_timeout), FIELD(router, KIND_NUM, seconds),
  FIELD(router, KIND_NUM, kilobytes), FIELD(router, KIND_YES_NO, isakmp_enabled), FIELD(router, KIND_YES_NO, aggressive_disabled),
  FIELD(router, KIND_YES_NO, answers_aggressive), FIELD(router, KIND_YES_NO, builtin_off), FIELD(router, KIND_YES_NO, weak_allowed),
  { 0 } };

static json_t *show_key(struct shower *s, const struct psk *k)
{
  static const char *const forms[] = { "plaintext", "ciphertext", "ciphertext that cannot be read", "no possible ciphertext", "masked" };
  json_t *o = json_open(&s->w, json_object());
  const char *shown = s->w.text.show_secrets ? k->secret.clear ? k->secret.clear : k->secret.raw : SECRET_MASK;
  json_put(&s->w, o, "line", json_number(line_of(s, k->at)));
  json_put(&s->w, o, "peer", address(s, &k->peer));
  json_put(&s->w, o, "mask", k->peer.kind == IP_V4 ? mask(s, k->mask) : json_null());
  json_put(&s->w, o, "keyring", json_text(&s->w, k->ring ? k->ring->name : NULL));
  json_put(&s->w, o, "profile", json_text(&s->w, k->owner ? k->owner->name : NULL));
  json_put(&s->w, o, "key", json_text(&s->w, shown));
  json_put(&s->w, o, "form", json_text(&s->w, forms[k->secret.form]));
  json_put(&s->w, o, "kind", json_text(&s->w, k->secret.kind));
  return o;
}

static json_t *show_profile(struct shower *s, const struct ike_profile *p)
{
  json_t *o = object(s, p->at, profile_fields, p), *expects = p->expects ? json_open(&s->w, json_array()) : NULL;
  for (const struct identity *id = p->expects; id; id = id->next) json_add(&s->w, expects, identity(s, id));
  if (expects) json_put(&s->w, o, "expects", expects);
  return o;
}

static json_t *show_entry(struct shower *s, const struct policy_entry *e)
{
  static const char *const kinds[] = { "isakmp", "manual", "template", "other", "profile" };
  json_t *o = object(s, e->at, entry_fields, e), *peers = json_open(&s->w, json_array());
  for (const struct peer *p = e->peers; p; p = p->next) json_add(&s->w, peers, addr(s, &p->address));
  json_put(&s->w, o, "kind", json_text(&s->w, kinds[e->kind]));
  json_put(&s->w, o, "peers", peers);
  return o;
}

static json_t *show_policy(struct shower *s, const struct policy *p)
{
  json_t *o = object(s, p->at, policy_fields, p), *entries = json_open(&s->w, json_array());
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group) json_add(&s->w, entries, show_entry(s, e));
  json_put(&s->w, o, "entries", entries);
  return o;
}

static json_t *show_rule(struct shower *s, const struct acl_rule *r)
{
  struct arena *a = s->w.text.arena;
  json_t *o = json_open(&s->w, json_object());
  json_put(&s->w, o, "line", json_number(line_of(s, r->at)));
  json_put(&s->w, o, "sequence", json_number(r->sequence));
  json_put(&s->w, o, "action", json_text(&s->w, r->unread ? "unread" : r->permit ? "permit" : "deny"));
  if (r->unread) return o;
  json_put(&s->w, o, "protocol", json_text(&s->w, protocol_name(a, r->protocol)));
  json_put(&s->w, o, "source", json_text(&s->w, acl_address_text(a, &r->source)));
  json_put(&s->w, o, "destination", json_text(&s->w, acl_address_text(a, &r->destination)));
  if (r->narrowed) json_put(&s->w, o, "narrowed", json_true());
  if (r->vrf) json_put(&s->w, o, "vrf", json_text(&s->w, r->vrf));
  return o;
}

static json_t *show_acl(struct shower *s, const struct acl *acl)
{
  json_t *o = object(s, acl->at, acl_fields, acl), *rules = json_open(&s->w, json_array());
  for (const struct acl_rule *r = acl->rules; r; r = r->next) json_add(&s->w, rules, show_rule(s, r));
  json_put(&s->w, o, "rules", rules);
  return o;
}

static json_t *show_object_group(struct shower *s, const struct object_group *g)
{
  json_t *o = json_open(&s->w, json_object()), *members = json_open(&s->w, json_array());
  json_put(&s->w, o, "line", json_number(line_of(s, g->at)));
  json_put(&s->w, o, "name", json_text(&s->w, g->name));
  for (const struct object_member *m = g->members; m; m = m->next) {
    json_t *member = json_open(&s->w, json_object());
    json_put(&s->w, member, "address", address(s, &m->ip));
    json_put(&s->w, member, "mask", m->ip.kind == IP_V4 ? mask(s, m->mask) : json_null());
    json_add(&s->w, members, member);
  }
  json_put(&s->w, o, "members", members);
  return o;
}

static json_t *show_nat(struct shower *s, const struct nat_rule *n)
{
  return object(s, n->at, nat_fields, n);
}

static json_t *show_shared(struct shower *s, const struct shared_address *shared)
{
  static const struct field fields[] = { FIELD(shared_address, KIND_TEXT, group), FIELD(shared_address, KIND_TEXT, name),
    FIELD(shared_address, KIND_ADDR, address), { 0 } };
  json_t *list = json_array();
  for (; shared; shared = shared->next) json_add(&s->w, list, object(s, (struct place){ 0, 0 }, fields, shared));
  return list;
}

static json_t *show_interface(struct shower *s, const struct interface *i)
{
  json_t *o = object(s, i->at, interface_fields, i), *nats = i->nat ? json_open(&s->w, json_array()) : NULL,
         *more = i->secondary ? json_open(&s->w, json_array()) : NULL;
  for (const struct ip_secondary *x = i->secondary; x; x = x->next) json_add(&s->w, more, address(s, &x->ip));
  for (const struct nat_rule *n = i->nat; n; n = n->next) json_add(&s->w, nats, show_nat(s, n));
  if (more) json_put(&s->w, o, "secondary", more);
  if (i->shared) json_put(&s->w, o, "shared", show_shared(s, i->shared));
  if (i->vlan) json_put(&s->w, o, "vlan", json_number(i->vlan));
  if (i->inner_vlan) json_put(&s->w, o, "inner_vlan", json_number(i->inner_vlan));
  if (nats) json_put(&s->w, o, "nat", nats);
  if (i->tunnel) json_put(&s->w, o, "tunnel", object(s, (struct place){ 0, 0 }, tunnel_fields, i->tunnel));
  return o;
}

static json_t *show_route(struct shower *s, const struct route *r)
{
  json_t *o = object(s, r->at, route_fields, r);
  json_put(&s->w, o, "prefix", mask(s, r->prefix));
  json_put(&s->w, o, "mask", mask(s, r->mask));
  if (r->via_vrf) json_put(&s->w, o, "next_hop_vrf", json_text(&s->w, r->via_vrf));
  if (r->preference) json_put(&s->w, o, "preference", json_number(r->preference));
  return o;
}

static json_t *show_issue(struct shower *s, const struct issue *i)
{
  json_t *o = json_open(&s->w, json_object());
  json_put(&s->w, o, "line", json_number(line_of(s, i->at)));
  json_put(&s->w, o, "rule", json_text(&s->w, i->rule));
  json_put(&s->w, o, "message", json_text(&s->w, i->message));
  return o;
}

#define PLAIN(function, type, fields) \
  static json_t *function(struct shower *s, const struct type *x) \
  { \
    return object(s, x->at, fields, x); \
  }

PLAIN(show_proposal, ike_proposal, proposal_fields)
PLAIN(show_keyring, keyring, keyring_fields)
PLAIN(show_dpd, dpd_block, dpd_fields)
PLAIN(show_transform, transform_set, transform_fields)
PLAIN(show_unmodelled, unmodelled, unmodelled_fields)
PLAIN(show_vrf, vrf, vrf_fields)

static json_t *show_route_map(struct shower *s, const struct route_map *m)
{
  return object(s, (struct place){ 0, 0 }, route_map_fields, m);
}

#define LIST_OF(s, list, name, type, show) \
  do { \
    json_list_begin(&(s)->w, name); \
    for (const struct type *x = (s)->file->router.list.first; x; x = x->next) \
      json_list_add(&(s)->w, show(s, x), x == (s)->file->router.list.first); \
    json_list_end(&(s)->w, !(s)->file->router.list.first); \
  } while (0)

static void lists(struct shower *s)
{
  LIST_OF(s, interfaces, "interfaces", interface, show_interface);
  LIST_OF(s, acls, "acls", acl, show_acl);
  LIST_OF(s, groups, "object_groups", object_group, show_object_group);
  LIST_OF(s, proposals, "ike_proposals", ike_proposal, show_proposal);
  LIST_OF(s, keys, "keys", psk, show_key);
  LIST_OF(s, keyrings, "keyrings", keyring, show_keyring);
  LIST_OF(s, profiles, "ike_profiles", ike_profile, show_profile);
  LIST_OF(s, dpds, "dpd_blocks", dpd_block, show_dpd);
  LIST_OF(s, transforms, "transform_sets", transform_set, show_transform);
  LIST_OF(s, policies, "policies", policy, show_policy);
  LIST_OF(s, routes, "routes", route, show_route);
  LIST_OF(s, nats, "nat", nat_rule, show_nat);
  LIST_OF(s, route_maps, "route_maps", route_map, show_route_map);
  LIST_OF(s, vrfs, "vrfs", vrf, show_vrf);
  LIST_OF(s, unmodelled, "unmodelled", unmodelled, show_unmodelled);
  LIST_OF(s, issues, "issues", issue, show_issue);
}

static void member(struct shower *s, const char *key, json_t *value, const char *behind)
{
  fprintf(s->w.out, "  \"%s\": ", key);
  if (!value || json_dumpf(value, s->w.out, JSON_ENCODE_ANY)) s->w.ok = false;
  json_drop(&s->w, value);
  fputs(behind, s->w.out);
}

bool show_model(struct run *run, struct file *file, FILE *out)
{
  struct shower s = { .file = file };
  const struct router *r = &file->router;
  json_t *hostname;
  if (!r->dialect) return true;
  json_writer_init(&s.w, out, &run->arena, run->show_secrets, &run->held);
  fputs("{\n  \"schema\": \"peerlint-model/1\",\n", out);
  member(&s, "path", json_text(&s.w, file->input->path), ",\n");
  member(&s, "encoding", json_text(&s.w, file->source.encoding), ",\n");
  member(&s, "dialect", json_text(&s.w, r->dialect->name), ",\n");
  member(&s, "reason", json_text(&s.w, r->dialect_reason), ",\n");
  hostname = name(&s, &r->hostname);
  member(&s, "hostname", hostname ? hostname : json_null(), ",\n");
  member(&s, "release", json_text(&s.w, r->release), ",\n");
  lists(&s);
  member(&s, "global", object(&s, (struct place){ 0, 0 }, global_fields, r), "\n}\n");
  return s.w.ok;
}
