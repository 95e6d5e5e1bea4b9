/* Interning: one pointer a string, and one pointer a name whatever its case, with the first spelling kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/names.h"

static void equal_strings_are_one_pointer(void **state)
{
  struct arena arena;
  struct names n;
  jmp_buf exhausted;
  (void)state;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  names_init(&n, &arena);
  assert_ptr_equal(names_intern(&n, "wan", 3), names_intern(&n, "wan2", 3));
  assert_ptr_not_equal(names_intern(&n, "wan", 3), names_intern(&n, "WAN", 3));
  assert_string_equal(names_intern_lower(&n, "WAN", 3), "wan");
  arena_free(&arena);
}

static void a_folded_name_keeps_its_first_spelling(void **state)
{
  struct arena arena;
  struct names n;
  char word[200], other[200];
  jmp_buf exhausted;
  (void)state;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  names_init(&n, &arena);
  const char *first = names_intern_folded(&n, "HQ-Policy", 9);
  assert_string_equal(first, "HQ-Policy");
  for (int i = 0; i < 2000; i++)
    names_intern_folded(&n, word, (size_t)snprintf(word, sizeof word, "%0150dX", i)); /* more than a table starts with */
  snprintf(other, sizeof other, "%0150dx", 1999);
  assert_ptr_equal(names_intern_folded(&n, "hq-policy", 9), first);
  assert_ptr_equal(names_intern_folded(&n, word, strlen(word)), names_intern_folded(&n, other, strlen(other)));
  arena_free(&arena);
}

static void a_table_that_builds_on_another_shares_its_strings(void **state)
{
  struct arena arena;
  struct names older, n, taker;
  jmp_buf exhausted;
  (void)state;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  names_init(&older, &arena);
  names_init(&n, &arena);
  names_build_on(&n, &older);
  const char *own = names_intern(&n, "branch", 6), *old = names_intern(&older, "hub", 3);
  assert_ptr_equal(names_intern(&n, "hub", 3), old);
  assert_ptr_not_equal(names_intern(&older, "branch", 6), own);
  names_take_over(&taker, &n);
  assert_ptr_equal(names_intern(&taker, "hub", 3), old);
  assert_ptr_not_equal(names_intern(&n, "other", 5), names_intern(&taker, "other", 5));
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_table_that_builds_on_another_shares_its_strings),
    cmocka_unit_test(equal_strings_are_one_pointer), cmocka_unit_test(a_folded_name_keeps_its_first_spelling) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
