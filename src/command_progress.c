/* See command_progress.h. The bar is one line that is drawn anew ten times a second at most, and leaves nothing behind. */
#include "src/command_progress.h"

#include "src/command.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CELLS 30u
#define PATIENCE 1.0  /* seconds without a bar */
#define INTERVAL 0.1

static double seconds_between(struct timespec a, struct timespec b)
{
  return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void draw(const char *doing, size_t done, size_t total)
{
  bool utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8");
  size_t full = total ? done * CELLS / total : 0;
  fputs("\r\033[K", stderr);
  for (size_t i = 0; i < CELLS; i++) fputs(i < full ? utf8 ? "█" : "#" : utf8 ? "░" : ".", stderr);
  fprintf(stderr, " %3zu%%  %s", total ? done * 100 / total : 0, doing);
  fflush(stderr);
}

static void tell(void *user, const char *doing, size_t done, size_t total)
{
  struct progress *progress = user;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (seconds_between(progress->start, now) < PATIENCE || seconds_between(progress->last, now) < INTERVAL) return;
  progress->last = now;
  progress->shown = true;
  draw(doing, done, total);
}

void progress_begin(struct progress *progress, struct peerlint *p)
{
  const char *terminal = getenv("TERM");
  *progress = (struct progress){ 0 };
  clock_gettime(CLOCK_MONOTONIC, &progress->start);
  if (isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb")) peerlint_progress(p, tell, progress);
}

void progress_end(struct progress *progress)
{
  if (!progress->shown) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
}
