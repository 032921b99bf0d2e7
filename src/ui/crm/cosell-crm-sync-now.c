#include "ui/crm/cosell-crm-sync-now.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "ui/widgets/cosell-message.h"
#include "ui/words/cosell-crm-run-text.h"

typedef struct
{
  GtkWidget *over;        /* (nullable) (weak) */
  CosellSession *session; /* (owned) */
  char *crm;              /* (owned) */
  CosellCrmToldFunc told;
  gpointer user_data; /* (owned) */
  GDestroyNotify free_user_data;
} Sync;

static void
sync_free (Sync *self)
{
  g_clear_weak_pointer (&self->over);
  g_object_unref (self->session);
  g_free (self->crm);
  self->free_user_data (self->user_data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sync, sync_free)

static void
run (Sync *self, gboolean apply);

/* The dialog owns it until then, however it goes away. */
static void
answered_cb (AdwMessageDialog *dialog, const char *answer)
{
  if (g_str_equal (answer, "start"))
    run (g_object_steal_data (G_OBJECT (dialog), "cosell-sync"), TRUE);
}

static void
ask (Sync *self, const CosellCrmRun *preview)
{
  /* Translators: %s is the name of a CRM */
  g_autofree char *title = cosell_text_format (_ ("Start Syncing with %s?"), self->crm);
  g_autofree char *body = cosell_crm_run_text_preview (self->crm, preview);
  AdwMessageDialog *dialog = cosell_message_ask (self->over, title, body, _ ("_Not Now"), "start",
                                                 _ ("_Start Syncing"), ADW_RESPONSE_SUGGESTED);

  g_object_set_data_full (G_OBJECT (dialog), "cosell-sync", self, (GDestroyNotify) sync_free);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), NULL);
  cosell_message_present (dialog);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sync) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellCrmRun run_result = { 0 };
  gboolean ok =
      cosell_session_sync_crm_finish (COSELL_SESSION (source), result, &run_result, &error);
  g_autofree char *text = NULL;

  if (self->over == NULL || gtk_widget_get_root (self->over) == NULL)
    return;
  if (ok && run_result.preview)
    {
      ask (g_steal_pointer (&self), &run_result);
      return;
    }
  text = ok ? cosell_crm_run_text_done (self->crm, &run_result) : g_strdup (error->message);
  self->told (text, self->user_data);
}

static void
run (Sync *self, gboolean apply)
{
  cosell_session_sync_crm_async (self->session, self->crm, apply, NULL, ran_cb, self);
}

void
cosell_crm_sync_now (GtkWidget *over,
                     CosellSession *session,
                     const char *crm,
                     CosellCrmToldFunc told,
                     gpointer user_data,
                     GDestroyNotify free_user_data)
{
  Sync *self = g_new0 (Sync, 1);

  g_set_weak_pointer (&self->over, over);
  self->session = g_object_ref (session);
  self->crm = g_strdup (crm);
  self->told = told;
  self->user_data = user_data;
  self->free_user_data = free_user_data;
  run (self, FALSE);
}
