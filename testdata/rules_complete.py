#!/usr/bin/env python3
"""Each rule must have its five parts: a row in the table, a function, a page, a case where it fires and one where it stays silent; and no
page or case may be of a rule that is not in the table.

usage: rules_complete.py PEERLINT
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def table(peerlint):
    """What `peerlint rules` lists: id, severity, name, summary."""
    output = subprocess.run([peerlint, "rules"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return [re.split(r"\s\s+", line, maxsplit=3) for line in output.splitlines()]


def problems_of_page(identity, name, severity):
    path = os.path.join(ROOT, "docs", "rules", identity + ".md")
    if not os.path.exists(path):
        return ["has no page docs/rules/%s.md" % identity]
    page = text("docs", "rules", identity + ".md")
    wanted = ["# %s %s\n" % (identity, name), "\nSeverity: %s" % severity]
    wanted += ["\n## %s\n" % section for section in ("What it checks", "Why it matters", "How to fix it", "Example")]
    return ["its page lacks `%s`" % part.strip() for part in wanted if part not in page]


def problems_of_case(identity, kind):
    path = os.path.join(ROOT, "testdata", "rules", identity, kind, "expect.json")
    if not os.path.exists(path):
        return ["has no case testdata/rules/%s/%s" % (identity, kind)]
    expect = json.loads(text(path))
    fires = any(f["rule"] == identity for f in expect.get("findings", []))
    if kind == "fires" and not fires:
        return ["its case `fires` does not expect it"]
    if kind == "silent" and (fires or identity not in expect.get("absent", [])):
        return ["its case `silent` does not forbid it"]
    return []


def main(peerlint):
    problems, rules = [], table(peerlint)
    source = text("src", "rule_table.c")
    for identity, severity, name, summary in rules:
        row = re.search(r'\{ *"%s".*?\}' % identity, source, re.S)
        found = [] if row and re.search(r"\.check_\w+ = \w+", row.group(0)) else ["has no function"]
        found += [] if summary else ["has no summary"]
        found += problems_of_page(identity, name, severity) + problems_of_case(identity, "fires") + problems_of_case(identity, "silent")
        problems += ["%s %s" % (identity, problem) for problem in found]
        shown = subprocess.run([peerlint, "explain", identity], stdout=subprocess.PIPE).stdout.decode("utf-8")
        if shown.split() != text("docs", "rules", identity + ".md").split(): # its prose is broken for a terminal
            problems.append("%s: `explain` does not print its page" % identity)
    known = {rule[0] for rule in rules}
    for folder in ("docs/rules", "testdata/rules"):
        problems += ["%s/%s is of no rule" % (folder, entry) for entry in sorted(os.listdir(os.path.join(ROOT, folder)))
                     if os.path.splitext(entry)[0] not in known]
    print("\n".join(problems + ["%d rules, %d problems" % (len(rules), len(problems))]))
    return 1 if problems or not rules else 0


sys.exit(main(os.path.abspath(sys.argv[1])))
