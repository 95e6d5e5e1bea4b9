/* The diagnosis as a story: what failed, the exchange as a ladder with its time stamps, what that means in the protocol, what was offered,
 * and which line to change. */
#include "src/diagnose.h"

#include "src/facts.h"
#include "src/report_finding.h"
#include "src/rule.h"
#include "src/tunnel_text.h"

#include <string.h>

#define LADDER 26u  /* columns between the two routers */
#define MOST_OTHERS 6u

/* ---- The verdict ---- */

static const char *exchange_words(const struct diagnosis *d)
{
  static const char *const names[][2] = { { "main", "main mode" }, { "aggressive", "aggressive mode" }, { "quick", "quick mode" },
    { "ike_sa_init", "IKE_SA_INIT" }, { "ike_auth", "IKE_AUTH" }, { "create_child_sa", "CREATE_CHILD_SA" },
    { "data", "after the negotiation" } };
  for (size_t i = 0; d->exchange && i < sizeof names / sizeof *names; i++)
    if (!strcmp(names[i][0], d->exchange)) return names[i][1];
  return "";
}

static const char *cause_words(enum cause_class c)
{
  static const char *const words[CAUSES] = { "", "the pre-shared key", "no pre-shared key for the peer", "no common phase-1 proposal",
    "the peer's identity", "the exchange mode", "no answer", "no common IPsec transform", "perfect forward secrecy", "the protected flows",
    "the IPsec policy", "a dead peer or a stale SA", "unknown" };
  return words[c];
}

static void place_words(struct paint *p, const struct diagnosis *d)
{
  const char *exchange = exchange_words(d);
  if (d->phase) paint_format(p, "phase %u", d->phase);
  if (*exchange) paint_format(p, "%s%s", d->phase ? ", " : "", exchange);
  if (d->message >= 0) paint_format(p, ", message %d", d->message);
}

static void verdict(struct paint *p, const struct diagnosis *d)
{
  paint_ink(p, INK_BOLD);
  paint_clean(p, d->log_path);
  paint_ink(p, INK_PLAIN);
  paint_format(
    p, "  log of %s, %u line%s\n\n", d->facts.dialect ? d->facts.dialect->title : "?", d->facts.lines, d->facts.lines == 1 ? "" : "s");
  paint_ink(p, d->outcome == ENDING_SUCCESS ? INK_GOOD : d->outcome == ENDING_FAILURE ? INK_ERROR : INK_WARNING);
  paint(p,
    d->outcome == ENDING_SUCCESS     ? "The tunnel comes up"
      : d->outcome == ENDING_FAILURE ? "The negotiation fails"
                                     : "The log does not tell how it ends");
  paint_ink(p, INK_PLAIN);
  if (d->outcome == ENDING_SUCCESS) paint(p, ".\n");
  else {
    paint(p, d->phase || d->exchange ? ": " : "");
    place_words(p, d);
    paint(p, ".\n");
  }
  if (d->outcome == ENDING_FAILURE) paint_format(p, "Cause: %s (confidence: %s).\n", cause_words(d->cause), confidence_word(d->confidence));
}

static void parties(struct paint *p, const struct diagnosis *d)
{
  const struct dialogue *e = d->told;
  struct arena *a = p->text.arena;
  const char *text = arena_printf(a, "This router is the %s", d->role ? d->role : "initiator or the responder, the log does not show which");
  if (e->local_text[0]) text = arena_printf(a, "%s, %s", text, e->local_text);
  if (d->peer) text = arena_printf(a, "%s; its peer is %s", text, d->peer);
  if (e->icookie[0]) text = arena_printf(a, "%s. Cookies %s:%s", text, e->icookie, e->rcookie[0] ? e->rcookie : "0");
  paint_wrapped(p, 0, false, arena_printf(a, "%s.", text));
}

/* ---- The ladder ---- */

static void arrow(struct paint *p, bool right, bool broken, unsigned columns)
{
  if (!right) paint_glyph(p, broken ? "✗" : "◀", broken ? "X" : "<");
  paint_line(p, "─", "-", columns - 1);
  if (right) paint_glyph(p, broken ? "✗" : "▶", broken ? "X" : ">");
}

static bool is_broken(const struct diagnosis *d, const struct seen_message *m)
{
  return d->outcome == ENDING_FAILURE && d->message > 0 && m->number == d->message && d->exchange && exchange_kind_name(m->exchange) &&
    !strcmp(exchange_kind_name(m->exchange), d->exchange);
}

static void carried(struct paint *p, const struct seen_message *m)
{
  if (m->payload_count) paint(p, ":");
  for (unsigned i = 0; i < m->payload_count; i++) paint_format(p, " %s", payload_name(m->payloads[i]));
  if (m->encrypted) paint(p, " (encrypted)");
  if (m->repeats) paint_format(p, " (%u times more)", m->repeats);
}

/* What a message of the exchange is called in front of its number. */
static const char *message_word(unsigned exchange)
{
  switch (exchange) {
  case LOG_EXCHANGE_QUICK: return "quick";
  case LOG_EXCHANGE_SA_INIT: return "IKE_SA_INIT";
  case LOG_EXCHANGE_AUTH: return "IKE_AUTH";
  case LOG_EXCHANGE_CHILD: return "CREATE_CHILD_SA";
  default: return "message";
  }
}

static void rung(struct paint *p, const struct diagnosis *d, const struct seen_message *m)
{
  bool broken = is_broken(d, m);
  paint(p, "  ");
  if (broken) paint_ink(p, INK_ERROR);
  paint_glyph(p, "│", "|");
  arrow(p, m->sent, broken, LADDER / 2);
  paint_glyph(p, "│", "|");
  if (m->number) paint_format(p, " %s %u", message_word(m->exchange), m->number);
  else paint(p, " notification");
  carried(p, m);
  if (broken) paint_ink(p, INK_PLAIN);
  paint_ink(p, INK_DIM);
  paint_format(p, "  line %u", m->line);
  if (m->time[0]) paint(p, ", "), paint_clean(p, m->time);
  paint_ink(p, INK_PLAIN);
  paint(p, "\n");
}

static void ladder(struct paint *p, const struct diagnosis *d)
{
  const struct dialogue *e = d->told;
  if (!e->message_count) return;
  paint(p, "\n  this router");
  paint_blanks(p, LADDER / 2 - 10);
  paint(p, "peer\n");
  for (uint32_t i = 0; i < e->message_count; i++) rung(p, d, &e->messages[i]);
  if (e->dropped_messages) paint_format(p, "  (%u messages more, not shown)\n", e->dropped_messages);
  if (e->retransmits) paint_format(p, "  %u retransmission%s in the log\n", e->retransmits, e->retransmits == 1 ? "" : "s");
}

/* ---- What was said ---- */

static void evidence(struct paint *p, const struct diagnosis *d)
{
  if (d->evidence_count) paint(p, "\n");
  for (unsigned i = 0; i < d->evidence_count; i++) {
    paint_ink(p, INK_DIM);
    paint_format(p, "  line %u: ", d->evidence[i].line);
    paint_ink(p, INK_PLAIN);
    paint_clean(p, d->evidence[i].text);
    paint(p, "\n");
  }
}

static void offers(struct paint *p, const struct dialogue *e)
{
  if (!e->offer_count) return;
  paint(p, "\nOffered in phase 1:\n");
  for (uint32_t i = 0; i < e->offer_count; i++) {
    const struct seen_transform *t = &e->offers[i];
    paint_format(p, "  %u  %s, %s, %s", i + 1, t->encryption ? cipher_name(t->encryption) : "?", t->hash ? hash_name(t->hash) : "?",
      t->authentication ? auth_name(t->authentication) : "?");
    if (t->dh) paint_format(p, ", group %u", t->dh);
    if (t->lifetime) paint_format(p, ", %u s", t->lifetime);
    paint_format(p, "  (line %u)%s\n", t->line, e->chosen == (int)i ? "  chosen" : "");
  }
}

static void phase2(struct paint *p, const struct dialogue *e)
{
  if (!e->flow_local[0] && !e->flow_remote[0] && !e->attribute2_count) return;
  paint(p, "\nPhase 2:\n");
  if (e->flow_local[0]) paint(p, "  local flow "), paint_clean(p, e->flow_local), paint(p, "\n");
  if (e->flow_remote[0]) paint(p, "  remote flow "), paint_clean(p, e->flow_remote), paint(p, "\n");
  for (uint32_t i = 0; i < e->attribute2_count; i++) paint(p, "  "), paint_clean(p, e->attributes2[i]), paint(p, "\n");
}

static void identities(struct paint *p, const struct dialogue *e)
{
  if (e->id_peer[0]) paint(p, "The peer says it is "), paint_clean(p, e->id_peer), paint(p, ".\n");
  if (e->id_local[0]) paint(p, "This router says it is "), paint_clean(p, e->id_local), paint(p, ".\n");
}

static void notifies(struct paint *p, const struct dialogue *e)
{
  for (uint32_t i = 0; i < e->notify_count; i++) {
    paint_format(p, "%s the notification ", e->notifies[i].sent ? "This router sent" : "The peer sent");
    paint_clean(p, e->notifies[i].name);
    paint_format(p, " (line %u).\n", e->notifies[i].line);
  }
}

static void others(struct paint *p, const struct diagnosis *d)
{
  uint32_t count = d->all->count - 1 + d->all->forgotten, shown = 0;
  if (!count) return;
  paint_format(p, "\nThe log holds %u other exchange%s", count, count == 1 ? "" : "s");
  for (uint32_t i = d->all->count; i-- > 0 && shown < MOST_OTHERS;) {
    const struct dialogue *e = d->all->order[i];
    if (e == d->told) continue;
    paint_format(p, "%s line %u", shown++ ? "," : ", from", e->line);
    if (e->peer_text[0]) paint(p, " with "), paint_clean(p, e->peer_text);
    if (e->icookie[0]) paint(p, " ("), paint_clean(p, e->icookie), paint(p, ")");
  }
  paint(p, shown < count ? ", ...\n" : ".\n");
}

static void secrets(struct paint *p, const struct diagnosis *d)
{
  if (!d->all->secrets) return;
  paint_ink(p, INK_WARNING);
  paint_format(p, "\n%u line%s of the log print%s keying material (", d->all->secrets, d->all->secrets == 1 ? "" : "s",
    d->all->secrets == 1 ? "s" : "");
  paint_clean(p, d->all->secret_name);
  paint_format(p, ", line %u): do not pass the log on, and change the key.\n", d->all->secret_line);
  paint_ink(p, INK_PLAIN);
}

/* ---- What to do ---- */

static void candidates(struct paint *p, const struct diagnosis *d)
{
  if (!d->rules[0] || d->findings) return;
  paint(p,
    d->run ? "\nRules that would explain it:\n" : "\nWith both configs peerlint can name the line. Rules that explain such a failure:\n");
  for (unsigned i = 0; d->rules[i]; i++) {
    const struct rule *r = rule_find(d->rules[i]);
    if (r) paint_format(p, "  %s %s\n", r->id, r->name);
  }
}

static void notes(struct paint *p, const struct diagnosis *d)
{
  for (unsigned i = 0; d->notes[i]; i++) paint_wrapped(p, 0, false, d->notes[i]);
}

static void tunnel(struct paint *p, const struct diagnosis *d)
{
  if (!d->tunnel) return;
  paint(p, "\n");
  paint_wrapped(p, 0, false,
    arena_printf(p->text.arena, "The log is %s%s%s; the other end is %s.", d->sure ? "of " : "taken for that of ",
      router_shown(d->tunnel->end[d->end]->router), d->sure ? "" : ", as far as its lines tell",
      router_shown(d->tunnel->end[!d->end]->router)));
}

void diagnose_text(struct diagnosis *d, struct run *run, const struct peerlint_style *style, FILE *out)
{
  struct paint p;
  paint_init(&p, out, style, &run->arena, run->show_secrets);
  verdict(&p, d);
  if (d->told) {
    parties(&p, d);
    ladder(&p, d);
  }
  evidence(&p, d);
  paint(&p, "\n");
  paint_wrapped(&p, 0, false, d->explanation);
  if (d->told) {
    offers(&p, d->told);
    phase2(&p, d->told);
    identities(&p, d->told);
    notifies(&p, d->told);
    others(&p, d);
  }
  secrets(&p, d);
  if (d->run) tunnel(&p, d);
  if (d->notes[0] && !d->run) paint(&p, "\n");
  notes(&p, d);
  for (size_t i = 0; d->findings && d->findings[i]; i++) report_finding(run, &p, d->findings[i]);
  if (d->outcome == ENDING_FAILURE) candidates(&p, d);
}
