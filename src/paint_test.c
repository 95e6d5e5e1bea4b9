/* Tests of paint.c: paragraphs fit the width, commands stay whole, colour comes only when asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/paint.h"
#include "src/peerlint.h"

struct fixture {
  struct arena arena;
  jmp_buf exhausted;
  FILE *out;
  char *bytes;
  size_t size;
  struct paint paint;
};

static void begin(struct fixture *f, struct peerlint_style style)
{
  arena_init(&f->arena, &f->exhausted);
  f->out = open_memstream(&f->bytes, &f->size);
  paint_init(&f->paint, f->out, &style, &f->arena, false);
}

static void end(struct fixture *f, const char *expected)
{
  fclose(f->out);
  assert_string_equal(f->bytes, expected);
  free(f->bytes);
  arena_free(&f->arena);
}

static void test_wrapping(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (struct peerlint_style){ .width = 40 });
  paint_wrapped(&f.paint, 4, false, "one two three four five six seven eight nine ten");
  end(&f, "    one two three four five six seven\n    eight nine ten\n");
}

static void test_commands_stay_whole(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (struct peerlint_style){ .width = 40 });
  paint_wrapped(&f.paint, 0, false, "Write it like this: `crypto isakmp key 0 K`, on both ends.");
  end(&f, "Write it like this:\n`crypto isakmp key 0 K`, on both ends.\n");
}

static void test_long_words(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (struct peerlint_style){ .width = 40 });
  paint_wrapped(&f.paint, 2, false, "0123456789012345678901234567890123456789");
  end(&f, "  01234567890123456789012345678901234567\n  89\n");
}

static void test_columns(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (struct peerlint_style){ .width = 40 });
  paint_column(&f.paint, "\xE6\xB5\x8B\xE8\xAF\x95", 3);
  paint(&f.paint, "|");
  paint_column(&f.paint, "ab\033", 5);
  paint(&f.paint, "|");
  end(&f, "\xE6\xB5\x8B |ab?  |");
}

static void test_color(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (struct peerlint_style){ .color = true, .unicode = true });
  paint_ink(&f.paint, INK_ERROR);
  paint_glyph(&f.paint, "\xE2\x9C\x97", "x");
  paint_ink(&f.paint, INK_PLAIN);
  end(&f, "\033[1;31m\xE2\x9C\x97\033[0m");
  begin(&f, (struct peerlint_style){ .color = false });
  paint_ink(&f.paint, INK_ERROR);
  paint_glyph(&f.paint, "\xE2\x9C\x97", "x");
  end(&f, "x");
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_wrapping), cmocka_unit_test(test_commands_stay_whole),
    cmocka_unit_test(test_long_words), cmocka_unit_test(test_columns), cmocka_unit_test(test_color) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
