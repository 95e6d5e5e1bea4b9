/* Connections; see swanctl.h. Everything is written that charon has a default of its own for. */
#include "grammar/swanctl/swanctl.h"

#include "src/facts.h"

#include <string.h>

static const struct place nowhere;

static void open_section(struct writing *w, const char *name)
{
  write_line(w, nowhere, "%s {", name);
  w->indent += 2;
}

static void close_section(struct writing *w)
{
  w->indent -= 2;
  write_line(w, nowhere, "}");
}

/* ---- Names ---- */

static const char *base_name(struct arena *a, const struct end *e)
{
  if (e->kind == END_PROTECTION) return swanctl_name(a, e->interface->name);
  return swanctl_name(a, arena_printf(a, "%s-%u", e->policy->name, e->entry->sequence));
}

/* Each connection and child needs a name of its own, also beside the second connections of answer(). */
static const char *new_name(struct arena *a, struct names *taken, const struct end *e)
{
  const char *base = base_name(a, e), *name = base;
  for (uint32_t n = 2, before = taken->exact.count; names_intern(taken, name, strlen(name)), taken->exact.count == before; n++)
    name = arena_printf(a, "%s_%u", base, n);
  return name;
}

/* ---- Phase 1 ---- */

/* A way that is only assumed by default does not outweigh the key that stands in the file. */
static bool is_assumed(const struct ike_proposal *p)
{
  return !p->builtin && (p->authentication.o.doubt || !is_known(&p->authentication.o));
}

static bool is_psk(const struct ike_proposal *p)
{
  return p->authentication.v == AUTH_PSK || is_assumed(p);
}

/* A connection has one way of authentication; keys are meant wherever a proposal of the end has them. */
static bool uses_keys(const struct end *e)
{
  for (unsigned i = 0; i < e->offer_count; i++)
    if (is_psk(e->offers[i])) return true;
  return !e->offer_count;
}

static void also_proposal(struct writing *w, const struct ike_proposal *p)
{
  if (p->builtin) return;
  const struct num *values[] = { &p->encryption, &p->hash, &p->dh, &p->authentication };
  write_also(w, p->at);
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) write_also(w, written_at(&values[i]->o));
}

static const char *proposal_list(struct writing *w, const struct end *e)
{
  bool keys = uses_keys(e);
  const char *list = "";
  for (unsigned i = 0; i < e->offer_count; i++) {
    const struct ike_proposal *p = e->offers[i];
    const char *proposal = swanctl_ike_proposal(w->arena, p);
    if (is_psk(p) != keys) {
      if (!p->builtin) writing_note(w, e, p->at, ACCOUNT_UNTRANSLATED, "proposal %u, which needs certificates", p->number);
    } else if (!proposal)
      writing_note(w, e, p->at, ACCOUNT_UNTRANSLATED, "proposal %u, a value of which strongSwan has no word for", p->number);
    else list = arena_printf(w->arena, "%s%s%s", list, *list ? ", " : "", proposal);
  }
  return list;
}

static bool is_offered(const struct end *e, const struct ike_proposal *p)
{
  for (unsigned i = 0; i < e->offer_count; i++)
    if (e->offers[i] == p) return true;
  return false;
}

/* charon offers and accepts one and the same list. */
static void note_accepted(struct writing *w, const struct end *e)
{
  for (unsigned i = 0; i < e->accept_count; i++)
    if (!e->accepts[i]->builtin && !is_offered(e, e->accepts[i]))
      writing_note(w, e, e->accepts[i]->at, ACCOUNT_APPROXIMATED,
        "proposal %u, which the router accepts without offering it to this peer, is left out", e->accepts[i]->number);
}

static void write_proposals(struct writing *w, const struct end *e)
{
  const char *list = proposal_list(w, e);
  if (!*list) {
    writing_note(w, e, e->at, ACCOUNT_UNTRANSLATED, "no proposal of this end can be written, and charon has a default of its own");
    return;
  }
  write_line(w, nowhere, "proposals = %s", list);
  for (unsigned i = 0; i < e->offer_count; i++) also_proposal(w, e->offers[i]);
  for (unsigned i = 0; i < e->offer_count; i++)
    if (is_assumed(e->offers[i]))
      writing_note(w, e, e->offers[i]->at, ACCOUNT_APPROXIMATED, "no line says how proposal %u authenticates; here it is by key",
        e->offers[i]->number);
  note_accepted(w, e);
}

/* charon offers reauth_time + over_time and renews before that. */
static void write_lifetime(struct writing *w, const struct end *e)
{
  const struct ike_proposal *first = e->offer_count ? e->offers[0] : NULL;
  if (!first || !is_known(&first->lifetime.o) || !first->lifetime.v) return;
  uint32_t seconds = first->lifetime.v;
  write_line(w, written_at(&first->lifetime.o), "reauth_time = %us", seconds - seconds / 10);
  write_line(w, written_at(&first->lifetime.o), "over_time = %us", seconds / 10);
  write_line(w, nowhere, "rekey_time = 0s");
  for (unsigned i = 1; i < e->offer_count; i++) {
    const struct num *other = &e->offers[i]->lifetime;
    if (is_written(&other->o) && other->v != seconds)
      writing_note(w, e, other->o.at, ACCOUNT_APPROXIMATED, "the lifetime of proposal %u is that of the first one", e->offers[i]->number);
  }
}

static void write_dpd(struct writing *w, const struct end *e)
{
  const struct ike_profile *p = e->profile;
  const struct dpd_block *block = p ? p->dpd.to : NULL;
  const struct num *all[] = { p ? &p->dpd_interval : NULL, block ? &block->interval : NULL, &e->router->dpd_interval };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (!all[i] || !is_known(&all[i]->o) || !all[i]->v) continue;
    write_line(w, written_at(&all[i]->o), "dpd_delay = %us", all[i]->v);
    if (block) write_also(w, p->dpd.o.at);
    return;
  }
}

/* ---- Addresses and identities ---- */

static bool is_address(const struct ip *ip)
{
  return ip->kind == IP_V4 || ip->kind == IP_NAME;
}

static void write_addresses(struct writing *w, const struct end *e)
{
  const struct ip *remote = &e->remote.ip;
  uint32_t high = e->profile ? e->profile->remote_high : 0;
  if (is_address(&e->local.ip)) write_line(w, written_at(&e->local.o), "local_addrs = %s", write_ip(w, &e->local.ip));
  else if (e->local.ip.kind == IP_MASKED)
    writing_note(w, e, e->local.o.at, ACCOUNT_UNTRANSLATED, "this end's address, which is masked: %s", e->local.ip.text);
  if (remote->kind == IP_V4 && high)
    write_line(w, written_at(&e->remote.o), "remote_addrs = %s-%s", write_ip(w, remote), write_v4(w, high));
  else if (is_address(remote)) write_line(w, written_at(&e->remote.o), "remote_addrs = %s", write_ip(w, remote));
  else write_line(w, written_at(&e->remote.o), "remote_addrs = %%any");
  if (remote->kind == IP_MASKED)
    writing_note(w, e, e->remote.o.at, ACCOUNT_UNTRANSLATED, "the peer's address, which is masked: %s", remote->text);
}

static void write_local(struct writing *w, const struct end *e)
{
  const char *id = swanctl_id(w->arena, &e->sends);
  open_section(w, "local");
  write_line(w, nowhere, "auth = %s", uses_keys(e) ? "psk" : "pubkey");
  if (id) write_line(w, written_at(&e->sends.o), "id = %s", id);
  else if (e->sends.type != ID_ADDRESS) writing_note(w, e, e->sends.o.at, ACCOUNT_UNTRANSLATED, "the identity that it sends");
  close_section(w);
}

static void write_remote(struct writing *w, const struct end *e)
{
  bool several;
  const struct identity *expected = swanctl_expected(w->arena, e, &several);
  const char *id = expected ? swanctl_id(w->arena, expected) : NULL;
  bool nobody = expects_nobody(e) && e->router->dialect->behaviour.profile_must_expect;
  if (nobody) id = "keyid:nobody"; /* what no router sends */
  open_section(w, "remote");
  write_line(w, nowhere, "auth = %s", uses_keys(e) ? "psk" : "pubkey");
  write_line(w, id && expected ? written_at(&expected->o) : nowhere, "id = %s", id ? id : "%any");
  close_section(w);
  if (nobody) writing_note(w, e, e->profile->at, ACCOUNT_APPROXIMATED, "the profile expects no identity at all, so no peer fits it");
  else if (several)
    writing_note(w, e, e->profile->expects->o.at, ACCOUNT_APPROXIMATED, "it takes several identities of the peer; here any is taken");
  else if (expected && !id)
    writing_note(w, e, expected->o.at, ACCOUNT_UNTRANSLATED, "the identity that it expects of its peer; here any is taken");
}

/* ---- Connections ---- */

static void write_places(struct writing *w, const struct end *e)
{
  const struct place places[] = { e->at, e->policy->at, e->entry->at, e->effective->at, e->profile ? e->profile->at : nowhere };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) write_also(w, places[i]);
}

static void write_connection(struct writing *w, const struct end *e, const char *name, bool aggressive)
{
  open_section(w, name);
  write_places(w, e);
  write_line(w, nowhere, "version = 1");
  write_line(w, written_at(&e->exchange.o), "aggressive = %s", aggressive ? "yes" : "no");
  write_addresses(w, e);
  write_proposals(w, e);
  write_lifetime(w, e);
  write_dpd(w, e);
  write_local(w, e);
  write_remote(w, e);
  swanctl_write_children(w, e, name);
  write_notes(w, e);
  close_section(w);
}

/* A connection of charon's answers one exchange. A router that answers the other one too gets a second connection, which never starts. */
static void answer(struct writing *w, const struct end *e, const char *name, bool aggressive)
{
  struct end other = *e;
  other.starts = false;
  write_comment(w, "The router answers %s mode as well.", aggressive ? "aggressive" : "main");
  if (aggressive)
    write_comment(w, "charon does only with `i_dont_care_about_security_and_use_aggressive_mode_psk = yes` in strongswan.conf.");
  write_connection(w, &other, arena_printf(w->arena, "%s-%s", name, aggressive ? "aggressive" : "main"), aggressive);
}

static void write_end(struct writing *w, const struct end *e, const char *name)
{
  bool aggressive = e->exchange.v == EXCHANGE_AGGRESSIVE;
  write_comment(w, "%s%s%s", e->policy->name, e->interface ? " on " : "", e->interface ? e->interface->shown : "");
  write_connection(w, e, name, aggressive);
  if (aggressive ? e->answers_main : e->answers_aggressive) answer(w, e, name, !aggressive);
}

/* Why the end is no connection: notes at the head. */
static bool is_connection(struct writing *w, const struct router *r, const struct end *e)
{
  if (e->kind == END_PLAIN) return false;
  const char *name = e->policy ? e->policy->name : e->tunnel->tunnel->protection.s; /* a profile that is defined nowhere */
  if (e->unmodelled) writing_note(w, r, e->unmodelled_at, ACCOUNT_UNTRANSLATED, "%s is not modelled", e->unmodelled);
  else if (e->faults & FAULT_NOT_APPLIED)
    writing_note(w, r, e->fault_at, ACCOUNT_UNTRANSLATED, "`%s` is applied to no interface, so it is no connection", name);
  else if (e->faults)
    writing_note(w, r, e->fault_at, ACCOUNT_UNTRANSLATED, "`%s` lacks something that it needs, so it is no connection", name);
  return !e->unmodelled && !e->faults;
}

/* ---- What is no part of IKE ---- */

static void note_tunnels(struct writing *w, const struct router *r)
{
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    const struct tunnel *t = i->tunnel;
    if (!t || t->mode.v == TUNNEL_IPSEC) continue;
    struct ip local = end_tunnel_source(r, t);
    const char *key = is_written(&t->key.o) ? arena_printf(w->arena, " key %u", t->key.v) : "",
               *remote = t->destination.ip.kind == IP_NONE ? "ADDRESS" : write_ip(w, &t->destination.ip);
    writing_note(w, r, i->at, ACCOUNT_UNTRANSLATED, "%s; on Linux: ip tunnel add %s mode gre local %s remote %s%s", i->shown,
      swanctl_name(w->arena, i->name), local.kind == IP_V4 ? write_ip(w, &local) : "ADDRESS", remote, key);
  }
}

static void note_nat(struct writing *w, const struct router *r)
{
  static const char what[] = "source NAT, which on Linux is a rule of the packet filter";
  for (const struct nat_rule *n = r->nats.first; n; n = n->next) writing_note(w, r, n->at, ACCOUNT_UNTRANSLATED, what);
  for (const struct interface *i = r->interfaces.first; i; i = i->next)
    for (const struct nat_rule *n = i->nat; n; n = n->next) writing_note(w, r, n->at, ACCOUNT_UNTRANSLATED, what);
}

/* ---- The whole ---- */

void swanctl_write(struct writing *w, const struct router *r, const struct end *ends)
{
  struct table names;
  struct names taken;
  table_init(&names, w->arena);
  names_init(&taken, w->arena);
  note_tunnels(w, r);
  note_nat(w, r);
  for (const struct end *e = ends; e; e = e->next)
    if (is_connection(w, r, e)) table_put(&names, (uint64_t)(uintptr_t)e, (void *)(uintptr_t)new_name(w->arena, &taken, e));
  write_notes(w, r);
  open_section(w, "connections");
  for (const struct end *e = ends; e; e = e->next) {
    const char *name = table_get(&names, (uint64_t)(uintptr_t)e);
    if (name) write_end(w, e, name);
  }
  close_section(w);
  swanctl_write_secrets(w, r, ends, &names);
}
