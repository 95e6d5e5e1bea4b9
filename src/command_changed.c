/* See command_changed.h. git is asked as a program, without a shell; names end in NUL, so that no name needs quoting. What it says of its
 * own goes to a file first: a name in it may hold anything. */
#include "src/command_changed.h"

#include "src/command.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What becomes of git's files: its standard output goes to the pipe, its errors to `said` (NULL: nowhere). Returns 0 or an error number. */
static int redirect(posix_spawn_file_actions_t *actions, const int *ends, FILE *said)
{
  int failed = posix_spawn_file_actions_adddup2(actions, ends[1], STDOUT_FILENO);
  if (!failed)
    failed = said ? posix_spawn_file_actions_adddup2(actions, fileno(said), STDERR_FILENO)
                  : posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (!failed) failed = posix_spawn_file_actions_addclose(actions, ends[0]);
  return failed ? failed : posix_spawn_file_actions_addclose(actions, ends[1]);
}

/* Starts git; returns the end of its output to read from, NULL with errno where it cannot. */
static FILE *start(const char *const *arguments, FILE *said, pid_t *process)
{
  int ends[2];
  posix_spawn_file_actions_t actions;
  if (pipe(ends)) return NULL;
  posix_spawn_file_actions_init(&actions); /* cannot fail here: it only clears the list */
  FILE *out = fdopen(ends[0], "r");
  int failed = out ? redirect(&actions, ends, said) : errno;
  if (!failed)
    failed = posix_spawnp(process, arguments[0], &actions, NULL, (char *const *)arguments, environ); /* which POSIX leaves as they are */
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (!failed) return out;
  if (out) fclose(out);
  else close(ends[0]);
  errno = failed;
  return NULL;
}

/* Repeats what git said. */
static void repeat(FILE *said)
{
  char *line = NULL;
  size_t room = 0;
  rewind(said);
  for (ssize_t n; (n = getline(&line, &room, said)) > 0;) {
    if (line[n - 1] == '\n') line[n - 1] = '\0';
    fputs("peerlint: git: ", stderr);
    peerlint_print(line, stderr);
    putc('\n', stderr);
  }
  free(line);
}

/* Has `take` called with every name (ending in `end`) that git prints. False: git failed. */
static bool read_names(FILE *out, pid_t process, char end, void (*take)(void *context, const char *name), void *context)
{
  char *name = NULL;
  size_t room = 0;
  int status;
  for (ssize_t n; (n = getdelim(&name, &room, end, out)) > 0;) {
    if (name[n - 1] == end) name[n - 1] = '\0';
    take(context, name);
  }
  bool all = feof(out);
  free(name);
  fclose(out);
  while (waitpid(process, &status, 0) < 0 && errno == EINTR);
  return all && WIFEXITED(status) && !WEXITSTATUS(status);
}

/* Asks git for names. Returns 0, or the exit status; then what git said is repeated. */
static int ask_git(const char *const *arguments, char end, void (*take)(void *context, const char *name), void *context)
{
  pid_t process;
  FILE *said = tmpfile(), *out = start(arguments, said, &process);
  if (!out) fprintf(stderr, "peerlint: git: %s\n", strerror(errno));
  bool ok = out && read_names(out, process, end, take, context);
  if (said) repeat(said);
  if (said) fclose(said);
  return ok ? 0 : EXIT_USAGE;
}

/* The first name that git prints, to be freed. */
struct first {
  char *name;
  bool failed;
};

static void keep(void *context, const char *name)
{
  struct first *first = context;
  if (!first->name) first->failed = !(first->name = strdup(name));
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
  struct first name = { 0 };
  const char *newest[] = { "git", "-C", top, "rev-list", "-n", "1", "--all", NULL };
  int code = ask_git(newest, '\n', keep, &name);
  free(name.name);
  return code || name.name || name.failed;
}

static int add_changed(struct changed *c, const char *commit)
{
  const char *differ[] = { "git", "-C", c->top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", commit,
    "--", NULL };
  const char *fresh[] = { "git", "-C", c->top, "ls-files", "-z", "--others", "--exclude-standard", NULL };
  int code = ask_git(differ, '\0', add, c);
  if (!code) code = ask_git(fresh, '\0', add, c);
  return c->failed ? out_of_memory() : code;
}

int only_changed_from(struct peerlint *p, const char *commit, const char *path)
{
  if (!*commit || *commit == '-') return usage_error("check", "--changed-from wants a commit");
  char *folder = folder_of(path);
  struct first top = { 0 };
  const char *find[] = { "git", "-C", folder, "rev-parse", "--show-toplevel", NULL };
  int code = folder ? ask_git(find, '\n', keep, &top) : out_of_memory();
  if (!code && !top.name) code = out_of_memory();
  struct changed c = { .p = p, .top = top.name };
  if (!code && has_commits(top.name)) code = peerlint_only(p, "") == PEERLINT_OK ? add_changed(&c, commit) : out_of_memory();
  if (code) fputs("peerlint: git cannot say what changed\n", stderr);
  free(folder);
  free(top.name);
  return code;
}
