#!/usr/bin/env python3
"""Runs the log cases: `peerlint diagnose` must say what each expect.json says.

usage: run_logs.py PEERLINT [CASE...]

CASE is a part of a case's or row's name, to run only some. expect.json:

    about       the sign in the log and the fact it rests on
    log, args   the arguments: the log, then configs
    exit        the exit status
diagnosis   what the JSON must hold; null: nothing may be on standard output. Dictionaries need only hold the given keys, lists must match
one by one.
    rules       the first rules named, in order
    findings    the first findings, each with its rule and the file and line of its first location
    findings_count  how many findings
    timeline    (message, direction) of the messages of the exchange told about; timeline_count: how many
    cookies     those of the other exchanges in the timeline
    notes       a text that each note holds, in order
    hidden      texts that may be in no output
    wrapped     true where the log is wrapped already, so that it is not wrapped once more

log_rows.py has near misses of these cases, whose diagnosis is said in a line.

Each JSON of a case is held against docs/diagnosis.schema.json, and the text report must end with the same status. Then the log is read
again in other shapes, with CRLF ends and wrapped at the width of a terminal, and must say the same.
"""
import json
import os
import re
import sys

import jsonschema

import log_rows
import program

HERE = os.path.dirname(os.path.abspath(__file__))
DOCS = os.path.join(os.path.dirname(HERE), "docs")
SAME = ("dialect", "outcome", "phase", "exchange", "message", "role", "peer", "cause_class", "confidence", "chosen", "retransmissions",
        "secrets")
TAG = re.compile(rb"IKE/\d/|ISAKMP[:( -]|\d\d\[[A-Z]{3}\]|^IPSEC")
WIDTHS = (80, 132)


def run(peerlint, arguments, folder):
    return program.run(peerlint, ["diagnose"] + arguments, folder, LC_ALL="C.UTF-8")


def differences(expected, actual, where):
    """What `expected` says and `actual` does not."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [d for key in expected for d in differences(expected[key], actual.get(key, "(missing)"), "%s.%s" % (where, key))]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [d for i, pair in enumerate(zip(expected, actual)) for d in differences(pair[0], pair[1], "%s[%d]" % (where, i))]
    return [] if expected == actual and type(expected) is type(actual) else ["%s: expected %s, got %s" % (where, json.dumps(expected),
        json.dumps(actual))]


def told(report):
    return [m for m in report["timeline"] if "cookies" not in m]


def lists(expected, report):
    """What the lists lack of which only a part is expected."""
    wrong = []
    if report["rules"][:len(expected.get("rules", []))] != expected.get("rules", []):
        wrong.append("rules: expected %s first, got %s" % (expected["rules"], report["rules"]))
    for want, got in zip(expected.get("findings", []), report["findings"] + [None] * 9):
        at = got and {"rule": got["rule"], "file": got["locations"][0]["file"], "line": got["locations"][0]["line"]}
        if at != want:
            wrong.append("findings: expected %s, got %s" % (want, at))
    if len(report["findings"]) != expected.get("findings_count", len(report["findings"])):
        wrong.append("findings: expected %d, got %s" % (expected["findings_count"], [f["rule"] for f in report["findings"]]))
    if "timeline" in expected and [[m["message"], m["direction"]] for m in told(report)] != expected["timeline"]:
        wrong.append("timeline: got %s" % [[m["message"], m["direction"]] for m in told(report)])
    if "timeline_count" in expected and len(report["timeline"]) != expected["timeline_count"]:
        wrong.append("timeline: expected %d messages, got %d" % (expected["timeline_count"], len(report["timeline"])))
    if "cookies" in expected and sorted({m["cookies"] for m in report["timeline"] if "cookies" in m}) != sorted(expected["cookies"]):
        wrong.append("cookies: got %s" % sorted({str(m.get("cookies")) for m in report["timeline"]}))
    for i, text in enumerate(expected.get("notes", [])):
        if i >= len(report["notes"]) or text not in report["notes"][i]:
            wrong.append("notes: expected `%s`, got %s" % (text, report["notes"]))
    return wrong


def wrapped(text, width):
    """The lines that have a tag, as a terminal of that width shows them."""
    lines = []
    for line in text.split(b"\n"):
        if TAG.search(line[:70]) and len(line) < 3 * width:
            lines += [line[i:i + width] for i in range(0, max(len(line), 1), width)]
        else:
            lines.append(line)
    return b"\n".join(lines)


def shapes(text, widths):
    yield "CRLF", text.replace(b"\n", b"\r\n")
    for width in widths:
        yield "wrapped at %d" % width, wrapped(text, width)


def check_shapes(peerlint, folder, expected, report):
    prefix, _, name = expected["log"].rpartition(":")
    with open(os.path.join(folder, name), "rb") as f:
        text = f.read()
    wrong = []
    for shape, content in shapes(text, () if expected.get("wrapped") else WIDTHS):
        with program.folder() as other:
            with open(os.path.join(other, name), "wb") as f:
                f.write(content)
            result = run(peerlint, ["--format", "json", expected["log"]], other)
        again = json.loads(result.stdout) if result.stdout else {}
        plain = {key: report[key] for key in SAME if not (key in ("peer", "dialect") and expected["args"])}
        wrong += ["%s: %s" % (shape, d) for d in differences(plain, again, "")]
        if [{k: v for k, v in o.items() if k != "line"} for o in again.get("offered", [])] != [{k: v for k, v in o.items() if k != "line"}
                for o in report["offered"]]:
            wrong.append("%s: other transforms are offered" % shape)
    return wrong


def check_case(peerlint, folder, validator):
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as f:
        expected = json.load(f)
    arguments = [expected["log"]] + expected["args"]
    result, text = run(peerlint, ["--format", "json"] + arguments, folder), run(peerlint, arguments, folder)
    wrong = ["%s report: exit status %d, expected %d: %s" % (kind, r.returncode, expected["exit"], r.stderr.decode(errors="replace"))
             for kind, r in (("JSON", result), ("text", text)) if r.returncode != expected["exit"]]
    wrong += ["`%s` is shown" % h for h in expected.get("hidden", []) for r in (result, text) if h.encode() in r.stdout + r.stderr]
    if expected["diagnosis"] is None:
        return wrong + (["something is on standard output"] if result.stdout or text.stdout else [])
    if not result.stdout:
        return wrong + ["no report"]
    report = json.loads(result.stdout)
    wrong += ["schema: %s: %s" % ("/".join(map(str, e.path)), e.message) for e in validator.iter_errors(report)]
    wrong += differences(expected["diagnosis"], report, "") + lists(expected, report)
    return wrong + (check_shapes(peerlint, folder, expected, report) if not wrong else [])


def outcome(report):
    """The diagnosis in a row's words."""
    cause = [report[key] for key in ("phase", "exchange", "message", "cause_class", "confidence")] if report["outcome"] == "failure" else []
    rules = report["rules"] if report["findings"] or not cause else [] # else they are what may be, and not what was found
    return " ".join([report["outcome"]] + ["-" if c is None else str(c) for c in cause]) + ":" + "".join(" " + rule for rule in rules)


def check_row(peerlint, case, edits, expected):
    folder = os.path.join(HERE, "logs", case)
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as f:
        arguments = json.load(f)
    at, texts = arguments["log"], {}
    for name in [arguments["log"]] + arguments["args"]:
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            texts[name] = f.read()
    for edit in edits:
        if isinstance(edit, str):
            at = edit
            continue
        if edit[0] not in texts[at]:
            return ["%r is not in %s" % (edit[0], at)]
        texts[at] = texts[at].replace(*edit)
    with program.folder() as other:
        for name, text in texts.items():
            with open(os.path.join(other, name), "w", encoding="utf-8") as f:
                f.write(text)
        result = run(peerlint, ["--format", "json"] + list(texts), other)
    said = outcome(json.loads(result.stdout)) if result.stdout else "no report"
    return [] if said == expected else ["expected `%s`, got `%s`" % (expected, said)]


def main():
    peerlint, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    with open(os.path.join(DOCS, "diagnosis.schema.json"), encoding="utf-8") as f:
        validator = jsonschema.Draft202012Validator(json.load(f))
    root, failed, count = os.path.join(HERE, "logs"), 0, 0
    for name in sorted(os.listdir(root)) + list(log_rows.ROWS):
        if wanted and not any(w in name for w in wanted):
            continue
        count += 1
        wrong = check_row(peerlint, *log_rows.ROWS[name]) if name in log_rows.ROWS else check_case(peerlint, os.path.join(root, name),
            validator)
        failed += bool(wrong)
        for w in wrong:
            print("%s: %s" % (name, w))
    print("%d passed, %d failed" % (count - failed, failed))
    return 1 if failed or not count else 0


sys.exit(main())
