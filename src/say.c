/* The words of messages; see say.h. */
#include "src/say.h"

#include <assert.h>
#include <string.h>

#include "src/facts.h"
#include "src/flow_text.h"
#include "src/source.h"

#define MOST_ROUTERS_COMPARED 8u

static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

const char *say_router(struct judge *j, const struct router *r)
{
  const char *file = base_name(r->source->path);
  if (!r->hostname.s) return file;
  for (unsigned i = 0; i < j->router_count && i < MOST_ROUTERS_COMPARED; i++) {
    const struct router *other = j->routers[i];
    if (other != r && other->hostname.s && !strcmp(other->hostname.s, r->hostname.s)) return file;
  }
  return r->hostname.s;
}

const char *say_end(struct judge *j, const struct tunnel_pair *t, unsigned i)
{
  return say_router(j, t->end[i]->router);
}

/* ---- Values ---- */

static const char *pick(const char *const *names, size_t count, uint32_t v)
{
  assert(v < count);
  return names[v];
}

const char *say_cipher(uint32_t v)
{
  static const char *const names[CIPHERS] = { "no encryption", "null encryption", "DES", "3DES", "AES-128", "AES-192", "AES-256",
    "AES-GCM-128", "AES-GCM-192", "AES-GCM-256", "AES-GMAC-128", "AES-GMAC-192", "AES-GMAC-256", "AES-CTR-128", "AES-CTR-192",
    "AES-CTR-256", "Camellia-128", "Camellia-192", "Camellia-256", "SEAL", "SM1", "SM4" };
  return pick(names, CIPHERS, v);
}

const char *say_hash(uint32_t v)
{
  static const char *const names[HASHES] = { "no hash", "no hash", "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SM3", "AES-XCBC" };
  return pick(names, HASHES, v);
}

static const char *say_auth(uint32_t v)
{
  static const char *const names[AUTHS] = { "no authentication method", "a pre-shared key", "RSA signatures", "DSA signatures",
    "RSA encryption", "ECDSA signatures" };
  return pick(names, AUTHS, v);
}

static const char *say_ipsec_protocol(uint32_t v)
{
  static const char *const names[] = { "no protocol", "ESP", "AH", "AH and ESP" };
  return pick(names, sizeof names / sizeof *names, v);
}

const char *say_encapsulation(uint32_t v)
{
  static const char *const names[] = { "no mode", "tunnel mode", "transport mode", "either mode" };
  return pick(names, sizeof names / sizeof *names, v);
}

const char *say_exchange(uint32_t v)
{
  static const char *const names[] = { "no exchange mode", "main mode", "aggressive mode", "another exchange mode" };
  return pick(names, sizeof names / sizeof *names, v);
}

const char *say_tunnel_mode(uint32_t v)
{
  static const char *const names[] = { "no tunnel mode", "GRE", "multipoint GRE", "an IPsec tunnel", "a tunnel mode other than GRE" };
  return pick(names, sizeof names / sizeof *names, v);
}

const char *say_value(struct judge *j, enum sense sense, uint32_t v)
{
  switch (sense) {
  case SENSE_CIPHER: return say_cipher(v);
  case SENSE_HASH: return say_hash(v);
  case SENSE_AUTH: return say_auth(v);
  case SENSE_GROUP: return arena_printf(j->arena, "DH group %u", v);
  case SENSE_PFS: return v ? arena_printf(j->arena, "PFS with group %u", v) : "no PFS";
  case SENSE_SECONDS: return arena_printf(j->arena, "%u s", v);
  case SENSE_KILOBYTES: return v ? arena_printf(j->arena, "%u kB", v) : "no limit";
  case SENSE_PROTOCOL: return say_ipsec_protocol(v);
  case SENSE_ENCAPSULATION: return say_encapsulation(v);
  case SENSE_EXCHANGE: return say_exchange(v);
  case SENSE_TUNNEL_MODE: return say_tunnel_mode(v);
  case SENSE_NUMBER: break;
  }
  return arena_printf(j->arena, "%u", v);
}

static const char *note(const struct router *r, const struct origin *o)
{
  return o->why ? r->dialect->notes[o->why] : NULL;
}

/* "" for what a line says; else " (a default that no line shows: ...)". */
static const char *say_origin(struct judge *j, const struct router *r, const struct origin *o)
{
  if (o->from != FROM_DEFAULT) return "";
  const char *why = note(r, o), *which = o->doubt ? "assumed to be the default, no line shows it" : "a default that no line shows";
  return why ? arena_printf(j->arena, " (%s: %s)", which, why) : arena_printf(j->arena, " (%s)", which);
}

const char *say_note(struct judge *j, const struct router *r, const struct origin *o)
{
  const char *why = note(r, o);
  return why ? arena_printf(j->arena, " (%s%s)", o->doubt ? "assumed: " : "", why) : "";
}

const char *say_num(struct judge *j, const struct router *r, enum sense sense, const struct num *n)
{
  if (n->o.from == FROM_UNREAD) return "a value that could not be read";
  if (is_untold(&n->o) && sense == SENSE_CIPHER) return "an encryption that no line shows";
  if (is_untold(&n->o) && sense == SENSE_HASH) return "a hash that no line shows";
  return arena_printf(j->arena, "%s%s", say_value(j, sense, n->v), say_origin(j, r, &n->o));
}

const char *say_ip(struct judge *j, const struct ip *ip)
{
  char buffer[128];
  return arena_printf(j->arena, "%s", ip_print(ip, buffer, sizeof buffer));
}

/* ---- Flows ---- */

const char *say_flow(struct judge *j, const struct acl_rule *rule)
{
  const char *source = acl_address_text(j->arena, &rule->source), *destination = acl_address_text(j->arena, &rule->destination);
  if (rule->protocol == PROTOCOL_ANY_IP) return arena_printf(j->arena, "%s to %s", source, destination);
  return arena_printf(j->arena, "%s from %s to %s", protocol_name(j->arena, rule->protocol), source, destination);
}

/* ---- Objects ---- */

const char *say_proposal(struct judge *j, const struct router *r, const struct ike_proposal *p)
{
  if (p->builtin) return arena_printf(j->arena, "the built-in default of `%s`", r->dialect->words->ike_proposal);
  return arena_printf(j->arena, "`%s %u`", r->dialect->words->ike_proposal, p->number);
}

const char *say_set_kind(const struct router *r, bool late)
{
  const struct words *w = r->dialect->words;
  return late && w->late_transform_set ? w->late_transform_set : w->transform_set;
}

const char *say_set(struct judge *j, const struct router *r, const struct transform_set *s)
{
  return arena_printf(j->arena, "%s%s `%s`", s->builtin ? "the built-in " : "", say_set_kind(r, s->late), s->name);
}

const char *say_entry(struct judge *j, const struct router *r, const struct policy_entry *e)
{
  const struct words *w = r->dialect->words;
  const struct policy *group = e->group;
  if (group->is_profile) return arena_printf(j->arena, "%s `%s`", w->ipsec_profile, group->name);
  return arena_printf(j->arena, "%s `%s %u`", group->is_template ? w->template_policy : w->policy, group->name, e->sequence);
}

const char *say_profile(struct judge *j, const struct router *r, const struct ike_profile *p)
{
  return p->name ? arena_printf(j->arena, "%s `%s`", r->dialect->words->profile, p->name) : r->dialect->words->profile;
}

const char *say_interface(struct judge *j, const struct interface *i)
{
  return arena_printf(j->arena, "`interface %s`", i->shown ? i->shown : i->name);
}

const char *say_algorithms(struct judge *j, const struct router *r, const struct transform_set *s)
{
  const char *ah = s->ah.v.v > HASH_NONE ? arena_printf(j->arena, "AH with %s", say_num(j, r, SENSE_HASH, &s->ah.v)) : NULL;
  if (s->protocol.v == PROTOCOL_AH) return ah ? ah : "AH without an algorithm";
  const char *esp = arena_printf(
    j->arena, "ESP with %s and %s", say_num(j, r, SENSE_CIPHER, &s->encryption.v), say_num(j, r, SENSE_HASH, &s->authentication.v));
  return ah && s->protocol.v == PROTOCOL_AH_ESP ? arena_printf(j->arena, "%s and %s", ah, esp) : esp;
}

const char *say_identity(struct judge *j, const struct router *r, const struct identity *i)
{
  static const char *const kinds[] = { "no identity", "the address", "the name", "the user name", "the distinguished name", "the key id" };
  if (i->type == ID_UNSET) return kinds[ID_UNSET];
  if (i->type == ID_ADDRESS) {
    int length = ip_mask_length(i->mask);
    if (i->address.kind == IP_DYNAMIC) return "an address that is assigned at run time";
    const char *ip = say_ip(j, &i->address);
    if (i->high && i->high != i->address.v4) return arena_printf(j->arena, "an address from %s on%s", ip, say_origin(j, r, &i->o));
    if (length > 0 && length < 32) return arena_printf(j->arena, "an address of %s/%d%s", ip, length, say_origin(j, r, &i->o));
    return arena_printf(j->arena, "the address %s%s", ip, say_origin(j, r, &i->o));
  }
  const char *text = i->text ? i->text : r->hostname.s ? r->hostname.s : "";
  return arena_printf(j->arena, "%s `%s`%s", kinds[i->type], text, say_origin(j, r, &i->o));
}

/* ---- Lines ---- */

const char *say_line(struct judge *j, const struct router *r, enum setting setting, struct setting_value value)
{
  struct setting_value *kept = ARENA_NEW(j->arena, struct setting_value); /* the line may be part of it */
  *kept = value;
  return r->dialect->spell(j->arena, setting, kept);
}

const char *say_rule_line(struct judge *j, const struct router *r, const struct acl_rule *rule)
{
  return say_line(j, r, SET_ACL_RULE, (struct setting_value){ .rule = rule, .list = rule->names_list });
}

const char *say_lines(struct judge *j, const char *lines)
{
  const char *text = "`", *end;
  while ((end = strchr(lines, '\n'))) {
    text = arena_printf(j->arena, "%s%.*s`, `", text, (int)(end - lines), lines);
    lines = end + 1;
  }
  return arena_printf(j->arena, "%s%s`", text, lines);
}

const char *say_number_line(struct judge *j, const struct router *r, enum setting setting, uint32_t v)
{
  return say_line(j, r, setting, (struct setting_value){ .v = v });
}

/* The key goes to the dialect between its marks; a dialect that sets marks of its own gives them twice. */
const char *say_key_line(struct judge *j, const struct router *r, const struct psk *psk, const char *key)
{
  const char *marked = arena_printf(j->arena, "%c%s%c", SECRET_OPEN, key, SECRET_CLOSE);
  const char *line = say_line(j, r, SET_KEY, (struct setting_value){ .psk = psk, .text = marked });
  if (!line) return NULL;
  char *out = arena_alloc(j->arena, strlen(line) + 1), *to = out;
  for (const char *p = line; *p; p++)
    if ((*p != SECRET_OPEN && *p != SECRET_CLOSE) || p == line || p[-1] != *p) *to++ = *p;
  return out;
}
