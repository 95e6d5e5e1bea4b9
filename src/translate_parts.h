/* What the parts of the translation share: names, values, and who does what. See translate.h. */
#ifndef PEERLINT_TRANSLATE_PARTS_H
#define PEERLINT_TRANSLATE_PARTS_H

#include "src/translate.h"

enum name_kind {
  NAME_INTERFACE = 1,
  NAME_ACL,
  NAME_GROUP,
  NAME_RING,
  NAME_PROFILE,
  NAME_DPD,
  NAME_SET,
  NAME_POLICY,
  NAME_TEMPLATE,
  NAME_IPSEC_PROFILE,
  NAME_MAP
};

/* An entry of the target and what the source says of its peer. */
struct relation {
  struct relation *next;
  struct policy_entry *entry;     /* of the target */
  const struct policy_entry *old; /* of the source */
  const struct end *end;          /* the first end of `old`; NULL: it leads nowhere */
  bool elsewhere;                 /* the new entry's interface has not the address that the old one speaks from */
  struct addr local;              /* where a line says it: what it speaks from */
};

struct translation {
  struct arena *arena;
  struct writing *w;              /* takes the notes */
  const struct router *from;
  const struct end *ends;
  struct router *to;
  const struct dialect_writer *how;       /* of the target */
  bool same;                      /* from and to are of one dialect */
  struct table names;             /* kind and old name -> new name */
  struct table taken;             /* kind and new name -> the name */
  struct table objects;           /* of the source -> of the target */
  struct table by_entry;          /* entry of the source -> its first end */
  struct table ring_keys;         /* rings.h */
  struct keyring *shared;         /* of the target: for the global keys of single peers; NULL: not made */
  LIST(relation) relations;       /* entries whose peers are still to be said */
  const void *unwatched;          /* of the target: an entry whose peer has no dead peer detection, though it is the router's; NULL: none */
  uint32_t next_acl[2];           /* next number to try, of basic and of extended ACLs */
};

/* ---- translate_names.c ---- */

/* The exchange mode for another form of peer; one that is not modelled becomes main mode, and the account says so. */
struct num tr_mode(struct translation *t, const struct num *mode);

/* The target's name for an object, made at the first call: within its length, in its letters, unlike any other of the kind. NULL for
 * NULL. */
const char *tr_name(struct translation *t, enum name_kind kind, const char *name);
/* A new name of the kind that is like `wanted`. */
const char *tr_new_name(struct translation *t, enum name_kind kind, const char *wanted);
/* The target's name of an interface: by kind and number. */
const char *tr_interface(struct translation *t, const char *canonical);
/* Is the kind of interface known in both dialects? */
bool tr_has_interface(const struct translation *t, const char *canonical);
/* The target's number or name of an ACL; NULL when no number is left. */
const char *tr_acl(struct translation *t, const char *name, bool extended);
/* Is it a number of the source's ACLs that name no destinations? */
bool tr_is_basic(const struct translation *t, const char *name);
/* Gives the ACL a number, whatever its name is. */
void tr_number_acl(struct translation *t, const char *name, bool extended);
/* A number or name for a new ACL. */
const char *tr_new_acl(struct translation *t, const char *wanted);
/* The same text in the target's table of names. */
const char *tr_string(struct translation *t, const char *s);

/* ---- Values ---- */

/* The value, written from now on where it is known; a default loses its place. */
static inline struct num tr_num(struct num n)
{
  if (n.o.from == FROM_DEFAULT) n.o = (struct origin){ .from = FROM_LINE };
  else if (n.o.from == FROM_UNREAD) n.o = (struct origin){ .from = FROM_NOTHING };
  return n;
}

/* The same, but in its own dialect a default that is only assumed stays unsaid. */
static inline struct num tr_value(const struct translation *t, struct num n)
{
  return t->same && n.o.from == FROM_DEFAULT && n.o.doubt ? (struct num){ 0 } : tr_num(n);
}

/* An origin at the same line of the source. */
static inline struct origin tr_origin(const struct origin *o)
{
  return (struct origin){ .at = o->from == FROM_LINE ? o->at : (struct place){ 0, 0 }, .from = FROM_LINE };
}

/* The same address with its text in the target's arena. A value that could not be read is unset in the target. */
struct ip tr_ip(struct translation *t, const struct ip *ip);
struct addr tr_addr(struct translation *t, const struct addr *a);
/* The place of a value that a line set, else that of the block that lacks it. */
struct place tr_place(const struct origin *o, struct place block);

/* Hands a remark on the source's object on to the target's. */
void tr_remark(struct translation *t, const void *source, const void *target);

/* What became of an object of the source. */
void tr_put(struct translation *t, const void *source, void *target);
void *tr_get(const struct translation *t, const void *source);

/* ---- The parts, in the order they run ---- */

void tr_vrfs(struct translation *t);       /* translate_route.c */
void tr_acls(struct translation *t);       /* translate_acl.c */
void tr_nat(struct translation *t);        /* translate_acl.c */
/* translate_deny.c. For tr_leaves_deny(): lists -> their first entry with others behind it, where the systems differ in what a deny means.
 */
void tr_index_denies(const struct translation *t, struct table *first_entries);
/* Is rule `r` of list `a` left out of `b`, since it would keep flows from later entries that it did not? Notes what it means else. */
bool tr_leaves_deny(
  struct translation *t, const struct table *first_entries, const struct acl *a, const struct acl_rule *r, const struct acl *b);
void tr_proposals(struct translation *t);  /* translate_ipsec.c */
void tr_sets(struct translation *t);       /* translate_ipsec.c */
void tr_policies(struct translation *t);   /* translate_policy.c */
void tr_routes(struct translation *t);     /* translate_route.c */
void tr_peers(struct translation *t);      /* translate_peer.c: what concerns IKE, for every entry */

/* Remembers that the new entry stands for the old one, with its first end (may be NULL), for tr_peers(). */
struct relation *tr_peer_of(struct translation *t, struct policy_entry *entry, const struct policy_entry *old, const struct end *end);

/* The number of the target's proposal; 0: it has none. */
uint32_t tr_proposal(struct translation *t, const struct ike_proposal *p);
/* The set of the target that has this PFS group (0: none), made where needed; NULL: it could not be said. */
struct transform_set *tr_set(struct translation *t, const struct transform_set *set, const struct num *pfs);

/* ---- translate_keys.c ---- */

/* A key like `old` for the target, appended to its keys: `ring`, `owner` and peer are for the caller to set. */
struct psk *tr_key(struct translation *t, const struct psk *old, const void *object);
/* Marks a key of the source as said. */
void tr_key_used(struct translation *t, const struct psk *old);
bool tr_key_is_used(const struct translation *t, const struct psk *old);
/* Takes the keys out of the way whose lines could not be read: nothing is known of them. */
void tr_skip_unread_keys(struct translation *t);

/* ---- translate_peer_*.c: one for each form of the target ---- */
void tr_peers_alike(struct translation *t); /* where both dialects have the same form */
void tr_peers_block(struct translation *t);
void tr_peers_keychain(struct translation *t);
void tr_peers_ring(struct translation *t);
void tr_peers_global(struct translation *t);

#endif
