/* The session is asynchronous; a command line is not. */
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

gint64
cosell_cli_find (CosellCli *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_find_deal_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  return cosell_session_id_finish (self->session, cosell_cli_await (&result), error);
}
