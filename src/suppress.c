/* Comments that switch a rule off: `! peerlint: off KEY201 reason` on a line of its own before the command, or at the file's head for the
 * whole file. One that switches nothing off is a finding itself (CFG003), because it hides the next fault of that kind. */
#include "src/run.h"

#include "src/rule.h"

#include <ctype.h>
#include <string.h>

/* The first line behind the comment that is neither blank nor a comment. */
static struct place next_command(struct source *s, struct place comment)
{
  uint32_t at = comment.last;
  source_touch(s);
  if (at > s->size) return (struct place){ 0, 0 };
  for (;;) {
    const char *lf = memchr(s->text + at, '\n', s->size - at);
    if (!lf) return (struct place){ 0, 0 };
    at = (uint32_t)(lf - s->text) + 1;
    uint32_t first = at;
    while (first < s->size && s->text[first] != '\n' && isspace((unsigned char)s->text[first])) first++;
    if (first == s->size || strchr("\n!#", s->text[first])) continue;
    const char *end = memchr(s->text + first, '\n', s->size - first);
    return (struct place){ at, end ? (uint32_t)(end - s->text) : s->size };
  }
}

/* A finding under one of the files it points at, so that a comment looks only at those of its own file. */
struct pointer {
  struct pointer *next;
  struct finding *finding;
};

static struct pointer **by_file(struct run *run)
{
  struct pointer **heads = arena_alloc(&run->arena, (run->file_count + 1) * sizeof *heads);
  for (struct finding *f = run->findings; f; f = f->next)
    for (const struct location *l = f->locations; l; l = l->next) {
      struct pointer **head = &heads[l->router->file];
      if (!run->routers[l->router->file]->suppressions.first || (*head && (*head)->finding == f)) continue;
      struct pointer *p = ARENA_NEW(&run->arena, struct pointer);
      *p = (struct pointer){ *head, f };
      *head = p;
    }
  return heads;
}

static bool concerns(const struct suppression *s, struct place command, const struct router *r, const struct finding *f)
{
  if (strcmp(s->rule, f->rule->id)) return false;
  for (const struct location *l = f->locations; l; l = l->next)
    if (l->router == r && (s->head || (l->at.first >= command.first && l->at.first < command.last))) return true;
  return false;
}

static void apply(const struct router *r, struct suppression *s, const struct pointer *findings)
{
  struct place command = s->head ? (struct place){ 0, 0 } : next_command(r->source, s->at);
  for (; findings; findings = findings->next) {
    struct finding *f = findings->finding;
    if (f->suppressed || !concerns(s, command, r, f)) continue;
    f->suppressed = s->used = true;
    f->reason = s->reason;
  }
}

/* Could the rule have fired? Not when it is switched off, nor, for one about tunnels, when the other end of one is not among the files. */
static bool was_tried(const struct judge *j, const struct rule *rule, const struct end *ends)
{
  if (j->severities && j->severities[rule_index(rule)] == SEVERITY_OFF) return false;
  for (const struct end *e = ends; e && (rule->check_tunnel || rule->check_end || rule->check_fleet); e = e->next)
    if (!e->paired) return false;
  return true;
}

static void report_unused(struct run *run, struct judge *j, unsigned file, const struct suppression *s)
{
  const struct rule *rule = rule_find(s->rule);
  if (s->used || !was_tried(j, rule, run->ends[file])) return;
  struct finding *f = finding_new(
    j, "CFG003", NULL, "This comment switches %s (%s) off, and nothing here breaks that rule.", rule->id, rule->name);
  finding_at(j, f, run->routers[file], s->at, "switches nothing off");
  finding_help(j, f, "Delete the comment: it would hide the next fault of that kind.");
}

void suppress_findings(struct run *run, struct judge *j)
{
  struct pointer **heads = by_file(run);
  for (unsigned i = 0; i < run->file_count; i++)
    for (struct suppression *s = run->routers[i]->suppressions.first; s; s = s->next) {
      if (rule_find(s->rule)) apply(run->routers[i], s, heads[i]);
      else run_message(run, run->files[i], s->at, arena_printf(&run->arena, "there is no rule `%s` to switch off", s->rule));
    }
  for (unsigned i = 0; i < run->file_count; i++)
    for (struct suppression *s = run->routers[i]->suppressions.first; s; s = s->next)
      if (rule_find(s->rule)) report_unused(run, j, i, s);
}
