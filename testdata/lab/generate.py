"""Router pairs made of dice: a sound site of random_sites.py in two of the dialects, with up to three faults. The same seed makes the same
pair.

Most faults are made in the words of one system before the end is translated; those that only a dialect of its own has (its defaults, its
ways to write a key, its exchange modes) are made in the translated text.
"""
import os, random, re, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import random_sites

DIALECTS = random_sites.DIALECTS
COMBINATIONS = [(a, b) for a in DIALECTS for b in DIALECTS]


class NotHere(Exception):
    """The fault has nothing to break in this end."""


def change(text, pattern, to, count=0):
    new, n = re.subn(pattern, to, text, count=count, flags=re.M)
    if not n or new == text:
        raise NotHere
    return new


# ---- Faults in the words of Cisco, before the end is translated: (text, dice) -> text ----

def one_of_policies(dice, text, pattern, to):
    """In the first policy only, or in every one."""
    return change(text, pattern, to, dice.choice([0, 0, 1]))


def other_network(text, dice):
    return change(text, r"^( \d* ?permit \w+ 10\.\d+)\.(\d+)\.0 0\.0\.0\.255", lambda m: "%s.%d.0 0.0.0.255" % (m[1], int(m[2]) % 200 + 1),
                  1)


def wider(text, dice):
    side = dice.choice([r"^( \d* ?permit \w+ )10\.(\d+)\.\d+\.0 0\.0\.0\.255",
                        r"^( \d* ?permit \w+ \S+ \S+ )10\.(\d+)\.\d+\.0 0\.0\.0\.255"])
    return change(text, side, r"\g<1>10.\2.0.0 0.0.255.255", 1)


def narrower(text, dice):
    bits = dice.choice([("127", 127), ("15", 15)])[0]
    return change(text, r"^( \d* ?permit \w+ 10\.\d+\.\d+\.0 0\.0\.0\.)255", r"\g<1>" + bits, 1)


def crossing(text, dice):
    """Wider on one side, narrower on the other."""
    text = change(text, r"^( \d* ?permit \w+ )10\.(\d+)\.\d+\.0 0\.0\.0\.255", r"\g<1>10.\2.0.0 0.0.255.255", 1)
    return change(text, r"^( \d* ?permit \w+ \S+ \S+ 10\.\d+\.\d+\.0 0\.0\.0\.)255", r"\g<1>127", 1)


def no_rule(text, dice):
    return change(text, r"^ \d* ?permit (?!gre).*\n", "", 1)


def added_rule(text, dice):
    return change(text, r"^( \d* ?permit \w+ 10\.\d+\.\d+\.0.*)\n",
                  lambda m: m[0] + " permit ip 10.222.0.0 0.0.0.255 10.223.0.0 0.0.0.255\n", 1)


def split(text, dice):
    """The same addresses, in two rules."""
    return change(text, r"^ \d* ?(permit \w+ 10\.\d+\.\d+\.)0 0\.0\.0\.255( .*)$", r" \g<1>0 0.0.0.127\2\n \g<1>128 0.0.0.127\2", 1)


def anything(text, dice):
    return change(text, r"^( \d* ?)permit (?!gre).*$", r"\1permit ip any any", 1)


def deny_first(text, dice):
    """An earlier rule keeps the flow out."""
    return change(text, r"^ \d* ?permit (\w+ 10\..*)\n", lambda m: " deny %s\n%s" % (m[1], re.sub(r"^ \d+", " ", m[0])), 1)


def second_key(text, dice):
    """A further key that fits the peer less closely: it must not be taken."""
    return change(text, r"^crypto isakmp key \S+ address (\d+\.\d+\.\d+)\.\d+$",
                  lambda m: m[0] + "\ncrypto isakmp key Another-Key-For-All address %s.0 255.255.255.0" % m[1], 1)


def other_design(text, dice):
    """The map on the interface below the tunnel instead of on the tunnel."""
    m = re.search(r"^interface Tunnel\d+\n(?: .*\n)*?( crypto map \S+\n)", text, re.M)
    if not m:
        raise NotHere
    text = text[:m.start(1)] + text[m.end(1):]
    return change(text, r"^(interface GigabitEthernet0/0\n ip address .*\n)", r"\1" + m[1].replace("\\", ""), 1)


def no_transform(text, dice):
    return change(text, r"^( set transform-set) \S+", r"\1 nothing", 1)


def tunnel_subnet(text, dice):
    return change(text, r"^(interface Tunnel\d+\n ip address )172\.16", r"\g<1>172.17", 1)


def other_protocol(text, dice):
    return change(text, r"^( \d* ?permit )(ip|tcp|udp|icmp|gre) ",
                  lambda m: m[1] + dice.choice([p for p in ("ip", "tcp", "udp") if p != m[2]]) + " ", 1)


def one_port(text, dice):
    return change(text, r"^( \d* ?permit (?:tcp|udp) \S+ \S+ \S+ \S+)$", r"\1 eq 443", 1)


def wrong_key(text, dice):
    def other(m):
        at = dice.randrange(len(m[2]))
        kinds = [m[2][:at] + ("Q" if m[2][at] != "Q" else "R") + m[2][at + 1:], m[2].swapcase(), m[2][:-1]]
        return m[1] + dice.choice(kinds)
    return change(text, r"^((?:crypto isakmp|  pre-shared-key address \S+) key )(\S+)", other, 1)


def key_for_another(text, dice):
    return change(text, r"^(crypto isakmp key \S+ address |  pre-shared-key address )(\d+\.\d+\.\d+)\.\d+", r"\g<1>\2.253", 1)


def no_key(text, dice):
    return change(text, r"^(crypto isakmp key |  pre-shared-key ).*\n", "", 1)


def wrong_peer(text, dice):
    return change(text, r"^( set peer \d+\.\d+\.\d+)\.\d+", r"\1.254", 1)


def other_transform(text, dice):
    def other(m):
        return m[1] + dice.choice([t for t in ("esp-des", "esp-3des", "esp-aes 128", "esp-aes 192", "esp-aes 256") if t != m[2]]) + m[3]
    return change(text, r"^(crypto ipsec transform-set \S+ )(esp-3des|esp-aes \d+)( .*)$", other, 1)


def set_name(text):
    m = re.search(r"^crypto ipsec transform-set (\S+) (.*)$", text, re.M)
    if not m:
        raise NotHere
    return m[1], m[2]


def ah(text, dice):
    return change(text, r"^(crypto ipsec transform-set \S+ ).*$", r"\1ah-sha-hmac", 1)


def second_set(text, dice):
    """The set that matches stands second, behind one that does not."""
    name, _ = set_name(text)
    text = change(text, r"^(crypto ipsec transform-set %s .*)$" % re.escape(name),
                  r"crypto ipsec transform-set other esp-des esp-md5-hmac\n mode tunnel\n\1", 1)
    return change(text, r"^ set transform-set %s" % re.escape(name), " set transform-set other %s" % name, 1)


def other_pfs(text, dice):
    groups = [g for g in ("group1", "group2", "group5", "group14") if " set pfs %s\n" % g not in text]
    if " set pfs" in text and dice.random() < 0.6:
        return change(text, r"^ set pfs \S+$", " set pfs " + dice.choice(groups), 1)
    if " set pfs" in text:
        return change(text, r"^ set pfs \S+\n", "", 1)
    return change(text, r"^( set transform-set .*)$", r" set pfs %s\n\1" % dice.choice(groups), 1)


def other_mode(text, dice):
    return change(text, r"^ mode (tunnel|transport)", lambda m: " mode " + ("transport" if m[1] == "tunnel" else "tunnel"), 1)


def not_applied(text, dice):
    return change(text, r"^ (crypto map \S+|tunnel protection ipsec profile \S+)\n", "", 1)


def undefined_list(text, dice):
    return change(text, r"^ match address \S+", " match address NOWHERE", 1)


def tunnel_key(text, dice):
    if " tunnel key" in text:
        return change(text, r"^ tunnel key \d+", " tunnel key 77", 1)
    return change(text, r"^( tunnel destination .*)$", r"\1\n tunnel key 77", 1)


def tunnel_destination(text, dice):
    return change(text, r"^( tunnel destination \d+\.\d+\.\d+)\.\d+", r"\1.254", 1)


def lifetimes(text, dice):
    text = re.sub(r"^ lifetime \d+", " lifetime %d" % dice.randint(600, 86400), text, flags=re.M)
    return change(text, r"^( set transform-set .*)$", r" set security-association lifetime seconds %d\n\1" % dice.randint(600, 86400), 1)


def nat(text, dice):
    text = change(text, r"^(interface GigabitEthernet0/0)$", r"\1\n ip nat outside", 1)
    text = change(text, r"^(interface GigabitEthernet0/1)$", r"\1\n ip nat inside", 1)
    return text.replace("\nend\n", "\nip access-list extended INSIDE\n permit ip 10.0.0.0 0.255.255.255 any\nip nat inside source list INSIDE interface GigabitEthernet0/0 overload\nend\n")


WORDS = {
    "p1 encryption": lambda text, dice: one_of_policies(dice, text, r"^ encr(yption)? .*$", " encr des"),
    "p1 hash": lambda text, dice: one_of_policies(dice, text, r"^ hash .*$", " hash md5"),
    "p1 group": lambda text, dice: one_of_policies(dice, text, r"^ group \d+$", " group 1"),
    "p1 authentication": lambda text, dice: one_of_policies(dice, text, r"^ authentication pre-share", " authentication rsa-sig"),
    "wrong key": wrong_key, "key for another peer": key_for_another, "no key": no_key, "wrong peer": wrong_peer, "lifetimes": lifetimes,
    "identity": lambda text, dice: change(text, r"^(   match identity address \d+\.\d+\.\d+)\.\d+", r"\1.252", 1),
    "not applied": not_applied, "undefined list": undefined_list,
    "p2 cipher": other_transform, "p2 hash": lambda text, dice: change(text, r"^(crypto ipsec transform-set .*)esp-sha-hmac",
        r"\1esp-md5-hmac", 1), "ah": ah, "second set": second_set, "pfs": other_pfs, "p2 mode": other_mode,
    "other network": other_network, "wider": wider, "narrower": narrower, "crossing": crossing, "no rule": no_rule,
    "added rule": added_rule, "protocol": other_protocol, "port": one_port,
    "split": split, "anything": anything, "deny first": deny_first, "second key": second_key, "other design": other_design,
    "no transform": no_transform,
    "tunnel key": tunnel_key, "tunnel destination": tunnel_destination, "nat": nat,
}


# ---- Faults in the words of the end's own dialect ----

AGGRESSIVE = {
    "comware5": (r"^(ike peer .*)$", r"\1\n exchange-mode aggressive"),
    "comware7": (r"^(ike profile .*)$", r"\1\n exchange-mode aggressive"),
    "ruijie": (r"^( set transform-set .*)$", r" set exchange-mode aggressive\n\1"),
    "cisco": (r"^(crypto isakmp policy .*)$", r"crypto isakmp aggressive-mode disable\n\1"),
}


def aggressive(text, dialect, dice):
    pattern, to = AGGRESSIVE[dialect]
    text = re.sub(r"^ (set )?exchange-mode .*\n", "", text, flags=re.M)
    return change(text, pattern, to, 1)


def name(text, dialect, dice):
    """In aggressive mode this end calls itself something; whether the other one expects that is another matter."""
    called = "end%d" % dice.randint(1, 2)
    if dialect == "comware5":
        text = change(text, r"^(ike peer .*)$", r"ike local-name %s\n\1" % called, 1)
        text = change(text, r"^ id-type ip$", " id-type name\n remote-name end%d" % dice.randint(1, 2), 1)
    elif dialect == "comware7":
        text = change(text, r"^(ike profile .*)$", r"\1\n local-identity fqdn %s" % called, 1)
    elif dialect == "ruijie":
        text = change(text, r"^(crypto isakmp policy .*)$", r"self-identity fqdn %s\n\1" % called, 1)
    else:
        raise NotHere
    return aggressive(text, dialect, dice)


def expected_name(text, dialect, dice):
    if dialect != "comware7":
        raise NotHere
    return change(text, r"^( match remote identity address .*)$", r"\1\n match remote identity fqdn end%d" % dice.randint(1, 2), 1)


def other_address_expected(text, dialect, dice):
    if dialect != "comware7":
        raise NotHere
    return change(text, r"^( match remote identity address \d+\.\d+\.\d+)\.\d+", r"\1.251", 1)


def answers_aggressive(text, dialect, dice):
    if dialect != "ruijie":
        raise NotHere
    return change(text, r"^(crypto isakmp policy .*)$", r"crypto isakmp mode-detect\n\1", 1)


DEFAULTS = {
    "comware5": r"^ (encryption-algorithm|authentication-algorithm|dh|esp encryption-algorithm|esp authentication-algorithm|pfs|transform|encapsulation-mode) .*\n",
    "comware7": r"^ (encryption-algorithm|authentication-algorithm|dh|pfs|encapsulation-mode|proposal|match remote) .*\n",
    "ruijie": r"^ (encryption|hash|authentication|group|set pfs|mode|set isakmp-policy) .*\n",
    "cisco": r"^ (encr|encryption|hash|authentication|group|set pfs|mode) .*\n",
}


def default(text, dialect, dice):
    """A line is missing, so that the dialect's default holds."""
    lines = list(re.finditer(DEFAULTS[dialect], text, re.M))
    if not lines:
        raise NotHere
    m = dice.choice(lines)
    return text[:m.start()] + text[m.end():]


def marked_cipher(text, dialect, dice):
    """The key is marked as the ciphertext that it is not."""
    if dialect == "ruijie":
        return change(text, r"^(crypto isakmp key) 0 ", r"\1 7 ", 1)
    if dialect == "cisco":
        return change(text, r"^(crypto isakmp key) (?!\d )", r"\1 6 ", 1)
    return change(text, r"^(.*(?:pre-shared-key|key)) simple ", r"\1 cipher ", 1)


OWN = {"aggressive": aggressive, "name": name, "expected name": expected_name, "other address expected": other_address_expected,
       "answers aggressive": answers_aggressive, "default": default, "marked as ciphertext": marked_cipher}


# ---- Pairs ----

class Pair:
    def __init__(self, seed, dialects, faults, paths):
        self.seed, self.dialects, self.faults, self.paths = seed, dialects, faults, paths
        self.design = random_sites.design_of(seed)

    def carried(self):
        """Does the GRE tunnel carry what IKE sends? Only where IPsec runs inside of it does that matter."""
        keys = sum(f == "tunnel key" for f, _ in self.faults)
        return self.design != "ipsec-over-gre" or (keys != 1 and not any(f == "tunnel destination" for f, _ in self.faults))

    def arguments(self):
        return ["%s:%s" % (d, p) for d, p in zip(self.dialects, self.paths)]

    def __str__(self):
        return "seed %d, %s and %s, %s" % (self.seed, *self.dialects, ", ".join("%s at %s" % (f, "ab"[k]) for f, k in self.faults)
                                           or "no fault")


def translated(peerlint, command, to, text, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    r = subprocess.run([peerlint, command, "--to", to, "--dialect", "cisco", path], capture_output=True, text=True)
    if r.returncode not in (0, 1):
        raise RuntimeError("%s --to %s: %s" % (command, to, r.stderr))
    return r.stdout


def choose(dice):
    """Faults with the end each is in, those in Cisco's words first. Most pairs have one."""
    count = dice.choice([0, 1, 1, 1, 2, 2, 3])
    names = dice.sample(sorted(WORDS) + sorted(OWN) * 2, count)
    return sorted(((name, dice.randrange(2)) for name in names), key=lambda f: f[0] in OWN)


def make(peerlint, seed, folder):
    """The pair of the seed, written to the folder."""
    dice = random.Random("lab %d" % seed)
    dialects = COMBINATIONS[seed % len(COMBINATIONS)]
    paths = [os.path.join(folder, "%d%s.cfg" % (seed, end)) for end in "ab"]
    texts = [random_sites.site(seed)]
    texts.append(translated(peerlint, "peer", "cisco", texts[0], paths[0]))
    done = []
    for name, end in choose(dice):
        if name in WORDS:
            try:
                texts[end] = WORDS[name](texts[end], dice)
            except NotHere:
                continue
            done.append((name, end))
        else:
            done.append((name, end))
    texts = [translated(peerlint, "convert", d, text, path) if d != "cisco" else text for d, text, path in zip(dialects, texts, paths)]
    faults = []
    for name, end in done:
        if name in OWN:
            try:
                texts[end] = OWN[name](texts[end], dialects[end], dice)
            except NotHere:
                continue
        faults.append((name, end))
    for path, text in zip(paths, texts):
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    return Pair(seed, dialects, faults, paths)
