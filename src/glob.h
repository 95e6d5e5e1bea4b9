/* Path patterns as .gitignore has them: `*` and `?` match inside one name, `**` any number of folders; a pattern without a slash matches a
 * name at any depth, and one that matches a folder all below it. */
#ifndef PEERLINT_GLOB_H
#define PEERLINT_GLOB_H

#include <stdbool.h>

/* Does the pattern match `path`, which has no slash at its start? */
bool glob_match(const char *pattern, const char *path);

#endif
