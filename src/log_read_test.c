/* Heads, wrapped lines and foreign lines of logs. */
#include "src/log_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define MOST 16

struct seen {
  struct {
    enum log_kind kind;
    unsigned arg;
    uint32_t line, number, connection;
    char name[64], time[40], text[160], peer[24];
  } events[MOST];
  unsigned count;
};

static void copy(char *to, size_t size, struct log_text t)
{
  size_t n = t.len < size - 1 ? t.len : size - 1;
  memcpy(to, t.s, n);
  to[n] = '\0';
}

static void keep(void *user, const struct log_event *e)
{
  struct seen *s = user;
  assert_true(s->count < MOST);
  s->events[s->count].kind = e->kind;
  s->events[s->count].arg = e->arg;
  s->events[s->count].line = e->line;
  s->events[s->count].number = e->number;
  s->events[s->count].connection = e->connection;
  if (e->name.len) copy(s->events[s->count].name, sizeof s->events->name, e->name);
  if (e->time.len) copy(s->events[s->count].time, sizeof s->events->time, e->time);
  copy(s->events[s->count].text, sizeof s->events->text, e->message);
  if (e->peer.kind) ip_print(&e->peer, s->events[s->count].peer, sizeof s->events->peer);
  s->count++;
}

/* Reads the text; the dialect's name, or NULL. */
static const char *read_text(const char *text, struct seen *s)
{
  struct log_facts facts;
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
  memset(s, 0, sizeof *s);
  assert_non_null(in);
  assert_int_equal(log_read(in, NULL, keep, s, &facts), LOG_READ_OK);
  fclose(in);
  return facts.dialect ? facts.dialect->name : NULL;
}

#define V5 "*Jun 11 21:03:43:468 2012 lns IKE/7/DEBUG: "

static void test_wrapped_inside_words(void **state)
{
  struct seen s;
  (void)state;
  assert_string_equal(read_text(V5 "parse payloads: invalid next payload type  \n223 in payload of type 5\n", &s), "comware5");
  assert_int_equal(s.count, 1);
  assert_int_equal(s.events[0].arg, SIGNAL_GARBAGE);
  assert_int_equal(s.events[0].number, 223);
  assert_string_equal(s.events[0].text, "parse payloads: invalid next payload type 223 in payload of type 5");
  read_text(V5 "Attribute GROUP_DESCRIPTION : MOD  \nP_1024\n" V5 "exchange state machine(R): finished st\nep\n0, advancing...\n", &s);
  assert_int_equal(s.count, 2);
  assert_string_equal(s.events[0].name, "MODP_1024");
  assert_int_equal(s.events[1].kind, LOG_STEP);
  assert_int_equal(s.events[1].line, 3);
}

static void test_foreign_lines_do_not_join(void **state)
{
  struct seen s;
  (void)state;
  read_text(V5 "Attribute HASH_ALGORITHM : MD5\n<lns>display clock\n" V5
               "Attribute HASH_ALGORITHM : SHA\n%Jun 11 21:03:44:000 2012 lns IFNET/3/LINK_UPDOWN: down\n// a note\n" V5 "LENGTH: 80\n",
    &s);
  assert_int_equal(s.count, 3);
  assert_string_equal(s.events[0].name, "MD5");
  assert_string_equal(s.events[1].name, "SHA");
  assert_int_equal(s.events[2].line, 6);
}

static void test_heads(void **state)
{
  struct seen s;
  (void)state;
  assert_string_equal(
    read_text("<189>4711: Nov  2 10:11:59 10.0.0.1 *Nov  2 10:11:58.220: ISAKMP:(1007): retransmitting phase 1 MM_KEY_EXCH...\n", &s),
    "cisco");
  assert_int_equal(s.events[0].kind, LOG_RETRANSMIT);
  assert_int_equal(s.events[0].connection, 1007);
  assert_string_equal(s.events[0].time, "Nov  2 10:11:59");
  assert_string_equal(
    read_text("2023-05-02T07:55:10+02:00 gw charon[812]: 05[ENC] <home|3> could not decrypt payloads\n", &s), "strongswan");
  assert_int_equal(s.events[0].connection, 3);
  assert_string_equal(s.events[0].time, "2023-05-02T07:55:10+02:00");
  read_text("*Feb 21 16:40:11:003 2022 R IKE/7/EVENT: vrf = 0, local = 192.0.2.1, remote = 192.0.2.9/500\nBegin Main mode exchange.\n", &s);
  assert_int_equal(s.count, 1);
  assert_int_equal(s.events[0].kind, LOG_BEGIN);
  assert_string_equal(s.events[0].peer, "192.0.2.9");
  assert_string_equal(
    read_text(
      "Sep 12 2022 13:07:43.120.1+08:00 AR IPSEC/4/IPSECNEGOFAIL:OID 1.3.6 IPSec tunnel negotiation fails. (Reason=x, ReasonCode=1)\n", &s),
    "huawei");
  assert_int_equal(s.events[0].kind, LOG_REASON);
}

static void test_no_log(void **state)
{
  struct seen s;
  (void)state;
  assert_null(read_text("crypto isakmp policy 10\n hash md5\n group 2\n", &s));
  assert_int_equal(s.count, 0);
  assert_null(read_text("", &s));
  assert_string_equal(read_text("got NOTIFY of type NO_PROPOSAL_CHOSEN", &s), "comware5");
}

/* A message whose production begins like another's, and words of bison's own. */
static void test_contextual_words(void **state)
{
  struct seen s;
  (void)state;
  read_text(
    "ISAKMP:(1015): IPSec policy invalidated proposal with error 256\n"
      "ISAKMP:(0): phase 1 SA policy not acceptable! (local 203.0.113.2 remote 198.51.100.6)\nISAKMP:(0): of no use\n",
    &s);
  assert_int_equal(s.count, 2);
  assert_int_equal(s.events[0].arg, SIGNAL_PFS_OR_TRANSFORM);
  assert_string_equal(s.events[1].peer, "198.51.100.6");
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_wrapped_inside_words), cmocka_unit_test(test_foreign_lines_do_not_join),
    cmocka_unit_test(test_heads), cmocka_unit_test(test_no_log), cmocka_unit_test(test_contextual_words) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
