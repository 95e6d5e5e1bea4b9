/* The actions of static routes and of NAT: what becomes of a packet on its way through the router. */
#include "grammar/ios/ios.h"

#include <stdlib.h>
#include <string.h>

/* ---- Routes ---- */

static bool read_next_hop(struct front *f, struct route *r, uint32_t i, uint32_t end)
{
  uint32_t len;
  if (i >= end) return false;
  const char *s = front_text(f, f->line.words[i], &len);
  return memchr(s, '.', len) && front_address(f, f->line.words[i], false, &r->via);
}

/* What follows the way: `[DISTANCE] [global] [tag N] [name TEXT] [track N] [permanent]`. */
static void read_manner(struct front *f, struct route *r, uint32_t i, uint32_t end)
{
  uint32_t number;
  for (; i < end; i++) {
    if (ios_word_is(f, i, end, "name", 2) || ios_word_is(f, i, end, "tag", 2)) i++;
    else if (ios_word_is(f, i, end, "global", 1)) r->via_vrf = ROUTE_GLOBAL;
    else if (ios_word_is(f, i, end, "track", 2)) r->watched = true, i++;
    else if (front_number(f, f->line.words[i], 1, UINT8_MAX, &number)) r->preference = (uint8_t)number;
  }
}

/* `{IF [NH] | NH | dhcp} [more]` behind prefix and mask. */
static void read_way(struct front *f, struct route *r, struct place words)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  struct place at;
  if (read_next_hop(f, r, i, end) || ios_word_is(f, i, end, "dhcp", 4)) i++;
  else {
    const char *name = ios_interface_name(f, &i, end, &at);
    if (!name || !strpbrk(name, "0123456789")) { /* every interface has a number */
      r->unread = true;
      return;
    }
    r->interface_name = name;
    if (read_next_hop(f, r, i, end)) i++;
  }
  read_manner(f, r, i, end);
}

static bool read_prefix(struct front *f, struct route *r, struct place prefix, struct place mask)
{
  struct ip ip;
  if (!front_address(f, prefix, false, &ip) || ip.kind != IP_V4 || !front_mask(f, mask, &r->mask)) return false;
  r->prefix = ip.v4 & r->mask;
  return true;
}

void ios_route(struct front *f, struct place vrf, struct place prefix, struct place mask, struct place words)
{
  struct route *r = ARENA_NEW(f->router->arena, struct route);
  r->at = front_whole(f);
  if (vrf.last) r->vrf = front_intern(f, vrf);
  if (!read_prefix(f, r, prefix, mask)) {
    r->unread = true;
    r->prefix = 0;
    r->mask = UINT32_MAX;
  }
  read_way(f, r, words);
  LIST_APPEND(f->router->routes, r);
}

void ios_no_route(struct front *f, struct place prefix, struct place mask, struct place words)
{
  struct route gone = { .prefix = 0 };
  if (!read_prefix(f, &gone, prefix, mask)) return;
  if (words.last) read_way(f, &gone, words);
  for (struct route *r = f->router->routes.first; r; r = r->next) {
    bool same_way = !words.last || (r->interface_name == gone.interface_name && r->via.kind == gone.via.kind && r->via.v4 == gone.via.v4);
    if (!r->unread && r->prefix == gone.prefix && r->mask == gone.mask && same_way) ios_remove(f, &r->at);
  }
}

/* ---- NAT ---- */

/* `... interface GigabitEthernet0/0 vrf GUEST overload`, `... pool P vrf GUEST overload`. */
static const char *nat_vrf(struct front *f, uint32_t i, uint32_t end)
{
  for (; i + 1 < end; i++)
    if (ios_word_is(f, i, end, "vrf", 3)) return front_intern(f, f->line.words[i + 1]);
  return NULL;
}

void ios_nat(struct front *f, bool route_map, struct place name, struct place words, bool interface)
{
  struct nat_rule *n = ARENA_NEW(f->router->arena, struct nat_rule);
  struct ref ref = { .s = front_intern(f, name), .o = origin_line(name) };
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words);
  if (route_map) n->route_map = ref;
  else n->acl = ref;
  n->at = front_whole(f);
  if (interface) {
    struct place at;
    const char *name_of = ios_interface_name(f, &i, end, &at);
    n->interface_name.s = name_of ? name_of : front_intern(f, at);
    n->interface_name.o = origin_line(at);
  } else n->pool = front_intern(f, f->line.words[i]);
  n->vrf = nat_vrf(f, i, end);
  LIST_APPEND(f->router->nats, n);
}

void ios_no_nat(struct front *f, bool route_map, struct place name)
{
  const char *s = front_intern(f, name);
  for (struct nat_rule *n = f->router->nats.first; n; n = n->next)
    if ((route_map ? n->route_map.s : n->acl.s) == s) ios_remove(f, &n->at);
}

/* `[network] INNER {OUTER [MASK | /LENGTH] | interface IF} [no-alias] [extendable]`: what it translates always and whole. A port's, a route
 * map's and a VRF's leave much of the inner addresses' traffic alone, and some write an address that stays as it is. */
static bool read_static(struct front *f, struct place words, struct acl_address *inner)
{
  uint32_t i = ios_words_first(f, words), end = ios_words_end(f, words), len;
  bool network = ios_word_is(f, i, end, "network", 7);
  if (network) i++;
  struct ip ip, outer;
  if (i + 1 >= end || !front_address(f, f->line.words[i], false, &ip) || ip.kind != IP_V4) return false;
  bool interface = !network && ios_word_is(f, i + 1, end, "interface", 3);
  if (!interface && (!front_address(f, f->line.words[i + 1], false, &outer) || outer.kind != IP_V4 || outer.v4 == ip.v4)) return false;
  *inner = (struct acl_address){ .ip = ip, .port_op = PORT_ANY };
  i += 2;
  if (network) {
    uint32_t mask;
    if (i >= end) return false;
    const char *length = front_text(f, f->line.words[i], &len);
    if (len > 1 && len < 4 && *length == '/') {
      unsigned long bits = strtoul(length + 1, NULL, 10);
      if (bits < 1 || bits > 32) return false;
      mask = UINT32_MAX << (32 - bits);
    } else if (!front_mask(f, f->line.words[i], &mask)) return false;
    inner->wildcard = ~mask;
    inner->ip.v4 &= mask;
  }
  for (; i < end; i++)
    if (ios_word_is(f, i, end, "vrf", 3) || ios_word_is(f, i, end, "route-map", 7)) return false;
  return true;
}

void ios_static_nat(struct front *f, struct place words)
{
  struct acl_address inner;
  f->router->static_nat = true;
  front_ignore(f);
  if (!read_static(f, words, &inner)) return;
  front_aside(f);
  LIST_APPEND(f->router->statics, front_static_nat(f, inner));
}

void ios_no_static_nat(struct front *f, struct place words)
{
  struct acl_address inner;
  front_ignore(f);
  if (!read_static(f, words, &inner)) return;
  struct nat_rule **n = &f->router->statics.first;
  for (; *n; n = &(*n)->next) {
    const struct acl_address *own = &((struct acl *)(*n)->acl.to)->rules->source;
    if (own->ip.v4 == inner.ip.v4 && own->wildcard == inner.wildcard) break;
  }
  if (*n) *n = (*n)->next;
  if (!*n) f->router->statics.end = n;
}
