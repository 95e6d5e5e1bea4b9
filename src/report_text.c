/* The report for people: tunnel by tunnel, then what concerns one router alone, then one line that sums it up. */
#include "src/report.h"

#include "src/report_finding.h"
#include "src/report_tunnel.h"
#include "src/rule.h"
#include "vendors/vendor.h"

#include <string.h>

#define FEW_TUNNELS 3u   /* as many are drawn even when nothing is wrong with them */
#define MOST_LONELY 10u
#define MOST_LOOKED 1000000u /* pairs of ends compared for tunnels without IPsec */

struct section {
  const struct finding *next; /* findings are sorted, so each section takes its own from the front */
};

static const struct finding *skip_suppressed(const struct finding *f)
{
  while (f && f->suppressed) f = f->next;
  return f;
}

static void tunnel(struct run *run, struct paint *p, const struct tunnel_pair *t, struct section *s)
{
  bool quiet = t->verdict == RESULT_UP && (!s->next || s->next->tunnel != t);
  report_verdict(p, t);
  if (run->tunnel_count <= FEW_TUNNELS || !quiet) report_tunnel(p, t);
  while (s->next && s->next->tunnel == t) {
    report_finding(run, p, s->next);
    s->next = skip_suppressed(s->next->next);
  }
  if (run->tunnel_count <= FEW_TUNNELS || !quiet) paint(p, "\n");
}

/* ---- Findings of one router ---- */

static void rule_group(struct run *run, struct paint *p, const struct finding *const *all, size_t count, const struct rule *rule,
  enum severity severity, const struct finding **group)
{
  size_t n = 0;
  for (size_t i = 0; i < count; i++)
    if (all[i]->rule == rule && all[i]->severity == severity) group[n++] = all[i];
  if (n > 1) report_group(run, p, group, n);
  else if (n) report_finding(run, p, group[0]);
}

/* The findings of one file, the worst first, those of one rule together. */
static void router_findings(struct run *run, struct paint *p, struct section *s)
{
  const struct router *r = s->next->locations ? s->next->locations->router : NULL;
  size_t count = 0;
  for (const struct finding *f = s->next; f && (f->locations ? f->locations->router : NULL) == r; f = skip_suppressed(f->next)) count++;
  const struct finding **all = arena_alloc(&run->arena, 2 * count * sizeof(const struct finding *));
  for (size_t i = 0; i < count; i++, s->next = skip_suppressed(s->next->next)) all[i] = s->next;
  if (r) {
    paint_ink(p, INK_BOLD);
    paint_clean(p, r->source->path);
    paint_ink(p, INK_PLAIN);
    paint(p, r->dialect ? "  " : "");
    paint_clean(p, r->dialect ? r->dialect->title : NULL);
    paint(p, "\n");
  }
  for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
    for (const struct rule *rule = rules; rule->id; rule++) rule_group(run, p, all, count, rule, (enum severity)severity, all + count);
  paint(p, "\n");
}

/* ---- Ends whose other end is in none of the files ---- */

static void lonely_end(struct paint *p, const struct end *e)
{
  char buffer[64];
  paint(p, "  ");
  paint_clean(p, e->router->source->path);
  paint_format(p, ":%u  ", source_spot(e->router->source, e->at.first).line);
  if (e->policy) paint_clean(p, e->policy->name);
  if (e->entry && e->entry->kind != ENTRY_PROFILE) paint_format(p, " %u", e->entry->sequence);
  if (e->interface) {
    paint(p, " on ");
    paint_clean(p, e->interface->shown);
  }
  paint(p, ": peer ");
  paint_clean(p, e->remote.ip.kind == IP_NONE ? "unknown" : ip_print(&e->remote.ip, buffer, sizeof buffer));
  paint(p, "\n");
}

static void lonely(struct run *run, struct paint *p)
{
  unsigned count = 0;
  for (unsigned i = 0; i < run->file_count; i++)
    for (const struct end *e = run->ends[i]; e; e = e->next) {
      if (e->paired || e->kind == END_PLAIN) continue;
      if (!count++) paint(p, "The other end is in none of these files:\n");
      if (count <= MOST_LONELY) lonely_end(p, e);
    }
  if (count > MOST_LONELY) paint_format(p, "  and %u more\n", count - MOST_LONELY);
  if (count) paint(p, "\n");
}

/* ---- GRE tunnels that nothing protects ---- */

static bool leads_to(const struct end *e, const struct end *other)
{
  struct ip there = end_tunnel_source(other->router, other->tunnel->tunnel);
  return e->remote.ip.kind == IP_V4 && ip_equal(&e->remote.ip, &there) == TRI_YES;
}

static bool is_bare(const struct end *e)
{
  return e->kind == END_PLAIN && !e->paired && !e->covered && e->tunnel;
}

/* The end of a later file at the other end of the tunnel `e`, which has no IPsec either; NULL: there is none. `*looked` bounds the work of
 * a whole run. */
static const struct end *bare_counterpart(const struct run *run, const struct end *e, unsigned *looked)
{
  for (unsigned i = e->router->file + 1; i < run->file_count; i++)
    for (const struct end *other = run->ends[i]; other && ++*looked < MOST_LOOKED; other = other->next)
      if (is_bare(other) && leads_to(e, other) && leads_to(other, e)) return other;
  return NULL;
}

static void bare_end(struct paint *p, const struct end *e)
{
  paint_clean(p, e->router->source->path);
  paint_format(p, ":%u  ", source_spot(e->router->source, e->at.first).line);
  paint_clean(p, e->tunnel->shown);
}

/* What has no IPsec at either end is no tunnel of the report: somebody who expects one is told. */
static void bare(struct run *run, struct paint *p)
{
  unsigned count = 0, looked = 0;
  for (unsigned i = 0; i < run->file_count; i++)
    for (const struct end *e = run->ends[i]; e; e = e->next) {
      const struct end *other = is_bare(e) ? bare_counterpart(run, e, &looked) : NULL;
      if (!other || ++count > MOST_LONELY) continue;
      if (count == 1) paint(p, "No IPsec at either end protects what goes through:\n");
      paint(p, "  ");
      bare_end(p, e);
      paint(p, "  and  ");
      bare_end(p, other);
      paint(p, "\n");
    }
  if (count > MOST_LONELY) paint_format(p, "  and %u more\n", count - MOST_LONELY);
  if (count) paint(p, "\n");
}

/* ---- Policies that are not modelled ---- */

static void unread_policy(struct paint *p, const struct router *r, const struct unmodelled *u)
{
  paint(p, "  ");
  paint_clean(p, r->source->path);
  paint_format(p, ":%u  ", source_spot(r->source, u->at.first).line);
  paint_clean(p, u->what);
  paint(p, " ");
  paint_clean(p, u->name);
  paint(p, "\n");
}

/* What may carry a tunnel and is none of the report: no tunnel must not look like no fault. */
static void unread_policies(struct run *run, struct paint *p)
{
  unsigned count = 0;
  for (unsigned i = 0; i < run->file_count; i++) {
    const struct router *r = run->routers[i];
    for (const struct unmodelled *u = r ? r->unmodelled.first : NULL; u; u = u->next) {
      if (!u->refers || ++count > MOST_LONELY) continue;
      if (count == 1) paint(p, "Not modelled, so nothing is said of:\n");
      unread_policy(p, r, u);
    }
  }
  if (count > MOST_LONELY) paint_format(p, "  and %u more\n", count - MOST_LONELY);
  if (count) paint(p, "\n");
}

/* ---- Summary ---- */

static void counted(struct paint *p, unsigned n, const char *one, const char *many, const char *before)
{
  paint_format(p, "%s%u %s", before, n, n == 1 ? one : many);
}

static void summary(struct run *run, struct paint *p)
{
  static const char *const names[] = { "up", "down", "partly up", "undetermined", "down" };
  unsigned by[5] = { 0 };
  const char *separator = " (";
  for (const struct tunnel_pair *t = run->tunnels; t; t = t->next) by[t->verdict]++;
  counted(p, run->tunnel_count, "tunnel", "tunnels", "");
  for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
    if (!by[i]) continue;
    if (run->tunnel_count == 1) paint_format(p, "%s%s", separator, names[i]);
    else paint_format(p, "%s%u %s", separator, by[i], names[i]);
    separator = ", ";
  }
  paint(p, run->tunnel_count ? "): " : ": ");
  counted(p, run->count[SEVERITY_ERROR], "error", "errors", "");
  counted(p, run->count[SEVERITY_WARNING], "warning", "warnings", ", ");
  counted(p, run->count[SEVERITY_INFO], "info", "infos", ", ");
  if (run->suppressed) paint_format(p, ", %u switched off by comments", run->suppressed);
  paint(p, "\n");
  if (by[RESULT_DOWN] && !run->count[SEVERITY_ERROR] && run->count[SEVERITY_WARNING])
    paint_wrapped(p, 0, false, "A tunnel is down without an error: `--fail-on warning` makes the exit status 1.");
  const struct finding *first = skip_suppressed(run->findings);
  if (first) paint_format(p, "`peerlint explain %s` says more about a rule.\n", first->rule->id);
}

bool report_text(struct run *run, const struct peerlint_style *style, FILE *out)
{
  struct paint p;
  struct section s = { skip_suppressed(run->findings) };
  paint_init(&p, out, style, &run->arena, run->show_secrets);
  for (const struct tunnel_pair *t = run->tunnels; t; t = t->next) tunnel(run, &p, t, &s);
  if (run->tunnel_count > FEW_TUNNELS) paint(&p, "\n");
  while (s.next) router_findings(run, &p, &s);
  lonely(run, &p);
  bare(run, &p);
  unread_policies(run, &p);
  summary(run, &p);
  return true;
}
