/* Arithmetic of flows: does one contain or meet another (RFC 4301 section 4.4.1)? */
#include "src/facts.h"

/* One side of a rule: its address and port, seen with source and destination exchanged or not. */
static const struct acl_address *side(const struct acl_rule *r, bool source, bool exchanged)
{
  return source != exchanged ? &r->source : &r->destination;
}

static uint32_t care(const struct acl_address *a)
{
  return ~a->wildcard;
}

static bool is_masked(const struct acl_address *a)
{
  return a->ip.kind == IP_MASKED;
}

/* Masked addresses with equal texts and wildcards are equal; of others only the visible octets are known. */
static enum tri masked_contains(const struct acl_address *a, const struct acl_address *b)
{
  if (a->ip.kind == IP_ANY) return TRI_YES;
  if (b->ip.kind == IP_ANY) return TRI_NO;
  if (a->wildcard == b->wildcard && ip_equal(&a->ip, &b->ip) == TRI_YES) return TRI_YES;
  return ip_same_subnet(&a->ip, &b->ip, care(a)) == TRI_NO ? TRI_NO : TRI_CANNOT_TELL;
}

static enum tri address_contains(const struct acl_address *a, const struct acl_address *b)
{
  if (a->ip.kind == IP_ANY && b->ip.kind == IP_DYNAMIC) return TRI_YES;
  if (a->ip.kind == IP_NAME || b->ip.kind == IP_NAME || a->ip.kind == IP_NONE || b->ip.kind == IP_NONE || a->ip.kind == IP_DYNAMIC ||
    b->ip.kind == IP_DYNAMIC)
    return TRI_CANNOT_TELL;
  if (is_masked(a) || is_masked(b)) return masked_contains(a, b);
  if (a->ip.kind == IP_ANY || !care(a)) return TRI_YES;
  if (b->ip.kind == IP_ANY) return TRI_NO;
  return !(care(a) & ~care(b)) && !((a->ip.v4 ^ b->ip.v4) & care(a)) ? TRI_YES : TRI_NO;
}

static enum tri address_overlaps(const struct acl_address *a, const struct acl_address *b)
{
  if (a->ip.kind == IP_NAME || b->ip.kind == IP_NAME || a->ip.kind == IP_NONE || b->ip.kind == IP_NONE || a->ip.kind == IP_DYNAMIC ||
    b->ip.kind == IP_DYNAMIC)
    return TRI_CANNOT_TELL;
  if (a->ip.kind == IP_ANY || b->ip.kind == IP_ANY) return TRI_YES;
  if (is_masked(a) || is_masked(b)) return ip_same_subnet(&a->ip, &b->ip, care(a) & care(b));
  return (a->ip.v4 ^ b->ip.v4) & care(a) & care(b) ? TRI_NO : TRI_YES;
}

/* The ports of an address as ranges: at most two (neq). */
struct ports {
  unsigned low[2], high[2], count;
};

static struct ports ports_of(const struct acl_address *a)
{
  switch (a->port_op) {
  case PORT_EQ: return (struct ports){ { a->port }, { a->port }, 1 };
  case PORT_GT: return (struct ports){ { a->port + 1u }, { 65535 }, 1 };
  case PORT_LT: return (struct ports){ { 0 }, { a->port ? a->port - 1u : 0 }, 1 };
  case PORT_RANGE: return (struct ports){ { a->port }, { a->port_high }, 1 };
  case PORT_NEQ: return a->port ? (struct ports){ { 0, a->port + 1u }, { a->port - 1u, 65535 }, 2 } : (struct ports){ { 1 }, { 65535 }, 1 };
  default: return (struct ports){ { 0 }, { 65535 }, 1 };
  }
}

static bool ports_contain(const struct acl_address *a, const struct acl_address *b)
{
  if (a->port_op == PORT_ANY) return true;
  struct ports outer = ports_of(a), inner = ports_of(b);
  for (unsigned i = 0; i < inner.count; i++) {
    bool inside = false;
    for (unsigned o = 0; o < outer.count; o++) inside = inside || (outer.low[o] <= inner.low[i] && inner.high[i] <= outer.high[o]);
    if (!inside) return false;
  }
  return true;
}

static bool ports_overlap(const struct acl_address *a, const struct acl_address *b)
{
  if (a->port_op == PORT_ANY && b->port_op == PORT_ANY) return true;
  struct ports x = ports_of(a), y = ports_of(b);
  for (unsigned i = 0; i < x.count; i++)
    for (unsigned o = 0; o < y.count; o++)
      if (x.low[i] <= y.high[o] && y.low[o] <= x.high[i]) return true;
  return false;
}

static enum tri both(enum tri a, enum tri b)
{
  if (a == TRI_NO || b == TRI_NO) return TRI_NO;
  return a == TRI_YES && b == TRI_YES ? TRI_YES : TRI_CANNOT_TELL;
}

enum tri selector_contains(const struct acl_rule *a, const struct acl_rule *b, bool mirrored)
{
  if (a->protocol != PROTOCOL_ANY_IP && a->protocol != b->protocol) return TRI_NO;
  const struct acl_address *source = side(b, true, mirrored), *destination = side(b, false, mirrored);
  if (!ports_contain(&a->source, source) || !ports_contain(&a->destination, destination)) return TRI_NO;
  return both(address_contains(&a->source, source), address_contains(&a->destination, destination));
}

enum tri selector_overlaps(const struct acl_rule *a, const struct acl_rule *b, bool mirrored)
{
  if (a->protocol != PROTOCOL_ANY_IP && b->protocol != PROTOCOL_ANY_IP && a->protocol != b->protocol) return TRI_NO;
  const struct acl_address *source = side(b, true, mirrored), *destination = side(b, false, mirrored);
  if (!ports_overlap(&a->source, source) || !ports_overlap(&a->destination, destination)) return TRI_NO;
  return both(address_overlaps(&a->source, source), address_overlaps(&a->destination, destination));
}

enum tri selector_same_addresses(const struct acl_rule *a, const struct acl_rule *b)
{
  const struct acl_address *source = &b->destination, *destination = &b->source;
  return both(both(address_contains(&a->source, source), address_contains(source, &a->source)),
              both(address_contains(&a->destination, destination), address_contains(destination, &a->destination)));
}

static uint32_t open_bits(const struct acl_address *a)
{
  return a->ip.kind == IP_ANY ? 0xffffffffu : a->wildcard;
}

static uint64_t size_of(uint32_t source, uint32_t destination)
{
  unsigned bits = (unsigned)(__builtin_popcount(source) + __builtin_popcount(destination));
  return (uint64_t)1 << (bits > 63 ? 63 : bits);
}

uint64_t selector_size(const struct acl_rule *r)
{
  return size_of(open_bits(&r->source), open_bits(&r->destination));
}

static bool same_ports(const struct acl_address *a, const struct acl_address *b)
{
  return ports_contain(a, b) && ports_contain(b, a);
}

uint64_t selector_common(const struct acl_rule *a, const struct acl_rule *b)
{
  if (a->protocol != b->protocol || !same_ports(&a->source, &b->destination) || !same_ports(&a->destination, &b->source)) return 0;
  if (selector_overlaps(a, b, true) != TRI_YES) return 0;
  return size_of(open_bits(&a->source) & open_bits(&b->destination), open_bits(&a->destination) & open_bits(&b->source));
}

bool wildcard_is_suspect(const struct acl_address *a)
{
  if (a->ip.kind != IP_V4) return false;
  if (ip_mask_length(~a->wildcard) < 0) return true;
  return a->wildcard == 0xffffffffu ? a->ip.v4 != 0 : (a->ip.v4 & a->wildcard) != 0;
}
