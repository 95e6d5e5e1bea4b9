/* Writing for a terminal: colour, glyphs with an ASCII stand-in, wrapped paragraphs. All foreign text is cleaned here (text.h). */
#ifndef PEERLINT_PAINT_H
#define PEERLINT_PAINT_H

#include "src/text.h"

#include <stdio.h>

struct peerlint_style;

enum ink { INK_PLAIN, INK_ERROR, INK_WARNING, INK_INFO, INK_GOOD, INK_BOLD, INK_DIM };

struct paint {
  FILE *out;
  struct text text; /* scratch */
  bool color, unicode;
  unsigned width;
};

/* `style` may be NULL: plain. */
void paint_init(struct paint *p, FILE *out, const struct peerlint_style *style, struct arena *arena, bool show_secrets);

/* Changes the colour, where there is any. */
void paint_ink(struct paint *p, enum ink ink);
/* What the program says itself. */
void paint(struct paint *p, const char *s);
void paint_format(struct paint *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The Unicode form, or where that cannot be shown, the ASCII one. */
void paint_glyph(struct paint *p, const char *unicode, const char *ascii);
/* The glyph `count` times. */
void paint_line(struct paint *p, const char *unicode, const char *ascii, unsigned count);
void paint_blanks(struct paint *p, unsigned count);
/* Foreign text on one line; returns the columns it took. NULL: nothing. */
unsigned paint_clean(struct paint *p, const char *s);
/* The same in `columns` columns: filled up with blanks, or cut. */
void paint_column(struct paint *p, const char *s, unsigned columns);
/* Foreign text as a paragraph indented by `indent` blanks, the first line's indentation already written when `begun`. What stands between
 * backticks is kept on one line. */
void paint_wrapped(struct paint *p, unsigned indent, bool begun, const char *s);

#endif
