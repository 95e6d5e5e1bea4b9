/* Which texts are in memory: a fleet's configs are read once each and then put to sleep, because only the lines that findings quote are
 * needed again. A sleeping text is loaded anew when it is touched, and the one that was touched longest ago gives way. */
#ifndef PEERLINT_SOURCE_SHELF_H
#define PEERLINT_SOURCE_SHELF_H

#include "src/source.h"

#include <pthread.h>

#define SHELF_ROOM ((size_t)1 << 20) /* bytes that may stay awake in any case: a pair of routers never sleeps */

struct source_shelf {
  struct source *newest, *oldest;   /* those awake, by their last touch */
  size_t held;                      /* bytes of their texts */
  size_t largest;                   /* the largest text seen */
  struct source_buffer buffer;      /* for the next one that wakes */
  const struct source *lost;        /* what should wake and is gone, or another file now; NULL: none */
  pthread_mutex_t lock;             /* for source_shelf_add() and source_shelf_expect() alone */
};

/* An empty shelf. */
void source_shelf_init(struct source_shelf *shelf);

/* Takes a text that was read: it stays awake while there is room for it, else it goes to sleep and leaves its memory to `buffer`. What
 * cannot be read twice (standard input, a pipe, bytes) stays awake, and what sleeps already stays asleep. Several threads may call this at
 * a time, as long as none touches a text. */
void source_shelf_add(struct source_shelf *shelf, struct source *s, struct source_buffer *buffer);

/* Notes the size of a text that is lent out before it was ever on the shelf and comes back when it is quoted, so that two as large as it
 * have room then. Threads may call it as source_shelf_add(). */
void source_shelf_expect(struct source_shelf *shelf, const struct source *s);

/* Wakes the text, if it sleeps, and notes that it is in use: its bytes stay where they are while others of together the largest text's size
 * are touched. When its file is not the same as before, `lost` is set and the jump of the source's arena is taken. For the functions of
 * source.c, by one thread at a time. */
void source_shelf_touch(struct source_shelf *shelf, struct source *s);

/* Forgets the texts, which stay what they are. */
void source_shelf_free(struct source_shelf *shelf);

#endif
