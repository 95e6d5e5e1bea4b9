/* Findings: what rules say, with places, help and a fix. */
#ifndef PEERLINT_FINDING_H
#define PEERLINT_FINDING_H

#include "src/facts.h"

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* A place in a file with a short label of what stands there. */
struct location {
  struct location *next;
  struct router *router;
  struct place at;
  const char *label;   /* NULL: none */
};

enum edit_kind { EDIT_REPLACE_LINE, EDIT_INSERT_AFTER, EDIT_DELETE_LINE, EDIT_INSERT_BEFORE };

/* One edit of a fix: the line that holds `at` is replaced by, or gets below or above it, `text` (without indentation; a secret stands
 * between SECRET_OPEN and SECRET_CLOSE). */
struct edit {
  struct edit *next;
  enum edit_kind kind;
  struct place at;
  const char *text;
  uint8_t below;       /* EDIT_INSERT_AFTER: 1 when `at` is a block's header, so that the new line is indented below it */
};

struct fix {
  struct router *router;
  struct edit *edits;
  bool optional;       /* a choice the operator must make (a flow that may be missing on purpose); offered apart */
};

struct rule;

struct finding {
  struct finding *next;
  const struct rule *rule;
  enum severity severity;
  const struct tunnel_pair *tunnel;  /* NULL: of one router alone */
  const char *message, *help;        /* in the arena; secrets between SECRET_OPEN and SECRET_CLOSE */
  struct location *locations;        /* the first is where to look first; never NULL */
  struct fix *fix;                   /* NULL: none */
  bool suppressed;
  const char *reason;                /* of the suppression */
  bool baseline;                     /* known by the baseline */
  char fingerprint[33];              /* hex; holds no plain hash of a secret */
};

/* What a run of the rules works on. */
struct judge {
  struct arena *arena;
  struct router *const *routers;
  unsigned router_count;
  struct end *const *ends;           /* of each router */
  struct tunnel_pair *tunnels;
  const uint8_t *severities;         /* by rule index: enum severity from the user's options; NULL: defaults */
  const struct fleet *fleet;         /* NULL: nothing is known of it */
  const struct diagnosis *log;       /* what a log says; NULL: there is none */
  LIST(finding) findings;            /* all zero, or a list that was initialised */
  struct table *seen;                /* what finding_first_of() and finding_first_at() were asked about; NULL: nothing yet */
};

/* A new finding of `rule_id` at the rule's default severity, or NULL where the user switched the rule off. `tunnel` may be NULL. Message:
 * printf-like. */
struct finding *finding_new(struct judge *j, const char *rule_id, const struct tunnel_pair *tunnel, const char *format, ...)
  __attribute__((format(printf, 4, 5)));
/* Lowers the severity (a fact that is not sure enough), or raises it (a fact that proves more). A severity that the user chose, one that is
 * not the rule's own, stays. Safe with f NULL, as are the next. */
void finding_lower(struct judge *j, struct finding *f, enum severity s);
void finding_raise(struct judge *j, struct finding *f, enum severity s);
/* Adds a location; places without bytes are left out. `format` NULL: no label. */
void finding_at(struct judge *j, struct finding *f, struct router *r, struct place at, const char *format, ...)
  __attribute__((format(printf, 5, 6)));
/* What to do, printf-like. */
void finding_help(struct judge *j, struct finding *f, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Adds an edit to the finding's fix, which holds edits of one router: a text of several lines becomes several edits. `text` NULL: no edit
 * is added (the dialect cannot say it), unless a line is deleted. finding_insert_below() puts the lines below a block's header, indented as
 * its lines are. */
void finding_edit(struct judge *j, struct finding *f, struct router *r, enum edit_kind kind, struct place at, const char *text);
/* Sets a value of the block whose header is given: in place of the line that sets it, also where that line could not be read, else in a new
 * line below the header. */
void finding_set(struct judge *j, struct finding *f, struct router *r, const struct origin *value, struct place header, const char *text);
void finding_insert_below(struct judge *j, struct finding *f, struct router *r, struct place header, const char *text);

/* Is this the first time that this rule asks about this object, or about the line at this place? For what several tunnels share: one fault,
 * one finding. */
bool finding_first_of(struct judge *j, const char *rule_id, const void *object);
bool finding_first_at(struct judge *j, const char *rule_id, const struct router *r, struct place at);

#endif
