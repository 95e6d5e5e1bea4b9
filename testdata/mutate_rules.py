#!/usr/bin/env python3
"""How many faults in the rules the tests notice: flips each condition and comparison of the rules and of what they stand on, one at a time.

usage: mutate_rules.py WORK [--sample N] [FILE...]

Makes an instrumented copy of the sources in the folder WORK (kept, so that a second run builds little) in which each mutant of
mutate_source.py waits for an environment variable, records which cases (pairs, rules, near misses) reach which mutants, and runs those cases with each mutant until one
of them fails, then the unit tests. A mutant that none notices is a missing test, or changes nothing; those are printed with the score.
Takes an hour of processor time, so it is no part of the test suite. FILE restricts the run to some files, --sample to every Nth mutant.
"""
import collections
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys

import mutate_source
import near
import run_cases

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
MODULES = "negotiate ends ends_selectors facts facts_flows facts_gre pair path keys selector mtu link".split()
SLOW_UNITS = {"convert_test", "diagnose_test", "log_read_test"}
TIMEOUT = 20


def targets():
    found = ["src/" + n for n in sorted(os.listdir(os.path.join(ROOT, "src"))) if n.startswith("rules_") and n.endswith(".c") and n != "rules_log.c"] + ["src/%s.c" % m for m in MODULES]
    return found + ["vendors/%s/dialect.c" % d for d in sorted(os.listdir(os.path.join(ROOT, "vendors"))) if os.path.exists(os.path.join(ROOT, "vendors", d, "dialect.c"))]


def write(path, text):
    """Leaves a file with the same text alone, so that it is not built again."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def instrument(work):
    """The instrumented tree below `work`, built; gives (file, line, what) for each mutant."""
    tree, mutants = os.path.join(work, "tree"), []
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    wanted = set(targets())
    for name in files:
        if not name or name.startswith("testdata/") or not os.path.isfile(os.path.join(ROOT, name)):
            continue
        os.makedirs(os.path.dirname(os.path.join(tree, name)), exist_ok=True)
        if name not in wanted:
            if not os.path.exists(os.path.join(tree, name)) or open(os.path.join(tree, name), "rb").read() != open(os.path.join(ROOT, name), "rb").read():
                shutil.copy(os.path.join(ROOT, name), os.path.join(tree, name))
            continue
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            source = mutate_source.File(file.read(), len(mutants))
        write(os.path.join(tree, name), source.text())
        mutants += [(name,) + m for m in source.mutants]
    os.makedirs(os.path.join(tree, "testdata"), exist_ok=True)
    write(os.path.join(tree, "testdata", "meson.build"), "")
    build = os.path.join(work, "build")
    if not os.path.exists(os.path.join(build, "build.ninja")):
        subprocess.run(["meson", "setup", "-Dwerror=false", "-Doptimization=1", "-Dc_args=-w", build, tree], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", build, "-j2"], check=True, stdout=subprocess.DEVNULL)
    return build, mutants


class Runner:
    def __init__(self, build):
        self.build, self.peerlint = build, os.path.join(build, "src", "peerlint")
        self.cases = {name: folder for group in ("pairs", "rules") for name, folder in run_cases.cases(group, [])}
        self.expects = {}
        for name, folder in self.cases.items():
            with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
                self.expects[name] = json.load(file)
        self.cases = {name: folder for name, folder in self.cases.items() if "args" in self.expects[name] and not name.startswith("rules/LOG")}
        self.cases.update({"near/" + name: None for name in near.NEAR})
        self.units = [os.path.join(build, "src", n) for n in sorted(os.listdir(os.path.join(build, "src"))) if n.endswith("_test") and n not in SLOW_UNITS]
        self.kills = collections.Counter()

    def call(self, arguments, folder, **variables):
        try:
            return subprocess.run(arguments, cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8", **variables), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return None

    def fails(self, name, **variables):
        """Does the case notice?"""
        if name.startswith("near/"):
            try:
                return near.problem(self.peerlint, name[5:], **variables) is not None
            except subprocess.TimeoutExpired:
                return True
        expect = self.expects[name]
        result = self.call([self.peerlint, "check", "--format", "json"] + expect["args"], self.cases[name], **variables)
        if result is None or result.returncode != expect["exit"]:
            return True
        if not result.stdout:
            return False
        try:
            report = json.loads(result.stdout.decode("utf-8"))
        except ValueError:
            return True
        return bool(run_cases.check_findings(expect, report)) or ("tunnels" in expect and (len(expect["tunnels"]) != len(report["tunnels"]) or any(
            run_cases.differences(e, a, "t") for e, a in zip(expect["tunnels"], report["tunnels"]))))

    def reached(self, name, trace):
        """The mutants whose place the case passes."""
        self.fails(name, PEERLINT_MUTANT_TRACE=trace)
        if not os.path.exists(trace):
            return set()
        with open(trace, encoding="ascii") as file:
            found = {int(n) for n in file.read().split()}
        os.remove(trace)
        return found

    def unit_fails(self, number):
        for unit in self.units:
            result = self.call([unit], self.build, PEERLINT_MUTANT=str(number))
            if result is None or result.returncode:
                return True
        return False

    def killer(self, number, names):
        """The case that notices the mutant, "unit tests", or None. Cases that noticed much come first."""
        for name in sorted(names, key=lambda n: -self.kills[n]):
            if self.fails(name, PEERLINT_MUTANT=str(number)):
                self.kills[name] += 1
                return name
        return "unit tests" if self.unit_fails(number) else None


def main(work, step, filters):
    os.makedirs(work, exist_ok=True)
    build, mutants = instrument(os.path.abspath(work))
    runner = Runner(build)
    broken = [name for name in runner.cases if runner.fails(name)]
    if broken:
        print("fails without a mutant: " + ", ".join(broken))
        return 2
    reach = collections.defaultdict(list)
    for name in runner.cases:
        for number in runner.reached(name, os.path.join(os.path.abspath(work), "trace")):
            reach[number].append(name)
    numbers = [n for n in range(len(mutants)) if n % step == 0 and (not filters or any(f in mutants[n][0] for f in filters))]
    noticed, total, survivors = collections.Counter(), collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, killer in zip(numbers, pool.map(lambda n: runner.killer(n, reach[n]), numbers)):
            file, line, what = mutants[number]
            total[file] += 1
            noticed[file] += killer is not None
            if killer is None:
                survivors.append("%s:%d: %s%s" % (file, line, what, "" if reach[number] else " (no case comes here)"))
                print(survivors[-1], flush=True)
    for file in total:
        print("%5d of %5d  %5.1f %%  %s" % (noticed[file], total[file], 100.0 * noticed[file] / total[file], file))
    print("%d of %d mutants noticed: %.1f %%" % (sum(noticed.values()), sum(total.values()), 100.0 * sum(noticed.values()) / max(1, sum(total.values()))))
    return 0


if __name__ == "__main__":
    rest = sys.argv[2:]
    every = int(rest[rest.index("--sample") + 1]) if "--sample" in rest else 1
    sys.exit(main(sys.argv[1], every, [r for i, r in enumerate(rest) if r != "--sample" and (i == 0 or rest[i - 1] != "--sample")]))
