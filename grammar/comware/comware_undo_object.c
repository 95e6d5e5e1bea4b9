/* `undo` in system view: objects disappear, global values go back to being unset. */
#include "grammar/comware/comware_undo.h"

/* Takes `object`, which is in it, out of a LIST of that type. */
#define LIST_REMOVE(type, list, object) \
  do { \
    struct type **at_ = &(list).first; \
    while (*at_ != (object)) at_ = &(*at_)->next; \
    *at_ = (*at_)->next; \
    if (!*at_) (list).end = at_; \
  } while (0)

static struct place last_word(const struct undone *u)
{
  return u->words[u->count - 1];
}

/* Its view may be open still, so its keys go at the end. */
static void remove_keyring(struct front *f, struct keyring *ring)
{
  LIST_REMOVE(keyring, f->router->keyrings, ring);
  ring->at = (struct place){ 0, 0 };
  comware_state(f)->removed = true;
}

void comware_drop_keys(struct front *f)
{
  struct psk **k = &f->router->keys.first;
  if (!comware_state(f)->removed) return;
  while (*k)
    if (((*k)->ring && !(*k)->ring->at.last) || ((*k)->owner && !(*k)->owner->at.last)) *k = (*k)->next;
    else k = &(*k)->next;
  f->router->keys.end = k;
}

static void remove_profile(struct front *f, struct ike_profile *p)
{
  if (p->key) comware_forget_key(f, p->key);
  p->key = NULL; /* its view may be open still */
  LIST_REMOVE(ike_profile, f->router->profiles, p);
  p->at = (struct place){ 0, 0 };
  comware_state(f)->removed = true;
}

/* The row says of which kind, the last word which one. */
static void undo_object(struct front *f, const struct undone *u)
{
  enum comware_kind kind = (enum comware_kind)u->row->what;
  struct router *r = f->router;
  void **slot = comware_object(f, kind, front_intern_folded(f, last_word(u)), 0), *object = *slot;
  *slot = NULL;
  if (!object) return;
  switch (kind) {
  case COMWARE_OF_PROFILE: remove_profile(f, object); break;
  case COMWARE_OF_KEYRING: remove_keyring(f, object); break;
  case COMWARE_OF_DPD: LIST_REMOVE(dpd_block, r->dpds, (struct dpd_block *)object); break;
  case COMWARE_OF_TRANSFORM: LIST_REMOVE(transform_set, r->transforms, (struct transform_set *)object); break;
  case COMWARE_OF_ACL: LIST_REMOVE(acl, r->acls, (struct acl *)object); break;
  default: LIST_REMOVE(object_group, r->groups, (struct object_group *)object);
  }
}

static void undo_global_dpd(struct front *f, const struct undone *u)
{
  if (u->count == 3 && !comware_abbreviates(f, u->words[2], "interval", 1)) {
    undo_object(f, u);
    return;
  }
  f->router->dpd_interval = f->router->dpd_retry = f->router->dpd_periodic = (struct num){ .v = 0 };
}

static void undo_ike_proposal(struct front *f, const struct undone *u)
{
  uint32_t n;
  if (!front_number(f, last_word(u), 1, 65535, &n)) return;
  void **slot = comware_object(f, COMWARE_OF_IKE_PROPOSAL, NULL, n);
  if (!*slot) return;
  LIST_REMOVE(ike_proposal, f->router->proposals, (struct ike_proposal *)*slot);
  *slot = NULL;
}

static void undo_ike_name(struct front *f, const struct undone *u)
{
  (void)u;
  f->router->ike_local_name = (struct name){ .s = NULL };
}

static void undo_ike_identity(struct front *f, const struct undone *u)
{
  (void)u;
  f->router->identity = (struct identity){ .type = ID_UNSET };
}

/* Takes out the policy's entries, or the one of that number; returns whether any is left. */
static bool remove_entries(struct front *f, struct policy *p, bool all, uint32_t sequence)
{
  struct router *r = f->router;
  bool left = false;
  for (struct policy_entry **e = &r->entries.first; *e;)
    if ((*e)->group == p && (all || (*e)->sequence == sequence)) {
      *comware_object(f, COMWARE_OF_ENTRY, p, (*e)->sequence) = NULL;
      *e = (*e)->next;
    } else {
      left = left || (*e)->group == p;
      e = &(*e)->next;
    }
  r->entries.end = &r->entries.first;
  while (*r->entries.end) r->entries.end = &(*r->entries.end)->next;
  return left;
}

static void undo_policy(struct front *f, const struct undone *u)
{
  enum comware_kind kind = (enum comware_kind)u->row->what;
  uint32_t sequence = 0;
  if (u->count < 3) return;
  const char *s = front_intern_folded(f, u->words[2]);
  struct policy *p = *comware_object(f, kind, s, 0);
  bool numbered = u->count > 3 && kind != COMWARE_OF_IPSEC_PROFILE;
  if (p && numbered && comware_abbreviates(f, u->words[3], "local-address", 2)) {
    p->local_interface = (struct name){ .s = NULL };
    return;
  }
  if (!p || (numbered && !front_number(f, u->words[3], 1, 65535, &sequence)) || remove_entries(f, p, !numbered, sequence)) return;
  LIST_REMOVE(policy, f->router->policies, p);
  *comware_object(f, kind, s, 0) = NULL;
}

static void undo_interface(struct front *f, const struct undone *u)
{
  if (u->count < 2) return;
  const char *s = comware_interface_name(f, place_join(u->words[1], last_word(u)));
  void **slot = s ? comware_object(f, COMWARE_OF_INTERFACE, s, 0) : NULL;
  if (!slot || !*slot) return;
  LIST_REMOVE(interface, f->router->interfaces, (struct interface *)*slot);
  *slot = NULL;
}

static void undo_route(struct front *f, const struct undone *u)
{
  if (u->count > 2) comware_undo_route(f, place_join(u->words[2], last_word(u)));
}

static void undo_static_nat(struct front *f, const struct undone *u)
{
  bool outbound = u->count > 2 && comware_abbreviates(f, u->words[2], "outbound", 1);
  front_ignore(f);
  if (u->count > (outbound ? 3 : 2)) comware_undo_static_nat(f, u->words[outbound ? 3 : 2]);
}

static void undo_firewall(struct front *f, const struct undone *u)
{
  front_ignore(f);
  if (comware_abbreviates(f, u->words[u->row->words - 1], "enable", 2)) f->router->filters = (struct num){ .v = false };
  else f->router->filter_rest = (struct num){ .v = false };
}

static const struct undo undos[] = {
  { COMWARE_SYSTEM, 2, COMWARE_OF_IKE_PROPOSAL, undo_ike_proposal, { "ike", "proposal" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_PROFILE, undo_object, { "ike", "peer" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_PROFILE, undo_object, { "ike", "profile" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_KEYRING, undo_object, { "ike", "keychain" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_DPD, undo_global_dpd, { "ike", "dpd" } },
  { COMWARE_SYSTEM, 2, 0, undo_ike_name, { "ike", "local-name" } },
  { COMWARE_SYSTEM, 2, 0, undo_ike_identity, { "ike", "identity" } },
  { COMWARE_SYSTEM, 3, FIELD_KEEPALIVE_INTERVAL, NULL, { "ike", "keepalive", "interval" } },
  { COMWARE_SYSTEM, 3, FIELD_KEEPALIVE_TIMEOUT, NULL, { "ike", "keepalive", "timeout" } },
  { COMWARE_SYSTEM, 4, FIELD_KEEPALIVE_INTERVAL, NULL, { "ike", "sa", "keepalive-timer", "interval" } },
  { COMWARE_SYSTEM, 4, FIELD_KEEPALIVE_TIMEOUT, NULL, { "ike", "sa", "keepalive-timer", "timeout" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_TRANSFORM, undo_object, { "ipsec", "proposal" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_TRANSFORM, undo_object, { "ipsec", "transform-set" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_POLICY, undo_policy, { "ipsec", "policy" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_TEMPLATE, undo_policy, { "ipsec", "policy-template" } },
  { COMWARE_SYSTEM, 2, COMWARE_OF_IPSEC_PROFILE, undo_policy, { "ipsec", "profile" } },
  { COMWARE_SYSTEM, 4, FIELD_GLOBAL_SECONDS, NULL, { "ipsec", "sa", "global-duration", "time-based" } },
  { COMWARE_SYSTEM, 4, FIELD_GLOBAL_KILOBYTES, NULL, { "ipsec", "sa", "global-duration", "traffic-based" } },
  { COMWARE_SYSTEM, 2, 0, undo_static_nat, { "nat", "static" } },
  { COMWARE_SYSTEM, 2, 0, undo_firewall, { "firewall", "enable" } },
  { COMWARE_SYSTEM, 2, 0, undo_firewall, { "firewall", "default" } },
  { COMWARE_SYSTEM, 3, 0, undo_firewall, { "firewall", "packet-filter", "enable" } },
  { COMWARE_SYSTEM, 3, 0, undo_firewall, { "firewall", "packet-filter", "default" } },
  { COMWARE_SYSTEM, 1, COMWARE_OF_ACL, undo_object, { "acl" } },
  { COMWARE_SYSTEM, 1, COMWARE_OF_GROUP, undo_object, { "object-group" } },
  { COMWARE_SYSTEM, 1, 0, undo_interface, { "interface" } },
  { COMWARE_SYSTEM, 2, 0, undo_route, { "ip", "route-static" } },
};

/* What belongs to tunnels must not pass unseen where it is not understood. */
void comware_undo_system(struct front *f, struct undone *u)
{
  static const char *const ours[] = { "ike", "ipsec", "acl", "object-group" };
  if (comware_undo_row(f, undos, sizeof undos / sizeof *undos, COMWARE_SYSTEM, u)) return;
  front_ignore(f);
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    if (front_is(f, u->words[0], ours[i])) front_unknown(f);
}
