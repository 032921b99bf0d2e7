/* cosell-sandbox-walk.c: a list that is being paged through */
#include "sandbox/cosell-sandbox-walk.h"

void
sandbox_walk_free (gpointer data)
{
  SandboxWalk *walk = data;

  if (walk == NULL)
    return;
  g_ptr_array_unref (walk->records);
  g_free (walk);
}
