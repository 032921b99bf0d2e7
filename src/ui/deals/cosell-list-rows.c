#include "ui/deals/cosell-list-rows.h"

CosellDealRow *
cosell_list_rows_next (GtkListView *list, CosellDealRow *previous)
{
  GtkWidget *item;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (list), NULL);

  item = previous != NULL
             ? gtk_widget_get_next_sibling (gtk_widget_get_parent (GTK_WIDGET (previous)))
             : gtk_widget_get_first_child (GTK_WIDGET (list));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    if (COSELL_IS_DEAL_ROW (gtk_widget_get_first_child (item)))
      return COSELL_DEAL_ROW (gtk_widget_get_first_child (item));
  return NULL;
}
