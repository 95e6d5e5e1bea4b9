/* Fuzz target: two configs through check in both orders, convert, peer and fix.
 *
 * Two bytes choose the dialects, one what is done, all of it or a part, and the dialect to write; then both configs, a line of `%%%%`
 * between them. What must hold: nothing fails; no tunnel is up in one order of the files and down in the other; what is written reads back
 * the same; fixing leaves no more than was there; no output shows a key. */
#define _GNU_SOURCE /* memmem() */
#include "src/peerlint.h"
#include "testdata/fuzz/fuzz.h"

#include <string.h>

#define DIVIDER "\n%%%%\n"

static const char *const names[] = { "comware5", "comware7", "cisco", "ruijie" };
#define NAMES (sizeof names / sizeof *names)

struct config {
  const char *name, *dialect, *text;
  size_t size;
};

struct pair {
  struct config end[2];
  const char *to;
  unsigned part;  /* of the work: 0 all of it, else one report, or one of the ends */
  bool secret; /* canaries are keys */
  enum { CHECK, FIX, CONVERT, PEER } work;
  bool clean[2];  /* the end is plain text and was read without a fault, so what is made of it must read back the same */
};

static void check_output(const struct pair *pair, struct sink *s)
{
  sink_close(s);
  fuzz_printable(s->text, s->size);
  if (pair->secret) canary_hidden(s->text, s->size);
}

static struct peerlint *open_run(const struct config *a, const struct config *b)
{
  struct peerlint *p = peerlint_new();
  fuzz_require(p && peerlint_add_bytes(p, a->name, a->dialect, a->text, a->size) == PEERLINT_OK, "a run");
  if (b) fuzz_require(peerlint_add_bytes(p, b->name, b->dialect, b->text, b->size) == PEERLINT_OK, "a run");
  return p;
}

/* The messages are fit to print, and none says that what was written of a clean file reads back different. */
static void close_run(struct peerlint *p, const struct pair *pair, bool clean)
{
  for (size_t i = 0; i < peerlint_error_count(p); i++) {
    const char *text = peerlint_error(p, i);
    bool differs = clean && strstr(text, "please report this");
    if (differs) fprintf(stderr, "%s\n%s\n", text, i + 1 < peerlint_error_count(p) ? peerlint_error(p, i + 1) : "");
    fuzz_require(!differs, "what is written reads back the same");
    fuzz_printable(text, strlen(text));
    if (pair->secret) canary_hidden(text, strlen(text));
  }
  peerlint_free(p);
}

/* ---- check ---- */

static json_t *checked(const struct pair *pair, unsigned first)
{
  struct peerlint *p = open_run(&pair->end[first], &pair->end[!first]);
  struct sink s;
  fuzz_require(peerlint_check(p) != PEERLINT_FAILED, "check does not fail");
  static const enum peerlint_format others[] = { PEERLINT_TEXT, PEERLINT_HTML, PEERLINT_SARIF };
  for (size_t i = 0; pair->work == CHECK && !first && i < sizeof others / sizeof *others; i++) {
    if (pair->part && (pair->part - 1) % 4 != i) continue;
    sink_open(&s);
    fuzz_require(peerlint_report(p, others[i], NULL, s.out) == PEERLINT_OK, "the report is written");
    check_output(pair, &s);
    sink_free(&s);
  }
  sink_open(&s);
  fuzz_require(peerlint_report(p, PEERLINT_JSON, NULL, s.out) == PEERLINT_OK, "the report is written");
  check_output(pair, &s);
  json_t *report = fuzz_json(&s);
  sink_free(&s);
  close_run(p, pair, false);
  return report;
}

/* The path and line of a tunnel's end. */
static const char *place(const json_t *report, const json_t *tunnel, size_t end, json_int_t *line)
{
  const json_t *e = json_array_get(json_object_get(tunnel, "ends"), end),
               *file = json_array_get(json_object_get(report, "files"), (size_t)json_integer_value(json_object_get(e, "file")));
  *line = json_integer_value(json_object_get(e, "line"));
  return json_string_value(json_object_get(file, "path"));
}

static bool same_end(const json_t *a, const json_t *in_a, size_t i, const json_t *b, const json_t *in_b, size_t k)
{
  json_int_t line_a, line_b;
  const char *path_a = place(a, in_a, i, &line_a), *path_b = place(b, in_b, k, &line_b);
  const json_t *end_a = json_array_get(json_object_get(in_a, "ends"), i), *end_b = json_array_get(json_object_get(in_b, "ends"), k);
  if (!json_equal(json_object_get(end_a, "sequence"), json_object_get(end_b, "sequence")))
    return false; /* another entry of the same interface */
  return path_a && path_b && line_a == line_b && !strcmp(path_a, path_b);
}

static bool contradict(const json_t *a, const json_t *b)
{
  const char *x = json_string_value(json_object_get(a, "verdict")), *y = json_string_value(json_object_get(b, "verdict"));
  return (!strcmp(x, "up") && !strcmp(y, "down")) || (!strcmp(x, "down") && !strcmp(y, "up"));
}

static void compare(const json_t *a, const json_t *b)
{
  size_t i, k;
  json_t *x, *y;
  json_array_foreach(json_object_get(a, "tunnels"), i, x)
    json_array_foreach(json_object_get(b, "tunnels"), k, y) {
      bool same = (same_end(a, x, 0, b, y, 0) && same_end(a, x, 1, b, y, 1)) || (same_end(a, x, 0, b, y, 1) && same_end(a, x, 1, b, y, 0));
      fuzz_require(!same || !contradict(x, y), "the order of the files does not turn up into down");
    }
}

/* Was the file called `name` read without a fault of its own? */
static bool is_clean(const json_t *report, const char *name)
{
  static const char *const faults[] = { "CFG001", "CFG002", "CFG004", "CFG005", "CFG006", "CFG007" };
  size_t i, file = SIZE_MAX;
  json_t *x;
  json_array_foreach(json_object_get(report, "files"), i, x)
    if (!strcmp(json_string_value(json_object_get(x, "path")), name)) file = i;
  json_array_foreach(json_object_get(report, "findings"), i, x)
    for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
      const json_t *first = json_array_get(json_object_get(x, "locations"), 0);
      if (!strcmp(json_string_value(json_object_get(x, "rule")), faults[k]) &&
        (size_t)json_integer_value(json_object_get(first, "file")) == file)
        return false;
    }
  return file != SIZE_MAX;
}

static unsigned errors(const json_t *report)
{
  return (unsigned)json_integer_value(json_object_get(json_object_get(report, "summary"), "error"));
}

/* ---- convert, peer, fix ---- */

static void translate(const struct pair *pair, unsigned end, bool mirror)
{
  const struct config *c = &pair->end[end];
  struct peerlint *p = open_run(c, NULL);
  struct sink out, account;
  sink_open(&out);
  sink_open(&account);
  struct peerlint_translation t = { .dialect = pair->to, .redact = true, .out = out.out, .report = account.out };
  enum peerlint_code code = mirror ? peerlint_peer(p, &t) : peerlint_convert(p, &t);
  fuzz_require(code != PEERLINT_FAILED, "translating does not fail");
  check_output(pair, &out);
  check_output(pair, &account);
  if (account.size) json_decref(fuzz_json(&account));
  sink_free(&out);
  sink_free(&account);
  close_run(p, pair, pair->clean[end]);
}

static void fix(const struct pair *pair, unsigned before)
{
  struct peerlint *p = open_run(&pair->end[0], &pair->end[1]);
  struct sink s;
  sink_open(&s);
  struct peerlint_fixing options = { .out = s.out, .commands = true };
  enum peerlint_code code = peerlint_fix(p, &options);
  fuzz_require(code != PEERLINT_FAILED, "fixing does not fail");
  fuzz_require(code != PEERLINT_OK || options.remaining <= before, "fixing adds no fault");
  sink_close(&s);
  fuzz_diff(s.text, s.size);
  if (pair->secret) canary_hidden(s.text, s.size);
  sink_free(&s);
  close_run(p, pair, false);
}

static bool split(const uint8_t *data, size_t size, struct pair *pair)
{
  if (size < 3) return false;
  const char *text = (const char *)data + 3, *end = (const char *)data + size, *middle = memmem(text, size - 3, DIVIDER, strlen(DIVIDER));
  if (!middle) return false;
  pair->end[0] = (struct config){ "one.cfg", fuzz_choose(data[0], names, NAMES), text, (size_t)(middle + 1 - text) };
  middle += strlen(DIVIDER);
  pair->end[1] = (struct config){ "two.cfg", fuzz_choose(data[1], names, NAMES), middle, (size_t)(end - middle) };
  pair->to = names[data[2] % NAMES];
  pair->work = data[2] / NAMES & 3;
  pair->part = data[2] / NAMES / 4;
  pair->secret = canary_is_secret(pair->end[0].text, pair->end[0].size) && canary_is_secret(pair->end[1].text, pair->end[1].size);
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct pair pair;
  if (!split(data, size, &pair)) return 0;
  json_t *a = checked(&pair, 0), *b = pair.work == CHECK ? checked(&pair, 1) : NULL;
  if (b) compare(a, b);
  if (pair.work == FIX) fix(&pair, errors(a));
  for (unsigned i = 0; pair.work >= CONVERT && i < 2; i++) {
    if (pair.part && pair.part % 2 != i) continue;
    pair.clean[i] = fuzz_is_plain(pair.end[i].text, pair.end[i].size) && is_clean(a, pair.end[i].name);
    translate(&pair, i, pair.work == PEER);
  }
  json_decref(a);
  json_decref(b);
  return 0;
}
