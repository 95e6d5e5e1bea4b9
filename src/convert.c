/* See convert.h. What was written in a dialect that can be read is read back by the same reader that reads any config, so a writer that
 * forgets something is found out at once. */
#include "src/convert.h"

#include "grammar/front.h"
#include "src/link.h"
#include "src/model_compare.h"
#include "src/translate.h"

#include <string.h>
#include <strings.h>

/* ---- The head: where it comes from, which interface is which, what is lost ---- */

static const struct interface *by_place(const struct router *r, struct place at)
{
  const struct interface *i = r->interfaces.first;
  while (i && i->at.first != at.first) i = i->next;
  return i;
}

/* Both lists are in the order of the file, so the walk is in step. */
static void write_mapping(struct conversion *c, const struct router *from)
{
  struct writing *w = &c->writing;
  const struct interface *a = from->interfaces.first;
  for (const struct interface *b = c->to.interfaces.first; b; b = b->next) {
    if (!a || a->at.first != b->at.first) a = by_place(from, b->at);
    if (!a) continue;
    writing_begin(w);
    const char *new = write_interface(w, b->name, b->shown);
    if (strcasecmp(a->shown, new)) write_comment(w, "interface %s is %s", a->shown, new);
    writing_end(w);
    a = a->next;
  }
}

/* Notes without an object of their own stand at the head. */
static void write_head_notes(struct writing *w)
{
  const struct account_note *above = NULL; /* the same remark stands once */
  for (struct account_note *n = w->notes.first; n; n = n->next) {
    if (n->object || n->written || (n->result != ACCOUNT_UNTRANSLATED && n->result != ACCOUNT_APPROXIMATED)) continue;
    n->written = true;
    bool again = above && above->result == n->result && !strcmp(above->text, n->text);
    above = n;
    if (!again) write_comment(w, "%s: %s", n->result == ACCOUNT_UNTRANSLATED ? "not translated" : "approximated", n->text);
    write_also(w, n->at);
  }
}

static void write_head(struct conversion *c, const struct router *from, const struct convert_options *o)
{
  struct writing *w = &c->writing;
  if (o->title) write_comment(w, "%s", o->title);
  for (const char *const *line = o->head; line && *line; line++) write_comment(w, "%s", *line);
  if (o->mapping && w->dialect != from->dialect && !w->dialect->writer->write_ends) write_mapping(c, from);
  write_head_notes(w);
}

/* What belongs to an object that the writer had no place for. */
static void write_rest(struct writing *w)
{
  for (struct account_note *n = w->notes.first; n; n = n->next)
    if (!n->written && n->object) write_notes(w, n->object);
}

/* ---- Reading back ---- */

/* What the text leaves of its room, which a large source filled, the router that is read back may have. */
static void lend_room(struct conversion *c)
{
  size_t taken = (size_t)c->source.file_size + 2;
  if (c->source.room > taken) arena_lend(&c->reading, c->source.file + taken, c->source.room - taken);
}

static void read_back(struct conversion *c, struct arena *arena)
{
  const char *error;
  arena_init(&c->reading, arena->exhausted);
  router_init(&c->back, &c->reading);
  names_take_over(&c->back.names, &c->to.names); /* most are there already */
  c->back.source = &c->source;
  c->back.dialect = c->writing.dialect;
  /* The reader takes the text's memory over, and leaves the text as it is. */
  struct text *text = &c->writing.text;
  struct source_buffer buffer = { text->bytes, text->capacity };
  text->on_heap = false;
  bool good = source_from_buffer(&c->source, arena, "the converted config", &buffer, text->len, &error);
  text->bytes = c->source.file;
  c->source.written = true;
  if (!good) {
    c->differences = 1;
    c->difference = error;
    return;
  }
  lend_room(c);
  front_read(&c->back, &c->workspace);
  c->back.dialect->finish(&c->back);
  struct text out;
  text_init(&out, arena, false);
  c->differences = model_compare(&c->to, &c->back, arena, &out, 8);
  c->difference = out.bytes ? out.bytes : "";
}

static bool all_translated(const struct writing *w)
{
  for (const struct account_note *n = w->notes.first; n; n = n->next)
    if (n->result == ACCOUNT_UNTRANSLATED) return false;
  return true;
}

/* Translated into a router of the target, which is kept for the comparison. */
static void write_router(
  struct conversion *c, struct arena *arena, const struct router *from, const struct end *ends, const struct convert_options *o)
{
  struct writing *w = &c->writing;
  router_init(&c->to, arena);
  translate(w, from, ends, &c->to);
  c->to.dialect->finish(&c->to);
  write_head(c, from, o);
  o->to->writer->write(w, &c->to);
}

static void write_whole(struct conversion *c, struct arena *arena, const struct router *from, const struct end *ends,
  const struct convert_options *o, bool redact)
{
  struct writing *w = &c->writing;
  writing_init(w, arena, o->to);
  w->of_keys = o->of_keys;
  w->remarks = o->remarks;
  w->redact = redact;
  w->links_kept = o->links;
  if (o->room) writing_use(w, o->room);
  if (o->to->writer->write_ends) {
    write_head(c, from, o);
    o->to->writer->write_ends(w, from, ends);
  } else write_router(c, arena, from, ends, o);
  write_rest(w);
  writing_link_aliases(w);
}

void convert(struct conversion *c, struct arena *arena, const struct router *from, const struct end *ends, const struct convert_options *o)
{
  write_whole(c, arena, from, ends, o, false);
  if (o->to->family) read_back(c, arena);
  c->complete = !c->differences && all_translated(&c->writing);
  if (!o->redact) return;
  writing_free(&c->writing);
  write_whole(c, arena, from, ends, o, true);
}

void convert_free(struct conversion *c)
{
  front_workspace_free(&c->workspace);
  writing_free(&c->writing);
  router_free(&c->to);
  router_free(&c->back);
  arena_free(&c->reading);
  source_free(&c->source);
}
