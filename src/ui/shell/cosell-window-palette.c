/* cosell-window-palette.c: Ctrl+K opens one box for everything; what it shows and does is said here
 */
#include "ui/find/cosell-palette.h"
#include "ui/shell/cosell-deal-window.h"
#include "ui/shell/cosell-window-commands.h"
#include "ui/shell/cosell-window-find.h"
#include "ui/shell/cosell-window-pages.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/widgets/cosell-one-dialog.h"

#define ACTION "win.palette"
/* deals that were seen, offered before anything is typed */
#define MOST_SEEN 3

/* In the tab that it stands in, so that the list goes with it. */
static void
deal_chosen_cb (CosellPalette *palette, gint64 id, CosellWindow *self)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, id);
  const CosellDealData *data;

  if (deal == NULL)
    return;
  data = cosell_deal_get_data (deal);
  if (cosell_palette_wants_window (palette) && data->status != COSELL_DEAL_STATUS_DRAFT)
    {
      cosell_deal_window_present (self, deal);
      return;
    }
  if (cosell_window_current_view (self) != COSELL_DEALS_VIEW (self->views[COSELL_TAB_FAVORITES]) ||
      !data->favorite)
    cosell_window_show_tab (self, cosell_window_tab_of (data));
  cosell_window_open_deal (self, id);
}

/* view: (nullable) id */
static void
show_found (CosellWindow *self, const char *view, const char *query)
{
  if (!g_str_equal (cosell_window_page_shown (self->stack), "main"))
    gtk_stack_set_visible_child_name (self->stack, "main");
  if (adw_leaflet_get_folded (self->leaflet))
    cosell_window_close_deal (self);
  if (view != NULL)
    g_object_set (self->views_bar, "chosen", view, NULL);
  else
    cosell_search_bar_set_query (self->search_bar, query);
  cosell_window_find_go (self->search_bar);
  cosell_deals_view_grab_focus_list (cosell_window_current_view (self));
}

static void
item_chosen_cb (CosellPalette *palette, CosellPaletteItem *item, CosellWindow *self)
{
  const char *what = cosell_palette_item_get_what (item);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (cosell_palette_item_get_kind (item) != COSELL_PALETTE_ACTION)
    show_found (self, cosell_palette_item_get_id (item), what);
  else if (g_action_parse_detailed_name (what, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

/* Before they are counted those of the program are there. Returns: (transfer full) */
static GListModel *
list_views (CosellWindow *self)
{
  GListModel *items = cosell_views_bar_list (self->views_bar);
  g_autoptr (GPtrArray) views = cosell_views_standing ();

  for (guint i = 0; g_list_model_get_n_items (items) < views->len; i++)
    {
      g_autoptr (CosellPaletteItem) item =
          cosell_palette_item_new_view (g_ptr_array_index (views, i));

      g_list_store_append (G_LIST_STORE (items), item);
    }
  return items;
}

static void
palette_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  g_autoptr (GListModel) views = NULL;
  g_autoptr (GListModel) actions = NULL;
  g_autoptr (GArray) seen = NULL;
  CosellPalette *palette;

  if (!cosell_window_has_deals (self->stack) ||
      cosell_one_dialog_present (GTK_WINDOW (self), COSELL_TYPE_PALETTE))
    return;
  views = list_views (self);
  actions = cosell_window_list_commands (self, ACTION);
  cosell_window_columns_list (self, G_LIST_STORE (actions));
  seen = cosell_trail_list_deals (self->trail, MOST_SEEN);
  palette = cosell_palette_new (GTK_WINDOW (self), self->session, views, actions, seen);
  g_signal_connect_object (palette, "deal-chosen", G_CALLBACK (deal_chosen_cb), self, 0);
  g_signal_connect_object (palette, "item-chosen", G_CALLBACK (item_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (palette));
}

void
cosell_window_palette_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, ACTION, NULL, palette_action);
}
