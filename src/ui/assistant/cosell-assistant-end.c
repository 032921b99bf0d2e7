/* The ways in which a draft, or its window, comes to its end. */
#include "app/cosell-session-commands.h"
#include "ui/assistant/cosell-assistant-private.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/cosell-message.h"

static void
end (CosellAssistant *self)
{
  if (self->saver != NULL)
    cosell_saver_stop (COSELL_SAVER (self->saver));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    {
      cosell_assistant_set_busy (self, FALSE);
      cosell_message_tell (GTK_WIDGET (self), _ ("The Deal Was Not Created"), error->message);
      return;
    }
  g_signal_emit_by_name (self, "submitted", cosell_draft_saver_get_id (self->saver));
  end (self);
}

static void
saved_for_submit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  CosellDraftSaver *saver = COSELL_DRAFT_SAVER (source);
  g_autoptr (GError) error = NULL;

  if (!cosell_saver_flush_finish (COSELL_SAVER (saver), result, &error))
    {
      cosell_assistant_set_busy (self, FALSE);
      cosell_message_tell (GTK_WIDGET (self), _ ("The Deal Was Not Created"), error->message);
      return;
    }
  cosell_session_submit_async (self->session, cosell_draft_saver_get_id (saver), NULL, submitted_cb,
                               g_object_ref (self));
}

void
cosell_assistant_submit (CosellAssistant *self)
{
  CosellDraftStep missing = cosell_draft_first_incomplete (self->issues);

  if (missing != COSELL_DRAFT_STEP_REVIEW ||
      !cosell_draft_step_is_complete (self->issues, COSELL_DRAFT_STEP_REVIEW))
    {
      cosell_assistant_go_to (self, missing);
      cosell_assistant_show_missing (self);
      return;
    }
  cosell_assistant_set_busy (self, TRUE);
  cosell_saver_flush_async (COSELL_SAVER (self->saver), saved_for_submit_cb, g_object_ref (self));
}

/* Who deletes a draft can have it back, to the last letter; one that was emptied by hand is not
 * worth a word. */
static void
end_deleted (CosellAssistant *self)
{
  g_autofree char *json = cosell_draft_to_json (self->draft);

  if (!cosell_draft_is_empty (self->draft))
    g_signal_emit_by_name (self, "deleted", json);
  end (self);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    {
      end_deleted (self);
      return;
    }
  cosell_assistant_set_busy (self, FALSE);
  cosell_message_tell (GTK_WIDGET (self), _ ("The Draft Was Not Deleted"), error->message);
}

static void
saved_for_delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  gint64 id = cosell_draft_saver_get_id (self->saver);

  /* Whether the last words were written does not matter any more. */
  cosell_saver_flush_finish (COSELL_SAVER (source), result, NULL);
  if (id == 0)
    end_deleted (self);
  else
    cosell_session_delete_draft_async (self->session, id, NULL, deleted_cb, g_object_ref (self));
}

void
cosell_assistant_delete (CosellAssistant *self)
{
  cosell_assistant_set_busy (self, TRUE);
  cosell_saver_stop (COSELL_SAVER (self->saver));
  cosell_saver_flush_async (COSELL_SAVER (self->saver), saved_for_delete_cb, g_object_ref (self));
}

static void
end_later_cb (gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;

  end (self);
}

static void
close_anyway_cb (AdwMessageDialog *dialog, const char *response, CosellAssistant *self)
{
  self->closing = FALSE;
  /* The dialog, which leans on this window, closes after its response. */
  if (g_str_equal (response, "discard"))
    g_idle_add_once (end_later_cb, g_object_ref (self));
}

static void
ask_to_close (CosellAssistant *self, const char *reason)
{
  g_autofree char *body =
      g_strdup_printf (_ ("%s\n\nIf you close the window now, what you typed last is lost."),
                       reason);
  AdwMessageDialog *dialog =
      cosell_message_ask (GTK_WIDGET (self), _ ("The Draft Could Not Be Saved"), body,
                          _ ("_Keep Open"), "discard", _ ("_Close Without Saving"),
                          ADW_RESPONSE_DESTRUCTIVE);

  adw_message_dialog_set_default_response (dialog, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self, 0);
  cosell_message_present (dialog);
}

static void
saved_for_close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_saver_flush_finish (COSELL_SAVER (source), result, &error))
    {
      ask_to_close (self, error->message);
      return;
    }
  /* A draft that was begun here and emptied again leaves nothing behind. */
  if (self->loaded_id == 0 && cosell_draft_is_empty (self->draft))
    cosell_assistant_delete (self);
  else
    end (self);
}

gboolean
cosell_assistant_try_to_close (CosellAssistant *self)
{
  gboolean emptied;

  if (self->saver == NULL)
    return TRUE;
  if (self->closing || self->busy)
    return FALSE;
  emptied = self->loaded_id == 0 && cosell_draft_saver_get_id (self->saver) != 0 &&
            cosell_draft_is_empty (self->draft);
  if (cosell_saver_is_clean (COSELL_SAVER (self->saver)) && !emptied)
    {
      cosell_saver_stop (COSELL_SAVER (self->saver));
      return TRUE;
    }
  self->closing = TRUE;
  cosell_saver_flush_async (COSELL_SAVER (self->saver), saved_for_close_cb, g_object_ref (self));
  return FALSE;
}
