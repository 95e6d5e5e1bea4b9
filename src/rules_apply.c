/* Rules APP101 to APP105: a policy that is right and never sees its traffic, because of where it is applied, of routes, or of NAT on the
 * way. */
#include "src/rules.h"

#include <string.h>

#include "src/link.h"
#include "src/path.h"
#include "src/say.h"

/* ---- APP101 ---- */

static void plain_tunnel(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other)
{
  struct finding *f = finding_new(j, "APP101", t, "%s sends %s without IPsec, and %s expects it protected.", say_router(j, e->router),
    say_interface(j, e->tunnel), say_router(j, other->router));
  finding_at(j, f, e->router, e->tunnel->at, "no policy");
  finding_at(j, f, other->router, other->at, "expects IPsec");
  finding_help(j, f, "Protect the tunnel on both ends, or on neither.");
}

/* Where the policy belongs: on the tunnel that its peer is in, else on the interface with the address that the other end calls. */
static struct interface *wanted_interface(const struct end *e, const struct end *other)
{
  if (e->design == DESIGN_IPSEC_OVER_GRE && e->tunnel) return e->tunnel;
  struct interface *via = link_interface_of(e->router, &other->remote.ip);
  if (!via) link_route(e->router, &e->remote.ip, NULL, &via, NULL);
  return via;
}

/* The policy is on an interface that is shut down, or on a tunnel whose source is. */
static void on_shut_interface(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other)
{
  const struct interface *i = end_shut(e);
  struct finding *f = finding_new(j, "APP101", t, "%s: %s is shut down, so the %s `%s` is in force nowhere, and %s is never answered.",
    say_router(j, e->router), say_interface(j, i),
    e->policy->is_profile ? e->router->dialect->words->ipsec_profile : e->router->dialect->words->policy, e->policy->name,
    say_router(j, other->router));
  finding_at(j, f, e->router, i->at, "shut down");
  finding_at(j, f, other->router, other->at, "expects an answer");
  finding_help(j, f, "Bring the interface up: `%s shutdown`.", e->router->dialect->words->undo);
}

/* The policy is in force, and the GRE tunnel whose packets it protects is shut down. */
static void shut_tunnel(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other)
{
  struct finding *f = finding_new(j, "APP101", t, "%s: %s is shut down, so nothing of what the %s `%s` protects is sent, or taken from %s.",
    say_router(j, e->router), say_interface(j, e->tunnel), e->router->dialect->words->policy, e->policy->name, say_router(j, other->router));
  finding_at(j, f, e->router, e->tunnel->at, "shut down");
  finding_at(j, f, other->router, other->tunnel ? other->tunnel->at : other->at, "its other end");
  finding_help(j, f, "Bring the interface up: `%s shutdown`.", e->router->dialect->words->undo);
}

/* A template does nothing by itself. */
static void spare_template(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other)
{
  const struct words *words = e->router->dialect->words;
  struct finding *f = finding_new(j, "APP101", t, "%s names %s in no %s: it never answers %s.", say_router(j, e->router),
    say_entry(j, e->router, e->entry), words->policy, say_router(j, other->router));
  finding_at(j, f, e->router, e->entry->at, "not named");
  finding_at(j, f, other->router, other->at, "expects it");
  finding_help(j, f, "Name the %s in the last entry of the %s that is on the interface to the peer.", words->template_policy, words->policy);
}

void app_not_applied(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i], *other = t->end[1 - i];
    if (e->kind == END_PLAIN && other->kind != END_PLAIN && e->tunnel && !e->unmodelled) plain_tunnel(j, t, e, other);
    if (t->gre[i] & GRE_SHUT) shut_tunnel(j, t, e, other);
    if (e->kind == END_PLAIN || !(t->sends_nothing[i] & NOTHING_NOT_APPLIED)) continue;
    if (e->faults & FAULT_SHUT) {
      if (e->policy) on_shut_interface(j, t, e, other);
      continue;
    }
    if (e->policy->is_template) {
      spare_template(j, t, e, other);
      continue;
    }
    struct interface *where = wanted_interface(e, other);
    struct finding *f = finding_new(j, "APP101", t, "%s applies %s to no interface: it never protects anything, and never answers %s.",
      say_router(j, e->router), say_entry(j, e->router, e->entry), say_router(j, other->router));
    finding_at(j, f, e->router, e->entry->at, "not applied");
    if (where) finding_at(j, f, e->router, where->at, "leads to the peer");
    finding_at(j, f, other->router, other->at, "expects it");
    const char *line = where ? say_line(j, e->router, SET_APPLY_POLICY, (struct setting_value){ .text = e->policy->name }) : NULL;
    if (line) finding_help(j, f, "Apply it: `%s` in %s.", line, say_interface(j, where));
    else finding_help(j, f, "Apply it to the interface that leads to the peer.");
    if (where && !where->policies) finding_insert_below(j, f, e->router, where->at, line);
  }
}

/* ---- APP102 ---- */

static struct place applied_at(const struct end *e)
{
  for (const struct ref *n = e->interface->policies; n; n = n->next)
    if (n->to == e->policy) return n->o.at;
  return e->interface->at;
}

void app_wrong_interface(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    const struct route *route;
    bool sure = t->sends_nothing[i] & NOTHING_WRONG_INTERFACE;
    struct interface *via = sure ? path_called_beside(e, t->end[1 - i], &route) : NULL;
    if (!via && (sure || t->way_unsure[i])) via = path_shown_interface(e, &route);
    if (!via || !finding_first_at(j, "APP102", e->router, applied_at(e))) continue;
    struct finding *f = finding_new(j, "APP102", t,
      "%s reaches its peer %s through %s, and the %s `%s` is on %s: the flow leaves unprotected%s.", say_router(j, e->router),
      say_ip(j, path_peer(e, t->end[1 - i])), say_interface(j, via), e->router->dialect->words->policy, e->policy->name,
      say_interface(j, e->interface), sure ? "" : " unless a routing protocol knows a longer way");
    if (!sure) finding_lower(j, f, SEVERITY_WARNING);
    finding_at(j, f, e->router, applied_at(e), "applied here");
    finding_at(j, f, e->router, via->at, "leads to the peer");
    if (route) finding_at(j, f, e->router, route->at, "the route");
    const char *line = say_line(j, e->router, SET_APPLY_POLICY, (struct setting_value){ .text = e->policy->name });
    finding_help(j, f, "Apply the %s to %s%s, or correct the route.", e->router->dialect->words->policy, say_interface(j, via),
      line ? arena_printf(j->arena, " (`%s`)", line) : "");
  }
}

/* ---- APP103 ---- */

/* The first permit that the flow or a part of it comes to; NULL: none. */
static const struct acl_rule *taking_rule(const struct acl *acl, const struct acl_rule *flow)
{
  for (const struct acl_rule *rule = acl->rules; rule; rule = rule->next)
    if (rule->permit && selector_overlaps(rule, flow, false) == TRI_YES) return rule;
  return NULL;
}

/* The deny that exempts the flow, before the permit of the NAT rule's list that takes it. */
static void exempt(struct judge *j, struct finding *f, const struct end *e, const struct nat_rule *nat, const struct acl_rule *flow)
{
  const struct acl *acl = path_nat_list(nat, flow);
  struct acl_rule deny = *flow;
  deny.next = NULL;
  deny.permit = false;
  if (path_nat_is_static(nat)) {
    finding_help(j, f, e->interface->nat_static ? "Give the static NAT an %s that denies %s." : "Give the static NAT a route map whose %s denies %s.",
      e->router->dialect->words->acl, say_flow(j, flow));
    return;
  }
  if (!acl || !acl->extended || !acl->rules) {
    finding_help(j, f, "Let the NAT use an %s that names destinations, and deny %s in it before its permit.",
      e->router->dialect->words->acl, say_flow(j, flow));
    return;
  }
  const struct acl_rule *takes = taking_rule(acl, flow), *before = takes == acl->rules ? NULL : acl->rules;
  while (before && before->next != takes) before = before->next;
  if (!takes) takes = acl->rules, before = NULL;
  uint32_t low = before ? before->sequence : 0;
  deny.sequence = low + (takes->sequence - low) / 2;
  /* Before rule 0, and between two that follow each other, no number is free. */
  bool is_free = before ? deny.sequence > before->sequence : takes->sequence;
  const char *line = is_free ? say_line(j, e->router, SET_ACL_RULE, (struct setting_value){ .rule = &deny }) : NULL;
  if (line)
    finding_help(j, f, "Exempt the flow: `%s` before the first permit of %s `%s`.", line, e->router->dialect->words->acl, acl->name);
  else finding_help(j, f, "Deny %s before the first permit of %s `%s`.", say_flow(j, flow), e->router->dialect->words->acl, acl->name);
  deny.names_list = takes->names_list;
  if (deny.names_list && takes->at.first)
    finding_edit(j, f, e->router, EDIT_INSERT_BEFORE, takes->at, say_rule_line(j, e->router, &deny));
  else if (before && !deny.names_list) finding_edit(j, f, e->router, EDIT_INSERT_AFTER, before->at, line);
  else if (takes->sequence > 1 && !deny.names_list) finding_insert_below(j, f, e->router, acl->at, line);
}

/* An end without a list of its own is asked for the flow that the other one names. Whether NAT leaves alone the answers to what came
 * through the tunnel is not documented: a warning. */
static void nat_takes_asked(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i];
  const struct nat_rule *last = NULL;
  for (const struct flow *flow = e->any_selector ? t->by[1 - i].flows : NULL; flow; flow = flow->next) {
    if (!flow->phase) continue;
    struct acl_rule back = *flow->mine->rule;
    back.source = flow->mine->rule->destination;
    back.destination = flow->mine->rule->source;
    const struct nat_rule *nat = path_nat(e, &back);
    if (!nat || nat == last) continue;
    last = nat;
    struct finding *f = finding_new(j, "APP103", t,
      "%s translates %s, which %s asks it to protect, before the %s sees it: what starts behind %s does not enter the tunnel.",
      say_router(j, e->router), say_flow(j, &back), say_router(j, t->end[1 - i]->router), e->router->dialect->words->policy,
      say_router(j, e->router));
    finding_lower(j, f, SEVERITY_WARNING);
    finding_at(j, f, e->router, nat->at, "source NAT");
    if (flow->mine->rule->at.last) finding_at(j, f, t->end[1 - i]->router, flow->mine->rule->at, "the flow");
    exempt(j, f, e, nat, &back);
  }
}

void app_nat_not_exempt(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    const struct nat_rule *last = NULL;
    for (const struct flow *flow = t->by[i].flows; flow; flow = flow->next) {
      bool all = !flow->phase && !strcmp(flow->cause[0], "APP103");
      const struct nat_rule *whole = all ? path_nat(e, flow->mine->rule) : NULL,
                            *nat = whole || flow->match != MATCH_EXACT ? whole : path_nat_of_part(e, flow->mine->rule);
      if (!nat || nat == last) continue;
      last = nat;
      const struct acl *acl = path_nat_list(nat, flow->mine->rule);
      struct finding *f = finding_new(j, "APP103", t, "%s translates %s%s before the %s sees it, so %s is never selected.",
        say_router(j, e->router), whole ? "" : "a part of ", say_flow(j, flow->mine->rule), e->router->dialect->words->policy,
        whole ? "the flow" : "that part");
      if (!whole) finding_lower(j, f, SEVERITY_WARNING);
      finding_at(j, f, e->router, nat->at, "source NAT");
      const struct acl_rule *takes = acl && !path_nat_is_static(nat) ? taking_rule(acl, flow->mine->rule) : NULL;
      if (takes) finding_at(j, f, e->router, takes->at, "takes it");
      finding_at(j, f, e->router, flow->mine->rule->at, "the flow");
      exempt(j, f, e, nat, flow->mine->rule);
    }
    nat_takes_asked(j, t, i);
  }
}

/* ---- APP104 ---- */

/* Which VPN instance a packet is in is not modelled: the outer interface may be in one and the protected network in another. */
static bool across_instances(const struct end *e)
{
  return e->interface->vrf || (e->profile && e->profile->vrf);
}

/* A routing protocol may know what no line shows, and routing by policy goes past the routes. A wrong interface for the peer itself is
 * APP102. */
static bool routes_say_all(const struct tunnel_pair *t, const struct end *e)
{
  const struct route *route;
  const struct router *r = e->router;
  if (t && path_called_beside(e, t->end[t->end[0] == e], &route)) return false;
  return e->interface && !across_instances(e) && link_has_routes(r) && !r->dynamic_routing && !r->policy_routing && e->kind != END_PLAIN &&
    !path_other_interface(e, &route);
}

/* A flow without counterpart to no network of the other end is most likely a slip of the pen, and where it leads says nothing. */
static bool leads_nowhere(const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  if (!selector_is_lost(t, e, s)) return false;
  const struct end *other = t->end[t->end[0] == e];
  const struct acl_address *to = &s->rule->destination;
  return to->ip.kind != IP_V4 || !link_within(other->router, to->ip.v4 & ~to->wildcard, ~to->wildcard, NULL, other->interface);
}

/* The flow leaves through a GRE tunnel, and GRE is what the other end protects: the rule is the slip (ACL101), and not the route. */
static bool is_meant_inside(const struct tunnel_pair *t, const struct end *e, const struct selector *s, const struct interface *via)
{
  enum design other = t ? t->end[t->end[0] == e]->design : DESIGN_IPSEC;
  return via && via->tunnel && (other == DESIGN_GRE_OVER_IPSEC || other == DESIGN_TUNNEL_PROTECTION) && selector_is_lost(t, e, s);
}

/* The address that the packets with the tunnel's or the policy's traffic go to in the end. */
static const struct addr *outer(const struct end *e)
{
  return e->tunnel && is_known(&e->tunnel->tunnel->destination.o) ? &e->tunnel->tunnel->destination : &e->remote;
}

/* A route whose next hop only the route itself leads to is not in force; another one to the same network may be. */
static bool is_dead(const struct router *r, const struct route *route)
{
  struct interface *via;
  const struct route *further;
  if (route->interface_name || route->via.kind != IP_V4) return false;
  if (link_route(r, &route->via, NULL, &via, &further) >= 0 && further != route) return false;
  return !link_has_other_route(r, route);
}

/* Is the interface with the outer address missing from the file, which is a fragment then? */
static bool lacks_outside(const struct end *e)
{
  struct ip from = e->tunnel ? end_tunnel_source(e->router, e->tunnel->tunnel) : e->local.ip;
  return from.kind == IP_V4 && !link_interface_of(e->router, &from);
}

/* Is the way to the peer missing? Says so, if it was not yet said. */
static bool outer_route(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct addr *to = outer(e);
  struct interface *via;
  const struct route *route;
  if (!link_routes_known(e->router) || lacks_outside(e) || !is_written(&to->o) || to->ip.kind != IP_V4) return false;
  bool dead = link_route(e->router, &to->ip, NULL, &via, &route) >= 0;
  if (dead && (via || !is_dead(e->router, route))) return false;
  if (!finding_first_at(j, "APP104", e->router, dead ? route->at : to->o.at)) return true;
  struct finding *f = finding_new(j, "APP104", t,
    dead ? "%s has no route to %s in force: the next hop of the one in the file is on none of its networks." : "%s has no route to %s.",
    say_router(j, e->router), say_ip(j, &to->ip));
  if (dead) finding_at(j, f, e->router, route->at, "a next hop that nothing leads to");
  finding_at(j, f, e->router, to->o.at, "no route");
  finding_help(j, f, "Add a route to %s, or a default route, through the outer interface.", say_ip(j, &to->ip));
  return true;
}

static bool as_long(const struct end *e, const struct acl_address *to, const struct interface *taken, int length)
{
  struct interface *via;
  return link_route(e->router, &to->ip, taken, &via, NULL) == length && via == e->interface;
}

/* Does the flow's way lead elsewhere, as far as can be told: no route, or one through an interface that is neither the policy's nor that of
 * the GRE tunnel that the same policy protects? */
static bool leads_elsewhere(
  const struct end *e, const struct acl_address *to, int length, const struct interface *via, const struct route *route)
{
  if (length >= 0 &&
    (via ? via == e->interface || via == e->tunnel : !route || !route->interface_name || route->interface_name == e->interface->name))
    return false;
  /* What is on a local network by its mask alone may well be reached by a wider route; a route of the file is taken, or another one as
   * long. */
  bool also = length >= 0 && (route ? as_long(e, to, via, length) : link_leads(e->router, &to->ip, e->interface));
  return !also && !link_within(e->router, to->ip.v4, ~to->wildcard, e->interface, NULL);
}

/* How the packets of a selector leave. */
struct way {
  int length;               /* of the route's prefix; -1: none */
  struct interface *via;    /* NULL: not known */
  const struct route *route;
};

static bool goes_astray(const struct end *e, const struct selector *s, struct way *way)
{
  const struct acl_address *to = &s->rule->destination;
  if (s->made || s->unread || s->shadowed_by || s->rule->vrf || to->ip.kind != IP_V4 || ip_mask_length(~to->wildcard) < 1 ||
    wildcard_is_suspect(to))
    return false;
  way->length = link_route(e->router, &to->ip, NULL, &way->via, &way->route);
  if (way->length < 0 && e->interface->address.ip.kind != IP_V4)
    return false; /* its network and the route that comes with its address are not in the file */
  return leads_elsewhere(e, to, way->length, way->via, way->route);
}

/* The rule that the selector is only the way back of: its packets leave by the policy's interface, those of the selector by another one.
 * NULL: it is none. */
static const struct selector *forth_of(const struct end *e, const struct selector *s)
{
  struct way way;
  struct interface *via;
  link_route(e->router, &s->rule->destination.ip, NULL, &via, NULL);
  if (!via || via == e->interface || via == e->tunnel) return NULL;
  const struct selector *forth = end_reverse_of(e, s);
  return forth && !goes_astray(e, forth, &way) ? forth : NULL;
}

static void needless_way_back(
  struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct selector *s, const struct selector *forth)
{
  struct finding *f = finding_new(j, "APP104", t,
    "%s protects %s also as a flow of its own, and nothing of it leaves through %s: it is the way back of another rule, which is for both directions.",
    say_router(j, e->router), say_flow(j, s->rule), say_interface(j, e->interface));
  finding_lower(j, f, SEVERITY_INFO);
  finding_at(j, f, e->router, s->rule->at, "only the way back");
  finding_at(j, f, e->router, forth->rule->at, "for both directions");
  finding_help(j, f, "Delete the rule, and its mirror where the other end has one.");
}

static void route_missing(
  struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct selector *s, const struct way *way)
{
  const struct acl_address *to = &s->rule->destination;
  struct finding *f = finding_new(j, "APP104", t, "%s has no route that leads %s through %s, where the %s is%s.", say_router(j, e->router),
    say_flow(j, s->rule), say_interface(j, e->interface), e->router->dialect->words->policy,
    way->via ? arena_printf(j->arena, "; it leaves through %s", say_interface(j, way->via)) : "");
  finding_at(j, f, e->router, s->rule->at, "no route");
  if (way->length >= 0 && way->route) finding_at(j, f, e->router, way->route->at, "the route that is taken");
  finding_at(j, f, e->router, e->interface->at, "the policy is here");
  struct setting_value value = { .ip = { .kind = IP_V4, .v4 = to->ip.v4 & ~to->wildcard },
    .v = ~to->wildcard,
    .text = e->interface->shown ? e->interface->shown : e->interface->name };
  const char *line = e->interface->tunnel ? say_line(j, e->router, SET_ROUTE, value) : NULL;
  if (line) finding_help(j, f, "Add `%s`.", line);
  else finding_help(j, f, "Add a route to the remote network through %s.", say_interface(j, e->interface));
}

/* Without a way to the peer there is none for a flow to the peer itself either. */
static bool is_to_peer(const struct end *e, const struct selector *s)
{
  return ip_equal(&s->rule->destination.ip, &outer(e)->ip) == TRI_YES;
}

void app_route_missing(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (!routes_say_all(t, e)) return;
  bool lost = outer_route(j, t, e);
  for (const struct selector *s = e->selectors; s; s = s->next) {
    struct way way;
    const struct selector *forth = forth_of(e, s);
    if (!forth && (!goes_astray(e, s, &way) || leads_nowhere(t, e, s) || is_meant_inside(t, e, s, way.via) || (lost && is_to_peer(e, s))))
      continue;
    if (!finding_first_at(j, "APP104", e->router, s->rule->at)) continue;
    if (forth) needless_way_back(j, t, e, s, forth);
    else route_missing(j, t, e, s, &way);
  }
}

/* ---- APP105 ---- */

static bool is_translated(const struct end *e)
{
  return e->interface->nat || e->interface->nat_static || (e->interface->nat_outside && (e->router->nats.first || e->router->static_nat));
}

/* Does a connected network or a route inside hold the network, or lie within it? A default route may lead inside as well, but for the
 * packets of a tunnel interface, which leave by another one. */
static bool is_behind(const struct end *e, const struct acl_address *network)
{
  struct interface *via;
  const struct route *route;
  int length = link_route(e->router, &network->ip, NULL, &via, &route);
  if (length > 0 ? !route || via != e->interface : via && via != e->interface && !e->interface->tunnel) return true;
  return !ip_is_mask(~network->wildcard) || link_within(e->router, network->ip.v4, ~network->wildcard, NULL, e->interface) ||
    link_within(e->router, network->ip.v4, ~network->wildcard, e->interface, NULL);
}

#define MOST_RELAYED 4096u /* rules of the policy that are looked at */

/* Does the network arrive from the far side of another entry of the policy, to be sent on to this one's? */
static bool is_relayed(const struct end *e, const struct selector *s)
{
  struct acl_rule from = { .protocol = PROTOCOL_ANY_IP, .source = { .ip = { .kind = IP_ANY } }, .destination = s->rule->source };
  unsigned looked = 0;
  from.destination.port_op = PORT_ANY;
  for (const struct policy_entry *entry = e->policy ? e->policy->entries : NULL; entry; entry = entry->next_in_group) {
    const struct acl *acl = entry == s->entry ? NULL : entry->acl.to;
    for (const struct acl_rule *r = acl ? acl->rules : NULL; r && looked < MOST_RELAYED; r = r->next, looked++) {
      struct acl_rule there = { .protocol = PROTOCOL_ANY_IP, .source = { .ip = { .kind = IP_ANY } }, .destination = r->destination };
      if (r->permit && !r->unread && r->destination.ip.kind == IP_V4 && selector_contains(&there, &from, false) == TRI_YES) return true;
    }
  }
  return false;
}

static bool has_policy(const struct interface *i, const struct policy *p)
{
  const struct ref *n = i->policies;
  while (n && n->to != p) n = n->next;
  return n != NULL;
}

/* Does the file show the inside of the router at all: a network besides those of the interfaces with the policy? */
static bool shows_inside(const struct end *e)
{
  unsigned outside = 0;
  for (const struct interface *i = e->router->interfaces.first; i; i = i->next)
    if (!i->tunnel && i->mask && has_policy(i, e->policy)) outside++;
  return link_lans(e->router) > outside;
}

void app_source_foreign(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (!e->interface || e->kind == END_PLAIN || e->router->dynamic_routing || across_instances(e) || is_translated(e)) return;
  for (const struct selector *s = e->selectors; s; s = s->next) {
    const struct acl_address *from = &s->rule->source;
    if (s->unread || s->rule->vrf || from->ip.kind != IP_V4 || s->rule->protocol == PROTOCOL_GRE || wildcard_is_suspect(from) ||
      is_behind(e, from))
      continue;
    if (!shows_inside(e) || selector_is_lost(t, e, s) || forth_of(e, s) || is_relayed(e, s) ||
      !finding_first_at(j, "APP105", e->router, s->rule->at))
      continue;
    struct finding *f = finding_new(j, "APP105", t,
      "%s protects %s, and the local network is on none of its interfaces and behind no route.", say_router(j, e->router),
      say_flow(j, s->rule));
    finding_at(j, f, e->router, s->rule->at, "not a network of this router");
    finding_help(j, f, "Correct the network, or add the route that leads to it.");
  }
}
