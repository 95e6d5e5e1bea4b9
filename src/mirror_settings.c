/* What the user says of the other end (`--set NAME=VALUE`): names, what their values must look like, and which of them nothing asked
 * for. */
#include "src/mirror_parts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const struct mirror_setting mirror_settings[] = {
  [SET_PEER_HOSTNAME] = { "peer-hostname", "the other router's name" },
  [SET_PEER_INTERFACE] = { "peer-interface", "its outer interface, as its own system writes it" },
  [SET_PEER_OUTER_ADDRESS] = { "peer-address", "its outer address, if this end does not name it" },
  [SET_PEER_MASK] = { "peer-mask", "the netmask of its outer interface" },
  [SET_PEER_GATEWAY] = { "peer-gateway", "its next hop towards this end" },
  [SET_PEER_TUNNEL_ADDRESS] = { "peer-tunnel-address", "its address inside the tunnel, if several fit" },
  [SET_PEER_INSIDE_INTERFACE] = { "peer-inside-interface", "its interface to the protected network" },
  [SET_PEER_INSIDE_NETWORK] = { "peer-inside-network", "its ADDRESS/LENGTH, where this end takes any" },
  [SET_THIS_ADDRESS] = { "this-address", "this end's outer address, if given at run time" },
  [SET_NAMES] = { NULL, NULL },
};

/* What a value is; ends the sentence "it takes ...". */
static const char *const forms[] = {
  [SET_PEER_HOSTNAME] = "a name without blanks, at most 63 letters, digits and signs",
  [SET_PEER_INTERFACE] = "the type and number of an interface that is no tunnel, as GigabitEthernet0/1",
  [SET_PEER_OUTER_ADDRESS] = "a host's address, as 192.0.2.1",
  [SET_PEER_MASK] = "a netmask or its length, as 255.255.255.252 or 30",
  [SET_PEER_GATEWAY] = "a host's address, as 192.0.2.1",
  [SET_PEER_TUNNEL_ADDRESS] = "a host's address, as 192.0.2.1",
  [SET_PEER_INSIDE_INTERFACE] = "the type and number of an interface that is no tunnel, as GigabitEthernet0/1",
  [SET_PEER_INSIDE_NETWORK] = "a network and its length, as 10.1.0.0/16",
  [SET_THIS_ADDRESS] = "a host's address, as 192.0.2.1",
};

/* ---- Values ---- */

static bool is_host(const char *s)
{
  struct ip ip;
  return ip_parse(s, strlen(s), &ip) && ip.kind == IP_V4 && ip.v4 >> 24 && ip.v4 >> 24 != 127 && ip.v4 >> 24 < 224;
}

static bool is_network(const char *s)
{
  struct ip ip;
  uint32_t mask;
  const char *slash = strchr(s, '/');
  return slash && ip_parse(s, (size_t)(slash - s), &ip) && ip.kind == IP_V4 && ip_parse_mask(slash + 1, strlen(slash + 1), &mask) && mask;
}

static bool is_hostname(const char *s)
{
  size_t len = strlen(s);
  for (size_t i = 0; i < len; i++)
    if ((unsigned char)s[i] <= ' ' || s[i] == '\177' || s[i] == '?' || s[i] == '"') return false;
  return len && len <= 63;
}

/* The kind of which the word is a short form, blanks and case apart; NULL: of none, or of several that differ. */
static const struct interface_word *kind_of(const struct dialect *to, const char *s, size_t letters)
{
  const struct interface_word *found = NULL;
  for (const struct interface_word *w = to->writer->interfaces; w && w->canonical; w++) {
    if (strncasecmp(w->canonical, s, letters)) continue;
    if (strlen(w->canonical) == letters) return w;
    if (found && found->kind != w->kind) return NULL;
    found = w;
  }
  return found;
}

/* "Gi 0/1" as the target's canonical name, "gigabitethernet0/1"; a type that the target's table does not know stays as it is. NULL: no
 * interface, or a tunnel, whose numbers are taken from this end. */
static const char *interface_of(struct mirror *m, const struct dialect *to, const char *s)
{
  size_t letters = 0;
  while (isalpha((unsigned char)s[letters]) || (letters && s[letters] == '-')) letters++;
  const char *number = s + letters;
  while (*number == ' ') number++;
  size_t digits = strspn(number, "0123456789/.:");
  if (!letters || !isdigit((unsigned char)*number) || number[digits]) return NULL;
  const struct interface_word *kind = kind_of(to, s, letters);
  if (kind && kind->kind == IF_TUNNEL) return NULL;
  char *name = kind ? arena_printf(m->arena, "%s%s", kind->canonical, number) : arena_printf(m->arena, "%.*s%s", (int)letters, s, number);
  for (char *c = name; *c; c++) *c = (char)tolower((unsigned char)*c);
  return name;
}

/* The value as it is kept; NULL: it is none of the setting. */
static const char *kept(struct mirror *m, const struct dialect *to, enum mirror_name name, const char *value)
{
  uint32_t mask;
  switch (name) {
  case SET_PEER_HOSTNAME: return is_hostname(value) ? value : NULL;
  case SET_PEER_INTERFACE: case SET_PEER_INSIDE_INTERFACE: return interface_of(m, to, value);
  case SET_PEER_MASK:
    value += *value == '/';
    return ip_parse_mask(value, strlen(value), &mask) && mask ? value : NULL;
  case SET_PEER_INSIDE_NETWORK: return is_network(value) ? value : NULL;
  default: return is_host(value) ? value : NULL;
  }
}

/* ---- Taking them ---- */

static const char *all_names(struct mirror *m)
{
  const char *names = "";
  for (size_t i = 0; i < SET_NAMES; i++) names = arena_printf(m->arena, "%s%s%s", names, i ? ", " : "", mirror_settings[i].name);
  return names;
}

/* NULL, or what is wrong with it. */
static const char *take(struct mirror *m, const struct dialect *to, const char *setting)
{
  const char *equals = strchr(setting, '=');
  size_t len = equals ? (size_t)(equals - setting) : strlen(setting);
  for (size_t i = 0; i < SET_NAMES; i++) {
    if (strlen(mirror_settings[i].name) != len || strncasecmp(setting, mirror_settings[i].name, len)) continue;
    const char *value = equals && equals[1] ? kept(m, to, (enum mirror_name)i, equals + 1) : NULL;
    m->settings[i] = value;
    return value ? NULL : arena_printf(m->arena, "--set %s=%s: it takes %s", mirror_settings[i].name, equals ? equals + 1 : "", forms[i]);
  }
  return arena_printf(m->arena, "--set %.*s: there is no such name; there are %s", (int)len, setting, all_names(m));
}

const char *mirror_take_settings(struct mirror *m, const char *const *settings, const struct dialect *to)
{
  const char *error = NULL;
  for (; settings && *settings && !error; settings++) error = take(m, to, *settings);
  return error;
}

const char *mirror_given(struct mirror *m, enum mirror_name name)
{
  m->asked |= 1u << name;
  return m->settings[name];
}

bool mirror_setting(struct mirror *m, enum mirror_name name, struct ip *ip)
{
  const char *s = mirror_given(m, name);
  return s && ip_parse(s, strlen(s), ip) && ip->kind == IP_V4;
}

void mirror_say_unused(struct mirror *m)
{
  for (size_t i = 0; i < SET_NAMES; i++)
    if (m->settings[i] && !(m->asked >> i & 1))
      mirror_say(m, "not needed: --set %s, since this end says it or the tunnels have none", mirror_settings[i].name);
}
