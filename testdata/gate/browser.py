#!/usr/bin/env python3
"""The HTML report in a real browser: headless Chromium, driven by playwright-core from npm. Left out where either is missing.

usage: browser.py PEERLINT
"""
import os
import shutil
import sys
import tempfile

from tools import HERE, PAIRS, arguments, npm, run, skip


def main():
    peerlint = os.path.abspath(sys.argv[1])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        skip("there is no Chromium")
    modules = npm("playwright-core")
    if not modules:
        skip("npm cannot get playwright-core")
    with tempfile.TemporaryDirectory() as work:
        pages = []
        for name in sorted(os.listdir(PAIRS))[:12]:
            folder = os.path.join(PAIRS, name)
            page = os.path.join(work, name + ".html")
            result = run([peerlint, "check", "--format", "html", "--output", page] + arguments(folder), folder)
            assert result.returncode in (0, 1), result.stderr.decode()
            pages.append(page)
        result = run(["node", os.path.join(HERE, "browser.js"), chromium] + pages, work, NODE_PATH=modules)
        print(result.stdout.decode() + result.stderr.decode())
        if result.returncode == 77:
            skip("Chromium does not start here")
        sys.exit(result.returncode)


main()
