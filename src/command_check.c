/* `peerlint check`. */
#include "src/command.h"
#include "src/command_changed.h"
#include "src/command_output.h"
#include "src/command_progress.h"

#include <errno.h>
#include <getopt.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct options {
  enum peerlint_format format;
  const char *output, *baseline, *write_baseline, *config, *changed_from; /* NULL: not given */
  bool fail_on_given;
  enum peerlint_severity fail_on; /* PEERLINT_NOTHING: never */
  enum color color;
  bool quiet, help;
};

static void help(void)
{
  puts("usage: peerlint check [OPTION...] FILE...\n\n"
       "Finds out which of these routers talk to each other, and says of each tunnel\n"
       "whether it comes up. FILE may be a config, `dialect:FILE`, a folder, or `-`\n"
       "(standard input).\n\n"
       "  --format text|json|sarif|junit|github|gitlab|checkstyle|html\n"
       "                          how to report (default text)\n"
       "  --output FILE           write the report to FILE, whole or not at all\n"
       "  --fail-on error|warning|info|never\n"
       "                          findings that make the exit status 1 (default error)\n"
       "  --rule ID=error|warning|info|off\n"
       "                          a rule's severity (repeatable)\n"
       "  --baseline FILE         findings in FILE are known: reported as suppressed\n"
       "  --write-baseline FILE   write what is found as a baseline, and succeed\n"
       "  --changed-from COMMIT   read all files, report only tunnels with an end in one\n"
       "                          that differs from git's COMMIT\n"
       "  --config FILE           settings (default: .peerlint.json, upwards from the\n"
       "                          first file)\n"
       "  --dialect NAME          the dialect of all files that do not say theirs\n"
       "  --show-secrets          print keys instead of ******\n"
       "  --color auto|always|never\n"
       "                          default auto: on a terminal, unless NO_COLOR is set\n"
       "  --jobs N                files to read at a time (default: one a processor)\n"
       "  --quiet                 print no report, only errors and the exit status\n"
       "  --help\n\n"
       "Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or a\n"
       "file that cannot be used; 3 a bug or no memory left.");
}

/* Index of `word` in `names`, -1 if it is not there. */
static int choose(const char *word, const char *const *names)
{
  for (int i = 0; names[i]; i++)
    if (!strcmp(word, names[i])) return i;
  return -1;
}

static bool set_rule(struct peerlint *p, const char *argument)
{
  const char *equals = strchr(argument, '=');
  char id[16];
  if (!equals || (size_t)(equals - argument) >= sizeof id) return false;
  memcpy(id, argument, (size_t)(equals - argument));
  id[equals - argument] = '\0';
  return peerlint_rule(p, id, equals + 1);
}

static bool set_jobs(struct peerlint *p, const char *argument)
{
  char *end;
  errno = 0;
  unsigned long n = strtoul(argument, &end, 10);
  if (errno || *end || end == argument || *argument == '-' || n > 4096) return false;
  peerlint_jobs(p, (unsigned)n);
  return true;
}

enum {
  OPTION_FORMAT = 256,
  OPTION_OUTPUT,
  OPTION_FAIL_ON,
  OPTION_RULE,
  OPTION_DIALECT,
  OPTION_SECRETS,
  OPTION_COLOR,
  OPTION_JOBS,
  OPTION_QUIET,
  OPTION_BASELINE,
  OPTION_WRITE_BASELINE,
  OPTION_CONFIG,
  OPTION_CHANGED,
  OPTION_HELP
};

static const struct option long_options[] = { { "format", required_argument, NULL, OPTION_FORMAT },
  { "output", required_argument, NULL, OPTION_OUTPUT }, { "fail-on", required_argument, NULL, OPTION_FAIL_ON },
  { "rule", required_argument, NULL, OPTION_RULE }, { "dialect", required_argument, NULL, OPTION_DIALECT },
  { "show-secrets", no_argument, NULL, OPTION_SECRETS }, { "color", required_argument, NULL, OPTION_COLOR },
  { "jobs", required_argument, NULL, OPTION_JOBS }, { "quiet", no_argument, NULL, OPTION_QUIET },
  { "baseline", required_argument, NULL, OPTION_BASELINE }, { "write-baseline", required_argument, NULL, OPTION_WRITE_BASELINE },
  { "config", required_argument, NULL, OPTION_CONFIG }, { "changed-from", required_argument, NULL, OPTION_CHANGED },
  { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };

/* Takes one option; false: its value is none. */
static bool set_option(struct peerlint *p, struct options *o, int option)
{
  static const char *const formats[] = { "text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html", NULL },
                           *const severities[] = { "never", "info", "warning", "error", NULL },
                           *const colors[] = { "auto", "always", "never", NULL };
  int choice = 0;
  switch (option) {
  case OPTION_FORMAT: o->format = (enum peerlint_format)((choice = choose(optarg, formats)) < 0 ? 0 : choice); break;
  case OPTION_FAIL_ON:
    o->fail_on_given = true;
    o->fail_on = (enum peerlint_severity)((choice = choose(optarg, severities)) < 0 ? 0 : choice);
    break;
  case OPTION_COLOR: o->color = (enum color)((choice = choose(optarg, colors)) < 0 ? 0 : choice); break;
  case OPTION_RULE: return set_rule(p, optarg);
  case OPTION_DIALECT: return peerlint_dialect(p, optarg);
  case OPTION_JOBS: return set_jobs(p, optarg);
  case OPTION_OUTPUT: o->output = optarg; break;
  case OPTION_SECRETS: peerlint_show_secrets(p, true); break;
  case OPTION_QUIET: o->quiet = true; break;
  case OPTION_BASELINE: o->baseline = optarg; break;
  case OPTION_WRITE_BASELINE: o->write_baseline = optarg; break;
  case OPTION_CONFIG: o->config = optarg; break;
  case OPTION_CHANGED: o->changed_from = optarg; break;
  default: o->help = true;
  }
  return choice >= 0;
}

static int bad_value(int option, const char *name)
{
  switch (option) {
  case OPTION_FORMAT: return value_error("check", name, "text, json, sarif, junit, github, gitlab, checkstyle or html", optarg);
  case OPTION_FAIL_ON: return value_error("check", name, "error, warning, info or never", optarg);
  case OPTION_COLOR: return value_error("check", name, "auto, always or never", optarg);
  case OPTION_RULE: return value_error("check", name, "an ID that `peerlint rules` lists, and =error, =warning, =info or =off", optarg);
  case OPTION_JOBS: return value_error("check", name, "a number", optarg);
  default: return dialect_error("check", name, false, optarg);
  }
}

/* Reads the options; returns 0, or the exit status of a mistake. */
static int parse(struct peerlint *p, struct options *o, int argc, char **argv)
{
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    if (option == '?' || option == ':') return option_error("check", argv, option);
    if (set_option(p, o, option)) continue;
    for (const struct option *l = long_options; l->name; l++)
      if (l->val == option) return bad_value(option, l->name);
  }
  if (!o->help && optind == argc) return usage_error("check", "no file is given");
  if (o->changed_from && o->write_baseline)
    return usage_error("check", "--write-baseline takes down all findings, --changed-from only some");
  return 0;
}

/* ---- The report ---- */

struct peerlint_style output_style(enum color color, FILE *out)
{
  struct winsize size;
  const char *no_color = getenv("NO_COLOR"), *columns = getenv("COLUMNS");
  bool terminal = isatty(fileno(out));
  struct peerlint_style s = { .unicode = !strcmp(nl_langinfo(CODESET), "UTF-8"), .width = 80 };
  s.color = color == COLOR_ALWAYS || (color == COLOR_AUTO && terminal && !(no_color && *no_color));
  if (terminal && !ioctl(fileno(out), TIOCGWINSZ, &size) && size.ws_col) s.width = size.ws_col;
  else if (terminal && columns) s.width = (unsigned)strtoul(columns, NULL, 10); /* 0, where it is no number: the usual width */
  return s;
}

/* A run and how its results are written. */
struct output {
  struct peerlint *p;
  const struct options *o;
  const char *path;
};

/* A file that cannot be written is the user's to mend, exhausted memory is not. */
static int written(const struct output *x, enum peerlint_code code, FILE *out)
{
  if (code == PEERLINT_OK) return EXIT_DONE;
  if (code == PEERLINT_BAD_INPUT) {
    fprintf(stderr, "peerlint: %s\n", peerlint_error(x->p, peerlint_error_count(x->p) - 1));
    return EXIT_USAGE;
  }
  if (!ferror(out)) return out_of_memory();
  return reader_is_gone() ? EXIT_USAGE : output_failed(x->path);
}

static int write_report(void *context, FILE *out)
{
  const struct output *x = context;
  struct peerlint_style s = output_style(x->o->color, out);
  errno = 0;
  return written(x, peerlint_report(x->p, x->o->format, &s, out), out);
}

static int write_baseline(void *context, FILE *out)
{
  const struct output *x = context;
  errno = 0;
  return written(x, peerlint_write_baseline(x->p, out), out);
}

/* Settings and baseline: what is wrong with them ends the run before it begins. */
static enum peerlint_code prepare(struct peerlint *p, const struct options *o)
{
  if (o->fail_on_given) peerlint_fail_on(p, o->fail_on);
  enum peerlint_code code = peerlint_config(p, o->config);
  return code == PEERLINT_OK && o->baseline ? peerlint_baseline(p, o->baseline) : code;
}

static int report(struct peerlint *p, const struct options *o)
{
  int code = EXIT_DONE;
  struct output x = { p, o, o->output ? o->output : "standard output" }, known = { p, o, o->write_baseline };
  if (!o->quiet && peerlint_file_count(p)) code = o->output ? output_whole(o->output, write_report, &x) : write_report(&x, stdout);
  return code == EXIT_DONE && o->write_baseline ? output_whole(o->write_baseline, write_baseline, &known) : code;
}

static int run(struct peerlint *p, const struct options *o, int argc, char **argv)
{
  bool bad_input = false;
  struct progress progress;
  for (int i = optind; i < argc; i++) bad_input |= peerlint_add(p, argv[i]) == PEERLINT_BAD_INPUT;
  int failed = o->changed_from ? only_changed_from(p, o->changed_from, argv[optind]) : EXIT_DONE;
  if (failed) return failed;
  enum peerlint_code checked = prepare(p, o);
  progress_begin(&progress, p);
  if (checked == PEERLINT_OK) checked = peerlint_check(p);
  progress_end(&progress);
  if (checked == PEERLINT_FAILED) return out_of_memory();
  print_errors(p);
  int code = report(p, o);
  if (code != EXIT_DONE) return code;
  if (bad_input || checked == PEERLINT_BAD_INPUT) return EXIT_USAGE;
  return peerlint_fails(p) && !o->write_baseline ? EXIT_FOUND : EXIT_DONE;
}

int command_check(int argc, char **argv)
{
  struct options o = { .format = PEERLINT_TEXT, .fail_on = PEERLINT_ERROR };
  struct peerlint *p = peerlint_new();
  if (!p) return out_of_memory();
  int code = parse(p, &o, argc, argv);
  if (!code && o.help) {
    help();
    code = finish_output(EXIT_DONE);
  } else if (!code) code = run(p, &o, argc, argv);
  peerlint_free(p);
  return code;
}
