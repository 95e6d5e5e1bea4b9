/* What is said of two routers that differ in one thing: the object, the value of the one, the value of the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

struct row {
  const char *dialect, *one, *other, *said;
};

#define TUNNEL "interface Tunnel1\n ip address 172.16.0.1 255.255.255.252\n"
#define IKE "crypto isakmp policy 10\n encryption aes\n"
#define SET "crypto ipsec transform-set t esp-aes esp-sha-hmac\n"
#define MAP "crypto map m 10 ipsec-isakmp\n set peer 192.0.2.2\n"
#define RULES "ip access-list extended a\n 10 permit ip host 192.0.2.1 any\n"
#define ROUTE "ip route 10.0.0.0 255.0.0.0 192.0.2.2\n"
#define KEY " pre-shared-key address 192.0.2.2 255.255.255.255 key "

static const struct row rows[] = {
  { "cisco", "hostname a\n", "hostname b\n", "router: hostname: a / b\n" },
  { "cisco", "hostname a\n", "", "router: hostname: a / none\n" },
  { "cisco", "crypto isakmp keepalive 10\n", "crypto isakmp keepalive 20\n", "router: dpd_interval: 10 / 20\n" },
  { "cisco", TUNNEL, TUNNEL "interface Tunnel2\n", "interface tunnel2: object: none / there\n" },
  { "cisco", TUNNEL "interface Tunnel2\n", TUNNEL, "interface tunnel2: object: there / none\n" },
  { "cisco", TUNNEL "interface Tunnel2\n", "interface Tunnel2\n" TUNNEL, "" },
  { "cisco", TUNNEL "interface Tunnel2\n", "interface Tunnel2\n shutdown\n" TUNNEL, "interface tunnel2: shutdown: no / yes\n" },
  { "cisco", TUNNEL, "interface Tunnel1\n ip address 172.16.0.2 255.255.255.252\n",
    "interface tunnel1: address: 172.16.0.1 / 172.16.0.2\n" },
  { "cisco", TUNNEL, "interface Tunnel1\n ip address 172.16.0.1 255.255.255.0\n",
    "interface tunnel1: mask: 255.255.255.252 / 255.255.255.0\n" },
  { "cisco", TUNNEL, TUNNEL " ip mtu 1400\n", "interface tunnel1: ip_mtu: none / 1400\n" },
  { "cisco", TUNNEL " ip mtu 1380\n", TUNNEL " ip mtu 1400\n", "interface tunnel1: ip_mtu: 1380 / 1400\n" },
  { "cisco", TUNNEL " crypto map m\n", TUNNEL, "interface tunnel1: policies: m / none\n" },
  { "cisco", TUNNEL " tunnel source 192.0.2.1\n", TUNNEL " tunnel source 192.0.2.9\n",
    "interface tunnel1: source: 192.0.2.1 / 192.0.2.9\n" },
  { "cisco", TUNNEL " tunnel source Ethernet0\n", TUNNEL " tunnel source Ethernet1\n",
    "interface tunnel1: source_interface: ethernet0 / ethernet1\n" },
  { "cisco", TUNNEL " tunnel key 1\n", TUNNEL " tunnel key 2\n", "interface tunnel1: key: 1 / 2\n" },
  { "cisco", TUNNEL " tunnel protection ipsec profile p\n", TUNNEL " tunnel protection ipsec profile q\n",
    "interface tunnel1: protection: p / q\n" },
  { "cisco", TUNNEL " ip nhrp map 172.16.0.2 192.0.2.2\n", TUNNEL " ip nhrp map 172.16.0.2 192.0.2.3\n",
    "interface tunnel1: next hop's outer address: 192.0.2.2 / 192.0.2.3\n" },
  { "cisco", TUNNEL " ip nhrp map 172.16.0.2 192.0.2.2\n", TUNNEL, "interface tunnel1: further next hop: yes / no\n" },
  { "cisco", "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n",
    "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.255.0 secondary\n",
    "interface ethernet0: secondary mask: 255.255.0.0 / 255.255.255.0\n" },
  { "cisco", "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n",
    "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n",
    "interface ethernet0: further secondary address: no / yes\n" },
  { "cisco", IKE " group 14\n", IKE " group 2\n", "IKE proposal 10: dh: 14 / 2\n" },
  { "cisco", IKE, "", "IKE proposal 10: object: there / none\n" },
  { "cisco", RULES, RULES " 20 permit ip any any\n", "ACL a: rule: none / 20 permit 256 any  port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", RULES " 20 permit tcp any any eq 22\n", RULES, "ACL a: rule: 20 permit 6 any  port 0 0 0 > any  port 1 22 0 / none\n" },
  { "cisco", RULES " 20 permit tcp any any range 22 23\n", RULES " 20 permit tcp any any range 22 24\n",
    "ACL a: rule: 20 permit 6 any  port 0 0 0 > any  port 5 22 23 / 20 permit 6 any  port 0 0 0 > any  port 5 22 24\n" },
  { "cisco", RULES " 20 permit udp any any eq 500\n", RULES " 20 permit udp any any eq 500\n", "" },
  { "cisco", RULES " 20 deny ip any any\n", RULES " 20 permit ip any any\n",
    "ACL a: rule: 20 deny 256 any  port 0 0 0 > any  port 0 0 0 / 20 permit 256 any  port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", RULES, "ip access-list extended a\n 10 permit ip host 192.0.2.9 any\n",
    "ACL a: rule: 10 permit 256 192.0.2.1 0.0.0.0 port 0 0 0 > any  port 0 0 0 / 10 permit 256 192.0.2.9 0.0.0.0 port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", RULES, "ip access-list extended a\n 10 permit ip 192.0.2.1 0.0.0.7 any\n",
    "ACL a: rule: 10 permit 256 192.0.2.1 0.0.0.0 port 0 0 0 > any  port 0 0 0 / 10 permit 256 192.0.2.1 0.0.0.7 port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", RULES " 20 permit tcp any any\n", RULES " 20 permit tcp any any established\n",
    "ACL a: rule: 20 permit 6 any  port 0 0 0 > any  port 0 0 0 / 20 permit 6 any  port 0 0 0 > any  port 0 0 0 narrowed\n" },
  { "cisco", RULES " 20 permit ip object-group x any\n", RULES " 20 permit ip object-group y any\n",
    "ACL a: rule: 20 permit 256 x  port 0 0 0 > any  port 0 0 0 / 20 permit 256 y  port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", "object-group network g\n 10.0.0.0 255.0.0.0\n", "object-group network g\n 10.0.0.0 255.255.0.0\n",
    "object group g: member's mask: 255.0.0.0 / 255.255.0.0\n" },
  { "cisco", "object-group network g\n 10.0.0.0 255.0.0.0\n", "object-group network g\n 10.0.0.0 255.0.0.0\n host 192.0.2.1\n",
    "object group g: further member: no / yes\n" },
  { "cisco", "crypto isakmp key Some-Long-Key address 192.0.2.2\n", "crypto isakmp key Another-Key-0 address 192.0.2.2\n",
    "key  for 192.0.2.2 255.255.255.255: key: readable ****** / readable ******\n" },
  { "cisco", "crypto isakmp key Some-Long-Key address 192.0.2.2\n", "", "key  for 192.0.2.2 255.255.255.255: object: there / none\n" },
  { "cisco", "crypto keyring k\n  pre-shared-key address 192.0.2.2 key Some-Long-Key\n",
    "crypto keyring k\n  pre-shared-key address 192.0.2.2 key Another-Key-0\n",
    "key k for 192.0.2.2 255.255.255.255: key: readable ****** / readable ******\n" },
  { "cisco", "crypto keyring k\n", "crypto keyring k vrf v\n", "keyring k: vrf: none / v\n" },
  { "cisco", "crypto isakmp profile p\n", "crypto isakmp profile p\n keyring k\n", "IKE profile p: keyrings: none / k\n" },
  { "cisco", "crypto isakmp profile p\n match identity address 192.0.2.2 255.255.255.255\n",
    "crypto isakmp profile p\n match identity host r.example.com\n",
    "IKE profile p: expects: address 192.0.2.2/255.255.255.255-3221225986 / 2 r.example.com\n" },
  { "cisco", "crypto isakmp profile p\n match identity host q.example.com\n match identity host r.example.com\n",
    "crypto isakmp profile p\n match identity host q.example.com\n",
    "IKE profile p: expects: 2 q.example.com, 2 r.example.com / 2 q.example.com\n" },
  { "cisco", "crypto isakmp profile p\n match identity address 10.0.0.0 255.0.0.0\n",
    "crypto isakmp profile p\n match identity address 10.0.0.0 255.255.0.0\n",
    "IKE profile p: expects: address 10.0.0.0/255.0.0.0-184549375 / address 10.0.0.0/255.255.0.0-167837695\n" },
  { "cisco", "crypto isakmp profile p\n match identity address 10.0.0.1 255.255.255.255 v\n",
    "crypto isakmp profile p\n match identity address 10.0.0.1 255.255.255.255\n",
    "IKE profile p: expects: address v 10.0.0.1/255.255.255.255-167772161 / address 10.0.0.1/255.255.255.255-167772161\n" },
  { "cisco", "crypto isakmp profile p\n match identity user-fqdn a@b\n", "crypto isakmp profile p\n match identity group g\n",
    "IKE profile p: expects: 3 a@b / 5 g\n" },
  { "cisco", "crypto isakmp key 6 JYbSTBgNfCPRLOEFRYRWSLUHSaWZLEbQ address 192.0.2.2\n",
    "crypto isakmp key 6 BSTYJgNfCPRLOEFRYRWSLUHSaWZLEbQQ address 192.0.2.2\n",
    "key  for 192.0.2.2 255.255.255.255: key: ****** / ******\n" },
  { "cisco", ROUTE, "ip route 10.0.0.0 255.0.0.0 192.0.2.2 7\n",
    "route 10.0.0.0 255.0.0.0 192.0.2.2 - - - 0: object: there / none\n"
      "route 10.0.0.0 255.0.0.0 192.0.2.2 - - - 7: object: none / there\n" },
  { "cisco", ROUTE, "ip route 10.0.0.0 255.255.0.0 192.0.2.2\n",
    "route 10.0.0.0 255.0.0.0 192.0.2.2 - - - 0: object: there / none\n"
      "route 10.0.0.0 255.255.0.0 192.0.2.2 - - - 0: object: none / there\n" },
  { "cisco", ROUTE, "ip route 11.0.0.0 255.0.0.0 192.0.2.2\n",
    "route 10.0.0.0 255.0.0.0 192.0.2.2 - - - 0: object: there / none\n"
      "route 11.0.0.0 255.0.0.0 192.0.2.2 - - - 0: object: none / there\n" },
  { "cisco", "ip route vrf v 10.0.0.0 255.0.0.0 192.0.2.2\n", "ip route vrf v 10.0.0.0 255.0.0.0 192.0.2.2 global\n",
    "route 10.0.0.0 255.0.0.0 192.0.2.2 - v - 0: object: there / none\nroute 10.0.0.0 255.0.0.0 192.0.2.2 - v  0: object: none / there\n" },
  { "cisco", "crypto ipsec profile p\ncrypto map p 1 ipsec-isakmp\n", "crypto ipsec profile p\n",
    "policy p: object: there / none\nentry p 1: object: there / none\n" },
  { "comware7", "acl advanced 3000\n rule 0 permit ip vpn-instance v\n", "acl advanced 3000\n rule 0 permit ip\n",
    "ACL 3000: rule: 0 permit 256 any  port 0 0 0 > any  port 0 0 0 in a VRF / 0 permit 256 any  port 0 0 0 > any  port 0 0 0\n" },
  { "cisco", SET, "crypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\n", "transform set t: encapsulation: 1 / 2\n" },
  { "cisco", SET, "crypto ipsec transform-set t ah-sha-hmac esp-aes esp-sha-hmac\n",
    "transform set t: protocol: 1 / 3\ntransform set t: ah: none / 3\n" },
  { "cisco", MAP, MAP " set pfs group14\n", "entry m 10: pfs: 0 / 14\n" },
  { "cisco", MAP, MAP " set peer 192.0.2.3\n", "entry m 10: peer: none / 192.0.2.3\n" },
  { "cisco", MAP " match address a\n", MAP " match address b\n", "entry m 10: acl: a / b\n" },
  { "cisco", MAP " set transform-set t u\n", MAP " set transform-set u t\n", "entry m 10: transforms: t u / u t\n" },
  { "cisco", MAP, "crypto map m 20 ipsec-isakmp\n set peer 192.0.2.2\n",
    "entry m 10: object: there / none\nentry m 20: object: none / there\n" },
  { "cisco", MAP, "crypto map m 10 ipsec-manual\n set peer 192.0.2.2\n", "entry m 10: kind: 0 / 1\n" },
  { "cisco", MAP, "crypto dynamic-map m 10\n set peer 192.0.2.2\n",
    "policy m: object: there / none\npolicy template m: object: none / there\nentry m 10: object: there / none\n"
      "entry template m 10: object: none / there\n" },
  { "cisco", "crypto ipsec profile p\n set transform-set t\n", "crypto ipsec profile p\n set transform-set u\n",
    "entry profile p 0: transforms: t / u\n" },
  { "cisco", ROUTE, "ip route 10.0.0.0 255.0.0.0 192.0.2.3\n",
    "route 10.0.0.0 255.0.0.0 192.0.2.2 - - - 0: object: there / none\n"
      "route 10.0.0.0 255.0.0.0 192.0.2.3 - - - 0: object: none / there\n" },
  { "cisco", ROUTE, ROUTE "ip route vrf v 10.0.0.0 255.0.0.0 Null0\n", "route 10.0.0.0 255.0.0.0 - null0 v - 0: object: none / there\n" },
  { "cisco", "ip nat inside source list 1 interface Ethernet0 overload\n", "", "nat 1 - ethernet0: object: there / none\n" },
  { "cisco", "ip nat inside source route-map m interface Ethernet0 overload\n", "", "nat - m ethernet0: object: there / none\n" },
  { "cisco", "route-map m permit 10\n match ip address 1\n", "route-map m permit 10\n match ip address 2\n",
    "route map m: access lists: 1 / 2\n" },
  { "cisco", "ip vrf v\n rd 1:1\n", "ip vrf v\n rd 1:2\n", "VRF v: distinguisher: 1:1 / 1:2\n" },
  { "comware7", "ike identity fqdn a\n", "ike identity user-fqdn a\n", "router: identity: 2 a / 3 a\n" },
  { "comware7", "ike identity fqdn a\n", "ike identity fqdn\n", "router: identity: 2 a / 2 (host name)\n" },
  { "comware7", "ike identity fqdn a\n", "", "router: identity: 2 a / none\n" },
  { "comware7", "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128\n",
    "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128 aes-cbc-256\n", "transform set t: encryption: 4 / 4 6\n" },
  { "comware7", "ipsec transform-set t\n", "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128\n",
    "transform set t: encryption: none / 4\ntransform set t: authentication: none / 1\n" },
  { "comware7", "ike keychain k\n" KEY "simple Some-Long-Key\n", "ike keychain k\n" KEY "cipher $c$3$Zm9yYmlkZGVuLWJ1dC1sb25n\n",
    "key k for 192.0.2.2 255.255.255.255: key: readable ****** / ******\n" },
  { "comware7", "ike keychain k\n" KEY "cipher $c$3$Zm9yYmlkZGVuLWJ1dC1sb25n\n",
    "ike keychain k\n" KEY "cipher $c$3$YW5vdGhlci10ZXh0LWxpa2V0aGF0\n", "key k for 192.0.2.2 255.255.255.255: key: ****** / ******\n" },
  { "comware7", "ike keychain k\n" KEY "cipher $c$3$Zm9yYmlkZGVuLWJ1dC1sb25n\n",
    "ike keychain k\n" KEY "cipher $c$3$Zm9yYmlkZGVuLWJ1dC1sb25n\n", "" },
  { "comware7", "ike keychain k\n" KEY "simple Some-Long-Key\n", "ike keychain l\n" KEY "simple Some-Long-Key\n",
    "key k for 192.0.2.2 255.255.255.255: object: there / none\nkey l for 192.0.2.2 255.255.255.255: object: none / there\n"
      "keyring k: object: there / none\nkeyring l: object: none / there\n" },
  { "comware7", "interface GigabitEthernet0/0\n nat outbound 3001\n", "interface GigabitEthernet0/0\n nat outbound 3002\n",
    "interface gigabitethernet0/0: nat: 3001 / 3002\n" },
  { "comware7", "interface GigabitEthernet0/0\n nat outbound 3001\n", "interface GigabitEthernet0/0\n",
    "interface gigabitethernet0/0: further nat: yes / no\n" },
  { "comware5", "ike peer a\n pre-shared-key simple Some-Long-Key\n remote-address 192.0.2.2\n",
    "ike peer b\n pre-shared-key simple Some-Long-Key\n remote-address 192.0.2.2\n",
    "key a (peer) for 192.0.2.2 255.255.255.255: object: there / none\nkey b (peer) for 192.0.2.2 255.255.255.255: object: none / there\n"
      "IKE profile a: object: there / none\nIKE profile b: object: none / there\n" },
  { "comware5", "ike dpd d\n interval-time 20\n", "ike dpd d\n interval-time 30\n", "DPD block d: interval: 20 / 30\n" },
  { "comware5", "ike peer a\n remote-address 192.0.2.2 192.0.2.9\n", "ike peer a\n remote-address 192.0.2.2\n",
    "IKE profile a: remote_high: 192.0.2.9 / 0.0.0.0\n" },
};

/* As the row says, and the other way round as much; nothing of each with itself. */
static bool holds(struct fixture *f, const struct row *r)
{
  struct text said;
  text_init(&said, &f->arena, true);
  text_append(&said, "", 0);
  unsigned n = differences(r->dialect, r->one, r->other, f, &said), lines = 0;
  for (size_t i = 0; i < said.len; i++) lines += said.bytes[i] == '\n';
  bool right = said.len == strlen(r->said) && !memcmp(said.bytes, r->said, said.len) && n == lines;
  if (!right) print_error("`%s` and `%s`: expected %s, got %u: %.*s\n", r->one, r->other, r->said, n, (int)said.len, said.bytes);
  return right && differences(r->dialect, r->other, r->one, f, NULL) == n && !differences(r->dialect, r->one, r->one, f, NULL);
}

static void what_differs_is_said(void **state)
{
  unsigned wrong = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) wrong += !holds(*state, &rows[i]);
  assert_int_equal(wrong, 0);
}

static void all_are_counted_and_the_first_are_said(void **state)
{
  struct fixture *f = *state;
  struct text said;
  unsigned lines = 0;
  text_init(&said, &f->arena, true);
  assert_int_equal(
    differences("cisco", "",
      "interface Tunnel1\ninterface Tunnel2\ninterface Tunnel3\ninterface Tunnel4\ninterface Tunnel5\ninterface Tunnel6\n"
        "interface Tunnel7\n",
      f, &said),
    7);
  for (size_t i = 0; i < said.len; i++) lines += said.bytes[i] == '\n';
  assert_int_equal(lines, 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(what_differs_is_said), TEST(all_are_counted_and_the_first_are_said) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
