"""Two charon daemons in network namespaces of their own, joined by a veth pair: started, driven over vici, and removed without a trace.

Everything lives in processes and in one folder: the namespaces have no names, so they end with the last process in them.
"""
import glob, os, shutil, signal, subprocess, sys, tempfile

import vici

CHARON = "/usr/lib/ipsec/charon"
PLUGINS = "/usr/lib/ipsec/plugins"
LINK = "10.255.255.%d"


class Unavailable(Exception):
    """The lab cannot be set up here; the text says why."""


SETTINGS = """
charon {
  load_modular = no
  load = random nonce openssl gcrypt gmp aes md5 sha1 sha2 hmac kdf pem pkcs1 pkcs8 x509 pubkey constraints counters %(kernel)s socket-default vici
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  install_routes = %(routes)s
  install_virtual_ip = no
  retransmit_tries = 1
  retransmit_timeout = %(timeout)s
  retransmit_base = 1.0
  half_open_timeout = 5
  cookie_threshold = 0
  block_threshold = 0
  init_limit_half_open = 0
  port = 500
  port_nat_t = 4500
  filelog {
    log {
      path = %(folder)s/log
      default = 1
      ike = 2
      cfg = 2
      chd = 2
      enc = 1
      flush_line = yes
    }
  }
  plugins {
    vici {
      socket = unix://%(folder)s/vici
    }
    kernel-libipsec {
      allow_peer_ts = yes
    }%(marks)s
  }
}
swanctl {
  load = random pem pkcs1 x509
}
"""

# Traffic that the tunnel device takes must not be charon's own packets.
MARKS = """
    socket-default {
      fwmark = 0x42
    }
    kernel-netlink {
      fwmark = !0x42
    }"""


def ip(pid, *args, check=True):
    command = ["nsenter", "-t", str(pid), "-n", "ip", *args] if pid else ["ip", *args]
    return subprocess.run(command, capture_output=True, check=check, text=True)


class Daemon:
    """One side: a namespace, a charon in it, a connection to it, and its log."""

    def __init__(self, folder, name, preload, data_path):
        self.folder = os.path.join(folder, name)
        self.preload, self.data_path = preload, data_path
        os.makedirs(os.path.join(self.folder, "run"))
        self.settings(0.1)
        self.vici = None
        # The first process holds the namespaces; charon follows on a word over its standard input, when the link is there.
        script = 'mount --bind "$1/run" "$(readlink -f /var/run)" && echo ready && read go && exec env STRONGSWAN_CONF="$1/strongswan.conf" ${2:+LD_PRELOAD="$2"} "$3" >"$1/out" 2>&1'
        self.process = subprocess.Popen(["unshare", "--net", "--mount", "--propagation", "private", "sh", "-c", script, "lab", self.folder,
                                         preload or "", CHARON], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=dict(os.environ, ASAN_OPTIONS="", UBSAN_OPTIONS=""))
        if self.process.stdout.readline().strip() != "ready":
            raise Unavailable("no namespaces here: %s" % self.process.stderr.read().strip())
        self.pid = self.process.pid
        self.offset = 0

    def settings(self, timeout):
        values = {"folder": self.folder, "timeout": timeout, "kernel": "kernel-libipsec kernel-netlink" if self.data_path
                  else "kernel-netlink", "routes": "yes" if self.data_path else "no", "marks": MARKS if self.data_path else ""}
        with open(os.path.join(self.folder, "strongswan.conf"), "w", encoding="ascii") as f:
            f.write(SETTINGS % values)

    def start(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        try:
            self.vici = vici.wait_for_socket(os.path.join(self.folder, "vici"), lambda: self.process.poll() is None)
        except vici.Failed as e:
            raise Unavailable("%s: %s" % (e, self.log()[-2000:])) from e

    def retransmission(self, timeout):
        """For negotiations that begin from now on."""
        self.settings(timeout)
        self.vici.call("reload-settings")

    def log(self):
        """What was logged since the last call."""
        path = os.path.join(self.folder, "log")
        if not os.path.exists(path):
            return ""
        with open(path, "rb") as f:
            f.seek(self.offset)
            text = f.read()
        self.offset += len(text)
        return text.decode(errors="replace")

    def own(self, network):
        """Every address of the network is one of this side."""
        ip(self.pid, "route", "replace", "local", network, "dev", "lo")

    def load(self, config):
        """Loads connections and secrets as read_config() gives them; nothing starts by itself."""
        for name, connection in config.get("connections", {}).items():
            connection = dict(connection, children={n: dict(c, start_action="none") for n, c in connection.get("children", {}).items()})
            connection.update(dpd_delay="0s", keyingtries="1", mobike="no")
            self.vici.call("load-conn", {name: connection})
        for shared in vici.shared_keys(config):
            self.vici.call("load-shared", shared)

    def unload(self, config):
        for name in config.get("connections", {}):
            self.vici.call("unload-conn", {"name": name})
        self.vici.call("clear-creds")

    def initiate(self, child, wait=15.0):
        """True when the child's SAs stand."""
        try:
            self.vici.call("initiate", {"child": child, "timeout": int(wait * 1000), "init-limits": "no"})
            return True
        except vici.Failed:
            return False

    def sas(self):
        return [dict(sa, name=name) for event in self.vici.stream("list-sas", "list-sa") for name, sa in event.items()]

    def terminate(self):
        """Ends every IKE_SA at once, without a word to the peer."""
        for sa in self.sas():
            try:
                self.vici.call("terminate", {"ike-id": sa["uniqueid"], "force": "yes", "timeout": "-1"})
            except vici.Failed:
                pass # it has gone by itself

    def stop(self):
        if self.vici:
            self.vici.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


def reason_against(data_path):
    """Why there can be no lab; None: there can."""
    if not os.access(CHARON, os.X_OK):
        return "strongSwan's charon is not installed (package strongswan-charon)"
    for plugin in ["vici", "kernel-netlink", "openssl"] + (["kernel-libipsec"] if data_path else []):
        if not glob.glob("%s/libstrongswan-%s.so" % (PLUGINS, plugin)):
            return "strongSwan's plugin %s is not installed (packages libcharon-extra-plugins, libstrongswan-extra-plugins, libstrongswan-standard-plugins)" % plugin
    for program in ("unshare", "nsenter", "ip"):
        if not shutil.which(program):
            return "there is no `%s` (packages util-linux, iproute2)" % program
    if data_path and not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        return "/dev/net/tun cannot be opened"
    return None


def become_root():
    """Where the user is not root: starts this program again as the root of a user namespace, if there may be one."""
    if os.geteuid() and not subprocess.run(["unshare", "--map-root-user", "true"], capture_output=True, check=False).returncode:
        os.execvp("unshare", ["unshare", "--map-root-user", sys.executable, *sys.argv])


class Lab:
    """Both sides. Use it in a `with` statement."""

    def __init__(self, preload=None, data_path=False):
        reason = reason_against(data_path)
        if reason:
            raise Unavailable(reason)
        # A test that runs out of time is terminated, and must clean up as any other.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
        self.folder = tempfile.mkdtemp(prefix="peerlint-lab-")
        self.sides = []
        try:
            for name in ("a", "b"):
                self.sides.append(Daemon(self.folder, name, preload, data_path))
            self.join()
            for side in self.sides:
                side.start()
        except BaseException:
            self.close()
            raise

    def join(self):
        a, b = self.sides
        try:
            ip(a.pid, "link", "add", "lab0", "type", "veth", "peer", "name", "lab0", "netns", str(b.pid))
        except subprocess.CalledProcessError as e:
            raise Unavailable("no veth pair here: %s" % e.stderr.strip()) from e
        for number, side in enumerate(self.sides):
            ip(side.pid, "link", "set", "lo", "up")
            ip(side.pid, "address", "add", LINK % (number + 1) + "/30", "dev", "lab0")
            ip(side.pid, "link", "set", "lab0", "up")

    def network(self, number, network):
        """Every address of the network is one of side `number`, and the other side has a route to it."""
        self.sides[number].own(network)
        ip(self.sides[1 - number].pid, "route", "replace", network, "via", LINK % (number + 1))

    def link(self, up):
        """Takes the way between the two away, or brings it back."""
        for side in self.sides:
            ip(side.pid, "rule", "del" if up else "add", "pref", "1", "prohibit")

    def close(self):
        for side in self.sides:
            side.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

