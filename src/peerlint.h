/* libpeerlint: will the IPsec tunnel between these routers come up, and if not, where does it stop and which line is at fault?
 *
 * A run is one `struct peerlint`: give it files, check them, print reports. Runs share nothing and the library has no globals, so several
 * threads may each use their own run; one run must be used by one thread at a time. Strings are UTF-8 and copied unless a function says
 * otherwise. No function prints anything but to the FILE it is given, and none prints a secret unless peerlint_show_secrets() allowed it.
 *
 *     struct peerlint *p = peerlint_new();
 *     peerlint_add(p, "a.cfg");
 *     peerlint_add(p, "b.cfg");
 *     if (peerlint_check(p) == PEERLINT_OK && peerlint_worst(p) == PEERLINT_ERROR) peerlint_report(p, PEERLINT_JSON, NULL, stdout);
 *     for (size_t i = 0; i < peerlint_error_count(p); i++) fprintf(stderr, "%s\n", peerlint_error(p, i));
 *     peerlint_free(p);
 */
#ifndef PEERLINT_H
#define PEERLINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct peerlint;

/* How a call went; the numbers are those of the command's exit status. */
enum peerlint_code {
  PEERLINT_OK = 0,
  PEERLINT_BAD_INPUT = 2, /* a file cannot be read or is of no known dialect, or an argument is wrong: peerlint_error() says which */
  PEERLINT_FAILED = 3     /* memory is exhausted, or the output cannot be written */
};

enum peerlint_severity { PEERLINT_NOTHING, PEERLINT_INFO, PEERLINT_WARNING, PEERLINT_ERROR };

enum peerlint_format {
  PEERLINT_TEXT,
  PEERLINT_JSON,
  PEERLINT_SARIF,
  PEERLINT_JUNIT,
  PEERLINT_GITHUB,
  PEERLINT_GITLAB,
  PEERLINT_CHECKSTYLE,
  PEERLINT_HTML
};

/* How the text report looks; the other formats ignore it. */
struct peerlint_style {
  bool color;     /* with SGR escape codes */
  bool unicode;   /* box characters and arrows; else ASCII */
  unsigned width; /* columns; 0 = 80 */
};

/* ---- A run ---- */

/* A new run; NULL when memory is exhausted. */
struct peerlint *peerlint_new(void);
/* Frees the run and every string it gave out. NULL is allowed. */
void peerlint_free(struct peerlint *p);

/* ---- Options: before peerlint_check() ---- */

/* The dialect of all files that name none; NULL: detect it. False: no such dialect. */
bool peerlint_dialect(struct peerlint *p, const char *name);
/* Sets a rule's severity: `severity` is "error", "warning", "info" or "off". False: no such rule, or no such severity. */
bool peerlint_rule(struct peerlint *p, const char *id, const char *severity);
/* From which severity on a finding fails the run, for reports that tell failures from the rest (JUnit); PEERLINT_NOTHING: none does. At
 * first PEERLINT_ERROR. */
void peerlint_fail_on(struct peerlint *p, enum peerlint_severity severity);
/* Lets reports show keys. */
void peerlint_show_secrets(struct peerlint *p, bool show);
/* Makes the run one about this file, and the others that this is called with: all files are read, and only tunnels with an end in one of
 * these are reported. A path that leads nowhere makes it one about no file. */
enum peerlint_code peerlint_only(struct peerlint *p, const char *path);
/* How many threads may read files; 0: one a processor. The output does not depend on it. */
void peerlint_jobs(struct peerlint *p, unsigned jobs);
/* Has `tell` called now and then, in the calling thread, with what the run is doing and how much of it is done; it must not use the run. */
typedef void peerlint_progress_function(void *user, const char *doing, size_t done, size_t total);
void peerlint_progress(struct peerlint *p, peerlint_progress_function *tell, void *user);

/* ---- Input: nothing is read before peerlint_check() or peerlint_show() ---- */

/* What a user names on the command line: FILE, `dialect:FILE`, a folder, or "-" for standard input. A file that was added before, by this
 * name or another one, is read once. */
enum peerlint_code peerlint_add(struct peerlint *p, const char *argument);
/* The file at `path`; `dialect` NULL: detect it. */
enum peerlint_code peerlint_add_file(struct peerlint *p, const char *path, const char *dialect);
/* `size` bytes that are called `name` in reports. The bytes are not copied and must stay until peerlint_check() or peerlint_show() returns.
 */
enum peerlint_code peerlint_add_bytes(struct peerlint *p, const char *name, const char *dialect, const char *bytes, size_t size);
/* Every regular file below `path`, in the order of their names; hidden ones, links to folders and links out of it are passed over. Files
 * that are no configs are passed over too, as long as one is. */
enum peerlint_code peerlint_add_folder(struct peerlint *p, const char *path, const char *dialect);

/* ---- Settings and baselines ---- */

/* Reads the project's settings (docs/config.schema.json) and applies them to the files that were added: after them, before
 * peerlint_check(). `path` NULL: the `.peerlint.json` in the first file's folder or in the nearest one above, if there is one. What
 * peerlint_rule() and peerlint_fail_on() set stays. PEERLINT_BAD_INPUT: something in it is wrong; each fault is an error with its line and
 * column. */
enum peerlint_code peerlint_config(struct peerlint *p, const char *path);
/* Reads a baseline: the findings that it knows are reported as suppressed. Before peerlint_check(). PEERLINT_BAD_INPUT: it is none. */
enum peerlint_code peerlint_baseline(struct peerlint *p, const char *path);
/* Writes the findings of a checked run, but those that comments switch off, as a baseline. It holds no secret, nor a hash of one. */
enum peerlint_code peerlint_write_baseline(struct peerlint *p, FILE *out);

/* ---- Checking ---- */

/* Reads, pairs, negotiates and judges. PEERLINT_BAD_INPUT: something was wrong with a file; what can be said of the others is in the report
 * all the same. Once a run. */
enum peerlint_code peerlint_check(struct peerlint *p);
/* The worst severity among the findings that are not suppressed. */
enum peerlint_severity peerlint_worst(const struct peerlint *p);
/* Is there a finding that fails the run: not suppressed, and as severe as peerlint_fail_on() says? */
bool peerlint_fails(const struct peerlint *p);
/* Files that are in the report; 0: there is nothing to say. */
size_t peerlint_file_count(const struct peerlint *p);

/* Writes the report of a checked run. `style` NULL: plain. PEERLINT_BAD_INPUT: a file changed since it was read, and a line of it would be
 * quoted. PEERLINT_FAILED: memory is exhausted or `out` has an error. */
enum peerlint_code peerlint_report(struct peerlint *p, enum peerlint_format format, const struct peerlint_style *style, FILE *out);

/* Reads the one file that was added and writes its model as JSON, or with `lines` what became of each of its lines. Instead of
 * peerlint_check(). */
enum peerlint_code peerlint_show(struct peerlint *p, bool lines, FILE *out);

/* ---- Translating ---- */

struct peerlint_translation {
  const char *dialect;      /* of the output; NULL: that of the file */
  bool redact;              /* write keys as ****** */
  unsigned
    tunnel; /* peerlint_peer(): the tunnel's number, from 1, in the order of the file; 0: all that lead to the same router as the first */
  const char *const *settings; /* peerlint_peer(): "NAME=VALUE", what the file cannot know of the other end; ends with NULL; NULL: none.
                                  peerlint_setting() lists the names */
  FILE *out;                /* the config; NULL: it is only in `text` */
  FILE *report;             /* the translation report (JSON); NULL: none */
  const char *text;         /* set by the call: the config, until peerlint_free() */
  size_t size;              /* its bytes */
  bool complete;            /* set by the call: everything was translated, and what was written reads back the same */
};

/* Reads the one file that was added and writes the same router in another dialect. Instead of peerlint_check(). PEERLINT_OK also where
 * something could not be translated: then `complete` is false, and the output says what. */
enum peerlint_code peerlint_convert(struct peerlint *p, struct peerlint_translation *t);
/* The same for the router at the other end of the file's tunnels. */
enum peerlint_code peerlint_peer(struct peerlint *p, struct peerlint_translation *t);
/* Name and meaning of setting number `i` of peerlint_peer(); NULL beyond the last. */
const char *peerlint_setting(size_t i, const char **meaning);

/* ---- Fixing ---- */

struct peerlint_fixing {
  bool write;        /* edit the files in place: each wholly or not at all */
  bool optional;     /* make the edits too that are the operator's choice */
  bool commands;     /* say what to type on the live devices as well */
  FILE *out;         /* the unified diff; lines that start with `#` are no part of it */
  bool changed;      /* set by the call: something was edited */
  unsigned remaining;/* set by the call: findings at or above peerlint_fail_on() that are left */
};

/* Reads and checks the files that were added and makes the edits that its findings offer, until none is left and without bringing a new
 * fault. Instead of peerlint_check(). PEERLINT_BAD_INPUT: a file cannot be used or written. */
enum peerlint_code peerlint_fix(struct peerlint *p, struct peerlint_fixing *options);

/* ---- Logs ---- */

enum peerlint_outcome { PEERLINT_LOG_SUCCESS, PEERLINT_LOG_FAILURE, PEERLINT_LOG_INCOMPLETE /* it ends before either */ };

struct peerlint_diagnosis {
  const char *log;                    /* LOG, `dialect:LOG`, or "-" for standard input */
  const char *dialect;                /* of a log that does not say its own; NULL: that of peerlint_dialect(), else each line tells */
  enum peerlint_format format;        /* PEERLINT_TEXT or PEERLINT_JSON */
  const struct peerlint_style *style; /* NULL: plain */
  FILE *out;                          /* NULL: nothing is written */
  enum peerlint_outcome outcome;      /* result */
};

/* Reads an IKE debug log of one router and writes what went wrong in the last exchange of it; with the configs that were added, also which
 * of their lines explain it. The log is read as a stream, in constant memory. Instead of peerlint_check(), once a run. PEERLINT_BAD_INPUT:
 * the log cannot be read or is none (then nothing is written), or something was wrong with a config. */
enum peerlint_code peerlint_diagnose(struct peerlint *p, struct peerlint_diagnosis *d);

/* What went wrong, in the order it did: "FILE:LINE:COLUMN: message" or "FILE: message", without line end or control characters. Valid until
 * the next call with `p`. */
size_t peerlint_error_count(const struct peerlint *p);
const char *peerlint_error(const struct peerlint *p, size_t i);

/* ---- What the library knows; needs no run ---- */

/* Writes a file's name, or other text from elsewhere, as the reports do: what could act on a terminal, and what is no UTF-8, becomes `?`.
 */
void peerlint_print(const char *text, FILE *out);

/* Writes the page of a rule, which is told by its id or its name in letters of either case. False: no such rule. */
bool peerlint_explain(const char *rule, FILE *out);
/* Writes the table of rules: one a line, its id, default severity, name and summary. */
void peerlint_rules(FILE *out);
/* The name of dialect number `i`; NULL beyond the last. */
const char *peerlint_dialect_name(size_t i);
/* The name of target number `i`: a dialect that peerlint_convert() and peerlint_peer() write and nothing reads; NULL beyond the last. */
const char *peerlint_target_name(size_t i);
/* "0.1.0" */
const char *peerlint_version(void);

#ifdef __cplusplus
}
#endif
#endif
