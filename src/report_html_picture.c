/* The drawings of the HTML report: two routers with the tunnel between them, and the exchange as a ladder (the way protocol books draw RFC
 * 2409's exchanges). */
#include "src/report_html.h"

#include <string.h>

#include "vendors/vendor.h"

#define WIDTH 720

/* Foreign text, cut to `columns` columns. */
static void label(struct html *h, int x, int y, const char *anchor, const char *class, unsigned columns, const char *s)
{
  struct text cut;
  size_t len = strlen(s);
  text_init(&cut, &h->run->scratch, h->run->show_secrets);
  text_clean(&cut, s, len, false);
  len = cut.len;
  while (len && text_columns(cut.bytes, len) > columns) {
    do len--;
    while (len && (cut.bytes[len] & 0xC0) == 0x80);
  }
  fprintf(h->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" class=\"%s\">", x, y, anchor, class);
  xml_text(h->out, &h->text, arena_printf(&h->run->scratch, "%.*s%s", (int)len, cut.bytes, len < cut.len ? "…" : ""));
  fputs("</text>\n", h->out);
}

static void line(struct html *h, const char *class, int x1, int y1, int x2, int y2)
{
  fprintf(h->out, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>\n", class, x1, y1, x2, y2);
}

static void cross(struct html *h, int x, int y, int size)
{
  fprintf(h->out, "<path class=\"stop\" d=\"M%d %dl%d %dm0 %dl%d %d\"/>\n", x - size, y - size, 2 * size, 2 * size, -2 * size, -2 * size,
    2 * size);
}

static void open_figure(struct html *h, int height, const char *title)
{
  fprintf(h->out, "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\"", WIDTH, height);
  xml_attribute(h->out, &h->text, "aria-label", title);
  fputs(">\n", h->out);
}

static void close_figure(struct html *h)
{
  fputs("</svg></figure>\n", h->out);
  arena_free(&h->run->scratch);
}

const char *html_result_class(enum result r)
{
  static const char *const classes[] = { "good", "error", "warning", "warning", "plain" };
  return classes[r];
}

/* ---- The tunnel ---- */

#define BOX_WIDTH 190
#define BOX_TOP 14
#define BOX_HEIGHT 126

static void box(struct html *h, const struct end *e, int x)
{
  struct arena *a = &h->run->scratch;
  const struct interface *at = e->interface ? e->interface : e->tunnel;
  fprintf(h->out, "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>\n", x, BOX_TOP, BOX_WIDTH, BOX_HEIGHT);
  int middle = x + BOX_WIDTH / 2;
  label(h, middle, BOX_TOP + 26, "middle", "name", 20, router_shown(e->router));
  label(h, middle, BOX_TOP + 46, "middle", "soft", 27, e->router->dialect ? e->router->dialect->title : "");
  label(h, middle, BOX_TOP + 70, "middle", "mono", 25, end_address(a, &e->local));
  label(h, middle, BOX_TOP + 90, "middle", "soft", 27, at ? at->shown : "");
  label(h, middle, BOX_TOP + 110, "middle", "soft", 28, end_policy_text(a, e));
  label(h, middle, BOX_TOP + BOX_HEIGHT + 20, "middle", "soft", 30, end_gre_text(a, e));
}

/* What is outside and what inside: GRE carries IPsec, or the other way round. */
static void tube(struct html *h, const struct tunnel_pair *t)
{
  int left = BOX_WIDTH + 16, right = WIDTH - BOX_WIDTH - 16, y = BOX_TOP + 70;
  bool over_gre = t->design == DESIGN_IPSEC_OVER_GRE,
       gre = over_gre || t->design == DESIGN_GRE_OVER_IPSEC || t->design == DESIGN_TUNNEL_PROTECTION || t->design == DESIGN_MIXED;
  const char *state = html_result_class(t->verdict);
  fprintf(h->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"56\" rx=\"28\"/>\n",
    over_gre ? "outer" : arena_printf(&h->run->scratch, "core %s", state), left, y - 28, right - left);
  if (gre)
    fprintf(h->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"28\" rx=\"14\"/>\n",
      over_gre ? arena_printf(&h->run->scratch, "core %s", state) : "outer", left + 12, y - 14, right - left - 24);
  label(h, WIDTH / 2, y - 38, "middle", "soft", 40, over_gre || !gre ? over_gre ? "GRE" : "IPsec" : "IPsec");
  if (gre) label(h, WIDTH / 2, y + 5, "middle", "soft", 30, over_gre ? "IPsec" : "GRE");
  line(h, "life", BOX_WIDTH, y, left, y);
  line(h, "life", right, y, WIDTH - BOX_WIDTH, y);
  if (t->verdict == RESULT_DOWN || t->verdict == RESULT_NEVER) cross(h, WIDTH / 2 + 62, y, 11);
  if (!gre) label(h, WIDTH / 2, y + 5, "middle", "soft", 30, result_name(t->verdict));
}

void html_tunnel(struct html *h, const struct tunnel_pair *t)
{
  struct arena *a = &h->run->scratch;
  open_figure(h, BOX_TOP + BOX_HEIGHT + 34,
    arena_printf(a, "%s and %s, %s, %s", router_shown(t->end[0]->router), router_shown(t->end[1]->router), tunnel_design(t->design),
      result_name(t->verdict)));
  box(h, t->end[0], 1);
  box(h, t->end[1], WIDTH - BOX_WIDTH - 1);
  tube(h, t);
  close_figure(h);
}

/* ---- The ladder ---- */

#define LEFT 70
#define RIGHT (WIDTH - 70)
#define STEP 34

static int arrow(struct html *h, int y, int number, const char *text, bool stops, bool skipped)
{
  bool out = number % 2;
  int from = out ? LEFT : RIGHT, to = out ? RIGHT : LEFT, direction = out ? 1 : -1;
  const char *class = skipped ? "skipped" : stops ? "stop" : "arrow";
  label(h, WIDTH / 2, y - 7, "middle",
    skipped   ? "skipped"
      : stops ? "stop"
              : "",
    80, arena_printf(&h->run->scratch, "%d  %s", number, text));
  line(h, class, from, y, to - direction * (stops ? 26 : 9), y);
  if (stops) cross(h, to - direction * 16, y, 8);
  else fprintf(h->out, "<path class=\"%s\" d=\"M%d %dl%d -5v10z\"/>\n", skipped ? "skipped" : "head", to - direction, y, -direction * 10);
  return y + STEP;
}

static int band(struct html *h, int y, const char *class, const char *text)
{
  fprintf(h->out, "<rect class=\"band %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"26\" rx=\"5\"/>\n", class, LEFT - 18, y - 20,
    RIGHT - LEFT + 36);
  label(h, WIDTH / 2, y - 2, "middle", strcmp(class, "plain") ? class : "skipped", 88, text);
  return y + STEP;
}

static int messages(struct html *h, int y, const struct negotiation *n, const struct exchange_steps *x)
{
  for (int m = 1; m <= x->count; m++) y = arrow(h, y, m, x->messages[m - 1], m == n->message, n->message > 0 && m > n->message);
  return y;
}

static const char *phase1_band(struct html *h, const struct negotiation *n)
{
  return n->p1 ? arena_printf(&h->run->scratch, "phase 1: %s", phase1_text(&h->run->scratch, n)) : "phase 1";
}

static int phase1(struct html *h, int y, const struct negotiation *n)
{
  const struct exchange_steps *x = exchange_steps(n->exchange);
  if (n->result == RESULT_DOWN && !n->message) return band(h, y, "error", "nothing is ever sent");
  if (n->phase != 1)
    return band(h, y, n->p1 ? "good" : html_result_class(n->result == RESULT_UP ? RESULT_UP : RESULT_UNDETERMINED), phase1_band(h, n));
  if (n->message < 0) return band(h, y, "error", arena_printf(&h->run->scratch, "%s mode fails", n->exchange ? n->exchange : "phase 1"));
  return x ? messages(h, y, n, x) : band(h, y, "error", "phase 1 fails");
}

static int phase2(struct html *h, int y, const struct negotiation *n)
{
  const struct exchange_steps *x = exchange_steps(n->exchange);
  bool nothing = n->result == RESULT_DOWN && !n->message;
  if (n->phase == 1 || nothing) return band(h, y, "plain", "quick mode: not reached");
  if (n->phase == 2 && x) {
    if (n->p2) y = band(h, y, "good", arena_printf(&h->run->scratch, "phase 2, other flows: %s", phase2_text(&h->run->scratch, n->p2)));
    return messages(h, y, n, x);
  }
  const char *text = n->p2 && n->p2->mine ? arena_printf(&h->run->scratch, "phase 2: %s", phase2_text(&h->run->scratch, n->p2)) : "phase 2";
  y = band(h, y, n->p2 ? "good" : html_result_class(n->result == RESULT_UP ? RESULT_UP : RESULT_UNDETERMINED), text);
  if (n->exchange && !strcmp(n->exchange, "data")) y = band(h, y, "error", "data: the SAs stand, traffic does not pass");
  return y;
}

/* Tall enough for both phases message by message. */
static int height_of(const struct negotiation *n)
{
  const struct exchange_steps *x = exchange_steps(n->exchange);
  int rows = 2 + (x && n->message > 0 ? x->count - 1 : 0) + (n->phase == 2 && n->p2 ? 1 : 0) +
    (n->exchange && !strcmp(n->exchange, "data"));
  return 66 + rows * STEP;
}

void html_ladder(struct html *h, const struct tunnel_pair *t, unsigned initiator, bool both)
{
  const struct negotiation *n = &t->negotiation[initiator];
  struct arena *a = &h->run->scratch;
  const char *names[2] = { router_shown(t->end[initiator]->router), router_shown(t->end[!initiator]->router) };
  if (n->result == RESULT_NEVER) return;
  int height = height_of(n), y = 66;
  open_figure(h, height, arena_printf(a, "The exchange between %s and %s", names[0], names[1]));
  label(h, LEFT, 18, "middle", "name", 18, names[0]);
  label(h, RIGHT, 18, "middle", "name", 18, names[1]);
  label(h, WIDTH / 2, 18, "middle", "soft", 60, both ? "whichever end starts" : arena_printf(a, "%s starts", names[0]));
  line(h, "life", LEFT, 28, LEFT, height - 6);
  line(h, "life", RIGHT, 28, RIGHT, height - 6);
  y = phase1(h, y, n);
  phase2(h, y, n);
  close_figure(h);
}
