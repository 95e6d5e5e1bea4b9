"""peerlint's verdict on a negotiation against what the daemons did, modulo the table of docs/lab.md and nothing else.

Each row of the table is a function that tells whether verdict and outcome are the same but for what strongSwan is known to do otherwise. A
row asks for proof that it is this difference.
"""

CLASSES = {
    "psk": {"KEY101", "KEY102", "KEY103"}, "key-missing": {"KEY105"}, "proposal": {"IKE101", "POL206"}, "authentication": {"IKE101"},
    "mode": {"IKE103"}, "identity": {"IKE104", "CFG005"},
    "address": {"IKE105", "TUN101", "APP101", "CFG002", "CFG005"}, "no-answer": {"APP101", "CFG002", "CFG005", "IKE105", "TUN101", "TUN102",
        "TUN103", "TUN104", "TUN105", "TUN108"},
    "no-connection": {"APP101", "CFG002", "CFG005"}, "transform": {"ESP101", "ESP105", "POL206"}, "pfs": {"ESP103"},
    "selector": {"ACL101", "ACL102", "ACL103", "ACL104", "ACL106", "ESP102"},
}
SELECTORS = {"ACL101", "ACL102", "ACL103", "ACL104", "ACL106"}


def same_class(cause, reason):
    return bool(set(cause) & CLASSES.get(reason, set()))


def same_place(verdict, outcome):
    return verdict["phase"] == outcome.phase and verdict["exchange"] == (outcome.exchange if outcome.phase
        else None) and verdict["message"] in (None, outcome.message)


def same_flow(f, o):
    return (f["result"] == "up") == o.up and not o.narrowed and (o.up or same_class(f["cause"], o.reason))


def same_flows(verdict, outcome):
    return len(verdict["flows"]) == len(outcome.flows) and all(same_flow(f, o) for f, o in zip(verdict["flows"], outcome.flows))


CIPHERS = {("DES_CBC", None): "des", ("3DES_CBC", None): "3des", ("AES_CBC", "128"): "aes128", ("AES_CBC", "192"): "aes192",
           ("AES_CBC", "256"): "aes256", ("NULL", None): "null"}
HASHES = {"HMAC_MD5_96": "md5", "HMAC_SHA1_96": "sha1", "HMAC_SHA2_256_128": "sha256", "HMAC_SHA2_384_192": "sha384",
          "HMAC_SHA2_512_256": "sha512", None: "none"}
GROUPS = {"MODP_768": 1, "MODP_1024": 2, "MODP_1536": 5, "MODP_2048": 14, None: None}


def cipher_of(sa):
    return CIPHERS.get((sa.get("encr-alg"), sa.get("encr-keysize")), sa.get("encr-alg"))


def same_phase1(verdict, outcome):
    p = verdict["phase1"]
    return not p or not outcome.ike or (p["encryption"], p["hash"], p["dh"]) == (cipher_of(outcome.ike),
        HASHES.get(outcome.ike.get("integ-alg")), GROUPS.get(outcome.ike.get("dh-group")))


def same_phase2(verdict, outcome):
    p, sa = verdict["phase2"], outcome.child
    if not p or not sa:
        return True
    if p["pfs"] != GROUPS.get(sa.get("dh-group")) or p["encapsulation"] != sa["mode"].lower() or p["protocol"] != sa["protocol"].lower():
        return False
    integrity = HASHES.get(sa.get("integ-alg"))
    return p["ah"] == integrity if p["protocol"] == "ah" else (p["encryption"], p["hash"]) == (cipher_of(sa), integrity)


def same_course(verdict, outcome):
    if verdict["result"] != outcome.result:
        return False
    if outcome.phase == 1 or outcome.reason == "no-connection":
        return same_place(verdict, outcome) and same_class(verdict["cause"], outcome.reason)
    return same_flows(verdict, outcome) and (outcome.result == "up" or same_place(verdict, outcome))


# ---- Rows of the table: what strongSwan is known to do otherwise ----
#
# For a flow: (pair, verdict, the verdict on the flow, what became of the flow) -> is it this difference, and nothing but it?

def narrows(pair, verdict, f, o):
    """A selector that is not mirrored is cut down to what both have; one that lies within the responder's is taken, whatever its protocol
    and into how many it is cut."""
    causes = set(f["cause"]) - ({"ESP102"} if transport_for_networks(pair, verdict, dict(f, cause=["ESP102"]), o) else set())
    return f["result"] == "down" and o.up and bool(causes) and causes <= SELECTORS and (o.narrowed or bool(causes & {"ACL103", "ACL106"}))


def strict_pfs(pair, verdict, f, o):
    """Another group than the responder's is refused, also where the responder has none, or a weaker one; a selector that is not mirrored
    has been cut down by then."""
    networks = {"ESP102"} if pair.design in ("ipsec", "ipsec-over-gre") else set()
    return (f["result"] != "down" or set(f["cause"]) <= SELECTORS | networks) and o.reason == "pfs" and len(set(pair.pfs)) > 1


def transport_for_networks(pair, verdict, f, o):
    """Transport mode for a flow that is not between the endpoints is written as tunnel mode, which is all that charon can do there."""
    return f["cause"] == ["ESP102"] and o.up and pair.design in ("ipsec", "ipsec-over-gre")


def settled_mode(pair, verdict, f, o):
    """Tunnel against transport between two routers that settle it is refused."""
    return f["result"] == "up" and o.reason == "selector" and any("settle" in a for a in verdict["assumptions"])


def mode_first(pair, verdict, f, o):
    """A child of another mode is no candidate, so that its proposals are not looked at."""
    return o.reason == "selector" and len(set(pair.modes)) > 1 and bool({"ESP101", "ESP103"} & set(f["cause"]))


def one_mode(pair, verdict, f, o):
    """A child has one mode and either AH or ESP: transform sets of another kind beside the first one are not written."""
    return pair.sets_left_out and not o.up


def assumed_transform(pair, verdict, f, o):
    """A value that only an assumed default gives is written as assumed; peerlint leaves the flow open."""
    return f["result"] == "undetermined" and "ESP101" in pair.warnings and o.reason == "transform"


# For the whole: (pair, verdict, outcome).

def also_found(pair, reason):
    return bool(pair.rules & CLASSES.get(reason, set()))


def authentication_late(pair, verdict, outcome):
    """The way of authentication is not looked at in message 1, only when the peer authenticates; what is wrong with keys comes before
    it."""
    differ = len(set(pair.authentication)) > 1
    return differ and outcome.phase == 1 and "IKE101" in verdict["cause"] and (outcome.reason in ("authentication", "mode")
        or also_found(pair, outcome.reason))


def mode_late(pair, verdict, outcome):
    """Main mode is let in up to message 5, where the connection that wants aggressive mode is found; what is wrong with keys comes before
    it."""
    return outcome.phase == 1 and verdict["exchange"] == "main" and "IKE103" in verdict["cause"] and (outcome.reason == "mode"
        or (outcome.message > 1 and also_found(pair, outcome.reason)))


def nat_unseen(pair, verdict, outcome):
    """There is no NAT before charon, so that it sends what the router translates."""
    return "APP103" in verdict["cause"] and verdict["message"] == 0


def identity_first(pair, verdict, outcome):
    """In aggressive mode the identity of message 1 is looked up before the exchange mode is compared and before a key is wanted."""
    return outcome.phase == 1 and verdict["exchange"] == "aggressive" and outcome.reason == "identity" and also_found(pair,
        "identity") and bool({"IKE103", "KEY105"} & set(verdict["cause"]))


def starter_answers(pair, verdict, outcome):
    """A connection that starts aggressive mode answers it as well."""
    return verdict["exchange"] == "aggressive" and "IKE103" in verdict["cause"] and pair.aggressive[1 - verdict["initiator"]]


def several_identities(pair, verdict, outcome):
    """One identity can be expected, or any: a profile that takes several is written as one that takes any."""
    return pair.identities_left_out and verdict["phase"] == 1 and "IKE104" in verdict["cause"]


def aggressive_group(pair, verdict, outcome):
    """In aggressive mode the responder chooses a proposal of another group than the one whose value came with it, and then cannot use the
    value."""
    return verdict["exchange"] == "aggressive" and "invalid DH public value size" in outcome.logs[1]


def gre_unseen(pair, verdict, outcome):
    """GRE faults under IPsec are no matter of IKE."""
    return verdict["exchange"] == "data" and outcome.result == "up"


def interface_unseen(pair, verdict, outcome):
    """charon is bound to addresses, not to the interface that a route leads through."""
    return "APP102" in verdict["cause"]


def assumed_proposal(pair, verdict, outcome):
    """A value that only an assumed default gives is written as assumed; peerlint goes on to what is certainly wrong."""
    return "IKE101" in pair.warnings and outcome.reason == "proposal"


# For the algorithms that were agreed on.

def responder_order(pair, verdict, outcome):
    """Of several proposals that both have, the responder's first is taken, not the initiator's."""
    return pair.dialects[1 - verdict["initiator"]] == "comware7"


def assumed_key(pair, verdict, outcome):
    """A proposal that does not say how it authenticates is written as one with keys; peerlint prefers one that says it."""
    return pair.assumed_keys


def tunnel_for_networks(pair, verdict, outcome):
    """As transport_for_networks, where both ends have it."""
    p = verdict["phase2"]
    return p["encapsulation"] == "transport" and pair.design in ("ipsec",
        "ipsec-over-gre") and same_phase2(dict(verdict, phase2=dict(p, encapsulation="tunnel")), outcome)


FLOWS = [narrows, strict_pfs, transport_for_networks, settled_mode, mode_first, one_mode, assumed_transform]
WHOLE = [authentication_late, mode_late, identity_first, starter_answers, several_identities, gre_unseen, nat_unseen, interface_unseen,
         aggressive_group, assumed_proposal]


def explain_flows(pair, verdict, outcome):
    """The rows that explain every flow that fared otherwise; None: one is not explained."""
    rows = []
    if outcome.phase == 1 or len(verdict["flows"]) != len(outcome.flows):
        return None
    for f, o in zip(verdict["flows"], outcome.flows):
        if same_flow(f, o):
            continue
        row = next((r for r in FLOWS if r(pair, verdict, f, o)), None)
        if not row:
            return None
        rows.append(row.__name__)
    return rows


def compare(pair, verdict, outcome):
    """The rows that explain what differs, [] where nothing does, None where something is not explained."""
    whole = next((r for r in WHOLE if r(pair, verdict, outcome)), None)
    if same_course(verdict, outcome):
        rows = []
    elif whole:
        return [whole.__name__]
    else:
        rows = explain_flows(pair, verdict, outcome)
    if rows is None:
        return None
    for agreed, explanations in ((same_phase1, (responder_order, assumed_key)), (same_phase2, (tunnel_for_networks,))):
        if not agreed(verdict, outcome):
            row = next((r for r in explanations if r(pair, verdict, outcome)), None)
            if not row:
                return None
            rows.append(row.__name__)
    return rows
