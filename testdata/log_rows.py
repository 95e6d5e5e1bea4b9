"""Near misses of run_logs.py: a case of `logs`, edits of its log as (old, new) pairs (every place where `old` stands), those of a config
behind its name; and what the diagnosis must say in a line: the outcome, phase, exchange, message, class and confidence of a failure, then
the rules of what was found. The facts behind the rows are those of their cases, and of docs/rules/LOG101.md."""

HUB = "*Sep 3 09:14:02:900 2013 HUB IKE/7/DEBUG: "
OFFER, CHOICE, AGREED, GIVEN = "119-configs-offer-not-in-the-file", "124-configs-choice-not-in-the-file", "121-configs-agree-and-up", "122-configs-cannot-give-the-success"
FLOW = "126-configs-flow-not-in-the-file"
REFUSED = "failure 1 main 1 proposal high:"
NO_FLOW = "failure 2 quick 1 selector high:"
DURATION = "Attribute LIFE_DURATION : 28800\n"
THEIRS, OURS = "remote_proxy= 10.99.0.0/255.255.0.0/0/0", "local_proxy= 10.12.0.0/255.255.0.0/0/0"


def more(*transforms):
    """An edit that offers more transforms: (encryption, hash, authentication, group) each."""
    lines = ""
    for number, transform in enumerate(transforms, 2):
        names = ("ENCRYPTION_ALGORITHM", "HASH_ALGORITHM", "AUTHENTICATION_METHOD", "GROUP_DESCRIPTION")
        lines += HUB + "validate payload TRANSFORM\n" + HUB + "NO: %d\n" % number + HUB + "ID: 1\n" + HUB + "Transform %d's attributes\n" % number
        lines += "".join(HUB + "Attribute %s : %s\n" % pair for pair in zip(names, transform))
    return (DURATION, DURATION + lines)


def lacks(attribute):
    """An edit that takes an attribute out of a transform."""
    return ("Attribute " + attribute, "validate payload VENDOR")


ROWS = {
    "offer": (OFFER, [], REFUSED + " LOG101"),
    "offer-in-the-file": (OFFER, ["west.cfg", ("crypto isakmp key",
                                               "crypto isakmp policy 20\n encr 3des\n authentication pre-share\n group 5\ncrypto isakmp key")], REFUSED),
    "offer-of-the-first-policy": (OFFER, [("3DES_CBC", "AES_CBC")], REFUSED),
    "offer-without-a-cipher": (OFFER, [lacks("ENCRYPTION_ALGORITHM : 3DES_CBC")], REFUSED),
    "offer-without-a-cipher-of-another-hash": (OFFER, [lacks("ENCRYPTION_ALGORITHM : 3DES_CBC"),
                                                       ("HASH_ALGORITHM : SHA", "HASH_ALGORITHM : MD5")], REFUSED + " LOG101"),
    "offer-without-a-hash": (OFFER, [lacks("HASH_ALGORITHM : SHA")], REFUSED + " LOG101"),
    "offer-without-a-method": (OFFER, [lacks("AUTHENTICATION_METHOD : PRE_SHARED")], REFUSED + " LOG101"),
    "offer-without-a-group": (OFFER, [lacks("GROUP_DESCRIPTION : MODP_1536")], REFUSED + " LOG101"),
    "offer-of-an-unknown-cipher": (OFFER, [("ALGORITHM : 3DES_CBC", "ALGORITHM : ROT13_CBC")], REFUSED),
    "offer-of-another-group": (OFFER, [("3DES_CBC", "AES_CBC"), ("MODP_1536", "MODP_1024")], REFUSED + " LOG101"),
    "offer-of-certificates": (OFFER, [("3DES_CBC", "AES_CBC"), ("PRE_SHARED", "RSA_SIG")], REFUSED + " LOG101"),
    "offers-beside-the-files-own": (OFFER, [("3DES_CBC", "AES_CBC"), more(("DES_CBC", "MD5", "PRE_SHARED", "MODP_768"))],
                                    REFUSED + " LOG101"),
    "many-offers": (OFFER, [more(("DES_CBC", "MD5", "PRE_SHARED", "MODP_768"), ("DES_CBC", "SHA", "PRE_SHARED", "MODP_768"),
                                 ("DES_CBC", "MD5", "PRE_SHARED", "MODP_1024"), ("DES_CBC", "SHA", "PRE_SHARED", "MODP_1024"))],
                    REFUSED + " LOG101"),
    # Behind its own an IOS of no named release may offer what is built in, with certificates, last.
    "offer-that-may-be-built-in": (OFFER, [("3DES_CBC", "AES_CBC"), more(("DES_CBC", "SHA", "RSA_SIG", "MODP_768")), "west.cfg",
                                           ("version 15.4\n", "")], REFUSED),
    "offer-that-is-not-built-in": (OFFER, [("3DES_CBC", "AES_CBC"), more(("DES_CBC", "SHA", "PRE_SHARED", "MODP_768")), "west.cfg",
                                           ("version 15.4\n", "")], REFUSED + " LOG101"),
    "offer-in-the-middle": (OFFER, [("3DES_CBC", "AES_CBC"), more(("DES_CBC", "SHA", "RSA_SIG", "MODP_768"),
        ("AES_CBC", "SHA", "PRE_SHARED", "MODP_1536")), "west.cfg", ("version 15.4\n", "")], REFUSED + " LOG101"),
    "choice": (CHOICE, [], "failure 1 main 5 psk high: KEY101 LOG101"),
    "lifetime-not-shown": ("123-configs-lifetime-not-in-the-file", [("Attribute LIFE_DURATION", "Attribute LIFE_TYPE : SECONDS, then")],
                           "failure 1 main 5 psk high: KEY101"),
    "lifetime-by-default": ("123-configs-lifetime-not-in-the-file", ["west.cfg", (" lifetime 28800\n", "")],
                            "failure 1 main 5 psk high: KEY101"),
    "agreed": (AGREED, [], "success:"),
    "agreed-in-the-other-mode": (AGREED, ["west.cfg", ("crypto ipsec",
                                                       "crypto isakmp profile P\n keyring default\n match identity address 203.0.113.1\n initiate mode aggressive\ncrypto ipsec"), (" set transform-set", " set isakmp-profile P\n set transform-set")], "success: LOG101"),
    "given": (GIVEN, [], "success: LOG101"),
    "given-with-a-key-that-cannot-be-read": (GIVEN, ["west.cfg", ("key West-Meadow-8821", "key 6 JYbSTBgNfCPRLOEFRYRWSLUHSaWZLEbQ")],
                                             "success:"),
    "flow": (FLOW, [], NO_FLOW + " LOG101"),
    "flow-of-a-protocol": (FLOW, [(THEIRS, THEIRS[:-4] + "/47/0"), (OURS, OURS[:-4] + "/47/0")], NO_FLOW + " LOG101"),
    "flow-of-the-file": (FLOW, [("10.99.0.0", "10.1.0.0")], NO_FLOW),
    "flow-of-a-port": (FLOW, [(THEIRS, THEIRS[:-4] + "/17/500"), (OURS, OURS[:-4] + "/17/0")], NO_FLOW),
    "flow-by-mask-length": (FLOW, [("10.99.0.0/255.255.0.0/0/0", "10.99.0.0/16/0/0")], NO_FLOW + " LOG101"),
    "flow-of-one-host": (FLOW, [("10.99.0.0/255.255.0.0/0/0", "10.99.0.1/32/0/0")], NO_FLOW + " LOG101"),
    "flow-of-an-absurd-mask": (FLOW, [("10.99.0.0/255.255.0.0/0/0", "10.99.0.0/33/0/0")], NO_FLOW),
    "flow-of-a-masked-mask": (FLOW, [("10.99.0.0/255.255.0.0/0/0", "10.99.0.0/255.x.0.0/0/0")], NO_FLOW),
    "flow-of-a-masked-network": (FLOW, [("10.99.0.0/255.255.0.0/0/0", "10.x.0.0/255.255.0.0/0/0")], NO_FLOW),
    "flow-and-a-rule-that-cannot-be-read": (FLOW, ["hub.cfg",
                                                   ("destination 10.12.0.0 0.0.255.255", "destination 10.12.0.0 0.0.255.255 frobnicate")],
                                            NO_FLOW),
    "flow-and-one-sa-for-all": (FLOW, ["hub.cfg", ("security acl 3002", "security acl 3002 aggregation")], NO_FLOW),
}
