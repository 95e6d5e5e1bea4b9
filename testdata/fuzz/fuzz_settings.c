/* Fuzz target: the files beside the configs. The first byte chooses a baseline or a project's settings; the rest is the file. */
#include "src/peerlint.h"
#include "testdata/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static const char one[] =
  "hostname R1\ncrypto isakmp policy 10\n encr 3des\n authentication pre-share\n group 2\ncrypto isakmp key 0 " CANARY
  " address 192.0.2.2\n"
  "crypto ipsec transform-set T esp-3des esp-sha-hmac\ncrypto map M 10 ipsec-isakmp\n set peer 192.0.2.2\n set transform-set T\n"
    " match address 101\n"
  "interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.0\n crypto map M\n"
    "access-list 101 permit ip 10.1.0.0 0.0.0.255 10.2.0.0 0.0.0.255\n";
static const char two[] =
  "hostname R2\ncrypto isakmp policy 10\n encr aes\n authentication pre-share\n group 2\ncrypto isakmp key 0 " CANARY " address 192.0.2.1\n"
  "crypto ipsec transform-set T esp-3des esp-md5-hmac\ncrypto map M 10 ipsec-isakmp\n set peer 192.0.2.1\n set transform-set T\n"
    " match address 101\n"
  "interface GigabitEthernet0/0\n ip address 192.0.2.2 255.255.255.0\n crypto map M\n"
    "access-list 101 permit ip 10.2.0.0 0.0.0.255 10.1.0.0 0.0.0.255\n";

static void report(struct peerlint *p, enum peerlint_format format)
{
  struct sink s;
  sink_open(&s);
  fuzz_require(peerlint_report(p, format, NULL, s.out) == PEERLINT_OK, "the report is written");
  sink_close(&s);
  fuzz_printable(s.text, s.size);
  canary_hidden(s.text, s.size);
  if (format == PEERLINT_JSON) json_decref(fuzz_json(&s));
  sink_free(&s);
}

/* Does the input itself hold the part of the key that must not show, be it with bytes in between that no report prints? */
static bool spells_canary(const uint8_t *data, size_t size)
{
  char *visible = malloc(size);
  size_t count = 0;
  fuzz_require(visible != NULL, "memory");
  for (size_t i = 0; i < size; i++)
    if (data[i] > ' ' && data[i] <= '~') visible[count++] = (char)data[i];
  bool found = canary_shown(visible, count);
  free(visible);
  return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (!size) return 0;
  if (spells_canary(data, size)) return 0;
  const char *path = fuzz_file(data + 1, size - 1);
  struct peerlint *p = peerlint_new();
  fuzz_require(p && peerlint_add_bytes(p, "one.cfg", NULL, one, sizeof one - 1) == PEERLINT_OK &&
      peerlint_add_bytes(p, "site/two.cfg", NULL, two, sizeof two - 1) == PEERLINT_OK,
    "a run");
  enum peerlint_code code = data[0] & 1 ? peerlint_baseline(p, path) : peerlint_config(p, path);
  fuzz_require(code != PEERLINT_FAILED, "reading does not fail");
  fuzz_require((code == PEERLINT_OK) == !peerlint_error_count(p), "a refused file has a message");
  for (size_t i = 0; i < peerlint_error_count(p); i++) fuzz_printable(peerlint_error(p, i), strlen(peerlint_error(p, i)));
  if (code == PEERLINT_OK) {
    fuzz_require(peerlint_check(p) != PEERLINT_FAILED, "check does not fail");
    report(p, PEERLINT_TEXT);
    report(p, PEERLINT_JSON);
  }
  peerlint_free(p);
  return 0;
}
