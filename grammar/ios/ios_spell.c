/* Lines as both systems of the family take them, for fixes and writers. Every value is written in full. */
#include "grammar/ios/ios_dialect.h"

#include "src/format.h"

#include <string.h>

/* ---- Algorithms ---- */

static const char *cipher_word(uint32_t v)
{
  switch (v) {
  case CIPHER_DES: return "des";
  case CIPHER_3DES: return "3des";
  case CIPHER_AES128: return "aes 128";
  case CIPHER_AES192: return "aes 192";
  case CIPHER_AES256: return "aes 256";
  case CIPHER_NULL: return "null";
  case CIPHER_SEAL: return "seal";
  case CIPHER_GCM128: return "gcm 128";
  case CIPHER_GCM192: return "gcm 192";
  case CIPHER_GCM256: return "gcm 256";
  case CIPHER_GMAC128: return "gmac 128";
  case CIPHER_GMAC192: return "gmac 192";
  case CIPHER_GMAC256: return "gmac 256";
  default: return NULL;
  }
}

/* Has phase 1 the cipher too? */
static bool is_ike_cipher(uint32_t v)
{
  return v == CIPHER_DES || v == CIPHER_3DES || v == CIPHER_AES128 || v == CIPHER_AES192 || v == CIPHER_AES256;
}

static const char *hash_word(uint32_t v)
{
  switch (v) {
  case HASH_MD5: return "md5";
  case HASH_SHA1: return "sha";
  case HASH_SHA256: return "sha256";
  case HASH_SHA384: return "sha384";
  case HASH_SHA512: return "sha512";
  default: return NULL;
  }
}

static const char *auth_word(uint32_t v)
{
  switch (v) {
  case AUTH_PSK: return "pre-share";
  case AUTH_RSA: return "rsa-sig";
  case AUTH_RSA_ENCR: return "rsa-encr";
  case AUTH_ECDSA: return "ecdsa-sig";
  default: return NULL;
  }
}

static const char *with_word(struct arena *a, const char *format, const char *word)
{
  if (!word) return NULL;
  char text[64];
  format_into(text, sizeof text, "%s %s", format, word);
  return arena_strndup(a, text, strlen(text));
}

static const char *transforms(struct arena *a, const struct transform_set *t)
{
  uint32_t cipher = t->encryption.v.v, hash = t->authentication.v.v, ah = t->ah.v.v;
  const char *cipher_text = cipher ? cipher_word(cipher) : "", *hash_text = hash && hash != HASH_NONE ? hash_word(hash) : "",
             *ah_text = ah && ah != HASH_NONE ? hash_word(ah) : "";
  if (!cipher_text || !hash_text || !ah_text || t->unmodelled || !t->name) return NULL;
  return arena_printf(a, "crypto ipsec transform-set %s%s%s%s%s%s%s%s%s", t->name, *ah_text ? " ah-" : "", ah_text, *ah_text ? "-hmac" : "",
    *cipher_text ? " esp-" : "", cipher_text, *hash_text ? " esp-" : "", hash_text, *hash_text ? "-hmac" : "");
}

/* ---- Rules ---- */

/* A name may be longer than any address, and stays where it is. */
static const char *ip_text(const struct ip *ip, char *buffer, size_t size)
{
  return ip->text && ip->kind != IP_V4 ? ip->text : ip_print(ip, buffer, size);
}

static const char *mask_text(uint32_t mask, char *buffer, size_t size)
{
  return ip_print(&(struct ip){ .kind = IP_V4, .v4 = mask }, buffer, size);
}

static const char *address_text(const struct acl_address *a, char *buffer, size_t size)
{
  char ip[64], wildcard[16];
  ip_print(&a->ip, ip, sizeof ip);
  if (a->ip.kind == IP_ANY) format_into(buffer, size, "any");
  else if (a->ip.kind == IP_NAME) format_into(buffer, size, "object-group %s", ip);
  else if (!a->wildcard) format_into(buffer, size, "host %s", ip);
  else format_into(buffer, size, "%s %s", ip, mask_text(a->wildcard, wildcard, sizeof wildcard));
  return buffer;
}

static const char *port_text(const struct acl_address *a, char *buffer, size_t size)
{
  static const char *const operators[] = { "", " eq", " neq", " gt", " lt", " range" };
  if (a->port_op == PORT_ANY) *buffer = '\0';
  else if (a->port_op == PORT_RANGE) format_into(buffer, size, " range %u %u", a->port, a->port_high);
  else format_into(buffer, size, "%s %u", operators[a->port_op], a->port);
  return buffer;
}

static const char *protocol_text(uint16_t protocol, char *buffer, size_t size)
{
  switch (protocol) {
  case PROTOCOL_ANY_IP: return "ip";
  case 1: return "icmp";
  case 6: return "tcp";
  case 17: return "udp";
  case 47: return "gre";
  case 50: return "esp";
  default: format_into(buffer, size, "%u", protocol); return buffer;
  }
}

static const char *rule_text(struct arena *a, const struct acl_rule *r, const char *list)
{
  char number[16] = "", protocol[8], source[160], source_port[32], destination[160], destination_port[32];
  if (r->sequence && !list) format_into(number, sizeof number, "%u ", r->sequence);
  return arena_printf(a, "%s%s%s%s%s %s %s%s %s%s", list ? "access-list " : "", list ? list : "", list ? " " : "", number,
    r->permit ? "permit" : "deny", protocol_text(r->protocol, protocol, sizeof protocol),
    address_text(&r->source, source, sizeof source), port_text(&r->source, source_port, sizeof source_port),
    address_text(&r->destination, destination, sizeof destination), port_text(&r->destination, destination_port, sizeof destination_port));
}

/* ---- Lines ---- */

const char *ios_spell_peer(struct arena *a, const struct psk *psk)
{
  char ip[128], mask[16];
  if (psk->peer.kind == IP_NAME) return arena_printf(a, " hostname %s", psk->peer.text);
  if (psk->peer.kind == IP_ANY) return " address 0.0.0.0 0.0.0.0";
  ip_print(&psk->peer, ip, sizeof ip);
  if (psk->mask == UINT32_MAX) return arena_printf(a, " address %s", ip);
  return arena_printf(a, " address %s %s", ip, mask_text(psk->mask, mask, sizeof mask));
}

const char *ios_spell(struct arena *a, enum setting setting, const struct setting_value *value)
{
  char room[64], mask[16];
  const char *ip = ip_text(&value->ip, room, sizeof room);
  switch (setting) {
  case SET_IKE_ENCRYPTION: return with_word(a, "encryption", is_ike_cipher(value->v) ? cipher_word(value->v) : NULL);
  case SET_IKE_HASH: return with_word(a, "hash", hash_word(value->v));
  case SET_IKE_DH: return arena_printf(a, "group %u", value->v);
  case SET_IKE_AUTHENTICATION: return with_word(a, "authentication", auth_word(value->v));
  case SET_IKE_LIFETIME: return arena_printf(a, "lifetime %u", value->v);
  case SET_PEER_ADDRESS: return arena_printf(a, "set peer %s", ip);
  case SET_EXPECTED_ADDRESS: return arena_printf(a, "match identity address %s 255.255.255.255", ip);
  case SET_TRANSFORMS: return transforms(a, value->set);
  case SET_ENCAPSULATION: return value->v == ENCAPSULATION_TRANSPORT ? "mode transport" : "mode tunnel";
  case SET_PFS: return value->v ? arena_printf(a, "set pfs group%u", value->v) : "no set pfs";
  case SET_ACL_RULE: return rule_text(a, value->rule, value->list);
  case SET_TUNNEL_SOURCE: return arena_printf(a, "tunnel source %s", ip);
  case SET_TUNNEL_DESTINATION: return arena_printf(a, "tunnel destination %s", ip);
  case SET_TUNNEL_KEY: return value->text && !strcmp(value->text, "none") ? "no tunnel key" : arena_printf(a, "tunnel key %u", value->v);
  case SET_INTERFACE_ADDRESS: return arena_printf(a, "ip address %s %s", ip, mask_text(value->v, mask, sizeof mask));
  case SET_APPLY_POLICY: return arena_printf(a, "crypto map %s", value->text);
  case SET_SECONDS: return arena_printf(a, "set security-association lifetime seconds %u", value->v);
  case SET_KILOBYTES:
    return value->v ? arena_printf(a, "set security-association lifetime kilobytes %u", value->v)
                    : "set security-association lifetime kilobytes disable";
  case SET_MTU: return arena_printf(a, "ip mtu %u", value->v);
  case SET_MSS: return arena_printf(a, "ip tcp adjust-mss %u", value->v);
  case SET_ROUTE: return arena_printf(a, "ip route %s %s %s", ip, mask_text(value->v, mask, sizeof mask), value->text);
  case SET_DPD: return value->v ? arena_printf(a, "crypto isakmp keepalive %u", value->v) : "no crypto isakmp keepalive";
  default: return NULL;
  }
}
