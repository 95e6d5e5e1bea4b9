/* What the index finds is what going through all rules finds, for rules and packets made of dice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/filter_index.h"

#define RULES 40u
#define ROUNDS 2000u

static uint32_t seed = 4711;

static uint32_t dice(uint32_t sides)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

/* Few addresses, so that many rules take a packet: hosts, prefixes, a wildcard that is none, anything, and what is not known. */
static struct acl_address any_address(void)
{
  static const uint32_t wildcards[] = { 0, 0, 0, 1, 3, 0xff, 2 };
  struct acl_address a = { .ip = { .kind = IP_V4, .v4 = 0x0a000000u + dice(8) } };
  a.wildcard = wildcards[dice(7)];
  if (!dice(5)) a = (struct acl_address){ .ip = { .kind = IP_ANY } };
  else if (!dice(12)) a = (struct acl_address){ .ip = { .kind = IP_MASKED, .text = "10.x.x.x" } };
  return a;
}

static struct acl_address any_host(void)
{
  return (struct acl_address){ .ip = { .kind = IP_V4, .v4 = 0x0a000000u + dice(8) } };
}

static const struct acl_rule *by_hand(const struct acl_rule *rule, const struct acl_rule *packet, bool *unread)
{
  *unread = false;
  for (; rule && !(*unread = rule->unread); rule = rule->next)
    if (selector_overlaps(rule, packet, false) != TRI_NO) return rule;
  return NULL;
}

static void finds_what_all_rules_say(void **state)
{
  static struct acl_rule rules[RULES];
  struct arena arena;
  jmp_buf exhausted;
  (void)state;
  arena_init(&arena, &exhausted);
  if (setjmp(exhausted)) fail();
  for (unsigned round = 0; round < ROUNDS; round++) {
    struct acl acl = { .rules = rules };
    unsigned count = 1 + dice(RULES);
    for (unsigned i = 0; i < count; i++)
      rules[i] = (struct acl_rule){ .next = i + 1 < count ? &rules[i + 1] : NULL, .protocol = dice(3) ? PROTOCOL_UDP : PROTOCOL_ANY_IP,
        .unread = !dice(60), .source = any_address(), .destination = any_address() };
    for (unsigned k = 0; k < 10; k++) {
      struct acl_rule packet = { .protocol = dice(3) ? PROTOCOL_UDP : PROTOCOL_GRE, .source = any_host(), .destination = any_host() };
      if (!dice(10)) packet.source = (struct acl_address){ .ip = { .kind = IP_ANY } };
      bool expected, unread;
      const struct acl_rule *first = by_hand(rules, &packet, &expected);
      assert_ptr_equal(filter_first(&acl, &packet, &arena, &unread), first);
      assert_int_equal(unread, expected);
    }
  }
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(finds_what_all_rules_say) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
