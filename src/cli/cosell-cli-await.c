/* The session is asynchronous; a command line is not. */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

void
cosell_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
cosell_cli_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}
