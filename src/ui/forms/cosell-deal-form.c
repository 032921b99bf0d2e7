#include "ui/forms/cosell-deal-form.h"

#include "base/cosell-str.h"
#include "model/cosell-rule-error.h"

G_DEFINE_ABSTRACT_TYPE (CosellDealForm, cosell_deal_form, GTK_TYPE_BOX)

typedef struct
{
  char *name;        /* (owned) */
  char *label;       /* (owned) */
  char *base;        /* (owned) */
  GtkWidget *widget; /* (unowned) a descendant of the form */
} Field;

enum
{
  NOTICE,
  TYPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->base);
  g_free (field);
}

static Field *
find_field (CosellDealForm *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->widget == widget)
        return field;
    }
  g_return_val_if_reached (NULL);
}

/* --- what follows from the fields --- */

static void
cosell_deal_form_real_write (CosellDealForm *self, CosellUnsavedForm *kept)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *typed = cosell_form_field_dup_text (field->widget);
      const char *words = cosell_form_field_get_words (field->widget);

      cosell_unsaved_form_add (kept, field->name, field->label, field->base, typed, words);
    }
}

static void
cosell_deal_form_real_fill (CosellDealForm *self, const CosellUnsavedForm *kept)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);
      const char *text;

      if (cosell_unsaved_form_get (kept, field->name, &text))
        cosell_form_field_set_text (field->widget, text);
    }
}

/* --- life --- */

static void
cosell_deal_form_dispose (GObject *object)
{
  CosellDealForm *self = COSELL_DEAL_FORM (object);

  g_ptr_array_set_size (self->fields, 0);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_deal_form_parent_class)->dispose (object);
}

static void
cosell_deal_form_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_DEAL_FORM (object)->fields);
  G_OBJECT_CLASS (cosell_deal_form_parent_class)->finalize (object);
}

static void
cosell_deal_form_class_init (CosellDealFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_deal_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_deal_form_finalize;
  klass->write = cosell_deal_form_real_write;
  klass->fill = cosell_deal_form_real_fill;

  signals[NOTICE] = g_signal_new ("notice", COSELL_TYPE_DEAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", COSELL_TYPE_DEAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cosell_deal_form_init (CosellDealForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
}

/* --- for the forms --- */

void
cosell_deal_form_set_words (CosellDealForm *self,
                            const char *title,
                            const char *apply_label,
                            const char *message)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  self->title = title;
  self->apply_label = apply_label;
  self->message = message;
}

void
cosell_deal_form_add_field (CosellDealForm *self,
                            const char *name,
                            const char *label,
                            GtkWidget *widget)
{
  Field *field;

  g_return_if_fail (COSELL_IS_DEAL_FORM (self) && name != NULL && GTK_IS_WIDGET (widget));

  field = g_new0 (Field, 1);
  field->name = g_strdup (name);
  field->label = g_strdup (label);
  field->widget = widget;
  field->base = cosell_form_field_dup_text (widget);
  g_ptr_array_add (self->fields, field);
  cosell_deal_form_watch (self, widget, cosell_form_field_get_signal (widget));
}

void
cosell_deal_form_add_contact (CosellDealForm *self, const char *label, CosellContactForm *contact)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self) && COSELL_IS_CONTACT_FORM (contact));

  for (guint i = 0; i < COSELL_CONTACT_FORM_N_FIELDS; i++)
    {
      GtkWidget *row = cosell_contact_form_get_row (contact, i);
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

      cosell_deal_form_add_field (self, cosell_contact_form_get_name (i),
                                  label != NULL ? label : title, row);
    }
}

const char *
cosell_deal_form_get_base (CosellDealForm *self, GtkWidget *field)
{
  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), NULL);

  return find_field (self, field)->base;
}

void
cosell_deal_form_set_base (CosellDealForm *self, GtkWidget *field, const char *text)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  cosell_set_str (&find_field (self, field)->base, text != NULL ? text : "");
}

gboolean
cosell_deal_form_is_touched (CosellDealForm *self, GtkWidget *field)
{
  g_autofree char *typed = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), FALSE);

  typed = cosell_form_field_dup_text (field);
  return !g_str_equal (typed, find_field (self, field)->base);
}

void
cosell_deal_form_notice (CosellDealForm *self, const char *message)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  g_signal_emit (self, signals[NOTICE], 0, message);
}

static void
changed_cb (CosellDealForm *self)
{
  g_signal_emit (self, signals[TYPED], 0);
}

void
cosell_deal_form_watch (CosellDealForm *self, gpointer object, const char *signal)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  g_signal_connect_object (object, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
cosell_deal_form_gather (GError **all, GError *one)
{
  g_return_if_fail (all != NULL && one != NULL);

  if (*all != NULL)
    {
      char *text = g_strdup_printf ("%s\n%s", (*all)->message, one->message);

      cosell_take_str (&(*all)->message, text);
      g_error_free (one);
    }
  else
    *all = one;
}

gboolean
cosell_deal_form_refuse (GtkWidget *field, const char *message, GError **error)
{
  cosell_form_field_mark (field, message);
  gtk_widget_grab_focus (field);
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, message);
  return FALSE;
}

/* --- for the frame --- */

char *
cosell_deal_form_dup_name (CosellDealForm *self)
{
  CosellDealFormClass *klass;

  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), NULL);

  klass = COSELL_DEAL_FORM_GET_CLASS (self);
  return klass->dup_name != NULL ? klass->dup_name (self) : g_strdup (klass->name);
}

gboolean
cosell_deal_form_collect (CosellDealForm *self, CosellEdit *edit, GError **error)
{
  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), FALSE);

  return COSELL_DEAL_FORM_GET_CLASS (self)->collect (self, edit, error);
}

gboolean
cosell_deal_form_is_changed (CosellDealForm *self)
{
  g_autoptr (CosellUnsavedForm) now = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), FALSE);

  now = cosell_unsaved_form_new ("", NULL, NULL);
  COSELL_DEAL_FORM_GET_CLASS (self)->write (self, now);
  return cosell_unsaved_form_is_changed (now);
}

CosellUnsavedForm *
cosell_deal_form_read (CosellDealForm *self, CosellDeal *deal)
{
  g_autofree char *name = cosell_deal_form_dup_name (self);
  CosellUnsavedForm *kept =
      cosell_unsaved_form_new (name, self->title, cosell_deal_get_data (deal)->name);

  COSELL_DEAL_FORM_GET_CLASS (self)->write (self, kept);
  return kept;
}

void
cosell_deal_form_fill (CosellDealForm *self, const CosellUnsavedForm *kept)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  COSELL_DEAL_FORM_GET_CLASS (self)->fill (self, kept);
}
