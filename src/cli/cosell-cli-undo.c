/* undo, redo */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

/* {id, ids, group, sent, changed}: of several deals id is null. */
static void
print_undone (const CosellUndone *undone)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  if (undone->group == 0 && undone->deals->len > 0)
    cosell_cli_builder_int (json, "id", g_array_index (undone->deals, gint64, 0));
  else
    cosell_cli_builder_null (json, "id");
  cosell_cli_builder_begin_array (json, "ids");
  for (guint i = 0; i < undone->deals->len; i++)
    cosell_cli_builder_int (json, NULL, g_array_index (undone->deals, gint64, i));
  cosell_cli_builder_end_array (json);
  if (undone->group != 0)
    cosell_cli_builder_int (json, "group", undone->group);
  else
    cosell_cli_builder_null (json, "group");
  cosell_cli_builder_int (json, "sent", undone->sent);
  cosell_cli_builder_int (json, "changed", undone->changed);
  cosell_cli_print_object (json);
}

/* How much of a group stays (J7). */
static void
say_what_stays (const CosellUndone *undone)
{
  if (undone->sent > 0)
    cosell_cli_say (ngettext ("Of %u deal it was sent, or is on its way, and stays.",
                              "Of %u deals it was sent, or is on its way, and stays.",
                              undone->sent),
                    undone->sent);
  if (undone->changed > 0)
    cosell_cli_say (ngettext ("Of %u deal it stays, because something else was changed there.",
                              "Of %u deals it stays, because something else was changed there.",
                              undone->changed),
                    undone->changed);
}

static void
say_undone (const CosellUndone *undone)
{
  guint n = undone->deals->len;

  if (undone->group == 0)
    cosell_cli_say (_ ("The last change of deal %" G_GINT64_FORMAT " was taken back. “cosellctl "
                       "redo” does it again."),
                    g_array_index (undone->deals, gint64, 0));
  else
    cosell_cli_say (ngettext ("The last change of %u deal was taken back. “cosellctl redo” does it "
                              "again.",
                              "The last change of %u deals was taken back. “cosellctl redo” does "
                              "it again.",
                              n),
                    n);
}

static void
say_redone (const CosellUndone *undone)
{
  guint n = undone->deals->len;

  if (undone->group == 0)
    cosell_cli_say (_ ("What was undone of deal %" G_GINT64_FORMAT " is done again."),
                    g_array_index (undone->deals, gint64, 0));
  else
    cosell_cli_say (ngettext ("What was undone of %u deal is done again.",
                              "What was undone of %u deals is done again.", n),
                    n);
}

static CosellExit
finish (CosellCli *self, GAsyncResult **result, void (*say) (const CosellUndone *undone))
{
  g_autoptr (GError) error = NULL;
  CosellUndone undone;

  if (cosell_session_id_finish (self->session, cosell_cli_await (result), &error) == 0)
    return cosell_cli_fail (error);
  cosell_session_get_undone (self->session, *result, &undone);
  if (self->json)
    {
      print_undone (&undone);
      return COSELL_EXIT_DONE;
    }
  say (&undone);
  say_what_stays (&undone);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_undo (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_undo_async (self->session, NULL, cosell_cli_result_cb, &result);
  return finish (self, &result, say_undone);
}

static CosellExit
run_redo (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_redo_async (self->session, NULL, cosell_cli_result_cb, &result);
  return finish (self, &result, say_redone);
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
