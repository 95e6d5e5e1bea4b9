/* Do a log's lines run backwards, the newest first, as some web interfaces print them? */
#ifndef PEERLINT_LOG_ORDER_H
#define PEERLINT_LOG_ORDER_H

#include <stdbool.h>
#include <stdint.h>

struct log_order {
  char clock[16];     /* of the last line that had one: `07:12:59.123` */
  uint32_t up, down;  /* how often the clock went on, and back */
};

/* Takes the time stamp of the next line, `len` bytes at `time`, as it is printed; without a clock in it, it says nothing. */
void log_order_take(struct log_order *o, const char *time, uint32_t len);
/* A midnight or two in a log that runs forwards is not enough. */
bool log_order_backwards(const struct log_order *o);

#endif
