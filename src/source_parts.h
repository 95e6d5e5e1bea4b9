/* What the parts of the source module (source*.c) share; nobody else includes this. */
#ifndef PEERLINT_SOURCE_PARTS_H
#define PEERLINT_SOURCE_PARTS_H

#include "src/source.h"

/* From clean offset `clean` to the next piece, the byte at clean offset x stands in the file's text at file + (x - clean). */
struct source_piece {
  uint32_t clean, file;
};

/* What a text holds that may need work before it can be read. */
struct source_seen {
  bool high;     /* bytes from 128 on */
  bool control;  /* control characters other than tab, line ends and ETX, which delimits banners */
  bool lone_cr;  /* a CR that no LF follows */
  bool pager;    /* something like `--More--`, maybe inside a line */
  bool wide;     /* blanks and hyphens of word processors and web pages; set by source_decode() */
};

#define SOURCE_NUMBER_WIDTHS 12u

/* What somebody who passed the text on put around its lines (source_margin.c, source_page.c, source_stress.c). */
struct source_paste {
  char mark;      /* `>`, `|`, `$`, `#`, `*` or `-` in front of every line; '\0': none */
  bool blank;     /* with a blank behind it */
  bool cells;     /* the lines are rows of a table, the first cell of which holds the command */
  char delimiter; /* what stands behind the number in front of every line: `:`, `.`, a blank; '\0': there are no numbers */
  bool number_lines; /* the numbers are lines of their own */
  uint8_t blanks[SOURCE_NUMBER_WIDTHS]; /* behind that, by the bytes up to the number's end */
  bool entities;  /* of HTML */
  bool escapes;   /* of Markdown: a backslash before punctuation */
  bool ticks;     /* of Markdown: around the lines */
  bool stress;    /* of Markdown: asterisks around a line or a word */
  bool tags;      /* at the lines' ends */
  bool notes;     /* may be glued to their last words */
};

/* Tells what of that the text in `s->file` has; false: nothing. */
bool source_margin_look(const struct source *s, struct source_paste *p);
bool source_page_look(const struct source *s, const struct source_seen *seen, struct source_paste *p);

/* Takes a table's other cells, tags, ticks and a note off the line [*from, *to) of `line`. */
void source_page_trim(const struct source *s, const struct source_paste *p, const char *line, uint32_t *from, uint32_t *to);

/* Length of the entity at `at`, 0 where there is none that a config needs; the character it stands for. */
uint32_t source_entity(const char *at, uint32_t length, char *stands_for);

/* Where the asterisks stand that close what those at `at` open, `*stars` each, in a text that has some; 0: they open nothing. */
uint32_t source_stress(const char *line, uint32_t length, uint32_t at, uint32_t *stars);

/* Has the text lines or values that asterisks stress? */
bool source_has_stress(const struct source *s);

/* Does the byte `at` of the line belong to a key or a password? */
bool source_is_in_secret(const char *line, uint32_t length, uint32_t at);

/* Do a backslash and a character of punctuation stand at `at`, as Markdown escapes it? */
bool source_is_escape(const char *at);

/* A look over a text that may still be growing; zeroed before its first use. */
struct source_scan {
  struct source_seen seen;
  size_t at; /* what is behind it is still to be looked at */
};

/* Looks over what has come to the `size` bytes at `text`, at several GB/s, but for a few bytes at the end: right after they were read they
 * are still in the processor's caches. */
void source_scan_more(struct source_scan *scan, const char *text, size_t size);

/* Looks over the rest of the text, which is complete. */
struct source_seen source_scan_rest(struct source_scan *scan, const char *text, size_t size);

/* Takes over what `behind` has seen from the byte `from` on, of the `size` bytes that are there; `scan` came near that byte. What too
 * little is behind for is still to be looked at. */
void source_scan_join(struct source_scan *scan, const struct source_scan *behind, size_t from, const char *text, size_t size);

/* Is this no text at all: too many NULs, or control characters that no terminal capture holds? */
bool source_is_binary(const char *text, size_t size);

/* Turns `s->file`, the bytes as read, into UTF-8 without a byte order mark and sets `s->encoding`. `s->text` is the same buffer before and
 * after. False when the result is too large. */
bool source_decode(struct source *s, struct source_seen *seen);

/* Makes `s->text` a cleaned copy of `s->file` where that is a terminal's capture, has CR line ends, blanks or hyphens that are no ASCII, or
 * something around its lines. False when the result is too large. */
bool source_play(struct source *s, const struct source_seen *seen);

/* Does the UTF-8 text hold blanks or hyphens that are no ASCII? */
bool source_has_wide(const char *text, size_t size);

/* malloc and realloc that leave by the arena's jump when memory is exhausted. */
void *source_room(struct source *s, void *old, size_t size);

/* Makes room for `size` bytes and the two behind them. */
void source_make_room(struct source *s, size_t size);

/* Reads the file at the source's path and looks it over on the way; returns why it cannot, or NULL. A large file is read by two threads. */
const char *source_read(struct source *s, struct source_scan *scan);

/* Lets the text go; what its file's lines are called stays known. Its memory goes to `buffer` if that is larger than what is there, else it
 * is freed. The source is one that can be read again. */
void source_sleep(struct source *s, struct source_buffer *buffer);

/* Loads it again, into the memory of `buffer`. False: the file is gone or is not the same any more. */
bool source_wake(struct source *s, struct source_buffer *buffer);

/* Largest text, in bytes: places are 32 bits, and joined lines need some room behind it. */
#define SOURCE_LARGEST (UINT32_MAX - (1u << 24))

#endif
