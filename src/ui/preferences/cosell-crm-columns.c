#include "ui/preferences/cosell-crm-columns.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "ui/widgets/cosell-long-entry.h"

struct _CosellCrmColumns
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *solutions;
  GtkWidget *key;
  GPtrArray *mandatory; /* (owned) of AdwEntryRow (unowned) */
  char *defaults;       /* (owned) (nullable): as they are kept */
};

G_DEFINE_FINAL_TYPE (CosellCrmColumns, cosell_crm_columns, ADW_TYPE_PREFERENCES_GROUP)

static guint set_signal;

/* --- what was typed --- */

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* Whether there is something in a row that is not kept. */
static gboolean
is_new (GtkWidget *row)
{
  g_autofree char *text = dup_text (row);

  return g_strcmp0 (text, g_object_get_data (G_OBJECT (row), "cosell-kept")) != 0;
}

static void
keep (GtkWidget *row, const char *text)
{
  g_object_set_data_full (G_OBJECT (row), "cosell-kept", g_strdup (text != NULL ? text : ""),
                          g_free);
}

static void
set_row (GtkWidget *row, const char *text)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "cosell-kept"), text) == 0)
    return;
  keep (row, text);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
save_column (CosellCrmColumns *self, GtkWidget *row, const char *key)
{
  g_autofree char *text = dup_text (row);

  if (!is_new (row))
    return;
  keep (row, text);
  g_signal_emit (self, set_signal, 0, key, text);
}

static GtkWidget *
find_mandatory (CosellCrmColumns *self, const char *name)
{
  for (guint i = 0; i < self->mandatory->len; i++)
    {
      GObject *row = g_ptr_array_index (self->mandatory, i);

      if (g_strcmp0 (g_object_get_data (row, "cosell-column"), name) == 0)
        return GTK_WIDGET (row);
    }
  return NULL;
}

/* What is kept of columns that are not shown stays. */
static void
write_others (CosellCrmColumns *self, CosellJsonWriter *writer)
{
  g_autoptr (CosellJson) doc =
      self->defaults != NULL ? cosell_json_parse (self->defaults, -1, NULL) : NULL;
  CosellJsonValue name, value;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_root (doc));
  while (cosell_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *column = cosell_json_dup_string (name);
      g_autofree char *raw = cosell_json_dup_raw (value);

      if (find_mandatory (self, column) != NULL)
        continue;
      cosell_json_writer_name (writer, column);
      cosell_json_writer_raw (writer, raw, -1);
    }
}

static void
save_defaults (CosellCrmColumns *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *json = NULL;
  gboolean any = FALSE;

  cosell_json_writer_begin_object (writer);
  write_others (self, writer);
  for (guint i = 0; i < self->mandatory->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->mandatory, i);
      g_autofree char *text = dup_text (row);

      any = any || is_new (row);
      keep (row, text);
      if (*text != '\0')
        cosell_json_writer_member (writer, g_object_get_data (G_OBJECT (row), "cosell-column"),
                                   text);
    }
  cosell_json_writer_end_object (writer);
  json = cosell_json_writer_end (writer);
  if (!any)
    return;
  cosell_set_str (&self->defaults, json);
  g_signal_emit (self, set_signal, 0, "defaults", json);
}

static void
applied_cb (CosellCrmColumns *self)
{
  save_column (self, self->solutions, "solutionsColumn");
  save_column (self, self->key, "keyColumn");
  save_defaults (self);
}

/* --- showing --- */

static GtkWidget *
add_entry (CosellCrmColumns *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  cosell_long_entry_guard (row);
  keep (row, "");
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_default (CosellCrmColumns *self, const CosellCrmColumn *column, CosellJsonValue defaults)
{
  const char *label = column->label != NULL ? column->label : column->name;
  /* Translators: %s is a column of the CRM that has to be filled in */
  g_autofree char *title = g_strdup_printf (_ ("%s, in new opportunities"), label);
  g_autofree char *value = cosell_json_dup_scalar (cosell_json_member (defaults, column->name));
  GtkWidget *row = add_entry (self, title);

  g_object_set_data_full (G_OBJECT (row), "cosell-column", g_strdup (column->name), g_free);
  set_row (row, value);
  g_ptr_array_add (self->mandatory, row);
}

static void
show_defaults (CosellCrmColumns *self, const CosellCrmDescription *description)
{
  g_autoptr (CosellJson) doc =
      self->defaults != NULL ? cosell_json_parse (self->defaults, -1, NULL) : NULL;

  for (guint i = 0; i < self->mandatory->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->mandatory, i));
  g_ptr_array_set_size (self->mandatory, 0);
  for (guint i = 0; description != NULL && i < description->columns->len; i++)
    {
      const CosellCrmColumn *column = g_ptr_array_index (description->columns, i);

      if (column->mandatory && column->creatable && column->field == 0)
        add_default (self, column, cosell_json_root (doc));
    }
}

void
cosell_crm_columns_show (CosellCrmColumns *self,
                         const CosellCrmSettings *settings,
                         const CosellCrmDescription *description)
{
  g_return_if_fail (COSELL_IS_CRM_COLUMNS (self) && settings != NULL);

  set_row (self->solutions, settings->solutions_column);
  set_row (self->key, settings->key_column);
  cosell_set_str (&self->defaults, settings->defaults);
  show_defaults (self, description);
}

/* --- life --- */

static void
cosell_crm_columns_unmap (GtkWidget *widget)
{
  applied_cb (COSELL_CRM_COLUMNS (widget));
  GTK_WIDGET_CLASS (cosell_crm_columns_parent_class)->unmap (widget);
}

static void
cosell_crm_columns_finalize (GObject *object)
{
  CosellCrmColumns *self = COSELL_CRM_COLUMNS (object);

  g_ptr_array_unref (self->mandatory);
  g_free (self->defaults);
  G_OBJECT_CLASS (cosell_crm_columns_parent_class)->finalize (object);
}

static void
cosell_crm_columns_class_init (CosellCrmColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_columns_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = cosell_crm_columns_unmap;
  set_signal = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cosell_crm_columns_init (CosellCrmColumns *self)
{
  self->mandatory = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Columns"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("By their names in the CRM. A column for the deal’s ID lets an opportunity be found again "
         "whatever happens. What your organization demands of new opportunities needs a value "
         "here."));
  self->solutions = add_entry (self, _ ("Column for solutions"));
  self->key = add_entry (self, _ ("Column for the deal’s ID"));
}
