/* Writing an output file whole or not at all. */
#ifndef PEERLINT_COMMAND_OUTPUT_H
#define PEERLINT_COMMAND_OUTPUT_H

#include <stdio.h>

/* Calls `write` with a file beside `path`, which takes the name `path` once it is whole: `write` returned EXIT_DONE and the disk took
 * everything. What is no regular file (/dev/null, a pipe) is written as it is. An interrupt (SIGINT, SIGTERM, SIGHUP, SIGQUIT) takes the
 * unfinished file away before it ends the program. Returns what `write` returned, or EXIT_USAGE after saying what failed. */
int output_whole(const char *path, int (*write)(void *context, FILE *out), void *context);

/* Says that `path` cannot be written, with errno's reason; returns EXIT_USAGE. */
int output_failed(const char *path);

#endif
