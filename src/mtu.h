/* How large a packet fits through GRE and ESP (RFC 2784, RFC 4303): no fragment, no options. */
#ifndef PEERLINT_MTU_H
#define PEERLINT_MTU_H

#include "src/model.h"

enum mtu_shape {
  MTU_GRE_IN_TRANSPORT, /* GRE in ESP transport mode */
  MTU_GRE_IN_TUNNEL,    /* GRE in ESP tunnel mode */
  MTU_ESP_IN_GRE,       /* ESP tunnel mode in GRE: IPsec over GRE */
  MTU_ESP_ALONE         /* ESP tunnel mode without GRE */
};

struct mtu_question {
  enum mtu_shape shape;
  uint32_t path;            /* bytes that the outer path carries */
  uint32_t encryption, authentication; /* enum cipher, enum hash */
  bool gre_key, gre_checksum, nat_traversal;
};

/* The largest inner IPv4 packet, 0 where the algorithms are not known. */
uint32_t mtu_inner(const struct mtu_question *q);

/* The largest TCP segment for that packet: 40 bytes of IPv4 and TCP headers less. */
uint32_t mtu_segment(uint32_t inner);

#endif
