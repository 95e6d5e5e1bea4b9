/* Packet filters of outer interfaces; see filter.h. A filter is no part of the policies, and none of the rules is about it, so it is only
 * looked at for whether it may stop what the ends send each other. */
#include "src/filter.h"

#include "src/filter_index.h"
#include "src/link.h"
#include "src/path.h"
#include "vendors/vendor.h"

#define PROTOCOL_ESP_NUMBER 50u /* RFC 4303 */
#define PROTOCOL_AH_NUMBER 51u  /* RFC 4302 */
#define PORT_IKE 500u           /* RFC 2408 section 2.5.1 */
#define PORT_TRAVERSAL 4500u    /* RFC 3948 */

/* A filter of one router. */
struct filter {
  struct acl *acl;
  struct arena *arena;
  bool denies_rest;
};

/* The first rule that takes the packet decides. */
static enum tri passes(const struct filter *f, const struct acl_rule *packet)
{
  bool unread;
  const struct acl_rule *rule = filter_first(f->acl, packet, f->arena, &unread);
  if (unread) return TRI_CANNOT_TELL;
  if (!rule) return f->denies_rest ? TRI_NO : TRI_YES;
  if (rule->narrowed || rule->vrf || selector_contains(rule, packet, false) != TRI_YES) return TRI_CANNOT_TELL;
  return rule->permit ? TRI_YES : TRI_NO;
}

static enum tri both(enum tri a, enum tri b)
{
  if (a == TRI_NO || b == TRI_NO) return TRI_NO;
  return a == TRI_YES && b == TRI_YES ? TRI_YES : TRI_CANNOT_TELL;
}

/* The interface at which the other end's packets come in; NULL: not known. */
static const struct interface *entrance(const struct end *e)
{
  const struct route *route;
  struct interface *via = NULL;
  if (e->kind != END_PROTECTION) return path_shown_interface(e, &route) ? NULL : e->interface;
  const struct interface *source = e->tunnel ? end_source_interface(e->router, e->tunnel->tunnel) : NULL;
  if (e->tunnel && e->tunnel->tunnel->vrf.s) return source;
  return link_route(e->router, &e->remote.ip, NULL, &via, &route) >= 0 && via ? via : source;
}

static enum protocol protocol_of(const struct end *e)
{
  const struct ref *n = e->effective ? e->effective->transforms : NULL;
  const struct transform_set *s = n ? n->to : NULL;
  return s ? s->protocol.v : PROTOCOL_ESP;
}

/* Of both protocols AH is the outer one (RFC 2401 section 4.3); whether the filter sees ESP as well is not documented. */
static enum tri passes_plain(enum protocol protocol, const struct filter *f, struct acl_rule packet)
{
  packet.protocol = protocol == PROTOCOL_AH || protocol == PROTOCOL_AH_ESP ? PROTOCOL_AH_NUMBER : PROTOCOL_ESP_NUMBER;
  enum tri outer = passes(f, &packet);
  packet.protocol = PROTOCOL_ESP_NUMBER;
  return protocol == PROTOCOL_AH_ESP && outer == TRI_YES && passes(f, &packet) != TRI_YES ? TRI_CANNOT_TELL : outer;
}

/* What follows IKE: ESP itself, or behind a NAT inside UDP. */
static enum tri passes_data(const struct tunnel_pair *t, unsigned i, const struct filter *f, struct acl_rule packet)
{
  enum tri plain = passes_plain(protocol_of(t->end[i]), f, packet);
  if (plain == TRI_YES || (t->address[0] == OUTCOME_OK && t->address[1] == OUTCOME_OK)) return plain;
  packet.protocol = PROTOCOL_UDP;
  packet.destination.port_op = PORT_EQ;
  packet.destination.port = PORT_TRAVERSAL;
  return plain == TRI_NO && passes(f, &packet) == TRI_NO ? TRI_NO : TRI_CANNOT_TELL;
}

/* Does the interface's filter wait for a line that the file does not show? Without it the manuals' filters are off (HP A6600 and HSR6800
 * Security Configuration Guides, "Configuring firewall"), and a fragment need not show it. */
static bool is_switched_off(const struct router *r, const struct interface *i)
{
  return i->filter_switched && !r->filters.v;
}

static bool drops_rest(const struct router *r, const struct interface *i)
{
  return i->filter_switched && is_written(&r->filter_rest.o) ? r->filter_rest.v : r->dialect->behaviour.filter_denies_rest;
}

enum tri filter_lets_in(const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct interface *in = entrance(e);
  struct acl *acl = in ? in->filter.to : NULL;
  if (!acl || !acl->rules) return TRI_YES;
  struct filter f = { .acl = acl, .arena = e->router->arena, .denies_rest = drops_rest(e->router, in) };
  struct acl_rule packet = { .protocol = PROTOCOL_UDP };
  packet.source.ip = other->local.ip.kind == IP_V4 && t->address[i] == OUTCOME_OK ? other->local.ip : e->remote.ip;
  packet.destination.ip = e->local.ip;
  if (packet.source.ip.kind == IP_ANY) packet.source.wildcard = UINT32_MAX;
  enum tri data = passes_data(t, i, &f, packet);
  packet.source.port_op = packet.destination.port_op = PORT_EQ;
  packet.source.port = packet.destination.port = PORT_IKE;
  enum tri all = both(passes(&f, &packet), data);
  return all == TRI_NO && is_switched_off(e->router, in) ? TRI_CANNOT_TELL : all;
}
