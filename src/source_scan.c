/* The look over a whole text that tells an ordinary file, which is read as it is, from one that needs decoding or cleaning. */
#include "src/source_parts.h"

#include <string.h>

#define BLOCK 128 /* bytes looked at in one go */
#define AHEAD 4   /* bytes that the look at one byte may need behind it */

/* How vectors are handed over depends on the processor's age; here no function outside this file sees one. */
#pragma GCC diagnostic ignored "-Wpsabi"

/* Sixteen bytes, compared and joined all at once: a vector register, or what the compiler makes of it. */
typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline sixteen load(const unsigned char *p)
{
  sixteen v;
  memcpy(&v, p, sizeof v);
  return v;
}

struct flags {
  sixteen high, control, lone_cr, pager; /* a bit set anywhere: seen */
};

static bool any(sixteen v)
{
  uint64_t half[2];
  memcpy(half, &v, sizeof half);
  return half[0] | half[1];
}

/* Tells the unusual bytes in the BLOCK bytes at `p`, which AHEAD more follow, apart. */
static void look_closely(const unsigned char *p, struct flags *f)
{
  for (int i = 0; i < BLOCK; i += 16) {
    sixteen c = load(p + i), next = load(p + i + 1), third = load(p + i + 2) | 32, fourth = load(p + i + 3) | 32;
    sixteen tab = (sixteen)(c == '\t'), lf = (sixteen)(c == '\n'), cr = (sixteen)(c == '\r'), etx = (sixteen)(c == 3);
    f->control |= ((sixteen)(c < 32) & ~(tab | lf | cr | etx)) | (sixteen)(c == 127);
    f->lone_cr |= cr & ~(sixteen)(next == '\n');
    f->pager |= (sixteen)((c == '-') & (next == '-') & ((third == 'm') | (fourth == 'm')));
  }
}

/* Looks at the BLOCK bytes at `p`, which AHEAD more follow; in nearly all blocks nothing is unusual. */
static inline void look(const unsigned char *p, struct flags *f)
{
  sixteen unusual = { 0 };
  for (int i = 0; i < BLOCK; i += 16) {
    sixteen c = load(p + i), next = load(p + i + 1);
    sixteen ordinary = (sixteen)(c == '\t') | (sixteen)(c == '\n') | (sixteen)((c == '\r') & (next == '\n'));
    f->high |= c;
    unusual |= ((sixteen)(c < 32) & ~ordinary) | (sixteen)(c == 127) | (sixteen)((c == '-') & (next == '-'));
  }
  if (any(unusual)) look_closely(p, f);
}

/* Is there anything in the block that look() has to judge: a byte that is no printable ASCII and no LF, or two hyphens? Most blocks of most
 * files hold neither. */
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

static void note(struct source_seen *seen, const struct flags *f)
{
  seen->high = seen->high || any(f->high & 128);
  seen->control = seen->control || any(f->control);
  seen->lone_cr = seen->lone_cr || any(f->lone_cr);
  seen->pager = seen->pager || any(f->pager);
}

void source_scan_more(struct source_scan *scan, const char *text, size_t size)
{
  struct flags f = { { 0 }, { 0 }, { 0 }, { 0 } };
  const unsigned char *p = (const unsigned char *)text;
  for (; size - scan->at >= BLOCK + AHEAD; scan->at += BLOCK)
    if (!plain(p + scan->at)) look(p + scan->at, &f);
  note(&scan->seen, &f);
}

void source_scan_join(struct source_scan *scan, const struct source_scan *behind, size_t from, const char *text, size_t size)
{
  if (size < from + BLOCK + AHEAD) return;
  source_scan_more(scan, text, from + BLOCK + AHEAD); /* past `from` */
  if (behind->at > scan->at) scan->at = behind->at;
  scan->seen.high = scan->seen.high || behind->seen.high;
  scan->seen.control = scan->seen.control || behind->seen.control;
  scan->seen.lone_cr = scan->seen.lone_cr || behind->seen.lone_cr;
  scan->seen.pager = scan->seen.pager || behind->seen.pager;
}

struct source_seen source_scan_rest(struct source_scan *scan, const char *text, size_t size)
{
  struct flags f = { { 0 }, { 0 }, { 0 }, { 0 } };
  source_scan_more(scan, text, size);
  while (scan->at < size) {
    unsigned char rest[BLOCK + AHEAD];
    size_t left = size - scan->at;
    memset(rest, '\n', sizeof rest);
    memcpy(rest, text + scan->at, left < sizeof rest ? left : sizeof rest);
    look(rest, &f);
    scan->at += left < BLOCK ? left : BLOCK;
  }
  note(&scan->seen, &f);
  return scan->seen;
}

size_t source_count(const char *text, size_t size, char wanted)
{
  const unsigned char *p = (const unsigned char *)text;
  size_t count = 0, at = 0;
  while (size - at >= 16) {
    size_t end = at + ((size - at) / 16 < 255 ? (size - at) / 16 : 255) * 16; /* a sum has room for 255 */
    sixteen sums = { 0 };
    for (; at < end; at += 16) sums -= (sixteen)(load(p + at) == (unsigned char)wanted); /* true is 255, minus one */
    for (int i = 0; i < 16; i++) count += sums[i];
  }
  for (; at < size; at++) count += p[at] == (unsigned char)wanted;
  return count;
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
