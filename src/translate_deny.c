/* What a deny in the list of a policy entry keeps its flow out of: in one system out of that entry, in another out of all later ones too.
 */
#include "src/translate_parts.h"

#include "src/facts.h"

#define MOST_LOOKED 4096u /* later entries and their rules that a deny is compared with: a bound for policies made to be slow */

static bool differs(const struct translation *t)
{
  return t->w->dialect->behaviour.deny_ends_search != t->from->dialect->behaviour.deny_ends_search;
}

void tr_index_denies(const struct translation *t, struct table *first_entries)
{
  table_init(first_entries, t->arena);
  if (!differs(t)) return;
  for (const struct policy_entry *e = t->from->entries.first; e; e = e->next) {
    uint64_t key = (uint64_t)(uintptr_t)e->acl.to;
    if (e->acl.to && e->next_in_group && !table_get(first_entries, key)) table_put(first_entries, key, (void *)(uintptr_t)e);
  }
}

/* May the entry protect a part of the rule's flow? */
static bool takes_some(const struct policy_entry *e, const struct acl_rule *rule, unsigned *looked)
{
  const struct acl *acl = e->acl.to;
  if (++*looked > MOST_LOOKED) return true;
  if (!acl) return e->kind == ENTRY_TEMPLATE_USER || e->group->is_template;
  for (const struct acl_rule *r = acl->rules; r; r = r->next)
    if (++*looked > MOST_LOOKED || (r->permit && !r->unread && selector_overlaps(rule, r, false) != TRI_NO)) return true;
  return false;
}

static bool is_wanted_later(const struct policy_entry *e, const struct acl_rule *rule)
{
  unsigned looked = 0;
  for (e = e->next_in_group; e; e = e->next_in_group) {
    const struct policy *template = e->template_ref.to;
    const struct policy_entry *inner = template ? template->entries : e;
    for (; inner; inner = template ? inner->next_in_group : NULL)
      if (takes_some(inner, rule, &looked)) return true;
  }
  return false;
}

static bool permits_more(const struct acl_rule *r)
{
  for (r = r->next; r; r = r->next)
    if (r->permit || r->unread) return true;
  return false;
}

bool tr_leaves_deny(
  struct translation *t, const struct table *first_entries, const struct acl *a, const struct acl_rule *r, const struct acl *b)
{
  const struct policy_entry *e = r->permit ? NULL : table_get(first_entries, (uint64_t)(uintptr_t)a);
  if (!e || !is_wanted_later(e, r)) return false;
  if (!t->w->dialect->behaviour.deny_ends_search)
    writing_note(t->w, b, r->at, ACCOUNT_UNTRANSLATED, "what rule %u denies goes on to the next policy entry here", r->sequence);
  else if (permits_more(r))
    writing_note(t->w, b, r->at, ACCOUNT_UNTRANSLATED, "what rule %u denies is kept from later policy entries too here", r->sequence);
  else {
    writing_note(t->w, b, r->at, ACCOUNT_IMPLIED, "what no rule permits goes on to the next policy entry; a deny would end there");
    return true;
  }
  return false;
}
