/* Comware's IPsec blocks: transform sets, policies, templates and profiles. V5 has the peer in an ike peer and PFS in the policy, V7 the
 * peer's address in the policy and PFS in the transform set. */
#include "grammar/comware/comware_write.h"

#include <string.h>

static const struct place nowhere;

/* Does a V5 policy use the set as `transform-set`? Then it is one of the late releases that renamed it. */
static bool is_late(const struct router *r)
{
  for (const struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->late) return true;
  return false;
}

static void write_sets(struct writing *w, const struct router *r, bool late)
{
  bool v7 = comware_writes_v7(w);
  write_notes(w, &r->transforms);
  for (const struct transform_set *t = r->transforms.first; t; t = t->next) {
    if (t->builtin) continue;
    bool esp = t->protocol.v == PROTOCOL_ESP; /* another protocol stands with its algorithms, which it resets */
    write_line(w, t->at, "ipsec %s %s", late || t->late ? "transform-set" : "proposal", t->name);
    comware_write_open(w, t->at);
    write_notes(w, t);
    if (to_write(&t->protocol) && esp) write_line(w, written_at(&t->protocol.o), v7 ? "protocol esp" : "transform esp");
    if (to_write(&t->encapsulation))
      write_setting(w, written_at(&t->encapsulation.o), SET_ENCAPSULATION, &(struct setting_value) { .v = t->encapsulation.v });
    comware_write_setting(w, written_at(&t->encryption.v.o), SET_TRANSFORMS, &(struct setting_value){ .set = t });
    if (!esp) write_also(w, written_at(&t->protocol.o));
    write_also(w, written_at(&t->authentication.v.o));
    write_also(w, written_at(&t->ah.v.o));
    if (is_known(&t->pfs.o) && t->pfs.v)
      comware_write_setting(w, written_at(&t->pfs.o), SET_PFS, &(struct setting_value) { .v = t->pfs.v });
    if (is_written(&t->esn.o) && t->esn.v) write_line(w, t->esn.o.at, "esn enable");
    comware_write_close(w);
  }
}

static const char *names_of(struct writing *w, const struct ref *list)
{
  const char *s = "";
  for (; list; list = list->next) s = arena_printf(w->arena, "%s %s", s, list->s);
  return s;
}

static void write_acl(struct writing *w, const struct policy_entry *e)
{
  static const char *const kinds[] = { "", " aggregation", " per-host" };
  if (e->acl.s)
    write_line(w, e->acl.o.at, "security acl %s%s%s", comware_acl_kind(e->acl.s), e->acl.s,
      is_known(&e->acl_mode.o) && e->acl_mode.v < 3 ? kinds[e->acl_mode.v] : "");
}

/* Several stand beside each other only where one is ranked. */
static void write_peers(struct writing *w, const struct peer *p)
{
  const char *rank = p && p->next ? " primary" : "";
  for (; p; p = p->next, rank = "")
    write_line(w, p->address.o.at, "remote-address %s%s%s", ip_is_v6(&p->address.ip) ? "ipv6 " : "", write_ip(w, &p->address.ip), rank);
}

static void write_inside(struct writing *w, const struct policy_entry *e, bool late)
{
  bool v7 = comware_writes_v7(w);
  write_acl(w, e);
  if (is_known(&e->pfs.o) && e->pfs.v && (!v7 || is_written(&e->pfs.o)))
    comware_write_setting(w, written_at(&e->pfs.o), SET_PFS, &(struct setting_value){ .v = e->pfs.v });
  if (e->profile.s) write_line(w, e->profile.o.at, "%s %s", v7 ? "ike-profile" : "ike-peer", e->profile.s);
  if (e->ikev2_profile.s) write_line(w, e->ikev2_profile.o.at, "ikev2-profile %s", e->ikev2_profile.s);
  if (e->transforms) write_line(w, e->transforms->o.at, "%s%s", late ? "transform-set" : "proposal", names_of(w, e->transforms));
  if (is_written(&e->local.o)) write_line(w, e->local.o.at, "local-address %s", write_ip(w, &e->local.ip));
  if (v7) write_peers(w, e->peers);
  if (is_written(&e->seconds.o)) write_setting(w, e->seconds.o.at, SET_SECONDS, &(struct setting_value){ .v = e->seconds.v });
  if (is_written(&e->kilobytes.o)) write_setting(w, e->kilobytes.o.at, SET_KILOBYTES, &(struct setting_value){ .v = e->kilobytes.v });
  if (is_written(&e->reverse_route.o) && e->reverse_route.v)
    write_line(w, e->reverse_route.o.at, v7 ? "reverse-route dynamic" : "reverse-route");
}

static void write_entry_header(struct writing *w, const struct policy_entry *e)
{
  const char *name = e->group->name;
  if (e->group->is_profile) write_line(w, e->at, "ipsec profile %s%s", name, comware_writes_v7(w) ? " isakmp" : "");
  else if (e->group->is_template) write_line(w, e->at, "ipsec policy-template %s %u", name, e->sequence);
  else if (e->kind == ENTRY_TEMPLATE_USER)
    write_line(w, e->at, "ipsec policy %s %u isakmp template %s", name, e->sequence, e->template_ref.s);
  else write_line(w, e->at, "ipsec policy %s %u isakmp", name, e->sequence);
}

static void write_entries(struct writing *w, const struct router *r, bool late, bool inner)
{
  for (const struct policy_entry *e = r->entries.first; e; e = e->next) {
    if ((e->group->is_template || e->group->is_profile) != inner) continue;
    write_notes(w, e->group);
    write_entry_header(w, e);
    if (e->kind == ENTRY_TEMPLATE_USER) {
      write_notes(w, e);
      write_line(w, nowhere, "#");
      continue;
    }
    comware_write_open(w, e->at);
    write_notes(w, e);
    write_inside(w, e, late);
    comware_write_close(w);
  }
}

void comware_write_ipsec(struct writing *w, const struct router *r)
{
  bool late = comware_writes_v7(w) || is_late(r);
  if (is_written(&r->seconds.o)) write_line(w, r->seconds.o.at, "ipsec sa global-duration time-based %u", r->seconds.v);
  if (is_written(&r->kilobytes.o)) write_line(w, r->kilobytes.o.at, "ipsec sa global-duration traffic-based %u", r->kilobytes.v);
  if (is_written(&r->seconds.o) || is_written(&r->kilobytes.o)) write_line(w, nowhere, "#");
  write_sets(w, r, late);
  write_entries(w, r, late, true);
  write_entries(w, r, late, false);
  for (const struct policy *p = r->policies.first; p; p = p->next) {
    if (p->local_interface.s && comware_writes_v7(w))
      write_line(w, p->local_interface.o.at, "ipsec policy %s local-address %s", p->name, write_interface(w, p->local_interface.s, NULL));
  }
}
