/* The actions of access lists, object groups and route maps. */
#include "grammar/ios/ios.h"
#include "src/equal.h"

#include <stdlib.h>
#include <string.h>

#define STEP 10u

/* ---- Lists ---- */

static bool is_standard_number(uint32_t n)
{
  return (n >= 1 && n <= 99) || (n >= 1300 && n <= 1999);
}

static struct ios_acl *acl_of(struct front *f, struct place name, bool extended)
{
  struct ios_state *s = ios_state(f);
  struct ios_slot *slot = ios_name_slot(f, IOS_AN_ACL, front_intern(f, name));
  if (slot->object) return slot->object;
  struct ios_acl *a = slot->object = ARENA_NEW(f->arena, struct ios_acl);
  a->acl = ARENA_NEW(f->router->arena, struct acl);
  a->acl->name = front_intern(f, name);
  front_number(f, name, 1, 2699, &a->acl->number);
  a->acl->extended = extended;
  a->acl->step = STEP;
  a->acl->at = front_whole(f);
  a->end = &a->acl->rules;
  a->next = s->acls;
  s->acls = a;
  LIST_APPEND(f->router->acls, a->acl);
  return a;
}

void ios_acl(struct front *f, struct place name, bool extended)
{
  ios_state(f)->acl = acl_of(f, name, extended);
  ios_state(f)->acl->by_line = false;
  ios_open(f, IOS_ACL);
}

/* The list of an `access-list N ...` line, which opens no view. */
void ios_numbered_acl(struct front *f, struct place number)
{
  uint32_t n;
  bool standard = front_number(f, number, 1, 2699, &n) && is_standard_number(n);
  ios_state(f)->acl = acl_of(f, number, !standard);
  ios_state(f)->acl->by_line = true;
}

void ios_no_acl(struct front *f, struct place name)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_AN_ACL, front_intern(f, name));
  struct ios_acl *a = slot->object;
  if (a) ios_remove(f, &a->acl->at);
  slot->object = NULL;
}

/* ---- Rules: parts ---- */

static const struct ios_value protocols[] = { { "ip", PROTOCOL_ANY_IP }, { "icmp", 1 }, { "igmp", 2 }, { "ipinip", 4 }, { "tcp", 6 },
  { "egp", 8 }, { "igrp", 9 }, { "udp", 17 }, { "gre", 47 }, { "esp", 50 }, { "ahp", 51 }, { "eigrp", 88 }, { "ospf", 89 }, { "nos", 94 },
  { "pim", 103 }, { "pcp", 108 }, { "sctp", 132 }, { "ipv6", 41 }, { NULL, 0 } };

static const struct ios_value ports[] = { { "bgp", 179 }, { "biff", 512 }, { "bootpc", 68 }, { "bootps", 67 }, { "chargen", 19 },
  { "cmd", 514 }, { "daytime", 13 }, { "discard", 9 }, { "dnsix", 195 }, { "domain", 53 }, { "echo", 7 }, { "exec", 512 }, { "finger", 79 },
  { "ftp", 21 }, { "ftp-data", 20 }, { "gopher", 70 }, { "hostname", 101 }, { "ident", 113 }, { "irc", 194 }, { "isakmp", 500 },
  { "klogin", 543 }, { "kshell", 544 }, { "login", 513 }, { "lpd", 515 }, { "mobile-ip", 434 }, { "nameserver", 42 },
  { "netbios-dgm", 138 }, { "netbios-ns", 137 }, { "netbios-ss", 139 }, { "nntp", 119 }, { "non500-isakmp", 4500 }, { "ntp", 123 },
  { "pim-auto-rp", 496 }, { "pop2", 109 }, { "pop3", 110 }, { "rip", 520 }, { "smtp", 25 }, { "snmp", 161 }, { "snmptrap", 162 },
  { "sunrpc", 111 }, { "syslog", 514 }, { "tacacs", 49 }, { "talk", 517 }, { "telnet", 23 }, { "tftp", 69 }, { "time", 37 },
  { "uucp", 540 }, { "who", 513 }, { "whois", 43 }, { "www", 80 }, { "xdmcp", 177 }, { "msrpc", 135 }, { NULL, 0 } };

static bool read_protocol(const struct front *f, struct place word, uint16_t *protocol)
{
  uint32_t v;
  if (!front_number(f, word, 0, 255, &v) && !ios_value(f, word, protocols, &v)) return false;
  *protocol = (uint16_t)v;
  return true;
}

static bool read_address(struct front *f, const struct ios_address *a, struct acl_address *to)
{
  to->at = a->wildcard.last ? place_join(a->word, a->wildcard) : a->word;
  if (a->kind == IOS_ANY || a->kind == IOS_OBJECTS) {
    to->wildcard = UINT32_MAX;
    to->ip = (struct ip){ .kind = a->kind == IOS_ANY ? IP_ANY : IP_NAME, .text = a->kind == IOS_ANY ? NULL : front_intern(f, a->word) };
    return true;
  }
  if (!ios_address_at(f, a->word, false, NULL, &to->ip)) return false;
  if (a->kind == IOS_NET && !front_wildcard(f, a->wildcard, &to->wildcard)) {
    front_bad_word(f, a->wildcard, NULL, "a wildcard");
    return false;
  }
  if (to->wildcard == UINT32_MAX && to->ip.kind == IP_V4 && !to->ip.v4) to->ip = (struct ip){ .kind = IP_ANY };
  return true;
}

static bool read_port(const struct front *f, struct place word, uint16_t *port)
{
  uint32_t v;
  if (!front_number(f, word, 0, 65535, &v) && !ios_value(f, word, ports, &v)) return false;
  *port = (uint16_t)v;
  return true;
}

/* Several ports behind `eq` are more than the model holds: the first one, and the rule is narrowed. */
static bool read_ports(const struct front *f, const struct ios_ports *p, struct acl_address *to, bool *narrowed)
{
  if (p->op == PORT_ANY) return true;
  uint32_t first = ios_words_first(f, p->low), end = ios_words_end(f, p->low);
  to->port_op = p->op;
  if (end - first > 1) *narrowed = true;
  return read_port(f, f->line.words[first], &to->port) && (p->op != PORT_RANGE || read_port(f, p->high, &to->port_high));
}

/* Words behind the addresses; only those about logging leave the rule as it is. */
static bool narrows(const struct front *f, struct place tail)
{
  if (!tail.last) return false;
  for (uint32_t i = ios_words_first(f, tail), end = ios_words_end(f, tail); i < end; i++)
    if (!ios_word_is(f, i, end, "log-input", 3)) return true;
  return false;
}

/* ---- Rules ---- */

static void unlink_rule(struct ios_acl *a, struct acl_rule **rule)
{
  if (a->end == &(*rule)->next) a->end = rule;
  *rule = (*rule)->next;
}

static void remove_equal(struct ios_acl *a, const struct acl_rule *rule)
{
  for (struct acl_rule **r = &a->acl->rules; *r; r = &(*r)->next)
    if (equal_rules(*r, rule)) {
      unlink_rule(a, r);
      return;
    }
}

void ios_no_rule(struct front *f, struct place number)
{
  struct ios_acl *a = ios_state(f)->acl;
  uint32_t n;
  if (!front_number(f, number, 1, UINT32_MAX, &n)) return;
  for (struct acl_rule **r = &a->acl->rules; *r; r = &(*r)->next)
    if ((*r)->sequence == n) {
      unlink_rule(a, r);
      return;
    }
}

/* Adds the rule under its own number or the next one, or takes out its equal for a `no` line. */
static void enter_rule(struct front *f, struct ios_marked head, const struct acl_rule *read)
{
  struct ios_acl *a = ios_state(f)->acl;
  uint32_t number;
  if (head.flag) {
    remove_equal(a, read);
    return;
  }
  struct acl_rule *rule = ARENA_NEW(f->router->arena, struct acl_rule);
  *rule = *read;
  if (head.word.last && front_number(f, head.word, 1, UINT32_MAX, &number)) rule->sequence = number;
  else rule->sequence = a->acl->last + STEP;
  if (rule->sequence <= a->acl->last) a->unsorted = true;
  else a->acl->last = rule->sequence;
  if (a->by_line) rule->names_list = a->acl->name;
  *a->end = rule;
  a->end = &rule->next;
}

static bool is_permit(const struct front *f, struct place action)
{
  return (*front_text(f, action, &(uint32_t){ 0 }) | 0x20) == 'p';
}

void ios_rule(struct front *f, struct ios_marked head, struct place action, struct place protocol, const struct ios_address *source,
  const struct ios_ports *source_ports, const struct ios_address *destination, const struct ios_ports *destination_ports, struct place tail)
{
  struct acl_rule r = { .permit = is_permit(f, action), .at = front_whole(f), .narrowed = narrows(f, tail) };
  bool read = read_protocol(f, protocol, &r.protocol) && read_ports(f, source_ports, &r.source, &r.narrowed) &&
    read_ports(f, destination_ports, &r.destination, &r.narrowed);
  if (!read) front_unknown(f);
  read = read_address(f, source, &r.source) && read;
  read = read_address(f, destination, &r.destination) && read;
  r.unread = !read;
  enter_rule(f, head, &r);
}

/* A standard list names sources only. */
void ios_standard_rule(struct front *f, struct ios_marked head, struct place action, const struct ios_address *source, struct place tail)
{
  struct acl_rule r = { .permit = is_permit(f, action), .at = front_whole(f), .protocol = PROTOCOL_ANY_IP, .narrowed = narrows(f, tail) };
  r.destination = (struct acl_address){ .ip = { .kind = IP_ANY }, .wildcard = UINT32_MAX };
  r.unread = !read_address(f, source, &r.source) || ios_state(f)->acl->acl->extended;
  enter_rule(f, head, &r);
}

void ios_rule_unread(struct front *f)
{
  struct acl_rule r = { .permit = true, .unread = true, .at = front_whole(f) };
  struct place number = f->line.words[0];
  uint32_t n;
  enter_rule(f, (struct ios_marked){ front_number(f, number, 1, UINT32_MAX, &n) ? number : (struct place){ 0, 0 }, false }, &r);
  front_unknown(f);
}

/* ---- Order ---- */

struct numbered {
  struct acl_rule *rule;
  uint32_t position;
};

static int by_sequence(const void *a, const void *b)
{
  const struct numbered *x = a, *y = b;
  if (x->rule->sequence != y->rule->sequence) return x->rule->sequence < y->rule->sequence ? -1 : 1;
  return x->position < y->position ? -1 : 1;
}

/* Sorts by number. The device refuses a second rule of the same number. */
static void sort_rules(struct front *f, struct ios_acl *a)
{
  uint32_t count = 0, n = 0;
  for (const struct acl_rule *r = a->acl->rules; r; r = r->next) count++;
  if (!count) return;
  struct numbered *all = arena_alloc(f->arena, count * sizeof *all);
  for (struct acl_rule *r = a->acl->rules; r; r = r->next, n++) all[n] = (struct numbered){ r, n };
  qsort(all, count, sizeof *all, by_sequence);
  struct acl_rule **end = &a->acl->rules;
  const struct acl_rule *last = all[0].rule;
  for (n = 0; n < count; n++) {
    struct acl_rule *r = all[n].rule;
    if (n && last->sequence == r->sequence) {
      if (!equal_rules(last, r))
        front_issue2(
          f, "CFG004", r->at, last->at, "access list %s has another rule of this number: the device refuses the second one", a->acl->name);
      continue;
    }
    *end = r;
    end = &r->next;
    last = r;
  }
  *end = NULL;
  a->end = end;
}

void ios_finish_acls(struct front *f)
{
  for (struct ios_acl *a = ios_state(f)->acls; a; a = a->next)
    if (a->unsorted) sort_rules(f, a);
}

/* ---- Lists as packet filters ---- */

void ios_access_group(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  front_ignore(f);
  if (end - i == 2 && ios_word_is(f, i + 1, end, "in", 2))
    front_set_ref(f, &ios_state(f)->interface->filter, front_intern(f, f->line.words[i]), f->line.words[i]);
}

void ios_no_access_group(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  front_ignore(f);
  if (words.last && end - i > 1 && !ios_word_is(f, end - 1, end, "in", 2)) return;
  ios_state(f)->interface->filter = (struct ref){ .s = NULL };
}

/* ---- Object groups ---- */

void ios_object_group(struct front *f, struct place name)
{
  struct ios_state *s = ios_state(f);
  struct ios_slot *slot = ios_name_slot(f, IOS_A_GROUP, front_intern(f, name));
  if (!slot->object) {
    struct object_group *g = slot->object = ARENA_NEW(f->router->arena, struct object_group);
    g->name = front_intern(f, name);
    g->at = front_whole(f);
    LIST_APPEND(f->router->groups, g);
  }
  s->group = slot->object;
  s->members_end = &s->group->members;
  while (*s->members_end) s->members_end = &(*s->members_end)->next;
  ios_open(f, IOS_GROUP);
}

static void add_member(struct front *f, struct ip ip, uint32_t mask)
{
  struct ios_state *s = ios_state(f);
  struct object_member *m = ARENA_NEW(f->router->arena, struct object_member);
  m->ip = ip;
  m->mask = mask;
  m->at = front_whole(f);
  *s->members_end = m;
  s->members_end = &m->next;
}

/* `host A`, `A MASK` (a netmask, no wildcard), `any`. */
void ios_group_member(struct front *f, struct place address, struct place mask, bool any)
{
  struct ip ip = { .kind = IP_ANY };
  uint32_t bits = any ? 0 : UINT32_MAX;
  bool read = any || front_address(f, address, false, &ip);
  if (read && mask.last) read = front_mask(f, mask, &bits);
  if (read) add_member(f, ip, bits);
  else ios_group_unread(f);
}

void ios_group_nested(struct front *f, struct place name)
{
  add_member(f, (struct ip){ .kind = IP_NAME, .text = front_intern(f, name) }, 0);
}

void ios_group_unread(struct front *f)
{
  ios_state(f)->group->unread = true;
  ios_state(f)->group->unread_at = front_whole(f);
  front_unknown(f);
}

/* ---- Route maps ---- */

/* An entry that permits without a condition permits everything, which the model cannot hold. */
void ios_route_map_close(struct front *f)
{
  struct ios_state *s = ios_state(f);
  if (s->route_map && s->route_map_permits && !s->route_map_matched) s->route_map->unread = true;
  s->route_map = NULL;
}

void ios_route_map(struct front *f, struct place name, bool permit)
{
  struct ios_state *s = ios_state(f);
  ios_route_map_close(f);
  struct ios_slot *slot = ios_name_slot(f, IOS_A_ROUTE_MAP, front_intern(f, name));
  s->route_map_again = slot->object;
  if (!slot->object) {
    struct route_map *m = slot->object = ARENA_NEW(f->router->arena, struct route_map);
    m->name = front_intern(f, name);
    LIST_APPEND(f->router->route_maps, m);
  }
  s->route_map = slot->object;
  s->route_map_permits = permit;
  s->route_map_matched = false;
  /* The interfaces that the model holds are those of the whole map. */
  if (!permit || s->route_map->interfaces) s->route_map->unread = true;
  ios_open(f, IOS_ROUTE_MAP);
}

void ios_no_route_map(struct front *f, struct place name)
{
  struct route_map *m = ios_name_slot(f, IOS_A_ROUTE_MAP, front_intern(f, name))->object;
  ios_route_map_close(f);
  if (!m) return;
  m->acls = m->interfaces = NULL;
  m->unread = true;
}

void ios_routing(struct front *f, struct place keyword)
{
  if (!front_is(f, keyword, "route")) {
    front_unknown(f);
    return;
  }
  f->router->dynamic_routing = true;
  f->body_ignored = true;
  front_open(f, FRONT_VIEW_NONE);
  front_ignore(f);
}

void ios_route_map_acls(struct front *f, struct place names)
{
  struct ios_state *s = ios_state(f);
  if (!s->route_map) return;
  s->route_map_matched = true;
  for (uint32_t i = ios_words_first(f, names), end = ios_words_end(f, names); i < end; i++)
    front_add_ref(f, &s->route_map->acls, front_intern(f, f->line.words[i]), f->line.words[i]);
}

/* In a map for NAT, the interfaces through which the packet leaves. */
void ios_route_map_interfaces(struct front *f, struct place names)
{
  struct ios_state *s = ios_state(f);
  struct place at;
  if (!s->route_map) return;
  s->route_map_matched = true;
  if (s->route_map_again) s->route_map->unread = true;
  for (uint32_t i = ios_words_first(f, names), end = ios_words_end(f, names); i < end;) {
    const char *name = ios_interface_name(f, &i, end, &at);
    if (!name) {
      ios_route_map_unread(f);
      return;
    }
    front_add_ref(f, &s->route_map->interfaces, name, at);
  }
}

void ios_route_map_unread(struct front *f)
{
  if (ios_state(f)->route_map) ios_state(f)->route_map->unread = true;
}
