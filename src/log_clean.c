/* See log_clean.h. Nearly no line has anything of it, so a search for the few characters that begin it comes first. */
#include "src/log_clean.h"

#include <stddef.h>
#include <string.h>

/* Takes escape codes and backspaces out, as far as logs have them. */
static uint32_t strip_controls(char *s, uint32_t len)
{
  uint32_t to = 0;
  for (uint32_t i = 0; i < len; i++) {
    if (s[i] == '\033' && i + 1 < len && s[i + 1] == '[') {
      for (i += 2; i < len && (s[i] < 0x40 || s[i] > 0x7e);) i++;
    } else if (s[i] == '\b') {
      if (to) to--;
    } else if (s[i] != '\033' && s[i] != '\a') s[to++] = s[i];
  }
  return to;
}

/* The character that an HTML entity stands for, or the blank of a tag; its length there. 0: neither. */
static uint32_t read_markup(const char *s, uint32_t len, char *stands_for)
{
  static const struct { const char *text; char stands_for;
  } markup[] = {
    { "&nbsp;", ' ' },
    { "&lt;", '<' },
    { "&gt;", '>' },
    { "&amp;", '&' },
    { "&quot;", '"' },
    { "&#39;", '\'' },
    { "&#039;", '\'' },
    { "<br>", ' ' },
    { "<br/>", ' ' },
    { "<br />", ' ' },
    { "<p>", ' ' },
    { "</p>", ' ' },
    { "<pre>", ' ' },
    { "</pre>", ' ' },
    { "<code>", ' ' },
    { "</code>", ' ' },
    { "<div>", ' ' },
    { "</div>", ' ' },
    { "<span>", ' ' },
    { "</span>", ' ' },
    { "<td>", ' ' },
    { "</td>", ' ' },
    { "<b>", ' ' },
    { "</b>", ' ' },
  };
  for (size_t i = 0; i < sizeof markup / sizeof *markup; i++) {
    size_t n = strlen(markup[i].text);
    if (n > len || memcmp(s, markup[i].text, n)) continue;
    *stands_for = markup[i].stands_for;
    return (uint32_t)n;
  }
  return 0;
}

static uint32_t strip_markup(char *s, uint32_t len)
{
  uint32_t to = 0;
  for (uint32_t i = 0, n; i < len; i += n ? n : 1) {
    char stands_for = s[i];
    n = s[i] == '&' || s[i] == '<' ? read_markup(s + i, len - i, &stands_for) : 0;
    s[to++] = stands_for;
  }
  return to;
}

uint32_t log_clean(char *s, uint32_t len)
{
  uint32_t left = len;
  if (memchr(s, '\033', left) || memchr(s, '\b', left)) left = strip_controls(s, left);
  if (memchr(s, '&', left) || memchr(s, '<', left)) left = strip_markup(s, left);
  if (left < len) s[left] = '\n';
  return left;
}
