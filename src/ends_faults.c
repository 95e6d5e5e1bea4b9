/* Why an end cannot do its work: what its entry lacks or names in vain, and what is not modelled. */
#include "src/ends_faults.h"

#include <string.h>

#include "src/link.h"

void ends_fault(struct end *e, unsigned f, struct place at)
{
  if (!e->faults) e->fault_at = at;
  e->faults |= (uint8_t)f;
}

static bool dangling(const struct ref *r)
{
  for (; r; r = r->next)
    if (r->s && !r->to) return true;
  return false;
}

static bool all_dangling(const struct ref *r)
{
  if (!r) return false;
  for (; r; r = r->next)
    if (r->to) return false;
  return true;
}

/* Has a fixed entry nobody to call? A profile that says whom it expects is no peer's address; Comware V5 keeps the address in the
 * profile. */
static bool lacks_peer(const struct policy_entry *entry)
{
  const struct ike_profile *p = entry->profile.to;
  if (entry->peers || (!p && !is_unset(&entry->profile.o))) return false;
  return !p || (is_unset(&p->remote.o) && (p->expects || p->keyrings));
}

/* Do all of the profile's keyrings lead nowhere? `default` stands for the global keys. Certificates need none of them. */
static bool without_keyring(const struct ike_profile *p)
{
  const struct ref *k = p ? p->keyrings : NULL;
  for (; k; k = k->next)
    if (k->to || (k->s && !strcmp(k->s, "default"))) return false;
  return p && p->keyrings;
}

static void find_in_entry(struct end *e, bool misnamed)
{
  const struct policy_entry *entry = e->effective;
  if (!entry) return;
  if (without_keyring(e->profile) && end_offers_keys(e)) ends_fault(e, FAULT_UNDEFINED, e->profile->keyrings->o.at);
  if (!e->interface && !e->policy->applied && e->router->interfaces.first && !e->router->application_unread)
    ends_fault(e, FAULT_NOT_APPLIED | (misnamed ? FAULT_MISNAMED : 0), e->entry->at);
  if (dangling(&entry->template_ref)) ends_fault(e, FAULT_UNDEFINED, entry->template_ref.o.at);
  if (dangling(&entry->acl) && !link_is_excerpt(e->router)) ends_fault(e, FAULT_UNDEFINED, entry->acl.o.at);
  if (dangling(&entry->profile)) ends_fault(e, FAULT_UNDEFINED, entry->profile.o.at);
  if (all_dangling(entry->transforms)) ends_fault(e, FAULT_UNDEFINED, entry->transforms->o.at);
  if (entry->kind != ENTRY_ISAKMP || entry->ikev2_profile.s) return;
  if (!entry->transforms && !entry->transforms_unread) ends_fault(e, FAULT_INCOMPLETE, entry->at);
  if (e->kind != END_POLICY) return;
  if (lacks_peer(entry) ||
    (e->remote.ip.kind == IP_NONE && is_unset(&e->remote.o) && !end_lost_profile(e) && !(e->profile && e->profile->remote_name.s)))
    ends_fault(e, FAULT_INCOMPLETE, entry->at);
  if (is_unset(&entry->acl.o) || (entry->acl.to && !end_acl_permits(entry->acl.to))) ends_fault(e, FAULT_INCOMPLETE, entry->at);
}

static void find_unmodelled(struct end *e)
{
  const struct policy_entry *entry = e->effective;
  bool other = e->kind == END_PROTECTION && e->tunnel->tunnel->mode.v == TUNNEL_OTHER;
  if (ip_is_v6(&e->remote.ip) || (e->kind == END_PROTECTION && (ip_is_v6(&e->local.ip) || (other && e->remote.o.from == FROM_UNREAD)))) {
    e->unmodelled = "IPv6";
    e->unmodelled_at = e->remote.o.at;
  } else if (other) {
    e->unmodelled = "a tunnel that is neither GRE nor IPsec";
    e->unmodelled_at = e->tunnel->tunnel->mode.o.at;
  }
  if (e->kind == END_PLAIN && e->tunnel && e->tunnel->tunnel && e->tunnel->tunnel->protection.o.from == FROM_UNREAD) {
    e->unmodelled = "what protects the tunnel (its line could not be read)";
    e->unmodelled_at = e->tunnel->tunnel->protection.o.at;
  }
  if (!entry) return;
  struct place off = e->entry && e->entry->off_at.last ? e->entry->off_at : entry->off_at;
  if (off.last) {
    e->unmodelled = "a policy entry that is switched off";
    e->unmodelled_at = off;
  }
  e->ikev2 = entry->ikev2_profile.s != NULL;
  if (e->ikev2) {
    e->unmodelled = "IKEv2";
    e->unmodelled_at = entry->ikev2_profile.o.at;
  } else if (entry->kind == ENTRY_MANUAL) e->unmodelled = "manual SAs";
  else if (entry->kind == ENTRY_OTHER) e->unmodelled = "a group key server (GDOI)";
  if (e->unmodelled && !e->unmodelled_at.last) e->unmodelled_at = entry->at;
}

void ends_find_faults(struct end *e, bool misnamed)
{
  const struct num *ike = &e->router->isakmp_enabled;
  find_in_entry(e, misnamed);
  find_unmodelled(e);
  if (ike->o.from == FROM_LINE && !ike->v && !e->ikev2 && e->kind != END_PLAIN) ends_fault(e, FAULT_NO_IKE, ike->o.at);
}
