/* Two ways to say one thing, in both families: what was entered again, in another order, in other words or on an interface where it means nothing leaves the same router. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

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
  { PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n ip address 10.1.0.1 24 sub\n", PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n", 0 },
  { PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n undo ip address 10.9.0.1 24 sub\n", PORT " ip address 10.0.0.1 24\n ip address 10.1.0.1 24 sub\n", 0 },
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
  { LIST5 " rule 0 permit ip destination 10.0.0.1 0\n rule 0 permit ip destination 10.0.0.1 0.0.0.1\n", LIST5 " rule 0 permit ip destination 10.0.0.1 0.0.0.1\n", 1 },
  { LIST5 " rule 0 permit tcp source-port eq 80\n rule 0 permit tcp source-port eq 81\n", LIST5 " rule 0 permit tcp source-port eq 81\n", 1 },
  { LIST5 " rule 0 permit tcp source-port eq 80\n rule 0 permit tcp source-port gt 80\n", LIST5 " rule 0 permit tcp source-port gt 80\n", 1 },
  { LIST5 " rule 0 permit tcp source-port range 80 90\n rule 0 permit tcp source-port range 80 91\n", LIST5 " rule 0 permit tcp source-port range 80 91\n", 1 },
  { LIST5 " rule 0 permit tcp source-port range 80 90\n rule 0 permit tcp source-port eq 80\n", LIST5 " rule 0 permit tcp source-port eq 80\n", 1 },
  { LIST5 " rule 0 permit ip\n undo rule 5\n undo rule many\n", LIST5 " rule 0 permit ip\n", 0 },
  { LIST5 " rule 5 permit tcp\n rule 0 permit ip\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { LIST5 " step 10\n rule permit ip\n undo step\n rule permit tcp\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { "acl number 3000 match-order config\n rule permit ip\n rule permit tcp\n", LIST5 " rule 0 permit ip\n rule 5 permit tcp\n", 0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip\n rule 5 permit tcp\n", LIST5 " rule 0 permit tcp\n rule 5 permit ip\n", 0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip source 10.0.0.0 0.0.255.255\n rule 5 permit ip source 10.0.0.0 0.0.0.255\n", LIST5 " rule 0 permit ip source 10.0.0.0 0.0.0.255\n rule 5 permit ip source 10.0.0.0 0.0.255.255\n", 0 },
  { "acl number 3000 match-order auto\n rule 10 permit ip source 10.0.0.0 0.0.0.255\n rule 5 permit ip source 10.0.1.0 0.0.0.255\n rule 15 permit ip source 10.0.2.0 0.0.0.255\n", LIST5 " rule 0 permit ip source 10.0.1.0 0.0.0.255\n rule 5 permit ip source 10.0.0.0 0.0.0.255\n rule 10 permit ip source 10.0.2.0 0.0.0.255\n", 0 },
  { "acl number 3000 match-order auto\n rule 0 permit ip\n", LIST5 " rule 0 permit ip\n", 0 },
  { "ike proposal 1\n encryption-algorithm aes-cbc\n", "ike proposal 1\n encryption-algorithm aes-cbc 128\n", 0 },
  { "ike proposal 1\n dh group2\n#\nike proposal 1\n sa duration 600\n", "ike proposal 1\n dh group2\n sa duration 600\n", 0 },
  { "ike peer a\n proposal 1\n proposal 2\n", "ike peer a\n proposal 2\n", 1 },
  { "ike peer a\n proposal 1 2\n proposal 1\n", "ike peer a\n proposal 1\n", 1 },
  { "ike peer a\n proposal 1 2\n proposal 1 2\n", "ike peer a\n proposal 1 2\n", 0 },
  { "ike peer a\n remote-address 10.0.0.1\n#\nike peer a\n pre-shared-key x\n", "ike peer a\n pre-shared-key x\n remote-address 10.0.0.1\n", 0 },
  { "ike peer a\n pre-shared-key x\n undo ike peer a\n undo pre-shared-key\n", "", 0 },
  { "ike peer a\n pre-shared-key x\n#\nike peer a\n undo pre-shared-key\n undo pre-shared-key\n", "ike peer a\n", 0 },
  { "ike peer a\n#\nundo ike peer b\nundo ike dpd b\nundo ike proposal 9\nundo ipsec proposal b\nundo acl number 3999\nundo interface LoopBack9\nundo interface nowhere\nundo ipsec policy b\nundo ip route-static 10.9.0.0 24\n", "ike peer a\n", 0 },
  { "ike proposal 1\n#\nundo ike proposal many\n", "ike proposal 1\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm aes 256\n#\nipsec proposal t\n esp authentication-algorithm sha1\n", "ipsec proposal t\n esp authentication-algorithm sha1\n esp encryption-algorithm aes 256\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm aes\n", "ipsec proposal t\n esp encryption-algorithm aes 128\n", 0 },
  { "ipsec proposal t\n esp encryption-algorithm 3des\n esp encryption-algorithm aes 128\n", "ipsec proposal t\n esp encryption-algorithm aes 128\n", 1 },
  { "ipsec proposal t\n esp encryption-algorithm 3des\n esp encryption-algorithm 3des\n", "ipsec proposal t\n esp encryption-algorithm 3des\n", 0 },
  { "ipsec proposal t\n undo esp encryption-algorithm\n esp encryption-algorithm 3des\n", "ipsec proposal t\n esp encryption-algorithm 3des\n", 0 },
  { "ipsec policy p 1 isakmp\n security acl 3000\n#\nipsec policy p 1\n pfs dh-group2\n", "ipsec policy p 1 isakmp\n security acl 3000\n pfs dh-group2\n", 0 },
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
  { "interface Tunnel1 mode advpn gre\n", "interface Tunnel1 mode gre-p2mp\n", 0 },
  { "interface Tunnel1 mode gre ipv6\n", "interface Tunnel1 mode ipsec ipv6\n", 0 },
  { "interface Tunnel1 mode advpn udp\n", "interface Tunnel1 mode ipsec ipv6\n", 0 },
  { PORT " tunnel protection ipsec profile p\n tunnel vpn-instance v\n undo tunnel protection ipsec profile\n undo tunnel vpn-instance\n", PORT, 0 },
  { PORT " nat outbound name inside\n nat outbound name Inside\n", PORT " nat outbound name inside\n", 0 },
  { "acl basic 2000\n rule permit source 10.0.0.0 0.0.0.255\n", "acl number 2000\n rule 0 permit source 10.0.0.0 0.0.0.255\n", 0 },
  { "acl advanced 3000\n rule permit ip vpn-instance v\n rule 0 permit ip vpn-instance w\n", "acl advanced 3000\n rule permit ip vpn-instance w\n", 1 },
  { "object-group ip address g\n network host address 10.0.0.1\n#\nobject-group ip address g\n network host address 10.0.0.2\n", "object-group ip address g\n 0 network host address 10.0.0.1\n 10 network host address 10.0.0.2\n", 0 },
  { "object-group ip address g\n network subnet 10.0.0.0 255.255.255.0\n", "object-group ip address g\n network subnet 10.0.0.0 24\n", 0 },
  { "ike profile a\n keychain k\n keychain k\n", "ike profile a\n keychain k\n", 0 },
  { "ike profile a\n local-identity fqdn x\n local-identity address 10.0.0.1\n", "ike profile a\n local-identity address 10.0.0.1\n", 1 },
  { "ike profile a\n proposal 1 2\n proposal 2 1\n", "ike profile a\n proposal 2 1\n", 1 },
  { "ike profile a\n match remote identity address 10.0.0.1\n", "ike profile a\n match remote identity address 10.0.0.1 255.255.255.255\n", 0 },
  { "ike profile a\n match remote identity address 10.0.0.0 24\n", "ike profile a\n match remote identity address 10.0.0.0 255.255.255.0\n", 0 },
  { "ike profile a\n match remote identity fqdn x\n undo match remote identity fqdn y\n", "ike profile a\n match remote identity fqdn x\n", 0 },
  { "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n#\nike keychain k\n pre-shared-key address 10.0.0.1 key simple y\n", "ike keychain k\n pre-shared-key address 10.0.0.1 255.255.255.255 key simple y\n", 1 },
  { "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n undo pre-shared-key address 10.0.0.2\n undo pre-shared-key\n undo pre-shared-key hostname z\n", "ike keychain k\n pre-shared-key address 10.0.0.1 key simple x\n", 0 },
  { "ike keychain k\n pre-shared-key address 0.0.0.0 0 key simple x\n", "ike keychain k\n pre-shared-key address 0.0.0.0 0.0.0.0 key simple x\n", 0 },
  { "ike dpd interval 10 on-demand\n", "ike dpd interval 10 retry 5 on-demand\n", 0 },
  { "undo ike keychain b\nundo ike profile b\nundo ipsec transform-set b\nundo object-group ip address b\nundo ipsec profile b\nundo ipsec policy-template b 1\n", "", 0 },
  { "ipsec policy p 1 isakmp\n remote-address 10.0.0.1\n remote-address 10.0.0.2\n", "ipsec policy p 1 isakmp\n remote-address 10.0.0.2\n", 1 },
  { "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128 aes-cbc-256\n esp encryption-algorithm aes-cbc-128\n", "ipsec transform-set t\n esp encryption-algorithm aes-cbc-128\n", 1 },
  { "ip route-static vpn-instance v 10.0.0.0 24 10.1.1.1\nundo ip route-static 10.0.0.0 24\n", "ip route-static vpn-instance v 10.0.0.0 24 10.1.1.1\n", 0 },
};

#define ETHERNET "interface Ethernet0\n"
#define RULES "ip access-list extended v\n"
#define MAP "crypto map m 1 ipsec-isakmp\n"

static const struct row cisco[] = {
  { ETHERNET " crypto map m\n crypto map n\n", ETHERNET " crypto map n\n", 1 },
  { ETHERNET " crypto map m\n crypto map m\n", ETHERNET " crypto map m\n", 0 },
  { ETHERNET " ip address 10.0.0.1 255.0.0.0\n shutdown\n" "no interface Ethernet0\n" ETHERNET, ETHERNET, 0 },
  { "interface Ethernet0.1\n encapsulation dot1Q 10 second-dot1q 20\n", "interface Ethernet0.1\n encapsulation dot1q 10 second-dot1q 20\n", 0 },
  { "interface Serial0\n encapsulation ppp\n", "interface Serial0\n", 0 },
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
  { RULES " permit ip any any\n permit tcp any any\n no deny tcp any any\n no permit udp any any\n no permit tcp any any eq 5\n no permit tcp any any established\n no permit tcp any any\n", RULES " permit ip any any\n", 0 },
  { RULES " permit ip host 10.0.0.1 any\n no permit ip host 10.0.0.2 any\n no permit ip 10.0.0.1 0.0.0.1 any\n no permit ip any any\n", RULES " permit ip host 10.0.0.1 any\n", 0 },
  { RULES " 10 permit ip any any\n 10 permit ip any any\n", RULES " 10 permit ip any any\n", 0 },
  { RULES " permit ip any any\nno ip access-list extended w\nno access-list 7\n", RULES " permit ip any any\n", 0 },
  { "object-group network g\n host 10.0.0.1\nobject-group network g\n host 10.0.0.2\n", "object-group network g\n host 10.0.0.1\n host 10.0.0.2\n", 0 },
  { "crypto isakmp policy 1\n encryption aes\n", "crypto isakmp policy 1\n encryption aes 128\n", 0 },
  { "crypto isakmp policy 1\n group 5\ncrypto isakmp policy 1\n hash md5\n", "crypto isakmp policy 1\n group 5\n hash md5\n", 0 },
  { "no crypto isakmp policy 9\nno crypto keyring k\nno crypto isakmp profile p\nno crypto map m\nno crypto map m local-address\nno crypto dynamic-map d\nno crypto ipsec transform-set t\nno crypto ipsec profile p\nno route-map r\nno interface Tunnel9\nno ip route 10.0.0.0 255.0.0.0 10.0.0.1\n", "", 0 },
  { "crypto isakmp key x address 10.0.0.1\ncrypto isakmp key y address 10.0.0.2\ncrypto isakmp key z hostname h\nno crypto isakmp key y address 10.0.0.2\nno crypto isakmp key y address 10.0.0.3\nno crypto isakmp key y address 10.0.0.1 255.255.0.0\nno crypto isakmp key y hostname i\n", "crypto isakmp key x address 10.0.0.1\ncrypto isakmp key z hostname h\n", 0 },
  { "crypto isakmp key x address 0.0.0.0\nno crypto isakmp key x address 0.0.0.0 0.0.0.0\n", "", 0 },
  { "crypto isakmp key x address 0.0.0.0\n", "crypto isakmp key x address 0.0.0.0 0.0.0.0\n", 0 },
  { "crypto isakmp key 0 x address 10.0.0.1\n", "crypto isakmp key x address 10.0.0.1\n", 0 },
  { "crypto keyring k\n pre-shared-key address 10.0.0.1 key x\ncrypto keyring k\n no pre-shared-key address 10.0.0.2\n", "crypto keyring k\n pre-shared-key address 10.0.0.1 key x\n", 0 },
  { "crypto isakmp profile p\n keyring k\n keyring default\n", "crypto isakmp profile p\n keyring k\n keyring default\n no keyring default\n keyring default\n", 0 },
  { "crypto isakmp profile p\n self-identity fqdn\n self-identity address\n", "crypto isakmp profile p\n self-identity address\n", 1 },
  { "crypto ipsec transform-set t esp-aes 128 esp-sha-hmac\n", "crypto ipsec transform-set t esp-sha-hmac esp-aes\n", 0 },
  { "crypto ipsec transform-set t esp-3des esp-md5-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n", "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", 1 },
  { "crypto ipsec transform-set t esp-aes esp-md5-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n", "crypto ipsec transform-set t esp-aes esp-sha-hmac\n", 1 },
  { "crypto ipsec transform-set t ah-md5-hmac\ncrypto ipsec transform-set t ah-sha-hmac\n", "crypto ipsec transform-set t ah-sha-hmac\n", 1 },
  { "crypto ipsec transform-set t esp-aes esp-sha-hmac\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\n", "crypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\n", 0 },
  { MAP " set peer 10.0.0.1\n set peer 10.0.0.1\n", MAP " set peer 10.0.0.1\n", 0 },
  { MAP " set peer 10.0.0.1\n set peer 10.0.0.2\n no set peer 10.0.0.3\n no set peer 10.0.0.2\n", MAP " set peer 10.0.0.1\n", 0 },
  { MAP " set transform-set t\n set transform-set u\n", MAP " set transform-set u\n", 1 },
  { MAP " set transform-set t u\n set transform-set t u\n", MAP " set transform-set t u\n", 0 },
  { MAP " set transform-set t u\n set transform-set t\n", MAP " set transform-set t\n", 1 },
  { MAP " set pfs\n", MAP " set pfs group1\n", 0 },
  { MAP " match address 100\ncrypto map m 1\n set pfs group2\n", MAP " match address 100\n set pfs group2\n", 0 },
  { MAP "crypto map m 2 ipsec-isakmp\nno crypto map m 2\n", MAP, 0 },
  { "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 10.1.1.2\nip route 10.0.0.0 255.255.0.0 10.1.1.1\nip route 11.0.0.0 255.0.0.0 Ethernet0\nno ip route 10.0.0.0 255.0.0.0 10.1.1.2\nno ip route 11.0.0.0 255.0.0.0 Ethernet1\n", "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.255.0.0 10.1.1.1\nip route 11.0.0.0 255.0.0.0 Ethernet0\n", 0 },
  { "ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 10.1.1.2\nno ip route 10.0.0.0 255.0.0.0\n", "", 0 },
  { "ip nat inside source list 1 interface Ethernet0 overload\nip nat inside source route-map m interface Ethernet0 overload\nno ip nat inside source list 2 interface Ethernet0 overload\nno ip nat inside source route-map n interface Ethernet0 overload\n", "ip nat inside source list 1 interface Ethernet0 overload\nip nat inside source route-map m interface Ethernet0 overload\n", 0 },
};

/* Says what is wrong with the row; 0: nothing. */
static unsigned try_row(struct fixture *f, const char *dialect, const struct row *row)
{
  struct text said;
  text_init(&said, &f->arena, true);
  text_append(&said, "", 0);
  unsigned n = differences(dialect, row->other, row->one, f, &said), overrides = issues(f, "CFG004"), faults = issues(f, "CFG001");
  bool wrong = n || overrides != row->overrides || faults;
  if (wrong) print_error("%s: `%s`: %u differences to `%s`, %u overrides, %u faults: %.*s\n", dialect, row->one, n, row->other, overrides, faults, (int)said.len, said.bytes);
  return wrong;
}

#define TRY(dialect) \
  static void says_the_same_in_##dialect(void **state) \
  { \
    unsigned wrong = 0; \
    for (size_t i = 0; i < sizeof dialect / sizeof *dialect; i++) wrong += try_row(*state, #dialect, &dialect[i]); \
    assert_int_equal(wrong, 0); \
  }

TRY(comware5)
TRY(comware7)
TRY(cisco)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(says_the_same_in_comware5), TEST(says_the_same_in_comware7), TEST(says_the_same_in_cisco) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
