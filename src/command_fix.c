/* `peerlint fix`. */
#include "src/command.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

static void help(void)
{
  puts("usage: peerlint fix [OPTION...] FILE...\n\n"
       "Prints the smallest edits that make the check clean as a unified diff, which\n"
       "`patch -p0` applies. Lines that start with # say what else could be done. Keys\n"
       "are masked in the diff, so one that changes a key needs --show-secrets to be\n"
       "applied; --write always writes real keys.\n\n"
       "  --write              edit the files in place, each wholly or not at all\n"
       "  --optional           make the edits too that are the operator's choice\n"
       "  --commands           say as well what to type on the live routers\n"
       "  --fail-on SEVERITY   what makes the exit status 1 when it is left: error\n"
       "                       (default), warning, info or never\n"
       "  --dialect NAME       the files' dialect (default: detect it)\n"
       "  --show-secrets       print keys instead of ******\n"
       "  --help\n\n"
       "Exit status: 0 nothing at or above --fail-on is left; 1 such findings are left\n"
       "(without --write: once the diff is applied); 2 wrong usage or a file that cannot\n"
       "be used or written; 3 a bug or no memory left.");
}

enum { OPTION_WRITE = 256, OPTION_OPTIONAL, OPTION_COMMANDS, OPTION_FAIL_ON, OPTION_DIALECT, OPTION_SECRETS, OPTION_HELP };

static const struct option long_options[] = { { "write", no_argument, NULL, OPTION_WRITE },
  { "optional", no_argument, NULL, OPTION_OPTIONAL }, { "commands", no_argument, NULL, OPTION_COMMANDS },
  { "fail-on", required_argument, NULL, OPTION_FAIL_ON }, { "dialect", required_argument, NULL, OPTION_DIALECT },
  { "show-secrets", no_argument, NULL, OPTION_SECRETS }, { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };

static bool set_fail_on(struct peerlint *p, const char *word)
{
  static const char *const words[] = { "never", "info", "warning", "error" };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (!strcmp(word, words[i])) {
      peerlint_fail_on(p, (enum peerlint_severity)i);
      return true;
    }
  return false;
}

static int fix(struct peerlint *p, struct peerlint_fixing *f, char **files)
{
  f->out = stdout;
  for (; *files; files++)
    if (peerlint_add(p, *files) == PEERLINT_FAILED) return out_of_memory();
  enum peerlint_code code = peerlint_fix(p, f);
  print_errors(p);
  if (code == PEERLINT_FAILED && !ferror(stdout)) return out_of_memory();
  return finish_output(code != PEERLINT_OK ? EXIT_USAGE : f->remaining ? EXIT_FOUND : EXIT_DONE);
}

static int run(struct peerlint *p, int argc, char **argv)
{
  struct peerlint_fixing f = { 0 };
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    switch (option) {
    case '?': case ':': return option_error("fix", argv, option);
    case OPTION_WRITE: f.write = true; break;
    case OPTION_OPTIONAL: f.optional = true; break;
    case OPTION_COMMANDS: f.commands = true; break;
    case OPTION_SECRETS: peerlint_show_secrets(p, true); break;
    case OPTION_FAIL_ON:
      if (!set_fail_on(p, optarg)) return value_error("fix", "fail-on", "error, warning, info or never", optarg);
      break;
    case OPTION_DIALECT:
      if (!peerlint_dialect(p, optarg)) return dialect_error("fix", "dialect", false, optarg);
      break;
    default: help(); return finish_output(EXIT_DONE);
    }
  }
  if (optind == argc) return usage_error("fix", "no file is given");
  return fix(p, &f, argv + optind);
}

int command_fix(int argc, char **argv)
{
  struct peerlint *p = peerlint_new();
  if (!p) return out_of_memory();
  int code = run(p, argc, argv);
  peerlint_free(p);
  return code;
}
