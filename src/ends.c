/* From a linked router to its ends; see end.h. */
#include "src/ends_faults.h"
#include "src/ends_ike.h"
#include "src/ends_selectors.h"
#include "src/ends_tunnels.h"

#include <string.h>

#include "src/keys.h"
#include "src/link.h"
#include "vendors/vendor.h"

/* What building the ends of one router needs. */
struct builder {
  struct router *router;
  struct arena *scratch;       /* gone when the ends are built */
  struct end *first, **last;
  struct table by_peer;        /* policy, interface and peer -> the end that further entries for the same peer join */
  struct table by_destination; /* tunnel destination -> tunnel interface */
  struct table applied;        /* policy -> the interfaces it is applied to */
  struct table carried;        /* tunnel interface -> an end that goes with it */
  struct table open;           /* interface -> an end of a template without ACL there */
  struct ends_ike ike;
  bool misnamed;               /* an interface names a policy that is defined nowhere */
};

/* ---- Addresses ---- */

static struct addr interface_address(const struct router *r, const struct interface *i)
{
  return i ? *link_address(r, i) : (struct addr){ 0 };
}

/* The address that a policy speaks from on an interface: the shared one where it is told to, which cannot be known where the file does not
 * show that group. */
static struct addr policy_address(const struct router *r, const struct interface *i)
{
  if (!i || !i->redundancy.s) return interface_address(r, i);
  for (const struct shared_address *s = i->shared; s; s = s->next)
    if (s->name && !strcmp(s->name, i->redundancy.s)) return s->address;
  return (struct addr){ .ip = { .kind = IP_NONE }, .o = i->redundancy.o };
}

static void set_local(struct end *e)
{
  const struct router *r = e->router;
  const struct policy_entry *entry = e->effective;
  const struct ike_profile *p = e->profile;
  bool speaks = p && !r->dialect->behaviour.profile_limits_local;
  if (entry && is_known(&entry->local.o)) e->local = entry->local;
  else if (e->policy && e->policy->local_interface.s) e->local = interface_address(r, link_interface(r, e->policy->local_interface.s));
  else if (speaks && is_known(&p->local_address.o)) e->local = p->local_address;
  else if (speaks && p->local_interface.s && link_interface(r, p->local_interface.s))
    e->local = interface_address(r, link_interface(r, p->local_interface.s));
  else e->local = policy_address(r, e->interface);
}

static void set_tunnel_local(struct end *e)
{
  const struct tunnel *t = e->interface->tunnel;
  if (is_known(&t->source.o)) e->local = t->source;
  else if (t->source_interface.s) e->local = interface_address(e->router, link_interface(e->router, t->source_interface.s));
}

/* ---- Design ---- */

static bool same_host(const struct acl_address *a, const struct ip *ip)
{
  return a->ip.kind != IP_ANY && a->ip.kind != IP_NAME && !a->wildcard && ip_equal(&a->ip, ip) == TRI_YES;
}

/* The tunnel interface whose packets the rule protects: from its source to its destination. Another source will do where no tunnel has
 * the rule's own, and for a rule for GRE another mode where none sends GRE: comparing them is left to others. */
static struct interface *protected_tunnel(const struct builder *b, const struct acl_rule *rule)
{
  uint32_t at = 0;
  struct interface *i, *near = NULL, *other = NULL;
  if (rule->protocol != PROTOCOL_GRE && rule->protocol != PROTOCOL_ANY_IP) return NULL;
  while ((i = table_each(&b->by_destination, rule->destination.ip.v4, &at))) {
    if (!same_host(&rule->destination, &i->tunnel->destination.ip)) continue;
    struct ip source = end_tunnel_source(b->router, i->tunnel);
    bool is_source = same_host(&rule->source, &source), carries = rule->protocol != PROTOCOL_GRE || end_sends_gre(i);
    if (is_source && carries) return i;
    if (is_source && !other) other = i;
    if (!near) near = i;
  }
  return other ? other : near;
}

/* The first tunnel interface whose GRE packets the entry protects, or NULL. */
static struct interface *entry_tunnel(const struct builder *b, const struct policy_entry *entry)
{
  const struct acl *acl = entry->acl.to;
  struct interface *i = NULL;
  for (const struct acl_rule *rule = acl ? acl->rules : NULL; rule && !i; rule = rule->next)
    if (rule->permit) i = protected_tunnel(b, rule);
  return i;
}

/* The tunnel of a policy that is applied nowhere, or beside it: the one whose subnet its peer is in. */
static struct interface *tunnel_of_peer(const struct end *e)
{
  struct interface *via;
  const struct route *route;
  if (e->remote.ip.kind != IP_V4 || link_route(e->router, &e->remote.ip, NULL, &via, &route) < 0) return NULL;
  return !route && end_sends_gre(via) ? via : NULL;
}

/* The tunnel of a policy that nothing is selected for, as its list is defined nowhere: the one that leads from it to the peer. */
static struct interface *tunnel_beside(const struct builder *b, const struct end *e)
{
  uint32_t at = 0;
  struct interface *i;
  if (!e->interface || e->interface->tunnel || e->selectors || e->selectors_unread || e->any_selector || e->remote.ip.kind != IP_V4)
    return NULL;
  while ((i = table_each(&b->by_destination, e->remote.ip.v4, &at))) {
    struct ip source = end_tunnel_source(b->router, i->tunnel);
    if (end_sends_gre(i) && ip_equal(&i->tunnel->destination.ip, &e->remote.ip) == TRI_YES && ip_equal(&source, &e->local.ip) == TRI_YES)
      return i;
  }
  return NULL;
}

/* Where the end's own lines do not place it, the tunnels beside it do. */
static void place_by_tunnel(const struct builder *b, struct end *e)
{
  struct interface *inside = tunnel_of_peer(e), *beside = tunnel_beside(b, e);
  if (inside && !e->interface) e->design = DESIGN_IPSEC_OVER_GRE;
  else if (beside) e->design = DESIGN_GRE_OVER_IPSEC;
  if (inside || beside) e->tunnel = inside ? inside : beside;
}

/* A policy on the tunnel itself that selects more than GRE never sees the tunnel's own GRE packets. */
static void set_design(const struct builder *b, struct end *e)
{
  bool gre = false, more = false;
  for (struct selector *s = e->selectors; s; s = s->next) {
    struct interface *i = s->tunnel = protected_tunnel(b, s->rule);
    if (i && !e->tunnel) e->tunnel = i;
    if (s->rule->protocol == PROTOCOL_GRE || i) gre = true;
    else more = true;
  }
  if (more && end_sends_gre(e->interface)) gre = false;
  if (gre) e->design = DESIGN_GRE_OVER_IPSEC;
  else e->design = end_sends_gre(e->interface) ? DESIGN_IPSEC_OVER_GRE : DESIGN_IPSEC;
  if (!gre && e->interface && e->interface->tunnel) e->tunnel = e->interface;
  if (!e->tunnel && e->remote.ip.kind == IP_V4) e->tunnel = gre ? table_get(&b->by_destination, e->remote.ip.v4) : NULL;
  if (!e->tunnel) place_by_tunnel(b, e);
}

/* ---- Building ---- */

const struct interface *end_shut(const struct end *e)
{
  const struct interface *i = e->interface, *below = i && i->tunnel ? end_source_interface(e->router, i->tunnel) : NULL;
  if (e->kind == END_PLAIN || !i) return NULL;
  return i->shutdown ? i : below && below->shutdown ? below : NULL;
}

/* A peer with a name and no address can call, and cannot be called. */
static bool only_named(const struct end *e)
{
  return e->kind == END_POLICY && e->remote.ip.kind == IP_NONE && is_unset(&e->remote.o) && e->profile && e->profile->remote_name.s;
}

static void complete(struct builder *b, struct end *e)
{
  e->starts = e->kind != END_TEMPLATE && e->kind != END_PLAIN && e->remote.ip.kind != IP_ANY && !only_named(e) &&
    !(e->effective && e->effective->responder_only.v);
  if (e->effective) e->pfs = end_pfs(e->effective, e->effective->transforms ? e->effective->transforms->to : NULL);
  ends_ike_set(&b->ike, e);
  ends_find_faults(e, b->misnamed);
  if (end_shut(e)) ends_fault(e, FAULT_SHUT, e->interface->at);
  for (struct interface *i = e->tunnel; i; i = e->design == DESIGN_GRE_OVER_IPSEC ? i->tunnel->twin : NULL)
    table_put(&b->carried, (uint64_t)(uintptr_t)i, e);
  if (e->any_selector && e->interface) table_put(&b->open, (uint64_t)(uintptr_t)e->interface, e);
  *b->last = e;
  b->last = &e->next;
}

static struct end *new_end(struct builder *b, enum end_kind kind, struct interface *i)
{
  struct end *e = ARENA_NEW(b->router->arena, struct end);
  e->router = b->router;
  e->kind = (uint8_t)kind;
  e->interface = i;
  if (i) e->at = i->at;
  return e;
}

static uint64_t peer_key(const struct policy *p, const struct interface *i, const struct ip *ip)
{
  uint64_t h = (uint64_t)(uintptr_t)p * 0x9e3779b97f4a7c15ull ^ (uint64_t)(uintptr_t)i * 0xc2b2ae3d27d4eb4full;
  return ip->text ? h ^ (uint64_t)(uintptr_t)ip->text : h + ip->v4 + 1;
}

/* Two entries for one peer may protect a GRE tunnel each: those are two ends, because each tunnel has its own counterpart. */
static bool same_tunnel(const struct builder *b, const struct policy_entry *x, const struct policy_entry *y)
{
  const struct interface *of_x = entry_tunnel(b, x), *of_y = entry_tunnel(b, y);
  return !of_x || !of_y || of_x == of_y;
}

static bool joins(
  const struct end *e, const struct policy *p, const struct interface *i, const struct ip *peer, const struct policy_entry *entry)
{
  return e->policy == p && e->interface == i && e->kind == END_POLICY && ip_equal(&e->remote.ip, peer) == TRI_YES &&
    e->effective->profile.to == entry->profile.to && e->effective->kind == entry->kind;
}

/* Is the profile for one peer, by its name or the only address it expects? */
static bool is_for_one(const struct ike_profile *p)
{
  const struct identity *id = p->expects;
  if (!id) return p->remote_name.s || (p->remote.ip.kind == IP_V4 && !p->remote_high);
  return !id->next &&
    (id->type == ID_ADDRESS ? id->address.kind == IP_V4 && id->high == id->address.v4 && id->mask == UINT32_MAX : id->text != NULL);
}

static const struct acl_rule *first_permit(const struct policy_entry *e)
{
  const struct acl *acl = e->acl.to;
  const struct acl_rule *rule = acl ? acl->rules : NULL;
  while (rule && !rule->permit) rule = rule->next;
  return rule;
}

/* What tells the one peer that a template's entry with a list is for: its profile, or without one the network that its flows lead to; 0:
 * nothing does. */
static uint64_t one_peer(const struct policy_entry *e)
{
  const struct ike_profile *profile = e->profile.to;
  const struct acl_rule *rule = first_permit(e);
  if (!rule || (e->profile.s && !profile)) return 0;
  if (profile) return is_for_one(profile) ? (uint64_t)(uintptr_t)profile : 0;
  return rule->destination.ip.kind == IP_V4 ? (uint64_t)rule->destination.ip.v4 << 32 | ~rule->destination.wildcard : 0;
}

/* Two such entries are one end, as where the policy has the peer's address. */
static bool joins_template(const struct end *e, const struct policy *p, const struct interface *i, const struct policy_entry *entry)
{
  return e->policy == p && e->interface == i && e->kind == END_TEMPLATE && one_peer(e->effective) == one_peer(entry) &&
    e->effective->kind == entry->kind;
}

/* Adds the end (or a further entry of an end) for one peer of an entry. `entry` is the applied one, `effective` the template's where it
 * refers to one. */
static void add_peer(struct builder *b, struct policy *p, struct interface *i, struct policy_entry *entry, struct policy_entry *effective,
  const struct addr *peer, struct taken *t)
{
  bool template = effective != entry || entry->kind == ENTRY_TEMPLATE_USER || p->is_template;
  uint64_t one = template ? one_peer(effective) : 0, key = peer_key(p, i, &peer->ip) + one;
  uint32_t at = 0;
  struct end *e;
  while ((!template || one) && (e = table_each(&b->by_peer, key, &at)))
    if ((template ? joins_template(e, p, i, effective) : joins(e, p, i, &peer->ip, effective)) && same_tunnel(b, e->effective, effective)) {
      selectors_add(e, effective, t);
      if (!e->tunnel && entry_tunnel(b, effective)) set_design(b, e);
      return;
    }
  e = new_end(b, template ? END_TEMPLATE : END_POLICY, i);
  e->policy = p;
  e->entry = entry;
  e->effective = effective;
  e->remote = *peer;
  if (!i) e->at = entry->at;
  e->profile = ends_ike_profile(&b->ike, e, p, effective, &peer->ip);
  e->profile_assumed = ends_ike_profile_is_assumed(e);
  set_local(e);
  selectors_add(e, effective, t);
  if (effective->acl.s && link_is_excerpt(b->router)) e->selectors_unread = true;
  e->any_selector = template && is_unset(&effective->acl.o);
  set_design(b, e);
  complete(b, e);
  if (!template || one) table_put(&b->by_peer, key, e);
}

/* The interfaces that a policy is applied to. */
struct applied {
  struct applied *next;
  struct interface *interface;
};

static bool is_applied(const struct applied *list, const struct interface *i)
{
  for (; list; list = list->next)
    if (list->interface == i) return true;
  return false;
}

static bool only_gre(const struct policy_entry *e)
{
  const struct acl *acl = e->acl.to;
  for (const struct acl_rule *rule = acl ? acl->rules : NULL; rule; rule = rule->next)
    if (rule->permit && rule->protocol != PROTOCOL_GRE) return false;
  return acl != NULL;
}

/* The interface of a route of its own, not the default one, to the network that the entry protects; NULL: none. */
static struct interface *towards_flow(const struct builder *b, const struct policy_entry *entry)
{
  const struct acl *acl = entry->acl.to;
  const struct acl_rule *rule = acl ? acl->rules : NULL;
  struct interface *via = NULL;
  while (rule && !rule->permit) rule = rule->next;
  if (!rule || rule->protocol == PROTOCOL_GRE || rule->destination.ip.kind != IP_V4) return NULL;
  return link_route(b->router, &rule->destination.ip, NULL, &via, NULL) > 0 ? via : NULL;
}

/* Of several interfaces with the policy, the one that the protected traffic leaves through, which the policy speaks from, or that leads to
 * the peer. Old IOS wanted the map on the tunnel and on the physical interface: only the latter sees GRE packets. */
static struct interface *towards(
  const struct builder *b, const struct applied *list, const struct policy_entry *entry, const struct ip *peer)
{
  struct interface *via;
  if (!list || !list->next) return list ? list->interface : NULL;
  via = towards_flow(b, entry);
  if (via && is_applied(list, via)) return via;
  link_route(b->router, peer, NULL, &via, NULL);
  if (via && is_applied(list, via)) return via;
  if (only_gre(entry))
    for (const struct applied *a = list; a; a = a->next)
      if (!a->interface->tunnel) return a->interface;
  for (const struct applied *a = list; a; a = a->next)
    if (!a->interface->shutdown) return a->interface;
  return list->interface;
}

static void add_entry(
  struct builder *b, const struct applied *list, struct policy_entry *entry, struct policy_entry *effective, struct taken *t)
{
  struct policy *p = entry->group;
  const struct ike_profile *profile = effective->profile.to;
  struct addr none = { .ip = { .kind = IP_NONE }, .o = { .from = FROM_NOTHING, .at = effective->at } };
  bool anybody = effective != entry || entry->kind == ENTRY_TEMPLATE_USER || (profile && profile->remote_high);
  if (effective->peers)
    for (struct peer *peer = effective->peers; peer; peer = peer->next)
      add_peer(b, p, towards(b, list, effective, &peer->address.ip), entry, effective, &peer->address, t);
  else if (profile && profile->remote.o.from != FROM_NOTHING && !profile->remote_high)
    add_peer(b, p, towards(b, list, effective, &profile->remote.ip), entry, effective, &profile->remote, t);
  else if (!anybody || !list) add_peer(b, p, list ? list->interface : NULL, entry, effective, &none, t);
  else {
    none.ip.kind = IP_ANY;
    for (const struct applied *a = list; a; a = a->next) add_peer(b, p, a->interface, entry, effective, &none, t);
  }
}

static void add_policy(struct builder *b, struct policy *p)
{
  struct taken t;
  const struct applied *list = table_get(&b->applied, (uint64_t)(uintptr_t)p);
  taken_init(&t, b->scratch);
  for (struct policy_entry *entry = p->entries; entry; entry = entry->next_in_group) {
    const struct policy *template = entry->template_ref.to;
    if (!template) add_entry(b, list, entry, entry, &t);
    for (struct policy_entry *inner = template ? template->entries : NULL; inner; inner = inner->next_in_group)
      add_entry(b, list, entry, inner, &t);
  }
}

/* Does a policy name a template that is defined nowhere (CFG002)? One that is not named was most likely meant. */
static bool lacks_template(const struct router *r)
{
  const struct policy_entry *e = r->entries.first;
  while (e && (!e->template_ref.s || e->template_ref.to)) e = e->next;
  return e != NULL;
}

/* The templates that no policy names, although a peer may call for them. */
static void add_spare_templates(struct builder *b)
{
  if (lacks_template(b->router)) return;
  for (struct policy *p = b->router->policies.first; p; p = p->next) {
    struct taken t;
    if (!p->is_template || p->used) continue;
    taken_init(&t, b->scratch);
    for (struct policy_entry *entry = p->entries; entry; entry = entry->next_in_group) add_entry(b, NULL, entry, entry, &t);
  }
}

/* Remembers where every policy is applied. */
static void index_applied(struct builder *b)
{
  for (struct interface *i = b->router->interfaces.first; i; i = i->next)
    for (struct ref *n = i->policies; n; n = n->next) {
      if (!n->to) {
        b->misnamed = true;
        continue;
      }
      struct applied *a = ARENA_NEW(b->scratch, struct applied), *first = table_get(&b->applied, (uint64_t)(uintptr_t)n->to);
      a->interface = i;
      if (first) {
        a->next = first->next;
        first->next = a;
      } else table_put(&b->applied, (uint64_t)(uintptr_t)n->to, a);
    }
}

bool end_calls_next_hop(const struct end *e, const struct end *other)
{
  const struct next_hop *hop = e->next_hop;
  const struct ip *theirs = other->tunnel ? &other->tunnel->address.ip : NULL;
  return hop &&
    !(theirs &&
      (ip_equal(&hop->inner, theirs) == TRI_YES ||
        ip_equal(&hop->outer.ip, theirs) == TRI_YES)); /* the latter where the two were exchanged (TUN108) */
}

bool end_is_told_of(const struct end *e, const struct end *other)
{
  const struct next_hop *hop = e->next_hop;
  if (!hop || !end_calls_next_hop(e, other)) return hop != NULL;
  enum tri same = ip_equal(&hop->outer.ip, &other->local.ip);
  return same == TRI_YES || (same == TRI_CANNOT_TELL && hop->inner.kind == IP_NONE);
}

/* `hop` (may be NULL): where the multipoint tunnel leads to. */
static void add_protection(struct builder *b, struct interface *i, const struct next_hop *hop)
{
  struct policy *p = i->tunnel->protection.to;
  struct end *e = new_end(b, END_PROTECTION, i);
  e->tunnel = i;
  e->design = DESIGN_TUNNEL_PROTECTION;
  e->policy = p;
  e->remote = hop ? hop->outer : i->tunnel->destination;
  e->next_hop = hop;
  if (!hop && i->tunnel->destination.o.from == FROM_NOTHING) e->remote.ip.kind = end_waits_for_calls(i) ? IP_ANY : IP_NONE;
  set_tunnel_local(e);
  if (!p) ends_fault(e, FAULT_UNDEFINED, i->tunnel->protection.o.at);
  else {
    e->entry = e->effective = p->entries;
    if (e->entry) e->profile = ends_ike_profile(&b->ike, e, p, e->entry, &e->remote.ip);
  }
  if (e->remote.ip.kind == IP_NONE && is_unset(&e->remote.o) && end_needs_destination(b->router, i)) ends_fault(e, FAULT_INCOMPLETE, i->at);
  selectors_make(e, e->entry, i->tunnel);
  complete(b, e);
}

static void add_protections(struct builder *b, struct interface *i)
{
  const struct next_hop *hop = i->tunnel->mode.v == TUNNEL_GRE_MULTIPOINT ? i->tunnel->next_hops : NULL;
  if (!hop) add_protection(b, i, NULL);
  for (; hop; hop = hop->next) add_protection(b, i, hop);
}

/* A tunnel that was meant, and lacks its other end. */
static bool lacks_destination(const struct router *r, const struct interface *i)
{
  return i->tunnel->destination.o.from == FROM_NOTHING && end_needs_destination(r, i) && i->address.ip.kind == IP_V4;
}

/* Do the packets of the tunnel leave through an interface with a template that takes any flow? */
static bool is_covered(const struct builder *b, const struct interface *i)
{
  const struct interface *source = end_source_interface(b->router, i->tunnel);
  struct interface *via = NULL;
  if (source && table_get(&b->open, (uint64_t)(uintptr_t)source)) return true;
  return is_known(&i->tunnel->destination.o) && link_route(b->router, &i->tunnel->destination.ip, NULL, &via, NULL) >= 0 && via &&
    table_get(&b->open, (uint64_t)(uintptr_t)via);
}

/* Is it a tunnel to many whose packets no policy sees? Those that a policy on the way out selects are not told by a destination. Where the
 * file does not show the way out, no interface may have one. */
static bool is_plain_to_many(const struct builder *b, const struct interface *i)
{
  const struct interface *source = end_source_interface(b->router, i->tunnel), *x = b->router->interfaces.first;
  if (!end_waits_for_calls(i)) return false;
  if (source) return !source->policies;
  while (x && !x->policies) x = x->next;
  return !x;
}

/* Is it a tunnel that leads somewhere, or should, without IPsec of its own and in no other end? */
static bool is_plain(const struct builder *b, const struct interface *i)
{
  if (!end_sends_gre(i) && !(i->tunnel && i->tunnel->mode.v == TUNNEL_IPSEC)) return false;
  if (i->policies || i->tunnel->protection.s || table_get(&b->carried, (uint64_t)(uintptr_t)i)) return false;
  return i->tunnel->destination.ip.kind != IP_NONE || lacks_destination(b->router, i) || is_plain_to_many(b, i);
}

static void add_plain(struct builder *b, struct interface *i)
{
  const struct next_hop *hop = i->tunnel->mode.v == TUNNEL_GRE_MULTIPOINT ? i->tunnel->next_hops : NULL;
  do {
    struct end *e = new_end(b, END_PLAIN, i);
    e->tunnel = i;
    e->remote = hop ? hop->outer : i->tunnel->destination;
    e->next_hop = hop;
    if (!hop && end_waits_for_calls(i)) e->remote.ip.kind = IP_ANY;
    e->covered = is_covered(b, i);
    set_tunnel_local(e);
    complete(b, e);
  } while (hop && (hop = hop->next));
}

static void index_tunnels(struct builder *b)
{
  for (struct interface *i = b->router->interfaces.first; i; i = i->next)
    if (i->tunnel && i->tunnel->destination.ip.kind != IP_NONE) table_put(&b->by_destination, i->tunnel->destination.ip.v4, i);
}

/* Room for what most routers have: an entry for each peer, a tunnel for each entry. */
static void reserve(struct builder *b)
{
  size_t tunnels = 0, entries = b->router->entries.appended;
  for (const struct interface *i = b->router->interfaces.first; i; i = i->next) tunnels += i->tunnel != NULL;
  table_reserve(&b->by_peer, entries);
  table_reserve(&b->by_destination, tunnels);
  table_reserve(&b->carried, tunnels < entries ? tunnels : entries);
}

struct end *ends_of(struct router *r)
{
  struct builder b = { .router = r, .scratch = arena_scratch(r->arena) };
  b.last = &b.first;
  table_init(&b.by_peer, b.scratch);
  table_init(&b.by_destination, b.scratch);
  table_init(&b.applied, b.scratch);
  table_init(&b.carried, b.scratch);
  table_init(&b.open, b.scratch);
  table_order(&b.by_peer, 1);
  table_order(&b.by_destination, 1);
  table_order(&b.carried, 8); /* an interface is larger than that */
  reserve(&b);
  keys_index(r);
  ends_ike_init(&b.ike, r, b.scratch);
  index_tunnels(&b);
  ends_find_twins(r, b.scratch);
  index_applied(&b);
  for (struct policy *p = r->policies.first; p; p = p->next)
    if (!p->is_template && !p->is_profile) add_policy(&b, p);
  add_spare_templates(&b);
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (i->tunnel && i->tunnel->protection.s) add_protections(&b, i);
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (is_plain(&b, i)) add_plain(&b, i);
  arena_free(b.scratch);
  return b.first;
}

/* ---- What entries say ---- */

struct num end_pfs(const struct policy_entry *entry, const struct transform_set *set)
{
  if (entry && entry->pfs.o.from != FROM_NOTHING && entry->pfs.o.from != FROM_DEFAULT) return entry->pfs;
  if (set && set->pfs.o.from != FROM_NOTHING) return set->pfs;
  if (entry && entry->pfs.o.from == FROM_DEFAULT) return entry->pfs;
  return (struct num){ .v = 0, .o = { .from = FROM_DEFAULT, .at = entry ? entry->at : (struct place){ 0, 0 } } };
}

struct num end_seconds(const struct end *e)
{
  if (e->effective && e->effective->seconds.o.from != FROM_NOTHING && e->effective->seconds.o.from != FROM_DEFAULT)
    return e->effective->seconds;
  return e->router->seconds;
}

struct num end_kilobytes(const struct end *e)
{
  if (e->effective && e->effective->kilobytes.o.from != FROM_NOTHING && e->effective->kilobytes.o.from != FROM_DEFAULT)
    return e->effective->kilobytes;
  return e->router->kilobytes;
}

const char *design_name(enum design d)
{
  static const char *const names[] = { "none", "ipsec-over-gre", "gre-over-ipsec", "tunnel-protection", "ipsec", "mixed" };
  return names[d];
}
