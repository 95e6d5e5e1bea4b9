/* Recognising Comware: marks of a dialect at the head of lines. */
#include "grammar/comware/comware_dialect.h"

#include <string.h>

static bool holds(const char *s, size_t len, const char *what)
{
  size_t n = strlen(what);
  for (const char *end = s + len; (size_t)(end - s) >= n; s++) {
    s = memchr(s, *what, (size_t)(end - s) - n + 1);
    if (!s) return false;
    if (!memcmp(s, what, n)) return true;
  }
  return false;
}

/* Behind a prompt `[H3C-ike-peer-x]` or `<H3C>`. */
static const char *behind_prompt(const char *s, const char *end)
{
  const char *close = memchr(s, *s == '[' ? ']' : '>', (size_t)(end - s));
  if (!close) return s;
  for (s = close + 1; s < end && *s == ' ';) s++;
  return s;
}

int comware_weigh(const struct comware_mark *marks, const char *line, size_t len, const char **reason)
{
  const char *s = line, *end = line + len;
  while (s < end && (*s == ' ' || *s == '\t')) s++;
  if (s < end && (*s == '[' || *s == '<')) s = behind_prompt(s, end);
  if (s == end) return 0;
  for (; marks->start; marks++) {
    size_t n = strlen(marks->start);
    if (*marks->start != *s || (size_t)(end - s) < n || memcmp(s, marks->start, n)) continue;
    if (marks->holds && !holds(s + n, (size_t)(end - s) - n, marks->holds)) continue;
    *reason = marks->reason;
    return marks->points;
  }
  return 0;
}
