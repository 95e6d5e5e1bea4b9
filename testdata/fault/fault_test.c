/* Every allocation of the library fails once, for each thing that it does: the call then ends with PEERLINT_FAILED or PEERLINT_BAD_INPUT,
 * and nothing is left behind.
 *
 * Linked with --wrap for the functions below, so that the library's own calls come here; jansson's come through its hooks and are counted
 * apart. What fails is allocation number N, for N from 1 on until the work is done without reaching it; large numbers in larger steps. */
#define _DEFAULT_SOURCE /* mkdtemp() */
#include "src/peerlint.h"

#include <dirent.h>
#include <errno.h>
#include <iconv.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#ifndef CASES
#error "CASES is the folder of the pairs"
#endif

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *p);
FILE *__real_fopen64(const char *path, const char *mode);
int __real_fclose(FILE *f);
iconv_t __real_iconv_open(const char *to, const char *from);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *p);
FILE *__wrap_fopen64(const char *path, const char *mode);
int __wrap_fclose(FILE *f);
iconv_t __wrap_iconv_open(const char *to, const char *from);
char *__real_realpath(const char *path, char *room);
char *__wrap_realpath(const char *path, char *room);

enum { OWN, JANSSON, KINDS };
static uint64_t countdown[KINDS]; /* 1: the next one fails; 0: none does */
static long blocks;               /* that the library holds */

static bool fails(int kind)
{
  if (!countdown[kind] || --countdown[kind]) return false;
  errno = ENOMEM;
  return true;
}

void *__wrap_malloc(size_t size)
{
  void *p = fails(OWN) ? NULL : __real_malloc(size);
  blocks += p != NULL;
  return p;
}

void *__wrap_calloc(size_t count, size_t size)
{
  void *p = fails(OWN) ? NULL : __real_calloc(count, size);
  blocks += p != NULL;
  return p;
}

void *__wrap_realloc(void *old, size_t size)
{
  void *p = fails(OWN) ? NULL : __real_realloc(old, size);
  blocks += p && !old;
  return p;
}

void __wrap_free(void *p)
{
  blocks -= p != NULL;
  __real_free(p);
}

FILE *__wrap_fopen64(const char *path, const char *mode)
{
  FILE *f = fails(OWN) ? NULL : __real_fopen64(path, mode);
  blocks += f != NULL;
  return f;
}

int __wrap_fclose(FILE *f)
{
  blocks--;
  return __real_fclose(f);
}

iconv_t __wrap_iconv_open(const char *to, const char *from)
{
  return fails(OWN) ? (iconv_t)-1 : __real_iconv_open(to, from);
}

char *__wrap_realpath(const char *path, char *room)
{
  char *real = !room && fails(OWN) ? NULL : __real_realpath(path, room);
  blocks += real && !room;
  return real;
}

static void *json_malloc(size_t size)
{
  void *p = fails(JANSSON) ? NULL : __real_malloc(size);
  blocks += p != NULL;
  return p;
}

/* ---- Work ---- */

struct work {
  const char *name;
  const char *files[2]; /* below CASES; the second may be NULL */
  enum peerlint_code (*run)(struct peerlint *p, const struct work *w, FILE *out);
  const char *extra;    /* a dialect, a log */
  int format;
};

static enum peerlint_code run_check(struct peerlint *p, const struct work *w, FILE *out)
{
  enum peerlint_code code = peerlint_check(p);
  return code == PEERLINT_OK ? peerlint_report(p, (enum peerlint_format)w->format, NULL, out) : code;
}

static enum peerlint_code run_show(struct peerlint *p, const struct work *w, FILE *out)
{
  return peerlint_show(p, w->format, out);
}

static enum peerlint_code run_convert(struct peerlint *p, const struct work *w, FILE *out)
{
  struct peerlint_translation t = { .dialect = w->extra, .redact = w->format, .out = out, .report = out };
  return peerlint_convert(p, &t);
}

static enum peerlint_code run_peer(struct peerlint *p, const struct work *w, FILE *out)
{
  struct peerlint_translation t = { .dialect = w->extra, .out = out, .report = out };
  return peerlint_peer(p, &t);
}

static enum peerlint_code run_peer_with_settings(struct peerlint *p, const struct work *w, FILE *out)
{
  static const char *const settings[] = { "peer-hostname=R2", "peer-inside-network=10.9.0.0/16", NULL };
  struct peerlint_translation t = { .dialect = w->extra, .tunnel = 1, .settings = settings, .redact = true, .out = out };
  return peerlint_peer(p, &t);
}

static enum peerlint_code run_fix(struct peerlint *p, const struct work *w, FILE *out)
{
  struct peerlint_fixing options = { .optional = w->format, .commands = true, .out = out };
  return peerlint_fix(p, &options);
}

static enum peerlint_code run_diagnose(struct peerlint *p, const struct work *w, FILE *out)
{
  struct peerlint_diagnosis d = { .log = w->extra, .format = (enum peerlint_format)w->format, .out = out };
  return peerlint_diagnose(p, &d);
}

static enum peerlint_code run_settings(struct peerlint *p, const struct work *w, FILE *out)
{
  enum peerlint_code code = peerlint_config(p, w->extra);
  if (code == PEERLINT_OK) code = peerlint_rule(p, "POL204", "error") ? PEERLINT_OK : PEERLINT_FAILED;
  if (code == PEERLINT_OK) code = peerlint_check(p);
  return code == PEERLINT_OK ? peerlint_write_baseline(p, out) : code;
}

static enum peerlint_code run_baseline(struct peerlint *p, const struct work *w, FILE *out)
{
  enum peerlint_code code = peerlint_baseline(p, w->extra);
  return code == PEERLINT_OK ? run_check(p, w, out) : code;
}

/* About one file of the two. */
static enum peerlint_code run_only(struct peerlint *p, const struct work *w, FILE *out)
{
  enum peerlint_code code = peerlint_only(p, w->extra);
  return code == PEERLINT_OK ? run_check(p, w, out) : code;
}

#define STORY { "01-story-as-published/sr66.cfg", "01-story-as-published/ruijie.cfg" }
#define LOG CASES "/../logs/02-story-with-both-configs/ike.log"

static const struct work works[] = {
  { "text", STORY, run_check, NULL, PEERLINT_TEXT },
  { "json", STORY, run_check, NULL, PEERLINT_JSON },
  { "sarif", STORY, run_check, NULL, PEERLINT_SARIF },
  { "junit", STORY, run_check, NULL, PEERLINT_JUNIT },
  { "github", STORY, run_check, NULL, PEERLINT_GITHUB },
  { "gitlab", STORY, run_check, NULL, PEERLINT_GITLAB },
  { "checkstyle", STORY, run_check, NULL, PEERLINT_CHECKSTYLE },
  { "html", STORY, run_check, NULL, PEERLINT_HTML },
  { "folder", { "01-story-as-published", NULL }, run_check, NULL, PEERLINT_JSON },
  { "show", { "01-story-as-published/sr66.cfg", NULL }, run_show, NULL, 0 },
  { "lines", { "01-story-as-published/sr66.cfg", NULL }, run_show, NULL, 1 },
  { "GB18030", { "../logs/03-story-in-gb18030/ike.log", NULL }, run_show, NULL, 1 },
  { "convert to comware7", { "01-story-as-published/ruijie.cfg", NULL }, run_convert, "comware7", 0 },
  { "convert to cisco", { "01-story-as-published/sr66.cfg", NULL }, run_convert, "cisco", 1 },
  { "peer", { "01-story-as-published/sr66.cfg", NULL }, run_peer, "ruijie", 0 },
  { "fix", STORY, run_fix, NULL, 0 },
  { "fix all", STORY, run_fix, NULL, 1 },
  { "diagnose", STORY, run_diagnose, LOG, PEERLINT_TEXT },
  { "diagnose json", STORY, run_diagnose, LOG, PEERLINT_JSON },
  { "settings", STORY, run_settings, "settings.json", 0 },
  { "baseline", STORY, run_baseline, "baseline.json", PEERLINT_TEXT },
  { "only", STORY, run_only, CASES "/01-story-as-published/sr66.cfg", PEERLINT_JSON },
  { "keychains", { "08-v5-v7-ipsec-over-gre-clean/valley.cfg", NULL }, run_check, NULL, PEERLINT_TEXT },
  { "connections", { "08-v5-v7-ipsec-over-gre-clean/valley.cfg", NULL }, run_convert, "strongswan", 0 },
  { "peer with settings", { "08-v5-v7-ipsec-over-gre-clean/valley.cfg", NULL }, run_peer_with_settings, "cisco", 0 },
  { "an IOS log", { NULL, NULL }, run_diagnose, CASES "/../logs/36-ios-wrong-key-as-responder/ike.log", PEERLINT_JSON },
  { "a charon log", { NULL, NULL }, run_diagnose, CASES "/../logs/51-swan-wrong-key-as-responder/ike.log", PEERLINT_TEXT },
  { "a Huawei log", { NULL, NULL }, run_diagnose, CASES "/../logs/64-huawei-proposal/ike.log", PEERLINT_TEXT },
};

struct text_of {
  char *text;
  size_t size;
};

/* Does the work, its allocation number `n` of a kind failing; true when the work went on to its end without coming to that number. What
 * fails without harm must give the same output as without failure. */
static bool attempt(const struct work *w, int kind, uint64_t n, const struct text_of *whole, struct text_of *output)
{
  long before = blocks;
  FILE *out = open_memstream(&output->text, &output->size);
  if (!out) abort();
  enum peerlint_code code = PEERLINT_OK;
  countdown[kind] = n;
  struct peerlint *p = peerlint_new();
  for (size_t i = 0; p && code == PEERLINT_OK && i < 2 && w->files[i]; i++) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", CASES, w->files[i]);
    code = peerlint_add(p, path);
  }
  if (p && code == PEERLINT_OK) code = w->run(p, w, out);
  bool done = countdown[kind] != 0;
  countdown[kind] = 0;
  if (p && code == PEERLINT_BAD_INPUT && !peerlint_error_count(p))
    fail_msg("%s: %s allocation %lu fails: bad input without a message", w->name, kind == OWN ? "own" : "JSON", (unsigned long)n);
  peerlint_free(p);
  fflush(out);
  bool same = whole && output->size == whole->size && !memcmp(output->text, whole->text, whole->size);
  __real_fclose(out);
  if (!done && p && code == PEERLINT_OK && !same)
    fail_msg("%s: %s allocation %lu fails unnoticed", w->name, kind == OWN ? "own" : "JSON", (unsigned long)n);
  if (done && code == PEERLINT_FAILED) fail_msg("%s fails with all the memory it wants", w->name);
  if (blocks != before)
    fail_msg("%s: %s allocation %lu fails: %ld blocks are left", w->name, kind == OWN ? "own" : "JSON", (unsigned long)n, blocks - before);
  return done;
}

static void each_of_kind(const struct work *w, int kind, const struct text_of *whole)
{
  uint64_t n = 1;
  for (bool done = false; !done; n += n < 300 ? 1 : n / 40) {
    struct text_of output;
    done = attempt(w, kind, n, whole, &output);
    __real_free(output.text);
  }
  print_message("%s: about %lu %s allocations\n", w->name, (unsigned long)n, kind == OWN ? "own" : "JSON");
}

static void each_allocation(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
    struct text_of whole;
    assert_true(attempt(&works[i], OWN, UINT64_MAX, NULL, &whole));
    for (int kind = OWN; kind < KINDS; kind++) each_of_kind(&works[i], kind, &whole);
    __real_free(whole.text);
  }
}

static void write_file(const char *name, const char *text)
{
  FILE *f = __real_fopen64(name, "w");
  if (!f || fputs(text, f) == EOF || __real_fclose(f)) abort();
}

int main(void)
{
  char folder[] = "/tmp/peerlint-fault-XXXXXX";
  const struct CMUnitTest tests[] = { cmocka_unit_test(each_allocation) };
  if (!mkdtemp(folder) || chdir(folder)) return 1;
  write_file("settings.json",
    "{\"rules\": {\"KEY201\": \"off\"}, \"files\": [{\"path\": \"*.cfg\", \"role\": \"spoke\"}], \"tunnels\": [{\"ends\": [\"SR66\", \"x\"]}]}\n");
  write_file(
    "baseline.json", "{\"schema\": \"peerlint-baseline/1\", \"findings\": [{\"fingerprint\": \"0123\"}, {\"fingerprint\": \"4567\"}]}\n");
  json_set_alloc_funcs(json_malloc, __wrap_free);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  unlink("settings.json");
  unlink("baseline.json");
  return chdir("/") || rmdir(folder) ? 1 : failed;
}
