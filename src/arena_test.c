/* Memory that is given back, and memory in large blocks: zeroed every time, and all of it there to be written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/arena.h"

static void what_is_given_back_is_zero_again(void **state)
{
  struct arena a;
  jmp_buf exhausted;
  (void)state;
  arena_init(&a, &exhausted);
  if (setjmp(exhausted)) fail();
  char *kept = arena_strndup(&a, "kept", 4), *before = a.next, *s = arena_printf(&a, "for a %s", "moment");
  arena_rewind(&a, before);
  assert_ptr_equal(arena_alloc(&a, 8), s);
  for (size_t i = 0; i < 8; i++) assert_int_equal(s[i], 0);
  assert_string_equal(kept, "kept");
  arena_free(&a);
}

static void a_mark_in_an_older_chunk_is_left_alone(void **state)
{
  struct arena a;
  jmp_buf exhausted;
  (void)state;
  arena_init(&a, &exhausted);
  if (setjmp(exhausted)) fail();
  char *before = a.next;
  arena_rewind(&a, before);
  arena_alloc(&a, 8);
  before = a.next;
  char *large = arena_alloc(&a, 1 << 20);
  *large = 'x';
  arena_rewind(&a, before);
  assert_ptr_not_equal(arena_alloc(&a, 8), large);
  assert_int_equal(*large, 'x');
  arena_free(&a);
}

static void large_blocks_are_zero_to_their_ends(void **state)
{
  struct arena a;
  jmp_buf exhausted;
  (void)state;
  arena_init(&a, &exhausted);
  if (setjmp(exhausted)) fail();
  for (size_t size = (2u << 20) - 64; size <= (2u << 20) + 64; size += 32) {
    char *s = arena_table(&a, size), *t = arena_alloc(&a, size);
    assert_true(!s[0] && !s[size - 1] && !t[0] && !t[size - 1]);
    s[size - 1] = t[size - 1] = 'x';
    arena_drop(&a, s, size);
  }
  arena_free(&a);
}

static void what_is_lent_is_zeroed_and_goes_back(void **state)
{
  enum { LENT = 300 * 1024 };
  static char memory[LENT];
  struct arena a;
  jmp_buf exhausted;
  (void)state;
  arena_init(&a, &exhausted);
  if (setjmp(exhausted)) fail();
  memset(memory, 'x', sizeof memory);
  arena_lend(&a, memory + 1, sizeof memory - 1);
  char *first = arena_alloc(&a, 100), *last = first;
  assert_true(first > memory && first < memory + sizeof memory);
  for (int i = 0; i < 100; i++) assert_int_equal(first[i], 0);
  for (int i = 0; i < 8; i++) last = arena_alloc(&a, 60 * 1024); /* more than there is */
  assert_true(last < memory || last >= memory + sizeof memory);
  assert_int_equal(memory[sizeof memory - 1], 'x');
  arena_free(&a);
  first = arena_alloc(&a, 100);
  assert_true(first < memory || first >= memory + sizeof memory);
  arena_free(&a);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_given_back_is_zero_again),
    cmocka_unit_test(a_mark_in_an_older_chunk_is_left_alone), cmocka_unit_test(large_blocks_are_zero_to_their_ends),
    cmocka_unit_test(what_is_lent_is_zeroed_and_goes_back) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
