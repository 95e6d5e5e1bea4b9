/* The cause that the signs of one exchange lead to, and what must not be concluded. */
#include "src/diagnose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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
  const struct diagnosis *d = told(*state, I "Checking ISAKMP transform 1 against priority 10 policy\nISAKMP:      encryption DES-CBC\n" I "Encryption algorithm offered does not match policy!\n" I "atts are not acceptable. Next payload is 3\n");
  assert_int_equal(d->outcome, STORY_INCOMPLETE);
}

static void test_no_key_line_is_harmless_when_one_is_found(void **state)
{
  const struct diagnosis *d = told(*state, "ISAKMP: no pre-shared key based on hostname x!\n" I "found peer pre-shared key matching 192.0.2.1\n");
  assert_int_equal(d->outcome, STORY_INCOMPLETE);
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
  const struct diagnosis *d = told(*state, "ISAKMP:(5): Old State = IKE_I_MM6  New State = IKE_P1_COMPLETE\nISAKMP:(5): beginning Quick Mode exchange, M-ID of 77\nISAKMP:(5): processing NOTIFY NO_PROPOSAL_CHOSEN protocol 3\n");
  assert_int_equal(d->phase, 2);
  assert_int_equal(d->cause, CAUSE_TRANSFORM);
  d = told(*state, FSM("IKE_I_MM1") I "processing NOTIFY PROPOSAL_NOT_CHOSEN protocol 1\n");
  assert_int_equal(d->phase, 1);
  assert_int_equal(d->cause, CAUSE_PROPOSAL);
}

static void test_success_outweighs_what_came_before(void **state)
{
  const struct diagnosis *d = told(*state, I "no offers accepted!\n" FSM("IKE_P1_COMPLETE") FSM("IKE_QM_PHASE2_COMPLETE"));
  assert_int_equal(d->outcome, STORY_SUCCESS);
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
    fprintf(out, "*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: received message:\n*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: ICOOKIE: 0x%016x\n*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: RCOOKIE: 0x0000000000000000\n"
      "*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: NEXT_PAYLOAD: SA\n*Jun 11 21:03:43:468 2012 r IKE/7/DEBUG: EXCH_TYPE: ID_PROT\n*Jun 11 21:03:43:469 2012 r IKE/7/DEBUG: negotiate sa: no compatible proposal found\n", (unsigned)i + 1);
  fclose(out);
  const struct diagnosis *d = told(f, text);
  assert_int_equal(d->cause, CAUSE_PROPOSAL);
  assert_string_equal(d->told->icookie, "00000000000001f4");
  assert_int_equal(f->x->count + f->x->forgotten, 500);
  free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(test_unacceptable_before_acceptance), TEST(test_no_key_line_is_harmless_when_one_is_found), TEST(test_silence_by_message), TEST(test_notify_takes_its_phase_from_the_exchange),
    TEST(test_success_outweighs_what_came_before), TEST(test_many_exchanges_need_no_more_room) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
