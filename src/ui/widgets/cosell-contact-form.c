#include "ui/widgets/cosell-contact-form.h"

#include <string.h>

#include "cosell-config.h"
#include "model/cosell-email.h"
#include "ui/widgets/cosell-long-entry.h"

#define N_ROWS 4

struct _CosellContactForm
{
  AdwBin parent_instance;

  GListStore *list;       /* (owned) (nullable) */
  CosellContact *contact; /* (owned) (nullable) */
  GBindingGroup *group;   /* (owned) */
  GSignalGroup *signals;  /* (owned) */
  gboolean revealed;

  GtkWidget *first_name;
  GtkWidget *last_name;
  GtkWidget *phone;
  GtkWidget *email;
};

G_DEFINE_FINAL_TYPE (CosellContactForm, cosell_contact_form, ADW_TYPE_BIN)

enum
{
  EDITED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
get_rows (CosellContactForm *self, GtkWidget *rows[N_ROWS])
{
  rows[0] = self->first_name;
  rows[1] = self->last_name;
  rows[2] = self->phone;
  rows[3] = self->email;
}

static gboolean
is_fine (CosellContactForm *self, GtkWidget *row)
{
  g_autofree char *text = cosell_long_entry_dup_text (row);

  if (row == self->email)
    return cosell_email_is_meant (text);
  return text[strspn (text, " \t")] != '\0';
}

static void
mark_rows (CosellContactForm *self)
{
  GtkWidget *rows[N_ROWS];

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    if (self->revealed && !is_fine (self, rows[i]))
      gtk_widget_add_css_class (rows[i], "error");
    else
      gtk_widget_remove_css_class (rows[i], "error");
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
cosell_contact_form_class_init (CosellContactFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_contact_form_dispose;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /* Enter in one of the fields */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-contact-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellContactForm, first_name);
  gtk_widget_class_bind_template_child (widget_class, CosellContactForm, last_name);
  gtk_widget_class_bind_template_child (widget_class, CosellContactForm, phone);
  gtk_widget_class_bind_template_child (widget_class, CosellContactForm, email);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
cosell_contact_form_init (CosellContactForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = g_binding_group_new ();
  cosell_long_entry_bind_group (self->group, "first-name", GTK_WIDGET (self->first_name));
  cosell_long_entry_bind_group (self->group, "last-name", GTK_WIDGET (self->last_name));
  cosell_long_entry_bind_group (self->group, "phone", GTK_WIDGET (self->phone));
  cosell_long_entry_bind_group (self->group, "email", GTK_WIDGET (self->email));
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
cosell_contact_form_focus (CosellContactForm *self)
{
  GtkWidget *rows[N_ROWS];

  g_return_if_fail (COSELL_IS_CONTACT_FORM (self));

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    if (!is_fine (self, rows[i]))
      {
        gtk_widget_grab_focus (rows[i]);
        return;
      }
  gtk_widget_grab_focus (rows[0]);
}

void
cosell_contact_form_reveal (CosellContactForm *self, gboolean reveal)
{
  g_return_if_fail (COSELL_IS_CONTACT_FORM (self));

  self->revealed = reveal;
  mark_rows (self);
}
