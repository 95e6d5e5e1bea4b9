/* See only.h. */
#include "src/only.h"

#include "src/file_id.h"
#include "src/rule.h"

#include <string.h>

struct only {
  struct file_ids files;
};

void only_add(struct run *run, const char *path)
{
  struct file_id id;
  if (!run->only) {
    run->only = ARENA_NEW(&run->arena, struct only);
    table_init(&run->only->files.by_hash, &run->arena);
  }
  if (file_identify(path, &id)) file_ids_add(&run->only->files, id);
}

void only_find_files(struct run *run)
{
  if (!run->only) return;
  for (unsigned i = 0; i < run->file_count; i++) {
    struct file *f = run->files[i];
    struct file_id id;
    f->wanted = f->input->bytes || !strcmp(f->input->path, "-") ||
      (file_identify(f->input->path, &id) && file_ids_have(&run->only->files, id));
  }
}

static bool is_wanted(const struct run *run, const struct router *r)
{
  return run->files[r->file]->wanted;
}

static bool ends_in_one(const struct run *run, const struct tunnel_pair *t)
{
  return is_wanted(run, t->end[0]->router) || is_wanted(run, t->end[1]->router);
}

void only_order_tunnels(struct run *run)
{
  struct tunnel_pair *list[2] = { NULL, NULL }, **end[2] = { &list[0], &list[1] };
  if (!run->only) return;
  for (struct tunnel_pair *t = run->tunnels; t; t = t->next) {
    bool other = !ends_in_one(run, t);
    *end[other] = t;
    end[other] = &t->next;
  }
  *end[1] = NULL;
  *end[0] = list[1];
  run->tunnels = list[0];
}

/* A tunnel that should be there may be missing because a file is: then no file that is there shows it. */
static bool misses_a_file(const struct finding *f)
{
  return !strcmp(f->rule->id, "FLT101") && (!f->locations || !f->locations->next);
}

static bool concerns(const struct run *run, const struct finding *f)
{
  if (f->tunnel) return ends_in_one(run, f->tunnel);
  for (const struct location *l = f->locations; l; l = l->next)
    if (is_wanted(run, l->router)) return true;
  return misses_a_file(f);
}

void only_forget_others(struct run *run)
{
  if (!run->only) return;
  struct tunnel_pair **t = &run->tunnels;
  for (run->tunnel_count = 0; *t && ends_in_one(run, *t); t = &(*t)->next) run->tunnel_count++;
  *t = NULL;
  struct finding **f = &run->findings;
  while (*f)
    if (concerns(run, *f)) f = &(*f)->next;
    else *f = (*f)->next;
}
