/* Reading a line-oriented CLI: the driver between the text, a family's grammar (comware.y, ios.y) and its actions.
 *
 * The grammars hold one production a line; the driver splits the line into words, chooses the view that a line belongs to, tells the parser
 * with a VIEW token, classifies the words and keeps the ledger. No action runs before the line's end, so a line that the grammar refuses
 * has set nothing. */
#ifndef PEERLINT_FRONT_H
#define PEERLINT_FRONT_H

#include "src/model.h"
#include "src/source.h"

#include <stdio.h>

/* ---- One line ---- */

struct front_line {
  struct place *words;
  uint32_t count, capacity;
  struct place text;   /* the line without indentation and line end */
  uint32_t next;       /* offset of the next line */
  uint32_t indent;     /* columns, a tab counts to the next multiple of 8 */
};

/* What a first word that no grammar knows is to a family. */
enum front_ignore {
  FRONT_UNKNOWN,
  FRONT_IGNORED,        /* a line that is no part of a tunnel */
  FRONT_IGNORED_HEADER, /* the same, and it opens a view whose lines are none either */
  FRONT_IGNORED_ROUTING /* such a header, of a routing protocol: there may be routes that no line shows */
};

struct front_ignored {
  const char *word;
  enum front_ignore what;
};

#define FRONT_VIEW_NONE 0   /* below a header that no grammar knows */
#define FRONT_VIEW_GLOBAL 1 /* families number their further views from 2 */

struct front;

/* What a view makes of a line that begins with some words. */
enum front_fate {
  FATE_NONE,     /* it does not take the first of them */
  FATE_OPEN,     /* that depends on what follows */
  FATE_IDLE,     /* it takes the whole line, and ignores it */
  FATE_REFUSED,  /* it takes some of the words and refuses another, so that it never takes the whole line */
  FATE_LOST      /* the same, and it ignores what it refuses so */
};

/* What the first word of a line is where the line stands. Eight bytes, which travel in a register. */
struct front_first {
  uint16_t global; /* enum front_fate in the outer view */
  uint16_t here;  /* the same in the view that is open there */
  uint8_t ignore; /* enum front_ignore, where `global` is FATE_NONE */
  bool more : 1;     /* both may become clearer with the next word */
  bool odd : 1;      /* it may be a prompt, or open a text of several lines */
  bool capitals : 1; /* it is a keyword but for its capitals */
  bool slip : 1;     /* nothing of the above: it may be a misspelled keyword */
  bool prose : 1;    /* no view takes it, and no command begins so: front_is_prose() */
};

/* The grammar's side of the driver (front-parse.h). */
struct front_parser {
  /* The first word of a line of this indentation. A line whose word no view takes matters to nobody. */
  struct front_first (*first)(struct front *f, const char *word, uint32_t length, uint32_t indent);
  /* Is the first word one that any view which is open takes, or a line that is known to be no part of a tunnel? */
  bool (*known)(struct front *f, const char *word, uint32_t length);
  /* Does some open view take the whole line? */
  bool (*whole)(struct front *f, const struct front_line *line);
  /* Takes the line [word, end), of that indentation and behind no prompt, where its first words tell that it is ignored whatever follows:
   * sets `became`. False: it must be parsed. */
  bool (*pass)(struct front *f, uint32_t word, uint32_t end, uint32_t indent, struct front_first first);
  /* Parses the line in the view that takes it and sets `became`. */
  void (*parse)(struct front *f, const struct front_line *line, struct front_first first);
  /* The same for a line that no view takes. */
  void (*skip)(struct front *f, struct front_first first, uint32_t indent);
};

/* A family of CLIs: its grammar and what the driver must know of it. */
struct cli_family {
  const char *name;
  /* Reads the router's source to its end; the entry point that front-parse.h defines in the grammar's file. */
  void (*read)(struct front *f);
  const struct front_ignored *ignored; /* first words, ends with word NULL; consulted when the grammar does not know the word */
  /* Called for an otherwise unknown or ignored line whose text may go on over several lines (banner, certificate). Returns the offset
   * behind the block, or 0 when it is none; the line may have been understood then. */
  uint32_t (*swallow)(struct front *f, const struct front_line *line);
  const char *const *swallowed; /* how the first words begin that swallow() looks at; ends with NULL */
  uint32_t meant_views;   /* bit N: the keywords of the view N are all known, so that a word near one of them is a slip */
  bool hash_closes;       /* a line of `#` alone closes every view (Comware) */
  /* Called for the prompt of a command that configures, NULL: nothing is to be learnt from one. May open the view that the prompt names;
   * true: it is the outer view's. */
  bool (*prompt)(struct front *f, struct place prompt);
};

/* What reading one file leaves for the next one of the same thread: the parsers, their tables of words. Zeroed before its first use. */
struct front_workspace {
  struct front_cache_node {
    struct front_cache_node *next;
    const struct cli_family *family;
    struct front_cache *cache;
    void (*free)(struct front_cache *cache);
  } *caches;
};

/* Frees what the workspace holds; also after the arena's jump left a reading unfinished. */
void front_workspace_free(struct front_workspace *w);

/* The family's cache in the workspace, NULL where there is none yet; and the way to put one in (`size` zeroed bytes). */
struct front_cache *front_cache_get(struct front *f);
struct front_cache *front_cache_new(struct front *f, size_t size, void (*free_cache)(struct front_cache *cache));

struct front {
  struct front_workspace *workspace;
  struct router *router;
  struct arena *arena;
  const struct cli_family *family;
  void *state;              /* the family's own: the objects whose views are open */
  struct { const char *text; uint32_t size; } scan; /* the clean text; two NUL bytes follow */
  struct front_line line;
  int view;                 /* open for lines that are indented below their header */
  int flat_view;            /* open for lines that are not */
  bool (*repeat)(struct front *f); /* NULL, or of a header that opened several objects: takes the next one, to which the line just read goes
                                      too; false: it went to all */
  int begun;                /* the view that the current line was read in */
  bool at_outer_prompt;     /* the line at hand stands behind the prompt of the outer view */
  bool left;                /* the line at hand leaves the open view: `exit`, a header whose lines are nobody's */
  bool indented;            /* lines of the open view are indented below its header */
  int header_indent;        /* of the last line at the outer level; -1: none, every line is at the outer level */
  bool body_ignored;        /* lines below the header are ignored rather than unknown */
  bool failed;              /* the current line is not as the grammar wants it */
  struct place bad;         /* the word that the grammar refused, or the line end */
  const char *meant;        /* the keyword that a word of the current line may be meant to be; NULL: none */
  enum ledger_entry became; /* what became of the current line; actions may change it */
  struct front_cache *cache;/* front-parse.h: keywords, and first words already looked up */
  void (*lines)(struct front *f, const struct front_parser *parser); /* front.c: takes the text line by line */
};

/* Reads `router->source` with the family of `router->dialect` into `router`: fills the model, the issues, the suppressions and the ledger.
 * Exhausted memory leaves by the arena's jump. */
void front_read(struct router *router, struct front_workspace *workspace);

/* ---- For actions ---- */

/* The word's bytes (not NUL-terminated) and length. */
static inline const char *front_text(const struct front *f, struct place word, uint32_t *len)
{
  *len = word.last - word.first;
  return word.last <= f->scan.size ? f->scan.text + word.first : source_at(f->router->source, word.first);
}

/* The word interned; the second form for names that the device compares without regard to case: as first written. */
const char *front_intern(struct front *f, struct place word);
const char *front_intern_folded(struct front *f, struct place word);
/* Several words as one text, with one blank for what stands between two of them. In the router's arena. */
const char *front_joined(struct front *f, struct place words);
bool front_is(const struct front *f, struct place word, const char *text);

/* A decimal number in [low, high], else false. */
bool front_number(const struct front *f, struct place word, uint64_t low, uint64_t high, uint32_t *value);
/* An address (also masked or, with `names`, a host name); records CFG007 for a masked one. False where it is none. */
bool front_address(struct front *f, struct place word, bool names, struct ip *ip);
/* The rule of the line at hand that always gives the inner addresses others: with a list of its own, which has no name. */
struct nat_rule *front_static_nat(struct front *f, struct acl_address inner);
/* A netmask or prefix length. */
bool front_mask(const struct front *f, struct place word, uint32_t *mask);
/* A wildcard: dotted, or `0`. */
bool front_wildcard(const struct front *f, struct place word, uint32_t *wildcard);

/* From the first byte of `a` to the last of `b`. */
static inline struct place place_join(struct place a, struct place b)
{
  return (struct place){ a.first, b.last };
}

static inline struct origin origin_line(struct place at)
{
  return (struct origin){ .at = at, .from = FROM_LINE };
}

static inline struct origin origin_unread(struct place at)
{
  return (struct origin){ .at = at, .from = FROM_UNREAD };
}

/* The whole current line, without indentation. */
static inline struct place front_whole(const struct front *f)
{
  return f->line.text;
}

/* Records an issue at `at` (a CFG rule): printf-like, the text must not hold a secret. */
void front_issue(struct front *f, const char *rule, struct place at, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same with a second place (CFG004). */
void front_issue2(struct front *f, const char *rule, struct place at, struct place other, const char *format, ...)
  __attribute__((format(printf, 5, 6)));

/* Tells that the line at `at` overrides what the one at `earlier` says in the same block (CFG004). */
void front_overrides(struct front *f, struct place at, struct place earlier);

/* A line of a known command that cannot be read: CFG001 at the refused word with `what` ("a DH group: group1, group2, group5 or group14")
 * as what was expected there, and the field becomes unread. `field` may be NULL. */
void front_unreadable(struct front *f, struct origin *field, const char *what);
/* A word that is read but has no meaning the model knows (`dh group99`): the same at that word. */
void front_bad_word(struct front *f, struct place word, struct origin *field, const char *what);

/* Sets a number, and records CFG004 when an earlier line of the same block set another value. */
void front_set_num(struct front *f, struct num *n, uint32_t value, struct place at);
void front_set_name(struct front *f, struct name *n, const char *s, struct place at);
void front_set_addr(struct front *f, struct addr *a, struct ip ip, struct place at);
void front_set_ref(struct front *f, struct ref *r, const char *s, struct place at);
/* Appends a reference to a list. */
struct ref *front_add_ref(struct front *f, struct ref **list, const char *s, struct place at);

/* Opens a view for the lines that follow; for actions of header lines. */
static inline void front_open(struct front *f, int view)
{
  f->view = f->flat_view = view;
}

/* Says that the current line is known and no part of a tunnel. */
static inline void front_ignore(struct front *f)
{
  f->became = LEDGER_IGNORED;
}

/* Says that the current line sets something of IKE or IPsec that the model has no place for: translations say that it is left out. */
void front_aside(struct front *f);
/* The line was read, and says more than the model has a place for: translations leave that out. */
void front_says_more(struct front *f);

/* Says that the current line is not known (the generic error production). */
static inline void front_unknown(struct front *f)
{
  f->became = LEDGER_UNKNOWN;
}

#endif
