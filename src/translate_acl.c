/* ACLs, object groups and source NAT on their way to another dialect. */
#include "src/translate_parts.h"

#include "src/equal.h"
#include "src/object_group.h"

#include <stdlib.h>
#include <string.h>

/* ---- Addresses ---- */

static struct acl_address copy_address(struct translation *t, const struct acl_address *a)
{
  struct acl_address b = *a;
  b.ip = tr_ip(t, &a->ip);
  b.group = NULL;
  if (a->ip.kind == IP_NAME) b.ip.text = tr_name(t, NAME_GROUP, a->ip.text);
  bool all = b.ip.kind == IP_V4 && b.wildcard == UINT32_MAX && !t->same; /* some family keeps the address, which nothing looks at */
  if (b.ip.kind == IP_NONE || all) b.ip = (struct ip){ .kind = IP_ANY };
  return b;
}

static bool names_group(const struct acl_rule *r)
{
  return r->source.ip.kind == IP_NAME || r->destination.ip.kind == IP_NAME;
}

#define MOST_MEMBERS 64u

/* What a rule names as its source or destination, one by one, in `room` of MOST_MEMBERS. */
static bool members_of(const struct acl_address *a, struct acl_address *room, struct group_addresses *all)
{
  *all = (struct group_addresses){ .list = room, .most = MOST_MEMBERS };
  if (a->ip.kind == IP_NAME) return object_group_addresses(a->group, all);
  room[all->count++] = *a;
  return true;
}

/* ---- VRFs: Comware's rules name the one whose packets they take; elsewhere the profile of the entry says what the tunnel carries ---- */

static void index_vrfs(const struct translation *t, struct table *by_acl)
{
  table_init(by_acl, t->arena);
  for (const struct policy_entry *e = t->from->entries.first; e; e = e->next) {
    const struct ike_profile *p = e->profile.to;
    const struct end *end = table_get(&t->by_entry, (uint64_t)(uintptr_t)e);
    /* What no profile says, the interface does where the policy is applied. */
    bool of_interface = t->from->dialect->writer->rule_names_vrf && end && end->interface;
    const char *vrf = p && p->vrf ? p->vrf : of_interface ? end->interface->vrf : NULL;
    uint64_t key = (uint64_t)(uintptr_t)e->acl.to;
    if (vrf && e->acl.to && !table_get(by_acl, key)) table_put(by_acl, key, (void *)(uintptr_t)vrf);
  }
}

/* The VRF that the target's rule names; NULL: none. */
static const char *rule_vrf(struct translation *t, const struct acl_rule *r, const struct acl *b, const char *carried)
{
  const char *vrf = r->vrf ? r->vrf : t->how->rule_names_vrf && !t->from->dialect->writer->rule_names_vrf ? carried : NULL;
  if (t->same || t->how->rule_names_vrf) return tr_string(t, vrf);
  if (r->vrf && r->vrf != carried)
    writing_note(t->w, b, r->at, ACCOUNT_UNTRANSLATED, "rule %u is for the VRF %s, which the tunnel does not carry here", r->sequence, r->vrf);
  return NULL;
}

/* ---- Rules ---- */

static struct acl_rule *add_rule(struct translation *t, struct acl_rule ***end, const struct acl_rule *a, uint32_t sequence)
{
  struct acl_rule *b = **end = ARENA_NEW(t->to->arena, struct acl_rule);
  *b = (struct acl_rule) { .sequence = sequence,
    .permit = a->permit,
    .protocol = a->protocol,
    .source = copy_address(t, &a->source),
    .destination = copy_address(t, &a->destination),
    .vrf = a->vrf,
    .at = a->at };
  *end = &b->next;
  return b;
}

/* A rule on object groups, for a target without them: one rule for each pair of members. Sets `*unread` to a group of which some could not
 * be read. */
static bool spread(
  struct translation *t, struct acl_rule ***end, const struct acl_rule *a, uint32_t *sequence, const struct object_group **unread)
{
  struct acl_address sources[MOST_MEMBERS], destinations[MOST_MEMBERS];
  struct group_addresses source, destination;
  if (!members_of(&a->source, sources, &source) || !members_of(&a->destination, destinations, &destination)) return false;
  *unread = destination.unread ? destination.unread : source.unread;
  for (unsigned i = 0; i < source.count; i++)
    for (unsigned k = 0; k < destination.count; k++) {
      struct acl_rule one = *a;
      one.source.ip = sources[i].ip;
      one.source.wildcard = sources[i].wildcard;
      one.destination.ip = destinations[k].ip;
      one.destination.wildcard = destinations[k].wildcard;
      add_rule(t, end, &one, *sequence);
      *sequence += 1;
    }
  return source.count && destination.count;
}

/* Does the rule name a group where the target's rules have none? IOS has them in extended lists alone. */
static bool spreads(const struct translation *t, const struct acl *a, const struct acl_rule *r)
{
  return names_group(r) && (!t->how->object_groups || (!a->extended && !t->same && peering_is_global(t->how->form)));
}

static bool any_spreads(const struct translation *t, const struct acl *a)
{
  for (const struct acl_rule *r = a->rules; r; r = r->next)
    if (spreads(t, a, r)) return true;
  return false;
}

/* Numbers are kept where the target takes them: those of Cisco and Ruijie begin with 1, those of Comware end at 65534. */
static bool renumbers(const struct translation *t, const struct acl *a)
{
  bool global = peering_is_global(t->how->form);
  uint32_t last = 0;
  for (const struct acl_rule *r = a->rules; r; r = r->next) last = r->sequence;
  return (global && a->rules && !a->rules->sequence) || (!global && last > 65534) || any_spreads(t, a);
}

/* Of the rule, and of the line that nobody could read. */
static void note_unread(struct translation *t, const struct acl_rule *r, const struct object_group *g, const struct acl *b)
{
  const struct place places[] = { r->at, g->unread_at.last ? g->unread_at : g->at };
  for (unsigned i = 0; i < 2; i++)
    writing_note(
      t->w, b, places[i], ACCOUNT_UNTRANSLATED, "a member of an object group that could not be read, so there are fewer rules here");
}

/* Can the rule not be said, because nobody knows all that it asks for? */
static bool is_unsayable(const struct acl *a, const struct acl_rule *r) { return r->unread || r->narrowed || (r->vrf && !a->extended); }

static void copy_rules(struct translation *t, const struct acl *a, struct acl *b, const char *carried, const struct table *denies)
{
  struct acl_rule **end = &b->rules;
  bool again = !t->same && renumbers(t, a);
  uint32_t next = 10;
  for (const struct acl_rule *r = a->rules; r; r = r->next) {
    if (is_unsayable(a, r)) {
      writing_note(t->w, b, r->at, ACCOUNT_UNTRANSLATED,
        r->unread ? "a rule that could not be read" : "rule %u has a condition that is not modelled, so it would take more than it did",
        r->sequence);
      continue;
    }
    bool misplaced = !a->extended &&
      (r->protocol != PROTOCOL_ANY_IP || (r->destination.ip.kind != IP_ANY && r->destination.ip.kind != IP_NONE));
    if (misplaced) {
      writing_note(
        t->w, b, r->at, ACCOUNT_UNTRANSLATED, "rule %u names a protocol or a destination, which this kind of ACL cannot", r->sequence);
      continue;
    }
    if (tr_leaves_deny(t, denies, a, r, b)) continue;
    uint32_t sequence = again ? next : r->sequence;
    struct acl_rule one = *r;
    one.vrf = rule_vrf(t, r, b, carried);
    if (spreads(t, a, r)) {
      const struct object_group *unread = NULL;
      if (!spread(t, &end, &one, &sequence, &unread))
        writing_note(t->w, b, r->at, ACCOUNT_UNTRANSLATED, "a rule on an object group that could not be spread into rules");
      else if (unread) note_unread(t, r, unread, b);
    } else add_rule(t, &end, &one, sequence++);
    next = (sequence - 1) / 10 * 10 + 10;
    b->last = sequence;
  }
}

#define DEEPEST_GROUP 16u

/* A group in a group stands before it. */
static void copy_group(struct translation *t, const struct object_group *a, const struct table *by_name, unsigned depth)
{
  if (tr_get(t, a)) return;
  struct object_group *b = ARENA_NEW(t->to->arena, struct object_group);
  tr_put(t, a, b);
  for (const struct object_member *m = a->members; m && depth < DEEPEST_GROUP; m = m->next) {
    const struct object_group *inner = m->ip.kind == IP_NAME ? table_get(by_name, (uint64_t)(uintptr_t)m->ip.text) : NULL;
    if (inner) copy_group(t, inner, by_name, depth + 1);
  }
  b->name = tr_name(t, NAME_GROUP, a->name);
  b->at = a->at;
  struct object_member **end = &b->members;
  for (const struct object_member *m = a->members; m; m = m->next, end = &(*end)->next) {
    *end = ARENA_NEW(t->to->arena, struct object_member);
    **end = (struct object_member){ .ip = tr_ip(t, &m->ip), .mask = m->mask, .at = m->at };
    if (m->ip.kind == IP_NAME) (*end)->ip.text = tr_name(t, NAME_GROUP, m->ip.text);
  }
  if (a->unread)
    writing_note(t->w, b, a->unread_at.last ? a->unread_at : a->at, ACCOUNT_UNTRANSLATED,
      "a member of this group that could not be read, so the group has fewer addresses here");
  LIST_APPEND(t->to->groups, b);
}

static void use_group(struct table *used, struct object_group *g, unsigned depth)
{
  if (!g || table_get(used, (uint64_t)(uintptr_t)g)) return;
  table_put(used, (uint64_t)(uintptr_t)g, g);
  for (const struct object_member *m = g->members; m && depth < DEEPEST_GROUP; m = m->next) use_group(used, m->group, depth + 1);
}

/* Where rules take no groups, those in them are in the rules; of the others nothing is left. */
static void leave_groups(struct translation *t)
{
  struct table used;
  if (!t->from->groups.first) return;
  table_init(&used, t->arena);
  for (const struct acl *a = t->from->acls.first; a; a = a->next)
    for (const struct acl_rule *r = a->rules; r; r = r->next) {
      use_group(&used, r->source.group, 0);
      use_group(&used, r->destination.group, 0);
    }
  for (const struct object_group *g = t->from->groups.first; g; g = g->next)
    if (!table_get(&used, (uint64_t)(uintptr_t)g))
      writing_note(t->w, NULL, g->at, ACCOUNT_UNRELATED, "no list names this group")->whole = true;
}

static void copy_groups(struct translation *t)
{
  struct table by_name;
  if (!t->how->object_groups) {
    leave_groups(t);
    return;
  }
  table_init(&by_name, t->arena);
  for (const struct object_group *a = t->from->groups.first; a; a = a->next)
    table_put(&by_name, (uint64_t)(uintptr_t)a->name, (void *)(uintptr_t)a);
  for (const struct object_group *a = t->from->groups.first; a; a = a->next) copy_group(t, a, &by_name, 0);
}

static bool nat_is_global(enum peering_form form)
{
  return peering_is_global(form);
}

static void number_of(struct translation *t, const struct ref *r)
{
  const struct acl *a = r->to;
  if (a) tr_number_acl(t, a->name, a->extended);
}

/* Comware's source NAT takes ACLs by number alone, so theirs come first. */
static void number_nat_acls(struct translation *t)
{
  if (nat_is_global(t->how->form)) return;
  for (const struct nat_rule *n = t->from->nats.first; n; n = n->next) {
    const struct route_map *m = n->route_map.to;
    number_of(t, &n->acl);
    for (const struct ref *r = m ? m->acls : NULL; r; r = r->next) number_of(t, r);
  }
}

/* Half a list would be worse than none, for whoever applies it to something else than a tunnel. */
static bool leaves_list(struct translation *t, const struct acl *a)
{
  const struct acl_rule *r = a->rules;
  while (r && !is_unsayable(a, r)) r = r->next;
  if (a->used || !r) return false;
  writing_note(t->w, NULL, a->at, ACCOUNT_UNRELATED,
    "neither a tunnel nor source NAT uses the list, and not all of its conditions are modelled: it is left out")
    ->whole = true;
  return true;
}

void tr_acls(struct translation *t)
{
  struct table carried, denies;
  copy_groups(t);
  number_nat_acls(t);
  index_vrfs(t, &carried);
  tr_index_denies(t, &denies);
  for (const struct acl *a = t->from->acls.first; a; a = a->next) {
    if (leaves_list(t, a)) continue;
    const char *name = tr_acl(t, a->name, a->extended);
    if (!name) {
      writing_left_out(t->w, NULL, a->at, "ACL %s is left out: the target has no number left for it", a->name);
      continue;
    }
    struct acl *b = ARENA_NEW(t->to->arena, struct acl);
    *b = (struct acl){ .name = name, .number = (uint32_t)strtoul(name, NULL, 10), .extended = a->extended, .at = a->at, .step = a->step };
    copy_rules(t, a, b, table_get(&carried, (uint64_t)(uintptr_t)a), &denies);
    LIST_APPEND(t->to->acls, b);
    tr_remark(t, a, b);
  }
}

/* ---- Source NAT: Comware has it in the interface, Cisco and Ruijie have a global line and inside and outside interfaces ---- */

static struct nat_rule *new_nat(struct translation *t, const char *acl, struct place at)
{
  struct nat_rule *n = ARENA_NEW(t->to->arena, struct nat_rule);
  n->at = at;
  n->acl = (struct ref){ .s = acl, .o = { .at = at, .from = acl ? FROM_LINE : FROM_NOTHING } };
  return n;
}

/* A rule that is there already is not entered again. */
static void append_nat(struct interface *i, struct nat_rule *n)
{
  struct nat_rule **end = &i->nat;
  for (; *end; end = &(*end)->next)
    if (equal_texts((*end)->acl.s, n->acl.s)) return;
  *end = n;
}

/* An ACL's name as a reference finds it; a reference that leads nowhere keeps its name, or a number of the same kind. */
static const char *acl_of(struct translation *t, const struct ref *r)
{
  const struct acl *a = r->to;
  return tr_acl(t, r->s, a ? a->extended : !tr_is_basic(t, r->s));
}

/* The pool's own addresses are not modelled. */
static void keep_pool(struct translation *t, const struct nat_rule *a, struct nat_rule *b)
{
  b->pool = tr_string(t, a->pool);
  if (a->pool) writing_note(t->w, b, a->at, ACCOUNT_APPROXIMATED, "the addresses of the pool %s are to be copied", a->pool);
}

static void note_pool(struct translation *t, const struct nat_rule *a)
{
  if (a->pool)
    writing_note(
      t->w, NULL, a->at, ACCOUNT_APPROXIMATED, "source NAT to the addresses of the pool %s, and here to the interface's own", a->pool);
}

static void copy_nats(struct translation *t)
{
  for (const struct route_map *a = t->from->route_maps.first; a; a = a->next) {
    struct route_map *b = ARENA_NEW(t->to->arena, struct route_map);
    b->name = tr_name(t, NAME_MAP, a->name);
    struct ref **end = &b->acls;
    for (const struct ref *r = a->acls; r; r = r->next, end = &(*end)->next) {
      *end = ARENA_NEW(t->to->arena, struct ref);
      **end = (struct ref){ .s = acl_of(t, r), .o = r->o };
    }
    end = &b->interfaces;
    for (const struct ref *i = a->interfaces; i; i = i->next, end = &(*end)->next) {
      *end = ARENA_NEW(t->to->arena, struct ref);
      **end = (struct ref){ .s = tr_interface(t, i->s), .o = i->o };
    }
    if (a->unread) writing_note(t->w, b, (struct place){ 0, 0 }, ACCOUNT_UNTRANSLATED, "a line of this route map could not be read");
    LIST_APPEND(t->to->route_maps, b);
  }
  for (const struct nat_rule *a = t->from->nats.first; a; a = a->next) {
    struct nat_rule *b = new_nat(t, acl_of(t, &a->acl), a->at);
    b->acl.o = a->acl.o;
    b->vrf = tr_string(t, a->vrf);
    keep_pool(t, a, b);
    b->route_map = (struct ref){ .s = tr_name(t, NAME_MAP, a->route_map.s), .o = a->route_map.o };
    b->interface_name = (struct ref){ .s = tr_interface(t, a->interface_name.s), .o = a->interface_name.o };
    LIST_APPEND(t->to->nats, b);
  }
  struct interface *b = t->to->interfaces.first; /* in step with the source's */
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next) {
    b->nat_inside = a->nat_inside;
    b->nat_outside = a->nat_outside;
    b->nat_at = a->nat_at;
  }
}

static bool map_is_for(const struct route_map *m, const struct interface *out)
{
  const struct ref *i = m ? m->interfaces : NULL;
  while (i && i->to != out) i = i->next;
  return i || !m || !m->interfaces;
}

/* Puts a global rule into the interfaces that face outside. */
static void to_interface(struct translation *t, const char *acl, const struct nat_rule *rule)
{
  struct interface *b = t->to->interfaces.first; /* in step with the source's */
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next) {
    bool here = rule->interface_name.s ? !strcmp(a->name, rule->interface_name.s) : a->nat_outside;
    if (here && map_is_for(rule->route_map.to, a)) append_nat(b, new_nat(t, acl, rule->at));
  }
}

static void nats_to_interfaces(struct translation *t)
{
  for (const struct nat_rule *a = t->from->nats.first; a; a = a->next) {
    const struct route_map *m = a->route_map.to;
    note_pool(t, a);
    if (a->vrf)
      writing_note(t->w, NULL, a->at, ACCOUNT_APPROXIMATED, "source NAT of the VRF %s alone, and here of what its ACL says", a->vrf);
    if (a->acl.s) to_interface(t, acl_of(t, &a->acl), a);
    for (const struct ref *r = m ? m->acls : NULL; r; r = r->next) to_interface(t, acl_of(t, r), a);
    if (m && !m->unread && m->interfaces && !m->acls) to_interface(t, NULL, a);
    if (a->route_map.s && (!m || m->unread))
      writing_note(t->w, NULL, a->at, ACCOUNT_UNTRANSLATED, "source NAT by a route map that could not be read");
  }
}

/* `permit any`, for NAT that names no ACL. */
static const char *any_acl(struct translation *t)
{
  struct acl *a = ARENA_NEW(t->to->arena, struct acl);
  a->name = tr_new_acl(t, "nat-any");
  a->extended = true;
  a->rules = ARENA_NEW(t->to->arena, struct acl_rule);
  *a->rules = (struct acl_rule) {
    .sequence = 10, .permit = true, .protocol = PROTOCOL_ANY_IP, .source.ip.kind = IP_ANY, .destination.ip.kind = IP_ANY
  };
  LIST_APPEND(t->to->acls, a);
  return a->name;
}

static void nats_to_global(struct translation *t)
{
  bool any = false;
  struct interface *b = t->to->interfaces.first; /* in step with the source's */
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next) {
    if (a->nat) any = b->nat_outside = true;
    for (const struct nat_rule *n = a->nat; n; n = n->next) {
      struct nat_rule *made = new_nat(t, n->acl.s ? acl_of(t, &n->acl) : any_acl(t), n->at);
      note_pool(t, n);
      made->interface_name = (struct ref){ .s = b->name, .o = { .from = FROM_LINE } };
      LIST_APPEND(t->to->nats, made);
    }
  }
  for (b = t->to->interfaces.first; b && any; b = b->next)
    if (!b->nat_outside && !b->tunnel && b->address.ip.kind == IP_V4) b->nat_inside = true;
}

void tr_nat(struct translation *t)
{
  bool was = nat_is_global(t->from->dialect->writer->form), is = nat_is_global(t->how->form);
  if (was && is) copy_nats(t);
  else if (was) nats_to_interfaces(t);
  else if (is) nats_to_global(t);
  else {
    struct interface *b = t->to->interfaces.first; /* in step with the source's */
    for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next)
      for (const struct nat_rule *n = a->nat; n; n = n->next) {
        struct nat_rule *made = new_nat(t, acl_of(t, &n->acl), n->at);
        keep_pool(t, n, made);
        append_nat(b, made);
      }
  }
}
