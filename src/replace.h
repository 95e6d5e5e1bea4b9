/* Replacing a file by new bytes, all of them or none: a full disk or a lost power line leaves the old file as it was. */
#ifndef PEERLINT_REPLACE_H
#define PEERLINT_REPLACE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes `size` bytes to a new file beside `path`, brings them to the disk and renames it to `path`, whose permissions it keeps. What is no
 * regular file (a device, a pipe) is written to directly. A symbolic link stays, and what it leads to is replaced. On failure nothing has
 * changed and `*error` says why (a constant, or strerror's text). */
bool replace_file(const char *path, const char *bytes, size_t size, const char **error);

#endif
