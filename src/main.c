#include "ui/shell/cosell-application.h"

int
main (int argc, char *argv[])
{
  return cosell_application_main (argc, argv);
}
