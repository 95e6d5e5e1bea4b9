"""A client of charon's control protocol, and a reader of swanctl.conf.

The protocol is described in strongSwan's src/libcharon/plugins/vici/README.md: packets with a length in front, messages of sections, lists
and values.
"""
import base64, os, re, socket, struct, time

CMD_REQUEST, CMD_RESPONSE, CMD_UNKNOWN, EVENT_REGISTER, EVENT_UNREGISTER, EVENT_CONFIRM, EVENT_UNKNOWN, EVENT = range(8)
SECTION_START, SECTION_END, KEY_VALUE, LIST_START, LIST_ITEM, LIST_END = range(1, 7)


class Failed(Exception):
    """The daemon refused a command."""


def name_of(s):
    return bytes([len(s)]) + s.encode()


def value_of(v):
    v = v if isinstance(v, bytes) else str(v).encode()
    return struct.pack("!H", len(v)) + v


def encode(message):
    out = b""
    for key, value in message.items():
        if isinstance(value, dict):
            out += bytes([SECTION_START]) + name_of(key) + encode(value) + bytes([SECTION_END])
        elif isinstance(value, list):
            out += bytes([LIST_START]) + name_of(key) + b"".join(bytes([LIST_ITEM]) + value_of(v) for v in value) + bytes([LIST_END])
        else:
            out += bytes([KEY_VALUE]) + name_of(key) + value_of(value)
    return out


def decode(data):
    at, stack, items = 0, [{}], None

    def name():
        nonlocal at
        size = data[at]
        at += 1 + size
        return data[at - size:at].decode()

    def value():
        nonlocal at
        size, = struct.unpack_from("!H", data, at)
        at += 2 + size
        return data[at - size:at].decode(errors="replace")

    while at < len(data):
        kind = data[at]
        at += 1
        if kind == SECTION_START:
            section = {}
            stack[-1][name()] = section
            stack.append(section)
        elif kind == SECTION_END:
            stack.pop()
        elif kind == KEY_VALUE:
            key = name()
            stack[-1][key] = value()
        elif kind == LIST_START:
            items = stack[-1][name()] = []
        elif kind == LIST_ITEM:
            items.append(value())
    return stack[0]


class Vici:
    def __init__(self, path, timeout=20):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)

    def close(self):
        self.socket.close()

    def send(self, kind, name, message=b""):
        packet = bytes([kind]) + name_of(name) + message
        self.socket.sendall(struct.pack("!I", len(packet)) + packet)

    def exactly(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            if not more:
                raise EOFError("the daemon has gone")
            data += more
        return data

    def receive(self):
        packet = self.exactly(struct.unpack("!I", self.exactly(4))[0])
        return packet[0], packet[1:]

    def call(self, command, message=None):
        """The daemon's answer; Failed where it says so."""
        self.send(CMD_REQUEST, command, encode(message or {}))
        kind, data = self.receive()
        answer = decode(data) if kind == CMD_RESPONSE else {"success": "no", "errmsg": "unknown command"}
        if answer.get("success", "yes") != "yes":
            raise Failed("%s: %s" % (command, answer.get("errmsg")))
        return answer

    def stream(self, command, event, message=None):
        """The events that the command sends, until its answer."""
        events = []
        self.send(EVENT_REGISTER, event)
        self.receive()
        self.send(CMD_REQUEST, command, encode(message or {}))
        while True:
            kind, data = self.receive()
            if kind != EVENT:
                break
            events.append(decode(data[1 + data[0]:]))
        self.send(EVENT_UNREGISTER, event)
        self.receive()
        return events


# ---- swanctl.conf, as far as peerlint writes it ----

LISTS = {"local_addrs", "remote_addrs", "proposals", "esp_proposals", "ah_proposals", "local_ts", "remote_ts"}


def read_config(text):
    """Sections as dictionaries, as swanctl hands them to the daemon."""
    stack = [{}]
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.endswith("{"):
            section = {}
            stack[-1][line[:-1].strip()] = section
            stack.append(section)
        elif line == "}":
            stack.pop()
        else:
            key, _, value = (part.strip() for part in line.partition("="))
            stack[-1][key] = [v.strip() for v in value.split(",")] if key in LISTS else value
    return stack[0]


def secret_bytes(word):
    word = re.sub(r'^"(.*)"$', r"\1", word)
    if word.startswith("0x"):
        return bytes.fromhex(word[2:])
    if word.startswith("0s"):
        return base64.b64decode(word[2:])
    return word.encode()


def shared_keys(config):
    """The messages of load-shared for the secrets of a config."""
    for name, section in config.get("secrets", {}).items():
        yield {"id": name, "type": "IKE", "data": secret_bytes(section["secret"]),
               "owners": [v for k, v in section.items() if k.startswith("id")]}


def wait_for_socket(path, alive):
    """Connects as soon as the daemon listens; `alive()` tells whether there is still something to wait for."""
    for _ in range(600):
        if os.path.exists(path):
            try:
                return Vici(path)
            except OSError:
                pass
        if not alive():
            break
        time.sleep(0.05)
    raise Failed("charon does not answer")
