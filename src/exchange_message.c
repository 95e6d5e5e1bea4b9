/* Messages: their headers, which log lines give piece by piece, and their numbers (RFC 2409 sections 5.1 to 5.5, RFC 7296 section 1.2). */
#include "src/exchange_parts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- Numbers ---- */

unsigned exchange_last(const struct dialogue *e, enum log_exchange kind, bool sent, bool received)
{
  unsigned last = 0;
  for (uint32_t i = 0; i < e->message_count; i++) {
    const struct seen_message *m = &e->messages[i];
    if (m->exchange == kind && m->number > last && (m->sent ? sent : received)) last = m->number;
  }
  return last;
}

static bool is_zero(const char *cookie)
{
  return cookie[0] && strspn(cookie, "0") == strlen(cookie);
}

/* The next number that the side can have sent: odd ones are the initiator's. */
static unsigned next_number(unsigned last, bool by_initiator)
{
  unsigned n = last + 1;
  return (n % 2 == 1) == by_initiator ? n : n + 1;
}

/* Takes the role from what only one side can do. */
static void learn_role(struct exchanges *x, struct dialogue *e)
{
  if (e->role) return;
  bool sure = x->header.number || x->header.fresh || x->header.first_payload == PAYLOAD_SA || x->header.request || x->header.response ||
    (x->header.rcookie[0] && is_zero(x->header.rcookie));
  e->role_guessed = !sure;
  bool first = x->header.number ? x->header.number % 2 : !exchange_last(e, x->header.exchange, true, true);
  if (x->header.first_payload == PAYLOAD_SA && x->header.rcookie[0]) first = is_zero(x->header.rcookie);
  if (x->header.request || x->header.response) first = x->header.request;
  e->role = first == x->header.sent ? BEGIN_INITIATOR : BEGIN_RESPONDER;
}

static unsigned main_number(const struct exchanges *x, const struct dialogue *e, bool by_initiator)
{
  unsigned payload = x->header.first_payload;
  if (payload == PAYLOAD_SA) return by_initiator ? 1 : 2;
  if (payload == PAYLOAD_KE || payload == PAYLOAD_NONCE) return by_initiator ? 3 : 4;
  if (payload == PAYLOAD_ID || (payload && x->header.encrypted)) return by_initiator ? 5 : 6;
  unsigned last = exchange_last(e, LOG_EXCHANGE_MAIN, true, true),
           same = exchange_last(e, LOG_EXCHANGE_MAIN, x->header.sent, !x->header.sent);
  if (e->done > last) last = e->done;
  if (x->retransmitting && same) return same;
  unsigned n = next_number(last, by_initiator);
  return n > 6 ? 6 : n;
}

static unsigned aggressive_number(const struct exchanges *x, const struct dialogue *e, bool by_initiator)
{
  if (!by_initiator) return 2;
  return exchange_last(e, LOG_EXCHANGE_AGGRESSIVE, true, true) > 1 || (x->header.first_payload && x->header.first_payload != PAYLOAD_SA)
    ? 3
    : 1;
}

/* A quick mode of its own begins with each message ID; without one, with each message that follows a third. */
static unsigned quick_number(struct exchanges *x, struct dialogue *e)
{
  x->before_message.quick = e->quick;
  x->before_message.role = e->quick_role;
  x->before_message.done = e->quick_done;
  bool other = x->header.id[0] && e->quick_id[0] && strcmp(x->header.id, e->quick_id);
  if (x->header.id[0]) memcpy(e->quick_id, x->header.id, sizeof e->quick_id);
  bool restart = !e->quick || other;
  if (!e->quick_role) e->quick_guessed = !e->established1 && !x->header.request && !x->header.response && !x->header.number;
  if (!e->quick || other) exchange_again(x, e);
  e->quick = true;
  if (restart || !e->quick_role || !e->quick_done) {
    bool is_answer = x->header.response || (x->header.number && x->header.number % 2 == 0);
    e->quick_role = is_answer == x->header.sent ? BEGIN_RESPONDER : BEGIN_INITIATOR;
  }
  if (restart) e->quick_done = 0;
  bool by_initiator = (e->quick_role == BEGIN_INITIATOR) == x->header.sent;
  unsigned n = by_initiator ? (e->quick_done >= 2 ? 3 : 1) : 2;
  if (n > e->quick_done) e->quick_done = (uint8_t)n;
  return n;
}

static unsigned number_of(struct exchanges *x, struct dialogue *e)
{
  if (x->header.exchange == LOG_EXCHANGE_QUICK) return quick_number(x, e);
  if (x->header.exchange == LOG_EXCHANGE_INFORMATIONAL || !x->header.exchange) return 0;
  learn_role(x, e);
  bool by_initiator = (e->role == BEGIN_INITIATOR) == x->header.sent;
  if (x->header.number) return x->header.number;
  if (x->header.exchange == LOG_EXCHANGE_MAIN) return main_number(x, e, by_initiator);
  if (x->header.exchange == LOG_EXCHANGE_AGGRESSIVE) return aggressive_number(x, e, by_initiator);
  return x->header.request ? 1 : x->header.response ? 2 : by_initiator ? 1 : 2;
}

/* ---- Filing a message ---- */

static bool same_cookie(const char *a, const char *b)
{
  return a[0] && !strcmp(a, b);
}

static struct dialogue *by_cookie(struct exchanges *x)
{
  for (uint32_t i = x->count; i-- > 0;) {
    struct dialogue *e = x->order[i];
    if (same_cookie(e->icookie, x->header.icookie)) return e;
  }
  return NULL;
}

/* Is it a first message, so that it cannot belong to an exchange that has had one? */
static bool is_first(const struct exchanges *x)
{
  if (x->header.fresh) return true;
  if (x->header.exchange == LOG_EXCHANGE_QUICK || x->header.exchange == LOG_EXCHANGE_INFORMATIONAL) return false;
  return x->header.first_payload == PAYLOAD_SA &&
    (is_zero(x->header.rcookie) || (x->header.request && x->header.exchange != LOG_EXCHANGE_AUTH));
}

/* Could the exchange still take a first message? */
static bool is_untouched(const struct dialogue *e)
{
  return !e->icookie[0] && !e->message_count && !e->signal_count;
}

/* The same first message once more, from the same peer, in the same direction: a retransmission. */
static bool is_again(const struct exchanges *x, const struct dialogue *e)
{
  return !x->header.icookie[0] && e->message_count == 1 && e->messages[0].number == 1 && e->messages[0].sent == x->header.sent &&
    (x->retransmitting || x->header.sent == false) && !e->signal_count && !strcmp(e->peer_text, x->header.peer_text);
}

static struct dialogue *by_peer(struct exchanges *x)
{
  if (!x->header.peer_text[0])
    return x->last_thread && x->of_thread[x->last_thread % THREADS] ? x->of_thread[x->last_thread % THREADS] : x->current;
  for (uint32_t i = x->count; i-- > 0;) {
    struct dialogue *e = x->order[i];
    if (x->header.connection && e->connection && e->connection != x->header.connection) continue;
    if (!e->peer_text[0] && e->established1 && (x->header.exchange == LOG_EXCHANGE_MAIN || x->header.exchange == LOG_EXCHANGE_AGGRESSIVE))
      continue; /* phase 1 of another peer */
    if (!e->peer_text[0] || same_peer(e, x->header.peer_text)) return e;
  }
  return NULL;
}

static struct dialogue *find_exchange(struct exchanges *x)
{
  if (x->header.icookie[0]) {
    struct dialogue *e = by_cookie(x);
    if (e) return e;
    return x->current && is_untouched(x->current) ? x->current : NULL;
  }
  struct dialogue *e = x->header.connection && x->current && x->current->connection == x->header.connection ? x->current : by_peer(x);
  if (e && is_first(x) && !is_untouched(e) && !is_again(x, e)) return NULL;
  return e;
}

static bool take_repeat(struct exchanges *x, struct dialogue *e, unsigned number)
{
  for (uint32_t i = e->message_count; number && i-- > 0;) {
    struct seen_message *m = &e->messages[i];
    if (m->exchange != x->header.exchange || m->number != number || m->sent != x->header.sent) continue;
    if (m->exchange == LOG_EXCHANGE_QUICK && number == 1 && e->established2) return false;
    m->repeats++;
    x->message = m;
    return true;
  }
  return false;
}

static void add_message(struct exchanges *x, struct dialogue *e, unsigned number)
{
  if (e->message_count == MOST_MESSAGES) { /* the first half tells the story; the oldest of the rest goes */
    memmove(&e->messages[MOST_MESSAGES / 2], &e->messages[MOST_MESSAGES / 2 + 1], (MOST_MESSAGES / 2 - 1) * sizeof *e->messages);
    e->message_count--;
    e->dropped_messages++;
  }
  struct seen_message *m = &e->messages[e->message_count++];
  *m = (struct seen_message) { .exchange = x->header.exchange,
    .number = (uint8_t)number,
    .sent = x->header.sent,
    .encrypted = x->header.encrypted,
    .line = x->header.line };
  memcpy(m->time, x->header.time, sizeof m->time);
  x->message = m;
  if (x->header.sent) {
    memcpy(m->payloads, x->built, x->built_count);
    m->payload_count = x->built_count;
  }
}

static void add_payload(uint8_t *list, uint8_t *count, unsigned payload)
{
  if (payload == PAYLOAD_NONE || payload == PAYLOAD_PROPOSAL || payload == PAYLOAD_TRANSFORM || *count == MOST_PAYLOADS ||
    memchr(list, (int)payload, *count))
    return;
  list[(*count)++] = (uint8_t)payload;
}

/* Which exchange a message belongs to whose header does not say it. */
static uint8_t likely_exchange(const struct dialogue *e)
{
  if (e->quick || (e->established1 && !e->established2)) return LOG_EXCHANGE_QUICK;
  if (e->established1) return LOG_EXCHANGE_INFORMATIONAL;
  return e->kind ? e->kind : LOG_EXCHANGE_MAIN;
}

void header_close(struct exchanges *x)
{
  if (!x->header.open) return;
  x->header.open = false;
  struct dialogue *e = find_exchange(x);
  if (!e) e = exchange_new(x, x->header.line);
  x->current = e;
  if (x->last_thread) x->of_thread[x->last_thread % THREADS] = e;
  if (x->header.connection) e->connection = x->header.connection;
  if (x->header.icookie[0]) memcpy(e->icookie, x->header.icookie, sizeof e->icookie);
  if (x->header.rcookie[0] && !is_zero(x->header.rcookie)) memcpy(e->rcookie, x->header.rcookie, sizeof e->rcookie);
  exchange_addresses(e, &x->header.peer, &x->header.local, x->header.peer_text, x->header.local_text);
  if (!x->header.exchange && x->last_thread && !e->kind) { /* the socket tells of a packet, but nobody of what is in it */
    x->message = NULL;
    return;
  }
  if (x->header.role && !e->role) e->role = x->header.role;
  if (x->header.exchange == LOG_EXCHANGE_CHILD) e->established1 = true;
  if (!x->header.exchange) x->header.exchange = likely_exchange(e);
  if (!e->kind && x->header.exchange != LOG_EXCHANGE_QUICK && x->header.exchange != LOG_EXCHANGE_INFORMATIONAL)
    e->kind = x->header.exchange;
  if (x->notifying && x->header.sent && x->header.exchange == LOG_EXCHANGE_QUICK && !x->header.id[0])
    x->header.exchange = LOG_EXCHANGE_INFORMATIONAL; /* the device names the SA's state, not the message's exchange */
  x->notifying = false;
  unsigned number = number_of(x, e);
  if (!take_repeat(x, e, number)) add_message(x, e, number);
  if (x->message->encrypted == false) x->message->encrypted = x->header.encrypted;
  add_payload(x->message->payloads, &x->message->payload_count, x->header.first_payload);
  offer_settle(x, e);
  x->built_count = 0;
  x->retransmitting = false;
}

/* ---- Reading a header ---- */

void header_switch(struct exchanges *x, uint32_t thread)
{
  x->parked[x->last_thread % THREADS] = x->header;
  x->header = x->parked[thread % THREADS];
  x->parked[thread % THREADS].open = false;
}

void header_open(struct exchanges *x, const struct log_event *e, bool sent)
{
  header_close(x);
  memset(&x->header, 0, sizeof x->header);
  x->header.open = true;
  x->header.sent = sent;
  x->header.line = e->line;
  x->header.connection = e->connection;
  x->header.fresh = e->arg == BEGIN_RESPONDER;
  x->header.role = e->arg == BEGIN_RESPONDER ? BEGIN_RESPONDER : 0;
  x->header.peer = e->peer;
  x->header.local = e->local;
  address_text(&e->peer, x->header.peer_text, sizeof x->header.peer_text);
  address_text(&e->local, x->header.local_text, sizeof x->header.local_text);
  bool marked = e->time.len && strchr("*.%", e->time.s[0]); /* the device's marks of an unset clock and of a debug message */
  bool ended = e->time.len > 1 && e->time.s[e->time.len - 1] == ':';
  copy_text(x->header.time, sizeof x->header.time, (struct log_text){ e->time.s + marked, e->time.len - marked - ended });
  if (!sent) {
    x->building = false;
    x->scratch_count = 0;
    x->transform = NULL;
  }
  uint32_t value;
  if (e->name.len && log_meaning(e->dialect, ABOUT_EXCHANGE, e->name, &value)) x->header.exchange = (uint8_t)value;
  if (e->from.len == 1) x->header.role = e->from.s[0] == 'I' ? BEGIN_INITIATOR : e->from.s[0] == 'R' ? BEGIN_RESPONDER : x->header.role;
  /* A state tells what is done; the message is the first that this side can send or receive after it. */
  if (e->name.len && x->header.role && log_meaning(e->dialect, ABOUT_STATE, e->name, &value) && (value >> 8 & 0xff) == LOG_EXCHANGE_MAIN &&
    (value & 0xff) < 6) {
    bool by_initiator = (x->header.role == BEGIN_INITIATOR) == sent;
    unsigned done = value & 0xff;
    if (!by_initiator && sent && done) done--; /* a responder's state has moved on when it answers */
    if (x->header.role == BEGIN_RESPONDER && sent && !done) done = 1;
    x->header.number = (uint8_t)next_number(done, by_initiator);
    if (x->header.role == BEGIN_RESPONDER && sent && x->header.number == 4 && x->current &&
      exchange_last(x->current, LOG_EXCHANGE_MAIN, false, true) == 5)
      x->header.number = 6;
    if (x->header.number > 6) x->header.number = 6;
  }
}

/* The last 16 hex digits of `0x1992b94d05fac7c4` or `1992b94d05fac7c4`. */
static void copy_cookie(char to[20], struct log_text t)
{
  if (t.len > 2 && t.s[0] == '0' && (t.s[1] | 0x20) == 'x') t = (struct log_text){ t.s + 2, t.len - 2 };
  copy_text(to, 20, t);
}

void header_part(struct exchanges *x, const struct log_event *e)
{
  uint32_t value;
  switch (e->kind) {
  case LOG_ICOOKIE:
    if (x->header.open && x->header.icookie[0] && !x->header.exchange) x->header.icookie[0] = '\0';
    copy_cookie(x->header.icookie, e->name);
    break;
  case LOG_RCOOKIE: copy_cookie(x->header.rcookie, e->name); break;
  case LOG_NEXT_PAYLOAD: if (log_meaning(e->dialect, ABOUT_PAYLOAD, e->name, &value)) x->header.first_payload = (uint8_t)value; break;
  case LOG_EXCHANGE:
    if (log_meaning(e->dialect, ABOUT_EXCHANGE, e->name, &value)) x->header.exchange = (uint8_t)value;
    x->header.request = e->from.len == 7;
    x->header.response = e->from.len == 8;
    break;
  case LOG_ENCRYPTED: x->header.encrypted = true; break;
  case LOG_MESSAGE_ID: copy_text(x->header.id, sizeof x->header.id, e->name); break;
  default: break;
  }
}

/* The payloads of `[ SA V N(NAT_T) ]`; the words in parentheses are none of them. */
static void summary_payloads(struct exchanges *x, const struct log_event *e)
{
  uint8_t list[MOST_PAYLOADS], count = 0;
  const char *s = e->message.s, *end = s + e->message.len;
  const char *open = memchr(s, '[', e->message.len);
  for (s = open ? open + 1 : end; s < end && *s != ']';) {
    const char *word = s;
    while (s < end && *s != ' ' && *s != '(' && *s != ']') s++;
    uint32_t value;
    if (s > word && log_meaning(e->dialect, ABOUT_PAYLOAD, (struct log_text){ word, (uint32_t)(s - word) }, &value)) {
      if (!count) x->header.first_payload = (uint8_t)value;
      add_payload(list, &count, value);
    }
    while (s < end && *s != ' ' && *s != ']') s++;
    while (s < end && *s == ' ') s++;
  }
  x->built_count = count;
  memcpy(x->built, list, count);
}

/* The notifications `N(AUTH_FAILED)` of a message that holds nothing else of interest. */
static void summary_notifies(struct exchanges *x, const struct log_event *e, bool sent)
{
  const char *s = e->message.s, *end = s + e->message.len;
  if (x->message->exchange != LOG_EXCHANGE_INFORMATIONAL && x->header.first_payload != PAYLOAD_NOTIFY) return;
  for (; s + 2 < end; s++) {
    if (s[0] != 'N' || s[1] != '(' || s[-1] != ' ') continue;
    const char *close = memchr(s, ')', (size_t)(end - s));
    if (!close) return;
    struct log_event notify = *e;
    notify.name = (struct log_text){ s + 2, (uint32_t)(close - s - 2) };
    dialogue_notify(x, x->current, &notify, sent);
  }
}

void header_summary(struct exchanges *x, const struct log_event *e, bool sent)
{
  uint32_t value;
  if (!x->header.open || x->header.sent || sent) header_open(x, e, sent);
  if (e->connection) x->header.connection = e->connection;
  if (log_meaning(e->dialect, ABOUT_EXCHANGE, e->name, &value)) x->header.exchange = (uint8_t)value;
  x->header.request = e->from.len == 7;
  x->header.response = e->from.len == 8;
  summary_payloads(x, e);
  bool phase1 = x->header.exchange == LOG_EXCHANGE_MAIN;
  x->header.encrypted = (phase1 && x->header.first_payload == PAYLOAD_ID) || x->header.exchange == LOG_EXCHANGE_QUICK ||
    x->header.exchange == LOG_EXCHANGE_AUTH || x->header.exchange == LOG_EXCHANGE_CHILD;
  if (phase1 && sent && x->current && !x->current->role) x->current->role = x->header.request ? BEGIN_INITIATOR : BEGIN_RESPONDER;
  if (x->header.exchange == LOG_EXCHANGE_QUICK) snprintf(x->header.id, sizeof x->header.id, "%u", e->number);
  uint8_t list[MOST_PAYLOADS], count = x->built_count;
  memcpy(list, x->built, count);
  header_close(x);
  if (!x->message) return;
  for (unsigned i = 0; i < count; i++) add_payload(x->message->payloads, &x->message->payload_count, list[i]);
  summary_notifies(x, e, sent);
}

void message_is_informational(struct exchanges *x, struct dialogue *e)
{
  struct seen_message *m = x->message;
  if (!m || !e->message_count || m != &e->messages[e->message_count - 1] || m->sent || m->repeats || m->exchange != LOG_EXCHANGE_QUICK ||
    e->quick_id[0])
    return;
  if (memchr(m->payloads, PAYLOAD_SA, m->payload_count) || memchr(m->payloads, PAYLOAD_NONCE, m->payload_count)) return;
  m->exchange = LOG_EXCHANGE_INFORMATIONAL;
  m->number = 0;
  e->quick = x->before_message.quick;
  e->quick_role = x->before_message.role;
  e->quick_done = x->before_message.done;
}

void message_payload(struct exchanges *x, const struct log_event *e)
{
  uint32_t payload = e->arg / 2;
  if (!payload && !log_meaning(e->dialect, ABOUT_PAYLOAD, e->name, &payload)) return;
  if (e->arg % 2) {
    if (x->header.open) header_close(x);
    add_payload(x->built, &x->built_count, payload);
    return;
  }
  header_close(x);
  if (!x->message || x->message->sent) return;
  add_payload(x->message->payloads, &x->message->payload_count, payload);
  if (payload == PAYLOAD_DELETE && x->current) message_is_informational(x, x->current);
}

const char *exchange_kind_name(unsigned kind)
{
  static const char *const names[LOG_EXCHANGES] = { NULL, "main", "aggressive", "quick", "informational", "ike_sa_init", "ike_auth",
    "create_child_sa" };
  assert(kind < LOG_EXCHANGES);
  return names[kind];
}

const char *payload_name(unsigned payload)
{
  static const char *const names[PAYLOADS] = { "", "SA", "PROPOSAL", "TRANSFORM", "KE", "ID", "CERT", "CERT_REQ", "HASH", "SIG", "NONCE",
    "NOTIFY", "DELETE", "VENDOR", "NAT_D", "NAT_OA", "AUTH", "TS" };
  assert(payload < PAYLOADS);
  return names[payload];
}
