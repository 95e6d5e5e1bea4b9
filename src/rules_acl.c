/* Rules ACL101 to ACL103 and ACL105 to ACL108: the flows that IPsec protects (RFC 4301 section 4.4.1; each permit rule is negotiated as a
 * flow of its own). Pair rules read how each flow of one end fares at the other; a selector that a wrong wildcard explains is ACL104 alone
 * (rules_acl_wildcard.c). */
#include "src/rules.h"

#include "src/flow_text.h"
#include "src/link.h"
#include "src/say.h"

static const char *router_of(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  return say_router(j, t->end[i]->router);
}

/* The other end protects nothing because its ACL is missing or undefined, or what it protects follows from the wrong end points of its
 * tunnel (TUN101): those are faults of their own. */
bool acl_is_explained(const struct tunnel_pair *t)
{
  if (t->design_mismatch) return true;
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    if (e->kind == END_PROTECTION && (t->gre[0] | t->gre[1]) & (GRE_DESTINATION | GRE_SOURCE)) return true;
    if (e->kind == END_PLAIN || e->unmodelled || (!e->selector_count && !e->any_selector)) return true;
  }
  return false;
}

/* The mirror of a rule, to take the place of `old` or to follow it in its list. */
static struct acl_rule mirrored_in(const struct acl_rule *rule, const struct acl_rule *old)
{
  struct acl_rule m = *rule;
  m.next = NULL;
  m.vrf = NULL;
  m.sequence = old->sequence;
  m.names_list = old->names_list;
  m.source = rule->destination;
  m.destination = rule->source;
  return m;
}

/* ---- ACL101 ---- */

const struct acl *acl_of(const struct end *e)
{
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (s->acl) return s->acl;
  return NULL;
}

/* The deny that the rule must come before: one that takes all of it, else the first of those behind all permits, where one of them would
 * take a part; NULL: none. Sets `*before` to the rule before it; NULL: none. */
static const struct acl_rule *deny_to_precede(const struct acl *acl, const struct acl_rule *rule, const struct acl_rule **before)
{
  const struct acl_rule *first = NULL, *last = NULL;
  bool takes = false;
  for (const struct acl_rule *r = acl->rules; r; last = r, r = r->next) {
    bool deny = !r->permit && !r->unread;
    if (deny && !first) *before = last;
    if (deny && selector_contains(r, rule, false) == TRI_YES) return first ? first : r;
    first = !deny ? NULL : first ? first : r;
    takes = deny && (takes || selector_overlaps(r, rule, false) != TRI_NO);
  }
  return takes ? first : NULL;
}

/* The rule before another one of the list; NULL: that is the first. */
static const struct acl_rule *rule_before(const struct acl *acl, const struct acl_rule *rule)
{
  const struct acl_rule *r = acl->rules;
  while (r != rule && r->next != rule) r = r->next;
  return r == rule ? NULL : r;
}

/* Offers the missing rule at the other end, behind its last one but before what denies it, or where no number is left behind: a choice,
 * since the flow may be missing on purpose. */
static void offer_rule(struct judge *j, struct finding *f, const struct end *other, const struct acl_rule *rule)
{
  const struct acl *acl = acl_of(other);
  const struct acl_rule *last = acl ? acl->rules : NULL, *before = NULL, *deny = NULL, *next = NULL;
  const struct dialect_writer *writer = other->router->dialect->writer;
  const char *line = NULL;
  while (last && last->next) last = last->next;
  if (last) {
    struct acl_rule m = mirrored_in(rule, last);
    deny = deny_to_precede(acl, &m, &before);
    next = deny;
    m.sequence = acl->last + (acl->step ? acl->step : 10);
    if (!next && writer && m.sequence > writer->rule_high) {
      next = last;
      before = rule_before(acl, last);
    }
    uint32_t low = before ? before->sequence : 0;
    if (next) m.sequence = low + (next->sequence - low) / 2;
    if (!next || m.sequence > low) line = say_rule_line(j, other->router, &m); /* else no number is free */
  }
  if (!line) {
    finding_help(j, f, "If the flow is wanted, let %s protect it, too%s; else delete it here.", say_router(j, other->router),
      deny ? ", in a rule before the deny that takes it" : "");
    return;
  }
  finding_help(j, f, "If the flow is wanted, add its mirror to %s `%s` on %s: `%s`; else delete it here.",
    other->router->dialect->words->acl, acl->name, say_router(j, other->router), line);
  finding_edit(j, f, other->router, next ? EDIT_INSERT_BEFORE : EDIT_INSERT_AFTER, next ? next->at : last->at, line);
  if (f && f->fix) f->fix->optional = true;
}

static bool is_missing(const struct flow *f)
{
  return !f->mine->made && !f->suspect && (f->match == MATCH_NONE || f->match == MATCH_OVERLAP);
}

static unsigned count_missing(const struct direction *d, const struct selector **last)
{
  unsigned n = 0;
  for (const struct flow *f = d->flows; f; f = f->next)
    if (is_missing(f)) *last = f->mine, n++;
  return n;
}

/* A selector of the other end that has no counterpart either: very likely the one that was meant, unless several of this end lack theirs
 * and it is of another kind than this one. */
static const struct selector *lonely(const struct tunnel_pair *t, unsigned i, const struct flow *missing)
{
  if (missing->theirs) return missing->theirs;
  const struct selector *found = NULL, *ignored;
  if (count_missing(&t->by[1 - i], &found) != 1) return NULL;
  return found->rule->protocol == missing->mine->rule->protocol || count_missing(&t->by[i], &ignored) == 1 ? found : NULL;
}

/* The mirror that an earlier rule of the other end hides (ACL107), or NULL. */
static const struct selector *hidden_mirror(const struct end *e, const struct acl_rule *rule)
{
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (s->shadowed_by && !s->unread && selector_contains(s->rule, rule, true) == TRI_YES &&
      selector_contains(rule, s->rule, true) == TRI_YES)
      return s;
  return NULL;
}

/* Where the deny behind all permits of an earlier entry's list hides the selector, it is the line to go. */
static bool delete_deny(struct judge *j, struct finding *f, const struct end *e, const struct selector *s)
{
  if (s->shadowed_by->permit || s->shadowed_by->next || !s->shadowed_in || s->shadowed_in == s->entry) return false;
  finding_help(j, f,
    "Delete that last rule of its list on %s: what no rule permits is not protected anyway, and a deny keeps the router from looking at its later entries.",
    say_router(j, e->router));
  finding_edit(j, f, e->router, EDIT_DELETE_LINE, s->shadowed_by->at, NULL);
  return true;
}

/* Does the rule select what a selector of the other end mirrors, or the GRE packets between the two ends? */
static bool is_wanted(const struct end *e, const struct end *other, const struct acl_rule *rule)
{
  struct acl_rule gre = {
    .permit = true, .protocol = PROTOCOL_GRE, .source = { .ip = e->local.ip }, .destination = { .ip = e->remote.ip }
  };
  if (!rule->permit || rule->unread) return false;
  if (e->local.ip.kind == IP_V4 && e->remote.ip.kind == IP_V4 && selector_contains(&gre, rule, false) == TRI_YES) return true;
  for (const struct selector *s = other->selectors; s; s = s->next)
    if (!s->unread && selector_contains(s->rule, rule, true) == TRI_YES && selector_contains(rule, s->rule, true) == TRI_YES) return true;
  return false;
}

#define MOST_LISTS 256u /* that are looked at for the one that was meant; rules compared for each */

/* A list that nothing names and that the end's only entry was likely to name, where nothing that its own list selects has a counterpart;
 * NULL: none. `*rule`: what speaks for it. */
static const struct acl *meant_list(const struct tunnel_pair *t, unsigned i, const struct acl_rule **rule)
{
  const struct end *e = t->end[i];
  const struct selector *ignored;
  unsigned looked = 0;
  if (!e->selectors || e->selectors->entry != e->last_selector->entry || count_missing(&t->by[i], &ignored) != e->selector_count)
    return NULL;
  for (const struct acl *a = e->router->acls.first; a && looked < MOST_LISTS; a = a->next, looked++)
    for (*rule = a->used ? NULL : a->rules; *rule; *rule = (*rule)->next)
      if (is_wanted(e, t->end[1 - i], *rule)) return a;
  return NULL;
}

/* What the list has mirrors of is not missed at the other end as well. */
static void tell_mirrors(struct judge *j, const struct end *other, const struct acl *list)
{
  unsigned looked = 0;
  for (const struct acl_rule *rule = list->rules; rule; rule = rule->next)
    for (const struct selector *s = other->selectors; s && looked < MOST_LISTS; s = s->next, looked++)
      if (rule->permit && !rule->unread && !s->unread && selector_contains(s->rule, rule, true) == TRI_YES)
        finding_first_of(j, "ACL101", s->rule);
}

/* One finding for an entry that names the wrong list. Says whether it does. */
static bool wrong_list(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct acl_rule *rule = NULL;
  const struct end *e = t->end[i];
  const struct acl *list = meant_list(t, i, &rule);
  if (!list || !finding_first_of(j, "ACL101", e->selectors->rule)) return list != NULL;
  const char *what = e->router->dialect->words->acl, *entry = say_entry(j, e->router, e->selectors->entry);
  struct finding *f = finding_new(j, "ACL101", t,
    "%s has no rule that mirrors what %s `%s` selects, which %s on %s names: quick mode is refused. List `%s`, which nothing names, selects %s.",
    router_of(j, t, 1 - i), what, e->selectors->acl->name, entry, router_of(j, t, i), list->name, say_flow(j, rule));
  finding_at(j, f, e->router, e->selectors->rule->at, "no counterpart");
  finding_at(j, f, e->router, e->selectors->entry->acl.o.at, "names this list");
  finding_at(j, f, e->router, rule->at, "of the list that nothing names");
  finding_help(j, f, "Name %s `%s` instead of `%s` in %s.", what, list->name, e->selectors->acl->name, entry);
  tell_mirrors(j, t->end[1 - i], list);
  return true;
}

/* Does the file show the network behind another interface than the policy's? */
static bool is_at(const struct end *e, const struct acl_address *a)
{
  struct interface *via;
  if (a->ip.kind != IP_V4 || !e->interface) return false;
  if (link_route(e->router, &a->ip, NULL, &via, NULL) >= 1 && via) return via != e->interface && via != e->tunnel;
  return link_within(e->router, a->ip.v4 & ~a->wildcard, ~a->wildcard, NULL, e->interface) &&
    !link_within(e->router, a->ip.v4 & ~a->wildcard, ~a->wildcard, e->interface, NULL);
}

/* Is what the rule calls remote a network of the end itself, and what it calls local none? */
static bool is_turned(const struct end *e, const struct acl_rule *rule)
{
  return rule->source.ip.kind == IP_V4 && is_at(e, &rule->destination) && !is_at(e, &rule->source);
}

/* Is what the rule calls local a network of the end itself, and what it calls remote none? */
static bool is_right(const struct end *e, const struct acl_rule *rule)
{
  return rule->destination.ip.kind == IP_V4 && is_at(e, &rule->source) && !is_at(e, &rule->destination);
}

/* The same rule on both ends, as if the list had been copied? */
static bool is_copy(const struct acl_rule *mine, const struct acl_rule *theirs)
{
  return selector_contains(mine, theirs, false) == TRI_YES && selector_contains(theirs, mine, false) == TRI_YES;
}

/* At which of the ends with the same rule source and destination are to be exchanged; -1: it cannot be told. */
static int turned_at(const struct tunnel_pair *t, unsigned i, const struct acl_rule *mine, const struct acl_rule *theirs)
{
  bool here = is_turned(t->end[i], mine), there = is_turned(t->end[1 - i], theirs);
  if (here != there) return (int)(here ? i : 1 - i);
  if (here) return -1;
  here = is_right(t->end[i], mine), there = is_right(t->end[1 - i], theirs);
  return here == there ? -1 : (int)(here ? 1 - i : i);
}

/* Is it one of several flows that a line with an object group stands for? No other line says the same. */
static bool is_of_group(const struct acl_rule *rule) { return rule->source.group || rule->destination.group; }

/* The line of the rule with source and destination exchanged; NULL: it cannot be written as one. */
static const char *exchanged(struct judge *j, const struct end *e, const struct acl_rule *rule)
{
  struct acl_rule m = mirrored_in(rule, rule);
  return is_of_group(rule) ? NULL : say_rule_line(j, e->router, &m);
}

/* The files show at neither end whose own network is the first one. */
static void copied(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct acl_rule *mine, const struct acl_rule *theirs)
{
  const char *line = exchanged(j, t->end[i], mine);
  struct finding *f = finding_new(j, "ACL101", t, "%s protects %s, the same as %s and not its mirror: quick mode for this flow is refused.",
    router_of(j, t, i), say_flow(j, mine), router_of(j, t, 1 - i));
  finding_at(j, f, t->end[i]->router, mine->at, "the same on both ends");
  finding_at(j, f, t->end[1 - i]->router, theirs->at, "the same");
  finding_help(j, f,
    "Exchange source and destination on the router whose own network is the second one%s; no interface or route shows which that is.",
    line ? arena_printf(j->arena, ", on %s to `%s`", router_of(j, t, i), line) : "");
}

/* A copied list: end `k` has it the wrong way round. */
static void turned(struct judge *j, const struct tunnel_pair *t, unsigned k, const struct acl_rule *rule, const struct acl_rule *theirs)
{
  const struct end *e = t->end[k];
  const char *line = exchanged(j, e, rule);
  struct finding *f = finding_new(j, "ACL101", t, "%s protects %s, the same as %s and not its mirror: quick mode for this flow is refused.",
    say_router(j, e->router), say_flow(j, rule), router_of(j, t, 1 - k));
  finding_at(j, f, e->router, rule->at, "source and destination are exchanged");
  finding_at(j, f, t->end[1 - k]->router, theirs->at, "the same");
  finding_help(j, f, "Exchange source and destination on %s%s: its own network comes first.", say_router(j, e->router),
    line ? arena_printf(j->arena, ", `%s`", line) : "");
  finding_edit(j, f, e->router, EDIT_REPLACE_LINE, rule->at, line);
}

/* Are these the outer addresses of the end's tunnel, which its GRE packets have? */
static bool is_of_tunnel(const struct end *e, const struct acl_rule *rule)
{
  if (!e->tunnel) return false;
  struct ip source = gre_source(e);
  return ip_equal(&rule->source.ip, &source) == TRI_YES && ip_equal(&rule->destination.ip, &e->tunnel->tunnel->destination.ip) == TRI_YES;
}

static bool same_address(const struct acl_address *a, const struct acl_address *b)
{
  return ip_equal(&a->ip, &b->ip) == TRI_YES && a->wildcard == b->wildcard;
}

/* May one of the two be the other's mirror but for a slip? */
static bool nearly_mirror(const struct acl_rule *a, const struct acl_rule *b)
{
  return a->protocol == b->protocol &&
    (a->protocol == PROTOCOL_GRE || same_address(&a->source, &b->destination) || same_address(&a->destination, &b->source));
}

/* Does the rule of end i name what each end has? */
static bool fits(const struct tunnel_pair *t, unsigned i, const struct acl_rule *rule)
{
  if (rule->protocol == PROTOCOL_GRE) return is_of_tunnel(t->end[i], rule);
  return is_at(t->end[i], &rule->source) && is_at(t->end[1 - i], &rule->destination);
}

/* Two rules that mirror nothing, of which that of end `k` names other networks than the ends have: it is to become the other's mirror. */
static void misnamed(struct judge *j, const struct tunnel_pair *t, unsigned k, const struct acl_rule *wrong, const struct acl_rule *right)
{
  struct router *r = t->end[k]->router;
  struct acl_rule m = mirrored_in(right, wrong);
  const char *line = is_of_group(wrong) || is_of_group(right) ? NULL : say_rule_line(j, r, &m);
  struct finding *f = finding_new(j, "ACL101", t,
    "%s protects %s, and %s has no rule that mirrors it; the nearest is %s: quick mode for this flow is refused.", router_of(j, t, 1 - k),
    say_flow(j, right), router_of(j, t, k), say_flow(j, wrong));
  finding_at(j, f, r, wrong->at, "not its mirror");
  finding_at(j, f, t->end[1 - k]->router, right->at, "no counterpart");
  finding_help(j, f, "%s: write %s on %s.",
    wrong->protocol == PROTOCOL_GRE ? "GRE packets have the outer addresses of the tunnel" : "Name the networks that the ends have",
    line ? arena_printf(j->arena, "`%s`", line) : say_flow(j, &m), router_of(j, t, k));
  finding_edit(j, f, r, EDIT_REPLACE_LINE, wrong->at, line);
}

static void not_mirrored(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct flow *flow)
{
  const struct acl_rule *rule = flow->mine->rule;
  struct router *r = t->end[i]->router;
  const struct end *other = t->end[1 - i];
  if (!finding_first_of(j, "ACL101", rule)) return;
  const struct selector *hidden = hidden_mirror(other, rule);
  if (!hidden && acl_left_out(j, t, i, flow)) return;
  const struct selector *meant = hidden ? NULL : lonely(t, i, flow);
  bool copy = meant && is_copy(rule, meant->rule);
  int wrong = copy ? turned_at(t, i, rule, meant->rule) : -1;
  if (copy && wrong < 0 && !meant->made) {
    finding_first_of(j, "ACL101", meant->rule);
    copied(j, t, i, rule, meant->rule);
    return;
  }
  if (wrong >= 0) {
    finding_first_of(j, "ACL101", meant->rule);
    turned(j, t, (unsigned)wrong, wrong == (int)i ? rule : meant->rule, wrong == (int)i ? meant->rule : rule);
    return;
  }
  if (meant && !meant->made && nearly_mirror(rule, meant->rule) && fits(t, i, rule) != fits(t, 1 - i, meant->rule)) {
    bool mine = fits(t, i, rule);
    finding_first_of(j, "ACL101", meant->rule);
    misnamed(j, t, mine ? 1 - i : i, mine ? meant->rule : rule, mine ? rule : meant->rule);
    return;
  }
  struct finding *f = finding_new(j, "ACL101", t,
    "%s protects %s, and %s %s no rule that mirrors it%s%s: quick mode for this flow is refused.", router_of(j, t, i), say_flow(j, rule),
    router_of(j, t, 1 - i), hidden ? "reaches" : "has", meant ? "; the nearest is " : "", meant ? say_flow(j, meant->rule) : "");
  finding_at(j, f, r, rule->at, "no counterpart");
  if (meant) {
    finding_at(j, f, other->router, meant->rule->at,
      flow->match == MATCH_OVERLAP ? "overlaps, and neither contains the other" : "mirrors nothing either");
    if (!meant->made) finding_first_of(j, "ACL101", meant->rule);
    struct acl_rule m = mirrored_in(rule, meant->rule);
    finding_help(j, f, "Make one rule the mirror of the other: %s on %s.", say_flow(j, &m), say_router(j, other->router));
    return;
  }
  if (hidden) {
    finding_at(j, f, other->router, hidden->rule->at, "its mirror, which is never reached");
    finding_at(j, f, other->router, hidden->shadowed_by->at, hidden->shadowed_by->permit ? "takes it first" : "leaves it out first");
    if (!delete_deny(j, f, other, hidden))
      finding_help(j, f, "Put the mirror before the rule that takes it on %s.", say_router(j, other->router));
    return;
  }
  if (acl_of(other)) finding_at(j, f, other->router, acl_of(other)->at, "holds no mirror of it");
  offer_rule(j, f, other, rule);
}

/* A hub that only answers may list the flows of all its branches in one place: those to networks of which this other end protects nothing
 * are meant for somebody else. */
static bool is_for_others(const struct tunnel_pair *t, unsigned i, const struct flow *flow)
{
  struct acl_rule to = { .protocol = PROTOCOL_ANY_IP,
    .source = { .ip = { .kind = IP_ANY } },
    .destination = flow->mine->rule->destination },
                  from = to;
  if (t->by[i].starts || !t->by[1 - i].starts) return false;
  from.destination = from.source;
  for (const struct flow *f = t->by[1 - i].flows; f; f = f->next) {
    from.source = f->mine->rule->source;
    if (selector_overlaps(&to, &from, true) != TRI_NO) return false;
  }
  return t->by[1 - i].flows != NULL;
}

void acl_not_mirrored(struct judge *j, const struct tunnel_pair *t)
{
  if (t->end[0]->ikev2 && t->end[1]->ikev2 && !t->design_mismatch) acl_nothing_in_common(j, t);
  if (acl_is_explained(t)) return;
  bool wrong[2] = { wrong_list(j, t, 0), wrong_list(j, t, 1) };
  const struct selector *ignored;
  /* Of the end with more of them one may be what the only one of the other end was meant to mirror. */
  unsigned first = count_missing(&t->by[1], &ignored) > count_missing(&t->by[0], &ignored);
  for (unsigned k = 0; k < 2; k++) {
    unsigned i = k ^ first;
    if (wrong[i]) continue;
    for (const struct flow *f = t->by[i].flows; f; f = f->next)
      if (is_missing(f) && !is_for_others(t, i, f)) not_mirrored(j, t, i, f);
  }
}

/* ---- ACL102, ACL103, ACL106 ---- */

/* Are the two rules asked about for the first time, whichever end's flow it was? */
static bool first_time(struct judge *j, const char *id, const struct flow *f)
{
  bool a = finding_first_of(j, id, f->mine->rule), b = finding_first_of(j, id, f->theirs->rule);
  return a || b;
}

/* Has end i a rule of the same size for the selector of the other end as well? */
static bool has_coarser(const struct tunnel_pair *t, unsigned i, const struct selector *wide)
{
  const struct flow *f = t->by[1 - i].flows;
  while (f && f->mine != wide) f = f->next;
  return f && f->match == MATCH_EXACT;
}

/* The wider end cannot start; where by design it never does nothing is lost. */
static void subset(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct flow *flow)
{
  unsigned narrow = flow->match == MATCH_NARROWER ? i : 1 - i;
  if (flow->match == MATCH_NARROWER && has_coarser(t, i, flow->theirs)) return;
  if (!t->by[1 - narrow].starts || flow->suspect || !flow->theirs || !first_time(j, "ACL102", flow)) return;
  const struct acl_rule *rule[2];
  rule[i] = flow->mine->rule;
  rule[1 - i] = flow->theirs->rule;
  struct finding *f = finding_new(j, "ACL102", t,
    "%s protects %s, which lies inside what %s protects (%s): the flow comes up only when %s starts.", router_of(j, t, narrow),
    say_flow(j, rule[narrow]), router_of(j, t, 1 - narrow), say_flow(j, rule[1 - narrow]), router_of(j, t, narrow));
  finding_at(j, f, t->end[1 - narrow]->router, rule[1 - narrow]->at, "wider");
  finding_at(j, f, t->end[narrow]->router, rule[narrow]->at, "narrower");
  struct acl_rule m = mirrored_in(rule[narrow], rule[1 - narrow]);
  const char *line = say_rule_line(j, t->end[1 - narrow]->router, &m);
  finding_help(j, f, "Make the rules mirrors of each other%s.",
    line ? arena_printf(j->arena, ", for example `%s` on %s", line, router_of(j, t, 1 - narrow)) : "");
}

void acl_subset(struct judge *j, const struct tunnel_pair *t)
{
  if (acl_is_explained(t)) return;
  for (unsigned i = 0; i < 2; i++)
    for (const struct flow *f = t->by[i].flows; f; f = f->next)
      if (f->match == MATCH_NARROWER || f->match == MATCH_WIDER) subset(j, t, i, f);
}

#define MOST_PIECES 8u

/* One SA for all rules on one end, one for each rule on the other. */
static void aggregation(struct judge *j, const struct tunnel_pair *t)
{
  int i = aggregates_alone(t);
  if (i < 0 || !finding_first_of(j, "ACL103", &t->end[i]->effective->acl_mode)) return;
  const struct end *e = t->end[i], *other = t->end[1 - i];
  struct finding *f = finding_new(j, "ACL103", t,
    "%s makes one SA of all rules of its %s, and %s makes one of each rule: not all flows may come up.", router_of(j, t, (unsigned)i),
    e->router->dialect->words->acl, router_of(j, t, 1 - (unsigned)i));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, e->effective->acl_mode.o.at, "one SA for all rules");
  finding_at(j, f, other->router, acl_of(other) ? acl_of(other)->at : other->at, "one SA a rule");
  finding_help(j, f, "Use the same mode on both ends; aggregation is meant for old devices that know nothing else.");
}

/* One finding for all pieces of a tunnel: they are one slip of the pen. */
void acl_split(struct judge *j, const struct tunnel_pair *t)
{
  struct finding *f = NULL;
  unsigned pieces = 0;
  if (acl_is_explained(t)) return;
  aggregation(j, t);
  for (unsigned i = 0; i < 2; i++)
    for (const struct flow *flow = t->by[i].flows; flow; flow = flow->next) {
      if (flow->match != MATCH_SPLIT || flow->suspect || !finding_first_of(j, "ACL103", flow->mine->rule)) continue;
      if (!f) {
        f = finding_new(j, "ACL103", t,
          "%s and %s protect the same addresses, cut differently: %s has no counterpart of the same size, and quick mode is refused.",
          router_of(j, t, 0), router_of(j, t, 1), say_flow(j, flow->mine->rule));
        finding_help(j, f, "Cut the networks alike on both ends: each rule needs its exact mirror.");
      }
      if (pieces++ < MOST_PIECES) finding_at(j, f, t->end[i]->router, flow->mine->rule->at, "%s", say_flow(j, flow->mine->rule));
      if (flow->theirs && pieces++ < MOST_PIECES && finding_first_of(j, "ACL103", flow->theirs->rule))
        finding_at(j, f, t->end[1 - i]->router, flow->theirs->rule->at, "%s", say_flow(j, flow->theirs->rule));
    }
}

static void protocol_mismatch(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct flow *flow)
{
  if (!first_time(j, "ACL106", flow)) return;
  struct finding *f = finding_new(j, "ACL106", t, "%s protects %s, %s %s: the same addresses with another protocol or port.",
    router_of(j, t, i), say_flow(j, flow->mine->rule), router_of(j, t, 1 - i), say_flow(j, flow->theirs->rule));
  unsigned k = flow->mine->made ? 1 - i : i;
  const struct selector *first = k == i ? flow->mine : flow->theirs, *second = k == i ? flow->theirs : flow->mine;
  finding_at(j, f, t->end[k]->router, first->rule->at, "%s", protocol_name(j->arena, first->rule->protocol));
  finding_at(j, f, t->end[1 - k]->router, second->rule->at, "%s", protocol_name(j->arena, second->rule->protocol));
  bool gre = flow->mine->rule->protocol == PROTOCOL_GRE || flow->theirs->rule->protocol == PROTOCOL_GRE;
  finding_help(j, f, "Name the same protocol and ports on both ends%s.", gre ? "; for GRE over IPsec that is gre" : "");
}

void acl_protocol_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (acl_is_explained(t)) return;
  for (unsigned i = 0; i < 2; i++)
    for (const struct flow *f = t->by[i].flows; f; f = f->next)
      if (f->match == MATCH_PROTOCOL && f->theirs) protocol_mismatch(j, t, i, f);
}

/* ---- ACL105, ACL107, ACL108 ---- */

static bool is_any(const struct acl_address *a)
{
  return a->ip.kind == IP_ANY || (a->ip.kind == IP_V4 && a->wildcard == UINT32_MAX);
}

static bool is_any_any(const struct selector *s)
{
  return !s->made && s->rule->protocol == PROTOCOL_ANY_IP && is_any(&s->rule->source) && is_any(&s->rule->destination);
}

void acl_any_any(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  for (const struct selector *s = e->selectors; s; s = s->next) {
    if (!is_any_any(s) || !finding_first_at(j, "ACL105", e->router, s->rule->at)) continue;
    struct finding *f = finding_new(j, "ACL105", t,
      "%s protects everything to everywhere: all other traffic of the interface is caught too, and what arrives unprotected is dropped.",
      say_router(j, e->router));
    finding_at(j, f, e->router, s->rule->at, "any to any");
    finding_help(j, f, "Name the networks that are to be protected, on both ends.");
  }
}

/* Two entries with one list: the second never gets a packet, except by a tunnel that the other end started. */
static void shared_list(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  if (!finding_first_at(j, "ACL107", e->router, s->entry->acl.o.at)) return;
  struct finding *f = finding_new(j, "ACL107", t, "%s: %s takes what %s `%s` selects first, so %s, which names the same list, %s.",
    say_router(j, e->router), say_entry(j, e->router, s->shadowed_in), e->router->dialect->words->acl, s->acl->name,
    say_entry(j, e->router, s->entry),
    e->router->dialect->behaviour.first_tunnel_wins ? "starts no tunnel" : "gets nothing to protect");
  finding_at(j, f, e->router, s->entry->acl.o.at, "gets nothing");
  finding_at(j, f, e->router, s->shadowed_in->acl.o.at, "takes it first");
  finding_help(
    j, f, "Give each entry a list of its own; a second peer for the same flows goes into the first entry, where the router takes several.");
}

void acl_shadowed(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  for (const struct selector *s = e->selectors; s; s = s->next) {
    if (s->shadowed_by == s->rule && s->shadowed_in && s->acl) {
      shared_list(j, t, e, s);
      continue;
    }
    if (!s->shadowed_by || !finding_first_at(j, "ACL107", e->router, s->rule->at)) continue;
    bool elsewhere = s->shadowed_in && s->shadowed_in != s->entry;
    struct finding *f = finding_new(j, "ACL107", t, "%s: an earlier rule%s %s the whole flow %s, so this rule is never reached.",
      say_router(j, e->router), elsewhere ? arena_printf(j->arena, " of %s", say_entry(j, e->router, s->shadowed_in)) : "",
      s->shadowed_by->permit ? "takes" : "leaves out", say_flow(j, s->rule));
    finding_at(j, f, e->router, s->rule->at, "never reached");
    finding_at(j, f, e->router, s->shadowed_by->at, s->shadowed_by->permit ? "takes it first" : "leaves it out first");
    if (!delete_deny(j, f, e, s)) finding_help(j, f, "Put the finer rule before the coarser one, or delete it.");
  }
}

#define IKE_PORT 500u /* RFC 2408 section 2.5.1 */

/* IPsec over GRE: IKE runs between the inner addresses, through the very interface that carries the policy. */
void acl_self(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (e->design != DESIGN_IPSEC_OVER_GRE || e->local.ip.kind != IP_V4 || e->remote.ip.kind != IP_V4) return;
  struct acl_rule ike = { .permit = true,
    .protocol = PROTOCOL_UDP,
    .source = { .ip = e->local.ip, .port_op = PORT_EQ, .port = IKE_PORT },
    .destination = { .ip = e->remote.ip, .port_op = PORT_EQ, .port = IKE_PORT } };
  for (const struct selector *s = e->selectors; s; s = s->next) {
    if (s->unread || is_any_any(s) || selector_contains(s->rule, &ike, false) != TRI_YES ||
      !finding_first_at(j, "ACL108", e->router, s->rule->at))
      continue;
    struct finding *f = finding_new(j, "ACL108", t,
      "%s protects %s, and that holds the tunnel's own addresses: IKE between %s and %s would have to pass through the tunnel that it is to set up.",
      say_router(j, e->router), say_flow(j, s->rule), say_ip(j, &e->local.ip), say_ip(j, &e->remote.ip));
    finding_at(j, f, e->router, s->rule->at, "catches IKE as well");
    finding_at(j, f, e->router, e->local.o.at, "the tunnel's own address");
    finding_help(j, f, "Leave the tunnel's network out of the rule, on both ends, or number the tunnel from another range.");
  }
}
