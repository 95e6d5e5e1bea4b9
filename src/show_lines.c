/* `peerlint show --lines`: each line of the file with what became of it, as a person reads it. */
#include "src/report.h"

#include "src/paint.h"
#include "vendors/vendor.h"

bool show_lines(struct run *run, struct file *file, FILE *out)
{
  static const char *const names[] = { "blank", "understood", "ignored", "unknown", "comment" };
  const struct router *r = &file->router;
  uint32_t lines = source_lines(&file->source);
  struct paint p;
  paint_init(&p, out, NULL, &run->arena, run->show_secrets);
  for (uint32_t line = 1; line <= lines; line++) {
    struct quoted q = run_quote(run, r, line, run->show_secrets);
    paint_format(&p, "%6u  %-10s  ", line, names[line <= r->lines ? r->ledger[line - 1] : LEDGER_BLANK]);
    paint_clean(&p, q.text);
    paint(&p, "\n");
    if (line % 64 == 0) arena_free(&run->scratch);
  }
  return true;
}
