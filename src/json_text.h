/* JSON values of foreign text, and objects built without a check at every step: a failure is remembered and told at the end. */
#ifndef PEERLINT_JSON_TEXT_H
#define PEERLINT_JSON_TEXT_H

#include "src/text.h"

#include <jansson.h>
#include <stdio.h>

struct json_writer {
  FILE *out;
  struct text text; /* scratch */
  bool ok;          /* no memory ran out so far */
};

void json_writer_init(struct json_writer *w, FILE *out, struct arena *arena, bool show_secrets);
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
