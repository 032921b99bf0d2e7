#include "ui/deals/cosell-deals-picking.h"

#include "ui/deals/cosell-list-rows.h"

void
cosell_deals_picking_show (CosellDealsSelection *selection, CosellDealRow *row)
{
  CosellDeal *deal = cosell_deal_row_get_deal (row);
  CosellRowMark mark = COSELL_ROW_HEART;

  if (deal != NULL && cosell_deals_selection_is_selecting (selection))
    mark = cosell_deals_selection_contains (selection, cosell_deal_get_id (deal))
               ? COSELL_ROW_CHECKED
               : COSELL_ROW_UNCHECKED;
  cosell_deal_row_set_mark (row, mark);
}

/* Rows that are there; the others are marked as they are scrolled to. */
static void
show_all (GtkListView *list, CosellDealsSelection *selection)
{
  for (CosellDealRow *row = cosell_list_rows_next (list, NULL); row != NULL;
       row = cosell_list_rows_next (list, row))
    cosell_deals_picking_show (selection, row);
}

static void
selection_changed_cb (CosellDealsSelection *selection, guint position, guint n, GtkListView *list)
{
  show_all (list, selection);
}

static void
selecting_cb (CosellDealsSelection *selection, GParamSpec *pspec, GtkListView *list)
{
  if (cosell_deals_selection_is_selecting (selection))
    gtk_widget_add_css_class (GTK_WIDGET (list), "selecting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (list), "selecting");
  show_all (list, selection);
}

static void
pressed_cb (GtkGestureLongPress *press, double x, double y, CosellDealsSelection *selection)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (press));
  GtkWidget *row = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  CosellDeal *deal;

  if (row != NULL && !COSELL_IS_DEAL_ROW (row))
    row = gtk_widget_get_ancestor (row, COSELL_TYPE_DEAL_ROW);
  deal = row != NULL ? cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)) : NULL;
  if (deal == NULL)
    return;
  /* the finger that goes up again opens nothing */
  gtk_gesture_set_state (GTK_GESTURE (press), GTK_EVENT_SEQUENCE_CLAIMED);
  cosell_deals_selection_toggle (selection, cosell_deal_get_id (deal));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer selection)
{
  if (!cosell_deals_selection_is_selecting (selection))
    return FALSE;
  cosell_deals_selection_end (selection);
  return TRUE;
}

void
cosell_deals_picking_follow (CosellDealsSelection *selection, GtkWidget *view, GtkListView *list)
{
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (COSELL_IS_DEALS_SELECTION (selection));

  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb), list,
                           0);
  g_signal_connect_object (selection, "notify::selecting", G_CALLBACK (selecting_cb), list, 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), selection, 0);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (press));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, g_object_ref (selection),
                                                 g_object_unref)));
  gtk_widget_add_controller (view, keys);
}
