/* Recognising lines of the family: commands by their first words, abbreviated or not, behind a prompt or not. */
#include "grammar/ios/ios_dialect.h"

#include <ctype.h>
#include <string.h>

#define LONGEST_PROMPT 120u

/* Where the command starts: behind `Router(config-if)#` or `Ruijie(config-if-Tunnel 1)#`, else behind blanks. */
static size_t command_start(const char *line, size_t len)
{
  size_t i = 0, start = 0;
  bool inside = false;
  while (start < len && isspace((unsigned char)line[start])) start++;
  for (i = start; i < len && i < start + LONGEST_PROMPT; i++) {
    if (line[i] == '(') inside = true;
    else if (line[i] == ')') inside = false;
    else if (line[i] == '#' || line[i] == '>') {
      for (i++; i < len && isspace((unsigned char)line[i]);) i++;
      return i;
    } else if (!inside && !isalnum((unsigned char)line[i]) && !strchr("-_.", line[i])) break;
  }
  return start;
}

static size_t word_length(const char *s, const char *end)
{
  size_t n = 0;
  while (s + n < end && !isspace((unsigned char)s[n])) n++;
  return n;
}

static bool word_fits(const char *s, size_t len, const char *pattern, size_t pattern_len)
{
  if (pattern_len == 1 && *pattern == '*') return len > 0;
  if (pattern_len == 1 && *pattern == '#') {
    for (size_t i = 0; i < len; i++)
      if (!isdigit((unsigned char)s[i])) return false;
    return len > 0;
  }
  bool whole = isupper((unsigned char)*pattern);
  if (len > pattern_len || (whole ? len < pattern_len : len < pattern_len && len < 3)) return false;
  for (size_t i = 0; i < len; i++)
    if (tolower((unsigned char)s[i]) != tolower((unsigned char)pattern[i])) return false;
  return true;
}

static bool fits(const char *s, const char *end, const char *words)
{
  for (;;) {
    while (s < end && isspace((unsigned char)*s)) s++;
    if (!*words) return true;
    size_t have = word_length(s, end), want = strcspn(words, " ");
    if (!word_fits(s, have, words, want)) return false;
    s += have;
    words += want + (words[want] == ' ');
  }
}

/* The command behind the next prompt of a view on the line, where a page ran several together; `len`: there is none. */
static size_t next_command(const char *line, size_t len, size_t start)
{
  for (; start + 2 < len; start++)
    if (line[start] == ')' && line[start + 1] == '#') return start + 2;
  return len;
}

int ios_weigh(const char *line, size_t len, const struct ios_mark *marks, const char **reason)
{
  for (size_t start = command_start(line, len); start < len; start = next_command(line, len, start))
    for (const struct ios_mark *m = marks; m->words; m++)
      if (fits(line + start, line + len, m->words)) {
        *reason = m->reason;
        return m->points;
      }
  return 0;
}

bool ios_prompt_has(const char *line, size_t len, const char *text)
{
  size_t start = command_start(line, len), n = strlen(text);
  for (size_t i = 0; i + n <= start; i++)
    if (!memcmp(line + i, text, n)) return true;
  return false;
}

static const struct ios_mark family[] = {
  { "crypto isakmp *", 100, "a `crypto isakmp` line" },
  { "crypto ipsec transform-set *", 100, "a `crypto ipsec transform-set` line" },
  { "crypto ipsec client ezvpn *", 100, "a `crypto ipsec client ezvpn` line" },
  { "crypto keyring *", 100, "a `crypto keyring` line" },
  { "crypto map * #", 100, "a `crypto map` line" },
  { "crypto dynamic-map * #", 100, "a `crypto dynamic-map` line" },
  { "ip access-list extended *", 100, "an `ip access-list extended` line" },
  { "tunnel destination *", 100, "a `tunnel destination` line" },
  { "tunnel source *", 100, "a `tunnel source` line" },
  { "crypto map *", 100, "a `crypto map` line" },
  { "set transform-set *", 100, "a `set transform-set` line" },
  { "access-list # PERMIT *", 100, "an `access-list` line" },
  { "access-list # DENY *", 100, "an `access-list` line" },
  { "IP ROUTE * *", 10, "an `ip route` line" },
  { NULL, 0, NULL }
};

int ios_weigh_family(const char *line, size_t len, const char **reason)
{
  return ios_weigh(line, len, family, reason);
}

int ios_interface_style(const char *line, size_t len)
{
  static const struct ios_mark interface[] = { { "interface *", 1, "" }, { NULL, 0, NULL } };
  const char *reason, *end = line + len, *s = line + command_start(line, len);
  if (!ios_weigh(line, len, interface, &reason)) return 0;
  s += word_length(s, end);
  while (s < end && isspace((unsigned char)*s)) s++;
  for (; s < end && !isspace((unsigned char)*s); s++)
    if (isdigit((unsigned char)*s)) return 1;
  while (s < end && isspace((unsigned char)*s)) s++;
  return s < end && isdigit((unsigned char)*s) ? 2 : 0;
}
