#include "ui/widgets/cosell-contact-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-change.h"
#include "model/cosell-email.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-form-field.h"
#include "ui/widgets/cosell-long-entry.h"

#define N_ROWS COSELL_CONTACT_FORM_N_FIELDS

struct _CosellContactForm
{
  AdwBin parent_instance;

  GListStore *list;       /* (owned) (nullable) */
  CosellContact *contact; /* (owned) (nullable) */
  GBindingGroup *group;   /* (owned) */
  GSignalGroup *signals;  /* (owned) */
  gboolean revealed;

  GtkWidget *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (CosellContactForm, cosell_contact_form, ADW_TYPE_BIN)

enum
{
  EDITED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef enum
{
  PROP_ACTIVATES_DEFAULT = 1,
  N_PROPS
} CosellContactFormProperty;
static GParamSpec *properties[N_PROPS];

/* Members of a draft file and properties of a contact, by which the rows are kept and bound, and
 * what to say when one is missing. */
static const struct
{
  const char *name;
  const char *property;
  const char *missing;
} fields[N_ROWS] = {
  { "firstName", "first-name", N_ ("The first name is missing.") },
  { "lastName", "last-name", N_ ("The last name is missing.") },
  { "phone", "phone", N_ ("The phone number is missing.") },
  { "email", "email", N_ ("The e-mail address is missing.") },
};

/* C3. Returns: (transfer full) (nullable): NULL when nothing is wrong */
static char *
find_problem (CosellContactForm *self, guint i)
{
  g_autofree char *text = g_strstrip (cosell_long_entry_dup_text (self->rows[i]));

  if (*text == '\0')
    return g_strdup (_ (fields[i].missing));
  if (g_str_equal (fields[i].name, "email") && !cosell_email_is_meant (text))
    return cosell_text_format (_ ("“%s” is not an e-mail address. Correct it."), text);
  return NULL;
}

static void
mark_rows (CosellContactForm *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *problem = self->revealed ? find_problem (self, i) : NULL;

      cosell_form_field_mark (self->rows[i], problem);
    }
}

/* In the list exactly while there is something to keep. */
static void
contact_changed_cb (CosellContactForm *self)
{
  guint position;
  gboolean listed;

  if (self->list == NULL || self->contact == NULL)
    return;
  listed = g_list_store_find (self->list, self->contact, &position);
  if (cosell_contact_is_empty (self->contact))
    {
      if (listed)
        g_list_store_remove (self->list, position);
    }
  else if (!listed)
    g_list_store_append (self->list, self->contact);
  mark_rows (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
entry_activated_cb (CosellContactForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
cosell_contact_form_dispose (GObject *object)
{
  CosellContactForm *self = COSELL_CONTACT_FORM (object);

  g_clear_object (&self->group);
  g_clear_object (&self->signals);
  g_clear_object (&self->contact);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CONTACT_FORM);
  G_OBJECT_CLASS (cosell_contact_form_parent_class)->dispose (object);
}

static void
cosell_contact_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellContactForm *self = COSELL_CONTACT_FORM (object);

  if (id == PROP_ACTIVATES_DEFAULT)
    for (guint i = 0; i < N_ROWS; i++)
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->rows[i]),
                                           g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_contact_form_class_init (CosellContactFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_contact_form_dispose;
  G_OBJECT_CLASS (klass)->set_property = cosell_contact_form_set_property;
  properties[PROP_ACTIVATES_DEFAULT] =
      g_param_spec_boolean ("activates-default", NULL, NULL, FALSE,
                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /* Enter in one of the fields */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-contact-form.ui");
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i].name, FALSE,
                                               G_STRUCT_OFFSET (CosellContactForm, rows) +
                                                   (gssize) (i * sizeof (gpointer)));
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
cosell_contact_form_init (CosellContactForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = g_binding_group_new ();
  for (guint i = 0; i < N_ROWS; i++)
    cosell_long_entry_bind_group (self->group, fields[i].property, self->rows[i]);
  self->signals = g_signal_group_new (COSELL_TYPE_CONTACT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (contact_changed_cb), self);
}

void
cosell_contact_form_edit (CosellContactForm *self, GListStore *list, CosellContact *contact)
{
  g_autoptr (CosellContact) owned = NULL;

  g_return_if_fail (COSELL_IS_CONTACT_FORM (self));

  owned = contact != NULL ? g_object_ref (contact) : cosell_contact_new ();
  g_set_object (&self->list, list);
  g_signal_group_set_target (self->signals, NULL);
  g_set_object (&self->contact, owned);
  self->revealed = FALSE;
  g_binding_group_set_source (self->group, owned);
  g_signal_group_set_target (self->signals, owned);
  mark_rows (self);
}

CosellContact *
cosell_contact_form_get_contact (CosellContactForm *self)
{
  g_return_val_if_fail (COSELL_IS_CONTACT_FORM (self), NULL);

  return self->contact;
}

void
cosell_contact_form_set_contact (CosellContactForm *self, CosellContact *contact)
{
  g_return_if_fail (COSELL_IS_CONTACT_FORM (self) && COSELL_IS_CONTACT (contact));

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (contact, fields[i].property, &text, NULL);
      g_object_set (self->contact, fields[i].property, text, NULL);
    }
  cosell_contact_form_reveal (self, FALSE);
}

CosellContact *
cosell_contact_form_dup_typed (CosellContactForm *self)
{
  CosellContact *contact;

  g_return_val_if_fail (COSELL_IS_CONTACT_FORM (self), NULL);

  contact = cosell_contact_new ();
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_strstrip (cosell_long_entry_dup_text (self->rows[i]));

      g_object_set (contact, fields[i].property, text, NULL);
    }
  return contact;
}

const char *
cosell_contact_form_get_name (guint field)
{
  g_return_val_if_fail (field < N_ROWS, NULL);

  return fields[field].name;
}

GtkWidget *
cosell_contact_form_get_row (CosellContactForm *self, guint field)
{
  g_return_val_if_fail (COSELL_IS_CONTACT_FORM (self) && field < N_ROWS, NULL);

  return self->rows[field];
}

void
cosell_contact_form_focus (CosellContactForm *self)
{
  g_return_if_fail (COSELL_IS_CONTACT_FORM (self));

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *problem = find_problem (self, i);

      if (problem == NULL)
        continue;
      gtk_widget_grab_focus (self->rows[i]);
      return;
    }
  gtk_widget_grab_focus (self->rows[0]);
}

void
cosell_contact_form_reveal (CosellContactForm *self, gboolean reveal)
{
  g_return_if_fail (COSELL_IS_CONTACT_FORM (self));

  self->revealed = reveal;
  mark_rows (self);
}

gboolean
cosell_contact_form_check (CosellContactForm *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (COSELL_IS_CONTACT_FORM (self), FALSE);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *problem = find_problem (self, i);

      if (problem != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem);
    }
  if (text->len == 0)
    return TRUE;
  cosell_contact_form_reveal (self, TRUE);
  cosell_contact_form_focus (self);
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, text->str);
  return FALSE;
}
