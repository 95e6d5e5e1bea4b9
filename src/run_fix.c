/* `fix`: the smallest edits that make the check clean. A round checks the texts, makes the edits that its findings offer, and checks again;
 * edits that bring a new fault are taken back. */
#include "src/run.h"

#include "src/file_id.h"
#include "src/fix_commands.h"
#include "src/patch.h"
#include "src/replace.h"
#include "src/rule.h"
#include "src/table.h"
#include "src/text.h"
#include "vendors/vendor.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ROUNDS 8

struct fixing {
  struct run *run;             /* of the original files */
  const struct peerlint_fixing *options;
  struct patch *patches;       /* by file; a file that is given again is read again, and only the first one is shown and written */
  bool *again;                 /* by file: it is the same as an earlier one */
  bool optional;               /* make the choices too */
};

/* ---- Checking a state of the texts ---- */

static void trial_free(struct run *run)
{
  if (!run->trial) return;
  run_free(run->trial);
  free(run->trial);
  run->trial = NULL;
}

/* Checks the texts as they are now; the result lives until the next trial. */
static struct run *trial(struct fixing *f)
{
  struct run *run = f->run;
  trial_free(run);
  struct run *t = run->trial = calloc(1, sizeof *t);
  if (!t) longjmp(run->exhausted, 1);
  /* Exhausted memory leaves through the outer run's door. */
  memcpy(t->exhausted, run->exhausted, sizeof t->exhausted);
  arena_init(&t->arena, &t->exhausted);
  arena_init(&t->scratch, &t->exhausted);
  LIST_INIT(t->inputs);
  t->severities = run->severities;
  t->fail_on = run->fail_on;
  for (unsigned i = 0; i < run->file_count; i++) {
    struct input *n = ARENA_NEW(&t->arena, struct input);
    *n = (struct input) { .path = run->files[i]->input->path,
      .dialect = run->files[i]->router.dialect,
      .bytes = f->patches[i].now,
      .size = f->patches[i].now_size };
    LIST_APPEND(t->inputs, n);
  }
  run_read(t);
  run_judge(t);
  return t;
}

/* Rules numbered from 200 judge strength, not whether it works: a key that has just become readable may well be weak. */
static bool judges_strength(const struct finding *f)
{
  const char *digit = f->rule->id + strcspn(f->rule->id, "0123456789");
  return *digit >= '2';
}

/* The file that a finding speaks of first; a number beyond all files where it speaks of none. */
static unsigned file_of(const struct finding *f)
{
  return f->locations ? f->locations->router->file : UINT_MAX;
}

/* How many findings of one rule and file are as severe as that at least, in the original and in a trial. */
struct faults {
  unsigned before[SEVERITY_ERROR + 1], now[SEVERITY_ERROR + 1];
};

static uint64_t faults_key(const struct finding *f)
{
  return (uint64_t)file_of(f) << 16 | rule_index(f->rule);
}

static void count_faults(struct table *faults, const struct run *run, bool now)
{
  for (const struct finding *f = run->findings; f; f = f->next) {
    if (f->suppressed) continue;
    struct faults *n = table_get(faults, faults_key(f));
    if (!n) table_put(faults, faults_key(f), n = ARENA_NEW(faults->arena, struct faults));
    for (unsigned s = 0; s <= f->severity; s++) (now ? n->now : n->before)[s]++;
  }
}

/* Counts those of both; the table is gone with arena_free() on its arena. */
static void compare_faults(struct table *faults, const struct fixing *f, const struct run *now)
{
  table_init(faults, arena_scratch(&f->run->arena));
  count_faults(faults, f->run, false);
  count_faults(faults, now, true);
}

static bool is_new(const struct table *faults, const struct finding *f)
{
  if (f->suppressed || f->severity < SEVERITY_WARNING || judges_strength(f)) return false;
  const struct faults *n = table_get(faults, faults_key(f));
  return n->now[f->severity] > n->before[f->severity];
}

/* Has the trial a fault that the original does not have? */
static bool brings_new(const struct fixing *f, const struct run *now)
{
  struct table faults;
  bool any = false;
  if (now->file_count != f->run->file_count) return true;
  compare_faults(&faults, f, now);
  for (const struct finding *x = now->findings; x && !any; x = x->next) any = is_new(&faults, x);
  arena_free(faults.arena);
  return any;
}

/* ---- Edits ---- */

static bool wanted(const struct fixing *f, const struct finding *n)
{
  return n->fix && n->fix->edits && !n->suppressed && (n->fix->optional ? f->optional : true);
}

static unsigned edits_of(const struct finding *n)
{
  unsigned count = 0;
  for (const struct edit *e = n->fix->edits; e; e = e->next) count++;
  return count;
}

/* Which findings' edits to make: all, one alone, or those that the original does not have. */
struct choice {
  const struct finding *only;
  bool new;
};

static bool chosen(const struct fixing *f, const struct table *faults, const struct finding *n, const struct choice *c)
{
  return wanted(f, n) && (!c->only || n == c->only) && (!c->new || is_new(faults, n));
}

static bool same_edits(const struct finding *a, const struct finding *b)
{
  const struct edit *e = a->fix->edits, *f = b->fix->edits;
  for (; e && f; e = e->next, f = f->next)
    if (e->kind != f->kind || e->at.first != f->at.first || strcmp(e->text ? e->text : "", f->text ? f->text : "") != 0) return false;
  return !e && !f;
}

/* Several tunnels may miss one line, as that which applies their policy. `made`: the findings of the file by the place of their first edit.
 */
static bool is_made(struct table *made, struct finding *n)
{
  uint32_t at = 0;
  for (const struct finding *other; (other = table_each(made, n->fix->edits->at.first, &at));)
    if (same_edits(n, other)) return true;
  table_put(made, n->fix->edits->at.first, n);
  return false;
}

/* A chosen finding among those whose edits are of the same file. */
struct picked {
  struct picked *next;
  struct finding *finding;
};

/* Makes the edits of these findings, which are of the file of that number. Returns how many were made. */
static unsigned make_in(struct fixing *f, struct run *t, unsigned file, const struct picked *first)
{
  unsigned count = 0;
  struct table seen;
  for (const struct picked *p = first; p; p = p->next) count += edits_of(p->finding);
  const struct edit **list = arena_alloc(&f->run->arena, (count + 1) * sizeof *list);
  table_init(&seen, &f->run->arena);
  count = 0;
  for (const struct picked *p = first; p; p = p->next)
    for (const struct edit *e = is_made(&seen, p->finding) ? NULL : p->finding->fix->edits; e; e = e->next) list[count++] = e;
  return count ? patch_apply(&f->patches[file], &t->files[file]->source, list, count) : 0;
}

/* Makes the edits of the findings of `t` that are chosen. Returns how many were made. */
static unsigned make(struct fixing *f, struct run *t, const struct choice *c)
{
  unsigned made = 0;
  struct table faults = { 0 };
  LIST(picked) *of = arena_alloc(&f->run->arena, (t->file_count + 1) * sizeof *of);
  for (unsigned i = 0; i < t->file_count; i++) LIST_INIT(of[i]);
  if (c->new) compare_faults(&faults, f, t);
  for (struct finding *n = t->findings; n; n = n->next) {
    if (!chosen(f, &faults, n, c)) continue;
    struct picked *p = ARENA_NEW(&f->run->arena, struct picked);
    p->finding = n;
    LIST_APPEND(of[n->fix->router->file], p);
  }
  if (c->new) arena_free(faults.arena);
  for (unsigned i = 0; i < t->file_count; i++) made += make_in(f, t, i, of[i].first);
  return made;
}

static void save(const struct fixing *f, struct patch *to)
{
  memcpy(to, f->patches, f->run->file_count * sizeof *to);
}

static void restore(struct fixing *f, const struct patch *from)
{
  memcpy(f->patches, from, f->run->file_count * sizeof *from);
}

static unsigned count_wanted(const struct fixing *f, const struct run *t)
{
  unsigned n = 0;
  for (const struct finding *x = t->findings; x; x = x->next) n += wanted(f, x);
  return n;
}

/* Makes edits until nothing more is offered: an edit may bring a fault that has an edit of its own, as for the same line of the other
 * end. */
static void settle(struct fixing *f, bool new)
{
  for (unsigned round = 0; round < MOST_ROUNDS; round++)
    if (!make(f, trial(f), &(struct choice){ .new = new })) return;
}

/* An edit apart from the run that offers it. */
struct offer {
  const char *rule, *text;
};

static struct offer offer_of(const struct fixing *f, const struct finding *n)
{
  const struct edit *e = n->fix->edits;
  return (struct offer) { n->rule->id, e->text ? arena_strndup(&f->run->arena, e->text, strlen(e->text)) : "" };
}

static bool is_offered(const struct fixing *f, const struct run *t, const struct offer *o)
{
  for (const struct finding *x = t->findings; x; x = x->next)
    if (wanted(f, x) && !strcmp(x->rule->id, o->rule) && !strcmp(x->fix->edits->text ? x->fix->edits->text : "", o->text)) return true;
  return false;
}

/* Makes the edits one finding at a time, with what follows from it, and keeps those that bring nothing new. An edit need not take its
 * finding away, so each is tried once; where it does, another finding may stand in its place. */
static void one_by_one(struct fixing *f, struct patch *saved)
{
  unsigned skip = 0;
  for (unsigned tries = 2 * count_wanted(f, trial(f)); tries; tries--) {
    struct run *t = trial(f);
    unsigned n = 0;
    const struct finding *next = NULL;
    for (const struct finding *x = t->findings; x && !next; x = x->next)
      if (wanted(f, x) && n++ == skip) next = x;
    if (!next) break;
    struct offer offer = offer_of(f, next);
    save(f, saved);
    skip++;
    if (!make(f, t, &(struct choice){ .only = next })) continue;
    if (brings_new(f, trial(f))) settle(f, true);
    if (brings_new(f, t = trial(f))) restore(f, saved);
    else if (!is_offered(f, t, &offer)) skip--; /* it is gone from the list */
  }
}

/* All at once, which is what is meant nearly always; else what can be made of it. */
static void rounds(struct fixing *f)
{
  struct patch *saved = arena_alloc(&f->run->arena, (f->run->file_count + 1) * sizeof *saved);
  save(f, saved);
  settle(f, false);
  if (!brings_new(f, trial(f))) return;
  restore(f, saved);
  one_by_one(f, saved);
}

/* ---- Files ---- */

/* The bytes of a file as they are on the disk; those of standard input as they were read. */
static bool raw_bytes(struct run *run, struct file *file, const char **bytes, size_t *size)
{
  const struct input *n = file->input;
  if (n->bytes || !strcmp(n->path, "-")) {
    *bytes = n->bytes ? n->bytes : file->source.file;
    *size = n->bytes ? n->size : file->source.file_size;
    return true;
  }
  FILE *in = run->log = fopen(n->path, "rb");
  if (!in) return false;
  struct text t;
  char room[65536];
  size_t got;
  text_init(&t, &run->arena, true);
  while ((got = fread(room, 1, sizeof room, in)) > 0) text_append(&t, room, got);
  bool ok = !ferror(in);
  fclose(in);
  run->log = NULL;
  text_append(&t, "", 0);
  *bytes = t.bytes;
  *size = t.len;
  return ok;
}

static bool load(struct fixing *f)
{
  struct run *run = f->run;
  f->patches = arena_alloc(&run->arena, (run->file_count + 1) * sizeof *f->patches);
  for (unsigned i = 0; i < run->file_count; i++) {
    const char *bytes;
    size_t size;
    if (!raw_bytes(run, run->files[i], &bytes, &size)) {
      run_complain(run, run->files[i]->input->path, strerror(errno));
      return false;
    }
    patch_init(&f->patches[i], &run->arena, run->files[i]->input->path, bytes, size);
  }
  return true;
}

/* However its path is spelled. */
static void find_again(struct fixing *f)
{
  struct run *run = f->run;
  struct file_ids seen;
  table_init(&seen.by_hash, &run->arena);
  f->again = arena_alloc(&run->arena, (run->file_count + 1) * sizeof *f->again);
  for (unsigned i = 0; i < run->file_count; i++) {
    const struct input *n = run->files[i]->input;
    struct file_id id;
    if (n->bytes || !strcmp(n->path, "-") || !file_identify(n->path, &id)) continue;
    f->again[i] = file_ids_have(&seen, id);
    file_ids_add(&seen, id);
  }
}

static bool changed(const struct patch *p)
{
  return p->old_size != p->now_size || memcmp(p->old, p->now, p->old_size);
}

static bool write_files(struct fixing *f)
{
  bool ok = true;
  for (unsigned i = 0; i < f->run->file_count; i++) {
    const struct patch *p = &f->patches[i];
    const char *error;
    if (f->again[i] || !changed(p)) continue;
    if (!strcmp(p->path, "-")) run_complain(f->run, p->path, "standard input cannot be written back");
    else if (replace_file(p->path, p->now, p->now_size, &error)) continue;
    else run_complain(f->run, p->path, error);
    ok = false;
  }
  return ok;
}

static void diff(struct fixing *f, struct text *out)
{
  for (unsigned i = 0; i < f->run->file_count; i++)
    if (!f->again[i]) patch_diff(&f->patches[i], !f->run->show_secrets, out);
}

/* What else could be done, where the operator must choose: as comments, which patch passes over. */
static void offer_choices(struct fixing *f, struct text *out)
{
  struct patch *done = arena_alloc(&f->run->arena, (f->run->file_count + 1) * sizeof *done),
               *saved = arena_alloc(&f->run->arena, (f->run->file_count + 1) * sizeof *saved);
  if (f->optional) return;
  save(f, saved);
  f->optional = true;
  rounds(f);
  memcpy(done, f->patches, f->run->file_count * sizeof *done);
  restore(f, saved);
  f->optional = false;
  struct text choices;
  text_init(&choices, &f->run->arena, true);
  for (unsigned i = 0; i < f->run->file_count; i++) {
    done[i].old = saved[i].now;
    done[i].old_size = saved[i].now_size;
    if (!f->again[i]) patch_diff(&done[i], !f->run->show_secrets, &choices);
  }
  if (!choices.len) return;
  const char *head = "# Offered separately, since it is a choice (--optional makes these edits too):\n";
  text_append(out, head, strlen(head));
  for (const char *s = choices.bytes; *s;) {
    size_t len = strcspn(s, "\n");
    text_append(out, "#   ", 4);
    text_append(out, s, len);
    text_append(out, "\n", 1);
    s += len + (s[len] == '\n');
  }
}

static unsigned remaining(const struct run *t)
{
  unsigned n = 0;
  for (const struct finding *f = t->findings; f; f = f->next) n += !f->suppressed && t->fail_on && f->severity >= t->fail_on;
  return n;
}

enum peerlint_code run_fix(struct run *run, struct peerlint_fixing *options)
{
  struct fixing f = { .run = run, .options = options, .optional = options->optional };
  struct text out;
  run_read(run);
  if (run->bad_input || !run->file_count) return PEERLINT_BAD_INPUT;
  run_judge(run);
  if (!load(&f)) return PEERLINT_BAD_INPUT;
  find_again(&f);
  rounds(&f);
  options->remaining = remaining(trial(&f));
  text_init(&out, &run->arena, true);
  text_append(&out, "", 0);
  diff(&f, &out);
  options->changed = out.len != 0;
  if (options->commands)
    for (unsigned i = 0; i < run->file_count; i++)
      if (!f.again[i]) fix_commands(&f.patches[i], run->files[i], run->trial->files[i], !run->show_secrets, &out);
  offer_choices(&f, &out);
  trial_free(run);
  if (options->write && !write_files(&f)) return PEERLINT_BAD_INPUT;
  if (fwrite(out.bytes, 1, out.len, options->out) != out.len || fflush(options->out)) return PEERLINT_FAILED;
  return PEERLINT_OK;
}

void run_fix_free(struct run *run)
{
  trial_free(run);
}
