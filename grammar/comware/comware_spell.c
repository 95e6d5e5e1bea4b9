/* How Comware says what the model holds, for fixes and writers. V5 and V7 share the commands and differ in words. */
#include "grammar/comware/comware_dialect.h"
#include "grammar/comware/comware_words.h"

#include <string.h>

#define ADDRESS_SIZE 64

static const char *dotted(uint32_t v4, char *buffer)
{
  struct ip ip = { .v4 = v4, .kind = IP_V4 };
  return ip_print(&ip, buffer, ADDRESS_SIZE);
}

/* A name may be longer than any address. */
static const char *ip_text(struct arena *a, const struct ip *ip)
{
  char address[ADDRESS_SIZE];
  return ip->text && ip->kind != IP_V4 ? ip->text : arena_printf(a, "%s", ip_print(ip, address, sizeof address));
}

static const char *keyword(struct arena *a, const char *command, const struct comware_word *words, uint32_t value)
{
  const char *word = comware_word_for(words, value);
  return word ? arena_printf(a, "%s %s", command, word) : NULL;
}

/* The AES ciphers in V5's two words; NULL for others. */
static const char *v5_aes(uint32_t cipher, const char *const words[3])
{
  return cipher >= CIPHER_AES128 && cipher <= CIPHER_AES256 ? words[cipher - CIPHER_AES128] : NULL;
}

static const char *ike_encryption(struct arena *a, bool late, uint32_t cipher)
{
  static const char *const aes[] = { "aes-cbc 128", "aes-cbc 192", "aes-cbc 256" };
  const char *word = late ? NULL : v5_aes(cipher, aes);
  if (word) return arena_printf(a, "encryption-algorithm %s", word);
  if (!late && cipher != CIPHER_DES && cipher != CIPHER_3DES) return NULL;
  return keyword(a, "encryption-algorithm", comware_ike_ciphers, cipher);
}

static const char *esp_cipher(bool late, uint32_t cipher)
{
  static const char *const aes[] = { "aes 128", "aes 192", "aes 256" };
  if (late) return cipher == CIPHER_DES ? "des-cbc" : cipher == CIPHER_3DES ? "3des-cbc" : comware_word_for(comware_esp_ciphers, cipher);
  return cipher == CIPHER_DES ? "des" : cipher == CIPHER_3DES ? "3des" : v5_aes(cipher, aes);
}

/* Whose words a set is said in. */
struct wording {
  bool late;  /* V7's commands */
  bool words; /* V7's words for ciphers, which late V5 has in `ipsec transform-set` too */
  bool all;   /* also V7's words and lists where V5 has none: they were read in a V5 file, of a release between the two */
};

static const char *hash_word(bool late, uint32_t hash)
{
  return !late && hash != HASH_MD5 && hash != HASH_SHA1 ? NULL : comware_word_for(comware_esp_hashes, hash);
}

static const char *join(struct arena *a, const char *before, const char *line)
{
  return before ? arena_printf(a, "%s\n%s", before, line) : line;
}

/* One list of a set, with the words of V7 in late V5's `ipsec transform-set` too; "none" is an undo on V5, which has a default, and no line
 * on V7. Returns NULL where the dialect lacks a word. */
static bool spell_list(
  struct arena *a, struct wording how, const char *command, const struct num_list *list, bool hashes, const char **lines)
{
  const char *words = "";
  bool late = how.late;
  if (!is_known(&list->v.o) || !list->v.v || (hashes ? list->v.v == HASH_NONE : list->v.v == CIPHER_NULL && !late)) {
    if (!late && is_known(&list->v.o) && list->v.v) *lines = join(a, *lines, arena_printf(a, "undo %s", command));
    return true;
  }
  if (hashes && list->v.v == HASH_NONE) return true;
  for (const struct num_list *l = list; l; l = late || how.all ? l->next : NULL) {
    const char *word = hashes ? hash_word(late || how.all, l->v.v) : esp_cipher(how.words, l->v.v);
    if (!word && how.all) word = esp_cipher(true, l->v.v);
    if (!word) return false;
    words = arena_printf(a, "%s %s", words, word);
  }
  *lines = join(a, *lines, arena_printf(a, "%s%s", command, words));
  return true;
}

static const char *transforms(struct arena *a, struct wording how, const struct transform_set *set)
{
  const char *lines = NULL;
  uint32_t protocol = is_known(&set->protocol.o) ? set->protocol.v : PROTOCOL_ESP;
  if (protocol != PROTOCOL_ESP) lines = keyword(a, how.late ? "protocol" : "transform", comware_protocols, protocol);
  if (protocol != PROTOCOL_ESP && !spell_list(a, how, "ah authentication-algorithm", &set->ah, true, &lines)) return NULL;
  if (protocol != PROTOCOL_AH && !spell_list(a, how, "esp encryption-algorithm", &set->encryption, false, &lines)) return NULL;
  if (protocol != PROTOCOL_AH && !spell_list(a, how, "esp authentication-algorithm", &set->authentication, true, &lines)) return NULL;
  return lines;
}

static const char *key(struct arena *a, bool late, const struct setting_value *value)
{
  char address[ADDRESS_SIZE], mask[ADDRESS_SIZE];
  const char *secret = arena_printf(a, "%c%s%c", SECRET_OPEN, value->text, SECRET_CLOSE);
  if (!late) return arena_printf(a, "pre-shared-key simple %s", secret);
  if (!value->psk) return NULL;
  const struct ip *peer = &value->psk->peer;
  if (peer->kind == IP_NAME) return arena_printf(a, "pre-shared-key hostname %s key simple %s", peer->text, secret);
  bool any = peer->kind == IP_ANY;
  if (!any && peer->kind != IP_V4 && peer->kind != IP_MASKED) return NULL;
  return arena_printf(a, "pre-shared-key address %s %s key simple %s", any ? "0.0.0.0" : ip_print(peer, address, sizeof address),
    any ? "0" : dotted(value->psk->mask, mask), secret);
}

/* ---- ACL rules ---- */

static const char *ports(struct arena *a, const char *side, const struct acl_address *address)
{
  static const char *const operators[] = {
    [PORT_EQ] = "eq", [PORT_NEQ] = "neq", [PORT_GT] = "gt", [PORT_LT] = "lt", [PORT_RANGE] = "range"
  };
  if (address->port_op == PORT_ANY) return "";
  if (address->port_op == PORT_RANGE) return arena_printf(a, " %s-port range %u %u", side, address->port, address->port_high);
  return arena_printf(a, " %s-port %s %u", side, operators[address->port_op], address->port);
}

static const char *side(struct arena *a, const char *name, const struct acl_address *address)
{
  char ip[ADDRESS_SIZE], wildcard[ADDRESS_SIZE];
  switch (address->ip.kind) {
  case IP_V4: case IP_MASKED:
    ip_print(&address->ip, ip, sizeof ip);
    return arena_printf(a, " %s %s %s", name, ip, address->wildcard ? dotted(address->wildcard, wildcard) : "0");
  case IP_NAME: return arena_printf(a, " %s object-group %s", name, address->ip.text);
  default: return "";
  }
}

static const char *rule(struct arena *a, const struct acl_rule *r)
{
  const char *word = comware_word_for(comware_ip_protocols, r->protocol);
  const char *vrf = r->vrf ? arena_printf(a, " vpn-instance %s", r->vrf) : "";
  return arena_printf(a, "rule %u %s %s%s%s%s%s%s", r->sequence, r->permit ? "permit" : "deny",
    word ? word : arena_printf(a, "%u", r->protocol), vrf, side(a, "source", &r->source), ports(a, "source", &r->source),
    side(a, "destination", &r->destination), ports(a, "destination", &r->destination));
}

static const char *route(struct arena *a, const struct setting_value *value)
{
  char prefix[ADDRESS_SIZE], mask[ADDRESS_SIZE];
  return arena_printf(a, "ip route-static %s %s %s", ip_print(&value->ip, prefix, sizeof prefix), dotted(value->v, mask), value->text);
}

static const char *interface_address(struct arena *a, const struct setting_value *value)
{
  char address[ADDRESS_SIZE], mask[ADDRESS_SIZE];
  return arena_printf(a, "ip address %s %s", ip_print(&value->ip, address, sizeof address), dotted(value->v, mask));
}

static const char *with_address(struct arena *a, const char *command, const struct ip *ip)
{
  return arena_printf(a, "%s %s", command, ip_text(a, ip));
}

static const char *ike_hash(struct arena *a, bool late, uint32_t hash)
{
  return !late && hash != HASH_MD5 && hash != HASH_SHA1 ? NULL : keyword(a, "authentication-algorithm", comware_ike_hashes, hash);
}

static const char *group(struct arena *a, bool late, const char *command, const struct comware_word *words, uint32_t v)
{
  return !late && v > 14 ? NULL : keyword(a, command, words, v);
}

const char *comware_spell(struct arena *a, bool late, enum setting setting, const struct setting_value *value)
{
  switch (setting) {
  case SET_IKE_ENCRYPTION: return ike_encryption(a, late, value->v);
  case SET_IKE_HASH: return ike_hash(a, late, value->v);
  case SET_IKE_DH: return group(a, late, "dh", comware_ike_groups, value->v);
  case SET_IKE_AUTHENTICATION: return keyword(a, "authentication-method", comware_ike_auths, value->v);
  case SET_IKE_LIFETIME: return arena_printf(a, "sa duration %u", value->v);
  case SET_KEY: return key(a, late, value);
  case SET_PEER_ADDRESS: return with_address(a, "remote-address", &value->ip);
  case SET_EXPECTED_ADDRESS:
    return late ? arena_printf(a, "%s 255.255.255.255", with_address(a, "match remote identity address", &value->ip)) : NULL;
  case SET_EXCHANGE: return keyword(a, "exchange-mode", comware_exchanges, value->v);
  case SET_TRANSFORMS:
    return value->set ? transforms(a, (struct wording){ .late = late, .words = late || value->set->late }, value->set) : NULL;
  case SET_ENCAPSULATION: return keyword(a, "encapsulation-mode", comware_encapsulations, value->v);
  case SET_PFS: return value->v ? group(a, late, "pfs", comware_pfs_groups, value->v) : "undo pfs";
  case SET_ACL_RULE: return value->rule ? rule(a, value->rule) : NULL;
  case SET_TUNNEL_SOURCE: return with_address(a, "source", &value->ip);
  case SET_TUNNEL_DESTINATION: return with_address(a, "destination", &value->ip);
  case SET_TUNNEL_KEY: return value->text && !strcmp(value->text, "none") ? "undo gre key" : arena_printf(a, "gre key %u", value->v);
  case SET_INTERFACE_ADDRESS: return interface_address(a, value);
  case SET_APPLY_POLICY: return arena_printf(a, late ? "ipsec apply policy %s" : "ipsec policy %s", value->text);
  case SET_SECONDS: return arena_printf(a, "sa duration time-based %u", value->v);
  case SET_KILOBYTES: return arena_printf(a, "sa duration traffic-based %u", value->v);
  case SET_MTU: return arena_printf(a, "mtu %u", value->v);
  case SET_MSS: return arena_printf(a, "tcp mss %u", value->v);
  case SET_ROUTE: return route(a, value);
  case SET_DPD:
    return late ? arena_printf(a, "ike dpd interval %u on-demand", value->v) : NULL; /* V5 needs a block of its own and a reference to it */
  default: return NULL;
  }
}

const char *comware_spell_read(struct arena *a, bool late, enum setting setting, const struct setting_value *value)
{
  if (setting == SET_TRANSFORMS && !late) return transforms(a, (struct wording){ .words = value->set->late, .all = true }, value->set);
  const char *line = comware_spell(a, late, setting, value);
  return line ? line : comware_spell(a, true, setting, value);
}
