/* JSON values of foreign text, and objects built without a check at every step: a failure is remembered and told at the end. */
#ifndef PEERLINT_JSON_TEXT_H
#define PEERLINT_JSON_TEXT_H

#include "src/text.h"

#include <jansson.h>
#include <stdio.h>

/* Values that are nobody's part yet: what must be freed when exhausted memory leaves by the arena's jump while they are put together. */
struct json_held;

/* Remembers `value` in `*held`, which is made in `arena` at the first use, and returns it; NULL is passed through. */
json_t *json_hold(struct json_held **held, struct arena *arena, json_t *value);
/* Forgets the value, if it is one of them. */
void json_let_go(struct json_held *held, const json_t *value);
/* Frees what is still held. NULL is allowed. */
void json_held_free(struct json_held *held);

struct json_writer {
  FILE *out;
  struct text text; /* scratch */
  struct json_held **held;
  bool ok;          /* no memory ran out so far */
};

/* `held` is the run's. */
void json_writer_init(struct json_writer *w, FILE *out, struct arena *arena, bool show_secrets, struct json_held **held);
/* A new object or array, held until it is a part of another value or written. */
json_t *json_open(struct json_writer *w, json_t *container);
/* Frees a value that is not wanted. */
void json_drop(struct json_writer *w, json_t *value);
/* Foreign text, cleaned; NULL becomes null. */
json_t *json_text(struct json_writer *w, const char *s);
json_t *json_number(uint32_t v);
/* Both take over `value`. */
void json_put(struct json_writer *w, json_t *object, const char *key, json_t *value);
void json_add(struct json_writer *w, json_t *array, json_t *value);

/* Lists are streamed, one line an element. */
void json_list_begin(struct json_writer *w, const char *name);
/* Writes `value` and frees it. */
void json_list_add(struct json_writer *w, json_t *value, bool first);
void json_list_end(struct json_writer *w, bool empty);

#endif
