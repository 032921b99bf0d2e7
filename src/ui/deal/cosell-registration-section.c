#include "ui/deal/cosell-registration-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

struct _CosellRegistrationSection
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (owned) of GtkWidget (unowned), children */
  char *shown;     /* (owned) (nullable) the JSON of what is shown */
};

G_DEFINE_FINAL_TYPE (CosellRegistrationSection,
                     cosell_registration_section,
                     ADW_TYPE_PREFERENCES_GROUP)

#define FIELD(name) COSELL_REGISTRATION_##name

static const char *
bool_words (const char *value)
{
  if (value == NULL)
    return NULL;
  return g_str_equal (value, "true") ? C_ ("answer", "Yes") : C_ ("answer", "No");
}

static char *
money (const CosellRegistration *form,
       CosellRegistrationField value,
       CosellRegistrationField currency)
{
  const char *amount = cosell_registration_get (form, value);
  const char *code = cosell_registration_get (form, currency);

  if (amount == NULL)
    return NULL;
  /* the service does not give the solution's currency back */
  return cosell_format_money (
      amount, code != NULL ? code : cosell_registration_get (form, FIELD (CONTRACT_CURRENCY)));
}

static void
add_value (AdwExpanderRow *row, const char *title, const char *value)
{
  GtkWidget *child;

  if (value == NULL || *value == '\0')
    return;
  child = cosell_widget_row (title, NULL);
  cosell_widget_row_set_value (ADW_ACTION_ROW (child), value);
  adw_expander_row_add_row (row, child);
}

static void
add_field (AdwExpanderRow *row, const CosellRegistration *form, CosellRegistrationField field)
{
  gboolean pay_as_you_go = cosell_registration_is (form, FIELD (PRICING), "PayAsYouGo");

  add_value (row, cosell_registration_label (field, pay_as_you_go),
             cosell_registration_get (form, field));
}

static void
add_history (AdwExpanderRow *row, GArray *history)
{
  for (guint i = 0; i < history->len; i++)
    {
      const CosellRegistrationMoment *moment =
          &g_array_index (history, CosellRegistrationMoment, i);
      g_autofree char *label = cosell_registration_state_label (moment->state, NULL);
      g_autofree char *when = cosell_format_time (moment->at, cosell_format_now ());

      add_value (row, label, when);
    }
}

static void
add_form (AdwExpanderRow *row, const CosellRegistration *form)
{
  g_autofree char *value = money (form, FIELD (SOLUTION_VALUE), FIELD (SOLUTION_CURRENCY));
  g_autofree char *whole = money (form, FIELD (CONTRACT_VALUE), FIELD (CONTRACT_CURRENCY));

  add_value (row, _ ("Total contract value"), whole);
  add_value (row, _ ("Solution value"), value);
  add_value (row, _ ("Deployed on Azure"),
             bool_words (cosell_registration_get (form, FIELD (ON_AZURE))));
  add_field (row, form, FIELD (TENANT));
  add_field (row, form, FIELD (PRICING));
  add_value (row, _ ("Marketplace transaction"),
             bool_words (cosell_registration_get (form, FIELD (MARKETPLACE))));
  add_field (row, form, FIELD (MARKETPLACE_DATE));
  add_field (row, form, FIELD (TERM));
  add_field (row, form, FIELD (SIGNED));
  add_field (row, form, FIELD (START));
  add_field (row, form, FIELD (END));
}

static GtkWidget *
make_row (const CosellRegistrationEntry *entry)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  g_autofree char *status = cosell_registration_state_label (entry->state, entry->status);
  const char *name = cosell_registration_get (entry->form, FIELD (SOLUTION_NAME));
  const char *id = cosell_registration_get (entry->form, FIELD (SOLUTION));
  g_autofree char *subtitle = cosell_widget_join (status, entry->reason);
  g_autofree char *registered =
      entry->registered_at != COSELL_NO_TIME
          ? cosell_format_time (entry->registered_at, cosell_format_now ())
          : NULL;

  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row), name != NULL ? name
                                                          : id != NULL ? id
                                                                       : _ ("Registration"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  add_value (ADW_EXPANDER_ROW (row), _ ("Registered"), registered);
  add_form (ADW_EXPANDER_ROW (row), entry->form);
  add_history (ADW_EXPANDER_ROW (row), entry->history);
  return row;
}

static void
clear (CosellRegistrationSection *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* Rows are made anew only when something changed: an open one would close. */
void
cosell_registration_section_show (CosellRegistrationSection *self,
                                  const CosellRegistrationView *view)
{
  g_autofree char *now = NULL;

  g_return_if_fail (COSELL_IS_REGISTRATION_SECTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self), view != NULL && view->entries->len > 0);
  if (view == NULL)
    return;
  now = cosell_json_dup_raw (cosell_json_member (cosell_json_root (view->json), "registrations"));
  if (g_strcmp0 (now, self->shown) == 0)
    return;
  cosell_take_str (&self->shown, g_steal_pointer (&now));
  clear (self);
  for (guint i = 0; i < view->entries->len; i++)
    {
      GtkWidget *row = make_row (g_ptr_array_index (view->entries, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
cosell_registration_section_finalize (GObject *object)
{
  CosellRegistrationSection *self = COSELL_REGISTRATION_SECTION (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);
  G_OBJECT_CLASS (cosell_registration_section_parent_class)->finalize (object);
}

static void
cosell_registration_section_class_init (CosellRegistrationSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_registration_section_finalize;
}

static void
cosell_registration_section_init (CosellRegistrationSection *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Deal Registration"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
