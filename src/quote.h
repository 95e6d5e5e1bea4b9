/* Lines of a file as they may be printed: nothing in them moves a terminal's cursor, and no secret is in them. */
#ifndef PEERLINT_QUOTE_H
#define PEERLINT_QUOTE_H

#include "src/model.h"
#include "src/source.h"
#include "src/text.h"

#define QUOTE_MASK "******"
#define QUOTE_LONGEST 1000u /* characters; what is behind them is left out */

struct quoted {
  const char *text;        /* UTF-8, ends in NUL; in the arena */
  uint32_t length;         /* bytes */
  const uint32_t
    *columns; /* for each column of the file's line, from 1, the column of `text` (from 1) that shows it; one more for the line's end */
  uint32_t count;          /* of columns; 0 past `columns[count]` */
};

/* Sorts the places of secrets (in the clean text or in joined lines) for quote_line(); `places` is changed in place. */
void quote_sort(const struct source *s, struct place *places, size_t count);

/* The file's line number `line` (from 1), "" beyond the end, without what a terminal would not have shown. Masks the `secrets` (sorted by
 * quote_sort()) and whatever follows a word that introduces a secret in a line of any dialect, known or not, unless `show_secrets`. */
struct quoted quote_line(struct arena *a, struct source *s, uint32_t line, const struct place *secrets, size_t count, bool show_secrets);

/* The column of the quoted text that shows column `column` (from 1) of the file's line. */
uint32_t quote_column(const struct quoted *q, uint32_t column);
/* The byte of the quoted text where that column begins; its length beyond the end. */
uint32_t quote_offset(const struct quoted *q, uint32_t column);

/* Appends the `len` bytes at `line` in whatever encoding they are, harmless to a terminal; with `mask`, what looks like a secret is
 * masked. */
void quote_append(struct text *out, const char *line, size_t len, bool mask);

/* ---- For quote.c (quote_secret.c) ---- */

/* Gives `mask` the parts of the `len` bytes at `line` that look like secrets, in order and apart, as offsets in them; at most `room`, the
 * last of which then reaches to the line's end. Returns how many. */
size_t quote_find_secrets(const char *line, uint32_t len, struct place *mask, size_t room);

#endif
