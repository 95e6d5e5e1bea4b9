/* Keys of Cisco and Ruijie: the published type 7 samples, what is no ciphertext at all, and which word of a line is the key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"
#include "grammar/ios/ios_key.h"

static const struct ios_type7 cisco = { .key = "dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87", .highest_offset = 52 };
static const struct ios_type7 ruijie = { .key = "*@##Wxf^cOurGer*mArKLe%aIRwolf&^StarRdH#", .highest_offset = 15, .longest = 25 };

static void decodes(struct fixture *f, const struct ios_type7 *scheme, const char *token, const char *clear)
{
  const char *got = ios_type7_decode(&f->arena, scheme, token, strlen(token));
  assert_non_null(got);
  assert_string_equal(got, clear);
}

static void refuses(struct fixture *f, const struct ios_type7 *scheme, const char *token)
{
  assert_null(ios_type7_decode(&f->arena, scheme, token, strlen(token)));
}

static void published_cisco_tokens(void **state)
{
  struct fixture *f = *state;
  static const char *const cisco5[] = { "00071A150754", "070C285F4D06", "104D000A0618", "14141B180F0B", "1511021F0725", "121A0C041104",
    "0822455D0A16", "094F471A1A0A", "060506324F41" };
  for (size_t i = 0; i < sizeof cisco5 / sizeof *cisco5; i++) decodes(f, &cisco, cisco5[i], "cisco");
  decodes(f, &cisco, "044B0A151C36435C0D", "password");
  decodes(f, &cisco, "130716161B0D17393C2B3A37647040", "badpassword123");
  decodes(f, &cisco, "105A0110161E010503172F28362D737F6758", "thisisnosecre *%+");
  decodes(f, &cisco, "13111F174B300722392B263A362E1614560C07165759415A0702", "the \\chronicles of narnia");
  decodes(f, &cisco, "0958460C5939141A19030A2328282D20752D1547180213585059", "the \\chronicles of narnia");
  decodes(f, &cisco, "070c285f4d06", "cisco");
}

static void published_ruijie_tokens(void **state)
{
  struct fixture *f = *state;
  static const char *const twenty_five[] = { "004b2142423619073f022e14132604134b0c20132a2d04440028",
    "012142423619073f022e14132604134b0c20132a2d0444002833", "0242423619073f022e14132604134b0c20132a2d044400283316",
    "03423619073f022e14132604134b0c20132a2d0444002833160e", "043619073f022e14132604134b0c20132a2d0444002833160e0d",
    "0519073f022e14132604134b0c20132a2d0444002833160e0d07", "06073f022e14132604134b0c20132a2d0444002833160e0d0747",
    "073f022e14132604134b0c20132a2d0444002833160e0d07473f", "08022e14132604134b0c20132a2d0444002833160e0d07473f32",
    "092e14132604134b0c20132a2d0444002833160e0d07473f3215", "1014132604134b0c20132a2d0444002833160e0d07473f321500",
    "11132604134b0c20132a2d0444002833160e0d07473f32150013", "122604134b0c20132a2d0444002833160e0d07473f3215001333",
    "1304134b0c20132a2d0444002833160e0d07473f321500133305", "14134b0c20132a2d0444002833160e0d07473f32150013330529",
    "154b0c20132a2d0444002833160e0d07473f3215001333052942" };
  for (size_t i = 0; i < sizeof twenty_five / sizeof *twenty_five; i++) decodes(f, &ruijie, twenty_five[i], "aaaaaaaaaaaaaaaaaaaaaaaaa");
  decodes(f, &ruijie, "0132564a3d11031e527d46", "ruijie@123");
}

static void no_token_at_all(void **state)
{
  struct fixture *f = *state;
  static const char *const wrong[] = { "$10$1a7$3rsQYUPXJ8Szfg==$", "069E0B05E24575A6151317", "ruijie", "1g2h", "99ab12", "0", "012", "",
    "07", "summer" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    refuses(f, &cisco, wrong[i]);
    refuses(f, &ruijie, wrong[i]);
  }
  refuses(f, &ruijie, "164b0c20132a2d0444002833160e0d07473f3215001333052942");
}

/* Reads one key line and returns the only key. */
static const struct psk *key_of(struct fixture *f, const char *dialect, const char *line)
{
  read_as(f, dialect, line);
  const struct psk *k = f->r.keys.first;
  assert_non_null(k);
  assert_null(k->next);
  return k;
}

static void is_clear(struct fixture *f, const char *dialect, const char *line, const char *clear)
{
  const struct psk *k = key_of(f, dialect, line);
  assert_int_equal(k->secret.form, KEY_CLEAR);
  assert_string_equal(k->secret.clear, clear);
  assert_int_equal(k->peer.kind, IP_V4);
}

static void has_form(struct fixture *f, const char *dialect, const char *line, enum key_form form)
{
  assert_int_equal(key_of(f, dialect, line)->secret.form, form);
}

static void a_digit_is_a_marker_or_the_key(void **state)
{
  struct fixture *f = *state;
  is_clear(f, "cisco", "crypto isakmp key 7 address 1.1.1.1", "7");
  is_clear(f, "cisco", "crypto isakmp key 6 address 1.1.1.1", "6");
  is_clear(f, "cisco", "crypto isakmp key 0 7 address 1.1.1.1", "7");
  is_clear(f, "cisco", "crypto isakmp key 123456 address 1.1.1.1", "123456");
  is_clear(f, "cisco", "crypto isakmp key 7xK9$ address 1.1.1.1", "7xK9$");
  is_clear(f, "ruijie", "crypto isakmp key 0 summer address 1.1.1.1", "summer");
  is_clear(f, "ruijie", "crypto isakmp key 7 0132564a3d11031e527d46 address 1.1.1.1", "ruijie@123");
  assert_true(f->r.keys.first->secret.decoded);
  assert_string_equal(f->r.keys.first->secret.kind, "type 7");
}

static void comment_marks_belong_to_the_key(void **state)
{
  struct fixture *f = *state;
  is_clear(f, "cisco", "crypto isakmp key Cm2026#Hq!Br1 address 1.1.1.1", "Cm2026#Hq!Br1");
  is_clear(f, "cisco", "crypto isakmp key !x address 1.1.1.1 ! the branch", "!x");
  is_clear(f, "cisco", "crypto keyring K\n  pre-shared-key address 1.1.1.1 key 0 !x", "!x");
  is_clear(f, "cisco", "crypto keyring K\n  pre-shared-key address 1.1.1.1 255.255.255.255 key #x ! the branch", "#x");
}

static void ciphertexts_of_each_kind(void **state)
{
  struct fixture *f = *state;
  has_form(f, "cisco", "crypto isakmp key 7 0822455D0A16 address 1.1.1.1", KEY_IMPOSSIBLE);
  has_form(f, "cisco", "crypto isakmp key 6 cisco address 1.1.1.1", KEY_IMPOSSIBLE);
  has_form(f, "cisco", "crypto isakmp key 6 RHZE[JACMUI\\bcbTdELISAAB address 1.1.1.1", KEY_OPAQUE);
  has_form(f, "cisco", "crypto isakmp key ***** address 1.1.1.1", KEY_MASKED);
  has_form(f, "cisco", "crypto isakmp key XXXXXXXX address 1.1.1.1", KEY_MASKED);
  has_form(f, "cisco", "crypto isakmp key xxxx address 1.1.1.1", KEY_CLEAR);
  has_form(f, "cisco", "crypto isakmp key 6 xxxx address 1.1.1.1", KEY_MASKED);
  has_form(f, "ruijie", "crypto isakmp key 7 <removed> address 1.1.1.1", KEY_MASKED);
  has_form(f, "ruijie", "crypto isakmp key 7 summer address 1.1.1.1", KEY_IMPOSSIBLE);
  has_form(f, "ruijie", "crypto isakmp key 7 $10$1a7$3rsQYUPXJ8Szfg==$ address 1.1.1.1", KEY_OPAQUE);
  has_form(f, "ruijie", "crypto isakmp key 7 069E0B05E24575A6151317 address 1.1.1.1", KEY_OPAQUE);
  assert_false(key_of(f, "cisco", "crypto isakmp key Summer-2024 address 1.1.1.1")->secret.looks_encrypted);
  assert_false(key_of(f, "cisco", "crypto isakmp key 0123456789 address 1.1.1.1")->secret.looks_encrypted);
  assert_true(key_of(f, "cisco", "crypto isakmp key 0822455D0A16 address 1.1.1.1")->secret.looks_encrypted);
  assert_true(key_of(f, "ruijie", "crypto isakmp key 0 0132564a3d11031e527d46 address 1.1.1.1")->secret.looks_encrypted);
}

static void whom_a_key_is_for(void **state)
{
  struct fixture *f = *state;
  assert_int_equal(key_of(f, "cisco", "crypto isakmp key k address 10.0.0.0")->mask, 0xffffffff);
  assert_int_equal(key_of(f, "cisco", "crypto isakmp key k address 10.0.0.0 255.255.255.0")->mask, 0xffffff00);
  assert_int_equal(key_of(f, "cisco", "crypto isakmp key k address 0.0.0.0         no-xauth")->peer.kind, IP_ANY);
  assert_int_equal(key_of(f, "cisco", "crypto isakmp key k address 0.0.0.0 0.0.0.0")->peer.kind, IP_ANY);
  assert_int_equal(key_of(f, "cisco", "crypto isakmp key k address 0.0.0.0 128.0.0.0")->peer.kind, IP_V4);
  assert_int_equal(key_of(f, "ruijie", "crypto isakmp key 0 k hostname branch")->peer.kind, IP_NAME);
  assert_int_equal(key_of(f, "ruijie", "crypto isakmp key 0 k address 148.x.x.30")->peer.kind, IP_MASKED);
}

static void unreadable_lines_hide_their_words(void **state)
{
  struct fixture *f = *state;
  const struct psk *k = key_of(f, "cisco", "crypto isakmp key open sesame address 1.1.1.1");
  assert_int_equal(k->peer_at.from, FROM_UNREAD);
  assert_string_equal(k->secret.raw, "");
  assert_non_null(f->r.issues.first);
  assert_string_equal(f->r.issues.first->rule, "CFG001");
  assert_null(strstr(f->r.issues.first->message, "open"));
  assert_null(strstr(f->r.issues.first->message, "sesame"));
}

static void places_are_exact(void **state)
{
  struct fixture *f = *state;
  const struct psk *k = key_of(f, "ruijie", "hostname R\n  crypto isakmp key 7 summer address 1.1.1.1 255.255.255.0  \n");
  assert_memory_equal(source_at(&f->s, k->secret.at.first), "summer", k->secret.at.last - k->secret.at.first);
  assert_memory_equal(source_at(&f->s, k->secret.marker.first), "7 ", 2);
  assert_int_equal(k->secret.marker.last - k->secret.marker.first, 1);
  assert_int_equal(k->at.first, 13);
  assert_int_equal(k->at.last - k->at.first, strlen("crypto isakmp key 7 summer address 1.1.1.1 255.255.255.0"));
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(published_cisco_tokens), TEST(published_ruijie_tokens), TEST(no_token_at_all),
    TEST(a_digit_is_a_marker_or_the_key), TEST(comment_marks_belong_to_the_key), TEST(ciphertexts_of_each_kind), TEST(whom_a_key_is_for),
    TEST(unreadable_lines_hide_their_words), TEST(places_are_exact) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
