/* Rules ESP101 to ESP106: phase 2 (RFC 2409 section 5.5, RFC 4301 section 3.2 on modes). Pair rules read the phase-2 facts of the flows;
 * several flows of one pair of transform sets are one fault. */
#include "src/rules.h"

#include "src/path.h"
#include "src/say.h"

/* A phase-2 fact with its sets and entries sorted by end. */
struct pair {
  const struct tunnel_pair *t;
  const struct transform_set *set[2];
  struct num pfs[2];
  const struct policy_entry *entry[2];
};

static struct pair pair_of(const struct tunnel_pair *t, unsigned initiator, const struct flow *f)
{
  struct pair p = { .t = t };
  p.set[initiator] = f->p2->mine;
  p.set[1 - initiator] = f->p2->theirs;
  p.pfs[initiator] = f->p2->my_pfs;
  p.pfs[1 - initiator] = f->p2->their_pfs;
  p.entry[initiator] = f->mine->entry;
  p.entry[1 - initiator] = f->theirs ? f->theirs->entry : t->end[1 - initiator]->effective;
  return p;
}

/* Calls `visit` for the phase-2 fact of every flow of both directions. */
static void each_fact(
  struct judge *j, const struct tunnel_pair *t, void (*visit)(struct judge *, const struct pair *, const struct p2_fact *))
{
  for (unsigned i = 0; i < 2; i++)
    for (const struct flow *f = t->by[i].flows; f; f = f->next) {
      if (!f->p2 || !f->p2->mine || !f->p2->theirs) continue;
      struct pair p = pair_of(t, i, f);
      visit(j, &p, f->p2);
    }
}

/* The same pair of sets comes up in both directions and in several flows and tunnels. */
static bool first_time(struct judge *j, const char *rule, const struct pair *p)
{
  bool a = finding_first_of(j, rule, p->set[0]), b = finding_first_of(j, rule, p->set[1]);
  return a || b;
}

/* ---- ESP101 ---- */

/* What of two sets must be equal. */
struct component {
  size_t offset;
  enum sense sense;
};

static const struct component components[] = {
  { offsetof(struct transform_set, protocol), SENSE_PROTOCOL },
  { offsetof(struct transform_set, encryption), SENSE_CIPHER },
  { offsetof(struct transform_set, authentication), SENSE_HASH },
  { offsetof(struct transform_set, ah), SENSE_HASH }
};

#define COMPONENTS (sizeof components / sizeof *components)

/* A list begins with its first number, the one that counts. */
static struct num *number(const struct transform_set *s, const struct component *what)
{
  return (struct num *)((uintptr_t)s + what->offset);
}

static bool is_first_of_list(const struct pair *p, unsigned k, const struct component *what)
{
  const struct num_list *l = (const struct num_list *)number(p->set[k], what);
  return what->sense != SENSE_PROTOCOL && l->next && p->t->end[k]->router->dialect->behaviour.first_algorithm_only;
}

static void algorithm_places(struct judge *j, struct finding *f, const struct pair *p)
{
  for (size_t i = 0; i < COMPONENTS; i++) {
    if (number(p->set[0], &components[i])->v == number(p->set[1], &components[i])->v) continue;
    for (unsigned k = 0; k < 2; k++) {
      const struct num *n = number(p->set[k], &components[i]);
      struct router *r = p->t->end[k]->router;
      const char *which = is_untold(&n->o)       ? "%s"
        : !is_written(&n->o)                     ? "%s by default"
        : is_first_of_list(p, k, &components[i]) ? "%s, the only one of the list that IKEv1 uses"
                                                 : "%s";
      finding_at(j, f, r, n->o.at.last ? n->o.at : p->set[k]->at, which,
        is_untold(&n->o) ? say_num(j, r, components[i].sense, n) : say_value(j, components[i].sense, n->v));
    }
  }
}

static unsigned cipher_strength(uint32_t v)
{
  return v == CIPHER_NULL || v == CIPHER_UNSET ? 0 : v == CIPHER_DES ? 1 : v == CIPHER_3DES ? 2 : v;
}

static bool uses(const struct policy_entry *e, const struct transform_set *s)
{
  const struct ref *set = e->transforms;
  while (set && set->to != s) set = set->next;
  return set;
}

/* Do several entries use the set? A change reaches the peers of all of them. */
static bool is_shared(const struct router *r, const struct transform_set *s)
{
  unsigned n = 0;
  for (const struct policy_entry *e = r->entries.first; e && n < 2; e = e->next) n += uses(e, s);
  return n > 1;
}

static unsigned set_to_change(const struct pair *p)
{
  bool shared = is_shared(p->t->end[0]->router, p->set[0]);
  if (shared != is_shared(p->t->end[1]->router, p->set[1])) return shared ? 1 : 0;
  unsigned a = cipher_strength(p->set[0]->encryption.v.v), b = cipher_strength(p->set[1]->encryption.v.v);
  if (a < b) return 0;
  if (a > b) return 1;
  return p->set[0]->authentication.v.v <= p->set[1]->authentication.v.v ? 0 : 1;
}

static bool within(struct place inner, struct place outer)
{
  return inner.first >= outer.first && inner.last <= outer.last;
}

/* Are the algorithms on the header's own line? */
static bool is_on_header(const struct transform_set *s)
{
  for (size_t i = 0; i < COMPONENTS; i++)
    if (is_written(&number(s, &components[i])->o) && within(number(s, &components[i])->o.at, s->at)) return true;
  return false;
}

/* A set of one end with the algorithms of the other's. */
static struct transform_set like(const struct transform_set *wanted, const struct transform_set *s)
{
  struct transform_set copy = *wanted;
  copy.name = s->name;
  copy.late = s->late;
  copy.builtin = false;
  copy.encryption.next = copy.authentication.next = copy.ah.next = NULL;
  return copy;
}

/* The line that sets one component alone. */
static const char *component_line(struct judge *j, const struct router *r, const struct transform_set *wanted, const struct component *what)
{
  struct transform_set one = { .name = wanted->name, .late = wanted->late, .protocol = { .v = PROTOCOL_ESP, .o = { .from = FROM_LINE } } };
  if (what->sense == SENSE_PROTOCOL || what->offset == offsetof(struct transform_set, ah)) return NULL;
  *number(&one, what) = *number(wanted, what);
  number(&one, what)->o.from = FROM_LINE;
  return say_line(j, r, SET_TRANSFORMS, (struct setting_value){ .set = &one });
}

/* All components that differ, or none where the dialect lacks a word for one. */
static const char *fix_components(
  struct judge *j, struct finding *f, struct router *r, const struct transform_set *s, const struct transform_set *wanted)
{
  const char *help = NULL, *line[COMPONENTS] = { NULL };
  for (size_t i = 0; i < COMPONENTS; i++) {
    if (number(s, &components[i])->v == number(wanted, &components[i])->v) continue;
    if (!(line[i] = component_line(j, r, wanted, &components[i]))) return NULL;
    help = help ? arena_printf(j->arena, "%s\n%s", help, line[i]) : line[i];
  }
  for (size_t i = 0; i < COMPONENTS; i++) {
    const struct num *n = number(s, &components[i]);
    finding_set(j, f, r, &n->o, s->at, line[i]);
  }
  return help;
}

/* Gives the set of end `k` the algorithms of the other: on the header's own line, or in the lines that differ. False where its dialect
 * cannot say them. */
static bool fix_end(struct judge *j, struct finding *f, const struct pair *p, unsigned k)
{
  const struct transform_set *s = p->set[k], wanted = like(p->set[1 - k], s);
  struct router *r = p->t->end[k]->router;
  const char *lines = NULL;
  if (p->set[1 - k]->builtin) return false; /* no example to follow */
  if (!s->builtin && is_on_header(s)) {
    lines = say_line(j, r, SET_TRANSFORMS, (struct setting_value){ .set = &wanted });
    finding_edit(j, f, r, EDIT_REPLACE_LINE, s->at, lines);
  } else if (!s->builtin) lines = fix_components(j, f, r, s, &wanted);
  if (lines)
    finding_help(
      j, f, "Give %s on %s the algorithms of %s: %s.", say_set(j, r, s), say_router(j, r), say_end(j, p->t, 1 - k), say_lines(j, lines));
  return lines != NULL;
}

/* Changes the set that no other peer is asked with, or the weaker one, or the other one where that cannot have what is wanted. */
static void fix_set(struct judge *j, struct finding *f, const struct pair *p)
{
  unsigned k = set_to_change(p);
  if (!fix_end(j, f, p, k) && !fix_end(j, f, p, 1 - k)) finding_help(j, f, "Write the same algorithms in both sets.");
}

/* A set without any algorithm is ESP105, which explains the mismatch. */
static void transform_mismatch(struct judge *j, const struct pair *p, const struct p2_fact *fact)
{
  bool doubtful = fact->transform == OUTCOME_CANNOT_TELL && fact->transform_doubtful;
  if ((fact->transform != OUTCOME_FAILS && !doubtful) || transform_is_empty(p->set[0]) || transform_is_empty(p->set[1]) ||
    !first_time(j, "ESP101", p))
    return;
  struct router *r[2] = { p->t->end[0]->router, p->t->end[1]->router };
  struct finding *f = finding_new(j, "ESP101", p->t, "%s and %s %s phase-2 transform in common: %s is %s, %s is %s.", say_end(j, p->t, 0),
    say_end(j, p->t, 1), doubtful ? "may have no" : "have no", say_set(j, r[0], p->set[0]), say_algorithms(j, r[0], p->set[0]),
    say_set(j, r[1], p->set[1]), say_algorithms(j, r[1], p->set[1]));
  if (doubtful) finding_lower(j, f, SEVERITY_WARNING);
  algorithm_places(j, f, p);
  fix_set(j, f, p);
}

void esp_transform_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  each_fact(j, t, transform_mismatch);
}

/* ---- ESP102 ---- */

static void encapsulation_mismatch(struct judge *j, const struct pair *p, const struct p2_fact *fact)
{
  const struct num *mode[2] = { &p->set[0]->encapsulation, &p->set[1]->encapsulation };
  bool unsure = fact->unsettled ||
    (fact->encapsulation == OUTCOME_CANNOT_TELL && is_known(&mode[0]->o) && is_known(&mode[1]->o) && mode[0]->v != ENCAPSULATION_AUTO &&
      mode[1]->v != ENCAPSULATION_AUTO);
  if ((fact->encapsulation != OUTCOME_FAILS && !unsure) || !first_time(j, "ESP102", p)) return;
  struct router *r[2] = { p->t->end[0]->router, p->t->end[1]->router };
  struct finding *f = finding_new(j, "ESP102", p->t, "%s uses %s in %s, %s %s in %s%s.", say_end(j, p->t, 0),
    say_num(j, r[0], SENSE_ENCAPSULATION, mode[0]), say_set(j, r[0], p->set[0]), say_end(j, p->t, 1),
    say_num(j, r[1], SENSE_ENCAPSULATION, mode[1]), say_set(j, r[1], p->set[1]),
    fact->unsettled ? "; sources disagree whether such ends settle on one" : "");
  if (unsure) finding_lower(j, f, SEVERITY_WARNING);
  for (unsigned k = 0; k < 2; k++)
    finding_at(j, f, r[k], mode[k]->o.at.last ? mode[k]->o.at : p->set[k]->at, is_written(&mode[k]->o) ? "%s" : "%s by default",
      say_encapsulation(mode[k]->v));
  unsigned k = mode[0]->v == ENCAPSULATION_TRANSPORT ? 0 : 1;
  const char *line = say_number_line(j, r[k], SET_ENCAPSULATION, ENCAPSULATION_TUNNEL);
  if (line) finding_help(j, f, "Tunnel mode always works: `%s` on %s.", line, say_end(j, p->t, k));
  else finding_help(j, f, "Use tunnel mode on both ends; it always works.");
  if (is_written(&mode[k]->o)) finding_edit(j, f, r[k], EDIT_REPLACE_LINE, mode[k]->o.at, line);
}

void esp_encapsulation_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  each_fact(j, t, encapsulation_mismatch);
}

/* ---- ESP103 ---- */

/* The flow of direction `i` whose PFS is refused, or cannot be told because of an assumed default; NULL. */
static const struct flow *refused_pfs(const struct direction *d, bool doubtful)
{
  for (const struct flow *f = d->flows; f; f = f->next) {
    if (!f->p2) continue;
    bool doubt = f->p2->pfs == OUTCOME_CANNOT_TELL && is_known(&f->p2->my_pfs.o) && is_known(&f->p2->their_pfs.o);
    if (doubtful ? doubt : f->p2->pfs == OUTCOME_FAILS) return f;
  }
  return NULL;
}

static bool starts_with_success(const struct direction *d)
{
  return d->starts && d->flows && !refused_pfs(d, false) && !refused_pfs(d, true);
}

static void fix_pfs(struct judge *j, struct finding *f, const struct pair *p)
{
  unsigned k = p->pfs[0].v < p->pfs[1].v ? 0 : 1;
  struct router *r = p->t->end[k]->router;
  const char *line = say_number_line(j, r, SET_PFS, p->pfs[1 - k].v);
  if (line) finding_help(j, f, "Use the same group on both ends: `%s` on %s.", line, say_router(j, r));
  else finding_help(j, f, "Use the same group on both ends.");
  if (is_written(&p->pfs[k].o)) finding_edit(j, f, r, EDIT_REPLACE_LINE, p->pfs[k].o.at, line);
  else if (p->pfs[k].o.from == FROM_DEFAULT) finding_insert_below(j, f, r, p->pfs[k].o.at, line);
}

void esp_pfs_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  const struct flow *f = NULL;
  unsigned i = 0;
  bool doubtful = false;
  for (unsigned n = 0; n < 4 && !f; n++) {
    i = n & 1;
    doubtful = n >= 2;
    if (t->by[i].starts) f = refused_pfs(&t->by[i], doubtful);
  }
  if (!f) return;
  struct pair p = pair_of(t, i, f);
  bool one_way = starts_with_success(&t->by[1 - i]);
  bool later = t->end[0]->ikev2 && t->end[1]->ikev2; /* IKEv2 makes the first SAs without PFS (RFC 7296 section 1.2) */
  struct finding *g = finding_new(j, "ESP103", t, "%s has %s, %s has %s: %s.", say_end(j, t, 0),
    say_num(j, t->end[0]->router, SENSE_PFS, &p.pfs[0]), say_end(j, t, 1), say_num(j, t->end[1]->router, SENSE_PFS, &p.pfs[1]),
    later        ? "the first SAs come up without PFS, and to replace them fails"
      : one_way  ? arena_printf(j->arena, "quick mode comes up only when %s starts", say_end(j, t, 1 - i))
      : doubtful ? "quick mode may be refused"
                 : "quick mode is refused");
  if (one_way || doubtful || later) finding_lower(j, g, SEVERITY_WARNING);
  for (unsigned n = 0; n < 2; n++) {
    unsigned k = n ? 1 - i : i;
    struct place at = p.pfs[k].o.at;
    if (!at.last && p.entry[k]) at = p.entry[k]->at;
    finding_at(j, g, t->end[k]->router, at, "%s", say_value(j, SENSE_PFS, p.pfs[k].v));
  }
  fix_pfs(j, g, &p);
}

/* ---- ESP104 ---- */

/* A lifetime of both ends. */
struct lifetime {
  enum sense sense;
  struct num n[2];
};

static bool differs(const struct lifetime *l)
{
  const struct num *a = &l->n[0], *b = &l->n[1];
  return is_known(&a->o) && is_known(&b->o) && a->v != b->v && (is_written(&a->o) || is_written(&b->o));
}

static const char *say_lifetimes(struct judge *j, const struct tunnel_pair *t, const struct lifetime *l)
{
  return arena_printf(j->arena, "%s on %s, %s on %s", say_num(j, t->end[0]->router, l->sense, &l->n[0]), say_end(j, t, 0),
    say_num(j, t->end[1]->router, l->sense, &l->n[1]), say_end(j, t, 1));
}

void esp_lifetime_differs(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++)
    if (t->end[i]->unmodelled || !t->end[i]->effective) return;
  const struct lifetime both[2] = { { SENSE_SECONDS, { end_seconds(t->end[0]), end_seconds(t->end[1]) } },
    { SENSE_KILOBYTES, { end_kilobytes(t->end[0]), end_kilobytes(t->end[1]) } } };
  const struct lifetime *first = differs(&both[0]) ? &both[0] : &both[1], *second = first == both && differs(&both[1]) ? &both[1] : NULL;
  if (!differs(first)) return;
  struct finding *f = finding_new(j, "ESP104", t, "The phase-2 lifetimes differ: %s%s%s. The smaller one is used.",
    say_lifetimes(j, t, first), second ? "; and " : "", second ? say_lifetimes(j, t, second) : "");
  for (const struct lifetime *l = first; l; l = l == first ? second : NULL)
    for (unsigned k = 0; k < 2; k++) {
      const struct num *n = &l->n[k];
      struct place at = n->o.at;
      if (!at.last && t->end[k]->effective) at = t->end[k]->effective->at;
      finding_at(j, f, t->end[k]->router, at, is_written(&n->o) ? "%s" : "%s by default", say_value(j, l->sense, n->v));
    }
  finding_help(j, f, second ? "Write the same lifetimes on both ends." : "Write the same lifetime on both ends.");
}

/* ---- ESP105, ESP106: one end ---- */

/* The first set of the other end, where it names algorithms. */
static const struct transform_set *set_of_peer(const struct tunnel_pair *t, const struct end *e)
{
  const struct end *other = t ? t->end[t->end[0] == e ? 1 : 0] : NULL;
  const struct transform_set *s = other && other->effective && other->effective->transforms ? other->effective->transforms->to : NULL;
  return s && !transform_is_empty(s) ? s : NULL;
}

void esp_transform_empty(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct transform_set *peer = set_of_peer(t, e);
  for (const struct ref *n = e->effective ? e->effective->transforms : NULL; n; n = n->next) {
    const struct transform_set *s = n->to;
    if (!s || !transform_is_empty(s) || !finding_first_of(j, "ESP105", s)) continue;
    struct finding *f = finding_new(j, "ESP105", t, "%s: %s names no algorithm, and there is no default: quick mode refuses it.",
      say_router(j, e->router), say_set(j, e->router, s));
    finding_at(j, f, e->router, s->at, "no algorithm");
    struct transform_set wanted = like(peer ? peer : s, s);
    const char *lines = peer ? say_line(j, e->router, SET_TRANSFORMS, (struct setting_value){ .set = &wanted }) : NULL;
    finding_insert_below(j, f, e->router, s->at, lines);
    if (lines) finding_help(j, f, "Write the algorithms of the other end: %s.", say_lines(j, lines));
    else finding_help(j, f, "Write an encryption and an authentication algorithm, the same as on the other end.");
  }
}

static enum tri is_endpoint(const struct acl_address *a, const struct ip *end)
{
  /* Where the address is assigned at run time, a rule can only say any; where the peer is anybody, it says which of them. */
  if (end->kind == IP_ANY || (a->ip.kind == IP_ANY && end->kind == IP_DYNAMIC)) return TRI_CANNOT_TELL;
  if (a->ip.kind == IP_ANY || a->ip.kind == IP_NAME || a->wildcard) return a->ip.kind == IP_NAME ? TRI_CANNOT_TELL : TRI_NO;
  return end->kind == IP_V4 || end->kind == IP_MASKED ? ip_equal(&a->ip, end) : TRI_CANNOT_TELL;
}

static bool is_host(const struct acl_address *a)
{
  return a->ip.kind == IP_V4 && !a->wildcard;
}

/* Does the rule name an endpoint? */
static bool names_endpoint(const struct end *e, const struct acl_rule *rule)
{
  return is_endpoint(&rule->source, &e->local.ip) == TRI_YES || is_endpoint(&rule->destination, &e->remote.ip) == TRI_YES;
}

/* Has the rule no counterpart, and the other end a rule that names an endpoint and has none either? Then the rule is wrong (ACL101), and
 * the mode right for what it should be. */
static bool is_slip(const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  if (!t || !selector_is_lost(t, e, s)) return false;
  unsigned other = t->end[0] == e;
  const struct flow *f = t->by[other].flows;
  while (f && !(flow_is_lost(f) && names_endpoint(t->end[other], f->mine->rule))) f = f->next;
  return f;
}

/* Where an end speaks from another address than the one it is called at (IKE105), rules between two hosts may name the right ones; a
 * suspect wildcard is ACL104. */
static const struct selector *not_an_endpoint(const struct tunnel_pair *t, const struct end *e)
{
  bool wrong_address = t && (t->address[0] == OUTCOME_FAILS || t->address[1] == OUTCOME_FAILS);
  for (const struct selector *s = e->selectors; s; s = s->next) {
    const struct acl_address *from = &s->rule->source, *to = &s->rule->destination;
    if (s->made || s->unread || s->shadowed_by || wildcard_is_suspect(from) || wildcard_is_suspect(to) ||
      (wrong_address && is_host(from) && is_host(to)))
      continue;
    if (is_endpoint(from, &e->local.ip) == TRI_NO || is_endpoint(to, &e->remote.ip) == TRI_NO) return is_slip(t, e, s) ? NULL : s;
  }
  return NULL;
}

/* Does another entry use the set for packets between two hosts, or for those of a tunnel? */
static bool suits_another(const struct router *r, const struct policy_entry *here, const struct transform_set *s)
{
  for (const struct policy_entry *e = r->entries.first; e; e = e->next) {
    if (e == here || !uses(e, s)) continue;
    const struct acl *a = e->acl.to;
    const struct acl_rule *rule = a ? a->rules : NULL;
    while (rule && !rule->permit) rule = rule->next;
    if (e->kind == ENTRY_PROFILE || (rule && is_host(&rule->source) && is_host(&rule->destination))) return true;
  }
  return false;
}

void esp_transport_with_subnets(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct route *route;
  /* Which address a policy on the wrong interface (APP102) would speak from elsewhere is another matter. */
  const struct selector *s = path_other_interface(e, &route) ? NULL : not_an_endpoint(t, e);
  for (const struct ref *n = s && s->entry ? s->entry->transforms : NULL; n; n = n->next) {
    const struct transform_set *set = n->to;
    if (!set || set->encapsulation.v != ENCAPSULATION_TRANSPORT || !is_written(&set->encapsulation.o) ||
      !finding_first_of(j, "ESP106", set))
      continue;
    struct finding *f = finding_new(j, "ESP106", t,
      "%s: %s is in transport mode, and %s is not traffic between the two IPsec endpoints: transport mode cannot carry it.",
      say_router(j, e->router), say_set(j, e->router, set), say_flow(j, s->rule));
    finding_at(j, f, e->router, set->encapsulation.o.at, "transport mode");
    finding_at(j, f, e->router, s->rule->at, "not the two endpoints");
    const char *line = say_number_line(j, e->router, SET_ENCAPSULATION, ENCAPSULATION_TUNNEL);
    if (suits_another(e->router, s->entry, set)) {
      finding_help(j, f, "Another entry needs the set as it is: give this one a set of its own, in tunnel mode on both ends.");
      continue;
    }
    /* A flow without counterpart (ACL101) may be the one that is wrong; once it has one the mode is. */
    if (!selector_is_lost(t, e, s)) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, set->encapsulation.o.at, line);
    if (line) finding_help(j, f, "Use tunnel mode on both ends: `%s`.", line);
    else finding_help(j, f, "Use tunnel mode on both ends.");
  }
}
