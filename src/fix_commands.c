/* See fix_commands.h. A line's block is known from the model: it is the object whose header comes last before it. */
#include "src/fix_commands.h"

#include "src/line_match.h"
#include "src/quote.h"
#include "vendors/vendor.h"

#include "grammar/front_lines.h"

#include <stdlib.h>
#include <string.h>

/* ---- Headers of blocks, by line ---- */

struct header {
  uint32_t line;
  bool opens; /* false: a line of its own outside of every block */
};

static int by_line(const void *a, const void *b)
{
  const struct header *x = a, *y = b;
  return x->line < y->line ? -1 : x->line > y->line;
}

struct collector {
  struct file *file;
  struct header *list;
  uint32_t count;
};

static void add(struct collector *c, struct place at, bool opens)
{
  if (!at.last) return;
  if (c->list) c->list[c->count] = (struct header) { source_spot(&c->file->source, at.first).line, opens };
  c->count++;
}

#define EACH(list, type) for (const struct type *o = c->file->router.list.first; o; o = o->next)

static void collect(struct collector *c)
{
  EACH(interfaces, interface) add(c, o->at, true);
  EACH(acls, acl) add(c, o->at, !o->rules || !o->rules->names_list);
  EACH(groups, object_group) add(c, o->at, true);
  EACH(proposals, ike_proposal) add(c, o->at, true);
  EACH(keyrings, keyring) add(c, o->at, true);
  EACH(profiles, ike_profile) add(c, o->at, true);
  EACH(dpds, dpd_block) add(c, o->at, true);
  EACH(transforms, transform_set) add(c, o->at, true);
  EACH(entries, policy_entry) add(c, o->at, true);
  EACH(keys, psk) if (!o->ring && !o->owner) add(c, o->at, false);
  EACH(routes, route) add(c, o->at, false);
  EACH(nats, nat_rule) add(c, o->at, false);
}

static struct header *headers_of(struct arena *arena, struct file *file, uint32_t *count)
{
  struct collector c = { .file = file };
  collect(&c);
  c.list = arena_alloc(arena, (c.count + 1) * sizeof *c.list);
  c.count = 0;
  collect(&c);
  qsort(c.list, c.count, sizeof *c.list, by_line);
  *count = c.count;
  return c.list;
}

/* ---- Lines ---- */

static struct text_lines lines_of(struct arena *arena, struct source *s)
{
  struct text_lines all = { arena_alloc(arena, (source_lines(s) + 1) * sizeof *all.l), source_lines(s) };
  uint32_t at = 0, len;
  for (uint32_t n = 0; n < all.count; n++) {
    const char *line = source_next_line(s, &at, &len);
    all.l[n] = (struct text_line){ line, len, len };
  }
  return all;
}

/* A list's rule, by its line. */
struct listed_rule {
  const struct acl *acl;
  const struct acl_rule *rule;
  uint32_t line;
};

/* What a router's lines are part of. */
struct structure {
  struct arena *arena;
  struct file *file;
  struct text_lines lines; /* line n is the one before the n-th */
  const struct header *list;
  uint32_t count, rule_count;
  struct listed_rule *rules;  /* by line; without a rule where none stands there, or where no line names its list */
  struct listed_rule *listed; /* those that are there, by the names of their lists, then by line */
};

/* How many headers stand at the line or above it. */
static uint32_t headers_up_to(const struct structure *t, uint32_t line)
{
  uint32_t low = 0, high = t->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (t->list[middle].line <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The header of the block that the line stands in; 0: in none, or it is one itself. */
static uint32_t block_of(const struct structure *t, uint32_t line)
{
  uint32_t up_to = headers_up_to(t, line);
  const struct header *last = up_to ? &t->list[up_to - 1] : NULL;
  return last && last->opens && last->line != line ? last->line : 0;
}

static bool opens_block(const struct structure *t, uint32_t line)
{
  uint32_t up_to = headers_up_to(t, line);
  return up_to && t->list[up_to - 1].line == line && t->list[up_to - 1].opens;
}

/* The command of the line: without indentation, the mark of a quoted mail, a line's number or the prompt of a session. */
static const char *text_of(const struct structure *t, uint32_t line)
{
  bool configures;
  const char *s = t->lines.l[line - 1].s;
  uint32_t len = (uint32_t)t->lines.l[line - 1].len, aside = source_margin(&t->file->source, s, len);
  while (aside < len && (s[aside] == ' ' || s[aside] == '\t')) aside++;
  aside += front_prompt(s + aside, len - aside, &configures);
  s += aside;
  len -= aside;
  while (len && (*s == ' ' || *s == '\t')) s++, len--;
  while (len && (s[len - 1] == ' ' || s[len - 1] == '\r' || s[len - 1] == '\t')) len--;
  return arena_strndup(t->arena, s, len);
}

/* The line that takes the old one back; NULL where a new one takes its place by itself. */
static const char *undone(struct arena *arena, const struct dialect *d, const char *old)
{
  for (const struct live_undo *u = d->writer->beside; u && u->start; u++) {
    size_t len = strlen(u->start);
    const char *rest = old + len;
    bool fits = len ? !strncmp(old, u->start, len) : *old >= '0' && *old <= '9';
    if (!fits) continue;
    size_t keep = len ? strlen(old) : strspn(old, "0123456789");
    for (unsigned n = 0; u->words && n < u->words; n++) {
      rest += strspn(rest, " ");
      rest += strcspn(rest, " ");
      keep = (size_t)(rest - old);
    }
    return arena_printf(arena, "%s %.*s", d->words->undo, (int)keep, old);
  }
  return NULL;
}

/* ---- The session ---- */

/* One on each router: from block to block, without leaving it in between. */
struct session {
  const struct patch *p;
  const struct dialect *dialect;
  struct text *out;
  bool mask;
  const char *open; /* the header of the block whose view is open; NULL: none */
};

static void put(struct session *s, const char *line)
{
  text_append(s->out, "#   ", 4);
  quote_append(s->out, line, strlen(line), s->mask);
  text_append(s->out, "\n", 1);
}

/* Goes into the view of the block with this header; NULL: out of every one. */
static void go(struct session *s, const char *header)
{
  if (s->open && header && !strcmp(s->open, header)) return;
  if (s->open) put(s, s->dialect->writer->back);
  if (header) put(s, header);
  s->open = header;
}

/* The rule of a list that the line names itself; NULL: it is no such line. */
static const struct acl_rule *listed(const struct structure *t, uint32_t line)
{
  const struct acl_rule *rule = line <= t->lines.count ? t->rules[line].rule : NULL;
  return rule && rule->names_list ? rule : NULL;
}

static const char *header_text(const struct structure *t, uint32_t line)
{
  uint32_t header = block_of(t, line);
  return header ? text_of(t, header) : NULL;
}

/* Old lines that give way to new ones, both ends excluded. */
struct change {
  uint32_t i, i_end, k, k_end;
};

static int by_list(const void *a, const void *b)
{
  const struct listed_rule *x = a, *y = b;
  int names = strcmp(x->acl->name, y->acl->name);
  return names ? names : x->line < y->line ? -1 : x->line > y->line;
}

/* The first rule in t->listed of that list at or behind the line; where that would be, if there is none. */
static uint32_t rule_at(const struct structure *t, const struct acl *list, uint32_t line)
{
  struct listed_rule wanted = { .acl = list, .line = line };
  uint32_t low = 0, high = t->rule_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (by_list(&t->listed[middle], &wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The n-th of t->listed, if it is one of the list; else NULL. */
static const struct listed_rule *rule_of(const struct structure *t, const struct acl *list, uint32_t n)
{
  return n < t->rule_count && !strcmp(t->listed[n].acl->name, list->name) ? &t->listed[n] : NULL;
}

/* The number under which line `k` of the new text goes into the live list: that of the line whose place it takes, else one between those of
 * the rules above and behind it. */
static uint32_t live_number(const struct structure *old, const struct structure *now, const struct change *c, uint32_t k)
{
  const struct acl *list = now->rules[k].acl;
  uint32_t first_new = rule_at(now, list, c->k), place = rule_at(now, list, k) - first_new,
           count = rule_at(now, list, c->k_end) - first_new, first = rule_at(old, list, c->i), end = rule_at(old, list, c->i_end);
  if (place < end - first) return old->listed[first + place].rule->sequence;
  const struct listed_rule *above = first ? rule_of(old, list, first - 1) : NULL, *behind = rule_of(old, list, end),
                           *any = above ? above : behind ? behind : rule_of(old, list, first);
  uint32_t low = above ? above->rule->sequence : 0;
  if (!behind) return low + (any ? any->acl->step : 1) * (place + 1);
  return low + (uint32_t)((uint64_t)(behind->rule->sequence - low) * (place + 1) / (count + 1));
}

static void go_to_list(struct session *s, const struct acl_rule *rule)
{
  go(s, arena_printf(s->p->arena, "%s %s", s->dialect->writer->list_block, rule->names_list));
}

/* A rule whose line names its list goes by its number into the list's block: to take back one such line is to take back the list, and by
 * itself it would come behind all others. */
static bool put_listed(
  struct session *s, const struct structure *old, const struct structure *now, const struct change *c, uint32_t k)
{
  const struct acl_rule *rule = listed(now, k);
  if (!rule) return false;
  struct acl_rule numbered = *rule;
  numbered.sequence = live_number(old, now, c, k);
  go_to_list(s, rule);
  put(s, s->dialect->spell(s->p->arena, SET_ACL_RULE, &(struct setting_value) { .rule = &numbered }));
  return true;
}

static bool undo_listed(struct session *s, const struct structure *old, uint32_t i)
{
  const struct acl_rule *rule = listed(old, i);
  if (!rule) return false;
  go_to_list(s, rule);
  put(s, arena_printf(s->p->arena, "%s %u", s->dialect->words->undo, rule->sequence));
  return true;
}

static bool is_separator(const char *line) { return !*line || ((*line == '#' || *line == '!') && !line[1]); }

/* Takes the old lines [i, end) back; `replaced`: others stand for them, which most take the place of by themselves. With a block go its
 * lines. */
static void put_undone(struct session *s, const struct structure *old, uint32_t i, uint32_t end, bool replaced)
{
  uint32_t gone = 0; /* header of a block that is gone */
  for (; i < end; i++) {
    const char *line = text_of(old, i);
    if (is_separator(line) || undo_listed(s, old, i)) continue;
    if (gone && block_of(old, i) == gone) continue;
    const char *undo = undone(s->p->arena, s->dialect, line);
    if (!undo && !replaced) undo = arena_printf(s->p->arena, "%s %s", s->dialect->words->undo, line);
    if (!undo) continue;
    go(s, header_text(old, i));
    put(s, undo);
    if (opens_block(old, i)) gone = i;
  }
}

static void put_new(struct session *s, const struct structure *old, const struct structure *now, const struct change *c)
{
  for (uint32_t k = c->k; k < c->k_end; k++) {
    const char *line = text_of(now, k);
    if (is_separator(line) || put_listed(s, old, now, c, k)) continue;
    if (opens_block(now, k)) {
      go(s, line);
      continue;
    }
    go(s, header_text(now, k));
    put(s, line);
  }
}

static void list_rules(struct structure *t)
{
  t->rules = arena_alloc(t->arena, (t->lines.count + 1) * sizeof *t->rules);
  t->listed = arena_alloc(t->arena, (t->lines.count + 1) * sizeof *t->listed);
  if (!t->file->router.dialect->writer->list_block) return;
  for (const struct acl *a = t->file->router.acls.first; a; a = a->next)
    for (const struct acl_rule *rule = a->rules; rule; rule = rule->next) {
      uint32_t line = source_spot(&t->file->source, rule->at.first).line;
      if (line <= t->lines.count && !t->rules[line].rule) t->rules[line] = (struct listed_rule){ a, rule, line };
    }
  for (uint32_t line = 1; line <= t->lines.count; line++)
    if (t->rules[line].rule) t->listed[t->rule_count++] = t->rules[line];
  if (t->rule_count) qsort(t->listed, t->rule_count, sizeof *t->listed, by_list);
}

static struct structure structure_of(const struct patch *p, struct file *file)
{
  struct structure t = { .arena = p->arena, .file = file, .lines = lines_of(p->arena, &file->source) };
  t.list = headers_of(p->arena, file, &t.count);
  list_rules(&t);
  return t;
}

void fix_commands(const struct patch *p, struct file *old, struct file *now, bool mask, struct text *out)
{
  if (p->old_size == p->now_size && !memcmp(p->old, p->now, p->old_size)) return;
  struct structure before = structure_of(p, old), after = structure_of(p, now);
  const struct text_lines *a = &before.lines, *b = &after.lines;
  struct session s = { .p = p, .dialect = old->router.dialect, .out = out, .mask = mask };
  const char *head = arena_printf(p->arena, "# To type on the live router of %s:\n", text_cleaned(p->arena, p->path));
  text_append(out, head, strlen(head));
  put(&s, s.dialect->writer->enter);
  for (uint32_t i = 0, k = 0; i < a->count || k < b->count;) {
    if (i < a->count && k < b->count && line_same(&a->l[i], &b->l[k])) {
      i++, k++;
      continue;
    }
    struct change c = { i + 1, i + 1, k + 1, k + 1 };
    line_match(p->arena, a, b, &i, &k);
    c.i_end = i + 1;
    c.k_end = k + 1;
    put_undone(&s, &before, c.i, c.i_end, c.k < c.k_end);
    put_new(&s, &before, &after, &c);
  }
  put(&s, s.dialect->writer->leave);
}
