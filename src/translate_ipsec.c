/* IKE proposals and transform sets on their way to another dialect: what it lacks is refused by name. */
#include "src/translate_parts.h"

#include "src/facts.h"

#include <string.h>

/* A proposal and its number in the target. */
struct numbered {
  uint32_t number;
};

static bool has(uint64_t set, uint32_t value)
{
  return value < 64 && set >> value & 1;
}

/* ---- IKE proposals ---- */

struct wanted {
  const struct num *n;
  uint64_t set;
  const char *what;
  const char *(*name)(uint32_t);
};

static const char *group_name(uint32_t v)
{
  static const char *const names[] = { "group 0", "group 1", "group 2", "group 3", "group 4", "group 5", "group 6", "group 7", "group 8",
    "group 9", "group 10", "group 11", "group 12", "group 13", "group 14", "group 15", "group 16", "group 17", "group 18", "group 19",
    "group 20", "group 21", "group 22", "group 23", "group 24" };
  return v < sizeof names / sizeof *names ? names[v] : "that group";
}

static const char *named(const struct wanted *w)
{
  const char *s = w->name(w->n->v);
  return s ? s : "that algorithm";
}

/* Says what the target lacks of the proposal; true when it lacks nothing. */
static bool can_say(struct translation *t, const struct ike_proposal *p)
{
  const struct wanted all[] = { { &p->encryption, t->how->ike_ciphers, "encryption", cipher_name },
    { &p->hash, t->how->ike_hashes, "hash", hash_name }, { &p->dh, t->how->ike_groups, "Diffie-Hellman", group_name },
    { &p->authentication, t->how->ike_auths, "authentication", auth_name } };
  const char *lacks = NULL;
  for (size_t i = 0; i < sizeof all / sizeof *all && !t->same; i++) {
    if (!is_known(&all[i].n->o) || has(all[i].set, all[i].n->v)) continue;
    lacks = arena_printf(t->arena, "%s%s%s %s", lacks ? lacks : "", lacks ? " and no " : "", all[i].what, named(&all[i]));
  }
  if (lacks)
    writing_left_out(
      t->w, &t->to->proposals, p->at, "proposal %u is left out: %s has no %s in phase 1", p->number, t->w->dialect->title, lacks);
  return !lacks;
}

static uint32_t clamped(uint32_t v, const uint32_t range[2])
{
  return v < range[0] ? range[0] : v > range[1] ? range[1] : v;
}

static void doubtful(struct translation *t, const void *object, const struct num *n, struct place at, const char *what)
{
  if (n->o.from == FROM_DEFAULT && n->o.doubt)
    writing_note(t->w, object, at, ACCOUNT_APPROXIMATED, "%s is not written in the source; its default is assumed", what);
  if (n->o.from == FROM_UNREAD) writing_note(t->w, object, n->o.at, ACCOUNT_UNTRANSLATED, "%s could not be read", what);
}

static void say_doubts(struct translation *t, const struct ike_proposal *a, const struct ike_proposal *b)
{
  doubtful(t, b, &a->encryption, a->at, "the encryption");
  doubtful(t, b, &a->hash, a->at, "the hash");
  doubtful(t, b, &a->dh, a->at, "the Diffie-Hellman group");
  doubtful(t, b, &a->authentication, a->at, "the authentication method");
}

static void copy_proposal(struct translation *t, const struct ike_proposal *a, uint32_t number)
{
  struct ike_proposal *b = ARENA_NEW(t->to->arena, struct ike_proposal);
  struct numbered *n = ARENA_NEW(t->arena, struct numbered);
  *b = (struct ike_proposal) { .number = number,
    .at = a->at,
    .encryption = tr_value(t, a->encryption),
    .hash = tr_value(t, a->hash),
    .dh = tr_value(t, a->dh),
    .authentication = tr_value(t, a->authentication),
    .lifetime = tr_value(t, a->lifetime) };
  n->number = number;
  if (!t->same) say_doubts(t, a, b);
  if (!t->same && is_known(&b->lifetime.o) && clamped(b->lifetime.v, t->how->ike_seconds) != b->lifetime.v) {
    b->lifetime.v = clamped(b->lifetime.v, t->how->ike_seconds);
    writing_note(t->w, b, tr_place(&a->lifetime.o, a->at), ACCOUNT_APPROXIMATED,
      "the lifetime of %u seconds is %u here; the smaller one counts on both ends", a->lifetime.v, b->lifetime.v);
  }
  LIST_APPEND(t->to->proposals, b);
  tr_put(t, a, n);
}

/* Without proposals of its own the router has only built-in ones; the target has others, so they are written. */
static bool only_builtin(const struct router *r)
{
  for (const struct ike_proposal *p = r->proposals.first; p; p = p->next)
    if (!p->builtin) return false;
  return true;
}

void tr_proposals(struct translation *t)
{
  bool builtin = !t->same && only_builtin(t->from) && (t->from->entries.first || t->from->keys.first);
  uint32_t next = 0, number;
  for (const struct ike_proposal *p = t->from->proposals.first; p; p = p->next) {
    if (p->builtin && (!builtin || p->authentication.v != AUTH_PSK)) continue;
    number = p->builtin ? next + 10 : p->number > next ? p->number : next + 1;
    if (!can_say(t, p)) continue;
    if (!t->same && number > t->how->proposal_high) number = next + 1;
    copy_proposal(t, p, number);
    next = number;
  }
}

uint32_t tr_proposal(struct translation *t, const struct ike_proposal *p)
{
  const struct numbered *n = tr_get(t, p);
  return n ? n->number : 0;
}

/* ---- Transform sets ---- */

/* The sets of the target that stand for one of the source, one for each PFS group it is used with. */
struct variant {
  struct variant *next;
  struct transform_set *set;
};

static void append(struct translation *t, struct num_list *list, struct num_list **last, struct num n)
{
  if (*last) *last = (*last)->next = ARENA_NEW(t->to->arena, struct num_list);
  else *last = list;
  (*last)->v = tr_num(n);
}

/* What the source has by a default that no reference gives: the target would do without it, so the user must write it. */
static void say_untold(struct translation *t, const struct transform_set *a, const struct num_list *l, const char *what)
{
  if (t->same || !is_untold(&l->v.o)) return;
  writing_note(t->w, &t->to->transforms, a->at, ACCOUNT_UNTRANSLATED,
    "set %s: no line shows its %s, and the default of its release is not known: write one", a->name, what);
}

/* Keeps what the target has; with IKEv1 only the first of a list counts, so that one must be there. */
static bool copy_list(struct translation *t, const struct transform_set *a, const struct num_list *from, struct num_list *to, uint64_t set,
  const char *(*name)(uint32_t), uint32_t none)
{
  struct num_list *last = NULL;
  bool lists = t->how->form == PEERING_KEYCHAIN;
  if (from->v.o.from == FROM_UNREAD)
    writing_note(t->w, &t->to->transforms, from->v.o.at, ACCOUNT_UNTRANSLATED, "set %s: its algorithms could not be read", a->name);
  for (const struct num_list *l = from; l; l = l->next) {
    if (!is_known(&l->v.o)) continue;
    bool good = t->same || !l->v.v || l->v.v == none || has(set, l->v.v);
    if (!good && l == from) {
      writing_left_out(t->w, &t->to->transforms, a->at, "set %s is left out: %s has no %s in phase 2", a->name, t->w->dialect->title,
        name(l->v.v) ? name(l->v.v) : "such algorithm");
      return false;
    }
    if (good && (l == from || lists || t->same)) append(t, to, &last, l->v);
    else writing_note(t->w, NULL, l->v.o.at, ACCOUNT_IMPLIED, "with IKEv1 the first algorithm of a list counts");
  }
  return true;
}

static bool is_silent(const struct dialect_writer *w)
{
  return peering_is_global(w->form);
}

/* "No hash" is a word left out on Cisco and Ruijie; V5 has defaults, so it must be said there, and that there is no cipher as well. */
static void settle_none(struct translation *t, const struct transform_set *a, struct transform_set *b)
{
  bool said = is_known(&b->authentication.v.o),
       esp = is_known(&a->protocol.o) && a->protocol.v != PROTOCOL_AH && is_silent(t->from->dialect->writer);
  if (is_silent(t->how) && said && b->authentication.v.v == HASH_NONE) b->authentication = (struct num_list){ .next = NULL };
  if (t->how->form != PEERING_BLOCK || !esp) return;
  if (!said) b->authentication.v = (struct num){ HASH_NONE, { .from = FROM_LINE } };
  if (!is_known(&b->encryption.v.o)) b->encryption.v = (struct num){ CIPHER_NULL, { .from = FROM_LINE } };
}

/* An algorithm of a protocol that the set does not use. */
static void leave_unused(struct translation *t, const struct num_list *l)
{
  for (; l; l = l->next)
    if (is_written(&l->v.o)) writing_note(t->w, NULL, l->v.o.at, ACCOUNT_IMPLIED, "the set's protocol has no use for it");
}

static bool fill_set(struct translation *t, const struct transform_set *a, struct transform_set *b)
{
  const struct dialect_writer *how = t->how;
  bool esp = a->protocol.v != PROTOCOL_AH, ah = a->protocol.v == PROTOCOL_AH || a->protocol.v == PROTOCOL_AH_ESP;
  if (esp) say_untold(t, a, &a->encryption, "encryption");
  if (esp) say_untold(t, a, &a->authentication, "hash");
  if (ah) say_untold(t, a, &a->ah, "hash of AH");
  if (esp && !copy_list(t, a, &a->encryption, &b->encryption, how->esp_ciphers, cipher_name, is_silent(how) ? CIPHER_UNSET : CIPHER_NULL))
    return false;
  if (esp && !copy_list(t, a, &a->authentication, &b->authentication, how->esp_hashes, hash_name, HASH_NONE)) return false;
  if (ah && !copy_list(t, a, &a->ah, &b->ah, how->ah_hashes, hash_name, HASH_NONE)) return false;
  if (!esp) leave_unused(t, &a->encryption);
  if (!esp) leave_unused(t, &a->authentication);
  if (!ah) leave_unused(t, &a->ah);
  settle_none(t, a, b);
  return true;
}

static void set_details(struct translation *t, const struct transform_set *a, struct transform_set *b)
{
  bool ring = t->how->form == PEERING_RING;
  if (is_written(&a->required.o) && ring) b->required = a->required;
  else if (is_written(&a->required.o) && a->required.v)
    writing_note(t->w, b, a->required.o.at, ACCOUNT_IMPLIED, "the target's transport mode accepts nothing else");
  if (is_written(&a->esn.o) && t->how->form == PEERING_KEYCHAIN) b->esn = a->esn;
  else if (is_written(&a->esn.o) && a->esn.v) writing_note(t->w, b, a->esn.o.at, ACCOUNT_UNTRANSLATED, "extended sequence numbers");
  if (b->encapsulation.v == ENCAPSULATION_AUTO && t->how->form != PEERING_KEYCHAIN) {
    b->encapsulation.v = ENCAPSULATION_TUNNEL;
    writing_note(t->w, b, a->encapsulation.o.at, ACCOUNT_APPROXIMATED, "encapsulation auto is tunnel here");
  }
}

static struct transform_set *copy_set(struct translation *t, const struct transform_set *a, const char *name)
{
  struct transform_set *b = ARENA_NEW(t->to->arena, struct transform_set);
  *b = (struct transform_set) {
    .name = name, .at = a->at, .protocol = tr_num(a->protocol), .encapsulation = tr_num(a->encapsulation), .late = t->same && a->late
  };
  if (a->unmodelled) {
    writing_left_out(t->w, &t->to->transforms, a->at, "set %s is left out: %s is not modelled", a->name,
      a->unmodelled_word ? a->unmodelled_word : "an algorithm of it");
    return NULL;
  }
  if (a->protocol.o.from == FROM_UNREAD)
    writing_note(t->w, &t->to->transforms, a->protocol.o.at, ACCOUNT_UNTRANSLATED, "set %s: its protocol could not be read", a->name);
  if (!fill_set(t, a, b)) return NULL;
  if (is_silent(t->how) && !is_known(&b->protocol.o)) b->protocol = (struct num){ PROTOCOL_ESP, { .from = FROM_LINE } };
  bool empty = !b->encryption.v.v && !b->authentication.v.v && !b->ah.v.v;
  if (is_silent(t->how) && (empty || !t->w->dialect->spell(t->arena, SET_TRANSFORMS, &(struct setting_value){ .set = b }))) {
    writing_left_out(t->w, &t->to->transforms, a->at,
      empty ? "set %s is left out: it has no algorithm" : "set %s is left out: it has an algorithm that is not written here", a->name);
    return NULL;
  }
  if (t->how->form == PEERING_KEYCHAIN) b->late = true;
  set_details(t, a, b);
  LIST_APPEND(t->to->transforms, b);
  return b;
}

static bool same_pfs(const struct num *a, const struct num *b)
{
  return (is_known(&a->o) ? a->v : 0) == (is_known(&b->o) ? b->v : 0);
}

static struct num pfs_of(struct translation *t, const struct num *pfs)
{
  struct num n = tr_num(*pfs);
  if (!t->same && n.v && !has(t->how->pfs_groups, n.v)) return (struct num){ 0 };
  return n;
}

struct transform_set *tr_set(struct translation *t, const struct transform_set *set, const struct num *pfs)
{
  struct variant *first = tr_get(t, set), *v;
  struct num wanted = pfs_of(t, pfs);
  if (!first) return NULL;
  if (!t->how->pfs_in_set || t->same) return first->set;
  for (v = first; v; v = v->next) {
    if (v->set->pfs.o.from == FROM_NOTHING) v->set->pfs = wanted; /* the first user decides */
    if (same_pfs(&v->set->pfs, &wanted)) return v->set;
  }
  v = ARENA_NEW(t->arena, struct variant);
  v->set = copy_set(t, set,
    tr_new_name(
      t, NAME_SET, wanted.v ? arena_printf(t->arena, "%s-pfs%u", set->name, wanted.v) : arena_printf(t->arena, "%s-no-pfs", set->name)));
  if (!v->set) return NULL;
  v->set->pfs = wanted;
  v->next = first->next;
  first->next = v;
  return v->set;
}

void tr_sets(struct translation *t)
{
  for (const struct transform_set *a = t->from->transforms.first; a; a = a->next) {
    if (a->builtin && (t->same || !a->used)) continue;
    struct transform_set *b = copy_set(t, a, tr_name(t, NAME_SET, a->name));
    if (!b) continue;
    if (t->same) b->pfs = tr_num(a->pfs);
    struct variant *v = ARENA_NEW(t->arena, struct variant);
    v->set = b;
    tr_put(t, a, v);
  }
}
