/* Addresses: reading, masks, and what masked octets allow to say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "src/ip.h"

static struct ip read(const char *s)
{
  struct ip ip;
  assert_true(ip_parse(s, strlen(s), &ip));
  if (ip.kind == IP_MASKED) ip.text = s;
  return ip;
}

static void refuses_what_is_no_address(void **state)
{
  (void)state;
  struct ip ip;
  const char *wrong[] = { "", "1", "1.2.3", "1.2.3.", "1.2.3.256", "1.2.3.0004", "1.2.3.4294967297", "1.2.3.4.", "1.2.3.4 ", "1.2.3.4.5",
    "a.b.c.d", "1..2.3", "1.2.3.x4", "a.b.c.d", "1.2.3.xyz", "0001.2.3.4", "1.2.3.1/", "1.2.3.*x", "1234.1.1.1", "y.y.y.z", "y.y.y" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(ip_parse(wrong[i], strlen(wrong[i]), &ip));
}

static void masked_octets_hide(void **state)
{
  (void)state;
  struct ip a = read("148.x.x.30"), b = read("148.x.x.30"), c = read("148.x.x.29"), d = read("148.1.1.30"), e = read("149.1.1.30");
  assert_int_equal(ip_equal(&a, &b), TRI_YES);
  assert_int_equal(ip_equal(&a, &c), TRI_NO);
  assert_int_equal(ip_equal(&a, &d), TRI_CANNOT_TELL);
  assert_int_equal(ip_equal(&a, &e), TRI_NO);
  assert_int_equal(ip_same_subnet(&a, &c, 0xfffffffc), TRI_YES);
  assert_int_equal(ip_same_subnet(&a, &d, 0xfffffffc), TRI_CANNOT_TELL);
  struct ip g = read("y.y.y.y"), h = read("AAA.AAA.AAA.AAA");
  assert_int_equal(ip_equal(&g, &h), TRI_CANNOT_TELL);
  struct ip f = read("148.y.y.29");
  assert_int_equal(ip_same_subnet(&a, &f, 0xfffffffc), TRI_CANNOT_TELL);
}

static void what_is_alike_is_equal(void **state)
{
  (void)state;
  struct ip stars = read("***.***.***.***"), more = read("***.***.***.***"), exes = read("x.x.x.x"), any = { .kind = IP_ANY },
            none = { .kind = IP_NONE }, dynamic = { .kind = IP_DYNAMIC }, whole = read("10.1.1.1");
  struct ip east = { .kind = IP_NAME, .text = "east" }, again = { .kind = IP_NAME, .text = "east" },
            west = { .kind = IP_NAME, .text = "west" };
  assert_int_equal(ip_equal(&stars, &more), TRI_YES);
  assert_int_equal(ip_equal(&stars, &exes), TRI_CANNOT_TELL);
  assert_int_equal(ip_equal(&any, &any), TRI_YES);
  assert_int_equal(ip_equal(&any, &whole), TRI_CANNOT_TELL);
  assert_int_equal(ip_equal(&none, &whole), TRI_CANNOT_TELL);
  assert_int_equal(ip_equal(&whole, &dynamic), TRI_CANNOT_TELL);
  assert_int_equal(ip_equal(&east, &again), TRI_YES);
  assert_int_equal(ip_equal(&east, &west), TRI_CANNOT_TELL); /* two names may be one host's */
  assert_int_equal(ip_equal(&east, &whole), TRI_CANNOT_TELL);
  assert_int_equal(ip_same_subnet(&east, &whole, 0xffffff00), TRI_CANNOT_TELL);
  assert_int_equal(ip_same_subnet(&whole, &any, 0xffffff00), TRI_CANNOT_TELL);
  struct ip two = read("10.1.1.x"), three = read("10.1.x.x");
  assert_int_equal(ip_same_subnet(&two, &whole, 0xffffff00), TRI_YES);
  assert_int_equal(ip_same_subnet(&two, &three, 0xffffff00), TRI_CANNOT_TELL);
  struct ip six = { .kind = IP_NAME, .text = "2001:db8::1" };
  assert_true(ip_is_v6(&six));
  assert_false(ip_is_v6(&east));
  assert_false(ip_is_v6(&whole));
}

static void masks(void **state)
{
  (void)state;
  uint32_t mask;
  assert_true(ip_parse_mask("30", 2, &mask) && mask == 0xfffffffc);
  assert_true(ip_parse_mask("0", 1, &mask) && mask == 0);
  assert_true(ip_parse_mask("255.255.0.0", 11, &mask) && mask == 0xffff0000);
  assert_false(ip_parse_mask("33", 2, &mask));
  assert_false(ip_parse_mask("", 0, &mask));
  assert_false(ip_parse_mask("-1", 2, &mask));
  assert_false(ip_parse_mask("1:", 2, &mask));
  assert_false(ip_parse_mask("255.x.0.0", 9, &mask));
  assert_false(ip_parse_mask("255.0.255.0", 11, &mask));
  assert_int_equal(ip_mask_length(0xff00ff00), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(refuses_what_is_no_address), cmocka_unit_test(masked_octets_hide),
    cmocka_unit_test(what_is_alike_is_equal), cmocka_unit_test(masks) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
