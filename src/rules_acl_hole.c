/* Rules ACL101 and ACL107 where a deny before the permits of a list leaves out what the other end protects: all of a flow, which is refused
 * then, or a part of it. The first rule that matches decides. */
#include "src/flow_text.h"
#include "src/link.h"
#include "src/rules.h"
#include "src/say.h"

/* Would the selector hold the other end's flow but for a deny before it? */
static bool leaves_out(const struct selector *s, const struct acl_rule *flow)
{
  return s->acl && !s->shadowed_by && selector_contains(s->rule, flow, true) == TRI_YES && flow_denied(s, flow);
}

/* Flow `narrow` of end i, which the wider selector of the other end would hold. */
static void tell_left_out(
  struct judge *j, const struct tunnel_pair *t, unsigned i, const struct acl_rule *narrow, const struct selector *wide)
{
  struct router *mine = t->end[i]->router, *theirs = t->end[1 - i]->router;
  struct finding *f = finding_new(j, "ACL101", t,
    "%s protects %s, which a deny leaves out of what %s protects: quick mode for this flow is refused.", say_router(j, mine),
    say_flow(j, narrow), say_router(j, theirs));
  finding_at(j, f, mine, narrow->at, "no counterpart");
  finding_at(j, f, theirs, flow_denied(wide, narrow)->at, "leaves it out first");
  finding_at(j, f, theirs, wide->rule->at, "would hold it");
  if (wide->entry) finding_at(j, f, theirs, wide->entry->acl.o.at, "the list is named here");
  finding_help(
    j, f, "Name a list on %s whose first rule for this flow permits it; one with such a deny is made for NAT.", say_router(j, theirs));
  finding_first_of(j, "ACL101", narrow);
  finding_first_of(j, "ACL101", wide->rule);
}

bool acl_left_out(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct flow *flow)
{
  for (const struct flow *f = t->by[1 - i].flows; f; f = f->next)
    if (f->match == MATCH_NONE && leaves_out(flow->mine, f->mine->rule)) {
      tell_left_out(j, t, 1 - i, f->mine->rule, flow->mine);
      return true;
    }
  for (const struct selector *s = t->end[1 - i]->selectors; s; s = s->next)
    if (leaves_out(s, flow->mine->rule)) {
      tell_left_out(j, t, i, flow->mine->rule, s);
      return true;
    }
  return false;
}

/* Is the destination a network of the local end of the flow? Then the rule is about traffic that never leaves. */
static bool stays_here(const struct acl_rule *deny, const struct acl_rule *flow)
{
  struct acl_rule to = { .protocol = PROTOCOL_ANY_IP, .source = flow->source },
                  from = { .protocol = PROTOCOL_ANY_IP, .source = deny->destination };
  return selector_overlaps(&to, &from, false) != TRI_NO;
}

/* The selector of the other end that protects what the rule leaves out of `flow`, its mirror; NULL: none, or a rule there leaves it out,
 * too. */
static const struct selector *still_protects(const struct end *other, const struct acl_rule *deny, const struct acl_rule *flow)
{
  const struct acl *acl = acl_of(other);
  if (!acl) return NULL;
  for (const struct acl_rule *r = acl->rules; r; r = r->next)
    if (r->unread || (!r->permit && selector_overlaps(r, deny, true) != TRI_NO)) return NULL;
  for (const struct selector *s = other->selectors; s; s = s->next)
    if (!s->unread && !s->shadowed_by && selector_contains(s->rule, flow, true) == TRI_YES &&
      selector_contains(flow, s->rule, true) == TRI_YES)
      return s;
  return NULL;
}

/* The addresses of both sides, where one side holds the other; false: they have none in common, or some each. */
static bool meet(const struct acl_address *a, const struct acl_address *b, struct acl_address *both)
{
  struct acl_rule x = { .protocol = PROTOCOL_ANY_IP, .source = *a, .destination.ip.kind = IP_ANY }, y = x;
  y.source = *b;
  if (selector_contains(&x, &y, false) == TRI_YES) *both = *b;
  else if (selector_contains(&y, &x, false) == TRI_YES) *both = *a;
  else return false;
  return true;
}

/* The rule before `s`, which may be one of those that an object group stands for, that leaves a part of it out; sets `*part` to that. NULL:
 * none does. */
static const struct acl_rule *hole(const struct selector *s, struct acl_rule *part)
{
  const struct acl_rule *r = s->acl->rules;
  for (; r && r->at.first != s->rule->at.first; r = r->next) {
    *part = *s->rule;
    if (r->permit || r->unread || r->narrowed || r->vrf || r->protocol != PROTOCOL_ANY_IP) continue;
    if (meet(&r->source, &s->rule->source, &part->source) && meet(&r->destination, &s->rule->destination, &part->destination) &&
      !stays_here(part, s->rule))
      return r;
  }
  return NULL;
}

#define MOST_HOLES 64u /* selectors that are looked at for them: a policy made to be slow has more */

void acl_hole(struct judge *j, const struct tunnel_pair *t)
{
  if (acl_is_explained(t)) return;
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i], *other = t->end[1 - i];
    unsigned looked = 0;
    for (const struct selector *s = e->selectors; s && looked < MOST_HOLES; s = s->next, looked++) {
      struct acl_rule part;
      const struct acl_rule *deny = s->unread || s->shadowed_by || !s->acl ? NULL : hole(s, &part);
      const struct selector *theirs = deny ? still_protects(other, &part, s->rule) : NULL;
      if (!theirs || !finding_first_at(j, "ACL107", e->router, deny->at)) continue;
      struct finding *f = finding_new(j, "ACL107", t,
        "%s leaves %s out of what it protects, and %s protects it: that part goes out in clear here and is encrypted there.",
        say_router(j, e->router), say_flow(j, &part), say_router(j, other->router));
      finding_at(j, f, e->router, deny->at, "left out");
      finding_at(j, f, other->router, theirs->rule->at, "protects it");
      finding_help(j, f, "Leave the same traffic out on both ends, or on neither.");
    }
  }
}
