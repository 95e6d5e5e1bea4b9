/* `peerlint explain` and `peerlint rules`. */
#include "src/command.h"

#include <ctype.h>
#include <string.h>

int command_explain(int argc, char **argv)
{
  char id[16] = "";
  if (argc == 2 && !strcmp(argv[1], "--help")) {
    puts(
      "usage: peerlint explain RULE\n\nPrints what the rule checks, why it matters and how to fix it. `peerlint rules` lists the rules.");
    return finish_output(EXIT_DONE);
  }
  if (argc != 2) return usage_error("explain", "one rule is wanted");
  for (size_t i = 0; argv[1][i] && i + 1 < sizeof id; i++) id[i] = (char)toupper((unsigned char)argv[1][i]);
  if (!peerlint_explain(id, stdout) && !ferror(stdout)) {
    fputs("peerlint: there is no such rule; `peerlint rules` lists them\n", stderr);
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
