/* The table of rules. Adding a rule is one row in rule_table.c, one function, one page docs/rules/ID.md, one `fires` and one `silent` case
 * under testdata/rules/ID. */
#ifndef PEERLINT_RULE_H
#define PEERLINT_RULE_H

#include "src/finding.h"

struct diagnosis;

struct rule {
  const char *id;        /* "KEY102": a number is never reused */
  const char *name;      /* "key-encoding" */
  enum severity severity;
  const char *summary;   /* when it fires, one line */
  void (*check_router)(struct judge *j, struct router *r, struct end *ends); /* once a router; or NULL */
  void (*check_tunnel)(struct judge *j, const struct tunnel_pair *t);        /* once a tunnel; or NULL */
  void (*check_end)(struct judge *j, const struct tunnel_pair *t,
    const struct end *e); /* for both ends of every tunnel, and with `t` NULL for every end without a partner; or NULL */
  void (*check_fleet)(struct judge *j);                                      /* once a run; or NULL */
  void (*check_log)(struct judge *j, const struct diagnosis *d);             /* once a run that has a log; or NULL */
};

extern const struct rule rules[]; /* in the order in which they are listed; ends with id NULL */

/* The rule of that id, or NULL; its index in the table. */
const struct rule *rule_find(const char *id);
unsigned rule_index(const struct rule *r);
unsigned rule_count(void);

/* Runs every rule that is not off over everything, tunnels before routers; findings in a stable order: by tunnel (the causes of a stop
 * first), then file and place. */
void rules_run(struct judge *j);
/* Brings findings that were added since into that order. */
void rules_sort(struct judge *j);

#endif
