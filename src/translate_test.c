/* What a translation cannot say, or not exactly, is said in the output: a row for each kind of loss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/peerlint.h"

struct row {
  const char *from, *to, *text;
  const char *said; /* in the output; NULL: nothing is lost */
};

#define V5_POLICY \
  "#\nike peer a\n remote-address 10.0.0.2\n pre-shared-key simple Lighthouse-77\n#\nipsec proposal t\n esp encryption-algorithm aes 128\n esp authentication-algorithm sha1\n#\nacl number 3000\n rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n#\n" \
  "ipsec policy p 1 isakmp\n ike-peer a\n proposal t\n"
#define V5_END "#\ninterface GigabitEthernet0/0\n ip address 10.0.0.1 24\n ipsec policy p\n#\n"
#define V5_LATE(set) \
  "#\nike peer a\n remote-address 10.0.0.2\n pre-shared-key simple Lighthouse-77\n#\nipsec transform-set t\n transform esp\n" set \
  "#\nacl number 3000\n rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n#\n" \
  "ipsec policy p 1 isakmp\n ike-peer a\n transform-set t\n security acl 3000\n" V5_END
#define V7(set, entry) \
  "#\nike keychain k\n pre-shared-key address 10.0.0.2 key simple Lighthouse-77\n#\nike profile a\n keychain k\n match remote identity address 10.0.0.2\n#\nipsec transform-set t\n" set \
  "#\nacl advanced 3000\n" \
  " rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n#\nipsec policy p 1 isakmp\n transform-set t\n remote-address 10.0.0.2\n ike-profile a\n" entry \
  "#\ninterface GigabitEthernet0/0\n" \
  " ip address 10.0.0.1 24\n ipsec apply policy p\n#\n"
#define SET " esp encryption-algorithm aes-cbc-128\n esp authentication-algorithm sha1\n"
#define IOS(set, entry) \
  "crypto isakmp policy 1\n encr aes\n authentication pre-share\n group 2\ncrypto isakmp key Lighthouse-77 address 10.0.0.2\ncrypto ipsec transform-set t " set \
  "\nip access-list extended v\n" \
  " permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255\ncrypto map m 1 ipsec-isakmp\n set peer 10.0.0.2\n set transform-set t\n match address v\n" entry \
  "interface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n" \
  " crypto map m\n"

/* A second entry behind it. */
#define LAST \
  "crypto map m 2 ipsec-isakmp\n set peer 10.0.0.3\n set transform-set t\n match address w\ncrypto isakmp key Lighthouse-78 address 10.0.0.3\n" \
  "ip access-list extended w\n permit ip 10.1.0.0 0.0.255.255 10.3.0.0 0.0.255.255\n"

/* Callers whose profile has keyrings and the global keys. */
#define CALLED \
  "crypto isakmp policy 1\n encr aes\n authentication pre-share\n group 2\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n" \
  "crypto keyring r\n pre-shared-key address 0.0.0.0 key Lighthouse-75\ncrypto isakmp profile a\n keyring r default\n" \
  " match identity address 0.0.0.0\ncrypto dynamic-map d 1\n set transform-set t\n set isakmp-profile a\n" \
  "crypto map m 65535 ipsec-isakmp dynamic d\ninterface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n crypto map m\n"

/* The same without its keychain and profile. */
#define V7_PLAIN(before) \
  before \
    "#\nipsec transform-set t\n" SET \
    "#\nacl advanced 3000\n rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n#\nipsec policy p 1 isakmp\n transform-set t\n security acl 3000\n" \
    " remote-address 10.0.0.2\n#\ninterface GigabitEthernet0/0\n ip address 10.0.0.1 24\n ipsec apply policy p\n#\n"

static const struct row rows[] = {
  /* Entries that share a profile without keyrings of its own find a key each. */
  { "cisco", "comware7",
    "crypto keyring r\n pre-shared-key address 10.0.0.2 key Lighthouse-75\n pre-shared-key address 10.0.0.3 key Lighthouse-76\n"
    "crypto isakmp profile a\n keyring r default\n match identity address 10.0.0.2 255.255.255.255\n"
    " match identity address 10.0.0.3 255.255.255.255\n" IOS("esp-aes esp-sha-hmac", " set isakmp-profile a\n") LAST
    "crypto map m 2 ipsec-isakmp\n set isakmp-profile a\n",
    " pre-shared-key address 10.0.0.2 255.255.255.255 key simple Lighthouse-75\n"
    " pre-shared-key address 10.0.0.3 255.255.255.255 key simple Lighthouse-76\n quit\n" },
  /* `default` stands for the global keys beside the keyrings. */
  { "cisco", "cisco", CALLED, "\n   keyring r default\n" },
  { "cisco", "comware7", CALLED,
    " pre-shared-key address 0.0.0.0 0.0.0.0 key simple Lighthouse-75\n quit\n#\nike profile a\n keychain keys\n" },
  { "cisco", "comware5", CALLED, "ike peer a\n exchange-mode main\n pre-shared-key simple Lighthouse-75\n" },
  { "cisco", "ruijie", CALLED, "crypto isakmp key 0 Lighthouse-75 address 0.0.0.0 0.0.0.0\n" },
  { "cisco", "ruijie",
    "crypto isakmp profile a\n match identity host domain example.net\n" IOS("esp-aes esp-sha-hmac", " set isakmp-profile a\n"),
    " ! approximated: the target does not check who the peer says it is, beyond its key\n" },
  { "cisco", "comware7",
    "crypto ipsec profile f\n set transform-set t\ninterface Tunnel7\n ip address 10.9.0.1 255.255.255.252\n tunnel source 10.0.0.1\n"
    " tunnel destination 10.0.0.2\n ip nhrp map 10.9.0.2 10.0.0.2\n tunnel protection ipsec profile f\n" IOS("esp-aes esp-sha-hmac", ""),
    " # approximated: where NHRP finds 10.9.0.2 is left out\n" },
  /* No source shows that a dynamic map takes it. */
  { "cisco", "ruijie", CALLED "interface Loopback1\n ip address 10.9.9.9 255.255.255.255\ncrypto map m local-address Loopback1\n",
    " ! approximated: a dynamic map is taken to know `set local` as a map does; try it there\n set local 10.9.9.9\n" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " set peer far.example.net dynamic\n"),
    "approximated: left out, for it is not modelled: set peer far.example.net dynamic\n" },
  /* The last number stays the last one, so that a tunnel's protection finds one before it. */
  { "cisco", "comware5", CALLED, "ipsec policy m 10000 isakmp template d\n" },
  /* On two interfaces a map speaks from two addresses, unless it is told. */
  { "comware7", "cisco",
    V7(SET,
      " security acl 3000\n local-address 10.0.0.1\n") "interface GigabitEthernet0/1\n ip address 10.0.7.1 24\n ipsec apply policy p\n",
    "crypto map p local-address GigabitEthernet0/0\n" },
  { "comware7", "cisco",
    V7(SET,
      " security acl 3000\n local-address 10.0.0.1\n") "ipsec policy p 2 isakmp\n transform-set t\n security acl 3000\n remote-address 10.0.0.3\n"
                                                       " ike-profile a\n#\ninterface GigabitEthernet0/1\n ip address 10.0.7.1 24\n ipsec apply policy p\n",
    "on another interface of its map this end speaks from that one's address" },
  /* Of the callers that a hub knows by name the first one's key stands where a template finds it. */
  { "ruijie", "comware5",
    "crypto isakmp mode-detect\ncrypto isakmp key 0 Lighthouse-71 hostname spoke-a\ncrypto isakmp key 0 Lighthouse-72 hostname spoke-b\n"
    "crypto isakmp policy 1\n encryption 3des\n authentication pre-share\n group 2\ncrypto ipsec transform-set t esp-3des esp-md5-hmac\n"
    "ip access-list extended v\n 10 permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255\n"
    "crypto dynamic-map d 1\n set transform-set t\n match address v\ncrypto map m 1 ipsec-isakmp dynamic d\n"
    "interface GigabitEthernet 0/0\n ip address 10.0.0.1 255.255.255.0\n crypto map m\n",
    "the key for spoke-b, which those who call may use too" },
  /* A list of a packet filter or a queue is no part of a tunnel, whatever it asks for. */
  { "cisco", "comware7",
    "ip access-list extended voice\n permit udp any any dscp ef\nip access-list extended in\n permit esp any any\n permit tcp any any established\n" IOS(
      "esp-aes esp-sha-hmac", ""),
    NULL },
  { "cisco", "ruijie",
    "crypto ipsec profile f\n set transform-set t\ninterface Tunnel7\n ip address 10.9.0.1 255.255.255.252\n tunnel source 10.0.0.1\n"
    " tunnel mode ipsec ipv4\n tunnel destination 10.0.0.2\n tunnel protection ipsec profile f\n" IOS("esp-aes esp-sha-hmac", ""),
    "the profile f, which no tunnel has here" },
  /* Where a routing protocol runs, routes may be missing in the file; so it is said to run, without its settings. */
  { "cisco", "comware7", "router eigrp 7\n network 10.1.0.0\n" IOS("esp-aes esp-sha-hmac", ""),
    "ospf 1\n # approximated: a routing protocol without its settings\n quit\n" },
  { "comware5", "ruijie", "rip 1\n" V5_POLICY " security acl 3000\n" V5_END,
    "router ospf 1\n ! approximated: a routing protocol without its settings\n!\n" },
  { "cisco", "cisco", "interface Tunnel9\n ip nhrp network-id 9\n ip nhrp authentication Kept-From-All-9\n" IOS("esp-aes esp-sha-hmac", ""),
    "left out, for it is not modelled: ip nhrp authentication ******" },
  { "comware5", "cisco", V5_POLICY " security acl 3000\n" V5_END, NULL },
  { "comware7", "cisco", V7(SET, " security acl 3000\n"), NULL },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", ""), NULL },
  { "comware5", "cisco", V5_POLICY " security acl 3000 aggregation\n" V5_END, "aggregation: each rule has its own SA here" },
  { "comware7", "cisco", V7(SET, " security acl 3000 per-host\n"), NULL },
  { "comware7", "ruijie", V7(SET, " security acl 3000 per-host\n"), "one SA for each host" },
  { "comware5", "comware7", V5_POLICY " security acl 3000 aggregation\n" V5_END, NULL },
  { "comware7", "cisco", V7(SET " encapsulation-mode auto\n", " security acl 3000\n"), "encapsulation auto is tunnel here" },
  { "comware7", "cisco", V7("", " security acl 3000\n"), "has no algorithm" },
  /* What late V5 has by a default that no reference gives would be none at all on V7, and a set of a hash alone on Cisco. */
  { "comware5", "comware7", V5_LATE(""), "no line shows its encryption, and the default of its release is not known" },
  { "comware5", "comware7", V5_LATE(" esp encryption-algorithm aes-cbc-128\n"), "set t: no line shows its hash" },
  { "comware5", "cisco", V5_LATE(" esp authentication-algorithm sha1\n"), "set t: no line shows its encryption" },
  { "comware5", "ruijie", V5_LATE(" esp encryption-algorithm 3des-cbc\n esp authentication-algorithm sha1\n"), NULL },
  { "comware5", "comware5", V5_LATE(""), NULL },
  { "comware5", "cisco", "#\nike proposal 1\n sa duration 604800\n" V5_POLICY " security acl 3000\n" V5_END,
    "the lifetime of 604800 seconds is 86400 here" },
  { "cisco", "comware7", IOS("esp-seal esp-sha-hmac", ""), "is left out" },
  { "cisco", "comware5", IOS("esp-gcm", ""), "is left out" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " set security-association lifetime kilobytes disable\n"),
    "an SA without a limit in kilobytes" },
  { "cisco", "ruijie", IOS("esp-aes esp-sha-hmac", " reverse-route\n"), "reverse routes" },
  { "cisco", "ruijie", IOS("esp-aes esp-sha-hmac", ""), NULL },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " set security-association idle-time 900\n"),
    "left out, for it is not modelled: set security-association idle-time 900" },
  { "cisco", "cisco", "crypto ipsec df-bit clear\n" IOS("esp-aes esp-sha-hmac", ""),
    "left out, for it is not modelled: crypto ipsec df-bit clear" },
  { "comware7", "cisco", V7(SET, " security acl 3000\n sa idle-time 900\n"), "left out, for it is not modelled: sa idle-time 900" },
  { "comware7", "comware5", "ike nat-keepalive 30\n" V7(SET, " security acl 3000\n"),
    "left out, for it is not modelled: ike nat-keepalive 30" },
  { "comware7", "cisco",
    "ike profile x\n client-authentication xauth user u password simple Kept-From-All-9\n" V7(SET, " security acl 3000\n"),
    "password simple ******" },
  { "comware7", "cisco",
    V7_PLAIN("ike keychain x vpn-instance BLUE\n pre-shared-key address 0.0.0.0 0 key simple Of-The-Customer-3\n#\nike keychain y\n"
             " pre-shared-key address 10.0.0.2 key simple Lighthouse-77\n"),
    "crypto isakmp key Lighthouse-77 address 10.0.0.2\n" },
  { "comware7", "comware7",
    "ike peer o\n pre-shared-key simple Kept-From-All-9\n remote-address 10.0.0.7\n#\n" V7(SET, " security acl 3000\n"),
    "the key of o, in the form of another release" },
  { "comware5", "comware5", "ike profile o\n priority 3\n#\n" V5_POLICY " security acl 3000\n" V5_END,
    "all but the exchange mode and the proposals of o, in the form of another release" },
  { "comware7", "cisco", "ike profile c\n match remote certificate CA1\n" V7(SET, " security acl 3000\n"),
    "an identity that it expects, CA1" },
  { "comware7", "cisco", V7(SET, " security acl 3000\n local-address 10.0.0.9\n"),
    "this end speaks from 10.0.0.9: here it speaks from 10.0.0.1" },
  { "comware7", "cisco", "object-group ip address g\n 0 network range 10.9.0.1 10.9.0.9\n#\n" V7(SET, " security acl 3000\n"),
    "a member of this group that could not be read" },
  { "cisco", "comware7", "interface Multilink1\n ip address 10.9.0.1 255.255.255.0\n" IOS("esp-aes esp-sha-hmac", ""),
    "may have no interface of this kind" },
  { "cisco", "ruijie", "ip nat inside source list 11 pool NATP overload\n" IOS("esp-aes esp-sha-hmac", ""),
    "ip nat inside source list 11 pool NATP overload\n" },
  { "cisco", "comware7",
    "interface GigabitEthernet0/1\n ip nat outside\nip nat inside source list 11 pool NATP overload\n" IOS("esp-aes esp-sha-hmac", ""),
    "source NAT to the addresses of the pool NATP" },
  { "comware7", "comware5",
    V7_PLAIN("interface GigabitEthernet0/1\n nat outbound 2000 address-group 3\n#\nike keychain y\n"
             " pre-shared-key address 10.0.0.2 key simple Lighthouse-77\n"),
    " nat outbound 2000 address-group 3\n" },
  { "ruijie", "cisco",
    "crypto dynamic-map d 1\n set transform-set t\ncrypto map m 9 ipsec-isakmp dynamic d\n"
    "crypto isakmp key 0 Anybody-Else-55 address 0.0.0.0\nself-identity fqdn r.example.org\n" IOS(
      "esp-aes esp-sha-hmac", " no set peer 10.0.0.2\n set peer 10.0.0.7\n"),
    "\ncrypto isakmp key Anybody-Else-55 address 0.0.0.0 0.0.0.0\n" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac comp-lzs", ""), "set t is left out: comp-lzs is not modelled" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " reverse-route remote-peer 10.0.0.254\n"),
    "left out, for it is not modelled: reverse-route remote-peer 10.0.0.254\n" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " reverse-route\n"), NULL },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " mathc address 101\n"),
    "# not translated: it could not be read: mathc address 101\n" },
  { "comware7", "cisco", V7(SET, " security acl 3000\n reverse-route dynamic\n reverse-route preference 90\n"),
    "left out, for it is not modelled: reverse-route preference 90\n" },
  { "comware7", "comware7", V7(SET, " security acl 3000\n") "ipsec policy p 9 manual\n transform-set t\n sa spi inbound esp 300\n",
    "# not translated: p 9 is left out: manual SAs are not modelled\n" },
  { "comware5", "comware5",
    "ipsec policy h 9 manual\n proposal t\n tunnel remote 10.0.0.9\n#\ninterface GigabitEthernet0/1\n ipsec policy h\n" V5_POLICY
    " security acl 3000\n" V5_END,
    " # not translated: the policy h, which is left out\n" },
  { "comware5", "cisco", V5_POLICY " security acl 3000\n" V5_END "ipsec policy p 9 manual\n proposal t\n tunnel remote 10.0.0.9\n",
    "! not translated: p 9 is left out: manual SAs are not modelled\n" },
  /* Of sets with PFS of their own the first that can be said counts. */
  { "comware7", "comware5",
    V7(SET, " security acl 3000\n transform-set s t\n") "ipsec transform-set s\n esp encryption-algorithm gcm-128\n pfs dh-group14\n#\n",
    " security acl 3000\n ike-peer a\n proposal t\n" },
  /* Whose peer is a range waits, behind all that call. */
  { "comware5", "comware7",
    V5_POLICY " security acl 3000\n" V5_END "ike peer w\n remote-address 10.0.0.16 10.0.0.23\n pre-shared-key simple Harbour-78\n#\n"
              "acl number 3001\n rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255\n#\n"
              "undo ipsec policy p 1\nipsec policy p 5 isakmp\n ike-peer w\n proposal t\n security acl 3001\n#\n"
              "ipsec policy p 20 isakmp\n ike-peer a\n proposal t\n security acl 3000\n#\n",
    "ipsec policy p 21 isakmp template p-21\n" },
  { "comware7", "cisco", "interface NULL0\n#\n" V7(SET, " security acl 3000\n"), "interface Null0\n!\n" },
  { "comware7", "comware5", V7(SET, " security acl 3000\n") "ike profile a\n priority 7\n#\n", "the priority among profiles" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", " set peer 10.0.0.3\n"), "the further peer 10.0.0.3: an entry has one here" },
  { "cisco", "comware7",
    "crypto isakmp key Lighthouse-78 hostname far.example.org\n" IOS(
      "esp-aes esp-sha-hmac", " no set peer 10.0.0.2\n set peer far.example.org\n"),
    "in main mode far.example.org is known by its address alone" },
  /* A deny ends the search through the entries on one system, and leaves it to the next entry on the other. */
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", "") LAST "ip access-list extended v\n deny ip any any\n", NULL },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", "") LAST "ip access-list extended v\n deny ip any any\n",
    " rule 10 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n quit\n" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", "") LAST "ip access-list extended v\n 5 deny ip any 10.3.0.0 0.0.0.255\n",
    "not translated: what rule 5 denies is kept from later policy entries too here" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", "") LAST "ip access-list extended v\n 5 deny ip any 10.4.0.0 0.0.0.255\n", NULL },
  { "comware7", "cisco",
    V7(SET,
      " security acl 3000\n") "acl advanced 3000\n rule 5 deny ip\n#\nacl advanced 3001\n"
                              " rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255\n#\nipsec policy p 2 isakmp\n transform-set t\n"
                              " remote-address 10.0.0.2\n ike-profile a\n security acl 3001\n#\n",
    "not translated: what rule 5 denies goes on to the next policy entry here" },
  { "comware7", "cisco",
    "ike profile w\n match remote identity address 0.0.0.0 0\n#\nipsec policy-template q 1\n transform-set t\n ike-profile w\n#\n" V7(
      SET, " security acl 3000\n") "ipsec policy p 9 isakmp template q\nike profile a\n local-identity fqdn r.example\n",
    "crypto isakmp profile a\n   keyring k\n   self-identity fqdn r.example\n   match identity address 10.0.0.2 255.255.255.255\n!\n"
    "crypto isakmp profile w\n" },
  { "comware7", "cisco", "interface Tunnel0 mode advpn gre\n#\n" V7(SET, " security acl 3000\n"), "multipoint GRE has no counterpart" },
  /* Maps are applied in one order, whichever interface comes first. */
  { "cisco", "cisco",
    "interface Tunnel0\n tunnel source 10.0.0.1\n tunnel destination 10.0.0.2\n crypto map m\n" IOS("esp-aes esp-sha-hmac", ""),
    "interface GigabitEthernet0/0\n crypto map m\n!\ninterface Tunnel0\n crypto map m\n" },
  { "ruijie", "ruijie", "interface GigabitEthernet 0/1\n vrrp 1 ip 10.9.0.254\n" IOS("esp-aes esp-sha-hmac", ""),
    " vrrp 1 ip 10.9.0.254\n" },
  { "cisco", "cisco", "interface GigabitEthernet0/1\n standby 1 ip 10.9.0.254\n" IOS("esp-aes esp-sha-hmac", ""),
    " standby 1 ip 10.9.0.254\n" },
  /* Of two profiles that fit a peer the first counts. */
  { "cisco", "comware7",
    "crypto ipsec profile mgre\n set transform-set t\ninterface Tunnel0\n tunnel source 10.0.0.1\n tunnel mode gre multipoint\n"
    " tunnel protection ipsec profile mgre\n" IOS("esp-aes esp-sha-hmac", ""),
    " match remote identity address 10.0.0.2 255.255.255.255\n quit\n#\nike profile any\n" },
  { "cisco", "comware7",
    "crypto keyring r\n pre-shared-key address 0.0.0.0 0.0.0.0 key Anybody-Else-55\ncrypto isakmp profile d\n keyring r\n"
    " match identity address 0.0.0.0\n" IOS("esp-aes esp-sha-hmac", ""),
    "ike keychain peers\n pre-shared-key address 10.0.0.2 255.255.255.255 key simple Lighthouse-77\n" },
};

/* Of the other end. */
#define HASH "crypto isakmp policy 1\n hash sha\n"
#define HUB \
  HASH "crypto isakmp policy 1\n encr aes\n authentication pre-share\n group 2\ncrypto isakmp key 0 Lighthouse-77 address 0.0.0.0 0.0.0.0\n" \
  "crypto ipsec transform-set t esp-aes esp-sha-hmac\ncrypto dynamic-map d 1\n set transform-set t\n" \
  "crypto map m 1 ipsec-isakmp dynamic d\ninterface GigabitEthernet 0/0\n ip address 10.0.0.1 255.255.255.0\n crypto map m\n"

#define V5_MANUAL \
  "#\nacl number 3001\n rule 0 permit ip destination 10.3.0.0 0.0.255.255\n#\nipsec policy o 1 manual\n security acl 3001\n proposal t\n" \
  " tunnel local 10.4.0.1\n tunnel remote 10.4.0.3\n sa spi inbound esp 300\n#\ninterface GigabitEthernet0/1\n ip address 10.4.0.1 24\n" \
  " ipsec policy o\n" V5_POLICY " security acl 3000\n" V5_END

#define V7_VRF(of_interface) \
  "ip vpn-instance red\n route-distinguisher 1:1\n#\nike keychain k vpn-instance red\n pre-shared-key address 10.0.0.2 key simple Lighthouse-77\n#\n" \
  "ike profile a\n keychain k\n match remote identity address 10.0.0.2 vpn-instance red\n#\nipsec transform-set t\n" SET \
  "#\nacl advanced 3000\n rule 0 permit ip vpn-instance red source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n#\n" \
  "ipsec policy p 1 isakmp\n transform-set t\n remote-address 10.0.0.2\n ike-profile a\n security acl 3000\n#\n" \
  "interface GigabitEthernet0/0\n" of_interface " ip address 10.0.0.1 24\n ipsec apply policy p\n#\n"

/* Whose packets a rule takes, the interface or the profile says elsewhere. */
static const struct row vrf_rows[] = {
  { "comware7", "cisco", V7_VRF(" ip binding vpn-instance red\n"), NULL },
  { "comware7", "cisco", V7_VRF(""), "not translated: rule 0 is for the VRF red, which the tunnel does not carry here" },
};

#define SHARED_SOURCE \
  HASH "crypto isakmp policy 1\n encr aes\n authentication pre-share\n group 2\ncrypto isakmp key Lighthouse-77 address 0.0.0.0 0.0.0.0\n" \
  "crypto ipsec transform-set t esp-aes esp-sha-hmac\ncrypto dynamic-map d 1\n set transform-set t\n" \
  "crypto map m 1 ipsec-isakmp dynamic d\ncrypto map m local-address Loopback0\ninterface Loopback0\n ip address 10.9.9.9 255.255.255.255\n" \
  "interface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n crypto map m\n"
#define V7_SHARED_SOURCE \
  "ike keychain k\n pre-shared-key address 0.0.0.0 0 key simple Lighthouse-77\n#\nike profile a\n keychain k\n match remote identity address 0.0.0.0 0\n#\n" \
  "ipsec transform-set t\n" SET "#\nipsec policy-template d 1\n transform-set t\n ike-profile a\n#\nipsec policy m 1 isakmp template d\n" \
  "ipsec policy m local-address LoopBack0\n#\ninterface LoopBack0\n ip address 10.9.9.9 32\n#\n" \
  "interface GigabitEthernet0/0\n ip address 10.0.0.1 24\n ipsec apply policy m\n#\n"

/* The address that a policy speaks from is also that of its templates. */
static const struct row source_rows[] = {
  { "cisco", "comware7", SHARED_SOURCE, " local-address 10.9.9.9\n" },
  { "cisco", "comware5", SHARED_SOURCE, " local-address 10.9.9.9\n" },
  { "cisco", "ruijie", SHARED_SOURCE, " set local 10.9.9.9\n" },
  { "comware7", "cisco", V7_SHARED_SOURCE, "crypto map m local-address Loopback0\n" },
};

/* Who asks no more of a peer than its key takes any name from it. */
static const struct row name_rows[] = {
  { "ruijie", "comware7", "self-identity fqdn me\n" IOS("esp-aes esp-sha-hmac", " set exchange-mode aggressive\n"),
    "not translated: in aggressive mode any name of the peer is as good as its address" },
  { "ruijie", "cisco", "self-identity fqdn me\n" IOS("esp-aes esp-sha-hmac", " set exchange-mode aggressive\n"),
    "not translated: in aggressive mode any name of the peer is as good as its address" },
  { "ruijie", "comware5", HASH "self-identity fqdn me\n" IOS("esp-aes esp-sha-hmac", " set exchange-mode aggressive\n"), NULL },
  { "ruijie", "comware7", HASH IOS("esp-aes esp-sha-hmac", " set exchange-mode main\n"), NULL },
  { "ruijie", "comware7", "crypto isakmp mode-detect\n" HUB, "not translated: that main mode is answered, too" },
  { "ruijie", "comware5", "crypto isakmp mode-detect\n" HUB, " exchange-mode aggressive\n" },
  { "ruijie", "comware5", "crypto isakmp mode-detect\n" HUB, "not translated: that main mode is answered, too" },
  { "ruijie", "comware5", HUB, " exchange-mode main\n" },
  { "ruijie", "cisco", "crypto isakmp mode-detect\n" HUB, NULL },
};

static const struct row peer_rows[] = {
  { "ruijie", "comware7", HASH IOS("esp-aes esp-sha-hmac", " set exchange-mode aggressive\n"), "comes up only when it starts" },
  /* What cannot be mirrored does not stand in the way of another router's tunnel. */
  { "comware5", "comware7", V5_MANUAL, "not translated: tunnel 1 uses manual SAs, which is not modelled" },
  { "comware5", "comware7", V5_MANUAL, " rule 0 permit ip source 10.2.0.0 0.0.255.255 destination 10.1.0.0 0.0.255.255\n" },
  /* What a tunnel without a list carries is what is inside of its own VRF. */
  { "cisco", "cisco",
    "ip vrf RED\n rd 1:1\ncrypto isakmp policy 1\n encr aes\n authentication pre-share\n group 14\n"
    "crypto isakmp key Lighthouse-77 address 0.0.0.0\ncrypto ipsec transform-set t esp-aes esp-sha-hmac\n"
    "crypto dynamic-map d 1\n set transform-set t\ncrypto map m 1 ipsec-isakmp dynamic d\n"
    "interface GigabitEthernet0/0\n ip address 203.0.113.1 255.255.255.0\n crypto map m\n"
    "interface GigabitEthernet0/1\n ip vrf forwarding RED\n ip address 10.7.0.1 255.255.255.0\n"
    "interface GigabitEthernet0/2\n ip address 10.8.0.1 255.255.255.0\n",
    "tunnel-1-10\n ! assumed: the protected network 192.168.100.0/24\n 5 permit ip 192.168.100.0 0.0.0.255 10.8.0.0 0.0.0.255\n!" },
  /* A spoke without an address of its own has a hub that waits. */
  { "cisco", "cisco",
    "crypto isakmp policy 1\n encr aes\n authentication pre-share\n group 14\ncrypto isakmp key Lighthouse-77 address 0.0.0.0\n"
    "crypto ipsec transform-set t esp-aes esp-sha-hmac\n mode transport\ncrypto ipsec profile p\n set transform-set t\n"
    "interface Tunnel0\n ip address 10.9.0.2 255.255.255.0\n ip nhrp map 10.9.0.1 203.0.113.1\n ip nhrp network-id 9\n"
    " tunnel source Dialer0\n tunnel mode gre multipoint\n tunnel key 9\n tunnel protection ipsec profile p\n"
    "interface Dialer0\n ip address negotiated\nip route 0.0.0.0 0.0.0.0 Dialer0\n",
    " ip address 10.9.0.1 255.255.255.0\n tunnel mode gre multipoint\n tunnel source GigabitEthernet0/0\n tunnel key 9\n" },
  /* No Ethernet interface takes the first or the last address of its network, or one that overlaps. */
  { "cisco", "cisco", IOS("esp-aes esp-sha-hmac", " no set peer 10.0.0.2\n set peer 203.0.113.20\n"),
    " ip address 203.0.113.20 255.255.255.248\n" },
  { "cisco", "comware7", IOS("esp-aes esp-sha-hmac", "ip access-list extended v\n permit ip 10.1.0.0 0.0.255.255 host 10.60.0.1\n"),
    " ip address 10.60.0.2 255.255.255.252 sub\n" },
  /* What is offered to others is none of its proposals. */
  { "comware7", "cisco",
    "ike proposal 1\n#\nike proposal 5\n dh group14\n encryption-algorithm aes-cbc-128\n#\n" V7(
      SET, " security acl 3000\n") "ike profile a\n proposal 5\n",
    "!\ncrypto isakmp policy 5\n" },
  { "comware7", "comware7",
    V7(SET, " security acl 3000\n transform-set s t\n") "ipsec transform-set s\n esp encryption-algorithm gcm-128\n pfs dh-group14\n#\n",
    " esp encryption-algorithm aes-cbc-128\n esp authentication-algorithm sha1\n quit\n" },
  { "cisco", "cisco", IOS("esp-aes esp-sha-hmac", "ip access-list extended v\n 5 permit ip 10.1.0.0 0.0.255.255 10.2.7.0 0.0.0.255\n"),
    " ip address 10.2.7.1 255.255.0.0\n no shutdown\n" },
};

/* Says what is wrong with the row; 0: nothing. */
static unsigned try_row(const struct row *row, bool peer)
{
  char *bytes;
  size_t size;
  struct peerlint *p = peerlint_new();
  struct peerlint_translation t = { .dialect = row->to, .out = open_memstream(&bytes, &size) };
  assert_int_equal(peerlint_add_bytes(p, "one.cfg", row->from, row->text, strlen(row->text)), PEERLINT_OK);
  assert_int_equal(peer ? peerlint_peer(p, &t) : peerlint_convert(p, &t), PEERLINT_OK);
  fclose(t.out);
  bool right = row->said ? strstr(bytes, row->said) != NULL
                         : t.complete && !strstr(bytes, "not translated") && !strstr(bytes, "approximated");
  if (!right)
    print_error(
      "%s to %s: `%s` is not what is said of\n%s\nbut\n%s\n", row->from, row->to, row->said ? row->said : "nothing", row->text, bytes);
  free(bytes);
  peerlint_free(p);
  return !right;
}

static void test_losses(void **state)
{
  unsigned wrong = 0;
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) wrong += try_row(&rows[i], false);
  for (size_t i = 0; i < sizeof vrf_rows / sizeof *vrf_rows; i++) wrong += try_row(&vrf_rows[i], false);
  for (size_t i = 0; i < sizeof source_rows / sizeof *source_rows; i++) wrong += try_row(&source_rows[i], false);
  for (size_t i = 0; i < sizeof name_rows / sizeof *name_rows; i++) wrong += try_row(&name_rows[i], false);
  for (size_t i = 0; i < sizeof peer_rows / sizeof *peer_rows; i++) wrong += try_row(&peer_rows[i], true);
  assert_int_equal(wrong, 0);
}

/* A hub with one keychain for all: each peer gets its key, in a time that grows with their number alone. */
static void test_one_keychain(void **state)
{
  enum { PEERS = 2000 };
  char *text, *bytes;
  size_t size, length;
  FILE *f = open_memstream(&text, &length);
  (void)state;
  fputs("ipsec transform-set t\n" SET "#\nacl advanced 3000\n rule 0 permit ip\n#\nike keychain k\n", f);
  for (unsigned i = 0; i < PEERS; i++)
    fprintf(f, " pre-shared-key address 10.0.%u.%u key simple Lighthouse-%u-end\n", i / 200, 1 + i % 200, i);
  for (unsigned i = 0; i < PEERS; i++)
    fprintf(f, "#\nike profile i%u\n keychain k\n match remote identity address 10.0.%u.%u\n", i, i / 200, 1 + i % 200);
  for (unsigned i = 0; i < PEERS; i++)
    fprintf(f, "#\nipsec policy p %u isakmp\n transform-set t\n security acl 3000\n remote-address 10.0.%u.%u\n ike-profile i%u\n", i + 1,
      i / 200, 1 + i % 200, i);
  fputs("#\ninterface GigabitEthernet0/0\n ip address 10.1.0.1 24\n ipsec apply policy p\n#\n", f);
  fclose(f);
  struct peerlint *p = peerlint_new();
  struct peerlint_translation t = { .dialect = "cisco", .out = open_memstream(&bytes, &size) };
  assert_int_equal(peerlint_add_bytes(p, "hub.cfg", "comware7", text, length), PEERLINT_OK);
  assert_int_equal(peerlint_convert(p, &t), PEERLINT_OK);
  fclose(t.out);
  assert_non_null(strstr(bytes, "crypto isakmp key Lighthouse-0-end address 10.0.0.1\n"));
  assert_non_null(strstr(bytes, "crypto isakmp key Lighthouse-1999-end address 10.0.9.200\n"));
  free(bytes);
  free(text);
  peerlint_free(p);
}

/* What no part of a tunnel is left out with its block, and the report says so of each line. */
static void test_left_out(void **state)
{
  static const char text[] = "#\nobject-group ip address unused\n 0 network host address 10.9.9.9\n#\nacl advanced 3500\n step 10\n"
                             " rule 0 permit ip dscp ef\n" V7(SET, " security acl 3000\n");
  char *report, *bytes;
  size_t size, length;
  (void)state;
  struct peerlint *p = peerlint_new();
  struct peerlint_translation t = {
    .dialect = "comware5", .out = open_memstream(&bytes, &size), .report = open_memstream(&report, &length)
  };
  assert_int_equal(peerlint_add_bytes(p, "a.cfg", "comware7", text, strlen(text)), PEERLINT_OK);
  assert_int_equal(peerlint_convert(p, &t), PEERLINT_OK);
  fclose(t.out);
  fclose(t.report);
  assert_true(t.complete);
  assert_null(strstr(bytes, "3500"));
  const char *group = strstr(report, "no list names this group"), *list = strstr(report, "neither a tunnel nor source NAT uses the list");
  assert_non_null(group);
  assert_non_null(list);
  assert_true(group < list);
  assert_non_null(strstr(list, "its block is left out"));
  assert_null(strstr(report, "untranslated"));
  free(bytes);
  free(report);
  peerlint_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_losses), cmocka_unit_test(test_one_keychain), cmocka_unit_test(test_left_out) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
