#!/usr/bin/env python3
"""A canary for every place in a config where a secret can stand, in every dialect: none of them, nor a part of one, is in what any command
prints.

usage: canary.py PEERLINT [places|faults|foreign|logs]

places   every line of the tables below, at home in a pair of routers whose tunnel comes up faults   the lines that hold an IKE key, spoiled
in every way: words missing, twice, misspelled, exchanged, the key taken apart foreign  configs of systems that are refused, and files that
are no configs logs     debug logs that print keys

In the tables `@` stands for a word that is the canary, `@7` for one that looks like a type 7 ciphertext, `@h` for hexadecimal digits, `@c`
for `$c$3$` and base64, `@d` for the 24 characters of the old Comware cipher. A canary has parts too: no six characters of it in a row may
show.
"""
import base64
import hashlib
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor

from tools import ROOT, program, run

PEERLINT = os.path.abspath(sys.argv[1])
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html")
DIALECTS = ("cisco", "ruijie", "comware5", "comware7", "strongswan")
PART = 6

# Lines of IOS and RGOS: a header (or None) and the line below it.
IOS = [
    (None, "crypto isakmp key @ address 192.0.2.77"), (None, "crypto isakmp key 0 @ address 192.0.2.77 255.255.255.255 no-xauth"),
    (None, "crypto isakmp key 6 @ address 192.0.2.77"), (None, "crypto isakmp key 7 @7 address 192.0.2.77"),
    (None, "crypto isakmp key 7 @ address 192.0.2.77"), (None, "crypto isakmp key @ hostname branch.example.net"),
    (None, "crypto isakmp key 0 @ hostname branch.example.net"), (None, "crypto isakmp key 0 @ address ipv6 2001:db8::77/128"),
    ("crypto keyring CANARY", " pre-shared-key address 192.0.2.78 key @"),
    ("crypto keyring CANARY", " pre-shared-key address 192.0.2.79 255.255.255.0 key 6 @"),
    ("crypto keyring CANARY", " pre-shared-key hostname h.example.net key 0 @"),
    ("crypto isakmp client configuration group REMOTE", " key @"), ("crypto isakmp peer address 192.0.2.80",
        " set aggressive-mode password @"), ("crypto isakmp peer address 192.0.2.81", " set aggressive-mode password 0 @"),
    ("crypto ikev2 keyring K2", " peer P\n  pre-shared-key @"), ("crypto ikev2 keyring K2", " peer Q\n  pre-shared-key local @"),
    ("crypto ikev2 keyring K2", " peer R\n  pre-shared-key remote 6 @"), ("crypto ikev2 keyring K2", " peer S\n  pre-shared-key 0 @"),
    ("crypto ikev2 keyring K2", " peer T\n  pre-shared-key hex @h"), ("crypto ikev2 profile P2", " authentication remote pre-share key @"),
    ("crypto ikev2 profile P2", " authentication local pre-share key 6 @"),
    ("crypto map HAND 10 ipsec-manual", " set session-key inbound esp 256 cipher @h authenticator @h"),
    ("crypto map HAND 10 ipsec-manual", " set session-key outbound ah 256 @h"),
    ("crypto pki trustpoint CA", " password @"), ("crypto pki trustpoint CA", " password 7 @7"),
    (None, "key config-key password-encrypt @"), (None, "key config-key 1 @"),
    (None, "username admin password @"), (None, "username admin password 0 @"), (None, "username admin privilege 15 password 7 @7"),
    (None, "username admin privilege 15 secret 5 $1$abcd$@"), (None, "username admin secret 9 $9$@"),
    (None, "username admin secret 0 @"), (None, "enable secret 5 $1$abcd$@"), (None, "enable secret @"), (None, "enable password 7 @7"),
    (None, "enable password level 15 @"), (None, "enable secret level 14 5 @"),
    ("line vty 0 4", " password @"), ("line vty 0 4", " password 7 @7"), (None, "snmp-server community @ RO"),
    (None, "snmp-server community @ view ALL RW 10"), (None, "snmp-server host 192.0.2.9 @"),
    (None, "snmp-server host 192.0.2.9 version 2c @"), (None, "snmp-server host 192.0.2.9 traps version 2c @ config"),
    (None, "snmp-server host 192.0.2.9 informs version 3 priv @"), (None, "snmp-server host 192.0.2.9 vrf MGMT version 2c @"),
    (None, "snmp-server user u g v3 auth md5 @ priv des56 @"), (None, "snmp-server user u g v3 auth sha @ priv aes 128 @"),
    (None, "snmp-server user u g v3 encrypted auth sha @h priv aes 256 @h"),
    (None, "tacacs-server host 192.0.2.5 key @"), (None, "tacacs-server key 7 @7"), ("tacacs server T", " key 7 @7"),
    (None, "radius-server host 192.0.2.6 auth-port 1812 acct-port 1813 key 7 @7"), (None, "radius-server key @"),
    ("radius server R", " key 0 @"),
    ("aaa group server radius G", " server-private 192.0.2.7 key 7 @7"),
    ("aaa server radius dynamic-author", " client 192.0.2.8 server-key @"), (None, "ntp authentication-key 1 md5 @"),
    (None, "ntp authentication-key 1 md5 @7 7"),
    ("interface GigabitEthernet0/9", " ip ospf message-digest-key 1 md5 @"),
    ("interface GigabitEthernet0/9", " ip ospf authentication-key 7 @7"), ("interface GigabitEthernet0/9", " ip nhrp authentication @"),
    ("interface GigabitEthernet0/9", " standby 1 authentication @"), ("interface GigabitEthernet0/9",
        " standby 1 authentication md5 key-string @"), ("interface GigabitEthernet0/9", " standby 1 authentication md5 key-string 7 @7"),
    ("interface GigabitEthernet0/9", " vrrp 1 authentication text @"),
    ("interface GigabitEthernet0/9", " glbp 1 authentication md5 key-string @"), ("interface GigabitEthernet0/9", " isis password @"),
    ("interface GigabitEthernet0/9", " ip rip authentication key-chain NAMES"),
    ("interface Dialer9", " ppp chap password 0 @"), ("interface Dialer9", " ppp chap password 7 @7"),
    ("interface Dialer9", " ppp pap sent-username u@example.net password 0 @"),
    ("interface Dialer9", " ppp pap sent-username user password 7 @7"),
    ("router bgp 65000", " neighbor 192.0.2.10 password @"), ("router bgp 65000", " neighbor 192.0.2.10 password 7 @7"),
    ("router ospf 1", " area 1 virtual-link 192.0.2.11 message-digest-key 1 md5 @"),
    ("router ospf 1", " area 1 virtual-link 192.0.2.11 authentication-key @"),
    ("router isis", " area-password @"), ("router isis", " domain-password @"), ("key chain C", " key 1\n  key-string @"),
    ("key chain C", " key 2\n  key-string 7 @7"), ("mpls ldp neighbor", " 192.0.2.12 password @"),
    (None, "mpls ldp neighbor 192.0.2.12 password 7 @7"),
    ("vpdn-group 1", " l2tp tunnel password @"), ("vpdn-group 1", " l2tp tunnel password 7 @7"), ("l2tp-class L", " password 7 @7"),
    (None, "ip ftp password @"), (None, "ip http client password 7 @7"), ("archive", " path ftp://backup:@@192.0.2.13/configs/$h"),
    (None, "boot network ftp://user:@@192.0.2.13/config"), ("dot11 ssid W", " wpa-psk ascii 0 @"), ("dot11 ssid W", " wpa-psk hex 7 @7"),
    ("ip sla 9", " ftp get ftp://u:@@192.0.2.14/x"), ("interface GigabitEthernet0/9", " description the key is key @"),
    (None, "! the old key was: crypto isakmp key @ address 192.0.2.15"), (None, "! password @"),
    ("ip access-list extended NOTES", " remark password @"), (None, "aaa group server tacacs+ X\n server-private 192.0.2.16 key @"),
]

# Lines of Comware V5 and V7.
COMWARE = [
    ("ike peer canary", " pre-shared-key @"), ("ike peer canary", " pre-shared-key simple @"),
    ("ike peer canary", " pre-shared-key cipher @d"), ("ike peer canary", " pre-shared-key cipher @c"),
    ("ike peer canary", " pre-shared-key simple @ with blanks @"),
    ("ike keychain canary", " pre-shared-key address 192.0.2.77 255.255.255.255 key simple @"),
    ("ike keychain canary", " pre-shared-key address 192.0.2.78 32 key cipher @c"),
    ("ike keychain canary", " pre-shared-key hostname branch.example.net key simple @"),
    ("ike keychain canary", " pre-shared-key address ipv6 2001:db8::77 64 key cipher @c"),
    ("ikev2 keychain canary", " peer P\n  pre-shared-key plaintext @"),
    ("ikev2 keychain canary", " peer Q\n  pre-shared-key ciphertext @c"),
    ("ikev2 keychain canary", " peer R\n  pre-shared-key local plaintext @"),
    ("ipsec policy hand 1 manual", " sa string-key inbound esp @"), ("ipsec policy hand 1 manual", " sa string-key outbound esp simple @"),
    ("ipsec policy hand 1 manual", " sa string-key inbound ah cipher @c"),
    ("ipsec policy hand 1 manual", " sa hex-key authentication inbound esp simple @h"),
    ("ipsec policy hand 1 manual", " sa hex-key encryption outbound esp cipher @c"),
    ("ipsec policy hand 1 manual", " sa authentication-hex inbound esp @h"),
    ("ipsec policy hand 1 manual", " sa encryption-hex outbound esp cipher @c"), ("local-user admin", " password simple @"),
    ("local-user admin", " password cipher @d"), ("local-user admin class manage", " password hash $h$6$@"),
    (None, "super password level 3 cipher @d"),
    (None, "super password role network-admin hash $h$6$@"), (None, "super password level 3 simple @"),
    ("user-interface vty 0 4", " set authentication password cipher @c"),
    ("user-interface vty 0 4", " set authentication password simple @"),
    (None, "snmp-agent community read @"), (None, "snmp-agent community write cipher @c"),
    (None, "snmp-agent community read simple @ acl 2000"), (None,
                                                            "snmp-agent target-host trap address udp-domain 192.0.2.9 params securityname @ v2c"),
    (None, "snmp-agent usm-user v3 u g authentication-mode md5 @ privacy-mode aes128 @"),
    (None, "snmp-agent usm-user v3 u g cipher authentication-mode sha @c privacy-mode aes128 @c"),
    (None, "snmp-agent usm-user v3 u g simple authentication-mode sha @ privacy-mode 3des @"),
    ("radius scheme r", " key authentication @"), ("radius scheme r", " key authentication cipher @c"),
    ("radius scheme r", " key accounting simple @"), ("radius scheme r", " primary authentication 192.0.2.6 key cipher @c"),
    ("hwtacacs scheme h", " key authorization cipher @d"),
    ("interface GigabitEthernet0/9", " ospf authentication-mode md5 1 cipher @c"),
    ("interface GigabitEthernet0/9", " ospf authentication-mode simple plain @"),
    ("interface GigabitEthernet0/9", " ospf authentication-mode md5 1 plain @"),
    ("interface GigabitEthernet0/9", " rip authentication-mode simple cipher @c"),
    ("interface GigabitEthernet0/9", " isis authentication-mode md5 cipher @c"),
    ("interface GigabitEthernet0/9", " vrrp vrid 1 authentication-mode simple cipher @c"),
    ("interface GigabitEthernet0/9", " vrrp vrid 1 authentication-mode md5 plain @"), ("bgp 65000", " peer 192.0.2.10 password cipher @c"),
    ("bgp 65000", " peer 192.0.2.10 password simple @"), ("interface Dialer9", " ppp chap password cipher @c"),
    ("interface Dialer9", " ppp chap password simple @"), ("interface Dialer9", " ppp pap local-user u password cipher @c"),
    ("interface Dialer9", " ppp pap local-user u password simple @"),
    ("l2tp-group 1", " tunnel password cipher @d"), ("l2tp-group 1 mode lns", " tunnel password simple @"),
    (None, "ntp-service authentication-keyid 1 authentication-mode md5 cipher @c"),
    (None, "ntp-service authentication-keyid 1 authentication-mode md5 @"), (None, "mpls ldp\n md5-password cipher 192.0.2.12 @c"),
    ("mpls ldp", " md5-password plain 192.0.2.12 @"), ("wlan service-template 1", " preshared-key pass-phrase cipher @c"),
    ("wlan service-template 1", " preshared-key pass-phrase simple @"), ("cwmp", " cwmp acs password cipher @c"),
    ("cwmp", " cwmp cpe password simple @"), (None, "ftp client source ftp://u:@@192.0.2.13/x"),
    ("interface GigabitEthernet0/9", " description password @"), ("keychain k mode absolute", " key 1\n  key-string cipher @c"),
    ("keychain k mode absolute", " key 2\n  key-string plain @"), (None, "# the old one: pre-shared-key simple @"),
    ("aaa", " local-user u password irreversible-cipher $1a$@"),
    ("ike peer canary", ' pre-shared-key simple "@ in quotes"'), ("acl number 3999", " rule 5 comment password @"),
    ("public-key peer x", " public-key-code begin\n  @h\n public-key-code end"),
]

BASES = [("cisco", ["33-v7-cisco-protection-good", "48-cisco-cisco-tunnel-protection-keyrings-good"], IOS),
         ("ruijie", ["45-ruijie-ruijie-ipsec-over-gre-good"], IOS), ("comware5", ["28-v7-v5-over-gre-good"], COMWARE),
         ("comware7", ["28-v7-v5-over-gre-good"], COMWARE)]

# Lines that hold no secret although a word of theirs stands where one could.
HARMLESS = ("public-key-code",)


def bytes_of(number, name):
    return hashlib.sha256(b"canary %d %s" % (number, name.encode())).digest()


def canary(number, kind):
    """A secret of that kind that no other line has."""
    seed = bytes_of(number, kind)
    if kind in ("7", "h"):
        return ("0" + str(seed[0] % 6) if kind == "7" else "") + seed[:12].hex().upper()
    if kind == "c":
        return "$c$3$" + base64.b64encode(seed[:24]).decode()
    if kind == "d":
        return "".join(chr(0x21 + b % 0x1d) for b in seed[:22]).replace("?", "+").replace('"', "-").replace("<", "(").replace("&",
            "*").replace("'", ")").replace("%", "/") + "!!"
    return "Zq" + base64.b32encode(seed[:10]).decode() + "xW"


def fill(line, number, secrets):
    def one(match):
        kind = match.group(1)
        secrets.append(canary(number * 10 + len(secrets), kind))
        return secrets[-1]
    return re.sub(r"@(7|h|c|d|)(?=[^\w.]|$|@)", one, line)


def parts(secret):
    body = secret[5:] if secret.startswith("$c$3$") else secret[:-2] if secret.endswith("!!") else secret
    return [body[i:i + PART] for i in range(len(body) - PART + 1)]


def commands(files, log):
    for form in FORMATS:
        yield ["check", "--format", form, *files]
    yield ["check", "--write-baseline", "baseline.json", "--quiet", *files]
    yield ["fix", "--optional", "--commands", *files]
    yield ["diagnose", log, *files]
    yield ["diagnose", "--format", "json", log, *files]
    for file in files:
        yield ["show", file]
        yield ["show", "--lines", file]
        for dialect in DIALECTS:
            for command in ("convert", "peer"):
                yield [command, "--redact", "--to", dialect, "--report", "report.json", file]


LOG = os.path.join(ROOT, "testdata", "logs", "01-story-as-published", "ike.log")


def outputs(folder, files, log=LOG):
    """What every command prints and writes, by the command."""
    with ThreadPoolExecutor(2) as pool:
        jobs = {}
        for n, arguments in enumerate(commands(files, log)):
            named = [("%d-%s" % (n, a)) if a in ("report.json", "baseline.json") else a for a in arguments]
            jobs[" ".join(named)] = (pool.submit(run, [PEERLINT] + named, folder), [a for a in named if re.match(r"\d+-", a)])
        for name, (job, written) in jobs.items():
            result = job.result()
            assert result.returncode in (0, 1, 2), (name, result.stderr)
            text = result.stdout + result.stderr
            for path in written:
                path = os.path.join(folder, path)
                if os.path.exists(path):
                    with open(path, "rb") as file:
                        text += file.read()
                    os.unlink(path)
            yield name, text.decode("utf-8", "replace")


def readable(text):
    """The text as a reader of its format has it: what XML, HTML, JSON and GitHub's commands escape, and as it stands."""
    plain = text
    for escaped, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&apos;", "'"), ("%25", "%"), ('\\"', '"'),
                               ("\\/", "/"), ("\\\\", "\\"), ("&amp;", "&")):
        plain = plain.replace(escaped, character)
    return text + plain if plain != text else text


def leaks(folder, files, secrets, log=LOG):
    """Which secrets show, with the command and what is around it."""
    wanted = {p: s for s in secrets for p in parts(s)}
    found = {}
    for name, text in outputs(folder, files, log):
        text = readable(text)
        for part in wanted.keys() & {text[i:i + PART] for i in range(len(text) - PART + 1)}:
            at = text.find(part)
            found.setdefault((wanted[part], name), text[max(0, at - 120):at + 40])
    return found


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def pair(case, dialect):
    """The case's two texts by name, the one of that dialect first."""
    folder = os.path.join(ROOT, "testdata", "pairs", case)
    texts = {n: open(os.path.join(folder, n), encoding="utf-8").read() for n in sorted(os.listdir(folder)) if not n.endswith(".json")}
    is_it = {"cisco": "crypto isakmp policy", "ruijie": "crypto isakmp policy", "comware5": "ike peer", "comware7": "ike profile"}[dialect]
    return sorted(texts.items(), key=lambda item: is_it not in item[1])


def report(found):
    for (secret, name), around in sorted(found.items(), key=str):
        print("%s in `%s`: ...%s" % (secret, name, around.replace("\n", "\n    ")))
    if found:
        sys.exit("%d leaks" % len(found))


def test_places():
    found, count = {}, 0
    for dialect, cases, table in BASES:
        for case in cases:
            (name, text), *others = pair(case, dialect)
            secrets, lines = [], []
            for number, (header, line) in enumerate(table):
                mine = []
                filled = fill(line, number + 1000 * len(lines), mine)
                lines += ["!" if table is IOS else "#", *([header] if header else []), filled]
                if not any(word in line for word in HARMLESS):
                    secrets += mine
            mark = text.rstrip().rsplit("\n", 1)
            ends = mark[-1].strip() in ("end", "return")
            spoiled = (mark[0] if ends else text.rstrip()) + "\n" + "\n".join(lines) + "\n" + (mark[-1] + "\n" if ends else "")
            with program.folder() as folder:
                write(folder, name, spoiled)
                for other, its in others:
                    write(folder, other, its)
                shown = run([PEERLINT, "show", "--lines", name], folder).stdout.decode()
                assert shown.count("******") >= len(secrets) * 0.9, "the lines are not shown: %d of %d" % (shown.count("******"),
                    len(secrets))
                found.update(leaks(folder, ["%s:%s" % (dialect, name)] + [o for o, _ in others], secrets))
            count += len(secrets)
    report(found)
    print("%d secrets" % count)


# What can be wrong with a line that holds a key.
def spoil(line):
    words = line.split()
    for i in range(1, len(words)):
        if words[i] != "KEY":
            yield words[:i] + words[i + 1:]
            yield words[:i] + [words[i]] + words[i:]
        if i + 1 < len(words) and not (words[i] == "KEY"
                                       and words[i + 1] == "hostname"):  # then the key stands where a name belongs, and is one
            yield words[:i] + [words[i + 1], words[i]] + words[i + 2:]
        if words[i] != "KEY":
            yield words[:i] + [words[i][:-1] + "x" if len(words[i]) > 1 else "77"] + words[i + 1:]
            yield words[:i] + [words[i], "word"] + words[i + 1:]
    at = words.index("KEY")
    for broken in (["KEY", "KEY2"], ['"KEY', 'KEY2"'], ["KEY\tKEY2"], ["'KEY'"], ["KEY,"], ["key", "KEY"], ["0", "7", "KEY"],
                   ["simple", "cipher", "KEY"], ["KEY"]):
        yield words[:at] + broken + words[at + 1:]
    yield words + ["KEY2"]
    yield words[:at + 1]


KEYS = {
    "cisco": [(None, "crypto isakmp key KEY address 192.0.2.77"), (None, "crypto isakmp key 6 KEY address 192.0.2.77 255.255.255.255"),
              (None, "crypto isakmp key KEY hostname x.example.net"), ("crypto keyring CANARY",
                  "pre-shared-key address 192.0.2.78 key KEY"),
              ("crypto keyring CANARY", "pre-shared-key hostname h.example.net key 0 KEY")],
    "ruijie": [(None, "crypto isakmp key 0 KEY address 192.0.2.77"), (None, "crypto isakmp key 7 KEY address 192.0.2.77 255.255.255.0"),
               (None, "crypto isakmp key 0 KEY hostname x.example.net")],
    "comware5": [("ike peer canary", "pre-shared-key KEY"), ("ike peer canary", "pre-shared-key simple KEY"),
                 ("ike peer canary", "pre-shared-key cipher KEY")],
    "comware7": [("ike keychain canary", "pre-shared-key address 192.0.2.77 255.255.255.255 key simple KEY"),
                 ("ike keychain canary", "pre-shared-key hostname x.example.net key cipher KEY")],
}


def test_faults():
    found, count = {}, 0
    for dialect, cases, table in BASES:
        (name, text), *others = pair(cases[0], dialect)
        secrets, lines = [], []
        for header, line in KEYS[dialect]:
            for words in spoil(line):
                number = 50000 + 2 * len(lines)
                mine = [canary(number, ""), canary(number + 1, "")]
                filled = " ".join(words).replace("KEY2", mine[1]).replace("KEY", mine[0])
                secrets += [m for m in mine if m in filled]
                lines += ["!" if table is IOS else "#", *([header] if header else []), (" " if header else "") + filled]
        with program.folder() as folder:
            write(folder, name, text.rstrip() + "\n" + "\n".join(lines) + "\n")
            for other, its in others:
                write(folder, other, its)
            found.update(leaks(folder, ["%s:%s" % (dialect, name)] + [o for o, _ in others], secrets))
        count += len(secrets)
    report(found)
    print("%d secrets" % count)


FOREIGN = {
    "asa.cfg": ": Saved\nASA Version 9.8(2)\n!\nhostname fw\nenable password @ encrypted\npasswd @ encrypted\ncrypto map outside_map 1 set peer 192.0.2.1\ntunnel-group 192.0.2.1 type ipsec-l2l\ntunnel-group 192.0.2.1 ipsec-attributes\n ikev1 pre-shared-key @\n ikev2 remote-authentication pre-shared-key @\n ikev2 local-authentication pre-shared-key @\n",
    "junos.cfg": "## Last commit\nset version 18.4R1\nset system host-name j\nset system root-authentication encrypted-password \"$6$@\"\nset security ike policy p pre-shared-key ascii-text \"$9$@\"\nset security ike policy p pre-shared-key hexadecimal \"@h\"\nset snmp community @ authorization read-only\n",
    "forti.cfg": "#config-version=FG100E-6.0.4-FW-build0231-190107:opmode=0:vdom=0:user=admin\nconfig system global\n    set hostname \"fg\"\nend\nconfig vpn ipsec phase1-interface\n    edit \"t\"\n        set psksecret ENC @\n        set remote-gw 192.0.2.1\n    next\nend\nconfig system admin\n    edit \"admin\"\n        set password ENC @\n    next\nend\n",
    "xr.cfg": "!! IOS XR Configuration 6.5.3\nhostname xr\nusername root\n group root-lr\n secret 5 $1$@\n!\ncrypto isakmp key @ address 192.0.2.1\nsnmp-server community @ RO\n",
    "nxos.cfg": "!Command: show running-config\nversion 7.0(3)I7(4)\nhostname nx\nfeature bgp\nusername admin password 5 $5$@  role network-admin\nsnmp-server user admin network-admin auth md5 0x@h priv 0x@h localizedkey\nsnmp-server community @ group network-operator\n",
    "notes.txt": "buy milk\npassword @\nthe key is @\n",
    "empty.cfg": "@\n",
}


def test_foreign():
    found, count = {}, 0
    for number, (name, text) in enumerate(FOREIGN.items()):
        secrets = []
        with program.folder() as folder:
            write(folder, name, fill(text, 900 + number, secrets))
            found.update(leaks(folder, [name], secrets))
        count += len(secrets)
    report(found)
    print("%d secrets" % count)


def test_logs():
    """Lines of logs that show keys, as evidence or as the log of a router that prints its config in between."""
    found, secrets = {}, []
    with open(LOG, encoding="utf-8") as file:
        lines = file.read().split("\n")
    extra = [fill(line, 700 + n, secrets) for n,
             line in enumerate(["crypto isakmp key @ address 192.0.2.1", "pre-shared-key simple @", "pre-shared-key cipher @c",
                                "ISAKMP:(0):found peer pre-shared key matching 192.0.2.1: @",
                                                                   "SKEYID: @h", "pre-shared key: @",
                                                                   "R1(config)#crypto isakmp key 0 @ address 192.0.2.1",
                                "charon: 05[CFG] secret = @"])]
    for at in range(0, len(lines), max(1, len(lines) // len(extra))):
        lines.insert(at, extra[at % len(extra)])
    with program.folder() as folder:
        write(folder, "ike.log", "\n".join(lines + extra))
        for name, text in pair("01-story-as-published", "comware5"):
            write(folder, name, text)
        found = leaks(folder, ["ruijie.cfg", "sr66.cfg"], secrets, "ike.log")
    report(found)
    print("%d secrets" % len(secrets))


TESTS = {"places": test_places, "faults": test_faults, "foreign": test_foreign, "logs": test_logs}
for what in sys.argv[2:] or TESTS:
    TESTS[what]()
