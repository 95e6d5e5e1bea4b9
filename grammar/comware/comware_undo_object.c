/* `undo` in system view: objects disappear, global values go back to being unset. */
#include "grammar/comware/comware.h"

/* Takes `object` out of a LIST of that type. */
#define LIST_REMOVE(type, list, object)                                 \
  do {                                                                  \
    for (struct type **at_ = &(list).first; *at_; at_ = &(*at_)->next)  \
      if (*at_ == (object)) {                                           \
        *at_ = (*at_)->next;                                            \
        if (!*at_) (list).end = at_;                                    \
        break;                                                          \
      }                                                                 \
  } while (0)

void comware_undo_global(struct front *f, enum comware_field field)
{
  struct num *n = comware_num(f, field);
  if (n) *n = (struct num){ .v = 0 };
  if (field == FIELD_GLOBAL_DPD) f->router->dpd_retry = f->router->dpd_periodic = (struct num){ .v = 0 };
}

void comware_undo_number(struct front *f, enum comware_kind kind, struct place number)
{
  uint32_t n;
  if (!front_number(f, number, 1, 65535, &n)) return;
  void **slot = comware_object(f, kind, NULL, n);
  LIST_REMOVE(ike_proposal, f->router->proposals, (struct ike_proposal *)*slot);
  *slot = NULL;
}

static void remove_keyring(struct front *f, struct keyring *ring)
{
  struct router *r = f->router;
  LIST_REMOVE(keyring, r->keyrings, ring);
  for (struct psk **k = &r->keys.first; *k;)
    if ((*k)->ring == ring) *k = (*k)->next;
    else k = &(*k)->next;
  r->keys.end = &r->keys.first;
  while (*r->keys.end) r->keys.end = &(*r->keys.end)->next;
}

static void remove_profile(struct front *f, struct ike_profile *p)
{
  if (p->key) comware_forget_key(f, p->key);
  LIST_REMOVE(ike_profile, f->router->profiles, p);
}

void comware_undo_object(struct front *f, enum comware_kind kind, struct place name)
{
  struct router *r = f->router;
  void **slot = comware_object(f, kind, front_intern_lower(f, name), 0), *object = *slot;
  *slot = NULL;
  if (!object) return;
  switch (kind) {
  case COMWARE_OF_PROFILE: remove_profile(f, object); break;
  case COMWARE_OF_KEYRING: remove_keyring(f, object); break;
  case COMWARE_OF_DPD: LIST_REMOVE(dpd_block, r->dpds, (struct dpd_block *)object); break;
  case COMWARE_OF_TRANSFORM: LIST_REMOVE(transform_set, r->transforms, (struct transform_set *)object); break;
  case COMWARE_OF_ACL: LIST_REMOVE(acl, r->acls, (struct acl *)object); break;
  case COMWARE_OF_GROUP: LIST_REMOVE(object_group, r->groups, (struct object_group *)object); break;
  default: break;
  }
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

void comware_undo_policy(struct front *f, enum comware_kind kind, struct place name, struct place number)
{
  /* The same words take a policy or profile off an interface. */
  if (!number.last && kind != COMWARE_OF_TEMPLATE && comware_in_interface(f)) {
    struct interface *i = comware_state(f)->interface;
    if (kind == COMWARE_OF_POLICY) i->policies = NULL;
    else if (i->tunnel) i->tunnel->protection = (struct ref){ .s = NULL };
    comware_open(f, COMWARE_INTERFACE);
    return;
  }
  const char *s = front_intern_lower(f, name);
  struct policy *p = *comware_object(f, kind, s, 0);
  uint32_t sequence = 0;
  if (!p || (number.last && !front_number(f, number, 1, 65535, &sequence)) || remove_entries(f, p, !number.last, sequence)) return;
  LIST_REMOVE(policy, f->router->policies, p);
  *comware_object(f, kind, s, 0) = NULL;
}

void comware_undo_policy_source(struct front *f, struct place name)
{
  struct policy *p = *comware_object(f, COMWARE_OF_POLICY, front_intern_lower(f, name), 0);
  if (p) p->local_interface = (struct name){ .s = NULL };
}

void comware_undo_interface(struct front *f, struct place name)
{
  const char *s = comware_interface_name(f, name);
  void **slot = s ? comware_object(f, COMWARE_OF_INTERFACE, s, 0) : NULL;
  if (!slot || !*slot) return;
  LIST_REMOVE(interface, f->router->interfaces, (struct interface *)*slot);
  *slot = NULL;
}

/* `undo` of something else; of what belongs to tunnels it must not pass unseen. */
void comware_undo_unknown(struct front *f)
{
  static const char *const ours[] = { "ike", "ipsec", "acl", "interface", "object-group" };
  front_ignore(f);
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    if (f->line.count > 1 && front_is(f, f->line.words[1], ours[i])) front_unknown(f);
}
