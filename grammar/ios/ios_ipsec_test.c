/* IPsec of Cisco and Ruijie: transform sets, maps and profiles, access lists, interfaces and tunnels, routes, NAT. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

static void transform_sets(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "version 15.7\ncrypto ipsec transform-set A esp-sha256-hmac esp-aes 256\n mode transport require\n"
      "crypto ipsec transform-set B esp-aes esp-sha-hmac ah-md5-hmac\ncrypto ipsec transform-set C esp-gcm 192\n"
    "crypto ipsec transform-set D esp-rfc1829\n");
  const struct transform_set *t = f->r.transforms.first;
  assert_int_equal(t->encryption.v.v, CIPHER_AES256);
  assert_int_equal(t->authentication.v.v, HASH_SHA256);
  assert_int_equal(t->encapsulation.v, ENCAPSULATION_TRANSPORT);
  assert_int_equal(t->required.v, 1);
  t = t->next;
  assert_int_equal(t->encryption.v.v, CIPHER_AES128);
  assert_int_equal(t->protocol.v, PROTOCOL_AH_ESP);
  assert_int_equal(t->ah.v.v, HASH_MD5);
  assert_int_equal(t->encapsulation.v, ENCAPSULATION_TUNNEL);
  assert_int_equal(t->encapsulation.o.from, FROM_DEFAULT);
  t = t->next;
  assert_int_equal(t->encryption.v.v, CIPHER_GCM192);
  t = t->next;
  assert_true(t->unmodelled);
  assert_true(t->next->builtin);
  assert_null(f->r.issues.first);
}

/* IOS takes no other word than those of its command; what RGOS takes is not known in full. */
static void misspelled_transforms(void **state)
{
  static const char *const wrong[] = { "esp-256-aes", "esp-ase", "esp-aes256", "esp-sha-hmca", "ah-aes", NULL };
  struct fixture *f = *state;
  for (const char *const *w = wrong; *w; w++) {
    char text[80];
    snprintf(text, sizeof text, "crypto ipsec transform-set T esp-aes %s\n", *w);
    read_as(f, "cisco", text);
    assert_string_equal(f->r.issues.first->rule, "CFG001");
    assert_int_equal(f->r.transforms.first->encryption.v.o.from, FROM_UNREAD);
    read_as(f, "ruijie", text);
    assert_null(f->r.issues.first);
  }
}

static void maps(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "crypto map M local-address Loopback 0\ncrypto map M 10 ipsec-isakmp\n set peer 6.6.6.6 default\n set peer host.example\n"
      " set transform-set A B\n set pfs group14\n match address V\n"
    "crypto map M 20 ipsec-isakmp dynamic D\ncrypto dynamic-map D 5\n set transform-set A\ncrypto map M 10\n no set peer 6.6.6.6\n"
      " set pfs\n"
    "crypto map GONE 1 ipsec-isakmp\nno crypto map GONE 1\ncrypto ipsec profile P\n set transform-set A\n set isakmp-profile I\n");
  const struct policy_entry *e = f->r.entries.first;
  assert_string_equal(e->group->local_interface.s, "loopback0");
  assert_string_equal(e->peers->address.ip.text, "host.example");
  assert_null(e->peers->next);
  assert_string_equal(e->transforms->next->s, "B");
  assert_string_equal(e->acl.s, "V");
  assert_int_equal(e->pfs.v, 1);
  assert_true(e->pfs.o.doubt);
  assert_memory_equal(source_at(&f->s, e->group->at.first), "crypto map M 10 ipsec-isakmp", e->group->at.last - e->group->at.first);
  e = e->next;
  assert_int_equal(e->kind, ENTRY_TEMPLATE_USER);
  assert_string_equal(e->template_ref.s, "D");
  e = e->next;
  assert_true(e->group->is_template);
  e = e->next;
  assert_true(e->group->is_profile);
  assert_int_equal(e->kind, ENTRY_PROFILE);
  assert_string_equal(e->profile.s, "I");
  assert_null(e->next);
  for (const struct policy *p = f->r.policies.first; p; p = p->next) assert_string_not_equal(p->name, "GONE");
}

static void lifetimes(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "crypto ipsec security-association lifetime seconds 28800\ncrypto map M 1 ipsec-isakmp\n"
      " set security-association lifetime kilobytes disable\ncrypto map M 2 ipsec-isakmp\n set security-association lifetime days 2\n");
  const struct policy_entry *e = f->r.entries.first;
  assert_int_equal(e->seconds.v, 28800);
  assert_int_equal(e->seconds.o.from, FROM_LINE);
  assert_int_equal(e->kilobytes.v, 0);
  assert_int_equal(e->next->seconds.v, 172800);
  assert_int_equal(e->next->kilobytes.v, 4608000);
  assert_int_equal(e->next->kilobytes.o.from, FROM_DEFAULT);
}

static void ruijie_s_own_map_lines(void **state)
{
  struct fixture *f = *state;
  read_whole(
    f, "ruijie", "crypto map m 5 ipsec-isakmp\n set local 1.1.1.1\n set autoup\n set exchange-mode aggressive\n set isakmp-policy 3\n");
  const struct policy_entry *e = f->r.entries.first;
  assert_int_equal(e->local.ip.v4, 0x01010101);
  assert_int_equal(e->exchange.v, EXCHANGE_AGGRESSIVE);
  assert_int_equal(e->isakmp_policy.v, 3);
  assert_int_equal(f->r.ledger[2], LEDGER_UNDERSTOOD);
  assert_null(f->r.issues.first);
}

static const struct acl_rule *rule_at(const struct acl *a, unsigned index)
{
  const struct acl_rule *r = a->rules;
  while (index--) r = r->next;
  return r;
}

static void access_lists(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "access-list 100 remark NAT ! not for the tunnel\naccess-list 100 deny   ip 10.0.0.0 0.0.0.255 10.9.0.0 0.0.255.255\n"
      "access-list 100 permit ip 10.0.0.0 0.0.0.255 any\n"
    "ip access-list extended V\n permit ip host 1.1.1.1 any\n permit tcp any any eq www log\n 15 deny gre host 1.1.1.1 host 2.2.2.2\n"
      " permit tcp any any established\n permit strange any any\n no 20\n"
    "access-list 10 permit 10.0.0.5\naccess-list 10 Permit 10.0.0.6\n");
  const struct acl *a = f->r.acls.first;
  assert_int_equal(a->number, 100);
  assert_int_equal(rule_at(a, 0)->sequence, 10);
  assert_false(rule_at(a, 0)->permit);
  assert_int_equal(rule_at(a, 1)->destination.ip.kind, IP_ANY);
  a = a->next;
  assert_int_equal(rule_at(a, 0)->source.wildcard, 0);
  assert_int_equal(rule_at(a, 1)->sequence, 15);
  assert_int_equal(rule_at(a, 1)->protocol, 47);
  assert_int_equal(rule_at(a, 2)->sequence, 30);
  assert_true(rule_at(a, 2)->narrowed);
  assert_true(rule_at(a, 3)->unread);
  assert_null(rule_at(a, 4));
  a = a->next;
  assert_false(a->extended);
  assert_int_equal(a->rules->source.wildcard, 0);
  assert_true(rule_at(a, 1)->permit);
  assert_null(f->r.issues.first);
}

static void a_second_rule_of_a_number_is_refused(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "ruijie",
    "ip access-list extended 100\n 10 permit ip any any\n 20 permit ip host 1.1.1.1 any\n 10 permit ip any any\n 20 deny ip any any\n");
  assert_int_equal(issues(f, "CFG004"), 1);
  assert_true(rule_at(f->r.acls.first, 1)->permit);
  assert_null(rule_at(f->r.acls.first, 2));
}

static const struct interface *interface(const struct fixture *f, const char *name)
{
  const struct interface *i = f->r.interfaces.first;
  while (i && strcmp(i->name, name)) i = i->next;
  assert_non_null(i);
  return i;
}

static void interface_names(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "ruijie",
    "interface Tunnel 10\n ip add 13.1.1.1 30\nint g0/0\n ip address 14.1.1.1/24\ninterface GigabitEthernet 0/0\n crypto map m\n"
      "interface vlan 2\n ip address negotiate\n");
  assert_int_equal(interface(f, "tunnel10")->mask, 0xfffffffc);
  assert_string_equal(interface(f, "tunnel10")->shown, "Tunnel10");
  assert_int_equal(interface(f, "gigabitethernet0/0")->mask, 0xffffff00);
  assert_string_equal(interface(f, "gigabitethernet0/0")->policies->s, "m");
  assert_int_equal(interface(f, "vlan2")->address.ip.kind, IP_DYNAMIC);
}

/* What no device prints: letters alone stay as they are, and names beyond every device's are none. */
static void words_that_are_no_interface_s(void **state)
{
  struct fixture *f = *state;
  char text[400];
  snprintf(text, sizeof text, "interface gi\n ip unnumbered Gi%0*d\ninterface Gi%0*d\n ip address 10.1.1.1 255.255.255.0\n", 70, 1, 70, 1);
  read_whole(f, "cisco", text);
  assert_non_null(interface(f, "gi"));
  assert_null(interface(f, "gi")->unnumbered.s);
  assert_int_equal(interface(f, "gi")->unnumbered.o.from, FROM_UNREAD);
  assert_null(interface(f, "gi")->next);
  read_whole(f, "cisco", "interface GigabitEthernet2//2\n ip address 10.1.1.1 255.255.255.0\n");
  assert_null(f->r.interfaces.first);
}

static void tunnels(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "interface Tunnel0\n ip unnumbered Loopback0\n ip mtu 1400\n ip tcp adjust-mss 1360\n keepalive\n tunnel source Gi0/0\n"
      " tunnel destination 9.9.9.1\n tunnel key 0\n tunnel protection ipsec profile P shared\n"
    "interface Tunnel1\n tunnel source 1.1.1.1\n tunnel mode ipsec ipv4\n no tunnel source\ninterface Serial0/0\n keepalive 10\n"
      " ip address 1.1.1.1\n");
  const struct interface *i = interface(f, "tunnel0");
  assert_string_equal(i->unnumbered.s, "loopback0");
  assert_int_equal(i->ip_mtu.v, 1400);
  assert_int_equal(i->mss.v, 1360);
  assert_int_equal(i->tunnel->keepalive.v, 10);
  assert_int_equal(i->tunnel->keepalive_retries.v, 3);
  assert_string_equal(i->tunnel->source_interface.s, "gigabitethernet0/0");
  assert_int_equal(i->tunnel->key.o.from, FROM_LINE);
  assert_string_equal(i->tunnel->protection.s, "P");
  assert_int_equal(i->tunnel->mode.o.from, FROM_DEFAULT);
  i = interface(f, "tunnel1");
  assert_int_equal(i->tunnel->mode.v, TUNNEL_IPSEC);
  assert_int_equal(i->tunnel->source.o.from, FROM_NOTHING);
  i = interface(f, "serial0/0");
  assert_null(i->tunnel);
  assert_int_equal(i->address.o.from, FROM_UNREAD);
  assert_int_equal(issues(f, "CFG001"), 1);
}

static void a_modem_that_is_only_named_is_dynamic(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "ruijie",
    "interface Tunnel 1\nip address 148.x.x.29 255.255.255.252\ncrypto map mymap\ntunnel source Async 1\n"
      "tunnel destination 10.74.42.218\n");
  assert_int_equal(interface(f, "tunnel1")->address.ip.kind, IP_MASKED);
  assert_int_equal(interface(f, "async1")->address.ip.kind, IP_DYNAMIC);
  assert_string_equal(interface(f, "async1")->shown, "Async1");
  assert_int_equal(issues(f, "CFG007"), 1);
}

static void routes_and_nat(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "ruijie",
    "ip route 10.2.0.0 255.255.0.0 Tunnel 1 10.1.1.2\nip route 0.0.0.0 0.0.0.0 dialer 0\n"
      "ip route 10.3.0.0 255.255.0.0 10.1.1.9 200 name x\nip route 10.4.0.0 255.255.0.0 10.1.1.9\n"
    "no ip route 10.4.0.0 255.255.0.0 10.1.1.9\nip route 10.x.0.0 255.255.0.0 10.1.1.9\n"
      "ip nat inside source list 1 interface dialer 0 overload\nip nat inside source route-map RM interface g0/0 overload\n"
    "ip nat inside source static 10.1.1.1 1.1.1.1\nroute-map RM permit 10\n match ip address 100 V\nroute-map OPEN permit 10\n"
      " set ip next-hop 1.1.1.1\nroute-map OUT permit 10\n match interface dialer 0 g0/0\n");
  const struct route *r = f->r.routes.first;
  assert_string_equal(r->interface_name, "tunnel1");
  assert_int_equal(r->via.v4, 0x0a010102);
  assert_string_equal(r->next->interface_name, "dialer0");
  assert_null(r->next->next->interface_name);
  assert_int_equal(r->next->next->prefix, 0x0a030000);
  assert_true(r->next->next->next->unread);
  assert_null(r->next->next->next->next);
  assert_string_equal(f->r.nats.first->interface_name.s, "dialer0");
  assert_string_equal(f->r.nats.first->next->route_map.s, "RM");
  assert_null(f->r.nats.first->next->next);
  assert_string_equal(f->r.route_maps.first->acls->next->s, "V");
  assert_false(f->r.route_maps.first->unread);
  assert_null(f->r.route_maps.first->interfaces);
  assert_true(f->r.route_maps.first->next->unread);
  const struct route_map *out = f->r.route_maps.first->next->next;
  assert_string_equal(out->interfaces->s, "dialer0");
  assert_string_equal(out->interfaces->next->s, "gigabitethernet0/0");
  assert_false(out->unread);
}

/* A word where the interface stands that is none: the way is not known. */
static void routes_to_no_interface(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco", "ip route 0.0.0.0 0.0.0.0 uplink name x 12\nip route 10.0.0.0 255.0.0.0 Dialer 12\n");
  const struct route *r = f->r.routes.first;
  assert_true(r->unread);
  assert_null(r->interface_name);
  assert_false(r->next->unread);
  assert_string_equal(r->next->interface_name, "dialer12");
}

static void vrfs_vlans_and_preferences(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "ip vrf A\n rd 1:1\n route-target both 1:1\nvrf definition B\n rd 1:2\n address-family ipv4\n exit-address-family\nip vrf A\n"
      " description x\n"
    "interface Gi0/1.10\n encapsulation dot1Q 10 native\n ip vrf forwarding A\ninterface Gi0/1.11\n"
      " encapsulation dot1q 11 second-dot1q 7\n ip address 10.1.1.1 255.255.255.0\ninterface Serial0/0\n encapsulation ppp\n"
    "ip route 10.3.0.0 255.255.0.0 10.1.1.9 200 name preference\nip route vrf A 10.4.0.0 255.255.0.0 Null 0 254 tag 7\n"
      "ip route vrf A 0.0.0.0 0.0.0.0 10.1.1.9 global track 5\n");
  assert_string_equal(f->r.vrfs.first->distinguisher.s, "1:1");
  assert_string_equal(f->r.vrfs.first->next->name, "B");
  assert_string_equal(f->r.vrfs.first->next->distinguisher.s, "1:2");
  assert_null(f->r.vrfs.first->next->next);
  assert_int_equal(interface(f, "gigabitethernet0/1.10")->vlan, 10);
  assert_string_equal(interface(f, "gigabitethernet0/1.10")->vrf, "A");
  assert_int_equal(interface(f, "gigabitethernet0/1.11")->inner_vlan, 7);
  assert_int_equal(interface(f, "serial0/0")->vlan, 0);
  const struct route *r = f->r.routes.first;
  assert_int_equal(r->preference, 200);
  assert_int_equal(r->next->preference, 254);
  assert_string_equal(r->next->interface_name, "null0");
  assert_int_equal(r->next->next->preference, 0);
  assert_string_equal(r->next->next->via_vrf, ROUTE_GLOBAL);
  assert_true(r->next->next->watched);
  assert_int_equal(issues(f, "CFG001"), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(transform_sets), TEST(misspelled_transforms), TEST(maps), TEST(lifetimes),
    TEST(ruijie_s_own_map_lines), TEST(access_lists), TEST(a_second_rule_of_a_number_is_refused), TEST(interface_names),
    TEST(words_that_are_no_interface_s), TEST(tunnels),
    TEST(a_modem_that_is_only_named_is_dynamic), TEST(routes_and_nat), TEST(routes_to_no_interface), TEST(vrfs_vlans_and_preferences) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
