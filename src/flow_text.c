/* See flow_text.h. */
#include "src/flow_text.h"

static const char *network(struct arena *a, const struct acl_address *x)
{
  char buffer[128];
  int length = ip_mask_length(~x->wildcard);
  if (x->ip.kind == IP_NONE) return "unknown"; /* of a tunnel whose source's address the file does not show */
  if (x->ip.kind != IP_V4) return arena_printf(a, "%s", ip_print(&x->ip, buffer, sizeof buffer));
  if (!length) return "any";
  struct ip base = x->ip, wildcard = { .kind = IP_V4, .v4 = x->wildcard };
  base.v4 &= ~x->wildcard;
  const char *text = arena_printf(a, "%s", ip_print(&base, buffer, sizeof buffer));
  if (length > 0) return arena_printf(a, "%s/%d", text, length);
  return arena_printf(a, "%s %s", text, ip_print(&wildcard, buffer, sizeof buffer));
}

const char *acl_address_text(struct arena *a, const struct acl_address *x)
{
  static const char *const ops[] = { "", "eq", "neq", "gt", "lt", "range" };
  const char *text = network(a, x);
  if (x->port_op == PORT_ANY) return text;
  if (x->port_op == PORT_RANGE) return arena_printf(a, "%s range %u %u", text, x->port, x->port_high);
  return arena_printf(a, "%s %s %u", text, ops[x->port_op], x->port);
}

const char *protocol_name(struct arena *a, uint16_t protocol)
{
  static const struct {
    uint16_t number;
    const char *name;
  } names[] = { { PROTOCOL_ANY_IP, "ip" }, { 1, "icmp" }, { 2, "igmp" }, { 4, "ipinip" }, { 6, "tcp" }, { 17, "udp" }, { 47, "gre" },
    { 50, "esp" }, { 51, "ah" }, { 88, "eigrp" }, { 89, "ospf" }, { 103, "pim" } };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i].number == protocol) return names[i].name;
  return arena_printf(a, "%u", protocol);
}

struct flow_text flow_text(struct arena *a, const struct flow *f)
{
  return (struct flow_text) { acl_address_text(a, &f->mine->rule->source), acl_address_text(a, &f->mine->rule->destination),
    protocol_name(a, f->mine->rule->protocol) };
}
