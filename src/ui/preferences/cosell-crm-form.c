#include "ui/preferences/cosell-crm-form.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-entry.h"

/* Where what was typed is kept, at the session: texts of the entries. */
#define KEPT "cosell-crm-form"

enum
{
  ENTRY_NAME,
  ENTRY_ADDRESS,
  ENTRY_CLIENT_ID,
  ENTRY_DATABASE,
  ENTRY_USER,
  N_ENTRIES
};

struct _CosellCrmForm
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  gboolean practice;
  gboolean over; /* it was added, or cancelled */
  char *name;    /* (owned) (nullable): that is being added */

  GtkWidget *box;
  GtkButton *cancel;
  GtkButton *add;
  AdwComboRow *kind;
  GtkWidget *name_row;
  GtkWidget *address;
  GtkLabel *example;
  GtkWidget *client_id;
  GtkLabel *id_help;
  GtkWidget *database;
  GtkWidget *user;
  GtkWidget *password; /* is never kept but in the keyring */
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (CosellCrmForm, cosell_crm_form, GTK_TYPE_WIDGET)

enum
{
  ADDED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
get_entries (CosellCrmForm *self, GtkEditable **entries)
{
  entries[ENTRY_NAME] = GTK_EDITABLE (self->name_row);
  entries[ENTRY_ADDRESS] = GTK_EDITABLE (self->address);
  entries[ENTRY_CLIENT_ID] = GTK_EDITABLE (self->client_id);
  entries[ENTRY_DATABASE] = GTK_EDITABLE (self->database);
  entries[ENTRY_USER] = GTK_EDITABLE (self->user);
}

/* --- what was typed --- */

static void
keep (CosellCrmForm *self)
{
  GtkEditable *entries[N_ENTRIES];
  char **texts = g_new0 (char *, N_ENTRIES + 1);

  get_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    texts[i] = g_strdup (gtk_editable_get_text (entries[i]));
  g_object_set_data_full (G_OBJECT (self->session), KEPT, texts, (GDestroyNotify) g_strfreev);
}

static void
bring_back (CosellCrmForm *self)
{
  GtkEditable *entries[N_ENTRIES];
  char **texts = g_object_get_data (G_OBJECT (self->session), KEPT);

  get_entries (self, entries);
  for (guint i = 0; texts != NULL && i < N_ENTRIES; i++)
    gtk_editable_set_text (entries[i], texts[i]);
}

static void
forget (CosellCrmForm *self)
{
  self->over = TRUE;
  if (!self->practice)
    g_object_set_data (G_OBJECT (self->session), KEPT, NULL);
}

/* --- adding --- */

static const CosellCrmKind *
get_kind (CosellCrmForm *self)
{
  return cosell_crm_kinds_get (adw_combo_row_get_selected (self->kind));
}

static void
show_problem (CosellCrmForm *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
end (CosellCrmForm *self)
{
  forget (self);
  g_signal_emit (self, signals[ADDED], 0, self->name);
}

/* One that no keyring takes is asked for again on the page of the CRM, which is there by now. */
static void
password_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmForm) self = user_data;

  cosell_session_finish (COSELL_SESSION (source), result, NULL);
  if (self->session != NULL)
    end (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);
  const char *password;

  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), TRUE);
  show_problem (self, ok ? NULL : error->message);
  if (!ok)
    return;
  password = gtk_editable_get_text (GTK_EDITABLE (self->password));
  if (get_kind (self)->has_password && *password != '\0')
    cosell_session_set_crm_password_async (self->session, self->name, password, NULL,
                                           password_kept_cb, g_object_ref (self));
  else
    end (self);
}

static void
add (CosellCrmForm *self, const CosellCrmAccount *crm)
{
  g_free (self->name);
  self->name = g_strdup (crm->name);
  cosell_session_add_crm_async (self->session, crm, NULL, added_cb, g_object_ref (self));
}

/* One of that name would be changed: that is what its own page is for. */
static gboolean
is_taken (GPtrArray *crms, const char *name)
{
  for (guint i = 0; i < crms->len; i++)
    {
      const CosellCrmAccount *crm = g_ptr_array_index (crms, i);

      if (g_str_equal (crm->name, name))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full) what stands in the form; NULL with error */
static CosellCrmAccount *
read_form (CosellCrmForm *self, GError **error)
{
  g_autofree char *address =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  g_autofree char *client_id =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->client_id))));
  g_autofree char *database =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->database))));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user))));
  const CosellCrmKind *kind = get_kind (self);
  g_autoptr (CosellCrmAccount) crm =
      cosell_crm_account_new (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), kind->kind,
                              address, kind->id_title != NULL ? client_id : NULL, error);

  if (crm == NULL)
    return NULL;
  if (kind->has_password)
    cosell_crm_account_set_user (crm, database, user);
  return cosell_crm_account_check (crm, error) ? g_steal_pointer (&crm) : NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) crms =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);
  g_autoptr (CosellCrmAccount) crm = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;
  if (crms != NULL)
    crm = read_form (self, &error);
  if (crm != NULL && is_taken (crms, crm->name))
    words = g_strdup_printf (_ ("There is a CRM named “%s” already: give this one another name."),
                             crm->name);
  if (crm != NULL && words == NULL)
    {
      add (self, crm);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), TRUE);
  show_problem (self, words != NULL ? words : error->message);
}

static void
add_clicked_cb (CosellCrmForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmAccount) crm = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->add)))
    return;
  crm = read_form (self, &error);
  show_problem (self, crm == NULL ? error->message : NULL);
  if (crm == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), FALSE);
  cosell_session_crms_async (self->session, NULL, listed_cb, g_object_ref (self));
}

static void
cancel_clicked_cb (CosellCrmForm *self)
{
  forget (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* --- kinds --- */

static void
kind_chosen_cb (CosellCrmForm *self)
{
  const CosellCrmKind *kind = get_kind (self);
  g_autofree char *example = NULL;

  if (kind == NULL)
    return;
  /* Translators: %s is what the address of a CRM looks like */
  example = g_strdup_printf (_ ("Like %s"), kind->address);
  gtk_label_set_label (self->example, example);
  gtk_widget_set_visible (self->client_id, kind->id_title != NULL);
  gtk_widget_set_visible (self->database, kind->has_password);
  gtk_widget_set_visible (self->user, kind->has_password);
  gtk_widget_set_visible (self->password, kind->has_password);
  gtk_widget_set_visible (GTK_WIDGET (self->id_help), kind->id_help != NULL);
  if (kind->id_title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_id), _ (kind->id_title));
  if (kind->id_help != NULL)
    gtk_label_set_label (self->id_help, _ (kind->id_help));
}

static void
offer_kinds (CosellCrmForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const CosellCrmKind *kind;

  for (guint i = 0; (kind = cosell_crm_kinds_get (i)) != NULL; i++)
    gtk_string_list_append (names, kind->name);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
}

static void
fill_practice (CosellCrmForm *self, const CosellCrmKind *practice)
{
  CosellAccount *account = cosell_session_get_account (self->session);

  for (guint i = 0; cosell_crm_kinds_get (i) != NULL; i++)
    if (cosell_crm_kinds_get (i) == practice)
      adw_combo_row_set_selected (self->kind, i);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), _ (practice->practice));
  gtk_editable_set_text (GTK_EDITABLE (self->address), cosell_account_get_url (account));
}

/* --- life --- */

static void
cosell_crm_form_unmap (GtkWidget *widget)
{
  CosellCrmForm *self = COSELL_CRM_FORM (widget);

  if (!self->over && !self->practice && self->session != NULL)
    keep (self);
  GTK_WIDGET_CLASS (cosell_crm_form_parent_class)->unmap (widget);
}

static void
cosell_crm_form_dispose (GObject *object)
{
  CosellCrmForm *self = COSELL_CRM_FORM (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CRM_FORM);
  G_OBJECT_CLASS (cosell_crm_form_parent_class)->dispose (object);
}

static void
cosell_crm_form_finalize (GObject *object)
{
  g_free (COSELL_CRM_FORM (object)->name);
  G_OBJECT_CLASS (cosell_crm_form_parent_class)->finalize (object);
}

static void
cosell_crm_form_class_init (CosellCrmFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_crm_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_form_finalize;
  widget_class->unmap = cosell_crm_form_unmap;
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/preferences/cosell-crm-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, box);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, cancel);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, add);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, kind);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, address);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, example);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, client_id);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, id_help);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, database);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, user);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, password);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmForm, problem);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
}

static void
cosell_crm_form_init (CosellCrmForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_set_mnemonic (self->cancel, _ ("_Cancel"));
  cosell_button_set_mnemonic (self->add, _ ("_Add"));
  cosell_long_entry_guard (self->name_row);
  cosell_long_entry_guard (self->address);
  cosell_long_entry_guard (self->client_id);
  cosell_long_entry_guard (self->database);
  cosell_long_entry_guard (self->user);
  offer_kinds (self);
  kind_chosen_cb (self);
}

GtkWidget *
cosell_crm_form_new (CosellSession *session, const CosellCrmKind *practice)
{
  CosellCrmForm *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_CRM_FORM, NULL);
  self->session = g_object_ref (session);
  self->practice = practice != NULL;
  if (practice != NULL)
    fill_practice (self, practice);
  else
    bring_back (self);
  return GTK_WIDGET (self);
}
