/* See diagnose.h. The order of the signs matters: the ones that name the fault come before the ones that only follow from it. */
#include "src/diagnose.h"

#include <string.h>

/* ---- What each sign means ---- */

/* Which message the sign blames. */
enum blamed {
  BLAMED_FIRST /* 1 */,
  BLAMED_IDENTITY /* the message with the peer's identity */,
  BLAMED_KEYED /* the first that the key protects */,
  BLAMED_UNKNOWN,
  BLAMED_LAST_SENT
};

struct meaning {
  enum log_signal signal;
  enum cause_class cause;
  uint8_t phase;              /* 0: after the negotiation, on the data */
  enum blamed blamed;
  enum confidence confidence;
  const char *rules[8];       /* that explain just this sign; empty: those of the class */
};

/* In the order in which they decide. A sign of phase 1 does not count once phase 1 is up. */
static const struct meaning meanings[] = {
  { SIGNAL_NO_KEY, CAUSE_KEY_MISSING, 1, BLAMED_UNKNOWN, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_MODE, CAUSE_MODE, 1, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_VERSION, CAUSE_MODE, 1, BLAMED_FIRST, CONFIDENCE_MEDIUM, { "IKE102" } },
  { SIGNAL_PEER_ADDRESS, CAUSE_IDENTITY, 1, BLAMED_FIRST, CONFIDENCE_MEDIUM, { "IKE105", "TUN101", "APP101" } },
  { SIGNAL_P1_PROPOSAL, CAUSE_PROPOSAL, 1, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_NO_PROPOSAL, CAUSE_PROPOSAL, 1, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_HASH, CAUSE_PSK, 1, BLAMED_KEYED, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_GARBAGE, CAUSE_PSK, 1, BLAMED_KEYED, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_IDENTITY, CAUSE_IDENTITY, 1, BLAMED_IDENTITY, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_AUTHENTICATION, CAUSE_PSK, 1, BLAMED_KEYED, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_SANITY, CAUSE_PSK, 1, BLAMED_KEYED, CONFIDENCE_LOW, { NULL } },
  { SIGNAL_NO_PROFILE, CAUSE_IDENTITY, 1, BLAMED_IDENTITY, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_CERTIFICATE, CAUSE_UNKNOWN, 1, BLAMED_UNKNOWN, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_NO_POLICY, CAUSE_POLICY, 1, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_NO_POLICY_2, CAUSE_POLICY, 2, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_PEER_ADDRESS_2, CAUSE_IDENTITY, 2, BLAMED_FIRST, CONFIDENCE_MEDIUM, { "IKE105", "TUN101", "APP101" } },
  { SIGNAL_SELECTOR, CAUSE_SELECTOR, 2, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_SELECTOR_BY_CODE, CAUSE_SELECTOR, 2, BLAMED_FIRST, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_PFS, CAUSE_PFS, 2, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_TRANSFORM, CAUSE_TRANSFORM, 2, BLAMED_FIRST, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_ENCAPSULATION, CAUSE_TRANSFORM, 2, BLAMED_FIRST, CONFIDENCE_HIGH, { "ESP102", "ESP106", "ESP101" } },
  { SIGNAL_PFS_OR_TRANSFORM, CAUSE_TRANSFORM, 2, BLAMED_FIRST, CONFIDENCE_MEDIUM, { "ESP101", "ESP103", "ESP102", "ESP105", "ACL101" } },
  { SIGNAL_REFUSED_2, CAUSE_TRANSFORM, 2, BLAMED_FIRST, CONFIDENCE_LOW,
    { "ESP101", "ACL101", "ESP103", "ESP102", "APP101", "APP102", "IKE105" } },
  { SIGNAL_NOT_IPSEC, CAUSE_POLICY, 0, BLAMED_UNKNOWN, CONFIDENCE_HIGH, { "APP101", "TUN105", "APP102", "ACL101" } },
  { SIGNAL_OUTSIDE_FLOW, CAUSE_SELECTOR, 0, BLAMED_UNKNOWN, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_RECURSION, CAUSE_UNKNOWN, 0, BLAMED_UNKNOWN, CONFIDENCE_HIGH, { "TUN108" } },
  { SIGNAL_DPD, CAUSE_DEAD_PEER, 0, BLAMED_UNKNOWN, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_STALE, CAUSE_DEAD_PEER, 0, BLAMED_UNKNOWN, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_REFUSED, CAUSE_PROPOSAL, 1, BLAMED_LAST_SENT, CONFIDENCE_LOW, { NULL } },
  { SIGNAL_NO_ANSWER, CAUSE_NO_ANSWER, 1, BLAMED_LAST_SENT, CONFIDENCE_HIGH, { NULL } },
  { SIGNAL_NO_ANSWER_2, CAUSE_NO_ANSWER, 2, BLAMED_LAST_SENT, CONFIDENCE_MEDIUM,
    { "ACL101", "ACL102", "ACL106", "ESP101", "ESP103", "ESP102", "APP102" } },
  { SIGNAL_LIMIT, CAUSE_UNKNOWN, 1, BLAMED_UNKNOWN, CONFIDENCE_MEDIUM, { NULL } },
  { SIGNAL_FAILED_2, CAUSE_UNKNOWN, 2, BLAMED_UNKNOWN, CONFIDENCE_LOW, { NULL } },
  { SIGNAL_FAILED, CAUSE_UNKNOWN, 1, BLAMED_UNKNOWN, CONFIDENCE_LOW, { NULL } },
};

static const char *const class_rules[CAUSES][MOST_RULES] = {
  [CAUSE_PSK] = { "KEY102", "KEY101", "KEY103", "KEY106", "KEY105", "KEY104" },
  [CAUSE_KEY_MISSING] = { "KEY105", "IKE105", "KEY106" },
  [CAUSE_PROPOSAL] = { "IKE101", "IKE107", "POL206", "IKE106" },
  [CAUSE_IDENTITY] = { "IKE104", "IKE105" },
  [CAUSE_MODE] = { "IKE103", "IKE102" },
  [CAUSE_NO_ANSWER] = { "IKE105", "APP101", "TUN101", "APP102", "IKE102", "IKE103", "APP103", "TUN105", "TUN108" },
  [CAUSE_TRANSFORM] = { "ESP101", "ESP102", "ESP105", "POL206" },
  [CAUSE_PFS] = { "ESP103" },
  [CAUSE_SELECTOR] = { "ACL101", "ACL102", "ACL103", "ACL106", "ACL104", "ACL107", "TUN105", "APP101", "APP102", "IKE105" },
  [CAUSE_POLICY] = { "APP101", "APP102", "TUN105", "CFG005", "CFG002" },
  [CAUSE_DEAD_PEER] = { "IKE109", "TUN107" },
};

/* Silence once the peer has answered: its address is right, and it has a policy. */
static const char *const late_rules[] = { "KEY105", "IKE104", "KEY106", NULL };

/* ---- Notifies ---- */

struct notify_meaning {
  const char *name;
  enum log_signal phase1, phase2; /* SIGNAL_NONE: nothing */
};

static const struct notify_meaning notify_meanings[] = {
  { "NO_PROPOSAL_CHOSEN", SIGNAL_NO_PROPOSAL, SIGNAL_PFS_OR_TRANSFORM },
  { "NO_PROP", SIGNAL_NO_PROPOSAL, SIGNAL_PFS_OR_TRANSFORM },
  { "PROPOSAL_NOT_CHOSEN", SIGNAL_NO_PROPOSAL, SIGNAL_PFS_OR_TRANSFORM },
  { "INVALID_ID_INFORMATION", SIGNAL_IDENTITY, SIGNAL_SELECTOR },
  { "INVALID_ID_INFO", SIGNAL_IDENTITY, SIGNAL_SELECTOR },
  { "TS_UNACCEPTABLE", SIGNAL_SELECTOR, SIGNAL_SELECTOR },
  { "AUTHENTICATION_FAILED", SIGNAL_AUTHENTICATION, SIGNAL_NONE },
  { "INVALID_HASH_INFORMATION", SIGNAL_HASH, SIGNAL_NONE },
  { "AUTH_FAILED", SIGNAL_AUTHENTICATION, SIGNAL_NONE },
  { "INVALID_PAYLOAD_TYPE", SIGNAL_GARBAGE, SIGNAL_NONE },
  { "PAYLOAD_MALFORMED", SIGNAL_GARBAGE, SIGNAL_NONE },
  { "UNEQUAL_PAYLOAD_LENGTHS", SIGNAL_GARBAGE, SIGNAL_NONE },
  { "PLD_MAL", SIGNAL_GARBAGE, SIGNAL_NONE },
  { "INVAL_ID", SIGNAL_IDENTITY, SIGNAL_SELECTOR },
  { "TS_UNACCEPT", SIGNAL_SELECTOR, SIGNAL_SELECTOR },
  { "INVAL_HASH", SIGNAL_HASH, SIGNAL_NONE },
  { "INVALID_EXCHANGE_TYPE", SIGNAL_MODE, SIGNAL_NONE },
  { "INVALID_MAJOR_VERSION", SIGNAL_VERSION, SIGNAL_NONE },
  { "INVALID_COOKIE", SIGNAL_STALE, SIGNAL_STALE },
  { "INVALID_SPI", SIGNAL_STALE, SIGNAL_STALE },
  { "ATTRIBUTES_NOT_SUPPORTED", SIGNAL_NO_PROPOSAL, SIGNAL_PFS_OR_TRANSFORM },
  { "BAD_PROPOSAL_SYNTAX", SIGNAL_NO_PROPOSAL, SIGNAL_PFS_OR_TRANSFORM },
  { "INVALID_KEY_INFORMATION", SIGNAL_NONE, SIGNAL_PFS },
};

/* Is there nothing but a notify or a refusal, so that its name alone says the phase? */
static bool is_bare(const struct dialogue *e)
{
  for (uint32_t i = 0; i < e->message_count; i++)
    if (e->messages[i].number) return false;
  return !e->done && !e->quick && !e->established1;
}

/* Highest phase-1 message that went one way or the other. */
static unsigned last_phase1(const struct dialogue *e)
{
  unsigned seen = e->kind ? exchange_last(e, e->kind, true, true) : 0;
  return e->done > seen ? e->done : seen;
}

static enum log_signal notify_signal(const struct dialogue *e, const struct seen_notify *n)
{
  for (size_t i = 0; i < sizeof notify_meanings / sizeof *notify_meanings; i++) {
    const struct notify_meaning *m = &notify_meanings[i];
    if (strcmp(m->name, n->name)) continue;
    bool keys_unseen = is_bare(e) || (n->hashed && last_phase1(e) < 4);
    bool phase2 = n->phase2 || (n->hashed && m->phase1 == SIGNAL_NO_PROPOSAL) ||
      (keys_unseen && m->phase1 == SIGNAL_IDENTITY); /* what an identity alone is about: the flows of phase 2, nearly always */
    if (phase2 && n->sent && !strcmp(n->name, "PROPOSAL_NOT_CHOSEN"))
      return SIGNAL_REFUSED_2; /* who writes this name says so to flows as well */
    return phase2 ? m->phase2 : m->phase1;
  }
  return SIGNAL_NONE;
}

/* ---- Where the exchange stands ---- */

static bool is_ikev2(const struct dialogue *e)
{
  return e->kind >= LOG_EXCHANGE_SA_INIT;
}

static unsigned last_sent(const struct dialogue *e)
{
  unsigned seen = e->kind ? exchange_last(e, e->kind, true, false) : 0, done = e->done;
  if (done && e->role && (done % 2 == 1) != (e->role == BEGIN_INITIATOR)) done--;
  return done > seen ? done : seen;
}

/* Does the sign count? The log may go on after it as if nothing had happened. */
static bool counts(const struct dialogue *e, const struct seen_signal *s, const struct meaning *m)
{
  if (m->phase == 0) return true;
  if (e->established2) return false;
  bool phase2 = s->phase2 || m->phase == 2;
  if (e->established1 && !phase2) return false;
  if (s->signal == SIGNAL_NO_KEY) return !e->key_found && !(e->kind == LOG_EXCHANGE_MAIN && last_phase1(e) >= 5);
  if (s->signal == SIGNAL_NO_PROFILE) return e->role != BEGIN_INITIATOR;
  return true;
}

/* Does the log end with a message that was sent again and never answered? */
static bool is_silent(const struct dialogue *e)
{
  for (uint32_t i = e->message_count; i-- > 0;) {
    const struct seen_message *m = &e->messages[i];
    if (m->number) return m->sent && (m->repeats || e->retransmits);
  }
  return e->retransmits > 0;
}

/* ---- Choosing the sign ---- */

struct choice {
  const struct meaning *meaning;
  const struct seen_signal *signal;   /* NULL: a notify or silence */
  const struct seen_notify *notify;
};

static const struct meaning *meaning_of(enum log_signal s)
{
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (meanings[i].signal == s) return &meanings[i];
  return NULL;
}

/* What a sign of either phase is in its own. */
static enum log_signal signal_in_phase(const struct seen_signal *s)
{
  if (s->signal == SIGNAL_NO_PROPOSAL) return s->phase2 ? SIGNAL_PFS_OR_TRANSFORM : SIGNAL_NO_PROPOSAL;
  if (s->signal == SIGNAL_SA_REFUSED) return s->phase2 ? SIGNAL_REFUSED_2 : SIGNAL_NO_PROPOSAL;
  return s->signal;
}

/* The sign that decides: by the order of the table; silence and "failed" only where a notify says no more. */
static struct choice choose(const struct dialogue *e)
{
  struct choice c = { 0 };
  for (uint32_t i = 0; i < e->signal_count; i++) {
    const struct seen_signal *s = &e->signals[i];
    const struct meaning *m = meaning_of(signal_in_phase(s));
    if (m && counts(e, s, m) && (!c.meaning || m < c.meaning)) c = (struct choice){ .meaning = m, .signal = s };
  }
  if (e->established2 || (c.meaning && c.meaning < meaning_of(SIGNAL_SANITY))) return c;
  for (uint32_t i = 0; i < e->notify_count; i++) {
    const struct seen_notify *n = &e->notifies[i];
    const struct meaning *m = meaning_of(notify_signal(e, n));
    if (m && (m->phase == 2 || !e->established1) && (!c.meaning || m < c.meaning)) c = (struct choice){ .meaning = m, .notify = n };
  }
  if (!c.meaning && is_silent(e)) c.meaning = meaning_of(e->quick || e->established1 ? SIGNAL_NO_ANSWER_2 : SIGNAL_NO_ANSWER);
  return c;
}

/* ---- Message and confidence ---- */

static int keyed_message(const struct dialogue *e)
{
  if (is_ikev2(e)) return 1;
  if (e->kind == LOG_EXCHANGE_AGGRESSIVE)
    return e->role == BEGIN_RESPONDER && exchange_last(e, LOG_EXCHANGE_AGGRESSIVE, false, true) >= 3 ? 3 : 2;
  if (!e->kind) return -1;
  return e->role == BEGIN_INITIATOR && !e->role_guessed && exchange_last(e, LOG_EXCHANGE_MAIN, false, true) == 6 ? 6 : 5;
}

static int identity_message(const struct dialogue *e)
{
  bool initiator = e->role == BEGIN_INITIATOR;
  if (is_ikev2(e)) return initiator ? 2 : 1;
  if (e->kind == LOG_EXCHANGE_AGGRESSIVE) return initiator ? 2 : 1;
  if ((!e->kind && !e->role) || e->role_guessed) return -1;
  return initiator ? 6 : 5;
}

static int blamed_message(const struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  enum blamed blamed = c->meaning->blamed;
  /* A notify tells the sender of a message that it was refused. */
  if (c->notify && !c->notify->sent && blamed == BLAMED_IDENTITY && e->role == BEGIN_INITIATOR)
    return e->kind == LOG_EXCHANGE_AGGRESSIVE || is_ikev2(e) ? 1 : 5;
  switch (blamed) {
  case BLAMED_FIRST: return 1;
  case BLAMED_IDENTITY: return identity_message(e);
  case BLAMED_KEYED: return keyed_message(e);
  case BLAMED_LAST_SENT:
    if (d->phase == 2) return e->quick_done ? (e->quick_done >= 3 ? 3 : (e->quick_role == BEGIN_RESPONDER) + 1) : 1;
    return last_sent(e) ? (int)last_sent(e) : -1;
  default: return -1;
  }
}

static const char *told_exchange(const struct diagnosis *d, const struct dialogue *e)
{
  if (!d->phase) return "data";
  if (is_ikev2(e)) {
    bool auth = exchange_last(e, LOG_EXCHANGE_AUTH, true, true) > 0, child = exchange_last(e, LOG_EXCHANGE_CHILD, true, true) > 0;
    bool first = d->cause == CAUSE_PROPOSAL && !auth;
    return child && e->established1 ? "create_child_sa" : first || (!auth && d->cause == CAUSE_NO_ANSWER) ? "ike_sa_init" : "ike_auth";
  }
  return d->phase == 2 ? "quick" : exchange_kind_name(e->kind);
}

static bool all_before(const struct dialogue *e, unsigned number)
{
  unsigned seen = 0;
  for (uint32_t i = 0; i < e->message_count; i++)
    if (e->messages[i].exchange == LOG_EXCHANGE_MAIN && e->messages[i].number < number) seen |= 1u << e->messages[i].number;
  for (unsigned n = 1; n < number; n++)
    if (!(seen >> n & 1) && e->done < n) return false;
  return true;
}

/* Is message 1 or 2 in the log? Where it is not, certificates may have been agreed on. */
static bool saw_proposals(const struct dialogue *e)
{
  for (uint32_t i = 0; i < e->message_count; i++)
    if (e->messages[i].exchange == LOG_EXCHANGE_MAIN && e->messages[i].number && e->messages[i].number <= 2) return true;
  return false;
}

static uint32_t chosen_authentication(const struct dialogue *e)
{
  if (e->chosen >= 0) return e->offers[e->chosen].authentication;
  return e->offer_count == 1 ? e->offers[0].authentication : 0;
}

/* Noise is a wrong key only where a pre-shared key makes the cipher's key: not in IKEv2, not with certificates, not after phase 1, not in
 * messages that are not encrypted. */
static void judge_garbage(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  uint32_t auth = chosen_authentication(e);
  unsigned at = c->signal ? c->signal->message : 0;
  bool in_clear = c->signal && c->signal->exchange == LOG_EXCHANGE_MAIN && at && at < 5 &&
    !c->signal->in_id; /* main mode has its identities in messages 5 and 6 alone */
  if ((c->signal && c->signal->phase2) || is_ikev2(e) || (auth && auth != AUTH_PSK) || in_clear) {
    d->cause = CAUSE_UNKNOWN;
    d->confidence = CONFIDENCE_LOW;
    if (c->signal && c->signal->phase2) d->phase = 2;
    if (at) d->message = (int)at;
    return;
  }
  const struct garbage *g = &d->all->garbage;
  bool complete = e->kind == LOG_EXCHANGE_MAIN && all_before(e, 5) && (auth || saw_proposals(e));
  if (complete || (g->attempts > 1 && g->differs)) d->confidence = CONFIDENCE_HIGH;
  if (g->attempts > 1 && !g->differs) d->confidence = CONFIDENCE_LOW;
  if (e->kind == LOG_EXCHANGE_AGGRESSIVE && !c->notify) d->confidence = CONFIDENCE_LOW;
}

/* Silence after message 5 is what a wrong key looks like from the other side. */
static void judge_silence(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  bool gave_up = c->signal != NULL;
  if (d->phase == 1 && ((e->kind == LOG_EXCHANGE_MAIN && d->message == 5) || (e->kind == LOG_EXCHANGE_AGGRESSIVE && d->message == 2))) {
    d->cause = CAUSE_PSK;
    d->confidence = CONFIDENCE_MEDIUM;
  } else if (!gave_up || d->message != 1) d->confidence = CONFIDENCE_MEDIUM;
}

/* A notification that is not named: about the proposals while message 1 is pending, about what it could not read when it is message 5. */
static void judge_refusal(struct diagnosis *d, const struct dialogue *e)
{
  if (d->message == 5 && e->kind == LOG_EXCHANGE_MAIN) d->cause = CAUSE_PSK;
  else if (d->message != 1) d->cause = CAUSE_UNKNOWN;
}

/* With certificates no pre-shared key takes part: SKEYID is made of the nonces and the Diffie-Hellman secret (RFC 2409 section 5). */
static void judge_certificates(struct diagnosis *d, const struct dialogue *e)
{
  uint32_t auth = chosen_authentication(e);
  if (d->cause != CAUSE_PSK || !auth || auth == AUTH_PSK) return;
  d->cause = d->signal == SIGNAL_NO_ANSWER ? CAUSE_NO_ANSWER : CAUSE_UNKNOWN;
  if (d->confidence == CONFIDENCE_HIGH) d->confidence = CONFIDENCE_MEDIUM;
}

/* A message that comes before the first encrypted one has nothing to do with the key. */
static void judge_sanity(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  bool early = c->signal && c->signal->exchange == LOG_EXCHANGE_MAIN && c->signal->message && c->signal->message < 4 && !e->role_guessed;
  if (early) {
    d->cause = CAUSE_UNKNOWN;
    d->message = c->signal->message;
  } else if (e->kind == LOG_EXCHANGE_MAIN && last_phase1(e) >= 4) d->confidence = CONFIDENCE_MEDIUM;
}

static void judge_notify(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  if (d->signal == SIGNAL_REFUSED_2) return;
  if (is_bare(e)) d->confidence = d->cause == CAUSE_PROPOSAL || d->cause == CAUSE_PSK ? CONFIDENCE_LOW : CONFIDENCE_MEDIUM;
  else if (d->cause == CAUSE_PSK && last_phase1(e) < 5) d->confidence = CONFIDENCE_LOW;
  else if (d->cause == CAUSE_SELECTOR && !c->notify->phase2) d->confidence = CONFIDENCE_MEDIUM;
}

/* A line whose exchange the log does not show: it may be of either phase. */
static void judge_bare(struct diagnosis *d, const struct dialogue *e)
{
  if (!is_bare(e) || (d->signal != SIGNAL_NO_PROPOSAL && d->signal != SIGNAL_GARBAGE)) return;
  d->confidence = CONFIDENCE_LOW;
}

/* ---- Evidence ---- */

static void add_evidence(struct diagnosis *d, uint32_t line, const char *text)
{
  for (unsigned i = 0; i < d->evidence_count; i++)
    if (d->evidence[i].line == line) return;
  if (d->evidence_count == MOST_EVIDENCE) return;
  unsigned at = d->evidence_count++;
  d->evidence[at] = (struct evidence){ line, text };
}

static void collect_evidence(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  if (c->signal) add_evidence(d, c->signal->line, c->signal->text);
  if (c->notify) add_evidence(d, c->notify->line, c->notify->text);
  for (uint32_t i = 0; i < e->signal_count; i++) {
    const struct meaning *m = meaning_of(signal_in_phase(&e->signals[i]));
    if (m && (counts(e, &e->signals[i], m) || d->outcome != ENDING_FAILURE)) add_evidence(d, e->signals[i].line, e->signals[i].text);
  }
  for (uint32_t i = 0; i < e->notify_count; i++)
    if (notify_signal(e, &e->notifies[i])) add_evidence(d, e->notifies[i].line, e->notifies[i].text);
}

/* ---- Outcome ---- */

static void set_rules(struct diagnosis *d, const char *const *from)
{
  unsigned n = 0;
  for (; n < MOST_RULES && from[n]; n++) d->rules[n] = from[n];
  d->rules[n] = NULL;
}

static void judge_failure(struct diagnosis *d, const struct dialogue *e, const struct choice *c)
{
  d->outcome = ENDING_FAILURE;
  d->cause = c->meaning->cause;
  d->signal = c->meaning->signal;
  d->phase = c->meaning->phase;
  d->confidence = c->meaning->confidence;
  if (d->signal == SIGNAL_FAILED && (e->established1 || e->quick)) d->phase = 2;
  d->message = blamed_message(d, e, c);
  if (d->signal == SIGNAL_GARBAGE) judge_garbage(d, e, c);
  if (d->signal == SIGNAL_SANITY) judge_sanity(d, e, c);
  if (d->signal == SIGNAL_REFUSED) judge_refusal(d, e);
  if (c->notify) judge_notify(d, e, c);
  if (c->signal) judge_bare(d, e);
  if (d->signal == SIGNAL_NO_ANSWER || d->signal == SIGNAL_NO_ANSWER_2) judge_silence(d, e, c);
  judge_certificates(d, e);
  if (d->signal == SIGNAL_GARBAGE && !e->kind && c->signal && c->signal->in_id && d->cause == CAUSE_PSK) d->message = 5;
  if (d->signal == SIGNAL_FAILED && !d->message) d->message = -1;
  d->exchange = told_exchange(d, e);
  if (d->message == 5 && !d->exchange) d->exchange = "main";
  bool own = c->meaning->rules[0] && d->cause == c->meaning->cause, late = d->cause == CAUSE_NO_ANSWER && d->phase == 1 && d->message > 2;
  set_rules(d, late ? late_rules : own ? c->meaning->rules : class_rules[d->cause]);
}

static void judge_incomplete(struct diagnosis *d, const struct dialogue *e)
{
  d->outcome = ENDING_INCOMPLETE;
  d->phase = e->established1 || e->quick ? 2 : 1;
  d->exchange = told_exchange(d, e);
  unsigned last = d->phase == 2 ? e->quick_done : last_phase1(e);
  d->message = last ? (int)last : -1;
  d->cause = CAUSE_UNKNOWN;
  d->confidence = CONFIDENCE_LOW;
}

static void diagnose_exchange(struct diagnosis *d, const struct dialogue *e)
{
  struct choice c = choose(e);
  unsigned role = e->role_guessed ? 0 : e->role;
  d->role = role == BEGIN_INITIATOR ? "initiator" : role == BEGIN_RESPONDER ? "responder" : NULL;
  if (e->quick && e->quick_role && !e->quick_guessed && !role) d->role = e->quick_role == BEGIN_INITIATOR ? "initiator" : "responder";
  d->peer = e->peer_text[0] ? e->peer_text : NULL;
  if (c.meaning) judge_failure(d, e, &c);
  else if (e->established2 || e->came_up) {
    d->outcome = ENDING_SUCCESS;
    d->confidence = CONFIDENCE_HIGH;
  } else judge_incomplete(d, e);
  if (!d->role && c.signal && d->signal == SIGNAL_GARBAGE && d->message == 5 &&
    (c.signal->in_id || (c.signal->exchange == LOG_EXCHANGE_MAIN && !c.signal->sent)))
    d->role = "responder"; /* only a responder that could read message 5 sends a message 6 */
  collect_evidence(d, e, &c);
}

void diagnose(struct diagnosis *d, const struct exchanges *x, const struct log_facts *facts, struct arena *arena)
{
  *d = (struct diagnosis) { .log_path = d->log_path,
    .dialect = d->dialect,
    .facts = *facts,
    .all = x,
    .told = exchanges_told(x),
    .message = -1,
    .outcome = ENDING_INCOMPLETE,
    .cause = CAUSE_UNKNOWN };
  if (!d->dialect && facts->dialect) d->dialect = facts->dialect->name;
  if (d->told) diagnose_exchange(d, d->told);
  if (facts->backwards) {
    d->confidence = CONFIDENCE_LOW;
    d->notes[0] =
      "The time stamps of this log run backwards: the newest line comes first. The story told here follows the lines as they stand; turn the log round for the right one, for instance with tac.";
  }
  d->explanation = diagnose_explain(d, arena);
}

/* ---- Words ---- */

const char *ending_word(enum ending e)
{
  static const char *const words[] = { "success", "failure", "incomplete" };
  return words[e];
}

const char *cause_word(enum cause_class c)
{
  static const char *const words[CAUSES] = { NULL, "psk", "key-missing", "proposal", "identity", "mode", "no-answer", "transform", "pfs",
    "selector", "policy", "dead-peer", "unknown" };
  return words[c];
}

const char *confidence_word(enum confidence c)
{
  static const char *const words[] = { "low", "medium", "high" };
  return words[c];
}
