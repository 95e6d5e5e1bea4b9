/* Words that come near each other: a name or a keyword that was meant to be another one. */
#ifndef PEERLINT_MISSPELLED_H
#define PEERLINT_MISSPELLED_H

#include <stdbool.h>

/* Is one of the two words the other one but for a character or two, or for two neighbours that stand the wrong way round, whatever their
 * case? Short words must be nearer. */
bool misspelled(const char *word, const char *wanted);

#endif
