/* Judges the mutants of mutate_rules.py, which are all in the library that this is linked with: what the tests see of a case is its whole
 * report (run_cases.py and near.py hold it against testdata/reports), so a mutant that changes no case's report is one that they do not
 * notice.
 *
 * usage: mutate_run CASES COUNT FIRST STEP
 *
 * CASES has a line for each case: name, folder and the arguments of `check`, tabs in between. Judges each STEPth of COUNT mutants from
 * FIRST on and prints a line for each: its number, then the case that notices it, `-` where none does, `.` where no case comes to its
 * place. Each mutant has a process of its own, which may crash, spin or take all memory. */
#define _GNU_SOURCE /* asprintf(), setitimer() */
#include "src/peerlint.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_CASES 4096u
#define MOST_ARGUMENTS 64u
#define MOST_MUTANTS 100000u
#define SECONDS 4u                      /* of processor time, for a mutant and all its cases but the slow ones */
#define MOST_MEMORY (2000ul << 20)

/* Defined in each mutated file (mutate_source.py). */
extern int mutant_now;
extern unsigned char mutant_seen[];

struct test_case {
  const char *name, *folder, *arguments[MOST_ARGUMENTS];
  uint64_t seen;        /* of the report without a mutant */
  unsigned noticed;     /* mutants */
  unsigned char *reach; /* the mutants it comes to, one byte each */
};

static struct test_case cases[MOST_CASES];
static unsigned order[MOST_CASES], count;

static void read_cases(FILE *in)
{
  char *line = NULL;
  size_t room = 0;
  while (count < MOST_CASES && getline(&line, &room, in) > 0) {
    struct test_case *c = &cases[count];
    size_t n = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *rest = strdup(line), *word; (word = strsep(&rest, "\t")) && n < MOST_ARGUMENTS + 1;)
      if (!c->name) c->name = word;
      else if (!c->folder) c->folder = word;
      else c->arguments[n++] = word;
    order[count] = count;
    count++;
  }
  free(line);
}

/* FNV-1a. */
static uint64_t digest(uint64_t hash, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
  return hash;
}

/* What is seen of a case: how the call went, and the report. */
static uint64_t outcome(const struct test_case *c)
{
  char *text = NULL, how[32];
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  struct peerlint *p = peerlint_new();
  if (chdir(c->folder) || !out || !p) exit(2);
  peerlint_jobs(p, 1);
  for (size_t i = 0; c->arguments[i]; i++) peerlint_add(p, c->arguments[i]);
  int configured = peerlint_config(p, NULL), checked = peerlint_check(p);
  peerlint_report(p, PEERLINT_JSON, NULL, out);
  fclose(out);
  int length = snprintf(how, sizeof how, "%d %d %d", configured, checked, peerlint_fails(p));
  uint64_t hash = digest(digest(0xcbf29ce484222325u, text, size), how, (size_t)length);
  if (getenv("MUTATE_SHOW")) printf("%s: %s\n%s\n", c->name, how, text);
  free(text);
  peerlint_free(p);
  return hash;
}

static void look_at_cases(unsigned mutants)
{
  for (unsigned i = 0; i < count; i++) {
    memset(mutant_seen, 0, mutants);
    cases[i].seen = outcome(&cases[i]);
    cases[i].reach = malloc(mutants);
    memcpy(cases[i].reach, mutant_seen, mutants);
    if (outcome(&cases[i]) != cases[i].seen) fprintf(stderr, "%s differs from run to run\n", cases[i].name);
  }
}

/* Runs the cases that come to the mutant until one differs; its index is in `at`, the exit status says whether there was one. */
static void try_cases(int mutant, volatile unsigned *at)
{
  struct itimerval limit = { .it_value = { .tv_sec = SECONDS } };
  struct rlimit memory = { MOST_MEMORY, MOST_MEMORY }, core = { 0, 0 };
  int null = open("/dev/null", O_WRONLY);
  dup2(null, 2);
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_CORE, &core);
  mutant_now = mutant;
  for (unsigned k = 0; k < count; k++) {
    if (!cases[order[k]].reach[mutant]) continue;
    *at = order[k];
    setitimer(ITIMER_PROF, &limit, NULL);
    if (outcome(&cases[order[k]]) != cases[order[k]].seen) _exit(1);
  }
  _exit(0);
}

static void noticed_by(unsigned index)
{
  unsigned k = 0;
  cases[index].noticed++;
  while (order[k] != index) k++;
  for (; k && cases[order[k - 1]].noticed < cases[index].noticed; k--) {
    order[k] = order[k - 1];
    order[k - 1] = index;
  }
}

static void judge(int mutant, volatile unsigned *at)
{
  int status = 0;
  *at = MOST_CASES;
  fflush(stdout);
  pid_t child = fork();
  if (!child) try_cases(mutant, at);
  if (child < 0 || waitpid(child, &status, 0) != child) exit(2);
  if (*at == MOST_CASES) printf("%d .\n", mutant);
  else if (!status) printf("%d -\n", mutant);
  else {
    noticed_by(*at);
    printf("%d %s\n", mutant, cases[*at].name);
  }
}

int main(int argc, char **argv)
{
  FILE *in = argc == 5 ? fopen(argv[1], "r") : NULL;
  unsigned mutants = argc == 5 ? (unsigned)atoi(argv[2]) : 0;
  volatile unsigned *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (!in || mutants > MOST_MUTANTS || at == MAP_FAILED) return 2;
  read_cases(in);
  fclose(in);
  look_at_cases(mutants);
  for (int m = atoi(argv[3]); m < (int)mutants; m += atoi(argv[4])) judge(m, at);
  return 0;
}
