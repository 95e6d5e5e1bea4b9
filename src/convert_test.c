/* Writing and reading back, over routers made of dice: what was written must be the same router, writing it again the same bytes, and every
 * dialect must be reached from every other. */
#include "src/convert.h"
#include "src/link.h"
#include "src/end.h"
#include "src/model_compare.h"
#include "src/model_random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SEEDS 2400u

struct bench {
  struct arena arena;
  jmp_buf exhausted;
  struct router router;
};

static void setup(struct bench *b, const struct dialect *d, uint64_t seed)
{
  arena_init(&b->arena, &b->exhausted);
  router_init(&b->router, &b->arena);
  model_random(&b->router, d, seed);
}

static void write_router(struct writing *w, struct arena *arena, const struct router *r)
{
  writing_init(w, arena, r->dialect);
  r->dialect->writer->write(w, r);
}

static void read_text(struct arena *arena, const struct dialect *d, const struct text *t, struct source *s, struct router *r)
{
  const char *error;
  struct front_workspace workspace = { 0 };
  router_init(r, arena);
  r->source = s;
  r->dialect = d;
  assert_true(source_from_bytes(s, arena, "text", t->bytes, t->len, &error));
  front_read(r, &workspace);
  d->finish(r);
  front_workspace_free(&workspace);
}

/* The first issue that is more than a masked address; NULL: none. */
static const char *issue_of(const struct router *r)
{
  for (const struct issue *i = r->issues.first; i; i = i->next)
    if (strcmp(i->rule, "CFG007")) return i->message;
  return NULL;
}

static unsigned unknown_lines(const struct router *r)
{
  unsigned n = 0;
  for (uint32_t i = 0; i < r->lines; i++) n += r->ledger[i] == LEDGER_UNKNOWN;
  return n;
}

/* ---- As a terminal shows the paste ---- */

struct terminal {
  const char *enter;    /* what it says before the first command */
  const char *outer;    /* prompts: the outer one, and the inner one with the words of the header */
  const char *inner;
  char joint;           /* between those words */
  bool names_interface; /* the inner prompt of an interface is its name alone */
  const char *answer;   /* to the header of a view, in more than one line */
};

static const struct terminal terminals[] = {
  { "<R1>system-view\nSystem View: return to User View with Ctrl+Z.\n", "[R1]", "[R1-%s]", '-', true, NULL },
  { "R1#configure terminal\nEnter configuration commands, one per line.  End with CNTL/Z.\n", "R1(config)#", "R1(config-%s)#", ' ', false,
    "%% NOTE: This new crypto map will remain disabled until a peer\n        and a valid access list have been configured.\n" },
};

static const char *inner_prompt(struct arena *a, const struct terminal *how, const char *header, size_t len)
{
  static const char interface[] = "interface ";
  size_t skip = strlen(interface);
  if (how->names_interface && !strncmp(header, interface, skip)) len = strcspn(header += skip, " \n");
  char *words = arena_strndup(a, header, len < 30 ? len : 30);
  for (char *s = words; *s; s++)
    if (*s == ' ' || *s == '[' || *s == ']' || *s == '(' || *s == ')') *s = how->joint;
  char room[96];
  size_t n = 0;
  for (const char *s = how->inner; *s; s++)
    if (s[0] == '%' && s[1] == 's') n += (size_t)snprintf(room + n, sizeof room - n, "%s", words), s++;
    else room[n++] = *s;
  return arena_strndup(a, room, n);
}

/* The prompt and the echo of each line, blank lines between some, and what the device answers. Separators and comments are not typed. */
static void paste(struct arena *a, const struct dialect *d, const struct text *t, struct text *out)
{
  const struct terminal *how = &terminals[d->writer->comment[0] == '!'];
  const char *prompt = how->outer;
  unsigned number = 0;
  text_init(out, a, true);
  text_append(out, how->enter, strlen(how->enter));
  for (const char *s = t->bytes, *end = s + t->len; s < end; number++) {
    size_t len = strcspn(s, "\n"), indent = strspn(s, " ");
    const char *next = s + len + 1;
    if (!indent) prompt = how->outer;
    if (len > indent && !strchr("#!", s[indent])) {
      text_append(out, prompt, strlen(prompt));
      text_append(out, s + indent, len - indent);
      text_append(out, number % 5 ? "\n" : "\n\n", number % 5 ? 1 : 2);
      if (how->answer && !strncmp(s, "crypto map ", 11)) text_append(out, how->answer, strlen(how->answer));
    }
    if (!indent && next < end && *next == ' ') prompt = inner_prompt(a, how, s, len);
    s = next;
  }
}

/* It is understood as the text itself is. */
static void pasted(const struct dialect *d, uint64_t seed)
{
  struct bench b;
  struct writing written;
  struct source source = { 0 };
  struct router back;
  struct text shown, out;
  if (setjmp(b.exhausted)) fail_msg("out of memory");
  setup(&b, d, seed);
  d->finish(&b.router);
  write_router(&written, &b.arena, &b.router);
  paste(&b.arena, d, &written.text, &shown);
  read_text(&b.arena, d, &shown, &source, &back);
  text_init(&out, &b.arena, true);
  unsigned differences = model_compare(&b.router, &back, &b.arena, &out, 5);
  if (differences || issue_of(&back)) {
    fprintf(stderr, "%s", shown.bytes);
    fail_msg("%s, seed %llu, pasted: %u differences\n%s%s", d->name, (unsigned long long)seed, differences, out.bytes ? out.bytes : "",
      issue_of(&back) ? issue_of(&back) : "no issue");
  }
  writing_free(&written);
  source_free(&source);
  router_free(&back);
  arena_free(&b.arena);
}

static void test_pastes(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed += 2)
    for (size_t i = 0; dialects[i]; i++)
      if (dialects[i]->writer) pasted(dialects[i], seed);
}

/* ---- Writing and reading back ---- */

/* parse(write(model)) is the model, and write(parse(write(model))) the same bytes. */
static void round_trip(const struct dialect *d, uint64_t seed)
{
  struct bench b;
  struct writing first, second;
  struct source source = { 0 };
  struct router back;
  struct text out;
  if (setjmp(b.exhausted)) fail_msg("out of memory");
  setup(&b, d, seed);
  d->finish(&b.router);
  write_router(&first, &b.arena, &b.router);
  read_text(&b.arena, d, &first.text, &source, &back);
  text_init(&out, &b.arena, true);
  unsigned differences = model_compare(&b.router, &back, &b.arena, &out, 5);
  write_router(&second, &b.arena, &back);
  bool same = first.text.len == second.text.len && !memcmp(first.text.bytes, second.text.bytes, first.text.len);
  unsigned unknown = unknown_lines(&back);
  if (differences || !same || unknown || issue_of(&back)) {
    fprintf(stderr, "%s", first.text.bytes);
    fail_msg("%s, seed %llu: %u differences\n%s%s%u unknown lines, %s", d->name, (unsigned long long)seed, differences,
      out.bytes ? out.bytes : "", same ? "" : "written again it is other bytes\n", unknown, issue_of(&back) ? issue_of(&back) : "no issue");
  }
  writing_free(&first);
  writing_free(&second);
  source_free(&source);
  router_free(&back);
  arena_free(&b.arena);
}

static void test_round_trips(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++)
    for (size_t i = 0; dialects[i]; i++)
      if (dialects[i]->writer) round_trip(dialects[i], seed);
}

/* Every target reads back as it was meant, and back in the first dialect once more. */
static void journey(const struct dialect *from, const struct dialect *to, uint64_t seed)
{
  struct bench b;
  struct conversion *there, *home;
  if (setjmp(b.exhausted)) fail_msg("out of memory");
  setup(&b, from, seed);
  there = ARENA_NEW(&b.arena, struct conversion);
  home = ARENA_NEW(&b.arena, struct conversion);
  from->finish(&b.router);
  router_link(&b.router);
  struct end *ends = ends_of(&b.router);
  convert(there, &b.arena, &b.router, ends, &(struct convert_options){ .to = to, .of_keys = from });
  router_link(&there->back);
  ends = ends_of(&there->back);
  convert(home, &b.arena, &there->back, ends, &(struct convert_options){ .to = from, .of_keys = to });
  if (there->differences || home->differences) {
    fprintf(stderr, "%s", there->differences ? there->writing.text.bytes : home->writing.text.bytes);
    fail_msg("%s to %s, seed %llu:\n%s%s", from->name, to->name, (unsigned long long)seed, there->difference,
      there->differences ? "" : home->difference);
  }
  convert_free(there);
  convert_free(home);
  arena_free(&b.arena);
}

static void test_journeys(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++)
    for (size_t i = 0; dialects[i]; i++)
      for (size_t k = 0; dialects[k]; k++)
        if (dialects[i]->writer && dialects[k]->writer && (seed + i + k) % 4 == 0) journey(dialects[i], dialects[k], seed);
}

static int depth_of(const struct text *t)
{
  int depth = 0;
  for (size_t i = 0; i < t->len; i++) depth += t->bytes[i] == '{' ? 1 : t->bytes[i] == '}' ? -1 : 0;
  return depth;
}

/* What is only written is written of every router, and closes what it opens. */
static void write_target(const struct dialect *from, const struct dialect *to, uint64_t seed)
{
  struct bench b;
  if (setjmp(b.exhausted)) fail_msg("out of memory");
  setup(&b, from, seed);
  from->finish(&b.router);
  router_link(&b.router);
  struct conversion *c = ARENA_NEW(&b.arena, struct conversion);
  convert(c, &b.arena, &b.router, ends_of(&b.router), &(struct convert_options){ .to = to, .of_keys = from });
  assert_true(c->writing.text.len > 0);
  assert_int_equal(c->differences, 0);
  assert_int_equal(depth_of(&c->writing.text), 0);
  convert_free(c);
  arena_free(&b.arena);
}

static void test_targets(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++)
    for (size_t i = 0; dialects[i]; i++)
      for (size_t k = 0; targets[k]; k++)
        if (dialects[i]->writer) write_target(dialects[i], targets[k], seed);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_round_trips), cmocka_unit_test(test_pastes), cmocka_unit_test(test_journeys),
    cmocka_unit_test(test_targets) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
