/* `peerlint diagnose`. */
#include "src/command.h"
#include "src/replace.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static void help(void)
{
  puts("usage: peerlint diagnose [OPTION...] LOG [FILE...]\n\n"
       "Reads the IKE debug log of one router and tells how the last exchange in it\n"
       "went: each message, where it broke, and what that means. With one or both\n"
       "configs: which line did it, and what to write instead. LOG may be `-` (standard\n"
       "input) or carry its dialect (huawei:log.txt); FILE as for check.\n\n"
       "  --format text|json         how to report (default text)\n"
       "  --output FILE              write the report to FILE, whole or not at all\n"
       "  --dialect NAME             of the log, and of all files that do not say theirs\n"
       "  --show-secrets             print the configs' keys instead of ******\n"
       "  --color auto|always|never  default auto: on a terminal, unless NO_COLOR is set\n"
       "  --help\n\n"
       "Exit status: 0 the log shows success; 1 it shows a failure, or ends before\n"
       "either; 2 wrong usage, the log cannot be read or is no IKE log, or a file cannot\n"
       "be used; 3 a bug or no memory left.");
}

enum { OPTION_FORMAT = 256, OPTION_OUTPUT, OPTION_DIALECT, OPTION_SECRETS, OPTION_COLOR, OPTION_HELP };

static const struct option long_options[] = { { "format", required_argument, NULL, OPTION_FORMAT },
  { "output", required_argument, NULL, OPTION_OUTPUT }, { "dialect", required_argument, NULL, OPTION_DIALECT },
  { "show-secrets", no_argument, NULL, OPTION_SECRETS }, { "color", required_argument, NULL, OPTION_COLOR },
  { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };

struct request {
  enum peerlint_format format;
  enum color color;
  const char *output, *dialect; /* NULL: not given */
  bool help;
};

static bool set_option(struct peerlint *p, struct request *q, int option)
{
  switch (option) {
  case OPTION_FORMAT:
    q->format = strcmp(optarg, "json") ? PEERLINT_TEXT : PEERLINT_JSON;
    return !strcmp(optarg, "json") || !strcmp(optarg, "text");
  case OPTION_COLOR:
    q->color = !strcmp(optarg, "always") ? COLOR_ALWAYS : !strcmp(optarg, "never") ? COLOR_NEVER : COLOR_AUTO;
    return q->color != COLOR_AUTO || !strcmp(optarg, "auto");
  case OPTION_OUTPUT: q->output = optarg; return true;
  case OPTION_DIALECT: /* a dialect may be known by its logs alone, which is the run's to say */
    q->dialect = optarg;
    (void)peerlint_dialect(p, optarg);
    return true;
  case OPTION_SECRETS: peerlint_show_secrets(p, true); return true;
  default: q->help = true; return true;
  }
}

/* Reads the options; returns 0, or the exit status of a mistake. */
static int parse(struct peerlint *p, struct request *q, int argc, char **argv)
{
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    if (option == '?' || option == ':') return option_error("diagnose", argv, option);
    if (set_option(p, q, option)) continue;
    return option == OPTION_FORMAT ? value_error("diagnose", "format", "text or json", optarg)
                                   : value_error("diagnose", "color", "auto, always or never", optarg);
  }
  return q->help || optind < argc ? 0 : usage_error("diagnose", "no log is given");
}

/* The report is made in memory first: a log that is none leaves no half of one. */
static int write_report(const struct request *q, const char *bytes, size_t size)
{
  const char *error;
  if (!q->output) {
    fwrite(bytes, 1, size, stdout);
    return finish_output(EXIT_DONE);
  }
  if (replace_file(q->output, bytes, size, &error)) return EXIT_DONE;
  fprintf(stderr, "peerlint: cannot write the file: %s\n", error);
  return EXIT_USAGE;
}

static int run(struct peerlint *p, const struct request *q, int argc, char **argv)
{
  char *bytes = NULL;
  size_t size;
  bool bad_input = false;
  struct peerlint_style style = output_style(q->output ? COLOR_NEVER : q->color, stdout);
  struct peerlint_diagnosis d = {
    .log = argv[optind], .dialect = q->dialect, .format = q->format, .style = &style, .out = open_memstream(&bytes, &size)
  };
  if (!d.out) return out_of_memory();
  for (int i = optind + 1; i < argc; i++) bad_input |= peerlint_add(p, argv[i]) == PEERLINT_BAD_INPUT;
  enum peerlint_code code = peerlint_diagnose(p, &d);
  if (fclose(d.out) || !bytes) code = PEERLINT_FAILED; /* glibc's fclose() does not tell when memory was exhausted in it */
  print_errors(p);
  int status = code == PEERLINT_FAILED ? out_of_memory() : size ? write_report(q, bytes, size) : EXIT_DONE;
  free(bytes);
  if (status != EXIT_DONE) return status;
  if (bad_input || code == PEERLINT_BAD_INPUT) return EXIT_USAGE;
  return d.outcome == PEERLINT_LOG_SUCCESS ? EXIT_DONE : EXIT_FOUND;
}

int command_diagnose(int argc, char **argv)
{
  struct request q = { .format = PEERLINT_TEXT };
  struct peerlint *p = peerlint_new();
  if (!p) return out_of_memory();
  int code = parse(p, &q, argc, argv);
  if (!code && q.help) {
    help();
    code = finish_output(EXIT_DONE);
  } else if (!code) code = run(p, &q, argc, argv);
  peerlint_free(p);
  return code;
}
