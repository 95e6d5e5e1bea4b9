/* Making findings: severity, message, places, help and fix, all in the judge's arena. */
#include "src/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "src/rule.h"
#include "src/table.h"

/* printf into the arena; NULL for no format. */
static const char *print(struct arena *a, const char *format, va_list args)
{
  va_list again;
  if (!format) return NULL;
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (len < 0) return "";
  char *text = arena_alloc(a, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, args);
  return text;
}

/* The user's severity where there is one. */
static enum severity severity_of(const struct judge *j, const struct rule *rule)
{
  return j->severities ? (enum severity)j->severities[rule_index(rule)] : rule->severity;
}

struct finding *finding_new(struct judge *j, const char *rule_id, const struct tunnel_pair *tunnel, const char *format, ...)
{
  const struct rule *rule = rule_find(rule_id);
  if (!rule || severity_of(j, rule) == SEVERITY_OFF) return NULL;
  struct finding *f = ARENA_NEW(j->arena, struct finding);
  *f = (struct finding){ .rule = rule, .severity = severity_of(j, rule), .tunnel = tunnel };
  va_list args;
  va_start(args, format);
  f->message = print(j->arena, format, args);
  va_end(args);
  if (!j->findings.end) LIST_INIT(j->findings);
  LIST_APPEND(j->findings, f);
  return f;
}

static bool chosen(const struct judge *j, const struct finding *f)
{
  return severity_of(j, f->rule) != f->rule->severity;
}

void finding_lower(struct judge *j, struct finding *f, enum severity s)
{
  if (f && f->severity > s && !chosen(j, f)) f->severity = s;
}

void finding_raise(struct judge *j, struct finding *f, enum severity s)
{
  if (f && f->severity < s && !chosen(j, f)) f->severity = s;
}

void finding_at(struct judge *j, struct finding *f, struct router *r, struct place at, const char *format, ...)
{
  if (!f || (!at.first && !at.last)) return;
  struct location *l = ARENA_NEW(j->arena, struct location);
  *l = (struct location){ .router = r, .at = at };
  va_list args;
  va_start(args, format);
  l->label = print(j->arena, format, args);
  va_end(args);
  struct location **end = &f->locations;
  while (*end) end = &(*end)->next;
  *end = l;
}

void finding_help(struct judge *j, struct finding *f, const char *format, ...)
{
  if (!f) return;
  va_list args;
  va_start(args, format);
  f->help = print(j->arena, format, args);
  va_end(args);
}

static void add_edit(struct judge *j, struct finding *f, struct router *r, struct edit edit)
{
  if (!f->fix) {
    f->fix = ARENA_NEW(j->arena, struct fix);
    f->fix->router = r;
  }
  if (f->fix->router != r) return;
  struct edit **end = &f->fix->edits;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(j->arena, struct edit);
  **end = edit;
}

/* One edit a line; when a line is replaced by several, the others go behind it. */
static void add_lines(struct judge *j, struct finding *f, struct router *r, struct edit edit, const char *text)
{
  while (*text) {
    size_t len = strcspn(text, "\n");
    edit.text = arena_strndup(j->arena, text, len);
    add_edit(j, f, r, edit);
    if (edit.kind == EDIT_REPLACE_LINE) edit.kind = EDIT_INSERT_AFTER;
    text += len + (text[len] == '\n');
  }
}

void finding_edit(struct judge *j, struct finding *f, struct router *r, enum edit_kind kind, struct place at, const char *text)
{
  if (!f || (!at.first && !at.last)) return;
  if (kind == EDIT_DELETE_LINE) add_edit(j, f, r, (struct edit){ .kind = kind, .at = at });
  else if (text) add_lines(j, f, r, (struct edit){ .kind = kind, .at = at }, text);
}

void finding_insert_below(struct judge *j, struct finding *f, struct router *r, struct place header, const char *text)
{
  if (f && text && header.last) add_lines(j, f, r, (struct edit){ .kind = EDIT_INSERT_AFTER, .at = header, .below = 1 }, text);
}

void finding_set(struct judge *j, struct finding *f, struct router *r, const struct origin *value, struct place header, const char *text)
{
  if (value->from == FROM_LINE || value->from == FROM_UNREAD) finding_edit(j, f, r, EDIT_REPLACE_LINE, value->at, text);
  else finding_insert_below(j, f, r, header, text);
}

/* ---- Asked before? ---- */

#define OF_PLACE ((uint64_t)1 << 63)

static bool first(struct judge *j, uint64_t key)
{
  if (!j->seen) {
    j->seen = ARENA_NEW(j->arena, struct table);
    table_init(j->seen, j->arena);
  }
  if (table_get(j->seen, key)) return false;
  table_put(j->seen, key, j);
  return true;
}

static uint64_t index_of(const char *rule_id)
{
  return rule_index(rule_find(rule_id)) & 0xff;
}

bool finding_first_of(struct judge *j, const char *rule_id, const void *object)
{
  return first(j, (uint64_t)(uintptr_t)object << 8 | index_of(rule_id));
}

bool finding_first_at(struct judge *j, const char *rule_id, const struct router *r, struct place at)
{
  return first(j, OF_PLACE | ((uint64_t)r->file << 40 & ~OF_PLACE) | (uint64_t)at.first << 8 | index_of(rule_id));
}
