/* For the tests of readers: reads a text in memory with a dialect. Include it behind cmocka's headers. */
#ifndef PEERLINT_GRAMMAR_FIXTURE_H
#define PEERLINT_GRAMMAR_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "grammar/front.h"
#include "src/link.h"
#include "src/model_compare.h"
#include "src/source.h"
#include "vendors/vendor.h"

struct fixture {
  jmp_buf exhausted;
  struct arena arena;
  struct source s;
  struct router r;
  struct front_workspace workspace;
};

static int begin(void **state)
{
  struct fixture *f = calloc(1, sizeof *f);
  arena_init(&f->arena, &f->exhausted);
  *state = f;
  return 0;
}

static void clear(struct fixture *f)
{
  free(f->r.ledger);
  source_free(&f->s);
}

static int end(void **state)
{
  struct fixture *f = *state;
  clear(f);
  front_workspace_free(&f->workspace);
  arena_free(&f->arena);
  free(f);
  return 0;
}

static const struct dialect *dialect_named(const char *name)
{
  const struct dialect *const *d = dialects;
  while (*d && strcmp((*d)->name, name)) d++;
  return *d;
}

/* Reads the text as the named dialect does; no defaults are filled in. */
static void read_as(struct fixture *f, const char *dialect, const char *text)
{
  const char *error;
  clear(f);
  assert_true(source_from_bytes(&f->s, &f->arena, "r1.cfg", text, strlen(text), &error));
  router_init(&f->r, &f->arena);
  f->r.source = &f->s;
  f->r.dialect = dialect_named(dialect);
  front_read(&f->r, &f->workspace);
}

/* The same with the dialect's defaults. */
static inline void read_whole(struct fixture *f, const char *dialect, const char *text)
{
  read_as(f, dialect, text);
  f->r.dialect->finish(&f->r);
}

/* How many issues of this rule the reading found. */
static inline unsigned issues(const struct fixture *f, const char *rule)
{
  unsigned count = 0;
  for (const struct issue *i = f->r.issues.first; i; i = i->next) count += !strcmp(i->rule, rule);
  return count;
}

/* Reads two routers, the other one into `b`, and gives how many differences there are between them; the first five are said. */
static inline unsigned differences(const char *dialect, const char *one, const char *other, struct fixture *b, struct text *said)
{
  struct fixture a = { 0 };
  arena_init(&a.arena, &a.exhausted);
  read_whole(&a, dialect, one);
  router_link(&a.r);
  read_whole(b, dialect, other);
  router_link(&b->r);
  unsigned n = model_compare(&a.r, &b->r, &b->arena, said, 5);
  clear(&a);
  front_workspace_free(&a.workspace);
  arena_free(&a.arena);
  return n;
}

/* Defines the test `VERB_DIALECT`, which gives each row of the table `DIALECT` to `try(fixture, "DIALECT", row)`, true where it is wrong.
 */
#define EACH_ROW(verb, dialect, try) \
  static void verb##_##dialect(void **state) \
  { \
    unsigned wrong = 0; \
    for (size_t i = 0; i < sizeof dialect / sizeof *dialect; i++) wrong += try(*state, #dialect, &dialect[i]); \
    assert_int_equal(wrong, 0); \
  }

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
