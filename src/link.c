/* Linking: one table by kind and name, one by network; see link.h. */
#include "src/link.h"

#include <stdlib.h>
#include <string.h>

#include "src/table.h"

enum kind {
  KIND_INTERFACE = 1,
  KIND_ACL,
  KIND_GROUP,
  KIND_PROPOSAL,
  KIND_KEYRING,
  KIND_PROFILE,
  KIND_DPD,
  KIND_TRANSFORM,
  KIND_POLICY,
  KIND_TEMPLATE,
  KIND_IPSEC_PROFILE,
  KIND_ROUTE_MAP
};

struct link_network {
  struct link_network *next; /* of the same prefix */
  uint32_t prefix;
  int8_t length;
  bool resolved;               /* `interface` says where it leads */
  struct interface *interface; /* of a static one: looked up when first needed; NULL: not known */
  const struct route *route;   /* NULL: connected */
};

/* An answer of link_route(): the rules ask for the same few addresses of an end again and again. */
struct answer {
  bool known;
  uint32_t to;
  int length;
  struct interface *via;
  const struct route *route;
};

#define ANSWERS 16u

struct link_tables {
  struct table names, networks, addresses;
  uint64_t lengths; /* bit n: some network has a prefix of n bits */
  struct link_network **sorted; /* by prefix; made when first needed */
  size_t network_count;
  struct answer answers[ANSWERS]; /* by address; a later one takes the place of an earlier one */
  unsigned lans;
  bool masked;      /* some interface's address is hidden */
  bool routed;      /* some route is of the global table */
  bool open;               /* not every address and route of the router is in the file */
};

/* Names are interned, so the pointer says which. */
static uint64_t name_key(enum kind kind, const char *name)
{
  return (uint64_t)(uintptr_t)name << 8 | (uint64_t)kind;
}

static uint64_t number_key(enum kind kind, uint64_t number)
{
  return number << 8 | (uint64_t)kind | (uint64_t)1 << 63;
}

/* Networks of one length that follow each other have keys that do. */
static uint64_t network_key(uint32_t prefix, int length)
{
  return (uint64_t)(unsigned)length << 32 | (length ? prefix >> (32 - length) : 0);
}

static struct link_tables *tables(const struct router *r)
{
  return r->links;
}

static void *find(const struct router *r, enum kind kind, const char *name)
{
  return name ? table_get(&tables(r)->names, name_key(kind, name)) : NULL;
}

static void enter(struct router *r, enum kind kind, const char *name, void *object)
{
  if (name && !find(r, kind, name)) table_put(&tables(r)->names, name_key(kind, name), object);
}

static void resolve(const struct router *r, enum kind kind, struct ref *ref)
{
  for (; ref; ref = ref->next) ref->to = find(r, kind, ref->s);
}

/* ---- What the file defines ---- */

static void enter_policies(struct router *r)
{
  for (struct policy *p = r->policies.first; p; p = p->next) {
    p->entries = NULL;
    enter(r, p->is_profile ? KIND_IPSEC_PROFILE : p->is_template ? KIND_TEMPLATE : KIND_POLICY, p->name, p);
  }
}

static void enter_objects(struct router *r)
{
  for (struct interface *i = r->interfaces.first; i; i = i->next) enter(r, KIND_INTERFACE, i->name, i);
  for (struct acl *a = r->acls.first; a; a = a->next) enter(r, KIND_ACL, a->name, a);
  for (struct object_group *g = r->groups.first; g; g = g->next) enter(r, KIND_GROUP, g->name, g);
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next)
    if (!p->builtin) table_put(&tables(r)->names, number_key(KIND_PROPOSAL, p->number), p);
  for (struct keyring *k = r->keyrings.first; k; k = k->next) enter(r, KIND_KEYRING, k->name, k);
  for (struct ike_profile *p = r->profiles.first; p; p = p->next) enter(r, KIND_PROFILE, p->name, p);
  for (struct dpd_block *d = r->dpds.first; d; d = d->next) enter(r, KIND_DPD, d->name, d);
  for (struct transform_set *t = r->transforms.first; t; t = t->next) enter(r, KIND_TRANSFORM, t->name, t);
  for (struct route_map *m = r->route_maps.first; m; m = m->next) enter(r, KIND_ROUTE_MAP, m->name, m);
  enter_policies(r);
}

static int by_group_and_sequence(const void *a, const void *b)
{
  const struct policy_entry *x = *(struct policy_entry *const *)a, *y = *(struct policy_entry *const *)b;
  if (x->group->at.first != y->group->at.first) return x->group->at.first < y->group->at.first ? -1 : 1;
  if (x->group != y->group) return x->group < y->group ? -1 : 1;
  if (x->sequence != y->sequence) return x->sequence < y->sequence ? -1 : 1;
  return x->at.first < y->at.first ? -1 : x->at.first > y->at.first;
}

/* Lists every policy's entries by ascending sequence. */
static void group_entries(struct router *r)
{
  if (!r->entries.first) return;
  struct policy_entry **all = arena_alloc(arena_scratch(r->arena), r->entries.appended * sizeof *all);
  size_t n = 0;
  bool sorted = true; /* as in nearly all files */
  for (struct policy_entry *e = r->entries.first; e; e = e->next) {
    all[n++] = e;
    sorted = sorted && (n == 1 || by_group_and_sequence(&all[n - 2], &all[n - 1]) <= 0);
  }
  if (!sorted) qsort(all, n, sizeof *all, by_group_and_sequence);
  for (size_t i = n; i-- > 0;) {
    all[i]->next_in_group = all[i]->group->entries;
    all[i]->group->entries = all[i];
  }
}

/* ---- References ---- */

static void resolve_groups(const struct router *r, struct acl_address *a)
{
  if (a->ip.kind == IP_NAME) a->group = find(r, KIND_GROUP, a->ip.text);
}

static void resolve_profile(struct router *r, struct ike_profile *p)
{
  resolve(r, KIND_KEYRING, p->keyrings);
  for (struct ref *k = p->keyrings; k; k = k->next)
    if (k->to) ((struct keyring *)k->to)->used = true;
  for (struct ref *n = p->proposals; n; n = n->next)
    n->to = table_get(&tables(r)->names, number_key(KIND_PROPOSAL, strtoull(n->s, NULL, 10)));
  resolve(r, KIND_DPD, p->dpd.s ? &p->dpd : NULL);
  if (p->dpd.to) ((struct dpd_block *)p->dpd.to)->used = true;
}

static void resolve_entry(struct router *r, struct policy_entry *e)
{
  resolve(r, KIND_TEMPLATE, &e->template_ref);
  resolve(r, KIND_ACL, &e->acl);
  resolve(r, KIND_PROFILE, &e->profile);
  resolve(r, KIND_TRANSFORM, e->transforms);
  if (e->template_ref.to) ((struct policy *)e->template_ref.to)->used = true;
  if (e->acl.to) ((struct acl *)e->acl.to)->used = true;
  if (e->profile.to) ((struct ike_profile *)e->profile.to)->used = true;
  for (struct ref *t = e->transforms; t; t = t->next)
    if (t->to) ((struct transform_set *)t->to)->used = true;
}

static void resolve_nat(struct router *r, struct nat_rule *n)
{
  for (; n; n = n->next) {
    resolve(r, KIND_ACL, &n->acl);
    resolve(r, KIND_ROUTE_MAP, &n->route_map);
    resolve(r, KIND_INTERFACE, &n->interface_name);
    if (n->acl.to) ((struct acl *)n->acl.to)->used = true;
  }
}

static void resolve_interface(struct router *r, struct interface *i)
{
  resolve(r, KIND_POLICY, i->policies);
  for (struct ref *p = i->policies; p; p = p->next)
    if (p->to) ((struct policy *)p->to)->used = ((struct policy *)p->to)->applied = true;
  resolve_nat(r, i->nat);
  resolve(r, KIND_ACL, &i->filter);
  if (!i->tunnel || !i->tunnel->protection.s) return;
  resolve(r, KIND_IPSEC_PROFILE, &i->tunnel->protection);
  if (i->tunnel->protection.to)
    ((struct policy *)i->tunnel->protection.to)->used = ((struct policy *)i->tunnel->protection.to)->applied = true;
}

static void resolve_all(struct router *r)
{
  for (struct object_group *g = r->groups.first; g; g = g->next)
    for (struct object_member *m = g->members; m; m = m->next)
      if (m->ip.kind == IP_NAME) m->group = find(r, KIND_GROUP, m->ip.text);
  for (struct acl *a = r->acls.first; a; a = a->next)
    for (struct acl_rule *rule = a->rules; rule; rule = rule->next) {
      resolve_groups(r, &rule->source);
      resolve_groups(r, &rule->destination);
    }
  for (struct ike_profile *p = r->profiles.first; p; p = p->next) resolve_profile(r, p);
  for (struct policy *p = r->policies.first; p; p = p->next)
    if (p->isakmp_profile.s) {
      resolve(r, KIND_PROFILE, &p->isakmp_profile);
      if (p->isakmp_profile.to) ((struct ike_profile *)p->isakmp_profile.to)->used = true;
    }
  for (struct policy_entry *e = r->entries.first; e; e = e->next) resolve_entry(r, e);
  for (struct interface *i = r->interfaces.first; i; i = i->next) resolve_interface(r, i);
  resolve_nat(r, r->nats.first);
  for (struct route_map *m = r->route_maps.first; m; m = m->next) {
    resolve(r, KIND_ACL, m->acls);
    resolve(r, KIND_INTERFACE, m->interfaces);
    for (struct ref *a = m->acls; a; a = a->next)
      if (a->to) ((struct acl *)a->to)->used = true;
  }
}

/* ---- Networks ---- */

static void enter_network(struct router *r, uint32_t prefix, uint32_t mask, struct interface *i, const struct route *route)
{
  struct link_tables *t = tables(r);
  int length = ip_mask_length(mask);
  if (length < 0) return;
  struct link_network *n = ARENA_NEW(r->arena, struct link_network);
  *n = (struct link_network){ .prefix = prefix & mask, .length = (int8_t)length, .resolved = !route, .interface = i, .route = route };
  uint64_t key = network_key(n->prefix, length);
  struct link_network *first = table_get(&t->networks, key);
  if (first) {
    /* Behind the first, so that connected networks, which are entered before routes, stay in front. */
    n->next = first->next;
    first->next = n;
  } else table_put(&t->networks, key, n);
  t->lengths |= 1ull << length;
}

static void enter_address(struct router *r, struct interface *i, const struct ip *ip, uint32_t mask)
{
  if (ip->kind != IP_V4) return;
  table_put(&tables(r)->addresses, ip->v4, i);
  if (!i->vrf) enter_network(r, ip->v4, mask, i, NULL);
}

static bool is_open(const struct interface *i)
{
  bool none = i->address.ip.kind == IP_NONE;
  return i->vrf || i->unnumbered.s || i->address.o.from == FROM_UNREAD || (i->address.ip.kind != IP_V4 && !none) ||
    (i->policies && none); /* a fragment need not show the address of an interface that is in use */
}

static void enter_networks(struct router *r)
{
  for (struct interface *i = r->interfaces.first; i; i = i->next) {
    if (is_open(i)) tables(r)->open = true;
    if (i->address.ip.kind == IP_MASKED) tables(r)->masked = true;
    if (!i->tunnel && !i->shutdown && i->address.ip.kind == IP_V4 && i->mask != UINT32_MAX) tables(r)->lans++;
    enter_address(r, i, &i->address.ip, i->mask);
    for (struct ip_secondary *s = i->secondary; s; s = s->next) enter_address(r, i, &s->ip, s->mask);
    for (struct shared_address *s = i->shared; s; s = s->next)
      if (s->address.ip.kind == IP_V4) table_put(&tables(r)->addresses, s->address.ip.v4, i);
  }
  for (struct route *route = r->routes.first; route; route = route->next) {
    if (route->vrf || route->unread) tables(r)->open = true;
    if (!route->vrf) tables(r)->routed = true;
  }
  for (struct route *route = r->routes.first; route; route = route->next)
    if (!route->vrf) enter_network(r, route->prefix, route->mask, NULL, route);
}

/* Room for what the file holds at least. */
static void reserve(const struct router *r, struct link_tables *t)
{
  table_reserve(&t->names, r->interfaces.appended + r->acls.appended);
  table_reserve(&t->networks, r->interfaces.appended + r->routes.appended);
  table_reserve(&t->addresses, r->interfaces.appended);
}

void router_link(struct router *r)
{
  struct link_tables *t = ARENA_NEW(r->arena, struct link_tables);
  table_init(&t->names, r->arena);
  table_init(&t->networks, r->arena);
  table_init(&t->addresses, r->arena);
  table_order(&t->names, 13); /* a name takes about 32 bytes, and the kind stands below its address */
  table_order(&t->networks, 0);
  table_order(&t->addresses, 1);
  reserve(r, t);
  r->links = t;
  enter_objects(r);
  group_entries(r);
  resolve_all(r);
  enter_networks(r);
  arena_free(arena_scratch(r->arena));
}

struct interface *link_interface(const struct router *r, const char *name)
{
  return find(r, KIND_INTERFACE, name);
}

struct interface *link_interface_of(const struct router *r, const struct ip *ip)
{
  if (ip->kind == IP_V4) return table_get(&tables(r)->addresses, ip->v4);
  if (ip->kind != IP_MASKED) return NULL;
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (ip_equal(&i->address.ip, ip) == TRI_YES) return i;
  return NULL;
}

/* Where a static route leads: its interface, else the connected one that its next hop is on. */
static struct interface *route_interface(const struct router *r, const struct route *route)
{
  if (route->interface_name) return link_interface(r, route->interface_name);
  const struct link_tables *t = tables(r);
  if (route->via.kind != IP_V4) return NULL;
  for (int length = 32; length > 0; length--) {
    if (!(t->lengths >> length & 1)) continue;
    const struct link_network *n = table_get(&t->networks, network_key(route->via.v4 & 0xffffffffu << (32 - length), length));
    for (; n; n = n->next)
      if (!n->route) return n->interface;
  }
  return NULL;
}

/* Where a network of the file leads; NULL: that cannot be told. */
static struct interface *leads_to(const struct router *r, struct link_network *n)
{
  if (!n->resolved) n->interface = route_interface(r, n->route);
  n->resolved = true;
  return n->interface;
}

/* The longest network that holds `to` and does not lead through `except`. */
static struct answer look_up_route(const struct router *r, uint32_t to, const struct interface *except)
{
  const struct link_tables *t = tables(r);
  for (int length = 32; length >= 0; length--) {
    if (!(t->lengths >> length & 1)) continue;
    struct link_network *n = table_get(&t->networks, network_key(length ? to & 0xffffffffu << (32 - length) : 0, length));
    for (; n; n = n->next) {
      struct interface *i = leads_to(r, n);
      if (!except || i != except) return (struct answer){ true, to, length, i, n->route };
    }
  }
  return (struct answer){ true, to, -1, NULL, NULL };
}

int link_route(
  const struct router *r, const struct ip *ip, const struct interface *except, struct interface **via, const struct route **route)
{
  struct answer a = { .length = -1 }, *known = ip->kind == IP_V4 && !except ? &tables(r)->answers[(ip->v4 ^ ip->v4 >> 8) % ANSWERS] : NULL;
  if (known && known->known && known->to == ip->v4) a = *known;
  else if (ip->kind == IP_V4) a = look_up_route(r, ip->v4, except);
  if (known) *known = a;
  *via = a.via;
  if (route) *route = a.route;
  return a.length;
}

bool link_may_yield(const struct router *r, const struct route *route)
{
  return route && route->mask != UINT32_MAX && r->dynamic_routing;
}

bool link_leads(const struct router *r, const struct ip *ip, const struct interface *i)
{
  const struct link_tables *t = tables(r);
  for (int length = 32; ip->kind == IP_V4 && length >= 0; length--) {
    if (!(t->lengths >> length & 1)) continue;
    struct link_network *n = table_get(&t->networks, network_key(length ? ip->v4 & 0xffffffffu << (32 - length) : 0, length));
    for (; n; n = n->next)
      if (leads_to(r, n) == i) return true;
  }
  return false;
}

bool link_has_other_route(const struct router *r, const struct route *route)
{
  int length = ip_mask_length(route->mask);
  const struct link_network *n = length < 0 ? NULL : table_get(&tables(r)->networks, network_key(route->prefix & route->mask, length));
  while (n && (!n->route || n->route == route)) n = n->next;
  return n != NULL;
}

bool link_routes_known(const struct router *r)
{
  return !tables(r)->open;
}

bool link_has_routes(const struct router *r) { return tables(r)->routed; }

static int by_prefix(const void *a, const void *b)
{
  const struct link_network *x = *(struct link_network *const *)a, *y = *(struct link_network *const *)b;
  if (x->prefix != y->prefix) return x->prefix < y->prefix ? -1 : 1;
  return x->length - y->length;
}

/* The heads of all chains of equal networks. */
static struct link_network **sort_networks(const struct router *r)
{
  struct link_tables *t = tables(r);
  struct link_network **sorted = arena_alloc(r->arena, (t->networks.count + 1) * sizeof *sorted);
  for (uint32_t i = 0; i < t->networks.capacity; i++)
    if (t->networks.slots[i].value) sorted[t->network_count++] = t->networks.slots[i].value;
  qsort(sorted, t->network_count, sizeof *sorted, by_prefix);
  return t->sorted = sorted;
}

bool link_within(const struct router *r, uint32_t prefix, uint32_t mask, const struct interface *i, const struct interface *except)
{
  struct link_tables *t = tables(r);
  if (!i && t->masked) return true;
  struct link_network **sorted = t->sorted ? t->sorted : sort_networks(r);
  size_t low = 0, high = t->network_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sorted[middle]->prefix < (prefix & mask)) low = middle + 1;
    else high = middle;
  }
  for (; low < t->network_count && !((sorted[low]->prefix ^ prefix) & mask); low++) {
    if (sorted[low]->length < ip_mask_length(mask)) continue;
    for (struct link_network *n = sorted[low]; n; n = n->next) {
      const struct interface *via = leads_to(r, n);
      bool elsewhere = !via && n->route && n->route->interface_name && i &&
        n->route->interface_name != i->name; /* into an interface that is not in the file */
      if (i ? (!via && !elsewhere) || via == i : via != except) return true;
    }
  }
  return false;
}

bool link_is_excerpt(const struct router *r)
{
  return !r->interfaces.first && !r->acls.first;
}

unsigned link_lans(const struct router *r)
{
  return tables(r)->lans;
}

const struct addr *link_address(const struct router *r, const struct interface *i)
{
  if (i->address.ip.kind == IP_NONE && i->unnumbered.s) {
    const struct interface *lender = link_interface(r, i->unnumbered.s);
    if (lender && lender != i) return &lender->address;
  }
  return &i->address;
}
