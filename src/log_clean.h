/* Takes out of a log's line what terminals and web pages leave in it. */
#ifndef PEERLINT_LOG_CLEAN_H
#define PEERLINT_LOG_CLEAN_H

#include <stdint.h>

/* Cleans the `len` bytes at `s` in place: escape codes and backspaces of a terminal, HTML's entities and the tags that a copied page keeps.
 * An LF ends them where they become fewer. Returns how many are left. */
uint32_t log_clean(char *s, uint32_t len);

#endif
