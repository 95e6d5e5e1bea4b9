/* Tests of text.c: nothing that a terminal would obey, and no secret, comes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "src/text.h"

static struct arena arena;
static jmp_buf exhausted;

static int set_up(void **state)
{
  (void)state;
  arena_init(&arena, &exhausted);
  return setjmp(exhausted);
}

static int tear_down(void **state)
{
  (void)state;
  arena_free(&arena);
  return 0;
}

static const char *clean(const char *s, size_t len, bool layout, bool show_secrets)
{
  struct text t;
  text_init(&t, &arena, show_secrets);
  text_clean(&t, s, len, layout);
  assert_int_equal(strlen(t.bytes), t.len);
  return t.bytes;
}

#define CLEAN(s) clean(s, sizeof(s) - 1, false, false)

static void test_controls(void **state)
{
  (void)state;
  assert_string_equal(CLEAN("plain text"), "plain text");
  assert_string_equal(CLEAN("a\033[31mb\a\b\r"), "a?[31mb???");
  assert_string_equal(CLEAN("a\0b"), "a?b");
  assert_string_equal(CLEAN("\xC2\x9B" "31m"), "?31m");
  assert_string_equal(CLEAN("\xE2\x80\xAE" "gpj.exe"), "?gpj.exe");
  assert_string_equal(CLEAN("a\tb\nc"), "a b c");
  assert_string_equal(clean("a\tb\nc", 5, true, false), "a\tb\nc");
}

static void test_utf8(void **state)
{
  (void)state;
  assert_string_equal(CLEAN("Z\xC3\xBCrich \xE6\xB5\x8B"), "Z\xC3\xBCrich \xE6\xB5\x8B");
  assert_string_equal(CLEAN("\xC0\xAF"), "??");         /* overlong */
  assert_string_equal(CLEAN("\xED\xA0\x80"), "???");    /* surrogate */
  assert_string_equal(CLEAN("\xF4\x90\x80\x80"), "????"); /* beyond U+10FFFF */
  assert_string_equal(CLEAN("a\xE6\xB5"), "a??");       /* cut */
  assert_string_equal(CLEAN("\xFF"), "?");
}

static void test_secrets(void **state)
{
  (void)state;
  static const char text[] = "key \001summer\002 address";
  assert_string_equal(CLEAN(text), "key ****** address");
  assert_string_equal(clean(text, sizeof text - 1, false, true), "key summer address");
  assert_string_equal(CLEAN("key \001summer"), "key ******");
  assert_string_equal(CLEAN("\001a\002 \001b\002"), "****** ******");
  assert_string_equal(text_cleaned(&arena, text), "key ****** address");
}

static void test_growing(void **state)
{
  (void)state;
  struct text t;
  text_init(&t, &arena, false);
  for (int i = 0; i < 1000; i++) text_append(&t, "0123456789", 10);
  assert_int_equal(t.len, 10000);
  assert_memory_equal(t.bytes + 9990, "0123456789", 11);
  text_clear(&t);
  text_append(&t, "x", 1);
  assert_string_equal(t.bytes, "x");
}

static void test_columns(void **state)
{
  (void)state;
  assert_int_equal(text_columns("abc", 3), 3);
  assert_int_equal(text_columns("\xC3\xBC", 2), 1);
  assert_int_equal(text_columns("\xE6\xB5\x8B\xE8\xAF\x95", 6), 4);
  assert_int_equal(text_columns("e\xCC\x81", 3), 1);
}

static void test_defusing(void **state)
{
  (void)state;
  static const char text[] = "a\tb\x1b[31m\xC2\x9B\x7F\xE2\x80\xAE\xB2\xE2\0c";
  struct text t;
  text_init(&t, &arena, false);
  text_defuse(&t, text, sizeof text - 1);
  assert_string_equal(t.bytes, "a\tb?[31m???\xB2\xE2?c");
  assert_int_equal(text_harm(text, sizeof text - 1), 3);
  assert_int_equal(text_harm("\xE6\xB5\x8B \xB2\xE2", 6), 6);
}

/* Printed without memory it is the same. */
static void test_printing(void **state)
{
  static const char *const texts[] = { "", "plain", "a\033[31mb\tc\nd",
    "\xC2\x9B"
    "31m",
    "\xE2\x80\xAE"
    "gpj.exe",
    "Z\xC3\xBCrich \xE6\xB5\x8B", "\xC0\xAF", "a\xE6\xB5" };
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char room[64] = "";
    FILE *out = fmemopen(room, sizeof room, "w");
    text_print(texts[i], out);
    fclose(out);
    assert_string_equal(room, clean(texts[i], strlen(texts[i]), false, false));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_controls, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_utf8, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_secrets, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_growing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_columns, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_defusing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_printing, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
