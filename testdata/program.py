"""Runs peerlint for the tests: a process for each call, or where the program is `serve` (serve.c) one process for all calls of a thread."""
import atexit
import fcntl
import os
import select
import struct
import subprocess
import sys
import tempfile
import threading

HERE = threading.local()
SERVERS = []


def folder():
    """A temporary one, in memory where the system has a place for that: peerlint waits until what it wrote is on the disk."""
    return tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


class Result:
    """As of subprocess.run(); the status of a server that died is below zero, and its last words are in stderr."""

    def __init__(self, returncode, stdout, stderr):
        self.returncode, self.stdout, self.stderr = returncode, stdout, stderr


class Server:
    def __init__(self, path, environment):
        self.outputs = [tempfile.TemporaryFile(buffering=0) for _ in range(2)]
        for file in self.outputs:
            fcntl.fcntl(file, fcntl.F_SETFL, os.O_APPEND)
        requests, self.requests = os.pipe()
        self.answers, answers = os.pipe()
        # Memory that was freed is kept from being used again for a while; all of it from all calls would fill the machine.
        options = ":".join(filter(None, [environment.get("ASAN_OPTIONS"), "quarantine_size_mb=16"]))
        start = 'exec "$0" 3<&%d 4>&%d' % (requests, answers)
        self.process = subprocess.Popen(["bash", "-c", start, path], stdin=subprocess.DEVNULL, stdout=self.outputs[0],
                                        stderr=self.outputs[1], env=dict(environment, ASAN_OPTIONS=options), pass_fds=(requests, answers))
        os.close(requests)
        os.close(answers)

    def said(self):
        """What came on both outputs since the last time."""
        texts = []
        for file in self.outputs:
            texts.append(os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0))
            os.ftruncate(file.fileno(), 0)
        return texts

    def run(self, arguments, folder, stdin, longest):
        text = b"".join(os.fsencode(word) + b"\0" for word in [os.path.abspath(folder or "."), stdin, *arguments])
        os.write(self.requests, struct.pack("=I", len(text)) + text)
        if not select.select([self.answers], [], [], longest)[0]:
            self.process.kill()
            raise subprocess.TimeoutExpired(arguments, longest)
        status = os.read(self.answers, 1)
        return Result(status[0] if status else -abs(self.process.wait() or 1), *self.said())

    def close(self):
        """False where the process does not end well: it leaked."""
        os.close(self.requests)
        good = self.process.wait() == 0
        if not good:
            sys.stderr.buffer.write(self.said()[1])
        return good


@atexit.register
def close_all():
    alive = [server for server in SERVERS if server.process.poll() is None]
    if not all([server.close() for server in alive]):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)


def run(path, arguments, folder=None, stdin=os.devnull, longest=300, **variables):
    """One call in a folder; `stdin` is a file's path, `longest` what it may take in seconds, `variables` are added to the environment."""
    environment = dict(os.environ, **variables)
    if os.path.basename(path) != "serve":
        with open(stdin, "rb") as file:
            return subprocess.run([path, *arguments], cwd=folder, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=environment, timeout=longest)
    servers = HERE.__dict__.setdefault("servers", {})
    key = (path, tuple(sorted(variables.items())))
    if key not in servers or servers[key].process.poll() is not None:
        servers[key] = Server(path, environment)
        SERVERS.append(servers[key])
    return servers[key].run(arguments, folder, stdin, longest)
