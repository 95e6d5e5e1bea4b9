/* Lines that are no commands, though they stand among them: what the device says of its own accord or answers, and what people write
 * between the lines of a page. */
#include "grammar/front_lines.h"

#include <strings.h>

/* ---- What the device says ---- */

/* Is the line one that a Cisco says of its own accord when a crypto map or an IKEv2 profile is begun? No command begins so. */
static bool is_reminder(const char *s, uint32_t length)
{
  static const char *const texts[] = { "and a valid access list have been configured",
    "IKEv2 profile MUST have:", "1. A local and a remote authentication method", "2. A match identity or a match certificate" };
  for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++)
    if (length >= strlen(texts[i]) && !memcmp(s, texts[i], strlen(texts[i]))) return true;
  return false;
}

bool front_is_message(const struct front *f, uint32_t word, uint32_t end)
{
  const char *s = f->scan.text + word;
  if (*s == '%') return true;
  if (*s == '^') return front_is_alone(f, word, end);
  if (*s == 'a' || *s == 'I' || *s == '1' || *s == '2') return is_reminder(s, end - word);
  return *s == '*' && end - word > 5 && isupper((unsigned char)s[1]) && islower((unsigned char)s[2]) && islower((unsigned char)s[3]) &&
    s[4] == ' ';
}

bool front_is_refusal(const char *s, const char *end)
{
  static const char *const texts[] = { "Unrecognized command", "Wrong parameter", "Incomplete command", "Ambiguous command",
    "Too many parameters", "Invalid input", "Unknown command", NULL };
  if (s == end || *s != '%') return false;
  for (s++; s < end && *s == ' ';) s++;
  for (const char *const *t = texts; *t; t++)
    if ((size_t)(end - s) >= strlen(*t) && !memcmp(s, *t, strlen(*t))) return true;
  return false;
}

/* ---- What it is asked ---- */

static bool begins(const char *word, uint32_t length, const char *keyword, uint32_t least)
{
  return length >= least && length <= strlen(keyword) && !strncasecmp(word, keyword, length);
}

struct command_word {
  const char *word;
  uint32_t least; /* letters that the device takes for it */
};

static bool is_one_of(const struct command_word *words, const char *text, uint32_t length)
{
  while (words->word && !begins(text, length, words->word, words->least)) words++;
  return words->word;
}

bool front_is_question(struct front *f, uint32_t word, uint32_t end)
{
  static const struct command_word asks[] = { { "show", 2 }, { "display", 3 }, { "ping", 2 }, { "traceroute", 2 }, { "tracert", 2 },
    { "debugging", 3 }, { NULL, 0 } };
  static const struct command_word shows[] = { { "running-config", 2 }, { "startup-config", 3 }, { "current-configuration", 3 },
    { "saved-configuration", 3 }, { "configuration", 3 }, { "this", 3 }, { "archive", 3 }, { "tech-support", 3 }, { NULL, 0 } };
  static const struct command_word saves[] = { { "save", 4 }, { NULL, 0 } };
  struct front_line *l = &f->line;
  uint32_t length, i = 0;
  front_split(f, l, f->scan.text + word, end - word, word);
  const char *text = front_text(f, l->words[0], &length);
  if (begins(text, length, "do", 2) && l->count > 1) text = front_text(f, l->words[++i], &length);
  if (is_one_of(saves, text, length)) return true;
  if (!is_one_of(asks, text, length) || ++i == l->count) return false;
  for (; i < l->count; i++) {
    text = front_text(f, l->words[i], &length);
    if (is_one_of(shows, text, length)) return false;
  }
  return true;
}

/* ---- What people write ---- */

/* Is [s, end), the first word of a line, how a step of instructions begins: `1.`, `(2)`, `3)Configure`, `4.1`? */
static bool is_step(const char *s, const char *end)
{
  bool open = *s == '(';
  s += open;
  const char *digits = s;
  while (s < end && isdigit((unsigned char)*s)) s++;
  if (s == digits || s == end) return false;
  if (*s == ')') return true;
  if (open || *s != '.') return false;
  for (digits = ++s; s < end && isdigit((unsigned char)*s);) s++;
  return s == end || (!isdigit((unsigned char)*s) && *s != '.' && *s != '/');
}

bool front_is_prose(const char *word, uint32_t length)
{
  const char *end = word + length;
  switch (*word) {
  case '-':
  case '=':
  case '*':
  case '`':
  case '|':
  case '+':
  case '~':
  case '_': return true;
  default: break;
  }
  for (const char *s = word; s < end; s++)
    if (*s & 0x80) return true;
  return is_step(word, end);
}

bool front_is_title(const struct front *f, uint32_t word, uint32_t end)
{
  end = front_trimmed(f, word, end);
  return f->scan.text[end - 1] == ':' || (end - word > 3 && !memcmp(f->scan.text + end - 3, "\xef\xbc\x9a", 3)); /* of full width */
}
