/* The rules by subject: one function each, wired up in rule_table.c. What each takes and when it is called is in rule.h. */
#ifndef PEERLINT_RULES_H
#define PEERLINT_RULES_H

#include "src/rule.h"

/* rules_config.c */
void cfg_syntax(struct judge *j, struct router *r, struct end *ends);
void cfg_undefined_router(struct judge *j, struct router *r, struct end *ends);
void cfg_undefined_end(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void cfg_unused(struct judge *j, struct router *r, struct end *ends);
void cfg_duplicate(struct judge *j, struct router *r, struct end *ends);
void cfg_incomplete_tunnel(struct judge *j, const struct tunnel_pair *t);
void cfg_incomplete_router(struct judge *j, struct router *r, struct end *ends);
void cfg_incomplete_end(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void cfg_unsupported(struct judge *j, struct router *r, struct end *ends);
void cfg_masked(struct judge *j, struct router *r, struct end *ends);

/* rules_key.c */
void key_mismatch(struct judge *j, const struct tunnel_pair *t);
void key_encoding_router(struct judge *j, struct router *r, struct end *ends);
void key_encoding(struct judge *j, const struct tunnel_pair *t);
void key_looks_encrypted_router(struct judge *j, struct router *r, struct end *ends);
void key_looks_encrypted(struct judge *j, const struct tunnel_pair *t);
void key_not_comparable(struct judge *j, const struct tunnel_pair *t);
void key_missing(struct judge *j, const struct tunnel_pair *t);
void key_ambiguous(struct judge *j, const struct tunnel_pair *t);
void key_wildcard(struct judge *j, struct router *r, struct end *ends);
void key_weak(struct judge *j, struct router *r, struct end *ends);
void key_reused(struct judge *j, struct router *r, struct end *ends);

/* rules_ike.c */
void ike_proposal_mismatch(struct judge *j, const struct tunnel_pair *t);
void ike_version_mismatch(struct judge *j, const struct tunnel_pair *t);
void ike_exchange_mismatch(struct judge *j, const struct tunnel_pair *t);
void ike_duplicate_proposal(struct judge *j, struct router *r, struct end *ends);
void ike_weak_fallback(struct judge *j, const struct tunnel_pair *t);
void ike_lifetime_differs(struct judge *j, const struct tunnel_pair *t);
void ike_dpd_one_sided(struct judge *j, const struct tunnel_pair *t);
/* Do both ends run IKEv1, so that the facts of phase 1 mean something? */
bool ike_is_v1(const struct tunnel_pair *t);

/* rules_peer.c */
void ike_identity_mismatch(struct judge *j, const struct tunnel_pair *t);
void ike_peer_address_mismatch(struct judge *j, const struct tunnel_pair *t);

/* rules_esp.c */
void esp_transform_mismatch(struct judge *j, const struct tunnel_pair *t);
void esp_encapsulation_mismatch(struct judge *j, const struct tunnel_pair *t);
void esp_pfs_mismatch(struct judge *j, const struct tunnel_pair *t);
void esp_lifetime_differs(struct judge *j, const struct tunnel_pair *t);
void esp_transform_empty(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void esp_transport_with_subnets(struct judge *j, const struct tunnel_pair *t, const struct end *e);

/* rules_acl.c */
void acl_not_mirrored(struct judge *j, const struct tunnel_pair *t);
/* Is what the flows differ in told by another rule? */
bool acl_is_explained(const struct tunnel_pair *t);
/* The list of the first selector that has one; NULL: none. */
const struct acl *acl_of(const struct end *e);
/* Tells (ACL101) that a deny leaves the flow of end i, or one that the flow would hold, out of what the other end protects. Says whether
 * that is so. */
bool acl_left_out(struct judge *j, const struct tunnel_pair *t, unsigned i, const struct flow *flow);

/* Tells the flows of a tunnel with IKEv2 of which the other end protects nothing. */
void acl_nothing_in_common(struct judge *j, const struct tunnel_pair *t);
void acl_subset(struct judge *j, const struct tunnel_pair *t);
void acl_split(struct judge *j, const struct tunnel_pair *t);
void acl_wildcard_suspect(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void acl_any_any(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void acl_protocol_mismatch(struct judge *j, const struct tunnel_pair *t);
void acl_hole(struct judge *j, const struct tunnel_pair *t);
void acl_shadowed(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void acl_self(struct judge *j, const struct tunnel_pair *t, const struct end *e);

/* rules_tunnel.c */
void tun_endpoint_mismatch(struct judge *j, const struct tunnel_pair *t);
void tun_subnet_mismatch(struct judge *j, const struct tunnel_pair *t);
void tun_mode_mismatch(struct judge *j, const struct tunnel_pair *t);
void tun_key_mismatch(struct judge *j, const struct tunnel_pair *t);
void tun_design_mismatch(struct judge *j, const struct tunnel_pair *t);
void tun_mtu(struct judge *j, const struct tunnel_pair *t);
void tun_keepalive(struct judge *j, const struct tunnel_pair *t);
void tun_recursive(struct judge *j, const struct tunnel_pair *t);
void tun_dynamic(struct judge *j, const struct tunnel_pair *t, const struct end *e);

/* rules_apply.c */
void app_not_applied(struct judge *j, const struct tunnel_pair *t);
void app_wrong_interface(struct judge *j, const struct tunnel_pair *t);
void app_nat_not_exempt(struct judge *j, const struct tunnel_pair *t);
void app_route_missing(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void app_source_foreign(struct judge *j, const struct tunnel_pair *t, const struct end *e);

/* rules_policy.c */
void pol_weak_encryption(struct judge *j, struct router *r, struct end *ends);
void pol_weak_hash(struct judge *j, struct router *r, struct end *ends);
void pol_weak_dh(struct judge *j, struct router *r, struct end *ends);
void pol_ikev1(struct judge *j, struct router *r, struct end *ends);
void pol_aggressive_psk(struct judge *j, const struct tunnel_pair *t, const struct end *e);
void pol_refused(struct judge *j, struct router *r, struct end *ends);

/* rules_fleet.c */
void fleet_key_reused(struct judge *j);
void fleet_tunnel_missing(struct judge *j);
void fleet_subnet_reused(struct judge *j);
void fleet_unanswered(struct judge *j);
void fleet_peer_not_given(struct judge *j);

/* rules_log.c */
void log_running_config(struct judge *j, const struct diagnosis *d);

#endif
