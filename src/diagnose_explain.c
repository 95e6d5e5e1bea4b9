/* What the failure means in the protocol, in a few sentences (RFC 2409 sections 5 and 5.5; docs/diagnose.md tells more). */
#include "src/diagnose.h"

#include "src/facts.h"

#include <string.h>

static const char *side(const struct diagnosis *d)
{
  return d->role && !strcmp(d->role, "responder") ? "this router" : "the responder";
}

static const char *explain_psk(const struct diagnosis *d, struct arena *a)
{
  const struct dialogue *e = d->told;
  static const char check[] =
    "In practice the two routers do not hold the same pre-shared key: the values differ, one is typed as a ciphertext and is none, or another entry of the router matches the peer.";
  if (d->exchange && !strcmp(d->exchange, "ike_auth"))
    return arena_printf(
      a, "The AUTH payload of the first IKE_AUTH message is computed with the pre-shared key, and it did not verify. %s", check);
  if (d->exchange && !strcmp(d->exchange, "aggressive"))
    return arena_printf(a,
      "Message 2 of aggressive mode carries a HASH computed with the pre-shared key, and it is not what the initiator computes. %s", check);
  if (d->signal == SIGNAL_NO_ANSWER)
    return arena_printf(a,
      "The routers agreed on algorithms and finished the Diffie-Hellman exchange (messages 1 to 4). Message 5, the first one encrypted with a key made from the pre-shared key, is never answered: the peer most likely "
      "could not decrypt it, and the fault is printed in its log. If the keys are the same, it refuses this router's identity, or UDP port 4500 is blocked.");
  if (d->signal == SIGNAL_REFUSED)
    return arena_printf(a,
      "The peer answers message 5, the first one encrypted with a key made from the pre-shared key, with a notification that the log does not name: it most likely could not decrypt the message. %s",
      check);
  if (d->signal == SIGNAL_HASH)
    return arena_printf(a,
      "The message could be read, but the HASH in it, which proves that the sender knows the pre-shared key, is not the one expected. %s",
      check);
  if (!d->exchange) return arena_printf(a, "The peer's authentication failed. %s", check);
  for (uint32_t i = 0; i < e->signal_count; i++)
    if (e->signals[i].signal == SIGNAL_GARBAGE && e->signals[i].has_number)
      return arena_printf(a,
        "The routers agreed on algorithms and finished the Diffie-Hellman exchange (messages 1 to 4). Message 5 is the first one encrypted with a key made from the pre-shared key. It was decrypted to noise: %u is a random "
        "byte, no real payload type. %s",
        e->signals[i].number, check);
  return arena_printf(a,
    "The routers agreed on algorithms and finished the Diffie-Hellman exchange (messages 1 to 4). Message %d is encrypted with a key made from the pre-shared key, and %s decrypted it to noise, so what it complains "
    "about is syntax, not the key. %s",
    d->message > 0 ? d->message : 5, d->message == 6 ? "the initiator" : side(d), check);
}

/* "encryption, hash": the parameters in which comparisons failed. */
static const char *mismatched(const struct dialogue *e, struct arena *a)
{
  static const char *const names[] = { [ATTRIBUTE_ENCRYPTION] = "encryption",
    [ATTRIBUTE_HASH] = "hash",
    [ATTRIBUTE_AUTHENTICATION] = "authentication method",
    [ATTRIBUTE_DH] = "Diffie-Hellman group" };
  const char *list = "";
  for (unsigned i = ATTRIBUTE_ENCRYPTION; i <= ATTRIBUTE_DH; i++)
    if (e->mismatches >> i & 1) list = arena_printf(a, "%s%s%s", list, *list ? ", " : "", names[i]);
  return list;
}

static const char *explain_proposal(const struct diagnosis *d, struct arena *a)
{
  const char *fields = mismatched(d->told, a);
  if (d->signal == SIGNAL_REFUSED)
    return "The peer answers the first message with a notification that the log does not name. What a responder refuses there is nearly always the proposals; its own log tells.";
  return arena_printf(a,
    "The phase-1 proposals have nothing in common: no offered transform equals one that the responder has in encryption, hash, authentication method and Diffie-Hellman group.%s%s%s",
    *fields ? " The log names: " : "", fields, *fields ? "." : "");
}

static const char *explain_no_answer(const struct diagnosis *d, struct arena *a)
{
  if (d->phase == 2)
    return "Phase 1 is up, but the quick mode message is not answered: the peer most likely refuses its flows or transforms without saying so; its log tells.";
  if (d->message > 2)
    return arena_printf(a,
      "Message %d is not answered, although the ones before it were: the peer stopped working on the exchange (it has no key for this address, perhaps, or refuses the identity or certificate in the message), or larger packets are lost on the way.",
      d->message);
  return "The first message is never answered: the peer is not reachable, UDP port 500 is blocked, the peer has no policy for this router's address, or the peer's address is wrong here.";
}

static const char *explain_unknown(const struct diagnosis *d)
{
  switch (d->signal) {
  case SIGNAL_GARBAGE:
    if (d->phase == 2)
      return "A message of phase 2 could not be read after phase 1 had succeeded. That is no fault of the pre-shared key: the two ends' states or packets differ (a lost SA, corruption).";
    return "A message could not be read, but not where the pre-shared key would be the reason: it is not encrypted with a key made from it.";
  case SIGNAL_CERTIFICATE: return "A certificate or the signature made with it was not accepted. Certificates are not modelled.";
  case SIGNAL_RECURSION: return "The route to the tunnel's destination leads into the tunnel itself, so the tunnel takes itself down.";
  case SIGNAL_LIMIT: return "The device refused the negotiation because one of its limits is reached.";
  default: return "The log says that the negotiation failed, but not why. The peer's log, or more debugging on this router, will tell.";
  }
}

static const char *explain_identity(const struct diagnosis *d)
{
  if (d->signal == SIGNAL_PEER_ADDRESS || d->signal == SIGNAL_PEER_ADDRESS_2)
    return "No configuration of the router that refuses is for these two addresses: the peer speaks from another address than the configuration expects.";
  return "The key is right (the message could be decrypted), but the identity in it is not the one that the receiver expects.";
}

static const char *explain_incomplete(const struct diagnosis *d, struct arena *a)
{
  if (!d->told) return "The log has IKE messages, but no negotiation.";
  if (d->phase == 2) return "Phase 1 succeeded; the log ends before phase 2 is up. It shows no failure.";
  return d->message > 0 ? arena_printf(a, "The log ends after message %d of phase 1 and shows no failure.", d->message)
                        : "The log ends before a message of phase 1 and shows no failure.";
}

const char *diagnose_explain(const struct diagnosis *d, struct arena *a)
{
  if (d->outcome == ENDING_SUCCESS) return "Phase 1 and phase 2 succeeded.";
  if (d->outcome == ENDING_INCOMPLETE) return explain_incomplete(d, a);
  switch (d->cause) {
  case CAUSE_PSK: return explain_psk(d, a);
  case CAUSE_KEY_MISSING: return "The router that looks for a pre-shared key finds none for the address or name that its peer uses.";
  case CAUSE_PROPOSAL: return explain_proposal(d, a);
  case CAUSE_IDENTITY: return explain_identity(d);
  case CAUSE_MODE:
    return d->signal == SIGNAL_VERSION
      ? "One end speaks IKEv1 and the other IKEv2."
      : "The exchange mode is refused: one end starts in aggressive mode and the other answers main mode only, or the other way round.";
  case CAUSE_NO_ANSWER: return explain_no_answer(d, a);
  case CAUSE_TRANSFORM:
    if (d->signal == SIGNAL_ENCAPSULATION)
      return "Phase 1 is up. Phase 2 fails because one end wants tunnel mode and the other transport mode.";
    return d->confidence == CONFIDENCE_HIGH
      ? "Phase 1 is up. Phase 2 fails because no offered IPsec transform is accepted: ESP or AH algorithms differ."
      : "Phase 1 is up. Phase 2 fails because no offered IPsec proposal is accepted: the algorithms, the encapsulation mode, or the PFS group differ, or the flow led to another policy entry than the one meant, or to none.";
  case CAUSE_PFS:
    return "Phase 1 is up. Phase 2 fails because the two ends do not agree on perfect forward secrecy: one wants it and the other does not, or their groups differ.";
  case CAUSE_SELECTOR:
    if (d->signal == SIGNAL_OUTSIDE_FLOW)
      return "The tunnel is up, and a packet came through it that is outside the flow that was negotiated: the peer protects more than this router's ACL has.";
    return "Phase 1 is up. Phase 2 fails because the flow that the initiator wants to protect has no counterpart at the responder: the two ACLs do not mirror each other, or the policy is not where the responder looks.";
  case CAUSE_POLICY:
    return d->signal == SIGNAL_NOT_IPSEC
      ? "The peer sends in clear what this router expects to be protected: at the peer the policy is missing, not applied, or does not select this traffic."
      : "No IPsec policy is applied on the interface that the peer is reached through.";
  case CAUSE_DEAD_PEER:
    return d->signal == SIGNAL_DPD
      ? "The tunnel was up; then the peer stopped answering the checks whether it is alive: the path broke, the peer restarted, or only one end is set up for such checks."
      : "One end uses a security association that the other no longer has: it restarted or cleared it. Dead peer detection on both ends repairs that by itself.";
  default: return explain_unknown(d);
  }
}
