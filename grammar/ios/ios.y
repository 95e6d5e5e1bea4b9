/* The IOS CLI, Cisco's and Ruijie's: one production a line.
 *
 * Where a value stands alone it is a plain word that the actions read, abbreviations included; keywords are tokens only where the grammar
 * has to choose, and are declared nowhere. WORDS is the rest of the line, up to a comment. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {ios_}
%define api.token.prefix {T_}
%define api.token.raw
%define api.location.type {struct place}
%define parse.error custom
%define lr.type canonical-lr
%define lr.default-reduction consistent
%locations
%expect 0
%param { struct front *f }
%code requires {
#include "grammar/front.h"
#include "grammar/ios/ios.h"
}
%code top {
#define YYLLOC_DEFAULT(Cur, Rhs, N) \
  do { if (N) { (Cur).first = YYRHSLOC(Rhs, 1).first; (Cur).last = YYRHSLOC(Rhs, N).last; } \
       else (Cur).first = (Cur).last = YYRHSLOC(Rhs, 0).last; } while (0)
}
%code {
static void yyerror(struct place *at, struct front *f, const char *message);
}
%union { struct place word; struct ios_marked marked; struct ios_marked_key key; struct ios_address address; struct ios_ports ports; }
%token EOL "<end of line>" IDLE "@idle"
%token <word> WORD "<word>" NUMBER "<number>" ADDRESS "<address>" WORDS "<words>"
/* The views, in the order of enum ios_view. */
%token VIEW_NONE "@none" VIEW_GLOBAL "@global" VIEW_POLICY "@policy" VIEW_KEYRING "@keyring" VIEW_PROFILE "@profile" VIEW_PEER "@peer"
       VIEW_TRANSFORM "@transform" VIEW_MAP "@map" VIEW_ACL "@acl"
%token VIEW_INTERFACE "@interface" VIEW_ROUTE_MAP "@route-map" VIEW_GROUP "@group" VIEW_OTHER "@other" VIEW_VRF "@vrf"
%type <word> tail some secret port more_ports action protocol
%type <marked> key_peer ring_peer rule_head
%type <key> marked_key
%type <address> address
%type <ports> port_range source_ports destination_ports
%%
config: %empty | config line;
line
  : VIEW_NONE EOL
  | VIEW_NONE error EOL { front_unknown(f); yyerrok; }
  | VIEW_GLOBAL global
  | VIEW_GLOBAL error EOL { front_unknown(f); yyerrok; }
  | VIEW_POLICY policy
  | VIEW_POLICY error EOL { front_unknown(f); yyerrok; }
  | VIEW_KEYRING keyring
  | VIEW_KEYRING error EOL { front_unknown(f); yyerrok; }
  | VIEW_PROFILE profile
  | VIEW_PROFILE error EOL { front_unknown(f); yyerrok; }
  | VIEW_PEER peer
  | VIEW_PEER error EOL { front_unknown(f); yyerrok; }
  | VIEW_TRANSFORM transform
  | VIEW_TRANSFORM error EOL { front_unknown(f); yyerrok; }
  | VIEW_MAP map
  | VIEW_MAP error EOL { front_unknown(f); yyerrok; }
  | VIEW_ACL acl
  | VIEW_ACL error EOL { front_unknown(f); yyerrok; }
  | VIEW_INTERFACE interface
  | VIEW_INTERFACE error EOL { front_unknown(f); yyerrok; }
  | VIEW_ROUTE_MAP route_map
  | VIEW_ROUTE_MAP error EOL { front_unknown(f); yyerrok; }
  | VIEW_GROUP group
  | VIEW_GROUP error EOL { front_unknown(f); yyerrok; }
  | VIEW_OTHER other
  | VIEW_OTHER error EOL { front_unknown(f); yyerrok; }
  | VIEW_VRF vrf
  | VIEW_VRF error EOL { front_unknown(f); yyerrok; }
  ;

/* ---- Parts of lines ---- */

tail: %empty { $$ = (struct place){ 0, 0 }; } | WORDS { $$ = @1; };
undo: "no" | "default";
/* How a line ends that is known and no part of a tunnel; the second behind an error. No text gives IDLE: the driver asks whether a state
 * takes it, and skips lines whose first words lead there. */
idle: EOL { front_ignore(f); } | WORDS EOL { front_ignore(f); } | IDLE;
aside: EOL { front_aside(f); } | WORDS EOL { front_aside(f); };
idle_end: EOL { front_ignore(f); yyerrok; } | IDLE;
secret: WORD | NUMBER;
marked_key
  : secret { $$ = (struct ios_marked_key){ .key = $1 }; }
  | NUMBER secret { $$ = (struct ios_marked_key){ .marker = { $1, true }, .key = $2 }; }
  ;
key_peer
  : "address" WORDS { $$ = (struct ios_marked){ @2, false }; }
  | "hostname" WORDS { $$ = (struct ios_marked){ @2, true }; }
  ;
ring_peer
  : "address" some { $$ = (struct ios_marked){ @2, false }; }
  | "hostname" some { $$ = (struct ios_marked){ @2, true }; }
  ;
some: WORD | some WORD;
address
  : "any" { $$ = (struct ios_address){ .word = @1, .kind = IOS_ANY }; }
  | "host" ADDRESS { $$ = (struct ios_address){ .word = $2, .kind = IOS_HOST }; }
  | ADDRESS ADDRESS { $$ = (struct ios_address){ .word = $1, .wildcard = $2, .kind = IOS_NET }; }
  | "object-group" WORD { $$ = (struct ios_address){ .word = $2, .kind = IOS_OBJECTS }; }
  ;
port: NUMBER | WORD;
more_ports: port | more_ports port;
port_range
  : "range" port port { $$ = (struct ios_ports){ .low = @2, .high = @3, .op = PORT_RANGE }; }
  | "gt" port { $$ = (struct ios_ports){ .low = @2, .op = PORT_GT }; }
  | "lt" port { $$ = (struct ios_ports){ .low = @2, .op = PORT_LT }; }
  ;
source_ports
  : %empty { $$ = (struct ios_ports){ .op = PORT_ANY }; }
  | "eq" more_ports { $$ = (struct ios_ports){ .low = @2, .op = PORT_EQ }; }
  | "neq" more_ports { $$ = (struct ios_ports){ .low = @2, .op = PORT_NEQ }; }
  | port_range
  ;
destination_ports
  : %empty { $$ = (struct ios_ports){ .op = PORT_ANY }; }
  | "eq" port { $$ = (struct ios_ports){ .low = @2, .op = PORT_EQ }; }
  | "neq" port { $$ = (struct ios_ports){ .low = @2, .op = PORT_NEQ }; }
  | port_range
  ;
action: "permit" { $$ = @1; } | "deny" { $$ = @1; };
protocol: NUMBER | WORD;

/* ---- Outside of every view ---- */

global
  : "version" WORDS EOL { ios_version(f, @2); }
  | "hostname" WORD EOL { ios_hostname(f, $2); }
  | "exit" EOL { ios_leave(f); }
  | "end" EOL { ios_leave(f); }
  | "crypto" crypto
  | undo error EOL { ios_no_other(f); yyerrok; }
  | undo "crypto" no_crypto
  | "self-identity" "address" EOL { ios_self_identity(f, ID_ADDRESS, @2); }
  | "self-identity" "fqdn" EOL { ios_self_identity(f, ID_FQDN, (struct place){ 0, 0 }); }
  | "self-identity" "fqdn" WORD EOL { ios_self_identity(f, ID_FQDN, $3); }
  | "self-identity" "user-fqdn" WORD EOL { ios_self_identity(f, ID_USER_FQDN, $3); }
  | "self-identity" error EOL { front_unreadable(f, &f->router->identity.o, "`address`, `fqdn` or `user-fqdn`"); yyerrok; }
  | undo "self-identity" tail EOL { ios_unset(&f->router->identity.o); f->router->identity.type = ID_UNSET; }
  | "access-list" NUMBER numbered_rule
  | "access-list" access_list_global idle
  | undo "access-list" NUMBER tail EOL { ios_no_acl(f, $3); }
  | "ip" "access-list" "extended" WORD EOL { ios_acl(f, $4, true); }
  | "ip" "access-list" "standard" WORD EOL { ios_acl(f, $4, false); }
  | undo "ip" "access-list" "extended" WORD EOL { ios_no_acl(f, $5); }
  | undo "ip" "access-list" "standard" WORD EOL { ios_no_acl(f, $5); }
  | "ip" "access-list" access_list_other idle
  | "ip" "route" ADDRESS ADDRESS WORDS EOL { ios_route(f, (struct place){ 0, 0 }, $3, $4, @5); }
  | "ip" "route" "vrf" WORD ADDRESS ADDRESS WORDS EOL { ios_route(f, $4, $5, $6, @7); }
  | undo "ip" "route" ADDRESS ADDRESS tail EOL { ios_no_route(f, $4, $5, $6); }
  | "ip" "nat" "inside" "source" "list" WORD "interface" WORDS EOL { ios_nat(f, false, $6, @8, true); }
  | "ip" "nat" "inside" "source" "route-map" WORD "interface" WORDS EOL { ios_nat(f, true, $6, @8, true); }
  | "ip" "nat" "inside" "source" "list" WORD "pool" WORDS EOL { ios_nat(f, false, $6, @8, false); }
  | "ip" "nat" "inside" "source" "route-map" WORD "pool" WORDS EOL { ios_nat(f, true, $6, @8, false); }
  | "ip" "nat" "inside" "source" "static" WORDS EOL { ios_static_nat(f, @6); }
  | "ip" "nat" nat_other idle
  | undo "ip" "nat" "inside" "source" "list" WORD tail EOL { ios_no_nat(f, false, $7); }
  | undo "ip" "nat" "inside" "source" "route-map" WORD tail EOL { ios_no_nat(f, true, $7); }
  | undo "ip" "nat" "inside" "source" "static" WORDS EOL { ios_no_static_nat(f, @7); }
  | "ip" "vrf" WORD EOL { ios_vrf(f, $3); }
  | "ip" "vrf" WORD WORDS EOL { front_ignore(f); }
  | "vrf" "definition" WORD EOL { ios_vrf(f, $3); }
  | "ip" "local" "policy" tail EOL { f->router->policy_routing = true; front_ignore(f); }
  | "ip" ip_other idle
  | "interface" WORDS EOL { ios_interface(f, @2); }
  | undo "interface" WORDS EOL { ios_no_interface(f, @3); }
  | "object-group" "network" WORD EOL { ios_object_group(f, $3); }
  | "object-group" group_other idle
  | "route-map" WORD EOL { ios_route_map(f, $2, true); }
  | "route-map" WORD WORD EOL { ios_routing(f, @1); }
  | "route-map" WORD "permit" tail EOL { ios_route_map(f, $2, true); }
  | "route-map" WORD "deny" tail EOL { ios_route_map(f, $2, false); }
  | undo "route-map" WORD tail EOL { ios_no_route_map(f, $3); }
  ;
access_list_global: "compiled" | "dynamic-extended";
access_list_other: "resequence" | "logging" | "log-update" | "persistent" | "role-based" | "match-local-traffic" | "fqdn";
nat_other: "pool" | "outside" | "translation" | "log" | "settings" | "service" | "enable" | "create" | "portmap" | "piggyback-support";
ip_other: "alg" | "arp" | "as-path" | "bgp-community" | "cef" | "classless" | "community-list" | "default-gateway" | "default-network"
  | "dhcp" | "dns" | "domain" | "domain-list" | "domain-lookup" | "domain-name" | "extcommunity-list" | "finger" | "flow" | "flow-cache"
  | "flow-export" | "flow-top-talkers" | "forward-protocol" | "ftp" | "gratuitous-arps" | "host" | "host-routing" | "http" | "icmp"
  | "igmp" | "inspect" | "ips" | "local" | "mpls" | "multicast" | "multicast-routing" | "name-server" | "nbar" | "options" | "pim"
  | "port-map" | "prefix-list" | "radius" | "rcmd" | "routing" | "scp" | "sla" | "source-route" | "spd" | "ssh" | "subnet-zero" | "tacacs"
  | "tcp" | "telnet" | "tftp" | "traffic-export" | "urlfilter" | "wccp" | "admission" | "auth-proxy" | "bootp" | "identd" | "fwd" | "ref"
  | "session" | "policy-list" | "ddns" | "audit" | "accounting-list" | "accounting-threshold" | "reflexive-list";
group_other: "service" | "ip" | "security" | "icmp" | "fqdn" | "v6-network";
numbered_rule
  : action protocol address source_ports address destination_ports tail EOL
    { ios_numbered_acl(f, @0); ios_rule(f, (struct ios_marked){ { 0, 0 }, false }, @1, @2, &$3, &$4, &$5, &$6, $7); }
  | action address tail EOL { ios_numbered_acl(f, @0); ios_standard_rule(f, (struct ios_marked){ { 0, 0 }, false }, @1, &$2, $3); }
  | action ADDRESS tail EOL
        { ios_numbered_acl(f, @0);
          ios_standard_rule(f, (struct ios_marked){ { 0, 0 }, false }, @1, &(struct ios_address){ .word = $2, .kind = IOS_ONE }, $3); }
  | action error EOL { ios_numbered_acl(f, @0); ios_rule_unread(f); yyerrok; }
  | "remark" tail EOL { ios_numbered_acl(f, @0); }
  ;

/* ---- crypto ... ---- */

crypto
  : "isakmp" "policy" NUMBER EOL { ios_policy(f, $3); }
  | "isakmp" "key" marked_key key_peer EOL { ios_key(f, $3.marker, $3.key, $4); }
  | "isakmp" "key" error EOL { ios_key_bad(f); yyerrok; }
  | "isakmp" "enable" EOL { ios_flag(f, &f->router->isakmp_enabled, 1, @2); }
  | "isakmp" "identity" "address" EOL { ios_identity(f, ID_ADDRESS, @3); }
  | "isakmp" "identity" "hostname" EOL { ios_identity(f, ID_FQDN, @3); }
  | "isakmp" "identity" "dn" EOL { ios_identity(f, ID_DN, @3); }
  | "isakmp" "identity" error EOL { front_unreadable(f, &f->router->identity.o, "`address`, `hostname` or `dn`"); yyerrok; }
  | "isakmp" "keepalive" WORDS EOL { ios_keepalive(f, @3); }
  | "isakmp" "keepalive" error EOL { front_unreadable(f, &f->router->dpd_interval.o, "the interval in seconds"); yyerrok; }
  | "isakmp" "aggressive-mode" "disable" EOL { ios_flag(f, &f->router->aggressive_disabled, 1, @3); }
  | "isakmp" "mode-detect" EOL { ios_flag(f, &f->router->answers_aggressive, 1, @2); }
  | "isakmp" "profile" WORD tail EOL { ios_profile(f, $3); }
  | "isakmp" "peer" key_peer EOL { ios_peer(f, $3); }
  | "isakmp" "client" WORDS EOL { front_ignore(f); }
  | "isakmp" isakmp_other idle
  | "isakmp" isakmp_aside aside
  | "keyring" WORD EOL { ios_keyring(f, $2, (struct place){ 0, 0 }); }
  | "keyring" WORD "vrf" WORD EOL { ios_keyring(f, $2, $4); }
  | "ipsec" "transform-set" WORD WORDS EOL { ios_transform(f, $3, @4); }
  | "ipsec" "transform-set" error EOL { front_unreadable(f, NULL, "a name and its transforms (esp-aes, esp-sha-hmac ...)"); yyerrok; }
  | "ipsec" "security-association" "lifetime" "seconds" WORD EOL { ios_lifetime_seconds(f, &f->router->seconds, $5, 1); }
  | "ipsec" "security-association" "lifetime" "days" WORD EOL { ios_lifetime_seconds(f, &f->router->seconds, $5, 86400); }
  | "ipsec" "security-association" "lifetime" "kilobytes" WORD EOL { ios_lifetime_kilobytes(f, &f->router->kilobytes, $5); }
  | "ipsec" "security-association" association_other aside
  | "ipsec" "profile" WORD EOL { ios_ipsec_profile(f, $3); }
  | "ipsec" "client" "ezvpn" WORD EOL { ios_other_block(f, "Easy VPN client", $4, false); }
  | "ipsec" ipsec_other aside
  | "map" WORD NUMBER EOL { ios_map(f, $2, $3, ENTRY_ISAKMP, (struct place){ 0, 0 }); }
  | "map" WORD NUMBER "ipsec-isakmp" EOL { ios_map(f, $2, $3, ENTRY_ISAKMP, @4); }
  | "map" WORD NUMBER "ipsec-isakmp" "dynamic" WORD tail EOL { ios_map(f, $2, $3, ENTRY_TEMPLATE_USER, $6); }
  | "map" WORD NUMBER "ipsec-isakmp" "profile" WORD EOL { ios_map(f, $2, $3, ENTRY_OTHER, @4); }
  | "map" WORD NUMBER "ipsec-manual" EOL { ios_map(f, $2, $3, ENTRY_MANUAL, @4); }
  | "map" WORD NUMBER "gdoi" tail EOL { ios_map(f, $2, $3, ENTRY_OTHER, @4); }
  | "map" WORD "local-address" WORDS EOL { ios_map_local(f, $2, @4); }
  | "map" WORD "isakmp-profile" WORD EOL { ios_map_profile(f, $2, $4); }
  | "map" "ipv6" WORD NUMBER WORDS EOL { ios_other_block(f, "IPv6 crypto map", $3, false); ios_state(f)->other->refers = true; }
  | "map" WORD map_other idle
  | "map" WORD map_aside aside
  | "dynamic-map" WORD NUMBER EOL { ios_dynamic_map(f, $2, $3); }
  | "ikev2" "profile" WORD EOL { ios_other_block(f, "IKEv2 profile", $3, true); }
  | "ikev2" "policy" WORD EOL { ios_other_block(f, "IKEv2 policy", $3, true); }
  | "ikev2" "proposal" WORD EOL { ios_other_block(f, "IKEv2 proposal", $3, false); }
  | "ikev2" "keyring" WORD EOL { ios_other_block(f, "IKEv2 keyring", $3, false); }
  | "ikev2" ikev2_other idle
  | "pki" "trustpoint" WORD EOL { ios_other_block(f, "PKI trustpoint", $3, false); }
  | "ca" "trustpoint" WORD EOL { ios_other_block(f, "PKI trustpoint", $3, false); }
  | "ca" "identity" WORD EOL { ios_other_block(f, "PKI trustpoint", $3, false); }
  | "pki" pki_other idle
  | "ca" pki_other idle
  | "gdoi" "group" WORD EOL { ios_other_block(f, "GDOI group", $3, false); ios_state(f)->other->refers = true; }
  | "engine" "compliance" "shield" "disable" EOL { ios_flag(f, &f->router->weak_allowed, 1, @2); }
  | "engine" idle
  | crypto_other idle
  ;
isakmp_other: "diagnose" | "limit" | "call" | "ipsec" | "default" | "performance" | "stats" | "disconnect-revoked-peers" | "ccm";
isakmp_aside: "nat" | "invalid-spi-recovery" | "fragmentation" | "xauth" | "next-payload" | "nat-traversal" | "enable-nat";
association_other: "replay" | "idle-time" | "dummy" | "multi-sn" | "level" | "ecn" | "dfbit";
ipsec_other: "df-bit" | "nat-transparency" | "fragmentation" | "optional" | "multicast" | "ipv4-deny" | "path-mtu" | "server"
  | "policy-mtu" | "anti-replay";
map_other: "gdoi" | "ipv6" | "multicast";
map_aside: "client" | "isakmp" | "redundancy";
ikev2_other: "dpd" | "nat" | "limit" | "window" | "cookie-challenge" | "diagnose" | "fragmentation" | "http-url" | "authorization"
  | "name-mangler" | "client" | "cluster" | "redirect" | "certificate-cache" | "reconnect" | "disconnect-revoked-peers" | "nat-traversal";
pki_other: "certificate" | "token" | "server" | "profile" | "import" | "export" | "crl" | "authenticate" | "enroll" | "trustpool" | "cert";
crypto_other: "key" | "logging" | "mib" | "call" | "identity" | "provisioning" | "vpn" | "ssl" | "wui" | "tls-tunnel" | "xauth" | "eap"
  | "entropy" | "session" | "tek" | "cem" | "ctcp";
no_crypto
  : "isakmp" "policy" NUMBER EOL { ios_no_policy(f, $3); }
  | "isakmp" "key" marked_key key_peer EOL { ios_no_key(f, $4, false); }
  | "isakmp" "enable" EOL { ios_flag(f, &f->router->isakmp_enabled, ios_word_is(f, 0, 1, "default", 1), place_join(@1, @2)); }
  | "isakmp" "default" "policy" EOL { ios_flag(f, &f->router->builtin_off, ios_word_is(f, 0, 1, "no", 2), place_join(@1, @3)); }
  | "isakmp" "identity" tail EOL { ios_unset(&f->router->identity.o); f->router->identity.type = ID_UNSET; }
  | "isakmp" "keepalive" tail EOL
        { ios_unset(&f->router->dpd_interval.o); ios_unset(&f->router->dpd_retry.o); ios_unset(&f->router->dpd_periodic.o); }
  | "isakmp" "aggressive-mode" "disable" EOL { ios_unset(&f->router->aggressive_disabled.o); }
  | "isakmp" "mode-detect" EOL { ios_unset(&f->router->answers_aggressive.o); }
  | "isakmp" "profile" WORD EOL { ios_no_profile(f, $3); }
  | "keyring" WORD tail EOL { ios_no_keyring(f, $2); }
  | "ipsec" "transform-set" WORD tail EOL { ios_no_transform(f, $3); }
  | "ipsec" "profile" WORD EOL { ios_no_ipsec_profile(f, $3); }
  | "ipsec" "security-association" "lifetime" tail EOL { ios_unset(&f->router->seconds.o); ios_unset(&f->router->kilobytes.o); }
  | "map" WORD EOL { ios_no_map(f, $2, (struct place){ 0, 0 }, false); }
  | "map" WORD NUMBER tail EOL { ios_no_map(f, $2, $3, false); }
  | "map" WORD "local-address" tail EOL { ios_no_map_setting(f, $2, false); }
  | "map" WORD "isakmp-profile" tail EOL { ios_no_map_setting(f, $2, true); }
  | "dynamic-map" WORD EOL { ios_no_map(f, $2, (struct place){ 0, 0 }, true); }
  | "dynamic-map" WORD NUMBER EOL { ios_no_map(f, $2, $3, true); }
  | "engine" "compliance" "shield" "disable" EOL { ios_unset(&f->router->weak_allowed.o); }
  | "engine" idle
  | "isakmp" isakmp_other idle
  | "isakmp" isakmp_aside aside
  | "ipsec" "security-association" association_other aside
  | "ipsec" ipsec_other aside
  | crypto_other idle
  | no_crypto_other idle
  ;
no_crypto_other: "ikev2" | "pki" | "ca" | "gdoi";

/* ---- crypto isakmp policy ---- */

policy
  : "encryption" WORDS EOL { ios_policy_value(f, IOS_ENCRYPTION, @2); }
  | "encryption" error EOL { ios_policy_bad(f, IOS_ENCRYPTION); yyerrok; }
  | "hash" WORD EOL { ios_policy_value(f, IOS_HASH, $2); }
  | "hash" error EOL { ios_policy_bad(f, IOS_HASH); yyerrok; }
  | "authentication" WORD EOL { ios_policy_value(f, IOS_AUTHENTICATION, $2); }
  | "authentication" error EOL { ios_policy_bad(f, IOS_AUTHENTICATION); yyerrok; }
  | "group" WORD EOL { ios_policy_value(f, IOS_GROUP_NUMBER, $2); }
  | "group" error EOL { ios_policy_bad(f, IOS_GROUP_NUMBER); yyerrok; }
  | "lifetime" WORD EOL { ios_policy_value(f, IOS_LIFETIME, $2); }
  | "lifetime" "seconds" WORD EOL { ios_policy_value(f, IOS_LIFETIME, $3); }
  | "lifetime" error EOL { ios_policy_bad(f, IOS_LIFETIME); yyerrok; }
  | undo "encryption" tail EOL { ios_policy_unset(f, IOS_ENCRYPTION); }
  | undo "hash" tail EOL { ios_policy_unset(f, IOS_HASH); }
  | undo "authentication" tail EOL { ios_policy_unset(f, IOS_AUTHENTICATION); }
  | undo "group" tail EOL { ios_policy_unset(f, IOS_GROUP_NUMBER); }
  | undo "lifetime" tail EOL { ios_policy_unset(f, IOS_LIFETIME); }
  | "description" idle
  ;

/* ---- crypto keyring, crypto isakmp profile, crypto isakmp peer ---- */

keyring
  : "pre-shared-key" ring_peer "key" marked_key EOL { ios_ring_key(f, $4.marker, $4.key, $2); }
  | "pre-shared-key" error EOL { ios_key_bad(f); yyerrok; }
  | undo "pre-shared-key" key_peer EOL { ios_no_key(f, $3, true); }
  | undo "pre-shared-key" ring_peer "key" marked_key EOL { ios_no_key(f, $3, true); }
  | "local-address" WORDS EOL { ios_ring_local(f, @2); }
  | undo "local-address" tail EOL
        { ios_unset(&ios_state(f)->ring->local.o); ios_unset(&ios_state(f)->ring->local_interface.o);
          ios_state(f)->ring->local_interface.s = NULL; }
  | "rsa-pubkey" WORDS EOL { front_ignore(f); }
  | "description" idle
  ;
profile
  : "keyring" WORDS EOL { ios_profile_keyring(f, @2); }
  | undo "keyring" tail EOL { ios_state(f)->profile->keyrings = NULL; }
  | "match" "identity" "address" WORDS EOL { ios_profile_match(f, ID_ADDRESS, @4, true); }
  | "match" "identity" "host" WORD EOL { ios_profile_match(f, ID_FQDN, $4, true); }
  | "match" "identity" "user-fqdn" WORD EOL { ios_profile_match(f, ID_USER_FQDN, $4, true); }
  | "match" "identity" "user" WORD EOL { ios_profile_match(f, ID_USER_FQDN, $4, true); }
  | "match" "identity" WORDS EOL { ios_profile_match(f, ID_KEY_ID, @3, false); }
  | "match" "identity" "host" "domain" WORD EOL { ios_profile_match(f, ID_FQDN, $5, false); }
  | "match" "identity" "user" "domain" WORD EOL { ios_profile_match(f, ID_USER_FQDN, $5, false); }
  | "match" "identity" "group" WORD EOL { ios_profile_match(f, ID_KEY_ID, $4, true); }
  | "match" error EOL { ios_profile_match(f, ID_KEY_ID, front_whole(f), false); front_unknown(f); yyerrok; }
  | "match" "certificate" WORD EOL { ios_profile_certificate(f, $3); }
  | "self-identity" "address" tail EOL { ios_profile_identity(f, ID_ADDRESS, @2); }
  | "self-identity" "fqdn" EOL { ios_profile_identity(f, ID_FQDN, (struct place){ 0, 0 }); }
  | "self-identity" "fqdn" WORD EOL { ios_profile_identity(f, ID_FQDN, $3); }
  | "self-identity" "user-fqdn" WORD EOL { ios_profile_identity(f, ID_USER_FQDN, $3); }
  | "self-identity" error EOL { front_unreadable(f, &ios_state(f)->profile->local.o, "`address`, `fqdn` or `user-fqdn`"); yyerrok; }
  | undo "self-identity" tail EOL { ios_unset(&ios_state(f)->profile->local.o); ios_state(f)->profile->local.type = ID_UNSET; }
  | "initiate" "mode" "aggressive" EOL { ios_profile_aggressive(f, @3); }
  | undo "initiate" "mode" tail EOL { ios_unset(&ios_state(f)->profile->exchange.o); }
  | "keepalive" WORD EOL { ios_profile_keepalive(f, $2, (struct place){ 0, 0 }); }
  | "keepalive" WORD "retry" WORD EOL { ios_profile_keepalive(f, $2, $4); }
  | "keepalive" error EOL { front_unreadable(f, &ios_state(f)->profile->dpd_interval.o, "the interval in seconds"); yyerrok; }
  | undo "keepalive" tail EOL { ios_unset(&ios_state(f)->profile->dpd_interval.o); ios_unset(&ios_state(f)->profile->dpd_retry.o); }
  | "local-address" WORDS EOL { ios_profile_local(f, @2); }
  | "vrf" WORD EOL { ios_profile_vrf(f, $2); }
  | "ca" "trust-point" WORD EOL { ios_profile_certificate(f, $3); }
  | profile_other idle
  | profile_aside aside
  ;
profile_other: "description" | "accounting" | "default";
profile_aside: "client" | "isakmp" | "virtual-template" | "qos-group";
peer
  : "set" "aggressive-mode" "password" secret EOL { ios_peer_password(f, (struct place){ 0, 0 }, $4); }
  | "set" "aggressive-mode" "password" NUMBER secret EOL { ios_peer_password(f, $4, $5); }
  | "set" "aggressive-mode" "password" error EOL { ios_key_bad(f); yyerrok; }
  | "set" "aggressive-mode" "client-endpoint" "ipv4-address" WORD EOL { ios_peer_endpoint(f, ID_ADDRESS, $5); }
  | "set" "aggressive-mode" "client-endpoint" "fqdn" WORD EOL { ios_peer_endpoint(f, ID_FQDN, $5); }
  | "set" "aggressive-mode" "client-endpoint" "user-fqdn" WORD EOL { ios_peer_endpoint(f, ID_USER_FQDN, $5); }
  | "description" idle
  ;

/* ---- crypto ipsec transform-set ---- */

transform
  : "mode" "tunnel" EOL { ios_transform_mode(f, ENCAPSULATION_TUNNEL, @2, (struct place){ 0, 0 }); }
  | "mode" "transport" EOL { ios_transform_mode(f, ENCAPSULATION_TRANSPORT, @2, (struct place){ 0, 0 }); }
  | "mode" "transport" "require" EOL { ios_transform_mode(f, ENCAPSULATION_TRANSPORT, @2, @3); }
  | "mode" error EOL { front_unreadable(f, &ios_state(f)->set->encapsulation.o, "`tunnel` or `transport`"); yyerrok; }
  | undo "mode" tail EOL { ios_unset(&ios_state(f)->set->encapsulation.o); ios_unset(&ios_state(f)->set->required.o); }
  ;

/* ---- crypto map and dynamic-map entries, IPsec profiles ---- */

map
  : "set" "peer" WORDS EOL { ios_set_peer(f, @3); }
  | "set" "peer" error EOL { front_unreadable(f, &ios_add_peer(f)->address.o, "the peer's address or name"); yyerrok; }
  | undo "set" "peer" WORDS EOL { ios_no_peer(f, @4); }
  | "set" "transform-set" WORDS EOL { ios_set_transforms(f, @3); }
  | "set" "transform-set" error EOL
        { ios_state(f)->entry->transforms_unread = true; front_unreadable(f, NULL, "the name of a transform set"); yyerrok; }
  | undo "set" "transform-set" tail EOL { ios_state(f)->entry->transforms = NULL; }
  | "set" "pfs" EOL { ios_set_pfs(f, (struct place){ 0, 0 }); }
  | "set" "pfs" WORD EOL { ios_set_pfs(f, $3); }
  | undo "set" "pfs" tail EOL { ios_unset(&ios_state(f)->entry->pfs.o); }
  | "set" "security-association" "lifetime" "seconds" WORD EOL { ios_lifetime_seconds(f, &ios_state(f)->entry->seconds, $5, 1); }
  | "set" "security-association" "lifetime" "days" WORD EOL { ios_lifetime_seconds(f, &ios_state(f)->entry->seconds, $5, 86400); }
  | "set" "security-association" "lifetime" "kilobytes" WORD EOL { ios_lifetime_kilobytes(f, &ios_state(f)->entry->kilobytes, $5); }
  | undo "set" "security-association" "lifetime" tail EOL
        { ios_unset(&ios_state(f)->entry->seconds.o); ios_unset(&ios_state(f)->entry->kilobytes.o); }
  | "set" "security-association" "level" "per-host" EOL { ios_flag(f, &ios_state(f)->entry->acl_mode, 2, @4); }
  | "set" "security-association" map_association_other aside
  | "set" "isakmp-profile" WORD EOL { front_set_ref(f, &ios_state(f)->entry->profile, front_intern(f, $3), $3); }
  | "set" "isakmp-profile" error EOL { front_unreadable(f, &ios_state(f)->entry->profile.o, "the name of one ISAKMP profile"); yyerrok; }
  | undo "set" "isakmp-profile" tail EOL { ios_unset(&ios_state(f)->entry->profile.o); ios_state(f)->entry->profile.s = NULL; }
  | "set" "ikev2-profile" WORD EOL { front_set_ref(f, &ios_state(f)->entry->ikev2_profile, front_intern(f, $3), $3); }
  | undo "set" "ikev2-profile" tail EOL { ios_unset(&ios_state(f)->entry->ikev2_profile.o); ios_state(f)->entry->ikev2_profile.s = NULL; }
  | "set" "isakmp-policy" WORD EOL
        { ios_number(f, &ios_state(f)->entry->isakmp_policy, $3, 1, 65535, "a policy number");
          ios_state(f)->entry->isakmp_policy.o.doubt = 1; }
  | undo "set" "isakmp-policy" tail EOL { ios_unset(&ios_state(f)->entry->isakmp_policy.o); }
  | "set" "exchange-mode" "main" EOL { front_set_num(f, &ios_state(f)->entry->exchange, EXCHANGE_MAIN, @3); }
  | "set" "exchange-mode" "aggressive" EOL { front_set_num(f, &ios_state(f)->entry->exchange, EXCHANGE_AGGRESSIVE, @3); }
  | "set" "exchange-mode" error EOL { front_unreadable(f, &ios_state(f)->entry->exchange.o, "`main` or `aggressive`"); yyerrok; }
  | undo "set" "exchange-mode" tail EOL { ios_unset(&ios_state(f)->entry->exchange.o); }
  | "set" "local" WORD EOL { ios_set_local(f, $3); }
  | undo "set" "local" tail EOL { ios_unset(&ios_state(f)->entry->local.o); ios_state(f)->entry->local.ip.kind = IP_NONE; }
  | "set" "autoup" tail EOL { ios_flag(f, &ios_state(f)->entry->autoup, 1, @2); }
  | undo "set" "autoup" tail EOL { ios_unset(&ios_state(f)->entry->autoup.o); }
  | "set" "reverse-route" tail EOL { ios_reverse_route(f, @2, $3); }
  | "set" "session-key" idle
  | "set" map_set_other aside
  | "match" "address" WORD EOL { ios_match_acl(f, $3); }
  | "match" "address" error EOL { front_unreadable(f, &ios_state(f)->entry->acl.o, "the name or number of an access list"); yyerrok; }
  | undo "match" "address" tail EOL { ios_unset(&ios_state(f)->entry->acl.o); ios_state(f)->entry->acl.s = NULL; }
  | "reverse-route" tail EOL { ios_reverse_route(f, @1, $2); }
  | undo "reverse-route" tail EOL { ios_unset(&ios_state(f)->entry->reverse_route.o); }
  | "responder-only" EOL { ios_flag(f, &ios_state(f)->entry->responder_only, 1, @1); }
  | undo "responder-only" EOL { ios_unset(&ios_state(f)->entry->responder_only.o); }
  | "description" idle
  | "qos" idle
  ;
map_association_other: "idle-time" | "replay" | "dfbit" | "ecn" | "dummy";
map_set_other: "identity" | "ip" | "nat" | "df-bit" | "group" | "mixed-mode" | "mtu" | "security-policy";

/* ---- Access lists, object groups, route maps ---- */

rule_head
  : %empty { $$ = (struct ios_marked){ { 0, 0 }, false }; }
  | NUMBER { $$ = (struct ios_marked){ @1, false }; }
  | "no" { $$ = (struct ios_marked){ { 0, 0 }, true }; }
  | "no" NUMBER { $$ = (struct ios_marked){ @2, true }; }
  ;
acl
  : rule_head action protocol address source_ports address destination_ports tail EOL { ios_rule(f, $1, @2, @3, &$4, &$5, &$6, &$7, $8); }
  | rule_head action address tail EOL { ios_standard_rule(f, $1, @2, &$3, $4); }
  | rule_head action ADDRESS tail EOL { ios_standard_rule(f, $1, @2, &(struct ios_address){ .word = $3, .kind = IOS_ONE }, $4); }
  | rule_head action error EOL { ios_rule_unread(f); yyerrok; }
  | rule_head "evaluate" WORD EOL { ios_rule_unread(f); }
  | rule_head "dynamic" WORDS EOL { ios_rule_unread(f); }
  | rule_head "remark" tail EOL
  | "no" NUMBER EOL { ios_no_rule(f, $2); }
  ;
group
  : "host" WORD EOL { ios_group_member(f, $2, (struct place){ 0, 0 }, false); }
  | "any" EOL { ios_group_member(f, @1, (struct place){ 0, 0 }, true); }
  | ADDRESS ADDRESS EOL { ios_group_member(f, $1, $2, false); }
  | ADDRESS EOL { ios_group_member(f, $1, (struct place){ 0, 0 }, false); }
  | ADDRESS error EOL { ios_group_unread(f); yyerrok; }
  | "group-object" WORD EOL { ios_group_nested(f, $2); }
  | "group-object" error EOL { ios_group_unread(f); yyerrok; }
  | "range" WORDS EOL { ios_group_unread(f); }
  | "no" WORDS EOL { ios_group_unread(f); }
  | "description" idle
  ;
route_map
  : "match" "ip" "address" WORDS EOL { ios_route_map_acls(f, @4); }
  | "match" "interface" WORDS EOL { ios_route_map_interfaces(f, @3); }
  | "match" error EOL { ios_route_map_unread(f); yyerrok; }
  | undo "match" tail EOL { ios_route_map_unread(f); }
  | "set" idle
  | "description" idle
  | "continue" tail EOL { ios_route_map_unread(f); }
  ;

/* ---- interface ---- */

interface
  : "description" idle
  | "ip" "address" WORDS EOL { ios_ip_address(f, @3); }
  | "ip" "address" error EOL { front_unreadable(f, &ios_state(f)->interface->address.o, "an address and a mask"); yyerrok; }
  | undo "ip" "address" tail EOL { ios_no_ip_address(f, @4); }
  | "ip" "unnumbered" WORDS EOL { ios_unnumbered(f, @3); }
  | undo "ip" "unnumbered" tail EOL { ios_unset(&ios_state(f)->interface->unnumbered.o); ios_state(f)->interface->unnumbered.s = NULL; }
  | "ip" "mtu" WORD EOL { ios_number(f, &ios_state(f)->interface->ip_mtu, $3, 64, 65535, "the MTU in bytes"); }
  | undo "ip" "mtu" tail EOL { ios_unset(&ios_state(f)->interface->ip_mtu.o); }
  | "mtu" WORD EOL { ios_number(f, &ios_state(f)->interface->mtu, $2, 64, 65535, "the MTU in bytes"); }
  | undo "mtu" tail EOL { ios_unset(&ios_state(f)->interface->mtu.o); }
  | "ip" "tcp" "adjust-mss" WORD EOL { ios_number(f, &ios_state(f)->interface->mss, $4, 1, 65535, "the MSS in bytes"); }
  | undo "ip" "tcp" "adjust-mss" tail EOL { ios_unset(&ios_state(f)->interface->mss.o); }
  | "ip" "nat" "inside" EOL { ios_state(f)->interface->nat_inside = true; ios_state(f)->interface->nat_at = front_whole(f); }
  | "ip" "nat" "outside" EOL { ios_state(f)->interface->nat_outside = true; ios_state(f)->interface->nat_at = front_whole(f); }
  | "ip" "nat" "enable" EOL { front_ignore(f); }
  | "ip" interface_ip_elsewhere idle
  | undo "ip" "nat" "inside" EOL { ios_state(f)->interface->nat_inside = false; }
  | undo "ip" "nat" "outside" EOL { ios_state(f)->interface->nat_outside = false; }
  | "ip" "vrf" "forwarding" WORD EOL { ios_interface_vrf(f, $4); }
  | undo "ip" "vrf" "forwarding" tail EOL { ios_state(f)->interface->vrf = NULL; }
  | "ip" "vrf" WORD WORDS EOL { front_ignore(f); }
  | undo "vrf" "forwarding" tail EOL { ios_state(f)->interface->vrf = NULL; }
  | "vrf" "forwarding" WORD EOL { ios_interface_vrf(f, $3); }
  | "ip" "policy" tail EOL { f->router->policy_routing = true; front_ignore(f); }
  | "ip" "nhrp" WORDS EOL { ios_nhrp(f, @3); }
  | undo "ip" "nhrp" WORDS EOL { ios_no_nhrp(f, @4); }
  | undo "ip" "nhrp" EOL { front_ignore(f); }
  | "ip" "access-group" WORDS EOL { ios_access_group(f, @3); }
  | undo "ip" "access-group" tail EOL { ios_no_access_group(f, @4); }
  | "ip" interface_ip_other idle
  | undo "ip" "policy" idle
  | undo "ip" interface_ip_other idle
  | "crypto" "map" WORD EOL { ios_apply_map(f, $3); }
  | "crypto" "map" WORD "redundancy" WORD tail EOL
        { ios_apply_map(f, $3); front_set_name(f, &ios_state(f)->interface->redundancy, front_intern(f, $5), $5); }
  | "crypto" "map" error EOL { ios_apply_unread(f); yyerrok; }
  | "standby" WORDS EOL { ios_shared_address(f, @2, false); }
  | "vrrp" WORDS EOL { ios_shared_address(f, @2, true); }
  | undo "crypto" "map" tail EOL { ios_no_map_applied(f); }
  | "crypto" "map" "ipv6" EOL { ios_apply_map(f, @3); }
  | "crypto" "map" "ipv6" WORD EOL { front_ignore(f); }
  | "crypto" "connect" idle
  | "crypto" "ipsec" interface_ipsec idle
  | "crypto" "engine" idle
  | "tunnel" "source" WORDS EOL { ios_tunnel_source(f, @3); }
  | "tunnel" "source" error EOL { front_unreadable(f, &ios_tunnel(f)->source.o, "an address or an interface"); yyerrok; }
  | undo "tunnel" "source" tail EOL
        { ios_unset(&ios_tunnel(f)->source.o); ios_tunnel(f)->source.ip.kind = IP_NONE; ios_unset(&ios_tunnel(f)->source_interface.o);
          ios_tunnel(f)->source_interface.s = NULL; }
  | "tunnel" "destination" WORDS EOL { ios_tunnel_destination(f, @3); }
  | "tunnel" "destination" error EOL { front_unreadable(f, &ios_tunnel(f)->destination.o, "the other end's address"); yyerrok; }
  | undo "tunnel" "destination" tail EOL { ios_unset(&ios_tunnel(f)->destination.o); ios_tunnel(f)->destination.ip.kind = IP_NONE; }
  | "tunnel" "mode" "gre" EOL { ios_tunnel_mode(f, TUNNEL_GRE, @3); }
  | "tunnel" "mode" "gre" "ip" EOL { ios_tunnel_mode(f, TUNNEL_GRE, place_join(@3, @4)); }
  | "tunnel" "mode" "gre" "multipoint" EOL { ios_tunnel_mode(f, TUNNEL_GRE_MULTIPOINT, place_join(@3, @4)); }
  | "tunnel" "mode" "gre" "multipoint" "ipv6" EOL { ios_tunnel_mode(f, TUNNEL_OTHER, place_join(@3, @5)); }
  | "tunnel" "mode" "gre" "ipv6" tail EOL { ios_tunnel_mode(f, TUNNEL_OTHER, place_join(@3, @4)); }
  | "tunnel" "mode" "ipsec" "ipv4" tail EOL { ios_tunnel_mode(f, TUNNEL_IPSEC, place_join(@3, @4)); }
  | "tunnel" "mode" WORDS EOL { ios_tunnel_mode(f, TUNNEL_OTHER, @3); }
  | "tunnel" "mode" error EOL { front_unreadable(f, &ios_tunnel(f)->mode.o, "a mode (gre ip, ipsec ipv4 ...)"); yyerrok; }
  | "tunnel" "mode" "ipsec" "ipv6" tail EOL { ios_tunnel_mode(f, TUNNEL_OTHER, place_join(@3, @4)); }
  | undo "tunnel" "mode" tail EOL { ios_unset(&ios_tunnel(f)->mode.o); }
  | "tunnel" "key" WORD EOL { ios_number(f, &ios_tunnel(f)->key, $3, 0, UINT32_MAX, "a tunnel key from 0 to 4294967295"); }
  | "tunnel" "key" error EOL { front_unreadable(f, &ios_tunnel(f)->key.o, "a tunnel key from 0 to 4294967295"); yyerrok; }
  | undo "tunnel" "key" tail EOL { ios_unset(&ios_tunnel(f)->key.o); }
  | "tunnel" "checksum" EOL { ios_flag(f, &ios_tunnel(f)->checksum, 1, @2); }
  | undo "tunnel" "checksum" EOL { ios_unset(&ios_tunnel(f)->checksum.o); }
  | "tunnel" "protection" "ipsec" "profile" WORD tail EOL { ios_tunnel_protection(f, $5); }
  | "tunnel" "protection" "ipsec" "policy" "ipv4" WORD EOL { ios_tunnel(f)->narrowed = true; front_aside(f); }
  | "tunnel" "protection" error EOL { front_unreadable(f, &ios_tunnel(f)->protection.o, "`ipsec profile` and its name"); yyerrok; }
  | undo "tunnel" "protection" tail EOL { ios_unset(&ios_tunnel(f)->protection.o); ios_tunnel(f)->protection.s = NULL; }
  | "tunnel" "vrf" WORD EOL { front_set_name(f, &ios_tunnel(f)->vrf, front_intern(f, $3), $3); }
  | undo "tunnel" "vrf" tail EOL { ios_unset(&ios_tunnel(f)->vrf.o); ios_tunnel(f)->vrf.s = NULL; }
  | "tunnel" tunnel_other idle
  | undo "tunnel" tunnel_other idle
  | "keepalive" EOL { ios_tunnel_keepalive(f, (struct place){ 0, 0 }, (struct place){ 0, 0 }); }
  | "keepalive" WORD EOL { ios_tunnel_keepalive(f, $2, (struct place){ 0, 0 }); }
  | "keepalive" WORD WORD EOL { ios_tunnel_keepalive(f, $2, $3); }
  | undo "keepalive" tail EOL { ios_tunnel_keepalive(f, (struct place){ 0, 1 }, (struct place){ 0, 0 }); }
  | "encapsulation" WORDS EOL { ios_encapsulation(f, @2); }
  | undo "encapsulation" tail EOL { ios_state(f)->interface->vlan = ios_state(f)->interface->inner_vlan = 0; }
  | "shutdown" EOL { ios_shutdown(f); }
  | undo "shutdown" EOL { ios_state(f)->interface->shutdown = false; }
  | undo interface_other idle
  | undo error idle_end
  ;
interface_ipsec: "df-bit" | "fragmentation"
  | "client"; /* the rest of `crypto ipsec` is global, though an interface may stand open in front of it */
interface_ip_elsewhere: "admission" | "auth-proxy" | "dns" | "tcp"; /* these are commands of the outer view, too */
interface_ip_other: "accounting" | "arp" | "authentication" | "bandwidth-percent" | "bgp" | "broadcast-address" | "cef"
  | "dhcp" | "directed-broadcast" | "eigrp" | "flow" | "helper-address" | "hello-interval" | "hold-time" | "icmp" | "igmp" | "inspect"
  | "ips" | "load-sharing" | "local-proxy-arp" | "mask-reply" | "mroute-cache" | "multicast" | "nbar" | "next-hop-self" | "ospf" | "pim"
  | "proxy-arp" | "rarp-server" | "redirects" | "ref" | "rip" | "route-cache" | "router" | "rtp" | "security" | "split-horizon"
  | "summary-address" | "traffic-export" | "unreachables" | "urlfilter" | "verify" | "virtual-reassembly" | "vrrp" | "wccp" | "rsvp"
  | "mrm" | "lisp" | "session" | "fast-path" | "rate-limit" | "mobile" | "ddns" | "audit" | "cgmp";
tunnel_other: "bandwidth" | "csr" | "entropy" | "flow" | "mpls" | "path-mtu-discovery" | "qos" | "rbscp" | "route-via"
  | "sequence-datagrams" | "tos" | "ttl" | "udlr" | "6rd" | "speed-up" | "endpoint" | "df-bit";
interface_other: "cdp" | "mop" | "lldp" | "fair-queue" | "logging" | "snmp" | "switchport" | "negotiation" | "clns" | "cfg";

/* ---- VRFs ---- */

vrf
  : "rd" WORD EOL { front_set_name(f, &ios_state(f)->vrf->distinguisher, front_intern(f, $2), $2); }
  | undo "rd" tail EOL { ios_unset(&ios_state(f)->vrf->distinguisher.o); ios_state(f)->vrf->distinguisher.s = NULL; }
  | "address-family" "ipv4" idle
  | vrf_other idle
  ;
vrf_other: "route-target" | "exit-address-family" | "description" | "vnet";

/* ---- Blocks that are known and not modelled ---- */

other
  : "match" "identity" "remote" "address" WORD tail EOL { ios_other_peer(f, $5); }
  | "match" "identity" "remote" idle
  | "address" WORD tail EOL { ios_other_peer(f, $2); }
  | "peer" WORD tail EOL { front_ignore(f); }
  | "match" idle
  | other_word idle
  | undo idle
  ;
other_word: "encryption" | "integrity" | "prf" | "group" | "proposal" | "identity" | "authentication" | "keyring" | "lifetime" | "dpd"
  | "pre-shared-key" | "pki" | "virtual-template" | "aaa" | "ivrf" | "nat" | "config-exchange" | "set" | "qos" | "reverse-route"
  | "initial-contact" | "reconnect" | "description" | "hostname" | "enrollment" | "subject-name" | "revocation-check" | "rsakeypair"
  | "serial-number" | "fqdn" | "ip-address" | "auto-enroll" | "subject-alt-name" | "password" | "usage" | "hash" | "eckeypair" | "source"
  | "vrf" | "connect" | "mode" | "username" | "xauth" | "acl" | "server" | "client" | "redirect" | "crl" | "query" | "storage"
  | "regenerate" | "on" | "primary" | "chain-validation";
%%
#define FRONT_READ ios_read
#include "grammar/front-parse.h"
