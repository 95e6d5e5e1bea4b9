/* A config as it is written: its lines, the places of the source each of them comes from, and comments where something could not be said.
 *
 * The family writers (grammar/FAMILY/) call these; convert.c and mirror.c own the struct. Everything lives in its arena. */
#ifndef PEERLINT_WRITING_H
#define PEERLINT_WRITING_H

#include "src/source.h"
#include "src/table.h"
#include "src/text.h"
#include "vendors/vendor.h"

/* What became of a line of the source: see account.h. */
enum account_result {
  ACCOUNT_EXACT,
  ACCOUNT_APPROXIMATED,
  ACCOUNT_IMPLIED,
  ACCOUNT_UNTRANSLATED,
  ACCOUNT_UNRELATED,
  ACCOUNT_ASSUMED /* of no line: a remark */
};

/* Something to say of a place of the source. */
struct account_note {
  struct account_note *next;      /* in the order they were made */
  struct account_note *same, *last; /* next of the same object; of the first one: the last so far */
  const void *object;     /* of the written router: the comment stands at it; NULL: at the head */
  struct place at;        /* in the source; none: 0 */
  enum account_result result;
  const char *text;       /* holds no secret */
  bool written;
  bool whole;             /* the block whose header stands at `at` is left out with all its lines */
};

/* A line of the output that says what the source says at a byte. */
struct account_link {
  uint32_t from, to;
};

/* What the source says at one place is said by the lines that say what it says at another. */
struct account_alias {
  struct account_alias *next;
  struct place at, other;
};

struct writing {
  struct arena *arena;
  struct text text;       /* the config */
  const struct dialect *dialect;
  const struct table *remarks; /* objects of the source -> a text to be written where the object is; NULL: none */
  const struct dialect *of_keys; /* which dialect's ciphertexts the source holds; NULL: the source's own */
  uint32_t lines;         /* written so far */
  bool redact;            /* keys are written as ****** */
  bool links_kept;        /* which line says what is remembered, for account_write() */
  unsigned indent;        /* blanks before the next lines */
  char *block;            /* where the arena stood when the present block began */
  struct account_link *links; /* malloc'd */
  uint32_t link_count, link_capacity;
  LIST(account_alias) aliases;
  LIST(account_note) notes;
  struct table by_object;
};

/* Nothing written yet, in `dialect`. What is outside the arena writing_free() frees. */
void writing_init(struct writing *w, struct arena *arena, const struct dialect *dialect);
void writing_free(struct writing *w);
/* Takes memory over for the text. */
void writing_use(struct writing *w, struct source_buffer *buffer);

/* Notes that what the source says at `at` is not, or not exactly, said at `object` (may be NULL): printf-like. */
struct account_note *writing_note(struct writing *w, const void *object, struct place at, enum account_result result, const char *format,
  ...) __attribute__((format(printf, 5, 6)));

/* Remembers, where links are kept, that what the source says at `at` is said by the lines that say what it says at `other`: a name that
 * the target does not need, of what it has in one line. Nothing where either is no place. */
void writing_said_with(struct writing *w, struct place at, struct place other);
/* Once all is written: makes links of it. */
void writing_link_aliases(struct writing *w);

/* A note of a whole block, whose header is at `at`. */
#define writing_left_out(w, object, at, ...) (writing_note((w), (object), (at), ACCOUNT_UNTRANSLATED, __VA_ARGS__)->whole = true)

/* ---- For the writers ---- */

/* Between these two a writer says one block, or one line: what it makes in the arena meanwhile is gone at the end. They do not nest. */
static inline void writing_begin(struct writing *w)
{
  w->block = w->arena->next;
}

static inline void writing_end(struct writing *w)
{
  arena_rewind(w->arena, w->block);
}

/* Writes a line of these words, which are the dialect's own and no text of a config, with the present indentation. */
void write_words(struct writing *w, struct place from, const char *words);

/* Writes one line, printf-like, with the present indentation; a secret stands between SECRET_OPEN and SECRET_CLOSE. `from` is what it says
 * in the source; none: 0. */
void write_line(struct writing *w, struct place from, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The line just written also says what stands at `from`. */
void write_also(struct writing *w, struct place from);
/* Writes the line or lines that the dialect has for a setting; nothing where it has none. */
void write_setting(struct writing *w, struct place from, enum setting setting, const struct setting_value *value);
/* Writes each line of the text, which stands for what is at `from`; NULL: nothing. */
void write_each_line(struct writing *w, struct place from, const char *s);
/* Writes a comment, in words of the target. */
void write_comment(struct writing *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The comments that belong to `object`: what is not translated there. */
void write_notes(struct writing *w, const void *object);

/* The place of a value that a line set; none of a default. */
static inline struct place written_at(const struct origin *o)
{
  return o->from == FROM_LINE ? o->at : (struct place){ 0, 0 };
}

/* Should a writer write the value? A default that is only assumed is no value to write. */
static inline bool to_write(const struct num *n)
{
  return is_written(&n->o) || (n->o.from == FROM_DEFAULT && !n->o.doubt);
}

/* The name with which `kind` begins in this dialect, and what follows it, for a canonical interface name; `shown` is used for kinds that no
 * table knows. In the arena. */
bool writing_is_number(char c);
const char *write_interface(struct writing *w, const char *canonical, const char *shown);

/* Is it an interface whose address comes by PPP, where it is assigned at run time? */
bool write_is_dialled(const struct writing *w, const char *canonical);

/* "10.0.0.1" and the like, in the arena. */
const char *write_ip(struct writing *w, const struct ip *ip);
const char *write_v4(struct writing *w, uint32_t v4);

#endif
