/* A log and the configs: which tunnel the exchange belongs to, and which findings of the check explain how it ended. */
#include "src/diagnose.h"

#include "src/rule.h"
#include "src/tunnel_text.h"
#include "vendors/vendor.h"

#include <string.h>

/* ---- The tunnel ---- */

/* Points for an address that the log and the end both name. */
static int weigh_address(const struct ip *log, const struct addr *config)
{
  if (log->kind == IP_NONE || config->ip.kind == IP_NONE || config->ip.kind == IP_ANY || config->ip.kind == IP_DYNAMIC) return 0;
  enum tri same = ip_equal(log, &config->ip);
  return same == TRI_YES ? 8 : same == TRI_NO ? -16 : 4;
}

static bool same_value(uint32_t seen, const struct num *n)
{
  return !seen || !is_known(&n->o) || n->v == seen;
}

static bool is_offer(const struct seen_transform *t, const struct ike_proposal *p)
{
  return same_value(t->encryption, &p->encryption) && same_value(t->hash, &p->hash) && same_value(t->dh, &p->dh) && same_value(t->authentication, &p->authentication);
}

/* Points for offered transforms that the end would offer. */
static int weigh_offers(const struct dialogue *e, const struct end *initiator)
{
  int points = 0;
  for (uint32_t i = 0; i < e->offer_count; i++)
    for (unsigned k = 0; k < initiator->offer_count; k++)
      if (is_offer(&e->offers[i], initiator->offers[k])) {
        points += 2;
        break;
      }
  return points;
}

/* How well does the tunnel fit when its end `i` wrote the log? */
static int weigh_tunnel(const struct diagnosis *d, const struct tunnel_pair *t, unsigned i)
{
  const struct dialogue *e = d->told;
  int points = weigh_address(&e->peer, &t->end[i]->remote) + weigh_address(&e->peer, &t->end[!i]->local) + weigh_address(&e->local, &t->end[i]->local) + weigh_address(&e->local, &t->end[!i]->remote);
  const char *dialect = t->end[i]->router->dialect ? t->end[i]->router->dialect->name : "";
  const struct log_dialect *log = log_dialect_find(dialect);
  points += log && log == d->facts.dialect ? 6 : -6;
  if (e->role) points += weigh_offers(e, t->end[e->role == BEGIN_INITIATOR ? i : !i]);
  return points;
}

static void find_tunnel(struct diagnosis *d)
{
  int best = -100;
  for (const struct tunnel_pair *t = d->run->tunnels; t; t = t->next)
    for (unsigned i = 0; i < 2; i++) {
      int points = weigh_tunnel(d, t, i);
      if (points <= best || points < -8) continue;
      best = points;
      d->tunnel = t;
      d->end = i;
    }
}

/* ---- What the log shows and the configs do not ---- */

static void add_note(struct diagnosis *d, const char *note)
{
  for (unsigned i = 0; i + 1 < sizeof d->notes / sizeof *d->notes; i++)
    if (!d->notes[i]) {
      d->notes[i] = note;
      return;
    }
}

static const char *transform_words(const struct seen_transform *t, struct arena *a)
{
  return arena_printf(a, "%s, %s, %s, group %u", t->encryption ? cipher_name(t->encryption) : "?", t->hash ? hash_name(t->hash) : "?", t->authentication ? auth_name(t->authentication) : "?", t->dh);
}

/* An offered transform that the initiator's file cannot have sent: the router does not run this file. */
static void compare_offers(struct diagnosis *d, struct arena *a)
{
  const struct dialogue *e = d->told;
  const struct end *initiator = d->tunnel->end[e->role == BEGIN_INITIATOR ? d->end : !d->end];
  if (!e->role || !initiator->offer_count || initiator->unmodelled) return;
  for (uint32_t i = 0; i < e->offer_count; i++) {
    bool known = e->offers[i].unknown;
    for (unsigned k = 0; k < initiator->offer_count && !known; k++) known = is_offer(&e->offers[i], initiator->offers[k]);
    for (const struct ike_proposal *p = initiator->router->proposals.first; p && !known; p = p->next) known = is_offer(&e->offers[i], p);
    if (!known) add_note(d, arena_printf(a, "The running config of %s is not this file: the log shows that it offers %s (line %u), and no proposal in %s is that.", router_shown(initiator->router),
      transform_words(&e->offers[i], a), e->offers[i].line, initiator->router->source->path));
  }
}

/* Main mode where the file would start in aggressive mode, and the other way round. */
static void compare_mode(struct diagnosis *d, struct arena *a)
{
  const struct dialogue *e = d->told;
  if (!e->role || (e->kind != LOG_EXCHANGE_MAIN && e->kind != LOG_EXCHANGE_AGGRESSIVE)) return;
  const struct end *initiator = d->tunnel->end[e->role == BEGIN_INITIATOR ? d->end : !d->end];
  uint32_t expected = e->kind == LOG_EXCHANGE_MAIN ? EXCHANGE_MAIN : EXCHANGE_AGGRESSIVE;
  if (initiator->exchange.o.from == FROM_LINE && (initiator->exchange.v == EXCHANGE_MAIN || initiator->exchange.v == EXCHANGE_AGGRESSIVE) && initiator->exchange.v != expected)
    add_note(d, arena_printf(a, "The running config of %s is not this file: the log shows that it starts in %s mode.", router_shown(initiator->router), exchange_kind_name(e->kind)));
}

/* The check finds no fault of this kind although the log shows one. */
static void compare_outcome(struct diagnosis *d, struct arena *a)
{
  if (d->outcome == STORY_SUCCESS && d->tunnel->verdict == RESULT_DOWN)
    add_note(d, "The log shows success, and these files cannot give it: at least one router does not run its file.");
  if (d->outcome != STORY_FAILURE || d->findings || d->cause == CAUSE_UNKNOWN || d->cause == CAUSE_NO_ANSWER || d->cause == CAUSE_DEAD_PEER) return;
  add_note(d, d->cause == CAUSE_PSK ? "Nothing in these files shows why the keys differ: compare the values themselves on both routers, type the same key in again on both, and look whether the routers run these files."
    : arena_printf(a, "Nothing in these files explains the failure (%s): at least one router does not run its file, or the fault is on the way between them.", cause_word(d->cause)));
}

/* ---- Findings ---- */

static bool is_in(const char *const *list, const char *id)
{
  for (; *list; list++)
    if (!strcmp(*list, id)) return true;
  return false;
}

static int place_in(const char *const *list, const char *id)
{
  int i = 0;
  for (; list[i] && strcmp(list[i], id); i++) {}
  return i;
}

/* Does it concern the tunnel? Findings of one router alone do when they are of one of its routers. */
static bool is_about(const struct diagnosis *d, const struct finding *f)
{
  if (f->tunnel || !d->tunnel) return f->tunnel == d->tunnel || !d->tunnel;
  for (const struct location *l = f->locations; l; l = l->next)
    if (l->router == d->tunnel->end[0]->router || l->router == d->tunnel->end[1]->router) return true;
  return false;
}

/* Lower comes first. The rules that the simulated negotiation names for the direction that the log shows are likelier than others of the class. */
static int rank(const struct diagnosis *d, const struct finding *f)
{
  int points = place_in(d->rules, f->rule->id) - 100 * (int)f->severity;
  if (!d->tunnel) return points;
  unsigned initiator = d->told->role == BEGIN_INITIATOR ? d->end : !d->end;
  if (is_in(d->tunnel->negotiation[initiator].cause, f->rule->id)) points -= 50;
  return points;
}

/* A finding that names the fault leaves no room for one that only says it could not look. */
static void drop_infos(const struct finding **list, size_t *count)
{
  if (!*count || list[0]->severity != SEVERITY_ERROR) return;
  while (*count && list[*count - 1]->severity < SEVERITY_WARNING) list[--*count] = NULL;
}

static void collect_findings(struct diagnosis *d, struct arena *a)
{
  size_t count = 0;
  for (const struct finding *f = d->run->findings; f; f = f->next) count++;
  const struct finding **list = arena_alloc(a, (count + 1) * sizeof(const struct finding *));
  count = 0;
  for (const struct finding *f = d->run->findings; f; f = f->next) {
    if (f->suppressed || f->baseline || !is_in(d->rules, f->rule->id) || !is_about(d, f)) continue;
    size_t at = count++;
    for (; at && rank(d, list[at - 1]) > rank(d, f); at--) list[at] = list[at - 1];
    list[at] = f;
  }
  drop_infos(list, &count);
  if (count) d->findings = list;
}

/* The rules of the findings, each once; the candidates stay where no finding explains the failure. */
static void name_rules(struct diagnosis *d)
{
  if (!d->findings) return;
  unsigned n = 0;
  const char *rules_of[MOST_RULES + 1] = { NULL };
  for (size_t i = 0; d->findings[i] && n < MOST_RULES; i++)
    if (!is_in(rules_of, d->findings[i]->rule->id)) rules_of[n++] = d->findings[i]->rule->id;
  memcpy(d->rules, rules_of, sizeof rules_of);
}

/* Silence and refused proposals say too little alone: what the check says of the tunnel's negotiation is then the explanation. */
static void widen_rules(struct diagnosis *d)
{
  unsigned n = 0;
  while (d->rules[n]) n++;
  unsigned initiator = d->told->role == BEGIN_INITIATOR ? d->end : !d->end;
  const struct negotiation *g = &d->tunnel->negotiation[initiator];
  bool vague = d->cause == CAUSE_UNKNOWN || d->cause == CAUSE_NO_ANSWER || d->cause == CAUSE_IDENTITY || (d->cause == CAUSE_TRANSFORM && d->confidence < CONFIDENCE_HIGH) || (d->cause == CAUSE_PSK && d->confidence < CONFIDENCE_HIGH);
  for (unsigned i = 0; vague && i < sizeof g->cause / sizeof *g->cause && g->cause[i] && n < MOST_RULES; i++)
    if (!is_in(d->rules, g->cause[i])) d->rules[n++] = g->cause[i];
  d->rules[n] = NULL;
}

void diagnose_with(struct diagnosis *d, struct run *run)
{
  d->run = run;
  if (!d->told || !run->file_count) return;
  find_tunnel(d);
  if (d->tunnel) {
    const struct dialect *dialect = d->tunnel->end[d->end]->router->dialect;
    const struct log_dialect *log = dialect ? log_dialect_find(dialect->name) : NULL;
    char buffer[64];
    if (log && log == d->facts.dialect) d->dialect = dialect->name;
    const struct addr *remote = &d->tunnel->end[d->end]->remote;
    if (!d->peer && (remote->ip.kind == IP_V4 || remote->ip.kind == IP_MASKED)) d->peer = arena_printf(&run->arena, "%s", ip_print(&remote->ip, buffer, sizeof buffer));
    compare_offers(d, &run->arena);
    compare_mode(d, &run->arena);
    if (d->outcome == STORY_FAILURE) widen_rules(d);
  } else if (run->tunnel_count) add_note(d, "None of the tunnels in these files is between the addresses of the log.");
  if (d->outcome == STORY_FAILURE) {
    collect_findings(d, &run->arena);
    name_rules(d);
  }
  if (d->tunnel) compare_outcome(d, &run->arena);
}
