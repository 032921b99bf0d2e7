#include "ui/advice/cosell-advice-deals.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-commands.h"
#include "app/cosell-deal-id-list.h"
#include "cosell-config.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/deals/cosell-list-header.h"

#define SPAN_CHARS 14 /* as the heading has them */

/*  GtkBox → titles: GtkBox → CosellListHeader, heading of the spans
 *         → GtkScrolledWindow → GtkListView → GtkNoSelection → CosellDealIdList
 *  rows: GtkBox → CosellDealRow, span */
struct _CosellAdviceDeals
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  GArray *ids;            /* (owned) (nullable) */
  GArray *spans;          /* (owned) (nullable) */
  GtkWidget *box;
  CosellListHeader *header;
  GtkWidget *heading;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CosellAdviceDeals, cosell_advice_deals, GTK_TYPE_WIDGET)

enum
{
  DEAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is shown --- */

CosellAdviceList *
cosell_advice_list_new (GArray *ids, GArray *spans, const char *heading)
{
  CosellAdviceList *self = g_new0 (CosellAdviceList, 1);

  self->ids = g_array_ref (ids);
  self->spans = spans != NULL ? g_array_ref (spans) : NULL;
  self->heading = g_strdup (heading);
  return self;
}

void
cosell_advice_list_free (CosellAdviceList *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->ids);
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self->heading);
  g_free (self);
}

/* Takes part. */
static void
append_part (GString *text, char *part, gulong n)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", part);
  g_free (part);
}

char *
cosell_advice_format_span (gint64 span)
{
  GString *text = g_string_new (NULL);
  gulong days = (gulong) (MAX (span, 0) / G_TIME_SPAN_DAY);
  gulong hours = (gulong) (MAX (span, 0) % G_TIME_SPAN_DAY / G_TIME_SPAN_HOUR);
  gulong minutes = (gulong) (MAX (span, 0) % G_TIME_SPAN_HOUR / G_TIME_SPAN_MINUTE);
  gulong seconds = (gulong) MAX (span / G_TIME_SPAN_SECOND, 1);

  append_part (text, g_strdup_printf (ngettext ("%lu day", "%lu days", days), days), days);
  append_part (text, g_strdup_printf (ngettext ("%lu hour", "%lu hours", hours), hours), hours);
  append_part (text, g_strdup_printf (ngettext ("%lu minute", "%lu minutes", minutes), minutes),
               minutes);
  if (text->len == 0)
    append_part (text, g_strdup_printf (ngettext ("%lu second", "%lu seconds", seconds), seconds),
                 seconds);
  return g_string_free (text, FALSE);
}

char *
cosell_advice_format_span_short (gint64 span)
{
  GString *text = g_string_new (NULL);
  gulong days = (gulong) (MAX (span, 0) / G_TIME_SPAN_DAY);
  gulong hours = (gulong) (MAX (span, 0) % G_TIME_SPAN_DAY / G_TIME_SPAN_HOUR);
  gulong minutes = (gulong) (MAX (span, 0) % G_TIME_SPAN_HOUR / G_TIME_SPAN_MINUTE);

  /* Translators: short for days, hours, minutes, seconds */
  append_part (text, g_strdup_printf (_ ("%lu d"), days), days);
  append_part (text, g_strdup_printf (_ ("%lu h"), hours), hours);
  append_part (text, g_strdup_printf (_ ("%lu min"), minutes), minutes);
  if (text->len == 0)
    append_part (text, g_strdup_printf (_ ("%lu s"), (gulong) MAX (span / G_TIME_SPAN_SECOND, 1)),
                 1);
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_span_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), SPAN_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "advice-span");
  return label;
}

/* --- rows --- */

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

static CosellDealRow *
get_row (GtkListItem *item)
{
  return COSELL_DEAL_ROW (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = cosell_deal_row_new (cosell_list_header_get_grid (self->header));

  g_signal_connect_object (row, "opened", G_CALLBACK (row_opened_cb), self, 0);
  g_signal_connect_object (row, "favorite-toggled", G_CALLBACK (row_favorite_toggled_cb), self, 0);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), make_span_label ());
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  g_autofree char *span = NULL;
  g_autofree char *words = NULL;

  cosell_deal_row_set_deal (get_row (item), gtk_list_item_get_item (item));
  if (self->spans != NULL && position < self->spans->len)
    {
      span = cosell_advice_format_span_short (g_array_index (self->spans, gint64, position));
      words = cosell_advice_format_span (g_array_index (self->spans, gint64, position));
    }
  gtk_label_set_label (GTK_LABEL (label), span != NULL ? span : "");
  if (words != NULL) /* after the label, which names itself */
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
  gtk_widget_set_visible (label, span != NULL);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CosellAdviceDeals *self)
{
  cosell_deal_row_set_deal (get_row (item), NULL);
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

  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_ADVICE_DEALS);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_advice_deals_parent_class)->dispose (object);
}

static gboolean
cosell_advice_deals_focus_move (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean moved;

  if (cosell_list_focus_tab (NULL, COSELL_ADVICE_DEALS (widget)->list, direction, &moved))
    return moved;
  return GTK_WIDGET_CLASS (cosell_advice_deals_parent_class)->focus (widget, direction);
}

static void
cosell_advice_deals_class_init (CosellAdviceDealsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_advice_deals_dispose;
  widget_class->focus = cosell_advice_deals_focus_move;
  signals[DEAL_OPENED] = g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (COSELL_TYPE_LIST_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/advice/cosell-advice-deals.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellAdviceDeals, box);
  gtk_widget_class_bind_template_child (widget_class, CosellAdviceDeals, header);
  gtk_widget_class_bind_template_child (widget_class, CosellAdviceDeals, heading);
  gtk_widget_class_bind_template_child (widget_class, CosellAdviceDeals, list);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
cosell_advice_deals_init (CosellAdviceDeals *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_list_header_set_fixed (self->header);
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
cosell_advice_deals_show (CosellAdviceDeals *self, const char *title, const CosellAdviceList *list)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_if_fail (COSELL_IS_ADVICE_DEALS (self) && list != NULL);

  gtk_list_view_set_model (self->list, NULL);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  self->ids = g_array_ref (list->ids);
  self->spans = list->spans != NULL ? g_array_ref (list->spans) : NULL;
  gtk_label_set_label (GTK_LABEL (self->heading), list->heading != NULL ? list->heading : "");
  gtk_widget_set_visible (self->heading, list->heading != NULL);
  model = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (cosell_deal_id_list_new (self->session, list->ids))));
  gtk_list_view_set_model (self->list, model);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

/* -1 when it is not in the list */
static int
find_deal (CosellAdviceDeals *self, gint64 deal)
{
  for (guint i = 0; self->ids != NULL && i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == deal)
      return (int) i;
  return -1;
}

void
cosell_advice_deals_focus (CosellAdviceDeals *self, gint64 deal)
{
  int position;

  g_return_if_fail (COSELL_IS_ADVICE_DEALS (self));

  position = find_deal (self, deal);
  if (position < 0 || !cosell_list_focus_row (self->list, (guint) position, deal))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

gint64
cosell_advice_deals_step (CosellAdviceDeals *self, gint64 deal, int step)
{
  int position;

  g_return_val_if_fail (COSELL_IS_ADVICE_DEALS (self), 0);

  position = find_deal (self, deal);
  position = position < 0 ? 0 : position + step;
  if (self->ids == NULL || position < 0 || position >= (int) self->ids->len)
    return 0;
  return g_array_index (self->ids, gint64, position);
}
