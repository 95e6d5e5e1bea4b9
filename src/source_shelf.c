/* See source_shelf.h. Two of the largest texts may be awake at a time, so that a tunnel between two hubs can be told about without loading
 * one for every line of the other. */
#include "src/source_shelf.h"

#include "src/source_parts.h"

#include <stdlib.h>

void source_shelf_init(struct source_shelf *shelf)
{
  *shelf = (struct source_shelf){ .lock = PTHREAD_MUTEX_INITIALIZER };
}

/* ---- The list of those awake ---- */

static size_t weight(const struct source *s)
{
  return s->room + (s->text != s->file ? s->size : 0);
}

static void take_out(struct source_shelf *shelf, struct source *s)
{
  *(s->newer ? &s->newer->older : &shelf->newest) = s->older;
  *(s->older ? &s->older->newer : &shelf->oldest) = s->newer;
  s->newer = s->older = NULL;
}

static void put_first(struct source_shelf *shelf, struct source *s)
{
  s->older = shelf->newest;
  *(s->older ? &s->older->newer : &shelf->oldest) = s;
  shelf->newest = s;
}

static size_t room_for(const struct source_shelf *shelf, size_t largest_ones)
{
  return largest_ones * shelf->largest + SHELF_ROOM;
}

/* ---- Coming and going ---- */

void source_shelf_expect(struct source_shelf *shelf, const struct source *s)
{
  pthread_mutex_lock(&shelf->lock);
  if (weight(s) > shelf->largest) shelf->largest = weight(s);
  pthread_mutex_unlock(&shelf->lock);
}

void source_shelf_add(struct source_shelf *shelf, struct source *s, struct source_buffer *buffer)
{
  if (!s->again || !s->file) return;
  s->shelf = shelf;
  pthread_mutex_lock(&shelf->lock);
  size_t size = weight(s);
  if (size > shelf->largest) shelf->largest = size;
  bool stays = shelf->held + size <= room_for(shelf, 1);
  if (stays) {
    shelf->held += size;
    put_first(shelf, s);
  }
  pthread_mutex_unlock(&shelf->lock);
  if (!stays) source_sleep(s, buffer);
}

static void make_room(struct source_shelf *shelf, size_t size)
{
  while (shelf->oldest && shelf->held + size > room_for(shelf, 2)) {
    struct source *s = shelf->oldest;
    shelf->held -= weight(s);
    take_out(shelf, s);
    source_sleep(s, &shelf->buffer);
  }
}

void source_shelf_touch(struct source_shelf *shelf, struct source *s)
{
  if (shelf->newest == s) return;
  if (s->file) take_out(shelf, s);
  else {
    make_room(shelf, s->file_size);
    if (!source_wake(s, &shelf->buffer)) {
      shelf->lost = s;
      longjmp(*s->arena->exhausted, 1);
    }
    shelf->held += weight(s);
  }
  put_first(shelf, s);
}

void source_shelf_free(struct source_shelf *shelf)
{
  source_buffer_free(&shelf->buffer);
  source_shelf_init(shelf);
}
