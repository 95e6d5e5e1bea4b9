/* See paint.h. */
#include "src/paint.h"

#include "src/peerlint.h"

#include <stdarg.h>
#include <string.h>

#define NARROWEST 40u
#define WIDEST 120u

void paint_init(struct paint *p, FILE *out, const struct peerlint_style *style, struct arena *arena, bool show_secrets)
{
  *p = (struct paint){ .out = out, .width = 80 };
  text_init(&p->text, arena, show_secrets);
  if (!style) return;
  p->color = style->color;
  p->unicode = style->unicode;
  if (style->width) p->width = style->width < NARROWEST ? NARROWEST : style->width > WIDEST ? WIDEST : style->width;
}

void paint_ink(struct paint *p, enum ink ink)
{
  static const char *const codes[] = { "\033[0m", "\033[1;31m", "\033[33m", "\033[36m", "\033[1;32m", "\033[1m", "\033[2m" };
  if (p->color) fputs(codes[ink], p->out);
}

void paint(struct paint *p, const char *s)
{
  fputs(s, p->out);
}

void paint_format(struct paint *p, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  vfprintf(p->out, format, args);
  va_end(args);
}

void paint_glyph(struct paint *p, const char *unicode, const char *ascii)
{
  fputs(p->unicode ? unicode : ascii, p->out);
}

void paint_line(struct paint *p, const char *unicode, const char *ascii, unsigned count)
{
  while (count--) paint_glyph(p, unicode, ascii);
}

void paint_blanks(struct paint *p, unsigned count)
{
  if (count) fprintf(p->out, "%*s", (int)count, "");
}

unsigned paint_clean(struct paint *p, const char *s)
{
  if (!s) return 0;
  text_clear(&p->text);
  text_clean(&p->text, s, strlen(s), false);
  fwrite(p->text.bytes, 1, p->text.len, p->out);
  return text_columns(p->text.bytes, p->text.len);
}

static size_t character(const char *s)
{
  size_t n = 1;
  while ((s[n] & 0xC0) == 0x80) n++;
  return n;
}

void paint_column(struct paint *p, const char *s, unsigned columns)
{
  unsigned taken = 0;
  text_clear(&p->text);
  text_clean(&p->text, s ? s : "", s ? strlen(s) : 0, false);
  for (const char *c = p->text.bytes; *c; c += character(c)) {
    unsigned wide = text_columns(c, character(c));
    if (taken + wide > columns) break;
    fwrite(c, 1, character(c), p->out);
    taken += wide;
  }
  paint_blanks(p, columns - taken);
}

/* Length of the word at `s`: up to a blank, but not one between backticks as long as what stands there fits into `room` columns. */
static size_t word(const char *s, unsigned room)
{
  size_t n = 0;
  while (s[n] && !strchr(" \t\n", s[n])) {
    const char *close = s[n] == '`' ? strpbrk(s + n + 1, "`\n") : NULL;
    bool whole = close && *close == '`' && text_columns(s, (size_t)(close - s) + 2) <= room;
    n = whole ? (size_t)(close - s) + 1 : n + 1;
  }
  return n;
}

/* Writes the word; too long for any line it is broken where the line ends. */
static unsigned put_word(struct paint *p, const char *s, size_t len, unsigned indent, unsigned column)
{
  for (size_t i = 0; i < len; i += character(s + i)) {
    unsigned wide = text_columns(s + i, character(s + i));
    if (column + wide > p->width) {
      fputc('\n', p->out);
      paint_blanks(p, indent);
      column = indent;
    }
    fwrite(s + i, 1, character(s + i), p->out);
    column += wide;
  }
  return column;
}

void paint_wrapped(struct paint *p, unsigned indent, bool begun, const char *s)
{
  text_clear(&p->text);
  text_clean(&p->text, s, strlen(s), true);
  for (char *tab = p->text.bytes; (tab = strchr(tab, '\t'));) *tab = ' '; /* in a name that stays in one piece too */
  unsigned column = indent;
  bool first = true;
  if (!begun) paint_blanks(p, indent);
  for (s = p->text.bytes; *s;) {
    if (*s == ' ') {
      s++;
      continue;
    }
    size_t len = word(s, p->width - indent);
    unsigned wide = text_columns(s, len);
    if (*s == '\n' || (!first && column + 1 + wide > p->width)) {
      fputc('\n', p->out);
      paint_blanks(p, indent);
      column = indent;
      first = true;
      if (*s == '\n') s++;
      continue;
    }
    if (!first) {
      fputc(' ', p->out);
      column++;
    }
    column = put_word(p, s, len, indent, column);
    first = false;
    s += len;
  }
  fputc('\n', p->out);
}
