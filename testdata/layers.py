#!/usr/bin/env python3
"""Holds every #include against the layers of docs/architecture.md: who may know whom.

usage: layers.py

Tests and their fixtures may include what they test.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)
COMMAND = re.compile(r"src/(main|command\w*)\.[ch]|testdata/serve\.c")
TEST = re.compile(r"_test\.c|fixture|model_random")

# Who includes (the first pattern that fits), and what it may include.
LAYERS = [
    (COMMAND, r"src/(peerlint|replace|command\w*)\.h"),
    (re.compile(r"src/"), r"src/(?!command)\w+\.h|vendors/vendor\.h|grammar/front\w*\.h|grammar/log/log_grammar\.h"),
    (re.compile(r"grammar/(?:(\w+)/)?"), r"grammar/(front[\w-]*|OWN/\w+)\.h|src/(?!command)\w+\.h|vendors/vendor\.h"),
    (re.compile(r"vendors/(?:\w+/)?"), r"grammar/\w+/\w+\.h|src/(log|model|table)\.h|vendors/vendor\.h"),
]


def sources():
    for folder in ("src", "grammar", "vendors"):
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            yield from (os.path.relpath(os.path.join(where, name), ROOT) for name in names if name.endswith((".c", ".h", ".y", ".l", ".in")))
    yield "testdata/serve.c"


def faults(path):
    if TEST.search(path):
        return
    who, may = next((layer, may) for layer, may in LAYERS if layer.match(path))
    own = who.match(path).group(1) if who.groups and who is not COMMAND else None
    allowed = re.compile(may.replace("OWN", own or "(?!)"))
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        for name in INCLUDE.findall(file.read()):
            if not allowed.fullmatch(name):
                yield "%s may not include %s" % (path, name)


found = [fault for path in sources() for fault in faults(path)]
sys.exit("\n".join(found) + "\n(docs/architecture.md, \"Who may include whom\")" if found else 0)
