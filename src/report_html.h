/* The parts of the HTML report: the page (report_html.c), the drawings (report_html_picture.c), the configs beside the findings
 * (report_html_config.c), and its constant text, which report_html.py makes from report.html, report.css and report.js. */
#ifndef PEERLINT_REPORT_HTML_H
#define PEERLINT_REPORT_HTML_H

#include "src/report_place.h"
#include "src/xml.h"

struct html {
  struct run *run;
  struct text text; /* scratch of the escaper */
  FILE *out;
};

/* The template's pieces, each a list of strings that ends with NULL, as is the list of pieces. */
extern const char *const *const html_pieces[];

/* Which findings a section of the page tells: those from `first` up to `end`. `number` is the first one's on the page. */
struct html_findings {
  const struct finding *first, *end;
  unsigned number;
};

/* "good", "error" or "warning" for a tunnel's or a direction's result. */
const char *html_result_class(enum result r);

/* The tunnel between its two routers, and the exchange that end `initiator` starts, as inline SVG figures. */
void html_tunnel(struct html *h, const struct tunnel_pair *t);
void html_ladder(struct html *h, const struct tunnel_pair *t, unsigned initiator, bool both);

/* The router's config with the lines marked that the findings point at; `section` makes its anchors unique. `whole`: every other line is
 * there too, folded. */
void html_config(struct html *h, const struct html_findings *x, const struct router *r, unsigned section, bool whole);

/* Writes the href to line `line` of router `r` in a section. */
void html_line_anchor(struct html *h, unsigned section, const struct router *r, uint32_t line);

#endif
