/* What the driver's own files (front.c, front_wrap.c, front-parse.h) share: finding lines, blanks and prompts in the text. Grammars and
 * actions have no use for it. */
#ifndef PEERLINT_FRONT_LINES_H
#define PEERLINT_FRONT_LINES_H

#include "grammar/front.h"

#include <ctype.h>
#include <string.h>

#define FRONT_NARROWEST 24u /* columns of a line that a terminal may have wrapped */
#define FRONT_NARROWEST_USUAL 79u /* of the usual widths */

/* What is known of the width at which a terminal wrapped the text's lines. */
struct front_wrap {
  uint32_t longest; /* columns of the longest line so far; 0: not measured yet */
  uint32_t looked_at; /* the width that `looks_wrapped` is about */
  bool looks_wrapped;
};

/* The offset of the LF that ends the line, or of the text's end. */
static inline uint32_t front_line_end(const struct front *f, uint32_t at)
{
  const char *lf = memchr(f->scan.text + at, '\n', f->scan.size - at);
  return lf ? (uint32_t)(lf - f->scan.text) : f->scan.size;
}

/* The first byte in [at, end) that is no blank; the columns before it. */
static inline uint32_t front_skip_blanks(const struct front *f, uint32_t at, uint32_t end, uint32_t *indent)
{
  *indent = 0;
  for (; at < end; at++)
    if (f->scan.text[at] == ' ') ++*indent;
    else if (f->scan.text[at] == '\t') *indent = (*indent | 7) + 1;
    else if (f->scan.text[at] != '\r') break;
  return at;
}

/* isspace() in the C locale, without its table. */
static inline bool front_is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Eight bytes of the text, the first one lowest. */
static inline uint64_t front_eight(const char *s)
{
  uint64_t v;
  memcpy(&v, s, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  v = __builtin_bswap64(v);
#endif
  return v;
}

/* The length of the word that the `length` bytes at `s` begin with. Every line has some measured, so eight bytes at a time are looked at
 * for one that is no more than a blank. */
static inline uint32_t front_word(const char *s, uint32_t length)
{
  const uint64_t each = 0x0101010101010101u;
  uint32_t i = 0;
  for (; length - i >= 8; i += 8) {
    uint64_t eight = front_eight(s + i),
             low = (eight - each * 0x21) & ~eight & each * 0x80; /* the lowest bit set is right, those above it may not be */
    if (!low) continue;
    i += (uint32_t)__builtin_ctzll(low) / 8;
    break;
  }
  while (i < length && !front_is_space(s[i])) i++;
  return i;
}

/* The same for the word at the offset `at` of the clean text. Line ends are blanks, so nothing but the text's own end bounds the look. */
static inline uint32_t front_word_length(const struct front *f, uint32_t at)
{
  return front_word(f->scan.text + at, f->scan.size - at);
}

/* The end of [at, end) without blanks. */
static inline uint32_t front_trimmed(const struct front *f, uint32_t at, uint32_t end)
{
  while (end > at && front_is_space(f->scan.text[end - 1])) end--;
  return end;
}

/* Is the character at `word` the only one of the line that ends at `end`? */
static inline bool front_is_alone(const struct front *f, uint32_t word, uint32_t end)
{
  return front_trimmed(f, word, end) == word + 1;
}

/* Length of the prompt at `s`, with the blanks behind it: `<H3C>`, `[H3C-ike-peer-x]`, `Router(config-if)#`, `R1#`, `R1>`; 0 where there is
 * none. Sets `*configures` for a prompt at which commands change the config. */
uint32_t front_prompt(const char *s, uint32_t len, bool *configures);

/* What the device said in between: `% Invalid input detected at '^' marker.`, the line with that `^`, log messages (`%SYS-5-CONFIG_I`,
 * `*Mar  1 00:01:02`). They close no view. The line is [word, end), as below. */
bool front_is_message(const struct front *f, uint32_t word, uint32_t end);
/* What a device says of a command that it does not take: `% Unrecognized command found at '^' position.`, `% Invalid input detected at '^'
 * marker.`. */
bool front_is_refusal(const char *s, const char *end);
/* Does the device answer the command with something that is no config: `show crypto isakmp sa`, `do ping 10.0.0.1`, `save`? Splits it into
 * f->line. */
bool front_is_question(struct front *f, uint32_t word, uint32_t end);
/* Does no command of any device begin with a word like this: `--`, "```", `**VPN**`, `|`, `1.`, or one of a sentence in another script? The
 * device refuses what is pasted of such a line and stays in its view. */
bool front_is_prose(const char *word, uint32_t length);
/* Is the line a title, `Branch router:`? No command ends so. */
bool front_is_title(const struct front *f, uint32_t word, uint32_t end);

/* Bytes before the second command of the line at `s` that holds several, each behind its prompt, as pages leave them that lost their line
 * ends: `[R1]ike keychain k [R1-ike-keychain-k]pre-shared-key ...`,
 * `R1(config)#int tu1 R1(config-if)#mtu 1400`. `length`: it holds one. */
uint32_t front_next_prompt(const char *s, uint32_t length);

/* Puts the words of the `length` bytes at `text` into `line`; their places are counted from `start`, where the first of these bytes
 * stands. */
void front_split(struct front *f, struct front_line *line, const char *text, uint32_t length, uint32_t start);

/* Is the line long enough for front_unwrap()? No character takes more columns than bytes. */
static inline bool front_may_be_wrapped(const struct front_wrap *w, uint32_t start, uint32_t end)
{
  return end - start + 1 >= w->longest || end - start >= FRONT_NARROWEST_USUAL;
}

/* The line at hand (f->line), which starts at `start` and ends at `end`, may have been wrapped by a terminal: where it makes sense only
 * together with what follows, f->line becomes the joined line. Returns the end of the last line that was joined to it, 0 where none was,
 * and sets `*lines` to how many those are. */
uint32_t front_unwrap(
  struct front *f, const struct front_parser *parser, struct front_wrap *w, uint32_t start, uint32_t end, uint32_t *lines);

/* The same for the line at hand that stands behind a prompt and ends at `end`, whatever its width: a copy of a document goes on with it in
 * lines that have none. */
uint32_t front_continue(struct front *f, const struct front_parser *parser, uint32_t end, uint32_t *lines);

#endif
