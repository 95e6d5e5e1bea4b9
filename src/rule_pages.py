#!/usr/bin/env python3
"""Writes rule_pages.c: the pages docs/rules/*.md as C strings for `peerlint explain`, which a terminal of 80 columns shows as they stand.

usage: rule_pages.py OUTPUT PAGE...
"""
import os
import re
import sys
import textwrap

WIDTH = 80


def literal(line):
    escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
    return '    "%s\\n"' % "".join(c if " " <= c <= "~" else "".join("\\%03o" % b for b in c.encode()) for c in escaped)


def wrapped(lines):
    """The lines with their paragraphs and items broken at the width; titles, tables and examples stay as they are."""
    paragraph, is_example = [], False
    for line in lines + [""]:
        is_example ^= line.startswith("```")
        is_prose = line and not is_example and not line.startswith(("#", "|", "```"))
        if paragraph and (not is_prose or re.match(r" *([*-]|\d+\.) ", line)):
            yield from broken(paragraph)
            paragraph = []
        if is_prose:
            paragraph.append(line)
        else:
            yield line


def broken(paragraph):
    """One paragraph or item, below its first word where that is a mark of a list. What stands between backticks stays on one line."""
    first = re.match(r" *(?:(?:[*-]|\d+\.) +)?", paragraph[0]).group()
    text = " ".join(line.strip() for line in paragraph)[len(first.lstrip()):]
    text = re.sub(r"`[^`]*`", lambda code: code.group().replace(" ", "\0"), text)
    for line in textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False,
                              break_on_hyphens=False):
        yield line.replace("\0", " ")


def main(output, pages):
    out = ["/* Made by rule_pages.py from docs/rules. */", '#include "src/rule_pages.h"', "", "const struct rule_page rule_pages[] = {"]
    for path in sorted(pages):
        identity = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as page:
            text = page.read().rstrip("\n").split("\n")
        if not text[0].startswith("# %s " % identity):
            sys.exit("%s: the first line must be `# %s NAME`" % (path, identity))
        out.append('  { "%s",\n%s },' % (identity, "\n".join(map(literal, wrapped(text)))))
    out += ["  { 0, 0 }", "};", ""]
    with open(output, "w", encoding="ascii") as file:
        file.write("\n".join(out))


main(sys.argv[1], sys.argv[2:])
