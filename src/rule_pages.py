#!/usr/bin/env python3
"""Writes rule_pages.c: the pages docs/rules/*.md as C strings for `peerlint explain`.

usage: rule_pages.py OUTPUT PAGE...
"""
import os
import sys


def literal(line):
    escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
    return '    "%s\\n"' % "".join(c if " " <= c <= "~" else "".join("\\%03o" % b for b in c.encode()) for c in escaped)


def main(output, pages):
    out = ["/* Made by rule_pages.py from docs/rules. */", '#include "src/rule_pages.h"', "", "const struct rule_page rule_pages[] = {"]
    for path in sorted(pages):
        identity = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as page:
            text = page.read().rstrip("\n").split("\n")
        if not text[0].startswith("# %s " % identity):
            sys.exit("%s: the first line must be `# %s NAME`" % (path, identity))
        out.append('  { "%s",\n%s },' % (identity, "\n".join(map(literal, text))))
    out += ["  { 0, 0 }", "};", ""]
    with open(output, "w", encoding="ascii") as file:
        file.write("\n".join(out))


main(sys.argv[1], sys.argv[2:])
