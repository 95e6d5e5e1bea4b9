/* Reading one line of a log: its head (time, tag of the subsystem) and its message.
 *
 * A message is one production of a grammar that is put together at build time from the message tables of the vendors' folders
 * (log_grammar.py). Words are keywords only where the parser's state takes them, as with configs. A message that no production takes leaves
 * no trace, so a line may be tried in several ways. */
#ifndef PEERLINT_LOG_GRAMMAR_H
#define PEERLINT_LOG_GRAMMAR_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Scanner (log.l) ---- */

enum log_token {
  LOG_EOL,
  LOG_WORD,
  /* only in the head of a line: */
  LOG_TIME,
  LOG_SKIP /* priority, sequence number, prompt, slot */,
  LOG_COMMENT,
  LOG_TAG_SLASHED /* IKE/7/DEBUG: */,
  LOG_TAG_ISAKMP /* ISAKMP:(1001): */,
  LOG_TAG_IPSEC /* IPSEC(name): */,
  LOG_TAG_SYSLOG /* %CRYPTO-4-NAME: */,
  LOG_TAG_THREAD /* 05[IKE] */,
  LOG_TAG_PLUTO,
  LOG_TAG_OTHER /* a subsystem that has no part in tunnels */,
  LOG_CONTEXT /* vrf = 0, local = A, remote = B/500 */,
  LOG_CONNECTION /* <name|3> */
};

struct log_scan {
  void *lexer;
  char *text;            /* may be written to between lines; lines in it end in LF */
  size_t size;
  uint32_t first, last;  /* place of the last token */
  jmp_buf *no_memory;    /* while it is opened */
};

/* Opens a scanner over the `size` bytes at `text`, which two NUL bytes follow; false when memory is exhausted. */
bool log_scan_open(struct log_scan *s, char *text, size_t size);
/* Goes on at byte `offset`, in a line's head or in its message. */
void log_scan_seek(struct log_scan *s, uint32_t offset, bool head);
enum log_token log_scan_next(struct log_scan *s);
void log_scan_close(struct log_scan *s);

/* ---- Parser (log.y.in, log_parse.h) ---- */

/* What a word of a message that is no keyword stands for. */
enum log_slot { LOG_SLOT_NONE, LOG_SLOT_PEER, LOG_SLOT_LOCAL, LOG_SLOT_NUMBER, LOG_SLOT_OF, LOG_SLOT_NAME, LOG_SLOT_FROM };
#define LOG_SLOTS 8

/* The slots of one message, in their order; generated. */
struct log_shape {
  uint8_t slots[LOG_SLOTS];
};

struct log_match {
  int row;                               /* of the dialect's table; -1: no message of it */
  unsigned count;                        /* slots filled */
  struct { uint32_t first, last; } at[LOG_SLOTS];
  uint32_t rest;                         /* first byte that the message's text did not cover; its line end where it covered all */
  bool partial;                          /* the text goes on like a longer message and then is another one, or ends */
};

struct log_parser;

/* NULL when memory is exhausted. */
struct log_parser *log_parser_new(struct log_scan *scan);
void log_parser_free(struct log_parser *p);
/* Is the text from byte `offset` up to the line end a message of dialect number `dialect` (in the order of log_dialects)? */
bool log_parse(struct log_parser *p, unsigned dialect, uint32_t offset, struct log_match *match);

#endif
