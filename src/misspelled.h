/* Words that come near each other: names that were meant to be one, and lines below a block's header that no router takes because a word of
 * theirs is misspelled. */
#ifndef PEERLINT_MISSPELLED_H
#define PEERLINT_MISSPELLED_H

#include "src/finding.h"

/* Is one of the two words the other one but for a character or two, whatever their case? Short words must be nearer. */
bool misspelled(const char *word, const char *wanted);

/* Adds the first line below the header at `at` that was not understood and holds a word near `wanted` to the finding's locations, as far as
 * the block reaches; says whether there is one. Only such a line is quoted: what else was not understood may hold anything. Safe with f
 * NULL. */
bool misspelled_point(struct judge *j, struct finding *f, struct router *r, struct place at, const char *wanted);

#endif
