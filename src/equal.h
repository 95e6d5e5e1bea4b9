/* Do two parts of a model say the same? Where they come from does not count; a text is the same when it is spelled the same, whoever
 * interned it. */
#ifndef PEERLINT_EQUAL_H
#define PEERLINT_EQUAL_H

#include "src/model.h"

/* Two texts, either of which may be NULL. */
bool equal_texts(const char *a, const char *b);
bool equal_ips(const struct ip *a, const struct ip *b);
/* Two lists of names, in the same order. What they lead to does not count. */
bool equal_refs(const struct ref *a, const struct ref *b);
/* Two lists of alternatives, in the same order; what is not known equals nothing but what is not known. */
bool equal_lists(const struct num_list *a, const struct num_list *b);
/* Two rules, whatever their numbers. */
bool equal_rules(const struct acl_rule *a, const struct acl_rule *b);

#endif
