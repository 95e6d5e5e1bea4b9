/* ACLs and object groups.
 *
 * A rule's parts are noted while its line is being parsed and converted at its end. A rule that is entered again under its number gets the
 * new parts and keeps the others. */
#include "grammar/comware/comware.h"
#include "grammar/comware/comware_words.h"
#include "src/equal.h"

#include <stdlib.h>
#include <string.h>

/* ---- ACLs ---- */

void comware_acl(struct front *f, struct place number, bool extended, struct place name)
{
  struct comware_state *s = comware_state(f);
  uint32_t n = 0;
  if (front_number(f, number, 1, 65535, &n)) extended = n >= 3000;
  const char *text = front_intern_folded(f, number);
  void **slot = comware_object(f, COMWARE_OF_ACL, text, 0);
  if (!*slot) {
    struct acl *a = ARENA_NEW(f->arena, struct acl);
    *a = (struct acl){ .name = text, .number = n, .extended = extended, .at = front_whole(f), .step = 5 };
    LIST_APPEND(f->router->acls, a);
    *slot = a;
  }
  s->acl = *slot;
  s->last_rule = NULL;
  if (name.last) *comware_object(f, COMWARE_OF_ACL_NAME, front_intern_folded(f, name), 0) = s->acl;
  front_open(f, COMWARE_ACL);
}

void comware_acl_step(struct front *f, struct place word)
{
  uint32_t step;
  if (front_number(f, word, 1, 20, &step)) comware_state(f)->acl->step = step;
  else front_bad_word(f, word, NULL, "a step of 1 to 20");
}

void comware_acl_order(struct front *f, struct place word)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  comware_state(f)->acl->finest_first = len > 0 && !strncmp("auto", s, len);
}

static unsigned width(const struct acl_address *a)
{
  return a->ip.kind == IP_ANY ? 32 : (unsigned)__builtin_popcount(a->wildcard);
}

/* With `match-order auto` a protocol goes before `ip`, then the narrower source, then the narrower destination; of equals the one with the
 * lower number. */
static int by_fineness(const void *a, const void *b)
{
  const struct acl_rule *x = *(struct acl_rule *const *)a, *y = *(struct acl_rule *const *)b;
  int order[] = { (x->protocol == PROTOCOL_ANY_IP) - (y->protocol == PROTOCOL_ANY_IP), (int)width(&x->source) - (int)width(&y->source),
    (int)width(&x->destination) - (int)width(&y->destination) };
  for (size_t i = 0; i < sizeof order / sizeof *order; i++)
    if (order[i]) return order[i];
  return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

/* The numbers, which say the order everywhere else, are given anew. */
static void sort_rules(struct front *f, struct acl *a)
{
  uint32_t count = 0;
  for (struct acl_rule *r = a->rules; r; r = r->next) count++;
  if (count < 2) return;
  struct acl_rule **all = arena_alloc(arena_scratch(f->arena), count * sizeof *all), **last = &a->rules;
  count = 0;
  for (struct acl_rule *r = a->rules; r; r = r->next) all[count++] = r;
  qsort(all, count, sizeof *all, by_fineness);
  for (uint32_t i = 0; i < count; i++) {
    all[i]->sequence = a->last = i * a->step;
    *last = all[i];
    last = &all[i]->next;
  }
  *last = NULL;
}

void comware_acl_sort(struct front *f)
{
  for (struct acl *a = f->router->acls.first; a; a = a->next)
    if (a->finest_first) sort_rules(f, a);
}

static void alias(struct front *f, struct ref *ref)
{
  if (!ref->s || *comware_object(f, COMWARE_OF_ACL, ref->s, 0)) return;
  const struct acl *a = *comware_object(f, COMWARE_OF_ACL_NAME, ref->s, 0);
  if (a) ref->s = a->name;
}

void comware_acl_aliases(struct front *f)
{
  for (struct policy_entry *e = f->router->entries.first; e; e = e->next) alias(f, &e->acl);
  for (struct interface *i = f->router->interfaces.first; i; i = i->next)
    for (struct nat_rule *n = i->nat; n; n = n->next) alias(f, &n->acl);
}

/* ---- Rules ---- */

void comware_rule_begin(struct front *f, struct place number)
{
  comware_state(f)->rule = (struct comware_rule){ .number = number };
}

void comware_rule_side(struct front *f, struct comware_rule_side *side, struct place address)
{
  (void)f;
  side->address = address;
}

void comware_rule_ports(struct front *f, struct comware_rule_side *side, struct place ports)
{
  (void)f;
  side->ports = ports;
}

/* The number of a rule that is entered without one: the next multiple of the step above the highest. */
static uint32_t next_number(const struct acl *a)
{
  return a->rules ? (a->last / a->step + 1) * a->step : 0;
}

/* The rule of that number, new where there is none, in its place by number. */
static struct acl_rule *get_rule(struct front *f, uint32_t number)
{
  struct comware_state *s = comware_state(f);
  struct acl *a = s->acl;
  struct acl_rule **end = &a->rules;
  if (s->last_rule && s->last_rule->sequence < number) end = &s->last_rule->next;
  while (*end && (*end)->sequence < number) end = &(*end)->next;
  if (*end && (*end)->sequence == number) return s->last_rule = *end;
  struct acl_rule *r = ARENA_NEW(f->arena, struct acl_rule);
  *r = (struct acl_rule) {
    .next = *end, .sequence = number, .protocol = PROTOCOL_ANY_IP, .source.ip.kind = IP_ANY, .destination.ip.kind = IP_ANY
  };
  *end = r;
  s->last_rule = r;
  if (number > a->last) a->last = number;
  return r;
}

static bool read_address(struct front *f, struct place place, struct acl_address *a)
{
  uint32_t count;
  const struct place *w = comware_words(f, place, &count);
  struct acl_address read = { .at = place, .port_op = a->port_op, .port = a->port, .port_high = a->port_high };
  if (count == 1) read.ip.kind = IP_ANY;
  else if (comware_abbreviates(f, w[0], "object-group", 6)) read.ip = (struct ip){ .kind = IP_NAME, .text = front_intern_folded(f, w[1]) };
  else if (!front_address(f, w[0], false, &read.ip)) {
    front_bad_word(f, w[0], NULL, "an address, `any` or an object group");
    return false;
  } else if (!front_wildcard(f, w[1], &read.wildcard)) {
    front_bad_word(f, w[1], NULL, "a wildcard");
    return false;
  }
  if (read.ip.kind == IP_V4 && read.wildcard == UINT32_MAX) read.ip.kind = IP_ANY;
  *a = read;
  return true;
}

static bool read_port(struct front *f, struct place word, uint16_t *port)
{
  uint32_t v, length;
  const char *s = front_text(f, word, &length);
  const struct comware_word *w = comware_ports;
  if (!front_number(f, word, 0, 65535, &v)) {
    while (w->word && (strlen(w->word) != length || memcmp(w->word, s, length))) w++;
    if (!w->word) return false;
    v = w->value;
  }
  *port = (uint16_t)v;
  return true;
}

/* A port that the model cannot say makes the rule narrower than it looks. */
static bool read_ports(struct front *f, struct place place, struct acl_address *a)
{
  static const struct {
    const char *word;
    enum port_op op;
  } operators[] = { { "eq", PORT_EQ }, { "neq", PORT_NEQ }, { "gt", PORT_GT }, { "lt", PORT_LT }, { "range", PORT_RANGE } };
  uint32_t count;
  const struct place *w = comware_words(f, place, &count);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (comware_abbreviates(f, w[0], operators[i].word, 1)) {
      a->port_op = (uint8_t)operators[i].op;
      a->port_high = 0;
      return read_port(f, w[1], &a->port) && (count < 3 || read_port(f, w[2], &a->port_high));
    }
  return false;
}

static bool read_protocol(struct front *f, struct place word, uint16_t *protocol)
{
  uint32_t v, length;
  const char *s = front_text(f, word, &length);
  const struct comware_word *w = comware_word_find(comware_ip_protocols, s, length);
  if (front_number(f, word, 0, 255, &v)) *protocol = (uint16_t)v;
  else if (w) *protocol = (uint16_t)w->value;
  else return false;
  return true;
}

/* Takes over what the line says; false where a word of it has no meaning. */
static bool read_rule(struct front *f, const struct comware_rule *parts, struct acl_rule *r)
{
  bool good = true;
  r->permit = parts->permit;
  r->narrowed = r->narrowed || parts->narrowed;
  if (parts->vrf.last) r->vrf = front_intern(f, parts->vrf);
  if (parts->protocol.last && !read_protocol(f, parts->protocol, &r->protocol)) {
    front_bad_word(f, parts->protocol, NULL, "a protocol");
    good = false;
  }
  if (parts->source.address.last) good = read_address(f, parts->source.address, &r->source) && good;
  if (parts->destination.address.last) good = read_address(f, parts->destination.address, &r->destination) && good;
  if (parts->source.ports.last && !read_ports(f, parts->source.ports, &r->source)) r->narrowed = true;
  if (parts->destination.ports.last && !read_ports(f, parts->destination.ports, &r->destination)) r->narrowed = true;
  return good;
}

/* The number at hand: the line's, or the next one. */
static uint32_t rule_number(struct front *f, struct place number)
{
  uint32_t n;
  if (number.last && front_number(f, number, 0, 65534, &n)) return n;
  if (number.last) front_bad_word(f, number, NULL, "a rule's number of 0 to 65534");
  return next_number(comware_state(f)->acl);
}

void comware_rule(struct front *f)
{
  const struct comware_rule *parts = &comware_state(f)->rule;
  struct acl_rule *r = get_rule(f, rule_number(f, parts->number)), before = *r;
  bool good = read_rule(f, parts, r);
  if (before.at.last && !equal_rules(&before, r))
    front_issue2(f, "CFG004", front_whole(f), before.at, "this line changes the rule that an earlier line defines under the same number");
  r->unread = !good || before.unread;
  r->at = front_whole(f);
}

/* A rule that could not be read may be anything, and the ACL's reader must know that it is there. A line that breaks off is at fault; a
 * word that this grammar does not know may be one of a later release. */
void comware_rule_unread(struct front *f)
{
  struct place number = f->line.count > 1 ? f->line.words[1] : (struct place){ 0, 0 };
  uint32_t n;
  if (f->bad.first >= f->line.text.last) front_unreadable(f, NULL, "the rest of the rule");
  else front_unknown(f);
  if (!front_number(f, number, 0, 65534, &n)) n = next_number(comware_state(f)->acl);
  struct acl_rule *r = get_rule(f, n);
  r->unread = true;
  r->at = front_whole(f);
}

void comware_undo_rule(struct front *f, struct place number, bool whole)
{
  struct comware_state *s = comware_state(f);
  uint32_t n;
  if (!front_number(f, number, 0, 65534, &n)) return;
  for (struct acl_rule **r = &s->acl->rules; *r; r = &(*r)->next)
    if ((*r)->sequence == n) {
      if (!whole) (*r)->unread = true; /* a part of it goes */
      else {
        *r = (*r)->next;
        s->last_rule = NULL;
      }
      return;
    }
}

/* ---- Object groups (V7) ---- */

void comware_group(struct front *f, struct place name)
{
  const char *s = front_intern_folded(f, name);
  void **slot = comware_object(f, COMWARE_OF_GROUP, s, 0);
  if (!*slot) {
    struct object_group *g = ARENA_NEW(f->arena, struct object_group);
    g->name = s;
    g->at = front_whole(f);
    LIST_APPEND(f->router->groups, g);
    *slot = g;
  }
  struct comware_state *state = comware_state(f);
  state->group = *slot;
  for (state->member_end = &state->group->members; *state->member_end;) state->member_end = &(*state->member_end)->next;
  front_open(f, COMWARE_GROUP);
}

void comware_group_unread(struct front *f)
{
  comware_state(f)->group->unread = true;
  comware_state(f)->group->unread_at = front_whole(f);
}

/* `host address A`, `subnet A MASK`, `group-object NAME`; a host by name and a range are beyond the model. */
void comware_member(struct front *f, struct place words)
{
  struct comware_state *s = comware_state(f);
  struct object_member m = { .mask = UINT32_MAX, .at = front_whole(f) };
  uint32_t count;
  const struct place *w = comware_words(f, words, &count);
  if (comware_abbreviates(f, w[0], "host", 1) && comware_abbreviates(f, w[1], "address", 1)) {
    if (!front_address(f, w[2], false, &m.ip)) front_bad_word(f, w[2], NULL, "a host's address");
  } else if (comware_abbreviates(f, w[0], "subnet", 1)) {
    if (!front_address(f, w[1], false, &m.ip)) front_bad_word(f, w[1], NULL, "a network's address");
    else if (!front_mask(f, w[2], &m.mask)) {
      front_bad_word(f, w[2], NULL, "a netmask or its length");
      m.ip.kind = IP_NONE;
    } else if (!m.mask) m.ip = (struct ip){ .kind = IP_ANY };
  } else if (comware_abbreviates(f, w[0], "group-object", 1)) m.ip = (struct ip){ .kind = IP_NAME, .text = front_intern_folded(f, w[1]) };
  if (m.ip.kind == IP_NONE) {
    comware_group_unread(f);
    return;
  }
  *s->member_end = ARENA_NEW(f->arena, struct object_member);
  **s->member_end = m;
  s->member_end = &(*s->member_end)->next;
}
