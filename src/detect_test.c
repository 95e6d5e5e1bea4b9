/* The rules by which a text's dialect is found, with dialects made up for this, and the systems that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "src/source_fixture.h"
#include "src/detect.h"
#include "vendors/vendor.h"

/* A line `NAME POINTS` gives the dialect of that name its points, `both POINTS` gives them to alpha and beta. */
static int weigh(const char *name, const char *line, size_t len, const char **reason)
{
  size_t n = strlen(name);
  bool mine = len > n + 1 && !memcmp(line, name, n) && line[n] == ' ', both = len > 5 && !memcmp(line, "both ", 5);
  if (!mine && !both) return 0;
  *reason = "a line of the test";
  return atoi(line + (mine ? n : 4));
}

static int weigh_alpha(const char *line, size_t len, const char **reason)
{
  return weigh("alpha", line, len, reason);
}

static int weigh_beta(const char *line, size_t len, const char **reason)
{
  return weigh("beta", line, len, reason);
}

static const struct dialect alpha = { .name = "alpha", .title = "Alpha", .weigh = weigh_alpha },
                            beta = { .name = "beta", .title = "Beta", .weigh = weigh_beta };
const struct dialect *const dialects[] = { &alpha, &beta, NULL };

static const struct dialect *detect(struct fixture *f, const char *text)
{
  const char *error;
  source_free(&f->s);
  assert_true(source_from_bytes(&f->s, &f->arena, "r1.cfg", text, strlen(text), &error));
  const struct dialect *d = detect_dialect(&f->s, &f->arena, &f->reason, &f->foreign);
  assert_non_null(f->reason);
  return d;
}

static void decisive_line_settles(void **state)
{
  struct fixture *f = *state;
  assert_ptr_equal(detect(f, "alpha 900\nbeta 1000\nalpha 2000\n"), &beta);
  assert_string_equal(f->reason, "line 2: `beta 1000`, a line of the test");
  assert_ptr_equal(detect(f, "beta 10\nboth 1000\n"), &beta);
  assert_ptr_equal(detect(f, "both 1000\n"), &alpha);
  assert_ptr_equal(detect(f, "alpha 900\nbeta \t 1000 \n"), &beta);
  assert_ptr_equal(detect(f, "beta 1000\nASA Version 9.1\n"), &beta);
  assert_null(f->foreign);
}

static void points_are_added(void **state)
{
  struct fixture *f = *state;
  assert_ptr_equal(detect(f, "\r\nalpha 100\r\n! x\r\nbeta 100\r\nbeta 300\r\n"), &beta);
  assert_string_equal(f->reason, "line 5: `beta 300`, a line of the test, and 1 more line of its syntax");
  assert_ptr_equal(detect(f, "both 100\nboth 10\nboth 10"), &alpha);
  assert_string_equal(
    f->reason, "line 1: `both 100`, a line of the test, and 2 more lines of its syntax; a guess: it may as well be Beta (--dialect beta)");
}

static void strongest_of_two_strong_lines_settles(void **state)
{
  struct fixture *f = *state;
  assert_ptr_equal(detect(f, "alpha 900\nbeta 950\nalpha 900\nalpha 200\n"), &beta);
  assert_ptr_equal(detect(f, "alpha 900\nbeta 400\nbeta 400\nbeta 400\n"), &alpha);
  assert_ptr_equal(detect(f, "beta 950\nalpha 1000\n"), &alpha);
}

static void what_is_no_config_is_said(void **state)
{
  struct fixture *f = *state;
  assert_null(detect(f, ""));
  assert_string_equal(f->reason, "the file is empty");
  assert_null(detect(f, "\n \n!\n#\n"));
  assert_string_equal(f->reason, "the file holds no command");
  assert_null(detect(f, "\nDear colleague,\nbeta 90\nthe password secret1 works.\nYours\n"));
  assert_string_equal(f->reason, "no line of it tells a router's dialect; line 2: `Dear colleague,`");
  assert_null(f->foreign);
  assert_ptr_equal(detect(f, "beta 10\nx y z\n"), &beta);
  assert_null(detect(f, "password topsecret\n"));
  assert_null(strstr(f->reason, "topsecret"));
}

static void late_evidence_is_found(void **state)
{
  struct fixture *f = *state;
  size_t lines = 100000, size = lines * 8;
  char *text = malloc(size + 32);
  for (size_t i = 0; i < lines; i++) memcpy(text + i * 8, "a b c d\n", 8);
  strcpy(text + size, "beta 1000\n");
  assert_ptr_equal(detect(f, text), &beta);
  assert_non_null(strstr(f->reason, "line 100001:"));
  memcpy(text, "alpha 50\n\n\n\n\n\n\n\n", 16);
  assert_ptr_equal(detect(f, text), &beta);
  memcpy(text, "alpha 300\n\n\n\n\n\n\n", 16);
  assert_ptr_equal(detect(f, text), &alpha);
  free(text);
}

static void other_systems_are_refused(void **state)
{
  struct fixture *f = *state;
  static const struct { const char *text, *title;
  } cases[] = {
    { ": Saved\n:\nASA Version 9.1(2)\nhostname fw\n", "Cisco ASA or PIX" },
    { "hostname fw\ninterface GigabitEthernet0/0\n nameif outside\n security-level 0\n", "Cisco ASA or PIX" },
    { "access-list l2l extended permit ip 10.1.0.0 255.255.0.0 10.2.0.0 255.255.0.0\ncrypto map m 10 set peer 1.1.1.1\n",
      "Cisco ASA or PIX" },
    { "tunnel-group 1.1.1.1 type ipsec-l2l\n", "Cisco ASA or PIX" },
    { "crypto isakmp policy 10\n encryption 3des\ncrypto isakmp enable outside\n", "Cisco ASA or PIX" },
    { "!Command: show running-config\nversion 7.0(3)I7(6)\n", "Cisco NX-OS" },
    { "version 9.3(3) Bios:version\n", "Cisco NX-OS" },
    { "RP/0/RSP0/CPU0:R1#show run\n!! IOS XR Configuration 6.1.3\n", "Cisco IOS-XR" },
    { "interface GigabitEthernet0/0/0/0\n ipv4 address 10.0.0.1 255.255.255.0\n", "Cisco IOS-XR" },
    { "interface tunnel-ip1\n tunnel source 192.0.2.1\n", "Cisco IOS-XR" },
    { "interface Tunnel1\n ipv4 address 10.0.0.1/30\n", "Cisco IOS-XR" },
    { "## Last commit: 2015-01-01 by root\nversion 12.1X46-D20.5;\nsystem {\n", "Juniper Junos" },
    { "set security ike proposal p1 authentication-method pre-shared-keys\n", "Juniper Junos" },
    { "security {\n    ike {\n", "Juniper Junos" },
    { "#config-version=FGT60E-6.0.3-FW-build0200\nconfig system global\n", "Fortinet FortiOS" },
    { "config vpn ipsec phase1-interface\n    edit \"x\"\n        set psksecret ENC abc\n", "Fortinet FortiOS" },
    { "Router_config#crypto isakmp policy 1\nR1(config-crypto-ike-policy-15)#hash md5\n", "DCN (Digital China)" },
    { "crypto isakmp policy P1\n authentication prekey\n", "Furukawa FITELnet" },
    { "[V300R019C00SPC300]\n#\n sysname R1\n", "Huawei VRP" },
    { "ike peer a\n pre-shared-key cipher x\n ike-proposal 1\n", "Huawei VRP" },
    { "ike peer a\n undo version 2\n remote-address 192.0.2.1\n", "Huawei VRP" },
    { "ike peer a\n pre-shared-key cipher %^%#aB,c%^%#\n", "Huawei VRP" },
    { "ike peer a v1\n remote-address 192.0.2.1\n", "Huawei VRP" },
    { "[R1]ike peer a\n[R1-ike-peer-a]ike-proposal 1\n", "Huawei VRP" },
    { "[*R1-ike-peer-a]remote-address 192.0.2.1\n", "Huawei VRP" },
    { "[R1-ike-proposal-1] authentication-algorithm sha2-256\n", "Huawei VRP" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_null(detect(f, cases[i].text));
    if (!f->foreign) fail_msg("not refused: %s", cases[i].text);
    assert_string_equal(f->foreign->title, cases[i].title);
  }
}

/* Lines of good configs that look a little like one of the others. */
static void good_lines_do_not_refuse(void **state)
{
  struct fixture *f = *state;
  static const char *const lines[] = {
    "version 15.2",
    "version RGOS 10.4(3b19)p3 Release(180891)",
    " version 5.20, Release 2207P02",
    "version 12.4",
    "crypto isakmp policy 10",
    "crypto isakmp policy xx",
    "crypto map mymap 1 ipsec-isakmp",
    "crypto map m 10 ipsec-isakmp dynamic dyn",
    " set security-association lifetime seconds 3600",
    "description ASA Version 9 behind this",
    " match address 101",
    "[V1-router]ike peer a",
    "[edit]ike peer a",
    "ip nat inside source list 1 interface Dialer0 overload",
    " vrf forwarding A",
    "ike proposal 1",
    "<config>display version",
    "interface Vlan-interface1",
    "config t",
    "R1(config-isakmp)#hash md5",
    "object-group network A",
    "access-list 101 permit ip any any",
    "isakmp authorization list x",
    "feature-set x",
    "set peer 1.1.1.1",
    "set version",
    "username admin password 0 x",
    "version 10.4(3b19)",
    "[H3C]ike-proposal",
    "security acl 3000",
    "crypto isakmp enable",
    " pre-shared-key cipher 3AavyEcNMKo=",
    "[R1]ike peer v1",
    "[R1-Tunnel0]tunnel-protocol ipsec ipv4",
    "ike peer a",
    "[*] note",
    "interface Tunnel0",
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    detect(f, lines[i]);
    if (f->foreign) fail_msg("refused: %s", lines[i]);
  }
}

static void odd_texts_end(void **state)
{
  struct fixture *f = *state;
  size_t size = 2000000;
  char *text = malloc(size + 1);
  for (size_t i = 0; i < size; i++) text[i] = i % 2 ? '\n' : 'x';
  text[size] = '\0';
  assert_null(detect(f, text));
  memset(text, 'x', size);
  assert_null(detect(f, text));
  assert_true(strlen(f->reason) < 200);
  free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(decisive_line_settles), TEST(points_are_added), TEST(strongest_of_two_strong_lines_settles),
    TEST(what_is_no_config_is_said), TEST(late_evidence_is_found), TEST(other_systems_are_refused), TEST(good_lines_do_not_refuse),
    TEST(odd_texts_end) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
