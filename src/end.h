/* One side of a tunnel, flattened from the router: everything that pairing, negotiation and rules need, in one place, whichever dialect
 * said it how.
 *
 * An end stands for one policy applied to one interface and one peer (several entries for the same peer are one end with several
 * selectors), for one tunnel interface with an IPsec profile, or for a GRE tunnel without any IPsec (kind END_PLAIN), which is there to be
 * paired with an end that expects protection. */
#ifndef PEERLINT_END_H
#define PEERLINT_END_H

#include "src/model.h"

enum design { DESIGN_NONE, DESIGN_IPSEC_OVER_GRE, DESIGN_GRE_OVER_IPSEC, DESIGN_TUNNEL_PROTECTION, DESIGN_IPSEC, DESIGN_MIXED };

enum end_kind {
  END_POLICY,     /* policy or crypto map entry with a peer */
  END_TEMPLATE,   /* template or dynamic map: answers, never starts */
  END_PROTECTION, /* IPsec profile on a tunnel interface */
  END_PLAIN       /* GRE tunnel without IPsec */
};

/* One flow to protect, seen from this end: `rule->source` is local, `rule->destination` remote. */
struct selector {
  struct selector *next;
  const struct acl_rule *rule;        /* of the ACL, or made for a tunnel (then `made`) */
  const struct policy_entry *entry;   /* whose transforms and PFS apply */
  const struct acl *acl;              /* NULL when made */
  bool made;                          /* follows from the tunnel's endpoints, no ACL says it */
  bool unread;                        /* cannot be compared */
  const struct acl_rule *shadowed_by; /* an earlier rule of this policy takes the whole flow first: no negotiation for it; NULL: none */
  const struct policy_entry *shadowed_in; /* the entry of that rule */
  struct interface *tunnel;            /* the tunnel interface whose GRE packets it is; NULL: none, or not looked for */
};

/* Why an end cannot send or be answered at all; bits. */
enum end_fault {
  FAULT_NOT_APPLIED = 1,       /* the policy is applied to no interface (APP101); not in a fragment, which shows no interface at all */
  FAULT_UNDEFINED = 2,         /* a reference leads nowhere (CFG002) */
  FAULT_INCOMPLETE = 4,        /* a part is missing without which the entry does nothing (CFG005) */
  FAULT_NO_IKE = 8,            /* no crypto isakmp enable */
  FAULT_SHUT = 16,             /* applied to an interface that is shut down (APP101) */
  FAULT_MISNAMED = 32          /* applied to no interface, while an interface names a policy that is defined nowhere (CFG002) */
};

/* The large members come first and the small ones last, so that none of the many thousands of ends that a hub has is filled up with
 * nothing. */
struct end {
  struct end *next;                   /* of the router */
  struct router *router;
  struct interface *interface;        /* where the policy is applied; NULL: nowhere */
  struct interface *tunnel;           /* the GRE tunnel interface that goes with it; NULL: none */
  struct policy *policy;              /* NULL for END_PLAIN */
  struct policy_entry *entry;         /* the entry in the applied policy (the first one, when several name the peer) */
  struct policy_entry *effective;     /* the template's entry where `entry` refers to one; else `entry` */
  struct ike_profile *profile;        /* what is known of the peer on the IKE level; NULL: only global settings */
  struct addr local, remote;          /* addresses IKE speaks from and to; remote kind IP_ANY: anybody (template) */
  const struct next_hop *next_hop;    /* of a multipoint tunnel: what `remote` comes from; NULL: nothing */
  const char *unmodelled;             /* what makes the outcome unknowable ("IKEv2", "a certificate", "manual SAs"); NULL: nothing */
  const struct ike_proposal **offers; /* what it offers, in order */
  const struct ike_proposal **accepts;/* what it compares offers with, in its order */
  struct identity sends;              /* identity it sends; type ID_UNSET: cannot be known */
  struct selector *selectors;         /* in the order of the policy */
  struct selector *last_selector;
  unsigned offer_count, accept_count, selector_count;
  struct num exchange;                /* enum exchange that it initiates with */
  struct num pfs;                     /* of the first entry; see end_pfs() */
  struct place at;                    /* where to point a reader: interface header, else the entry's */
  struct place fault_at;              /* of the first fault */
  struct place unmodelled_at;
  uint8_t kind;                       /* enum end_kind */
  uint8_t design;                     /* enum design of this end alone */
  uint8_t faults;                     /* enum end_fault bits */
  bool profile_assumed;               /* nothing names the profile, and it expects no address */
  bool ikev2;                         /* set up for IKEv2 */
  bool starts;                        /* would initiate by design */
  bool answers_main, answers_aggressive;
  bool refused;                       /* a proposal was left out of both because the release refuses it (POL206) */
  bool selectors_unread;              /* a rule of its ACL could not be read: there may be more */
  bool any_selector;                  /* takes the initiator's flows as they come (template without ACL) */
  bool covered; /* a tunnel without IPsec whose packets leave where a template without ACL is applied, which protects them once it is asked
                   to */
  bool paired;
};

/* All ends of a linked router, in the order of its file; in its arena. */
struct end *ends_of(struct router *r);

/* The outer address that a tunnel interface of the router speaks from: IP_DYNAMIC where it is assigned at run time or its interface is not
 * in the file, IP_NONE where the tunnel has no source. */
struct ip end_tunnel_source(const struct router *r, const struct tunnel *t);

/* Is the destination of the tunnel interface `from` the source of `to`, a tunnel interface of the end's router? */
bool end_leads_to(const struct interface *from, const struct end *e, const struct interface *to);

/* The interface whose address a tunnel interface of the router speaks from; NULL: it is not in the file, or the tunnel has no source. */
const struct interface *end_source_interface(const struct router *r, const struct tunnel *t);

/* Has the tunnel interface no peer of its own: multipoint GRE, or a virtual template, from which the router makes an interface for each
 * peer that calls? */
bool end_waits_for_calls(const struct interface *i);

/* Does the end call a next hop of its multipoint tunnel that is another one than `other`? Which ways NHRP (RFC 2332) leads from there is
 * not known. */
bool end_calls_next_hop(const struct end *e, const struct end *other);

/* Does the end's next hop (RFC 2332) name the other end, by its inner or its outer address, or by a name that may be its own? */
bool end_is_told_of(const struct end *e, const struct end *other);

/* Does the tunnel interface stay down without a destination? */
bool end_needs_destination(const struct router *r, const struct interface *i);

/* The interface that keeps the end from speaking because it is shut down: its own, or the one below its tunnel; NULL: none. */
const struct interface *end_shut(const struct end *e);

/* The end as it answers `caller`: a template that names no profile has the one that the caller's identity selects, where the dialect selects
 * one. The end itself, or a copy in `arena`. */
struct end *end_answering(struct end *e, const struct end *caller, struct arena *arena);

/* Does its entry name an IKE profile or a template that is defined nowhere (CFG002)? Then what those would say is not known. */
bool end_lost_profile(const struct end *e);

/* Has it a proposal with pre-shared keys, or none of its own? One that has certificates alone needs no key. */
bool end_offers_keys(const struct end *e);

/* The other rule of the end's policy that is the exact mirror of the selector: one of the two is only for the way back, which a rule covers
 * anyway. NULL: none among the first thousand. */
const struct selector *end_reverse_of(const struct end *e, const struct selector *s);

/* May the ACL select anything: has it a rule that permits, or one that could not be read? */
bool end_acl_permits(const struct acl *acl);

/* PFS that applies to an entry with one of its transform sets (either may set it). Group 0: none. */
struct num end_pfs(const struct policy_entry *entry, const struct transform_set *set);

/* Lifetimes of the entry, else the router's global ones. */
struct num end_seconds(const struct end *e);
struct num end_kilobytes(const struct end *e);

/* The key that `e` would use with a peer that speaks from `peer`: keyrings of its profile first, then global keys, longest match, first of
 * equals. `name` (may be NULL): the identity an aggressive-mode peer sends, for keys bound to names. `*others` (may be NULL) is set to
 * another key that matches as well and differs. NULL: no key.
 * `*near` (may be NULL) is set to the key of that router that comes closest when none matches. */
const struct psk *end_key(const struct end *e, const struct ip *peer, const char *name, const struct psk **others, const struct psk **near);

/* As the JSON report spells it ("ipsec-over-gre"). */
const char *design_name(enum design d);

#endif
