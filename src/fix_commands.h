/* The commands to type on the live device for the edits of a file, in one session: into the view of each block, the old line taken back
 * where it would stay beside the new one, the new line, and out. */
#ifndef PEERLINT_FIX_COMMANDS_H
#define PEERLINT_FIX_COMMANDS_H

#include "src/patch.h"
#include "src/run.h"

/* Appends the commands, each behind `# `, for the difference of `p`; `old` and `now` are the readings of the two texts. */
void fix_commands(const struct patch *p, struct file *old, struct file *now, bool mask, struct text *out);

#endif
