/* The actions of the Comware grammar: from words to the model. */
#include "grammar/comware/comware.h"

struct comware_state {
  struct ike_proposal *proposal;
};

static void read_comware(struct front *f)
{
  f->state = ARENA_NEW(f->arena, struct comware_state);
  comware_read(f);
}

static const struct front_ignored ignored[] = { { NULL, FRONT_UNKNOWN } };

const struct cli_family comware_family = { .name = "comware", .read = read_comware, .ignored = ignored, .hash_closes = true };

void comware_ike_proposal(struct front *f, struct place number)
{
  struct comware_state *s = f->state;
  struct ike_proposal *p = ARENA_NEW(f->router->arena, struct ike_proposal);
  p->at = front_whole(f);
  front_number(f, number, 1, 65535, &p->number);
  LIST_APPEND(f->router->proposals, p);
  s->proposal = p;
  front_open(f, COMWARE_IKE_PROPOSAL);
}

void comware_ike_dh(struct front *f, struct place group)
{
  struct comware_state *s = f->state;
  uint32_t v;
  if (front_number(f, (struct place){ group.first + 5, group.last }, 1, 24, &v)) front_set_num(f, &s->proposal->dh, v, group);
  else front_bad_word(f, group, &s->proposal->dh.o, "a DH group");
}

struct origin *comware_ike_dh_field(struct front *f)
{
  struct comware_state *s = f->state;
  return &s->proposal->dh.o;
}
