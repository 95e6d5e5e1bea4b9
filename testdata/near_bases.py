"""The smallest good pairs of a dialect and design, which near.py edits: BASES gives both configs of each."""

CISCO = """version 15.4
hostname {name}
crypto isakmp policy 10
 encr aes
 hash sha256
 authentication pre-share
 group 14
crypto isakmp key Long-Enough-Key-4711 address 192.0.2.{peer}
crypto ipsec transform-set T esp-aes esp-sha256-hmac
 mode {mode}
crypto map M 10 ipsec-isakmp
 set peer 192.0.2.{peer}
 set transform-set T
 set pfs group14
 match address 101
{tunnel}interface GigabitEthernet0/0
 ip address 192.0.2.{own} 255.255.255.252
 crypto map M
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 192.0.2.{peer}
access-list 101 permit {flow}
end
"""
TUNNEL = """interface Tunnel0
 ip address 172.16.0.{own} 255.255.255.252
 ip mtu 1400
 tunnel source GigabitEthernet0/0
 tunnel destination 192.0.2.{peer}
"""
COMWARE7 = """#
 version 7.1.064, Release 0427P22
#
 sysname {name}
#
interface GigabitEthernet0/0
 ip address 192.0.2.{own} 255.255.255.252
 ipsec apply policy P
#
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
#
 ip route-static 0.0.0.0 0 192.0.2.{peer}
#
acl advanced 3000
 rule 0 permit ip source 10.{own}.1.0 0.0.0.255 destination 10.{peer}.1.0 0.0.0.255
#
ipsec transform-set T
 esp encryption-algorithm aes-cbc-128
 esp authentication-algorithm sha256
 pfs dh-group14
#
ipsec policy P 1 isakmp
 transform-set T
 security acl 3000
 remote-address 192.0.2.{peer}
 ike-profile I
#
ike profile I
 keychain K
 match remote identity address 192.0.2.{peer} 255.255.255.255
 proposal 1
#
ike proposal 1
 encryption-algorithm aes-cbc-128
 dh group14
 authentication-algorithm sha256
#
ike keychain K
 pre-shared-key address 192.0.2.{peer} 255.255.255.255 key simple Long-Enough-Key-4711
#
return
"""
COMWARE5 = """#
 version 5.20, Release 2207P02
#
 sysname {name}
#
acl number 3000
 rule 0 permit ip source 10.{own}.1.0 0.0.0.255 destination 10.{peer}.1.0 0.0.0.255
#
ike proposal 1
 encryption-algorithm aes-cbc 128
 dh group14
#
ike peer P
 proposal 1
 pre-shared-key simple Long-Enough-Key-4711
 remote-address 192.0.2.{peer}
#
ipsec proposal T
 esp authentication-algorithm sha1
 esp encryption-algorithm aes 128
#
ipsec policy M 1 isakmp
 security acl 3000
 ike-peer P
 proposal T
#
interface GigabitEthernet0/0
 ip address 192.0.2.{own} 255.255.255.252
 ipsec policy M
#
interface GigabitEthernet0/1
 ip address 10.{own}.1.1 255.255.255.0
#
 ip route-static 0.0.0.0 0.0.0.0 192.0.2.{peer}
#
return
"""
RUIJIE = """version RGOS 10.4(3b34), Release(212245)
hostname {name}
crypto isakmp policy 1
 encryption 3des
 authentication pre-share
 hash sha
 group 2
crypto isakmp key 0 ruijie@123 address 192.0.2.{peer}
crypto ipsec transform-set T esp-3des esp-sha-hmac
crypto map M 10 ipsec-isakmp
 set peer 192.0.2.{peer}
 set transform-set T
 match address 101
interface GigabitEthernet 0/0
 ip address 192.0.2.{own} 255.255.255.252
 crypto map M
interface GigabitEthernet 0/1
 ip address 10.{own}.1.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 192.0.2.{peer}
ip access-list extended 101
 10 permit ip 10.{own}.1.0 0.0.0.255 10.{peer}.1.0 0.0.0.255
end
"""


def pair(text, tunnel="", mode="tunnel", flow="ip 10.{own}.1.0 0.0.0.255 10.{peer}.1.0 0.0.0.255"):
    def one(name, own, peer):
        return text.format(name=name, own=own, peer=peer, mode=mode, tunnel=tunnel.format(own=own, peer=peer), flow=flow.format(own=own, peer=peer))
    return one("A", 1, 2), one("B", 2, 1)


BASES = {"map": pair(CISCO), "gre": pair(CISCO, TUNNEL, "transport", "gre host 192.0.2.{own} host 192.0.2.{peer}"), "policy": pair(COMWARE7), "peer": pair(COMWARE5), "ruijie": pair(RUIJIE)}
# IPsec over GRE: the map on the tunnel, the peer and the key by the inner address.
BASES["over"] = tuple(t.replace("252\n crypto map M\n", "252\n").replace(" tunnel source", " crypto map M\n tunnel source").replace("peer 192.0.2.", "peer 172.16.0.").replace("4711 address 192.0.2.", "4711 address 172.16.0.")
                      .replace("ip route 0", "ip route 10.0.0.0 255.0.0.0 Tunnel0\nip route 0") for t in pair(CISCO, TUNNEL))
