/* `convert` and `peer`: from the run's one file to a config in another dialect. */
#include "src/run.h"

#include "src/account.h"
#include "src/convert.h"
#include "src/mirror.h"
#include "src/peerlint.h"

#include <stdlib.h>
#include <string.h>

static void say_differences(struct run *run, const struct conversion *c)
{
  const char *s = c->difference;
  if (!c->differences) return;
  run_complain(run, "convert", "what was written reads back different; please report this:");
  while (*s) {
    size_t len = strcspn(s, "\n");
    run_complain(run, "convert", arena_strndup(&run->arena, s, len));
    s += len + (s[len] == '\n');
  }
}

static bool hand_out(struct peerlint_translation *t, const struct text *text)
{
  t->text = text->bytes;
  t->size = text->len;
  return !t->out || (fwrite(text->bytes, 1, text->len, t->out) == text->len && !fflush(t->out) && !ferror(t->out));
}

/* Path and host name as they may stand in a comment. */
static const char *title_of(struct run *run, const struct file *f, const struct dialect *to, bool mirror)
{
  const char *path = text_cleaned(&run->arena, f->input->path), *from = f->router.dialect->title;
  if (mirror) return arena_printf(&run->arena, "The other end of the tunnels of %s (%s), for %s, by peerlint.", path, from, to->title);
  return arena_printf(&run->arena, "Converted from %s (%s) for %s by peerlint.", path, from, to->title);
}

enum peerlint_code run_translate(struct run *run, const struct dialect *to, bool mirror, struct peerlint_translation *t)
{
  struct file *f = run->files[0];
  struct convert_options o = {
    .to = to ? to : f->router.dialect, .of_keys = f->router.dialect, .redact = t->redact, .links = t->report != NULL, .mapping = !mirror
  };
  const struct router *from = &f->router;
  const struct end *ends = f->ends;
  if (f->state != FILE_READ || !from->dialect->writer || !o.to->writer) {
    run_complain(run, f->input->path, "this cannot be translated");
    return PEERLINT_BAD_INPUT;
  }
  run->conversion = calloc(1, sizeof *run->conversion);
  if (!run->conversion) longjmp(run->exhausted, 1);
  o.title = title_of(run, f, o.to, mirror);
  bool known = true;
  if (mirror) {
    const char *error = NULL;
    struct mirrored *m = mirror_router(
      &run->arena, from, ends, &(struct mirror_wish) { .to = o.to, .tunnel = t->tunnel, .settings = t->settings }, &error);
    if (!m) {
      run_complain(run, f->input->path, error);
      return PEERLINT_BAD_INPUT;
    }
    from = &m->router;
    ends = m->ends;
    o.head = m->head;
    o.remarks = &m->remarks;
    known = m->complete;
  }
  /* Nobody looks into the source again but for the report. */
  struct source_buffer room = { 0 };
  if (!t->report) source_lend(&f->source, &run->shelf, &room);
  o.room = &room;
  convert(run->conversion, &run->arena, from, ends, &o);
  say_differences(run, run->conversion);
  t->complete = run->conversion->complete && known;
  if (!hand_out(t, &run->conversion->writing.text)) return PEERLINT_FAILED;
  if (t->report &&
    (!account_write(&f->router, &run->conversion->writing, &run->arena, run->show_secrets, &run->held, t->report) || fflush(t->report)))
    return PEERLINT_FAILED;
  return PEERLINT_OK;
}

void run_translate_free(struct run *run)
{
  if (run->conversion) convert_free(run->conversion);
  free(run->conversion);
  run->conversion = NULL;
}
