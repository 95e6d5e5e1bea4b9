/* H3C Comware V5. */
#include "grammar/comware/comware.h"
#include "vendors/vendor.h"

const struct dialect dialect_comware5 = { .name = "comware5", .title = "H3C Comware V5", .family = &comware_family };
