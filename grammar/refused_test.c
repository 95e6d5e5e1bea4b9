/* Lines of both families with a word that the device would refuse: each is told once, at its line, and sets nothing that could be taken for
 * a value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

struct row {
  const char *block; /* what stands before */
  const char *line;
};

static const struct row comware5[] = {
  { "", "ike proposal 70000\n" },
  { "ike proposal 1\n", " encryption-algorithm aes-cbc 129\n" },
  { "ike proposal 1\n", " dh group3\n" },
  { "ike proposal 1\n", " sa duration 5\n" },
  { "ike proposal 1\n", " authentication-method password\n" },
  { "ike peer a\n", " remote-address 10.0.0.300\n" },
  { "ike peer a\n", " remote-address 10.0.0.1 10.0.0.x.1\n" },
  { "ike peer a\n", " local-address 10.0.0\n" },
  { "ike peer a\n", " exchange-mode quick\n" },
  { "ike peer a\n", " proposal 1 many\n" },
  { "ipsec policy p 0 isakmp\n", "" },
  { "ipsec policy p 1 isakmp\n", " pfs dh-group3\n" },
  { "ipsec policy p 1 isakmp\n", " sa duration time-based 5\n" },
  { "ipsec proposal t\n", " esp encryption-algorithm rot13\n" },
  { "ipsec proposal t\n", " encapsulation-mode neither\n" },
  { "acl number 3000\n", " rule 0 permit ip source nowhere 0\n" },
  { "acl number 3000\n", " rule 0 permit 300\n" },
  { "acl number 3000\n", " step 30\n" },
  { "interface Tunnel0\n", " ip address 10.0.0.1 255.0.255.0\n" },
  { "interface Tunnel0\n", " ip address 10.0.0.1 33\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " source 10.0.0.300\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " gre key many\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " destination 10.0.0.300.1\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " keepalive many\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " keepalive 10 many\n" },
  { "", "ip route-static 10.0.0.0 40 10.0.0.1\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " keepalive 40000\n" },
  { "interface Tunnel0\n tunnel-protocol gre\n", " keepalive 10 300\n" },
  { "interface Tunnel0\n", " ip address nowhere 24\n" },
  { "interface Tunnel0\n", " ip address 10.0.0.1\n" },
  { "acl number 3000\n", " rule 70000 permit ip\n" },
  { "acl number 3000\n", " rule 0 permit ip source 10.0.0.1 0.0.0.300\n" },
  { "acl number 3000\n", " rule 0 permit ip source\n" },
  { "acl number 3000\n", " rule\n" },
  { "ike proposal 1\n", " encryption-algorithm 3des-cbc 128\n" },
  { "ike proposal 1\n", " encryption-algorithm aes-cbc 512\n" },
  { "ipsec proposal t\n", " esp encryption-algorithm aes 100\n" },
  { "ike peer a\n", " pre-shared-key\n" },
  { "", "ip route-static 10.0.0.0 24\n" },
};

static const struct row comware7[] = {
  { "ike profile a\n", " local-identity address 10.0.0.300\n" },
  { "ike profile a\n", " match remote identity address 10.0.0.1 99\n" },
  { "ike profile a\n", " match remote identity address range 10.0.0.1 10.0.0.300\n" },
  { "ike keychain k\n", " pre-shared-key address 10.0.0.1 99 key simple x\n" },
  { "ike keychain k\n", " pre-shared-key address 10.0.0.1 24 key\n" },
  { "ike keychain k\n", " pre-shared-key address\n" },
  { "object-group ip address g\n", " network host address 10.0.0.300\n" },
  { "object-group ip address g\n", " network subnet 10.0.0.300 24\n" },
  { "ike profile a\n", " dpd interval 0\n" },
  { "ike profile a\n", " dpd interval 20 retry 100\n" },
  { "ike profile a\n", " match remote identity address 10.0.0.300\n" },
  { "ike profile a\n", " match local address 10.0.0.300.1\n" },
  { "ike profile a\n", " priority 70000\n" },
  { "ike profile a\n", " proposal many\n" },
  { "ike keychain k\n", " pre-shared-key address 10.0.0.300 key simple x\n" },
  { "ike keychain k\n", " priority 0\n" },
  { "ipsec policy p 1 isakmp\n", " remote-address 10.0.0.300\n" },
  { "ipsec policy p 1 isakmp\n", " local-address 10.0.0.300\n" },
  { "ipsec transform-set t\n", " pfs dh-group3\n" },
  { "object-group ip address g\n", " network subnet 10.0.0.0 255.0.255.0\n" },
};

static const struct row cisco[] = {
  { "", "crypto isakmp policy 0\n" },
  { "crypto isakmp policy 1\n", " encr aes 129\n" },
  { "crypto isakmp policy 1\n", " group 3\n" },
  { "crypto isakmp policy 1\n", " lifetime 5\n" },
  { "", "crypto isakmp key x address 10.0.0.300\n" },
  { "crypto keyring k\n", " pre-shared-key address 10.0.0.300 key x\n" },
  { "crypto isakmp profile a\n", " match identity address 10.0.0.300\n" },
  { "", "crypto map m 0 ipsec-isakmp\n" },
  { "", "crypto map m 70000 ipsec-isakmp\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set peer 10.0.0.300\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set pfs group3\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set security-association lifetime seconds 5\n" },
  { "crypto map m 1 ipsec-isakmp\n", " set security-association lifetime kilobytes 5\n" },
  { "", "crypto ipsec security-association lifetime seconds 5\n" },
  { "ip access-list extended v\n", " permit ip 10.0.0.0 0.0.0.300 any\n" },
  { "interface Tunnel1\n", " ip address 10.0.0.1 255.0.255.0\n" },
  { "interface Tunnel1\n", " ip mtu 5\n" },
  { "interface Tunnel1\n", " tunnel key many\n" },
  { "interface Tunnel1\n", " tunnel destination 10.0.0.300\n" },
  { "interface Tunnel1\n", " keepalive 10 many\n" },
  { "interface Tunnel1\n", " keepalive 10 300\n" },
  { "interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n", " ip address 10.0.0.300 255.0.0.0 secondary\n" },
  { "crypto isakmp policy 1\n", " encr aes 100\n" },
  { "crypto isakmp policy 1\n", " hash crc\n" },
  { "crypto isakmp policy 1\n", " authentication password\n" },
};

/* Says what is wrong with the row; 0: nothing. */
static unsigned try_row(struct fixture *f, const char *dialect, const struct row *row)
{
  char text[512];
  unsigned told = 0;
  bool elsewhere = false;
  size_t first = *row->line ? strlen(row->block) : 0;
  snprintf(text, sizeof text, "%s%s", row->block, row->line);
  read_whole(f, dialect, text);
  for (const struct issue *i = f->r.issues.first; i; i = i->next) {
    told += !strcmp(i->rule, "CFG001");
    elsewhere = elsewhere || i->at.first < first || i->at.last > strlen(text);
  }
  if (told != 1 || elsewhere)
    print_error("%s: `%s`: told %u times%s\n", dialect, *row->line ? row->line : row->block, told, elsewhere ? ", elsewhere" : "");
  return told != 1 || elsewhere;
}

EACH_ROW(tells, comware5, try_row)
EACH_ROW(tells, comware7, try_row)
EACH_ROW(tells, cisco, try_row)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(tells_comware5), TEST(tells_comware7), TEST(tells_cisco) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
