/* One config through everything that takes one file; what the targets of the grammars share. */
#ifndef PEERLINT_FUZZ_CONFIG_H
#define PEERLINT_FUZZ_CONFIG_H

#include <stddef.h>
#include <stdint.h>

/* The first byte of the input chooses among the `count` dialects named, or to detect, and what is done; the rest is the config. */
void fuzz_config(const uint8_t *data, size_t size, const char *const *names, size_t count);

#endif
