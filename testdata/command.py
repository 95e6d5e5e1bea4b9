#!/usr/bin/env python3
"""The command as scripts and terminals meet it: exit status, options, output files, hostile names and texts, colour, secrets.

usage: command.py PEERLINT
"""
import fcntl
import importlib
import json
import os
import pty
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "bench"))
generate = importlib.import_module("generate")
near = importlib.import_module("near")
PAIRS = os.path.join(HERE, "pairs")
DOWN = os.path.join(PAIRS, "01-story-as-published")
UP = os.path.join(PAIRS, "03-story-repaired")
PEERLINT = os.path.abspath(sys.argv[1])
BAD = ["sr66.cfg", "ruijie.cfg"]


def run(*arguments, folder=DOWN, stdin=b"", **environment):
    return subprocess.run([PEERLINT, *arguments], cwd=folder, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, LC_ALL="C.UTF-8", **environment), timeout=120)


def on_terminal(*arguments, columns=80, **environment):
    """What the command writes to a terminal of that width."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([PEERLINT, *arguments], cwd=DOWN, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.DEVNULL,
                               env=dict(os.environ, LC_ALL="C.UTF-8", **environment))
    os.close(follower)
    output = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        output += part
    os.close(leader)
    process.wait()
    return output.decode("utf-8")


class Status(unittest.TestCase):
    def status(self, expected, *arguments, **options):
        result = run(*arguments, **options)
        self.assertEqual(result.returncode, expected, (arguments, result.stderr))
        return result

    def test_findings(self):
        self.status(1, "check", *BAD)
        self.status(0, "check", *BAD, folder=UP)

    def test_fail_on(self):
        self.status(0, "check", "--fail-on", "never", *BAD)
        self.status(1, "check", "--fail-on", "warning", *BAD, folder=UP)
        self.status(1, "check", "--fail-on=info", *BAD, folder=UP)

    def test_fail_on_of_fix(self):
        self.status(1, "fix", *BAD)
        self.status(0, "fix", "--fail-on", "never", "--dialect", "comware5", BAD[0])
        self.status(1, "fix", "--fail-on", "info", *BAD, folder=UP)

    def test_rule_severity(self):
        self.status(0, "check", "--rule", "KEY102=warning", "--rule", "ACL101=off", *BAD)
        self.status(1, "check", "--rule", "POL204=error", *BAD, folder=UP)
        report = json.loads(run("check", "--format", "json", "--rule", "KEY102=off", *BAD).stdout)
        self.assertNotIn("KEY102", [f["rule"] for f in report["findings"]])

    def test_wrong_usage(self):
        wrong = """
            |chekc|check|check --format yaml a|check --fail-on fatal a|check --rule KEY102 a|check --rule KEY999=off a|check --rule KEY102=loud a
            check --dialect ios a|check --color blue a|check --jobs -1 a|check --jobs x a|check --what a|check --format|check -x a|check -\u00e9 a
            check --write-baseline b --changed-from HEAD a|check --changed-from -x a
            show|show a b|show --dialect ios a|explain|explain KEY999|rules x|help chekc
            fix|fix --fail-on fatal a|fix --dialect ios a|fix --what a
            convert --to cisco|convert a b|convert --to ios a|convert --tunnel 1 a|convert --set x=y a|convert --dialect ios a|convert --what a
            peer --tunnel x a|peer --tunnel 0 a|peer --to ios a
            diagnose|diagnose --format sarif a|diagnose --color blue a|diagnose --what a"""
        commands = [line.split() for line in wrong.strip("\n").replace("\n", "|").split("|")]
        for arguments in commands + [["peer", *["--set", "peer-hostname=x"] * 65, "a"]]:
            result = self.status(2, *arguments)
            self.assertEqual(result.stdout, b"", arguments)
            self.assertTrue(result.stderr.startswith(b"peerlint: "), result.stderr)

    def test_wrong_values_get_the_right_ones(self):
        for arguments, said in (
                ("check --format yaml a", "--format takes text, json, sarif, junit, github, gitlab, checkstyle or html, not `yaml`"),
                ("fix --fail-on fatal a", "--fail-on takes error, warning, info or never, not `fatal`"),
                ("show --dialect ios a", "--dialect takes cisco, comware5, comware7, ruijie, not `ios`"),
                ("convert --to ios a", "--to takes cisco, comware5, comware7, ruijie, strongswan, not `ios`")):
            self.assertTrue(self.status(2, *arguments.split()).stderr.decode().startswith("peerlint: %s\n" % said), arguments)

    def test_settings_of_the_peer(self):
        good = ["peer-hostname=HQ-1", "peer-interface=Gi0/1", "peer-interface=GigabitEthernet 0/1", "peer-interface=Reth1",
                "peer-address=192.0.2.1", "peer-mask=24", "peer-mask=/24", "peer-mask=255.255.255.0", "peer-gateway=192.0.2.1",
                "peer-tunnel-address=192.0.2.1", "peer-inside-interface=te0/2", "peer-inside-network=10.1.0.0/16",
                "peer-inside-network=10.1.0.0/255.255.0.0", "this-address=192.0.2.1"]
        bad = ["peer-hostname", "peer-hostname=", "peer-hostname=a b", "peer-interface=GigabitEthernet", "peer-interface=0/1",
               "peer-interface=a b 1", "peer-interface=Tunnel0", "peer-address=192.0.2", "peer-address=0.0.0.0", "peer-address=224.0.0.1",
               "peer-mask=0.0.0.255",
               "peer-mask=33", "peer-gateway=gate", "peer-tunnel-address=192.0.2.1/30", "peer-inside-interface=\x1b[31m",
               "peer-inside-network=10.1.0.0", "peer-inside-network=10.1.0.0/33", "this-address=dhcp", "this-address=",
               "tunnel-interface=Tunnel3", "=x", ""]
        for dialect in ("comware5", "comware7", "cisco", "ruijie"):
            for setting in good:
                result = self.status(1, "peer", "--to", dialect, "--set", setting, "sr66.cfg") # its key cannot be read
                self.assertEqual(result.stderr, b"", setting)
        for setting in bad:
            result = self.status(2, "peer", "--to", "cisco", "--set", setting, "sr66.cfg")
            self.assertIn(b"--set " + setting.partition("=")[0].encode(), result.stderr)
            self.assertNotIn(b"\x1b", result.stderr)
            self.assertEqual(result.stdout, b"")
        self.assertIn(b"\ninterface GigabitEthernet0/7\n", run("peer", "--to", "cisco", "--set", "peer-interface=g 0/7", "sr66.cfg").stdout)
        self.assertIn(b"! not needed: --set peer-address,", run("peer", "--to", "cisco", "--set", "peer-address=192.0.2.1",
            "sr66.cfg").stdout)

    def test_help_and_version(self):
        commands = ("check", "show", "explain", "rules", "fix", "convert", "peer", "diagnose")
        pages = [(command, "--help") for command in commands]
        for arguments in pages + [("--help",), ("help",), ("-h",), ("-V",), ("--version",), ("rules",), ("explain", "KEY102"),
                                  ("explain", "key102"), ("explain", "Key-Encoding")]:
            result = self.status(0, *arguments)
            if arguments[0] != "rules":
                self.assertLessEqual(max(map(len, result.stdout.splitlines())), 80, arguments)
            self.assertEqual(result.stderr, b"", arguments)
            self.assertTrue(result.stdout.endswith(b"\n"), arguments)
        for command in commands:
            for arguments in ((command, "-h"), ("help", command)):
                self.assertEqual(self.status(0, *arguments).stdout, run(command, "--help").stdout, arguments)

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            process = subprocess.run([PEERLINT, "check", *BAD], cwd=DOWN, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"standard output", process.stderr)

    def test_memory_exhausted(self):
        """Also half-way through a run: status 3, one line on standard error, nothing on standard output."""
        with tempfile.TemporaryDirectory() as folder:
            generate.write_hub(10000, 0, os.path.join(folder, "hub.cfg"))
            for megabytes in (16, 24, 32):
                def limit():
                    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
                if subprocess.run([PEERLINT, "--version"], preexec_fn=limit, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode:
                    self.skipTest("the program does not start with so little memory")
                result = subprocess.run([PEERLINT, "check", "--format", "json", "hub.cfg"], cwd=folder, preexec_fn=limit,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.assertEqual((result.returncode, result.stdout, result.stderr), (3, b"", b"peerlint: out of memory\n"))

    def test_reader_goes_away(self):
        process = subprocess.Popen([PEERLINT, "check", *BAD], cwd=DOWN, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertIn(process.wait(), (1, 2))


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        for name in BAD:
            shutil.copy(os.path.join(DOWN, name), self.folder)
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, data):
        with open(os.path.join(os.fsencode(self.folder), os.fsencode(name)), "wb") as file:
            file.write(data)

    def check(self, *arguments, **options):
        return run("check", "--format", "json", *arguments, folder=self.folder, **options)

    def test_bad_file_among_good_ones(self):
        self.write("notes.txt", b"buy milk\n")
        for bad in ("missing.cfg", "notes.txt"):
            result = self.check(bad, *BAD)
            self.assertEqual(result.returncode, 2)
            self.assertIn(b"peerlint: " + bad.encode() + b": ", result.stderr)
            report = json.loads(result.stdout)
            self.assertEqual([f["path"] for f in report["files"]], BAD)
            self.assertEqual(len(report["tunnels"]), 1)

    def test_nothing_to_say(self):
        for name, data in (("empty", b""), ("binary", bytes(range(256)) * 64), ("blank", b"\n\n \n"), ("zero", b"\0" * 4096)):
            self.write(name, data)
            result = self.check(name)
            self.assertEqual((result.returncode, result.stdout), (2, b""), name)
            self.assertIn(b"peerlint: " + name.encode() + b": ", result.stderr)

    def test_tunnel_without_ipsec(self):
        text = "version 15.4\nhostname %s\ninterface Tunnel3\n ip address 172.16.0.%d 255.255.255.252\n tunnel source 192.0.2.%d\n tunnel destination 192.0.2.%d\n"
        for name, own, peer in (("a", 1, 2), ("b", 2, 1), ("c", 2, 9)):
            self.write(name, (text % (name, own, own, peer)).encode())
        said = b"No IPsec at either end protects what goes through:\n  a:3  Tunnel3  and  b:3  Tunnel3\n\n0 tunnels: "
        self.assertTrue(run("check", "a", "b", folder=self.folder).stdout.startswith(said))
        self.assertTrue(run("check", "a", "c", folder=self.folder).stdout.startswith(b"0 tunnels: "))
        self.assertEqual(json.loads(self.check("a", "b").stdout)["tunnels"], [])

    def test_policy_for_ipv6(self):
        text = b"version 7.1.064, Release 0427P22\n#\nipsec ipv6-policy SIX 1 isakmp\n transform-set T\n remote-address ipv6 2001:db8::2\n#\n"
        self.write("six", text)
        self.assertEqual(run("check", "six", folder=self.folder).stdout,
                         b"Not modelled, so nothing is said of:\n  six:3  IPv6 IPsec policy SIX\n\n0 tunnels: 0 errors, 0 warnings, 0 infos\n")

    def test_folder(self):
        os.mkdir(os.path.join(self.folder, "site"))
        self.write("site/README", b"What these are.\n")
        self.assertEqual(self.check("site").returncode, 2)
        for name in BAD:
            shutil.move(os.path.join(self.folder, name), os.path.join(self.folder, "site", name))
        self.write("site/.hidden.cfg", b"acl number 3000\n")
        os.symlink("..", os.path.join(self.folder, "site", "round"))
        result = self.check("site")
        self.assertEqual((result.returncode, result.stderr), (1, b""))
        self.assertEqual([f["path"] for f in json.loads(result.stdout)["files"]], ["site/ruijie.cfg", "site/sr66.cfg"])
        os.mkdir(os.path.join(self.folder, "none"))
        self.assertEqual(self.check("none").returncode, 2)

    def test_standard_input(self):
        with open(os.path.join(self.folder, "ruijie.cfg"), "rb") as file:
            result = self.check("sr66.cfg", "-", stdin=file.read())
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(json.loads(result.stdout)["tunnels"]), 1)

    def test_dialect_of_a_file(self):
        report = json.loads(self.check("cisco:ruijie.cfg", "sr66.cfg").stdout)
        self.assertEqual([f["dialect"] for f in report["files"]], ["cisco", "comware5"])
        shutil.copy(os.path.join(self.folder, "ruijie.cfg"), os.path.join(self.folder, "cisco:ruijie.cfg"))
        report = json.loads(self.check("cisco:ruijie.cfg").stdout)
        self.assertEqual([f["path"] for f in report["files"]], ["cisco:ruijie.cfg"])

        result = self.check("ios:ruijie.cfg", "sr66.cfg")
        self.assertEqual((result.returncode, result.stderr), (2, b"peerlint: ios:ruijie.cfg: there is no dialect `ios`\n"))

    def test_a_file_named_twice_is_one_router(self):
        os.symlink("sr66.cfg", os.path.join(self.folder, "link.cfg"))
        report = json.loads(self.check("sr66.cfg", "./sr66.cfg", "link.cfg").stdout)
        self.assertEqual(([f["path"] for f in report["files"]], report["tunnels"]), (["sr66.cfg"], []))

    def test_dialect_of_a_log(self):
        """Some dialects are known by their logs alone."""
        logs = os.path.join(HERE, "logs")
        for dialect, case, status in (("huawei", "64-huawei-proposal", 1), ("strongswan", "51-swan-wrong-key-as-responder", 1),
                                      ("ruijie", "36-ios-wrong-key-as-responder", 1), ("huawei", "36-ios-wrong-key-as-responder", 2),
                                      ("ios", "36-ios-wrong-key-as-responder", 2)):
            result = run("diagnose", "--dialect", dialect, "ike.log", folder=os.path.join(logs, case))
            self.assertEqual(result.returncode, status, (dialect, case, result.stderr))

    def test_output_file(self):
        result = self.check("--output", "report.json", *BAD)
        self.assertEqual((result.returncode, result.stdout), (1, b""))
        with open(os.path.join(self.folder, "report.json"), "rb") as file:
            first = file.read()
        self.assertEqual(first, self.check(*BAD).stdout)
        self.check("--output", "report.json", *BAD)
        self.assertEqual(sorted(os.listdir(self.folder)), ["report.json", "ruijie.cfg", "sr66.cfg"])
        result = self.check("--output", "nowhere/report.json", *BAD)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"nowhere/report.json", result.stderr)
        self.assertEqual(self.check("--output", "/dev/null", *BAD).returncode, 1)

    def test_hostile_name(self):
        name = b"a\x1b[31m\r\xff\n\xe2\x80\xae.cfg"
        shutil.copy(os.path.join(self.folder, "sr66.cfg"), os.path.join(os.fsencode(self.folder), name))
        for arguments in (("check",), ("check", "--format", "json"), ("show",), ("show", "--lines")):
            result = run(*arguments, os.fsdecode(name), folder=self.folder)
            for output in (result.stdout, result.stderr):
                output.decode("utf-8")
                self.assertIsNone(re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae", output), output)
        result = run("check", os.fsdecode(b"missing" + name), folder=self.folder)
        self.assertEqual(len(result.stderr.splitlines()), 1)
        self.assertIsNone(re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", result.stderr))

    def test_hostile_text(self):
        with open(os.path.join(self.folder, "sr66.cfg"), "rb") as file:
            text = file.read()
        self.write("sr66.cfg", b"sysname \x1b]0;owned\x07\xe2\x80\xaegnp\n" + text.replace(b"test-50", b"te\x1b[2Jst\x01\x02"))
        for arguments in (("check",), ("check", "--format", "json")):
            result = run(*arguments, *BAD, folder=self.folder)
            self.assertIsNone(re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae", result.stdout))

    def test_jobs_change_nothing(self):
        outputs = {run("check", "--format", form, "--jobs", jobs, *BAD, folder=self.folder).stdout for form in ("json",)
                   for jobs in ("0", "1", "2", "8")}
        self.assertEqual(len(outputs), 1)

    def test_quiet(self):
        result = run("check", "--quiet", *BAD)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (1, b"", b""))


class Suppression(unittest.TestCase):
    def report(self, before, after):
        with tempfile.TemporaryDirectory() as folder:
            for name in BAD:
                with open(os.path.join(DOWN, name), encoding="utf-8") as file:
                    text = file.read()
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text.replace(before, after, 1) if before in text else text)
            return json.loads(run("check", "--format", "json", *BAD, folder=folder).stdout)

    def test_next_command(self):
        report = self.report("crypto isakmp key", "! peerlint: off KEY102 known\ncrypto isakmp key")
        self.assertEqual([f["suppressed"] for f in report["findings"] if f["rule"] == "KEY102"], [True])
        self.assertEqual(report["summary"]["suppressed"], 1)

    def test_other_command(self):
        report = self.report("crypto ipsec transform", "! peerlint: off KEY102\ncrypto ipsec transform")
        self.assertEqual([f["suppressed"] for f in report["findings"] if f["rule"] == "KEY102"], [False])

    def test_whole_file(self):
        report = self.report("acl number 3001", "# peerlint: off POL201 being replaced\nacl number 3001")
        suppressed = {f["locations"][0]["file"]: f["suppressed"] for f in report["findings"] if f["rule"] == "POL201"}
        self.assertEqual(suppressed, {0: True, 1: False})

    def test_fingerprints_survive_moving(self):
        before = self.report("acl number 3001", "acl number 3001")
        after = self.report("acl number 3001", "#\n#\n#\nacl number 3001")
        self.assertEqual([f["fingerprint"] for f in before["findings"]], [f["fingerprint"] for f in after["findings"]])
        self.assertEqual(len({f["fingerprint"] for f in before["findings"]}), len(before["findings"]))

    def test_fingerprints_hold_no_secret(self):
        before = self.report("key 7 summer", "key 7 summer")
        after = self.report("key 7 summer", "key 7 winter")
        self.assertEqual([f["fingerprint"] for f in before["findings"]], [f["fingerprint"] for f in after["findings"]])


class Formats(unittest.TestCase):
    """What only some findings have: a line that goes, an excuse."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        texts = near.edited(*near.NEAR["both-gre-2"][:2])
        for name, text in zip("ab", texts):
            self.write(name, text)

    def write(self, name, text):
        with open(os.path.join(self.folder.name, name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.folder.name, name), encoding="utf-8") as file:
            return file.read()

    def check(self, form, *options):
        return run("check", "--format", form, *options, "a", "b", folder=self.folder.name).stdout.decode()

    def test_a_line_that_goes(self):
        finding = next(f for f in json.loads(self.check("json"))["findings"] if f["rule"] == "TUN107")
        line = self.read("a").split("\n").index(" keepalive 10 3") + 1
        self.assertEqual([(e["line"], e["text"]) for e in finding["fix"]["edits"]], [(line, None)])
        self.assertIn("- keepalive 10 3", self.check("text"))
        result = next(r for r in json.loads(self.check("sarif"))["runs"][0]["results"] if r["ruleId"] == "TUN107")
        replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
        self.assertEqual(replacement, {"deletedRegion": {"startLine": line, "startColumn": 1, "endLine": line + 1, "endColumn": 1}})
        self.assertIn("TUN107", self.check("html"))
        fixed = run("fix", "a", "b", folder=self.folder.name)
        self.assertEqual((fixed.returncode, [l for l in fixed.stdout.decode().split("\n") if l.startswith("-")
                                             and not l.startswith("---")]), (0, ["- keepalive 10 3"]))

    def test_a_key_between_two_changes(self):
        texts = near.edited("map", [(" group 14\n", " group 15\n"), ("esp-aes esp", "esp-aes 256 esp")])
        for name, text in zip("ab", texts):
            self.write(name, text)
        lines = run("fix", "a", "b", folder=self.folder.name).stdout.decode().split("\n")
        self.assertEqual([l for l in lines if "isakmp key" in l], [])
        self.assertEqual(len([l for l in lines if l.startswith("@@")]), 2)
        # Less context behind a change than before it says to `patch` that the file ends there.
        self.assertIn("@@ -7,1 +7,1 @@", lines)

    def test_excuses(self):
        self.assertEqual(run("check", "--write-baseline", "known", "a", "b", folder=self.folder.name).returncode, 0)
        for form in ("text", "html", "junit", "sarif"):
            self.assertIn("TUN107", self.check(form), form)
        for form in ("html", "junit"):
            said = self.check(form, "--baseline", "known")
            self.assertIn("known by the baseline", said, form)
            self.assertNotIn("switched off", said, form)
        sarif = json.loads(self.check("sarif", "--baseline", "known"))
        self.assertEqual({s["kind"] for r in sarif["runs"][0]["results"] for s in r["suppressions"]}, {"external"})
        for reason, said in (("", "switched off in the config"), (" until the spring", "switched off in the config: until the spring")):
            texts = near.edited(*near.NEAR["both-gre-2"][:2])
            self.write("a", texts[0].replace(" keepalive 10 3", "! peerlint: off TUN107%s\n keepalive 10 3" % reason))
            for form in ("html", "junit"):
                self.assertIn(said, self.check(form), form)


class Text(unittest.TestCase):
    def test_color_only_where_wanted(self):
        self.assertNotIn(b"\033", run("check", *BAD).stdout)
        self.assertIn(b"\033[", run("check", "--color", "always", *BAD).stdout)
        self.assertIn("\033[", on_terminal("check", *BAD))
        self.assertNotIn("\033", on_terminal("check", *BAD, NO_COLOR="1"))
        self.assertNotIn("\033", on_terminal("check", "--color", "never", *BAD))
        self.assertIn("\033[", on_terminal("check", *BAD, NO_COLOR=""))

    def test_width(self):
        """Only lines that are there to be copied may be wider than the terminal."""
        for columns in (60, 80, 110):
            lines = on_terminal("check", "--color", "never", *BAD, columns=columns).replace("\r", "").split("\n")
            self.assertLessEqual(max(len(line) for line in lines if not line.startswith("      + ")), columns)

    def test_long_paths(self):
        """A path that takes the line for itself leaves what it names nearly the whole width, and no result of a flow is cut."""
        output = run("check", "testdata/pairs/01-story-as-published", folder=os.path.dirname(HERE)).stdout.decode()
        self.assertIn("\n    testdata/pairs/01-story-as-published/ruijie.cfg:12\n"
                      "      crypto ipsec transform-set myset esp-3des esp-md5-hmac\n", output)
        for columns in (40, 80):
            output = on_terminal("check", "--color", "never", os.path.join(PAIRS, "05-v5-esp-hash-default-against-sha1"), columns=columns)
            self.assertIn("gre 192.0.2.17/32 to 203.0.113.17/32 down: ESP101", " ".join(output.split()))

    def test_down_without_an_error(self):
        """The exit status is the findings', so somebody who reads the verdict is told why it is 0."""
        said = b"\n1 tunnel (down): 0 errors, 1 warning, 2 infos\nA tunnel is down without an error: "
        down = run("check", folder=os.path.join(HERE, "rules", "ACL104", "fires"), *sorted(
            name for name in os.listdir(os.path.join(HERE, "rules", "ACL104", "fires")) if name.endswith(".cfg")))
        self.assertEqual(down.returncode, 0)
        self.assertIn(said, down.stdout)
        self.assertNotIn(b"without an error", run("check", *BAD).stdout)

    def test_log_of_other_files(self):
        """A log of V5 beside files of V7 is not called theirs; and no line of the diagnosis is broken by a terminal."""
        log = os.path.join(HERE, "logs", "01-story-as-published", "ike.log")
        other = os.path.join(PAIRS, "35-v7-cisco-one-character")
        lines = on_terminal("diagnose", "--color", "never", log, other).replace("\r", "").split("\n")
        self.assertLessEqual(max(map(len, lines[1:])), 80)
        text = " ".join(" ".join(lines).split())
        self.assertIn("The log is taken for that of ", text)
        self.assertRegex(text, "It is a log of H3C Comware V5, and [^ ]+ runs (H3C Comware V7|Cisco IOS): ")
        self.assertIn("The log is of sr66.cfg; ", run("diagnose", log, *BAD).stdout.decode())
        said = run("diagnose", *BAD)
        self.assertEqual((said.returncode, said.stdout), (2, b""))
        self.assertIn(b"the log comes first", said.stderr)

    def test_ascii(self):
        output = subprocess.run([PEERLINT, "check", *BAD], cwd=DOWN, env=dict(os.environ, LC_ALL="C"), stdout=subprocess.PIPE).stdout
        output.decode("ascii")

    def test_secrets(self):
        key = b"summer"
        for arguments in (("check",), ("check", "--format", "json"), ("show",), ("show", "--lines")):
            for name in BAD if arguments[0] == "show" else [None]:
                files = [name] if name else BAD
                result = run(*arguments, *files)
                self.assertNotIn(key, result.stdout + result.stderr, arguments)
        self.assertIn(key, run("check", "--show-secrets", *BAD).stdout)
        self.assertIn(key, run("show", "--show-secrets", "ruijie.cfg").stdout)
        self.assertIn(b"key 7 ******", run("check", *BAD).stdout)

    def test_same_output_twice(self):
        self.assertEqual(run("check", "--format", "json", *BAD).stdout, run("check", "--format", "json", *BAD).stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
