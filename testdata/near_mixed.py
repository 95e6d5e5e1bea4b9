"""Pairs of two dialects each for near.py, all of them in three designs: PAIRS gives the configs, NEAR the rows, which go through the catalogue of comparisons: a fault of each kind, and what only looks like one."""

COMWARE5 = """#
 version 5.20, Release 2207P02
#
 sysname {name}
#
acl number 3000
 rule 0 permit {flow}
#
ike proposal 1
 encryption-algorithm 3des-cbc
 dh group2
#
ike peer P
 pre-shared-key simple Long-Enough-Key-4711
 remote-address {remote}
#
ipsec proposal T
 esp authentication-algorithm sha1
 esp encryption-algorithm 3des
#
ipsec policy M 1 isakmp
 security acl 3000
 ike-peer P
 proposal T
#
interface GigabitEthernet0/0
 ip address 203.0.113.{wan} 255.255.255.252
{apply}#
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
#
{tunnel} ip route-static 0.0.0.0 0.0.0.0 203.0.113.{gateway}
#
return
"""
COMWARE7 = """#
 version 7.1.064, Release 0427P22
#
 sysname {name}
#
interface GigabitEthernet0/0
 ip address 203.0.113.{wan} 255.255.255.252
{apply}#
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
#
{tunnel} ip route-static 0.0.0.0 0 203.0.113.{gateway}
#
acl advanced 3000
 rule 0 permit {flow}
#
ipsec transform-set T
 esp encryption-algorithm 3des-cbc
 esp authentication-algorithm sha1
#
ipsec policy M 1 isakmp
 transform-set T
 security acl 3000
 remote-address {remote}
 ike-profile I
#
ike profile I
 keychain K
 match remote identity address {remote} 255.255.255.255
#
ike proposal 1
 encryption-algorithm 3des-cbc
 dh group2
#
ike keychain K
 pre-shared-key address {remote} 255.255.255.255 key simple Long-Enough-Key-4711
#
return
"""
CISCO = """version 15.4
hostname {name}
crypto isakmp policy 10
 encr 3des
 authentication pre-share
 group 2
crypto isakmp key Long-Enough-Key-4711 address {remote}
crypto ipsec transform-set T esp-3des esp-sha-hmac
crypto map M 1 ipsec-isakmp
 set peer {remote}
 set transform-set T
 match address 101
{tunnel}interface GigabitEthernet0/0
 ip address 203.0.113.{wan} 255.255.255.252
{apply}interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
{route}ip route 0.0.0.0 0.0.0.0 203.0.113.{gateway}
access-list 101 permit {flow}
end
"""
RUIJIE = """version RGOS 10.4(3b34), Release(212245)
hostname {name}
crypto isakmp policy 1
 encryption 3des
 authentication pre-share
 hash sha
 group 2
crypto isakmp key 0 Long-Enough-Key-4711 address {remote}
crypto ipsec transform-set T esp-3des esp-sha-hmac
crypto map M 1 ipsec-isakmp
 set peer {remote}
 set transform-set T
 match address 101
{tunnel}interface GigabitEthernet 0/0
 ip address 203.0.113.{wan} 255.255.255.252
{apply}interface GigabitEthernet 0/1
 ip address 10.{own}.1.1 255.255.255.0
{route}ip route 0.0.0.0 0.0.0.0 203.0.113.{gateway}
ip access-list extended 101
 10 permit {flow}
end
"""
TUNNEL5 = "interface Tunnel0\n ip address 172.16.0.{own} 255.255.255.252\n tunnel-protocol gre\n source 203.0.113.{wan}\n destination 203.0.113.{far}\n{apply}#\n ip route-static 10.{peer}.1.0 255.255.255.0 Tunnel0\n"
TUNNEL7 = TUNNEL5.replace("Tunnel0\n ip address", "Tunnel0 mode gre\n ip address", 1).replace(" tunnel-protocol gre\n", "").replace("255.255.255.0 Tunnel0", "24 Tunnel0")
TUNNEL_IOS = "interface Tunnel0\n ip address 172.16.0.{own} 255.255.255.252\n tunnel source 203.0.113.{wan}\n tunnel destination 203.0.113.{far}\n{apply}"
APPLY = {"v5": " ipsec policy M\n", "v7": " ipsec apply policy M\n", "cisco": " crypto map M\n", "ruijie": " crypto map M\n"}
TEXTS = {"v5": (COMWARE5, TUNNEL5), "v7": (COMWARE7, TUNNEL7), "cisco": (CISCO, TUNNEL_IOS), "ruijie": (RUIJIE, TUNNEL_IOS.replace("Tunnel0", "Tunnel 0"))}


def flow(dialect, design, own, peer, wan, far):
    comware = dialect in ("v5", "v7")
    if design == "gre":
        return ("gre source 203.0.113.%d 0 destination 203.0.113.%d 0" if comware else "gre host 203.0.113.%d host 203.0.113.%d") % (wan, far)
    return ("ip source 10.%d.1.0 0.0.0.255 destination 10.%d.1.0 0.0.0.255" if comware else "ip 10.%d.1.0 0.0.0.255 10.%d.1.0 0.0.0.255") % (own, peer)


def end(dialect, design, own, peer):
    """The config of one end; `design` is "" (IPsec alone), "gre" (GRE over IPsec) or "over" (IPsec over GRE)."""
    text, tunnel = TEXTS[dialect]
    wan, far = (1, 5) if own == 1 else (5, 1)
    tunnel = tunnel.format(own=own, peer=peer, wan=wan, far=far, apply=APPLY[dialect] if design == "over" else "") if design else ""
    route = "ip route 10.%d.1.0 255.255.255.0 Tunnel%s0\n" % (peer, " " if dialect == "ruijie" else "") if design else ""
    return text.format(name="AB"[own - 1], own=own, wan=wan, gateway=wan + 1, remote="172.16.0.%d" % peer if design == "over" else "203.0.113.%d" % far, flow=flow(dialect, design, own, peer, wan, far), tunnel=tunnel, route=route,
                       apply="" if design == "over" else APPLY[dialect])


def pair(first, second, design):
    return end(first, design, 1, 2), end(second, design, 2, 1)


PAIRS = {"-".join(("mixed", a, b) + ((design,) if design else ())): pair(a, b, design) for a in TEXTS for b in TEXTS for design in ("", "gre", "over")}
ROWS = {
    "mixed-life-differs": ("mixed-v5-cisco", ["B", (" group 2\n", " group 2\n lifetime 1200\n")], "up"),
    "mixed-hash-comware-both-default": ("mixed-v5-v7", ["B", (" dh group2\n#\nike keychain", " dh group2\n authentication-algorithm md5\n#\nike keychain")], "up IKE107:warning"),
    "mixed-auth-line-missing-ruijie": ("mixed-ruijie-v5", [(" authentication pre-share\n", "")], "undetermined IKE101:warning"),
    "mixed-auth-line-missing-cisco": ("mixed-cisco-v5", [(" authentication pre-share\n", "")], "down IKE101"),
    # From 12.4(20)T on IOS has policies of its own while none is written: AES with group 5 for certain, 3DES with group 2 by hearsay.
    "mixed-cisco-default-policies": ("mixed-v5-cisco", [("encryption-algorithm 3des-cbc\n dh group2", "encryption-algorithm aes-cbc 128\n dh group5"), "B", ("crypto isakmp policy 10\n encr 3des\n authentication pre-share\n group 2\n", "")], "up IKE107:warning"),
    "mixed-cisco-default-policies-assumed": ("mixed-v5-cisco", ["B", ("crypto isakmp policy 10\n encr 3des\n authentication pre-share\n group 2\n", "")], "undetermined IKE101:warning"),
    "mixed-dh-named": ("mixed-cisco-v7", [(" group 2\n", " group 14\n"), "B", ("dh group2", "dh group14")], "up"),
    "mixed-duplicate-proposals-v7": ("mixed-v7-ruijie", [("#\nike keychain", "#\nike proposal 2\n encryption-algorithm 3des-cbc\n dh group2\n#\nike keychain")], "up IKE106:warning"),
    "mixed-order-no-matter": ("mixed-cisco-ruijie", [("crypto isakmp policy 10\n", "crypto isakmp policy 5\n encr aes 256\n authentication pre-share\n group 14\ncrypto isakmp policy 10\n"), "B", ("crypto isakmp policy 1\n", "crypto isakmp policy 9\n encryption des\n authentication pre-share\n group 5\ncrypto isakmp policy 1\n")], "up"),
    "mixed-profile-proposal-undefined": ("mixed-v7-cisco", [("ike profile I\n", "ike profile I\n proposal 9\n")], "partial CFG002"),
    "mixed-v5-peer-proposal-undefined": ("mixed-v5-ruijie", [("ike peer P\n", "ike peer P\n proposal 9\n")], "down CFG002"),
    "mixed-0-o": ("mixed-ruijie-v7", [("Long-Enough-Key-4711", "RouterKey0-4711"), "B", ("Long-Enough-Key-4711", "RouterKeyO-4711")], "down KEY101"),
    "mixed-case": ("mixed-v5-ruijie", ["B", ("Long-Enough-Key-4711", "long-enough-key-4711")], "down KEY101"),
    "mixed-ciphertext-as-simple": ("mixed-v5-v7", [("simple Long-Enough-Key-4711", "simple $c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=")], "down KEY103"),
    "mixed-cipher-plain-word-v5": ("mixed-v5-cisco", [("simple Long-Enough-Key-4711", "cipher Long-Enough-Key-4711")], "down KEY102"),
    "mixed-cipher-short-plain-v7": ("mixed-v7-ruijie", [("key simple Long-Enough-Key-4711", "key cipher summer")], "down KEY102"),
    "mixed-cipher-good-unreadable": ("mixed-v7-cisco", [("key simple Long-Enough-Key-4711", "key cipher $c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=")], "up"),
    "mixed-equal-v5-24-char": ("mixed-v5-v5", [("simple Long-Enough-Key-4711", "cipher 4)^M+N][#H[Q=^Q`MAF4<1!!"), "B", ("simple Long-Enough-Key-4711", "cipher 4)^M+N][#H[Q=^Q`MAF4<1!!")], "up"),
    "mixed-different-v5-24-char": ("mixed-v5-v5", [("simple Long-Enough-Key-4711", "cipher 4)^M+N][#H[Q=^Q`MAF4<1!!"), "B", ("simple Long-Enough-Key-4711", "cipher OUM!K%F<+$[Q=^Q`MAF4<1!!")], "down KEY101"),
    "mixed-ruijie-type-7-decodes-equal": ("mixed-ruijie-v5", [("key 0 Long-Enough-Key-4711", "key 7 0132564a3d11031e527d46"), "B", ("simple Long-Enough-Key-4711", "simple ruijie@123")], "up"),
    "mixed-ruijie-type-7-decodes-other": ("mixed-ruijie-v7", [("key 0 Long-Enough-Key-4711", "key 7 0132564a3d11031e527d46"), "B", ("simple Long-Enough-Key-4711", "simple ruijie@124")], "down KEY101"),
    "mixed-key-mask-v7": ("mixed-v7-v5", [("pre-shared-key address 203.0.113.5 255.255.255.255", "pre-shared-key address 203.0.113.0 24")], "up"),
    "mixed-key-mask-too-narrow-v7": ("mixed-v7-v5", [("pre-shared-key address 203.0.113.5 255.255.255.255", "pre-shared-key address 203.0.113.0 30")], "down KEY105"),
    "mixed-ruijie-key-mask": ("mixed-ruijie-cisco", [("address 203.0.113.5\ncrypto ipsec", "address 203.0.113.5 255.255.255.0\ncrypto ipsec")], "up"),
    "mixed-cisco-exact-beats-wildcard": ("mixed-cisco-v7", [("crypto ipsec transform", "crypto isakmp key Another-Key-Long-1 address 0.0.0.0\ncrypto ipsec transform")], "up KEY106:warning"),
    "mixed-peer-wrong-v5": ("mixed-v5-cisco", [(" remote-address 203.0.113.5\n", " remote-address 203.0.113.55\n")], "down IKE105"),
    "mixed-local-address-wrong-v7": ("mixed-v7-ruijie", [(" ike-profile I\n", " local-address 10.1.1.1\n ike-profile I\n")], "down IKE105"),
    "mixed-both-templates": ("mixed-v5-ruijie", [("ipsec policy M 1 isakmp\n security acl 3000\n ike-peer P\n proposal T\n", "ipsec policy-template Q 1\n ike-peer P\n proposal T\n#\nipsec policy M 1 isakmp template Q\n"), (" remote-address 203.0.113.5\n", ""), "B", ("crypto map M 1 ipsec-isakmp\n set peer 203.0.113.1\n set transform-set T\n match address 101\n", "crypto dynamic-map D 1\n set transform-set T\ncrypto map M 1 ipsec-isakmp dynamic D\n")], "down CFG005"),
    "mixed-aggressive-vs-main": ("mixed-v5-v7", [("ike peer P\n", "ike peer P\n exchange-mode aggressive\n")], "down IKE103"),
    "mixed-aggressive-vs-cisco-main-answers": ("mixed-v5-cisco", [("ike peer P\n", "ike peer P\n exchange-mode aggressive\n")], "partial IKE103:warning"),
    "mixed-identity-fqdn-main-v7": ("mixed-v7-cisco", [("ike profile I\n", "ike profile I\n local-identity fqdn a.example\n")], "up"),
    "mixed-v7-match-remote-other": ("mixed-v7-ruijie", [("match remote identity address 203.0.113.5 255", "match remote identity address 203.0.113.6 255")], "down IKE104"),
    "mixed-name-case": ("mixed-v5-ruijie", [("ike peer P\n", "ike local-name Kiosk-7\n#\nike peer P\n exchange-mode aggressive\n id-type name\n"), "B", ("key 0 Long-Enough-Key-4711 address 203.0.113.1", "mode-detect\ncrypto isakmp key 0 Long-Enough-Key-4711 hostname kiosk-7\ncrypto dynamic-map D 1\n set transform-set T"),
                                          ("crypto map M 1 ipsec-isakmp\n set peer 203.0.113.1\n set transform-set T\n match address 101\n", "crypto map M 1 ipsec-isakmp dynamic D\n")], "down KEY105"),
    "mixed-keychain-of-another-interface": ("mixed-v7-ruijie", [("ike keychain K\n", "ike keychain K\n match local address GigabitEthernet0/1\n")], "down KEY105"),
    # Every fault is told once, whichever stops the negotiation.
    "mixed-five-faults": ("mixed-ruijie-v5-over", [("key 0 Long-Enough-Key-4711", "key 7 summer"), (" hash sha\n", " hash md5\n"), ("esp-3des esp-sha-hmac", "esp-3des esp-md5-hmac"), (" tunnel destination 203.0.113.5\n", " tunnel destination 203.0.113.5\n tunnel key 9\n"),
                                                   "B", ("destination 10.1.1.0 0.0.0.255", "destination 10.1.11.0 0.0.0.255")], "down ACL101 ESP101 IKE101 KEY102 TUN104"),
    "mixed-gre-key": ("mixed-v7-cisco-gre", [(" destination 203.0.113.5\n", " destination 203.0.113.5\n gre key 9\n")], "down TUN104"),
    "mixed-gre-key-equal": ("mixed-v7-ruijie-gre", [(" destination 203.0.113.5\n", " destination 203.0.113.5\n gre key 9\n"), "B", (" tunnel destination 203.0.113.1\n", " tunnel destination 203.0.113.1\n tunnel key 9\n")], "up"),
    "mixed-gre-mode": ("mixed-cisco-v7-over", [(" tunnel source", " tunnel mode ipip\n tunnel source")], "down TUN103"),
    "mixed-inner-subnet-over": ("mixed-v5-ruijie-over", [(" ip address 172.16.0.1 255.255.255.252", " ip address 172.16.0.5 255.255.255.252")], "down TUN102"),
    "mixed-keepalive-one-side": ("mixed-v7-v5-over", [(" destination 203.0.113.5\n", " destination 203.0.113.5\n keepalive 10 3\n")], "up TUN107:warning"),
    "mixed-design": ("mixed-v7-cisco-over", ["B", ("access-list 101 permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "access-list 101 permit gre host 203.0.113.5 host 203.0.113.1"), ("set peer 172.16.0.1", "set peer 203.0.113.1"), ("address 172.16.0.1\ncrypto", "address 203.0.113.1\ncrypto"), (" crypto map M\n", ""), (" ip address 203.0.113.5 255.255.255.252\n", " ip address 203.0.113.5 255.255.255.252\n crypto map M\n")], "down TUN105"),
    "mixed-peer-public-in-ipsec-over-gre": ("mixed-v5-cisco-over", [(" remote-address 172.16.0.2\n", " remote-address 203.0.113.5\n")], "down IKE105"),
    "mixed-ah": ("mixed-v7-ruijie", [("ipsec transform-set T\n esp encryption-algorithm 3des-cbc\n esp authentication-algorithm sha1\n", "ipsec transform-set T\n protocol ah\n ah authentication-algorithm sha1\n")], "down ESP101"),
    "mixed-mode-transport-v5-against-ruijie-gre": ("mixed-v5-ruijie-gre", [("ipsec proposal T\n", "ipsec proposal T\n encapsulation-mode transport\n")], "down ESP102"),
    "mixed-mode-transport-cisco-against-cisco-gre": ("mixed-cisco-cisco-gre", [("crypto map M 1 ipsec", " mode transport\ncrypto map M 1 ipsec")], "up ESP102:warning"),
    "mixed-mode-both-transport": ("mixed-v7-cisco-gre", [("ipsec transform-set T\n", "ipsec transform-set T\n encapsulation-mode transport\n"), "B", ("crypto map M 1 ipsec", " mode transport\ncrypto map M 1 ipsec")], "up"),
    "mixed-pfs-one-sided-v5-r": ("mixed-v5-ruijie", [(" ike-peer P\n", " ike-peer P\n pfs dh-group2\n")], "undetermined ESP103:warning"),
    "mixed-pfs-differs": ("mixed-v7-cisco", [("ipsec transform-set T\n", "ipsec transform-set T\n pfs dh-group2\n"), "B", (" match address 101\n", " set pfs group5\n match address 101\n")], "partial ESP103:warning"),
    "mixed-v7-empty-set": ("mixed-v7-v5", [(" esp encryption-algorithm 3des-cbc\n esp authentication-algorithm sha1\n", "")], "down ESP105"),
    "mixed-v5-defaults-des-md5": ("mixed-v5-cisco", [(" esp authentication-algorithm sha1\n esp encryption-algorithm 3des\n", ""), "B", ("esp-3des esp-sha-hmac", "esp-des esp-md5-hmac")], "up"),
    "mixed-v7-only-enc-cisco-same": ("mixed-v7-cisco", [(" esp authentication-algorithm sha1\n", ""), "B", ("esp-3des esp-sha-hmac", "esp-3des")], "up"),
    "mixed-v5-life": ("mixed-v5-ruijie", [(" ike-peer P\n", " ike-peer P\n sa duration time-based 600\n")], "up"),
    "mixed-host-forms": ("mixed-v7-ruijie", [("source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "source 10.1.1.9 0 destination 10.2.1.9 0"), "B", ("10 permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "10 permit ip host 10.2.1.9 10.1.1.9 0.0.0.0")], "up"),
    "mixed-host-bits": ("mixed-v5-cisco", [("source 10.1.1.0 0.0.0.255", "source 10.1.1.77 0.0.0.255")], "up ACL104:warning"),
    "mixed-netmask-v5": ("mixed-v5-ruijie", [("source 10.1.1.0 0.0.0.255", "source 10.1.1.0 255.255.255.0")], "down ACL104:warning"),
    "mixed-copied-list": ("mixed-v5-cisco", ["B", ("permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255")], "down ACL101"),
    # One slip in a list, which NAT's list does not share, is one fault.
    "mixed-slip-beside-nat": ("mixed-v7-cisco", [("destination 10.2.1.0 0.0.0.255", "destination 10.2.10.0 0.0.0.255"), (" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 0 deny ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "down ACL101"),
    "mixed-slip-and-nat": ("mixed-v7-cisco", [("destination 10.2.1.0 0.0.0.255", "destination 10.2.10.0 0.0.0.255"), (" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "down ACL101 APP103"),
    # The outer header of GRE never has the inner addresses.
    "mixed-gre-of-the-inner-addresses": ("mixed-ruijie-cisco-gre", [("gre host 203.0.113.1 host 203.0.113.5", "gre host 172.16.0.1 host 172.16.0.2")], "down ACL101"),
    "mixed-any-any-both": ("mixed-v5-cisco", [("source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", ""), "B", ("permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "permit ip any any")], "up ACL105:warning"),
    "mixed-gre-vs-ip": ("mixed-v5-v7-gre", ["B", ("permit gre source", "permit ip source")], "down ACL106"),
    "mixed-deny-first": ("mixed-v7-cisco", [(" rule 0 permit ip", " rule 0 deny ip source 10.1.1.0 0.0.0.127\n rule 5 permit ip")], "up ACL107:warning"),
    # On IOS a deny leaves the flow to the next entry, whatever the rest of its list permits.
    "mixed-earlier-entry-denies-what-it-permits-later": ("mixed-cisco-v7", [("crypto map M 1 ipsec-isakmp\n", "access-list 102 deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.0.0.0 0.255.255.255\ncrypto isakmp key Another-Long-Key-812 address 198.51.100.7\ncrypto map M 1 ipsec-isakmp\n set peer 198.51.100.7\n set transform-set T\n match address 102\ncrypto map M 2 ipsec-isakmp\n")], "up"),
    "mixed-earlier-entry-denies-another-flow": ("mixed-cisco-v7", [("crypto map M 1 ipsec-isakmp\n", "access-list 102 deny ip 10.1.1.0 0.0.0.255 10.2.2.0 0.0.0.255\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.0.0.0 0.255.255.255\ncrypto isakmp key Another-Long-Key-812 address 198.51.100.7\ncrypto map M 1 ipsec-isakmp\n set peer 198.51.100.7\n set transform-set T\n match address 102\ncrypto map M 2 ipsec-isakmp\n")], "down ACL107:warning"),
    "mixed-extra-hub-rule": ("mixed-ruijie-v7", [(" 10 permit ip", " 5 permit ip 10.1.1.0 0.0.0.255 10.9.1.0 0.0.0.255\n 10 permit ip")], "partial ACL101"),
    "mixed-self-over-gre": ("mixed-v7-ruijie-over", [("source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "source 172.16.0.0 0.0.255.255 destination 172.16.0.0 0.0.255.255"), "B", ("ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "ip 172.16.0.0 0.0.255.255 172.16.0.0 0.0.255.255")], "up ACL108:warning"),
    "mixed-v7-nat-without-exempt": ("mixed-v7-cisco", [(" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 0 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "partial APP103"),
    "mixed-v7-nat-with-exempt": ("mixed-v7-cisco", [(" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 0 deny ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "up"),
    "mixed-ruijie-nat": ("mixed-ruijie-v5", [(" crypto map M\n", " crypto map M\n ip nat outside\n"), (" ip address 10.1.1.1 255.255.255.0\n", " ip address 10.1.1.1 255.255.255.0\n ip nat inside\n"), ("end\n", "ip nat inside source list 1 interface GigabitEthernet 0/0 overload\naccess-list 1 permit 10.1.1.0 0.0.0.255\nend\n")], "partial APP103"),
    "mixed-nat-exempt-in-part": ("mixed-v7-cisco", [(" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 0 deny ip source 10.1.1.0 0.0.0.127 destination 10.2.1.0 0.0.0.255\n rule 3 deny ip source 10.1.1.200 0\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "up APP103:warning"),
    "mixed-nat-exempt-in-halves": ("mixed-v7-cisco", [(" ipsec apply policy M\n", " ipsec apply policy M\n nat outbound 3001\n"), ("#\nipsec transform", "#\nacl advanced 3001\n rule 0 deny ip source 10.1.1.0 0.0.0.127 destination 10.2.1.0 0.0.0.255\n rule 3 deny ip source 10.1.1.128 0.0.0.127 destination 10.2.0.0 0.0.255.255\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nipsec transform")], "up"),
    "mixed-nat-by-a-route-map": ("mixed-cisco-v7", [(" crypto map M\n", " crypto map M\n ip nat outside\n"), (" ip address 10.1.1.1 255.255.255.0\n", " ip address 10.1.1.1 255.255.255.0\n ip nat inside\n"), ("end\n", "ip nat inside source route-map RM interface GigabitEthernet0/0 overload\nip access-list extended OUT\n permit ip 10.1.1.0 0.0.0.255 any\nroute-map RM permit 10\n match ip address OUT\nend\n")], "partial APP103"),
    "mixed-nat-on-gre-over-ipsec": ("mixed-ruijie-cisco-gre", [(" crypto map M\n", " crypto map M\n ip nat outside\n"), (" ip address 10.1.1.1 255.255.255.0\n", " ip address 10.1.1.1 255.255.255.0\n ip nat inside\n"), ("end\n", "ip nat inside source list 1 interface GigabitEthernet 0/0 overload\naccess-list 1 permit 10.1.1.0 0.0.0.255\nend\n")], "up"),
    "mixed-not-applied-v5": ("mixed-v5-v7", [(" ipsec policy M\n#\ninterface", "#\ninterface")], "down APP101"),
    "mixed-on-lan": ("mixed-v7-v5", [(" ipsec apply policy M\n", ""), ("255.255.255.0\n#\n ip route", "255.255.255.0\n ipsec apply policy M\n#\n ip route")], "down APP102"),
    "mixed-mtu": ("mixed-v7-ruijie-gre", [(" destination 203.0.113.5\n", " destination 203.0.113.5\n mtu 1500\n")], "up TUN106:warning"),
    "mixed-dpd-one": ("mixed-v7-cisco", [("ike profile I\n", "ike profile I\n dpd interval 10 retry 3 on-demand\n")], "up IKE109:warning"),
    "mixed-17-11-refuses": ("mixed-cisco-v5", [("version 15.4", "version 17.12")], "down"),
    "mixed-shield": ("mixed-cisco-v5", [("version 15.4", "version 17.12\ncrypto engine compliance shield disable")], "up"),
    "mixed-ikev2-against-v1": ("mixed-cisco-v7", [("crypto map M 1 ipsec-isakmp\n", "crypto ikev2 keyring KR\n peer X\n  address 203.0.113.5\n  pre-shared-key Long-Enough-Key-4711\ncrypto ikev2 profile P2\n match identity remote address 203.0.113.5 255.255.255.255\n authentication local pre-share\n authentication remote pre-share\n keyring local KR\ncrypto map M 1 ipsec-isakmp\n set ikev2-profile P2\n")], "down IKE102"),
}
# The row without an edit comes first.
NEAR = {**{name: (name, [], "up") for name in dict.fromkeys(row[0] for row in ROWS.values())}, **ROWS}
