/* What an IKE log shows and the files cannot give: a router does not run its file. Only `diagnose` has a log; the rule stays silent where
 * the log's tunnel is not sure, and where the file leaves it open. */
#include <string.h>

#include "src/diagnose.h"
#include "src/rules.h"
#include "src/tunnel_text.h"

#define MOST_NAMED 3u /* transforms in one message */

static const char rule_id[] = "LOG101";

/* ---- Ends ---- */

static const struct end *end_of_role(const struct diagnosis *d, uint8_t role)
{
  return d->tunnel->end[d->told->role == role ? d->end : !d->end];
}

static struct place place_of_end(const struct end *e)
{
  return e->entry && e->kind != END_PROTECTION ? e->entry->at : e->at;
}

/* Where to point at the proposals of an end: the first, unless its file writes none; the built-in ones come last. */
static struct place place_of_proposals(const struct end *e)
{
  return e->offer_count && !e->offers[0]->builtin ? e->offers[0]->at : place_of_end(e);
}

/* Adds the place and what to do. */
static void finish(struct judge *j, struct finding *f, const struct end *e, struct place at, const char *label)
{
  finding_at(j, f, e->router, at, "%s", label);
  finding_help(j, f, "Take the config from %s again and check that one: it is not what this file says.", router_shown(e->router));
}

/* ---- Proposals ---- */

/* Is it any of the router's proposals, whoever they are for? */
static bool has_proposal(const struct end *e, const struct seen_transform *t)
{
  for (const struct ike_proposal *p = e->router->proposals.first; p; p = p->next)
    if (transform_fits(t, p)) return true;
  return false;
}

static const char *transform_words(const struct seen_transform *t, struct arena *a)
{
  const char *group = t->dh ? arena_printf(a, ", group %u", t->dh) : "";
  return arena_printf(a, "%s, %s, %s%s (line %u)", t->encryption ? cipher_name(t->encryption) : "?", t->hash ? hash_name(t->hash) : "?",
    t->authentication ? auth_name(t->authentication) : "?", group, t->line);
}

/* Behind its own proposals a device may offer one that is built in; which, if any, is the release's business, and the file does not name
 * the release. */
static bool may_be_builtin(const struct end *e, const struct dialogue *told, uint32_t i)
{
  return !e->router->release && i && i + 1 == told->offer_count && told->offers[i].authentication != AUTH_PSK;
}

/* Offers that no proposal of the initiator's file makes. */
static void compare_offers(struct judge *j, const struct diagnosis *d)
{
  const struct end *initiator = end_of_role(d, BEGIN_INITIATOR);
  const char *list = "";
  unsigned count = 0;
  if (!initiator->offer_count || initiator->unmodelled) return;
  for (uint32_t i = 0; i < d->told->offer_count; i++) {
    const struct seen_transform *t = &d->told->offers[i];
    if (t->unknown || has_proposal(initiator, t) || may_be_builtin(initiator, d->told, i) || count++ >= MOST_NAMED) continue;
    list = arena_printf(j->arena, "%s%s%s", list, *list ? "; " : "", transform_words(t, j->arena));
  }
  if (!count) return;
  struct finding *f = finding_new(j, rule_id, d->tunnel,
    "The running config of %s is not this file: the log shows that it offers %s%s, and no proposal in the file is that",
    router_shown(initiator->router), list, count > MOST_NAMED ? "; ..." : "");
  finish(j, f, initiator, place_of_proposals(initiator), "the file's proposals");
}

/* The transform that the responder chose, where its file has no such proposal. */
static void compare_choice(struct judge *j, const struct diagnosis *d)
{
  const struct end *responder = end_of_role(d, BEGIN_RESPONDER);
  const struct seen_transform *t = d->told->chosen >= 0 ? &d->told->offers[d->told->chosen] : NULL;
  if (!t || t->unknown || !responder->accept_count || responder->unmodelled || has_proposal(responder, t)) return;
  struct finding *f = finding_new(j, rule_id, d->tunnel,
    "The running config of %s is not this file: the log shows that it accepts %s, and no proposal in the file is that",
    router_shown(responder->router), transform_words(t, j->arena));
  finish(j, f, responder, place_of_proposals(responder), "the file's proposals");
}

/* The written proposal that is the offer but for its lifetime; NULL where one has that lifetime, or a default. */
static const struct ike_proposal *of_other_lifetime(const struct end *e, const struct seen_transform *t)
{
  const struct ike_proposal *found = NULL;
  for (unsigned i = 0; i < e->offer_count; i++) {
    if (!transform_fits(t, e->offers[i])) continue;
    const struct num *lifetime = &e->offers[i]->lifetime;
    if (lifetime->o.from != FROM_LINE || lifetime->v == t->lifetime) return NULL;
    found = e->offers[i];
  }
  return found;
}

/* The responder's log shows the lifetimes as the initiator offers them. */
static void compare_lifetimes(struct judge *j, const struct diagnosis *d)
{
  const struct end *initiator = end_of_role(d, BEGIN_INITIATOR);
  if (d->told->role != BEGIN_RESPONDER || initiator->unmodelled) return;
  for (uint32_t i = 0; i < d->told->offer_count; i++) {
    const struct seen_transform *t = &d->told->offers[i];
    const struct ike_proposal *p = t->lifetime && !t->unknown ? of_other_lifetime(initiator, t) : NULL;
    if (!p) continue;
    struct finding *f = finding_new(j, rule_id, d->tunnel,
      "The running config of %s is not this file: the log shows that it offers %s for %u seconds, and the file says %u",
      router_shown(initiator->router), transform_words(t, j->arena), t->lifetime, p->lifetime.v);
    finish(j, f, initiator, p->lifetime.o.at, "the file's lifetime");
    return;
  }
}

/* Main mode where the file would start in aggressive mode, and the other way round. */
static void compare_mode(struct judge *j, const struct diagnosis *d)
{
  uint8_t kind = d->told->kind;
  const struct end *initiator = end_of_role(d, BEGIN_INITIATOR);
  const struct num *written = &initiator->exchange;
  if (kind != LOG_EXCHANGE_MAIN && kind != LOG_EXCHANGE_AGGRESSIVE) return;
  if (written->o.from != FROM_LINE || (written->v != EXCHANGE_MAIN && written->v != EXCHANGE_AGGRESSIVE) ||
    written->v == (kind == LOG_EXCHANGE_MAIN ? EXCHANGE_MAIN : EXCHANGE_AGGRESSIVE))
    return;
  struct finding *f = finding_new(j, rule_id, d->tunnel,
    "The running config of %s is not this file: the log shows that it starts in %s mode", router_shown(initiator->router),
    exchange_kind_name(kind));
  finish(j, f, initiator, written->o.at, "the file's mode");
}

/* ---- Flows ---- */

static const char *take_part(const char **s, size_t *len)
{
  const char *part = *s;
  *len = strcspn(part, "/");
  *s = part + *len + (part[*len] == '/');
  return part;
}

static uint32_t take_number(const char *s, size_t len)
{
  uint32_t n = 0;
  for (size_t i = 0; i < len && i < 5 && s[i] >= '0' && s[i] <= '9'; i++) n = n * 10 + (uint32_t)(s[i] - '0');
  return n;
}

/* A netmask, dotted or as a length. */
static bool read_mask(const char *part, size_t len, uint32_t *wildcard)
{
  struct ip mask;
  uint32_t bits = take_number(part, len);
  if (memchr(part, '.', len)) {
    if (!ip_parse(part, len, &mask) || mask.kind != IP_V4) return false;
    *wildcard = ~mask.v4;
    return true;
  }
  *wildcard = bits >= 32 ? 0 : UINT32_MAX >> bits;
  return len && len < 3 && bits <= 32;
}

/* One side of a flow as logs print it: 10.1.0.0/255.255.0.0/0/0 or 10.1.0.0/16. False: another form, or one with a port, which is not
 * compared. */
static bool read_side(const char *s, struct acl_address *a, uint16_t *protocol)
{
  size_t len;
  const char *part = take_part(&s, &len);
  *a = (struct acl_address){ 0 };
  if (!ip_parse(part, len, &a->ip) || a->ip.kind != IP_V4) return false;
  part = take_part(&s, &len);
  if (!read_mask(part, len, &a->wildcard)) return false;
  part = take_part(&s, &len);
  uint32_t number = take_number(part, len);
  if (number && number < PROTOCOL_ANY_IP) *protocol = (uint16_t)number;
  part = take_part(&s, &len);
  return !take_number(part, len);
}

/* Is the flow, seen from the end that proposes it, in one of its ACL lines as far as can be told? */
static bool has_flow(const struct end *e, const struct acl_rule *flow)
{
  if (e->selectors_unread || e->any_selector || !e->selectors) return true;
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (s->unread || s->rule->unread || s->entry->acl_mode.v || selector_contains(s->rule, flow, false) != TRI_NO) return true;
  return false;
}

/* A flow that the ACL of the end that proposes it does not have. */
static void compare_flows(struct judge *j, const struct diagnosis *d)
{
  const struct dialogue *told = d->told;
  bool ours = told->quick_role == BEGIN_INITIATOR;
  const struct end *proposer = d->tunnel->end[ours ? d->end : !d->end];
  struct acl_rule flow = { .permit = true, .protocol = PROTOCOL_ANY_IP };
  const char *from = ours ? told->flow_local : told->flow_remote, *to = ours ? told->flow_remote : told->flow_local;
  if (!told->quick_role || proposer->unmodelled || !read_side(from, &flow.source, &flow.protocol) ||
    !read_side(to, &flow.destination, &flow.protocol) || has_flow(proposer, &flow))
    return;
  struct finding *f = finding_new(j, rule_id, d->tunnel,
    "The running config of %s is not this file: the log shows that it proposes the flow from %s to %s, and no line of its ACL in the file has that",
    router_shown(proposer->router), from, to);
  const struct selector *first = proposer->selectors;
  finish(j, f, proposer, first->made ? place_of_end(proposer) : first->rule->at, "the file's flows");
}

/* ---- Success ---- */

/* Success where the files make the exchange fail. */
static void compare_success(struct judge *j, const struct diagnosis *d)
{
  const struct negotiation *g = &d->tunnel->negotiation[d->told->role == BEGIN_INITIATOR ? d->end : !d->end];
  if (d->outcome != ENDING_SUCCESS || g->result != RESULT_DOWN || !g->cause[0]) return;
  for (struct finding *why = j->findings.first; why; why = why->next) {
    if (why->tunnel != d->tunnel || strcmp(why->rule->id, g->cause[0])) continue;
    struct finding *f = finding_new(j, rule_id, d->tunnel,
      "The log shows that the tunnel comes up, and these files cannot give that (%s): at least one of %s and %s does not run its file",
      g->cause[0], router_shown(d->tunnel->end[0]->router), router_shown(d->tunnel->end[1]->router));
    for (const struct location *l = why->locations; l; l = l->next) finding_at(j, f, l->router, l->at, "what %s is about", g->cause[0]);
    finding_help(j, f, "Take both configs from the routers again and check those.");
    return;
  }
}

void log_running_config(struct judge *j, const struct diagnosis *d)
{
  if (!d->told || !d->tunnel || !d->sure) return;
  compare_flows(j, d);
  if (!d->told->role) return;
  compare_offers(j, d);
  compare_choice(j, d);
  compare_lifetimes(j, d);
  compare_mode(j, d);
  compare_success(j, d);
}
