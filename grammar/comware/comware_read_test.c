/* What the Comware grammar makes of lines: whole configs, flat and abbreviated ones, errors, and lines of no interest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/comware/comware_fixture.h"

static const char classic[] =
  "#\n version 5.20, Release 2207P02\n#\n sysname HQ\n#\n ike local-name hq\n ike sa keepalive-timer interval 20\n#\n"
  "acl number 3001 name lan match-order config\n description to the branch\n"
    " rule 0 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n rule 5 comment second\n"
  " rule 5 permit tcp source 10.1.1.1 0 source-port eq 80 destination 10.2.2.2 0 established\n rule permit gre\n#\n"
  "ike dpd d1\n interval-time 15\n#\n"
  "ike proposal 10\n encryption-algorithm aes-cbc 256\n dh group14\n sa duration 3600\n#\n"
  "ike peer Branch\n exchange-mode aggressive\n pre-shared-key simple S3cret!#word\n id-type name\n remote-name br\n"
    " remote-address 10.9.9.2\n local-address 10.9.9.1\n nat traversal\n proposal 10 20\n dpd d1\n#\n"
  "ipsec proposal p1\n transform ah-esp\n esp encryption-algorithm aes 192\n undo esp authentication-algorithm\n"
    " encapsulation-mode transport\n#\n"
  "ipsec policy-template tmpl 1\n ike-peer branch\n proposal p1\n#\nipsec policy map1 10 isakmp\n security acl 3001 aggregation\n"
    " pfs dh-group2\n ike-peer branch\n proposal p1 p2\n sa duration time-based 1800\n"
  " sa duration traffic-based 200000\n#\nipsec policy map1 20 isakmp template tmpl\n#\n"
  "interface GigabitEthernet0/1\n port link-mode route\n nat outbound 3001\n ip address 198.51.100.1 255.255.255.252\n"
    " ip address 198.51.100.9 255.255.255.252 sub\n#\n"
  "interface Tunnel5\n ip address 10.9.9.1 255.255.255.252\n tunnel-protocol gre\n source GigabitEthernet0/1\n destination 203.0.113.1\n"
    " keepalive 5 4\n gre key 77\n mtu 1380\n tcp mss 1340\n ipsec policy map1\n#\n"
  " ip route-static 10.2.0.0 255.255.0.0 Tunnel5 preference 70\n ip route-static 0.0.0.0 0 198.51.100.2\n#\nreturn\n";

static void reads_v5(void **state)
{
  struct router *r = read_router(*state, "comware5", classic);
  assert_int_equal(issues(*state, "CFG001") + issues(*state, "CFG004"), 0);
  for (uint32_t n = 1; n <= r->lines; n++) assert_int_not_equal(entry_of(r, n), LEDGER_UNKNOWN);
  assert_string_equal(r->hostname.s, "HQ");
  assert_int_equal(r->release_major, 5);
  assert_int_equal(r->release_minor, 20);
  assert_int_equal(r->keepalive_interval.v, 20);
  struct ike_proposal *p = r->proposals.first;
  assert_int_equal(p->encryption.v, CIPHER_AES256);
  assert_true(is_written(&p->encryption.o) && !p->encryption.o.doubt);
  assert_int_equal(p->hash.v, HASH_SHA1);
  assert_int_equal(p->hash.o.from, FROM_DEFAULT);
  assert_true(p->next->builtin && p->next->dh.v == 1);
}

static void reads_v5_peer(void **state)
{
  struct router *r = read_router(*state, "comware5", classic);
  struct ike_profile *p = profile_named(r, "Branch");
  assert_non_null(p);
  assert_int_equal(p->exchange.v, EXCHANGE_AGGRESSIVE);
  assert_int_equal(p->id_type.v, ID_FQDN);
  assert_string_equal(p->remote_name.s, "br");
  assert_string_equal(p->local_name.s, "hq");
  assert_true(is_written(&p->local_name.o)); /* by `ike local-name` */
  assert_string_equal(p->key->secret.clear, "S3cret!#word");
  assert_true(place_reads(*state, p->key->secret.at, "S3cret!#word") && place_reads(*state, p->key->secret.marker, "simple"));
  assert_int_equal(p->key->peer.v4, 0x0a090902);
  assert_int_equal(p->dpd_interval.v, 15);
  assert_int_equal(p->dpd_retry.v, 5);
  assert_string_equal(p->proposals->next->s, "20");
}

static void reads_v5_ipsec(void **state)
{
  struct router *r = read_router(*state, "comware5", classic);
  struct transform_set *t = set_named(r, "p1");
  assert_int_equal(t->protocol.v, PROTOCOL_AH_ESP);
  assert_int_equal(t->encryption.v.v, CIPHER_AES192);
  assert_true(place_reads(*state, t->encryption.v.o.at, "aes 192"));
  assert_int_equal(t->authentication.v.v, HASH_NONE);
  assert_int_equal(t->authentication.v.o.from, FROM_LINE);
  assert_int_equal(t->ah.v.v, HASH_MD5);
  assert_int_equal(t->encapsulation.v, ENCAPSULATION_TRANSPORT);
  struct policy_entry *template = r->entries.first, *e = template->next;
  assert_true(template->group->is_template);
  assert_int_equal(e->sequence, 10);
  assert_int_equal(e->acl_mode.v, 1);
  assert_int_equal(e->pfs.v, 2);
  assert_string_equal(e->transforms->next->s, "p2");
  assert_int_equal(e->seconds.v, 1800);
  assert_int_equal(e->kilobytes.v, 200000);
  assert_int_equal(e->next->kind, ENTRY_TEMPLATE_USER);
  assert_string_equal(e->next->template_ref.s, "tmpl");
  assert_int_equal(template->seconds.v, 3600);
}

static void reads_rules(void **state)
{
  struct router *r = read_router(*state, "comware5", classic);
  struct acl_rule *rule = r->acls.first->rules;
  assert_int_equal(rule->source.ip.v4, 0x0a010000);
  assert_int_equal(rule->destination.wildcard, 0xffff);
  rule = rule->next;
  assert_int_equal(rule->protocol, 6);
  assert_int_equal(rule->source.port, 80);
  assert_int_equal(rule->source.port_op, PORT_EQ);
  assert_true(rule->narrowed && rule->permit && !rule->unread);
  assert_int_equal(rule->next->sequence, 10);
  assert_int_equal(rule->next->protocol, 47);
  assert_int_equal(rule->next->source.ip.kind, IP_ANY);
}

/* Letters alone are no abbreviation, and no way for a route. */
static void reads_interfaces_without_a_number(void **state)
{
  struct router *r = read_router(*state, "comware7", "interface w\n#\n ip route-static 10.0.0.0 8 dialer 10.1.1.1\n");
  assert_non_null(interface_named(r, "w"));
  assert_true(r->routes.first->unread);
  assert_null(r->routes.first->interface_name);
}

static void reads_interfaces_and_routes(void **state)
{
  struct router *r = read_router(*state, "comware5", classic);
  struct interface *i = interface_named(r, "tunnel5"), *g = interface_named(r, "gigabitethernet0/1");
  assert_string_equal(i->tunnel->source_interface.s, "gigabitethernet0/1");
  assert_int_equal(i->tunnel->mode.v, TUNNEL_GRE);
  assert_int_equal(i->tunnel->key.v, 77);
  assert_int_equal(i->tunnel->keepalive.v, 5);
  assert_int_equal(i->tunnel->keepalive_retries.v, 4);
  assert_int_equal(i->mtu.v, 1380);
  assert_int_equal(i->mss.v, 1340);
  assert_string_equal(i->policies->s, "map1");
  assert_true(place_reads(*state, i->at, "interface Tunnel5"));
  assert_string_equal(g->nat->acl.s, "3001");
  assert_int_equal(g->secondary->ip.v4, 0xc6336409);
  struct route *first = r->routes.first;
  assert_string_equal(first->interface_name, "tunnel5");
  assert_int_equal(first->mask, 0xffff0000);
  assert_int_equal(first->next->via.v4, 0xc6336402);
}

static const char modern[] =
  "#\n version 7.1.064, Release 0427P22\n#\n sysname R7\n#\nacl advanced name Lan\n"
    " rule 10 permit ip source object-group og destination 10.2.0.0 0.0.0.255 counting\n#\n"
  "object-group ip address OG\n 0 network subnet 10.1.0.0 255.255.255.0\n 10 network host address 10.1.1.9\n"
    " 20 network range 10.3.0.1 10.3.0.9\n#\n"
  "ike keychain K1\n match local address 10.9.9.1\n pre-shared-key address 10.9.9.2 255.255.255.255 key cipher $c$3$6jyBDW1nVs/F0410R54zhmhD1HYhs5I=\n pre-shared-key address 10.9.0.0 16 key simple two words\n"
  " pre-shared-key hostname br.example key simple third\n#\n"
  "ike profile PR\n keychain k1\n dpd interval 10 retry 3 periodic\n exchange-mode aggressive\n local-identity fqdn\n"
    " match remote identity address 10.9.9.2 255.255.255.255\n match remote identity fqdn br\n"
  " match remote identity address range 10.5.0.1 10.5.0.7\n proposal 2 1\n#\nike proposal 2\n#\nike proposal 1\n"
    " encryption-algorithm aes-cbc-128\n authentication-algorithm sha256\n#\n"
  "ipsec transform-set T\n esp encryption-algorithm aes-cbc-256 3des-cbc\n pfs dh-group14\n esn enable\n#\nipsec transform-set EMPTY\n#\n"
  "ipsec policy P 1 isakmp\n transform-set t\n security acl name LAN\n remote-address hub.example\n local-address 10.9.9.1\n"
    " ike-profile pr\n#\n ipsec policy P local-address LoopBack0\n#\n"
  "ipsec profile PROT isakmp\n transform-set T\n ike-profile PR\n#\n"
  "interface Tunnel7 mode gre\n ip address 10.9.9.1 30\n source LoopBack 0\n destination 203.0.113.1\n"
    " tunnel protection ipsec profile prot\n ipsec apply policy P\n#\n"
  "ikev2 keychain V2\n peer a\n  address 10.8.8.8 32\n  pre-shared-key plaintext abc\n#\nikev2 profile V2P\n"
    " match remote identity address 10.8.8.8\n dpd interval 10 periodic\n#\n";

static void reads_v7(void **state)
{
  struct router *r = read_router(*state, "comware7", modern);
  assert_int_equal(issues(*state, "CFG001") + issues(*state, "CFG004"), 0);
  for (uint32_t n = 1; n <= r->lines; n++) assert_int_not_equal(entry_of(r, n), LEDGER_UNKNOWN);
  assert_int_equal(r->proposals.first->number, 1);
  assert_int_equal(r->proposals.first->next->number, 2);
  assert_int_equal(r->proposals.first->hash.v, HASH_SHA256);
  struct psk *k = r->keys.first;
  assert_int_equal(k->secret.form, KEY_OPAQUE);
  assert_string_equal(k->next->secret.clear, "two words");
  assert_int_equal(k->next->mask, 0xffff0000);
  assert_int_equal(k->next->next->peer.kind, IP_NAME);
  assert_ptr_equal(k->next->ring, r->keyrings.first);
  assert_int_equal(r->keyrings.first->local.ip.v4, 0x0a090901);
  struct ike_profile *p = profile_named(r, "PR");
  assert_int_equal(p->local.type, ID_FQDN);
  assert_null(p->local.text);
  assert_int_equal(p->dpd_periodic.v, 1);
  assert_int_equal(p->expects->type, ID_ADDRESS);
  assert_int_equal(p->expects->next->type, ID_FQDN);
  assert_int_equal(p->expects->next->next->high, 0x0a050007);
  assert_string_equal(p->proposals->s, "2");
}

static void reads_v7_ipsec(void **state)
{
  struct router *r = read_router(*state, "comware7", modern);
  struct transform_set *t = set_named(r, "T"), *empty = set_named(r, "EMPTY");
  assert_int_equal(t->encryption.v.v, CIPHER_AES256);
  assert_int_equal(t->encryption.next->v.v, CIPHER_3DES);
  assert_int_equal(t->authentication.v.v, HASH_NONE);
  assert_int_equal(t->authentication.v.o.from, FROM_DEFAULT);
  assert_int_equal(t->pfs.v, 14);
  assert_int_equal(empty->encryption.v.o.from, FROM_NOTHING);
  struct policy_entry *e = r->entries.first;
  assert_string_equal(e->acl.s, r->acls.first->name);
  assert_int_equal(e->peers->address.ip.kind, IP_NAME);
  assert_string_equal(e->group->local_interface.s, "loopback0");
  assert_int_equal(e->next->kind, ENTRY_PROFILE);
  struct interface *i = interface_named(r, "tunnel7");
  assert_string_equal(i->tunnel->source_interface.s, "loopback0");
  assert_string_equal(i->tunnel->protection.s, "PROT");
  assert_int_equal(i->mask, 0xfffffffc);
  assert_true(r->groups.first->unread && r->groups.first->members->next->ip.v4 == 0x0a010109);
  assert_int_equal(r->unmodelled.first->peer.v4, 0x0a080808);
  assert_true(r->unmodelled.first->next->ikev2 && r->unmodelled.first->next->peer.v4 == 0x0a080808);
}

/* Nothing indented, no `#`, keywords abbreviated, interface names with blanks. */
static void reads_a_flat_paste(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "sysname A\nacl num 3000\nrule per ip sour 10.1.1.0 0.0.0.255 dest 10.2.2.0 0.0.0.255\nike prop 1\nencr 3des\nauthentication-a md5\n"
      "dh group2\nike pe p1\nex agg\npre sim abcd1234\nremote-a 10.0.0.2\nipsec prop x\nesp au sha1\n"
    "ipsec policy m 1 isa\nsec acl 3000\nike-p p1\nprop x\nint g0/0\nip add 192.0.2.1 24\nqos car inbound any\nundo shut\nint Tunnel 10\n"
      "ip address 10.0.0.1 30\nsour g 0/0\ndest 192.0.2.2\nipsec policy m\nkeep\n"
    "ospf cost 5\nip route-static 10.2.2.0 24 Tunnel 10\nundo ike peer p9\nike peer p2\npre-shared-key simple x\n");
  assert_int_equal(issues(*state, "CFG001"), 0);
  struct acl_rule *rule = r->acls.first->rules;
  assert_int_equal(rule->destination.ip.v4, 0x0a020200);
  assert_int_equal(r->proposals.first->encryption.v, CIPHER_3DES);
  assert_int_equal(r->proposals.first->hash.v, HASH_MD5);
  assert_string_equal(profile_named(r, "p1")->key->secret.clear, "abcd1234");
  assert_int_equal(set_named(r, "x")->authentication.v.v, HASH_SHA1);
  assert_string_equal(r->entries.first->transforms->s, "x");
  struct interface *i = interface_named(r, "tunnel10");
  assert_string_equal(i->tunnel->source_interface.s, "gigabitethernet0/0");
  assert_int_equal(i->tunnel->keepalive.v, 10);
  assert_string_equal(i->policies->s, "m");
  assert_string_equal(r->routes.first->interface_name, "tunnel10");
  assert_true(r->dynamic_routing);
  assert_non_null(profile_named(r, "p2"));
}

/* The same in V7, where a profile is followed by the policy; and a session whose header lines stand behind the prompt of the view
 * before. */
static void reads_a_flat_session(void **state)
{
  struct router *r = read_router(*state, "comware7",
    "[A]ike keychain k\n[A-ike-keychain-k]pre-shared-key add 192.0.2.2 32 key sim abcd1234\n[A-ike-keychain-k]ike profile p\n"
      "[A-ike-profile-p] keychain k\n[A-ike-profile-p] match remote identity address 192.0.2.2\n"
    "[A]ipsec transform-set t\n[A-ipsec-transform-set-t] esp encryption-algorithm aes-cbc-128\n[A]ike profile q\n"
      "[A-ike-profile-q] keychain k\n[A]ipsec policy-template d 1\n[A-ipsec-policy-template-d-1] ike-profile q\n"
    "[A-ike-profile-q]ike profile p\n[A-ike-profile-p]ipsec policy m 1 isakmp\n[A-ipsec-policy-isakmp-m-1] transform-set t\n[A]int g0/0\n"
      "[A-GigabitEthernet0/0]ip add 192.0.2.1 24\n[A]ip route-stat 0.0.0.0 0 192.0.2.9\n"
    "[A]int g0/1\n[A-GigabitEthernet0/1]qu\n");
  for (uint32_t n = 1; n < r->lines; n++) assert_int_equal(entry_of(r, n), LEDGER_UNDERSTOOD);
  assert_int_equal(entry_of(r, r->lines), LEDGER_IGNORED);
  assert_int_equal(r->routes.first->via.v4, 0xc0000209);
  assert_string_equal(r->entries.first->profile.s, "q");
  assert_string_equal(r->entries.first->next->transforms->s, "t");
}

/* Prompts tell the view where the text does not. */
static void prompts_open_interfaces(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "[HQ-A]ike peer p\n[HQ-A-ike-peer-p]pre-shared-key simple x\n[HQ-A-Vlan-interface10]ip address 192.0.2.1 30\n"
      "[HQ-A-Tunnel0]source 192.0.2.1\n[HQ-A-Vlan-interface10]ipsec policy m\n[HQ-A]sysname HQ-A\n"
    "[HQ-A-Tunnel0]ipsec policy n\n[HQ-A]ipsec profile v\n[HQ-A-ipsec-profile-v]ike-peer p\n[HQ-E1]ike peer q\n"
      "[HQ-E1-ike-peer-q]pre-shared-key simple y\n"
    "[HQ-E1]ike peer atm2\n[HQ-E1-ike-peer-atm2]pre-shared-key simple z\n");
  for (uint32_t n = 1; n <= r->lines; n++) assert_int_equal(entry_of(r, n), LEDGER_UNDERSTOOD);
  struct interface *v = interface_named(r, "vlan-interface10"), *t = interface_named(r, "tunnel0");
  assert_int_equal(v->address.ip.v4, 0xc0000201);
  assert_string_equal(v->policies->s, "m");
  assert_string_equal(t->policies->s, "n");
  assert_null(t->tunnel->protection.s);
  assert_string_equal(profile_named(r, "q")->key->secret.clear, "y");
  assert_string_equal(profile_named(r, "atm2")->key->secret.clear, "z");
}

/* Lines that bend what routes and NAT would do. */
static void reads_policy_routing_and_spared_flows(void **state)
{
  struct router *r = read_router(
    *state, "comware7", "interface Dialer1\n nat outbound\n ipsec no-nat-process enable\n#\nipsec no-nat-process enable\n");
  assert_true(interface_named(r, "dialer1")->spares_protected && !r->policy_routing);
  assert_true(read_router(*state, "comware7", "interface Vlan-interface1\n ip policy-based-route out\n")->policy_routing);
  assert_true(read_router(*state, "comware5", "ip local policy-based-route out\n")->policy_routing);
  r = read_router(*state, "comware7",
    "nat global-policy\n rule name internet\n  source-ip subnet 10.1.1.0 24\n  action snat easy-ip\n#\nnat address-group 1\n"
      " address 192.0.2.1 192.0.2.2\n");
  assert_true(r->nat_unread);
  for (uint32_t n = 1; n <= r->lines; n++) assert_int_not_equal(entry_of(r, n), LEDGER_UNKNOWN);
}

static void reports_what_it_cannot_read(void **state)
{
  struct router *r = read_router(*state, "comware7",
    "ike proposal 1\n dh group99\n encryption-algorithm\n sa duration 5\n#\nike keychain k\n pre-shared-key address 10.0.0.1 key cipher\n"
      "#\nipsec transform-set t\n esp encryption-algorithm aes-cbc-128 rot13\n#\n"
    "acl number 3000\n rule 5 permit ip source 10.0.0.1 destination 10.0.0.2 0\n rule 10 permit ip source\n rule 15 permit ip quantum\n"
      "#\ninterface Tunnel1 mode gre\n destination\n#\n");
  struct ike_proposal *p = r->proposals.first;
  assert_int_equal(p->dh.o.from, FROM_UNREAD);
  assert_int_equal(p->encryption.o.from, FROM_UNREAD);
  assert_int_equal(p->lifetime.o.from, FROM_UNREAD);
  assert_int_equal(r->keys.first->secret.form, KEY_MASKED);
  assert_int_equal(r->keys.first->peer.v4, 0x0a000001);
  assert_int_equal(set_named(r, "t")->encryption.v.o.from, FROM_UNREAD);
  for (struct acl_rule *rule = r->acls.first->rules; rule; rule = rule->next) assert_true(rule->unread);
  assert_int_equal(r->acls.first->last, 15);
  assert_int_equal(interface_named(r, "tunnel1")->tunnel->destination.o.from, FROM_UNREAD);
  assert_int_equal(entry_of(r, 15), LEDGER_UNKNOWN);
  assert_int_equal(issues(*state, "CFG001"), 7);
}

/* Every command of a tunnel says what it wants when its line breaks off. */
static void reports_lines_that_break_off(void **state)
{
  static const char *const views[] = { "ike proposal 1", "ike peer p", "ike dpd d", "ipsec proposal t", "ipsec policy p 1 isakmp",
    "interface Tunnel1", "ike keychain k", "ike profile q" };
  static const char *const lines[][16] = { { "encryption-algorithm", "authentication-algorithm", "authentication-method", "dh",
                                             "sa duration" },
    { "exchange-mode", "id-type", "pre-shared-key", "pre-shared-key cipher", "remote-address", "local-address", "remote-name", "local-name",
      "proposal", "dpd" },
    { "interval-time", "time-out" },
    { "transform", "esp encryption-algorithm", "esp authentication-algorithm", "ah authentication-algorithm", "encapsulation-mode", "pfs" },
    { "security acl", "ike-peer", "ike-profile", "proposal", "transform-set", "remote-address", "local-address", "pfs",
      "sa duration time-based", "sa duration traffic-based" },
    { "mtu", "tcp mss", "source", "destination", "keepalive x", "gre key", "ipsec policy", "ipsec apply policy" },
    { "pre-shared-key address", "pre-shared-key address 10.0.0.1 key simple" },
    { "keychain", "exchange-mode", "local-identity", "proposal", "dpd interval" } };
  char text[256];
  for (size_t v = 0; v < sizeof views / sizeof *views; v++)
    for (size_t i = 0; lines[v][i]; i++) {
      snprintf(text, sizeof text, "%s\n %s\n#\n", views[v], lines[v][i]);
      struct router *r = read_router(*state, v < 6 ? "comware5" : "comware7", text);
      if (issues(*state, "CFG001") != 1) print_message("%s: %s\n", views[v], lines[v][i]);
      assert_int_equal(issues(*state, "CFG001"), 1);
      assert_int_equal(entry_of(r, 2), LEDGER_UNDERSTOOD);
    }
}

static void reports_overrides(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "ike proposal 1\n dh group2\n#\nike proposal 1\n dh group5\n dh group5\n#\nike peer p\n pre-shared-key simple a\n"
      " pre-shared-key simple b\n#\nacl number 3000\n rule 0 permit ip source 10.0.0.0 0.0.0.255\n"
    " rule 0 permit ip destination 10.1.0.0 0.0.0.255\n#\n");
  assert_int_equal(issues(*state, "CFG004"), 3);
  assert_int_equal(r->proposals.first->dh.v, 5);
  assert_string_equal(profile_named(r, "p")->key->secret.clear, "b");
  assert_int_equal(r->acls.first->rules->source.ip.v4, 0x0a000000);
  assert_int_equal(r->acls.first->rules->destination.ip.v4, 0x0a010000);
}

/* Blocks of text are stepped over whatever they hold. */
static void steps_over_text(void **state)
{
  struct router *r = read_router(*state, "comware5",
    "header login %\nike proposal 7\n dh group2\nno entry%\n#\nheader motd #one line#\npublic-key peer x\n public-key-code begin\n"
      "  30819F300D06\n public-key-code end\npeer-public-key end\n#\nike proposal 8\n#\n");
  assert_int_equal(r->proposals.first->number, 8);
  assert_int_equal(entry_of(r, 3), LEDGER_IGNORED);
  assert_int_equal(entry_of(r, 9), LEDGER_IGNORED);
}

static void reads_vrfs_vlans_and_preferences(void **state)
{
  struct router *r = read_router(*state, "comware7",
    "ip vpn-instance A\n route-distinguisher 1:1\n vpn-target 1:1 export-extcommunity\n#\nip vpn-instance B\n#\n"
      "interface GigabitEthernet0/1.10\n vlan-type dot1q vid 10\n ip binding vpn-instance A\n#\n"
    "interface GigabitEthernet0/1.11\n vlan-type dot1q vid 11 second-dot1q 7\n#\n"
      " ip route-static 10.3.0.0 16 10.1.1.9 preference 200 tag 7 description preference 9\n"
    " ip route-static vpn-instance A 10.4.0.0 16 vpn-instance B 10.1.1.9\n"
      " ip route-static vpn-instance A 0.0.0.0 0 10.1.1.9 public track 5\n");
  assert_string_equal(r->vrfs.first->distinguisher.s, "1:1");
  assert_string_equal(r->vrfs.first->next->name, "B");
  assert_null(r->vrfs.first->next->distinguisher.s);
  assert_int_equal(r->interfaces.first->vlan, 10);
  assert_string_equal(r->interfaces.first->vrf, "A");
  assert_int_equal(r->interfaces.first->next->inner_vlan, 7);
  const struct route *first = r->routes.first;
  assert_int_equal(first->preference, 200);
  assert_string_equal(first->next->via_vrf, "B");
  assert_string_equal(first->next->next->via_vrf, ROUTE_GLOBAL);
  assert_true(first->next->next->watched);
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(reads_v5), TEST(reads_v5_peer), TEST(reads_v5_ipsec), TEST(reads_rules),
    TEST(reads_interfaces_and_routes), TEST(reads_interfaces_without_a_number), TEST(reads_v7), TEST(reads_v7_ipsec),
    TEST(reads_a_flat_paste), TEST(reads_a_flat_session),
    TEST(reads_policy_routing_and_spared_flows), TEST(prompts_open_interfaces), TEST(reports_what_it_cannot_read), TEST(reports_overrides),
    TEST(reports_lines_that_break_off), TEST(steps_over_text), TEST(reads_vrfs_vlans_and_preferences) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
