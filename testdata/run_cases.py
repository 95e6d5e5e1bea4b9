#!/usr/bin/env python3
"""Runs the case folders: `peerlint check` must say what each expect.json says.

usage: run_cases.py PEERLINT GROUP [CASE...]

GROUP is `pairs` or `rules` (folders beside this file); CASE is a part of a case's name, to run only some. For each case (of `diagnose`
where it names a `log`, else of `check`): the JSON report is compared with expect.json (docs/adding-a-rule.md tells what may stand there)
and held against docs/report.schema.json; the text report must work and end with the same status; no key of the configs may show in any
output; and `show --lines` must account for every line of every config.
"""
import concurrent.futures
import json
import os
import re
import sys

import jsonschema

import program
import reports

HERE = os.path.dirname(os.path.abspath(__file__))
DOCS = os.path.join(os.path.dirname(HERE), "docs")
SEVERITIES = ["info", "warning", "error"]
DIALECT = re.compile(r"^(comware5|comware7|ruijie|cisco):")
LEDGER = re.compile(r"^ *(\d+)  (understood|ignored|unknown|blank|comment) ")
# Lines that hold a key, the key in the only group.
KEYS = [re.compile(r) for r in (
    r"pre-shared-key\s+(?:simple\s+|cipher\s+)?(?!address|hostname|local|remote|simple|cipher)(\S+)\s*$",
    r"pre-shared-key\s+(?:address|hostname)\s+.*\bkey\s+(?:simple\s+|cipher\s+|[067]\s+)?(\S+)\s*$",
    r"isakmp\s+key\s+(?:[067]\s+)?(?!address\b|hostname\b)(\S+)\s+(?:address|hostname)\b",
)]


def run(peerlint, arguments, folder):
    return program.run(peerlint, arguments, folder, LC_ALL="C.UTF-8")


def differences(expected, actual, where):
    """What `expected` says and `actual` does not: dictionaries need only hold the given keys, lists must match one by one, negotiations by
    their initiator."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [d for key in expected for d in differences(expected[key], actual.get(key, "(missing)"), "%s.%s" % (where, key))]
    if where.endswith(".negotiations") and isinstance(actual, list):
        return [d for e in expected for d in differences(e, actual[e["initiator"]], "%s[%d]" % (where, e["initiator"]))]
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return ["%s: expected %s, got %s" % (where, json.dumps(expected), json.dumps(actual))]
        return [d for i, pair in enumerate(zip(expected, actual)) for d in differences(pair[0], pair[1], "%s[%d]" % (where, i))]
    return [] if expected == actual else ["%s: expected %s, got %s" % (where, json.dumps(expected), json.dumps(actual))]


def place(location):
    return "file %d line %d" % (location["file"], location["line"])


def describe(finding):
    return "%s %s at %s: %s" % (finding["rule"], finding["severity"], ", ".join(place(l) for l in finding["locations"]) or "no place",
                                finding["message"])


def matches(expected, finding):
    """Is this finding the expected one?"""
    if finding["rule"] != expected["rule"] or finding["severity"] != expected.get("severity", finding["severity"]):
        return False
    locations = finding["locations"][:1] if expected.get("first") else finding["locations"]
    return any(l["file"] == expected.get("file", l["file"]) and l["line"] == expected.get("line", l["line"]) for l in locations)


def check_findings(expect, report):
    used, problems = [], []
    for wanted in expect.get("findings", []):
        found = [f for f in report["findings"] if matches(wanted, f)]
        used += found
        if found:
            continue
        same = [f for f in report["findings"] if f["rule"] == wanted["rule"]]
        problems.append("missing finding %s%s" % (json.dumps(wanted), "".join("\n        there is: " + describe(f) for f in same)))
    if "no_other" in expect:
        least = SEVERITIES.index(expect["no_other"])
        problems += ["unexpected finding " + describe(f) for f in report["findings"] if f not in used
                     and SEVERITIES.index(f["severity"]) >= least]
    for rule in expect.get("absent", []):
        problems += ["rule must be absent: " + describe(f) for f in report["findings"] if f["rule"] == rule]
    return problems


def check_report(expect, report, schema):
    problems = ["schema: %s: %s" % ("/".join(map(str, e.absolute_path)), e.message) for e in schema.iter_errors(report)]
    if "tunnels" in expect:
        if len(expect["tunnels"]) != len(report["tunnels"]):
            problems.append("tunnels: expected %d, got %d" % (len(expect["tunnels"]), len(report["tunnels"])))
        for i, pair in enumerate(zip(expect["tunnels"], report["tunnels"])):
            problems += differences(pair[0], pair[1], "tunnels[%d]" % i)
    for file in report["files"]:
        lines = file["lines"]
        if lines["total"] != lines["understood"] + lines["ignored"] + lines["unknown"]:
            problems.append("%s: the line counts do not add up: %s" % (file["path"], json.dumps(lines)))
    return problems + check_findings(expect, report)


def secrets(folder, arguments):
    """The keys of the configs, without those whose text also stands elsewhere in them."""
    keys, rest = set(), []
    for name in arguments:
        with open(os.path.join(folder, DIALECT.sub("", name)), "rb") as file:
            for line in re.split(r"\r\n|\n|\r", file.read().decode("utf-8", "replace")):
                found = next((m.group(1) for m in (k.search(line) for k in KEYS) if m), None)
                if found:
                    keys.add(found)
                    line = line.replace(found, "")
                rest.append(line)
    text = "\n".join(rest + ["cisco ruijie comware"] + arguments)
    return {k for k in keys if len(k) >= 5 and k not in text and not re.fullmatch(r"[*x]+", k)}


def check_lines(peerlint, folder, argument, outputs):
    """`show --lines` must name each line of the file once, in order."""
    path = os.path.join(folder, DIALECT.sub("", argument))
    result = run(peerlint, ["show", "--lines", argument], folder)
    outputs.append(result)
    if result.returncode == 2:
        return []
    with open(path, "rb") as file:
        data = file.read()
    count = len(re.findall(rb"\r\n|\n", data)) + (not data.endswith(b"\n")) if b"\n" in data else len(re.findall(rb"\r",
        data)) + (not data.endswith(b"\r"))
    matched = [LEDGER.match(l) for l in result.stdout.decode("utf-8").split("\n")]
    numbers = [int(m.group(1)) for m in matched if m]
    if result.returncode or numbers != list(range(1, count + 1)):
        return ["show --lines %s: status %d, %d of %d lines accounted for" % (argument, result.returncode, len(numbers), count)]
    return []


def check_case(peerlint, folder, schemas):
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        expect = json.load(file)
    arguments = expect["args"]
    command = (["diagnose"], [expect["log"]]) if "log" in expect else (["check"], [])
    result = run(peerlint, command[0] + ["--format", "json"] + command[1] + arguments, folder)
    text = run(peerlint, command[0] + command[1] + arguments, folder)
    outputs, problems = [result, text], []
    if result.returncode != expect["exit"]:
        problems.append("exit: expected %d, got %d" % (expect["exit"], result.returncode))
    if text.returncode != result.returncode:
        problems.append("exit of the text report: expected %d, got %d" % (result.returncode, text.returncode))
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", text.stdout):
        problems.append("the text report holds a control character")
    try:
        report = json.loads(result.stdout.decode("utf-8"))
        problems += check_report(expect, report, schemas["log" in expect])
        problems += [] if "log" in expect else reports.problems(os.path.relpath(folder, HERE), report)
    except ValueError as error:
        problems.append("no JSON: %s" % error)
    for argument in arguments:
        if argument.startswith("-"):
            continue
        outputs.append(run(peerlint, ["show", argument], folder))
        problems += check_lines(peerlint, folder, argument, outputs)
    everything = b"".join(o.stdout + o.stderr for o in outputs).decode("utf-8", "replace")
    problems += ["the key %s shows in an output" % key for key in secrets(folder, [a for a in arguments if not a.startswith("-")])
                 if key in everything]
    errors = b"".join(o.stderr for o in outputs).decode("utf-8", "replace")
    if problems and errors.strip():
        problems.append("standard error: " + "\n        ".join(sorted(set(errors.strip().split("\n")))[:20]))
    return expect, problems


def cases(group, filters):
    for folder, _, names in sorted(os.walk(os.path.join(HERE, group))):
        name = os.path.relpath(folder, HERE)
        if "expect.json" in names and (not filters or any(f in name for f in filters)):
            yield name, folder


def main(peerlint, group, filters):
    schemas = []
    for name in ("report.schema.json", "diagnosis.schema.json"):
        with open(os.path.join(DOCS, name), encoding="utf-8") as file:
            schemas.append(jsonschema.Draft7Validator(json.load(file)))
    peerlint = os.path.abspath(peerlint)
    failed = total = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [(name, pool.submit(check_case, peerlint, folder, schemas)) for name, folder in cases(group, filters)]
        for name, future in running:
            expect, problems = future.result()
            total += 1
            if problems:
                failed += 1
                print("FAIL %s\n    %s" % (name, expect["about"]))
                for problem in problems:
                    print("      - " + problem)
    print("%d cases, %d failed" % (total, failed))
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
