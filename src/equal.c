/* See equal.h. */
#include "src/equal.h"

#include <string.h>

bool equal_texts(const char *a, const char *b)
{
  return a == b || (a && b && !strcmp(a, b));
}

bool equal_ips(const struct ip *a, const struct ip *b)
{
  return a->kind == b->kind && a->v4 == b->v4 && equal_texts(a->text, b->text);
}

bool equal_refs(const struct ref *a, const struct ref *b)
{
  for (; a && b && equal_texts(a->s, b->s); a = a->next) b = b->next;
  return !a && !b;
}

bool equal_lists(const struct num_list *a, const struct num_list *b)
{
  for (; a && b && is_known(&a->v.o) == is_known(&b->v.o) && (!is_known(&a->v.o) || a->v.v == b->v.v); a = a->next) b = b->next;
  return !a && !b;
}

static bool equal_sides(const struct acl_address *a, const struct acl_address *b)
{
  return equal_ips(&a->ip, &b->ip) && a->wildcard == b->wildcard && a->port_op == b->port_op && a->port == b->port &&
    a->port_high == b->port_high;
}

bool equal_rules(const struct acl_rule *a, const struct acl_rule *b)
{
  bool flags = a->permit == b->permit && a->narrowed == b->narrowed && a->unread == b->unread;
  return flags && a->protocol == b->protocol && equal_texts(a->vrf, b->vrf) && equal_sides(&a->source, &b->source) &&
    equal_sides(&a->destination, &b->destination);
}
