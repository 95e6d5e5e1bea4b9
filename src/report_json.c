/* The JSON report, schema `peerlint-report/1` (docs/report.schema.json). It is streamed: one line a file, tunnel and finding, so that a large run needs no second copy of itself in memory. */
#include "report.h"

#include "facts.h"
#include "flow_text.h"
#include "link.h"
#include "rule.h"
#include "text.h"
#include "vendors/vendor.h"

#include <jansson.h>
#include <string.h>

struct writer {
  struct run *run;
  struct text text; /* scratch */
  FILE *out;
  bool ok;
};

/* ---- Values ---- */

/* Foreign text, cleaned; NULL becomes null. */
static json_t *string(struct writer *w, const char *s)
{
  if (!s) return json_null();
  text_clear(&w->text);
  text_clean(&w->text, s, strlen(s), true);
  return json_stringn(w->text.bytes, w->text.len);
}

static json_t *number(uint32_t v)
{
  return json_integer((json_int_t)v);
}

static json_t *number_or_null(const struct num *n)
{
  return is_known(&n->o) ? number(n->v) : json_null();
}

static void put(struct writer *w, json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new(object, key, value)) w->ok = false;
}

static void add(struct writer *w, json_t *array, json_t *value)
{
  if (json_array_append_new(array, value)) w->ok = false;
}

/* Writes `value` as one line of a list and frees it. */
static void dump(struct writer *w, json_t *value, bool first)
{
  fputs(first ? "\n    " : ",\n    ", w->out);
  if (!value || json_dumpf(value, w->out, 0)) w->ok = false;
  json_decref(value);
}

static json_t *strings(struct writer *w, const char *const *list, size_t most)
{
  json_t *array = json_array();
  for (size_t i = 0; i < most && list && list[i]; i++) add(w, array, string(w, list[i]));
  return array;
}

/* ---- Files ---- */

static json_t *ledger(struct writer *w, struct file *f)
{
  uint32_t total = source_lines(&f->source), by[5] = { 0 };
  json_t *lines = json_object();
  for (uint32_t i = 0; i < f->router.lines; i++) by[f->router.ledger[i]]++;
  put(w, lines, "total", number(total));
  put(w, lines, "understood", number(by[LEDGER_UNDERSTOOD]));
  put(w, lines, "ignored", number(total - by[LEDGER_UNDERSTOOD] - by[LEDGER_UNKNOWN]));
  put(w, lines, "unknown", number(by[LEDGER_UNKNOWN]));
  return lines;
}

static json_t *file(struct writer *w, struct file *f)
{
  json_t *o = json_object();
  put(w, o, "path", string(w, f->input->path));
  put(w, o, "dialect", string(w, f->router.dialect ? f->router.dialect->name : NULL));
  put(w, o, "hostname", string(w, f->router.hostname.s));
  put(w, o, "lines", ledger(w, f));
  return o;
}

/* ---- Tunnels ---- */

static json_t *address(struct writer *w, const struct addr *a)
{
  char buffer[64];
  return is_known(&a->o) || a->ip.kind != IP_NONE ? string(w, ip_print(&a->ip, buffer, sizeof buffer)) : json_null();
}

static json_t *end(struct writer *w, const struct end *e)
{
  json_t *o = json_object();
  put(w, o, "file", number(e->router->file));
  put(w, o, "interface", string(w, e->interface ? e->interface->shown : NULL));
  put(w, o, "policy", string(w, e->policy ? e->policy->name : NULL));
  put(w, o, "sequence", e->entry && e->entry->kind != ENTRY_PROFILE ? number(e->entry->sequence) : json_null());
  put(w, o, "local", address(w, &e->local));
  put(w, o, "remote", address(w, &e->remote));
  put(w, o, "line", number(source_spot(e->router->source, e->at.first).line));
  put(w, o, "design", string(w, design_name(e->design)));
  return o;
}

static json_t *phase1(struct writer *w, const struct negotiation *n)
{
  if (!n->p1) return json_null();
  json_t *o = json_object();
  put(w, o, "encryption", string(w, is_known(&n->p1->encryption.o) ? cipher_name(n->p1->encryption.v) : NULL));
  put(w, o, "hash", string(w, is_known(&n->p1->hash.o) ? hash_name(n->p1->hash.v) : NULL));
  put(w, o, "dh", number_or_null(&n->p1->dh));
  put(w, o, "authentication", string(w, is_known(&n->p1->authentication.o) ? auth_name(n->p1->authentication.v) : NULL));
  put(w, o, "lifetime", n->p1_lifetime ? number(n->p1_lifetime) : json_null());
  return o;
}

static const char *protocol_text(const struct num *n)
{
  static const char *const names[] = { NULL, "esp", "ah", "ah-esp" };
  return is_known(&n->o) && n->v < 4 ? names[n->v] : NULL;
}

static const char *encapsulation_text(const struct num *n)
{
  static const char *const names[] = { NULL, "tunnel", "transport", "auto" };
  return is_known(&n->o) && n->v < 4 ? names[n->v] : NULL;
}

static json_t *phase2(struct writer *w, const struct p2_fact *p)
{
  if (!p || !p->mine) return json_null();
  const struct transform_set *t = p->mine;
  json_t *o = json_object();
  put(w, o, "protocol", string(w, protocol_text(&t->protocol)));
  put(w, o, "encryption", string(w, is_known(&t->encryption.v.o) && t->encryption.v.v ? cipher_name(t->encryption.v.v) : NULL));
  put(w, o, "hash", string(w, is_known(&t->authentication.v.o) && t->authentication.v.v ? hash_name(t->authentication.v.v) : NULL));
  put(w, o, "ah", string(w, is_known(&t->ah.v.o) && t->ah.v.v ? hash_name(t->ah.v.v) : NULL));
  put(w, o, "encapsulation", string(w, encapsulation_text(&t->encapsulation)));
  put(w, o, "pfs", is_known(&p->my_pfs.o) && p->my_pfs.v ? number(p->my_pfs.v) : json_null());
  return o;
}

static json_t *flow(struct writer *w, const struct flow *f)
{
  static const char *const results[] = { "up", "down", "undetermined", "down" };
  struct flow_text t = flow_text(&w->run->arena, f);
  json_t *o = json_object();
  put(w, o, "local", string(w, t.local));
  put(w, o, "remote", string(w, t.remote));
  put(w, o, "protocol", string(w, t.protocol));
  put(w, o, "result", string(w, results[f->result]));
  put(w, o, "message", f->result == OUTCOME_FAILS ? number(1) : json_null());
  put(w, o, "cause", strings(w, f->cause, sizeof f->cause / sizeof *f->cause));
  return o;
}

/* Flows are told once the negotiation got as far as to them. */
static json_t *flows(struct writer *w, const struct direction *d)
{
  json_t *array = json_array();
  for (const struct flow *f = d->flows; f; f = f->next)
    if (f->result != OUTCOME_NOT_REACHED) add(w, array, flow(w, f));
  return array;
}

static json_t *negotiation(struct writer *w, const struct tunnel_pair *t, unsigned i)
{
  const struct negotiation *n = &t->negotiation[i];
  bool phase1_stops = n->phase == 1 || n->message == 0 || n->result == RESULT_NEVER;
  json_t *o = json_object();
  put(w, o, "initiator", number(i));
  put(w, o, "result", string(w, result_name(n->result)));
  put(w, o, "phase", n->phase ? number(n->phase) : json_null());
  put(w, o, "exchange", string(w, n->exchange));
  put(w, o, "message", n->message >= 0 && n->result != RESULT_UP ? json_integer(n->message) : json_null());
  put(w, o, "cause", strings(w, n->cause, sizeof n->cause / sizeof *n->cause));
  put(w, o, "phase1", phase1(w, n));
  put(w, o, "phase2", phase2(w, n->p2));
  put(w, o, "flows", phase1_stops && n->result != RESULT_UP ? json_array() : flows(w, &t->by[i]));
  put(w, o, "assumptions", strings(w, n->assumptions, SIZE_MAX));
  return o;
}

static json_t *tunnel(struct writer *w, const struct tunnel_pair *t)
{
  json_t *o = json_object(), *ends = json_array(), *negotiations = json_array();
  for (unsigned i = 0; i < 2; i++) {
    add(w, ends, end(w, t->end[i]));
    add(w, negotiations, negotiation(w, t, i));
  }
  put(w, o, "ends", ends);
  put(w, o, "design", string(w, design_name(t->design)));
  put(w, o, "verdict", string(w, result_name(t->verdict)));
  put(w, o, "negotiations", negotiations);
  return o;
}

/* ---- Findings ---- */

/* The last column is that of the last character; a place that goes on in the next line ends with its first line. */
static json_t *location(struct writer *w, const struct location *l)
{
  struct source *s = l->router->source;
  struct spot first = source_spot(s, l->at.first), last = source_spot(s, l->at.last - 1);
  json_t *o = json_object();
  if (last.line != first.line) {
    uint32_t len;
    const char *text = source_line(s, first.line, &len);
    last.column = 0;
    for (uint32_t i = 0; i < len; i++) last.column += (text[i] & 0xC0) != 0x80;
    if (last.column < first.column) last.column = first.column;
  }
  put(w, o, "file", number(l->router->file));
  put(w, o, "line", number(first.line));
  put(w, o, "column", number(first.column));
  put(w, o, "end_column", number(last.column));
  put(w, o, "label", string(w, l->label));
  return o;
}

static json_t *fix(struct writer *w, const struct fix *f)
{
  static const char *const actions[] = { "replace", "insert-after", "delete" };
  if (!f || !f->edits) return json_null();
  json_t *o = json_object(), *edits = json_array();
  for (const struct edit *e = f->edits; e; e = e->next) {
    json_t *edit = json_object();
    put(w, edit, "line", number(source_spot(f->router->source, e->at.first).line));
    put(w, edit, "text", string(w, e->kind == EDIT_DELETE_LINE ? NULL : e->text));
    put(w, edit, "action", string(w, actions[e->kind]));
    add(w, edits, edit);
  }
  put(w, o, "file", number(f->router->file));
  put(w, o, "edits", edits);
  put(w, o, "optional", json_boolean(f->optional));
  return o;
}

static json_t *finding(struct writer *w, const struct finding *f)
{
  static const char *const severities[] = { "off", "info", "warning", "error" };
  json_t *o = json_object(), *locations = json_array();
  for (const struct location *l = f->locations; l; l = l->next) add(w, locations, location(w, l));
  put(w, o, "rule", string(w, f->rule->id));
  put(w, o, "name", string(w, f->rule->name));
  put(w, o, "severity", string(w, severities[f->severity]));
  put(w, o, "tunnel", f->tunnel ? number(f->tunnel->number) : json_null());
  put(w, o, "message", string(w, f->message));
  put(w, o, "help", string(w, f->help));
  put(w, o, "locations", locations);
  put(w, o, "fix", fix(w, f->fix));
  put(w, o, "suppressed", json_boolean(f->suppressed));
  put(w, o, "fingerprint", string(w, f->fingerprint));
  return o;
}

/* ---- The report ---- */

static void list(struct writer *w, const char *name)
{
  fprintf(w->out, "  \"%s\": [", name);
}

static void list_end(struct writer *w, bool empty)
{
  fputs(empty ? "],\n" : "\n  ],\n", w->out);
}

bool report_json(struct run *run, FILE *out)
{
  struct writer w = { .run = run, .out = out, .ok = true };
  text_init(&w.text, &run->arena, run->show_secrets);
  fprintf(out, "{\n  \"schema\": \"peerlint-report/1\",\n  \"tool\": {\"name\": \"peerlint\", \"version\": \"%s\"},\n", PEERLINT_VERSION);
  list(&w, "files");
  for (unsigned i = 0; i < run->file_count; i++) dump(&w, file(&w, run->files[i]), !i);
  list_end(&w, !run->file_count);
  list(&w, "tunnels");
  for (const struct tunnel_pair *t = run->tunnels; t; t = t->next) dump(&w, tunnel(&w, t), t == run->tunnels);
  list_end(&w, !run->tunnels);
  list(&w, "findings");
  for (const struct finding *f = run->findings; f; f = f->next) dump(&w, finding(&w, f), f == run->findings);
  list_end(&w, !run->findings);
  fprintf(out, "  \"summary\": {\"error\": %u, \"warning\": %u, \"info\": %u, \"suppressed\": %u}\n}\n", run->count[SEVERITY_ERROR], run->count[SEVERITY_WARNING], run->count[SEVERITY_INFO], run->suppressed);
  return w.ok;
}
