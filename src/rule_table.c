/* The table of rules, and the run over everything that was read. */
#include "src/rule.h"

#include <stdlib.h>
#include <string.h>

#include "src/rules.h"

const struct rule rules[] = { { "CFG001", "syntax-error", SEVERITY_ERROR, "a known command has a wrong or missing argument",
                                .check_router = cfg_syntax },
  { "CFG002", "undefined-reference", SEVERITY_ERROR,
    "a policy, map, profile or interface names an object that is defined nowhere in the file", .check_router = cfg_undefined_router,
    .check_end = cfg_undefined_end },
  { "CFG003", "unused-definition", SEVERITY_INFO, "an IKE, IPsec or crypto-ACL object is referenced by nothing",
    .check_router = cfg_unused },
  { "CFG004", "duplicate-definition", SEVERITY_WARNING,
    "the same object is defined twice with different content, or a later line overrides an earlier one", .check_router = cfg_duplicate },
  { "CFG005", "incomplete-definition", SEVERITY_ERROR,
    "a policy entry, map entry, peer or tunnel lacks a part without which it cannot work", .check_router = cfg_incomplete_router,
    .check_tunnel = cfg_incomplete_tunnel, .check_end = cfg_incomplete_end },
  { "CFG006", "unsupported-device", SEVERITY_ERROR, "the file is of a system that is not modelled", .check_router = cfg_unsupported },
  { "CFG007", "masked-value", SEVERITY_INFO, "a value is masked: it is compared as text", .check_router = cfg_masked },
  { "KEY101", "key-mismatch", SEVERITY_ERROR,
    "both keys can be read and differ, or both are ciphertexts of one deterministic kind and differ", .check_tunnel = key_mismatch },
  { "KEY102", "key-encoding", SEVERITY_ERROR, "a key is marked as ciphertext and is no possible ciphertext of that kind on that dialect",
    .check_router = key_encoding_router, .check_tunnel = key_encoding },
  { "KEY103", "key-looks-encrypted", SEVERITY_WARNING, "a key is marked as plaintext and looks like a ciphertext",
    .check_router = key_looks_encrypted_router, .check_tunnel = key_looks_encrypted },
  { "KEY104", "key-not-comparable", SEVERITY_INFO, "at least one key is a ciphertext that cannot be read: equality cannot be shown",
    .check_tunnel = key_not_comparable },
  { "KEY105", "key-missing", SEVERITY_ERROR, "no key is bound to the address or name the peer uses", .check_tunnel = key_missing },
  { "KEY106", "key-ambiguous", SEVERITY_WARNING, "several keys match the same peer and differ", .check_tunnel = key_ambiguous },
  { "KEY201", "key-wildcard", SEVERITY_WARNING, "a key for any peer", .check_router = key_wildcard },
  { "KEY202", "key-weak", SEVERITY_WARNING, "a readable key is short or common", .check_router = key_weak },
  { "KEY203", "key-reused", SEVERITY_WARNING, "the same readable key for several peers", .check_router = key_reused,
    .check_fleet = fleet_key_reused },
  { "IKE101", "ike-proposal-mismatch", SEVERITY_ERROR, "no common phase-1 proposal", .check_tunnel = ike_proposal_mismatch },
  { "IKE102", "ike-version-mismatch", SEVERITY_ERROR, "IKEv1 against IKEv2", .check_tunnel = ike_version_mismatch },
  { "IKE103", "exchange-mode-mismatch", SEVERITY_ERROR, "main against aggressive mode", .check_tunnel = ike_exchange_mismatch },
  { "IKE104", "identity-mismatch", SEVERITY_ERROR, "the identity one end sends is not the one the other expects",
    .check_tunnel = ike_identity_mismatch },
  { "IKE105", "peer-address-mismatch", SEVERITY_ERROR, "an end's peer address is not the address the other end speaks from",
    .check_tunnel = ike_peer_address_mismatch },
  { "IKE106", "duplicate-proposal", SEVERITY_WARNING, "two phase-1 proposals of one router are equal",
    .check_router = ike_duplicate_proposal },
  { "IKE107", "weak-fallback", SEVERITY_WARNING, "the ends would agree only on a built-in default proposal",
    .check_tunnel = ike_weak_fallback },
  { "IKE108", "ike-lifetime-differs", SEVERITY_INFO, "the phase-1 lifetimes of the ends differ", .check_tunnel = ike_lifetime_differs },
  { "IKE109", "dpd-one-sided", SEVERITY_WARNING, "dead peer detection or keepalive on one end only", .check_tunnel = ike_dpd_one_sided },
  { "ESP101", "transform-mismatch", SEVERITY_ERROR, "no common phase-2 transform set", .check_tunnel = esp_transform_mismatch },
  { "ESP102", "encapsulation-mismatch", SEVERITY_ERROR, "tunnel against transport mode", .check_tunnel = esp_encapsulation_mismatch },
  { "ESP103", "pfs-mismatch", SEVERITY_ERROR, "PFS settings that cannot be agreed on", .check_tunnel = esp_pfs_mismatch },
  { "ESP104", "ipsec-lifetime-differs", SEVERITY_INFO, "the phase-2 lifetimes differ and at least one of the two is written",
    .check_tunnel = esp_lifetime_differs },
  { "ESP105", "transform-empty", SEVERITY_ERROR, "a transform set without any algorithm where the dialect has no default",
    .check_end = esp_transform_empty },
  { "ESP106", "transport-with-subnets", SEVERITY_WARNING, "transport mode with selectors that are not the two endpoints",
    .check_end = esp_transport_with_subnets },
  { "ACL101", "selector-not-mirrored", SEVERITY_ERROR, "a protected flow of one end has no counterpart at the other",
    .check_tunnel = acl_not_mirrored },
  { "ACL102", "selector-subset", SEVERITY_WARNING, "the counterpart is wider or narrower: only one end can start",
    .check_tunnel = acl_subset },
  { "ACL103", "selector-split", SEVERITY_ERROR, "both ends cover the same addresses, cut differently", .check_tunnel = acl_split },
  { "ACL104", "wildcard-suspect", SEVERITY_WARNING,
    "a netmask where a wildcard belongs, a non-contiguous wildcard, or address bits under the wildcard",
    .check_end = acl_wildcard_suspect },
  { "ACL105", "selector-any-any", SEVERITY_WARNING, "`permit ip any any` protects everything", .check_end = acl_any_any },
  { "ACL106", "selector-protocol-mismatch", SEVERITY_ERROR, "the counterpart has another protocol or port",
    .check_tunnel = acl_protocol_mismatch },
  { "ACL107", "selector-shadowed", SEVERITY_WARNING, "an earlier rule or policy entry takes the flow", .check_tunnel = acl_hole,
    .check_end = acl_shadowed },
  { "ACL108", "selector-self", SEVERITY_WARNING, "the selector catches the tunnel's own IKE, GRE or routing traffic",
    .check_end = acl_self },
  { "TUN101", "tunnel-endpoint-mismatch", SEVERITY_ERROR, "tunnel source and destination are not each other's",
    .check_tunnel = tun_endpoint_mismatch },
  { "TUN102", "tunnel-subnet-mismatch", SEVERITY_ERROR, "the inner addresses are not two hosts of one subnet",
    .check_tunnel = tun_subnet_mismatch },
  { "TUN103", "tunnel-mode-mismatch", SEVERITY_ERROR, "the tunnel modes of the ends differ", .check_tunnel = tun_mode_mismatch },
  { "TUN104", "tunnel-key-mismatch", SEVERITY_ERROR, "the GRE keys of the ends differ, or only one end has one",
    .check_tunnel = tun_key_mismatch },
  { "TUN105", "design-mismatch", SEVERITY_ERROR, "IPsec over GRE on one end, GRE over IPsec or tunnel protection on the other",
    .check_tunnel = tun_design_mismatch },
  { "TUN106", "tunnel-mtu", SEVERITY_WARNING, "MTU or MSS larger than what fits with the chosen GRE and ESP", .check_tunnel = tun_mtu },
  { "TUN107", "keepalive-one-sided", SEVERITY_WARNING, "GRE keepalive on one end only, or with tunnel protection",
    .check_tunnel = tun_keepalive },
  { "TUN108", "recursive-route", SEVERITY_ERROR, "the route to the tunnel destination leads into the tunnel",
    .check_tunnel = tun_recursive },
  { "TUN109", "tunnel-endpoint-dynamic", SEVERITY_INFO, "an end's outer address is assigned at run time and cannot be checked",
    .check_end = tun_dynamic },
  { "APP101", "policy-not-applied", SEVERITY_ERROR, "a policy for the peer is applied to no interface, while the other end expects it",
    .check_tunnel = app_not_applied },
  { "APP102", "policy-on-wrong-interface", SEVERITY_ERROR, "the interface the peer is reached through is not the one with the policy",
    .check_tunnel = app_wrong_interface },
  { "APP103", "nat-not-exempt", SEVERITY_ERROR, "source NAT on the policy's interface takes the protected flow first",
    .check_tunnel = app_nat_not_exempt },
  { "APP104", "route-missing", SEVERITY_WARNING, "no route leads the protected flow through the policy's interface",
    .check_end = app_route_missing },
  { "APP105", "selector-source-foreign", SEVERITY_WARNING,
    "the protected local network is on no interface and behind no route of this router", .check_end = app_source_foreign },
  { "POL201", "weak-encryption", SEVERITY_WARNING, "a weak cipher: DES, 3DES or null", .check_router = pol_weak_encryption },
  { "POL202", "weak-hash", SEVERITY_WARNING, "a weak hash: MD5 or SHA-1", .check_router = pol_weak_hash },
  { "POL203", "weak-dh", SEVERITY_WARNING, "a weak DH group: 1, 2, 5, 22, 23 or 24", .check_router = pol_weak_dh },
  { "POL204", "ikev1-deprecated", SEVERITY_INFO, "the router runs IKEv1, which RFC 9395 deprecates", .check_router = pol_ikev1 },
  { "POL205", "aggressive-psk", SEVERITY_WARNING, "aggressive mode with a pre-shared key", .check_end = pol_aggressive_psk },
  { "POL206", "refused-by-platform", SEVERITY_ERROR, "the release the file names refuses the algorithm (IOS-XE 17.11 and later)",
    .check_router = pol_refused },
  { "FLT101", "tunnel-missing", SEVERITY_ERROR, "a tunnel that the project's settings expect is not there",
    .check_fleet = fleet_tunnel_missing },
  { "FLT102", "inner-subnet-reused", SEVERITY_WARNING, "two tunnels use the same inner subnet", .check_fleet = fleet_subnet_reused },
  { "FLT103", "entry-unanswered", SEVERITY_WARNING, "an entry's peer is among the files and has no entry that answers it",
    .check_fleet = fleet_unanswered },
  { "FLT104", "peer-not-given", SEVERITY_INFO, "the other ends of some of a router's tunnels are in none of the files",
    .check_fleet = fleet_peer_not_given },
  { "LOG101", "running-config-differs", SEVERITY_WARNING, "an IKE log shows what the router's file cannot give (`diagnose` only)",
    .check_log = log_running_config },
  { 0 } };

const struct rule *rule_find(const char *id)
{
  for (const struct rule *r = rules; r->id; r++)
    if (*r->id == *id && !strcmp(r->id, id)) return r; /* asked for every tunnel of a large router */
  return NULL;
}

unsigned rule_index(const struct rule *r)
{
  return (unsigned)(r - rules);
}

unsigned rule_count(void)
{
  return (unsigned)(sizeof rules / sizeof *rules) - 1;
}

/* ---- Running ---- */

static bool is_off(const struct judge *j, const struct rule *rule)
{
  return j->severities && j->severities[rule_index(rule)] == SEVERITY_OFF;
}

static void run_tunnels(struct judge *j)
{
  for (const struct tunnel_pair *t = j->tunnels; t; t = t->next)
    for (const struct rule *rule = rules; rule->id; rule++) {
      if (is_off(j, rule)) continue;
      if (rule->check_tunnel) rule->check_tunnel(j, t);
      for (unsigned i = 0; rule->check_end && i < 2; i++) rule->check_end(j, t, t->end[i]);
    }
}

/* The ends one after the other, each with all rules: a large router's do not fit into the processor's caches together. */
static void run_router(struct judge *j, struct router *r, struct end *ends)
{
  const struct rule *of_end[sizeof rules / sizeof *rules];
  size_t count = 0;
  for (const struct rule *rule = rules; rule->id; rule++) {
    if (is_off(j, rule)) continue;
    if (rule->check_router) rule->check_router(j, r, ends);
    if (rule->check_end) of_end[count++] = rule;
  }
  for (const struct end *e = ends; e; e = e->next)
    for (size_t i = 0; !e->paired && i < count; i++) of_end[i]->check_end(j, NULL, e);
}

/* A file of a system that is refused has no dialect, and nothing to say but that. */
static void run_routers(struct judge *j)
{
  for (unsigned i = 0; i < j->router_count; i++)
    if (j->routers[i]->dialect) run_router(j, j->routers[i], j->ends[i]);
    else cfg_unsupported(j, j->routers[i], NULL);
}

static void run_fleet(struct judge *j)
{
  for (const struct rule *rule = rules; rule->id; rule++)
    if (rule->check_fleet && !is_off(j, rule)) rule->check_fleet(j);
}

static void run_log(struct judge *j)
{
  for (const struct rule *rule = j->log ? rules : NULL; rule && rule->id; rule++)
    if (rule->check_log && !is_off(j, rule)) rule->check_log(j, j->log);
}

/* ---- Order ---- */

struct ranked {
  struct finding *finding;
  unsigned tunnel, cause, file;
  uint32_t at;
  size_t made;
};

static bool is_cause(const struct negotiation *n, const char *id)
{
  for (size_t i = 0; n->cause[i]; i++)
    if (!strcmp(n->cause[i], id)) return true;
  return false;
}

static struct ranked rank(struct finding *f, size_t made)
{
  struct ranked r = { .finding = f, .tunnel = f->tunnel ? f->tunnel->number : UINT32_MAX, .cause = 1, .made = made };
  if (f->tunnel && (is_cause(&f->tunnel->negotiation[0], f->rule->id) || is_cause(&f->tunnel->negotiation[1], f->rule->id))) r.cause = 0;
  if (f->locations) {
    r.file = f->locations->router->file;
    r.at = f->locations->at.first;
  }
  return r;
}

#define BY(field) \
  if (x->field != y->field) return x->field < y->field ? -1 : 1

static int compare(const void *a, const void *b)
{
  const struct ranked *x = a, *y = b;
  BY(tunnel);
  BY(cause);
  BY(file);
  BY(at);
  BY(finding->rule);
  BY(made);
  return 0;
}

void rules_sort(struct judge *j)
{
  size_t count = 0;
  for (struct finding *f = j->findings.first; f; f = f->next) count++;
  if (count < 2) return;
  struct ranked *all = arena_alloc(j->arena, count * sizeof *all);
  size_t n = 0;
  for (struct finding *f = j->findings.first; f; f = f->next, n++) all[n] = rank(f, n);
  qsort(all, count, sizeof *all, compare);
  LIST_INIT(j->findings);
  for (n = 0; n < count; n++) LIST_APPEND(j->findings, all[n].finding);
  *j->findings.end = NULL;
}

void rules_run(struct judge *j)
{
  run_tunnels(j);
  run_routers(j);
  run_fleet(j);
  run_log(j);
  rules_sort(j);
}
