#!/usr/bin/python3
"""Sites made of dice, sound ones and broken ones: `random_sites.py PEERLINT FIRST_SEED COUNT`.

Each seed is a branch with a tunnel of some design, converted to every dialect: four routers. From each of them the other end is derived, in
a dialect that goes round with the seed, and the pair must come up without a finding above info that the branch alone does not have.
Converted to the other end's dialect and home again, the branch must get on with that end as before.

Then one of a seed's pairs is broken at one to three places. After `fix --write` nothing that had a fix may be left, nothing new may have
come, the diff must make the same files, and so must the commands for the live routers: a config with them typed behind it is judged as the
fixed one is.
"""
import collections, json, os, random, re, sys
from concurrent.futures import ThreadPoolExecutor

import program

PEERLINT = os.path.abspath(sys.argv[1])
DIALECTS = ("comware5", "comware7", "cisco", "ruijie")
DESIGNS = ["ipsec", "ipsec-over-gre", "gre-over-ipsec", "protection"]


def run(*args):
    return program.run(PEERLINT, args)


def report(*files):
    return json.loads(run("check", "--format", "json", *files).stdout)


def findings(*files):
    r = report(*files)
    return [f for f in r["findings"] if f["severity"] != "info"], [t["verdict"] for t in r["tunnels"]]


def rules(found):
    return sorted(f["rule"] for f in found if f["rule"][3] == "1")


def key(dice):
    return "".join(dice.choice("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789-_.") for _ in range(dice.randint(16, 24)))


def design_of(seed):
    """What site() draws first."""
    return random.Random(seed).choice(DESIGNS)


def site(seed):
    """The branch, in Cisco's words and with algorithms that all four have."""
    dice = random.Random(seed)
    design = dice.choice(DESIGNS)
    here, there = "198.51.100.%d" % dice.randint(2, 120), "203.0.113.%d" % dice.randint(2, 120)
    third = dice.randint(1, 200)
    lan, far = "10.%d" % third, "10.%d" % (third + 50)
    lines = ["version 15.7", "hostname branch%d" % seed]
    cipher, group = dice.choice(["3des", "aes 128", "aes 192", "aes 256"]), dice.choice([2, 5, 14])
    hashes = dice.choice(["sha", "sha", "md5"])
    for n in range(dice.randint(1, 3)):
        lines += ["crypto isakmp policy %d" % (10 + n * dice.randint(1, 20)), " encr %s" % cipher, " hash %s" % hashes,
                  " authentication pre-share", " group %d" % group, " lifetime %d" % dice.randint(600, 86400)]
        cipher = dice.choice([c for c in ("3des", "aes 128", "aes 192", "aes 256") if c != cipher])
    peer = "172.16.%d.2" % third if design == "ipsec-over-gre" else there
    keyring = dice.random() < 0.3
    secret = key(dice)
    if keyring:
        lines += ["crypto keyring ring%d" % seed, "  pre-shared-key address %s key %s" % (peer, secret)]
    else:
        lines += ["crypto isakmp key %s address %s" % (secret, peer)]
    if dice.random() < 0.5:
        lines += ["crypto isakmp keepalive %d" % dice.randint(10, 60)
                  + dice.choice(["", " %d" % dice.randint(2, 10), " %d periodic" % dice.randint(2, 10)])]
    if keyring:
        lines += ["crypto isakmp profile prof%d" % seed, "   keyring ring%d" % seed, "   match identity address %s 255.255.255.255" % peer]
    lines += ["crypto ipsec transform-set set%d esp-%s esp-sha-hmac" % (seed, cipher),
              " mode %s" % ("transport" if design in ("gre-over-ipsec", "protection") and dice.random() < 0.5 else "tunnel")]
    inside = []
    if dice.random() < 0.2:
        lines += ["crypto ipsec security-association lifetime seconds %d" % dice.randint(600, 86400)]
    if dice.random() < 0.3:
        inside += [" set security-association lifetime kilobytes %d" % dice.randint(2560, 4000000)]
    if dice.random() < 0.5:
        inside += [" set pfs group%d" % group]
    if dice.random() < 0.5:
        inside += [" set security-association lifetime seconds %d" % dice.randint(600, 86400)]
    if keyring:
        inside += [" set isakmp-profile prof%d" % seed]
    inside += [" set transform-set set%d" % seed]
    flows = []
    if design in ("ipsec", "ipsec-over-gre"):
        nets = dice.sample(range(1, 200), dice.randint(1, 3))
        flows = [(dice.choice(["ip", "ip", "ip", "tcp", "udp", "icmp"]), "%s.%d.0 0.0.0.255" % (lan, n), "%s.%d.0 0.0.0.255" % (far, n))
                 for n in nets]
        lines += ["ip access-list extended VPN"] + [" permit %s %s %s" % f for f in flows]
    elif design == "gre-over-ipsec":
        lines += ["ip access-list extended VPN", " permit gre host %s host %s" % (here, there)]
    if design == "protection":
        lines += ["crypto ipsec profile prot%d" % seed] + inside
    else:
        lines += ["crypto map vpn%d %d ipsec-isakmp" % (seed, dice.randint(1, 100)),
                  " set peer %s" % peer] + inside + [" match address VPN"]
    lan_lines = ["interface GigabitEthernet0/1", " ip address %s.0.1 255.255.255.0" % lan, " ip nat inside"]
    lan_lines += [" ip address %s.1 255.255.255.0 secondary" % mine.rsplit(".0 ", 1)[0] for _, mine, _ in flows]
    lines += lan_lines
    tagged = dice.random() < 0.2
    outer = "GigabitEthernet0/0" + (".%d" % third if tagged else "")
    nat = dice.random() < 0.3 and design == "ipsec"
    if nat:
        lines += ["ip access-list extended NAT"] + [" deny ip %s %s" % (mine, theirs) for _, mine, theirs in flows]
        lines += [" permit ip %s.0.0 0.0.255.255 any" % lan]
    lines += ["interface " + outer] + ([" encapsulation dot1Q %d" % third] if tagged else [])
    lines += [" ip address %s 255.255.255.0" % here] + ([" ip nat outside"] if nat else [])
    lines += [" crypto map vpn%d" % seed] if design in ("ipsec", "gre-over-ipsec") else []
    if design != "ipsec":
        lines += ["interface Tunnel%d" % dice.randint(0, 99), " ip address 172.16.%d.1 255.255.255.252" % third, " ip mtu 1300",
                  " ip tcp adjust-mss 1260", " tunnel source " + outer, " tunnel destination %s" % there]
        tunnel = lines[-6].split()[1]
        if dice.random() < 0.3:
            lines += [" tunnel key %d" % dice.randint(0, 99999)]
        lines += [" crypto map vpn%d" % seed] if design == "ipsec-over-gre" else [" tunnel protection ipsec profile prot%d" % seed] if design == "protection" else []
        lines += ["ip route %s.0.0 255.255.0.0 %s" % (far, tunnel)]
    gateway = dice.randint(200, 240)
    lines += ["ip route 0.0.0.0 0.0.0.0 198.51.100.%d" % gateway]
    if dice.random() < 0.3:
        lines += ["ip route 0.0.0.0 0.0.0.0 198.51.100.%d %d" % (gateway + 1, dice.randint(2, 250))]
    lines += (["ip nat inside source list NAT interface %s overload" % outer] if nat else []) + ["end"]
    return "\n".join(lines) + "\n"


# ---- Sound pairs ----

def check_router(seed, mine, theirs, work):
    """The paths of the pair where it is sound, and what is wrong with it."""
    errors = []
    source, a, b, there, home = (os.path.join(work, n) for n in ("source", mine, mine + "-peer", "there", "home"))
    r = run("convert", "--to", mine, "--dialect", "cisco", "--output", a, source)
    if r.returncode:
        return None, ["seed %d to %s: exit %d %s" % (seed, mine, r.returncode, r.stderr.decode())]
    r = run("peer", "--to", theirs, "--dialect", mine, "--output", b, a)
    found, verdicts = findings(mine + ":" + a, theirs + ":" + b)
    # Rules from 200 judge single lines, so that the branch's own are known without looking at it alone.
    known = {f["rule"] for f in found if f["rule"][3] == "2" and f["locations"][0]["file"] == 0}
    if {f["rule"] for f in found} - known:
        known = {f["rule"] for f in findings(mine + ":" + a)[0]}
    new = [(f["rule"], f["message"]) for f in found if f["rule"] not in known]
    if r.returncode or new or set(verdicts) != {"up"}:
        errors.append("seed %d, %s and %s: exit %d %s %s" % (seed, mine, theirs, r.returncode, verdicts, new[:2]))
    if mine == theirs:
        return None if errors else {"a": (mine, a), "b": (theirs, b)}, errors
    run("convert", "--to", theirs, "--dialect", mine, "--output", there, a)
    run("convert", "--to", mine, "--dialect", theirs, "--output", home, there)
    again, verdicts_again = findings(mine + ":" + home, theirs + ":" + b)
    # Rules from 200 count lines that set weak values, and a default that was weak is a line now.
    if verdicts_again != verdicts or rules(again) != rules(found):
        errors.append("seed %d, %s by way of %s: %s %s" % (seed, mine, theirs, verdicts_again, set(rules(again)) ^ set(rules(found))))
    return None if errors else {"a": (mine, a), "b": (theirs, b)}, errors


# ---- Broken pairs ----

WORDS = [["des", "3des", "aes 128", "aes 192", "aes 256"], ["des-cbc", "3des-cbc", "aes-cbc 128", "aes-cbc 256"],
         ["aes-cbc-128", "aes-cbc-192", "aes-cbc-256", "3des-cbc"], ["md5", "sha"], ["md5", "sha1"],
         ["esp-sha-hmac", "esp-md5-hmac"], ["esp-3des", "esp-aes 128", "esp-aes 256", "esp-des"], ["group1", "group2", "group5", "group14"],
         ["dh-group1", "dh-group2", "dh-group5", "dh-group14"],
         ["transport", "tunnel"], ["main", "aggressive"], ["simple", "cipher"], ["0", "7"], ["permit", "deny"],
         ["ip", "tcp", "udp", "gre", "icmp"], ["pre-share", "rsa-sig", "rsa-signature"],
         ["0.0.0.255", "255.255.255.0", "0.0.255.255", "0.0.0.127"]]


# Lines that are broken more often than others.
TUNNEL = re.compile("encr|hash|authenticat|group|^dh|pfs|transform|esp|mode|key|peer|remote|^tunnel|permit|^source|^destination|mtu|mss")


def other_word(dice, line):
    """The line with one of its words changed for another that may stand there."""
    choices = []
    for words in WORDS:
        for word in words:
            pattern = r"(?<![\w.-])%s(?![\w.-])" % re.escape(word)
            if re.search(pattern, line):
                choices += [re.sub(pattern, other, line, count=1) for other in words if other != word]
    return dice.choice(choices) if choices else line


def other_number(dice, line):
    places = list(re.finditer(r"(?<![\w.-])\d+(?![\w.-])", line))
    if not places:
        return line
    m = dice.choice(places)
    return line[:m.start()] + str(max(0, int(m.group()) + dice.choice([1, -1, 100]))) + line[m.end():]


def other_address(dice, line):
    places = list(re.finditer(r"\d+\.\d+\.\d+\.\d+", line))
    if not places:
        return line
    m = dice.choice(places)
    bytes_ = m.group().split(".")
    k = dice.randrange(4)
    bytes_[k] = str(min(255, max(0, int(bytes_[k]) + dice.choice([1, -1, 7]))))
    return line[:m.start()] + ".".join(bytes_) + line[m.end():]


def broken(dice, text):
    """One line that matters, changed or deleted."""
    lines = text.split("\n")
    while True:
        n = dice.randrange(len(lines))
        line = lines[n].strip()
        if not line or line[0] in "!#" or line in ("quit", "end", "return") or (not TUNNEL.search(line) and dice.random() < 0.8):
            continue
        change = dice.choice([other_word] * 4 + [other_number] * 2 + [other_address] * 2 + [None])
        new = change(dice, lines[n]) if change else None
        if new != lines[n]:
            return "\n".join(lines[:n] + ([] if new is None else [new]) + lines[n + 1:]), "%s: %s" % (line, new and new.strip())


def counted(r):
    return collections.Counter((f["rule"], f["severity"]) for f in r["findings"] if f["severity"] != "info" and f["rule"][3] == "1")


def patched(text, diff):
    """The text after the hunks of its unified diff, whose context must be there."""
    old, new, at = text.splitlines(True), [], 0
    for line in diff:
        m = re.match(r"@@ -(\d+)", line)
        if m:
            first = int(m.group(1)) - (0 if re.match(r"@@ -\d+,0 ", line) else 1)
            new += old[at:first]
            at = first
        elif line[0] == "+":
            new.append(line[1:])
        elif old[at] != line[1:]:
            return None
        else:
            new += [old[at]] if line[0] == " " else []
            at += 1
    return "".join(new + old[at:])


def typed(text, commands):
    """The config with what is typed on the live router behind it."""
    return re.sub(r"(?m)^(return|end)\n", "", text) + "".join(commands)


def parts_of(out):
    """What `fix` prints, by file: lines of the diff, and of the commands."""
    diffs, commands, diff, typing = collections.defaultdict(list), collections.defaultdict(list), None, None
    for line in out.splitlines(True):
        if line.startswith("--- "):
            diff = line[4:].strip()
        elif line.startswith("# "):
            m = re.match("# To type on the live router of (.*):", line)
            typing = m.group(1) if m else typing if line.startswith("#   ") else None
            if typing and not m:
                commands[typing].append(line[4:])
        elif not line.startswith("+++ "):
            diffs[diff].append(line)
    return diffs, commands


def check_broken(seed, pair, work):
    dice = random.Random(seed * 7919)
    names = {side: os.path.join(work, "broken-" + side) for side in pair}
    texts, errors, changes = {}, [], []
    for side, (_, path) in pair.items():
        with open(path, encoding="utf-8") as f:
            texts[side] = f.read()
    for _ in range(dice.choice([1, 1, 2, 3])):
        side = dice.choice("ab")
        texts[side], change = broken(dice, texts[side])
        changes.append(side + " " + change)

    def write(new):
        for side, path in names.items():
            with open(path, "w", encoding="utf-8") as f:
                f.write(new[side])

    files = [pair[side][0] + ":" + names[side] for side in "ab"]
    write(texts)
    before = report(*files)
    r = run("fix", "--write", "--show-secrets", "--commands", *files)
    after, fixed = report(*files), {}
    for side, path in names.items():
        with open(path, encoding="utf-8") as f:
            fixed[side] = f.read()
    left = [f["rule"] for f in after["findings"] if f["fix"] and not f["suppressed"] and not f["fix"].get("optional")]
    new = counted(after) - counted(before)
    if left or new:
        errors.append("left %s, new %s" % (left, dict(new)))
    if r.stderr or r.returncode != any(f["severity"] == "error" for f in after["findings"]):
        errors.append("exit %d %s" % (r.returncode, r.stderr.decode()))
    diffs, commands = parts_of(r.stdout.decode())
    if {side: patched(texts[side], diffs[names[side]]) for side in "ab"} != fixed:
        errors.append("the diff makes other files")
    if commands:
        write({side: typed(texts[side], commands[names[side]]) for side in "ab"})
        live = report(*files)
        if counted(live) != counted(after) or [t["verdict"] for t in live["tunnels"]] != [t["verdict"] for t in after["tunnels"]]:
            errors.append("typed: more %s, less %s" % (dict(counted(live) - counted(after)), dict(counted(after) - counted(live))))
    return bool(commands), ["seed %d, %s and %s, %s: %s" % (seed, pair["a"][0], pair["b"][0], "; ".join(changes), e) for e in errors]


# ---- All of it ----

def check_seed(seed):
    errors, fixed = [], 0
    with program.folder() as work:
        with open(os.path.join(work, "source"), "w", encoding="utf-8") as f:
            f.write(site(seed))
        for n, mine in enumerate(DIALECTS):
            pair, wrong = check_router(seed, mine, DIALECTS[(seed + n) % 4], work)
            errors += wrong
            if pair and n == seed // 4 % 4:
                edited, wrong = check_broken(seed, pair, work)
                errors += wrong
                fixed += edited
    return fixed, errors


def main():
    first, count = int(sys.argv[2]), int(sys.argv[3])
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(check_seed, range(first, first + count)))
    errors = [e for _, es in results for e in es]
    for e in errors[:30]:
        print(e)
    print("%d routers, %d broken pairs with a fix, %d faults" % (count * len(DIALECTS), sum(n for n, _ in results), len(errors)))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
