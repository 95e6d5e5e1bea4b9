/* See log_order.h. Dates are left out: they are printed in many ways, and a clock goes back but once a day. */
#include "src/log_order.h"

#include <ctype.h>
#include <string.h>

#define CLOCK 8u /* `07:12:59`, which every kind of stamp has alike */

/* Where the clock begins; `len`: nowhere. */
static uint32_t find_clock(const char *time, uint32_t len)
{
  for (uint32_t i = 0; i + CLOCK <= len; i++)
    if (isdigit((unsigned char)time[i]) && isdigit((unsigned char)time[i + 1]) && time[i + 2] == ':' &&
      isdigit((unsigned char)time[i + 3]) && time[i + 5] == ':')
      return i;
  return len;
}

void log_order_take(struct log_order *o, const char *time, uint32_t len)
{
  uint32_t at = find_clock(time, len);
  if (at == len) return;
  char clock[sizeof o->clock] = "";
  uint32_t n = len - at < sizeof clock - 1 ? len - at : (uint32_t)sizeof clock - 1;
  memcpy(clock, time + at, n);
  if (o->clock[0]) {
    int order = strncmp(o->clock, clock, sizeof clock);
    o->up += order < 0;
    o->down += order > 0;
  }
  memcpy(o->clock, clock, sizeof clock);
}

bool log_order_backwards(const struct log_order *o)
{
  return o->down >= 2 && o->down > 4 * o->up;
}
