/* Static routes, `ip route-static [vpn-instance V] DEST {MASK|LENGTH} {NEXT-HOP | INTERFACE [NEXT-HOP]} ...`, and the VPN instances whose
 * they may be. */
#include "grammar/comware/comware.h"

#include <string.h>

static bool starts_with_letter(const struct front *f, struct place word)
{
  uint32_t length;
  const char *s = front_text(f, word, &length);
  return (*s | 32) >= 'a' && (*s | 32) <= 'z';
}

static bool is_digit(const struct front *f, struct place word)
{
  uint32_t length;
  const char *s = front_text(f, word, &length);
  return *s >= '0' && *s <= '9' && !memchr(s, '.', length);
}

static bool is_address(const struct front *f, struct place word)
{
  uint32_t length;
  struct ip ip;
  const char *s = front_text(f, word, &length);
  return ip_parse(s, length, &ip);
}

/* What follows the way: `[public] [bfd ...] [track N] [permanent] [preference P] [tag T] [description TEXT]`. */
static void read_manner(struct front *f, struct route *r, const struct place *w, uint32_t count, uint32_t i)
{
  uint32_t number;
  for (; i < count && !comware_abbreviates(f, w[i], "description", 3); i++) {
    if (comware_abbreviates(f, w[i], "public", 3)) r->via_vrf = ROUTE_GLOBAL;
    else if (comware_abbreviates(f, w[i], "track", 3) || comware_abbreviates(f, w[i], "bfd", 3) ||
      comware_abbreviates(f, w[i], "backup-interface", 3))
      r->watched = true;
    else if (comware_abbreviates(f, w[i], "preference", 3) && i + 1 < count && front_number(f, w[i + 1], 1, UINT8_MAX, &number))
      r->preference = (uint8_t)number;
  }
}

/* Where the route leads: the words from `i` on. */
static void read_way(struct front *f, struct route *r, const struct place *w, uint32_t count, uint32_t i)
{
  if (i + 1 < count && comware_abbreviates(f, w[i], "vpn-instance", 3)) {
    r->via_vrf = front_intern(f, w[i + 1]);
    i += 2;
  }
  if (i < count && !is_address(f, w[i]) && starts_with_letter(f, w[i])) {
    bool apart = i + 1 < count && is_digit(f, w[i + 1]);
    const char *name = comware_interface_name(f, apart ? place_join(w[i], w[i + 1]) : w[i]);
    if (!name || !strpbrk(name, "0123456789")) { /* every interface has a number */
      r->unread = true;
      return;
    }
    r->interface_name = name;
    i += apart ? 2 : 1;
  }
  if (i < count && is_address(f, w[i])) front_address(f, w[i++], false, &r->via);
  read_manner(f, r, w, count, i);
}

/* Reads the line into `r`; false where it is no route to an IPv4 network. */
static bool read_route(struct front *f, struct place words, struct route *r)
{
  uint32_t count, i = 0;
  struct ip ip;
  const struct place *w = comware_words(f, words, &count);
  if (count > 2 && comware_abbreviates(f, w[0], "vpn-instance", 3)) {
    r->vrf = front_intern(f, w[1]);
    i = 2;
  }
  if (i >= count || !is_address(f, w[i])) {
    front_ignore(f); /* `default-preference` and the like */
    return false;
  }
  front_address(f, w[i], false, &ip);
  if (i + 2 >= count || !front_mask(f, w[i + 1], &r->mask)) {
    front_bad_word(f, w[i + 1 < count ? i + 1 : i], NULL, "a network, its netmask, and a next hop or an interface");
    return false;
  }
  r->prefix = ip.v4 & r->mask;
  if (ip.kind != IP_V4) {
    r->unread = true;
    r->prefix = 0;
    r->mask = UINT32_MAX;
  }
  read_way(f, r, w, count, i + 2);
  return true;
}

void comware_route(struct front *f, struct place words)
{
  struct route r = { .at = front_whole(f) };
  if (!read_route(f, words, &r)) return;
  struct route *kept = ARENA_NEW(f->arena, struct route);
  *kept = r;
  LIST_APPEND(f->router->routes, kept);
}

/* Without a next hop or interface every route to the network goes. */
static bool undone(const struct route *r, const struct route *by)
{
  if (r->prefix != by->prefix || r->mask != by->mask || r->vrf != by->vrf) return false;
  if (by->interface_name && by->interface_name != r->interface_name) return false;
  return by->via.kind == IP_NONE || by->via.v4 == r->via.v4;
}

void comware_undo_route(struct front *f, struct place words)
{
  struct router *router = f->router;
  struct route by = { .at = front_whole(f) };
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  struct ip ip;
  if (count == 2 && front_address(f, w[0], false, &ip) && front_mask(f, w[1], &by.mask)) by.prefix = ip.v4 & by.mask;
  else if (!read_route(f, words, &by)) return;
  for (struct route **r = &router->routes.first; *r;)
    if (undone(*r, &by)) *r = (*r)->next;
    else r = &(*r)->next;
  router->routes.end = &router->routes.first;
  while (*router->routes.end) router->routes.end = &(*router->routes.end)->next;
}

/* ---- VPN instances ---- */

void comware_vrf(struct front *f, struct place name)
{
  const char *s = front_intern(f, name);
  void **slot = comware_object(f, COMWARE_OF_VRF, s, 0);
  if (!*slot) {
    struct vrf *v = *slot = ARENA_NEW(f->arena, struct vrf);
    *v = (struct vrf){ .name = s, .at = front_whole(f) };
    LIST_APPEND(f->router->vrfs, v);
  }
  comware_state(f)->vrf = *slot;
  front_open(f, COMWARE_VRF);
}
