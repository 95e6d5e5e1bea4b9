"""Near misses of IOS configs as people publish them: lists that two entries share, keyrings that certificates do not need, a NAT before a protected tunnel. Rows as in near_rows.py."""

# A second entry of A's map, for another peer, with the list that it names.
SECOND = (" match address 101\n", " match address 101\ncrypto map M 20 ipsec-isakmp\n set peer 198.51.100.9\n set transform-set T\n match address {}\n")
RSA = (" authentication pre-share\n", "")
VRF = "crypto isakmp profile {0}\n vrf {0}\n keyring default\n match identity address {1} 255.255.255.255\ncrypto map M 10 ipsec-isakmp\n set isakmp-profile {0}\n"
RED, BLUE = VRF.format("RED", "192.0.2.2"), VRF.format("BLUE", "198.51.100.9")
KEYED = "crypto keyring K1\n  pre-shared-key address 192.0.2.2 key Long-Enough-Key-4711\ncrypto isakmp profile P\n   keyring K1\n   match identity address 192.0.2.2 255.255.255.255\n"
BY_PROFILE = " set transform-set T\n", " set transform-set T\n set isakmp-profile P\n"
KEY = "crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2\n"
AGGRESSIVE = "crypto isakmp profile P\n   keyring default\n   self-identity fqdn a.example.com\n   match identity address 192.0.2.2 255.255.255.255\n   initiate mode aggressive\n"
OTHERS = "crypto isakmp key Another-Long-Key-1 address 198.51.100.9\n"
ASSIGNED = [("ip address 192.0.2.1 255.255.255.252", "ip address dhcp"), "B", ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.1\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n")]
RING = "crypto isakmp profile P\n keyring NOWHERE\n match identity address 192.0.2.2 255.255.255.255\ncrypto map M 10 ipsec-isakmp\n set isakmp-profile P\n"
MAP = "crypto map M 10 ipsec-isakmp\n set peer 192.0.2.{0}\n set transform-set T\n set pfs group14\n match address 101\n"
# The rule of A on B, and the interfaces that show the networks.
COPIED = ("permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255", "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255")
LAN = [("interface GigabitEthernet0/1\n ip address 10.%d.1.1 255.255.255.0\n" % n, "") for n in (1, 2)]

PARENT = [("interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.252\n crypto map M\n", "interface GigabitEthernet0/0\n no ip address\n crypto map M\ninterface GigabitEthernet0/0.100\n encapsulation dot1Q 100\n ip address 192.0.2.1 255.255.255.252\n")]
DYNAMIC = ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.2\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n")
# The map that belongs on the tunnel.
ON_THE_OUTSIDE = [(" crypto map M\n tunnel source", " tunnel source"), ("192.0.2.1 255.255.255.252\n", "192.0.2.1 255.255.255.252\n crypto map M\n")]
TWIN = "interface Tunnel{2}\n ip address 172.16.{2}.{0} 255.255.255.252\n ip mtu 1400\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.{1}\n tunnel key {3}\n"


def twins(own, peer, *keys):
    """Several tunnels of the end to the same address, each with a key: Tunnel0 has the first."""
    more = "".join(TWIN.format(own, peer, n, key) for n, key in enumerate(keys) if n)
    return [(" tunnel destination 192.0.2.%d\n" % peer, " tunnel destination 192.0.2.%d\n tunnel key %d\n%s" % (peer, keys[0], more))]


def shared(own, peer, *keys):
    """The same, protected by one profile; all inner addresses are of one subnet, as where they are borrowed."""
    tunnels = "".join(TWIN.format(own, peer, n, key).replace("172.16.%d." % n, "172.16.0.") + " tunnel protection ipsec profile F shared\n" for n, key in enumerate(keys))
    return [("252\n crypto map M\n", "252\n"), (MAP.format(peer), "crypto ipsec profile F\n set transform-set T\n set pfs group14\n"), ("interface GigabitEthernet0/1\n", tunnels + "interface GigabitEthernet0/1\n")]


def protected(peer):
    """An IPsec profile on the tunnel instead of the map."""
    return [("252\n crypto map M\n", "252\n"), (MAP.format(peer), ""), (" tunnel source", " tunnel protection ipsec profile F\n tunnel source"), ("interface Tunnel0\n", "crypto ipsec profile F\n set transform-set T\n set pfs group14\ninterface Tunnel0\n")]


def multipoint(hub):
    """The tunnels of the pair protected and multipoint, A the hub; `hub`: B's line that tells where it is."""
    own = [("4711 address 192.0.2.{0}".format(n), "4711 address 0.0.0.0") for n in (2, 1)]
    many = [(" tunnel destination 192.0.2.{0}\n".format(n), " tunnel mode gre multipoint\n") for n in (2, 1)]
    return [*protected(2), own[0], many[0], "B", *protected(1), own[1], many[1], (" ip mtu 1400\n", " ip mtu 1400\n%s ip nhrp nhs 172.16.0.1\n" % hub)]


def second(number):
    return SECOND[0], SECOND[1].format(number)


def by_map(entries, acl="permit ip 10.1.1.0 0.0.0.255 any"):
    """A's NAT by a route map of these entries."""
    return [("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/0\n ip nat outside\nip nat inside source route-map R interface GigabitEthernet0/0 overload\n"
             "access-list 110 %s\n%sinterface GigabitEthernet0/1\n ip nat inside\n" % (acl, entries))]


def ring_beside(vrf):
    """A's key in a keyring, which its profile does not name."""
    key = "crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2\n"
    ring = "crypto keyring R%s\n pre-shared-key address 192.0.2.2 key Long-Enough-Key-4711\n" % vrf
    return [(key, ring + "crypto isakmp profile P\n match identity address 192.0.2.2 255.255.255.255\n"), (" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set isakmp-profile P\n")]


def filtered(*rules, how="in"):
    """A's outer interface behind a packet filter of these rules."""
    return [("252\n crypto map M\n", "252\n ip access-group OUT %s\n crypto map M\n" % how), ("end\n", "ip access-list extended OUT\n %s\nend\n" % "\n ".join(rules))]


def in_mode(mode, protocol="gre"):
    """Both tunnels in that mode, and the rules for that protocol."""
    one = [(" tunnel source", " tunnel mode %s\n tunnel source" % mode), ("permit gre", "permit " + protocol)]
    return [*one, "B", *one]


def with_v2(peer):
    """The map with an IKEv2 profile."""
    return [("crypto ipsec transform-set", "crypto ikev2 keyring R\n peer X\n  address 192.0.2.{0}\n  pre-shared-key Long-Enough-Key-4711\ncrypto ikev2 profile V\n match identity remote address 192.0.2.{0}\n authentication remote pre-share\n authentication local pre-share\n keyring local R\ncrypto ipsec transform-set".format(peer)), (" set pfs group14\n", " set pfs group14\n set ikev2-profile V\n")]


V2 = [*with_v2(2), "B", *with_v2(1)]
LIST_OF_B = "permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255"
NEAR = {
    # What a tunnel sends is the protocol of its mode: IPv6 is 41 and IP 4 (RFC 4213, RFC 2003), and a rule for GRE, 47, does not select it.
    "ios-gre-rule-for-ipv6ip": ("gre", in_mode("ipv6ip"), "undetermined"),
    "ios-gre-rule-for-ipip": ("gre", in_mode("ipip"), "undetermined"),
    "ios-ip-rule-for-ipv6ip": ("gre", in_mode("ipv6ip", "ip"), "up"),
    "ios-rule-of-its-own-for-ipv6ip": ("gre", in_mode("ipv6ip", "41"), "up"),
    "ios-gre-rule-beside-ipv6ip": ("gre", [("interface Tunnel0\n", "interface Tunnel1\n tunnel mode ipv6ip\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.2\ninterface Tunnel0\n")], "up"),
    # A route map's interface is the one that the packet leaves through: the policy's, where it is for the policy's traffic.
    "ios-nat-map": ("map", by_map("route-map R permit 10\n match ip address 110\n"), "partial APP103"),
    "ios-nat-map-interface": ("map", by_map("route-map R permit 10\n match ip address 110\n match interface GigabitEthernet0/0\n"), "partial APP103"),
    "ios-nat-map-interface-first": ("map", by_map("route-map R permit 10\n match interface gi 0/1 gi 0/0\n match ip address 110\n"), "partial APP103"),
    "ios-nat-map-interface-alone": ("map", by_map("route-map R permit 10\n match interface GigabitEthernet0/0\n"), "partial APP103"),
    "ios-nat-map-other-interface": ("map", by_map("route-map R permit 10\n match ip address 110\n match interface Dialer1\n"), "up"),
    "ios-nat-map-exempts": ("map", by_map("route-map R permit 10\n match ip address 110\n match interface GigabitEthernet0/0\n", "deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 110 permit ip any any"), "up"),
    "ios-nat-map-denies-first": ("map", by_map("route-map R deny 5\n match ip address 101\nroute-map R permit 10\n match ip address 110\n match interface GigabitEthernet0/0\n"), "up"),
    "ios-nat-map-two-entries": ("map", by_map("route-map R permit 10\n match ip address 110\n match interface Dialer1\nroute-map R permit 20\n match ip address 101\n"), "up"),
    # The first entry that selects a packet takes it, so one with the same list never does.
    "ios-list-shared": ("map", [second(101)], "up ACL107:warning"),
    "ios-list-of-its-own": ("map", [second("102\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.9.1.0 0.0.0.255")], "up"),
    # Whoever calls is one endpoint, and the rule for anybody is for that one.
    "ios-transport-for-anybody-s-gre": ("gre", [("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.2\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n"),
                                                ("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre host 192.0.2.1 any")], "up"),
    "ios-list-shared-by-a-dynamic-map": ("map", [(" match address 101\n", " match address 101\ncrypto dynamic-map D 1\n set transform-set T\n match address 101\ncrypto map M 20 ipsec-isakmp dynamic D\n")], "up"),
    "ios-list-shared-by-two-peers-of-one-entry": ("map", [(" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set peer 198.51.100.9\n")], "up"),
    # A list is gone through anew for each peer of its entry: what ends it for the first takes nothing from the second.
    "ios-list-ended-for-two-peers-of-one-entry": ("map", [(" set peer 192.0.2.2\n", " set peer 198.51.100.9\n set peer 192.0.2.2\n"), ("end\n", "access-list 101 deny ip any any\nend\n")], "up"),
    # A deny behind the permits leaves nothing out, whether the permits name object groups or not.
    "ios-list-of-groups-ends-in-a-deny": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255", "object-group network HERE\n 10.1.1.0 255.255.255.0\naccess-list 101 permit ip object-group HERE 10.2.1.0 0.0.0.255\naccess-list 101 deny ip any any")], "up"),
    "ios-list-of-groups-begins-with-a-deny": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255", "object-group network HERE\n 10.1.1.0 255.255.255.0\naccess-list 101 deny ip host 10.1.1.9 any\naccess-list 101 permit ip object-group HERE 10.2.1.0 0.0.0.255")], "up ACL107:warning"),
    # Each entry sees the traffic of its profile's VRF alone.
    "ios-list-shared-in-two-vrfs": ("map", [second(101), ("crypto map M 10 ipsec-isakmp\n", RED), ("crypto map M 20 ipsec-isakmp\n", BLUE.replace("M 10", "M 20"))], "up"),
    # `match address` names another list than the one that was written for it, which nothing names.
    "ios-list-not-named": ("map", [("match address 101", "match address 110"), ("access-list 101", "access-list 110 permit tcp any any eq www\naccess-list 110 permit tcp any any eq 443\naccess-list 101")], "down ACL101"),
    "ios-list-named-elsewhere": ("map", [("match address 101", "match address 110"), ("access-list 101", "access-list 110 permit tcp any any eq www\nroute-map R permit 10\n match ip address 101\naccess-list 101")], "down ACL101"),
    "ios-list-not-named-gre": ("gre", [("match address 101", "match address 110"), ("access-list 101", "access-list 110 permit gre host 192.0.2.1 host 198.51.100.9\naccess-list 101")], "down ACL101"),
    # Transport mode is right for what a wrong rule should have been, and wrong where both ends name their LANs.
    "ios-transport-wrong-endpoint": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre host 192.0.2.1 host 192.0.2.9")], "down ACL101"),
    "ios-transport-inner-endpoints": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre host 172.16.0.1 host 172.16.0.2")], "down ACL101"),
    "ios-transport-lans-against-gre": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255")], "down ACL101"),
    "ios-transport-lans": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"), "B", ("permit gre host 192.0.2.2 host 192.0.2.1", "permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255")], "up ESP106:warning"),
    "ios-transport-lans-not-mirrored": ("map", [(" mode tunnel", " mode transport"), ("10.2.1.0 0.0.0.255", "10.2.9.0 0.0.0.255"), "B", (" mode tunnel", " mode transport")], "down ACL101 ESP106:warning"),
    # A member that cannot be read leaves open what the group holds.
    "ios-group-with-an-odd-nested-one": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network IN\n 10.1.1.0 255.255.255.0\nobject-group network HERE\n 10.1.0.0 255.255.0.0\n group-object except IN\naccess-list 101 permit ip object-group HERE")], "undetermined"),
    "ios-group-with-a-range": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network HERE\n range 10.1.1.0 10.1.1.255\naccess-list 101 permit ip object-group HERE")], "undetermined"),
    # A copied rule is the wrong way round at the end that the networks tell, at which of the two they stand; else it is left open.
    "ios-copied-rule": ("map", ["B", COPIED], "down ACL101"),
    "ios-copied-rule-and-the-right-network": ("map", ["B", LAN[1], COPIED], "down ACL101"),
    "ios-copied-rule-and-the-wrong-network": ("map", [LAN[0], "B", COPIED], "down ACL101"),
    "ios-copied-rule-without-networks": ("map", [LAN[0], "B", LAN[1], COPIED], "down ACL101"),
    # A packet filter at the outer interface is looked at for whether it may drop what the ends send each other.
    "ios-filter-lets-in": ("map", filtered("permit udp host 192.0.2.2 host 192.0.2.1 eq isakmp", "permit esp host 192.0.2.2 host 192.0.2.1"), "up"),
    "ios-filter-lets-all-in": ("map", filtered("deny tcp any any eq 22", "permit ip any any"), "up"),
    "ios-filter-without-esp": ("map", filtered("permit udp host 192.0.2.2 host 192.0.2.1 eq isakmp"), "undetermined"),
    "ios-filter-without-ike": ("map", filtered("permit esp host 192.0.2.2 host 192.0.2.1", "permit tcp any any established"), "undetermined"),
    "ios-filter-unsure": ("map", filtered("permit udp object-group X any", "permit esp any any"), "up"),
    "ios-filter-of-ah-around-esp": ("map", [*filtered("permit udp any any eq isakmp", "permit ahp any any"), ("esp-aes esp-sha256-hmac", "ah-sha256-hmac esp-aes"), "B", ("esp-aes esp-sha256-hmac", "ah-sha256-hmac esp-aes")], "up"),
    "ios-filter-of-what-leaves": ("map", filtered("permit esp any any", how="out"), "up"),
    "ios-filter-without-list": ("map", [("252\n crypto map M\n", "252\n ip access-group OUT in\n crypto map M\n")], "up"),
    "ios-filter-taken-back": ("map", [*filtered("permit tcp any any"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/0\n no ip access-group OUT in\ninterface GigabitEthernet0/1\n")], "up"),
    # What somebody glued to a number or an address is a note; what is glued to a name may be part of it.
    "ios-notes-glued-to-numbers": ("map", [(" group 14\n", " group 14//same\n"), (" set peer 192.0.2.2\n", " set peer 192.0.2.2<-branch\n"), ("0.0.0.255 10.2.1.0 0.0.0.255", "0.0.0.255 10.2.1.0 0.0.0.255; their LAN")], "up"),
    "ios-note-glued-to-a-key": ("map", [("key Long-Enough-Key-4711", "key 4711//4711")], "down KEY101"),
    "ios-note-glued-to-a-name": ("map", [(" set transform-set T\n", " set transform-set T//t\n")], "down CFG002"),
    # Which keys a profile takes that names no keyring is an assumption.
    "ios-profile-without-keyring": ("map", ring_beside(""), "up"),
    "ios-profile-without-keyring-in-a-vrf": ("map", [*ring_beside(" vrf FVRF"), ("252\n crypto map M\n", "252\n ip vrf forwarding FVRF\n crypto map M\n"), ("ip route 0.0.0.0", "ip route vrf FVRF 0.0.0.0")], "up"),
    "ios-profile-without-keyring-outside-the-vrf": ("map", ring_beside(" vrf FVRF"), "down KEY105"),
    # Which of two proposals is agreed on is open where the first one could not be read; that a later one agrees is not.
    "ios-first-proposal-unread": ("map", [("isakmp policy 10\n", "isakmp policy 5\n encr foo\n hash sha256\n authentication pre-share\n group 14\n lifetime 3600\ncrypto isakmp policy 10\n"), (" encr aes\n", ""), "B", (" encr aes\n", "")], "up CFG001"),
    "ios-first-proposal-unread-and-another-group": ("map", [("isakmp policy 10\n", "isakmp policy 5\n encr foo\n hash sha256\n authentication pre-share\n group 5\ncrypto isakmp policy 10\n lifetime 3600\n")], "up CFG001"),
    # Seconds and kilobytes are one lifetime.
    "ios-lifetime-of-both-kinds": ("map", [(" set pfs group14", " set security-association lifetime seconds 1800\n set security-association lifetime kilobytes 10000\n set pfs group14")], "up"),
    # A signature needs no keyring; where keys are used as well, the keyring is missed.
    "ios-keyring-with-certificates": ("map", [RSA, ("crypto map M 10 ipsec-isakmp\n", RING), "B", RSA], "undetermined CFG002:warning"),
    "ios-keyring-with-both": ("map", [("group 14\n", "group 14\ncrypto isakmp policy 20\n encr aes 256\n"), ("crypto map M 10 ipsec-isakmp\n", RING)], "down CFG002"),
    # A private address that calls a public one: what a NAT makes of it is in neither file; the public one on the router itself is a fault.
    "ios-protected-tunnels": ("gre", [*protected(2), "B", *protected(1)], "up"),
    "ios-protected-behind-nat": ("gre", [*protected(2), ("ip address 192.0.2.1 255.255.255.252", "ip address 10.99.0.2 255.255.255.252"), ("0.0.0.0 192.0.2.2", "0.0.0.0 10.99.0.1"), "B", *protected(1)], "undetermined"),
    # NHRP (RFC 2332) maps an inner address to an outer one; the other way round nothing leaves the tunnel.
    "ios-next-hop": ("gre", multipoint(" ip nhrp map 172.16.0.1 192.0.2.1\n"), "up"),
    "ios-next-hop-exchanged": ("gre", multipoint(" ip nhrp map 192.0.2.1 172.16.0.1\n"), "down TUN108"),
    "ios-next-hop-exchanged-and-taken-back": ("gre", multipoint(" ip nhrp map 192.0.2.1 172.16.0.1\n no ip nhrp map 192.0.2.1 172.16.0.1\n ip nhrp map 172.16.0.1 192.0.2.1\n"), "up"),
    "ios-next-hop-mapped-to-itself": ("gre", multipoint(" ip nhrp map 172.16.0.1 172.16.0.1\n"), "down TUN108"),
    # What a protected tunnel selects follows from its endpoints: an address that is not told is one assumption, for GRE under a map as for a protected tunnel.
    "ios-protected-to-an-assigned-address": ("gre", [*protected(2), ("ip address 192.0.2.1 255.255.255.252", "ip address dhcp"), "B", *protected(1)], "up"),
    "ios-map-to-an-assigned-address": ("gre", [("ip address 192.0.2.1 255.255.255.252", "ip address dhcp")], "up"),
    "ios-next-hop-behind-nat": ("gre", [*multipoint(" ip nhrp map 172.16.0.1 192.0.2.1\n")[:3], ("ip address 192.0.2.1 255.255.255.252", "ip address 10.99.0.2 255.255.255.252"), *multipoint(" ip nhrp map 172.16.0.1 192.0.2.1\n")[3:]], "undetermined"),
    # IOS-XE 16.12 lets a list tell what an IPsec tunnel protects, so that it can face a map.
    "ios-list-of-a-tunnel": ("gre", [*protected(2), (" tunnel source", " tunnel mode ipsec ipv4\n tunnel protection ipsec policy ipv4 L\n tunnel source"), ("access-list 101 permit gre host 192.0.2.1 host 192.0.2.2", "ip access-list extended L\n permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"),
                                     "B", ("access-list 101 permit gre host 192.0.2.2 host 192.0.2.1", "access-list 101 permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255"), (" mode transport\n", "")], "undetermined ESP102:warning"),
    # A prompt that lost its `#` when it was typed again.
    "ios-prompt-without-its-end": ("map", [("access-list 101 permit", "A(config)access-list 101 permit"), (" set peer 192", "A(config-crypto-map) set peer 192")], "up"),
    # A page that lost its line ends runs the commands of a session together.
    "ios-commands-run-together": ("map", [("crypto isakmp policy 10\n encr aes\n hash sha256\n authentication pre-share\n group 14\ncrypto", "A(config)#crypto isakmp policy 10 A(config-isakmp)#encr aes A(config-isakmp)#hash sha256 "
                                           "A(config-isakmp)#authentication pre-share A(config-isakmp)#group 14 A(config-isakmp)#exit\nA(config)#crypto")], "up"),
    "ios-commands-run-together-one-wrong": ("map", [("crypto isakmp policy 10\n encr aes\n hash sha256\n authentication pre-share\n group 14\ncrypto", "A(config)#crypto isakmp policy 10 A(config-isakmp)#encr aes A(config-isakmp)#hash md5 "
                                                     "A(config-isakmp)#authentication pre-share A(config-isakmp)#group 14 A(config-isakmp)#exit\nA(config)#crypto")], "down IKE101"),
    # `show running-config | section crypto` prints no interface and no list: what they say is in neither file.
    "ios-section-crypto": ("map", [("""interface GigabitEthernet0/0
 ip address 192.0.2.1 255.255.255.252
 crypto map M
interface GigabitEthernet0/1
 ip address 10.1.1.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 192.0.2.2
access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255
""", " crypto map M\n")], "undetermined CFG002:warning"),
    "ios-section-crypto-with-a-list": ("map", [("interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.252\n crypto map M\ninterface GigabitEthernet0/1\n ip address 10.1.1.1 255.255.255.0\nip route 0.0.0.0 0.0.0.0 192.0.2.2\naccess-list 101",
                                                "access-list 110")], "down CFG002"),
    # What static NAT makes of the LAN is on no interface, and protected all the same.
    "ios-static-nat": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "192.168.7.1 255.255.255.0\n ip nat inside\n"), ("end\n", "ip nat inside source static network 192.168.7.0 10.1.1.0 /24 no-alias\nend\n")], "up"),
    "ios-static-nat-outside-in": ("map", [("10.1.1.1 255.255.255.0\n", "192.168.7.1 255.255.255.0\n"), ("end\n", "ip nat inside source static network 192.168.7.0 10.1.1.0 /24 no-alias\nend\n")], "up APP105:warning"),
    # A host that always gets another address is selected by no line that names its own.
    "ios-static-nat-host": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static 10.1.1.10 192.0.2.9\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "partial APP103"),
    "ios-static-nat-to-the-interface": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static 10.1.1.10 interface GigabitEthernet0/0\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "partial APP103"),
    "ios-static-nat-network": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static network 10.1.0.0 172.16.0.0 255.255.0.0\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "partial APP103"),
    "ios-static-nat-by-a-route-map": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static 10.1.1.10 192.0.2.9 route-map RM\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "up"),
    "ios-static-nat-of-a-port": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static tcp 10.1.1.10 80 192.0.2.9 80\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "up"),
    "ios-static-nat-to-itself": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static 10.1.1.10 10.1.1.10\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "up"),
    "ios-static-nat-taken-back": ("map", [("252\n crypto map M\n", "252\n ip nat outside\n crypto map M\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ip nat inside\n"), ("permit ip 10.1.1.0 0.0.0.255", "permit ip host 10.1.1.10"), ("end\n", "ip nat inside source static 10.1.1.10 192.0.2.9\nno ip nat inside source static 10.1.1.10 192.0.2.9\nend\n"), "B", ("10.1.1.0 0.0.0.255", "host 10.1.1.10")], "up"),
    # A hub passes on what comes from one branch to another.
    "ios-branch-to-branch": ("map", [second("102\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.9.0.0 0.0.255.255"), ("access-list 101", "access-list 101 permit ip 10.9.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101"), "B",
                                     ("access-list 101", "access-list 101 permit ip 10.2.1.0 0.0.0.255 10.9.1.0 0.0.0.255\naccess-list 101")], "up"),
    "ios-branch-to-nowhere": ("map", [second("102\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.9.0.0 0.0.255.255"), ("access-list 101", "access-list 101 permit ip 10.8.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101"), "B",
                                      ("access-list 101", "access-list 101 permit ip 10.2.1.0 0.0.0.255 10.8.1.0 0.0.0.255\naccess-list 101")], "up APP105:warning"),
    # What somebody blotted out is no other key, and no tunnel key.
    "ios-key-blotted-on-one-end": ("map", [("key Long-Enough-Key-4711", "key xxxxxxxx")], "up"),
    "ios-keys-blotted": ("map", [("key Long-Enough-Key-4711", "key xxxxxxxx"), "B", ("key Long-Enough-Key-4711", "key XXXXXX")], "up"),
    "ios-key-six-blotted": ("map", [("key Long-Enough-Key-4711", "key 6 xxxxxxxx")], "up"),
    "ios-tunnel-key-blotted": ("gre", [("ip mtu 1400\n", "ip mtu 1400\n tunnel key xxxxxx\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n tunnel key xxxxxx\n")], "up"),
    # A cipher that cannot be read differs from nothing; the group behind it on the same line is missed.
    "ios-two-lines-in-one": ("map", [(" encr aes\n", " encr aesgroup 14\n"), (" group 14\n", "")], "down CFG001 IKE101"),
    # A command that is misspelled is none: the line is named beside what the block lacks for it.
    "ios-misspelled-set": ("map", [(" set transform-set T\n", " set transfrom-set T\n")], "undetermined CFG001"),
    "ios-misspelled-peer": ("map", [(" set peer 192.0.2.2\n", " set pear 192.0.2.2\n")], "up CFG001"),
    "ios-misspelled-authentication": ("map", [(" authentication pre-share\n", " authenication pre-share\n")], "undetermined CFG001"),
    "ios-misspelled-match": ("map", [(" match address", " mathc address")], "undetermined CFG001"),
    "ios-misspelled-application": ("map", [("252\n crypto map M\n", "252\n crypto mapp M\n")], "undetermined CFG001"),
    "ios-misspelled-policy": ("map", [("crypto isakmp policy 10", "crypto isakmp polcy 10")], "down CFG001 IKE101"),
    # A slip in what is ignored, a word that is near nothing, and one that is near a keyword in a line that the keyword would not make whole.
    "ios-misspelled-description": ("map", [(" set peer 192.0.2.2\n", " descripton north\n set peer 192.0.2.2\n")], "up"),
    "ios-unknown-line-of-an-entry": ("map", [(" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set quantum-keys 7\n")], "up"),
    "ios-near-word-of-another-line": ("map", [(" set peer 192.0.2.2\n", " set peer 192.0.2.2\n set pees\n")], "up"),
    "ios-unknown-beside-what-lacks": ("map", [(" set transform-set T\n", " set colour blue\n")], "down CFG005"),
    "ios-two-keys-for-one-address": ("map", [("4711 address 192.0.2.2\n", "4711 address 192.0.2.2\ncrypto isakmp key long-enough-key-4711 address 192.0.2.2\n")], "up KEY106:warning"),
    # A responder knows the address and not yet the profile: the global keys and the keyrings before the profile's come first.
    "ios-keyring": ("map", [(KEY, KEYED), BY_PROFILE], "up"),
    "ios-keyring-behind-the-global-key": ("map", [(KEY, "crypto isakmp key Quite-Another-One-9 address 192.0.2.2\n" + KEYED), BY_PROFILE], "up KEY106:warning"),
    "ios-keyring-behind-a-wide-global-key": ("map", [(KEY, "crypto isakmp key Quite-Another-One-9 address 0.0.0.0\n" + KEYED), BY_PROFILE], "up KEY106:warning"),
    "ios-keyring-behind-the-same-global-key": ("map", [(KEY, KEY + KEYED), BY_PROFILE], "up"),
    "ios-keyring-behind-another": ("map", [(KEY, "crypto keyring K0\n  pre-shared-key address 192.0.2.0 255.255.255.0 key Quite-Another-One-9\n" + KEYED), BY_PROFILE], "up KEY106:warning"),
    "ios-keyring-before-another": ("map", [(KEY, KEYED.replace("crypto isakmp profile", "crypto keyring K2\n  pre-shared-key address 0.0.0.0 key Quite-Another-One-9\ncrypto isakmp profile")), BY_PROFILE], "up"),
    "ios-keyring-behind-one-for-another-address": ("map", [(KEY, "crypto keyring K0\n  local-address 203.0.113.1\n  pre-shared-key address 192.0.2.2 key Quite-Another-One-9\n" + KEYED), BY_PROFILE], "up"),
    "ios-keyring-behind-one-of-a-vrf": ("map", [(KEY, "crypto keyring K0 vrf X\n  pre-shared-key address 192.0.2.2 key Quite-Another-One-9\n" + KEYED), BY_PROFILE], "up"),
    # Aggressive mode that a line of the other end refuses.
    "ios-aggressive": ("map", [(KEY, KEY + AGGRESSIVE), BY_PROFILE], "up"),
    "ios-aggressive-refused": ("map", [(KEY, KEY + AGGRESSIVE), BY_PROFILE, "B", ("crypto isakmp key", "crypto isakmp aggressive-mode disable\ncrypto isakmp key")], "partial IKE103:warning"),
    # Of the keys for other addresses the one that is the same may be for the address that is assigned; where none is, there is none for it.
    "ios-assigned": ("map", ASSIGNED, "up"),
    "ios-assigned-and-keys-of-others": ("map", [*ASSIGNED, ("crypto isakmp key", OTHERS + "crypto isakmp key")], "up"),
    "ios-assigned-and-keys-of-others-alone": ("map", [*ASSIGNED, ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.1\n", OTHERS + OTHERS.replace("1 address", "2 address").replace("100.9", "100.10"))], "down KEY105"),
    "ios-assigned-and-one-key-of-another": ("map", [*ASSIGNED, ("crypto isakmp key Long-Enough-Key-4711 address 192.0.2.1\n", OTHERS)], "down KEY101"),
    # Protection makes IKE speak from the tunnel's source, and the other end's policy and tunnel call the same address: one slip.
    "ios-protected-against-a-map": ("gre", protected(2), "up"),
    "ios-protected-with-another-source": ("gre", [*protected(2), (" tunnel source GigabitEthernet0/0", " tunnel source Loopback7"), ("interface GigabitEthernet0/1\n", "interface Loopback7\n ip address 203.0.113.7 255.255.255.255\ninterface GigabitEthernet0/1\n")], "down TUN101"),
    "ios-protected-with-an-inner-source": ("gre", [*protected(2), (" tunnel source GigabitEthernet0/0", " tunnel source GigabitEthernet0/1")], "down TUN101"),
    "ios-protected-and-called-elsewhere": ("gre", [*protected(2), "B", (" set peer 192.0.2.1", " set peer 198.51.100.9"), (" tunnel destination 192.0.2.1", " tunnel destination 198.51.100.9")], "down IKE105 TUN101"),
    # Of several tunnels between the same two addresses the key says which belong together; the one rule for GRE protects all of them.
    "ios-twins": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 1, 2)], "up"),
    "ios-twins-of-which-one-has-another-key": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 1, 3)], "partial TUN104"),
    "ios-twins-of-which-the-first-has-another-key": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 3, 2)], "partial TUN104"),
    "ios-twins-with-other-keys": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 3, 4)], "down TUN104"),
    "ios-twins-in-another-order": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 2, 1), (" 172.16.0.2 ", " 172.16.1.2 "), (" 172.16.1.2 255.255.255.252\n ip mtu 1400\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.1\n tunnel key 1", " 172.16.0.2 255.255.255.252\n ip mtu 1400\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.1\n tunnel key 1")], "up"),
    "ios-twins-against-the-second-alone": ("gre", [*twins(1, 2, 1, 2), "B", *twins(2, 1, 2), (" 172.16.0.2 ", " 172.16.1.2 ")], "up"),
    "ios-twins-of-which-two-have-other-keys": ("gre", [*twins(1, 2, 1, 2, 3), "B", *twins(2, 1, 1, 4, 5)], "partial TUN104"),
    "ios-twins-of-one-profile": ("map", [*shared(1, 2, 1, 2), "B", *shared(2, 1, 2, 1)], "up up FLT102:warning"),
    "ios-twins-of-one-profile-with-another-key": ("map", [*shared(1, 2, 1, 2), "B", *shared(2, 1, 3, 1)], "up down FLT102:warning TUN104"),
    # An interface and its subinterface are two: what leaves by the one is not seen by a policy on the other. So for a map that waits for calls.
    "ios-on-the-parent": ("map", PARENT, "down APP102"),
    "ios-dynamic-on-the-parent": ("map", [*PARENT, DYNAMIC], "down APP102"),
    "ios-dynamic-on-the-subinterface": ("map", [(PARENT[0][0], PARENT[0][1].replace(" crypto map M\n", "").replace("252\n", "252\n crypto map M\n")), DYNAMIC], "up"),
    "ios-dynamic-on-the-inside": ("map", [(" 255.255.255.252\n crypto map M\n", " 255.255.255.252\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n crypto map M\n"), DYNAMIC], "down APP102"),
    "ios-dynamic-for-a-shared-address": ("map", [("interface GigabitEthernet0/0\n", "crypto map M local-address Loopback0\ninterface Loopback0\n ip address 203.0.113.7 255.255.255.255\ninterface GigabitEthernet0/0\n"), DYNAMIC, "B", (" set peer 192.0.2.1", " set peer 203.0.113.7"), ("4711 address 192.0.2.1", "4711 address 203.0.113.7")], "up"),
    "ios-dynamic-called-by-the-inside": ("map", [DYNAMIC, "B", (" set peer 192.0.2.1", " set peer 10.1.1.1"), ("4711 address 192.0.2.1", "4711 address 10.1.1.1")], "down IKE105"),
    # Faults that do not explain each other are all told.
    "ios-over-on-the-wrong-interface": ("over", ON_THE_OUTSIDE, "down APP102"),
    "ios-over-on-the-wrong-interface-and-a-key-of-gre": ("over", [*ON_THE_OUTSIDE, "B", (" tunnel destination 192.0.2.1\n", " tunnel destination 192.0.2.1\n tunnel key 5\n")], "down APP102 TUN104"),
    "ios-over-on-the-wrong-interface-and-another-destination": ("over", [*ON_THE_OUTSIDE, "B", (" tunnel destination 192.0.2.1\n", " tunnel destination 192.0.2.9\n")], "down APP102 TUN101"),
    "ios-over-on-the-wrong-interface-and-another-peer": ("over", [*ON_THE_OUTSIDE, (" set peer 172.16.0.2", " set peer 172.16.0.3")], "down APP102 IKE105"),
    "ios-wrong-interface-and-key-elsewhere": ("map", [(" 255.255.255.252\n crypto map M\n", " 255.255.255.252\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n crypto map M\n"), "B", ("4711 address 192.0.2.1", "4711 address 192.0.2.9")], "down APP102 KEY105"),
    "ios-wrong-peer-and-another-key": ("map", [(" set peer 192.0.2.2", " set peer 192.0.2.9"), "B", ("4711", "4712")], "down IKE105 KEY101"),
    "ios-wrong-peer-and-an-impossible-key": ("map", [(" set peer 192.0.2.2", " set peer 192.0.2.9"), ("isakmp key Long", "isakmp key 6 Long")], "down IKE105 KEY102"),
    "ios-wrong-peer-and-key-elsewhere-at-the-other-end": ("map", [(" set peer 192.0.2.2", " set peer 192.0.2.9"), "B", ("4711 address 192.0.2.1", "4711 address 192.0.2.9")], "down IKE105 KEY105"),
    "ios-protected-and-another-key": ("gre", [*protected(2), "B", *protected(1), (" tunnel destination 192.0.2.1", " tunnel destination 192.0.2.9"), ("4711", "4712")], "down KEY101 TUN101"),
    # What somebody left to be filled in is no slip of the keyboard; a cipher in capitals is one.
    "ios-values-to-fill-in": ("map", [("4711 address 192.0.2.2", "4711 address $EAST"), ("set peer 192.0.2.2", "set peer $EAST"), ("ip address 192.0.2.1 ", "ip address ${WEST} "),
                              "B", ("4711 address 192.0.2.1", "4711 address [west]"), ("set peer 192.0.2.1", "set peer {{ west }}"), ("ip address 192.0.2.2 ", "ip address {east} ")], "up"),
    "ios-addresses-of-letters": ("map", [("4711 address 192.0.2.2", "4711 address y.y.y.y"), ("set peer 192.0.2.2", "set peer y.y.y.y"), ("ip address 192.0.2.1 ", "ip address bbb.bbb.bbb.bbb "),
                                 "B", ("4711 address 192.0.2.1", "4711 address bbb.bbb.bbb.bbb"), ("set peer 192.0.2.1", "set peer bbb.bbb.bbb.bbb"), ("ip address 192.0.2.2 ", "ip address y.y.y.y ")], "up"),
    "ios-addresses-by-their-part": ("map", [("4711 address 192.0.2.2", "4711 address PEER_IP"), ("set peer 192.0.2.2", "set peer PEER_IP"), ("ip address 192.0.2.1 ", "ip address OUR-PUBLIC-ADDRESS ")], "up"),
    "ios-address-of-four-letters": ("map", [("4711 address 192.0.2.2", "4711 address A.B.C.D"), ("set peer 192.0.2.2", "set peer A.B.C.D")], "up"),
    # What was stressed on a web page, and what a word processor began with capitals.
    "ios-lines-stressed": ("map", [(" set peer 192.0.2.2\n", " **set peer 192.0.2.2**\n"), (" crypto map M\n", " *crypto map M*\n"), ("access-list 101 permit", "access-list 101 Permit"),
                           "B", (" set peer 192.0.2.1\n", " set peer **192.0.2.1**\n"), ("access-list 101 permit ip", "**access-list 101** permit ip")], "up"),
    "ios-hyphens-of-a-document": ("map", [("pre-share", "pre\u2010share"), ("esp-aes", "esp\u2011aes"), ("set transform-set", "set transform\u2013set")], "up"),
    "ios-destination-to-fill-in": ("gre", [*protected(2), "B", *protected(1), (" tunnel destination 192.0.2.1", " tunnel destination <HUB>")], "up"),
    "ios-destination-in-quotes": ("gre", [*protected(2), "B", *protected(1), (" tunnel destination 192.0.2.1", ' tunnel destination "hub"')], "up"),
    # A tunnel with an address of its own that is no subnet: routes into it do.
    "ios-tunnels-of-one-address-each": ("gre", [*protected(2), ("172.16.0.1 255.255.255.252", "172.16.0.1 255.255.255.255"), "B", *protected(1), ("172.16.0.2 255.255.255.252", "172.16.0.9 255.255.255.255")], "up"),
    "ios-tunnels-of-the-same-address": ("gre", [*protected(2), ("172.16.0.1 255.255.255.252", "172.16.0.1 255.255.255.255"), "B", *protected(1), ("172.16.0.2 255.255.255.252", "172.16.0.1 255.255.255.255")], "down TUN102"),
    # IKEv2 cuts flows down to what both ends have, and is not modelled.
    "ios-v2": ("map", V2, "undetermined"),
    "ios-v2-and-another-network": ("map", [*V2, (LIST_OF_B, LIST_OF_B.replace("10.1.1.0", "10.1.9.0"))], "undetermined ACL101:warning"),
    "ios-v2-and-a-wider-network": ("map", [*V2, (LIST_OF_B, LIST_OF_B.replace("10.1.1.0 0.0.0.255", "10.1.0.0 0.0.255.255"))], "undetermined"),
    "ios-v2-and-another-protocol": ("map", [*V2, (LIST_OF_B, LIST_OF_B.replace("permit ip", "permit tcp"))], "undetermined"),
    "ios-v2-and-a-second-flow": ("map", [*V2, (LIST_OF_B, LIST_OF_B + "\naccess-list 101 permit ip 10.2.7.0 0.0.0.255 10.1.1.0 0.0.0.255"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 10.2.7.1 255.255.255.0\ninterface GigabitEthernet0/1\n")], "undetermined ACL101:warning"),
    "ios-v2-and-another-transform": ("map", [*V2, ("esp-aes esp-sha256-hmac", "esp-3des esp-sha256-hmac")], "down ESP101"),
    # What `show access-lists` printed stands for a list that the text does not configure.
    "ios-list-as-shown": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\n", "A#show access-lists\nExtended IP access list 101\n    10 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255 (35 matches)\nA#\n")], "up"),
    "ios-another-list-as-shown": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\n", "A#show access-lists\nExtended IP access list 101\n    10 permit ip 10.1.1.0 0.0.0.255 10.9.1.0 0.0.0.255 (35 matches)\nA#\n")], "down ACL101"),
    "ios-list-configured-and-shown": ("map", [("end\n", "end\nA#show access-lists\nExtended IP access list 101\n    10 permit ip 10.1.1.0 0.0.0.255 10.9.1.0 0.0.0.255 (35 matches)\nA#\n")], "up"),
}
