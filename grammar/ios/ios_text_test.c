/* Texts as people have them: without indentation, with prompts, banners, certificates, sections of no concern. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

/* What became of each line, a letter a line: understood, ignored, `?` unknown, blank, comment. */
static void ledger_is(const struct fixture *f, const char *letters)
{
  static const char letter[] = {
    [LEDGER_BLANK] = 'b', [LEDGER_UNDERSTOOD] = 'u', [LEDGER_IGNORED] = 'i', [LEDGER_UNKNOWN] = '?', [LEDGER_COMMENT] = 'c'
  };
  char got[256] = "";
  for (uint32_t i = 0; i < f->r.lines && i < sizeof got - 1; i++) got[i] = letter[f->r.ledger[i]];
  assert_string_equal(got, letters);
}

static void an_interface_without_indentation_stays_open(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "interface GigabitEthernet0/1\ndescription WAN\nip address 1.1.1.2 255.255.255.0\nip flow ingress\nno ip redirects\nno cdp enable\n"
      "ip something new\nduplex auto\nip vrf forwarding BLUE\nip tcp adjust-mss 1360\n"
    "crypto map M\nrouter ospf 1\nnetwork 10.0.0.0 0.0.0.255 area 0\ncrypto map N\n");
  ledger_is(f, "uiuiii?iuuuii?");
  assert_string_equal(f->r.interfaces.first->policies->s, "M");
  assert_true(f->r.dynamic_routing && !f->r.policy_routing);
  read_as(f, "cisco", "interface Vlan1\n ip policy route-map out\nip local policy route-map own\nip local pool p 10.0.0.1 10.0.0.9\n");
  ledger_is(f, "uiii");
  assert_true(f->r.policy_routing);
}

static void indentation_and_prompts_make_no_difference(void **state)
{
  static const char *const texts[] = {
    "crypto map m 5 ipsec-isakmp\n set peer 13.1.1.1\n match address 101\ninterface Tunnel 1\n ip address 10.0.0.1 30\n crypto map m\n",
    "crypto map m 5 ipsec-isakmp\nset peer 13.1.1.1\nmatch address 101\n!\ninterface Tunnel 1\nip address 10.0.0.1 30\ncrypto map m\n",
    ("Ruijie(config)#crypto map m 5 ipsec-isakmp\nRuijie(config-crypto-map)#set peer 13.1.1.1\n"
      "Ruijie(config-crypto-map)#match address 101\nRuijie(config-crypto-map)#exit\nRuijie(config)#interface Tunnel 1\n"
     "Ruijie(config-if-Tunnel 1)#ip address 10.0.0.1 30\nRuijie(config-if-Tunnel 1)#crypto map m\nRuijie(config-if-Tunnel 1)#end\n"
       "Ruijie#\n")
  };
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    read_as(f, "ruijie", texts[i]);
    assert_int_equal(f->r.entries.first->peers->address.ip.v4, 0x0d010101);
    assert_string_equal(f->r.entries.first->acl.s, "101");
    assert_int_equal(f->r.interfaces.first->mask, 0xfffffffc);
    assert_string_equal(f->r.interfaces.first->policies->s, "m");
    assert_null(f->r.issues.first);
  }
}

static void indented_sections_end_with_their_indentation(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "version 15.1\ninterface Tunnel1\n ip address 10.0.0.1 255.255.255.252\n!\nip dhcp pool LAN\n network 10.1.0.0 255.255.0.0\n"
      "router rip\n version 2\n network 10.0.0.0\n"
    "ip access-list extended V\n permit ip any any\n");
  ledger_is(f, "uuuciiiiiuu");
  assert_int_equal(f->r.release_major, 15);
}

static void lists_are_read_as_show_prints_them(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "R#show access-lists\nStandard IP access list 5\n    10 permit 10.1.0.0, wildcard bits 0.0.255.255\nExtended IP access list V\n"
    "    10 permit ip any any (3 matches)\nR#show crypto map\nCrypto Map \"M\" 1 ipsec-isakmp\n\tExtended IP access list W\nR#\n");
  ledger_is(f, "iiiuuiiii");
  assert_string_equal(f->r.acls.first->name, "V");
  assert_true(f->r.acls.first->rules->permit);
  assert_null(f->r.acls.first->next);
  read_as(f, "cisco",
    "ip access-list extended V\n permit ip any any\nR#show access-lists\nExtended IP access list V\n    10 permit ip any any\n");
  ledger_is(f, "uuiii");
  read_as(f, "cisco",
    "Extended IP access list V\n    10 permit ip any any\naccess-list 10 permit any\nExtended IP access list 10\nExtended\n");
  ledger_is(f, "uuu??");
}

static void banners_are_text(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco", "banner motd ^C\n crypto isakmp policy 1\nend\n^C\nhostname R\n");
  ledger_is(f, "iiiiu");
  assert_null(f->r.proposals.first);
  read_as(f, "cisco", "banner login # one line #\nhostname R\n");
  ledger_is(f, "iu");
  read_as(f, "cisco", "banner exec @ first\ninterface Tunnel9\nlast @\nhostname R\n");
  ledger_is(f, "iiiu");
  read_as(f, "cisco", "banner motd \x03\ninterface Tunnel9\n\x03\nhostname R\n");
  ledger_is(f, "iiiu");
  assert_null(f->r.interfaces.first);
  /* without its other end a banner must not take the file */
  read_as(f, "cisco", "banner motd $ welcome\nhostname R\n");
  ledger_is(f, "iu");
}

/* Of what the delimiter was before the text was copied only the banner's first letter is left. */
static void a_banner_without_its_delimiter_takes_no_more_than_its_line(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "crypto isakmp client configuration group G\n key 1\n banner HQ GATEWAY\n!\ncrypto ipsec transform-set SHA esp-aes esp-sha-hmac\n"
      " mode tunnel\n");
  ledger_is(f, "iiicuu");
  assert_string_equal(f->r.transforms.first->name, "SHA");
  read_as(f, "cisco", "banner motd C first\ninterface Tunnel9\nC\nhostname R\n");
  ledger_is(f, "iiiu");
}

/* The devices take capitals too; a sentence that begins with one is none of their commands. */
static void keywords_with_capitals(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "Crypto isakmp policy 10\n Lifetime 3600\n authentication PRE-SHARE\nInterface configuration\nCrypto map of the head office\n"
    "crypto map M 1 IPSEC-ISAKMP\nSet peer 192.0.2.2\nSet the transform set of both ends\n"
    "R1(config-crypto-map)#match address ?\n  <100-199>  IP access-list number\n  WORD       Access-list name\n"
    "R1(config-crypto-map)#Match address 101\nInterface Gi0/0\n IP Address 192.0.2.1 255.255.255.0\n Crypto map M\n");
  ledger_is(f, "uuu??uu?ii?uuuu");
  assert_int_equal(f->r.proposals.first->lifetime.v, 3600);
  assert_string_equal(f->r.entries.first->acl.s, "101");
  assert_string_equal(f->r.interfaces.first->policies->s, "M");
}

/* A word processor gives every line a capital: of the outer view, a line of several keywords is a command, a sentence is none. */
static void a_capital_in_front_of_each_line(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "En\nConf t\nCrypto ipsec transform-set SET esp-aes esp-sha-hmac\nMode transport\nExit\nCrypto keyring RING\nExit\n"
    "Interface settings of the hub\nCrypto Keyring Names\nThe other end\nInt tun 0\nBandwidth 1000\nTunnel source lo 0\nExit\n"
    "Key points\nRouter settings\nRouter ospf 10\nNetwork 10.0.0.0 0.0.0.255 area 0\nDo wr\n");
  ledger_is(f, "iiuuiui???uiuiiiiii");
  assert_string_equal(f->r.transforms.first->name, "SET");
  assert_int_equal(f->r.transforms.first->encapsulation.v, ENCAPSULATION_TRANSPORT);
  assert_string_equal(f->r.keyrings.first->name, "RING");
  assert_null(f->r.keyrings.first->next);
  assert_null(f->r.interfaces.first->next);
  assert_true(f->r.dynamic_routing);
  read_as(f, "cisco", "Crypto isakmp policy 1\nRouter settings: see 2\nGroup 14\n");
  ledger_is(f, "uiu");
  assert_false(f->r.dynamic_routing);
}

/* Lines around a tunnel that no rule asks for, and what a switched-off feature leaves in a config. */
static void lines_around_a_tunnel(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "no crypto engine accelerator\nno crypto ipsec nat-transparency udp-encaps\nno crypto isakmp nat keepalive\nno crypto isakmp ccm\n"
    "no crypto ipsec security-association replay\ncrypto ctcp port 10000\ncrypto isakmp disconnect-revoked-peers\n"
    "crypto ipsec client ezvpn E\n peer 192.0.2.9 default\ninterface ATM0/0\n pvc 8/35\n  encapsulation aal5mux ppp dialer\n"
    " dsl operating-mode auto\n crypto map ipv6 SIX\n crypto map ipv6\n crypto connect vlan 7\n ip ddns update hostname a.example\n"
    "interface Tunnel0\n tunnel mode gre multipoint ipv6\n");
  ledger_is(f, "iiiiiiiiiuiiiiuiiuu");
  assert_string_equal(f->r.interfaces.first->policies->s, "ipv6");
  assert_null(f->r.interfaces.first->policies->next);
  assert_int_equal(f->r.interfaces.first->next->tunnel->mode.v, TUNNEL_OTHER);
  assert_null(f->r.issues.first);
}

/* What people write between the commands of a block leaves the block open, as it does on a device that refuses it. */
static void notes_between_the_lines_close_no_block(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "# Site A\n```\ncrypto isakmp policy 10\n-- the cipher of both\n encryption aes 256\n群组\n group 14\n```\n**Peer**\n| A | B |\n---\n"
    "crypto map M 1 ipsec-isakmp\n- the far end:\n set peer 192.0.2.2\n");
  ledger_is(f, "ccucucuccccucu");
  assert_int_equal(f->r.proposals.first->dh.v, 14);
  assert_non_null(f->r.entries.first->peers);
}

static void a_range_of_interfaces_has_all_lines(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "interface Tunnel0\n tunnel source 1.1.1.1\ninterface range tunnel 0 - 1 , Tunnel3\n tunnel protection ipsec profile P\n"
    " ip mtu 1400\n ip mtu 99999\n!\nint range g0/0/2-3\nshutdown\nno shutdown\nip nat inside\nhostname R\n"
    "interface range fa0/1 - x\n shutdown\n");
  ledger_is(f, "uuuuuucuuuuu??");
  static const char *const names[] = { "tunnel0", "tunnel1", "tunnel3", "gigabitethernet0/0/2", "gigabitethernet0/0/3" };
  const struct interface *i = f->r.interfaces.first;
  for (size_t k = 0; k < sizeof names / sizeof *names; k++, i = i->next) {
    assert_string_equal(i->name, names[k]);
    if (k >= 3) assert_true(i->nat_inside && !i->shutdown);
    else assert_string_equal(i->tunnel->protection.s, "P");
  }
  assert_null(i);
}

static void tunnels_over_ipv6_are_no_faults(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "interface Tunnel6\n tunnel source 2001:db8::1\n tunnel destination 2001:DB8::2\n tunnel mode gre ipv6\ncrypto isakmp profile P\n"
      " match identity address ipv6 2001:DB8::2/128\n match identity address 0.0.0.0 OUT\n");
  ledger_is(f, "uuuuuiu");
  assert_null(f->r.issues.first);
  assert_true(ip_is_v6(&f->r.interfaces.first->tunnel->source.ip) && ip_is_v6(&f->r.interfaces.first->tunnel->destination.ip));
  assert_string_equal(f->r.profiles.first->expects->next->vrf, "OUT");
}

static void next_hops_of_a_multipoint_tunnel(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "interface Tunnel0\n ip nhrp authentication secret\n ip nhrp map multicast dynamic\n ip nhrp map multicast 192.0.2.1\n"
      " ip nhrp map 10.0.0.1 192.0.2.1\n ip nhrp map 10.0.0.2 255.255.255.255 hub.example\n"
    " ip nhrp nhs 10.0.0.1\n ip nhrp nhs 10.0.0.3 nbma 192.0.2.3 multicast\n ip nhrp nhs dynamic nbma 192.0.2.3\n no ip nhrp shortcut\n");
  ledger_is(f, "uiiiuuiuui");
  const struct next_hop *hop = f->r.interfaces.first->tunnel->next_hops;
  assert_int_equal(hop->inner.v4, 0x0a000001);
  assert_int_equal(hop->outer.ip.v4, 0xc0000201);
  assert_string_equal(hop->next->outer.ip.text, "hub.example");
  assert_int_equal(hop->next->next->inner.v4, 0x0a000003);
  assert_null(hop->next->next->next);
}

static void next_hops_are_taken_back(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "interface Tunnel0\n ip nhrp map 192.0.2.1 10.0.0.1\n ip nhrp map 10.0.0.2 192.0.2.2\n"
      " ip nhrp nhs 10.0.0.3 nbma 192.0.2.3 multicast\n no ip nhrp map 192.0.2.1 10.0.0.1\n no ip nhrp map 10.0.0.2 192.0.2.9\n"
    " no ip nhrp map multicast 192.0.2.1\n no ip nhrp nhs 10.0.0.3 nbma 192.0.2.3 multicast\n no ip nhrp shortcut\n");
  ledger_is(f, "uuuuuiiui");
  const struct next_hop *hop = f->r.interfaces.first->tunnel->next_hops;
  assert_int_equal(hop->inner.v4, 0x0a000002);
  assert_null(hop->next);
}

static void certificates_are_skipped(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "crypto pki certificate chain TP\n certificate self-signed 01\n  30820229 30820192 A0030201\n  31312F30 2D060355\n  \tquit\n"
      " certificate ca 02 nvram:TP.cer\ncrypto isakmp policy 1\n group 2\n");
  ledger_is(f, "iiiiiiuu");
  read_as(f, "cisco", "crypto pki certificate chain TP\ncertificate self-signed 01\n30820229 30820192\nquit\nhostname R\n");
  ledger_is(f, "iiiiu");
}

static void sections_of_no_concern(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco",
    "Building configuration...\n!\nversion 15.1\nservice timestamps debug datetime msec\naaa new-model\nno ip http server\n"
      "ip dhcp pool LAN\n network 10.0.0.0 255.255.255.0\n lease 7\n!\nline vty 0 4\n"
    " password 7 0822455D0A16\n transport input ssh\ncrypto isakmp client configuration group G\n key sharedword\n pool P\n"
      "crypto foo bar\n");
  ledger_is(f, "icuiiiiiiciiiiii?");
  assert_null(f->r.keys.first);
}

/* What the dialects make of single lines. */
static int weight(const char *dialect, const char *line)
{
  const char *reason;
  return dialect_named(dialect)->weigh(line, strlen(line), &reason);
}

static void dialects_are_told_apart(void **state)
{
  (void)state;
  assert_true(weight("ruijie", "version RGOS 10.4(3b19)p3 Release(180891)") >= 1000);
  assert_int_equal(weight("cisco", "version RGOS 10.4(3b19)p3 Release(180891)"), 0);
  assert_true(weight("cisco", "version 15.7") >= 1000);
  assert_int_equal(weight("cisco", "version 7.1.064, Release 0605P10"), 0);
  assert_int_equal(weight("cisco", "version 5.20, Release 2512"), 0);
  assert_true(weight("ruijie", "Ruijie(config-if-GigabitEthernet 0/0)#ip add 13.1.1.1 30") >= 1000);
  assert_true(
    weight("ruijie", "crypto isakmp key 7 summer address 1.1.1.1") > weight("cisco", "crypto isakmp key 7 summer address 1.1.1.1"));
  assert_int_equal(weight("ruijie", "crypto isakmp policy 1"), weight("cisco", "cry isa pol 1"));
  assert_true(weight("ruijie", "interface Tunnel 1") > weight("cisco", "interface Tunnel 1"));
  assert_int_equal(weight("ruijie", " description crypto isakmp policy 1"), 0);
}

/* A version line is of IOS where a number and nothing else follows, and of RGOS where that name does; some prompts are one family's. */
static void versions_and_prompts_tell_a_dialect(void **state)
{
  (void)state;
  static const char *const cisco[] = { "version 12.4", "version 15.2", "version 17.11  ", "R1(config-isakmp)#group 2",
    "R1(cfg-crypto-trans)#mode transport" };
  static const char *const ruijie[] = { "version RGOS 10.4(3b34)", "version 11.4 RGOS", "R1(isakmp-policy)#group 2",
    "R1(config-if-GigabitEthernet 0/1)#crypto map m", "Ruijie#show run", "Ruijie(config)#crypto map m 1 ipsec-isakmp" };
  static const char *const neither[] = { "version 1", "version 15", "version 15x2", "version 1x.2", "version 25.2", "version 15.2T",
    "wersion 15.2", "version", "version ", "version RGO", "hostname RGOS", "banner RGOS version 10" };
  for (size_t i = 0; i < sizeof cisco / sizeof *cisco; i++)
    assert_true(weight("cisco", cisco[i]) >= 1000 && weight("ruijie", cisco[i]) < 1000);
  for (size_t i = 0; i < sizeof ruijie / sizeof *ruijie; i++)
    assert_true(weight("ruijie", ruijie[i]) >= 1000 && weight("cisco", ruijie[i]) < 1000);
  for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
    assert_true(weight("cisco", neither[i]) < 1000 && weight("ruijie", neither[i]) < 1000);
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(an_interface_without_indentation_stays_open), TEST(indentation_and_prompts_make_no_difference),
    TEST(indented_sections_end_with_their_indentation), TEST(lists_are_read_as_show_prints_them), TEST(banners_are_text),
    TEST(a_banner_without_its_delimiter_takes_no_more_than_its_line), TEST(keywords_with_capitals),
    TEST(a_capital_in_front_of_each_line), TEST(lines_around_a_tunnel),
    TEST(notes_between_the_lines_close_no_block), TEST(a_range_of_interfaces_has_all_lines), TEST(tunnels_over_ipv6_are_no_faults),
    TEST(next_hops_of_a_multipoint_tunnel), TEST(next_hops_are_taken_back), TEST(certificates_are_skipped), TEST(sections_of_no_concern),
    TEST(dialects_are_told_apart), TEST(versions_and_prompts_tell_a_dialect) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
