/* The actions of interfaces and tunnels. */
#include "grammar/ios/ios.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MOST_IN_RANGE 256u /* interfaces that one line opens */

/* ---- Interfaces ---- */

/* The interface of that canonical name, made where it is new. */
static struct interface *interface_of(struct front *f, const char *name, const char *shown)
{
  struct ios_slot *slot = ios_name_slot(f, IOS_AN_INTERFACE, name);
  if (!slot->object) {
    struct interface *n = slot->object = ARENA_NEW(f->router->arena, struct interface);
    n->name = name;
    n->shown = shown;
    n->at = front_whole(f);
    n->for_callers = !strncmp(name, "virtual-template", strlen("virtual-template"));
    if (!strncmp(name, "tunnel", 6) && isdigit((unsigned char)name[6])) n->tunnel = ARENA_NEW(f->router->arena, struct tunnel);
    LIST_APPEND(f->router->interfaces, n);
  }
  return slot->object;
}

/* `interface range`: each of its interfaces gets every line. */
static bool next_in_range(struct front *f)
{
  struct ios_state *s = ios_state(f);
  struct interface *next = s->range[s->in_range];
  s->interface = next ? next : s->range[MOST_IN_RANGE];
  s->in_range = next ? s->in_range + 1 : 0;
  return next != NULL;
}

/* Takes a number of up to five digits from the front of `*s`. */
static bool take_number(const char **s, unsigned *n)
{
  size_t digits = strspn(*s, "0123456789");
  *n = 0;
  if (!digits || digits > 5) return false;
  for (; digits; digits--) *n = *n * 10 + (unsigned)(*(*s)++ - '0');
  return true;
}

/* `5`, or `5-7`, and nothing behind. */
static bool take_range(const char *s, unsigned *first, unsigned *last)
{
  if (!take_number(&s, first)) return false;
  *last = *first;
  if (*s == '-') {
    s++;
    if (!take_number(&s, last)) return false;
  }
  return !*s;
}

/* `GigabitEthernet0/0 - 1`, one part of a range: adds its interfaces to `all`, of which there are `count`. False where it is none, or too
 * many. */
static bool read_range(struct front *f, const char *part, struct interface **all, unsigned *count)
{
  char name[64], type[64], module[32] = "";
  unsigned first, last;
  int used = 0;
  if (sscanf(part, "%40[A-Za-z-]%n", type, &used) != 1) return false;
  const char *number = part + used, *slash = number + strcspn(number, "-");
  while (slash > number && slash[-1] != '/' && slash[-1] != '.') slash--;
  if ((size_t)(slash - number) >= sizeof module) return false;
  memcpy(module, number, (size_t)(slash - number));
  if (!take_range(slash, &first, &last) || last < first || last - first >= MOST_IN_RANGE - *count) return false;
  size_t letters = ios_spell_type(type, strlen(type), name, sizeof name);
  for (unsigned k = first; k <= last; k++) {
    char full[128], shown[128];
    int length = snprintf(full, sizeof full, "%.*s%s%u", (int)letters, name, module, k),
        long_shown = snprintf(shown, sizeof shown, "%s%s%u", type, module, k);
    all[(*count)++] = interface_of(
      f, names_intern(&f->router->names, full, (size_t)length), names_intern(&f->router->names, shown, (size_t)long_shown));
  }
  return true;
}

/* Opens all interfaces of a range; the first one stands last in `range`, for the next line to start with. */
static void open_range(struct front *f, struct place words)
{
  struct interface **all = arena_alloc(f->arena, (MOST_IN_RANGE + 1) * sizeof *all);
  char part[128];
  unsigned count = 0;
  uint32_t len;
  const char *s = front_text(f, words, &len), *end = s + len;
  while (s < end) {
    size_t n = 0;
    for (; s < end && *s != ','; s++)
      if (!isspace((unsigned char)*s) && n + 1 < sizeof part) part[n++] = *s;
    part[n] = 0;
    if (s < end) s++;
    if (!read_range(f, part, all, &count)) {
      front_unknown(f);
      return;
    }
  }
  struct ios_state *state = ios_state(f);
  state->interface = all[0];
  memmove(all, all + 1, (count - 1) * sizeof *all);
  all[count - 1] = NULL;
  all[MOST_IN_RANGE] = state->interface;
  state->range = all;
  state->in_range = 0;
  ios_open(f, IOS_INTERFACE);
  f->repeat = next_in_range;
}

void ios_interface(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  struct place at;
  if (ios_word_is(f, i, end, "range", 5) && i + 1 < end) {
    open_range(f, (struct place){ f->line.words[i + 1].first, words.last });
    return;
  }
  const char *name = ios_interface_name(f, &i, end, &at);
  if (!name) {
    front_unknown(f);
    return;
  }
  ios_state(f)->interface = interface_of(f, name, ios_shown_name(f, at));
  ios_open(f, IOS_INTERFACE);
}

void ios_no_interface(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words);
  struct place at;
  struct ios_slot *slot = ios_name_slot(f, IOS_AN_INTERFACE, ios_interface_name(f, &i, ios_words_end(f, words), &at));
  if (slot->object) ios_remove(f, &((struct interface *)slot->object)->at);
  slot->object = NULL;
}

static void add_secondary(struct front *f, struct ip ip, uint32_t mask)
{
  struct ip_secondary **end = &ios_state(f)->interface->secondary;
  while (*end && ip_equal(&(*end)->ip, &ip) != TRI_YES) end = &(*end)->next;
  if (!*end) *end = ARENA_NEW(f->router->arena, struct ip_secondary);
  (*end)->ip = ip;
  (*end)->at = front_whole(f);
  (*end)->mask = mask;
}

/* `A/30`: the address before the slash, the mask behind it. */
static bool split_prefix(const struct front *f, struct place *word, struct place *mask)
{
  uint32_t len;
  const char *s = front_text(f, *word, &len), *slash = memchr(s, '/', len);
  if (!slash) return false;
  *mask = (struct place){ word->first + (uint32_t)(slash - s) + 1, word->last };
  word->last = mask->first - 1;
  return true;
}

static bool is_assigned(const struct front *f, uint32_t i, uint32_t end)
{
  static const char *const words[] = { "dhcp", "negotiated", "pppoe", "ppp", "slarp", "autoconfig", NULL };
  for (const char *const *w = words; *w; w++)
    if (ios_word_is(f, i, end, *w, 3)) return true;
  return false;
}

void ios_ip_address(struct front *f, struct place words)
{
  struct interface *n = ios_state(f)->interface;
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), mask;
  struct place word = f->line.words[i++], mask_word = { 0, 0 }, at = word;
  struct ip ip;
  if (is_assigned(f, i - 1, end)) {
    front_set_addr(f, &n->address, (struct ip){ .kind = IP_DYNAMIC }, words);
    n->mask = 0;
    return;
  }
  if (!split_prefix(f, &word, &mask_word) && i < end) mask_word = f->line.words[i++];
  if (!ios_address_at(f, word, false, &n->address.o, &ip)) return;
  if (!mask_word.last || !front_mask(f, mask_word, &mask)) {
    front_bad_word(f, mask_word.last ? mask_word : word, &n->address.o, mask_word.last ? "a netmask" : "an address with its netmask");
    return;
  }
  if (ios_word_is(f, i, end, "secondary", 3)) {
    add_secondary(f, ip, mask);
    return;
  }
  front_set_addr(f, &n->address, ip, place_join(at, mask_word));
  n->mask = mask;
}

static void remove_secondary(struct front *f, struct place word)
{
  struct ip_secondary **s = &ios_state(f)->interface->secondary;
  struct ip ip;
  if (!front_address(f, word, false, &ip)) return;
  while (*s && (*s)->ip.v4 != ip.v4) s = &(*s)->next;
  if (*s) *s = (*s)->next;
}

/* `no ip address [A MASK [secondary]]`: the last word says that the line is about that one alone. */
void ios_no_ip_address(struct front *f, struct place words)
{
  struct interface *n = ios_state(f)->interface;
  uint32_t first = ios_words_first(f, words), end = ios_words_end(f, words);
  if (end - first == 3 && ios_word_is(f, end - 1, end, "secondary", 3)) {
    remove_secondary(f, f->line.words[first]);
    return;
  }
  n->address = (struct addr){ .ip = { .kind = IP_NONE } };
  n->mask = 0;
  n->secondary = NULL;
}

void ios_unnumbered(struct front *f, struct place words)
{
  ios_set_interface(f, &ios_state(f)->interface->unnumbered, ios_words_first(f, words), ios_words_end(f, words));
}

/* An interface holds one map: the last line counts. */
void ios_apply_map(struct front *f, struct place name)
{
  struct interface *n = ios_state(f)->interface;
  const char *s = front_intern(f, name);
  if (n->policies && n->policies->s != s)
    front_issue2(f, "CFG004", name, n->policies->o.at, "this crypto map takes the place of the one applied before");
  n->policies = NULL;
  n->redundancy = (struct name){ 0 };
  front_add_ref(f, &n->policies, s, name);
}

void ios_apply_unread(struct front *f)
{
  f->router->application_unread = true;
  front_unreadable(f, NULL, "the name of one crypto map");
}

void ios_no_map_applied(struct front *f)
{
  ios_state(f)->interface->policies = NULL;
}

static struct shared_address *shared_group(struct front *f, const char *group, bool vrrp)
{
  struct shared_address **s = &ios_state(f)->interface->shared;
  while (*s && ((*s)->group != group || (*s)->vrrp != vrrp)) s = &(*s)->next;
  if (!*s) {
    *s = ARENA_NEW(f->router->arena, struct shared_address);
    (*s)->group = group;
    (*s)->vrrp = vrrp;
  }
  return *s;
}

/* `standby 1 ip 10.0.0.1`, `standby 1 name HA`; without a number it is group 0. */
void ios_shared_address(struct front *f, struct place words, bool vrrp)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), len;
  const char *word = front_text(f, f->line.words[i], &len);
  const char *group = isdigit((unsigned char)*word) ? front_intern(f, f->line.words[i++]) : names_intern(&f->router->names, "0", 1);
  struct ip ip;
  if (end - i == 2 && ios_word_is(f, i, end, "name", 4)) {
    struct shared_address *s = shared_group(f, group, vrrp);
    s->name = front_intern(f, f->line.words[i + 1]);
    s->named_at = front_whole(f);
  } else if (end - i == 2 && ios_word_is(f, i, end, "ip", 2) && front_address(f, f->line.words[i + 1], false, &ip))
    front_set_addr(f, &shared_group(f, group, vrrp)->address, ip, f->line.words[i + 1]);
  else front_ignore(f);
}

void ios_shutdown(struct front *f)
{
  ios_state(f)->interface->shutdown = true;
  ios_state(f)->interface->shutdown_at = front_whole(f);
}

void ios_interface_vrf(struct front *f, struct place name)
{
  ios_state(f)->interface->vrf = front_intern(f, name);
  ios_state(f)->interface->vrf_at = front_whole(f);
}

#define HIGHEST_VLAN 4094u

void ios_encapsulation(struct front *f, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), tag, inner = 0;
  struct interface *interface = ios_state(f)->interface;
  bool tagged = ios_word_is(f, i, end, "dot1q", 3) && i + 1 < end && front_number(f, f->line.words[i + 1], 1, HIGHEST_VLAN, &tag);
  if (tagged && ios_word_is(f, i + 2, end, "second-dot1q", 3))
    tagged = i + 3 < end && front_number(f, f->line.words[i + 3], 1, HIGHEST_VLAN, &inner);
  if (!tagged) {
    front_ignore(f);
    return;
  }
  interface->vlan = (uint16_t)tag;
  interface->inner_vlan = (uint16_t)inner;
  interface->vlan_at = front_whole(f);
}

/* ---- VRFs ---- */

void ios_vrf(struct front *f, struct place name)
{
  const char *s = front_intern(f, name);
  struct ios_slot *slot = ios_name_slot(f, IOS_A_VRF, s);
  struct vrf *v = slot->object;
  if (!v) {
    slot->object = v = ARENA_NEW(f->router->arena, struct vrf);
    *v = (struct vrf){ .name = s, .at = front_whole(f) };
    LIST_APPEND(f->router->vrfs, v);
  }
  ios_state(f)->vrf = v;
  ios_open(f, IOS_VRF);
}

/* ---- Tunnels ---- */

/* The open interface's tunnel; a tunnel line makes an interface of any other type one, so that nothing is lost. */
struct tunnel *ios_tunnel(struct front *f)
{
  struct interface *n = ios_state(f)->interface;
  if (!n->tunnel) n->tunnel = ARENA_NEW(f->router->arena, struct tunnel);
  return n->tunnel;
}

/* An address of IPv6 is kept as text: what runs over IPv6 is not modelled. */
static bool read_ipv6(struct front *f, struct place word, struct ip *ip)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  if (!memchr(s, ':', len)) return false; /* the text of every other address need not be kept */
  *ip = (struct ip) { .kind = IP_NAME, .text = front_intern(f, word) };
  return ip_is_v6(ip);
}

void ios_tunnel_source(struct front *f, struct place words)
{
  struct tunnel *t = ios_tunnel(f);
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  struct ip ip;
  if (ios_word_is(f, i, end, "dynamic", 4)) {
    front_set_addr(f, &t->source, (struct ip) { .kind = IP_DYNAMIC }, words);
    t->source_interface = (struct name) { .s = NULL };
  } else if (read_ipv6(f, f->line.words[i], &ip) || front_address(f, f->line.words[i], false, &ip)) {
    front_set_addr(f, &t->source, ip, f->line.words[i]);
    t->source_interface = (struct name) { .s = NULL };
  } else {
    ios_set_interface(f, &t->source_interface, i, end);
    t->source = (struct addr) { .ip = { .kind = IP_NONE } };
  }
}

void ios_tunnel_destination(struct front *f, struct place words)
{
  struct tunnel *t = ios_tunnel(f);
  struct place word = f->line.words[ios_words_first(f, words)];
  struct ip ip;
  if (ios_word_is(f, ios_words_first(f, words), f->line.count, "dynamic", 7))
    front_set_addr(f, &t->destination, (struct ip) { .kind = IP_DYNAMIC }, word);
  else if (read_ipv6(f, word, &ip) || ios_address_at(f, word, true, &t->destination.o, &ip)) front_set_addr(f, &t->destination, ip, word);
}

static void add_next_hop(struct front *f, struct ip inner, struct place outer)
{
  struct next_hop **end = &ios_tunnel(f)->next_hops;
  struct ip ip;
  if (!front_address(f, outer, true, &ip)) {
    front_ignore(f);
    return;
  }
  for (; *end; end = &(*end)->next)
    if (ip_equal(&(*end)->outer.ip, &ip) == TRI_YES) return;
  *end = ARENA_NEW(f->router->arena, struct next_hop);
  **end = (struct next_hop){ .inner = inner, .outer = { .ip = ip, .o = origin_line(outer) } };
}

/* The two addresses of `map A [MASK] B` and of `nhs A nbma B`; false: it is another line, or has none. */
static bool next_hop_words(struct front *f, struct place words, struct ip *inner, struct place *outer)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), mask;
  *inner = (struct ip){ .kind = IP_NONE };
  if (i + 2 < end && ios_word_is(f, i, end, "map", 3) && front_address(f, f->line.words[i + 1], false, inner)) {
    *outer = f->line.words[i + (i + 3 < end && front_mask(f, f->line.words[i + 2], &mask) ? 3 : 2)];
    return true;
  }
  if (i + 3 >= end || !ios_word_is(f, i, end, "nhs", 3) || !ios_word_is(f, i + 2, end, "nbma", 1)) return false;
  *outer = f->line.words[i + 3];
  return front_address(f, f->line.words[i + 1], false, inner) || ios_word_is(f, i + 1, end, "dynamic", 1);
}

void ios_nhrp(struct front *f, struct place words)
{
  struct ip inner;
  struct place outer;
  if (next_hop_words(f, words, &inner, &outer)) add_next_hop(f, inner, outer);
  else front_aside(f);
}

void ios_no_nhrp(struct front *f, struct place words)
{
  struct tunnel *t = ios_state(f)->interface->tunnel;
  struct ip inner, ip;
  struct place outer;
  front_ignore(f);
  if (!t || !next_hop_words(f, words, &inner, &outer) || !front_address(f, outer, true, &ip)) return;
  for (struct next_hop **h = &t->next_hops; *h; h = &(*h)->next)
    if (ip_equal(&(*h)->inner, &inner) == TRI_YES && ip_equal(&(*h)->outer.ip, &ip) == TRI_YES) {
      *h = (*h)->next;
      f->became = LEDGER_UNDERSTOOD;
      return;
    }
}

void ios_tunnel_mode(struct front *f, enum tunnel_mode mode, struct place at)
{
  front_set_num(f, &ios_tunnel(f)->mode, mode, at);
}

void ios_tunnel_protection(struct front *f, struct place name)
{
  front_set_ref(f, &ios_tunnel(f)->protection, front_intern(f, name), name);
}

/* `keepalive [SEC [RETRIES]]`: bare it is 10 seconds and 3 tries; on an interface that is no tunnel it is another thing. An interval
 * without text is that of `no keepalive`. */
void ios_tunnel_keepalive(struct front *f, struct place interval, struct place retries)
{
  struct tunnel *t = ios_state(f)->interface->tunnel;
  if (!t) {
    front_ignore(f);
    return;
  }
  if (interval.last == 1 || !interval.last) {
    t->keepalive = (struct num){ interval.last ? 0 : 10, origin_line(front_whole(f)) };
    t->keepalive_retries = interval.last ? (struct num){ .v = 0 } : (struct num){ 3, origin_line(front_whole(f)) };
    return;
  }
  ios_number(f, &t->keepalive, interval, 0, 32767, "the interval in seconds");
  if (retries.last) ios_number(f, &t->keepalive_retries, retries, 0, 255, "the number of tries");
}
