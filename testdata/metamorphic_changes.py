"""Changes of a config's text that mean nothing to a router; see metamorphic.py.

Each takes a file's lines and the model that the tool understood, and gives a list of (text, number of the line it was, from 1, or None for
a new one), or None where the file does not allow the change. What is written here follows what the devices take, not what the tool reads.
"""
import collections
import re

import metamorphic_defaults

SEPARATOR = re.compile(r"^\s*[!#]\s*$")
PROMPT = re.compile(r"^\s*(<[^>]+>|\[[^\]]+\]|[\w.-]+(\([\w-]+\))?[#>])")
NOT_PLAIN = re.compile(r"peerlint:|\bbanner\b|^header |certificate|\x1b|\x08|\r|More --")
UNKNOWN = "frobnicate level 7"
# Names and other text where a word is no reference to an object.
FREE = re.compile(r"^\s*(?:hostname|sysname|description|snmp|banner|username|local-user)|\bkey\b|pre-shared-key|-name |\bfqdn\b|ike-identity|remark")


def numbered(lines):
    return [(line, number) for number, line in enumerate(lines, 1)]


def is_plain(lines):
    """No terminal capture, and no free text that would not survive being moved."""
    return not any(PROMPT.match(l) or NOT_PLAIN.search(l) for l in lines)


def is_indented(lines):
    return any(line.startswith(" ") and line.strip() for line in lines)


def changed(lines, change):
    """Each line as `change` gives it; None where that leaves all as they are."""
    entries = [(change(line), number) for line, number in numbered(lines)]
    return entries if [line for line, _ in entries] != lines else None


# ---- Line ends and blanks ----

def crlf(lines, _model):
    return None if any("\r" in line for line in lines) else [(line + "\r", number) for line, number in numbered(lines)]


def trailing_blanks(lines, _model):
    return changed(lines, lambda l: l if re.search(r"\bkey\b|pre-shared-key|\r", l) else l + "  \t") if is_plain(lines) else None


def blank_lines(lines, _model):
    return [e for line, number in numbered(lines) for e in ((line, number), ("", None), ("   ", None))] if is_plain(lines) else None


def flat(lines, _model):
    return changed(lines, lambda l: l.lstrip(" \t")) if is_plain(lines) else None


def one_column(lines, _model):
    return changed(lines, lambda l: " " + l.lstrip(" \t")) if is_plain(lines) else None


def odd_indentation(lines, _model):
    blanks = ["  ", "\t", " ", "    ", "   "]
    return changed(lines, lambda l: blanks[len(l) % 5] + l.lstrip(" \t") if l[:1] in " \t" and l.strip()
                   else l) if is_plain(lines) else None


def no_separators(lines, _model):
    return [e for e in numbered(lines) if not SEPARATOR.match(e[0])] if is_plain(lines) and is_indented(lines) and any(map(SEPARATOR.match,
        lines)) else None


# ---- Lines that say nothing ----

def unknown(lines, _model):
    if not is_plain(lines):
        return None
    out, indented = [], is_indented(lines)
    for line, number in numbered(lines):
        out.append((line, number))
        blanks = re.match(r" *", line).group(0)
        if SEPARATOR.match(line) and not line.startswith(" "):
            out.append((UNKNOWN, None))
            if indented:
                out.append((line, None))
        elif indented and blanks and line.strip():
            out.append((blanks + UNKNOWN, None))
    return out


def comments(lines, model):
    """On Cisco a comment may stand inside a section."""
    if model["dialect"].startswith("comware") or not is_plain(lines):
        return None
    return [e for line, number in numbered(lines) for e in ((line, number), ("! seen in the inventory", None))]


SECTION = re.compile(r"(interface|acl|ike (?:proposal|peer|profile|keychain|dpd)|ipsec (?:proposal|transform-set|policy|policy-template|profile)|crypto|ip access-list|line|router|vlan|user-interface|domain|local-user)\b")


def typed(lines, model):
    """What a console shows of somebody who types the config in: prompts that tell the view, `quit` at a section's end, no indentation."""
    if not is_plain(lines) or not is_indented(lines):
        return None
    comware, out, view = model["dialect"].startswith("comware"), [], ""
    prompt, leave = ("[H3C%s]", "quit") if comware else ("R1(config%s)#", "exit")
    for line, number in numbered(lines):
        text = line.strip()
        if SEPARATOR.match(line) or not line.startswith(" "):
            out += [(prompt % view + leave, None)] if view else []
            view = ""
        if not text or text[0] in "!#" or re.match(r"(return|end)$|Building|Current", text):
            continue
        out.append((prompt % view + text, number))
        if not line.startswith(" ") and SECTION.match(text):
            view = re.sub(r"\W+", "-", "-" + text) if comware else "-" + text.split()[0]
    return out


# ---- Names ----

DEFINITION = re.compile(r"^\s*(?:crypto (?:map|dynamic-map|keyring|ipsec transform-set|ipsec profile|isakmp profile)|ike (?:peer|keychain|profile|dpd)|ipsec (?:policy|policy-template|proposal|transform-set|profile)"
                        r"|ip access-list extended|acl (?:advanced )?name)\s+([A-Za-z][\w.-]*)")
KEYWORDS = set("isakmp ipsec map peer profile proposal policy local remote address gre esp ike tunnel any vpn name interval aes des inside outside".split())


def rename(lines, _model):
    names = {m.group(1) for m in map(DEFINITION.match, lines) if m}
    words = collections.Counter(w for l in lines if FREE.search(l) for w in l.split())
    names -= {n for n in names if n in words or n.lower() in KEYWORDS}
    if not names:
        return None
    word = re.compile(r"(?<!\S)(%s)(?!\S)" % "|".join(sorted(map(re.escape, names), key=len, reverse=True)), re.I)
    return changed(lines, lambda l: l if FREE.search(l) else word.sub(r"\1-q", l))


def renumber(lines, _model):
    """Other numbers for access lists and tunnel interfaces; both are local."""
    if not is_plain(lines):
        return None

    def change(line):
        if FREE.search(line):
            return line
        line = re.sub(r"\b(Tunnel ?)(\d+)\b", lambda m: m.group(1) + str(int(m.group(2)) + 300), line)
        line = re.sub(r"^(\s*(?:acl (?:number|advanced|basic)?|security acl|nat outbound) *)([23])(\d{3})\b",
                      lambda m: m.group(1) + m.group(2) + "%03d" % ((int(m.group(3)) + 500) % 1000), line)
        return re.sub(r"^(\s*(?:access-list|ip access-list extended|match (?:ip )?address|ip nat inside source list) )1(\d\d)\b",
                      r"\g<1>20\2", line)
    return changed(lines, change)


def hostname(lines, _model):
    names = [l.split()[1] for l in lines if re.match(r"\s*(hostname|sysname) \S+\s*$", l)]
    if len(names) != 1 or sum(names[0] in l for l in lines) != 1 or any(re.search(r"aggressive|fqdn|id-type|mode-detect|identity hostname",
            l) for l in lines):
        return None
    return changed(lines, lambda l: l.replace(names[0], "QX7") if re.match(r"\s*(hostname|sysname) ", l) else l)


# ---- The same said in another way ----

def spelled(lines, model):
    comware = model["dialect"].startswith("comware")

    def change(line):
        if re.search(r"(?<!match )\bkey\b|pre-shared-key|object-group|description|remark", line):
            return line
        if comware:
            line = re.sub(r"^(\s*ip address [\d.]+) (255\.[\d.]+)\s*$", lambda m: "%s %d" % (m.group(1), prefix(m.group(2))), line)
            line = re.sub(r"^(\s*ip route-static [\d.]+) ([\d.]+\.[\d.]+) ", lambda m: "%s %d " % (m.group(1), prefix(m.group(2))), line)
            return re.sub(r"\b(source|destination) ([\d.]+) 0(?= |$)", r"\1 \2 0.0.0.0", line) if re.match(r"\s*rule\b", line) else line
        if re.match(r"\s*(access-list \d+ |\d+ )?(permit|deny) (ip|gre|tcp|udp|icmp)\b", line):
            line = re.sub(r"\bhost ([\d.]+)", r"\1 0.0.0.0", line)
            line = re.sub(r"\bany\b", "0.0.0.0 255.255.255.255", line)
        return line
    return changed(lines, change)


def prefix(mask):
    return sum(bin(int(o)).count("1") for o in mask.split("."))


COMWARE_SHORT = [(r"^(\s*)interface ", r"\1int "), (r"\bip address\b(?= [\d.]+ )", "ip add"),
                 (r"^(\s*rule \d+) permit ip source ", r"\1 per ip sour "), (r"^(\s*rule \d+ \S+ (?:ip|gre) .*) destination ", r"\1 dest "),
                 (r"\bpre-shared-key (?=address|simple|cipher)", "pre-shared "), (r"^(\s*)encryption-algorithm", r"\1enc"),
                 (r"\bsecurity acl\b", "sec acl"), (r"^(\s*)remote-address", r"\1remote-a"),
                 (r"^(\s*)ike proposal", r"\1ike prop"), (r"^(\s*)encapsulation-mode", r"\1encap"), (r"^(\s*)destination ", r"\1dest "),
                 (r"\besp encryption-algorithm", "esp enc"), (r"^(\s*)authentication-algorithm", r"\1authentication-a")]
IOS_SHORT = [(r"^(\s*)interface GigabitEthernet(?= ?\d)", r"\1int g"), (r"^(\s*)interface Tunnel(?= ?\d)", r"\1int tun"),
             (r"^(\s*)ip address\b(?= [\d.]+ )", r"\1ip add"), (r"^(\s*)encryption ", r"\1encr "),
             (r"^(\s*)authentication pre-share", r"\1auth pre"), (r"^(\s*)crypto isakmp policy", r"\1cry isa pol"),
             (r"^(\s*)crypto ipsec transform-set", r"\1cry ips trans"),
             (r"^(\s*)crypto map (\S+ \d+) ipsec-isakmp", r"\1cry map \2 ipsec-isa"),
             (r"^(\s*)match address", r"\1match add"), (r"^(\s*)set transform-set", r"\1set trans"), (r"^(\s*)tunnel source", r"\1tun sou"),
             (r"^(\s*)tunnel destination", r"\1tun dest"),
             (r"^(\s*)ip access-list extended", r"\1ip access-list ext"), (r"^(\s*(?:\d+ )?)permit ", r"\1per "),
             (r"^(\s*)crypto isakmp key", r"\1cry isa key"), (r"^(\s*)lifetime", r"\1life")]


def abbreviated(lines, model):
    shorter = COMWARE_SHORT if model["dialect"].startswith("comware") else IOS_SHORT

    def change(line):
        for long, short in shorter:
            line = line if re.search("description|remark", line) else re.sub(long, short, line)
        return line
    return changed(lines, change) if is_plain(lines) else None


# ---- Order and sections ----

def blocks_of(lines):
    """Runs of lines up to and with a separator."""
    block, blocks = [], []
    for entry in numbered(lines):
        block.append(entry)
        if SEPARATOR.match(entry[0]):
            blocks.append(block)
            block = []
    return blocks, block


def reorder(lines, _model):
    """Sections in the opposite order; not those that stand twice, nor single lines of one list."""
    blocks, rest = blocks_of(lines)
    heads = collections.Counter(" ".join(l.split()[:4]) for block in blocks for l, _ in block if not l.startswith(" ") and l.strip()
                                and not SEPARATOR.match(l))
    lists = collections.Counter(" ".join(l.split()[:2]) for block in blocks for l, _ in block if re.match(r"\s*access-list ", l))

    def is_movable(block):
        return not any(re.match(r"\s*(hostname|sysname|version|return|end)\b", l) or heads[" ".join(l.split()[:4])] > 1
                       or lists[" ".join(l.split()[:2])] > 1 for l, _ in block)
    movable = [i for i, block in enumerate(blocks) if is_movable(block)]
    if not is_plain(lines) or len(movable) < 2:
        return None
    order = list(blocks)
    for to, source in zip(movable, reversed(movable)):
        order[to] = blocks[source]
    return [entry for block in order for entry in block] + rest


REOPENED = re.compile(r"^(interface|acl|ike (?:proposal|peer|profile|keychain)|ipsec (?:proposal|transform-set|policy|policy-template|profile)|crypto (?:isakmp policy|isakmp profile|keyring|map|dynamic-map|ipsec profile)|"
                      r"ip access-list extended) (?!.*local-address|.*client)\S")


def reopened(lines, _model):
    """A section that is left after its first line and opened again."""
    if not is_plain(lines) or not is_indented(lines):
        return None
    out, separator = [], "#" if any(l.strip() == "#" for l in lines) else "!"
    for line, number in numbered(lines):
        out.append((line, number))
        header = lines[number - 2] if number > 1 else ""
        if REOPENED.match(header) and line.startswith(" ") and number < len(lines) and lines[number].startswith(" "):
            out += [(separator, None), (header, number - 1)]
    return out if len(out) > len(lines) else None


# Settings of which a section has one, and which `undo` or `no` takes back by the command alone.
ONE = {True: r"encryption-algorithm|authentication-algorithm|authentication-method|dh|exchange-mode|id-type|pre-shared-key(?= simple| cipher)|remote-address|local-address|remote-name|encapsulation-mode|ike-peer|ike-profile|source|"
               r"destination|gre key|mtu|tcp mss|ipsec apply policy|esp (?:encryption|authentication)-algorithm|security acl|transform-set|sa duration|pfs",
       False: r"hash|authentication|group|lifetime|mode|set pfs|match address|tunnel source|tunnel destination|tunnel key|ip mtu|ip tcp adjust-mss|set isakmp-profile|crypto map|set transform-set|encryption|encr"}


def undone(lines, model):
    """A setting, its opposite, and the setting again."""
    comware = model["dialect"].startswith("comware")
    word = "undo" if comware else "no"
    one = re.compile(r"^(\s+)(%s) \S" % ONE[comware])
    wrong = {issue["line"] for issue in model["issues"]}
    if not is_plain(lines) or not is_indented(lines):
        return None
    out = []
    for line, number in numbered(lines):
        match = one.match(line)
        if match and number not in wrong and not (comware and re.match(r"\s*security acl .* ", line)):
            rest = line.split(match.group(2), 1)[1] if not comware and match.group(2) in ("crypto map", "set transform-set") else ""
            rest = " " + line.split()[2] if comware and match.group(2) == "sa duration" else rest
            out += [(line, number), (match.group(1) + word + " " + match.group(2) + rest, None)]
        out.append((line, number))
    return out if len(out) > len(lines) else None


def defaults(lines, model):
    added = metamorphic_defaults.added(lines, model) if is_plain(lines) else None
    return [entry for line, number in numbered(lines) for entry in [(line, number)] + [(new, number)
        for new in added[number]]] if added else None


def together(*changes):
    """Several changes, one after the other."""
    def apply(lines, model):
        entries, count = numbered(lines), 0
        for change in changes:
            found = change([line for line, _ in entries], model)
            if found:
                entries = [(line, entries[was - 1][1] if was else None) for line, was in found]
                count += 1
        return entries if count > 1 else None
    apply.__name__ = "_".join(change.__name__ for change in changes)
    return apply


CHANGES = [crlf, trailing_blanks, blank_lines, flat, one_column, odd_indentation, no_separators, unknown, comments, typed, rename, renumber,
           hostname, spelled, abbreviated, reorder, reopened, undone, defaults,
           together(spelled, renumber, rename, reorder, abbreviated, odd_indentation, comments, crlf),
           together(defaults, reopened, rename, flat)]
