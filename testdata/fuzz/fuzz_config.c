/* See fuzz_config.h: `show`, `show --lines` and `check` of one file. */
#include "testdata/fuzz/fuzz_config.h"

#include "src/peerlint.h"
#include "testdata/fuzz/fuzz.h"

static struct peerlint *open_run(const char *dialect, const char *text, size_t size)
{
  struct peerlint *p = peerlint_new();
  fuzz_require(p && peerlint_add_bytes(p, "r1.cfg", dialect, text, size) == PEERLINT_OK, "a run");
  return p;
}

static void check_messages(struct peerlint *p)
{
  for (size_t i = 0; i < peerlint_error_count(p); i++) {
    const char *text = peerlint_error(p, i);
    size_t size = 0;
    while (text[size]) fuzz_require(text[size++] != '\n', "a message is one line");
    fuzz_printable(text, size);
  }
}

static void show(const char *dialect, const char *text, size_t size, bool secret, bool lines)
{
  struct sink s;
  struct peerlint *p = open_run(dialect, text, size);
  sink_open(&s);
  enum peerlint_code code = peerlint_show(p, lines, s.out);
  sink_close(&s);
  fuzz_require(code != PEERLINT_FAILED, "show does not fail");
  fuzz_printable(s.text, s.size);
  if (secret) canary_hidden(s.text, s.size);
  if (!lines && s.size) json_decref(fuzz_json(&s));
  check_messages(p);
  sink_free(&s);
  peerlint_free(p);
}

static void check(const char *dialect, const char *text, size_t size, bool secret)
{
  struct peerlint *p = open_run(dialect, text, size);
  fuzz_require(peerlint_check(p) != PEERLINT_FAILED, "check does not fail");
  for (enum peerlint_format f = PEERLINT_TEXT; f <= PEERLINT_JSON; f++) {
    struct sink s;
    sink_open(&s);
    fuzz_require(peerlint_report(p, f, NULL, s.out) == PEERLINT_OK, "the report is written");
    sink_close(&s);
    fuzz_printable(s.text, s.size);
    if (secret) canary_hidden(s.text, s.size);
    if (f == PEERLINT_JSON) json_decref(fuzz_json(&s));
    sink_free(&s);
  }
  check_messages(p);
  peerlint_free(p);
}

void fuzz_config(const uint8_t *data, size_t size, const char *const *names, size_t count)
{
  if (!size) return;
  const char *dialect = fuzz_choose(data[0], names, count), *text = (const char *)data + 1;
  size--;
  bool secret = canary_is_secret(text, size);
  show(dialect, text, size, secret, data[0] & 128);
  check(dialect, text, size, secret);
}
