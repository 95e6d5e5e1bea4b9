/* What is quoted of lines: secrets of every kind of line masked, nothing that a terminal acts on, columns that stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "src/source_fixture.h"
#include "src/quote.h"

static void take(struct fixture *f, const char *text, size_t size)
{
  const char *error;
  source_free(&f->s);
  assert_true(source_from_bytes(&f->s, &f->arena, "r1.cfg", text, size, &error));
}

static struct quoted quoted(struct fixture *f, const char *text)
{
  take(f, text, strlen(text));
  return quote_line(&f->arena, &f->s, 1, NULL, 0, false);
}

/* `HIDE` marks what must go, `SHOW` what must stay. */
static const char *const secret_lines[] = {
  "crypto isakmp key 0 HIDE address 148.1.1.30",
  "crypto isakmp key HIDE address 148.x.x.30 255.255.255.255 no-xauth",
  "crypto isakmp key 6 HIDE hostname SHOW",
  "cry isa ke 7 HIDE add 1.1.1.1",
  "crypto isakmp key HIDE",
  "crypto isakmp key address 1.1.1.1 HIDE",
  "R1(config)#crypto isakmp key HIDE address 1.1.1.1",
  "crypto isakmp policy 10",
  "crypto isakmp keepalive 10 periodic",
  " pre-shared-key address 1.1.1.1 255.255.255.255 key 0 HIDE",
  "pre-shared-key address 1.1.1.1 key cipher HIDE",
  "pre-shared-key hostname SHOW key simple HIDE HIDE",
  " pre-shared-key cipher HIDE!HIDE#\"HIDE",
  "pre-shared-key simple HIDE",
  "pre-shared-key HIDE",
  "[H3C-ike-peer-x]pre-shared-key HIDE",
  "pre HIDE",
  "pre-shared-key local 6 HIDE",
  "authentication pre-share",
  "authentication-method pre-share",
  "enable secret 5 HIDE",
  "enable password HIDE",
  "enable secret level 15 0 HIDE",
  "enable sec 5 HIDE",
  "username SHOW privilege 15 password 7 HIDE",
  "username SHOW secret 9 HIDE",
  "webmaster level 0 username SHOW password 7 HIDE",
  " password HIDE",
  "R1(config-line)#password HIDE",
  "Ruijie(config-if-GigabitEthernet 0/0)#ppp chap password 0 HIDE",
  "ppp chap password HIDE",
  "ppp pap sent-username SHOW password 0 HIDE",
  "ppp chap password cipher HIDE",
  "super password level 3 cipher HIDE",
  "local-user SHOW",
  " password hash HIDE",
  "service password-encryption",
  "password encryption aes",
  "key config-key password-encrypt HIDE",
  "security passwords min-length 6",
  "snmp-server community HIDE RO 10",
  "snmp-agent community read cipher HIDE acl 2000",
  "snmp-agent community write HIDE",
  "snmp-server host 10.1.1.1 version 2c HIDE",
  "snmp-server host 10.1.1.1 HIDE",
  "snmp-server host 10.1.1.1 traps HIDE",
  "snmp-agent target-host trap address udp-domain 1.1.1.1 params securityname HIDE v2c",
  "snmp-server user SHOW SHOW v3 auth md5 HIDE priv aes 128 HIDE",
  "snmp-agent usm-user v3 SHOW SHOW simple authentication-mode md5 HIDE privacy-mode aes128 HIDE",
  "ip community-list 1 permit 65000:1",
  "set community 65000:1",
  "neighbor 1.1.1.1 send-community",
  "radius-server key 7 HIDE",
  "radius-server host 1.1.1.1 auth-port 1812 key HIDE",
  "tacacs-server key HIDE",
  "server-private 1.1.1.1 key HIDE",
  " key authentication cipher HIDE",
  " key accounting HIDE",
  " client 1.1.1.1 server-key 7 HIDE",
  "key chain SHOW",
  " key-string 7 HIDE",
  "ip ospf message-digest-key 1 md5 7 HIDE",
  "ip ospf authentication-key HIDE",
  "ospf authentication-mode md5 1 cipher HIDE",
  "ntp authentication-key 1 md5 HIDE",
  "neighbor 1.1.1.1 password 7 HIDE",
  "peer 1.1.1.1 password cipher HIDE",
  "isis authentication-mode md5 plain HIDE",
  "standby 1 authentication HIDE",
  "standby 1 authentication md5 key-string HIDE",
  "ip nhrp authentication HIDE",
  "set aggressive-mode password HIDE",
  "wpa-psk ascii 0 HIDE",
  "security wpa psk set-key ascii 0 HIDE",
  "set session-key inbound esp 1001 cipher HIDE authenticator HIDE",
  "sa string-key inbound esp simple HIDE",
  "sa authentication-hex inbound esp cipher HIDE",
  "tunnel password cipher HIDE",
  "copy ftp://SHOW:HIDE@10.1.1.1/SHOW flash:",
  "! the old key is HIDE HIDE",
  "# key HIDE",
  " description password HIDE HIDE",
  "access-list 101 remark key HIDE HIDE",
  "tunnel key 12345",
  "gre key 12345",
  "crypto key generate rsa modulus 2048",
  "esp authentication-algorithm md5 sha1",
  " hash md5",
  "authentication-algorithm md5",
  "transform esp",
  "crypto ipsec transform-set SHOW esp-3des esp-md5-hmac",
  "crypto ipsec security-association lifetime sec 3600",
  "interface Tunnel1",
  "ike keychain SHOW",
  "keychain SHOW",
  "set psksecret ENC HIDE",
  "ip ftp password HIDE",
  "boot system ftp://SHOW:HIDE@h/SHOW",
  "crypto&nbsp;isakmp&nbsp;key&nbsp;7&nbsp;HIDE&nbsp;address&nbsp;10.1.1.1",
  " password&nbsp;7&nbsp;HIDE",
  "&nbsp;pre-shared-key&#160;simple&#160;HIDE&#160;HIDE",
  "crypto\xc2\xa0isakmp\xc2\xa0key\xc2\xa0HIDE\xc2\240address 10.1.1.1",
  "12: pre HIDE",
  "  12  pre HIDE",
  "12 | pre HIDE",
  "> pre HIDE",
};

static void secrets_are_masked(void **state)
{
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof secret_lines / sizeof *secret_lines; i++) {
    struct quoted q = quoted(f, secret_lines[i]);
    if (strstr(q.text, "HIDE")) fail_msg("shown: %s", q.text);
    size_t shown = 0;
    for (const char *c = secret_lines[i]; (c = strstr(c, "SHOW")); c += 4) shown++;
    for (const char *c = q.text; (c = strstr(c, "SHOW")); c += 4) shown--;
    if (shown) fail_msg("masked too much: %s", q.text);
    if (!strstr(secret_lines[i], "HIDE") && strcmp(secret_lines[i], q.text)) fail_msg("changed: %s", q.text);
  }
}

static void words_between_stay(void **state)
{
  struct fixture *f = *state;
  assert_string_equal(quoted(f, "crypto isakmp key 0 summer address 148.x.x.30").text, "crypto isakmp key 0 ****** address 148.x.x.30");
  assert_string_equal(quoted(f, "crypto isakmp key 7 address 1.1.1.1").text, "crypto isakmp key ****** address 1.1.1.1");
  assert_string_equal(quoted(f, "crypto isakmp key policy address 1.1.1.1").text, "crypto isakmp key ****** address 1.1.1.1");
  assert_string_equal(quoted(f, " pre-shared-key cipher 3AavyEcNMKo=").text, " pre-shared-key cipher ******");
  assert_string_equal(quoted(f, "snmp-server community public RO").text, "snmp-server community ****** RO");
  assert_string_equal(quoted(f, "username a privilege 15 secret 5 $1$x").text, "username a privilege 15 secret 5 ******");
}

static void terminals_are_safe(void **state)
{
  struct fixture *f = *state;
  assert_string_equal(quoted(f, "\thostname\tR1\r\n").text, " hostname R1");
  assert_string_equal(quoted(f, "banner motd \x03hello\x03").text, "banner motd ^Chello^C");
  assert_string_equal(quoted(f, "\x1b[31mhostname\x1b[0m R1\a").text, "hostname R1");
  assert_string_equal(quoted(f, "description \xc2\x9b[2J\xe2\x80\xae x").text, "description ?[2J? x");
  take(f, "a\nb", 3);
  assert_string_equal(quote_line(&f->arena, &f->s, 3, NULL, 0, false).text, "");
  assert_string_equal(quote_line(&f->arena, &f->s, 0, NULL, 0, false).text, "");
}

static void columns_are_mapped(void **state)
{
  struct fixture *f = *state;
  struct quoted q = quoted(f, "crypto isakmp key 0 summer address 148.1.1.30");
  assert_int_equal(q.count, 45);
  assert_int_equal(quote_column(&q, 1), 1);
  assert_int_equal(quote_column(&q, 21), 21);
  assert_int_equal(quote_column(&q, 26), 21);
  assert_int_equal(quote_column(&q, 28), 28);
  assert_int_equal(quote_column(&q, 46), 46);
  assert_int_equal(quote_column(&q, 999), 46);
  q = quoted(f, "key topsecret address");
  assert_int_equal(quote_column(&q, 15), 12);
  q = quoted(f, "  ---- More ----\x1b[42D                                          \x1b[42D dh group2\n");
  assert_string_equal(q.text, " dh group2");
  assert_int_equal(quote_column(&q, 70), 2);
  assert_int_equal(quote_column(&q, 73), 5);
  assert_int_equal(quote_column(&q, 79), 11);
}

static void places_are_masked(void **state)
{
  struct fixture *f = *state;
  static const char text[] = "unheard-of abc def ghi\ndh group2\nxy z\n";
  take(f, text, sizeof text - 1);
  uint32_t len, joined = source_join(&f->s, 23, 32, 33, 37, false, &len);
  struct place places[] = { { joined + 3, joined + 11 }, { 15, 18 } };
  quote_sort(&f->s, places, 2);
  assert_string_equal(quote_line(&f->arena, &f->s, 1, places, 2, false).text, "unheard-of abc ****** ghi");
  assert_string_equal(quote_line(&f->arena, &f->s, 1, places, 2, true).text, "unheard-of abc def ghi");
  assert_string_equal(quote_line(&f->arena, &f->s, 2, places, 2, false).text, "dh ******");
  assert_string_equal(quote_line(&f->arena, &f->s, 3, places, 2, false).text, "****** z");
}

static void long_lines_are_cut(void **state)
{
  struct fixture *f = *state;
  size_t size = 100000;
  char *text = malloc(size);
  for (size_t i = 0; i < size; i++) text[i] = "key abcd "[i % 9];
  take(f, text, size);
  struct quoted q = quote_line(&f->arena, &f->s, 1, NULL, 0, false);
  assert_true(q.length <= QUOTE_LONGEST + 10);
  assert_null(strstr(q.text, "abcd"));
  assert_true(quote_column(&q, 90000) <= QUOTE_LONGEST + 10);
  memset(text, '\x01', size);
  memset(text + 2000, 'x', size - 2000);
  take(f, text, size);
  assert_true(quote_line(&f->arena, &f->s, 1, NULL, 0, false).length <= QUOTE_LONGEST + 10);
  free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(secrets_are_masked), TEST(words_between_stay), TEST(terminals_are_safe),
    TEST(columns_are_mapped), TEST(places_are_masked), TEST(long_lines_are_cut) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
