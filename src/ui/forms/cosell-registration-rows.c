/* cosell-registration-rows.c: the fields of the form, group by group */
#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "ui/forms/cosell-registration-form-private.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completions.h"

static GtkWidget *
add_group (CosellRegistrationForm *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self), group);
  return group;
}

static CosellFieldCaption *
add_caption (GtkWidget *group, const char *field, const char *label, GtkWidget *target)
{
  CosellFieldCaption *caption =
      g_object_new (COSELL_TYPE_FIELD_CAPTION, "field", field, "label", label, "target", target,
                    "errors-only", TRUE, "patient", TRUE, NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (caption));
  return caption;
}

/* Takes row. signal: what says that the person changed it. */
static void
add_row (CosellRegistrationForm *self,
         GtkWidget *group,
         CosellRegistrationField field,
         GtkWidget *row,
         const char *signal)
{
  const char *label = cosell_registration_label (field, FALSE);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->rows[field] = row;
  self->captions[field] = add_caption (group, cosell_registration_member (field), label, row);
  g_signal_connect_object (row, signal, G_CALLBACK (cosell_registration_form_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
add_entry (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  add_row (self, group, field, adw_entry_row_new (), "changed");
}

static void
day_selected_cb (GtkCalendar *calendar, GtkEditable *entry)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (entry, text);
}

static void
add_date (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  /* Translators: %s is the name of a date, "Contract start date" */
  g_autofree char *label =
      g_strdup_printf (_ ("Choose: %s"), cosell_registration_label (field, FALSE));

  add_entry (self, group, field);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->rows[field]), button);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb),
                           self->rows[field], 0);
}

static void
add_currency (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *row = g_object_new (COSELL_TYPE_COMPLETION_ROW, NULL);

  cosell_completion_row_set_source (COSELL_COMPLETION_ROW (row), &cosell_currency_source, NULL);
  add_row (self, group, field, row, "notify::value");
}

void
cosell_registration_form_add_option (CosellRegistrationForm *self,
                                     CosellRegistrationField field,
                                     GtkStringList *list,
                                     const char *value,
                                     const char *label)
{
  g_ptr_array_add (self->options[field], g_strdup (value));
  gtk_string_list_append (list, label);
}

/* Rows of choices begin with nothing chosen. */
static GtkStringList *
add_choice (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->options[field] = g_ptr_array_new_with_free_func (g_free);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  cosell_registration_form_add_option (self, field, list, "", C_ ("answer", "Not chosen"));
  add_row (self, group, field, row, "notify::selected");
  return list;
}

static void
add_answer (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkStringList *list = add_choice (self, group, field);

  cosell_registration_form_add_option (self, field, list, "true", C_ ("answer", "Yes"));
  cosell_registration_form_add_option (self, field, list, "false", C_ ("answer", "No"));
}

static void
add_solution_choice (CosellRegistrationForm *self, GtkWidget *group)
{
  GtkStringList *list = add_choice (self, group, FIELD (SOLUTION));
  GListModel *solutions = cosell_deal_get_solutions (self->deal);

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_registration_form_add_option (self, FIELD (SOLUTION), list,
                                           cosell_solution_get_id (solution),
                                           cosell_solution_get_display_name (solution));
    }
}

static void
make_solution_group (CosellRegistrationForm *self)
{
  GtkWidget *group = add_group (self, _ ("Solution"), NULL);
  GtkStringList *list;

  add_solution_choice (self, group);
  add_entry (self, group, FIELD (SOLUTION_VALUE));
  add_currency (self, group, FIELD (SOLUTION_CURRENCY));
  add_answer (self, group, FIELD (ON_AZURE));
  list = add_choice (self, group, FIELD (TENANT));
  cosell_registration_form_add_option (self, FIELD (TENANT), list, "Customer",
                                       _ ("The customer’s tenant"));
  cosell_registration_form_add_option (self, FIELD (TENANT), list, "Partner",
                                       _ ("The partner’s tenant"));
  list = add_choice (self, group, FIELD (PRICING));
  cosell_registration_form_add_option (self, FIELD (PRICING), list, "PayAsYouGo",
                                       _ ("Pay as you go"));
  cosell_registration_form_add_option (self, FIELD (PRICING), list, "Other", _ ("Other"));
  add_answer (self, group, FIELD (MARKETPLACE));
  add_date (self, group, FIELD (MARKETPLACE_DATE));
}

static void
make_contract_group (CosellRegistrationForm *self)
{
  GtkWidget *group =
      add_group (self, _ ("Contract"),
                 _ ("The value of the whole contract: software and services, without hardware. "
                    "Dates count in UTC."));
  GtkStringList *list;

  add_entry (self, group, FIELD (CONTRACT_VALUE));
  add_currency (self, group, FIELD (CONTRACT_CURRENCY));
  list = add_choice (self, group, FIELD (TERM));
  cosell_registration_form_add_option (self, FIELD (TERM), list, "Finite", _ ("With an end date"));
  cosell_registration_form_add_option (self, FIELD (TERM), list, "Perpetual", _ ("Perpetual"));
  add_date (self, group, FIELD (SIGNED));
  add_date (self, group, FIELD (START));
  add_date (self, group, FIELD (END));
}

static void
make_kept_group (CosellRegistrationForm *self)
{
  GtkWidget *group =
      add_group (self, _ ("Only for You"), _ ("This is kept on this computer and never sent."));
  GtkStringList *list = add_choice (self, group, FIELD (CONTRACT_TYPE));

  cosell_registration_form_add_option (self, FIELD (CONTRACT_TYPE), list, "new",
                                       _ ("New contract"));
  cosell_registration_form_add_option (self, FIELD (CONTRACT_TYPE), list, "renewal", _ ("Renewal"));
  for (guint i = FIELD (CONTACT_FIRST_NAME); i <= FIELD (CONTACT_EMAIL); i++)
    {
      /* Translators: %s is "First name", "Phone"… of the registration's contact */
      g_autofree char *title =
          cosell_text_format (_ ("Contact: %s"),
                              cosell_registration_label ((CosellRegistrationField) i, FALSE));

      add_entry (self, group, (CosellRegistrationField) i);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), title);
    }
}

/* E6 */
static void
make_consent_group (CosellRegistrationForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->advice = gtk_label_new (NULL);
  g_object_set (self->advice, "xalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->advice, "deal-notice");
  gtk_widget_add_css_class (self->advice, "caution");
  gtk_box_append (GTK_BOX (self), self->advice);
  self->box = cosell_check_row_new (
      _ ("My company’s name and the solution stand in the contract with the customer"),
      _ ("Only then may a deal be registered."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->box);
  self->box_caption =
      add_caption (group, COSELL_REGISTRATION_CONSENT, _ ("Contract with the customer"), self->box);
  g_signal_connect_object (self->box, "toggled", G_CALLBACK (cosell_registration_form_changed),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), group);
}

void
cosell_registration_form_add_rows (CosellRegistrationForm *self)
{
  make_solution_group (self);
  make_contract_group (self);
  make_kept_group (self);
  make_consent_group (self);
}
