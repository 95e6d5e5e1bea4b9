#!/usr/bin/env python3
"""Changes that mean nothing to the routers must change nothing in the report but the places.

usage: metamorphic.py PEERLINT [CASE...]

Each case is checked as it stands, with its files in the other order, and after each change of metamorphic_changes.py: other line ends and
blanks, no or odd indentation, no separators, unknown commands and comments in between, other names and numbers, other spellings and
abbreviations, sections in another order or opened twice, lines taken back and written again, defaults written out. A change that a file
does not allow (no section to move, no name to rename) is passed over; the counts are printed.
"""
import collections
import concurrent.futures
import json
import os
import re
import shutil
import sys

import metamorphic_changes
import program

HERE = os.path.dirname(os.path.abspath(__file__))
DIALECT = re.compile(r"^(comware5|comware7|ruijie|cisco):")
# A lifetime counts as different only where one of the two is written, and a rule about IKEv1 as such points at the first place that shows it.
OF_WRITTEN, WITHOUT_PLACE = {"ESP104", "IKE108"}, {"POL204"}


def run(peerlint, arguments, folder):
    return program.run(peerlint, arguments, folder)


def check(peerlint, arguments, folder):
    result = run(peerlint, ["check", "--format", "json"] + arguments, folder)
    if result.returncode not in (0, 1):
        raise ValueError("status %d: %s" % (result.returncode, result.stderr.decode("utf-8", "replace")[:300]))
    return json.loads(result.stdout.decode("utf-8"))


def negotiation(n):
    flows = sorted((f["local"], f["remote"], f["protocol"], f["result"], tuple(f["cause"])) for f in n["flows"])
    return [n["result"], n["phase"], n["exchange"], n["message"], sorted(n["cause"]), n["phase1"], flows]


def summary(report, files, place, ignored=()):
    """What must stay the same: verdicts by the ends' files, and findings by rule, severity and places. `files` and `place` lead back to the
    case's own."""
    tunnels, found = [], []
    for tunnel in report["tunnels"]:
        ends = [(files[e["file"]], e["local"], e["remote"], json.dumps(negotiation(n), sort_keys=True)) for e,
                n in zip(tunnel["ends"], tunnel["negotiations"])]
        tunnels.append((tunnel["verdict"], tunnel["design"], tuple(sorted(ends, key=str))))
    for finding in report["findings"]:
        where = {(files[l["file"]], 0 if finding["rule"] in WITHOUT_PLACE else place(l)) for l in finding["locations"]}
        if finding["rule"] not in ignored:
            found.append((finding["rule"], finding["severity"], tuple(sorted(where, key=str))))
    return collections.Counter(tunnels), collections.Counter(found)


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


def line_of(location):
    return location["line"]


def apply_change(peerlint, change, case, before):
    """The differences that the change makes, or None where no file allows it."""
    name, folder, texts, models, arguments = case
    own = list(range(len(arguments)))
    ignored = OF_WRITTEN if "defaults" in change.__name__ else ()
    settings = os.path.join(folder, ".peerlint.json")
    if os.path.exists(settings) and change is metamorphic_changes.hostname:  # settings may name routers
        return None
    with program.folder() as temporary:
        if os.path.exists(settings):
            shutil.copy(settings, temporary)
        try:
            done = changed_case(peerlint, change, texts, models, arguments, temporary)
        except ValueError as error:
            return ["%s %s: %s" % (name, change.__name__, error)]
    return done and compare("%s %s" % (name, change.__name__), summary(before, own, line_of, ignored),
                            summary(done[0], own, done[1], ignored))


def run_case(peerlint, name, folder):
    """How often each change applied, and the differences."""
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        arguments = json.load(file)["args"]
    files = [os.path.join(folder, DIALECT.sub("", a)) for a in arguments]
    if not all(map(os.path.isfile, files)):  # options, folders
        return collections.Counter(), []
    texts = [read(path) for path in files]
    models = [json.loads(run(peerlint, ["show", a], folder).stdout.decode("utf-8")) for a in arguments]
    before, own = check(peerlint, arguments, folder), list(range(len(arguments)))
    # The other order: file i of the case is now the last but i.
    problems = compare(name + " swapped", summary(before, own, line_of),
                       summary(check(peerlint, arguments[::-1], folder), own[::-1], line_of))
    counts = collections.Counter(swapped=1)
    for change in metamorphic_changes.CHANGES:
        found = apply_change(peerlint, change, (name, folder, texts, models, arguments), before)
        counts[change.__name__] += found is not None
        problems += found or []
    return counts, problems


def main(peerlint, filters):
    names = sorted(os.path.relpath(path, HERE) for group in ("pairs", "rules") for path, _, files in os.walk(os.path.join(HERE, group))
                   if "expect.json" in files)
    names = [n for n in names if not n.startswith("rules/CFG006") and (not filters or any(f in n for f in filters))]
    counts, failed = collections.Counter(), set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, problems in pool.map(lambda n: run_case(peerlint, n, os.path.join(HERE, n)), names):
            counts += done
            failed |= {p.split(":")[0] for p in problems}
            for problem in problems:
                print(problem)
    for change, count in counts.items():
        print("%6d %s" % (count, change))
    print("%d changes of %d cases, %d changed the report" % (sum(counts.values()), len(names), len(failed)))
    return 1 if failed or not counts else 0


sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
