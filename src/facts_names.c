/* The names that the contract has for the values of a negotiation, which reports and messages use. */
#include <assert.h>

#include "src/facts.h"

static const char *name_in(const char *const *names, unsigned count, uint32_t v)
{
  assert(v < count);
  return names[v];
}

const char *cipher_name(uint32_t v)
{
  static const char *const names[CIPHERS] = { [CIPHER_UNSET] = "unknown",
    [CIPHER_NULL] = "null",
    [CIPHER_DES] = "des",
    [CIPHER_3DES] = "3des",
    [CIPHER_AES128] = "aes128",
    [CIPHER_AES192] = "aes192",
    [CIPHER_AES256] = "aes256",
    [CIPHER_GCM128] = "aes128gcm",
    [CIPHER_GCM192] = "aes192gcm",
    [CIPHER_GCM256] = "aes256gcm",
    [CIPHER_GMAC128] = "aes128gmac",
    [CIPHER_GMAC192] = "aes192gmac",
    [CIPHER_GMAC256] = "aes256gmac",
    [CIPHER_CTR128] = "aes128ctr",
    [CIPHER_CTR192] = "aes192ctr",
    [CIPHER_CTR256] = "aes256ctr",
    [CIPHER_CAMELLIA128] = "camellia128",
    [CIPHER_CAMELLIA192] = "camellia192",
    [CIPHER_CAMELLIA256] = "camellia256",
    [CIPHER_SEAL] = "seal",
    [CIPHER_SM1] = "sm1",
    [CIPHER_SM4] = "sm4" };
  return name_in(names, CIPHERS, v);
}

const char *hash_name(uint32_t v)
{
  static const char *const names[HASHES] = { [HASH_UNSET] = "unknown",
    [HASH_NONE] = "none",
    [HASH_MD5] = "md5",
    [HASH_SHA1] = "sha1",
    [HASH_SHA256] = "sha256",
    [HASH_SHA384] = "sha384",
    [HASH_SHA512] = "sha512",
    [HASH_SM3] = "sm3",
    [HASH_XCBC] = "aesxcbc" };
  return name_in(names, HASHES, v);
}

const char *auth_name(uint32_t v)
{
  static const char *const names[AUTHS] = {
    [AUTH_UNSET] = "unknown", [AUTH_PSK] = "psk", [AUTH_RSA] = "rsa", [AUTH_DSA] = "dsa", [AUTH_RSA_ENCR] = "rsa", [AUTH_ECDSA] = "ecdsa"
  };
  return name_in(names, AUTHS, v);
}

const char *result_name(enum result r)
{
  static const char *const names[] = { "up", "down", "partial", "undetermined", "never" };
  return names[r];
}
