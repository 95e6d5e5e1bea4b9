/* `undo` lines as rows of a table: in which view, which words, and what happens. */
#ifndef PEERLINT_COMWARE_UNDO_H
#define PEERLINT_COMWARE_UNDO_H

#include "grammar/comware/comware.h"

struct undo;

/* An `undo` line: the words behind `undo`, and the row that fits them. */
struct undone {
  const struct undo *row;
  const struct place *words;
  uint32_t count;
};

struct undo {
  uint8_t view;          /* enum comware_view */
  uint8_t words;         /* of `command` */
  uint8_t what;          /* enum comware_field to reset where `act` is NULL, else what `act` makes of it */
  void (*act)(struct front *f, const struct undone *u);
  const char *command[4];/* words in full; the line may abbreviate them to two letters */
};

/* Runs the first of the rows of that view that fits; false where none does. */
bool comware_undo_row(struct front *f, const struct undo *rows, size_t count, uint8_t view, struct undone *u);

/* The same in system view, where an object disappears or a global value goes back to being unset; also says what becomes of lines that no
 * row fits. (comware_undo_object.c) */
void comware_undo_system(struct front *f, struct undone *u);

#endif
