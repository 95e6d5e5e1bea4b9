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

bool transform_fits(const struct seen_transform *t, const struct ike_proposal *p)
{
  return same_value(t->encryption, &p->encryption) && same_value(t->hash, &p->hash) && same_value(t->dh, &p->dh) &&
    same_value(t->authentication, &p->authentication);
}

/* Points for offered transforms that the end would offer. */
static int weigh_offers(const struct dialogue *e, const struct end *initiator)
{
  int points = 0;
  for (uint32_t i = 0; i < e->offer_count; i++)
    for (unsigned k = 0; k < initiator->offer_count; k++)
      if (transform_fits(&e->offers[i], initiator->offers[k])) {
        points += 2;
        break;
      }
  return points;
}

static int weigh_addresses(const struct dialogue *e, const struct tunnel_pair *t, unsigned i)
{
  return weigh_address(&e->peer, &t->end[i]->remote) + weigh_address(&e->peer, &t->end[!i]->local) +
    weigh_address(&e->local, &t->end[i]->local) + weigh_address(&e->local, &t->end[!i]->remote);
}

/* Does the router write logs as this one is? */
static bool writes_such(const struct diagnosis *d, const struct router *r)
{
  const struct log_dialect *log = r->dialect ? log_dialect_find(r->dialect->name) : NULL;
  return log && log == d->facts.dialect;
}

/* How well does the tunnel fit when its end `i` wrote the log? */
static int weigh_tunnel(const struct diagnosis *d, const struct tunnel_pair *t, unsigned i)
{
  const struct dialogue *e = d->told;
  int points = weigh_addresses(e, t, i) + (writes_such(d, t->end[i]->router) ? 6 : -6);
  if (e->role) points += weigh_offers(e, t->end[e->role == BEGIN_INITIATOR ? i : !i]);
  return points;
}

void diagnose_find_tunnel(struct diagnosis *d, struct run *run)
{
  int best = -100;
  d->run = run;
  if (!d->told) return;
  for (const struct tunnel_pair *t = run->tunnels; t; t = t->next)
    for (unsigned i = 0; i < 2; i++) {
      int points = weigh_tunnel(d, t, i);
      if (points <= best || points < -8) continue;
      best = points;
      d->tunnel = t;
      d->end = i;
    }
  if (!d->tunnel || !writes_such(d, d->tunnel->end[d->end]->router)) return;
  int addresses = weigh_addresses(d->told, d->tunnel, d->end);
  d->sure = addresses >= 8 || (!d->told->peer.kind && !d->told->local.kind && run->tunnel_count == 1);
}

/* ---- Notes ---- */

static void add_note(struct diagnosis *d, const char *note)
{
  for (unsigned i = 0; i + 1 < sizeof d->notes / sizeof *d->notes; i++)
    if (!d->notes[i]) {
      d->notes[i] = note;
      return;
    }
}

/* Of other software than the file's router runs. */
static void compare_software(struct diagnosis *d, struct arena *a)
{
  const struct router *r = d->tunnel->end[d->end]->router;
  if (writes_such(d, r) || !d->facts.dialect || !r->dialect) return;
  add_note(d,
    arena_printf(a, "It is a log of %s, and %s runs %s: the log or the file is another router's, or the file an old one.",
      d->facts.dialect->title, router_shown(r), r->dialect->title));
}

/* The check finds no fault of this kind although the log shows one. */
static void compare_outcome(struct diagnosis *d, struct arena *a)
{
  if (d->outcome != ENDING_FAILURE || d->findings || d->cause == CAUSE_UNKNOWN || d->cause == CAUSE_NO_ANSWER ||
    d->cause == CAUSE_DEAD_PEER)
    return;
  add_note(d,
    d->cause == CAUSE_PSK
      ? "Nothing in these files shows why the keys differ: compare the values themselves on both routers, type the same key in again on both, and look whether the routers run these files."
      : arena_printf(a,
          "Nothing in these files explains the failure (%s): at least one router does not run its file, or the fault is on the way between them.",
          cause_word(d->cause)));
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

/* Lower comes first. What explains the failure comes before what only shows that a file is not the running config. The rules that the
 * simulated negotiation names for the direction that the log shows are likelier than others of the class. */
static int rank(const struct diagnosis *d, const struct finding *f)
{
  int points = place_in(d->rules, f->rule->id) - 100 * (int)f->severity;
  if (f->rule->check_log) return 1000;
  if (!d->tunnel) return points;
  unsigned initiator = d->told->role == BEGIN_INITIATOR ? d->end : !d->end;
  if (is_in(d->tunnel->negotiation[initiator].cause, f->rule->id)) points -= 50;
  return points;
}

/* A finding that names the fault leaves no room for one that only says it could not look. */
static void drop_infos(const struct finding **list, size_t *count)
{
  size_t kept = 0;
  if (!*count || list[0]->severity != SEVERITY_ERROR) return;
  for (size_t i = 0; i < *count; i++)
    if (list[i]->severity >= SEVERITY_WARNING) list[kept++] = list[i];
  for (size_t i = kept; i < *count; i++) list[i] = NULL;
  *count = kept;
}

static void collect_findings(struct diagnosis *d, struct arena *a)
{
  size_t count = 0;
  for (const struct finding *f = d->run->findings; f; f = f->next) count++;
  const struct finding **list = arena_alloc(a, (count + 1) * sizeof(const struct finding *));
  count = 0;
  for (const struct finding *f = d->run->findings; f; f = f->next) {
    if (f->suppressed || !(f->rule->check_log || is_in(d->rules, f->rule->id)) || !is_about(d, f)) continue;
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
  bool vague = d->cause == CAUSE_UNKNOWN || d->cause == CAUSE_NO_ANSWER || d->cause == CAUSE_IDENTITY ||
    (d->cause == CAUSE_TRANSFORM && d->confidence < CONFIDENCE_HIGH) || (d->cause == CAUSE_PSK && d->confidence < CONFIDENCE_HIGH);
  for (unsigned i = 0; vague && g->cause[i] && n < MOST_RULES; i++)
    if (!is_in(d->rules, g->cause[i])) d->rules[n++] = g->cause[i];
  d->rules[n] = NULL;
}

/* The peer and the dialect, as the tunnel's files say them. */
static void name_peer(struct diagnosis *d, struct run *run)
{
  const struct router *router = d->tunnel->end[d->end]->router;
  const struct ip *remote = &d->tunnel->end[d->end]->remote.ip;
  char buffer[64];
  if (writes_such(d, router)) d->dialect = router->dialect->name;
  if (!d->peer && (remote->kind == IP_V4 || remote->kind == IP_MASKED))
    d->peer = arena_printf(&run->arena, "%s", ip_print(remote, buffer, sizeof buffer));
}

void diagnose_with(struct diagnosis *d, struct run *run)
{
  if (!d->told || !run->file_count) return;
  if (d->tunnel) name_peer(d, run);
  else if (run->tunnel_count) add_note(d, "None of the tunnels in these files is between the addresses of the log.");
  if (d->tunnel && d->outcome == ENDING_FAILURE) widen_rules(d);
  collect_findings(d, &run->arena);
  name_rules(d);
  if (!d->tunnel) return;
  compare_software(d, &run->arena);
  compare_outcome(d, &run->arena);
}
