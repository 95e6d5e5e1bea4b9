/* Rules IKE104 and IKE105: who the peer is, by the identity that it sends (RFC 2407 section 4.6.2) and by the address that it speaks from.
 */
#include "src/rules.h"

#include "src/link.h"
#include "src/say.h"

/* ---- IKE104: identities ---- */

/* How near an expected identity is to what was sent: the type, then how far the names agree, whatever their case. */
static unsigned nearness(const struct identity *expected, const struct identity *sent)
{
  unsigned same = expected->type == sent->type ? 1 : 0;
  if (!expected->text || !sent->text) return same; /* addresses have none */
  for (size_t i = 0; expected->text[i] && (expected->text[i] | 0x20) == (sent->text[i] | 0x20); i++) same++;
  return same;
}

/* The identity that end `k` expects and that comes closest to what it was sent. */
static const struct identity *expected_by(const struct tunnel_pair *t, unsigned k)
{
  const struct identity *best = NULL, *sent = &t->end[1 - k]->sends;
  for (const struct identity *x = t->end[k]->profile ? t->end[k]->profile->expects : NULL; x; x = x->next)
    if (!best || nearness(x, sent) > nearness(best, sent)) best = x;
  return best;
}

/* An address as identity must be the one that `local-address` gives where that is set; what the router does else is not documented. */
static void foreign_identity(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct identity *id = e->profile ? &e->profile->local : NULL;
  const struct addr *local = e->effective ? &e->effective->local : NULL;
  if (!id || !local || !is_written(&local->o) || id->type != ID_ADDRESS || id->address.kind != IP_V4 ||
    ip_equal(&id->address, &local->ip) != TRI_NO || !finding_first_at(j, "IKE104", e->router, id->o.at))
    return;
  struct finding *f = finding_new(j, "IKE104", t, "%s sends the identity %s and is told to speak from %s: the two must be the same.",
    say_router(j, e->router), say_ip(j, &id->address), say_ip(j, &local->ip));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, id->o.at, "sends this");
  finding_at(j, f, e->router, local->o.at, "speaks from this");
  finding_help(j, f, "Send the address that the policy speaks from.");
}

/* An address where a name is expected, while the ends start in different modes: names go with aggressive mode, so the mode is the fault
 * (IKE103). */
static bool is_by_mode(const struct tunnel_pair *t, const struct identity *sent, const struct identity *expected)
{
  return (t->by[0].mode == OUTCOME_FAILS || t->by[1].mode == OUTCOME_FAILS) && sent->type == ID_ADDRESS &&
    (!expected || expected->type != ID_ADDRESS);
}

/* Is it its address, for want of a line that says to send a name? */
static bool sends_by_default(const struct end *sender, const struct identity *expected)
{
  return sender->sends.type == ID_ADDRESS && (!expected || expected->type != ID_ADDRESS) && sender->profile &&
    sender->profile->id_type.o.from == FROM_DEFAULT;
}

/* What end `e` expects, for people: `id`, else the peer's name. */
static const char *say_expected(struct judge *j, const struct end *e, const struct identity *id)
{
  if (id) return say_identity(j, e->router, id);
  return e->profile && e->profile->remote_name.s ? arena_printf(j->arena, "the name `%s`", e->profile->remote_name.s) : "another one";
}

static struct place expected_at(const struct end *e, const struct identity *id)
{
  if (id && id->o.at.last) return id->o.at;
  if (!id && e->profile && e->profile->remote_name.o.at.last) return e->profile->remote_name.o.at;
  return e->profile ? e->profile->at : e->at;
}

/* `by_default`: no line says to send a name. */
static struct place sent_at(const struct end *sender, bool by_default)
{
  if (by_default) return sender->profile->at;
  return sender->sends.o.at.last ? sender->sends.o.at : sender->at;
}

static bool is_host(const struct identity *id)
{
  return id->type == ID_ADDRESS && id->address.kind == IP_V4 && id->mask == UINT32_MAX && id->high == id->address.v4 &&
    !id->vrf && is_written(&id->o);
}

/* The line that expects this address instead of that of `id`; NULL: `id` is of another kind. */
static const char *expecting(struct judge *j, const struct end *e, const struct identity *id, const struct ip *right)
{
  if (!is_host(id) || right->kind != IP_V4) return NULL;
  return say_line(j, e->router, SET_EXPECTED_ADDRESS, (struct setting_value) { .ip = *right });
}

/* End `e` expects `id` (NULL: not one of a list) and its peer sends something else. */
static struct finding *report_identity(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct identity *id)
{
  const struct end *sender = e == t->end[0] ? t->end[1] : t->end[0];
  bool by_default = sends_by_default(sender, id);
  const char *wants = say_expected(j, e, id), *sends = say_identity(j, sender->router, &sender->sends);
  const char *note = by_default ? say_note(j, sender->router, &sender->profile->id_type.o) : "";
  struct finding *f = finding_new(j, "IKE104", t, "%s expects %s of its peer, and %s sends %s%s.", say_router(j, e->router), wants,
    say_router(j, sender->router), sends, note);
  finding_at(j, f, e->router, expected_at(e, id), "expects %s", wants);
  finding_at(j, f, sender->router, sent_at(sender, by_default), "sends %s", sends);
  bool own = ip_equal(&sender->sends.address, &sender->local.ip) == TRI_YES;
  const char *line = id && own ? expecting(j, e, id, &sender->local.ip) : NULL;
  if (line) {
    finding_help(j, f, "Expect the address that %s speaks from: `%s`.", say_router(j, sender->router), line);
    finding_edit(j, f, e->router, EDIT_REPLACE_LINE, id->o.at, line);
  } else finding_help(j, f, "Make both the same; the type counts, and upper and lower case do.");
  return f;
}

/* Does what end `k` is sent come out like this, in either part that the end plays? */
static bool has_id_outcome(const struct tunnel_pair *t, unsigned k, enum outcome outcome)
{
  return t->by[1 - k].id_at_responder == outcome || t->by[k].id_at_initiator == outcome;
}

void ike_identity_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (t->design_mismatch || t->address[0] == OUTCOME_FAILS || t->address[1] == OUTCOME_FAILS || !ike_is_v1(t)) return;
  for (unsigned k = 0; k < 2; k++) {
    const struct end *e = t->end[k], *sender = t->end[1 - k];
    bool fails = has_id_outcome(t, k, OUTCOME_FAILS);
    bool doubtful = sender->sends.o.doubt && sender->sends.type != ID_ADDRESS && has_id_outcome(t, k, OUTCOME_CANNOT_TELL);
    if (!fails && !doubtful) {
      foreign_identity(j, t, sender);
      continue;
    }
    const struct identity *id = expected_by(t, k);
    if (expects_nobody(e) /* CFG005 */ || is_by_mode(t, &sender->sends, id)) continue;
    struct finding *f = report_identity(j, t, e, id);
    if (!fails) finding_lower(j, f, SEVERITY_WARNING);
  }
}

/* ---- IKE105: addresses ---- */

/* Does the end take the address `right` as identity? */
static bool takes_identity(const struct end *e, const struct ip *right)
{
  const struct ike_profile *p = e->profile;
  if (!p || !p->checks_identity || !p->expects) return true;
  for (const struct identity *id = p->expects; id; id = id->next) {
    if (id->type != ID_ADDRESS) continue;
    if (id->address.kind == IP_ANY) return true;
    if (id->address.kind == IP_V4 && identity_holds(id, right->v4)) return true;
  }
  return false;
}

/* Is there a key for the right address, and no identity that only the wrong one has? Then one line is the whole fix. */
static bool is_one_line_fix(const struct end *e, const struct ip *right)
{
  return takes_identity(e, right) && end_key(e, right, NULL, NULL, NULL);
}

/* Has the router any address near this one, or one that is not in the file? A virtual address (VRRP) shares a subnet with a real one. */
static bool may_speak_from(const struct router *r, const struct ip *local)
{
  if (link_interface_of(r, local)) return true;
  for (const struct interface *i = r->interfaces.first; i; i = i->next) {
    if (i->vrf || i->address.o.from == FROM_UNREAD || (i->address.ip.kind != IP_V4 && i->address.ip.kind != IP_NONE)) return true;
    if (i->address.ip.kind == IP_V4 && ip_same_subnet(&i->address.ip, local, i->mask) != TRI_NO) return true;
    for (const struct ip_secondary *s = i->secondary; s; s = s->next)
      if (ip_same_subnet(&s->ip, local, s->mask) != TRI_NO) return true;
  }
  return false;
}

/* The call goes to the very interface that has the other end's policy, and a line of the other end makes it speak from elsewhere: that line
 * is the one to look at. */
static bool speaks_from_elsewhere(const struct end *e, const struct end *other)
{
  return is_written(&other->local.o) && link_interface_of(other->router, &e->remote.ip) == other->interface &&
    link_interface_of(other->router, &other->local.ip) != other->interface;
}

/* Is the address that the end is told to speak from in the subnet of the other's tunnel? Then the end's inner address is wrong or missing
 * (TUN102). */
static bool inner_is_wrong(const struct end *e, const struct end *other)
{
  return other->tunnel && ip_same_subnet(&other->tunnel->address.ip, &e->local.ip, other->tunnel->mask) == TRI_YES;
}

/* An end that is told to speak from an address that its router does not have. Where the other end calls the address of the interface, that
 * is said of the call. */
static void foreign_local(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  unsigned other = t->end[0] == e;
  if (t->address[other] == OUTCOME_FAILS && speaks_from_elsewhere(t->end[other], e)) return;
  if (e->kind == END_PLAIN || e->kind == END_PROTECTION || e->local.ip.kind != IP_V4 || !is_written(&e->local.o) || !e->interface ||
    e->interface->unnumbered.s)
    return;
  if (may_speak_from(e->router, &e->local.ip) || inner_is_wrong(e, t->end[other]) ||
    !finding_first_at(j, "IKE105", e->router, e->local.o.at))
    return;
  struct finding *f = finding_new(j, "IKE105", t,
    "%s is told to speak from %s, and none of its interfaces has that address or is in its subnet.", say_router(j, e->router),
    say_ip(j, &e->local.ip));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, e->local.o.at, "on no interface");
  finding_at(j, f, e->router, e->interface->at, "the policy is here");
  finding_help(j, f, "Name the address of the interface with the policy, or give it this one.");
}

/* A tunnel interface calls its destination; what a router does whose `ike peer` for it names another address is not documented. */
static void foreign_remote(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct addr *to = e->profile ? &e->profile->remote : NULL;
  if (e->kind != END_PROTECTION || !to || !is_written(&to->o) || e->profile->remote_high || to->ip.kind != IP_V4 ||
    !is_written(&e->remote.o) || e->remote.ip.kind != IP_V4 || to->ip.v4 == e->remote.ip.v4)
    return;
  struct finding *f = finding_new(j, "IKE105", t, "%s: %s leads to %s, and its peer is set up for %s.", say_router(j, e->router),
    say_interface(j, e->tunnel), say_ip(j, &e->remote.ip), say_ip(j, &to->ip));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, to->o.at, "another address");
  finding_at(j, f, e->router, e->remote.o.at, "the tunnel's destination");
  finding_help(j, f, "Name the same address in both.");
}

/* The line besides that of its interface by which the end takes the address for its own: its tunnel's source, or what its GRE rules
 * protect. NULL: none. */
static const struct place *claims(const struct end *e, const struct ip *address)
{
  if (address->kind != IP_V4 || link_interface_of(e->router, address)) return NULL;
  const struct addr *source = e->tunnel ? &e->tunnel->tunnel->source : NULL;
  if (source && is_written(&source->o) && ip_equal(&source->ip, address) == TRI_YES) return &source->o.at;
  for (const struct selector *s = e->selectors; s; s = s->next)
    if (!s->made && !s->unread && s->rule->protocol == PROTOCOL_GRE && !s->rule->source.wildcard &&
      ip_equal(&s->rule->source.ip, address) == TRI_YES)
      return &s->rule->at;
  return NULL;
}

/* The slip is most likely in the interface's address where the end itself names the one that is called. */
static bool is_own_slip(struct judge *j, struct finding *f, const struct end *e, const struct end *other)
{
  const struct place *own = claims(other, &e->remote.ip);
  if (!own || !other->interface) return false;
  finding_at(j, f, other->router, *own, "names %s as its own", say_ip(j, &e->remote.ip));
  finding_help(j, f, "Give %s on %s the address %s, which %s itself names elsewhere; else correct it there and on %s.",
    say_interface(j, other->interface), say_router(j, other->router), say_ip(j, &e->remote.ip), say_router(j, other->router),
    say_router(j, e->router));
  return true;
}

/* Whom the end calls, or from where to where it answers. */
static const char *say_called(struct judge *j, const struct end *e)
{
  const struct ike_profile *p = e->profile;
  if (!p || !p->remote_high) return say_ip(j, &e->remote.ip);
  return arena_printf(j->arena, "%s to %s", say_ip(j, &p->remote.ip), say_ip(j, &(struct ip) { .kind = IP_V4, .v4 = p->remote_high }));
}

static struct place called_at(const struct end *e)
{
  if (e->profile && e->profile->remote_high) return e->profile->remote.o.at;
  if (e->remote.o.at.last) return e->remote.o.at;
  return e->effective ? e->effective->at : e->at;
}

/* Is the address that of one peer of the router alone? */
static bool is_of_one_peer(const struct router *r, const struct ip *ip)
{
  unsigned n = 0;
  for (const struct policy_entry *e = r->entries.first; e && n < 2; e = e->next)
    for (const struct peer *p = e->peers; p; p = p->next) n += ip_equal(&p->address.ip, ip) != TRI_NO;
  return n == 1;
}

/* The lines with the key and the identity that are bound to the wrong address as well; where one of them cannot be written again, none. */
static bool fix_bound(struct judge *j, struct finding *f, const struct end *e, const struct ip *right)
{
  const struct ip *wrong = &e->remote.ip;
  const struct psk *key = end_key(e, wrong, NULL, NULL, NULL);
  const struct identity *expected = NULL;
  const char *key_line = NULL, *line = NULL;
  if (!is_of_one_peer(e->router, wrong)) return false;
  if (!end_key(e, right, NULL, NULL, NULL)) {
    if (!key || key->peer.kind != IP_V4 || key->mask != UINT32_MAX || !key->secret.clear) return false;
    struct psk rebound = *key;
    rebound.peer = *right;
    key_line = say_key_line(j, e->router, &rebound, key->secret.clear);
    if (!key_line) return false;
  }
  if (!takes_identity(e, right)) {
    for (expected = e->profile->expects; expected && !(is_host(expected) && expected->address.v4 == wrong->v4);) expected = expected->next;
    line = expected ? expecting(j, e, expected, right) : NULL;
    if (!line) return false;
  }
  if (key_line) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, key->at, key_line);
  if (line) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, expected->o.at, line);
  return true;
}

/* The line of `e` that calls where `other` speaks from, where one line is to change, or those with the same address besides. */
static void fix_called(struct judge *j, struct finding *f, const struct end *e, const struct end *other)
{
  const char *line = other->local.ip.kind == IP_V4 && e->kind == END_POLICY
    ? say_line(j, e->router, SET_PEER_ADDRESS, (struct setting_value) { .ip = other->local.ip })
    : NULL;
  if (line) finding_help(j, f, "Write `%s` on %s, and bind the key and the identity to the same address.", line, say_router(j, e->router));
  else finding_help(j, f, "Correct the address on %s, and bind the key and the identity to the same one.", say_router(j, e->router));
  if (!line || !is_written(&e->remote.o)) return;
  bool one_line = is_one_line_fix(e, &other->local.ip);
  if (!one_line && !fix_bound(j, f, e, &other->local.ip)) return;
  finding_edit(j, f, e->router, EDIT_REPLACE_LINE, called_at(e), line);
  if (!one_line && f && f->fix) f->fix->optional = true; /* where so many lines agree, the other end may be the wrong one */
}

/* End `e` calls another address than `other` speaks from. */
static void report_address(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other)
{
  bool range = e->profile && e->profile->remote_high;
  const char *called = say_called(j, e), *speaks = say_ip(j, &other->local.ip);
  struct finding *f = finding_new(j, "IKE105", t, "%s %s %s, and %s speaks from %s.", say_router(j, e->router), range ? "answers" : "calls",
    called, say_router(j, other->router), speaks);
  bool elsewhere = speaks_from_elsewhere(e, other), nowhere = elsewhere && !link_interface_of(other->router, &other->local.ip);
  if (!nowhere) finding_at(j, f, e->router, called_at(e), "%s", called);
  finding_at(j, f, other->router, other->local.o.at.last ? other->local.o.at : other->at, "speaks from %s", speaks);
  if (nowhere) finding_at(j, f, e->router, called_at(e), "%s", called);
  if (elsewhere)
    finding_help(j, f, "Let %s speak from %s, the address of the interface with the policy, or call %s from %s.",
      say_router(j, other->router), say_ip(j, &e->remote.ip), speaks, say_router(j, e->router));
  else if (!is_own_slip(j, f, e, other)) fix_called(j, f, e, other);
}

void ike_peer_address_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (t->design_mismatch) return;
  for (unsigned i = 0; i < 2; i++) {
    foreign_local(j, t, t->end[i]);
    foreign_remote(j, t, t->end[i]);
  }
  for (unsigned i = 0; i < 2; i++)
    if (t->address[i] == OUTCOME_FAILS && !t->address_explained[i] && !gre_explains_address(t, (int)i))
      report_address(j, t, t->end[i], t->end[1 - i]);
}
