/* What the text behind `cipher` can be, and what a plaintext should not look like.
 *
 * The 24-character text is deterministic: two eight-byte blocks of eleven characters each, with no salt, then `!!` (more blocks for longer
 * keys). `$c$3$` texts have a random part. The oldest cipher prints plain base64 of whole eight-byte blocks; whether it is deterministic is
 * not known, so it is not compared. */
#include "grammar/comware/comware_dialect.h"

#include <ctype.h>
#include <string.h>

#define SHORT_TEXT 16u /* no ciphertext that is known is as short as this and none of the kinds above */

/* Hidden for publication: stars, a word in angle brackets, and where no plaintext is meant a run of the letter x. */
static bool is_masked(const char *s, size_t length, bool cipher)
{
  if (length < 2) return length == 1 && *s == '*';
  if (*s == '<' && s[length - 1] == '>' && isalpha((unsigned char)s[1])) return true;
  if (*s != '*' && !(strchr("xX", *s) && length >= (cipher ? 3 : 5))) return false;
  for (size_t i = 1; i < length; i++)
    if (s[i] != *s) return false;
  return true;
}

/* Groups of eleven characters of 0x21 to 0x60 or `a`, none of them `?`, and `!!`. */
static bool is_block_text(const char *s, size_t length)
{
  if (length < 24 || (length - 2) % 11 || s[length - 1] != '!' || s[length - 2] != '!') return false;
  for (size_t i = 0; i < length - 2; i++)
    if (s[i] < 0x21 || s[i] > 0x61 || s[i] == '?') return false;
  return true;
}

/* The bytes that the base64 text stands for; 0 where it is none. */
static size_t base64_bytes(const char *s, size_t length)
{
  size_t padding = 0;
  if (!length || length % 4) return 0;
  while (padding < 2 && s[length - 1 - padding] == '=') padding++;
  for (size_t i = 0; i < length - padding; i++)
    if (!isalnum((unsigned char)s[i]) && s[i] != '+' && s[i] != '/') return 0;
  return length / 4 * 3 - padding;
}

static bool is_salted(const char *s, size_t length)
{
  return length > 5 && !memcmp(s, "$c$3$", 5) && base64_bytes(s + 5, length - 5);
}

static bool has_marks(const char *s, size_t length, const char *mark)
{
  return length > 8 && !memcmp(s, mark, 4) && !memcmp(s + length - 4, mark, 4);
}

static bool looks_encrypted(const char *s, size_t length)
{
  if (is_block_text(s, length) || is_salted(s, length)) return true;
  if (length > 5 && (!memcmp(s, "$c$3$", 5) || !memcmp(s, "$h$6$", 5))) return true;
  if (has_marks(s, length, "%^%#") || has_marks(s, length, "%$%$") || has_marks(s, length, "%@%@")) return true;
  size_t bytes = base64_bytes(s, length);
  return bytes && bytes % 8 == 0 && s[length - 1] == '='; /* without padding it may well be a long key */
}

void comware_read_key(struct router *r, const char *marker, struct secret *s)
{
  size_t length = strlen(s->raw), bytes;
  (void)r;
  s->marked_cipher = !strcmp(marker, "cipher");
  if (is_masked(s->raw, length, s->marked_cipher)) {
    s->form = KEY_MASKED;
    return;
  }
  if (!s->marked_cipher) {
    s->form = KEY_CLEAR;
    s->clear = s->raw;
    s->looks_encrypted = looks_encrypted(s->raw, length);
    return;
  }
  s->form = KEY_OPAQUE;
  if (is_block_text(s->raw, length)) {
    s->form = KEY_FIXED;
    s->kind = "Comware V5 block cipher";
  } else if (is_salted(s->raw, length)) s->kind = "Comware $c$3$ cipher";
  else if (length > 5 && !memcmp(s->raw, "$c$3$", 5)) {
    s->form = strpbrk(s->raw, "*.") ? KEY_MASKED : KEY_IMPOSSIBLE;
    s->kind = "Comware $c$3$ cipher";
  }
  else if ((bytes = base64_bytes(s->raw, length)) && bytes % 8 == 0) s->kind = "Comware V5 cipher";
  else if (length <= SHORT_TEXT) {
    s->form = KEY_IMPOSSIBLE;
    s->kind = "Comware cipher";
  } else {
    s->kind = "unknown cipher";
    s->unknown = true;
  }
}
