/* Fingerprints: the same finding keeps its fingerprint when lines above it come and go, so that a baseline knows it again.
 *
 * Hashed are the rule, the files' names without folder, and the text of each line that the finding points at with its secrets masked, never a secret; equal ones are told apart by counting them. */
#include "src/run.h"

#include "src/rule.h"

#include <inttypes.h>
#include <string.h>

struct hash_pair {
  uint64_t a, b;
};

/* FNV-1a twice, from two starting points: 128 bits that need to be distinct, not secure. */
static void mix(struct hash_pair *h, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    h->a = (h->a ^ (unsigned char)s[i]) * 1099511628211u;
    h->b = (h->b ^ (unsigned char)(s[i] + 1)) * 1099511628211u;
  }
}

static void mix_text(struct hash_pair *h, const char *s)
{
  mix(h, s, strlen(s) + 1);
}

/* The line without the blanks around it, so that indentation does not count. */
static void mix_line(struct hash_pair *h, struct run *run, const struct location *l)
{
  struct quoted q = run_quote(run, l->router, source_spot(l->router->source, l->at.first).line, false);
  const char *first = q.text, *last = q.text + q.length;
  while (first < last && *first == ' ') first++;
  while (first < last && last[-1] == ' ') last--;
  mix(h, first, (size_t)(last - first));
}

static struct hash_pair hash(struct run *run, const struct finding *f)
{
  struct hash_pair h = { 14695981039346656037u, 1469598103934665603u };
  mix_text(&h, f->rule->id);
  for (const struct location *l = f->locations; l; l = l->next) {
    const char *path = l->router->source->path, *slash = strrchr(path, '/');
    mix_text(&h, slash ? slash + 1 : path);
    mix_line(&h, run, l);
  }
  arena_free(&run->scratch);
  return h;
}

/* Open addressing over the hashes seen: how often did this one come before? */
struct seen {
  struct hash_pair hash;
  unsigned count;
};

static unsigned occurrence(struct seen *seen, size_t capacity, struct hash_pair h)
{
  size_t at = (size_t)h.a & (capacity - 1);
  while (seen[at].count && (seen[at].hash.a != h.a || seen[at].hash.b != h.b)) at = (at + 1) & (capacity - 1);
  seen[at].hash = h;
  return seen[at].count++;
}

void fingerprint_findings(struct run *run)
{
  size_t count = 0, capacity = 64;
  for (const struct finding *f = run->findings; f; f = f->next) count++;
  while (capacity < count * 2) capacity *= 2;
  struct seen *seen = arena_alloc(&run->arena, capacity * sizeof *seen);
  for (struct finding *f = run->findings; f; f = f->next) {
    struct hash_pair h = hash(run, f);
    unsigned before = occurrence(seen, capacity, h);
    if (before) mix(&h, (const char *)&before, sizeof before);
    snprintf(f->fingerprint, sizeof f->fingerprint, "%016" PRIx64 "%016" PRIx64, h.a, h.b);
  }
}
