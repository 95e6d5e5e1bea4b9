/* From a file's bytes to UTF-8: byte order marks, UTF-16, GB18030, and what is none of these.
 *
 * GB18030 (which covers GB2312 and GBK) has no mark: a text is taken for it when it is no UTF-8, converts without loss, and holds a
 * character of two bytes from 128 on, as nearly all Chinese characters are; in a Latin-1 text a letter with an accent nearly always has an
 * ASCII letter behind it. */
#include "src/source_parts.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* Length of the well-formed UTF-8 sequence at `p` (RFC 3629 section 4), 0 where there is none; two NUL bytes or more follow the text. */
static unsigned sequence(const unsigned char *p, const unsigned char *end)
{
  unsigned length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  if ((size_t)(end - p) < length) return 0;
  for (unsigned i = 1; i < length; i++)
    if ((p[i] & 0xc0) != 0x80) return 0;
  if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
    return 0;
  return length;
}

/* The first byte from 128 on. */
static const unsigned char *skip_ascii(const unsigned char *p, const unsigned char *end)
{
  uint64_t eight;
  for (; end - p >= 8; p += 8) {
    memcpy(&eight, p, 8);
    if (eight & 0x8080808080808080u) break;
  }
  while (p < end && *p < 0x80) p++;
  return p;
}

/* Counts the bytes of well-formed sequences of two bytes and more, and the bytes that belong to none. */
static void count_sequences(const char *text, size_t size, size_t *good, size_t *bad)
{
  const unsigned char *p = (const unsigned char *)text, *end = p + size;
  *good = *bad = 0;
  while ((p = skip_ascii(p, end)) < end) {
    unsigned length = sequence(p, end);
    if (length) *good += length;
    else ++*bad;
    p += length ? length : 1;
  }
}

/* Gives `s` the `size` bytes at `text` (two more follow) as its text. */
static void replace(struct source *s, char *text, size_t size, const char *encoding)
{
  memset(text + size, 0, 2);
  free(s->file);
  s->file = s->text = text;
  s->room = size + 2;
  s->file_size = s->size = (uint32_t)size;
  s->encoding = encoding;
}

/* Takes the `n` bytes at the head of the text away. */
static void behead(struct source *s, uint32_t n)
{
  s->file_size = s->size -= n;
  memmove(s->file, s->file + n, s->file_size + 2u);
}

/* Converts the text by iconv(3), from byte `skip` on. What cannot be converted becomes U+FFFD, `unit` bytes at a time; `unit` 0: then
 * nothing is converted. `*done` tells. */
static bool convert(struct source *s, const char *from, const char *encoding, uint32_t skip, size_t unit, bool *done)
{
  static const char unknown[] = "\xef\xbf\xbd";
  iconv_t cd = iconv_open("UTF-8", from);
  *done = false;
  if (cd == (iconv_t)-1 && errno == ENOMEM) longjmp(*s->arena->exhausted, 1);
  if (cd == (iconv_t)-1) return true;
  size_t in_left = s->file_size - skip,
         room = in_left * 2 + 16; /* no character of these encodings takes more than 1.5 times its bytes; U+FFFD, of 3 bytes, replaces 2 */
  char *in = s->file + skip, *text = malloc(room + 2), *out = text;
  bool lost = false;
  while (text && in_left && !lost) {
    if (iconv(cd, &in, &in_left, &out, &room) != (size_t)-1) continue;
    lost = !unit || errno == E2BIG || room < sizeof unknown;
    if (lost) break;
    memcpy(out, unknown, 3);
    out += 3;
    room -= 3;
    size_t step = in_left < unit ? in_left : unit;
    in += step;
    in_left -= step;
  }
  iconv_close(cd);
  if (!text) longjmp(*s->arena->exhausted, 1);
  bool fits = (size_t)(out - text) <= SOURCE_LARGEST;
  if (lost || !fits) {
    free(text);
    return fits;
  }
  replace(s, text, (size_t)(out - text), encoding);
  *done = true;
  return true;
}

/* Reads every byte that belongs to no UTF-8 sequence as the Latin-1 character of its number, so that each byte stays a character of its
 * own. */
static bool widen(struct source *s, size_t bad, const char *encoding)
{
  size_t size = s->file_size + bad;
  if (size > SOURCE_LARGEST) return false;
  char *text = source_room(s, NULL, size + 2), *out = text;
  const unsigned char *p = (const unsigned char *)s->file, *end = p + s->file_size;
  while (p < end) {
    unsigned length = sequence(p, end);
    if (length) {
      memcpy(out, p, length);
      out += length;
      p += length;
    } else {
      *out++ = (char)(0xc0 | *p >> 6);
      *out++ = (char)(0x80 | (*p++ & 0x3f));
    }
  }
  replace(s, text, size, encoding);
  return true;
}

/* Is a byte from 128 on followed by another, where characters of two bytes are expected? */
static bool has_pairs(const char *text, size_t size)
{
  const unsigned char *p = (const unsigned char *)text, *end = p + size;
  while ((p = skip_ascii(p, end)) < end) {
    if (end - p > 1 && p[1] >= 0x80) return true;
    p += 2;
    if (p > end) break;
  }
  return false;
}

/* A text that is no UTF-8 throughout. */
static bool decode_bytes(struct source *s, size_t good, size_t bad)
{
  if (good >= 3 * bad) return widen(s, bad, "UTF-8"); /* UTF-8 with some bytes lost */
  bool done = false;
  if (has_pairs(s->file, s->file_size) && !convert(s, "GB18030", "GB18030", 0, 0, &done)) return false;
  return done || widen(s, bad, "ISO-8859-1");
}

bool source_decode(struct source *s, struct source_seen *seen)
{
  if (!seen->high) return true;
  bool done = false, fits = true;
  if (s->file_size >= 2 && !memcmp(s->file, "\xff\xfe", 2)) fits = convert(s, "UTF-16LE", "UTF-16LE", 2, 2, &done);
  else if (s->file_size >= 2 && !memcmp(s->file, "\xfe\xff", 2)) fits = convert(s, "UTF-16BE", "UTF-16BE", 2, 2, &done);
  else {
    if (s->file_size >= 3 && !memcmp(s->file, "\xef\xbb\xbf", 3)) behead(s, 3);
    size_t good, bad;
    count_sequences(s->file, s->file_size, &good, &bad);
    if (bad) done = fits = decode_bytes(s, good, bad);
  }
  if (done) *seen = source_scan_rest(&(struct source_scan){ 0 }, s->file, s->file_size);
  if (fits) seen->wide = source_has_wide(s->file, s->file_size);
  return fits;
}
