/* Finding the dialect: adding up what the lines tell. */
#include "src/detect.h"

#include "src/quote.h"
#include "vendors/vendor.h"

#include <ctype.h>
#include <string.h>

#define DECISIVE 1000
#define STRONG 900       /* points of a line that tells more than any number of weaker ones */
#define CLEAR 300        /* points with which a dialect is found when HEAD lines are over */
#define LEAST 100        /* points that make a text a config */
#define HEAD 4096u       /* lines that are looked at in any case */
#define SHORTEST 3u      /* bytes of a line that can tell anything */
#define LONGEST 512u     /* bytes of a line that are looked at */
#define MOST_DIALECTS 16u

/* What the lines have told about one dialect. */
struct tally {
  int64_t points;
  int best;            /* points of the line that told the most */
  uint32_t line;       /* its number */
  const char *reason;  /* what it is */
  uint32_t lines;      /* that told anything */
};

struct detection {
  struct tally tally[MOST_DIALECTS];
  size_t count;                  /* of dialects */
  int decided;                   /* index of the dialect with a decisive line, or -1 */
  const struct foreign *foreign; /* with a decisive line */
  uint32_t foreign_line;
  uint32_t line;                 /* number of the line at hand */
  uint32_t telling, seen;        /* lines that told anything for any dialect; lines that could have */
  uint32_t first_words;          /* number of the first of those that has several words; 0: none. A word alone may be a key */
};

/* ---- Lines ---- */

static bool is_foreign(struct detection *d, const char *line, size_t len)
{
  for (const struct foreign *f = foreign_systems; f->title; f++)
    if (f->weigh(line, len) >= DECISIVE) {
      d->foreign = f;
      d->foreign_line = d->line;
      return true;
    }
  return false;
}

/* Asks every dialect about the line. */
static void weigh_line(struct detection *d, const char *line, size_t len)
{
  bool told = false;
  int most = DECISIVE - 1;
  for (size_t i = 0; i < d->count; i++) {
    const char *reason = NULL;
    int points = dialects[i]->weigh ? dialects[i]->weigh(line, len, &reason) : 0;
    struct tally *t = &d->tally[i];
    if (points <= 0) continue;
    told = true;
    t->points += points;
    t->lines++;
    if (points > t->best) {
      t->best = points;
      t->line = d->line;
      t->reason = reason;
    }
    if (points > most || (points == most && points >= DECISIVE && t->points > d->tally[d->decided].points)) {
      most = points;
      d->decided = (int)i;
    }
  }
  d->telling += told;
}

/* Copies the line to `to`, which has room for it and a NUL, with one blank for each run of them behind the first `lead` bytes. Returns its
 * length. */
static size_t collapse(char *to, const char *line, size_t len, size_t lead)
{
  size_t n = 0;
  for (size_t i = 0; i < len; i++) {
    bool blank = line[i] == ' ' || line[i] == '\t';
    if (i < lead || !blank) to[n++] = line[i];
    else if (n > 0 && to[n - 1] != ' ') to[n++] = ' ';
  }
  to[n] = '\0';
  return n;
}

/* Takes one line; true when the search is over. */
static bool take_line(struct detection *d, const char *line, size_t len)
{
  char single[LONGEST + 1];
  size_t blanks = 0;
  while (blanks < len && isspace((unsigned char)line[blanks])) blanks++;
  while (len > blanks && isspace((unsigned char)line[len - 1])) len--;
  if (len - blanks < SHORTEST) return false;
  if (len > LONGEST) len = LONGEST;
  if (blanks >= len) return false;
  len = collapse(single, line, len, blanks);
  line = single;
  d->seen++;
  if (!d->first_words && memchr(line + blanks, ' ', len - blanks)) d->first_words = d->line;
  if (is_foreign(d, line, len)) return true;
  weigh_line(d, line, len);
  return d->decided >= 0;
}

/* Does `a` tell more than `b`? A text whose author mixed two releases has strong lines of both: the strongest decides. */
static bool tells_more(const struct tally *a, const struct tally *b)
{
  if ((a->best >= STRONG || b->best >= STRONG) && a->best != b->best) return a->best > b->best;
  return a->points > b->points;
}

/* The dialect that the lines tell the most about; the first of equals. */
static size_t leader(const struct detection *d)
{
  size_t best = 0;
  for (size_t i = 1; i < d->count; i++)
    if (tells_more(&d->tally[i], &d->tally[best])) best = i;
  return best;
}

static void take_lines(struct detection *d, const struct source *s)
{
  uint32_t at = 0;
  while (at < s->size) {
    const char *line = s->text + at, *end = memchr(line, '\n', s->size - at);
    size_t len = end ? (size_t)(end - line) : s->size - at;
    d->line++;
    if (take_line(d, line, len)) return;
    if (d->line >= HEAD && d->tally[leader(d)].points >= CLEAR) return;
    at += (uint32_t)len + 1;
    if (!end) return;
  }
}

/* ---- Reasons ---- */

/* The line as it may be shown, short. */
static const char *shown(struct source *s, struct arena *a, uint32_t line)
{
  const char *text = quote_line(a, s, line, NULL, 0, false).text;
  while (*text == ' ') text++;
  size_t len = strlen(text), cut = 64;
  if (len <= cut) return arena_printf(a, "line %u: `%s`", line, text);
  while (cut && (text[cut] & 0xc0) == 0x80) cut--;
  return arena_printf(a, "line %u: `%.*s...`", line, (int)cut, text);
}

static const char *why_none(const struct detection *d, struct source *s, struct arena *a)
{
  if (!s->size) return "the file is empty";
  if (!d->seen) return "the file holds no command";
  if (!d->first_words) return "no line of it tells a router's dialect";
  return arena_printf(a, "no line of it tells a router's dialect; %s", shown(s, a, d->first_words));
}

/* Another dialect that the text may as well be in; count: none. */
static size_t rival(const struct detection *d, size_t best)
{
  size_t next = d->count;
  for (size_t i = 0; i < d->count; i++)
    if (i != best && d->tally[i].points * 10 >= d->tally[best].points * 9 &&
      (next == d->count || d->tally[i].points > d->tally[next].points))
      next = i;
  return next;
}

static const char *why(const struct detection *d, size_t best, struct source *s, struct arena *a)
{
  const struct tally *t = &d->tally[best];
  const char *text = shown(s, a, t->line);
  if (t->reason) text = arena_printf(a, "%s, %s", text, t->reason);
  if (d->decided >= 0) return text;
  if (t->lines > 1) text = arena_printf(a, "%s, and %u more line%s of its syntax", text, t->lines - 1, t->lines > 2 ? "s" : "");
  size_t next = rival(d, best);
  return next == d->count
    ? text
    : arena_printf(a, "%s; a guess: it may as well be %s (--dialect %s)", text, dialects[next]->title, dialects[next]->name);
}

const struct dialect *detect_dialect(struct source *s, struct arena *a, const char **reason, const struct foreign **foreign)
{
  struct detection d = { .decided = -1 };
  while (dialects[d.count] && d.count < MOST_DIALECTS) d.count++;
  take_lines(&d, s);
  *foreign = d.foreign;
  if (d.foreign) {
    *reason = shown(s, a, d.foreign_line);
    return NULL;
  }
  size_t best = d.decided >= 0 ? (size_t)d.decided : leader(&d);
  if (d.tally[best].points < LEAST && (!d.telling || d.telling * 2 < d.seen)) {
    *reason = why_none(&d, s, a);
    return NULL;
  }
  *reason = why(&d, best, s, a);
  return dialects[best];
}
