/* See fix_commands.h. A line's block is known from the model: it is the object whose header comes last before it. */
#include "src/fix_commands.h"

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

/* The header of the block that the line stands in; 0: in none, or it is one itself. */
static uint32_t block_of(const struct header *list, uint32_t count, uint32_t line)
{
  const struct header *last = NULL;
  for (uint32_t i = 0; i < count && list[i].line <= line; i++) last = &list[i];
  return last && last->opens && last->line != line ? last->line : 0;
}

/* ---- Lines ---- */

/* The command of the line: without indentation, the mark of a quoted mail, a line's number or the prompt of a session. */
static const char *text_of(struct arena *arena, struct file *f, uint32_t line)
{
  uint32_t len;
  bool configures;
  const char *s = source_line(&f->source, line, &len);
  uint32_t aside = source_margin(&f->source, s, len);
  while (aside < len && (s[aside] == ' ' || s[aside] == '\t')) aside++;
  aside += front_prompt(s + aside, len - aside, &configures);
  s += aside;
  len -= aside;
  while (len && (*s == ' ' || *s == '\t')) s++, len--;
  while (len && (s[len - 1] == ' ' || s[len - 1] == '\r' || s[len - 1] == '\t')) len--;
  return arena_strndup(arena, s, len);
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

static bool same_line(struct file *old, uint32_t i, struct file *now, uint32_t k)
{
  uint32_t x, y;
  const char *a = source_line(&old->source, i, &x), *b = source_line(&now->source, k, &y);
  return x == y && !memcmp(a, b, x);
}

/* Goes on behind a change, to the nearest pair of equal lines. */
static void resume(struct file *old, struct file *now, uint32_t *i, uint32_t *k)
{
  uint32_t n = source_lines(&old->source), m = source_lines(&now->source);
  for (uint32_t distance = 1; distance <= n + m; distance++)
    for (uint32_t x = 0; x <= distance; x++) {
      uint32_t a = *i + x, b = *k + distance - x;
      if ((a == n + 1 && b == m + 1) || (a <= n && b <= m && same_line(old, a, now, b))) {
        *i = a;
        *k = b;
        return;
      }
    }
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

struct listed_rule {
  const struct acl *acl;
  const struct acl_rule *rule;
};

/* What a router's lines are part of. */
struct structure {
  struct file *file;
  const struct header *list;
  uint32_t count, lines;
  struct listed_rule *rules; /* by line; without a rule where none stands there, or where no line names its list */
};

/* The rule of a list that the line names itself; NULL: it is no such line. */
static const struct acl_rule *listed(const struct structure *t, uint32_t line)
{
  const struct acl_rule *rule = line <= t->lines ? t->rules[line].rule : NULL;
  return rule && rule->names_list ? rule : NULL;
}

static bool opens_block(const struct structure *t, uint32_t line)
{
  for (uint32_t i = 0; i < t->count && t->list[i].line <= line; i++)
    if (t->list[i].line == line) return t->list[i].opens;
  return false;
}

static const char *header_text(struct session *s, const struct structure *t, uint32_t line)
{
  uint32_t header = block_of(t->list, t->count, line);
  return header ? text_of(s->p->arena, t->file, header) : NULL;
}

/* Old lines that give way to new ones, both ends excluded. */
struct change {
  uint32_t i, i_end, k, k_end;
};

/* How many of the lines name the list. */
static uint32_t count_listed(const struct structure *t, const char *list, uint32_t from, uint32_t end)
{
  uint32_t count = 0;
  for (; from < end; from++) {
    const struct acl_rule *rule = listed(t, from);
    count += rule && !strcmp(rule->names_list, list);
  }
  return count;
}

/* The number under which line `k` of the new text goes into the live list: that of the line whose place it takes, else one between those of
 * the rules above and behind it. */
static uint32_t live_number(
  const struct structure *old, const struct structure *now, const struct change *c, uint32_t k, const char *list)
{
  uint32_t low = 0, high = 0, step = 1, place = count_listed(now, list, c->k, k), count = count_listed(now, list, c->k, c->k_end);
  uint32_t taken = 0;
  for (uint32_t line = 1; line <= old->lines && !high; line++) {
    const struct listed_rule *l = &old->rules[line];
    if (!l->rule || strcmp(l->acl->name, list)) continue;
    step = l->acl->step;
    if (line < c->i) low = l->rule->sequence;
    else if (line >= c->i_end) high = l->rule->sequence;
    else if (taken++ == place) return l->rule->sequence;
  }
  return high ? low + (uint32_t)((uint64_t)(high - low) * (place + 1) / (count + 1)) : low + step * (place + 1);
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
  numbered.sequence = live_number(old, now, c, k, rule->names_list);
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
    const char *line = text_of(s->p->arena, old->file, i);
    if (is_separator(line) || undo_listed(s, old, i)) continue;
    if (gone && block_of(old->list, old->count, i) == gone) continue;
    const char *undo = undone(s->p->arena, s->dialect, line);
    if (!undo && !replaced) undo = arena_printf(s->p->arena, "%s %s", s->dialect->words->undo, line);
    if (!undo) continue;
    go(s, header_text(s, old, i));
    put(s, undo);
    if (opens_block(old, i)) gone = i;
  }
}

static void put_new(struct session *s, const struct structure *old, const struct structure *now, const struct change *c)
{
  for (uint32_t k = c->k; k < c->k_end; k++) {
    const char *line = text_of(s->p->arena, now->file, k);
    if (is_separator(line) || put_listed(s, old, now, c, k)) continue;
    if (opens_block(now, k)) {
      go(s, line);
      continue;
    }
    go(s, header_text(s, now, k));
    put(s, line);
  }
}

static struct structure structure_of(const struct patch *p, struct file *file)
{
  struct structure t = { .file = file, .lines = source_lines(&file->source) };
  t.list = headers_of(p->arena, file, &t.count);
  t.rules = arena_alloc(p->arena, (t.lines + 1) * sizeof *t.rules);
  if (!file->router.dialect->writer->list_block) return t;
  for (const struct acl *a = file->router.acls.first; a; a = a->next)
    for (const struct acl_rule *rule = a->rules; rule; rule = rule->next) {
      uint32_t line = source_spot(&file->source, rule->at.first).line;
      if (line <= t.lines && !t.rules[line].rule) t.rules[line] = (struct listed_rule){ a, rule };
    }
  return t;
}

void fix_commands(const struct patch *p, struct file *old, struct file *now, bool mask, struct text *out)
{
  uint32_t n = source_lines(&old->source), m = source_lines(&now->source);
  if (p->old_size == p->now_size && !memcmp(p->old, p->now, p->old_size)) return;
  struct structure before = structure_of(p, old), after = structure_of(p, now);
  struct session s = { .p = p, .dialect = old->router.dialect, .out = out, .mask = mask };
  const char *head = arena_printf(p->arena, "# To type on the live router of %s:\n", text_cleaned(p->arena, p->path));
  text_append(out, head, strlen(head));
  put(&s, s.dialect->writer->enter);
  for (uint32_t i = 1, k = 1; i <= n || k <= m;) {
    if (i <= n && k <= m && same_line(old, i, now, k)) {
      i++, k++;
      continue;
    }
    uint32_t i_end = i, k_end = k;
    resume(old, now, &i_end, &k_end);
    put_undone(&s, &before, i, i_end, k < k_end);
    put_new(&s, &before, &after, &(struct change) { i, i_end, k, k_end });
    i = i_end;
    k = k_end;
  }
  put(&s, s.dialect->writer->leave);
}
