/* See report_tunnel.h. */
#include "src/report_tunnel.h"

#include "src/flow_text.h"
#include "src/tunnel_text.h"
#include "vendors/vendor.h"

#include <string.h>

#define INDENT 2u

/* ---- The verdict ---- */

void report_verdict(struct paint *p, const struct tunnel_pair *t)
{
  static const struct {
    const char *text;
    enum ink ink;
  } verdicts[] = { { "UP", INK_GOOD }, { "DOWN", INK_ERROR }, { "PARTLY UP", INK_WARNING }, { "UNDETERMINED", INK_WARNING },
    { "DOWN", INK_ERROR } };
  paint_ink(p, INK_BOLD);
  paint_format(p, "Tunnel %u  ", t->number + 1);
  paint_clean(p, router_shown(t->end[0]->router));
  paint_glyph(p, " ↔ ", " <-> ");
  paint_clean(p, router_shown(t->end[1]->router));
  paint_ink(p, INK_PLAIN);
  paint_format(p, "  %s  ", tunnel_design(t->design));
  paint_ink(p, verdicts[t->verdict].ink);
  paint(p, verdicts[t->verdict].text);
  paint_ink(p, INK_PLAIN);
  paint(p, "\n");
}

/* ---- The two ends ---- */

#define ROWS 5u
#define BETWEEN 8u /* columns of the arrow between the ends */

/* What the drawing says of an end, from its name down to its GRE tunnel. */
static void end_rows(struct arena *a, const struct end *e, const char *row[ROWS])
{
  const struct interface *x = e->interface ? e->interface : e->tunnel;
  const char *path = e->router->source->path;
  row[0] = text_cleaned(a, e->router->hostname.s ? arena_printf(a, "%s (%s)", router_shown(e->router), path) : path);
  row[1] = e->router->dialect->title;
  row[2] = text_cleaned(a, arena_printf(a, "%s  %s", end_address(a, &e->local), x ? x->shown : ""));
  row[3] = text_cleaned(a, end_policy_text(a, e));
  row[4] = text_cleaned(a, end_gre_text(a, e));
}

static unsigned widest(const char *const row[ROWS])
{
  unsigned most = 0;
  for (unsigned i = 0; i < ROWS; i++)
    if (text_columns(row[i], strlen(row[i])) > most) most = text_columns(row[i], strlen(row[i]));
  return most;
}

static void draw_beside(struct paint *p, const char *const left[ROWS], const char *const right[ROWS])
{
  unsigned columns = widest(left);
  for (unsigned i = 0; i < ROWS; i++) {
    if (!*left[i] && !*right[i]) continue;
    paint_blanks(p, INDENT);
    paint_glyph(p, "│ ", "| ");
    paint_column(p, left[i], columns);
    if (i == 2) paint_glyph(p, " ◀━━━━▶ ", " <====> ");
    else paint_blanks(p, BETWEEN);
    paint_glyph(p, "│ ", "| ");
    paint_clean(p, right[i]);
    paint(p, "\n");
  }
}

static void draw_below(struct paint *p, const char *const row[ROWS])
{
  for (unsigned i = 0; i < ROWS; i++) {
    if (!*row[i]) continue;
    paint_blanks(p, INDENT);
    paint_glyph(p, "│ ", "| ");
    paint_wrapped(p, INDENT + 2, true, row[i]);
  }
}

/* The ends beside each other, or where the lines are too long for that, one below the other. */
static void draw_ends(struct paint *p, const struct tunnel_pair *t)
{
  const char *left[ROWS], *right[ROWS];
  end_rows(p->text.arena, t->end[0], left);
  end_rows(p->text.arena, t->end[1], right);
  if (INDENT + 2 + widest(left) + BETWEEN + 2 + widest(right) <= p->width) {
    draw_beside(p, left, right);
    return;
  }
  draw_below(p, left);
  paint_blanks(p, INDENT);
  paint_glyph(p, "▲▼\n", "^v\n");
  draw_below(p, right);
}

/* ---- The exchange ---- */

#define ARROW 62u

static unsigned arrow_columns(const struct paint *p)
{
  return ARROW > p->width - INDENT - 2 ? p->width - INDENT - 2 : ARROW;
}

/* An arrow from left to right (`out`) or back, whole or broken off at its head. */
static void arrow(struct paint *p, bool out, bool stops, int number, const char *text)
{
  unsigned columns = arrow_columns(p);
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

static void causes(struct paint *p, const char *const *cause)
{
  for (size_t i = 0; cause[i]; i++) paint_format(p, "%s%s", i ? ", " : "", cause[i]);
}

static void device_log(struct paint *p, const struct tunnel_pair *t, unsigned initiator)
{
  const struct router *r;
  const char *text = tunnel_log(t, initiator, &r);
  if (!text) return;
  paint_ink(p, INK_DIM);
  paint_wrapped(p, INDENT + 2, false, arena_printf(p->text.arena, "%s logs: %s", router_shown(r), text));
  paint_ink(p, INK_PLAIN);
}

/* A wrong key shows as noise, never as a wrong key: the one stop that needs a word of explanation (RFC 2409 section 5.4 and appendix B). */
static void meaning(struct paint *p, const struct negotiation *n)
{
  if (!n->cause[0] || strncmp(n->cause[0], "KEY10", 5) || n->message < 1) return;
  paint_blanks(p, INDENT + 2);
  paint_wrapped(p, INDENT + 2, true,
    n->message == 5
      ? "Message 5 is the first that is encrypted with what the pre-shared key gives: with another key it decrypts to noise, and the receiver complains about its form, not about the key."
      : "Message 2 carries the first proof that its sender holds the pre-shared key: with another key the proof does not fit.");
}

/* "phase 1 agrees on 3des, md5, group 2, psk" */
static void agreed(struct paint *p, const struct negotiation *n)
{
  if (n->p1 && n->phase != 1)
    paint_wrapped(p, INDENT + 2, false, arena_printf(p->text.arena, "phase 1 agrees on %s", phase1_text(p->text.arena, n)));
  if (n->p2 && n->p2->mine)
    paint_wrapped(p, INDENT + 2, false, arena_printf(p->text.arena, "phase 2 agrees on %s", phase2_text(p->text.arena, n->p2)));
}

/* The flow, and room behind it so that results stand below each other; one that leaves its result no room has it on the next line. */
static void flow_itself(struct paint *p, const char *text)
{
  unsigned columns = text_columns(text, strlen(text)), most = p->width - 30;
  paint_blanks(p, INDENT + 4);
  if (columns <= most) paint_column(p, text, columns < 44 && most >= 44 ? 44 : columns);
  else {
    paint_wrapped(p, INDENT + 4, true, text);
    paint_blanks(p, INDENT + 6);
  }
}

static void flow_line(struct paint *p, const struct flow *f)
{
  static const char *const results[] = { "up", "down", "cannot be told", "down" };
  static const enum ink inks[] = { INK_GOOD, INK_ERROR, INK_WARNING, INK_ERROR };
  struct flow_text t = flow_text(p->text.arena, f);
  const char *text = strcmp(t.protocol, "ip") ? arena_printf(p->text.arena, "%s %s to %s", t.protocol, t.local, t.remote)
                                              : arena_printf(p->text.arena, "%s to %s", t.local, t.remote);
  flow_itself(p, text);
  paint(p, " ");
  paint_ink(p, inks[f->result]);
  paint(p, results[f->result]);
  paint_ink(p, INK_PLAIN);
  if (f->result == OUTCOME_FAILS && f->cause[0]) {
    paint(p, ": ");
    causes(p, f->cause);
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

/* The initiator's name at the left, the responder's at the right, and the messages between them. */
static void steps(struct paint *p, const struct tunnel_pair *t, unsigned initiator, const struct exchange_steps *x)
{
  const struct negotiation *n = &t->negotiation[initiator];
  const char *left = router_shown(t->end[initiator]->router),
             *right = text_cleaned(p->text.arena, router_shown(t->end[!initiator]->router));
  unsigned columns = arrow_columns(p), wide = text_columns(right, strlen(right));
  paint_blanks(p, INDENT + 2);
  paint_column(p, left, columns > wide + 1 ? columns - wide - 1 : columns / 2);
  paint(p, " ");
  paint_clean(p, right);
  paint(p, "\n");
  for (int m = 1; m <= x->count && m <= n->message; m++) arrow(p, m % 2, m == n->message, m, x->messages[m - 1]);
}

/* IKEv1 calls its exchanges modes. */
static const char *exchange_text(struct arena *a, const char *exchange)
{
  if (!strcmp(exchange, "ike_sa_init")) return "IKE_SA_INIT";
  return arena_printf(a, "%s mode", exchange);
}

/* "if SR66 starts: down, stops at message 5 of main mode in phase 1: KEY102" */
static void outcome(struct paint *p, const struct tunnel_pair *t, unsigned initiator, bool both)
{
  static const char *const results[] = { "comes up", "fails", "comes up in part", "cannot be told", "never starts, by design" };
  static const enum ink inks[] = { INK_PLAIN, INK_ERROR, INK_WARNING, INK_WARNING, INK_PLAIN };
  const struct negotiation *n = &t->negotiation[initiator];
  struct arena *a = p->text.arena;
  const char *who = both ? "whichever end starts" : arena_printf(a, "if %s starts", router_shown(t->end[initiator]->router)), *where = "";
  if (n->result == RESULT_DOWN && n->message == 0) where = ", nothing is ever sent";
  else if (n->exchange && !strcmp(n->exchange, "data")) where = " in the data: the SAs come up, traffic does not pass";
  else if (n->exchange && n->message > 0)
    where = arena_printf(a, " at message %d of %s (phase %d)", n->message, exchange_text(a, n->exchange), n->phase);
  else if (n->exchange && n->result != RESULT_UP) where = arena_printf(a, " in %s (phase %d)", exchange_text(a, n->exchange), n->phase);
  const char *text = arena_printf(a, "%s: %s%s", who, results[n->result], where);
  for (size_t i = 0; n->cause[i]; i++) text = arena_printf(a, "%s%s %s", text, i ? "," : ":", n->cause[i]);
  paint_ink(p, inks[n->result]);
  paint_wrapped(p, INDENT, false, text);
  paint_ink(p, INK_PLAIN);
}

static void direction(struct paint *p, const struct tunnel_pair *t, unsigned initiator, bool both)
{
  const struct negotiation *n = &t->negotiation[initiator];
  const struct exchange_steps *x = exchange_steps(n->exchange);
  outcome(p, t, initiator, both);
  if (n->result == RESULT_NEVER) return;
  agreed(p, n);
  if (x && n->result != RESULT_UP && n->message > 0) steps(p, t, initiator, x);
  meaning(p, n);
  if (n->result != RESULT_UP) device_log(p, t, initiator);
  if (n->result != RESULT_UP && both) device_log(p, t, !initiator);
  if (n->phase != 1 && (n->message != 0 || n->result == RESULT_PARTIAL)) flow_lines(p, &t->by[initiator]);
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
  paint(p, t->verdict == RESULT_UNDETERMINED ? "It comes up only if:\n" : "This holds only if:\n");
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
  direction(p, t, 0, tunnel_is_symmetric(t));
  if (!tunnel_is_symmetric(t)) direction(p, t, 1, false);
  unmodelled(p, t->end[0]);
  unmodelled(p, t->end[1]);
  assumptions(p, t);
}
