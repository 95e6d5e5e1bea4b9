/* See exchange.h. Which exchange an event belongs to, and what it means for it. */
#include "src/exchange_parts.h"

#include <stddef.h>
#include <string.h>

/* Protocols of a notification (RFC 2407 section 4.4.1). */
enum { ABOUT_AH = 2, ABOUT_ESP = 3 };

void copy_text(char *to, size_t size, struct log_text from)
{
  size_t n = 0;
  for (uint32_t i = 0; i < from.len && n + 1 < size; i++) to[n++] = (unsigned char)from.s[i] < ' ' || from.s[i] == 127 ? ' ' : from.s[i];
  if (n + 1 >= size) /* no half of a character */
    while (n && ((unsigned char)to[n - 1] & 0xC0) == 0x80) n--;
  to[n] = '\0';
}

/* ---- Exchanges ---- */

void exchanges_init(struct exchanges *x)
{
  memset((char *)x + offsetof(struct exchanges, order), 0,
    sizeof *x - offsetof(struct exchanges, order)); /* exchange_new() clears what is held */
}

/* Marks it as the one whose negotiation began last. */
static void exchange_to_end(struct exchanges *x, struct dialogue *e)
{
  uint32_t i = 0;
  while (i < x->count && x->order[i] != e) i++;
  if (i == x->count) return;
  memmove(&x->order[i], &x->order[i + 1], (x->count - i - 1) * sizeof *x->order);
  x->order[x->count - 1] = e;
}

/* Room for a new one: that of the exchange that began first. */
static struct dialogue *make_room(struct exchanges *x)
{
  if (x->count < EXCHANGES_HELD) {
    x->order[x->count] = &x->held[x->count];
    return x->order[x->count++];
  }
  struct dialogue *e = x->order[0];
  x->forgotten++;
  exchange_to_end(x, e);
  for (size_t i = 0; i < sizeof x->of_thread / sizeof *x->of_thread; i++)
    if (x->of_thread[i] == e) x->of_thread[i] = NULL;
  return e;
}

struct dialogue *exchange_new(struct exchanges *x, uint32_t line)
{
  struct dialogue *e = make_room(x);
  memset(e, 0, offsetof(struct dialogue, messages)); /* clearing the lists too would take longer than all else */
  e->line = line;
  e->chosen = -1;
  x->current = e;
  x->message = NULL;
  return e;
}

bool same_peer(const struct dialogue *e, const char *text)
{
  return e->weak_peer ? !strncmp(e->peer_text, text, strlen(e->peer_text)) : !strcmp(e->peer_text, text);
}

void exchange_addresses(struct dialogue *e, const struct ip *peer, const struct ip *local, const char *peer_text, const char *local_text)
{
  if ((!e->peer.kind || e->weak_peer) && peer->kind) {
    e->weak_peer = false;
    e->peer = *peer;
    memcpy(e->peer_text, peer_text, sizeof e->peer_text);
    e->peer.text = e->peer.kind == IP_V4 ? NULL : e->peer_text;
  }
  if (!e->local.kind && local->kind) {
    e->local = *local;
    memcpy(e->local_text, local_text, sizeof e->local_text);
    e->local.text = e->local.kind == IP_V4 ? NULL : e->local_text;
  }
}

void address_text(const struct ip *ip, char *to, size_t size)
{
  if (ip->kind != IP_MASKED) {
    if (ip->kind) ip_print(ip, to, size);
    return;
  }
  size_t n = strspn(ip->text, "0123456789xXyY*."); /* the text goes on in the line */
  copy_text(to, size, (struct log_text){ ip->text, (uint32_t)n });
}

static void event_addresses(struct dialogue *e, const struct log_event *event)
{
  char peer[24] = "", local[24] = "";
  address_text(&event->peer, peer, sizeof peer);
  address_text(&event->local, local, sizeof local);
  exchange_addresses(e, &event->peer, &event->local, peer, local);
}

/* Does what the event says of the exchange fit? */
static bool fits(const struct dialogue *e, const struct log_event *event)
{
  char peer[24];
  if (event->connection && e->connection && event->connection != e->connection) return false;
  if (!event->peer.kind || !e->peer.kind) return true;
  address_text(&event->peer, peer, sizeof peer);
  return same_peer(e, peer);
}

/* The exchange that an event without cookies belongs to, made where there is none; also the current one from now on. */
static struct dialogue *exchange_of(struct exchanges *x, const struct log_event *e)
{
  struct dialogue *found = NULL;
  if (e->thread && !e->connection) found = x->of_thread[e->thread % THREADS];
  if (!found && x->current && fits(x->current, e)) found = x->current;
  for (uint32_t i = x->count; !found && i-- > 0;)
    if (fits(x->order[i], e)) found = x->order[i];
  if (!found) found = exchange_new(x, e->line);
  if (found != x->current) x->message = found->message_count ? &found->messages[found->message_count - 1] : NULL;
  x->current = found;
  if (e->thread) x->of_thread[e->thread % THREADS] = found;
  if (e->connection && !found->connection) found->connection = e->connection;
  event_addresses(found, e);
  return found;
}

/* ---- Beginnings and states ---- */

static uint8_t kind_of(unsigned begin)
{
  return begin & BEGIN_MAIN    ? LOG_EXCHANGE_MAIN
    : begin & BEGIN_AGGRESSIVE ? LOG_EXCHANGE_AGGRESSIVE
    : begin & BEGIN_IKEV2      ? LOG_EXCHANGE_SA_INIT
                               : LOG_EXCHANGE_UNKNOWN;
}

/* Is it the exchange whose beginning the event tells once more, or whose first message was seen just before? */
static bool begins(const struct dialogue *e, uint8_t role)
{
  if (e->established1 || e->signal_count || e->done > 1 || (e->role && e->role != role)) return false;
  return e->begun ? e->message_count == e->begun_messages : e->message_count <= 1;
}

/* The log says the role. */
static void learn_told_role(struct dialogue *e, unsigned role)
{
  if (!role || (e->role && !e->role_guessed)) return;
  e->role = (uint8_t)role;
  e->role_guessed = false;
}

static void begin(struct exchanges *x, const struct log_event *event)
{
  uint8_t role = event->arg & (BEGIN_INITIATOR | BEGIN_RESPONDER), kind = kind_of(event->arg);
  struct dialogue *e = event->thread && x->of_thread[event->thread % THREADS] ? x->of_thread[event->thread % THREADS] : x->current;
  if (!e || !fits(e, event) || !begins(e, role)) e = exchange_new(x, event->line);
  x->current = e;
  if (event->thread) x->of_thread[event->thread % THREADS] = e;
  if (event->connection) e->connection = event->connection;
  event_addresses(e, event);
  e->begun = true;
  e->begun_messages = e->message_count;
  learn_told_role(e, role);
  if (kind) e->kind = kind;
}

/* Does the sign refuse a negotiation of phase 2? */
static bool refuses_quick(enum log_signal signal)
{
  return signal == SIGNAL_SELECTOR || signal == SIGNAL_SELECTOR_BY_CODE || signal == SIGNAL_PFS || signal == SIGNAL_TRANSFORM ||
    signal == SIGNAL_ENCAPSULATION || signal == SIGNAL_PFS_OR_TRANSFORM || signal == SIGNAL_REFUSED_2 || signal == SIGNAL_NO_POLICY_2 ||
    signal == SIGNAL_PEER_ADDRESS_2;
}

void exchange_again(struct exchanges *x, struct dialogue *e)
{
  exchange_to_end(x, e);
  if (!e->established2) return;
  e->established2 = false;
  e->came_up = true;
  e->signal_count = e->notify_count = 0;
}

static void begin_quick(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  if (!e->quick || e->established2) {
    e->quick_done = 0;
    exchange_again(x, e);
  }
  e->quick = true;
  e->established1 = true;
  if (event->arg) e->quick_role = (uint8_t)event->arg, e->quick_guessed = false;
  else if (!e->quick_role) e->quick_role = BEGIN_INITIATOR;
}

static void establish(struct dialogue *e, unsigned phase)
{
  e->established1 = true;
  if (phase == 2) e->established2 = e->quick = true;
}

static void take_state(struct dialogue *e, const struct log_event *event)
{
  uint32_t value;
  if (!log_meaning(event->dialect, ABOUT_STATE, event->name, &value)) return;
  unsigned role = value >> 16, kind = value >> 8 & 0xff, done = value & 0xff;
  if (kind == LOG_EXCHANGE_QUICK) {
    if (!e->quick) e->quick = e->established1 = done > 0;
    if (role) e->quick_role = (uint8_t)role, e->quick_guessed = false;
    if (done == STATE_ESTABLISHED) establish(e, 2);
    else if (done > e->quick_done) e->quick_done = (uint8_t)done;
    return;
  }
  learn_told_role(e, role);
  if (kind && !e->kind) e->kind = (uint8_t)kind;
  if (done == STATE_ESTABLISHED) establish(e, 1);
  else if (done > e->done) e->done = (uint8_t)done;
}

/* isakmpd's step N is message N + 1; the same lines count quick mode's steps. */
static void take_step(struct dialogue *e, const struct log_event *event)
{
  unsigned done = event->number + 1;
  if (e->quick) {
    if (done > e->quick_done) e->quick_done = (uint8_t)done;
    if (done == 3) establish(e, 2);
    return;
  }
  learn_told_role(e, event->arg);
  if (done > e->done) e->done = (uint8_t)(done > 6 ? 6 : done);
  if (done == (e->kind == LOG_EXCHANGE_AGGRESSIVE ? 3 : 6)) establish(e, 1);
}

/* ---- Failures ---- */

/* The message that waits for an answer in a state: the next one of an initiator, and the one that is done of a responder. */
static uint8_t pending_message(const struct dialogue *e, uint32_t state)
{
  unsigned done = state & 0xff;
  return (uint8_t)(done + (e->role != BEGIN_RESPONDER || !done));
}

/* What is sent again tells how far the exchange got, where the log shows no more: by the state that the device names, or by the number of
 * the request. */
static void retransmit(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  uint32_t value;
  unsigned done = 0;
  bool dots = event->message.len &&
    event->message.s[event->message.len - 1] == '.'; /* IOS says it twice: with dots when it is due, without when it is done */
  e->retransmits += dots || !x->retransmitting || !x->announced;
  x->announced = dots;
  x->retransmitting = true;
  if (e->quick || e->established1) return;
  if (event->name.len && log_meaning(event->dialect, ABOUT_STATE, event->name, &value)) {
    done = pending_message(e, value);
    if (!e->kind) e->kind = (uint8_t)(value >> 8 & 0xff);
  } else if (event->has_number && event->number >= 1 && event->number <= 3 && (!e->kind || e->kind == LOG_EXCHANGE_MAIN)) {
    done = event->number * 2 - (e->role != BEGIN_RESPONDER);
    e->kind = LOG_EXCHANGE_MAIN;
  }
  if (done > e->done) e->done = (uint8_t)done;
}

/* What looked like the next message is the one before it from the same side, once more. */
static void take_duplicate(struct exchanges *x, struct dialogue *e)
{
  struct seen_message *m = x->message, *last = e->message_count ? &e->messages[e->message_count - 1] : NULL;
  if (m && m == last && !m->sent && !m->repeats && m->exchange == LOG_EXCHANGE_MAIN && m->number > 2)
    for (struct seen_message *before = last; before-- > e->messages;)
      if (before->exchange == LOG_EXCHANGE_MAIN && !before->sent && before->number + 2 == m->number) {
        e->message_count--;
        x->message = m = before;
        break;
      }
  if (m) m->repeats++;
}

static bool in_quick(const struct exchanges *x, const struct dialogue *e)
{
  if (x->message && x->message->exchange == LOG_EXCHANGE_QUICK) return true;
  return e->quick || e->established1;
}

static void count_garbage(struct exchanges *x, const struct dialogue *e, const struct log_event *event)
{
  if ((event->arg != SIGNAL_GARBAGE && event->arg != SIGNAL_GARBAGE_ID) || !event->has_number) return;
  for (uint32_t i = 0; i < e->signal_count; i++)
    if (e->signals[i].signal == SIGNAL_GARBAGE && e->signals[i].has_number) return; /* the same attempt */
  if (!x->garbage.attempts++) x->garbage.first_number = event->number;
  else if (x->garbage.first_number != event->number) x->garbage.differs = true;
}

/* While phase 1 lasts, a message that starts with a HASH, or that the device calls a notification, is no message of main mode. */
static enum log_signal correct_message(struct exchanges *x, const struct dialogue *e, enum log_signal signal)
{
  if (signal == SIGNAL_GARBAGE_ID) return SIGNAL_GARBAGE;
  if (signal != SIGNAL_GARBAGE_NOTIFY && signal != SIGNAL_REFUSED) return signal;
  if (x->message && !x->message->sent && e->kind == LOG_EXCHANGE_MAIN && !e->established1) {
    x->message->exchange = LOG_EXCHANGE_INFORMATIONAL;
    x->message->number = 0;
  }
  return signal == SIGNAL_REFUSED ? signal : SIGNAL_GARBAGE;
}

static void add_signal(struct exchanges *x, struct dialogue *e, const struct log_event *event, enum log_signal signal)
{
  uint32_t kind;
  if (!e->kind && event->name.len && log_meaning(event->dialect, ABOUT_EXCHANGE, event->name, &kind)) e->kind = (uint8_t)kind;
  signal = correct_message(x, e, signal);
  if (refuses_quick(signal) && e->kind < LOG_EXCHANGE_SA_INIT) e->quick = e->established1 = true; /* the log may begin in the middle */
  if (e->established2 && refuses_quick(signal)) exchange_again(x, e); /* another flow, or a renewal */
  count_garbage(x, e, event);
  for (uint32_t i = 0; i < e->signal_count; i++)
    if (e->signals[i].signal == signal && i + 1 < e->signal_count && signal == SIGNAL_FAILED) return;
  if (e->signal_count == MOST_SIGNALS) return;
  struct seen_signal *s = &e->signals[e->signal_count++];
  *s = (struct seen_signal) {
    .signal = signal, .line = event->line, .number = event->number, .has_number = event->has_number, .phase2 = in_quick(x, e)
  };
  s->in_id = event->arg == SIGNAL_GARBAGE_ID || (event->arg == SIGNAL_GARBAGE && event->of == 5);
  if (x->message) {
    s->exchange = x->message->exchange;
    s->message = x->message->number;
    s->sent = x->message->sent;
  }
  copy_text(s->text, sizeof s->text, event->shown);
}

void dialogue_notify(struct exchanges *x, struct dialogue *e, const struct log_event *event, bool sent)
{
  if (sent) x->notifying = true;
  else message_is_informational(x, e);
  if (e->notify_count == MOST_NOTIFIES) return;
  struct seen_notify *n = &e->notifies[e->notify_count++];
  bool about_sa = event->has_number && (event->number == ABOUT_AH || event->number == ABOUT_ESP);
  *n = (struct seen_notify){ .sent = sent, .line = event->line, .phase2 = about_sa || in_quick(x, e) };
  n->hashed = x->message && !x->message->number && memchr(x->message->payloads, PAYLOAD_HASH, x->message->payload_count);
  copy_text(n->name, sizeof n->name, event->name);
  copy_text(n->text, sizeof n->text, event->shown);
}

static void trap_peer(struct dialogue *e, const char *text)
{
  const char *at = strstr(text, "PeerAddress=");
  if (!at) at = strstr(text, "DstIP=");
  if (!at) return;
  at = strchr(at, '=') + 1;
  if (ip_parse(at, strcspn(at, ",) "), &e->peer) && e->peer.kind == IP_V4) ip_print(&e->peer, e->peer_text, sizeof e->peer_text);
}

/* Huawei's traps: each is an exchange of its own, with a reason. */
static void take_reason(struct exchanges *x, const struct log_event *event)
{
  static const char code[] = "ReasonCode=", reason[] = "Reason=";
  char text[512];
  copy_text(text, sizeof text, event->message);
  uint32_t signal = SIGNAL_FAILED;
  const char *at;
  bool known = false;
  if ((at = strstr(text, code))) {
    struct log_text t = { at + sizeof code - 1, (uint32_t)strspn(at + sizeof code - 1, "0123456789") };
    known = log_meaning(event->dialect, ABOUT_REASON, t, &signal);
  }
  if (!known && (at = strstr(text, reason)))
    for (const struct log_word *w = event->dialect->words; w->word; w++)
      if (w->about == ABOUT_REASON && strlen(w->word) > 2 && strstr(at, w->word)) known = true, signal = w->value;
  if (event->arg == TRAP_ENDED && !known) return;
  struct dialogue *e = exchange_new(x, event->line);
  trap_peer(e, text);
  if (event->arg == TRAP_UP) establish(e, 2);
  else add_signal(x, e, event, (enum log_signal)signal);
}

static void give_up(struct exchanges *x, struct dialogue *e, const struct log_event *event)
{
  uint32_t state;
  if (event->from.len == 1) learn_told_role(e, event->from.s[0] == 'I' ? BEGIN_INITIATOR : event->from.s[0] == 'R' ? BEGIN_RESPONDER : 0);
  if (!e->done && !e->message_count && event->name.len && log_meaning(event->dialect, ABOUT_STATE, event->name, &state))
    e->done = pending_message(e, state);
  struct log_event copy = *event;
  if (event->arg == SIGNAL_NO_ANSWER && in_quick(x, e)) copy.arg = SIGNAL_NO_ANSWER_2;
  add_signal(x, e, &copy, (enum log_signal)copy.arg);
}

static void take_secret(struct exchanges *x, const struct log_event *e)
{
  if (x->secrets++) return;
  x->secret_line = e->line;
  uint32_t n = 0;
  while (n < e->message.len && n + 1 < sizeof x->secret_name && !strchr(":=", e->message.s[n])) n++;
  copy_text(x->secret_name, sizeof x->secret_name, (struct log_text){ e->message.s, n });
}

/* ---- Events ---- */

static void copy_flow(char *to, const struct log_event *e)
{
  copy_text(to, 64, e->name);
}

static void take_in_exchange(struct exchanges *x, const struct log_event *event)
{
  struct dialogue *e = exchange_of(x, event);
  switch (event->kind) {
  case LOG_RETRANSMIT: retransmit(x, e, event); break;
  case LOG_GIVE_UP: give_up(x, e, event); break;
  case LOG_DUPLICATE: take_duplicate(x, e); break;
  case LOG_SIDE:
  case LOG_TRANSFORM:
  case LOG_ATTRIBUTE:
  case LOG_PROPOSALS:
  case LOG_ACCEPTED:
  case LOG_MISMATCH: offer_event(x, e, event); break;
  case LOG_STEP: take_step(e, event); break;
  case LOG_STATE: take_state(e, event); break;
  case LOG_ROLE:
    learn_told_role(e, event->arg & (BEGIN_INITIATOR | BEGIN_RESPONDER));
    if (!e->kind) e->kind = kind_of(event->arg);
    break;
  case LOG_PHASE2: begin_quick(x, e, event); break;
  case LOG_ESTABLISHED: establish(e, event->arg); break;
  case LOG_KEY_FOUND:
    e->key_found = true;
    if (event->peer.kind && !e->begun && !e->message_count) e->weak_peer = true;
    break;
  case LOG_IDENTITY: copy_text(event->arg ? e->id_local : e->id_peer, sizeof e->id_peer, event->name); break;
  case LOG_PROXY: copy_flow(event->arg ? e->flow_local : e->flow_remote, event); break;
  case LOG_NOTIFY_SENT: case LOG_NOTIFY_RECEIVED: dialogue_notify(x, e, event, event->kind == LOG_NOTIFY_SENT); break;
  case LOG_SIGNAL: add_signal(x, e, event, (enum log_signal)event->arg); break;
  default: break;
  }
}

void exchanges_take(struct exchanges *x, const struct log_event *e)
{
  if (e->thread) {
    if (x->last_thread != e->thread) header_switch(x, e->thread);
    x->last_thread = e->thread;
  }
  switch (e->kind) {
  case LOG_NOTHING: case LOG_ADDRESSES:
    if (e->kind == LOG_ADDRESSES && (e->arg == ADDRESSES_OF_MESSAGE ? x->current != NULL : !x->current || fits(x->current, e)))
      exchange_of(x, e);
    break;
  case LOG_SEND: header_open(x, e, true); break;
  case LOG_RECEIVE: header_open(x, e, false); break;
  case LOG_SENT_AS: header_summary(x, e, true); break;
  case LOG_PARSED_AS: header_summary(x, e, false); break;
  case LOG_ICOOKIE:
  case LOG_RCOOKIE:
  case LOG_NEXT_PAYLOAD:
  case LOG_EXCHANGE:
  case LOG_FLAGS:
  case LOG_MESSAGE_ID:
  case LOG_LENGTH: header_part(x, e); break;
  case LOG_ENCRYPTED:
    if (x->header.open) header_part(x, e);
    else if (x->message) x->message->encrypted = true;
    break;
  case LOG_PAYLOAD: message_payload(x, e); break;
  case LOG_SECRET: take_secret(x, e); break;
  case LOG_REASON: header_close(x); take_reason(x, e); break;
  case LOG_BEGIN: header_close(x); begin(x, e); break;
  default:
    header_close(x);
    take_in_exchange(x, e);
  }
}

void exchanges_end(struct exchanges *x)
{
  header_close(x);
  for (uint32_t i = 0; i < THREADS; i++) {
    if (!x->parked[i].open || !x->parked[i].exchange) continue; /* a packet that nobody had parsed yet says nothing */
    header_switch(x, i);
    x->last_thread = i;
    header_close(x);
  }
}

/* Nothing of it but its first message: a new attempt that the log's end cuts off. */
static bool is_mere_start(const struct dialogue *e)
{
  return !e->signal_count && !e->notify_count && !e->established1 && e->done <= 1 && e->message_count <= 1 && !e->retransmits;
}

/* Would telling about it tell of a failure? */
static bool has_trouble(const struct dialogue *e)
{
  return e->signal_count || e->notify_count || e->retransmits;
}

const struct dialogue *exchanges_told(const struct exchanges *x)
{
  if (!x->count) return NULL;
  const struct dialogue *last = x->order[x->count - 1];
  if (!is_mere_start(last)) return last;
  for (uint32_t i = x->count - 1; i-- > 0;)
    if (has_trouble(x->order[i]) && (!last->peer_text[0] || !strcmp(x->order[i]->peer_text, last->peer_text))) return x->order[i];
  return last;
}
