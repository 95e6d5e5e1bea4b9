"""Fleets of small routers for near.py: a hub A with the branches B and C, and D and E, which have a tunnel of their own. FLEETS gives their configs, SETTINGS what stands in `.peerlint.json` beside them, NEAR the rows."""
import json

import near_bases

HEAD = """version 15.4
hostname {name}
crypto isakmp policy 10
 encr aes
 hash sha256
 authentication pre-share
 group 14
crypto ipsec transform-set T esp-aes esp-sha256-hmac
 mode transport
"""
ENTRY = """crypto isakmp key {key} address 192.0.2.{peer}
crypto map M {line} ipsec-isakmp
 set peer 192.0.2.{peer}
 set transform-set T
 match address {list}
access-list {list} permit gre host 192.0.2.{own} host 192.0.2.{peer}
interface Tunnel{line}
 ip address 172.16.{net}.{side} 255.255.255.252
 ip mtu 1400
 tunnel source GigabitEthernet0/0
 tunnel destination 192.0.2.{peer}
"""
TAIL = """interface GigabitEthernet0/0
 ip address 192.0.2.{own} 255.255.255.0
 crypto map M
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
end
"""


def site(name, own, *peers):
    """A router with a tunnel to each of the peers, which are known by the last number of their address."""
    text = HEAD.format(name=name)
    for line, peer in enumerate(peers, 1):
        low, high = sorted((own, peer))
        text += ENTRY.format(own=own, peer=peer, line=line, list=100 + line, net=low * 10 + high, side=1 if own < peer else 2, key="Long-Key-Of-%d-And-%d" % (low, high))
    return text + TAIL.format(own=own)


FLEET = site("A", 1, 2, 3), site("B", 2, 1), site("C", 3, 1), site("D", 4, 5), site("E", 5, 4)
WISHES = {"tunnels": [{"ends": ["A", "B"]}, {"ends": ["E", "D"]}], "files": [{"path": "b", "role": "spoke"}, {"path": "c", "role": "spoke"}]}


def wishing(*ends, **roles):
    return json.dumps({"tunnels": [{"ends": list(e)} for e in ends], "files": [{"path": path, "role": role} for path, role in roles.items()]})


# A hub that waits for calls over one multipoint tunnel, and two spokes; the same with templates for two names.
MULTIPOINT = HEAD + """crypto isakmp key Long-Enough-Key-4711 address 0.0.0.0
crypto ipsec profile F
 set transform-set T
interface Tunnel0
 ip address 172.16.0.{own} 255.255.255.0
 ip mtu 1400
{nhrp} tunnel source GigabitEthernet0/0
 tunnel mode gre multipoint
 tunnel protection ipsec profile F
interface GigabitEthernet0/0
 ip address 192.0.2.{own} 255.255.255.0
end
"""
TO_HUB = " ip nhrp map 172.16.0.1 192.0.2.1\n ip nhrp map multicast 192.0.2.1\n ip nhrp nhs 172.16.0.1\n"
CLOUD = tuple(MULTIPOINT.format(name=name, own=own, nhrp=" ip nhrp map multicast dynamic\n" if own == 1 else TO_HUB) for own, name in enumerate("ABC", 1))
NAMED = """#
 version 5.20, Release 2207P02
#
 sysname {name}
#
{acls}ike proposal 1
 encryption-algorithm aes-cbc 128
 dh group14
#
{peers}ipsec proposal T
 esp authentication-algorithm sha1
 esp encryption-algorithm aes 128
#
{policy}interface GigabitEthernet0/0
 ip address {address}
 ipsec policy M
#
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
#
 ip route-static 0.0.0.0 0.0.0.0 192.0.2.254
#
return
"""
NAMED_PEER = "ike peer {peer}\n exchange-mode aggressive\n proposal 1\n pre-shared-key simple Long-Key-Of-{key}\n id-type name\n remote-name {peer}\n local-name {me}\n{remote}#\n"


def caller(name, own):
    return NAMED.format(name=name, own=own, address="dhcp-alloc", acls="acl number 3000\n rule 0 permit ip source 10.%d.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255\n#\n" % own,
                        peers=NAMED_PEER.format(peer="hub", me="branch-" + name.lower(), key=name, remote=" remote-address 192.0.2.1\n"), policy="ipsec policy M 1 isakmp\n security acl 3000\n ike-peer hub\n proposal T\n#\n")


CALLED = NAMED.format(name="A", own=1, address="192.0.2.1 255.255.255.0", acls="", peers="".join(NAMED_PEER.format(peer="branch-" + name.lower(), me="hub", key=name, remote="") for name in "BC"),
                      policy="".join("ipsec policy-template Q %d\n ike-peer branch-%s\n proposal T\n#\n" % (n, name) for n, name in ((1, "b"), (2, "c"))) + "ipsec policy M 1 isakmp template Q\n#\n"), caller("B", 2), caller("C", 3)
LONELY = site("A", 1, 2), FLEET[1], site("C", 3, 9), *FLEET[3:]


def named():
    """A hub of Comware V7 whose template names no profile, and two branches that call by names, from addresses assigned at run time."""
    a, b = near_bases.BASES["policy"]
    policy = " security acl 3000\n remote-address 192.0.2.2\n ike-profile I\n"
    profile = "ike profile I\n keychain K\n match remote identity address 192.0.2.%d 255.255.255.255\n proposal 1\n"
    chain = "ike keychain K\n pre-shared-key address 192.0.2.2 255.255.255.255 key simple Long-Enough-Key-4711\n#\n"
    hub = a.replace("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n").replace(policy, "")
    hub = hub.replace(profile % 2, "#\n".join("ike profile I%d\n keychain K%d\n exchange-mode aggressive\n local-identity fqdn hub\n match remote identity fqdn branch%d\n proposal 1\n" % (n, n, n) for n in (1, 2)))
    hub = hub.replace(chain, "".join("ike keychain K%d\n pre-shared-key hostname branch%d key simple Long-Enough-Key-%d\n#\n" % (n, n, n) for n in (1, 2)))
    branch = b.replace(profile % 1, "ike profile I\n keychain K\n exchange-mode aggressive\n local-identity fqdn branch{n}\n match remote identity fqdn hub\n proposal 1\n").replace("4711", "{n}")
    branch = branch.replace(" ip address 192.0.2.2 255.255.255.252\n", " ip address dhcp-alloc\n").replace("0 192.0.2.1\n", "0 GigabitEthernet0/0\n")
    return (hub, *[branch.replace("sysname B", "sysname " + name).replace("10.2.", "10.%d." % (n + 1)).replace("{n}", str(n)) for n, name in ((1, "B"), (2, "C"))])


FLEETS = {"named": named(), "cloud": CLOUD, "called": CALLED, "lonely": LONELY, "lonely-for-want-of-entries": (*LONELY[:2], site("C", 3), *LONELY[3:]), "fleet": FLEET, "wishes": FLEET, "wishes-unmet": FLEET, "wishes-for-nobody": FLEET, "external": FLEET}
SETTINGS = {"lonely": wishing(c="spoke", a="hub"), "lonely-for-want-of-entries": wishing(c="spoke"), "wishes": json.dumps(WISHES), "wishes-unmet": wishing(("A", "B"), ("B", "C"), ("E", "A"), c="spoke"), "wishes-for-nobody": wishing(("A", "X"), ("Y", "B"), ("X", "Y")), "external": wishing(a="external", b="spoke")}
A_B, D_E = "Long-Key-Of-1-And-2", "Long-Key-Of-4-And-5"
TUNNEL_SET = "crypto ipsec transform-set U esp-aes esp-sha256-hmac\n mode tunnel\n"
OTHER_PEERS = TUNNEL_SET + "".join("crypto map M %d ipsec-isakmp\n set peer 198.51.100.%d\n set transform-set U\n match address 1%d\naccess-list 1%d permit ip 10.1.1.0 0.0.0.255 10.9.%d.0 0.0.0.255\n" % (n, n, n, n, n) for n in range(11, 17))
FIVE_PEERS = OTHER_PEERS.replace("crypto map M 16 ipsec-isakmp\n set peer 198.51.100.16\n set transform-set U\n match address 116\n", "")
TO_A = TUNNEL_SET + "crypto map M 9 ipsec-isakmp\n set peer 192.0.2.1\n set transform-set U\n match address 109\naccess-list 109 permit ip 10.4.1.0 0.0.0.255 10.1.1.0 0.0.0.255\n"
INSIDE = "interface GigabitEthernet0/1\n"
SUBNET_D, SUBNET_E = " ip address 172.16.45.1 255.255.255.252\n", " ip address 172.16.45.2 255.255.255.252\n"
HUB_ADDRESS = " ip address 192.0.2.1 255.255.255.0\n"
PROTECTION, OUTSIDE = (" tunnel protection ipsec profile F\n", ""), "interface GigabitEthernet0/0\n"
GRE_MAP = "crypto map M 10 ipsec-isakmp\n set peer 192.0.2.1\n set transform-set T\n match address 101\naccess-list 101 permit gre host 192.0.2.2 host 192.0.2.1\n"
ANY_MAP = "crypto dynamic-map D 10\n set transform-set T\ncrypto map M 10 ipsec-isakmp dynamic D\n"
SECOND_CLOUD = "interface Tunnel5\n ip address 172.17.0.1 255.255.255.0\n ip mtu 1400\n tunnel source GigabitEthernet0/0\n tunnel mode gre multipoint\n tunnel key 7\n tunnel protection ipsec profile F shared\n"
BY_NAME = (TO_HUB, " ip nhrp nhs dynamic nbma hub.example multicast\n")
NEAR = {
    # The name that comes selects the profile of a template that names none.
    "named": ("named", [], "up up"),
    "named-with-another-key": ("named", ["C", ("Long-Enough-Key-2", "Long-Enough-Key-1")], "up down KEY101"),
    "named-wrongly": ("named", ["C", ("fqdn branch2", "fqdn branch3")], "up down IKE104"),
    "named-in-main-mode": ("named", ["C", (" exchange-mode aggressive\n", "")], "up down IKE103"),
    "named-and-one-profile-in-main-mode": ("named", [(" exchange-mode aggressive\n local-identity fqdn hub\n match remote identity fqdn branch2\n", " local-identity fqdn hub\n match remote identity fqdn branch2\n")], "up down IKE103"),
    "named-beside-a-profile-for-an-address": ("named", [("ike profile I1\n", "ike profile I0\n keychain K0\n match remote identity address 198.51.100.7 255.255.255.255\n#\nike profile I1\n"), ("ike keychain K1\n", "ike keychain K0\n pre-shared-key address 198.51.100.7 255.255.255.255 key simple Long-Enough-Key-7\n#\nike keychain K1\n")], "up up"),
    # The hub is known by its inner address, whatever its outer one is.
    "cloud-hub-assigned": ("cloud", [(HUB_ADDRESS, " ip address dhcp\n")], "up up"),
    "cloud-hub-not-shown": ("cloud", [(HUB_ADDRESS, "")], "up up"),
    "cloud-hub-masked": ("cloud", [(HUB_ADDRESS, " ip address 192.0.x.x 255.255.255.0\n")], "up up"),
    "cloud-hub-behind-nat": ("cloud", [(HUB_ADDRESS, " ip address 10.99.0.2 255.255.255.0\n")], "undetermined undetermined"),
    "cloud-spoke-assigned": ("cloud", ["B", (" ip address 192.0.2.2 255.255.255.0\n", " ip address dhcp\n")], "up up"),
    "cloud-hub-by-name": ("cloud", ["B", BY_NAME], "up up"),
    # One end of a multipoint tunnel sends it in the clear, and no policy on the way out sees it.
    "cloud-hub-without-ipsec": ("cloud", [PROTECTION], "down down APP101"),
    "cloud-hub-without-ipsec-by-address": ("cloud", [PROTECTION, (" tunnel source GigabitEthernet0/0\n", " tunnel source 192.0.2.1\n"), (OUTSIDE + HUB_ADDRESS, "")], "down down APP101"),
    "cloud-spoke-without-ipsec": ("cloud", ["B", PROTECTION], "down up APP101"),
    "cloud-spokes-without-ipsec": ("cloud", ["B", PROTECTION, "C", PROTECTION], "down down APP101"),
    "cloud-without-ipsec": ("cloud", [PROTECTION, "B", PROTECTION, "C", PROTECTION], ""),
    "cloud-spoke-with-a-map": ("cloud", ["B", PROTECTION, (OUTSIDE, GRE_MAP + OUTSIDE + " crypto map M\n")], "up up"),
    "cloud-hub-with-a-map": ("cloud", [PROTECTION, (OUTSIDE, ANY_MAP + OUTSIDE + " crypto map M\n")], "up up"),
    "cloud-hub-of-two-without-ipsec": ("cloud", [PROTECTION, ("interface Tunnel0\n", SECOND_CLOUD + "interface Tunnel0\n")], "down down APP101"),
    "cloud-hub-of-two": ("cloud", [("interface Tunnel0\n", SECOND_CLOUD + "interface Tunnel0\n")], "up up"),
    # The spokes still call the hub whose inner address is wrong.
    "cloud-hub-inner-address": ("cloud", [(" ip address 172.16.0.1 255", " ip address 172.16.9.1 255")], "down down TUN102"),
    "fleet": ("fleet", [], "up up up"),
    "wishes": ("wishes", [], "up up up"),
    "wishes-unmet": ("wishes-unmet", [], "up up up FLT101"),
    "wishes-for-nobody": ("wishes-for-nobody", [], "up up up FLT101"),
    "external": ("external", [], "up up up"),
    # The hub has other branches, so that it is the branch that changes.
    "fleet-branch-of-another-cipher": ("fleet", ["B", (" encr aes\n", " encr aes 256\n")], "down up up IKE101"),
    "fleet-branch-of-another-set": ("fleet", ["B", ("esp-aes esp", "esp-aes 256 esp")], "down up up ESP101"),
    "fleet-key": ("fleet", ["D", (D_E, A_B), "E", (D_E, A_B)], "up up up"),
    "fleet-key-of-the-hub": ("fleet", [(A_B, "Long-Key-Of-1-And-3"), "B", (A_B, "Long-Key-Of-1-And-3")], "up up up"),
    "fleet-key-of-anybody-too": ("fleet", [("crypto isakmp key " + A_B, "crypto isakmp key Quite-Another-One-9 address 0.0.0.0\ncrypto isakmp key " + A_B)], "up up up KEY106:warning"),
    "fleet-key-masked": ("fleet", [(A_B, "*****"), "B", (A_B, "*****"), "D", (D_E, "*****"), "E", (D_E, "*****")], "up up up"),
    "fleet-key-differs": ("fleet", ["D", (D_E, A_B)], "up up down KEY101"),
    "fleet-subnet": ("fleet", ["D", (SUBNET_D, " ip address 172.16.12.1 255.255.255.252\n"), "E", (SUBNET_E, " ip address 172.16.12.2 255.255.255.252\n")], "up up up FLT102:warning"),
    "fleet-subnet-turned": ("fleet", ["D", (SUBNET_D, " ip address 172.16.12.2 255.255.255.252\n"), "E", (SUBNET_E, " ip address 172.16.12.1 255.255.255.252\n")], "up up up FLT102:warning"),
    "fleet-subnet-of-one-end": ("fleet", ["D", (SUBNET_D, " ip address 172.16.12.1 255.255.255.252\n")], "up up down TUN102"),
    "fleet-subnet-wider": ("fleet", ["D", (SUBNET_D, " ip address 172.16.12.1 255.255.255.248\n"), "E", (SUBNET_E, " ip address 172.16.12.2 255.255.255.248\n")], "up up up"),
    "fleet-subnet-of-everything": ("fleet", [(" ip address 172.16.12.1 255.255.255.252\n", " ip address 172.16.12.1 255.0.0.0\n"), "B", (" ip address 172.16.12.2 255.255.255.252\n", " ip address 172.16.12.2 255.0.0.0\n"),
                                             "D", (SUBNET_D, " ip address 172.17.12.1 255.0.0.0\n"), "E", (SUBNET_E, " ip address 172.17.12.2 255.0.0.0\n")], "up up up"),
    "fleet-subnet-in-a-table": ("fleet", ["D", (SUBNET_D, " ip vrf forwarding X\n ip address 172.16.12.1 255.255.255.252\n"), "E", (SUBNET_E, " ip vrf forwarding X\n ip address 172.16.12.2 255.255.255.252\n")], "up up up"),
    "fleet-unanswered": ("fleet", ["D", (INSIDE, TO_A + INSIDE)], "up up up FLT103:warning"),
    "fleet-unanswered-of-two": ("fleet", ["D", (INSIDE, TO_A + INSIDE), "E", (INSIDE, "interface GigabitEthernet0/2\n ip address 192.0.2.1 255.255.255.0\n" + INSIDE)], "up up up"),
    "fleet-unanswered-twice-here": ("fleet", [(INSIDE, "interface GigabitEthernet0/2\n ip address 192.0.2.1 255.255.255.0\n" + INSIDE), "D", (INSIDE, TO_A + INSIDE)], "up up up FLT103:warning"),
    "fleet-unanswered-shut": ("fleet", ["D", (INSIDE, TO_A.replace("192.0.2.1", "203.0.113.1") + INSIDE), "E", (INSIDE, "interface GigabitEthernet0/2\n ip address 203.0.113.1 255.255.255.0\n shutdown\n" + INSIDE)], "up up up"),
    "fleet-peers-elsewhere": ("fleet", [(INSIDE, OTHER_PEERS + INSIDE)], "up up up"),
    "fleet-five-peers-elsewhere": ("fleet", [(INSIDE, FIVE_PEERS + INSIDE)], "up up up"),
    "external-peers-elsewhere": ("external", [(INSIDE, OTHER_PEERS + INSIDE)], "up up up"),
    "fleet-left-over": ("fleet", [(INSIDE, TUNNEL_SET + "crypto map OLD 10 ipsec-isakmp\n set peer 192.0.2.2\n set transform-set U\n match address 109\naccess-list 109 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\n" + INSIDE)], "up up up"),
    "fleet-not-applied": ("fleet", ["D", (INSIDE, TO_A.replace("map M", "map OLD") + INSIDE)], "up up up FLT103:warning"),
    "fleet-peer-by-name": ("fleet", ["D", (INSIDE, TO_A.replace("192.0.2.1", "far.example") + INSIDE)], "up up up"),
    "fleet-subnet-of-thirty-one": ("fleet", ["D", (SUBNET_D, " ip address 172.16.12.1 255.255.255.255\n"), "E", (SUBNET_E, " ip address 172.16.12.1 255.255.255.255\n")], "up up down TUN102"),
    "cloud": ("cloud", [], "up up"),
    "cloud-mtu": ("cloud", ["C", (" ip mtu 1400\n", " ip mtu 1435\n")], "up up TUN106:warning"),
    "cloud-mtu-that-fits": ("cloud", ["C", (" ip mtu 1400\n", " ip mtu 1434\n")], "up up"),
    "cloud-wrong-hub": ("cloud", ["C", (TO_HUB, TO_HUB.replace("192.0.2.1", "192.0.2.9"))], "up down IKE105"),
    "cloud-other-hub": ("cloud", ["C", (TO_HUB, TO_HUB.replace("192.0.2.1", "192.0.2.9").replace("172.16.0.1", "172.16.0.9"))], "up"),
    "cloud-two-hubs": ("cloud", ["C", (TO_HUB, TO_HUB + " ip nhrp map 172.16.0.9 192.0.2.9\n ip nhrp map multicast 192.0.2.9\n ip nhrp nhs 172.16.0.9\n")], "up up"),
    "called": ("called", [], "up up"),
    "called-at-a-wrong-address": ("called", ["C", (" remote-address 192.0.2.1\n", " remote-address 192.0.2.9\n")], "up down IKE105"),
    "called-elsewhere": ("called", ["C", (" remote-address 192.0.2.1\n", " remote-address 192.0.2.9\n"), (" local-name branch-c\n", " local-name branch-x\n")], "up"),
    "called-and-applied-nowhere": ("called", [(" ipsec policy M\n", "")], "down down APP101"),
    "fleet-template-applied-nowhere": ("fleet", [(INSIDE, TUNNEL_SET + "crypto dynamic-map Q 10\n set transform-set U\ncrypto map OLD 10 ipsec-isakmp dynamic Q\n" + INSIDE)], "up up up"),
    "called-by-a-wrong-name": ("called", ["C", (" local-name branch-c\n", " local-name branch-x\n")], "up down IKE104"),
    "lonely": ("lonely", [], "up up FLT101"),
    "lonely-for-want-of-entries": ("lonely-for-want-of-entries", [], "up up CFG002 FLT101"),
    "fleet-a23-d9": ("fleet", [(" set peer 192.0.2.3\n", " set peer 192.0.2.67\n"), "D", (" mode transport\n", "")], "up down up ESP102:warning IKE105"),
    "fleet-d22-e15": ("fleet", ["D", (" ip address 192.0.2.4 255.255.255.0\n", " ip address 192.0.2.68 255.255.255.0\n"), "E", ("access-list 101 permit gre host 192.0.2.5 host 192.0.2.4\n", "access-list 101 permit gre host 192.0.2.69 host 192.0.2.4\n")], "up up down ACL101 IKE105 TUN101"),
    "fleet-d12-e14": ("fleet", ["D", (" set peer 192.0.2.5\n", ""), "E", (" match address 101\n", "")], "up up down CFG005"),
    "fleet-a9-b12": ("fleet", [(" mode transport\n", " mode tunnel\n"), "B", (" set peer 192.0.2.1\n", " set peer 192.0.2.65\n")], "down up up ESP102:warning IKE105"),
    "fleet-a20-d20": ("fleet", [(" tunnel destination 192.0.2.2\n", " tunnel destination 192.0.2.66\n"), "D", (" tunnel destination 192.0.2.5\n", " tunnel source 192.0.2.5\n")], "down up down CFG005 TUN101"),
    "fleet-a15-b22": ("fleet", [("access-list 101 permit gre host 192.0.2.1 host 192.0.2.2\n", "access-list 101 permit gre host 192.0.2.1 host 192.0.2.66\n"), "B", (" ip address 192.0.2.2 255.255.255.0\n", " ip address 192.0.2.66 255.255.255.0\n")], "down up up ACL101 IKE105 TUN101"),
    "fleet-a33-c22": ("fleet", [(" ip address 192.0.2.1 255.255.255.0\n", " ip address 192.0.2.65 255.255.255.0\n"), "C", (" ip address 192.0.2.3 255.255.255.0\n", "")], "down up ESP106:warning IKE105 TUN101"),
}
