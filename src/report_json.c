/* The JSON report, schema `peerlint-report/1` (docs/report.schema.json). It is streamed: one line a file, tunnel and finding, so that a
 * large run needs no second copy of itself in memory. */
#include "src/report_json.h"

#include "src/report.h"

#include "src/facts.h"
#include "src/flow_text.h"
#include "src/json_text.h"
#include "src/rule.h"
#include "vendors/vendor.h"


/* ---- Values ---- */

static json_t *number_or_null(const struct num *n)
{
  return is_known(&n->o) ? json_number(n->v) : json_null();
}

/* `list` is NULL-terminated. */
static json_t *strings(struct json_writer *w, const char *const *list)
{
  json_t *array = json_open(w, json_array());
  for (; *list; list++) json_add(w, array, json_text(w, *list));
  return array;
}

/* ---- Files ---- */

static json_t *ledger(struct json_writer *w, struct file *f)
{
  uint32_t total = source_lines(&f->source);
  json_t *lines = json_open(w, json_object());
  json_put(w, lines, "total", json_number(total));
  json_put(w, lines, "understood", json_number(f->became[LEDGER_UNDERSTOOD]));
  json_put(w, lines, "ignored", json_number(total - f->became[LEDGER_UNDERSTOOD] - f->became[LEDGER_UNKNOWN]));
  json_put(w, lines, "unknown", json_number(f->became[LEDGER_UNKNOWN]));
  return lines;
}

json_t *report_file_json(struct json_writer *w, struct file *f)
{
  json_t *o = json_open(w, json_object());
  json_put(w, o, "path", json_text(w, f->input->path));
  json_put(w, o, "dialect", json_text(w, f->router.dialect ? f->router.dialect->name : NULL));
  json_put(w, o, "hostname", json_text(w, f->router.hostname.s));
  json_put(w, o, "lines", ledger(w, f));
  return o;
}

/* ---- Tunnels ---- */

static json_t *address(struct json_writer *w, const struct addr *a)
{
  char buffer[64];
  return is_known(&a->o) || a->ip.kind != IP_NONE ? json_text(w, ip_print(&a->ip, buffer, sizeof buffer)) : json_null();
}

static json_t *end(struct json_writer *w, const struct end *e)
{
  json_t *o = json_open(w, json_object());
  json_put(w, o, "file", json_number(e->router->file));
  json_put(w, o, "interface", json_text(w, e->interface ? e->interface->shown : NULL));
  json_put(w, o, "policy", json_text(w, e->policy ? e->policy->name : NULL));
  json_put(w, o, "sequence", e->entry && e->entry->kind != ENTRY_PROFILE ? json_number(e->entry->sequence) : json_null());
  json_put(w, o, "local", address(w, &e->local));
  json_put(w, o, "remote", address(w, &e->remote));
  json_put(w, o, "line", json_number(source_spot(e->router->source, e->at.first).line));
  json_put(w, o, "design", json_text(w, design_name(e->design)));
  return o;
}

static json_t *phase1(struct json_writer *w, const struct negotiation *n)
{
  if (!n->p1) return json_null();
  json_t *o = json_open(w, json_object());
  json_put(w, o, "encryption", json_text(w, is_known(&n->p1->encryption.o) ? cipher_name(n->p1->encryption.v) : NULL));
  json_put(w, o, "hash", json_text(w, is_known(&n->p1->hash.o) ? hash_name(n->p1->hash.v) : NULL));
  json_put(w, o, "dh", number_or_null(&n->p1->dh));
  json_put(w, o, "authentication", json_text(w, is_known(&n->p1->authentication.o) ? auth_name(n->p1->authentication.v) : NULL));
  json_put(w, o, "lifetime", n->p1_lifetime ? json_number(n->p1_lifetime) : json_null());
  return o;
}

static const char *protocol_text(const struct num *n)
{
  static const char *const names[] = { [PROTOCOL_ESP] = "esp", [PROTOCOL_AH] = "ah", [PROTOCOL_AH_ESP] = "ah-esp" };
  return is_known(&n->o) ? names[n->v] : NULL;
}

static const char *encapsulation_text(const struct num *n)
{
  static const char *const names[] = {
    [ENCAPSULATION_TUNNEL] = "tunnel", [ENCAPSULATION_TRANSPORT] = "transport", [ENCAPSULATION_AUTO] = "auto"
  };
  return is_known(&n->o) ? names[n->v] : NULL;
}

static json_t *phase2(struct json_writer *w, const struct p2_fact *p)
{
  if (!p || !p->mine) return json_null();
  const struct transform_set *t = p->mine;
  json_t *o = json_open(w, json_object());
  json_put(w, o, "protocol", json_text(w, protocol_text(&t->protocol)));
  json_put(w, o, "encryption", json_text(w, is_known(&t->encryption.v.o) && t->encryption.v.v ? cipher_name(t->encryption.v.v) : NULL));
  json_put(w, o, "hash", json_text(w, is_known(&t->authentication.v.o) && t->authentication.v.v ? hash_name(t->authentication.v.v) : NULL));
  json_put(w, o, "ah", json_text(w, is_known(&t->ah.v.o) && t->ah.v.v ? hash_name(t->ah.v.v) : NULL));
  json_put(w, o, "encapsulation", json_text(w, encapsulation_text(&t->encapsulation)));
  json_put(w, o, "pfs", is_known(&p->my_pfs.o) && p->my_pfs.v ? json_number(p->my_pfs.v) : json_null());
  return o;
}

static json_t *flow(struct json_writer *w, const struct flow *f)
{
  static const char *const results[] = { "up", "down", "undetermined", "down" };
  struct flow_text t = flow_text(w->text.arena, f);
  json_t *o = json_open(w, json_object());
  json_put(w, o, "local", json_text(w, t.local));
  json_put(w, o, "remote", json_text(w, t.remote));
  json_put(w, o, "protocol", json_text(w, t.protocol));
  json_put(w, o, "result", json_text(w, results[f->result]));
  json_put(w, o, "message", f->result == OUTCOME_FAILS ? json_number(f->phase ? 1 : 0) : json_null());
  json_put(w, o, "cause", strings(w, f->cause));
  return o;
}

/* Flows are told once the negotiation got as far as to them. */
static json_t *flows(struct json_writer *w, const struct direction *d)
{
  json_t *array = json_open(w, json_array());
  for (const struct flow *f = d->flows; f; f = f->next)
    if (f->result != OUTCOME_NOT_REACHED) json_add(w, array, flow(w, f));
  return array;
}

static json_t *negotiation(struct json_writer *w, const struct tunnel_pair *t, unsigned i)
{
  const struct negotiation *n = &t->negotiation[i];
  bool phase1_stops = n->phase == 1 || (n->message == 0 && n->result != RESULT_PARTIAL) || n->result == RESULT_NEVER;
  json_t *o = json_open(w, json_object());
  json_put(w, o, "initiator", json_number(i));
  json_put(w, o, "result", json_text(w, result_name(n->result)));
  json_put(w, o, "phase", n->phase ? json_number(n->phase) : json_null());
  json_put(w, o, "exchange", json_text(w, n->exchange));
  json_put(w, o, "message", n->message >= 0 && n->result != RESULT_UP ? json_integer(n->message) : json_null());
  json_put(w, o, "cause", strings(w, n->cause));
  json_put(w, o, "phase1", phase1(w, n));
  json_put(w, o, "phase2", phase2(w, n->p2));
  json_put(w, o, "flows", phase1_stops && n->result != RESULT_UP ? json_open(w, json_array()) : flows(w, &t->by[i]));
  json_put(w, o, "assumptions", strings(w, n->assumptions));
  return o;
}

static json_t *tunnel(struct json_writer *w, const struct tunnel_pair *t)
{
  json_t *o = json_open(w, json_object()), *ends = json_open(w, json_array()), *negotiations = json_open(w, json_array());
  for (unsigned i = 0; i < 2; i++) {
    json_add(w, ends, end(w, t->end[i]));
    json_add(w, negotiations, negotiation(w, t, i));
  }
  json_put(w, o, "ends", ends);
  json_put(w, o, "design", json_text(w, design_name(t->design)));
  json_put(w, o, "verdict", json_text(w, result_name(t->verdict)));
  json_put(w, o, "negotiations", negotiations);
  return o;
}

/* ---- Findings ---- */

/* The last column is that of the last character; a place that goes on in the next line ends with its first line. */
static json_t *location(struct json_writer *w, const struct location *l)
{
  struct source *s = l->router->source;
  struct spot first = source_spot(s, l->at.first), last = source_spot(s, l->at.last - 1);
  json_t *o = json_open(w, json_object());
  if (last.line != first.line) {
    uint32_t len;
    const char *text = source_line(s, first.line, &len);
    last.column = 0;
    for (uint32_t i = 0; i < len; i++) last.column += (text[i] & 0xC0) != 0x80;
    if (last.column < first.column) last.column = first.column;
  }
  json_put(w, o, "file", json_number(l->router->file));
  json_put(w, o, "line", json_number(first.line));
  json_put(w, o, "column", json_number(first.column));
  json_put(w, o, "end_column", json_number(last.column));
  json_put(w, o, "label", json_text(w, l->label));
  return o;
}

static json_t *fix(struct json_writer *w, const struct fix *f)
{
  static const char *const actions[] = { "replace", "insert-after", "delete", "insert-after" };
  if (!f || !f->edits) return json_null();
  json_t *o = json_open(w, json_object()), *edits = json_open(w, json_array());
  for (const struct edit *e = f->edits; e; e = e->next) {
    json_t *edit = json_open(w, json_object());
    /* Above a line is below the one before. */
    json_put(w, edit, "line", json_number(source_spot(f->router->source, e->at.first).line - (e->kind == EDIT_INSERT_BEFORE)));
    json_put(w, edit, "text", json_text(w, e->kind == EDIT_DELETE_LINE ? NULL : e->text));
    json_put(w, edit, "action", json_text(w, actions[e->kind]));
    json_add(w, edits, edit);
  }
  json_put(w, o, "file", json_number(f->router->file));
  json_put(w, o, "edits", edits);
  json_put(w, o, "optional", json_boolean(f->optional));
  return o;
}

json_t *report_finding_json(struct json_writer *w, const struct finding *f)
{
  static const char *const severities[] = { "off", "info", "warning", "error" };
  json_t *o = json_open(w, json_object()), *locations = json_open(w, json_array());
  for (const struct location *l = f->locations; l; l = l->next) json_add(w, locations, location(w, l));
  json_put(w, o, "rule", json_text(w, f->rule->id));
  json_put(w, o, "name", json_text(w, f->rule->name));
  json_put(w, o, "severity", json_text(w, severities[f->severity]));
  json_put(w, o, "tunnel", f->tunnel ? json_number(f->tunnel->number) : json_null());
  json_put(w, o, "message", json_text(w, f->message));
  json_put(w, o, "help", json_text(w, f->help));
  json_put(w, o, "locations", locations);
  json_put(w, o, "fix", fix(w, f->fix));
  json_put(w, o, "suppressed", json_boolean(f->suppressed));
  json_put(w, o, "fingerprint", json_text(w, f->fingerprint));
  return o;
}

/* ---- The report ---- */

bool report_json(struct run *run, FILE *out)
{
  struct json_writer w;
  fingerprint_findings(run);
  json_writer_init(&w, out, &run->arena, run->show_secrets, &run->held);
  fprintf(out, "{\n  \"schema\": \"peerlint-report/1\",\n  \"tool\": {\"name\": \"peerlint\", \"version\": \"%s\"},\n", PEERLINT_VERSION);
  json_list_begin(&w, "files");
  for (unsigned i = 0; i < run->file_count; i++) json_list_add(&w, report_file_json(&w, run->files[i]), !i);
  json_list_end(&w, !run->file_count);
  json_list_begin(&w, "tunnels");
  for (const struct tunnel_pair *t = run->tunnels; t; t = t->next) json_list_add(&w, tunnel(&w, t), t == run->tunnels);
  json_list_end(&w, !run->tunnels);
  json_list_begin(&w, "findings");
  for (const struct finding *f = run->findings; f; f = f->next) json_list_add(&w, report_finding_json(&w, f), f == run->findings);
  json_list_end(&w, !run->findings);
  fprintf(out, "  \"summary\": {\"error\": %u, \"warning\": %u, \"info\": %u, \"suppressed\": %u}\n}\n", run->count[SEVERITY_ERROR],
    run->count[SEVERITY_WARNING], run->count[SEVERITY_INFO], run->suppressed);
  return w.ok;
}
