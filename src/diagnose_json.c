/* The diagnosis as JSON, schema `peerlint-diagnosis/1` (docs/diagnosis.schema.json). */
#include "src/diagnose.h"

#include "src/facts.h"
#include "src/report_json.h"

#include <stdio.h>

/* ---- Proposals ---- */

static json_t *number_or_null(uint32_t v)
{
  return v ? json_number(v) : json_null();
}

static json_t *transform(struct json_writer *w, const struct seen_transform *t)
{
  json_t *o = json_open(w, json_object());
  json_put(w, o, "encryption", json_text(w, t->encryption ? cipher_name(t->encryption) : NULL));
  json_put(w, o, "hash", json_text(w, t->hash ? hash_name(t->hash) : NULL));
  json_put(w, o, "dh", number_or_null(t->dh));
  json_put(w, o, "authentication", json_text(w, t->authentication ? auth_name(t->authentication) : NULL));
  json_put(w, o, "lifetime", number_or_null(t->lifetime));
  json_put(w, o, "line", json_number(t->line));
  return o;
}

static json_t *offered(struct json_writer *w, const struct dialogue *e)
{
  json_t *array = json_open(w, json_array());
  for (uint32_t i = 0; e && i < e->offer_count; i++) json_add(w, array, transform(w, &e->offers[i]));
  return array;
}

/* ---- Messages ---- */

static json_t *message(struct json_writer *w, const struct dialogue *e, const struct seen_message *m, bool told)
{
  json_t *o = json_open(w, json_object()), *payloads = json_open(w, json_array());
  for (unsigned i = 0; i < m->payload_count; i++) json_add(w, payloads, json_text(w, payload_name(m->payloads[i])));
  json_put(w, o, "message", m->number ? json_number(m->number) : json_null());
  json_put(w, o, "exchange", json_text(w, exchange_kind_name(m->exchange)));
  json_put(w, o, "direction", json_text(w, m->sent ? "sent" : "received"));
  json_put(w, o, "line", json_number(m->line));
  json_put(w, o, "time", json_text(w, m->time[0] ? m->time : NULL));
  json_put(w, o, "payloads", payloads);
  json_put(w, o, "encrypted", json_boolean(m->encrypted));
  json_put(w, o, "repeats", json_number(m->repeats));
  if (!told) {
    char cookies[48];
    snprintf(cookies, sizeof cookies, "%s:%s", e->icookie, e->rcookie);
    json_put(w, o, "cookies", json_text(w, e->icookie[0] ? cookies : NULL));
    json_put(w, o, "peer", json_text(w, e->peer_text[0] ? e->peer_text : NULL));
  }
  return o;
}

/* All messages in the order of their lines: of the exchange told about, and with their cookies those of the others. */
static json_t *timeline(struct json_writer *w, const struct diagnosis *d)
{
  json_t *array = json_open(w, json_array());
  uint32_t next[EXCHANGES_HELD] = { 0 };
  for (;;) {
    uint32_t best = UINT32_MAX, at = 0;
    for (uint32_t i = 0; i < d->all->count; i++) {
      const struct dialogue *e = d->all->order[i];
      if (next[i] < e->message_count && e->messages[next[i]].line < best) {
        best = e->messages[next[i]].line;
        at = i;
      }
    }
    if (best == UINT32_MAX) return array;
    const struct dialogue *e = d->all->order[at];
    json_add(w, array, message(w, e, &e->messages[next[at]++], e == d->told));
  }
}

static json_t *evidence(struct json_writer *w, const struct diagnosis *d)
{
  json_t *array = json_open(w, json_array());
  for (unsigned i = 0; i < d->evidence_count; i++) {
    json_t *o = json_open(w, json_object());
    json_put(w, o, "line", json_number(d->evidence[i].line));
    json_put(w, o, "text", json_text(w, d->evidence[i].text));
    json_add(w, array, o);
  }
  return array;
}

static json_t *notifies(struct json_writer *w, const struct dialogue *e)
{
  json_t *array = json_open(w, json_array());
  for (uint32_t i = 0; e && i < e->notify_count; i++) {
    json_t *o = json_open(w, json_object());
    json_put(w, o, "name", json_text(w, e->notifies[i].name));
    json_put(w, o, "direction", json_text(w, e->notifies[i].sent ? "sent" : "received"));
    json_put(w, o, "phase", json_number(e->notifies[i].phase2 ? 2 : 1));
    json_put(w, o, "line", json_number(e->notifies[i].line));
    json_add(w, array, o);
  }
  return array;
}

static json_t *text_or_null(struct json_writer *w, const char *s)
{
  return json_text(w, s && *s ? s : NULL);
}

static json_t *identities(struct json_writer *w, const struct dialogue *e)
{
  json_t *o = json_open(w, json_object());
  json_put(w, o, "local", text_or_null(w, e ? e->id_local : NULL));
  json_put(w, o, "peer", text_or_null(w, e ? e->id_peer : NULL));
  return o;
}

static json_t *phase2(struct json_writer *w, const struct dialogue *e)
{
  if (!e || (!e->quick && !e->attribute2_count && !e->flow_local[0])) return json_null();
  json_t *o = json_open(w, json_object()), *attributes = json_open(w, json_array());
  for (uint32_t i = 0; i < e->attribute2_count; i++) json_add(w, attributes, json_text(w, e->attributes2[i]));
  json_put(w, o, "local", text_or_null(w, e->flow_local));
  json_put(w, o, "remote", text_or_null(w, e->flow_remote));
  json_put(w, o, "attributes", attributes);
  return o;
}

/* ---- The diagnosis ---- */

static json_t *strings(struct json_writer *w, const char *const *list)
{
  json_t *array = json_open(w, json_array());
  for (; *list; list++) json_add(w, array, json_text(w, *list));
  return array;
}

static void put_verdict(struct json_writer *w, json_t *o, const struct diagnosis *d)
{
  bool failed = d->outcome == ENDING_FAILURE, done = d->outcome == ENDING_SUCCESS;
  json_put(w, o, "schema", json_text(w, "peerlint-diagnosis/1"));
  json_put(w, o, "dialect", json_text(w, d->dialect));
  json_put(w, o, "outcome", json_text(w, ending_word(d->outcome)));
  json_put(w, o, "phase", d->phase && !done ? json_number(d->phase) : json_null());
  json_put(w, o, "exchange", json_text(w, done ? NULL : d->exchange));
  json_put(w, o, "message", d->message >= 0 && !done ? json_integer(d->message) : json_null());
  json_put(w, o, "role", json_text(w, d->role));
  json_put(w, o, "peer", json_text(w, d->peer));
  json_put(w, o, "cause_class", json_text(w, failed ? cause_word(d->cause) : NULL));
  json_put(w, o, "confidence", json_text(w, confidence_word(d->confidence)));
  json_put(w, o, "explanation", json_text(w, d->explanation));
}

static void put_config(struct json_writer *w, json_t *o, const struct diagnosis *d, struct run *run)
{
  json_t *findings = json_open(w, json_array());
  fingerprint_findings(run);
  for (size_t i = 0; d->findings && d->findings[i]; i++) json_add(w, findings, report_finding_json(w, d->findings[i]));
  json_put(w, o, "rules", strings(w, d->rules));
  json_put(w, o, "findings", findings);
  if (d->run || d->notes[0]) json_put(w, o, "notes", strings(w, d->notes));
  if (!d->run) return;
  json_t *files = json_open(w, json_array());
  for (unsigned i = 0; i < run->file_count; i++) json_add(w, files, report_file_json(w, run->files[i]));
  json_put(w, o, "files", files);
  json_put(w, o, "tunnel", d->tunnel ? json_number(d->tunnel->number) : json_null());
}

bool diagnose_json(struct diagnosis *d, struct run *run, FILE *out)
{
  struct json_writer w;
  json_writer_init(&w, out, &run->arena, run->show_secrets, &run->held);
  json_t *o = json_open(&w, json_object());
  put_verdict(&w, o, d);
  json_put(&w, o, "offered", offered(&w, d->told));
  json_put(&w, o, "chosen", d->told && d->told->chosen >= 0 ? json_integer(d->told->chosen) : json_null());
  json_put(&w, o, "timeline", timeline(&w, d));
  json_put(&w, o, "evidence", evidence(&w, d));
  json_put(&w, o, "identities", identities(&w, d->told));
  json_put(&w, o, "notifies", notifies(&w, d->told));
  json_put(&w, o, "retransmissions", json_number(d->told ? d->told->retransmits : 0));
  json_put(&w, o, "phase2", phase2(&w, d->told));
  json_put(&w, o, "secrets", json_number(d->all->secrets));
  put_config(&w, o, d, run);
  if (json_dumpf(o, out, JSON_INDENT(2)) || fputc('\n', out) == EOF) w.ok = w.ok && ferror(out);
  json_drop(&w, o);
  return w.ok;
}
