#include "base/cosell-secret.h"
#include "ui/shell/cosell-application.h"

int
main (int argc, char *argv[])
{
  cosell_secret_forbid_dumps ();
  return cosell_application_main (argc, argv);
}
