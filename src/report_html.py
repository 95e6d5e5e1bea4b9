"""Makes the pieces of the HTML report from its template, style and script: report_html.py OUT TEMPLATE STYLE SCRIPT.

The template is cut at each @cut@; what the report writes goes between the pieces. The hashes in the content security policy are those
of the style and the script, so a browser runs nothing else and loads nothing at all.
"""
import base64
import hashlib
import json
import re
import sys


def policy_hash(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def literal(text):
    """A C string, cut in short ones: compilers need not take long ones."""
    lines = text.splitlines(True) or [""]
    return "\n".join("  " + json.dumps(line[i:i + 400], ensure_ascii=True) for line in lines for i in range(0, max(len(line), 1), 400))


def main():
    out, template, style, script = sys.argv[1], *[open(path, encoding="utf-8").read() for path in sys.argv[2:5]]
    style = re.sub(r"\n\s*", "\n", style.strip())
    script = re.sub(r"^\s*//.*\n", "", script, flags=re.M).strip()
    page = template.replace("@STYLE_HASH@", policy_hash(style)).replace("@SCRIPT_HASH@", policy_hash(script))
    page = page.replace("@STYLE@", style).replace("@SCRIPT@", script)
    pieces = [piece.strip("\n") if i else piece for i, piece in enumerate(page.split("@cut@"))]
    with open(out, "w", encoding="utf-8") as f:
        f.write('/* Made by report_html.py. */\n#include "src/report_html.h"\n\n')
        for i, piece in enumerate(pieces):
            f.write("static const char *const piece%d[] = {\n%s,\n  0\n};\n" % (i, ",\n".join(literal(piece).split("\n"))))
        f.write("\nconst char *const *const html_pieces[] = { %s, 0 };\n" % ", ".join("piece%d" % i for i in range(len(pieces))))


main()
