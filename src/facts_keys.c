/* Which pre-shared keys the two ends use for each other, and whether they are the same; see facts.h. */
#include "src/facts.h"

#include <string.h>

#include "src/keys.h"
#include "vendors/vendor.h"

/* The name that is sent, as one of the router's keys spells it. */
static const char *name_sent(const struct router *r, const struct identity *sent)
{
  if (sent->type != ID_FQDN && sent->type != ID_USER_FQDN) return NULL;
  for (const struct psk *k = sent->host ? r->keys.first : NULL; k; k = k->next)
    if (k->peer.kind == IP_NAME && identity_is_name(sent, k->peer.text)) return k->peer.text;
  return sent->text;
}

/* Without a fixed address the other end's key is found by the name that it sends, which only aggressive mode shows in time (RFC 2409
 * section 5.4). A name that is refused as identity is IKE104. */
static bool needs_name(const struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  return e->remote.ip.kind == IP_ANY && other->local.ip.kind == IP_DYNAMIC && is_written(&other->local.o) &&
    t->by[1 - i].mode == OUTCOME_OK && t->by[1 - i].id_at_responder != OUTCOME_FAILS;
}

static const struct psk *key_for(struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct ip *peer = other->local.ip.kind == IP_V4 || other->local.ip.kind == IP_MASKED ? &other->local.ip : &e->remote.ip;
  const char *name = name_sent(e->router, &other->sends);
  if (t->address[i] != OUTCOME_OK && !end_calls_next_hop(e, other) && (e->remote.ip.kind == IP_V4 || e->remote.ip.kind == IP_NAME))
    peer = &e->remote.ip;
  if (needs_name(t, i) && other->exchange.v != EXCHANGE_AGGRESSIVE) name = NULL;
  const struct psk *key = end_key(e, peer, name, &t->other_key[i], &t->near_key[i]);
  /* Main mode looks by address (RFC 2409 section 5.4), and the name that a key is bound to may stand for it. */
  if (!key && name && other->exchange.v == EXCHANGE_MAIN && !needs_name(t, i))
    key = end_key(e, peer, NULL, &t->other_key[i], &t->near_key[i]);
  if (key && key->peer.kind == IP_NAME && needs_name(t, i) && !(name && !strcmp(name, key->peer.text))) {
    t->near_key[i] = key;
    return NULL;
  }
  t->first_key[i] = key && t->by[1 - i].starts ? keys_found_first(e, peer, name, key) : NULL;
  return key;
}

bool lacks_key_by_reference(const struct end *e)
{
  if (end_lost_profile(e)) return true;
  for (const struct ref *n = e->profile ? e->profile->keyrings : NULL; n; n = n->next)
    if (n->s && !n->to) return true;
  return false;
}

static bool same_release(const struct router *a, const struct router *b)
{
  return a->dialect == b->dialect && (!a->release || !b->release || a->release_major == b->release_major);
}

/* Which of several matching keys a device takes is not sourced, but for the priorities of their keyrings: another one that would fit leaves
 * the matter open. */
static bool other_fits(const struct tunnel_pair *t)
{
  for (int i = 0; i < 2; i++) {
    const struct psk *other = t->other_key[i], *key = t->key[1 - i];
    if (other && other->secret.form == KEY_CLEAR && !strcmp(other->secret.clear, key->secret.clear) && !keys_outranks(t->key[i], other))
      return true;
  }
  return false;
}

/* The same text, as ciphertext on one end and as the key itself on the other: no key is its own ciphertext. What is no known kind of
 * ciphertext was meant as the key, else the other end holds the ciphertext. */
static bool same_text(const struct psk *cipher, const struct psk *plain)
{
  const struct secret *a = &cipher->secret, *b = &plain->secret;
  if (!a->marked_cipher || a->form == KEY_IMPOSSIBLE || b->marked_cipher || b->form != KEY_CLEAR || strcmp(a->raw, b->raw)) return false;
  if (a->unknown) ((struct psk *)(uintptr_t)cipher)->secret.form = KEY_IMPOSSIBLE;
  else ((struct psk *)(uintptr_t)plain)->secret.looks_encrypted = true;
  return true;
}

static enum key_outcome compare_secrets(const struct tunnel_pair *t)
{
  const struct secret *a = &t->key[0]->secret, *b = &t->key[1]->secret;
  bool same = same_text(t->key[0], t->key[1]) || same_text(t->key[1], t->key[0]);
  if (a->form == KEY_IMPOSSIBLE || b->form == KEY_IMPOSSIBLE) return KEYS_IMPOSSIBLE;
  if (same) return KEYS_DIFFER;
  if (a->form == KEY_CLEAR && b->form == KEY_CLEAR)
    return !strcmp(a->clear, b->clear) ? KEYS_EQUAL : other_fits(t) ? KEYS_ASSUMED_EQUAL : KEYS_DIFFER;
  if (a->form == KEY_FIXED && b->form == KEY_FIXED && a->kind && b->kind && !strcmp(a->kind, b->kind) &&
    same_release(t->end[0]->router, t->end[1]->router))
    return strcmp(a->raw, b->raw) ? KEYS_DIFFER : KEYS_EQUAL;
  return KEYS_ASSUMED_EQUAL;
}

/* Is the key bound to what its peer speaks from or calls itself? A name may stand for the address all the same. */
static bool is_bound(const struct psk *key, const struct end *peer)
{
  if (key->owner || (key->peer.kind != IP_NAME && key->peer.kind != IP_MASKED)) return true;
  if (key->peer.kind == IP_MASKED) return ip_equal(&key->peer, &peer->local.ip) == TRI_YES;
  return peer->sends.type != ID_ADDRESS && peer->sends.text && identity_is_name(&peer->sends, key->peer.text);
}

/* The peer of end i calls itself by a name that end i refuses (IKE104), or that is assumed only: that it has no key for that name
 * follows. */
static bool wrong_name(const struct tunnel_pair *t, int i)
{
  const struct identity *sent = &t->end[1 - i]->sends;
  return sent->type != ID_ADDRESS &&
    (sent->o.doubt || t->by[1 - i].id_at_responder == OUTCOME_FAILS || t->by[i].id_at_initiator == OUTCOME_FAILS);
}

bool facts_agree_on_keys(const struct tunnel_pair *t)
{
  for (int i = 0; i < 2; i++)
    if (t->by[i].p1.outcome == OUTCOME_OK && !t->by[i].p1.not_modelled) return true;
  return false;
}

static bool uses_keys(const struct tunnel_pair *t)
{
  return facts_agree_on_keys(t) || (t->by[0].p1.outcome != OUTCOME_OK && t->by[1].p1.outcome != OUTCOME_OK);
}

/* An end with certificates alone needs no key, unless both settle on a built-in proposal that has one; a line that could not be read may name
 * the profile that has it. */
static bool lacks_key(const struct tunnel_pair *t, int i)
{
  const struct policy_entry *entry = t->end[i]->effective;
  if (entry && entry->profile.o.from == FROM_UNREAD) return false;
  return !t->key[i] && !wrong_name(t, i) && (end_offers_keys(t->end[i]) || facts_agree_on_keys(t));
}

/* Whose address is assigned at run time uses the key that is for it by chance; one of several that are for other addresses is none for it.
 */
static void choose_key(struct tunnel_pair *t, int i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct psk *key = t->key[i];
  if (key && t->key[1 - i] && !key->owner && key->peer.kind == IP_V4 && key->mask == UINT32_MAX && e->remote.ip.kind == IP_ANY &&
    other->local.ip.kind == IP_DYNAMIC)
    t->key[i] = keys_among(e->router, key, t->key[1 - i]);
  if (t->key[i]) ((struct psk *)(uintptr_t)t->key[i])->used = true;
}

/* The peer's name is refused (IKE104), and with the right one end i would take another key, which is the same. */
static bool other_name_fits(const struct tunnel_pair *t, int i)
{
  const struct psk *theirs = t->key[1 - i];
  if (!wrong_name(t, i) || theirs->secret.form != KEY_CLEAR) return false;
  for (const struct psk *k = t->end[i]->router->keys.first; k; k = k->next)
    if (k != t->key[i] && k->secret.form == KEY_CLEAR && !strcmp(k->secret.clear, theirs->secret.clear)) return true;
  return false;
}

/* A wrong peer address explains that there is no key for it, and not that the one for the right address differs from the other end's: then
 * that one counts. */
static void add_astray(struct tunnel_pair *t)
{
  const struct psk *had[2] = { t->key[0], t->key[1] };
  for (int i = 0; i < 2; i++) {
    const struct end *e = t->end[i], *other = t->end[1 - i];
    if (!t->key[i] && t->address[i] == OUTCOME_FAILS && other->local.ip.kind == IP_V4)
      t->key[i] = end_key(e, &other->local.ip, name_sent(e->router, &other->sends), NULL, NULL);
  }
  enum key_outcome found = t->key[0] && t->key[1] ? compare_secrets(t) : KEYS_MISSING;
  if (found == KEYS_DIFFER || found == KEYS_IMPOSSIBLE) return;
  t->key[0] = had[0];
  t->key[1] = had[1];
}

void keys_compare(struct tunnel_pair *t)
{
  t->keys = KEYS_NOT_USED;
  if (t->end[0]->kind == END_PLAIN || t->end[1]->kind == END_PLAIN || t->end[0]->unmodelled || t->end[1]->unmodelled) return;
  for (int i = 0; i < 2; i++) t->key[i] = key_for(t, i);
  for (int i = 0; i < 2; i++) choose_key(t, i);
  if (!uses_keys(t)) return;
  add_astray(t);
  if (!t->key[0] || !t->key[1]) {
    t->keys = lacks_key(t, 0) || lacks_key(t, 1) ? KEYS_MISSING : KEYS_NOT_USED;
    return;
  }
  t->keys = compare_secrets(t);
  t->key_unsure = !is_bound(t->key[0], t->end[1]) || !is_bound(t->key[1], t->end[0]);
  if (t->keys == KEYS_DIFFER && (t->key_unsure || other_name_fits(t, 0) || other_name_fits(t, 1))) t->keys = KEYS_ASSUMED_EQUAL;
}
