#!/usr/bin/env python3
"""What the README shows of the tool must be what the tool prints: the report on the published pair, and the table of rules. And a document
that is named anywhere, in a comment or in what a case is about, must be there to be read.

usage: readme.py PEERLINT [--write]

Each part stands between `<!-- NAME -->` and `<!-- end of NAME -->`; --write puts there what the tool prints now.
"""
import difflib
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(ROOT, "README.md")
PAIR = os.path.join(ROOT, "testdata", "pairs", "01-story-as-published")
NAMED = re.compile(r"(?<![%\w])([A-Za-z][\w-]+\.md)\b")
PLACEHOLDERS = {"ID.md"}


def output(peerlint, arguments, status):
    result = subprocess.run([peerlint] + arguments, cwd=PAIR, env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"), stdout=subprocess.PIPE)
    if result.returncode != status:
        sys.exit("peerlint %s: status %d, expected %d" % (" ".join(arguments), result.returncode, status))
    return result.stdout.decode("utf-8")


def report(peerlint):
    return "```\n$ peerlint check sr66.cfg ruijie.cfg\n%s```\n" % output(peerlint, ["check", "sr66.cfg", "ruijie.cfg"], 1)


def rules(peerlint):
    lines = [re.split(r"\s\s+", line, maxsplit=3) for line in output(peerlint, ["rules"], 0).splitlines()]
    rows = ["| [%s](docs/rules/%s.md) | %s | %s | %s |" % (i, i, severity, name, summary) for i, severity, name, summary in lines]
    return "| rule | severity | name | fires when |\n|---|---|---|---|\n%s\n" % "\n".join(rows)


def files():
    """All of the project's own: what builds have made stands beside the folders."""
    yield from (os.path.join(ROOT, name) for name in os.listdir(ROOT) if os.path.isfile(os.path.join(ROOT, name)))
    for folder in ("docs", "src", "grammar", "vendors", "testdata"):
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            yield from (os.path.join(where, name) for name in names if name.endswith((".c", ".h", ".y", ".py", ".md", ".json", ".build")))


def missing_documents():
    """Where a document is named that the project does not have."""
    there = {os.path.basename(path) for path in files()} | PLACEHOLDERS
    for path in files():
        with open(path, encoding="utf-8", errors="replace") as file:
            named = set(NAMED.findall(file.read()))
        yield from ("%s names %s, which is not there" % (os.path.relpath(path, ROOT), name) for name in sorted(named - there))


def main(peerlint, write):
    missing = list(missing_documents())
    if missing:
        sys.exit("\n".join(missing))
    with open(README, encoding="utf-8") as file:
        old = file.read()
    new = old
    for name, make in (("report", report), ("rules", rules)):
        part = re.compile(r"(<!-- %s -->\n).*?(<!-- end of %s -->\n)" % (name, name), re.S)
        if not part.search(new):
            sys.exit("README.md has no part `%s`" % name)
        text = make(peerlint)
        new = part.sub(lambda m: m.group(1) + text + m.group(2), new)
    if new == old:
        return 0
    if write:
        with open(README, "w", encoding="utf-8") as file:
            file.write(new)
        return 0
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "README.md", "what peerlint prints"))
    print("(testdata/readme.py PEERLINT --write brings the README up to date, after a look at the difference)")
    return 1


sys.exit(main(os.path.abspath(sys.argv[1]), "--write" in sys.argv[2:]))
