/* See mirror.h. */
#include "src/mirror.h"

const struct mirror_setting mirror_settings[] = { { NULL, NULL } };

struct mirrored *mirror_router(struct arena *arena, const struct router *from, const struct end *ends, unsigned tunnel, const char *const *settings, const char **error)
{
  (void)arena, (void)from, (void)ends, (void)tunnel, (void)settings;
  *error = "the other end cannot be derived";
  return NULL;
}
