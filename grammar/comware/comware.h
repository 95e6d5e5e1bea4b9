/* The Comware family: its views, the state of a reading, and the actions that its grammar runs.
 *
 * Actions take the places of words; they convert them, fill the model and record issues. Names of objects are compared without case, as the
 * manuals of V7 say (those of V5 leave it open). */
#ifndef PEERLINT_COMWARE_H
#define PEERLINT_COMWARE_H

#include "grammar/front.h"

enum comware_view {
  COMWARE_NONE,
  COMWARE_SYSTEM,
  COMWARE_IKE_PROPOSAL,
  COMWARE_IKE_PEER,
  COMWARE_KEYCHAIN,
  COMWARE_IKE_PROFILE,
  COMWARE_IKE_DPD,
  COMWARE_TRANSFORM,
  COMWARE_POLICY,
  COMWARE_ACL,
  COMWARE_GROUP,
  COMWARE_INTERFACE,
  COMWARE_UNMODELLED,
  COMWARE_VRF
};

/* Kinds of objects that can be opened twice or undone. */
enum comware_kind {
  COMWARE_OF_IKE_PROPOSAL,
  COMWARE_OF_PROFILE,
  COMWARE_OF_KEYRING,
  COMWARE_OF_DPD,
  COMWARE_OF_TRANSFORM,
  COMWARE_OF_POLICY,
  COMWARE_OF_VRF,
  COMWARE_OF_TEMPLATE,
  COMWARE_OF_IPSEC_PROFILE,
  COMWARE_OF_ENTRY,
  COMWARE_OF_ACL,
  COMWARE_OF_ACL_NAME,
  COMWARE_OF_GROUP,
  COMWARE_OF_INTERFACE,
  COMWARE_OF_KEY,
  COMWARE_OF_HOST_KEY
};

/* Values that one word sets. */
enum comware_field {
  FIELD_IKE_ENCRYPTION,
  FIELD_IKE_HASH,
  FIELD_IKE_DH,
  FIELD_IKE_AUTHENTICATION,
  FIELD_IKE_LIFETIME,
  FIELD_EXCHANGE,
  FIELD_ID_TYPE,
  FIELD_NAT_TRAVERSAL,
  FIELD_PROFILE_DPD,
  FIELD_PROFILE_PRIORITY,
  FIELD_RING_PRIORITY,
  FIELD_DPD_INTERVAL,
  FIELD_DPD_TIMEOUT,
  FIELD_PROTOCOL,
  FIELD_ENCAPSULATION,
  FIELD_SET_PFS,
  FIELD_ESN,
  FIELD_ENTRY_PFS,
  FIELD_ENTRY_SECONDS,
  FIELD_ENTRY_KILOBYTES,
  FIELD_REVERSE_ROUTE,
  FIELD_GLOBAL_SECONDS,
  FIELD_GLOBAL_KILOBYTES,
  FIELD_GLOBAL_DPD,
  FIELD_KEEPALIVE_INTERVAL,
  FIELD_KEEPALIVE_TIMEOUT,
  FIELD_MTU,
  FIELD_IP_MTU,
  FIELD_MSS,
  FIELD_GRE_KEY,
  FIELD_GRE_CHECKSUM,
  FIELD_GRE_KEEPALIVE
};

/* The lists of algorithms of a transform set. */
enum comware_list { LIST_ESP_ENCRYPTION, LIST_ESP_AUTHENTICATION, LIST_AH };

/* One side of an ACL rule, as words; a place of two zeros: not in the line. */
struct comware_rule_side {
  struct place address, ports;
};

/* An ACL rule while its line is being parsed. */
struct comware_rule {
  bool permit, narrowed;
  struct place number, protocol, vrf;
  struct comware_rule_side source, destination;
};

/* From (kind, name, number) to the object, so that finding one costs the same in a large file. */
struct comware_table {
  struct comware_object *slots;
  uint32_t capacity, count;
};

/* The state of a reading: the object whose view is open, and the table of all. */
struct comware_state {
  struct comware_table objects;
  struct ike_proposal *proposal;
  struct ike_profile *profile; /* ike peer or ike profile */
  struct keyring *ring;
  struct dpd_block *dpd;
  struct transform_set *set;
  struct policy_entry *entry;
  struct acl *acl;
  struct acl_rule *last_rule;  /* of `acl`: the one that was read last, where the search for the next begins; NULL: its head */
  struct object_group *group;
  struct object_member **member_end; /* of `group` */
  struct interface *interface;
  struct unmodelled *block;
  struct vrf *vrf;
  struct comware_rule rule;
  bool removed; /* a keychain or a peer was, and its keys may be there still */
};

extern const struct cli_family comware_family;

/* ---- comware_read.c ---- */

/* The grammar's entry point. */
void comware_parse(struct front *f);
static inline struct comware_state *comware_state(const struct front *f)
{
  return f->state;
}
/* Where the object is kept: NULL there when it does not exist yet. Valid until the next call. */
void **comware_object(struct front *f, enum comware_kind kind, const void *name, uint32_t number);
/* The words of the line that lie within `place`: sets `*count`. */
const struct place *comware_words(const struct front *f, struct place place, uint32_t *count);
/* Does the word abbreviate `full` (at least `least` bytes of it)? */
bool comware_abbreviates(const struct front *f, struct place word, const char *full, uint32_t least);
void comware_version(struct front *f, struct place text);
void comware_sysname(struct front *f, struct place name);
void comware_unmodelled(struct front *f, const char *what, struct place names, bool ikev2);
void comware_unmodelled_line(struct front *f);

/* ---- comware_fields.c ---- */

/* Sets the field from the word; a word that is none of its values is reported. */
void comware_set(struct front *f, enum comware_field field, struct place word);
/* The field's line cannot be read. */
void comware_unread(struct front *f, enum comware_field field);
/* The field; NULL where the open object has none (a tunnel's on another interface). */
struct num *comware_num(struct front *f, enum comware_field field);

/* ---- comware_ike.c, comware_identity.c, comware_key.c ---- */

void comware_ike_proposal(struct front *f, struct place number);
void comware_ike_encryption(struct front *f, struct place word, struct place length);
void comware_ike_peer(struct front *f, struct place name);
void comware_ike_profile(struct front *f, struct place name);
void comware_keychain(struct front *f, struct place name, struct place vrf);
void comware_dpd_block(struct front *f, struct place name);
void comware_dpd(struct front *f, struct place words, struct num *interval, struct num *retry, struct num *periodic);
void comware_peer_remote(struct front *f, struct place low, struct place high);
void comware_peer_local(struct front *f, struct place address);
void comware_profile_proposals(struct front *f, struct place numbers);
void comware_profile_keychain(struct front *f, struct place name);
void comware_local(struct front *f, struct addr *address, struct name *interface_name, struct place word);
void comware_identity(struct front *f, struct identity *identity, struct place words);
void comware_match_address(struct front *f, struct place address, struct place second, bool range);
void comware_match_name(struct front *f, enum id_type type, struct place name);
void comware_match_certificate(struct front *f, struct place name);
void comware_certificate(struct front *f, struct place name);
void comware_match_ipv6(struct front *f);
void comware_match_unread(struct front *f);
void comware_peer_key(struct front *f, struct place marker, struct place key);
void comware_peer_key_missing(struct front *f);
void comware_keychain_key(struct front *f, struct place peer, struct place mask, struct place marker, struct place key);
void comware_keychain_named_key(struct front *f, struct place peer, struct place marker, struct place key);
void comware_keychain_key_missing(struct front *f);
/* Takes a key out of the router's list. */
void comware_forget_key(struct front *f, struct psk *key);

/* ---- comware_ipsec.c ---- */

void comware_transform_set(struct front *f, struct place name, bool late);
void comware_protocol(struct front *f, struct place word);
void comware_algorithms(struct front *f, enum comware_list list, struct place words);
void comware_algorithms_unread(struct front *f, enum comware_list list);
void comware_undo_algorithms(struct front *f, enum comware_list list);
void comware_policy(struct front *f, struct place name, struct place number, struct place kind, bool is_template);
void comware_policy_by_template(struct front *f, struct place name, struct place number, struct place template_name);
void comware_policy_source(struct front *f, struct place name, struct place interface_name);
void comware_ipsec_profile(struct front *f, struct place name, struct place kind);
void comware_policy_acl(struct front *f, struct place name, uint32_t mode);
void comware_policy_transforms(struct front *f, struct place names);
void comware_policy_remote(struct front *f, struct place address);
void comware_policy_remote_ipv6(struct front *f, struct place address);
void comware_policy_remote_unread(struct front *f);
void comware_policy_local(struct front *f, struct place address);
void comware_reverse_route(struct front *f);

/* ---- comware_acl.c ---- */

/* `number` is the ACL's number or its only name, which takes `extended` into account; `name`, where given, another name of a numbered
 * one. */
void comware_acl(struct front *f, struct place number, bool extended, struct place name);
void comware_acl_step(struct front *f, struct place word);
void comware_acl_order(struct front *f, struct place word);
void comware_rule_begin(struct front *f, struct place number);
void comware_rule_side(struct front *f, struct comware_rule_side *side, struct place address);
void comware_rule_ports(struct front *f, struct comware_rule_side *side, struct place ports);
void comware_rule(struct front *f);
void comware_rule_unread(struct front *f);
void comware_undo_rule(struct front *f, struct place number, bool whole);
void comware_group(struct front *f, struct place name);
/* A line of the group could not be read. */
void comware_group_unread(struct front *f);
void comware_member(struct front *f, struct place words);
/* Takes out the keys of what `undo` removed; once all lines are read. */
void comware_drop_keys(struct front *f);
/* References that name a numbered ACL by its name get its number. */
void comware_acl_aliases(struct front *f);
/* The rules of ACLs with `match-order auto`, at the text's end. */
void comware_acl_sort(struct front *f);

/* ---- comware_interface.c, comware_route.c, comware_names.c ---- */

/* The interface's name as the model keeps it: the type in full, no blank, lower case. `words` are one or two words. NULL where they are
 * none. */
const char *comware_interface_name(struct front *f, struct place words);
/* Where in a prompt's text an interface name begins that is written in full and ends it (`[H3C-GigabitEthernet0/1`); 0: nowhere. */
uint32_t comware_full_name(const char *s, uint32_t length);
/* What the prompt `[H3C-GigabitEthernet0/1]` tells: the interface whose view is open, whether or not the text shows how it was opened; true
 * for that of the system view. */
bool comware_prompt(struct front *f, struct place prompt);
void comware_interface(struct front *f, struct place name, struct place mode);
void comware_interface_ip(struct front *f, struct place words);
void comware_shutdown(struct front *f);
void comware_undo_ip(struct front *f, struct place words);
void comware_tunnel_mode(struct front *f, struct place words);
void comware_tunnel_source(struct front *f, struct place word);
void comware_tunnel_destination(struct front *f, struct place word);
void comware_tunnel_unread(struct front *f, bool destination);
void comware_tunnel_keepalive(struct front *f, struct place interval, struct place times);
void comware_tunnel_checksum(struct front *f);
void comware_tunnel_protection(struct front *f, struct place name);
void comware_tunnel_protection_unread(struct front *f);
void comware_tunnel_vrf(struct front *f, struct place name);
/* The 802.1Q tag of a subinterface, and that behind it (place 0: none). */
void comware_vlan(struct front *f, struct place tag, struct place inner);
/* Opens the VPN instance. */
void comware_vrf(struct front *f, struct place name);
void comware_apply(struct front *f, struct place name);
void comware_apply_unread(struct front *f);
void comware_nat(struct front *f, struct place words);
/* The open interface's packet filter: `[name] ACL inbound | outbound`. */
void comware_filter(struct front *f, struct place words);
/* `[packet-filter] enable | default ...` of the system view; anything else is ignored. */
void comware_firewall(struct front *f, struct place words);
void comware_nat_rules(struct front *f);
void comware_undo_nat(struct front *f, struct place words);
/* What the words behind `nat static` of the system view translate, and the end of it for the inner address `word`. */
void comware_static_nat(struct front *f, struct place words);
void comware_undo_static_nat(struct front *f, struct place word);
void comware_route(struct front *f, struct place words);
void comware_undo_route(struct front *f, struct place words);

/* ---- comware_undo.c ---- */

/* `undo ...` in the open view, or what it means in system view where the open one has no such line. */
void comware_undo(struct front *f, struct place words);

#endif
