#!/usr/bin/env python3
"""A change of meaning in a good pair must be reported, or there must be a reason why it does not matter.

usage: mutate.py PEERLINT [--all] [--every N] [CASE...]

Of each pair case that comes up without an error, every line that the tool understood is deleted, and each of its values is changed, one at
a time. A mutation counts as reported when the report has a finding that it did not have before, at the line, in its section, or at its
counterpart. What is not reported must fit one of the reasons of mutate_reasons.py; the count is printed for each reason. --all prints every
mutation and what became of it, --every tries only each Nth.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import sys

import mutate_reasons
import program

HERE = os.path.dirname(os.path.abspath(__file__))
DIALECT = re.compile(r"^(comware5|comware7|ruijie|cisco):")
UNDERSTOOD = re.compile(r"^ *(\d+)  understood ")
SEPARATOR = re.compile(r"^\s*[!#]\s*$")
ADDRESS = re.compile(r"^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$")

# A value and another one of its kind.
OTHER = {
    "des": "3des", "3des": "des", "aes": "3des", "des-cbc": "3des-cbc", "3des-cbc": "des-cbc", "aes-cbc": "3des-cbc",
    "aes-cbc-128": "aes-cbc-256", "aes-cbc-192": "aes-cbc-128", "aes-cbc-256": "aes-cbc-128",
    "aes-128": "aes-256", "aes-192": "aes-256", "aes-256": "aes-128", "128": "256", "192": "256", "256": "128", "md5": "sha", "sha": "md5",
    "sha1": "md5", "sha256": "sha", "sha384": "sha256", "sha512": "sha256",
    "esp-des": "esp-3des", "esp-3des": "esp-des", "esp-aes": "esp-3des", "esp-md5-hmac": "esp-sha-hmac", "esp-sha-hmac": "esp-md5-hmac",
    "esp-sha256-hmac": "esp-sha-hmac", "esp-sha512-hmac": "esp-sha256-hmac",
    "tunnel": "transport", "transport": "tunnel", "permit": "deny", "deny": "permit", "main": "aggressive", "aggressive": "main",
    "pre-share": "rsa-sig", "pre-shared-key": "rsa-signature", "ip": "gre", "gre": "ip",
    "group1": "group2", "group2": "group5", "group5": "group2", "group14": "group2", "dh-group1": "dh-group2", "dh-group2": "dh-group5",
    "dh-group5": "dh-group2", "dh-group14": "dh-group2", "any": "198.18.7.7",
    "esp": "ah", "fqdn": "address", "periodic": "on-demand", "source": "destination", "destination": "source",
}
# Words that are the command itself; changing one makes another command of the line, which is no change of its meaning but an unknown line.
KEYWORDS = set("""acl address adjust-mss advanced apply as authentication authentication-algorithm authentication-method bind crypto cipher description dh dpd dynamic-map
encapsulation-mode encr encryption encryption-algorithm esp-authentication exchange-mode extended gateway global hash host hostname id-type identity ike ike-peer ike-profile ikev1 interface
inside interval ipsec ipsec-isakmp isakmp keepalive key keychain keyring kilobytes lifetime list local local-address local-name map match mode mss mtu name nat no number outside outbound overload
over peer pfs policy policy-template pre-shared-key priority profile proposal protection remote remote-address remote-name route route-static rule sa seconds security security-association set
simple source-interface subnet sysname tcp template time-based traffic-based transform transform-set tunnel-protection undo user-fqdn version vrf xauth no-xauth self-identity step retry-interval""".split())


def other(token):
    """Another value in place of this one, or None where it is no value."""
    if token in OTHER:
        return OTHER[token]
    if token in KEYWORDS:
        return None
    octets = ADDRESS.match(token)
    if octets:
        values = [int(o) for o in octets.groups()]
        if values[0] == 255 or values == [0, 0, 0, 0]:  # a netmask
            return "255.255.128.0" if token != "255.255.128.0" else "255.255.0.0"
        if values[0] == 0:  # a wildcard
            return "0.0.127.255" if token != "0.0.127.255" else "0.0.255.255"
        values[3] = values[3] ^ 64
        return ".".join(map(str, values))
    if token.isdigit():
        return str(int(token) + 1)
    numbered = re.match(r"^(.*?)(\d+)$", token)
    return numbered.group(1) + str(int(numbered.group(2)) + 1) if numbered else token + "x"


def mutations(lines, numbers):
    """(line number, kind, old word, new text of the line or None for a deletion)"""
    for number in numbers:
        line = lines[number - 1].rstrip("\r")
        yield number, "deleted", "", None
        for word in list(re.finditer(r"\S+", line))[1:]:
            new = other(word.group(0))
            if new is not None:
                yield number, "changed", word.group(0), line[:word.start()] + new + line[word.end():]


def run(peerlint, arguments, folder):
    return program.run(peerlint, arguments, folder)


def findings(peerlint, arguments, folder, place):
    result = run(peerlint, ["check", "--format", "json"] + arguments, folder)
    if result.returncode not in (0, 1, 2):
        raise ValueError("status %d: %s" % (result.returncode, result.stderr.decode("utf-8", "replace")[:300]))
    if result.returncode == 2:
        return collections.Counter({("refused", "error", ()): 1}), [], set()
    report = json.loads(result.stdout.decode("utf-8"))
    found = collections.Counter((f["rule"], f["severity"], tuple(sorted((l["file"], place(l)) for l in f["locations"])))
                                for f in report["findings"])
    return found, [t["verdict"] for t in report["tunnels"]], {a for t in report["tunnels"] for n in t["negotiations"]
        for a in n["assumptions"]}


def section(lines, number):
    """First and last line of the section that the line stands in: between separators."""
    first = last = number
    while first > 1 and not SEPARATOR.match(lines[first - 2]):
        first -= 1
    while last < len(lines) and not SEPARATOR.match(lines[last]):
        last += 1
    return first, last


def where(new, file, number, lines):
    """How close to the mutated line the new findings are."""
    first, last = section(lines, number)
    places = {place for _, _, locations in new for place in locations}
    if (file, number) in places:
        return "at the line"
    if any(f == file and first <= n <= last for f, n in places):
        return "in its section"
    return "at its counterpart or at what refers to it" if places else "without a place"


def judge(before, after, file, mutation, lines):
    """What became of a mutation: where it was reported, or None."""
    new = after[0] - before[0]
    if new:
        return where(new, file, mutation[0], lines)
    if sorted(after[1]) != sorted(before[1]):
        return "by the verdict alone"
    return "as an assumption" if after[2] - before[2] else None


def model(peerlint, argument, folder):
    return json.loads(run(peerlint, ["show", "--show-secrets", argument], folder).stdout.decode("utf-8"))


def describe(name, argument, mutation, line):
    number, kind, old, new = mutation
    return "%s %s:%d `%s` %s" % (name, argument, number, line, kind if new is None else "to `%s`" % new.strip())


def run_case(peerlint, name, folder, every):
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        arguments = json.load(file)["args"]
    results = []
    before = findings(peerlint, arguments, folder, lambda l: l["line"])
    tunnels = json.loads(run(peerlint, ["check", "--format", "json"] + arguments, folder).stdout.decode("utf-8"))["tunnels"]
    ends = [e for t in tunnels for e in t["ends"]]
    never = {t["ends"][n["initiator"]]["file"] for t in tunnels for n in t["negotiations"] if n["result"] == "never"}
    texts = []
    for argument in arguments:
        with open(os.path.join(folder, DIALECT.sub("", argument)), "rb") as file:
            texts.append(file.read().decode("utf-8"))
    with program.folder() as temporary:
        paths = [os.path.join(temporary, DIALECT.sub("", a)) for a in arguments]
        for path, text in zip(paths, texts):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        for index, argument in enumerate(arguments):
            output = run(peerlint, ["show", "--lines", argument], folder).stdout.decode("utf-8")
            numbers = [int(m.group(1)) for m in map(UNDERSTOOD.match, output.split("\n")) if m]
            lines = texts[index].split("\n")
            context = mutate_reasons.Context(lines, model(peerlint, argument, folder), [e for e in ends if e["file"] == index],
                                             "\n".join(texts[:index] + texts[index + 1:]), index not in never, not never - {index})
            for mutation in list(mutations(lines, numbers))[::every]:
                number, _, _, new = mutation
                changed = lines[:number - 1] + ([] if new is None else [new]) + lines[number:]

                def place(location):
                    return location["line"] + (new is None and location["file"] == index and location["line"] >= number)
                with open(paths[index], "w", encoding="utf-8", newline="") as file:
                    file.write("\n".join(changed))
                after = findings(peerlint, arguments, temporary, place)
                outcome = judge(before, after, index, mutation, lines)
                reason = None if outcome else context.reason(mutation, model(peerlint, argument, temporary))
                results.append((describe(name, argument, mutation, lines[number - 1].strip()), outcome, reason))
            with open(paths[index], "w", encoding="utf-8", newline="") as file:
                file.write(texts[index])
    return results


TYPED = re.compile(rb"^(?:\[[^\]\n]+\]|<[^>\n ]+>)", re.M)


def is_typed(folder):
    """A session with prompts, whose lines the reasons do not know; the same lines stand in other cases without them."""
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            if TYPED.search(file.read()):
                return True
    return False


def is_good(folder):
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        expect = json.load(file)
    return expect["exit"] == 0 and all(t.get("verdict") == "up" for t in expect.get("tunnels", [{}]))


def main(peerlint, filters, everything, every):
    root = os.path.join(HERE, "pairs")
    names = [n for n in sorted(os.listdir(root)) if is_good(os.path.join(root, n)) and not is_typed(os.path.join(root, n))
             and (not filters or any(f in n for f in filters))]
    reported, excused, unexplained = collections.Counter(), collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for results in pool.map(lambda n: run_case(peerlint, n, os.path.join(root, n), every), names):
            for description, outcome, reason in results:
                if everything:
                    print("%s: %s" % (description, "reported " + outcome if outcome else reason))
                if outcome:
                    reported[outcome] += 1
                elif reason:
                    excused[reason] += 1
                else:
                    unexplained.append(description)
    for outcome, count in reported.most_common():
        print("%6d reported %s" % (count, outcome))
    for reason, count in excused.most_common():
        print("%6d not reported: %s" % (count, reason))
    for mutation in unexplained:
        print("NOT REPORTED, without a reason: " + mutation)
    total = sum(reported.values()) + sum(excused.values()) + len(unexplained)
    print("%d mutations of %d good pairs: %d reported, %d with a reason, %d without" % (total, len(names), sum(reported.values()),
        sum(excused.values()), len(unexplained)))
    return 1 if unexplained or not total else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage="mutate.py PEERLINT [--all] [--every N] [CASE...]")
    parser.add_argument("peerlint")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(os.path.abspath(given.peerlint), given.cases, given.all, given.every))
