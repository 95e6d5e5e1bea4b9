/* Reading, comparing and printing addresses. */
#include "src/ip.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool is_mask_character(char c)
{
  return isalpha((unsigned char)c) || c == '*';
}

/* One octet of the `len` bytes at `s`: its value, or -1 when it is hidden (one character, up to three times: `x`, `yyy`, `***`), or -2 when
 * it is neither. */
static int octet(const char *s, size_t len)
{
  int value = 0;
  if (!len || len > 3) return -2;
  if (is_mask_character(*s)) {
    for (size_t i = 1; i < len; i++)
      if (s[i] != *s) return -2;
    return -1;
  }
  for (size_t i = 0; i < len; i++) {
    if (s[i] < '0' || s[i] > '9') return -2;
    value = value * 10 + (s[i] - '0');
  }
  return value > 255 ? -2 : value;
}

/* The address if nothing of it is hidden, as in nearly every line: four octets of one to three digits. */
static bool parse_plain(const char *s, size_t len, uint32_t *v4)
{
  const char *end = s + len;
  uint32_t value = 0;
  for (unsigned left = 4; left--;) {
    const char *first = s;
    uint32_t octet = 0;
    for (unsigned digit; s < end && (digit = (unsigned)(unsigned char)*s - '0') < 10; s++) octet = octet * 10 + digit;
    if (s == first || s - first > 3 || octet > 255) return false;
    value = value << 8 | octet;
    if (left && (s == end || *s++ != '.')) return false;
  }
  *v4 = value;
  return s == end;
}

bool ip_parse(const char *s, size_t len, struct ip *out)
{
  struct ip ip = { .kind = IP_V4 };
  if (parse_plain(s, len, &ip.v4)) {
    *out = ip;
    return true;
  }
  ip.v4 = 0;
  char first = len ? *s : '\0';
  bool all_x = true; /* a name may well have four labels of one letter, but neither these letters nor one letter four times */
  for (int i = 0; i < 4; i++) {
    all_x = all_x && len && (strchr("xX*", *s) || *s == first);
    const char *dot = i < 3 ? memchr(s, '.', len) : s + len;
    if (!dot) return false;
    int value = octet(s, (size_t)(dot - s));
    if (value == -2) return false;
    ip.v4 = ip.v4 << 8 | (value < 0 ? 0u : (uint32_t)value);
    if (value < 0) ip.hidden |= (uint8_t)(8 >> i);
    if (i < 3) {
      len -= (size_t)(dot - s) + 1;
      s = dot + 1;
    }
  }
  if (ip.hidden) ip.kind = IP_MASKED;
  *out = ip;
  return ip.hidden != 15 || all_x;
}

bool ip_parse_mask(const char *s, size_t len, uint32_t *mask)
{
  struct ip ip;
  if (len <= 2) {
    unsigned bits = 0;
    for (size_t i = 0; i < len; i++) {
      if (s[i] < '0' || s[i] > '9') return false;
      bits = bits * 10 + (unsigned)(s[i] - '0');
    }
    if (!len || bits > 32) return false;
    *mask = bits ? 0xffffffffu << (32 - bits) : 0;
    return true;
  }
  if (!ip_parse(s, len, &ip) || ip.kind != IP_V4 || ip_mask_length(ip.v4) < 0) return false;
  *mask = ip.v4;
  return true;
}

/* The bits of the octets that are visible in both. */
static uint32_t visible(const struct ip *a, const struct ip *b)
{
  uint32_t bits = 0;
  for (int i = 0; i < 4; i++)
    if (!((a->hidden | b->hidden) & (8 >> i))) bits |= 0xff000000u >> (8 * i);
  return bits;
}

enum tri ip_equal(const struct ip *a, const struct ip *b)
{
  if (a->kind == IP_V4 && b->kind == IP_V4) return a->v4 == b->v4 ? TRI_YES : TRI_NO;
  if (a->kind == IP_ANY && b->kind == IP_ANY) return TRI_YES;
  if (a->kind == IP_NAME && b->kind == IP_NAME) return strcmp(a->text, b->text) ? TRI_CANNOT_TELL : TRI_YES;
  if ((a->kind == IP_V4 || a->kind == IP_MASKED) && (b->kind == IP_V4 || b->kind == IP_MASKED)) {
    if (a->text && b->text && !strcmp(a->text, b->text)) return TRI_YES;
    if ((a->v4 ^ b->v4) & visible(a, b)) return TRI_NO;
    return TRI_CANNOT_TELL;
  }
  return TRI_CANNOT_TELL;
}

bool ip_is_v6(const struct ip *ip)
{
  struct in6_addr address;
  return ip->kind == IP_NAME && inet_pton(AF_INET6, ip->text, &address) == 1;
}

/* Octets hidden in both by the same text are taken for equal: whoever masked the configs masked them alike. */
static bool hidden_alike(const struct ip *a, const struct ip *b)
{
  if (a->hidden != b->hidden) return false;
  const char *s = a->text, *t = b->text;
  for (int i = 0; i < 4; i++) {
    size_t m = strcspn(s, "."), n = strcspn(t, ".");
    if ((a->hidden & (8 >> i)) && (m != n || memcmp(s, t, m))) return false;
    s += m + (s[m] == '.');
    t += n + (t[n] == '.');
  }
  return true;
}

enum tri ip_same_subnet(const struct ip *a, const struct ip *b, uint32_t mask)
{
  bool whole = a->kind == IP_V4 && b->kind == IP_V4;
  if (!whole && !((a->kind == IP_V4 || a->kind == IP_MASKED) && (b->kind == IP_V4 || b->kind == IP_MASKED))) return TRI_CANNOT_TELL;
  if ((a->v4 ^ b->v4) & mask & visible(a, b)) return TRI_NO;
  if (whole || !(mask & ~visible(a, b)) || (a->hidden && b->hidden && hidden_alike(a, b))) return TRI_YES;
  return TRI_CANNOT_TELL;
}

bool ip_is_mask(uint32_t mask) { return !(mask & (~mask >> 1)); /* a one behind a zero */ }

int ip_mask_length(uint32_t mask)
{
  int zeros = 0;
  if (!ip_is_mask(mask)) return -1;
  while (zeros < 32 && !(mask >> zeros & 1)) zeros = mask >> zeros & 255 ? zeros + 1 : zeros + 8;
  return 32 - zeros;
}

/* Writers print addresses by the hundred thousand, so not by way of printf. */
static size_t print_v4(uint32_t v4, char room[16])
{
  char *p = room;
  for (int shift = 24; shift >= 0; shift -= 8) {
    uint32_t n = v4 >> shift & 255;
    if (n > 99) *p++ = (char)('0' + n / 100);
    if (n > 9) *p++ = (char)('0' + n / 10 % 10);
    *p++ = (char)('0' + n % 10);
    *p++ = '.';
  }
  *--p = '\0';
  return (size_t)(p - room);
}

static void print_v4_into(uint32_t v4, char *buffer, size_t size)
{
  char room[16];
  size_t len = print_v4(v4, room);
  if (!size) return;
  if (len > size - 1) len = size - 1;
  memcpy(buffer, room, len);
  buffer[len] = '\0';
}

const char *ip_print(const struct ip *ip, char *buffer, size_t size)
{
  switch (ip->kind) {
  case IP_V4:
    if (size < 16) print_v4_into(ip->v4, buffer, size);
    else print_v4(ip->v4, buffer);
    break;
  case IP_DYNAMIC: snprintf(buffer, size, "dynamic"); break;
  case IP_ANY: snprintf(buffer, size, "any"); break;
  default: snprintf(buffer, size, "%s", ip->text ? ip->text : "none");
  }
  return buffer;
}
