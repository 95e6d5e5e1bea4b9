/* Fuzz target: logs. The first byte chooses the dialect, or to detect it; the rest is the log. */
#include "src/peerlint.h"
#include "testdata/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const names[] = { "comware5", "comware7", "cisco", "ruijie", "huawei", "strongswan" };
  char argument[128];
  if (!size) return 0;
  const char *dialect = fuzz_choose(data[0], names, sizeof names / sizeof *names), *path = fuzz_file(data + 1, size - 1);
  snprintf(argument, sizeof argument, "%s%s%s", dialect ? dialect : "", dialect ? ":" : "", path);
  for (enum peerlint_format f = PEERLINT_TEXT; f <= PEERLINT_JSON; f++) {
    struct sink s;
    struct peerlint *p = peerlint_new();
    sink_open(&s);
    struct peerlint_diagnosis d = { .log = argument, .format = f, .out = s.out };
    enum peerlint_code code = peerlint_diagnose(p, &d);
    sink_close(&s);
    fuzz_require(p && code != PEERLINT_FAILED, "diagnose does not fail");
    fuzz_require(code != PEERLINT_OK || s.size, "something is said");
    fuzz_printable(s.text, s.size);
    if (f == PEERLINT_JSON && s.size) json_decref(fuzz_json(&s));
    sink_free(&s);
    peerlint_free(p);
  }
  return 0;
}
