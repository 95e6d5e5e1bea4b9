/* See json_text.h. */
#include "src/json_text.h"

#include <string.h>

#define MOST_HELD 64u /* values nest a few levels deep, each with a few parts in the making */

struct json_held {
  json_t *value[MOST_HELD];
  unsigned count;
};

json_t *json_hold(struct json_held **held, struct arena *arena, json_t *value)
{
  if (!*held) *held = ARENA_NEW(arena, struct json_held);
  if (value && (*held)->count < MOST_HELD) (*held)->value[(*held)->count++] = value;
  return value;
}

void json_let_go(struct json_held *held, const json_t *value)
{
  unsigned i = held->count;
  while (i && held->value[i - 1] != value) i--;
  if (i) memmove(&held->value[i - 1], &held->value[i], (held->count-- - i) * sizeof *held->value);
}

void json_held_free(struct json_held *held)
{
  while (held && held->count) json_decref(held->value[--held->count]);
}

void json_writer_init(struct json_writer *w, FILE *out, struct arena *arena, bool show_secrets, struct json_held **held)
{
  *w = (struct json_writer){ .out = out, .ok = true, .held = held };
  text_init(&w->text, arena, show_secrets);
  json_hold(held, arena, NULL);
}

json_t *json_open(struct json_writer *w, json_t *container)
{
  if (!container) w->ok = false;
  return json_hold(w->held, w->text.arena, container);
}

void json_drop(struct json_writer *w, json_t *value)
{
  json_let_go(*w->held, value);
  json_decref(value);
}

json_t *json_text(struct json_writer *w, const char *s)
{
  if (!s) return json_null();
  text_clear(&w->text);
  text_clean(&w->text, s, strlen(s), true);
  json_t *value = json_stringn(w->text.bytes, w->text.len);
  if (!value) w->ok = false;
  return value;
}

json_t *json_number(uint32_t v)
{
  return json_integer((json_int_t)v);
}

void json_put(struct json_writer *w, json_t *object, const char *key, json_t *value)
{
  json_let_go(*w->held, value);
  if (json_object_set_new(object, key, value)) w->ok = false;
}

void json_add(struct json_writer *w, json_t *array, json_t *value)
{
  json_let_go(*w->held, value);
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
  json_drop(w, value);
}

void json_list_end(struct json_writer *w, bool empty)
{
  fputs(empty ? "],\n" : "\n  ],\n", w->out);
}
