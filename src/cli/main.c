#include "cli/cosell-cli.h"

int
main (int argc, char **argv)
{
  return cosell_cli_run (argc, argv);
}
