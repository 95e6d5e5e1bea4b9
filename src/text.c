/* See text.h. The decoder refuses overlong forms and surrogates (RFC 3629), so nothing slips past a terminal that is less strict. */
#include "src/text.h"

#include "vendors/vendor.h"

#include <stdlib.h>
#include <string.h>

void text_init(struct text *t, struct arena *arena, bool show_secrets)
{
  *t = (struct text){ .arena = arena, .show_secrets = show_secrets };
}

void text_clear(struct text *t)
{
  t->len = 0;
  if (t->bytes) *t->bytes = '\0';
}

void text_free(struct text *t)
{
  if (t->on_heap) free(t->bytes);
  t->bytes = NULL;
  t->len = t->capacity = 0;
}

static void grow(struct text *t, size_t least)
{
  size_t capacity = t->capacity ? t->capacity * 2 : 256;
  while (capacity < least) capacity *= 2;
  char *grown = t->on_heap ? realloc(t->bytes, capacity) : arena_alloc(t->arena, capacity);
  if (!grown) longjmp(*t->arena->exhausted, 1);
  if (!t->on_heap && t->len) memcpy(grown, t->bytes, t->len);
  t->bytes = grown;
  t->capacity = capacity;
}

char *text_room(struct text *t, size_t size)
{
  if (t->len + size + 1 > t->capacity) grow(t, t->len + size + 1);
  return t->bytes + t->len;
}

void text_append(struct text *t, const char *s, size_t len)
{
  if (t->len + len + 1 > t->capacity) grow(t, t->len + len + 1);
  if (len) memcpy(t->bytes + t->len, s, len);
  t->len += len;
  t->bytes[t->len] = '\0';
}

/* How long the UTF-8 character is that begins with this byte (RFC 3629 section 4); 0: none does. */
static size_t length_by_first(unsigned char first)
{
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0; /* a continuation, or longer than it need be */
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

/* Length of the UTF-8 character at `s`, its number in `*c`; 0 where there is none. */
static size_t decode(const unsigned char *s, size_t len, uint32_t *c)
{
  static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  size_t n = length_by_first(s[0]);
  if (!n || n > len) return 0;
  *c = n == 1 ? s[0] : s[0] & (0x7Fu >> n);
  for (size_t i = 1; i < n; i++) {
    if ((s[i] & 0xC0) != 0x80) return 0;
    *c = *c << 6 | (s[i] & 0x3Fu);
  }
  return *c < least[n] || *c > 0x10FFFF || (*c >= 0xD800 && *c < 0xE000) ? 0 : n;
}

/* Controls, and the marks that make a terminal show text in another order than it stands. */
static bool is_control(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
    (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* How many bytes at the start are printable ASCII, in steps of eight or to the end: none of them below 0x20, none above 0x7E. */
static size_t printable(const char *s, size_t len)
{
  const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
  size_t i = 0;
  for (uint64_t word; i + sizeof word <= len; i += sizeof word) {
    memcpy(&word, s + i, sizeof word);
    if ((word | (word + ones) | (word - ones * 0x20)) & high) return i;
  }
  uint64_t word = ones * ' ';
  if (i < len) memcpy(&word, s + i, len - i);
  return (word | (word + ones) | (word - ones * 0x20)) & high ? i : len;
}

/* Index behind the secret that opens at `s[i]`. */
static size_t secret_end(const char *s, size_t len, size_t i)
{
  while (i < len && s[i] != SECRET_CLOSE) i++;
  return i < len ? i + 1 : len;
}

void text_clean(struct text *t, const char *s, size_t len, bool layout)
{
  for (size_t i = 0; i < len;) {
    uint32_t c = 0;
    size_t plain = printable(s + i, len - i);
    if (plain) {
      text_append(t, s + i, plain);
      i += plain;
      continue;
    }
    if (s[i] == SECRET_OPEN && !t->show_secrets) {
      text_append(t, SECRET_MASK, sizeof SECRET_MASK - 1);
      i = secret_end(s, len, i);
      continue;
    }
    if (s[i] == SECRET_OPEN || s[i] == SECRET_CLOSE) {
      i++;
      continue;
    }
    size_t n = decode((const unsigned char *)s + i, len - i, &c);
    if (s[i] == '\n' || s[i] == '\t') text_append(t, layout ? s + i : " ", 1);
    else if (!n || is_control(c)) text_append(t, "?", 1);
    else text_append(t, s + i, n);
    i += n ? n : 1;
  }
  text_append(t, "", 0);
}

size_t text_harm(const char *s, size_t len)
{
  size_t i = printable(s, len), n;
  for (uint32_t c; i < len; i += n ? n : 1)
    if ((n = decode((const unsigned char *)s + i, len - i, &c)) && is_control(c) && c != '\t') break;
  return i;
}

void text_defuse(struct text *t, const char *s, size_t len)
{
  for (size_t i = 0; i < len;) {
    size_t n = text_harm(s + i, len - i);
    text_append(t, s + i, n);
    i += n;
    if (i == len) break;
    uint32_t c;
    text_append(t, "?", 1);
    i += decode((const unsigned char *)s + i, len - i, &c);
  }
}

void text_print(const char *s, FILE *out)
{
  for (size_t len = strlen(s), n; len; s += n, len -= n) {
    uint32_t c = 0;
    n = decode((const unsigned char *)s, len, &c);
    if (!n || is_control(c)) putc(*s == '\n' || *s == '\t' ? ' ' : '?', out);
    else fwrite(s, 1, n, out);
    if (!n) n = 1;
  }
}

const char *text_cleaned(struct arena *arena, const char *s)
{
  struct text t;
  text_init(&t, arena, false);
  text_clean(&t, s, strlen(s), false);
  return t.bytes;
}

static bool in_ranges(uint32_t c, const uint32_t (*ranges)[2], size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
  return false;
}

unsigned text_columns(const char *s, size_t len)
{
  static const uint32_t wide[][2] = { { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0xA4CF }, { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF },
    { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1FAFF }, { 0x20000, 0x3FFFD } };
  static const uint32_t none[][2] = { { 0x0300, 0x036F }, { 0x200B, 0x200D }, { 0xFE00, 0xFE0F } };
  unsigned columns = 0;
  for (size_t i = 0; i < len;) {
    if (!(s[i] & 0x80)) { /* ASCII, as nearly all text is */
      columns++;
      i++;
      continue;
    }
    uint32_t c = 0;
    size_t n = decode((const unsigned char *)s + i, len - i, &c);
    i += n ? n : 1;
    if (in_ranges(c, none, sizeof none / sizeof *none)) continue;
    columns += in_ranges(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
  }
  return columns;
}
