/* Loading a file, and the way back from its clean text to its lines. */
#include "src/source_shelf.h"

#include "src/source_parts.h"

#include <stdlib.h>
#include <string.h>

#define INDEX_STEP 4096u

struct source_join {
  uint32_t at;         /* virtual offset of its first byte */
  uint32_t a, b, c, d; /* its parts */
  uint32_t length;
  char *text;
};

void *source_room(struct source *s, void *old, size_t size)
{
  void *p = realloc(old, size);
  if (!p) longjmp(*s->arena->exhausted, 1);
  arena_wish_large_pages(p, size);
  return p;
}

static bool fail(struct source *s, const char **error, const char *why)
{
  *error = arena_strndup(s->arena, why, strlen(why)); /* strerror() may use its buffer again */
  return false;
}

/* ---- Loading ---- */

static void look_for_paste(struct source *s, const struct source_seen *seen)
{
  struct source_paste paste = { 0 };
  bool margin = source_margin_look(s, &paste), page = source_page_look(s, seen, &paste);
  s->paste = NULL;
  if (!margin && !page) return;
  s->paste = ARENA_NEW(s->arena, struct source_paste);
  *s->paste = paste;
}

/* From the bytes in `s->file`, which `scan` may have looked at as far as it went, to the clean text. */
static bool digest(struct source *s, struct source_scan scan, const char **error)
{
  memset(s->file + s->file_size, 0, 2);
  struct source_seen seen = source_scan_rest(&scan, s->file, s->file_size);
  if (!source_decode(s, &seen)) return fail(s, error, "the file is too large: 4 GB and more cannot be read");
  if (seen.control && source_is_binary(s->file, s->file_size)) return fail(s, error, "this is a binary file, no text");
  s->cr_ends = seen.lone_cr && !memchr(s->file, '\n', s->file_size);
  look_for_paste(s, &seen);
  if (!source_play(s, &seen)) return fail(s, error, "the file is too large: 4 GB and more cannot be read");
  s->joined = s->size + 2;
  return true;
}

static void take_buffer(struct source *s, struct source_buffer *buffer)
{
  s->file = s->text = buffer->bytes;
  s->room = buffer->room;
  *buffer = (struct source_buffer){ 0 };
}

bool source_load_into(struct source *s, struct arena *arena, const char *path, struct source_buffer *buffer, const char **error)
{
  *s = (struct source){ .arena = arena, .encoding = "UTF-8" };
  take_buffer(s, buffer);
  s->path = arena_strndup(arena, path, strlen(path));
  struct source_scan scan = { 0 };
  const char *why = source_read(s, &scan);
  return why ? fail(s, error, why) : digest(s, scan, error);
}

bool source_load(struct source *s, struct arena *arena, const char *path, const char **error)
{
  struct source_buffer none = { 0 };
  return source_load_into(s, arena, path, &none, error);
}

void source_buffer_free(struct source_buffer *buffer)
{
  free(buffer->bytes);
  *buffer = (struct source_buffer){ 0 };
}

bool source_from_bytes(struct source *s, struct arena *arena, const char *name, const char *bytes, size_t size, const char **error)
{
  *s = (struct source){ .arena = arena, .encoding = "UTF-8" };
  s->path = arena_strndup(arena, name, strlen(name));
  if (size > SOURCE_LARGEST) return fail(s, error, "the text is too large: 4 GB and more cannot be read");
  source_make_room(s, size);
  if (size) memcpy(s->file, bytes, size);
  s->file_size = s->size = (uint32_t)size;
  return digest(s, (struct source_scan){ 0 }, error);
}

bool source_from_buffer(
  struct source *s, struct arena *arena, const char *name, struct source_buffer *buffer, size_t size, const char **error)
{
  *s = (struct source){ .arena = arena, .encoding = "UTF-8" };
  take_buffer(s, buffer);
  s->path = arena_strndup(arena, name, strlen(name));
  if (size > SOURCE_LARGEST) return fail(s, error, "the text is too large: 4 GB and more cannot be read");
  source_make_room(s, size);
  s->file_size = s->size = (uint32_t)size;
  return digest(s, (struct source_scan){ 0 }, error);
}

void source_free(struct source *s)
{
  if (s->text != s->file) free(s->text);
  free(s->file);
  free(s->pieces);
  free(s->index);
  s->text = s->file = NULL;
  s->pieces = NULL;
  s->index = NULL;
}

/* ---- Where lines begin ---- */

static char line_end_char(const struct source *s)
{
  return s->cr_ends ? '\r' : '\n';
}

/* How many of the bytes [from, to) are line ends. */
static uint32_t count_ends(const struct source *s, uint32_t from, uint32_t to)
{
  return (uint32_t)source_count(s->file + from, to - from, line_end_char(s));
}

/* Of a text that is awake. */
static void make_index(struct source *s)
{
  uint32_t blocks = s->file_size / INDEX_STEP + 1, count = 0;
  s->index = source_room(s, NULL, blocks * sizeof *s->index);
  for (uint32_t b = 0; b < blocks; b++) {
    s->index[b] = count;
    uint32_t from = b * INDEX_STEP;
    count += count_ends(s, from, s->file_size - from < INDEX_STEP ? s->file_size : from + INDEX_STEP);
  }
  s->line_count = count + (s->file_size && s->file[s->file_size - 1] != line_end_char(s));
}

/* ---- Sleeping ---- */

static void let_go(struct source *s, struct source_buffer *buffer)
{
  if (s->text != s->file) free(s->text);
  free(s->pieces);
  if (s->room > buffer->room) {
    free(buffer->bytes);
    *buffer = (struct source_buffer){ s->file, s->room };
  } else free(s->file);
  s->text = s->file = NULL;
  s->pieces = NULL;
  s->piece_count = s->piece_capacity = s->room = 0;
}

void source_sleep(struct source *s, struct source_buffer *buffer)
{
  if (!s->index && s->file) make_index(s);
  let_go(s, buffer);
}

void source_lend(struct source *s, struct source_shelf *shelf, struct source_buffer *buffer)
{
  if (!s->again || s->shelf) return;
  s->shelf = shelf;
  let_go(s, buffer);
}

static bool is_same(const struct source *a, const struct source *b)
{
  return a->again && a->id.device == b->id.device && a->id.inode == b->id.inode && a->id.size == b->id.size &&
    a->id.written.tv_sec == b->id.written.tv_sec && a->id.written.tv_nsec == b->id.written.tv_nsec;
}

bool source_wake(struct source *s, struct source_buffer *buffer)
{
  struct source before = *s;
  const char *error;
  struct source_scan scan = { 0 };
  take_buffer(s, buffer);
  if (source_read(s, &scan) || !is_same(s, &before) || !digest(s, scan, &error)) return false;
  s->joined = before.joined;
  return s->size == before.size && s->file_size == before.file_size;
}

void source_touch(struct source *s)
{
  if (s->shelf) source_shelf_touch(s->shelf, s);
}

/* ---- Joined lines ---- */

/* The join that holds the virtual offset. */
static const struct source_join *join_at(const struct source *s, uint32_t offset)
{
  uint32_t low = 0, high = s->join_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (s->joins[middle].at <= offset) low = middle;
    else high = middle;
  }
  return &s->joins[low];
}

const char *source_at(const struct source *s, uint32_t offset)
{
  if (offset < s->size + 2 || !s->join_count) return s->text + offset;
  const struct source_join *j = join_at(s, offset);
  return j->text + (offset - j->at);
}

static void grow_joins(struct source *s)
{
  uint32_t capacity = s->join_capacity ? s->join_capacity * 2 : 16;
  struct source_join *joins = arena_alloc(s->arena, capacity * sizeof *joins);
  if (s->join_count) memcpy(joins, s->joins, s->join_count * sizeof *joins);
  s->joins = joins;
  s->join_capacity = capacity;
}

uint32_t source_join(struct source *s, uint32_t a, uint32_t b, uint32_t c, uint32_t d, bool blank, uint32_t *len)
{
  uint64_t length = (uint64_t)(b - a) + (d - c) + blank;
  *len = 0;
  if (length + 2 > UINT32_MAX - s->joined) return s->joined;
  if (s->join_count == s->join_capacity) grow_joins(s);
  if (s->spare_size < length + 2) {
    s->spare = arena_alloc(s->arena, (size_t)length + 2);
    s->spare_size = (uint32_t)length + 2;
  }
  struct source_join *j = &s->joins[s->join_count];
  *j = (struct source_join){ .at = s->joined, .a = a, .b = b, .c = c, .d = d, .length = (uint32_t)length, .text = s->spare };
  memcpy(j->text, source_at(s, a), b - a);
  if (blank) j->text[b - a] = ' ';
  memcpy(j->text + (b - a) + blank, source_at(s, c), d - c);
  memset(j->text + length, 0, 2);
  s->spare = NULL;
  s->spare_size = 0;
  s->join_count++;
  s->joined += (uint32_t)length + 2;
  *len = (uint32_t)length;
  return j->at;
}

void source_unjoin(struct source *s)
{
  if (!s->join_count) return;
  struct source_join *j = &s->joins[--s->join_count];
  s->joined = j->at;
  s->spare = j->text;
  s->spare_size = j->length + 2;
}

uint32_t source_clean(const struct source *s, uint32_t offset)
{
  while (offset >= s->size + 2 && s->join_count) {
    const struct source_join *j = join_at(s, offset);
    uint32_t into = offset - j->at, first = j->b - j->a, second = j->length - (j->d - j->c);
    if (into >= second) offset = j->c + (into - second);
    else offset = j->a + (into < first ? into : first);
  }
  return offset;
}

/* ---- Lines and columns ---- */

static void need_index(struct source *s)
{
  if (s->index) return;
  source_touch(s);
  make_index(s);
}

uint32_t source_in_file(const struct source *s, uint32_t offset)
{
  if (!s->piece_count) return offset;
  size_t low = 0, high = s->piece_count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (s->pieces[middle].clean <= offset) low = middle;
    else high = middle;
  }
  uint32_t at = s->pieces[low].file + (offset - s->pieces[low].clean);
  return at < s->file_size ? at : s->file_size;
}

struct spot source_spot(struct source *s, uint32_t offset)
{
  source_touch(s);
  need_index(s);
  offset = source_clean(s, offset);
  uint32_t at = source_in_file(s, offset < s->size ? offset : s->size), start = at;
  char end = line_end_char(s);
  while (start && s->file[start - 1] != end) start--;
  struct spot spot = { .line = s->index[at / INDEX_STEP] + count_ends(s, at - at % INDEX_STEP, at) + 1, .column = 1 };
  for (; start < at; start++) spot.column += (s->file[start] & 0xc0) != 0x80;
  return spot;
}

uint32_t source_lines(struct source *s)
{
  need_index(s);
  return s->line_count;
}

#define NEAR 1024u /* lines from the start that are counted rather than looked up: what tells a dialect stands there */

/* The byte where the line starts, one of the first; the file's size where it has fewer. */
static uint32_t near_line(const struct source *s, uint32_t line)
{
  uint32_t at = 0;
  for (; line > 1 && at < s->file_size; line--) {
    const char *end = memchr(s->file + at, line_end_char(s), s->file_size - at);
    at = end ? (uint32_t)(end - s->file) + 1 : s->file_size;
  }
  return at;
}

static uint32_t indexed_line(struct source *s, uint32_t line)
{
  need_index(s);
  if (line > s->line_count) return s->file_size;
  uint32_t low = 0, high = s->file_size / INDEX_STEP + 1, wanted = line - 1;
  while (high - low > 1) { /* the last block that starts before the wanted line end */
    uint32_t middle = low + (high - low) / 2;
    if (s->index[middle] < wanted) low = middle;
    else high = middle;
  }
  uint32_t at = low * INDEX_STEP, seen = s->index[low];
  char end = line_end_char(s);
  while (seen < wanted) seen += s->file[at++] == end;
  return at;
}

/* The byte where the line starts; the file's size where there is no such line. */
static uint32_t line_start(struct source *s, uint32_t line)
{
  if (!line) return s->file_size;
  return !s->index && line <= NEAR ? near_line(s, line) : indexed_line(s, line);
}

const char *source_next_line(struct source *s, uint32_t *at, uint32_t *len)
{
  source_touch(s);
  *len = 0;
  if (*at >= s->file_size) return "";
  const char *first = s->file + *at, *last = memchr(first, line_end_char(s), s->file_size - *at);
  *len = (uint32_t)(last ? last - first : (ptrdiff_t)(s->file_size - *at));
  *at += *len + (last != NULL);
  if (*len && !s->cr_ends && first[*len - 1] == '\r') --*len;
  return first;
}

const char *source_line(struct source *s, uint32_t line, uint32_t *len)
{
  source_touch(s);
  uint32_t at = line_start(s, line);
  return source_next_line(s, &at, len);
}

/* The first clean byte that stands at or behind byte `at` of the file, which starts a line. Within a line pieces may stand in any order,
 * but not across lines. */
static uint32_t clean_from(const struct source *s, uint32_t at)
{
  if (!s->piece_count) return at;
  size_t low = 0, high = s->piece_count; /* the first piece at or behind `at` is in [low, high] */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (s->pieces[middle].file < at) low = middle + 1;
    else high = middle;
  }
  uint32_t next = low < s->piece_count ? s->pieces[low].clean : s->size;
  if (!low) return next;
  uint32_t inside = s->pieces[low - 1].clean + (at - s->pieces[low - 1].file); /* the line may start in the middle of the piece before */
  return inside < next ? inside : next;
}

void source_clean_line(struct source *s, uint32_t line, uint32_t *first, uint32_t *last)
{
  source_touch(s);
  uint32_t at = line_start(s, line);
  if (at == s->file_size) {
    *first = *last = s->size;
    return;
  }
  *first = clean_from(s, at);
  const char *end = memchr(s->text + *first, '\n', s->size - *first);
  *last = end ? (uint32_t)(end - s->text) : s->size;
  while (*last > *first && s->text[*last - 1] == '\r') --*last;
}
