/* The Comware CLI, V5 and V7: one production a line, grouped by the view in which the line stands.
 *
 * No action of a line runs before its end, but for those of an ACL rule's parts, which fill a scratch that only the rule's end takes
 * over. Where a position takes any word, abbreviated keywords are not tried there, so `undo`, `ip` and `nat` lines of inner views hand
 * their words to C, which knows the abbreviations. Keywords are declared nowhere. WORDS is the rest of the line, up to a comment. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {comware_}
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
#include "grammar/comware/comware.h"
}
%code top {
#define YYLLOC_DEFAULT(Cur, Rhs, N) \
  do { if (N) { (Cur).first = YYRHSLOC(Rhs, 1).first; (Cur).last = YYRHSLOC(Rhs, N).last; } \
       else (Cur).first = (Cur).last = YYRHSLOC(Rhs, 0).last; } while (0)
}
%code {
#define STATE ((struct comware_state *)f->state)
#define NO_PLACE ((struct place){ 0, 0 })
static void yyerror(struct place *at, struct front *f, const char *message);
}
%union { struct place word; }
%token EOL "<end of line>" IDLE "@idle"
%token <word> WORD "<word>" NUMBER "<number>" ADDRESS "<address>" WORDS "<words>"
/* The views, in the order of enum comware_view. */
%token VIEW_NONE "@none" VIEW_SYSTEM "@system" VIEW_IKE_PROPOSAL "@ike-proposal" VIEW_IKE_PEER "@ike-peer" VIEW_KEYCHAIN "@ike-keychain"
       VIEW_IKE_PROFILE "@ike-profile" VIEW_IKE_DPD "@ike-dpd"
%token VIEW_TRANSFORM "@ipsec-transform-set" VIEW_POLICY "@ipsec-policy" VIEW_ACL "@acl" VIEW_GROUP "@object-group"
       VIEW_INTERFACE "@interface" VIEW_UNMODELLED "@unmodelled" VIEW_VRF "@vpn-instance"
%token COMPATIBLE_SM "compatible-sm4" /* bison would take the end of the name that it makes up for a macro of its own */
%%
config: %empty | config line;

line
  : VIEW_NONE EOL
  | VIEW_NONE error EOL { front_unknown(f); yyerrok; }
  | VIEW_SYSTEM system
  | VIEW_SYSTEM error EOL { front_unknown(f); yyerrok; }
  | VIEW_IKE_PROPOSAL ike_proposal
  | VIEW_IKE_PROPOSAL error EOL { front_unknown(f); yyerrok; }
  | VIEW_IKE_PEER ike_peer
  | VIEW_IKE_PEER error EOL { front_unknown(f); yyerrok; }
  | VIEW_KEYCHAIN keychain
  | VIEW_KEYCHAIN error EOL { front_unknown(f); yyerrok; }
  | VIEW_IKE_PROFILE ike_profile
  | VIEW_IKE_PROFILE error EOL { front_unknown(f); yyerrok; }
  | VIEW_IKE_DPD ike_dpd
  | VIEW_IKE_DPD error EOL { front_unknown(f); yyerrok; }
  | VIEW_TRANSFORM transform
  | VIEW_TRANSFORM error EOL { front_unknown(f); yyerrok; }
  | VIEW_POLICY policy
  | VIEW_POLICY error EOL { front_unknown(f); yyerrok; }
  | VIEW_ACL acl
  | VIEW_ACL error EOL { front_unknown(f); yyerrok; }
  | VIEW_GROUP group
  | VIEW_GROUP error EOL { front_unknown(f); yyerrok; }
  | VIEW_INTERFACE interface
  | VIEW_INTERFACE error EOL { front_unknown(f); yyerrok; }
  | VIEW_UNMODELLED unmodelled
  | VIEW_UNMODELLED error EOL { front_unknown(f); yyerrok; }
  | VIEW_VRF vpn_instance
  | VIEW_VRF error EOL { front_unknown(f); yyerrok; }
  ;

text: %empty | text WORD;
/* How a line ends that is known and no part of a tunnel; the second behind an error. No text gives IDLE: the driver asks whether a state
 * takes it, and skips lines whose first words lead there. */
idle: EOL { front_ignore(f); } | WORDS EOL { front_ignore(f); } | IDLE;
aside: EOL { front_aside(f); } | WORDS EOL { front_aside(f); };
idle_end: EOL { front_ignore(f); yyerrok; } | IDLE;

/* ---- System view ---- */

system
  : "version" WORDS EOL { comware_version(f, @2); }
  | "sysname" WORDS EOL { comware_sysname(f, @2); }
  | "hostname" WORD EOL { comware_sysname(f, @2); }
  | "acl" "number" NUMBER EOL { comware_acl(f, @3, true, NO_PLACE); }
  | "acl" "number" NUMBER "match-order" WORD EOL { comware_acl(f, @3, true, NO_PLACE); comware_acl_order(f, @5); }
  | "acl" "number" NUMBER "name" WORD EOL { comware_acl(f, @3, true, @5); }
  | "acl" "number" NUMBER "name" WORD "match-order" WORD EOL { comware_acl(f, @3, true, @5); comware_acl_order(f, @7); }
  | "acl" NUMBER EOL { comware_acl(f, @2, true, NO_PLACE); }
  | "acl" acl_kind NUMBER EOL { comware_acl(f, @3, true, NO_PLACE); }
  | "acl" acl_kind NUMBER "match-order" WORD EOL { comware_acl(f, @3, true, NO_PLACE); comware_acl_order(f, @5); }
  | "acl" acl_kind NUMBER "name" WORD EOL { comware_acl(f, @3, true, @5); }
  | "acl" acl_kind NUMBER "name" WORD "match-order" WORD EOL { comware_acl(f, @3, true, @5); comware_acl_order(f, @7); }
  | "acl" "advanced" "name" WORD EOL { comware_acl(f, @4, true, NO_PLACE); }
  | "acl" "advanced" "name" WORD "match-order" WORD EOL { comware_acl(f, @4, true, NO_PLACE); comware_acl_order(f, @6); }
  | "acl" "basic" "name" WORD EOL { comware_acl(f, @4, false, NO_PLACE); }
  | "acl" "basic" "name" WORD "match-order" WORD EOL { comware_acl(f, @4, false, NO_PLACE); comware_acl_order(f, @6); }
  | "acl" "name" WORD EOL { comware_acl(f, @3, true, NO_PLACE); }
  | "acl" acl_other idle
  | "gre" "p2mp-template" idle
  | "object-group" "ip" "address" WORD EOL { comware_group(f, @4); }
  | "object-group" group_other WORDS EOL { front_ignore(f); }
  | "ike" ike
  | "ikev2" "proposal" WORDS EOL { comware_unmodelled(f, "IKEv2 proposal", @3, false); }
  | "ikev2" "policy" WORDS EOL { comware_unmodelled(f, "IKEv2 policy", @3, true); }
  | "ikev2" "keychain" WORDS EOL { comware_unmodelled(f, "IKEv2 keychain", @3, false); }
  | "ikev2" "profile" WORDS EOL { comware_unmodelled(f, "IKEv2 profile", @3, true); }
  | "ikev2" ikev2_other idle
  | "pki" "domain" WORDS EOL { comware_unmodelled(f, "PKI domain", @3, false); }
  | "pki" "entity" WORDS EOL { comware_unmodelled(f, "PKI entity", @3, false); }
  | "pki" "certificate" WORDS EOL { comware_unmodelled(f, "certificate policy", @3, false); }
  | "ipsec" ipsec
  | "interface" ifname EOL { comware_interface(f, @2, NO_PLACE); }
  | "interface" ifname "mode" WORDS EOL { comware_interface(f, @2, @4); }
  | "ip" "route-static" WORDS EOL { comware_route(f, @3); }
  | "ip" "vpn-instance" WORD text EOL { comware_vrf(f, @3); }
  | "nqa" WORDS EOL { front_ignore(f); front_open(f, COMWARE_NONE); f->left = true; } /* its own lines begin like a tunnel's: `destination ip A` */
  | "firewall" WORDS EOL { comware_firewall(f, @2); }
  | "nat" "static" WORDS EOL { comware_static_nat(f, @3); }
  | "nat" nat_rules text EOL { comware_nat_rules(f); }
  | "nat" error idle_end
  | "ip" "local" "policy-based-route" WORD EOL { f->router->policy_routing = true; front_ignore(f); }
  | "ip" ip_other idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
acl_kind: "advanced" | "basic";
acl_other: "ipv6" | "mac" | "user-defined" | "logging" | "copy" | "trap" | "wlan";
group_other: "ipv6" | "port" | "service" | "ip" "port";
ikev2_other: "nat-keepalive" | "dpd" | "cookie-challenge" | "limit" | "address-group" | "ipv6-address-group";
nat_rules: "global-policy" | "policy";
ip_other
  : "http" | "https" | "pool" | "prefix-list" | "ip-prefix" | "as-path" | "community-list" | "host" | "ttl-expires" | "unreachables"
  | "redirects" | "load-sharing" | "local" | "fast-forwarding" | "ssh" | "icmp" | "netstream" | "source" | "subscriber";
ike
  : "proposal" NUMBER EOL { comware_ike_proposal(f, @2); }
  | "peer" WORD EOL { comware_ike_peer(f, @2); }
  | "keychain" WORD EOL { comware_keychain(f, @2, NO_PLACE); }
  | "keychain" WORD "vpn-instance" WORD EOL { comware_keychain(f, @2, @4); }
  | "profile" WORD EOL { comware_ike_profile(f, @2); }
  | "dpd" "interval" dpd { comware_dpd(f, @3, &f->router->dpd_interval, &f->router->dpd_retry, &f->router->dpd_periodic); }
  | "dpd" "interval" error EOL { comware_unread(f, FIELD_GLOBAL_DPD); yyerrok; }
  | "dpd" WORD EOL { comware_dpd_block(f, @2); }
  | "local-name" WORD EOL { front_set_name(f, &f->router->ike_local_name, front_intern(f, @2), @2); }
  | "identity" identity EOL { comware_identity(f, &f->router->identity, @2); }
  | "identity" error EOL { front_unreadable(f, &f->router->identity.o, "an identity: address, dn, fqdn or user-fqdn"); yyerrok; }
  | "keepalive" "interval" WORD EOL { comware_set(f, FIELD_KEEPALIVE_INTERVAL, @3); }
  | "keepalive" "timeout" WORD EOL { comware_set(f, FIELD_KEEPALIVE_TIMEOUT, @3); }
  | "keepalive" "interval" error EOL { comware_unread(f, FIELD_KEEPALIVE_INTERVAL); yyerrok; }
  | "keepalive" "timeout" error EOL { comware_unread(f, FIELD_KEEPALIVE_TIMEOUT); yyerrok; }
  | "sa" "keepalive-timer" "interval" WORD EOL { comware_set(f, FIELD_KEEPALIVE_INTERVAL, @4); }
  | "sa" "keepalive-timer" "timeout" WORD EOL { comware_set(f, FIELD_KEEPALIVE_TIMEOUT, @4); }
  | "sa" "nat-keepalive-timer" aside
  | ike_other idle
  | ike_aside aside
  ;
ike_aside: "nat-keepalive" | "invalid-spi-recovery" | "next-payload" | "dscp";
ike_other: "limit" | "signature-identity" | "logging" | "compatible-gm-main" | "compatible-sm4" | "gd-quantum" | "gm-main"
  | "address-group";
dpd: WORD EOL | WORD dpd_when EOL | WORD "retry" WORD EOL | WORD "retry" WORD dpd_when EOL;
dpd_when: "on-demand" | "periodic";
identity: "address" WORD | "address" "ipv6" WORD | "dn" | "fqdn" | "fqdn" WORD | "user-fqdn" | "user-fqdn" WORD;

ipsec
  : "proposal" WORD EOL { comware_transform_set(f, @2, false); }
  | "transform-set" WORD EOL { comware_transform_set(f, @2, true); }
  | "policy" WORD NUMBER EOL { comware_policy(f, @2, @3, NO_PLACE, false); }
  | "policy" WORD NUMBER policy_kind EOL { comware_policy(f, @2, @3, @4, false); }
  | "policy" WORD NUMBER "isakmp" "template" WORD EOL { comware_policy_by_template(f, @2, @3, @6); }
  | "policy" WORD "local-address" ifname EOL { comware_policy_source(f, @2, @4); }
  | "policy-template" WORD NUMBER EOL { comware_policy(f, @2, @3, NO_PLACE, true); }
  | "profile" WORD EOL { comware_ipsec_profile(f, @2, NO_PLACE); }
  | "profile" WORD policy_kind EOL { comware_ipsec_profile(f, @2, @3); }
  | "ipv6-policy" WORDS EOL { comware_unmodelled(f, "IPv6 IPsec policy", @2, false); STATE->block->refers = true; }
  | "ipv6-policy-template" WORDS EOL { comware_unmodelled(f, "IPv6 IPsec policy template", @2, false); STATE->block->refers = true; }
  | "sa" "global-duration" "time-based" WORD EOL { comware_set(f, FIELD_GLOBAL_SECONDS, @4); }
  | "sa" "global-duration" "traffic-based" WORD EOL { comware_set(f, FIELD_GLOBAL_KILOBYTES, @4); }
  | "sa" "global-duration" "time-based" error EOL { comware_unread(f, FIELD_GLOBAL_SECONDS); yyerrok; }
  | "sa" "global-duration" "traffic-based" "disable" EOL { front_set_num(f, &f->router->kilobytes, 0, @4); }
  | "sa" "global-duration" "traffic-based" error EOL { comware_unread(f, FIELD_GLOBAL_KILOBYTES); yyerrok; }
  | "sa" "idle-time" aside
  | "sa" "global-soft-duration" aside
  | ipsec_other idle
  | ipsec_aside aside
  ;
policy_kind: "isakmp" | "manual" | "gdoi" | "sdwan";
ipsec_other
  : "limit" | "logging" | "binding" | "cpu-backup" | "flow-overlap" | "smart-link" | "gateway";
ipsec_aside
  : "decrypt" | "decrypt-check" | "anti-replay" | "sha2" | "session" | "df-bit" | "global-df-bit" | "fragmentation"
  | "invalid-spi-recovery" | "redundancy" | "netmask-filter" | "authentication" | "no-nat-process";

/* ---- IKE ---- */

ike_proposal
  : "encryption-algorithm" WORD EOL { comware_ike_encryption(f, @2, NO_PLACE); }
  | "encryption-algorithm" WORD NUMBER EOL { comware_ike_encryption(f, @2, @3); }
  | "encryption-algorithm" error EOL { comware_unread(f, FIELD_IKE_ENCRYPTION); yyerrok; }
  | "authentication-algorithm" WORD EOL { comware_set(f, FIELD_IKE_HASH, @2); }
  | "authentication-algorithm" error EOL { comware_unread(f, FIELD_IKE_HASH); yyerrok; }
  | "authentication-method" WORD EOL { comware_set(f, FIELD_IKE_AUTHENTICATION, @2); }
  | "authentication-method" error EOL { comware_unread(f, FIELD_IKE_AUTHENTICATION); yyerrok; }
  | "dh" WORD EOL { comware_set(f, FIELD_IKE_DH, @2); }
  | "dh" error EOL { comware_unread(f, FIELD_IKE_DH); yyerrok; }
  | "sa" "duration" WORD EOL { comware_set(f, FIELD_IKE_LIFETIME, @3); }
  | "sa" error EOL { comware_unread(f, FIELD_IKE_LIFETIME); yyerrok; }
  | "description" idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
ike_peer
  : "exchange-mode" WORD EOL { comware_set(f, FIELD_EXCHANGE, @2); }
  | "exchange-mode" error EOL { comware_unread(f, FIELD_EXCHANGE); yyerrok; }
  | "id-type" WORD EOL { comware_set(f, FIELD_ID_TYPE, @2); }
  | "id-type" error EOL { comware_unread(f, FIELD_ID_TYPE); yyerrok; }
  | "pre-shared-key" WORDS EOL { comware_peer_key(f, NO_PLACE, @2); }
  | "pre-shared-key" key_form WORDS EOL { comware_peer_key(f, @2, @3); }
  | "pre-shared-key" error EOL { comware_peer_key_missing(f); yyerrok; }
  | "remote-address" WORD EOL { comware_peer_remote(f, @2, NO_PLACE); }
  | "remote-address" WORD "dynamic" EOL { comware_peer_remote(f, @2, NO_PLACE); }
  | "remote-address" WORD ADDRESS EOL { comware_peer_remote(f, @2, @3); }
  | "remote-address" error EOL { front_unreadable(f, &STATE->profile->remote.o, "the peer's address or host name"); yyerrok; }
  | "local-address" WORD EOL { comware_peer_local(f, @2); }
  | "local-address" error EOL { front_unreadable(f, &STATE->profile->local_address.o, "an address of this router"); yyerrok; }
  | "remote-name" WORD EOL { front_set_name(f, &STATE->profile->remote_name, front_intern(f, @2), @2); }
  | "remote-name" error EOL { front_unreadable(f, &STATE->profile->remote_name.o, "the name that the peer calls itself"); yyerrok; }
  | "local-name" WORD EOL { front_set_name(f, &STATE->profile->local_name, front_intern(f, @2), @2); }
  | "local-name" error EOL { front_unreadable(f, &STATE->profile->local_name.o, "the name that this router calls itself"); yyerrok; }
  | "nat" "traversal" EOL { front_set_num(f, &STATE->profile->nat_traversal, 1, front_whole(f)); }
  | "proposal" WORDS EOL { comware_profile_proposals(f, @2); }
  | "proposal" error EOL { front_unreadable(f, NULL, "the numbers of up to six ike proposals"); yyerrok; }
  | "dpd" WORD EOL { front_set_ref(f, &STATE->profile->dpd, front_intern_folded(f, @2), @2); }
  | "dpd" error EOL { front_unreadable(f, NULL, "the name of one ike dpd block"); yyerrok; }
  | "certificate" "domain" WORD EOL { comware_certificate(f, @3); }
  | "description" idle
  | peer_aside aside
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
key_form: "cipher" | "simple";
peer_aside: "local" | "peer";

keychain
  : "pre-shared-key" "address" WORD "key" key_form WORDS EOL { comware_keychain_key(f, @3, NO_PLACE, @5, @6); }
  | "pre-shared-key" "address" WORD mask "key" key_form WORDS EOL { comware_keychain_key(f, @3, @4, @6, @7); }
  | "pre-shared-key" "address" "ipv6" WORDS EOL { front_ignore(f); }
  | "pre-shared-key" "hostname" WORD "key" key_form WORDS EOL { comware_keychain_named_key(f, @3, @5, @6); }
  | "pre-shared-key" error EOL { comware_keychain_key_missing(f); yyerrok; }
  | "match" "local" "address" ifname EOL { comware_local(f, &STATE->ring->local, &STATE->ring->local_interface, @4); }
  | "match" "local" "address" ifname "vpn-instance" WORD EOL { comware_local(f, &STATE->ring->local, &STATE->ring->local_interface, @4); }
  | "priority" WORD EOL { comware_set(f, FIELD_RING_PRIORITY, @2); }
  | "description" idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
mask: NUMBER | ADDRESS;

ike_profile
  : "keychain" WORD EOL { comware_profile_keychain(f, @2); }
  | "keychain" error EOL { front_unreadable(f, NULL, "the name of one ike keychain"); yyerrok; }
  | "exchange-mode" WORD EOL { comware_set(f, FIELD_EXCHANGE, @2); }
  | "exchange-mode" error EOL { comware_unread(f, FIELD_EXCHANGE); yyerrok; }
  | "local-identity" identity EOL { comware_identity(f, &STATE->profile->local, @2); }
  | "local-identity" error EOL { front_unreadable(f, &STATE->profile->local.o, "an identity: address, dn, fqdn or user-fqdn"); yyerrok; }
  | "match" "remote" "certificate" WORDS EOL { comware_match_certificate(f, @4); }
  | "match" "remote" "identity" "address" WORD vrf EOL { comware_match_address(f, @5, NO_PLACE, false); }
  | "match" "remote" "identity" "address" WORD mask vrf EOL { comware_match_address(f, @5, @6, false); }
  | "match" "remote" "identity" "address" "range" WORD WORD vrf EOL { comware_match_address(f, @6, @7, true); }
  | "match" "remote" "identity" "address" "ipv6" WORDS EOL { comware_match_ipv6(f); }
  | "match" "remote" "identity" "fqdn" WORD vrf EOL { comware_match_name(f, ID_FQDN, @5); }
  | "match" "remote" "identity" "user-fqdn" WORD vrf EOL { comware_match_name(f, ID_USER_FQDN, @5); }
  | "match" "remote" error EOL { comware_match_unread(f); yyerrok; }
  | "match" "local" "address" ifname EOL { comware_local(f, &STATE->profile->local_address, &STATE->profile->local_interface, @4); }
  | "match" "local" "address" ifname "vpn-instance" WORD EOL
        { comware_local(f, &STATE->profile->local_address, &STATE->profile->local_interface, @4); }
  | "proposal" WORDS EOL { comware_profile_proposals(f, @2); }
  | "proposal" error EOL { front_unreadable(f, NULL, "the numbers of up to six ike proposals"); yyerrok; }
  | "dpd" "interval" dpd { comware_dpd(f, @3, &STATE->profile->dpd_interval, &STATE->profile->dpd_retry, &STATE->profile->dpd_periodic); }
  | "dpd" error EOL { comware_unread(f, FIELD_PROFILE_DPD); yyerrok; }
  | "priority" WORD EOL { comware_set(f, FIELD_PROFILE_PRIORITY, @2); }
  | "certificate" "domain" WORD EOL { comware_certificate(f, @3); }
  | "inside-vpn" "vpn-instance" WORD EOL { STATE->profile->vrf = front_intern(f, @3); STATE->profile->vrf_at = front_whole(f); }
  | "description" idle
  | profile_aside aside
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
vrf: %empty | "vpn-instance" WORD;
profile_aside: "client-authentication" | "aaa" | "sa" | "reauthentication" | "client" | "nat-keepalive" | "client-source-address";

ike_dpd
  : "interval-time" WORD EOL { comware_set(f, FIELD_DPD_INTERVAL, @2); }
  | "interval-time" error EOL { comware_unread(f, FIELD_DPD_INTERVAL); yyerrok; }
  | "time-out" WORD EOL { comware_set(f, FIELD_DPD_TIMEOUT, @2); }
  | "time-out" error EOL { comware_unread(f, FIELD_DPD_TIMEOUT); yyerrok; }
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;

/* ---- IPsec ---- */

transform
  : "transform" WORD EOL { comware_protocol(f, @2); }
  | "transform" error EOL { comware_unread(f, FIELD_PROTOCOL); yyerrok; }
  | "protocol" WORD EOL { comware_protocol(f, @2); }
  | "protocol" error EOL { comware_unread(f, FIELD_PROTOCOL); yyerrok; }
  | "esp" "encryption-algorithm" WORDS EOL { comware_algorithms(f, LIST_ESP_ENCRYPTION, @3); }
  | "esp" "encryption-algorithm" error EOL { comware_algorithms_unread(f, LIST_ESP_ENCRYPTION); yyerrok; }
  | "esp" "authentication-algorithm" WORDS EOL { comware_algorithms(f, LIST_ESP_AUTHENTICATION, @3); }
  | "esp" "authentication-algorithm" error EOL { comware_algorithms_unread(f, LIST_ESP_AUTHENTICATION); yyerrok; }
  | "ah" "authentication-algorithm" WORDS EOL { comware_algorithms(f, LIST_AH, @3); }
  | "ah" "authentication-algorithm" error EOL { comware_algorithms_unread(f, LIST_AH); yyerrok; }
  | "encapsulation-mode" WORD EOL { comware_set(f, FIELD_ENCAPSULATION, @2); }
  | "encapsulation-mode" error EOL { comware_unread(f, FIELD_ENCAPSULATION); yyerrok; }
  | "pfs" WORD EOL { comware_set(f, FIELD_SET_PFS, @2); }
  | "pfs" error EOL { comware_unread(f, FIELD_SET_PFS); yyerrok; }
  | "esn" "enable" text EOL { front_set_num(f, &STATE->set->esn, 1, front_whole(f)); }
  | "description" idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;

policy
  : "security" "acl" WORD EOL { comware_policy_acl(f, @3, 0); }
  | "security" "acl" WORD "aggregation" EOL { comware_policy_acl(f, @3, 1); }
  | "security" "acl" WORD "per-host" EOL { comware_policy_acl(f, @3, 2); }
  | "security" "acl" "name" WORD EOL { comware_policy_acl(f, @4, 0); }
  | "security" "acl" "name" WORD "aggregation" EOL { comware_policy_acl(f, @4, 1); }
  | "security" "acl" "name" WORD "per-host" EOL { comware_policy_acl(f, @4, 2); }
  | "security" "acl" "ipv6" WORDS EOL { front_ignore(f); STATE->entry->acl.o = origin_unread(front_whole(f)); }
  | "security" "acl" error EOL { front_unreadable(f, &STATE->entry->acl.o, "an ACL's number or name"); yyerrok; }
  | "ike-peer" WORD EOL { front_set_ref(f, &STATE->entry->profile, front_intern_folded(f, @2), @2); }
  | "ike-peer" error EOL { front_unreadable(f, &STATE->entry->profile.o, "the name of one ike peer"); yyerrok; }
  | "ike-profile" WORD EOL { front_set_ref(f, &STATE->entry->profile, front_intern_folded(f, @2), @2); }
  | "ike-profile" error EOL { front_unreadable(f, &STATE->entry->profile.o, "the name of one ike profile"); yyerrok; }
  | "ikev2-profile" WORD EOL { front_set_ref(f, &STATE->entry->ikev2_profile, front_intern_folded(f, @2), @2); }
  | "proposal" WORDS EOL { comware_policy_transforms(f, @2); }
  | "proposal" error EOL
        { STATE->entry->transforms_unread = true; front_unreadable(f, NULL, "the names of up to six ipsec proposals"); yyerrok; }
  | "transform-set" WORDS EOL { STATE->entry->late = true; comware_policy_transforms(f, @2); }
  | "transform-set" error EOL
        { STATE->entry->transforms_unread = true; front_unreadable(f, NULL, "the names of up to six transform sets"); yyerrok; }
  | "remote-address" WORD text EOL { comware_policy_remote(f, @2); }
  | "remote-address" error EOL { comware_policy_remote_unread(f); yyerrok; }
  | "remote-address" "ipv6" WORD text EOL { comware_policy_remote_ipv6(f, @3); }
  | "remote-address" "switch-back" idle
  | "local-address" WORD EOL { comware_policy_local(f, @2); }
  | "local-address" "ipv6" WORDS EOL { front_ignore(f); }
  | "local-address" error EOL { front_unreadable(f, &STATE->entry->local.o, "an address of this router"); yyerrok; }
  | "pfs" WORD EOL { comware_set(f, FIELD_ENTRY_PFS, @2); }
  | "pfs" error EOL { comware_unread(f, FIELD_ENTRY_PFS); yyerrok; }
  | "sa" "duration" "time-based" WORD EOL { comware_set(f, FIELD_ENTRY_SECONDS, @4); }
  | "sa" "duration" "traffic-based" WORD EOL { comware_set(f, FIELD_ENTRY_KILOBYTES, @4); }
  | "sa" "duration" "time-based" error EOL { comware_unread(f, FIELD_ENTRY_SECONDS); yyerrok; }
  | "sa" "duration" "traffic-based" "disable" EOL { front_set_num(f, &STATE->entry->kilobytes, 0, @4); }
  | "sa" "duration" "traffic-based" error EOL { comware_unread(f, FIELD_ENTRY_KILOBYTES); yyerrok; }
  | "sa" sa_other idle
  | "sa" sa_aside aside
  | "reverse-route" text EOL { comware_reverse_route(f); }
  | policy_other idle
  | policy_aside aside
  | "policy" WORDS EOL { front_aside(f); STATE->entry->off_at = NO_PLACE; }
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
sa_other: "spi" | "string-key" | "authentication-hex" | "encryption-hex" | "hex-key";
sa_aside: "idle-time" | "trigger-mode" | "df-bit" | "soft-duration";
policy_other: "description" | "tunnel" | "connection-name" | "qos" | "smart-link" | "group" | "binding" | "synchronization";
policy_aside: "tfc" | "redundancy" | "rri" | "responder-only";

/* ---- ACLs and object groups ---- */

acl
  : "rule" rule_number verb match EOL { comware_rule(f); }
  | "rule" rule_number rule_text idle
  | "rule" error EOL { comware_rule_unread(f); yyerrok; }
  | "rule" NUMBER "append" WORDS EOL { front_ignore(f); }
  | "step" WORD EOL { comware_acl_step(f, @2); }
  | "hardware-count" idle
  | "description" idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
rule_number: %empty { comware_rule_begin(f, NO_PLACE); } | NUMBER { comware_rule_begin(f, @1); };
rule_text: "comment" | "remark" | "description";
verb: "permit" { STATE->rule.permit = true; } | "deny" { STATE->rule.permit = false; };
match
  : items
  | protocol items { STATE->rule.protocol = @1; }
  | port_protocol port_items { STATE->rule.protocol = @1; }
  ;
gre_other: "recursion" | "p2mp" | "p2mp-template";

protocol: "ip" | "gre" | "icmp" | "igmp" | "ipinip" | "ospf";
port_protocol: "tcp" | "udp" | NUMBER;
items: %empty | items item;
item
  : "source" rule_address { comware_rule_side(f, &STATE->rule.source, @2); }
  | "destination" rule_address { comware_rule_side(f, &STATE->rule.destination, @2); }
  | "counting" | "logging" | "flow-logging"
  | "fragment" { STATE->rule.narrowed = true; }
  | "reflective" { STATE->rule.narrowed = true; }
  | narrowing WORD { STATE->rule.narrowed = true; }
  | "vpn-instance" WORD { STATE->rule.vrf = @2; }
  | "icmp-type" NUMBER NUMBER { STATE->rule.narrowed = true; }
  | "icmp-type" WORD { STATE->rule.narrowed = true; }
  ;
narrowing: "time-range" | "precedence" | "tos" | "dscp";
rule_address: "any" | "object-group" WORD | WORD mask;
port_items: %empty | port_items port_item;
port_item
  : item
  | "source-port" ports { comware_rule_ports(f, &STATE->rule.source, @2); }
  | "destination-port" ports { comware_rule_ports(f, &STATE->rule.destination, @2); }
  | "established" { STATE->rule.narrowed = true; }
  | tcp_flag NUMBER { STATE->rule.narrowed = true; }
  ;
tcp_flag: "ack" | "fin" | "psh" | "rst" | "syn" | "urg";
ports: port_operator WORD | "range" WORD WORD | "object-group" WORD;
port_operator: "eq" | "gt" | "lt" | "neq";

group
  : NUMBER "network" member EOL { comware_member(f, @3); }
  | "network" member EOL { comware_member(f, @2); }
  | NUMBER "network" error EOL { comware_group_unread(f); front_unknown(f); yyerrok; }
  | "network" error EOL { comware_group_unread(f); front_unknown(f); yyerrok; }
  | "security-zone" idle
  | "description" idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
member: "host" "address" WORD | "host" "name" WORD | "subnet" WORD WORD | "range" WORD WORD | "group-object" WORD;

/* ---- Interfaces ---- */

ifname: WORD | WORD WORD | WORD NUMBER;
interface
  : "ip" WORDS EOL { comware_interface_ip(f, @2); }
  | "ip" "route-static" WORDS EOL { comware_route(f, @3); }
  | "ip" "vpn-instance" WORD text EOL { comware_vrf(f, @3); }
  | "mtu" WORD EOL { comware_set(f, FIELD_MTU, @2); }
  | "mtu" error EOL { comware_unread(f, FIELD_MTU); yyerrok; }
  | "tcp" "mss" WORD EOL { comware_set(f, FIELD_MSS, @3); }
  | "tcp" "mss" error EOL { comware_unread(f, FIELD_MSS); yyerrok; }
  | "tunnel-protocol" WORDS EOL { comware_tunnel_mode(f, @2); }
  | "source" ifname EOL { comware_tunnel_source(f, @2); }
  | "source" ifname "vpn-instance" WORD EOL { comware_tunnel_source(f, @2); }
  | "source" error EOL { comware_tunnel_unread(f, false); yyerrok; }
  | "destination" WORD EOL { comware_tunnel_destination(f, @2); }
  | "destination" WORD "vpn-instance" WORD EOL { comware_tunnel_destination(f, @2); }
  | "destination" error EOL { comware_tunnel_unread(f, true); yyerrok; }
  | "keepalive" EOL { comware_tunnel_keepalive(f, NO_PLACE, NO_PLACE); }
  | "keepalive" NUMBER EOL { comware_tunnel_keepalive(f, @2, NO_PLACE); }
  | "keepalive" NUMBER NUMBER EOL { comware_tunnel_keepalive(f, @2, @3); }
  | "keepalive" error EOL { comware_unread(f, FIELD_GRE_KEEPALIVE); yyerrok; }
  | "gre" "key" WORD EOL { comware_set(f, FIELD_GRE_KEY, @3); }
  | "gre" "key" error EOL { comware_unread(f, FIELD_GRE_KEY); yyerrok; }
  | "gre" "checksum" EOL { comware_tunnel_checksum(f); }
  | "gre" gre_other idle
  | "tunnel" "protection" "ipsec" "profile" WORD text EOL { comware_tunnel_protection(f, @5); }
  | "tunnel" "protection" error EOL { comware_tunnel_protection_unread(f); yyerrok; }
  | "tunnel" "vpn-instance" WORD EOL { comware_tunnel_vrf(f, @3); }
  | "tunnel" tunnel_other idle
  | "ipsec" "policy" WORD EOL { comware_apply(f, @3); }
  | "ipsec" "policy" error EOL { comware_apply_unread(f); yyerrok; }
  | "ipsec" "apply" "policy" WORD EOL { comware_apply(f, @4); }
  | "ipsec" "apply" "policy" error EOL { comware_apply_unread(f); yyerrok; }
  | "ipsec" "apply" "ipv6-policy" WORDS EOL { front_ignore(f); }
  | "ipsec" "profile" WORD EOL { comware_tunnel_protection(f, @3); }
  | "ipsec" "no-nat-process" "enable" EOL { STATE->interface->spares_protected = true; }
  | "ipsec" ipsec_other idle
  | "nat" WORDS EOL { comware_nat(f, @2); }
  | "packet-filter" WORDS EOL { comware_filter(f, @2); }
  | "firewall" "packet-filter" WORDS EOL { comware_filter(f, @3); STATE->interface->filter_switched = true; }
  | "firewall" WORDS EOL { front_ignore(f); }
  | "vlan-type" "dot1q" "vid" NUMBER EOL { comware_vlan(f, @4, NO_PLACE); }
  | "vlan-type" "dot1q" "vid" NUMBER "second-dot1q" NUMBER EOL { comware_vlan(f, @4, @6); }
  | "vlan-type" error idle_end
  | "shutdown" EOL { comware_shutdown(f); }
  | routing text EOL { f->router->dynamic_routing = true; front_ignore(f); }
  | interface_other idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
tunnel_other: "bandwidth" | "dfbit" | "tos" | "ttl" | "discard" | "flow-statistics" | "route-static" | "discard-ipv4-compatible-packet";
routing: "ospf" | "rip" | "isis" | "bgp";
interface_other
  : "description" | "port" | "duplex" | "speed" | "combo" | "qos" | "bfd" | "vrrp" | "dhcp" | "arp" | "ppp" | "pppoe-server"
  | "pppoe-client" | "pppoe" | "link-protocol" | "dialer" | "dialer-group" | "remote" | "virtualbaudrate"
  | "async" | "clock" | "timer" | "bandwidth" | "l2tp" | "loopback" | "flow-interval" | "flow-control" | "ipv6" | "mpls" | "igmp" | "pim"
  | "lldp" | "attack-defense" | "stp" | "traffic" | "link-aggregation" | "aspf" | "netstream" | "ntp-service" | "dns" | "dot1q"
  | "link-delay" | "eth-channel" | "service" | "ddns" | "dialer-rule" | "apn-profile" | "sim" | "plmn" | "mode" | "pin" | "poe"
  | "mac-address" | "port-security" | "dot1x" | "manage" | "zone" | "evi" | "broadcast-suppression" | "multicast-suppression"
  | "unicast-suppression" | "trust" | "hold-queue" | "fr" | "x25" | "baudrate" | "crc" | "code" | "detect" | "flow-statistics" | "dar"
  | "load-bandwidth" | "statistics" | "smart-link" | "mdix-mode" | "ads" | "rsvp" | "local" | "session" | "gateway";

/* ---- VPN instances ---- */

vpn_instance
  : "route-distinguisher" WORD EOL { front_set_name(f, &STATE->vrf->distinguisher, front_intern(f, @2), @2); }
  | vpn_instance_other idle
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
vpn_instance_other: "vpn-target" | "vpn-id" | "description" | "address-family" | "routing-table" | "tnl-policy";

/* ---- IKEv2 and certificates: recognised, not modelled ---- */

unmodelled
  : unmodelled_word text EOL { comware_unmodelled_line(f); }
  | "ip" WORD EOL { front_ignore(f); }
  | "undo" WORDS EOL { comware_undo(f, @2); }
  ;
unmodelled_word
  : "encryption" | "integrity" | "prf" | "dh" | "proposal" | "keychain" | "authentication-method" | "match" | "identity" | "dpd" | "peer"
  | "address" | "pre-shared-key" | "hostname" | "priority" | "nat-keepalive" | "config-exchange" | "certificate" | "sa" | "aaa"
  | "inside-vrf" | "inside-vpn" | "esn" | "description" | "security" | "transform-set" | "remote-address" | "local-address"
  | "ike-profile" | "ikev2-profile" | "common-name" | "country" | "state" | "locality" | "organization" | "organization-unit" | "fqdn"
  | "subject-dn" | "ca" | "crl" | "root-certificate" | "public-key" | "usage" | "source" | "ldap-server" | "rule" | "attribute"
  | "vpn-instance" | "pki-domain" | "key" | "exchange-mode" | "local-identity" | "reverse-route" | "policy" | "qos" | "tunnel" | "group";
%%
#define FRONT_READ comware_parse
#include "grammar/front-parse.h"
