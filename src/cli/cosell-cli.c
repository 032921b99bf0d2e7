#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "app/cosell-profile.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-notice.h"
#include "cosell-config.h"

static void
set_up_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, COSELL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
tell (CosellCli *self, GAsyncResult **result)
{
  g_autofree char *text =
      cosell_session_notice_finish (self->session, cosell_cli_await (result), NULL);

  g_clear_object (result);
  if (text != NULL)
    cosell_cli_complain ("%s", text);
}

/* P10: what became of a damaged database, and who may look into the folder, is said once, beside
 * what the command says. */
static void
tell_notices (CosellCli *self)
{
  GAsyncResult *result = NULL;

  cosell_session_take_notice_async (self->session, NULL, cosell_cli_result_cb, &result);
  tell (self, &result);
  cosell_session_take_folder_notice_async (self->session, NULL, cosell_cli_result_cb, &result);
  tell (self, &result);
}

/* What a person chose in the window's preferences counts here too, but for the main currency, which
 * is the window's: here --in names one. */
static void
take_habits (CosellCli *self, const char *profile)
{
  g_autofree char *file = g_build_filename (profile, "settings.ini", NULL);
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (CosellQueryHabits) kept = NULL;
  g_autoptr (CosellQueryHabits) habits = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS)) /* nothing was chosen */
    return;
  settings = cosell_profile_settings (profile);
  kept = cosell_query_habits_new_from_settings (settings);
  habits = cosell_query_habits_new (kept->mail, kept->fiscal_month, NULL);
  cosell_session_set_query_habits (self->session, habits);
}

static CosellExit
run_command (CosellCli *self)
{
  g_autofree char *profile = cosell_profile_resolve (self->profile, FALSE);
  g_autoptr (GError) error = NULL;
  CosellExit status;

  self->session = cosell_session_new (profile, NULL, &error);
  if (self->session == NULL)
    return cosell_cli_fail (error);
  take_habits (self, profile);
  tell_notices (self);
  status = self->command->run (self);
  cosell_session_close (self->session);
  g_clear_object (&self->session);
  return status;
}

static void
cli_clear (CosellCli *self)
{
  g_ptr_array_unref (self->arguments);
  g_array_unref (self->given);
  g_ptr_array_unref (self->texts);
  g_free (self->profile);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellCli, cli_clear)

int
cosell_cli_run (int argc, char **argv)
{
  g_auto (CosellCli) self = { 0 };
  CosellExit status = COSELL_EXIT_USE;

  cosell_cli_begin_output ();
  set_up_locale ();
  g_set_prgname ("cosellctl");
  self.texts = g_ptr_array_new_with_free_func (g_free);
  self.arguments = g_ptr_array_new ();
  self.given = g_array_new (FALSE, TRUE, sizeof (CosellCliGiven));
  if (cosell_cli_parse (&self, argc, argv))
    {
      if (self.version)
        cosell_cli_say ("cosellctl %s", COSELL_VERSION);
      else if (self.help)
        cosell_cli_print_help (&self);
      status = self.version || self.help ? COSELL_EXIT_DONE : run_command (&self);
    }
  return cosell_cli_end_output (status);
}
