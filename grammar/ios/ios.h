/* The IOS family (Cisco IOS and IOS-XE, Ruijie RGOS): its views, what its actions remember while they read, and the actions that its
 * grammar runs.
 *
 * Both systems share one grammar; the few lines that only one of them knows are told apart by the family that the dialect names
 * (ios_is_rgos()). */
#ifndef PEERLINT_IOS_H
#define PEERLINT_IOS_H

#include "grammar/front.h"
#include "src/table.h"

/* In the order of the grammar's VIEW tokens. */
enum ios_view {
  IOS_NONE,
  IOS_GLOBAL,
  IOS_POLICY,
  IOS_KEYRING,
  IOS_PROFILE,
  IOS_PEER,
  IOS_TRANSFORM,
  IOS_MAP,
  IOS_ACL,
  IOS_INTERFACE,
  IOS_ROUTE_MAP,
  IOS_GROUP,
  IOS_OTHER,
  IOS_VRF
};

extern const struct cli_family ios_family;  /* Cisco */
extern const struct cli_family rgos_family; /* Ruijie */
extern const struct front_ignored ios_ignored[];

/* ---- What the actions remember ---- */

enum ios_kind {
  IOS_A_POLICY = 1,
  IOS_A_KEYRING,
  IOS_A_PROFILE,
  IOS_A_SET,
  IOS_A_MAP,
  IOS_A_DYNAMIC_MAP,
  IOS_AN_IPSEC_PROFILE,
  IOS_AN_ACL,
  IOS_AN_INTERFACE,
  IOS_A_ROUTE_MAP,
  IOS_A_GROUP,
  IOS_A_VRF,
  IOS_A_PASSWORD /* of a peer's own block */
};

/* An object by name or number, so that a section that is opened twice goes on with it. */
struct ios_slot {
  void *object;           /* NULL: not defined, or removed again */
  bool headed;            /* a map: an entry of it was opened */
};

/* An ACL while it is read. */
struct ios_acl {
  struct ios_acl *next;
  struct acl *acl;
  struct acl_rule **end;
  bool unsorted;          /* a rule's number is not above the one before */
  bool by_line;           /* the line that is read names the list itself */
};

struct ios_state {
  struct table names, entries;
  int opened;             /* the view that a line last opened, enum ios_view */
  bool removed;           /* some `no` line marked objects that are to be taken out at the end */
  struct ike_proposal *proposal;
  struct keyring *ring;
  struct ike_profile *profile;
  struct transform_set *set;
  struct policy_entry *entry;
  struct ios_acl *acl, *acls;
  struct interface *interface;
  struct interface **range; /* the further interfaces of `interface range`, NULL behind the last; `interface` is the first one until the
                               line at hand is repeated */
  unsigned in_range;        /* how many of `range` the line at hand has gone to */
  struct route_map *route_map;
  bool route_map_permits, route_map_matched, route_map_again; /* the last: the map has an entry already */
  struct object_group *group;
  struct object_member **members_end;
  struct unmodelled *other;
  struct vrf *vrf;
  unsigned other_peers;   /* addresses that it names */
  unsigned shown_lists;   /* headings of access lists as `show` prints them */
};

static inline struct ios_state *ios_state(const struct front *f)
{
  return f->state;
}

static inline bool ios_is_rgos(const struct front *f)
{
  return f->family == &rgos_family;
}

/* The slot of the object of this kind and interned name, made when it is new. */
struct ios_slot *ios_name_slot(struct front *f, enum ios_kind kind, const char *name);
/* The slot of the entry `sequence` (1 to 65535) of a map. */
struct ios_slot *ios_entry_slot(struct front *f, const struct policy *group, uint32_t sequence);

/* Marks an object for removal by its header's place. */
void ios_remove(struct front *f, struct place *at);

/* Opens the view and remembers that. */
void ios_open(struct front *f, enum ios_view view);

/* ---- Values ---- */

/* What a value's word means; the list ends with word NULL. */
struct ios_value {
  const char *word;
  uint32_t value;
};

/* Looks the word up, in any case, exact or as an abbreviation that only one row has. */
bool ios_value(const struct front *f, struct place word, const struct ios_value *values, uint32_t *value);

/* The word of the current line that starts at `place`'s first byte, as an index; ios_words_end() the index behind its last. */
uint32_t ios_words_first(const struct front *f, struct place place);
uint32_t ios_words_end(const struct front *f, struct place place);

/* Is the word at this index of the current line, counted below `end`, this keyword or an abbreviation of it of at least `least` letters? */
bool ios_word_is(const struct front *f, uint32_t index, uint32_t end, const char *keyword, uint32_t least);

/* Reads an interface name of one or two words at `*index`, which moves behind it. Returns its canonical spelling (interned), sets `*at` to
 * its place. NULL: longer than any interface's. */
const char *ios_interface_name(struct front *f, uint32_t *index, uint32_t end, struct place *at);
/* Sets the field to the interface that the word at `index` names, or reports that it names none. */
void ios_set_interface(struct front *f, struct name *field, uint32_t index, uint32_t end);

/* Writes the canonical spelling of a type of interfaces, `s`, into the `size` bytes at `to`: in full, lower case, cut off where it is
 * longer. Returns its length. */
size_t ios_spell_type(const char *s, size_t len, char *to, size_t size);

/* The interface's name as the file writes it at `at`, but for the blank; interned. */
const char *ios_shown_name(struct front *f, struct place at);

/* Is it of a type whose address is usually assigned at run time (async, cellular, dialer)? `name` is canonical. */
bool ios_dynamic_type(const char *name);

/* An address at the index, or an error CFG001 with `field` unread. */
bool ios_address_at(struct front *f, struct place word, bool names, struct origin *field, struct ip *ip);

/* A number in [low, high] into `n`, or CFG001. */
void ios_number(struct front *f, struct num *n, struct place word, uint64_t low, uint64_t high, const char *what);

/* Back to unset. */
static inline void ios_unset(struct origin *o)
{
  *o = (struct origin){ .from = FROM_NOTHING };
}

/* ---- Parts of lines that the grammar hands over ---- */

/* A place and whether the word that asks for it says so. */
struct ios_marked {
  struct place word;
  bool flag;
};

/* A key and the digit before it that says how it is written. */
struct ios_marked_key {
  struct ios_marked marker;
  struct place key;
};

enum ios_address_kind { IOS_ANY, IOS_HOST, IOS_NET, IOS_ONE, IOS_OBJECTS };

struct ios_address {
  struct place word, wildcard;
  uint8_t kind; /* enum ios_address_kind */
};

struct ios_ports {
  struct place low, high;
  uint8_t op;   /* enum port_op */
};

/* ---- Actions: globals (ios_read.c) ---- */
void ios_version(struct front *f, struct place words);
void ios_hostname(struct front *f, struct place word);
void ios_flag(struct front *f, struct num *n, uint32_t value, struct place at);
void ios_other_block(struct front *f, const char *what, struct place name, bool ikev2);
void ios_other_peer(struct front *f, struct place address);
void ios_leave(struct front *f);
void ios_no_other(struct front *f);

/* ---- IKE (ios_ike.c) ---- */
enum ios_policy_field { IOS_ENCRYPTION, IOS_HASH, IOS_AUTHENTICATION, IOS_GROUP_NUMBER, IOS_LIFETIME };
void ios_policy(struct front *f, struct place number);
void ios_no_policy(struct front *f, struct place number);
void ios_policy_value(struct front *f, enum ios_policy_field field, struct place value);
void ios_policy_unset(struct front *f, enum ios_policy_field field);
void ios_policy_bad(struct front *f, enum ios_policy_field field);
void ios_key(struct front *f, struct ios_marked marker, struct place key, struct ios_marked peer);
void ios_ring_key(struct front *f, struct ios_marked marker, struct place key, struct ios_marked peer);
void ios_key_bad(struct front *f);
void ios_no_key(struct front *f, struct ios_marked peer, bool in_ring);
void ios_keyring(struct front *f, struct place name, struct place vrf);
void ios_no_keyring(struct front *f, struct place name);
void ios_ring_local(struct front *f, struct place words);
void ios_profile(struct front *f, struct place name);
void ios_no_profile(struct front *f, struct place name);
void ios_profile_keyring(struct front *f, struct place names);
void ios_profile_match(struct front *f, enum id_type type, struct place words, bool modelled);
void ios_profile_identity(struct front *f, enum id_type type, struct place word);
void ios_self_identity(struct front *f, enum id_type type, struct place word);
void ios_profile_aggressive(struct front *f, struct place word);
void ios_profile_keepalive(struct front *f, struct place interval, struct place retry);
void ios_profile_local(struct front *f, struct place words);
void ios_profile_vrf(struct front *f, struct place word);
void ios_profile_certificate(struct front *f, struct place word);
void ios_peer(struct front *f, struct ios_marked peer);
void ios_peer_password(struct front *f, struct place marker, struct place key);
void ios_peer_endpoint(struct front *f, enum id_type type, struct place word);
void ios_identity(struct front *f, enum id_type type, struct place word);
void ios_keepalive(struct front *f, struct place words);

/* ---- Keys (ios_key.c) ---- */
struct psk *ios_add_key(struct front *f, struct place marker, struct place key);

/* ---- IPsec (ios_ipsec.c) ---- */
void ios_transform(struct front *f, struct place name, struct place words);
void ios_no_transform(struct front *f, struct place name);
void ios_transform_mode(struct front *f, uint32_t mode, struct place at, struct place required);
void ios_map(struct front *f, struct place name, struct place sequence, enum entry_kind kind, struct place dynamic);
void ios_dynamic_map(struct front *f, struct place name, struct place sequence);
void ios_no_map(struct front *f, struct place name, struct place sequence, bool dynamic);
void ios_map_local(struct front *f, struct place name, struct place words);
void ios_map_profile(struct front *f, struct place name, struct place profile);
void ios_no_map_setting(struct front *f, struct place name, bool profile);
void ios_ipsec_profile(struct front *f, struct place name);
void ios_no_ipsec_profile(struct front *f, struct place name);
struct peer *ios_add_peer(struct front *f); /* behind the entry's others, without an address */
void ios_set_peer(struct front *f, struct place words);
void ios_no_peer(struct front *f, struct place words);
void ios_set_transforms(struct front *f, struct place names);
void ios_set_pfs(struct front *f, struct place group);
void ios_match_acl(struct front *f, struct place name);
void ios_lifetime_seconds(struct front *f, struct num *n, struct place value, uint32_t factor);
void ios_lifetime_kilobytes(struct front *f, struct num *n, struct place value);
void ios_set_local(struct front *f, struct place word);
/* `rest`: what stands behind it, be it nothing. */
void ios_reverse_route(struct front *f, struct place word, struct place rest);

/* ---- ACLs, object groups, route maps (ios_acl.c) ---- */
void ios_acl(struct front *f, struct place name, bool extended);
void ios_no_acl(struct front *f, struct place name);
void ios_numbered_acl(struct front *f, struct place number);
void ios_rule(struct front *f, struct ios_marked head, struct place action, struct place protocol, const struct ios_address *source,
  const struct ios_ports *source_ports, const struct ios_address *destination, const struct ios_ports *destination_ports,
  struct place tail);
void ios_standard_rule(struct front *f, struct ios_marked head, struct place action, const struct ios_address *source, struct place tail);
void ios_rule_unread(struct front *f);
void ios_no_rule(struct front *f, struct place number);
void ios_finish_acls(struct front *f);
void ios_object_group(struct front *f, struct place name);
void ios_group_member(struct front *f, struct place address, struct place mask, bool any);
void ios_group_nested(struct front *f, struct place name);
void ios_group_unread(struct front *f);
void ios_route_map(struct front *f, struct place name, bool permit);
void ios_no_route_map(struct front *f, struct place name);
/* `route ospf 1`, which RGOS takes for `router ospf 1`: there may be routes that no line shows. */
void ios_routing(struct front *f, struct place keyword);
void ios_route_map_acls(struct front *f, struct place names);
void ios_route_map_interfaces(struct front *f, struct place names);
void ios_route_map_unread(struct front *f);
void ios_route_map_close(struct front *f);

/* ---- Interfaces, routes, NAT (ios_interface.c) ---- */
void ios_interface(struct front *f, struct place words);
void ios_no_interface(struct front *f, struct place words);
void ios_ip_address(struct front *f, struct place words);
void ios_no_ip_address(struct front *f, struct place words);
void ios_unnumbered(struct front *f, struct place words);
void ios_apply_map(struct front *f, struct place name);
void ios_apply_unread(struct front *f);
void ios_no_map_applied(struct front *f);
void ios_shared_address(struct front *f, struct place words, bool vrrp);
void ios_shutdown(struct front *f);
void ios_interface_vrf(struct front *f, struct place name);
/* `dot1Q TAG [native | second-dot1q TAG]` of a subinterface; other encapsulations are no part of a tunnel. */
void ios_encapsulation(struct front *f, struct place words);
/* Opens the VRF. */
void ios_vrf(struct front *f, struct place name);
void ios_tunnel_source(struct front *f, struct place words);
void ios_tunnel_destination(struct front *f, struct place words);
/* NHRP: `map A [MASK] B` and `nhs A nbma B` say what stands for an inner address outside; the rest is ignored. */
void ios_nhrp(struct front *f, struct place words);
/* `no ip nhrp map A B` takes back the way that was typed so, also where the two were in the wrong order. */
void ios_no_nhrp(struct front *f, struct place words);
void ios_tunnel_mode(struct front *f, enum tunnel_mode mode, struct place at);
/* `LIST in` or `LIST out`. */
void ios_access_group(struct front *f, struct place words);
/* `no ip access-group`, with or without words. */
void ios_no_access_group(struct front *f, struct place words);
void ios_tunnel_protection(struct front *f, struct place name);
void ios_tunnel_keepalive(struct front *f, struct place interval, struct place retries);
struct tunnel *ios_tunnel(struct front *f);
void ios_route(struct front *f, struct place vrf, struct place prefix, struct place mask, struct place words);
void ios_no_route(struct front *f, struct place prefix, struct place mask, struct place words);
/* `words` start with the name of the overload interface or of the pool. */
void ios_nat(struct front *f, bool route_map, struct place name, struct place words, bool interface);
void ios_static_nat(struct front *f, struct place words);
void ios_no_static_nat(struct front *f, struct place words);
void ios_no_nat(struct front *f, bool route_map, struct place name);

/* The entry point that the grammar's file defines. */
void ios_read(struct front *f);

#endif
