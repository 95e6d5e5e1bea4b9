/* Defaults that both systems of the family fill in alike; which of them are sourced is the dialect's to say. */
#include "grammar/ios/ios.h"
#include "grammar/ios/ios_dialect.h"
#include "src/source.h"

#include <ctype.h>
#include <stdlib.h>

struct finisher {
  struct router *r;
  uint32_t doubtful;
};

static struct origin origin_default(const struct finisher *d, enum ios_note note, struct place at)
{
  return (struct origin){ .at = at, .from = FROM_DEFAULT, .doubt = (uint8_t)(d->doubtful >> note & 1), .why = (uint16_t)note };
}

static void fill(const struct finisher *d, struct num *n, uint32_t v, enum ios_note note, struct place at)
{
  if (n->o.from == FROM_NOTHING) *n = (struct num){ v, origin_default(d, note, at) };
}

/* ---- IKE ---- */

static int by_number(const void *a, const void *b)
{
  const struct ike_proposal *x = *(struct ike_proposal *const *)a, *y = *(struct ike_proposal *const *)b;
  return x->number < y->number ? -1 : x->number > y->number;
}

static void sort_proposals(struct router *r)
{
  size_t count = 0, i = 0;
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next) count++;
  if (!count) return;
  struct ike_proposal **all = arena_alloc(r->arena, count * sizeof *all);
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next) all[i++] = p;
  qsort(all, count, sizeof *all, by_number);
  LIST_INIT(r->proposals);
  for (i = 0; i < count; i++) {
    all[i]->next = NULL;
    LIST_APPEND(r->proposals, all[i]);
  }
}

static void finish_proposals(const struct finisher *d)
{
  for (struct ike_proposal *p = d->r->proposals.first; p; p = p->next) {
    fill(d, &p->encryption, CIPHER_DES, IOS_NOTE_PROPOSAL, p->at);
    fill(d, &p->hash, HASH_SHA1, IOS_NOTE_PROPOSAL, p->at);
    fill(d, &p->authentication, AUTH_RSA, IOS_NOTE_PROPOSAL, p->at);
    fill(d, &p->dh, 1, IOS_NOTE_PROPOSAL, p->at);
    fill(d, &p->lifetime, 86400, IOS_NOTE_PROPOSAL, p->at);
  }
  sort_proposals(d->r);
}

void ios_add_builtin(
  struct router *r, uint32_t number, enum cipher encryption, enum hash hash, uint32_t dh, enum auth authentication, bool doubtful)
{
  struct ike_proposal *p = ARENA_NEW(r->arena, struct ike_proposal);
  struct origin o = { .from = FROM_DEFAULT, .doubt = doubtful, .why = IOS_NOTE_BUILTIN };
  p->number = number;
  p->builtin = true;
  p->encryption = (struct num){ encryption, o };
  p->hash = (struct num){ hash, o };
  p->dh = (struct num){ dh, o };
  p->authentication = (struct num){ authentication, o };
  p->lifetime = (struct num){ 86400, o };
  LIST_APPEND(r->proposals, p);
}

static void finish_profiles(const struct finisher *d)
{
  for (struct ike_profile *p = d->r->profiles.first; p; p = p->next) {
    fill(d, &p->exchange, EXCHANGE_MAIN, IOS_NOTE_EXCHANGE, p->at);
    p->checks_identity = p->expects && !p->by_address;
  }
}

static void finish_ike(const struct finisher *d)
{
  struct router *r = d->r;
  const struct place nowhere = { 0, 0 };
  finish_proposals(d);
  finish_profiles(d);
  fill(d, &r->dpd_interval, 0, IOS_NOTE_NO_DPD, nowhere);
  if (r->dpd_interval.v) fill(d, &r->dpd_periodic, 0, IOS_NOTE_ON_DEMAND, nowhere);
  if (r->dpd_retry.o.from == FROM_NOTHING) r->dpd_retry.o.doubt = 1;
  fill(d, &r->isakmp_enabled, 1, IOS_NOTE_ENABLED, nowhere);
  fill(d, &r->aggressive_disabled, 0, IOS_NOTE_AGGRESSIVE, nowhere);
  fill(d, &r->answers_aggressive, 0, IOS_NOTE_AGGRESSIVE, nowhere);
  if (r->identity.o.from == FROM_NOTHING)
    r->identity = (struct identity) { .type = ID_ADDRESS, .o = origin_default(d, IOS_NOTE_IDENTITY, nowhere) };
}

/* ---- IPsec ---- */

/* An entry takes the global lifetime where it has none of its own. */
static void inherit(struct num *n, const struct num *global, struct place at)
{
  if (n->o.from != FROM_NOTHING) return;
  *n = *global;
  if (n->o.from == FROM_DEFAULT) n->o.at = at;
}

static void finish_ipsec(const struct finisher *d)
{
  struct router *r = d->r;
  fill(d, &r->seconds, 3600, IOS_NOTE_SA_LIFETIME, (struct place){ 0, 0 });
  fill(d, &r->kilobytes, 4608000, IOS_NOTE_SA_LIFETIME, (struct place){ 0, 0 });
  for (struct transform_set *t = r->transforms.first; t; t = t->next)
    fill(d, &t->encapsulation, ENCAPSULATION_TUNNEL, IOS_NOTE_MODE, t->at);
  for (struct policy_entry *e = r->entries.first; e; e = e->next) {
    if (e->kind == ENTRY_TEMPLATE_USER) continue;
    if (e->pfs.o.from == FROM_DEFAULT) e->pfs.o.why = IOS_NOTE_BARE_PFS;
    fill(d, &e->pfs, 0, IOS_NOTE_NO_PFS, e->at);
    inherit(&e->seconds, &r->seconds, e->at);
    inherit(&e->kilobytes, &r->kilobytes, e->at);
  }
}

/* ---- Interfaces ---- */

/* Of an interface of a dynamic type. */
static void assign(const struct finisher *d, struct interface *i)
{
  if (i->address.o.from == FROM_NOTHING && !i->unnumbered.s)
    i->address = (struct addr){ .ip = { .kind = IP_DYNAMIC }, .o = origin_default(d, IOS_NOTE_ASSIGNED, i->at) };
}

/* A name as the file writes it, but for the blank. */
static const char *as_written(const struct finisher *d, struct place at)
{
  const char *s = source_at(d->r->source, at.first);
  char *shown = arena_strndup(d->r->arena, s, at.last - at.first), *to = shown;
  for (const char *from = shown; *from; from++)
    if (!isspace((unsigned char)*from)) *to++ = *from;
  *to = '\0';
  return shown;
}

/* A modem's interface that a part of a config names without showing it. */
static void add_named(const struct finisher *d, struct table *known, const struct name *name)
{
  if (!name->s || !ios_dynamic_type(name->s) || table_get(known, (uint64_t)(uintptr_t)name->s)) return;
  struct interface *i = ARENA_NEW(d->r->arena, struct interface);
  i->name = name->s;
  i->shown = as_written(d, name->o.at);
  i->at = name->o.at;
  assign(d, i);
  table_put(known, (uint64_t)(uintptr_t)i->name, i);
  LIST_APPEND(d->r->interfaces, i);
}

static void finish_tunnel(const struct finisher *d, struct interface *i)
{
  struct tunnel *t = i->tunnel;
  fill(d, &t->mode, TUNNEL_GRE, IOS_NOTE_TUNNEL_MODE, i->at);
  fill(d, &t->keepalive, 0, IOS_NOTE_NO_KEEPALIVE, i->at);
  if (t->keepalive.v) fill(d, &t->keepalive_retries, 3, IOS_NOTE_KEEPALIVE, i->at);
}

static void finish_interfaces(const struct finisher *d)
{
  struct router *r = d->r;
  struct table known;
  table_init(&known, arena_scratch(r->arena));
  for (struct interface *i = r->interfaces.first; i; i = i->next) {
    if (ios_dynamic_type(i->name)) {
      table_put(&known, (uint64_t)(uintptr_t)i->name, i);
      assign(d, i);
    }
    if (i->tunnel) finish_tunnel(d, i);
  }
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (i->tunnel) add_named(d, &known, &i->tunnel->source_interface);
  for (struct policy *p = r->policies.first; p; p = p->next) add_named(d, &known, &p->local_interface);
  arena_free(arena_scratch(r->arena));
}

void ios_finish(struct router *r, uint32_t doubtful)
{
  const struct finisher d = { .r = r, .doubtful = doubtful };
  finish_ike(&d);
  finish_ipsec(&d);
  finish_interfaces(&d);
}
