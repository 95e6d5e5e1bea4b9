/* The look over a whole text that tells an ordinary file, which is read as it is, from one that needs decoding or cleaning. */
#include "source_parts.h"

#include <string.h>

#define BLOCK 256 /* bytes looked at in one go: a fixed number, so that the compiler makes vector instructions of the loop */
#define AHEAD 4   /* bytes that the look at one byte may need behind it */

struct flags {
  unsigned char high, control, lone_cr, pager;
};

/* Looks at the BLOCK bytes at `p`, which AHEAD more follow. Every condition is a byte of 0 or 1 joined by `&` and `|`: no branches. */
static void look(const unsigned char *p, struct flags *f)
{
  unsigned char high = 0, control = 0, lone_cr = 0, pager = 0;
  for (int i = 0; i < BLOCK; i++) {
    unsigned char c = p[i], next = p[i + 1], third = p[i + 2] | 32, fourth = p[i + 3] | 32;
    high |= c;
    control |= (unsigned char)(((c < 32) & (c != '\t') & (c != '\n') & (c != '\r') & (c != 3)) | (c == 127));
    lone_cr |= (unsigned char)((c == '\r') & (next != '\n'));
    pager |= (unsigned char)((c == '-') & (next == '-') & ((third == 'm') | ((third == ' ') & (fourth == 'm'))));
  }
  f->high |= high;
  f->control |= control;
  f->lone_cr |= lone_cr;
  f->pager |= pager;
}

/* Is there anything in the block that look() has to judge: a byte that is no printable ASCII and no LF, or two hyphens? Most blocks of most files hold neither. */
static bool plain(const unsigned char *p)
{
  unsigned char odd = 0;
  for (int i = 0; i < BLOCK; i++) {
    unsigned char c = p[i];
    odd |= (unsigned char)(((unsigned char)(c - 32) > 94) & (c != '\n'));
    odd |= (unsigned char)((c == '-') & (p[i + 1] == '-'));
  }
  return !odd;
}

struct source_seen source_scan(const char *text, size_t size)
{
  struct flags f = { 0 };
  const unsigned char *p = (const unsigned char *)text;
  size_t at = 0;
  for (; size - at >= BLOCK + AHEAD; at += BLOCK)
    if (!plain(p + at)) look(p + at, &f);
  while (at < size) {
    unsigned char rest[BLOCK + AHEAD];
    size_t n = size - at < BLOCK ? size - at : BLOCK;
    memset(rest, '\n', sizeof rest);
    memcpy(rest, p + at, size - at < sizeof rest ? size - at : sizeof rest);
    look(rest, &f);
    at += n;
  }
  return (struct source_seen){ .high = f.high >= 128, .control = f.control, .lone_cr = f.lone_cr, .pager = f.pager };
}

bool source_is_binary(const char *text, size_t size)
{
  /* Controls that terminals, pagers and serial lines leave in captures; the others do not occur in a text. */
  static const char harmless[] = "\a\b\t\n\v\f\r\x03\x0e\x0f\x11\x13\x1a\x1b";
  size_t nul = 0, odd = 0;
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i];
    if (!c) nul++;
    else if (c < 32 && !memchr(harmless, c, sizeof harmless - 1)) odd++;
  }
  return nul > 8 + size / 4 || odd > 8 + size / 50;
}
