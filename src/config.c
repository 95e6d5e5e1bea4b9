/* See config.h. Each key has a row in a table and a function that takes its value; what is no such key or value is told with its line and
 * column, all of it at once. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "src/config.h"

#include "src/glob.h"
#include "src/json_place.h"
#include "src/json_text.h"
#include "src/rule.h"
#include "src/table.h"
#include "vendors/vendor.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME ".peerlint.json"
#define DEEPEST 4

/* What is known of the files that a pattern matches. */
struct file_setting {
  struct file_setting *next;
  const char *pattern;
  const struct dialect *dialect; /* NULL: detect */
  enum role role;
};

struct pattern {
  struct pattern *next;
  const char *pattern;
};

struct config {
  const char *path;
  const char *folder; /* where it stands, without links; patterns start there */
  uint8_t *severities; /* by rule index; 255: not set */
  int fail_on;        /* enum severity; -1: not set */
  LIST(file_setting) files;
  LIST(pattern) excluded;
  LIST(wish) wishes;
};

struct reader {
  struct run *run;
  struct config *config;
  const char *text;
  struct json_step steps[DEEPEST];
  size_t depth;
  bool ok;
};

/* Says what is wrong with the value that was stepped into last, or with `key`, with the key itself. */
static void wrong(struct reader *r, bool key, const char *text)
{
  unsigned line, column;
  json_place(r->text, r->steps, r->depth, key, &line, &column);
  run_complain(r->run, arena_printf(&r->run->arena, "%s:%u:%u", r->config->path, line, column), text);
  r->ok = false;
}

/* ---- Objects and lists ---- */

struct key {
  const char *name;
  void (*take)(struct reader *r, const json_t *value, void *into);
};

static void take_object(struct reader *r, const json_t *object, const struct key *keys, const char *names, void *into)
{
  const char *name;
  json_t *value;
  if (!json_is_object(object)) {
    wrong(r, false, "an object belongs here");
    return;
  }
  json_object_foreach((json_t *)object, name, value) {
    const struct key *k = keys;
    while (k->name && strcmp(k->name, name)) k++;
    r->steps[r->depth++] = (struct json_step){ .key = name };
    if (k->name) k->take(r, value, into);
    else wrong(r, true, arena_printf(&r->run->arena, "there is no key `%s` here (%s)", name, names));
    r->depth--;
  }
}

static void take_list(struct reader *r, const json_t *list, void (*take)(struct reader *r, const json_t *value, void *into), void *into)
{
  size_t i;
  json_t *value;
  if (!json_is_array(list)) {
    wrong(r, false, "a list belongs here");
    return;
  }
  json_array_foreach(list, i, value) {
    r->steps[r->depth++] = (struct json_step){ .index = i };
    take(r, value, into);
    r->depth--;
  }
}

/* A string in the run's arena; NULL, and told, where it is none. */
static const char *string(struct reader *r, const json_t *value)
{
  const char *s = json_string_value(value);
  if (s && *s) return arena_strndup(&r->run->arena, s, strlen(s));
  wrong(r, false, "a text that is not empty belongs here");
  return NULL;
}

/* Index of the string among `names`, -1 and told where it is none of them. */
static int choice(struct reader *r, const json_t *value, const char *const *names)
{
  const char *s = json_string_value(value);
  const char *all = "";
  for (int i = 0; names[i]; i++) {
    if (s && !strcmp(s, names[i])) return i;
    all = arena_printf(&r->run->arena, "%s%s%s", all, i ? ", " : "", names[i]);
  }
  wrong(r, false, arena_printf(&r->run->arena, "one of these belongs here: %s", all));
  return -1;
}

/* ---- Values ---- */

static void take_nothing(struct reader *r, const json_t *value, void *into)
{
  (void)into;
  if (!json_is_string(value)) wrong(r, false, "a text belongs here");
}

static void take_rules(struct reader *r, const json_t *value, void *into)
{
  static const char *const severities[] = { "off", "info", "warning", "error", NULL };
  const char *id;
  json_t *severity;
  struct config *c = into;
  if (!json_is_object(value)) {
    wrong(r, false, "an object of rules and severities belongs here");
    return;
  }
  json_object_foreach((json_t *)value, id, severity) {
    const struct rule *rule = rule_find(id);
    r->steps[r->depth++] = (struct json_step){ .key = id };
    if (!rule) wrong(r, true, arena_printf(&r->run->arena, "there is no rule `%s` (`peerlint rules` lists them)", id));
    else {
      int s = choice(r, severity, severities);
      if (s >= 0) c->severities[rule_index(rule)] = (uint8_t)s;
    }
    r->depth--;
  }
}

static void take_fail_on(struct reader *r, const json_t *value, void *into)
{
  static const char *const names[] = { "never", "info", "warning", "error", NULL };
  ((struct config *)into)->fail_on = choice(r, value, names);
}

static void take_exclude(struct reader *r, const json_t *value, void *into)
{
  struct config *c = into;
  const char *s = string(r, value);
  if (!s) return;
  struct pattern *p = ARENA_NEW(&r->run->arena, struct pattern);
  p->pattern = s;
  LIST_APPEND(c->excluded, p);
}

static void take_excludes(struct reader *r, const json_t *value, void *into)
{
  take_list(r, value, take_exclude, into);
}

static void take_path(struct reader *r, const json_t *value, void *into)
{
  ((struct file_setting *)into)->pattern = string(r, value);
}

static void take_dialect(struct reader *r, const json_t *value, void *into)
{
  const char *names[16] = { 0 };
  for (size_t i = 0; i < 15 && dialects[i]; i++) names[i] = dialects[i]->name;
  int i = choice(r, value, names);
  if (i >= 0) ((struct file_setting *)into)->dialect = dialects[i];
}

static void take_role(struct reader *r, const json_t *value, void *into)
{
  static const char *const names[] = { "hub", "spoke", "external", NULL };
  ((struct file_setting *)into)->role = (enum role)(choice(r, value, names) + 1);
}

static void take_file(struct reader *r, const json_t *value, void *into)
{
  static const struct key keys[] = { { "path", take_path }, { "dialect", take_dialect }, { "role", take_role }, { 0 } };
  struct config *c = into;
  struct file_setting *f = ARENA_NEW(&r->run->arena, struct file_setting);
  take_object(r, value, keys, "path, dialect, role", f);
  if (json_is_object(value) && !json_object_get(value, "path")) wrong(r, false, "`path` is missing: for which files is this?");
  LIST_APPEND(c->files, f);
}

static void take_files(struct reader *r, const json_t *value, void *into)
{
  take_list(r, value, take_file, into);
}

static void take_ends(struct reader *r, const json_t *value, void *into)
{
  struct wish *e = into;
  if (json_array_size(value) != 2) {
    wrong(r, false, "a list of two routers belongs here");
    return;
  }
  for (size_t i = 0; i < 2; i++) {
    r->steps[r->depth++] = (struct json_step){ .index = i };
    e->names[i] = string(r, json_array_get(value, i));
    r->depth--;
  }
}

static void take_tunnel(struct reader *r, const json_t *value, void *into)
{
  static const struct key keys[] = { { "ends", take_ends }, { 0 } };
  struct config *c = into;
  struct wish *e = ARENA_NEW(&r->run->arena, struct wish);
  take_object(r, value, keys, "ends", e);
  if (json_is_object(value) && !json_object_get(value, "ends")) wrong(r, false, "`ends` is missing: the two routers");
  LIST_APPEND(c->wishes, e);
}

static void take_tunnels(struct reader *r, const json_t *value, void *into)
{
  take_list(r, value, take_tunnel, into);
}

/* ---- The file ---- */

static const struct key top[] = { { "$schema", take_nothing }, { "rules", take_rules }, { "fail-on", take_fail_on },
  { "exclude", take_excludes }, { "files", take_files }, { "tunnels", take_tunnels }, { 0 } };

static const char *read_text(struct run *run, const char *path, size_t *size)
{
  const char *error = NULL;
  if (source_load(&run->reading, &run->arena, path, &error)) {
    *size = run->reading.size;
    return run->reading.text;
  }
  run_complain(run, path, strrchr(error, ':') ? strrchr(error, ':') + 2 : error);
  return NULL;
}

static const char *folder_of(struct run *run, const char *path)
{
  char real[PATH_MAX];
  if (!realpath(path, real)) return "";
  char *slash = strrchr(real, '/');
  if (slash) *slash = '\0';
  return arena_strndup(&run->arena, real, strlen(real));
}

struct config *config_load(struct run *run, const char *path)
{
  size_t size;
  json_error_t error;
  const char *text = read_text(run, path, &size);
  if (!text) return NULL;
  struct config *c = ARENA_NEW(&run->arena, struct config);
  *c = (struct config) { .path = arena_strndup(&run->arena, path, strlen(path)),
    .folder = folder_of(run, path),
    .severities = arena_alloc(&run->arena, rule_count()),
    .fail_on = -1 };
  memset(c->severities, 255, rule_count());
  LIST_INIT(c->files);
  LIST_INIT(c->excluded);
  LIST_INIT(c->wishes);
  json_hold(&run->held, &run->arena, NULL);
  json_t *root = json_hold(&run->held, &run->arena, json_loadb(text, size, JSON_REJECT_DUPLICATES, &error));
  struct reader r = { .run = run, .config = c, .text = text, .ok = root != NULL };
  if (root) take_object(&r, root, top, "rules, fail-on, exclude, files, tunnels", c);
  else
    run_complain(
      run, arena_printf(&run->arena, "%s:%d:%d", path, error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1), error.text);
  json_let_go(run->held, root);
  json_decref(root);
  return r.ok ? c : NULL;
}

const char *config_find(struct run *run, const char *path)
{
  struct stat st;
  char real[PATH_MAX];
  if ((!strcmp(path, "-") || !realpath(path, real)) && !realpath(".", real)) return NULL;
  if (!stat(real, &st) && !S_ISDIR(st.st_mode)) *strrchr(real, '/') = '\0';
  for (size_t len = strlen(real);; len--) {
    const char *candidate = arena_printf(&run->arena, "%.*s/%s", (int)len, real, NAME);
    if (!access(candidate, F_OK)) return candidate;
    while (len && real[len - 1] != '/') len--;
    if (!len) return NULL;
  }
}

/* ---- Using it ---- */

/* The path below the config's folder; the whole path where it is not below. In the scratch arena. */
static const char *below(struct run *run, const struct config *c, const char *path)
{
  char room[PATH_MAX];
  const char *real = realpath(path, room) ? room : path, *s = arena_strndup(&run->scratch, real, strlen(real));
  size_t len = strlen(c->folder);
  if (!strncmp(s, c->folder, len) && s[len] == '/') return s + len + 1;
  return *s == '/' ? s + 1 : s;
}

static bool is_excluded(const struct config *c, const char *path)
{
  for (const struct pattern *p = c->excluded.first; p; p = p->next)
    if (glob_match(p->pattern, path)) return true;
  return false;
}

/* Takes over what the user has not said himself. */
static void set_severities(struct run *run, const struct config *c)
{
  uint8_t *severities = arena_alloc(&run->arena, rule_count());
  for (unsigned i = 0; i < rule_count(); i++) {
    severities[i] = c->severities[i] == 255 ? (uint8_t)rules[i].severity : c->severities[i];
    if (run->chosen && run->chosen[i]) severities[i] = run->severities[i];
  }
  run->severities = severities;
  if (c->fail_on >= 0 && !run->fail_on_chosen) run->fail_on = (enum severity)c->fail_on;
}

void config_apply(struct run *run, const struct config *c)
{
  struct input *next, *all = run->inputs.first;
  set_severities(run, c);
  LIST_INIT(run->inputs);
  for (struct input *n = all; n; n = next) {
    next = n->next;
    n->next = NULL;
    const char *path = below(run, c, n->path);
    bool named = !n->bytes && strcmp(n->path, "-");
    if (named && is_excluded(c, path)) continue;
    for (const struct file_setting *f = c->files.first; f && named && !n->dialect; f = f->next)
      if (f->dialect && glob_match(f->pattern, path)) n->dialect = f->dialect;
    LIST_APPEND(run->inputs, n);
    arena_free(&run->scratch);
  }
  arena_free(&run->scratch);
}

/* ---- The fleet ---- */

static uint8_t role_of(const struct config *c, const char *path)
{
  uint8_t role = ROLE_UNKNOWN;
  for (const struct file_setting *f = c->files.first; f; f = f->next)
    if (f->role && glob_match(f->pattern, path)) role = (uint8_t)f->role;
  return role;
}

/* The routers by their names and paths, so that many wishes stay linear. */
static struct router *find_router(const struct table *names, const char *name)
{
  return table_get(names, arena_hash(name, strlen(name)));
}

const struct fleet *config_fleet(struct run *run, const struct config *c)
{
  struct fleet *fleet = ARENA_NEW(&run->arena, struct fleet);
  struct table names;
  uint8_t *roles = arena_alloc(&run->arena, run->file_count + 1);
  table_init(&names, &run->arena);
  for (unsigned i = 0; i < run->file_count; i++) {
    struct router *r = run->routers[i];
    const char *path = below(run, c, r->source->path);
    roles[i] = role_of(c, path);
    if (r->hostname.s) table_put(&names, arena_hash(r->hostname.s, strlen(r->hostname.s)), r);
    table_put(&names, arena_hash(path, strlen(path)), r);
    arena_free(&run->scratch);
  }
  for (struct wish *w = c->wishes.first; w; w = w->next)
    for (int i = 0; i < 2; i++) w->routers[i] = find_router(&names, w->names[i]);
  fleet->roles = roles;
  fleet->wishes = c->wishes.first;
  return fleet;
}
