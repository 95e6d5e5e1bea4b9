/* Comments that switch a rule off: `! peerlint: off KEY201 reason` on a line of its own before the command, or at the file's head for the whole file. */
#include "src/run.h"

#include "src/rule.h"

#include <ctype.h>
#include <string.h>

/* The first line behind the comment that is neither blank nor a comment. */
static struct place next_command(const struct source *s, struct place comment)
{
  uint32_t at = comment.last;
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

static bool concerns(const struct suppression *s, struct place command, const struct router *r, const struct finding *f)
{
  if (strcmp(s->rule, f->rule->id)) return false;
  for (const struct location *l = f->locations; l; l = l->next)
    if (l->router == r && (s->head || (l->at.first >= command.first && l->at.first < command.last))) return true;
  return false;
}

static void apply(struct run *run, const struct router *r, struct suppression *s)
{
  struct place command = s->head ? (struct place){ 0, 0 } : next_command(r->source, s->at);
  for (struct finding *f = run->findings; f; f = f->next) {
    if (f->suppressed || !concerns(s, command, r, f)) continue;
    f->suppressed = s->used = true;
    f->reason = s->reason;
  }
}

void suppress_findings(struct run *run)
{
  for (unsigned i = 0; i < run->file_count; i++)
    for (struct suppression *s = run->routers[i]->suppressions.first; s; s = s->next) {
      if (rule_find(s->rule)) apply(run, run->routers[i], s);
      else run_message(run, run->files[i], s->at, arena_printf(&run->arena, "there is no rule `%s` to switch off", s->rule));
    }
}
