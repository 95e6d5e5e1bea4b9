/* See fuzz_config.h: `show`, `show --lines` and `check` of one file. */
#include "testdata/fuzz/fuzz_config.h"

#include "src/peerlint.h"
#include "testdata/fuzz/fuzz.h"

/* What is done with a config, by its first byte: one of these is quicker than all of them. */
enum work { FUZZ_ALL, FUZZ_SHOW, FUZZ_CHECK_TEXT, FUZZ_CHECK_JSON };

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

static void report(struct peerlint *p, enum peerlint_format format, bool secret)
{
  struct sink s;
  sink_open(&s);
  fuzz_require(peerlint_report(p, format, NULL, s.out) == PEERLINT_OK, "the report is written");
  sink_close(&s);
  fuzz_printable(s.text, s.size);
  if (secret) canary_hidden(s.text, s.size);
  if (format == PEERLINT_JSON) json_decref(fuzz_json(&s));
  sink_free(&s);
}

static void check(const char *dialect, const char *text, size_t size, bool secret, unsigned work)
{
  struct peerlint *p = open_run(dialect, text, size);
  fuzz_require(peerlint_check(p) != PEERLINT_FAILED, "check does not fail");
  if (work != FUZZ_CHECK_JSON) report(p, PEERLINT_TEXT, secret);
  if (work != FUZZ_CHECK_TEXT) report(p, PEERLINT_JSON, secret);
  check_messages(p);
  peerlint_free(p);
}

void fuzz_config(const uint8_t *data, size_t size, const char *const *names, size_t count)
{
  if (!size) return;
  unsigned work = data[0] >> 4 & 3;
  const char *dialect = fuzz_choose(data[0] & 15, names, count), *text = (const char *)data + 1;
  size--;
  bool secret = canary_is_secret(text, size);
  if (work <= FUZZ_SHOW) show(dialect, text, size, secret, data[0] & 128);
  if (work != FUZZ_SHOW) check(dialect, text, size, secret, work);
}
