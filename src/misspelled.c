/* See misspelled.h. */
#include "src/misspelled.h"

#include <string.h>

#define LONGEST_WORD 64u

static unsigned smaller(unsigned a, unsigned b)
{
  return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
  return (a | 0x20) == (b | 0x20);
}

/* How many characters must be put in, taken out, changed or swapped with their neighbour to make one of the other, whatever their case; words
 * of any length but the longest are compared. */
static unsigned distance(const char *a, const char *b)
{
  size_t la = strlen(a), lb = strlen(b);
  unsigned rows[3][LONGEST_WORD], *row = rows[0], *above = rows[1], *second = rows[2];
  if (la >= LONGEST_WORD || lb >= LONGEST_WORD) return LONGEST_WORD;
  for (size_t k = 0; k <= lb; k++) row[k] = (unsigned)k;
  for (size_t i = 1; i <= la; i++) {
    unsigned *oldest = second;
    second = above;
    above = row;
    row = oldest;
    row[0] = (unsigned)i;
    for (size_t k = 1; k <= lb; k++) {
      row[k] = smaller(above[k - 1] + !same_letter(a[i - 1], b[k - 1]), smaller(row[k - 1], above[k]) + 1);
      if (i > 1 && k > 1 && same_letter(a[i - 1], b[k - 2]) && same_letter(a[i - 2], b[k - 1])) row[k] = smaller(row[k], second[k - 2] + 1);
    }
  }
  return row[lb];
}

bool misspelled(const char *word, const char *wanted)
{
  unsigned d = distance(word, wanted);
  return d <= 2 && d * 3 <= strlen(word);
}
