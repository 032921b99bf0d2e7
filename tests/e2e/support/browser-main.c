/* A browser with a person in front of it, who knows the PIN in COSELL_TEST_PIN: opens the address
 * and presses Allow. */
#include <stdio.h>

#include "support/browser.h"

int
main (int argc, char **argv)
{
  g_autoptr (Browser) browser = browser_new ();

  if (argc != 2)
    return 1;
  browser_set_pin (browser, g_getenv ("COSELL_TEST_PIN"));
  browser_open (browser, argv[1], NULL, "allow");
  browser_wait (browser);
  return browser_get_status (browser) == 200 ? 0 : 1;
}
