/* For tests of what becomes of a text: an arena and a source in it. */
#ifndef PEERLINT_SOURCE_FIXTURE_H
#define PEERLINT_SOURCE_FIXTURE_H

#include <setjmp.h>
#include <stdlib.h>

#include "src/arena.h"
#include "src/detect.h"
#include "src/source.h"

struct fixture {
  jmp_buf exhausted;
  struct arena arena;
  struct source s;
  const char *error, *reason;    /* of a refused text, of a dialect */
  const struct foreign *foreign; /* the device that is not modelled */
};

static inline int begin(void **state)
{
  struct fixture *f = calloc(1, sizeof *f);
  arena_init(&f->arena, &f->exhausted);
  *state = f;
  return 0;
}

static inline int end(void **state)
{
  struct fixture *f = *state;
  source_free(&f->s);
  arena_free(&f->arena);
  free(f);
  return 0;
}

#endif
