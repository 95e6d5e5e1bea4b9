/* Systems that look like a router of a known dialect and are none: recognised in order to be refused by name (CFG006).
 *
 * Only lines that no supported dialect can hold decide. Each is a pattern for the line without indentation; `*` stands for a word, `#` for
 * a number, `$` for the line's end; otherwise anything may follow. */
#include "vendors/vendor.h"

#include <ctype.h>
#include <string.h>

#define DECISIVE 1000

/* Does the line, whose indentation is gone, start as the pattern says? */
static bool matches(const char *pattern, const char *line, const char *end)
{
  for (; *pattern; pattern++) {
    if (*pattern == '$') return line == end;
    if (*pattern == '*' || *pattern == '#') {
      const char *first = line;
      while (line < end && !isspace((unsigned char)*line) && (*pattern == '*' || isdigit((unsigned char)*line))) line++;
      if (line == first || (line < end && !isspace((unsigned char)*line))) return false;
    } else if (*pattern == ' ') {
      if (line == end || !isspace((unsigned char)*line)) return false;
      while (line < end && isspace((unsigned char)*line)) line++;
    } else if (line == end || *line++ != *pattern) return false;
  }
  return true;
}

static const char *skip_blanks(const char *line, const char *end)
{
  while (line < end && isspace((unsigned char)*line)) line++;
  return line;
}

static int any_of(const char *const *patterns, const char *line, size_t len)
{
  const char *end = line + len;
  line = skip_blanks(line, end);
  while (end > line && isspace((unsigned char)end[-1])) end--;
  if (line == end) return 0;
  for (; *patterns; patterns++)
    if ((**patterns == *line || !isalnum((unsigned char)**patterns)) && matches(*patterns, line, end)) return DECISIVE;
  return 0;
}

/* Adaptive Security Appliance, and PIX before it. `crypto map M 10 set peer` is one line there, a sub-command on routers. */
static int weigh_asa(const char *line, size_t len)
{
  static const char *const patterns[] = { ": Saved", "ASA Version ", "PIX Version ", "nameif *$", "security-level #$",
    "tunnel-group * type ", "tunnel-group * ipsec-attributes", "crypto ikev1 policy #", "crypto ikev1 enable ", "crypto isakmp enable *$",
    "crypto ipsec ikev1 transform-set ", "access-list * extended permit ", "access-list * extended deny ", "crypto map * # set ",
    "crypto map * # match address ", "crypto map * interface ", "group-policy * internal", "isakmp policy # ", "fixup protocol ",
    "sysopt connection ", "same-security-traffic permit ", "ciscoasa(", "ciscoasa#", "ciscoasa>", NULL };
  return any_of(patterns, line, len);
}

/* `version 7.0(3)I7(6)`: no release of a router's IOS before 12 is written so, and Ruijie's 10.4(3) has RGOS before it. */
static bool is_nxos_release(const char *line, size_t len)
{
  const char *end = line + len, *s = skip_blanks(line, end);
  if (!matches("version ", s, end)) return false;
  s = skip_blanks(s + 7, end);
  if (end - s < 6 || s[0] < '4' || s[0] > '9' || s[1] != '.' || !isdigit((unsigned char)s[2])) return false;
  for (s += 3; s < end && isdigit((unsigned char)*s);) s++;
  return s < end && *s == '(';
}

static int weigh_nxos(const char *line, size_t len)
{
  static const char *const patterns[] = { "!Command: show ", "version * Bios:version", "vdc * id #", "vrf context ", "install feature-set ",
    "feature vpc", "feature nv overlay", "feature interface-vlan", "feature ospf", "feature bgp", "feature lacp", "feature hsrp",
    "feature tunnel", "username * password # * role network-", NULL };
  return is_nxos_release(line, len) ? DECISIVE : any_of(patterns, line, len);
}

static int weigh_xr(const char *line, size_t len)
{
  static const char *const patterns[] = { "!! IOS XR Configuration", "RP/0/", "ipv4 address ", "end-policy$", "end-set$",
    "interface MgmtEth0/", "interface tunnel-ip#", "tunnel mode gre ipv4", "taskgroup ", NULL };
  return any_of(patterns, line, len);
}

static int weigh_junos(const char *line, size_t len)
{
  static const char *const patterns[] = { "## Last commit: ", "## Last changed: ", "set version *$", "set system host-name ",
    "set system services ", "set system root-authentication ", "set interfaces * unit # ", "set routing-options ", "set policy-options ",
    "set protocols ", "set security ike ", "set security ipsec ", "set security zones ", "set security policies ", "set security nat ",
    "[edit ", "system {$", "interfaces {$", "security {$", "routing-options {$", "policy-options {$", "protocols {$", "firewall {$",
    "pre-shared-key ascii-text ", "host-inbound-traffic {$", NULL };
  return any_of(patterns, line, len);
}

static int weigh_fortios(const char *line, size_t len)
{
  static const char *const patterns[] = { "#config-version=", "config system ", "config vpn ipsec ", "config vpn ssl ", "config firewall ",
    "config router ", "config log ", "set psksecret ", "set phase1name ", NULL };
  return any_of(patterns, line, len);
}

/* Digital China's routers: the access lists of a Cisco-like syntax hold netmasks, and a missing `authentication` is a pre-shared key. */
static int weigh_dcn(const char *line, size_t len)
{
  static const char prompt[] = "(config-crypto-ike-policy-";
  static const char *const patterns[] = { "tunnel speed-up", NULL };
  for (size_t i = 0; i + sizeof prompt - 1 <= len && i < 64; i++)
    if (line[i] == '(' && !memcmp(line + i, prompt, sizeof prompt - 1)) return DECISIVE;
  return any_of(patterns, line, len);
}

/* Furukawa's FITELnet names its policies: `crypto isakmp policy P1`. A masked number is no name. */
static int weigh_fitelnet(const char *line, size_t len)
{
  static const char *const patterns[] = { "crypto ipsec selector ", "encryption-keysize ", NULL };
  static const char policy[] = "crypto isakmp policy ";
  const char *end = line + len, *s = skip_blanks(line, end);
  if (matches(policy, s, end)) {
    s += sizeof policy - 1;
    s = skip_blanks(s, end);
    if (end - s >= 2 && isalpha((unsigned char)s[0]) && (s[1] | 32) != 'x') return DECISIVE;
  }
  return any_of(patterns, line, len);
}

/* `[V300R019C00SPC300]`, which a prompt does not look like. */
static bool is_vrp_release(const char *line, size_t len)
{
  static const char shape[] = "[V000R000C";
  for (size_t i = 0; i < sizeof shape - 1; i++)
    if (i >= len || (shape[i] == '0' ? !isdigit((unsigned char)line[i]) : line[i] != shape[i])) return false;
  return true;
}

/* Behind a prompt `[AR1-ike-peer-x]`; the line itself where there is none. */
static const char *behind_prompt(const char *line, const char *end)
{
  line = skip_blanks(line, end);
  const char *close = line < end && *line == '[' ? memchr(line, ']', (size_t)(end - line)) : NULL;
  return close ? close + 1 : line;
}

/* `[~AR1]`, `[*AR1-ike-peer-x]`: prompts of releases that commit. */
static bool is_vrp_prompt(const char *line, size_t len)
{
  return len > 3 && line[0] == '[' && (line[1] == '~' || line[1] == '*') && isalnum((unsigned char)line[2]) && memchr(line, ']', len);
}

/* Huawei's VRP shares its ancestors with Comware V5, but not its defaults. A dialect of it would take this row's place. */
static int weigh_vrp(const char *line, size_t len)
{
  static const char *const patterns[] = { "!Software Version V", "ike-proposal #$", "ike peer * v1$", "ike peer * v2$", "local-id-type ",
    "remote-id-type ", "integrity-algorithm hmac-", "authentication-algorithm sha2-", "esp authentication-algorithm sha2-",
    "dpd idle-time ", "dpd type ", "tunnel-protocol ipsec$", "interface Vlanif", "interface Eth-Trunk", "interface Tunnel0/0/#$",
    "undo version 2$", "undo version 1$", "pre-shared-key cipher %", "local-aaa-user ", "pki realm ", "<HUAWEI>", "<Huawei>", "<USG",
    "[HUAWEI", "[Huawei", "[USG", NULL };
  const char *end = line + len, *command = behind_prompt(line, end);
  if (is_vrp_release(line, len) || is_vrp_prompt(line, len) || any_of(patterns, line, len)) return DECISIVE;
  return any_of(patterns, command, (size_t)(end - command));
}

const struct foreign foreign_systems[] = {
  { "Cisco ASA or PIX", weigh_asa },
  { "Cisco NX-OS", weigh_nxos },
  { "Cisco IOS-XR", weigh_xr },
  { "Juniper Junos", weigh_junos },
  { "Fortinet FortiOS", weigh_fortios },
  { "DCN (Digital China)", weigh_dcn },
  { "Furukawa FITELnet", weigh_fitelnet },
  { "Huawei VRP", weigh_vrp },
  { NULL, NULL },
};
