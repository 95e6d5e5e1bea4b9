/* What strongSwan calls things: algorithms, identities, traffic selectors. */
#include "grammar/swanctl/swanctl.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

/* ---- Algorithms ---- */

static const char *cipher_word(uint32_t v)
{
  static const char *const words[CIPHERS] = { [CIPHER_NULL] = "null",
    [CIPHER_DES] = "des",
    [CIPHER_3DES] = "3des",
    [CIPHER_AES128] = "aes128",
    [CIPHER_AES192] = "aes192",
    [CIPHER_AES256] = "aes256",
    [CIPHER_GCM128] = "aes128gcm16",
    [CIPHER_GCM192] = "aes192gcm16",
    [CIPHER_GCM256] = "aes256gcm16",
    [CIPHER_GMAC128] = "aes128gmac",
    [CIPHER_GMAC192] = "aes192gmac",
    [CIPHER_GMAC256] = "aes256gmac",
    [CIPHER_CTR128] = "aes128ctr",
    [CIPHER_CTR192] = "aes192ctr",
    [CIPHER_CTR256] = "aes256ctr",
    [CIPHER_CAMELLIA128] = "camellia128",
    [CIPHER_CAMELLIA192] = "camellia192",
    [CIPHER_CAMELLIA256] = "camellia256" };
  assert(v < CIPHERS);
  return words[v];
}

/* Ciphers that authenticate as well take no hash. */
static bool is_combined(uint32_t v)
{
  return v >= CIPHER_GCM128 && v <= CIPHER_GMAC256;
}

static const char *hash_word(uint32_t v)
{
  static const char *const words[HASHES] = { [HASH_MD5] = "md5",
    [HASH_SHA1] = "sha1",
    [HASH_SHA256] = "sha256",
    [HASH_SHA384] = "sha384",
    [HASH_SHA512] = "sha512",
    [HASH_XCBC] = "aesxcbc" };
  assert(v < HASHES);
  return words[v];
}

static const char *group_word(uint32_t group)
{
  static const char *const words[] = { [1] = "modp768",
    [2] = "modp1024",
    [5] = "modp1536",
    [14] = "modp2048",
    [15] = "modp3072",
    [16] = "modp4096",
    [17] = "modp6144",
    [18] = "modp8192",
    [19] = "ecp256",
    [20] = "ecp384",
    [21] = "ecp521",
    [22] = "modp1024s160",
    [23] = "modp2048s224",
    [24] = "modp2048s256",
    [31] = "curve25519" };
  return group < sizeof words / sizeof *words ? words[group] : NULL;
}

const char *swanctl_ike_proposal(struct arena *a, const struct ike_proposal *p)
{
  const char *cipher = cipher_word(p->encryption.v), *hash = hash_word(p->hash.v), *group = group_word(p->dh.v);
  if (!cipher || !hash || !group || !is_known(&p->encryption.o) || !is_known(&p->hash.o) || !is_known(&p->dh.o)) return NULL;
  return arena_printf(a, "%s-%s-%s", cipher, hash, group);
}

/* What is set nowhere, and by no default, is not used. */
static uint32_t chosen(const struct num_list *l, uint32_t none)
{
  return l->v.o.from == FROM_NOTHING || !l->v.v ? none : l->v.v;
}

static const char *with_group(struct arena *a, const char *algorithms, uint32_t pfs)
{
  const char *group = pfs ? group_word(pfs) : "";
  if (!algorithms || !group) return NULL;
  return pfs ? arena_printf(a, "%s-%s", algorithms, group) : algorithms;
}

static bool unread(const struct transform_set *s)
{
  return s->unmodelled || s->protocol.o.from == FROM_UNREAD || s->encryption.v.o.from == FROM_UNREAD ||
    s->authentication.v.o.from == FROM_UNREAD || s->ah.v.o.from == FROM_UNREAD;
}

const char *swanctl_child_proposal(struct arena *a, const struct transform_set *s, uint32_t pfs)
{
  if (unread(s) || s->protocol.v == PROTOCOL_AH_ESP) return NULL;
  if (s->protocol.v == PROTOCOL_AH) return with_group(a, hash_word(chosen(&s->ah, HASH_NONE)), pfs);
  uint32_t cipher = chosen(&s->encryption, CIPHER_NULL), hash = chosen(&s->authentication, HASH_NONE);
  if (!cipher_word(cipher)) return NULL;
  if (is_combined(cipher)) return with_group(a, cipher_word(cipher), pfs);
  if (hash == HASH_NONE) return cipher == CIPHER_NULL ? NULL : with_group(a, cipher_word(cipher), pfs);
  return hash_word(hash) ? with_group(a, arena_printf(a, "%s-%s", cipher_word(cipher), hash_word(hash)), pfs) : NULL;
}

/* ---- Identities ---- */

static const char *v4(struct arena *a, uint32_t v)
{
  return arena_printf(a, "%u.%u.%u.%u", v >> 24, v >> 16 & 255, v >> 8 & 255, v & 255);
}

static const char *address_id(struct arena *a, const struct identity *id)
{
  if (id->address.kind == IP_ANY) return "%any";
  if (id->address.kind != IP_V4) return NULL;
  if (id->high && id->high != id->address.v4) return arena_printf(a, "%s-%s", v4(a, id->address.v4), v4(a, id->high));
  if (id->mask && id->mask != UINT32_MAX) return arena_printf(a, "%s/%d", v4(a, id->address.v4 & id->mask), ip_mask_length(id->mask));
  return v4(a, id->address.v4);
}

const char *swanctl_id(struct arena *a, const struct identity *id)
{
  static const char *const prefixes[] = { [ID_FQDN] = "fqdn:", [ID_USER_FQDN] = "email:", [ID_KEY_ID] = "keyid:", [ID_DN] = "asn1dn:" };
  if (id->o.from == FROM_UNREAD) return NULL;
  if (id->type == ID_ADDRESS) return address_id(a, id);
  if (!id->text || id->type == ID_UNSET || id->type == ID_DN || id->type > ID_KEY_ID) return NULL;
  for (const char *s = id->text; *s; s++)
    if (!isgraph((unsigned char)*s) || strchr("\"\\#{}=", *s)) return NULL;
  return arena_printf(a, "%s%s", prefixes[id->type], id->text);
}

const struct identity *swanctl_expected(struct arena *a, const struct end *e, bool *several)
{
  const struct ike_profile *p = e->profile;
  *several = false;
  if (!p) return NULL;
  if (p->remote_name.s) {
    if (e->exchange.v != EXCHANGE_AGGRESSIVE) return NULL;
    struct identity *id = ARENA_NEW(a, struct identity);
    *id = (struct identity){ .type = ID_FQDN, .text = p->remote_name.s, .o = p->remote_name.o };
    return id;
  }
  if (!p->checks_identity || !p->expects) return NULL;
  *several = p->expects->next != NULL;
  return *several ? NULL : p->expects;
}

/* ---- Flows ---- */

static const char *ports(struct arena *a, const struct acl_address *s)
{
  switch (s->port_op) {
  case PORT_ANY: return "";
  case PORT_EQ: return arena_printf(a, "/%u", s->port);
  case PORT_GT: return s->port == UINT16_MAX ? NULL : arena_printf(a, "/%u-65535", s->port + 1u);
  case PORT_LT: return s->port ? arena_printf(a, "/0-%u", s->port - 1u) : NULL;
  case PORT_RANGE: return arena_printf(a, "/%u-%u", s->port, s->port_high);
  default: return NULL;
  }
}

const char *swanctl_selector(struct writing *w, const struct acl_address *s, uint16_t protocol)
{
  struct arena *a = w->arena;
  const char *net = "0.0.0.0/0", *port = ports(a, s);
  int length = ip_mask_length(~s->wildcard);
  if (!port || (s->ip.kind != IP_ANY && (s->ip.kind != IP_V4 || length < 0))) return NULL;
  if (s->ip.kind == IP_V4) net = arena_printf(a, "%s/%d", v4(a, s->ip.v4 & ~s->wildcard), length);
  return protocol == PROTOCOL_ANY_IP ? net : arena_printf(a, "%s[%u%s]", net, protocol, port);
}

const char *swanctl_name(struct arena *a, const char *s)
{
  char *copy = arena_strndup(a, s, strlen(s));
  for (char *c = copy; *c; c++)
    if (!isalnum((unsigned char)*c) && *c != '-' && *c != '_') *c = '_';
  return copy;
}
