/* What the parts of mirroring share; see mirror.h. */
#ifndef PEERLINT_MIRROR_PARTS_H
#define PEERLINT_MIRROR_PARTS_H

#include "src/mirror.h"

#include "vendors/vendor.h"

enum mirror_name {
  SET_PEER_HOSTNAME,
  SET_PEER_INTERFACE,
  SET_PEER_OUTER_ADDRESS,
  SET_PEER_MASK,
  SET_PEER_GATEWAY,
  SET_PEER_TUNNEL_ADDRESS,
  SET_PEER_INSIDE_INTERFACE,
  SET_PEER_INSIDE_NETWORK,
  SET_THIS_ADDRESS,
  SET_NAMES
};

/* A line for the head. */
struct head_line {
  struct head_line *next;
  const char *text;
};

struct mirror {
  struct arena *arena;
  const struct router *from;
  struct router *to;
  const char *settings[SET_NAMES]; /* values; NULL: not set: ask mirror_given() */
  LIST(head_line) head;
  struct table *remarks;
  struct table offered;            /* phase-1 proposals that this end offers in one of the tunnels */
  struct table made;               /* the tunnels of the other end, by those of this one */
  struct interface *inside;        /* where the other end's protected networks are; NULL: none yet */
  unsigned interfaces;             /* the number of the next one without a name */
  bool outer;                      /* one has the name that the user gives */
  unsigned tunnels;                /* ends mirrored so far */
  bool complete;
  uint32_t asked;                  /* 1 << enum mirror_name of those that something asked for */
  const char *error;               /* a setting that does not fit this end; NULL: none */
};

/* Adds a line to the head: printf-like. */
void mirror_say(struct mirror *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says at the head, and beside the object, that the object is assumed; `setting` says it instead. */
void mirror_assume(struct mirror *m, const void *object, enum mirror_name setting, const char *format, ...)
  __attribute__((format(printf, 4, 5)));
const char *mirror_string(struct mirror *m, const char *s);
struct ip mirror_ip(struct mirror *m, const struct ip *ip);
/* The value, written where it is known; its place stays that of this end's line. */
struct num mirror_num(struct num n);
struct origin mirror_origin(const struct origin *o);
/* Is it an address that can be written? */
bool mirror_is_address(const struct ip *ip);

/* ---- mirror_settings.c ---- */

/* Takes "NAME=VALUE" of each into m->settings, interfaces with `to`'s canonical name. NULL, or what is wrong. */
const char *mirror_take_settings(struct mirror *m, const char *const *settings, const struct dialect *to);
/* The value; NULL: it is not given. It counts as needed from now on. */
const char *mirror_given(struct mirror *m, enum mirror_name name);
/* An address that a setting gives; false: it gives none. */
bool mirror_setting(struct mirror *m, enum mirror_name name, struct ip *ip);
/* Says at the head what was given in vain. */
void mirror_say_unused(struct mirror *m);

/* ---- mirror_interface.c ---- */

/* This end's outer address as the other end sees it: of the end, or what a setting says; kind IP_DYNAMIC where nobody knows. */
struct addr mirror_this(struct mirror *m, const struct addr *address);
/* The other end's outer interface with the address, made when there is none. `like`: this end's interface towards it (may be NULL). */
struct interface *mirror_outer(struct mirror *m, const struct addr *address, const struct interface *like);
/* The other end's tunnel interface for `mine`, which is one of this end's tunnels. */
struct interface *mirror_tunnel(struct mirror *m, const struct end *e, const struct interface *mine);
/* Networks of the other end that the end's flows name, as an inside interface; and the routes to this end's networks. */
void mirror_networks(struct mirror *m, const struct end *e, struct interface *via);

/* ---- mirror_ike.c ---- */

/* The profile with keychain that the other end has for this one. */
struct ike_profile *mirror_profile(struct mirror *m, const struct end *e);
void mirror_proposals(struct mirror *m);
/* Notes what the end offers. */
void mirror_offered(struct mirror *m, const struct end *e);

/* ---- mirror_policy.c ---- */

void mirror_policy(struct mirror *m, const struct end *e, struct interface *on, const struct ike_profile *profile);

#endif
