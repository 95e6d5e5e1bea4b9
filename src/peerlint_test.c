/* Tests of the public interface, as a program that uses the library calls it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/peerlint.h"

static const char spoke[] =
  "version 15.2\nservice timestamps log datetime msec\nhostname SPOKE\n!\ncrypto isakmp policy 10\n encr aes 256\n hash sha256\n"
    " authentication pre-share\n group 14\n!\n"
  "crypto isakmp key Fjord-4471-Harbour-Gate address 192.0.2.1\n!\ncrypto ipsec transform-set T esp-aes 256 esp-sha256-hmac\n!\n"
    "crypto map M 1 ipsec-isakmp\n set peer 192.0.2.1\n set transform-set T\n"
  " match address V\n!\nip access-list extended V\n permit ip 10.2.0.0 0.0.255.255 10.1.0.0 0.0.255.255\n!\n"
    "interface GigabitEthernet0/0\n ip address 192.0.2.2 255.255.255.0\n crypto map M\n!\n"
  "interface GigabitEthernet0/1\n ip address 10.2.0.1 255.255.0.0\n!\nip route 0.0.0.0 0.0.0.0 192.0.2.1\nend\n";
static const char hub[] =
  "version 15.2\nservice timestamps log datetime msec\nhostname HUB\n!\ncrypto isakmp policy 10\n encr aes 256\n hash sha256\n"
    " authentication pre-share\n group 14\n!\n"
  "crypto isakmp key fjord-4471-Harbour-Gate address 192.0.2.2\n!\ncrypto ipsec transform-set T esp-aes 256 esp-sha256-hmac\n!\n"
    "crypto map M 1 ipsec-isakmp\n set peer 192.0.2.2\n set transform-set T\n"
  " match address V\n!\nip access-list extended V\n permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255\n!\n"
    "interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.0\n crypto map M\n!\n"
  "interface GigabitEthernet0/1\n ip address 10.1.0.1 255.255.0.0\n!\nip route 0.0.0.0 0.0.0.0 192.0.2.2\nend\n";

static struct peerlint *both(void)
{
  struct peerlint *p = peerlint_new();
  assert_non_null(p);
  assert_int_equal(peerlint_add_bytes(p, "spoke", NULL, spoke, sizeof spoke - 1), PEERLINT_OK);
  assert_int_equal(peerlint_add_bytes(p, "hub", "cisco", hub, sizeof hub - 1), PEERLINT_OK);
  return p;
}

/* The report as a string, to be freed. */
static char *report(struct peerlint *p, enum peerlint_format format)
{
  char *bytes;
  size_t size;
  FILE *out = open_memstream(&bytes, &size);
  assert_int_equal(peerlint_report(p, format, NULL, out), PEERLINT_OK);
  fclose(out);
  return bytes;
}

static void test_check(void **state)
{
  (void)state;
  struct peerlint *p = both();
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  assert_int_equal(peerlint_file_count(p), 2);
  assert_int_equal(peerlint_worst(p), PEERLINT_ERROR);
  assert_int_equal(peerlint_error_count(p), 0);
  char *text = report(p, PEERLINT_TEXT), *json = report(p, PEERLINT_JSON);
  assert_non_null(strstr(text, "KEY101"));
  assert_non_null(strstr(json, "\"KEY101\""));
  assert_null(strstr(text, "jord-4471"));
  assert_null(strstr(json, "jord-4471"));
  free(text);
  free(json);
  peerlint_free(p);
}

static void test_options(void **state)
{
  (void)state;
  struct peerlint *p = both();
  assert_false(peerlint_dialect(p, "ios"));
  assert_true(peerlint_dialect(p, "cisco"));
  assert_true(peerlint_dialect(p, NULL));
  assert_false(peerlint_rule(p, "KEY999", "off"));
  assert_false(peerlint_rule(p, "KEY101", "loud"));
  assert_true(peerlint_rule(p, "KEY101", "info"));
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  assert_true(peerlint_worst(p) < PEERLINT_ERROR);
  peerlint_free(p);
}

static void test_bad_input(void **state)
{
  (void)state;
  struct peerlint *p = both();
  assert_int_equal(peerlint_add_file(p, "/nowhere/at/all.cfg", "ios"), PEERLINT_BAD_INPUT);
  assert_int_equal(peerlint_add_file(p, "/nowhere/at/all.cfg", NULL), PEERLINT_OK);
  assert_int_equal(peerlint_add_bytes(p, "notes", NULL, "buy milk\n", 9), PEERLINT_OK);
  assert_int_equal(peerlint_add_folder(p, "/nowhere", NULL), PEERLINT_BAD_INPUT);
  assert_int_equal(peerlint_check(p), PEERLINT_BAD_INPUT);
  assert_int_equal(peerlint_file_count(p), 2);
  assert_int_equal(peerlint_error_count(p), 4);
  assert_int_equal(strncmp(peerlint_error(p, 2), "/nowhere/at/all.cfg: ", 21), 0);
  assert_null(peerlint_error(p, 4));
  peerlint_free(p);
}

static void test_order_of_calls(void **state)
{
  (void)state;
  struct peerlint *p = peerlint_new();
  assert_int_equal(peerlint_report(p, PEERLINT_JSON, NULL, stdout), PEERLINT_FAILED);
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  assert_int_equal(peerlint_check(p), PEERLINT_FAILED);
  assert_int_equal(peerlint_file_count(p), 0);
  assert_int_equal(peerlint_worst(p), PEERLINT_NOTHING);
  peerlint_free(p);
  peerlint_free(NULL);
}

static void test_show(void **state)
{
  (void)state;
  char *bytes;
  size_t size;
  struct peerlint *p = peerlint_new();
  FILE *out = open_memstream(&bytes, &size);
  assert_int_equal(peerlint_add_bytes(p, "spoke", NULL, spoke, sizeof spoke - 1), PEERLINT_OK);
  assert_int_equal(peerlint_show(p, false, out), PEERLINT_OK);
  fclose(out);
  assert_non_null(strstr(bytes, "\"dialect\": \"cisco\""));
  assert_null(strstr(bytes, "Fjord"));
  free(bytes);
  peerlint_free(p);
}

static void test_knowledge(void **state)
{
  (void)state;
  char *bytes;
  size_t size;
  FILE *out = open_memstream(&bytes, &size);
  assert_true(peerlint_explain("KEY102", out));
  assert_false(peerlint_explain("KEY999", out));
  assert_false(peerlint_explain("", out));
  peerlint_rules(out);
  fclose(out);
  assert_int_equal(strncmp(bytes, "# KEY102 key-encoding\n", 22), 0);
  assert_non_null(strstr(bytes, "\nPOL206  error"));
  free(bytes);
  assert_string_equal(peerlint_dialect_name(0), "cisco");
  assert_null(peerlint_dialect_name(1000));
}

/* Runs share nothing: many threads, each with its own, give the same report. */
static void *run_one(void *unused)
{
  (void)unused;
  struct peerlint *p = both();
  peerlint_check(p);
  char *json = report(p, PEERLINT_JSON);
  peerlint_free(p);
  return json;
}

static void test_reentrant(void **state)
{
  (void)state;
  pthread_t threads[8];
  char *first = run_one(NULL);
  for (int i = 0; i < 8; i++) assert_int_equal(pthread_create(&threads[i], NULL, run_one, NULL), 0);
  for (int i = 0; i < 8; i++) {
    void *json;
    pthread_join(threads[i], &json);
    assert_string_equal(json, first);
    free(json);
  }
  free(first);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_check),
    cmocka_unit_test(test_options),
    cmocka_unit_test(test_bad_input),
    cmocka_unit_test(test_order_of_calls),
    cmocka_unit_test(test_show),
    cmocka_unit_test(test_knowledge),
    cmocka_unit_test(test_reentrant),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
