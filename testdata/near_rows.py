"""The near misses of near.py: name, base, edits of A as (old, new) pairs, those of B behind a "B"; verdict and findings. The references behind the rows are those of the rules' pages."""

FLOW = "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"
INNER = " ip address 172.16.0.1 255.255.255.252\n"
MATCH = "match remote identity address 192.0.2.2 255.255.255.255"

# The other end calls a second address of this one, which its profile is for.
TRANSLATED = ["B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", ""),
              ("acl advanced 3000\n rule 0 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n", "acl advanced 3010\n rule 5 permit ip source 10.2.0.0 0.0.255.255\n"), (" ipsec apply policy P\n", " ipsec apply policy P\n nat outbound 3010\n")]
TEMPLATE_FOR_GRE = [("permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "permit gre source 192.0.2.1 0 destination 192.0.2.2 0"), ("interface GigabitEthernet0/1\n", "interface Tunnel0 mode gre\n ip address 172.16.0.1 30\n source 192.0.2.1\n destination 192.0.2.2\n#\ninterface GigabitEthernet0/1\n"), "B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", ""), ("interface GigabitEthernet0/1\n", "interface Tunnel0 mode gre\n ip address 172.16.0.2 30\n source 192.0.2.2\n destination 192.0.2.1\n#\ninterface GigabitEthernet0/1\n")]
P2MP = [("permit ip source 10.%(own)d.1.0 0.0.0.255 destination 10.%(peer)d.1.0 0.0.0.255", "permit gre source 192.0.2.%(own)d 0 destination 192.0.2.%(peer)d 0"),
        ("interface GigabitEthernet0/1\n", "interface Tunnel0%(mode)s\n ip address 172.16.0.%(own)d 30\n source 192.0.2.%(own)d\n%(more)s#\ninterface GigabitEthernet0/1\n")]


# The other router speaks from a private address, and is called by a public one.
BEHIND_A_NAT = [("remote-address 192.0.2.2", "remote-address 198.51.100.9"), "B", ("ip address 192.0.2.2 255.255.255.252", "ip address 192.168.9.2 255.255.255.252"), ("0.0.0.0 0.0.0.0 192.0.2.1", "0.0.0.0 0.0.0.0 192.168.9.1")]
TO_IPV6 = [[(" remote-address 192.0.2.%d\n" % peer, " remote-address ipv6 2001:db8::%d\n" % peer), ("identity address 192.0.2.%d 255.255.255.255" % peer, "identity address ipv6 2001:db8::%d 128" % peer),
            ("pre-shared-key address 192.0.2.%d 255.255.255.255" % peer, "pre-shared-key address ipv6 2001:db8::%d 128" % peer)] for peer in (2, 1)]
# A tutorial that has V5's `ike peer` and applies the policy as V7 does, without a release.
AS_IN_V7 = [(" version 5.20, Release 2207P02\n", ""), (" ipsec policy M\n#\n", " ipsec apply policy M\n#\n"), ("acl number 3000", "acl advanced 3000"), ("aes-cbc 128", "aes-cbc-128"), ("aes 128", "aes-cbc-128")]


def old_list(switch, rule):
    """The line before the ACL of V5's packet filter, and its first rule."""
    return "acl number 3000", " %s\n#\nacl number 3100\n rule 0 %s\n#\nacl number 3000" % (switch, rule)


def gre_of(own, peer, mode, more):
    return [tuple(text % {"own": own, "peer": peer, "mode": mode, "more": more} for text in edit) for edit in P2MP]


NAMED_PROFILE = [(" ike-profile I\n", ""), (" match remote identity address 192.0.2.2 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn a\n match remote identity fqdn b\n"), "B",
                 (" ike-profile I\n", ""), (" match remote identity address 192.0.2.1 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn b\n match remote identity fqdn a\n")]
SECOND_ADDRESS = [(" ipsec apply policy P\n", " ip address 192.0.2.129 255.255.255.252 sub\n ipsec apply policy P\n"), ("ike profile I\n", "ike profile I\n match local address 192.0.2.129\n"), "B", ("remote-address 192.0.2.1\n", "remote-address 192.0.2.129\n"), ("key address 192.0.2.1 ", "key address 192.0.2.129 "), ("identity address 192.0.2.1 ", "identity address 192.0.2.129 ")]
WITHOUT_PROFILE = [(" ike-profile I\n", ""), ("ike profile I\n keychain K\n match remote identity address 192.0.2.2 255.255.255.255\n proposal 1\n#\n", "")]
KEYCHAIN = "ike keychain Z\n priority %d\n pre-shared-key address 192.0.2.2 255.255.255.255 key simple %s\n#\nike keychain K\n"
INSTANCE = ("interface GigabitEthernet0/0\n", "ip vpn-instance V\n route-distinguisher 1:1\n#\ninterface GigabitEthernet0/0\n ip binding vpn-instance V\n")
OLD_FILTER = (" ipsec policy M\n#\ninterface", " firewall packet-filter 3100 inbound\n ipsec policy M\n#\ninterface")
NEAR = {
    # An address that is wrong in several lines can be corrected in all of them.
    "wrong-address-in-all-lines": ("policy", [(" remote-address 192.0.2.2", " remote-address 192.0.2.9"), ("pre-shared-key address 192.0.2.2", "pre-shared-key address 192.0.2.9"), ("identity address 192.0.2.2", "identity address 192.0.2.9")], "down IKE105"),
    "wrong-address-in-all-lines-of-a-map": ("map", [(" set peer 192.0.2.2", " set peer 192.0.2.9"), ("4711 address 192.0.2.2", "4711 address 192.0.2.9")], "down IKE105"),
    "wrong-address-expected": ("policy", [("identity address 192.0.2.2", "identity address 192.0.2.9")], "down IKE104"),
    # A packet filter lets in what none of its rules takes.
    "filter-drops-ike": ("policy", [(" ipsec apply policy P", " packet-filter 3100 inbound\n ipsec apply policy P"), ("acl advanced 3000", "acl advanced 3100\n rule 0 deny udp destination-port eq 500\n#\nacl advanced 3000")], "undetermined"),
    "filter-drops-telnet": ("policy", [(" ipsec apply policy P", " packet-filter 3100 inbound\n ipsec apply policy P"), ("acl advanced 3000", "acl advanced 3100\n rule 0 deny tcp destination-port eq 23\n#\nacl advanced 3000")], "up"),
    # Whether a profile for another local address, or a key or profile for another VPN instance, serves the peer all the same is not documented.
    "profile-for-another-local-address": ("policy", [("ike profile I\n", "ike profile I\n match local address 198.51.100.7\n")], "undetermined"),
    "profile-for-another-interface": ("policy", [("ike profile I\n", "ike profile I\n match local address GigabitEthernet0/1\n")], "undetermined"),
    "profile-for-its-interface": ("policy", [("ike profile I\n", "ike profile I\n match local address GigabitEthernet0/0\n")], "up"),
    "outside-in-an-instance": ("policy", [INSTANCE, ("ike keychain K\n", "ike keychain K vpn-instance V\n"), (MATCH, MATCH + " vpn-instance V")], "up"),
    "outside-in-an-instance-and-the-key-in-none": ("policy", [INSTANCE, (MATCH, MATCH + " vpn-instance V")], "undetermined"),
    "key-in-an-instance": ("policy", [("ike keychain K\n", "ike keychain K vpn-instance V\n")], "undetermined"),
    "profile-of-an-instance": ("policy", [(MATCH, MATCH + " vpn-instance V")], "undetermined"),
    "profile-of-an-instance-and-none": ("policy", [(MATCH, MATCH + " vpn-instance V\n " + MATCH)], "up"),
    # What an entry does that a line switches off is not documented.
    "entry-switched-off": ("peer", [(" security acl 3000\n", " undo policy enable\n security acl 3000\n")], "undetermined"),
    "entry-switched-on-again": ("peer", [(" security acl 3000\n", " undo policy enable\n security acl 3000\n policy enable\n")], "up"),
    # The old kind waits for a line of its own, which also says what becomes of the rest.
    "old-filter-drops-all": ("peer", [OLD_FILTER, old_list ("firewall enable", "deny ip")], "undetermined"),
    "old-filter-is-switched-off": ("peer", [OLD_FILTER, old_list ("undo firewall enable", "deny ip")], "up"),
    "old-filter-of-secpath": ("peer", [OLD_FILTER, old_list ("firewall packet-filter enable\n firewall packet-filter default deny", "permit tcp")], "undetermined"),
    "old-filter-lets-the-rest-in": ("peer", [OLD_FILTER, old_list ("firewall enable", "permit tcp")], "up"),
    "old-filter-drops-the-rest": ("peer", [OLD_FILTER, old_list ("firewall enable\n firewall default deny", "permit tcp")], "undetermined"),
    "old-filter-drops-the-rest-no-more": ("peer", [OLD_FILTER, old_list ("firewall enable\n firewall default deny\n undo firewall default", "permit tcp")], "up"),
    "old-filter-lets-ike-and-esp-in": ("peer", [OLD_FILTER, old_list ("firewall enable\n firewall default deny", "permit udp destination-port eq 500\n rule 5 permit 50")], "up"),
    "old-filter-taken-back": ("peer", [(" ipsec policy M\n#\ninterface", " firewall packet-filter 3100 inbound\n undo firewall packet-filter 3100 inbound\n ipsec policy M\n#\ninterface"), old_list ("firewall enable", "deny ip")], "up"),
    # What another release calls a peer is named as that.
    "peer-block-of-another-release": ("peer", [(" version 5.20, Release 2207P02", " version 7.1.064, Release 0427P22")], "down CFG005"),
    # No rule is offered a number that the device has not.
    "rule-behind-the-last-number": ("policy", [(" rule 0 permit", " rule 65534 permit"), "B", (" ip route-static 0.0.0.0 0 192.0.2.1\n", " ip route-static 0.0.0.0 0 192.0.2.1\n ip route-static 10.2.7.0 24 10.2.1.9\n"), (" rule 0 permit", " rule 0 permit ip source 10.2.7.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit")], "partial ACL101"),
    "rules-of-the-last-numbers": ("policy", [(" ip route-static 0.0.0.0 0 192.0.2.2\n", " ip route-static 0.0.0.0 0 192.0.2.2\n ip route-static 10.1.3.0 24 10.1.1.9\n"), (" rule 0 permit", " rule 65533 permit ip source 10.1.3.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 65534 permit"), "B", (" ip route-static 0.0.0.0 0 192.0.2.1\n", " ip route-static 0.0.0.0 0 192.0.2.1\n ip route-static 10.2.7.0 24 10.2.1.9\n"), (" rule 0 permit", " rule 0 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.3.0 0.0.0.255\n rule 2 permit ip source 10.2.7.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit")], "partial ACL101"),
    "second-gre-of-a-list": ("pairs/70-cisco-cisco-two-gre-tunnels-one-list-good", [("ip address 172.16.2.1 ", "ip address 172.16.9.1 ")],
                             "partial ESP106:warning TUN102"),
    "second-gre-of-a-list-at-b": ("pairs/70-cisco-cisco-two-gre-tunnels-one-list-good",
                                  ["B", ("ip address 172.16.1.2 ", "ip address 172.16.9.2 ")], "partial ESP106:warning TUN102"),
    "map": ("map", [], "up"),
    "key-case": ("map", [("Long-Enough", "long-Enough")], "down KEY101"),
    "key-character": ("map", [("4711", "4712")], "down KEY101"),
    "key-missing-character": ("map", [("4711", "471")], "down KEY101"),
    "key-masked": ("map", [("Long-Enough-Key-4711", "*****")], "up"),
    "key-elsewhere": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.9")], "down KEY105"),
    "key-by-host-name": ("map", [("4711 address 192.0.2.2", "4711 hostname B.example.com"), "B", ("crypto isakmp key", "crypto isakmp identity hostname\ncrypto isakmp key")], "up"),
    "key-by-host-name-differs": ("map", [("4711 address 192.0.2.2", "4712 hostname B.example.com"), "B", ("crypto isakmp key", "crypto isakmp identity hostname\ncrypto isakmp key")], "down KEY101"),
    "key-by-a-name-for-the-address": ("map", [("4711 address 192.0.2.2", "4711 hostname vpn.example.com")], "up"),
    "key-by-mask": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.0 255.255.255.0")], "up"),
    "key-wrong-mask": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.3.0 255.255.255.0")], "down KEY105"),
    "two-keys": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2\ncrypto isakmp key Quite-Another-One-9 address 0.0.0.0")], "up KEY106:warning"),
    "two-equal-keys": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2\ncrypto isakmp key Long-Enough-Key-4711 address 0.0.0.0")], "up"),
    "pfs-one-sided": ("map", [(" set pfs group14\n", "")], "partial ESP103:warning"),
    "pfs-bare-one-sided": ("map", [(" set pfs group14\n", " set pfs\n"), "B", (" set pfs group14\n", "")], "partial ESP103:warning"),
    "pfs-bare-differs": ("map", [(" set pfs group14\n", " set pfs\n")], "undetermined ESP103:warning"),
    "pfs-differs": ("map", [("pfs group14", "pfs group5")], "down ESP103"),
    "no-pfs": ("map", [(" set pfs group14\n", ""), "B", (" set pfs group14\n", "")], "up"),
    "hash": ("map", [("hash sha256", "hash sha512")], "down IKE101"),
    "cipher": ("map", [("encr aes", "encr aes 256")], "down IKE101"),
    "rsa": ("map", [(" authentication pre-share\n", "")], "down IKE101"),
    "ike-group": ("map", [(" group 14\n", " group 15\n")], "down IKE101"),
    "second-policy-agrees": ("map", [("policy 10\n encr aes\n", "policy 5\n encr aes 256\n authentication pre-share\n group 20\ncrypto isakmp policy 10\n encr aes\n")], "up"),
    "policy-twice": ("map", [("policy 10\n", "policy 20\n encr aes\n hash sha256\n authentication pre-share\n group 14\ncrypto isakmp policy 10\n")], "up IKE106:warning"),
    "policy-twice-of-another-lifetime": ("map", [("policy 10\n", "policy 20\n encr aes\n hash sha256\n authentication pre-share\n group 14\n lifetime 3600\ncrypto isakmp policy 10\n")], "up"),
    "keepalive-expected-and-not-sent": ("peer", ["B", ("ike peer P\n", "ike sa keepalive-timer timeout 60\n#\nike peer P\n")], "up IKE109:warning"),
    "keepalive-expected-and-sent": ("peer", [("ike peer P\n", "ike sa keepalive-timer interval 20\n#\nike peer P\n"), "B", ("ike peer P\n", "ike sa keepalive-timer timeout 60\n#\nike peer P\n")], "up"),
    "dpd-undefined": ("peer", [(" remote-address 192.0.2.2\n", " remote-address 192.0.2.2\n dpd D\n")], "up CFG002"),
    "dpd-undefined-of-a-near-name": ("peer", [("ike peer P\n", "ike dpd WATCHES\n#\nike peer P\n"), (" remote-address 192.0.2.2\n", " remote-address 192.0.2.2\n dpd WATCHED\n")], "up CFG002"),
    "set-undefined-of-a-near-name": ("map", [("transform-set T esp", "transform-set TUNNELS esp"), ("set transform-set T", "set transform-set TUNNEL")], "down CFG002"),
    "nat-by-a-standard-list": ("map", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip nat outside\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n ip nat inside\n"), ("end\n", "ip nat inside source list 10 interface GigabitEthernet0/0 overload\naccess-list 10 permit 10.1.1.0 0.0.0.255\nend\n")], "partial APP103"),
    "nat-of-two-flows": ("map", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip nat outside\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n ip nat inside\n"), ("end\n", "access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.7.0 0.0.0.255\nip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n"),
                                "B", ("end\n", "access-list 101 permit ip 10.2.7.0 0.0.0.255 10.1.1.0 0.0.0.255\nend\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 10.2.7.1 255.255.255.0\ninterface GigabitEthernet0/1\n")], "partial APP103"),
    "speaks-from-the-interface-itself": ("map", [("crypto map M 10", "crypto map M local-address GigabitEthernet0/0\ncrypto map M 10")], "up"),
    "speaks-from-a-loopback": ("map", [("crypto map M 10", "crypto map M local-address Loopback0\ncrypto map M 10"), ("interface GigabitEthernet0/0\n", "interface Loopback0\n ip address 192.0.2.129 255.255.255.255\ninterface GigabitEthernet0/0\n"), "B", ("set peer 192.0.2.1\n", "set peer 192.0.2.129\n"), ("4711 address 192.0.2.1\n", "4711 address 192.0.2.129\n")], "up"),
    "ruijie-speaks-from": ("ruijie", [(" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set local 192.0.2.1\n")], "up"),
    # What a line that cannot be read may have set is no mismatch.
    "unread-mode": ("peer", [(" remote-address 192.0.2.2\n", " remote-address 192.0.2.2\n exchange-mode quick\n")], "undetermined CFG001"),
    "unread-peer": ("peer", [(" remote-address 192.0.2.2\n", " remote-address 192.0.2.300\n")], "up CFG001"),
    "unread-group": ("map", [(" group 14\n", " group 99\n")], "undetermined CFG001"),
    "unread-hash": ("map", [(" hash sha256\n", " hash crc\n")], "undetermined CFG001"),
    "unread-method": ("map", [(" authentication pre-share\n", " authentication password\n")], "undetermined CFG001"),
    "unread-pfs": ("map", [(" set pfs group14\n", " set pfs group99\n")], "undetermined CFG001"),
    "unread-set-peer": ("map", [("set peer 192.0.2.2\n", "set peer 192.0.2.300\n")], "up CFG001"),
    "unread-dead-peer-detection": ("map", [("crypto isakmp key", "crypto isakmp keepalive 4000\ncrypto isakmp key")], "up CFG001"),
    "unread-gre-key": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key many\n")], "up CFG001"),
    "unread-gre-key-of-two": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key many\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n tunnel key 7\n")], "up CFG001"),
    "unread-gre-keepalive": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n keepalive 10 300\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n keepalive 10 3\n")], "up CFG001"),
    "unread-gre-destination": ("gre", [("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.300")], "up CFG001"),
    "unread-pfs-of-a-set": ("policy", [(" pfs dh-group14\n", " pfs dh-group99\n")], "undetermined CFG001"),
    "unread-set": ("policy", [("esp encryption-algorithm aes-cbc-128", "esp encryption-algorithm rot13")], "undetermined CFG001"),
    "unread-remote-address": ("policy", [("remote-address 192.0.2.2\n", "remote-address 192.0.2.300\n")], "up CFG001"),
    # IOS-XE 17.11 refuses what is weak, unless a line of its own allows it.
    "refused-cipher": ("map", [("version 15.4", "version 17.11"), ("encr aes\n", "encr des\n"), "B", ("encr aes\n", "encr des\n")], "down"),
    "refused-cipher-of-18": ("map", [("version 15.4", "version 18.1"), ("encr aes\n", "encr 3des\n"), "B", ("encr aes\n", "encr 3des\n")], "down"),
    "refused-not-yet": ("map", [("version 15.4", "version 17.10"), ("encr aes\n", "encr des\n"), "B", ("encr aes\n", "encr des\n")], "up"),
    "refused-but-allowed": ("map", [("version 15.4\n", "version 17.11\ncrypto engine compliance shield disable\n"), ("encr aes\n", "encr des\n"), "B", ("encr aes\n", "encr des\n")], "up"),
    "refused-hash": ("map", [("version 15.4", "version 17.11"), ("hash sha256\n", "hash md5\n"), "B", ("hash sha256\n", "hash md5\n")], "down"),
    "refused-group-1": ("map", [("version 15.4", "version 17.11"), (" group 14\n", " group 1\n"), "B", (" group 14\n", " group 1\n")], "down"),
    "refused-group-5": ("map", [("version 15.4", "version 17.11"), (" group 14\n", " group 5\n"), "B", (" group 14\n", " group 5\n")], "down"),
    "refused-transform": ("map", [("version 15.4", "version 17.11"), ("esp-aes esp", "esp-des esp"), "B", ("esp-aes esp", "esp-des esp")], "down"),
    "refused-transform-hash": ("map", [("version 15.4", "version 17.11"), ("esp-sha256-hmac", "esp-md5-hmac"), "B", ("esp-sha256-hmac", "esp-md5-hmac")], "down"),
    "refused-transform-of-two": ("map", [("version 15.4", "version 17.11"), ("transform-set T\n", "transform-set U T\n"), ("crypto map M 10", "crypto ipsec transform-set U esp-des esp-sha256-hmac\ncrypto map M 10"), "B", ("transform-set T\n", "transform-set U T\n"), ("crypto map M 10", "crypto ipsec transform-set U esp-des esp-sha256-hmac\ncrypto map M 10")], "up"),
    "refused-pfs": ("map", [("version 15.4", "version 17.11"), ("pfs group14", "pfs group5"), "B", ("pfs group14", "pfs group5")], "down"),
    "refused-pfs-of-one-end": ("map", [("version 15.4", "version 17.11"), ("pfs group14", "pfs group5"), "B", (" set pfs group14\n", "")], "up"),
    "profile-by-default": ("gre", [(" tunnel destination 192.0.2.2\n", " tunnel destination 192.0.2.2\n tunnel protection ipsec profile default\n"), (" crypto map M\n", ""), "B", (" tunnel destination 192.0.2.1\n", " tunnel destination 192.0.2.1\n tunnel protection ipsec profile default\n"), (" crypto map M\n", "")], "up"),
    "profile-by-default-switched-off": ("gre", [("crypto isakmp key", "no crypto ipsec transform-set default\ncrypto isakmp key"), (" tunnel destination 192.0.2.2\n", " tunnel destination 192.0.2.2\n tunnel protection ipsec profile default\n"), (" crypto map M\n", ""), "B", (" tunnel destination 192.0.2.1\n", " tunnel destination 192.0.2.1\n tunnel protection ipsec profile default\n"), (" crypto map M\n", "")], "down CFG002"),
    # Of the keychains that no profile names the one of the smaller priority comes first; 100 is the default.
    "keychain-before": ("policy", [*WITHOUT_PROFILE, ("ike keychain K\n", KEYCHAIN % (5, "Long-Enough-Key-4711")), ("simple Long-Enough-Key-4711\n#\nreturn", "simple Quite-Another-One-9\n#\nreturn")], "up KEY106:warning"),
    "keychain-before-of-another-key": ("policy", [*WITHOUT_PROFILE, ("ike keychain K\n", KEYCHAIN % (5, "Quite-Another-One-9"))], "down KEY101 KEY106:warning"),
    "keychain-before-for-the-local-address": ("policy", [*WITHOUT_PROFILE, ("ike keychain K\n", KEYCHAIN.replace("chain K\n", "chain K\n match local address GigabitEthernet0/0\n") % (5, "Quite-Another-One-9"))], "up KEY106:warning"),
    "keychain-behind": ("policy", [*WITHOUT_PROFILE, ("ike keychain K\n", KEYCHAIN % (200, "Quite-Another-One-9"))], "up KEY106:warning"),
    "keychain-behind-of-the-same-key": ("policy", [*WITHOUT_PROFILE, ("ike keychain K\n", KEYCHAIN % (200, "Long-Enough-Key-4711"))], "up"),
    "keepalive-one-sided": ("map", [("crypto isakmp key", "crypto isakmp keepalive 10\ncrypto isakmp key")], "up IKE109:warning"),
    "keepalive": ("map", [("crypto isakmp key", "crypto isakmp keepalive 10\ncrypto isakmp key"), "B", ("crypto isakmp key", "crypto isakmp keepalive 30 5 periodic\ncrypto isakmp key")], "up"),
    "esp-cipher": ("map", [("esp-aes esp", "esp-aes 256 esp")], "down ESP101"),
    "esp-hash": ("map", [("esp-sha256-hmac", "esp-sha512-hmac")], "down ESP101"),
    "esp-second-set": ("map", [("transform-set T\n", "transform-set U T\n"), ("crypto map M 10", "crypto ipsec transform-set U esp-aes 256 esp-sha512-hmac\ncrypto map M 10")], "up"),
    "transport-with-subnets": ("map", [("mode tunnel", "mode transport")], "up ESP102:warning ESP106:warning"),
    "transport-required": ("map", [("mode tunnel", "mode transport require")], "down ESP102 ESP106:warning"),
    "set-undefined": ("map", [("set transform-set T", "set transform-set S")], "down CFG002"),
    "list-undefined": ("map", [("match address 101", "match address 102")], "down CFG002"),
    "no-list": ("map", [(" match address 101\n", "")], "down CFG005"),
    "only-deny": ("map", [("101 permit", "101 deny")], "down CFG005"),
    "peer-wrong": ("map", [("set peer 192.0.2.2", "set peer 192.0.2.9")], "down IKE105"),
    "not-applied": ("map", [(" crypto map M\n", "")], "down APP101"),
    "wider": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 10.2.0.0 0.0.255.255")], "partial ACL102:warning"),
    "narrower": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.127 10.2.1.0 0.0.0.255")], "partial ACL102:warning"),
    "split": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.127 10.2.1.0 0.0.0.255\naccess-list 101 permit ip 10.1.1.128 0.0.0.127 10.2.1.0 0.0.0.255")], "down ACL103"),
    "protocol": ("map", [("permit ip 10.1", "permit tcp 10.1")], "down ACL106"),
    "disjoint": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 10.77.1.0 0.0.0.255")], "down ACL101"),
    "netmask": ("map", [(FLOW, "permit ip 10.1.1.0 255.255.255.0 10.2.1.0 0.0.0.255")], "down ACL104:warning"),
    "any-written-out": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 any"), "B", ("permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "permit ip 0.0.0.0 255.255.255.255 10.1.1.0 0.0.0.255")], "up"),
    "hole-wider-than-the-flow": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.127 any\naccess-list 101 " + FLOW)], "up ACL107:warning"),
    "hole-on-both-ends": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.127 any\naccess-list 101 " + FLOW), "B", ("permit ip 10.2", "deny ip any 10.1.1.0 0.0.0.127\naccess-list 101 permit ip 10.2")], "up"),
    "hole-beside-the-flow": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.127 10.3.0.0 0.0.255.255\naccess-list 101 " + FLOW)], "up"),
    "gre": ("gre", [], "up"),
    "gre-key-one-sided": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key 7\n")], "down TUN104"),
    "gre-keys-differ": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key 7\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n tunnel key 8\n")], "down TUN104"),
    "gre-keys": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key 7\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n tunnel key 7\n")], "up"),
    "gre-subnet": ("gre", [(INNER, " ip address 172.16.0.5 255.255.255.252\n")], "down TUN102"),
    "gre-same-address": ("gre", [(INNER, " ip address 172.16.0.2 255.255.255.252\n")], "down TUN102"),
    "gre-network-address": ("gre", [(INNER, " ip address 172.16.0.0 255.255.255.252\n")], "down TUN102"),
    "gre-broadcast": ("gre", [(INNER, " ip address 172.16.0.3 255.255.255.252\n")], "down TUN102"),
    "gre-wider-mask": ("gre", [(INNER, " ip address 172.16.0.1 255.255.255.248\n")], "up"),
    "gre-31": ("gre", [(INNER, " ip address 172.16.0.3 255.255.255.254\n"), "B", ("172.16.0.2 255.255.255.252", "172.16.0.2 255.255.255.254")], "up"),
    "gre-unnumbered": ("gre", [(INNER, " ip unnumbered GigabitEthernet0/1\n")], "up"),
    "gre-no-address": ("gre", [(INNER, "")], "up TUN102:warning"),
    "gre-address-unread": ("gre", [(INNER, " ip address 172.16.0.1 255.255.255\n")], "up CFG001"),
    "gre-masked-address": ("gre", [(INNER, " ip address 172.x.x.1 255.255.255.252\n")], "up"),
    "gre-keepalive": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n keepalive 10 3\n")], "up TUN107:warning"),
    "gre-mtu": ("gre", [("ip mtu 1400", "ip mtu 1500")], "up TUN106:warning"),
    "gre-destination": ("gre", [("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.9")], "down TUN101"),
    "gre-destination-and-subnet": ("gre", [("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.9"), (INNER, " ip address 172.16.0.5 255.255.255.252\n")], "down TUN101 TUN102"),
    "gre-destinations": ("gre", [("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.9"), "B", ("tunnel destination 192.0.2.1", "tunnel destination 192.0.2.10")], "down TUN101"),
    "gre-as-show-prints": ("gre", [("esp-aes esp", "esp-128-aes esp")], "undetermined CFG001"),
    "gre-misspelled": ("gre", [("esp-aes esp", "esp-ase esp"), "B", ("esp-aes esp", "esp-ase esp")], "undetermined CFG001"),
    "gre-source-in-a-vrf": ("gre", [("interface GigabitEthernet0/0\n", "ip vrf X\n rd 65000:1\ninterface GigabitEthernet0/0\n ip vrf forwarding X\n"), ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2", "crypto keyring K vrf X\n pre-shared-key address 192.0.2.2 key Long-Enough-Key-4711")], "up TUN101:warning"),
    "gre-in-a-vrf": ("gre", [("interface GigabitEthernet0/0\n", "ip vrf X\n rd 65000:1\ninterface GigabitEthernet0/0\n ip vrf forwarding X\n"), ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2", "crypto keyring K vrf X\n pre-shared-key address 192.0.2.2 key Long-Enough-Key-4711"), (" tunnel source", " tunnel vrf X\n tunnel source")], "up"),
    "gre-for-a-vrf": ("gre", [(INNER, " ip vrf forwarding X\n" + INNER), ("interface GigabitEthernet0/0\n", "ip vrf X\n rd 65000:1\ninterface GigabitEthernet0/0\n")], "up"),
    "gre-no-destination": ("gre", [(" tunnel destination 192.0.2.2\n", "")], "down CFG005"),
    "gre-private-source": ("gre", [("tunnel source GigabitEthernet0/0", "tunnel source GigabitEthernet0/1")], "down TUN101"),
    "gre-source": ("gre", [("tunnel source GigabitEthernet0/0", "tunnel source 192.0.2.9")], "down TUN101"),
    "gre-ipsec": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel mode ipip\n")], "down TUN103"),
    "gre-ip": ("gre", [("permit gre", "permit ip")], "down ACL106"),
    "policy": ("policy", [], "up"),
    "set-named-for-ipv6": ("policy", [("#\nike profile I\n", "#\nipsec transform-set U\n esp encryption-algorithm aes-cbc-256\n#\nipsec ipv6-policy Q 1 isakmp\n transform-set U\n remote-address ipv6 2001:db8::2\n#\nike profile I\n")], "up"),
    "set-named-for-ipv6-by-a-map": ("map", [("crypto map M 10", "crypto ipsec transform-set U esp-aes 256 esp-sha512-hmac\ncrypto map ipv6 N 10 ipsec-isakmp\n set peer 2001:DB8::2\n set transform-set U\ncrypto map M 10")], "up"),
    "gre-p2mp-hub": ("policy", gre_of(1, 2, " mode gre-p2mp", " gre p2mp-template H\n#\ngre p2mp-template H\n map branch-network-address 10.2.1.0 255.255.255.0 tunnel-destination 192.0.2.2\n") + ["B"] + gre_of(2, 1, " mode gre", " destination 192.0.2.1\n"), "up"),
    "gre-p2mp-hub-v5": ("peer", gre_of(1, 2, "", " tunnel-protocol gre p2mp\n gre p2mp branch-network-mask 255.255.255.0\n") + ["B"] + gre_of(2, 1, "", " tunnel-protocol gre\n destination 192.0.2.1\n"), "up"),
    "identity": ("policy", [(MATCH, "match remote identity address 192.0.2.9 255.255.255.255")], "down IKE104"),
    "identity-range": ("policy", [(MATCH, "match remote identity address range 192.0.2.2 192.0.2.6")], "up"),
    "identity-range-above": ("policy", [(MATCH, "match remote identity address range 192.0.2.3 192.0.2.6")], "down IKE104"),
    "identity-range-below": ("policy", [(MATCH, "match remote identity address range 192.0.1.1 192.0.2.1")], "down IKE104"),
    "identity-mask": ("policy", [(MATCH, "match remote identity address 192.0.2.0 24")], "up"),
    "identity-wrong-mask": ("policy", [(MATCH, "match remote identity address 192.0.3.0 24")], "down IKE104"),
    "identity-second": ("policy", [(MATCH, "match remote identity address 192.0.9.9 32\n " + MATCH)], "up"),
    "identity-name": ("policy", [(" keychain K\n match", " keychain K\n local-identity fqdn a.example\n match")], "down IKE104"),
    "identity-unread": ("policy", [(MATCH, "match remote identity address 192.0.2.2.2")], "up CFG001"),
    "pfs-stronger": ("policy", [("pfs dh-group14", "pfs dh-group2")], "partial ESP103:warning"),
    "first-algorithm-counts": ("policy", [("esp encryption-algorithm aes-cbc-128", "esp encryption-algorithm aes-cbc-256 aes-cbc-128")], "down ESP101"),
    "set-empty": ("policy", [(" esp encryption-algorithm aes-cbc-128\n esp authentication-algorithm sha256\n", "")], "down ESP105"),
    "built-in-proposal": ("policy", [("encryption-algorithm aes-cbc-128\n dh", "encryption-algorithm aes-cbc-256\n dh")], "up IKE107:warning"),
    "profile-undefined": ("policy", [("ike-profile I", "ike-profile X")], "down CFG002"),
    "keychain-undefined": ("policy", [(" keychain K\n match", " keychain X\n match")], "down CFG002"),
    "other-local": ("policy", [("ike keychain K\n", "ike keychain K\n match local address 192.0.2.9\n")], "down KEY105"),
    "own-local": ("policy", [("ike keychain K\n", "ike keychain K\n match local address GigabitEthernet0/0\n")], "up"),
}
# The same, for older Comware, Ruijie, templates, groups and NAT.
BLOCK = "OUM!K%F<+$[Q=^Q`MAF4<1!!"
NAT = ("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip nat outside\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n ip nat inside\n")
BY_NAME = "remote-address 192.0.2.%d\n exchange-mode aggressive\n id-type name\n remote-name %s"
BOTH_BY_NAME = [("remote-address 192.0.2.2", BY_NAME % (2, "B")), "B", ("remote-address 192.0.2.1", BY_NAME % (1, "A")), "A"]
NEAR.update({
    "nat": ("map", [*NAT, ("end\n", "ip nat inside source list 1 interface GigabitEthernet0/0 overload\naccess-list 1 permit 10.1.1.0 0.0.0.255\nend\n")], "partial APP103"),
    "nat-of-another-inside": ("map", [NAT[0], ("end\n", "interface GigabitEthernet0/2\n ip address 10.1.9.1 255.255.255.0\n ip nat inside\nip nat inside source list 1 interface GigabitEthernet0/0 overload\naccess-list 1 permit 10.1.0.0 0.0.255.255\nend\n")], "up"),
    "nat-exempt": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "up"),
    "nat-exempt-elsewhere": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 deny ip 10.1.1.0 0.0.0.255 10.9.1.0 0.0.0.255\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "partial APP103"),
    "nat-of-others": ("map", [*NAT, ("end\n", "ip nat inside source list 1 interface GigabitEthernet0/0 overload\naccess-list 1 permit 10.9.1.0 0.0.0.255\nend\n")], "up"),
    "nat-inside-only": ("map", [NAT[1], ("end\n", "ip nat inside source list 1 interface GigabitEthernet0/0 overload\naccess-list 1 permit 10.1.1.0 0.0.0.255\nend\n")], "up"),
    "nat-of-gre": ("gre", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip any any\nend\n")], "up"),
    "group": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network L\n 10.1.1.0 255.255.255.0\naccess-list 101 permit ip object-group L")], "up"),
    "group-of-another": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network L\n 10.9.1.0 255.255.255.0\naccess-list 101 permit ip object-group L")], "down ACL101"),
    "key-six": ("map", [("key Long-Enough-Key-4711", "key 6 cisco")], "down KEY102"),
    "key-seven": ("map", [("key Long-Enough-Key-4711", "key 7 0822455D0A16")], "down KEY102"),
    "key-is-seven": ("map", [("key Long-Enough-Key-4711", "key 7")], "down KEY101"),
    "dynamic-map": ("map", ["B", ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.1\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n"), (" match address 101\n", "")], "up"),
    "dynamic-map-with-list": ("map", ["B", ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.1\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n")], "up"),
    "two-peers": ("map", [(" set peer 192.0.2.2\n", " set peer 192.0.2.9\n set peer 192.0.2.2\n")], "up"),
    "no-route": ("map", [("ip route 0.0.0.0 0.0.0.0 192.0.2.2\n", "")], "up"),
    "route-elsewhere": ("map", [("ip route 0.0.0.0 0.0.0.0", "ip route 10.99.0.0 255.255.0.0")], "up APP104:warning"),
    "route-into-lan": ("map", [("ip route 0.0.0.0 0.0.0.0 192.0.2.2", "ip route 0.0.0.0 0.0.0.0 10.1.1.9")], "up APP104:warning"),
    "local-network-foreign": ("map", [(FLOW, "permit ip 10.7.1.0 0.0.0.255 10.2.1.0 0.0.0.255"), "B", ("10.1.1.0 0.0.0.255", "10.7.1.0 0.0.0.255")], "up APP105:warning"),
    "refused-group": ("map", [("version 15.4", "version 17.12"), (" group 14\n", " group 2\n"), "B", (" group 14\n", " group 2\n")], "down"),
    "refused-but-shielded": ("map", [("version 15.4", "version 17.12\ncrypto engine compliance shield disable"), (" group 14\n", " group 2\n"), "B", (" group 14\n", " group 2\n")], "up"),
    "not-yet-refused": ("map", [("version 15.4", "version 17.9"), (" group 14\n", " group 2\n"), "B", (" group 14\n", " group 2\n")], "up"),
    "template": ("policy", ["B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", "")], "up"),
    "template-of-another-name": ("policy", [("ipsec policy P 1 isakmp\n", "ipsec policy-template Q 1\n transform-set T\n ike-profile Q\n#\nike profile Q\n keychain K\n exchange-mode aggressive\n match remote identity fqdn q.example\n#\nipsec policy P 9 isakmp template Q\n#\nipsec policy P 1 isakmp\n"), (" remote-address 192.0.2.2\n", " remote-address 192.0.2.9\n")], "down IKE105"),
    "proposal-undefined": ("policy", [(" proposal 1\n#", " proposal 2\n#")], "partial CFG002"),
    "policy-key": ("policy", [("Key-4711", "Key-4712")], "down KEY101"),
    # A misspelled keyword sets nothing that is known, and no default takes its place.
    "v5-misspelled-encryption": ("pairs/03-story-repaired", [("encryption-algorithm 3des-cbc", "encryption-algoritm 3des-cbc")], "undetermined CFG001"),
    "v5-misspelled-list": ("pairs/03-story-repaired", [("security acl 3001", "securty acl 3001")], "undetermined CFG001"),
    "v5-misspelled-peer": ("pairs/03-story-repaired", [("ike-peer test-50\nproposal", "ike-pear test-50\nproposal")], "undetermined CFG001"),
    "v5-misspelled-verb": ("pairs/03-story-repaired", [("rule 0 permit", "rule 0 permti")], "undetermined CFG001"),
    "v5-misspelled-application": ("pairs/03-story-repaired", [("ipsec policy test\n", "ipsec polcy test\n")], "undetermined CFG001"),
    "v5-misspelled-key": ("pairs/03-story-repaired", [("pre-shared-key simple", "pre-shared-kye simple")], "up CFG001"),
    "v5-misspelled-key-form": ("pairs/03-story-repaired", [("pre-shared-key simple", "pre-shared-key simpel")], "up CFG001"),
    "v5-misspelled-identity": ("pairs/06-v5-template-hub-aggressive-names", [(" id-type name\n", " idtype name\n")], "up CFG001"),
    "ruijie-unknown-transform": ("pairs/03-story-repaired", ["B", ("esp-md5-hmac", "esp-md5-hmacx")], "undetermined"),
    "ios-misspelled-protection": ("pairs/33-v7-cisco-protection-good", ["B", ("tunnel protection ipsec profile", "tunnel protction ipsec profile")], "undetermined CFG001"),
    "ios-misspelled-protection-set": ("pairs/33-v7-cisco-protection-good", ["B", (" set transform-set", " set transformset")], "undetermined CFG001"),
    "policy-key-of-a-misspelled-form": ("policy", [("key simple Long", "key simply Long")], "up CFG001"),
    "policy-esp": ("policy", [("esp authentication-algorithm sha256", "esp authentication-algorithm sha1")], "down ESP101"),
    "template-with-the-flows-of-other-branches": ("policy", ["B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" remote-address 192.0.2.1\n", ""), (" rule 0 ", " rule 5 permit ip source 10.2.1.0 0.0.0.255 destination 10.9.1.0 0.0.0.255\n rule 0 ")], "up"),
    "template-with-another-flow-of-this-branch": ("policy", ["B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" remote-address 192.0.2.1\n", ""), (" rule 0 ", " rule 5 permit ip source 10.2.2.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 0 "), ("10.2.1.1 255.255.255.0", "10.2.1.1 255.255.0.0")], "up ACL101"),
    "policy-without-profile-and-one-of-names": ("policy", NAMED_PROFILE, "up"),
    "policy-without-profile-and-one-of-other-names": ("policy", [*NAMED_PROFILE, ("identity fqdn a", "identity fqdn c")], "down IKE104"),
    "policy-profile-of-a-second-address": ("policy", [*SECOND_ADDRESS], "down IKE105"),
    "policy-that-speaks-from-a-second-address": ("policy", [(" ike-profile I\n", " ike-profile I\n local-address 192.0.2.129\n"), *SECOND_ADDRESS], "up"),
    "template-without-a-list-translated": ("policy", TRANSLATED, "up APP103:warning"),
    "template-without-a-list-translated-but-for-the-flow": ("policy", [*TRANSLATED, (" rule 5 permit", " rule 1 deny ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit")], "up"),
    "template-without-a-list-for-gre": ("policy", TEMPLATE_FOR_GRE, "up"),
    "template-without-a-list-for-gre-key": ("policy", [*TEMPLATE_FOR_GRE, (" destination 192.0.2.1\n", " destination 192.0.2.1\n gre key 7\n")], "down TUN104"),
    "policy-to-an-ipv6-peer": ("policy", TO_IPV6[0] + ["B"] + TO_IPV6[1], "undetermined"),
    "policy-transport": ("policy", [("ipsec transform-set T\n", "ipsec transform-set T\n encapsulation-mode transport\n")], "down ESP102 ESP106:warning"),
    "policy-finest-first": ("policy", [("acl advanced 3000\n", "acl advanced 3000 match-order auto\n"), ("destination 10.2.1.0 0.0.0.255\n#", "destination 10.2.1.0 0.0.0.255\n rule 1 deny ip\n#"), (" rule 0 permit", " rule 5 permit")], "up"),
    "policy-by-number": ("policy", [("destination 10.2.1.0 0.0.0.255\n#", "destination 10.2.1.0 0.0.0.255\n rule 1 deny ip\n#"), (" rule 0 permit", " rule 5 permit")], "down ACL101 ACL107:warning"),
    "policy-shadowed": ("policy", [("acl advanced 3000\n", "acl advanced 3000\n rule 1 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.127\n")], "up ACL107:warning"),
    "peer": ("peer", [], "up"),
    "peer-behind-a-nat": ("peer", BEHIND_A_NAT, "undetermined"),
    "peer-behind-a-nat-with-traversal": ("peer", [("ike peer P\n", "ike peer P\n nat traversal\n"), *BEHIND_A_NAT, ("ike peer P\n", "ike peer P\n nat traversal\n")], "up"),
    "peer-applied-as-in-v7": ("peer", AS_IN_V7 + ["B"] + AS_IN_V7, "up"),
    "peer-mode": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.2\n exchange-mode aggressive")], "down IKE103"),
    "peer-names-in-main-mode": ("peer", [("remote-address 192.0.2.2", (BY_NAME % (2, "B")).replace(" exchange-mode aggressive\n", "")), "B", ("remote-address 192.0.2.1", BY_NAME % (1, "A"))], "down IKE103"),
    "peer-names": ("peer", [("remote-address 192.0.2.2", BY_NAME % (2, "B")), "B", ("remote-address 192.0.2.1", BY_NAME % (1, "A"))], "up"),
    "peer-names-and-a-first-proposal-of-another-group": ("peer", [*BOTH_BY_NAME, ("ike proposal 1\n", "ike proposal 1\n encryption-algorithm aes-cbc 128\n dh group5\n#\nike proposal 2\n")], "undetermined IKE101:warning"),
    "peer-names-and-a-later-proposal-of-another-group": ("peer", [*BOTH_BY_NAME, ("ike proposal 1\n", "ike proposal 3\n encryption-algorithm aes-cbc 128\n dh group5\n#\nike proposal 1\n")], "up"),
    "peer-name-case": ("peer", [("remote-address 192.0.2.2", BY_NAME % (2, "b")), "B", ("remote-address 192.0.2.1", BY_NAME % (1, "A"))], "up IKE104:warning"),
    "peer-name-in-main-mode": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.2\n id-type name")], "up"),
    "peer-blocks": ("peer", [("simple Long-Enough-Key-4711", "cipher " + BLOCK), "B", ("simple Long-Enough-Key-4711", "cipher " + BLOCK)], "up"),
    "peer-blocks-differ": ("peer", [("simple Long-Enough-Key-4711", "cipher " + BLOCK), "B", ("simple Long-Enough-Key-4711", "cipher " + BLOCK.replace("OUM", "OUN"))], "down KEY101"),
    "peer-block-against-clear": ("peer", [("simple Long-Enough-Key-4711", "cipher " + BLOCK)], "up"),
    "peer-no-cipher": ("peer", [("simple Long-Enough-Key-4711", "cipher summer")], "down KEY102"),
    "peer-pfs": ("peer", [(" ike-peer P\n", " pfs dh-group2\n ike-peer P\n")], "partial ESP103:warning"),
    "peer-esp-defaults": ("peer", [(" esp authentication-algorithm sha1\n esp encryption-algorithm aes 128\n", "")], "down ESP101"),
    "peer-esp-hash-default": ("peer", [(" esp authentication-algorithm sha1\n", "")], "down ESP101"),
    "peer-esp-hash-default-agrees": ("peer", [(" esp authentication-algorithm sha1\n", ""), "B", ("sha1", "md5")], "up"),
    "peer-built-in-proposal": ("peer", [("aes-cbc 128", "aes-cbc 256")], "up IKE107:warning"),
    "peer-address": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.9")], "down IKE105"),
    "peer-range": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.2 192.0.2.9")], "up"),
    "peer-range-outside": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.5 192.0.2.9")], "down IKE105"),
    "peer-misnamed-policy": ("peer", [(" ipsec policy M\n#", " ipsec policy N\n#")], "down CFG002"),
    "peer-template-undefined": ("peer", [("ipsec policy M 1 isakmp\n", "ipsec policy-template Q 1\n"), ("interface GigabitEthernet0/0\n", "ipsec policy M 1 isakmp template R\n#\ninterface GigabitEthernet0/0\n")], "down CFG002"),
    "peer-word-as-cipher": ("peer", [("simple Long-Enough-Key-4711", "cipher Long-Enough-Key-4711")], "down KEY102"),
    "peer-undefined": ("peer", [("ike-peer P", "ike-peer Q")], "down CFG002"),
    "peer-without-any-interface": ("peer", [("interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.252\n ipsec policy M\n#\ninterface GigabitEthernet0/1\n ip address 10.1.1.1 255.255.255.0\n", "")], "undetermined"),
    "policy-nat-that-spares-the-flow": ("policy", [("ipsec apply policy P\n", "ipsec apply policy P\n nat outbound\n ipsec no-nat-process enable\n")], "up"),
    "policy-address-not-in-the-fragment": ("policy", [(" ip address 192.0.2.1 255.255.255.252\n", "")], "up"),
    "peer-known-by-name-alone": ("peer", [(" remote-address 192.0.2.2\n", " exchange-mode aggressive\n id-type name\n remote-name b\n local-name a\n"), "B", ("ike peer P\n", "ike peer P\n exchange-mode aggressive\n id-type name\n remote-name a\n local-name b\n")], "up"),
    "peer-both-known-by-name-alone": ("peer", [(" remote-address 192.0.2.2\n", " exchange-mode aggressive\n id-type name\n remote-name b\n local-name a\n"), "B", (" remote-address 192.0.2.1\n", " exchange-mode aggressive\n id-type name\n remote-name a\n local-name b\n")], "down CFG005"),
    "peer-not-applied": ("peer", [(" ipsec policy M\n#", "#")], "down APP101"),
    "peer-keepalive": ("peer", [("ike peer P\n", "ike sa keepalive-timer timeout 60\n#\nike peer P\n")], "up IKE109:warning"),
    "peer-acl-netmask": ("peer", [("rule 0 permit ip source 10.1.1.0 0.0.0.255", "rule 0 permit ip source 10.1.1.0 255.255.255.0")], "down ACL104:warning"),
    "ruijie": ("ruijie", [], "up"),
    "ruijie-seven": ("ruijie", [("key 0 ruijie@123", "key 7 0132564a3d11031e527d46")], "up"),
    "ruijie-seven-differs": ("ruijie", [("key 0 ruijie@123", "key 7 0132564a3d11031e527d47")], "down KEY101"),
    "ruijie-no-seven": ("ruijie", [("key 0 ruijie@123", "key 7 summer")], "down KEY102"),
    "ruijie-list": ("ruijie", [(" 10 permit ip 10.1.1.0 0.0.0.255", " 10 permit ip 10.1.1.0 0.0.0.127")], "partial ACL102:warning"),
    "ruijie-aggressive": ("ruijie", [("set peer", "set exchange-mode aggressive\n set peer")], "partial IKE103:warning"),
    "ruijie-aggressive-let-in": ("ruijie", [("set peer", "set exchange-mode aggressive\n set peer"), "B", ("crypto isakmp key", "crypto isakmp mode-detect\ncrypto isakmp key")], "up"),
})
# Virtual templates, IPsec tunnel interfaces, aggregation, repeated rules, nested groups, policies on the wrong interface.
VTI = (" tunnel destination 192.0.2.2\n", " tunnel destination 192.0.2.2\n tunnel mode ipsec ipv4\n tunnel protection ipsec profile F\n"), (" crypto map M\n", ""), ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.2\n", "crypto ipsec profile F\n"), (" match address 101\n", ""), ("mode transport", "mode tunnel")
VTI_B = tuple((old.replace("192.0.2.2", "192.0.2.1"), new.replace("192.0.2.2", "192.0.2.1")) for old, new in VTI)
FURTHER = ("crypto map M 10 ipsec", "crypto map M 5 ipsec-isakmp\n set peer 198.51.100.7\n set transform-set T\n match address 150\ncrypto map M 10 ipsec")
V2 = (" set transform-set T\n", " set transform-set T\n set ikev2-profile X\n"), ("crypto map M 10 ipsec-isakmp\n", "crypto ikev2 profile X\n match identity remote any\n keyring local K\ncrypto map M 10 ipsec-isakmp\n")
GRE_PROTECTION = [(" tunnel destination 192.0.2.2\n", " tunnel destination 192.0.2.2\n tunnel protection ipsec profile F\n")]
RULE = " rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n"
RULES = RULE, RULE + " rule 5 permit ip source 10.1.3.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n"
RULES_B = " rule 0 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n", " rule 0 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.3.0 0.0.0.255\n"
THIRD = ("interface GigabitEthernet0/1\n ip address 10.1.1.1 255.255.255.0\n", "interface GigabitEthernet0/1\n ip address 10.1.1.1 255.255.255.0\n#\ninterface GigabitEthernet0/2\n ip address 10.1.3.1 255.255.255.0\n")
TEMPLATE = ("ipsec policy M 1 isakmp\n", "ike peer Q\n exchange-mode aggressive\n pre-shared-key simple Quite-Another-One-9\n id-type name\n remote-name Q\n#\nacl number 3009\n rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.9.1.0 0.0.0.255\n#\nipsec policy-template Q 1\n security acl 3009\n ike-peer Q\n proposal T\n#\nipsec policy M 9 isakmp template Q\n#\nipsec policy M 1 isakmp\n")
NEAR.update({
    "vti": ("gre", [*VTI, "B", *VTI_B], "up"),
    # There is no GRE header, which takes room and holds the key.
    "vti-key": ("gre", [*VTI, (" ip mtu 1400\n", " ip mtu 1400\n tunnel key 5\n"), "B", *VTI_B], "up"),
    "vti-mtu": ("gre", [*VTI, (" ip mtu 1400\n", " ip mtu 1439\n"), "B", *VTI_B], "up TUN106:warning"),
    "vti-mtu-that-fits": ("gre", [*VTI, (" ip mtu 1400\n", " ip mtu 1438\n"), "B", *VTI_B], "up"),
    "vti-no-destination": ("gre", [*VTI, (" tunnel destination 192.0.2.2\n", ""), "B", *VTI_B], "down CFG005"),
    "vti-template": ("gre", [*VTI, (" tunnel destination 192.0.2.2\n", ""), ("interface Tunnel0\n", "interface Virtual-Template1 type tunnel\n"), "B", *VTI_B], "up"),
    "vti-template-without-source": ("gre", [*VTI, (" tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.2\n", ""), ("interface Tunnel0\n", "interface Virtual-Template1 type tunnel\n"), "B", *VTI_B], "up"),
    # Two templates wait for calls, the one of an Easy VPN client above all, which needs no protection of its own.
    "vti-template-of-each": ("gre", [*VTI, (" tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.2\n", ""), ("interface Tunnel0\n", "interface Virtual-Template1 type tunnel\n"), "B", *VTI_B, (" tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.1\n", ""), ("interface Tunnel0\n", "interface Virtual-Template1 type tunnel\n"), (" tunnel protection ipsec profile F\n", "")], ""),
    # Whatever SAs a tunnel of another mode has, the other end's GRE is not what it takes.
    "vti-against-ipv6-in-ipv4": ("gre", [*VTI, ("mode ipsec ipv4", "mode ipv6ip"), "B", *VTI_B, ("tunnel mode ipsec ipv4\n", "tunnel mode gre ip\n")], "down TUN103"),
    "vti-source-shut": ("gre", [*VTI, ("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n shutdown\n"), ("tunnel source GigabitEthernet0/0", "tunnel source 192.0.2.1"), "B", *VTI_B], "down APP101"),
    "vti-ipv6": ("gre", [*VTI, ("tunnel destination 192.0.2.2", "tunnel destination 2001:DB8::2"), ("ipsec ipv4", "ipsec ipv6"), "B", *VTI_B, ("tunnel destination 192.0.2.1", "tunnel destination 2001:DB8::1"), ("ipsec ipv4", "ipsec ipv6")], "undetermined"),
    "ikev2": ("map", [*V2, "B", *V2], "undetermined"),
    # What does not depend on the version of IKE; and the first SAs of IKEv2 have no PFS.
    "ikev2-sets": ("map", [*V2, ("esp-aes esp", "esp-aes 256 esp"), "B", *V2], "down ESP101"),
    "ikev2-pfs": ("map", [*V2, ("pfs group14", "pfs group19"), "B", *V2], "undetermined ESP103:warning"),
    "ikev2-gre": ("gre", [*V2, "B", *V2], "undetermined"),
    "ikev2-gre-key": ("gre", [*V2, (" ip mtu 1400\n", " ip mtu 1400\n tunnel key 7\n"), "B", *V2], "down TUN104"),
    "ikev2-gre-subnet": ("gre", [*V2, (INNER, " ip address 172.16.0.5 255.255.255.252\n"), "B", *V2], "down TUN102"),
    "ikev2-unmapped": ("map", [*V2, (" crypto map M\n", ""), "B", *V2], "down APP101"),
    "ikev2-peer": ("map", [*V2, ("set peer 192.0.2.2", "set peer 192.0.2.9"), "B", *V2], "down IKE105"),
    "ikev2-profile-undefined": ("map", [*V2, ("crypto ikev2 profile X", "crypto ikev2 profile Y"), "B", *V2], "undetermined CFG002"),
    "certificates-against-keys": ("map", [(" authentication pre-share\n", ""), ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2\n", "")], "down IKE101"),
    "list-twice": ("map", [("access-list 101 " + FLOW, "access-list 101 " + FLOW + "\naccess-list 101 " + FLOW)], "up"),
    "deny-part": ("map", [(FLOW, "deny ip host 10.1.1.9 10.2.1.0 0.0.0.255\naccess-list 101 " + FLOW)], "up ACL107:warning"),
    "deny-part-on-both": ("map", [(FLOW, "deny ip host 10.1.1.9 10.2.1.0 0.0.0.255\naccess-list 101 " + FLOW), "B", ("permit ip 10.2.1.0", "deny ip 10.2.1.0 0.0.0.255 host 10.1.1.9\naccess-list 101 permit ip 10.2.1.0")], "up"),
    "deny-of-ike": ("map", [(FLOW, "deny udp any any eq isakmp\naccess-list 101 deny ip any 224.0.0.0 15.255.255.255\naccess-list 101 " + FLOW)], "up"),
    "deny-behind": ("map", [(FLOW, FLOW + "\naccess-list 101 deny ip host 10.1.1.9 10.2.1.0 0.0.0.255")], "up"),
    "groups-in-a-group": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network K\n 10.1.1.0 255.255.255.0\nobject-group network L\n group-object K\naccess-list 101 permit ip object-group L")], "up"),
    "group-in-itself": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network L\n group-object L\naccess-list 101 permit ip object-group L")], "undetermined"),
    "other-protocol": ("map", [("permit ip 10.1", "permit icmp 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101 permit tcp 10.1"), "B", ("permit ip 10.2", "permit icmp 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255\naccess-list 101 permit tcp 10.2"), ("10.1.1.0 0.0.0.255\nend", "10.1.1.0 0.0.0.255 eq 22\nend")], "partial ACL106"),
    "port-on-the-wrong-side": ("map", [("permit ip 10.1", "permit icmp 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101 permit tcp 10.1"), ("10.2.1.0 0.0.0.255\nend", "10.2.1.0 0.0.0.255 eq 22\nend"), "B", ("permit ip 10.2", "permit icmp 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255\naccess-list 101 permit tcp 10.2"), ("10.1.1.0 0.0.0.255\nend", "10.1.1.0 0.0.0.255 eq 22\nend")], "partial ACL106"),
    "aggregation-one-rule": ("peer", [("security acl 3000", "security acl 3000 aggregation")], "up"),
    "aggregation-one-sided": ("peer", [RULES, THIRD, ("security acl 3000", "security acl 3000 aggregation"), "B", RULES_B], "up ACL103:warning"),
    "aggregation": ("peer", [RULES, THIRD, ("security acl 3000", "security acl 3000 aggregation"), "B", RULES_B, ("security acl 3000", "security acl 3000 aggregation")], "up"),
    "template-of-others": ("peer", [TEMPLATE, ("remote-address 192.0.2.2", "remote-address 192.0.2.9")], "down IKE105"),
    "over": ("over", [], "up"),
    "over-inner-address": ("over", [(INNER, " ip address 172.16.0.9 255.255.255.252\n")], "down TUN102"),
    "over-peer-outside": ("over", [("set peer 172.16.0.2", "set peer 192.0.2.2")], "down IKE105"),
    "over-peer-of-nobody": ("over", [("set peer 172.16.0.2", "set peer 172.16.0.3")], "down IKE105"),
    "over-flow-of-nobody": ("over", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 11.7.1.0 0.0.0.255")], "down ACL101"),
    "over-with-gre": ("over", [(FLOW, FLOW + "\naccess-list 101 permit gre host 192.0.2.1 host 192.0.2.2")], "partial ACL101"),
    "over-entry-of-another": ("over", [FURTHER, ("end\n", "access-list 150 permit ip 10.1.1.0 0.0.0.255 10.50.0.0 0.0.255.255\nend\n"), "B", FURTHER, ("end\n", "access-list 150 permit ip 10.2.1.0 0.0.0.255 10.50.0.0 0.0.255.255\nend\n")], "up"),
    "over-destination-in-the-tunnel": ("over", [("tunnel destination 192.0.2.2", "tunnel destination 10.2.1.9")], "down TUN101"),
    "over-unmapped": ("over", [(" crypto map M\n", "")], "down APP101"),
    "wider-with-bits": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.255.255")], "partial ACL104:warning"),
    "vti-unprotected": ("gre", [*VTI, (" tunnel protection ipsec profile F\n", ""), "B", *VTI_B], "down APP101"),
    "protection-against-map": ("gre", [GRE_PROTECTION[0], *VTI[1:4]], "up"),
    "protection-against-map-elsewhere": ("gre", [GRE_PROTECTION[0], *VTI[1:4], ("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.9")], "down TUN101"),
    "map-on-lan": ("map", [("255.255.255.252\n crypto map M\n", "255.255.255.252\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n crypto map M\n")], "down APP102"),
})
# Routers with two lines outside, one map for both: the one that the protected network's own route leads out of is the tunnel's.
SECOND = ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 198.51.100.{0} 255.255.255.252\n crypto map M\ninterface GigabitEthernet0/1\n")
WAY = ("access-list 101", "ip route 10.{0}.1.0 255.255.255.0 198.51.100.{0}\ncrypto isakmp key Long-Enough-Key-4711 address 198.51.100.{0}\naccess-list 101")
BACKUP = (" match address 101\n", " match address 101\ncrypto map M 20 ipsec-isakmp\n set peer 192.0.2.{0}\n set transform-set T\n set pfs group14\n match address 101\n")


def on(edit, number):
    return edit[0], edit[1].format(number)


NEAR.update({
    "two-lines": ("map", [on(SECOND, 1), on(WAY, 2), ("set peer 192.0.2.2", "set peer 198.51.100.2"), "B", on(SECOND, 2), on(WAY, 1), ("set peer 192.0.2.1", "set peer 198.51.100.1"), on(BACKUP, 1)], "up ACL107:warning"),
    "left-over-map": ("map", [("interface GigabitEthernet0/0\n", "crypto map OLD 10 ipsec-isakmp\n set peer 192.0.2.2\n set transform-set T\n match address 101\ninterface GigabitEthernet0/0\n")], "up"),
})
# Multipoint tunnels: a hub that waits for calls and a branch that NHRP's lines tell where the hub is.
MGRE = (" tunnel destination 192.0.2.2\n", " tunnel mode gre multipoint\n tunnel protection ipsec profile F\n"), *VTI[1:4]
MGRE_B = (" tunnel destination 192.0.2.1\n", " ip nhrp map 172.16.0.1 192.0.2.1\n ip nhrp nhs 172.16.0.1\n tunnel mode gre multipoint\n tunnel protection ipsec profile F\n"), *VTI_B[1:4]
SERVER = ("map 172.16.0.1 192.0.2.1\n ip nhrp nhs 172.16.0.1\n", "nhs 172.16.0.1 nbma 192.0.2.1 multicast\n")
NEAR.update({
    "nhrp": ("gre", [*MGRE, "B", *MGRE_B], "up"),
    "nhrp-server": ("gre", [*MGRE, "B", *MGRE_B, SERVER], "up"),
    "nhrp-key": ("gre", [*MGRE, "B", *MGRE_B, ("4711", "4712")], "down KEY101"),
    "nhrp-transport": ("gre", [*MGRE, "B", *MGRE_B, ("esp-aes esp", "esp-aes 256 esp")], "down ESP101"),
    "nhrp-wrong-address": ("gre", [*MGRE, "B", *MGRE_B, ("172.16.0.1 192.0.2.1", "172.16.0.1 192.0.2.9")], "down IKE105"),
    "nhrp-of-another": ("gre", [*MGRE, "B", *MGRE_B, ("172.16.0.1 192.0.2.1\n ip nhrp nhs 172.16.0.1", "172.16.0.3 192.0.2.9\n ip nhrp nhs 172.16.0.3")], "undetermined"),
    "nhrp-two-branches": ("gre", [*MGRE, (" tunnel mode gre m", " ip nhrp map 172.16.0.3 192.0.2.9\n tunnel mode gre m"), "B", *MGRE_B, ("172.16.0.1 192.0.2.1\n ip nhrp nhs 172.16.0.1", "172.16.0.3 192.0.2.9\n ip nhrp nhs 172.16.0.3")], "undetermined"),
    "nhrp-two-hubs": ("gre", [*MGRE, "B", *MGRE_B, ("map 172.16.0.1", "map 172.16.0.3 192.0.2.9\n ip nhrp map multicast 192.0.2.9\n ip nhrp map 172.16.0.1")], "up"),
    "nhrp-branch-with-destination": ("gre", [*MGRE, "B", *MGRE_B, ("tunnel mode gre multipoint", "tunnel destination 192.0.2.1")], "up"),
})
# An entry whose peer is in neither file.
NEAR.update({
    "suspect-wildcard-for-nobody": ("map", [(" match address 101\n", " match address 101\ncrypto map M 20 ipsec-isakmp\n set peer 203.0.113.9\n set transform-set T\n match address 102\n"), ("access-list 101", "access-list 102 permit ip 10.1.1.0 255.255.255.0 10.3.1.0 0.0.0.255\naccess-list 101")], "up ACL104:warning"),
})
# For mutants that no row above showed: keys, lifetimes, AH, sizes, routes without a way, names that are nearly right.
KEY, SET, GROUP = "Long-Enough-Key-4711", "crypto ipsec transform-set T esp", " group 14\n"
AGAIN = "crypto isakmp policy 20\n encr aes\n hash sha256\n authentication pre-share\n group 14\n"
LAN = "interface GigabitEthernet0/1\n"
DEFAULT = "ip route 0.0.0.0 0.0.0.0 192.0.2.2\n"
LIFETIME = ("crypto isakmp key", "crypto ipsec security-association lifetime %s\ncrypto isakmp key")
NEAR.update({
    "key-several": ("map", [(KEY, "Another-Long-Word-99")], "down KEY101"),
    "key-other-length": ("map", [(KEY, "Another-Word-99")], "down KEY101"),
    "key-more-and-other": ("map", [(KEY, "Long-Enough-Kay-47112")], "down KEY101"),
    "key-one-more-inside": ("map", [(KEY, "Long-Enoough-Key-4711")], "down KEY101"),
    "key-one-more-first": ("map", [(KEY, "xLong-Enough-Key-4711")], "down KEY101"),
    "key-looks-encrypted-on-both": ("map", [(KEY, "0822455D0A16"), "B", (KEY, "0822455D0A16")], "up KEY103:warning"),
    "key-looks-encrypted-and-differs": ("map", [(KEY, "0822455D0A16"), "B", (KEY, "0822455D0A17")], "down KEY103"),
    "key-looks-encrypted-here": ("map", [(KEY, "0822455D0A16")], "down KEY103"),
    "key-looks-encrypted-against-hidden": ("map", [(KEY, "0822455D0A16"), "B", (KEY, "*****")], "up KEY103:warning"),
    "key-of-eight": ("map", [(KEY, "Qx7.mW2z"), "B", (KEY, "Qx7.mW2z")], "up"),
    "key-of-seven": ("map", [(KEY, "Qx7.mW2"), "B", (KEY, "Qx7.mW2")], "up"),
    "key-for-two": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2\ncrypto isakmp key Long-Enough-Key-4711 address 203.0.113.5")], "up"),
    "key-for-a-name-too": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2\ncrypto isakmp key Long-Enough-Key-4711 hostname far.example")], "up"),
    "key-for-a-net-too": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2\ncrypto isakmp key Long-Enough-Key-4711 address 192.0.2.0 255.255.255.252")], "up"),
    "key-for-eighteen": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2" + "".join("\ncrypto isakmp key Long-Enough-Key-4711 address 203.0.113.%d" % n for n in range(1, 18)))], "up"),
    "ah-one-sided": ("map", [("esp-aes esp", "ah-sha-hmac esp-aes esp")], "down ESP101"),
    "ah-differs": ("map", [("esp-aes esp", "ah-sha-hmac esp-aes esp"), "B", ("esp-aes esp", "ah-md5-hmac esp-aes esp")], "down ESP101"),
    "ah-alone": ("map", [("esp-aes esp-sha256-hmac", "ah-sha-hmac"), "B", ("esp-aes esp-sha256-hmac", "ah-sha-hmac")], "up"),
    "ah-alone-differs": ("map", [("esp-aes esp-sha256-hmac", "ah-sha-hmac"), "B", ("esp-aes esp-sha256-hmac", "ah-md5-hmac")], "down ESP101"),
    "ah-against-esp": ("map", [("esp-aes esp-sha256-hmac", "ah-sha-hmac")], "down ESP101"),
    "null-cipher": ("map", [("esp-aes esp", "esp-null esp")], "down ESP101"),
    "no-integrity": ("map", [("esp-aes esp-sha256-hmac", "esp-aes")], "down ESP101"),
    "policy-ah": ("policy", [("ipsec transform-set T\n", "ipsec transform-set T\n protocol ah\n ah authentication-algorithm sha1\n")], "down ESP101"),
    "policy-auto": ("policy", [("ipsec transform-set T\n", "ipsec transform-set T\n encapsulation-mode auto\n")], "undetermined"),
    "sa-seconds": ("map", [(LIFETIME[0], LIFETIME[1] % "seconds 7200")], "up"),
    "sa-kilobytes": ("map", ["B", (LIFETIME[0], LIFETIME[1] % "kilobytes 1000000")], "up"),
    "sa-seconds-and-kilobytes": ("map", [(LIFETIME[0], LIFETIME[1] % "seconds 7200"), ("crypto ipsec transform", "crypto ipsec security-association lifetime kilobytes 1000000\ncrypto ipsec transform"), "B", (LIFETIME[0], LIFETIME[1] % "seconds 1800")], "up"),
    "sa-lifetime-unread": ("map", [(LIFETIME[0], LIFETIME[1] % "seconds much")], "up CFG001"),
    "ike-lifetime": ("map", [(GROUP, GROUP + " lifetime 3600\n")], "up"),
    "ike-lifetime-there": ("map", ["B", (GROUP, GROUP + " lifetime 3600\n")], "up"),
    "ike-lifetime-unread": ("map", [(GROUP, GROUP + " lifetime much\n")], "up CFG001"),
    "policy-again-but-shorter": ("map", [("crypto isakmp policy 10\n", AGAIN + " lifetime 3600\ncrypto isakmp policy 10\n")], "up"),
    "policy-again-but-unread": ("map", [("crypto isakmp policy 10\n", AGAIN.replace("encr aes", "encr foo") + "crypto isakmp policy 10\n")], "up CFG001"),
    "group-24": ("map", [(GROUP, " group 24\n")], "down IKE101"),
    "pfs-of-a-left-over-map": ("map", [("interface GigabitEthernet0/0\n", "crypto map OLD 10 ipsec-isakmp\n set peer 203.0.113.9\n set pfs group2\n set transform-set T\n match address 101\ninterface GigabitEthernet0/0\n")], "up"),
    "gre-mtu-fits": ("gre", [("ip mtu 1400", "ip mtu 1434")], "up"),
    "gre-mtu-one-more": ("gre", [("ip mtu 1400", "ip mtu 1435")], "up TUN106:warning"),
    "gre-mtu-with-a-key": ("gre", [("ip mtu 1400", "ip mtu 1434\n tunnel key 7"), "B", ("ip mtu 1400", "ip mtu 1400\n tunnel key 7")], "up TUN106:warning"),
    "gre-mtu-with-a-checksum": ("gre", [("ip mtu 1400", "ip mtu 1434\n tunnel checksum"), "B", ("ip mtu 1400", "ip mtu 1400\n tunnel checksum")], "up TUN106:warning"),
    "gre-mss-fits": ("gre", [("ip mtu 1400", "ip mtu 1400\n ip tcp adjust-mss 1394")], "up"),
    "gre-mss-one-more": ("gre", [("ip mtu 1400", "ip mtu 1400\n ip tcp adjust-mss 1395")], "up TUN106:warning"),
    "gre-mtu-and-mss": ("gre", [("ip mtu 1400", "ip mtu 1476\n ip tcp adjust-mss 1436")], "up TUN106:warning"),
    "gre-outer-mtu": ("gre", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip mtu 1440\n")], "up TUN106:warning"),
    "gre-outer-mtu-of-pppoe": ("gre", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip mtu 1492\n")], "up"),
    "gre-outer-mtu-large": ("gre", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip mtu 1600\n"), ("ip mtu 1400", "ip mtu 1440")], "up TUN106:warning"),
    "gre-masked-outer-address": ("gre", [("ip address 192.0.2.1 255", "ip address 192.x.x.1 255")], "up"),
    "way-to-the-next-hop": ("map", [(DEFAULT, "ip route 0.0.0.0 0.0.0.0 203.0.113.77\nip route 203.0.113.0 255.255.255.0 192.0.2.2\n")], "up"),
    "default-by-interface": ("map", [(DEFAULT, "ip route 0.0.0.0 0.0.0.0 GigabitEthernet0/0 203.0.113.77\n")], "up"),
    "set-nearly-named": ("map", [(SET, "crypto ipsec transform-set STRONG-SET esp"), ("set transform-set T", "set transform-set STRONG-SAT")], "down CFG002"),
    "set-named-longer": ("map", [(SET, "crypto ipsec transform-set STRONG-SET esp"), ("set transform-set T", "set transform-set STRONG-SETS")], "down CFG002"),
    "set-named-shorter": ("map", [(SET, "crypto ipsec transform-set STRONG-SET esp"), ("set transform-set T", "set transform-set STRONG-ST")], "down CFG002"),
    "set-named-otherwise": ("map", [(SET, "crypto ipsec transform-set STRONG-SET esp"), ("set transform-set T", "set transform-set WEAKEST")], "down CFG002"),
    "set-of-a-long-name": ("map", [(SET, "crypto ipsec transform-set " + "S" * 64 + " esp"), ("set transform-set T", "set transform-set " + "S" * 63)], "down CFG002"),
    "ruijie-policy-of-nobody": ("ruijie", [("set peer", "set isakmp-policy 9\n set peer")], "undetermined CFG002"),
    "ruijie-policy-beside-the-one-that-agrees": ("ruijie", [("crypto isakmp key", "crypto isakmp policy 2\n encryption des\n authentication pre-share\n hash sha\n group 2\ncrypto isakmp key"), (" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set isakmp-policy 2\n")], "undetermined"),
    "ruijie-policy-named-agrees-too": ("ruijie", [("crypto isakmp key", "crypto isakmp policy 2\n encryption 3des\n authentication pre-share\n hash sha\n group 2\n lifetime 3600\ncrypto isakmp key"), (" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set isakmp-policy 2\n"), "B", ("crypto isakmp key", "crypto isakmp policy 7\n encryption 3des\n authentication pre-share\n hash sha\n group 2\n lifetime 3600\ncrypto isakmp key"), (" set peer 192.0.2.1\n", " set peer 192.0.2.1\n set isakmp-policy 7\n")], "up"),
    "ruijie-policy-that-agrees": ("ruijie", [("crypto isakmp key", "crypto isakmp policy 2\n encryption des\n authentication pre-share\n hash sha\n group 2\ncrypto isakmp key"), (" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set isakmp-policy 1\n")], "up"),
    "ruijie-policy-named": ("ruijie", [("set peer", "set isakmp-policy 1\n set peer")], "up"),
    "tunnel-unfinished": ("map", [(LAN, "interface Tunnel9\n ip address 172.16.9.1 255.255.255.252\n tunnel source 192.0.2.1\n" + LAN)], "up CFG005"),
    "tunnel-unfinished-and-shut": ("map", [(LAN, "interface Tunnel9\n ip address 172.16.9.1 255.255.255.252\n shutdown\n tunnel source 192.0.2.1\n" + LAN)], "up"),
    "tunnel-empty": ("map", [(LAN, "interface Tunnel9\n no ip address\n" + LAN)], "up"),
    "tunnel-without-source": ("map", [(LAN, "interface Tunnel9\n ip address 172.16.9.1 255.255.255.252\n tunnel destination 203.0.113.9\n" + LAN)], "up CFG005"),
    "policy-nat": ("policy", [("ipsec apply policy P\n", "ipsec apply policy P\n nat outbound 3001\n"), ("acl advanced 3000\n", "acl advanced 3001\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nacl advanced 3000\n")], "partial APP103"),
    "policy-nat-from-the-first-number": ("policy", [("ipsec apply policy P\n", "ipsec apply policy P\n nat outbound 3001\n"), ("acl advanced 3000\n", "acl advanced 3001\n rule 1 permit ip source 10.1.1.0 0.0.0.255\n#\nacl advanced 3000\n")], "partial APP103"),
    "policy-nat-of-two": ("policy", [("ipsec apply policy P\n", "ipsec apply policy P\n nat outbound 3001\n"), ("acl advanced 3000\n rule 0 ", "acl advanced 3001\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nacl advanced 3000\n rule 1 permit ip source 10.1.1.0 0.0.0.255 destination 10.3.1.0 0.0.0.255\n rule 0 ")], "partial ACL101 APP103"),
})
# A key counts in the VRF that its keyring names, which must be the one that the end speaks from.
IN_VRF = (("hostname A\n", "hostname A\nip vrf OUT\n"), (" ip address 192.0.2.1 ", " ip vrf forwarding OUT\n ip address 192.0.2.1 "), (" ip address 10.1.1.1 ", " ip vrf forwarding OUT\n ip address 10.1.1.1 "), ("ip route 0", "ip route vrf OUT 0"))
KEYRING = ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2", "crypto keyring K vrf OUT\n pre-shared-key address 192.0.2.2 key Long-Enough-Key-4711")
TUNNEL_VRF = (GRE_PROTECTION[0], *VTI[1:4], *IN_VRF[:2], IN_VRF[3], (" tunnel source", " tunnel vrf OUT\n tunnel source"))
NEAR.update({
    "vrf": ("map", [*IN_VRF, KEYRING], "up"),
    "vrf-global-key": ("map", [*IN_VRF], "down KEY105"),
    "vrf-profile-of-another": ("map", [("crypto map M 10 ipsec", "crypto keyring K vrf IN\n pre-shared-key address 0.0.0.0 0.0.0.0 key Of-The-Sites-Inside-9\ncrypto isakmp profile D\n keyring K\n match identity address 0.0.0.0 IN\ncrypto map M 10 ipsec")], "up"),
    "profile-for-anybody-beside-a-key": ("map", [("crypto map M 10 ipsec", "crypto keyring K\n pre-shared-key address 0.0.0.0 0.0.0.0 key Of-The-Mobile-Sites-9\ncrypto isakmp profile D\n keyring K\n match identity address 0.0.0.0\ncrypto map M 10 ipsec")], "up"),
    "vrf-ring-of-no-vrf": ("map", [*IN_VRF, KEYRING, ("K vrf OUT", "K")], "down KEY105"),
    "vrf-ring-of-another": ("map", [*IN_VRF, KEYRING, ("K vrf OUT", "K vrf IN")], "down KEY105"),
    "vrf-ring-of-a-vrf": ("map", [KEYRING], "down KEY105"),
    "vrf-tunnel": ("gre", [*TUNNEL_VRF, KEYRING], "up"),
    "vrf-tunnel-global-key": ("gre", [*TUNNEL_VRF], "down KEY105"),
})
# What an interface without an address in the file is connected to is not known.
BARE = (" ip address 192.0.2.1 255.255.255.252\n", "")
NEAR.update({
    "route-of-a-bare-interface": ("map", [BARE, (DEFAULT, "ip route 10.9.0.0 255.255.0.0 10.1.1.9\n")], "up"),
    "route-past-a-bare-interface": ("map", [BARE, (DEFAULT, "ip route 10.2.0.0 255.255.0.0 10.1.1.9\n")], "up APP104:warning"),
})
# Peers behind other routers, so that routes matter; whole proposals away; many pieces.
POLICY = "crypto isakmp policy 10\n encr aes\n hash sha256\n authentication pre-share\n group 14\n"
FAR = ("set peer 192.0.2.2", "set peer 198.51.100.2"), ("4711 address 192.0.2.2", "4711 address 198.51.100.2")
FAR_B = "B", ("ip address 192.0.2.2 255.255.255.252", "ip address 198.51.100.2 255.255.255.252"), ("ip route 0.0.0.0 0.0.0.0 192.0.2.1", "ip route 0.0.0.0 0.0.0.0 198.51.100.1")
NOWHERE = "ip route 0.0.0.0 0.0.0.0 203.0.113.77\n"
EIGHTH = "permit ip 10.1.1.%d 0.0.0.31 10.2.1.0 0.0.0.255"
EVERYTHING = "permit ip 0.0.0.0 255.255.255.255 0.0.0.0 255.255.255.255"
NEAR.update({
    "far": ("map", [*FAR, *FAR_B], "up"),
    "far-dead": ("map", [*FAR, (DEFAULT, NOWHERE), *FAR_B], "up APP104:warning"),
    "far-two-dead": ("map", [*FAR, (DEFAULT, NOWHERE + "ip route 0.0.0.0 0.0.0.0 203.0.113.78\n"), *FAR_B], "up"),
    "far-dead-and-a-half": ("map", [*FAR, (DEFAULT, NOWHERE + "ip route 0.0.0.0 128.0.0.0 203.0.113.78\n"), *FAR_B], "up APP104:warning"),
    "far-no-route": ("map", [*FAR, (DEFAULT, "ip route 10.2.0.0 255.255.0.0 192.0.2.2\n"), *FAR_B], "up APP104:warning"),
    "far-by-interface": ("map", [*FAR, (DEFAULT, "ip route 0.0.0.0 0.0.0.0 GigabitEthernet0/0\n"), *FAR_B], "up"),
    "no-proposal-here": ("map", [(POLICY, "no crypto isakmp default policy\n")], "down IKE101"),
    "no-proposal-there": ("map", ["B", (POLICY, "no crypto isakmp default policy\n")], "down IKE101"),
    "split-in-eight": ("map", [(FLOW, "\naccess-list 101 ".join(EIGHTH % n for n in range(0, 256, 32)))], "down ACL103"),
    "everything-by-wildcards": ("map", [(FLOW, EVERYTHING), "B", ("permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", EVERYTHING)], "up ACL105:warning"),
    "key-for-two-nets": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.0 255.255.255.0\ncrypto isakmp key Long-Enough-Key-4711 address 192.0.2.0 255.255.255.128")], "up"),
    "key-common": ("map", [(KEY, "Cisco123"), "B", (KEY, "Cisco123")], "up"),
    "pfs-of-two-groups": ("map", [("pfs group14", "pfs group15")], "down ESP103"),
})
# A policy that is told to speak from an address that no interface of the file has.
FOREIGN = (" remote-address 192.0.2.2\n", " remote-address 192.0.2.2\n local-address 203.0.113.1\n")
WAN2 = "interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n %s\n#\ninterface GigabitEthernet0/1\n"
NEAR.update({
    "policy-foreign-local": ("policy", [FOREIGN], "down IKE105"),
    "policy-foreign-local-of-a-lease": ("policy", [FOREIGN, (WAN2[0], WAN2[1] % "ip address dhcp-alloc")], "down IKE105"),
    "policy-foreign-local-unread": ("policy", [FOREIGN, (WAN2[0], WAN2[1] % "ip address 203.0.113.1")], "down CFG001 IKE105"),
    "policy-foreign-local-in-a-table": ("policy", [FOREIGN, (WAN2[0], WAN2[1] % "ip binding vpn-instance X\n ip address 198.51.100.1 30")], "down IKE105"),
    "policy-second-local": ("policy", [FOREIGN, (WAN2[0], WAN2[1] % "ip address 203.0.113.1 30"), "B", ("remote-address 192.0.2.1", "remote-address 203.0.113.1"), ("address 192.0.2.1 255.255.255.255 key", "address 203.0.113.1 255.255.255.255 key"), ("identity address 192.0.2.1", "identity address 203.0.113.1")], "up"),
    "set-named-too-long": ("map", [(SET, "crypto ipsec transform-set " + "S" * 63 + " esp"), ("set transform-set T", "set transform-set " + "S" * 64)], "down CFG002"),
})
# Keywords with capitals.
NEAR.update({
    "capitals": ("map", [("crypto map M 10", "Crypto map M 10"), (" set peer", " Set Peer"), (" group 14\n", " Group 14\n"), ("interface GigabitEthernet0/0", "Interface GigabitEthernet0/0"), (" ip address 192.0.2.1 ", " IP address 192.0.2.1 ")], "up"),
    "capitals-in-front": ("map", [("crypto ipsec transform-set", "Crypto ipsec transform-set"), (" mode ", "Mode "), ("crypto map M 10", "Exit\nCrypto map M 10"), ("access-list 101", "Exit\nAccess-list 101"), ("end\n", "End\n")], "up"),
    "policy-capitals": ("policy", [("interface GigabitEthernet0/0", "Interface GigabitEthernet0/0"), (" ip address 192.0.2.1 ", " IP Address 192.0.2.1 "), ("acl advanced 3000", "ACL Advanced 3000")], "up"),
})

# What a single slip must not be told twice, or as the wrong one.
NEAR.update({
    "rule-for-the-way-back": ("policy", [("destination 10.2.1.0 0.0.0.255\n", "destination 10.2.1.0 0.0.0.255\n rule 5 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n")], "up"),
    "rules-for-the-way-back": ("policy", [("destination 10.2.1.0 0.0.0.255\n", "destination 10.2.1.0 0.0.0.255\n rule 5 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n"), "B", ("destination 10.1.1.0 0.0.0.255\n", "destination 10.1.1.0 0.0.0.255\n rule 5 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n")], "up"),
    "only-the-way-back": ("policy", [("source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255")], "down ACL101"),
    "copied-list": ("policy", ["B", ("source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255", "source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255")], "down ACL101"),
    "way-back-of-another-size": ("map", [(FLOW, FLOW + "\naccess-list 101 permit ip 10.2.1.0 0.0.0.127 10.1.1.0 0.0.0.255")], "partial ACL101"),
    "interface-has-another-address-than-its-tunnel": ("gre", [("tunnel source GigabitEthernet0/0", "tunnel source 192.0.2.1"), ("ip address 192.0.2.1 255.255.255.252", "ip address 192.0.2.65 255.255.255.0")], "down IKE105"),
    "no-way-to-the-other-end-of-gre": ("gre", [("ip address 192.0.2.1 255.255.255.252", "ip address 198.51.100.1 255.255.255.252"), ("gre host 192.0.2.1", "gre host 198.51.100.1"), ("ip route 0.0.0.0 0.0.0.0 192.0.2.2", "ip route 10.2.1.0 255.255.255.0 Tunnel0"), "B",
                                               ("set peer 192.0.2.1", "set peer 198.51.100.1"), ("4711 address 192.0.2.1", "4711 address 198.51.100.1"), ("tunnel destination 192.0.2.1", "tunnel destination 198.51.100.1"), ("host 192.0.2.1\n", "host 198.51.100.1\n")], "up APP104:warning"),
    "nat-of-everything-leaves-gre-alone": ("policy", [("permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "permit ip source 192.0.2.1 0 destination 192.0.2.2 0"), (" ipsec apply policy P\n", " nat outbound\n ipsec apply policy P\n"),
                                                      ("interface GigabitEthernet0/1\n", "interface Tunnel0 mode gre\n ip address 172.16.0.1 30\n source 192.0.2.1\n destination 192.0.2.2\n#\ninterface GigabitEthernet0/1\n"), "B",
                                                      ("permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255", "permit ip source 192.0.2.2 0 destination 192.0.2.1 0"), (" ipsec apply policy P\n", " nat outbound\n ipsec apply policy P\n"),
                                                      ("interface GigabitEthernet0/1\n", "interface Tunnel0 mode gre\n ip address 172.16.0.2 30\n source 192.0.2.2\n destination 192.0.2.1\n#\ninterface GigabitEthernet0/1\n")], "up"),
    "l2tp-from-an-assigned-address": ("policy", [(" ip address 192.0.2.1 255.255.255.252\n", " ip address dhcp-alloc\n"), ("permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "permit udp destination 192.0.2.2 0 destination-port eq 1701"), (" pfs dh-group14\n", " pfs dh-group14\n encapsulation-mode transport\n"),
                                                 "B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", ""), ("key address 192.0.2.1 255.255.255.255", "key address 0.0.0.0 0.0.0.0"),
                                                 ("identity address 192.0.2.1 255.255.255.255", "identity address 0.0.0.0 0.0.0.0"), (" pfs dh-group14\n", " pfs dh-group14\n encapsulation-mode transport\n"), (" ipsec apply policy P\n", " nat outbound\n ipsec apply policy P\n")], "up"),
    "profile-without-keychain": ("policy", [("\n keychain K\n", "\n")], "up"),
    "main-mode-from-an-assigned-address": ("policy", [(" ip address 192.0.2.1 255.255.255.252\n", " ip address dhcp-alloc\n"), (" match remote identity address 192.0.2.2 255.255.255.255\n", " local-identity fqdn a\n match remote identity fqdn b\n"), "B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", ""), (" match remote identity address 192.0.2.1 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn b\n match remote identity fqdn a\n"), ("key address 192.0.2.1 255.255.255.255", "key hostname a")], "down IKE103"),
    "key-for-some-assigned-addresses": ("policy", [(" ip address 192.0.2.1 255.255.255.252\n", " ip address dhcp-alloc\n"), (" match remote identity address 192.0.2.2 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn a\n match remote identity fqdn b\n"), "B", ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.1\n", ""), (" match remote identity address 192.0.2.1 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn b\n match remote identity fqdn a\n"), ("key address 192.0.2.1 255.255.255.255", "key address 10.99.0.0 255.255.0.0")], "up"),
    "deny-of-an-earlier-entry": ("policy", [("destination 10.2.1.0 0.0.0.255\n", "destination 10.2.1.0 0.0.0.255\n rule 5 deny ip\n#\nacl advanced 3001\n rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.2.0 0.0.0.255\n"),
                                            (" ike-profile I\n", " ike-profile I\n#\nipsec policy P 2 isakmp\n transform-set T\n security acl 3001\n remote-address 192.0.2.2\n ike-profile I\n"), "B", ("destination 10.1.1.0 0.0.0.255\n", "destination 10.1.1.0 0.0.0.255\n rule 5 permit ip source 10.2.2.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n"),
                                            ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 10.2.2.1 255.255.255.0\n#\ninterface GigabitEthernet0/1\n")], "partial ACL101 ACL107:warning"),
})
