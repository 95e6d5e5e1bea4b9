/* The addresses that an object group stands for, those of the groups in it too. */
#ifndef PEERLINT_OBJECT_GROUP_H
#define PEERLINT_OBJECT_GROUP_H

#include "src/model.h"

struct group_addresses {
  struct acl_address *list;          /* the caller's, with room for `most` */
  unsigned most, count;
  unsigned looked;                   /* groups looked into so far */
  const struct object_group *unread; /* one of which some could not be read; NULL: none */
};

/* Adds the addresses of `g`, which must be linked (NULL: a group that is not there), to `all`, of which the caller sets `list` and `most`
 * and clears the rest. False where a group is not there, there are more than `most`, or the groups name each other too deep or too often
 * to be a list of addresses. */
bool object_group_addresses(const struct object_group *g, struct group_addresses *all);

#endif
