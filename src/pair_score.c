/* What speaks for two ends being one tunnel: addresses that name each other, flows that mirror each other, names, keys of GRE; see
 * pair_score.h. */
#include "src/pair_score.h"

#include <string.h>

#include "src/facts.h"
#include "src/link.h"

bool pair_has_address(const struct ip *ip)
{
  return ip->kind == IP_V4 || ip->kind == IP_MASKED || ip->kind == IP_NAME;
}

struct ip pair_outer(const struct end *e)
{
  return e->tunnel ? end_tunnel_source(e->router, e->tunnel->tunnel) : (struct ip){ .kind = IP_NONE };
}

static int flows(const struct end *a, const struct end *b)
{
  unsigned looked = 0;
  for (const struct selector *s = a->selectors; s && looked < 8; s = s->next)
    for (const struct selector *t = b->selectors; t && looked < 64; t = t->next, looked++)
      if (selector_contains(s->rule, t->rule, true) == TRI_YES || selector_contains(t->rule, s->rule, true) == TRI_YES) return SCORE_FLOW;
  return 0;
}

bool pair_expects_name(const struct end *e, const char *name)
{
  const struct ike_profile *p = e->profile;
  if (!p || !name) return false;
  if (p->remote_name.s && !strcmp(p->remote_name.s, name)) return true;
  for (const struct identity *id = p->expects; id; id = id->next)
    if (id->type != ID_ADDRESS && id->text && !strcmp(id->text, name)) return true;
  return false;
}

/* May the end be one of those whose address the profile expects? */
static bool expects_address(const struct ike_profile *p, const struct end *e)
{
  for (const struct identity *id = p->expects; id; id = id->next)
    if (id->type == ID_ADDRESS && (id->address.kind != IP_V4 || e->local.ip.kind != IP_V4 || identity_holds(id, e->local.ip.v4))) return true;
  return false;
}

/* Has no flow of one end a mirror at the other? Not where that cannot be told. */
static bool flows_differ(const struct end *a, const struct end *b)
{
  unsigned looked = 0;
  if (!a->selectors || !b->selectors || a->selectors_unread || b->selectors_unread || flows(a, b)) return false;
  for (const struct selector *s = a->selectors; s && looked < 64; s = s->next)
    for (const struct selector *t = b->selectors; t && looked < 64; t = t->next, looked++)
      if (s->made && t->made && selector_contains(s->rule, t->rule, true) == TRI_CANNOT_TELL) return false;
  return true;
}

/* Is the template for peers of other flows or, as far as is written, of other names? */
bool pair_is_for_others(const struct end *template, const struct end *e)
{
  const struct ike_profile *p = template->profile;
  if (flows_differ(template, e)) return true;
  return p && (p->remote_name.s || (p->expects && !expects_address(p, e))) &&
    !pair_expects_name(template, e->sends.type == ID_ADDRESS ? NULL : e->sends.text);
}

/* Is it a template for anybody that is applied nowhere? */
bool pair_waits_nowhere(const struct end *e)
{
  return e->kind == END_TEMPLATE && (e->faults & FAULT_NOT_APPLIED) && !pair_has_address(&e->remote.ip);
}

int pair_names(const struct end *a, const struct end *b)
{
  if (a->kind == END_PLAIN) return 0;
  if (a->remote.ip.kind == IP_ANY || pair_waits_nowhere(a)) return pair_is_for_others(a, b) ? SCORE_PERHAPS : SCORE_ANYBODY;
  if (!pair_has_address(&a->remote.ip)) return 0;
  if (b->faults & FAULT_NOT_APPLIED && link_interface_of(b->router, &a->remote.ip)) return SCORE_NAMES; /* it would speak from there */
  if (!pair_has_address(&b->local.ip)) return SCORE_PERHAPS;
  enum tri same = ip_equal(&a->remote.ip, &b->local.ip);
  return same == TRI_YES ? SCORE_NAMES : same == TRI_NO ? 0 : SCORE_PERHAPS;
}

int pair_endpoints(const struct end *a, const struct end *b)
{
  if (!a->tunnel || !b->tunnel) return 0;
  if (a->next_hop && !end_calls_next_hop(a, b)) return SCORE_ENDPOINT;
  if (!pair_has_address(&a->tunnel->tunnel->destination.ip)) return 0;
  struct ip from = pair_outer(b);
  return pair_has_address(&from) && ip_equal(&a->tunnel->tunnel->destination.ip, &from) == TRI_YES ? SCORE_ENDPOINT : 0;
}

int pair_subnets(const struct end *a, const struct end *b)
{
  const struct interface *x = a->tunnel, *y = b->tunnel;
  if (!x || !y || !pair_has_address(&x->address.ip) || !pair_has_address(&y->address.ip) || x->mask != y->mask) return 0;
  return ip_same_subnet(&x->address.ip, &y->address.ip, x->mask) == TRI_YES && ip_equal(&x->address.ip, &y->address.ip) != TRI_YES
    ? SCORE_SUBNET
    : 0;
}

static int keys(const struct end *a, const struct end *b)
{
  const struct num *x = a->tunnel ? &a->tunnel->tunnel->key : NULL, *y = b->tunnel ? &b->tunnel->tunnel->key : NULL;
  return x && y && is_written(&x->o) && is_written(&y->o) && x->v == y->v && pair_endpoints(a, b) && pair_endpoints(b, a) ? SCORE_KEY : 0;
}

static int strays(const struct end *a, const struct end *b)
{
  return a->next_hop && b->tunnel && end_calls_next_hop(a, b) && !pair_subnets(a, b) ? SCORE_STRAY : 0;
}

static int identities(const struct end *a, const struct end *b)
{
  return b->sends.type != ID_ADDRESS && pair_expects_name(a, b->sends.text) ? SCORE_IDENTITY : 0;
}

int pair_score(const struct end *a, const struct end *b, bool *proven)
{
  int there = pair_names(a, b), back = pair_names(b, a);
  *proven = there + back >= SCORE_NAMES + SCORE_PERHAPS ||
    (there >= SCORE_ANYBODY && back >= SCORE_ANYBODY && there + back > 2 * SCORE_ANYBODY);
  int s = there + back + pair_endpoints(a, b) + pair_endpoints(b, a) + pair_subnets(a, b) + flows(a, b) + identities(a, b) +
    identities(b, a);
  s += strays(a, b) + strays(b, a) + keys(a, b);
  if (a->kind == END_PLAIN || b->kind == END_PLAIN) s += SCORE_PLAIN;
  return s;
}
