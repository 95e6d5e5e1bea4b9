/* SARIF 2.1.0 (OASIS): rules with their pages as help, both places of a finding, fixes as replacements, fingerprints and suppressions.
 * Streamed like the JSON report.
 *
 * A fix is given as the smallest change of the line, so that the key in a line need not be written; a fix that would have to write one is
 * left out unless secrets may be shown, because a tool that applied
 * `******` would break the config. */
#include "src/report.h"

#include "src/json_text.h"
#include "src/report_place.h"
#include "src/rule.h"
#include "src/rule_pages.h"
#include "vendors/vendor.h"

#include <jansson.h>
#include <string.h>

#define PROJECT_URI "https://www.rfc-editor.org/rfc/rfc2409" /* what the rules stand on: the project names no address of its own */

struct writer {
  struct run *run;
  struct text text;
  struct json_writer json;
};

static json_t *string(struct writer *w, const char *s)
{
  return json_string(report_clean(&w->text, s));
}

static void put(struct writer *w, json_t *object, const char *key, json_t *value)
{
  json_put(&w->json, object, key, value);
}

static void add(struct writer *w, json_t *array, json_t *value)
{
  json_add(&w->json, array, value);
}

static void dump(struct writer *w, json_t *value, bool first)
{
  fputs(first ? "\n        " : ",\n        ", w->json.out);
  if (!value || json_dumpf(value, w->json.out, 0)) w->json.ok = false;
  json_drop(&w->json, value);
}

static json_t *message(struct writer *w, const char *s)
{
  json_t *o = json_open(&w->json, json_object());
  put(w, o, "text", string(w, s));
  return o;
}

/* ---- Rules ---- */

static const char *level(enum severity s)
{
  static const char *const levels[] = { "none", "note", "warning", "error" };
  return levels[s];
}

static const char *page_of(const char *id)
{
  for (const struct rule_page *page = rule_pages; page->id; page++)
    if (!strcmp(page->id, id)) return page->text;
  return NULL;
}

/* "key-encoding" as a class is called: "KeyEncoding". */
static const char *pascal(struct arena *a, const char *name)
{
  char *s = arena_strndup(a, name, strlen(name)), *to = s;
  for (bool up = true; *name; name++) {
    if (*name == '-') up = true;
    else *to++ = up && *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name, up = false;
  }
  *to = '\0';
  return s;
}

/* A sentence: SARIF wants texts that start with a capital and end with a full stop. */
static const char *sentence(struct arena *a, const char *s)
{
  size_t len = strlen(s);
  char *copy = arena_printf(a, "%s%s", s, len && s[len - 1] == '.' ? "" : ".");
  if (*copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 'a' + 'A');
  return copy;
}

static json_t *rule(struct writer *w, const struct rule *r)
{
  struct arena *a = &w->run->arena;
  json_t *o = json_open(&w->json, json_object()), *help = json_open(&w->json, json_object()),
         *defaults = json_open(&w->json, json_object());
  const char *page = page_of(r->id);
  put(w, o, "id", json_string(r->id));
  put(w, o, "name", json_string(pascal(a, r->name)));
  put(w, o, "shortDescription", message(w, sentence(a, r->summary)));
  put(w, o, "fullDescription", message(w, sentence(a, r->summary)));
  put(w, help, "text", string(w, page ? page : r->summary));
  put(w, help, "markdown", string(w, page ? page : r->summary));
  put(w, o, "help", help);
  put(w, o, "helpUri", json_string(PROJECT_URI));
  put(w, defaults, "level", json_string(level(r->severity)));
  put(w, o, "defaultConfiguration", defaults);
  return o;
}

/* ---- Places ---- */

/* The path as a URI reference (RFC 3986): everything but unreserved characters and slashes is percent-encoded. */
static const char *uri(struct writer *w, const struct router *r)
{
  const char *s = report_clean(&w->text, report_path(r));
  char *to = arena_alloc(&w->run->arena, strlen(s) * 3 + 8), *start = to;
  if (*s == '/') to += sprintf(to, "file://");
  for (; *s; s++)
    if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') || strchr("/-._~", *s)) *to++ = *s;
    else to += sprintf(to, "%%%02X", (unsigned char)*s);
  *to = '\0';
  return start;
}

static json_t *artifact(struct writer *w, const struct router *r)
{
  json_t *o = json_open(&w->json, json_object());
  put(w, o, "uri", json_string(uri(w, r)));
  put(w, o, "index", json_integer((json_int_t)r->file));
  return o;
}

/* SARIF's end column is that of the character behind. */
static json_t *region(struct writer *w, uint32_t line, uint32_t first, uint32_t behind)
{
  json_t *o = json_open(&w->json, json_object());
  put(w, o, "startLine", json_integer((json_int_t)line));
  put(w, o, "startColumn", json_integer((json_int_t)first));
  put(w, o, "endColumn", json_integer((json_int_t)behind));
  return o;
}

static json_t *location(struct writer *w, const struct location *l, int id)
{
  struct span span = report_span(l);
  json_t *o = json_open(&w->json, json_object()), *physical = json_open(&w->json, json_object());
  if (id >= 0) put(w, o, "id", json_integer(id));
  put(w, physical, "artifactLocation", artifact(w, l->router));
  put(w, physical, "region", region(w, span.line, span.first, span.last + 1));
  put(w, o, "physicalLocation", physical);
  if (l->label && *l->label) put(w, o, "message", message(w, l->label));
  return o;
}

/* ---- Fixes ---- */

static size_t characters(const char *s, size_t len)
{
  size_t count = 0;
  for (size_t i = 0; i < len; i++) count += ((unsigned char)s[i] & 0xC0) != 0x80;
  return count;
}

/* The text without the marks around secrets; `secret[i]` says whether byte i is part of one. */
struct plain {
  char *text;
  bool *secret;
  size_t len;
};

static struct plain plain(struct arena *a, const char *text)
{
  size_t len = strlen(text);
  struct plain p = { arena_alloc(a, len + 1), arena_alloc(a, len + 1), 0 };
  bool inside = false;
  for (; *text; text++) {
    if (*text == SECRET_OPEN || *text == SECRET_CLOSE) {
      inside = *text == SECRET_OPEN;
      continue;
    }
    p.secret[p.len] = inside;
    p.text[p.len++] = *text;
  }
  return p;
}

static bool is_start(char c)
{
  return ((unsigned char)c & 0xC0) != 0x80;
}

/* The change between the old line and the new one without what both share; false: it would write a secret. */
static json_t *replacement(struct writer *w, uint32_t line, const char *old, uint32_t len, struct plain new, bool *allowed)
{
  size_t head = 0, tail = 0;
  while (head < len && head < new.len && old[head] == new.text[head]) head++;
  while (head && ((head < len && !is_start(old[head])) || (head < new.len && !is_start(new.text[head])))) head--;
  while (tail < len - head && tail < new.len - head && old[len - 1 - tail] == new.text[new.len - 1 - tail]) tail++;
  while (tail && (!is_start(old[len - tail]) || !is_start(new.text[new.len - tail]))) tail--;
  for (size_t i = head; i < new.len - tail; i++)
    if (new.secret[i] && !w->run->show_secrets) *allowed = false;
  json_t *o = json_open(&w->json, json_object()), *inserted = json_open(&w->json, json_object());
  uint32_t first = (uint32_t)characters(old, head) + 1, behind = (uint32_t)characters(old, len - tail) + 1;
  put(w, o, "deletedRegion", region(w, line, first, behind));
  put(w, inserted, "text", string(w, arena_strndup(&w->run->arena, new.text + head, new.len - tail - head)));
  put(w, o, "insertedContent", inserted);
  return o;
}

static json_t *deletion(struct writer *w, uint32_t line)
{
  json_t *o = json_open(&w->json, json_object()), *all = region(w, line, 1, 1);
  put(w, all, "endLine", json_integer((json_int_t)line + 1));
  put(w, o, "deletedRegion", all);
  return o;
}

static int indentation(const char *s, uint32_t len)
{
  uint32_t n = 0;
  while (n < len && (s[n] == ' ' || s[n] == '\t')) n++;
  return (int)n;
}

/* All edits of one line from `*e` on, as one change of that line. What is put below a header is indented by one blank more than it, as both
 * families print it. */
static json_t *edit(struct writer *w, const struct router *r, const struct edit **e, bool *allowed)
{
  struct arena *a = &w->run->arena;
  uint32_t line = source_spot(r->source, (*e)->at.first).line, len;
  if ((*e)->kind == EDIT_DELETE_LINE) {
    *e = (*e)->next;
    return deletion(w, line);
  }
  const char *old = source_line(r->source, line, &len), *new = arena_strndup(a, old, len);
  int indent = indentation(old, len);
  for (bool first = true; *e && (*e)->kind != EDIT_DELETE_LINE && source_spot(r->source, (*e)->at.first).line == line;
       *e = (*e)->next, first = false) {
    if ((*e)->kind == EDIT_REPLACE_LINE && !first) break;
    if ((*e)->kind == EDIT_INSERT_BEFORE) new = arena_printf(a, "%.*s%s\n%s", indent, old, (*e)->text, new);
    else if ((*e)->kind == EDIT_REPLACE_LINE) new = arena_printf(a, "%.*s%s", indent, old, (*e)->text);
    else new = arena_printf(a, "%s\n%.*s%s%s", new, indent, old, (*e)->below ? " " : "", (*e)->text);
  }
  return replacement(w, line, old, len, plain(a, new), allowed);
}

static json_t *fix(struct writer *w, const struct finding *f)
{
  bool allowed = true;
  json_t *o = json_open(&w->json, json_object()), *changes = json_open(&w->json, json_array()),
         *change = json_open(&w->json, json_object()), *replacements = json_open(&w->json, json_array());
  for (const struct edit *e = f->fix->edits; e;) add(w, replacements, edit(w, f->fix->router, &e, &allowed));
  put(w, o, "description", message(w, f->help && *f->help ? f->help : "Write what the other end needs."));
  put(w, change, "artifactLocation", artifact(w, f->fix->router));
  put(w, change, "replacements", replacements);
  add(w, changes, change);
  put(w, o, "artifactChanges", changes);
  if (allowed) return o;
  json_drop(&w->json, o);
  return NULL;
}

/* ---- Results ---- */

static void put_places(struct writer *w, json_t *o, const struct finding *f)
{
  json_t *places = json_open(&w->json, json_array()), *related = json_open(&w->json, json_array());
  int id = 0;
  if (f->locations) add(w, places, location(w, f->locations, -1));
  for (const struct location *l = f->locations ? f->locations->next : NULL; l; l = l->next) add(w, related, location(w, l, id++));
  put(w, o, "locations", places);
  if (id) put(w, o, "relatedLocations", related);
  else json_drop(&w->json, related);
}

static json_t *suppression(struct writer *w, const struct finding *f)
{
  json_t *o = json_open(&w->json, json_object()), *list = json_open(&w->json, json_array());
  put(w, o, "kind", json_string(f->baseline ? "external" : "inSource"));
  put(w, o, "justification", string(w, finding_excuse(w->run, f)));
  add(w, list, o);
  return list;
}

static json_t *result(struct writer *w, const struct finding *f)
{
  json_t *o = json_open(&w->json, json_object()), *prints = json_open(&w->json, json_object()), *fixes;
  put(w, o, "ruleId", json_string(f->rule->id));
  put(w, o, "ruleIndex", json_integer((json_int_t)rule_index(f->rule)));
  put(w, o, "level", json_string(level(f->severity)));
  put(w, o, "message", message(w, f->message));
  put_places(w, o, f);
  put(w, prints, "peerlint/v1", json_string(f->fingerprint));
  put(w, o, "partialFingerprints", prints);
  if (!finding_counts(f)) put(w, o, "suppressions", suppression(w, f));
  json_t *one = f->fix && f->fix->edits && !f->fix->optional ? fix(w, f) : NULL;
  if (one) {
    add(w, fixes = json_open(&w->json, json_array()), one);
    put(w, o, "fixes", fixes);
  }
  return o;
}

static json_t *file(struct writer *w, const struct router *r)
{
  json_t *o = json_open(&w->json, json_object()), *place = json_open(&w->json, json_object());
  put(w, place, "uri", json_string(uri(w, r)));
  put(w, o, "location", place);
  put(w, o, "sourceLanguage", json_string(r->dialect ? r->dialect->name : "unknown"));
  put(w, o, "encoding", json_string(r->source->encoding));
  return o;
}

bool report_sarif(struct run *run, FILE *out)
{
  struct writer w = { .run = run };
  json_writer_init(&w.json, out, &run->arena, run->show_secrets, &run->held);
  fingerprint_findings(run);
  text_init(&w.text, &run->arena, run->show_secrets);
  fprintf(out,
    "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
      "      \"tool\": {\"driver\": {\"name\": \"peerlint\", \"version\": \"%s\", \"informationUri\": \"%s\", \"rules\": [",
    PEERLINT_VERSION, PROJECT_URI);
  for (const struct rule *r = rules; r->id; r++) dump(&w, rule(&w, r), r == rules);
  fputs("\n      ]}},\n      \"columnKind\": \"unicodeCodePoints\",\n      \"artifacts\": [", out);
  for (unsigned i = 0; i < run->file_count; i++) dump(&w, file(&w, run->routers[i]), !i);
  fputs("\n      ],\n      \"results\": [", out);
  for (const struct finding *f = run->findings; f; f = f->next) dump(&w, result(&w, f), f == run->findings);
  fputs("\n      ]\n    }\n  ]\n}\n", out);
  return w.json.ok;
}
