/* `undo`: in the view it belongs to, in a flat text from any view, and of objects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/comware/comware_fixture.h"

static void resets_values(void **state)
{
  struct fixture *f = *state;
  struct router *r = &f->r;
  read_as(f, "comware7",
    "ike proposal 1\n dh group5\n encryption-algorithm 3des-cbc\n undo dh\n undo encr\n#\nipsec transform-set t\n"
      " esp encryption-algorithm 3des-cbc\n undo esp encryption-algorithm\n pfs dh-group5\n undo pfs\n#\n"
    "interface Tunnel1 mode gre\n gre key 5\n undo gre key\n source 10.0.0.1\n undo source\n ip address 10.1.1.1 30\n undo ip address\n"
      " ipsec apply policy p\n undo ipsec apply policy\n nat outbound 3000\n"
    " undo nat outbound 3000\n shutdown\n undo shut\n#\nipsec policy p 1 isakmp\n sa duration time-based 500\n"
      " undo sa duration time-based\n remote-address 10.0.0.2\n undo remote-address\n#\n");
  assert_int_equal(r->proposals.first->dh.o.from, FROM_NOTHING);
  assert_int_equal(r->proposals.first->encryption.o.from, FROM_NOTHING);
  struct transform_set *t = set_named(r, "t");
  assert_int_equal(t->encryption.v.o.from, FROM_NOTHING);
  assert_int_equal(t->pfs.o.from, FROM_NOTHING);
  struct interface *i = interface_named(r, "tunnel1");
  assert_int_equal(i->tunnel->key.o.from, FROM_NOTHING);
  assert_int_equal(i->tunnel->source.ip.kind, IP_NONE);
  assert_int_equal(i->address.ip.kind, IP_NONE);
  assert_true(!i->policies && !i->nat && !i->shutdown);
  assert_int_equal(r->entries.first->seconds.o.from, FROM_NOTHING);
  assert_null(r->entries.first->peers);
}

static void removes_objects(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "ike proposal 1\n#\nike proposal 2\n#\nundo ike proposal 1\n#\nike peer a\n pre-shared-key simple x\n#\nike peer b\n#\n"
      "undo ike peer a\n#\nacl number 3000\n rule 0 permit ip\n rule 5 deny ip\n undo rule 0\n#\n"
    "acl number 3001\n#\nundo acl number 3001\n#\nipsec policy p 1 isakmp\n#\nipsec policy p 2 isakmp\n#\nundo ipsec policy p 1\n#\n"
      "ipsec policy q 1 isakmp\n#\nundo ipsec policy q\n#\n"
    " ip route-static 10.1.0.0 16 10.0.0.1\n ip route-static 10.2.0.0 16 10.0.0.1\n undo ip route-static 10.1.0.0 16\n#\n"
      "interface LoopBack1\n#\nundo interface LoopBack 1\n#\n");
  assert_int_equal(r->proposals.first->number, 2);
  assert_null(profile_named(r, "a"));
  assert_non_null(profile_named(r, "b"));
  assert_null(r->keys.first);
  assert_int_equal(r->acls.first->rules->sequence, 5);
  assert_null(r->acls.first->next);
  assert_int_equal(r->entries.first->sequence, 2);
  assert_null(r->entries.first->next);
  assert_null(r->policies.first->next);
  assert_int_equal(r->routes.first->prefix, 0x0a020000);
  assert_null(r->routes.first->next);
  assert_null(r->interfaces.first);
}

/* In an interface's view the policy is taken off, elsewhere it disappears. */
static void belongs_to_the_open_view(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "ipsec policy p 1 isakmp\ninterface Tunnel0\nipsec policy p\nundo ipsec policy p\nundo lldp enable\nsource 10.0.0.1\n"
      "undo ike peer gone\ndestination 10.0.0.2\nundo ipsec profile x\ngre key 3\n");
  assert_non_null(r->policies.first);
  struct interface *i = interface_named(r, "tunnel0");
  assert_null(i->policies);
  assert_int_equal(i->tunnel->source.ip.v4, 0x0a000001);
  assert_int_equal(i->tunnel->destination.ip.v4, 0x0a000002);
  assert_int_equal(i->tunnel->key.v, 3);
}

static void a_key_comes_back(void **state)
{
  struct fixture *f = *state;
  struct router *r = &f->r;
  read_as(f, "comware7",
    "ike keychain k\n pre-shared-key address 10.0.0.1 key simple a\n undo pre-shared-key address 10.0.0.1\n"
      " pre-shared-key address 10.0.0.2 key simple b\n pre-shared-key address 10.0.0.1 key simple c\n#\n");
  assert_string_equal(r->keys.first->secret.clear, "b");
  assert_string_equal(r->keys.first->next->secret.clear, "c");
  assert_int_equal(issues(*state, "CFG004"), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(resets_values), TEST(removes_objects),
    TEST(belongs_to_the_open_view), TEST(a_key_comes_back)
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
