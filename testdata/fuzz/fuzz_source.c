/* Fuzz target: encodings, terminal captures, line ends; and the way back from the clean text to the file. */
#include "src/quote.h"
#include "src/source.h"
#include "testdata/fuzz/fuzz.h"

#include <string.h>

/* The clean text is as source.h promises, and its lines are those of the file. */
static void check_clean(struct source *s)
{
  fuzz_require(!s->text[s->size] && !s->text[s->size + 1], "two NUL bytes end the text");
  fuzz_require(!memchr(s->text, '\0', s->size), "the clean text has no NUL");
  if (s->cleaned) fuzz_require(!memchr(s->text, 27, s->size) && !memchr(s->text, '\b', s->size), "the clean text has no escape code");
}

static void check_line(struct source *s, struct arena *a, uint32_t line, uint32_t *end)
{
  uint32_t len, first, last;
  const char *bytes = source_line(s, line, &len);
  fuzz_require(bytes >= s->file && bytes + len <= s->file + s->file_size, "a line lies in the file");
  source_clean_line(s, line, &first, &last);
  fuzz_require(first <= last && last <= s->size && first >= *end, "clean lines follow each other");
  *end = last;
  if (first < last) {
    struct spot spot = source_spot(s, first);
    fuzz_require(spot.line == line && spot.column >= 1, "the first byte of a clean line is in its line");
    fuzz_require(source_spot(s, last - 1).line == line, "the last byte of a clean line is in its line");
  }
  struct quoted q = quote_line(a, s, line, NULL, 0, false);
  fuzz_printable(q.text, q.length);
  fuzz_require(!memchr(q.text, '\n', q.length), "a quoted line is one line");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  jmp_buf exhausted;
  struct arena a;
  struct source s = { 0 };
  const char *error = NULL;
  fuzz_require(!setjmp(exhausted), "memory is not exhausted");
  arena_init(&a, &exhausted);
  if (source_from_bytes(&s, &a, "r1.cfg", (const char *)data, size, &error)) {
    uint32_t lines = source_lines(&s), end = 0;
    check_clean(&s);
    for (uint32_t i = 1; i <= lines; i++) check_line(&s, &a, i, &end);
  } else fuzz_require(error, "a text that is refused has a reason");
  source_free(&s);
  arena_free(&a);
  return 0;
}
