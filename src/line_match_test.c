/* The nearest pair of equal lines is found, and as quickly behind a hundred thousand lines as behind one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/line_match.h"

static struct text_lines lines_of(struct arena *arena, const char *letters)
{
  struct text_lines all = { arena_alloc(arena, (strlen(letters) + 1) * sizeof *all.l), (uint32_t)strlen(letters) };
  for (uint32_t n = 0; n < all.count; n++) all.l[n] = (struct text_line) { letters + n, 1, 1 };
  return all;
}

/* Behind line `i` of `a` and line `k` of `b`, a letter a line, both go on alike at `i_end` and `k_end`. */
static void meets(const char *a, const char *b, uint32_t i, uint32_t k, uint32_t i_end, uint32_t k_end)
{
  struct arena arena;
  jmp_buf exhausted;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  struct text_lines x = lines_of(&arena, a), y = lines_of(&arena, b);
  line_match(&arena, &x, &y, &i, &k);
  assert_int_equal(i, i_end);
  assert_int_equal(k, k_end);
  arena_free(&arena);
}

static void finds_the_nearest_pair(void **state)
{
  (void)state;
  meets("abcde", "abXde", 2, 2, 3, 3);
  meets("abde", "abcde", 2, 2, 2, 3);
  meets("abcde", "abde", 2, 2, 3, 2);
  meets("pq", "qp", 0, 0, 0, 1); /* as near: the one that leaves more of the first text alone */
  meets("1234567z", "9z1", 0, 0, 0, 2);
  meets("12z", "9876543z", 0, 0, 2, 7);
}

static void ends_where_both_end(void **state)
{
  (void)state;
  meets("abc", "xy", 0, 0, 3, 2);
  meets("abc", "ab", 2, 2, 3, 2);
  meets("ab", "abcd", 2, 2, 2, 4);
  meets("", "x", 0, 0, 0, 1);
}

static void looks_beyond_a_window(void **state)
{
  (void)state;
  meets("0123456789012345678901234567890123456789z", "z", 0, 0, 40, 0);
  meets("00000000000000000000000000000000z", "11111111111111111111111111111111111111z", 0, 0, 32, 38);
}

#define MANY 100000u

static void passes_many_lines_at_once(void **state)
{
  (void)state;
  static char old[MANY][8], now[MANY][8];
  static struct text_line x[MANY + 1], y[MANY + 1];
  struct arena arena;
  jmp_buf exhausted;
  for (uint32_t n = 0; n < MANY; n++) {
    memcpy(old[n], &n, sizeof n);
    old[n][4] = 'a';
    memcpy(now[n], old[n], sizeof now[n]);
    now[n][4] = 'b';
    x[n] = (struct text_line) { old[n], 5, 5 };
    y[n] = (struct text_line) { now[n], 5, 5 };
  }
  x[MANY] = y[MANY] = (struct text_line) { "end", 3, 3 };
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  uint32_t i = 0, k = 0;
  line_match(&arena, &(struct text_lines) { x, MANY + 1 }, &(struct text_lines) { y, MANY + 1 }, &i, &k);
  assert_int_equal(i, MANY);
  assert_int_equal(k, MANY);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(finds_the_nearest_pair),
    cmocka_unit_test(ends_where_both_end),
    cmocka_unit_test(looks_beyond_a_window),
    cmocka_unit_test(passes_many_lines_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
