/* Tables of words; V5's come first where both generations have one for a value, so that a writer of V7 takes its own (comware_spell.c). */
#include "grammar/comware/comware_words.h"

#include "src/model.h"

#include <string.h>

/* A bare aes-cbc is V5's; its key length follows as a word of its own. */
const struct comware_word comware_ike_ciphers[] = { { "des-cbc", CIPHER_DES }, { "3des-cbc", CIPHER_3DES }, { "aes-cbc", CIPHER_UNSET },
  { "aes-cbc-128", CIPHER_AES128 }, { "aes-cbc-192", CIPHER_AES192 }, { "aes-cbc-256", CIPHER_AES256 }, { "sm1-cbc", CIPHER_SM1 },
  { "sm1-cbc-128", CIPHER_SM1 }, { "sm1-cbc-192", CIPHER_SM1 }, { "sm1-cbc-256", CIPHER_SM1 }, { "sm4-cbc", CIPHER_SM4 }, { NULL, 0 } };

const struct comware_word comware_ike_hashes[] = { { "md5", HASH_MD5 }, { "sha", HASH_SHA1 }, { "sha256", HASH_SHA256 },
  { "sha384", HASH_SHA384 }, { "sha512", HASH_SHA512 }, { "sm3", HASH_SM3 }, { NULL, 0 } };

const struct comware_word comware_ike_groups[] = { { "group1", 1 }, { "group2", 2 }, { "group5", 5 }, { "group14", 14 }, { "group15", 15 },
  { "group16", 16 }, { "group19", 19 }, { "group20", 20 }, { "group21", 21 }, { "group24", 24 }, { NULL, 0 } };

const struct comware_word comware_ike_auths[] = { { "pre-share", AUTH_PSK }, { "rsa-signature", AUTH_RSA }, { "dsa-signature", AUTH_DSA },
  { "rsa-de", AUTH_RSA_ENCR }, { "sm2-de", AUTH_ECDSA }, { "ecdsa-signature", AUTH_ECDSA }, { NULL, 0 } };

const struct comware_word comware_exchanges[] = { { "main", EXCHANGE_MAIN }, { "aggressive", EXCHANGE_AGGRESSIVE },
  { "gm-main", EXCHANGE_OTHER }, { NULL, 0 } };

const struct comware_word comware_id_types[] = { { "ip", ID_ADDRESS }, { "name", ID_FQDN }, { "user-fqdn", ID_USER_FQDN }, { NULL, 0 } };

/* A bare aes is V5's. */
const struct comware_word comware_esp_ciphers[] = { { "des", CIPHER_DES }, { "des-cbc", CIPHER_DES }, { "3des", CIPHER_3DES },
  { "3des-cbc", CIPHER_3DES }, { "aes", CIPHER_UNSET }, { "aes-cbc-128", CIPHER_AES128 }, { "aes-cbc-192", CIPHER_AES192 },
  { "aes-cbc-256", CIPHER_AES256 }, { "null", CIPHER_NULL }, { "aes-ctr-128", CIPHER_CTR128 }, { "aes-ctr-192", CIPHER_CTR192 },
  { "aes-ctr-256", CIPHER_CTR256 }, { "camellia-cbc-128", CIPHER_CAMELLIA128 }, { "camellia-cbc-192", CIPHER_CAMELLIA192 },
  { "camellia-cbc-256", CIPHER_CAMELLIA256 }, { "gcm-128", CIPHER_GCM128 }, { "gcm-192", CIPHER_GCM192 }, { "gcm-256", CIPHER_GCM256 },
  { "gmac-128", CIPHER_GMAC128 }, { "gmac-192", CIPHER_GMAC192 }, { "gmac-256", CIPHER_GMAC256 }, { "sm1-cbc-128", CIPHER_SM1 },
  { "sm1-cbc-192", CIPHER_SM1 }, { "sm1-cbc-256", CIPHER_SM1 }, { "sm4-cbc", CIPHER_SM4 }, { NULL, 0 } };

const struct comware_word comware_esp_hashes[] = { { "md5", HASH_MD5 }, { "sha1", HASH_SHA1 }, { "sha256", HASH_SHA256 },
  { "sha384", HASH_SHA384 }, { "sha512", HASH_SHA512 }, { "sm3", HASH_SM3 }, { "aes-xcbc-mac", HASH_XCBC }, { NULL, 0 } };

const struct comware_word comware_protocols[] = { { "esp", PROTOCOL_ESP }, { "ah", PROTOCOL_AH }, { "ah-esp", PROTOCOL_AH_ESP },
  { NULL, 0 } };

const struct comware_word comware_encapsulations[] = { { "tunnel", ENCAPSULATION_TUNNEL }, { "transport", ENCAPSULATION_TRANSPORT },
  { "auto", ENCAPSULATION_AUTO }, { NULL, 0 } };

const struct comware_word comware_pfs_groups[] = { { "dh-group1", 1 }, { "dh-group2", 2 }, { "dh-group5", 5 }, { "dh-group14", 14 },
  { "dh-group15", 15 }, { "dh-group16", 16 }, { "dh-group19", 19 }, { "dh-group20", 20 }, { "dh-group21", 21 }, { "dh-group24", 24 },
  { NULL, 0 } };

const struct comware_word comware_ports[] = { { "ftp", 21 }, { "ftp-data", 20 }, { "ssh", 22 }, { "telnet", 23 }, { "smtp", 25 },
  { "dns", 53 }, { "domain", 53 }, { "bootps", 67 }, { "bootpc", 68 }, { "tftp", 69 }, { "www", 80 }, { "pop3", 110 }, { "ntp", 123 },
  { "snmp", 161 }, { "snmptrap", 162 }, { "bgp", 179 }, { "syslog", 514 }, { "rip", 520 }, { NULL, 0 } };

const struct comware_word comware_ip_protocols[] = { { "ip", PROTOCOL_ANY_IP }, { "icmp", 1 }, { "igmp", 2 }, { "ipinip", 4 }, { "tcp", 6 },
  { "udp", 17 }, { "gre", 47 }, { "ospf", 89 }, { NULL, 0 } };

const struct comware_word *comware_word_find(const struct comware_word *table, const char *s, size_t len)
{
  const struct comware_word *found = NULL;
  for (const struct comware_word *w = table; w->word; w++)
    if (!strncmp(w->word, s, len)) {
      if (!w->word[len]) return w;
      if (!found) found = w;
      else if (strncmp(w->word, found->word, strlen(found->word))) return NULL;
    }
  return len ? found : NULL;
}

const char *comware_word_for(const struct comware_word *table, uint32_t value)
{
  for (; table->word; table++)
    if (table->value == value) return table->word;
  return NULL;
}
