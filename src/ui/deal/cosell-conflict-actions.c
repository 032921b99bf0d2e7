#include "app/cosell-session-reports.h"
#include "ui/deal/cosell-conflict-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-overtaken-text.h"

static void
resolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_get_deal (page);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (deal != NULL)
    cosell_conflict_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                    cosell_deal_page_get_session (page), cosell_deal_get_id (deal));
}

/* The page shows another deal by now. */
static gboolean
is_of_another (GPtrArray *entries, gint64 deal)
{
  return entries->len > 0 &&
         ((const CosellOutboxEntry *) g_ptr_array_index (entries, 0))->deal != deal;
}

static void
outbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);
  CosellDeal *deal = cosell_deal_page_get_deal (page);
  g_autofree char *changes = NULL;
  g_autoptr (AdwToast) toast = NULL;

  if (entries == NULL)
    {
      cosell_deal_page_show_error (page, error);
      return;
    }
  if (deal == NULL || is_of_another (entries, cosell_deal_get_id (deal)))
    return;
  changes = cosell_overtaken_text_make (entries, cosell_deal_get_data (deal));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), changes);
  toast = g_object_ref_sink (cosell_toast_new (_ ("Copied")));
  g_signal_emit_by_name (page, "toast", toast);
}

static void
copy_changes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_get_deal (page);

  if (deal != NULL)
    cosell_session_outbox_async (cosell_deal_page_get_session (page), cosell_deal_get_id (deal),
                                 NULL, outbox_read_cb, g_object_ref (page));
}

void
cosell_conflict_install_actions (GtkWidgetClass *deal_page_class)
{
  gtk_widget_class_install_action (deal_page_class, "deal.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (deal_page_class, "deal.copy-changes", NULL, copy_changes_action);
}
