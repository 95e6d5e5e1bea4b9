/* See mirror.h. The other end is built in one form, that of a dialect with keychains, which can say all that the others can; the
 * translation then makes it any dialect's. */
#include "src/mirror_parts.h"

#include "src/link.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Helpers ---- */

void mirror_say(struct mirror *m, const char *format, ...)
{
  char room[512];
  va_list args;
  va_start(args, format);
  vsnprintf(room, sizeof room, format, args);
  va_end(args);
  struct head_line *l = ARENA_NEW(m->arena, struct head_line);
  l->text = arena_strndup(m->arena, room, strlen(room));
  LIST_APPEND(m->head, l);
}

void mirror_assume(struct mirror *m, const void *object, enum mirror_name setting, const char *format, ...)
{
  char room[256];
  va_list args;
  va_start(args, format);
  vsnprintf(room, sizeof room, format, args);
  va_end(args);
  mirror_say(m, "assumed: %s (--set %s=...)", room, mirror_settings[setting].name);
  table_put(m->remarks, (uint64_t)(uintptr_t)object, arena_strndup(m->arena, room, strlen(room)));
}

const char *mirror_string(struct mirror *m, const char *s)
{
  return s ? names_intern(&m->to->names, s, strlen(s)) : NULL;
}

struct ip mirror_ip(struct mirror *m, const struct ip *ip)
{
  struct ip n = *ip;
  n.text = mirror_string(m, ip->text);
  return n;
}

struct origin mirror_origin(const struct origin *o)
{
  return (struct origin){ .at = o->from == FROM_LINE ? o->at : (struct place){ 0, 0 }, .from = FROM_LINE };
}

struct num mirror_num(struct num n)
{
  if (!is_known(&n.o)) return (struct num){ .o.doubt = is_untold(&n.o) };
  n.o = mirror_origin(&n.o);
  return n;
}

bool mirror_is_address(const struct ip *ip)
{
  return (ip->kind == IP_V4 && ip->v4) || ip->kind == IP_MASKED; /* 0.0.0.0 is nobody's */
}

/* ---- One end ---- */

static bool is_modelled(const struct end *e) { return !e->unmodelled && e->effective; }

static void say_unmodelled(struct mirror *m, const struct end *e, unsigned number)
{
  mirror_say(m, "not translated: tunnel %u uses %s, which is not modelled", number,
    e->unmodelled ? e->unmodelled : "a profile that is defined nowhere");
  m->complete = false;
}

static void mirror_end(struct mirror *m, const struct end *e, unsigned number)
{
  struct addr there = e->remote;
  struct interface *outer = NULL, *tunnel = NULL;
  m->tunnels++;
  if (!is_modelled(e)) {
    say_unmodelled(m, e, number);
    return;
  }
  mirror_offered(m, e);
  if (e->tunnel) tunnel = mirror_tunnel(m, e, e->tunnel);
  for (const struct selector *s = e->selectors; s; s = s->next) /* one list may protect several */
    if (s->tunnel && s->tunnel != e->tunnel) mirror_tunnel(m, e, s->tunnel);
  if (e->design == DESIGN_IPSEC_OVER_GRE && e->tunnel) there = e->tunnel->tunnel->destination;
  outer = mirror_outer(m, &there, e->design == DESIGN_IPSEC_OVER_GRE ? NULL : e->interface);
  if (tunnel && !tunnel->tunnel->source.o.from && !tunnel->tunnel->source_interface.s)
    tunnel->tunnel->source_interface = (struct name) { outer->name, { .from = FROM_LINE } };
  struct interface *on = e->design == DESIGN_IPSEC_OVER_GRE && tunnel ? tunnel : outer;
  if (e->kind == END_PLAIN) return;
  mirror_policy(m, e, e->kind == END_PROTECTION ? tunnel : on, mirror_profile(m, e));
  mirror_networks(m, e, tunnel ? tunnel : outer);
}

/* The dialect in whose form the mirror is built. */
static const struct dialect *rich_dialect(void)
{
  for (size_t i = 0; dialects[i]; i++)
    if (dialects[i]->writer && dialects[i]->writer->form == PEERING_KEYCHAIN) return dialects[i];
  return NULL;
}

/* A copy: the translation must not take it for the target's own dialect, whose limits are then checked as any other's. */
static void start(struct mirror *m, struct mirrored *made)
{
  const struct dialect *rich = rich_dialect();
  assert(rich);
  struct dialect *d = ARENA_NEW(m->arena, struct dialect);
  *d = *rich;
  m->to = &made->router;
  router_init(m->to, m->arena);
  m->to->dialect = d;
  m->to->source = m->from->source;
  const char *name = mirror_given(m, SET_PEER_HOSTNAME);
  if (name) m->to->hostname = (struct name){ mirror_string(m, name), { .from = FROM_LINE } };
  m->to->seconds = mirror_num(m->from->seconds);
  m->to->kilobytes = mirror_num(m->from->kilobytes);
  m->to->keepalive_interval = is_written(&m->from->keepalive_interval.o) ? m->from->keepalive_interval : (struct num){ 0 };
  m->to->keepalive_timeout = is_written(&m->from->keepalive_timeout.o) ? m->from->keepalive_timeout : (struct num) { 0 };
}

/* What the dialect whose form is borrowed has built in is not offered by the router at the other end. */
static void drop_builtin(struct router *r)
{
  struct ike_proposal *list = r->proposals.first;
  LIST_INIT(r->proposals);
  for (struct ike_proposal *p = list, *next; p; p = next) {
    next = p->next;
    p->next = NULL;
    if (!p->builtin) LIST_APPEND(r->proposals, p);
  }
}

static const char *const *head_of(struct mirror *m)
{
  size_t count = 0;
  for (const struct head_line *l = m->head.first; l; l = l->next) count++;
  const char **lines = arena_alloc(m->arena, (count + 1) * sizeof *lines);
  count = 0;
  for (const struct head_line *l = m->head.first; l; l = l->next) lines[count++] = l->text;
  return lines;
}

/* Where the router at the other end is reached. */
static const struct ip *outer_of(const struct end *e)
{
  return e->design == DESIGN_IPSEC_OVER_GRE && e->tunnel ? &e->tunnel->tunnel->destination.ip : &e->remote.ip;
}

static bool same_router(const struct end *a, const struct end *b)
{
  return a == b || (mirror_is_address(outer_of(a)) && ip_equal(outer_of(a), outer_of(b)) == TRI_YES);
}

/* The tunnels of a file, numbered as `--tunnel` counts them: GRE tunnels without IPsec count only where there is nothing else. */
static bool counts(const struct end *e, bool plain)
{
  return (e->kind == END_PLAIN) == plain;
}

/* The tunnel whose router is asked for where no number is given: the first, or the first that can be mirrored, if any can. */
static const struct end *first_of(const struct end *ends, bool plain)
{
  const struct end *first = NULL;
  for (const struct end *e = ends; e; e = e->next) {
    if (!counts(e, plain)) continue;
    if (is_modelled(e)) return e;
    if (!first) first = e;
  }
  return first;
}

/* The tunnels that are wished for. Returns how many the file has. */
static unsigned mirror_ends(struct mirror *m, const struct end *ends, unsigned tunnel)
{
  bool plain = true, behind = false;
  unsigned number = 0, others = 0;
  for (const struct end *e = ends; e; e = e->next) plain = plain && e->kind == END_PLAIN;
  const struct end *first = first_of(ends, plain);
  for (const struct end *e = first ? ends : NULL; e; e = e->next) { /* without a first one none counts */
    if (!counts(e, plain)) continue;
    number++;
    behind = behind || e == first;
    if (number == tunnel || (!tunnel && same_router(first, e))) mirror_end(m, e, number);
    else if (!tunnel) {
      others++;
      if (!behind) say_unmodelled(m, e, number);
    }
  }
  if (others)
    mirror_say(m, "%u further tunnel%s to other routers: --tunnel N writes the other end of the N-th of %u", others,
      others == 1 ? " leads" : "s lead", number);
  return number;
}

struct mirrored *mirror_router(
  struct arena *arena, const struct router *from, const struct end *ends, const struct mirror_wish *wish, const char **error)
{
  struct mirrored *made = ARENA_NEW(arena, struct mirrored);
  struct mirror m = { .arena = arena, .from = from, .remarks = &made->remarks, .complete = true };
  LIST_INIT(m.head);
  table_init(&made->remarks, arena);
  table_init(&m.made, arena);
  table_init(&m.offered, arena);
  *error = mirror_take_settings(&m, wish->settings, wish->to);
  if (*error) return NULL;
  start(&m, made);
  unsigned number = mirror_ends(&m, ends, wish->tunnel);
  if (!m.tunnels) {
    *error = number ? arena_printf(arena, "there is no tunnel %u; the file has %u", wish->tunnel, number) : "there is no tunnel in this file";
    return NULL;
  }
  if ((*error = m.error)) return NULL;
  mirror_proposals(&m);
  mirror_say_unused(&m);
  m.to->dialect->finish(m.to);
  drop_builtin(m.to);
  router_link(m.to);
  made->ends = ends_of(m.to);
  made->head = head_of(&m);
  made->complete = m.complete;
  return made;
}
