#include "ui/widgets/cosell-choice-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"

struct _CosellChoiceRow
{
  AdwComboRow parent_instance;

  GPtrArray *ids;        /* (owned) of char *, in the order of the labels */
  GtkStringList *labels; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CosellChoiceRow, cosell_choice_row, ADW_TYPE_COMBO_ROW)

typedef enum
{
  PROP_VALUE = 1,
  N_PROPS
} CosellChoiceRowProperty;
static GParamSpec *properties[N_PROPS];

static void
selected_cb (CosellChoiceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
cosell_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    cosell_choice_row_set_value (COSELL_CHOICE_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_choice_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_string (value, cosell_choice_row_get_value (COSELL_CHOICE_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_choice_row_finalize (GObject *object)
{
  CosellChoiceRow *self = COSELL_CHOICE_ROW (object);

  g_ptr_array_unref (self->ids);
  g_object_unref (self->labels);
  G_OBJECT_CLASS (cosell_choice_row_parent_class)->finalize (object);
}

static void
cosell_choice_row_class_init (CosellChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = cosell_choice_row_set_property;
  object_class->get_property = cosell_choice_row_get_property;
  object_class->finalize = cosell_choice_row_finalize;
  properties[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_choice_row_init (CosellChoiceRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  /* Translators: none of several choices was chosen */
  cosell_choice_row_add (self, "", C_ ("choice", "Not chosen"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->labels));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

void
cosell_choice_row_add (CosellChoiceRow *self, const char *id, const char *label)
{
  g_return_if_fail (COSELL_IS_CHOICE_ROW (self));

  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (self->labels, label);
}

void
cosell_choice_row_set_member (CosellChoiceRow *self, CosellMemberId id)
{
  g_return_if_fail (COSELL_IS_CHOICE_ROW (self));

  for (const CosellMemberChoice *each = cosell_member_get (id)->choices; each->id != NULL; each++)
    cosell_choice_row_add (self, each->id, _ (each->label));
}

const char *
cosell_choice_row_get_value (CosellChoiceRow *self)
{
  guint selected;

  g_return_val_if_fail (COSELL_IS_CHOICE_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected < self->ids->len ? g_ptr_array_index (self->ids, selected) : "";
}

void
cosell_choice_row_set_value (CosellChoiceRow *self, const char *value)
{
  guint index = 0;

  g_return_if_fail (COSELL_IS_CHOICE_ROW (self));

  value = value != NULL ? value : "";
  while (index < self->ids->len &&
         g_ascii_strcasecmp (g_ptr_array_index (self->ids, index), value) != 0)
    index++;
  if (index == self->ids->len)
    {
      g_autofree char *label = cosell_text_quote (value);

      cosell_choice_row_add (self, value, label);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), index);
}

const char *
cosell_choice_row_get_label (CosellChoiceRow *self)
{
  guint selected;

  g_return_val_if_fail (COSELL_IS_CHOICE_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return gtk_string_list_get_string (self->labels, selected);
}
