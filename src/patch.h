/* The bytes of a config under edit, line by line: edits keep every byte that they do not change, and the difference to the original is a
 * unified diff. */
#ifndef PEERLINT_PATCH_H
#define PEERLINT_PATCH_H

#include "src/finding.h"
#include "src/text.h"

/* A file as it was and as it is with its edits. */
struct patch {
  struct arena *arena;
  const char *path;
  const char *old, *now;      /* bytes as in the file; `now` is `old` until something changes */
  size_t old_size, now_size;
};

/* A file without edits. `path` and `bytes` are not copied; what edits make is in `arena`. */
void patch_init(struct patch *p, struct arena *arena, const char *path, const char *bytes, size_t size);

/* Applies edits of findings (lists by struct edit.next) whose places are in `source`, the reading of `p->now`. Of two edits of one line the
 * first is made. An edit that cannot be made in the file's encoding, or of a line that a terminal has wrapped, is left out. Returns how
 * many were made. */
unsigned patch_apply(struct patch *p, struct source *source, const struct edit *const *edits, unsigned count);

/* Appends the unified diff from `old` to `now`, three lines of context; nothing when they are equal. With `mask` a line that holds a secret
 * is masked. Control characters become `?`, a UTF-16 file is shown as UTF-8: such a diff is for reading. No masked or changed line serves
 * as context. */
void patch_diff(const struct patch *p, bool mask, struct text *out);

#endif
