/* Rule ACL104: a wildcard in a protected flow that is hardly meant. */
#include "src/rules.h"
#include "src/say.h"

/* The same address with the wildcard that was most likely meant: a netmask turned round, else the bits under it cleared. */
static struct acl_address meant(const struct acl_address *a)
{
  struct acl_address right = *a;
  if (!wildcard_is_suspect(a)) return right;
  if (ip_is_mask(a->wildcard)) right.wildcard = ~a->wildcard;
  right.ip.v4 &= ~right.wildcard;
  return right;
}

/* May who typed `a` have meant `b`? The same where nothing is wrong with `a`; else the network in which its address is, with that address
 * or that wildcard. */
static bool may_mean(const struct acl_address *a, const struct acl_address *b)
{
  if (!wildcard_is_suspect(a)) return a->ip.kind == b->ip.kind && a->ip.v4 == b->ip.v4 && a->wildcard == b->wildcard;
  if (b->ip.kind != IP_V4 || wildcard_is_suspect(b) || ((a->ip.v4 ^ b->ip.v4) & ~b->wildcard)) return false;
  return a->ip.v4 == b->ip.v4 || a->wildcard == b->wildcard || a->wildcard == ~b->wildcard;
}

/* Has the other end its mirror as it stands, as suspect as it is? */
static bool is_mirrored(const struct end *other, const struct acl_rule *rule)
{
  for (const struct selector *s = other->selectors; s; s = s->next)
    if ((wildcard_is_suspect(&s->rule->source) || wildcard_is_suspect(&s->rule->destination)) &&
      selector_contains(s->rule, rule, true) == TRI_YES && selector_contains(rule, s->rule, true) == TRI_YES)
      return true;
  return false;
}

/* The mirror of a rule of the other end that the rule may have meant to be; false: there is none. */
static bool agreeing(const struct end *other, const struct acl_rule *rule, struct acl_rule *right)
{
  for (const struct selector *s = other->selectors; s; s = s->next) {
    if (s->made || s->unread || s->rule->protocol != rule->protocol) continue;
    if (!may_mean(&rule->source, &s->rule->destination) || !may_mean(&rule->destination, &s->rule->source)) continue;
    right->source.ip = s->rule->destination.ip;
    right->source.wildcard = s->rule->destination.wildcard;
    right->destination.ip = s->rule->source.ip;
    right->destination.wildcard = s->rule->source.wildcard;
    return true;
  }
  return false;
}

static const char *suspicion(struct judge *j, const struct acl_address *a)
{
  char wildcard[16], address[16];
  ip_print(&(struct ip){ .kind = IP_V4, .v4 = a->wildcard }, wildcard, sizeof wildcard);
  ip_print(&(struct ip){ .kind = IP_V4, .v4 = a->ip.v4 }, address, sizeof address);
  if (ip_is_mask(a->wildcard)) return arena_printf(j->arena, "%s is a netmask where a wildcard belongs", wildcard);
  if (!ip_is_mask(~a->wildcard)) return arena_printf(j->arena, "the wildcard %s has gaps", wildcard);
  return arena_printf(j->arena, "%s has bits under the wildcard %s", address, wildcard);
}

static void suspect(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  const struct acl_address *a = wildcard_is_suspect(&s->rule->source) ? &s->rule->source : &s->rule->destination;
  if (!wildcard_is_suspect(a) || !finding_first_at(j, "ACL104", e->router, s->rule->at)) return;
  struct acl_rule right = *s->rule;
  const struct end *other = t ? t->end[t->end[0] == e] : NULL;
  bool agreed = other && !is_mirrored(other, s->rule) && agreeing(other, s->rule, &right);
  if (!agreed) {
    right.source = meant(&s->rule->source);
    right.destination = meant(&s->rule->destination);
  }
  struct finding *f = finding_new(
    j, "ACL104", t, "%s: %s, so the rule means other addresses than it seems to.", say_router(j, e->router), suspicion(j, a));
  finding_at(j, f, e->router, s->rule->at, "%s", suspicion(j, a));
  bool clear = agreed || ip_is_mask(~meant(a).wildcard);
  const char *line = clear ? say_rule_line(j, e->router, &right) : NULL;
  if (line) finding_help(j, f, agreed ? "The other end mirrors this: `%s`." : "Most likely this is meant: `%s`.", line);
  else finding_help(j, f, "Write the wildcard with ones for the bits that do not matter.");
  if (s->acl) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, s->rule->at, line);
}

void acl_wildcard_suspect(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (!s->made) suspect(j, t, e, s);
}
