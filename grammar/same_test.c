/* Two ways to say one thing, in both families: what was entered again, in another order, in other words or on an interface where it means
 * nothing leaves the same router. And whatever it is, it is written in every dialect so that it reads back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"
#include "src/convert.h"
#include "src/end.h"

struct row {
  const char *one, *other;
  unsigned overrides; /* lines of the first that are told as overriding or changing an earlier one (CFG004) */
};

#define GRE "interface Tunnel1\n tunnel-protocol gre\n"
#define PORT "interface GigabitEthernet0/0\n"
#define LIST5 "acl number 3000\n"

static const struct row comware5[] = {
  { GRE " source GigabitEthernet0/0\n source 10.0.0.1\n", GRE " source 10.0.0.1\n", 1 },
  { GRE " source 10.0.0.1\n source GigabitEthernet0/0\n", GRE " source GigabitEthernet0/0\n", 1 },
  { GRE " keepalive\n", GRE " keepalive 10\n", 0 },
  { GRE " keepalive 10 3\n", GRE " keepalive 10\n keepalive 10 3\n", 0 },
  { PORT " gre key 5\n keepalive 10 3\n source 10.0.0.1\n destination 10.0.0.2\n gre checksum\n tunnel-protocol gre\n", PORT, 0 },
  { PORT " undo gre key\n undo keepalive\n undo source\n undo destination\n undo gre checksum\n undo tunnel-protocol\n", PORT, 0 },
  { PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n ip address 10.1.0.1 24 sub\n",
    PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n", 0 },
  { PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n undo ip address 10.9.0.1 24 sub\n",
    PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n", 0 },
  { PORT " ip address 10.0.0.1 24\n ip address dhcp-alloc\n", PORT " ip address dhcp-alloc\n", 0 },
  { PORT " ip address 10.0.0.1 24\n undo ip address\n", PORT, 0 },
  { PORT " ip route-static 10.0.0.0 24 10.1.1.1\n", PORT "#\nip route-static 10.0.0.0 24 10.1.1.1\n", 0 },
  { PORT " ipsec policy p\n ipsec policy q\n", PORT " ipsec policy q\n", 1 },
  { PORT " nat outbound\n nat outbound\n", PORT " nat outbound\n", 0 },
  { PORT " nat outbound address-group 1\n", PORT " nat outbound\n", 0 },
  { PORT " nat outbound 3001\n undo nat outbound 3002\n", PORT " nat outbound 3001\n", 0 },
  { PORT " nat outbound\n undo nat outbound\n", PORT, 0 },
  { PORT " nat outbound 3001\n undo nat static enable\n", PORT " nat outbound 3001\n", 0 },
  { LIST5 " rule permit ip source any\n", LIST5 " rule 0 permit ip\n", 0 },
  { LIST5 " rule permit ip source 0.0.0.0 255.255.255.255\n", LIST5 " rule 0 permit ip\n", 0 },
  { LIST5 " rule permit 6\n", LIST5 " rule permit tcp\n", 0 },
  { LIST5 " rule permit tcp destination-port eq www\n", LIST5 " rule permit tcp destination-port eq 80\n", 0 },
  { LIST5 " rule permit tcp destination-port range ftp-data ftp\n", LIST5 " rule permit tcp destination-port range 20 21\n", 0 },
  { LIST5 " rule 0 permit ip\n rule 0 permit ip\n", LIST5 " rule 0 permit ip\n", 0 },
  { LIST5 " rule 0 permit ip\n rule 0 deny ip\n", LIST5 " rule 0 deny ip\n", 1 },
  { LIST5 " rule 0 permit ip\n rule 0 permit tcp\n", LIST5 " rule 0 permit tcp\n", 1 },
  { LIST5 " rule 0 permit ip source 10.0.0.1 0\n rule 0 permit ip source 10.0.0.2 0\n", LIST5 " rule 0 permit ip source 10.0.0.2 0\n", 1 },
  { LIST5 " rule 0 permit ip destination 10.0.0.1 0\n rule 0 permit ip destination 10.0.0.1 0.0.0.1\n",
    LIST5 " rule 0 permit ip destination 10.0.0.1 0.0.0.1\n", 1 },
  { LIST5 " rule 0 permit tcp source-port eq 80\n rule 0 permit tcp source-port eq 81\n", LIST5 " rule 0 permit tcp source-port eq 81\n",
    1 },
  { LIST5 " rule 0 permit tcp source-port eq 80\n rule 0 permit tcp source-port gt 80\n", LIST5 " rule 0 permit tcp source-port gt 80\n",
    1 },
  { LIST5 " rule 0 permit tcp source-port range 80 90\n rule 0 permit tcp source-port range 80 91\n",
    LIST5 " rule 0 permit tcp source-port range 80 91\n", 1 },
  { LIST5 " rule 0 permit tcp source-port range 80 90\n rule 0 permit tcp source-port eq 80\n",
    LIST5 " rule 0 permit tcp source-port eq 80\n", 1 },
  { LIST5 " rule 0 permit ip\n undo rule 5\n undo rule many\n", LIST5 " rule 0 permit ip\n", 0 },
  { LIST5 " rule 5 permit tcp\n rule 0 permit ip\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { LIST5 " step 10\n rule permit ip\n undo step\n rule permit tcp\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { "acl number 3000 match-order config\n rule permit ip\n rule permit tcp\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip\n rule 5 permit tcp\n", LIST5 " rule 0 permit tcp\n rule 5 permit ip\n", 0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip source 10.0.0.0 0.0.255.255\n rule 5 permit ip source 10.0.0.0 0.0.0.255\n",
    LIST5 " rule 0 permit ip source 10.0.0.0 0.0.0.255\n rule 5 permit ip source 10.0.0.0 0.0.255.255\n", 0 },
  { "acl number 3000 match-order auto\n rule 10 permit ip source 10.0.0.0 0.0.0.255\n rule 5 permit ip source 10.0.1.0 0.0.0.255\n"
    " rule 15 permit ip source 10.0.2.0 0.0.0.255\n",
    LIST5
    " rule 0 permit ip source 10.0.1.0 0.0.0.255\n rule 5 permit ip source 10.0.0.0 0.0.0.255\n"
      " rule 10 permit ip source 10.0.2.0 0.0.0.255\n",
    0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip\n", LIST5 " rule 0 permit ip\n", 0 },
  { "ike proposal 1\n encryption-algorithm aes-cbc\n", "ike proposal 1\n encryption-algorithm aes-cbc 128\n", 0 },
  { "ike proposal 1\n dh group2\n#\nike proposal 1\n sa duration 600\n", "ike proposal 1\n dh group2\n sa duration 600\n", 0 },
  { "ike peer a\n proposal 1\n proposal 2\n", "ike peer a\n proposal 2\n", 1 },
  { "ike peer a\n proposal 1 2\n proposal 1\n", "ike peer a\n proposal 1\n", 1 },
  { "ike peer a\n proposal 1 2\n proposal 1 2\n", "ike peer a\n proposal 1 2\n", 0 },
  { "ike peer a\n remote-address 10.0.0.1\n#\nike peer a\n pre-shared-key x\n", "ike peer a\n pre-shared-key x\n remote-address 10.0.0.1\n",
    0 },
  { "ike peer a\n pre-shared-key x\n undo ike peer a\n undo pre-shared-key\n", "", 0 },
  { "ike peer a\n undo ike peer a\n pre-shared-key x\n", "", 0 },
  { "ike peer a\n pre-shared-key x\n#\nike peer a\n undo pre-shared-key\n undo pre-shared-key\n", "ike peer a\n", 0 },
  { "ike peer a\n#\nundo ike peer b\nundo ike dpd b\nundo ike proposal 9\nundo ipsec proposal b\nundo acl number 3999\n"
    "undo interface LoopBack9\nundo interface nowhere\nundo ipsec policy b\nundo ip route-static 10.9.0.0 24\n",
    "ike peer a\n", 0 },
  { "ike proposal 1\n#\nundo ike proposal many\n", "ike proposal 1\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm aes 256\n#\nipsec proposal t\n esp authentication-algorithm sha1\n",
    "ipsec proposal t\n esp authentication-algorithm sha1\n esp encryption-algorithm aes 256\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm aes\n", "ipsec proposal t\n esp encryption-algorithm aes 128\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm 3des\n esp encryption-algorithm aes 128\n",
    "ipsec proposal t\n esp encryption-algorithm aes 128\n", 1 },
  { "ipsec proposal t\n esp encryption-algorithm 3des\n esp encryption-algorithm 3des\n",
    "ipsec proposal t\n esp encryption-algorithm 3des\n", 0 },
  { "ipsec proposal t\n undo esp encryption-algorithm\n esp encryption-algorithm 3des\n",
    "ipsec proposal t\n esp encryption-algorithm 3des\n", 0 },
  { "ipsec policy p 1 isakmp\n security acl 3000\n#\nipsec policy p 1\n pfs dh-group2\n",
    "ipsec policy p 1 isakmp\n security acl 3000\n pfs dh-group2\n", 0 },
  { "ipsec policy p 1 isakmp\n#\nipsec policy p 1 manual\n", "ipsec policy p 1 isakmp\n", 1 },
  { "ipsec policy p 1 isakmp\n proposal t\n proposal u\n", "ipsec policy p 1 isakmp\n proposal u\n", 1 },
  { "ipsec policy p 1 isakmp\n proposal t u\n proposal t u\n", "ipsec policy p 1 isakmp\n proposal t u\n", 0 },
  { "ipsec policy p 1 isakmp\n proposal t u\n proposal t\n", "ipsec policy p 1 isakmp\n proposal t\n", 1 },
  { "ipsec policy p 1 isakmp\n security acl 3000 aggregation\n security acl 3000\n", "ipsec policy p 1 isakmp\n security acl 3000\n", 1 },
  { "ip route-static 10.0.0.0 24 NULL0\n", "ip route-static 10.0.0.0 255.255.255.0 NULL 0\n", 0 },
  { "ip route-static default-preference 80\n", "", 0 },
  { "ip route-static 10.0.0.0 24 10.1.1.1 track 1 description to the hub\n", "ip route-static 10.0.0.0 24 10.1.1.1\n", 0 },
};

static const struct row comware7[] = {
  { "ike keychain k\n undo ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n", "", 0 },
  { "interface Tunnel1 mode advpn gre\n", "interface Tunnel1 mode gre-p2mp\n", 0 },
  { "interface Tunnel1 mode gre ipv6\n", "interface Tunnel1 mode ipsec ipv6\n", 0 },
  { "interface Tunnel1 mode advpn udp\n", "interface Tunnel1 mode ipsec ipv6\n", 0 },
  { PORT " tunnel protection ipsec profile p\n tunnel vpn-instance v\n undo tunnel protection ipsec profile\n undo tunnel vpn-instance\n",
    PORT, 0 },
  { PORT " nat outbound name inside\n nat outbound name Inside\n", PORT " nat outbound name inside\n", 0 },
  { "acl basic 2000\n rule permit source 10.0.0.0 0.0.0.255\n", "acl number 2000\n rule 0 permit source 10.0.0.0 0.0.0.255\n", 0 },
  { "ip vpn-instance w\n#\nacl advanced 3000\n rule permit ip vpn-instance v\n rule 0 permit ip vpn-instance w\n",
    "ip vpn-instance w\n#\nacl advanced 3000\n rule permit ip vpn-instance w\n", 1 },
  { "object-group ip address g\n network host address 10.0.0.1\n#\nobject-group ip address g\n network host address 10.0.0.2\n",
    "object-group ip address g\n 0 network host address 10.0.0.1\n 10 network host address 10.0.0.2\n", 0 },
  { "object-group ip address g\n network subnet 10.0.0.0 255.255.255.0\n", "object-group ip address g\n network subnet 10.0.0.0 24\n", 0 },
  { "ike profile a\n keychain k\n keychain k\n", "ike profile a\n keychain k\n", 0 },
  { "ike profile a\n local-identity fqdn x\n local-identity address 10.0.0.1\n", "ike profile a\n local-identity address 10.0.0.1\n", 1 },
  { "ike profile a\n proposal 1 2\n proposal 2 1\n", "ike profile a\n proposal 2 1\n", 1 },
  { "ike profile a\n match remote identity address 10.0.0.1\n", "ike profile a\n match remote identity address 10.0.0.1 255.255.255.255\n",
    0 },
  { "ike profile a\n match remote identity address 10.0.0.0 24\n", "ike profile a\n match remote identity address 10.0.0.0 255.255.255.0\n",
    0 },
  { "ike profile a\n match remote identity fqdn x\n undo match remote identity fqdn y\n", "ike profile a\n match remote identity fqdn x\n",
    0 },
  { "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n#\nike keychain k\n pre-shared-key address 10.0.0.1 key simple y\n",
    "ike keychain k\n pre-shared-key address 10.0.0.1 255.255.255.255 key simple y\n", 1 },
  { "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n undo pre-shared-key address 10.0.0.2\n undo pre-shared-key\n"
    " undo pre-shared-key hostname z\n",
    "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n", 0 },
  { "ike keychain k\n pre-shared-key address 0.0.0.0 0 key simple x\n",
    "ike keychain k\n pre-shared-key address 0.0.0.0 0.0.0.0 key simple x\n", 0 },
  { "ike dpd interval 10 on-demand\n", "ike dpd interval 10 retry 5 on-demand\n", 0 },
  { "undo ike keychain b\nundo ike profile b\nundo ipsec transform-set b\nundo object-group ip address b\nundo ipsec profile b\n"
    "undo ipsec policy-template b 1\n",
    "", 0 },
  { "ipsec policy p 1 isakmp\n remote-address 10.0.0.1\n remote-address 10.0.0.2\n", "ipsec policy p 1 isakmp\n remote-address 10.0.0.2\n",
    1 },
  { "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128 aes-cbc-256\n esp encryption-algorithm aes-cbc-128\n",
    "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128\n", 1 },
  { "ip vpn-instance v\n#\nip route-static vpn-instance v 10.0.0.0 24 10.1.1.1\nundo ip route-static 10.0.0.0 24\n",
    "ip vpn-instance v\n#\nip route-static vpn-instance v 10.0.0.0 24 10.1.1.1\n", 0 },
};

#define ETHERNET "interface Ethernet0\n"
#define RULES "ip access-list extended v\n"
#define MAP "crypto map m 1 ipsec-isakmp\n"

static const struct row cisco[] = {
  { "crypto isakmp profile p\n keepalive 20 retry 3\n no keepalive\n", "crypto isakmp profile p\n", 0 },
  { "crypto isakmp peer address 10.0.0.1\n set aggressive-mode password One-Long-Key\n set aggressive-mode password Other-Long-Key\n",
    "crypto isakmp peer address 10.0.0.1\n set aggressive-mode password Other-Long-Key\n", 0 },
  { ETHERNET " crypto map m\n crypto map n\n", ETHERNET " crypto map n\n", 1 },
  { ETHERNET " ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n ip address 10.1.0.1 255.255.0.0 secondary\n",
    ETHERNET " ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n", 0 },
  { ETHERNET " crypto map m\n crypto map m\n", ETHERNET " crypto map m\n", 0 },
  { ETHERNET " ip address 10.0.0.1 255.0.0.0\n shutdown\n"
             "no interface Ethernet0\n" ETHERNET,
    ETHERNET, 0 },
  { "interface Ethernet0.1\n encapsulation dot1Q 10 second-dot1q 20\n", "interface Ethernet0.1\n encapsulation dot1q 10 second-dot1q 20\n",
    0 },
  { "interface Serial0\n encapsulation ppp\n", "interface Serial0\n", 0 },
  { "interface Ethernet0.1\n encapsulation dot1q 5000\n", "interface Ethernet0.1\n", 0 },
  { "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n"
    " no ip address 10.2.0.1 255.255.0.0 secondary\n no ip address 10.x.300.1 255.255.0.0 secondary\n",
    "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n", 0 },
  { "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n"
    " ip address 10.2.0.1 255.255.0.0 secondary\n no ip address 10.2.0.1 255.255.0.0 secondary\n",
    "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.1.0.1 255.255.0.0 secondary\n", 0 },
  { "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n no ip address 10.0.0.1 255.0.0.0\n", "interface Ethernet0\n", 0 },
  { "interface Tunnel1\n ip nhrp nhs 172.16.0.1\n ip nhrp nhs somewhere nbma 192.0.2.1\n", "interface Tunnel1\n", 0 },
  { "route-map m permit 10\n match ip address 1\nno route-map m\nroute-map n deny 10\n match ip address 2\n",
    "route-map m permit 10\nno route-map m\nroute-map n deny 10\n match ip address 2\n", 0 },
  { "interface Tunnel1\n ip nhrp map 172.16.0.1 255.255.255.255 192.0.2.1\n", "interface Tunnel1\n ip nhrp map 172.16.0.1 192.0.2.1\n", 0 },
  { "interface Tunnel1\n ip nhrp nhs 172.16.0.1 nbma 192.0.2.1 multicast\n", "interface Tunnel1\n ip nhrp map 172.16.0.1 192.0.2.1\n", 0 },
  { "interface Tunnel1\n ip nhrp map multicast dynamic\n ip nhrp network-id 1\n", "interface Tunnel1\n", 0 },
  { "access-list 1300 permit 10.0.0.0 0.0.0.255\n", "ip access-list standard 1300\n permit 10.0.0.0 0.0.0.255\n", 0 },
  { "access-list 99 permit 10.0.0.1\n", "access-list 99 permit host 10.0.0.1\n", 0 },
  { "access-list 2000 permit ip any any\n", "ip access-list extended 2000\n permit ip any any\n", 0 },
  { RULES " permit ip 0.0.0.0 255.255.255.255 any\n", RULES " permit ip any any\n", 0 },
  { RULES " permit tcp any any eq www\n", RULES " permit 6 any any eq 80\n", 0 },
  { RULES " permit udp any any eq isakmp\n", RULES " permit 17 any any eq 500\n", 0 },
  { RULES " permit tcp any range ftp-data ftp any\n", RULES " permit tcp any range 20 21 any\n", 0 },
  { RULES " 20 permit tcp any any\n 10 permit ip any any\n", RULES " 10 permit ip any any\n 20 permit tcp any any\n", 0 },
  { RULES " 10 permit ip any any\n 20 permit tcp any any\n no 20\n no 30\n", RULES " permit ip any any\n", 0 },
  { RULES
    " permit ip any any\n permit tcp any any\n no deny tcp any any\n no permit udp any any\n no permit tcp any any eq 5\n"
      " no permit tcp any any established\n no permit tcp any any\n",
    RULES " permit ip any any\n", 0 },
  { RULES " permit ip host 10.0.0.1 any\n no permit ip host 10.0.0.2 any\n no permit ip 10.0.0.1 0.0.0.1 any\n no permit ip any any\n",
    RULES " permit ip host 10.0.0.1 any\n", 0 },
  { RULES " 10 permit ip any any\n 10 permit ip any any\n", RULES " 10 permit ip any any\n", 0 },
  { RULES " permit ip any any\nno ip access-list extended w\nno access-list 7\n", RULES " permit ip any any\n", 0 },
  { "object-group network g\n host 10.0.0.1\nobject-group network g\n host 10.0.0.2\n",
    "object-group network g\n host 10.0.0.1\n host 10.0.0.2\n", 0 },
  { "crypto isakmp policy 1\n encryption aes\n", "crypto isakmp policy 1\n encryption aes 128\n", 0 },
  { "crypto isakmp policy 1\n group 5\ncrypto isakmp policy 1\n hash md5\n", "crypto isakmp policy 1\n group 5\n hash md5\n", 0 },
  { "no crypto isakmp policy 9\nno crypto keyring k\nno crypto isakmp profile p\nno crypto map m\nno crypto map m local-address\n"
    "no crypto dynamic-map d\nno crypto ipsec transform-set t\nno crypto ipsec profile p\nno route-map r\nno interface Tunnel9\n"
    "no ip route 10.0.0.0 255.0.0.0 10.0.0.1\n",
    "", 0 },
  { "crypto isakmp key x address 10.0.0.1\ncrypto isakmp key y address 10.0.0.2\ncrypto isakmp key z hostname h\n"
    "no crypto isakmp key y address 10.0.0.2\nno crypto isakmp key y address 10.0.0.3\n"
    "no crypto isakmp key y address 10.0.0.1 255.255.0.0\nno crypto isakmp key y hostname i\n",
    "crypto isakmp key x address 10.0.0.1\ncrypto isakmp key z hostname h\n", 0 },
  { "crypto isakmp key x address 0.0.0.0\nno crypto isakmp key x address 0.0.0.0 0.0.0.0\n", "", 0 },
  { "crypto isakmp key x address 0.0.0.0\n", "crypto isakmp key x address 0.0.0.0 0.0.0.0\n", 0 },
  { "crypto isakmp key 0 x address 10.0.0.1\n", "crypto isakmp key x address 10.0.0.1\n", 0 },
  { "crypto keyring k\n pre-shared-key address 10.0.0.1 key x\ncrypto keyring k\n no pre-shared-key address 10.0.0.2\n",
    "crypto keyring k\n pre-shared-key address 10.0.0.1 key x\n", 0 },
  { "crypto isakmp profile p\n keyring k\n keyring default\n",
    "crypto isakmp profile p\n keyring k\n keyring default\n no keyring default\n keyring default\n", 0 },
  { "crypto isakmp profile p\n self-identity fqdn\n self-identity address\n", "crypto isakmp profile p\n self-identity address\n", 1 },
  { "crypto ipsec transform-set t esp-aes 128 esp-sha-hmac\n", "crypto ipsec transform-set t esp-sha-hmac esp-aes\n", 0 },
  { "crypto ipsec transform-set t esp-3des esp-md5-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n",
    "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", 1 },
  { "crypto ipsec transform-set t esp-aes esp-md5-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n",
    "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", 1 },
  { "crypto ipsec transform-set t ah-md5-hmac\ncrypto ipsec transform-set t ah-sha-hmac\n", "crypto ipsec transform-set t ah-sha-hmac\n",
    1 },
  { "crypto ipsec transform-set t esp-aes esp-sha-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\n",
    "crypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\n", 0 },
  { MAP " set peer 10.0.0.1\n set peer 10.0.0.1\n", MAP " set peer 10.0.0.1\n", 0 },
  { MAP " set peer 10.0.0.1\n set peer 10.0.0.2\n no set peer 10.0.0.3\n no set peer 10.0.0.2\n", MAP " set peer 10.0.0.1\n", 0 },
  { MAP " set transform-set t\n set transform-set u\n", MAP " set transform-set u\n", 1 },
  { MAP " set transform-set t u\n set transform-set t u\n", MAP " set transform-set t u\n", 0 },
  { MAP " set transform-set t u\n set transform-set t\n", MAP " set transform-set t\n", 1 },
  { MAP " set pfs\n", MAP " set pfs group1\n", 0 },
  { MAP " match address 100\ncrypto map m 1\n set pfs group2\n", MAP " match address 100\n set pfs group2\n", 0 },
  { MAP "crypto map m 2 ipsec-isakmp\nno crypto map m 2\n", MAP, 0 },
  { "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 10.1.1.2\nip route 10.0.0.0 255.255.0.0 10.1.1.1\n"
    "ip route 11.0.0.0 255.0.0.0 Ethernet0\nno ip route 10.0.0.0 255.0.0.0 10.1.1.2\nno ip route 11.0.0.0 255.0.0.0 Ethernet1\n",
    "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.255.0.0 10.1.1.1\nip route 11.0.0.0 255.0.0.0 Ethernet0\n", 0 },
  { "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 10.1.1.2\nno ip route 10.0.0.0 255.0.0.0\n", "", 0 },
  { "ip nat inside source list 1 interface Ethernet0 overload\nip nat inside source route-map m interface Ethernet0 overload\n"
    "no ip nat inside source list 2 interface Ethernet0 overload\nno ip nat inside source route-map n interface Ethernet0 overload\n",
    "ip nat inside source list 1 interface Ethernet0 overload\nip nat inside source route-map m interface Ethernet0 overload\n", 0 },
};

/* What each family can say beside that, to be written. */

/* What one release has alone, in a file of the other. */
#define OF_BOTH_RELEASES \
  "ike local-name orchard\nike identity fqdn\nike dpd interval 20 on-demand\n", \
    "ipsec transform-set t\n esp encryption-algorithm aes-cbc-256\n pfs dh-group5\n#\nipsec policy p 1 isakmp\n transform-set t\n" \
    " local-address 10.0.0.1\n", \
    "ipsec transform-set t\n#\nipsec profile r\n transform-set t\n pfs dh-group14\n"

static const char *const comware5_texts[] = {
  "sysname Branch 17\n#\nike peer a\n exchange-mode aggressive\n id-type name\n remote-address 10.0.0.1\n#\nipsec proposal t\n#\n"
  "acl number 3000\n rule permit ip\n#\nipsec policy p 1 isakmp\n security acl 3000\n ike-peer a\n proposal t\n#\n"
  "interface Ethernet0/0\n ip address 10.0.0.2 24\n ipsec policy p\n",
  "interface dot1q\n",
  "acl name inside\n rule permit ip\n#\nacl basic name outside\n rule permit\n",
  OF_BOTH_RELEASES,
  "ike peer a\n pre-shared-key simple Some-Long-Key\n remote-address "
  "the-head-office-of-a-company-whose-name-is-longer-than-any-address-may-be.example\n",
  "ike peer a\n exchange-mode aggressive\n pre-shared-key simple Some-Long-Key\n remote-name 10.2.3.4\n",
  "ike peer a\n exchange-mode aggressive\n remote-name #\n pre-shared-key simple Some-Long-Key\n",
  "sysname Branch 17\n#\nike peer a\n exchange-mode aggressive\n id-type name\n remote-address 10.0.0.1\n",
  /* words of V7, as releases between the two may have them */
  ("ike proposal 1\n encryption-algorithm sm4-cbc\n dh group19\n authentication-algorithm sha256\n#\nipsec proposal a\n"
   " esp encryption-algorithm aes-cbc-192 aes-cbc-128\n esp authentication-algorithm sha256\n#\n"),
  "ike local-name west\nike sa keepalive-timer interval 20\nike sa keepalive-timer timeout 60\nipsec sa global-duration time-based 600\n"
  "ipsec sa global-duration traffic-based 5000\n",
  "ike dpd d\n interval-time 20\n time-out 10\n#\nike peer a\n exchange-mode aggressive\n id-type name\n"
  " pre-shared-key simple Some-Long-Key\n remote-name east\n remote-address 10.0.0.1 10.0.0.9\n local-address 10.0.0.10\n"
  " local-name west\n nat traversal\n dpd d\n certificate domain x\n",
  "ike peer a\n id-type user-fqdn\n local-name a@b\n pre-shared-key cipher ABCDEFGH12345678abcdefgh\n",
  "ike proposal 1\n authentication-method rsa-signature\n encryption-algorithm 3des-cbc\n authentication-algorithm md5\n dh group14\n"
  " sa duration 600\n#\nike proposal 2\n encryption-algorithm aes-cbc 256\n",
  "ipsec proposal a\n transform ah\n ah authentication-algorithm sha1\n encapsulation-mode transport\n#\nipsec proposal b\n"
  " transform ah-esp\n ah authentication-algorithm md5\n esp encryption-algorithm aes 256\n undo esp authentication-algorithm\n#\n"
  "ipsec proposal c\n undo esp encryption-algorithm\n esp authentication-algorithm sha1\n",
  "ike peer a\n#\nipsec proposal t\n#\nipsec policy p 1 isakmp\n security acl 3000\n ike-peer a\n proposal t\n pfs dh-group2\n"
  " sa duration time-based 600\n sa duration traffic-based 5000\n reverse-route\n#\n"
  "ipsec policy-template q 1\n ike-peer a\n#\nipsec policy p 3 isakmp template q\n",
  "acl number 2000\n rule 0 permit source 10.0.0.0 0.0.0.255\n rule 5 deny\n#\nacl number 3000 name inside\n"
  " rule 0 deny tcp source 10.0.0.1 0 destination 10.0.0.2 0 destination-port neq 80\n"
  " rule 5 permit udp source-port range 1 9 destination-port lt 5\n rule 10 permit 47\n",
  "interface GigabitEthernet0/0\n ip address dhcp-alloc\n mtu 1400\n tcp mss 1300\n shutdown\n#\ninterface LoopBack0\n"
  " ip address 10.0.0.1 32\n#\ninterface Tunnel1\n ip address unnumbered interface LoopBack0\n tunnel-protocol gre\n source LoopBack0\n"
  " destination 10.0.0.2\n gre key 0\n gre checksum\n keepalive 20 5\n#\ninterface Tunnel2\n tunnel-protocol ipsec ipv4\n",
  "ip vpn-instance v\n route-distinguisher 1:1\n#\ninterface GigabitEthernet0/0.5\n vlan-type dot1q vid 5\n ip binding vpn-instance v\n"
  " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n#\nip route-static vpn-instance v 10.9.0.0 16 10.0.0.2 preference 80\n"
  "ip route-static 0.0.0.0 0 Tunnel1\n",
};

static const char *const comware7_texts[] = {
  "object-group ip address g\n network host address 10.0.0.1\n#\nacl basic 2000\n rule permit source object-group g\n",
  OF_BOTH_RELEASES,
  "sysname Clinic West\n#\nike profile a\n local-identity fqdn\n#\nipsec transform-set t\n esp encryption-algorithm aes-cbc-128\n#\n"
  "ipsec policy p 1 isakmp\n transform-set t\n remote-address 10.0.0.2\n ike-profile a\n",
  "ike keychain k\n pre-shared-key hostname 10.2.3.4 key simple Some-Long-Key\n",
  "interface Aux0 0\n ip address 10.0.0.1 24\n#\ninterface group14\n mtu 60\n#\ninterface NULL0\n shutdown\n",
  "ip vpn-instance v\n#\nip vpn-instance w\n#\ninterface A\n ip binding vpn-instance w\n ip address 10.0.0.1 30\n#\n"
  "ip route-static vpn-instance v 10.9.0.0 24 vpn-instance w 10.0.0.2\n",
  "ike identity dn\nike dpd interval 10 retry 3 periodic\nike keepalive interval 30\nike keepalive timeout 90\n",
  "ike identity address 10.0.0.1\nike dpd interval 10 on-demand\n",
  "ike identity user-fqdn a@b\n",
  "ip vpn-instance v\n#\nike keychain k vpn-instance v\n match local address 10.0.0.1\n priority 5\n"
  " pre-shared-key address 10.0.0.0 24 key simple Some-Long-Key\n"
  " pre-shared-key hostname east key cipher $c$3$Zm9yYmlkZGVuLWJ1dC1sb25n\n pre-shared-key address 0.0.0.0 0 key simple Another-Key-0\n",
  "ip vpn-instance v\n#\nike keychain k\n match local address GigabitEthernet0/0\n#\nike proposal 1\n#\nike profile a\n keychain k\n"
  " exchange-mode aggressive\n local-identity user-fqdn a@b\n match remote identity address 0.0.0.0 0\n"
  " match remote identity address 10.0.0.0 24 vpn-instance v\n match remote identity address range 10.0.0.1 10.0.0.9\n"
  " match remote identity user-fqdn b@c\n match remote identity fqdn east\n match local address GigabitEthernet0/0\n proposal 1\n"
  " dpd interval 20 retry 5 periodic\n priority 7\n inside-vpn vpn-instance v\n",
  "ike profile a\n local-identity dn\n match remote certificate c\n certificate domain x\n dpd interval 20 on-demand\n",
  "ike proposal 1\n authentication-method dsa-signature\n encryption-algorithm aes-cbc-192\n authentication-algorithm sha512\n"
  " dh group24\n sa duration 600\n",
  "ipsec transform-set a\n protocol ah-esp\n ah authentication-algorithm sha256 sha1\n"
  " esp encryption-algorithm aes-cbc-256 3des-cbc null\n esp authentication-algorithm sha512 md5\n encapsulation-mode transport\n"
  " pfs dh-group14\n esn enable\n#\nipsec transform-set b\n encapsulation-mode auto\n",
  "ipsec transform-set t\n#\nike profile a\n#\nipsec policy p 1 isakmp\n transform-set t\n security acl name inside per-host\n"
  " remote-address east.example.com\n local-address 10.0.0.1\n ike-profile a\n sa duration time-based 600\n"
  " sa duration traffic-based 5000\n reverse-route dynamic\n"
  "#\nipsec policy-template q 1\n transform-set t\n#\nipsec policy p 9 isakmp template q\n#\nipsec profile r isakmp\n transform-set t\n"
  "#\nipsec policy p local-address LoopBack0\n#\ninterface LoopBack0\n ip address 10.0.0.1 32\n"
  " ipsec apply policy p\n",
  "ipsec policy p 1 isakmp\n remote-address 10.0.0.1 primary\n remote-address 10.0.0.2\n ikev2-profile x\n security acl 3000 aggregation\n",
  "object-group ip address g\n network host address 10.0.0.1\n network subnet 10.1.0.0 24\n network group-object h\n#\n"
  "object-group ip address h\n network host address 10.0.0.2\n#\nacl advanced name inside\n"
  " rule 0 permit ip source object-group g destination object-group h\n rule 5 permit ip vpn-instance v\n#\nip vpn-instance v\n",
  "interface Tunnel1 mode gre\n ip address 10.0.0.1 30\n source GigabitEthernet0/0\n destination east.example.com\n gre key 7\n"
  " keepalive 10 3\n tunnel protection ipsec profile r\n tunnel vpn-instance v\n#\nip vpn-instance v\n#\n"
  "interface Tunnel2 mode gre-p2mp\n#\ninterface Tunnel3 mode ipsec\n#\ninterface Dialer1\n ip address ppp-negotiate\n nat outbound\n",
};

static const char *const cisco_texts[] = {
  "crypto ipsec profile p\n set transform-set t *****\n",
  "interface Dot11Radio0\n ip address 10.0.0.1 255.255.255.0\ninterface Tunnel1\n tunnel source Dot11Radio0\n",
  "interface Vlan-interface1\ninterface Vlan1\ninterface Vlan-interface-interface19\ninterface route0/0\n mtu 65535\n"
  " ip tcp adjust-mss 64\n",
  "crypto map m 1 ipsec-isakmp\n set autoup\n set exchange-mode aggressive\n set local 10.0.0.1\n set isakmp-policy 1\n",
  "crypto isakmp peer address 10.0.0.1\n set aggressive-mode password Some-Long-Key\ncrypto isakmp key Other-Long-Key address 10.0.0.1\n",
  "crypto isakmp key Other-Long-Key address 10.0.0.1\ncrypto isakmp peer address 10.0.0.1\n set aggressive-mode password Some-Long-Key\n",
  "crypto map m 1 ipsec-isakmp\n set peer 0.0.0.0\n",
  "interface GigabitEthernetx/0\n ip address 10.0.0.1 255.255.255.0\ninterface GigabitEthernet/i01\n ip address 10.1.0.1 255.255.255.0\n",
  "no crypto isakmp enable\n",
  "crypto isakmp enable\nno crypto isakmp aggressive-mode disable\nno crypto engine compliance shield disable\n"
  "crypto isakmp default policy\ncrypto ipsec transform-set default\n",
  "interface Tunnel1\n tunnel source dynamic\n tunnel destination dynamic\n keepalive 0\n no tunnel checksum\n"
  "crypto map m 1 ipsec-isakmp\n no reverse-route\n no set pfs\n",
  "crypto isakmp key <removed> address 10.0.0.1\ncrypto keyring k\n pre-shared-key address 10.0.0.1 key <removed>\n",
  "crypto isakmp aggressive-mode disable\nno crypto isakmp default policy\nno crypto ipsec transform-set default\n"
  "crypto engine compliance shield disable\n",
  "crypto isakmp identity hostname\ncrypto isakmp keepalive 10\n",
  "crypto isakmp identity dn\ncrypto isakmp keepalive 10 3 periodic\n",
  "crypto isakmp identity address\ncrypto isakmp keepalive 20 5 on-demand\n",
  "crypto ipsec security-association lifetime kilobytes disable\ncrypto ipsec security-association lifetime seconds 600\n",
  "ip vrf v\n rd 1:1\ncrypto keyring k vrf v\n local-address Ethernet0\n pre-shared-key address 10.0.0.0 255.0.0.0 key Some-Long-Key\n"
  " pre-shared-key hostname east key Some-Long-Key\ncrypto keyring l\n local-address 10.0.0.1\n",
  "ip vrf v\n rd 1:1\ncrypto isakmp profile p\n vrf v\n keyring k\n self-identity user-fqdn a@b\n match identity address 0.0.0.0\n"
  " match identity address 10.0.0.0 255.0.0.0 v\n match identity user-fqdn a@b\n match identity host east\n match identity group g\n"
  " initiate mode aggressive\n keepalive 10 retry 3\n local-address Ethernet0\n",
  "crypto isakmp profile p\n ca trust-point x\n self-identity fqdn east\n",
  "crypto isakmp profile p\n self-identity address\n",
  "crypto isakmp peer address 10.0.0.1\n set aggressive-mode password Some-Long-Key\n"
  " set aggressive-mode client-endpoint fqdn west.example.com\n",
  "crypto isakmp peer hostname east\n set aggressive-mode client-endpoint ipv4-address 10.0.0.9\n",
  "crypto isakmp peer address 10.0.0.1\n set aggressive-mode client-endpoint user-fqdn a@b\n",
  "crypto isakmp key *** address 10.0.0.1\ncrypto isakmp key Some-Long-Key address 10.0.0.0 255.0.0.0\n"
  "crypto isakmp key 7 address 10.9.0.1\n",
  "crypto isakmp policy 1\n encryption aes 192\n hash sha512\n authentication rsa-encr\n group 24\n lifetime 600\n"
  "crypto isakmp policy 2\n authentication ecdsa-sig\n",
  "crypto ipsec transform-set a esp-aes esp-sha-hmac\n mode transport require\ncrypto ipsec transform-set b ah-md5-hmac esp-null\n"
  "crypto ipsec transform-set c esp-gcm 256\n esn\ncrypto ipsec transform-set d esp-3des\n mode transport\n",
  "crypto map m 1 ipsec-isakmp\n set peer 10.0.0.1 default\n set peer east.example.com\n set transform-set a b\n match address 100\n"
  " set security-association lifetime kilobytes disable\n set security-association lifetime seconds 600\n"
  " set security-association level per-host\n set pfs group14\n set isakmp-profile p\n reverse-route\n",
  "crypto map m 4 ipsec-isakmp\n set ikev2-profile x\n"
  "crypto map m 9 ipsec-isakmp dynamic d\ncrypto dynamic-map d 1\n set transform-set a\n set pfs group5\n"
  "crypto map m local-address Loopback0\ncrypto map m isakmp-profile p\n",
  "crypto ipsec profile p\n set transform-set a\n set security-association lifetime kilobytes 5000\n responder-only\n"
  " set isakmp-profile q\n",
  "access-list 5 permit any\naccess-list 5 deny 10.0.0.0 0.0.0.255\naccess-list 100 deny tcp host 10.0.0.1 gt 5 any neq 80\n"
  "access-list 100 permit udp any range 1 9 any lt 5\naccess-list 100 permit 47 any any\nip access-list extended v\n"
  " permit ip object-group g any\nobject-group network g\n any\n host 10.0.0.1\n group-object h\n",
  "route-map m permit 10\n match ip address 1 2\nroute-map n permit 10\nip nat inside source route-map m interface Ethernet0 overload\n"
  "ip nat inside source list 1 pool x overload\ninterface Ethernet0\n ip nat outside\ninterface Ethernet1\n ip nat inside\n",
  "interface Ethernet0\n ip address 10.0.0.1 255.255.255.0\n standby 1 ip 10.0.0.5\n standby 1 name gate\n crypto map m redundancy gate\n"
  "interface Ethernet1\n ip address dhcp\n ip mtu 1400\n mtu 1500\n ip tcp adjust-mss 1300\n shutdown\ninterface Ethernet1.5\n"
  " encapsulation dot1Q 5 second-dot1q 6\ninterface Serial0\n ip unnumbered Ethernet0\n",
  "interface Tunnel1\n ip address 10.0.0.1 255.255.255.252\n tunnel source Ethernet0\n tunnel destination east.example.com\n"
  " tunnel key 0\n tunnel checksum\n keepalive 10 3\n tunnel vrf v\nip vrf v\n rd 1:1\n",
  "interface Tunnel1\n tunnel mode gre multipoint\n tunnel source 10.0.0.1\n tunnel protection ipsec profile p shared\n"
  " ip nhrp nhs dynamic nbma 10.0.0.9\n ip nhrp map 172.16.0.1 10.0.0.8\ninterface Tunnel2\n tunnel source 10.0.0.1\n"
  " tunnel protection ipsec profile p shared\ninterface Tunnel3\n tunnel mode ipsec ipv4\n",
  "ip vrf v\n rd 1:1\nip route vrf v 10.0.0.0 255.0.0.0 10.1.1.1 200\nip route 10.0.0.0 255.0.0.0 Ethernet0 10.1.1.1\n"
  "ip route 0.0.0.0 0.0.0.0 Null0\nip route vrf v 11.0.0.0 255.0.0.0 10.1.1.1 global\n",
};

static const char *const ruijie_texts[] = {
  "crypto isakmp key 6 12151c4507190d037f613d4858227f20155e160b163d address 10.0.0.1\n",
  "interface Null 0\n shutdown\n",
  "self-identity fqdn west\ncrypto isakmp mode-detect\n",
  "self-identity user-fqdn a@b\n",
  "self-identity address\n",
  "self-identity fqdn\n",
  "crypto isakmp key 0 ruijie@123 address 10.0.0.1\ncrypto isakmp key 7 094e6f2a4b address 10.0.0.2\ncrypto isakmp key 0 x hostname east\n",
  "crypto isakmp policy 1\n encryption 3des\n authentication pre-share\ncrypto map m 1 ipsec-isakmp\n set peer 10.0.0.1\n"
    " set transform-set t\n match address 100\n set autoup\n set isakmp-policy 1\n set exchange-mode aggressive\n"
    " set security-association lifetime seconds 600\n",
  ("crypto ipsec transform-set t esp-des esp-md5-hmac\n mode transport\ncrypto dynamic-map d 1\n set transform-set t\n"
   "crypto map m 1 ipsec-isakmp dynamic d\ninterface GigabitEthernet 0/0\n ip address 10.0.0.1 255.255.255.0\n crypto map m\n"),
};

/* Says what is wrong with the row; 0: nothing. */
static unsigned try_row(struct fixture *f, const char *dialect, const struct row *row)
{
  struct text said;
  text_init(&said, &f->arena, true);
  text_append(&said, "", 0);
  unsigned n = differences(dialect, row->other, row->one, f, &said), overrides = issues(f, "CFG004"), faults = issues(f, "CFG001");
  bool wrong = n || overrides != row->overrides || faults;
  if (wrong)
    print_error("%s: `%s`: %u differences to `%s`, %u overrides, %u faults: %.*s\n", dialect, row->one, n, row->other, overrides, faults,
      (int)said.len, said.bytes);
  return wrong;
}

/* Writes the router of `f` in another dialect, and in its own. */
static unsigned try_writing(struct fixture *f, const char *text, const struct dialect *to)
{
  struct text said;
  text_init(&said, &f->arena, true);
  text_append(&said, "", 0);
  struct conversion *c = ARENA_NEW(&f->arena, struct conversion);
  const struct dialect *from = f->r.dialect;
  convert(c, &f->arena, &f->r, ends_of(&f->r), &(struct convert_options){ .to = to, .of_keys = from });
  char *written = arena_strndup(&f->arena, c->writing.text.bytes, c->writing.text.len);
  unsigned n = c->differences;
  if (n) print_error("%s to %s: `%s`: %s\n%s\n", from->name, to->name, text, c->difference, written);
  convert_free(c);
  if (n || to != from) return n != 0;
  n = differences(from->name, text, written, f, &said);
  if (n) print_error("%s: `%s` is written as\n%s\n%.*s\n", from->name, text, written, (int)said.len, said.bytes);
  return n != 0;
}

static unsigned try_all(struct fixture *f, const char *dialect, const char *text)
{
  unsigned wrong = 0;
  for (const struct dialect *const *to = dialects; *to; to++) {
    if (!(*to)->writer) continue;
    read_whole(f, dialect, text);
    router_link(&f->r);
    wrong += try_writing(f, text, *to);
  }
  return wrong;
}

#define TRY(dialect) \
  static void says_the_same_in_##dialect(void **state) \
  { \
    unsigned wrong = 0; \
    for (size_t i = 0; i < sizeof dialect / sizeof *dialect; i++) wrong += try_row(*state, #dialect, &dialect[i]); \
    assert_int_equal(wrong, 0); \
  } \
  static void is_written_from_##dialect(void **state) \
  { \
    unsigned wrong = 0; \
    for (size_t i = 0; i < sizeof dialect / sizeof *dialect; i++) wrong += try_all(*state, #dialect, dialect[i].one); \
    for (size_t i = 0; i < sizeof dialect##_texts / sizeof *dialect##_texts; i++) wrong += try_all(*state, #dialect, dialect##_texts[i]); \
    assert_int_equal(wrong, 0); \
  }

static const struct row ruijie[] = {
  { "crypto isakmp key x address 10.0.0.1\n", "crypto isakmp key 0 x address 10.0.0.1\n", 0 },
};

TRY(comware5)
TRY(comware7)
TRY(cisco)
TRY(ruijie)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(says_the_same_in_comware5), TEST(says_the_same_in_comware7), TEST(says_the_same_in_cisco),
    TEST(is_written_from_comware5), TEST(is_written_from_comware7), TEST(is_written_from_cisco), TEST(is_written_from_ruijie),
    TEST(says_the_same_in_ruijie) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
