#include "ui/deal/cosell-lead-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lead.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-lead-text.h"

/* of what is left of the time to contact the customer */
#define COUNTDOWN_SECONDS 60

struct _CosellLeadSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;        /* (owned) (nullable) */
  GSignalGroup *signals;   /* (owned) of the deal */
  GSignalGroup *solutions; /* (owned) of its list */
  guint countdown;         /* source, while mapped */

  AdwActionRow *contact_row;
  AdwActionRow *kind_row;
  AdwActionRow *asked_row;
  AdwActionRow *action_row;
  AdwActionRow *source_row;
  AdwActionRow *quality_row;
  AdwActionRow *spam_row;
  AdwActionRow *email_row;
  AdwActionRow *phone_row;
};

G_DEFINE_FINAL_TYPE (CosellLeadSection, cosell_lead_section, ADW_TYPE_PREFERENCES_GROUP)

static CosellLead *
read_lead (CosellDeal *deal)
{
  const char *own = deal != NULL ? cosell_deal_get_own_text (deal) : NULL;
  g_autoptr (CosellJson) json = own != NULL ? cosell_json_parse (own, -1, NULL) : NULL;

  return json != NULL ? cosell_lead_new (cosell_json_root (json), cosell_deal_get_data (deal))
                      : NULL;
}

/* L5: one below the other. Returns: (transfer full) */
static char *
list_solutions (CosellDeal *deal)
{
  GListModel *solutions = cosell_deal_get_solutions (deal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                              cosell_solution_get_display_name (solution));
    }
  return g_string_free (text, FALSE);
}

static void
show_contacts (CosellLeadSection *self, const CosellLead *lead)
{
  g_autofree char *email = cosell_lead_text_validity (lead, FALSE);
  g_autofree char *phone = cosell_lead_text_validity (lead, TRUE);

  cosell_widget_row_set_value (self->email_row, email);
  cosell_widget_row_set_value (self->phone_row, phone);
}

static void
update (CosellLeadSection *self)
{
  g_autoptr (CosellLead) lead = read_lead (self->deal);
  g_autofree char *contact = NULL;
  g_autofree char *asked = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), lead != NULL);
  if (lead == NULL)
    return;
  contact = cosell_lead_text_contact (lead->contact_until);
  asked = list_solutions (self->deal);
  cosell_widget_row_set_value (self->contact_row, contact);
  cosell_widget_row_set_value (self->kind_row, cosell_lead_kind_label (lead->kind));
  cosell_widget_row_set_value (self->asked_row, asked);
  cosell_widget_row_set_value (self->action_row, lead->action);
  cosell_widget_row_set_value (self->source_row, lead->source);
  cosell_widget_row_set_value (self->quality_row, lead->quality);
  cosell_widget_row_set_value (self->spam_row, cosell_lead_text_spam (lead->spam));
  show_contacts (self, lead);
}

static AdwActionRow *
add_row (CosellLeadSection *self, const char *title)
{
  GtkWidget *row = cosell_widget_row (title, NULL);

  gtk_widget_add_css_class (row, "value-row");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

/* --- life --- */

static gboolean
countdown_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
cosell_lead_section_map (GtkWidget *widget)
{
  CosellLeadSection *self = COSELL_LEAD_SECTION (widget);

  GTK_WIDGET_CLASS (cosell_lead_section_parent_class)->map (widget);
  if (self->countdown == 0)
    self->countdown = g_timeout_add_seconds (COUNTDOWN_SECONDS, countdown_cb, self);
}

static void
cosell_lead_section_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&COSELL_LEAD_SECTION (widget)->countdown, g_source_remove);
  GTK_WIDGET_CLASS (cosell_lead_section_parent_class)->unmap (widget);
}

static void
cosell_lead_section_dispose (GObject *object)
{
  CosellLeadSection *self = COSELL_LEAD_SECTION (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->solutions);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_lead_section_parent_class)->dispose (object);
}

static void
cosell_lead_section_class_init (CosellLeadSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_lead_section_dispose;
  widget_class->map = cosell_lead_section_map;
  widget_class->unmap = cosell_lead_section_unmap;
}

static void
cosell_lead_section_init (CosellLeadSection *self)
{
  GtkWidget *convert = cosell_widget_text_button (_ ("Make a Deal of It"), "deal.convert");

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Lead"));
  self->contact_row = add_row (self, _ ("Contact the customer directly"));
  self->asked_row = add_row (self, _ ("Asked about"));
  self->action_row = add_row (self, _ ("Call to action"));
  self->source_row = add_row (self, _ ("Source"));
  self->quality_row = add_row (self, _ ("Quality"));
  self->kind_row = add_row (self, _ ("Kind"));
  self->spam_row = add_row (self, _ ("Spam"));
  self->email_row = add_row (self, _ ("E-mail validity"));
  self->phone_row = add_row (self, _ ("Phone validity"));
  gtk_widget_set_halign (convert, GTK_ALIGN_START);
  gtk_widget_add_css_class (convert, "lead-convert");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), convert);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  self->solutions = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->solutions, "items-changed", G_CALLBACK (update), self);
}

void
cosell_lead_section_set_deal (CosellLeadSection *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_LEAD_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  g_signal_group_set_target (self->solutions,
                             deal != NULL ? cosell_deal_get_solutions (deal) : NULL);
  update (self);
}
