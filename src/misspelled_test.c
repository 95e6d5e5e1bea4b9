/* Which words are taken for another one that was meant. */
#include "src/misspelled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void words_that_come_near(void **state)
{
  (void)state;
  assert_true(misspelled("transforn-set", "transform-set"));
  assert_true(misspelled("tranform-set", "transform-set"));
  assert_true(misspelled("authenication", "authentication"));
  assert_true(misspelled("mathc", "match"));
  assert_true(misspelled("permti", "permit"));
  assert_true(misspelled("VPN-Traffic", "VPN-traffic"));
  assert_true(misspelled("ACL-VPN_TRAFFIC", "ACL-VPN-TRAFFIC"));
}

static void other_words(void **state)
{
  (void)state;
  assert_false(misspelled("set", "peer"));
  assert_false(misspelled("dpd", "dh"));
  assert_false(misspelled("T1", "T2"));
  assert_false(misspelled("transform-set", "isakmp-profile"));
  assert_false(misspelled("a-name-that-is-longer-than-anybody-would-ever-type-at-a-router-s-console",
    "a-name-that-is-longer-than-anybody-would-ever-type-at-a-router-s-consol"));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(words_that_come_near), cmocka_unit_test(other_words) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
