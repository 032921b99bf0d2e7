#include "ui/insights/cosell-advice-deals.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-deal-keys.h"
#include "ui/deals/cosell-deal-row.h"

/*  GtkScrolledWindow → GtkListView → GtkNoSelection → CosellDealKeys */
struct _CosellAdviceDeals
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  GtkWidget *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CosellAdviceDeals, cosell_advice_deals, GTK_TYPE_WIDGET)

enum
{
  DEAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
open_deal (CosellAdviceDeals *self, CosellDeal *deal)
{
  if (deal != NULL)
    g_signal_emit (self, signals[DEAL_OPENED], 0, cosell_deal_get_id (deal));
}

static void
row_opened_cb (CosellDealRow *row, CosellAdviceDeals *self)
{
  open_deal (self, cosell_deal_row_get_deal (row));
}

static void
favorite_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    g_warning ("The favorite was not set: %s", error->message);
}

static void
row_favorite_toggled_cb (CosellDealRow *row, CosellAdviceDeals *self)
{
  CosellDeal *deal = cosell_deal_row_get_deal (row);

  if (deal != NULL)
    cosell_session_set_favorite_async (self->session, cosell_deal_get_id (deal),
                                       !cosell_deal_get_data (deal)->favorite, NULL,
                                       favorite_set_cb, NULL);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  GtkWidget *row = cosell_deal_row_new ();

  g_signal_connect_object (row, "opened", G_CALLBACK (row_opened_cb), self, 0);
  g_signal_connect_object (row, "favorite-toggled", G_CALLBACK (row_favorite_toggled_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  cosell_deal_row_set_deal (COSELL_DEAL_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  cosell_deal_row_set_deal (COSELL_DEAL_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
activated_cb (GtkListView *list, guint position, CosellAdviceDeals *self)
{
  g_autoptr (CosellDeal) deal =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  open_deal (self, deal);
}

static void
cosell_advice_deals_dispose (GObject *object)
{
  CosellAdviceDeals *self = COSELL_ADVICE_DEALS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_advice_deals_parent_class)->dispose (object);
}

static void
cosell_advice_deals_class_init (CosellAdviceDealsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_advice_deals_dispose;
  signals[DEAL_OPENED] = g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cosell_advice_deals_init (CosellAdviceDeals *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "deal-list");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
cosell_advice_deals_new (CosellSession *session)
{
  CosellAdviceDeals *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_ADVICE_DEALS, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cosell_advice_deals_show (CosellAdviceDeals *self, const char *title, GArray *ids)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_if_fail (COSELL_IS_ADVICE_DEALS (self) && ids != NULL);

  model = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (cosell_deal_keys_new (self->session, ids))));
  gtk_list_view_set_model (self->list, model);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}
