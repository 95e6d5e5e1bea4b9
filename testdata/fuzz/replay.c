/* Runs a fuzz target over inputs that are kept, where libFuzzer is not there: each argument is a file, or a folder of files. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include "testdata/fuzz/fuzz.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

static unsigned count;

static int replay(const char *path, const struct stat *st, int type, struct FTW *where)
{
  (void)where;
  if (type != FTW_F) return 0;
  size_t size = (size_t)st->st_size;
  FILE *in = fopen(path, "rb");
  uint8_t *data = malloc(size ? size : 1); /* of the exact size, so that reading beyond it is seen */
  if (!in || !data || fread(data, 1, size, in) != size) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return 1;
  }
  fclose(in);
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(data, size);
  free(data);
  count++;
  return 0;
}

int main(int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (nftw(argv[i], replay, 16, 0)) return 1;
  printf("%u inputs\n", count);
  return count ? 0 : 1;
}
