/* The escaper of the XML and HTML reports. */
#include "src/xml.h"

#include <string.h>

/* What XML 1.0 (section 2.2) forbids even escaped and text_clean() lets pass: U+FFFE and U+FFFF. */
static bool is_no_character(const char *s)
{
  return !strncmp(s, "\xEF\xBF\xBE", 3) || !strncmp(s, "\xEF\xBF\xBF", 3);
}

static void escape(FILE *out, const char *s, bool attribute)
{
  for (; *s; s++) {
    switch (*s) {
    case '&': fputs("&amp;", out); break;
    case '<': fputs("&lt;", out); break;
    case '>': fputs("&gt;", out); break;
    case '"': fputs("&quot;", out); break;
    case '\'': fputs("&#39;", out); break;
    case '\n':
    case '\t':
      if (attribute) fprintf(out, "&#%d;", *s);
      else putc(*s, out);
      break;
    case '\xEF':
      if (is_no_character(s)) {
        putc('?', out);
        s += 2;
        break;
      }
      /* fall through */
    default: putc(*s, out);
    }
  }
}

static const char *clean(struct text *scratch, const char *s)
{
  text_clear(scratch);
  text_clean(scratch, s, strlen(s), true);
  return scratch->bytes;
}

void xml_text(FILE *out, struct text *scratch, const char *s)
{
  if (s) escape(out, clean(scratch, s), false);
}

void xml_attribute(FILE *out, struct text *scratch, const char *name, const char *s)
{
  fprintf(out, " %s=\"", name);
  if (s) escape(out, clean(scratch, s), true);
  putc('"', out);
}
