/* Where in a JSON text a value stands: jansson tells that for syntax errors only, and a wrong key in a config file deserves its line as
 * well. */
#ifndef PEERLINT_JSON_PLACE_H
#define PEERLINT_JSON_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* One step into a value: by key, or where `key` is NULL by index. */
struct json_step {
  const char *key;
  size_t index;
};

/* Finds the value at the end of `count` steps in `text`, which must be valid JSON; with `key`, the key of the last step instead. Line and
 * column count from 1, columns in characters. False: not there. */
bool json_place(const char *text, const struct json_step *steps, size_t count, bool key, unsigned *line, unsigned *column);

#endif
