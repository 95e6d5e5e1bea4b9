/* From a router of one dialect to a router of another: the same tunnels, in the words and within the limits of the target.
 *
 * Nothing is dropped silently: what the target cannot say becomes a note of the writing, at its place. */
#ifndef PEERLINT_TRANSLATE_H
#define PEERLINT_TRANSLATE_H

#include "src/end.h"
#include "src/writing.h"

/* Fills the empty router `to` (made with router_init; its dialect is w->dialect) from the linked router `from` and its ends. Places in `to`
 * are places of `from`'s source. Notes go to `w`. The result is not finished nor linked. Both dialects may be the same: then it is a normal
 * form. */
void translate(struct writing *w, const struct router *from, const struct end *ends, struct router *to);

#endif
