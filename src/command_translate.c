/* `peerlint convert` and `peerlint peer`: they differ in a few options. */
#include "src/command.h"
#include "src/replace.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static void help_convert(void)
{
  puts("usage: peerlint convert [--to DIALECT] [OPTION...] FILE\n\n"
       "Writes the same router in another vendor's syntax, to be pasted in configuration\n"
       "mode. With its own dialect it is a normal form. What the target cannot say is a\n"
       "comment at its place, and the exit status is 1.\n");
}

static void help_peer(void)
{
  const char *meaning, *name;
  puts("usage: peerlint peer [--to DIALECT] [OPTION...] FILE\n\n"
       "Writes the config of the router at the other end. What this end cannot know is\n"
       "assumed, marked by a comment and listed at the head; --set says it instead.\n\n"
       "  --tunnel N         only the N-th tunnel of the file (default: all that lead\n"
       "                     to the same router as the first)\n"
       "  --set NAME=VALUE   repeatable; the names are:");
  for (size_t i = 0; (name = peerlint_setting(i, &meaning)); i++) printf("       %-22s %s\n", name, meaning);
}

static void help(bool mirror)
{
  if (mirror) help_peer();
  else help_convert();
  puts("  --to DIALECT       of the output (default: that of the file)\n"
       "  --dialect NAME     of the file (default: detect it)\n"
       "  --report FILE      what became of every line of the file, as JSON\n"
       "  --output FILE      write the config there, all of it or nothing (default:\n"
       "                     standard output)\n"
       "  --redact           write keys as ****** (else they are written as they are)\n"
       "  --help\n\n"
       "Exit status: 0 done; 1 something could not be translated, and the output says\n"
       "what; 2 wrong usage or a file that cannot be used; 3 a bug or no memory left.");
}

enum { OPTION_TO = 256, OPTION_DIALECT, OPTION_REPORT, OPTION_OUTPUT, OPTION_REDACT, OPTION_TUNNEL, OPTION_SET, OPTION_HELP };

static const struct option long_options[] = { { "to", required_argument, NULL, OPTION_TO },
  { "dialect", required_argument, NULL, OPTION_DIALECT }, { "report", required_argument, NULL, OPTION_REPORT },
  { "output", required_argument, NULL, OPTION_OUTPUT }, { "redact", no_argument, NULL, OPTION_REDACT },
  { "tunnel", required_argument, NULL, OPTION_TUNNEL }, { "set", required_argument, NULL, OPTION_SET },
  { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };

#define MOST_SETTINGS 64

struct request {
  const char *command;
  bool mirror, asked_for_help;
  const char *report, *output;
  const char *settings[MOST_SETTINGS + 1];
  size_t setting_count;
  struct peerlint_translation translation;
};

/* A file is replaced by the whole or not at all. */
static bool save(const char *path, const char *bytes, size_t size)
{
  const char *error;
  if (replace_file(path, bytes, size, &error)) return true;
  fprintf(stderr, "peerlint: cannot write the file: %s\n", error);
  return false;
}

static int write_out(const struct request *q, const char *report, size_t size)
{
  const struct peerlint_translation *t = &q->translation;
  if (q->report && !save(q->report, report, size)) return EXIT_USAGE;
  if (q->output && !save(q->output, t->text, t->size)) return EXIT_USAGE;
  if (!q->output) fwrite(t->text, 1, t->size, stdout);
  return finish_output(t->complete ? EXIT_DONE : EXIT_FOUND);
}

static int translate(struct peerlint *p, struct request *q, const char *file)
{
  char *report = NULL;
  size_t size = 0;
  if (peerlint_add(p, file) == PEERLINT_FAILED) return out_of_memory();
  if (q->report && !(q->translation.report = open_memstream(&report, &size))) return out_of_memory();
  q->translation.settings = q->settings;
  enum peerlint_code code = q->mirror ? peerlint_peer(p, &q->translation) : peerlint_convert(p, &q->translation);
  print_errors(p);
  /* glibc's fclose() does not tell when memory ran out for the last piece. */
  if (q->report && (fclose(q->translation.report) || !report)) code = PEERLINT_FAILED;
  int status = code == PEERLINT_FAILED ? out_of_memory() : code != PEERLINT_OK ? EXIT_USAGE : write_out(q, report, size);
  free(report);
  return status;
}

static bool is_in(const char *(*name)(size_t i), const char *word)
{
  for (size_t i = 0; name(i); i++)
    if (!strcmp(name(i), word)) return true;
  return false;
}

/* Takes one option; 0 or an exit status. */
static int take_option(struct peerlint *p, struct request *q, int option)
{
  char *end;
  unsigned long n;
  switch (option) {
  case OPTION_TO:
    q->translation.dialect = optarg;
    return is_in(peerlint_dialect_name, optarg) || is_in(peerlint_target_name, optarg) ? 0 : dialect_error(q->command, "to", true, optarg);
  case OPTION_DIALECT: return peerlint_dialect(p, optarg) ? 0 : dialect_error(q->command, "dialect", false, optarg);
  case OPTION_REPORT: q->report = optarg; return 0;
  case OPTION_OUTPUT: q->output = optarg; return 0;
  case OPTION_REDACT: q->translation.redact = true; return 0;
  case OPTION_TUNNEL:
    n = strtoul(optarg, &end, 10);
    if (*end || end == optarg || !n || n > 1000000) return value_error(q->command, "tunnel", "a number from 1", optarg);
    q->translation.tunnel = (unsigned)n;
    return 0;
  case OPTION_SET:
    if (q->setting_count == MOST_SETTINGS) return usage_error(q->command, "too many --set");
    q->settings[q->setting_count++] = optarg;
    return 0;
  default: q->asked_for_help = true; return 0;
  }
}

static int run(struct peerlint *p, struct request *q, int argc, char **argv)
{
  int option, status = 0;
  opterr = 0;
  while (!status && (option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    bool foreign = !q->mirror && (option == OPTION_TUNNEL || option == OPTION_SET);
    if (option == '?' || option == ':') return option_error(q->command, argv, option);
    if (foreign) return usage_error(q->command, "--tunnel and --set belong to `peer`");
    status = take_option(p, q, option);
  }
  if (status) return status;
  if (q->asked_for_help) {
    help(q->mirror);
    return finish_output(EXIT_DONE);
  }
  if (argc - optind != 1) return usage_error(q->command, "one file is wanted");
  return translate(p, q, argv[optind]);
}

static int start(struct request *q, int argc, char **argv)
{
  struct peerlint *p = peerlint_new();
  if (!p) return out_of_memory();
  int code = run(p, q, argc, argv);
  peerlint_free(p);
  return code;
}

int command_convert(int argc, char **argv)
{
  return start(&(struct request){ .command = "convert" }, argc, argv);
}

int command_peer(int argc, char **argv)
{
  return start(&(struct request){ .command = "peer", .mirror = true }, argc, argv);
}
