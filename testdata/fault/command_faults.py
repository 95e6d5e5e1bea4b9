#!/usr/bin/env python3
"""The command when one call fails: each allocation of a sample, and each call that makes, syncs or renames a file. It ends with a message
and status 2 or 3 and leaves the files as they were, or does all its work.

usage: command_faults.py PEERLINT FAIL_NTH

FAIL_NTH is the module that makes a call fail; it is preloaded.
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STORY = os.path.join(HERE, "..", "pairs", "01-story-as-published")
LOG = os.path.abspath(os.path.join(HERE, "..", "logs", "01-story-as-published", "ike.log"))
PEERLINT, MODULE = map(os.path.abspath, sys.argv[1:])
FILES = ["sr66.cfg", "ruijie.cfg"]
COMMANDS = [["check", "--output", "out.txt", *FILES], ["check", "--format", "sarif", "--write-baseline", "out.json", *FILES],
            ["check", "--changed-from", "HEAD", *FILES], ["check", "--quiet", "."], ["show", "--lines", "sr66.cfg"],
            ["convert", "--to", "cisco", "--output", "out.cfg", "sr66.cfg"], ["peer", "--to", "cisco", "--report", "out.json", "sr66.cfg"],
            ["fix", "--write", *FILES], ["diagnose", "--output", "out.txt", LOG, *FILES], ["rules"]]


def contents(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        if name != ".git":
            with open(os.path.join(folder, name), "rb") as f:
                found[name] = f.read()
    return found


def restore(folder, before):
    for name in contents(folder):
        os.unlink(os.path.join(folder, name))
    for name, data in before.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)


def run(folder, arguments, kind, at, count=None):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "LD_PRELOAD": MODULE, "FAIL_KIND": kind, "FAIL_AT": str(at)}
    if count:
        environment["FAIL_COUNT"] = count
    return subprocess.run([PEERLINT] + arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)


def sample(count):
    """All of a few; of many the first and the last, and some between."""
    return sorted({n for n in range(1, count + 1) if n <= 30 or n > count - 30 or n % max(1, count // 12) == 0})


def try_command(folder, arguments):
    before = contents(folder)
    failures = 0
    for kind in ("allocation", "file"):
        with tempfile.NamedTemporaryFile() as count_file:
            whole = run(folder, arguments, kind, 0, count_file.name)
            count = int(count_file.read() or b"0")
        after = contents(folder)
        assert whole.returncode in (0, 1), (arguments, whole.stderr)
        for at in sample(count):
            restore(folder, before)
            result = run(folder, arguments, kind, at)
            what = "%s %d of %d fails in `%s`: status %d, %r" % (kind, at, count, " ".join(arguments), result.returncode,
                result.stderr[-200:])
            if result.returncode == whole.returncode:
                assert (result.stdout, contents(folder)) == (whole.stdout, after), what
                continue
            failures += 1
            assert result.returncode in (2, 3) and b"peerlint: " in result.stderr, what
            for name, data in contents(folder).items():
                assert data in (before.get(name), after.get(name)), what
        restore(folder, before)
    return failures


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            shutil.copy(os.path.join(STORY, name), folder)
        for git in (["init", "-q"], ["-c", "user.name=x", "-c", "user.email=x@example.net", "commit", "-q", "--allow-empty", "-m", "one"]):
            subprocess.run(["git", *git], cwd=folder, check=True)
        for arguments in COMMANDS:
            failures += try_command(folder, arguments)
    print("%d failures told" % failures)


if not shutil.which("git"):
    print("there is no git")
    sys.exit(77)
main()
