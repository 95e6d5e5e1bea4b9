#!/usr/bin/env python3
"""Lays out the seeds of the fuzz targets: the files of testdata in the form in which the targets take them.

usage: seeds.py FOLDER        makes FOLDER/TARGET/ for each target
"""
import hashlib
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.path.dirname(HERE)
ROOT = os.path.dirname(TESTDATA)
LARGEST = 16384
DETECT, KEY = 2, rb"Canary5ecret"
SECRETS = [(re.compile(p, re.M), r) for p, r in (
    (rb"^( *crypto isakmp key (?:[067] )?)\S+", rb"\1" + KEY), (rb"^( *pre-shared-key (?:simple |cipher )?)(?!address|hostname|simple|cipher)\S+", rb"\1" + KEY),
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
    def __init__(self, folder):
        self.folder = folder

    def add(self, target, data):
        if len(data) > LARGEST:
            return
        folder = os.path.join(self.folder, target)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha256(data).hexdigest()[:16]), "wb") as f:
            f.write(data)


def family(text):
    return "comware" if re.search(rb"^\s*(sysname|ike |ipsec |acl number|acl advanced|#$)", text, re.M) and not re.search(rb"^\s*crypto ", text, re.M) else "ios"


def pairs_of(folder):
    for case in sorted(os.listdir(folder)):
        names = [os.path.join(folder, case, n) for n in sorted(os.listdir(os.path.join(folder, case))) if n.endswith(".cfg")] if os.path.isdir(os.path.join(folder, case)) else []
        if len(names) == 2:
            yield names


def main():
    seeds = Seeds(sys.argv[1])
    for path in files("pairs"):
        seeds.add("source", read(path))
    for group in ("pairs", "rules"):
        for path in files(group):
            text = read(path)
            for dialect in (DETECT, len(text) % 2):
                seeds.add(family(text), bytes([dialect]) + canaries(text))
    for path in files("logs"):
        if path.endswith(".log"):
            seeds.add("log", bytes([6]) + read(path))
            seeds.add("source", read(path))
    rules = os.path.join(TESTDATA, "rules")
    folders = [os.path.join(TESTDATA, "pairs")] + [os.path.join(rules, rule) for rule in sorted(os.listdir(rules))]
    for folder in folders:
        for n, (a, b) in enumerate(pairs_of(folder)):
            for work in range(4):
                seeds.add("pair", bytes([4, 4, work * 4 + n % 4]) + canaries(read(a)) + b"\n%%%%\n" + canaries(read(b)))
    settings = {"rules": {"KEY201": "off", "ESP101": "warning"}, "fail-on": "warning", "exclude": ["old/**", "*.bak"], "files": [{"path": "site/*.cfg", "dialect": "cisco", "role": "spoke"}],
                "tunnels": [{"ends": ["R1", "site/two.cfg"]}]}
    baseline = {"schema": "peerlint-baseline/1", "findings": [{"fingerprint": "0123456789abcdef", "rule": "KEY201", "files": ["one.cfg"]}]}
    for kind, value in ((0, {}), (0, settings), (1, baseline)):
        seeds.add("settings", bytes([kind]) + json.dumps(value, indent=1).encode())


main()
