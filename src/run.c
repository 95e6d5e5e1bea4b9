/* The run from what was read to the findings: each step is another module's entry point, called in the order of docs/architecture.md. */
#include "src/run.h"

#include "src/baseline.h"
#include "src/config.h"
#include "src/diagnose.h"
#include "src/only.h"
#include "src/json_text.h"
#include "src/rule.h"
#include "src/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- Messages ---- */

static void add_message(struct run *run, const char *text)
{
  if (run->message_count == run->message_capacity) {
    size_t capacity = run->message_capacity ? run->message_capacity * 2 : 16;
    const char **grown = arena_alloc(&run->arena, capacity * sizeof *grown);
    if (run->message_count) memcpy(grown, run->messages, run->message_count * sizeof *grown);
    run->messages = grown;
    run->message_capacity = capacity;
  }
  run->messages[run->message_count++] = text_cleaned(&run->arena, text);
}

void run_message(struct run *run, struct file *file, struct place at, const char *text)
{
  if (at.last <= at.first) {
    run_complain(run, file->input->path, text);
    return;
  }
  struct spot spot = source_spot(&file->source, at.first);
  add_message(run, arena_printf(&run->arena, "%s:%u:%u: %s", file->input->path, spot.line, spot.column, text));
}

void run_complain(struct run *run, const char *path, const char *text)
{
  add_message(run, arena_printf(&run->arena, "%s: %s", path, text));
  run->bad_input = true;
}

void run_tell(struct run *run, const char *doing, size_t done, size_t total)
{
  if (run->progress) run->progress(run->progress_user, doing, done, total);
}

/* ---- Quoting ---- */

static void find_secrets(struct run *run, struct file *f)
{
  size_t count = 0;
  for (const struct psk *k = f->router.keys.first; k; k = k->next) count++;
  f->secrets = arena_alloc(&run->arena, (count + 1) * sizeof *f->secrets);
  for (const struct psk *k = f->router.keys.first; k; k = k->next)
    if (k->secret.form != KEY_MASKED) f->secrets[f->secret_count++] = k->secret.at;
  quote_sort(&f->source, f->secrets, f->secret_count);
}

struct quoted run_quote(struct run *run, const struct router *r, uint32_t line, bool show_secrets)
{
  struct file *f = run->files[r->file];
  if (!f->secrets) find_secrets(run, f);
  return quote_line(&run->scratch, &f->source, line, f->secrets, f->secret_count, show_secrets);
}

/* ---- Judging ---- */

static void pair(struct run *run)
{
  size_t count = 0, done = 0;
  run_tell(run, "finding tunnels", 0, 1);
  run->tunnels = pair_ends(run->ends, run->file_count, &run->arena, &run->scratch);
  arena_free(&run->scratch);
  only_find_files(run);
  only_order_tunnels(run);
  for (struct tunnel_pair *t = run->tunnels; t; t = t->next) count++;
  for (struct tunnel_pair *t = run->tunnels; t; t = t->next) {
    t->number = run->tunnel_count++;
    facts_compare(t, &run->arena);
    negotiate(t, &run->arena);
    run_tell(run, "comparing tunnels", ++done, count);
  }
}

static void count(struct run *run)
{
  for (const struct finding *f = run->findings; f; f = f->next)
    if (f->suppressed) run->suppressed++;
    else run->count[f->severity]++;
}

void run_judge(struct run *run)
{
  pair(run);
  struct judge judge = { .arena = &run->arena,
    .routers = run->routers,
    .router_count = run->file_count,
    .ends = run->ends,
    .tunnels = run->tunnels,
    .severities = run->severities };
  LIST_INIT(judge.findings);
  if (run->diagnosis) diagnose_find_tunnel(run->diagnosis, run);
  judge.log = run->diagnosis;
  if (run->config) judge.fleet = config_fleet(run, run->config);
  rules_run(&judge);
  run->findings = judge.findings.first;
  suppress_findings(run, &judge);
  rules_sort(&judge);
  run->findings = judge.findings.first;
  only_forget_others(run);
  if (run->baseline) baseline_apply(run, run->baseline);
  count(run);
}

void run_free(struct run *run)
{
  folder_close(run);
  run_translate_free(run);
  run_fix_free(run);
  run_diagnose_free(run);
  json_held_free(run->held);
  source_free(&run->reading);
  for (size_t i = 0; i < run->all_count; i++) {
    struct file *f = &run->all_files[i];
    router_free(&f->router);
    source_free(&f->source);
    arena_free(&f->arena);
  }
  free(run->all_files);
  source_shelf_free(&run->shelf);
  arena_free(&run->scratch);
  arena_free(&run->arena);
}
