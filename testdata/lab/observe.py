"""One negotiation of the two daemons, in the words of peerlint's report: did it come up, else at which message did it stop and why."""
import collections, re, socket, time

# The first that is in a log decides; the responder's log comes first, because what it tells the initiator is often another thing.
SIGNS = [
    ("psk", r"could not decrypt payloads|invalid \w+ payload length, decryption failed|calculated HASH does not match HASH payload"),
    ("key-missing", r"N\(INVAL_KE\)|INVALID_KE_PAYLOAD"),
    ("mode", r"but none allows pre-shared key authentication using"),
    ("authentication", r"but none allows RSA signature authentication|no private key found|no trusted \w+ public key found"),
    ("identity", r"no peer config found|ID[ir]+ '.*' does not match to"),
    ("address", r"no IKE config found"),
    ("selector", r"no matching CHILD_SA config found|traffic selector missing in configuration"),
    ("pfs", r"(?s:no acceptable (KEY_EXCHANGE_METHOD|DIFFIE_HELLMAN_GROUP) found.*no matching proposal found)"),
    ("transform", r"no matching proposal found"),
    ("proposal", r"no proposal found"),
    ("no-answer", r"giving up after \d+ retransmits|error writing to socket"),
    ("no-connection", r"CHILD_SA config '.*' not found"),
]


Flow = collections.namedtuple("Flow", "up reason narrowed")


class Outcome:
    """`phase`, `exchange` and `message` are those of the first failure, None where there is none."""

    def __init__(self):
        self.result, self.phase, self.exchange, self.message, self.reason = "up", None, None, None, None
        self.flows = []         # a Flow for each child
        self.ike = None         # the IKE_SA as listed by the initiator
        self.child = None       # the first child that is up
        self.logs = ("", "")    # initiator's, responder's

    def __str__(self):
        at = "" if self.result == "up" else " at phase %s, %s message %s: %s" % (self.phase, self.exchange, self.message, self.reason)
        return self.result + at + (" " + ", ".join("narrowed" if f.narrowed else "up" if f.up else f.reason for f in self.flows)
                                   if len(self.flows) > 1 else "")


def reason_of(initiator, responder):
    for log in (responder, initiator):
        for reason, sign in SIGNS:
            if re.search(sign, log):
                return reason
    return "unknown"


def quick(log):
    """The log from the last quick mode on."""
    return log[max(log.rfind("generating QUICK_MODE request"), log.rfind("parsed QUICK_MODE request"), 0):]


def message_of(initiator, responder, reason):
    """The number of the first message that its receiver did not accept: each request is an odd one, and a refused answer the next even
    one."""
    requests = len(set(re.findall(r"generating (?:ID_PROT|AGGRESSIVE) request \d+ \[ (.*?) \]", initiator)))
    refused_here = re.search(r"does not match to|calculated HASH does not match",
                             initiator) or ("generating INFORMATIONAL_V1 request" in initiator and reason == "key-missing")
    return 2 * requests if refused_here else max(2 * requests - 1, 1)


def established(sas):
    return [sa for sa in sas if sa["state"] == "ESTABLISHED"]


def installed(sas):
    """Children by the name of their config."""
    return {child["name"]: child for sa in established(sas) for child in sa.get("child-sas", {}).values()
            if child["state"] in ("INSTALLED", "REKEYED")}


def wait_for(side, count):
    """The responder's children stand only after the third message of quick mode."""
    for _ in range(100):
        sas = side.sas()
        if len([c for sa in sas for c in sa.get("child-sas", {}).values() if c["state"] == "INSTALLED"]) >= count:
            return True
        time.sleep(0.005)
    return False


def own_connection(config):
    """The connection that starts, with its children in order; the first where there are several."""
    for name, connection in config.get("connections", {}).items():
        return name, connection
    return None, None


def flows_of(side, other, connection, outcome):
    for child, wanted in connection.get("children", {}).items():
        side.log(), other.log()
        up = side.initiate(child)
        sas = side.sas()
        mine = installed(sas).get(child)
        if not established(sas) and not outcome.ike:
            outcome.logs = (side.log(), other.log())
            return False
        outcome.ike = outcome.ike or established(sas)[0]
        logs = side.log(), other.log()
        if up and mine:
            wait_for(other, len([f for f in outcome.flows if f.up]) + 1)
            narrowed = mine["local-ts"] + mine["remote-ts"] != [listed(ts) for ts in wanted["local_ts"] + wanted["remote_ts"]]
            outcome.child = outcome.child or mine
            outcome.flows.append(Flow(True, None, narrowed))
        else:
            outcome.logs = logs
            outcome.flows.append(Flow(False, reason_of(*(quick(log) for log in logs)), False))
    return True


def port_name(protocol, port):
    try:
        return "/" + socket.getservbyport(int(port[1:]), protocol)
    except (OSError, ValueError):
        return port


def listed(ts):
    """A selector as list-sas spells it: with the names of the system's tables, where it has them."""
    def named(m):
        protocol = next((name for name in ("icmp", "tcp", "udp", "gre") if number_of(name) == m[1]), m[1])
        return "[%s%s]" % (protocol, port_name(protocol, m[2]) if m[2] else "")
    return re.sub(r"\[(\d+)(/[^\]]*)?\]", named, ts)


def number_of(name):
    try:
        return str(socket.getprotobyname(name))
    except OSError:
        return None


def negotiate(lab, configs, initiator):
    """Lets one side initiate all flows of its connection."""
    side, other = lab.sides[initiator], lab.sides[1 - initiator]
    outcome = Outcome()
    name, connection = own_connection(configs[initiator])
    if not connection or not connection.get("children"):
        outcome.result, outcome.reason, outcome.message = "down", "no-connection", 0
        return outcome
    reached = flows_of(side, other, connection, outcome)
    for s in lab.sides:
        s.terminate()
    if not reached:
        outcome.result, outcome.phase = "down", 1
        outcome.exchange = "aggressive" if connection.get("aggressive") == "yes" else "main"
        outcome.reason = reason_of(*outcome.logs)
        outcome.message = message_of(*outcome.logs, outcome.reason)
        return outcome
    failed = [f for f in outcome.flows if not f.up]
    if failed:
        outcome.result = "partial" if len(failed) < len(outcome.flows) else "down"
        outcome.phase, outcome.exchange, outcome.message, outcome.reason = 2, "quick", 1, failed[0].reason
    return outcome
