/* Static routes, and the VRFs that interfaces, routes and keys are in. */
#include "src/translate_parts.h"

#include "src/link.h"

/* ---- VRFs ---- */

struct vrfs {
  struct translation *t;
  struct table used, defined;
};

/* Names are interned, so each is one pointer. */
static uint64_t key_of(const char *name)
{
  return (uint64_t)(uintptr_t)name;
}

static void mark(struct vrfs *v, const char *name)
{
  if (name && *name && !table_get(&v->used, key_of(name))) table_put(&v->used, key_of(name), v);
}

/* The definition; `as` NULL: the source has none, and the target takes no name without one. */
static void define(struct vrfs *v, const char *name, const struct vrf *as)
{
  struct translation *t = v->t;
  if (!name || !*name || table_get(&v->defined, key_of(name))) return;
  struct vrf *b = ARENA_NEW(t->to->arena, struct vrf);
  b->name = tr_string(t, name);
  if (as) {
    b->at = as->at;
    b->distinguisher = (struct name){ tr_string(t, as->distinguisher.s), as->distinguisher.o };
  }
  LIST_APPEND(t->to->vrfs, b);
  table_put(&v->defined, key_of(name), b);
}

static void define_unknown(struct vrfs *v, const char *name)
{
  define(v, name, NULL);
}

static void each_name(struct vrfs *v, void (*visit)(struct vrfs *v, const char *name))
{
  const struct router *r = v->t->from;
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    visit(v, i->vrf);
    if (i->tunnel) visit(v, i->tunnel->vrf.s);
  }
  for (const struct route *n = r->routes.first; n; n = n->next) {
    visit(v, n->vrf);
    visit(v, n->via_vrf);
  }
  for (const struct acl *a = r->acls.first; a; a = a->next)
    for (const struct acl_rule *n = a->rules; n; n = n->next) visit(v, n->vrf);
  for (const struct keyring *k = r->keyrings.first; k; k = k->next) visit(v, k->vrf);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next) {
    visit(v, p->vrf);
    for (const struct identity *id = p->expects; id; id = id->next) visit(v, id->vrf);
  }
}

/* Those of the source that something is in, in their order; then those that it does not define. */
void tr_vrfs(struct translation *t)
{
  struct vrfs v = { .t = t };
  table_init(&v.used, t->arena);
  table_init(&v.defined, t->arena);
  each_name(&v, mark);
  for (const struct vrf *a = t->from->vrfs.first; a; a = a->next)
    if (t->same || table_get(&v.used, key_of(a->name))) define(&v, a->name, a);
    else writing_note(t->w, NULL, a->at, ACCOUNT_UNRELATED, "nothing here is in it");
  if (v.used.count) each_name(&v, define_unknown);
}

/* ---- Routes ---- */

static uint64_t network_of(const struct route *r)
{
  return ((uint64_t)r->prefix << 32 | r->mask) * 0x9e3779b97f4a7c15ull ^ key_of(r->vrf);
}

/* Networks to which a route says its preference. There the others' defaults, which differ from system to system, must be said too, or the
 * order would turn. */
static void index_ranked(const struct translation *t, struct table *ranked)
{
  table_init(ranked, t->arena);
  bool alike = t->how->route_preference == t->from->dialect->writer->route_preference;
  for (const struct route *r = alike ? NULL : t->from->routes.first; r; r = r->next)
    if (r->preference) table_put(ranked, network_of(r), (void *)(uintptr_t)r);
}

/* The interface in that VRF whose subnet holds the next hop, or the only one that the VRF has; NULL: none. */
static const char *interface_towards(const struct translation *t, const struct route *r)
{
  const struct interface *only = NULL;
  unsigned count = 0;
  for (const struct interface *i = t->from->interfaces.first; i; i = i->next) {
    if (i->vrf != r->via_vrf || i->address.ip.kind == IP_NONE || !strpbrk(i->name, "0123456789")) continue;
    if (i->address.ip.kind == IP_V4 && r->via.kind == IP_V4 && !((i->address.ip.v4 ^ r->via.v4) & i->mask)) return i->name;
    only = i;
    count++;
  }
  return count == 1 ? only->name : NULL;
}

/* The VRF of the interface that the route names, where it is another one than the route's; NULL: it is not. */
static const char *vrf_of_interface(const struct translation *t, const struct route *r)
{
  const struct interface *i = r->vrf && r->interface_name && r->via.kind == IP_V4 && !r->via_vrf
    ? link_interface(t->from, r->interface_name)
    : NULL;
  if (!i || i->vrf == r->vrf) return NULL;
  return i->vrf ? i->vrf : ROUTE_GLOBAL;
}

/* A next hop in another VRF is said by name, or by the interface that leads there. False: the target can say neither. */
static bool copy_next_hop(struct translation *t, const struct route *a, struct route *b)
{
  const char *other = t->same || !t->how->route_names_vrf || t->from->dialect->writer->route_names_vrf ? NULL : vrf_of_interface(t, a);
  b->via = tr_ip(t, &a->via);
  if (other) {
    b->via_vrf = *other ? tr_string(t, other) : ROUTE_GLOBAL;
    return true;
  }
  b->interface_name = tr_interface(t, a->interface_name);
  if (!a->via_vrf || t->same || !*a->via_vrf || t->how->route_names_vrf) {
    b->via_vrf = a->via_vrf && *a->via_vrf ? tr_string(t, a->via_vrf) : a->via_vrf;
    return true;
  }
  if (!b->interface_name) b->interface_name = tr_interface(t, interface_towards(t, a));
  return b->interface_name != NULL;
}

static void copy_route(struct translation *t, const struct route *a, const struct table *ranked)
{
  struct route *b = ARENA_NEW(t->to->arena, struct route);
  *b = (struct route){ .prefix = a->prefix, .mask = a->mask, .vrf = tr_string(t, a->vrf), .at = a->at, .preference = a->preference };
  if (!b->preference && table_get(ranked, network_of(a))) b->preference = t->from->dialect->writer->route_preference;
  if (!copy_next_hop(t, a, b)) {
    writing_note(t->w, &t->to->routes, a->at, ACCOUNT_UNTRANSLATED, "a route whose next hop is in the VRF %s", a->via_vrf);
    return;
  }
  if (a->watched) writing_note(t->w, b, a->at, ACCOUNT_APPROXIMATED, "the route here stays when what the source watches goes down");
  tr_remark(t, a, b);
  LIST_APPEND(t->to->routes, b);
}

void tr_routes(struct translation *t)
{
  struct table ranked;
  index_ranked(t, &ranked);
  for (const struct route *a = t->from->routes.first; a; a = a->next) {
    bool nowhere = !a->interface_name && a->via.kind != IP_V4 && a->via.kind != IP_MASKED,
         odd = a->via.kind != IP_NONE && a->via.kind != IP_V4 && a->via.kind != IP_MASKED;
    if (a->unread || nowhere || odd) writing_note(t->w, &t->to->routes, a->at, ACCOUNT_UNTRANSLATED, "a route that could not be read");
    else copy_route(t, a, &ranked);
  }
}
