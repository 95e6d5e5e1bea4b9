/* The words that the Comware CLI has for algorithms and modes, read one way and written the other. */
#ifndef PEERLINT_COMWARE_WORDS_H
#define PEERLINT_COMWARE_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct comware_word {
  const char *word; /* NULL ends a table */
  uint32_t value;
};

extern const struct comware_word comware_ike_ciphers[], comware_ike_hashes[], comware_ike_groups[], comware_ike_auths[],
  comware_exchanges[], comware_id_types[];
extern const struct comware_word comware_esp_ciphers[], comware_esp_hashes[], comware_protocols[], comware_encapsulations[],
  comware_pfs_groups[], comware_ports[], comware_ip_protocols[];

/* The row of the word, or of the one word that it abbreviates; where several do, the first of them if it abbreviates the others in turn
 * (`aes-cbc`). NULL where it is none. */
const struct comware_word *comware_word_find(const struct comware_word *table, const char *s, size_t len);

/* The first word of that value; NULL where the CLI has none. */
const char *comware_word_for(const struct comware_word *table, uint32_t value);

#endif
