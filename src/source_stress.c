/* Asterisks that Markdown would have turned into bold or slanting letters, and that a copy of the source shows: `**set peer 10.1.1.1**`,
 * `*crypto map CM*`, `set peer **10.1.1.1**`.
 *
 * They are taken for that in a text where a line begins with them, as no command does, or where a number or an address stands between two
 * pairs. A name may have any of them, and so may a key: in a key they stay. */
#include "src/source_parts.h"

#include <ctype.h>
#include <string.h>

#define LONGEST_STRESS 200u /* bytes between the asterisks */
#define LONGEST_LINE 1000u

static bool is_blank(char c)
{
  return isspace((unsigned char)c);
}

static bool is_first(const char *line, uint32_t at)
{
  while (at && is_blank(line[at - 1])) at--;
  return !at;
}

static bool is_last(const char *line, uint32_t length, uint32_t end)
{
  while (end < length && is_blank(line[end])) end++;
  return end == length;
}

/* Do just `stars` asterisks at `close` end what as many open at `at`: a word or more; a whole line, where there is one of
 * them or where blanks stand before them? A colon before them makes it a heading. */
static bool ends(const char *line, uint32_t length, uint32_t at, uint32_t close, uint32_t stars)
{
  uint32_t end = close;
  while (end < length && line[end] == '*') end++;
  bool whole = is_first(line, at) && is_last(line, length, end), blank = is_blank(line[close - 1]);
  if (end - close != stars || line[close - 1] == ':' || (end < length && !is_blank(line[end]))) return false;
  return stars == 2 ? whole || !blank : whole && !blank;
}

uint32_t source_stress(const char *line, uint32_t length, uint32_t at, uint32_t *stars)
{
  *stars = at + 1 < length && line[at + 1] == '*' ? 2 : 1;
  uint32_t from = at + *stars, room = length > from && length <= LONGEST_LINE ? length - from : 0;
  if (!room || line[at] != '*' || !isalnum((unsigned char)line[from]) || (at && !is_blank(line[at - 1]))) return 0;
  const char *star = memchr(line + from, '*', room < LONGEST_STRESS ? room : LONGEST_STRESS);
  if (!star) return 0;
  uint32_t close = (uint32_t)(star - line);
  return ends(line, length, at, close, *stars) && !source_is_in_secret(line, length, at) ? close : 0;
}

/* Is what asterisks stress at `at` a command, which is written small, or a number or an address? */
static bool tells(const char *line, uint32_t length, uint32_t at)
{
  uint32_t stars, close = source_stress(line, length, at, &stars);
  if (!close) return false;
  unsigned char first = (unsigned char)line[at + stars], last = (unsigned char)line[close - 1];
  return isdigit(first) ? stars == 2 && isdigit(last) : islower(first) && is_first(line, at);
}

bool source_has_stress(const struct source *s)
{
  const char *end = s->file + s->file_size;
  if (!memchr(s->file, '*', s->file_size)) return false;
  for (const char *line = s->file, *next; line < end; line = next) {
    uint32_t length = 0;
    while (line + length < end && line[length] != '\n' && line[length] != '\r') length++;
    next = line + length + 1;
    for (uint32_t at = 0; at < length; at++)
      if (line[at] == '*' && tells(line, length, at)) return true;
  }
  return false;
}
