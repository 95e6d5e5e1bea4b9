/* What the fuzz targets share. Each target is one file that defines LLVMFuzzerTestOneInput(); it is linked with libFuzzer, or with replay.c
 * to run inputs that are kept. */
#ifndef PEERLINT_FUZZ_H
#define PEERLINT_FUZZ_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The entry point that libFuzzer calls; always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, as a crash, with what does not hold. */
void fuzz_require(bool holds, const char *what);

/* ---- What a target prints: a stream into memory ---- */

struct sink {
  FILE *out;
  char *text; /* valid after sink_close() */
  size_t size;
};

void sink_open(struct sink *s);
void sink_close(struct sink *s);
void sink_free(struct sink *s);

/* ---- What must hold for everything that is printed ---- */

/* UTF-8, and no control character but LF. */
void fuzz_printable(const char *text, size_t size);
/* In any encoding, and no control character but tab and line ends. */
void fuzz_diff(const char *text, size_t size);
/* JSON; the value is the caller's to release. */
json_t *fuzz_json(const struct sink *s);

/* The word that seeds have for keys. */
#define CANARY "Canary5ecret"

/* Do all canaries of the input stand where a key stands, in lines whose reading is certain? Only then they are secrets. */
bool canary_is_secret(const char *input, size_t size);
/* No canary, nor the first part of one, is in the text. */
void canary_hidden(const char *text, size_t size);
/* Is one in it? */
bool canary_shown(const char *text, size_t size);

/* What stands behind that beginning of an argument of libFuzzer's ("-dict="); NULL: no argument begins with it. */
const char *fuzz_option(const char *beginning);

/* ---- Inputs ---- */

/* Only printable ASCII and LF? */
bool fuzz_is_plain(const char *input, size_t size);

/* The dialect that a byte of the input chooses among `count` names; NULL: to be detected. */
const char *fuzz_choose(uint8_t byte, const char *const *names, size_t count);
/* Writes the bytes to a file in memory and returns its path, the same one for each call. */
const char *fuzz_file(const uint8_t *data, size_t size);

#endif
