/* Which file a path leads to, however it is spelled; and sets of files. */
#ifndef PEERLINT_FILE_ID_H
#define PEERLINT_FILE_ID_H

#include "src/table.h"

#include <stdbool.h>
#include <sys/types.h>

struct file_id {
  dev_t device;
  ino_t inode;
};

/* A set of files; initialise `by_hash` with table_init(). */
struct file_ids {
  struct table by_hash;
};

/* False: the path leads nowhere. */
bool file_identify(const char *path, struct file_id *id);

/* Is the file in the set? Adding one that is in it already is allowed. */
bool file_ids_have(const struct file_ids *set, struct file_id id);
void file_ids_add(struct file_ids *set, struct file_id id);

#endif
