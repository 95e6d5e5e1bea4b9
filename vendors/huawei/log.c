/* What Huawei VRP's traps say, above all IPSECNEGOFAIL: the reasons with their codes, after Huawei's documentation of the traps. Which of
 * them a wrong key raises is not documented. */
#include "src/log.h"

#define M(text, kind, arg) { kind, arg }

static const struct log_row rows[] = {
  M("OID <w> IPSec tunnel negotiation fails", LOG_REASON, TRAP_FAILED),
  M("IPSec tunnel negotiation fails", LOG_REASON, TRAP_FAILED),
  M("OID <w> IPSec tunnel negotiation failed", LOG_REASON, TRAP_FAILED),
  M("IPSec tunnel negotiation failed", LOG_REASON, TRAP_FAILED),
  M("OID <w> The IPSec tunnel is deleted", LOG_REASON, TRAP_ENDED),
  M("The IPSec tunnel is deleted", LOG_REASON, TRAP_ENDED),
  M("OID <w> The IPSec tunnel is established", LOG_REASON, TRAP_UP),
  M("The IPSec tunnel is established", LOG_REASON, TRAP_UP),
};

/* The reasons by code; the same reasons by their text, for traps without a code. */
static const struct log_word words[] = { { "1", ABOUT_REASON, SIGNAL_P1_PROPOSAL }, { "2", ABOUT_REASON, SIGNAL_PFS_OR_TRANSFORM },
  { "3", ABOUT_REASON, SIGNAL_ENCAPSULATION }, { "4", ABOUT_REASON, SIGNAL_SELECTOR }, { "5", ABOUT_REASON, SIGNAL_VERSION },
  { "6", ABOUT_REASON, SIGNAL_P1_PROPOSAL }, { "7", ABOUT_REASON, SIGNAL_P1_PROPOSAL }, { "12", ABOUT_REASON, SIGNAL_PEER_ADDRESS },
  { "13", ABOUT_REASON, SIGNAL_IDENTITY }, { "14", ABOUT_REASON, SIGNAL_IDENTITY }, { "15", ABOUT_REASON, SIGNAL_AUTHENTICATION },
  { "16", ABOUT_REASON, SIGNAL_STALE }, { "17", ABOUT_REASON, SIGNAL_FAILED }, { "18", ABOUT_REASON, SIGNAL_LIMIT },
  { "21", ABOUT_REASON, SIGNAL_STALE }, { "24", ABOUT_REASON, SIGNAL_FAILED }, { "26", ABOUT_REASON, SIGNAL_VERSION },
  { "28", ABOUT_REASON, SIGNAL_SANITY }, { "30", ABOUT_REASON, SIGNAL_SANITY }, { "31", ABOUT_REASON, SIGNAL_STALE },
  { "32", ABOUT_REASON, SIGNAL_MODE }, { "33", ABOUT_REASON, SIGNAL_MODE }, { "34", ABOUT_REASON, SIGNAL_FAILED },
  { "35", ABOUT_REASON, SIGNAL_FAILED }, { "36", ABOUT_REASON, SIGNAL_LIMIT }, { "39", ABOUT_REASON, SIGNAL_PEER_ADDRESS },
  { "40", ABOUT_REASON, SIGNAL_FAILED }, { "41", ABOUT_REASON, SIGNAL_LIMIT }, { "42", ABOUT_REASON, SIGNAL_LIMIT },
  { "46", ABOUT_REASON, SIGNAL_SELECTOR }, { "48", ABOUT_REASON, SIGNAL_SELECTOR }, { "49", ABOUT_REASON, SIGNAL_NO_POLICY },
  { "50", ABOUT_REASON, SIGNAL_FAILED }, { "51", ABOUT_REASON, SIGNAL_FAILED }, { "52", ABOUT_REASON, SIGNAL_CERTIFICATE },
  { "53", ABOUT_REASON, SIGNAL_NO_ANSWER }, { "54", ABOUT_REASON, SIGNAL_CERTIFICATE },
  { "phase1 proposal", ABOUT_REASON, SIGNAL_P1_PROPOSAL }, { "phase2 proposal or pfs mismatch", ABOUT_REASON, SIGNAL_PFS_OR_TRANSFORM },
  { "encapsulation mode mismatch", ABOUT_REASON, SIGNAL_ENCAPSULATION }, { "flow or peer mismatch", ABOUT_REASON, SIGNAL_SELECTOR },
  { "version mismatch", ABOUT_REASON, SIGNAL_VERSION }, { "peer address mismatch", ABOUT_REASON, SIGNAL_PEER_ADDRESS },
  { "local address mismatch", ABOUT_REASON, SIGNAL_PEER_ADDRESS }, { "config ID mismatch", ABOUT_REASON, SIGNAL_IDENTITY },
  { "construct local ID fail", ABOUT_REASON, SIGNAL_IDENTITY }, { "authentication fail", ABOUT_REASON, SIGNAL_AUTHENTICATION },
  { "exchange mode mismatch", ABOUT_REASON, SIGNAL_MODE }, { "malformed", ABOUT_REASON, SIGNAL_SANITY },
  { "no policy applied on interface", ABOUT_REASON, SIGNAL_NO_POLICY }, { "max transmit reached", ABOUT_REASON, SIGNAL_NO_ANSWER },
  { "dpd timeout", ABOUT_REASON, SIGNAL_DPD }, { "heartbeat timeout", ABOUT_REASON, SIGNAL_DPD },
  { "responder dh mismatch", ABOUT_REASON, SIGNAL_P1_PROPOSAL }, { "initiator dh mismatch", ABOUT_REASON, SIGNAL_P1_PROPOSAL },
  { NULL, ABOUT_STATE, 0 } };

static const struct log_tag tags[] = { { LOG_TAG_SLASHED, "/IPSECNEGOFAIL" }, { LOG_TAG_SLASHED, "/IPSECTUNNELST" }, { LOG_EOL, NULL } };

extern const struct log_shape log_shapes_huawei[];
extern const struct log_dialect log_huawei;
const struct log_dialect log_huawei = {
  .name = "huawei", .title = "Huawei VRP", .tags = tags, .rows = rows, .shapes = log_shapes_huawei, .words = words
};
