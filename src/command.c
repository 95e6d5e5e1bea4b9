/* See command.h; and the list of the commands, by which the one that is named gets its arguments. */
#include "src/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <string.h>

static const struct {
  const char *name;
  int (*run)(int argc, char **argv);
  const char *summary;
} commands[] = {
  { "check", command_check, "lint a pair of routers, any number of them, or a folder" },
  { "convert", command_convert, "the same router, in another vendor's syntax" },
  { "peer", command_peer, "the other end's config, derived from this end" },
  { "fix", command_fix, "the smallest edits that make the check clean, as a diff or in place" },
  { "diagnose", command_diagnose, "what an IKE debug log says went wrong, and with the configs where" },
  { "show", command_show, "the model that was understood, or what became of every line" },
  { "explain", command_explain, "what a rule checks, why it matters, how to fix it" },
  { "rules", command_rules, "the list of rules" },
};

#define COMMANDS (sizeof commands / sizeof *commands)

static void help(void)
{
  puts("usage: peerlint COMMAND [OPTION...] [FILE...]\n\n"
       "Will the IPsec tunnel between these routers come up? If not: at which message it\n"
       "fails, which line is at fault, and what to write instead.\n");
  for (size_t i = 0; i < COMMANDS; i++) printf("  %-9s %s\n", commands[i].name, commands[i].summary);
  puts("\n  --version, --help, COMMAND --help\n\n"
       "A FILE may carry its dialect (cisco:edge1.txt); `-` is standard input.");
  fputs("Dialects:", stdout);
  for (size_t i = 0; peerlint_dialect_name(i); i++) printf("%s %s", i ? "," : "", peerlint_dialect_name(i));
  for (size_t i = 0; peerlint_target_name(i); i++) printf("%s %s", i ? "," : "; only written:", peerlint_target_name(i));
  puts(".");
}

int usage_error(const char *command, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  fputs("peerlint: ", stderr);
  vfprintf(stderr, format, args);
  va_end(args);
  fprintf(stderr, "\npeerlint: try `peerlint %s%s--help`\n", command, *command ? " " : "");
  return EXIT_USAGE;
}

/* Only printable ASCII of what was typed is repeated: the rest could be escape codes. */
static const char *printable(char *word)
{
  for (char *s = word; *s; s++)
    if (*s < ' ' || *s > '~') *s = '?';
  return word;
}

int option_error(const char *command, char **argv, int result)
{
  bool is_long = optind > 0 && !strncmp(argv[optind - 1], "--", 2);
  if (result == ':' && is_long) return usage_error(command, "option %s needs a value", printable(argv[optind - 1]));
  if (result == ':') return usage_error(command, "option -%c needs a value", optopt);
  if (is_long || optopt < ' ' || optopt > '~') return usage_error(command, "there is no option %s", printable(argv[optind - 1]));
  return usage_error(command, "there is no option -%c", optopt);
}

int value_error(const char *command, const char *option, const char *takes, char *value)
{
  return usage_error(command, "--%s takes %s, not `%s`", option, takes, printable(value));
}

/* Appends the names to the list in `text`, which has `room`. */
static void list_names(char *text, size_t room, const char *(*name)(size_t i))
{
  for (size_t i = 0; name(i); i++) {
    size_t length = strlen(text);
    snprintf(text + length, room - length, "%s%s", length ? ", " : "", name(i));
  }
}

int dialect_error(const char *command, const char *option, bool targets, char *value)
{
  char names[200] = "";
  list_names(names, sizeof names, peerlint_dialect_name);
  if (targets) list_names(names, sizeof names, peerlint_target_name);
  return value_error(command, option, names, value);
}

bool reader_is_gone(void)
{
  return errno == EPIPE;
}

int finish_output(int code)
{
  errno = 0;
  if (!fflush(stdout) && !ferror(stdout)) return code;
  if (!reader_is_gone()) fprintf(stderr, "peerlint: standard output: %s\n", errno ? strerror(errno) : "cannot be written");
  return EXIT_USAGE;
}

int out_of_memory(void)
{
  fputs("peerlint: out of memory\n", stderr);
  return EXIT_BUG;
}

void print_errors(const struct peerlint *p)
{
  for (size_t i = 0; i < peerlint_error_count(p); i++) fprintf(stderr, "peerlint: %s\n", peerlint_error(p, i));
}

static bool asks_for_help(const char *word)
{
  return !strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help");
}

/* `peerlint COMMAND -h` is no option of any command, but what people try first. */
static int run_or_help(int (*run)(int argc, char **argv), int argc, char **argv)
{
  char option[] = "--help", *help_only[] = { argv[0], option, NULL };
  return argc == 2 && !strcmp(argv[1], "-h") ? run(2, help_only) : run(argc, argv);
}

int command_run(int argc, char **argv)
{
  if (argc < 2) return usage_error("", "no command is given");
  if (asks_for_help(argv[1]) && argc == 3) { /* `peerlint help COMMAND` */
    char option[] = "-h", *turned[] = { argv[0], argv[2], option, NULL };
    if (!asks_for_help(argv[2])) return command_run(3, turned);
  }
  if (asks_for_help(argv[1])) {
    help();
    return finish_output(EXIT_DONE);
  }
  if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
    printf("peerlint %s\n", peerlint_version());
    return finish_output(EXIT_DONE);
  }
  for (size_t i = 0; i < COMMANDS; i++)
    if (!strcmp(argv[1], commands[i].name)) return run_or_help(commands[i].run, argc - 1, argv + 1);
  return usage_error("", "there is no command `%s`", printable(argv[1]));
}
