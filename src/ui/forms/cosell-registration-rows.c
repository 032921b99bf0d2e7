/* cosell-registration-rows.c: the fields of the form, group by group */
#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-people.h"
#include "ui/forms/cosell-registration-form-private.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-date-row.h"

/* Takes row. */
static void
add_row (CosellRegistrationForm *self,
         AdwPreferencesGroup *group,
         CosellRegistrationField field,
         GtkWidget *row)
{
  const char *label = cosell_registration_label (field, FALSE);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (group, row);
  self->rows[field] = row;
  self->captions[field] =
      g_object_new (COSELL_TYPE_FIELD_CAPTION, "field", cosell_registration_member (field), "label",
                    label, "target", row, "errors-only", TRUE, "patient", TRUE, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (self->captions[field]));
  cosell_deal_form_add_field (COSELL_DEAL_FORM (self), cosell_registration_member (field), label,
                              row);
}

static void
add_entry (CosellRegistrationForm *self, AdwPreferencesGroup *group, CosellRegistrationField field)
{
  add_row (self, group, field, adw_entry_row_new ());
}

static void
add_date (CosellRegistrationForm *self, AdwPreferencesGroup *group, CosellRegistrationField field)
{
  /* Translators: %s is the name of a date, "Contract start date" */
  g_autofree char *label =
      g_strdup_printf (_ ("Choose: %s"), cosell_registration_label (field, FALSE));

  add_row (self, group, field, g_object_new (COSELL_TYPE_DATE_ROW, "choose-label", label, NULL));
}

static void
add_currency (CosellRegistrationForm *self,
              AdwPreferencesGroup *group,
              CosellRegistrationField field)
{
  CosellCatalog *catalog = cosell_session_get_catalog (self->parent_instance.session);
  GtkWidget *row = g_object_new (COSELL_TYPE_COMPLETION_ROW, NULL);

  cosell_completions_offer (COSELL_COMPLETION_ROW (row), COSELL_MEMBER_CURRENCY, catalog);
  add_row (self, group, field, row);
}

/* Begins with nothing chosen. */
static CosellChoiceRow *
add_choice (CosellRegistrationForm *self, AdwPreferencesGroup *group, CosellRegistrationField field)
{
  GtkWidget *row = g_object_new (COSELL_TYPE_CHOICE_ROW, NULL);

  add_row (self, group, field, row);
  return COSELL_CHOICE_ROW (row);
}

static void
add_answer (CosellRegistrationForm *self, AdwPreferencesGroup *group, CosellRegistrationField field)
{
  CosellChoiceRow *row = add_choice (self, group, field);

  cosell_choice_row_add (row, "true", C_ ("answer", "Yes"));
  cosell_choice_row_add (row, "false", C_ ("answer", "No"));
}

static void
add_solution_choice (CosellRegistrationForm *self, AdwPreferencesGroup *group)
{
  CosellChoiceRow *row = add_choice (self, group, FIELD (SOLUTION));
  GListModel *solutions = cosell_deal_get_solutions (self->parent_instance.deal);

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_choice_row_add (row, cosell_solution_get_id (solution),
                             cosell_solution_get_display_name (solution));
    }
}

static void
fill_solution_group (CosellRegistrationForm *self, AdwPreferencesGroup *group)
{
  CosellChoiceRow *row;

  add_solution_choice (self, group);
  add_entry (self, group, FIELD (SOLUTION_VALUE));
  add_currency (self, group, FIELD (SOLUTION_CURRENCY));
  add_answer (self, group, FIELD (ON_AZURE));
  row = add_choice (self, group, FIELD (TENANT));
  cosell_choice_row_add (row, "Customer", _ ("The customer’s tenant"));
  cosell_choice_row_add (row, "Partner", _ ("The partner’s tenant"));
  row = add_choice (self, group, FIELD (PRICING));
  cosell_choice_row_add (row, "PayAsYouGo", _ ("Pay as you go"));
  cosell_choice_row_add (row, "Other", _ ("Other"));
  add_answer (self, group, FIELD (MARKETPLACE));
  add_date (self, group, FIELD (MARKETPLACE_DATE));
}

static void
fill_contract_group (CosellRegistrationForm *self, AdwPreferencesGroup *group)
{
  CosellChoiceRow *row;

  add_entry (self, group, FIELD (CONTRACT_VALUE));
  add_currency (self, group, FIELD (CONTRACT_CURRENCY));
  row = add_choice (self, group, FIELD (TERM));
  cosell_choice_row_add (row, "Finite", _ ("With an end date"));
  cosell_choice_row_add (row, "Perpetual", _ ("Perpetual"));
  add_date (self, group, FIELD (SIGNED));
  add_date (self, group, FIELD (START));
  add_date (self, group, FIELD (END));
}

static void
fill_kept_group (CosellRegistrationForm *self, AdwPreferencesGroup *group)
{
  CosellChoiceRow *row = add_choice (self, group, FIELD (CONTRACT_TYPE));

  cosell_choice_row_add (row, "new", _ ("New contract"));
  cosell_choice_row_add (row, "renewal", _ ("Renewal"));
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

void
cosell_registration_form_add_rows (CosellRegistrationForm *self)
{
  fill_solution_group (self, self->solution_group);
  fill_contract_group (self, self->contract_group);
  fill_kept_group (self, self->kept_group);
}
