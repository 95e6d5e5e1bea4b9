/* The router as it was understood, in words of no vendor (RFC 2409, 4301, 2784).
 *
 * Every value knows where it came from (struct origin). Objects live in the router's arena, in singly linked lists in the order of the
 * file; names are interned in the router's table. Reading fills in what lines say; the dialect's finish() adds its defaults (FROM_DEFAULT);
 * link.c resolves the references. */
#ifndef PEERLINT_MODEL_H
#define PEERLINT_MODEL_H

#include "src/ip.h"
#include "src/names.h"

struct dialect;
struct source;

/* Bytes [first, last) of the source's text; both 0: no place. */
struct place {
  uint32_t first, last;
};

enum from {
  FROM_NOTHING, /* not set, and no default applies */
  FROM_LINE,    /* written: `at` is the value's place */
  FROM_DEFAULT, /* the dialect's default: no line; `at` is the header of the block that lacks the line; `why` says which default */
  FROM_UNREAD   /* a line at `at` sets it, but could not be read: the value is unknown */
};

/* Where a value came from. */
struct origin {
  struct place at;
  uint8_t from;   /* enum from */
  uint8_t doubt;  /* the default is assumed, not sourced: may support a warning, never an error */
  uint16_t why;   /* index into the dialect's `notes`: which default, of which release; 0 = none */
};

struct num {
  uint32_t v;
  struct origin o;
};

struct name {
  const char *s; /* interned; NULL when unset */
  struct origin o;
};

struct addr {
  struct ip ip;
  struct origin o;
};

/* A reference to a named or numbered object; link.c sets `to` (NULL: defined nowhere). */
struct ref {
  const char *s;
  void *to;
  struct ref *next; /* where several may stand, in order of preference */
  struct origin o;
};

/* A value with alternatives in order of preference (Comware V7 lists); IKEv1 uses the first. */
struct num_list {
  struct num v;
  struct num_list *next;
};

/* ---- Algorithms: IKEv1 phase 1 and ESP/AH share the names ---- */

enum cipher {
  CIPHER_UNSET, CIPHER_NULL, CIPHER_DES, CIPHER_3DES, CIPHER_AES128, CIPHER_AES192, CIPHER_AES256,
  CIPHER_GCM128, CIPHER_GCM192, CIPHER_GCM256, CIPHER_GMAC128, CIPHER_GMAC192, CIPHER_GMAC256, CIPHER_CTR128, CIPHER_CTR192, CIPHER_CTR256,
  CIPHER_CAMELLIA128, CIPHER_CAMELLIA192, CIPHER_CAMELLIA256, CIPHER_SEAL, CIPHER_SM1, CIPHER_SM4, CIPHERS
};
enum hash { HASH_UNSET, HASH_NONE, HASH_MD5, HASH_SHA1, HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_SM3, HASH_XCBC, HASHES };
enum auth { AUTH_UNSET, AUTH_PSK, AUTH_RSA, AUTH_DSA, AUTH_RSA_ENCR, AUTH_ECDSA, AUTHS };
enum exchange { EXCHANGE_UNSET, EXCHANGE_MAIN, EXCHANGE_AGGRESSIVE, EXCHANGE_OTHER };
enum protocol { PROTOCOL_UNSET, PROTOCOL_ESP, PROTOCOL_AH, PROTOCOL_AH_ESP };
enum encapsulation { ENCAPSULATION_UNSET, ENCAPSULATION_TUNNEL, ENCAPSULATION_TRANSPORT, ENCAPSULATION_AUTO };
enum id_type { ID_UNSET, ID_ADDRESS, ID_FQDN, ID_USER_FQDN, ID_DN, ID_KEY_ID };

/* ---- IKE ---- */

/* One phase-1 proposal (Comware `ike proposal`, Cisco `crypto isakmp policy`); RFC 2409 section 5. */
struct ike_proposal {
  struct ike_proposal *next;
  uint32_t number;
  bool builtin;    /* the dialect's own, in no line of the file */
  bool used;
  struct place at; /* header */
  struct num encryption, hash, dh, authentication, lifetime; /* enum cipher, enum hash, IANA group, enum auth, seconds */
};

enum key_form {
  KEY_CLEAR,      /* `clear` holds the key */
  KEY_FIXED,      /* ciphertext of a deterministic kind: equal texts are equal keys, different texts different ones */
  KEY_OPAQUE,     /* ciphertext that cannot be compared */
  KEY_IMPOSSIBLE, /* marked as ciphertext, and no possible ciphertext of that kind (KEY102) */
  KEY_MASKED      /* hidden for publication: `*****` */
};

/* A pre-shared key as written and as read by the dialect's read_key(). Never print `raw` or `clear`. */
struct secret {
  const char *raw;   /* the word as written */
  const char *clear; /* KEY_CLEAR: the key; else NULL */
  uint8_t form;      /* enum key_form */
  uint8_t marked_cipher; /* the line says that ciphertext follows (`cipher`, 6, 7) */
  uint8_t looks_encrypted; /* marked as plaintext, shaped like a ciphertext (KEY103) */
  uint8_t decoded;   /* `clear` was decoded from a reversible ciphertext */
  uint8_t unknown;   /* marked as ciphertext, and of no kind that is known */
  uint8_t no_such_mark; /* KEY_IMPOSSIBLE: the dialect has no such ciphertext for these keys, whatever the word is */
  const char *kind;  /* name of the ciphertext's kind for people and for equality ("type 7"); NULL for plaintext */
  struct place at;   /* the key word itself */
  struct place marker; /* the word that says how it is encoded (`cipher`, `7`); none: 0 */
};

/* A key and whom it is for. */
struct psk {
  struct psk *next;
  struct ip peer;        /* IP_V4 with `mask`, IP_MASKED, IP_NAME (host name), IP_ANY, IP_NONE (a V5 ike peer without remote-address) */
  uint32_t mask;
  struct origin peer_at; /* the address's place; FROM_UNREAD: the line could not be read, it may be anybody's key and `secret.raw` is "" */
  struct secret secret;
  struct place at;       /* the whole line */
  struct keyring *ring;  /* NULL: global */
  struct ike_profile *owner; /* Comware V5: the ike peer that holds it; else NULL */
  bool password;         /* IOS: stands in the peer's own block, for aggressive mode */
  bool used;
};

/* Comware V7 `ike keychain`, Cisco `crypto keyring`. */
struct keyring {
  struct keyring *next;
  const char *name;
  struct place at;
  struct psk *keys;        /* the first; the others stand behind it in the router's list, with those of other rings between them */
  struct addr local;       /* restricted to this local address */
  struct name local_interface;
  struct num priority;
  const char *vrf;
  bool used;
};

/* An identity sent or expected (RFC 2407 section 4.6.2). */
struct identity {
  struct identity *next;
  struct ip address;  /* ID_ADDRESS; `high` the end of a range or address again */
  uint32_t mask, high;
  const char *text;   /* ID_FQDN, ID_USER_FQDN, ID_DN, ID_KEY_ID; NULL: the host name */
  const char *vrf;    /* ID_ADDRESS expected: in which the peer is; NULL: any, or the global one */
  struct origin o;
  uint8_t type;       /* enum id_type */
  bool host;          /* sent: `text` is the host name, behind which the router may put its domain */
};

/* What is known of a peer on the IKE level: Comware V5 `ike peer`, V7 `ike profile`, Cisco `crypto isakmp profile`, and `crypto isakmp peer
 * address`. */
struct ike_profile {
  struct ike_profile *next;
  const char *name;
  struct place at;
  struct num exchange;        /* enum exchange that it initiates with */
  struct num id_type;         /* V5: enum id_type */
  struct name local_name, remote_name; /* V5 */
  struct identity local;      /* type ID_UNSET: not set */
  struct identity *expects;   /* V7 match remote, Cisco match identity; NULL: none */
  bool checks_identity;       /* an identity that none of `expects` covers is refused */
  struct addr remote;         /* V5 remote-address */
  uint32_t remote_high;       /* end of a range, else 0 */
  struct addr local_address;
  struct name local_interface;
  struct ref *keyrings, *proposals;
  struct ref *searched;       /* Cisco: the line that names `default`, the global keys, among the keyrings; `keyrings` is NULL then */
  struct psk *key;            /* V5 */
  struct num dpd_interval;    /* seconds; 0 = off */
  struct num dpd_retry;
  struct num dpd_periodic;    /* 1 periodic, 0 on demand */
  struct ref dpd;             /* V5: name of an ike dpd block */
  struct num nat_traversal;
  struct num priority;
  const char *vrf;            /* of what the tunnel carries */
  struct place vrf_at;
  const char *certificate;    /* needs certificates: not modelled; NULL = no */
  struct place certificate_at;
  bool by_address;            /* applies to the peer at `remote` (or of `remote_name`) without being named: Cisco `crypto isakmp peer` */
  bool used;
};

/* Comware V5 `ike dpd NAME`. */
struct dpd_block {
  struct dpd_block *next;
  const char *name;
  struct place at;
  struct num interval, timeout;
  bool used;
};

/* An IKEv2 or certificate block: recognised, not modelled. */
struct unmodelled {
  struct unmodelled *next;
  const char *name;      /* of a profile; NULL else */
  const char *what;      /* "IKEv2 profile" and so on, in the dialect's words */
  struct ip peer;        /* where the block names one address; else IP_NONE */
  bool ikev2;            /* IKEv2 profile or policy that can carry a tunnel */
  bool refers;           /* its lines may name transform sets, profiles, keyrings and policies */
  struct place at;
};

/* A line that sets something of IKE or IPsec which this model has no place for and no rule asks for: anti-replay windows, idle times and
 * the like. A translation says that it is left out. */
struct aside {
  struct aside *next;
  const char *text; /* as it stands; may hold a secret */
  struct place at;
};

/* ---- IPsec ---- */

/* Comware `ipsec proposal`/`ipsec transform-set`, Cisco `crypto ipsec transform-set`. */
struct transform_set {
  struct transform_set *next;
  const char *name;
  struct place at;
  struct num protocol;            /* enum protocol */
  struct num_list encryption, authentication, ah; /* enum cipher, enum hash, enum hash; .v.v UNSET = none chosen */
  struct num encapsulation;       /* enum encapsulation */
  struct num required;            /* Cisco `mode transport require` */
  struct num pfs;                 /* V7: IANA group, 0 = none */
  struct num esn;
  bool unmodelled; /* holds an algorithm that is not modelled: */
  const char *unmodelled_word;
  bool late;                      /* Comware `ipsec transform-set`, not `ipsec proposal` */
  bool builtin, used;
};

enum entry_kind { ENTRY_ISAKMP, ENTRY_MANUAL, ENTRY_TEMPLATE_USER, ENTRY_OTHER, ENTRY_PROFILE };

/* A peer address of a policy entry. */
struct peer {
  struct peer *next;
  struct addr address;
};

/* One entry of a Comware ipsec policy (or template) or Cisco crypto map (or dynamic map), or an IPsec profile (kind ENTRY_PROFILE, sequence
 * 0). */
struct policy_entry {
  struct policy_entry *next;       /* next of the file */
  struct policy_entry *next_in_group; /* by ascending sequence; set by link.c */
  struct policy *group;            /* never NULL */
  uint32_t sequence;
  uint8_t kind;                    /* enum entry_kind */
  bool late;                       /* V5 late spelling (`transform-set`) */
  bool ranked_peers;               /* a word ranks one of `peers`, so that they stand beside each other */
  bool transforms_unread;          /* a line that names `transforms` could not be read */
  struct place at;
  struct place off_at;             /* of the line that switches it off; last 0: none does */
  struct ref template_ref;         /* ENTRY_TEMPLATE_USER: the template or dynamic map */
  struct ref acl;
  struct num acl_mode;             /* 0 standard, 1 aggregation, 2 per host */
  struct peer *peers;
  struct ref profile;              /* V5 ike-peer, V7 ike-profile, Cisco set isakmp-profile */
  struct ref ikev2_profile;
  struct ref *transforms;
  struct num pfs;                  /* IANA group, 0 = none */
  struct num seconds, kilobytes;   /* SA lifetime; kilobytes 0 = no limit */
  struct addr local;               /* V7 local-address, Ruijie set local */
  struct num isakmp_policy;        /* Ruijie set isakmp-policy */
  struct num exchange;             /* Ruijie set exchange-mode */
  struct num responder_only;
  struct num autoup;               /* Ruijie set autoup: comes up without traffic */
  struct num reverse_route;
  bool used;
};

/* All entries of one name. */
struct policy {
  struct policy *next;
  const char *name;
  struct place at;                 /* first header */
  bool is_template, is_profile;
  struct policy_entry *entries;    /* by ascending sequence; set by link.c */
  struct name local_interface;     /* shared source: `crypto map M local-address IF`, `ipsec policy P local-address IF` */
  struct ref isakmp_profile;       /* `crypto map M isakmp-profile P` */
  bool used;
  bool applied;
};

/* ---- ACLs ---- */

enum port_op { PORT_ANY, PORT_EQ, PORT_NEQ, PORT_GT, PORT_LT, PORT_RANGE };

struct acl_address {
  struct ip ip;         /* IP_ANY, IP_V4, IP_MASKED, IP_NAME (an object group's name) */
  uint32_t wildcard;    /* bits set = do not care */
  struct object_group *group;
  uint8_t port_op;      /* enum port_op */
  uint16_t port, port_high;
  struct place at;
};

#define PROTOCOL_ANY_IP 256u /* `ip` */
#define PROTOCOL_UDP 17u
#define PROTOCOL_GRE 47u /* RFC 2784 section 3 */

struct acl_rule {
  struct acl_rule *next;
  uint32_t sequence;
  uint16_t protocol;    /* IANA number or PROTOCOL_ANY_IP */
  bool narrowed;        /* has a condition that is not modelled (established, tos, time-range ...) */
  bool permit : 1;
  bool unread : 1;      /* could not be read: may be anything */
  const char *vrf;      /* takes packets of this VPN instance only: nothing the peer is told; NULL: none named */
  struct acl_address source, destination;
  const char *names_list; /* the list, where the line names it itself (`access-list 101 permit ...`); NULL: it stands in the list's block */
  struct place at;      /* the line without indentation */
};

struct acl {
  struct acl *next;
  const char *name;     /* number as text, or name */
  uint32_t number;      /* 0 = named */
  bool extended;        /* can name destinations */
  bool finest_first;    /* rules are tried by how much they leave open, not by their numbers */
  bool used;
  struct place at;
  struct acl_rule *rules; /* as they are tried: by ascending sequence */
  struct filter_index *index; /* of the rules, once packets are looked up in it; else NULL */
  uint32_t step, last;
};

struct object_member {
  struct object_member *next;
  struct ip ip;         /* IP_V4, IP_ANY, IP_MASKED; IP_NAME: a nested group */
  struct object_group *group; /* the nested one; NULL: none, or defined nowhere */
  uint32_t mask;        /* netmask */
  struct place at;
};

struct object_group {
  struct object_group *next;
  const char *name;
  struct place at;
  struct object_member *members;
  bool unread;
  struct place unread_at; /* the line, where it is one */
};

/* ---- Interfaces, routes, NAT ---- */

enum tunnel_mode { TUNNEL_UNSET, TUNNEL_GRE, TUNNEL_GRE_MULTIPOINT, TUNNEL_IPSEC, TUNNEL_OTHER };

/* What a multipoint tunnel is told of another router on it (NHRP, RFC 2332): the address inside and the one that stands for it outside. */
struct next_hop {
  struct next_hop *next;
  struct ip inner;              /* IP_NONE: not told */
  struct addr outer;
};

struct tunnel {
  struct num mode;              /* enum tunnel_mode */
  struct addr source;           /* an address, or unset when `source_interface` is */
  struct name source_interface; /* canonical interface name */
  struct addr destination;
  struct num key;               /* v the key; from FROM_NOTHING: none */
  struct num checksum;
  struct num keepalive, keepalive_retries; /* seconds; 0 = off */
  struct ref protection;        /* IPsec profile */
  bool narrowed;                /* a list that is not read says which of the tunnel's packets are protected */
  struct next_hop *next_hops;
  struct name vrf;              /* in which the tunnel's own packets are routed; NULL: the global one */
  struct interface *twin;       /* the router's next one between the same addresses, which only the key tells apart (RFC 2890 section 2.1);
                                   NULL: none. Set by ends_of() */
};

struct nat_rule {
  struct nat_rule *next;
  struct ref acl;               /* s NULL: everything */
  struct ref route_map;
  struct ref interface_name;    /* Cisco: overload interface */
  const char *vrf;              /* of the traffic that it translates; NULL: the global routing table's */
  const char *pool;             /* the addresses that it translates to, by their name or number; NULL: the interface's own */
  struct place at;
};

struct ip_secondary {
  struct ip_secondary *next;
  struct ip ip;
  uint32_t mask;
  struct place at;
};

/* A virtual address of an interface, shared with other routers (HSRP, RFC 5798 VRRP). */
struct shared_address {
  struct shared_address *next;
  const char *group;     /* its number as text */
  const char *name;      /* of the group; NULL: none */
  struct place named_at;
  struct addr address;   /* IP_NONE: not set */
  bool vrrp;             /* else HSRP */
};

struct interface {
  struct interface *next;
  const char *name;      /* canonical: type in full as the family spells it, no blank, lower case ("tunnel50", "gigabitethernet0/0") */
  const char *shown;     /* as the file first writes it */
  struct place at;
  struct addr address;   /* IP_DYNAMIC where assigned at run time */
  uint32_t mask;
  struct ip_secondary *secondary;
  struct shared_address *shared;
  struct name redundancy; /* the shared group that the policy here speaks for; unset: the interface itself */
  struct name unnumbered;
  struct num mtu, ip_mtu, mss;
  struct tunnel *tunnel; /* NULL: no tunnel */
  struct ref *policies;  /* applied IPsec policies / crypto maps */
  struct ref filter;     /* the ACL that what comes in must pass; s NULL: none */
  bool filter_switched;  /* it is in force only where the router's `filters` are switched on */
  struct nat_rule *nat;  /* Comware: source NAT on the way out */
  bool nat_inside, nat_outside; /* Cisco */
  bool nat_static;              /* Comware: the router's `statics` are in force on the way out */
  struct place nat_at;          /* of the line that says so */
  bool shutdown;
  struct place shutdown_at;
  bool for_callers;      /* the pattern of interfaces that are made for whoever calls */
  uint16_t vlan, inner_vlan;    /* IEEE 802.1Q tags of a subinterface's frames; 0: none */
  struct place vlan_at;
  bool spares_protected;        /* Comware: its NAT leaves alone what the policy protects (`ipsec no-nat-process enable`) */
  const char *vrf;
  struct place vrf_at;
};

/* A VRF (Comware: VPN instance): only what its definition needs is kept. */
struct vrf {
  struct vrf *next;
  const char *name;
  struct place at;
  struct name distinguisher;   /* RFC 4364 section 4.2, as written */
};

#define ROUTE_GLOBAL ""        /* struct route's via_vrf: the global routing table */

struct route {
  struct route *next;
  uint32_t prefix, mask;
  struct ip via;               /* IP_NONE: none */
  const char *interface_name;  /* canonical; NULL: none */
  const char *vrf;
  const char *via_vrf;         /* in which the next hop is, where that is said to be another one; NULL: the route's own */
  bool unread;                 /* prefix or mask cannot be told: may lead anywhere; prefix and mask say 0.0.0.0/32 */
  bool watched;                /* holds only while something else does: `track`, `bfd` and the like, which are not modelled */
  uint8_t preference;          /* 1 to 255, the lowest counts; 0: none is written */
  struct place at;
};

struct route_map {
  struct route_map *next;
  const char *name;
  struct ref *acls;   /* of permit entries, in order; NULL beside `interfaces`: everything */
  struct ref *interfaces; /* takes only what leaves through one of them, by their canonical names; NULL: through any */
  bool unread;
};

/* ---- The router ---- */

/* Something wrong with a line or block, found while reading: becomes a finding. */
struct issue {
  struct issue *next;
  const char *rule;    /* rule id: CFG001, CFG004, CFG007 ... */
  struct place at, other; /* `other`: the second place, or none */
  const char *message; /* in the arena; holds no secret */
  const char *help;    /* NULL: the rule's */
};

/* A comment that switches a rule off. */
struct suppression {
  struct suppression *next;
  const char *rule;
  const char *reason;   /* "" when none */
  struct place at;
  bool head;            /* stands at the file's head: for the whole file; else for the next command */
  bool used;
};

enum ledger_entry { LEDGER_BLANK, LEDGER_UNDERSTOOD, LEDGER_IGNORED, LEDGER_UNKNOWN, LEDGER_COMMENT };

/* Singly linked list with its end, so that appending keeps the order of the file. `appended`: how many objects were, so that nobody has to
 * walk through a long one to count them; some of them may have been taken out since. */
#define LIST(type) struct { struct type *first, **end; size_t appended; }
#define LIST_INIT(list) ((list).first = NULL, (list).end = &(list).first, (list).appended = 0)
#define LIST_APPEND(list, object) (*(list).end = (object), (list).end = &(object)->next, (list).appended++)

struct router {
  struct arena *arena;
  struct names names;
  struct source *source;
  const struct dialect *dialect;
  const char *dialect_reason;   /* why this dialect */
  unsigned file;                /* index among the files of the run */

  struct name hostname;
  const char *release;          /* text behind `version`; NULL: not in the file */
  uint32_t release_major, release_minor;
  struct place release_at;

  LIST(interface) interfaces;
  LIST(acl) acls;
  LIST(object_group) groups;
  LIST(ike_proposal) proposals;  /* sorted by number by finish(); built-in ones last */
  LIST(psk) keys;                /* every key, those of keyrings and peers too */
  LIST(keyring) keyrings;
  LIST(ike_profile) profiles;
  LIST(dpd_block) dpds;
  LIST(transform_set) transforms;
  LIST(policy) policies;         /* maps, policies, templates, dynamic maps, profiles */
  LIST(policy_entry) entries;
  LIST(route) routes;
  bool dynamic_routing;          /* a routing protocol is set up: there may be routes that no line shows */
  bool policy_routing;           /* packets may be led past the routes */
  struct num filters;            /* v: the packet filters that wait for it are switched on */
  struct num filter_rest;        /* v: these drop what none of their rules takes; unset: as others of the dialect */
  bool application_unread;       /* which policy an interface has cannot be told: it may be any */
  bool nat_unread;               /* a NAT policy that is not read may translate anything */
  bool static_nat;               /* other addresses stand for some inner ones */
  LIST(nat_rule) statics;        /* those whose inner addresses always get others, each with a list of its own that holds them */
  LIST(nat_rule) nats;           /* Cisco: global source NAT rules */
  LIST(route_map) route_maps;
  LIST(vrf) vrfs;                /* those that are defined */
  LIST(unmodelled) unmodelled;
  LIST(aside) asides;
  LIST(issue) issues;
  LIST(suppression) suppressions;

  struct identity identity;      /* global: crypto isakmp identity, ike identity, Ruijie self-identity */
  struct name ike_local_name;    /* V5 */
  struct num dpd_interval, dpd_retry, dpd_periodic;
  struct num keepalive_interval, keepalive_timeout; /* Comware ike keepalive */
  struct num seconds, kilobytes; /* global SA lifetime */
  struct num isakmp_enabled, aggressive_disabled, answers_aggressive; /* the last: Ruijie mode-detect */
  struct num builtin_off;        /* no crypto isakmp default policy */
  struct num builtin_sets_off;   /* no crypto ipsec transform-set default */
  struct num weak_allowed;       /* crypto engine compliance shield disable */

  uint8_t *ledger;               /* one enum ledger_entry a line of the file; malloc'd, freed by router_free() */
  uint32_t lines, ledger_capacity;

  struct link_tables *links;     /* link.c: names and networks */
  struct key_index *key_index;   /* keys.c: keys by address */
};

/* An empty router whose objects live in `arena`. */
void router_init(struct router *r, struct arena *arena);

/* Remembers the line at `at`, which is the `len` bytes at `s`, among the asides. */
void router_aside(struct router *r, struct place at, const char *s, size_t len);

/* Frees what is outside the arena. */
void router_free(struct router *r);

/* Did a line set it and could it be read? */
static inline bool is_written(const struct origin *o)
{
  return o->from == FROM_LINE;
}

/* Is there a value: written or by default? */
static inline bool is_known(const struct origin *o)
{
  return o->from == FROM_LINE || o->from == FROM_DEFAULT;
}

/* Is it set by nothing at all? What an unread line may have set is not missing. */
static inline bool is_unset(const struct origin *o)
{
  return o->from == FROM_NOTHING;
}

/* Does a default apply that no reference gives? `why` says which. */
static inline bool is_untold(const struct origin *o)
{
  return o->from == FROM_NOTHING && o->doubt;
}

#endif
