#!/usr/bin/env python3
"""Makes a fuzz target's dictionary from what its reader knows: the keywords of a grammar, the keys of a JSON schema, and words given.

usage: dictionary.py OUTPUT [FILE.y | FILE.schema.json | =WORD]...
"""
import json
import re
import sys

KEYWORD = re.compile(r'"((?:[^"\\\n]|\\.)+)"')


def of_grammar(text):
    """Quoted names of tokens and productions; those with signs that no keyword has are names of classes and views."""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for word in KEYWORD.findall(line):
            if not set(word) & set("@<$ \\%"):
                yield word


def of_schema(value, key=None):
    if isinstance(value, dict):
        for name, inner in value.items():
            if key in ("properties", "definitions", "$defs"):
                yield name
            yield from of_schema(inner, name)
    elif isinstance(value, list):
        for inner in value:
            if key in ("enum", "required") and isinstance(inner, str):
                yield inner
            yield from of_schema(inner)
    elif key == "const" and isinstance(value, str):
        yield value


def main():
    output, words = sys.argv[1], set()
    for source in sys.argv[2:]:
        if source.startswith("="):
            words.add(source[1:].encode().decode("unicode_escape"))
            continue
        with open(source, encoding="utf-8") as f:
            text = f.read()
        words.update(of_schema(json.loads(text)) if source.endswith(".json") else of_grammar(text))
    with open(output, "w", encoding="ascii") as f:
        for word in sorted(words):
            f.write('"%s"\n' % "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else "\\x%02x" % b for b in word.encode("latin-1")))


main()
