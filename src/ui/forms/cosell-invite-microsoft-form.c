#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-invite-microsoft-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "cosell-config.h"
#include "model/cosell-invite.h"
#include "model/cosell-people.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-tip.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellInviteMicrosoftForm
{
  CosellDealForm parent_instance;

  GListStore *contacts; /* (owned): those typed here */

  CosellTip *tip;
  CosellChoiceGroup *help;
  CosellNoteEditor *notes;
  AdwPreferencesGroup *contact_group;
  CosellContactForm *contact; /* hidden when the deal has somebody to name */
  GtkWidget *consent_group;
  GtkWidget *consent;
};

G_DEFINE_FINAL_TYPE (CosellInviteMicrosoftForm, cosell_invite_microsoft_form, COSELL_TYPE_DEAL_FORM)

static gboolean
has_consent (CosellInviteMicrosoftForm *self)
{
  return cosell_check_row_get_active (COSELL_CHECK_ROW (self->consent));
}

static CosellInvite *
make_invitation (CosellInviteMicrosoftForm *self)
{
  g_autofree char *notes = g_strstrip (cosell_form_field_dup_text (GTK_WIDGET (self->notes)));
  int help = COSELL_HELP_NONE; /* as long as none is chosen */

  cosell_enum_from_nick (COSELL_TYPE_HELP, cosell_choice_group_get_value (self->help), &help);
  return cosell_invite_new_microsoft ((CosellHelp) help, notes, G_LIST_MODEL (self->contacts),
                                      has_consent (self));
}

static void
unmark_cb (GtkWidget *group)
{
  cosell_form_field_mark (group, NULL);
}

/* --- form --- */

/* The control that the issue is about. */
static GtkWidget *
find_field (CosellInviteMicrosoftForm *self, const CosellIssue *issue)
{
  if (g_str_equal (issue->field, "help"))
    return GTK_WIDGET (self->help);
  if (g_str_equal (issue->field, "contacts") && gtk_widget_get_visible (GTK_WIDGET (self->contact)))
    return GTK_WIDGET (self->contact);
  return self->consent_group;
}

static void
focus_field (CosellInviteMicrosoftForm *self, GtkWidget *field)
{
  if (field == GTK_WIDGET (self->contact))
    {
      cosell_contact_form_reveal (self->contact, TRUE);
      cosell_contact_form_focus (self->contact);
    }
  else
    gtk_widget_grab_focus (field == self->consent_group ? self->consent : field);
}

static gboolean
cosell_invite_microsoft_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (form);
  g_autoptr (CosellInvite) invite = make_invitation (self);
  g_autoptr (GPtrArray) issues = NULL;
  GDate today;

  cosell_session_today (self->parent_instance.session, &today);
  issues = cosell_invite_validate (invite, cosell_deal_get_own_text (self->parent_instance.deal),
                                   NULL, &today);
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

  cosell_session_invite_async (session, cosell_deal_get_id (self->parent_instance.deal),
                               make_invitation (self), NULL, NULL, callback, user_data);
}

/* --- life --- */

static void
cosell_invite_microsoft_form_dispose (GObject *object)
{
  CosellInviteMicrosoftForm *self = COSELL_INVITE_MICROSOFT_FORM (object);

  g_clear_object (&self->contacts);
  G_OBJECT_CLASS (cosell_invite_microsoft_form_parent_class)->dispose (object);
}

static void
cosell_invite_microsoft_form_class_init (CosellInviteMicrosoftFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_invite_microsoft_form_dispose;
  form_class->name = "invite-microsoft";
  form_class->collect = cosell_invite_microsoft_form_collect;
  form_class->run = cosell_invite_microsoft_form_run;

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_CHOICE_GROUP);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/forms/cosell-invite-microsoft-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, help);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, notes);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, contact_group);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, contact);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, consent_group);
  gtk_widget_class_bind_template_child (widget_class, CosellInviteMicrosoftForm, consent);
  gtk_widget_class_bind_template_callback (widget_class, unmark_cb);
}

static void
cosell_invite_microsoft_form_init (CosellInviteMicrosoftForm *self)
{
  self->contacts = g_list_store_new (COSELL_TYPE_CONTACT);
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Invite Microsoft"), _ ("Ask for Help"),
                              _ ("Microsoft invited"));
  for (int help = COSELL_HELP_NONE + 1; help <= COSELL_HELP_GENERAL; help++)
    cosell_choice_group_add (self->help, cosell_enum_nick (COSELL_TYPE_HELP, help),
                             cosell_help_label ((CosellHelp) help));
  g_object_set (self->notes, "description", cosell_readers_describe_request (), NULL);
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

/* C2: who is known is named, else asked for. */
static void
ask_for_contact (CosellInviteMicrosoftForm *self)
{
  g_autoptr (CosellContact) known = find_contact (self->parent_instance.deal);

  gtk_widget_set_visible (GTK_WIDGET (self->contact), known == NULL);
  if (known != NULL)
    {
      adw_preferences_group_add (self->contact_group, cosell_widget_contact_row (known));
      adw_preferences_group_set_description (self->contact_group, NULL);
      return;
    }
  cosell_contact_form_edit (self->contact, self->contacts, NULL);
  cosell_deal_form_add_contact (COSELL_DEAL_FORM (self), _ ("Customer Contact"), self->contact);
}

GtkWidget *
cosell_invite_microsoft_form_new (CosellSession *session, CosellDeal *deal)
{
  CosellInviteMicrosoftForm *self;
  CosellDealForm *form;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);
  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_INVITE_MICROSOFT_FORM, NULL);
  form = COSELL_DEAL_FORM (self);
  form->session = g_object_ref (session);
  form->deal = g_object_ref (deal);
  cosell_tip_set_text (self->tip, describe (cosell_deal_get_data (deal)));
  cosell_deal_form_add_field (form, "help", _ ("Help"), GTK_WIDGET (self->help));
  cosell_deal_form_add_field (form, "notes", _ ("Notes to Microsoft"), GTK_WIDGET (self->notes));
  ask_for_contact (self);
  cosell_deal_form_add_field (form, "consent", _ ("The customer agrees"), self->consent);
  return GTK_WIDGET (self);
}
