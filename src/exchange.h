/* The exchanges of a log, kept apart: by cookies where the log shows them, by the device's own number of the connection, by the peer's
 * address.
 *
 * The number of exchanges that are held is fixed, so a log of any length needs the same memory; the oldest ones make room. All texts are
 * copies, so an exchange stays when its line is gone. */
#ifndef PEERLINT_EXCHANGE_H
#define PEERLINT_EXCHANGE_H

#include "src/log.h"

#define EXCHANGES_HELD 48u
#define MOST_MESSAGES 40u
#define MOST_TRANSFORMS 24u
#define MOST_SIGNALS 24u
#define THREADS 128u
#define MOST_NOTIFIES 12u
#define MOST_PAYLOADS 10u
#define MOST_ATTRIBUTES 6u
#define TIME_SIZE 40u
#define TEXT_SIZE 200u

/* A message of an exchange. */
struct seen_message {
  uint8_t exchange;                /* enum log_exchange */
  uint8_t number;                  /* inside its exchange, from 1; 0: no part of a numbered one */
  bool sent, encrypted;
  uint8_t payloads[MOST_PAYLOADS]; /* enum log_payload, each once */
  uint8_t payload_count;
  uint32_t line;
  uint32_t repeats;                /* times it was sent or came again */
  char time[TIME_SIZE];
};

/* A phase-1 transform; 0 in a field: the log does not show it. */
struct seen_transform {
  uint32_t number, line;
  uint32_t encryption, hash, dh, authentication, lifetime, key_length; /* enum cipher, enum hash, group, enum auth, seconds, bits */
  bool unknown;                    /* a value that the vocabulary does not know */
};

struct seen_signal {
  enum log_signal signal;
  uint32_t line, number;
  bool has_number;
  bool in_id;                      /* noise in an ID payload */
  bool phase2;                     /* quick mode had begun */
  uint8_t exchange, message;       /* the message that was being worked on; 0: none */
  bool sent;                       /* that message was one of ours */
  char text[TEXT_SIZE];
};

struct seen_notify {
  bool sent, phase2;
  bool hashed;                     /* its message has a HASH: keys were there already */
  uint32_t line;
  char name[48], text[TEXT_SIZE];
};

struct dialogue {
  char icookie[20], rcookie[20];   /* hex digits; "" unknown */
  uint32_t connection;
  struct ip peer, local;
  char peer_text[24], local_text[24];
  uint8_t role;                    /* BEGIN_INITIATOR, BEGIN_RESPONDER; 0 unknown */
  bool role_guessed;               /* from the direction of the first message of the log, which may be any of the exchange */
  uint8_t kind;                    /* enum log_exchange of phase 1 */
  uint32_t line;                   /* where it began; where its last negotiation began */
  bool weak_peer;                  /* the peer was named by a key's lookup alone, where a wrapped line may have cut it */
  bool begun;
  uint32_t begun_messages;
  bool established1, established2;
  bool came_up;                    /* phase 2 was up, and another negotiation under the same phase 1 began since */
  uint8_t done;                    /* phase-1 messages that states and steps say are done */
  uint32_t message_count, dropped_messages;
  bool quick;                      /* phase 2 has begun */
  uint8_t quick_role, quick_done;
  bool quick_guessed;              /* like role_guessed */
  char quick_id[16];
  uint32_t offer_count;
  int chosen;                      /* index of offers; -1: none */
  uint32_t mismatches;             /* 1 << enum log_attribute: comparisons that failed */
  char attributes2[MOST_ATTRIBUTES][64]; /* of phase-2 transforms, as printed */
  uint32_t attribute2_count;
  char id_peer[64], id_local[64], flow_local[64], flow_remote[64];
  bool key_found;
  uint32_t signal_count;
  uint32_t notify_count;
  uint32_t retransmits;
  /* As far as the counts say; the rest is what an exchange before left there. */
  struct seen_message messages[MOST_MESSAGES];
  struct seen_transform offers[MOST_TRANSFORMS];
  struct seen_signal signals[MOST_SIGNALS];
  struct seen_notify notifies[MOST_NOTIFIES];
};

/* What is remembered of garbage in all attempts: does its number differ between them? */
struct garbage {
  uint32_t attempts;
  uint32_t first_number;
  bool differs;
};

/* The message whose header is being read. */
struct message_header {
  bool open, sent, encrypted, fresh;
  uint32_t line, connection;
  struct ip peer, local;
  char peer_text[24], local_text[24];
  char time[TIME_SIZE], icookie[20], rcookie[20], id[16];
  uint8_t exchange, first_payload, role, number;
  bool request, response;
};

struct exchanges {
  struct dialogue held[EXCHANGES_HELD];
  struct dialogue *order[EXCHANGES_HELD]; /* by the beginning of their last negotiation, the last one last */
  uint32_t count;
  uint32_t forgotten;              /* exchanges that made room */
  struct dialogue *current;
  struct dialogue *of_thread[THREADS];
  uint32_t last_thread;
  struct message_header header;
  struct message_header parked[THREADS]; /* of the other threads */
  struct seen_message *message;    /* of the current exchange */
  struct { bool quick; uint8_t role, done; } before_message; /* phase 2, before that message was taken for one of it */
  bool notifying;                  /* a notification was announced, and goes out next */
  uint8_t built[MOST_PAYLOADS];    /* payloads of the message that is being built */
  uint8_t built_count;
  bool building;                   /* transforms that follow are our own */
  bool retransmitting;
  bool announced;                  /* the retransmission was told as one that is due */
  struct seen_transform *transform;
  struct seen_transform scratch[MOST_TRANSFORMS]; /* transforms of the message at hand */
  uint32_t scratch_count;
  struct garbage garbage;
  uint32_t secrets;                /* lines that print keying material */
  uint32_t secret_line;            /* the first of them */
  char secret_name[24];
};

/* Empties `x`, before the first event. */
void exchanges_init(struct exchanges *x);
/* Takes one event of the log, in the log's order. */
void exchanges_take(struct exchanges *x, const struct log_event *e);
/* Finishes what the log's end left open. */
void exchanges_end(struct exchanges *x);
/* The exchange to tell about: the last one that says something. NULL: none. */
const struct dialogue *exchanges_told(const struct exchanges *x);

/* The highest number among the messages of that kind, `sent` ones, received ones, or both. */
unsigned exchange_last(const struct dialogue *e, enum log_exchange kind, bool sent, bool received);

/* "main", as reports call it; NULL for an unknown one. */
const char *exchange_kind_name(unsigned kind);
/* "SA", "VENDOR". */
const char *payload_name(unsigned payload);

#endif
