/* How well two ends go together; between pair.c and its part pair_score.c. */
#ifndef PEERLINT_PAIR_SCORE_H
#define PEERLINT_PAIR_SCORE_H

#include "src/end.h"

enum score {
  SCORE_NAMES = 16,    /* the peer address names the other end */
  SCORE_ANYBODY = 8,   /* a template takes any peer */
  SCORE_PERHAPS = 2,   /* masked, or assigned at run time; a template for others, as its list or names say */
  SCORE_ENDPOINT = 6,  /* tunnel destination is the other's tunnel source */
  SCORE_SUBNET = 4,    /* inner addresses in one subnet */
  SCORE_KEY = 5,       /* of tunnels that lead to each other, perhaps of several, the key is the same (RFC 2890 section 2.1) */
  SCORE_FLOW = 3,      /* a flow has its mirror */
  SCORE_IDENTITY = 10, /* the name that one end sends is one that the other expects */
  SCORE_STRAY = -12,   /* the multipoint tunnel knows another router, and has another inner subnet: less than a plain tunnel that fits */
  SCORE_KNOWN = -6,    /* the template's router has an entry for this very peer: less than that entry with a flow */
  SCORE_PLAIN = -10    /* one end has no IPsec at all: less than a template that both ends lead to, more than an entry for another peer */
};

/* Can it be looked up: an address that is known, at least in part, or a name? */
bool pair_has_address(const struct ip *ip);

/* The outer address of the end's tunnel; kind IP_NONE where it has none. */
struct ip pair_outer(const struct end *e);

/* Does the end's profile expect the name? `name` may be NULL. */
bool pair_expects_name(const struct end *e, const char *name);

/* Is the template for peers of other flows than the end's or, as far as is written, of other names? */
bool pair_is_for_others(const struct end *template, const struct end *e);

/* Is it a template for anybody that is applied nowhere? */
bool pair_waits_nowhere(const struct end *e);

/* How well `a` names `b` as its peer, the destination of its tunnel the other's source, and their inner addresses one subnet: one of enum
 * score, or 0. */
int pair_names(const struct end *a, const struct end *b);
int pair_endpoints(const struct end *a, const struct end *b);
int pair_subnets(const struct end *a, const struct end *b);

/* All of it; sets `*proven` where no more is needed to believe the pair. */
int pair_score(const struct end *a, const struct end *b, bool *proven);

#endif
