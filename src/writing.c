/* See writing.h. */
#include "src/writing.h"

#include "src/format.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void writing_init(struct writing *w, struct arena *arena, const struct dialect *dialect)
{
  *w = (struct writing){ .arena = arena, .dialect = dialect };
  text_init(&w->text, arena, true);
  w->text.on_heap = true;
  LIST_INIT(w->aliases);
  LIST_INIT(w->notes);
  table_init(&w->by_object, arena);
}

void writing_free(struct writing *w)
{
  text_free(&w->text);
  free(w->links);
  w->links = NULL;
}

void writing_use(struct writing *w, struct source_buffer *buffer)
{
  w->text.bytes = buffer->bytes;
  w->text.capacity = buffer->room;
  *buffer = (struct source_buffer){ 0 };
}

static char *formatted(struct writing *w, const char *format, va_list args)
{
  va_list again;
  if (!format) return arena_strndup(w->arena, "", 0);
  va_copy(again, args);
  int len = format_print(NULL, 0, format, again);
  va_end(again);
  char *s = arena_alloc(w->arena, (size_t)len + 1);
  format_print(s, (size_t)len + 1, format, args);
  return s;
}

/* ---- Notes ---- */

struct account_note *writing_note(
  struct writing *w, const void *object, struct place at, enum account_result result, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  struct account_note *n = ARENA_NEW(w->arena, struct account_note);
  *n = (struct account_note){ .object = object, .at = at, .result = result, .text = formatted(w, format, args) };
  va_end(args);
  LIST_APPEND(w->notes, n);
  if (!object) return n;
  struct account_note *first = table_get(&w->by_object, (uint64_t)(uintptr_t)object);
  if (!first) table_put(&w->by_object, (uint64_t)(uintptr_t)object, first = n);
  else first->last->same = n;
  first->last = n;
  return n;
}

void write_notes(struct writing *w, const void *object)
{
  const struct account_note *above = NULL; /* the same remark stands once */
  for (struct account_note *n = table_get(&w->by_object, (uint64_t)(uintptr_t)object); n; n = n->same) {
    if (n->written || n->result == ACCOUNT_UNRELATED || n->result == ACCOUNT_IMPLIED || n->result == ACCOUNT_EXACT) continue;
    n->written = true;
    bool again = above && above->result == n->result && !strcmp(above->text, n->text);
    if (!again)
      write_comment(w, "%s: %s",
        n->result == ACCOUNT_UNTRANSLATED ? "not translated"
          : n->result == ACCOUNT_ASSUMED  ? "assumed"
                                          : "approximated",
        n->text);
    write_also(w, n->at);
    above = n;
  }
}

/* ---- Lines ---- */

static void append_secret(struct writing *w, const char *s, size_t len)
{
  if (w->redact) text_append(&w->text, SECRET_MASK, sizeof SECRET_MASK - 1);
  else text_defuse(&w->text, s, len);
}

/* Appends `s` without its secret marks, or with the secrets masked. */
static void append(struct writing *w, const char *s, size_t len)
{
  const char *end = s + len;
  while (s < end) {
    const char *open = memchr(s, SECRET_OPEN, (size_t)(end - s));
    text_defuse(&w->text, s, (size_t)((open ? open : end) - s));
    if (!open) return;
    const char *close = memchr(open, SECRET_CLOSE, (size_t)(end - open));
    append_secret(w, open + 1, (size_t)((close ? close : end) - open - 1));
    s = close ? close + 1 : end;
  }
}

static void add_link(struct writing *w, uint32_t from, uint32_t to)
{
  if (w->link_count == w->link_capacity) {
    uint32_t capacity = w->link_capacity ? w->link_capacity * 2 : 256;
    struct account_link *grown = realloc(w->links, capacity * sizeof *grown);
    if (!grown) longjmp(*w->arena->exhausted, 1);
    w->links = grown;
    w->link_capacity = capacity;
  }
  w->links[w->link_count++] = (struct account_link){ from, to };
}

void write_also(struct writing *w, struct place from)
{
  if (from.last && w->lines && w->links_kept) add_link(w, from.first, w->lines);
}

void writing_said_with(struct writing *w, struct place at, struct place other)
{
  if (!w->links_kept || !at.last || !other.last || at.first == other.first) return;
  struct account_alias *a = ARENA_NEW(w->arena, struct account_alias);
  *a = (struct account_alias){ .at = at, .other = other };
  LIST_APPEND(w->aliases, a);
}

static int by_source(const void *a, const void *b)
{
  const struct account_link *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->to > y->to) - (x->to < y->to);
}

void writing_link_aliases(struct writing *w)
{
  uint32_t count = w->link_count;
  if (count) qsort(w->links, count, sizeof *w->links, by_source);
  for (const struct account_alias *a = w->aliases.first; a; a = a->next) {
    uint32_t low = 0, high = count;
    while (low < high) {
      uint32_t middle = low + (high - low) / 2;
      if (w->links[middle].from < a->other.first) low = middle + 1;
      else high = middle;
    }
    for (; low < count && w->links[low].from == a->other.first; low++) add_link(w, a->at.first, w->links[low].to);
  }
}

#define MOST_INDENT 8u

static unsigned indentation(const struct writing *w)
{
  return w->indent < MOST_INDENT ? w->indent : MOST_INDENT;
}

static void end_line(struct writing *w, struct place from)
{
  text_append(&w->text, "\n", 1);
  w->lines++;
  write_also(w, from);
}

/* The first `harmless` bytes of `s` hold nothing that has to be cleaned. */
static void put_line(struct writing *w, struct place from, const char *s, size_t len, size_t harmless)
{
  text_append(&w->text, "        ", indentation(w));
  text_append(&w->text, s, harmless);
  if (harmless < len) append(w, s + harmless, len - harmless);
  end_line(w, from);
}

void write_words(struct writing *w, struct place from, const char *words)
{
  text_append(&w->text, "        ", indentation(w));
  text_append(&w->text, words, strlen(words));
  end_line(w, from);
}

void write_line(struct writing *w, struct place from, const char *format, ...)
{
  enum { ROOM = 256 };
  va_list args;
  char *line = text_room(&w->text, MOST_INDENT + ROOM), *s = line + indentation(w);
  memset(line, ' ', MOST_INDENT);
  va_start(args, format);
  int len = format_print(s, ROOM, format, args);
  va_end(args);
  size_t harmless = len < ROOM ? text_harm(s, (size_t)len) : 0; /* nor a secret, whose marks are control characters */
  if (len < ROOM && harmless == (size_t)len) {
    text_wrote(&w->text, indentation(w) + harmless);
    end_line(w, from);
    return;
  }
  char copy[ROOM]; /* for what is cleaned goes where it stands */
  const char *whole = len < ROOM ? memcpy(copy, s, (size_t)len) : NULL;
  if (!whole) {
    va_start(args, format);
    whole = formatted(w, format, args);
    va_end(args);
  }
  put_line(w, from, whole, (size_t)len, harmless);
}

void write_setting(struct writing *w, struct place from, enum setting setting, const struct setting_value *value)
{
  write_each_line(w, from, w->dialect->spell(w->arena, setting, value));
}

void write_each_line(struct writing *w, struct place from, const char *s)
{
  for (const char *end = s ? s + strlen(s) : NULL; s < end;) {
    size_t harmless = text_harm(s, (size_t)(end - s)); /* a line's end is no harmless character either */
    size_t len = harmless + strcspn(s + harmless, "\n");
    put_line(w, from, s, len, harmless);
    s += len + (s[len] == '\n');
  }
}

void write_comment(struct writing *w, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  const char *s = formatted(w, format, args);
  va_end(args);
  write_line(w, (struct place){ 0, 0 }, "%s %s", w->dialect->writer->comment, text_cleaned(w->arena, s));
}

/* ---- Words ---- */

const char *write_v4(struct writing *w, uint32_t v4)
{
  char room[16];
  struct ip ip = { .kind = IP_V4, .v4 = v4 };
  ip_print(&ip, room, sizeof room);
  return arena_strndup(w->arena, room, strlen(room));
}

const char *write_ip(struct writing *w, const struct ip *ip)
{
  if (ip->text && ip->kind != IP_V4) return ip->text;
  return write_v4(w, ip->v4);
}

bool writing_is_number(char c)
{
  return !c || c == 'x' || isdigit((unsigned char)c);
}

static const struct interface_word *interface_word(const struct writing *w, const char *canonical, size_t *longest)
{
  const struct interface_word *best = NULL;
  *longest = 0;
  for (const struct interface_word *i = w->dialect->writer->interfaces; i->canonical; i++) {
    if (*canonical != *i->canonical) continue; /* most are none of it */
    size_t len = strlen(i->canonical);
    if (len > *longest && !strncmp(canonical, i->canonical, len) && writing_is_number(canonical[len])) {
      best = i;
      *longest = len;
    }
  }
  return best;
}

const char *write_interface(struct writing *w, const char *canonical, const char *shown)
{
  size_t len;
  const struct interface_word *word = interface_word(w, canonical, &len);
  if (word) return arena_printf(w->arena, "%s%s", word->shown, canonical + len);
  return shown ? shown : canonical;
}

bool write_is_dialled(const struct writing *w, const char *canonical)
{
  size_t len;
  const struct interface_word *word = interface_word(w, canonical, &len);
  if (!word) return false;
  switch (word->kind) {
  case IF_SERIAL: case IF_ASYNC: case IF_CELLULAR: case IF_DIALER: case IF_VIRTUAL_TEMPLATE: case IF_VIRTUAL_PPP: return true;
  default: return false;
  }
}
