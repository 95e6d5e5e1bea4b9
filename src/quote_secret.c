/* Finding secrets in a line that may be of any dialect, known or not: what follows a word that introduces one.
 *
 * Lines are quoted whether they were understood or not, so this goes by words alone and rather masks too much: passwords and SNMP
 * communities of lines that have nothing to do with tunnels are secrets too. The words of the line stay readable that say what it is:
 * commands, addresses, the digit or word that says how the secret is encoded. */
#include "src/quote.h"

#include <ctype.h>
#include <string.h>

#define MOST_WORDS 64u

struct words {
  const char *line;
  struct place word[MOST_WORDS];
  size_t count;
  bool spelled_out; /* some blanks are entities of a page, which may be part of a secret as well */
};

/* A word (or its abbreviation from `shortest` characters on) that introduces a secret. */
struct introducer {
  const char *word;
  unsigned shortest;
  bool rest;      /* the secret may hold blanks: it goes on to the line's end */
  unsigned first; /* as the line's first word it may be abbreviated to this; 0: no shorter than elsewhere */
  bool isakmp;    /* behind `isakmp` one character is enough */
};

static const struct introducer introducers[] = {
  { "password", 4, false, 0, false },
  { "encrypted-password", 10, false, 0, false },
  { "plain-text-password", 10, false, 0, false },
  { "passwd", 5, false, 0, false },
  { "passphrase", 5, false, 0, false },
  { "pass-phrase", 6, false, 0, false },
  { "password-encrypt", 9, false, 0, false },
  { "secret", 3, false, 0, false },
  { "shared-secret", 8, false, 0, false },
  { "key", 3, false, 0, true },
  { "key-string", 5, true, 0, false },
  { "keystring", 5, true, 0, false },
  { "string-key", 7, true, 0, false },
  { "auth-key", 6, false, 0, false },
  { "authentication-key", 16, false, 0, false },
  { "shared-key", 8, false, 0, false },
  { "server-key", 8, false, 0, false },
  { "set-key", 5, false, 0, false },
  { "session-key", 9, true, 0, false },
  { "config-key", 7, false, 0, false },
  { "pre-shared-key", 11, true, 3, false },
  { "wpa-psk", 5, false, 0, false },
  { "psk", 3, false, 0, false },
  { "psksecret", 9, false, 0, false },
  { "authentication-hex", 16, false, 0, false },
  { "encryption-hex", 12, false, 0, false },
  { "authenticator", 10, false, 0, false },
  { "community", 4, false, 0, false },
  { "securityname", 9, false, 0, false },
  { "cipher", 3, true, 0, false },
  { "simple", 4, true, 0, false },
  { "plaintext", 5, true, 0, false },
  { "ciphertext", 7, true, 0, false },
  { "irreversible-cipher", 6, true, 0, false },
  { "md5", 3, false, 0, false },
  { "sha", 3, false, 0, false },
  { "priv", 4, true, 0, false },
  { "privacy-mode", 9, true, 0, false },
  { "area-password", 6, false, 0, false },
  { "domain-password", 8, false, 0, false },
  { "authentication", 14, false, 0, false },
};

/* Words that stand between an introducer and its secret. */
static const char *const modifiers[] = { "cipher", "simple", "plain", "plaintext", "ciphertext", "irreversible-cipher", "hash", "encrypted",
  "enc", "clear", "text", "ascii", "ascii-text", "hex", "hexadecimal", "local", "remote", "inbound", "outbound", "esp", "ah", "read",
  "write", "authentication", "accounting", "authorization", "md5", "sha", "sha1", "key", "key-string", "password", "set-key", "wpa", "wpa2",
  "psk", "password-encrypt", "des", "3des", "des56", "aes", "aes128", "aes192", "aes256", "128", "192", "256", NULL };

/* Words that mean that no secret follows directly, where more words follow. */
static const char *const structural[] = { "address", "hostname", "ipv6", "chain", "generate", "zeroize", "pubkey-chain", "mypubkey",
  "import", "export", "storage", "encryption", "logging", "policy", "recovery", "authentication-mode", "privacy-mode", "config-key",
  "min-length", "history", NULL };

static bool is(const struct words *w, size_t i, const char *text)
{
  if (i >= w->count) return false;
  size_t len = w->word[i].last - w->word[i].first;
  const char *s = w->line + w->word[i].first;
  for (size_t k = 0; k < len; k++)
    if (!text[k] || tolower((unsigned char)s[k]) != text[k]) return false;
  return !text[len];
}

static bool is_one_of(const struct words *w, size_t i, const char *const *list)
{
  for (; *list; list++)
    if (is(w, i, *list)) return true;
  return false;
}

/* Is the word an abbreviation of `text`, of `shortest` characters at least? */
static bool abbreviates(const struct words *w, size_t i, const char *text, size_t shortest)
{
  if (i >= w->count) return false;
  size_t len = w->word[i].last - w->word[i].first;
  const char *s = w->line + w->word[i].first;
  if (len < shortest || len > strlen(text)) return false;
  for (size_t k = 0; k < len; k++)
    if (tolower((unsigned char)s[k]) != text[k]) return false;
  return true;
}

static bool is_digit(const struct words *w, size_t i)
{
  return i < w->count && w->word[i].last - w->word[i].first == 1 && isdigit((unsigned char)w->line[w->word[i].first]);
}

/* A prefix's length, or how a key is encoded. */
static bool is_small_number(const struct words *w, size_t i)
{
  size_t len = i < w->count ? w->word[i].last - w->word[i].first : 0;
  for (size_t k = 0; k < len; k++)
    if (!isdigit((unsigned char)w->line[w->word[i].first + k])) return false;
  return len > 0 && len < 4;
}

/* Could it be an address, a mask or a number? */
static bool is_address(const struct words *w, size_t i)
{
  const char *s = w->line + w->word[i].first, *end = w->line + w->word[i].last;
  if (memchr(s, '.', (size_t)(end - s)) == NULL && memchr(s, ':', (size_t)(end - s)) == NULL) return false;
  for (; s < end; s++)
    if (!isxdigit((unsigned char)*s) && !strchr("xX*.:/", *s)) return false;
  return true;
}

/* Length of a prompt that stands before the first word: `[H3C-ike-peer-x]`, `R1(config-if-GigabitEthernet 0/0)#`. */
static uint32_t prompt(const char *line, uint32_t len)
{
  uint32_t i = 0;
  while (i < len && isspace((unsigned char)line[i])) i++;
  char close = i == len ? '\0' : line[i] == '[' ? ']' : line[i] == '<' ? '>' : '\0';
  bool inside = false;
  for (; i < len && (inside || close || !isspace((unsigned char)line[i])); i++) {
    if (close ? line[i] == close : !inside && (line[i] == '#' || line[i] == '>')) return i + 1;
    if (line[i] == '(') inside = true;
    if (line[i] == ')') inside = false;
  }
  return 0;
}

/* Bytes of the blank at `s`, as a text or a page spells it; 0: there is none. */
static uint32_t blank(const char *s, uint32_t len)
{
  static const char *const wide[] = { "&nbsp;", "&#160;", "\xc2\xa0", "\xe3\x80\x80", NULL };
  if (isspace((unsigned char)*s)) return 1;
  for (const char *const *w = wide; *w; w++)
    if (len >= strlen(*w) && !memcmp(s, *w, strlen(*w))) return (uint32_t)strlen(*w);
  return 0;
}

/* Behind the line's number, which somebody put before the first word. */
static uint32_t line_number(const char *line, uint32_t len, uint32_t i)
{
  uint32_t at = i, n;
  while (at < len && (n = blank(line + at, len - at))) at += n;
  uint32_t first = at;
  while (at < len && isdigit((unsigned char)line[at])) at++;
  if (at == first) return i;
  bool parted = at < len && blank(line + at, len - at);
  while (at < len && line[at] == ' ') at++;
  if (at < len && strchr(":.)]|", line[at])) return at + 1;
  return parted ? at : i;
}

static size_t split(struct words *w, uint32_t len)
{
  for (uint32_t i = line_number(w->line, len, prompt(w->line, len)), n; i < len;) {
    for (; i < len && (n = blank(w->line + i, len - i)); i += n) w->spelled_out |= n > 1;
    uint32_t first = i;
    while (i < len && !blank(w->line + i, len - i)) i++;
    if (i == first) break;
    if (w->count == MOST_WORDS) { /* the last word takes what is left */
      w->word[MOST_WORDS - 1].last = len;
      break;
    }
    w->word[w->count++] = (struct place){ first, i };
  }
  return w->count;
}

/* `crypto isakmp key`. */
static bool follows_isakmp(const struct words *w, size_t i)
{
  return i && abbreviates(w, i - 1, "isakmp", 3);
}

/* Is the key's word here an ordinary word of another command? */
static bool is_harmless(const struct words *w, size_t i, const char *word)
{
  if (!strcmp(word, "authentication")) return !i || !(is(w, 0, "standby") || is(w, 0, "vrrp") || is(w, 0, "glbp") || is(w, i - 1, "nhrp"));
  if (!strcmp(word, "sha")) return !i || !(is(w, i - 1, "auth") || is(w, i - 1, "authentication-mode"));
  if (!i) return false;
  if (!strcmp(word, "key")) return is(w, i - 1, "tunnel") || is(w, i - 1, "gre") || is(w, i - 1, "crypto") || is(w, i - 1, "public");
  if (!strcmp(word, "community")) return is(w, i - 1, "set");
  if (!strcmp(word, "secret")) return abbreviates(w, i - 1, "lifetime", 3);
  return !strcmp(word, "md5") && (is(w, i - 1, "hash") || is(w, i - 1, "authentication-algorithm") || is(w, i - 1, "integrity"));
}

/* Does the word introduce a secret here? Some are ordinary words of other commands too. */
static const struct introducer *introducer_at(const struct words *w, size_t i)
{
  for (size_t k = 0; k < sizeof introducers / sizeof *introducers; k++) {
    const struct introducer *n = &introducers[k];
    if (!abbreviates(w, i, n->word, n->shortest) && !(n->first && !i && abbreviates(w, 0, n->word, n->first)) &&
      !(n->isakmp && follows_isakmp(w, i) && abbreviates(w, i, n->word, 1)))
      continue;
    if (is_harmless(w, i, n->word)) continue;
    return n;
  }
  return NULL;
}

static bool introduces_peer(const struct words *w, size_t i)
{
  return abbreviates(w, i, "address", 3) || abbreviates(w, i, "hostname", 4);
}

/* The first word behind the introducer at `i` and what says how the secret is encoded; count: there is none. */
static size_t secret_after(const struct words *w, size_t i)
{
  size_t n = i + 1;
  bool numbered = is(w, i, "md5") && n + 1 < w->count; /* `md5 1 cipher X` */
  while (n < w->count) {
    if (n + 2 < w->count && (is(w, n, "level") || is(w, n, "role"))) n += 2;
    else if (n + 1 < w->count && (is_one_of(w, n, modifiers) || (is_digit(w, n) && (numbered || !introduces_peer(w, n + 1))))) n++;
    else break;
  }
  return n + 1 < w->count && is_one_of(w, n, structural) ? w->count : n;
}

static size_t add(struct place *mask, size_t count, size_t room, uint32_t len, struct place p)
{
  if (count && p.first <= mask[count - 1].last) {
    if (p.last > mask[count - 1].last) mask[count - 1].last = p.last;
    return count;
  }
  if (count == room) {
    mask[count - 1].last = len;
    return count;
  }
  mask[count] = p;
  return count + 1;
}

/* `ftp://user:password@host`. */
static bool in_url(const struct words *w, size_t i, struct place *secret)
{
  const char *s = w->line + w->word[i].first, *end = w->line + w->word[i].last;
  const char *at = memchr(s, '@', (size_t)(end - s));
  if (!at) return false;
  for (const char *c = s; c + 2 < at; c++)
    if (!memcmp(c, "://", 3)) {
      const char *colon = memchr(c + 3, ':', (size_t)(at - c - 3));
      if (!colon || colon + 1 >= at) return false;
      *secret = (struct place){ (uint32_t)(colon + 1 - w->line), (uint32_t)(at - w->line) };
      return true;
    }
  return false;
}

/* A line that says what its writer wanted: nothing in it has a syntax, so all of it behind an introducing word is masked. */
static bool is_free_text(const struct words *w)
{
  const char *s = w->line + w->word[0].first;
  return *s == '!' || *s == '#' || is(w, 0, "description") || is(w, 0, "remark") ||
    (w->count > 2 && (is(w, 2, "remark") || is(w, 2, "comment")));
}

/* The host and community of `snmp-server host A [traps] [version 2c] COMMUNITY ...`. */
static size_t snmp_host(const struct words *w, size_t i)
{
  static const char *const known[] = { "traps", "trap", "informs", "inform", "version", "1", "2c", "3", "auth", "noauth", "vrf", NULL };
  if (!i || !is(w, i, "host") || !is(w, i - 1, "snmp-server")) return w->count;
  for (i += 2; i < w->count && is_one_of(w, i, known); i++)
    if (is(w, i, "vrf")) i++;
  return i;
}

/* From word `i` on, masks whatever is no part of `address A [MASK] [no-xauth]` or `hostname H`. */
static size_t others(const struct words *w, size_t i, struct place *mask, size_t count, size_t room, uint32_t len)
{
  for (; i < w->count; i++)
    if (abbreviates(w, i, "hostname", 4)) i++;
    else if (!is_address(w, i) && !abbreviates(w, i, "address", 3) && !is(w, i, "ipv6") && !is(w, i, "no-xauth"))
      count = add(mask, count, room, len, w->word[i]);
  return count;
}

/* Words that follow `crypto isakmp` and `crypto key` in commands without a key of their own. */
static const char *const isakmp_commands[] = { "key", "policy", "enable", "identity", "keepalive", "nat", "nat-traversal", "profile",
  "peer", "client", "invalid-spi-recovery", "aggressive-mode", "fragmentation", "xauth", "default", "mode-detect", "next-payload",
  "disconnect-revoked-peers", "diagnose", "limit", "ipv6", "reload-wait", "disconnect-notify", "am-disable", NULL };
static const char *const key_commands[] = { "generate", "zeroize", "pubkey-chain", "import", "export", "mypubkey", "storage", "encrypt",
  "decrypt", "lock", "unlock", "move", "param", NULL };

static bool abbreviates_one(const struct words *w, size_t i, const char *const *list)
{
  for (; *list; list++)
    if (abbreviates(w, i, *list, 1)) return true;
  return false;
}

static bool is_undone(const struct words *w)
{
  return is(w, 0, "no") || is(w, 0, "undo");
}

/* `crypto isakmp kye ...`, `crypto key isakmp ...`: was a key's line meant? The first word of it that may be the key, or the count of
 * words. */
static size_t misspelled_key(const struct words *w)
{
  size_t i = is_undone(w);
  if (!abbreviates(w, i, "crypto", 2) || i + 2 >= w->count) return w->count;
  if (abbreviates(w, i + 1, "isakmp", 3) && !abbreviates_one(w, i + 2, isakmp_commands)) return i + 2;
  return is(w, i + 1, "key") && !abbreviates_one(w, i + 2, key_commands) ? i + 2 : w->count;
}

/* `pre-shared-key address A M key simple K`, whatever of it is misspelled: the first word that may be the key, or the count of words where
 * the line is none of these. */
static size_t bound_key(const struct words *w)
{
  size_t i = is_undone(w);
  if (!abbreviates(w, i, "pre-shared-key", 3) || !(abbreviates(w, i + 1, "address", 3) || abbreviates(w, i + 1, "hostname", 4)))
    return w->count;
  i += abbreviates(w, i + 1, "hostname", 4) ? 3 : 2;
  while (i < w->count &&
    (is_address(w, i) || is(w, i, "ipv6") || is_small_number(w, i) || abbreviates(w, i, "key", 1) || is_one_of(w, i, modifiers)))
    i++;
  return i;
}

size_t quote_find_secrets(const char *line, uint32_t len, struct place *mask, size_t room)
{
  struct words w = { .line = line };
  size_t count = 0;
  if (!split(&w, len)) return 0;
  bool text = is_free_text(&w);
  size_t meant = misspelled_key(&w), bound = bound_key(&w);
  if (meant < w.count) return others(&w, meant, mask, count, room, len);
  if (bound < w.count) return add(mask, count, room, len, (struct place){ w.word[bound].first, w.word[w.count - 1].last });
  for (size_t i = 0; i < w.count; i++) {
    struct place url;
    if (in_url(&w, i, &url)) count = add(mask, count, room, len, url);
    size_t host = snmp_host(&w, i);
    if (host < w.count) count = add(mask, count, room, len, w.word[host]);
    const struct introducer *n = introducer_at(&w, i);
    if (!n) continue;
    size_t at = secret_after(&w, i);
    bool isakmp = follows_isakmp(&w, i), rest = false;
    if (isakmp && at == w.count) at = i + 1; /* a key that is a word of another command, or none: the rest is looked at below */
    if (isakmp && at < w.count && (is(&w, at, "address") || is(&w, at, "hostname")) && at == i + 1) at = w.count;
    if (at < w.count) {
      struct place p = w.word[at];
      const struct introducer *before = introducer_at(&w, at - 1);
      rest = !isakmp && (text || n->rest || w.spelled_out || (before && before->rest));
      if (rest) p.last = w.word[w.count - 1].last;
      count = add(mask, count, room, len, p);
    }
    if (isakmp) return others(&w, at < w.count ? at + 1 : i + 1, mask, count, room, len);
    if (rest) break;
    if (at < w.count && at > i) i = at;
  }
  return count;
}

void quote_append(struct text *out, const char *line, size_t len, bool mask)
{
  struct place found[8];
  size_t count = mask ? quote_find_secrets(line, (uint32_t)len, found, 8) : 0, at = 0;
  for (size_t i = 0; i < count; i++) {
    text_defuse(out, line + at, found[i].first - at);
    text_append(out, QUOTE_MASK, sizeof QUOTE_MASK - 1);
    at = found[i].last;
  }
  text_defuse(out, line + at, len - at);
}
