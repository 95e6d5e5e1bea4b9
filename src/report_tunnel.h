/* The part of the text report that is about one tunnel: its verdict, a drawing of its ends, and the exchange up to where it stops. */
#ifndef PEERLINT_REPORT_TUNNEL_H
#define PEERLINT_REPORT_TUNNEL_H

#include "src/paint.h"
#include "src/run.h"

/* The verdict line alone. */
void report_verdict(struct paint *p, const struct tunnel_pair *t);
/* The drawing and the exchange. */
void report_tunnel(struct paint *p, const struct tunnel_pair *t);

#endif
