#include "ui/deal/cosell-crm-actions.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-links.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/crm/cosell-crm-link-dialog.h"
#include "ui/crm/cosell-crm-sync-now.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/widgets/cosell-toast.h"

/* One that is under way. */
typedef struct
{
  CosellDealPage *page; /* (owned) */
  const char *message;  /* once it is done; static */
} Doing;

static Doing *
doing_new (CosellDealPage *page, const char *message)
{
  Doing *self = g_new0 (Doing, 1);

  self->page = g_object_ref (page);
  self->message = message;
  return self;
}

static void
tell (CosellDealPage *page, const char *text)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (text));

  g_signal_emit_by_name (page, "toast", toast);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Doing *self = user_data;
  g_autoptr (CosellDealPage) page = self->page;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    cosell_deal_page_show_error (page, error);
  else if (self->message != NULL)
    tell (page, self->message);
}

/* FALSE: the page shows no deal any more. */
static gboolean
get_deal (GtkWidget *widget, CosellSession **session, gint64 *deal)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *shown = cosell_deal_page_get_deal (page);

  if (shown == NULL)
    return FALSE;
  *session = cosell_deal_page_get_session (page);
  *deal = cosell_deal_get_id (shown);
  return TRUE;
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_create_crm_async (session, deal, g_variant_get_string (parameter, NULL), NULL,
                                     done_cb,
                                     doing_new (COSELL_DEAL_PAGE (widget),
                                                _ ("An opportunity is made with the next sync")));
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_crm_link_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, session, deal,
                                    g_variant_get_string (parameter, NULL));
}

static void
unlink_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_unlink_crm_async (session, deal, NULL, done_cb,
                                     doing_new (COSELL_DEAL_PAGE (widget),
                                                _ ("Unlinked. The opportunity stays as it is.")));
}

static void
hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_hold_crm_async (session, deal, g_str_equal (name, "deal.crm-hold"), NULL,
                                   done_cb, doing_new (COSELL_DEAL_PAGE (widget), NULL));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *url = g_variant_get_string (parameter, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"))
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_answer_crm_async (session, deal, g_variant_get_string (parameter, NULL), NULL,
                                     done_cb, doing_new (COSELL_DEAL_PAGE (widget), NULL));
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_conflict_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, session, deal);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_close_crm_async (session, deal, NULL, NULL, NULL, done_cb,
                                    doing_new (COSELL_DEAL_PAGE (widget),
                                               _ ("The opportunity is closed")));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session;
  gint64 deal;

  if (get_deal (widget, &session, &deal))
    cosell_session_leave_crm_async (session, deal, NULL, done_cb,
                                    doing_new (COSELL_DEAL_PAGE (widget), NULL));
}

static void
told_cb (const char *text, gpointer page)
{
  tell (page, text);
}

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_crm_sync_now (widget, cosell_deal_page_get_session (COSELL_DEAL_PAGE (widget)),
                       g_variant_get_string (parameter, NULL), told_cb, g_object_ref (widget),
                       g_object_unref);
}

void
cosell_crm_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.crm-create", "s", create_action);
  gtk_widget_class_install_action (klass, "deal.crm-link", "s", link_action);
  gtk_widget_class_install_action (klass, "deal.crm-unlink", NULL, unlink_action);
  gtk_widget_class_install_action (klass, "deal.crm-hold", NULL, hold_action);
  gtk_widget_class_install_action (klass, "deal.crm-let-go", NULL, hold_action);
  gtk_widget_class_install_action (klass, "deal.crm-open", "s", open_action);
  gtk_widget_class_install_action (klass, "deal.crm-answer", "s", answer_action);
  gtk_widget_class_install_action (klass, "deal.crm-decide", NULL, decide_action);
  gtk_widget_class_install_action (klass, "deal.crm-close", NULL, close_action);
  gtk_widget_class_install_action (klass, "deal.crm-leave", NULL, leave_action);
  gtk_widget_class_install_action (klass, "deal.crm-sync", "s", sync_action);
}
