/* The program: what holds for the whole process, then the command. */
#include "src/command.h"

#include <locale.h>
#include <signal.h>

int main(int argc, char **argv)
{
  setlocale(LC_CTYPE, "");
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a file that may grow no further is an error of writing */
  return command_run(argc, argv);
}
