/* vsnprintf() for the plain directives, which are nearly all that a config is written with. */
#ifndef PEERLINT_FORMAT_H
#define PEERLINT_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(): writes at most `size` bytes with the NUL to `room`, and returns the length of the whole text. %s, %.*s, %u, %c and %% are
 * done here, every other format by the C library. */
int format_print(char *room, size_t size, const char *format, va_list args) __attribute__((format(printf, 3, 0)));

/* The same as snprintf(). */
int format_into(char *room, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
