/* Fingerprints: the same finding keeps its fingerprint when lines come and go and blocks move, so that a baseline knows it again.
 *
 * Hashed are the rule, the names of the routers it is about, the ends of its tunnel, and the text of the line where to look first: blanks
 * count once, and every secret in it is masked, so that nothing of one gets into the hash. Equal findings are told apart by counting
 * them. */
#include "src/run.h"

#include "src/rule.h"
#include "src/tunnel_text.h"

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
  if (s) mix(h, s, strlen(s));
  mix(h, "", 1);
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static void mix_line(struct hash_pair *h, struct run *run, const struct location *l)
{
  struct quoted q = run_quote(run, l->router, source_spot(l->router->source, l->at.first).line, false);
  const char *s = q.text, *end = q.text + q.length;
  while (s < end) {
    while (s < end && is_blank(*s)) s++;
    const char *word = s;
    while (s < end && !is_blank(*s)) s++;
    mix(h, word, (size_t)(s - word));
    if (s > word) mix(h, " ", 1);
  }
}

/* Which policy entry or tunnel interface of the router it is. */
static void mix_end(struct hash_pair *h, const struct end *e)
{
  mix_text(h, router_shown(e->router));
  mix_text(h, e->policy ? e->policy->name : NULL);
  if (e->entry) mix(h, (const char *)&e->entry->sequence, sizeof e->entry->sequence);
  mix_text(h, e->kind != END_POLICY && e->tunnel ? e->tunnel->name : NULL);
}

static struct hash_pair hash(struct run *run, const struct finding *f)
{
  struct hash_pair h = { 14695981039346656037u, 1469598103934665603u };
  mix_text(&h, f->rule->id);
  for (int i = 0; f->tunnel && i < 2; i++) mix_end(&h, f->tunnel->end[i]);
  for (const struct location *l = f->tunnel ? NULL : f->locations; l; l = l->next) mix_text(&h, router_shown(l->router));
  if (f->locations) mix_line(&h, run, f->locations);
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
  if (run->fingerprinted) return;
  run->fingerprinted = true;
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
