/* Rules TUN101 to TUN109: the GRE tunnels under or inside IPsec (RFC 2784, RFC 2890). */
#include "src/rules.h"

#include "src/link.h"
#include "src/mtu.h"
#include "src/say.h"

#define PATH 1500u

static const struct tunnel *tunnel_of(const struct end *e)
{
  return e->tunnel->tunnel;
}

/* The value's place, else the header of the tunnel that lacks it. */
static struct place place_of(const struct origin *o, const struct end *e)
{
  return o->at.last ? o->at : e->tunnel->at;
}

static const struct origin *source_origin(const struct tunnel *t)
{
  return t->source_interface.s ? &t->source_interface.o : &t->source.o;
}

/* ---- TUN101 ---- */

/* Is a tunnel's endpoint also that of IPsec? Where GRE is what is protected, the two are one, so that the end of which it holds is
 * right. */
static bool is_backed(const struct end *e, const struct ip *ip, bool is_source)
{
  return e->kind != END_PLAIN && e->design != DESIGN_IPSEC_OVER_GRE && ip_equal(ip, is_source ? &e->local.ip : &e->remote.ip) == TRI_YES;
}

/* The line to look at first is that of end `i`, unless the other end is the one at fault. */
static bool is_right(const struct tunnel_pair *t, unsigned i, bool is_source)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  struct ip here = is_source ? gre_source(e) : tunnel_of(e)->destination.ip,
            there = is_source ? tunnel_of(other)->destination.ip : gre_source(other);
  return is_backed(e, &here, is_source) && !is_backed(other, &there, !is_source);
}

static void endpoint(struct judge *j, const struct tunnel_pair *t, unsigned i, bool is_source)
{
  if (is_right(t, i, is_source)) {
    i = 1 - i;
    is_source = !is_source;
  }
  const struct end *e = t->end[i], *other = t->end[1 - i];
  const struct tunnel *mine = tunnel_of(e), *theirs = tunnel_of(other);
  struct ip here = is_source ? gre_source(e) : mine->destination.ip, there = is_source ? theirs->destination.ip : gre_source(other);
  const struct origin *at = is_source ? source_origin(mine) : &mine->destination.o,
                      *counterpart = is_source ? &theirs->destination.o : source_origin(theirs);
  struct finding *f = finding_new(j, "TUN101", t,
    is_source ? "%s's tunnel has the source %s, and %s's tunnel has the destination %s."
              : "%s's tunnel has the destination %s, and %s's tunnel has the source %s.",
    say_router(j, e->router), say_ip(j, &here), say_router(j, other->router), say_ip(j, &there));
  finding_at(j, f, e->router, place_of(at, e), "%s", say_ip(j, &here));
  finding_at(j, f, other->router, place_of(counterpart, other), "%s", say_ip(j, &there));
  const char *line = there.kind == IP_V4
    ? say_line(j, e->router, is_source ? SET_TUNNEL_SOURCE : SET_TUNNEL_DESTINATION, (struct setting_value) { .ip = there })
    : NULL;
  if (line) finding_help(j, f, "Write `%s` on %s, or correct the other end.", line, say_router(j, e->router));
  else finding_help(j, f, "Make source and destination each other's.");
  if (is_written(at)) finding_edit(j, f, e->router, EDIT_REPLACE_LINE, at->at, line);
}

/* A tunnel without a fixed destination, or whose destination cannot be read, may be the one that sends what is protected. */
static bool has_open_tunnel(const struct router *r)
{
  for (const struct interface *x = r->interfaces.first; x; x = x->next)
    if (x->tunnel && (x->tunnel->mode.v != TUNNEL_GRE || x->tunnel->destination.o.from == FROM_UNREAD)) return true;
  return false;
}

/* Is the end's tunnel that of one of its selectors? Else it was found by its inner subnet, and its endpoints are compared. */
static bool is_selected(const struct end *e)
{
  const struct selector *s = e->selectors;
  while (s && s->tunnel != e->tunnel) s = s->next;
  return s != NULL;
}

/* The other end's tunnel for the flow: GRE packets from an address of `e`'s router, so that a tunnel of that router has to send them. NULL:
 * none. */
static const struct interface *counterpart(const struct end *e, const struct end *other, const struct flow *f)
{
  const struct acl_rule *rule = f->mine->rule;
  if (!f->theirs || f->match != MATCH_EXACT || rule->protocol != PROTOCOL_GRE || f->mine->made || rule->source.ip.kind != IP_V4 ||
    !link_interface_of(e->router, &rule->source.ip))
    return NULL;
  return f->theirs->made ? other->tunnel : f->theirs->tunnel;
}

static void no_tunnel(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct end *other,
  const struct acl_rule *rule, const struct interface *back)
{
  struct finding *f = finding_new(j, "TUN101", t,
    "%s protects GRE to %s, and no tunnel interface in its file leads there; %s of %s leads back.", say_router(j, e->router),
    say_ip(j, &rule->destination.ip), say_interface(j, back), say_router(j, other->router));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, rule->at, "no tunnel sends this");
  finding_at(j, f, other->router, back->at, "the other end's tunnel");
  finding_help(j, f, "Set up the tunnel interface on %s, with the rule's addresses as source and destination.", say_router(j, e->router));
}

/* One list may protect several tunnels, of which only one is compared end to end. */
static void other_source(struct judge *j, const struct tunnel_pair *t, const struct end *e, const struct selector *s)
{
  const struct tunnel *mine = s->tunnel->tunnel;
  struct ip source = end_tunnel_source(e->router, mine);
  if (source.kind != IP_V4 || source.v4 == s->rule->source.ip.v4 || !finding_first_of(j, "TUN101", s->tunnel)) return;
  struct finding *f = finding_new(j, "TUN101", t, "%s of %s speaks from %s, and the rule that protects it says %s.",
    say_interface(j, s->tunnel), say_router(j, e->router), say_ip(j, &source), say_ip(j, &s->rule->source.ip));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, source_origin(mine)->at, "%s", say_ip(j, &source));
  finding_at(j, f, e->router, s->rule->at, "%s", say_ip(j, &s->rule->source.ip));
  finding_help(j, f, "Let the tunnel speak from the address that the rule names.");
}

/* GRE that is protected and that no tunnel sends. The file may be a part of the config, so it is a warning. */
static void unsent(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  if (e->kind != END_POLICY || (e->tunnel && !is_selected(e))) return;
  for (const struct flow *f = t->by[i].flows; f; f = f->next) {
    const struct interface *back = counterpart(e, other, f);
    if (!back) continue;
    if (f->mine->tunnel && f->mine->tunnel != e->tunnel) other_source(j, t, e, f->mine);
    else if (!f->mine->tunnel && !has_open_tunnel(e->router)) no_tunnel(j, t, e, other, f->mine->rule, back);
  }
}

static const char *routed_in(struct judge *j, const char *vrf)
{
  return vrf ? arena_printf(j->arena, "the VRF `%s`", vrf) : "the global routing table";
}

/* The tunnel's packets are routed in one VRF, and what comes back arrives in that of its source. Comware keeps such a tunnel down; what IOS
 * does is not in a manual: a warning. */
static void astride(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct tunnel *mine = e->tunnel ? tunnel_of(e) : NULL;
  const struct interface *from = mine ? end_source_interface(e->router, mine) : NULL;
  if (!from || mine->vrf.o.from == FROM_UNREAD || from->vrf == mine->vrf.s || !finding_first_of(j, "TUN101", mine)) return;
  struct finding *f = finding_new(j, "TUN101", t,
    "%s of %s speaks from %s, which is in %s, and its own packets are routed in %s: source and destination belong to one VRF.",
    say_interface(j, e->tunnel), say_router(j, e->router), say_interface(j, from), routed_in(j, from->vrf), routed_in(j, mine->vrf.s));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, source_origin(mine)->at, "the source");
  finding_at(j, f, e->router, from->vrf ? from->vrf_at : from->at, "in %s", routed_in(j, from->vrf));
  finding_help(j, f, "Say at the tunnel that its packets are routed in %s, or choose a source there.", routed_in(j, from->vrf));
}

void tun_endpoint_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) astride(j, t, t->end[i]);
  for (unsigned i = 0; i < 2; i++) unsent(j, t, i);
  for (unsigned i = 0; i < 2; i++) {
    if (t->gre[i] & GRE_DESTINATION) endpoint(j, t, i, false);
    if (t->gre[i] & GRE_SOURCE) endpoint(j, t, i, true);
  }
}

/* ---- TUN102 to TUN104 ---- */

static bool has_fault(const struct tunnel_pair *t, unsigned bit)
{
  return ((t->gre[0] | t->gre[1]) & bit) && t->end[0]->tunnel && t->end[1]->tunnel;
}

/* The end whose line is to be looked at first. */
static unsigned first_with(const struct tunnel_pair *t, unsigned bit)
{
  return t->gre[0] & bit ? 0 : 1;
}

static const char *with_length(struct judge *j, const struct interface *i)
{
  if (!ip_is_mask(i->mask)) return say_ip(j, &i->address.ip);
  return arena_printf(j->arena, "%s/%d", say_ip(j, &i->address.ip), ip_mask_length(i->mask));
}

static bool lacks_address(const struct interface *i)
{
  return i->address.o.from == FROM_NOTHING && !i->unnumbered.s && i->tunnel->mode.v == TUNNEL_GRE;
}

/* A tunnel interface without an address stays down on Comware, and on any router it carries no IP; the line may be missing from the file
 * only. */
static void no_address(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i], *other = t->end[1 - i];
  if (!lacks_address(e->tunnel) || !is_known(&other->tunnel->address.o) || other->tunnel->address.ip.kind == IP_DYNAMIC) return;
  struct finding *f = finding_new(j, "TUN102", t, "%s of %s has no IP address, and %s of %s has %s: nothing passes inside the tunnel.",
    say_interface(j, e->tunnel), say_router(j, e->router), say_interface(j, other->tunnel), say_router(j, other->router),
    with_length(j, other->tunnel));
  finding_lower(j, f, SEVERITY_WARNING);
  finding_at(j, f, e->router, e->tunnel->at, "no address");
  finding_at(j, f, other->router, other->tunnel->address.o.at, "%s", with_length(j, other->tunnel));
  finding_help(j, f, "Give it another address of the same subnet.");
}

void tun_subnet_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2 && t->end[0]->tunnel && t->end[1]->tunnel; i++) no_address(j, t, i);
  if (!has_fault(t, GRE_SUBNET)) return;
  const struct interface *a = t->end[0]->tunnel, *b = t->end[1]->tunnel;
  bool equal = ip_equal(&a->address.ip, &b->address.ip) == TRI_YES;
  struct finding *f = finding_new(j, "TUN102", t, "The inner addresses %s on %s and %s on %s are %s: nothing passes inside the tunnel.",
    with_length(j, a), say_end(j, t, 0), with_length(j, b), say_end(j, t, 1), equal ? "the same" : "not two hosts of one subnet");
  for (unsigned n = 0; n < 2; n++) {
    unsigned k = n ? 1 - first_with(t, GRE_SUBNET) : first_with(t, GRE_SUBNET);
    finding_at(j, f, t->end[k]->router, place_of(&t->end[k]->tunnel->address.o, t->end[k]), "%s", with_length(j, t->end[k]->tunnel));
  }
  finding_help(
    j, f, "Give both ends addresses of one subnet, with the same mask; under IPsec over GRE they are the IKE peers' addresses too.");
}

void tun_mode_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (!t->end[0]->tunnel || !t->end[1]->tunnel) return;
  const struct num *mode[2] = { &tunnel_of(t->end[0])->mode, &tunnel_of(t->end[1])->mode };
  bool fails = has_fault(t, GRE_MODE);
  bool unsure = (t->gre_unsure & GRE_MODE) && is_known(&mode[0]->o) && is_known(&mode[1]->o); /* and they differ */
  if (!fails && !unsure) return;
  struct finding *f = finding_new(j, "TUN103", t, "%s's tunnel is %s, %s's is %s: each drops what the other sends.", say_end(j, t, 0),
    say_num(j, t->end[0]->router, SENSE_TUNNEL_MODE, mode[0]), say_end(j, t, 1), say_num(j, t->end[1]->router, SENSE_TUNNEL_MODE, mode[1]));
  if (!fails) finding_lower(j, f, SEVERITY_WARNING);
  for (unsigned n = 0; n < 2; n++) {
    unsigned k = n ? 1 - first_with(t, GRE_MODE) : first_with(t, GRE_MODE);
    finding_at(j, f, t->end[k]->router, place_of(&mode[k]->o, t->end[k]), is_written(&mode[k]->o) ? "%s" : "%s by default",
      say_tunnel_mode(mode[k]->v));
  }
  finding_help(j, f, "Use GRE over IPv4 on both ends.");
}

static const char *key_of(struct judge *j, const struct end *e)
{
  const struct num *key = &tunnel_of(e)->key;
  return is_written(&key->o) ? arena_printf(j->arena, "the key %u", key->v) : "no key";
}

void tun_key_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  if (!has_fault(t, GRE_KEY)) return;
  unsigned i = first_with(t, GRE_KEY);
  struct finding *f = finding_new(j, "TUN104", t, "%s's tunnel has %s, %s's has %s: each drops every GRE packet of the other.",
    say_end(j, t, 0), key_of(j, t->end[0]), say_end(j, t, 1), key_of(j, t->end[1]));
  for (unsigned n = 0; n < 2; n++) {
    unsigned k = n ? 1 - i : i;
    finding_at(j, f, t->end[k]->router, place_of(&tunnel_of(t->end[k])->key.o, t->end[k]), "%s", key_of(j, t->end[k]));
  }
  const struct num *wanted = &tunnel_of(t->end[1 - i])->key, *mine = &tunnel_of(t->end[i])->key;
  const char *line = is_written(&wanted->o) ? say_number_line(j, t->end[i]->router, SET_TUNNEL_KEY, wanted->v) : NULL;
  if (line) finding_help(j, f, "Use the same key on both ends: `%s` on %s; or none on either.", line, say_end(j, t, i));
  else finding_help(j, f, "Use the same key on both ends, or none on either.");
  finding_set(j, f, t->end[i]->router, &mine->o, t->end[i]->tunnel->at, line);
}

/* ---- TUN105 ---- */

/* Where the policy or profile is put on its interface. */
static struct place applied_at(const struct end *e)
{
  if (e->kind == END_PROTECTION) return tunnel_of(e)->protection.o.at;
  for (const struct ref *n = e->interface ? e->interface->policies : NULL; n; n = n->next)
    if (n->to == e->policy) return n->o.at;
  return e->at;
}

void tun_design_mismatch(struct judge *j, const struct tunnel_pair *t)
{
  static const char *const designs[] = { "does not use IPsec", "puts IPsec into GRE", "puts GRE into IPsec",
    "protects the tunnel with IPsec", "uses IPsec without GRE", "is mixed" };
  if (!t->design_mismatch) return;
  struct finding *f = finding_new(j, "TUN105", t, "%s %s, %s %s: what one end sends the other cannot take apart.", say_end(j, t, 0),
    designs[t->end[0]->design], say_end(j, t, 1), designs[t->end[1]->design]);
  for (unsigned i = 0; i < 2; i++) finding_at(j, f, t->end[i]->router, applied_at(t->end[i]), "%s", designs[t->end[i]->design]);
  finding_help(j, f,
    "Choose one design for both ends. IPsec over GRE: the policy on the tunnel, the peer is the far tunnel address. GRE over IPsec: the policy on the outer interface, the peer is the far outer address.");
}

/* ---- TUN106 ---- */

/* The transform set that the ends agree on, else the end's first. */
static const struct transform_set *set_of(const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i];
  for (const struct flow *f = t->by[i].flows; f; f = f->next)
    if (f->p2 && f->p2->mine && f->p2->transform == OUTCOME_OK) return f->p2->mine;
  return e->effective && e->effective->transforms ? e->effective->transforms->to : NULL;
}

static uint32_t written_mtu(const struct interface *i)
{
  if (is_written(&i->ip_mtu.o)) return i->ip_mtu.v;
  return is_written(&i->mtu.o) ? i->mtu.v : 0;
}

/* What the path outside the tunnel carries: the MTU of the interface that leads to the destination. */
static uint32_t path_mtu(const struct end *e)
{
  struct interface *via = NULL;
  link_route(e->router, &tunnel_of(e)->destination.ip, e->tunnel, &via, NULL);
  if (!via || via == e->tunnel) via = e->design == DESIGN_GRE_OVER_IPSEC && e->interface != e->tunnel ? e->interface : NULL;
  uint32_t mtu = via ? written_mtu(via) : 0;
  return mtu && mtu < PATH ? mtu : PATH;
}

static enum mtu_shape shape_of(const struct end *e, const struct transform_set *s)
{
  if (tunnel_of(e)->mode.v == TUNNEL_IPSEC) return MTU_ESP_ALONE;
  if (e->design == DESIGN_IPSEC_OVER_GRE) return MTU_ESP_IN_GRE;
  return s->encapsulation.v == ENCAPSULATION_TUNNEL ? MTU_GRE_IN_TUNNEL : MTU_GRE_IN_TRANSPORT;
}

/* The largest packet that fits through the end's tunnel; 0: not known. */
static uint32_t room(const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i];
  const struct transform_set *s = set_of(t, i);
  if (!s || s->protocol.v != PROTOCOL_ESP || !is_known(&s->encryption.v.o) || s->encryption.v.o.doubt ||
    s->authentication.v.o.from == FROM_UNREAD || s->authentication.v.o.doubt)
    return 0;
  struct mtu_question q = {
    .shape = shape_of(e, s), .path = path_mtu(e), .encryption = s->encryption.v.v, .authentication = s->authentication.v.v
  };
  q.gre_key = q.shape != MTU_ESP_ALONE && is_written(&tunnel_of(e)->key.o);
  q.gre_checksum = q.shape != MTU_ESP_ALONE && tunnel_of(e)->checksum.v;
  return mtu_inner(&q);
}

/* What to set: what the other end has, where that fits. */
static uint32_t better_mtu(const struct interface *other, uint32_t fits)
{
  uint32_t mtu = other ? written_mtu(other) : 0;
  return mtu && mtu <= fits ? mtu : fits;
}

static uint32_t better_mss(const struct interface *other, uint32_t mtu)
{
  uint32_t mss = other ? other->mss.v : 0, fits = mtu_segment(mtu);
  return mss && mss <= fits ? mss : fits;
}

/* Are the headers that the tunnel adds known? */
static bool has_known_headers(const struct end *e)
{
  const struct num *mode = &tunnel_of(e)->mode;
  return is_known(&mode->o) && (mode->v == TUNNEL_GRE || mode->v == TUNNEL_GRE_MULTIPOINT || mode->v == TUNNEL_IPSEC);
}

static void too_large(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  const struct end *e = t->end[i];
  const struct interface *tunnel = e->tunnel;
  if (!tunnel || e->kind == END_PLAIN || !has_known_headers(e)) return;
  uint32_t fits = room(t, i), mtu = written_mtu(tunnel), mss = is_written(&tunnel->mss.o) ? tunnel->mss.v : 0;
  bool mtu_bad = fits && mtu > fits, mss_bad = fits && mss > mtu_segment(fits);
  if ((!mtu_bad && !mss_bad) || !finding_first_of(j, "TUN106", tunnel)) return;
  struct finding *f = finding_new(j, "TUN106", t,
    "%s sets %s%s%s on %s, and with this %sESP no more than %u bytes fit on a path of %u: an MSS of %u.", say_router(j, e->router),
    mtu_bad ? arena_printf(j->arena, "an MTU of %u", mtu) : "", mtu_bad && mss_bad ? " and " : "",
    mss_bad ? arena_printf(j->arena, "an MSS of %u", mss) : "", say_interface(j, tunnel),
    tunnel_of(e)->mode.v == TUNNEL_IPSEC ? "" : "GRE and ", fits, path_mtu(e), mtu_segment(fits));
  const struct num *n = is_written(&tunnel->ip_mtu.o) ? &tunnel->ip_mtu : &tunnel->mtu;
  uint32_t better = better_mtu(t->end[1 - i]->tunnel, fits);
  const char *mtu_line = say_number_line(j, e->router, SET_MTU, better),
             *mss_line = say_number_line(j, e->router, SET_MSS, better_mss(t->end[1 - i]->tunnel, better));
  if (mtu_bad) {
    finding_at(j, f, e->router, n->o.at, "larger than %u", fits);
    finding_edit(j, f, e->router, EDIT_REPLACE_LINE, n->o.at, mtu_line);
  }
  if (mss_bad) {
    finding_at(j, f, e->router, tunnel->mss.o.at, "larger than %u", mtu_segment(fits));
    finding_edit(j, f, e->router, EDIT_REPLACE_LINE, tunnel->mss.o.at, mss_line);
  }
  if (mtu_line && mss_line) finding_help(j, f, "Write `%s` and `%s`, on both ends.", mtu_line, mss_line);
  else finding_help(j, f, "Use an MTU of %u and an MSS of %u, on both ends.", fits, mtu_segment(fits));
}

void tun_mtu(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) too_large(j, t, i);
}

/* ---- TUN107 ---- */

static bool keeps_alive(const struct end *e)
{
  return tunnel_of(e)->keepalive.v != 0;
}

static void keepalive_protected(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  if (!tunnel_of(e)->protection.s || !keeps_alive(e) || !finding_first_of(j, "TUN107", e->tunnel)) return;
  struct finding *f = finding_new(j, "TUN107", t,
    "%s sends GRE keepalives on %s, which IPsec protects: the two do not go together, and the tunnel may flap.", say_router(j, e->router),
    say_interface(j, e->tunnel));
  finding_at(j, f, e->router, tunnel_of(e)->keepalive.o.at, "keepalive");
  finding_at(j, f, e->router, tunnel_of(e)->protection.o.at, "protected here");
  finding_help(j, f, "Take the keepalive away and use dead peer detection or routing hellos.");
  finding_edit(j, f, e->router, EDIT_DELETE_LINE, tunnel_of(e)->keepalive.o.at, NULL);
}

void tun_keepalive(struct judge *j, const struct tunnel_pair *t)
{
  if (!t->end[0]->tunnel || !t->end[1]->tunnel) return;
  for (unsigned i = 0; i < 2; i++) keepalive_protected(j, t, t->end[i]);
  unsigned on = keeps_alive(t->end[0]) ? 0 : 1;
  const struct end *e = t->end[on], *other = t->end[1 - on];
  if (!keeps_alive(e) || keeps_alive(other) || tunnel_of(other)->keepalive.o.from == FROM_UNREAD || tunnel_of(e)->protection.s ||
    !finding_first_of(j, "TUN107", e->tunnel))
    return;
  struct finding *f = finding_new(j, "TUN107", t, "Only %s sends GRE keepalives: %s does not notice a dead path.", say_router(j, e->router),
    say_router(j, other->router));
  finding_at(j, f, e->router, tunnel_of(e)->keepalive.o.at, "keepalive");
  finding_at(j, f, other->router, other->tunnel->at, "none here");
  finding_help(j, f, "Set the keepalive on both tunnels, or on neither.");
}

/* ---- TUN108, TUN109 ---- */

/* What stands for an inner address outside is an inner address itself: most often the two were exchanged. */
static void leads_inside(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct next_hop *hop = e->next_hop;
  struct ip inner = hop->inner;
  bool exchanged = inner.kind == IP_V4 && (inner.v4 ^ e->tunnel->address.ip.v4) & e->tunnel->mask;
  if (!finding_first_at(j, "TUN108", e->router, hop->outer.o.at)) return;
  struct finding *f = finding_new(j, "TUN108", t,
    "%s is to reach %s at %s, which is an address inside the tunnel itself%s: the tunnel never gets there.", say_router(j, e->router),
    inner.kind == IP_V4 ? say_ip(j, &inner) : "its next hop", say_ip(j, &hop->outer.ip), exchanged ? ", as if the two were exchanged" : "");
  finding_at(j, f, e->router, hop->outer.o.at, "an inner address");
  finding_at(j, f, e->router, e->tunnel->address.o.at, "the tunnel's own subnet");
  if (exchanged) finding_help(j, f, "Put the inner address first and the outer one behind it.");
  else finding_help(j, f, "Name the address by which the next hop is reached outside the tunnel.");
}

void tun_recursive(struct judge *j, const struct tunnel_pair *t)
{
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    if (t->gre[i] & GRE_RECURSIVE && gre_leads_inside(e)) {
      leads_inside(j, t, e);
      continue;
    }
    const struct route *route = e->tunnel && !(t->gre[i] & GRE_DESTINATION) ? gre_recursive_route(e) : NULL;
    if (!route || !finding_first_of(j, "TUN108", e->tunnel)) continue;
    bool sure = t->gre[i] & GRE_RECURSIVE;
    struct finding *f = finding_new(j, "TUN108", t,
      "%s's route to the tunnel destination %s leads into the tunnel itself: the tunnel goes down%s.", say_router(j, e->router),
      say_ip(j, &tunnel_of(e)->destination.ip), sure ? "" : " unless a routing protocol knows a longer way");
    if (!sure) finding_lower(j, f, SEVERITY_WARNING);
    finding_at(j, f, e->router, route->at, "leads into the tunnel");
    finding_at(j, f, e->router, tunnel_of(e)->destination.o.at, "the destination");
    finding_help(j, f, "Add a host route for %s through the outer interface.", say_ip(j, &tunnel_of(e)->destination.ip));
  }
}

static void dynamic(struct judge *j, const struct tunnel_pair *t, const struct end *e, struct place at, const char *what, const char *whose)
{
  const struct end *other = t ? t->end[t->end[0] == e] : NULL;
  if (!finding_first_at(j, "TUN109", e->router, at)) return;
  bool named = other && other->remote.ip.kind == IP_NONE && other->kind == END_POLICY && !other->starts;
  if (named || (other && other->remote.ip.kind == IP_ANY)) {
    struct finding *f = finding_new(j, "TUN109", t,
      "%s: the address of %s, %s, is assigned at run time or not in the file; %s takes a call from any address, so only %s can start.",
      say_router(j, e->router), whose, what, say_router(j, other->router), say_router(j, e->router));
    finding_at(j, f, e->router, at, "assigned at run time");
    if (named) finding_help(j, f, "Keep the name by which %s knows this peer.", say_router(j, other->router));
    else if (other->kind == END_PROTECTION) finding_help(j, f, "Keep the key by which %s knows this peer.", say_router(j, other->router));
    else
      finding_help(j, f, "That is what the %s is for: keep its key or name for this peer.", other->router->dialect->words->template_policy);
    return;
  }
  struct finding *f = finding_new(j, "TUN109", t,
    "%s: the address of %s, %s, is assigned at run time or not in the file; whether it is the one that the other end expects cannot be checked.",
    say_router(j, e->router), whose, what);
  finding_at(j, f, e->router, at, "assigned at run time");
  finding_help(j, f, "Make sure that the address stays the same, or use a loopback that the other end has a route to.");
}

void tun_dynamic(struct judge *j, const struct tunnel_pair *t, const struct end *e)
{
  const struct interface *i = e->interface;
  if (e->tunnel && tunnel_of(e)->source_interface.s && is_written(&tunnel_of(e)->source_interface.o) && gre_source(e).kind == IP_DYNAMIC) {
    const struct interface *source = link_interface(e->router, tunnel_of(e)->source_interface.s);
    dynamic(j, t, e, tunnel_of(e)->source_interface.o.at, source && source->shown ? source->shown : tunnel_of(e)->source_interface.s,
      "the tunnel's source");
  } else if (i && !i->tunnel && e->local.ip.kind == IP_DYNAMIC)
    dynamic(j, t, e, e->local.o.at.last ? e->local.o.at : i->at, i->shown ? i->shown : i->name, "the interface with the policy");
  else if (i && !i->tunnel && e->kind != END_PLAIN && e->local.ip.kind == IP_NONE && i->address.o.from == FROM_NOTHING && !i->unnumbered.s)
    dynamic(j, t, e, i->at, i->shown ? i->shown : i->name, "the interface with the policy");
}
