/* A file's text, made clean for reading, and the way back from a byte of it to the line and column that the user sees.
 *
 * The clean text is UTF-8 with LF or CRLF line ends and holds no NUL, escape code, backspace or pager's mark, nor what a mail or a web page
 * put around the lines. For an ordinary file it is the file's own bytes, without a copy. Otherwise (terminal capture, CR line ends) it is a
 * cleaned copy, and a list of pieces leads back to the file's own text. The n-th line of the clean text is the n-th line of the file. */
#ifndef PEERLINT_SOURCE_H
#define PEERLINT_SOURCE_H

#include "src/arena.h"

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

struct source_paste;
struct source_piece;
struct source_join;
struct source_shelf;

/* Memory that texts are read into one after the other; zeroed before its first use. */
struct source_buffer {
  char *bytes;
  size_t room;
};

struct source {
  const char *path;      /* as the user named it; "-" is standard input; in the arena */
  char *text;            /* clean text, `size` bytes and two NUL bytes behind them; malloc'd */
  uint32_t size;
  char *file; /* the decoded (UTF-8) text as it stands in the file, for quoting, without a byte order mark; the same pointer as `text` where
                 nothing had to be cleaned */
  uint32_t file_size;
  const char *encoding;  /* "UTF-8", "GB18030", "ISO-8859-1", "UTF-16LE", "UTF-16BE" */
  bool cleaned;          /* text is a cleaned copy */
  bool cr_ends;          /* the file's lines end at CR alone */
  bool written;          /* by a writer, which breaks no line: none is looked at for what a terminal does */
  struct source_paste *paste; /* what stands around the lines of a text that was passed on, in the arena; NULL: nothing */
  struct source_piece *pieces; /* where `text` and `file` part; NULL when they do not; malloc'd */
  size_t piece_count, piece_capacity;
  struct source_join *joins; /* in the arena, in the order of their virtual offsets */
  uint32_t join_count, join_capacity;
  uint32_t joined;       /* end of the virtual bytes of joined lines: offsets from `size` + 2 on */
  char *spare;           /* room of a join that was taken back, for the next one */
  uint32_t spare_size;
  uint32_t *index;       /* line ends before every 4096th byte of `file`, made at the first use; malloc'd */
  uint32_t line_count;   /* valid once `index` is */
  struct arena *arena;

  size_t room;           /* bytes allocated at `file` */
  bool again;            /* an ordinary file, which can be read again; `id` tells whether it is still the same */
  struct { dev_t device; ino_t inode; off_t size; struct timespec written; } id;
  struct source_shelf *shelf; /* may put the text to sleep (then `file` is NULL) and wakes it; NULL: it is always there */
  struct source *newer, *older; /* on the shelf */
};

/* Line and column as the user counts them: from 1, columns in characters. */
struct spot {
  uint32_t line, column;
};

/* Reads the file at `path` ("-": standard input) into `s`. On failure returns false and sets `*error` (in the arena, without the path):
 * unreadable, a directory, 4 GB or larger, binary. source_free() is due in either case, also when exhausted memory left by the arena's
 * jump: `s` must be zeroed before the call. */
bool source_load(struct source *s, struct arena *arena, const char *path, const char **error);

/* The same into the memory of `buffer`, which `s` takes over. */
bool source_load_into(struct source *s, struct arena *arena, const char *path, struct source_buffer *buffer, const char **error);

/* Frees the buffer's memory. */
void source_buffer_free(struct source_buffer *buffer);

/* The same for `size` bytes in memory, which are copied. */
bool source_from_bytes(struct source *s, struct arena *arena, const char *name, const char *bytes, size_t size, const char **error);

/* The same for the first `size` bytes of `buffer`, whose memory `s` takes over. */
bool source_from_buffer(
  struct source *s, struct arena *arena, const char *name, struct source_buffer *buffer, size_t size, const char **error);

/* Frees what is outside the arena. */
void source_free(struct source *s);

/* Lets the text of a file that can be read again go, until the shelf wakes it; its memory goes to `buffer`. Nothing happens to other
 * texts. */
void source_lend(struct source *s, struct source_shelf *shelf, struct source_buffer *buffer);

/* Loads the text if its shelf put it to sleep. The functions below do so themselves; who looks into `text` or `file` must have called one
 * of them or this one, and again after touching other sources. */
void source_touch(struct source *s);

/* The bytes at `offset` of the clean text, or of a joined line. */
const char *source_at(const struct source *s, uint32_t offset);

/* Line and column of a byte of the clean text, or of a joined line. */
struct spot source_spot(struct source *s, uint32_t offset);

/* The file's own line number `line` (from 1) as UTF-8 without its line end: sets `*len`, returns its bytes ("" beyond the end). */
const char *source_line(struct source *s, uint32_t line, uint32_t *len);

/* Goes through the lines: the same of the line that starts at byte `*at` of the file (0: the first), which then is the next one's. */
const char *source_next_line(struct source *s, uint32_t *at, uint32_t *len);

/* Bytes at the head of the line [line, line + length) of the file that are no part of its command: the mark of a quoted mail, a line's
 * number. The lines' own indentation is none of them. */
uint32_t source_margin(const struct source *s, const char *line, uint32_t length);

/* How many lines the file has; a last line without a line end counts. */
uint32_t source_lines(struct source *s);

/* How often the byte `wanted` stands in the `size` bytes at `text`, at several GB/s. */
size_t source_count(const char *text, size_t size, char wanted);

/* Joins the bytes [a, b) and [c, d), parts of one command that a terminal wrapped, into one line, with a blank between them if `blank`;
 * either part may itself be a joined line. Returns its virtual offset, from which places in it are counted; `*len` is its length, 0 when
 * there is no room for it. Two NUL bytes follow it. */
uint32_t source_join(struct source *s, uint32_t a, uint32_t b, uint32_t c, uint32_t d, bool blank, uint32_t *len);

/* The byte of the clean text that stands at `offset` of a joined line; `offset` itself where that is in the clean text. */
uint32_t source_clean(const struct source *s, uint32_t offset);

/* Where a byte of the clean text stands in `s->file`. */
uint32_t source_in_file(const struct source *s, uint32_t offset);

/* The clean text of the file's line number `line` (from 1), without its line end: sets its offsets; both the text's end beyond the last
 * line. */
void source_clean_line(struct source *s, uint32_t line, uint32_t *first, uint32_t *last);

/* Takes the last source_join() back. */
void source_unjoin(struct source *s);

#endif
