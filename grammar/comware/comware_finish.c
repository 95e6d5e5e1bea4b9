/* Defaults that both generations of Comware have, and the filling in of each. */
#include "grammar/comware/comware_dialect.h"

#include <stdlib.h>

void comware_fill(struct num *n, struct comware_default d, struct place at)
{
  if (n->o.from != FROM_NOTHING) return;
  n->v = d.value;
  n->o = (struct origin){ .at = at, .from = FROM_DEFAULT, .doubt = d.doubt, .why = d.why };
}

/* ---- Phase-1 proposals ---- */

static int by_number(const void *a, const void *b)
{
  const struct ike_proposal *x = *(struct ike_proposal *const *)a, *y = *(struct ike_proposal *const *)b;
  return x->number < y->number ? -1 : x->number > y->number;
}

static void sort_proposals(struct router *r)
{
  size_t count = 0;
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next) count++;
  if (!count) return;
  struct ike_proposal **all = arena_alloc(r->arena, count * sizeof *all);
  count = 0;
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next) all[count++] = p;
  qsort(all, count, sizeof *all, by_number);
  LIST_INIT(r->proposals);
  for (size_t i = 0; i < count; i++) {
    all[i]->next = NULL;
    LIST_APPEND(r->proposals, all[i]);
  }
}

static void fill_proposal(struct ike_proposal *p, const struct comware_phase1 *d)
{
  comware_fill(&p->encryption, d->encryption, p->at);
  comware_fill(&p->hash, d->hash, p->at);
  comware_fill(&p->dh, d->dh, p->at);
  comware_fill(&p->authentication, d->authentication, p->at);
  comware_fill(&p->lifetime, d->lifetime, p->at);
}

void comware_finish_proposals(struct router *r, const struct comware_phase1 *defaults)
{
  struct comware_phase1 built = *defaults;
  sort_proposals(r);
  for (struct ike_proposal *p = r->proposals.first; p; p = p->next) fill_proposal(p, defaults);
  struct ike_proposal *p = ARENA_NEW(r->arena, struct ike_proposal);
  p->number = UINT32_MAX; /* the lowest preference */
  p->builtin = true;
  built.encryption.why = built.hash.why = built.dh.why = built.authentication.why = built.lifetime.why = defaults->builtin;
  fill_proposal(p, &built);
  LIST_APPEND(r->proposals, p);
}

/* ---- What both generations have ---- */

static void finish_tunnel(struct interface *i, const struct comware_common *notes)
{
  struct tunnel *t = i->tunnel;
  comware_fill(&t->checksum, (struct comware_default){ 0, notes->checksum, false }, i->at);
  if (t->keepalive.o.from == FROM_LINE) comware_fill(&t->keepalive_retries, (struct comware_default){ 3, notes->keepalive, false }, i->at);
  comware_fill(&t->keepalive, (struct comware_default){ 0, notes->keepalive, false }, i->at);
}

void comware_finish_common(struct router *r, const struct comware_common *notes)
{
  struct place nowhere = { 0, 0 };
  comware_fill(&r->seconds, (struct comware_default){ 3600, notes->seconds, false }, nowhere);
  comware_fill(&r->kilobytes, (struct comware_default){ 1843200, notes->kilobytes, false }, nowhere);
  comware_fill(&r->keepalive_interval, (struct comware_default){ 0, notes->ike_keepalive, false }, nowhere);
  comware_fill(&r->keepalive_timeout, (struct comware_default){ 0, notes->ike_keepalive, false }, nowhere);
  for (struct policy_entry *e = r->entries.first; e; e = e->next) {
    /* An entry without a lifetime has the global one, written or not. */
    if (e->seconds.o.from == FROM_NOTHING) e->seconds = r->seconds;
    if (e->kilobytes.o.from == FROM_NOTHING) e->kilobytes = r->kilobytes;
    if (e->seconds.o.from == FROM_DEFAULT && !e->seconds.o.at.last) e->seconds.o.at = e->at;
    if (e->kilobytes.o.from == FROM_DEFAULT && !e->kilobytes.o.at.last) e->kilobytes.o.at = e->at;
    comware_fill(&e->acl_mode, (struct comware_default){ 0, notes->acl_mode, false }, e->at);
  }
  for (struct interface *i = r->interfaces.first; i; i = i->next)
    if (i->tunnel) finish_tunnel(i, notes);
}
