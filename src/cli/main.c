#include "base/cosell-secret.h"
#include "cli/cosell-cli.h"

int
main (int argc, char **argv)
{
  cosell_secret_forbid_dumps ();
  return cosell_cli_run (argc, argv);
}
