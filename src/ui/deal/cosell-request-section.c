#include "ui/deal/cosell-request-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-request.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

struct _CosellRequestSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;      /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of the deal */

  AdwActionRow *notes_row;
  AdwActionRow *help_row;
  AdwActionRow *value_row;
  AdwActionRow *date_row;
};

G_DEFINE_FINAL_TYPE (CosellRequestSection, cosell_request_section, ADW_TYPE_PREFERENCES_GROUP)

static CosellRequest *
read_request (CosellDeal *deal)
{
  /* what a lead says stands in a section of its own */
  gboolean invited = deal != NULL && cosell_deal_get_data (deal)->type != COSELL_DEAL_TYPE_LEAD;
  const char *own = invited ? cosell_deal_get_own_text (deal) : NULL;
  g_autoptr (CosellJson) json = own != NULL ? cosell_json_parse (own, -1, NULL) : NULL;

  return json != NULL ? cosell_request_new (cosell_json_root (json), cosell_deal_get_data (deal))
                      : NULL;
}

static void
show_title (CosellRequestSection *self, const CosellRequest *request)
{
  g_autofree char *title = NULL;

  if (request->from != NULL && *request->from != '\0')
    /* Translators: %s is a company, or Microsoft */
    title = cosell_text_format (_ ("Invitation from %s"), request->from);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   title != NULL ? title : _ ("Invitation"));
}

/* Value and date are the deal's own from the answer on, and stand in its head. */
static void
show_share (CosellRequestSection *self, const CosellRequest *request, gboolean received)
{
  g_autofree char *value = NULL;
  g_autofree char *date = NULL;

  if (received)
    {
      value = cosell_format_money (request->value, request->currency);
      date = cosell_format_date (request->close_date);
    }
  cosell_widget_row_set_value (self->value_row, value);
  cosell_widget_row_set_value (self->date_row, date);
}

static void
update (CosellRequestSection *self)
{
  g_autoptr (CosellRequest) request = read_request (self->deal);
  gboolean received;
  const char *notes, *help;

  gtk_widget_set_visible (GTK_WIDGET (self), request != NULL);
  if (request == NULL)
    return;
  received = cosell_deal_get_data (self->deal)->status == COSELL_DEAL_STATUS_RECEIVED;
  notes = request->notes;
  help = request->help != COSELL_HELP_NONE ? cosell_help_label (request->help) : NULL;
  if (received && notes == NULL)
    notes = _ ("The sender gave no reason.");
  if (received && help == NULL)
    help = _ ("The sender names no kind of help.");
  show_title (self, request);
  cosell_widget_row_set_value (self->notes_row, notes);
  cosell_widget_row_set_value (self->help_row, help);
  show_share (self, request, received);
  gtk_widget_set_visible (GTK_WIDGET (self), received || notes != NULL || help != NULL);
}

static AdwActionRow *
add_row (CosellRequestSection *self, const char *title)
{
  GtkWidget *row = cosell_widget_row (title, NULL);

  gtk_widget_add_css_class (row, "value-row");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static void
cosell_request_section_dispose (GObject *object)
{
  CosellRequestSection *self = COSELL_REQUEST_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_request_section_parent_class)->dispose (object);
}

static void
cosell_request_section_class_init (CosellRequestSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_request_section_dispose;
}

static void
cosell_request_section_init (CosellRequestSection *self)
{
  self->notes_row = add_row (self, _ ("Why you were invited"));
  self->help_row = add_row (self, _ ("Help asked for"));
  self->value_row = add_row (self, _ ("Your share"));
  self->date_row = add_row (self, _ ("Close date"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

void
cosell_request_section_set_deal (CosellRequestSection *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_REQUEST_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  update (self);
}
