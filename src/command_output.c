/* See command_output.h. */
#include "src/command_output.h"

#include "src/command.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The unfinished file, for the signal handler; one at a time. */
static const char *volatile unfinished;

static void take_away(int signal_number)
{
  if (unfinished) unlink(unfinished);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static const int interrupts[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* An interrupt that the caller's shell ignores (nohup) stays ignored. */
static void guard(const char *path)
{
  unfinished = path;
  for (size_t i = 0; i < sizeof interrupts / sizeof *interrupts; i++) {
    struct sigaction old;
    if (!sigaction(interrupts[i], NULL, &old) && old.sa_handler != SIG_IGN) signal(interrupts[i], path ? take_away : SIG_DFL);
  }
}

int output_failed(const char *path)
{
  const char *why = errno ? strerror(errno) : "cannot be written";
  fputs("peerlint: ", stderr);
  peerlint_print(path, stderr);
  fprintf(stderr, ": %s\n", why);
  return EXIT_USAGE;
}

static int write_in_place(const char *path, int (*write)(void *context, FILE *out), void *context)
{
  FILE *out = fopen(path, "we");
  if (!out) return output_failed(path);
  int code = write(context, out);
  return fclose(out) && code == EXIT_DONE ? output_failed(path) : code;
}

/* Gives the whole file its name, with the permissions that a new file has. */
static int finish(const char *temporary, const char *path)
{
  mode_t mask = umask(0);
  umask(mask);
  return chmod(temporary, 0666 & ~mask) || rename(temporary, path) ? output_failed(path) : EXIT_DONE;
}

int output_whole(const char *path, int (*write)(void *context, FILE *out), void *context)
{
  struct stat st;
  if (!stat(path, &st) && !S_ISREG(st.st_mode)) return write_in_place(path, write, context);
  size_t length = strlen(path) + sizeof ".XXXXXX";
  char *temporary = malloc(length);
  if (!temporary) return out_of_memory();
  snprintf(temporary, length, "%s.XXXXXX", path);
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before); /* no interrupt between making the file and being able to take it away */
  int fd = mkstemp(temporary);
  if (fd >= 0) guard(temporary);
  sigprocmask(SIG_SETMASK, &before, NULL);
  FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
  int code = out ? write(context, out) : output_failed(path);
  if (out && fclose(out) && code == EXIT_DONE) code = output_failed(path);
  if (code == EXIT_DONE) code = finish(temporary, path);
  if (fd >= 0 && code != EXIT_DONE) unlink(temporary);
  guard(NULL);
  free(temporary);
  return code;
}
