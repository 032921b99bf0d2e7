/* register: deal registration (rules E) */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-registration.h"

/* A file that cannot be read is said only when the deal could have been registered: rules that need
 * the deal alone come first. */
static CosellExit
run_register (CosellCli *self)
{
  const char *file = cosell_cli_value (self, "file");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  CosellRegistration *form = NULL;
  GError *unreadable = NULL;
  CosellExit status;
  gint64 id;

  if (file == NULL)
    {
      cosell_cli_complain (_ ("“%s” needs “--%s”. See “cosellctl %s --help”."), "register", "file",
                           "register");
      return COSELL_EXIT_USE;
    }
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  text = cosell_cli_read_text (file, &unreadable);
  if (text != NULL)
    form = cosell_registration_new_from_json (text, &unreadable);
  cosell_session_register_async (self->session, id, form, unreadable, NULL, cosell_cli_result_cb,
                                 &result);
  if (!cosell_session_register_finish (self->session, cosell_cli_await (&result), &issues, &error))
    return cosell_cli_fail (error);
  cosell_cli_warn (issues);
  if (cosell_cli_report (self, "id", id))
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is registered. It goes out with the next sync; "
                       "until then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

static const CosellCliOption register_options[] = {
  { "file", "FILE", N_ ("The registration as JSON; “-” is the standard input") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_register = {
  "register",
  "ID --file FILE",
  N_ ("Register a won deal, or correct a registration"),
  N_ ("Register only if your company’s name and the solution stand in the contract with the "
      "customer. The file holds “contract” and “solutionDetails” as the service knows them; "
      "“contractType” (new or renewal) and “contact” are kept here and never sent. When Microsoft "
      "asks for an action, the same command sends what differs. Warnings do not keep it back."),
  register_options,
  1,
  1,
  run_register,
};
