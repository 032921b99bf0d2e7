#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-deal-command.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "ui/widgets/cosell-toast.h"

typedef struct
{
  CosellDealPage *page;   /* (owned): whose toasts */
  CosellSession *session; /* (owned) */
  gint64 deal;
  GPtrArray *preview;         /* (owned) (nullable) what the edit changes */
  gint64 seq;                 /* without preview: the outbox entry that was made */
  gint64 record;              /* what takes back exactly this, or 0 */
  char *message;              /* (owned) */
  CosellDealCommandFunc done; /* (nullable) */
  gpointer user_data;
} Command;

static void
command_clear (gpointer data)
{
  Command *command = data;

  g_object_unref (command->page);
  g_object_unref (command->session);
  g_clear_pointer (&command->preview, g_ptr_array_unref);
  g_free (command->message);
}

static void
command_free (Command *command)
{
  g_rc_box_release_full (command, command_clear);
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
    add_toast (page, cosell_toast_new (_ ("Undone")));
  else
    cosell_deal_page_show_error (page, error);
}

/* Something else was done to the deal since: what this one changed is taken back alone. */
static void
take_back (Command *command)
{
  CosellEdit *edit;

  if (command->preview == NULL)
    {
      cosell_session_outbox_act_async (command->session, "discard", command->seq, NULL, undone_cb,
                                       g_object_ref (command->page));
      return;
    }
  edit = cosell_edit_new (command->deal);
  cosell_edit_take_back (edit, command->preview);
  cosell_session_edit_async (command->session, edit, NULL, undone_cb, g_object_ref (command->page));
}

static void
record_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    add_toast (command->page, cosell_toast_new (_ ("Undone")));
  else if (g_error_matches (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN))
    take_back (command);
  else
    cosell_deal_page_show_error (command->page, error);
}

static void
undo_clicked_cb (AdwToast *toast, Command *command)
{
  cosell_session_undo_record_async (command->session, command->record, NULL, record_undone_cb,
                                    g_rc_box_acquire (command));
}

static void
offer_undo (Command *command)
{
  AdwToast *toast = cosell_toast_new (command->message);
  CosellDealPage *page = command->page;

  adw_toast_set_button_label (toast, _ ("_Undo"));
  if (command->preview == NULL && cosell_session_get_undo_window (command->session) > 0)
    adw_toast_set_timeout (toast, cosell_session_get_undo_window (command->session));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), command,
                         command_destroy_notify, 0);
  add_toast (page, toast);
}

void
cosell_deal_command_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    {
      command->seq = cosell_session_get_seq (COSELL_SESSION (source), result);
      command->record = cosell_session_get_record (COSELL_SESSION (source), result);
    }
  if (command->done != NULL)
    command->done (command->user_data, error);
  else if (error != NULL)
    cosell_deal_page_show_error (command->page, error);
  if (error != NULL)
    return;
  if (command->preview != NULL || command->seq != 0)
    offer_undo (g_steal_pointer (&command));
  else
    add_toast (command->page, cosell_toast_new (command->message));
}

gpointer
cosell_deal_command_new (CosellDealPage *page,
                         CosellSession *session,
                         CosellDeal *deal,
                         const char *message,
                         CosellDealCommandFunc done,
                         gpointer user_data)
{
  Command *command;

  g_return_val_if_fail (COSELL_IS_DEAL_PAGE (page), NULL);

  command = g_rc_box_new0 (Command);
  command->page = g_object_ref (page);
  command->session = g_object_ref (session);
  command->deal = cosell_deal_get_id (deal);
  command->message = g_strdup (message);
  command->done = done;
  command->user_data = user_data;
  return command;
}

gpointer
cosell_deal_command_new_stage (CosellDealPage *page,
                               CosellSession *session,
                               CosellDeal *deal,
                               int stage,
                               const char *message)
{
  Command *command = cosell_deal_command_new (page, session, deal, message, NULL, NULL);

  command->preview = cosell_changes_new ();
  cosell_changes_set_stage (command->preview, cosell_deal_get_own_text (deal), stage);
  return command;
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
  g_autoptr (GPtrArray) preview = NULL;
  Command *command;

  g_return_if_fail (COSELL_IS_DEAL_PAGE (page));
  g_return_if_fail (cosell_deal_get_own_text (deal) != NULL);

  preview = cosell_edit_preview (taken, cosell_deal_get_own_text (deal), &error);
  if (preview == NULL || preview->len == 0)
    {
      if (done != NULL)
        done (user_data, error);
      else if (error != NULL)
        cosell_deal_page_show_error (page, error);
      return;
    }
  command = cosell_deal_command_new (page, session, deal, message, done, user_data);
  command->preview = g_steal_pointer (&preview);
  cosell_session_edit_async (session, g_steal_pointer (&taken), NULL, cosell_deal_command_cb,
                             command);
}
