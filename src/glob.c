/* See glob.h. */
#include "src/glob.h"

#include <string.h>

/* Matches inside one name; `name_end` is where it ends. */
static bool match_name(const char *p, const char *p_end, const char *s, const char *s_end)
{
  const char *star = NULL, *again = NULL;
  while (s < s_end) {
    if (p < p_end && *p == '*') {
      star = ++p;
      again = s;
    } else if (p < p_end && (*p == '?' || *p == *s)) {
      p++;
      s++;
    } else if (star) { /* let the last star take one more character */
      p = star;
      s = ++again;
    } else return false;
  }
  while (p < p_end && *p == '*') p++;
  return p == p_end;
}

static const char *name_end(const char *s)
{
  const char *slash = strchr(s, '/');
  return slash ? slash : s + strlen(s);
}

/* Name by name; the pattern's end also matches a folder above. */
static bool match_path(const char *p, const char *s)
{
  const char *star = NULL, *again = NULL;
  while (*s) {
    const char *p_end = name_end(p), *s_end = name_end(s);
    if (p_end - p == 2 && !strncmp(p, "**", 2)) {
      if (!*p_end) return true;
      star = p = p_end + 1;
      again = s;
    } else if (*p && match_name(p, p_end, s, s_end)) {
      p = *p_end ? p_end + 1 : p_end;
      s = *s_end ? s_end + 1 : s_end;
      if (!*p) return true;
    } else if (star && *name_end(again)) { /* let the last `**` take one more folder */
      again = name_end(again) + 1;
      p = star;
      s = again;
    } else return false;
  }
  return !*p;
}

bool glob_match(const char *pattern, const char *path)
{
  if (*pattern == '/') return match_path(pattern + 1, path);
  const char *slash = strchr(pattern, '/');
  if (slash && slash[1]) return match_path(pattern, path);
  for (const char *s = path; *s; s = *name_end(s) ? name_end(s) + 1 : name_end(s)) /* a name at any depth */
    if (match_name(pattern, name_end(pattern), s, name_end(s)) && (!slash || *name_end(s))) return true;
  return false;
}
