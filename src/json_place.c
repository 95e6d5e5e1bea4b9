/* See json_place.h: a walk over valid JSON (RFC 8259) that counts nothing but brackets and strings. */
#include "src/json_place.h"

#include <string.h>

static const char *skip_space(const char *s)
{
  return s + strspn(s, " \t\r\n,:");
}

/* Behind the string that starts at `s`. */
static const char *skip_string(const char *s)
{
  for (s++; *s && *s != '"'; s++)
    if (*s == '\\' && s[1]) s++;
  return *s ? s + 1 : s;
}

/* Behind the value that starts at `s`. */
static const char *skip_value(const char *s)
{
  int depth = 0;
  if (*s == '"') return skip_string(s);
  if (*s != '{' && *s != '[') return s + strcspn(s, ",]} \t\r\n");
  do {
    if (*s == '"') {
      s = skip_string(s);
      continue;
    }
    if (*s == '{' || *s == '[') depth++;
    if (*s == '}' || *s == ']') depth--;
    s++;
  } while (*s && depth);
  return s;
}

/* Is the string at `s` the key? Keys with escapes are not found, and then the object's own place is told. */
static bool is_key(const char *s, const char *key)
{
  size_t len = strlen(key);
  return !strncmp(s + 1, key, len) && s[1 + len] == '"';
}

/* Into the object or array at `s`: the member's key (or element) or NULL. `*value` is its value. */
static const char *step_into(const char *s, const struct json_step *step, const char **value)
{
  char close = step->key ? '}' : ']';
  if (*s != (step->key ? '{' : '[')) return NULL;
  s = skip_space(s + 1);
  for (size_t i = 0; *s && *s != close; i++) {
    const char *start = s;
    if (step->key) s = skip_space(skip_string(s));
    *value = s;
    if (step->key ? is_key(start, step->key) : i == step->index) return start;
    s = skip_space(skip_value(s));
  }
  return NULL;
}

bool json_place(const char *text, const struct json_step *steps, size_t count, bool key, unsigned *line, unsigned *column)
{
  const char *at = skip_space(text), *value = at;
  bool found = true;
  for (size_t i = 0; i < count && found; i++) {
    const char *member = step_into(value, &steps[i], &value);
    if (!member) found = false;
    else at = key && i + 1 == count ? member : value;
  }
  *line = *column = 1;
  for (const char *s = text; s < at; s++) {
    if (*s == '\n') {
      ++*line;
      *column = 1;
    } else if ((*s & 0xC0) != 0x80) ++*column;
  }
  return found;
}
