/* The project's settings, `.peerlint.json` (docs/config.schema.json): severities, what is known of files by their paths, tunnels that must
 * be there. */
#ifndef PEERLINT_CONFIG_H
#define PEERLINT_CONFIG_H

#include "src/fleet.h"
#include "src/run.h"

struct config;

/* Reads the file. NULL: it cannot be read or something in it is wrong; the run's messages say what and where. */
struct config *config_load(struct run *run, const char *path);

/* The `.peerlint.json` in the folder of `path` (a file or folder; "-" or one that is not there: the working folder) or in the nearest one
 * above; NULL: none. In the run's arena. */
const char *config_find(struct run *run, const char *path);

/* Sets severities that the user has not set, and takes excluded files out of the run's inputs and gives the others their dialects. */
void config_apply(struct run *run, const struct config *c);

/* What it says of the routers that were read: roles, and the tunnels that must be there, which name routers by host name or by path below
 * the config's folder. In the run's arena. */
const struct fleet *config_fleet(struct run *run, const struct config *c);

#endif
