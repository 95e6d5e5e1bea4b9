/* `diagnose`: the log, the configs, the report. */
#include "src/diagnose.h"

#include "vendors/vendor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void run_diagnose_free(struct run *run)
{
  free(run->exchanges);
  run->exchanges = NULL;
  if (run->log && run->log != stdin) fclose(run->log);
  run->log = NULL;
}

static void take_event(void *user, const struct log_event *event)
{
  exchanges_take(user, event);
}

/* Splits `dialect:LOG`; a file that is there under the whole name is meant. False: there is no such dialect's log. */
static const char *log_path(const char *argument, const struct log_dialect **only, const char **dialect, struct arena *a)
{
  struct stat st;
  const char *colon = strchr(argument, ':');
  if (!colon || !stat(argument, &st)) return argument;
  const char *name = arena_strndup(a, argument, (size_t)(colon - argument));
  if (!(*only = log_dialect_find(name))) return argument;
  *dialect = name;
  return colon + 1;
}

static enum peerlint_code complain(struct run *run, const char *path, const char *text)
{
  run_complain(run, path, text);
  return PEERLINT_BAD_INPUT;
}

/* Reads the log into the run's exchanges. */
static enum peerlint_code read_log(struct run *run, const char *path, const struct log_dialect *only, struct log_facts *facts)
{
  struct stat st;
  run->exchanges = malloc(sizeof *run->exchanges);
  if (!run->exchanges) return PEERLINT_FAILED;
  exchanges_init(run->exchanges);
  if (strcmp(path, "-") && !stat(path, &st) && S_ISDIR(st.st_mode)) return complain(run, path, strerror(EISDIR));
  run->log = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  if (!run->log) return complain(run, path, strerror(errno));
  enum log_result result = log_read(run->log, only, take_event, run->exchanges, facts);
  if (result == LOG_READ_NO_MEMORY) return PEERLINT_FAILED;
  if (result == LOG_READ_FAILED) return complain(run, path, strerror(errno));
  exchanges_end(run->exchanges);
  if (facts->messages || facts->tagged) return PEERLINT_OK;
  return complain(run, path,
    only ? "this is no IKE log of that dialect"
         : "this is no IKE log of a known kind (the log comes first, the configs behind it; if it is one, say of which dialect: --dialect, or DIALECT:LOG)");
}

enum peerlint_code run_diagnose(struct run *run, struct peerlint_diagnosis *request)
{
  struct log_facts facts;
  struct diagnosis d = { 0 };
  const struct log_dialect *only = NULL;
  if (request->dialect || run->dialect) only = log_dialect_find(d.dialect = request->dialect ? request->dialect : run->dialect->name);
  if (d.dialect && !only) return complain(run, request->log, "there is no IKE log of the dialect that was given");
  d.log_path = log_path(request->log, &only, &d.dialect, &run->arena);
  enum peerlint_code code = read_log(run, d.log_path, only, &facts);
  if (code != PEERLINT_OK) return code;
  diagnose(&d, run->exchanges, &facts, &run->arena);
  if (run->inputs.first) {
    run->diagnosis = &d;
    run_read(run);
    run_judge(run);
    run->diagnosis = NULL;
    diagnose_with(&d, run);
  }
  request->outcome = (enum peerlint_outcome)d.outcome;
  if (request->out && request->format == PEERLINT_JSON && !diagnose_json(&d, run, request->out)) return PEERLINT_FAILED;
  if (request->out && request->format != PEERLINT_JSON) diagnose_text(&d, run, request->style, request->out);
  if (request->out && ferror(request->out)) return PEERLINT_FAILED;
  return run->bad_input ? PEERLINT_BAD_INPUT : PEERLINT_OK;
}
