#!/usr/bin/env python3
"""Lays out the seeds of the fuzz targets: the files of testdata in the form in which the targets take them.

usage: seeds.py FOLDER [--short]        makes FOLDER/TARGET/ for each target; --short: for fuzzing, where small inputs and quick works make many runs
"""
import hashlib
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.path.dirname(HERE)
sys.path.insert(0, TESTDATA)
import near
ROOT = os.path.dirname(TESTDATA)
LARGEST = 16384
SHORT = 3072
DETECT, KEY = 2, rb"Canary5ecret"
SECRETS = [(re.compile(p, re.M), r) for p, r in (
    (rb"^( *crypto isakmp key (?:[067] )?)\S+", rb"\1" + KEY),
    (rb"^( *pre-shared-key (?:simple |cipher )?)(?!address|hostname|simple|cipher)\S+", rb"\1" + KEY),
    (rb"^( *)pre-shared-key address \S+ (?:\S+ )?key (?:simple|cipher) \S+", rb"\1pre-shared-key address 10.0.0.1 key simple " + KEY))]


def read(path):
    with open(path, "rb") as f:
        return f.read()


def files(*parts):
    for folder, folders, names in os.walk(os.path.join(TESTDATA, *parts)):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".json", ".py", ".md", ".patch", ".txt")):
                yield os.path.join(folder, name)


def canaries(text):
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text


class Seeds:
    def __init__(self, folder, short):
        self.folder, self.short = folder, short

    def add(self, target, data):
        if len(data) > (SHORT if self.short else LARGEST):
            return
        folder = os.path.join(self.folder, target)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha256(data).hexdigest()[:16]), "wb") as f:
            f.write(data)


def family(text):
    return "comware" if re.search(rb"^\s*(sysname|ike |ipsec |acl number|acl advanced|#$)", text, re.M) and not re.search(rb"^\s*crypto ",
        text, re.M) else "ios"


def pairs_of(folder):
    for case in sorted(os.listdir(folder)):
        names = [os.path.join(folder, case, n) for n in sorted(os.listdir(os.path.join(folder, case)))
                 if n.endswith(".cfg")] if os.path.isdir(os.path.join(folder, case)) else []
        if len(names) == 2:
            yield names


def add_configs(seeds, path):
    """A config for the target of its grammar: with its dialect named or not; for fuzzing also one of the works alone (fuzz_config.c)."""
    text = canaries(read(path))
    for dialect in (DETECT, len(text) % 2):
        for work in range(1, 4) if seeds.short else (0,):
            seeds.add(family(text), bytes([work << 4 | dialect]) + text)


def add_pair(seeds, a, b, n):
    """A pair for each of the works of fuzz_pair.c, all dialects taken as the target of a translation in turn; for fuzzing a part of the
    work."""
    for work in range(4):
        part = 1 + n % 3 if seeds.short else 0
        seeds.add("pair", bytes([4, 4, part << 4 | work << 2 | n % 4]) + canaries(a) + b"\n%%%%\n" + canaries(b))


def main():
    seeds = Seeds(sys.argv[1], "--short" in sys.argv)
    for path in files("pairs"):
        seeds.add("source", read(path))
    for group in ("pairs", "rules"):
        for path in files(group):
            add_configs(seeds, path)
    for path in files("logs"):
        if path.endswith(".log"):
            seeds.add("log", bytes([6]) + read(path))
            seeds.add("source", read(path))
    rules = os.path.join(TESTDATA, "rules")
    folders = [os.path.join(TESTDATA, "pairs")] + [os.path.join(rules, rule) for rule in sorted(os.listdir(rules))]
    for folder in folders:
        for n, (a, b) in enumerate(pairs_of(folder)):
            add_pair(seeds, read(a), read(b), n)
    for n, (base, edits, _) in enumerate(row for row in near.NEAR.values() if seeds.short and len(near.base_texts(row[0])) == 2):
        add_pair(seeds, *(text.encode() for text in near.edited(base, edits)), n)
    settings = {"rules": {"KEY201": "off", "ESP101": "warning"}, "fail-on": "warning", "exclude": ["old/**", "*.bak"],
                "files": [{"path": "site/*.cfg", "dialect": "cisco", "role": "spoke"}],
                "tunnels": [{"ends": ["R1", "site/two.cfg"]}]}
    baseline = {"schema": "peerlint-baseline/1", "findings": [{"fingerprint": "0123456789abcdef", "rule": "KEY201", "files": ["one.cfg"]}]}
    for kind, value in ((0, {}), (0, settings), (1, baseline)):
        seeds.add("settings", bytes([kind]) + json.dumps(value, indent=1).encode())


main()
