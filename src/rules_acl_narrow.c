/* ACL101 where IKEv2 cuts flows down to what both ends have (RFC 7296 section 2.9): only one of which the other end has nothing counts, and as
 * IKEv2 is not modelled, it is a warning. */
#include "src/flow_text.h"
#include "src/rules.h"
#include "src/say.h"

static bool is_lost(const struct flow *f)
{
  return f->match == MATCH_NONE && !f->mine->made && !f->suspect;
}

/* The only flow of a direction that nothing is left of, very likely the one that was meant; NULL: there is none, or there are more. */
static const struct flow *only_lost(const struct direction *d)
{
  const struct flow *found = NULL;
  for (const struct flow *f = d->flows; f; f = f->next) {
    if (!is_lost(f)) continue;
    if (found) return NULL;
    found = f;
  }
  return found;
}

static void nothing_left(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct acl_rule *rule)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct flow *meant = only_lost(&t->by[1 - i]);
  if (!acl_of(other) || !finding_first_of(j, "ACL101", rule)) return;
  struct finding *f = finding_new(j, "ACL101", t,
    "%s protects %s, and %s protects nothing of it%s%s: IKEv2 cuts a flow down to what both ends have, and here nothing is left.",
    say_router(j, e->router), say_flow(j, rule), say_router(j, other->router), meant ? "; the nearest is " : "",
    meant ? say_flow(j, meant->mine->rule) : "");
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, rule->at, "no counterpart");
  if (meant) {
    finding_first_of(j, "ACL101", meant->mine->rule);
    finding_at(j, f, other->router, meant->mine->rule->at, "has nothing in common with it");
    finding_help(j, f, "Make one rule the mirror of the other.");
    return;
  }
  finding_at(j, f, other->router, acl_of(other)->at, "holds nothing of it");
  finding_help(j, f, "If the flow is wanted, let %s protect it, too; else delete it here.", say_router(j, other->router));
}

/* An end that only answers may list the flows of all its peers in one place. */
static bool is_for_many(const struct tunnel_pair *t, unsigned i)
{
  return !t->by[i].starts && t->by[1 - i].starts;
}

void acl_nothing_in_common(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++)
    for (const struct flow *f = is_for_many(t, i) ? NULL : t->by[i].flows; f; f = f->next)
      if (is_lost(f)) nothing_left(j, t, i, f->mine->rule);
}
