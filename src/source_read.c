/* The bytes of a file, from the system into one block of memory, and looked over on the way. */
#include "src/source_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ 65536u    /* enough to tell that a file is binary before the rest is read */
#define PIECE (256u * 1024u) /* of the rest: what was read is looked over while it is in the processor's caches */
#define LARGE (8u << 20)     /* worth a second thread */

/* UTF-16 is the one text that is full of NULs. */
static bool may_be_wide(const char *text, size_t size)
{
  return size >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2));
}

void source_make_room(struct source *s, size_t size)
{
  if (size + 2 <= s->room) return;
  s->file = source_room(s, s->file, size + 2);
  s->text = s->file;
  s->room = size + 2;
}

/* ---- A large file ---- */

/* Bytes that are read by one of two threads. */
struct part {
  char *text;
  int fd;
  size_t at, to;
  struct source_scan scan;
};

/* Reads the part as far as that goes; who reads on from there is told why it ends. */
static void *read_part(void *data)
{
  struct part *p = data;
  while (p->at < p->to) {
    size_t want = p->to - p->at;
    ssize_t n = pread(p->fd, p->text + p->at, want < PIECE ? want : PIECE, (off_t)p->at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    p->at += (size_t)n;
    source_scan_more(&p->scan, p->text, p->at);
  }
  return NULL;
}

/* Reads on behind the first `*have` bytes of a file of that size, the second half of what is left in another thread: to find memory for the
 * text and to copy it there takes longer than to look it over. Reads nothing where the system gives no thread. */
static const char *read_in_two(struct source *s, int fd, size_t *have, size_t size, struct source_scan *scan)
{
  size_t middle = *have + (size - *have) / 2;
  struct part first = { s->file, fd, *have, middle, *scan }, second = { s->file, fd, middle, size, { .at = middle } };
  pthread_t thread;
  if (pthread_create(&thread, NULL, read_part, &second)) return NULL;
  read_part(&first);
  pthread_join(thread, NULL);
  *scan = first.scan;
  if (first.at == middle) source_scan_join(scan, &second.scan, middle, s->file, second.at);
  *have = first.at == middle ? second.at : first.at;
  return lseek(fd, (off_t)*have, SEEK_SET) < 0 ? strerror(errno) : NULL;
}

/* Reads `fd` to its end; an ordinary file of known size into one allocation. */
static const char *read_all(struct source *s, int fd, size_t expected, struct source_scan *scan)
{
  size_t room = expected + 1 > FIRST_READ ? expected + 1 : FIRST_READ, have = 0;
  source_make_room(s, room);
  for (;;) {
    if (have == room) source_make_room(s, room = room > SOURCE_LARGEST / 2 ? (size_t)SOURCE_LARGEST + 1 : room * 2);
    size_t want = have ? room - have : FIRST_READ;
    ssize_t n = read(fd, s->file + have, want < PIECE ? want : PIECE);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return strerror(errno);
    if (!n) break;
    bool more = !have && (size_t)n != expected; /* what is there as a whole is looked at when it is */
    if (more && !may_be_wide(s->file, (size_t)n) && source_is_binary(s->file, (size_t)n)) return "this is a binary file, no text";
    have += (size_t)n;
    if (have > SOURCE_LARGEST) return "the file is too large: 4 GB and more cannot be read";
    source_scan_more(scan, s->file, have);
    if (!more || !s->again || expected < LARGE) continue;
    const char *why = read_in_two(s, fd, &have, expected, scan);
    if (why) return why;
  }
  s->file_size = s->size = (uint32_t)have;
  return NULL;
}

/* Why the open file cannot be read, or NULL; notes what it is. */
static const char *examine(struct source *s, int fd)
{
  struct stat st;
  if (fstat(fd, &st)) return strerror(errno);
  if (S_ISDIR(st.st_mode)) return "this is a directory";
  if (S_ISBLK(st.st_mode)) return "this is a device";
  s->again = S_ISREG(st.st_mode) && fd != STDIN_FILENO;
  s->id.device = st.st_dev;
  s->id.inode = st.st_ino;
  s->id.size = S_ISREG(st.st_mode) ? st.st_size : 0;
  s->id.written = st.st_mtim;
  return (size_t)s->id.size > SOURCE_LARGEST ? "the file is too large: 4 GB and more cannot be read" : NULL;
}

/* Reads the open file, which must not stay open when memory is exhausted. */
static const char *read_open(struct source *s, int fd, struct source_scan *scan)
{
  jmp_buf *outer = s->arena->exhausted, here;
  if (setjmp(here)) {
    if (fd != STDIN_FILENO) close(fd);
    s->arena->exhausted = outer;
    longjmp(*outer, 1);
  }
  s->arena->exhausted = &here;
  const char *why = examine(s, fd);
  if (!why) why = read_all(s, fd, (size_t)s->id.size, scan);
  s->arena->exhausted = outer;
  return why;
}

const char *source_read(struct source *s, struct source_scan *scan)
{
  int fd = strcmp(s->path, "-") ? open(s->path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  if (fd < 0) return strerror(errno);
  const char *why = read_open(s, fd, scan);
  if (fd != STDIN_FILENO) close(fd);
  return why;
}
