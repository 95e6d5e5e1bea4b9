/* Bump allocation in growing chunks. */
#define _DEFAULT_SOURCE /* madvise */
#include "src/arena.h"

#include "src/format.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGNMENT 8u
#define PAGE 4096u
#define LARGE_PAGE (2u * 1024u * 1024u)
#define LARGE (1024u * 1024u) /* an arena that holds more keeps objects apart by their size; a smaller one fits into the caches as it is
                               * \ */
#define SLAB (16u * 1024u)
#define LARGEST_OBJECT 512u
#define LENT_CHUNK (128u * 1024u) /* is zeroed as it is taken, so that it is in the caches then */
#define OWN_CHUNK (64u * 1024u) /* a table of that size is worth a chunk of its own */
#ifndef FIRST_CHUNK /* tests have smaller ones */
#define FIRST_CHUNK (9u * 1024u) /* what a router with one tunnel takes: a fleet has thousands */
#define LARGEST_CHUNK (16u * 1024u * 1024u) /* large enough that the system can back it with large pages */
#endif

struct arena_chunk {
  struct arena_chunk *older;
  size_t size; /* 0: lent */
};

/* Room for objects of one size. */
struct arena_slab {
  char *next, *end;
};

#define HEADER ((sizeof(struct arena_chunk) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1))

void arena_init(struct arena *a, jmp_buf *exhausted)
{
  *a = (struct arena){ .exhausted = exhausted };
}

/* Asks for large pages behind a large block: touching the memory of a 70 MB config page by page costs as much as reading it. A wish;
 * nothing depends on it. */
void arena_wish_large_pages(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
  uintptr_t from = ((uintptr_t)block + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1),
            to = ((uintptr_t)block + size) & ~(uintptr_t)(LARGE_PAGE - 1);
  if (to > from) madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
  (void)block;
  (void)size;
#endif
}

#ifdef MADV_HUGEPAGE
/* Zeroed memory that begins with a large page: of a block that begins anywhere, two of them are lost to small ones. */
static void *large_block(size_t size)
{
  size_t whole = (size + PAGE - 1) / PAGE * PAGE, room = whole + LARGE_PAGE;
  if (room < size) return NULL;
  char *p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) return NULL;
  size_t before = (LARGE_PAGE - (uintptr_t)p % LARGE_PAGE) % LARGE_PAGE;
  if (before) munmap(p, before);
  munmap(p + before + whole, LARGE_PAGE - before);
  madvise(p + before, whole, MADV_HUGEPAGE);
  return p + before;
}
#endif

static struct arena_chunk *new_chunk(struct arena *a, size_t size)
{
#ifdef MADV_HUGEPAGE
  struct arena_chunk *c = size >= LARGE_PAGE ? large_block(size) : calloc(1, size);
#else
  struct arena_chunk *c = calloc(1, size);
#endif
  if (!c) longjmp(*a->exhausted, 1);
  c->size = size;
  return c;
}

static void free_chunk(struct arena_chunk *c)
{
  if (!c->size) return;
#ifdef MADV_HUGEPAGE
  if (c->size >= LARGE_PAGE) munmap(c, c->size);
  else free(c);
#else
  free(c);
#endif
}

void arena_lend(struct arena *a, void *memory, size_t size)
{
  size_t before = (ALIGNMENT - (uintptr_t)memory % ALIGNMENT) % ALIGNMENT;
  if (size <= before) return;
  a->lent = (char *)memory + before;
  a->lent_size = size - before;
}

static void add_chunk(struct arena *a, struct arena_chunk *c, size_t size)
{
  c->older = a->chunk;
  a->chunk = c;
  a->held += size;
  a->next = (char *)c + HEADER;
  a->end = (char *)c + size;
}

static struct arena_chunk *take_lent(struct arena *a)
{
  struct arena_chunk *c = memset(a->lent, 0, LENT_CHUNK);
  a->lent += LENT_CHUNK;
  a->lent_size -= LENT_CHUNK;
  return c;
}

static void grow(struct arena *a, size_t size)
{
  if (a->lent_size >= LENT_CHUNK && size <= LENT_CHUNK - HEADER) {
    add_chunk(a, take_lent(a), LENT_CHUNK);
    return;
  }
  size_t want = a->held ? (a->held / 2 + PAGE - 1) / PAGE * PAGE : FIRST_CHUNK;
  if (want > LARGEST_CHUNK) want = LARGEST_CHUNK;
  if (size > SIZE_MAX - HEADER) longjmp(*a->exhausted, 1);
  if (want < size + HEADER) want = size + HEADER;
  if (want > LARGE_PAGE / 2 && want <= SIZE_MAX - LARGE_PAGE) want = (want + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  add_chunk(a, new_chunk(a, want), want);
}

void *arena_alloc(struct arena *a, size_t size)
{
  if (size > SIZE_MAX - ALIGNMENT) longjmp(*a->exhausted, 1);
  size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if (need > (size_t)(a->end - a->next)) grow(a, need);
  void *p = a->next;
  a->next += need;
  return p;
}

void *arena_object(struct arena *a, size_t size)
{
  size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if (a->held < LARGE || need > LARGEST_OBJECT) return arena_alloc(a, size);
  if (!a->slabs) a->slabs = arena_alloc(a, (LARGEST_OBJECT / ALIGNMENT + 1) * sizeof *a->slabs);
  struct arena_slab *s = &a->slabs[need / ALIGNMENT];
  if (need > (size_t)(s->end - s->next)) {
    s->next = arena_alloc(a, SLAB);
    s->end = s->next + SLAB;
  }
  void *p = s->next;
  s->next += need;
  return p;
}

void *arena_table(struct arena *a, size_t size)
{
  if (size < OWN_CHUNK || size > SIZE_MAX - HEADER) return arena_alloc(a, size);
  struct arena_chunk *c = new_chunk(a, size + HEADER);
  c->older = a->tables;
  a->tables = c;
  return (char *)c + HEADER;
}

void arena_drop(struct arena *a, void *table, size_t size)
{
  if (!table || size < OWN_CHUNK) return;
  struct arena_chunk **at = &a->tables, *c = (struct arena_chunk *)((char *)table - HEADER);
  while (*at != c) at = &(*at)->older;
  *at = c->older;
  free_chunk(c);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
  char *p = arena_alloc(a, len + 1);
  if (len) memcpy(p, s, len);
  return p;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
  va_list args, again;
  char *next = a->next;
  va_start(args, format);
  va_copy(again, args);
  /* Most texts fit where the next one goes. Where one does not, what it leaves there is never handed out: the arena goes on in a new
   * chunk. */
  int n = format_print(next, (size_t)(a->end - next), format, args);
  va_end(args);
  size_t size = n < 0 ? 1 : (size_t)n + 1;
  char *p = arena_alloc(a, size);
  if (p != next) format_print(p, size, format, again);
  va_end(again);
  return p;
}

void arena_rewind(struct arena *a, char *before)
{
  uintptr_t at = (uintptr_t)before;
  if (!a->chunk || at < (uintptr_t)a->chunk + HEADER || at > (uintptr_t)a->next) return;
  memset(before, 0, (size_t)(a->next - before));
  a->next = before;
}

struct arena *arena_scratch(struct arena *a)
{
  if (!a->scratch) a->scratch = ARENA_NEW(a, struct arena);
  a->scratch->exhausted = a->exhausted;
  return a->scratch;
}

static void free_chunks(struct arena_chunk *c)
{
  while (c) {
    struct arena_chunk *older = c->older;
    free_chunk(c);
    c = older;
  }
}

void arena_free(struct arena *a)
{
  if (a->scratch) arena_free(a->scratch);
  a->scratch = NULL;
  free_chunks(a->chunk);
  free_chunks(a->tables);
  a->chunk = a->tables = NULL;
  a->next = a->end = NULL;
  a->slabs = NULL;
  a->lent = NULL;
  a->held = a->lent_size = 0;
}
