/* Two ends that talk to each other, and every comparison between them, made once. Negotiation and rules are two views of these facts.
 *
 * Index 0 and 1 are the two ends; what depends on who starts is in `by[i]`, where end i is the initiator. */
#ifndef PEERLINT_FACTS_H
#define PEERLINT_FACTS_H

#include "src/end.h"

/* How a comparison came out. */
enum outcome {
  OUTCOME_OK,
  OUTCOME_FAILS,
  OUTCOME_CANNOT_TELL,   /* something unread, masked, assumed or not modelled may decide it */
  OUTCOME_NOT_REACHED    /* its premise is broken elsewhere */
};

/* Bits: the phase-1 parameters in which two proposals differ. */
enum p1_difference { P1_ENCRYPTION = 1, P1_HASH = 2, P1_DH = 4, P1_AUTHENTICATION = 8 };

struct p1_fact {
  enum outcome outcome;
  const struct ike_proposal *offer, *accepted;   /* the agreed pair (OK), or the closest pair */
  unsigned differs;                              /* of the closest pair */
  bool builtin;                                  /* agreed, but only on a built-in proposal (IKE107) */
  bool not_modelled;                             /* agreed on certificates */
  bool earlier_open;                             /* agreed, but of two that come first it cannot be told whether they do */
  bool refused;                                  /* fails because an end's release refuses the proposal that would agree (POL206) */
  bool undefined;                  /* it fails, and all proposals that an end names are defined nowhere (CFG002) */
  bool doubtful;                                 /* CANNOT_TELL because an assumed default decides it: IKE101 as a warning */
  bool other_group; /* CANNOT_TELL, and doubtful: what agrees has another group than the first offer, in aggressive mode */
};

enum key_outcome {
  KEYS_EQUAL,
  KEYS_ASSUMED_EQUAL /* cannot be compared (KEY104) */,
  KEYS_DIFFER,
  KEYS_IMPOSSIBLE /* KEY102 at an end */,
  KEYS_MISSING /* KEY105 */,
  KEYS_NOT_USED
};

/* How a flow of the initiator fares at the responder. */
enum match {
  MATCH_EXACT,
  MATCH_NARROWER /* the initiator's is inside the responder's */,
  MATCH_WIDER,
  MATCH_OVERLAP,
  MATCH_SPLIT /* same addresses, cut differently */,
  MATCH_PROTOCOL /* same addresses, other protocol or port */,
  MATCH_NONE,
  MATCH_CANNOT_TELL
};

struct p2_fact {
  enum outcome transform;          /* ESP101 */
  enum outcome encapsulation;      /* ESP102 */
  enum outcome pfs;                /* ESP103 */
  bool refused;                    /* a release refuses what would have agreed: POL206 */
  bool transform_doubtful;         /* CANNOT_TELL because an assumed default decides it */
  bool unsettled;                  /* tunnel against transport that such ends may settle: ESP102 as a warning */
  const struct transform_set *mine, *theirs; /* the agreed or closest pair; mine is the initiator's */
  struct num my_pfs, their_pfs;
};

struct flow {
  struct flow *next;
  const struct selector *mine;     /* the initiator's */
  const struct selector *theirs;   /* the responder's best counterpart; NULL: none */
  enum match match;
  bool suspect;                    /* a suspect wildcard explains it (ACL104) */
  bool hidden;                     /* an entry for another peer takes the counterpart's traffic first (ACL107) */
  const struct p2_fact *p2;
  enum outcome result;
  uint8_t phase;                   /* where it fails: 2, or 0 when nothing is sent for it (NAT) */
  const char *cause[4];            /* rule ids; NULL-terminated */
};

/* The deny before the selector's rule in its list that takes all of `flow`, a rule of the other end: what is left of the selector does not
 * hold it (the first rule that matches decides). NULL: none does. */
const struct acl_rule *flow_denied(const struct selector *s, const struct acl_rule *flow);

/* Facts for one direction. */
struct direction {
  bool starts;                     /* by design this end starts negotiations */
  enum exchange exchange;
  enum outcome mode;               /* is that exchange answered? (IKE103) */
  struct p1_fact p1;
  enum outcome id_at_responder, id_at_initiator;  /* IKE104: refused at message 5 (aggressive 1), at message 6 (aggressive 2) */
  const struct identity *refused;  /* the expected identity that comes closest, or NULL */
  struct flow *flows;
};

/* What becomes of a negotiation, in the terms of docs/report.schema.json. */
enum result { RESULT_UP, RESULT_DOWN, RESULT_PARTIAL, RESULT_UNDETERMINED, RESULT_NEVER };

struct negotiation {
  enum result result;
  uint8_t phase;                   /* 1, 2; 0: null */
  const char *exchange;            /* "main" ...; NULL: null */
  int message;                     /* -1: null */
  const char *cause[8];            /* rule ids; NULL-terminated */
  const struct ike_proposal *p1;   /* agreed; NULL */
  bool p1_open;                    /* it may be an earlier one, which could not be read whole */
  uint32_t p1_lifetime;            /* seconds in force */
  const struct p2_fact *p2;        /* agreed for the first flow that is up; NULL */
  const char **assumptions;        /* NULL-terminated; never NULL */
};

enum gre_fault {
  GRE_DESTINATION = 1 /* TUN101: end i's destination is not the other's source */,
  GRE_SOURCE = 64 /* TUN101: end i's source is none of its addresses, and not the other's destination */,
  GRE_SUBNET = 2,
  GRE_MODE = 4,
  GRE_KEY = 8,
  GRE_RECURSIVE = 16,
  GRE_INCOMPLETE = 32 /* CFG005 */,
  GRE_SHUT = 128 /* APP101: end i's tunnel is shut down, and its policy, elsewhere, is not */
};

struct tunnel_pair {
  struct tunnel_pair *next;
  unsigned number;                 /* index among the tunnels of the report */
  struct end *end[2];              /* end[0] of the file that comes first */
  enum design design;
  enum outcome address[2];         /* does end i's peer address name the other end's address (IKE105 at end i) */
  bool address_explained[2]; /* it fails because the other end's policy is on the wrong interface (APP102) or its inner address is wrong
                                (TUN102) */
  enum outcome version;            /* IKE102 */
  const struct psk *key[2];        /* the key end i uses for the other; NULL */
  const struct psk *near_key[2];   /* without a key: the one that comes closest */
  bool key_unsure; /* whether a key is for this peer cannot be told: it is bound to a name that nobody sends, or to a masked address */
  const struct psk *other_key[2];  /* a second matching key that differs (KEY106) */
  const struct psk *first_key[2];  /* another one that end i comes to first when the other one calls (KEY106) */
  enum key_outcome keys;
  unsigned gre[2];                 /* enum gre_fault bits that are faults of end i's lines */
  unsigned gre_unsure;             /* bits that cannot be told */
  bool gre_others_hold;            /* one rule list protects several GRE tunnels or more, and the faults are not those of all */
  bool design_mismatch;            /* TUN105 */
  unsigned sends_nothing[2];       /* enum nothing bits: why end i never sends */
  bool way_unsure[2]; /* by the routes in the file end i reaches its peer past its policy, and a routing protocol may know a longer way */
  struct direction by[2];
  struct negotiation negotiation[2];
  enum result verdict;
};

/* Why an end never sends although it would start; bits. */
enum nothing {
  NOTHING_NOT_APPLIED = 1 /* APP101 */,
  NOTHING_UNDEFINED = 2 /* CFG002 */,
  NOTHING_INCOMPLETE = 4 /* CFG005 */,
  NOTHING_WRONG_INTERFACE = 8 /* APP102 */,
  NOTHING_NAT = 16 /* APP103 */,
  NOTHING_REFUSED = 32 /* POL206 */,
  NOTHING_PROPOSAL = 64 /* CFG002: none of the proposals it is to offer exists */,
  NOTHING_SHADOWED = 128 /* ACL107: earlier rules take all its flows */,
  NOTHING_SHUT = 512 /* APP101: what it protects comes from a tunnel that is shut down */,
  NOTHING_RECURSIVE = 256 /* TUN108: the way to the peer leads into its own tunnel, as that of the tunnel's outer packets does */
};
/* What keeps an end from starting and not from answering. */
#define NOTHING_TO_OFFER (NOTHING_NAT | NOTHING_PROPOSAL | NOTHING_SHADOWED | NOTHING_SHUT)

/* Compares the two ends of `t` and fills in everything up to and including `by`; objects go to `arena`. */
void facts_compare(struct tunnel_pair *t, struct arena *arena);

/* Walks main or aggressive mode and quick mode message by message for both directions and sets `negotiation` and `verdict` (RFC 2409
 * sections 5.1 to 5.5). */
void negotiate(struct tunnel_pair *t, struct arena *arena);

/* Finds who talks to whom among the ends of all routers (each router's ends linked by `next`): a list of tunnels without facts, in the
 * order of the files. Ends without a partner keep `paired` false. Linear in the number of ends. `scratch` can be freed afterwards. */
struct tunnel_pair *pair_ends(struct end *const *ends, unsigned router_count, struct arena *arena, struct arena *scratch);

/* As the JSON report spells them. */
const char *result_name(enum result r);
const char *cipher_name(uint32_t v);
const char *hash_name(uint32_t v);
const char *auth_name(uint32_t v);

/* Does the set name no algorithm where its dialect has no default (ESP105)? Quick mode refuses it. */
bool transform_is_empty(const struct transform_set *s);

/* The flows of one direction with their counterparts, for facts_compare(). */
struct flow *flows_compare(const struct end *initiator, const struct end *responder, struct arena *arena);

/* Which end makes one SA of all its rules while the other makes one of each: 0 or 1; -1: they do alike, or it makes no difference. */
int aggregates_alone(const struct tunnel_pair *t);

/* Has the end a profile that is chosen by the peer's identity, and expects none? */
bool expects_nobody(const struct end *e);

/* Does a reference that leads nowhere (CFG002) explain that the end has no key? */
bool lacks_key_by_reference(const struct end *e);

/* The keys of both ends, for facts_compare(): sets all that is about keys. */
void keys_compare(struct tunnel_pair *t);

/* Is this the name that is sent? A host name is sent with its domain. */
bool identity_is_name(const struct identity *sent, const char *name);

/* Is the address one of those that the identity, which is of whole addresses, stands for: a range, or a network, whichever of its addresses
 * the line names? */
bool identity_holds(const struct identity *expected, uint32_t v4);

/* The faults of the GRE tunnels, for facts_compare(): sets `gre` and `gre_unsure`. */
void gre_compare(struct tunnel_pair *t);

/* Is the end's policy on its tunnel, and its peer in the tunnel's subnet? */
bool calls_within_tunnel(const struct end *e);

/* The outer address that the end's tunnel speaks from: IP_DYNAMIC where it is assigned at run time or its interface is not in the file,
 * IP_NONE where the tunnel has no source. The end has a tunnel. */
struct ip gre_source(const struct end *e);

/* With tunnel protection the peer is the tunnel's destination, and the router speaks from the tunnel's source: is it a wrong one of these
 * (TUN101) that end i's peer address is not the other end's? */
bool gre_explains_address(const struct tunnel_pair *t, int i);

/* Is the outer address of the end's next hop (RFC 2332) one of the tunnel's own inner subnet? */
bool gre_leads_inside(const struct end *e);

/* The static route by which the end's tunnel destination lies behind the tunnel itself, as far as the file shows; NULL: there is none. The
 * end has a tunnel. */
const struct route *gre_recursive_route(const struct end *e);

/* Does the tunnel interface (NULL: none) end at the address that the end's IKE calls? Then no way to it leads through the tunnel. */
bool gre_ends_at_peer(const struct end *e, const struct interface *i);

/* May a NAT on the way map the private address that `other`'s tunnel speaks from to the public one that `e`'s leads to? Not where that is
 * an address of the other router itself. */
bool gre_may_be_translated(const struct end *e, const struct end *other);

/* The text of a GRE rule's id by bit ("TUN101"). */
const char *gre_rule(unsigned bit);

/* Does a direction of the pair agree on a phase-1 proposal with pre-shared keys? It may be one that is built in. */
bool facts_agree_on_keys(const struct tunnel_pair *t);

/* Do both name the same value? FROM_UNREAD, doubtful defaults and unknown values cannot be told. */
enum outcome num_compare(const struct num *a, const struct num *b);

/* Has the flow no counterpart at the other end (ACL101)? */
static inline bool flow_is_lost(const struct flow *f)
{
  return f->phase && (f->match == MATCH_NONE || f->match == MATCH_OVERLAP);
}

/* The same of the selector of one of the pair's ends; `t` may be NULL: there is no other end. */
bool selector_is_lost(const struct tunnel_pair *t, const struct end *e, const struct selector *s);

/* Selector arithmetic, for rules that compare flows within one router: does the set of packets of `a` (with source and destination
 * exchanged when `mirrored`) contain that of `b`? */
enum tri selector_contains(const struct acl_rule *a, const struct acl_rule *b, bool mirrored);
enum tri selector_overlaps(const struct acl_rule *a, const struct acl_rule *b, bool mirrored);
/* Do both name the same addresses, mirrored, whatever the protocol and ports? */
enum tri selector_same_addresses(const struct acl_rule *a, const struct acl_rule *b);
/* How many pairs of addresses the rule covers, and how many both cover, one of them mirrored, where the protocols and ports are the same;
 * at most 2^63. */
uint64_t selector_size(const struct acl_rule *r);
uint64_t selector_common(const struct acl_rule *a, const struct acl_rule *b);
/* Is the wildcard suspect: a netmask, non-contiguous, or bits of the address under it (ACL104)? */
bool wildcard_is_suspect(const struct acl_address *a);

#endif
