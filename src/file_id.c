/* See file_id.h. */
#include "src/file_id.h"

#include <sys/stat.h>

static uint64_t key_of(struct file_id id)
{
  return (uint64_t)id.device * 0x9e3779b97f4a7c15ull + (uint64_t)id.inode;
}

bool file_identify(const char *path, struct file_id *id)
{
  struct stat st;
  if (stat(path, &st)) return false;
  *id = (struct file_id){ st.st_dev, st.st_ino };
  return true;
}

bool file_ids_have(const struct file_ids *set, struct file_id id)
{
  uint32_t at = 0;
  for (const struct file_id *known; (known = table_each(&set->by_hash, key_of(id), &at));)
    if (known->device == id.device && known->inode == id.inode) return true;
  return false;
}

void file_ids_add(struct file_ids *set, struct file_id id)
{
  struct file_id *known = ARENA_NEW(set->by_hash.arena, struct file_id);
  *known = id;
  table_put(&set->by_hash, key_of(id), known);
}
