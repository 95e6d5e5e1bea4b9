#!/usr/bin/python3
"""Generated router pairs against two daemons: `pairs.py PEERLINT NO_DATA_PLANE COUNT [FIRST_SEED]`.

For each pair both ends are written as swanctl.conf, negotiated from either side, and compared with peerlint's verdict. Exit status 77: the
lab cannot be set up here.
"""
import collections, json, os, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import compare, daemons, generate, observe, vici

PEERLINT = os.path.abspath(sys.argv[1])
NETWORKS = [(0, "198.51.100.0/24"), (1, "203.0.113.0/24")]


def run(*args):
    return subprocess.run([PEERLINT, *args], capture_output=True, text=True)


def configs_of(pair):
    texts = [run("convert", "--to", "strongswan", a).stdout for a in pair.arguments()]
    pair.sets_left_out = any("one child has either AH or ESP" in text for text in texts)
    pair.identities_left_out = any("it takes several identities" in text for text in texts)
    pair.assumed_keys = any("here it is by key" in text for text in texts)
    return [vici.read_config(text) for text in texts]


def group_of(config):
    _, connection = observe.own_connection(config)
    for child in (connection or {}).get("children", {}).values():
        for proposal in child.get("esp_proposals", child.get("ah_proposals", [])):
            return proposal.rpartition("-")[2] if proposal.rpartition("-")[2].startswith("modp") else ""
    return ""


def authentication_of(config):
    _, connection = observe.own_connection(config)
    return connection["local"]["auth"] if connection else None


def is_aggressive(config):
    _, connection = observe.own_connection(config)
    return bool(connection) and connection["aggressive"] == "yes"


def mode_of(config):
    _, connection = observe.own_connection(config)
    return next((child["mode"] for child in (connection or {}).get("children", {}).values()), None)


def tunnel_of(pair):
    """The tunnel between the two ends, and the order of its ends."""
    report = json.loads(run("check", "--format", "json", *pair.arguments()).stdout)
    pair.rules = {f["rule"] for f in report["findings"]}
    pair.warnings = {f["rule"] for f in report["findings"] if f["severity"] == "warning"}
    tunnels = [t for t in report["tunnels"] if t["ends"][0]["file"] != t["ends"][1]["file"]]
    return tunnels[0] if len(tunnels) == 1 else None


def assume(pair, configs):
    """What the verdict assumes is made true: two keys that cannot be compared (KEY104) are the same one."""
    if "KEY104" not in pair.rules:
        return
    secrets = [s for c in configs for s in c["secrets"].values()]
    known = [s["secret"] for s in secrets if "NOT READABLE" not in s["secret"]] + ["assumed"]
    for s in secrets:
        s["secret"] = known[0]


def inner_addresses(k):
    """Commands for side `k`'s addresses inside of GRE tunnels, and the way to the other side's."""
    return "".join("route replace local 172.16.%d.%d dev lo\nroute replace 172.16.%d.%d via %s\n" % (n, 1 + k, n, 2 - k,
        daemons.LINK % (2 - k)) for n in range(1, 201))


class Bench:
    """What came of all pairs."""

    def __init__(self, lab):
        self.lab = lab
        self.counts, self.rows, self.combinations, self.negotiations, self.repeated = collections.Counter(), collections.Counter(), collections.Counter(), 0, 0
        self.disagreements = []

    def prepare(self):
        for side, network in NETWORKS:
            self.lab.network(side, network)
        for k, side in enumerate(self.lab.sides):
            subprocess.run(["nsenter", "-t", str(side.pid), "-n", "ip", "-batch", "-"], input=inner_addresses(k), text=True, check=True,
                           capture_output=True)

    def once(self, pair, configs, initiator):
        for side, config in zip(self.lab.sides, configs):
            side.load(config)
        try:
            return observe.negotiate(self.lab, configs, initiator)
        finally:
            for side, config in zip(self.lab.sides, configs):
                side.unload(config)

    def patient(self, pair, configs, initiator):
        """Once more with time for a busy machine: what only came late is no disagreement."""
        for side in self.lab.sides:
            side.retransmission(2.0)
        self.repeated += 1
        try:
            return self.once(pair, configs, initiator)
        finally:
            for side in self.lab.sides:
                side.retransmission(0.1)

    def judge(self, pair, verdict, configs, initiator):
        if verdict["result"] in ("undetermined", "never"):
            self.counts[verdict["result"]] += 1
            return
        self.negotiations += 1
        outcome = self.once(pair, configs, initiator)
        rows = compare.compare(pair, verdict, outcome)
        if rows is None:
            outcome = self.patient(pair, configs, initiator)
            rows = compare.compare(pair, verdict, outcome)
        self.counts[outcome.result] += 1
        self.rows.update(set(rows or []))
        if rows is None:
            self.disagreements.append((pair, verdict, outcome))

    def pair(self, pair):
        tunnel = tunnel_of(pair)
        self.combinations[pair.dialects] += 1
        if not tunnel:
            self.counts["no tunnel"] += 1
            return
        configs = configs_of(pair)
        pair.pfs = [group_of(c) for c in configs]
        pair.authentication = [authentication_of(c) for c in configs]
        pair.modes = [mode_of(c) for c in configs]
        pair.aggressive = [is_aggressive(c) for c in configs]
        if not pair.carried():
            self.lab.link(False)
        assume(pair, configs)
        for end in (0, 1):
            self.judge(pair, dict(tunnel["negotiations"][end], initiator=tunnel["ends"][end]["file"]), configs, tunnel["ends"][end]["file"])
        if not pair.carried():
            self.lab.link(True)

    def report(self, count, seconds):
        for pair, verdict, outcome in self.disagreements[:40]:
            print("%s (%s), from %s:\n  peerlint: %s phase %s, %s message %s, %s %s\n  charon:   %s" % (pair, pair.design,
                "ab"[verdict["initiator"]], verdict["result"], verdict["phase"], verdict["exchange"], verdict["message"],
                  " ".join(verdict["cause"]), [(f["result"], f["cause"]) for f in verdict["flows"]], outcome))
            if compare.same_course(verdict, outcome):
                print("  agreed on: %s %s\n  charon:    %s %s" % (verdict["phase1"], verdict["phase2"], outcome.ike, outcome.child))
            if outcome.reason == "unknown":
                print("".join(outcome.logs))
        print("%d pairs of %d combinations in %.0f s, %d negotiations (%d twice): %s" % (count, len(self.combinations), seconds,
            self.negotiations, self.repeated, ", ".join("%s %d" % c for c in sorted(self.counts.items()))))
        print("known differences: %s" % (", ".join("%s %d" % r for r in sorted(self.rows.items())) or "none"))
        print("%d disagreements" % len(self.disagreements))


def main():
    count, first = int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1
    try:
        with daemons.Lab(preload=os.path.abspath(sys.argv[2])) as lab, tempfile.TemporaryDirectory() as folder:
            bench = Bench(lab)
            bench.prepare()
            start = time.time()
            for seed in range(first, first + count):
                bench.pair(generate.make(PEERLINT, seed, folder))
            bench.report(count, time.time() - start)
            return 1 if bench.disagreements else 0
    except daemons.Unavailable as e:
        print("skipped: %s" % e)
        return 77


if __name__ == "__main__":
    daemons.become_root()
    sys.exit(main())
