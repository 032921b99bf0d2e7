#include "ui/deals/cosell-deals-view.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-commands.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-query.h"
#include "ui/deals/cosell-column-chooser.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-empty.h"
#include "ui/deals/cosell-deals-picking.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/deals/cosell-list-header.h"
#include "ui/deals/cosell-list-rows.h"
#include "ui/deals/cosell-row-reasons.h"
#include "ui/deals/cosell-selection-bar.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-format.h"

/*  GtkListView → CosellDealsSelection → CosellDealList → keys from one query
 *  rows: CosellDealRow, which draws its cells itself */
/* of the countdowns */
#define TICK_SECONDS 60
/* Keys that come faster than that are held down: only the deal where they end is shown. */
#define WALK_MS 120

struct _CosellDealsView
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  CosellTab tab;
  gboolean active;
  char *search;                    /* (owned) */
  GPtrArray *marked;               /* (owned) (nullable) of char *: words of the search, folded */
  CosellRowReasons *reasons;       /* (owned) */
  CosellDealList *deals;           /* (owned) (nullable) until first active */
  CosellDealsSelection *selection; /* (owned) */
  guint ticker;                    /* source of the countdowns (D4), while mapped */
  guint walk_source;               /* a deal was shown a moment ago */
  gint64 walk_to;                  /* the one to show when it is over, 0 = none */
  CosellOpenWay walk_way;
  gboolean go_first, open_first; /* once it is loaded: cosell_deals_view_go_first */

  GtkWidget *box;
  GtkStack *stack;
  CosellListHeader *header;
  GtkWidget *scroller;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkWidget *empty_button;
  CosellSelectionBar *selection_bar;
};

G_DEFINE_FINAL_TYPE (CosellDealsView, cosell_deals_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COLUMNS = 1,
  PROP_N_DEALS,
  PROP_POSITION,
  PROP_SORT,
  N_PROPS
} CosellDealsViewProperty;
static GParamSpec *properties[N_PROPS];

enum
{
  DEAL_OPENED,
  TOAST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- rows --- */

static void
favorite_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwToast) toast = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    return;
  toast = g_object_ref_sink (cosell_toast_new (error->message));
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
row_favorite_toggled_cb (CosellDealRow *row, CosellDealsView *self)
{
  CosellDeal *deal = cosell_deal_row_get_deal (row);

  if (deal != NULL)
    cosell_session_set_favorite_async (self->session, cosell_deal_get_id (deal),
                                       !cosell_deal_get_data (deal)->favorite, NULL,
                                       favorite_set_cb, g_object_ref (self));
}

/* --- opening --- */

static void
open_now (CosellDealsView *self, gint64 deal, CosellOpenWay way)
{
  g_clear_handle_id (&self->walk_source, g_source_remove);
  self->walk_to = 0;
  g_signal_emit (self, signals[DEAL_OPENED], 0, deal, (guint) way);
}

static gboolean
walked_cb (gpointer user_data)
{
  CosellDealsView *self = user_data;
  gint64 deal = self->walk_to;

  self->walk_source = 0;
  self->walk_to = 0;
  if (deal != 0)
    g_signal_emit (self, signals[DEAL_OPENED], 0, deal, (guint) self->walk_way);
  return G_SOURCE_REMOVE;
}

/* The first one is shown at once, of those that follow without a pause the last. */
static void
walk (CosellDealsView *self, gint64 deal, CosellOpenWay way)
{
  gboolean held = self->walk_source != 0;

  if (!held)
    open_now (self, deal, way);
  else
    self->walk_to = deal;
  self->walk_way = way;
  g_clear_handle_id (&self->walk_source, g_source_remove);
  self->walk_source = g_timeout_add (WALK_MS, walked_cb, self);
}

static void
row_opened_cb (CosellDealRow *row, CosellDealsView *self)
{
  CosellDeal *deal = cosell_deal_row_get_deal (row);

  if (deal == NULL)
    return;
  if (cosell_deals_selection_is_selecting (self->selection))
    cosell_deals_selection_toggle (self->selection, cosell_deal_get_id (deal));
  else
    open_now (self, cosell_deal_get_id (deal), COSELL_OPEN_CLICK);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellDealsView *self)
{
  GtkWidget *row = cosell_deal_row_new (cosell_list_header_get_grid (self->header));

  g_signal_connect_object (row, "favorite-toggled", G_CALLBACK (row_favorite_toggled_cb), self, 0);
  g_signal_connect_object (row, "opened", G_CALLBACK (row_opened_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellDealsView *self)
{
  CosellDealRow *row = COSELL_DEAL_ROW (gtk_list_item_get_child (item));

  cosell_deal_row_set_deal (row, gtk_list_item_get_item (item));
  cosell_deal_row_set_marked (row, self->marked);
  cosell_deals_picking_show (self->selection, row);
  cosell_row_reasons_show (self->reasons, row);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellDealsView *self)
{
  cosell_deal_row_set_deal (COSELL_DEAL_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
foreach_row (CosellDealsView *self, void (*func) (CosellDealsView *self, CosellDealRow *row))
{
  for (CosellDealRow *row = cosell_list_rows_next (self->list, NULL); row != NULL;
       row = cosell_list_rows_next (self->list, row))
    func (self, row);
}

static void
mark_row (CosellDealsView *self, CosellDealRow *row)
{
  cosell_deal_row_set_marked (row, self->marked);
}

/* --- what is said when there are no deals --- */

static void
show_page (CosellDealsView *self)
{
  guint n = cosell_deals_view_get_n_deals (self);
  CosellDealsEmpty empty;

  if (n > 0)
    {
      cosell_list_focus_turn (self->stack, "deals", self->empty_button, GTK_WIDGET (self->list));
      return;
    }
  if (self->deals == NULL || cosell_deal_list_is_loading (self->deals))
    return; /* what stands there stays until it is known */

  cosell_deals_empty_describe (&empty, self->session, self->tab, self->search);
  adw_status_page_set_icon_name (self->empty, empty.icon);
  adw_status_page_set_title (self->empty, empty.title);
  adw_status_page_set_description (self->empty, empty.text);
  gtk_widget_set_visible (self->empty_button, empty.button != NULL);
  if (empty.button != NULL)
    {
      cosell_button_set_mnemonic (GTK_BUTTON (self->empty_button), empty.button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), empty.action);
    }
  cosell_list_focus_turn (self->stack, "empty", GTK_WIDGET (self->list), self->empty_button);
}

/* --- selection --- */

static void
chosen_cb (CosellDealsView *self, gint64 deal)
{
  walk (self, deal, COSELL_OPEN_WALK);
}

/* The bar goes, and its focus with it. */
static void
selecting_cb (CosellDealsView *self)
{
  if (!cosell_deals_selection_is_selecting (self->selection) &&
      cosell_list_focus_is_in (GTK_WIDGET (self->selection_bar)))
    cosell_deals_view_grab_focus_list (self);
}

static void
position_cb (CosellDealsView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
n_deals_cb (CosellDealsView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DEALS]);
  show_page (self);
}

static void
activated_cb (GtkListView *list, guint position, CosellDealsView *self)
{
  open_now (self, cosell_deal_list_get_key (self->deals, position), COSELL_OPEN_ENTER);
}

/* The focus goes to a row without a walk: what the list selects by itself on the way is not meant.
 */
static gboolean
focus_position (CosellDealsView *self, guint position, gint64 deal)
{
  gboolean done;

  cosell_deals_selection_set_quiet (self->selection, TRUE);
  done = cosell_list_focus_row (self->list, position, deal);
  cosell_deals_selection_set_quiet (self->selection, FALSE);
  return done;
}

static void
go_first_now (CosellDealsView *self)
{
  gint64 deal = cosell_deal_list_get_key (self->deals, 0);
  gboolean open = self->open_first;

  self->go_first = self->open_first = FALSE;
  if (deal == 0)
    return;
  focus_position (self, 0, deal);
  cosell_deals_selection_set_shown (self->selection, deal);
  if (open)
    open_now (self, deal, COSELL_OPEN_ENTER);
  else
    walk (self, deal, COSELL_OPEN_WALK);
}

static void
loading_cb (CosellDealsView *self)
{
  show_page (self);
  if (self->go_first && !cosell_deal_list_is_loading (self->deals))
    go_first_now (self);
}

/* What was asked for anew is read from its beginning. The rows at the top are also those that the
 * list fills first. */
static void
scroll_to_top (CosellDealsView *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
}

static void
header_sort_cb (CosellListHeader *header, GParamSpec *pspec, CosellDealsView *self)
{
  g_autofree char *sort = NULL;

  g_object_get (header, "sort", &sort, NULL);
  if (self->deals != NULL)
    cosell_deal_list_set_sort (self->deals, sort);
  scroll_to_top (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
columns_changed_cb (CosellDealsView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
}

static void
make_list (CosellDealsView *self)
{
  g_autofree char *sort = NULL;

  g_object_get (self->header, "sort", &sort, NULL);
  self->deals = cosell_deal_list_new (self->session, self->tab);
  cosell_deal_list_set_sort (self->deals, sort);
  cosell_deal_list_set_search (self->deals, self->search != NULL ? self->search : "");
  cosell_list_focus_keep (self->list, G_LIST_MODEL (self->deals));
  cosell_deals_selection_set_deals (self->selection, self->deals);
  g_signal_connect_object (self->deals, "notify::n-deals", G_CALLBACK (n_deals_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deals, "notify::loading", G_CALLBACK (loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  /* GTK says so of a selection model of its own alone */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE, -1);
}

/* --- overrides --- */

static void
cosell_deals_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDealsView *self = COSELL_DEALS_VIEW (object);

  switch ((CosellDealsViewProperty) id)
    {
    case PROP_COLUMNS:
      g_value_take_string (value, cosell_column_grid_dup_text (
                                      cosell_list_header_get_grid (self->header)));
      break;
    case PROP_N_DEALS:
      g_value_set_uint (value, cosell_deals_view_get_n_deals (self));
      break;
    case PROP_POSITION:
      g_value_set_uint (value, cosell_deals_view_get_position (self));
      break;
    case PROP_SORT:
      g_object_get_property (G_OBJECT (self->header), "sort", value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_deals_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellDealsView *self = COSELL_DEALS_VIEW (object);

  switch ((CosellDealsViewProperty) id)
    {
    case PROP_COLUMNS:
      cosell_column_grid_set_text (cosell_list_header_get_grid (self->header),
                                   g_value_get_string (value));
      break;
    case PROP_SORT:
      cosell_list_header_set_sort (self->header, g_value_get_string (value));
      break;
    case PROP_N_DEALS:
    case PROP_POSITION:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_deals_view_dispose (GObject *object)
{
  CosellDealsView *self = COSELL_DEALS_VIEW (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_handle_id (&self->walk_source, g_source_remove);
  g_clear_pointer (&self->reasons, cosell_row_reasons_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_DEALS_VIEW);
  g_clear_object (&self->deals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_deals_view_parent_class)->dispose (object);
}

static void
cosell_deals_view_finalize (GObject *object)
{
  g_object_unref (COSELL_DEALS_VIEW (object)->selection);
  G_OBJECT_CLASS (cosell_deals_view_parent_class)->finalize (object);
}

static void
tick_row (CosellDealsView *self, CosellDealRow *row)
{
  cosell_deal_row_tick (row);
}

/* Rows that are there; the others are made anew when they are scrolled to. */
static gboolean
tick_cb (gpointer user_data)
{
  foreach_row (user_data, tick_row);
  return G_SOURCE_CONTINUE;
}

static void
cosell_deals_view_map (GtkWidget *widget)
{
  CosellDealsView *self = COSELL_DEALS_VIEW (widget);

  GTK_WIDGET_CLASS (cosell_deals_view_parent_class)->map (widget);
  if (self->ticker == 0)
    self->ticker = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  tick_cb (self);
}

/* What can be done with several comes behind the rows. Returns: whether the focus is there */
static gboolean
focus_bar (CosellDealsView *self, GtkDirectionType direction)
{
  GtkWidget *bar = GTK_WIDGET (self->selection_bar);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (!gtk_widget_get_visible (bar) || !(forward || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;
  if (cosell_list_focus_is_in (bar))
    return gtk_widget_child_focus (bar, direction);
  return cosell_list_focus_is_in (GTK_WIDGET (self->list)) == forward &&
         cosell_list_focus_is_in (GTK_WIDGET (self)) == forward &&
         gtk_widget_child_focus (bar, direction);
}

static gboolean
cosell_deals_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CosellDealsView *self = COSELL_DEALS_VIEW (widget);
  gboolean moved, handled;

  if (cosell_deals_view_get_n_deals (self) == 0 || cosell_list_focus_is_over (widget))
    return GTK_WIDGET_CLASS (cosell_deals_view_parent_class)->focus (widget, direction);
  if (focus_bar (self, direction))
    return TRUE;
  if (direction == GTK_DIR_TAB_FORWARD &&
      cosell_list_focus_is_in (GTK_WIDGET (self->selection_bar)))
    return FALSE;
  cosell_deals_selection_set_quiet (self->selection, TRUE); /* coming by is not choosing */
  handled = cosell_list_focus_tab (GTK_WIDGET (self->header), self->list, direction, &moved);
  cosell_deals_selection_set_quiet (self->selection, FALSE);
  return handled ? moved
                 : GTK_WIDGET_CLASS (cosell_deals_view_parent_class)->focus (widget, direction);
}

static void
cosell_deals_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&COSELL_DEALS_VIEW (widget)->ticker, g_source_remove);
  GTK_WIDGET_CLASS (cosell_deals_view_parent_class)->unmap (widget);
}

static void
cosell_deals_view_class_init (CosellDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cosell_deals_view_get_property;
  object_class->set_property = cosell_deals_view_set_property;
  object_class->dispose = cosell_deals_view_dispose;
  object_class->finalize = cosell_deals_view_finalize;
  widget_class->map = cosell_deals_view_map;
  widget_class->unmap = cosell_deals_view_unmap;
  widget_class->focus = cosell_deals_view_focus;

  properties[PROP_COLUMNS] =
      g_param_spec_string ("columns", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_DEALS] = g_param_spec_uint ("n-deals", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "-createdAt",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[DEAL_OPENED] =
      g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  g_type_ensure (COSELL_TYPE_LIST_HEADER);
  g_type_ensure (COSELL_TYPE_SELECTION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deals/cosell-deals-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, box);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, header);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, list);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, empty);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, CosellDealsView, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
cosell_deals_view_init (CosellDealsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = cosell_deals_selection_new ();
  cosell_deals_picking_follow (self->selection, GTK_WIDGET (self), self->list);
  g_signal_connect_object (self->selection, "notify::selecting", G_CALLBACK (selecting_cb), self,
                           G_CONNECT_SWAPPED);
  cosell_selection_bar_set_selection (self->selection_bar, self->selection);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (self->header, "notify::sort", G_CALLBACK (header_sort_cb), self, 0);
  g_signal_connect_object (cosell_list_header_get_grid (self->header), "changed",
                           G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
}

/* --- public --- */

GtkWidget *
cosell_deals_view_new (CosellSession *session, CosellTab tab)
{
  static const char *const labels[] = { N_ ("Inbound deals"), N_ ("Outbound deals"),
                                        N_ ("Favorite deals"), N_ ("Leads"), N_ ("All deals") };
  CosellDealsView *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_DEALS_VIEW, NULL);
  self->session = g_object_ref (session);
  self->tab = tab;
  if (tab == COSELL_TAB_LEADS)
    cosell_column_grid_set_first (cosell_list_header_get_grid (self->header),
                                  COSELL_COLUMN_SET_LEADS);
  self->reasons = cosell_row_reasons_new (session, self->list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (labels[tab]), -1);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
cosell_deals_view_select (CosellDealsView *self, gint64 deal)
{
  guint position;

  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  if (cosell_deals_selection_get_shown (self->selection) == deal)
    return;
  cosell_deals_selection_set_shown (self->selection, deal);
  position = cosell_deals_selection_get_position (self->selection);
  if (position > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position - 1);
}

void
cosell_deals_view_set_search (CosellDealsView *self, const char *search)
{
  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  if (g_strcmp0 (self->search, search) == 0)
    return;
  cosell_set_str (&self->search, search);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  self->marked = cosell_query_dup_words (search != NULL ? search : "");
  foreach_row (self, mark_row);
  cosell_row_reasons_set_search (self->reasons, search);
  self->go_first = self->open_first = FALSE;
  if (self->deals != NULL)
    cosell_deal_list_set_search (self->deals, search != NULL ? search : "");
  scroll_to_top (self);
}

void
cosell_deals_view_set_active (CosellDealsView *self, gboolean active)
{
  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  if (self->active == active)
    return;
  self->active = active;
  if (active && self->deals == NULL)
    make_list (self);
  if (self->deals != NULL)
    cosell_deal_list_set_active (self->deals, active);
  show_page (self);
}

void
cosell_deals_view_grab_focus_list (CosellDealsView *self)
{
  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  cosell_deals_selection_set_quiet (self->selection, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  cosell_deals_selection_set_quiet (self->selection, FALSE);
}

void
cosell_deals_view_focus_deal (CosellDealsView *self, gint64 deal)
{
  gint64 position = -1;

  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  if (self->deals != NULL && deal != 0)
    position = cosell_deal_list_find (self->deals, deal);
  if (position < 0 || !focus_position (self, (guint) position, deal))
    {
      cosell_deals_view_grab_focus_list (self);
      return;
    }
  cosell_deals_selection_set_shown (self->selection, deal);
}

void
cosell_deals_view_go_first (CosellDealsView *self, gboolean open)
{
  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  if (self->deals == NULL)
    return;
  self->go_first = TRUE;
  self->open_first = open;
  if (!cosell_deal_list_is_loading (self->deals))
    go_first_now (self);
}

gboolean
cosell_deals_view_step (CosellDealsView *self, int step)
{
  gint64 position, deal;

  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), FALSE);

  if (self->deals == NULL)
    return FALSE;
  position = cosell_deals_selection_get_position (self->selection);
  position = position == 0 ? 0 : position - 1 + step;
  deal = position >= 0 ? cosell_deal_list_get_key (self->deals, (guint) position) : 0;
  if (deal == 0)
    return FALSE;
  if (cosell_list_focus_is_in (GTK_WIDGET (self->list)))
    focus_position (self, (guint) position, deal);
  cosell_deals_view_select (self, deal);
  walk (self, deal, COSELL_OPEN_STEP);
  return TRUE;
}

guint
cosell_deals_view_get_position (CosellDealsView *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), 0);

  return cosell_deals_selection_get_position (self->selection);
}

CosellDealsSelection *
cosell_deals_view_get_selection (CosellDealsView *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), NULL);

  return self->selection;
}

CosellDealList *
cosell_deals_view_get_deals (CosellDealsView *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), NULL);

  return self->deals;
}

guint
cosell_deals_view_get_n_deals (CosellDealsView *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), 0);

  return self->deals != NULL ? cosell_deal_list_get_n_deals (self->deals) : 0;
}

gboolean
cosell_deals_view_is_settled (CosellDealsView *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_VIEW (self), FALSE);

  return self->deals != NULL && !cosell_deal_list_is_loading (self->deals) &&
         cosell_deals_view_get_n_deals (self) > 0;
}

void
cosell_deals_view_choose_columns (CosellDealsView *self)
{
  GtkRoot *root;

  g_return_if_fail (COSELL_IS_DEALS_VIEW (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!cosell_list_header_show_chooser (self->header) && GTK_IS_WINDOW (root))
    cosell_column_chooser_show_sheet (GTK_WINDOW (root),
                                      cosell_list_header_get_grid (self->header));
}
