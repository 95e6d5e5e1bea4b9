/* Writing a router in the IOS family's CLI: the parts of Cisco's and Ruijie's writers. */
#ifndef PEERLINT_IOS_WRITE_H
#define PEERLINT_IOS_WRITE_H

#include "src/writing.h"

extern const struct dialect_writer cisco_writer, ruijie_writer;

static inline bool ios_writes_rgos(const struct writing *w)
{
  return w->dialect->writer == &ruijie_writer;
}

/* The lines that follow are inside the block whose header was just written, until the next `!`. */
void ios_write_open(struct writing *w);
void ios_write_close(struct writing *w);

/* ios_write_crypto.c: the router's own settings. An interface takes `crypto ipsec` too, so they stand before the first one. */
void ios_write_globals(struct writing *w, const struct router *r);
/* ios_write_crypto.c: everything else that begins with `crypto`, but what needs interfaces. */
void ios_write_crypto(struct writing *w, const struct router *r);

/* An interface's name without blanks, with its type in full. */
const char *ios_full_interface(struct arena *a, const char *name);

#endif
