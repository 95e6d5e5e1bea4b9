"""Near misses of near.py at the edges of what a rule looks at: the last number that is free, half of a default route, an address that the file does not show, a value that only one direction offers. See mutate_rules.py."""
from near_causes import BACK, DEFAULT, FLOW, NEAR as CAUSES, RULE, THIRD, THIRD_LAN, V2
from near_fleets import SUBNET_D, SUBNET_E
from near_ios import BY_PROFILE, KEYED, RED, filtered, protected
from near_rows import AGAIN, BEHIND_A_NAT, FAR, FAR_B, FOREIGN, IN_VRF, NAT, TEMPLATE_FOR_GRE, VTI, VTI_B, WAN2

BESIDE = "interface GigabitEthernet0/1\n"
NO_LAN_B = (BESIDE + " ip address 10.2.1.1 255.255.255.0\n", "")
UNMAPPED = ("255.255.255.252\n crypto map M\n", "255.255.255.252\n")
INNER = " ip address 172.16.0.1 255.255.255.252\n"
TEMPLATE = ("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n")
# The network 10.2.7.0/24 behind B, and a rule for it that A lacks.
SEVENTH = ["B", (" ip route-static 0.0.0.0 0 192.0.2.1\n", " ip route-static 0.0.0.0 0 192.0.2.1\n ip route-static 10.2.7.0 24 10.2.1.9\n"), (" rule 0 permit", " rule 0 permit ip source 10.2.7.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit")]
OTHERS = " rule 0 permit ip source 10.1.4.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 65532 permit ip source 10.1.3.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 65534 permit ip source 10.1.1.0"
OTHERS_B = " rule 0 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.4.0 0.0.0.255\n rule 1 permit ip source 10.2.1.0 0.0.0.255 destination 10.1.3.0 0.0.0.255\n rule 2 permit ip source 10.2.7.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n rule 5 permit"
GROUPS = "object-group network L\n 10.1.1.0 255.255.255.0\nobject-group network R\n 10.2.1.0 255.255.255.0\naccess-list 101 permit ip object-group R object-group L"
CUTS = (1, 0, 128), (1, 128, 64), (1, 192, 64), (3, 0, 128), (3, 128, 128), (5, 0, 128), (5, 128, 128)
V7 = (" version 5.20, Release 2207P02", " version 7.1.064, Release 0427P22")
BLOCK_KEY, BLOCK_PEER = (" pre-shared-key simple Long-Enough-Key-4711\n", ""), (" remote-address 192.0.2.2\n", "")
LEFT_OVER = "ike profile Z\n keychain NOWHERE\n match remote identity address 198.51.100.9 255.255.255.255\n%s#\nipsec policy OLD 1 isakmp\n transform-set T\n security acl 3009\n remote-address 198.51.100.9\n ike-profile Z\n#\n" \
    "acl advanced 3009\n rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.9.1.0 0.0.0.255\n#\nipsec policy P 1 isakmp\n"
SECOND_PROPOSAL = ("ike proposal 1\n", "ike proposal 2\n encryption-algorithm %s\n#\nike proposal 1\n")
SECOND_OFFERED = ("\n proposal 1\n", "\n proposal 2\n")
POLICY = "crypto isakmp policy 10\n"
KEY = "crypto isakmp key Long-Enough-Key-4711 address 192.0.2.2\n"
WRONG_PEER = (" set peer 192.0.2.2\n", " set peer 192.0.2.9\n")
CALLED = ["B", ("remote-address 192.0.2.1", "remote-address 203.0.113.1"), ("address 192.0.2.1 255.255.255.255 key", "address 203.0.113.1 255.255.255.255 key"), ("identity address 192.0.2.1", "identity address 203.0.113.1")]
OVER_V7 = CAUSES["v7-over-gre-with-local-addresses"][1]
ESP, ALGORITHMS = " esp encryption-algorithm aes-cbc-128\n esp authentication-algorithm sha256\n", "esp-aes esp-sha256-hmac"
EXPECTED, EXPECTED_B = (" match remote identity address 192.0.2.%d 255.255.255.255\n" % peer for peer in (2, 1))
SENDS_HOST = ("crypto isakmp key", "crypto isakmp identity hostname\ncrypto isakmp key")

OTHER_KEY = "crypto isakmp key Another-Long-Key-1 address 198.51.100.9\n"
DYNAMIC = ("crypto map M 10 ipsec-isakmp\n set peer 192.0.2.2\n", "crypto map M 10 ipsec-isakmp dynamic D\ncrypto dynamic-map D 1\n")
AH = (ALGORITHMS, "ah-sha256-hmac")
OUTSIDE = "interface GigabitEthernet0/0\n"
SECOND_LINE = "interface GigabitEthernet0/2\n ip address 203.0.113.1 255.255.255.252\n%s crypto map M\n"
SECOND_LIST = "acl advanced 3002\n rule 0 permit ip source %s.0 0.0.0.255 destination %s.0 0.0.0.255\n#\n"
GAP = "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.2.255"


def proposal(algorithms):
    return SECOND_PROPOSAL[0], SECOND_PROPOSAL[1] % algorithms


def foreign(line):
    """A speaks from an address that B calls, and has besides its interfaces one with this line."""
    return [FOREIGN, (WAN2[0], WAN2[1] % line), *CALLED]


def two_entries(own, peer, pfs):
    return [("crypto map M 10", "crypto map M 5 ipsec-isakmp\n set peer 192.0.2.%d\n set transform-set T\n set pfs%s\n match address 102\ncrypto map M 10" % (peer, pfs)),
            ("end\n", "access-list 102 permit ip 10.%d.3.0 0.0.0.255 10.%d.3.0 0.0.0.255\nend\n" % (own, peer)), ("10.%d.1.1 255.255.255.0" % own, "10.%d.1.1 255.255.0.0" % own)]


def not_named(addresses):
    """A's policy names no profile, and the only one, which is for these addresses, starts aggressive mode as B's does."""
    return [(" ike-profile I\n", ""), (EXPECTED, " exchange-mode aggressive\n match remote identity address %s\n" % addresses), "B", (EXPECTED_B, " exchange-mode aggressive\n" + EXPECTED_B)]


def assigned(addresses):
    """A's address is assigned, and B expects it among these."""
    return [(" ip address 192.0.2.1 255.255.255.252\n", " ip address dhcp-alloc\n"), "B", TEMPLATE, (" security acl 3000\n remote-address 192.0.2.1\n", ""), ("key address 192.0.2.1 255.255.255.255", "key address 0.0.0.0 0.0.0.0"),
            (EXPECTED_B, " match remote identity address %s\n" % addresses)]


def for_net(words):
    return [(KEY, KEYED.replace("match identity address 192.0.2.2 255.255.255.255", "match identity address " + words)), BY_PROFILE]


def for_host(name):
    return [(KEY, KEYED.replace("match identity address 192.0.2.2 255.255.255.255", "match identity host " + name)), BY_PROFILE, "B", SENDS_HOST]


def translated(*rules, vrf=""):
    """NAT on A's outer interface takes what these rules permit."""
    return [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0%s overload\n%send\n" % (vrf, "".join("access-list 110 %s\n" % rule for rule in rules)))]


def outbound(lines, acl="3001"):
    """NAT by a list on A's outer interface, as Comware has it."""
    return [("ipsec apply policy P\n", "ipsec apply policy P\n" + "".join(" %s\n" % line for line in lines.split(", "))), ("acl advanced 3000\n", "acl advanced %s\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n#\nacl advanced 3000\n" % acl)]


def traversal(*rules):
    """A behind a packet filter of these rules, and a NAT between the ends."""
    through = ("ike peer P\n", "ike peer P\n nat traversal\n")
    return [through, BEHIND_A_NAT[0], ("interface GigabitEthernet0/0\n", " firewall enable\n#\nacl number 3100\n%s#\ninterface GigabitEthernet0/0\n firewall packet-filter 3100 inbound\n" % "".join(" rule %d %s\n" % rule for rule in enumerate(rules))), *BEHIND_A_NAT[1:], through]


NEAR = {
    # The missing rule gets a number that is free and before what would take it.
    "rules-of-the-last-numbers-and-one-between": ("policy", [(" rule 0 permit ip source 10.1.1.0", OTHERS), ("10.1.1.1 255.255.255.0", "10.1.1.1 255.255.0.0"), *SEVENTH[:2], (" rule 0 permit", OTHERS_B)], "partial ACL101"),
    "rule-one-step-before-the-last-number": ("policy", [(" rule 0 permit", " rule 65529 permit"), *SEVENTH], "partial ACL101"),
    "closing-denies-of-the-last-numbers": ("policy", [(RULE, RULE + " rule 65533 deny udp\n rule 65534 deny ip\n"), *SEVENTH], "partial ACL101"),
    "missing-rule-before-a-closing-deny-of-a-part": ("map", [(FLOW, FLOW + THIRD), "B", THIRD_LAN, (BACK, BACK + "\naccess-list 101 deny ip 10.2.3.0 0.0.0.127 any")], "partial ACL101"),
    # What hides, and what only looks like a mirror or like the list that was meant.
    "mirror-for-marked-packets-behind-a-deny": ("map", ["B", (BACK, "deny ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255\naccess-list 101 " + BACK + " dscp ef")], "down ACL101 ACL107:warning"),
    "deny-hides-a-wider-rule": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.255 10.2.0.0 0.0.255.255\naccess-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.0.0 0.0.255.255")], "down ACL101 ACL107:warning"),
    "deny-before-a-rule-for-another-network": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101 permit ip 10.1.5.0 0.0.0.255 any"), ("10.1.1.1 255.255.255.0", "10.1.1.1 255.255.0.0")], "down ACL101"),
    "unused-list-holds-gre-to-another-branch": ("policy", TEMPLATE_FOR_GRE[:3] + [TEMPLATE, (" remote-address 192.0.2.1\n", ""), TEMPLATE_FOR_GRE[-1], ("acl advanced 3000\n", "acl advanced 3001\n rule 0 permit gre source 192.0.2.2 0 destination 198.51.100.7 0\n#\nacl advanced 3000\n")], "down APP101"),
    "copied-list-of-a-map-on-no-interface-and-no-network": ("map", [(FLOW, BACK), UNMAPPED, "B", NO_LAN_B], "down ACL101 APP101"),
    "copied-list-and-half-a-default-route": ("map", [(FLOW, "permit ip 10.2.1.0 0.0.0.255 10.1.5.0 0.0.0.255"), (DEFAULT % 2, "ip route 10.2.1.0 255.255.255.0 192.0.2.2\nip route 0.0.0.0 128.0.0.0 10.1.1.9\n"), "B", (BACK, "permit ip 10.2.1.0 0.0.0.255 10.1.5.0 0.0.0.255"), NO_LAN_B], "down ACL101"),
    "copied-list-and-a-route-through-the-map": ("map", [(FLOW, BACK), (DEFAULT % 2, "ip route 10.2.1.0 255.255.255.0 192.0.2.2\n"), "B", NO_LAN_B], "down ACL101"),
    "other-protocol-to-another-network": ("map", [(FLOW, FLOW.replace("ip 10", "tcp 10")), "B", (BACK, BACK.replace("10.1.1.0", "10.1.9.0"))], "down ACL101"),
    "split-in-nine": ("map", [(FLOW, "\naccess-list 101 ".join("permit ip 10.1.1.%d 0.0.0.%d 10.2.%d.0 0.0.0.255" % (low, size - 1, net) for net, low, size in CUTS)), "B",
                              (BACK, "\naccess-list 101 ".join("permit ip 10.2.%d.0 0.0.0.255 10.1.1.0 0.0.0.255" % net for net in (1, 3, 5))), ("10.2.1.1 255.255.255.0", "10.2.1.1 255.255.0.0")], "down ACL103"),
    # A line with object groups stands for several flows, and no line of one of them takes its place.
    "groups-in-a-copied-list": ("map", [("access-list 101 " + FLOW, GROUPS)], "down ACL101"),
    "groups-in-a-list-that-was-copied": ("map", [("access-list 101 " + FLOW, GROUPS), (BESIDE + " ip address 10.1.1.1 255.255.255.0\n", ""), "B", NO_LAN_B], "down ACL101"),
    "group-for-the-mirror-of-a-wrong-network": ("map", [("access-list 101 " + FLOW, "object-group network L\n 10.1.1.0 255.255.255.0\naccess-list 101 permit ip object-group L 10.2.1.0 0.0.0.255"), "B", (BACK, BACK.replace("10.1.1.0", "10.1.9.0"))], "down ACL101"),
    # The wildcard is the fault, and what the mode makes of it is none besides.
    "netmasks-against-protection": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre 192.0.2.1 255.255.255.255 192.0.2.2 255.255.255.255"), "B", *protected(1)], "partial ACL104:warning"),
    "networks-through-gre-against-protection": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", FLOW), (DEFAULT % 2, DEFAULT % 2 + "ip route 10.2.1.0 255.255.255.0 Tunnel0\n"), "B", *protected(1)], "down ACL101"),
    "gre-rules-of-both-ends-for-others": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre host 192.0.2.1 host 192.0.2.9"), "B", ("permit gre host 192.0.2.2 host 192.0.2.1", "permit gre host 192.0.2.2 host 192.0.2.17")], "down ACL101"),
    "networks-beside-gre-that-is-not-mirrored": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", FLOW), "B", ("permit gre host 192.0.2.2 host 192.0.2.1", "permit gre host 192.0.2.2 host 192.0.2.1\naccess-list 101 " + BACK)], "partial ACL101 ESP106:warning"),
    # The set is right for the tunnel that uses it too, so no fix may change it.
    "callers-with-the-set-of-a-tunnel": ("gre", [("access-list 101 permit gre host 192.0.2.1 host 192.0.2.2", "access-list 101 permit gre host 192.0.2.1 host 192.0.2.2\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.64.0.0 0.63.255.255\ncrypto dynamic-map D 10\n set transform-set T\n match address 102\ncrypto map M 900 ipsec-isakmp dynamic D")], "up ESP106:warning"),
    "masked-endpoint-and-a-rule-for-another-host": ("map", [("ip address 192.0.2.1 255", "ip address 192.x.x.1 255"), (FLOW, "permit ip host 10.1.1.9 host 192.0.2.2"), ("mode tunnel", "mode transport"), "B", (BACK, "permit ip host 192.0.2.2 host 10.1.1.9"), ("mode tunnel", "mode transport")], "up ESP106:warning"),
    "vti-in-transport-mode": ("gre", [*VTI[:4], "B", *VTI_B[:4]], "up"),
    "ipip-tunnels-under-protection": ("gre", [*protected(2), (" ip mtu 1400\n", " ip mtu 1500\n tunnel mode ipip\n"), "B", *protected(1), (" ip mtu 1400\n", " ip mtu 1500\n tunnel mode ipip\n")], "undetermined"),
    # Default routes, halves of them, and ways back.
    "everything-in-two-halves": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 0.0.0.0 127.255.255.255\naccess-list 101 permit ip 10.1.1.0 0.0.0.255 128.0.0.0 127.255.255.255"), (DEFAULT % 2, "ip route 0.0.0.0 0.0.0.0 10.1.1.9\n"), "B",
                                         (BACK, "permit ip 0.0.0.0 127.255.255.255 10.1.1.0 0.0.0.255\naccess-list 101 permit ip 128.0.0.0 127.255.255.255 10.1.1.0 0.0.0.255")], "up APP104:warning"),
    "default-route-past-a-bare-interface": ("map", [(" ip address 192.0.2.1 255.255.255.252\n", ""), (DEFAULT % 2, "ip route 192.0.2.2 255.255.255.255 GigabitEthernet0/0\nip route 0.0.0.0 0.0.0.0 10.1.1.9\n")], "up APP104:warning"),
    "way-back-to-what-lies-behind-the-default-route": ("map", [(FLOW, "permit ip 10.7.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101 permit ip 10.2.1.0 0.0.0.255 10.7.1.0 0.0.0.255"), (DEFAULT % 2, "ip route 0.0.0.0 0.0.0.0 10.1.1.9\nip route 10.2.1.0 255.255.255.0 192.0.2.2\n"), "B", ("10.1.1.0 0.0.0.255", "10.7.1.0 0.0.0.255")], "up"),
    "way-back-of-a-rule-for-anywhere": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 any\naccess-list 101 permit ip any 10.1.1.0 0.0.0.255"), "B", (BACK, "permit ip any 10.1.1.0 0.0.0.255")], "up"),
    "over-gre-for-a-network-that-is-not-there": ("over", [(FLOW, FLOW.replace("10.1.1.0", "10.7.1.0")), "B", ("10.1.1.0 0.0.0.255", "10.7.1.0 0.0.0.255")], "up APP105:warning"),
    "foreign-network-of-marked-packets": ("map", [(FLOW, "permit ip 10.9.1.0 0.0.0.255 10.2.1.0 0.0.0.255 dscp ef"), "B", ("10.1.1.0 0.0.0.255", "10.9.1.0 0.0.0.255")], "undetermined"),
    "far-no-route-of-two-lines": ("map", [*FAR, (DEFAULT % 2, "ip route 10.2.0.0 255.255.0.0 192.0.2.2\n"), (FLOW, FLOW + "\naccess-list 101 permit ip host 192.0.2.1 host 198.51.100.2"), (BESIDE, "interface GigabitEthernet0/2\n ip address 203.0.113.1 255.255.255.252\n crypto map M\n" + BESIDE), *FAR_B,
                                          (BACK, BACK + "\naccess-list 101 permit ip host 198.51.100.2 host 192.0.2.1")], "up APP104:warning"),
    # What is on an interface that is shut is not behind it, unless the policy is there.
    "peer-on-an-interface-that-is-shut": ("map", [*FAR, (BESIDE, "interface GigabitEthernet0/3\n ip address 198.51.100.1 255.255.255.0\n shutdown\n" + BESIDE), *FAR_B], "up"),
    "peer-on-an-interface-that-is-not-shut": ("map", [*FAR, (BESIDE, "interface GigabitEthernet0/3\n ip address 198.51.100.1 255.255.255.0\n" + BESIDE), *FAR_B], "down APP102"),
    "remote-network-on-an-interface-that-is-shut": ("map", [(BESIDE, "interface GigabitEthernet0/3\n ip address 10.2.1.1 255.255.255.0\n shutdown\n" + BESIDE)], "up"),
    "own-network-on-an-interface-that-is-shut": ("map", [(BESIDE, BESIDE + " shutdown\n")], "up"),
    "gre-destination-on-an-interface-that-is-shut": ("gre", [(BESIDE, "interface GigabitEthernet0/3\n ip address 192.0.2.2 255.255.255.255\n shutdown\n" + BESIDE)], "up"),
    "map-on-an-interface-that-is-shut-beside-another-line": ("map", [("255.255.255.252\n crypto map M\n", "255.255.255.252\n shutdown\n crypto map M\n"), (BESIDE, "interface GigabitEthernet0/3\n ip address 203.0.113.1 255.255.255.252\n" + BESIDE), (DEFAULT % 2, "ip route 0.0.0.0 0.0.0.0 203.0.113.2\n")], "down APP101 APP104:warning"),
    # A map on several interfaces: the one that the traffic leaves by.
    "map-on-two-lines-of-which-one-is-shut": ("map", [*FAR, (OUTSIDE, SECOND_LINE % " shutdown\n" + OUTSIDE), (DEFAULT % 2, ""), *FAR_B], "up"),
    "map-on-two-lines-and-a-route-by-the-other": ("map", [*FAR, (OUTSIDE, SECOND_LINE % "" + OUTSIDE), *FAR_B], "up"),
    "map-on-two-lines-and-a-deny-first": ("map", [(OUTSIDE, SECOND_LINE % "" + OUTSIDE), (FLOW, "deny ip host 10.1.1.9 host 203.0.113.7\naccess-list 101 " + FLOW), (DEFAULT % 2, DEFAULT % 2 + "ip route 10.2.1.0 255.255.255.0 192.0.2.2\n")], "up"),
    "map-on-two-lines-and-no-list": ("map", [(OUTSIDE, SECOND_LINE % "" + OUTSIDE), (" match address 101\n", "")], "down CFG005"),
    # A tunnel whose address is not in the file: its network is not known, and the peer may be in it.
    "over-without-an-inner-address": ("over", [(INNER, "")], "up TUN102:warning"),
    "over-with-a-masked-inner-address": ("over", [(INNER, INNER.replace("172.16.0.1", "172.16.x.x"))], "up"),
    "v7-over-gre-local-address-of-a-tunnel-without-address": ("policy", [*OVER_V7[:OVER_V7.index("B")], (" ip address 172.16.0.1 30\n", ""), *OVER_V7[OVER_V7.index("B"):]], "up TUN102:warning"),
    # What no policy in use names still stands in the file.
    "left-over-policy-and-its-keychain": ("policy", [("ipsec policy P 1 isakmp\n", LEFT_OVER % "")], "up CFG002"),
    "left-over-policy-of-certificates-and-its-keychain": ("policy", [("ipsec policy P 1 isakmp\n", LEFT_OVER % " proposal 2\n"), ("ike proposal 1\n", "ike proposal 2\n authentication-method rsa-signature\n#\nike proposal 1\n")], "up CFG002:warning"),
    "peer-block-of-another-release-with-a-key-alone": ("peer", [V7, BLOCK_PEER], "down CFG005"),
    "peer-block-of-another-release-with-an-address-alone": ("peer", [V7, BLOCK_KEY], "down CFG005 KEY105"),
    "peer-block-of-another-release-with-nothing": ("peer", [V7, BLOCK_KEY, BLOCK_PEER], "down CFG005 KEY105"),
    # One of several entries or directions is the one that fails.
    "pfs-of-two-entries": ("map", [*two_entries(1, 2, ""), (" set pfs group14\n", " set pfs group5\n"), "B", *two_entries(2, 1, " group14")], "partial ESP103"),
    "ike-v2-at-one-end-and-pfs": ("map", [("crypto map M 10 ipsec-isakmp\n", V2), ("set pfs group14", "set pfs group5")], "down ESP103 IKE102"),
    "profile-offers-what-the-other-lacks": ("mixed-v7-cisco", [proposal("aes-cbc-256\n dh group14"), ("ike profile I\n", "ike profile I\n proposal 2\n")], "partial IKE101:warning"),
    "profile-offers-what-the-other-v7-lacks": ("policy", [proposal("aes-cbc-256\n dh group14"), SECOND_OFFERED], "up IKE107:warning"),
    "profile-offers-another-lifetime": ("policy", [proposal("aes-cbc-128\n dh group14\n authentication-algorithm sha256\n sa duration 3600"), SECOND_OFFERED], "up"),
    "profile-offers-one-of-two-and-ruijie-assumes": ("mixed-v7-ruijie", [proposal("3des-cbc\n dh group2\n sa duration 3600"), ("ike profile I\n", "ike profile I\n proposal 2\n"), "B", (" authentication pre-share\n", "")], "undetermined IKE101:warning"),
    "no-proposals-of-v5-and-ios": ("mixed-v5-cisco", [("ike proposal 1\n encryption-algorithm 3des-cbc\n dh group2\n#\n", ""), "B", (POLICY + " encr 3des\n authentication pre-share\n group 2\n", "")], "down IKE101"),
    "groups-5-and-24": ("map", [(" group 14\n", " group 5\n"), "B", (" group 14\n", " group 24\n")], "down IKE101"),
    "v5-aggressive-refused-by-ios": ("mixed-v5-cisco", [("ike peer P\n", "ike peer P\n exchange-mode aggressive\n"), "B", ("crypto isakmp key", "crypto isakmp aggressive-mode disable\ncrypto isakmp key")], "down IKE103"),
    # Equal as far as they can be read is not equal.
    "policy-again-and-a-hash-unread": ("map", [(POLICY, AGAIN.replace(" group", " hash crc\n group") + POLICY)], "up CFG001"),
    "policy-again-and-a-lifetime-unread": ("map", [(POLICY, AGAIN + " lifetime 86400\n lifetime many\n" + POLICY)], "up CFG001"),
    # Keys for more than their peer.
    "key-for-anybody-by-its-mask": ("map", [("4711 address 192.0.2.2", "4711 address 192.0.2.2 0.0.0.0")], "up"),
    "key-for-a-net-beside-the-peer": ("map", [(KEY, KEY + "crypto isakmp key Long-Enough-Key-4711 address 198.51.100.4 255.255.255.252\n"), "B", (BESIDE, "interface GigabitEthernet0/2\n ip address 198.51.100.4 255.255.255.248\n" + BESIDE)], "up"),
    "keys-for-own-addresses": ("map", [(KEY, KEY + "crypto isakmp key Quite-Another-One-9 address 192.0.2.1\ncrypto isakmp key Quite-Another-One-9 address 10.1.1.1\n")], "up"),
    # Identities and addresses: what is told beside the wrong one, and which lines can be corrected with it.
    "v7-expects-another-address-of-v5": ("mixed-v7-v5", [("match remote identity address 203.0.113.5 255", "match remote identity address 203.0.113.6 255")], "down IKE104"),
    "identity-masked-elsewhere": ("policy", [("identity address 192.0.2.2 255", "identity address 203.x.x.2 255")], "down IKE104"),
    "wrong-peer-of-an-ios-profile-for-anybody": ("map", [(KEY, KEYED.replace("match identity address 192.0.2.2 255.255.255.255", "match identity address 0.0.0.0").replace("address 192.0.2.2 key", "address 0.0.0.0 0.0.0.0 key")), BY_PROFILE, WRONG_PEER], "down IKE105"),
    "wrong-peer-of-two-entries": ("map", [WRONG_PEER, ("4711 address 192.0.2.2", "4711 address 192.0.2.9"), ("crypto map M 10", "crypto map M 20 ipsec-isakmp\n set peer 192.0.2.9\n set transform-set T\n set pfs group14\n match address 102\ncrypto map M 10"), ("end\n", "access-list 102 permit ip 10.1.7.0 0.0.0.255 10.2.7.0 0.0.0.255\nend\n"), ("10.1.1.1 255.255.255.0", "10.1.1.1 255.255.0.0"), "B", ("10.2.1.1 255.255.255.0", "10.2.1.1 255.255.0.0")], "down ACL101 IKE105"),
    "wrong-peer-and-no-key": ("map", [WRONG_PEER, ("4711 address 192.0.2.2", "4711 address 198.51.100.77")], "down IKE105"),
    "wrong-peer-and-a-key-for-its-net": ("map", [WRONG_PEER, ("4711 address 192.0.2.2", "4711 address 192.0.2.8 255.255.255.252")], "down IKE105"),
    "wrong-peer-and-a-key-by-name": ("map", [WRONG_PEER, ("4711 address 192.0.2.2", "4711 hostname far.example")], "down IKE105"),
    "local-address-on-no-interface": ("policy", [FOREIGN, *CALLED], "up IKE105:warning"),
    "local-address-on-no-interface-and-another-is-called": ("policy", [FOREIGN, *((edit[0], edit[1].replace("203.0.113.1", "203.0.113.9")) if edit != "B" else edit for edit in CALLED)], "down IKE105 IKE105:warning"),
    "local-address-beside-an-interface-without-one": ("policy", foreign("description spare"), "up IKE105:warning"),
    "local-address-may-be-assigned": ("policy", foreign("ip address dhcp-alloc"), "up"),
    "local-address-may-be-unread": ("policy", foreign("ip address 203.0.113.1"), "up CFG001"),
    "local-address-may-be-in-a-table": ("policy", foreign("ip binding vpn-instance X\n ip address 198.51.100.1 30"), "up"),
    "local-address-may-be-masked": ("policy", foreign("ip address 203.x.x.1 30"), "up"),
    "assigned-and-known-by-name-alone": ("peer", [("ip address 192.0.2.1 255.255.255.252", "ip address dhcp-alloc"), (" remote-address 192.0.2.2\n", " remote-address 192.0.2.2\n exchange-mode aggressive\n id-type name\n remote-name b\n local-name a\n"), "B",
                                                  (" remote-address 192.0.2.1\n", " exchange-mode aggressive\n id-type name\n remote-name a\n local-name b\n")], "up"),
    # Addresses that are of one host alone are no subnet.
    "fleet-subnet-of-one-address": ("fleet", [(" ip address 172.16.12.1 255.255.255.252\n", " ip address 172.16.12.1 255.255.255.255\n"), "B", (" ip address 172.16.12.2 255.255.255.252\n", " ip address 172.16.12.1 255.255.255.255\n"),
                                              "D", (SUBNET_D, " ip address 172.16.12.1 255.255.255.255\n"), "E", (SUBNET_E, " ip address 172.16.12.1 255.255.255.255\n")], "down up down TUN102"),
    # Sets: what is not modelled is no mismatch, and hides none.
    "empty-set-against-a-null-cipher": ("policy", [(ESP, ""), "B", (ESP, " esp encryption-algorithm null\n")], "down ESP105"),
    "compression-at-one-end": ("map", [(ALGORITHMS, ALGORITHMS + " comp-lzs")], "undetermined"),
    "compression-and-another-cipher": ("map", [(ALGORITHMS, "esp-aes 256 esp-sha256-hmac comp-lzs")], "down ESP101"),
    "compression-alone": ("map", [(ALGORITHMS, "comp-lzs"), "B", (ALGORITHMS, "comp-lzs")], "undetermined"),
    "protocol-unread-and-no-algorithm": ("policy", [(ESP, " protocol xyz\n")], "down CFG001 ESP101"),
    # A finer rule comes before the coarser one, which has its mirror; what a narrowed deny leaves out is not known.
    "finer-rule-before-the-coarser": ("map", [(FLOW, FLOW.replace("10.1.1.0 0.0.0.255", "10.1.1.0 0.0.0.127") + "\naccess-list 101 " + FLOW)], "up"),
    "finer-rules-before-the-coarser": ("map", [(FLOW, "".join(FLOW.replace("10.1.1.0 0.0.0.255", net + " 0.0.0.127") + "\naccess-list 101 " for net in ("10.1.1.0", "10.1.1.128")) + FLOW)], "up"),
    "finer-rules-of-a-part-and-no-coarser": ("map", [(FLOW, FLOW.replace("10.1.1.0 0.0.0.255", "10.1.1.0 0.0.0.127") + "\naccess-list 101 " + FLOW.replace("10.1.1.0 0.0.0.255", "10.1.1.192 0.0.0.63"))], "partial ACL102:warning"),
    "marked-packets-left-out-before-a-wider-rule": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.127 10.2.1.0 0.0.0.255 dscp ef\naccess-list 101 " + FLOW), "B", (BACK, BACK.replace("10.1.1.0 0.0.0.255", "10.1.1.0 0.0.0.127"))], "partial ACL102:warning"),
    "vpn-instance-left-out-before-a-wider-rule": ("policy", [(" rule 0 permit", " rule 0 deny ip vpn-instance X source 10.1.1.0 0.0.0.127 destination 10.2.1.0 0.0.0.255\n rule 5 permit"), "B", ("destination 10.1.1.0 0.0.0.255", "destination 10.1.1.0 0.0.0.127")], "partial ACL102:warning"),
    "way-back-of-a-narrower-rule": ("map", [(FLOW, FLOW + "\naccess-list 101 " + BACK), "B", (BACK, "permit ip 10.2.0.0 0.0.255.255 10.1.1.0 0.0.0.255")], "partial ACL102:warning"),
    "entry-of-another-v5-peer-with-the-same-list": ("peer", [("ipsec policy M 1 isakmp\n", "ike peer Q\n proposal 1\n pre-shared-key simple Quite-Another-One-9\n remote-address 198.51.100.9\n#\nipsec policy M 1 isakmp\n security acl 3000\n ike-peer Q\n proposal T\n#\nipsec policy M 2 isakmp\n")], "partial ACL107:warning"),
    # A net is the same whichever of its addresses the line names; a template has two entries for the one address that a profile is for.
    "identity-mask-and-host-bits": ("policy", [("identity address 192.0.2.2 255.255.255.255", "identity address 192.0.2.5 24")], "up"),
    "profile-not-named-for-a-net-and-host-bits": ("policy", not_named("192.0.2.5 24"), "up"),
    "wrong-peer-of-a-profile-for-a-net-and-host-bits": ("policy", [("remote-address 192.0.2.2\n", "remote-address 192.0.2.9\n"), ("identity address 192.0.2.2 255.255.255.255", "identity address 192.0.2.5 24")], "down IKE105"),
    "ios-identity-mask": ("map", for_net("192.0.2.0 255.255.255.0"), "up"),
    "ios-identity-mask-and-host-bits": ("map", for_net("192.0.2.5 255.255.255.0"), "up"),
    "ios-identity-of-another-net": ("map", for_net("192.0.3.0 255.255.255.0"), "down IKE104"),
    "template-of-two-entries-for-one-address": ("policy", [("ipsec policy P 1 isakmp\n", SECOND_LIST % ("10.1.3", "10.2.1") + "ipsec policy P 2 isakmp\n transform-set T\n security acl 3002\n remote-address 192.0.2.2\n ike-profile I\n#\nipsec policy P 1 isakmp\n"), ("10.1.1.1 255.255.255.0", "10.1.1.1 255.255.0.0"), "B",
                                                           ("ipsec policy P 1 isakmp\n", SECOND_LIST % ("10.2.1", "10.1.3") + "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 2\n transform-set T\n security acl 3002\n ike-profile I\n#\nipsec policy-template Q 1\n"), (" remote-address 192.0.2.1\n", "")], "up"),
    # Ranges, nets and names, and what is just outside of them.
    "peer-range-to-the-very-address": ("peer", [("remote-address 192.0.2.2", "remote-address 192.0.2.1 192.0.2.2")], "up"),
    "profile-not-named-for-a-range": ("policy", not_named("range 192.0.2.2 192.0.2.6"), "up"),
    "profile-not-named-for-a-range-to-the-very-address": ("policy", not_named("range 192.0.1.1 192.0.2.2"), "up"),
    "profile-not-named-for-a-range-above": ("policy", not_named("range 192.0.2.3 192.0.2.6"), "down IKE103"),
    "profile-not-named-for-a-range-below": ("policy", not_named("range 192.0.1.1 192.0.2.1"), "down IKE103"),
    "profile-not-named-for-a-net": ("policy", not_named("192.0.2.0 24"), "up"),
    "profile-not-named-for-another-net": ("policy", not_named("192.0.3.0 24"), "down IKE103"),
    "assigned-and-a-range-expected": ("policy", assigned("range 192.0.2.0 192.0.2.255"), "up"),
    "assigned-and-everybody-expected": ("policy", assigned("range 0.0.0.0 255.255.255.255"), "up"),
    "assigned-and-a-net-expected": ("policy", assigned("192.0.2.0 24"), "up"),
    "name-of-which-the-other-is-a-part": ("policy", [(EXPECTED, " exchange-mode aggressive\n local-identity fqdn a\n match remote identity fqdn b\n"), "B", (EXPECTED_B, " exchange-mode aggressive\n local-identity fqdn b\n match remote identity fqdn a.example\n")], "down IKE104"),
    "host-with-its-domain": ("map", for_host("B.example.net"), "up"),
    "host-that-only-begins-alike": ("map", for_host("Bologna"), "down IKE104"),
    # What NAT takes of a flow for certain, and what it may leave alone.
    "nat-of-marked-packets": ("map", translated("permit ip 10.1.1.0 0.0.0.255 any dscp ef"), "up"),
    "nat-of-half-the-lan-before-the-exemption": ("map", translated("permit ip 10.1.1.0 0.0.0.127 any", "deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255", "permit ip 10.1.1.0 0.0.0.255 any"), "up APP103:warning"),
    "nat-of-half-the-lan-of-which-a-part-is-exempt": ("map", translated("deny ip 10.1.1.0 0.0.0.63 10.2.1.0 0.0.0.255", "permit ip 10.1.1.0 0.0.0.127 any"), "up"),
    "nat-of-half-the-lan-and-the-other-half-exempt": ("map", translated("deny ip 10.1.1.128 0.0.0.127 10.2.1.0 0.0.0.255", "permit ip 10.1.1.0 0.0.0.127 any"), "up APP103:warning"),
    "nat-of-a-part-of-what-comes-from-anywhere": ("map", [*translated("permit ip 10.1.1.0 0.0.0.127 any"), (FLOW, "permit ip any 10.2.1.0 0.0.0.255"), "B", (BACK, "permit ip 10.2.1.0 0.0.0.255 any")], "up"),
    "nat-of-the-vrf-of-the-profile": ("map", [("crypto map M 10 ipsec-isakmp\n", RED), *translated("permit ip 10.1.1.0 0.0.0.255 any", vrf=" vrf RED")], "partial APP103"),
    "nat-of-another-vrf-than-the-profile": ("map", [("crypto map M 10 ipsec-isakmp\n", RED), *translated("permit ip 10.1.1.0 0.0.0.255 any", vrf=" vrf BLUE")], "up"),
    "policy-nat-in-a-vpn-instance": ("policy", [("ipsec apply policy P\n", "ipsec apply policy P\n nat outbound 3001\n"), ("acl advanced 3000\n", "acl advanced 3001\n rule 5 permit ip vpn-instance X source 10.1.1.0 0.0.0.255\n#\nacl advanced 3000\n")], "up"),
    "policy-nat-on-the-wrong-interface": ("policy", [("255.255.255.252\n ipsec apply policy P\n", "255.255.255.252\n"), ("10.1.1.1 255.255.255.0\n", "10.1.1.1 255.255.255.0\n ipsec apply policy P\n nat outbound\n")], "down APP102"),
    "policy-nat-by-a-named-list": ("policy", outbound("nat outbound name CLIENTS", "name CLIENTS"), "partial APP103"),
    "policy-nat-to-a-group-of-addresses": ("policy", outbound("nat outbound 3001 address-group 1"), "partial APP103"),
    "policy-nat-of-everything-to-a-group": ("policy", outbound("nat outbound address-group 1"), "partial APP103"),
    "policy-nat-taken-back": ("policy", outbound("nat outbound 3001, undo nat outbound 3001"), "up"),
    "policy-nat-of-another-list-taken-back": ("policy", outbound("nat outbound 3001, undo nat outbound 3002"), "partial APP103"),
    "policy-nat-twice-and-taken-back": ("policy", outbound("nat outbound 3001, nat outbound 3001, undo nat outbound 3001"), "up"),
    "policy-nat-of-a-server": ("policy", outbound("nat server protocol tcp global 192.0.2.1 80 inside 10.1.1.10 80"), "up"),
    # Packet filters: the packets that this tunnel is made of.
    "filter-of-marked-packets": ("map", filtered("permit udp any any eq isakmp dscp ef", "permit esp any any"), "up"),
    "filter-of-ah": ("map", [*filtered("permit udp any any eq isakmp", "permit ahp any any"), AH, "B", AH], "up"),
    "filter-of-ah-that-lets-esp-in": ("map", [*filtered("permit udp any any eq isakmp", "permit esp any any"), AH, "B", AH], "undetermined"),
    "filter-before-a-protected-tunnel": ("gre", [*protected(2), ("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip access-group OUT in\n"), ("end\n", "ip access-list extended OUT\n permit udp any any eq isakmp\nend\n"), "B", *protected(1)], "undetermined"),
    "filter-of-the-template-lets-the-one-in": ("map", [*filtered("permit udp host 192.0.2.2 any eq isakmp", "permit esp host 192.0.2.2 any"), DYNAMIC], "up"),
    "filter-of-the-template-lets-another-in": ("map", [*filtered("permit udp host 192.0.2.77 any eq isakmp", "permit esp host 192.0.2.77 any"), DYNAMIC], "undetermined"),
    "filter-behind-a-nat-lets-traversal-in": ("peer", traversal("permit udp destination-port eq 500", "permit udp destination-port eq 4500", "deny ip"), "up"),
    "filter-behind-a-nat-lets-ike-in-alone": ("peer", traversal("permit udp destination-port eq 500", "deny ip"), "undetermined"),
    # Earlier rules whose wildcard has gaps; the ports of a group; masks and modes of the inner addresses.
    "gap-behind-a-wider-rule": ("map", [(FLOW, "permit ip 10.1.1.0 0.0.0.255 any\naccess-list 101 " + GAP), "B", (BACK, "permit ip any 10.1.1.0 0.0.0.255")], "up ACL104:warning ACL107:warning"),
    "gap-before-a-narrower-rule": ("map", [(FLOW, GAP + "\naccess-list 101 " + FLOW), "B", (BACK, "permit ip 10.2.1.0 0.0.2.255 10.1.1.0 0.0.0.255")], "up ACL104:warning ACL107:warning"),
    "group-with-a-port": ("map", [("access-list 101 permit ip 10.1.1.0 0.0.0.255", "object-group network L\n 10.1.1.0 255.255.255.0\naccess-list 101 permit tcp object-group L eq 22"), "B", (BACK, "permit tcp 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255 eq 22")], "up"),
    "gre-inner-of-two-masks": ("gre", ["B", ("172.16.0.2 255.255.255.252", "172.16.0.6 255.255.255.248")], "down TUN102"),
    "gre-inner-of-one-address": ("gre", [(INNER, " ip address 172.16.0.1 255.255.255.255\n")], "down TUN102"),
    "vti-against-gre-with-a-key": ("gre", [*VTI, "B", *VTI_B, (" tunnel mode ipsec ipv4\n", " tunnel key 7\n")], "down TUN103"),
    # The nearest of several keys that count elsewhere.
    "vrf-global-key-behind-one-of-another": ("map", [*IN_VRF, (KEY, OTHER_KEY + KEY)], "down KEY105"),
    "vrf-global-key-for-anybody": ("map", [*IN_VRF, (KEY, OTHER_KEY + "crypto isakmp key Long-Enough-Key-4711 address 0.0.0.0\n")], "down KEY105"),
}
