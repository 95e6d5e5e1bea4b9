#!/usr/bin/env python3
"""Changes that mean nothing to the routers must change nothing in the report but the places.

usage: metamorphic.py PEERLINT [CASE...]

Each case is checked as it stands and after each change: CRLF line ends, no indentation, unknown commands in between, local names
renamed, sections in reverse order, defaults written out, the files in the other order. A change that a file does not allow (no section to
move, no name to rename) is passed over; the count is printed.
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DIALECT = re.compile(r"^(comware5|comware7|ruijie|cisco):")
SEPARATOR = re.compile(r"^\s*[!#]\s*$")
PROMPT = re.compile(r"^\s*(<[^>]+>|\[[^\]]+\]|[\w.-]+(\([\w-]+\))?[#>])")
UNKNOWN = "frobnicate level 7"

# ---- Changes: each takes a file's lines and gives (text, line it was, from 1, or None), or None where the file does not allow it ----


def numbered(lines):
    return [(line, number) for number, line in enumerate(lines, 1)]


def crlf(lines, _model):
    return None if any("\r" in line for line in lines) else [(line + "\r", number) for line, number in numbered(lines)]


def is_plain(lines):
    """No terminal capture, and no free text that would not survive being moved."""
    return not any(PROMPT.match(l) or re.search(r"peerlint:|\bbanner\b|^header |certificate|\x1b|\x08|More --", l) for l in lines)


def flat(lines, _model):
    return [(line.lstrip(" \t"), number) for line, number in numbered(lines)] if is_plain(lines) and any(l.startswith(" ") for l in lines) else None


def unknown(lines, _model):
    if not is_plain(lines):
        return None
    changed, indented = [], any(line.startswith(" ") for line in lines)
    for line, number in numbered(lines):
        changed.append((line, number))
        blanks = re.match(r" *", line).group(0)
        if SEPARATOR.match(line) and not line.startswith(" "):
            changed.append((UNKNOWN, None))
            if indented:
                changed.append((line, None))
        elif indented and blanks and line.strip():
            changed.append((blanks + UNKNOWN, None))
    return changed


DEFINITION = re.compile(r"^\s*(?:crypto (?:map|dynamic-map|keyring|ipsec transform-set|ipsec profile|isakmp profile)|ike (?:peer|keychain|profile|dpd)|ipsec (?:policy|policy-template|proposal|transform-set|profile)"
                        r"|ip access-list extended|acl (?:advanced )?name)\s+([A-Za-z][\w.-]*)")
FREE = re.compile(r"^\s*(?:hostname|sysname|description|snmp|banner|username|local-user)|\bkey\b|pre-shared-key|-name |\bfqdn\b|ike-identity|remark")


def rename(lines, _model):
    names = {m.group(1) for m in map(DEFINITION.match, lines) if m}
    words = collections.Counter(w for l in lines if FREE.search(l) for w in l.split())
    keywords = {"isakmp", "ipsec", "map", "peer", "profile", "proposal", "policy", "local", "remote", "address", "gre", "esp", "ike", "tunnel", "any", "vpn", "name", "interval", "aes", "des"}
    names -= {n for n in names if n in words or n.lower() in keywords}
    if not names:
        return None
    word = re.compile(r"(?<!\S)(%s)(?!\S)" % "|".join(sorted(map(re.escape, names), key=len, reverse=True)), re.I)
    return [(line if FREE.search(line) else word.sub(r"\1-q", line), number) for line, number in numbered(lines)]


def blocks_of(lines):
    """Runs of lines up to and with a separator; in an indented text also up to the next line at the outer level."""
    block, blocks = [], []
    for entry in numbered(lines):
        block.append(entry)
        if SEPARATOR.match(entry[0]):
            blocks.append(block)
            block = []
    return blocks, block


def reorder(lines, _model):
    blocks, rest = blocks_of(lines)
    headers = collections.Counter()
    for block in blocks:
        headers.update({" ".join(l.split()[:4]) for l, _ in block if l.strip() and not SEPARATOR.match(l)} & {" ".join(l.split()[:4]) for l, _ in block if not l.startswith("  ")})
        headers.update({" ".join(l.split()[:2]) + " ..." for l, _ in block if l.startswith(("access-list", " access-list"))})
    movable = [i for i, block in enumerate(blocks) if not any(re.match(r"\s*(hostname|sysname|version|return|end)\b", l) for l, _ in block)
               and not any(headers[" ".join(l.split()[:2]) + " ..."] > 1 for l, _ in block)]
    heads = [" ".join(blocks[i][0][0].split()) for i in movable]
    if not is_plain(lines) or len(movable) < 2 or len(set(heads) - {"!", "#"}) < len([h for h in heads if h not in "!#"]):
        return None
    order = list(blocks)
    for to, source in zip(movable, reversed(movable)):
        order[to] = blocks[source]
    return [entry for block in order for entry in block] + rest


IOS_DEFAULTS = {"encryption": "encryption %s", "hash": "hash %s", "dh": "group %s", "lifetime": "lifetime %s"}
COMWARE_DEFAULTS = {"encryption": "encryption-algorithm %s", "hash": "authentication-algorithm %s", "dh": "dh group%s", "lifetime": "sa duration %s"}
IOS_WORDS = {"sha1": "sha"}
COMWARE_WORDS = {"sha1": "sha", "des": "des-cbc", "3des": "3des-cbc"}


def defaults(lines, model):
    """Writes below the header of each phase-1 proposal what the model says is a sourced default."""
    comware = model["dialect"].startswith("comware")
    spellings, words = (COMWARE_DEFAULTS, COMWARE_WORDS) if comware else (IOS_DEFAULTS, IOS_WORDS)
    added = collections.defaultdict(list)
    for proposal in model["ike_proposals"]:
        for key, spelling in spellings.items():
            value = proposal.get(key)
            if "line" in proposal and value and value["from"] == "default" and not value.get("assumed"):
                added[proposal["line"]].append(" " + spelling % words.get(value["value"], value["value"]))
    for transform in model["transform_sets"]:
        value = transform.get("encapsulation")
        if "line" in transform and value and value["from"] == "default" and not value.get("assumed"):
            added[transform["line"]].append(" %s %s" % ("encapsulation-mode" if comware else "mode", value["value"]))
    if not added or not is_plain(lines):
        return None
    return [entry for line, number in numbered(lines) for entry in [(line, number)] + [(new, None) for new in added[number]]]


CHANGES = [crlf, flat, unknown, rename, reorder, defaults]

# ---- Comparing ----


def run(peerlint, arguments, folder):
    return subprocess.run([peerlint] + arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def check(peerlint, arguments, folder):
    result = run(peerlint, ["check", "--format", "json"] + arguments, folder)
    if result.returncode not in (0, 1):
        raise ValueError("status %d: %s" % (result.returncode, result.stderr.decode("utf-8", "replace")[:300]))
    return json.loads(result.stdout.decode("utf-8"))


def negotiation(n):
    flows = sorted((f["local"], f["remote"], f["protocol"], f["result"], tuple(f["cause"])) for f in n["flows"])
    return [n["result"], n["phase"], n["exchange"], n["message"], sorted(n["cause"]), n["phase1"], flows]


def summary(report, files, places, with_lines):
    """What must stay the same: verdicts by the ends' files, and findings by rule, severity and places. `files` and `places` lead back to the case's own."""
    tunnels = []
    for tunnel in report["tunnels"]:
        ends = [(files[e["file"]], e["local"], e["remote"], json.dumps(negotiation(n), sort_keys=True)) for e, n in zip(tunnel["ends"], tunnel["negotiations"])]
        tunnels.append((tunnel["verdict"], tunnel["design"], tuple(sorted(ends, key=str))))
    findings = []
    for finding in report["findings"]:
        where = [(files[l["file"]], places(l) if with_lines and finding["rule"] != "POL204" else 0) for l in finding["locations"]]
        findings.append((finding["rule"], finding["severity"], tuple(sorted(set(where), key=str))))
    return collections.Counter(tunnels), collections.Counter(findings)


def compare(name, before, after):
    problems = []
    for what, old, new in (("tunnel", before[0], after[0]), ("finding", before[1], after[1])):
        problems += ["%s: %s gone: %s" % (name, what, entry) for entry in sorted((old - new).elements(), key=str)]
        problems += ["%s: %s new: %s" % (name, what, entry) for entry in sorted((new - old).elements(), key=str)]
    return problems


def read(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


def changed_case(peerlint, change, texts, models, arguments, folder):
    """Applies the change to every file that allows it; None where none does."""
    maps = []
    for text, model, argument in zip(texts, models, arguments):
        entries = change(text.split("\n"), model)
        maps.append(entries)
        with open(os.path.join(folder, DIALECT.sub("", argument)), "w", encoding="utf-8", newline="") as file:
            file.write(text if entries is None else "\n".join(line for line, _ in entries))
    if all(entries is None for entries in maps):
        return None

    def place(location):
        entries = maps[location["file"]]
        return location["line"] if entries is None else entries[location["line"] - 1][1]
    return check(peerlint, arguments, folder), place


def run_case(peerlint, name, folder):
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        arguments = json.load(file)["args"]
    try:
        texts = [read(os.path.join(folder, DIALECT.sub("", a))) for a in arguments]
        models = [json.loads(run(peerlint, ["show", a], folder).stdout.decode("utf-8")) for a in arguments]
    except ValueError as error:
        return 0, ["%s: %s" % (name, error)]
    count, problems, own = 1, [], list(range(len(arguments)))
    before = check(peerlint, arguments, folder)
    # The other order: file i of the case is now the last but i.
    swapped = check(peerlint, arguments[::-1], folder)
    problems += compare(name + " swapped", summary(before, own, lambda l: l["line"], True), summary(swapped, own[::-1], lambda l: l["line"], True))
    for change in CHANGES:
        with tempfile.TemporaryDirectory() as temporary:
            try:
                done = changed_case(peerlint, change, texts, models, arguments, temporary)
            except ValueError as error:
                problems.append("%s %s: %s" % (name, change.__name__, error))
                continue
        if done is None:
            continue
        count += 1
        with_lines = change is not defaults
        problems += compare("%s %s" % (name, change.__name__), summary(before, own, lambda l: l["line"], with_lines), summary(done[0], own, done[1], with_lines))
    return count, problems


def main(peerlint, filters):
    names = sorted(os.path.relpath(path, HERE) for group in ("pairs", "rules") for path, _, files in os.walk(os.path.join(HERE, group)) if "expect.json" in files)
    names = [n for n in names if not n.startswith("rules/CFG006") and (not filters or any(f in n for f in filters))]
    count = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, problems in pool.map(lambda n: run_case(peerlint, n, os.path.join(HERE, n)), names):
            count += done
            failed += len({p.split(":")[0] for p in problems})
            for problem in problems:
                print(problem)
    print("%d changes of %d cases, %d changed the report" % (count, len(names), failed))
    return 1 if failed or not count else 0


sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
