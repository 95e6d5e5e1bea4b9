/* Collecting the files of a folder. Names are sorted by their bytes, so that the order, and with it every index in a report, is the same on every machine and in every locale. */
#include "src/run.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEEPEST 32

struct entry {
  struct entry *next;
  const char *path;
};

static int by_bytes(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The paths of what is in the folder, sorted, ending with NULL; NULL with errno set when it cannot be read. The open folder is the run's while memory may run out. */
static const char **read_folder(struct run *run, const char *path)
{
  struct entry *entries = NULL;
  size_t count = 0, length = strlen(path);
  while (length > 1 && path[length - 1] == '/') length--;
  DIR *folder = opendir(path);
  if (!folder) return NULL;
  run->folder = folder;
  for (struct dirent *e; (e = readdir(folder));) {
    if (e->d_name[0] == '.') continue;
    struct entry *n = ARENA_NEW(&run->arena, struct entry);
    n->path = arena_printf(&run->arena, "%.*s/%s", (int)length, path, e->d_name);
    n->next = entries;
    entries = n;
    count++;
  }
  run->folder = NULL;
  closedir(folder);
  const char **paths = arena_alloc(&run->arena, (count + 1) * sizeof *paths);
  for (size_t i = 0; entries; entries = entries->next) paths[i++] = entries->path;
  qsort(paths, count, sizeof *paths, by_bytes);
  return paths;
}

static bool add_below(struct run *run, const char *path, const struct dialect *dialect, int depth)
{
  const char **paths = read_folder(run, path);
  if (!paths) return false;
  for (; *paths; paths++) {
    struct stat own, target;
    if (lstat(*paths, &own) || stat(*paths, &target)) continue;
    if (S_ISREG(target.st_mode)) {
      struct input *n = ARENA_NEW(&run->arena, struct input);
      *n = (struct input){ .path = *paths, .dialect = dialect, .from_folder = true };
      LIST_APPEND(run->inputs, n);
    } else if (S_ISDIR(own.st_mode) && depth < DEEPEST) { /* not a link, which could lead round in a circle */
      if (!add_below(run, *paths, dialect, depth + 1)) run_complain(run, *paths, strerror(errno));
    }
  }
  return true;
}

bool folder_add(struct run *run, const char *path, const struct dialect *dialect, const char **error)
{
  if (add_below(run, path, dialect, 0)) return true;
  *error = strerror(errno);
  return false;
}

void folder_close(struct run *run)
{
  if (run->folder) closedir(run->folder);
  run->folder = NULL;
}
