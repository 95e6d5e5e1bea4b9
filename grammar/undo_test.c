/* `undo` and `no` of both families: a setting that was made and taken back leaves the router as it was without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

struct row {
  const char *block;   /* what stands before */
  const char *setting, *undo;
};

static const struct row comware5[] = {
  { "ike peer a\n", " exchange-mode aggressive\n", " undo exchange-mode\n" },
  { "ike peer a\n", " id-type name\n", " undo id-type\n" },
  { "ike peer a\n", " remote-address 10.0.0.1 10.0.0.9\n", " undo remote-address\n" },
  { "ike peer a\n", " local-address 10.0.0.1\n", " undo local-address\n" },
  { "ike peer a\n", " remote-name east\n", " undo remote-name\n" },
  { "ike peer a\n", " local-name west\n", " undo local-name west\n" },
  { "ike peer a\n", " nat traversal\n", " undo nat traversal\n" },
  { "ike proposal 7\n#\nike peer a\n", " proposal 7\n", " undo proposal\n" },
  { "ike dpd d\n#\nike peer a\n", " dpd d\n", " undo dpd\n" },
  { "ike peer a\n", " certificate domain x\n", " undo certificate domain\n" },
  { "ike dpd d\n", " interval-time 20\n", " undo interval-time\n" },
  { "ike dpd d\n", " time-out 9\n", " undo time-out\n" },
  { "ike proposal 7\n", " encryption-algorithm 3des-cbc\n", " undo encryption-algorithm\n" },
  { "ike proposal 7\n", " authentication-algorithm md5\n", " undo authentication-algorithm\n" },
  { "ike proposal 7\n", " authentication-method rsa-signature\n", " undo authentication-method\n" },
  { "ike proposal 7\n", " dh group5\n", " undo dh\n" },
  { "ike proposal 7\n", " sa duration 6400\n", " undo sa duration\n" },
  { "ipsec proposal t\n", " transform ah\n", " undo transform\n" },
  { "ipsec proposal t\n transform ah-esp\n", " ah authentication-algorithm sha1\n", " undo ah authentication-algorithm\n" },
  { "ipsec proposal t\n", " encapsulation-mode transport\n", " undo encapsulation-mode\n" },
  { "ipsec policy p 1 isakmp\n", " security acl 3000\n", " undo security acl\n" },
  { "ike peer a\n#\nipsec policy p 1 isakmp\n", " ike-peer a\n", " undo ike-peer a\n" },
  { "ipsec proposal t\n#\nipsec policy p 1 isakmp\n", " proposal t\n", " undo proposal\n" },
  { "ipsec proposal t\n#\nipsec proposal u\n#\nipsec policy p 1 isakmp\n proposal t\n", " proposal t u\n", " undo proposal u\n" },
  { "ipsec policy p 1 isakmp\n", " pfs dh-group5\n", " undo pfs\n" },
  { "ipsec policy p 1 isakmp\n", " sa duration traffic-based 5000\n", " undo sa duration traffic-based\n" },
  { "ipsec policy p 1 isakmp\n", " reverse-route\n", " undo reverse-route\n" },
  { "acl number 3000\n", " rule 0 permit ip source 10.0.0.0 0.0.0.255\n", " undo rule 0\n" },
  { "", "ike local-name west\n", "undo ike local-name\n" },
  { "", "ike sa keepalive-timer interval 30\n", "undo ike sa keepalive-timer interval\n" },
  { "", "ike sa keepalive-timer timeout 90\n", "undo ike sa keepalive-timer timeout\n" },
  { "", "ipsec sa global-duration time-based 900\n", "undo ipsec sa global-duration time-based\n" },
  { "", "ipsec sa global-duration traffic-based 5000\n", "undo ipsec sa global-duration traffic-based\n" },
  { "", "ike dpd d\n interval-time 20\n#\n", "undo ike dpd d\n" },
  { "", "ipsec proposal t\n esp encryption-algorithm aes 128\n#\n", "undo ipsec proposal t\n" },
  { "", "ipsec policy-template t 1\n#\n", "undo ipsec policy-template t 1\n" },
  { "interface Tunnel0\n", " tunnel-protocol ipsec ipv4\n", " undo tunnel-protocol\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " keepalive 10 3\n", " undo keepalive\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " gre checksum\n", " undo gre checksum\n" },
  { "interface Tunnel0\n", " mtu 1400\n", " undo mtu\n" },
  { "interface Tunnel0\n", " tcp mss 1300\n", " undo tcp mss\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " destination 10.0.0.1\n", " undo destination\n" },
  { "interface Tunnel0\n", " ip address unnumbered interface LoopBack0\n", " undo ip address unnumbered\n" },
  { "interface GigabitEthernet0/0\n ip address 10.0.0.1 24\n", " ip address 10.0.1.1 24 sub\n ip address 10.0.1.1 24 sub\n",
    " undo ip address 10.0.1.1 24 sub\n" },
  { "acl number 3000\n rule 0 permit ip\n#\ninterface GigabitEthernet0/0\n", " nat outbound 3000\n nat outbound 3000\n",
    " undo nat outbound 3000\n" },
  { "ike proposal 7\n", " encryption-algorithm aes-cbc 128\n", " undo encryption-algorithm\n" },
  { "ike proposal 7\n#\n", "ike proposal 8\n#\nike proposal 9\n#\n", "undo ike proposal 8\nundo ike proposal 9\n" },
  { "ike peer a\n pre-shared-key x\n#\n", "ike peer b\n pre-shared-key y\n#\nike peer c\n pre-shared-key z\n#\n",
    "undo ike peer b\nundo ike peer c\n" },
  { "ike peer a\n proposal 1\n", " proposal 1 2 3\n", " undo proposal 2\n undo proposal 3\n" },
  { "ike peer a\n", " pre-shared-key simple x\n", " undo pre-shared-key\n" },
  { "ike dpd c\n#\n", "ike dpd d\n#\nike dpd e\n#\n", "undo ike dpd d\nundo ike dpd e\n" },
  { "ipsec proposal s\n#\n", "ipsec proposal t\n#\nipsec proposal u\n#\n", "undo ipsec proposal t\nundo ipsec proposal u\n" },
  { "acl number 3000\n#\n", "acl number 3001\n#\nacl number 3002\n#\n", "undo acl number 3001\nundo acl number 3002\n" },
  { "ipsec policy p 1 isakmp\n#\n", "ipsec policy p 2 isakmp\n#\nipsec policy q 1 isakmp\n#\nipsec policy r 1 isakmp\n#\n",
    "undo ipsec policy p 2\nundo ipsec policy q\nundo ipsec policy r 1\n" },
  { "interface LoopBack0\n#\n", "interface LoopBack1\n#\ninterface LoopBack2\n#\n",
    "undo interface LoopBack1\nundo interface LoopBack 2\n" },
  { "acl number 3000\n rule 0 permit ip\n", " rule 5 permit tcp\n", " undo rule 5\n" },
  { "interface GigabitEthernet0/0\n", " ip binding vpn-instance v\n", " undo ip binding vpn-instance\n" },
  { "interface GigabitEthernet0/0\n", " ip mtu 1400\n", " undo ip mtu\n" },
  { "interface GigabitEthernet0/0\n ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n", " ip address 10.2.0.1 24 sub\n",
    " undo ip address 10.2.0.1 24 sub\n" },
  { "interface GigabitEthernet0/0\n nat outbound 3001\n", " nat outbound 3002\n", " undo nat outbound 3002\n" },
  { "interface GigabitEthernet0/0.1\n", " vlan-type dot1q vid 10\n", " undo vlan-type dot1q vid\n" },
  { "ip vpn-instance v\n", " route-distinguisher 1:1\n", " undo route-distinguisher\n" },
  { "ip route-static 10.0.0.0 24 10.1.1.1\n", "ip route-static 10.0.0.0 24 10.1.1.2\n", "undo ip route-static 10.0.0.0 24 10.1.1.2\n" },
  { "ip route-static 10.0.0.0 24 Tunnel1\n", "ip route-static 10.0.0.0 24 Tunnel2\n", "undo ip route-static 10.0.0.0 24 Tunnel2\n" },
  { "ip route-static 10.0.0.0 16 10.1.1.1\nip route-static 10.0.1.0 24 10.1.1.1\nip route-static vpn-instance v 10.0.0.0 24 10.1.1.1\n",
    "ip route-static 10.0.0.0 24 10.1.1.1\nip route-static 10.0.0.0 24 10.1.1.2\n", "undo ip route-static 10.0.0.0 24\n" },
};

static const struct row comware7[] = {
  { "ike keychain j\n pre-shared-key address 10.0.0.1 key simple a\n#\n",
    "ike keychain k\n pre-shared-key address 10.0.0.1 key simple a\n#\nike keychain l\n#\n", "undo ike keychain k\nundo ike keychain l\n" },
  { "ike keychain j\n pre-shared-key address 10.0.0.2 key simple a\n#\nike keychain k\n pre-shared-key address 10.0.0.1 key simple a\n"
    " pre-shared-key hostname h key simple a\n",
    " pre-shared-key address 10.0.0.2 key simple x\n", " undo pre-shared-key address 10.0.0.2\n" },
  { "ike keychain k\n pre-shared-key hostname g key simple a\n", " pre-shared-key hostname h key simple x\n",
    " undo pre-shared-key hostname h\n" },
  { "ike keychain j\n pre-shared-key address 10.0.0.1 key simple a\n#\nike keychain k\n", " pre-shared-key address 10.0.0.1 key simple x\n",
    " undo pre-shared-key address 10.0.0.1\n" },
  { "ike profile a\n keychain k\n", " keychain l\n keychain m\n", " undo keychain l\n undo keychain m\n" },
  { "ike profile a\n", " keychain l\n keychain m\n", " undo keychain\n" },
  { "ike profile a\n#\n", "ike profile b\n#\nike profile c\n#\n", "undo ike profile b\nundo ike profile c\n" },
  { "object-group ip address f\n#\n", "object-group ip address g\n#\nobject-group ip address h\n#\n",
    "undo object-group ip address g\nundo object-group ip address h\n" },
  { "ipsec policy p 1 isakmp\n", " ikev2-profile a\n", " undo ikev2-profile\n" },
  { "ike keychain k\n", " match local address 10.0.0.1\n", " undo match local\n" },
  { "ike keychain k\n", " priority 7\n", " undo priority\n" },
  { "ike profile a\n", " keychain k\n", " undo keychain k\n" },
  { "ike profile a\n", " exchange-mode aggressive\n", " undo exchange-mode\n" },
  { "ike profile a\n", " local-identity fqdn west\n", " undo local-identity\n" },
  { "ike profile a\n", " match remote identity address 10.0.0.1\n", " undo match remote identity address 10.0.0.1\n" },
  { "ike profile a\n match remote identity fqdn x\n", " match remote identity fqdn east\n", " undo match remote identity fqdn east\n" },
  { "ike profile a\n", " match local address 10.0.0.1\n", " undo match local address\n" },
  { "ike proposal 7\n#\nike profile a\n", " proposal 7\n", " undo proposal\n" },
  { "ike profile a\n", " dpd interval 20 retry 5 periodic\n", " undo dpd interval\n" },
  { "ike profile a\n", " priority 7\n", " undo priority\n" },
  { "ike profile a\n", " certificate domain x\n", " undo certificate domain\n" },
  { "ipsec transform-set t\n", " protocol ah\n", " undo protocol\n" },
  { "ipsec transform-set t\n", " esn enable\n", " undo esn enable\n" },
  { "ipsec transform-set t\n protocol ah\n", " ah authentication-algorithm sha1\n", " undo ah authentication-algorithm\n" },
  { "ipsec policy p 1 isakmp\n", " ike-profile a\n", " undo ike-profile\n" },
  { "ipsec policy p 1 isakmp\n", " transform-set t\n", " undo transform-set\n" },
  { "ipsec policy p 1 isakmp\n", " local-address 10.0.0.1\n", " undo local-address\n" },
  { "", "ike keychain k\n pre-shared-key address 10.0.0.1 key simple a\n#\n", "undo ike keychain k\n" },
  { "", "ike profile a\n#\n", "undo ike profile a\n" },
  { "", "ike identity fqdn west\n", "undo ike identity\n" },
  { "", "ike dpd interval 20 periodic\n", "undo ike dpd interval\n" },
  { "", "ike keepalive interval 30\n", "undo ike keepalive interval\n" },
  { "", "ike keepalive timeout 90\n", "undo ike keepalive timeout\n" },
  { "", "ipsec transform-set t\n esp encryption-algorithm 3des-cbc\n#\n", "undo ipsec transform-set t\n" },
  { "", "ipsec profile a isakmp\n#\n", "undo ipsec profile a isakmp\n" },
  { "", "object-group ip address g\n 0 network host address 10.0.0.1\n#\n", "undo object-group ip address g\n" },
  { "interface GigabitEthernet0/0\nipsec policy p 1 isakmp\n#\n", "ipsec policy p local-address GigabitEthernet0/0\n",
    "undo ipsec policy p local-address\n" },
  { "interface Tunnel1 mode gre\n", " tunnel vpn-instance x\n", " undo tunnel vpn-instance\n" },
  { "interface Tunnel1 mode gre\n", " tunnel protection ipsec profile x\n", " undo tunnel protection ipsec profile\n" },
};

static const struct row cisco[] = {
  { "crypto isakmp policy 1\n", " encryption aes\n", " no encryption\n" },
  { "crypto isakmp policy 1\n", " hash md5\n", " default hash\n" },
  { "crypto isakmp policy 1\n", " authentication pre-share\n", " no authentication\n" },
  { "crypto isakmp policy 1\n", " group 5\n", " no group\n" },
  { "crypto isakmp policy 1\n", " lifetime 600\n", " no lifetime\n" },
  { "", "crypto isakmp policy 1\n hash md5\n", "no crypto isakmp policy 1\n" },
  { "", "crypto isakmp key x address 10.0.0.1\n", "no crypto isakmp key x address 10.0.0.1\n" },
  { "", "crypto isakmp key x address 10.0.0.0 255.255.255.0\n", "no crypto isakmp key x address 10.0.0.0 255.255.255.0\n" },
  { "", "crypto isakmp key x hostname east\n", "no crypto isakmp key x hostname east\n" },
  { "", "crypto keyring k\n pre-shared-key address 10.0.0.1 key x\n", "no crypto keyring k\n" },
  { "crypto keyring k\n", " pre-shared-key address 10.0.0.1 key x\n", " no pre-shared-key address 10.0.0.1\n" },
  { "crypto keyring k\n", " pre-shared-key hostname east key x\n", " no pre-shared-key hostname east\n" },
  { "", "crypto isakmp profile a\n match identity address 10.0.0.1\n", "no crypto isakmp profile a\n" },
  { "crypto isakmp profile a\n", " keyring k\n", " no keyring\n" },
  { "crypto isakmp profile a\n", " self-identity fqdn\n", " no self-identity\n" },
  { "crypto isakmp profile a\n", " initiate mode aggressive\n", " no initiate mode\n" },
  { "", "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", "no crypto ipsec transform-set t\n" },
  { "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", " mode transport\n", " no mode\n" },
  { "", "crypto ipsec profile a\n set transform-set t\n", "no crypto ipsec profile a\n" },
  { "", "crypto map m 1 ipsec-isakmp\n", "no crypto map m\n" },
  { "crypto map m 1 ipsec-isakmp\n", "crypto map m 2 ipsec-isakmp\n", "no crypto map m 2\n" },
  { "", "crypto dynamic-map m 1\n", "no crypto dynamic-map m\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set peer 10.0.0.1\n", " no set peer 10.0.0.1\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set transform-set t\n", " no set transform-set\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set pfs group5\n", " no set pfs\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set security-association lifetime seconds 900\n",
    " no set security-association lifetime seconds\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set isakmp-profile a\n", " no set isakmp-profile\n" },
  { "crypto map m 1 ipsec-isakmp\n", " match address 100\n", " no match address\n" },
  { "crypto map m 1 ipsec-isakmp\n", " reverse-route\n", " no reverse-route\n" },
  { "", "access-list 100 permit ip any any\n", "no access-list 100\n" },
  { "", "ip access-list extended v\n permit ip any any\n", "no ip access-list extended v\n" },
  { "ip access-list extended v\n permit tcp any any\n", " permit ip host 10.0.0.1 any\n", " no permit ip host 10.0.0.1 any\n" },
  { "", "ip route 10.0.0.0 255.0.0.0 10.0.0.1\n", "no ip route 10.0.0.0 255.0.0.0 10.0.0.1\n" },
  { "", "interface Tunnel1\n ip address 10.0.0.1 255.255.255.252\n", "no interface Tunnel1\n" },
  { "interface Tunnel1\n", " ip address 10.0.0.1 255.255.255.252\n", " no ip address\n" },
  { "interface Tunnel1\n", " ip mtu 1400\n", " no ip mtu\n" },
  { "interface Tunnel1\n", " tunnel destination 10.0.0.1\n", " no tunnel destination\n" },
  { "interface Tunnel1\n", " tunnel source 10.0.0.1\n", " no tunnel source\n" },
  { "interface Tunnel1\n", " tunnel key 5\n", " no tunnel key\n" },
  { "interface Tunnel1\n", " keepalive 10 3\n", " no keepalive\n" },
  { "interface Tunnel1\n", " shutdown\n", " no shutdown\n" },
  { "interface Ethernet0\n", " crypto map m\n", " no crypto map m\n" },
  { "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n", " ip address 10.1.0.1 255.255.0.0 secondary\n",
    " no ip address 10.1.0.1 255.255.0.0 secondary\n" },
  { "ip nat inside source list 2 interface Ethernet0 overload\n", "ip nat inside source list 1 interface Ethernet0 overload\n",
    "no ip nat inside source list 1 interface Ethernet0 overload\n" },
  { "", "ip nat inside source route-map m interface Ethernet0 overload\n",
    "no ip nat inside source route-map m interface Ethernet0 overload\n" },
  { "crypto map m 1 ipsec-isakmp\n", "crypto map m isakmp-profile p\n", "no crypto map m isakmp-profile p\n" },
  { "crypto map m 1 ipsec-isakmp\n", "crypto map m local-address Loopback0\n", "no crypto map m local-address Loopback0\n" },
  { "interface Tunnel1\n", " tunnel vrf v\n", " no tunnel vrf v\n" },
  { "ip vrf v\n", " rd 1:1\n", " no rd 1:1\n" },
  { "interface Ethernet0\n", " ip vrf forwarding v\n", " no ip vrf forwarding v\n" },
  { "interface Ethernet0\n", " vrf forwarding v\n", " no vrf forwarding\n" },
  { "ip route 10.0.0.0 255.255.0.0 10.1.1.1\nip route 11.0.0.0 255.0.0.0 10.1.1.1\n", "ip route 10.0.0.0 255.0.0.0 Ethernet0\n",
    "no ip route 10.0.0.0 255.0.0.0 Ethernet0\n" },
  { "ip access-list extended v\n 10 permit ip any any\n", " 20 permit tcp any any\n", " no 20\n" },
  { "crypto isakmp key y address 10.0.0.2\n", "crypto isakmp key x address 0.0.0.0\n", "no crypto isakmp key x address 0.0.0.0\n" },
};

/* Says what is wrong with the row; 0: nothing. */
static unsigned try_row(struct fixture *f, const char *dialect, const struct row *row)
{
  char with[1024], back[1024];
  const char *wrong = NULL;
  struct text said;
  text_init(&said, &f->arena, true);
  text_append(&said, "", 0);
  snprintf(with, sizeof with, "%s%s", row->block, row->setting);
  snprintf(back, sizeof back, "%s%s", with, row->undo);
  if (!differences(dialect, row->block, with, f, NULL)) wrong = "the setting changes nothing";
  else if (differences(dialect, row->block, back, f, &said)) wrong = "it leaves something";
  else if (f->r.ledger[f->r.lines - 1] != LEDGER_UNDERSTOOD) wrong = "it is not understood";
  else if (issues(f, "CFG001")) wrong = "it is taken for a fault";
  if (wrong) print_error("%s: `%s` and `%s`: %s\n%s", dialect, row->setting, row->undo, wrong, said.bytes);
  return wrong != NULL;
}

EACH_ROW(undoes, comware5, try_row)
EACH_ROW(undoes, comware7, try_row)
EACH_ROW(undoes, cisco, try_row)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(undoes_comware5), TEST(undoes_comware7), TEST(undoes_cisco) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
