/* Texts that somebody passed on: quoted, numbered, copied from a web page, with notes; and those that only look so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "src/source_fixture.h"

/* The clean text of `text` is `clean`. */
static void cleans(void **state, const char *text, const char *clean)
{
  struct fixture *f = *state;
  const char *error;
  source_free(&f->s);
  assert_true(source_from_bytes(&f->s, &f->arena, "r1.cfg", text, strlen(text), &error));
  assert_string_equal(f->s.text, clean);
}

static void stays(void **state, const char *text)
{
  cleans(state, text, text);
}

static void stands(void **state, const char *word, uint32_t line, uint32_t column)
{
  struct fixture *f = *state;
  struct spot spot = source_spot(&f->s, (uint32_t)(strstr(f->s.text, word) - f->s.text));
  assert_int_equal(spot.line, line);
  assert_int_equal(spot.column, column);
}

static void quotes_go(void **state)
{
  cleans(state, "> crypto isakmp policy 1\n>  encr aes\n>\n> end\n", "crypto isakmp policy 1\n encr aes\n\nend\n");
  stands(state, "aes", 2, 9);
  cleans(state, "It says:\n\n>> a 1\n>>  b 2\n>> c 3\n", "It says:\n\na 1\n b 2\nc 3\n");
  cleans(state, "> > a 1\n> >  b 2\n> > c 3\n", "a 1\n b 2\nc 3\n");
  cleans(state, "&gt; a 1\n&gt;  b 2\n&gt; c 3\n", "a 1\n b 2\nc 3\n");
  cleans(state, ">a 1\n> b 2\n>c 3\n", "a 1\n b 2\nc 3\n");
  cleans(state, "> a 1\n>\n> b 2\n>\n> c 3\n>\n>\n", "a 1\n\nb 2\n\nc 3\n\n\n"); /* a line between any two */
  stays(state, "a 1\nb 2\nc 3\n> d 4\n> e 5\n> f 6\ng 7\n");
}

static void prompts_go_where_all_lines_have_one(void **state)
{
  cleans(state, "#a 1\n# b 2\n#c 3\n", "a 1\n b 2\nc 3\n");
  cleans(state, ">en\n#a 1\n#b 2\n#c 3\n#d 4\n", ">en\na 1\nb 2\nc 3\nd 4\n");
  cleans(state, "$ a 1\n$ b 2\n$ c 3\n", "a 1\nb 2\nc 3\n");
  cleans(state, "<code>a 1</code><br/>\n<code> b 2</code><br/>\n", "a 1\n b 2\n");
  cleans(state, "| a 1\n|  b 2\n| c 3\n", "a 1\n b 2\nc 3\n");
  cleans(state, "- a 1\n-  b 2\n- c 3\n", "a 1\n b 2\nc 3\n");
  stays(state, "-a 1\n- b 2\n-c 3\n");
  stays(state, "#a 1\n#b 2\n#c 3\nd 4\n");
  stays(state, "#\n#\n#\n#a 1\n");
}

static void numbers_go_where_they_count_the_lines(void **state)
{
  cleans(state, "9: a 1\n10:  b 2\n11: c 3\n12: d 4\n", "a 1\n b 2\nc 3\nd 4\n");
  stands(state, "b 2", 2, 6);
  cleans(state, " 9  a 1\n10   b 2\n\n12  c 3\n13  d 4\n", "a 1\n b 2\n\nc 3\nd 4\n");
  cleans(state, "9   a 1\n10   b 2\n11  c 3\n12  d 4\n", "a 1\n b 2\nc 3\nd 4\n");
  cleans(state, "     1\ta 1\n     2\t b 2\n     3\t\n     4\tc 3\n", "a 1\n b 2\n\nc 3\n");
  cleans(state, "1 | a 1\n2 |  b 2\n3 |\n4 | c 3\n", "a 1\n b 2\n\nc 3\n");
  cleans(state, "R1:\n1.a 1\n2. b 2\n3.c 3\n4.d 4\n5.e 5\n6.f 6\n7.g 7\n", "R1:\na 1\n b 2\nc 3\nd 4\ne 5\nf 6\ng 7\n");
  cleans(state, "1\na 1\n2.\n b 2\n3\nc 3\n4\nd 4\n", "\na 1\n\n b 2\n\nc 3\n\nd 4\n");
  stays(state, "1\na 1\n3\nb 2\n5\nc 3\n7\nd 4\n");
  stays(state,
    "ip access-list extended 101\n 1 permit a\n 2 permit b\n 3 permit c\n 4 permit d\n 5 permit e\n 6 permit f\n 7 permit g\n"
      " 8 permit h\n");
  stays(state, "10 permit a\n20 permit b\n30 permit c\n40 permit d\n");
}

static void pages_are_read(void **state)
{
  cleans(state, "a 1<br>\n&nbsp;b&nbsp;&quot;2&quot;<br />\n<p>c &lt;3&gt; &#39;4&#x27;</p>\n", "a 1\n b \"2\"\nc <3> '4'\n");
  stands(state, "c <3>", 3, 4);
  cleans(state, "<pre><code>a 1\n b 2\n</code></pre>\n", "a 1\n b 2\n\n");
  cleans(state, "&lt;H3C&gt;a 1\n", "<H3C>a 1\n");
  cleans(state, "&emsp; a 1\n&ensp;b&thinsp;2\n&#12288;c&#x3000;3\n", "  a 1\n b 2\n c 3\n");
  cleans(state, "&nbsp;a 10.1.1.1&nbsp;\xe6\xb3\xa8\n&nbsp;b\n", " a 10.1.1.1 \xe6\xb3\xa8\n b\n");
  stays(state, "key a&amp;b\nkey c&nbsp;d\nkey e<br>\nkey &unknown; &#7; &#300;\n");
}

static void markdown_is_read(void **state)
{
  cleans(state, "R1(config)\\#a 1\nR1(config-if)\\# b VPN\\_MAP\n", "R1(config)#a 1\nR1(config-if)# b VPN_MAP\n");
  stands(state, "VPN_MAP", 2, 19);
  cleans(state, "\\[H3C\\]a 1\n\\[H3C-acl\\]b 2\n", "[H3C]a 1\n[H3C-acl]b 2\n");
  cleans(state, "a VPN\\_A\nb VPN\\_A\nc VPN\\_A 1.2.3.4 \\<- here\n", "a VPN_A\nb VPN_A\nc VPN_A 1.2.3.4 <- here\n");
  cleans(state, "`a 1`  \n `b 2`\n\nc 3\n`d 4`\n", "a 1\nb 2\n\nc 3\nd 4\n");
  stands(state, "b 2", 2, 3);
  stays(state, "R1(config)\\#a 1\nkey a\\#b\n");
  stays(state, "key a\\_b\nkey a\\_c\nkey a\\_d\nkey a\\b\n");
  stays(state, "key a\\#b\nkey a\\[c\nkey \\<c\n");
  stays(state, "`a 1`\n`b 2`\nc `3`\n`d 4\n");
}

static void asterisks_go(void **state)
{
  cleans(state, "a 1\n **b 2 **\n*c 3*  \n", "a 1\n b 2\nc 3\n");
  stands(state, "b 2", 2, 4);
  cleans(state, "**a 1** b **2**\nkey ****** address **10.1.1.1** **10.1.1.2**\n", "a 1 b 2\nkey ****** address 10.1.1.1 10.1.1.2\n");
  cleans(state, "**a 1**\ncrypto isakmp key **b** address 10.1.1.1\n", "a 1\ncrypto isakmp key **b** address 10.1.1.1\n");
  stays(state, "description **a**\nkey *b*\nd *5*\n** e **\n***f***\n**G 1**\n**on r1:**\n");
  stays(state, "** a\n**b\n*c *\n*d* and *e*\n*Mar  1 00:01\n*f 1\n**g*\n10.*.*.1\n10.**.**.1\n");
}

static void tables_go(void **state)
{
  cleans(state, "| a | note |\n|---|---|\n| `b 1` | note |\n|  c 2 |\n", "a\n---|---|\nb 1\n c 2\n");
  cleans(state, "<tr><td>a 1</td><td>note</td></tr>\n<tr><td>b 2</td></tr>\n", "a 1\nb 2\n");
  cleans(state, "| a 1\n| b 2 | 3\n| c 3\n", "a 1\nb 2 | 3\nc 3\n");
}

static void notes_go(void **state)
{
  cleans(state,
    "acl 3000\xef\xbc\x88\xe5\x86\x85\xe7\xbd\x91\xef\xbc\x89\ndes//\xe5\xbc\xb1\nmd5#\xe5\xbc\xb1\ndh 2 <- weak\ndh 2<-- weak\n",
    "acl 3000\ndes\nmd5\ndh 2 <- weak\ndh 2\n");
  cleans(state, "dh 2//weak\ndh 2;weak, too\nlocal 10.1.1.1<-here\nmask 0.0.0.255; all\n", "dh 2\ndh 2\nlocal 10.1.1.1\nmask 0.0.0.255\n");
  cleans(state,
    "lifetime 600     IKE\xe7\x9a\x84\nmap M 10  x        map\xe6\x98\xaf\nmode tunnel\tL2L\xe7\x9a\x84\n",
    "lifetime 600\nmap M 10  x\nmode tunnel\n");
  stays(state, "description     IKE\xe7\x9a\x84\n rule 5 comment      a\xe7\x9a\x84\nmode  IKE\xe7\x9a\x84\nmode      tunnel\n");
  stays(state, "access-list 101 remark      a\xe7\x9a\x84\nsnmp-agent sys-info location     B\xe7\x9a\x84\n");
  stays(state, "set a//b\nkey 12//34\npre-shared-key simple 12;34\nurl tftp://10.1.1.1//a\naddress 10.1.1.1/24;\n");
  stays(state,
    "ike peer a\xef\xbc\x88\xe4\xba\xac\xef\xbc\x89\nike peer a\xef\xbc\x88\xe6\xb2\xaa\xef\xbc\x89\n"
    " ike-peer a\xef\xbc\x88\xe4\xba\xac\xef\xbc\x89\n ike-peer a\xef\xbc\x88\xe6\xb2\xaa\xef\xbc\x89\n");
  stays(state, "ipsec policy a\xef\xbc\x88\xe4\xba\xac\xef\xbc\x89 1 isakmp\n ipsec apply policy a\xef\xbc\x88\xe4\xba\xac\xef\xbc\x89\n");
  stays(
    state, "pre-shared-key simple a<-b\nkey a//b\nurl tftp://\xe4\xba\xac\ndescription \xe4\xba\xac\xef\xbc\x88\xe6\xb2\xaa\xef\xbc\x89\n");
}

/* Work that grows with the square of the text's size would hang here. */
static void hostile_pastes_end(void **state)
{
  static const char *const parts[] = { "<p ", "a<- ", "&", "a\\#", "`a`\n", "**a** ", " *a*", "**a\n", "a\xef\xbc\x88x\xef\xbc\x89\n", "> ",
    "1 ", "</p>\n" };
  struct fixture *f = *state;
  size_t size = 60000;
  char *text = malloc(size);
  const char *error;
  for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
    for (size_t i = 0; i < size; i++) text[i] = parts[k][i % strlen(parts[k])];
    source_free(&f->s);
    assert_true(source_from_bytes(&f->s, &f->arena, "r1.cfg", text, size, &error));
    assert_true(f->s.size <= size);
  }
  free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
  const struct CMUnitTest tests[] = { TEST(quotes_go), TEST(prompts_go_where_all_lines_have_one),
    TEST(numbers_go_where_they_count_the_lines), TEST(pages_are_read), TEST(markdown_is_read), TEST(asterisks_go), TEST(tables_go),
    TEST(notes_go), TEST(hostile_pastes_end) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
