/* See tunnel_text.h. */
#include "src/tunnel_text.h"

#include "src/link.h"

#include <string.h>

#include "src/equal.h"

#include "src/source.h"
#include "vendors/vendor.h"

const char *router_shown(const struct router *r)
{
  const char *slash = strrchr(r->source->path, '/');
  return r->hostname.s ? r->hostname.s : slash ? slash + 1 : r->source->path;
}

/* ---- Ends ---- */

const char *tunnel_design(enum design d)
{
  static const char *const designs[] = { "no IPsec", "IPsec over GRE", "GRE over IPsec", "tunnel protection", "IPsec", "mixed designs" };
  return designs[d];
}

const char *end_address(struct arena *a, const struct addr *x)
{
  char buffer[64];
  return x->ip.kind == IP_NONE ? "?" : arena_printf(a, "%s", ip_print(&x->ip, buffer, sizeof buffer));
}

const char *end_policy_text(struct arena *a, const struct end *e)
{
  const struct words *w = e->router->dialect->words;
  if (!e->policy || !e->entry) return "no IPsec policy";
  if (e->entry->kind == ENTRY_PROFILE) return arena_printf(a, "%s %s", w->ipsec_profile, e->policy->name);
  const char *text = arena_printf(a, "%s %s %u", w->policy, e->policy->name, e->entry->sequence);
  return e->faults & FAULT_NOT_APPLIED ? arena_printf(a, "%s, applied nowhere", text) : text;
}

const char *end_gre_text(struct arena *a, const struct end *e)
{
  if (!e->tunnel || !e->tunnel->tunnel) return "";
  const struct tunnel *t = e->tunnel->tunnel;
  const struct interface *from = t->source_interface.s ? link_interface(e->router, t->source_interface.s) : NULL;
  const char *source = t->source.ip.kind != IP_NONE || !t->source_interface.s ? end_address(a, &t->source)
    : from                                                                    ? from->shown
                                                                              : t->source_interface.s;
  const char *kind = t->mode.v == TUNNEL_IPSEC ? "VTI" : t->mode.v == TUNNEL_OTHER ? "tunnel" : "GRE";
  return arena_printf(a, "%s %s to %s", kind, source, end_address(a, &t->destination));
}

/* ---- The exchange ---- */

static const char *const main_mode[] = { "SA: what it offers", "SA: what is chosen", "key exchange, nonce", "key exchange, nonce",
  "identity and proof of the key, encrypted", "identity and proof of the key, encrypted" };
static const char *const aggressive_mode[] = { "SA, key exchange, nonce, identity", "SA, key exchange, nonce, identity, proof of the key",
  "proof of the key" };
static const char *const quick_mode[] = { "SA: transforms, the flow", "SA: what is chosen, the flow", "confirmation" };

static const struct exchange_steps exchanges[] = { { "main", main_mode, 6 }, { "aggressive", aggressive_mode, 3 },
  { "quick", quick_mode, 3 } };

const struct exchange_steps *exchange_steps(const char *name)
{
  for (size_t i = 0; name && i < sizeof exchanges / sizeof *exchanges; i++)
    if (!strcmp(exchanges[i].name, name)) return &exchanges[i];
  return NULL;
}

bool tunnel_is_symmetric(const struct tunnel_pair *t)
{
  const struct negotiation *a = &t->negotiation[0], *b = &t->negotiation[1];
  if (a->result != b->result || a->phase != b->phase || a->message != b->message || a->result == RESULT_PARTIAL) return false;
  if (a->result == RESULT_DOWN && a->phase != 1) return false;
  if (!equal_texts(a->exchange, b->exchange)) return false;
  size_t i = 0;
  while (a->cause[i] && equal_texts(a->cause[i], b->cause[i])) i++;
  return !a->cause[i] && !b->cause[i];
}

/* What the router that cannot go on prints in its log, for the rule that stops it. */
static const char *log_text(const struct words *w, const char *rule, bool unanswered, bool aggressive)
{
  if (unanswered) return w->log_retransmit;
  if (!strcmp(rule, "KEY105")) return w->log_no_key;
  if (!strncmp(rule, "KEY", 3)) return aggressive ? w->log_bad_hash : w->log_garbage;
  if (!strcmp(rule, "IKE101") || !strcmp(rule, "POL206")) return w->log_no_proposal;
  if (!strcmp(rule, "IKE104") || !strcmp(rule, "CFG005")) return w->log_bad_id;
  if (!strncmp(rule, "ACL", 3)) return w->log_bad_selector;
  return !strncmp(rule, "ESP", 3) ? w->log_no_transform : NULL;
}

/* Message 1 that reaches nobody, or nobody who would answer, is repeated by its sender. */
static bool is_unanswered(const struct negotiation *n)
{
  static const char *const rules[] = { "IKE105", "IKE102", "IKE103", "TUN101", "TUN103", "TUN104", "TUN105", "TUN108", "APP101", "APP102",
    "CFG002", "CFG005" };
  for (size_t i = 0; n->phase == 1 && n->message == 1 && n->cause[0] && i < sizeof rules / sizeof *rules; i++)
    if (!strcmp(rules[i], n->cause[0])) return true;
  return false;
}

const char *tunnel_log(const struct tunnel_pair *t, unsigned initiator, const struct router **r)
{
  const struct negotiation *n = &t->negotiation[initiator];
  if (!n->cause[0] || n->message < 1 || !n->exchange) return NULL;
  bool unanswered = is_unanswered(n), sent_by_initiator = n->message % 2;
  *r = t->end[sent_by_initiator != unanswered ? !initiator : initiator]->router;
  return log_text((*r)->dialect->words, n->cause[0], unanswered, !strcmp(n->exchange, "aggressive"));
}

/* ---- What was agreed on ---- */

const char *phase1_text(struct arena *a, const struct negotiation *n)
{
  const struct ike_proposal *x = n->p1;
  return arena_printf(a, "%s, %s, group %u, %s%s", cipher_name(x->encryption.v), hash_name(x->hash.v), x->dh.v,
    auth_name(x->authentication.v), n->p1_open ? ", or an earlier proposal, of which not all can be told" : "");
}

const char *phase2_text(struct arena *a, const struct p2_fact *f)
{
  static const char *const protocols[] = { "?", "ESP", "AH", "AH and ESP" },
                           *const modes[] = { "", ", tunnel mode", ", transport mode", "" };
  const struct transform_set *s = f->mine;
  const char *text = protocols[s->protocol.v & 3];
  if (s->encryption.v.v) text = arena_printf(a, "%s %s", text, cipher_name(s->encryption.v.v));
  if (s->authentication.v.v > HASH_NONE) text = arena_printf(a, "%s %s", text, hash_name(s->authentication.v.v));
  text = arena_printf(a, "%s%s", text, modes[s->encapsulation.v & 3]);
  return f->my_pfs.v ? arena_printf(a, "%s, PFS group %u", text, f->my_pfs.v) : text;
}
