/* See baseline.h. What the file says of a finding beside its fingerprint (rule, files) is for its readers and for reviews of its changes;
 * no message is in it, because messages name values and get better. */
#include "src/baseline.h"

#include "src/json_text.h"
#include "src/report_place.h"
#include "src/rule.h"
#include "src/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "peerlint-baseline/1"

struct baseline {
  struct table prints; /* fingerprints by their hash */
};

static uint64_t key_of(const char *fingerprint)
{
  return arena_hash(fingerprint, strlen(fingerprint));
}

static const char *find(const struct baseline *b, const char *fingerprint)
{
  uint32_t at = 0;
  for (const char *s; (s = table_each(&b->prints, key_of(fingerprint), &at));)
    if (!strcmp(s, fingerprint)) return s;
  return NULL;
}

/* ---- Reading ---- */

static bool take(struct run *run, struct baseline *b, const json_t *root)
{
  const json_t *list = json_object_get(root, "findings"), *item;
  const char *schema = json_string_value(json_object_get(root, "schema"));
  size_t i;
  if (!schema || strcmp(schema, SCHEMA) || !json_is_array(list)) return false;
  json_array_foreach(list, i, item) {
    const char *s = json_string_value(json_object_get(item, "fingerprint"));
    if (!s) return false;
    table_put(&b->prints, key_of(s), arena_strndup(&run->arena, s, strlen(s)));
  }
  return true;
}

struct baseline *baseline_load(struct run *run, const char *path)
{
  json_error_t error;
  json_hold(&run->held, &run->arena, NULL); /* makes room for it */
  FILE *in = fopen(path, "re");
  if (!in) {
    run_complain(run, path, strerror(errno));
    return NULL;
  }
  json_t *root = json_loadf(in, JSON_REJECT_DUPLICATES, &error);
  fclose(in);
  json_hold(&run->held, &run->arena, root);
  struct baseline *b = ARENA_NEW(&run->arena, struct baseline);
  table_init(&b->prints, &run->arena);
  if (!root)
    run_complain(run, arena_printf(&run->arena, "%s:%d:%d", path, error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1),
      arena_printf(&run->arena, "this is no baseline: %s", error.text));
  else if (!take(run, b, root)) {
    run_complain(run, path, "this is no baseline (`peerlint check --write-baseline FILE` writes one)");
    b = NULL;
  }
  if (!root) b = NULL;
  json_let_go(run->held, root);
  json_decref(root);
  return b;
}

void baseline_apply(struct run *run, const struct baseline *b)
{
  fingerprint_findings(run);
  for (struct finding *f = run->findings; f; f = f->next) {
    if (f->suppressed || !find(b, f->fingerprint)) continue;
    f->suppressed = f->baseline = true;
    f->reason = "known by the baseline";
  }
}

/* ---- Writing ---- */

static int by_print(const void *a, const void *b)
{
  const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
  int order = strcmp(x->rule->id, y->rule->id);
  return order ? order : strcmp(x->fingerprint, y->fingerprint);
}

static json_t *entry(struct json_writer *w, const struct finding *f)
{
  json_t *o = json_open(w, json_object()), *files = json_open(w, json_array());
  json_put(w, o, "fingerprint", json_string(f->fingerprint));
  json_put(w, o, "rule", json_string(f->rule->id));
  for (const struct location *l = f->locations; l; l = l->next) {
    bool told = false;
    for (const struct location *k = f->locations; k != l; k = k->next) told = told || k->router == l->router;
    if (!told) json_add(w, files, json_text(w, report_path(l->router)));
  }
  json_put(w, o, "files", files);
  return o;
}

bool baseline_write(struct run *run, FILE *out)
{
  struct json_writer w;
  size_t count = 0, n = 0;
  fingerprint_findings(run);
  for (const struct finding *f = run->findings; f; f = f->next) count += !f->suppressed || f->baseline;
  const struct finding **all = arena_alloc(&run->arena, (count + 1) * sizeof(struct finding *));
  for (const struct finding *f = run->findings; f; f = f->next)
    if (!f->suppressed || f->baseline) all[n++] = f;
  qsort(all, count, sizeof *all, by_print);
  json_writer_init(&w, out, &run->arena, false, &run->held);
  fprintf(out, "{\n  \"schema\": \"%s\",\n", SCHEMA);
  json_list_begin(&w, "findings");
  for (n = 0; n < count; n++) json_list_add(&w, entry(&w, all[n]), !n);
  fputs(count ? "\n  ]\n}\n" : "]\n}\n", out);
  return w.ok && !fflush(out) && !ferror(out);
}
