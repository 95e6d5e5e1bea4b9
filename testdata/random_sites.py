#!/usr/bin/python3
"""Sites made of dice, sound ones: `random_sites.py PEERLINT FIRST_SEED COUNT`.

Each seed is a branch with a tunnel of some design, converted to every dialect; from each of the four the other end is derived in every dialect, and the sixteen pairs must come up without a finding
above info that the branch alone does not have. Converted to the other end's dialect and home again, the branch must get on with that end as before.
"""
import json, os, random, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

PEERLINT = os.path.abspath(sys.argv[1])
DIALECTS = ("comware5", "comware7", "cisco", "ruijie")
DESIGNS = ["ipsec", "ipsec-over-gre", "gre-over-ipsec", "protection"]


def run(*args):
    return subprocess.run([PEERLINT, *args], capture_output=True)


def findings(*files):
    r = json.loads(run("check", "--format", "json", *files).stdout)
    return [f for f in r["findings"] if f["severity"] != "info"], [t["verdict"] for t in r["tunnels"]]


def rules(found):
    return sorted(f["rule"] for f in found if f["rule"][3] == "1")


def key(dice):
    return "".join(dice.choice("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789-_.") for _ in range(dice.randint(16, 24)))


def design_of(seed):
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
    for n in range(dice.randint(1, 3)):
        lines += ["crypto isakmp policy %d" % (10 + n * dice.randint(1, 20)), " encr %s" % cipher, " hash sha", " authentication pre-share", " group %d" % group, " lifetime %d" % dice.randint(600, 86400)]
        cipher = dice.choice([c for c in ("3des", "aes 128", "aes 192", "aes 256") if c != cipher])
    peer = "172.16.%d.2" % third if design == "ipsec-over-gre" else there
    keyring = dice.random() < 0.3
    secret = key(dice)
    if keyring:
        lines += ["crypto keyring ring%d" % seed, "  pre-shared-key address %s key %s" % (peer, secret)]
    else:
        lines += ["crypto isakmp key %s address %s" % (secret, peer)]
    if dice.random() < 0.5:
        lines += ["crypto isakmp keepalive %d %d periodic" % (dice.randint(10, 60), dice.randint(2, 10))]
    if keyring:
        lines += ["crypto isakmp profile prof%d" % seed, "   keyring ring%d" % seed, "   match identity address %s 255.255.255.255" % peer]
    lines += ["crypto ipsec transform-set set%d esp-%s esp-sha-hmac" % (seed, cipher), " mode %s" % ("transport" if design in ("gre-over-ipsec", "protection") and dice.random() < 0.5 else "tunnel")]
    inside = []
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
        flows = [(dice.choice(["ip", "ip", "ip", "tcp", "udp", "icmp"]), "%s.%d.0 0.0.0.255" % (lan, n), "%s.%d.0 0.0.0.255" % (far, n)) for n in nets]
        lines += ["ip access-list extended VPN"] + [" permit %s %s %s" % f for f in flows]
    elif design == "gre-over-ipsec":
        lines += ["ip access-list extended VPN", " permit gre host %s host %s" % (here, there)]
    if design == "protection":
        lines += ["crypto ipsec profile prot%d" % seed] + inside
    else:
        lines += ["crypto map vpn%d %d ipsec-isakmp" % (seed, dice.randint(1, 100)), " set peer %s" % peer] + inside + [" match address VPN"]
    lan_lines = ["interface GigabitEthernet0/1", " ip address %s.0.1 255.255.255.0" % lan]
    lan_lines += [" ip address %s.1 255.255.255.0 secondary" % mine.rsplit(".0 ", 1)[0] for _, mine, _ in flows]
    lines += lan_lines
    lines += ["interface GigabitEthernet0/0", " ip address %s 255.255.255.0" % here] + ([" crypto map vpn%d" % seed] if design in ("ipsec", "gre-over-ipsec") else [])
    if design != "ipsec":
        lines += ["interface Tunnel%d" % dice.randint(0, 99), " ip address 172.16.%d.1 255.255.255.252" % third, " ip mtu 1300", " ip tcp adjust-mss 1260", " tunnel source GigabitEthernet0/0", " tunnel destination %s" % there]
        tunnel = lines[-6].split()[1]
        if dice.random() < 0.3:
            lines += [" tunnel key %d" % dice.randint(0, 99999)]
        lines += [" crypto map vpn%d" % seed] if design == "ipsec-over-gre" else [" tunnel protection ipsec profile prot%d" % seed] if design == "protection" else []
        lines += ["ip route %s.0.0 255.255.0.0 %s" % (far, tunnel)]
    lines += ["ip route 0.0.0.0 0.0.0.0 198.51.100.%d" % dice.randint(200, 250), "end"]
    return "\n".join(lines) + "\n"


def check_seed(seed):
    errors, pairs = [], 0
    with tempfile.TemporaryDirectory() as work:
        source = os.path.join(work, "source")
        with open(source, "w", encoding="utf-8") as f:
            f.write(site(seed))
        for mine in DIALECTS:
            a, b, there, home = (os.path.join(work, n) for n in ("a", "b", "there", "home"))
            r = run("convert", "--to", mine, "--dialect", "cisco", "--output", a, source)
            if r.returncode:
                errors.append("seed %d to %s: exit %d %s" % (seed, mine, r.returncode, r.stderr.decode()))
                continue
            known = {f["rule"] for f in findings(mine + ":" + a)[0]}
            for theirs in DIALECTS:
                r = run("peer", "--to", theirs, "--dialect", mine, "--output", b, a)
                found, verdicts = findings(mine + ":" + a, theirs + ":" + b)
                new = [(f["rule"], f["message"]) for f in found if f["rule"] not in known]
                pairs += 1
                if r.returncode or new or set(verdicts) != {"up"}:
                    errors.append("seed %d, %s and %s: exit %d %s %s" % (seed, mine, theirs, r.returncode, verdicts, new[:2]))
                run("convert", "--to", theirs, "--dialect", mine, "--output", there, a)
                run("convert", "--to", mine, "--dialect", theirs, "--output", home, there)
                again, verdicts_again = findings(mine + ":" + home, theirs + ":" + b)
                # Rules from 200 count lines that set weak values, and a default that was weak is a line now.
                if verdicts_again != verdicts or rules(again) != rules(found):
                    errors.append("seed %d, %s by way of %s: %s %s" % (seed, mine, theirs, verdicts_again, set(rules(again)) ^ set(rules(found))))
    return pairs, errors


def main():
    first, count = int(sys.argv[2]), int(sys.argv[3])
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(check_seed, range(first, first + count)))
    errors = [e for _, es in results for e in es]
    for e in errors[:30]:
        print(e)
    print("%d pairs, %d faults" % (sum(n for n, _ in results), len(errors)))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
