/* The cause that the signs of one exchange lead to, and what must not be concluded. */
#include "src/diagnose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
  jmp_buf exhausted;
  struct arena arena;
  struct exchanges *x;
  struct diagnosis d;
};

static void take(void *user, const struct log_event *e)
{
  exchanges_take(user, e);
}

static int set_up(void **state)
{
  struct fixture *f = calloc(1, sizeof *f);
  if (!f || !(f->x = malloc(sizeof *f->x))) return -1;
  arena_init(&f->arena, &f->exhausted);
  *state = f;
  return 0;
}

static int tear_down(void **state)
{
  struct fixture *f = *state;
  arena_free(&f->arena);
  free(f->x);
  free(f);
  return 0;
}

static const struct diagnosis *told(struct fixture *f, const char *text)
{
  struct log_facts facts;
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
  exchanges_init(f->x);
  assert_int_equal(log_read(in, NULL, take, f->x, &facts), LOG_READ_OK);
  fclose(in);
  exchanges_end(f->x);
  f->d = (struct diagnosis){ .log_path = "log" };
  diagnose(&f->d, f->x, &facts, &f->arena);
  return &f->d;
}

#define I "ISAKMP:(0): "
#define FSM(state) I "Old State = IKE_READY  New State = " state "\n"

static void test_unacceptable_before_acceptance(void **state)
{
  const struct diagnosis *d = told(*state,
    I "Checking ISAKMP transform 1 against priority 10 policy\nISAKMP:      encryption DES-CBC\n" I
      "Encryption algorithm offered does not match policy!\n" I "atts are not acceptable. Next payload is 3\n");
  assert_int_equal(d->outcome, ENDING_INCOMPLETE);
}

static void test_no_key_line_is_harmless_when_one_is_found(void **state)
{
  const struct diagnosis *d = told(
    *state, "ISAKMP: no pre-shared key based on hostname x!\n" I "found peer pre-shared key matching 192.0.2.1\n");
  assert_int_equal(d->outcome, ENDING_INCOMPLETE);
  d = told(*state, "ISAKMP: no pre-shared key based on hostname x!\n");
  assert_int_equal(d->cause, CAUSE_KEY_MISSING);
  assert_int_equal(d->message, -1);
}

static void test_silence_by_message(void **state)
{
  const struct diagnosis *d = told(*state, FSM("IKE_I_MM1") I "retransmitting phase 1 MM_NO_STATE...\n");
  assert_int_equal(d->cause, CAUSE_NO_ANSWER);
  assert_int_equal(d->message, 1);
  d = told(*state, FSM("IKE_I_MM5") I "retransmitting phase 1 MM_KEY_EXCH...\n");
  assert_int_equal(d->cause, CAUSE_PSK);
  assert_int_equal(d->message, 5);
  assert_string_equal(d->exchange, "main");
}

static void test_notify_takes_its_phase_from_the_exchange(void **state)
{
  const struct diagnosis *d = told(*state,
    "ISAKMP:(5): Old State = IKE_I_MM6  New State = IKE_P1_COMPLETE\nISAKMP:(5): beginning Quick Mode exchange, M-ID of 77\n"
      "ISAKMP:(5): processing NOTIFY NO_PROPOSAL_CHOSEN protocol 3\n");
  assert_int_equal(d->phase, 2);
  assert_int_equal(d->cause, CAUSE_TRANSFORM);
  d = told(*state, FSM("IKE_I_MM1") I "processing NOTIFY PROPOSAL_NOT_CHOSEN protocol 1\n");
  assert_int_equal(d->phase, 1);
  assert_int_equal(d->cause, CAUSE_PROPOSAL);
}

static void test_success_outweighs_what_came_before(void **state)
{
  const struct diagnosis *d = told(*state, I "no offers accepted!\n" FSM("IKE_P1_COMPLETE") FSM("IKE_QM_PHASE2_COMPLETE"));
  assert_int_equal(d->outcome, ENDING_SUCCESS);
  d = told(*state, FSM("IKE_P1_COMPLETE") FSM("IKE_QM_PHASE2_COMPLETE") "ISAKMP:(0): DPD timed out\n");
  assert_int_equal(d->cause, CAUSE_DEAD_PEER);
  assert_string_equal(d->exchange, "data");
}

static void test_many_exchanges_need_no_more_room(void **state)
{
  struct fixture *f = *state;
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  for (int i = 0; i < 500; i++)
    fprintf(out,
      "*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: received message:\n*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: ICOOKIE: 0x%016x\n"
        "*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: RCOOKIE: 0x0000000000000000\n"
      "*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: NEXT_PAYLOAD: SA\n*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: EXCH_TYPE: ID_PROT\n"
        "*Jun 11 21:03:43:469 2012 r IKE/7/DEBUG: negotiate sa: no compatible proposal found\n",
      (unsigned)i + 1);
  fclose(out);
  const struct diagnosis *d = told(f, text);
  assert_int_equal(d->cause, CAUSE_PROPOSAL);
  assert_string_equal(d->told->icookie, "00000000000001f4");
  assert_int_equal(f->x->count + f->x->forgotten, 500);
  free(text);
}

/* ---- What each exchange's message is blamed for, in lines of strongSwan, whose log shows every one ---- */

#define ENC "05[ENC] "
#define IKE "05[IKE] "
#define MAIN_I2 ENC "generating ID_PROT request 0 [ SA V V ]\n" ENC "parsed ID_PROT response 0 [ SA V ]\n"
#define MAIN_I4 MAIN_I2 ENC "generating ID_PROT request 0 [ KE No NAT-D NAT-D ]\n" ENC "parsed ID_PROT response 0 [ KE No NAT-D NAT-D ]\n"
#define MAIN_I6 MAIN_I4 ENC "generating ID_PROT request 0 [ ID HASH ]\n" ENC "parsed ID_PROT response 0 [ ID HASH ]\n"
#define MAIN_R4 \
  ENC "parsed ID_PROT request 0 [ SA V V ]\n" ENC "generating ID_PROT response 0 [ SA V ]\n" ENC \
      "parsed ID_PROT request 0 [ KE No NAT-D NAT-D ]\n" ENC "generating ID_PROT response 0 [ KE No NAT-D NAT-D ]\n"
#define MAIN_R6 MAIN_R4 ENC "parsed ID_PROT request 0 [ ID HASH ]\n" ENC "generating ID_PROT response 0 [ ID HASH ]\n"
#define AGGRESSIVE_I ENC "generating AGGRESSIVE request 0 [ SA KE No ID V ]\n"
#define AGGRESSIVE_R ENC "parsed AGGRESSIVE request 0 [ SA KE No ID V ]\n"
#define INIT_I ENC "generating IKE_SA_INIT request 0 [ SA KE No ]\n"
#define AUTH_I INIT_I ENC "parsed IKE_SA_INIT response 0 [ SA KE No ]\n" ENC "generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]\n"
#define AUTH_R \
  ENC "parsed IKE_SA_INIT request 0 [ SA KE No ]\n" ENC "generating IKE_SA_INIT response 0 [ SA KE No ]\n" ENC \
      "parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]\n"
#define UP IKE "IKE_SA home[1] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]\n"
#define GIVEN_UP(what) IKE "sending retransmit 1 of " what "\n" IKE "giving up after 5 retransmits\n"

static const struct { const char *log, *said;
} rows[] = {
  { MAIN_I4 ENC "generating ID_PROT request 0 [ ID HASH ]\n" ENC "parsed INFORMATIONAL_V1 request 12 [ HASH N(INVAL_ID) ]\n",
    "failure 1 main 5 identity" },
  { AGGRESSIVE_I ENC "parsed INFORMATIONAL_V1 request 0 [ N(INVAL_ID) ]\n", "failure 1 aggressive 1 identity" },
  { MAIN_R6 IKE "constraint check failed: identity 'b' required\n", "failure 1 main 5 identity" },
  { MAIN_I6 IKE "IDir 'a' does not match to 'b'\n", "failure 1 main 6 identity" },
  { AGGRESSIVE_I ENC "parsed AGGRESSIVE response 0 [ SA KE No ID HASH V ]\n" IKE "IDir 'a' does not match to 'b'\n",
    "failure 1 aggressive 2 identity" },
  { AGGRESSIVE_R IKE "constraint check failed: identity 'b' required\n", "failure 1 aggressive 1 identity" },
  { AUTH_I ENC "parsed IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]\n" IKE "IDir 'a' does not match to 'b'\n",
    "failure 1 ike_auth 2 identity" },
  { AUTH_R IKE "constraint check failed: identity 'b' required\n", "failure 1 ike_auth 1 identity" },
  { IKE "IDir 'a' does not match to 'b'\n", "failure 1 - - identity" },
  { MAIN_R4 ENC "parsed ID_PROT request 0 [ ID HASH ]\n" IKE "calculated HASH does not match HASH payload\n", "failure 1 main 5 psk" },
  { MAIN_I6 IKE "calculated HASH does not match HASH payload\n", "failure 1 main 6 psk" },
  { AGGRESSIVE_I ENC "parsed AGGRESSIVE response 0 [ SA KE No ID HASH V ]\n" IKE "calculated HASH does not match HASH payload\n",
    "failure 1 aggressive 2 psk" },
  { AGGRESSIVE_R ENC "generating AGGRESSIVE response 0 [ SA KE No ID HASH V ]\n" ENC "parsed AGGRESSIVE request 0 [ HASH ]\n" IKE
                     "calculated HASH does not match HASH payload\n",
    "failure 1 aggressive 3 psk" },
  { AUTH_R IKE "tried 1 shared key for 'a' - 'b', but MAC mismatched\n", "failure 1 ike_auth 1 psk" },
  { AUTH_I ENC "parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\n", "failure 1 ike_auth 1 psk" },
  { MAIN_R4 IKE "no shared key found for 'a' - 'b'\n", "failure 1 main - key-missing" },
  { ENC "parsed ID_PROT request 0 [ SA V V ]\n" IKE "no IKE config found for 192.0.2.1...192.0.2.2, sending NO_PROPOSAL_CHOSEN\n",
    "failure 1 main 1 identity" },
  { INIT_I ENC "parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\n", "failure 1 ike_sa_init 1 proposal" },
  { INIT_I GIVEN_UP("request message ID 0, seq 1"), "failure 1 ike_sa_init 1 no-answer" },
  { AUTH_I GIVEN_UP("request message ID 1, seq 2"), "failure 1 ike_auth 1 no-answer" },
  { AUTH_I ENC "parsed IKE_AUTH response 1 [ IDr AUTH N(TS_UNACCEPT) ]\n" IKE "received TS_UNACCEPTABLE notify, no CHILD_SA built\n",
    "failure 2 ike_auth 1 selector" },
  { AUTH_R IKE "no trusted RSA public key found for 'b'\n", "failure 1 ike_auth - unknown" },
  { AUTH_R UP ENC "parsed CREATE_CHILD_SA request 2 [ SA No TSi TSr ]\n" IKE "no acceptable proposal found\n",
    "failure 2 create_child_sa 1 transform" },
  { AGGRESSIVE_I GIVEN_UP("request message ID 0, seq 1"), "failure 1 aggressive 1 no-answer" },
  { MAIN_I2 GIVEN_UP("request message ID 0, seq 1"), "failure 1 main 1 no-answer" },
  { MAIN_I6 UP ENC "generating QUICK_MODE request 7 [ HASH SA No ID ID ]\n" GIVEN_UP("request message ID 7, seq 4"),
    "failure 2 quick 1 no-answer" },
  { MAIN_R6 UP ENC "parsed QUICK_MODE request 7 [ HASH SA No ID ID ]\n" ENC
                   "generating QUICK_MODE response 7 [ HASH SA No ID ID ]\n" GIVEN_UP("response message ID 7, seq 4"),
    "failure 2 quick 2 no-answer" },
  { MAIN_R6 UP ENC "parsed QUICK_MODE request 7 [ HASH SA No ID ID ]\n" IKE "no acceptable proposal found\n",
    "failure 2 quick 1 transform" },
  { MAIN_I6 UP ENC "generating QUICK_MODE request 7 [ HASH SA No ID ID ]\n" ENC "parsed INFORMATIONAL_V1 request 9 [ HASH N(NO_PROP) ]\n",
    "failure 2 quick 1 transform" },
  { MAIN_I6 UP ENC "generating QUICK_MODE request 7 [ HASH SA No ID ID ]\n" ENC "parsed INFORMATIONAL_V1 request 9 [ HASH N(INVAL_ID) ]\n",
    "failure 2 quick 1 selector" },
  { FSM("IKE_I_AM1") I "retransmitting phase 1 AG_INIT_EXCH...\n", "failure 1 aggressive 1 no-answer" },
  { FSM("IKE_I_AM1") I "processing NOTIFY INVALID_HASH_INFORMATION protocol 1\n", "failure 1 aggressive 2 psk" },
  { I "processing NOTIFY INVALID_EXCHANGE_TYPE protocol 1\n", "failure 1 - 1 mode" },
  { I "processing NOTIFY INVALID_MAJOR_VERSION protocol 1\n", "failure 1 - 1 mode" },
  { I "processing NOTIFY SOMETHING_ELSE protocol 1\n", "incomplete" },
};

static void test_each_message_is_blamed_for_its_own(void **state)
{
  unsigned wrong = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct diagnosis *d = told(*state, rows[i].log);
    char said[80], number[12] = "-";
    if (d->message >= 0) snprintf(number, sizeof number, "%d", d->message);
    if (d->outcome == ENDING_FAILURE)
      snprintf(said, sizeof said, "failure %u %s %s %s", d->phase, d->exchange ? d->exchange : "-", number, cause_word(d->cause));
    else snprintf(said, sizeof said, "%s", ending_word(d->outcome));
    if (strcmp(said, rows[i].said)) print_error("%sexpected `%s`, got `%s`\n", rows[i].log, rows[i].said, said), wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* The first messages and the last ones are kept. */
static void test_many_messages_need_no_more_room(void **state)
{
  struct fixture *f = *state;
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  fputs(MAIN_R6 UP, out);
  for (int i = 1; i <= 30; i++)
    fprintf(out,
      ENC "parsed INFORMATIONAL_V1 request %d [ HASH N(DPD) ]\n" ENC "generating INFORMATIONAL_V1 request %d [ HASH N(DPD_ACK) ]\n", i,
      i + 100);
  fclose(out);
  const struct diagnosis *d = told(f, text);
  free(text);
  assert_int_equal(d->told->message_count + d->told->dropped_messages, 6 + 2 * 30);
  assert_true(d->told->dropped_messages > 0);
  assert_int_equal(d->told->messages[0].number, 1);
  assert_int_equal(d->told->messages[0].exchange, LOG_EXCHANGE_MAIN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(test_unacceptable_before_acceptance), TEST(test_no_key_line_is_harmless_when_one_is_found),
    TEST(test_silence_by_message), TEST(test_notify_takes_its_phase_from_the_exchange), TEST(test_success_outweighs_what_came_before),
    TEST(test_many_exchanges_need_no_more_room), TEST(test_each_message_is_blamed_for_its_own),
    TEST(test_many_messages_need_no_more_room) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
