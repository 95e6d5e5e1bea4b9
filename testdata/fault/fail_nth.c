/* Preloaded into the command: call number FAIL_AT of a kind (FAIL_KIND: an allocation, or one that makes or renames a file) fails, counted
 * from the program's start on. At its end the number of calls of that kind goes to the file FAIL_COUNT, if one is named. Programs that the
 * command starts do not inherit any of it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

enum kind { ALLOCATION, FILE_CALL, KINDS };

static atomic_ulong calls[KINDS];
static unsigned long fail_at[KINDS];
static const char *count_to;
static enum kind counted;

__attribute__((constructor)) static void begin(void)
{
  const char *kind = getenv("FAIL_KIND"), *at = getenv("FAIL_AT");
  counted = kind && !strcmp(kind, "file") ? FILE_CALL : ALLOCATION;
  count_to = getenv("FAIL_COUNT");
  unsetenv("LD_PRELOAD");
  for (int k = 0; k < KINDS; k++) atomic_store(&calls[k], 0);
  fail_at[counted] = at ? strtoul(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void)
{
  char text[32];
  int fd = count_to ? open(count_to, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
  if (fd < 0) return;
  int length = snprintf(text, sizeof text, "%lu\n", atomic_load(&calls[counted]));
  if (write(fd, text, (size_t)length) != length) abort();
  close(fd);
}

static bool fails(enum kind kind, int error)
{
  if (atomic_fetch_add(&calls[kind], 1) + 1 != fail_at[kind]) return false;
  errno = error;
  return true;
}

void *malloc(size_t size)
{
  return fails(ALLOCATION, ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
  return fails(ALLOCATION, ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
  return fails(ALLOCATION, ENOMEM) ? NULL : __libc_realloc(old, size);
}

/* `real` is what `name` would be without this file. */
#define FIND(real, name) \
  static __typeof__(&name) real; \
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

int mkstemp64(char *pattern)
{
  FIND(real, mkstemp64);
  return fails(FILE_CALL, EROFS) ? -1 : real(pattern);
}

FILE *fdopen(int fd, const char *mode)
{
  FIND(real, fdopen);
  return fails(FILE_CALL, ENOMEM) ? NULL : real(fd, mode);
}

int chmod(const char *path, mode_t mode)
{
  FIND(real, chmod);
  return fails(FILE_CALL, EPERM) ? -1 : real(path, mode);
}

int fchmod(int fd, mode_t mode)
{
  FIND(real, fchmod);
  return fails(FILE_CALL, EPERM) ? -1 : real(fd, mode);
}

int fsync(int fd)
{
  FIND(real, fsync);
  return fails(FILE_CALL, EIO) ? -1 : real(fd);
}

int rename(const char *from, const char *to)
{
  FIND(real, rename);
  return fails(FILE_CALL, EXDEV) ? -1 : real(from, to);
}

int pipe(int ends[2])
{
  FIND(real, pipe);
  return fails(FILE_CALL, EMFILE) ? -1 : real(ends);
}
