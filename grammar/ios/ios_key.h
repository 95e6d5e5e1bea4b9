/* Pre-shared keys as IOS-like systems write them: the reversible type 7, type 6, and what a plaintext looks like that is none. */
#ifndef PEERLINT_IOS_KEY_H
#define PEERLINT_IOS_KEY_H

#include "src/model.h"

/* A type 7 scheme: two decimal digits of offset, then two hexadecimal digits a character, each character XORed with the key string from
 * that offset on. */
struct ios_type7 {
  const char *key;
  uint32_t highest_offset; /* that a decoder accepts */
  uint32_t longest;        /* characters of plaintext; 0: no limit */
};

/* Decodes the `len` characters at `token` into the arena; NULL where it is no token of that scheme or holds unprintable characters. */
const char *ios_type7_decode(struct arena *a, const struct ios_type7 *scheme, const char *token, size_t len);

/* Hidden for publication: stars, a word in angle brackets, a run of the letter x, which is shorter where no plaintext is meant. */
bool ios_is_masked(const char *s, bool cipher);

/* Has it the form of type 6: the alphabet from `A` to `i`, and room for salt and check value? */
bool ios_is_type6(const char *token, size_t len);

/* An even number of hexadecimal digits, at least eight: some ciphertext, of whatever scheme. */
bool ios_is_hex(const char *token, size_t len);

/* Fills in a key that is marked as plaintext: itself, or masked. It looks encrypted where it is well formed in `scheme`, as type 6, or as
 * another vendor's token. */
void ios_read_clear(struct arena *a, const struct ios_type7 *scheme, struct secret *s);

#endif
