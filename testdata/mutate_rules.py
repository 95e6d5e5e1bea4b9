#!/usr/bin/env python3
"""How many faults in the rules the tests notice: flips each condition and comparison of the rules and of what they stand on, one at a time.

usage: mutate_rules.py WORK [FILE...]

Makes an instrumented copy of the sources in the folder WORK (kept, so that a second run builds little) in which each mutant of
mutate_source.py waits to be switched on. mutate_run.c then judges every mutant against the reports of the cases (pairs, rules, near misses)
that come by its place, as run_cases.py and near.py compare them, until one differs; what none of them notices is tried with the unit tests.
A mutant that is left is a missing test, or changes nothing; those are printed with the score. Takes a few minutes, and is no part of the
test suite. FILE restricts the run to some files.
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
MODULES = ("negotiate ends ends_faults ends_ike ends_selectors facts facts_flows facts_gre facts_keys filter pair pair_score path keys "
           "selector mtu link").split()
SLOW_UNITS = {"convert_test", "diagnose_test", "log_read_test", "run_read_test"}
TIMEOUT = 20


def targets():
    found = ["src/" + n for n in sorted(os.listdir(os.path.join(ROOT, "src"))) if n.startswith("rules_") and n.endswith(".c")
             and n != "rules_log.c"] + ["src/%s.c" % m for m in MODULES]
    return found + ["vendors/%s/dialect.c" % d for d in sorted(os.listdir(os.path.join(ROOT, "vendors")))
                    if os.path.exists(os.path.join(ROOT, "vendors", d, "dialect.c"))]


def group_of(file):
    return "the rules" if file.startswith("src/rules") else "facts and negotiation" if file.startswith(("src/facts",
        "src/negotiate")) else "ends, pairs, routes, keys" if file.startswith("src/") else "dialects"


def write(path, text):
    """Leaves a file with the same text alone, so that it is not built again."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def copy(name, tree):
    with open(os.path.join(ROOT, name), "rb") as file:
        data = file.read()
    path = os.path.join(tree, name)
    if os.path.exists(path):
        with open(path, "rb") as file:
            if file.read() == data:
                return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    shutil.copy(os.path.join(ROOT, name), path)


def instrument(work):
    """The instrumented tree below `work`, built; gives (file, line, what) for each mutant."""
    tree, mutants, wanted = os.path.join(work, "tree"), [], set(targets())
    for name in subprocess.run(["git", "ls-files"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n"):
        if not name or name.startswith("testdata/") or not os.path.isfile(os.path.join(ROOT, name)):
            continue
        if name not in wanted:
            copy(name, tree)
            continue
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            source = mutate_source.File(file.read(), len(mutants))
        write(os.path.join(tree, name), source.text())
        mutants += [(name,) + m for m in source.mutants]
    copy("testdata/mutate_run.c", tree)
    write(os.path.join(tree, "testdata", "meson.build"),
          "executable('mutate_run', 'mutate_run.c', link_with: libpeerlint, include_directories: root)\n")
    build = os.path.join(work, "build")
    if not os.path.exists(os.path.join(build, "build.ninja")):
        subprocess.run(["meson", "setup", "-Dwerror=false", "-Doptimization=1",
                        "-Dc_args=-w -fsanitize=undefined -fsanitize-undefined-trap-on-error", build, tree], check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", build, "-j2", "--quiet"], check=True)
    return build, mutants


def write_cases(work):
    """The list that mutate_run takes, and the near misses as files."""
    lines = []
    for group in ("pairs", "rules"):
        for name, folder in run_cases.cases(group, []):
            with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
                expect = json.load(file)
            if "log" not in expect:
                lines.append([name, folder] + expect["args"])
    for name, (base, edits, _) in near.NEAR.items():
        folder = os.path.join(work, "near", name)
        os.makedirs(folder, exist_ok=True)
        lines.append(["near/" + name, folder] + near.write(folder, base, near.edited(base, edits)))
    path = os.path.join(work, "cases")
    write(path, "".join("\t".join(line) + "\n" for line in lines))
    return path


def run(build, cases, count, first, step):
    """What mutate_run says of its share: number, and the case or a sign."""
    result = subprocess.run([os.path.join(build, "testdata", "mutate_run"), cases, str(count), str(first), str(step)],
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    return [line.split(" ", 1) for line in result.stdout.decode().split("\n") if line]


def run_unit(build, unit, **variables):
    """Does the unit test hold?"""
    try:
        return not subprocess.run([os.path.join(build, "src", unit)], cwd=build, env=dict(os.environ, **variables),
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  timeout=TIMEOUT).returncode
    except subprocess.TimeoutExpired:
        return False


def unit_reach(build, work):
    """The unit tests that come by each mutant. One that needs no mutated file leaves no trace."""
    reach, trace = collections.defaultdict(list), os.path.join(work, "trace")
    for unit in sorted(n for n in os.listdir(os.path.join(build, "src")) if n.endswith("_test") and n not in SLOW_UNITS):
        write(trace, "")
        run_unit(build, unit, PEERLINT_MUTANT_TRACE=trace)
        with open(trace, encoding="ascii") as file:
            for number in file.read().split():
                reach[int(number)].append(unit)
    return reach


def score(noticed, total, what):
    print("%5d of %5d  %5.1f %%  %s" % (noticed, total, 100.0 * noticed / max(1, total), what))


def main(work, filters):
    work = os.path.abspath(work)
    os.makedirs(work, exist_ok=True)
    build, mutants = instrument(work)
    cases, workers, killers = write_cases(work), os.cpu_count(), {}
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for found in pool.map(lambda i: run(build, cases, len(mutants), i, workers), range(workers)):
            killers.update({int(number): killer for number, killer in found})
        left, units = [n for n, killer in killers.items() if killer in ("-", ".")], unit_reach(build, work)
        killers.update({n: "unit tests" for n, holds in zip(left,
                                                            pool.map(lambda n: all(run_unit(build, unit, PEERLINT_MUTANT=str(n))
                                                                for unit in units[n]), left)) if not holds})
    noticed, total = collections.Counter(), collections.Counter()
    for number, (file, line, what) in enumerate(mutants):
        if filters and not any(f in file for f in filters):
            continue
        alive = killers[number] in ("-", ".")
        for what_of in (file, group_of(file)):
            total[what_of] += 1
            noticed[what_of] += not alive
        if alive:
            print("%s:%d: %s%s" % (file, line, what, " (no case comes here)" if killers[number] == "." else ""))
    for what_of in sorted(total, key=lambda n: ("/" not in n, n)):
        score(noticed[what_of], total[what_of], what_of)
    score(sum(n for f, n in noticed.items() if "/" in f), sum(n for f, n in total.items() if "/" in f), "all")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
