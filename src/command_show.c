/* `peerlint show`. */
#include "src/command.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

static void help(void)
{
  puts("usage: peerlint show [--lines] [--dialect NAME] [--show-secrets] FILE\n\n"
       "Prints the model that was understood as JSON: every object and every value, and\n"
       "where it came from.\n\n"
       "  --lines          what became of every line instead\n"
       "  --dialect NAME   the file's dialect (default: detect it)\n"
       "  --show-secrets   print keys instead of ******\n"
       "  --help\n\n"
       "Exit status: 0 done; 2 wrong usage or a file that cannot be used; 3 a bug or no\n"
       "memory left.");
}

enum { OPTION_LINES = 256, OPTION_DIALECT, OPTION_SECRETS, OPTION_HELP };

static const struct option long_options[] = { { "lines", no_argument, NULL, OPTION_LINES },
  { "dialect", required_argument, NULL, OPTION_DIALECT }, { "show-secrets", no_argument, NULL, OPTION_SECRETS },
  { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };

static int show(struct peerlint *p, const char *file, bool lines)
{
  if (peerlint_add(p, file) == PEERLINT_FAILED) return out_of_memory();
  enum peerlint_code code = peerlint_show(p, lines, stdout);
  print_errors(p);
  if (code == PEERLINT_FAILED && !ferror(stdout)) return out_of_memory();
  return finish_output(code == PEERLINT_OK ? EXIT_DONE : EXIT_USAGE);
}

static int run(struct peerlint *p, int argc, char **argv)
{
  bool lines = false;
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    if (option == '?' || option == ':') return option_error("show", argv, option);
    if (option == OPTION_HELP) {
      help();
      return finish_output(EXIT_DONE);
    }
    if (option == OPTION_DIALECT && !peerlint_dialect(p, optarg)) return dialect_error("show", "dialect", false, optarg);
    if (option == OPTION_SECRETS) peerlint_show_secrets(p, true);
    if (option == OPTION_LINES) lines = true;
  }
  if (argc - optind != 1) return usage_error("show", "one file is wanted");
  return show(p, argv[optind], lines);
}

int command_show(int argc, char **argv)
{
  struct peerlint *p = peerlint_new();
  if (!p) return out_of_memory();
  int code = run(p, argc, argv);
  peerlint_free(p);
  return code;
}
