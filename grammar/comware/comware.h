/* The Comware family: its views, and the actions that its grammar runs. */
#ifndef PEERLINT_COMWARE_H
#define PEERLINT_COMWARE_H

#include "grammar/front.h"

enum comware_view { COMWARE_NONE, COMWARE_SYSTEM, COMWARE_IKE_PROPOSAL };

extern const struct cli_family comware_family;

void comware_read(struct front *f);
void comware_ike_proposal(struct front *f, struct place number);
void comware_ike_dh(struct front *f, struct place group);
struct origin *comware_ike_dh_field(struct front *f);

#endif
