/* outbox: the rows that wait for a CRM */
#include "app/cosell-session-crm-links.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

static CosellCrmPart *
read_part (CosellCli *self, gint64 deal, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean there;

  cosell_session_crm_part_async (self->session, deal, NULL, cosell_cli_result_cb, &result);
  return cosell_session_crm_part_finish (self->session, cosell_cli_await (&result), &there, error);
}

GPtrArray *
cosell_cli_read_lane (CosellCli *self, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_crm_part_free);

  cosell_session_crm_lane_async (self->session, NULL, cosell_cli_result_cb, &result);
  links = cosell_session_crm_lane_finish (self->session, cosell_cli_await (&result), &error);
  for (guint i = 0; links != NULL && i < links->len && error == NULL; i++)
    {
      CosellCrmPart *part =
          read_part (self, ((CosellCrmLink *) g_ptr_array_index (links, i))->deal, &error);

      if (part != NULL) /* it may be gone since */
        g_ptr_array_add (parts, part);
    }
  if (error == NULL)
    return g_steal_pointer (&parts);
  *status = cosell_cli_fail (error);
  return NULL;
}

gboolean
cosell_cli_is_crm_row (const char *text)
{
  return text != NULL && *text == 'c' &&
         g_ascii_string_to_signed (text + 1, 10, 1, G_MAXINT64, NULL, NULL);
}

/* What was done, in words or as {"seq": SEQ}. */
static void
report (CosellCli *self, const char *verb, const char *text)
{
  CosellCliBuilder *json;

  if (self->json)
    {
      json = cosell_cli_begin_object ();
      cosell_cli_builder_text (json, "seq", text);
      cosell_cli_print_object (json);
    }
  else if (g_str_equal (verb, "hold"))
    cosell_cli_say (_ ("Change %s is held until it is retried."), text);
  else if (g_str_equal (verb, "retry"))
    cosell_cli_say (_ ("Change %s goes out with the next “cosellctl crm sync”."), text);
  else
    cosell_cli_say (_ ("Change %s is not sent to the CRM. The deal stays as it is."), text);
}

CosellExit
cosell_cli_act_on_crm_row (CosellCli *self, const char *verb, const char *text)
{
  gint64 deal = g_ascii_strtoll (text + 1, NULL, 10);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (verb, "discard"))
    cosell_session_discard_crm_async (self->session, deal, NULL, cosell_cli_result_cb, &result);
  else
    cosell_session_hold_crm_async (self->session, deal, g_str_equal (verb, "hold"), NULL,
                                   cosell_cli_result_cb, &result);
  if (!cosell_session_finish (self->session, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  report (self, verb, text);
  return COSELL_EXIT_DONE;
}
