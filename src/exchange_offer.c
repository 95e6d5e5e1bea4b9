/* Transforms: what was offered in message 1, and which of it was chosen. */
#include "src/exchange_parts.h"

#include <ctype.h>
#include <string.h>

static bool same_transform(const struct seen_transform *a, const struct seen_transform *b)
{
  return a->encryption == b->encryption && a->hash == b->hash && a->dh == b->dh && a->authentication == b->authentication &&
    a->lifetime == b->lifetime;
}

/* Index of an equal transform; -1: none. With `loose` the lifetime may be another: a responder may answer with its own. */
static int find_equal(const struct dialogue *e, const struct seen_transform *t, bool loose)
{
  for (uint32_t i = 0; i < e->offer_count; i++) {
    struct seen_transform other = e->offers[i];
    if (loose) other.lifetime = t->lifetime;
    if (same_transform(&other, t)) return (int)i;
  }
  return -1;
}

static bool is_empty(const struct seen_transform *t)
{
  return !t->encryption && !t->hash && !t->dh && !t->authentication;
}

static int add_offer(struct dialogue *e, const struct seen_transform *t)
{
  if (is_empty(t)) return -1;
  int known = find_equal(e, t, false);
  if (known >= 0 || e->offer_count == MOST_TRANSFORMS) return known;
  e->offers[e->offer_count] = *t;
  return (int)e->offer_count++;
}

/* Which message do the transforms of the scratch list belong to: 1 (offers) or 2 (the choice)? */
static bool is_choice(const struct exchanges *x, const struct dialogue *e)
{
  bool ours = x->building;
  return ours ? e->role == BEGIN_RESPONDER : e->role == BEGIN_INITIATOR;
}

static void file_transforms(struct exchanges *x, struct dialogue *e)
{
  for (uint32_t i = 0; i < x->scratch_count && !e->quick; i++) {
    const struct seen_transform *t = &x->scratch[i];
    if (!is_choice(x, e)) {
      add_offer(e, t);
      continue;
    }
    int at = find_equal(e, t, true);
    if (at < 0) at = add_offer(e, t);
    if (at >= 0 && x->building) e->chosen = at;
  }
}

void offer_settle(struct exchanges *x, struct dialogue *e)
{
  if (x->building && x->message && x->message->sent) {
    file_transforms(x, e);
    x->scratch_count = 0;
    x->transform = NULL;
    x->building = false;
  }
}

/* ---- Attributes ---- */

static uint32_t cipher_of_length(uint32_t cipher, uint32_t bits)
{
  if (cipher < CIPHER_AES128 || cipher > CIPHER_AES256 || !bits) return cipher;
  return bits == 256 ? CIPHER_AES256 : bits == 192 ? CIPHER_AES192 : CIPHER_AES128;
}

/* Seconds of `0x0 0x1 0x51 0x80`: bytes, the most significant first. */
static uint32_t vpi_seconds(struct log_text t)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i + 2 < t.len + 1; i++) {
    if (t.s[i] != '0' || (t.s[i + 1] | 0x20) != 'x') continue;
    uint32_t byte = 0;
    for (i += 2; i < t.len && isxdigit((unsigned char)t.s[i]); i++)
      byte = byte * 16 + (uint32_t)(isdigit((unsigned char)t.s[i]) ? t.s[i] - '0' : (t.s[i] | 0x20) - 'a' + 10);
    n = n << 8 | (byte & 0xff);
  }
  return n;
}

static uint32_t value_of(const struct log_event *e, enum log_about about, struct seen_transform *t)
{
  uint32_t v = 0;
  if (e->has_number && about == ABOUT_DH) return e->number;
  if (log_meaning(e->dialect, about, e->name, &v)) return v;
  if (about == ABOUT_DH && e->name.len && e->name.len < 3 && isdigit((unsigned char)e->name.s[0]))
    return e->name.len == 1 ? (uint32_t)(e->name.s[0] - '0') : (uint32_t)((e->name.s[0] - '0') * 10 + e->name.s[1] - '0');
  t->unknown = true;
  return 0;
}

static void set_attribute(struct seen_transform *t, const struct log_event *e)
{
  switch (e->arg) {
  case ATTRIBUTE_ENCRYPTION: t->encryption = cipher_of_length(value_of(e, ABOUT_ENCRYPTION, t), t->key_length); break;
  case ATTRIBUTE_HASH: t->hash = value_of(e, ABOUT_HASH, t); break;
  case ATTRIBUTE_AUTHENTICATION: t->authentication = e->name.len ? value_of(e, ABOUT_AUTHENTICATION, t) : AUTH_PSK; break;
  case ATTRIBUTE_DH: t->dh = value_of(e, ABOUT_DH, t); break;
  case ATTRIBUTE_LIFETIME: t->lifetime = e->has_number ? e->number : vpi_seconds(e->message); break;
  case ATTRIBUTE_KEY_LENGTH: case ATTRIBUTE_KEY_BYTES:
    t->key_length = e->arg == ATTRIBUTE_KEY_BYTES ? e->number * 8 : e->number;
    t->encryption = cipher_of_length(t->encryption, t->key_length);
    break;
  default: break;
  }
}

static void add_attribute2(struct dialogue *e, const struct log_event *event)
{
  char text[64];
  struct log_text shown = event->shown;
  while (shown.len && strchr(" \t", *shown.s)) shown.s++, shown.len--;
  while (shown.len && strchr(" \t,", shown.s[shown.len - 1])) shown.len--;
  copy_text(text, sizeof text, shown);
  for (uint32_t i = 0; i < e->attribute2_count; i++)
    if (!strcmp(e->attributes2[i], text)) return;
  if (e->attribute2_count < MOST_ATTRIBUTES) memcpy(e->attributes2[e->attribute2_count++], text, sizeof text);
}

/* A received transform is an offer, or the choice, as soon as it is complete: the same one may be checked against several policies. */
static void file_received(struct exchanges *x, struct dialogue *e)
{
  if (x->building || e->quick) return;
  for (uint32_t i = 0; i < x->scratch_count; i++) {
    int at = e->role == BEGIN_INITIATOR ? find_equal(e, &x->scratch[i], true) : -1;
    if (at < 0) add_offer(e, &x->scratch[i]);
  }
}

static void begin_transform(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  if (!e->quick) file_received(x, e);
  if (event->arg == 1) x->building = true;
  if (!x->building) x->scratch_count = 0;
  if (x->scratch_count == MOST_TRANSFORMS) x->scratch_count--;
  x->transform = &x->scratch[x->scratch_count++];
  *x->transform = (struct seen_transform){ .number = event->number, .line = event->line };
}

static void accept_transform(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  if (e->quick || e->established1) return;
  const struct seen_transform *t = x->building ? NULL : x->transform;
  int at = -1;
  if (t && !is_empty(t)) {
    at = find_equal(e, t, e->role == BEGIN_INITIATOR);
    if (at < 0) at = add_offer(e, t);
  }
  if (event->has_number)
    for (uint32_t i = 0; i < e->offer_count; i++)
      if (e->offers[i].number == event->number) at = (int)i;
  if (at >= 0) e->chosen = at;
}

/* ---- strongSwan's lists: IKE:3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024, IKE:... ---- */

static void take_word(struct seen_transform *t, const struct log_event *e, struct log_text word)
{
  uint32_t v;
  if (log_meaning(e->dialect, ABOUT_ENCRYPTION, word, &v)) t->encryption = v;
  else if (log_meaning(e->dialect, ABOUT_HASH, word, &v)) t->hash = v;
  else if (log_meaning(e->dialect, ABOUT_DH, word, &v)) t->dh = v;
}

static void take_proposals(struct dialogue *e, const struct log_event *event)
{
  const char *s = event->rest.s, *end = s + event->rest.len;
  uint32_t number = 0;
  while (s < end) {
    while (s < end && strchr(" ,:", *s)) s++;
    const char *stop = s;
    while (stop < end && *stop != ',' && *stop != ' ') stop++;
    struct seen_transform t = { .number = ++number, .line = event->line };
    bool phase1 = stop - s > 4 && !memcmp(s, "IKE:", 4), phase2 = stop - s > 4 && (!memcmp(s, "ESP:", 4) || !memcmp(s, "AH:", 3));
    if (phase2 && event->arg != PROPOSALS_CONFIGURED) {
      struct log_event copy = *event;
      copy.shown = (struct log_text){ s, (uint32_t)(stop - s) };
      add_attribute2(e, &copy);
    }
    for (const char *word = s; phase1 && word < stop;) {
      const char *slash = word;
      while (slash < stop && !strchr("/:", *slash)) slash++;
      take_word(&t, event, (struct log_text){ word, (uint32_t)(slash - word) });
      word = slash + 1;
    }
    if (phase1 && event->arg == PROPOSALS_RECEIVED) add_offer(e, &t);
    if (phase1 && event->arg == PROPOSALS_SELECTED) {
      e->chosen = find_equal(e, &t, true);
      if (e->chosen < 0) e->chosen = add_offer(e, &t);
    }
    s = stop;
  }
}

void offer_event(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  switch (event->kind) {
  case LOG_SIDE:
    if (x->building != (event->arg == SIDE_BUILT)) x->scratch_count = 0, x->transform = NULL;
    x->building = event->arg == SIDE_BUILT;
    if (event->arg == SIDE_QUICK) e->quick = e->established1 = true;
    break;
  case LOG_TRANSFORM: begin_transform(x, e, event); break;
  case LOG_ATTRIBUTE:
    if (e->quick || e->established1) add_attribute2(e, event);
    else if (x->transform && event->arg != ATTRIBUTE_PHASE2) set_attribute(x->transform, event);
    break;
  case LOG_PROPOSALS: take_proposals(e, event); break;
  case LOG_ACCEPTED: accept_transform(x, e, event); break;
  default: e->mismatches |= 1u << event->arg;
  }
  if (event->kind != LOG_ATTRIBUTE && event->kind != LOG_PROPOSALS) file_received(x, e);
}
