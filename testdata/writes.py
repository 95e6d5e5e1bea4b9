#!/usr/bin/env python3
"""Writes that fail: a full device, and a file system that takes only the first bytes. The command ends with a message and status 2 or 3,
and leaves the file as it was, or none.

usage: writes.py PEERLINT
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
STORY = os.path.join(HERE, "pairs", "01-story-as-published")
LOG = os.path.join(HERE, "logs", "01-story-as-published", "ike.log")
PEERLINT = os.path.abspath(sys.argv[1])
FILES = ["sr66.cfg", "ruijie.cfg"]
PRINTS = [["check", "--format", name, *FILES] for name in ("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html")] + [
    ["show", "sr66.cfg"], ["show", "--lines", "sr66.cfg"], ["convert", "--to", "cisco", "sr66.cfg"], ["peer", "--to", "cisco", "sr66.cfg"],
    ["fix", *FILES], ["diagnose", LOG], ["diagnose", "--format", "json", LOG],
    ["explain", "KEY102"], ["rules"], ["--help"], ["--version"], ["check", "--help"]]
# What makes a file, and which.
MAKES = [(["check", "--output", "out.txt", *FILES], "out.txt"), (["check", "--format", "html", "--output", "out.html", *FILES], "out.html"),
         (["check", "--write-baseline", "base.json", *FILES], "base.json"),
         (["convert", "--to", "cisco", "--report", "report.json", "sr66.cfg"], "report.json"), (["fix", "--write", *FILES], "ruijie.cfg")]


class Writes(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for name in FILES:
            shutil.copy(os.path.join(STORY, name), self.folder)

    def run_it(self, arguments, stdout=subprocess.PIPE, limit=None):
        def prepare():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return subprocess.run([PEERLINT] + arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                              preexec_fn=prepare, timeout=120)

    def test_full_device(self):
        for arguments in PRINTS:
            with open("/dev/full", "wb") as full:
                result = self.run_it(arguments, stdout=full)
            self.assertIn(result.returncode, (2, 3), (arguments, result.stderr))
            self.assertIn(b"peerlint: ", result.stderr, arguments)

    def contents(self):
        found = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as f:
                found[name] = f.read()
        return found

    def test_part_of_a_file(self):
        before = self.contents()
        for arguments, name in MAKES:
            self.assertIn(self.run_it(arguments).returncode, (0, 1), arguments)
            whole = self.contents()[name]
            for old in (None, before.get(name, b"what was there")):
                for limit in sorted({0, 1, 100, len(whole) // 3, len(whole) - 1}):
                    for made in set(os.listdir(self.folder)) - set(before):
                        os.unlink(os.path.join(self.folder, made))
                    for kept, data in dict(before, **({} if old is None else {name: old})).items():
                        with open(os.path.join(self.folder, kept), "wb") as f:
                            f.write(data)
                    expected = self.contents()
                    result = self.run_it(arguments, limit=limit)
                    self.assertIn(result.returncode, (2, 3), (arguments, limit, result.stderr))
                    self.assertIn(b"peerlint: ", result.stderr, (arguments, limit))
                    self.assertEqual(self.contents(), expected, (arguments, limit))


unittest.main(argv=[sys.argv[0]] + sys.argv[2:])
