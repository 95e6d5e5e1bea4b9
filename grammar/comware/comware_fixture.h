/* For the unit tests of the Comware family: short ways to look at a router that was read. Include it behind cmocka's headers. */
#ifndef PEERLINT_COMWARE_FIXTURE_H
#define PEERLINT_COMWARE_FIXTURE_H

#include "grammar/fixture.h"

static inline struct router *read_router(struct fixture *f, const char *dialect, const char *text)
{
  read_whole(f, dialect, text);
  return &f->r;
}

/* What became of the line, counted from 1. */
static inline enum ledger_entry entry_of(const struct router *r, uint32_t line)
{
  assert_true(line && line <= r->lines);
  return (enum ledger_entry)r->ledger[line - 1];
}

/* Does the text at the place read so? */
static inline bool place_reads(const struct fixture *f, struct place at, const char *text)
{
  return at.last - at.first == strlen(text) && !memcmp(source_at(&f->s, at.first), text, strlen(text));
}

static inline struct interface *interface_named(const struct router *r, const char *name)
{
  struct interface *i = r->interfaces.first;
  while (i && strcmp(i->name, name)) i = i->next;
  return i;
}

static inline struct ike_profile *profile_named(const struct router *r, const char *name)
{
  struct ike_profile *p = r->profiles.first;
  while (p && strcmp(p->name, name)) p = p->next;
  return p;
}

static inline struct transform_set *set_named(const struct router *r, const char *name)
{
  struct transform_set *t = r->transforms.first;
  while (t && strcmp(t->name, name)) t = t->next;
  return t;
}

#endif
