#!/usr/bin/env python3
"""Baselines, comments that switch rules off, and .peerlint.json.

usage: settings.py PEERLINT
"""
import json
import os
import re
import shutil
import sys
import tempfile

import jsonschema

from tools import PAIRS, ROOT, arguments, run

SCHEMA = json.load(open(os.path.join(ROOT, "docs", "config.schema.json"), encoding="utf-8"))
CASE = "49-ruijie-comware5-key-7-plain-word"


class Place:
    """A folder with a copy of a pair case."""

    def __init__(self, peerlint, work, case=CASE):
        self.peerlint, self.folder = peerlint, tempfile.mkdtemp(dir=work)
        source = os.path.join(PAIRS, case)
        self.files = [f.split(":")[-1] for f in arguments(source)]
        for name in self.files:
            shutil.copy(os.path.join(source, name), self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        return open(self.path(name), encoding="utf-8").read()

    def write(self, name, text):
        open(self.path(name), "w", encoding="utf-8").write(text)

    def settings(self, value):
        self.write(".peerlint.json", json.dumps(value, indent=2))

    def check(self, *options, files=None):
        """Exit status, report, standard error."""
        result = run([self.peerlint, "check", "--format", "json"] + list(options) + (files or self.files), self.folder)
        return result.returncode, json.loads(result.stdout) if result.stdout else None, result.stderr.decode()


def of(report, rule):
    return [f for f in report["findings"] if f["rule"] == rule]


def test_baseline(place):
    code, report, _ = place.check()
    assert code == 1 and report["summary"]["error"] > 0
    assert place.check("--write-baseline", "known.json", "--quiet")[0] == 0
    first = place.read("known.json")
    code, known, error = place.check("--baseline", "known.json")
    assert code == 0 and known["summary"]["error"] == 0 and known["summary"]["suppressed"] == len(report["findings"]), error
    for name in place.files:  # lines move, indentation and unrelated lines change, the files get other names
        comment = "!" if "hostname" in place.read(name) else "#"
        lines = place.read(name).split("\n")
        moved = [re.sub(r"^ (\S)", r"  \1", l) for l in lines]
        place.write("new-" + name, "\n".join([comment, comment] + moved + ["ntp server 192.0.2.77", ""]))
    moved = ["new-" + f for f in place.files]
    code, again, _ = place.check("--baseline", "known.json", files=moved)
    fresh = [f["rule"] + " " + f["message"] for f in again["findings"] if not f["suppressed"]]
    assert code == 0 and not [f for f in fresh if "new-" not in f], fresh
    assert place.check("--baseline", "known.json", "--write-baseline", "known.json", "--quiet")[0] == 0
    assert place.read("known.json") == first, "a baseline of the same findings differs"


def test_new_finding(place):
    place.check("--write-baseline", "known.json", "--quiet")
    name = place.files[0]
    place.write(name, place.read(name).replace("\ninterface", "\ncrypto isakmp policy 77\n hash md5\n!\ninterface", 1))
    code, report, _ = place.check("--baseline", "known.json", "--fail-on", "warning")
    assert code == 1 and [f for f in report["findings"] if not f["suppressed"]], "a new finding is not told"


def test_bad_baselines(place):
    for text, words in (("", "known.json"), ("{", "known.json:1:"), ("[]", "no baseline"),
                        ('{"schema": "other", "findings": []}', "no baseline")):
        place.write("known.json", text)
        code, _, error = place.check("--baseline", "known.json")
        assert code == 2 and words in error, (text, error)
    code, _, error = place.check("--baseline", "nowhere.json")
    assert code == 2 and "nowhere.json" in error


def test_comments(place):
    name = place.files[0]
    lines = place.read(name).split("\n")
    at = next(i for i, l in enumerate(lines) if "isakmp key 7" in l)
    place.write(name, "\n".join(lines[:at] + ["! peerlint: off KEY102 a test, honest", "! peerlint: off ESP103 left over"] + lines[at:]))
    code, report, error = place.check()
    assert all(f["suppressed"] for f in of(report, "KEY102")) and of(report, "KEY102"), error
    unused = [f for f in of(report, "CFG003") if "ESP103" in f["message"]]
    assert len(unused) == 1 and unused[0]["severity"] == "info" and unused[0]["locations"][0]["line"] == at + 2
    sarif = json.loads(run([place.peerlint, "check", "--format", "sarif"] + place.files, place.folder).stdout)
    told = [r for r in sarif["runs"][0]["results"] if r["ruleId"] == "KEY102"]
    assert told[0]["suppressions"][0]["kind"] == "inSource" and "a test, honest" in told[0]["suppressions"][0]["justification"]


def test_settings(place):
    value = {"$schema": "docs/config.schema.json", "rules": {"KEY102": "warning", "POL201": "off", "POL202": "error"}, "fail-on": "never"}
    jsonschema.validate(value, SCHEMA)
    place.settings(value)
    code, report, error = place.check()
    assert code == 0 and not of(report, "POL201") and {f["severity"] for f in of(report, "KEY102")} == {"warning"}, error
    code, report, _ = place.check("--rule", "POL201=error", "--rule", "KEY102=error", "--fail-on", "error")
    assert code == 1 and {f["severity"] for f in of(report, "POL201")} <= {"error"}
    assert {f["severity"] for f in of(report, "KEY102")} == {"error"}
    os.mkdir(place.path("deep"))
    for name in place.files:
        shutil.copy(place.path(name), place.path("deep"))
    assert place.check(files=["deep/" + f for f in place.files])[0] == 0, "not found upwards"
    place.write("other.json", "{}")
    assert place.check("--config", "other.json")[0] == 1


def test_paths(place):
    place.settings({"exclude": ["old/"], "files": [{"path": "*.cfg", "dialect": "cisco"}]})
    os.mkdir(place.path("old"))
    shutil.copy(place.path(place.files[0]), place.path("old/copy.cfg"))
    _, report, _ = place.check(files=["."])
    assert not [f for f in report["files"] if "old" in f["path"]] and {f["dialect"] for f in report["files"]} == {"cisco"}
    code, report, error = place.check(files=["old/copy.cfg"])
    assert code == 0 and not error, "a file that is excluded and named, as pre-commit does"


WRONG = [
    ('{"ruels": {}}', ":1:2:", "no key `ruels`"),
    ('{\n  "rules": {"KEY999": "off"}\n}', ":2:13:", "no rule `KEY999`"),
    ('{"rules": {"KEY101": "loud"}}', ":1:22:", "off, info, warning, error"),
    ('{"files": [{"path": "*"}, {"dialekt": "cisco", "path": "a"}]}', ":1:28:", "no key `dialekt`"),
    ('{"files": [{"path": "*", "dialect": "junos"}]}', ":1:37:", "comware5"),
    ('{"files": [{"role": "hub"}]}', ":1:12:", "`path` is missing"),
    ('{"exclude": "old"}', ":1:13:", "a list"),
    ('{"tunnels": [{"ends": ["A"]}]}', ":1:23:", "two routers"),
    ('{"tunnels": [{"ends": ["A", 7]}]}', ":1:29:", "a text"),
    ('{"fail-on": "maybe"}', ":1:13:", "never"),
    ('{"a": 1, "a": 2}', ":1:", "duplicate"),
    ('{"rules": ', ":1:", ""),
    ("[]", ":1:1:", "an object"),
]


def test_wrong_settings(place):
    for text, where, words in WRONG:
        place.write(".peerlint.json", text)
        code, report, error = place.check()
        assert code == 2 and report is None and where in error and words in error, (text, error)
        try:
            valid = not list(jsonschema.Draft7Validator(SCHEMA).iter_errors(json.loads(text))) if "999" not in text and '"a"' not in text else False
        except ValueError:
            valid = False
        assert not valid, "the schema takes " + text


def test_whole_or_not_at_all(place):
    place.write("report.json", "old")
    os.chmod(place.path("."), 0o755)
    for signal in ("TERM", "INT", "HUP"):
        run(["timeout", "-s", signal, "0.005", place.peerlint, "check", "--format", "json", "--output", "report.json"] + place.files * 400,
            place.folder)
        text = place.read("report.json")
        assert text == "old" or json.loads(text)
        assert not [f for f in os.listdir(place.folder) if f.startswith("report.json.")], "an unfinished file is left"
    result = run(["sh", "-c", "ulimit -f 1; exec \"$@\"", "-", place.peerlint, "check", "--format", "html", "--output",
                  "page.html"] + place.files, place.folder)
    assert result.returncode != 0 and not os.path.exists(place.path("page.html"))


def main():
    peerlint = os.path.abspath(sys.argv[1])
    tests = [(n, f) for n, f in sorted(globals().items()) if n.startswith("test_")]
    with tempfile.TemporaryDirectory() as work:
        for name, function in tests:
            try:
                function(Place(peerlint, work))
            except AssertionError:
                print("FAILED " + name)
                raise
    print("%d tests" % len(tests))


main()
