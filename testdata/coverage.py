#!/usr/bin/env python3
"""Lines and branches that the tests ran, from the counts of a build with gcov: the share of each file of src/, grammar/ and vendors/, the
least first, and of all together.

usage: coverage.py BUILD [FILE...]

Generated code and the tests themselves do not count, and neither do branches that belong to an assert(). With FILEs (paths below the root,
as `src/ip.c`) their lines and branches that never ran are listed instead.
"""
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COUNTED = re.compile(r"(src|grammar|vendors)/.*\.[ch]$")
LEFT_OUT = re.compile(r"_test\.c$|fixture\.h$|front-parse\.h$|^src/model_random")


def counts(build):
    """By file and line: how often it ran, and how often each of its branches was taken. A file may be part of several objects (headers)."""
    lines, branches = collections.defaultdict(collections.Counter), collections.defaultdict(dict)
    data = [os.path.join(folder, name) for folder, _, names in os.walk(build) for name in names if name.endswith(".gcda")]
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["gcov", "--json-format", "--branch-probabilities", "--hash-filenames", *map(os.path.abspath, data)], cwd=work,
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in os.listdir(work):
            with gzip.open(os.path.join(work, name)) as f:
                report = json.load(f)
            for file in report["files"]:
                path = os.path.relpath(os.path.join(report["current_working_directory"], file["file"]), ROOT)
                if not COUNTED.match(path) or LEFT_OUT.search(path):
                    continue
                for line in file["lines"]:
                    n = line["line_number"]
                    lines[path][n] += abs(line["count"]) # threads may count wrong, but not from nothing
                    taken = [abs(b["count"]) for b in line["branches"]]
                    old = branches[path].get(n)
                    branches[path][n] = [a + b for a, b in zip(old, taken)] if old and len(old) == len(taken) else max(old or [], taken,
                        key=len)
    return lines, branches


def drop_asserts(path, branches):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        for n, text in enumerate(f, 1):
            if re.match(r"\s*assert\(", text):
                branches.pop(n, None)


def share(part, whole):
    return "%5.1f %%" % (100 * part / whole if whole else 100)


def main():
    lines, branches = counts(sys.argv[1])
    rows, total = [], collections.Counter()
    for path in sorted(lines):
        drop_asserts(path, branches[path])
        missing = sorted(n for n, count in lines[path].items() if not count)
        never = {n: sum(not b for b in taken) for n, taken in branches[path].items() if not all(taken)}
        if path in sys.argv[2:]:
            with open(os.path.join(ROOT, path), encoding="utf-8") as f:
                text = f.read().split("\n")
            for n in sorted({*missing, *never}):
                print("%s:%d: %s: %s" % (path, n, "never ran" if n in missing
                                         else "%d of %d branches never taken" % (never[n], len(branches[path][n])), text[n - 1].strip()))
        row = (len(lines[path]), len(missing), sum(map(len, branches[path].values())), sum(never.values()))
        rows.append((row[3], path, row))
        total.update(dict(zip("lmbn", row)))
    if len(sys.argv) > 2:
        return
    for _, path, (all_lines, missing, all_branches, never) in sorted(rows, reverse=True):
        print("%s lines, %s branches: %s (%d lines and %d branches never ran)" % (share(all_lines - missing, all_lines),
            share(all_branches - never, all_branches), path, missing, never))
    print("all: %s of %d lines, %s of %d branches" % (share(total["l"] - total["m"], total["l"]), total["l"],
                                                      share(total["b"] - total["n"], total["b"]), total["b"]))


main()
