/* The commands of `peerlint`: thin users of the library. */
#ifndef PEERLINT_COMMAND_H
#define PEERLINT_COMMAND_H

#include "src/peerlint.h"

/* Exit status, as the README lists them. */
enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_USAGE = 2, EXIT_BUG = 3 };

/* Runs what `argv` says, the program's name first, and returns the exit status; may be called again after resetting getopt() (`optind =
 * 0`). */
int command_run(int argc, char **argv);

/* Each takes the arguments from its own name on and returns the exit status. */
int command_check(int argc, char **argv);
int command_show(int argc, char **argv);
int command_fix(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_peer(int argc, char **argv);
int command_diagnose(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_rules(int argc, char **argv);

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* How a text report to `out` looks: colours on a terminal unless NO_COLOR is set, its width, and what the locale can show. */
struct peerlint_style output_style(enum color color, FILE *out);

/* Says `peerlint: text` on standard error (printf-like, without line end) and where to find help; returns EXIT_USAGE. */
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for the option that getopt_long() has just refused. */
int option_error(const char *command, char **argv, int result);
/* The same for an option's value that is none of those it takes; `takes` says which. */
int value_error(const char *command, const char *option, const char *takes, char *value);
/* The same for a dialect that there is not; `targets`: those that are only written would do, too. */
int dialect_error(const char *command, const char *option, bool targets, char *value);
/* Flushes standard output; returns `code`, or EXIT_USAGE when it could not be written. */
int finish_output(int code);
/* Prints the run's errors on standard error. */
void print_errors(const struct peerlint *p);
int out_of_memory(void);
/* A reader that closed the pipe is no error worth a message. */
bool reader_is_gone(void);

#endif
