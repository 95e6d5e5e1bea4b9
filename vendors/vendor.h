/* What a vendor's folder provides: how to recognise its configs, how they are read, its defaults, keys, behaviour in a negotiation, and its
 * words.
 *
 * src/ knows this header and the generated list of dialects, never a vendor. Vendors never know each other; what two dialects of one CLI
 * family share lives with the family's grammar. */
#ifndef PEERLINT_VENDOR_H
#define PEERLINT_VENDOR_H

#include "src/model.h"

struct cli_family;
struct writing;
struct end;

/* How a device behaves in a negotiation, where devices differ. */
struct behaviour {
  /* Phase 1, as responder: goes through its own proposals first and takes the first that any offer matches; else goes through the offers in
   * the peer's order. */
  bool own_order;
  /* As initiator, a peer's list of proposals restricts what is offered. */
  bool peer_list_restricts_offer;
  /* As responder it compares with all proposals of the router, whatever the peer's list says. */
  bool responder_uses_all;
  /* As responder it answers main and aggressive mode alike, whatever it initiates with. */
  bool answers_both_modes;
  /* Aggressive mode is answered only with the router's `answers_aggressive` set; main mode always. */
  bool aggressive_needs_leave;
  /* Tunnel against transport is settled between two such ends without failing (sources disagree: a warning). */
  bool settles_encapsulation;
  /* As responder it accepts a stronger PFS group than its own. */
  bool accepts_stronger_pfs;
  /* Only the first algorithm of a transform set's list counts with IKEv1. */
  bool first_algorithm_only;
  /* In main mode with a pre-shared key the identity can only be an address. */
  bool main_mode_address_only;
  /* A profile's local address says where the profile is of use, not what its policies speak from. */
  bool profile_limits_local;
  /* A tunnel-mode policy without any profile may use any profile of the router that fits the peer. */
  bool any_profile_fits;
  /* The key stands in the peer's own block. */
  bool key_in_profile;
  /* A key counts in one VRF: a keyring's in the one it names, any other in the global table. */
  bool keys_by_vrf;
  /* As responder it looks for the key before it knows the profile: in the global keys and in the keyrings, in the order of the file. */
  bool keys_before_profile;
  /* A profile that expects nobody fits no peer, and a negotiation that names one fails. Without this, what such a profile does is not
   * documented. */
  bool profile_must_expect;
  /* A tunnel interface that is IPsec's own (no GRE) stays down without a destination, too. */
  bool vti_needs_destination;
  /* A host name that it sends as identity may have its domain behind it. */
  bool adds_domain;
  /* NAT comes before IPsec on the way out. */
  bool filter_denies_rest;  /* a packet filter drops what none of its rules takes */
  bool nat_first;
  /* A deny in one entry's ACL ends the search through the policy: later entries never see the flow. */
  bool deny_ends_search;
  /* Of two entries that select one flow for two peers the one has it whose tunnel came up first, whoever started it. */
  bool first_tunnel_wins;
};

/* Terms of the dialect for messages: what its own router calls things. All lower case unless the router spells otherwise. */
struct words {
  const char *ike_proposal;   /* "ike proposal", "crypto isakmp policy" */
  const char *transform_set;  /* "ipsec proposal", "transform set" */
  const char *late_transform_set; /* what a set that says it is `late` is called, where that is another word; or NULL */
  const char *policy;         /* "ipsec policy", "crypto map" */
  const char *policy_entry;   /* "policy entry", "crypto map entry" */
  const char *template_policy;/* "policy template", "dynamic map" */
  const char *ipsec_profile;  /* "IPsec profile" */
  const char *acl;            /* "ACL", "access list" */
  const char *rule;           /* "rule", "entry" */
  const char *profile;        /* "ike peer", "ike profile", "isakmp profile" */
  const char *keyring;        /* "ike keychain", "crypto keyring" */
  const char *peer_address;   /* "remote-address", "set peer" */
  const char *key_command;    /* "pre-shared-key", "crypto isakmp key" */
  const char *undo;           /* "undo", "no" */
  const char *aggressive_on;  /* the command that lets the device answer aggressive mode; NULL: it needs none */
  const char *ike_on;         /* the command that switches IKE on again; NULL: it cannot be switched off */
  /* What the device prints, for the reader who has the log before them; NULL: not known. */
  const char *log_garbage;    /* as responder that decrypts message 5 with a wrong key */
  const char *log_bad_hash;   /* as initiator of aggressive mode, whose peer has another key */
  const char *log_no_proposal, *log_no_key, *log_bad_id, *log_bad_selector, *log_no_transform, *log_retransmit;
};

/* What a line of config can set, for fixes and writers. */
enum setting {
  SET_IKE_ENCRYPTION,
  SET_IKE_HASH,
  SET_IKE_DH,
  SET_IKE_AUTHENTICATION,
  SET_IKE_LIFETIME,  /* v: enum cipher, enum hash, group, enum auth, seconds; inside the proposal */
  SET_KEY,           /* psk: the key line with its key as plaintext; `text` the key */
  SET_PEER_ADDRESS,  /* ip: inside the policy entry or ike peer */
  SET_EXPECTED_ADDRESS, /* ip: of the one peer that is expected; inside the profile */
  SET_EXCHANGE,      /* v: enum exchange; inside the peer, profile or entry; NULL where the dialect sets it elsewhere */
  SET_TRANSFORMS,    /* set: the line or lines with the algorithms of `set` */
  SET_ENCAPSULATION, /* v: enum encapsulation */
  SET_PFS,           /* v: group, 0 removes */
  SET_ACL_RULE,      /* rule: the rule as the ACL's view takes it */
  SET_TUNNEL_SOURCE,
  SET_TUNNEL_DESTINATION, /* ip */
  SET_TUNNEL_KEY,         /* v; text "none" removes */
  SET_INTERFACE_ADDRESS,  /* ip, v = netmask */
  SET_APPLY_POLICY,       /* text: name; inside the interface */
  SET_SECONDS,
  SET_KILOBYTES, /* v: SA lifetime inside the policy entry */
  SET_MTU,
  SET_MSS,   /* v: inside the tunnel interface */
  SET_ROUTE, /* ip prefix, v netmask, text interface */
  SET_DPD,   /* v interval: dead peer detection; the global or profile form */
  SETTINGS
};

struct setting_value {
  uint32_t v;
  const char *text;
  struct ip ip;
  const struct psk *psk;
  const struct transform_set *set;
  const struct acl_rule *rule;
  const char *list; /* SET_ACL_RULE: the line is to name its list, and no number of its own; NULL: it stands in the list's block */
};

/* A secret inside a text that may be printed stands between these two bytes; whoever prints masks it or drops the bytes. */
#define SECRET_OPEN '\001'
#define SECRET_CLOSE '\002'

/* Kinds of interfaces, for mapping names between dialects. */
enum interface_kind {
  IF_GIGABIT,
  IF_TEN_GIGABIT,
  IF_FAST,
  IF_ETHERNET,
  IF_SERIAL,
  IF_ASYNC,
  IF_CELLULAR,
  IF_DIALER,
  IF_LOOPBACK,
  IF_TUNNEL,
  IF_VLAN,
  IF_VIRTUAL_TEMPLATE,
  IF_VIRTUAL_PPP,
  IF_AGGREGATE,
  IF_BRIDGE,
  IF_NULL,
  IF_KINDS
};

struct interface_word {
  enum interface_kind kind;
  const char *canonical; /* how canonical names of the kind begin: "tunnel" */
  const char *shown;     /* how the device prints that: "Tunnel", "Tunnel " */
};

/* A command whose line stands beside an older one instead of taking its place, so that the old one must be taken back on a live device: how
 * its line starts ("": with a number) and how many words behind that the undo line keeps (0: all). */
struct live_undo {
  const char *start;
  unsigned words;
};

/* How a dialect keeps what is known of a peer on the IKE level. */
enum peering_form {
  PEERING_BLOCK,    /* V5: everything but ACL and transforms in an `ike peer` */
  PEERING_KEYCHAIN, /* V7: keychain and profile, the peer's address in the entry */
  PEERING_RING,     /* Cisco: global keys; keyring and profile where they do not say enough */
  PEERING_GLOBAL    /* Ruijie: global keys and identity, the rest in the entry */
};

/* Do keys stand alone and are found by the peer's address, where the other forms need an object that a policy names? */
static inline bool peering_is_global(enum peering_form form)
{
  return form == PEERING_RING || form == PEERING_GLOBAL;
}

/* What a dialect can write. Sets of algorithms are bits, 1 << enum value; of groups 1 << the IANA number. */
struct dialect_writer {
  void (*write)(struct writing *w, const struct router *r); /* the whole router, translated to this dialect, objects before their use */
  /* Instead, for a target whose configs hold connections and not a router's objects: writes the ends of the linked router `r`, in whichever
   * dialect that is. Of this struct only `comment` counts then. */
  void (*write_ends)(struct writing *w, const struct router *r, const struct end *ends);
  const char *comment;                /* "!" */
  const char *enter, *leave;          /* commands into and out of configuration on a live device, */
  const char *back;                   /* and out of a block */
  const struct live_undo *beside;     /* ends with start NULL */
  const char *list_block;             /* how the block of an ACL starts whose lines may name it themselves; NULL: none does */
  const struct interface_word *interfaces; /* ends with canonical NULL; the first of a kind is the one to write */
  /* What its reader makes of an interface's name without blanks, be it of another system: the types it takes for short, in full. */
  const char *(*full_interface)(struct arena *a, const char *name);
  enum peering_form form;
  uint32_t name_length, policy_length;/* longest name of an object, of a policy */
  bool host_name_words;               /* the router's own name may have blanks */
  uint32_t mtu[2], mss[2];            /* lowest and highest of an interface, in bytes */
  bool names_fold;                    /* names are compared without regard to case */
  bool acl_names;                     /* an ACL can have a name alone */
  uint32_t acl_low[2], acl_high[2];   /* numbers of ACLs that name destinations */
  uint32_t basic_low[2], basic_high[2]; /* of those that cannot */
  uint32_t rule_high;                 /* the highest number of a rule in an ACL */
  uint32_t proposal_high, sequence_high;
  uint64_t ike_ciphers, ike_hashes, ike_groups, ike_auths;
  uint64_t esp_ciphers, esp_hashes, ah_hashes, pfs_groups;
  uint32_t ike_seconds[2], seconds[2], kilobytes[2], dpd_interval[2], dpd_retry[2]; /* lowest and highest */
  uint32_t key_length;                /* longest readable key */
  const char *policy_on_tunnel;       /* what to say where a policy is applied to a tunnel interface; NULL: nothing */
  bool pfs_in_set, protects_tunnels, several_peers, object_groups, global_dpd, key_names, key_ranges, unlimited_kilobytes;
  bool ip_mtu, ike_keepalive; /* a tunnel's MTU is said of its IP packets, by `ip mtu`; IKE has a keepalive besides dead peer detection */
  uint8_t route_preference;           /* of a static route that says none */
  bool route_names_vrf;               /* a route can name the VRF of its next hop */
  bool rule_names_vrf;                /* an ACL's rule can name the VRF whose packets it takes */
  bool per_host, aggregation;         /* modes of an entry's ACL */
};

struct dialect {
  const char *name;    /* as on the command line: "comware5" */
  const char *title;   /* for people: "H3C Comware V5" */
  const struct cli_family *family; /* NULL: it is only written */
  struct behaviour behaviour;
  bool knows_transforms; /* the grammar has all transforms that a release takes: another word is a mistake */
  const struct words *words;
  const char *const *notes; /* texts for struct origin's `why`; index 0 unused; ends with NULL */

  /* Points that a line of text (no line end; a prompt may stand before the command) gives for this dialect. Sets `*reason` to what the line
   * is, a noun phrase ("the version line of Comware V5"), when it gives any. 1000: decisive by itself (the version line, a command or
   * prompt that no other dialect has); 300: a command that the other dialects of the family lack; 100: a command of the whole family's own,
   * the same number for each of its dialects (`ike proposal 1`, `crypto isakmp policy 1`); 10: what hardly tells anything (`interface
   * Tunnel1`); 0 for free text (description, banner, remark). */
  int (*weigh)(const char *line, size_t len, const char **reason);
  /* Adds what no line says: defaults, built-in proposals and transform sets; sorts proposals. After this every value that has a default is
   * FROM_DEFAULT. */
  void (*finish)(struct router *r);
  /* Would this release refuse the value (SET_IKE_ENCRYPTION, SET_IKE_HASH, SET_IKE_DH, SET_PFS, and SET_TRANSFORMS with an enum cipher in
   * `v`, or with an enum hash + 0x100)? NULL: never. */
  bool (*refuses)(const struct router *r, enum setting setting, uint32_t v);
  /* Reads a key: `s->raw`, `marker` ("" where none) are given; fills in the rest of `s`. */
  void (*read_key)(struct router *r, const char *marker, struct secret *s);
  /* The line (or lines, with LF between) that sets something, without indentation; NULL where the dialect cannot. In `a`. */
  const char *(*spell)(struct arena *a, enum setting setting, const struct setting_value *value);
  const struct dialect_writer *writer; /* NULL: it is not written */
};

/* All dialects that are read, in the order of their folders' names; ends with NULL. Generated. */
extern const struct dialect *const dialects[];

/* Dialects that are only written: they have a name, a title and a writer. Ends with NULL. Generated. */
extern const struct dialect *const targets[];

/* A system that is recognised in order to be refused by name (CFG006). */
struct foreign {
  const char *title;
  int (*weigh)(const char *line, size_t len); /* on the same scale; only a file with a line of 1000 points is refused */
};
extern const struct foreign foreign_systems[]; /* ends with title NULL */

#endif
