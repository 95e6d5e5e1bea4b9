/* Files as people have them: captures, encodings, line ends, and the way back to the file's own lines and columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/source_fixture.h"

static bool take(struct fixture *f, const char *bytes, size_t size)
{
  source_free(&f->s);
  return source_from_bytes(&f->s, &f->arena, "r1.cfg", bytes, size, &f->error);
}

/* The clean text of `bytes` is `clean`. */
static void cleans(struct fixture *f, const char *bytes, size_t size, const char *clean)
{
  assert_true(take(f, bytes, size));
  assert_string_equal(f->s.text, clean);
  assert_int_equal(f->s.size, strlen(clean));
  assert_int_equal(f->s.text[f->s.size + 1], 0);
}

#define CLEANS(bytes, clean) cleans(*state, bytes, sizeof(bytes) - 1, clean)

/* Where `word` of the clean text stands in the file. */
static void stands(struct fixture *f, const char *word, uint32_t line, uint32_t column)
{
  const char *at = strstr(f->s.text, word);
  assert_non_null(at);
  struct spot spot = source_spot(&f->s, (uint32_t)(at - f->s.text));
  assert_int_equal(spot.line, line);
  assert_int_equal(spot.column, column);
}

static void ordinary_file_is_not_copied(void **state)
{
  struct fixture *f = *state;
  CLEANS("a\r\n b \xe4\xb8\xad x\nbanner motd \x03\nlast", "a\r\n b \xe4\xb8\xad x\nbanner motd \x03\nlast");
  assert_ptr_equal(f->s.text, f->s.file);
  assert_false(f->s.cleaned);
  assert_int_equal(source_lines(&f->s), 4);
  stands(f, "x", 2, 6);
  stands(f, "last", 4, 1);
  uint32_t len;
  assert_memory_equal(source_line(&f->s, 1, &len), "a", 1);
  assert_int_equal(len, 1);
  assert_memory_equal(source_line(&f->s, 4, &len), "last", 4);
  assert_int_equal(len, 4);
  source_line(&f->s, 5, &len);
  assert_int_equal(len, 0);
}

static void pager_marks_go(void **state)
{
  struct fixture *f = *state;
  CLEANS("a\r\n  ---- More ----\x1b[42D                                          \x1b[42D dh group2\r\nb\r\n", "a\r\n dh group2\r\nb\r\n");
  stands(f, "dh", 2, 70);
  stands(f, "group2", 2, 73);
  CLEANS("x\n --More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\b encr 3des\n", "x\n encr 3des\n");
  CLEANS("x\n--More-- \r         \r hash md5\n", "x\n hash md5\n");
  CLEANS("x\n--more--\rend\n", "x\nend\n");
  CLEANS("x\n--More--\x1b[K\x1b[8D\x1b[Kend\n", "x\nend\n");
  /* never wiped away, or the escapes lost when it was pasted */
  CLEANS(" --More--  group 2\ny\n", " group 2\ny\n");
  CLEANS("---- More ---- group 2\ny\n", " group 2\ny\n");
  CLEANS("  ---- More ----[42D                                          [42Dinterface Tunnel1\n", "interface Tunnel1\n");
  CLEANS(" --More-- ^H^H^H^H^H^H^H^H^H        ^H^H^H^H^H^H^H^H^H encr 3des\n", " encr 3des\n");
  CLEANS("--More--\n--More-- --More-- x\n", "\nx\n");
  CLEANS("--More--(51%) group 2\n--More--(51 group 5\n", " group 2\n(51 group 5\n");
  CLEANS("<--- More --->\r              \rend\n", "end\n");
  CLEANS("  ---- More ----^[[42D                                          ^[[42Dinterface Tunnel1\n", "interface Tunnel1\n");
  CLEANS("--More--[5m] x\n--More--^x\n--More--^", "[5m] x\n^x\n^");
  /* not a whole one */
  CLEANS("--mo\n--More\n--More-\n--Mode--\n--More--() x\n--More--(5", "--mo\n--More\n--More-\n--Mode--\n() x\n(5");
  /* part of a text */
  CLEANS(" description press --More-- to go on\n", " description press --More-- to go on\n");
  assert_false(f->s.cleaned);
  CLEANS("-- moreover --\n----\n--\n-", "-- moreover --\n----\n--\n-");
}

static void terminal_is_played(void **state)
{
  struct fixture *f = *state;
  CLEANS("\x1b[1;31mhost\x1b[0mname R1\a\n", "hostname R1\n");
  CLEANS("R1#sho\b\b\bshow run\n", "R1#show run\n");
  CLEANS("encryptoin\x1b[3D\x1b[K" "ion aes\n", "encryption aes\n");
  CLEANS("abc\rxyz\n", "xyz\n");
  CLEANS("abcdef\rxyz\n", "xyzdef\n");
  CLEANS("a\0b\0\n", "ab\n");
  CLEANS("\x1b]0;title\ahostname R1\n", "hostname R1\n");
  CLEANS("\x1b[4Chash md5\n", "    hash md5\n");
  CLEANS("ab\x1b[2Dx\x1b[@y\n", "xyb\n");
  CLEANS("abcd\x1b[3D\x1b[2Px\n", "ax\n");
  CLEANS("encryptoin x\x1b[8G" "ion\x1b[K aes\n", "encryption aes\n"); /* to a column, in three ways */
  CLEANS("hash shx\x1b[1;8Ha\x1b[2;1f\n", "hash sha\n");
  CLEANS("wrong\x1b[Egroup 2\n", "group 2\n");
  CLEANS("wrong\x1b[Fgroup 2\n", "group 2\n");
  CLEANS("group 25\x1b[D\x1b[X\n", "group 2\n");
  CLEANS("gr\x1b[soup 5\x1b[uoup 2\n", "group 2\n"); /* a place that is kept */
  CLEANS("gr\x1b" "7oup 5\x1b" "8oup 2\n", "group 2\n");
  CLEANS("group\x1b(B 2\n", "group 2\n"); /* a set of characters */
  CLEANS("x\ngroup 2\x1b[1K\ny\n", "x\n\ny\n");
  CLEANS("x\ngroup 2\x1b[2K\ny\n", "x\n\ny\n");
  CLEANS("\x1b[", "");
  CLEANS("\x1b", "");
  CLEANS("x\x1b[31", "x");
  CLEANS("\x1b]no end\n", "no end\n");
  CLEANS("\x1b]0;title\x1b\\hostname R1\n\x1b]0;a\x1b[1mb\x1b\ahash md5\n\x1b]x\x1b\n", "hostname R1\nhash md5\nx\n");
  CLEANS("a\x1b[1 qb\x1b[?25lc\x1b[38;5;7md\x1b[1\x7f"
         "e\n",
    "abcde\n"); /* a cursor's shape, a private mode, three numbers, no final byte */
  CLEANS("a\x1b(", "a");
  CLEANS("a\x1b[1 ", "a");
  CLEANS("a\x1b\xe4\xb8\xad\n", "a\xe4\xb8\xad\n");
  CLEANS("a\vb\fc\n", "a b c\n");
  CLEANS("banner motd \x03hi\x03\a\n", "banner motd \x03hi\x03\n");
  CLEANS("\tx\b \n", "\t\n");
  CLEANS("a\r\r\nb\r\r\n", "a\r\nb\r\n");
  stands(f, "b", 2, 1);
}

static void places_lead_back(void **state)
{
  struct fixture *f = *state;
  CLEANS("a\n\x1b[1m\xe4\xb8\xad x\b\b yz\nc\bd\n", "a\n\xe4\xb8\xad yz\nd\n");
  stands(f, "yz", 2, 11);
  stands(f, "d", 3, 3);
  stands(f, "\n", 1, 2);
  struct spot last = source_spot(&f->s, f->s.size);
  assert_int_equal(last.line, 4);
  uint32_t len;
  assert_memory_equal(source_line(&f->s, 3, &len), "c\bd", 3);
}

static void cr_alone_ends_lines(void **state)
{
  struct fixture *f = *state;
  CLEANS("one\rtwo\r\rfour", "one\ntwo\n\nfour");
  assert_true(f->s.cr_ends);
  stands(f, "four", 4, 1);
  assert_int_equal(source_lines(&f->s), 4);
  uint32_t len;
  assert_memory_equal(source_line(&f->s, 2, &len), "two", 3);
  assert_int_equal(len, 3);
}

static void encodings(void **state)
{
  struct fixture *f = *state;
  CLEANS("\xef\xbb\xbfhostname R1\n", "hostname R1\n");
  stands(f, "hostname", 1, 1);
  assert_string_equal(f->s.encoding, "UTF-8");
  CLEANS("\xff\xfe" "a\0\x2d\x4e\r\0\n\0", "a\xe4\xb8\xad\r\n");
  assert_string_equal(f->s.encoding, "UTF-16LE");
  CLEANS("\xfe\xff\0a\x4e\x2d\0\n\xd8\x00", "a\xe4\xb8\xad\n\xef\xbf\xbd");
  assert_string_equal(f->s.encoding, "UTF-16BE");
  CLEANS("\xff\xfe" "a\0b", "a\xef\xbf\xbd");
  CLEANS(" description \xb5\xbd\xb9\xab\xcb\xbe dh\n", " description \xe5\x88\xb0\xe5\x85\xac\xe5\x8f\xb8 dh\n");
  assert_string_equal(f->s.encoding, "GB18030");
  stands(f, "dh", 1, 18);
  CLEANS("caf\xe9 M\xfcller\n", "caf\xc3\xa9 M\xc3\xbcller\n");
  assert_string_equal(f->s.encoding, "ISO-8859-1");
  CLEANS("\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\n", "\xe4\xb8\xad\xe6\x96\x87\xc3\xa4\xc2\xb8\n");
  assert_string_equal(f->s.encoding, "UTF-8");
  CLEANS("\xff\xff\xff", "\xc3\xbf\xc3\xbf\xc3\xbf");
  CLEANS("", "");
  assert_int_equal(source_lines(&f->s), 0);
  CLEANS("\xff\xfe", "");
  CLEANS("caf\xe9", "caf\xc3\xa9");
  CLEANS("\xe9", "\xc3\xa9");
  CLEANS("\xef\xbb", "\xe9\x94\x98"); /* one character of GB18030 */
  assert_string_equal(f->s.encoding, "GB18030");
}

/* RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF. */
static void what_is_no_utf8_is_read_byte_by_byte(void **state)
{
  static const struct {
    const char *bytes;
    bool good;
  } rows[] = { { "\xe0\xa0\x80", true }, { "\xe0\x9f\xbf", false }, { "\xed\x9f\xbf", true }, { "\xed\xbf\xbf", false },
    { "\xee\x80\x80", true }, { "\xf0\x90\x80\x80", true }, { "\xf0\x8f\xbf\xbf", false }, { "\xf1\x80\x80\x80", true },
    { "\xf4\x8f\xbf\xbf", true }, { "\xf4\x90\x80\x80", false }, { "\xf5\x80\x80\x80", false }, { "\xc1\xbf", false }, { "\xc2\xa9", true },
    { "\xe4\xb8", false } };
  static const char before[] = "\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad";
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[40], clean[40];
    int size = snprintf(text, sizeof text, "%s%s", before, rows[i].bytes), at = snprintf(clean, sizeof clean, "%s", before);
    for (const unsigned char *p = (const unsigned char *)rows[i].bytes; *p; p++)
      at += rows[i].good ? snprintf(clean + at, sizeof clean - (size_t)at, "%c", *p)
                         : snprintf(clean + at, sizeof clean - (size_t)at, "%c%c", 0xc0 | *p >> 6, 0x80 | (*p & 0x3f));
    cleans(*state, text, (size_t)size, clean);
  }
}

static void wide_blanks_and_hyphens_are_plain(void **state)
{
  struct fixture *f = *state;
  CLEANS("policy 1\n\xc2\xa0""encr\xc2\xa0""aes\n\xe3\x80\x80\xe3\x80\x80hash md5\xc2\xa0\n", "policy 1\n encr aes\n  hash md5 \n");
  stands(f, "aes", 2, 7);
  stands(f, "md5", 3, 8);
  CLEANS("\xe2\x80\x8b" "a\xe2\x80\xaf" "b\xe2\x81\x9f" "c\n", " a b c\n");
  static const char
    others[] = "\xe2\x80\x9c\xe2\x82\xac\xe2\x81\xa1\xe3\x80\x81\xe3\x81\x82\xef\xbc\x9a\xef\xbb\xa0\xc2\xb5\n"; /* quotation marks, Chinese
                                                                                                                    commas and the like are
                                                                                                                    no blanks */
  cleans(*state, others, sizeof others - 1, others);
  CLEANS("pre\xe2\x80\x90share a\xe2\x80\x91" "b c\xe2\x80\x93" "d e\xe2\x88\x92" "1\n", "pre-share a-b c-d e-1\n");
  stands(f, "b c", 1, 13);
  CLEANS("a \xe2\x80\x93 b\xe2\x80\x94" "c\xe2\x80\x93\n", "a \xe2\x80\x93 b\xe2\x80\x94" "c\xe2\x80\x93\n");
  CLEANS("\xe2\x80\x83" "dh\xe2\x80\x89group2 \xe4\xb8\xad\n\xef\xbb\xbfmode\xe2\x81\xa0x\n", " dh group2 \xe4\xb8\xad\n mode x\n");
}

static void joined_lines_lead_back(void **state)
{
  struct fixture *f = *state;
  CLEANS("pre-shared-key ad\ndress 1.1.1.1\nkey x\n", "pre-shared-key ad\ndress 1.1.1.1\nkey x\n");
  uint32_t len, gone, at;
  source_join(&f->s, 0, 17, 18, 31, true, &gone);
  source_unjoin(&f->s);
  at = source_join(&f->s, 0, 17, 18, 31, false, &len);
  assert_int_equal(len, 30);
  assert_true(at > f->s.size);
  assert_string_equal(source_at(&f->s, at), "pre-shared-key address 1.1.1.1");
  uint32_t all = source_join(&f->s, at, at + len, 32, 37, true, &len);
  assert_string_equal(source_at(&f->s, all), "pre-shared-key address 1.1.1.1 key x");
  struct {
    uint32_t into, line, column;
  } const spots[] = { { 0, 1, 1 }, { 15, 1, 16 }, { 17, 2, 1 }, { 23, 2, 7 }, { 31, 3, 1 }, { 35, 3, 5 } };
  for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
    struct spot spot = source_spot(&f->s, all + spots[i].into);
    assert_int_equal(spot.line, spots[i].line);
    assert_int_equal(spot.column, spots[i].column);
  }
}

static void large_files_are_indexed(void **state)
{
  struct fixture *f = *state;
  size_t lines = 100000, size = lines * 11;
  char *text = malloc(size + 1);
  for (size_t i = 0; i < lines; i++) memcpy(text + i * 11, "0123456789\n", 11);
  assert_true(take(f, text, size));
  assert_int_equal(source_lines(&f->s), lines);
  for (uint32_t line = 1; line <= lines; line += 997) {
    uint32_t len;
    const char *at = source_line(&f->s, line, &len);
    assert_int_equal(len, 10);
    assert_int_equal(at - f->s.file, (line - 1) * 11);
    struct spot spot = source_spot(&f->s, (line - 1) * 11 + 10);
    assert_int_equal(spot.line, line);
    assert_int_equal(spot.column, 11);
  }
  free(text);
}

/* Work that grows with the square of a line's length would hang here. */
static void hostile_lines_end(void **state)
{
  struct fixture *f = *state;
  static const char *const parts[] = { "a\x1b[@", "\x1b[K", "a\x1b[1K", "\x1b[999999999C\x62", "\x1b[P", "\b", "--More--",
    "\x1b[999999999999999999@x", "\t\b" };
  size_t size = 3000000;
  char *text = malloc(size);
  for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
    size_t n = strlen(parts[k]);
    for (size_t i = 0; i < size; i++) text[i] = parts[k][i % n];
    assert_true(take(f, text, size / 6));
    for (size_t i = 900; i < size; i += 900) text[i] = '\n';
    assert_true(take(f, text, size));
    assert_true(f->s.size <= 3 * size);
  }
  free(text);
}

static void binaries_are_refused(void **state)
{
  struct fixture *f = *state;
  char bytes[4096];
  uint32_t x = 1;
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)((x = x * 1664525u + 1013904223u) >> 24);
  assert_false(take(f, bytes, sizeof bytes));
  assert_non_null(strstr(f->error, "binary"));
  memset(bytes, 0, sizeof bytes);
  assert_false(take(f, bytes, sizeof bytes));
}

static void unreadable_files_are_refused(void **state)
{
  struct fixture *f = *state;
  assert_false(source_load(&f->s, &f->arena, "/", &f->error));
  assert_string_equal(f->error, "this is a directory");
  assert_false(source_load(&f->s, &f->arena, "/nonexistent/r1.cfg", &f->error));
  assert_string_equal(f->error, strerror(ENOENT));
  char path[] = "/tmp/peerlint-source-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  for (int i = 0; i < 20000; i++) assert_int_equal(write(fd, "hostname R1\n", 12), 12);
  close(fd);
  bool read = source_load(&f->s, &f->arena, path, &f->error);
  unlink(path);
  assert_true(read);
  assert_int_equal(f->s.size, 240000);
  assert_int_equal(source_lines(&f->s), 20000);
}

#define LARGE_SIZE (9u << 20) /* such a file is read by two threads */

/* Is a file of these bytes the text that they are? */
static void loads(struct fixture *f, const char *bytes, size_t size)
{
  char path[] = "/tmp/peerlint-source-XXXXXX";
  struct source s = { 0 };
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, size), size);
  close(fd);
  bool read = source_load(&s, &f->arena, path, &f->error);
  unlink(path);
  assert_true(read);
  assert_true(take(f, bytes, size));
  assert_int_equal(s.size, f->s.size);
  assert_int_equal(s.cleaned, f->s.cleaned);
  assert_memory_equal(s.text, f->s.text, s.size + 2);
  source_free(&s);
}

static void large_files_are_read_as_small_ones(void **state)
{
  static const size_t odd[] = { 3u << 20, (65536u + LARGE_SIZE) / 2 - 1, (65536u + LARGE_SIZE) / 2, LARGE_SIZE - 1 };
  char *bytes = malloc(LARGE_SIZE);
  assert_non_null(bytes);
  for (size_t i = 0; i < LARGE_SIZE; i++) bytes[i] = "hostname R1\n"[i % 12];
  loads(*state, bytes, LARGE_SIZE);
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    char was = bytes[odd[i]];
    bytes[odd[i]] = '\b';
    loads(*state, bytes, LARGE_SIZE);
    bytes[odd[i]] = was;
  }
  free(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(ordinary_file_is_not_copied), TEST(pager_marks_go), TEST(terminal_is_played),
    TEST(places_lead_back), TEST(cr_alone_ends_lines), TEST(encodings), TEST(what_is_no_utf8_is_read_byte_by_byte),
    TEST(wide_blanks_and_hyphens_are_plain), TEST(joined_lines_lead_back), TEST(large_files_are_indexed), TEST(hostile_lines_end),
    TEST(binaries_are_refused), TEST(unreadable_files_are_refused), TEST(large_files_are_read_as_small_ones) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
