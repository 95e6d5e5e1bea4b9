#!/usr/bin/env python3
"""Writes the completion of a shell from what the command says of itself: commands, options, their values and meanings are those of
`--help`.

usage: generate.py PEERLINT bash|zsh|fish
"""
import re
import subprocess
import sys

SEVERITIES = ["error", "warning", "info", "off"]
FAILING = ["error", "warning", "info", "never"]


def ask(peerlint, *arguments):
    return subprocess.run([peerlint, *arguments], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")


class Option:
    """`kind` says what follows it: None (nothing), "choice" (one of `values`), "rule" (a rule, `=`, a severity), "pair" (one of `values`,
    `=`, a text), "file", "commit", "text"."""

    def __init__(self, command, name, value, about, names, dialects):
        self.name, self.about, self.values = name, about, []
        if not value:
            self.kind = None
        elif value.startswith("ID="):
            self.kind = "rule"
        elif "|" in value:
            self.kind, self.values = "choice", value.split("|")
        elif value == "DIALECT" or name == "--dialect":
            self.kind, self.values = "choice", dialects["read" if name == "--dialect" and command != "diagnose" else "all"]
        elif value == "SEVERITY":
            self.kind, self.values = "choice", FAILING
        elif value == "NAME=VALUE":
            self.kind, self.values = "pair", names
        else:
            self.kind = {"FILE": "file", "COMMIT": "commit"}.get(value, "text")


class Command:
    """`operand` says what its arguments are: "file", "rule" or None."""

    def __init__(self, name, about, text, dialects):
        self.name, self.about = name, about
        self.names = re.findall(r"(?m)^ {7}(\S+)  ", text)
        self.options = []
        for option, value, rest, below in re.findall(r"(?m)^  (--[\w-]+)(?: (\S+))?(?: *$| +(.*))((?:\n {10,}\S.*)*)", text):
            if not rest and value and value != value.upper() and "|" not in value:
                value, rest = "", value
            about = " ".join((rest + below).split()) or "say how it is used"
            self.options.append(Option(name, option, value, about, self.names, dialects))
        usage = text.split("\n", 1)[0]
        if not any(o.name == "--help" for o in self.options):
            self.options.append(Option(name, "--help", "", "say how it is used", [], []))
        self.operand = "file" if "FILE" in usage or "LOG" in usage else "rule" if "RULE" in usage else None


def understand(peerlint):
    text = ask(peerlint, "--help")
    read, _, written = re.search(r"(?m)^Dialects: (.*)\.$", text).group(1).partition("; only written:")
    dialects = {"read": re.findall(r"\w+", read), "all": re.findall(r"\w+", read + written)}
    commands = [Command(name, about, ask(peerlint, name, "--help"), dialects) for name,
                about in re.findall(r"(?m)^  ([a-z]+) +(.*)$", text)]
    rules = re.findall(r"(?m)^([A-Z]+\d+) +\w+ +\S+ +(.*)$", ask(peerlint, "rules"))
    return commands, rules


# ---- bash ----

BASH = """# Completion of peerlint for bash; made from its --help.

_peerlint()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= option= i
  local rules="@RULES@"
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      @NAMES@) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W "@COMMANDS@ --help --version" -- "$cur"))
    return
  fi
  # The shell takes words apart at `=`: `--rule KEY101=off` is four of them.
  if [[ $cur == "=" ]]; then
    cur=
    option="$prev ="
  elif [[ $prev == "=" ]]; then
    option="${COMP_WORDS[COMP_CWORD-2]} ="
  else
    option=$prev
  fi
  if [[ $option == *" =" && ${option%% *} != --* ]]; then
    [[ " $rules " == *" ${option%% *} "* ]] && COMPREPLY=($(compgen -W "@SEVERITIES@" -- "$cur"))
    return
  fi
  case "$command ${option%% *}" in
@OPTIONS@
  esac
  case $command in
@OPERANDS@
  esac
}

complete -F _peerlint peerlint
"""


def bash_values(option):
    if option.kind == "choice":
        return 'COMPREPLY=($(compgen -W "%s" -- "$cur"))' % " ".join(option.values)
    if option.kind == "rule":
        return 'compopt -o nospace; COMPREPLY=($(compgen -S = -W "$rules" -- "$cur"))'
    if option.kind == "pair":
        return 'compopt -o nospace; COMPREPLY=($(compgen -S = -W "%s" -- "$cur"))' % " ".join(option.values)
    if option.kind == "file":
        return 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))'
    if option.kind == "commit":
        return 'COMPREPLY=($(compgen -W "HEAD $(git for-each-ref --format=\'%(refname:short)\' 2>/dev/null)" -- "$cur"))'
    return ":"


def bash(commands, rules):
    options = ['    "%s %s") %s; return ;;' % (c.name, o.name, bash_values(o)) for c in commands for o in c.options if o.kind]
    operands = []
    for c in commands:
        names = " ".join(o.name for o in c.options)
        rest = {"file": 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))', "rule": 'COMPREPLY=($(compgen -W "$rules" -- "$cur"))',
                None: ":"}[c.operand]
        operands.append('    %s) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "%s" -- "$cur")); else %s; fi ;;' % (c.name, names,
            rest))
    names = [c.name for c in commands]
    parts = {"RULES": " ".join(r for r, _ in rules), "NAMES": "|".join(names), "COMMANDS": " ".join(names),
             "SEVERITIES": " ".join(SEVERITIES), "OPTIONS": "\n".join(options), "OPERANDS": "\n".join(operands)}
    return re.sub("@([A-Z]+)@", lambda m: parts[m.group(1)], BASH)


# ---- zsh ----

def zsh_text(text):
    return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def zsh_values(option):
    if option.kind == "choice":
        return ":value:(%s)" % " ".join(option.values)
    return {"rule": ":rule:_peerlint_severities", "pair": ":setting:(%s)" % " ".join(v + "=" for v in option.values),
            "file": ":file:_files", "commit": ":commit:_peerlint_commits", "text": ":value: ", None: ""}[option.kind]


def zsh(commands, rules):
    lines = ["#compdef peerlint", "# Completion of peerlint for zsh; made from its --help.", "", "_peerlint_rules() {",
             "  local -a rules=("]
    lines += ["    '%s:%s'" % (r, about.replace("'", "'\\''")) for r, about in rules]
    lines += ["  )", "  _describe rule rules", "}", "", "_peerlint_severities() {", "  if compset -P '*='; then",
              "    compadd %s" % " ".join(SEVERITIES), "  else", "    compadd -S = -- %s" % " ".join(r for r, _ in rules), "  fi", "}", ""]
    lines += ["_peerlint_commits() {", "  compadd HEAD ${(f)\"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)\"}", "}", "",
              "_peerlint() {", "  local -a commands=("]
    lines += ["    '%s:%s'" % (c.name, c.about.replace("'", "'\\''")) for c in commands]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "    compadd -- --help --version", "    return",
              "  fi", "  local command=$words[2]", "  shift words", "  (( CURRENT-- ))", "  case $command in"]
    for c in commands:
        lines.append("    %s)" % c.name)
        lines.append("      _arguments -s \\")
        for o in c.options:
            repeat = "*" if o.kind in ("rule", "pair") else ""
            lines.append("        '%s%s%s[%s]%s' \\" % (repeat, o.name, "=" if o.kind else "", zsh_text(o.about), zsh_values(o)))
        lines.append("        %s ;;" % {"file": "'*:file:_files'", "rule": "':rule:_peerlint_rules'", None: "':: :'"}[c.operand])
    return "\n".join(lines + ["  esac", "}", "", '_peerlint "$@"', ""])


# ---- fish ----

def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish_values(option, rules):
    if option.kind == "choice":
        return "-xa " + quoted(" ".join(option.values))
    if option.kind == "rule":
        return "-xa " + quoted(" ".join("%s=%s" % (r, s) for r, _ in rules for s in SEVERITIES))
    if option.kind == "pair":
        return "-xa " + quoted(" ".join(v + "=" for v in option.values))
    return {"file": "-rF", "commit": "-xa \"(git for-each-ref --format='%(refname:short)' 2>/dev/null; echo HEAD)\"", "text": "-x",
            None: ""}[option.kind]


def fish(commands, rules):
    lines = ["# Completion of peerlint for fish; made from its --help.", "",
             "complete -c peerlint -n __fish_use_subcommand -f -l help -d 'say how it is used'",
             "complete -c peerlint -n __fish_use_subcommand -f -l version -d 'say which version this is'"]
    for c in commands:
        here = "-n '__fish_seen_subcommand_from %s'" % c.name
        lines += ["", "complete -c peerlint -n __fish_use_subcommand -f -a %s -d %s" % (c.name, quoted(c.about))]
        if c.operand != "file":
            lines.append("complete -c peerlint %s -f" % here)
        if c.operand == "rule":
            lines += ["complete -c peerlint %s -a %s -d %s" % (here, r, quoted(about)) for r, about in rules]
        lines += [" ".join(["complete -c peerlint", here, "-l", o.name[2:], fish_values(o, rules), "-d", quoted(o.about)]).replace("  ",
            " ") for o in c.options]
    return "\n".join(lines) + "\n"


def main():
    commands, rules = understand(sys.argv[1])
    sys.stdout.write({"bash": bash, "zsh": zsh, "fish": fish}[sys.argv[2]](commands, rules))


main()
