/* See command_changed.h. git is asked as a program, without a shell; names end in NUL, so that no name needs quoting. */
#include "src/command_changed.h"

#include "src/command.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Starts git with its standard output in a pipe; returns the end to read from, NULL with errno where it cannot. */
static FILE *start(const char *const *arguments, pid_t *process)
{
  int ends[2];
  posix_spawn_file_actions_t actions;
  if (pipe(ends)) return NULL;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  int failed = posix_spawnp(process, arguments[0], &actions, NULL, (char *const *)arguments, environ); /* which POSIX leaves as they are */
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  FILE *out = failed ? NULL : fdopen(ends[0], "r");
  if (out) return out;
  close(ends[0]);
  if (failed) errno = failed;
  return NULL;
}

/* Has `take` called with every name (ending in `end`) that git prints. Returns 0, or the exit status; then git has said why, as a rule. */
static int ask_git(const char *const *arguments, char end, void (*take)(void *context, const char *name), void *context)
{
  pid_t process;
  char *name = NULL;
  size_t room = 0;
  int status;
  FILE *out = start(arguments, &process);
  if (!out) {
    fprintf(stderr, "peerlint: git: %s\n", strerror(errno));
    return EXIT_USAGE;
  }
  for (ssize_t n; (n = getdelim(&name, &room, end, out)) > 0;) {
    if (name[n - 1] == end) name[n - 1] = '\0';
    take(context, name);
  }
  free(name);
  fclose(out);
  while (waitpid(process, &status, 0) < 0 && errno == EINTR);
  return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : EXIT_USAGE;
}

static void keep(void *context, const char *name)
{
  char **copy = context;
  if (!*copy) *copy = strdup(name);
}

struct changed {
  struct peerlint *p;
  const char *top; /* the working tree */
  bool failed;
};

static void add(void *context, const char *name)
{
  struct changed *c = context;
  size_t size = strlen(c->top) + strlen(name) + 2;
  char *path = malloc(size);
  if (path) snprintf(path, size, "%s/%s", c->top, name);
  c->failed = c->failed || !path || peerlint_only(c->p, path) != PEERLINT_OK;
  free(path);
}

/* The folder of `path`, which may carry a dialect; to be freed. */
static char *folder_of(const char *path)
{
  struct stat st;
  const char *colon = strchr(path, ':');
  if (colon && stat(path, &st)) path = colon + 1;
  const char *slash = strrchr(path, '/');
  if (!stat(path, &st) && S_ISDIR(st.st_mode)) return strdup(path);
  if (!slash || !strcmp(path, "-")) return strdup(".");
  return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* In a repository without a commit, as the hook of the first one sees it, everything is new. */
static bool has_commits(const char *top)
{
  char *name = NULL;
  const char *newest[] = { "git", "-C", top, "rev-list", "-n", "1", "--all", NULL };
  int code = ask_git(newest, '\n', keep, &name);
  free(name);
  return code || name;
}

static int add_changed(struct changed *c, const char *commit)
{
  const char *differ[] = { "git", "-C", c->top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", commit, "--", NULL };
  const char *fresh[] = { "git", "-C", c->top, "ls-files", "-z", "--others", "--exclude-standard", NULL };
  int code = ask_git(differ, '\0', add, c);
  if (!code) code = ask_git(fresh, '\0', add, c);
  return c->failed ? out_of_memory() : code;
}

int only_changed_from(struct peerlint *p, const char *commit, const char *path)
{
  if (!*commit || *commit == '-') return usage_error("check", "--changed-from wants a commit");
  char *folder = folder_of(path), *top = NULL;
  const char *find[] = { "git", "-C", folder, "rev-parse", "--show-toplevel", NULL };
  int code = folder ? ask_git(find, '\n', keep, &top) : out_of_memory();
  if (!code && !top) code = out_of_memory();
  struct changed c = { .p = p, .top = top };
  if (!code && has_commits(top)) code = peerlint_only(p, "") == PEERLINT_OK ? add_changed(&c, commit) : out_of_memory();
  if (code) fputs("peerlint: git cannot say what changed\n", stderr);
  free(folder);
  free(top);
  return code;
}
