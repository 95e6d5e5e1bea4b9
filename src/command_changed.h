/* Which files changed since a git commit. */
#ifndef PEERLINT_COMMAND_CHANGED_H
#define PEERLINT_COMMAND_CHANGED_H

#include "src/peerlint.h"

/* Has the run report only what concerns files that differ from those of `commit`, in the working tree of the repository that holds `path`
 * (a file or folder; "-": the working folder); new files count, unless git ignores them. Returns 0, or the exit status after saying what is
 * wrong (git has said it itself, as a rule). */
int only_changed_from(struct peerlint *p, const char *commit, const char *path);

#endif
