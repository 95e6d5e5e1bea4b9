/* H3C Comware V7 (7.1): `ike keychain`, `ike profile`, `ipsec transform-set`. Keys are bound to addresses, PFS belongs to the transform
 * set, and phase-2 algorithms have no defaults. */
#include "grammar/comware/comware_dialect.h"
#include "grammar/comware/comware_words.h"
#include "grammar/comware/comware_write.h"

/* ---- Defaults ---- */

enum note {
  NOTE_NONE,
  NOTE_IKE_ENCRYPTION,
  NOTE_IKE_HASH,
  NOTE_IKE_DH,
  NOTE_IKE_AUTHENTICATION,
  NOTE_IKE_LIFETIME,
  NOTE_BUILTIN,
  NOTE_EXCHANGE,
  NOTE_PRIORITY,
  NOTE_DPD,
  NOTE_DPD_RETRY,
  NOTE_DPD_KIND,
  NOTE_NAT,
  NOTE_PROTOCOL,
  NOTE_NO_ENCRYPTION,
  NOTE_NO_HASH,
  NOTE_ENCAPSULATION,
  NOTE_PFS,
  NOTE_ESN,
  NOTE_SECONDS,
  NOTE_KILOBYTES,
  NOTE_KEEPALIVE,
  NOTE_CHECKSUM,
  NOTE_IKE_KEEPALIVE,
  NOTE_ACL_MODE
};

static const char *const notes[] = {
  [NOTE_NONE] = "",
  [NOTE_IKE_ENCRYPTION] = "Comware V7's default for an ike proposal without `encryption-algorithm`: des-cbc",
  [NOTE_IKE_HASH] = "Comware V7's default for an ike proposal without `authentication-algorithm`: sha",
  [NOTE_IKE_DH] = "Comware V7's default for an ike proposal without `dh`: group1",
  [NOTE_IKE_AUTHENTICATION] = "Comware V7's default for an ike proposal without `authentication-method`: pre-share",
  [NOTE_IKE_LIFETIME] = "Comware V7's default for an ike proposal without `sa duration`: 86400 seconds",
  [NOTE_BUILTIN] = "Comware V7's built-in default proposal: des-cbc, sha, pre-share, group1, 86400 seconds, of the lowest priority",
  [NOTE_EXCHANGE] = "Comware V7's default for an ike profile without `exchange-mode`: main",
  [NOTE_PRIORITY] = "Comware V7's default without `priority`: 100",
  [NOTE_DPD] = "Comware V7 has dead peer detection off by default",
  [NOTE_DPD_RETRY] = "Comware V7's default for `dpd` without `retry`: 5 seconds",
  [NOTE_DPD_KIND] = "Comware V7's default for `dpd` without a kind: on-demand",
  [NOTE_NAT] = "Comware V7 detects NAT by itself",
  [NOTE_PROTOCOL] = "Comware V7's default for a transform set without `protocol`: esp",
  [NOTE_NO_ENCRYPTION] = "Comware V7 encrypts nothing in a transform set without `esp encryption-algorithm`",
  [NOTE_NO_HASH] = "Comware V7 authenticates nothing in a transform set without `esp authentication-algorithm`",
  [NOTE_ENCAPSULATION] = "Comware V7's default without `encapsulation-mode`: tunnel",
  [NOTE_PFS] = "Comware V7 uses no PFS for a transform set without `pfs`",
  [NOTE_ESN] = "Comware V7 has extended sequence numbers off by default",
  [NOTE_SECONDS] = "Comware V7's default SA lifetime: 3600 seconds",
  [NOTE_KILOBYTES] = "Comware V7's default SA lifetime: 1843200 kilobytes",
  [NOTE_KEEPALIVE] = "Comware's default for a GRE tunnel: no keepalive; with one, every 10 seconds and 3 attempts",
  [NOTE_CHECKSUM] = "Comware's default for a GRE tunnel: no checksum",
  [NOTE_IKE_KEEPALIVE] = "Comware V7 sends no IKE keepalives and expects none by default",
  [NOTE_ACL_MODE] = "Comware V7's default for `security acl`: standard, one tunnel a rule",
  NULL
};

static const struct comware_phase1 phase1 = {
  .encryption = { CIPHER_DES, NOTE_IKE_ENCRYPTION, false },
  .hash = { HASH_SHA1, NOTE_IKE_HASH, false },
  .dh = { 1, NOTE_IKE_DH, false },
  .authentication = { AUTH_PSK, NOTE_IKE_AUTHENTICATION, false },
  .lifetime = { 86400, NOTE_IKE_LIFETIME, false },
  .builtin = NOTE_BUILTIN,
};

static const struct comware_common common = { .seconds = NOTE_SECONDS,
  .kilobytes = NOTE_KILOBYTES,
  .keepalive = NOTE_KEEPALIVE,
  .checksum = NOTE_CHECKSUM,
  .ike_keepalive = NOTE_IKE_KEEPALIVE,
  .acl_mode = NOTE_ACL_MODE };

/* Dead peer detection that is on has a retry interval and a kind. */
static void finish_dpd(struct num *interval, struct num *retry, struct num *periodic, struct place at)
{
  if (interval->o.from == FROM_LINE) {
    comware_fill(retry, (struct comware_default){ 5, NOTE_DPD_RETRY, false }, at);
    comware_fill(periodic, (struct comware_default){ 0, NOTE_DPD_KIND, true }, at);
  } else comware_fill(interval, (struct comware_default){ 0, NOTE_DPD, false }, at);
}

static void finish_profiles(struct router *r)
{
  finish_dpd(&r->dpd_interval, &r->dpd_retry, &r->dpd_periodic, (struct place){ 0, 0 });
  for (struct ike_profile *p = r->profiles.first; p; p = p->next) {
    comware_fill(&p->exchange, (struct comware_default){ EXCHANGE_MAIN, NOTE_EXCHANGE, false }, p->at);
    comware_fill(&p->priority, (struct comware_default){ 100, NOTE_PRIORITY, false }, p->at);
    comware_fill(&p->nat_traversal, (struct comware_default){ 1, NOTE_NAT, false }, p->at);
    if (p->dpd_interval.o.from == FROM_NOTHING && r->dpd_interval.o.from != FROM_DEFAULT) {
      /* The global setting holds where the profile has none. */
      p->dpd_interval = r->dpd_interval;
      p->dpd_retry = r->dpd_retry;
      p->dpd_periodic = r->dpd_periodic;
    } else finish_dpd(&p->dpd_interval, &p->dpd_retry, &p->dpd_periodic, p->at);
  }
  for (struct keyring *k = r->keyrings.first; k; k = k->next)
    comware_fill(&k->priority, (struct comware_default) { 100, NOTE_PRIORITY, false }, k->at);
}

/* Of ESP's two algorithms one may be left out; a set without either is rejected, so it stays unset. */
static void finish_esp(struct transform_set *t)
{
  bool encryption = t->encryption.v.o.from != FROM_NOTHING, authentication = t->authentication.v.o.from != FROM_NOTHING;
  if (encryption && !authentication) comware_fill(&t->authentication.v, (struct comware_default){ HASH_NONE, NOTE_NO_HASH, false }, t->at);
  if (authentication && !encryption)
    comware_fill(&t->encryption.v, (struct comware_default) { CIPHER_NULL, NOTE_NO_ENCRYPTION, false }, t->at);
}

static void finish_sets(struct router *r)
{
  for (struct transform_set *t = r->transforms.first; t; t = t->next) {
    comware_fill(&t->protocol, (struct comware_default){ PROTOCOL_ESP, NOTE_PROTOCOL, false }, t->at);
    comware_fill(&t->encapsulation, (struct comware_default){ ENCAPSULATION_TUNNEL, NOTE_ENCAPSULATION, false }, t->at);
    comware_fill(&t->pfs, (struct comware_default){ 0, NOTE_PFS, false }, t->at);
    comware_fill(&t->esn, (struct comware_default){ 0, NOTE_ESN, false }, t->at);
    if (is_known(&t->protocol.o) && t->protocol.v != PROTOCOL_AH) finish_esp(t);
  }
}

static void finish(struct router *r)
{
  comware_finish_proposals(r, &phase1);
  finish_profiles(r);
  finish_sets(r);
  comware_finish_common(r, &common);
}

/* ---- Recognition ---- */

static const struct comware_mark marks[] = {
  { "version 7.1", NULL, 1000, "`version 7.1`" },
  { "version 7.", "Release", 1000, "`version 7` with a release" },
  { "version 7.", "ESS", 1000, "`version 7` with a release" },
  { "ike key", NULL, 1000, "`ike keychain`" },
  { "ike prof", NULL, 1000, "`ike profile`" },
  { "ipsec app", NULL, 900, "`ipsec apply policy`" },
  { "ips app", NULL, 900, "`ipsec apply policy`" },
  { "interface Tunnel", " mode ", 900, "a tunnel interface with its mode" },
  { "interface tunnel", " mode ", 900, "a tunnel interface with its mode" },
  { "int tun", " mo", 900, "a tunnel interface with its mode" },
  { "int Tun", " mo", 900, "a tunnel interface with its mode" },
  { "local-user ", " class manage", 900, "`local-user` with a class" },
  { "authorization-attribute user-role", NULL, 900, "`user-role`" },
  { "user-role ", NULL, 900, "`user-role`" },
  { "ikev2 ", NULL, 60, "`ikev2`" },
  { "acl ad", NULL, 200, "`acl advanced`" },
  { "acl bas", NULL, 200, "`acl basic`" },
  { "ike-prof", NULL, 200, "`ike-profile`" },
  { "pre-sh", " key cipher ", 100, "`pre-shared-key address`" },
  { "pre-sh", " key simple ", 100, "`pre-shared-key address`" },
  { "match remote ", NULL, 40, "`match remote`" },
  { "ike dpd interval ", NULL, 60, "`ike dpd interval`" },
  { "ike proposal ", NULL, 20, "`ike proposal`" },
  { "ipsec transform-set ", NULL, 30, "`ipsec transform-set`" },
  { "ipsec policy-template ", NULL, 10, "`ipsec policy-template`" },
  { "ipsec policy ", NULL, 15, "`ipsec policy`" },
  { "ipsec sa global-duration", NULL, 10, "`ipsec sa global-duration`" },
  { "protocol esp", NULL, 40, "`protocol esp`" },
  { "encryption-algorithm aes-cbc-", NULL, 40, "`aes-cbc-N` in one word" },
  { "encryption-algorithm aes-cbc ", NULL, 0, NULL },
  { "encryption-algorithm ", NULL, 10, "`encryption-algorithm`" },
  { "authentication-algorithm ", NULL, 10, "`authentication-algorithm`" },
  { "esp encryption-algorithm aes-cbc-", NULL, 30, "`aes-cbc-N` in one word" },
  { "esp encryption-algorithm ", NULL, 15, "`esp encryption-algorithm`" },
  { "esp authentication-algorithm ", NULL, 15, "`esp authentication-algorithm`" },
  { "security acl ", NULL, 20, "`security acl`" },
  { "line class ", NULL, 60, "`line class`" },
  { "line vty ", NULL, 10, "`line vty`" },
  { "port link-mode ", NULL, 15, "`port link-mode`" },
  { "ip route-static ", NULL, 15, "`ip route-static`" },
  { "object-group ip address ", NULL, 40, "`object-group ip address`" },
  { "sysname ", NULL, 10, "`sysname`" },
  { "nat outbound", NULL, 10, "`nat outbound`" },
  { "rule ", NULL, 5, "`rule`" },
  { NULL, NULL, 0, NULL }
};

static int weigh(const char *line, size_t len, const char **reason)
{
  return comware_weigh(marks, line, len, reason);
}

static const char *spell(struct arena *a, enum setting setting, const struct setting_value *value)
{
  return comware_spell(a, true, setting, value);
}

static const struct words words = { .ike_proposal = "ike proposal",
  .transform_set = "transform set",
  .policy = "ipsec policy",
  .policy_entry = "policy entry",
  .template_policy = "policy template",
  .ipsec_profile = "IPsec profile",
  .acl = "ACL",
  .rule = "rule",
  .profile = "ike profile",
  .keyring = "ike keychain",
  .peer_address = "remote-address",
  .key_command = "pre-shared-key",
  .undo = "undo",
  .log_bad_hash = "Failed to verify the peer HASH.",
  .log_garbage = "2th byte of the structure ISAKMP Identification Payload must be 0",
  .log_no_proposal = "No acceptable transform.",
  .log_no_key = "Pre-shared key matching address ... not found.",
  .log_bad_id = "No profile is matched.",
  .log_bad_selector = "Failed to get IPsec policy for phase 2 responder. Delete IPsec SA.",
  .log_no_transform = "Failed to match the proposal.",
  .log_retransmit = "Retransmittion of phase 1 packet timed out." };

const struct dialect dialect_comware7 = { .name = "comware7",
  .title = "H3C Comware V7",
  .family = &comware_family,
  .behaviour = { .peer_list_restricts_offer = true,
    .responder_uses_all = true,
    .accepts_stronger_pfs = true,
    .first_algorithm_only = true,
    .any_profile_fits = true,
    .profile_limits_local = true,
    .profile_must_expect = true,
    .nat_first = true,
    .deny_ends_search = true,
    .first_tunnel_wins = true },
  .words = &words,
  .notes = notes,
  .weigh = weigh,
  .finish = finish,
  .read_key = comware_read_key,
  .spell = spell,
  .writer = &comware7_writer };
