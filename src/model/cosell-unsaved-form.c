#include "model/cosell-unsaved-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-gate.h"
#include "base/cosell-str.h"

static void
field_free (gpointer data)
{
  CosellFormField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->base);
  g_free (field->value);
  g_free (field->words);
  g_free (field);
}

CosellUnsavedForm *
cosell_unsaved_form_new (const char *form, const char *title, const char *deal_name)
{
  CosellUnsavedForm *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_new0 (CosellUnsavedForm, 1);
  self->form = g_strdup (form);
  self->title = g_strdup (title != NULL ? title : "");
  self->deal_name = g_strdup (deal_name != NULL ? deal_name : "");
  self->fields = g_ptr_array_new_with_free_func (field_free);
  return self;
}

void
cosell_unsaved_form_free (CosellUnsavedForm *self)
{
  if (self == NULL)
    return;
  g_free (self->form);
  g_free (self->title);
  g_free (self->deal_name);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
cosell_unsaved_form_add (CosellUnsavedForm *self,
                         const char *name,
                         const char *label,
                         const char *base,
                         const char *value,
                         const char *words)
{
  CosellFormField *field;

  g_return_if_fail (self != NULL && name != NULL);

  field = g_new0 (CosellFormField, 1);
  field->name = g_strdup (name);
  field->label = g_strdup (label != NULL ? label : "");
  field->base = g_strdup (base != NULL ? base : "");
  field->value = g_strdup (value != NULL ? value : "");
  field->words = g_strdup (words);
  g_ptr_array_add (self->fields, field);
}

const CosellFormField *
cosell_unsaved_form_find (const CosellUnsavedForm *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}

gboolean
cosell_unsaved_form_get (const CosellUnsavedForm *self, const char *name, const char **value)
{
  const CosellFormField *field = cosell_unsaved_form_find (self, name);

  if (field == NULL)
    return FALSE;
  *value = field->value;
  return TRUE;
}

static gboolean
is_changed (const CosellFormField *field)
{
  g_autofree char *base = g_strstrip (g_strdup (field->base));
  g_autofree char *value = g_strstrip (g_strdup (field->value));

  return !g_str_equal (base, value);
}

gboolean
cosell_unsaved_form_is_changed (const CosellUnsavedForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (is_changed (g_ptr_array_index (self->fields, i)))
      return TRUE;
  return FALSE;
}

gboolean
cosell_unsaved_form_has_other_base (const CosellUnsavedForm *self, const CosellUnsavedForm *other)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const CosellFormField *mine = g_ptr_array_index (self->fields, i);
      const CosellFormField *theirs = cosell_unsaved_form_find (other, mine->name);

      if (theirs != NULL && !g_str_equal (mine->base, theirs->base))
        return TRUE;
    }
  return FALSE;
}

void
cosell_unsaved_form_reset (CosellUnsavedForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      CosellFormField *field = g_ptr_array_index (self->fields, i);

      cosell_set_str (&field->value, field->base);
    }
}

char *
cosell_unsaved_form_to_json (const CosellUnsavedForm *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "title", self->title);
  cosell_json_writer_member (writer, "dealName", self->deal_name);
  cosell_json_writer_name (writer, "fields");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (self->fields, i);

      if (!is_changed (field))
        continue;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "name", field->name);
      cosell_json_writer_member (writer, "label", field->label);
      cosell_json_writer_member (writer, "base", field->base);
      cosell_json_writer_member (writer, "value", field->value);
      if (field->words != NULL)
        cosell_json_writer_member (writer, "words", field->words);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static void
read_field (CosellUnsavedForm *self, JsonObject *field)
{
  const char *name = cosell_json_gate_text (field, "name");
  const char *value = cosell_json_gate_text (field, "value");

  if (name != NULL && value != NULL)
    cosell_unsaved_form_add (self, name, cosell_json_gate_text (field, "label"),
                             cosell_json_gate_text (field, "base"), value,
                             cosell_json_gate_text (field, "words"));
}

/* (transfer full) (nullable) */
static CosellUnsavedForm *
read_form (JsonObject *row)
{
  const char *form = cosell_json_gate_text (row, "form");
  const char *text = cosell_json_gate_text (row, "text");
  g_autoptr (JsonObject) root = text != NULL ? cosell_json_gate_read_object (text, -1) : NULL;
  JsonArray *fields = cosell_json_gate_array (root, "fields");
  CosellUnsavedForm *self;

  if (form == NULL || root == NULL)
    return NULL;
  self = cosell_unsaved_form_new (form, cosell_json_gate_text (root, "title"),
                                  cosell_json_gate_text (root, "dealName"));
  self->id = cosell_json_gate_int (row, "id", 0);
  self->deal = cosell_json_gate_int (row, "deal", 0);
  self->at = cosell_json_gate_int (row, "at", 0);
  for (guint i = 0; i < cosell_json_gate_length (fields); i++)
    read_field (self, cosell_json_gate_element (fields, i));
  return self;
}

GPtrArray *
cosell_unsaved_forms_from_json (const char *json)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_unsaved_form_free);
  g_autoptr (JsonNode) root = cosell_json_gate_read (json, -1, NULL);
  JsonArray *rows =
      root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; i < cosell_json_gate_length (rows); i++)
    {
      CosellUnsavedForm *form = read_form (cosell_json_gate_element (rows, i));

      if (form != NULL)
        g_ptr_array_add (forms, form);
    }
  return forms;
}

char *
cosell_unsaved_form_describe (const CosellUnsavedForm *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (self->fields, i);
      const char *value = field->words != NULL ? field->words : field->value;

      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: name of a field, then what was typed into it */
      g_string_append_printf (text, _ ("%s: %s"), field->label,
                              *value != '\0' ? value : C_ ("what was typed", "(emptied)"));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
