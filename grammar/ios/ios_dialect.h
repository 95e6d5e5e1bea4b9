/* What the dialects of the IOS family share beside the grammar: recognising lines, filling in defaults, spelling lines. */
#ifndef PEERLINT_IOS_DIALECT_H
#define PEERLINT_IOS_DIALECT_H

#include "vendors/vendor.h"

/* ---- Recognition (ios_weigh.c) ---- */

/* What a line says for a dialect. */
struct ios_mark {
  const char *words; /* the command's first words, each of them may be abbreviated to three letters; a word in capitals must be written in
                        full, `*` is any word, `#` a number */
  int points;
  const char *reason; /* a noun phrase */
};

/* The points of the first row that the line fits, after a prompt if there is one; 0 where it fits none. Rows end with words NULL. */
int ios_weigh(const char *line, size_t len, const struct ios_mark *marks, const char **reason);

/* Does the prompt before the command hold `text`? */
bool ios_prompt_has(const char *line, size_t len, const char *text);

/* Lines that every dialect of the family takes, with the same points for each: 100 and less. */
int ios_weigh_family(const char *line, size_t len, const char **reason);

/* Is it an `interface` line, and is there a blank between type and number? 0 no such line, 1 written as one word, 2 with a blank. */
int ios_interface_style(const char *line, size_t len);

/* ---- Defaults (ios_finish.c) ---- */

/* Index of a default in a dialect's `notes`; both dialects have their texts in this order. */
enum ios_note {
  IOS_NOTE_NONE,
  IOS_NOTE_PROPOSAL,
  IOS_NOTE_BUILTIN,
  IOS_NOTE_MODE,
  IOS_NOTE_NO_PFS,
  IOS_NOTE_BARE_PFS,
  IOS_NOTE_SA_LIFETIME,
  IOS_NOTE_NO_DPD,
  IOS_NOTE_ON_DEMAND,
  IOS_NOTE_TUNNEL_MODE,
  IOS_NOTE_NO_KEEPALIVE,
  IOS_NOTE_KEEPALIVE,
  IOS_NOTE_IDENTITY,
  IOS_NOTE_EXCHANGE,
  IOS_NOTE_ENABLED,
  IOS_NOTE_AGGRESSIVE,
  IOS_NOTE_ASSIGNED,
  IOS_NOTE_BUILTIN_SET,
  IOS_NOTES
};

/* Fills in what no line says, sorts the proposals. Bit n of `doubtful`: default n is assumed rather than sourced. */
void ios_finish(struct router *r, uint32_t doubtful);

/* Appends a built-in proposal. `doubtful` marks its values. */
void ios_add_builtin(
  struct router *r, uint32_t number, enum cipher encryption, enum hash hash, uint32_t dh, enum auth authentication, bool doubtful);

/* ---- Spelling (ios_spell.c) ---- */

/* The line that both dialects write alike; NULL for the settings in which they differ (SET_KEY, SET_EXCHANGE) and those that cannot be
 * written. */
const char *ios_spell(struct arena *a, enum setting setting, const struct setting_value *value);

/* ` address A [MASK]` or ` hostname NAME` of a key line. */
const char *ios_spell_peer(struct arena *a, const struct psk *psk);

#endif
