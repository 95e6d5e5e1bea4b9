/* A rule is kept under the prefix of its source, else under that of its destination, else in a list that every packet goes through; see
 * filter_index.h. Of what is found for a packet the rule with the lowest place counts. */
#include "src/filter_index.h"

#include "src/table.h"

enum side { SIDE_SOURCE, SIDE_DESTINATION, SIDES };

struct indexed_rule {
  struct indexed_rule *next;
  const struct acl_rule *rule;
  uint32_t place;
};

/* In the order of their places. */
struct indexed_rules {
  struct indexed_rule *first, *last;
};

struct filter_index {
  struct table by_prefix[SIDES];  /* -> struct indexed_rules */
  uint64_t lengths[SIDES];        /* of the prefixes; bits */
  struct indexed_rules rest;
  bool unread;                    /* a rule behind those could not be read */
};

static const struct acl_address *side_of(const struct acl_rule *rule, enum side side)
{
  return side == SIDE_SOURCE ? &rule->source : &rule->destination;
}

/* Of the prefix that the address is; 0: it is none. */
static int length_of(const struct acl_address *a)
{
  int length = a->ip.kind == IP_V4 ? ip_mask_length(~a->wildcard) : 0;
  return length > 0 ? length : 0;
}

static uint64_t prefix_key(uint32_t address, int length)
{
  return (uint64_t)(address & 0xffffffffu << (32 - length)) << 8 | (unsigned)length;
}

static struct indexed_rules *place_for(struct filter_index *x, const struct acl_rule *rule, struct arena *arena)
{
  for (enum side side = SIDE_SOURCE; side < SIDES; side++) {
    const struct acl_address *a = side_of(rule, side);
    int length = length_of(a);
    if (!length) continue;
    uint64_t key = prefix_key(a->ip.v4, length);
    struct indexed_rules *rules = table_get(&x->by_prefix[side], key);
    if (rules) return rules;
    x->lengths[side] |= 1ull << length;
    rules = ARENA_NEW(arena, struct indexed_rules);
    table_put(&x->by_prefix[side], key, rules);
    return rules;
  }
  return &x->rest;
}

static struct filter_index *new_index(const struct acl *acl, struct arena *arena)
{
  struct filter_index *x = ARENA_NEW(arena, struct filter_index);
  uint32_t place = 0;
  for (enum side side = SIDE_SOURCE; side < SIDES; side++) table_init(&x->by_prefix[side], arena);
  for (const struct acl_rule *rule = acl->rules; rule; rule = rule->next, place++) {
    if (rule->unread) {
      x->unread = true;
      break; /* what comes behind it decides nothing for certain */
    }
    struct indexed_rules *to = place_for(x, rule, arena);
    struct indexed_rule *n = ARENA_NEW(arena, struct indexed_rule);
    *n = (struct indexed_rule){ .rule = rule, .place = place };
    if (to->last) to->last->next = n;
    else to->first = n;
    to->last = n;
  }
  return x;
}

static const struct indexed_rule *earlier(const struct indexed_rules *rules, const struct acl_rule *packet, const struct indexed_rule *best)
{
  for (const struct indexed_rule *n = rules ? rules->first : NULL; n && (!best || n->place < best->place); n = n->next)
    if (selector_overlaps(n->rule, packet, false) != TRI_NO) return n;
  return best;
}

/* Is it a packet between two hosts, whose prefixes can be looked up? */
static bool is_between_hosts(const struct acl_rule *packet)
{
  return length_of(&packet->source) == 32 && length_of(&packet->destination) == 32;
}

static const struct acl_rule *first_of_all(const struct acl *acl, const struct acl_rule *packet, bool *unread)
{
  for (const struct acl_rule *rule = acl->rules; rule; rule = rule->next) {
    *unread = rule->unread;
    if (rule->unread) return NULL;
    if (selector_overlaps(rule, packet, false) != TRI_NO) return rule;
  }
  return NULL;
}

const struct acl_rule *filter_first(struct acl *acl, const struct acl_rule *packet, struct arena *arena, bool *unread)
{
  *unread = false;
  if (!is_between_hosts(packet)) return first_of_all(acl, packet, unread);
  if (!acl->index) acl->index = new_index(acl, arena);
  const struct filter_index *x = acl->index;
  const struct indexed_rule *best = earlier(&x->rest, packet, NULL);
  for (enum side side = SIDE_SOURCE; side < SIDES; side++)
    for (int length = 1; length <= 32; length++)
      if (x->lengths[side] >> length & 1)
        best = earlier(table_get(&x->by_prefix[side], prefix_key(side_of(packet, side)->ip.v4, length)), packet, best);
  *unread = !best && x->unread;
  return best ? best->rule : NULL;
}
