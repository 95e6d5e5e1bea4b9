/* The pages of docs/rules as they were when the library was built (rule_pages.c is made by rule_pages.py). */
#ifndef PEERLINT_RULE_PAGES_H
#define PEERLINT_RULE_PAGES_H

struct rule_page {
  const char *id;
  const char *text; /* Markdown, ends with a line end */
};

extern const struct rule_page rule_pages[]; /* sorted by id; ends with id NULL */

#endif
