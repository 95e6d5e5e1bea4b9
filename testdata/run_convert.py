#!/usr/bin/python3
"""Translating and fixing over every pair case: `run_convert.py PEERLINT convert|home|peer|fix|files`.

convert  every file in every dialect, and in those that are only written: reads back the same, the report has each line once, pasted with prompts it is understood the same, --redact shows no key
home     converted there and back, it has the same findings against its partner
peer     a router and the other end derived from it: up, and no new finding above info
fix      after `fix --write` nothing that had a fix is left, nothing new came, `patch` makes the same of the diff, and so do the commands for the live routers
files    a full disk or an unwritable place loses nothing, and what is written back is stored as it was
"""
import collections, glob, json, os, re, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

import jsonschema

import near
import program
import random_sites

HERE = os.path.dirname(os.path.abspath(__file__))
PEERLINT = os.path.abspath(sys.argv[1])
with open(os.path.join(HERE, "..", "docs", "translation.schema.json"), encoding="utf-8") as schema:
    SCHEMA = jsonschema.Draft202012Validator(json.load(schema))
DIALECTS = ("comware5", "comware7", "cisco", "ruijie")
TARGETS = ("strongswan",) # only written


def run(*args, cwd=None):
    return program.run(PEERLINT, args, cwd)


def report(*files, cwd=None):
    return json.loads(run("check", "--format", "json", *files, cwd=cwd).stdout)


def cases(pattern="pairs/*"):
    for path in sorted(glob.glob(os.path.join(HERE, pattern, "expect.json"))):
        with open(path, encoding="utf-8") as f:
            yield os.path.dirname(path), json.load(f)


def files():
    for folder, expected in cases():
        for argument in expected["args"]:
            dialect, _, name = argument.rpartition(":")
            yield folder, (dialect + ":" if dialect else "") + os.path.join(folder, name)


def fails(what, *details):
    return "%s: %s" % (what, " ".join(str(d) for d in details))


# ---- convert ----

def body(text):
    """Without the head and the remarks, which tell of the source."""
    return [l for l in text.splitlines() if not re.match(rb"\s*[#!] (Converted|interface|not translated|approximated|assumed)", l)]


def prompted(text, dialect):
    """As a terminal shows the paste: a prompt before each line, blank lines between some."""
    lines = []
    for n, line in enumerate(text.decode().splitlines()):
        if line.strip() in ("!", "#") or line.lstrip().startswith(("! ", "# ")):
            continue
        prompt = "[H3C]" if dialect.startswith("comware") else "Router(config)#"
        lines.append(prompt + line.lstrip())
        if n % 7 == 0:
            lines.append("")
    return "\n".join(lines).encode() + b"\n"


def model(path, dialect):
    text = run("show", "--show-secrets", "--dialect", dialect, path).stdout.decode()
    # Only values count, not the places they were read from.
    return re.sub(r'"(line|lines|column|shown|at|path|total|understood|ignored|unknown)": ("[^"]*"|\d+|null|\{[^{}]*\})', "", text)


def check_report(source, out, written):
    entries = json.loads(out)
    schema_errors = [fails(source, "report", e.message) for e in SCHEMA.iter_errors(entries)]
    with open(source, "rb") as f:
        text = f.read()
    lines = re.split(rb"\r\n|\n" if b"\n" in text else rb"\r", text)
    wanted = [n for n, line in enumerate(lines, 1) if line.strip()]
    have = [e["line"] for e in entries["lines"]]
    missing = sorted(set(wanted) - set(have))
    if missing or len(set(have)) != len(have):
        schema_errors.append(fails(source, "lines without an entry", missing[:5]))
    for e in entries["lines"]:
        if e["to"] != sorted(set(e["to"])):
            schema_errors.append(fails(source, "line", e["line"], "leads to lines out of order or twice", e))
        if any(n > written for n in e["to"]) or (e["result"] == "exact" and not e["to"]):
            schema_errors.append(fails(source, "line", e["line"], "leads nowhere", e))
        if e["result"] == "untranslated" and not (e["to"] and e.get("note")):
            schema_errors.append(fails(source, "line", e["line"], "has no comment in the output", e))
    return schema_errors


SECRET = re.compile(rb"(?:simple|key 0|key|secret =) \"?([^\s\"]{8,})\"? ?(?:address|hostname|$)", re.M)


def convert_one(job):
    folder, source, dialect = job
    errors = []
    path = source.rpartition(":")[2]
    with program.folder() as work:
        out, again, account = (os.path.join(work, n) for n in ("out", "again", "account"))
        r = run("convert", "--to", dialect, "--report", account, "--output", out, source)
        if r.returncode not in (0, 1) or r.stderr:
            return [fails(source, dialect, "exit", r.returncode, r.stderr.decode())]
        with open(out, "rb") as f:
            text = f.read()
        with open(account, encoding="utf-8") as f:
            errors += check_report(path, f.read(), text.count(b"\n"))
        if (r.returncode == 1) != (b"not translated:" in text):
            errors.append(fails(source, dialect, "exit", r.returncode, "does not fit the comments"))
        if r.returncode == 0 and dialect in DIALECTS:
            run("convert", "--to", dialect, "--dialect", dialect, "--output", again, out)
            with open(again, "rb") as f:
                if body(f.read()) != body(text):
                    errors.append(fails(source, dialect, "is no normal form"))
            pasted = os.path.join(work, "pasted")
            with open(pasted, "wb") as f:
                f.write(prompted(text, dialect))
            run("convert", "--to", dialect, "--dialect", dialect, "--output", again, pasted)
            with open(again, "rb") as f:
                if body(f.read()) != body(text):
                    errors.append(fails(source, dialect, "is read otherwise with prompts"))
        hidden = run("convert", "--to", dialect, "--redact", source).stdout
        for key in set(SECRET.findall(text)):
            if key in hidden:
                errors.append(fails(source, dialect, "--redact shows a key"))
    return errors


def convert_text(job):
    """A near miss in another dialect: what was written reads back as it was meant, or it is said on standard error."""
    name, text, dialect = job
    with program.folder() as work:
        with open(os.path.join(work, "one"), "w", encoding="utf-8", newline="") as f:
            f.write(text)
        r = run("convert", "--to", dialect, "one", cwd=work)
    if r.stderr or r.returncode != (1 if b"not translated:" in r.stdout else 0):
        return [fails(name, dialect, "exit", r.returncode, r.stderr.decode())]
    return []


def near_texts():
    """Each config that a near miss edits, once."""
    texts = {}
    for name, (base, edits, _) in near.NEAR.items():
        before = near.base_texts(base)
        for text, plain in zip(near.edited(base, edits), before):
            if text != plain:
                texts.setdefault(text, name)
    return [(name, text) for text, name in texts.items()]


# Lines that a Comware V5 peer needs, and what becomes of each elsewhere: a line of the output, or a word of the note.
AGGRESSIVE = """#
ike dpd watch
 interval-time 20
 time-out 6
#
ike peer hub
 exchange-mode aggressive
 pre-shared-key simple Quarry-Lamp-88
 id-type name
 remote-name hub
 remote-address 203.0.113.1
 local-name branch7
 nat traversal
 dpd watch
#
ipsec proposal t
 esp encryption-algorithm aes 128
 esp authentication-algorithm sha1
#
acl number 3000
 rule 0 permit ip source 10.7.0.0 0.0.255.255 destination 10.8.0.0 0.0.255.255
#
ipsec policy p 1 isakmp
 security acl 3000
 ike-peer hub
 proposal t
#
interface Ethernet0/0
 ip address 203.0.113.7 255.255.255.0
 ipsec policy p
#
"""
BECOMES = {
    "comware7": {"ike dpd watch": " dpd interval 20 retry 6 on-demand", " time-out 6": " dpd interval 20 retry 6 on-demand",
                 " dpd watch": " dpd interval 20 retry 6 on-demand", " id-type name": " local-identity fqdn branch7",
                 " remote-name hub": " match remote identity fqdn hub", " nat traversal": "by itself", " ike-peer hub": " ike-profile hub"},
    "cisco": {"ike dpd watch": "   keepalive 20 retry 6", " dpd watch": "   keepalive 20 retry 6",
              " id-type name": "   self-identity fqdn branch7", " nat traversal": "by itself"},
    "ruijie": {"ike dpd watch": "crypto isakmp keepalive 20 6 on-demand", " id-type name": "self-identity fqdn branch7",
               "ike peer hub": " set peer 203.0.113.1", " ike-peer hub": " set peer 203.0.113.1", " nat traversal": "by itself",
               " remote-name hub": "does not check"},
}


def told():
    errors = []
    with program.folder() as work:
        source, out, account = (os.path.join(work, n) for n in ("one.cfg", "out", "account"))
        with open(source, "w", encoding="utf-8") as f:
            f.write(AGGRESSIVE)
        for dialect, wanted in BECOMES.items():
            run("convert", "--to", dialect, "--report", account, "--output", out, "comware5:" + source)
            with open(out, encoding="utf-8") as f:
                lines = f.read().split("\n")
            with open(account, encoding="utf-8") as f:
                entries = {AGGRESSIVE.split("\n")[e["line"] - 1]: e for e in json.load(f)["lines"]}
            for line, said in wanted.items():
                e = entries[line]
                if said not in e.get("note", "") and said not in [lines[n - 1] for n in e["to"]]:
                    errors.append(fails(line, "in", dialect, "is not", said, e))
    return errors


def convert():
    near_jobs = [(name, text, d) for n, (name, text) in enumerate(near_texts()) for k, d in enumerate(DIALECTS + TARGETS) if (n + k) % 2]
    return targets() + told() + parallel(convert_text, near_jobs) + parallel(convert_one,
        [(folder, source, d) for folder, source in files() for d in DIALECTS + TARGETS])


def targets():
    """What is written in a dialect that cannot be read back is compared with a text that was checked by eye and by the program it is for."""
    errors = []
    for path in sorted(glob.glob(os.path.join(HERE, "convert", "*", "*.expected"))):
        source, dialect = os.path.splitext(path)[0].rsplit(".", 1)
        written = run("convert", "--to", dialect, os.path.basename(source), cwd=os.path.dirname(path)).stdout
        with open(path, "rb") as f:
            if f.read() != written:
                errors.append(fails(path, "is written otherwise"))
    return errors if run("check", "strongswan:" + __file__).returncode == 2 else errors + ["what is only written was read"]


# ---- home ----

def signature(r):
    """Rules from 200 count lines that set weak values; a translation may need more lines for the same, or name a host where anybody was meant."""
    return collections.Counter((f["rule"], f["severity"]) for f in r["findings"] if f["severity"] != "info" and f["rule"][3] == "1")


# Faults that the other dialect's form does not have: on the way there and back they go away.
HEALED = {"annex.cfg": "an ike peer says whom it calls, which gives the profile the identity it lacks"}


def home_one(job):
    paths, k, dialect = job
    if os.path.basename(paths[k]) in HEALED:
        return []
    original = report(*paths)
    first = original["files"][k]["dialect"]
    with program.folder() as work:
        there, back = os.path.join(work, "there"), os.path.join(work, "back")
        r = run("convert", "--to", dialect, "--output", there, paths[k])
        with open(there, "rb") as f:
            text = f.read()
        if r.returncode or b"approximated:" in text:
            return []
        r = run("convert", "--to", first, "--output", back, dialect + ":" + there)
        if r.returncode:
            return [fails(paths[k], dialect, "and back: exit", r.returncode)]
        now = list(paths)
        now[k] = first + ":" + back
        new = report(*now)
    if signature(new) == signature(original) and [t["verdict"] for t in new["tunnels"]] == [t["verdict"] for t in original["tunnels"]]:
        return []
    return [fails(paths[k], dialect, "and back:", dict(signature(original) - signature(new)), dict(signature(new) - signature(original)))]


def home():
    jobs = []
    for folder, expected in cases():
        if len(expected["args"]) != 2:
            continue
        paths = [(a.rpartition(":")[0] + ":" if ":" in a else "") + os.path.join(folder, a.rpartition(":")[2]) for a in expected["args"]]
        jobs += [(paths, k, d) for k in (0, 1) for d in DIALECTS]
    return parallel(home_one, jobs)


# ---- peer ----

# What is wrong with the one end shows only beside another one, so the derived end cannot help it.
FAULTY_ALONE = {
    "shed.cfg": "NAT takes the flow", "shop-a.cfg": "NAT takes the flow", "shop-b.cfg": "NAT takes the flow",
    "core.cfg": "NAT takes the flow", "yard.cfg": "its policy is applied nowhere",
    "gate.cfg": "expects an identity that is not the peer's address", "village.cfg": "its route leads into the tunnel",
    "mobile.cfg": "starts a mode that it does not answer",
    "conc.cfg": "has its branch's key by a name, and answers main mode only",
    "72-ruijie-ruijie-aggressive-mode-not-let-in/hub.cfg": "has its branch's key by a name, and answers main mode only",
    "shut.cfg": "its outside is shut down", "wheel.cfg": "has only RSA proposals", "r3825.cfg": "has only RSA proposals",
    "msr2010.cfg": "its rules are never reached", "foshan-inner.cfg": "its inner address is not in its peer's subnet",
    "mute17.cfg": "only answers", "hub-keys.cfg": "has no key for its peer",
    "143-v7-one-list-for-both-lines-of-the-branch/mill.cfg": "sends one flow through two lines",
    "keepalive-hub.cfg": "waits for keepalives, which the derived end does not send",
}
# Names under IKEv1 need aggressive mode, whose weakness is then the derived end's too.
BY_NAME = {"POL205"}


def peer_one(job):
    folder, source, dialect = job
    path = source.rpartition(":")[2]
    alone = report(source)
    if any(path.endswith(os.sep + name) for name in FAULTY_ALONE) or any(f["severity"] == "error" for f in alone["findings"]):
        return []
    known = {f["rule"] for f in alone["findings"] if f["severity"] != "info"} | BY_NAME
    with program.folder() as work:
        out, account = os.path.join(work, "peer"), os.path.join(work, "account")
        r = run("peer", "--to", dialect, "--report", account, "--output", out, source)
        if r.returncode not in (0, 1) or r.stderr:
            return [fails(source, dialect, "exit", r.returncode, r.stderr.decode())]
        with open(out, "rb") as f:
            written = f.read().count(b"\n")
        if r.returncode == 1:
            return []
        with open(account, encoding="utf-8") as f:
            errors = check_report(path, f.read(), written)
        both = report(source, dialect + ":" + out)
    new = [(f["rule"], f["message"]) for f in both["findings"] if f["severity"] != "info" and f["rule"] not in known]
    verdicts = [t["verdict"] for t in both["tunnels"]]
    if new or not verdicts or set(verdicts) != {"up"}:
        errors.append(fails(source, dialect, verdicts, new[:3]))
    return errors


# What the file may not know of the other end; each near miss is told one, or none.
SETTINGS = (None, "peer-hostname=FAR", "peer-address=192.0.2.77", "peer-mask=255.255.255.0", "peer-gateway=192.0.2.1",
            "peer-tunnel-address=172.16.0.2", "peer-inside-network=10.77.0.0/16", "this-address=198.51.100.1")


def peer_text(job):
    """The end derived from a near miss reads back as it was meant; a setting that does not fit is refused with its name."""
    name, text, dialect, setting = job
    with program.folder() as work:
        with open(os.path.join(work, "one"), "w", encoding="utf-8", newline="") as f:
            f.write(text)
        r = run("peer", "--to", dialect, *(["--set", setting] if setting else []), "one", cwd=work)
    said = r.stderr.decode()
    if r.returncode == 2 and not r.stdout and (not setting or "--set" not in said) and "no tunnel" not in said:
        return [fails(name, dialect, setting, "is refused", said)]
    return [fails(name, dialect, setting, "exit", r.returncode, said)] if r.returncode not in (0, 1, 2) or (r.returncode < 2
        and said) else []


def peer():
    near_jobs = [(name, text, d, SETTINGS[(n + k) % len(SETTINGS)]) for n, (name, text) in enumerate(near_texts()) for k,
                 d in enumerate(DIALECTS + TARGETS)]
    return parallel(peer_text, near_jobs) + parallel(peer_one, [(folder, source, d) for folder, source in files() for d in DIALECTS])


# ---- fix ----

def fix_one(job):
    folder, args, optional = job
    errors = []
    with program.folder() as work:
        fixed, patched = os.path.join(work, "fixed"), os.path.join(work, "patched")
        shutil.copytree(folder, fixed)
        shutil.copytree(folder, patched)
        before = report(*args, cwd=fixed)
        r = run("fix", "--write", "--show-secrets", "--commands", *optional, *args, cwd=fixed)
        if r.returncode not in (0, 1):
            return [] if any(f["rule"] == "CFG006" for f in before["findings"]) else [fails(folder, "exit", r.returncode,
                r.stderr.decode())]
        after = report(*args, cwd=fixed)
        left = [f["rule"] for f in after["findings"] if f["fix"] and not f["suppressed"] and (optional or not f["fix"].get("optional"))]
        new = signature(after) - signature(before)
        if left or new:
            errors.append(fails(folder, optional, "left", left, "new", dict(new)))
        if b"\n+++ " in r.stdout and b"\n@@ " in re.sub(rb"(?m)^#.*\n", b"", r.stdout):
            p = subprocess.run(["patch", "-p0", "-s", "--binary"], input=r.stdout, capture_output=True, cwd=patched)
            for name in os.listdir(fixed):
                with open(os.path.join(fixed, name), "rb") as a, open(os.path.join(patched, name), "rb") as b:
                    if p.returncode or a.read() != b.read():
                        errors.append(fails(folder, name, "patch makes another file:", p.stdout.decode(errors="replace")))
        masked = run("fix", *optional, *args, cwd=folder).stdout
        plain = re.sub(rb"(?m)^#.*\n", b"", masked)
        if b"\n@@ " in plain and b"******" not in plain:
            shutil.rmtree(patched)
            shutil.copytree(folder, patched)
            p = subprocess.run(["patch", "-p0", "-s", "--binary", "--fuzz=0"], input=masked, capture_output=True, cwd=patched)
            wrong = [n for n in os.listdir(fixed) if open(os.path.join(fixed, n), "rb").read() != open(os.path.join(patched, n),
                "rb").read()]
            errors += [fails(folder, "without keys", wrong, p.stdout.decode(errors="replace"))] if p.returncode or wrong else []
        errors += typed(folder, args, optional, r.stdout.decode(errors="surrogateescape"), after)
    return errors


# Near misses with a fault whose edit would bring another fault, so that it is not made.
HELD = {
    "peer-names-and-a-first-proposal-of-another-group": "the proposal would be another one's equal",
    "over-with-gre": "no route leads the flow through the map",
    "policy-nat-of-two": "the flow's network is behind neither end", "way-back-of-another-size": "the same",
    "mixed-extra-hub-rule": "the same",
    "fleet-d22-e15": "the tunnel would be taken from another", "fleet-a33-c22": "the same", "102-b43": "the same",
    "both-map-2": "a key for anybody differs",
    "69-a35": "an earlier entry has the flow", "69-a35-deleted": "the same", "acl104-fires-a32": "the other end has another protocol",
    "11-a22-deleted": "the name is wrong as well",
    "acl102-silent-a5": "the other end protects everything", "acl102-silent-a5-again": "the same",
    "netmask-of-another-size-and-host-bits": "the same",
    "ios-commands-run-together-one-wrong": "the line holds other commands",
    "entry-for-the-same-peer-that-the-other-lacks": "the flow's network is behind neither end",
    "two-rules-missing-and-one-there-of-another-kind": "the same",
    "gre-rules-and-one-end-shows-no-tunnel": "what GRE then goes through stands in no file",
}


def fix_near(name):
    """A near miss, with all edits that its findings offer."""
    base, edits, _ = near.NEAR[name]
    with program.folder() as folder:
        args = near.write(folder, base, near.edited(base, edits))
        errors = fix_one((folder, args, ["--optional"]))
    if name in HELD:
        return [] if errors else [fails(name, "is fixed, and stands in HELD")]
    return [name + ": " + error for error in errors]


def typed(folder, args, optional, out, after):
    """The configs with the commands for the live routers typed behind them are judged as the fixed ones are."""
    commands = random_sites.parts_of(out.partition("# Offered separately")[0])[1]
    if not commands:
        return []
    for name, lines in commands.items():
        if sum(line.strip() in ("system-view", "configure terminal") for line in lines) != 1:
            return [fails(folder, optional, name, "is not one session")]
    with program.folder() as work:
        live = shutil.copytree(folder, os.path.join(work, "live"))
        for name, lines in commands.items():
            path = os.path.join(live, name)
            with open(path, encoding="utf-8", errors="surrogateescape", newline=None) as f:
                text = f.read()
            with open(path, "w", encoding="utf-8", errors="surrogateescape") as f:
                f.write(random_sites.typed(text.rstrip("\n") + "\n", lines))
        judged = report(*args, cwd=live)
    if signature(judged) == signature(after) and [t["verdict"] for t in judged["tunnels"]] == [t["verdict"] for t in after["tunnels"]]:
        return []
    return [fails(folder, optional, "typed: more", dict(signature(judged) - signature(after)), "less",
                  dict(signature(after) - signature(judged)))]


SHAPES = {
    "prompts": lambda n, line: ("A(config-x)#" if line.startswith(" ") else "A(config)#") + line.strip(),
    "a quoted mail": lambda n, line: "> " + line,
    "numbers": lambda n, line: "%3d  %s" % (n, line),
    "tabs": lambda n, line: line.replace(" ", "\t", 1) if line.startswith(" ") else line,
}


def typed_alike():
    """What is to be typed is the same however the file shows its lines."""
    a, b = near.edited("map", [("10.1.1.0 0.0.0.255", "10.1.1.0 255.255.255.0"), ("group 14\ncrypto isakmp", "group 5\ncrypto isakmp")])
    said = {}
    for shape, change in {"": lambda n, line: line, **SHAPES}.items():
        with program.folder() as work:
            for name, text in (("a", "".join(change(n, line) + "\n" for n, line in enumerate(a.splitlines(), 1))), ("b", b)):
                with open(os.path.join(work, name), "w", encoding="utf-8") as f:
                    f.write(text)
            said[shape] = [line for line in run("fix", "--commands", "cisco:a", "cisco:b", cwd=work).stdout.decode().splitlines() if line.startswith("#   ")]
    return [fails("typed from " + shape, lines, said[""]) for shape, lines in said.items() if lines != said[""] or not lines]


def story():
    """The diff is the one Ruijie line; the mirrored ACL line is offered separately."""
    r = run("fix", "--show-secrets", "sr66.cfg", "ruijie.cfg", cwd=os.path.join(HERE, "pairs", "01-story-as-published")).stdout.decode()
    changed = [l for l in r.splitlines() if re.match(r"[-+](?![-+])", l)]
    wanted = ["-crypto isakmp key 7 summer address 148.x.x.30", "+crypto isakmp key 0 summer address 148.x.x.30"]
    offered = "#   +20 permit ip 10.39.175.0 0.0.0.255 any" in r.splitlines()
    return [] if changed == wanted and offered else [fails("the fix of the published pair", changed, offered)]


def line_of_two_tunnels():
    """A hub that applies its policy nowhere misses one line, whatever the number of its branches."""
    with program.folder() as work:
        names = near.write(work, "called", near.edited("called", near.NEAR["called-and-applied-nowhere"][1]))
        added = [l for l in run("fix", *names, cwd=work).stdout.decode().splitlines() if re.match(r"[-+](?![-+])", l)]
    return [] if added == ["+ ipsec policy M"] else [fails("the fix of two tunnels", added)]


def fix():
    jobs = [(folder, e["args"], o) for pattern in ("pairs/*", "rules/*/fires") for folder, e in cases(pattern) if e.get("args")
            for o in ([], ["--optional"])]
    return story() + line_of_two_tunnels() + typed_alike() + parallel(fix_one, jobs) + parallel(fix_near, [name for name, row in near.NEAR.items()])


# ---- files ----

# How a text may be stored; what is written back must be the same text in the same form.
STORED = {
    "UTF-8": (lambda t: t.encode(), lambda b: b.decode()),
    "a byte order mark": (lambda t: t.encode("utf-8-sig"), lambda b: b.decode("utf-8-sig")),
    "UTF-16LE": (lambda t: b"\xff\xfe" + t.encode("utf-16-le"), lambda b: b[2:].decode("utf-16-le")),
    "UTF-16BE": (lambda t: b"\xfe\xff" + t.encode("utf-16-be"), lambda b: b[2:].decode("utf-16-be")),
    "UTF-16LE and CRLF": (lambda t: b"\xff\xfe" + t.replace("\n", "\r\n").encode("utf-16-le"),
                          lambda b: b[2:].decode("utf-16-le").replace("\r\n", "\n")),
    "GB18030": (lambda t: t.encode("gb18030"), lambda b: b.decode("gb18030")),
    "CRLF": (lambda t: t.replace("\n", "\r\n").encode(), lambda b: b.decode().replace("\r\n", "\n")),
    "CR": (lambda t: t.replace("\n", "\r").encode(), lambda b: b.decode().replace("\r", "\n")),
    "UTF-16BE and CR": (lambda t: b"\xfe\xff" + t.replace("\n", "\r").encode("utf-16-be"),
                        lambda b: b[2:].decode("utf-16-be").replace("\r", "\n")),
}


def stored_pair():
    """A names a flow more than B does, whose list is the last thing in its file, without a line end; a line holds characters of every width."""
    here, there = near.base_texts("ruijie")
    here = here.replace("\nend\n", "\n 20 permit ip 10.1.1.0 0.0.0.255 10.3.1.0 0.0.0.255\nend\n")
    described = "interface GigabitEthernet 0/2\n ip address 10.3.1.1 255.255.255.0\ninterface GigabitEthernet 0/1\n description \u8def\u7531\u5668 \U0001f600 \u00e9\n"
    return here, there.replace("interface GigabitEthernet 0/1\n", described)[:-len("\nend\n")]


def fixed_as_stored(name):
    encode, decode = STORED[name]
    texts = dict(zip("ab", stored_pair()))
    with tempfile.TemporaryDirectory() as work:
        for file, text in texts.items():
            with open(os.path.join(work, file), "wb") as f:
                f.write(encode(text))
        shown = run("fix", "--optional", "a", "b", cwd=work)
        r = run("fix", "--write", "--optional", "a", "b", cwd=work)
        written = {}
        for file in texts:
            with open(os.path.join(work, file), "rb") as f:
                written[file] = decode(f.read())
    added = " 20 permit ip 10.3.1.0 0.0.0.255 10.1.1.0 0.0.0.255"
    wanted = dict(texts, b=texts["b"] + "\n" + added)
    if r.returncode != 0 or {k: v.rstrip("\n") for k, v in written.items()} != {k: v.rstrip("\n") for k, v in wanted.items()}:
        return [fails(name, "exit", r.returncode, written["b"][-200:], r.stderr.decode())]
    return [] if "+" + added in shown.stdout.decode() else [fails(name, "the fix is not shown", shown.stdout.decode())]



def files_are_safe():
    errors = []
    folder = os.path.join(HERE, "pairs", "01-story-as-published")
    with tempfile.TemporaryDirectory() as work:
        for name in ("sr66.cfg", "ruijie.cfg"):
            shutil.copy(os.path.join(folder, name), work)
        target = os.path.join(work, "ruijie.cfg")
        with open(target, "rb") as f:
            before = f.read()
        # A file size limit is a full disk to the program.
        r = subprocess.run(["bash", "-c", 'ulimit -f 0; trap "" XFSZ; exec "$@"', "-", PEERLINT, "fix", "--write", "sr66.cfg",
                            "ruijie.cfg"], capture_output=True, cwd=work)
        with open(target, "rb") as f:
            if f.read() != before or r.returncode != 2:
                errors.append(fails("full disk", r.returncode, r.stderr.decode()))
        if sorted(os.listdir(work)) != ["ruijie.cfg", "sr66.cfg"]:
            errors.append(fails("full disk leaves", os.listdir(work)))
        r = run("convert", "--to", "cisco", "--output", os.path.join(work, "no", "such", "folder"), "sr66.cfg", cwd=work)
        if r.returncode != 2:
            errors.append(fails("unwritable place: exit", r.returncode))
        r = run("convert", "--to", "cisco", "sr66.cfg", cwd=work)
        full = subprocess.run([PEERLINT, "convert", "--to", "cisco", "sr66.cfg"], stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE,
                              cwd=work)
        if full.returncode != 2:
            errors.append(fails("full standard output: exit", full.returncode))
        # What is not changed keeps its bytes: encoding, line ends, indentation.
        text = before.decode().replace("\n", "\r\n").replace("interface Tunnel 1",
            "interface Tunnel 1\r\n description \u8def\u7531\u5668").encode("gb18030")
        with open(target, "wb") as f:
            f.write(text)
        run("fix", "--write", "sr66.cfg", "ruijie.cfg", cwd=work)
        with open(target, "rb") as f:
            if f.read() != text.replace(b"key 7 summer", b"key 0 summer"):
                errors.append("bytes that are not part of the fix changed")
    return errors


def parallel(function, jobs):
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        return [error for errors in pool.map(function, jobs) for error in errors]


def main():
    errors = {"convert": convert, "home": home, "peer": peer, "fix": fix,
              "files": lambda: files_are_safe() + parallel(fixed_as_stored, STORED)}[sys.argv[2]]()
    for error in errors[:40]:
        print(error)
    print("%d faults" % len(errors))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
