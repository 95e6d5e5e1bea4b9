/* Who talks to whom: candidates come from tables by address, the best-scoring pairs win. */
#include <stdlib.h>
#include <string.h>

#include "src/facts.h"
#include "src/link.h"
#include "src/pair_score.h"
#include "src/table.h"

#define MOST_CANDIDATES 64u /* of one end under one address; more would be one address used by everybody */
#define FEW_CANDIDATES 8u /* not its own exchanged, where there is one that is: a hub has thousands of ends with one address */

#define MOST_TUNNELS 4096u /* pairs of selectors looked at for two GRE tunnels that lead to each other */

struct candidate {
  struct end *a, *b;      /* a of the earlier file */
  unsigned order;
  int score;
  bool proven;
};

struct matcher {
  struct arena *arena;    /* of the tunnels */
  struct arena *scratch;  /* of everything else */
  struct end *const *ends;
  unsigned routers;
  const struct router *last_waiting; /* whose ends were entered last into `waiting`, */
  unsigned waits;                    /* and how many of them */
  struct table waiting, by_local, by_both, by_outer, by_subnet, by_name, applied, multipoint, carried, met, seen;
  size_t count;
};

static uint64_t ip_key(const struct ip *ip)
{
  return ip->text ? arena_hash(ip->text, strlen(ip->text)) | (uint64_t)1 << 40 : ip->v4;
}

/* Key of an end that speaks from one address to the other. */
static uint64_t both_key(const struct ip *from, const struct ip *to)
{
  return ip_key(from) * 0x9e3779b97f4a7c15ull + ip_key(to);
}

/* Key of the subnet that the tunnel's inner address is in; masked addresses count by their visible part. */
static uint64_t subnet_key(const struct interface *i)
{
  return (uint64_t)(i->address.ip.v4 & i->mask) | (uint64_t)1 << 41;
}

/* ---- Candidates ---- */

/* Is it a tunnel without IPsec that leads nowhere? It is there for an end of its own router to borrow. */
static bool leads_nowhere(const struct end *e)
{
  return e->kind == END_PLAIN && e->remote.ip.kind == IP_NONE;
}

/* Is it there for an end of its own router to borrow only? */
static bool stands_back(const struct end *e)
{
  return leads_nowhere(e) || e->covered;
}

/* Key of what a router applies for a peer. */
static uint64_t applied_key(const struct router *r, const struct ip *peer)
{
  return (uint64_t)(uintptr_t)r * 0x9e3779b97f4a7c15ull ^ ip_key(peer);
}

/* Is the end for anybody, on a router that applies an entry for the other one? */
static int knows(const struct matcher *m, const struct end *a, const struct end *b)
{
  bool known = a->kind == END_TEMPLATE && pair_has_address(&b->local.ip) && table_get(&m->applied, applied_key(a->router, &b->local.ip));
  return known ? SCORE_KNOWN : 0;
}

static void add_candidate(struct matcher *m, struct end *a, struct end *b)
{
  if (stands_back(a) || stands_back(b)) return;
  if (a->router == b->router || (a->kind == END_PLAIN && b->kind == END_PLAIN)) return;
  if (a->router->file > b->router->file) {
    struct end *swap = a;
    a = b;
    b = swap;
  }
  uint64_t key = (uint64_t)(uintptr_t)a * 0x9e3779b97f4a7c15ull ^ (uint64_t)(uintptr_t)b;
  uint32_t at = 0;
  for (struct candidate *c; (c = table_each(&m->seen, key, &at));)
    if (c->a == a && c->b == b) return;
  struct candidate *c = ARENA_NEW(m->scratch, struct candidate);
  *c = (struct candidate){ .a = a, .b = b, .order = (unsigned)m->count };
  c->score = pair_score(a, b, &c->proven) + knows(m, a, b) + knows(m, b, a);
  table_put(&m->seen, key, c);
  m->count++;
}

static void look_up(struct matcher *m, const struct table *t, uint64_t key, struct end *e, uint32_t most)
{
  uint32_t at = 0, seen = 0;
  for (struct end *other; seen < most && (other = table_each(t, key, &at)); seen++)
    if (other != e) add_candidate(m, e, other);
}

/* A policy that is applied nowhere, of a router that applies another one for the same peer: a draft, or what is left of an older one. */
static bool is_spare(const struct matcher *m, const struct end *e)
{
  return (e->faults & FAULT_NOT_APPLIED) && pair_has_address(&e->remote.ip) &&
    table_get(&m->applied, applied_key(e->router, &e->remote.ip));
}

/* A template that is applied nowhere is called at any address of its router. */
static void enter_waiting(struct matcher *m, struct end *e)
{
  if (!pair_waits_nowhere(e)) return;
  m->waits = m->last_waiting == e->router ? m->waits + 1 : 1;
  m->last_waiting = e->router;
  for (const struct interface *i = e->router->interfaces.first; i && m->waits <= MOST_CANDIDATES; i = i->next)
    if (i->address.ip.kind == IP_V4) table_put(&m->waiting, ip_key(&i->address.ip), e);
}

/* Puts the end under the key where anybody would come to it: the first of thousands that share an address are all that is looked at. */
static void put(struct table *t, uint64_t key, struct end *e)
{
  uint32_t at = 0, there = 0;
  while (there < MOST_CANDIDATES && table_each(t, key, &at)) there++;
  if (there < MOST_CANDIDATES) table_put(t, key, e);
}

static void enter(struct matcher *m, struct end *e)
{
  enter_waiting(m, e);
  if (!(e->faults & FAULT_NOT_APPLIED) && e->kind != END_PLAIN && pair_has_address(&e->remote.ip))
    table_put(&m->applied, applied_key(e->router, &e->remote.ip), e);
  bool local = pair_has_address(&e->local.ip) && e->kind != END_PLAIN, remote = pair_has_address(&e->remote.ip) && e->kind != END_PLAIN;
  if (local) put(&m->by_local, ip_key(&e->local.ip), e);
  if (local && remote) put(&m->by_both, both_key(&e->local.ip, &e->remote.ip), e);
  struct ip outer = pair_outer(e);
  if (pair_has_address(&outer)) put(&m->by_outer, ip_key(&outer), e);
  if (e->tunnel && pair_has_address(&e->tunnel->address.ip)) put(&m->by_subnet, subnet_key(e->tunnel), e);
  if (e->sends.type != ID_ADDRESS && e->sends.text) put(&m->by_name, arena_hash(e->sends.text, strlen(e->sends.text)), e);
}

static void find_candidates(struct matcher *m, struct end *e)
{
  bool remote = pair_has_address(&e->remote.ip) && e->kind != END_PLAIN;
  uint64_t mirrored = both_key(&e->remote.ip, &e->local.ip);
  bool answered = remote && pair_has_address(&e->local.ip) && table_get(&m->by_both, mirrored);
  uint32_t most = answered ? FEW_CANDIDATES : MOST_CANDIDATES;
  if (remote) look_up(m, &m->by_local, ip_key(&e->remote.ip), e, most);
  if (answered) look_up(m, &m->by_both, mirrored, e, MOST_CANDIDATES);
  if (remote && !table_get(&m->by_local, ip_key(&e->remote.ip))) look_up(m, &m->waiting, ip_key(&e->remote.ip), e, most);
  if (e->tunnel && pair_has_address(&e->tunnel->tunnel->destination.ip))
    look_up(m, &m->by_outer, ip_key(&e->tunnel->tunnel->destination.ip), e, most);
  if (e->tunnel && pair_has_address(&e->tunnel->address.ip)) look_up(m, &m->by_subnet, subnet_key(e->tunnel), e, MOST_CANDIDATES);
  const struct ike_profile *p = e->profile;
  if (p && p->remote_name.s) look_up(m, &m->by_name, arena_hash(p->remote_name.s, strlen(p->remote_name.s)), e, MOST_CANDIDATES);
  for (const struct identity *id = p ? p->expects : NULL; id; id = id->next)
    if (id->type != ID_ADDRESS && id->text) look_up(m, &m->by_name, arena_hash(id->text, strlen(id->text)), e, MOST_CANDIDATES);
}

static int by_score(const void *x, const void *y)
{
  const struct candidate *a = *(const struct candidate *const *)x, *b = *(const struct candidate *const *)y;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  return a->order < b->order ? -1 : 1;
}

/* ---- Matching ---- */

/* Does the GRE tunnel alone lead to the other end? */
static bool leads_to(const struct end *e, const struct end *other)
{
  return e->kind == END_PLAIN && pair_endpoints(e, other);
}

/* Is one of the two for anybody, and does the other call somebody else? */
static bool is_called_by_nobody(const struct candidate *c, int there, int back)
{
  return (c->a->remote.ip.kind == IP_ANY && !back && !leads_to(c->b, c->a)) ||
    (c->b->remote.ip.kind == IP_ANY && !there && !leads_to(c->a, c->b));
}

static uint64_t routers_key(const struct candidate *c)
{
  return (uint64_t)c->a->router->file << 32 | c->b->router->file;
}

/* Does the caller speak of the end that waits for calls: by the name it sends, or as the next hop of its tunnel (NHRP)? */
static bool speaks_of(const struct end *caller, const struct end *called)
{
  const struct next_hop *hop = caller->tunnel ? caller->tunnel->tunnel->next_hops : NULL;
  if (caller->sends.type != ID_ADDRESS && pair_expects_name(called, caller->sends.text)) return true;
  while (hop && !(called->tunnel && ip_equal(&hop->inner, &called->tunnel->address.ip) == TRI_YES)) hop = hop->next;
  return hop != NULL;
}

/* Does the caller call an address that no router here has, although it means the end that waits for calls, and nothing else of the two
 * routers is a pair? */
static bool is_miscalled(const struct matcher *m, const struct candidate *c)
{
  bool waits = c->a->remote.ip.kind == IP_ANY;
  const struct end *caller = waits ? c->b : c->a, *called = waits ? c->a : c->b;
  uint64_t key = ip_key(&caller->remote.ip);
  return caller->kind != END_PLAIN && caller->remote.ip.kind == IP_V4 && !table_get(&m->by_local, key) && !table_get(&m->by_outer, key) &&
    !table_get(&m->met, routers_key(c)) && speaks_of(caller, called);
}

/* Does neither call the other, so that it says nothing that one of them has no IPsec? */
static bool both_wait(const struct end *a, const struct end *b)
{
  return (a->kind == END_PLAIN || b->kind == END_PLAIN) && a->remote.ip.kind == IP_ANY && b->remote.ip.kind == IP_ANY;
}

/* Is the evidence enough? Among many routers one end's word alone may be about a router that is not here. */
static bool believable(const struct matcher *m, const struct candidate *c)
{
  if (is_spare(m, c->a) || is_spare(m, c->b) || both_wait(c->a, c->b)) return false;
  if (c->proven) return true;
  int there = pair_names(c->a, c->b), back = pair_names(c->b, c->a);
  int other = c->score - there - back;
  if (m->routers > 2 && is_called_by_nobody(c, there, back)) return is_miscalled(m, c);
  if (c->a->kind == END_PLAIN || c->b->kind == END_PLAIN) return c->score >= SCORE_ENDPOINT + SCORE_PERHAPS;
  return m->routers == 2            ? c->score >= SCORE_SUBNET
    : there + back >= SCORE_ANYBODY ? other > 0 || there + back > SCORE_NAMES
                                    : other >= 2 * SCORE_ENDPOINT;
}

static bool answers_many(const struct end *e)
{
  return e->kind == END_TEMPLATE || e->remote.ip.kind == IP_ANY;
}

/* One rule list may protect several GRE tunnels between the same two ends, in any order: takes two tunnels that lead to each other. */
static void align_tunnels(struct end *a, struct end *b)
{
  unsigned looked = 0;
  if (!a->tunnel || !b->tunnel || pair_endpoints(a, b)) return;
  for (struct selector *s = a->selectors; s; s = s->next)
    for (struct selector *t = b->selectors; t && looked < MOST_TUNNELS; t = t->next, looked++) {
      if (!s->tunnel || !t->tunnel || !end_leads_to(s->tunnel, b, t->tunnel) || !end_leads_to(t->tunnel, a, s->tunnel)) continue;
      a->tunnel = s->tunnel;
      b->tunnel = t->tunnel;
      return;
    }
}

/* Do the packets from the tunnel's source go into the end's first selector, which names another destination than the tunnel? */
static bool selects_source(const struct end *e, const struct interface *i)
{
  const struct acl_rule *rule = e->selectors ? e->selectors->rule : NULL;
  struct ip source = end_tunnel_source(e->router, i->tunnel);
  return rule && rule->source.ip.kind == IP_V4 && !rule->source.wildcard && rule->destination.ip.kind == IP_V4 &&
    !rule->destination.wildcard && ip_equal(&rule->source.ip, &source) == TRI_YES;
}

/* May the end, whose selectors name the endpoints of none of its GRE tunnels, have meant that of `x`, which nothing else protects? */
static bool may_borrow(const struct end *e, const struct end *x)
{
  return x->router == e->router && x->kind == END_PLAIN && !x->paired;
}

static void borrow(struct end *e, struct end *x)
{
  e->tunnel = x->tunnel;
  e->design = DESIGN_GRE_OVER_IPSEC;
  x->paired = true;
}

/* The one tunnel that `e` may borrow whose packets come from where its selectors' do, wherever they go; NULL: there is none, or more than
 * one. */
static struct end *only_tunnel(const struct matcher *m, const struct end *e)
{
  struct end *found = NULL;
  unsigned looked = 0;
  if (e->tunnel || e->kind != END_POLICY || e->design != DESIGN_GRE_OVER_IPSEC) return NULL;
  for (struct end *x = m->ends[e->router->file]; x; x = x->next) {
    if (++looked > MOST_TUNNELS) return NULL;
    if (!may_borrow(e, x) || !selects_source(e, x->tunnel)) continue;
    if (found) return NULL;
    found = x;
  }
  return found;
}

/* Where the inner addresses are wrong too: the only tunnel that can be meant, when the other end's leads here. */
static void borrow_only(const struct matcher *m, struct end *e, const struct end *other)
{
  struct end *x = other->tunnel ? only_tunnel(m, e) : NULL;
  if (x && end_leads_to(other->tunnel, e, x->tunnel)) borrow(e, x);
}

/* Where both tunnels lead astray: the only one of either end, when their inner addresses are of one subnet. */
static void borrow_both(const struct matcher *m, struct end *a, struct end *b)
{
  struct end *x = only_tunnel(m, a), *y = x ? only_tunnel(m, b) : NULL;
  if (!y || !pair_subnets(x, y)) return;
  borrow(a, x);
  borrow(b, y);
}

/* The tunnel that shares the inner subnet with the other end's is the one that was meant. */
static void borrow_tunnel(const struct matcher *m, struct end *e, const struct end *other)
{
  uint32_t at = 0, looked = 0;
  if (e->tunnel || e->kind != END_POLICY || (e->design != DESIGN_GRE_OVER_IPSEC && e->design != DESIGN_IPSEC) || !other->tunnel ||
    !pair_has_address(&other->tunnel->address.ip))
    return;
  for (struct end *x; looked < MOST_CANDIDATES && (x = table_each(&m->by_subnet, subnet_key(other->tunnel), &at)); looked++) {
    struct end with = *e;
    with.tunnel = x->tunnel;
    if (!may_borrow(e, x) || !pair_subnets(&with, other) || (e->design == DESIGN_IPSEC && !selects_source(e, x->tunnel))) continue;
    borrow(e, x);
    return;
  }
  borrow_only(m, e, other);
}

/* The template end answers many: for one of them it has the GRE tunnel whose packets it protects as that one asks it to. */
static struct end *with_tunnel(const struct matcher *m, struct end *e, const struct end *other)
{
  uint32_t at = 0, looked = 0;
  if (!e->any_selector || e->tunnel || other->design != DESIGN_GRE_OVER_IPSEC || !other->tunnel ||
    !pair_has_address(&other->tunnel->address.ip))
    return e;
  for (struct end *x; looked < MOST_CANDIDATES && (x = table_each(&m->by_subnet, subnet_key(other->tunnel), &at)); looked++) {
    struct end with = *e;
    with.tunnel = x->tunnel;
    if (x->router != e->router || !x->covered || !pair_subnets(&with, other)) continue;
    with.design = DESIGN_GRE_OVER_IPSEC;
    e = arena_alloc(m->arena, sizeof *e);
    *e = with;
    break;
  }
  return e;
}

static struct tunnel_pair *new_pair(struct matcher *m, struct end *a, struct end *b)
{
  a->paired = b->paired = true;
  struct tunnel_pair *t = ARENA_NEW(m->arena, struct tunnel_pair);
  align_tunnels(a, b);
  borrow_tunnel(m, a, b);
  borrow_tunnel(m, b, a);
  borrow_both(m, a, b);
  t->end[0] = end_answering(with_tunnel(m, a, b), b, m->arena);
  t->end[1] = end_answering(with_tunnel(m, b, a), a, m->arena);
  return t;
}

static int by_place(const void *x, const void *y)
{
  const struct tunnel_pair *a = *(const struct tunnel_pair *const *)x, *b = *(const struct tunnel_pair *const *)y;
  for (int i = 0; i < 2; i++) {
    const struct end *e = a->end[i], *f = b->end[i];
    if (e->router->file != f->router->file) return e->router->file < f->router->file ? -1 : 1;
    if (e->at.first != f->at.first) return e->at.first < f->at.first ? -1 : 1;
    if (e->entry && f->entry && e->entry->sequence != f->entry->sequence) return e->entry->sequence < f->entry->sequence ? -1 : 1;
  }
  return 0;
}

#define MOST_WEIGHED 100000u /* pairs of ends: of two routers with more, the closest of these will do */

/* The two ends that come closest when nothing proves a pair: with just two routers that is what the user means. */
static struct tunnel_pair *closest(struct matcher *m)
{
  struct candidate best = { .score = -1000 };
  unsigned looked = 0;
  for (struct end *a = m->ends[0]; a; a = a->next)
    for (struct end *b = m->ends[1]; b && looked < MOST_WEIGHED; b = b->next, looked++) {
      if ((a->kind == END_PLAIN && b->kind == END_PLAIN) || stands_back(a) || stands_back(b) || both_wait(a, b)) continue;
      bool proven;
      int s = pair_score(a, b, &proven);
      if (s > best.score) best = (struct candidate){ .a = a, .b = b, .score = s };
    }
  return best.a ? new_pair(m, best.a, best.b) : NULL;
}

/* The two interfaces of a pair with a multipoint tunnel. */
static uint64_t multipoint_key(const struct candidate *c)
{
  return (uint64_t)(uintptr_t)c->a->interface * 0x9e3779b97f4a7c15ull ^ (uint64_t)(uintptr_t)c->b->interface;
}

/* A tunnel interface of a pair, and the router that it leads to. */
static uint64_t carried_key(const struct end *e, const struct end *other)
{
  return (uint64_t)(uintptr_t)e->tunnel * 0x9e3779b97f4a7c15ull ^ (uint64_t)(uintptr_t)other->router;
}

static bool is_carried(const struct matcher *m, const struct end *e, const struct end *other)
{
  return e->tunnel && table_get(&m->carried, carried_key(e, other));
}

static void carry(struct matcher *m, struct end *e, const struct end *other)
{
  if (e->tunnel && !is_carried(m, e, other)) table_put(&m->carried, carried_key(e, other), e);
}

/* Is the end that waits for calls taken, and the other one calls somebody else? Or are the two multipoint tunnels, which have an end for
 * each next hop, a pair already? Or is it the GRE tunnel alone that speaks for the pair, and entries that do call each other have it? */
static bool is_superfluous(struct matcher *m, const struct candidate *c)
{
  if ((c->a->next_hop || c->b->next_hop) && table_get(&m->multipoint, multipoint_key(c))) return true;
  int there = pair_names(c->a, c->b), back = pair_names(c->b, c->a);
  if (!there && !back && (is_carried(m, c->a, c->b) || is_carried(m, c->b, c->a))) return true;
  return (c->a->paired || c->b->paired) && is_called_by_nobody(c, there, back) && !is_miscalled(m, c);
}

static struct tunnel_pair *take(struct matcher *m, const struct candidate *c)
{
  if (c->a->next_hop || c->b->next_hop) table_put(&m->multipoint, multipoint_key(c), c->a);
  if (!table_get(&m->met, routers_key(c))) table_put(&m->met, routers_key(c), c->a);
  struct tunnel_pair *t = new_pair(m, c->a, c->b);
  carry(m, c->a, c->b);
  carry(m, c->b, c->a);
  return t;
}

/* Is one of the two a template for others that has found one of these? Among equals one that is still free was meant. */
static bool is_second_choice(const struct candidate *c)
{
  return (c->a->paired && c->a->kind == END_TEMPLATE && pair_is_for_others(c->a, c->b)) ||
    (c->b->paired && c->b->kind == END_TEMPLATE && pair_is_for_others(c->b, c->a));
}

static void consider(struct matcher *m, const struct candidate *c, struct tunnel_pair **pairs, size_t *count)
{
  if ((c->a->paired && !answers_many(c->a)) || (c->b->paired && !answers_many(c->b)) || (c->a->paired && c->b->paired)) return;
  if (believable(m, c) && !is_superfluous(m, c)) pairs[(*count)++] = take(m, c);
}

/* Takes candidates from the best down; an end that answers many peers is taken again and again. */
static struct tunnel_pair **match(struct matcher *m, size_t *count)
{
  struct candidate **all = arena_alloc(m->scratch, (m->count + 1) * sizeof *all);
  struct tunnel_pair **pairs = arena_alloc(m->scratch, (m->count + 2) * sizeof *pairs);
  size_t n = 0;
  *count = 0;
  for (uint32_t i = 0; i < m->seen.capacity; i++)
    if (m->seen.slots[i].value) all[n++] = m->seen.slots[i].value;
  qsort(all, n, sizeof *all, by_score);
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i; end < n && all[end]->score == all[i]->score; end++)
      if (!is_second_choice(all[end])) consider(m, all[end], pairs, count);
    for (; i < end; i++)
      if (is_second_choice(all[i])) consider(m, all[i], pairs, count);
  }
  if (!*count && m->routers == 2 && (pairs[0] = closest(m))) *count = 1;
  qsort(pairs, *count, sizeof *pairs, by_place);
  return pairs;
}

struct tunnel_pair *pair_ends(struct end *const *ends, unsigned router_count, struct arena *arena, struct arena *scratch)
{
  struct matcher m = { .arena = arena, .scratch = scratch, .ends = ends, .routers = router_count };
  struct table *tables[] = { &m.waiting, &m.by_local, &m.by_both, &m.by_outer, &m.by_subnet, &m.by_name, &m.applied, &m.multipoint,
    &m.carried, &m.met, &m.seen };
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) table_init(tables[i], scratch);
  if (router_count < 2) return NULL;
  for (unsigned r = 0; r < router_count; r++)
    for (struct end *e = ends[r]; e; e = e->next) enter(&m, e);
  for (unsigned r = 0; r < router_count; r++)
    for (struct end *e = ends[r]; e; e = e->next) find_candidates(&m, e);
  size_t count;
  struct tunnel_pair **pairs = match(&m, &count), *first = NULL;
  for (size_t i = count; i-- > 0;) {
    pairs[i]->number = (unsigned)i;
    pairs[i]->next = first;
    first = pairs[i];
  }
  return first;
}
