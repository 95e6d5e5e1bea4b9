/* One run as the library sees it: the files, their routers, the tunnels, the findings. Reports read it; only peerlint.c and run.c write
 * it. */
#ifndef PEERLINT_RUN_H
#define PEERLINT_RUN_H

#include "src/finding.h"
#include "src/peerlint.h"
#include "src/quote.h"
#include "src/source_shelf.h"

#include <stdio.h>

struct foreign;
struct json_held;

/* Where a file's text comes from, and what is known before it is read. */
struct input {
  struct input *next;
  const char *path;              /* as reports call it */
  const struct dialect *dialect; /* NULL: detect */
  const char *bytes;             /* in memory; NULL: read `path` */
  size_t size;
  bool from_folder;              /* may turn out to be no config without harm */
  bool twice;                    /* the same file as an earlier one */
};

enum file_state { FILE_READ, FILE_REFUSED /* another system, CFG006 */, FILE_UNKNOWN /* no config */, FILE_UNREADABLE, FILE_NO_MEMORY };

/* A file and its router. Each has its own arena, so that files can be read in parallel. */
struct file {
  struct arena arena;
  jmp_buf exhausted;
  const struct input *input;
  struct source source;
  struct router router;
  const struct foreign *foreign; /* FILE_REFUSED */
  const char *error;             /* FILE_UNREADABLE, FILE_UNKNOWN */
  struct end *ends;
  uint32_t became[5];            /* lines by enum ledger_entry */
  bool wanted;                   /* in a run about some of its files only (only.h): it is one of them */
  struct place *secrets;         /* where its keys stand, for quoting; made at the first use */
  size_t secret_count;
  enum file_state state;
};

struct run {
  struct arena arena;
  struct arena scratch;          /* for what is needed only while one thing is printed or hashed */
  jmp_buf exhausted;
  const struct dialect *dialect; /* of files that name none; NULL: detect */
  uint8_t *severities;           /* by rule index; NULL: the defaults */
  bool *chosen;                  /* by rule index: the user set that severity himself; NULL: none */
  bool show_secrets;
  enum severity fail_on;         /* findings from here up fail the run; SEVERITY_OFF: none */
  bool fail_on_chosen;           /* by the user */
  const struct config *config;   /* NULL: none */
  const struct baseline *baseline; /* NULL: none */
  struct only *only;             /* NULL: the run is about all its files */
  unsigned jobs;                 /* threads; 0: one a processor */
  peerlint_progress_function *progress; /* NULL: nobody wants to know */
  void *progress_user;
  LIST(input) inputs;
  unsigned arguments;            /* of the user: files and folders */
  const char **messages;         /* as the user gets them */
  size_t message_count, message_capacity;
  bool bad_input;
  void *folder;                  /* open while it is read; see folder.c */

  struct file *all_files;        /* one an input; malloc'd */
  size_t all_count;
  bool sleeping; /* a text may leave memory once it is read, and is loaded again where a line of it is quoted; ledgers that no rule may want
                    and the table of names are dropped */
  struct source_shelf shelf;
  struct file **files;           /* those in the report, in the order of the arguments: FILE_READ and FILE_REFUSED */
  unsigned file_count;
  struct router **routers;       /* of the same index */
  struct end **ends;
  struct tunnel_pair *tunnels;
  unsigned tunnel_count;
  struct finding *findings;
  bool fingerprinted;
  unsigned count[4];             /* by enum severity, without suppressed ones */
  unsigned suppressed;
  struct run *trial;             /* of run_fix(); NULL: none */
  struct conversion *conversion; /* of run_translate(); NULL: none */
  struct exchanges *exchanges;   /* of run_diagnose(); malloc'd; NULL: none */
  struct diagnosis *diagnosis;   /* of run_diagnose(), while it lasts; NULL: none */
  struct source reading;         /* a file that is no config, while it is read */
  struct json_held *held;        /* JSON values in the making; NULL: none yet */
  FILE *log;                     /* open while run_diagnose() or run_fix() reads it */
};

/* Reads all inputs; files that cannot be used leave a message and set `bad_input`. */
void run_read(struct run *run);
/* Everything behind reading, up to the counted findings. */
void run_judge(struct run *run);
/* Frees what the run holds outside its arena, and the arena. */
void run_free(struct run *run);
/* Tells whoever wants to know how far the run is. */
void run_tell(struct run *run, const char *doing, size_t done, size_t total);
/* Adds "PATH: text", or "PATH:LINE:COLUMN: text" where `at` has bytes, to the messages. */
void run_message(struct run *run, struct file *file, struct place at, const char *text);
/* The same of something that is no file of the run. */
void run_complain(struct run *run, const char *path, const char *text);

/* The file's line as it may be printed, its secrets masked unless `show_secrets`; in the run's scratch arena. */
struct quoted run_quote(struct run *run, const struct router *r, uint32_t line, bool show_secrets);


/* Writes the run's one file in the dialect `to` (NULL: its own), or with `mirror` the router at the other end; see peerlint_convert(). */
enum peerlint_code run_translate(struct run *run, const struct dialect *to, bool mirror, struct peerlint_translation *t);
/* Frees what it made; for run_free(). */
void run_translate_free(struct run *run);

/* Makes the edits that the findings offer; see peerlint_fix(). */
enum peerlint_code run_fix(struct run *run, struct peerlint_fixing *options);
void run_fix_free(struct run *run);

/* Reads a log, and the run's files where there are any; see peerlint_diagnose(). */
enum peerlint_code run_diagnose(struct run *run, struct peerlint_diagnosis *d);
void run_diagnose_free(struct run *run);

/* Marks the findings that a comment in a config switches off, and finds (CFG003) the comments that switch nothing off. */
void suppress_findings(struct run *run, struct judge *j);
/* Gives each finding a fingerprint that survives the moving of lines; once a run, however often it is called. */
void fingerprint_findings(struct run *run);

/* All regular files below a folder, in the order of their names, appended to the run's inputs; false: it cannot be read, `*error` says
 * why. */
bool folder_add(struct run *run, const char *path, const struct dialect *dialect, const char **error);
/* Takes files out of the inputs that are there already, by another name or below a folder: one router twice would be two. */
void folder_drop_twice(struct run *run);
/* Closes a folder that was being read when memory ran out. */
void folder_close(struct run *run);

#endif
