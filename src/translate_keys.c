/* Keys on their way to another dialect: a readable one is written as plain text, one that only the old device can read becomes a
 * placeholder that the new one refuses. */
#include "src/translate_parts.h"

#include <string.h>

/* Blanks make too many words of it on every system, and no ciphertext looks like this. */
#define PLACEHOLDER "<KEY NOT READABLE>"

void tr_key_used(struct translation *t, const struct psk *old)
{
  if (!tr_key_is_used(t, old)) tr_put(t, old, t);
}

bool tr_key_is_used(const struct translation *t, const struct psk *old)
{
  return tr_get(t, old) != NULL;
}

/* Can the target's command line take the key as one word? */
static bool is_typable(const struct translation *t, const char *key)
{
  size_t len = strlen(key);
  if (!len || len > t->how->key_length || strchr(key, '?') || key[0] == '<') return false;
  /* Where the peer stands behind the key, its first word is no key. */
  bool ambiguous = !strcmp(key, "address") || !strcmp(key, "hostname");
  bool global = peering_is_global(t->how->form);
  if (ambiguous && global) return false;
  return global ? !strpbrk(key, " \t") : key[0] != ' ' && key[len - 1] != ' ';
}

static void say_unreadable(struct translation *t, const struct psk *old, const void *object)
{
  char room[256];
  const char *peer = old->peer.kind != IP_NONE ? ip_print(&old->peer, room, sizeof room) : old->owner ? old->owner->name : "any peer";
  if (old->secret.clear)
    writing_note(t->w, object, old->at, ACCOUNT_UNTRANSLATED, "the key for %s: %s cannot take it as typed; agree on another one", peer,
      t->w->dialect->title);
  else
    writing_note(
      t->w, object, old->at, ACCOUNT_UNTRANSLATED, "the key for %s is written so that only the old device can read it: type it here", peer);
}

struct psk *tr_key(struct translation *t, const struct psk *old, const void *object)
{
  struct psk *k = ARENA_NEW(t->to->arena, struct psk);
  const struct secret *s = &old->secret;
  *k = (struct psk){ .peer = tr_ip(t, &old->peer), .mask = old->mask, .peer_at = tr_origin(&old->peer_at), .at = old->at };
  k->password = t->same && old->password;
  bool portable = s->form == KEY_FIXED && t->w->of_keys == t->w->dialect; /* deterministic: the same text on every device of the kind */
  bool untypable = s->decoded && !is_typable(t, s->clear); /* a ciphertext may hold what nobody can type */
  if ((t->same && untypable) || ((t->same || portable) && !s->clear)) k->secret = *s;
  else if (s->clear && (t->same || is_typable(t, s->clear)))
    k->secret = (struct secret) { .raw = s->clear, .clear = s->clear, .form = KEY_CLEAR };
  else {
    k->secret = (struct secret){ .raw = PLACEHOLDER, .form = KEY_IMPOSSIBLE, .marked_cipher = true };
    say_unreadable(t, old, object ? object : k);
  }
  LIST_APPEND(t->to->keys, k);
  tr_key_used(t, old);
  return k;
}

void tr_skip_unread_keys(struct translation *t)
{
  for (const struct psk *k = t->from->keys.first; k; k = k->next) {
    if (k->secret.raw && *k->secret.raw && (k->owner || k->peer.kind != IP_NONE)) continue;
    writing_note(t->w, NULL, k->at, ACCOUNT_UNTRANSLATED, "a key that could not be read");
    tr_key_used(t, k);
  }
}
