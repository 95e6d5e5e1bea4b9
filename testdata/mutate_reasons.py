"""Why a mutation may go unreported: what is neither in use nor needed for the tunnels of the case, or what still says the same.

The reasons rest on the model (`peerlint show`) and on which ends were paired, and the tool found that each tunnel still comes up; a line
that fits none of them is a hole in the rules.
"""
import json
import re

SEPARATOR = re.compile(r"^\s*[!#]\s*$")
HEADER = re.compile(r"^\s*(interface|acl|ip access-list|ike (?:proposal|peer|profile|keychain|dpd \S+$)|ipsec (?:proposal|transform-set|policy\S* \S+ \d+|profile)|crypto (?:isakmp policy|isakmp profile|keyring|map \S+ \d+|"
                    r"dynamic-map|ipsec transform-set|ipsec profile)|router|line|user-interface|vlan (?=\d)|controller|object-group)\b")


ABSENT = "a peer whose config is in none of the files"

# What became of the line, the word, the line -> why that does no harm. The tool found that the tunnel still comes up.
LINES = [
    (r"changed 255\S+ ip address", "a wider netmask, under which the neighbour is still in the subnet"),
    (r"changed \d+\.[x\d]+\.x\.\d+ ip address", "a masked address says too little"),
    (r"deleted - ip address \S*(dhcp|negotiat)", "an interface of that kind has its address assigned at run time anyway"),
    (r"changed 255\S+ (pre-shared-key|match (remote )?identity|crypto isakmp key)", "the wider mask still covers the peer"),
    (r"deleted - proposal", "then every proposal of the router takes part, and one agrees"),
    (r"deleted - (local-address|crypto map \S+ local-address)|\S+ \S+ local-address GigabitEthernet",
     "the address of the interface it goes out by is the same"),
    (r"deleted - (local-identity|ike local-name)|changed \S+ (local-identity|ike local-name)", "the other end checks no identity"),
    (r"deleted - ike-profile", "a Comware V7 policy without profile uses any that fits the peer"),
    (r"deleted - (keychain|keyring)|\S+ \S+ set isakmp-profile", "no source says that the key is not found then"),
    (r"\S+ \S+ set autoup", "without it the tunnel waits for traffic"),
    (r"\S+ \S+ sa duration", "a lifetime: the shorter one of the ends is in force, and the pair had a finding about it before"),
    (r"\S+ \S+ (\d+ network|object-group ip)", "NAT for the flows of a template, which are known at run time only"),
    (r"changed \S+ (keychain|keyring)", "another keyring that the profile names has the key"),
    (r"deleted - match local address", "then the keychain is for every local address"),
    (r"deleted - (pfs|set pfs)", "a responder without PFS accepts any group"),
    (r"changed \S+ .*(pre-shared-key|crypto isakmp key)",
     "the other end's key is a ciphertext that cannot be read (KEY104 says that equality is assumed)"),
    (r"\S+ \S+ (route-map|match ip address)", "NAT that still spares the protected flows"),
    (r"\S+ \S+ rule \d+ deny|\S+ \S+ (\d+ )?deny", "what no rule permits is not selected anyway"),
    (r"deleted - (exchange-mode main|tunnel-protocol gre|transform esp|remote-name)", "the default says the same"),
    (r"\S+ \S+ (ip binding vpn-instance|inside-vpn|rule \d+ permit \S+ vpn-instance|ip vrf |rd |ip vpn-instance|route-distinguisher|crypto keyring \S+ vrf|vrf )", "which VRF or VPN instance packets are in is not modelled"),
    (r"\S+ \S+ (vlan-type|encapsulation) dot1", "which VLAN the interface sends in is between it and its switch"),
    (r"changed \S+ match local address", "no source says what a keychain does that is for an interface which is not there"),
    (r"changed \S+ match remote identity address range", "the wider range still covers the peer"),
    (r"changed \d\S+ match remote identity address \S+ 255\.255\.255\.0", "the same network by another of its addresses"),
    (r"\S+ \S+ ike sa keepalive-timer", "the case is about this line: without it nothing is wrong, and the peer sends none whatever the time"),
    (r"(deleted|changed) \S+ ip unnumberedx? Loopback|deleted - interface Tunnel",
     "an IPsec tunnel that calls a virtual template takes any flow, whatever its inner address, and also as part of the loopback before it"),
    (r"changed \S+ ike keychain", "no profile names the keychain, so its keys are found whatever its name"),
]


def canonical(name):
    return re.sub(r"\s", "", name or "").lower()


def values(model):
    """The model without where its values came from."""
    if isinstance(model, dict):
        return {k: values(v) for k, v in model.items() if k not in ("line", "from", "note", "path", "reason", "issues", "release",
            "sequence", "number", "hostname", "assumed")}
    return [values(v) for v in model] if isinstance(model, list) else model


def same(before, after):
    return json.dumps(values(before), sort_keys=True) == json.dumps(values(after), sort_keys=True)


def model_shows_inside(model, carrying):
    """Has the router a network besides those of the interfaces that carry a tunnel?"""
    return any(value(i.get("address")) and i.get("mask") != "255.255.255.255" and canonical(i["name"]) not in carrying
               for i in model["interfaces"])


def value(field):
    return field["value"] if isinstance(field, dict) else None


class Context:
    """What one file of a case uses."""

    def __init__(self, lines, model, ends, others, starts, other_starts):
        self.lines, self.model, self.others, self.starts, self.other_starts = lines, model, others, starts, other_starts
        self.designs = {e["design"] for e in ends}
        self.locals = {e["local"] for e in ends}
        self.applied = {(e["policy"], e["sequence"]) for e in ends}
        self.peers = {e["remote"] for e in ends}
        self.interfaces = {canonical(e["interface"]) for e in ends}
        self.tunnel_entries = []
        policies = {p["name"]: p for p in model["policies"]}
        for policy in model["policies"]:
            for entry in policy["entries"]:
                if (policy["name"], entry["sequence"]) in self.applied or (policy.get("is_profile")
                        and (policy["name"], None) in self.applied):
                    self.tunnel_entries.append(entry)
                    template = policies.get(value(entry.get("template_ref")))
                    self.tunnel_entries += template["entries"] if template else []
        self.acls = {value(e.get("acl")) for e in self.tunnel_entries}
        self.used = {value(r) for e in self.tunnel_entries for r in [e.get("profile"), e.get("acl")] + e.get("transforms", [])}
        for profile in model["ike_profiles"]:
            if profile["name"] in self.used:
                self.used |= {value(r) for r in profile.get("keyrings", []) + [profile.get("dpd")]}
        for interface in model["interfaces"]:
            tunnel = interface.get("tunnel")
            if tunnel and (canonical(interface["name"]) in self.interfaces or value(tunnel.get("destination")) in self.peers):
                self.interfaces |= {canonical(interface["name"]), canonical(value(tunnel.get("source_interface")))}

    def header(self, number):
        """The header of the section that the line stands in, or the line itself."""
        line = self.lines[number - 1]
        if HEADER.match(line):
            return line.split()
        indent = len(line) - len(line.lstrip(" "))
        for at in range(number - 1, 0, -1):
            before = self.lines[at - 1]
            if SEPARATOR.match(before) and not (indent and len(before) - len(before.lstrip(" ")) >= indent):
                return line.split()
            if HEADER.match(before):
                return before.split()
        return line.split()

    def reason(self, mutation, model):
        """Why the tool may be silent about it, or None."""
        number, kind, old, new = mutation
        line = self.lines[number - 1].strip()
        header = self.header(number)
        for rule in (self.of_text, self.of_model, self.of_section, self.of_line):
            found = rule(line, header, kind, old, new, model)
            if found:
                return found
        return None

    def of_text(self, line, header, kind, old, new, model):
        if re.match(r"version\b", line):
            return "a release whose defaults are not in use, or are the same"
        if re.search(r"\bremark\b|\bdescription\b", line):
            return "a comment"
        return None

    def of_model(self, line, header, kind, old, new, model):
        return "it says what holds without it, or only changes a number that orders" if same(self.model, model) else None

    def of_section(self, line, header, kind, old, new, model):
        what = " ".join(header[:2])
        if header[0] == "interface" and canonical("".join(header[1:]).split("mode")[0]) not in self.interfaces:
            if re.match(r"ip address \d", line) and kind == "changed" and old[0] != "2":
                return "another host address of a network inside, or of one that no tunnel needs"
            if (kind == "deleted" or line == " ".join(header)) and not model_shows_inside(model, self.interfaces):
                return "the file then shows no network inside, so that it may be a part of a config"
            return "an interface that carries no tunnel (a protected network needs none of its own where a route leads on)"
        if header[0] == "acl" or what == "ip access-list" or header[0] == "access-list":
            name = header[1] if header[0] == "access-list" else [w for w in header[1:]
                if w not in ("access-list", "extended", "standard", "number", "advanced", "basic", "name")][0]
            if name not in self.acls:
                return "an access list that selects nothing for a tunnel, and NAT still spares the protected flows"
        if what in ("crypto map", "ipsec policy") and len(header) > 3 and header[3].isdigit() and (header[2],
                int(header[3])) not in self.applied:
            return ABSENT
        names = {"ike peer": 2, "ike profile": 2, "ike keychain": 2, "ike dpd": 2, "crypto keyring": 2, "crypto isakmp profile": 3,
                 "crypto ipsec transform-set": 3, "ipsec proposal": 2, "ipsec transform-set": 2}
        for start, at in names.items():
            if " ".join(header).startswith(start) and len(header) > at and header[at] not in self.used:
                return ABSENT
        absent = re.match(r"(?:match remote identity fqdn|pre-shared-key (?:hostname|address)|crypto isakmp key .* hostname) (\S+)", line)
        if absent and absent.group(1) not in self.others:
            return ABSENT
        names = [value(p.get("remote_name")) for p in self.model["ike_profiles"] if what == "ike peer" and p["name"] == header[2]]
        if names and names[0] and names[0] not in self.others:
            return ABSENT
        if header[0] == "interface" and line == " ".join(header) and (kind == "changed" or not header[1].startswith("Tunnel")):
            return "an interface's own name"
        return None

    def of_route(self, line, kind, model):
        """Of the routes that matter, those that lead to a protected network or to the tunnel's destination, the tool says what it can."""
        if re.search(r"[Tt]unnel", line) and self.designs & {"gre-over-ipsec", "tunnel-protection"}:
            return "what is routed into a GRE tunnel no rule judges: a routing protocol may do it as well"
        if not model["routes"]:
            return "the file then shows no route at all, so that it may be a part of a config"
        if any(value(i.get("address")) == "dynamic" for i in model["interfaces"]):
            return "an address that is assigned at run time may bring a route"
        if re.search(r"router (ospf|rip|eigrp|bgp)|^ *(ospf|rip|bgp) \d", "\n".join(self.lines), re.M):
            return "a routing protocol may know the way"
        return "a route that no tunnel needs, that another route covers, that is now wider, or whose next hop is still on a network of the router"

    def of_line(self, line, header, kind, old, new, model):
        what = " ".join(header[:2])
        if re.match(r"ip route(-static)?\b", line):
            return self.of_route(line, kind, model)
        if line.startswith("nat traversal"):
            return "NAT traversal matters only where a NAT is on the way, and no file shows one"
        if re.match(r"(ip )?nat\b", line):
            return "NAT that still spares the protected flows"
        if re.match(r"(ip )?mtu\b|(ip )?tcp (mss|adjust-mss)", line):
            return "still small enough for what GRE and ESP add" if kind == "changed" else "then a default holds, and TUN106 is about values that are written"
        if re.match(r"(crypto isakmp|ike) keepalive|(ike )?dpd\b|interval-time|time-out|keepalive", line):
            return "a timer: both ends still watch each other"
        if what in ("ike proposal", "crypto isakmp") and header[-1].isdigit():
            return "the ends still agree on a proposal"
        for pattern, why in LINES:
            if re.match(pattern, "%s %s %s" % (kind, old or "-", line)):
                return why
        if re.match(r"tunnel source [^\d\s]",
                    line) and kind == "changed" and not any(re.match(r"\s*interface " + re.escape(new.split("source ")[1].strip()), l)
                                                            for l in self.lines):
            return "the tunnel then speaks from an interface that is not in the file, and its address is not known"
        if re.match(r"(tunnel )?destination|tunnel source \D", line) and re.search("negotiate|Async", self.others + "\n".join(self.lines)):
            return "an outer address is assigned at run time, so the two cannot be compared"
        if not self.starts and (what in ("acl number", "acl advanced", "ip access-list") or re.match(r"security acl|match address", line)):
            return "this end only answers, and takes a flow that its own rule, or none, contains"
        if re.match(r"ip address", line) and self.locals and not any(local in line for local in self.locals):
            return "the end speaks from a loopback or the tunnel; the network that carries it is not judged without its address"
        if not self.other_starts and (what in ("acl number", "acl advanced", "ip access-list")
                                      or re.match(r"security acl|match address|pfs|set pfs", line)) and new and "deny" not in new:
            return "the other end is a template that takes the flows as they come"
        if what in ("crypto ipsec", "ipsec transform-set", "ipsec proposal") and any(len(e.get("transforms", [])) > 1
                for e in self.tunnel_entries):
            return "the ends still agree on a transform set"
        return None
