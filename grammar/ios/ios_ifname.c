/* How interfaces are called: types in full or shortened, with a blank or without. */
#include "grammar/ios/ios.h"
#include "grammar/ios/ios_write.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LONGEST_NAME 64u

/* In order of preference where an abbreviation fits several: `f0/0`, `s0/0`, `t1`. */
static const char *const types[] = { "gigabitethernet", "fastethernet", "ethernet", "serial", "tunnel", "loopback", "vlan", "dialer",
  "async", "cellular", "port-channel", "tengigabitethernet", "fortygigabitethernet", "hundredgige", "twentyfivegige", "twogigabitethernet",
  "fivegigabitethernet", "virtual-template", "virtual-ppp", "virtual-access", "bvi", "bdi", "null", "multilink", "pos", "atm", "bri",
  "aggregateport", "group-async", "dot11radio", "mgmt", "nve", "lisp", "pseudowire", "vmi", "embedded-service-engine", "service-engine",
  "ucse", "appgigabitethernet", NULL };

size_t ios_spell_type(const char *s, size_t len, char *to, size_t size)
{
  const char *full = NULL;
  for (const char *const *t = types; *t && len; t++) {
    if (strncasecmp(*t, s, len)) continue;
    if (!full || !(*t)[len]) full = *t;
    if (!(*t)[len]) break;
  }
  if (full) {
    len = strlen(full);
    s = full;
  }
  if (len > size) len = size;
  for (size_t i = 0; i < len; i++) to[i] = (char)tolower((unsigned char)s[i]);
  return len;
}

/* Up to the first digit, but one type has digits inside. */
static size_t type_length(const char *s, size_t len)
{
  static const char wireless[] = "dot11radio";
  size_t n = 0;
  if (len >= sizeof wireless - 1 && !strncasecmp(s, wireless, sizeof wireless - 1)) return sizeof wireless - 1;
  while (n < len && !isdigit((unsigned char)s[n])) n++;
  return n;
}

/* Is the word behind a type its number, be it masked: `0/1`, `x/x`? */
static bool is_number(const char *s, uint32_t len)
{
  uint32_t masked = 0;
  while (masked < len && s[masked] == 'x') masked++;
  return masked < len ? isdigit((unsigned char)s[masked]) || (masked && s[masked] == '/') : masked > 0;
}

/* `2//1`: no device has such a number, and what stands behind the slashes may be a note. */
static bool has_empty_part(const char *number, uint32_t length)
{
  for (uint32_t i = 1; i < length; i++)
    if (number[i] == '/' && number[i - 1] == '/') return true;
  return false;
}

const char *ios_interface_name(struct front *f, uint32_t *index, uint32_t end, struct place *at)
{
  char buffer[2 * LONGEST_NAME];
  uint32_t len, more = 0;
  const char *s = front_text(f, f->line.words[*index], &len), *number = "";
  *at = f->line.words[(*index)++];
  size_t letters = type_length(s, len);
  if (letters == len && *index < end) {
    number = front_text(f, f->line.words[*index], &more);
    if (is_number(number, more)) *at = place_join(*at, f->line.words[(*index)++]);
    else more = 0;
  } else {
    number = s + letters;
    more = len - (uint32_t)letters;
  }
  if (letters + more > LONGEST_NAME || !isalpha((unsigned char)*s) || has_empty_part(number, more)) return NULL;
  /* Letters alone are no abbreviation: a type always has a number. */
  if (!more) return names_intern_lower(&f->router->names, s, (uint32_t)letters);
  size_t n = ios_spell_type(s, letters, buffer, LONGEST_NAME);
  for (uint32_t i = 0; i < more; i++) buffer[n++] = (char)tolower((unsigned char)number[i]);
  return names_intern(&f->router->names, buffer, n);
}

const char *ios_full_interface(struct arena *a, const char *name)
{
  char buffer[LONGEST_NAME];
  size_t len = strlen(name), letters = type_length(name, len);
  if (letters == len || len > LONGEST_NAME) return name;
  size_t n = ios_spell_type(name, letters, buffer, sizeof buffer);
  return arena_printf(a, "%.*s%s", (int)n, buffer, name + letters);
}

void ios_set_interface(struct front *f, struct name *field, uint32_t index, uint32_t end)
{
  struct place at;
  const char *name = ios_interface_name(f, &index, end, &at);
  if (name) front_set_name(f, field, name, at);
  else front_bad_word(f, at, &field->o, "an interface");
}

bool ios_dynamic_type(const char *name)
{
  return !strncmp(name, "async", 5) || !strncmp(name, "cellular", 8) || !strncmp(name, "dialer", 6);
}

const char *ios_shown_name(struct front *f, struct place at)
{
  char buffer[128];
  uint32_t len;
  size_t n = 0;
  const char *s = front_text(f, at, &len);
  if (len > sizeof buffer) return front_intern(f, at);
  for (uint32_t i = 0; i < len; i++)
    if (!isspace((unsigned char)s[i])) buffer[n++] = s[i];
  return names_intern(&f->router->names, buffer, n);
}
