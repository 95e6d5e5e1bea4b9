/* IPv4 addresses as configs hold them: whole, masked for publication (`148.x.x.30`), a host name, or assigned at run time.
 *
 * Comparisons have three outcomes, because a masked octet can hide equality or difference. */
#ifndef PEERLINT_IP_H
#define PEERLINT_IP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tri { TRI_NO, TRI_YES, TRI_CANNOT_TELL };

enum ip_kind {
  IP_NONE,    /* not set */
  IP_V4,      /* four octets in `v4`, in host byte order */
  IP_MASKED,  /* some octets hidden: `text` is the address as written (interned), `v4` holds the visible octets, `hidden` one bit an octet,
                 bit 3 the first */
  IP_NAME,    /* a host name in `text` */
  IP_DYNAMIC, /* assigned at run time */
  IP_ANY      /* every address */
};

struct ip {
  uint32_t v4;
  uint8_t kind;   /* enum ip_kind */
  uint8_t hidden;
  const char *text; /* interned; NULL for IP_V4 */
};

/* Reads a dotted quad, also a masked one (an octet of up to three equal letters or stars: `x`, `yyy`, `***`). Sets kind IP_V4 or IP_MASKED;
 * for IP_MASKED the caller sets `text`. False where it is neither; octets over 255 are refused. */
bool ip_parse(const char *s, size_t len, struct ip *out);

/* Reads a netmask in dotted form or a prefix length 0..32 ("30"); false where it is no contiguous mask. */
bool ip_parse_mask(const char *s, size_t len, uint32_t *mask);

/* Are both the same address? Masked addresses are equal when their texts are, cannot tell when their visible octets agree. */
enum tri ip_equal(const struct ip *a, const struct ip *b);

/* Is it an address of IPv6 (RFC 4291), kept as a name's text? */
bool ip_is_v6(const struct ip *ip);

/* Are both hosts of one subnet under `mask`? */
enum tri ip_same_subnet(const struct ip *a, const struct ip *b, uint32_t mask);

/* Prefix length of a contiguous netmask, -1 of any other word. */
int ip_mask_length(uint32_t mask);

/* Is it a netmask: no one behind a zero? */
bool ip_is_mask(uint32_t mask);

/* Writes dotted quad, masked text, name, "dynamic" or "any" into `buffer` (at least 16 bytes for addresses; longer names are cut). Returns
 * `buffer`. */
const char *ip_print(const struct ip *ip, char *buffer, size_t size);

#endif
