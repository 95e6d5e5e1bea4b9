"""Mutants of C source, all in one binary: each condition and comparison becomes one that waits to be flipped; see mutate_rules.py.

A file is split into tokens, and the operands of an operator are found by precedence. Left as they are: tables, `case` labels, whatever the
compiler needs as a constant. Mutants of a file are numbered from a base.
"""
import re

TOKEN = re.compile(r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\\n|\\.)*)|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<word>[A-Za-z_]\w*|[0-9][\w.]*)|"""
                   r"""(?P<op><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""", re.S | re.M | re.X)
BINARY = {"||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, ">": 7, "<=": 7, ">=": 7, "<<": 8, ">>": 8, "+": 9, "-": 9,
          "*": 10, "/": 10, "%": 10}
STOPS = {";", ",", "?", ":", "=", "{", "}", "return", "case", "+=", "-=", "*=", "/=", "|=", "&=", "^=", "<<=", ">>=", "else", "do"}
PAIRS = {"(": ")", "[": "]", "{": "}"}
BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OTHER = {"==": "!=", "!=": "==", "&&": "||", "||": "&&"}

# Weak, so that all mutated files of a program have the same ones. For programs that do not choose a mutant themselves the environment does, and says where to write which places they came by.
PROLOGUE = """#include <stdio.h>
#include <stdlib.h>
__attribute__((weak)) int mutant_now = -1;
__attribute__((weak)) unsigned char mutant_seen[100000];
__attribute__((weak, constructor)) void mutant_start(void) { const char *n = getenv("PEERLINT_MUTANT"); if (n) mutant_now = atoi(n); }
__attribute__((weak, destructor)) void mutant_end(void) { const char *n = getenv("PEERLINT_MUTANT_TRACE"); FILE *out = n ? fopen(n, "w") : NULL; for (int i = 0; out && i < 100000; i++) if (mutant_seen[i]) fprintf(out, "%d\\n", i); if (out) fclose(out); }
static inline int M_(int n) { mutant_seen[n] = 1; return n == mutant_now; }
#line 1
"""


class Token:
    def __init__(self, text, start, kind):
        self.text, self.start, self.end, self.kind, self.match = text, start, start + len(text), kind, None


class File:
    def __init__(self, source, base):
        self.source, self.base, self.mutants, self.nodes = source, base, [], []
        self.tokens = [Token(m.group(), m.start(), m.lastgroup) for m in TOKEN.finditer(source) if m.lastgroup != "skip"]
        self.pair()
        for first, last in self.bodies():
            self.find(first, last)
        self.nodes.sort(key=lambda n: (n[0], -n[1], n[3]))

    def pair(self):
        stack = []
        for i, t in enumerate(self.tokens):
            if t.kind == "op" and t.text in PAIRS:
                stack.append(i)
            elif t.kind == "op" and t.text in PAIRS.values():
                t.match, self.tokens[stack[-1]].match = stack[-1], i
                stack.pop()

    def bodies(self):
        """The functions' bodies: braces behind a parenthesis at the outer level."""
        i = 0
        while i < len(self.tokens):
            t = self.tokens[i]
            if t.text == "{" and t.match:
                if i and self.tokens[i - 1].text == ")":
                    yield i + 1, t.match
                i = t.match
            i += 1

    def is_binary(self, i):
        """An operator that has something before it."""
        t, before = self.tokens[i], self.tokens[i - 1]
        if t.text not in BINARY or t.kind != "op":
            return False
        return before.kind == "text" or (before.kind == "word" and before.text not in ("return", "case", "else",
            "sizeof")) or (before.kind == "op" and before.text in (")", "]", "}", "++", "--"))

    def left(self, i, precedence):
        k = i - 1
        while True:
            t = self.tokens[k]
            if t.kind == "op" and t.text in PAIRS.values() and t.text != "}":
                k = t.match - 1
                continue
            if t.text == "}" and t.match and self.tokens[t.match - 1].text == ")":  # a compound literal
                k = t.match - 1
                continue
            if (t.kind == "op" and t.text in PAIRS) or t.text in STOPS or (t.text in ("if", "while", "for")) or (self.is_binary(k)
                    and BINARY[t.text] < precedence):
                return k + 1
            k -= 1

    def right(self, i, precedence):
        k = i + 1
        while True:
            t = self.tokens[k]
            if t.kind == "op" and t.text in PAIRS and t.match:
                k = t.match + 1
                continue
            if (t.kind == "op" and t.text in PAIRS.values()) or t.text in STOPS or (self.is_binary(k) and BINARY[t.text] <= precedence):
                return k - 1
            k += 1

    def operand(self, i):
        """The end of what a `!` at i applies to."""
        k = i + 1
        while self.tokens[k].text in ("!", "*", "&", "-", "~"):
            k += 1
        k = self.tokens[k].match if self.tokens[k].text == "(" else k
        while self.tokens[k + 1].text in ("(", "[", "->", ".", "++", "--"):
            after = self.tokens[k + 1]
            k = after.match if after.text in ("(", "[") else k + 1 if after.text in ("++", "--") else k + 2
        return k

    def find(self, first, last):
        i = first
        while i < last:
            t = self.tokens[i]
            if t.text == "static":  # a table
                while self.tokens[i].text != ";":
                    i = self.tokens[i].match + 1 if self.tokens[i].match and self.tokens[i].text in PAIRS else i + 1
            elif t.text == "case":
                while self.tokens[i].text != ":":
                    i += 1
            elif t.kind == "op" and t.text in ("==", "!=", "<", "<=", ">", ">=", "&&", "||") and self.is_binary(i):
                self.nodes.append((self.left(i, BINARY[t.text]), self.right(i, BINARY[t.text]), i, -BINARY[t.text]))
            elif t.kind == "op" and t.text == "!":
                self.nodes.append((i, self.operand(i), i, 20))
            elif t.text == "if":
                self.nodes.append((i + 2, self.tokens[i + 1].match - 1, None, -99))
            elif t.kind == "op" and t.text == "?":
                self.nodes.append((self.left(i, 0), i - 1, None, -99))
            elif t.text in ("true", "false") and self.tokens[i - 1].text == "return":
                self.nodes.append((i, i, None, -50))
            i += 1

    def raw(self, first, last):
        return self.source[self.tokens[first].start:self.tokens[last].end]

    def number(self, i, what):
        line = self.source.count("\n", 0, self.tokens[i].start) + 1
        self.mutants.append((line, what))
        return "M_(%d)" % (self.base + len(self.mutants) - 1)

    def emit(self, first, last, nodes):
        """The text of the tokens with the outermost of `nodes` replaced."""
        out, at, k = [], self.tokens[first].start if first <= last else 0, 0
        while k < len(nodes):
            node = nodes[k]
            inner = [n for n in nodes[k + 1:] if n[0] >= node[0] and n[1] <= node[1]]
            out += [self.source[at:self.tokens[node[0]].start], self.mutate(node, inner)]
            at, k = self.tokens[node[1]].end, k + 1 + len(inner)
        return "".join(out) + (self.source[at:self.tokens[last].end] if first <= last else "")

    def mutate(self, node, inner):
        first, last, at, _ = node
        if at is None:
            whole = [n for n in inner if n[0] == first and n[1] == last]
            text = self.emit(first, last, inner)
            if whole and whole[0][2] is not None:  # flipped by its own operator
                return text
            return "((!!(%s)) ^ %s)" % (text, self.number(first, "`%s` negated" % self.raw(first, last)))
        operator = self.tokens[at].text
        if operator == "!":
            text = self.emit(at + 1, last, inner)
            return "((!(%s)) ^ %s)" % (text, self.number(at, "`!%s` without `!`" % self.raw(at + 1, last)))
        left = self.emit(first, at - 1, [n for n in inner if n[1] < at])
        right = self.emit(at + 1, last, [n for n in inner if n[0] > at])
        raw = self.raw(first, last)
        if operator in BOUNDARY:
            edge, flip = self.number(at, "`%s` with `%s`" % (raw, BOUNDARY[operator])), self.number(at, "`%s` negated" % raw)
            return "((%s ? (%s %s %s) : (%s %s %s)) ^ %s)" % (edge, self.raw(first, at - 1), BOUNDARY[operator], self.raw(at + 1, last),
                left, operator, right, flip)
        this = self.number(at, "`%s` with `%s`" % (raw, OTHER[operator]))
        if operator in ("==", "!="):
            return "((%s %s %s) ^ %s)" % (left, operator, right, this)
        return "(%s ? ((%s) %s (%s)) : ((%s) %s (%s)))" % (this, self.raw(first, at - 1), OTHER[operator], self.raw(at + 1, last), left,
                                                           operator, right)

    def text(self):
        return PROLOGUE + self.source[:self.tokens[0].start] + self.emit(0, len(self.tokens) - 1, self.nodes) + "\n"
