/* The table of sizes that the arithmetic must give: 1500 bytes, 1492 (PPPoE), 1500 with NAT traversal, 1500 with a GRE key. */
#include "src/mtu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct row {
  enum mtu_shape shape;
  uint32_t encryption, authentication;
  uint32_t plain, pppoe, nat, key;
};

static const struct row rows[] = {
  { MTU_GRE_IN_TRANSPORT, CIPHER_3DES, HASH_MD5, 1442, 1434, 1434, 1438 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_DES, HASH_SHA256, 1442, 1434, 1434, 1438 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_3DES, HASH_SHA512, 1426, 1418, 1418, 1422 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_AES256, HASH_SHA1, 1434, 1418, 1418, 1430 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_AES128, HASH_SHA384, 1418, 1418, 1418, 1414 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_GCM128, HASH_NONE, 1442, 1434, 1434, 1438 },
  { MTU_GRE_IN_TUNNEL, CIPHER_3DES, HASH_SHA1, 1422, 1414, 1414, 1418 },
  { MTU_GRE_IN_TUNNEL, CIPHER_AES256, HASH_SHA256, 1414, 1398, 1398, 1410 },
  { MTU_GRE_IN_TUNNEL, CIPHER_AES256, HASH_SHA512, 1398, 1382, 1382, 1394 },
  { MTU_ESP_IN_GRE, CIPHER_3DES, HASH_MD5, 1422, 1414, 1414, 1422 },
  { MTU_ESP_IN_GRE, CIPHER_DES, HASH_SHA256, 1422, 1414, 1414, 1414 },
  { MTU_ESP_IN_GRE, CIPHER_AES192, HASH_SHA1, 1406, 1406, 1406, 1406 },
  { MTU_ESP_IN_GRE, CIPHER_AES256, HASH_SHA384, 1406, 1390, 1390, 1390 },
  { MTU_ESP_IN_GRE, CIPHER_GCM256, HASH_NONE, 1422, 1414, 1414, 1418 },
  { MTU_ESP_ALONE, CIPHER_3DES, HASH_MD5, 1446, 1438, 1438, 0 },
  { MTU_ESP_ALONE, CIPHER_AES256, HASH_SHA256, 1438, 1422, 1422, 0 },
  { MTU_ESP_ALONE, CIPHER_AES256, HASH_SHA512, 1422, 1406, 1406, 0 },
  { MTU_ESP_ALONE, CIPHER_NULL, HASH_SHA1, 1458, 1450, 1450, 0 },
  { MTU_GRE_IN_TRANSPORT, CIPHER_NULL, HASH_SHA1, 1454, 1446, 1446, 1450 },
  { MTU_ESP_ALONE, CIPHER_CTR128, HASH_SHA256, 1446, 1438, 1438, 0 }
};

static void gives_the_table(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct mtu_question q = {
      .shape = rows[i].shape, .path = 1500, .encryption = rows[i].encryption, .authentication = rows[i].authentication
    };
    assert_int_equal(mtu_inner(&q), rows[i].plain);
    q.path = 1492;
    assert_int_equal(mtu_inner(&q), rows[i].pppoe);
    q.path = 1500;
    q.nat_traversal = true;
    assert_int_equal(mtu_inner(&q), rows[i].nat);
    q.nat_traversal = false;
    q.gre_key = true;
    if (rows[i].key) assert_int_equal(mtu_inner(&q), rows[i].key);
  }
}

static void knows_what_it_does_not_know(void **state)
{
  (void)state;
  struct mtu_question q = { .path = 1500, .encryption = CIPHER_SM4, .authentication = HASH_SHA1 };
  assert_int_equal(mtu_inner(&q), 0);
  q.encryption = CIPHER_AES128;
  q.authentication = HASHES;
  assert_int_equal(mtu_inner(&q), 0);
  q.authentication = HASH_SHA1;
  q.path = 40;
  assert_int_equal(mtu_inner(&q), 0);
  assert_int_equal(mtu_segment(1400), 1360);
  assert_int_equal(mtu_segment(40), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(gives_the_table), cmocka_unit_test(knows_what_it_does_not_know) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
