/* What the dialects of the Comware family share beside the grammar: ciphertexts, defaults, how lines are spelled, how a text is
 * recognised. */
#ifndef PEERLINT_COMWARE_DIALECT_H
#define PEERLINT_COMWARE_DIALECT_H

#include "grammar/comware/comware.h"

#include "vendors/vendor.h"

/* ---- comware_cipher.c ---- */

/* struct dialect's read_key for both generations: the ciphertexts differ in shape, not in which device prints them. */
void comware_read_key(struct router *r, const char *marker, struct secret *s);

/* ---- comware_finish.c ---- */

/* A default: what it is, where its origin is told, and whether a source says so. */
struct comware_default {
  uint32_t value;
  uint16_t why;
  bool doubt;
};

/* Fills in `n` where no line sets it; `at` is the header of the block that lacks the line. */
void comware_fill(struct num *n, struct comware_default d, struct place at);
/* Sorts the phase-1 proposals by number, fills in their missing values and appends the built-in one; all have the same five values. */
struct comware_phase1 {
  struct comware_default encryption, hash, dh, authentication, lifetime;
  uint16_t builtin; /* note on the built-in proposal */
};
void comware_finish_proposals(struct router *r, const struct comware_phase1 *defaults);
/* What both generations have: SA lifetimes, tunnel keepalive and checksum, IKE keepalive; notes on each. */
struct comware_common {
  uint16_t seconds, kilobytes, keepalive, checksum, ike_keepalive, acl_mode;
};
void comware_finish_common(struct router *r, const struct comware_common *notes);

/* ---- comware_spell.c ---- */

/* struct dialect's spell; `late` chooses V7's words. */
const char *comware_spell(struct arena *a, bool late, enum setting setting, const struct setting_value *value);
/* The same for what was read in a file of the dialect: a V5 file may have V7's words, of a release between the two. */
const char *comware_spell_read(struct arena *a, bool late, enum setting setting, const struct setting_value *value);

/* ---- comware_weigh.c ---- */

/* A mark of a dialect: the line, without indentation and prompt, starts with `start` and, where given, holds `holds`. */
struct comware_mark {
  const char *start, *holds;
  int points;
  const char *reason;
};

/* The points of the first mark that fits; `marks` end with start NULL. */
int comware_weigh(const struct comware_mark *marks, const char *line, size_t len, const char **reason);

#endif
