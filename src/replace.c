/* See replace.h. */
#define _XOPEN_SOURCE 700
#include "src/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t size)
{
  while (size) {
    ssize_t n = write(fd, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      if (!n) errno = ENOSPC;
      return false;
    }
    bytes += n;
    size -= (size_t)n;
  }
  return true;
}

/* A device or a pipe has nothing to lose. */
static bool write_through(const char *path, const char *bytes, size_t size)
{
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool ok = write_all(fd, bytes, size);
  return !close(fd) && ok;
}

/* The name of a file is on the disk only when its folder is. */
static void sync_folder(char *temporary)
{
  char *slash = strrchr(temporary, '/');
  if (slash) slash[slash == temporary] = '\0';
  int fd = open(slash ? temporary : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

static bool replace(const char *path, char *temporary, mode_t mode, const char *bytes, size_t size)
{
  int fd = mkstemp(temporary);
  if (fd < 0) return false;
  bool ok = !fchmod(fd, mode) && write_all(fd, bytes, size) && !fsync(fd);
  int saved = errno;
  if (close(fd) && ok) {
    ok = false;
    saved = errno;
  }
  if (ok && !rename(temporary, path)) {
    sync_folder(temporary);
    return true;
  }
  if (ok) saved = errno;
  unlink(temporary);
  errno = saved;
  return false;
}

static mode_t default_mode(void)
{
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

bool replace_file(const char *path, const char *bytes, size_t size, const char **error)
{
  struct stat st;
  bool exists = !stat(path, &st), ok;
  if (exists && S_ISDIR(st.st_mode)) errno = EISDIR;
  if (exists && !S_ISREG(st.st_mode)) ok = !S_ISDIR(st.st_mode) && write_through(path, bytes, size);
  else {
    char *target = exists ? realpath(path, NULL) : strdup(path);
    size_t length = target ? strlen(target) + 16 : 0;
    char *temporary = target ? malloc(length) : NULL;
    if (temporary) snprintf(temporary, length, "%s.XXXXXX", target);
    ok = temporary && (!exists || !access(target, W_OK)) &&
      replace(target, temporary, exists ? st.st_mode & 07777 : default_mode(), bytes, size);
    int saved = errno;
    free(temporary);
    free(target);
    errno = saved;
  }
  if (!ok) *error = strerror(errno);
  return ok;
}
