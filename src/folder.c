/* Collecting the files of a folder. Names are sorted by their bytes, so that the order, and with it every index in a report, is the same on
 * every machine and in every locale.
 *
 * Links to folders are passed over, since they could lead round in a circle, and so are links out of the folder. A link to a file inside it
 * is too, because that file is read under its own name, and one router twice would be two; unless its own name is hidden. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "src/run.h"

#include "src/file_id.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
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

/* The paths of what is in the folder, sorted, ending with NULL; NULL with errno set when it cannot be read. The open folder is the run's
 * while memory may run out. */
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

/* A folder whose files are collected. */
struct collection {
  struct run *run;
  const struct dialect *dialect;
  const char *real; /* the folder's path without links; in the scratch arena */
};

/* Does the link lead to a hidden file inside the folder? */
static bool shows_hidden(const struct collection *c, const char *link)
{
  size_t len = strlen(c->real);
  char target[PATH_MAX];
  return realpath(link, target) && !strncmp(target, c->real, len) && (target[len] == '/' || len == 1) &&
    strstr(target + len - (len == 1), "/.");
}

static bool is_read(const struct collection *c, const char *path, const struct stat *own)
{
  struct stat target;
  if (!S_ISLNK(own->st_mode)) return S_ISREG(own->st_mode);
  return !stat(path, &target) && S_ISREG(target.st_mode) && shows_hidden(c, path);
}

static bool add_below(const struct collection *c, const char *path, int depth)
{
  struct run *run = c->run;
  const char **paths = read_folder(run, path);
  if (!paths) return false;
  for (; *paths; paths++) {
    struct stat own;
    if (lstat(*paths, &own)) continue;
    if (is_read(c, *paths, &own)) {
      struct input *n = ARENA_NEW(&run->arena, struct input);
      *n = (struct input){ .path = *paths, .dialect = c->dialect, .from_folder = true };
      LIST_APPEND(run->inputs, n);
    } else if (S_ISDIR(own.st_mode) && depth < DEEPEST && !add_below(c, *paths, depth + 1)) run_complain(run, *paths, strerror(errno));
  }
  return true;
}

bool folder_add(struct run *run, const char *path, const struct dialect *dialect, const char **error)
{
  char real[PATH_MAX];
  struct collection c = { run, dialect, realpath(path, real) };
  bool ok = c.real && add_below(&c, path, 0);
  if (!ok) *error = strerror(errno);
  arena_free(&run->scratch);
  return ok;
}

/* Is it a file that is there already? What is in memory or comes from standard input is no file. */
static bool is_twice(const struct input *n, struct file_ids *seen)
{
  struct file_id id;
  if (n->bytes || !strcmp(n->path, "-") || !file_identify(n->path, &id)) return false;
  if (file_ids_have(seen, id)) return true;
  file_ids_add(seen, id);
  return false;
}

void folder_drop_twice(struct run *run)
{
  struct file_ids seen;
  struct input *all = run->inputs.first, *next;
  table_init(&seen.by_hash, &run->scratch);
  /* Files that the user named come first: they stay. */
  for (struct input *n = all; n; n = n->next)
    if (!n->from_folder) n->twice = is_twice(n, &seen);
  LIST_INIT(run->inputs);
  for (struct input *n = all; n; n = next) {
    next = n->next;
    n->next = NULL;
    if (n->from_folder) n->twice = is_twice(n, &seen);
    if (!n->twice) LIST_APPEND(run->inputs, n);
  }
  arena_free(&run->scratch);
}

void folder_close(struct run *run)
{
  if (run->folder) closedir(run->folder);
  run->folder = NULL;
}
