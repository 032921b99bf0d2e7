#include "ui/deal/cosell-deal-head.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "ui/deal/cosell-deal-stepper.h"
#include "ui/widgets/cosell-heart.h"
#include "ui/widgets/cosell-status-pill.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

#define NAME_LINES 3

/* entries of the menu, in their order */
#define MENU_RECREATE 1u
#define MENU_ERROR 2u
#define MENU_CONVERT 4u

struct _CosellDealHead
{
  GtkWidget parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  CosellCatalog *catalog; /* (owned) (nullable): names of locations */
  GSignalGroup *signals;  /* (owned) of the deal */

  GtkWidget *box;
  GtkLabel *name_label;
  CosellHeart *heart;
  GtkWidget *edit_button;
  GtkWidget *menu_button;
  GtkWidget *close_button;
  CosellDealStepper *stepper;
  gboolean has_steps;
  guint menu; /* what menu_button offers: bits of MENU_* */
  GtkWidget *title;
  GtkWidget *facts;
  GtkWidget *pills;
  GtkLabel *value_label;
  GtkLabel *closes_label;
  GtkLabel *type_pill;
  GtkLabel *direction_pill;
  CosellStatusPill *status_pill;
  GtkLabel *origin_label;
};

G_DEFINE_FINAL_TYPE (CosellDealHead, cosell_deal_head, GTK_TYPE_WIDGET)

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

const char *
cosell_deal_head_get_title (const CosellDealData *deal)
{
  if (!is_blank (deal->name))
    return deal->name;
  if (!is_blank (deal->customer))
    return deal->customer;
  return deal->type == COSELL_DEAL_TYPE_LEAD ? _ ("Unnamed lead") : _ ("Unnamed deal");
}

static char *
describe_closing (const CosellDealData *deal)
{
  g_autofree char *date = NULL;

  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status) &&
      deal->closed_at != COSELL_NO_TIME)
    {
      date = cosell_format_day (deal->closed_at, cosell_format_now ());
      /* Translators: beside the value of a closed deal: "closed on 3 Nov 2026" */
      return g_strdup_printf (_ ("closed on %s"), date);
    }
  if (deal->close_date == NULL)
    return g_strdup (_ ("no close date"));
  date = cosell_format_date (deal->close_date);
  /* Translators: beside the value of a deal: "closes 15 Jan 2027" */
  return g_strdup_printf (_ ("closes %s"), date);
}

/* A long one stands in Details in full. */
static void
show_name (CosellDealHead *self, const char *name)
{
  gboolean is_long = g_utf8_strlen (name, -1) > COSELL_LONG_NAME;

  g_autofree char *brief = cosell_text_brief (name);

  gtk_label_set_label (self->name_label, brief);
  gtk_label_set_lines (self->name_label, is_long ? NAME_LINES : -1);
  gtk_label_set_ellipsize (self->name_label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  cosell_widget_set_tooltip (GTK_WIDGET (self->name_label), is_long ? brief : NULL);
}

static void
update_edit_button (CosellDealHead *self)
{
  g_autofree char *reason = cosell_widget_edit_reason (self->deal);

  cosell_widget_set_reason (self->edit_button,
                            cosell_deal_get_data (self->deal)->type == COSELL_DEAL_TYPE_LEAD
                                ? _ ("Edit Lead")
                                : _ ("Edit Deal"),
                            reason);
  gtk_widget_set_visible (self->edit_button, cosell_widget_is_open (self->deal));
}

/* What the notice of a deal that is over offers needs no menu; what can never be done there no
 * more. */
static guint
menu_for (const CosellDealData *data)
{
  if (data->type == COSELL_DEAL_TYPE_LEAD) /* L10 */
    return cosell_deal_status_is_closed ((CosellDealStatus) data->status)
               ? MENU_CONVERT
               : MENU_CONVERT | MENU_ERROR;
  if (!cosell_deal_status_is_closed ((CosellDealStatus) data->status))
    return MENU_RECREATE | MENU_ERROR;
  return data->status == COSELL_DEAL_STATUS_WON ? MENU_RECREATE : 0;
}

/* A button makes all of its menu when it is given one: only when it is another. */
static void
update_menu (CosellDealHead *self, const CosellDealData *data)
{
  g_autoptr (GMenu) menu = NULL;
  guint entries = menu_for (data);

  gtk_widget_set_visible (self->menu_button, entries != 0);
  if (entries == self->menu)
    return;
  self->menu = entries;
  menu = g_menu_new ();
  if ((entries & MENU_RECREATE) != 0)
    g_menu_append (menu, _ ("Recreate"), "deal.recreate");
  if ((entries & MENU_CONVERT) != 0)
    g_menu_append (menu, _ ("Make a Deal of It"), "deal.convert");
  if ((entries & MENU_ERROR) != 0)
    g_menu_append (menu, _ ("Close as Error…"), "deal.error");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

static void
update (CosellDealHead *self)
{
  const CosellDealData *data;
  g_autofree char *value = NULL, *closes = NULL, *type = NULL;
  g_autofree char *sender = NULL, *location = NULL, *origin = NULL;

  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  value = cosell_format_money (data->value, data->currency);
  closes = describe_closing (data);
  type = cosell_format_type (data);
  sender = cosell_format_sender (data);
  location = cosell_widget_describe_location (self->catalog, data->location);
  origin = cosell_widget_join (sender, location);
  show_name (self, cosell_deal_head_get_title (data));
  cosell_heart_set_on (self->heart, data->favorite);
  gtk_label_set_label (self->value_label, value);
  gtk_label_set_label (self->closes_label, closes);
  gtk_label_set_label (self->type_pill, type);
  gtk_label_set_label (self->direction_pill, data->direction == COSELL_DIRECTION_INBOUND
                                                 ? _ ("Inbound")
                                                 : _ ("Outbound"));
  gtk_label_set_label (self->origin_label, origin);
  gtk_widget_set_visible (GTK_WIDGET (self->origin_label), *origin != '\0');
  update_edit_button (self);
  update_menu (self, data);
}

static void
cosell_deal_head_dispose (GObject *object)
{
  CosellDealHead *self = COSELL_DEAL_HEAD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_object (&self->catalog);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_DEAL_HEAD);
  G_OBJECT_CLASS (cosell_deal_head_parent_class)->dispose (object);
}

static void
cosell_deal_head_class_init (CosellDealHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_head_dispose;
  g_type_ensure (COSELL_TYPE_DEAL_STEPPER);
  g_type_ensure (COSELL_TYPE_HEART);
  g_type_ensure (COSELL_TYPE_STATUS_PILL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-deal-head.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, box);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, name_label);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, heart);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, edit_button);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, close_button);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, stepper);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, title);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, facts);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, pills);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, value_label);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, closes_label);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, type_pill);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, direction_pill);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, status_pill);
  gtk_widget_class_bind_template_child (widget_class, CosellDealHead, origin_label);
}

static void
cosell_deal_head_init (CosellDealHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->title, cosell_wrap_layout_new (6, 6));
  gtk_widget_set_layout_manager (self->facts, cosell_wrap_layout_new (15, 3));
  gtk_widget_set_layout_manager (self->pills, cosell_wrap_layout_new (9, 6));
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

void
cosell_deal_head_set_deal (CosellDealHead *self, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_HEAD (self));

  if (self->catalog == NULL)
    {
      self->catalog = g_object_ref (cosell_session_get_catalog (session));
      g_signal_connect_object (cosell_catalog_get_locations (self->catalog), "items-changed",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_set_object (&self->deal, deal);
  g_signal_group_set_target (self->signals, deal);
  cosell_status_pill_set_deal (self->status_pill, deal);
  update (self);
}

void
cosell_deal_head_set_closable (CosellDealHead *self, gboolean closable)
{
  g_return_if_fail (COSELL_IS_DEAL_HEAD (self));

  gtk_widget_set_visible (self->close_button, closable);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper), closable && self->has_steps);
}

void
cosell_deal_head_set_position (CosellDealHead *self, guint position, guint n)
{
  g_return_if_fail (COSELL_IS_DEAL_HEAD (self));

  self->has_steps = n > 0;
  cosell_deal_stepper_set_position (self->stepper, position, n);
  cosell_deal_head_set_closable (self, gtk_widget_get_visible (self->close_button));
}
