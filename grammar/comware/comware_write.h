/* Writing a router in Comware's CLI: the parts of the two generations' writers. */
#ifndef PEERLINT_COMWARE_WRITE_H
#define PEERLINT_COMWARE_WRITE_H

#include "src/writing.h"

extern const struct dialect_writer comware5_writer, comware7_writer;

/* Is it the generation with keychains? */
static inline bool comware_writes_v7(const struct writing *w)
{
  return w->dialect->writer == &comware7_writer;
}

/* comware_write_view.c: opens a view with its header line, and closes it. */
void comware_write_open(struct writing *w, struct place from);
void comware_write_close(struct writing *w);

/* As write_setting(), with V7's words where V5 has none for what its file says. */
void comware_write_setting(struct writing *w, struct place from, enum setting setting, const struct setting_value *value);

/* What stands before the ACL's number or name in a line that refers to it. */
const char *comware_acl_kind(const char *name);

/* comware_write_ike.c */
void comware_write_ike(struct writing *w, const struct router *r);
/* comware_write_ipsec.c */
void comware_write_ipsec(struct writing *w, const struct router *r);

/* An interface's name in small letters and without blanks, with its type in full. */
const char *comware_full_interface(struct arena *a, const char *name);

#endif
