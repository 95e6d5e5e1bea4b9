/* A growing text, and the one door through which everything of a config or a file name goes before it is printed: control characters out,
 * valid UTF-8, secrets masked. */
#ifndef PEERLINT_TEXT_H
#define PEERLINT_TEXT_H

#include "src/arena.h"

#include <stdbool.h>
#include <stdio.h>

struct text {
  struct arena *arena;
  char *bytes;       /* ends in NUL once something was appended */
  size_t len, capacity;
  bool on_heap;      /* the bytes are malloc'd: for a text that grows large, which would leave many copies behind in an arena */
  bool show_secrets; /* what stands between SECRET_OPEN and SECRET_CLOSE is kept */
};

#define SECRET_MASK "******"

/* An empty text whose bytes live in `arena`. */
void text_init(struct text *t, struct arena *arena, bool show_secrets);
/* Frees the bytes of a text on the heap; nothing else. */
void text_free(struct text *t);
/* Empties it; the memory is kept. */
void text_clear(struct text *t);
/* Appends bytes as they are: for what the program itself says. */
void text_append(struct text *t, const char *s, size_t len);
/* Room for `size` bytes behind the text, for who writes them there and says so with text_wrote(). */
char *text_room(struct text *t, size_t size);
static inline void text_wrote(struct text *t, size_t len)
{
  t->len += len;
  t->bytes[t->len] = '\0';
}
/* Appends foreign text, cleaned: each control character (also C1, and the Unicode marks that turn the direction of writing), NUL and byte
 * that is no UTF-8 becomes a `?`; LF and tab stay with `layout`, else become blanks. Secrets are masked or, with `show_secrets`, lose their
 * marks. */
void text_clean(struct text *t, const char *s, size_t len, bool layout);

/* Appends foreign text in whatever encoding it is, as it stands but for what could act on a terminal: control characters but for tab become
 * `?`. */
void text_defuse(struct text *t, const char *s, size_t len);
/* Index of the first character that text_defuse() would change; `len` where there is none. */
size_t text_harm(const char *s, size_t len);

/* Writes the string `s` as text_clean() cleans it, without layout; no memory is needed. */
void text_print(const char *s, FILE *out);

/* A cleaned copy of the string `s` in `arena`, secrets masked. */
const char *text_cleaned(struct arena *arena, const char *s);

/* How many columns the `len` bytes of UTF-8 at `s` take on a terminal: wide characters (CJK) two, combining ones none. */
unsigned text_columns(const char *s, size_t len);

#endif
