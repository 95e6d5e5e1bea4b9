/* `peerlint explain` and `peerlint rules`. */
#include "src/command.h"

#include <string.h>

int command_explain(int argc, char **argv)
{
  if (argc == 2 && !strcmp(argv[1], "--help")) {
    puts("usage: peerlint explain RULE\n\n"
         "Prints what the rule checks, why it matters and how to fix it. RULE is its id or\n"
         "its name; `peerlint rules` lists both.");
    return finish_output(EXIT_DONE);
  }
  if (argc != 2) return usage_error("explain", "one rule is wanted");
  if (!peerlint_explain(argv[1], stdout) && !ferror(stdout)) {
    fputs("peerlint: there is no rule `", stderr);
    peerlint_print(argv[1], stderr);
    fputs("`; `peerlint rules` lists them\n", stderr);
    return EXIT_USAGE;
  }
  return finish_output(EXIT_DONE);
}

int command_rules(int argc, char **argv)
{
  if (argc == 2 && !strcmp(argv[1], "--help"))
    puts("usage: peerlint rules\n\nPrints every rule: its id, default severity, name, and when it fires.");
  else if (argc > 1) return usage_error("rules", "no argument is wanted");
  else peerlint_rules(stdout);
  return finish_output(EXIT_DONE);
}
