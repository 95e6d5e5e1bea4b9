/* Ruijie RGOS 10 to 12, RSR routers. */
#include "grammar/ios/ios.h"
#include "grammar/ios/ios_dialect.h"
#include "grammar/ios/ios_key.h"
#include "grammar/ios/ios_write.h"
#include "vendors/vendor.h"

#include <string.h>

/* ---- Recognition ---- */

static const struct ios_mark marks[] = {
  { "SYSMAC *", 300, "a `sysmac` line" },
  { "WEBMASTER LEVEL *", 300, "a `webmaster level` line" },
  { "NFPP", 300, "an `nfpp` line" },
  { "CWMP", 300, "a `cwmp` line" },
  { "NO CWMP", 300, "a `no cwmp` line" },
  { "ENABLE SERVICE *", 300, "an `enable service` line" },
  { "NO ENABLE SERVICE *", 300, "a `no enable service` line" },
  { "INTERFACE AGGREGATEPORT *", 300, "an AggregatePort interface" },
  { "SNTP SERVER *", 300, "an `sntp server` line" },
  { "INSTALL # *", 300, "an `install` line" },
  { "set autoup", 1000, "a `set autoup` line" },
  { "set exchange-mode *", 1000, "a `set exchange-mode` line" },
  { "set isakmp-policy *", 300, "a `set isakmp-policy` line" },
  { "crypto isakmp mode-detect", 1000, "a `crypto isakmp mode-detect` line" },
  { "crypto isakmp key 7 * address *", 300, "a key of type 7" },
  { "crypto isakmp key 7 * hostname *", 300, "a key of type 7" },
  { NULL, 0, NULL }
};

static bool has(const char *line, size_t len, const char *text)
{
  size_t n = strlen(text);
  for (size_t i = 0; i + n <= len; i++)
    if (!memcmp(line + i, text, n)) return true;
  return false;
}

static int weigh(const char *line, size_t len, const char **reason)
{
  if (len > 8 && !memcmp(line, "version ", 8) && has(line, len, "RGOS")) {
    *reason = "the version line of RGOS";
    return 1000;
  }
  if (ios_prompt_has(line, len, "(isakmp-policy)#") || ios_prompt_has(line, len, "(config-if-") || ios_prompt_has(line, len, "Ruijie#") ||
    ios_prompt_has(line, len, "Ruijie(")) {
    *reason = "a prompt of RGOS";
    return 1000;
  }
  int points = ios_weigh(line, len, marks, reason);
  if (points) return points;
  if (ios_interface_style(line, len) == 2) {
    *reason = "an interface name with a blank";
    return 10;
  }
  return ios_weigh_family(line, len, reason);
}

/* ---- Defaults ---- */

static const char *const notes[] = {
  [IOS_NOTE_NONE] = "",
  [IOS_NOTE_PROPOSAL] = "Ruijie RGOS: a policy without the line has DES, SHA-1, RSA signatures, group 1, 86400 seconds",
  [IOS_NOTE_BUILTIN] = "Ruijie RGOS: the built-in policy, always offered last",
  [IOS_NOTE_MODE] = "Ruijie RGOS: a transform set without `mode` is in tunnel mode",
  [IOS_NOTE_NO_PFS] = "Ruijie RGOS: no PFS without `set pfs`",
  [IOS_NOTE_BARE_PFS] = "Ruijie RGOS: `set pfs` without a group means group 1",
  [IOS_NOTE_SA_LIFETIME] = "Ruijie RGOS: 3600 seconds and 4608000 kilobytes",
  [IOS_NOTE_NO_DPD] = "Ruijie RGOS: no keepalive without `crypto isakmp keepalive`",
  [IOS_NOTE_ON_DEMAND] = "Ruijie RGOS: `crypto isakmp keepalive` without a word is on demand",
  [IOS_NOTE_TUNNEL_MODE] = "Ruijie RGOS: a tunnel without `tunnel mode` is GRE over IP",
  [IOS_NOTE_NO_KEEPALIVE] = "Ruijie RGOS: no GRE keepalive without `keepalive`",
  [IOS_NOTE_KEEPALIVE] = "Ruijie RGOS: `keepalive` alone is 10 seconds, 3 tries",
  [IOS_NOTE_IDENTITY] = "Ruijie RGOS: the identity is the address without `self-identity`",
  [IOS_NOTE_EXCHANGE] = "Ruijie RGOS: main mode without `set exchange-mode`",
  [IOS_NOTE_ENABLED] = "Ruijie RGOS: IKE is enabled",
  [IOS_NOTE_AGGRESSIVE] = "Ruijie RGOS: aggressive mode is answered only with `crypto isakmp mode-detect`",
  [IOS_NOTE_ASSIGNED] = "Ruijie RGOS: such an interface gets its address at run time",
  [IOS_NOTE_BUILTIN_SET] = "",
  [IOS_NOTES] = NULL
};

#define DOUBTFUL \
  (1u << IOS_NOTE_PROPOSAL | 1u << IOS_NOTE_NO_PFS | 1u << IOS_NOTE_BARE_PFS | 1u << IOS_NOTE_SA_LIFETIME | 1u << IOS_NOTE_NO_DPD | \
    1u << IOS_NOTE_ON_DEMAND | 1u << IOS_NOTE_NO_KEEPALIVE | 1u << IOS_NOTE_KEEPALIVE | 1u << IOS_NOTE_IDENTITY | 1u << IOS_NOTE_ASSIGNED)

/* Debug logs of an RSR router show the built-in policy as the last transform of the offer, behind a written one. */
static void finish(struct router *r)
{
  ios_finish(r, DOUBTFUL);
  for (struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->exchange.o.from == FROM_NOTHING && e->kind == ENTRY_ISAKMP)
      e->exchange = (struct num) { EXCHANGE_MAIN, { .at = e->at, .from = FROM_DEFAULT, .why = IOS_NOTE_EXCHANGE } };
  ios_add_builtin(r, 65535, CIPHER_DES, HASH_SHA1, 1, AUTH_RSA, false);
}

/* ---- Keys ---- */

static const struct ios_type7 type7 = { .key = "*@##Wxf^cOurGer*mArKLe%aIRwolf&^StarRdH#", .highest_offset = 15, .longest = 25 };

/* A type 7 token: decoded where it is of the known scheme, left alone where it may be of another one, impossible where it is plain text. */
static void read_type7(struct router *r, struct secret *s)
{
  size_t len = strlen(s->raw);
  s->kind = "type 7";
  s->clear = ios_type7_decode(r->arena, &type7, s->raw, len);
  s->decoded = s->clear != NULL;
  if (s->clear) s->form = KEY_CLEAR;
  else if (*s->raw == '$' || ios_is_hex(s->raw, len)) s->form = KEY_OPAQUE;
  else s->form = ios_is_masked(s->raw, true) ? KEY_MASKED : KEY_IMPOSSIBLE;
}

static void read_key(struct router *r, const char *marker, struct secret *s)
{
  if (!*marker || !strcmp(marker, "0")) {
    ios_read_clear(r->arena, &type7, s);
    return;
  }
  s->marked_cipher = true;
  if (!strcmp(marker, "7")) {
    read_type7(r, s);
    return;
  }
  s->kind = "type 6";
  s->no_such_mark = true;
  s->form = KEY_IMPOSSIBLE;
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
  .aggressive_on = "crypto isakmp mode-detect",
  .ike_on = "crypto isakmp enable",
  .undo = "no"
};

static const char *spell(struct arena *a, enum setting setting, const struct setting_value *value)
{
  if (setting == SET_KEY)
    return arena_printf(a, "crypto isakmp key 0 %c%s%c%s", SECRET_OPEN, value->text, SECRET_CLOSE, ios_spell_peer(a, value->psk));
  if (setting == SET_EXCHANGE) return value->v == EXCHANGE_AGGRESSIVE ? "set exchange-mode aggressive" : "set exchange-mode main";
  return ios_spell(a, setting, value);
}

const struct dialect dialect_ruijie = { .name = "ruijie",
  .title = "Ruijie RGOS",
  .family = &rgos_family,
  .behaviour = { .own_order = true,
    .peer_list_restricts_offer = true,
    .responder_uses_all = true,
    .aggressive_needs_leave = true,
    .settles_encapsulation = true,
    .any_profile_fits = true,
    .filter_denies_rest = true,
    .nat_first = true },
  .words = &words,
  .notes = notes,
  .weigh = weigh,
  .finish = finish,
  .read_key = read_key,
  .spell = spell,
  .writer = &ruijie_writer };
