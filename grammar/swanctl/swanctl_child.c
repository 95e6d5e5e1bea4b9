/* The children of a connection. In IKEv1 a quick mode has one selector for each side, so each flow is a child of its own. */
#include "grammar/swanctl/swanctl.h"

#include <string.h>

static const struct place nowhere;

/* ---- Proposals ---- */

static bool is_ah(const struct transform_set *s)
{
  return s->protocol.v == PROTOCOL_AH;
}

/* Both ends' tunnel mode and transport mode are the child's, not the proposal's, and so is AH against ESP: the first set decides, and a set
 * of another kind cannot stand beside it. */
static const struct transform_set *first_set(const struct policy_entry *entry)
{
  for (const struct ref *n = entry->transforms; n; n = n->next)
    if (n->to) return n->to;
  return NULL;
}

static void write_proposals(struct writing *w, const struct end *e, const struct policy_entry *entry)
{
  const struct transform_set *first = first_set(entry);
  const char *list = "";
  for (const struct ref *n = entry->transforms; n; n = n->next) {
    const struct transform_set *s = n->to;
    if (!s) continue;
    const char *proposal = swanctl_child_proposal(w->arena, s, end_pfs(entry, s).v);
    if (!proposal) writing_note(w, e, n->o.at, ACCOUNT_UNTRANSLATED, "the transforms of `%s`", s->name);
    else if (is_ah(s) != is_ah(first) || s->encapsulation.v != first->encapsulation.v)
      writing_note(
        w, e, n->o.at, ACCOUNT_UNTRANSLATED, "`%s` beside `%s`: one child has either AH or ESP, and one mode", s->name, first->name);
    else list = arena_printf(w->arena, "%s%s%s", list, *list ? ", " : "", proposal);
  }
  if (!*list) return;
  write_line(w, entry->transforms->o.at, "%s_proposals = %s", is_ah(first) ? "ah" : "esp", list);
  for (const struct ref *n = entry->transforms; n; n = n->next) {
    const struct transform_set *s = n->to;
    if (!s) continue;
    struct num pfs = end_pfs(entry, s);
    write_also(w, s->at);
    write_also(w, written_at(&s->protocol.o));
    write_also(w, written_at(&s->encryption.v.o));
    write_also(w, written_at(&s->authentication.v.o));
    write_also(w, written_at(&s->ah.v.o));
    write_also(w, written_at(&pfs.o));
  }
}

/* ---- Mode ---- */

static bool is_host(const struct acl_address *a, const struct ip *ip)
{
  return a->ip.kind == IP_V4 && !a->wildcard && ip_equal(&a->ip, ip) == TRI_YES;
}

/* Transport mode is possible only between the two endpoints: charon does not even offer it for anything else. */
static void write_mode(struct writing *w, const struct end *e, const struct selector *s)
{
  const struct transform_set *set = first_set(s->entry);
  bool transport = set && set->encapsulation.v == ENCAPSULATION_TRANSPORT,
       hosts = s->made || (is_host(&s->rule->source, &e->local.ip) && is_host(&s->rule->destination, &e->remote.ip));
  if (transport && !hosts)
    writing_note(w, e, written_at(&set->encapsulation.o), ACCOUNT_APPROXIMATED,
      "transport mode for a flow that is not between the two endpoints is tunnel mode");
  write_line(w, set ? written_at(&set->encapsulation.o) : nowhere, "mode = %s", transport && hosts ? "transport" : "tunnel");
}

/* ---- Lifetimes ---- */

/* charon offers the life; it renews before that. */
static void write_lifetime(struct writing *w, const struct num *n, unsigned long long factor, const char *what, const char *unit)
{
  unsigned long long life = n->v * factor;
  if (!is_known(&n->o) || !life) return;
  write_line(w, written_at(&n->o), "life_%s = %llu%s", what, life, unit);
  write_line(w, written_at(&n->o), "rekey_%s = %llu%s", what, life - life / 10, unit);
}

static void write_lifetimes(struct writing *w, const struct end *e)
{
  struct num seconds = end_seconds(e), kilobytes = end_kilobytes(e);
  write_lifetime(w, &seconds, 1, "time", "s");
  write_lifetime(w, &kilobytes, 1024, "bytes", "");
}

/* ---- Flows ---- */

static void write_flow(struct writing *w, const struct end *e, const struct selector *s, const char *local, const char *remote)
{
  write_line(w, s->rule->at, "local_ts = %s", local);
  write_line(w, s->rule->at, "remote_ts = %s", remote);
  if (s->acl) write_also(w, s->acl->at);
  write_also(w, written_at(&s->entry->acl.o));
  write_proposals(w, e, s->entry);
  write_mode(w, e, s);
  write_lifetimes(w, e);
  write_line(w, nowhere, "start_action = %s", e->starts ? "trap" : "none");
}

static void write_child(struct writing *w, const struct end *e, const struct selector *s, const char *name, unsigned number)
{
  const char *local = swanctl_selector(w, &s->rule->source, s->rule->protocol),
             *remote = swanctl_selector(w, &s->rule->destination, s->rule->protocol);
  if (s->shadowed_by) return;
  if (s->unread || !local || !remote) {
    writing_note(w, e, s->rule->at, ACCOUNT_UNTRANSLATED, "a flow that is no pair of networks, with one protocol and one range of ports");
    return;
  }
  write_line(w, nowhere, "%s-%u {", name, number);
  w->indent += 2;
  write_flow(w, e, s, local, remote);
  w->indent -= 2;
  write_line(w, nowhere, "}");
}

/* A template without an ACL takes the peer's flows as they come. */
static void write_any(struct writing *w, const struct end *e, const char *name)
{
  static const struct acl_rule any = {
    .permit = true, .protocol = PROTOCOL_ANY_IP, .source = { .ip = { .kind = IP_ANY } }, .destination = { .ip = { .kind = IP_ANY } }
  };
  const struct selector s = { .rule = &any, .entry = e->effective };
  write_child(w, e, &s, name, 1);
}

void swanctl_write_children(struct writing *w, const struct end *e, const char *name)
{
  unsigned number = 1;
  write_line(w, nowhere, "children {");
  w->indent += 2;
  if (e->any_selector) write_any(w, e, name);
  for (const struct selector *s = e->selectors; s; s = s->next) write_child(w, e, s, name, number++);
  w->indent -= 2;
  write_line(w, nowhere, "}");
  if (e->selectors_unread) writing_note(w, e, e->effective->acl.o.at, ACCOUNT_UNTRANSLATED, "a rule of the ACL that could not be read");
}
