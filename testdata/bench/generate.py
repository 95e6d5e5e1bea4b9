#!/usr/bin/env python3
"""Writes configs for the benchmarks: a hub of many tunnels, and its spokes.

usage: generate.py hub TUNNELS LINES_OF_OTHERS_PER_TUNNEL FILE
       generate.py spokes TUNNELS FOLDER
       generate.py pair LINES FOLDER
       generate.py fleet SPOKES HUBS LINES_OF_OTHERS FOLDER

The hub is a Cisco router that protects GRE tunnels to Comware V7 and Cisco spokes by turns; everything matches, so a report of errors is a
fault. `pair` writes a hub.cfg and a spoke.cfg of about LINES lines each. `fleet` writes hubs that share the spokes evenly, each
file with as many lines that belong to no tunnel, in folders of 200 spokes.
"""
import os
import sys

KEY = "Fjord-%05d-Harbour-%05d"


def address(base, n):
    n += base
    return "%d.%d.%d.%d" % (n >> 24 & 255, n >> 16 & 255, n >> 8 & 255, n & 255)


def outer(n):
    return address(0x0B000001, n * 4)


def inner(n, end):
    return address(0x0A000000, n * 4 + 1 + end)


def network(n, end):
    return address(0x64400000 if end else 0x80000000, n * 16)


HUB = outer(1 << 20)

# What a large router's config is mostly made of; each line with its number, so that no two are equal.
OTHERS = [
    " ip address 172.%(a)d.%(b)d.1 255.255.255.0", " description customer %(n)d, circuit %(n)d", " ip ospf cost %(c)d", " no ip redirects",
    " service-policy output SHAPE-%(c)d", " load-interval 30", " no cdp enable", " speed 1000",
    "ip prefix-list C seq %(n)d permit 172.%(a)d.%(b)d.0/24", "ip community-list 1 permit 65000:%(c)d",
    "snmp-server host 192.0.2.%(d)d version 2c m%(n)d", "username user%(n)d privilege 1 secret 5 $1$abcd$%(n)d",
    "arp 172.%(a)d.%(b)d.9 0011.2233.%(d)04x ARPA", "ip host customer-%(n)d 172.%(a)d.%(b)d.9", "class-map match-any CLASS-%(n)d",
    " match access-group name Q%(n)d", "!",
]


# The same for Comware.
COMWARE_OTHERS = [
    " ip address 172.%(a)d.%(b)d.1 255.255.255.0", " description customer %(n)d, circuit %(n)d", " ospf cost %(c)d", " undo ip redirects",
    " qos apply policy SHAPE-%(c)d outbound", " speed 1000", " duplex full", " undo lldp enable",
    " ip prefix-list C index %(n)d permit 172.%(a)d.%(b)d.0 24", " ip community-list 1 permit 65000:%(c)d",
    " snmp-agent target-host trap address udp-domain 192.0.2.%(d)d params securityname m%(n)d v2c", "local-user user%(n)d class manage",
    " password hash $h$6$abcd%(n)d", " arp static 172.%(a)d.%(b)d.9 0011-2233-%(d)04x", " ip host customer-%(n)d 172.%(a)d.%(b)d.9",
    "traffic classifier CLASS-%(n)d operator or", " if-match acl name Q%(n)d", "#",
]


def head(name):
    return ["version 15.7", "service timestamps debug datetime msec", "service timestamps log datetime msec", "!", "hostname %s" % name,
            "!", "crypto isakmp policy 10", " encr aes 256", " hash sha256", " authentication pre-share",
            " group 14", " lifetime 28800", "!", "crypto ipsec transform-set STRONG esp-aes 256 esp-sha256-hmac ", " mode tunnel", "!"]


MAP = 60000  # entries of one map: sequence numbers end at 65535


def map_of(n):
    return "VPN%s" % (n // MAP or "")


def hub_tunnel(n, hub=HUB):
    return ["crypto isakmp key %s address %s" % (KEY % (n, n), outer(n)), "crypto map %s %d ipsec-isakmp " % (map_of(n), n % MAP + 1),
            " description spoke %d" % n, " set peer %s" % outer(n), " set security-association lifetime seconds 3600",
            " set transform-set STRONG ", " set pfs group14", " match address SPOKE-%d" % n, " reverse-route", "!",
            "ip access-list extended SPOKE-%d" % n,
            " permit ip %s 0.0.0.15 %s 0.0.0.15" % (network(n, 0), network(n, 1)), " permit gre host %s host %s" % (hub, outer(n)), "!",
            "interface Tunnel%d" % n, " ip address %s 255.255.255.252" % inner(n, 0), " ip mtu 1400",
            " ip tcp adjust-mss 1360", " keepalive 10 3", " tunnel source %s" % hub, " tunnel destination %s" % outer(n), "!",
            "ip route %s 255.255.255.240 Tunnel%d" % (network(n, 1), n)]


def other(n, lines=OTHERS):
    values = {"n": n, "a": 16 + n // 256 % 16, "b": n % 256, "c": n % 1000 + 1, "d": n % 254 + 1, "p": n % 60000 + 1}
    return lines[n % len(lines)] % values


def tail(applied, tunnels=0, hub=HUB):
    more = ["interface GigabitEthernet0/%d\n ip address 11.80.%d.1 255.255.255.0\n crypto map %s\n!" % (m + 2, m, map_of(m * MAP))
            for m in range(1, (tunnels + MAP - 1) // MAP)]
    return more + ["interface GigabitEthernet0/0", " ip address %s 255.255.255.0" % hub, " crypto map VPN", "!",
                   "interface GigabitEthernet0/1", " ip address 128.0.0.1 255.192.0.0", "!",
                   "ip route 0.0.0.0 0.0.0.0 %s" % address(0x0B400101, 0), "end"] if applied else ["end"]


def write_hub(tunnels, others, path):
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(head("HUB")) + "\n")
        count = 0
        for n in range(tunnels):
            file.write("\n".join(hub_tunnel(n)) + "\n")
            if others:
                file.write("interface GigabitEthernet1/%d\n" % n)
                file.write("\n".join(other(count + i) for i in range(others)) + "\n!\n")
                count += others
        file.write("\n".join(tail(True, tunnels)) + "\n")


def cisco_spoke(n, hub=HUB):
    return head("SPOKE%d" % n) + ["crypto isakmp key %s address %s" % (KEY % (n, n), hub), "!", "crypto map VPN 1 ipsec-isakmp ",
                                  " set peer %s" % hub, " set transform-set STRONG ", " set pfs group14", " match address HUB", "!",
                                  "interface Tunnel1", " ip address %s 255.255.255.252" % inner(n, 1), " ip mtu 1400",
                                  " ip tcp adjust-mss 1360", " keepalive 10 3", " tunnel source %s" % outer(n),
                                  " tunnel destination %s" % hub, "!",
                                  "interface GigabitEthernet0/0", " ip address %s 255.255.255.252" % outer(n), " crypto map VPN", "!",
                                  "interface GigabitEthernet0/1", " ip address %s 255.255.255.240" % address(0x64400001, n * 16), "!",
                                  "ip access-list extended HUB", " permit ip %s 0.0.0.15 %s 0.0.0.15" % (network(n, 1), network(n, 0)),
                                  " permit gre host %s host %s" % (outer(n), hub), "!",
                                  "ip route %s 255.255.255.240 Tunnel1" % network(n, 0),
                                  "ip route 0.0.0.0 0.0.0.0 %s" % address(0x0B000002, n * 4), "end"]


def comware_spoke(n, hub=HUB):
    return ["#", " version 7.1.064, Release 0615", "#", " sysname SPOKE%d" % n, "#", "interface GigabitEthernet0/0",
            " port link-mode route", " ip address %s 255.255.255.252" % outer(n), " ipsec apply policy vpn", "#",
            "interface GigabitEthernet0/1", " port link-mode route", " ip address %s 255.255.255.240" % address(0x64400001, n * 16), "#",
            "interface Tunnel1 mode gre", " ip address %s 255.255.255.252" % inner(n, 1), " mtu 1400",
            " tcp mss 1360", " source %s" % outer(n), " destination %s" % hub, " keepalive 10 3", "#",
            " ip route-static 0.0.0.0 0 %s" % address(0x0B000002, n * 4), " ip route-static %s 28 Tunnel1" % network(n, 0), "#",
            "acl advanced 3000",
            " rule 0 permit ip source %s 0.0.0.15 destination %s 0.0.0.15" % (network(n, 1), network(n, 0)),
            " rule 5 permit gre source %s 0 destination %s 0" % (outer(n), hub), "#", "ipsec transform-set strong",
            " esp encryption-algorithm aes-cbc-256 ", " esp authentication-algorithm sha256 ", " pfs dh-group14", "#",
            "ipsec policy vpn 1 isakmp", " transform-set strong ", " security acl 3000 ", " remote-address %s" % hub, " ike-profile hub",
            "#",
            "ike profile hub", " keychain hub", " match remote identity address %s 255.255.255.255" % hub, " proposal 1 ", "#",
            "ike proposal 1", " encryption-algorithm aes-cbc-256", " dh group14", " authentication-algorithm sha256",
            " sa duration 28800", "#", "ike keychain hub", " pre-shared-key address %s 255.255.255.255 key simple %s" % (hub, KEY % (n, n)),
            "#", "return"]


def write_lines(path, lines):
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def write_spokes(tunnels, folder):
    os.makedirs(folder, exist_ok=True)
    for n in range(tunnels):
        write_lines(os.path.join(folder, "spoke%05d.cfg" % n), cisco_spoke(n) if n % 2 else comware_spoke(n))


def with_others(config, count, first, lines):
    """The config with that many other lines before its last one, in the body of an interface of their own."""
    if not count:
        return config
    return config[:-1] + ["interface GigabitEthernet1/0"] + [other(first + i, lines) for i in range(count)] + config[-1:]


def write_fleet(spokes, hubs, others, folder):
    each = spokes // hubs
    for h in range(hubs):
        hub, mine = outer((1 << 20) + h * 64), range(h * each, (h + 1) * each)
        os.makedirs(folder, exist_ok=True)
        config = head("HUB%d" % h) + [line for n in mine for line in hub_tunnel(n, hub)] + tail(True, each, hub)
        write_lines(os.path.join(folder, "hub%02d.cfg" % h), with_others(config, others, h, OTHERS))
        for n in mine:
            place = os.path.join(folder, "site%03d" % (n // 200))
            os.makedirs(place, exist_ok=True)
            spoke, lines = (cisco_spoke, OTHERS) if n % 2 else (comware_spoke, COMWARE_OTHERS)
            config = with_others(spoke(n, hub), others, n * others, lines)
            write_lines(os.path.join(place, "spoke%05d.cfg" % n), config)


def write_pair(lines, folder):
    os.makedirs(folder, exist_ok=True)
    hub = head("HUB") + hub_tunnel(0) + tail(True)[:-1]
    spoke = cisco_spoke(0)[:-1]
    for name, config in (("hub.cfg", hub), ("spoke.cfg", spoke)):
        filler = ["interface GigabitEthernet1/0"] + [other(n) for n in range(lines - len(config) - 2)] + ["end"]
        write_lines(os.path.join(folder, name), config + filler)


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "hub":
        write_hub(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    elif what == "spokes":
        write_spokes(int(sys.argv[2]), sys.argv[3])
    elif what == "fleet":
        write_fleet(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    else:
        write_pair(int(sys.argv[2]), sys.argv[3])
