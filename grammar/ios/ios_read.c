/* The IOS family's side of the driver: what to ignore, what goes on over several lines, the objects by name, and the global lines that
 * belong to no other file. */
#include "grammar/ios/ios.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LONGEST_LIST 64u /* bytes of an access list's name */
#define MOST_SHOWN 64u   /* lists that `show` printed, each of which is looked for in the text */

/* ---- Objects by name ---- */

static struct ios_slot *slot_of(struct table *t, uint64_t key)
{
  struct ios_slot *slot = table_get(t, key);
  if (!slot) {
    slot = ARENA_NEW(t->arena, struct ios_slot);
    table_put(t, key, slot);
  }
  return slot;
}

struct ios_slot *ios_name_slot(struct front *f, enum ios_kind kind, const char *name)
{
  return slot_of(&ios_state(f)->names, (uint64_t)(uintptr_t)name << 8 | (uint64_t)kind);
}

struct ios_slot *ios_entry_slot(struct front *f, const struct policy *group, uint32_t sequence)
{
  return slot_of(&ios_state(f)->entries, (uint64_t)(uintptr_t)group << 16 | sequence);
}

void ios_remove(struct front *f, struct place *at)
{
  *at = (struct place){ UINT32_MAX, UINT32_MAX };
  ios_state(f)->removed = true;
}

static bool is_removed(const struct place *at)
{
  return at->first == UINT32_MAX;
}

void ios_open(struct front *f, enum ios_view view)
{
  f->repeat = NULL;
  ios_state(f)->opened = (int)view;
  front_open(f, (int)view);
}

#define SWEEP(list, type, gone) \
  do { \
    struct type **p = &(list).first; \
    while (*p) \
      if (gone) *p = (*p)->next; \
      else p = &(*p)->next; \
    (list).end = p; \
  } while (0)

/* Takes out what `no` lines removed; a map goes with its last entry. */
static void sweep(struct router *r)
{
  SWEEP(r->interfaces, interface, is_removed(&(*p)->at));
  SWEEP(r->acls, acl, is_removed(&(*p)->at));
  SWEEP(r->proposals, ike_proposal, is_removed(&(*p)->at));
  SWEEP(r->keys, psk, is_removed(&(*p)->at) || ((*p)->ring && is_removed(&(*p)->ring->at)));
  SWEEP(r->keyrings, keyring, is_removed(&(*p)->at));
  SWEEP(r->profiles, ike_profile, is_removed(&(*p)->at));
  SWEEP(r->transforms, transform_set, is_removed(&(*p)->at));
  SWEEP(r->entries, policy_entry, is_removed(&(*p)->at) || is_removed(&(*p)->group->at));
  for (struct policy_entry *e = r->entries.first; e; e = e->next) e->group->entries = e;
  SWEEP(r->policies, policy, is_removed(&(*p)->at) || !(*p)->entries);
  SWEEP(r->routes, route, is_removed(&(*p)->at));
  SWEEP(r->nats, nat_rule, is_removed(&(*p)->at));
}

/* ---- Values ---- */

bool ios_value(const struct front *f, struct place word, const struct ios_value *values, uint32_t *value)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  const struct ios_value *found = NULL;
  for (const struct ios_value *v = values; v->word; v++) {
    if (strncasecmp(v->word, s, len)) continue;
    if (!v->word[len]) {
      *value = v->value;
      return true;
    }
    if (found) return false;
    found = v;
  }
  if (found) *value = found->value;
  return found != NULL;
}

uint32_t ios_words_first(const struct front *f, struct place place)
{
  uint32_t i = 0;
  while (i < f->line.count && f->line.words[i].first < place.first) i++;
  return i;
}

uint32_t ios_words_end(const struct front *f, struct place place)
{
  uint32_t i = 0;
  while (i < f->line.count && f->line.words[i].first < place.last) i++;
  return i;
}

bool ios_word_is(const struct front *f, uint32_t index, uint32_t end, const char *keyword, uint32_t least)
{
  if (index >= end || index >= f->line.count) return false;
  uint32_t len;
  const char *s = front_text(f, f->line.words[index], &len);
  return len >= least && len <= strlen(keyword) && !strncasecmp(s, keyword, len);
}

bool ios_address_at(struct front *f, struct place word, bool names, struct origin *field, struct ip *ip)
{
  if (front_address(f, word, names, ip)) return true;
  front_bad_word(f, word, field, names ? "an address or a host name" : "an address");
  return false;
}

void ios_number(struct front *f, struct num *n, struct place word, uint64_t low, uint64_t high, const char *what)
{
  uint32_t v;
  if (front_number(f, word, low, high, &v)) front_set_num(f, n, v, word);
  else front_bad_word(f, word, &n->o, what);
}

void ios_flag(struct front *f, struct num *n, uint32_t value, struct place at)
{
  (void)f;
  n->v = value;
  n->o = origin_line(at);
}

/* ---- Global lines ---- */

static const char *find_digit(const char *s, const char *end)
{
  while (s < end && !isdigit((unsigned char)*s)) s++;
  return s;
}

static uint32_t read_digits(const char **s, const char *end)
{
  uint32_t v = 0;
  for (; *s < end && isdigit((unsigned char)**s); ++*s)
    if (v < 100000) v = v * 10 + (uint32_t)(**s - '0');
  return v;
}

/* `version 15.7`, `version RGOS 10.4(3b19)p3 Release(180891)`, `version AC_RGOS 11.9(6)W2B1, Release(10162720)`. RIP has a `version 2`
 * too. */
void ios_version(struct front *f, struct place words)
{
  struct router *r = f->router;
  uint32_t len;
  const char *text = front_text(f, words, &len);
  if (r->release || !memchr(text, '.', len)) {
    front_ignore(f);
    return;
  }
  r->release = front_joined(f, words);
  r->release_at = front_whole(f);
  const char *s = r->release, *end = s + strlen(s), *rgos = strstr(s, "RGOS");
  s = find_digit(rgos ? rgos : s, end);
  r->release_major = read_digits(&s, end);
  r->release_minor = 0;
  if (s < end && *s == '.') {
    s++;
    r->release_minor = read_digits(&s, end);
  }
}

void ios_hostname(struct front *f, struct place word)
{
  f->router->hostname.s = front_intern(f, word);
  f->router->hostname.o = origin_line(word);
}

void ios_leave(struct front *f)
{
  ios_state(f)->opened = IOS_NONE;
  f->left = true;
  front_ignore(f);
}

void ios_no_other(struct front *f)
{
  if (ios_word_is(f, 1, f->line.count, "crypto", 2)) front_unknown(f);
  else front_ignore(f);
}

void ios_other_block(struct front *f, const char *what, struct place name, bool ikev2)
{
  struct unmodelled *u = ARENA_NEW(f->router->arena, struct unmodelled);
  u->name = front_intern(f, name);
  u->what = what;
  u->ikev2 = ikev2;
  u->at = front_whole(f);
  LIST_APPEND(f->router->unmodelled, u);
  ios_state(f)->other = u;
  ios_state(f)->other_peers = 0;
  ios_open(f, IOS_OTHER);
  front_ignore(f);
}

void ios_other_peer(struct front *f, struct place address)
{
  struct ios_state *s = ios_state(f);
  struct ip ip;
  uint32_t len;
  const char *text = front_text(f, address, &len);
  front_ignore(f);
  if (!ip_parse(text, len, &ip)) return;
  if (ip.kind == IP_MASKED) ip.text = front_intern(f, address);
  s->other->peer = s->other_peers++ ? (struct ip){ .kind = IP_NONE } : ip;
}

/* ---- Text over several lines ---- */

static uint32_t end_of_line(const struct front *f, uint32_t at)
{
  const char *lf = memchr(f->scan.text + at, '\n', f->scan.size - at);
  return lf ? (uint32_t)(lf - f->scan.text) : f->scan.size;
}

static bool is_kind_of_banner(const struct front *f, uint32_t index)
{
  static const char *const kinds[] = { "motd", "login", "exec", "incoming", "slip-ppp", "prompt-timeout", "config-save", NULL };
  for (const char *const *k = kinds; *k; k++)
    if (ios_word_is(f, index, f->line.count, *k, 2)) return true;
  return false;
}

/* Is the character at `s` the last word of its line? */
static bool stands_alone(const char *s, const char *stop)
{
  if (isalnum((unsigned char)s[-1])) return false;
  for (s++; s < stop && *s != '\n'; s++)
    if (!isspace((unsigned char)*s)) return false;
  return true;
}

/* The text between two delimiters: `banner motd ^C ... ^C`. The delimiter is any character, or `^` and a letter for a control character.
 * A letter or digit is more likely the text's first, whose delimiter was lost when the config was copied: on a later line it counts only
 * where it stands alone. */
static uint32_t banner(struct front *f, const struct front_line *line)
{
  uint32_t index = is_kind_of_banner(f, 1) ? 2 : 1;
  if (index >= line->count || line->text.last > f->scan.size) return 0;
  const char *text = f->scan.text + line->words[index].first, *stop = f->scan.text + f->scan.size;
  size_t length = text[0] == '^' && line->words[index].last - line->words[index].first >= 2 && isupper((unsigned char)text[1]) ? 2 : 1;
  const char *line_end = f->scan.text + end_of_line(f, line->words[index].first);
  for (const char *s = text + length; s + length <= stop; s++) {
    s = memchr(s, *text, (size_t)(stop - s));
    if (!s || s + length > stop) return 0;
    if (memcmp(s, text, length) || (s > line_end && isalnum((unsigned char)*text) && length == 1 && !stands_alone(s, stop))) continue;
    uint32_t end = end_of_line(f, (uint32_t)(s - f->scan.text));
    return end < f->scan.size ? end + 1 : f->scan.size;
  }
  return 0;
}

static bool is_hex_row(const char *s, const char *end)
{
  unsigned digits = 0;
  for (; s < end; s++)
    if (isxdigit((unsigned char)*s)) digits++;
    else if (*s != ' ' && *s != '\t' && *s != '\r') return false;
  return digits >= 2;
}

/* Rows of hexadecimal digits that `quit` ends: certificates and public keys. */
static uint32_t hex_block(const struct front *f, const struct front_line *line)
{
  for (uint32_t at = line->next; at < f->scan.size;) {
    uint32_t end = end_of_line(f, at), first = at;
    const char *text = f->scan.text;
    while (first < end && (text[first] == ' ' || text[first] == '\t')) first++;
    uint32_t next = end < f->scan.size ? end + 1 : f->scan.size;
    if (end - first >= 4 && !memcmp(text + first, "quit", 4)) return next;
    if (!is_hex_row(text + first, text + end)) return 0;
    at = next;
  }
  return 0;
}

/* Does the text configure the list anywhere, by lines that begin so, maybe behind a prompt? What `show crypto map` prints is indented. */
static bool is_configured(const struct front *f, const char *name, uint32_t length)
{
  static const char *const forms[] = { "ip access-list extended %.*s", "access-list %.*s permit", "access-list %.*s deny" };
  char text[LONGEST_LIST + 32];
  for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
    snprintf(text, sizeof text, forms[i], (int)length, name);
    for (const char *at = f->scan.text; (at = strstr(at, text)); at++)
      if (at == f->scan.text || strchr("\r\n#", at[-1])) return true;
  }
  return false;
}

/* `Extended IP access list VPN`: what `show access-lists` heads a list with, whose entries follow as they are configured. It stands for the
 * list's header where the text has no other. Indented, it is a part of something else that `show` prints. */
static bool is_shown_list(struct front *f, const struct front_line *line)
{
  uint32_t length;
  bool heads = !line->indent && line->count >= 5 && ios_word_is(f, 1, 2, "ip", 2) && ios_word_is(f, 2, 3, "access", 6) &&
    ios_word_is(f, 3, 4, "list", 4);
  if (!heads || ios_state(f)->shown_lists++ >= MOST_SHOWN) return false;
  const char *name = front_text(f, line->words[4], &length);
  return length <= LONGEST_LIST && !is_configured(f, name, length);
}

static void open_shown_list(struct front *f, struct place name)
{
  ios_acl(f, name, true);
  f->header_indent = 0;
  f->body_ignored = false;
  f->became = LEDGER_UNDERSTOOD;
}

static uint32_t swallow(struct front *f, const struct front_line *line)
{
  if (ios_word_is(f, 0, 1, "Extended", 8) && is_shown_list(f, line)) open_shown_list(f, line->words[4]);
  if (ios_word_is(f, 0, 1, "banner", 3)) return banner(f, line);
  if (ios_word_is(f, 0, 1, "certificate", 4) || ios_word_is(f, 0, 1, "key-string", 6)) return hex_block(f, line);
  return 0;
}

/* ---- The family ---- */

static void read_family(struct front *f)
{
  struct ios_state *s = ARENA_NEW(f->arena, struct ios_state);
  table_init(&s->names, arena_scratch(f->router->arena));
  table_init(&s->entries, arena_scratch(f->router->arena));
  table_order(&s->names, 13); /* a name takes about 32 bytes, and the kind stands below its address */
  table_order(&s->entries, 0);
  f->state = s;
  ios_read(f);
  ios_route_map_close(f);
  ios_finish_acls(f);
  if (s->removed) sweep(f->router);
}

static const char *const swallowed[] = { "ban", "cert", "key-st", "extended", NULL };

#define VIEW(name) 1u << IOS_##name
#define MEANT_VIEWS \
  (VIEW(GLOBAL) | VIEW(POLICY) | VIEW(KEYRING) | VIEW(PROFILE) | VIEW(PEER) | VIEW(TRANSFORM) | VIEW(MAP) | VIEW(ACL) | VIEW(INTERFACE))

const struct cli_family ios_family = { .name = "ios",
  .read = read_family,
  .ignored = ios_ignored,
  .swallow = swallow,
  .swallowed = swallowed,
  .meant_views = MEANT_VIEWS };
const struct cli_family rgos_family = { .name = "rgos",
  .read = read_family,
  .ignored = ios_ignored,
  .swallow = swallow,
  .swallowed = swallowed,
  .meant_views = MEANT_VIEWS };
