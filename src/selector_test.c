/* Flows: containment and overlap of addresses, wildcards, protocols and ports, mirrored and not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "src/facts.h"

static struct acl_address net(const char *ip, uint32_t wildcard)
{
  struct acl_address a = { .wildcard = wildcard };
  if (!strcmp(ip, "any")) a.ip.kind = IP_ANY;
  else assert_true(ip_parse(ip, strlen(ip), &a.ip));
  if (a.ip.kind == IP_MASKED) a.ip.text = ip;
  return a;
}

static struct acl_rule flow(uint16_t protocol, struct acl_address source, struct acl_address destination)
{
  return (struct acl_rule){ .permit = true, .protocol = protocol, .source = source, .destination = destination };
}

static void mirrored_flows_contain_each_other(void **state)
{
  (void)state;
  struct acl_rule a = flow(PROTOCOL_ANY_IP, net("10.1.0.0", 0xffff), net("10.2.0.0", 0xff)),
                  b = flow(PROTOCOL_ANY_IP, net("10.2.0.0", 0xff), net("10.1.0.0", 0xffff));
  assert_int_equal(selector_contains(&a, &b, true), TRI_YES);
  assert_int_equal(selector_contains(&b, &a, true), TRI_YES);
  assert_int_equal(selector_contains(&a, &b, false), TRI_NO);
  assert_int_equal(selector_same_addresses(&a, &b), TRI_YES);
}

static void narrower_is_inside_wider(void **state)
{
  (void)state;
  struct acl_rule wide = flow(PROTOCOL_ANY_IP, net("10.1.0.0", 0xffff), net("any", 0)),
                  narrow = flow(6, net("10.1.7.0", 0xff), net("192.0.2.1", 0));
  assert_int_equal(selector_contains(&wide, &narrow, false), TRI_YES);
  assert_int_equal(selector_contains(&narrow, &wide, false), TRI_NO);
  assert_int_equal(selector_overlaps(&narrow, &wide, false), TRI_YES);
}

static void odd_wildcards_are_sets(void **state)
{
  (void)state;
  struct acl_rule odd = flow(PROTOCOL_ANY_IP, net("10.0.1.0", 0x00ff0000), net("any", 0)),
                  one = flow(PROTOCOL_ANY_IP, net("10.9.1.0", 0), net("any", 0)),
                  other = flow(PROTOCOL_ANY_IP, net("10.9.2.0", 0), net("any", 0));
  assert_int_equal(selector_contains(&odd, &one, false), TRI_YES);
  assert_int_equal(selector_overlaps(&odd, &other, false), TRI_NO);
  assert_true(wildcard_is_suspect(&odd.source));
  assert_false(wildcard_is_suspect(&one.source));
}

static void ports_are_ranges(void **state)
{
  (void)state;
  struct acl_rule range = flow(6, net("any", 0), net("any", 0)), eq = range, neq = range;
  range.destination.port_op = PORT_RANGE;
  range.destination.port = 80;
  range.destination.port_high = 90;
  eq.destination.port_op = PORT_EQ;
  eq.destination.port = 85;
  neq.destination.port_op = PORT_NEQ;
  neq.destination.port = 85;
  assert_int_equal(selector_contains(&range, &eq, false), TRI_YES);
  assert_int_equal(selector_contains(&neq, &range, false), TRI_NO);
  assert_int_equal(selector_overlaps(&neq, &eq, false), TRI_NO);
  assert_int_equal(selector_overlaps(&neq, &range, false), TRI_YES);
}

static struct acl_rule to_port(enum port_op op, uint16_t port)
{
  struct acl_rule r = flow(6, net("any", 0), net("any", 0));
  r.destination.port_op = (uint8_t)op;
  r.destination.port = port;
  return r;
}

static void the_first_and_the_last_port_are_ends(void **state)
{
  (void)state;
  struct acl_rule first = to_port(PORT_EQ, 0), last = to_port(PORT_EQ, 65535), below = to_port(PORT_LT, 1), above = to_port(PORT_GT, 65534),
                  not_first = to_port(PORT_NEQ, 0), not_last = to_port(PORT_NEQ, 65535);
  assert_int_equal(selector_contains(&below, &first, false), TRI_YES);
  assert_int_equal(selector_contains(&above, &last, false), TRI_YES);
  assert_int_equal(selector_overlaps(&not_first, &first, false), TRI_NO);
  assert_int_equal(selector_overlaps(&not_last, &last, false), TRI_NO);
  assert_int_equal(selector_overlaps(&not_first, &last, false), TRI_YES);
  assert_int_equal(selector_overlaps(&below, &above, false), TRI_NO);
}

static void a_group_may_be_anything(void **state)
{
  (void)state;
  struct acl_rule group = flow(PROTOCOL_ANY_IP, (struct acl_address) { .ip = { .kind = IP_NAME, .text = "servers" } }, net("any", 0)),
                  plain = flow(PROTOCOL_ANY_IP, net("10.1.2.0", 0xff), net("any", 0)), learned = plain, tcp = plain;
  learned.source.ip = (struct ip){ .kind = IP_DYNAMIC };
  tcp.protocol = 6;
  assert_int_equal(selector_contains(&group, &plain, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_contains(&plain, &group, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_overlaps(&plain, &group, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_overlaps(&plain, &learned, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_contains(&learned, &plain, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_contains(&tcp, &plain, false), TRI_NO);
}

static void masked_addresses_are_texts(void **state)
{
  (void)state;
  struct acl_rule a = flow(PROTOCOL_ANY_IP, net("10.x.x.0", 0xff), net("any", 0)), same = a,
                  other = flow(PROTOCOL_ANY_IP, net("10.1.2.0", 0xff), net("any", 0)),
                  never = flow(PROTOCOL_ANY_IP, net("11.x.x.0", 0xff), net("any", 0));
  assert_int_equal(selector_contains(&a, &same, false), TRI_YES);
  assert_int_equal(selector_contains(&a, &other, false), TRI_CANNOT_TELL);
  assert_int_equal(selector_contains(&a, &never, false), TRI_NO);
}

static void netmask_as_wildcard_is_suspect(void **state)
{
  (void)state;
  struct acl_address mask = net("10.1.2.0", 0xffffff00), host_bits = net("10.1.2.5", 0xff), all = net("10.1.2.5", 0xffffffff),
                     fine = net("10.1.2.0", 0xff);
  assert_true(wildcard_is_suspect(&mask));
  assert_true(wildcard_is_suspect(&host_bits));
  assert_true(wildcard_is_suspect(&all));
  assert_false(wildcard_is_suspect(&fine));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(mirrored_flows_contain_each_other), cmocka_unit_test(narrower_is_inside_wider),
    cmocka_unit_test(odd_wildcards_are_sets), cmocka_unit_test(ports_are_ranges), cmocka_unit_test(masked_addresses_are_texts),
    cmocka_unit_test(the_first_and_the_last_port_are_ends), cmocka_unit_test(a_group_may_be_anything),
    cmocka_unit_test(netmask_as_wildcard_is_suspect) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
