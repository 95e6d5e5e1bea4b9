/* What exchange.c, exchange_message.c and exchange_offer.c share. */
#ifndef PEERLINT_EXCHANGE_PARTS_H
#define PEERLINT_EXCHANGE_PARTS_H

#include "src/exchange.h"

/* A new exchange, which becomes the current one. */
struct dialogue *exchange_new(struct exchanges *x, uint32_t line);
/* Another negotiation of phase 2 begins under the same phase 1: what was settled before does not count for it. */
void exchange_again(struct exchanges *x, struct dialogue *e);
/* Fills in addresses where they are not known yet. */
void exchange_addresses(struct dialogue *e, const struct ip *peer, const struct ip *local, const char *peer_text, const char *local_text);

/* Is that the exchange's peer, as far as is known? */
bool same_peer(const struct dialogue *e, const char *text);
/* Prints an address of a log's line, which may be masked; nothing where there is none. */
void address_text(const struct ip *ip, char *to, size_t size);

/* A notification that was sent or received; its name is the event's. */
void dialogue_notify(struct exchanges *x, struct dialogue *e, const struct log_event *event, bool sent);

/* A message begins; what is known of its header follows in further events. */
void header_open(struct exchanges *x, const struct log_event *e, bool sent);
/* A part of its header. */
void header_part(struct exchanges *x, const struct log_event *e);
/* strongSwan's summary of a message: its exchange and all payloads. */
void header_summary(struct exchanges *x, const struct log_event *e, bool sent);
/* The header is complete: files the message with its exchange. Nothing where none is open. */
void header_close(struct exchanges *x);
/* Lines of another thread follow: the header that is being read waits for more lines of its own. */
void header_switch(struct exchanges *x, uint32_t thread);
/* The message at hand, of which the device named no exchange but an SA's state, holds what is no part of quick mode. */
void message_is_informational(struct exchanges *x, struct dialogue *e);
void message_payload(struct exchanges *x, const struct log_event *e);

/* Transforms. */
void offer_event(struct exchanges *x, struct dialogue *e, const struct log_event *event);
/* The transforms seen since the last message belong to the message `m`, which is complete. */
void offer_settle(struct exchanges *x, struct dialogue *e);

/* Copies a text, cut to the room and without control characters. */
void copy_text(char *to, size_t size, struct log_text from);

#endif
