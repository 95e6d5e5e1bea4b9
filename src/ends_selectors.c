/* Selectors: the permit rules of an entry's ACL, object groups resolved, minus what earlier rules of the policy take. */
#include "src/ends_selectors.h"

#include "src/facts.h"
#include "src/object_group.h"
#include "vendors/vendor.h"

#define MOST_COMBINATIONS 256u
#define MOST_COMPARED 64u  /* earlier rules that one rule is compared with: a bound for policies made to be slow */
#define MOST_REVERSED 1024u /* rules of a policy that one is compared with, to find its mirror: the same bound */
#define MOST_RULES 500000u /* of one policy; what is beyond cannot be told */

struct taken_rule {
  struct taken_rule *next;
  const struct acl_rule *rule;
  const struct policy_entry *entry;
  uint32_t place; /* how many rules had been looked at, with this one */
  bool behind_deny; /* one of its own ACL */
};

void taken_init(struct taken *t, struct arena *arena)
{
  *t = (struct taken){ .arena = arena };
  table_init(&t->by_destination, arena);
  table_order(&t->by_destination, 0);
}

static uint64_t prefix_key(uint32_t prefix, int length)
{
  return (uint64_t)(unsigned)length << 32 | (length ? prefix >> (32 - length) : 0);
}

/* Length of the destination's prefix; 0 for any, -1 where it is none. */
static int destination_length(const struct acl_rule *rule)
{
  const struct acl_address *d = &rule->destination;
  if (d->ip.kind == IP_ANY) return 0;
  return d->ip.kind == IP_V4 ? ip_mask_length(~d->wildcard) : -1;
}

static uint32_t cut(uint32_t address, int length)
{
  return length ? address & 0xffffffffu << (32 - length) : 0;
}

static void take(struct taken *t, const struct acl_rule *rule, const struct policy_entry *entry, bool behind_deny)
{
  struct taken_rule *n = ARENA_NEW(t->arena, struct taken_rule);
  n->rule = rule;
  n->entry = entry;
  n->place = t->rules;
  n->behind_deny = behind_deny;
  int length = destination_length(rule);
  if (length < 0) {
    n->next = t->odd;
    t->odd = n;
    return;
  }
  t->lengths |= 1ull << length;
  uint64_t key = prefix_key(cut(rule->destination.ip.v4, length), length);
  struct taken_rule *first = table_get(&t->by_destination, key);
  if (first) {
    n->next = first->next;
    first->next = n;
  } else table_put(&t->by_destination, key, n);
}

/* The VPN instance of the traffic that the entry protects; NULL: the one of its interface. */
static const char *inside_vrf(const struct policy_entry *entry)
{
  const struct ike_profile *p = entry->profile.to;
  return p ? p->vrf : NULL;
}

/* An entry with several peers, or applied to several interfaces, has its whole ACL for each: a rule taken before `first` is one for another
 * of them. A template that shares its ACL with a fixed entry answers other peers. */
static bool is_for_each(const struct taken_rule *earlier, const struct acl_rule *rule, const struct policy_entry *entry, uint32_t first)
{
  return earlier->entry == entry ? earlier->place <= first : earlier->rule == rule && entry->group && entry->group->is_template;
}

/* Does a deny before the earlier rule keep a part of the flow from it? Where that does not end the search, the part goes on to the next
 * entries. */
static bool is_spared(const struct taken_rule *earlier, const struct acl_rule *rule)
{
  const struct acl *acl = earlier->behind_deny ? earlier->entry->acl.to : NULL;
  unsigned looked = 0;
  for (const struct acl_rule *d = acl ? acl->rules : NULL; d && d != earlier->rule; d = d->next, looked++)
    if (looked >= MOST_REVERSED || (!d->permit && selector_overlaps(d, rule, false) != TRI_NO)) return true;
  return false;
}

/* Does the earlier rule take the whole flow? A deny of another entry's ACL counts only where it ends the search. */
static bool takes(
  const struct taken_rule *earlier, const struct acl_rule *rule, const struct policy_entry *entry, uint32_t first, bool deny_ends_search)
{
  const struct acl_rule *e = earlier->rule;
  if (is_for_each(earlier, rule, entry, first) || e->narrowed || e->unread || (e->vrf && e->vrf != rule->vrf) ||
    inside_vrf(earlier->entry) != inside_vrf(entry))
    return false;
  if (!e->permit && earlier->entry != entry && !deny_ends_search) return false;
  if (selector_contains(e, rule, false) != TRI_YES) return false;
  return deny_ends_search || earlier->entry == entry || !is_spared(earlier, rule);
}

static const struct taken_rule *before(const struct taken_rule *a, const struct taken_rule *b)
{
  return !b || a->place < b->place ? a : b;
}

/* The first of the earlier rules that takes it; NULL: none does. */
static const struct taken_rule *taker(
  const struct taken *t, const struct acl_rule *rule, const struct policy_entry *entry, uint32_t first, bool deny_ends_search)
{
  const struct taken_rule *by = NULL;
  int longest = destination_length(rule);
  unsigned looked = 0;
  if (longest < 0) longest = 32;
  for (int length = 0; length <= longest; length++) {
    if (!(t->lengths >> length & 1)) continue;
    const struct taken_rule *n = table_get(&t->by_destination, prefix_key(cut(rule->destination.ip.v4, length), length));
    for (; n && looked < MOST_COMPARED; n = n->next, looked++)
      if (takes(n, rule, entry, first, deny_ends_search)) by = before(n, by);
  }
  for (const struct taken_rule *n = t->odd; n && looked < MOST_COMPARED; n = n->next, looked++)
    if (takes(n, rule, entry, first, deny_ends_search)) by = before(n, by);
  return by;
}

static void append(struct end *e, const struct selector *s)
{
  struct selector **to = &e->selectors;
  if (e->last_selector) to = &e->last_selector->next;
  *to = ARENA_NEW(e->router->arena, struct selector);
  **to = *s;
  e->last_selector = *to;
  e->selector_count++;
}

/* ---- Object groups ---- */

/* 0: there are none, or one could not be read, is not there, or is too large. */
static unsigned expand(const struct acl_address *a, struct acl_address *out)
{
  struct group_addresses all = { .list = out, .most = MOST_COMBINATIONS };
  if (a->ip.kind != IP_NAME) {
    out[0] = *a;
    return 1;
  }
  if (!object_group_addresses(a->group, &all) || all.unread) return 0;
  for (unsigned i = 0; i < all.count; i++) {
    out[i].port_op = a->port_op;
    out[i].port = a->port;
    out[i].port_high = a->port_high;
    out[i].at = a->at;
    out[i].group = a->group;
  }
  return all.count;
}

/* One selector for every combination of the groups' members, as IOS makes one flow of each. */
static void add_groups(struct end *e, struct selector s, struct arena *scratch)
{
  struct acl_address *sources = arena_alloc(scratch, 2 * MOST_COMBINATIONS * sizeof *sources), *destinations = sources + MOST_COMBINATIONS;
  unsigned n = expand(&s.rule->source, sources), m = expand(&s.rule->destination, destinations);
  if (!n || !m || n * m > MOST_COMBINATIONS) {
    s.unread = true;
    append(e, &s);
    return;
  }
  const struct acl_rule *written = s.rule;
  for (unsigned i = 0; i < n * m; i++) {
    struct acl_rule *rule = ARENA_NEW(e->router->arena, struct acl_rule);
    *rule = *written;
    rule->next = NULL;
    rule->source = sources[i / m];
    rule->destination = destinations[i % m];
    s.rule = rule;
    append(e, &s);
  }
}

const struct selector *end_reverse_of(const struct end *e, const struct selector *s)
{
  unsigned looked = 0;
  for (const struct selector *other = s->made || s->unread ? NULL : e->selectors; other && looked < MOST_REVERSED;
       other = other->next, looked++) {
    if (other == s || other->made || other->unread || other->shadowed_by || other->entry != s->entry) continue;
    if (selector_contains(other->rule, s->rule, true) == TRI_YES && selector_contains(s->rule, other->rule, true) == TRI_YES) return other;
  }
  return NULL;
}

bool end_acl_permits(const struct acl *acl)
{
  const struct acl_rule *rule = acl->rules;
  while (rule && !rule->permit && !rule->unread) rule = rule->next;
  return rule != NULL;
}

/* The same rule again: devices refuse it or do not keep it, so a text that holds it twice was pasted twice. */
static bool is_repeated(const struct taken_rule *earlier, const struct acl_rule *rule, const struct policy_entry *entry)
{
  return earlier->entry == entry && earlier->rule->permit && !rule->narrowed && selector_contains(rule, earlier->rule, false) == TRI_YES;
}

void selectors_add(struct end *e, const struct policy_entry *entry, struct taken *t)
{
  const struct acl *acl = entry->acl.to;
  bool stops = e->router->dialect->behaviour.deny_ends_search;
  bool behind_deny = false;
  uint32_t first = t->rules;
  if (entry->acl.o.from == FROM_UNREAD) e->selectors_unread = true;
  for (const struct acl_rule *rule = acl ? acl->rules : NULL; rule; rule = rule->next) {
    if (rule->unread || t->rules >= MOST_RULES) {
      e->selectors_unread = true;
      if (rule->unread) continue;
      return;
    }
    t->rules++;
    const struct taken_rule *by = taker(t, rule, entry, first, stops);
    take(t, rule, entry, behind_deny);
    behind_deny = behind_deny || !rule->permit;
    if (!rule->permit || (by && is_repeated(by, rule, entry))) continue;
    struct selector s = { .rule = rule, .entry = entry, .acl = acl, .unread = rule->narrowed };
    if (by) {
      s.shadowed_by = by->rule;
      s.shadowed_in = by->entry;
    }
    if (rule->source.ip.kind == IP_NAME || rule->destination.ip.kind == IP_NAME) add_groups(e, s, t->arena);
    else append(e, &s);
  }
}

static struct acl_address host(const struct addr *a)
{
  return (struct acl_address){ .ip = a->ip, .at = a->o.at };
}

void selectors_make(struct end *e, const struct policy_entry *entry, const struct tunnel *tunnel)
{
  struct acl_rule *rule = ARENA_NEW(e->router->arena, struct acl_rule);
  rule->permit = true;
  rule->at = e->at;
  if (tunnel->mode.v == TUNNEL_IPSEC) {
    rule->protocol = PROTOCOL_ANY_IP;
    rule->source.ip.kind = rule->destination.ip.kind = IP_ANY;
  } else {
    rule->protocol = PROTOCOL_GRE;
    rule->source = host(&e->local);
    rule->destination = host(&e->remote);
  }
  append(e, &(struct selector){ .rule = rule, .entry = entry, .made = true, .unread = tunnel->narrowed });
}
