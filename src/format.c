/* See format.h. A converted hub is some hundred thousand short texts, and the C library takes longer to find out that a directive has no
 * flags than to do what it says. */
#include "src/format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct output {
  char *room;
  size_t size, length;
};

static void put(struct output *o, const char *s, size_t length)
{
  size_t left = o->length < o->size ? o->size - o->length : 0;
  if (length && left) memcpy(o->room + o->length, s, length < left ? length : left);
  o->length += length;
}

static void put_number(struct output *o, unsigned value)
{
  char digits[sizeof value * CHAR_BIT];
  char *s = digits + sizeof digits;
  do *--s = (char)('0' + value % 10);
  while (value /= 10);
  put(o, s, (size_t)(digits + sizeof digits - s));
}

/* One directive behind its `%`; the length of it, 0 where it is none of the plain ones. */
static size_t put_directive(struct output *o, const char *directive, va_list *args)
{
  switch (*directive) {
  case 's': {
    const char *s = va_arg(*args, const char *);
    if (!s) return 0;
    put(o, s, strlen(s));
    return 1;
  }
  case 'u': put_number(o, va_arg(*args, unsigned)); return 1;
  case 'c': put(o, &(char){ (char)va_arg(*args, int) }, 1); return 1;
  case '%': put(o, "%", 1); return 1;
  case '.': {
    if (directive[1] != '*' || directive[2] != 's') return 0;
    int most = va_arg(*args, int);
    const char *s = va_arg(*args, const char *);
    if (most < 0 || !s) return 0;
    put(o, s, strnlen(s, (size_t)most));
    return 3;
  }
  default: return 0;
  }
}

static bool plain(struct output *o, const char *format, va_list *args)
{
  for (;;) {
    const char *percent = strchr(format, '%');
    put(o, format, percent ? (size_t)(percent - format) : strlen(format));
    if (!percent) return o->length < INT_MAX;
    size_t length = put_directive(o, percent + 1, args);
    if (!length) return false;
    format = percent + 1 + length;
  }
}

int format_print(char *room, size_t size, const char *format, va_list args)
{
  struct output o = { .room = room, .size = size };
  va_list copy;
  va_copy(copy, args);
  bool done = plain(&o, format, &copy);
  va_end(copy);
  if (!done) return vsnprintf(room, size, format, args);
  if (size) room[o.length < size ? o.length : size - 1] = '\0';
  return (int)o.length;
}

int format_into(char *room, size_t size, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  int length = format_print(room, size, format, args);
  va_end(args);
  return length;
}
