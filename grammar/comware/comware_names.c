/* Interface names: `int g0/0`, `GigabitEthernet 0/0` and `gigabitethernet0/0` are one interface. */
#include "grammar/comware/comware.h"
#include "grammar/comware/comware_write.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LONGEST_NAME 64u

/* Types in full; of several that an abbreviation fits, the first is meant. */
static const char *const types[] = { "gigabitethernet", "ethernet", "tunnel", "loopback", "vlan-interface", "virtual-template", "dialer",
  "serial", "ten-gigabitethernet", "twenty-fivegige", "fortygige", "hundredgige", "m-gigabitethernet", "m-ethernet", "bridge-aggregation",
  "route-aggregation", "aux", "async", "atm", "analogmodem", "bri", "cellular", "eth-channel", "encrypt", "fastethernet", "inloopback",
  "mp-group", "mtunnel", "null", "pos", "cpos", "s-channel", "smartrate-ethernet", "virtual-ethernet", "virtual-ppp", "virtual-access",
  "vsi-interface", "sslvpn-ac", "e1", "t1", "reth", "nve", "blade", "wlan-radio", "wlan-bss" };

/* Short forms that are no beginnings of a type. */
static const struct { const char *shortly, *type;
} shorts[] = { { "ge", "gigabitethernet" }, { "xge", "ten-gigabitethernet" }, { "fge", "fortygige" }, { "hge", "hundredgige" },
  { "mge", "m-gigabitethernet" }, { "bagg", "bridge-aggregation" }, { "ragg", "route-aggregation" }, { "vlanif", "vlan-interface" },
  { "vt", "virtual-template" }, { "lo", "loopback" } };

static const char *full_type(const char *s, size_t length)
{
  for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
    if (strlen(shorts[i].shortly) == length && !memcmp(shorts[i].shortly, s, length)) return shorts[i].type;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (!strncmp(types[i], s, length)) return types[i];
  return NULL;
}

/* The length of the type at the head of a name: up to its first digit, but E1 and T1 have theirs inside. */
static uint32_t type_length(const char *s, uint32_t length)
{
  uint32_t i = 0;
  while (i < length && !isdigit((unsigned char)s[i])) i++;
  return i;
}

/* Does the prompt go on with what names a view, whose object may have an interface's name: `[H3C-ike-peer-tunnel1`? */
static bool names_view(const char *s, uint32_t length)
{
  static const char *const views[] = { "ike-", "ikev2-", "ipsec-", "acl-", "pki-", "radius-", "isp-", "zone-", "track-", "l2tp" };
  for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
    size_t n = strlen(views[i]);
    if (n < length && !memcmp(views[i], s, n)) return true;
  }
  return false;
}

uint32_t comware_full_name(const char *s, uint32_t length)
{
  for (uint32_t from = 1; from < length; from++) {
    if (s[from - 1] != '-') continue;
    if (names_view(s + from, length - from)) return 0;
    uint32_t n = type_length(s + from, length - from), number = from + n;
    while (number < length && (isdigit((unsigned char)s[number]) || strchr("/.:", s[number]))) number++;
    if (number < length || number == from + n) continue;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
      if (n > 2 && strlen(types[i]) == n && !strncasecmp(types[i], s + from, n)) return from;
  }
  return 0;
}

const char *comware_full_interface(struct arena *a, const char *name)
{
  size_t length = strlen(name), n = type_length(name, (uint32_t)length);
  const char *full = n < length ? full_type(name, n) : NULL;
  return full ? arena_printf(a, "%s%s", full, name + n) : name;
}

const char *comware_interface_name(struct front *f, struct place place)
{
  char buffer[LONGEST_NAME * 2];
  uint32_t count, length, rest = 0;
  const struct place *w = comware_words(f, place, &count);
  if (!count || count > 2) return NULL;
  const char *s = front_text(f, w[0], &length), *t = NULL;
  if (count == 2) t = front_text(f, w[1], &rest);
  if (length > LONGEST_NAME || rest > LONGEST_NAME / 2 || !isalpha((unsigned char)*s)) return NULL;
  if (t && !isdigit((unsigned char)*t)) rest = 0; /* `p2p` behind a subinterface and the like */
  char type[LONGEST_NAME + 1];
  uint32_t n = type_length(s, length);
  for (uint32_t i = 0; i < n; i++) type[i] = (char)tolower((unsigned char)s[i]);
  type[n] = 0;
  /* Letters alone are no abbreviation: a type always has a number. */
  const char *full = length > n || rest ? full_type(type, n) : NULL;
  if (!full) full = type;
  size_t words = strlen(full), number = length - n;
  memcpy(buffer, full, words);
  memcpy(buffer + words, s + n, number);
  if (rest) memcpy(buffer + words + number, t, rest);
  return names_intern_lower(&f->router->names, buffer, words + number + rest);
}
