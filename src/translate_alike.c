/* Peers between two dialects that keep them in the same form: copied as they are. */
#include "src/translate_peer.h"

static struct identity *copy_expected(struct translation *t, const struct identity *id)
{
  struct identity *list = NULL, **end = &list;
  for (; id; id = id->next) {
    if (id->o.from == FROM_UNREAD || id->type == ID_UNSET) {
      writing_note(t->w, NULL, id->o.at, ACCOUNT_UNTRANSLATED, "an identity that could not be read");
      continue;
    }
    *end = ARENA_NEW(t->to->arena, struct identity);
    **end = *id;
    (*end)->next = NULL;
    (*end)->text = tr_string(t, id->text);
    (*end)->address = tr_ip(t, &id->address);
    (*end)->vrf = tr_string(t, id->vrf);
    end = &(*end)->next;
  }
  return list;
}

static struct ref *copy_refs(struct translation *t, enum name_kind kind, const struct ref *r)
{
  struct ref *list = NULL, **end = &list;
  for (; r; r = r->next, end = &(*end)->next) *end = peering_ref(t, kind ? tr_name(t, kind, r->s) : tr_string(t, r->s), &r->o);
  return list;
}

static struct num written_only(struct num n)
{
  return is_written(&n.o) ? n : (struct num){ 0 };
}

/* A file may hold blocks of the same vendor's other release, which this one has not. */
static bool is_of_other_release(struct translation *t, struct place at, enum peering_form form, const char *what, const char *name)
{
  bool block = t->how->form == PEERING_BLOCK;
  if (block == (form == PEERING_BLOCK)) return false;
  writing_note(t->w, NULL, at, ACCOUNT_UNTRANSLATED, "%s%s%s, in the form of another release than %s", what, name ? " " : "",
    name ? name : "", t->w->dialect->title);
  return true;
}

/* Is it one of the same vendor's other release? What both releases have of it stays, for the entries that name it. */
static bool is_foreign(struct translation *t, const struct ike_profile *a)
{
  bool block = t->how->form == PEERING_BLOCK;
  if (!block && t->how->form != PEERING_KEYCHAIN) return false;
  return block == a->checks_identity &&
    is_of_other_release(t, a->at, block ? PEERING_KEYCHAIN : PEERING_BLOCK, "all but the exchange mode and the proposals of", a->name);
}

static void copy_profile(struct translation *t, const struct ike_profile *a)
{
  struct ike_profile *b = ARENA_NEW(t->to->arena, struct ike_profile);
  *b = (struct ike_profile) {
    .name = tr_name(t, NAME_PROFILE, a->name), .at = a->at, .exchange = tr_value(t, a->exchange), .checks_identity = a->checks_identity
  };
  b->proposals = copy_refs(t, 0, a->proposals);
  b->certificate = tr_string(t, a->certificate);
  b->certificate_at = a->certificate_at;
  LIST_APPEND(t->to->profiles, b);
  tr_put(t, a, b);
  if (is_foreign(t, a)) {
    b->checks_identity = !a->checks_identity;
    return;
  }
  b->id_type = tr_value(t, a->id_type);
  b->remote_high = a->remote_high;
  b->dpd_interval = written_only(a->dpd_interval);
  b->dpd_retry = written_only(a->dpd_retry);
  b->dpd_periodic = written_only(a->dpd_periodic);
  b->nat_traversal = written_only(a->nat_traversal);
  b->priority = written_only(a->priority);
  b->by_address = a->by_address;
  if (is_written(&a->local_name.o)) b->local_name = (struct name){ tr_string(t, a->local_name.s), a->local_name.o };
  b->remote_name = (struct name){ tr_string(t, a->remote_name.s), a->remote_name.o };
  b->local = a->local;
  b->local.text = tr_string(t, a->local.text);
  b->local.address = tr_ip(t, &a->local.address);
  b->expects = copy_expected(t, a->expects);
  b->remote = tr_addr(t, &a->remote);
  b->local_address = tr_addr(t, &a->local_address);
  b->local_interface = (struct name){ tr_interface(t, a->local_interface.s), a->local_interface.o };
  b->keyrings = copy_refs(t, NAME_RING, a->keyrings);
  b->searched = copy_refs(t, NAME_RING, a->searched);
  if (a->dpd.s) b->dpd = *peering_ref(t, tr_name(t, NAME_DPD, a->dpd.s), &a->dpd.o);
  b->vrf = tr_string(t, a->vrf);
  b->vrf_at = a->vrf_at;
}

static void copy_dpds(struct translation *t)
{
  for (const struct dpd_block *a = t->from->dpds.first; a; a = a->next) {
    if (is_of_other_release(t, a->at, PEERING_BLOCK, "dead peer detection", a->name)) continue;
    struct dpd_block *b = ARENA_NEW(t->to->arena, struct dpd_block);
    *b = (struct dpd_block) {
      .name = tr_name(t, NAME_DPD, a->name), .at = a->at, .interval = tr_value(t, a->interval), .timeout = tr_value(t, a->timeout)
    };
    LIST_APPEND(t->to->dpds, b);
  }
}

static bool is_key_of_other_release(struct translation *t, const struct psk *a)
{
  if (a->owner) return is_of_other_release(t, a->at, PEERING_BLOCK, "the key of", a->owner->name);
  return is_of_other_release(
    t, a->at, PEERING_KEYCHAIN, arena_printf(t->arena, "a key outside an %s", t->w->dialect->words->profile), NULL);
}

static void copy_keys(struct translation *t)
{
  for (const struct psk *a = t->from->keys.first; a; a = a->next) {
    if (tr_key_is_used(t, a) || is_key_of_other_release(t, a)) continue;
    struct psk *b = tr_key(t, a, NULL);
    b->ring = tr_get(t, a->ring);
    b->owner = tr_get(t, a->owner);
    if (b->ring && !b->ring->keys) b->ring->keys = b;
    if (b->owner) b->owner->key = b;
  }
}

static void copy_entry_peers(struct translation *t)
{
  for (const struct relation *r = t->relations.first; r; r = r->next) {
    struct policy_entry *b = r->entry;
    const struct policy_entry *a = r->old;
    struct peer **end = &b->peers;
    if (a->peers && t->how->form == PEERING_BLOCK)
      writing_note(t->w, b, a->peers->address.o.at, ACCOUNT_UNTRANSLATED, "a peer's address in an entry: it belongs into the %s",
        t->w->dialect->words->profile);
    for (const struct peer *p = t->how->form == PEERING_BLOCK ? NULL : a->peers; p; p = p->next) {
      if (p->address.ip.kind == IP_NONE) {
        writing_note(t->w, b, p->address.o.at, ACCOUNT_UNTRANSLATED, "a peer that could not be read");
        continue;
      }
      *end = ARENA_NEW(t->to->arena, struct peer);
      (*end)->address = tr_addr(t, &p->address);
      end = &(*end)->next;
    }
    if (a->profile.s) b->profile = *peering_ref(t, tr_name(t, NAME_PROFILE, a->profile.s), &a->profile.o);
    b->local = tr_addr(t, &a->local);
    b->exchange = a->group->is_template ? written_only(a->exchange) : tr_num(a->exchange); /* a template starts nothing */
    b->isakmp_policy = written_only(a->isakmp_policy);
  }
  for (const struct policy *a = t->from->policies.first; a; a = a->next) {
    struct policy *b = tr_get(t, a);
    if (b && a->isakmp_profile.s) b->isakmp_profile = *peering_ref(t, tr_name(t, NAME_PROFILE, a->isakmp_profile.s), &a->isakmp_profile.o);
  }
}

void tr_peers_alike(struct translation *t)
{
  const struct router *from = t->from;
  struct router *to = t->to;
  for (const struct keyring *k = from->keyrings.first; k; k = k->next)
    if (!is_of_other_release(t, k->at, PEERING_KEYCHAIN, "the keys of", k->name)) tr_ring(t, k);
  copy_dpds(t);
  for (const struct ike_profile *p = from->profiles.first; p; p = p->next) copy_profile(t, p);
  copy_keys(t);
  copy_entry_peers(t);
  if (is_written(&from->identity.o)) to->identity = from->identity;
  to->identity.text = tr_string(t, to->identity.text);
  if (is_written(&from->ike_local_name.o))
    to->ike_local_name = (struct name) { tr_string(t, from->ike_local_name.s), from->ike_local_name.o };
  to->dpd_interval = written_only(from->dpd_interval);
  to->dpd_retry = written_only(from->dpd_retry);
  to->dpd_periodic = written_only(from->dpd_periodic);
  to->answers_aggressive = written_only(from->answers_aggressive);
}
