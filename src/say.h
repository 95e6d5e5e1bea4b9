/* Phrases for messages: routers, objects and values in the words of their own dialect, with where a value comes from. All texts live in the
 * judge's arena. */
#ifndef PEERLINT_SAY_H
#define PEERLINT_SAY_H

#include "src/finding.h"
#include "vendors/vendor.h"

/* The router's host name, or its file's name where it has none or another router has the same. */
const char *say_router(struct judge *j, const struct router *r);
/* The router of end `i`. */
const char *say_end(struct judge *j, const struct tunnel_pair *t, unsigned i);

/* Algorithms for people: "AES-256", "SHA-1", "a pre-shared key". */
const char *say_cipher(uint32_t v);
const char *say_hash(uint32_t v);
const char *say_encapsulation(uint32_t v);
const char *say_exchange(uint32_t v);
const char *say_tunnel_mode(uint32_t v);

/* What a number stands for. */
enum sense {
  SENSE_NUMBER,
  SENSE_CIPHER,
  SENSE_HASH,
  SENSE_AUTH,
  SENSE_GROUP,
  SENSE_PFS,
  SENSE_SECONDS,
  SENSE_KILOBYTES,
  SENSE_PROTOCOL,
  SENSE_ENCAPSULATION,
  SENSE_EXCHANGE,
  SENSE_TUNNEL_MODE
};

/* The value alone; with say_num() also that it is a default which no line shows, and which one. */
const char *say_value(struct judge *j, enum sense sense, uint32_t v);
const char *say_num(struct judge *j, const struct router *r, enum sense sense, const struct num *n);
/* Which default: " (Comware V5: ...)", or "" where the dialect has no note. */
const char *say_note(struct judge *j, const struct router *r, const struct origin *o);

const char *say_ip(struct judge *j, const struct ip *ip);
/* "gre from 192.0.2.1 to 198.51.100.1", "10.1.0.0/16 to any". */
const char *say_flow(struct judge *j, const struct acl_rule *rule);

/* Objects by their dialect's name, in back quotes: "`ike proposal 1`", "transform set `myset`". */
const char *say_proposal(struct judge *j, const struct router *r, const struct ike_proposal *p);
const char *say_set(struct judge *j, const struct router *r, const struct transform_set *s);
/* What the dialect calls a transform set, of the late spelling or not. */
const char *say_set_kind(const struct router *r, bool late);
const char *say_entry(struct judge *j, const struct router *r, const struct policy_entry *e);
const char *say_profile(struct judge *j, const struct router *r, const struct ike_profile *p);
const char *say_interface(struct judge *j, const struct interface *i);
/* Its ESP and AH algorithms: "ESP with 3DES and MD5". */
const char *say_algorithms(struct judge *j, const struct router *r, const struct transform_set *s);
const char *say_identity(struct judge *j, const struct router *r, const struct identity *i);

/* The dialect's line for a setting; NULL where it cannot say it. The key in a key line stands between SECRET_OPEN and SECRET_CLOSE. */
const char *say_line(struct judge *j, const struct router *r, enum setting setting, struct setting_value value);
/* The line of an ACL's rule, in the form of the file: `10 permit ...` in the list's block, or `access-list 101 permit ...`. */
const char *say_rule_line(struct judge *j, const struct router *r, const struct acl_rule *rule);
/* Lines of a setting for a sentence: "`one`, `two`". */
const char *say_lines(struct judge *j, const char *lines);
/* The same for a number alone. */
const char *say_number_line(struct judge *j, const struct router *r, enum setting setting, uint32_t v);
const char *say_key_line(struct judge *j, const struct router *r, const struct psk *psk, const char *key);

#endif
