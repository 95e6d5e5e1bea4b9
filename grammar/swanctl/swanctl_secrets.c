/* The secrets: each key once for every peer that it is for. charon looks for a key by the addresses of both ends, then by their identities;
 * only the peer's is named, because one that is named for this end alone would be taken for any peer. */
#include "grammar/swanctl/swanctl.h"

#include <ctype.h>
#include <string.h>

#define PLACEHOLDER "<KEY NOT READABLE>"

static const struct place nowhere;

/* ---- The key ---- */

static bool is_plain(const char *s)
{
  if (s[0] == '0' && (s[1] == 'x' || s[1] == 's')) return false; /* would be taken for hexadecimal or base 64 */
  for (; *s; s++)
    if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_' && *s != '.') return false;
  return true;
}

static const char *hexadecimal(struct arena *a, const char *s)
{
  static const char digits[] = "0123456789abcdef";
  char *out = arena_alloc(a, 2 * strlen(s) + 3), *to = out;
  *to++ = '0';
  *to++ = 'x';
  for (; *s; s++) {
    *to++ = digits[(unsigned char)*s >> 4];
    *to++ = digits[*s & 15];
  }
  *to = '\0';
  return out;
}

static void write_key(struct writing *w, const struct psk *k, const char *peer)
{
  const char *clear = k->secret.clear;
  if (clear && *clear) {
    write_line(w, k->at, "secret = \"%c%s%c\"", SECRET_OPEN, is_plain(clear) ? clear : hexadecimal(w->arena, clear), SECRET_CLOSE);
    return;
  }
  writing_note(w, k, k->at, ACCOUNT_UNTRANSLATED, "the key for %s is written so that only the old device can read it: type it here", peer);
  write_notes(w, k);
  write_line(w, k->at, "secret = \"" PLACEHOLDER "\"");
}

/* ---- Whom it is for ---- */

static const char *of_address(struct arena *a, const struct ip *ip, uint32_t mask)
{
  struct identity id = { .type = ID_ADDRESS, .address = *ip, .mask = mask };
  return swanctl_id(a, &id);
}

static const char *of_key(struct arena *a, const struct psk *k)
{
  struct identity name = { .type = ID_FQDN, .text = k->peer.text };
  if (k->peer.kind == IP_NAME) return swanctl_id(a, &name);
  if (k->peer.kind == IP_NONE) return "%any";
  return of_address(a, &k->peer, k->mask);
}

static void write_secret(struct writing *w, const struct psk *k, const char *section, const char *peer, const char *sent)
{
  unsigned number = 1;
  write_line(w, nowhere, "ike-%s {", section);
  w->indent += 2;
  if (peer) write_line(w, written_at(&k->peer_at), "id-%u = %s", number++, peer);
  if (sent) write_line(w, nowhere, "id-%u = %s", number++, sent);
  if (k->ring) write_also(w, k->ring->at);
  if (number == 1) write_line(w, nowhere, "id = %%any");
  write_key(w, k, peer ? peer : sent ? sent : "any peer");
  w->indent -= 2;
  write_line(w, nowhere, "}");
}

static bool in_scope(const struct end *e, const struct psk *k)
{
  if (e->profile && e->profile->key) return k == e->profile->key;
  if (k->owner || k->peer_at.from == FROM_UNREAD) return false;
  if (!e->profile || !e->profile->keyrings) return true;
  for (const struct ref *ring = e->profile->keyrings; ring; ring = ring->next)
    if (ring->to && ring->to == k->ring) return true;
  return false;
}

/* An end that answers anybody may need any key of its router. */
static void write_all(struct writing *w, const struct router *r, const struct end *e, const char *name)
{
  unsigned number = 1;
  for (const struct psk *k = r->keys.first; k; k = k->next)
    if (in_scope(e, k)) write_secret(w, k, arena_printf(w->arena, "%s-%u", name, number++), of_key(w->arena, k), NULL);
}

static void write_for(struct writing *w, const struct router *r, const struct end *e, const char *name)
{
  bool several;
  const struct identity *expected = swanctl_expected(w->arena, e, &several);
  const char *sent = expected && expected->type != ID_ADDRESS ? swanctl_id(w->arena, expected) : NULL;
  if (e->remote.ip.kind == IP_ANY) {
    write_all(w, r, e, name);
    return;
  }
  const struct psk *k = end_key(e, &e->remote.ip, sent ? expected->text : NULL, NULL, NULL);
  if (k) write_secret(w, k, name, of_address(w->arena, &e->remote.ip, UINT32_MAX), sent);
}

void swanctl_write_secrets(struct writing *w, const struct router *r, const struct end *ends, const struct table *names)
{
  write_line(w, nowhere, "secrets {");
  w->indent += 2;
  for (const struct end *e = ends; e; e = e->next) {
    const char *name = table_get(names, (uint64_t)(uintptr_t)e);
    if (name) write_for(w, r, e, name);
  }
  w->indent -= 2;
  write_line(w, nowhere, "}");
}
