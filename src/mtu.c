/* MTU arithmetic; see mtu.h. An ESP packet is 8 bytes of header, the IV, the payload padded so that it fills the cipher's blocks together
 * with two trailing bytes, and the ICV. */
#include "src/mtu.h"

#define IP_HEADER 20u
#define TCP_HEADER 20u
#define GRE_HEADER 4u
#define ESP_HEADER 8u
#define ESP_TRAILER 2u
#define UDP_HEADER 8u

struct cipher_size {
  uint8_t block, iv, icv; /* icv: of ciphers that bring their own */
};

static bool size_of_cipher(uint32_t cipher, struct cipher_size *s)
{
  switch (cipher) {
  case CIPHER_NULL: *s = (struct cipher_size){ 4, 0, 0 }; return true;
  case CIPHER_DES:
  case CIPHER_3DES: *s = (struct cipher_size){ 8, 8, 0 }; return true;
  case CIPHER_AES128:
  case CIPHER_AES192:
  case CIPHER_AES256:
  case CIPHER_CAMELLIA128:
  case CIPHER_CAMELLIA192:
  case CIPHER_CAMELLIA256: *s = (struct cipher_size){ 16, 16, 0 }; return true;
  case CIPHER_CTR128:
  case CIPHER_CTR192:
  case CIPHER_CTR256: *s = (struct cipher_size){ 4, 8, 0 }; return true;
  case CIPHER_GCM128:
  case CIPHER_GCM192:
  case CIPHER_GCM256:
  case CIPHER_GMAC128:
  case CIPHER_GMAC192:
  case CIPHER_GMAC256: *s = (struct cipher_size){ 4, 8, 16 }; return true;
  default: return false;
  }
}

static bool size_of_hash(uint32_t hash, uint32_t *icv)
{
  switch (hash) {
  case HASH_UNSET:
  case HASH_NONE: *icv = 0; return true;
  case HASH_MD5:
  case HASH_SHA1:
  case HASH_XCBC: *icv = 12; return true;
  case HASH_SHA256: *icv = 16; return true;
  case HASH_SHA384: *icv = 24; return true;
  case HASH_SHA512: *icv = 32; return true;
  default: return false;
  }
}

uint32_t mtu_inner(const struct mtu_question *q)
{
  struct cipher_size c;
  uint32_t icv;
  if (!size_of_cipher(q->encryption, &c) || !size_of_hash(q->authentication, &icv)) return 0;
  if (c.icv) icv = c.icv;
  uint32_t gre = GRE_HEADER + (q->gre_key ? 4 : 0) + (q->gre_checksum ? 4 : 0);
  uint32_t outside = IP_HEADER + (q->nat_traversal ? UDP_HEADER : 0), inside = 0; /* around ESP, and inside it before the packet */
  switch (q->shape) {
  case MTU_GRE_IN_TRANSPORT: inside = gre; break;
  case MTU_GRE_IN_TUNNEL: inside = IP_HEADER + gre; break;
  case MTU_ESP_IN_GRE: outside += gre + IP_HEADER; break;
  case MTU_ESP_ALONE: break;
  }
  outside += ESP_HEADER + c.iv + icv;
  if (q->path <= outside) return 0;
  uint32_t room = (q->path - outside) / c.block * c.block;
  return room > ESP_TRAILER + inside ? room - ESP_TRAILER - inside : 0;
}

uint32_t mtu_segment(uint32_t inner)
{
  return inner > IP_HEADER + TCP_HEADER ? inner - IP_HEADER - TCP_HEADER : 0;
}
