/* What the actions of the grammars do with the words of a line: take their values, say what is wrong with them, and put them into the
 * model; see front.h. */
#include "grammar/front_lines.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "src/quote.h"
#include "src/source.h"
#include "vendors/vendor.h"

#define LARGEST_PAGE (1u << 16) /* bytes; a larger text is no page for readers */
#define MOST_ISSUES 500u          /* of a file whose lines were typed, not made */

const char *front_intern(struct front *f, struct place word)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  return names_intern(&f->router->names, s, len);
}

const char *front_joined(struct front *f, struct place words)
{
  uint32_t len;
  const char *s = front_text(f, words, &len);
  char *text = arena_strndup(f->router->arena, s, len), *to = text;
  for (const char *from = text; *from; from++)
    if (!isspace((unsigned char)*from)) *to++ = *from;
    else if (to > text && to[-1] != ' ') *to++ = ' ';
  *to = '\0';
  return text;
}

const char *front_intern_folded(struct front *f, struct place word)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  return names_intern_folded(&f->router->names, s, len);
}

bool front_is(const struct front *f, struct place word, const char *text)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  return strlen(text) == len && !memcmp(s, text, len);
}

bool front_number(const struct front *f, struct place word, uint64_t low, uint64_t high, uint32_t *value)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  uint64_t n = 0;
  if (!len || len > 10) return false;
  for (uint32_t i = 0; i < len; i++) {
    if (s[i] < '0' || s[i] > '9') return false;
    n = n * 10 + (uint64_t)(s[i] - '0');
  }
  if (n < low || n > high || n > UINT32_MAX) return false;
  *value = (uint32_t)n;
  return true;
}

static bool looks_like_name(const char *s, uint32_t len)
{
  bool letter = false;
  for (uint32_t i = 0; i < len; i++) {
    if (!isalnum((unsigned char)s[i]) && !strchr("-._", s[i])) return false;
    letter = letter || isalpha((unsigned char)s[i]);
  }
  return letter;
}

bool front_address(struct front *f, struct place word, bool names, struct ip *ip)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  if (ip_parse(s, len, ip)) {
    if (ip->kind == IP_MASKED) {
      ip->text = front_intern(f, word);
      front_issue(f, "CFG007", word, "the address %s is masked: it is compared as text", ip->text);
    }
    return true;
  }
  if (!names || !looks_like_name(s, len)) return false;
  *ip = (struct ip){ .kind = IP_NAME, .text = front_intern(f, word) };
  return true;
}

bool front_mask(const struct front *f, struct place word, uint32_t *mask)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  return ip_parse_mask(s, len, mask);
}

bool front_wildcard(const struct front *f, struct place word, uint32_t *wildcard)
{
  uint32_t len;
  const char *s = front_text(f, word, &len);
  struct ip ip;
  if (len == 1 && *s == '0') {
    *wildcard = 0;
    return true;
  }
  if (!ip_parse(s, len, &ip) || ip.kind != IP_V4) return false;
  *wildcard = ip.v4;
  return true;
}

static uint32_t line_start(const struct front *f, uint32_t at)
{
  while (at && f->scan.text[at - 1] != '\n') at--;
  return at;
}

/* The name in the prompt that the line from `first` to `end` begins with; false: there is none. */
static bool prompt_name(const struct front *f, uint32_t first, uint32_t end, struct place *name)
{
  const char *text = f->scan.text;
  bool configures;
  uint32_t indent;
  first = front_skip_blanks(f, first, end, &indent);
  if (first >= end || !front_prompt(text + first, end - first, &configures)) return false;
  name->first = name->last = first + (text[first] == '[' || text[first] == '<');
  while (name->last < end && !strchr(text[first] == '[' ? "-]" : "(#>", text[name->last])) name->last++;
  return true;
}

/* The same for the line `hostname R1` or `sysname R1`. */
static bool given_name(const struct front *f, uint32_t first, uint32_t end, struct place *name)
{
  const char *text = f->scan.text;
  uint32_t indent, length;
  first = front_skip_blanks(f, first, end, &indent);
  length = front_word(text + first, end - first);
  if (!(length == 8 && !memcmp(text + first, "hostname", 8)) && !(length == 7 && !memcmp(text + first, "sysname", 7))) return false;
  name->first = front_skip_blanks(f, first + length, end, &indent);
  name->last = name->first + front_word(text + name->first, end - name->first);
  return name->first < name->last;
}

/* The name of the router whose command stands at `at`: that of the prompt before it, else in a short text of the last one above it or of
 * the last line there that gives one. False: there is none. */
static bool router_name(const struct front *f, struct place at, struct place *name)
{
  if (at.first >= f->scan.size) return false; /* of a line that was joined */
  uint32_t first = line_start(f, at.first), end = at.first;
  if (given_name(f, first, front_line_end(f, first), name)) return true;
  while (!prompt_name(f, first, end, name) && !given_name(f, first, end, name)) {
    if (!first || f->scan.size > LARGEST_PAGE) return false;
    end = first - 1;
    first = line_start(f, end);
  }
  return true;
}

static bool is_same_name(const struct front *f, struct place a, struct place b)
{
  return a.last - a.first == b.last - b.first && !strncasecmp(f->scan.text + a.first, f->scan.text + b.first, a.last - a.first);
}

/* Do the two words stand behind the prompts of two routers? Not where the one router was renamed in between. */
static bool are_of_two_routers(const struct front *f, struct place at, struct place earlier)
{
  struct place late, early, renamed;
  const struct origin *given = &f->router->hostname.o;
  if (!router_name(f, at, &late) || !router_name(f, earlier, &early) || is_same_name(f, late, early)) return false;
  return given->from != FROM_LINE || given->at.first < earlier.first || given->at.first >= f->scan.size ||
    !prompt_name(f, line_start(f, given->at.first), given->at.first, &renamed) || !is_same_name(f, renamed, early);
}

/* Is the line that overrides another, or changes it, one of a page that shows what was typed at two routers? One issue tells of all of
 * them. */
static bool is_mixed(struct front *f, struct place at, struct place other)
{
  static const char message[] = "the lines are of two routers, which are read as one config here";
  struct router *r = f->router;
  bool joined = at.first >= f->scan.size || other.first >= f->scan.size, told = false;
  if (!joined && !are_of_two_routers(f, at, other)) return false;
  for (const struct issue *i = r->issues.first; i; i = i->next) told = told || i->message == message;
  if (joined || told) return told;
  struct issue *i = ARENA_NEW(r->arena, struct issue);
  *i = (struct issue) {
    .rule = "CFG004", .at = at, .other = other, .message = message, .help = "Save each router's commands in a file of its own."
  };
  LIST_APPEND(r->issues, i);
  return true;
}

static void add_issue(struct front *f, const char *rule, struct place at, struct place other, const char *format, va_list args)
{
  char text[512];
  struct router *r = f->router;
  vsnprintf(text, sizeof text, format, args);
  struct issue *i = ARENA_NEW(r->arena, struct issue);
  i->rule = rule;
  i->at = at;
  i->other = other;
  i->message = arena_strndup(r->arena, text, strlen(text));
  LIST_APPEND(r->issues, i);
}

void front_issue(struct front *f, const char *rule, struct place at, const char *format, ...)
{
  va_list args;
  if (f->meant) return; /* that the keyword is misspelled is all there is to say of the line */
  va_start(args, format);
  add_issue(f, rule, at, (struct place) { 0, 0 }, format, args);
  va_end(args);
}

void front_issue2(struct front *f, const char *rule, struct place at, struct place other, const char *format, ...)
{
  va_list args;
  if (!strcmp(rule, "CFG004") && is_mixed(f, at, other)) return;
  va_start(args, format);
  add_issue(f, rule, at, other, format, args);
  va_end(args);
}

void front_overrides(struct front *f, struct place at, struct place earlier)
{
  front_issue2(f, "CFG004", at, earlier, "this line overrides an earlier one of the same block");
}

void front_unreadable(struct front *f, struct origin *field, const char *what)
{
  if (f->bad.first >= f->line.text.last)
    front_issue(f, "CFG001", (struct place) { f->line.text.first, f->line.text.last }, "the line ends where %s belongs", what);
  else front_bad_word(f, f->bad, NULL, what);
  if (field) *field = origin_unread(front_whole(f));
}

/* Is the word part of what is masked where its line is quoted? A key in the wrong place of its line is a key all the same. */
static bool may_be_secret(const struct front *f, struct place word)
{
  enum { MOST = 16 };
  struct place masks[MOST], line = f->line.text;
  uint32_t len;
  const char *s = front_text(f, line, &len);
  size_t count = quote_find_secrets(s, len, masks, MOST);
  for (size_t i = 0; i < count; i++)
    if (masks[i].first < word.last - line.first && masks[i].last > word.first - line.first) return true;
  return false;
}

/* An IPv6 address, which is not modelled (RFC 4291 section 2.2): hexadecimal digits with two colons at least, perhaps a prefix length. */
static bool is_ipv6(const char *s, uint32_t len)
{
  unsigned colons = 0;
  for (uint32_t i = 0; i < len && s[i] != '/'; i++) {
    colons += s[i] == ':';
    if (!isxdigit((unsigned char)s[i]) && s[i] != ':' && s[i] != '.') return false;
  }
  return colons > 1;
}

/* Four labels of one to three letters, `A.B.C.D`: no host has such a name where a name would do. */
static bool is_lettered_address(const char *s, uint32_t len)
{
  unsigned labels = 1, letters = 0;
  for (uint32_t i = 0; i < len; i++)
    if (s[i] != '.') {
      if (!isalpha((unsigned char)s[i]) || ++letters > 3) return false;
    } else if (letters) {
      labels++;
      letters = 0;
    } else return false;
  return labels == 4 && letters;
}

/* The name of an address in a template, `PEER_IP`, `YOUR-PUBLIC-ADDRESS`: in capitals, one of its parts says what it is. */
static bool is_name_of_address(const char *s, uint32_t len)
{
  bool found = false;
  for (uint32_t i = 0, from = 0; i <= len; i++) {
    if (i < len && !strchr("-_", s[i])) {
      if (!isupper((unsigned char)s[i]) && !isdigit((unsigned char)s[i])) return false;
      continue;
    }
    found = found || (i - from == 2 && !memcmp(s + from, "IP", 2)) || (i - from >= 4 && !memcmp(s + from, "ADDR", 4));
    from = i + 1;
  }
  return found && (memchr(s, '_', len) || memchr(s, '-', len));
}

/* Did somebody blot the word out, or leave it to be filled in: `*****`, `xxxxxx`, `<removed>`, `$PEER`, `{{ peer }}`, `[the peer]`, `"peer"`? */
static bool is_blotted(const char *s, uint32_t len)
{
  uint32_t same = 1;
  if (len < 2) return false;
  if (strchr("<[{$\"", s[0])) return true;
  while (same < len && s[same] == s[0]) same++;
  return (same == len && strchr("*xX#", s[0])) || is_lettered_address(s, len) || is_name_of_address(s, len);
}

void front_bad_word(struct front *f, struct place word, struct origin *field, const char *what)
{
  static const char open = SECRET_OPEN, close = SECRET_CLOSE;
  uint32_t len;
  const char *s = front_text(f, word, &len);
  if (field && is_ipv6(s, len)) {
    *field = origin_unread(front_whole(f));
    front_unknown(f);
    return;
  }
  if (field && is_blotted(s, len)) {
    *field = origin_unread(front_whole(f));
    front_issue(f, "CFG007", word, "the value is masked: it cannot be compared");
    return;
  }
  bool secret = may_be_secret(f, word);
  front_issue(
    f, "CFG001", word, "`%.*s%.*s%.*s` stands where %s belongs", secret, &open, (int)(len > 64 ? 64 : len), s, secret, &close, what);
  if (field) *field = origin_unread(front_whole(f));
}

/* The line at `at` sets what an earlier one, `refused`, was to set, which the device does not take: no value is missing then. */
static void take_its_place(struct front *f, struct place at, struct place refused)
{
  struct issue *i = f->router->issues.first;
  if (f->router->issues.appended > MOST_ISSUES) return;
  while (i && (strcmp(i->rule, "CFG001") != 0 || refused.first > i->at.first || i->at.last > refused.last)) i = i->next;
  if (!i) return;
  i->rule = "CFG004";
  i->other = i->at;
  i->at = at;
  i->message = "this line takes the place of an earlier one, which is not as the command wants it";
}

void front_set_num(struct front *f, struct num *n, uint32_t value, struct place at)
{
  if (n->o.from == FROM_LINE && n->v != value) front_overrides(f, at, n->o.at);
  if (n->o.from == FROM_UNREAD) take_its_place(f, at, n->o.at);
  n->v = value;
  n->o = origin_line(at);
}

void front_set_name(struct front *f, struct name *n, const char *s, struct place at)
{
  if (n->o.from == FROM_LINE && n->s != s) front_overrides(f, at, n->o.at);
  n->s = s;
  n->o = origin_line(at);
}

void front_set_addr(struct front *f, struct addr *a, struct ip ip, struct place at)
{
  if (a->o.from == FROM_LINE && ip_equal(&a->ip, &ip) == TRI_NO)
    front_overrides(f, at, a->o.at);
  a->ip = ip;
  a->o = origin_line(at);
}

void front_set_ref(struct front *f, struct ref *r, const char *s, struct place at)
{
  if (r->o.from == FROM_LINE && r->s != s) front_overrides(f, at, r->o.at);
  r->s = s;
  r->o = origin_line(at);
}

struct ref *front_add_ref(struct front *f, struct ref **list, const char *s, struct place at)
{
  while (*list) list = &(*list)->next;
  *list = ARENA_NEW(f->router->arena, struct ref);
  (*list)->s = s;
  (*list)->o = origin_line(at);
  return *list;
}

void front_says_more(struct front *f)
{
  struct place line = front_whole(f);
  uint32_t len;
  const char *text = front_text(f, line, &len);
  router_aside(f->router, line, text, len);
}

void front_aside(struct front *f)
{
  front_ignore(f);
  front_says_more(f);
}

struct nat_rule *front_static_nat(struct front *f, struct acl_address inner)
{
  struct nat_rule *n = ARENA_NEW(f->router->arena, struct nat_rule);
  struct acl *acl = ARENA_NEW(f->router->arena, struct acl);
  acl->rules = ARENA_NEW(f->router->arena, struct acl_rule);
  n->at = front_whole(f);
  *acl->rules = (struct acl_rule){ .permit = true, .protocol = PROTOCOL_ANY_IP, .source = inner, .at = n->at };
  acl->rules->destination = (struct acl_address){ .ip = { .kind = IP_ANY }, .wildcard = UINT32_MAX, .port_op = PORT_ANY };
  acl->name = n->acl.s = "";
  n->acl.to = acl;
  return n;
}
