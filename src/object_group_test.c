/* Object groups: what nested ones come to, and where they are no list of addresses. */
#include "src/object_group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LEVELS 8u
#define OFTEN 40u

/* A chain of groups, each of which names the next one `often` times; the last one is empty. */
static bool chain(unsigned levels, unsigned often, struct group_addresses *all)
{
  static struct object_member members[LEVELS + 1][OFTEN];
  static struct object_group groups[LEVELS + 2];
  for (unsigned i = 0; i <= levels; i++) {
    groups[i] = (struct object_group){ .name = "g", .members = i < levels ? members[i] : NULL };
    for (unsigned k = 0; i < levels && k < often; k++)
      members[i][k] = (struct object_member){
        .next = k + 1 < often ? &members[i][k + 1] : NULL, .ip = { .kind = IP_NAME }, .group = &groups[i + 1]
      };
  }
  return object_group_addresses(&groups[0], all);
}

static void nested_groups_give_their_addresses(void **state)
{
  (void)state;
  struct acl_address room[2];
  struct group_addresses all = { .list = room, .most = 2 };
  struct object_member host = { .ip = { .kind = IP_V4, .v4 = 9 }, .mask = UINT32_MAX };
  struct object_group inner = { .members = &host, .unread = true };
  struct object_member twice[] = { { .ip = { .kind = IP_NAME }, .group = &inner }, { .ip = { .kind = IP_NAME }, .group = &inner } };
  struct object_group outer = { .members = twice };
  twice[0].next = &twice[1];
  assert_true(object_group_addresses(&outer, &all));
  assert_int_equal(all.count, 2);
  assert_int_equal(all.list[1].ip.v4, 9);
  assert_int_equal(all.list[1].wildcard, 0);
  assert_ptr_equal(all.unread, &inner);
  assert_false(object_group_addresses(&inner, &all)); /* no room */
}

static void what_is_no_list_ends(void **state)
{
  (void)state;
  struct group_addresses all = { .list = NULL };
  assert_true(chain(LEVELS, 1, &all));
  assert_int_equal(all.count, 0);
  all.looked = 0;
  assert_false(chain(LEVELS, OFTEN, &all));
  assert_false(object_group_addresses(NULL, &all));
  struct object_group circle = { .name = "c" };
  struct object_member itself = { .ip = { .kind = IP_NAME }, .group = &circle };
  circle.members = &itself;
  all.looked = 0;
  assert_false(object_group_addresses(&circle, &all));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(nested_groups_give_their_addresses), cmocka_unit_test(what_is_no_list_ends) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
