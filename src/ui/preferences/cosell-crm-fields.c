#include "ui/preferences/cosell-crm-fields.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"

struct _CosellCrmFields
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *rows[COSELL_CRM_N_FIELDS]; /* (nullable): it can go neither way */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (CosellCrmFields, cosell_crm_fields, ADW_TYPE_PREFERENCES_GROUP)

static guint set_signal;

/* In the order in which they are offered. */
static const struct
{
  CosellCrmDirection direction;
  const char *label;
} directions[] = {
  { COSELL_CRM_BOTH, N_ ("Both ways") },
  { COSELL_CRM_TO, N_ ("To the CRM") },
  { COSELL_CRM_FROM, N_ ("From the CRM") },
  { COSELL_CRM_OFF, N_ ("Off") },
};

static gboolean
is_possible (CosellCrmField field, guint i)
{
  CosellCrmDirection possible = cosell_crm_field_possible (field);

  return (directions[i].direction & ~possible) == 0;
}

/* The place among those that are offered for a field, and the reverse. */
static guint
find_place (CosellCrmField field, CosellCrmDirection direction)
{
  guint place = 0;

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (directions[i].direction == direction)
      break;
    else if (is_possible (field, i))
      place++;
  return place;
}

static CosellCrmDirection
at_place (CosellCrmField field, guint place)
{
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (is_possible (field, i) && place-- == 0)
      return directions[i].direction;
  return COSELL_CRM_OFF;
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, CosellCrmFields *self)
{
  CosellCrmField field =
      (CosellCrmField) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "cosell-field"));
  CosellCrmDirection direction = at_place (field, adw_combo_row_get_selected (row));
  CosellJsonWriter *writer;
  g_autofree char *json = NULL;

  if (self->showing)
    return;
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, cosell_crm_field_nick (field),
                             cosell_crm_direction_nick (direction));
  cosell_json_writer_end_object (writer);
  json = cosell_json_writer_end (writer);
  g_signal_emit (self, set_signal, 0, "fields", json);
}

static void
add_field (CosellCrmFields *self, CosellCrmField field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (is_possible (field, i))
      gtk_string_list_append (names, _ (directions[i].label));
  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, "use-subtitle",
                TRUE, "model", names, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cosell_crm_field_label (field));
  g_object_set_data (G_OBJECT (row), "cosell-field", GUINT_TO_POINTER (field));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->rows[field] = ADW_COMBO_ROW (row);
}

void
cosell_crm_fields_show (CosellCrmFields *self, const CosellCrmSettings *settings)
{
  g_return_if_fail (COSELL_IS_CRM_FIELDS (self) && settings != NULL);

  self->showing = TRUE;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (self->rows[i] != NULL)
      adw_combo_row_set_selected (self->rows[i],
                                  find_place ((CosellCrmField) i, settings->directions[i]));
  self->showing = FALSE;
}

static void
cosell_crm_fields_class_init (CosellCrmFieldsClass *klass)
{
  set_signal = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cosell_crm_fields_init (CosellCrmFields *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Fields"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("What was changed on one side goes to the other. What was changed on both is shown to "
         "you. The team comes from the CRM only, and solutions go to a column that you name."));
  self->showing = TRUE;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (cosell_crm_field_possible ((CosellCrmField) i) != COSELL_CRM_OFF)
      add_field (self, (CosellCrmField) i);
  self->showing = FALSE;
}
