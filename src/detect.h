/* Which dialect a text is written in, and why one thinks so.
 *
 * Every line gives each dialect, and each system that is recognised in order to be refused, its points (weigh() in vendors/vendor.h). The
 * rules:
 *
 * 1. The first line that is decisive (1000 points) settles it; where it is so for several dialects, the most points on that line, then the
 * most points so far. A system to be refused goes before a dialect on the same line only: after a dialect's decisive line no line can
 * refuse the file, and without a decisive line of a foreign system nothing does.
 * 2. Without a decisive line among the first 4096, the dialect with the most points wins; while none has 300, the search goes on behind
 * them.
 * 3. With equal points the first in the order of names wins: `cisco` before `ruijie`, `comware5` before `comware7`. The reason then says
 * that this is a guess, and so it does when the next has nearly as many points.
 * 4. A text with less than 100 points in all, of which not even every second line gave any, is no config. */
#ifndef PEERLINT_DETECT_H
#define PEERLINT_DETECT_H

#include "src/arena.h"
#include "src/source.h"

struct dialect;
struct foreign;

/* The dialect of the text; NULL: none. Sets `*reason`, in the arena, to a clause for people ("line 3: `version 5.20, Release 2207P02`")
 * that holds no secret, also when there is none (what was seen instead), and
 * `*foreign` to the system that the text is refused as, else to NULL. */
const struct dialect *detect_dialect(struct source *s, struct arena *a, const char **reason, const struct foreign **foreign);

#endif
