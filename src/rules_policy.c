/* Rules POL201 to POL206: what works and should not be used any more (RFC 8221 and 8247 on algorithms, RFC 9395 on IKEv1), and what a
 * release refuses. One walk over all values that can be weak serves four rules. */
#include "src/rules.h"

#include <string.h>

#include "src/say.h"

/* A place where an algorithm stands. */
enum site { SITE_IKE_CIPHER, SITE_IKE_HASH, SITE_IKE_GROUP, SITE_ESP_CIPHER, SITE_ESP_HASH, SITE_AH_HASH, SITE_PFS };

struct site_kind {
  const char *rule;
  enum sense sense;
  enum setting setting;
  uint32_t refused_as; /* added to the value when the dialect is asked whether it refuses it */
  const char *where;
};

static const struct site_kind kinds[] = {
  [SITE_IKE_CIPHER] = { "POL201", SENSE_CIPHER, SET_IKE_ENCRYPTION, 0, "phase 1" },
  [SITE_IKE_HASH] = { "POL202", SENSE_HASH, SET_IKE_HASH, 0, "phase 1" },
  [SITE_IKE_GROUP] = { "POL203", SENSE_GROUP, SET_IKE_DH, 0, "phase 1" },
  [SITE_ESP_CIPHER] = { "POL201", SENSE_CIPHER, SET_TRANSFORMS, 0, "ESP" },
  [SITE_ESP_HASH] = { "POL202", SENSE_HASH, SET_TRANSFORMS, 0x100, "ESP" },
  [SITE_AH_HASH] = { "POL202", SENSE_HASH, SET_TRANSFORMS, 0x100, "AH" },
  [SITE_PFS] = { "POL203", SENSE_GROUP, SET_PFS, 0, "PFS" }
};

static bool is_weak_cipher(uint32_t v)
{
  return v == CIPHER_NULL || v == CIPHER_DES || v == CIPHER_3DES;
}

static bool is_weak_hash(uint32_t v)
{
  return v == HASH_MD5 || v == HASH_SHA1;
}

static bool is_weak_group(uint32_t v)
{
  return v == 1 || v == 2 || v == 5 || v == 22 || v == 23 || v == 24;
}

static bool is_weak(enum sense sense, uint32_t v)
{
  return sense == SENSE_CIPHER ? is_weak_cipher(v) : sense == SENSE_HASH ? is_weak_hash(v) : is_weak_group(v);
}

static bool is_refused(const struct router *r, const struct site_kind *kind, uint32_t v)
{
  return r->dialect->refuses && r->dialect->refuses(r, kind->setting, v + kind->refused_as);
}

/* One walk over a router for one rule. */
struct walk {
  struct judge *j;
  struct router *r;
  const char *rule;
  bool refused; /* looking for what the release refuses */
};

static const char *better(enum sense sense)
{
  return sense == SENSE_CIPHER ? "AES with 128 bits or more" : sense == SENSE_HASH ? "SHA-256 or more" : "group 14 or higher";
}

static void report(const struct walk *w, const struct site_kind *kind, const struct num *n, const char *owner)
{
  const char *router = say_router(w->j, w->r), *value = say_num(w->j, w->r, kind->sense, n);
  struct finding *f;
  if (w->refused)
    f = finding_new(w->j, w->rule, NULL, "%s: %s uses %s for %s, which release %s refuses: the line has no effect on this router.", router,
      owner, value, kind->where, w->r->release ? w->r->release : "of this file");
  else f = finding_new(w->j, w->rule, NULL, "%s: %s uses %s for %s, which is weak.", router, owner, value, kind->where);
  finding_at(w->j, f, w->r, n->o.at, is_written(&n->o) ? "%s" : "%s by default", say_value(w->j, kind->sense, n->v));
  if (w->refused) finding_at(w->j, f, w->r, w->r->release_at, "the release");
  finding_help(w->j, f, "Use %s, on both ends.", better(kind->sense));
}

static void visit(const struct walk *w, enum site site, const struct num *n,
  const char *(*owner)(struct judge *, const struct router *, const void *), const void *object)
{
  const struct site_kind *kind = &kinds[site];
  if (!is_known(&n->o) || (!w->refused && strcmp(kind->rule, w->rule))) return;
  if (is_refused(w->r, kind, n->v) ? w->refused : !w->refused && is_weak(kind->sense, n->v)) report(w, kind, n, owner(w->j, w->r, object));
}

static const char *proposal_name(struct judge *j, const struct router *r, const void *p)
{
  return say_proposal(j, r, p);
}

static const char *set_name(struct judge *j, const struct router *r, const void *s)
{
  return say_set(j, r, s);
}

static const char *entry_name(struct judge *j, const struct router *r, const void *e)
{
  return say_entry(j, r, e);
}

/* Of a list of alternatives those that can be offered: with IKEv1 some dialects use the first alone. */
static void visit_list(const struct walk *w, enum site site, const struct num_list *list, const struct transform_set *set)
{
  for (const struct num_list *n = list; n; n = n->next) {
    visit(w, site, &n->v, set_name, set);
    if (w->r->dialect->behaviour.first_algorithm_only) break;
  }
}

static void visit_set(const struct walk *w, const struct transform_set *s)
{
  if (s->protocol.v != PROTOCOL_AH) {
    visit_list(w, SITE_ESP_CIPHER, &s->encryption, s);
    visit_list(w, SITE_ESP_HASH, &s->authentication, s);
  }
  if (s->protocol.v == PROTOCOL_AH || s->protocol.v == PROTOCOL_AH_ESP) visit_list(w, SITE_AH_HASH, &s->ah, s);
  if (s->pfs.v) visit(w, SITE_PFS, &s->pfs, set_name, s);
}

static void walk(const struct walk *w)
{
  const struct router *r = w->r;
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next) {
    if (p->builtin || !p->used) continue;
    visit(w, SITE_IKE_CIPHER, &p->encryption, proposal_name, p);
    visit(w, SITE_IKE_HASH, &p->hash, proposal_name, p);
    visit(w, SITE_IKE_GROUP, &p->dh, proposal_name, p);
  }
  for (const struct transform_set *s = r->transforms.first; s; s = s->next)
    if (!s->builtin && s->used) visit_set(w, s);
  for (const struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->group->used) visit(w, SITE_PFS, &e->pfs, entry_name, e);
}

void pol_weak_encryption(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  walk(&(struct walk){ j, r, "POL201", false });
}

void pol_weak_hash(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  walk(&(struct walk){ j, r, "POL202", false });
}

void pol_weak_dh(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  walk(&(struct walk){ j, r, "POL203", false });
}

void pol_refused(struct judge *j, struct router *r, struct end *ends)
{
  (void)ends;
  if (r->dialect->refuses) walk(&(struct walk){ j, r, "POL206", true });
}

/* ---- POL204, POL205 ---- */

static void earlier(struct place *first, struct place at)
{
  if (at.last && (!first->last || at.first < first->first)) *first = at;
}

/* The first block that runs IKEv1. */
static struct place first_ikev1(const struct router *r)
{
  struct place first = { 0, 0 };
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next)
    if (!p->builtin) earlier(&first, p->at);
  for (const struct psk *k = r->keys.first; k; k = k->next) earlier(&first, k->at);
  for (const struct ike_profile *p = r->profiles.first; p; p = p->next) earlier(&first, p->at);
  for (const struct policy_entry *e = r->entries.first; e; e = e->next)
    if (e->kind == ENTRY_ISAKMP && !e->ikev2_profile.s) earlier(&first, e->at);
  return first;
}

void pol_ikev1(struct judge *j, struct router *r, struct end *ends)
{
  struct place at = first_ikev1(r);
  (void)ends;
  if (!at.last) return;
  struct finding *f = finding_new(j, "POL204", NULL, "%s uses IKEv1, which RFC 9395 made historic.", say_router(j, r));
  finding_at(j, f, r, at, "IKEv1");
  finding_help(j, f, "Plan for IKEv2 where both ends have it.");
}

void pol_aggressive_psk(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (e->exchange.v != EXCHANGE_AGGRESSIVE || !is_written(&e->exchange.o) || e->unmodelled || (e->profile && e->profile->certificate))
    return;
  if (!finding_first_at(j, "POL205", e->router, e->exchange.o.at)) return;
  struct finding *f = finding_new(j, "POL205", t,
    "%s uses aggressive mode with a pre-shared key: message 2 gives whoever listens a hash to guess the key from.",
    say_router(j, e->router));
  finding_at(j, f, e->router, e->exchange.o.at, "aggressive mode");
  finding_help(j, f, "Use main mode where the peer's address is fixed, else IKEv2 or a long random key.");
}
