/* The table keeps every value, and those of one key in order, across growing; the arena below it hands out what nobody else has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/table.h"

/* `step`: of a table whose neighbouring keys have neighbouring slots; -1: of another one. */
static void keep_values_in_order(int step)
{
  static int values[5000];
  struct arena arena;
  struct table t;
  jmp_buf exhausted;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  table_init(&t, &arena);
  if (step >= 0) table_order(&t, (unsigned)step);
  assert_null(table_get(&t, 1));
  for (int i = 0; i < 5000; i++) table_put(&t, (uint64_t)(i / 5), &values[i]);
  for (int k = 0; k < 1000; k++) {
    uint32_t at = 0;
    for (int i = 0; i < 5; i++) assert_ptr_equal(table_each(&t, (uint64_t)k, &at), &values[k * 5 + i]);
    assert_null(table_each(&t, (uint64_t)k, &at));
  }
  assert_null(table_get(&t, 1000));
  arena_free(&arena);
}

static void keeps_values_in_order(void **state)
{
  (void)state;
  for (int step = -1; step < 12; step++) keep_values_in_order(step);
}

/* In a large arena objects of one size follow each other, zeroed, and no two share a byte. */
static void keeps_objects_of_one_size_together(void **state)
{
  (void)state;
  static char *last;
  static unsigned beside;
  struct arena arena;
  jmp_buf exhausted;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  arena_alloc(&arena, 2u << 20);
  for (int i = 0; i < 10000; i++) {
    char *small = arena_object(&arena, 20), *large = arena_object(&arena, 200);
    for (int k = 0; k < 20; k++) assert_int_equal(small[k], 0);
    for (int k = 0; k < 200; k++) assert_int_equal(large[k], 0);
    memset(small, 1, 20);
    memset(large, 2, 200);
    beside += last && small - last == 24;
    last = small;
  }
  assert_true(beside > 9900);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(keeps_values_in_order), cmocka_unit_test(keeps_objects_of_one_size_together) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
