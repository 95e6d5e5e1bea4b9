/* Tests of reading many files: neither the number of threads nor whether texts leave memory in between shows in a report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/peerlint.h"

#define SPOKES 24u
#define DENSE 4000u /* tunnels of a router of which a text of more than 1 MB is the smaller part */
#define FILLER 1500u /* lines a file, so that all together are more than may stay in memory */

struct folder {
  char path[32];
  unsigned count; /* files */
  char *names[SPOKES + 1], *texts[SPOKES + 1];
  size_t sizes[SPOKES + 1];
};

static void write_head(FILE *out, const char *name)
{
  fprintf(out,
    "version 15.2\nservice timestamps log datetime msec\nhostname %s\n!\ncrypto isakmp policy 10\n encr aes 256\n hash sha256\n"
      " authentication pre-share\n group 14\n!\n",
    name);
  fputs("crypto ipsec transform-set T esp-aes 256 esp-sha256-hmac\n!\n", out);
}

/* One tunnel seen from `from`: an entry of the map, its key, which differs for every fifth tunnel, and its flow. */
static void write_tunnel(FILE *out, unsigned n, bool hub)
{
  fprintf(out, "crypto isakmp key Fjord-%u-%s address 192.0.2.%u\n!\n", n, hub && n % 5 == 0 ? "Harbour" : "Lighthouse", hub ? n + 2 : 1);
  fprintf(
    out, "crypto map M %u ipsec-isakmp\n set peer 192.0.2.%u\n set transform-set T\n match address V%u\n!\n", n + 1, hub ? n + 2 : 1, n);
  fprintf(out, "ip access-list extended V%u\n permit ip 10.%u.%u.0 0.0.0.255 10.%u.%u.0 0.0.0.255\n!\n", n, hub ? 1 : 2, n, hub ? 2 : 1, n);
}

static void write_tail(FILE *out, unsigned host, unsigned n)
{
  fprintf(out,
    "interface GigabitEthernet0/0\n ip address 192.0.2.%u 255.255.255.0\n crypto map M\n!\ninterface GigabitEthernet0/1\n"
      " ip address 10.%u.%u.1 255.255.0.0\n!\n",
    host, host == 1 ? 1 : 2, n);
  for (unsigned i = 0; i < FILLER; i++) fprintf(out, "snmp-server host 198.51.100.%u trap %u\n", i % 250, i);
  fputs("ip route 0.0.0.0 0.0.0.0 192.0.2.254\nend\n", out);
}

/* Writes the next file of the folder. */
static void write_file(struct folder *f, void (*write)(FILE *out, unsigned i))
{
  char name[64];
  unsigned i = f->count++;
  snprintf(name, sizeof name, "%s/r%02u.cfg", f->path, i);
  f->names[i] = strdup(name);
  FILE *out = open_memstream(&f->texts[i], &f->sizes[i]);
  write(out, i);
  fclose(out);
  out = fopen(name, "w");
  assert_non_null(out);
  assert_int_equal(fwrite(f->texts[i], 1, f->sizes[i], out), f->sizes[i]);
  fclose(out);
}

/* The hub, or its spoke number `i`. */
static void write_router(FILE *out, unsigned i)
{
  char host[16];
  snprintf(host, sizeof host, i ? "SPOKE%u" : "HUB", i - 1);
  write_head(out, host);
  for (unsigned n = 0; n < SPOKES; n++)
    if (!i || n == i - 1) write_tunnel(out, n, !i);
  write_tail(out, i + 1, i ? i - 1 : 0);
}

/* A hub of tunnels alone. */
static void write_dense(FILE *out, unsigned i)
{
  write_head(out, "DENSE");
  for (unsigned n = 0; n < DENSE; n++) {
    unsigned high = n / 250, low = n % 250 + 1;
    fprintf(out, "crypto isakmp key Fjord-and-Harbour address 198.18.%u.%u\n", high, low);
    fprintf(out, "crypto map M %u ipsec-isakmp\n set peer 198.18.%u.%u\n set transform-set T\n match address V%u\n", n + 1, high, low, n);
    fprintf(out, "ip access-list extended V%u\n permit gre host 192.0.2.1 host 198.18.%u.%u\n", n, high, low);
    fprintf(out, "interface Tunnel%u\n tunnel source 192.0.2.1\n tunnel destination 198.18.%u.%u\n", n, high, low);
    fprintf(out, " ip address 10.%u.%u.1 255.255.255.252\n", high, low);
  }
  write_tail(out, 1, i);
}

static struct folder *make_empty(void)
{
  struct folder *f = calloc(1, sizeof *f);
  strcpy(f->path, "/tmp/run_read_test.XXXXXX");
  assert_non_null(mkdtemp(f->path));
  return f;
}

static int make(void **state)
{
  struct folder *f = *state = make_empty();
  while (f->count <= SPOKES) write_file(f, write_router);
  return 0;
}

static int make_dense(void **state)
{
  struct folder *f = *state = make_empty();
  write_file(f, write_dense);
  return 0;
}

static int drop(void **state)
{
  struct folder *f = *state;
  for (unsigned i = 0; i < f->count; i++) {
    unlink(f->names[i]);
    free(f->names[i]);
    free(f->texts[i]);
  }
  rmdir(f->path);
  free(f);
  return 0;
}

/* All reports of the folder in a row, to be freed; `kept`: from bytes, which never leave memory. */
static char *all_reports(const struct folder *f, unsigned jobs, bool kept)
{
  char *bytes;
  size_t size;
  struct peerlint *p = peerlint_new();
  FILE *out = open_memstream(&bytes, &size);
  peerlint_jobs(p, jobs);
  for (unsigned i = 0; i < f->count; i++)
    assert_int_equal(
      kept ? peerlint_add_bytes(p, f->names[i], NULL, f->texts[i], f->sizes[i]) : peerlint_add_file(p, f->names[i], NULL), PEERLINT_OK);
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  for (int format = PEERLINT_TEXT; format <= PEERLINT_HTML; format++)
    assert_int_equal(peerlint_report(p, (enum peerlint_format)format, NULL, out), PEERLINT_OK);
  assert_int_equal(peerlint_write_baseline(p, out), PEERLINT_OK);
  fclose(out);
  peerlint_free(p);
  return bytes;
}

static void test_same_reports(void **state)
{
  static const unsigned jobs[] = { 1, 2, 8, 0, 1000 };
  char *expected = all_reports(*state, 1, true);
  assert_non_null(strstr(expected, "KEY101"));
  for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
    char *got = all_reports(*state, jobs[i], false);
    assert_int_equal(strcmp(got, expected), 0);
    free(got);
  }
  free(expected);
}

/* The text of a router that takes far more memory than its text is given back even if it is the only one. */
static void test_dense(void **state)
{
  char *expected = all_reports(*state, 1, true), *got = all_reports(*state, 1, false);
  assert_non_null(strstr(expected, "KEY203"));
  assert_int_equal(strcmp(got, expected), 0);
  free(expected);
  free(got);
}

/* A file that is another one when its lines are needed is told, and nothing of it is quoted. */
static void test_changed_file(void **state)
{
  const struct folder *f = *state;
  char *bytes;
  size_t size;
  struct peerlint *p = peerlint_new();
  FILE *out = open_memstream(&bytes, &size);
  for (unsigned i = 0; i <= SPOKES; i++) peerlint_add_file(p, f->names[i], NULL);
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  FILE *file = fopen(f->names[SPOKES], "a");
  fputs("end\n", file);
  fclose(file);
  assert_int_equal(peerlint_report(p, PEERLINT_JSON, NULL, out), PEERLINT_BAD_INPUT);
  assert_int_equal(peerlint_report(p, PEERLINT_JSON, NULL, out), PEERLINT_FAILED);
  assert_int_equal(peerlint_error_count(p), 1);
  assert_non_null(strstr(peerlint_error(p, 0), "r24.cfg: the file changed"));
  fclose(out);
  free(bytes);
  peerlint_free(p);
}

struct told {
  unsigned calls;
  size_t last;
  bool over;
};

static void tell(void *user, const char *doing, size_t done, size_t total)
{
  struct told *t = user;
  assert_non_null(doing);
  t->over = t->over || done > total;
  t->calls++;
  if (!strcmp(doing, "comparing tunnels")) t->last = done;
}

static void test_progress(void **state)
{
  const struct folder *f = *state;
  struct told told = { 0 };
  struct peerlint *p = peerlint_new();
  peerlint_progress(p, tell, &told);
  for (unsigned i = 0; i <= SPOKES; i++) peerlint_add_file(p, f->names[i], NULL);
  assert_int_equal(peerlint_check(p), PEERLINT_OK);
  assert_true(told.calls > SPOKES);
  assert_int_equal(told.last, SPOKES);
  assert_false(told.over);
  peerlint_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_same_reports, make, drop),
    cmocka_unit_test_setup_teardown(test_dense, make_dense, drop),
    cmocka_unit_test_setup_teardown(test_changed_file, make, drop),
    cmocka_unit_test_setup_teardown(test_progress, make, drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
