/* share, invite */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"

static CosellExit
run_share (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find (self, &status);

  if (id == 0)
    return status;
  cosell_session_share_async (self->session, id,
                              cosell_cli_has (self, "consent") ? COSELL_SHARE_CONFIRMED
                                                               : COSELL_SHARE_PLAIN,
                              NULL, cosell_cli_result_cb, &result);
  if (!cosell_session_finish (self->session, cosell_cli_await (&result), &error))
    {
      if (!cosell_cli_has (self, "consent") && strstr (error->message, "(C21)") != NULL)
        {
          char *words = g_strdup_printf (
              "%s %s", error->message,
              _ ("“share ID --consent” confirms that the customer agrees, and “set ID contact=[]” "
                 "removes the contact."));

          cosell_take_str (&error->message, words);
        }
      return cosell_cli_fail (error);
    }
  if (cosell_cli_report (self, "id", id))
    cosell_cli_say (
        _ ("Microsoft sellers may view deal %" G_GINT64_FORMAT ". It goes out with the "
           "next sync, and cannot be taken back then; until then “cosellctl undo” takes "
           "it back."),
        cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

/* What is wrong with the file is wrong whatever the deals are. */
static CosellExit
invite_many (CosellCli *self, const char *file, guint n_ids)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cosell_cli_read_text (file, &error);

  if (text == NULL)
    return cosell_cli_fail (error);
  return cosell_cli_run_many (self, n_ids, cosell_many_change_new (COSELL_MANY_INVITE, text, NULL));
}

/* What the deal does not allow is told before what is wrong with the file, see cosellctl(1). */
static CosellExit
run_invite (CosellCli *self)
{
  const char *file = cosell_cli_value (self, "file");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  CosellInvite *invite = NULL;
  GError *unreadable = NULL;
  guint n_ids = self->arguments->len;
  CosellExit status;
  gint64 id;

  if (file == NULL)
    {
      cosell_cli_complain (
          _ ("“invite” needs “--file” with the name of an invitation file, or “-”."));
      return COSELL_EXIT_USE;
    }
  if (!cosell_cli_check_many (self, n_ids))
    return COSELL_EXIT_USE;
  if (cosell_cli_is_many (self, n_ids))
    return invite_many (self, file, n_ids);
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  text = cosell_cli_read_text (file, &unreadable);
  if (text != NULL)
    invite = cosell_invite_new_from_json (text, &unreadable);
  cosell_session_invite_async (self->session, id, invite, unreadable, NULL, cosell_cli_result_cb,
                               &result);
  if (!cosell_session_invite_finish (self->session, cosell_cli_await (&result), &issues, &error))
    return cosell_cli_fail (error);
  if (cosell_cli_report_warnings (self, id, issues))
    cosell_cli_say (_ ("The invitation into deal %" G_GINT64_FORMAT " goes out with the next sync; "
                       "until then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

static const CosellCliOption share_options[] = {
  { "consent", NULL, N_ ("The customer agrees to contact data being given to Microsoft") },
  { NULL, NULL, NULL },
};

static const CosellCliOption invite_options[] = {
  { "file", "FILE", N_ ("The invitation as JSON; “-” is the standard input") },
  COSELL_CLI_MANY_OPTIONS,
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_share = {
  "share",
  "ID [--consent]",
  N_ ("Let Microsoft sellers view a private deal"),
  N_ ("The deal becomes partner-led. That cannot be taken back once it is sent. Where the deal has "
      "a "
      "customer contact and does not say that the customer agrees to it, --consent confirms that; "
      "“set ID contact=[]” removes the contact instead."),
  share_options,
  1,
  1,
  run_share,
};

const CosellCliCommand cosell_cli_invite = {
  "invite",
  "ID… --file FILE",
  N_ ("Invite Microsoft or another partner into a deal"),
  N_ ("FILE holds one element of “partners” of a draft, or, for Microsoft, {\"microsoft\":true,"
      "\"help\":CODE,\"notesToMicrosoft\":TEXT,\"contacts\":[…],\"consent\":true}. Of a partner, "
      "“consent” confirms that the customer agrees where the deal does not say so. Into several "
      "deals Microsoft alone is invited, with one help and one note."),
  invite_options,
  0,
  G_MAXUINT,
  run_invite,
};
