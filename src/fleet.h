/* What rules over a whole fleet need to know beyond its routers: what the project's settings say of them. */
#ifndef PEERLINT_FLEET_H
#define PEERLINT_FLEET_H

#include "src/model.h"

/* What a router is in the fleet. */
enum role {
  ROLE_UNKNOWN,
  ROLE_HUB,      /* told apart from the others; no rule asks for it */
  ROLE_SPOKE,    /* has a tunnel to at least one other router */
  ROLE_EXTERNAL  /* its peers are not expected among the files */
};

/* A tunnel that must be there. */
struct wish {
  struct wish *next;
  const char *names[2];        /* as the settings name the routers */
  struct router *routers[2];   /* NULL: none of the files is that router */
};

struct fleet {
  const uint8_t *roles;        /* enum role by file; NULL: none is known */
  const struct wish *wishes;
  bool partial;                /* only some of the fleet's files were given: what is missing is no fault */
};

#endif
