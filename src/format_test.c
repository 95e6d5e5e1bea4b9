/* What format_print() does itself is what the C library does. */
#include "src/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void same(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* In every size of the room, from none to more than enough. */
static void same(const char *format, ...)
{
  for (size_t size = 0; size <= 64; size++) {
    char mine[65], theirs[65];
    va_list args;
    memset(mine, '#', sizeof mine);
    memset(theirs, '#', sizeof theirs);
    va_start(args, format);
    int a = format_print(mine, size, format, args);
    va_end(args);
    va_start(args, format);
    int b = vsnprintf(theirs, size, format, args);
    va_end(args);
    assert_int_equal(a, b);
    assert_memory_equal(mine, theirs, size ? strnlen(theirs, sizeof theirs) + 1 : sizeof mine);
  }
}

static void plain_directives(void **state)
{
  (void)state;
  same("nothing");
  same("%%");
  same("%s", "");
  same("set peer %s", "10.0.0.1");
  same("%u %u %u", 0u, 7u, UINT32_MAX);
  same("%c%s%c", 1, "key", 2);
  same("%.*s|%.*s|%.*s", 2, "abc", 0, "abc", 9, "abc");
}

static void other_directives(void **state)
{
  (void)state;
  same("%s %d %s", "a", -5, "b");
  same("%04x %5u %-5s| %zu", 255u, 3u, "x", sizeof(char));
  same("%u %s %.2s", 1u, "abc", "abc");
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(plain_directives), cmocka_unit_test(other_directives) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
