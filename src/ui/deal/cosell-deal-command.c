#include "ui/deal/cosell-deal-command.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CosellDealPage *page;   /* (owned): whose toasts */
  CosellSession *session; /* (owned) */
  gint64 deal;
  char *preview;              /* (owned) what the edit changes */
  char *message;              /* (owned) */
  CosellDealCommandFunc done; /* (nullable) */
  gpointer user_data;
} Command;

static void
command_free (Command *command)
{
  g_object_unref (command->page);
  g_object_unref (command->session);
  g_free (command->preview);
  g_free (command->message);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static void
command_destroy_notify (gpointer data, GClosure *closure)
{
  command_free (data);
}

static void
add_toast (CosellDealPage *page, AdwToast *toast)
{
  g_autoptr (AdwToast) taken = g_object_ref_sink (toast);

  g_signal_emit_by_name (page, "toast", taken);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    add_toast (page, adw_toast_new (_ ("Undone")));
  else
    cosell_deal_page_show_error (page, error);
}

static void
undo_clicked_cb (AdwToast *toast, Command *command)
{
  CosellEdit *edit = cosell_edit_new (command->deal);

  cosell_edit_take_back (edit, command->preview);
  cosell_session_edit_async (command->session, edit, NULL, undone_cb, g_object_ref (command->page));
}

static void
offer_undo (Command *command)
{
  AdwToast *toast = adw_toast_new (command->message);
  CosellDealPage *page = command->page;

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), command,
                         command_destroy_notify, 0);
  add_toast (page, toast);
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  cosell_session_finish (COSELL_SESSION (source), result, &error);
  if (command->done != NULL)
    command->done (command->user_data, error);
  else if (error != NULL)
    cosell_deal_page_show_error (command->page, error);
  if (error == NULL)
    offer_undo (g_steal_pointer (&command));
}

void
cosell_deal_command_run (CosellDealPage *page,
                         CosellSession *session,
                         CosellDeal *deal,
                         CosellEdit *edit,
                         const char *message,
                         CosellDealCommandFunc done,
                         gpointer user_data)
{
  g_autoptr (CosellEdit) taken = edit;
  g_autoptr (GError) error = NULL;
  g_autofree char *preview = NULL;
  Command *command;

  g_return_if_fail (COSELL_IS_DEAL_PAGE (page));
  g_return_if_fail (cosell_deal_get_own_text (deal) != NULL);

  preview = cosell_edit_preview (taken, cosell_deal_get_own_text (deal), &error);
  if (preview == NULL || g_str_equal (preview, "{}"))
    {
      if (done != NULL)
        done (user_data, error);
      else if (error != NULL)
        cosell_deal_page_show_error (page, error);
      return;
    }
  command = g_new0 (Command, 1);
  command->page = g_object_ref (page);
  command->session = g_object_ref (session);
  command->deal = cosell_deal_get_id (deal);
  command->preview = g_steal_pointer (&preview);
  command->message = g_strdup (message);
  command->done = done;
  command->user_data = user_data;
  cosell_session_edit_async (session, g_steal_pointer (&taken), NULL, edited_cb, command);
}
