/* What a log says went wrong: cause and confidence by the table of signatures in docs/diagnose.md, and with configs the findings that
 * explain it. */
#ifndef PEERLINT_DIAGNOSE_H
#define PEERLINT_DIAGNOSE_H

#include "src/exchange.h"
#include "src/log_read.h"
#include "src/run.h"

/* How the exchange told about ends, as far as the log shows. */
enum ending { ENDING_SUCCESS, ENDING_FAILURE, ENDING_INCOMPLETE };

enum cause_class {
  CAUSE_NONE,
  CAUSE_PSK,
  CAUSE_KEY_MISSING,
  CAUSE_PROPOSAL,
  CAUSE_IDENTITY,
  CAUSE_MODE,
  CAUSE_NO_ANSWER,
  CAUSE_TRANSFORM,
  CAUSE_PFS,
  CAUSE_SELECTOR,
  CAUSE_POLICY,
  CAUSE_DEAD_PEER,
  CAUSE_UNKNOWN,
  CAUSES
};

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

#define MOST_EVIDENCE 8u
#define MOST_RULES 12u

struct evidence {
  uint32_t line;
  const char *text;
};

struct diagnosis {
  const char *log_path;
  struct log_facts facts;
  const char *dialect;             /* name */
  const struct exchanges *all;
  const struct dialogue *told;     /* NULL: the log has messages but no exchange */
  enum ending outcome;
  uint8_t phase;                   /* 1, 2; 0: null */
  const char *exchange;            /* "main"; NULL */
  int message;                     /* -1: null */
  const char *role;                /* "initiator", "responder"; NULL */
  const char *peer;                /* NULL */
  enum cause_class cause;
  enum log_signal signal;          /* the sign that decided it; SIGNAL_NONE: a notify or silence */
  enum confidence confidence;
  const char *explanation;
  struct evidence evidence[MOST_EVIDENCE];
  unsigned evidence_count;
  const char *rules[MOST_RULES + 1]; /* candidates, or those of the findings; NULL-terminated */
  /* With configs: */
  const struct run *run;           /* NULL: none were given */
  const struct tunnel_pair *tunnel;/* that the exchange belongs to; NULL: none was found */
  unsigned end;                    /* index of the tunnel's end that wrote the log */
  bool sure;                       /* it is that tunnel: an address says so, or there is no other */
  const struct finding **findings; /* the likeliest first; NULL-terminated; NULL: none */
  const char *notes[4];            /* about the log, and the log and the configs together; NULL-terminated */
};

/* The diagnosis of a log's exchanges; texts in `arena`. */
void diagnose(struct diagnosis *d, const struct exchanges *x, const struct log_facts *facts, struct arena *arena);
/* Finds the exchange's tunnel among those of the run. */
void diagnose_find_tunnel(struct diagnosis *d, struct run *run);
/* Finds the findings of the checked run that explain the exchange, once its tunnel is found. */
void diagnose_with(struct diagnosis *d, struct run *run);
/* Is the transform that the log shows this proposal, as far as both say? Lifetimes are not compared. */
bool transform_fits(const struct seen_transform *t, const struct ike_proposal *p);

/* The explanation in words, for people. */
const char *diagnose_explain(const struct diagnosis *d, struct arena *arena);

/* As the JSON diagnosis spells them (docs/diagnosis.schema.json). */
const char *ending_word(enum ending e);
const char *cause_word(enum cause_class c);
const char *confidence_word(enum confidence c);

/* The JSON of docs/diagnosis.schema.json; false: out of memory. */
bool diagnose_json(struct diagnosis *d, struct run *run, FILE *out);
/* The story for people. */
void diagnose_text(struct diagnosis *d, struct run *run, const struct peerlint_style *style, FILE *out);

#endif
