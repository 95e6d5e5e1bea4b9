/* The public entry points. Each enters the library once, through guarded(), where exhausted memory lands. */
#include "src/peerlint.h"

#include "src/mirror.h"
#include "src/baseline.h"
#include "src/config.h"
#include "src/only.h"
#include "src/report.h"
#include "src/rule.h"
#include "src/rule_pages.h"
#include "src/run.h"
#include "src/text.h"
#include "vendors/vendor.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct peerlint {
  struct run run;
  enum { STAGE_INPUT, STAGE_CHECKED, STAGE_BROKEN } stage;
};

/* What the function behind an entry point takes. */
struct call {
  const char *path, *bytes;
  size_t size;
  const char *dialect;
  enum peerlint_format format;
  struct peerlint_style style;
  bool lines;
  FILE *out;
  struct peerlint_translation *translation;
  struct peerlint_fixing *fixing;
  struct peerlint_diagnosis *diagnosis;
  const struct dialect *to;
  bool mirror;
  enum peerlint_code code;
};

/* A file that was read is needed again, and is gone or another one now. */
static enum peerlint_code complain_of_lost(struct peerlint *p)
{
  if (setjmp(p->run.exhausted)) return PEERLINT_FAILED;
  run_complain(&p->run, p->run.shelf.lost->path, "the file changed while the run needed it");
  return PEERLINT_BAD_INPUT;
}

/* Runs `work`; when memory is exhausted in it the run is broken and can only be freed. */
static enum peerlint_code guarded(struct peerlint *p, void (*work)(struct run *, struct call *), struct call *call)
{
  if (p->stage == STAGE_BROKEN) return PEERLINT_FAILED;
  if (setjmp(p->run.exhausted)) {
    p->stage = STAGE_BROKEN;
    return p->run.shelf.lost ? complain_of_lost(p) : PEERLINT_FAILED;
  }
  work(&p->run, call);
  return call->code;
}

struct peerlint *peerlint_new(void)
{
  struct peerlint *p = calloc(1, sizeof *p);
  if (!p) return NULL;
  arena_init(&p->run.arena, &p->run.exhausted);
  arena_init(&p->run.scratch, &p->run.exhausted);
  LIST_INIT(p->run.inputs);
  p->run.fail_on = SEVERITY_ERROR;
  return p;
}

void peerlint_free(struct peerlint *p)
{
  if (!p) return;
  run_free(&p->run);
  free(p);
}

/* ---- Options ---- */

static const struct dialect *find_in(const struct dialect *const *list, const char *name, size_t len)
{
  for (; *list; list++)
    if (strlen((*list)->name) == len && !memcmp((*list)->name, name, len)) return *list;
  return NULL;
}

static const struct dialect *find_dialect(const char *name, size_t len)
{
  return find_in(dialects, name, len);
}

/* To write: those that are read, and those that are only written. */
static const struct dialect *find_target(const char *name)
{
  const struct dialect *d = find_dialect(name, strlen(name));
  return d ? d : find_in(targets, name, strlen(name));
}

bool peerlint_dialect(struct peerlint *p, const char *name)
{
  p->run.dialect = name ? find_dialect(name, strlen(name)) : NULL;
  return p->run.dialect || !name;
}

static void make_severities(struct run *run, struct call *call)
{
  (void)call;
  run->chosen = arena_alloc(&run->arena, rule_count() * sizeof *run->chosen);
  if (run->severities) return; /* the project's settings have some */
  run->severities = arena_alloc(&run->arena, rule_count());
  for (unsigned i = 0; i < rule_count(); i++) run->severities[i] = (uint8_t)rules[i].severity;
}

bool peerlint_rule(struct peerlint *p, const char *id, const char *severity)
{
  static const char *const names[] = { "off", "info", "warning", "error" };
  const struct rule *rule = rule_find(id);
  struct call call = { .code = PEERLINT_OK };
  for (uint8_t i = 0; rule && i < 4; i++) {
    if (strcmp(names[i], severity)) continue;
    if (!p->run.chosen && guarded(p, make_severities, &call) != PEERLINT_OK) return false;
    p->run.severities[rule_index(rule)] = i;
    p->run.chosen[rule_index(rule)] = true;
    return true;
  }
  return false;
}

void peerlint_fail_on(struct peerlint *p, enum peerlint_severity severity)
{
  p->run.fail_on = (enum severity)severity;
  p->run.fail_on_chosen = true;
}

void peerlint_show_secrets(struct peerlint *p, bool show)
{
  p->run.show_secrets = show;
}

static void add_only(struct run *run, struct call *call)
{
  only_add(run, call->path);
}

enum peerlint_code peerlint_only(struct peerlint *p, const char *path)
{
  struct call call = { .path = path };
  return guarded(p, add_only, &call);
}

void peerlint_jobs(struct peerlint *p, unsigned jobs)
{
  p->run.jobs = jobs;
}

void peerlint_progress(struct peerlint *p, peerlint_progress_function *tell, void *user)
{
  p->run.progress = tell;
  p->run.progress_user = user;
}

/* ---- Input ---- */

static bool call_dialect(struct run *run, struct call *call, const struct dialect **dialect)
{
  *dialect = call->dialect ? call->translation ? find_target(call->dialect) : find_dialect(call->dialect, strlen(call->dialect)) : NULL;
  if (*dialect || !call->dialect) return true;
  run_complain(run, call->path, arena_printf(&run->arena, "there is no dialect `%s`", call->dialect));
  call->code = PEERLINT_BAD_INPUT;
  return false;
}

static void add_input(struct run *run, const char *path, const struct dialect *dialect, const char *bytes, size_t size)
{
  struct input *n = ARENA_NEW(&run->arena, struct input);
  *n = (struct input){ .path = arena_strndup(&run->arena, path, strlen(path)), .dialect = dialect, .bytes = bytes, .size = size };
  LIST_APPEND(run->inputs, n);
  run->arguments++;
}

static void add_file(struct run *run, struct call *call)
{
  const struct dialect *dialect;
  if (call_dialect(run, call, &dialect)) add_input(run, call->path, dialect, call->bytes, call->size);
}

static void add_folder_of(struct run *run, struct call *call, const char *path, const struct dialect *dialect)
{
  const char *error;
  bool had_inputs = run->inputs.first != NULL;
  run->arguments++;
  if (folder_add(run, path, dialect, &error)) {
    if (!had_inputs && !run->inputs.first) run_complain(run, path, "there is no router config in this folder");
    return;
  }
  run_complain(run, path, error);
  call->code = PEERLINT_BAD_INPUT;
}

static void add_folder(struct run *run, struct call *call)
{
  const struct dialect *dialect;
  if (call_dialect(run, call, &dialect)) add_folder_of(run, call, call->path, dialect);
}

/* A file that is there under the whole name is meant, even if its name looks like `dialect:FILE`. */
static void add_argument(struct run *run, struct call *call)
{
  struct stat st;
  const char *path = call->path, *colon = stat(path, &st) ? strchr(path, ':') : NULL;
  const struct dialect *dialect = colon ? find_dialect(path, (size_t)(colon - path)) : NULL;
  if (colon && !dialect && !stat(colon + 1, &st)) {
    run_complain(run, path, arena_printf(&run->arena, "there is no dialect `%.*s`", (int)(colon - path), path));
    call->code = PEERLINT_BAD_INPUT;
    return;
  }
  if (dialect) path = colon + 1;
  if (strcmp(path, "-") && !stat(path, &st) && S_ISDIR(st.st_mode)) add_folder_of(run, call, path, dialect);
  else add_input(run, path, dialect, NULL, 0);
}

enum peerlint_code peerlint_add(struct peerlint *p, const char *argument)
{
  struct call call = { .path = argument };
  return guarded(p, add_argument, &call);
}

enum peerlint_code peerlint_add_file(struct peerlint *p, const char *path, const char *dialect)
{
  struct call call = { .path = path, .dialect = dialect };
  return guarded(p, add_file, &call);
}

enum peerlint_code peerlint_add_bytes(struct peerlint *p, const char *name, const char *dialect, const char *bytes, size_t size)
{
  struct call call = { .path = name, .dialect = dialect, .bytes = bytes ? bytes : "", .size = size };
  return guarded(p, add_file, &call);
}

enum peerlint_code peerlint_add_folder(struct peerlint *p, const char *path, const char *dialect)
{
  struct call call = { .path = path, .dialect = dialect };
  return guarded(p, add_folder, &call);
}

/* ---- Settings and baselines ---- */

static void load_config(struct run *run, struct call *call)
{
  const char *path = call->path;
  if (!path) path = config_find(run, run->inputs.first ? run->inputs.first->path : "-");
  if (!path) return;
  run->config = config_load(run, path);
  if (run->config) config_apply(run, run->config);
  else call->code = PEERLINT_BAD_INPUT;
}

enum peerlint_code peerlint_config(struct peerlint *p, const char *path)
{
  struct call call = { .path = path };
  return guarded(p, load_config, &call);
}

static void load_baseline(struct run *run, struct call *call)
{
  run->baseline = baseline_load(run, call->path);
  if (!run->baseline) call->code = PEERLINT_BAD_INPUT;
}

enum peerlint_code peerlint_baseline(struct peerlint *p, const char *path)
{
  struct call call = { .path = path };
  return guarded(p, load_baseline, &call);
}

static void write_baseline(struct run *run, struct call *call)
{
  if (!baseline_write(run, call->out)) call->code = PEERLINT_FAILED;
}

enum peerlint_code peerlint_write_baseline(struct peerlint *p, FILE *out)
{
  struct call call = { .out = out };
  return p->stage == STAGE_CHECKED ? guarded(p, write_baseline, &call) : PEERLINT_FAILED;
}

/* ---- Checking ---- */

static void check(struct run *run, struct call *call)
{
  run->sleeping = true;
  run_read(run);
  run_judge(run);
  call->code = run->bad_input ? PEERLINT_BAD_INPUT : PEERLINT_OK;
}

enum peerlint_code peerlint_check(struct peerlint *p)
{
  struct call call = { .code = PEERLINT_OK };
  if (p->stage == STAGE_CHECKED) return PEERLINT_FAILED;
  enum peerlint_code code = guarded(p, check, &call);
  if (p->stage == STAGE_INPUT) p->stage = STAGE_CHECKED;
  return code;
}

static void diagnose_log(struct run *run, struct call *call)
{
  call->code = run_diagnose(run, call->diagnosis);
}

enum peerlint_code peerlint_diagnose(struct peerlint *p, struct peerlint_diagnosis *d)
{
  struct call call = { .diagnosis = d };
  if (p->stage == STAGE_CHECKED) return PEERLINT_FAILED;
  enum peerlint_code code = guarded(p, diagnose_log, &call);
  if (p->stage == STAGE_INPUT) p->stage = STAGE_CHECKED;
  return code;
}

enum peerlint_severity peerlint_worst(const struct peerlint *p)
{
  for (unsigned s = SEVERITY_ERROR; s > SEVERITY_OFF; s--)
    if (p->run.count[s]) return (enum peerlint_severity)s;
  return PEERLINT_NOTHING;
}

bool peerlint_fails(const struct peerlint *p)
{
  return p->run.fail_on && peerlint_worst(p) >= (enum peerlint_severity)p->run.fail_on;
}

size_t peerlint_file_count(const struct peerlint *p)
{
  return p->run.file_count;
}

static void report(struct run *run, struct call *call)
{
  static bool (*const reports[])(struct run *, FILE *) = { [PEERLINT_JSON] = report_json,
    [PEERLINT_SARIF] = report_sarif,
    [PEERLINT_JUNIT] = report_junit,
    [PEERLINT_GITHUB] = report_github,
    [PEERLINT_GITLAB] = report_gitlab,
    [PEERLINT_CHECKSTYLE] = report_checkstyle,
    [PEERLINT_HTML] = report_html };
  bool ok = call->format == PEERLINT_TEXT ? report_text(run, &call->style, call->out) : reports[call->format](run, call->out);
  if (fflush(call->out) || ferror(call->out) || !ok) call->code = PEERLINT_FAILED;
}

enum peerlint_code peerlint_report(struct peerlint *p, enum peerlint_format format, const struct peerlint_style *style, FILE *out)
{
  struct call call = { .format = format, .out = out };
  if (style) call.style = *style;
  return p->stage == STAGE_CHECKED ? guarded(p, report, &call) : PEERLINT_FAILED;
}

static void show(struct run *run, struct call *call)
{
  run_read(run);
  if (run->bad_input) call->code = PEERLINT_BAD_INPUT;
  for (unsigned i = 0; i < run->file_count; i++) {
    bool ok = call->lines ? show_lines(run, run->files[i], call->out) : show_model(run, run->files[i], call->out);
    if (fflush(call->out) || ferror(call->out) || !ok) call->code = PEERLINT_FAILED;
  }
}

enum peerlint_code peerlint_show(struct peerlint *p, bool lines, FILE *out)
{
  struct call call = { .lines = lines, .out = out };
  if (p->stage == STAGE_CHECKED) return PEERLINT_FAILED;
  enum peerlint_code code = guarded(p, show, &call);
  if (p->stage == STAGE_INPUT) p->stage = STAGE_CHECKED;
  return code;
}

/* ---- Translating ---- */

static void translation(struct run *run, struct call *call)
{
  if (call->translation->dialect && !call_dialect(run, call, &call->to)) return;
  run_read(run);
  bool ok = !run->bad_input && run->file_count == 1;
  if (!ok && !run->message_count) run_complain(run, "convert", "one config is wanted");
  if (!ok) call->code = PEERLINT_BAD_INPUT;
  else call->code = run_translate(run, call->to, call->mirror, call->translation);
}

static enum peerlint_code translate_with(struct peerlint *p, struct peerlint_translation *t, bool mirror)
{
  struct call call = { .path = "--to", .dialect = t->dialect, .translation = t, .mirror = mirror };
  if (p->stage == STAGE_CHECKED) return PEERLINT_FAILED;
  enum peerlint_code code = guarded(p, translation, &call);
  if (p->stage == STAGE_INPUT) p->stage = STAGE_CHECKED;
  return code;
}

enum peerlint_code peerlint_convert(struct peerlint *p, struct peerlint_translation *t)
{
  return translate_with(p, t, false);
}

enum peerlint_code peerlint_peer(struct peerlint *p, struct peerlint_translation *t)
{
  return translate_with(p, t, true);
}

static void fix(struct run *run, struct call *call)
{
  call->code = run_fix(run, call->fixing);
}

enum peerlint_code peerlint_fix(struct peerlint *p, struct peerlint_fixing *options)
{
  struct call call = { .fixing = options };
  if (p->stage == STAGE_CHECKED) return PEERLINT_FAILED;
  enum peerlint_code code = guarded(p, fix, &call);
  if (p->stage == STAGE_INPUT) p->stage = STAGE_CHECKED;
  return code;
}

const char *peerlint_setting(size_t i, const char **meaning)
{
  for (size_t n = 0; mirror_settings[n].name; n++)
    if (n == i) {
      *meaning = mirror_settings[n].meaning;
      return mirror_settings[n].name;
    }
  return NULL;
}

size_t peerlint_error_count(const struct peerlint *p)
{
  return p->run.message_count;
}

const char *peerlint_error(const struct peerlint *p, size_t i)
{
  return i < p->run.message_count ? p->run.messages[i] : NULL;
}

/* ---- What the library knows ---- */

void peerlint_print(const char *text, FILE *out)
{
  text_print(text, out);
}

bool peerlint_explain(const char *rule, FILE *out)
{
  const struct rule *r = rules;
  while (r->id && strcasecmp(r->id, rule) && strcasecmp(r->name, rule)) r++;
  for (const struct rule_page *page = rule_pages; r->id && page->id; page++)
    if (!strcmp(page->id, r->id)) return fputs(page->text, out) != EOF;
  return false;
}

void peerlint_rules(FILE *out)
{
  static const char *const names[] = { "off", "info", "warning", "error" };
  for (const struct rule *r = rules; r->id; r++) fprintf(out, "%s  %-7s  %-26s  %s\n", r->id, names[r->severity], r->name, r->summary);
}

const char *peerlint_dialect_name(size_t i)
{
  for (size_t n = 0; dialects[n]; n++)
    if (n == i) return dialects[n]->name;
  return NULL;
}

const char *peerlint_target_name(size_t i)
{
  for (size_t n = 0; targets[n]; n++)
    if (n == i) return targets[n]->name;
  return NULL;
}

const char *peerlint_version(void)
{
  return PEERLINT_VERSION;
}
