/* What packets meet at an interface besides its policy: source NAT, and packet filters. */
#include "grammar/comware/comware.h"

/* ---- Source NAT: `nat outbound [ACL | name ACL] [address-group ...]` ---- */

/* The line's rule: sets the ACL's word, or none. False where the line is none that translates by an ACL. */
static bool nat_outbound(struct front *f, struct place words, struct place *acl)
{
  uint32_t count, number;
  const struct place *w = comware_words(f, words, &count);
  *acl = (struct place){ 0, 0 };
  if (!comware_abbreviates(f, w[0], "outbound", 1)) return false;
  if (count == 1 || comware_abbreviates(f, w[1], "address-group", 1)) return true;
  if (front_number(f, w[1], 2000, 3999, &number)) *acl = w[1];
  else if (count > 2 && front_is(f, w[1], "name")) *acl = w[2];
  return acl->last;
}

/* `static enable`, in V5 `outbound static`: what the system view's lines translate always is translated here. */
static bool is_static_enable(const struct front *f, struct place words)
{
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  return count == 2 &&
    ((comware_abbreviates(f, w[0], "static", 1) && comware_abbreviates(f, w[1], "enable", 1)) ||
      (comware_abbreviates(f, w[0], "outbound", 1) && comware_abbreviates(f, w[1], "static", 1)));
}

void comware_nat(struct front *f, struct place words)
{
  struct nat_rule **end = &comware_state(f)->interface->nat;
  struct place acl;
  if (!nat_outbound(f, words, &acl)) {
    front_ignore(f);
    if (is_static_enable(f, words)) comware_state(f)->interface->nat_static = true;
    return;
  }
  const char *s = acl.last ? front_intern_folded(f, acl) : NULL;
  for (; *end; end = &(*end)->next)
    if ((*end)->acl.s == s) return; /* entered again */
  *end = ARENA_NEW(f->arena, struct nat_rule);
  (*end)->at = front_whole(f);
  if (acl.last) front_set_ref(f, &(*end)->acl, s, acl);
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  for (uint32_t i = 1; i + 1 < count; i++)
    if (comware_abbreviates(f, w[i], "address-group", 1)) (*end)->pool = front_intern(f, w[i + 1]);
}

void comware_filter(struct front *f, struct place words)
{
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  bool named = count == 3 && comware_abbreviates(f, w[0], "name", 1);
  front_ignore(f);
  if ((count == 2 || named) && comware_abbreviates(f, w[count - 1], "inbound", 1))
    front_set_ref(f, &comware_state(f)->interface->filter, front_intern_folded(f, w[named]), w[named]);
}

/* What packet filters of interfaces wait for; SecPath puts another word before it. */
void comware_firewall(struct front *f, struct place words)
{
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  front_ignore(f);
  if (count > 1 && comware_abbreviates(f, w[0], "packet-filter", 2)) {
    w++;
    count--;
  }
  if (comware_abbreviates(f, w[0], "enable", 2)) f->router->filters = (struct num){ .v = true, .o = origin_line(front_whole(f)) };
  else if (count > 1 && comware_abbreviates(f, w[0], "default", 3))
    f->router->filter_rest = (struct num){ .v = comware_abbreviates(f, w[1], "deny", 1), .o = origin_line(front_whole(f)) };
}

void comware_undo_nat(struct front *f, struct place words)
{
  struct place acl;
  if (!nat_outbound(f, words, &acl)) {
    front_ignore(f);
    if (is_static_enable(f, words)) comware_state(f)->interface->nat_static = false;
    return;
  }
  const char *s = acl.last ? front_intern_folded(f, acl) : NULL;
  for (struct nat_rule **n = &comware_state(f)->interface->nat; *n; n = &(*n)->next)
    if ((*n)->acl.s == s) {
      *n = (*n)->next;
      return;
    }
}

/* In system view: a NAT policy holds rules for every interface, and none of them is read. */
void comware_nat_rules(struct front *f)
{
  front_ignore(f);
  f->router->nat_unread = true;
  front_open(f, COMWARE_NONE);
  f->left = true;
}

/* ---- Static NAT: `nat static [outbound] {INNER OUTER | net-to-net FIRST LAST global NETWORK MASK}` ---- */

/* The whole network that the range of inner addresses is, as far as its hosts go; false where it is a part of one. */
static bool read_range(struct front *f, const struct place *w, uint32_t count, struct acl_address *inner)
{
  struct ip first, last;
  uint32_t mask;
  if (count != 5 || !comware_abbreviates(f, w[2], "global", 1) || !front_address(f, w[0], false, &first) ||
    !front_address(f, w[1], false, &last) || !front_mask(f, w[4], &mask) || first.kind != IP_V4 || last.kind != IP_V4)
    return false;
  *inner = (struct acl_address){ .ip = { .kind = IP_V4, .v4 = first.v4 & mask }, .wildcard = ~mask, .port_op = PORT_ANY };
  return !((first.v4 ^ last.v4) & mask) && (first.v4 & ~mask) <= 1 && (last.v4 & ~mask) + 1 >= ~mask;
}

/* One with a list or in a VPN instance leaves much of the inner addresses' traffic alone. */
static bool read_static(struct front *f, struct place words, struct acl_address *inner)
{
  uint32_t count;
  struct ip ip, outer;
  const struct place *w = comware_words(f, words, &count);
  if (count > 1 && comware_abbreviates(f, w[0], "outbound", 1)) {
    w++;
    count--;
  }
  if (comware_abbreviates(f, w[0], "net-to-net", 1)) return read_range(f, w + 1, count - 1, inner);
  if (count != 2 || !front_address(f, w[0], false, &ip) || !front_address(f, w[1], false, &outer) || ip.kind != IP_V4 ||
    outer.kind != IP_V4 || ip.v4 == outer.v4)
    return false;
  *inner = (struct acl_address){ .ip = ip, .port_op = PORT_ANY };
  return true;
}

void comware_static_nat(struct front *f, struct place words)
{
  struct acl_address inner;
  front_ignore(f);
  if (!read_static(f, words, &inner)) return;
  front_aside(f);
  LIST_APPEND(f->router->statics, front_static_nat(f, inner));
}

void comware_undo_static_nat(struct front *f, struct place word)
{
  struct ip ip;
  struct nat_rule **n = &f->router->statics.first;
  front_ignore(f);
  if (!front_address(f, word, false, &ip) || ip.kind != IP_V4) return;
  while (*n && ((struct acl *)(*n)->acl.to)->rules->source.ip.v4 != ip.v4) n = &(*n)->next;
  if (*n) *n = (*n)->next;
  if (!*n) f->router->statics.end = n;
}
