/* undo, redo */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

static CosellExit
run_undo (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id;

  cosell_session_undo_async (self->session, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish_id (self, &id, &result, &status))
    cosell_cli_say (_ ("The last change of deal %" G_GINT64_FORMAT " was taken back. “cosellctl "
                       "redo” does it again."),
                    id);
  return status;
}

static CosellExit
run_redo (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id;

  cosell_session_redo_async (self->session, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish_id (self, &id, &result, &status))
    cosell_cli_say (_ ("What was undone of deal %" G_GINT64_FORMAT " is done again."), id);
  return status;
}

const CosellCliCommand cosell_cli_undo = {
  "undo",
  "",
  N_ ("Take back the last change that was not sent yet"),
  N_ ("Each change is taken back by itself, the last one first, whether it was made in this "
      "program "
      "or in the window. A new deal becomes its draft again; what was discarded waits again. That "
      "the last change was sent, and stays, is told once with exit code 2."),
  NULL,
  0,
  0,
  run_undo,
};

const CosellCliCommand cosell_cli_redo = {
  "redo",
  "",
  N_ ("Do again what was undone"),
  N_ ("As long as nothing else was changed since, and what it stands on was not sent."),
  NULL,
  0,
  0,
  run_redo,
};
