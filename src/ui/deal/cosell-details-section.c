#include "ui/deal/cosell-details-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-member.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

struct _CosellDetailsSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  CosellCatalog *catalog; /* (owned) (nullable): names of locations */
  GSignalGroup *signals;  /* (owned) of the deal */

  AdwActionRow *name_row;
  AdwActionRow *close_date_row;
  AdwActionRow *closed_row;
  AdwActionRow *crm_row;
  AdwActionRow *campaign_row;
  AdwActionRow *location_row;
  AdwActionRow *registration_row;
  AdwActionRow *attribute_rows[COSELL_N_MEMBERS]; /* (nullable): of those that are attributes */
  AdwActionRow *reason_row;
  AdwActionRow *created_row;
  AdwActionRow *updated_row;
  AdwActionRow *referral_row;
  AdwActionRow *engagement_row;
  GtkWidget *crm_copy;
  GtkWidget *campaign_copy;
  GtkWidget *referral_copy;
  GtkWidget *engagement_copy;
};

G_DEFINE_FINAL_TYPE (CosellDetailsSection, cosell_details_section, ADW_TYPE_PREFERENCES_GROUP)

static void
show_text (AdwActionRow *row, GtkWidget *copy, const char *text)
{
  cosell_widget_row_set_value (row, text);
  if (copy != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", text != NULL ? text : "");
}

/* "Today, 14:02", "17 Nov 2026, 17:04" */
static void
show_instant (AdwActionRow *row, gint64 instant)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *both = NULL;

  if (instant != COSELL_NO_TIME)
    time = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
  if (time == NULL)
    {
      cosell_widget_row_set_value (row, NULL);
      return;
    }
  day = cosell_format_day (instant, cosell_format_now ());
  clock = g_date_time_format (time, "%H:%M");
  /* Translators: day and time of the day: "17 Nov 2026, 17:04" */
  both = g_strdup_printf (_ ("%s, %s"), day, clock);
  cosell_widget_row_set_value (row, both);
}

/* What the head may have no room for stands here in full. */
static void
show_name (CosellDetailsSection *self, const char *name)
{
  gboolean is_long = name != NULL && g_utf8_strlen (name, -1) > COSELL_LONG_NAME;

  cosell_widget_row_set_value (self->name_row, is_long ? name : NULL);
}

/* D11: the notice above says why a deal ended, and has room for so much of it. */
static void
show_reason (CosellDetailsSection *self, const char *reason)
{
  gboolean is_long =
      reason != NULL && reason[cosell_text_cut_at (reason, COSELL_TEXT_BRIEF)] != '\0';

  cosell_widget_row_set_value (self->reason_row, is_long ? reason : NULL);
}

/* The date that was expected, and the day on which it ended, each by its name. */
static void
show_dates (CosellDetailsSection *self, const CosellDealData *data)
{
  gboolean closed = cosell_deal_status_is_closed ((CosellDealStatus) data->status);
  g_autofree char *date = NULL;

  if (data->close_date != NULL)
    date = cosell_format_date (data->close_date);
  cosell_widget_row_set_value (self->close_date_row, date);
  show_instant (self->closed_row, closed ? data->closed_at : COSELL_NO_TIME);
}

/* C25 */
static void
show_attributes (CosellDetailsSection *self)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (self->attribute_rows[i] != NULL)
      {
        const CosellMember *member = cosell_member_get (i);
        const char *text = cosell_deal_get_attribute (self->deal, member);

        cosell_widget_row_set_value (self->attribute_rows[i],
                                     cosell_member_display (member->path, text));
      }
}

/* Above when the deal was created and what the service calls it. */
static AdwActionRow *
add_row (CosellDetailsSection *self, const char *title)
{
  GtkWidget *row = cosell_widget_row (title, NULL);
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self->created_row));

  gtk_widget_add_css_class (row, "value-row");
  gtk_widget_set_visible (row, FALSE);
  gtk_list_box_insert (GTK_LIST_BOX (list), row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->created_row)));
  return ADW_ACTION_ROW (row);
}

static void
update (CosellDetailsSection *self)
{
  const CosellDealData *data;
  g_autofree char *location = NULL;

  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  show_name (self, data->name);
  show_dates (self, data);
  show_reason (self, data->status_reason);
  show_text (self->crm_row, self->crm_copy, data->crm_id);
  show_text (self->campaign_row, self->campaign_copy, data->campaign_id);
  show_attributes (self);
  location = cosell_widget_describe_location (self->catalog, data->location);
  show_text (self->location_row, NULL, location);
  show_instant (self->created_row, data->created_at);
  show_instant (self->updated_row, data->updated_at);
  show_text (self->referral_row, self->referral_copy, data->remote_id);
  show_text (self->engagement_row, self->engagement_copy, data->engagement_id);
}

static void
cosell_details_section_dispose (GObject *object)
{
  CosellDetailsSection *self = COSELL_DETAILS_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (cosell_details_section_parent_class)->dispose (object);
}

static void
cosell_details_section_class_init (CosellDetailsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_details_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-details-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, name_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, close_date_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, closed_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, crm_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, campaign_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, location_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, registration_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, created_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, updated_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, referral_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, engagement_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, crm_copy);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, campaign_copy);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, referral_copy);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsSection, engagement_copy);
}

static void
cosell_details_section_init (CosellDetailsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (cosell_member_get ((CosellMemberId) i)->type != NULL)
      self->attribute_rows[i] = add_row (self, _ (cosell_member_get ((CosellMemberId) i)->label));
  self->reason_row = add_row (self, _ ("Reason"));
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

void
cosell_details_section_set_deal (CosellDetailsSection *self,
                                 CosellSession *session,
                                 CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DETAILS_SECTION (self));

  if (self->catalog == NULL)
    {
      self->catalog = g_object_ref (cosell_session_get_catalog (session));
      g_signal_connect_object (cosell_catalog_get_locations (self->catalog), "items-changed",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  update (self);
}

void
cosell_details_section_set_registration (CosellDetailsSection *self, const char *text)
{
  g_return_if_fail (COSELL_IS_DETAILS_SECTION (self));

  cosell_widget_row_set_value (self->registration_row, text);
}
