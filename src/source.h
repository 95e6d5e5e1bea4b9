/* A file's text, made clean for reading, and the way back from a byte of it to the line and column that the user sees.
 *
 * The clean text is UTF-8 with LF or CRLF line ends and holds no NUL, escape code, backspace or pager's mark. For an ordinary file it is the file's own bytes, without a copy.
 * Otherwise (terminal capture, GB18030, UTF-16, byte order mark, CR line ends) it is a cleaned copy, and a list of pieces leads back to the file's own lines. A clean line never holds
 * parts of two of the file's lines, but for lines that the reader joined with source_join(). */
#ifndef PEERLINT_SOURCE_H
#define PEERLINT_SOURCE_H

#include "arena.h"

#include <stdbool.h>

struct source_piece;

struct source {
  const char *path;      /* as the user named it; "-" is standard input; in the arena */
  char *text;            /* clean text, `size` bytes and two NUL bytes behind them; malloc'd, writable for the scanner */
  uint32_t size;
  char *file;            /* the decoded (UTF-8) text as it stands in the file, for quoting; the same pointer as `text` where nothing had to be cleaned */
  uint32_t file_size;
  const char *encoding;  /* "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" */
  bool cleaned;          /* text is a cleaned copy */
  bool cr_ends;          /* lines end at CR alone */
  const struct source_piece *pieces; /* where `text` and `file` part; NULL when they do not */
  size_t piece_count;
  struct source_join *joins;
  uint32_t joined;       /* end of the virtual bytes of joined lines: offsets from `size` + 2 on */
  uint32_t *index;       /* offset in `file` of every 64th line, made at the first source_spot(); malloc'd */
  uint32_t index_count;
  uint32_t line_count;   /* valid once `index` is */
  struct arena *arena;
};

/* Line and column as the user counts them: from 1, columns in characters. */
struct spot {
  uint32_t line, column;
};

/* Reads the file at `path` ("-": standard input) into `s`. On failure returns false and sets `*error` (in the arena): unreadable, a directory, larger than 4 GB, binary. */
bool source_load(struct source *s, struct arena *arena, const char *path, const char **error);

/* The same for `size` bytes in memory, which are copied. */
bool source_from_bytes(struct source *s, struct arena *arena, const char *name, const char *bytes, size_t size, const char **error);

/* Frees what is outside the arena. */
void source_free(struct source *s);

/* The bytes at `offset` of the clean text, or of a joined line. */
const char *source_at(const struct source *s, uint32_t offset);

/* Line and column of a byte of the clean text. */
struct spot source_spot(struct source *s, uint32_t offset);

/* The file's own line number `line` (from 1) as UTF-8 without its line end: sets `*len`, returns its bytes ("" beyond the end). */
const char *source_line(struct source *s, uint32_t line, uint32_t *len);

/* How many lines the file has; a last line without a line end counts. */
uint32_t source_lines(struct source *s);

/* Joins the clean text's bytes [a, b) and [c, d), parts of one command that a terminal wrapped, into one line; returns its virtual offset, from which places in it are counted. `*len` is its length. */
uint32_t source_join(struct source *s, uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t *len);

#endif
