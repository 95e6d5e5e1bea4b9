"""What the tests of the gate share: running peerlint, packages of npm, and leaving a test out with a reason."""
import fcntl
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.append(os.path.join(ROOT, "testdata"))
import program
PAIRS = os.path.join(ROOT, "testdata", "pairs")
SKIPPED = 77


def skip(reason):
    """Leaves the test out: meson shows it as skipped, with the reason in its log."""
    print("skipped: " + reason)
    sys.exit(SKIPPED)


def run(command, folder=None, **more):
    return program.run(command[0], command[1:], folder, LC_ALL="C.UTF-8", **more)


def npm(*packages):
    """The folder node_modules with these packages, installed below the build folder at the first use; None where npm is not there or cannot
    get them."""
    folder = os.path.join(os.getcwd(), "npm")
    os.makedirs(folder, exist_ok=True)
    modules = os.path.join(folder, "node_modules")
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    with open(os.path.join(folder, "lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = [p for p in packages if not os.path.isdir(os.path.join(modules, p))]
        if missing:
            result = run(["npm", "install", "--prefix", folder, "--no-fund", "--no-audit", "--ignore-scripts"] + missing)
            if result.returncode:
                return None
    return modules


def configs(folder):
    return sorted(f for f in os.listdir(folder) if not f.endswith(".json") and not f.startswith("."))


def arguments(folder):
    """The case's files as its expect.json orders them."""
    import json
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as f:
        return json.load(f).get("args") or configs(folder)
