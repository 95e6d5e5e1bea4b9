#!/usr/bin/env python3
"""Terminal captures of the pair cases must give the same report as the configs themselves, at the lines and columns of the capture.

usage: captures.py PEERLINT [CASE...]

Each file of a case is turned into what a console session of that dialect would have left of it: the command's echo, prompts, pager's marks
wiped away in several ways or not at all, lines padded or wrapped at 80 columns, messages in between, other line ends and encodings; or of
what people who pass it on put around its lines: a mail's quote, line numbers, a web page's entities, notes.
"""
import concurrent.futures
import html
import json
import os
import re
import shutil
import sys
import tempfile

import program

HERE = os.path.dirname(os.path.abspath(__file__))
DIALECT = re.compile(r"^(comware5|comware7|ruijie|cisco):")
WIDTH = 80


def is_comware(lines):
    return any(re.match(r"\s*(sysname|ike (proposal|peer|keychain|profile)|acl (number|advanced)|#$)", l) for l in lines)


class Capture:
    """Text under construction, and for each line of the config where it stands in the capture: (line, columns before it)."""

    def __init__(self, end="\r\n"):
        self.text, self.line, self.end, self.places = [], 1, end, []

    def add(self, text, before="", config=True):
        if config:
            self.places.append((self.line, len(before)))
        self.text.append(before + text + self.end)
        self.line += 1

    def bytes(self):
        return "".join(self.text)


def session(lines, comware, mark, end="\r\n"):
    """A session with the pager on: `mark` is what stands before every 20th line."""
    c = Capture(end)
    c.add("<R1>display current-configuration" if comware else "R1#show running-config", config=False)
    if not comware:
        c.add("Building configuration...", config=False)
        c.add("", config=False)
    for i, line in enumerate(lines):
        c.add(line, mark if i and i % 20 == 0 else "")
    c.text.append("<R1>" if comware else "R1#")
    return c


def pager(lines, comware):
    if comware:
        return session(lines, comware, "  ---- More ----\x1b[42D" + " " * 42 + "\x1b[42D")
    return session(lines, comware, " --More-- " + "\b" * 9 + " " * 8 + "\b" * 9)


def erased_line(lines, comware):
    return session(lines, comware, "--More--\r\x1b[K")


def not_erased(lines, comware):
    return session(lines, comware, "---- More ----" if comware else " --More-- ", "\n")


def lost_escapes(lines, comware):
    return session(lines, comware, "  ---- More ----[42D" + " " * 42 + "[42D" if comware else "--More--" + "^H" * 8 + " " * 8 + "^H" * 8,
                   "\n")


def padded(lines, _comware):
    c = Capture()
    for line in lines:
        c.add(line.ljust(WIDTH))
    return c


def coloured(lines, _comware):
    c = Capture()
    for line in lines:
        c.add(line + "\x1b[0m\a", "\x1b[0;32m")
    return c


def messages(lines, comware):
    c = Capture("\n")
    for i, line in enumerate(lines):
        if i and i % 7 == 0 and not in_banner(lines, i):
            c.add("%Aug 20 19:19:44:543 2012 R1 SHELL/5/SHELL_LOGIN: admin logged in" if comware
                  else "*Mar  1 00:12:01.123: %SYS-5-CONFIG_I: Configured from console", config=False)
        c.add(line)
    return c


def wrapped(lines, _comware):
    c = Capture()
    for line in lines:
        c.add(line[:WIDTH])
        for i in range(WIDTH, len(line), WIDTH):
            c.add(line[i:i + WIDTH], config=False)
    return c


def cr_ends(lines, _comware):
    c = Capture("\r")
    for line in lines:
        c.add(line)
    return c


def quoted(lines, _comware):
    c = Capture("\n")
    c.add("Here is what the router says:", config=False)
    c.add("", config=False)
    for line in lines:
        c.add(line, "> ")
    return c


def numbered(lines, _comware):
    c = Capture("\n")
    for i, line in enumerate(lines):
        c.add(line, "%d: " % (i + 95))
    return c


def listed(lines, _comware):
    c = Capture("\n")
    for i, line in enumerate(lines):
        c.add(line, "%4d  " % (i + 1))
    return c


def web_page(lines, _comware):
    c = Capture("\n")
    for line in lines:
        text = line.lstrip(" ")
        c.add("&nbsp;" * (len(line) - len(text)) + html.escape(text) + "<br />")
    return c


def noted(lines, _comware):
    c = Capture("\n")
    for i, line in enumerate(lines):
        c.add(line + "（说明）" if re.match(r"\s*\w", line) and not in_banner(lines, i) else line)
    return c


def in_banner(lines, i):
    """Is line `i` text of a banner or of a certificate, where a message would be part of the text?"""
    return any(re.match(r"\s*(banner|header|certificate|crypto pki|crypto ca|key-string|public-key)", l) for l in lines[max(0, i - 40):i])


CAPTURES = [pager, erased_line, not_erased, lost_escapes, padded, coloured, messages, wrapped, cr_ends, quoted, numbered, listed, web_page,
            noted]
OTHER_COLUMNS = (wrapped, web_page)
ENCODINGS = {padded: "gb18030", coloured: "utf-8-sig", messages: "utf-16"}


def check(peerlint, folder, arguments):
    result = program.run(peerlint, ["check", "--format", "json"] + arguments, folder)
    return result.returncode, json.loads(result.stdout.decode("utf-8")) if result.stdout else None, result.stderr.decode("utf-8", "replace")


def summary(report, places=None):
    """What must not change. `places` maps (file, line) to (line, column shift); a finding at a wrapped line's rest keeps only its line."""
    def place(l):
        line, shift = places[l["file"]][l["line"] - 1] if places else (l["line"], 0)
        return l["file"], line, l["column"] + shift
    findings = sorted((f["rule"], f["severity"], [place(l) for l in f["locations"]][:1]) for f in report["findings"])
    tunnels = [(t["verdict"], t["design"], [(n["result"], n["message"], n["cause"]) for n in t["negotiations"]]) for t in report["tunnels"]]
    return {"findings": findings, "tunnels": tunnels, "dialects": [f["dialect"] for f in report["files"]]}


def compare(capture, before, after):
    """The differences as text; where a line's columns are others, findings at it are compared without them."""
    if capture in OTHER_COLUMNS:
        for s in (before, after):
            s["findings"] = sorted((rule, severity, [p[0] for p in first]) for rule, severity, first in s["findings"])
    return ["%s: %s" % (key, " / ".join(json.dumps(x) for x in (only(before[key], after[key]), only(after[key], before[key]))))
            for key in before if before[key] != after[key]]


def only(these, those):
    return [x for x in these if x not in those]


def run_case(peerlint, name):
    folder = os.path.join(HERE, "pairs", name)
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        arguments = json.load(file)["args"]
    files = [a for a in arguments if not a.startswith("-")]
    texts = []
    for argument in files:
        with open(os.path.join(folder, DIALECT.sub("", argument)), "rb") as file:
            data = file.read()
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)|More|\xef\xbb\xbf", data):
            return []  # a capture itself
        try:
            texts.append(re.split(r"\r?\n", data.decode("utf-8").rstrip("\r\n")))
        except UnicodeDecodeError:
            return []
    status, plain, errors = check(peerlint, folder, arguments)
    if plain is None:
        return ["%s: no report: %s" % (name, errors)]
    problems = []
    for capture in CAPTURES:
        scratch = tempfile.mkdtemp(prefix="peerlint-captures-")
        try:
            places = []
            for argument, lines in zip(files, texts):
                c = capture(lines, is_comware(lines))
                places.append(c.places)
                with open(os.path.join(scratch, DIALECT.sub("", argument)), "wb") as file:
                    file.write(c.bytes().encode(ENCODINGS.get(capture, "utf-8")))
            got, report, errors = check(peerlint, scratch, arguments)
            if report is None:
                problems.append("%s, %s: no report: %s" % (name, capture.__name__, errors))
                continue
            different = compare(capture, summary(plain, places), summary(report))
            if got != status:
                different.append("exit: %d / %d" % (status, got))
            problems += ["%s, %s: %s" % (name, capture.__name__, d) for d in different]
        finally:
            shutil.rmtree(scratch)
    return problems


def main(peerlint, filters):
    peerlint = os.path.abspath(peerlint)
    names = [n for n in sorted(os.listdir(os.path.join(HERE, "pairs"))) if not filters or any(f in n for f in filters)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [p for found in pool.map(lambda n: run_case(peerlint, n), names) for p in found]
    for problem in problems:
        print(problem)
    print("%d cases, each captured in %d ways, %d differences" % (len(names), len(CAPTURES), len(problems)))
    return 1 if problems or not names else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
