/* IKE of Cisco and Ruijie: policies and their defaults, built-in policies by release, keyrings, profiles, identities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

static void value_is(const struct num *n, uint32_t v, enum from from)
{
  assert_int_equal(n->v, v);
  assert_int_equal(n->o.from, from);
}

static void abbreviations_are_read(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco", "cry isa pol 10\n encr aes 256\n ha sha256\n au pre\n gr 14\n lifet 3600\n");
  const struct ike_proposal *p = f->r.proposals.first;
  value_is(&p->encryption, CIPHER_AES256, FROM_LINE);
  value_is(&p->hash, HASH_SHA256, FROM_LINE);
  value_is(&p->authentication, AUTH_PSK, FROM_LINE);
  value_is(&p->dh, 14, FROM_LINE);
  value_is(&p->lifetime, 3600, FROM_LINE);
  assert_null(f->r.issues.first);
  assert_memory_equal(source_at(&f->s, p->encryption.o.at.first), "aes 256", p->encryption.o.at.last - p->encryption.o.at.first);
}

static void a_missing_line_is_a_value(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco", "version 15.7\ncrypto isakmp policy 1\n hash md5\n authentication pre-share\n");
  const struct ike_proposal *p = f->r.proposals.first;
  value_is(&p->encryption, CIPHER_DES, FROM_DEFAULT);
  value_is(&p->dh, 1, FROM_DEFAULT);
  value_is(&p->lifetime, 86400, FROM_DEFAULT);
  assert_false(p->dh.o.doubt);
  assert_null(p->next);
  read_whole(f, "ruijie", "crypto isakmp policy 1\n authentication pre-share\n");
  value_is(&f->r.proposals.first->dh, 1, FROM_DEFAULT);
  assert_true(f->r.proposals.first->dh.o.doubt);
}

static void bad_values_stay_unread(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco", "crypto isakmp policy 1\n encryption aes 129\n hash\n group 99\n authentication pre-share\n lifetime 5\n");
  const struct ike_proposal *p = f->r.proposals.first;
  assert_int_equal(p->encryption.o.from, FROM_UNREAD);
  assert_int_equal(p->hash.o.from, FROM_UNREAD);
  assert_int_equal(p->dh.o.from, FROM_UNREAD);
  assert_int_equal(p->lifetime.o.from, FROM_UNREAD);
  assert_int_equal(issues(f, "CFG001"), 4);
}

static void policies_are_sorted_reopened_and_removed(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "version 15.2\ncrypto isakmp policy 20\n group 2\ncrypto isakmp policy 5\n group 5\ncrypto isakmp policy 9\nno crypto isakmp policy 9\n"
    "crypto isakmp policy 20\n group 14\n encr 3des\ncrypto isakmp policy 5\n no group\n");
  const struct ike_proposal *p = f->r.proposals.first;
  assert_int_equal(p->number, 5);
  value_is(&p->dh, 1, FROM_DEFAULT);
  assert_int_equal(p->next->number, 20);
  value_is(&p->next->dh, 14, FROM_LINE);
  assert_null(p->next->next);
  assert_int_equal(issues(f, "CFG004"), 1);
}

static unsigned builtin(const struct fixture *f, enum auth authentication, bool doubt)
{
  unsigned count = 0;
  for (const struct ike_proposal *p = f->r.proposals.first; p; p = p->next)
    count += p->builtin && p->authentication.v == authentication && p->encryption.o.doubt == doubt;
  return count;
}

/* The eight of 12.4(20)T and later in their order: AES-128 with group 5, then 3DES with group 2, each with SHA-1 and MD5, signatures before
 * keys. */
static void built_in_policies_have_their_order(void **state)
{
  static const struct { uint32_t cipher, hash, authentication, group;
  } known[] = { { CIPHER_AES128, HASH_SHA1, AUTH_RSA, 5 }, { CIPHER_AES128, HASH_SHA1, AUTH_PSK, 5 },
    { CIPHER_AES128, HASH_MD5, AUTH_RSA, 5 }, { CIPHER_AES128, HASH_MD5, AUTH_PSK, 5 }, { CIPHER_3DES, HASH_SHA1, AUTH_RSA, 2 },
    { CIPHER_3DES, HASH_SHA1, AUTH_PSK, 2 }, { CIPHER_3DES, HASH_MD5, AUTH_RSA, 2 }, { CIPHER_3DES, HASH_MD5, AUTH_PSK, 2 } };
  struct fixture *f = *state;
  read_whole(f, "cisco", "version 15.7\n");
  const struct ike_proposal *p = f->r.proposals.first;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++, p = p->next) {
    assert_int_equal(p->number, 65507 + i);
    assert_int_equal(p->encryption.v, known[i].cipher);
    assert_int_equal(p->hash.v, known[i].hash);
    assert_int_equal(p->authentication.v, known[i].authentication);
    assert_int_equal(p->dh.v, known[i].group);
  }
  assert_null(p);
}

static void built_in_policies_follow_the_release(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco", "version 15.7\nhostname R\n");
  assert_int_equal(builtin(f, AUTH_PSK, false), 2);
  assert_int_equal(builtin(f, AUTH_PSK, true), 2);
  assert_int_equal(f->r.proposals.first->number, 65507);
  read_whole(f, "cisco", "version 15.7\nno crypto isakmp default policy\n");
  assert_null(f->r.proposals.first);
  read_whole(f, "cisco", "hostname R\n");
  assert_int_equal(builtin(f, AUTH_PSK, true), 4);
  read_whole(f, "cisco", "version 12.3\ncrypto isakmp policy 1\n");
  assert_int_equal(builtin(f, AUTH_RSA, false), 1);
  assert_int_equal(builtin(f, AUTH_PSK, true), 0);
  read_whole(f, "cisco", "version 12.4\n");
  assert_int_equal(builtin(f, AUTH_PSK, true), 4);
  read_whole(f, "ruijie", "crypto isakmp policy 1\n");
  assert_true(f->r.proposals.first->next->builtin);
  value_is(&f->r.proposals.first->next->authentication, AUTH_RSA, FROM_DEFAULT);
}

static void keyrings_and_profiles(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "crypto keyring K vrf BLUE\n  local-address GigabitEthernet0/0\n  pre-shared-key address 2.2.2.0 255.255.255.0 key one\n"
      "  pre-shared-key hostname h key two\n"
    "crypto isakmp profile P\n   ! This profile is incomplete (no match identity statement)\n   keyring K\n"
      "   self-identity fqdn r1.example.com\n   match identity address 2.2.2.2 255.255.255.255 BLUE\n"
    "   initiate mode aggressive\n   keepalive 20 retry 5\n");
  assert_string_equal(f->r.keyrings.first->local_interface.s, "gigabitethernet0/0");
  assert_ptr_equal(f->r.keys.first->ring, f->r.keyrings.first);
  assert_ptr_equal(f->r.keys.first->next->ring, f->r.keyrings.first);
  const struct ike_profile *p = f->r.profiles.first;
  assert_string_equal(p->keyrings->s, "K");
  assert_int_equal(p->local.type, ID_FQDN);
  assert_int_equal(p->expects->address.v4, 0x02020202);
  assert_true(p->checks_identity);
  value_is(&p->exchange, EXCHANGE_AGGRESSIVE, FROM_LINE);
  value_is(&p->dpd_interval, 20, FROM_LINE);
  value_is(&p->dpd_retry, 5, FROM_LINE);
}

static void aggressive_peers(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "crypto isakmp peer address 5.5.5.5\n set aggressive-mode password secret99\n"
      " set aggressive-mode client-endpoint fqdn me.example.com\n");
  const struct ike_profile *p = f->r.profiles.first;
  assert_true(p->by_address);
  assert_false(p->checks_identity);
  value_is(&p->exchange, EXCHANGE_AGGRESSIVE, FROM_LINE);
  assert_string_equal(p->local.text, "me.example.com");
  assert_string_equal(f->r.keys.first->secret.clear, "secret99");
  assert_int_equal(f->r.keys.first->peer.v4, 0x05050505);
}

static void identity_is_global_on_ruijie_and_a_profile_s_on_cisco(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "ruijie", "self-identity fqdn hub\ncrypto isakmp mode-detect\n");
  assert_int_equal(f->r.identity.type, ID_FQDN);
  assert_string_equal(f->r.identity.text, "hub");
  value_is(&f->r.answers_aggressive, 1, FROM_LINE);
  read_whole(f, "cisco", "crypto isakmp profile P\nself-identity fqdn hub\nkeyring K\n");
  assert_int_equal(f->r.identity.type, ID_ADDRESS);
  assert_int_equal(f->r.profiles.first->local.type, ID_FQDN);
  assert_string_equal(f->r.profiles.first->keyrings->s, "K");
}

static void ikev2_lines_are_never_ikev1_lines(void **state)
{
  struct fixture *f = *state;
  read_whole(f, "cisco",
    "version 15.4\ncrypto isakmp policy 1\nencr aes\ngroup 5\ncrypto ikev2 proposal X\nencryption aes-cbc-256\nintegrity sha512\n"
      "group 19\ncrypto ikev2 keyring KR\npeer A\naddress 8.8.8.8\n"
    "pre-shared-key topsecret1\ncrypto ikev2 profile I\nmatch identity remote address 8.8.8.8 255.255.255.255\nkeyring local KR\n");
  value_is(&f->r.proposals.first->dh, 5, FROM_LINE);
  assert_null(f->r.issues.first);
  assert_null(f->r.keys.first);
  const struct unmodelled *u = f->r.unmodelled.first;
  while (u && !u->ikev2) u = u->next;
  assert_non_null(u);
  assert_string_equal(u->name, "I");
  assert_int_equal(u->peer.v4, 0x08080808);
}

static void new_releases_refuse_weak_algorithms(void **state)
{
  struct fixture *f = *state;
  const struct dialect *d = dialect_named("cisco");
  read_whole(f, "cisco", "version 17.12\n");
  assert_true(d->refuses(&f->r, SET_IKE_DH, 2));
  assert_false(d->refuses(&f->r, SET_IKE_DH, 14));
  assert_true(d->refuses(&f->r, SET_TRANSFORMS, CIPHER_3DES));
  assert_true(d->refuses(&f->r, SET_TRANSFORMS, 0x100 + HASH_MD5));
  read_whole(f, "cisco", "version 17.12\ncrypto engine compliance shield disable\n");
  assert_false(d->refuses(&f->r, SET_IKE_DH, 2));
  read_whole(f, "cisco", "version 17.9\n");
  assert_false(d->refuses(&f->r, SET_IKE_DH, 2));
}

static void releases_are_read(void **state)
{
  struct fixture *f = *state;
  read_as(f, "ruijie", "version RGOS 10.4(3b19)p3 Release(180891)(Mon Dec 15 12:13:56 CST 2014 -ngcf70)\n");
  assert_int_equal(f->r.release_major, 10);
  assert_int_equal(f->r.release_minor, 4);
  read_as(f, "ruijie", "version S5760X_RGOS 12.6(2)B0702P1\n");
  assert_int_equal(f->r.release_major, 12);
  read_as(f, "cisco", "version 16.9\n");
  assert_int_equal(f->r.release_minor, 9);
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(abbreviations_are_read), TEST(a_missing_line_is_a_value), TEST(bad_values_stay_unread),
    TEST(policies_are_sorted_reopened_and_removed), TEST(built_in_policies_have_their_order),
    TEST(built_in_policies_follow_the_release), TEST(keyrings_and_profiles),
    TEST(aggressive_peers), TEST(identity_is_global_on_ruijie_and_a_profile_s_on_cisco), TEST(ikev2_lines_are_never_ikev1_lines),
    TEST(new_releases_refuse_weak_algorithms), TEST(releases_are_read) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
