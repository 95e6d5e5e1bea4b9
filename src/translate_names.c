/* Names, numbers and addresses on their way from one dialect to another. */
#include "src/translate_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *tr_string(struct translation *t, const char *s)
{
  return s ? names_intern(&t->to->names, s, strlen(s)) : NULL;
}

static uint64_t key_of(enum name_kind kind, const char *s)
{
  return (uint64_t)arena_hash(s, strlen(s)) << 8 | (uint64_t)kind;
}

struct renamed {
  const char *from, *to;
};

static const char *known(struct translation *t, enum name_kind kind, const char *name)
{
  uint32_t at = 0;
  struct renamed *n;
  while ((n = table_each(&t->names, key_of(kind, name), &at)))
    if (n->from == name || !strcmp(n->from, name)) return n->to;
  return NULL;
}

static const char *remember(struct translation *t, enum name_kind kind, const char *from, const char *to)
{
  struct renamed *n = ARENA_NEW(t->arena, struct renamed);
  *n = (struct renamed){ from, to };
  table_put(&t->names, key_of(kind, from), n);
  return to;
}

static bool key_is_taken(const struct translation *t, uint64_t key, const char *name)
{
  uint32_t at = 0;
  const char *n;
  while ((n = table_each(&t->taken, key, &at)))
    if (n == name || !strcmp(n, name)) return true;
  return false;
}

static bool is_taken(const struct translation *t, enum name_kind kind, const char *name)
{
  return key_is_taken(t, key_of(kind, name), name);
}

static const char *take(struct translation *t, enum name_kind kind, const char *name)
{
  const char *s = tr_string(t, name);
  table_put(&t->taken, key_of(kind, s), (void *)(uintptr_t)s);
  return s;
}

/* Cut to `length`, in letters that every dialect takes. */
static char *fitted(struct translation *t, const char *wanted, size_t length)
{
  size_t len = strlen(wanted);
  if (len > length) len = length;
  char *s = arena_strndup(t->arena, wanted, len);
  for (size_t i = 0; i < len; i++) {
    unsigned char c = (unsigned char)s[i];
    if (!isalnum(c) && c != '-' && c != '_' && c != '.') s[i] = '-';
    else if (t->how->names_fold) s[i] = (char)tolower(c);
  }
  bool empty = true; /* of punctuation alone it might be taken for a line between two others */
  for (size_t i = 0; i < len; i++) empty = empty && !isalnum((unsigned char)s[i]);
  if (len && empty) s[0] = 'x';
  return len ? s : arena_strndup(t->arena, "x", 1);
}

static size_t longest(const struct translation *t, enum name_kind kind)
{
  return kind == NAME_POLICY || kind == NAME_TEMPLATE || kind == NAME_IPSEC_PROFILE ? t->how->policy_length : t->how->name_length;
}

const char *tr_new_name(struct translation *t, enum name_kind kind, const char *wanted)
{
  size_t most = longest(t, kind);
  const char *s = fitted(t, wanted, most);
  for (unsigned n = 2; is_taken(t, kind, s); n++) {
    const char *tail = arena_printf(t->arena, "-%u", n);
    s = arena_printf(t->arena, "%s%s", fitted(t, wanted, most - strlen(tail)), tail);
  }
  return take(t, kind, s);
}

const char *tr_name(struct translation *t, enum name_kind kind, const char *name)
{
  if (!name) return NULL;
  const char *s = known(t, kind, name);
  if (s) return s;
  return remember(t, kind, name, t->same ? take(t, kind, name) : tr_new_name(t, kind, name));
}

/* ---- Interfaces ---- */

/* The word that the name begins with and a number, be it masked, follows. */
static const struct interface_word *word_of(const struct interface_word *words, const char *canonical)
{
  const struct interface_word *best = NULL;
  for (; words->canonical; words++)
    if (*canonical == *words->canonical && !strncmp(canonical, words->canonical, strlen(words->canonical)) &&
      writing_is_number(canonical[strlen(words->canonical)]) && (!best || strlen(words->canonical) > strlen(best->canonical)))
      best = words;
  return best;
}

static const struct interface_word *word_for(const struct interface_word *words, enum interface_kind kind)
{
  for (; words->canonical; words++)
    if (words->kind == kind) return words;
  return NULL;
}

bool tr_has_interface(const struct translation *t, const char *canonical)
{
  const struct interface_word *old = t->same ? NULL : word_of(t->from->dialect->writer->interfaces, canonical);
  return t->same || (old && word_for(t->how->interfaces, old->kind));
}

/* Of a kind that the target's table does not have: the name stays, as the target's reader takes it. */
static const char *other_interface(struct translation *t, const char *canonical)
{
  const char *s = t->how->full_interface(t->arena, canonical);
  size_t type = strcspn(s, "0123456789");
  const char *slot = strchr(s + type, '/');
  const char *full = s;
  for (unsigned n = 1; is_taken(t, NAME_INTERFACE, s); n++)
    s = arena_printf(t->arena, "%.*s%u%s", (int)type, full, 100 + n, slot ? slot : "");
  return remember(t, NAME_INTERFACE, canonical, take(t, NAME_INTERFACE, s));
}

const char *tr_interface(struct translation *t, const char *canonical)
{
  if (!canonical) return NULL;
  const char *s = known(t, NAME_INTERFACE, canonical);
  if (s) return s;
  const struct interface_word *old = t->same ? NULL : word_of(t->from->dialect->writer->interfaces, canonical),
                              *new = old ? word_for(t->how->interfaces, old->kind) : NULL;
  if (t->same) return remember(t, NAME_INTERFACE, canonical, take(t, NAME_INTERFACE, canonical));
  if (!new) return other_interface(t, canonical);
  const char *number = canonical + strlen(old->canonical);
  uint64_t key = key_of(NAME_INTERFACE, canonical);
  if (!strcmp(old->canonical, new->canonical) &&
    !key_is_taken(t, key, canonical)) { /* most: it keeps its name, which is in the table already */
    table_put(&t->taken, key, (void *)(uintptr_t)canonical);
    return remember(t, NAME_INTERFACE, canonical, canonical);
  }
  s = arena_printf(t->arena, "%s%s", new->canonical, number);
  /* Two kinds of the source may be one of the target: the second gets another slot. */
  for (unsigned n = 1; is_taken(t, NAME_INTERFACE, s); n++)
    s = arena_printf(t->arena, "%s%u%s", new->canonical, 100 + n, strchr(number, '/') ? strchr(number, '/') : "");
  return remember(t, NAME_INTERFACE, canonical, take(t, NAME_INTERFACE, s));
}

/* ---- ACLs ---- */

static bool in_ranges(uint32_t n, const uint32_t low[2], const uint32_t high[2])
{
  return (n >= low[0] && n <= high[0]) || (low[1] && n >= low[1] && n <= high[1]);
}

bool tr_is_basic(const struct translation *t, const char *name)
{
  const struct dialect_writer *old = t->from->dialect->writer;
  char *end;
  unsigned long n = name ? strtoul(name, &end, 10) : 0;
  return n && !*end && n <= UINT32_MAX && in_ranges((uint32_t)n, old->basic_low, old->basic_high);
}

static const char *number_text(struct translation *t, uint32_t n)
{
  return arena_printf(t->arena, "%u", n);
}

/* The next free number; NULL when none is left. */
static const char *free_number(struct translation *t, bool extended)
{
  const uint32_t *low = extended ? t->how->acl_low : t->how->basic_low, *high = extended ? t->how->acl_high : t->how->basic_high;
  uint32_t *next = &t->next_acl[extended];
  if (!*next) *next = low[0];
  while (in_ranges(*next, low, high)) {
    const char *s = number_text(t, *next);
    if (++*next > high[0] && *next < low[1]) *next = low[1];
    if (!is_taken(t, NAME_ACL, s)) return s;
  }
  return NULL;
}

/* Numbers keep their distance from the lowest: 101 is 3001. */
static const char *like_number(struct translation *t, uint32_t n, bool extended)
{
  const struct dialect_writer *old = t->from->dialect->writer;
  const uint32_t *low = extended ? t->how->acl_low : t->how->basic_low, *high = extended ? t->how->acl_high : t->how->basic_high;
  uint32_t first = extended ? old->acl_low[0] : old->basic_low[0], wanted = n;
  if (!in_ranges(n, low, high)) wanted = n >= first ? n - first + low[0] : 0;
  const char *s = number_text(t, wanted);
  return in_ranges(wanted, low, high) && !is_taken(t, NAME_ACL, s) ? s : free_number(t, extended);
}

static const char *acl_for(struct translation *t, const char *wanted, bool extended)
{
  char *end;
  unsigned long n = strtoul(wanted, &end, 10);
  const char *s = NULL;
  if (t->same) return take(t, NAME_ACL, wanted);
  if (!*end && end != wanted) s = like_number(t, (uint32_t)n, extended);
  else if (!t->how->acl_names) s = free_number(t, extended);
  if (s) return take(t, NAME_ACL, s);
  if (!t->how->acl_names) return NULL;
  /* A name starts with a letter. */
  bool letter = isalpha((unsigned char)wanted[0]) && strcmp(wanted, "all");
  return tr_new_name(t, NAME_ACL, letter ? wanted : arena_printf(t->arena, "acl-%s", wanted));
}

const char *tr_acl(struct translation *t, const char *name, bool extended)
{
  if (!name) return NULL;
  const char *s = known(t, NAME_ACL, name);
  if (s) return s;
  s = acl_for(t, name, extended);
  return s ? remember(t, NAME_ACL, name, s) : NULL;
}

void tr_number_acl(struct translation *t, const char *name, bool extended)
{
  if (!name || t->same || known(t, NAME_ACL, name)) return;
  char *end;
  unsigned long n = strtoul(name, &end, 10);
  const char *s = !*end ? like_number(t, (uint32_t)n, extended) : free_number(t, extended);
  if (s) remember(t, NAME_ACL, name, take(t, NAME_ACL, s));
}

const char *tr_new_acl(struct translation *t, const char *wanted)
{
  if (t->how->acl_names) return tr_new_name(t, NAME_ACL, wanted);
  const char *s = free_number(t, true);
  return s ? take(t, NAME_ACL, s) : NULL;
}

/* ---- Values ---- */

struct ip tr_ip(struct translation *t, const struct ip *ip)
{
  struct ip n = *ip;
  n.text = tr_string(t, ip->text);
  return n;
}

struct addr tr_addr(struct translation *t, const struct addr *a)
{
  struct addr n = { .ip = tr_ip(t, &a->ip), .o = a->o };
  if (!t->same && a->ip.kind == IP_NAME && strchr(a->ip.text, ':')) {
    writing_note(t->w, NULL, a->o.at, ACCOUNT_UNTRANSLATED, "an IPv6 address: only IPv4 is modelled");
    return (struct addr){ 0 };
  }
  if (n.o.from == FROM_UNREAD) n.o = (struct origin){ .from = FROM_NOTHING };
  return n;
}

struct place tr_place(const struct origin *o, struct place block)
{
  return o->from == FROM_LINE || o->from == FROM_UNREAD ? o->at : block;
}

void tr_put(struct translation *t, const void *source, void *target)
{
  table_put(&t->objects, (uint64_t)(uintptr_t)source, target);
}

void *tr_get(const struct translation *t, const void *source)
{
  return source ? table_get(&t->objects, (uint64_t)(uintptr_t)source) : NULL;
}

void tr_remark(struct translation *t, const void *source, const void *target)
{
  uint32_t at = 0;
  const char *s;
  while (t->w->remarks && (s = table_each(t->w->remarks, (uint64_t)(uintptr_t)source, &at)))
    writing_note(t->w, target, (struct place) { 0, 0 }, ACCOUNT_ASSUMED, "%s", s);
}
