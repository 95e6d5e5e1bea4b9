/* See log_read.h.
 *
 * A line with a tag is kept until the next one shows whether it goes on there: terminals wrap at their width, forums at a blank, and
 * neither leaves a mark. The two are one message where only the two together are a message, or where the first is as wide as a terminal and
 * the second is no message of its own. */
#include "src/log_read.h"

#include "src/log_clean.h"
#include "src/log_order.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK (1u << 18)       /* bytes read at a time; a longer line is cut */
#define LONGEST 4096u          /* of a message, with what was wrapped */
#define HEAD_TOKENS 20         /* where no tag was found until then, there is none */
#define NARROWEST 60u          /* columns of the narrowest terminal that wraps */
#define SEQUENCE 5u /* digits, at least, of a device's sequence number; fewer before a colon may be a piece of a wrapped message */
#define TAG_WORD 6u            /* bytes that tell a tag again: `ISAKMP`, `IKE/7/` */

struct head {
  enum { HEAD_BLANK, HEAD_COMMENT, HEAD_FOREIGN, HEAD_TAGGED, HEAD_PLAIN } kind;
  unsigned dialect;            /* HEAD_TAGGED: index among log_dialects */
  uint32_t text;               /* offset of the line's text, behind what a list or a quotation puts before it */
  uint32_t message;            /* offset of the message */
  uint32_t tag;                /* of the tag */
  bool named;                  /* the tag begins with the subsystem's name */
  uint32_t time, time_end;     /* of the time stamp; equal: none */
  uint32_t connection, thread;
  struct ip peer, local;
};

/* The message at hand, in the second part of the buffer. */
struct pending {
  bool open;
  unsigned dialect;
  uint32_t line, length, width;
  uint32_t own;                /* bytes of the text that its first line had */
  char time[40];
  uint32_t time_length;
  uint32_t connection, thread;
  struct ip peer, local;
  bool tagged;
  struct log_match match;
};

struct reader {
  FILE *in;
  struct log_scan scan;
  struct log_parser *parser;
  const struct log_dialect *only;
  void (*take)(void *user, const struct log_event *event);
  void *user;
  struct log_facts *facts;
  uint32_t counts[16];         /* messages understood, by dialect */
  int dialect;                 /* of the last tag; -1: none yet */
  bool cr;                     /* lines end in CR alone */
  uint32_t widest;             /* columns of the widest line so far */
  struct log_order order;
  struct pending pending;
};

/* ---- Dialects ---- */

const struct log_dialect *log_dialect_find(const char *name)
{
  for (size_t i = 0; log_dialects[i]; i++) {
    if (!strcmp(log_dialects[i]->name, name)) return log_dialects[i];
    if (log_dialects[i]->also && !strcmp(log_dialects[i]->also, name)) return log_dialects[i];
  }
  return NULL;
}

bool log_meaning(const struct log_dialect *d, enum log_about about, struct log_text word, uint32_t *value)
{
  for (const struct log_word *w = d->words; w->word; w++) {
    if (w->about != about || strlen(w->word) != word.len || memcmp(w->word, word.s, word.len)) continue;
    *value = w->value;
    return true;
  }
  return false;
}

static bool tag_holds(const char *tag, uint32_t len, const char *what)
{
  size_t n = strlen(what);
  for (uint32_t i = 0; i + n <= len; i++)
    if (!memcmp(tag + i, what, n)) return true;
  return false;
}

/* Index of the dialect that a tag names, -1: none. */
static int dialect_of(const struct reader *r, enum log_token token)
{
  const char *tag = r->scan.text + r->scan.first;
  for (int i = 0; log_dialects[i]; i++) {
    if (r->only && r->only != log_dialects[i]) continue;
    for (const struct log_tag *t = log_dialects[i]->tags; t->holds; t++)
      if (t->token == token && tag_holds(tag, r->scan.last - r->scan.first, t->holds)) return i;
  }
  return -1;
}

/* ---- Heads ---- */

static uint32_t first_number(const char *s, uint32_t len)
{
  uint32_t n = 0, i = 0;
  while (i < len && (s[i] < '0' || s[i] > '9')) i++;
  for (; i < len && s[i] >= '0' && s[i] <= '9'; i++) n = n * 10 + (uint32_t)(s[i] - '0');
  return n;
}

/* The number of `<home|3>` or `<3>`. */
static uint32_t connection_number(const char *s, uint32_t len)
{
  uint32_t at = len;
  while (at && s[at - 1] != '|' && s[at - 1] != '<') at--;
  return first_number(s + at, len - at);
}

/* An address in `len` bytes at `s`; `/500` behind it is left out. */
static struct ip read_address(const char *s, uint32_t len)
{
  struct ip ip = { .kind = IP_NONE };
  uint32_t n = 0;
  while (n < len && s[n] != '/') n++;
  if (!ip_parse(s, n, &ip)) ip.kind = IP_NONE;
  if (ip.kind == IP_MASKED) ip.text = s;
  return ip;
}

/* The addresses of `vrf = 0, local = A, remote = B/500`. */
static void read_context(const char *s, uint32_t len, struct head *h)
{
  const char *end = s + len;
  for (int i = 0; i < 3 && s < end; i++) {
    const char *equals = memchr(s, '=', (size_t)(end - s));
    if (!equals) return;
    for (equals++; equals < end && *equals == ' ';) equals++;
    const char *stop = equals;
    while (stop < end && *stop != ',' && *stop != ';' && *stop != ' ') stop++;
    if (i) *(i == 1 ? &h->local : &h->peer) = read_address(equals, (uint32_t)(stop - equals));
    s = stop;
  }
}

/* What stands between the tag and the message. */
static void read_behind_tag(struct reader *r, struct head *h)
{
  enum log_token token;
  while ((token = log_scan_next(&r->scan)) == LOG_SKIP || token == LOG_CONTEXT || token == LOG_CONNECTION) {
    const char *s = r->scan.text + r->scan.first;
    uint32_t len = r->scan.last - r->scan.first;
    if (token == LOG_CONTEXT) read_context(s, len, h);
    if (token == LOG_CONNECTION) h->connection = connection_number(s, len);
  }
  h->message = r->scan.first;
}

static void read_tag(struct reader *r, struct head *h, enum log_token token)
{
  const char *s = r->scan.text + r->scan.first;
  uint32_t len = r->scan.last - r->scan.first, first = r->scan.first;
  int dialect = token == LOG_TAG_OTHER ? -1 : dialect_of(r, token);
  h->kind = dialect < 0 ? HEAD_FOREIGN : HEAD_TAGGED;
  if (dialect < 0) return;
  h->dialect = (unsigned)dialect;
  h->tag = first;
  h->named = len >= TAG_WORD && (token == LOG_TAG_ISAKMP || token == LOG_TAG_SLASHED);
  if (token == LOG_TAG_ISAKMP) {
    const char *open = memchr(s, '(', len), *colon = open ? memchr(open, ':', (size_t)(s + len - open - 1)) : NULL;
    if (colon && colon[-1] == '0') open = colon; /* older releases: (0:2), (0:1:SW:1) */
    h->connection = open ? first_number(open, (uint32_t)(s + len - open)) : 0;
  }
  if (token == LOG_TAG_THREAD) h->thread = first_number(s, len) + 1;
  read_behind_tag(r, h);
  if (token == LOG_TAG_SYSLOG) h->message = first; /* the mnemonic is the message's best part */
}

/* The `- `, `> ` or `17. ` before a line of a list or a quotation, or the device's `000017:`. */
static bool is_list_mark(const struct reader *r, enum log_token token)
{
  char last = r->scan.text[r->scan.last - 1];
  return token == LOG_SKIP &&
    (strchr("-|>", r->scan.text[r->scan.first]) || last == '.' || (last == ':' && r->scan.last - r->scan.first > SEQUENCE));
}

static uint32_t past_blanks(const struct reader *r, uint32_t at)
{
  return at + (uint32_t)strspn(r->scan.text + at, " \t");
}

static struct head read_head(struct reader *r, uint32_t at)
{
  struct head h = { .kind = HEAD_BLANK, .message = at, .text = at };
  log_scan_seek(&r->scan, at, true);
  for (int i = 0; i < HEAD_TOKENS; i++) {
    enum log_token token = log_scan_next(&r->scan);
    if (token == LOG_EOL) {
      if (h.text == r->scan.first && !h.time_end) h.kind = HEAD_BLANK;
      return h;
    }
    if (token == LOG_COMMENT && !i) {
      h.kind = HEAD_COMMENT;
      return h;
    }
    if (token >= LOG_TAG_SLASHED && token <= LOG_TAG_OTHER) {
      read_tag(r, &h, token);
      return h;
    }
    if (is_list_mark(r, token) && h.kind == HEAD_BLANK) h.text = h.message = past_blanks(r, r->scan.last);
    if (token == LOG_SKIP && (h.kind == HEAD_BLANK || h.message == r->scan.first || h.time_end)) h.message = past_blanks(r, r->scan.last);
    h.kind = HEAD_PLAIN;
    if (token == LOG_WORD && h.time_end && r->scan.text[r->scan.last - 1] == ':')
      h.message = r->scan.last; /* syslog's name of the process */
    if (token != LOG_TIME) continue;
    h.message = past_blanks(r, r->scan.last);
    if (h.time_end) continue; /* the device's, behind the collector's */
    h.time = r->scan.first;
    h.time_end = r->scan.last;
  }
  return h;
}

/* ---- Events ---- */

static struct log_text text_of(const struct reader *r, uint32_t first, uint32_t last)
{
  return (struct log_text){ r->scan.text + first, last - first };
}

static uint32_t read_number(struct log_text t)
{
  uint64_t n = 0;
  for (uint32_t i = 0; i < t.len && n < UINT32_MAX; i++) n = n * 10 + (uint64_t)(t.s[i] - '0');
  return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static void fill_slot(struct log_event *e, enum log_slot slot, struct log_text t)
{
  switch (slot) {
  case LOG_SLOT_PEER: e->peer = read_address(t.s, t.len); break;
  case LOG_SLOT_LOCAL: e->local = read_address(t.s, t.len); break;
  case LOG_SLOT_NUMBER: e->number = read_number(t); e->has_number = true; break;
  case LOG_SLOT_OF: e->of = read_number(t); break;
  case LOG_SLOT_NAME: e->name = t; break;
  case LOG_SLOT_FROM: e->from = t; break;
  case LOG_SLOT_NONE: break;
  }
}

static void emit(struct reader *r)
{
  const struct pending *p = &r->pending;
  const struct log_dialect *d = log_dialects[p->dialect];
  const struct log_row *row = &d->rows[p->match.row];
  struct log_event e = { .kind = row->kind,
    .arg = row->arg,
    .line = p->line,
    .dialect = d,
    .peer = p->peer,
    .local = p->local,
    .connection = p->connection,
    .thread = p->thread };
  e.time = (struct log_text){ p->time, p->time_length };
  e.message = text_of(r, BLOCK, BLOCK + p->length);
  uint32_t known = p->match.rest < BLOCK + p->length ? p->match.rest - BLOCK : p->length;
  e.shown = text_of(r, BLOCK, BLOCK + (p->own > known && p->own <= p->length ? p->own : known));
  e.rest = text_of(r, BLOCK + known, BLOCK + p->length);
  for (unsigned i = 0; i < p->match.count; i++)
    fill_slot(&e, d->shapes[p->match.row].slots[i], text_of(r, p->match.at[i].first, p->match.at[i].last));
  r->counts[p->dialect]++;
  r->facts->messages++;
  r->take(r->user, &e);
}

static void flush(struct reader *r)
{
  if (r->pending.open && r->pending.match.row >= 0) emit(r);
  r->pending.open = false;
}

/* ---- Wrapped lines ---- */

/* Is the text at `at` a message of the dialect, at once or behind the name of a function? */
static bool match_at(struct reader *r, unsigned dialect, uint32_t at, struct log_match *m)
{
  if (log_parse(r->parser, dialect, at, m)) return true;
  if (!log_dialects[dialect]->functions) return false;
  const char *text = r->scan.text + at, *end = memchr(text, '\n', LONGEST), *colon = end ? memchr(text, ':', (size_t)(end - text)) : NULL;
  return colon && log_parse(r->parser, dialect, at + (uint32_t)(colon - text) + 1, m);
}

/* Makes the message's text the `length` bytes there and looks what it is. */
static bool match_pending(struct reader *r, uint32_t length)
{
  struct pending *p = &r->pending;
  while (length && strchr(" \t\r", r->scan.text[BLOCK + length - 1])) length--;
  p->length = length;
  r->scan.text[BLOCK + length] = '\n';
  return match_at(r, p->dialect, BLOCK, &p->match);
}

/* Appends the line's text, with a blank between or without. */
static bool match_joined(struct reader *r, uint32_t length, bool blank, const char *more, uint32_t more_length)
{
  char *text = r->scan.text + BLOCK + length;
  if (length + more_length + 2 > LONGEST) return false;
  if (blank) *text++ = ' ';
  memcpy(text, more, more_length);
  return match_pending(r, length + blank + more_length);
}

/* May a message that is whole go on in the next line? Its line must be one that a terminal wrapped: as wide as any, or where the message
 * ends with a value, which may be cut, as wide as terminals are. */
static bool may_go_on(const struct reader *r, const char *more, uint32_t more_length)
{
  const struct pending *p = &r->pending;
  if (p->width < NARROWEST || more_length > p->width || strchr("<[", *more)) return false;
  return p->width >= r->widest || p->match.rest >= BLOCK + p->length;
}

static bool is_whole(const struct log_match *m)
{
  return m->row >= 0 && !m->partial;
}

/* Does a plain line go on with the message at hand? Then the two become one. */
static bool join(struct reader *r, uint32_t at, uint32_t end)
{
  struct pending *p = &r->pending;
  const struct pending before = *p;
  const char *more = r->scan.text + at;
  uint32_t length = p->length, width = end - at;
  while (end > at && strchr(" \t\r", r->scan.text[end - 1])) end--;
  if (is_whole(&p->match) && !may_go_on(r, more, end - at)) return false;
  p->width = width;
  uint32_t covered = is_whole(&before.match) ? before.match.rest : 0; /* a message that is whole does not become a shorter one */
  if (match_joined(r, length, false, more, end - at) && is_whole(&p->match) && p->match.rest >= covered) return true;
  if (match_joined(r, length, true, more, end - at) && is_whole(&p->match) && p->match.rest >= covered) return true;
  *p = before;
  r->scan.text[BLOCK + length] = '\n';
  return false;
}

/* Takes the addresses that newer builds put in front of a message out of its text, once the wrapped line is whole. */
static void take_context(struct reader *r)
{
  struct pending *p = &r->pending;
  struct head h = { 0 };
  log_scan_seek(&r->scan, BLOCK, true);
  if (log_scan_next(&r->scan) != LOG_CONTEXT) return;
  uint32_t n = r->scan.last - BLOCK;
  read_context(r->scan.text + BLOCK, n, &h);
  p->peer = h.peer;
  p->local = h.local;
  memmove(r->scan.text + BLOCK, r->scan.text + BLOCK + n, p->length - n + 1);
  match_pending(r, p->length - n);
}

/* What is no message, neither alone nor with the line before, may be the middle of one that was wrapped twice: the next line will tell. */
static void keep_middle(struct reader *r, uint32_t at, uint32_t end)
{
  uint32_t length = r->pending.length;
  if (length + (end - at) < LONGEST / 8) match_joined(r, length, false, r->scan.text + at, end - at);
  if (r->pending.match.row < 0) take_context(r);
}

/* ---- Lines ---- */

static void open_pending(struct reader *r, const struct head *h, uint32_t at, uint32_t end, uint32_t line)
{
  struct pending *p = &r->pending;
  uint32_t length = end > h->message ? end - h->message : 0;
  if (length > LONGEST - 2) length = LONGEST - 2;
  *p = (struct pending) { .open = true,
    .dialect = h->dialect,
    .line = line,
    .width = end - at,
    .connection = h->connection,
    .thread = h->thread,
    .peer = h->peer,
    .local = h->local,
    .tagged = h->kind == HEAD_TAGGED };
  p->time_length = h->time_end - h->time < sizeof p->time ? h->time_end - h->time : (uint32_t)sizeof p->time;
  memcpy(p->time, r->scan.text + h->time, p->time_length);
  memcpy(r->scan.text + BLOCK, r->scan.text + h->message, length);
  match_pending(r, length);
  p->own = p->length;
}

/* Messages that say enough to tell a log without any tag. */
static bool is_strong(const struct log_dialect *d, int row)
{
  static const uint8_t strong[] = { LOG_SENT_AS, LOG_PARSED_AS, LOG_GIVE_UP, LOG_NOTIFY_SENT, LOG_NOTIFY_RECEIVED, LOG_SIGNAL, LOG_STEP,
    LOG_BEGIN, LOG_REASON, LOG_RETRANSMIT, LOG_ESTABLISHED };
  return memchr(strong, d->rows[row].kind, sizeof strong) != NULL;
}

/* The dialect of which the text is a message; -1: none. Only behind a time stamp is the beginning of a longer message enough. */
static int find_dialect(struct reader *r, uint32_t at, bool stamped)
{
  struct log_match m;
  if (r->dialect >= 0) return match_at(r, (unsigned)r->dialect, at, &m) && (stamped || !m.partial) ? r->dialect : -1;
  for (int i = 0; log_dialects[i]; i++)
    if ((!r->only || r->only == log_dialects[i]) && match_at(r, (unsigned)i, at, &m) && !m.partial &&
      (r->only || is_strong(log_dialects[i], m.row)))
      return i;
  return -1;
}

/* A line without a tag: a message of its own (a block below its head, a log without tags), or the rest of a wrapped one. */
static void plain_line(struct reader *r, struct head *h, uint32_t at, uint32_t end, uint32_t line)
{
  struct pending *p = &r->pending;
  bool empty = p->open && p->tagged && !p->length, lost = p->open && !is_whole(&p->match) && !empty;
  if (p->open && !h->time_end && lost && join(r, h->text, end)) return;
  int dialect = find_dialect(r, h->message, h->time_end > 0);
  if (dialect < 0) {
    if (p->open && !h->time_end && (lost || empty)) keep_middle(r, h->text, end);
    else if (p->open && !h->time_end) join(r, h->text, end);
    return;
  }
  struct pending above = *p;
  flush(r);
  r->dialect = dialect;
  h->dialect = (unsigned)dialect;
  open_pending(r, h, at, end, line);
  if (h->time_end || !above.line) return;
  if (!p->peer.kind) p->peer = above.peer; /* of the same block */
  if (!p->local.kind) p->local = above.local;
  if (!p->connection) p->connection = above.connection;
  memcpy(p->time, above.time, sizeof p->time);
  p->time_length = above.time_length;
}

/* Where in the line a second message begins with a tag of its own: forums lose the ends of lines. `end`: nowhere. */
static uint32_t next_message(struct reader *r, const struct head *h, uint32_t end)
{
  const char *text = r->scan.text, *tag = text + h->tag, *again = text + h->message;
  for (; h->named && (again = memchr(again, *tag, (size_t)(text + end - again))); again++) {
    if (again[-1] != ' ' || memcmp(again, tag, TAG_WORD)) continue;
    uint32_t at = (uint32_t)(again - text);
    struct head next = read_head(r, at);
    if (next.kind == HEAD_TAGGED && next.tag == at) return at;
  }
  return end;
}

static void tagged_line(struct reader *r, struct head h, uint32_t at, uint32_t end, uint32_t line)
{
  for (;;) {
    uint32_t stop = next_message(r, &h, end);
    flush(r);
    r->dialect = (int)h.dialect;
    r->facts->tagged++;
    r->counts[h.dialect]++;
    open_pending(r, &h, at, stop, line);
    log_order_take(&r->order, r->pending.time, r->pending.time_length);
    if (stop == end) return;
    h = read_head(r, at = stop);
  }
}

static void take_line(struct reader *r, uint32_t at, uint32_t end)
{
  uint32_t line = ++r->facts->lines;
  if (line == 1 && end - at >= 3 && !memcmp(r->scan.text + at, "\xef\xbb\xbf", 3)) at += 3;
  end = at + log_clean(r->scan.text + at, end - at);
  struct head h = read_head(r, at);
  if (end - at > r->widest) r->widest = end - at;
  switch (h.kind) {
  case HEAD_TAGGED: tagged_line(r, h, at, end, line); break;
  case HEAD_PLAIN: plain_line(r, &h, at, end, line); break;
  default: flush(r);
  }
}

/* Takes the lines of the `size` bytes that are in the buffer; returns the offset of the last one, which has no end yet. */
static uint32_t take_lines(struct reader *r, uint32_t size)
{
  uint32_t at = 0;
  const char *lf;
  while ((lf = memchr(r->scan.text + at, '\n', size - at))) {
    uint32_t end = (uint32_t)(lf - r->scan.text);
    take_line(r, at, end);
    at = end + 1;
  }
  return at;
}

/* Makes a blank of each NUL: flex looks at its whole token again for each one in it. */
static void blank_out(char *s, size_t size)
{
  for (char *nul; (nul = memchr(s, '\0', size)); s = nul + 1) {
    *nul = ' ';
    size -= (size_t)(nul + 1 - s);
  }
}

static bool read_blocks(struct reader *r)
{
  uint32_t held = 0;
  for (;;) {
    size_t got = fread(r->scan.text + held, 1, BLOCK - 1 - held, r->in);
    if (!got && ferror(r->in)) return false;
    blank_out(r->scan.text + held, got);
    if (!r->facts->lines && !held) r->cr = !memchr(r->scan.text, '\n', got) && memchr(r->scan.text, '\r', got);
    for (char *s = r->scan.text + held; r->cr && (s = memchr(s, '\r', (size_t)(r->scan.text + held + got - s)));) *s = '\n';
    uint32_t size = held + (uint32_t)got;
    bool last = !got, full = size == BLOCK - 1;
    uint32_t at = take_lines(r, size);
    if (at < size && (last || (full && !at))) { /* the end of the log, or a line that is longer than anything */
      r->scan.text[size] = '\n';
      take_line(r, at, size);
      at = size;
    }
    held = size - at;
    memmove(r->scan.text, r->scan.text + at, held);
    if (last) break;
  }
  flush(r);
  return true;
}

static void count_dialects(struct reader *r)
{
  uint32_t most = 0;
  for (size_t i = 0; i < sizeof r->counts / sizeof *r->counts && log_dialects[i]; i++)
    if (r->counts[i] > most) {
      most = r->counts[i];
      r->facts->dialect = log_dialects[i];
    }
}

enum log_result log_read(
  FILE *in, const struct log_dialect *only, void (*take)(void *user, const struct log_event *event), void *user, struct log_facts *facts)
{
  struct reader r = { .in = in, .only = only, .take = take, .user = user, .facts = facts, .dialect = -1 };
  enum log_result result = LOG_READ_NO_MEMORY;
  char *buffer = calloc(1, BLOCK + LONGEST + 2);
  *facts = (struct log_facts){ 0 };
  if (buffer && log_scan_open(&r.scan, buffer, BLOCK + LONGEST) && (r.parser = log_parser_new(&r.scan))) {
    result = read_blocks(&r) ? LOG_READ_OK : LOG_READ_FAILED;
    count_dialects(&r);
    facts->backwards = log_order_backwards(&r.order);
  }
  log_parser_free(r.parser);
  log_scan_close(&r.scan);
  free(buffer);
  return result;
}
