/* Policies, their entries and where they are applied. Where the target cannot protect a tunnel interface by a profile, a policy on the
 * interface below it protects the tunnel's GRE packets instead, which is the same on the wire. */
#include "src/translate_parts.h"

#include "src/link.h"

#include <string.h>

static enum name_kind kind_of(const struct policy *p)
{
  return p->is_profile ? NAME_IPSEC_PROFILE : p->is_template ? NAME_TEMPLATE : NAME_POLICY;
}

static struct policy *target_policy(struct translation *t, const struct policy *a)
{
  struct policy *b = tr_get(t, a);
  if (b) return b;
  b = ARENA_NEW(t->to->arena, struct policy);
  *b = (struct policy){ .name = tr_name(t, kind_of(a), a->name), .at = a->at, .is_template = a->is_template, .is_profile = a->is_profile };
  if (t->same) b->local_interface = (struct name){ tr_interface(t, a->local_interface.s), a->local_interface.o };
  LIST_APPEND(t->to->policies, b);
  tr_put(t, a, b);
  return b;
}

/* ---- Entries ---- */

/* The sets by preference. A set that the target cannot say is left out, one that the source does not define stays undefined. */
static void copy_transforms(struct translation *t, const struct policy_entry *a, struct policy_entry *b)
{
  struct ref **end = &b->transforms;
  for (const struct ref *r = a->transforms; r; r = r->next) {
    const struct transform_set *set = r->to;
    struct num pfs = end_pfs(a, set);
    const char *name = tr_name(t, NAME_SET, r->s);
    if (set) {
      struct transform_set *made = tr_set(t, set, &pfs);
      if (!made) {
        writing_note(t->w, b, r->o.at, ACCOUNT_UNTRANSLATED, "set %s, which is left out above", r->s);
        continue;
      }
      name = made->name;
    }
    *end = ARENA_NEW(t->to->arena, struct ref);
    **end = (struct ref){ .s = name, .o = r->o };
    end = &(*end)->next;
  }
}

/* The first set that the target can say; where it can say none, the first. */
static const struct ref *first_set(const struct translation *t, const struct policy_entry *a)
{
  const struct ref *r = a->transforms;
  while (r && r->to && !tr_get(t, r->to)) r = r->next;
  return r ? r : a->transforms;
}

static void copy_pfs(struct translation *t, const struct policy_entry *a, struct policy_entry *b)
{
  const struct ref *first = first_set(t, a);
  struct num pfs = end_pfs(a, first ? first->to : NULL);
  if (t->same) b->pfs = a->pfs.v ? tr_num(a->pfs) : tr_value(t, a->pfs); /* a bare `set pfs` stands for a group that no line shows */
  else if (is_known(&pfs.o) && pfs.v && !(pfs.v < 64 && t->how->pfs_groups >> pfs.v & 1))
    writing_note(t->w, b, tr_place(&pfs.o, a->at), ACCOUNT_UNTRANSLATED, "%s has no PFS with group %u", t->w->dialect->title, pfs.v);
  else if (!t->how->pfs_in_set) b->pfs = tr_num(pfs);
  if (t->same || t->how->pfs_in_set) return;
  for (const struct ref *r = first ? first->next : NULL; r; r = r->next) {
    if (r->to && !tr_get(t, r->to)) continue; /* left out itself */
    struct num other = end_pfs(a, r->to);
    if (other.v != pfs.v)
      writing_note(
        t->w, b, tr_place(&other.o, r->o.at), ACCOUNT_APPROXIMATED, "set %s has PFS of its own: here the first set's holds for all", r->s);
  }
}

static void limit(struct translation *t, struct policy_entry *b, struct num *n, const uint32_t range[2], const char *unit)
{
  uint32_t v = n->v;
  if (v < range[0]) n->v = range[0];
  if (v > range[1]) n->v = range[1];
  if (n->v != v) writing_note(t->w, b, n->o.at, ACCOUNT_APPROXIMATED, "an SA lifetime of %u %s is %u here", v, unit, n->v);
}

static bool same_num(const struct num *a, const struct num *b)
{
  return a->o.from == b->o.from && a->v == b->v && a->o.at.first == b->o.at.first;
}

/* The router's own lifetime is written once; an entry has a line only where it had one. */
static void copy_lifetimes(struct translation *t, const struct policy_entry *a, struct policy_entry *b)
{
  if (is_written(&a->seconds.o) && !same_num(&a->seconds, &t->from->seconds)) b->seconds = a->seconds;
  if (is_written(&a->kilobytes.o) && !same_num(&a->kilobytes, &t->from->kilobytes)) b->kilobytes = a->kilobytes;
  if (t->same) return;
  if (is_written(&b->seconds.o)) limit(t, b, &b->seconds, t->how->seconds, "seconds");
  if (!is_written(&b->kilobytes.o)) return;
  if (!b->kilobytes.v && !t->how->unlimited_kilobytes) {
    b->kilobytes.v = UINT32_MAX;
    writing_note(t->w, b, b->kilobytes.o.at, ACCOUNT_APPROXIMATED, "an SA without a limit in kilobytes has the highest one here");
  } else if (b->kilobytes.v) limit(t, b, &b->kilobytes, t->how->kilobytes, "kilobytes");
}

static void copy_acl(struct translation *t, const struct policy_entry *a, struct policy_entry *b)
{
  const struct acl *acl = a->acl.to;
  b->acl = (struct ref){ .s = tr_acl(t, a->acl.s, acl ? acl->extended : true), .o = a->acl.o };
  if (!is_written(&a->acl_mode.o) || !a->acl_mode.v) return;
  if (t->same || (a->acl_mode.v == 1 && t->how->aggregation) || (a->acl_mode.v == 2 && t->how->per_host)) b->acl_mode = a->acl_mode;
  else
    writing_note(t->w, b, a->acl_mode.o.at, ACCOUNT_UNTRANSLATED,
      a->acl_mode.v == 1 ? "aggregation: each rule has its own SA here" : "one SA for each host: each rule has one here");
}

static void copy_details(struct translation *t, const struct policy_entry *a, struct policy_entry *b)
{
  if (is_written(&a->autoup.o)) {
    if (t->same) b->autoup = a->autoup;
    else writing_note(t->w, b, a->autoup.o.at, ACCOUNT_APPROXIMATED, "comes up with the first packet, not by itself");
  }
  if (is_written(&a->reverse_route.o)) {
    if (t->same || t->how->form != PEERING_GLOBAL) b->reverse_route = a->reverse_route;
    else writing_note(t->w, b, a->reverse_route.o.at, ACCOUNT_UNTRANSLATED, "reverse routes; write static routes");
  }
  if (!is_written(&a->responder_only.o)) return;
  if (t->same) b->responder_only = a->responder_only;
  else if (a->responder_only.v)
    writing_note(t->w, b, a->responder_only.o.at, ACCOUNT_UNTRANSLATED, "responder-only: this end may start too");
}

static struct policy_entry *copy_entry(struct translation *t, const struct policy_entry *a, struct policy *group, uint32_t sequence)
{
  struct policy_entry *b = ARENA_NEW(t->to->arena, struct policy_entry);
  *b = (struct policy_entry) {
    .group = group, .sequence = sequence, .kind = a->kind, .at = a->at, .late = t->same ? a->late : t->how->form == PEERING_KEYCHAIN
  };
  b->template_ref = (struct ref){ .s = tr_name(t, NAME_TEMPLATE, a->template_ref.s), .o = a->template_ref.o };
  if (t->same) b->ikev2_profile = (struct ref){ .s = tr_string(t, a->ikev2_profile.s), .o = a->ikev2_profile.o };
  if (a->kind != ENTRY_TEMPLATE_USER) {
    copy_acl(t, a, b);
    copy_transforms(t, a, b);
    copy_pfs(t, a, b);
    copy_lifetimes(t, a, b);
    copy_details(t, a, b);
  }
  LIST_APPEND(t->to->entries, b);
  return b;
}

/* Why the entry cannot be said, be it in its own dialect; NULL: it can. */
static const char *obstacle(const struct translation *t, const struct policy_entry *a)
{
  if (a->kind == ENTRY_MANUAL) return "manual SAs are not modelled";
  if (a->kind == ENTRY_OTHER) return "this kind of entry is not modelled";
  if (t->same) return NULL;
  if (a->ikev2_profile.s) return "IKEv2 is not modelled";
  if (a->peers && ip_is_v6(&a->peers->address.ip)) return "IPv6 is not modelled";
  return NULL;
}

/* ---- Tunnel protection ---- */

/* The interface through which the tunnel's packets leave. */
static struct interface *below(const struct translation *t, const struct end *e)
{
  struct interface *via;
  const struct tunnel *tunnel = e->interface->tunnel;
  if (!tunnel->vrf.s) { /* nothing is known of the routes of a VRF */
    link_route(t->from, &e->remote.ip, e->interface, &via, NULL);
    if (via && via != e->interface) return via;
  }
  if (tunnel->source_interface.s) return link_interface(t->from, tunnel->source_interface.s);
  return link_interface_of(t->from, &e->local.ip);
}

/* The policy of an interface to which entries for its tunnels are added. */
struct lowered {
  struct policy *policy;
  uint32_t last;  /* sequence in use by an entry that names its peer */
  uint32_t limit; /* the first one of a template, which would take what comes behind it; else beyond the target's last */
};

static struct policy *new_policy(struct translation *t, struct interface *i, const struct policy *like)
{
  struct policy *p = ARENA_NEW(t->to->arena, struct policy);
  *p = (struct policy){ .name = tr_new_name(t, NAME_POLICY, like->name), .at = like->at };
  LIST_APPEND(t->to->policies, p);
  i->policies = ARENA_NEW(t->to->arena, struct ref);
  *i->policies = (struct ref){ .s = p->name, .o = { .from = FROM_LINE } };
  return p;
}

static struct lowered *policy_on(struct translation *t, struct interface *i, const struct policy *like)
{
  struct lowered *l = tr_get(t, i);
  if (l) return l;
  l = ARENA_NEW(t->arena, struct lowered);
  for (struct policy *p = i->policies ? t->to->policies.first : NULL; p && !l->policy; p = p->next)
    if (!p->is_profile && !p->is_template && !strcmp(p->name, i->policies->s)) l->policy = p;
  if (!l->policy) l->policy = new_policy(t, i, like);
  l->limit = t->how->sequence_high + 1;
  for (const struct policy_entry *e = t->to->entries.first; e; e = e->next)
    if (e->group == l->policy && e->kind == ENTRY_TEMPLATE_USER && e->sequence < l->limit) l->limit = e->sequence;
  for (const struct policy_entry *e = t->to->entries.first; e; e = e->next)
    if (e->group == l->policy && e->sequence < l->limit && e->sequence > l->last) l->last = e->sequence;
  tr_put(t, i, l);
  return l;
}

/* Ten further, or as near as is free; 0: nothing is. */
static uint32_t next_sequence(struct lowered *l)
{
  if (l->last + 1 >= l->limit) return 0;
  return l->last = l->last + 10 < l->limit ? l->last + 10 : l->last + 1;
}

static struct acl_address host_or_any(struct translation *t, const struct ip *ip)
{
  struct acl_address a = { .ip = tr_ip(t, ip) };
  if (ip->kind != IP_V4 && ip->kind != IP_MASKED) a.ip = (struct ip){ .kind = IP_ANY };
  return a;
}

/* `permit gre` from one end of the tunnel to the other. */
static const char *gre_acl(struct translation *t, const struct end *e)
{
  struct acl *a = ARENA_NEW(t->to->arena, struct acl);
  a->name = tr_new_acl(t, arena_printf(t->arena, "gre-%s", e->interface->name));
  if (!a->name) return NULL;
  a->extended = true;
  a->at = e->interface->tunnel->protection.o.at;
  a->rules = ARENA_NEW(t->to->arena, struct acl_rule);
  *a->rules = (struct acl_rule) { .sequence = 10,
    .permit = true,
    .protocol = PROTOCOL_GRE,
    .source = host_or_any(t, &e->local.ip),
    .destination = host_or_any(t, &e->remote.ip),
    .at = a->at };
  LIST_APPEND(t->to->acls, a);
  return a->name;
}

/* The protection of a tunnel as an entry of the interface below; false: it is left out. */
static bool lower_protection(struct translation *t, const struct interface *i)
{
  const struct ref *protection = &i->tunnel->protection;
  const struct end *e = table_get(&t->by_entry, (uint64_t)(uintptr_t)i);
  struct interface *old = e && e->entry && e->remote.ip.kind != IP_NONE && e->remote.ip.kind != IP_ANY && i->tunnel->mode.v != TUNNEL_IPSEC
    ? below(t, e)
    : NULL;
  const char *acl = old ? gre_acl(t, e) : NULL;
  if (!acl) {
    writing_note(t->w, tr_get(t, i), protection->o.at, ACCOUNT_UNTRANSLATED, "the tunnel's protection: %s",
      i->tunnel->mode.v == TUNNEL_IPSEC ? "without GRE it has no tunnel here" : "the interface below it, or its destination, is not known");
    return false;
  }
  struct lowered *l = policy_on(t, tr_get(t, old), e->policy);
  uint32_t sequence = next_sequence(l);
  if (!sequence) {
    writing_note(t->w, tr_get(t, i), protection->o.at, ACCOUNT_UNTRANSLATED, "the tunnel's protection: no number is left for it in %s",
      l->policy->name);
    return false;
  }
  struct policy_entry profile = *e->entry;
  profile.kind = ENTRY_ISAKMP;
  profile.at = protection->o.at;
  struct policy_entry *b = copy_entry(t, &profile, l->policy, sequence);
  b->acl = (struct ref){ .s = acl, .o = protection->o };
  b->peers = ARENA_NEW(t->to->arena, struct peer);
  b->peers->address = tr_addr(t, &e->remote);
  tr_peer_of(t, b, e->entry, e)->elsewhere = ip_equal(&old->address.ip, &e->local.ip) == TRI_NO;
  return true;
}

/* For a target whose tunnels have no protection of their own. A profile of which no entry was made is left out. */
static void lower_protections(struct translation *t)
{
  struct table said;
  table_init(&said, t->arena);
  for (const struct interface *i = t->from->interfaces.first; i; i = i->next) {
    const struct ref *p = i->tunnel ? &i->tunnel->protection : NULL;
    if (p && p->s && lower_protection(t, i) && p->to) table_put(&said, (uint64_t)(uintptr_t)p->to, p->to);
  }
  for (const struct interface *i = t->from->interfaces.first; i; i = i->next) {
    struct policy *p = i->tunnel && i->tunnel->protection.s ? i->tunnel->protection.to : NULL;
    if (!p || !p->entries || table_get(&said, (uint64_t)(uintptr_t)p)) continue;
    table_put(&said, (uint64_t)(uintptr_t)p, p);
    writing_left_out(t->w, tr_get(t, i), p->entries->at, "the profile %s, which no tunnel has here", p->name);
  }
}

/* ---- The whole ---- */

/* Was it defined, and nothing of it translated? */
static bool is_gone(const struct translation *t, const struct ref *policy)
{
  const struct policy *p = policy->to;
  return p && (!t->same || p->entries) && !tr_get(t, p);
}

static void apply(struct translation *t)
{
  struct interface *b = t->to->interfaces.first; /* in step with the source's */
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next) {
    struct ref **end = &b->policies;
    for (const struct ref *p = a->policies; p; p = p->next) {
      if (is_gone(t, p)) {
        writing_note(t->w, b, p->o.at, ACCOUNT_UNTRANSLATED, "the policy %s, which is left out", p->s);
        continue;
      }
      *end = ARENA_NEW(t->to->arena, struct ref);
      **end = (struct ref){ .s = tr_name(t, NAME_POLICY, p->s), .o = p->o };
      end = &(*end)->next;
    }
    if (b->tunnel && b->policies && !t->same && t->how->policy_on_tunnel)
      writing_note(t->w, b, (struct place) { 0, 0 }, ACCOUNT_ASSUMED, "%s", t->how->policy_on_tunnel);
    if (!b->tunnel || !a->tunnel->protection.s || !(t->same || t->how->protects_tunnels)) continue;
    if (is_gone(t, &a->tunnel->protection))
      writing_note(
        t->w, b, a->tunnel->protection.o.at, ACCOUNT_UNTRANSLATED, "its protection by %s, which is left out", a->tunnel->protection.s);
    else b->tunnel->protection = (struct ref){ .s = tr_name(t, NAME_IPSEC_PROFILE, a->tunnel->protection.s), .o = a->tunnel->protection.o };
  }
}

/* Whose peer is a range or anybody can only answer. Where the peer's address stands in the entry, such an entry has none and would be
 * incomplete: what waits for whoever calls is a template there. */
static bool only_answers(const struct translation *t, const struct policy_entry *a)
{
  const struct ike_profile *p = a->profile.to;
  if (t->same || t->how->form == PEERING_BLOCK || !p || a->kind != ENTRY_ISAKMP || a->peers || a->group->is_template ||
    a->group->is_profile)
    return false;
  return p->remote_high || (is_written(&p->remote.o) && p->remote.ip.kind == IP_ANY);
}

static struct policy_entry *copy_as_template(struct translation *t, const struct policy_entry *a, uint32_t sequence)
{
  struct policy_entry *user = ARENA_NEW(t->to->arena, struct policy_entry);
  struct policy *template = ARENA_NEW(t->to->arena, struct policy);
  *template = (struct policy) {
    .name = tr_new_name(t, NAME_TEMPLATE, arena_printf(t->arena, "%s-%u", a->group->name, sequence)), .at = a->at, .is_template = true
  };
  LIST_APPEND(t->to->policies, template);
  *user = (struct policy_entry) { .group = target_policy(t, a->group),
    .sequence = sequence,
    .kind = ENTRY_TEMPLATE_USER,
    .at = a->at,
    .late = t->how->form == PEERING_KEYCHAIN };
  user->template_ref = (struct ref){ .s = template->name, .o = { .at = a->at, .from = FROM_LINE } };
  LIST_APPEND(t->to->entries, user);
  return copy_entry(t, a, template, 1);
}

static uint32_t number_of(const struct table *numbers, const struct policy_entry *e)
{
  uintptr_t number = (uintptr_t)table_get(numbers, (uint64_t)(uintptr_t)e);
  return number ? (uint32_t)number : e->sequence;
}

static void set_number(struct table *numbers, const struct policy_entry *e, uint32_t number)
{
  table_put(numbers, (uint64_t)(uintptr_t)e, (void *)(uintptr_t)number); /* 1 at least */
}

/* Entries that become templates come behind all that name their peer, as the devices want it, and before the first one that is a template
 * already; where they do not fit in there they stay. */
static void number_answering(const struct translation *t, const struct policy *p, struct table *numbers)
{
  uint32_t last = 0, limit = t->how->sequence_high + 1, count = 0, first = 0;
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group) {
    bool answers = only_answers(t, e);
    count += answers;
    if (answers && !first) first = e->sequence;
    else if (!answers && e->kind == ENTRY_ISAKMP) last = e->sequence;
  }
  if (!count || first > last) return;
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group)
    if (e->kind == ENTRY_TEMPLATE_USER && e->sequence > last && e->sequence < limit) limit = e->sequence;
  if (last >= limit || limit - last <= count) return;
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group)
    if (only_answers(t, e)) set_number(numbers, e, ++last);
}

/* Sequences stay as they are where they fit; those beyond the target's last one are the last ones there, in their order: templates mostly,
 * before which a tunnel's protection may need numbers. Where these are taken they follow the highest that fits. Enters the new ones of a
 * policy's entries, which are sorted, into `numbers`; false where there are none. */
static bool number_entries(const struct translation *t, const struct policy *p, struct table *numbers)
{
  uint32_t number = 0, last = 0, beyond = 0;
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group)
    if (e->sequence <= t->how->sequence_high) number = e->sequence;
    else beyond++;
  if (beyond < t->how->sequence_high - number) number = t->how->sequence_high - beyond;
  for (const struct policy_entry *e = p->entries; e; e = e->next_in_group) {
    if (e->sequence <= t->how->sequence_high) continue;
    for (const struct policy_entry *n = e; n && e->sequence != last && n->sequence == e->sequence; n = n->next_in_group) number++;
    last = e->sequence;
    set_number(numbers, e, number);
  }
  return last > 0;
}

static void copy_entries(struct translation *t)
{
  struct table numbers;
  table_init(&numbers, t->arena);
  for (const struct policy *p = t->same ? NULL : t->from->policies.first; p; p = p->next)
    if (!number_entries(t, p, &numbers)) number_answering(t, p, &numbers);
  for (const struct policy_entry *a = t->from->entries.first; a; a = a->next) {
    const char *why = obstacle(t, a);
    if (t->same && a->group->is_profile && !a->at.last) continue;
    if (a->group->is_profile && !t->same && !t->how->protects_tunnels) continue;
    if (why) {
      const char *number = a->group->is_profile ? "" : arena_printf(t->arena, " %u", a->sequence);
      writing_left_out(t->w, tr_get(t, a->group), a->at, "%s%s is left out: %s", a->group->name, number, why);
      continue;
    }
    uint32_t sequence = number_of(&numbers, a);
    struct policy_entry *b = only_answers(t, a) ? copy_as_template(t, a, sequence) : copy_entry(t, a, target_policy(t, a->group), sequence);
    if (a->kind != ENTRY_TEMPLATE_USER) tr_peer_of(t, b, a, table_get(&t->by_entry, (uint64_t)(uintptr_t)a));
  }
}

void tr_policies(struct translation *t)
{
  copy_entries(t);
  apply(t);
  if (!t->same && !t->how->protects_tunnels) lower_protections(t);
}
