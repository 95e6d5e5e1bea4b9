/* See json_text.h. */
#include "src/json_text.h"

#include <string.h>

void json_writer_init(struct json_writer *w, FILE *out, struct arena *arena, bool show_secrets)
{
  *w = (struct json_writer){ .out = out, .ok = true };
  text_init(&w->text, arena, show_secrets);
}

json_t *json_text(struct json_writer *w, const char *s)
{
  if (!s) return json_null();
  text_clear(&w->text);
  text_clean(&w->text, s, strlen(s), true);
  return json_stringn(w->text.bytes, w->text.len);
}

json_t *json_number(uint32_t v)
{
  return json_integer((json_int_t)v);
}

void json_put(struct json_writer *w, json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new(object, key, value)) w->ok = false;
}

void json_add(struct json_writer *w, json_t *array, json_t *value)
{
  if (json_array_append_new(array, value)) w->ok = false;
}

void json_list_begin(struct json_writer *w, const char *name)
{
  fprintf(w->out, "  \"%s\": [", name);
}

void json_list_add(struct json_writer *w, json_t *value, bool first)
{
  fputs(first ? "\n    " : ",\n    ", w->out);
  if (!value || (json_dumpf(value, w->out, 0) && !ferror(w->out))) w->ok = false;
  json_decref(value);
}

void json_list_end(struct json_writer *w, bool empty)
{
  fputs(empty ? "],\n" : "\n  ],\n", w->out);
}
