/* A run that is only about some of its files, as a change to a few configs of a fleet is: everything is read, and told is what concerns
 * them. */
#ifndef PEERLINT_ONLY_H
#define PEERLINT_ONLY_H

#include "src/run.h"

/* Notes that the run is about the file at `path` (and the others that this is called with). A path that leads nowhere, such as a deleted
 * file's, is passed over. */
void only_add(struct run *run, const char *path);

/* Finds out which of the run's files these are. Standard input and bytes in memory are always among them. Before the two below, which do
 * nothing in a run about all its files. */
void only_find_files(struct run *run);

/* Brings the tunnels that end in such a file before the others, so that a fault which several tunnels share is told with one of these. */
void only_order_tunnels(struct run *run);

/* Forgets the other tunnels, and the findings about none of these files. */
void only_forget_others(struct run *run);

#endif
