#!/usr/bin/env python3
"""The whole reports of the case folders and of the near misses, kept as text: every message, label, place, fix and assumption.

usage: reports.py PEERLINT        writes testdata/reports/ anew; what the difference to the last commit says is to be read before it is committed

What a case must say stands in its expect.json, written by hand from the references. The kept report is what else came with it, so that a
word that changes is seen. `run_cases.py` and `near.py` compare. A near miss is kept as the difference to the report of its base, with the
lines' text for their numbers.
"""
import collections
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = os.path.join(HERE, "reports")
LETTERS = "ABCDEFGH"  # files, where their texts are quoted
COMMAND = "testdata/reports.py PEERLINT writes it anew"


def words(value):
    """A value of the report in one line."""
    if isinstance(value, dict):
        return ", ".join("%s %s" % (key, words(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return "[%s]" % "; ".join(words(inner) for inner in value)
    return "-" if value is None else str(value)


def place(of, texts):
    """A location, or where an edit is made."""
    if texts is None:
        return ":".join(str(of[key]) for key in ("file", "line")) + ("" if "column" not in of
            else ":%d-%d" % (of["column"], of["end_column"]))
    line = texts[of["file"]].split("\n")[of["line"] - 1]
    first, last = of.get("column", 1) - 1, of.get("end_column", len(line))
    return "%s %s" % (LETTERS[of["file"]], line[:first].lstrip() + "<" + line[first:last] + ">" + line[last:])


def fix_lines(fix, texts):
    for edit in fix["edits"] if fix else []:
        yield "  %s%s %s: %s" % ("perhaps " if fix["optional"] else "", edit["action"], place(dict(edit, file=fix["file"]), texts),
                                 edit["text"])


def finding(f, texts):
    lines = ["%s %s%s%s: %s" % (f["severity"], f["rule"], "" if f["tunnel"] is None else " tunnel %d" % f["tunnel"], " suppressed"
                                if f["suppressed"] else "", f["message"])]
    lines += ["  %s: %s" % (place(location, texts), location["label"]) for location in f["locations"]]
    return "\n".join(lines + ["  help: " + f["help"]] + list(fix_lines(f["fix"], texts)))


def negotiation(n):
    lines = ["  " + words({key: value for key, value in n.items() if key not in ("flows", "assumptions")})]
    lines += ["    flow: " + words(flow) for flow in n["flows"]]
    return "\n".join(lines + ["    assumes: " + words(assumption) for assumption in n["assumptions"]])


def entries(report, texts=None):
    """The report as a list of texts: files, tunnels, ends, negotiations, findings. With the files' texts the places have the text of their
    lines."""
    found = [words(dict(file, lines="-" if texts else file["lines"])) for file in report["files"]]
    for number, tunnel in enumerate(report["tunnels"]):
        found.append("tunnel %d: %s, %s" % (number, tunnel["design"], tunnel["verdict"]))
        found += ["  end: " + words(dict(end, line=place(end, texts))) for end in tunnel["ends"]]
        found += [negotiation(n) for n in tunnel["negotiations"]]
    return found + [finding(f, texts) for f in report["findings"]]


def without(some, others):
    rest = collections.Counter(others)
    for entry in some:
        if rest[entry]:
            rest[entry] -= 1
        else:
            yield entry


def marked(mark, entry):
    return "".join("%s %s\n" % (mark, line) for line in entry.split("\n"))


def difference(before, after):
    """Entries that are gone and those that are new. A tunnel has two ends and two negotiations: those that are gone are the ones in whose
    place there are new ones."""
    return "".join(marked("-", e) for e in without(before, after) if not e.startswith(" ")) + "".join(marked("+", e)
        for e in without(after, before))


def path_of(case):
    return os.path.join(KEPT, case + ".txt")


def text_of(report):
    return "".join(entry + "\n" for entry in entries(report))


def kept(case):
    """The text that is kept of a case; empty where there is none."""
    try:
        with open(path_of(case), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def problems(case, report):
    """What to say of a case's report: nothing where it is the one that is kept."""
    before, after = kept(case).split("\n"), text_of(report).split("\n")
    if before == after:
        return []
    lines = [["%s %s" % (mark, line) for line in without(*both)][:6] for mark, both in (("-", (before, after)), ("+", (after, before)))]
    return ["the report is not the one that is kept (%s):%s" % (COMMAND, "".join("\n        " + line for line in lines[0] + lines[1]))]


def keep(case, text):
    os.makedirs(os.path.dirname(path_of(case)), exist_ok=True)
    with open(path_of(case), "w", encoding="utf-8") as file:
        file.write(text)


def main(peerlint):
    import near
    import run_cases
    shutil.rmtree(KEPT, ignore_errors=True)
    for group in ("pairs", "rules"):
        for name, folder in run_cases.cases(group, []):
            with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
                expect = json.load(file)
            if "log" not in expect:
                keep(name, text_of(json.loads(run_cases.run(peerlint, ["check", "--format", "json"] + expect["args"],
                                                            folder).stdout.decode("utf-8"))))
    near.keep(peerlint)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
