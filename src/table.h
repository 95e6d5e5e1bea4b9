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
};

/* An empty table in `arena`. */
void table_init(struct table *t, struct arena *arena);

/* Makes room for `count` entries in all, so that the table need not grow up to there. */
void table_reserve(struct table *t, size_t count);

/* Adds `value` (not NULL) under `key`, beside what is there. */
void table_put(struct table *t, uint64_t key, void *value);

/* The first value of `key`, or NULL. */
void *table_get(const struct table *t, uint64_t key);

/* Goes through the values of `key`: start with `*at` 0; NULL at the end. */
void *table_each(const struct table *t, uint64_t key, uint32_t *at);

#endif
