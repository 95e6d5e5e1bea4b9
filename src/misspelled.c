/* See misspelled.h. The ledger has an entry for every line; a block ends at a blank line, at a comment, or where the next object begins. */
#include "src/misspelled.h"

#include <string.h>

#include "src/source.h"

#define MOST_BELOW 16u /* lines below the header that are looked at */
#define MOST_WORDS 4u  /* of a line; a prompt may be one */
#define LONGEST_WORD 64u

static unsigned smaller(unsigned a, unsigned b)
{
  return a < b ? a : b;
}

/* How many characters must be put in, taken out or changed to make one of the other, whatever their case; words of any length but the
 * longest are compared. */
static unsigned distance(const char *a, const char *b)
{
  size_t la = strlen(a), lb = strlen(b);
  unsigned row[LONGEST_WORD];
  if (la >= LONGEST_WORD || lb >= LONGEST_WORD) return LONGEST_WORD;
  for (size_t k = 0; k <= lb; k++) row[k] = (unsigned)k;
  for (size_t i = 0; i < la; i++) {
    unsigned above = row[0];
    row[0] = (unsigned)i + 1;
    for (size_t k = 0; k < lb; k++) {
      unsigned changed = above + ((a[i] | 0x20) != (b[k] | 0x20));
      above = row[k + 1];
      row[k + 1] = smaller(changed, smaller(row[k], above) + 1);
    }
  }
  return row[lb];
}

bool misspelled(const char *word, const char *wanted)
{
  unsigned d = distance(word, wanted);
  return d <= 2 && d * 3 <= strlen(word);
}


/* The nearest object behind the place so far. */
#define NEARER(type, list) \
  for (const struct type *o_ = (list).first; o_; o_ = o_->next) \
    if (o_->at.first > at.first && o_->at.first < next) next = o_->at.first

static uint32_t next_object(const struct router *r, struct place at)
{
  uint32_t next = UINT32_MAX;
  NEARER(interface, r->interfaces);
  NEARER(acl, r->acls);
  NEARER(ike_proposal, r->proposals);
  NEARER(psk, r->keys);
  NEARER(keyring, r->keyrings);
  NEARER(ike_profile, r->profiles);
  NEARER(transform_set, r->transforms);
  NEARER(policy_entry, r->entries);
  NEARER(route, r->routes);
  return next;
}

/* Is one of the line's first words near the wanted one, or that one itself beside a misspelled other? */
static bool has_near(const char *line, size_t length, const char *wanted)
{
  char word[LONGEST_WORD];
  for (unsigned n = 0; n < MOST_WORDS && length; n++) {
    size_t blanks = 0, size = 0;
    while (blanks < length && (line[blanks] == ' ' || line[blanks] == '\t')) blanks++;
    while (blanks + size < length && line[blanks + size] != ' ' && line[blanks + size] != '\t') size++;
    if (!size || size >= sizeof word) return false;
    memcpy(word, line + blanks, size);
    word[size] = '\0';
    if (misspelled(word, wanted)) return true;
    line += blanks + size;
    length -= blanks + size;
  }
  return false;
}

bool misspelled_point(struct judge *j, struct finding *f, struct router *r, struct place at, const char *wanted)
{
  if (!f || !r->ledger || !at.last) return false;
  uint32_t line = source_spot(r->source, at.first).line, next = next_object(r, at);
  for (uint32_t end = line + MOST_BELOW; ++line <= end && line <= r->lines;) {
    struct place p;
    source_clean_line(r->source, line, &p.first, &p.last);
    if (p.first >= next || r->ledger[line - 1] == LEDGER_BLANK || r->ledger[line - 1] == LEDGER_COMMENT) return false;
    if (r->ledger[line - 1] != LEDGER_UNKNOWN || p.first >= p.last || !has_near(source_at(r->source, p.first), p.last - p.first, wanted))
      continue;
    while (*source_at(r->source, p.first) == ' ') p.first++;
    finding_at(j, f, r, p, "not understood");
    return true;
  }
  return false;
}
