/* See fuzz.h. */
#include "testdata/fuzz/fuzz.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void fuzz_require(bool holds, const char *what)
{
  if (holds) return;
  fprintf(stderr, "fuzz: does not hold: %s\n", what);
  abort();
}

static char *const *arguments;

const char *fuzz_option(const char *beginning)
{
  size_t length = strlen(beginning);
  for (char *const *a = arguments; a && *a; a++)
    if (!strncmp(*a, beginning, length)) return *a + length;
  return NULL;
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

/* libFuzzer calls it first. Without a random seed of the objects' hashes a run from the same seed repeats itself, whatever it covers. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  (void)argc;
  arguments = *argv;
  json_object_seed(1);
  return 0;
}

/* ---- Sinks ---- */

void sink_open(struct sink *s)
{
  *s = (struct sink){ 0 };
  s->out = open_memstream(&s->text, &s->size);
  fuzz_require(s->out, "memory for the output");
}

void sink_close(struct sink *s)
{
  fclose(s->out);
}

void sink_free(struct sink *s)
{
  free(s->text);
}

/* ---- What is printed ---- */

/* Length of the UTF-8 sequence at `s`, 0 where it is none (RFC 3629). */
static size_t utf8(const unsigned char *s, size_t room)
{
  static const struct {
    unsigned char first, last, low, high;
    size_t length;
  } forms[] = { { 0x00, 0x7f, 0, 0, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
    { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
    { 0xf4, 0xf4, 0x80, 0x8f, 4 } };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (s[0] < forms[i].first || s[0] > forms[i].last) continue;
    if (forms[i].length > room || (forms[i].length > 1 && (s[1] < forms[i].low || s[1] > forms[i].high))) return 0;
    for (size_t k = 2; k < forms[i].length; k++)
      if (s[k] < 0x80 || s[k] > 0xbf) return 0;
    return forms[i].length;
  }
  return 0;
}

static bool is_c1(const unsigned char *s, size_t n)
{
  return n == 2 && s[0] == 0xc2 && s[1] < 0xa0;
}

void fuzz_printable(const char *text, size_t size)
{
  const unsigned char *s = (const unsigned char *)text;
  for (size_t i = 0; i < size;) {
    size_t n = utf8(s + i, size - i);
    fuzz_require(n, "what is printed is UTF-8");
    fuzz_require(n > 1 || s[i] == '\n' || (s[i] >= ' ' && s[i] != 0x7f), "no control character is printed");
    fuzz_require(!is_c1(s + i, n), "no C1 control is printed");
    i += n;
  }
}

void fuzz_diff(const char *text, size_t size)
{
  const unsigned char *s = (const unsigned char *)text;
  for (size_t i = 0, n; i < size; i += n ? n : 1) {
    n = utf8(s + i, size - i);
    fuzz_require(s[i] >= ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r', "no control character is in a diff");
    fuzz_require(s[i] != 0x7f && !is_c1(s + i, n), "no control is in a diff");
  }
}

json_t *fuzz_json(const struct sink *s)
{
  json_t *root = json_loadb(s->text, s->size, JSON_REJECT_DUPLICATES, NULL);
  fuzz_require(root, "the report is JSON");
  return root;
}

/* ---- Canaries ---- */

#define SHOWN 7 /* so many characters of a canary are a part of it */

/* The next canary or beginning of one, in any case of its letters; NULL: none. */
static const char *canary(const char *text, const char *end)
{
  for (; end - text >= SHOWN; text++) {
    size_t k = 0;
    while (k < SHOWN && tolower((unsigned char)text[k]) == tolower((unsigned char)CANARY[k])) k++;
    if (k == SHOWN) return text;
  }
  return NULL;
}

/* Lines that any dialect reads, or passes over, as one with a key. */
static bool introduces(const char *line, const char *key)
{
  static const char *const starts[] = { "crypto isakmp key ", "crypto isakmp key 0 ", "crypto isakmp key 6 ", "crypto isakmp key 7 ",
    "pre-shared-key ", "pre-shared-key simple ", "pre-shared-key cipher ", "pre-shared-key address 10.0.0.1 key simple ",
    "pre-shared-key address 10.0.0.1 255.255.255.255 key cipher ", "pre-shared-key address 10.0.0.1 key " };
  while (line < key && *line == ' ') line++;
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (strlen(starts[i]) == (size_t)(key - line) && !memcmp(starts[i], line, (size_t)(key - line))) return true;
  return false;
}

bool fuzz_is_plain(const char *input, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (((unsigned char)input[i] < ' ' && input[i] != '\n') || (unsigned char)input[i] > '~') return false;
  return true;
}

bool canary_is_secret(const char *input, size_t size)
{
  const char *end = input + size, *line = input;
  if (!fuzz_is_plain(input, size)) return false;
  for (const char *at = input; (at = canary(at, end)); at += sizeof CANARY - 1) {
    const char *c = at;
    while (c > input && c[-1] != '\n') c--;
    line = c;
    if (!introduces(line, at) || (size_t)(end - at) < sizeof CANARY - 1 || memcmp(at, CANARY, sizeof CANARY - 1)) return false;
    c = at + sizeof CANARY - 1;
    if (c < end && *c != ' ' && *c != '\n') return false;
  }
  return true;
}

bool canary_shown(const char *text, size_t size)
{
  return size && canary(text, text + size);
}

void canary_hidden(const char *text, size_t size)
{
  fuzz_require(!canary_shown(text, size), "no key is printed");
}

/* ---- Inputs ---- */

const char *fuzz_choose(uint8_t byte, const char *const *names, size_t count)
{
  size_t i = byte % (count + 1);
  return i < count ? names[i] : NULL;
}

static char in_memory[] = "/dev/shm/peerlint-fuzz-XXXXXX", on_disk[] = "/tmp/peerlint-fuzz-XXXXXX";
static char *folder;
static char path[sizeof in_memory + sizeof "/.peerlint.json"];

static void clean_up(void)
{
  unlink(path);
  rmdir(folder);
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
  if (!*path) {
    folder = mkdtemp(in_memory);
    if (!folder) folder = mkdtemp(on_disk);
    fuzz_require(folder, "a folder for the input");
    snprintf(path, sizeof path, "%s/.peerlint.json", folder);
    atexit(clean_up);
  }
  FILE *out = fopen(path, "wb");
  fuzz_require(out && fwrite(data, 1, size, out) == size && !fclose(out), "a file for the input");
  return path;
}
