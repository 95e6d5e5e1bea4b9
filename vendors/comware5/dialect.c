/* H3C Comware V5 (5.20): `ike peer`, `ipsec proposal`, in late releases `ipsec transform-set`. PFS and the peer belong to the policy entry;
 * every algorithm has a default. */
#include "grammar/comware/comware_dialect.h"
#include "grammar/comware/comware_words.h"
#include "grammar/comware/comware_write.h"

#include "src/table.h"

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
  NOTE_ID_TYPE,
  NOTE_NAT,
  NOTE_DPD,
  NOTE_DPD_TIMES,
  NOTE_LOCAL_NAME,
  NOTE_PROTOCOL,
  NOTE_LATE_PROTOCOL,
  NOTE_ESP_ENCRYPTION,
  NOTE_ESP_HASH,
  NOTE_AH_HASH,
  NOTE_AH_ESP_HASH,
  NOTE_LATE,
  NOTE_ENCAPSULATION,
  NOTE_PFS,
  NOTE_SECONDS,
  NOTE_KILOBYTES,
  NOTE_KEEPALIVE,
  NOTE_CHECKSUM,
  NOTE_IKE_KEEPALIVE,
  NOTE_ACL_MODE,
  NOTE_TUNNEL_MODE
};

static const char *const notes[] = {
  [NOTE_NONE] = "",
  [NOTE_IKE_ENCRYPTION] = "Comware V5's default for an ike proposal without `encryption-algorithm`: des-cbc",
  [NOTE_IKE_HASH] = "Comware V5's default for an ike proposal without `authentication-algorithm`: sha",
  [NOTE_IKE_DH] = "Comware V5's default for an ike proposal without `dh`: group1",
  [NOTE_IKE_AUTHENTICATION] = "Comware V5's default for an ike proposal without `authentication-method`: pre-share",
  [NOTE_IKE_LIFETIME] = "Comware V5's default for an ike proposal without `sa duration`: 86400 seconds",
  [NOTE_BUILTIN] = "Comware V5's built-in default proposal: pre-share, sha, des-cbc, group1, 86400 seconds, of the lowest preference",
  [NOTE_EXCHANGE] = "Comware V5's default for an ike peer without `exchange-mode`: main, as in V7",
  [NOTE_ID_TYPE] = "Comware V5's default for an ike peer without `id-type`: ip",
  [NOTE_NAT] = "Comware V5 has NAT traversal off until `nat traversal` switches it on",
  [NOTE_DPD] = "Comware V5 has no dead peer detection for an ike peer without `dpd`",
  [NOTE_DPD_TIMES] = "Comware V5's default for an ike dpd block: interval-time 10, time-out 5",
  [NOTE_LOCAL_NAME] = "Comware V5's name for an ike peer without `local-name`: that of `ike local-name`, else the sysname",
  [NOTE_PROTOCOL] = "Comware V5's default for an ipsec proposal without `transform`: esp",
  [NOTE_LATE_PROTOCOL] = "late Comware V5's default for a transform set without `transform`: esp",
  [NOTE_ESP_ENCRYPTION] = "Comware V5's default for an ipsec proposal without `esp encryption-algorithm`: des",
  [NOTE_ESP_HASH] = "Comware V5's default for an ipsec proposal without `esp authentication-algorithm`: md5",
  [NOTE_AH_HASH] = "Comware V5's default for an ipsec proposal without `ah authentication-algorithm`: md5",
  [NOTE_AH_ESP_HASH] = "Comware V5's default for ESP in an ipsec proposal of ah-esp: no authentication",
  [NOTE_LATE] = "the default of late Comware V5's `ipsec transform-set` is not known",
  [NOTE_ENCAPSULATION] = "Comware V5's default without `encapsulation-mode`: tunnel",
  [NOTE_PFS] = "Comware V5 uses no PFS for a policy entry without `pfs`",
  [NOTE_SECONDS] = "Comware V5's default SA lifetime: 3600 seconds",
  [NOTE_KILOBYTES] = "Comware V5's default SA lifetime: 1843200 kilobytes",
  [NOTE_KEEPALIVE] = "Comware's default for a GRE tunnel: no keepalive; with one, every 10 seconds and 3 attempts",
  [NOTE_CHECKSUM] = "Comware's default for a GRE tunnel: no checksum",
  [NOTE_IKE_KEEPALIVE] = "Comware V5 sends no IKE keepalives and expects none by default",
  [NOTE_ACL_MODE] = "Comware V5's default for `security acl`: standard, one tunnel a rule",
  [NOTE_TUNNEL_MODE] = "Comware V5's default for a tunnel interface without `tunnel-protocol`: GRE over IPv4",
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

/* An ike peer refers to a block for its dead peer detection. */
static void finish_dpd(const struct table *blocks, struct ike_profile *p)
{
  if (!p->dpd.s) {
    comware_fill(&p->dpd_interval, (struct comware_default){ 0, NOTE_DPD, false }, p->at);
    return;
  }
  const struct dpd_block *d = table_get(blocks, (uint64_t)(uintptr_t)p->dpd.s);
  if (d) {
    p->dpd_interval = d->interval;
    p->dpd_retry = d->timeout;
  } else p->dpd_interval.o = origin_unread(p->dpd.o.at); /* it names a block that the file does not have */
}

/* A name as identity is the peer's own, else the router's. */
static void finish_local_name(struct router *r, struct ike_profile *p)
{
  const struct name *from = r->ike_local_name.s ? &r->ike_local_name : &r->hostname;
  if (p->id_type.v == ID_ADDRESS || p->local_name.s || p->local_name.o.from != FROM_NOTHING || !from->s) return;
  p->local_name = *from;
  if (from == &r->hostname) p->local_name.o = (struct origin){ .at = p->at, .from = FROM_DEFAULT, .doubt = true, .why = NOTE_LOCAL_NAME };
}

static void finish_peers(struct router *r)
{
  struct table blocks; /* by name */
  table_init(&blocks, arena_scratch(r->arena));
  for (struct dpd_block *d = r->dpds.first; d; d = d->next) {
    comware_fill(&d->interval, (struct comware_default){ 10, NOTE_DPD_TIMES, true }, d->at);
    comware_fill(&d->timeout, (struct comware_default){ 5, NOTE_DPD_TIMES, true }, d->at);
    table_put(&blocks, (uint64_t)(uintptr_t)d->name, d);
  }
  for (struct ike_profile *p = r->profiles.first; p; p = p->next) {
    comware_fill(&p->exchange, (struct comware_default){ EXCHANGE_MAIN, NOTE_EXCHANGE, true }, p->at);
    comware_fill(&p->id_type, (struct comware_default){ ID_ADDRESS, NOTE_ID_TYPE, false }, p->at);
    comware_fill(&p->nat_traversal, (struct comware_default){ 0, NOTE_NAT, false }, p->at);
    finish_dpd(&blocks, p);
    finish_local_name(r, p);
    if (p->key) {
      p->key->peer = p->remote.ip;
      p->key->peer_at = p->remote.o;
    }
  }
  arena_free(arena_scratch(r->arena));
}

static void unknown_list(struct num_list *l)
{
  if (l->v.o.from == FROM_NOTHING) l->v.o = (struct origin){ .doubt = true, .why = NOTE_LATE };
}

static void finish_classic_set(struct transform_set *t)
{
  if (t->protocol.v != PROTOCOL_AH) {
    comware_fill(&t->encryption.v, (struct comware_default){ CIPHER_DES, NOTE_ESP_ENCRYPTION, false }, t->at);
    if (t->protocol.v == PROTOCOL_AH_ESP)
      comware_fill(&t->authentication.v, (struct comware_default) { HASH_NONE, NOTE_AH_ESP_HASH, false }, t->at);
    else comware_fill(&t->authentication.v, (struct comware_default){ HASH_MD5, NOTE_ESP_HASH, false }, t->at);
  }
  if (t->protocol.v != PROTOCOL_ESP) comware_fill(&t->ah.v, (struct comware_default){ HASH_MD5, NOTE_AH_HASH, false }, t->at);
}

static void finish_sets(struct router *r)
{
  for (struct transform_set *t = r->transforms.first; t; t = t->next) {
    comware_fill(&t->protocol, (struct comware_default){ PROTOCOL_ESP, t->late ? NOTE_LATE_PROTOCOL : NOTE_PROTOCOL, t->late }, t->at);
    comware_fill(&t->encapsulation, (struct comware_default){ ENCAPSULATION_TUNNEL, NOTE_ENCAPSULATION, false }, t->at);
    if (t->late) {
      unknown_list(&t->encryption);
      unknown_list(&t->authentication);
      unknown_list(&t->ah);
    } else if (is_known(&t->protocol.o)) finish_classic_set(t);
  }
}

static void finish(struct router *r)
{
  comware_finish_proposals(r, &phase1);
  finish_peers(r);
  finish_sets(r);
  for (struct policy_entry *e = r->entries.first; e; e = e->next)
    comware_fill(&e->pfs, (struct comware_default) { 0, NOTE_PFS, false }, e->at);
  comware_finish_common(r, &common);
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (i->tunnel) comware_fill(&i->tunnel->mode, (struct comware_default){ TUNNEL_GRE, NOTE_TUNNEL_MODE, true }, i->at);
}

/* ---- Recognition ---- */

static const struct comware_mark marks[] = {
  { "version 5.20", NULL, 1000, "`version 5.20`" },
  { "version 5.", "Release", 1000, "`version 5` with a release" },
  { "ike pe", NULL, 950, "`ike peer`" }, /* what decides in a text that mixes the releases' commands, unless it has `ike keychain` */
  { "ike-pe", NULL, 60, "`ike-peer`" },
  { "ike dpd interval", NULL, 0, NULL },
  { "ike dpd ", NULL, 30, "`ike dpd NAME`" },
  { "ike proposal ", NULL, 20, "`ike proposal`" },
  { "ike local-name", NULL, 30, "`ike local-name`" },
  { "ike sa keepalive-timer", NULL, 60, "`ike sa keepalive-timer`" },
  { "id-type ", NULL, 100, "`id-type`" },
  { "ipsec proposal ", NULL, 40, "`ipsec proposal`" },
  { "ipsec transform-set ", NULL, 10, "`ipsec transform-set`" },
  { "ipsec policy-template ", NULL, 10, "`ipsec policy-template`" },
  { "ipsec policy ", NULL, 20, "`ipsec policy`" },
  { "ipsec sa global-duration", NULL, 10, "`ipsec sa global-duration`" },
  { "transform ", NULL, 40, "`transform`" },
  { "pre-shared-key cipher ", NULL, 40, "`pre-shared-key cipher`" },
  { "pre-shared-key simple ", NULL, 40, "`pre-shared-key simple`" },
  { "encryption-algorithm aes-cbc ", NULL, 40, "`aes-cbc` with its length as a word" },
  { "encryption-algorithm aes-cbc-", NULL, 0, NULL },
  { "encryption-algorithm ", NULL, 10, "`encryption-algorithm`" },
  { "authentication-algorithm ", NULL, 10, "`authentication-algorithm`" },
  { "esp encryption-algorithm ", NULL, 15, "`esp encryption-algorithm`" },
  { "esp authentication-algorithm ", NULL, 15, "`esp authentication-algorithm`" },
  { "security acl ", NULL, 20, "`security acl`" },
  { "acl number ", NULL, 20, "`acl number`" },
  { "tunnel-protocol ", NULL, 30, "`tunnel-protocol`" },
  { "user-interface ", NULL, 20, "`user-interface`" },
  { "authorization-attribute level", NULL, 30, "`authorization-attribute level`" },
  { "port link-mode ", NULL, 15, "`port link-mode`" },
  { "ip route-static ", NULL, 15, "`ip route-static`" },
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
  return comware_spell(a, false, setting, value);
}

static const struct words words = { .ike_proposal = "ike proposal",
  .transform_set = "ipsec proposal",
  .late_transform_set = "transform set",
  .policy = "ipsec policy",
  .policy_entry = "policy entry",
  .template_policy = "policy template",
  .ipsec_profile = "IPsec profile",
  .acl = "ACL",
  .rule = "rule",
  .profile = "ike peer",
  .keyring = "ike peer",
  .peer_address = "remote-address",
  .key_command = "pre-shared-key",
  .undo = "undo",
  .log_garbage = "parse payloads: invalid next payload type",
  .log_no_proposal = "drop message from ... due to notification type NO_PROPOSAL_CHOSEN",
  .log_bad_selector = "drop message from ... due to notification type INVALID_ID_INFORMATION",
  .log_no_transform = "drop message from ... due to notification type NO_PROPOSAL_CHOSEN" };

const struct dialect dialect_comware5 = { .name = "comware5",
  .title = "H3C Comware V5",
  .family = &comware_family,
  .behaviour = { .own_order = true,
    .key_in_profile = true,
    .peer_list_restricts_offer = true,
    .main_mode_address_only = true,
    .first_algorithm_only = true,
    .nat_first = true,
    .deny_ends_search = true,
    .first_tunnel_wins = true },
  .words = &words,
  .notes = notes,
  .weigh = weigh,
  .finish = finish,
  .read_key = comware_read_key,
  .spell = spell,
  .writer = &comware5_writer };
