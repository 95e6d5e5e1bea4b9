#!/usr/bin/env python3
"""Small pairs and single edits of them: each near miss with its whole verdict, in a line.

usage: near.py PEERLINT [NAME...]

near_bases.py has the smallest good pairs of a dialect and design; a row of near_rows.py edits one and says what must come of it: the
verdict, and every finding from warning up but those of the policy rules (POL, KEY201 to KEY203). The rows of near_lines.py edit a line of a
case of `pairs` or `rules`, those of near_fleets.py small fleets, those of near_mixed.py pairs of two dialects, those of near_ios.py are of
IOS alone, those of near_causes.py of slips that look like several, those of near_edges.py of what a rule only just takes in. How the whole
report differs from the base's is kept in testdata/reports/near (see reports.py).
"""
import concurrent.futures
import json
import os
import sys

import near_bases
import near_causes
import near_edges
import near_fleets
import near_mixed
import near_ios
import near_rows
import program
import reports
from near_lines import LINES

HERE = os.path.dirname(os.path.abspath(__file__))
BASES = dict(near_bases.BASES, **near_fleets.FLEETS, **near_mixed.PAIRS)
TABLES = near_rows.NEAR, near_fleets.NEAR, near_ios.NEAR, near_mixed.NEAR, near_causes.NEAR, near_edges.NEAR, LINES
NEAR = {name: row for table in TABLES for name, row in table.items()}
assert len(NEAR) == sum(map(len, TABLES)), "two rows have one name"


def check(peerlint, base, texts):
    with program.folder() as folder:
        names = write(folder, base, texts)
        result = program.run(peerlint, ["check", "--format", "json"] + names, folder)
    try:
        return json.loads(result.stdout.decode("utf-8"))
    except ValueError:
        return None


def write(folder, base, texts):
    """Lays out the files of a row, and its base's settings; gives the configs' names."""
    names = list(reports.LETTERS.lower()[:len(texts)])
    for name, text in [*zip(names, texts), (".peerlint.json", near_fleets.SETTINGS.get(base, "{}"))]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return names


def outcome(report):
    """The report in a row's words."""
    found = sorted({f["rule"] + (":" + f["severity"] if f["severity"] != "error" else "") for f in report["findings"]
                    if f["severity"] != "info" and not f["rule"].startswith(("POL", "KEY20"))})
    return " ".join([t["verdict"] for t in report["tunnels"]] + found)


def base_texts(base):
    """Both configs of a base, or of a case."""
    if base in BASES:
        return list(BASES[base])
    folder, texts = os.path.join(HERE, base), []
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        names = json.load(file)["args"]
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            texts.append(file.read())
    return texts


def edited(base, edits):
    texts, at = base_texts(base), 0
    for edit in edits:
        if isinstance(edit, str):
            at = reports.LETTERS.index(edit)
            continue
        if texts[at].count(edit[0]) != 1:
            raise ValueError("%r stands %d times in the base" % (edit[0], texts[at].count(edit[0])))
        texts[at] = texts[at].replace(edit[0], edit[1])
    return texts


def judge(peerlint, base, names, pool):
    """The reports of the base and of its rows, and the texts they are of."""
    texts = {base: base_texts(base), **{name: edited(*NEAR[name][:2]) for name in names}}
    names = list(texts)
    return dict(zip(names, pool.map(lambda name: check(peerlint, base, texts[name]), names))), texts


def sections(base, found, texts):
    """For each row of the base what is kept of its report: all of it for the row without an edit, which comes first and is called like the
    base; for the others how theirs differs. The report of a case is kept with the cases."""
    plain = reports.entries(found[base], texts[base])
    for name in found:
        if name in NEAR:
            entries = reports.entries(found[name], texts[name])
            yield name, "== %s: %s\n%s" % (name, NEAR[name][2], "".join(e + "\n" for e in entries) if name == base
                                           else reports.difference(plain, entries))


def bases():
    return list(dict.fromkeys(row[0] for row in NEAR.values()))


def rows_of(base, names=()):
    return [name for name in NEAR if NEAR[name][0] == base and (not names or name in names)]


def keep(peerlint):
    """Writes testdata/reports/near anew."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for base in bases():
            reports.keep("near/" + base, "".join(text for _, text in sections(base, *judge(peerlint, base, rows_of(base), pool))))


def problems_of(peerlint, base, names, pool):
    found, texts = judge(peerlint, base, rows_of(base, names), pool)
    missing = [name for name, report in found.items() if not report]
    if missing:
        return ["%s: no report" % name for name in missing]
    problems = ["%s: expected `%s`, got `%s`" % (name, NEAR[name][2], outcome(report)) for name, report in found.items() if name in NEAR
                and NEAR[name][2] != outcome(report)]
    kept = reports.kept("near/" + base)
    for name, text in sections(base, found, texts):
        if "\n" + text + "==" not in "\n" + kept + "==":
            problems.append("%s: the report is not the one that is kept (%s):\n%s" % (name, reports.COMMAND, text))
    return problems


def main(peerlint, names):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [p for base in bases() for p in problems_of(peerlint, base, names, pool)]
    for p in problems:
        print(p)
    print("%d near misses, %d problems" % (len(names or NEAR), len(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
