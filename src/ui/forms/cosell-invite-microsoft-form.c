#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-invite-microsoft-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "model/cosell-invite.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define N_KINDS COSELL_HELP_GENERAL /* of help; there is no "none" here */

struct _CosellInviteMicrosoftForm
{
  GtkBox parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  CosellDeal *deal;       /* (owned) (nullable) */
  GListStore *contacts;   /* (owned): those typed here */

  AdwPreferencesGroup *help_group;
  GtkWidget *kinds[N_KINDS];
  CosellNoteEditor *notes;
  CosellContactForm *contact; /* (nullable): only when the deal has nobody to name */
  AdwPreferencesGroup *consent_group;
  GtkWidget *consent;
};

static void
cosell_invite_microsoft_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellInviteMicrosoftForm,
                               cosell_invite_microsoft_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_invite_microsoft_form_form_init))

static CosellHelp
chosen (CosellInviteMicrosoftForm *self)
{
  for (int i = 0; i < N_KINDS; i++)
    if (cosell_check_row_get_active (COSELL_CHECK_ROW (self->kinds[i])))
      return (CosellHelp) (i + 1);
  return COSELL_HELP_NONE;
}

static gboolean
has_consent (CosellInviteMicrosoftForm *self)
{
  return cosell_check_row_get_active (COSELL_CHECK_ROW (self->consent));
}

static char *
typed_notes (CosellInviteMicrosoftForm *self)
{
  char *text;

  g_object_get (self->notes, "text", &text, NULL);
  return g_strstrip (text);
}

static CosellInvite *
make_invitation (CosellInviteMicrosoftForm *self)
{
  g_autofree char *notes = typed_notes (self);

  return cosell_invite_new_microsoft (chosen (self), notes, G_LIST_MODEL (self->contacts),
                                      has_consent (self));
}

static void
unmark_cb (GtkWidget *group)
{
  cosell_deal_form_mark (group, NULL);
}

/* --- form --- */

static const char *
cosell_invite_microsoft_form_get_title (CosellDealForm *form)
{
  return _ ("Invite Microsoft");
}

static const char *
cosell_invite_microsoft_form_get_apply_label (CosellDealForm *form)
{
  return _ ("Ask for Help");
}

static const char *
cosell_invite_microsoft_form_get_message (CosellDealForm *form)
{
  return _ ("Microsoft invited");
}

static gboolean
cosell_invite_microsoft_form_is_changed (CosellDealForm *form)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  g_autofree char *notes = typed_notes (self);

  return chosen (self) != COSELL_HELP_NONE || *notes != '\0' || has_consent (self) ||
         g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) > 0;
}

/* The control that the issue is about. */
static GtkWidget *
find_field (CosellInviteMicrosoftForm *self, const CosellIssue *issue)
{
  if (g_str_equal (issue->field, "help"))
    return GTK_WIDGET (self->help_group);
  if (g_str_equal (issue->field, "contacts") && self->contact != NULL)
    return GTK_WIDGET (self->contact);
  return GTK_WIDGET (self->consent_group);
}

static void
focus_field (CosellInviteMicrosoftForm *self, GtkWidget *field)
{
  if (field == GTK_WIDGET (self->help_group))
    gtk_widget_grab_focus (self->kinds[0]);
  else if (field == GTK_WIDGET (self->contact))
    {
      cosell_contact_form_reveal (self->contact, TRUE);
      cosell_contact_form_focus (self->contact);
    }
  else
    gtk_widget_grab_focus (self->consent);
}

static gboolean
cosell_invite_microsoft_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  g_autoptr (CosellInvite) invite = make_invitation (self);
  g_autoptr (GPtrArray) issues = NULL;
  GDate today;

  cosell_session_today (self->session, &today);
  issues = cosell_invite_validate (invite, cosell_deal_get_own_text (self->deal), NULL, &today);
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);
      GtkWidget *field = find_field (self, issue);

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      cosell_deal_form_refuse (field, issue->message, error);
      focus_field (self, field);
      return FALSE;
    }
  return TRUE;
}

static void
cosell_invite_microsoft_form_run (CosellDealForm *form,
                                  CosellSession *session,
                                  CosellEdit *edit,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  g_autoptr (CosellEdit) unused = edit;

  cosell_session_invite_async (session, cosell_deal_get_id (self->deal), make_invitation (self),
                               NULL, NULL, callback, user_data);
}

static char *
cosell_invite_microsoft_form_dup_name (CosellDealForm *form)
{
  return g_strdup ("invite-microsoft");
}

/* Members of the draft file's shape, and properties of CosellContact. */
static const char *const contact_fields[][2] = {
  { "firstName", "first-name" },
  { "lastName", "last-name" },
  { "phone", "phone" },
  { "email", "email" },
};

static void
cosell_invite_microsoft_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  CosellHelp help = chosen (self);
  g_autofree char *notes = NULL;

  g_object_get (self->notes, "text", &notes, NULL);
  cosell_unsaved_form_add (kept, "help", _ ("Help"), NULL,
                           help != COSELL_HELP_NONE
                               ? cosell_enum_nick (COSELL_TYPE_HELP, (int) help)
                               : NULL,
                           cosell_help_label (help));
  cosell_unsaved_form_add (kept, "notes", _ ("Notes to Microsoft"), NULL, notes, NULL);
  for (guint i = 0; self->contact != NULL && i < G_N_ELEMENTS (contact_fields); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (cosell_contact_form_get_contact (self->contact), contact_fields[i][1], &text,
                    NULL);
      cosell_unsaved_form_add (kept, contact_fields[i][0], _ ("Customer Contact"), NULL, text,
                               NULL);
    }
  cosell_unsaved_form_add (kept, "consent", _ ("The customer agrees"), NULL,
                           has_consent (self) ? "true" : NULL, C_ ("answer", "Yes"));
}

static void
cosell_invite_microsoft_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  const char *text;

  if (cosell_unsaved_form_get (kept, "help", &text))
    for (int i = 0; i < N_KINDS; i++)
      cosell_check_row_set_active (COSELL_CHECK_ROW (self->kinds[i]),
                                   g_str_equal (text, cosell_enum_nick (COSELL_TYPE_HELP, i + 1)));
  if (cosell_unsaved_form_get (kept, "notes", &text))
    g_object_set (self->notes, "text", text, NULL);
  for (guint i = 0; self->contact != NULL && i < G_N_ELEMENTS (contact_fields); i++)
    if (cosell_unsaved_form_get (kept, contact_fields[i][0], &text))
      g_object_set (cosell_contact_form_get_contact (self->contact), contact_fields[i][1], text,
                    NULL);
  if (cosell_unsaved_form_get (kept, "consent", &text))
    cosell_check_row_set_active (COSELL_CHECK_ROW (self->consent), *text != '\0');
}

static void
cosell_invite_microsoft_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_invite_microsoft_form_get_title;
  iface->get_apply_label = cosell_invite_microsoft_form_get_apply_label;
  iface->get_message = cosell_invite_microsoft_form_get_message;
  iface->is_changed = cosell_invite_microsoft_form_is_changed;
  iface->collect = cosell_invite_microsoft_form_collect;
  iface->dup_name = cosell_invite_microsoft_form_dup_name;
  iface->write = cosell_invite_microsoft_form_write;
  iface->fill = cosell_invite_microsoft_form_fill;
  iface->run = cosell_invite_microsoft_form_run;
}

/* --- life --- */

static void
cosell_invite_microsoft_form_dispose (GObject *object)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->deal);
  g_clear_object (&self->contacts);
  G_OBJECT_CLASS (cosell_invite_microsoft_form_parent_class)->dispose (object);
}

static void
cosell_invite_microsoft_form_class_init (CosellInviteMicrosoftFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_invite_microsoft_form_dispose;
}

static void
cosell_invite_microsoft_form_init (CosellInviteMicrosoftForm *self)
{
  self->contacts = g_list_store_new (COSELL_TYPE_CONTACT);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
}

/* A7, A8, D17 */
static const char *
describe (const CosellDealData *deal)
{
  return deal->type == COSELL_DEAL_TYPE_PRIVATE
             ? _ ("The deal becomes a co-sell deal, and Microsoft sellers may view it. Neither can "
                  "be taken back once it is sent; the customer contact, the kind of help and the "
                  "notes to Microsoft are fixed then. A seller has 14 days to answer; asking does "
                  "not guarantee help.")
             : _ ("The deal becomes a co-sell deal. That cannot be taken back once it is sent; the "
                  "kind of help and the notes to Microsoft are fixed then. A seller has 14 days to "
                  "answer; asking does not guarantee help.");
}

/* C10: the article's question. */
static void
add_help (CosellInviteMicrosoftForm *self)
{
  self->help_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->help_group,
                                   _ ("Identify the kind of help that you need from Microsoft?"));
  gtk_widget_add_css_class (GTK_WIDGET (self->help_group), "choices");
  for (int i = 0; i < N_KINDS; i++)
    {
      self->kinds[i] = cosell_check_row_new (cosell_help_label ((CosellHelp) (i + 1)), NULL);
      if (i > 0)
        cosell_check_row_set_group (COSELL_CHECK_ROW (self->kinds[i]),
                                    COSELL_CHECK_ROW (self->kinds[0]));
      g_signal_connect_object (self->kinds[i], "toggled", G_CALLBACK (unmark_cb), self->help_group,
                               G_CONNECT_SWAPPED);
      cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->kinds[i], "toggled");
      adw_preferences_group_add (self->help_group, self->kinds[i]);
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->help_group));
}

/* (transfer full) (nullable): the first who can be named */
static CosellContact *
find_contact (CosellDeal *deal)
{
  CosellCustomer *customer = cosell_deal_get_customer_profile (deal);
  GListModel *contacts =
      customer != NULL ? G_LIST_MODEL (cosell_customer_get_contacts (customer)) : NULL;

  for (guint i = 0; contacts != NULL && i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (contacts, i);

      if (cosell_contact_is_complete (contact))
        return g_steal_pointer (&contact);
    }
  return NULL;
}

/* C2 */
static void
add_contact (CosellInviteMicrosoftForm *self)
{
  g_autoptr (CosellContact) known = find_contact (self->deal);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Customer Contact"));
  if (known != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), cosell_widget_contact_row (known));
  else
    {
      adw_preferences_group_set_description (
          ADW_PREFERENCES_GROUP (group),
          _ ("Whom Microsoft may talk to. Help is not asked for without one."));
      self->contact = g_object_new (COSELL_TYPE_CONTACT_FORM, NULL);
      cosell_contact_form_edit (self->contact, self->contacts, NULL);
      g_signal_connect_object (self->contact, "edited", G_CALLBACK (unmark_cb), self->contact,
                               G_CONNECT_SWAPPED);
      cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->contact, "edited");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->contact));
    }
  gtk_box_append (GTK_BOX (self), group);
}

/* C21: never ticked beforehand. */
static void
add_consent (CosellInviteMicrosoftForm *self)
{
  self->consent_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->consent = cosell_check_row_new (
      _ ("The customer agrees"),
      _ ("Microsoft may use the contact’s data to contact the customer directly."));
  g_signal_connect_object (self->consent, "toggled", G_CALLBACK (unmark_cb), self->consent_group,
                           G_CONNECT_SWAPPED);
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->consent, "toggled");
  adw_preferences_group_add (self->consent_group, self->consent);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->consent_group));
}

GtkWidget *
cosell_invite_microsoft_form_new (CosellSession *session, CosellDeal *deal)
{
  CosellInviteMicrosoftForm *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);
  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_INVITE_MICROSOFT_FORM, NULL);
  self->session = g_object_ref (session);
  self->deal = g_object_ref (deal);
  gtk_box_append (GTK_BOX (self),
                  cosell_widget_tip ("dialog-information-symbolic",
                                     describe (cosell_deal_get_data (deal)), FALSE));
  add_help (self);
  self->notes = g_object_new (COSELL_TYPE_NOTE_EDITOR, "title", _ ("Notes to Microsoft"),
                              "description", cosell_readers_describe_request (), NULL);
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->notes, "notify::text");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->notes));
  add_contact (self);
  add_consent (self);
  return GTK_WIDGET (self);
}
