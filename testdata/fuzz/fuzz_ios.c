/* Fuzz target: the IOS grammar and its dialects. */
#include "testdata/fuzz/fuzz.h"
#include "testdata/fuzz/fuzz_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const names[] = { "cisco", "ruijie" };
  fuzz_config(data, size, names, 2);
  return 0;
}
