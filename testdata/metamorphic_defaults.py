"""The defaults that the vendors' manuals give, as the lines that say the same; see metamorphic.py.

A default that is only assumed for a system is not here: written out it is a fact, and may well change a report.
"""
import collections
import re

SEPARATOR = re.compile(r"^\s*[!#]\s*$")

# A section's header, the lines of it that set the value already, and the line that says the default.
COMWARE = [
    (r"ike proposal \d+", r"encryption-algorithm", "encryption-algorithm des-cbc"),
    (r"ike proposal \d+", r"authentication-algorithm", "authentication-algorithm sha"),
    (r"ike proposal \d+", r"authentication-method", "authentication-method pre-share"),
    (r"ike proposal \d+", r"dh\b", "dh group1"),
    (r"ike proposal \d+", r"sa duration", "sa duration 86400"),
    (r"(ipsec policy|ipsec policy-template) \S+ \d+( isakmp)?$", r"sa duration time-based", "sa duration time-based 3600"),
    (r"(ipsec policy|ipsec policy-template) \S+ \d+( isakmp)?$", r"sa duration traffic-based", "sa duration traffic-based 1843200"),
    (r"acl (number|advanced) \d+$", r"step", "step 5"),
]
COMWARE5 = COMWARE + [
    (r"ike peer \S+", r"id-type", "id-type ip"),
    (r"ipsec proposal \S+", r"transform\b", "transform esp"),
    (r"ipsec proposal \S+", r"encapsulation-mode", "encapsulation-mode tunnel"),
    (r"ipsec proposal \S+", r"esp encryption|transform ah", "esp encryption-algorithm des"),
    (r"ipsec proposal \S+", r"esp authentication|transform ah", "esp authentication-algorithm md5"),
    (r"ipsec transform-set \S+", r"encapsulation-mode", "encapsulation-mode tunnel"),
]
COMWARE7 = COMWARE + [
    (r"ike profile \S+", r"exchange-mode", "exchange-mode main"),
    (r"ike profile \S+", r"priority", "priority 100"),
    (r"ike keychain \S+", r"priority", "priority 100"),
    (r"ipsec transform-set \S+", r"protocol", "protocol esp"),
    (r"ipsec transform-set \S+", r"encapsulation-mode", "encapsulation-mode tunnel"),
]
TUNNEL_MODE = (r"crypto ipsec transform-set ", r"mode", "mode tunnel")
CISCO = [
    TUNNEL_MODE,
    (r"crypto isakmp policy \d+", r"encr", "encryption des"),
    (r"crypto isakmp policy \d+", r"hash", "hash sha"),
    (r"crypto isakmp policy \d+", r"auth", "authentication rsa-sig"),
    (r"crypto isakmp policy \d+", r"group", "group 1"),
    (r"crypto isakmp policy \d+", r"lifetime", "lifetime 86400"),
    (r"crypto map \S+ \d+ ipsec-isakmp$", r"set security-association lifetime seconds", "set security-association lifetime seconds 3600"),
    (r"crypto map \S+ \d+ ipsec-isakmp$", r"set security-association lifetime kilobytes", "set security-association lifetime kilobytes 4608000"),
    (r"interface Tunnel ?\d+", r"tunnel mode", "tunnel mode gre ip"),
]
SECTIONS = {"comware5": COMWARE5, "comware7": COMWARE7, "cisco": CISCO, "ruijie": [TUNNEL_MODE]}
# Lines of no section, to stand beside the host name.
COMWARE_GLOBAL = [(r"ipsec sa global-duration time-based", "ipsec sa global-duration time-based 3600"), (r"ipsec sa global-duration traffic-based", "ipsec sa global-duration traffic-based 1843200")]
GLOBAL = {
    "comware5": COMWARE_GLOBAL, "comware7": COMWARE_GLOBAL, "ruijie": [],
    "cisco": [(r"crypto isakmp identity", "crypto isakmp identity address"), (r"(no )?crypto isakmp enable", "crypto isakmp enable"),
              (r"crypto ipsec security-association lifetime seconds", "crypto ipsec security-association lifetime seconds 3600"),
              (r"crypto ipsec security-association lifetime kilobytes", "crypto ipsec security-association lifetime kilobytes 4608000")],
}
HEADER = re.compile(r"(interface|acl|ike (proposal|peer|profile|keychain|dpd) |ipsec (proposal|transform-set|policy\S*|profile) |crypto (isakmp (policy|profile|peer)|keyring|map|dynamic-map|ipsec (transform-set|profile)) |"
                    r"ip access-list|object-group|router|line|vlan|user-interface|access-list|route-map)\b")


def body(lines, at):
    """The lines of the section whose header is lines[at]."""
    found = []
    for line in lines[at + 1:]:
        text = line.strip()
        if SEPARATOR.match(line) or (HEADER.match(text) and not text.startswith("ipsec policy ") and not text.startswith("crypto map ")) or re.match(r"crypto map \S+ \d+ ", text) or (text and lines[at][:1] != " " and line[:1] != " " and any(l.startswith(" ") for l in lines)):
            break
        found.append(re.sub(r"^(undo|no|default) ", "", text))
    return found


def added(lines, model):
    """Line number of a header or of the host name -> the lines to write below it. A lifetime may stand for the entry or for all."""
    out = collections.defaultdict(list)
    heads = collections.Counter(" ".join(line.split()) for line in lines)
    everything = [line.strip() for line in lines]
    global_lifetime = any(re.match(r"(ipsec sa global-duration|crypto ipsec security-association lifetime)", line) for line in everything)
    for number, line in enumerate(lines, 1):
        text = " ".join(line.split())
        if re.match(r"(sysname|hostname) ", text):
            blanks = line[:len(line) - len(line.lstrip(" "))]
            out[number] += [blanks + new for there, new in GLOBAL[model["dialect"]] if not any(re.match(there, other) for other in everything)]
        if heads[text] > 1:
            continue
        section = body(lines, number - 1)
        for header, there, new in SECTIONS[model["dialect"]]:
            if re.match(header, text) and not any(re.match(there, other) for other in section) and not ("sa duration" in new or "security-association" in new) * (global_lifetime and "86400" not in new):
                out[number].append(" " + new)
    return out if any(out.values()) else None
