/* Findings: severities from the user, places without bytes, fixes, what was asked before, and the order of a run. */
#include "src/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "src/rule.h"

struct fixture {
  struct arena arena;
  jmp_buf exhausted;
  struct router a, b;
  struct judge judge;
  uint8_t severities[128];
};

static struct place at(uint32_t first, uint32_t last)
{
  return (struct place){ first, last };
}

static int set_up(void **state)
{
  static struct fixture f;
  memset(&f, 0, sizeof f);
  if (setjmp(f.exhausted)) return 1;
  arena_init(&f.arena, &f.exhausted);
  f.b.file = 1;
  f.judge = (struct judge){ .arena = &f.arena };
  for (unsigned i = 0; i < rule_count(); i++) f.severities[i] = (uint8_t)rules[i].severity;
  *state = &f;
  return 0;
}

static int tear_down(void **state)
{
  arena_free(&((struct fixture *)*state)->arena);
  return 0;
}

static void takes_severity_from_the_rule(void **state)
{
  struct fixture *x = *state;
  struct finding *f = finding_new(&x->judge, "ESP103", NULL, "%d and %d", 2, 5);
  assert_string_equal(f->message, "2 and 5");
  assert_string_equal(f->rule->name, "pfs-mismatch");
  assert_int_equal(f->severity, SEVERITY_ERROR);
  finding_lower(&x->judge, f, SEVERITY_WARNING);
  assert_int_equal(f->severity, SEVERITY_WARNING);
  finding_lower(&x->judge, f, SEVERITY_ERROR);
  assert_int_equal(f->severity, SEVERITY_WARNING);
  finding_raise(&x->judge, f, SEVERITY_ERROR);
  assert_int_equal(f->severity, SEVERITY_ERROR);
  assert_ptr_equal(x->judge.findings.first, f);
}

static void keeps_what_the_user_chose(void **state)
{
  struct fixture *x = *state;
  x->judge.severities = x->severities;
  x->severities[rule_index(rule_find("KEY103"))] = SEVERITY_INFO;
  x->severities[rule_index(rule_find("KEY202"))] = SEVERITY_OFF;
  struct finding *f = finding_new(&x->judge, "KEY103", NULL, "x");
  finding_raise(&x->judge, f, SEVERITY_ERROR);
  assert_int_equal(f->severity, SEVERITY_INFO);
  assert_null(finding_new(&x->judge, "KEY202", NULL, "x"));
  finding_at(&x->judge, NULL, &x->a, at(1, 2), "x");
  finding_help(&x->judge, NULL, "x");
  finding_edit(&x->judge, NULL, &x->a, EDIT_REPLACE_LINE, at(1, 2), "x");
  finding_lower(&x->judge, NULL, SEVERITY_INFO);
}

static void leaves_out_places_without_bytes(void **state)
{
  struct fixture *x = *state;
  struct finding *f = finding_new(&x->judge, "CFG001", NULL, "x");
  finding_at(&x->judge, f, &x->a, at(0, 0), "nowhere");
  assert_null(f->locations);
  finding_at(&x->judge, f, &x->a, at(0, 5), "group %d", 2);
  finding_at(&x->judge, f, &x->b, at(9, 12), NULL);
  assert_string_equal(f->locations->label, "group 2");
  assert_ptr_equal(f->locations->next->router, &x->b);
  assert_null(f->locations->next->label);
}

static void makes_one_edit_a_line(void **state)
{
  struct fixture *x = *state;
  struct finding *f = finding_new(&x->judge, "CFG001", NULL, "x");
  finding_edit(&x->judge, f, &x->a, EDIT_REPLACE_LINE, at(3, 5), NULL);
  assert_null(f->fix);
  finding_edit(&x->judge, f, &x->a, EDIT_REPLACE_LINE, at(3, 5), "one\ntwo");
  finding_edit(&x->judge, f, &x->b, EDIT_REPLACE_LINE, at(3, 5), "of another router");
  finding_edit(&x->judge, f, &x->a, EDIT_DELETE_LINE, at(7, 9), NULL);
  finding_insert_below(&x->judge, f, &x->a, at(1, 2), "three");
  struct edit *e = f->fix->edits;
  assert_int_equal(e->kind, EDIT_REPLACE_LINE);
  assert_string_equal(e->text, "one");
  e = e->next;
  assert_int_equal(e->kind, EDIT_INSERT_AFTER);
  assert_string_equal(e->text, "two");
  assert_int_equal(e->below, 0);
  e = e->next;
  assert_int_equal(e->kind, EDIT_DELETE_LINE);
  assert_null(e->text);
  e = e->next;
  assert_int_equal(e->below, 1);
  assert_null(e->next);
}

static void knows_what_it_was_asked_before(void **state)
{
  struct fixture *x = *state;
  assert_true(finding_first_of(&x->judge, "KEY102", x));
  assert_false(finding_first_of(&x->judge, "KEY102", x));
  assert_true(finding_first_of(&x->judge, "KEY103", x));
  assert_true(finding_first_at(&x->judge, "ACL107", &x->a, at(4, 9)));
  assert_true(finding_first_at(&x->judge, "ACL107", &x->b, at(4, 9)));
  assert_true(finding_first_at(&x->judge, "ACL107", &x->a, at(5, 9)));
  assert_false(finding_first_at(&x->judge, "ACL107", &x->a, at(4, 9)));
}

static struct finding *in_order(struct fixture *x, const char *rule, const struct tunnel_pair *t, struct router *r, uint32_t first)
{
  struct finding *f = finding_new(&x->judge, rule, t, "x");
  finding_at(&x->judge, f, r, at(first, first + 1), NULL);
  return f;
}

static void sorts_causes_first(void **state)
{
  struct fixture *x = *state;
  struct tunnel_pair zero = { .number = 0, .negotiation = { { .cause = { "KEY102" } } } }, one = { .number = 1 };
  struct finding *alone = in_order(x, "POL201", NULL, &x->a, 1), *later = in_order(x, "IKE108", &one, &x->a, 1),
                 *acl = in_order(x, "ACL101", &zero, &x->a, 3);
  struct finding *cause = in_order(x, "KEY102", &zero, &x->b, 50), *first = in_order(x, "KEY104", &zero, &x->a, 2);
  rules_run(&x->judge);
  struct finding *expected[] = { cause, first, acl, later, alone };
  struct finding *f = x->judge.findings.first;
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, f = f->next) assert_ptr_equal(f, expected[i]);
  assert_null(f);
}

static void finds_rules_by_id(void **state)
{
  (void)state;
  for (unsigned i = 0; i < rule_count(); i++) {
    assert_ptr_equal(rule_find(rules[i].id), &rules[i]);
    assert_int_equal(rule_index(&rules[i]), i);
    assert_true(rules[i].check_router || rules[i].check_tunnel || rules[i].check_end || rules[i].check_fleet || rules[i].check_log);
  }
  assert_null(rule_find("KEY999"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(takes_severity_from_the_rule, set_up, tear_down),
    cmocka_unit_test_setup_teardown(keeps_what_the_user_chose, set_up, tear_down),
    cmocka_unit_test_setup_teardown(leaves_out_places_without_bytes, set_up, tear_down),
    cmocka_unit_test_setup_teardown(makes_one_edit_a_line, set_up, tear_down),
    cmocka_unit_test_setup_teardown(knows_what_it_was_asked_before, set_up, tear_down),
    cmocka_unit_test_setup_teardown(sorts_causes_first, set_up, tear_down),
    cmocka_unit_test(finds_rules_by_id)
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
