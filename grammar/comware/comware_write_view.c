/* What all parts of Comware's writer write with: views, a setting's line, and how a line names an ACL. */
#include "grammar/comware/comware_write.h"

#include "grammar/comware/comware_dialect.h"

static const struct place nowhere;

void comware_write_open(struct writing *w, struct place from)
{
  (void)from;
  writing_begin(w);
  w->indent = 1;
}

void comware_write_close(struct writing *w)
{
  write_words(w, nowhere, "quit");
  w->indent = 0;
  write_words(w, nowhere, "#");
  writing_end(w);
}

void comware_write_setting(struct writing *w, struct place from, enum setting setting, const struct setting_value *value)
{
  write_each_line(w, from, comware_spell_read(w->arena, comware_writes_v7(w), setting, value));
}

const char *comware_acl_kind(const char *name)
{
  return *name >= '0' && *name <= '9' ? "" : "name ";
}
