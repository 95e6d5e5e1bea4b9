/* See report_tunnel.h. */
#include "src/report_tunnel.h"

#include "src/flow_text.h"
#include "src/link.h"
#include "vendors/vendor.h"

#include <string.h>

#define INDENT 2u

const char *router_shown(const struct router *r)
{
  const char *slash = strrchr(r->source->path, '/');
  return r->hostname.s ? r->hostname.s : slash ? slash + 1 : r->source->path;
}

/* ---- The verdict ---- */

static const char *const designs[] = { "no IPsec", "IPsec over GRE", "GRE over IPsec", "tunnel protection", "IPsec", "mixed designs" };

void report_verdict(struct paint *p, const struct tunnel_pair *t)
{
  static const struct {
    const char *text;
    enum ink ink;
  } verdicts[] = { { "UP", INK_GOOD }, { "DOWN", INK_ERROR }, { "PARTLY UP", INK_WARNING }, { "UNDETERMINED", INK_WARNING }, { "DOWN", INK_ERROR } };
  paint_ink(p, INK_BOLD);
  paint_format(p, "Tunnel %u  ", t->number + 1);
  paint_clean(p, router_shown(t->end[0]->router));
  paint_glyph(p, " ↔ ", " <-> ");
  paint_clean(p, router_shown(t->end[1]->router));
  paint_ink(p, INK_PLAIN);
  paint_format(p, "  %s  ", designs[t->design]);
  paint_ink(p, verdicts[t->verdict].ink);
  paint(p, verdicts[t->verdict].text);
  paint_ink(p, INK_PLAIN);
  paint(p, "\n");
}

/* ---- The two ends ---- */

static const char *shown_address(struct arena *a, const struct addr *x)
{
  char buffer[64];
  return x->ip.kind == IP_NONE ? "?" : arena_printf(a, "%s", ip_print(&x->ip, buffer, sizeof buffer));
}

static const char *shown_policy(struct arena *a, const struct end *e)
{
  const struct words *w = e->router->dialect->words;
  if (!e->policy || !e->entry) return "no IPsec policy";
  if (e->entry->kind == ENTRY_PROFILE) return arena_printf(a, "%s %s", w->ipsec_profile, e->policy->name);
  const char *text = arena_printf(a, "%s %s %u", w->policy, e->policy->name, e->entry->sequence);
  return e->faults & FAULT_NOT_APPLIED ? arena_printf(a, "%s, applied nowhere", text) : text;
}

static const char *shown_gre(struct arena *a, const struct end *e)
{
  if (!e->tunnel || !e->tunnel->tunnel) return "";
  const struct tunnel *t = e->tunnel->tunnel;
  const char *source = t->source_interface.s && t->source.ip.kind == IP_NONE ? t->source_interface.s : shown_address(a, &t->source);
  return arena_printf(a, "%s %s to %s", t->mode.v == TUNNEL_IPSEC ? "VTI" : "GRE", source, shown_address(a, &t->destination));
}

/* One line of the drawing: what stands at the left and at the right end. */
static void sides(struct paint *p, const char *left, const char *right, bool arrow)
{
  unsigned half = (p->width - INDENT - 8) / 2;
  if (!*left && !*right) return;
  paint_blanks(p, INDENT);
  paint_glyph(p, "│ ", "| ");
  paint_column(p, left, half - 2);
  if (arrow) paint_glyph(p, " ◀━━━━▶ ", " <====> ");
  else paint_blanks(p, 8);
  paint_glyph(p, "│ ", "| ");
  paint_clean(p, right);
  paint(p, "\n");
}

static void draw_ends(struct paint *p, const struct tunnel_pair *t)
{
  struct arena *a = p->text.arena;
  const char *row[5][2];
  for (unsigned i = 0; i < 2; i++) {
    const struct end *e = t->end[i];
    const struct interface *x = e->interface ? e->interface : e->tunnel;
    row[0][i] = arena_printf(a, "%s (%s)", router_shown(e->router), e->router->source->path);
    row[1][i] = arena_printf(a, "%s", e->router->dialect->title);
    row[2][i] = arena_printf(a, "%s  %s", shown_address(a, &e->local), x ? x->shown : "");
    row[3][i] = shown_policy(a, e);
    row[4][i] = shown_gre(a, e);
  }
  for (unsigned i = 0; i < 5; i++) sides(p, row[i][0], row[i][1], i == 2);
}

/* ---- The exchange ---- */

static const char *const main_mode[] = { "SA: what it offers", "SA: what is chosen", "key exchange, nonce", "key exchange, nonce", "identity and proof of the key, encrypted", "identity and proof of the key, encrypted" };
static const char *const aggressive_mode[] = { "SA, key exchange, nonce, identity", "SA, key exchange, nonce, identity, proof of the key", "proof of the key" };
static const char *const quick_mode[] = { "SA: transforms, the flow", "SA: what is chosen, the flow", "confirmation" };

struct exchange_text {
  const char *name;
  const char *const *messages;
  int count;
};

static const struct exchange_text exchanges[] = { { "main", main_mode, 6 }, { "aggressive", aggressive_mode, 3 }, { "quick", quick_mode, 3 } };

static const struct exchange_text *find_exchange(const char *name)
{
  for (size_t i = 0; name && i < sizeof exchanges / sizeof *exchanges; i++)
    if (!strcmp(exchanges[i].name, name)) return &exchanges[i];
  return NULL;
}

/* An arrow from left to right (`out`) or back, whole or broken off at its head. */
static void arrow(struct paint *p, bool out, bool stops, int number, const char *text)
{
  unsigned columns = 56 + 6;
  if (columns > p->width - INDENT - 2) columns = p->width - INDENT - 2;
  unsigned used = (unsigned)strlen(text) + 10;
  unsigned tail = columns > used ? columns - used : 1;
  paint_blanks(p, INDENT + 2);
  if (stops) paint_ink(p, INK_ERROR);
  if (out) paint_glyph(p, "──", "--");
  else if (stops) paint_glyph(p, "✗─", "X-");
  else paint_glyph(p, "◀─", "<-");
  paint_format(p, " %d  %s ", number, text);
  paint_line(p, "─", "-", tail);
  if (!out) paint_glyph(p, "──", "--");
  else if (stops) paint_glyph(p, "─✗", "-X");
  else paint_glyph(p, "─▶", "->");
  if (stops) paint_ink(p, INK_PLAIN);
  paint(p, "\n");
}

static void causes(struct paint *p, const char *const *cause, size_t most)
{
  for (size_t i = 0; i < most && cause[i]; i++) paint_format(p, "%s%s", i ? ", " : "", cause[i]);
}

/* What the router that cannot go on prints in its log, for the rule that stops it. */
static const char *log_text(const struct words *w, const char *rule, bool unanswered)
{
  if (unanswered) return w->log_retransmit;
  if (!strcmp(rule, "KEY105")) return w->log_no_key;
  if (!strncmp(rule, "KEY", 3)) return w->log_garbage;
  if (!strcmp(rule, "IKE101") || !strcmp(rule, "POL206")) return w->log_no_proposal;
  if (!strcmp(rule, "IKE104")) return w->log_bad_id;
  if (!strncmp(rule, "ACL", 3)) return w->log_bad_selector;
  return !strncmp(rule, "ESP", 3) ? w->log_no_transform : NULL;
}

/* Message 1 that reaches nobody, or nobody who would answer, is repeated by its sender. */
static bool is_unanswered(const struct negotiation *n)
{
  static const char *const rules[] = { "IKE105", "IKE102", "IKE103", "TUN101", "TUN103", "TUN104", "TUN105", "TUN108", "APP101", "APP102", "CFG002", "CFG005" };
  for (size_t i = 0; n->phase == 1 && n->message == 1 && n->cause[0] && i < sizeof rules / sizeof *rules; i++)
    if (!strcmp(rules[i], n->cause[0])) return true;
  return false;
}

static void device_log(struct paint *p, const struct tunnel_pair *t, unsigned initiator)
{
  const struct negotiation *n = &t->negotiation[initiator];
  if (!n->cause[0] || n->message < 1 || !n->exchange) return;
  bool unanswered = is_unanswered(n), sent_by_initiator = n->message % 2;
  const struct router *r = t->end[sent_by_initiator != unanswered ? !initiator : initiator]->router;
  const char *text = log_text(r->dialect->words, n->cause[0], unanswered);
  if (!text) return;
  paint_blanks(p, INDENT + 2);
  paint_clean(p, router_shown(r));
  paint(p, " logs: ");
  paint_ink(p, INK_DIM);
  paint_clean(p, text);
  paint_ink(p, INK_PLAIN);
  paint(p, "\n");
}

static const char *algorithms(struct arena *a, const struct negotiation *n)
{
  const struct ike_proposal *x = n->p1;
  return arena_printf(a, "%s, %s, group %u, %s", cipher_name(x->encryption.v), hash_name(x->hash.v), x->dh.v, auth_name(x->authentication.v));
}

static const char *transforms(struct arena *a, const struct p2_fact *f)
{
  static const char *const protocols[] = { "?", "ESP", "AH", "AH and ESP" }, *const modes[] = { "", ", tunnel mode", ", transport mode", "" };
  const struct transform_set *s = f->mine;
  const char *text = protocols[s->protocol.v & 3];
  if (s->encryption.v.v) text = arena_printf(a, "%s %s", text, cipher_name(s->encryption.v.v));
  if (s->authentication.v.v > HASH_NONE) text = arena_printf(a, "%s %s", text, hash_name(s->authentication.v.v));
  text = arena_printf(a, "%s%s", text, modes[s->encapsulation.v & 3]);
  return f->my_pfs.v ? arena_printf(a, "%s, PFS group %u", text, f->my_pfs.v) : text;
}

/* "phase 1 agrees on 3des, md5, group 2, psk" */
static void agreed(struct paint *p, const struct negotiation *n)
{
  if (n->p1 && n->phase != 1) {
    paint_blanks(p, INDENT + 2);
    paint(p, "phase 1 agrees on ");
    paint_clean(p, algorithms(p->text.arena, n));
    paint(p, "\n");
  }
  if (n->p2 && n->p2->mine) {
    paint_blanks(p, INDENT + 2);
    paint(p, "phase 2 agrees on ");
    paint_clean(p, transforms(p->text.arena, n->p2));
    paint(p, "\n");
  }
}

static void flow_line(struct paint *p, const struct flow *f)
{
  static const char *const results[] = { "up", "down", "cannot be told", "down" };
  static const enum ink inks[] = { INK_GOOD, INK_ERROR, INK_WARNING, INK_ERROR };
  struct flow_text t = flow_text(p->text.arena, f);
  const char *text = strcmp(t.protocol, "ip") ? arena_printf(p->text.arena, "%s %s to %s", t.protocol, t.local, t.remote) : arena_printf(p->text.arena, "%s to %s", t.local, t.remote);
  paint_blanks(p, INDENT + 4);
  paint_column(p, text, 44);
  paint(p, " ");
  paint_ink(p, inks[f->result]);
  paint(p, results[f->result]);
  paint_ink(p, INK_PLAIN);
  if (f->result == OUTCOME_FAILS && f->cause[0]) {
    paint(p, ": ");
    causes(p, f->cause, sizeof f->cause / sizeof *f->cause);
  }
  paint(p, "\n");
}

#define MOST_FLOWS 12u

static void flow_lines(struct paint *p, const struct direction *d)
{
  unsigned shown = 0, left = 0;
  for (const struct flow *f = d->flows; f; f = f->next) {
    if (f->result == OUTCOME_NOT_REACHED) continue;
    if (shown < MOST_FLOWS || f->result == OUTCOME_FAILS) {
      flow_line(p, f);
      shown++;
    } else left++;
  }
  if (!left) return;
  paint_blanks(p, INDENT + 4);
  paint_format(p, "and %u more\n", left);
}

static void steps(struct paint *p, const struct tunnel_pair *t, unsigned initiator, const struct exchange_text *x)
{
  const struct negotiation *n = &t->negotiation[initiator];
  paint_blanks(p, INDENT + 2);
  paint_clean(p, router_shown(t->end[initiator]->router));
  paint_format(p, ", %s mode, ", x->name);
  paint_clean(p, router_shown(t->end[!initiator]->router));
  paint(p, "\n");
  for (int m = 1; m <= x->count && (n->message < 0 || m <= n->message); m++) arrow(p, m % 2, m == n->message, m, x->messages[m - 1]);
}

/* "if SR66 starts: down, stops at message 5 of main mode in phase 1: KEY102" */
static void outcome(struct paint *p, const struct tunnel_pair *t, unsigned initiator, bool both)
{
  static const char *const results[] = { "comes up", "fails", "comes up in part", "cannot be told", "never starts, by design" };
  const struct negotiation *n = &t->negotiation[initiator];
  paint_blanks(p, INDENT);
  if (both) paint(p, "whichever end starts");
  else {
    paint(p, "if ");
    paint_clean(p, router_shown(t->end[initiator]->router));
    paint(p, " starts");
  }
  paint_format(p, ": %s", results[n->result]);
  if (n->result == RESULT_DOWN && n->message == 0) paint(p, ", nothing is ever sent");
  else if (n->exchange && !strcmp(n->exchange, "data")) paint(p, " in the data: the SAs come up, traffic does not pass");
  else if (n->exchange && n->message > 0) paint_format(p, " at message %d of %s mode (phase %d)", n->message, n->exchange, n->phase);
  else if (n->exchange && n->result != RESULT_UP) paint_format(p, " in %s mode (phase %d)", n->exchange, n->phase);
  if (n->cause[0]) {
    paint(p, ": ");
    paint_ink(p, INK_ERROR);
    causes(p, n->cause, sizeof n->cause / sizeof *n->cause);
    paint_ink(p, INK_PLAIN);
  }
  paint(p, "\n");
}

static void direction(struct paint *p, const struct tunnel_pair *t, unsigned initiator, bool both)
{
  const struct negotiation *n = &t->negotiation[initiator];
  const struct exchange_text *x = find_exchange(n->exchange);
  outcome(p, t, initiator, both);
  if (n->result == RESULT_NEVER) return;
  agreed(p, n);
  if (x && n->result != RESULT_UP && n->message != 0) steps(p, t, initiator, x);
  if (n->result != RESULT_UP) device_log(p, t, initiator);
  if (n->phase != 1 && n->message != 0) flow_lines(p, &t->by[initiator]);
}

/* Do both directions stop in the same way, so that one drawing is enough? Flows are told from one end's view, so they must not be different. */
static bool alike(const struct tunnel_pair *t)
{
  const struct negotiation *a = &t->negotiation[0], *b = &t->negotiation[1];
  if (a->result != b->result || a->phase != b->phase || a->message != b->message || a->result == RESULT_PARTIAL) return false;
  if (a->result == RESULT_DOWN && a->phase != 1) return false;
  if (!a->exchange != !b->exchange || (a->exchange && strcmp(a->exchange, b->exchange))) return false;
  for (unsigned i = 0; i < sizeof a->cause / sizeof *a->cause; i++) {
    if (!a->cause[i] || !b->cause[i]) return !a->cause[i] && !b->cause[i];
    if (strcmp(a->cause[i], b->cause[i])) return false;
  }
  return true;
}

static bool has(const char *const *list, const char *s)
{
  for (; *list; list++)
    if (!strcmp(*list, s)) return true;
  return false;
}

static void assumption(struct paint *p, const char *s)
{
  paint_blanks(p, INDENT);
  paint_glyph(p, "• ", "* ");
  paint_wrapped(p, INDENT + 2, true, s);
}

static void assumptions(struct paint *p, const struct tunnel_pair *t)
{
  const char *const *first = t->negotiation[0].assumptions, *const *second = t->negotiation[1].assumptions;
  if (!*first && !*second) return;
  paint_blanks(p, INDENT);
  paint(p, "This holds only if:\n");
  for (const char *const *s = first; *s; s++) assumption(p, *s);
  for (const char *const *s = second; *s; s++)
    if (!has(first, *s)) assumption(p, *s);
}

static void unmodelled(struct paint *p, const struct end *e)
{
  if (!e->unmodelled) return;
  paint_blanks(p, INDENT);
  paint_clean(p, router_shown(e->router));
  paint(p, " needs what peerlint does not model: ");
  paint_clean(p, e->unmodelled);
  paint(p, "\n");
}

void report_tunnel(struct paint *p, const struct tunnel_pair *t)
{
  paint(p, "\n");
  draw_ends(p, t);
  paint(p, "\n");
  direction(p, t, 0, alike(t));
  if (!alike(t)) direction(p, t, 1, false);
  unmodelled(p, t->end[0]);
  unmodelled(p, t->end[1]);
  assumptions(p, t);
}
