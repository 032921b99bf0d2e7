/* fuzz-libfuzzer.c: gives libFuzzer the seeds: with COSELL_FUZZ_SEEDS=DIR the program writes them
 * there and ends */
#include <stdlib.h>

#include "fuzz/fuzz.h"

int
LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  const char *folder = g_getenv ("COSELL_FUZZ_SEEDS");

  for (guint i = 0; folder != NULL && fuzz_seeds[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/seed-%03u", folder, i);

      if (!g_file_set_contents (path, fuzz_seeds[i], -1, NULL))
        exit (1);
    }
  if (folder != NULL)
    exit (0);
  return 0;
}
