#include "ui/deals/cosell-list-focus.h"

gboolean
cosell_list_focus_is_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

gboolean
cosell_list_focus_is_over (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget) &&
         gtk_widget_get_native (focus) != gtk_widget_get_native (widget);
}

/* The first row of what is below a widget. */
static CosellDealRow *
find_row (GtkWidget *widget)
{
  if (COSELL_IS_DEAL_ROW (widget))
    return COSELL_DEAL_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CosellDealRow *row = find_row (child);

      if (row != NULL)
        return row;
    }
  return NULL;
}

gboolean
cosell_list_focus_tab (GtkWidget *titles,
                       GtkListView *rows,
                       GtkDirectionType direction,
                       gboolean *moved)
{
  GtkWidget *list = GTK_WIDGET (rows);
  gboolean in_rows = cosell_list_focus_is_in (list);
  gboolean in_titles = titles != NULL && cosell_list_focus_is_in (titles);

  if (direction == GTK_DIR_TAB_FORWARD)
    *moved =
        !in_rows && ((!in_titles && titles != NULL && gtk_widget_child_focus (titles, direction)) ||
                     gtk_widget_grab_focus (list));
  else if (direction == GTK_DIR_TAB_BACKWARD)
    *moved = !in_titles && ((!in_rows && gtk_widget_grab_focus (list)) ||
                            (titles != NULL && gtk_widget_child_focus (titles, direction)));
  else
    return FALSE;
  return TRUE;
}

GtkWidget *
cosell_list_focus_find (GtkListView *rows, gint64 deal)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (rows)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      CosellDealRow *row = find_row (item);
      CosellDeal *shown = row != NULL ? cosell_deal_row_get_deal (row) : NULL;

      if (shown != NULL && cosell_deal_get_id (shown) == deal)
        return item;
    }
  return NULL;
}

gboolean
cosell_list_focus_row (GtkListView *rows, guint position, gint64 deal)
{
  GtkWidget *item;

  gtk_widget_activate_action (GTK_WIDGET (rows), "list.scroll-to-item", "u", position);
  item = cosell_list_focus_find (rows, deal);
  return item != NULL && gtk_widget_grab_focus (item);
}

CosellDeal *
cosell_list_focus_get_deal (GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  CosellDealRow *row = NULL;

  if (focus != NULL && GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus)))
    row = find_row (focus);
  return row != NULL ? cosell_deal_row_get_deal (row) : NULL;
}

/* --- what goes, and the focus with it --- */

#define HAD_FOCUS "cosell-had-focus"

static void
rows_change_cb (GtkWidget *rows)
{
  g_object_set_data (G_OBJECT (rows), HAD_FOCUS, GINT_TO_POINTER (cosell_list_focus_is_in (rows)));
}

static void
rows_changed_cb (GListModel *model, guint position, guint removed, guint added, GtkWidget *rows)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (rows));

  if (g_object_get_data (G_OBJECT (rows), HAD_FOCUS) == NULL || selection == NULL ||
      cosell_list_focus_is_in (rows))
    return;
  cosell_deals_selection_set_quiet (COSELL_DEALS_SELECTION (selection), TRUE);
  gtk_widget_grab_focus (rows);
  cosell_deals_selection_set_quiet (COSELL_DEALS_SELECTION (selection), FALSE);
}

void
cosell_list_focus_keep (GtkListView *rows, GListModel *model)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (rows) && G_IS_LIST_MODEL (model));

  g_signal_connect_object (model, "items-changed", G_CALLBACK (rows_change_cb), rows,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (rows_changed_cb), rows,
                           G_CONNECT_AFTER);
}

void
cosell_list_focus_turn (GtkStack *stack, const char *page, GtkWidget *from, GtkWidget *to)
{
  gboolean focus = cosell_list_focus_is_in (from);

  gtk_stack_set_visible_child_name (stack, page);
  if (focus)
    gtk_widget_grab_focus (to);
}
