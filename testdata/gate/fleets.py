#!/usr/bin/env python3
"""Folders of many routers: what is read, that threads change nothing, what git says changed, the bar on the terminal, interrupts.

usage: fleets.py PEERLINT
"""
import importlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from tools import ROOT, run, skip

sys.path.insert(0, os.path.join(ROOT, "testdata", "bench"))
generate = importlib.import_module("generate")
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html")


class Fleet:
    """A folder with a generated fleet in which everything matches, but for the key of one spoke."""

    def __init__(self, peerlint, work, spokes=12, hubs=2, others=5):
        self.peerlint, self.folder = peerlint, tempfile.mkdtemp(dir=work)
        generate.write_fleet(spokes, hubs, others, self.folder)
        self.spoke = "site000/spoke00003.cfg"
        self.replace(self.spoke, "Fjord-00003", "Fiord-00003")

    def path(self, name):
        return os.path.join(self.folder, name)

    def replace(self, name, old, new):
        with open(self.path(name), encoding="utf-8") as file:
            text = file.read()
        assert old in text, (name, old)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))

    def check(self, *options, folder="."):
        result = run([self.peerlint, "check", "--format", "json"] + list(options) + [folder], self.folder)
        return result.returncode, json.loads(result.stdout) if result.stdout else None, result.stderr.decode()

    def git(self, *arguments):
        result = run(["git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.net", "-c",
                      "init.defaultBranch=main"] + list(arguments), self.folder, GIT_CONFIG_NOSYSTEM="1", HOME=self.folder)
        assert result.returncode == 0, result.stderr


def paths(report):
    return [f["path"] for f in report["files"]]


def test_every_tunnel(fleet):
    code, report, error = fleet.check()
    assert code == 1 and not error and len(report["files"]) == 14 and len(report["tunnels"]) == 12
    down = [t for t in report["tunnels"] if t["verdict"] == "down"]
    assert len(down) == 1 and {report["files"][e["file"]]["hostname"] for e in down[0]["ends"]} == {"HUB0", "SPOKE3"}


def test_jobs(peerlint, work):
    """Texts of more than a megabyte, so that most leave memory before they are quoted."""
    fleet = Fleet(peerlint, work, spokes=80, hubs=4, others=600)
    for form in FORMATS:
        results = [run([peerlint, "check", "--format", form, "--jobs", jobs, "."], fleet.folder) for jobs in ("1", "2", "8")]
        assert all(r.returncode == 1 and not r.stderr for r in results), form
        assert len({r.stdout for r in results}) == 1, "%s depends on the number of jobs" % form
    bad = [run(["sh", "-c", "cat hub00.cfg | \"$0\" check --jobs \"$1\" nowhere.cfg - /etc/hostname site000", peerlint, jobs],
               fleet.folder) for jobs in ("1", "2", "8")]
    assert {r.returncode for r in bad} == {2} and len({r.stdout + r.stderr for r in bad}) == 1 and bad[0].stderr.count(b"\n") == 2


def test_links(fleet):
    outside = Fleet(fleet.peerlint, os.path.dirname(fleet.folder), spokes=4, hubs=1)
    os.mkdir(fleet.path(".releases"))
    shutil.copy(outside.path("site000/spoke00001.cfg"), fleet.path(".releases/7.cfg"))
    fleet.replace(".releases/7.cfg", "SPOKE1", "SHOWN")
    for name, target in (("up", ".."), ("loop", "."), ("out.cfg", outside.path("hub00.cfg")), ("out", outside.folder),
                         ("twice.cfg", "hub00.cfg"), ("nowhere.cfg", "gone"), ("shown.cfg", ".releases/7.cfg"), ("site000/loop", "..")):
        os.symlink(target, fleet.path(name))
    _, report, error = fleet.check()
    assert not error and sorted(paths(report)) == sorted(["./hub00.cfg", "./hub01.cfg", "./shown.cfg"] + ["./site000/spoke%05d.cfg" % n
        for n in range(12)]), paths(report)
    _, named, error = fleet.check("out.cfg", folder="out")
    assert not error and len(named["files"]) == 5, "what the user names himself is followed, and read once"


def test_named_twice(fleet):
    _, report, _ = fleet.check()
    for more in ("hub00.cfg", "site000", fleet.path("site000/../hub01.cfg")):
        _, again, _ = fleet.check(more)
        assert len(again["files"]) == 14 and again["summary"] == report["summary"], more


def test_changed_from(fleet):
    if not shutil.which("git"):
        skip("git is not installed")
    fleet.git("init")
    fleet.git("add", "-A")
    fleet.git("commit", "-m", "all")
    code, report, error = fleet.check("--changed-from", "HEAD")
    assert code == 0 and not error and not report["tunnels"] and not report["findings"] and len(report["files"]) == 14
    fleet.replace("site000/spoke00005.cfg", "group14", "group5")
    code, report, _ = fleet.check("--changed-from", "HEAD")
    ends = [sorted(report["files"][e["file"]]["hostname"] for e in t["ends"]) for t in report["tunnels"]]
    assert code == 1 and ends == [["HUB0", "SPOKE5"]] and report["tunnels"][0]["verdict"] == "down"
    changed = {f["path"]: i for i, f in enumerate(report["files"])}["./site000/spoke00005.cfg"]
    for f in report["findings"]:
        assert f["tunnel"] == 0 or changed in [l["file"] for l in f["locations"]], f
    assert "KEY101" not in {f["rule"] for f in report["findings"]} and "ESP103" in {f["rule"] for f in report["findings"]}
    fleet.git("commit", "-a", "-m", "other group")
    assert fleet.check("--changed-from", "HEAD")[0] == 0 and fleet.check("--changed-from", "HEAD~1")[0] == 1
    assert run([fleet.peerlint, "check", "--quiet", "--changed-from", "HEAD~1", fleet.folder], "/").returncode == 1, "from another folder"
    generate.write_fleet(13, 1, 0, fleet.path("new"))  # files that git does not know
    result = run([fleet.peerlint, "check", "--quiet", "--changed-from", "HEAD~1", "comware7:" + fleet.path("site000/spoke00000.cfg"), "."],
                 fleet.folder)
    assert result.returncode == 1 and not result.stderr, "a file that carries its dialect"
    assert fleet.check("--changed-from", "HEAD", "--write-baseline", "known.json")[0] == 2 and not os.path.exists(fleet.path("known.json"))
    _, report, _ = fleet.check("--changed-from", "HEAD")
    assert report["tunnels"] and all(any("/new/" in report["files"][e["file"]]["path"] for e in t["ends"]) for t in report["tunnels"])


def test_shared_fault(fleet):
    """A fault of the hub that breaks many tunnels is told where only one of them is looked at."""
    if not shutil.which("git"):
        skip("git is not installed")
    fleet.replace("hub00.cfg", " encr aes 256\n", " encr 3des\n")
    fleet.git("init")
    fleet.git("add", "-A")
    fleet.git("commit", "-m", "all")
    fleet.replace("site000/spoke00004.cfg", "sysname SPOKE4", "sysname SPOKE-4")
    code, report, _ = fleet.check("--changed-from", "HEAD")
    assert code == 1 and [f for f in report["findings"] if f["rule"] == "IKE101" and f["tunnel"] == 0], report["findings"]


def test_changed_from_nothing(fleet):
    for commit in ("HEAD", "nowhere", "-x", "--help", ""):
        code, report, error = fleet.check("--changed-from", commit)
        assert code == 2 and report is None and error, commit


def on_terminal(command, folder, first_after):
    """What the command says on standard error, a terminal; its first input is a pipe that is written after so many seconds."""
    leader, follower = pty.openpty()
    os.mkfifo(os.path.join(folder, "pipe"))
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=follower,
                               env=dict(os.environ, LC_ALL="C.UTF-8", TERM="xterm"))
    os.close(follower)
    with open(os.path.join(folder, "pipe"), "w", encoding="ascii") as pipe:
        time.sleep(first_after)
        pipe.write("hostname PIPE\nversion 15.2\ninterface Tunnel1\nend\n")
    said = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(leader)
    process.wait()
    os.unlink(os.path.join(folder, "pipe"))
    return said.decode("utf-8")


def test_progress(fleet):
    command = [fleet.peerlint, "check", "--jobs", "1", "pipe", "site000"]
    said = on_terminal(command, fleet.folder, 1.3)
    assert "reading files" in said and "%" in said and said.endswith("\r\x1b[K"), repr(said)
    assert said.count("\n") == 0
    assert "files" not in on_terminal(command, fleet.folder, 0)
    assert not run(command[:-2] + ["."], fleet.folder).stderr, "no bar where nobody looks"


def test_interrupted(peerlint, work):
    """An interrupt while the report is being written leaves the old one, and nothing beside it."""
    fleet = Fleet(peerlint, work, spokes=1500, hubs=1, others=0)
    told = 0
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        with open(fleet.path("report.html"), "w", encoding="ascii") as file:
            file.write("old")
        process = subprocess.Popen([peerlint, "check", "--format", "html", "--output", "report.html", "."], cwd=fleet.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not [n for n in os.listdir(fleet.folder) if n.startswith("report.html.")]:
            time.sleep(0.001)
        process.send_signal(number)
        code = process.wait()
        with open(fleet.path("report.html"), encoding="utf-8") as file:
            text = file.read()
        assert text == "old" if code < 0 else text.rstrip().endswith("</html>"), (number, code)
        assert not [n for n in os.listdir(fleet.folder) if n.startswith("report.html.")], "an unfinished file is left"
        told += code < 0
    assert told, "no run was interrupted"


def main():
    peerlint = os.path.abspath(sys.argv[1])
    tests = [(n, f) for n, f in sorted(globals().items()) if n.startswith("test_")]
    with tempfile.TemporaryDirectory() as work:
        for name, function in tests:
            try:
                if function.__code__.co_argcount == 2:
                    function(peerlint, work)
                else:
                    function(Fleet(peerlint, work))
            except AssertionError:
                print("FAILED " + name)
                raise
    print("%d tests" % len(tests))


main()
