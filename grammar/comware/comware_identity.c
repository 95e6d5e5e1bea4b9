/* Identities: what this router calls itself, and what it expects the peer to call itself (V7). */
#include "grammar/comware/comware.h"

/* `address A`, `dn`, `fqdn [N]`, `user-fqdn [N]`; without N the host name is sent. */
void comware_identity(struct front *f, struct identity *identity, struct place words)
{
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  struct identity id = { .mask = UINT32_MAX, .o = origin_line(words) };
  if (identity->o.from == FROM_LINE)
    front_overrides(f, words, identity->o.at);
  if (comware_abbreviates(f, w[0], "address", 1)) {
    id.type = ID_ADDRESS;
    if (count > 2) id.o.from = FROM_UNREAD; /* IPv6 */
    else if (!front_address(f, w[1], false, &id.address)) {
      front_bad_word(f, w[1], &identity->o, "an address of this router");
      return;
    }
    id.high = id.address.v4;
  } else if (comware_abbreviates(f, w[0], "dn", 1)) id.type = ID_DN;
  else id.type = comware_abbreviates(f, w[0], "fqdn", 1) ? ID_FQDN : ID_USER_FQDN;
  if (id.type != ID_ADDRESS && count > 1) id.text = front_intern(f, w[1]);
  *identity = id;
}

static struct identity *new_expected(struct front *f, enum id_type type)
{
  struct ike_profile *p = comware_state(f)->profile;
  struct identity **end = &p->expects;
  while (*end) end = &(*end)->next;
  *end = ARENA_NEW(f->arena, struct identity);
  (*end)->type = (uint8_t)type;
  (*end)->mask = UINT32_MAX;
  (*end)->o = origin_line(front_whole(f));
  return *end;
}

/* The VPN instance that the line names; NULL: none. */
static const char *named_vrf(struct front *f)
{
  uint32_t count;
  const struct place *w = comware_words(f, front_whole(f), &count);
  for (uint32_t i = 0; i + 1 < count; i++)
    if (comware_abbreviates(f, w[i], "vpn-instance", 3)) return front_intern(f, w[i + 1]);
  return NULL;
}

/* Does the profile expect this address already: a session shows what was typed and `display this` below? */
static bool is_expected(const struct front *f, const struct identity *read)
{
  const struct identity *id = comware_state(f)->profile->expects;
  while (id &&
    (id->type != ID_ADDRESS || id->o.from != FROM_LINE || ip_equal(&id->address, &read->address) != TRI_YES || id->mask != read->mask ||
      id->high != read->high || id->vrf != read->vrf))
    id = id->next;
  return id;
}

void comware_match_address(struct front *f, struct place address, struct place second, bool range)
{
  struct ip ip, high = { 0 };
  uint32_t mask = UINT32_MAX;
  bool good = front_address(f, address, false, &ip);
  if (!good) front_bad_word(f, address, NULL, "a peer's address");
  else if (second.last && !(range ? front_address(f, second, false, &high) : front_mask(f, second, &mask))) {
    front_bad_word(f, second, NULL, range ? "the last address of the range" : "a netmask or its length");
    good = false;
  }
  struct identity read = { .address = ip, .mask = mask, .vrf = named_vrf(f), .high = range ? high.v4 : ip.v4 | ~mask };
  if (good && is_expected(f, &read)) return;
  struct identity *id = new_expected(f, ID_ADDRESS);
  if (!good) {
    id->o = origin_unread(front_whole(f));
    return;
  }
  id->address = ip;
  id->mask = mask;
  id->vrf = read.vrf;
  id->high = read.high;
}

void comware_match_name(struct front *f, enum id_type type, struct place name)
{
  new_expected(f, type)->text = front_intern(f, name);
}

void comware_match_certificate(struct front *f, struct place name)
{
  new_expected(f, ID_DN)->text = front_intern(f, name);
}

void comware_certificate(struct front *f, struct place name)
{
  struct ike_profile *p = comware_state(f)->profile;
  p->certificate = front_intern(f, name);
  p->certificate_at = front_whole(f);
}

/* IPv6 is not modelled: which address it is decides nothing. */
void comware_match_ipv6(struct front *f)
{
  front_ignore(f);
  new_expected(f, ID_UNSET)->o = origin_unread(front_whole(f));
}

/* It expects something that could not be read, so nothing can be said of what it refuses. */
void comware_match_unread(struct front *f)
{
  front_unknown(f);
  new_expected(f, ID_UNSET)->o = origin_unread(front_whole(f));
}
