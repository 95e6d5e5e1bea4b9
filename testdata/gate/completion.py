#!/usr/bin/env python3
"""Completion of the command line, asked of the shells themselves.

usage: completion.py PEERLINT COMPLETION bash|zsh|fish
"""
import os
import pty
import re
import select
import shutil
import sys
import tempfile
import time

from tools import run, skip

# What is typed, what must be offered, what must not.
TYPED = [
    ("peerlint ", {"check", "convert", "peer", "fix", "diagnose", "show", "explain", "rules"}, {"one.cfg"}),
    ("peerlint di", {"diagnose"}, {"check"}),
    ("peerlint check --for", {"--format"}, {"--quiet"}),
    ("peerlint check --format ", {"text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html"}, {"one.cfg"}),
    ("peerlint check --fail-on n", {"never"}, {"error"}),
    ("peerlint check --dialect co", {"comware5", "comware7"}, {"cisco"}),
    ("peerlint check --quiet on", {"one.cfg"}, {"two.cfg"}),
    ("peerlint convert --to stro", {"strongswan"}, set()),
    ("peerlint explain KEY10", {"KEY101", "KEY102", "KEY103", "KEY104", "KEY105", "KEY106"}, {"KEY201"}),
    ("peerlint show --l", {"--lines"}, {"--dialect"}),
    ("peerlint peer --set peer-h", {"peer-hostname="}, {"peer-mask="}),
]


def bash(completion, typed, folder):
    script = """. "$1"
words=($2)
case $2 in *" ") words+=("") ;; esac
COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1))
compopt() { :; }
_peerlint
printf '%s\\n' "${COMPREPLY[@]}"
"""
    result = run(["bash", "--norc", "-c", script, "bash", completion, typed], folder)
    assert not result.stderr, result.stderr
    return set(result.stdout.decode().split("\n")) - {""}


def fish(completion, typed, folder):
    result = run(["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", completion, typed], folder, HOME=folder)
    assert not result.stderr, result.stderr
    return {line.split("\t")[0] for line in result.stdout.decode().split("\n")} - {""}


class Zsh:
    """An interactive shell on a terminal of its own, which lists what it would insert."""

    def __init__(self, completion, folder):
        pid, self.terminal = pty.fork()
        if not pid:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], dict(os.environ, TERM="dumb", LC_ALL="C", HOME=folder, COLUMNS="200", LINES="100"))
        self.pid = pid
        self.type("PS1='%%'; RPS1=; unsetopt zle_bracketed_paste; fpath=('%s' $fpath); autoload -Uz compinit && compinit -u -D; zstyle ':completion:*' list-prompt ''; LISTMAX=1000\n" % os.path.dirname(completion))
        self.type("bindkey '^X' list-choices; bindkey '^T' expand-or-complete; stty cols 200 rows 100; print READ''Y\n")
        assert "READY\r" in self.read(lambda s: "READY\r" in s, 60)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read(self, enough, seconds):
        """What is said until it is enough, or for so many seconds."""
        said, end = "", time.time() + seconds
        while not enough(said) and time.time() < end:
            if select.select([self.terminal], [], [], 0.2)[0]:
                said += os.read(self.terminal, 65536).decode("utf-8", "replace")
        return said

    def offered(self, typed, wanted):
        def words(said):
            return set(re.findall(r"[\w.=-]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x07|[^\x08]\x08", "", said.replace(typed, "", 1))))
        self.type(typed + "\x18")
        said = self.read(lambda s: wanted <= words(s), 5)
        self.type("\x14")
        said += self.read(lambda s: wanted <= words(said + s), 10)
        said += self.read(lambda s: False, 0.3)
        self.type("\x15\n")
        self.read(lambda s: False, 0.3)
        return words(said)

    def close(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def check_all_options(peerlint, completion, text):
    """Every option of every command is in the completion."""
    for command in re.findall(r"(?m)^  ([a-z]+) ", run([peerlint, "--help"]).stdout.decode()):
        for option in re.findall(r"(?m)^  (--[\w-]+)", run([peerlint, command, "--help"]).stdout.decode()):
            assert option[2:] in text, (command, option)


def main():
    peerlint, completion, shell = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    with open(completion, encoding="utf-8") as file:
        check_all_options(peerlint, completion, file.read())
    if not shutil.which(shell):
        skip(shell + " is not installed")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one.cfg", "two.cfg"):
            open(os.path.join(folder, name), "w", encoding="ascii").close()
        zsh = Zsh(completion, folder) if shell == "zsh" else None
        for typed, wanted, unwanted in TYPED:
            got = zsh.offered(typed, wanted) if zsh else {"bash": bash, "fish": fish}[shell](completion, typed, folder)
            assert wanted <= got, (typed, wanted - got, got)
            assert not unwanted & got, (typed, unwanted & got)
        if zsh:
            zsh.close()
    if shell == "bash":
        assert {"error", "off"} <= bash(completion, "peerlint check --rule KEY101 = ", "/")
    print("%d lines completed" % len(TYPED))


main()
