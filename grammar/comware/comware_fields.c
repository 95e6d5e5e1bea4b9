/* Values that one word sets: which words or numbers each takes, by the manuals, and where it lives in the model. Ranges that no manual
 * gives are left wide. */
#include "grammar/comware/comware.h"
#include "grammar/comware/comware_words.h"

struct field {
  const struct comware_word *words; /* NULL: a number */
  uint32_t low, high;
  const char *what;                 /* belongs there */
};

static const struct field fields[] = {
  [FIELD_IKE_ENCRYPTION] = { comware_ike_ciphers, 0, 0, "an encryption algorithm: des-cbc, 3des-cbc or aes-cbc" },
  [FIELD_IKE_HASH] = { comware_ike_hashes, 0, 0, "a hash: md5 or sha, in later releases also sha256, sha384 or sha512" },
  [FIELD_IKE_DH] = { comware_ike_groups, 0, 0,
    "a DH group: group1, group2, group5 or group14, in later releases also group19, group20 or group24" },
  [FIELD_IKE_AUTHENTICATION] = { comware_ike_auths, 0, 0, "an authentication method: pre-share or rsa-signature" },
  [FIELD_IKE_LIFETIME] = { NULL, 60, 604800, "`duration` and 60 to 604800 seconds" },
  [FIELD_EXCHANGE] = { comware_exchanges, 0, 0, "main or aggressive" },
  [FIELD_ID_TYPE] = { comware_id_types, 0, 0, "ip, name or user-fqdn" },
  [FIELD_PROFILE_DPD] = { NULL, 0, UINT32_MAX, "`interval`, 1 to 300 seconds, and on-demand or periodic" },
  [FIELD_PROFILE_PRIORITY] = { NULL, 1, 65535, "a priority of 1 to 65535" },
  [FIELD_RING_PRIORITY] = { NULL, 1, 65535, "a priority of 1 to 65535" },
  [FIELD_DPD_INTERVAL] = { NULL, 0, UINT32_MAX, "a number of seconds" },
  [FIELD_DPD_TIMEOUT] = { NULL, 0, UINT32_MAX, "a number of seconds" },
  [FIELD_PROTOCOL] = { comware_protocols, 0, 0, "esp, ah or ah-esp" },
  [FIELD_ENCAPSULATION] = { comware_encapsulations, 0, 0, "tunnel or transport" },
  [FIELD_SET_PFS] = { comware_pfs_groups, 0, 0,
    "a DH group: dh-group1, dh-group2, dh-group5 or dh-group14, in later releases also dh-group19, dh-group20 or dh-group24" },
  [FIELD_ENTRY_PFS] = { comware_pfs_groups, 0, 0, "a DH group: dh-group1, dh-group2, dh-group5 or dh-group14" },
  [FIELD_ENTRY_SECONDS] = { NULL, 180, 604800, "180 to 604800 seconds" },
  [FIELD_ENTRY_KILOBYTES] = { NULL, 2560, UINT32_MAX, "2560 to 4294967295 kilobytes" },
  [FIELD_GLOBAL_SECONDS] = { NULL, 180, 604800, "180 to 604800 seconds" },
  [FIELD_GLOBAL_KILOBYTES] = { NULL, 2560, UINT32_MAX, "2560 to 4294967295 kilobytes" },
  [FIELD_GLOBAL_DPD] = { NULL, 0, UINT32_MAX, "1 to 300 seconds, and on-demand or periodic" },
  [FIELD_KEEPALIVE_INTERVAL] = { NULL, 0, UINT32_MAX, "a number of seconds" },
  [FIELD_KEEPALIVE_TIMEOUT] = { NULL, 0, UINT32_MAX, "a number of seconds" },
  [FIELD_MTU] = { NULL, 1, 64000, "an MTU in bytes" },
  [FIELD_IP_MTU] = { NULL, 1, 64000, "an MTU in bytes" },
  [FIELD_MSS] = { NULL, 128, 65535, "a segment size in bytes" },
  [FIELD_GRE_KEY] = { NULL, 0, UINT32_MAX, "a key of 0 to 4294967295" },
  [FIELD_GRE_KEEPALIVE] = { NULL, 0, 65535, "a number of seconds" },
};

static struct num *tunnel_num(const struct comware_state *s, enum comware_field field)
{
  struct tunnel *t = s->interface->tunnel;
  if (!t) return NULL;
  return field == FIELD_GRE_KEY ? &t->key : field == FIELD_GRE_CHECKSUM ? &t->checksum : &t->keepalive;
}

static struct num *global_num(struct router *r, enum comware_field field)
{
  switch (field) {
  case FIELD_GLOBAL_SECONDS: return &r->seconds;
  case FIELD_GLOBAL_KILOBYTES: return &r->kilobytes;
  case FIELD_GLOBAL_DPD: return &r->dpd_interval;
  case FIELD_KEEPALIVE_INTERVAL: return &r->keepalive_interval;
  case FIELD_KEEPALIVE_TIMEOUT: return &r->keepalive_timeout;
  default: return NULL;
  }
}

struct num *comware_num(struct front *f, enum comware_field field)
{
  struct comware_state *s = comware_state(f);
  switch (field) {
  case FIELD_IKE_ENCRYPTION: return &s->proposal->encryption;
  case FIELD_IKE_HASH: return &s->proposal->hash;
  case FIELD_IKE_DH: return &s->proposal->dh;
  case FIELD_IKE_AUTHENTICATION: return &s->proposal->authentication;
  case FIELD_IKE_LIFETIME: return &s->proposal->lifetime;
  case FIELD_EXCHANGE: return &s->profile->exchange;
  case FIELD_ID_TYPE: return &s->profile->id_type;
  case FIELD_NAT_TRAVERSAL: return &s->profile->nat_traversal;
  case FIELD_PROFILE_DPD: return &s->profile->dpd_interval;
  case FIELD_PROFILE_PRIORITY: return &s->profile->priority;
  case FIELD_RING_PRIORITY: return &s->ring->priority;
  case FIELD_DPD_INTERVAL: return &s->dpd->interval;
  case FIELD_DPD_TIMEOUT: return &s->dpd->timeout;
  case FIELD_PROTOCOL: return &s->set->protocol;
  case FIELD_ENCAPSULATION: return &s->set->encapsulation;
  case FIELD_SET_PFS: return &s->set->pfs;
  case FIELD_ESN: return &s->set->esn;
  case FIELD_ENTRY_PFS: return &s->entry->pfs;
  case FIELD_ENTRY_SECONDS: return &s->entry->seconds;
  case FIELD_ENTRY_KILOBYTES: return &s->entry->kilobytes;
  case FIELD_REVERSE_ROUTE: return &s->entry->reverse_route;
  case FIELD_MTU: return &s->interface->mtu;
  case FIELD_IP_MTU: return &s->interface->ip_mtu;
  case FIELD_MSS: return &s->interface->mss;
  case FIELD_GRE_KEY: case FIELD_GRE_CHECKSUM: case FIELD_GRE_KEEPALIVE: return tunnel_num(s, field);
  default: return global_num(f->router, field);
  }
}

void comware_set(struct front *f, enum comware_field field, struct place word)
{
  const struct field *d = &fields[field];
  struct num *n = comware_num(f, field);
  uint32_t value, length;
  if (!n) {
    front_ignore(f);
    return;
  }
  if (d->words) {
    const char *s = front_text(f, word, &length);
    const struct comware_word *w = comware_word_find(d->words, s, length);
    if (w) front_set_num(f, n, w->value, word);
    else front_bad_word(f, word, &n->o, d->what);
  } else if (front_number(f, word, d->low, d->high, &value)) front_set_num(f, n, value, word);
  else front_bad_word(f, word, &n->o, d->what);
}

void comware_unread(struct front *f, enum comware_field field)
{
  struct num *n = comware_num(f, field);
  if (n) front_unreadable(f, &n->o, fields[field].what);
  else front_unknown(f);
}
