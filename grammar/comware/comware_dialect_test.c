/* Ciphertexts, defaults of both generations, recognition, and lines as they are spelled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/comware/comware_dialect.h"
#include "grammar/comware/comware_fixture.h"

static struct secret read_key(const char *marker, const char *raw)
{
  struct secret s = { .raw = raw };
  comware_read_key(NULL, marker, &s);
  return s;
}

static void tells_ciphertexts(void **state)
{
  (void)state;
  static const struct { const char *raw; enum key_form form;
  } texts[] = { { "OUM!K%F<+$[Q=^Q`MAF4<1!!", KEY_FIXED }, { "_(TT8F]Y\\5SQ=^Q`MAF4<1!!", KEY_FIXED },
    { "aK9Q4I)J'#[Q=^Q`MAF4<1!!", KEY_FIXED }, { "3AavyEcNMKo=", KEY_OPAQUE }, { "$c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=", KEY_OPAQUE },
    { "summer", KEY_IMPOSSIBLE }, { "12345678", KEY_IMPOSSIBLE }, { "sixteencharacter", KEY_IMPOSSIBLE },
    { "seventeen-letters", KEY_OPAQUE }, { "*****", KEY_MASKED }, { "<removed>", KEY_MASKED }, { "xxxxxx", KEY_MASKED },
    { "$c$3$notbase64!!", KEY_IMPOSSIBLE }, { "$c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=x", KEY_IMPOSSIBLE },
    { "$c$3$6jyBDW1n*****", KEY_MASKED }, { "$c$3$6jyBDW1nVs...", KEY_MASKED } };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct secret s = read_key("cipher", texts[i].raw);
    assert_int_equal(s.form, texts[i].form);
    assert_true(s.marked_cipher && !s.clear);
  }
}

static void tells_plaintexts_that_look_encrypted(void **state)
{
  (void)state;
  static const char *const encrypted[] = { "OUM!K%F<+$[Q=^Q`MAF4<1!!",
    "3AavyEcNMKo=", "$c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=", "%^%#JvZxR2g8c;a9~FPN~n'$7%^%#" };
  static const char *const plain[] = { "summer", "12345678", "Passw0rd", "abcdefghabcdefghabcdefghabcdefgh", "0123456789abcdef", "what!!",
    "=" };
  for (size_t i = 0; i < sizeof encrypted / sizeof *encrypted; i++) assert_true(read_key("simple", encrypted[i]).looks_encrypted);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    struct secret s = read_key("", plain[i]);
    assert_false(s.looks_encrypted);
    assert_string_equal(s.clear, plain[i]);
  }
  assert_int_equal(read_key("simple", "****").form, KEY_MASKED);
  assert_int_equal(read_key("simple", "xxx").form, KEY_CLEAR);
}

static void has_v5_defaults(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "ike proposal 1\n#\nike peer p\n#\nipsec proposal a\n#\nipsec proposal b\n transform ah-esp\n#\nipsec transform-set late\n"
      " esp encryption-algorithm aes-cbc-128\n#\n"
    "ipsec policy x 1 isakmp\n#\ninterface Tunnel0\n#\n");
  struct ike_proposal *p = r->proposals.first;
  assert_true(
    p->encryption.v == CIPHER_DES && p->hash.v == HASH_SHA1 && p->dh.v == 1 && p->authentication.v == AUTH_PSK && p->lifetime.v == 86400);
  assert_true(p->dh.o.from == FROM_DEFAULT && !p->dh.o.doubt && p->dh.o.why);
  assert_true(place_reads(*state, p->dh.o.at, "ike proposal 1"));
  assert_non_null(strstr(r->dialect->notes[p->dh.o.why], "group1"));
  struct ike_profile *peer = profile_named(r, "p");
  assert_true(peer->exchange.v == EXCHANGE_MAIN && peer->exchange.o.doubt);
  assert_true(peer->id_type.v == ID_ADDRESS && !peer->id_type.o.doubt);
  assert_true(peer->nat_traversal.v == 0 && peer->dpd_interval.v == 0);
  struct transform_set *a = set_named(r, "a"), *b = set_named(r, "b"), *late = set_named(r, "late");
  assert_true(a->encryption.v.v == CIPHER_DES && a->authentication.v.v == HASH_MD5 && a->encapsulation.v == ENCAPSULATION_TUNNEL &&
    a->protocol.v == PROTOCOL_ESP);
  assert_true(b->ah.v.v == HASH_MD5 && b->encryption.v.v == CIPHER_DES && b->authentication.v.v == HASH_NONE);
  assert_true(late->authentication.v.o.from == FROM_NOTHING && late->authentication.v.o.doubt);
  assert_true(r->entries.first->pfs.v == 0 && r->entries.first->seconds.v == 3600 && r->entries.first->kilobytes.v == 1843200);
  struct interface *tunnel = interface_named(r, "tunnel0");
  assert_true(tunnel->tunnel->mode.v == TUNNEL_GRE && tunnel->tunnel->mode.o.doubt);
}

static void has_v7_defaults(void **state)
{
  struct router *r = read_router(*state, "comware7",
    "ike dpd interval 20 on-demand\n#\nike profile p\n#\nike profile q\n dpd interval 30 periodic\n#\nipsec transform-set a\n#\n"
      "ipsec transform-set b\n esp authentication-algorithm md5\n#\n"
    " ipsec sa global-duration time-based 7200\n#\nipsec policy x 1 isakmp\n#\n");
  struct ike_profile *p = profile_named(r, "p"), *q = profile_named(r, "q");
  assert_true(p->dpd_interval.v == 20 && p->dpd_retry.v == 5 && q->dpd_interval.v == 30);
  assert_true(p->exchange.v == EXCHANGE_MAIN && !p->exchange.o.doubt && p->priority.v == 100);
  struct transform_set *a = set_named(r, "a"), *b = set_named(r, "b");
  assert_true(a->encryption.v.o.from == FROM_NOTHING && a->authentication.v.o.from == FROM_NOTHING && a->pfs.v == 0);
  assert_true(b->encryption.v.v == CIPHER_NULL && b->encryption.v.o.from == FROM_DEFAULT);
  assert_true(r->entries.first->seconds.v == 7200 && is_written(&r->entries.first->seconds.o));
}

static int weigh(const struct router *r, const char *line)
{
  const char *reason = NULL;
  return r->dialect->weigh(line, strlen(line), &reason);
}

static void recognises_its_lines(void **state)
{
  struct router *r = read_router(*state, "comware5", "");
  assert_true(weigh(r, " version 5.20, Release 2207P02") >= 1000);
  assert_true(weigh(r, "ike peer x") > 0 && weigh(r, "[H3C]ike peer x") > 0);
  assert_int_equal(
    weigh(r, "version 15.2") + weigh(r, "crypto isakmp policy 1") + weigh(r, "") + weigh(r, "[") + weigh(r, "ike dpd interval 5"), 0);
  r = read_router(*state, "comware7", "");
  assert_true(weigh(r, " version 7.1.064, Release 0427P22") >= 1000 && weigh(r, "ike keychain k") >= 1000 &&
    weigh(r, "interface Tunnel1 mode gre") >= 900);
  assert_int_equal(weigh(r, "interface Tunnel1") + weigh(r, " pre-shared-key address 10.0.0.1 key abc"), 0);
}

static const char *spell(const struct router *r, enum setting setting, struct setting_value value)
{
  return r->dialect->spell(r->arena, setting, &value);
}

static void spells_lines(void **state)
{
  struct psk key = { .peer = { .kind = IP_V4, .v4 = 0x0a000001 }, .mask = UINT32_MAX };
  struct acl_rule rule = { .sequence = 5,
    .permit = true,
    .protocol = PROTOCOL_ANY_IP,
    .source = { .ip = { .kind = IP_V4, .v4 = 0x0a010000 }, .wildcard = 0xff },
    .destination = { .ip = { .kind = IP_ANY } } };
  struct router *r = read_router(
    *state, "comware5", "ipsec proposal a\n esp encryption-algorithm aes 256\n esp authentication-algorithm sha1\n#\n");
  assert_string_equal(spell(r, SET_IKE_ENCRYPTION, (struct setting_value){ .v = CIPHER_AES192 }), "encryption-algorithm aes-cbc 192");
  assert_null(spell(r, SET_IKE_HASH, (struct setting_value){ .v = HASH_SHA256 }));
  assert_string_equal(spell(r, SET_TRANSFORMS, (struct setting_value) { .set = set_named(r, "a") }),
    "esp encryption-algorithm aes 256\nesp authentication-algorithm sha1");
  assert_string_equal(spell(r, SET_KEY, (struct setting_value){ .psk = &key, .text = "k" }), "pre-shared-key simple \001k\002");
  assert_string_equal(spell(r, SET_ACL_RULE, (struct setting_value){ .rule = &rule }), "rule 5 permit ip source 10.1.0.0 0.0.0.255");
  assert_string_equal(spell(r, SET_APPLY_POLICY, (struct setting_value){ .text = "p" }), "ipsec policy p");
  r = read_router(*state, "comware7", "");
  assert_string_equal(spell(r, SET_IKE_ENCRYPTION, (struct setting_value){ .v = CIPHER_AES192 }), "encryption-algorithm aes-cbc-192");
  assert_string_equal(spell(r, SET_KEY, (struct setting_value) { .psk = &key, .text = "k" }),
    "pre-shared-key address 10.0.0.1 255.255.255.255 key simple \001k\002");
  assert_string_equal(spell(r, SET_APPLY_POLICY, (struct setting_value){ .text = "p" }), "ipsec apply policy p");
  assert_string_equal(spell(r, SET_PFS, (struct setting_value){ .v = 14 }), "pfs dh-group14");
  assert_string_equal(spell(r, SET_PFS, (struct setting_value){ .v = 0 }), "undo pfs");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tells_ciphertexts), cmocka_unit_test(tells_plaintexts_that_look_encrypted), TEST(has_v5_defaults),
    TEST(has_v7_defaults), TEST(recognises_its_lines),
    TEST(spells_lines)
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
