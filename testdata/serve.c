/* Runs one command after the other in one process, for tests that ask the program thousands of times: to start it takes longer than most
 * answers, with sanitizers ten times as long. What a command leaves behind, in memory or in variables, meets the next one here.
 *
 * usage: serve            as program.py starts it
 *
 * Descriptor 3 gives the requests: a 32-bit size in the machine's order, and so many bytes of strings, each with its NUL: the folder to run
 * in, the file for standard input, the arguments. Descriptor 4 gets a byte for each, the exit status. Outputs go where the process's own
 * go, and are complete when the status comes. */
#include "src/command.h"

#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_ARGUMENTS 4096

static char *read_request(FILE *requests, uint32_t *size)
{
  if (fread(size, sizeof *size, 1, requests) != 1) return NULL;
  char *text = malloc(*size + 1);
  if (!text || fread(text, 1, *size, requests) != *size) abort();
  text[*size] = '\0';
  return text;
}

/* The exit status; -1: the request cannot be followed. */
static int answer(char *text, const char *end)
{
  char *folder = text, *input = folder + strlen(folder) + 1, name[] = "peerlint", *argv[MOST_ARGUMENTS + 1] = { name };
  int argc = 1;
  for (char *word = input + strlen(input) + 1; word < end && argc < MOST_ARGUMENTS; word += strlen(word) + 1) argv[argc++] = word;
  if (chdir(folder) || !freopen(input, "rb", stdin)) return -1;
  optind = 0;
  int status = command_run(argc, argv);
  fflush(stdout);
  clearerr(stdout);
  return status;
}

int main(void)
{
  setlocale(LC_CTYPE, "");
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  FILE *requests = fdopen(3, "rb");
  uint32_t size;
  for (char *text; requests && (text = read_request(requests, &size)); free(text)) {
    int status = answer(text, text + size);
    if (status < 0 || write(4, &(unsigned char){ (unsigned char)status }, 1) != 1) return 99;
  }
  return 0;
}
