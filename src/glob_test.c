/* Path patterns. */
#include "src/glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct {
  const char *pattern, *path;
  bool matches;
} cases[] = {
  { "*.cfg", "a.cfg", true },
  { "*.cfg", "sites/north/a.cfg", true },
  { "*.cfg", "a.cfg.txt", false },
  { "sites/*.cfg", "sites/a.cfg", true },
  { "sites/*.cfg", "sites/north/a.cfg", false },
  { "sites/**/*.cfg", "sites/north/east/a.cfg", true },
  { "sites/**/*.cfg", "sites/a.cfg", true },
  { "**/old/*", "x/y/old/a", true },
  { "old", "x/old/a.cfg", true },
  { "old/", "x/old/a.cfg", true },
  { "old/", "x/old", false },
  { "/old", "x/old", false },
  { "/old", "old/a.cfg", true },
  { "hub-??.cfg", "hub-01.cfg", true },
  { "hub-??.cfg", "hub-1.cfg", false },
  { "a*b*c", "axxbyyc", true },
  { "a*b*c", "axxcyyb", false },
  { "sites/north", "sites/north/a.cfg", true },
  { "**", "any/thing", true },
  { "", "a", false },
  { "*.cfg", "", false },
  { "sites/**", "sites/north/a.cfg", true },
  { "sites/**", "other/a.cfg", false },
  { "sites/north/a.cfg", "sites/north", false },
  { "x/**/y/z", "x/y/q/y/z", true },
  { "x/**/y/z", "x/y/q/z", false },
};

static void test_cases(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (glob_match(cases[i].pattern, cases[i].path) != cases[i].matches) fail_msg("`%s` and `%s`", cases[i].pattern, cases[i].path);
}

/* Many stars must not take more than quadratic time. */
static void test_stars(void **state)
{
  (void)state;
  assert_false(glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases), cmocka_unit_test(test_stars) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
