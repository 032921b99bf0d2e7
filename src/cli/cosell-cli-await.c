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

/* What the ID of the command means; one command is run in a process. */
static struct
{
  gint64 target;
  gint64 deal;
  char *half; /* (owned) (nullable) */
} found;

gint64
cosell_cli_find (CosellCli *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_find_target_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  g_clear_pointer (&found.half, g_free);
  found.target = cosell_session_find_target_finish (self->session, cosell_cli_await (&result),
                                                    &found.deal, &found.half, error);
  return found.target;
}

gint64
cosell_cli_deal (gint64 target)
{
  return target == found.target && target < 0 ? found.deal : target;
}

const char *
cosell_cli_half (gint64 target)
{
  return target == found.target ? found.half : NULL;
}
