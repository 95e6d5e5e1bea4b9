/* What the two halves of the random router share: the dice. */
#ifndef PEERLINT_MODEL_RANDOM_PARTS_H
#define PEERLINT_MODEL_RANDOM_PARTS_H

#include "src/model_random.h"

#include "vendors/vendor.h"

static const struct place somewhere = { 1, 2 };

struct dice {
  struct router *r;
  const struct dialect_writer *how;
  uint64_t state;
  bool global, any;
  uint32_t names;
  uint32_t entries;
};

uint32_t dice_roll(struct dice *d, uint32_t sides);
bool dice_one_in(struct dice *d, uint32_t sides);

/* Values as a line would set them; the last: a number of a range, lowest and highest. */
struct origin dice_written(void);
struct num dice_number(uint32_t v);
struct addr dice_said(struct ip ip);
struct num dice_between(struct dice *d, const uint32_t range[2]);
/* A member of a set of bits. */
uint32_t dice_member(struct dice *d, uint64_t set);

/* In the router's table; a name is a new one that begins with `kind`. */
const char *dice_text(struct dice *d, const char *s);
const char *dice_name(struct dice *d, const char *kind);
/* A VRF of the router; mostly NULL, none. */
const char *dice_vrf(struct dice *d);
/* An address, now and then one that was masked for publication; and one that was not. */
struct ip dice_address(struct dice *d);
struct ip dice_whole_address(struct dice *d);
uint32_t dice_mask(struct dice *d);
struct ref *dice_ref(struct dice *d, const char *s);

/* Objects, appended to the router's lists. */
struct acl *dice_acl(struct dice *d, bool extended, bool by_number);
void dice_tunnel(struct dice *d, const char *protection);
void dice_proposals(struct dice *d);
void dice_policies(struct dice *d);
void dice_dpd(struct dice *d, struct num *interval, struct num *retry, struct num *periodic);

#endif
