/* The run from the files to the findings: each step is another module's entry point, called in the order of docs/architecture.md.
 *
 * What concerns one file alone (read_file) touches nothing but that file, so it may run in a thread of its own. */
#include "src/run.h"

#include "src/baseline.h"
#include "src/config.h"
#include "src/detect.h"
#include "src/diagnose.h"
#include "grammar/front.h"
#include "src/link.h"
#include "src/rule.h"
#include "src/text.h"
#include "vendors/vendor.h"

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

/* ---- Reading ---- */

static bool load(struct file *f)
{
  const struct input *n = f->input;
  return n->bytes ? source_from_bytes(&f->source, &f->arena, n->path, n->bytes, n->size, &f->error) : source_load(&f->source, &f->arena, n->path, &f->error);
}

/* Finds the dialect, unless the user said it. */
static enum file_state choose_dialect(struct file *f, const struct dialect *of_run)
{
  struct router *r = &f->router;
  r->dialect = f->input->dialect ? f->input->dialect : of_run;
  r->dialect_reason = "given by the user";
  if (r->dialect) return FILE_READ;
  r->dialect = detect_dialect(&f->source, &f->arena, &r->dialect_reason, &f->foreign);
  return r->dialect ? FILE_READ : f->foreign ? FILE_REFUSED : FILE_UNKNOWN;
}

/* Reads one file up to its ends; everything it allocates is the file's own. */
static void read_file(struct file *f, const struct dialect *of_run, struct front_workspace *workspace)
{
  if (setjmp(f->exhausted)) {
    f->state = FILE_NO_MEMORY;
    return;
  }
  arena_init(&f->arena, &f->exhausted);
  router_init(&f->router, &f->arena);
  f->router.source = &f->source;
  f->state = FILE_UNREADABLE;
  if (!load(f)) return;
  f->state = choose_dialect(f, of_run);
  if (f->state != FILE_READ) return;
  front_read(&f->router, workspace);
  f->router.dialect->finish(&f->router);
  router_link(&f->router);
  f->ends = ends_of(&f->router);
}

static void refuse(struct file *f)
{
  struct issue *issue = ARENA_NEW(&f->arena, struct issue);
  issue->rule = "CFG006";
  issue->at.last = f->source.size ? 1 : 0;
  issue->message = arena_printf(&f->arena, "this is a config of %s, which peerlint does not model", f->foreign->title);
  LIST_APPEND(f->router.issues, issue);
}

/* Does the file go into the report? Says why not where that matters. */
static bool accept(struct run *run, struct file *f)
{
  if (f->state == FILE_NO_MEMORY) longjmp(run->exhausted, 1);
  if (f->state == FILE_UNREADABLE) run_complain(run, f->input->path, f->error);
  if (f->state == FILE_UNKNOWN && !f->input->from_folder) run_complain(run, f->input->path, arena_printf(&run->arena, "this is no router config of a known dialect: %s (if it is one, say which: --dialect, or DIALECT:FILE)", f->router.dialect_reason));
  if (f->state == FILE_REFUSED) {
    refuse(f);
    run_complain(run, f->input->path, f->router.issues.first->message);
  }
  return f->state == FILE_READ || f->state == FILE_REFUSED;
}

static void add_to_report(struct run *run, struct file *f)
{
  f->router.file = run->file_count;
  run->files[run->file_count] = f;
  run->routers[run->file_count] = &f->router;
  run->ends[run->file_count] = f->ends;
  run->file_count++;
}

void run_read(struct run *run)
{
  struct front_workspace workspace = { 0 };
  size_t count = 0, i = 0;
  for (struct input *n = run->inputs.first; n; n = n->next) count++;
  run->all_files = calloc(count ? count : 1, sizeof *run->all_files);
  if (!run->all_files) longjmp(run->exhausted, 1);
  run->all_count = count;
  run->files = arena_alloc(&run->arena, count * sizeof *run->files);
  run->routers = arena_alloc(&run->arena, count * sizeof(struct router *));
  run->ends = arena_alloc(&run->arena, count * sizeof *run->ends);
  for (struct input *n = run->inputs.first; n; n = n->next) {
    struct file *f = &run->all_files[i++];
    f->input = n;
    read_file(f, run->dialect, &workspace);
    f->arena.exhausted = &run->exhausted;
    if (f->state == FILE_NO_MEMORY) front_workspace_free(&workspace);
    if (accept(run, f)) add_to_report(run, f);
  }
  front_workspace_free(&workspace);
  if (!run->file_count && !run->message_count)
    for (struct input *n = run->inputs.first; n; n = n->next) run_complain(run, n->path, "this is no router config of a known dialect");
}

/* ---- Judging ---- */

static void pair(struct run *run)
{
  run->tunnels = pair_ends(run->ends, run->file_count, &run->arena, &run->scratch);
  arena_free(&run->scratch);
  for (struct tunnel_pair *t = run->tunnels; t; t = t->next) {
    t->number = run->tunnel_count++;
    facts_compare(t, &run->arena);
    negotiate(t, &run->arena);
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
  struct judge judge = { .arena = &run->arena, .routers = run->routers, .router_count = run->file_count, .ends = run->ends, .tunnels = run->tunnels, .severities = run->severities };
  LIST_INIT(judge.findings);
  if (run->diagnosis) diagnose_find_tunnel(run->diagnosis, run);
  judge.log = run->diagnosis;
  if (run->config) judge.fleet = config_fleet(run, run->config);
  rules_run(&judge);
  run->findings = judge.findings.first;
  suppress_findings(run, &judge);
  rules_sort(&judge);
  run->findings = judge.findings.first;
  fingerprint_findings(run);
  if (run->baseline) baseline_apply(run, run->baseline);
  count(run);
}

void run_free(struct run *run)
{
  folder_close(run);
  run_translate_free(run);
  run_fix_free(run);
  run_diagnose_free(run);
  for (size_t i = 0; i < run->all_count; i++) {
    struct file *f = &run->all_files[i];
    router_free(&f->router);
    source_free(&f->source);
    arena_free(&f->arena);
  }
  free(run->all_files);
  arena_free(&run->scratch);
  arena_free(&run->arena);
}
