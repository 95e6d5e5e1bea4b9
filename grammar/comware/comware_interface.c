/* Interfaces: addresses, tunnels, applied policies. */
#include "grammar/comware/comware.h"

#include <string.h>

/* Opens the view of the interface of that name. */
static bool open_interface(struct front *f, struct place name)
{
  const char *s = comware_interface_name(f, name);
  if (!s) return false;
  void **slot = comware_object(f, COMWARE_OF_INTERFACE, s, 0);
  if (!*slot) {
    struct interface *i = ARENA_NEW(f->arena, struct interface);
    i->name = s;
    i->shown = front_intern(f, name);
    i->at = front_whole(f);
    if (!memcmp(s, "tunnel", 6) && s[6] >= '0' && s[6] <= '9') i->tunnel = ARENA_NEW(f->arena, struct tunnel);
    LIST_APPEND(f->router->interfaces, i);
    *slot = i;
  }
  comware_state(f)->interface = *slot;
  front_open(f, COMWARE_INTERFACE);
  return true;
}

void comware_interface(struct front *f, struct place name, struct place mode)
{
  if (!open_interface(f, name)) front_unknown(f);
  else if (mode.last) comware_tunnel_mode(f, mode);
}

bool comware_prompt(struct front *f, struct place prompt)
{
  const char *s = f->scan.text + prompt.first, *close = *s == '[' ? memchr(s, ']', prompt.last - prompt.first) : NULL;
  if (!close) return false;
  uint32_t length = (uint32_t)(close - s), from = comware_full_name(s, length);
  if (!from)
    return !memchr(s, '-', length) ||
      (f->router->hostname.s && strlen(f->router->hostname.s) == length - 1 && !memcmp(f->router->hostname.s, s + 1, length - 1));
  struct place name = { prompt.first + from, prompt.first + length };
  struct front_line line = f->line;
  f->line = (struct front_line){ .words = &name, .count = 1, .capacity = 1, .text = name };
  open_interface(f, name);
  f->line = line;
  return false;
}

/* ---- ip ... ---- */

static void set_address(struct front *f, const struct place *w, uint32_t count)
{
  struct interface *i = comware_state(f)->interface;
  struct ip ip;
  uint32_t mask;
  if (!front_address(f, w[1], false, &ip)) {
    front_bad_word(f, w[1], &i->address.o, "an address");
    return;
  }
  if (count < 3 || !front_mask(f, w[2], &mask)) {
    front_bad_word(f, w[count < 3 ? 1 : 2], &i->address.o, "an address and its netmask");
    return;
  }
  if (count > 3 && comware_abbreviates(f, w[3], "sub", 1)) {
    struct ip_secondary **end = &i->secondary;
    for (; *end; end = &(*end)->next)
      if (ip_equal(&(*end)->ip, &ip) == TRI_YES) return;
    *end = ARENA_NEW(f->arena, struct ip_secondary);
    (*end)->ip = ip;
    (*end)->at = front_whole(f);
    (*end)->mask = mask;
    return;
  }
  front_set_addr(f, &i->address, ip, place_join(w[1], w[2]));
  i->mask = mask;
}

static void set_unnumbered(struct front *f, const struct place *w, uint32_t count)
{
  struct interface *i = comware_state(f)->interface;
  const char *s = count > 3 ? comware_interface_name(f, place_join(w[3], w[count - 1])) : NULL;
  if (s) front_set_name(f, &i->unnumbered, s, place_join(w[3], w[count - 1]));
  else i->unnumbered.o = origin_unread(front_whole(f));
}

void comware_interface_ip(struct front *f, struct place words)
{
  static const char *const dynamic[] = { "dhcp-alloc", "ppp-negotiate", "bootp-alloc", "cellular-alloc" };
  struct interface *i = comware_state(f)->interface;
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  if (comware_abbreviates(f, w[0], "binding", 1) && count > 2 && comware_abbreviates(f, w[1], "vpn-instance", 1)) {
    i->vrf = front_intern(f, w[2]);
    i->vrf_at = front_whole(f);
    return;
  }
  if (comware_abbreviates(f, w[0], "mtu", 2) && count == 2) {
    comware_set(f, FIELD_IP_MTU, w[1]);
    return;
  }
  if (!comware_abbreviates(f, w[0], "address", 1) || count < 2) {
    if (comware_abbreviates(f, w[0], "policy-based-route", 3)) f->router->policy_routing = true;
    front_ignore(f);
    return;
  }
  for (size_t k = 0; k < sizeof dynamic / sizeof *dynamic; k++)
    if (comware_abbreviates(f, w[1], dynamic[k], 1)) {
      front_set_addr(f, &i->address, (struct ip){ .kind = IP_DYNAMIC }, w[1]);
      i->mask = 0;
      return;
    }
  if (comware_abbreviates(f, w[1], "unnumbered", 1)) set_unnumbered(f, w, count);
  else set_address(f, w, count);
}

void comware_undo_ip(struct front *f, struct place words)
{
  struct interface *i = comware_state(f)->interface;
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  struct ip ip;
  if (!comware_abbreviates(f, w[0], "address", 1)) {
    if (comware_abbreviates(f, w[0], "binding", 1)) i->vrf = NULL;
    else if (comware_abbreviates(f, w[0], "mtu", 2)) i->ip_mtu = (struct num){ .v = 0 };
    else front_ignore(f);
    return;
  }
  if (count > 3 && front_address(f, w[1], false, &ip)) {
    for (struct ip_secondary **s = &i->secondary; *s; s = &(*s)->next)
      if ((*s)->ip.v4 == ip.v4) {
        *s = (*s)->next;
        return;
      }
    return;
  }
  i->address = (struct addr){ .ip = { .kind = IP_NONE } };
  i->mask = 0;
  i->unnumbered = (struct name){ .s = NULL };
}

void comware_shutdown(struct front *f)
{
  comware_state(f)->interface->shutdown = true;
  comware_state(f)->interface->shutdown_at = front_whole(f);
}

/* ---- Tunnels ---- */

/* The open interface's tunnel; a line that only tunnels have is no part of one on other interfaces. */
static struct tunnel *tunnel(struct front *f)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  if (!t) front_ignore(f);
  return t;
}

void comware_tunnel_mode(struct front *f, struct place words)
{
  struct tunnel *t = tunnel(f);
  uint32_t count, mode = TUNNEL_OTHER;
  const struct place *w = comware_words(f, words, &count);
  if (!t) return;
  bool ipv6 = count > 1 && comware_abbreviates(f, w[1], "ipv6", 4);
  bool p2mp = front_is(f, w[0], "gre-p2mp") || (count > 1 && front_is(f, w[0], "gre") && front_is(f, w[1], "p2mp")); /* V7, V5 */
  if (front_is(f, w[0], "gre") && !ipv6 && !p2mp) mode = TUNNEL_GRE;
  else if (p2mp || (front_is(f, w[0], "advpn") && count > 1 && front_is(f, w[1], "gre"))) mode = TUNNEL_GRE_MULTIPOINT;
  else if (front_is(f, w[0], "ipsec") && !ipv6) mode = TUNNEL_IPSEC;
  front_set_num(f, &t->mode, mode, words);
}

/* An address or an interface; the last line wins, so each takes the other's place. */
void comware_tunnel_source(struct front *f, struct place word)
{
  struct tunnel *t = tunnel(f);
  struct ip ip;
  const char *s;
  if (!t) return;
  if (front_address(f, word, false, &ip)) {
    if (is_written(&t->source_interface.o))
      front_overrides(f, word, t->source_interface.o.at);
    t->source_interface = (struct name){ .s = NULL };
    front_set_addr(f, &t->source, ip, word);
  } else if ((s = comware_interface_name(f, word))) {
    if (is_written(&t->source.o)) front_overrides(f, word, t->source.o.at);
    t->source = (struct addr){ .ip = { .kind = IP_NONE } };
    front_set_name(f, &t->source_interface, s, word);
  } else front_bad_word(f, word, &t->source.o, "an address or an interface");
}

void comware_tunnel_destination(struct front *f, struct place word)
{
  struct tunnel *t = tunnel(f);
  struct ip ip;
  if (!t) return;
  if (front_address(f, word, true, &ip)) front_set_addr(f, &t->destination, ip, word);
  else front_bad_word(f, word, &t->destination.o, "an address");
}

void comware_tunnel_unread(struct front *f, bool destination)
{
  struct tunnel *t = comware_state(f)->interface->tunnel;
  if (t) front_unreadable(f, destination ? &t->destination.o : &t->source.o, destination ? "an address" : "an address or an interface");
  else front_unknown(f);
}

void comware_tunnel_keepalive(struct front *f, struct place interval, struct place times)
{
  struct tunnel *t = tunnel(f);
  uint32_t v = 10;
  if (!t) return;
  if (interval.last && !front_number(f, interval, 1, 32767, &v)) {
    front_bad_word(f, interval, &t->keepalive.o, "1 to 32767 seconds");
    return;
  }
  front_set_num(f, &t->keepalive, v, front_whole(f));
  if (!times.last) return;
  if (front_number(f, times, 1, 255, &v)) front_set_num(f, &t->keepalive_retries, v, times);
  else front_bad_word(f, times, &t->keepalive_retries.o, "1 to 255 attempts");
}

void comware_tunnel_checksum(struct front *f)
{
  struct tunnel *t = tunnel(f);
  if (t) front_set_num(f, &t->checksum, 1, front_whole(f));
}

void comware_tunnel_protection(struct front *f, struct place name)
{
  struct tunnel *t = tunnel(f);
  if (t) front_set_ref(f, &t->protection, front_intern_folded(f, name), name);
}

void comware_tunnel_protection_unread(struct front *f)
{
  struct tunnel *t = tunnel(f);
  front_unreadable(f, t ? &t->protection.o : NULL, "`ipsec profile` and its name");
}

void comware_tunnel_vrf(struct front *f, struct place name)
{
  struct tunnel *t = tunnel(f);
  if (t) front_set_name(f, &t->vrf, front_intern(f, name), name);
}

/* ---- Subinterfaces ---- */

#define HIGHEST_VLAN 4094u

static uint16_t vlan(struct front *f, struct place word)
{
  uint32_t v;
  return word.last && front_number(f, word, 1, HIGHEST_VLAN, &v) ? (uint16_t)v : 0;
}

void comware_vlan(struct front *f, struct place tag, struct place inner)
{
  struct interface *i = comware_state(f)->interface;
  i->vlan = vlan(f, tag);
  i->inner_vlan = vlan(f, inner);
  i->vlan_at = front_whole(f);
}

/* ---- Policies ---- */

/* An interface takes one policy. */
void comware_apply(struct front *f, struct place name)
{
  struct interface *i = comware_state(f)->interface;
  if (!i->policies) i->policies = ARENA_NEW(f->arena, struct ref);
  front_set_ref(f, i->policies, front_intern_folded(f, name), name);
}

void comware_apply_unread(struct front *f)
{
  f->router->application_unread = true;
  front_unreadable(f, NULL, "the name of one policy");
}
