/* The translation's order, and what needs no thought: interfaces, tunnels, routes and the router's own settings. */
#include "src/translate_parts.h"

#include "src/link.h"
#include "src/quote.h"
#include "src/rings.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* ---- Interfaces ---- */

static void copy_next_hops(struct translation *t, const struct tunnel *a, struct tunnel *b, const struct interface *new)
{
  struct next_hop **end = &b->next_hops;
  for (const struct next_hop *h = a->next_hops; h; h = h->next, end = &(*end)->next) {
    *end = ARENA_NEW(t->to->arena, struct next_hop);
    **end = (struct next_hop){ .inner = tr_ip(t, &h->inner), .outer = tr_addr(t, &h->outer) };
  }
  if (a->mode.v == TUNNEL_GRE_MULTIPOINT || a->next_hops)
    writing_note(t->w, new, written_at(&a->mode.o), ACCOUNT_APPROXIMATED,
      "of NHRP only the next hops are here: its network, servers, authentication and multicast are to be copied");
}

static void leave_next_hops(struct translation *t, const struct tunnel *a, const struct interface *new)
{
  char room[64];
  for (const struct next_hop *h = a->next_hops; h; h = h->next)
    writing_note(t->w, new, h->outer.o.at, ACCOUNT_APPROXIMATED, "where NHRP finds %s is left out", ip_print(&h->inner, room, sizeof room));
}

/* An end that the device learns has no word on Comware. */
static struct addr tunnel_end(struct translation *t, const struct addr *a, const struct interface *new, const char *which)
{
  if (a->ip.kind != IP_DYNAMIC || t->how->form == PEERING_RING) return tr_addr(t, a);
  writing_note(t->w, new, a->o.at, ACCOUNT_UNTRANSLATED, "a %s that is learned", which);
  return (struct addr){ .ip = { .kind = IP_NONE } };
}

static void copy_tunnel(struct translation *t, const struct interface *old, struct interface *new)
{
  const struct tunnel *a = old->tunnel;
  struct tunnel *b = new->tunnel = ARENA_NEW(t->to->arena, struct tunnel);
  b->mode = tr_num(a->mode);
  b->source = tunnel_end(t, &a->source, new, "source");
  b->source_interface = (struct name){ tr_interface(t, a->source_interface.s), a->source_interface.o };
  b->destination = tunnel_end(t, &a->destination, new, "destination");
  b->vrf = (struct name){ tr_string(t, a->vrf.s), a->vrf.o };
  if (t->how->form == PEERING_RING && t->from->dialect->writer->form == PEERING_RING) copy_next_hops(t, a, b, new);
  else leave_next_hops(t, a, new);
  if (is_written(&a->key.o)) b->key = a->key;
  if (is_written(&a->checksum.o)) b->checksum = a->checksum;
  if (is_written(&a->keepalive.o) && a->keepalive.v) {
    b->keepalive = a->keepalive;
    b->keepalive_retries = tr_num(a->keepalive_retries);
  }
  if (t->same) return;
  if (a->mode.v == TUNNEL_OTHER)
    writing_note(
      t->w, new, tr_place(&a->mode.o, old->at), ACCOUNT_UNTRANSLATED, "this kind of tunnel; it is written as one of the target's own");
  const struct dialect *theirs = t->w->of_keys ? t->w->of_keys : t->from->dialect; /* of the file, whose other end it may be */
  if (a->mode.v == TUNNEL_GRE_MULTIPOINT && (t->how->form != PEERING_RING || theirs->writer->form != PEERING_RING))
    writing_note(t->w, new, tr_place(&a->mode.o, old->at), ACCOUNT_UNTRANSLATED,
      "multipoint GRE has no counterpart that other vendors' hubs understand");
  if (a->mode.v == TUNNEL_IPSEC && !t->how->protects_tunnels)
    writing_note(t->w, new, tr_place(&a->mode.o, old->at), ACCOUNT_UNTRANSLATED,
      "a tunnel of mode ipsec, which %s has not: its traffic is not protected here", t->w->dialect->title);
}

/* What the target would refuse is left out. */
static void within(struct translation *t, const struct interface *i, struct num *n, const uint32_t range[2], const char *what)
{
  if (t->same || !is_written(&n->o) || (n->v >= range[0] && n->v <= range[1])) return;
  writing_note(t->w, i, n->o.at, ACCOUNT_UNTRANSLATED, "%s of %u bytes", what, n->v);
  *n = (struct num){ 0 };
}

/* Some systems have `mtu` for a tunnel, others `ip mtu`; what counts is the packet that goes in. */
static void copy_mtu(const struct translation *t, const struct interface *a, struct interface *b)
{
  bool to = !t->how->ip_mtu, moves = a->tunnel && t->how->ip_mtu != t->from->dialect->writer->ip_mtu;
  struct num mtu = is_written(&a->mtu.o) ? a->mtu : (struct num) { 0 }, ip_mtu = is_written(&a->ip_mtu.o) ? a->ip_mtu : (struct num) { 0 },
             either = is_written(&ip_mtu.o) ? ip_mtu : mtu;
  b->mtu = moves ? to ? either : (struct num){ 0 } : mtu;
  b->ip_mtu = moves ? to ? (struct num){ 0 } : either : ip_mtu;
}

/* What a group of routers shares, which only the same dialect says the same way; elsewhere the policies' own address is what is left of
 * it. */
static void copy_shared(struct translation *t, const struct interface *a, struct interface *b)
{
  struct shared_address **end = &b->shared;
  b->redundancy = (struct name){ tr_string(t, a->redundancy.s), a->redundancy.o };
  for (const struct shared_address *s = a->shared; s; s = s->next, end = &(*end)->next) {
    *end = ARENA_NEW(t->to->arena, struct shared_address);
    **end = *s;
    (*end)->next = NULL;
    (*end)->group = tr_string(t, s->group);
    (*end)->name = tr_string(t, s->name);
    (*end)->address = tr_addr(t, &s->address);
  }
}

/* Of the groups that are left out only the one that a policy speaks for has to do with a tunnel. */
static void leave_shared(struct translation *t, const struct interface *a, struct interface *b)
{
  static const char lost[] = "the policy speaks from the shared address; the group of routers that shares it is left out",
                    unused[] = "no tunnel speaks from it";
  if (a->redundancy.s) writing_note(t->w, b, a->redundancy.o.at, ACCOUNT_UNTRANSLATED, "%s", lost);
  for (const struct shared_address *s = a->shared; s; s = s->next) {
    bool used = a->redundancy.s && s->name && !strcmp(s->name, a->redundancy.s);
    enum account_result result = used ? ACCOUNT_UNTRANSLATED : ACCOUNT_UNRELATED;
    if (s->address.ip.kind != IP_NONE) writing_note(t->w, b, s->address.o.at, result, "%s", used ? lost : unused);
    if (s->name) writing_note(t->w, b, s->named_at, result, "%s", used ? lost : unused);
  }
}

static void copy_interface(struct translation *t, const struct interface *a, struct interface *b)
{
  b->shown = t->same || !strcasecmp(a->shown, b->name) ? tr_string(t, a->shown) : b->name;
  b->at = a->at;
  b->address = tr_addr(t, &a->address);
  b->mask = a->mask;
  b->unnumbered = (struct name){ tr_interface(t, a->unnumbered.s), a->unnumbered.o };
  copy_mtu(t, a, b);
  if (is_written(&a->mss.o)) b->mss = a->mss;
  within(t, b, &b->mtu, t->how->mtu, "an MTU");
  within(t, b, &b->ip_mtu, t->how->mtu, "an MTU");
  within(t, b, &b->mss, t->how->mss, "a segment size");
  b->shutdown = a->shutdown;
  b->shutdown_at = a->shutdown_at;
  b->vrf = tr_string(t, a->vrf);
  b->vrf_at = a->vrf_at;
  b->vlan = a->vlan;
  b->inner_vlan = a->inner_vlan;
  b->vlan_at = a->vlan_at;
  struct ip_secondary **end = &b->secondary;
  for (const struct ip_secondary *s = a->secondary; s; s = s->next, end = &(*end)->next) {
    *end = ARENA_NEW(t->to->arena, struct ip_secondary);
    (*end)->ip = tr_ip(t, &s->ip);
    (*end)->mask = s->mask;
    (*end)->at = s->at;
  }
  if (t->same) copy_shared(t, a, b);
  else leave_shared(t, a, b);
  if (a->tunnel && (t->same || (!strncmp(b->name, "tunnel", 6) && isdigit((unsigned char)b->name[6])))) copy_tunnel(t, a, b);
  else if (a->tunnel) writing_left_out(t->w, b, a->at, "tunnel lines of an interface that is no tunnel");
}

/* An interface that is only named elsewhere gets its name here too, before others may take it. */
static void copy_interfaces(struct translation *t)
{
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next) {
    struct interface *b = ARENA_NEW(t->to->arena, struct interface);
    b->name = tr_interface(t, a->name);
    LIST_APPEND(t->to->interfaces, b);
    if (!t->how->protects_tunnels) tr_put(t, a, b); /* where a tunnel's protection goes to the interface below it */
  }
  struct interface *b = t->to->interfaces.first;
  for (const struct interface *a = t->from->interfaces.first; a; a = a->next, b = b->next) {
    copy_interface(t, a, b);
    if (!tr_has_interface(t, a->name))
      writing_note(t->w, b, a->at, ACCOUNT_APPROXIMATED, "%s may have no interface of this kind: give it the name of the one to be used",
        t->w->dialect->title);
    tr_remark(t, a, b);
  }
}

/* ---- The router's own settings ---- */

static void lost(struct translation *t, const struct num *n, const char *what)
{
  if (is_written(&n->o) && n->v)
    writing_note(
      t->w, NULL, n->o.at, ACCOUNT_UNTRANSLATED, "%s, which %s has not; use dead peer detection on both ends", what, t->w->dialect->title);
}

struct num tr_mode(struct translation *t, const struct num *mode)
{
  struct num n = tr_num(*mode);
  if (n.v != EXCHANGE_OTHER) return n;
  writing_note(t->w, NULL, mode->o.at, ACCOUNT_UNTRANSLATED, "an exchange mode that is not modelled; main mode is written");
  n.v = EXCHANGE_MAIN;
  return n;
}

static void clamp(struct translation *t, struct num *n, const uint32_t range[2], const char *what)
{
  uint32_t v = n->v;
  if (!is_known(&n->o)) return;
  if (v < range[0]) n->v = range[0];
  if (range[1] && v > range[1]) n->v = range[1];
  if (n->v != v)
    writing_note(t->w, NULL, written_at(&n->o), ACCOUNT_APPROXIMATED, "%s of %u, which the target does not take, is %u", what, v, n->v);
}

/* Kilobytes 0: no limit. */
static void lifetimes(struct translation *t)
{
  struct router *to = t->to;
  to->seconds = tr_num(t->from->seconds);
  to->kilobytes = tr_num(t->from->kilobytes);
  if (t->same) return;
  clamp(t, &to->seconds, t->how->seconds, "an SA lifetime in seconds");
  if (is_known(&to->kilobytes.o) && !to->kilobytes.v && !t->how->unlimited_kilobytes) {
    to->kilobytes.v = UINT32_MAX;
    writing_note(
      t->w, NULL, written_at(&to->kilobytes.o), ACCOUNT_APPROXIMATED, "an SA without a limit in kilobytes has the highest one here");
  } else if (to->kilobytes.v) clamp(t, &to->kilobytes, t->how->kilobytes, "an SA lifetime in kilobytes");
}

static void keepalives(struct translation *t)
{
  const struct router *from = t->from;
  bool both = t->how->ike_keepalive && from->dialect->writer->ike_keepalive;
  if (both && is_written(&from->keepalive_interval.o)) t->to->keepalive_interval = from->keepalive_interval;
  if (both && is_written(&from->keepalive_timeout.o)) t->to->keepalive_timeout = from->keepalive_timeout;
  if (both) return;
  lost(t, &from->keepalive_interval, "IKE's keepalive");
  lost(t, &from->keepalive_timeout, "IKE's keepalive");
}

/* Switches that stand for themselves on the systems that have them. */
static void switches(struct translation *t)
{
  const struct router *from = t->from;
  struct router *to = t->to;
  bool ring = t->how->form == PEERING_RING, was_ring = from->dialect->writer->form == PEERING_RING;
  if (is_written(&from->isakmp_enabled.o)) {
    if (peering_is_global(t->how->form)) to->isakmp_enabled = from->isakmp_enabled;
    else if (!from->isakmp_enabled.v) writing_note(t->w, NULL, from->isakmp_enabled.o.at, ACCOUNT_UNTRANSLATED, "IKE is switched off");
  }
  if (ring && was_ring) {
    to->aggressive_disabled = is_written(&from->aggressive_disabled.o) ? from->aggressive_disabled : (struct num){ 0 };
    to->builtin_off = is_written(&from->builtin_off.o) ? from->builtin_off : (struct num){ 0 };
    to->builtin_sets_off = is_written(&from->builtin_sets_off.o) ? from->builtin_sets_off : (struct num){ 0 };
    to->weak_allowed = is_written(&from->weak_allowed.o) ? from->weak_allowed : (struct num){ 0 };
    return;
  }
  /* Where every profile has its own mode, aggressive mode is refused by default. */
  if (is_written(&from->aggressive_disabled.o))
    writing_note(t->w, NULL, from->aggressive_disabled.o.at, ACCOUNT_IMPLIED, "the target answers aggressive mode only where it is set up");
  if (is_written(&from->builtin_off.o))
    writing_note(t->w, NULL, from->builtin_off.o.at, ACCOUNT_IMPLIED, "the target has no such built-in policies");
  if (is_written(&from->builtin_sets_off.o))
    writing_note(t->w, NULL, from->builtin_sets_off.o.at, ACCOUNT_IMPLIED, "the target has no built-in transform set");
  if (is_written(&from->weak_allowed.o))
    writing_note(t->w, NULL, from->weak_allowed.o.at, ACCOUNT_IMPLIED, "the target refuses no weak algorithm");
}

/* A profile whose keyring is defined nowhere has no key, and the target may look for one elsewhere. */
static void lost_keyrings(struct translation *t)
{
  const struct router *from = t->from;
  for (const struct ike_profile *p = from->profiles.first; p; p = p->next)
    for (const struct ref *k = p->keyrings; k; k = k->next)
      if (k->s && !k->to && strcmp(k->s, "default"))
        writing_note(t->w, NULL, k->o.at, ACCOUNT_UNTRANSLATED, "%s %s is defined nowhere", from->dialect->words->keyring, k->s);
}

/* Where it must be one word, its blanks become hyphens. */
static const char *host_name(struct translation *t)
{
  const char *name = t->from->hostname.s;
  if (!name || t->how->host_name_words || !strpbrk(name, " \t")) return tr_string(t, name);
  char *s = arena_strndup(t->arena, name, strlen(name));
  for (char *blank = s; (blank = strpbrk(blank, " \t"));) *blank = '-';
  writing_note(t->w, NULL, t->from->hostname.o.at, ACCOUNT_APPROXIMATED, "the name %s, which must be one word here", name);
  return tr_string(t, s);
}

static void globals(struct translation *t)
{
  const struct router *from = t->from;
  struct router *to = t->to;
  to->hostname = (struct name){ host_name(t), from->hostname.o };
  if (t->same) {
    to->release = from->release;
    to->release_major = from->release_major;
    to->release_minor = from->release_minor;
    to->release_at = from->release_at;
  } else if (from->release) writing_note(t->w, NULL, from->release_at, ACCOUNT_UNRELATED, "the release of the other system");
  to->dynamic_routing = from->dynamic_routing;
  if (from->dynamic_routing)
    writing_note(t->w, &to->dynamic_routing, (struct place){ 0, 0 }, ACCOUNT_APPROXIMATED, "a routing protocol without its settings");
  lifetimes(t);
  keepalives(t);
  switches(t);
  lost_keyrings(t);
}

/* Certificates that no tunnel uses are those of the router's own web server. */
static bool uses_certificates(const struct router *r)
{
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next)
    if (p->certificate) return true;
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next)
    if (is_written(&p->authentication.o) && p->authentication.v != AUTH_PSK) return true;
  return false;
}

static void unmodelled(struct translation *t)
{
  for (const struct unmodelled *u = t->from->unmodelled.first; u; u = u->next) {
    bool part = u->ikev2 || uses_certificates(t->from);
    writing_note(t->w, NULL, u->at, part ? ACCOUNT_UNTRANSLATED : ACCOUNT_UNRELATED, "%s%s%s is not modelled", u->what, u->name ? " " : "",
      u->name ? u->name : "")
      ->whole = part;
  }
}

/* Settings of IKE or IPsec that the model has no place for. */
static void asides(struct translation *t)
{
  for (const struct aside *a = t->from->asides.first; a; a = a->next) {
    struct text line;
    text_init(&line, t->arena, false);
    quote_append(&line, a->text, strlen(a->text), true);
    writing_note(t->w, NULL, a->at, ACCOUNT_APPROXIMATED, "left out, for it is not modelled: %s", line.bytes);
  }
}

static uint64_t line_of(const struct translation *t, struct place at)
{
  return source_spot(t->from->source, at.first).line;
}

/* Lines that could not be read, as far as no object's note is about them. */
static void unreadable(struct translation *t)
{
  struct table noted;
  if (!t->from->issues.first) return;
  table_init(&noted, t->arena);
  for (const struct account_note *n = t->w->notes.first; n; n = n->next)
    if (n->at.last) table_put(&noted, line_of(t, n->at), (void *)(uintptr_t)n);
  for (const struct issue *i = t->from->issues.first; i; i = i->next) {
    struct place at;
    struct text line;
    if (strcmp(i->rule, "CFG001") || table_get(&noted, line_of(t, i->at))) continue;
    source_clean_line(t->from->source, (uint32_t)line_of(t, i->at), &at.first, &at.last);
    while (at.first < at.last && *source_at(t->from->source, at.first) == ' ') at.first++;
    text_init(&line, t->arena, false);
    quote_append(&line, source_at(t->from->source, at.first), at.last - at.first, true);
    writing_note(t->w, NULL, i->at, ACCOUNT_UNTRANSLATED, "it could not be read: %s", line.bytes);
    table_put(&noted, line_of(t, i->at), (void *)(uintptr_t)i);
  }
}

/* ---- The whole ---- */

static void index_end(struct translation *t, const struct policy_entry *entry, const struct end *e)
{
  if (entry && !table_get(&t->by_entry, (uint64_t)(uintptr_t)entry))
    table_put(&t->by_entry, (uint64_t)(uintptr_t)entry, (void *)(uintptr_t)e);
}

/* An end is that of its first entry, and of further ones for the same peer that no other end is of. */
static void index_ends(struct translation *t)
{
  for (const struct end *e = t->ends; e; e = e->next) index_end(t, e->effective, e);
  for (const struct end *e = t->ends; e; e = e->next) {
    const struct policy_entry *last = e->effective;
    for (const struct selector *s = e->selectors; s; s = s->next) {
      if (s->entry != last) index_end(t, s->entry, e);
      last = s->entry;
    }
  }
  for (const struct end *e = t->ends; e; e = e->next)
    if (e->kind == END_PROTECTION) table_put(&t->by_entry, (uint64_t)(uintptr_t)e->interface, (void *)(uintptr_t)e);
}

void translate(struct writing *w, const struct router *from, const struct end *ends, struct router *to)
{
  struct translation t = { .arena = arena_scratch(w->arena),
    .w = w,
    .from = from,
    .ends = ends,
    .to = to,
    .how = w->dialect->writer,
    .same = w->dialect == from->dialect };
  table_init(&t.names, t.arena);
  table_init(&t.taken, t.arena);
  table_init(&t.objects, t.arena);
  table_init(&t.by_entry, t.arena);
  names_build_on(&to->names, &from->names); /* most stay as they are */
  table_reserve(&t.objects, from->names.exact.count);
  table_reserve(&t.taken, from->names.exact.count / 2);
  table_reserve(&t.names, from->names.exact.count / 2);
  to->dialect = w->dialect;
  to->source = from->source;
  LIST_INIT(t.relations);
  index_ends(&t);
  rings_index(&t.ring_keys, t.arena, from);
  globals(&t);
  copy_interfaces(&t);
  tr_vrfs(&t);
  tr_acls(&t);
  tr_proposals(&t);
  tr_sets(&t);
  tr_policies(&t);
  tr_peers(&t);
  tr_nat(&t);
  tr_routes(&t);
  unmodelled(&t);
  asides(&t);
  unreadable(&t);
  arena_free(t.arena);
}
