/* What a log line says, in words of no vendor: the events that the message tables of the vendors' folders name.
 *
 * A table's row is a text and its event; the slots of the text become the event's fields. Words that name a value (an algorithm, a payload,
 * a state) are looked up in the dialect's vocabulary. */
#ifndef PEERLINT_LOG_H
#define PEERLINT_LOG_H

#include "grammar/log/log_grammar.h"
#include "src/model.h"

enum log_kind {
  LOG_NOTHING,      /* known chatter that means nothing here */
  /* Messages of an exchange. */
  LOG_BEGIN,        /* an exchange starts here; arg: enum log_begin bits */
  LOG_ADDRESSES,    /* peer and local of the message at hand; arg: enum log_addresses */
  LOG_SEND,         /* a message goes out (peer, local) */
  LOG_RECEIVE,      /* a message came in (peer, local) */
  LOG_SENT_AS,      /* strongSwan: name the exchange, from `request` or `response`, payloads in the rest */
  LOG_PARSED_AS,
  LOG_ICOOKIE, LOG_RCOOKIE, LOG_NEXT_PAYLOAD, LOG_EXCHANGE, LOG_FLAGS, LOG_MESSAGE_ID, LOG_LENGTH, /* its header, name */
  LOG_ENCRYPTED,    /* the message at hand is encrypted */
  LOG_PAYLOAD,      /* a payload of the message at hand, or BUILDING() of the one that is being built; PAYLOAD_NONE: the one of that name */
  LOG_RETRANSMIT,   /* the last message is sent again; number (may be 0): which message of its exchange, counted in requests */
  LOG_GIVE_UP,      /* no answer came; arg: enum log_signal */
  LOG_DUPLICATE,    /* the last message came again */
  /* Proposals. */
  LOG_SIDE,         /* whose transforms follow; arg: enum log_side */
  LOG_TRANSFORM,    /* a transform begins; number */
  LOG_ATTRIBUTE,    /* arg: enum log_attribute, ATTRIBUTE_NAMED: by the word `from`; value: number or name */
  LOG_PROPOSALS,    /* strongSwan: a list of proposals in the rest; arg: enum log_proposals */
  LOG_ACCEPTED,     /* the transform (number, or the one at hand) is acceptable */
  LOG_MISMATCH,     /* one comparison failed: means nothing alone; arg: enum log_attribute */
  /* State. */
  LOG_STEP,         /* isakmpd: finished step `number`; arg: enum log_begin role bit */
  LOG_STATE,        /* name: a state in the dialect's vocabulary */
  LOG_ROLE,         /* arg: enum log_begin role bit, and the kind of exchange where the text tells it */
  LOG_PHASE2,       /* a quick mode exchange begins; arg: role bit or 0 */
  LOG_ESTABLISHED,  /* arg: phase */
  LOG_KEY_FOUND,
  LOG_IDENTITY,     /* arg 0: the peer's, 1: the local one; name */
  LOG_PROXY,        /* arg 0: the remote flow, 1: the local one; name */
  /* Failures. */
  LOG_NOTIFY_SENT, LOG_NOTIFY_RECEIVED, /* name; number: the protocol it is about (RFC 2407 section 4.4.1) */
  LOG_SIGNAL,       /* arg: enum log_signal; number: the number that differs between attempts */
  LOG_REASON,       /* Huawei: a trap that stands alone, its fields in the rest; arg: enum log_trap */
  LOG_SECRET        /* the line prints keying material; name: what is printed */
};

enum log_begin { BEGIN_MAIN = 1, BEGIN_AGGRESSIVE = 2, BEGIN_IKEV2 = 4, BEGIN_INITIATOR = 8, BEGIN_RESPONDER = 16 };

enum log_attribute {
  ATTRIBUTE_NAMED,
  ATTRIBUTE_ENCRYPTION,
  ATTRIBUTE_HASH,
  ATTRIBUTE_AUTHENTICATION,
  ATTRIBUTE_DH,
  ATTRIBUTE_LIFETIME,
  ATTRIBUTE_KEY_LENGTH,
  ATTRIBUTE_KEY_BYTES,
  ATTRIBUTE_PHASE2,
  ATTRIBUTE_OTHER
};

enum log_proposals { PROPOSALS_RECEIVED, PROPOSALS_CONFIGURED, PROPOSALS_SELECTED };

enum log_addresses { ADDRESSES_OF_MESSAGE, ADDRESSES_OF_CURRENT /* of the exchange at hand, where they fit it */ };

enum log_side { SIDE_RECEIVED, SIDE_BUILT, SIDE_QUICK /* received, and of phase 2 for sure */ };

enum log_trap { TRAP_FAILED, TRAP_ENDED /* counts only for a reason that is a fault */, TRAP_UP };

/* Signs of a failure, by the table of signatures in docs/diagnose.md. */
enum log_signal {
  SIGNAL_NONE,
  SIGNAL_GARBAGE,          /* a decrypted message is noise */
  SIGNAL_GARBAGE_ID,       /* the same in an ID payload: the first one of message 5 */
  SIGNAL_GARBAGE_NOTIFY,   /* the same in a message that is no part of main mode: a notification */
  SIGNAL_SANITY,           /* the same, less surely: "failed its sanity check" */
  SIGNAL_HASH,             /* a HASH payload does not match */
  SIGNAL_AUTHENTICATION,   /* the peer's authentication failed: IKEv2 AUTH, signature, "authentication fail" */
  SIGNAL_NO_KEY,
  SIGNAL_NO_PROPOSAL,      /* phase 1 unless the message's phase is 2 */
  SIGNAL_P1_PROPOSAL,
  SIGNAL_SA_REFUSED,       /* this end refuses what was offered in either phase, and the line does not say why */
  SIGNAL_IDENTITY,         /* the peer's identity is refused */
  SIGNAL_NO_PROFILE,
  SIGNAL_PEER_ADDRESS,
  SIGNAL_MODE, SIGNAL_VERSION,
  SIGNAL_REFUSED,          /* the peer answers with a notification that the device does not name */
  SIGNAL_SELECTOR, SIGNAL_SELECTOR_BY_CODE /* an error's number alone */, SIGNAL_TRANSFORM, SIGNAL_ENCAPSULATION, SIGNAL_PFS,
  SIGNAL_PFS_OR_TRANSFORM,
  SIGNAL_REFUSED_2,        /* this end refuses quick mode, and the line does not say why */
  SIGNAL_NO_ANSWER, SIGNAL_NO_ANSWER_2, /* given up in phase 1, in phase 2 */
  SIGNAL_NOT_IPSEC,        /* the peer sends in clear what should be protected */
  SIGNAL_NO_POLICY,
  SIGNAL_NO_POLICY_2, SIGNAL_PEER_ADDRESS_2, /* where quick mode is what looks for the policy */
  SIGNAL_OUTSIDE_FLOW,     /* a packet of the tunnel is outside the flow that was negotiated */
  SIGNAL_RECURSION,        /* the tunnel's destination is routed into the tunnel */
  SIGNAL_STALE,            /* an SA that one end no longer has */
  SIGNAL_DPD,
  SIGNAL_QUICK_GARBAGE,    /* noise after phase 1: no key fault */
  SIGNAL_FAILED,           /* "failed", without a reason */
  SIGNAL_FAILED_2,         /* the same of phase 2 */
  SIGNAL_CERTIFICATE,
  SIGNAL_LIMIT,            /* a limit of the device */
  SIGNALS
};

/* Messages' payloads. */
enum log_payload {
  PAYLOAD_NONE,
  PAYLOAD_SA,
  PAYLOAD_PROPOSAL,
  PAYLOAD_TRANSFORM,
  PAYLOAD_KE,
  PAYLOAD_ID,
  PAYLOAD_CERT,
  PAYLOAD_CERT_REQ,
  PAYLOAD_HASH,
  PAYLOAD_SIG,
  PAYLOAD_NONCE,
  PAYLOAD_NOTIFY,
  PAYLOAD_DELETE,
  PAYLOAD_VENDOR,
  PAYLOAD_NAT_D,
  PAYLOAD_NAT_OA,
  PAYLOAD_AUTH,
  PAYLOAD_TS,
  PAYLOADS
};

/* `arg` of LOG_PAYLOAD for a payload of the message that is being built. */
#define BUILDING(payload) ((payload) * 2 + 1)

enum log_exchange {
  LOG_EXCHANGE_UNKNOWN,
  LOG_EXCHANGE_MAIN,
  LOG_EXCHANGE_AGGRESSIVE,
  LOG_EXCHANGE_QUICK,
  LOG_EXCHANGE_INFORMATIONAL,
  LOG_EXCHANGE_SA_INIT,
  LOG_EXCHANGE_AUTH,
  LOG_EXCHANGE_CHILD,
  LOG_EXCHANGES
};

/* What a vocabulary says about a word. */
enum log_about { ABOUT_ENCRYPTION, ABOUT_HASH, ABOUT_AUTHENTICATION, ABOUT_DH, ABOUT_PAYLOAD, ABOUT_EXCHANGE, ABOUT_STATE, ABOUT_REASON };

/* A state: the exchange's messages that are done once it is reached. `value` of ABOUT_STATE. */
#define STATE(role, exchange, done) ((role) << 16 | (exchange) << 8 | (done))
#define STATE_ESTABLISHED 0x80 /* `done`: the whole exchange */

/* A word of a dialect and what it stands for; numbers in words are written as they are printed ("32"). */
struct log_word {
  const char *word;
  enum log_about about;
  uint32_t value;
};

struct log_row {
  uint8_t kind;  /* enum log_kind */
  uint16_t arg;
};

/* A head's tag that names the dialect: the scanner's token, and a text that the tag holds. */
struct log_tag {
  enum log_token token;
  const char *holds; /* NULL ends the list */
};

/* What a vendor's log.c provides. */
struct log_dialect {
  const char *name;
  const char *title;                /* for people */
  const char *also;                 /* another dialect whose devices write such logs; NULL */
  const struct log_tag *tags;
  bool functions;                   /* the name of a function may stand in front of a message, with a colon behind it */
  const struct log_row *rows;
  const struct log_shape *shapes;   /* log_shapes_NAME, generated */
  const struct log_word *words;     /* ends with word NULL */
};

/* All of them, in the order of their folders' names; ends with NULL. Generated. */
extern const struct log_dialect *const log_dialects[];

/* A piece of the line at hand. */
struct log_text {
  const char *s;
  uint32_t len;
};

struct log_event {
  enum log_kind kind;
  unsigned arg;
  uint32_t line;              /* of the file, from 1 */
  const struct log_dialect *dialect;
  struct log_text time;       /* as printed; empty: none */
  struct log_text message;    /* the whole text */
  struct log_text shown; /* as much of it as may be printed: of lines that were joined to it only what belongs to the message for sure */
  struct log_text rest;       /* what follows the part that the table knows */
  struct log_text name, from;
  struct ip peer, local;      /* IP_NONE: not said */
  uint32_t number, of;
  bool has_number;
  uint32_t connection;        /* the device's own number for the SA or connection; 0: none */
  uint32_t thread;            /* strongSwan: who works on the message; 0: not said */
};

/* Looks the word up; false where the dialect does not know it. */
bool log_meaning(const struct log_dialect *d, enum log_about about, struct log_text word, uint32_t *value);

#endif
