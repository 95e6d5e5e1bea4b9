/* Reading all files of a run, several at a time.
 *
 * What concerns one file alone (read_file) touches nothing but that file, so the threads share no more than the number of the next file.
 * What is said of the files is said afterwards, in their order, and so the output does not depend on the number of threads. */
#include "src/run.h"

#include "grammar/front.h"
#include "src/detect.h"
#include "src/link.h"
#include "vendors/vendor.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_THREADS 256u
#define FILES_A_THREAD 4u              /* fewer are not worth a thread, unless they are large */
#define BYTES_A_THREAD (1u << 20)

/* ---- One file ---- */

/* What a thread keeps from file to file; zeroed before its first use. */
struct workspace {
  struct front_workspace front;
  struct source_buffer buffer;
};

static void workspace_free(struct workspace *w)
{
  front_workspace_free(&w->front);
  source_buffer_free(&w->buffer);
}

static bool load(struct file *f, struct source_buffer *buffer)
{
  const struct input *n = f->input;
  return n->bytes ? source_from_bytes(&f->source, &f->arena, n->path, n->bytes, n->size, &f->error)
                  : source_load_into(&f->source, &f->arena, n->path, buffer, &f->error);
}

/* Finds the dialect, unless the user said it. */
static enum file_state choose_dialect(struct file *f, const struct dialect *of_run)
{
  struct router *r = &f->router;
  r->dialect = f->input->dialect ? f->input->dialect : of_run;
  r->dialect_reason = "given by the user";
  if (r->dialect) return FILE_READ;
  r->dialect = detect_dialect(&f->source, &f->arena, &r->dialect_reason, &f->foreign);
  return r->dialect ? FILE_READ : f->foreign ? FILE_REFUSED : FILE_UNKNOWN;
}

/* What the steps behind reading have no use for: the table of names, which they only compare, and the text of a router that takes more than
 * twice its text's memory, as where every line belongs to a tunnel. */
static void make_room(struct file *f, struct run *run, struct source_buffer *buffer)
{
  names_forget(&f->router.names);
  if (f->source.file_size < SHELF_ROOM || f->arena.held / 2 < f->source.file_size) return;
  source_shelf_expect(&run->shelf, &f->source);
  source_lend(&f->source, &run->shelf, buffer);
  source_buffer_free(buffer);
}

/* Reads one file up to its ends; everything it allocates is the file's own. */
static void read_file(struct file *f, struct run *run, struct workspace *workspace)
{
  if (setjmp(f->exhausted)) {
    f->state = FILE_NO_MEMORY;
    return;
  }
  arena_init(&f->arena, &f->exhausted);
  router_init(&f->router, &f->arena);
  f->router.source = &f->source;
  f->state = FILE_UNREADABLE;
  if (!load(f, &workspace->buffer)) return;
  f->state = choose_dialect(f, run->dialect);
  if (f->state != FILE_READ) return;
  front_read(&f->router, &workspace->front);
  f->router.dialect->finish(&f->router);
  if (run->sleeping) make_room(f, run, &workspace->buffer);
  router_link(&f->router);
  f->ends = ends_of(&f->router);
}

#define MOST_KEPT 4096u /* lines of a file whose ledger stays, where a rule may point at one that was not understood */

/* Counts what became of its lines; only `show` and the translation report need to know of each one that was understood. */
static void count_lines(struct file *f, bool forget)
{
  for (unsigned what = 0; what < sizeof f->became / sizeof *f->became; what++)
    f->became[what] = (uint32_t)source_count((const char *)f->router.ledger, f->router.lines, (char)what);
  if (forget && (!f->became[LEDGER_UNKNOWN] || f->router.lines > MOST_KEPT)) router_free(&f->router);
}

/* ---- Several at a time ---- */

struct reading {
  struct run *run;
  atomic_size_t next;      /* file that nobody has taken */
  atomic_size_t done;
  atomic_bool exhausted;   /* memory: nobody takes another one */
};

/* Standard input is read before the threads begin: whoever came first would get it. */
static bool is_standard_input(const struct file *f)
{
  return !f->input->bytes && !strcmp(f->input->path, "-");
}

/* What is left to do of a file that was read. Memory may run out here too, and must not take the thread to where another one began. */
static void put_away(struct reading *r, struct file *f, struct workspace *w)
{
  if (setjmp(f->exhausted)) {
    f->state = FILE_NO_MEMORY;
    return;
  }
  if (f->state == FILE_UNREADABLE || f->state == FILE_UNKNOWN) {
    source_free(&f->source);
    return;
  }
  count_lines(f, r->run->sleeping);
  if (!r->run->sleeping) return;
  source_shelf_add(&r->run->shelf, &f->source, &w->buffer);
}

static void read_one(struct reading *r, struct file *f, struct workspace *w)
{
  read_file(f, r->run, w);
  if (f->state != FILE_NO_MEMORY) put_away(r, f, w);
  if (f->state == FILE_NO_MEMORY) atomic_store(&r->exhausted, true);
  f->arena.exhausted = &r->run->exhausted;
  atomic_fetch_add(&r->done, 1);
}

/* Reads file after file until none is left; `tells` how far all threads are. */
static void read_on(struct reading *r, bool tells)
{
  struct workspace w = { 0 };
  size_t i;
  while (!atomic_load(&r->exhausted) && (i = atomic_fetch_add(&r->next, 1)) < r->run->all_count) {
    struct file *f = &r->run->all_files[i];
    if (!is_standard_input(f)) read_one(r, f, &w);
    if (tells) run_tell(r->run, "reading files", atomic_load(&r->done), r->run->all_count);
  }
  workspace_free(&w);
}

static void *thread(void *reading)
{
  read_on(reading, false);
  return NULL;
}

static unsigned thread_count(const struct run *run)
{
  long processors = run->jobs ? (long)run->jobs : sysconf(_SC_NPROCESSORS_ONLN);
  size_t most = processors > 0 ? (size_t)processors : 1, useful = run->all_count / FILES_A_THREAD;
  if (most > MOST_THREADS) most = MOST_THREADS;
  for (const struct input *n = run->inputs.first; n && useful < most && run->all_count < FILES_A_THREAD * MOST_THREADS; n = n->next) {
    struct stat st;
    if (!n->bytes && !stat(n->path, &st) && S_ISREG(st.st_mode)) useful += (size_t)st.st_size / BYTES_A_THREAD;
  }
  if (useful > run->all_count) useful = run->all_count;
  return (unsigned)(useful < 1 ? 1 : useful < most ? useful : most);
}

/* The calling thread reads too. Where the system gives no more threads, those there are do the work. */
static void read_all(struct reading *r)
{
  pthread_t threads[MOST_THREADS];
  unsigned count = thread_count(r->run) - 1, started = 0;
  while (started < count && !pthread_create(&threads[started], NULL, thread, r)) started++;
  read_on(r, true);
  for (unsigned i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

static void read_standard_input(struct reading *r)
{
  struct workspace w = { 0 };
  for (size_t i = 0; i < r->run->all_count; i++)
    if (is_standard_input(&r->run->all_files[i])) read_one(r, &r->run->all_files[i], &w);
  workspace_free(&w);
}

/* ---- What becomes of the files ---- */

static void refuse(struct file *f)
{
  struct issue *issue = ARENA_NEW(&f->arena, struct issue);
  issue->rule = "CFG006";
  issue->at.last = f->source.size ? 1 : 0;
  issue->message = arena_printf(&f->arena, "this is a config of %s, which peerlint does not model", f->foreign->title);
  LIST_APPEND(f->router.issues, issue);
}

/* Does the file go into the report? Says why not where that matters. */
static bool accept(struct run *run, struct file *f)
{
  if (f->state == FILE_UNREADABLE) run_complain(run, f->input->path, f->error);
  if (f->state == FILE_UNKNOWN && !f->input->from_folder)
    run_complain(run, f->input->path,
      arena_printf(&run->arena, "this is no router config of a known dialect: %s (if it is one, say which: --dialect, or DIALECT:FILE)",
        f->router.dialect_reason));
  if (f->state == FILE_REFUSED) {
    refuse(f);
    run_complain(run, f->input->path, f->router.issues.first->message);
  }
  return f->state == FILE_READ || f->state == FILE_REFUSED;
}

static void add_to_report(struct run *run, struct file *f)
{
  f->router.file = run->file_count;
  run->files[run->file_count] = f;
  run->routers[run->file_count] = &f->router;
  run->ends[run->file_count] = f->ends;
  run->file_count++;
}

static void make_files(struct run *run)
{
  size_t count = 0, i = 0;
  for (struct input *n = run->inputs.first; n; n = n->next) count++;
  run->all_files = calloc(count ? count : 1, sizeof *run->all_files);
  if (!run->all_files) longjmp(run->exhausted, 1);
  run->all_count = count;
  run->files = arena_alloc(&run->arena, count * sizeof *run->files);
  run->routers = arena_alloc(&run->arena, count * sizeof(struct router *));
  run->ends = arena_alloc(&run->arena, count * sizeof *run->ends);
  for (struct input *n = run->inputs.first; n; n = n->next) run->all_files[i++].input = n;
}

void run_read(struct run *run)
{
  struct reading r = { .run = run };
  if (run->arguments > 1) folder_drop_twice(run);
  make_files(run);
  source_shelf_init(&run->shelf);
  read_standard_input(&r);
  read_all(&r);
  if (atomic_load(&r.exhausted)) longjmp(run->exhausted, 1);
  for (size_t i = 0; i < run->all_count; i++)
    if (accept(run, &run->all_files[i])) add_to_report(run, &run->all_files[i]);
  if (!run->file_count && !run->message_count)
    for (struct input *n = run->inputs.first; n; n = n->next) run_complain(run, n->path, "this is no router config of a known dialect");
}
