/* cosell-cli.h: cosellctl, the same core on the command line */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* cosellctl(1); if several hold: SIGN_IN, SERVICE, REMAINS, DONE */
typedef enum
{
  COSELL_EXIT_DONE = 0,
  COSELL_EXIT_USE = 1,     /* wrong use, unknown ID or unexpected */
  COSELL_EXIT_REFUSED = 2, /* by a rule */
  COSELL_EXIT_SERVICE = 3, /* not reachable or not willing */
  COSELL_EXIT_SIGN_IN = 4,
  COSELL_EXIT_REMAINS = 5, /* done, but conflicts or parked changes remain */
} CosellExit;

/* Returns: the exit code of the program. Blocks. */
int cosell_cli_run (int argc, char **argv);

G_END_DECLS
