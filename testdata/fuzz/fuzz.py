#!/usr/bin/env python3
"""Runs the fuzz targets.

usage: fuzz.py replay PROGRAM TARGET                    the target's seeds and kept inputs, once
       fuzz.py run BUILD SECONDS [-j N] [--seed SEED] [TARGET...]
fuzzes each target for SECONDS, N of them at a time (2); the corpus grows in BUILD/corpus/TARGET, what breaks one stays in BUILD/failures,
and
                                                        BUILD/fuzzing.json says how each ended, as meson does of tests
"""
import argparse
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TARGETS = ("comware", "ios", "log", "source", "settings", "pair")
# A small quarantine: memory that was just freed is in the cache, and comes without a page fault.
SANITIZERS = {"ASAN_OPTIONS": "detect_leaks=1:allocator_may_return_null=1:quarantine_size_mb=1:malloc_context_size=4",
              "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
# Entropic scheduling counts how often each feature was seen, for each input: nine tenths of the time with programs of so many edges.
SPEED = ["-entropic=0"]
# One slip after another soon leaves no config that is read without a fault, of which less must hold.
SLIPS = dict.fromkeys(("comware", "ios", "pair"), ["-mutate_depth=2"])
LONGEST = {"pair": 3072, "settings": 1024}


def seeds(folder, *options):
    subprocess.run([sys.executable, os.path.join(HERE, "seeds.py"), folder, *options], check=True)


def kept(target):
    folder = os.path.join(HERE, "regress", target)
    return [folder] if os.path.isdir(folder) else []


def in_order(folders, out):
    """Lists the folders' files in `out`, always in the same order: libFuzzer reads a folder in the order of the file system."""
    paths = [os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder))]
    with open(out, "w", encoding="utf-8") as file:
        file.write(",".join(paths))
    return "@" + out


def replay(program, target):
    with tempfile.TemporaryDirectory() as folder:
        seeds(folder)
        result = subprocess.run([program] + kept(target) + [os.path.join(folder, target)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode:
        sys.stderr.buffer.write(result.stderr[-8000:])
    sys.stdout.buffer.write(result.stdout)
    return result.returncode != 0


def how_to_replay(build, target, text):
    """What to do with the inputs that broke the target, as its output names them."""
    program = os.path.join(build, "testdata", "fuzz", "fuzz_" + target)
    return "".join("\nkept: %s\n  replay it:  %s %s\n  once it is mended it belongs into testdata/fuzz/regress/%s\n" % (path, program, path,
        target) for path in re.findall(r"Test unit written to (\S+)", text))


def fuzz(build, target, seconds, seed):
    """One target; returns its name, whether it holds, its runs and coverage as libFuzzer counts them."""
    here = os.path.join(build, "testdata", "fuzz")
    corpus, failures = os.path.join(build, "corpus", target), os.path.join(build, "failures", "")
    for folder in (corpus, failures):
        os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds(folder, "--short")
        first = in_order(kept(target) + [os.path.join(folder, target)], os.path.join(folder, "first"))
        command = [os.path.join(here, "fuzz_" + target), "-seed=%d" % seed, "-max_total_time=%d" % seconds, "-timeout=20",
                   "-rss_limit_mb=3000", *SPEED, *SLIPS.get(target, []), "-max_len=%d" % LONGEST.get(target, 2048),
                   "-dict=" + os.path.join(here, target + ".dict"),
                   "-artifact_prefix=%s%s-" % (failures, target), "-print_final_stats=1",
                   "-seed_inputs=" + first, corpus]
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(SANITIZERS, **os.environ))
    text = result.stdout.decode("utf-8", "replace")
    if result.returncode:
        print(text[-8000:] + how_to_replay(build, target, text))
    runs = re.search(r"stat::number_of_executed_units: *(\d+)", text)
    covered = re.findall(r" cov: (\d+)", text)
    return target, result.returncode == 0, int(runs.group(1)) if runs else 0, int(covered[-1]) if covered else 0


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("replay")
    one.add_argument("program")
    one.add_argument("target", choices=TARGETS)
    all_ = commands.add_parser("run")
    all_.add_argument("build")
    all_.add_argument("seconds", type=int)
    all_.add_argument("-j", dest="jobs", type=int, default=2)
    all_.add_argument("--seed", type=int, default=random.randrange(1, 1 << 31))
    all_.add_argument("targets", nargs="*")
    a = parser.parse_args()
    if a.command == "replay":
        return replay(a.program, a.target)
    return fuzz_all(a.build, a.seconds, a.jobs, a.seed, a.targets or TARGETS)


def fuzz_all(build, seconds, jobs, seed, targets):
    good = True
    print("fuzzing each target for %d s, --seed %d" % (seconds, seed), flush=True)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool, open(os.path.join(build, "fuzzing.json"), "w", encoding="utf-8") as results:
        for target, holds, runs, covered in pool.map(lambda t: fuzz(build, t, seconds, seed), targets):
            print("%-9s %s, %d runs, %d edges" % (target, "holds" if holds else "FAILS", runs, covered), flush=True)
            print(json.dumps({"name": "fuzz_" + target, "result": "OK" if holds else "FAIL"}), file=results)
            good = good and holds
    return not good


sys.exit(main())
