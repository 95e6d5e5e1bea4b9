"""Near misses of near.py that one cause explains where several could be told: the list that an entry should have named, a list that was copied, a wildcard that was meant otherwise, a key that nothing was to need."""
from near_rows import NEAR as ROWS, TRANSLATED, gre_of

FLOW = "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"
BACK = "permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255"
HOST = "permit ip host 192.0.2.%d host 192.0.2.%d"
RULE = "destination 10.2.1.0 0.0.0.255\n"
DEFAULT = "ip route 0.0.0.0 0.0.0.0 192.0.2.%d\n"
COPY = [(FLOW, BACK), ("version 15.4\n", "version 15.4\nservice timestamps log\n")]
ENTRY = "crypto map M 20 ipsec-isakmp\n set peer %s\n set transform-set T\n set pfs group14\n match address 102\n"
IDENTITIES = [(" match remote identity address 192.0.2.2 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn a\n match remote identity user-fqdn west@example.net\n match remote identity fqdn east\n"), "B",
              (" match remote identity address 192.0.2.1 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn b\n match remote identity fqdn a\n")]
SLIP = ("ip address 192.0.2.2 255.255.255.252", "ip address 192.0.2.3 255.255.255.248")
RSA = (" dh group14\n authentication-algorithm", " dh group14\n authentication-method rsa-signature\n authentication-algorithm")
KEYCHAIN = "ike keychain K\n pre-shared-key address 192.0.2.2 255.255.255.255 key simple Long-Enough-Key-4711\n#\n"
STRANGER = ("ike profile I\n", "ike profile Z\n keychain NOWHERE\n match remote identity address 192.0.2.77 255.255.255.255\n#\nike profile I\n")
NAMES = "ike local-name %s\n#\nike peer P\n exchange-mode aggressive\n"
BY_NAME = NAMES + " id-type name\n remote-name %s\n proposal 1 2\n"
TWO_GROUPS = "ike proposal 1\n dh group2\n authentication-algorithm %s\n#\nike proposal 2\n encryption-algorithm aes-cbc 128\n dh group14\n"
FIRST, PEER = "ike proposal 1\n encryption-algorithm aes-cbc 128\n dh group14\n", "ike peer P\n proposal 1\n"
ESP = " esp encryption-algorithm aes-cbc-128\n esp authentication-algorithm sha256\n"
AH = " protocol ah\n ah authentication-algorithm sha1\n"
CAPITALS = [(" match remote identity address 192.0.2.2 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn a\n match remote identity fqdn eastern\n match remote identity fqdn WEST\n"), "B",
         (" match remote identity address 192.0.2.1 255.255.255.255\n", " exchange-mode aggressive\n local-identity fqdn west\n match remote identity fqdn a\n")]
CIPHER = ("pre-shared-key simple Long-Enough-Key-4711", "pre-shared-key cipher %s")
RELEASE = (" version 5.20, Release 2207P02\n", "")
NAT = [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n ip nat outside\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n ip nat inside\n")]
LOST = [("permit gre host 192.0.2.1 host 192.0.2.2", "permit gre host 198.51.100.1 host 192.0.2.2\naccess-list 101 permit ip host 10.1.1.5 host 10.3.1.5") if "gre host" in edit[0] else
        (edit[0], edit[1] + "access-list 101 permit ip host 10.3.1.5 host 10.1.1.5\n") if edit[0] == "host 192.0.2.1\n" else edit for edit in ROWS["no-way-to-the-other-end-of-gre"][1]]
THIRD = "\naccess-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.3.0 0.0.0.255"
# Behind the other end, too: else the rule that is missing would be for a network nobody has.
THIRD_LAN = (" ip address 10.2.1.1 255.255.255.0\n", " ip address 10.2.1.1 255.255.255.0\n ip address 10.2.3.1 255.255.255.0 secondary\n")
MANY = "\naccess-list 101 permit tcp 10.1.1.0 0.0.0.255 10.2.3.0 0.0.0.255\naccess-list 101 permit tcp 10.1.1.0 0.0.0.255 10.2.4.0 0.0.0.255"

SECOND_SET = "crypto ipsec transform-set U esp-aes 256 esp-sha512-hmac\n mode transport\ncrypto map M 10"
IN_LISTS = ["ip access-list extended VPN\n 10 permit ip 10.%d.1.0 0.0.0.255 10.%d.1.0 0.0.0.255\n" % own for own in ((1, 2), (2, 1))]
V2 = "crypto ikev2 profile V2\n match identity remote address 192.0.2.2\ncrypto map M 10 ipsec-isakmp\n set ikev2-profile V2\n"
SAME_TEXT = "$c$3$Zn0VqJ8mXr2LwK5tYb7HdA1sPc9UfEoGiNv4Qx=="


def named(*rules):
    """The map names list 101 as ever; what it should have named is list 120."""
    return [("access-list 101 " + FLOW, "access-list 101 permit ip 10.1.9.0 0.0.0.255 10.2.9.0 0.0.0.255" + "".join("\naccess-list 120 " + rule for rule in rules))]

LIST_FOR_NAT = [(" rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n",
                 " rule 0 deny ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n")]
NAMED_HERE = [(" match remote identity address 192.0.2.2 255.255.255.255\n", " exchange-mode aggressive\n match remote identity fqdn b\n")]
TEMPLATE_BY_NAME = [("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp template Q\n#\nipsec policy-template Q 1\n"), (" security acl 3000\n remote-address 192.0.2.2\n ike-profile I\n", ""), *NAMED_HERE, "B",
                    ("identity address 192.0.2.1 255.255.255.255\n", "identity address 192.0.2.1 255.255.255.255\n exchange-mode aggressive\n local-identity fqdn b\n")]


SHUT = ("interface Tunnel0\n", "interface Tunnel0\n shutdown\n")
TWO_TUNNELS = "pairs/70-cisco-cisco-two-gre-tunnels-one-list-good"
SECOND_SHUT = ("interface Tunnel2\n", "interface Tunnel2\n shutdown\n")


def v7_static(what, enable=" nat static enable\n"):
    """A line of static NAT, and that of the outer interface which puts it in force."""
    return [(" ipsec apply policy P\n", enable + " ipsec apply policy P\n"), (" ip route-static 0", " nat static %s\n#\n ip route-static 0" % what)]


NEAR = {
    # The list that an entry should have named: a rule of it is the mirror of what the other end selects.
    "names-the-wrong-list": ("map", named(FLOW), "down ACL101"),
    "names-the-wrong-list-of-two-rules": ("map", named(FLOW, "permit ip 10.1.4.0 0.0.0.255 10.2.4.0 0.0.0.255") + ["B", (BACK, BACK + "\naccess-list 101 permit ip 10.2.5.0 0.0.0.255 10.1.5.0 0.0.0.255")], "down ACL101"),
    "unused-list-denies-the-flow": ("map", named("deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"), "down ACL101"),
    "unused-list-is-wider": ("map", named("permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255"), "down ACL101"),
    "unused-list-is-narrower": ("map", named("permit ip 10.1.1.0 0.0.0.127 10.2.1.0 0.0.0.255"), "down ACL101"),
    "unused-list-is-for-the-way-back": ("map", named(BACK), "down ACL101"),
    "both-name-the-wrong-list": ("gre", [("gre host 192.0.2.1 host 192.0.2.2", "ip 10.1.9.0 0.0.0.255 10.2.9.0 0.0.0.255\naccess-list 120 permit gre host 192.0.2.1 host 192.0.2.2"), "B",
                                         ("gre host 192.0.2.2 host 192.0.2.1", "ip 10.2.8.0 0.0.0.255 10.1.8.0 0.0.0.255\naccess-list 120 permit gre host 192.0.2.2 host 192.0.2.1")], "down ACL101 ESP106:warning"),
    "unused-list-holds-gre": ("gre", [("gre host 192.0.2.1 host 192.0.2.2", "ip 10.1.9.0 0.0.0.255 10.2.9.0 0.0.0.255\naccess-list 120 permit gre 192.0.2.0 0.0.0.255 any"), "B",
                                      ("gre host 192.0.2.2 host 192.0.2.1", "ip 10.2.8.0 0.0.0.255 10.1.8.0 0.0.0.255")], "down ACL101 ESP106:warning"),
    # A copied list: the end whose own network is the destination has it the wrong way round.
    "copied-list-of-the-first-end": ("map", COPY, "down ACL101"),
    "copied-list-of-the-second-end": ("map", ["B", (BACK, FLOW), ("version 15.4\n", "version 15.4\nservice timestamps log\n")], "down ACL101"),
    "copied-list-from-anywhere": ("map", [(FLOW, "permit ip any 10.1.1.0 0.0.0.255"), "B", (BACK, "permit ip any 10.1.1.0 0.0.0.255")], "down ACL101"),
    "copied-list-without-default-route": ("map", [*COPY, (DEFAULT % 2, ""), "B", (DEFAULT % 1, "")], "down ACL101"),
    "copied-list-and-a-way-not-told": ("map", [*COPY, (DEFAULT % 2, DEFAULT % 2 + "ip route 10.2.1.0 255.255.255.0 198.51.100.1\n")], "down ACL101"),
    "copied-list-over-gre": ("over", COPY, "down ACL101"),
    "copied-list-of-another-size": ("map", [(FLOW, "permit ip 10.2.0.0 0.0.255.255 10.1.1.0 0.0.0.255")], "down ACL101"),
    # The nearest of the other end's rules, where both lack a counterpart.
    "two-rules-missing-and-one-there-of-another-kind": ("map", [(FLOW, FLOW + MANY), "B", (BACK, BACK + "\naccess-list 101 permit udp 10.2.1.0 0.0.0.255 10.1.5.0 0.0.0.255")], "partial ACL101"),
    "two-rules-missing-and-one-there": ("map", [(FLOW, FLOW + MANY), "B", (BACK, BACK + "\naccess-list 101 permit tcp 10.2.1.0 0.0.0.255 10.1.5.0 0.0.0.255")], "partial ACL101"),
    # Wildcards.
    "netmask-and-host-bits": ("map", [(FLOW, "permit ip 10.1.1.5 255.255.255.0 10.2.1.0 0.0.0.255")], "down ACL104:warning"),
    "netmask-of-another-size-and-host-bits": ("map", [(FLOW, "permit ip 10.1.1.5 255.255.0.0 10.2.1.0 0.0.0.255")], "down ACL104:warning"),
    "over-gre-everything": ("over", [(FLOW, "permit ip any any"), "B", (BACK, "permit ip any any")], "up ACL105:warning"),
    "everything-in-digits": ("map", [(FLOW, "permit ip 0.0.0.0 255.255.255.255 0.0.0.0 255.255.255.255"), "B", (BACK, "permit ip any any")], "up ACL105:warning"),
    "hole-and-the-mirror-is-hidden": ("map", [(FLOW, "deny ip 10.1.1.0 0.0.0.127 any\naccess-list 101 " + FLOW), "B", (BACK, "permit ip 10.2.0.0 0.0.255.255 10.1.0.0 0.0.255.255\naccess-list 101 " + BACK)], "partial ACL102:warning ACL107:warning"),
    # One end of several things that differ.
    "nat-takes-two-flows-of-a-template": ("policy", [(RULE, RULE + " rule 5 permit ip source 10.1.3.0 0.0.0.255 destination 10.2.1.0 0.0.0.255\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 10.1.3.1 255.255.255.0\n#\ninterface GigabitEthernet0/1\n")] + TRANSLATED, "up APP103:warning"),
    "auto-at-the-second-end": ("policy", ["B", ("ipsec transform-set T\n", "ipsec transform-set T\n encapsulation-mode auto\n")], "undetermined"),
    "cipher-null-against-des": ("map", [("esp-aes esp", "esp-null esp"), "B", ("esp-aes esp", "esp-des esp")], "down ESP101"),
    "unread-phase-2-lifetime": ("map", [(" set pfs", " set security-association lifetime seconds many\n set pfs"), "B", (" set pfs", " set security-association lifetime seconds 1800\n set pfs")], "up CFG001"),
    "unread-lifetime-of-a-proposal": ("map", [(" group 14\n", " group 14\n lifetime many\ncrypto isakmp policy 20\n encr aes\n hash sha256\n authentication pre-share\n group 14\n")], "up CFG001"),
    "transport-with-subnets-and-a-wrong-peer": ("map", [("mode tunnel", "mode transport"), ("set peer 192.0.2.2", "set peer 192.0.2.9")], "down ESP102:warning ESP106:warning IKE105"),
    "mtu-too-large-and-a-segment-size-at-the-other-end": ("gre", [("ip mtu 1400\n", "ip mtu 1500\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n ip tcp adjust-mss 1300\n")], "up TUN106:warning"),
    "mtu-too-large-and-too-large-a-segment-size-at-the-other-end": ("gre", [("ip mtu 1400\n", "ip mtu 1500\n"), "B", ("ip mtu 1400\n", "ip mtu 1400\n ip tcp adjust-mss 1460\n")], "up TUN106:warning"),
    "mtu-too-large-at-both-ends": ("gre", [("ip mtu 1400\n", "ip mtu 1500\n"), "B", ("ip mtu 1400\n", "ip mtu 1480\n")], "up TUN106:warning"),
    "entry-for-the-same-peer-that-the-other-lacks": ("map", [("crypto map M 10", ENTRY % "192.0.2.2" + "crypto map M 10"), ("end\n", "access-list 102 permit ip 10.1.7.0 0.0.0.255 10.2.7.0 0.0.0.255\nend\n"), ("interface GigabitEthernet0/1\n", "interface GigabitEthernet0/2\n ip address 10.1.7.1 255.255.255.0\ninterface GigabitEthernet0/1\n")], "partial ACL101"),
    "network-left-out-of-another-entry": ("map", [("crypto map M 10", ENTRY % "198.51.100.9" + "crypto map M 10"), ("crypto isakmp key", "crypto isakmp key Quite-Another-One-9 address 198.51.100.9\ncrypto isakmp key"), (FLOW, "permit ip 10.9.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 102 deny ip any 10.9.1.0 0.0.0.255\naccess-list 102 permit ip 10.1.1.0 0.0.0.255 10.3.1.0 0.0.0.255"),
                                                  "B", (BACK, "permit ip 10.2.1.0 0.0.0.255 10.9.1.0 0.0.0.255")], "up APP105:warning"),
    "network-of-another-entry": ("map", [("crypto map M 10", ENTRY % "198.51.100.9" + "crypto map M 10"), ("crypto isakmp key", "crypto isakmp key Quite-Another-One-9 address 198.51.100.9\ncrypto isakmp key"), (FLOW, "permit ip 10.9.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 102 permit ip 10.2.1.0 0.0.0.255 10.9.1.0 0.0.0.255"),
                                                  "B", (BACK, "permit ip 10.2.1.0 0.0.0.255 10.9.1.0 0.0.0.255")], "up"),
    "ike-v2-profile-among-others": ("map", [("crypto map M 10 ipsec-isakmp\n", "crypto ikev2 profile NEW\n match identity remote address 192.0.2.2\n authentication remote pre-share\n authentication local pre-share\n keyring local RING\ncrypto map M 10 ipsec-isakmp\n set ikev2-profile OLD\n")], "down CFG002 IKE102"),
    "ike-v2-profile-that-is-there": ("map", [("crypto map M 10 ipsec-isakmp\n", "crypto ikev2 profile OLD\n match identity remote address 192.0.2.2\ncrypto ikev2 profile NEW\n match identity remote address 192.0.2.2\n authentication remote pre-share\n authentication local pre-share\n keyring local RING\ncrypto map M 10 ipsec-isakmp\n set ikev2-profile NEW\n")], "down IKE102"),
    "tunnel-without-a-map-and-a-wrong-destination": ("gre", [(" crypto map M\n", ""), ("tunnel destination 192.0.2.2", "tunnel destination 192.0.2.9")], "down APP101 TUN101"),
    "key-by-host-name-and-near-key": ("map", [("4711 address 192.0.2.2", "4711 address 0.0.0.0 0.0.0.0"), "B", ("4711 address", "471l address")], "down KEY101"),
    "several-identities-and-another-name": ("policy", IDENTITIES, "down IKE104"),
    "names-and-one-end-sends-its-address": ("peer", [("ike peer P\n", NAMES % "a" + " id-type name\n remote-name b\n"), "B", ("ike peer P\n", NAMES % "b" + " remote-name a\n")], "down IKE104"),
    "wrong-peer-of-a-profile-for-anybody": ("policy", [("remote-address 192.0.2.2\n", "remote-address 192.0.2.9\n"), ("identity address 192.0.2.2 255.255.255.255", "identity address 0.0.0.0 0.0.0.0")], "down IKE105"),
    "slip-in-the-interface-and-a-rule-for-the-host": ("map", [(FLOW, HOST % (1, 2)), "B", (BACK, HOST % (2, 1)), SLIP], "down IKE105"),
    "slip-in-the-interface-and-a-gre-rule-for-two-hosts": ("gre", ["B", ("gre host 192.0.2.2 host 192.0.2.1", "gre 192.0.2.2 0.0.0.1 host 192.0.2.1"), SLIP], "down ACL102:warning ESP106:warning IKE105 TUN101"),
    "profile-of-nobody-without-its-keychain": ("policy", [STRANGER], "up CFG002"),
    # Certificates need no keychain, the built-in proposal of a Comware that both ends fall back to does.
    "certificates-and-no-keychain": ("policy", [(KEYCHAIN, ""), RSA, "B", RSA], "undetermined CFG002:warning"),
    "certificates-for-another-profile-too": ("policy", [(KEYCHAIN, ""), RSA, STRANGER, "B", RSA], "undetermined CFG002 CFG002:warning"),
    "certificates-and-a-key-of-the-other-end": ("policy", [("\n keychain K\n", "\n keychain NOWHERE\n"), RSA], "down CFG002 IKE107:warning"),
    "certificates-and-no-key-at-all": ("policy", [("\n keychain K\n", "\n"), (KEYCHAIN, ""), RSA], "down IKE107:warning KEY105"),
    # What could not be read may be what both ends have: no word of the built-in proposal, which they would agree on else.
    "hash-unread-and-a-built-in-proposal": ("policy", [(" dh group14\n authentication-algorithm sha256\n", " dh group14\n authentication-algorithm sha999\n")], "up CFG001"),
    "hash-unread-in-aggressive-mode": ("peer", [(FIRST, TWO_GROUPS % "sha999"), (PEER, BY_NAME % ("a", "b")), "B", (FIRST, TWO_GROUPS % "md5"), (PEER, BY_NAME % ("b", "a"))], "undetermined CFG001"),
    "hash-unread-and-another-group": ("policy", [(" dh group14\n authentication-algorithm sha256\n", " dh group19\n authentication-algorithm sha999\n")], "up CFG001 IKE107:warning"),
    # What counts, and lines that are left from something else.
    "policy-ah-alone": ("policy", [(ESP, AH), "B", (ESP, AH)], "up"),
    "ah-alone-and-other-algorithms": ("policy", [(ESP, AH), "B", (ESP, AH.replace("sha1", "md5"))], "down ESP101"),
    "ah-alone-and-lines-for-esp-left": ("policy", [(ESP, AH + ESP), "B", (ESP, AH + ESP.replace("128", "256"))], "up"),
    "esp-alone-and-lines-for-ah-left": ("policy", [(ESP, ESP + " ah authentication-algorithm sha1\n"), "B", (ESP, ESP + " ah authentication-algorithm md5\n")], "up"),
    "policy-ah-against-esp": ("policy", [(ESP, AH)], "down ESP101"),
    "ah-and-esp": ("policy", [(ESP, ESP + " protocol ah-esp\n ah authentication-algorithm sha1\n"), "B", (ESP, ESP + " protocol ah-esp\n ah authentication-algorithm sha1\n")], "up"),
    "ah-and-esp-of-other-algorithms": ("policy", [(ESP, ESP + " protocol ah-esp\n ah authentication-algorithm sha1\n"), "B", (ESP, ESP + " protocol ah-esp\n ah authentication-algorithm md5\n")], "down ESP101"),
    "two-sets-of-other-modes": ("map", [("transform-set T\n", "transform-set U T\n"), ("crypto map M 10", "crypto ipsec transform-set U esp-aes esp-sha256-hmac\n mode transport\ncrypto map M 10")], "up ESP106:warning"),
    "two-names-and-one-in-capitals": ("policy", CAPITALS, "down IKE104"),
    "ciphertexts-of-the-old-kind-differ": ("peer", [(CIPHER[0], CIPHER[1] % "OUM!K%F<+$[Q=^Q`MAF4<1!!"), "B", (CIPHER[0], CIPHER[1] % "_(TT8F]Y\\5SQ=^Q`MAF4<1!!")], "down KEY101"),
    "ciphertexts-of-the-old-kind-differ-and-no-release-is-told": ("peer", [RELEASE, (CIPHER[0], CIPHER[1] % "OUM!K%F<+$[Q=^Q`MAF4<1!!"), "B", RELEASE, (CIPHER[0], CIPHER[1] % "_(TT8F]Y\\5SQ=^Q`MAF4<1!!")], "down KEY101"),
    "ciphertexts-of-the-old-kind-are-equal": ("peer", [(CIPHER[0], CIPHER[1] % "OUM!K%F<+$[Q=^Q`MAF4<1!!"), "B", RELEASE, (CIPHER[0], CIPHER[1] % "OUM!K%F<+$[Q=^Q`MAF4<1!!")], "up"),
    "gre-destination-by-name": ("gre", [("tunnel destination 192.0.2.2", "tunnel destination vpn.example.com")], "up"),
    "lifetime-shorter-than-that-of-the-sas": ("map", [(" group 14\n", " group 14\n lifetime 600\n"), "B", (" group 14\n", " group 14\n lifetime 900\n")], "up"),
    "outer-interface-shut-down": ("map", [("interface GigabitEthernet0/0\n", "interface GigabitEthernet0/0\n shutdown\n")], "down APP101"),
    "tunnel-shut-down": ("gre", [SHUT], "down APP101"),
    "tunnel-shut-down-and-no-more": ("gre", [("interface Tunnel0\n", "interface Tunnel0\n shutdown\n no shutdown\n")], "up"),
    "tunnel-shut-down-at-both-ends": ("gre", [SHUT, "B", SHUT], "down APP101"),
    "tunnel-shut-down-below-a-wrong-key": ("gre", [SHUT, "B", ("4711", "4712")], "down APP101 KEY101"),
    "tunnel-shut-down-beside-another-flow": ("gre", [SHUT, ("access-list 101 permit gre", "access-list 101 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 101 permit gre"), "B", ("access-list 101 permit gre", "access-list 101 permit ip 10.2.1.0 0.0.0.255 10.1.1.0 0.0.0.255\naccess-list 101 permit gre")], "partial APP101 ESP106:warning"),
    "tunnel-shut-down-of-another-list": ("map", [("interface GigabitEthernet0/1\n", "interface Tunnel9\n ip address 172.16.9.1 255.255.255.252\n shutdown\n tunnel source GigabitEthernet0/0\n tunnel destination 203.0.113.9\ninterface GigabitEthernet0/1\n")], "up"),
    "one-of-two-tunnels-shut-down": (TWO_TUNNELS, [SECOND_SHUT], "partial APP101 ESP106:warning"),
    "one-of-two-tunnels-out-of-use": (TWO_TUNNELS, [SECOND_SHUT, "B", ("interface Tunnel12\n", "interface Tunnel12\n shutdown\n")], "up ESP106:warning"),
    "standard-list-for-nat-beside": ("map", [*NAT, ("end\n", "ip nat inside source list 10 interface GigabitEthernet0/0 overload\naccess-list 10 permit 10.3.1.0 0.0.0.255\nend\n")], "up"),
    "nat-takes-a-host-and-then-all": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip host 10.1.1.9 any\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "partial APP103"),
    "nat-takes-a-host-and-spares-the-rest": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip host 10.1.1.9 any\naccess-list 110 deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "up APP103:warning"),
    "route-of-a-vrf-alone": ("map", [("ip route 0.0.0.0 0.0.0.0 192.0.2.2\n", "ip route vrf MANAGEMENT 0.0.0.0 0.0.0.0 198.51.100.1\n")], "up"),
    "route-elsewhere-alone": ("map", [("ip route 0.0.0.0 0.0.0.0 192.0.2.2\n", "ip route 172.16.0.0 255.240.0.0 192.0.2.2\n")], "up APP104:warning"),
    "lan-protected-outside-of-its-tunnel": ("gre", [("permit gre host 192.0.2.1 host 192.0.2.2", "permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255"), ("ip route 0", "ip route 10.2.1.0 255.255.255.0 Tunnel0\nip route 0")], "down ACL101"),
    "nat-takes-a-host-alone": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip host 10.1.1.9 any\nend\n")], "up APP103:warning"),
    "nat-takes-a-masked-network": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip 10.1.x.0 0.0.0.255 any\nend\n")], "up"),
    "nat-takes-a-group-that-is-not-there": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip object-group LANS any\nend\n")], "up"),
    "nat-spares-before-it-takes-a-host": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 deny ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255\naccess-list 110 permit ip host 10.1.1.9 any\nend\n")], "up"),
    "nat-spares-the-half-that-it-takes": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 deny ip 10.1.1.0 0.0.0.127 10.2.1.0 0.0.0.255\naccess-list 110 permit ip 10.1.1.0 0.0.0.127 any\nend\n")], "up"),
    "nat-takes-web-traffic": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit tcp 10.1.1.0 0.0.0.255 any eq www\nend\n")], "up APP103:warning"),
    "nat-takes-what-goes-elsewhere": ("map", [*NAT, ("end\n", "ip nat inside source list 110 interface GigabitEthernet0/0 overload\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 198.51.100.0 0.0.0.255\nend\n")], "up"),
    "static-nat-takes-a-host": ("map", [*NAT, ("end\n", "ip nat inside source static 10.1.1.10 192.0.2.9\nend\n")], "up APP103:warning"),
    # Comware's lines of the system view are in force at the interfaces that say so.
    "v7-static-nat-takes-a-host": ("policy", v7_static("outbound 10.1.1.10 192.0.2.9"), "up APP103:warning"),
    "v7-static-nat-takes-the-network": ("policy", v7_static("outbound net-to-net 10.1.1.1 10.1.1.254 global 198.51.100.0 24"), "partial APP103"),
    "v7-static-nat-takes-a-part-of-a-network": ("policy", v7_static("outbound net-to-net 10.1.1.1 10.1.1.14 global 198.51.100.0 24"), "up"),
    "v7-static-nat-of-another-host": ("policy", v7_static("outbound 10.1.2.10 192.0.2.9"), "up"),
    "v7-static-nat-by-a-list": ("policy", v7_static("outbound 10.1.1.10 192.0.2.9 acl 3001"), "up"),
    "v7-static-nat-inbound": ("policy", v7_static("inbound 10.1.1.10 192.0.2.9"), "up"),
    "v7-static-nat-not-here": ("policy", v7_static("outbound 10.1.1.10 192.0.2.9", ""), "up"),
    "v7-static-nat-taken-back": ("policy", v7_static("outbound 10.1.1.10 192.0.2.9\n undo nat static outbound 10.1.1.10"), "up"),
    "v7-static-nat-switched-off": ("policy", v7_static("outbound 10.1.1.10 192.0.2.9", " nat static enable\n undo nat static enable\n"), "up"),
    "v5-static-nat-takes-a-host": ("peer", [(" ipsec policy M\n#\n", " nat outbound static\n ipsec policy M\n#\n"), (" ip route-static 0", " nat static 10.1.1.10 192.0.2.9\n#\n ip route-static 0")], "up APP103:warning"),
    "static-nat-of-a-host-by-a-route-map": ("map", [*NAT, ("end\n", "ip nat inside source static 10.1.1.10 192.0.2.9 route-map RM\nend\n")], "up"),
    "nat-by-route-map": ("map", [*NAT, ("end\n", "ip nat inside source route-map OUT interface GigabitEthernet0/0 overload\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nroute-map OUT permit 10\n match ip address 110\nend\n")], "partial APP103"),
    "nat-by-route-map-without-a-list": ("map", [*NAT, ("end\n", "ip nat inside source route-map OUT interface GigabitEthernet0/0 overload\nroute-map OUT permit 10\nend\n")], "up"),
    "nat-of-another-vrf": ("map", [*NAT, ("end\n", "ip vrf GUEST\n rd 1:1\nip nat inside source list 110 interface GigabitEthernet0/0 vrf GUEST overload\naccess-list 110 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "up"),
    # Told at every line that it is about.
    "unused-list-denies-another-flow": ("map", named(FLOW, "deny ip 10.1.5.0 0.0.0.255 10.2.5.0 0.0.0.255") + ["B", (BACK, BACK + "\naccess-list 101 permit ip 10.2.5.0 0.0.0.255 10.1.5.0 0.0.0.255")], "down ACL101"),
    "des-against-cipher-null": ("map", [("esp-aes esp", "esp-des esp"), "B", ("esp-aes esp", "esp-null esp")], "down ESP101"),
    "equal-ciphers-and-the-second-hash-weaker": ("map", ["B", ("esp-sha256-hmac", "esp-md5-hmac")], "down ESP101"),
    "equal-hashes-and-the-second-group-weaker": ("map", ["B", (" group 14\n", " group 2\n")], "down IKE101"),
    "no-way-to-the-other-end-of-gre-or-behind-it": ("gre", LOST, "up APP104:warning APP105:warning ESP106:warning"),
    # Where the missing rule goes: before the denies that close the list, where one of them would take it.
    "missing-rule-before-a-closing-deny": ("map", [(FLOW, FLOW + THIRD), "B", THIRD_LAN, (BACK, BACK + "\naccess-list 101 deny ip any any")], "partial ACL101"),
    "missing-rule-before-two-closing-denies": ("map", [(FLOW, FLOW + THIRD), "B", THIRD_LAN, (BACK, BACK + "\naccess-list 101 deny udp any any\naccess-list 101 deny ip any any")], "partial ACL101"),
    "missing-rule-behind-a-deny-of-others": ("map", [(FLOW, FLOW + THIRD), "B", THIRD_LAN, (BACK, BACK + "\naccess-list 101 deny ip 10.9.0.0 0.0.255.255 any")], "partial ACL101"),
    "missing-rule-behind-a-deny-before-the-permit": ("map", [(FLOW, FLOW + THIRD), "B", THIRD_LAN, (BACK, "deny ip 10.2.9.0 0.0.0.255 any\naccess-list 101 " + BACK)], "partial ACL101"),
    # No number is free for the line that is missing, and a rule has to be renumbered first.
    "no-number-free-before-a-closing-deny": ("map", [("match address 101", "match address VPN"), ("access-list 101 " + FLOW + "\n", IN_LISTS[0] + " 20 permit ip 10.1.1.0 0.0.0.255 10.2.3.0 0.0.0.255\n"), "B", THIRD_LAN, ("match address 101", "match address VPN"), ("access-list 101 " + BACK + "\n", IN_LISTS[1] + " 11 deny ip any any\n")], "partial ACL101"),
    "no-number-free-to-exempt-from-nat": ("map", [*NAT, ("end\n", "ip nat inside source list NAT interface GigabitEthernet0/0 overload\nip access-list extended NAT\n 10 deny ip 10.1.1.0 0.0.0.255 10.3.0.0 0.0.255.255\n 11 permit ip 10.1.1.0 0.0.0.255 any\nend\n")], "partial APP103"),
    # Who is at fault is told only where the files show it.
    "copied-list-and-its-network-is-not-shown": ("map", [(FLOW, BACK), ("interface GigabitEthernet0/1\n ip address 10.1.1.1 255.255.255.0\n", "")], "down ACL101"),
    "copied-list-of-a-map-on-no-interface": ("map", [(FLOW, BACK), ("255.255.255.252\n crypto map M\n", "255.255.255.252\n")], "down ACL101 APP101"),
    "gre-rules-and-no-tunnel-is-shown": ("map", [(FLOW, "permit gre host 192.0.2.1 host 192.0.2.2"), "B", (BACK, "permit gre host 192.0.2.2 host 192.0.2.9")], "down ACL101"),
    "gre-rules-and-one-end-shows-no-tunnel": ("gre", ["B", ("interface Tunnel0\n ip address 172.16.0.2 255.255.255.252\n ip mtu 1400\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.1\n", ""), ("permit gre host 192.0.2.2 host 192.0.2.1", "permit gre host 192.0.2.2 host 192.0.2.9")], "down ACL101"),
    "misspelled-line-of-what-agrees": ("map", [("encr aes\n hash sha256", "encr aes 256\n hassh sha"), "B", ("hash sha256", "hash sha")], "down CFG001 IKE101"),
    "slip-in-the-interface-and-an-unread-gre-rule": ("gre", ["B", ("permit gre host 192.0.2.2 host 192.0.2.1", "permit gre host 192.0.2.2 host 192.0.2.1 dscpx 7"), SLIP], "down IKE105 TUN101"),
    "wildcards-of-ones": ("map", [(FLOW, "permit ip 10.1.1.0 255.255.255.255 10.2.1.0 255.255.255.255")], "partial ACL104:warning ACL105:warning"),
    "source-in-a-vpn-instance": ("policy", [("rule 0 permit ip source 10.1.1.0", "rule 0 permit ip vpn-instance X source 10.9.1.0"), "B", ("destination 10.1.1.0", "destination 10.9.1.0")], "up"),
    # IKEv2 is not modelled: one end alone is a fault, its lists are none of it.
    "ike-v2-at-one-end-and-other-networks": ("map", [("crypto map M 10 ipsec-isakmp\n", V2), (FLOW, "permit ip 10.1.1.0 0.0.0.255 10.3.1.0 0.0.0.255")], "down IKE102"),
    "ike-v2-profile-of-a-file-that-shows-none": ("map", [("crypto map M 10 ipsec-isakmp\n", "crypto gdoi group G\n identity number 7\ncrypto map M 10 ipsec-isakmp\n set ikev2-profile OLD\n")], "down IKE102"),
    # Keys: the text of a ciphertext is no key where the other end decodes it; a blank at the end counts; which of two holds.
    "ciphertext-as-plaintext-and-as-itself": ("policy", [("simple Long-Enough-Key-4711", "simple " + SAME_TEXT), "B", ("simple Long-Enough-Key-4711", "cipher " + SAME_TEXT)], "down KEY103"),
    "key-with-a-blank-at-the-end": ("ruijie", [("key 0 ruijie@123", "key 7 0132564a3d11031e527d4652")], "down KEY101"),
    "two-keys-in-one-keychain": ("policy", [("4711\n#\nreturn", "4711\n pre-shared-key address 192.0.2.0 255.255.255.0 key simple Quite-Another-One-9\n#\nreturn")], "up KEY106:warning"),
    # The room in a tunnel: of the set that both ends have, and of the path that its packets take.
    "mtu-fits-the-second-set-that-both-have": ("gre", [("transform-set T\n", "transform-set U T\n"), ("crypto map M 10", SECOND_SET), ("ip mtu 1400", "ip mtu 1420"), "B", ("ip mtu 1400", "ip mtu 1420")], "up"),
    "mtu-larger-than-the-path-under-ipsec-over-gre": ("over", [("255.255.255.252\ninterface GigabitEthernet0/1", "255.255.255.252\n ip mtu 1300\ninterface GigabitEthernet0/1")], "up TUN106:warning"),
    "mtu-larger-than-the-path-that-a-routing-protocol-tells": ("gre", [("ip address 192.0.2.1 255.255.255.252\n", "ip address 192.0.2.1 255.255.255.255\n ip mtu 1300\n"), (DEFAULT % 2, "router ospf 1\n network 0.0.0.0 255.255.255.255 area 0\n")], "up TUN106:warning"),
    # V7: the list that was made for NAT, whose deny comes first; a policy or template without a profile takes the one whose names fit; what a
    # profile that is defined nowhere says is not compared.
    "names-the-list-made-for-nat": ("policy", LIST_FOR_NAT + ["B", ("acl advanced 3000\n", "acl advanced 3001\n rule 0 permit ip\n#\nacl advanced 3000\n")], "down ACL101"),
    "names-the-list-made-for-nat-instead": ("policy", ["B", *[(old.replace("10.1.1", "10.x.1").replace("10.2.1", "10.1.1").replace("10.x.1", "10.2.1"), new.replace("10.1.1", "10.x.1").replace("10.2.1", "10.1.1").replace("10.x.1", "10.2.1")) for old, new in LIST_FOR_NAT]], "down ACL101"),
    "wide-permit-behind-a-deny-of-others": ("policy", [(LIST_FOR_NAT[0][0], LIST_FOR_NAT[0][1].replace("deny ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0", "deny ip source 10.1.1.0 0.0.0.255 destination 10.3.1.0"))], "partial ACL102:warning"),
    "wide-permit-behind-a-deny-of-a-part": ("policy", [(LIST_FOR_NAT[0][0], LIST_FOR_NAT[0][1].replace("0.0.0.255 destination 10.2.1.0 0.0.0.255\n rule 5", "0.0.0.255 destination 10.2.1.0 0.0.0.127\n rule 5"))], "partial ACL102:warning"),
    "template-without-profile": ("policy", TEMPLATE_BY_NAME, "up"),
    "template-without-profile-of-another-name": ("policy", [*TEMPLATE_BY_NAME[:-1], ("identity address 192.0.2.1 255.255.255.255\n", "identity address 192.0.2.1 255.255.255.255\n exchange-mode aggressive\n local-identity fqdn c\n")], "down IKE104"),
    "profile-of-names-misspelt": ("policy", [(" ike-profile I\n", " ike-profile J\n"), *NAMED_HERE, *TEMPLATE_BY_NAME[-2:]], "down CFG002"),
    # V7 under state cryptography: whether main mode is answered is not modelled.
    "exchange-mode-not-modelled": ("policy", [("ike profile I\n", "ike profile I\n exchange-mode gm-main\n")], "undetermined"),
    # An inner address of another subnet lies apart also from the `local-address` that was right.
    "v7-over-gre-with-local-addresses": ("policy", [(".252\n ipsec apply policy P\n", ".252\n"), *gre_of(1, 2, " mode gre", " destination 192.0.2.2\n ipsec apply policy P\n"), ("permit gre source 192.0.2.1 0 destination 192.0.2.2 0", "permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255"), (" remote-address 192.0.2.2\n", " local-address 172.16.0.1\n remote-address 172.16.0.2\n"), ("key address 192.0.2.2 ", "key address 172.16.0.2 "), ("identity address 192.0.2.2 ", "identity address 172.16.0.2 "), ("#\n ip route-static", "#\n ip route-static 10.2.1.0 24 Tunnel0\n ip route-static"), "B", (".252\n ipsec apply policy P\n", ".252\n"), *gre_of(2, 1, " mode gre", " destination 192.0.2.1\n ipsec apply policy P\n"), ("permit gre source 192.0.2.2 0 destination 192.0.2.1 0", "permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255"), (" remote-address 192.0.2.1\n", " local-address 172.16.0.2\n remote-address 172.16.0.1\n"), ("key address 192.0.2.1 ", "key address 172.16.0.1 "), ("identity address 192.0.2.1 ", "identity address 172.16.0.1 "), ("#\n ip route-static", "#\n ip route-static 10.1.1.0 24 Tunnel0\n ip route-static")], "up"),
    "v7-over-gre-inner-address-and-local-address": ("policy", [(".252\n ipsec apply policy P\n", ".252\n"), *gre_of(1, 2, " mode gre", " destination 192.0.2.2\n ipsec apply policy P\n"), ("permit gre source 192.0.2.1 0 destination 192.0.2.2 0", "permit ip source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255"), (" remote-address 192.0.2.2\n", " local-address 172.16.0.1\n remote-address 172.16.0.2\n"), ("key address 192.0.2.2 ", "key address 172.16.0.2 "), ("identity address 192.0.2.2 ", "identity address 172.16.0.2 "), ("#\n ip route-static", "#\n ip route-static 10.2.1.0 24 Tunnel0\n ip route-static"), "B", (".252\n ipsec apply policy P\n", ".252\n"), *gre_of(2, 1, " mode gre", " destination 192.0.2.1\n ipsec apply policy P\n"), ("permit gre source 192.0.2.2 0 destination 192.0.2.1 0", "permit ip source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255"), (" remote-address 192.0.2.1\n", " local-address 172.16.0.2\n remote-address 172.16.0.1\n"), ("key address 192.0.2.1 ", "key address 172.16.0.1 "), ("identity address 192.0.2.1 ", "identity address 172.16.0.1 "), ("#\n ip route-static", "#\n ip route-static 10.1.1.0 24 Tunnel0\n ip route-static"), ("ip address 172.16.0.2 30", "ip address 172.16.0.6 30")], "down TUN102"),
    # A route that leads the tunnel's outer packets into the tunnel leads the policy's peer there too: one fault.
    "route-of-peer-and-tunnel-into-the-tunnel": ("gre", [(DEFAULT % 2, "ip route 192.0.2.2 255.255.255.255 Tunnel0\n" + DEFAULT % 2)], "down TUN108"),
    "route-of-peer-and-tunnel-into-the-tunnel-beside-a-protocol": ("gre", [("ip address 192.0.2.1 255.255.255.252\n", "ip address 192.0.2.1 255.255.255.255\n"), (DEFAULT % 2, "router ospf 1\n network 10.0.0.0 0.255.255.255 area 0\nip route 192.0.2.0 255.255.255.0 Tunnel0\n")], "up TUN108:warning"),
    "route-of-peer-alone-into-another-tunnel": ("gre", [(DEFAULT % 2, "interface Tunnel4\n ip address 172.16.9.1 255.255.255.252\n tunnel source GigabitEthernet0/0\n tunnel destination 203.0.113.4\nip route 192.0.2.2 255.255.255.255 Tunnel4\n" + DEFAULT % 2)], "down APP102"),
    # A list that is defined nowhere, or a policy that is applied nowhere, hides no other fault.
    "undefined-list-and-other-sets": ("map", [("match address 101", "match address 109"), "B", ("esp-aes esp-sha256-hmac", "esp-aes 256 esp-sha256-hmac")], "down CFG002 ESP101"),
    "undefined-list-and-the-same-sets": ("map", [("match address 101", "match address 109")], "down CFG002"),
    "undefined-list-and-a-tunnel-key": ("gre", [("match address 101", "match address 109"), ("tunnel destination 192.0.2.2\n", "tunnel destination 192.0.2.2\n tunnel key 12\n")], "down CFG002 TUN104"),
    "undefined-list-beside-a-tunnel-that-the-other-end-lacks": ("map", [("match address 101", "match address 109"), ("interface GigabitEthernet0/1\n", "interface Tunnel0\n ip address 172.16.0.1 255.255.255.252\n tunnel key 12\n tunnel source GigabitEthernet0/0\n tunnel destination 192.0.2.2\ninterface GigabitEthernet0/1\n")], "down CFG002"),
    "map-on-no-interface-and-a-tunnel-key": ("over", [(" crypto map M\n", " tunnel key 12\n")], "down APP101 TUN104"),
    "map-on-no-interface-and-the-same-tunnel-keys": ("over", [(" crypto map M\n", " tunnel key 12\n"), "B", (" crypto map M\n", " crypto map M\n tunnel key 12\n")], "down APP101"),
    # A template that no policy names answers nobody; beside a fixed entry for the same peer it is a leftover.
    "template-in-no-policy": ("policy", [("ipsec policy P 1 isakmp\n", "ipsec policy-template Q 1\n"), (" ipsec apply policy P\n", ""), *TEMPLATE_BY_NAME[1:]], "down APP101"),
    "template-in-no-policy-and-another-peer": ("policy", [("ipsec policy P 1 isakmp\n", "ipsec policy P 1 isakmp\n transform-set T\n security acl 3001\n remote-address 198.51.100.9\n ike-profile Z\n#\nike profile Z\n keychain Z\n match remote identity address 198.51.100.9 255.255.255.255\n#\nike keychain Z\n pre-shared-key address 198.51.100.9 255.255.255.255 key simple Quite-Another-One-9\n#\nacl advanced 3001\n rule 0 permit ip source 10.1.1.0 0.0.0.255 destination 10.9.1.0 0.0.0.255\n#\nipsec policy-template Q 1\n"), *TEMPLATE_BY_NAME[1:]], "down APP101"),
    "template-left-over": ("policy", [("ipsec policy P 1 isakmp\n", "ipsec policy-template Q 1\n transform-set T\n ike-profile I\n#\nipsec policy P 1 isakmp\n")], "up"),
    # No routing protocol knows a way to the tunnel's end through the tunnel.
    "gre-policy-on-its-tunnel-beside-ospf": ("policy", [(".252\n ipsec apply policy P\n", ".252\n"), *gre_of(1, 2, " mode gre", " destination 192.0.2.2\n ipsec apply policy P\n"), (" ip route-static 0.0.0.0 0 192.0.2.2\n", "ospf 1\n area 0.0.0.0\n  network 10.1.1.0 0.0.0.255\n  network 172.16.0.0 0.0.0.3\n")] + ["B", *gre_of(2, 1, " mode gre", " destination 192.0.2.1\n")], "down APP102"),
    # A peer that calls the wrong address of the router is still the one that the router has an entry for, whatever a template there takes.
    "peer-calls-the-address-of-a-template": ("policy", [(".252\n ipsec apply policy P\n", ".252\n ip address 192.0.2.129 255.255.255.252 sub\n ipsec apply policy P\n"), (" remote-address 192.0.2.2\n", " local-address 192.0.2.129\n remote-address 192.0.2.2\n"),
                                                        ("ipsec policy P 1 isakmp\n", "ipsec policy-template Q 1\n transform-set Z\n#\nipsec transform-set Z\n esp encryption-algorithm aes-cbc-256\n esp authentication-algorithm sha1\n#\nipsec policy P 9 isakmp template Q\n#\nipsec policy P 1 isakmp\n")], "down IKE105"),
    # The copied list is of networks that the file shows in parts.
    "copied-list-of-networks-in-parts": ("policy", [("source 10.1.1.0 0.0.0.255 destination 10.2.1.0 0.0.0.255", "source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255"), "B", ("source 10.2.1.0 0.0.0.255 destination 10.1.1.0 0.0.0.255", "source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255")], "down ACL101"),
    "policy-on-no-interface-and-another-identity": ("policy", [("identity address 192.0.2.2 255.255.255.255", "identity address 203.0.113.7 255.255.255.255"), "B", (" ipsec apply policy P\n", "")], "down APP101 IKE104"),
    "policy-on-no-interface-and-its-identity": ("policy", ["B", (" ipsec apply policy P\n", "")], "down APP101"),
}
