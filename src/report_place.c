/* See report_place.h. */
#include "src/report_place.h"

#include <string.h>

struct span report_span(const struct location *l)
{
  struct source *s = l->router->source;
  struct spot first = source_spot(s, l->at.first), last = source_spot(s, l->at.last - 1);
  if (last.line != first.line) {
    uint32_t len;
    const char *text = source_line(s, first.line, &len);
    last.column = 0;
    for (uint32_t i = 0; i < len; i++) last.column += (text[i] & 0xC0) != 0x80;
  }
  return (struct span){ .line = first.line, .first = first.column, .last = last.column < first.column ? first.column : last.column };
}

const char *severity_name(enum severity s)
{
  static const char *const names[] = { "off", "info", "warning", "error" };
  return names[s];
}

bool finding_counts(const struct finding *f)
{
  return !f->suppressed;
}

const char *finding_excuse(struct run *run, const struct finding *f)
{
  if (f->baseline) return f->reason;
  return *f->reason ? arena_printf(&run->arena, "switched off in the config: %s", f->reason) : "switched off in the config";
}

const char *report_clean(struct text *scratch, const char *s)
{
  text_clear(scratch);
  if (s) text_clean(scratch, s, strlen(s), true);
  else text_append(scratch, "", 0);
  return scratch->bytes;
}

const char *report_path(const struct router *r)
{
  const char *path = r->source->path;
  while (!strncmp(path, "./", 2)) {
    path += 2;
    while (*path == '/') path++;
  }
  return *path ? path : r->source->path;
}

/* An end without a policy is a tunnel interface. */
static const char *end_name(struct run *run, const struct end *e)
{
  if (e->kind != END_POLICY && e->tunnel) return arena_printf(&run->arena, "%s (%s)", router_shown(e->router), e->tunnel->shown);
  return arena_printf(&run->arena, "%s (%s %u)", router_shown(e->router), e->policy->name, e->entry->sequence);
}

const char *report_tunnel_name(struct run *run, const struct tunnel_pair *t)
{
  return arena_printf(&run->arena, "%s - %s", end_name(run, t->end[0]), end_name(run, t->end[1]));
}
