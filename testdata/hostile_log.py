#!/usr/bin/env python3
"""Hostile logs: no shape of a log makes `peerlint diagnose` crash, hang or grow, and no key that stands in one is printed.

usage: hostile_log.py PEERLINT SERVE

SERVE is the test program that answers many commands in one process, or PEERLINT once more.
"""
import os
import random
import re
import subprocess
import sys
import unittest

import program

PEERLINT, SERVE = map(os.path.abspath, sys.argv[1:3])
LOGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "logs")
MEGABYTE = 1 << 20
LARGE, SMALL = 8 * MEGABYTE, MEGABYTE
SLOWEST = 20        # seconds for a log of 8 MB, on a machine that is busy and with sanitizers
GROWTH = 2048       # KB of memory that a log eight times as long may need more
HEAD = b"*Sep 3 09:14:02:016 2013 LNS IKE/7/DEBUG: "
NOISE = HEAD + b"parse payloads: invalid next payload type 91 in payload of type 5"

SECRET = b"Canary5ecret"
# Lines that people paste between those of a log, and that devices print among them. The name says how many lines of keying material they are.
CANARIES = [(line.replace(b"%", SECRET), count) for line, count in (
    (b"crypto isakmp key 0 % address 192.0.2.1", 0), (b" pre-shared-key simple %", 0),
    (b"Router(config)#crypto isakmp key % address 0.0.0.0", 0), (b"[SR66-ike-peer-x]pre-shared-key %", 0), (b": PSK \"%\"", 0),
    (HEAD + b"SKEYID_d: %", 1), (HEAD + b"KEYMAT: %", 1), (b"*Aug 20 19:10:37:509 2012 A IKE/7/PACKET: SKEYID_a: %", 1),
    (b"*Aug 20 19:10:37:509 2012 A IKE/7/PACKET: -MDC=1; Extended Skeyid_e:%", 1),
    (b"*Mar  1 00:21:07.021: ISAKMP:(1001):SKEYID_e: %", 1), (b"05[IKE] SKEYID => 16 bytes @ 0x7f0011223344\n05[IKE]    0: %", 1))]


def of_size(line, size):
    return (line + b"\n") * (size // (len(line) + 1) + 1)


def numbered(line, size):
    """The line again and again, `@` in it replaced by 16 hex digits that are never the same."""
    count = size // (len(line) + 16)
    return b"".join(line.replace(b"@", b"%016x" % (i * 0x9e3779b97f4a7c15 % (1 << 64))) + b"\n" for i in range(count))


def addresses(line, size):
    return b"".join(line.replace(b"@", b"10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255)) + b"\n" for i in range(size // len(line)))


SHAPES = {
    "bytes": lambda size: random.Random(1).randbytes(size),
    "bytes behind a head": lambda size: b"".join(HEAD + random.Random(i).randbytes(100).replace(b"\n", b"") + b"\n"
                                                 for i in range(size // 140)),
    "NULs in one line": lambda size: NOISE + b"\0" * size + b"\n" + NOISE + b"\n",
    "one long line": lambda size: NOISE + b"A" * size + b"\n" + NOISE + b"\n",
    "one long line of words": lambda size: HEAD + b"parse payloads " * (size // 15) + b"\n",
    "one letter a line": lambda size: b"a\n" * (size // 8),
    "line ends": lambda size: b"\n" * (size // 4),
    "brackets": lambda size: of_size(b"(" * 3000, size),
    "colons": lambda size: of_size(HEAD + b"x:" * 2000, size),
    "heads without text": lambda size: of_size(HEAD + b"\nxx yy zz", size),
    "what might go on": lambda size: of_size(HEAD + b"got NOTIFY of\n" + b"zz " * 20, size),
    "unfinished escape codes": lambda size: of_size(b"\x1b[" * 2000, size),
    "escape codes": lambda size: of_size(b"\x1b[31m" + HEAD + b"\x1b]0;x\x07got NOTIFY of type \x1b[2JNO_PROPOSAL_CHOSEN\x9b31m", size),
    "backspaces": lambda size: of_size(NOISE + b"\b" * 500, size),
    "cookies": lambda size: numbered(HEAD + b"received message:\n" + HEAD + b"ICOOKIE: 0x@\n" + HEAD + b"NEXT_PAYLOAD: SA", size),
    "peers of IOS": lambda size: addresses(b"ISAKMP (0): received packet from @ dport 500 sport 500 Global (N) NEW SA", size),
    "peers of charon": lambda size: addresses(b"05[NET] received packet: from @[500] to 192.0.2.5[500] (180 bytes)", size),
    "signs": lambda size: of_size(NOISE, size),
    "transforms": lambda size: numbered(HEAD + b"Transform 1's attributes\n" + HEAD + b"Attribute ENCRYPTION_ALGORITHM : @", size),
    "traps": lambda size: addresses(b"IPSEC/4/IPSECNEGOFAIL: OID 1 IPSec tunnel negotiation fails. (Reason=x, ReasonCode=99999999999, PeerAddress=@)", size),
}


def peak(process):
    """KB of memory that the running process ever had; None where the system does not tell."""
    try:
        with open("/proc/%d/status" % process.pid, encoding="ascii") as f:
            found = re.search(r"VmHWM:\s+(\d+)", f.read())
    except OSError:
        return None
    return int(found.group(1)) if found else None


def diagnose(log, *options):
    """Status, outputs, peak of memory, processor seconds; the log goes in by a pipe, at whose end the memory is read."""
    before = os.times()
    process = subprocess.Popen([PEERLINT, "diagnose", *options, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env=dict(os.environ, LC_ALL="C.UTF-8"))
    process.stdin.write(log)
    process.stdin.flush()
    memory = peak(process)
    output = process.communicate(timeout=20 * SLOWEST)[0]
    after = os.times()
    return process.returncode, output, memory, after.children_user - before.children_user


def ask(log, *options):
    """Status and output, of many small logs one after the other."""
    with program.folder() as folder:
        path = os.path.join(folder, "log")
        with open(path, "wb") as file:
            file.write(log)
        result = program.run(SERVE, ["diagnose", *options, "-"], folder, path, SLOWEST, LC_ALL="C.UTF-8")
    return result.returncode, result.stdout + result.stderr


class HostileLog(unittest.TestCase):
    def test_shapes(self):
        for name, make in SHAPES.items():
            with self.subTest(name):
                _, _, small, _ = diagnose(make(SMALL))
                status, _, large, seconds = diagnose(make(LARGE))
                self.assertIn(status, (0, 1, 2))
                self.assertLess(seconds, SLOWEST)
                if small and large and "SANITIZED" not in os.environ:
                    self.assertLess(large - small, GROWTH)

    def test_canaries(self):
        """Keys between the lines of every case, and keying material: it is counted, and nothing of it is printed."""
        for case in sorted(os.listdir(LOGS)):
            path = os.path.join(LOGS, case, "ike.log")
            if not os.path.exists(path):
                continue
            with open(path, "rb") as f:
                lines = f.read().split(b"\n")
            for canary, count in CANARIES:
                log = b"\n".join(part for line in lines for part in (line, canary))
                with self.subTest(case, canary=canary):
                    status, output = ask(log)
                    self.assertIn(status, (0, 1, 2))
                    self.assertNotIn(SECRET, output)

    def test_counts_keying_material(self):
        for canary, count in CANARIES:
            log = b"\n".join([NOISE, canary, canary, NOISE]) if b"/7/" in canary else b"\n".join([canary, canary])
            with self.subTest(canary=canary):
                _, output = ask(log, "--format", "json")
                if count:
                    self.assertIn(b'"secrets": 2', output)
                self.assertNotIn(SECRET, output)

    def test_mutations(self):
        """Bytes changed, lines dropped, doubled and swapped in every case: always an answer, soon."""
        chance = random.Random(7)
        for case in sorted(os.listdir(LOGS)):
            path = os.path.join(LOGS, case, "ike.log")
            if not os.path.exists(path):
                continue
            with open(path, "rb") as f:
                log = bytearray(f.read())
            for _ in range(6):
                lines = bytes(log).split(b"\n")
                for _ in range(chance.randrange(1, 12)):
                    i, k = chance.randrange(len(lines)), chance.randrange(len(lines))
                    kind = chance.randrange(5)
                    if kind == 0:
                        lines[i] = lines[k]
                    elif kind == 1:
                        lines[i], lines[k] = lines[k], lines[i]
                    elif kind == 2:
                        lines[i] += lines[k]
                    elif kind == 3:
                        lines[i] = lines[i][:chance.randrange(len(lines[i]) + 1)]
                    else:
                        lines[i] = bytes(b if chance.random() > 0.03 else chance.randrange(256) for b in lines[i])
                text = b"\n".join(lines)
                for options in ((), ("--format", "json")):
                    with self.subTest(case, text=text):
                        status, output = ask(text, *options)
                        self.assertIn(status, (0, 1, 2), output)


unittest.main(argv=[sys.argv[0]] + sys.argv[3:])
