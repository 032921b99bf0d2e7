#include "ui/conflict/cosell-conflict-actions.h"

#include "ui/conflict/cosell-conflict-dialog.h"

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

void
cosell_conflict_install_actions (GtkWidgetClass *deal_page_class)
{
  gtk_widget_class_install_action (deal_page_class, "deal.resolve", NULL, resolve_action);
}
