/* Reading a Comware config: the table of objects, blocks of text to step over, lines that are no part of a tunnel, and what stands in
 * system view alone. */
#include "grammar/comware/comware.h"

#include "src/source.h"

#include <string.h>
#include <strings.h>

/* ---- Objects ---- */

struct comware_object {
  const void *name; /* interned, or what the object belongs to */
  void *object;
  uint32_t number;
  uint32_t kind;    /* enum comware_kind + 1; 0: the slot is free */
};

/* Names that were interned one after the other stand side by side, and so do their objects here: a config goes through both in that
 * order. */
static uint32_t object_hash(uint32_t kind, const void *name, uint32_t number)
{
  uint64_t at = (uint64_t)(uintptr_t)name / 16 + number, h = (at >> 7) * 0x9e3779b97f4a7c15u + kind * 0xc2b2ae3d27d4eb4fu;
  return (uint32_t)(h >> 32) + (uint32_t)(at & 127);
}

static struct comware_object *object_slot(const struct comware_table *t, uint32_t kind, const void *name, uint32_t number)
{
  uint32_t i = object_hash(kind, name, number) & (t->capacity - 1);
  while (t->slots[i].kind && (t->slots[i].kind != kind || t->slots[i].name != name || t->slots[i].number != number))
    i = (i + 1) & (t->capacity - 1);
  return &t->slots[i];
}

static void objects_grow(struct front *f, struct comware_table *t)
{
  struct comware_table grown = { .capacity = t->capacity ? t->capacity * 2 : 32, .count = t->count };
  grown.slots = arena_table(f->arena, grown.capacity * sizeof *grown.slots);
  for (uint32_t i = 0; i < t->capacity; i++)
    if (t->slots[i].kind) *object_slot(&grown, t->slots[i].kind, t->slots[i].name, t->slots[i].number) = t->slots[i];
  arena_drop(f->arena, t->slots, t->capacity * sizeof *t->slots);
  *t = grown;
}

void **comware_object(struct front *f, enum comware_kind kind, const void *name, uint32_t number)
{
  struct comware_table *t = &comware_state(f)->objects;
  if (t->count >= t->capacity / 2) objects_grow(f, t);
  struct comware_object *o = object_slot(t, (uint32_t)kind + 1, name, number);
  if (!o->kind) {
    *o = (struct comware_object){ .name = name, .number = number, .kind = (uint32_t)kind + 1 };
    t->count++;
  }
  return &o->object;
}

/* ---- Words ---- */

const struct place *comware_words(const struct front *f, struct place place, uint32_t *count)
{
  uint32_t first = 0;
  while (first < f->line.count && f->line.words[first].first < place.first) first++;
  for (*count = 0; first + *count < f->line.count && f->line.words[first + *count].last <= place.last;) ++*count;
  return f->line.words + first;
}

bool comware_abbreviates(const struct front *f, struct place word, const char *full, uint32_t least)
{
  uint32_t length;
  const char *s = front_text(f, word, &length);
  return length >= least && !strncasecmp(full, s, length);
}

/* ---- System view ---- */

static bool digit(char c)
{
  return c >= '0' && c <= '9';
}

/* "5.20, Release 2207P02": 5 and 20. */
void comware_version(struct front *f, struct place text)
{
  struct router *r = f->router;
  uint32_t length, i = 0;
  const char *s = front_text(f, text, &length);
  if (r->release) return;
  r->release = front_joined(f, text);
  r->release_at = front_whole(f);
  for (; i < length && digit(s[i]) && r->release_major < 1000; i++) r->release_major = r->release_major * 10 + (uint32_t)(s[i] - '0');
  if (i < length && s[i] == '.')
    for (i++; i < length && digit(s[i]) && r->release_minor < 100000; i++)
      r->release_minor = r->release_minor * 10 + (uint32_t)(s[i] - '0');
}

void comware_sysname(struct front *f, struct place name)
{
  front_set_name(f, &f->router->hostname, front_intern(f, name), name);
}

void comware_unmodelled(struct front *f, const char *what, struct place names, bool ikev2)
{
  uint32_t count;
  const struct place *words = comware_words(f, names, &count);
  struct unmodelled *u = ARENA_NEW(f->arena, struct unmodelled);
  *u = (struct unmodelled){ .name = front_intern_folded(f, words[0]), .what = what, .ikev2 = ikev2, .at = front_whole(f) };
  LIST_APPEND(f->router->unmodelled, u);
  comware_state(f)->block = u;
  front_open(f, COMWARE_UNMODELLED);
}

/* A line of such a block: only its peer's address is of interest. */
void comware_unmodelled_line(struct front *f)
{
  static const char *const match[] = { "match", "remote", "identity", "address" };
  struct unmodelled *u = comware_state(f)->block;
  const struct front_line *l = &f->line;
  front_ignore(f);
  if (u->peer.kind != IP_NONE || l->count < 2) return;
  struct place word = l->words[1];
  if (l->count >= 5 && front_is(f, l->words[0], match[0])) {
    for (uint32_t i = 1; i < 4; i++)
      if (!front_is(f, l->words[i], match[i])) return;
    word = l->words[4];
  } else if (!front_is(f, l->words[0], "address") && !front_is(f, l->words[0], "remote-address")) return;
  uint32_t length;
  const char *s = front_text(f, word, &length);
  if (ip_parse(s, length, &u->peer) && u->peer.kind == IP_MASKED) u->peer.text = front_intern(f, word);
}

/* ---- Blocks of text ---- */

#define LONGEST_BANNER 200u

static bool starts_with(const char *s, const char *end, const char *what)
{
  size_t length = strlen(what);
  return (size_t)(end - s) >= length && !memcmp(s, what, length);
}

static const char *line_end(const char *s, const char *end)
{
  const char *lf = memchr(s, '\n', (size_t)(end - s));
  return lf ? lf : end;
}

/* The offset behind the first of the next lines that holds `mark`; 0 where none of them does. */
static uint32_t behind(const struct front *f, const char *mark, size_t length, uint32_t lines)
{
  const char *text = f->scan.text, *end = text + f->scan.size;
  for (const char *s = text + f->line.next; s < end && lines--;) {
    const char *last = line_end(s, end);
    for (const char *m = s; (m = memchr(m, *mark, (size_t)(last - m))); m++)
      if ((size_t)(last - m) >= length && !memcmp(m, mark, length)) return (uint32_t)((last < end ? last + 1 : end) - text);
    s = last + 1;
  }
  return 0;
}

/* `header motd %text%`, or `header motd %` and the text below it up to the next `%`. */
static uint32_t swallow_banner(struct front *f, const struct front_line *line)
{
  if (line->count < 2 || line->words[1].last > f->scan.size) return 0;
  uint32_t at = line->count > 2 ? line->words[2].first : 0;
  if (!at) return 0;
  const char *s = f->scan.text + at, *last = line_end(s, f->scan.text + f->scan.size);
  if ((size_t)(last - s) > 1 && memchr(s + 1, *s, (size_t)(last - s) - 1)) return 0; /* it ends in its own line */
  return behind(f, s, 1, LONGEST_BANNER);
}

static uint32_t swallow(struct front *f, const struct front_line *line)
{
  uint32_t length;
  const char *word = front_text(f, line->words[0], &length);
  if (starts_with(word, word + length, "header")) return swallow_banner(f, line);
  if (line->count == 2 && front_is(f, line->words[0], "public-key-code") && front_is(f, line->words[1], "begin"))
    return behind(f, "public-key-code end", 19, UINT32_MAX);
  return 0;
}

/* First words of lines that are no part of a tunnel. */
static const struct front_ignored ignored[] = { { "aaa", FRONT_IGNORED_HEADER }, { "access-class", FRONT_IGNORED },
  { "access-limit", FRONT_IGNORED }, { "advpn", FRONT_IGNORED }, { "aft", FRONT_IGNORED }, { "alarm", FRONT_IGNORED },
  { "alias", FRONT_IGNORED }, { "allow", FRONT_IGNORED }, { "anti-virus", FRONT_IGNORED_HEADER }, { "app-group", FRONT_IGNORED_HEADER },
  { "app-profile", FRONT_IGNORED_HEADER }, { "apply", FRONT_IGNORED }, { "archive", FRONT_IGNORED }, { "area", FRONT_IGNORED },
  { "arp", FRONT_IGNORED }, { "aspf", FRONT_IGNORED }, { "aspf-policy", FRONT_IGNORED }, { "attack-defense", FRONT_IGNORED },
  { "attribute", FRONT_IGNORED }, { "authentication", FRONT_IGNORED }, { "authentication-mode", FRONT_IGNORED },
  { "authorization-attribute", FRONT_IGNORED }, { "bandwidth", FRONT_IGNORED }, { "bfd", FRONT_IGNORED }, { "bgp", FRONT_IGNORED_ROUTING },
  { "bind", FRONT_IGNORED }, { "blacklist", FRONT_IGNORED }, { "burst-mode", FRONT_IGNORED }, { "card-mode", FRONT_IGNORED },
  { "cfd", FRONT_IGNORED }, { "clock", FRONT_IGNORED }, { "cloud-management", FRONT_IGNORED }, { "cluster", FRONT_IGNORED },
  { "command-alias", FRONT_IGNORED }, { "configure-user", FRONT_IGNORED }, { "context", FRONT_IGNORED_HEADER },
  { "controller", FRONT_IGNORED_HEADER }, { "copyright-info", FRONT_IGNORED }, { "cpu-usage", FRONT_IGNORED },
  { "cwmp", FRONT_IGNORED_HEADER }, { "dampening", FRONT_IGNORED }, { "dar", FRONT_IGNORED }, { "data-filter", FRONT_IGNORED_HEADER },
  { "ddns", FRONT_IGNORED_HEADER }, { "default", FRONT_IGNORED }, { "default-route-advertise", FRONT_IGNORED }, { "dhcp", FRONT_IGNORED },
  { "dialer", FRONT_IGNORED }, { "dialer-group", FRONT_IGNORED }, { "dialer-rule", FRONT_IGNORED }, { "dis", FRONT_IGNORED },
  { "display", FRONT_IGNORED }, { "dns", FRONT_IGNORED }, { "dns-list", FRONT_IGNORED }, { "domain", FRONT_IGNORED_HEADER },
  { "dot1x", FRONT_IGNORED }, { "drni", FRONT_IGNORED }, { "dvpn", FRONT_IGNORED_HEADER }, { "exit", FRONT_IGNORED_HEADER },
  { "expired", FRONT_IGNORED }, { "failover", FRONT_IGNORED_HEADER }, { "fan", FRONT_IGNORED }, { "fast", FRONT_IGNORED },
  { "file", FRONT_IGNORED }, { "filter-policy", FRONT_IGNORED }, { "firewall", FRONT_IGNORED }, { "flow-interval", FRONT_IGNORED },
  { "forwarding", FRONT_IGNORED }, { "ftp", FRONT_IGNORED }, { "gateway-list", FRONT_IGNORED },
  { "gratuitous-arp-learning", FRONT_IGNORED }, { "header", FRONT_IGNORED }, { "history-command", FRONT_IGNORED },
  { "hotkey", FRONT_IGNORED }, { "hwtacacs", FRONT_IGNORED_HEADER }, { "icmp", FRONT_IGNORED }, { "idle-cut", FRONT_IGNORED },
  { "idle-timeout", FRONT_IGNORED }, { "if-match", FRONT_IGNORED }, { "igmp", FRONT_IGNORED }, { "import-route", FRONT_IGNORED },
  { "info", FRONT_IGNORED }, { "info-center", FRONT_IGNORED }, { "inspect", FRONT_IGNORED_HEADER }, { "interzone", FRONT_IGNORED_HEADER },
  { "ipv6", FRONT_IGNORED }, { "irf", FRONT_IGNORED }, { "irf-port", FRONT_IGNORED_HEADER }, { "isis", FRONT_IGNORED_ROUTING },
  { "job", FRONT_IGNORED_HEADER }, { "l2tp", FRONT_IGNORED }, { "l2tp-group", FRONT_IGNORED_HEADER }, { "l2vpn", FRONT_IGNORED_HEADER },
  { "ldap", FRONT_IGNORED_HEADER }, { "line", FRONT_IGNORED_HEADER }, { "link-aggregation", FRONT_IGNORED }, { "lldp", FRONT_IGNORED },
  { "load", FRONT_IGNORED }, { "load-balance", FRONT_IGNORED_HEADER }, { "loadbalance", FRONT_IGNORED_HEADER },
  { "local-server", FRONT_IGNORED }, { "local-user", FRONT_IGNORED_HEADER }, { "logfile", FRONT_IGNORED },
  { "loopback-detection", FRONT_IGNORED }, { "m-lag", FRONT_IGNORED }, { "mac-address", FRONT_IGNORED },
  { "mac-authentication", FRONT_IGNORED }, { "mandatory-chap", FRONT_IGNORED }, { "mandatory-lcp", FRONT_IGNORED },
  { "max-ecmp-num", FRONT_IGNORED }, { "mdc", FRONT_IGNORED_HEADER }, { "memory-threshold", FRONT_IGNORED },
  { "mirroring-group", FRONT_IGNORED }, { "mpls", FRONT_IGNORED }, { "multicast", FRONT_IGNORED }, { "nat", FRONT_IGNORED },
  { "ndp", FRONT_IGNORED }, { "netconf", FRONT_IGNORED }, { "netstream", FRONT_IGNORED }, { "network", FRONT_IGNORED },
  { "nms", FRONT_IGNORED }, { "nqa", FRONT_IGNORED }, { "ntdp", FRONT_IGNORED }, { "ntp", FRONT_IGNORED }, { "ntp-service", FRONT_IGNORED },
  { "nvram", FRONT_IGNORED }, { "object-policy", FRONT_IGNORED_HEADER }, { "openflow", FRONT_IGNORED_HEADER },
  { "ospf", FRONT_IGNORED_ROUTING }, { "ospfv3", FRONT_IGNORED_ROUTING }, { "packet-filter", FRONT_IGNORED },
  { "parity-error", FRONT_IGNORED }, { "password", FRONT_IGNORED }, { "password-control", FRONT_IGNORED },
  { "password-recovery", FRONT_IGNORED }, { "peer", FRONT_IGNORED }, { "peer-public-key", FRONT_IGNORED_HEADER },
  { "performance-management", FRONT_IGNORED }, { "pim", FRONT_IGNORED }, { "pki", FRONT_IGNORED }, { "poe", FRONT_IGNORED },
  { "policy-based-route", FRONT_IGNORED_HEADER }, { "port", FRONT_IGNORED }, { "port-security", FRONT_IGNORED },
  { "portal", FRONT_IGNORED }, { "power-supply", FRONT_IGNORED }, { "ppp", FRONT_IGNORED }, { "pppoe", FRONT_IGNORED },
  { "public-key", FRONT_IGNORED_HEADER }, { "public-key-code", FRONT_IGNORED }, { "q", FRONT_IGNORED_HEADER }, { "qos", FRONT_IGNORED },
  { "qu", FRONT_IGNORED_HEADER }, { "qui", FRONT_IGNORED_HEADER }, { "quit", FRONT_IGNORED_HEADER }, { "radius", FRONT_IGNORED_HEADER },
  { "radius-server", FRONT_IGNORED }, { "remote-backup", FRONT_IGNORED_HEADER }, { "resource-monitor", FRONT_IGNORED },
  { "ret", FRONT_IGNORED_HEADER }, { "return", FRONT_IGNORED_HEADER }, { "rip", FRONT_IGNORED_ROUTING }, { "rmon", FRONT_IGNORED },
  { "role", FRONT_IGNORED_HEADER }, { "route-distinguisher", FRONT_IGNORED }, { "route-policy", FRONT_IGNORED_HEADER },
  { "router", FRONT_IGNORED }, { "router-id", FRONT_IGNORED }, { "rsa", FRONT_IGNORED }, { "rtm", FRONT_IGNORED_HEADER },
  { "save", FRONT_IGNORED }, { "scheduler", FRONT_IGNORED_HEADER }, { "screen-length", FRONT_IGNORED }, { "sdn", FRONT_IGNORED },
  { "security-enhanced", FRONT_IGNORED }, { "security-policy", FRONT_IGNORED_HEADER }, { "security-zone", FRONT_IGNORED_HEADER },
  { "self-service-url", FRONT_IGNORED }, { "service", FRONT_IGNORED }, { "service-type", FRONT_IGNORED }, { "session", FRONT_IGNORED },
  { "set", FRONT_IGNORED }, { "sflow", FRONT_IGNORED }, { "sftp", FRONT_IGNORED }, { "shell", FRONT_IGNORED },
  { "silent-interface", FRONT_IGNORED }, { "slot", FRONT_IGNORED }, { "smart-link", FRONT_IGNORED_HEADER }, { "smtp", FRONT_IGNORED },
  { "snmp-agent", FRONT_IGNORED }, { "socket", FRONT_IGNORED }, { "ssh", FRONT_IGNORED }, { "ssl", FRONT_IGNORED_HEADER },
  { "sslvpn", FRONT_IGNORED_HEADER }, { "state", FRONT_IGNORED }, { "statistics", FRONT_IGNORED }, { "stp", FRONT_IGNORED },
  { "stub", FRONT_IGNORED }, { "super", FRONT_IGNORED }, { "switch-mode", FRONT_IGNORED }, { "switchto", FRONT_IGNORED_HEADER },
  { "sys", FRONT_IGNORED }, { "system", FRONT_IGNORED }, { "System", FRONT_IGNORED }, { "system-view", FRONT_IGNORED_HEADER },
  { "system-working-mode", FRONT_IGNORED }, { "tcp", FRONT_IGNORED }, { "telnet", FRONT_IGNORED }, { "terminal", FRONT_IGNORED },
  { "tftp", FRONT_IGNORED }, { "time-range", FRONT_IGNORED }, { "track", FRONT_IGNORED_HEADER }, { "traffic", FRONT_IGNORED_HEADER },
  { "uapp-control", FRONT_IGNORED_HEADER }, { "udp-helper", FRONT_IGNORED }, { "url-filter", FRONT_IGNORED_HEADER },
  { "user-group", FRONT_IGNORED_HEADER }, { "user-interface", FRONT_IGNORED_HEADER }, { "user-profile", FRONT_IGNORED_HEADER },
  { "user-role", FRONT_IGNORED }, { "vam", FRONT_IGNORED_HEADER }, { "vlan", FRONT_IGNORED_HEADER }, { "voice", FRONT_IGNORED },
  { "voice-setup", FRONT_IGNORED_HEADER }, { "vpn-target", FRONT_IGNORED }, { "vrrp", FRONT_IGNORED }, { "vsi", FRONT_IGNORED_HEADER },
  { "vxlan", FRONT_IGNORED }, { "web", FRONT_IGNORED }, { "webui", FRONT_IGNORED }, { "wlan", FRONT_IGNORED_HEADER },
  { "xbar", FRONT_IGNORED }, { "zone", FRONT_IGNORED_HEADER }, { "zone-pair", FRONT_IGNORED_HEADER }, { NULL, FRONT_UNKNOWN } };

static void read_comware(struct front *f)
{
  f->state = ARENA_NEW(f->arena, struct comware_state);
  comware_parse(f);
  comware_drop_keys(f);
  comware_acl_aliases(f);
  comware_acl_sort(f);
}

static const char *const swallowed[] = { "header", "public-key-code", NULL };

#define VIEW(name) 1u << COMWARE_##name
const struct cli_family comware_family = { .name = "comware",
  .read = read_comware,
  .ignored = ignored,
  .swallow = swallow,
  .swallowed = swallowed,
  .meant_views = VIEW(SYSTEM) | VIEW(IKE_PROPOSAL) | VIEW(IKE_PEER) | VIEW(KEYCHAIN) | VIEW(IKE_PROFILE) | VIEW(IKE_DPD) | VIEW(TRANSFORM) |
    VIEW(POLICY) | VIEW(ACL) | VIEW(INTERFACE),
  .hash_closes = true,
  .prompt = comware_prompt };
