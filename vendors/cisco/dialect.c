/* Cisco IOS 12.4 to 15 and IOS-XE up to 17. */
#include "grammar/ios/ios.h"
#include "grammar/ios/ios_dialect.h"
#include "grammar/ios/ios_key.h"
#include "grammar/ios/ios_write.h"
#include "vendors/vendor.h"

#include <ctype.h>
#include <string.h>

/* ---- Recognition ---- */

static const struct ios_mark marks[] = {
  { "SERVICE TIMESTAMPS *", 300, "a `service timestamps` line" },
  { "BOOT-START-MARKER", 300, "a `boot-start-marker` line" },
  { "crypto keyring *", 300, "a `crypto keyring` line" },
  { "crypto isakmp profile *", 300, "a `crypto isakmp profile` line" },
  { "crypto isakmp peer *", 300, "a `crypto isakmp peer` line" },
  { "crypto isakmp aggressive-mode *", 300, "a `crypto isakmp aggressive-mode` line" },
  { "crypto ipsec profile *", 300, "a `crypto ipsec profile` line" },
  { "crypto ikev2 *", 300, "a `crypto ikev2` line" },
  { "crypto pki trustpoint *", 300, "a `crypto pki trustpoint` line" },
  { "tunnel protection *", 300, "a `tunnel protection` line" },
  { "LICENSE UDI *", 300, "a `license udi` line" },
  { "IP CEF", 300, "an `ip cef` line" },
  { "NO IP CEF", 300, "a `no ip cef` line" },
  { "PLATFORM *", 300, "a `platform` line" },
  { "crypto isakmp key 6 * *", 300, "a key of type 6" },
  { NULL, 0, NULL }
};

/* `version 15.7`, and nothing behind it. */
static bool is_version_line(const char *line, size_t len)
{
  static const char start[] = "version 1";
  size_t i = sizeof start - 1;
  while (len && isspace((unsigned char)line[len - 1])) len--;
  if (len < i + 3 || memcmp(line, start, i) || !isdigit((unsigned char)line[i]) || line[i + 1] != '.') return false;
  for (i += 2; i < len; i++)
    if (!isdigit((unsigned char)line[i])) return false;
  return true;
}

static int weigh(const char *line, size_t len, const char **reason)
{
  if (is_version_line(line, len)) {
    *reason = "the version line of Cisco IOS";
    return 1000;
  }
  if (ios_prompt_has(line, len, "(config-isakmp)#") || ios_prompt_has(line, len, "(cfg-crypto-trans)#")) {
    *reason = "a prompt of Cisco IOS";
    return 1000;
  }
  int points = ios_weigh(line, len, marks, reason);
  if (points) return points;
  if (ios_interface_style(line, len) == 1) {
    *reason = "an interface name without a blank";
    return 10;
  }
  return ios_weigh_family(line, len, reason);
}

/* ---- Defaults ---- */

static const char *const notes[] = {
  [IOS_NOTE_NONE] = "",
  [IOS_NOTE_PROPOSAL] = "Cisco IOS: a policy without the line has DES, SHA-1, RSA signatures, group 1, 86400 seconds",
  [IOS_NOTE_BUILTIN] = "Cisco IOS: the built-in default policies, in force while the file configures none (before 12.4(20)T: always, last)",
  [IOS_NOTE_MODE] = "Cisco IOS: a transform set without `mode` is in tunnel mode",
  [IOS_NOTE_NO_PFS] = "Cisco IOS: no PFS without `set pfs`",
  [IOS_NOTE_BARE_PFS] = "Cisco IOS: `set pfs` without a group means group 1",
  [IOS_NOTE_SA_LIFETIME] = "Cisco IOS: 3600 seconds and 4608000 kilobytes",
  [IOS_NOTE_NO_DPD] = "Cisco IOS: no keepalive without `crypto isakmp keepalive`",
  [IOS_NOTE_ON_DEMAND] = "Cisco IOS: `crypto isakmp keepalive` without a word is on demand",
  [IOS_NOTE_TUNNEL_MODE] = "Cisco IOS: a tunnel without `tunnel mode` is GRE over IP",
  [IOS_NOTE_NO_KEEPALIVE] = "Cisco IOS: no GRE keepalive without `keepalive`",
  [IOS_NOTE_KEEPALIVE] = "Cisco IOS: `keepalive` alone is 10 seconds, 3 tries",
  [IOS_NOTE_IDENTITY] = "Cisco IOS: the identity is the address without `crypto isakmp identity`",
  [IOS_NOTE_EXCHANGE] = "Cisco IOS: main mode without `initiate mode aggressive`",
  [IOS_NOTE_ENABLED] = "Cisco IOS: IKE is enabled",
  [IOS_NOTE_AGGRESSIVE] = "Cisco IOS: aggressive mode is answered unless it is disabled",
  [IOS_NOTE_ASSIGNED] = "Cisco IOS: such an interface gets its address at run time",
  [IOS_NOTE_BUILTIN_SET] = "Cisco IOS: the built-in transform set `default` is esp-aes esp-sha-hmac in transport mode",
  [IOS_NOTES] = NULL
};

#define DOUBTFUL (1u << IOS_NOTE_BARE_PFS | 1u << IOS_NOTE_NO_DPD | 1u << IOS_NOTE_ASSIGNED)

/* What the release has built in. The `version` line names no train, so 12.4 may be either side of 12.4(20)T: it gets both,
 * the eight with doubt. The one suite of old is certain either way, because with RSA signatures it matches no pre-shared key whether it is
 * there or not. */
static void add_builtin_policies(struct router *r, bool none_configured)
{
  bool old = r->release && r->release_major <= 12, between = old && r->release_major == 12 && r->release_minor == 4;
  if ((!old || between) && none_configured && !r->builtin_off.v) {
    bool doubt = !r->release || between;
    for (uint32_t i = 0; i < 8; i++) {
      bool aes = i < 4;
      enum hash hash = i % 4 < 2 ? HASH_SHA1 : HASH_MD5;
      ios_add_builtin(r, 65507 + i, aes ? CIPHER_AES128 : CIPHER_3DES, hash, aes ? 5 : 2, i % 2 ? AUTH_PSK : AUTH_RSA, doubt || !aes);
    }
  }
  if (old) ios_add_builtin(r, 65535, CIPHER_DES, HASH_SHA1, 1, AUTH_RSA, false);
}

static bool uses_default_profile(const struct router *r)
{
  for (const struct policy *p = r->policies.first; p; p = p->next)
    if (p->is_profile && !strcmp(p->name, "default")) return false;
  for (const struct interface *i = r->interfaces.first; i; i = i->next)
    if (i->tunnel && i->tunnel->protection.s && !strcmp(i->tunnel->protection.s, "default")) return true;
  return false;
}

static struct ref *default_set_ref(struct router *r, struct place at, bool doubt)
{
  struct ref *ref = ARENA_NEW(r->arena, struct ref);
  ref->s = names_intern(&r->names, "default", 7);
  ref->o = (struct origin){ .from = FROM_DEFAULT, .at = at, .doubt = doubt, .why = IOS_NOTE_BUILTIN_SET };
  return ref;
}

static void add_default_profile(struct router *r)
{
  struct policy *p = ARENA_NEW(r->arena, struct policy);
  struct policy_entry *e = ARENA_NEW(r->arena, struct policy_entry);
  p->name = names_intern(&r->names, "default", 7);
  p->is_profile = true;
  e->group = p;
  e->kind = ENTRY_PROFILE;
  e->transforms = default_set_ref(r, e->at, false);
  LIST_APPEND(r->policies, p);
  LIST_APPEND(r->entries, e);
}

/* The transform set `default`, which the profile `default` uses, and (assumed) every profile that names none. */
static void add_builtin_set(struct router *r)
{
  for (const struct transform_set *t = r->transforms.first; t; t = t->next)
    if (!strcmp(t->name, "default")) return;
  bool doubt = !r->release || r->release_major < 15;
  struct origin o = { .from = FROM_DEFAULT, .doubt = doubt, .why = IOS_NOTE_BUILTIN_SET };
  struct transform_set *t = ARENA_NEW(r->arena, struct transform_set);
  t->name = names_intern(&r->names, "default", 7);
  t->builtin = true;
  t->protocol = (struct num){ PROTOCOL_ESP, o };
  t->encryption.v = (struct num){ CIPHER_AES128, o };
  t->authentication.v = (struct num){ HASH_SHA1, o };
  t->encapsulation = (struct num){ ENCAPSULATION_TRANSPORT, o };
  LIST_APPEND(r->transforms, t);
  for (struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->kind == ENTRY_PROFILE && !e->transforms) e->transforms = default_set_ref(r, e->at, true);
}

static void finish(struct router *r)
{
  bool none_configured = !r->proposals.first;
  if (!r->builtin_sets_off.v) {
    if (uses_default_profile(r)) add_default_profile(r);
    add_builtin_set(r);
  }
  ios_finish(r, DOUBTFUL);
  add_builtin_policies(r, none_configured);
}

/* IOS-XE 17.11 and later on most platforms, unless the shield is off. */
static bool refuses(const struct router *r, enum setting setting, uint32_t v)
{
  if (r->weak_allowed.v || r->release_major < 17 || (r->release_major == 17 && r->release_minor < 11)) return false;
  switch (setting) {
  case SET_IKE_ENCRYPTION: return v == CIPHER_DES || v == CIPHER_3DES;
  case SET_IKE_HASH: return v == HASH_MD5;
  case SET_IKE_DH: return v == 1 || v == 2 || v == 5;
  case SET_PFS: return v == 1 || v == 2 || v == 5 || v == 24;
  case SET_TRANSFORMS:
    return v == CIPHER_DES || v == CIPHER_3DES || v == CIPHER_NULL || (v >= CIPHER_GMAC128 && v <= CIPHER_GMAC256) || v == 0x100 + HASH_MD5;
  default: return false;
  }
}

/* ---- Keys ---- */

static const struct ios_type7 type7 = { .key = "dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87", .highest_offset = 52 };

/* Only 0 and 6 are types of a pre-shared key here: behind a 7 no key can follow. */
static void read_key(struct router *r, const char *marker, struct secret *s)
{
  if (!*marker || !strcmp(marker, "0")) {
    ios_read_clear(r->arena, &type7, s);
    return;
  }
  bool type6 = !strcmp(marker, "6");
  s->marked_cipher = true;
  s->kind = type6 ? "type 6" : "type 7";
  s->no_such_mark = !type6;
  s->form = type6 && ios_is_type6(s->raw, strlen(s->raw)) ? KEY_OPAQUE : KEY_IMPOSSIBLE;
  if (ios_is_masked(s->raw, true)) s->form = KEY_MASKED;
}

/* ---- Words and spelling ---- */

static const struct words words = {
  .ike_proposal = "crypto isakmp policy",
  .transform_set = "transform set",
  .policy = "crypto map",
  .policy_entry = "crypto map entry",
  .template_policy = "dynamic map",
  .ipsec_profile = "IPsec profile",
  .acl = "access list",
  .rule = "entry",
  .profile = "isakmp profile",
  .keyring = "crypto keyring",
  .peer_address = "set peer",
  .key_command = "crypto isakmp key",
  .ike_on = "crypto isakmp enable",
  .undo = "no",
  .log_garbage = "%CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from ... failed its sanity check or is malformed",
  .log_no_proposal = "no offers accepted!",
  .log_no_key = "no pre-shared key based on ...",
  .log_bad_selector = "proxy identities not supported",
  .log_no_transform = "transform proposal not supported for identity:",
  .log_retransmit = "retransmitting phase 1"
};

static const char *spell(struct arena *a, enum setting setting, const struct setting_value *value)
{
  if (setting != SET_KEY) return ios_spell(a, setting, value);
  const struct psk *k = value->psk;
  if (k->ring) return arena_printf(a, "pre-shared-key%s key %c%s%c", ios_spell_peer(a, k), SECRET_OPEN, value->text, SECRET_CLOSE);
  return arena_printf(a, "crypto isakmp key %c%s%c%s", SECRET_OPEN, value->text, SECRET_CLOSE, ios_spell_peer(a, k));
}

const struct dialect dialect_cisco = { .name = "cisco",
  .title = "Cisco IOS",
  .family = &ios_family,
  .behaviour = { .own_order = true,
    .responder_uses_all = true,
    .answers_both_modes = true,
    .settles_encapsulation = true,
    .any_profile_fits = true,
    .keys_by_vrf = true,
    .keys_before_profile = true,
    .vti_needs_destination = true,
    .adds_domain = true,
    .filter_denies_rest = true,
    .nat_first = true },
  .knows_transforms = true,
  .words = &words,
  .notes = notes,
  .weigh = weigh,
  .finish = finish,
  .refuses = refuses,
  .read_key = read_key,
  .spell = spell,
  .writer = &cisco_writer };
