/* How the config targets' inputs change: now and then as libFuzzer changes bytes, most of the time as people slip: a word is replaced, put
 * in or left out, a number is another one, a line is said twice or not at all, taken back by `no` or `undo`, or comes from another config.
 * Most changes of bytes leave a word that no grammar knows; these leave lines that are nearly right, and half of them are the first ones
 * of a seed, which was read without a fault. */
#include "testdata/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#define HEAD 3u /* bytes in front of the first config choose what is done */
#define LONGEST 256u
#define WORDS 4096u
#define LINES 1024u

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

struct edit {
  char *text; /* behind the head */
  size_t size, most;
  uint32_t dice;
};

struct span {
  size_t first, last;
};

/* ---- What is put in ---- */

static const char *const odd[] = { "0", "1", "2", "7", "14", "15", "60", "64", "99", "100", "199", "2000", "2999", "3000", "4095", "32768",
  "65535", "65536", "604801", "4294967295", "4294967296", "any", "0.0.0.0", "255.255.255.255", "10.0.0.1", "10.0.0.0/24", "10.1.1.1/33",
  "2001:db8::1", "0x1f", "x", "x.x.x.x", "10.x.x.1", "*****", "a,b", "#", "!", "-", "<1>", "\"x\"", "%x", "x?y", "a@b.c", "host.example",
  "gi0/0", "G0/0", "Tunnel", "tunnel0", "Null0", "Bogus1/2", "Serial1/0.1",
  "a-name-that-is-longer-than-what-any-of-these-devices-takes-for-an-object-or-a-host" };
#define ODD (sizeof odd / sizeof *odd)

static char *dictionary[WORDS];
static uint32_t known;
static char seen[LINES][LONGEST]; /* lines of earlier inputs */

/* libFuzzer has a dictionary of its own, and shows it to nobody. Words with escapes are none of a line. */
static void read_dictionary(void)
{
  static bool tried;
  const char *path = fuzz_option("-dict=");
  FILE *in = path && !tried ? fopen(path, "r") : NULL;
  char line[LONGEST];
  tried = true;
  while (in && known < WORDS && fgets(line, sizeof line, in)) {
    char *end = strrchr(line, '"');
    if (*line != '"' || end == line || strchr(line, '\\')) continue;
    dictionary[known] = strndup(line + 1, (size_t)(end - line - 1));
    fuzz_require(dictionary[known], "memory for the dictionary");
    known++;
  }
  if (in) fclose(in);
}

static uint32_t roll(struct edit *e, size_t sides)
{
  e->dice ^= e->dice << 13;
  e->dice ^= e->dice >> 17;
  e->dice ^= e->dice << 5;
  return (uint32_t)(e->dice % sides);
}

/* ---- The seeds ---- */

static char *paths; /* with a comma between them, then with NUL */
static char **seeds;
static uint32_t seed_count;

static void read_paths(void)
{
  static bool tried;
  const char *list = fuzz_option("-seed_inputs=@");
  FILE *in = list && !tried ? fopen(list, "r") : NULL;
  size_t room = 0;
  tried = true;
  if (!in) return;
  if (getdelim(&paths, &room, '\0', in) > 0) {
    for (char *s = paths; s; s = strchr(s + 1, ',')) seed_count++;
    seeds = calloc(seed_count, sizeof *seeds);
    fuzz_require(seeds, "memory for the seeds");
    seed_count = 0;
    for (char *s = strtok(paths, ",\n"); s; s = strtok(NULL, ",\n")) seeds[seed_count++] = s;
  }
  fclose(in);
}

/* One of the seeds in the input's place. What libFuzzer keeps is what went new ways, which most often were those of a fault. */
static size_t start_afresh(struct edit *e, uint8_t *data, size_t size, size_t most)
{
  read_paths();
  FILE *in = seed_count ? fopen(seeds[roll(e, seed_count)], "rb") : NULL;
  if (!in) return size;
  size_t length = fread(data, 1, most, in);
  fclose(in);
  return length;
}

/* ---- Lines and words of the input ---- */

static struct span line_of(struct edit *e)
{
  struct span line = { roll(e, e->size), 0 };
  line.last = line.first;
  while (line.first && e->text[line.first - 1] != '\n') line.first--;
  while (line.last < e->size && e->text[line.last] != '\n') line.last++;
  return line;
}

/* A word of the line that starts with one of `first`, or any; empty at its end where it has none. */
static struct span word_of(struct edit *e, struct span line, const char *first)
{
  struct span found = { line.last, line.last };
  uint32_t count = 0;
  for (size_t i = line.first; i < line.last; i++) {
    if (e->text[i] == ' ') continue;
    struct span word = { i, i };
    while (word.last < line.last && e->text[word.last] != ' ') word.last++;
    i = word.last;
    if ((!first || strchr(first, e->text[word.first])) && !roll(e, ++count)) found = word;
  }
  return found;
}

/* Puts `before`, `s` and `behind` in the place of the span; where there is no room nothing happens. */
static void replace(struct edit *e, struct span at, const char *before, const char *s, size_t length, const char *behind)
{
  char text[LONGEST + 8];
  if (length >= LONGEST - 8) length = LONGEST - 8;
  size_t n = (size_t)snprintf(text, sizeof text, "%s%.*s%s", before, (int)length, s, behind);
  if (e->size - (at.last - at.first) + n > e->most) return;
  memmove(e->text + at.first + n, e->text + at.last, e->size - at.last);
  memcpy(e->text + at.first, text, n);
  e->size = e->size - (at.last - at.first) + n;
}

/* ---- The changes ---- */

static void change_word(struct edit *e, struct span line, bool number)
{
  static const char digits[] = "0123456789";
  char own[LONGEST];
  struct span at = word_of(e, line, number ? digits : NULL), other = word_of(e, line_of(e), NULL);
  size_t length = other.last - other.first < sizeof own ? other.last - other.first : sizeof own - 1;
  memcpy(own, e->text + other.first, length);
  own[length] = '\0';
  uint32_t source = roll(e, 3);
  const char *word = number || !source ? odd[roll(e, ODD)] : source == 1 && known ? dictionary[roll(e, known)] : own;
  if (number && at.first == at.last) return;
  switch (number ? 0 : roll(e, 5)) {
  case 1: replace(e, (struct span){ at.first, at.first }, "", word, strlen(word), " "); break;
  case 2: replace(e, (struct span){ at.last, at.last }, " ", word, strlen(word), ""); break;
  case 3: replace(e, at, "", "", 0, ""); break;
  default: replace(e, at, "", word, strlen(word), "");
  }
}

/* The line is taken back where it stands, or behind it. */
static void take_back(struct edit *e, struct span line)
{
  static const char *const words[] = { "no ", "undo ", "default " };
  const char *word = words[roll(e, 3)];
  char copy[LONGEST];
  while (line.first < line.last && e->text[line.first] == ' ') line.first++;
  size_t length = line.last - line.first < sizeof copy ? line.last - line.first : 0;
  memcpy(copy, e->text + line.first, length);
  if (roll(e, 2)) line.first = line.last;
  bool behind = line.first == line.last;
  char before[16];
  snprintf(before, sizeof before, "%s%s", behind ? "\n " : "", word);
  replace(e, line, before, copy, length, "");
}

/* Another line, of this input or of an earlier one, in the line's place or behind it. */
static void take_line(struct edit *e, struct span line)
{
  char copy[LONGEST];
  struct span other = line_of(e);
  const char *s = seen[roll(e, LINES)];
  size_t length = other.last - other.first < sizeof copy ? other.last - other.first : 0;
  memcpy(copy, e->text + other.first, length);
  bool behind = roll(e, 2);
  if (behind) line.first = line.last;
  if (roll(e, 2) || !*s) replace(e, line, behind ? "\n" : "", copy, length, "");
  else replace(e, line, behind ? "\n" : "", s, strlen(s), "");
}

static void change(struct edit *e)
{
  struct span line = line_of(e);
  if (line.last < e->size && e->text[line.first] == '%') return; /* what stands between two configs */
  switch (roll(e, 8)) {
  case 0: take_back(e, line); break;
  case 1: case 2: take_line(e, line); break;
  case 3: replace(e, line, "", "", 0, ""); break;
  case 4: change_word(e, line, true); break;
  default: change_word(e, line, false);
  }
}

/* Keeps a line of the input for later ones. */
static void remember(struct edit *e)
{
  struct span line = line_of(e);
  size_t length = line.last - line.first;
  if (!length || length >= LONGEST || !fuzz_is_plain(e->text + line.first, length)) return;
  char *slot = seen[roll(e, LINES)];
  memcpy(slot, e->text + line.first, length);
  slot[length] = '\0';
}

/* libFuzzer calls it instead of its own; the same seed makes the same changes in a run that repeats itself. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
  struct edit e = { (char *)data + HEAD, size - HEAD, most - HEAD, seed * 2654435769u | 1 };
  if (size <= HEAD || most <= HEAD || !roll(&e, 4)) return LLVMFuzzerMutate(data, size, most);
  read_dictionary();
  remember(&e);
  if (roll(&e, 2)) size = start_afresh(&e, data, size, most);
  if (size <= HEAD) return size;
  e.size = size - HEAD;
  for (uint32_t n = 1 + !roll(&e, 3); n && e.size; n--) change(&e);
  return HEAD + e.size;
}
