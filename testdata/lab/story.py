#!/usr/bin/python3
"""The case that the project grew from, with real daemons in place of the two routers: `story.py PEERLINT NO_DATA_PLANE`.

As published it must fail at message 5 with charon's words for what decrypts to noise, and `diagnose` must tell from either log that it is
the key. After `fix --write` both ends come up, and where ESP in user space is possible a ping crosses the tunnel. swanctl itself must take
what peerlint writes.
"""
import json, os, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import daemons, observe, vici

PEERLINT, PRELOAD = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
FILES = ("sr66.cfg", "ruijie.cfg")
ADDRESSES = ("148.1.1.30", "148.1.1.29")
# The H3C shows its key only as ciphertext, and what RGOS makes of the word behind `key 7` nobody knows: but not the word.
KEYS = ("summer", "what 7 makes of summer")

faults = []


def expect(what, condition, *details):
    print("%s %s" % ("ok  " if condition else "BAD ", what))
    if not condition:
        faults.append(what)
        print(*details, sep="\n")


def run(*args, cwd=None):
    return subprocess.run([PEERLINT, *args], capture_output=True, text=True, cwd=cwd)


def unmasked(folder):
    """The pair with whole addresses in place of the masked ones."""
    for name in FILES:
        with open(os.path.join(HERE, "..", "pairs", "01-story-as-published", name), encoding="utf-8") as f:
            text = f.read().replace("148.x.x.", "148.1.1.").replace("148.y.y.", "148.2.2.")
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)


def configs_of(folder):
    configs = []
    for name, key in zip(FILES, KEYS):
        text = run("convert", "--to", "strongswan", name, cwd=folder).stdout
        configs.append(vici.read_config(text.replace('"<KEY NOT READABLE>"', '"%s"' % key)))
    return configs


def negotiate(lab, folder, initiator):
    configs = configs_of(folder)
    for side, config in zip(lab.sides, configs):
        side.log()
        side.load(config)
    try:
        return observe.negotiate(lab, configs, initiator)
    finally:
        for side, config in zip(lab.sides, configs):
            side.unload(config)


def as_published(lab, folder):
    for initiator in (0, 1):
        outcome = negotiate(lab, folder, initiator)
        expect("%s starts: message 5 of main mode, and it is the key" % FILES[initiator],
               (outcome.phase, outcome.exchange, outcome.message, outcome.reason) == (1, "main", 5, "psk"), outcome, *outcome.logs)
        expect("what the responder decrypts is noise",
               re.search(r"invalid ID_V1 payload length, decryption failed|could not decrypt payloads", outcome.logs[1]), outcome.logs[1])
        for log, who in zip(outcome.logs, ("initiator", "responder")):
            path = os.path.join(folder, "log")
            with open(path, "w", encoding="utf-8") as f:
                f.write(log)
            r = run("diagnose", "--format", "json", path)
            told = json.loads(r.stdout or "{}")
            expect("diagnose of the %s's log says psk, message 5" % who,
                   (told.get("cause_class"), told.get("phase"), told.get("message")) == ("psk", 1, 5), r.stdout[:600], r.stderr)


def repaired(lab, folder):
    run("fix", "--write", *FILES, cwd=folder)
    for initiator, flows in ((0, 2), (1, 1)):
        outcome = negotiate(lab, folder, initiator)
        expect("after the fix %s starts: up" % FILES[initiator], len(outcome.flows) == flows and outcome.flows[0].up, outcome,
               *outcome.logs)
    expect("the flow without a counterpart is refused", not negotiate(lab, folder, 0).flows[1].up)
    run("fix", "--write", "--optional", *FILES, cwd=folder)
    for initiator in (0, 1):
        outcome = negotiate(lab, folder, initiator)
        expect("with its counterpart, all of %s's flows come up" % FILES[initiator], outcome.result == "up", outcome, *outcome.logs)


def swanctl_takes_it(lab, folder):
    """The program that the file is for, on every config that is compared with an expected text, too."""
    program = shutil.which("swanctl") or "/usr/sbin/swanctl"
    if not os.access(program, os.X_OK):
        return
    expected = os.path.join(HERE, "..", "convert", "strongswan")
    paths = [os.path.join(expected, n) for n in sorted(os.listdir(expected)) if n.endswith(".expected")]
    for name, key in zip(FILES, KEYS):
        paths.append(os.path.join(folder, name + ".conf"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(run("convert", "--to", "strongswan", name, cwd=folder).stdout.replace('"<KEY NOT READABLE>"', '"%s"' % key))
    side = lab.sides[0]
    for path in paths:
        # Nothing is to start by itself here.
        with open(path, encoding="utf-8") as f, open(os.path.join(folder, "taken"), "w", encoding="utf-8") as g:
            g.write(f.read().replace("start_action = trap", "start_action = none"))
        r = subprocess.run([program, "--load-all", "--file", g.name, "--uri", "unix://%s/vici" % side.folder], capture_output=True,
                           text=True, env=dict(os.environ, STRONGSWAN_CONF="%s/strongswan.conf" % side.folder, ASAN_OPTIONS=""))
        with open(path, encoding="utf-8") as f:
            wanted = len(re.findall(r"^    version = 1$", f.read(), re.M))
        expect("swanctl loads %s" % os.path.basename(path), r.returncode == 0
               and "loaded %d of %d connections" % (wanted, wanted) in r.stdout + r.stderr
               or "successfully loaded %d connections" % wanted in r.stdout, r.stdout, r.stderr)
        for name in re.findall(r"loaded connection '(.*)'", r.stdout):
            side.vici.call("unload-conn", {"name": name})
        side.vici.call("clear-creds")


def ping(folder):
    """From the Ruijie's network to a host behind the H3C, through ESP in user space."""
    inside = ("10.60.0.1", "10.39.134.1")
    try:
        with daemons.Lab(data_path=True) as lab:
            for number, address in enumerate(ADDRESSES):
                lab.network(number, address + "/32")
                lab.sides[number].retransmission(2.0)
                daemons.ip(lab.sides[number].pid, "address", "add", inside[number] + "/32", "dev", "lo")
            configs = configs_of(folder)
            for side, config in zip(lab.sides, configs):
                side.load(config)
            _, connection = observe.own_connection(configs[1])
            up = lab.sides[1].initiate(next(iter(connection["children"])))
            observe.wait_for(lab.sides[0], 1)
            r = subprocess.run(["nsenter", "-t", str(lab.sides[1].pid), "-n", "ping", "-c", "3", "-i", "0.2", "-W", "2", "-I", inside[1],
                                inside[0]], capture_output=True, text=True)
            counted = [int(c["packets-out"]) for sa in lab.sides[1].sas() for c in sa["child-sas"].values()]
            expect("a ping crosses the tunnel", up and r.returncode == 0 and any(counted), r.stdout, r.stderr, lab.sides[0].log()[-3000:],
                   lab.sides[1].log()[-3000:])
    except daemons.Unavailable as e:
        print("no ping: %s" % e)


def main():
    try:
        with daemons.Lab(preload=PRELOAD) as lab, tempfile.TemporaryDirectory() as folder:
            for number, address in enumerate(ADDRESSES):
                lab.network(number, address + "/32")
                lab.sides[number].retransmission(2.0)
            unmasked(folder)
            swanctl_takes_it(lab, folder)
            as_published(lab, folder)
            repaired(lab, folder)
            if shutil.which("ping"):
                ping(folder)
    except daemons.Unavailable as e:
        print("skipped: %s" % e)
        return 77
    print("%d faults" % len(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    daemons.become_root()
    sys.exit(main())
