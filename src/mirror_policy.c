/* The other end's policy: the ACLs with source and destination exchanged, the same transform sets, PFS and lifetimes. */
#include "src/mirror_parts.h"

#include "src/path.h"

#include <string.h>

static struct ref *ref_to(struct mirror *m, const char *s, const struct origin *o)
{
  struct ref *r = ARENA_NEW(m->arena, struct ref);
  *r = (struct ref){ .s = s, .o = o ? mirror_origin(o) : (struct origin){ .from = FROM_LINE } };
  return r;
}

/* ---- ACLs ---- */

static struct acl_address side(struct mirror *m, const struct acl_address *a)
{
  struct acl_address b = *a;
  b.ip = mirror_ip(m, &a->ip);
  b.group = NULL;
  return b;
}

/* All of them, once. */
static void copy_groups(struct mirror *m)
{
  for (const struct object_group *g = m->to->groups.first ? NULL : m->from->groups.first; g; g = g->next) {
    struct object_group *b = ARENA_NEW(m->arena, struct object_group);
    *b = (struct object_group){ .name = mirror_string(m, g->name), .at = g->at, .unread = g->unread };
    struct object_member **end = &b->members;
    for (const struct object_member *x = g->members; x; x = x->next, end = &(*end)->next) {
      *end = ARENA_NEW(m->arena, struct object_member);
      **end = (struct object_member){ .ip = mirror_ip(m, &x->ip), .mask = x->mask };
    }
    LIST_APPEND(m->to->groups, b);
  }
}

static struct acl *new_acl(struct mirror *m, const char *name, struct place at)
{
  struct acl *b = ARENA_NEW(m->arena, struct acl);
  *b = (struct acl){ .name = mirror_string(m, name), .extended = true, .at = at };
  LIST_APPEND(m->to->acls, b);
  return b;
}

static struct acl *swapped(struct mirror *m, const struct acl *a, const char *name)
{
  struct acl *b = new_acl(m, name, a->at);
  struct acl_rule **end = &b->rules;
  bool groups = false;
  for (const struct acl_rule *r = a->rules; r; r = r->next, end = &(*end)->next) {
    groups = groups || r->source.ip.kind == IP_NAME || r->destination.ip.kind == IP_NAME;
    *end = ARENA_NEW(m->arena, struct acl_rule);
    **end = (struct acl_rule) { .sequence = r->sequence,
      .permit = r->permit,
      .narrowed = r->narrowed,
      .unread = r->unread,
      .protocol = r->protocol,
      .source = side(m, &r->destination),
      .destination = side(m, &r->source),
      .at = r->at };
  }
  if (groups) copy_groups(m);
  return b;
}

/* ---- The other end's network, where this end takes any ---- */

struct network {
  uint32_t address, mask;
};

static bool is_inside(const struct end *e, const struct interface *i)
{
  const char *vrf = e->profile && e->profile->vrf ? e->profile->vrf : e->interface ? e->interface->vrf : NULL;
  return i->vrf == vrf && i != e->interface && !i->tunnel && i->address.ip.kind == IP_V4 && ip_mask_length(i->mask) <= 30 && !i->nat &&
    !i->nat_outside;
}

static struct acl_address address_of(struct network n)
{
  return (struct acl_address){ .ip = { .kind = IP_V4, .v4 = n.address & n.mask }, .wildcard = ~n.mask };
}

/* The interface in whose network it is, or the other way round; NULL: none. */
static const struct interface *own(const struct mirror *m, struct network n)
{
  const struct interface *i = m->from->interfaces.first;
  while (i && !(i->address.ip.kind == IP_V4 && !((i->address.ip.v4 ^ n.address) & i->mask & n.mask))) i = i->next;
  return i;
}

/* Does source NAT leave what goes there as it is? */
static bool is_spared(const struct mirror *m, const struct end *e, struct network n)
{
  for (const struct interface *i = m->from->interfaces.first; i; i = i->next) {
    struct acl_rule flow = { .permit = true,
      .protocol = PROTOCOL_ANY_IP,
      .source = address_of((struct network) { i->address.ip.v4, i->mask }),
      .destination = address_of(n) };
    if (is_inside(e, i) && path_nat(e, &flow)) return false;
  }
  return true;
}

#define MOST_TRIES 64u

/* A part of what one of the ACL's rules takes out of the translation. */
static bool exempt(const struct mirror *m, const struct end *e, const struct acl *acl, struct network *n)
{
  for (const struct acl_rule *r = acl ? acl->rules : NULL; r; r = r->next) {
    uint32_t wild = r->destination.wildcard;
    if (r->permit || r->unread || r->destination.ip.kind != IP_V4 || wild & (wild + 1)) continue;
    n->mask = wild < 0xff ? ~wild : 0xffffff00u;
    n->address = r->destination.ip.v4 & ~wild;
    for (uint32_t tries = 0; tries < MOST_TRIES && !((n->address ^ r->destination.ip.v4) & ~wild); tries++) {
      const struct interface *i = own(m, *n);
      if (!i && is_spared(m, e, *n)) return true;
      n->address = (n->address | ~n->mask | (i ? ~i->mask : 0)) + 1;
    }
  }
  return false;
}

/* The usual one, or where source NAT would take what goes there, one that it is told to leave alone. */
static struct network assumed_network(const struct mirror *m, const struct end *e)
{
  const struct network usual = { 0xc0a86400u, 0xffffff00u };
  struct network n;
  if (is_spared(m, e, usual)) return usual;
  for (const struct nat_rule *rule = e->interface ? e->interface->nat : NULL; rule; rule = rule->next)
    if (exempt(m, e, rule->acl.to, &n)) return n;
  for (const struct nat_rule *rule = m->from->nats.first; rule; rule = rule->next) {
    const struct route_map *map = rule->route_map.to;
    if (exempt(m, e, rule->acl.to, &n)) return n;
    for (const struct ref *a = map ? map->acls : NULL; a; a = a->next)
      if (exempt(m, e, a->to, &n)) return n;
  }
  return usual;
}

/* A template that takes any flow: the other end must name one. Its network is assumed, this end's are those that its inside interfaces
 * show. */
static struct acl *made_up(struct mirror *m, const struct end *e, const char *name)
{
  struct acl *b = new_acl(m, name, e->effective->at);
  struct acl_rule **end = &b->rules;
  uint32_t sequence = 0;
  const char *given = mirror_given(m, SET_PEER_INSIDE_NETWORK), *slash = given ? strchr(given, '/') : NULL;
  struct network n = assumed_network(m, e);
  struct ip ip = { .kind = IP_V4, .v4 = n.address };
  char room[64];
  if (slash) {
    ip_parse(given, (size_t)(slash - given), &ip);
    ip_parse_mask(slash + 1, strlen(slash + 1), &n.mask);
    n.address = ip.v4;
  } else
    mirror_assume(m, b, SET_PEER_INSIDE_NETWORK, "the protected network %s/%d", ip_print(&ip, room, sizeof room), ip_mask_length(n.mask));
  for (const struct interface *i = m->from->interfaces.first; i; i = i->next) {
    if (!is_inside(e, i)) continue;
    *end = ARENA_NEW(m->arena, struct acl_rule);
    **end = (struct acl_rule) { .sequence = sequence += 5,
      .permit = true,
      .protocol = PROTOCOL_ANY_IP,
      .source = address_of(n),
      .destination = address_of((struct network) { i->address.ip.v4, i->mask }),
      .at = i->at };
    end = &(*end)->next;
  }
  if (b->rules) return b;
  b->rules = ARENA_NEW(m->arena, struct acl_rule);
  *b->rules = (struct acl_rule) {
    .sequence = 5, .permit = true, .protocol = PROTOCOL_ANY_IP, .source = address_of(n), .destination.ip.kind = IP_ANY
  };
  return b;
}

/* ---- Transform sets ---- */

static void copy_list(struct mirror *m, const struct num_list *a, struct num_list *b)
{
  b->v = mirror_num(a->v);
  for (a = a->next; a; a = a->next) {
    b = b->next = ARENA_NEW(m->arena, struct num_list);
    b->v = mirror_num(a->v);
  }
}

static struct transform_set *find_set(const struct mirror *m, const char *name)
{
  struct transform_set *t = m->to->transforms.first;
  while (t && t->name != name) t = t->next;
  return t;
}

/* A set that is used with several PFS groups becomes several sets. */
static const char *copy_set(struct mirror *m, const struct transform_set *a, const struct num *pfs)
{
  uint32_t group = is_known(&pfs->o) ? pfs->v : 0;
  const char *name = mirror_string(m, a->name);
  const struct transform_set *there = find_set(m, name);
  if (there && (is_known(&there->pfs.o) ? there->pfs.v : 0) != group) {
    name = mirror_string(m, arena_printf(m->arena, "%s-pfs%u", a->name, group));
    there = find_set(m, name);
  }
  if (there) return name;
  struct transform_set *b = ARENA_NEW(m->arena, struct transform_set);
  *b = (struct transform_set) { .name = name,
    .at = a->at,
    .protocol = mirror_num(a->protocol),
    .encapsulation = mirror_num(a->encapsulation),
    .required = mirror_num(a->required),
    .pfs = mirror_num(*pfs),
    .esn = mirror_num(a->esn),
    .unmodelled = a->unmodelled,
    .unmodelled_word = a->unmodelled_word,
    .late = true };
  copy_list(m, &a->encryption, &b->encryption);
  copy_list(m, &a->authentication, &b->authentication);
  copy_list(m, &a->ah, &b->ah);
  LIST_APPEND(m->to->transforms, b);
  return name;
}

/* ---- Entries ---- */

static struct policy *policy_on(struct mirror *m, struct interface *on, const struct end *e, bool is_profile)
{
  for (struct policy *p = on->policies && !is_profile ? m->to->policies.first : NULL; p; p = p->next)
    if (p->name == on->policies->s && !p->is_profile && !p->is_template) return p;
  struct policy *p = ARENA_NEW(m->arena, struct policy);
  const char *name = mirror_string(m, e->policy->name);
  for (struct policy *other = m->to->policies.first; other; other = other->next)
    if (other->name == name) name = mirror_string(m, arena_printf(m->arena, "%s-%u", e->policy->name, m->tunnels));
  *p = (struct policy){ .name = name, .at = e->policy->at, .is_profile = is_profile };
  LIST_APPEND(m->to->policies, p);
  if (is_profile) on->tunnel->protection = *ref_to(m, name, NULL);
  else on->policies = ref_to(m, name, NULL);
  return p;
}

static uint32_t next_sequence(const struct mirror *m, const struct policy *p)
{
  uint32_t last = 0;
  for (const struct policy_entry *e = m->to->entries.first; e; e = e->next)
    if (e->group == p && e->sequence > last) last = e->sequence;
  return last + 10;
}

static struct policy_entry *new_entry(struct mirror *m, struct policy *p, enum entry_kind kind, uint32_t sequence, struct place at)
{
  struct policy_entry *b = ARENA_NEW(m->arena, struct policy_entry);
  *b = (struct policy_entry){ .group = p, .sequence = sequence, .kind = (uint8_t)kind, .late = true, .at = at };
  LIST_APPEND(m->to->entries, b);
  return b;
}

/* This end's address is assigned at run time: the other end can only wait, with a template, which all entries of this end share. */
static struct policy *waiting_template(struct mirror *m, struct policy *p, const struct policy_entry *a)
{
  const char *name = mirror_string(m, arena_printf(m->arena, "%s-t%u", p->name, m->tunnels));
  for (struct policy *other = m->to->policies.first; other; other = other->next)
    if (other->is_template && other->name == name) return other;
  struct policy *template = ARENA_NEW(m->arena, struct policy);
  *template = (struct policy){ .name = name, .at = a->at, .is_template = true };
  LIST_APPEND(m->to->policies, template);
  struct policy_entry *user = new_entry(m, p, ENTRY_TEMPLATE_USER, next_sequence(m, p), a->at);
  user->template_ref = *ref_to(m, name, NULL);
  mirror_assume(m, user, SET_THIS_ADDRESS, "this end's address is assigned at run time, so the other end waits for it");
  return template;
}

static void fill_entry(struct mirror *m, const struct policy_entry *a, struct policy_entry *b, const struct ike_profile *profile)
{
  struct ref **end = &b->transforms;
  for (const struct ref *r = a->transforms; r; r = r->next) {
    struct num pfs = end_pfs(a, r->to); /* which stands in the set here */
    if (!r->to) continue;
    *end = ref_to(m, copy_set(m, r->to, &pfs), &r->o);
    end = &(*end)->next;
  }
  if (is_written(&a->seconds.o)) b->seconds = a->seconds;
  if (is_written(&a->kilobytes.o)) b->kilobytes = a->kilobytes;
  if (is_written(&a->acl_mode.o)) b->acl_mode = a->acl_mode;
  b->profile = *ref_to(m, profile->name, &a->profile.o);
}

static void set_acl(struct mirror *m, const struct end *e, const struct policy_entry *a, struct policy_entry *b)
{
  const struct acl *acl = a->acl.to;
  const char *name = arena_printf(m->arena, "tunnel-%u-%u", m->tunnels, b->sequence);
  const struct acl *made = acl ? swapped(m, acl, name) : e->any_selector ? made_up(m, e, name) : NULL;
  if (made) b->acl = *ref_to(m, made->name, &a->acl.o);
  else m->complete = false;
}

static void mirror_entry(
  struct mirror *m, const struct end *e, const struct policy_entry *a, struct policy *p, const struct ike_profile *profile)
{
  struct addr here = mirror_this(m, &e->local);
  bool waits = !mirror_is_address(&here.ip) && !p->is_profile;
  struct policy *group = waits ? waiting_template(m, p, a) : p;
  struct policy_entry *b = p->is_profile ? new_entry(m, p, ENTRY_PROFILE, 0, a->at)
                                         : new_entry(m, group, ENTRY_ISAKMP, next_sequence(m, group), a->at);
  fill_entry(m, a, b, profile);
  if (p->is_profile) return;
  set_acl(m, e, a, b);
  if (waits) return;
  b->peers = ARENA_NEW(m->arena, struct peer);
  b->peers->address = here;
}

void mirror_policy(struct mirror *m, const struct end *e, struct interface *on, const struct ike_profile *profile)
{
  bool is_profile = e->kind == END_PROTECTION;
  struct policy *p = policy_on(m, on, e, is_profile);
  const struct policy_entry *last = NULL;
  for (const struct selector *s = e->selectors; s && !is_profile; s = s->next) {
    if (s->entry == last) continue;
    last = s->entry;
    mirror_entry(m, e, s->entry, p, profile);
  }
  if (!last) mirror_entry(m, e, e->effective, p, profile);
}
