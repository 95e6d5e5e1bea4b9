/* Peers for a target that keeps everything of a peer in one block (Comware V5's `ike peer`). */
#include "src/translate_peer.h"

#include <string.h>

/* A block that was made, for entries with the same peer; those that wait for callers have one for each key that they were given. */
struct block {
  const struct ike_profile *profile;
  struct ip remote;
  const struct psk *key; /* NULL: whichever */
  struct ike_profile *made;
};

static struct block block_of(const struct peering *p)
{
  return (
    struct block) { .profile = p->profile, .remote = p->remote.ip, .key = p->answers && !p->profile && p->keys ? p->keys->key : NULL };
}

static uint64_t block_key(const struct block *b)
{
  return ((uint64_t)(uintptr_t)b->profile << 20) ^ ((uint64_t)b->remote.v4 << 4) ^ b->remote.kind ^ (uint64_t)(uintptr_t)b->key << 24 ^
    0x5000000000000000ull;
}

static bool same_ip(const struct ip *a, const struct ip *b)
{
  return a->kind == b->kind && a->v4 == b->v4 && a->text == b->text;
}

static struct ike_profile *find(const struct translation *t, const struct block *wanted)
{
  uint32_t at = 0;
  struct block *b;
  while ((b = table_each(&t->objects, block_key(wanted), &at)))
    if (b->profile == wanted->profile && b->key == wanted->key && same_ip(&b->remote, &wanted->remote)) return b->made;
  return NULL;
}

static void remember(struct translation *t, struct block made)
{
  struct block *b = ARENA_NEW(t->arena, struct block);
  *b = made;
  table_put(&t->objects, block_key(b), b);
  made.key = NULL;
  if (b->key && !find(t, &made)) remember(t, made); /* for an entry for which no key is left */
}

/* ---- Dead peer detection: a block of its own for each pair of values ---- */

static const char *dpd_name(struct translation *t, const struct num *interval, const struct num *retry)
{
  const char *name = tr_string(t, arena_printf(t->arena, retry->v ? "dpd-%u-%u" : "dpd-%u", interval->v, retry->v));
  for (struct dpd_block *d = t->to->dpds.first; d; d = d->next)
    if (!strcmp(d->name, name)) return name;
  struct dpd_block *d = ARENA_NEW(t->to->arena, struct dpd_block);
  *d = (struct dpd_block){ .name = name, .at = written_at(&interval->o), .interval = *interval, .timeout = *retry };
  LIST_APPEND(t->to->dpds, d);
  return name;
}

/* ---- The block ---- */

static void set_identity(struct translation *t, const struct peering *p, struct ike_profile *b)
{
  bool only_address = t->w->dialect->behaviour.main_mode_address_only && b->exchange.v == EXCHANGE_MAIN;
  uint32_t type = peering_is_name(p) && !only_address ? p->sends.type : ID_ADDRESS;
  if (only_address && peering_is_name(p))
    writing_note(t->w, b, written_at(&p->sends.o), ACCOUNT_UNTRANSLATED, "the name that it sends: in main mode an %s sends its address",
      t->w->dialect->words->profile);
  b->id_type = (struct num){ type, { .at = written_at(&p->sends.o), .from = FROM_LINE } };
  if (p->sends.type != ID_ADDRESS && !peering_is_name(p))
    writing_note(t->w, b, written_at(&p->sends.o), ACCOUNT_UNTRANSLATED, "the kind of identity it sends");
  if (type != ID_ADDRESS && p->sends.text)
    b->local_name = (struct name) { p->sends.text, { .at = written_at(&p->sends.o), .from = FROM_LINE } };
  bool named = false;
  for (const struct identity *id = p->expects; id; id = id->next) {
    bool name = id->type == ID_FQDN || id->type == ID_USER_FQDN;
    if (id->o.from == FROM_UNREAD || (!name && id->type != ID_ADDRESS)) {
      writing_note(t->w, b, id->o.at, ACCOUNT_UNTRANSLATED, "an identity that it expects%s", peering_identity_name(t, id));
      continue;
    }
    if (name && named)
      writing_note(t->w, b, id->o.at, ACCOUNT_UNTRANSLATED, "another name that it expects%s: an %s has one", peering_identity_name(t, id),
        t->w->dialect->words->profile);
    named = named || name;
    if (id->type == ID_ADDRESS && id->o.at.last && !peering_only_says_address(p, id))
      writing_note(t->w, b, id->o.at, ACCOUNT_APPROXIMATED, "an address as identity that is not the peer's: here only names are checked");
  }
  if (p->remote_name.s) b->remote_name = (struct name){ p->remote_name.s, tr_origin(&p->remote_name.o) };
}

/* Who the key is for is who the block is for; where nobody is named a range may come from the key. */
static void set_remote(struct peering *p, struct ike_profile *b)
{
  const struct psk *key = p->keys ? p->keys->key : NULL;
  b->remote = p->remote;
  b->remote_high = p->remote_high;
  if (b->remote.ip.kind != IP_NONE && b->remote.ip.kind != IP_ANY) return;
  b->remote = (struct addr){ 0 };
  b->remote_high = 0;
  if (!key || key->peer.kind != IP_V4 || !key->mask) return;
  b->remote = (struct addr){ { .kind = IP_V4, .v4 = key->peer.v4 & key->mask }, tr_origin(&key->peer_at) };
  if (key->mask != UINT32_MAX) b->remote_high = key->peer.v4 | ~key->mask;
}

static void set_key(struct translation *t, const struct peering *p, struct ike_profile *b)
{
  bool first = true;
  for (const struct key_use *k = p->keys; k; k = k->next) {
    if (first) {
      b->key = tr_key(t, k->key, b);
      b->key->owner = b;
      b->key->mask = UINT32_MAX;
      first = false;
    } else if (!p->answers || p->profile) {
      writing_note(t->w, b, k->key->at, ACCOUNT_UNTRANSLATED, "another key of the same peer: an %s has one", t->w->dialect->words->profile);
      tr_key_used(t, k->key);
    }
  }
}

static struct ike_profile *make(struct translation *t, struct peering *p)
{
  struct ike_profile *b = ARENA_NEW(t->to->arena, struct ike_profile);
  *b = (struct ike_profile){ .name = tr_new_name(t, NAME_PROFILE, p->hint), .at = p->at, .exchange = p->exchange };
  if (!is_known(&b->exchange.o)) b->exchange = (struct num){ EXCHANGE_MAIN, { .from = FROM_LINE } };
  set_remote(p, b);
  set_identity(t, p, b);
  set_key(t, p, b);
  if (is_written(&p->local.o)) b->local_address = p->local;
  b->proposals = peering_proposals(t, p, b);
  /* The others detect a NAT by themselves. */
  b->nat_traversal = (struct num){ 1, { .from = FROM_LINE } };
  peering_dpd(t, p, b);
  if (p->dpd_interval.v) b->dpd = *peering_ref(t, dpd_name(t, &p->dpd_interval, &p->dpd_retry), &p->dpd_interval.o);
  peering_note_vrfs(t, p, b);
  peering_note_unsaid(t, p, b);
  LIST_APPEND(t->to->profiles, b);
  return b;
}

static void make_unused(struct translation *t, struct peering *p)
{
  peering_narrow(p);
  make(t, p);
}

static void note_further_key(struct translation *t, const void *object, const struct psk *k)
{
  writing_note(t->w, object, k->at, ACCOUNT_UNTRANSLATED, "the key for %s, which those who call may use too: an %s has one",
    peering_ip_name(t, &k->peer), t->w->dialect->words->profile);
}

/* A template's entry of which no profile says whose keys those who call may have takes the keys that no entry uses. */
static void offer_loose_keys(struct translation *t, struct peering *p)
{
  struct key_use **end = &p->keys;
  while (*end) end = &(*end)->next;
  bool found = false, anywhere = p->profile && !p->profile->keyrings; /* which searches the global keys and the keyrings */
  for (const struct psk *k = p->answers && !p->keys ? t->from->keys.first : NULL; k && !found; k = k->next) {
    if (tr_key_is_used(t, k) || (k->ring && !anywhere) || k->owner) continue;
    *end = ARENA_NEW(t->arena, struct key_use);
    (*end)->key = k;
    end = &(*end)->next;
    if (k->peer.kind == IP_NAME && !p->remote_name.s) p->remote_name = (struct name){ tr_string(t, k->peer.text), k->peer_at };
    found = true;
  }
  /* Those that an entry has too come last. */
  for (const struct psk *k = p->answers && (found || !p->keys) ? t->from->keys.first : NULL; k; k = k->next) {
    if (!tr_key_is_used(t, k) || !peering_is_for_many(k)) continue;
    if (found) {
      note_further_key(t, p->relation->entry, k);
      continue;
    }
    *end = ARENA_NEW(t->arena, struct key_use);
    (*end)->key = k;
    found = true;
  }
}

static void say(struct translation *t, const struct relation *r)
{
  struct peering p = peering_of(t, r);
  peering_narrow(&p);
  offer_loose_keys(t, &p);
  /* The hub that knows its spokes by name answers in aggressive mode; here the block must say so. */
  bool hub = p.answers && !p.profile && p.keys && peering_router_answers_aggressive(t), by_name = hub && p.keys->key->peer.kind == IP_NAME;
  if (by_name || (hub && t->from->answers_aggressive.v)) p.exchange = (struct num){ EXCHANGE_AGGRESSIVE, tr_origin(&t->from->answers_aggressive.o) };
  struct block block = block_of(&p);
  struct ike_profile *b = find(t, &block);
  if (!b) {
    b = block.made = make(t, &p);
    if (hub && !by_name) peering_note_modes(t, b);
    remember(t, block);
  }
  r->entry->profile = *peering_ref(t, b->name, &r->old->profile.o);
  r->entry->peers = NULL;
  for (const struct peer *peer = r->old->peers ? r->old->peers->next : NULL; peer; peer = peer->next)
    writing_note(t->w, r->entry, peer->address.o.at, ACCOUNT_UNTRANSLATED, "the further peer %s: an entry has one here",
      peering_ip_name(t, &peer->address.ip));
}

static void loose_key(struct translation *t, const struct psk *key, bool calls)
{
  struct peering p = { .hint = "any", .at = key->at, .answers = true };
  struct key_use use = { .key = key };
  char room[256];
  if (key->peer.kind != IP_ANY && key->peer.kind != IP_NONE)
    p.hint = arena_printf(t->arena, "peer-%s", ip_print(&key->peer, room, sizeof room));
  if (key->peer.kind == IP_NAME) p.remote_name = (struct name){ tr_string(t, key->peer.text), key->peer_at };
  p.keys = &use;
  p.sends.type = ID_ADDRESS;
  struct ike_profile *b = make(t, &p);
  /* No template names the block, so none of those who call is let in by it. */
  if (calls && !key->ring && !key->owner && (key->peer.kind == IP_NAME || peering_is_for_many(key))) note_further_key(t, b, key);
}

void tr_peers_block(struct translation *t)
{
  for (const struct relation *r = t->relations.first; r; r = r->next)
    if (!r->entry->group->is_template) say(t, r);
  peering_unused(t, make_unused);
  for (const struct relation *r = t->relations.first; r; r = r->next)
    if (r->entry->group->is_template) say(t, r);
  bool calls = peering_is_called(t);
  for (const struct psk *k = t->from->keys.first; k; k = k->next)
    if (!tr_key_is_used(t, k)) loose_key(t, k, calls);
}
