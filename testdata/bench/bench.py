#!/usr/bin/env python3
"""How fast and how large: peerlint against `wc` on the same file in the same run.

usage: bench.py PEERLINT hub|dense|linear|pair|fleet|hubs|log|convert [PERCENT]

hub     a realistic hub of 20,000 tunnels (70 MB; one line in five belongs to a tunnel): no slower than wc; callgrind's count for a part of it
dense   a hub of which every line belongs to a tunnel (70 MB): at most twice wc; the same count
linear  the dense hub at 1/4, 1/2 and whole: time and memory
pair    two configs of 500 lines: processor time, and callgrind's count where valgrind is there
fleet   a hub against its 5,000, 10,000 and 20,000 spoke files
hubs    20 hubs and 20,000 spokes in a folder (400 MB): at most twice wc, memory below 4 times the largest file and what the tunnels' ends
        alone need, the same report from 1, 2 and 8 jobs
log     debug logs of 1 GB: at most three times wc, and no more memory for the whole than for a quarter
convert the realistic hub in each dialect: at most twice the time of its check

PERCENT scales the size down for a quick look. Prints the figures, with the target beside them; fails only where a run fails or where time
grows faster than its input.
"""
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import generate

MEGABYTE = 1 << 20
TUNNELS = 20000
OTHERS = 90        # other lines a tunnel, four to one
HUBS = 20
FLEET_OTHERS = 500 # other lines a router of a fleet
DENSE = 108000     # tunnels in 70 MB when nothing else is there
PART = 20          # of a large file, for callgrind, which takes fifty times as long


def run(arguments, status=(0, 1)):
    """Wall clock and processor seconds and the peak of memory in bytes."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    error = process.stderr.read()
    _, code, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode not in status:
        sys.exit("%s: status %d\n%s" % (" ".join(arguments), process.returncode, error[:2000].decode("utf-8", "replace")))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def best(arguments, times=3):
    runs = [run(arguments) for _ in range(times)]
    return min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)


def resident(arguments):
    """The peak of memory in bytes of the program itself: what the system counts for a child holds this script's memory before the child
    became that program."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C"))
    most = 0
    while process.poll() is None:
        with open("/proc/%d/status" % process.pid, encoding="ascii") as file:
            found = re.search(r"VmHWM:\s+(\d+)", file.read())
        most = max(most, int(found.group(1)) * 1024 if found else 0)
        time.sleep(0.02)
    return most


def against_wc(peerlint, path, target):
    size = os.path.getsize(path)
    wc = best(["wc", path], 5)
    check = best([peerlint, "check", "--quiet", path])
    report = best([peerlint, "check", "--format", "json", "--output", "/dev/null", path], 1)
    print("%.1f MB: wc %.3f s, check %.3f s (%.0f MB/s); ratio %.2f (target %.1f); memory %.2f times the input (target 3)"
          % (size / MEGABYTE, wc[0], check[0], size / MEGABYTE / check[0], check[0] / wc[0], target, check[2] / size))
    print("with the JSON report: %.3f s, ratio %.2f, memory %.2f times the input" % (report[0], report[0] / wc[0], report[2] / size))


def grows(times):
    """Fails when doubling the input takes far more than twice the time."""
    for smaller, larger in zip(times, times[1:]):
        if larger > smaller * 3 and larger > 0.3:
            sys.exit("time does not grow linearly: " + ", ".join("%.3f s" % t for t in times))


def linear(peerlint, folder, scale):
    times = []
    for part in (4, 2, 1):
        path = os.path.join(folder, "dense%d.cfg" % part)
        generate.write_hub(int(DENSE * scale / part), 0, path)
        wall, _, memory = best([peerlint, "check", "--quiet", path])
        size = os.path.getsize(path)
        times.append(wall)
        print("1/%d: %.1f MB, %.3f s, %.0f MB/s, memory %.2f times the input" % (part, size / MEGABYTE, wall, size / MEGABYTE / wall,
            memory / size))
    grows(times)


def callgrind(peerlint, files, folder):
    if not shutil.which("valgrind"):
        print("callgrind: valgrind is not installed")
        return
    out = os.path.join(folder, "callgrind.out")
    result = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, peerlint, "check", "--quiet"] + files,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = re.search(rb"Collected : (\d+)", result.stderr)
    print("callgrind: %s instructions" % (found.group(1).decode() if found else "no count of"))


def pair(peerlint, folder, _):
    generate.write_pair(500, folder)
    files = [os.path.join(folder, name) for name in ("hub.cfg", "spoke.cfg")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(50):
        run([peerlint, "check"] + files)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 50
    print("two configs of 500 lines: %.2f ms of processor time, start included (target 5)" % (seconds * 1000))
    callgrind(peerlint, files, folder)


def fleet(peerlint, folder, scale):
    times = []
    for part in (4, 2, 1):
        tunnels = int(TUNNELS * scale / part)
        place = os.path.join(folder, "fleet%d" % part)
        generate.write_spokes(tunnels, place)
        hub = os.path.join(folder, "hub%d.cfg" % part)
        generate.write_hub(tunnels, 0, hub)
        size = os.path.getsize(hub) + sum(entry.stat().st_size for entry in os.scandir(place))
        wall, _, memory = best([peerlint, "check", "--quiet", hub, place], 2)
        times.append(wall)
        print("a hub and %d spokes: %.1f MB, %.3f s, %.1f us a spoke, memory %.2f times the input" % (tunnels, size / MEGABYTE, wall,
            wall / tunnels * 1e6, memory / size))
        shutil.rmtree(place)
    grows(times)


def files_below(folder):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def hubs(peerlint, folder, scale):
    spokes, fleet, bare = int(TUNNELS * scale) // HUBS * HUBS, os.path.join(folder, "fleet"), os.path.join(folder, "bare")
    generate.write_fleet(spokes, HUBS, FLEET_OTHERS, fleet)
    generate.write_fleet(spokes, HUBS, 0, bare)
    files = files_below(fleet)
    size, largest = sum(map(os.path.getsize, files)), max(map(os.path.getsize, files))
    names = os.path.join(folder, "names")
    with open(names, "w", encoding="utf-8") as out:
        out.write("\0".join(files))
    pairs = [(run(["wc", "--files0-from=" + names]), run([peerlint, "check", "--quiet", fleet]))
             for _ in range(5)]  # by turns: the machine may be busy
    wc, check, memory = min(p[0][0] for p in pairs), min(p[1][0] for p in pairs), max(p[1][2] for p in pairs)
    need = run([peerlint, "check", "--quiet", bare])[2]
    print("%d hubs and %d spokes, %.1f MB, %d processors: wc %.2f s, check %.2f s (%.0f MB/s); ratio %.2f (target 2)"
          % (HUBS, spokes, size / MEGABYTE, os.cpu_count(), wc, check, size / MEGABYTE / check, check / wc))
    print("memory %.1f MB; %d tunnel ends alone need %.1f MB (%.1f KB each), 4 times the largest file is %.1f MB (target: below both, %.1f MB)"
          % (memory / MEGABYTE, 2 * spokes, need / MEGABYTE, need / 2 / spokes / 1024, 4 * largest / MEGABYTE,
             (need + 4 * largest) / MEGABYTE))
    reports = []
    for jobs in ("1", "2", "8"):
        path = os.path.join(folder, "report%s.json" % jobs)
        wall, _, peak = run([peerlint, "check", "--format", "json", "--output", path, "--jobs", jobs, fleet])
        print("%s job%s, with the JSON report: %.2f s, %.1f MB" % (jobs, "s"[jobs == "1":], wall, peak / MEGABYTE))
        with open(path, "rb") as file:
            reports.append(file.read())
    if len(set(reports)) > 1:
        sys.exit("the report depends on the number of jobs")
    print("the report, %.1f MB, is the same for 1, 2 and 8 jobs" % (len(reports[0]) / MEGABYTE))


def write_log(case, size, path):
    """A log of that size: the exchange of a case of testdata/logs again and again, with other cookies each time."""
    logs = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "logs")
    with open(os.path.join(logs, case, "ike.log"), "rb") as file:
        exchange = file.read()
    cookies = sorted(set(re.findall(rb"\b(?:0x)?([0-9a-f]{16})\b", exchange)) - {b"0" * 16})
    block = b""
    for i in range(max(1, (4 * MEGABYTE) // len(exchange))):
        copy = exchange
        for cookie in cookies:
            copy = copy.replace(cookie, b"%08x" % i + cookie[8:])
        block += copy
    with open(path, "wb") as file:
        for _ in range(max(1, round(size / len(block)))):
            file.write(block)


def log(peerlint, folder, scale):
    path = os.path.join(folder, "ike.log")
    for case in ("01-story-as-published", "23-v7-wrong-key-as-responder", "41-ios-success-as-initiator", "56-swan-success"):
        memory = []
        for part in (4, 1):
            write_log(case, 1024 * MEGABYTE * scale / part, path)
            size = os.path.getsize(path)
            wc = best(["wc", path], 2)
            told = best([peerlint, "diagnose", "--format", "json", path], 2)
            memory.append(resident([peerlint, "diagnose", path]))
            print("%s, %.0f MB: wc %.2f s, diagnose %.2f s (%.0f MB/s); ratio %.2f (target 3), memory %.1f MB" % (case, size / MEGABYTE,
                wc[1], told[1], size / MEGABYTE / told[1], told[1] / wc[1], memory[-1] / MEGABYTE))
        if memory[1] > memory[0] * 1.2:
            sys.exit("memory grows with the log")


def convert(peerlint, folder, scale):
    """The runs take turns, so that a busy machine is as busy for the one as for the other."""
    path = os.path.join(folder, "hub.cfg")
    generate.write_hub(int(TUNNELS * scale), OTHERS, path)
    size = os.path.getsize(path)
    jobs = {"check": ["check", "--quiet", path]}
    for dialect in ("comware5", "comware7", "cisco", "ruijie"):
        jobs[dialect] = ["convert", "--to", dialect, "--output", "/dev/null", path]
    runs = {name: [] for name in jobs}
    for _ in range(5):
        for name, arguments in jobs.items():
            runs[name].append(run([peerlint] + arguments))
    least = {name: [min(r[0] for r in results), min(r[1] for r in results), max(r[2] for r in results)] for name, results in runs.items()}
    for name, (wall, processor, memory) in least.items():
        print("%.1f MB, %s: %.3f s, processor %.3f s; ratio %.2f, of processor time %.2f (target 2.0); memory %.2f times the input"
              % (size / MEGABYTE, name, wall, processor, wall / least["check"][0], processor / least["check"][1], memory / size))


def main(peerlint, what, percent):
    scale = percent / 100
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hub.cfg")
        if what in ("hub", "dense"):
            tunnels, others, target = (TUNNELS, OTHERS, 1.0) if what == "hub" else (DENSE, 0, 2.0)
            generate.write_hub(int(tunnels * scale), others, path)
            against_wc(peerlint, path, target)
            generate.write_hub(int(tunnels * scale / PART), others, path)
            print("1/%d of it: %.1f MB, " % (PART, os.path.getsize(path) / MEGABYTE), end="", flush=True)
            callgrind(peerlint, [path], folder)
        else:
            {"linear": linear, "pair": pair, "fleet": fleet, "hubs": hubs, "log": log, "convert": convert}[what](peerlint, folder, scale)


main(os.path.abspath(sys.argv[1]), sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 100.0)
