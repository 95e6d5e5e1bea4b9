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

enum edit_kind { EDIT_REPLACE_LINE, EDIT_INSERT_AFTER, EDIT_DELETE_LINE };

/* One edit of a fix: the line that holds `at` is replaced by, or gets below it, `text` (without indentation; a secret stands between SECRET_OPEN and SECRET_CLOSE). */
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
  LIST(finding) findings;
};

/* A new finding of `rule_id` at the rule's default severity, or NULL where the user switched the rule off. `tunnel` may be NULL. Message: printf-like. */
struct finding *finding_new(struct judge *j, const char *rule_id, const struct tunnel_pair *tunnel, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Lowers the severity (a fact that is not sure enough). A severity that the user chose stays. */
void finding_lower(struct judge *j, struct finding *f, enum severity s);
/* Adds a location; places without bytes are left out. Safe with f NULL, as are the next. */
void finding_at(struct judge *j, struct finding *f, struct router *r, struct place at, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* What to do, printf-like. */
void finding_help(struct judge *j, struct finding *f, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Adds an edit to the finding's fix. `text` NULL: no edit is added (the dialect cannot say it). */
void finding_edit(struct judge *j, struct finding *f, struct router *r, enum edit_kind kind, struct place at, const char *text);

#endif
