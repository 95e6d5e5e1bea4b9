/* Rules that need more than one pair of routers: keys and subnets that appear twice, tunnels that should be there, entries that nobody
 * answers. All are linear in the number of ends, by tables. */
#include <string.h>

#include "src/fleet.h"
#include "src/link.h"
#include "src/rules.h"
#include "src/say.h"
#include "src/table.h"
#include "vendors/vendor.h"

#define MOST_NAMED 5u   /* in one message */
#define SHORT_PREFIX 8  /* a "subnet" as wide as this is no tunnel's */

static enum role role_of(const struct judge *j, const struct router *r)
{
  return j->fleet && j->fleet->roles ? (enum role)j->fleet->roles[r->file] : ROLE_UNKNOWN;
}

/* Where to point at a router as a whole: its host name, else its first line. */
static struct place place_of(const struct router *r)
{
  if (is_written(&r->hostname.o)) return r->hostname.o.at;
  return (struct place){ 0, 1 };
}

/* Where to point at an end: its entry's header. */
static struct place place_of_end(const struct end *e)
{
  return e->entry && e->kind != END_PROTECTION ? e->entry->at : e->at;
}

/* ---- KEY203 across routers ---- */

/* A key that both ends of a tunnel have in readable form. */
struct shared_key {
  const struct tunnel_pair *tunnel;
  const struct psk *key;
  unsigned others;             /* further tunnels without a router in common with the first */
  const struct tunnel_pair *other;
  const struct psk *other_key;
  struct shared_key *next;
};

static const struct psk *readable(const struct tunnel_pair *t)
{
  const struct psk *k = t->key[0];
  return t->keys == KEYS_EQUAL && k->secret.form == KEY_CLEAR ? k : NULL;
}

static bool share_router(const struct tunnel_pair *a, const struct tunnel_pair *b)
{
  for (int i = 0; i < 4; i++)
    if (a->end[i / 2]->router == b->end[i % 2]->router) return true;
  return false;
}

static struct shared_key *find_key(struct judge *j, struct table *by_text, const struct tunnel_pair *t, const struct psk *k)
{
  uint64_t key = arena_hash(k->secret.clear, strlen(k->secret.clear));
  uint32_t at = 0;
  for (struct shared_key *s; (s = table_each(by_text, key, &at));)
    if (!strcmp(s->key->secret.clear, k->secret.clear)) return s;
  struct shared_key *s = ARENA_NEW(j->arena, struct shared_key);
  *s = (struct shared_key){ .tunnel = t, .key = k };
  table_put(by_text, key, s);
  return s;
}

void fleet_key_reused(struct judge *j)
{
  struct table by_text;
  struct shared_key *list = NULL, **end = &list;
  table_init(&by_text, j->arena);
  for (const struct tunnel_pair *t = j->tunnels; t; t = t->next) {
    const struct psk *k = readable(t);
    struct shared_key *s = k ? find_key(j, &by_text, t, k) : NULL;
    if (!s || s->tunnel == t || share_router(s->tunnel, t)) continue;
    if (!s->others++) {
      s->other = t;
      s->other_key = k;
      *end = s;
      end = &s->next;
    }
  }
  for (struct shared_key *s = list; s; s = s->next) {
    struct router *r = s->tunnel->end[0]->router, *o = s->other->end[0]->router;
    struct finding *f = finding_new(j, "KEY203", NULL,
      "%s and %s use the same key, for tunnels that have no router in common (%u such tunnel%s): who knows it can pose as any of them.",
      say_router(j, r), say_router(j, o), s->others + 1, s->others ? "s" : "");
    finding_at(j, f, o, s->other_key->at, "the same key");
    finding_at(j, f, r, s->key->at, "first used here");
    finding_help(j, f, "Give each pair of routers a random key of its own.");
  }
}

/* ---- FLT101 ---- */

static uint64_t pair_key(const struct router *a, const struct router *b)
{
  return a->file < b->file ? (uint64_t)a->file << 32 | b->file : (uint64_t)b->file << 32 | a->file;
}

static void missing(struct judge *j, const struct wish *w)
{
  struct router *const *r = w->routers;
  const char *absent = r[0] ? w->names[1] : w->names[0];
  struct finding *f;
  if (r[0] && r[1])
    f = finding_new(j, "FLT101", NULL, "The settings expect a tunnel between %s and %s, and no entry of either leads to the other.",
      w->names[0], w->names[1]);
  else
    f = finding_new(
      j, "FLT101", NULL, "The settings expect a tunnel between %s and %s: %s is in none of the files.", w->names[0], w->names[1], absent);
  for (int i = 0; i < 2; i++)
    if (r[i]) finding_at(j, f, r[i], place_of(r[i]), "no tunnel to %s", w->names[!i]);
  if (!r[0] && !r[1] && j->router_count) finding_at(j, f, j->routers[0], place_of(j->routers[0]), NULL);
  finding_help(j, f, "Configure the tunnel on both routers, give the missing file, or take the tunnel out of the settings.");
}

/* A spoke that has a tunnel to nobody. */
static void lonely_spoke(struct judge *j, struct router *r, const struct end *ends)
{
  for (const struct end *e = ends; e; e = e->next)
    if (e->paired) return;
  struct finding *f = finding_new(
    j, "FLT101", NULL, "%s is a spoke by the settings, and has a tunnel to none of the other routers.", say_router(j, r));
  finding_at(j, f, r, ends ? place_of_end(ends) : place_of(r), "leads to none of the files");
  finding_help(j, f, "Check the address of its peer, and whether the hub's config is among the files.");
}

void fleet_tunnel_missing(struct judge *j)
{
  struct table pairs;
  if (!j->fleet || j->fleet->partial) return;
  table_init(&pairs, j->arena);
  for (struct tunnel_pair *t = j->tunnels; t; t = t->next) table_put(&pairs, pair_key(t->end[0]->router, t->end[1]->router), t);
  for (const struct wish *w = j->fleet->wishes; w; w = w->next)
    if (!w->routers[0] || !w->routers[1] || !table_get(&pairs, pair_key(w->routers[0], w->routers[1]))) missing(j, w);
  for (unsigned i = 0; i < j->router_count; i++)
    if (role_of(j, j->routers[i]) == ROLE_SPOKE) lonely_spoke(j, j->routers[i], j->ends[i]);
}

/* ---- FLT102 ---- */

static const struct interface *inner(const struct end *e)
{
  const struct interface *i = e->tunnel;
  if (!i || i->vrf || i->address.ip.kind != IP_V4 || !is_written(&i->address.o)) return NULL;
  int length = ip_mask_length(i->mask);
  return length > SHORT_PREFIX && length < 32 && i->tunnel && i->tunnel->mode.v != TUNNEL_GRE_MULTIPOINT ? i : NULL;
}

/* Both ends of a point-to-point tunnel must be in it, so that it is this tunnel's subnet. */
static bool is_own_subnet(const struct tunnel_pair *t)
{
  const struct interface *a = inner(t->end[0]), *b = inner(t->end[1]);
  return a && b && a->mask == b->mask && ip_same_subnet(&a->address.ip, &b->address.ip, a->mask) == TRI_YES;
}

void fleet_subnet_reused(struct judge *j)
{
  struct table subnets;
  table_init(&subnets, j->arena);
  for (struct tunnel_pair *t = j->tunnels; t; t = t->next) {
    if (!is_own_subnet(t)) continue;
    const struct interface *i = t->end[0]->tunnel;
    uint64_t key = (uint64_t)i->mask << 32 | (i->address.ip.v4 & i->mask);
    const struct tunnel_pair *first = table_get(&subnets, key);
    if (!first) {
      table_put(&subnets, key, t);
      continue;
    }
    if (first->end[0]->tunnel == i) continue; /* several policies over one GRE tunnel */
    struct finding *f = finding_new(j, "FLT102", NULL,
      "The tunnel of %s and %s uses the inner subnet %s/%d, which is that of %s and %s already: routes through it lead to the wrong peer.",
      say_router(j, t->end[0]->router), say_router(j, t->end[1]->router),
      say_ip(j, &(struct ip) { .kind = IP_V4, .v4 = i->address.ip.v4 & i->mask }), ip_mask_length(i->mask),
      say_router(j, first->end[0]->router), say_router(j, first->end[1]->router));
    finding_at(j, f, t->end[0]->router, i->address.o.at, "used again");
    finding_at(j, f, t->end[1]->router, t->end[1]->tunnel->address.o.at, "its other end");
    finding_at(j, f, first->end[0]->router, first->end[0]->tunnel->address.o.at, "first used here");
    finding_at(j, f, first->end[1]->router, first->end[1]->tunnel->address.o.at, "and here");
    finding_help(j, f, "Give the newer tunnel a subnet of its own on both ends.");
  }
}

/* ---- FLT103 ---- */

/* The only router that has the address on an interface. */
struct owner {
  struct router *router;
  struct interface *interface;
  bool several;
};

static void add_owner(struct judge *j, struct table *owners, struct router *r, struct interface *i)
{
  if (i->address.ip.kind != IP_V4 || i->shutdown || !i->address.ip.v4) return;
  struct owner *o = table_get(owners, i->address.ip.v4);
  if (o) {
    o->several = o->several || o->router != r;
    return;
  }
  o = ARENA_NEW(j->arena, struct owner);
  *o = (struct owner){ r, i, false };
  table_put(owners, i->address.ip.v4, o);
}

static void find_owners(struct judge *j, struct table *owners)
{
  table_init(owners, j->arena);
  for (unsigned i = 0; i < j->router_count; i++)
    for (struct interface *x = j->routers[i]->interfaces.first; x; x = x->next) add_owner(j, owners, j->routers[i], x);
}

/* Does the policy on that interface call the end's router, by another of its addresses or a name that may stand for one? Two routers with
 * two lines each: either line of one answers either of the other. */
static bool calls_back(const struct owner *o, const struct end *e)
{
  for (const struct ref *n = o->interface->policies; n; n = n->next) {
    const struct policy *p = n->to;
    for (const struct policy_entry *entry = p ? p->entries : NULL; entry; entry = entry->next_in_group)
      for (const struct peer *peer = entry->peers; peer; peer = peer->next)
        if (peer->address.ip.kind == IP_NAME || (peer->address.ip.kind == IP_V4 && link_interface_of(e->router, &peer->address.ip)))
          return true;
  }
  return false;
}

/* Is it applied nowhere or does it only answer, while another entry of its router leads to the same peer? */
static bool is_left_over(const struct end *e, const struct end *ends)
{
  if (!(e->faults & FAULT_NOT_APPLIED) && e->kind != END_TEMPLATE) return false;
  for (; ends; ends = ends->next)
    if (ends->paired && ip_equal(&ends->remote.ip, &e->remote.ip) == TRI_YES) return true;
  return false;
}

static void unanswered(struct judge *j, const struct end *e, const struct owner *o)
{
  struct finding *f = finding_new(j, "FLT103", NULL, "%s has an entry for %s, which is %s of %s, and nothing on %s answers it.",
    say_router(j, e->router), say_ip(j, &e->remote.ip), say_interface(j, o->interface), say_router(j, o->router), say_router(j, o->router));
  finding_at(j, f, e->router, place_of_end(e), "no counterpart");
  finding_at(j, f, o->router, o->interface->address.o.at, "the peer's address");
  finding_help(j, f, "Configure the other end (`peerlint peer` writes it), or delete the entry.");
}

void fleet_unanswered(struct judge *j)
{
  struct table owners;
  if (j->router_count < 2) return;
  find_owners(j, &owners);
  for (unsigned i = 0; i < j->router_count; i++)
    for (const struct end *e = j->ends[i]; e; e = e->next) {
      if (e->paired || e->kind == END_PLAIN || e->ikev2 || e->remote.ip.kind != IP_V4) continue;
      const struct owner *o = table_get(&owners, e->remote.ip.v4);
      if (o && !o->several && o->router != e->router && o->router->dialect && !calls_back(o, e) && !is_left_over(e, j->ends[i]))
        unanswered(j, e, o);
    }
}

/* ---- FLT104 ---- */

static bool is_elsewhere(const struct end *e, const struct table *owners)
{
  return !e->paired && e->kind != END_PLAIN &&
    (e->remote.ip.kind == IP_V4 ? !table_get(owners, e->remote.ip.v4) : e->remote.ip.kind == IP_NAME);
}

static void not_given(struct judge *j, struct router *r, const struct end *ends, const struct table *owners)
{
  unsigned count = 0, all = 0;
  const struct end *first = NULL;
  const char *names = "";
  for (const struct end *e = ends; e; e = e->next) {
    all += e->kind != END_PLAIN;
    if (!is_elsewhere(e, owners)) continue;
    if (!first) first = e;
    if (count++ < MOST_NAMED) names = arena_printf(j->arena, "%s%s%s", names, *names ? ", " : "", say_ip(j, &e->remote.ip));
  }
  if (!count) return;
  struct finding *f = finding_new(j, "FLT104", NULL, "%s: %u of its %u peers %s in none of the files: %s%s.", say_router(j, r), count, all,
    count == 1 ? "is" : "are", names, count > MOST_NAMED ? " and others" : "");
  finding_at(j, f, r, place_of_end(first), "the first of them");
  finding_help(j, f, "Give their configs as well, or call this router external in the settings.");
}

void fleet_peer_not_given(struct judge *j)
{
  struct table owners;
  if (j->router_count < 3) return; /* of a pair, the user knows what he gave */
  find_owners(j, &owners);
  for (unsigned i = 0; i < j->router_count; i++)
    if (role_of(j, j->routers[i]) != ROLE_EXTERNAL) not_given(j, j->routers[i], j->ends[i], &owners);
}
