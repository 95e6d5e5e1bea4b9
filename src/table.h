/* A hash table from 64-bit keys to pointers, growing in an arena. Several values of one key are found in the order they were put in. */
#ifndef PEERLINT_TABLE_H
#define PEERLINT_TABLE_H

#include "src/arena.h"

struct table_slot {
  uint64_t key;
  void *value;             /* NULL: the slot is free */
};

struct table {
  struct arena *arena;
  struct table_slot *slots;
  uint8_t *tags;           /* of each slot; behind the slots */
  uint32_t capacity, count;
  bool ordered;            /* table_order(), */
  uint8_t step;            /* and what it was told */
};

/* An empty table in `arena`. */
void table_init(struct table *t, struct arena *arena);

/* Says of an empty table that its keys are looked up in about their order, as those of objects that follow each other in a file are, and
 * that they lie about 2^`step` apart. Neighbouring keys have neighbouring slots then, and of a large table the processor's caches have the
 * next one already. */
void table_order(struct table *t, unsigned step);

/* Makes room for `count` entries in all, so that the table need not grow up to there. */
void table_reserve(struct table *t, size_t count);

/* Adds `value` (not NULL) under `key`, beside what is there. */
void table_put(struct table *t, uint64_t key, void *value);

/* The first value of `key`, or NULL. */
void *table_get(const struct table *t, uint64_t key);

/* Goes through the values of `key`: start with `*at` 0; NULL at the end. */
void *table_each(const struct table *t, uint64_t key, uint32_t *at);

#endif
