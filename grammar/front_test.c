/* Captures and clean configs read alike: prompts, echoes, pager's marks, messages in between, wrapped lines, comments; and the ledger that
 * says what became of each line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/fixture.h"

static void read_text(struct fixture *f, const char *text)
{
  read_as(f, "comware5", text);
}

/* The proposals read are number 1 with group 2 and number 2 with group 5, and nothing was wrong. */
static void reads_as_two_proposals(struct fixture *f, const char *text)
{
  read_text(f, text);
  const struct ike_proposal *p = f->r.proposals.first;
  assert_non_null(p);
  assert_int_equal(p->number, 1);
  assert_int_equal(p->dh.v, 2);
  assert_non_null(p->next);
  assert_int_equal(p->next->number, 2);
  assert_int_equal(p->next->dh.v, 5);
  assert_null(p->next->next);
  assert_null(f->r.issues.first);
}

/* Where the value of the first proposal's group stands in the file. */
static void group_stands(struct fixture *f, uint32_t line, uint32_t column)
{
  struct place at = f->r.proposals.first->dh.o.at;
  struct spot spot = source_spot(&f->s, at.first);
  assert_int_equal(spot.line, line);
  assert_int_equal(spot.column, column);
  assert_memory_equal(source_at(&f->s, at.first), "group2", 6);
}

static void captures_read_like_clean_text(void **state)
{
  struct fixture *f = *state;
  reads_as_two_proposals(f, "#\nike proposal 1\n dh group2\n#\nike proposal 2\n dh group5\n#\nreturn\n");
  group_stands(f, 3, 5);
  reads_as_two_proposals(f, "ike proposal 1\ndh group2\nike proposal 2\ndh group5");
  reads_as_two_proposals(f,
    "<H3C>display current-configuration\r\n#\r\nike proposal 1\r\n"
      "  ---- More ----\x1b[42D                                          \x1b[42D dh group2\r\n#\r\nike proposal 2\r\n"
    " dh group5\r\n#\r\n<H3C>");
  group_stands(f, 4, 73);
  reads_as_two_proposals(f,
    "<H3C>system-view\n[H3C]ike proposal 1\n[H3C-ike-proposal-1]dh group2\n[H3C-ike-proposal-1]ike proposal 2\n"
      "[H3C-ike-proposal-2] dh group5\n[H3C-ike-proposal-2]\n");
  group_stands(f, 3, 24);
}

/* Typed, and not in force. */
static void commands_that_set_nothing_are_passed_over(void **state)
{
  static const char *const typed[] = { "dh group99\n                        ^\n % Wrong parameter found at '^' position.\n",
    "dh\n% Incomplete command found at '^' position.\n", "dh gr\n", "dh ?\n  group1  768-bit\n", "d\n", NULL };
  struct fixture *f = *state;
  for (const char *const *t = typed; *t; t++) {
    char text[512];
    snprintf(text, sizeof text,
      "[H3C]ike proposal 1\n[H3C-ike-proposal-1]%s[H3C-ike-proposal-1]dh group2\n[H3C-ike-proposal-1]ike proposal 2\n"
        "[H3C-ike-proposal-2]dh group5\n",
      *t);
    reads_as_two_proposals(f, text);
    assert_int_equal(f->r.ledger[1], LEDGER_IGNORED);
  }
  read_text(f, "[H3C]ike proposal 1\n[H3C-ike-proposal-1]dh group99\n%Aug 20 19:19:44:543 2012 H3C SHELL/5/LOGIN: x\n");
  assert_non_null(f->r.issues.first);
}

static void messages_close_no_view(void **state)
{
  struct fixture *f = *state;
  reads_as_two_proposals(f,
    "ike proposal 1\n%Aug 20 19:19:44:543 2012 H3C SHELL/5/LOGIN: x\n dh group2\n// weak\nike proposal 2\n"
      "*Mar  1 00:01:02.123: %SYS-5-CONFIG_I: x\n                  ^\n"
    "% Invalid input detected at '^' marker.\n dh group5\n");
  assert_int_equal(f->r.ledger[1], LEDGER_IGNORED);
  assert_int_equal(f->r.ledger[3], LEDGER_COMMENT);
  assert_int_equal(f->r.ledger[6], LEDGER_IGNORED);
  assert_int_equal(f->r.ledger[8], LEDGER_UNDERSTOOD);
}

static void wrapped_lines_are_joined(void **state)
{
  struct fixture *f = *state;
  static const char prompt[] = "[Headquarters-Router-of-the-north-building-second-floor-room-11-ike-proposal-1]";
  char text[1024];
  assert_int_equal(strlen(prompt), 79);
  /* cut at column 80, in a word */
  strcpy(text, "ike proposal 1\r\n");
  strcat(strcat(text, prompt), "d\r\nh group2\r\nike proposal 2\r\ndh group5\r\n");
  reads_as_two_proposals(f, text);
  group_stands(f, 3, 3);
  assert_int_equal(f->r.ledger[1], LEDGER_UNDERSTOOD);
  assert_int_equal(f->r.ledger[2], LEDGER_UNDERSTOOD);
  assert_int_equal(f->r.lines, 5);
  /* whole alone: `dh gro` could be a value */
  strcpy(text, "ike proposal 1\n");
  strcat(strcat(text, prompt + 5), "dh gro\nup2\nike proposal 2\ndh group5\n");
  text[15] = '[';
  reads_as_two_proposals(f, text);
  group_stands(f, 2, 78);
  /* the blank at the end is lost */
  strcpy(text, "ike proposal 1\n");
  strcat(strcat(text, prompt + 2), "dh\ngroup2\nike proposal 2\ndh group5\n");
  text[15] = '[';
  reads_as_two_proposals(f, text);
  group_stands(f, 3, 1);
}

/* Notes between the lines of a capture are wider than the terminal was. */
/* A manual's commands in a copy that kept its line breaks: between words, at any width. */
static void lines_broken_behind_prompts_are_joined(void **state)
{
  struct fixture *f = *state;
  reads_as_two_proposals(f,
    "[R1] ike proposal\n1\n[R1-ike-proposal-1]\ndh group2\n[R1-ike-proposal-1] quit\n[R1] ike\nproposal\n2\n[R1-ike-proposal-2] dh\n"
      "group5\n");
  group_stands(f, 4, 4);
  /* in a word */
  reads_as_two_proposals(f, "[R1] ike prop\nosal 1\n[R1-ike-proposal-1]dh\ngroup2\n[R1] ike proposal 2\n[R1-ike-proposal-2] dh group5\n");
  /* prose goes on with nothing */
  reads_as_two_proposals(
    f, "[R1] ike proposal 1\n[R1-ike-proposal-1] dh group2\nThen the second one.\n[R1] ike proposal 2\n[R1-ike-proposal-2] dh group5\n");
}

/* A note below a command goes on with nothing, however wide the command is. */
static void notes_below_a_wide_line_stay_apart(void **state)
{
  struct fixture *f = *state;
  static const char line[] = "R1(config)#access-list 101 permit ip 192.168.1.0 0.0.0.255 192.168.2.0 0.0.0.255";
  char text[256];
  assert_int_equal(strlen(line), 80);
  snprintf(text, sizeof text, "%s\n//the flow\nR1(config)#exit\n", line);
  read_as(f, "ruijie", text);
  assert_null(f->r.issues.first);
  assert_int_equal(f->r.ledger[0], LEDGER_UNDERSTOOD);
  assert_int_equal(f->r.ledger[1], LEDGER_COMMENT);
}

static void lines_wrapped_among_wider_ones_are_joined(void **state)
{
  struct fixture *f = *state;
  char text[1024];
  static const char prompt[] = "[Headquarters-Router-of-the-north-building-second-floor-room-111-ike-proposal-1]",
                    note[] = "# a note that says at some length what the line below it is for, and that is wider than the terminal\n";
  assert_int_equal(strlen(prompt), 80);
  strcpy(text, note);
  strcat(strcat(strcat(text, "ike proposal 1\n"), prompt + 5), "dh gr\noup2\nike proposal 2\ndh group5\n");
  text[strlen(note) + 15] = '[';
  read_text(f, text); /* whole alone */
  assert_int_equal(f->r.ledger[3], LEDGER_UNKNOWN);
  strcpy(text, note);
  strcat(strcat(strcat(text, "ike proposal 1\n"), prompt + 2), "dh\n group2\nike proposal 2\ndh group5\n");
  text[strlen(note) + 15] = '[';
  reads_as_two_proposals(f, text);
  group_stands(f, 4, 2);
}

static void other_lines_stay_apart(void **state)
{
  struct fixture *f = *state;
  /* the next line is a command */
  reads_as_two_proposals(f,
    "[A-Router-with-a-rather-long-name-ike-proposal-1]ike proposal 1\ndh group2\n"
      "[A-Router-with-a-rather-long-name-ike-proposal-1]ike proposal 2\ndh group5\n");
  /* the longest line of a short text is not as wide as a terminal */
  read_text(f, "ike proposal 1\n[H3C-ike-proposal-1]dh group2\nnonsense\n");
  assert_int_equal(f->r.proposals.first->dh.v, 2);
  assert_int_equal(f->r.ledger[2], LEDGER_UNKNOWN);
}

static void commands_in_one_line_are_read_one_by_one(void **state)
{
  struct fixture *f = *state;
  read_text(
    f, "[R 1]ike proposal 1 [R 1-ike-proposal-1]dh group2 [R 1-ike-proposal-1]quit\n[R 1]ike proposal 2\n[R 1-ike-proposal-2]dh group5\n");
  assert_int_equal(f->r.proposals.first->dh.v, 2);
  assert_int_equal(f->r.proposals.first->next->dh.v, 5);
  assert_int_equal(f->r.ledger[0], LEDGER_UNDERSTOOD);
  assert_int_equal(f->r.ledger[2], LEDGER_UNDERSTOOD);
  read_text(f, "[R1]ike proposal 1 [R1-ike-proposal-1]nonsense [R1-ike-proposal-1]dh group2\n[R1]sysname A [R2] [R1\n");
  assert_int_equal(f->r.proposals.first->dh.v, 2);
  assert_int_equal(f->r.ledger[0], LEDGER_UNKNOWN);
  assert_int_equal(f->r.lines, 2);
}

static void notes_behind_a_command_are_comments(void **state)
{
  static const char *const notes[] = { "! note", "#note", "// note", "(the branch)", "<--- this one", "<== this", "-- note",
    "\xe2\x86\x90 note", "\xef\xbc\x88note\xef\xbc\x89", "\xe6\xb3\xa8\xe9\x87\x8a", "/\xe6\xb3\xa8\xe9\x87\x8a",
    "`/\xe6\xb3\xa8\xe9\x87\x8a`", "; note", ";note", "/* note */", NULL };
  struct fixture *f = *state;
  for (const char *const *n = notes; *n; n++) {
    char text[128];
    snprintf(text, sizeof text, "ike proposal 1\n dh group2  %s\nike proposal 2 %s\n dh group5\n", *n, *n);
    reads_as_two_proposals(f, text);
  }
}

/* What becomes of the text's lines, a letter each; `pad`: with blanks at their ends, so that they might be wrapped ones and are parsed for
 * certain. */
static void ledger_of(struct fixture *f, const char *dialect, const char *text, bool pad, char *ledger)
{
  char padded[8192], *to = padded;
  for (const char *s = text; *s; s++) {
    if (pad && *s == '\n') to += sprintf(to, "%100s", "");
    *to++ = *s;
  }
  *to = 0;
  read_as(f, dialect, padded);
  for (uint32_t i = 0; i < f->r.lines; i++) ledger[i] = "buiUc"[f->r.ledger[i]];
  ledger[f->r.lines] = 0;
}

static void reminders_are_ignored(void **state)
{
  char ledger[64];
  ledger_of(*state, "cisco",
    "hostname A\ncrypto map M 10 ipsec-isakmp\n% NOTE: This new crypto map will remain disabled until a peer\n"
      "        and a valid access list have been configured.\n set peer 1.2.3.4\n"
    "IKEv2 profile MUST have:\n   1. A local and a remote authentication method.\n"
      "   2. A match identity or a match certificate or match any statement.\n and so on\n",
    false, ledger);
  assert_string_equal(ledger, "uuiiuiiiU");
}

/* What `show` and `ping` print is no part of the config, up to the next command that is one; what shows the config is. */
static void answers_are_ignored(void **state)
{
  char ledger[64];
  ledger_of(*state, "cisco",
    "A#show crypto isakmp sa\ndst     src     state\n1.2.3.4 1.2.3.5 QM_IDLE\nA(config-if)#do ping 1.2.3.4\nSending 5 echos\n"
      "!!!!!\nA#conf t\nso what\nA#sh run int tu1\ninterface Tunnel1\n so what\nA#ping 1.2.3.4\n.....\ninterface Tunnel1\n so what\n"
    "A#show run | section crypto\nso what\n",
    false, ledger);
  assert_string_equal(ledger, "iiiiiciUiuUiiuUiU");
}

static void helps_and_dialogues_are_answers(void **state)
{
  char ledger[64];
  ledger_of(*state, "comware7",
    "<A>sys\n[A]ike profile p\n[A-ike-profile-p]?\nIke-profile view commands:\n  keychain   Specify a keychain\n"
      "[A-ike-profile-p]exchange-mode ?\n  main  Main mode\n[A-ike-profile-p]proposal 1\n[A]ping 10.0.0.1\nPing 10.0.0.1: 56 bytes\n"
    "[A]save force\nValidating file. Please wait...\n[A]dis ipsec sa\n [Inbound SAs]\n  SPI: 1\n[A]sysname B\n",
    false, ledger);
  assert_string_equal(ledger, "iuiciiiuiiiiiiiu");
}

static void routing_may_be_abbreviated(void **state)
{
  char ledger[64];
  ledger_of(*state, "ruijie",
    "hostname A\nroute ospf 1\n network 10.0.0.0 0.0.0.255 area 0\nroute-map X 10\ninterface Tunnel 1\n", false, ledger);
  assert_string_equal(ledger, "uiiUu");
  assert_true(((struct fixture *)*state)->r.dynamic_routing);
}

/* Steps, titles and sentences of a page set nothing and close no view. */
static void headings_are_comments(void **state)
{
  struct fixture *f = *state;
  reads_as_two_proposals(f,
    "1. Phase one\nike proposal 1\n2) The group\ndh group2\n(3)\xe9\x85\x8d\xe7\xbd\xae\nR1\xe4\xb8\x8a the second:\n4.1 Again\n"
      "ike proposal 2\ndh group5\nThe other router:\n");
  for (unsigned i = 0; i < 3; i++) assert_int_equal(f->r.ledger[i * 2], LEDGER_COMMENT);
  assert_int_equal(f->r.ledger[5], LEDGER_COMMENT);
  assert_int_equal(f->r.ledger[6], LEDGER_COMMENT);
  assert_int_equal(f->r.ledger[9], LEDGER_COMMENT);
}

/* One issue tells of a page that shows two routers; a router that was renamed is one. */
static void pages_of_two_routers_are_told(void **state)
{
  struct fixture *f = *state;
  read_text(f,
    "[R1]ike proposal 1\n[R1-ike-proposal-1]dh group2\n[R1-ike-proposal-1]sa duration 600\n[R2]ike proposal 1\n"
      "[R2-ike-proposal-1]dh group5\n[R2-ike-proposal-1]sa duration 700\n");
  assert_non_null(f->r.issues.first);
  assert_string_equal(f->r.issues.first->rule, "CFG004");
  assert_non_null(f->r.issues.first->help);
  assert_null(f->r.issues.first->next);
  read_text(f, "#\n sysname A\n#\nike proposal 1\n dh group2\n#\nreturn\n#\n sysname B\n#\nike proposal 1\n dh group5\n#\nreturn\n");
  assert_non_null(f->r.issues.first->help);
  read_text(f, "<A>dis cur\nike proposal 1\n dh group2\n<A>dis cur\nike proposal 1\n dh group5\n");
  assert_null(f->r.issues.first->help);
  read_text(f,
    "[H3C]ike proposal 1\n[H3C-ike-proposal-1]dh group2\n[H3C]sysname R2\n[R2]ike proposal 1\n[R2-ike-proposal-1]dh group5\n"
      "[r2-ike-proposal-1]dh group1\n");
  assert_non_null(f->r.issues.first);
  assert_null(f->r.issues.first->help);
  assert_non_null(f->r.issues.first->next);
}

/* What is typed again as it should be is in force; the slip before it leaves no value open. */
static void a_line_typed_again_counts(void **state)
{
  struct fixture *f = *state;
  read_as(f, "cisco", "crypto isakmp policy 10\n hash has\n hash sha256\n encr aes\n");
  assert_string_equal(f->r.issues.first->rule, "CFG004");
  assert_null(f->r.issues.first->next);
  assert_int_equal(f->r.proposals.first->hash.v, HASH_SHA256);
  read_as(f, "cisco", "crypto isakmp policy 10\n hash has\n encr aes\n");
  assert_string_equal(f->r.issues.first->rule, "CFG001");
}

/* A session shows what was typed, and below it what the router made of it. */
static void an_identity_said_twice_is_one(void **state)
{
  struct fixture *f = *state;
  read_as(f, "comware7",
    "ike profile p\n match remote identity address 10.0.0.1\n match remote identity address 10.0.0.2\n"
      " match remote identity address 10.0.0.1 255.255.255.255\n match remote identity address 10.0.0.1 24\n");
  unsigned count = 0;
  for (const struct identity *id = f->r.profiles.first->expects; id; id = id->next) count++;
  assert_int_equal(count, 3);
}

/* Lines whose first words tell that they are ignored do to the ledger and the views what they would do if they were parsed. */
static void lines_are_passed_over_as_they_would_be_parsed(void **state)
{
  static const struct {
    const char *dialect, *text, *ledger;
  } rows[] = {
    { "cisco",
      "hostname A\ninterface Tunnel1\n no cdp enable\n no ip redirects\n ip ospf cost 5\n description a b\n ip prefix-list L permit any\n"
        " tunnel key 7\n ip tcp x\n tunnel x\n",
      "uuiiiiiuiU" },
    { "cisco",
      "hostname A\ninterface Tunnel1\n mtu 1400\nip http server\n mtu 1400\n no ip redirects\n ip address 10.0.0.1 255.0.0.0\n"
        " ip host B 10.0.0.2\n foo\n",
      "uuuiiiiii" },
    { "cisco",
      "hostname A\ninterface Tunnel1\nmtu 1400\nip prefix-list L permit any\ntunnel key 7\nno cdp enable\nip ospf cost 5\ntunnel key 8\n",
      "uuuiUiUU" },
    { "cisco",
      "hostname A\ninterface range Gi0/0 - 1\n ip ospf cost 5\n ip address 10.0.0.1 255.0.0.0\nclass-map X\n"
        " ip address 10.0.0.1 255.0.0.0\n no ip redirects\n ip host B 10.0.0.2\n interface Tunnel2\n tunnel key 7\n",
      "uuiuiiiiuu" },
    { "cisco",
      "crypto ikev2 profile P\n match identity remote fqdn domain example\n match identity remote any\nno crypto ikev2 http-url cert\n"
        "access-list compiled\ninterface Tunnel1\n if-state nhrp\n nhrp group X\ncrypto ipsec profile I\n set security-policy limit 9\n",
      "iiiiiuiiui" },
    { "comware7",
      "sysname A\n#\ninterface Tunnel1 mode gre\n description a b\n ospf cost 5\n gre recursion 1\n gre key 7\n#\n ip http enable\n"
        "ike limit max-negotiating-sa 1\nike dpd interval 10\n",
      "ucuiiiuciiu" },
  };
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char plain[64], padded[64];
    ledger_of(f, rows[i].dialect, rows[i].text, false, plain);
    ledger_of(f, rows[i].dialect, rows[i].text, true, padded);
    assert_string_equal(plain, rows[i].ledger);
    assert_string_equal(padded, rows[i].ledger);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(notes_behind_a_command_are_comments), TEST(commands_in_one_line_are_read_one_by_one),
    TEST(captures_read_like_clean_text), TEST(commands_that_set_nothing_are_passed_over), TEST(messages_close_no_view),
    TEST(wrapped_lines_are_joined), TEST(lines_broken_behind_prompts_are_joined), TEST(lines_wrapped_among_wider_ones_are_joined),
    TEST(other_lines_stay_apart), TEST(reminders_are_ignored), TEST(answers_are_ignored), TEST(notes_below_a_wide_line_stay_apart),
    TEST(helps_and_dialogues_are_answers), TEST(headings_are_comments), TEST(routing_may_be_abbreviated), TEST(a_line_typed_again_counts),
    TEST(an_identity_said_twice_is_one), TEST(pages_of_two_routers_are_told),
    TEST(lines_are_passed_over_as_they_would_be_parsed) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
