#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "ui/forms/cosell-invite-partner-form.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "model/cosell-consent.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft.h"
#include "model/cosell-issue.h"
#include "model/cosell-rule-error.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-partner-form.h"
#include "ui/widgets/cosell-tip.h"

struct _CosellInvitePartnerForm
{
  CosellDealForm parent_instance;

  CosellDraftPartner *partner; /* (owned) (nullable) */
  char *prefilled;             /* (owned) (nullable) the partner as JSON before anybody typed */
  CosellPartnerForm *form;

  CosellTip *tip;
  GtkWidget *consent_group; /* shown only where consent is missing (C21) */
  CosellCheckRow *consent;
};

G_DEFINE_FINAL_TYPE (CosellInvitePartnerForm, cosell_invite_partner_form, COSELL_TYPE_DEAL_FORM)

static char *
write_partner (CosellInvitePartnerForm *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_draft_partner_write_json (self->partner, writer);
  return cosell_json_writer_end (writer);
}

static gboolean
has_consent (CosellInvitePartnerForm *self)
{
  return cosell_check_row_get_active (self->consent);
}

static void
partner_changed_cb (CosellInvitePartnerForm *self)
{
  g_autoptr (GPtrArray) issues = cosell_issues_new ();
  GDate today;

  cosell_session_today (self->parent_instance.session, &today);
  cosell_session_check_partner (self->parent_instance.session, self->partner, 0, issues);
  cosell_draft_partner_validate (self->partner, 0, &today, issues);
  cosell_partner_form_update (self->form, issues, 0);
}

static void
unmark_cb (GtkWidget *group)
{
  cosell_form_field_mark (group, NULL);
}

/* --- form --- */

static gboolean
require_consent (CosellInvitePartnerForm *self, GError **error)
{
  if (!gtk_widget_get_visible (self->consent_group) || has_consent (self))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->consent));
  return cosell_deal_form_refuse (self->consent_group,
                                  _ ("Confirm that the customer agrees to the contact being given "
                                     "to the partner, or remove the contact from the deal first."),
                                  error);
}

static gboolean
cosell_invite_partner_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellInvitePartnerForm *self = COSELL_INVITE_PARTNER_FORM (form);
  g_autofree char *wrong = NULL;

  partner_changed_cb (self);
  wrong = cosell_partner_form_reveal (self->form);
  if (wrong == NULL)
    return require_consent (self, error);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               /* Translators: names of fields, such as “Partner, Estimated value” */
               _ ("Complete or correct: %s."), wrong);
  return FALSE;
}

static void
cosell_invite_partner_form_run (CosellDealForm *form,
                                CosellSession *session,
                                CosellEdit *edit,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellInvitePartnerForm *self = COSELL_INVITE_PARTNER_FORM (form);
  g_autoptr (CosellEdit) unused = edit;

  cosell_session_invite_async (session, cosell_deal_get_id (self->parent_instance.deal),
                               cosell_invite_new_partner (self->partner, has_consent (self)), NULL,
                               NULL, callback, user_data);
}

/* The partner whole: what of it is in a field and what in a list is the partner form's business. */
static void
cosell_invite_partner_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellInvitePartnerForm *self = COSELL_INVITE_PARTNER_FORM (form);
  g_autofree char *now = write_partner (self);
  g_autofree char *value = NULL, *currency = NULL, *notes = NULL, *words = NULL;

  g_object_get (self->partner, "value", &value, "currency", &currency, "notes", &notes, NULL);
  words = g_strdup_printf ("%s, %s %s\n%s", cosell_draft_partner_get_display_name (self->partner),
                           value != NULL ? value : "", currency != NULL ? currency : "",
                           notes != NULL ? notes : "");
  cosell_unsaved_form_add (kept, "partner", _ ("Partner"), self->prefilled, now,
                           g_strstrip (words));
  COSELL_DEAL_FORM_CLASS (cosell_invite_partner_form_parent_class)->write (form, kept);
}

static void
set_partner (CosellInvitePartnerForm *self, CosellDraftPartner *partner);

static void
cosell_invite_partner_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  const char *text;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellDraftPartner) partner = NULL;

  COSELL_DEAL_FORM_CLASS (cosell_invite_partner_form_parent_class)->fill (form, kept);
  if (!cosell_unsaved_form_get (kept, "partner", &text))
    return;
  json = cosell_json_parse (text, -1, NULL);
  if (json != NULL)
    partner = cosell_draft_partner_new_from_json (cosell_json_root (json), NULL);
  if (partner != NULL)
    set_partner (COSELL_INVITE_PARTNER_FORM (form), partner);
}

/* --- life --- */

static void
cosell_invite_partner_form_dispose (GObject *object)
{
  CosellInvitePartnerForm *self = COSELL_INVITE_PARTNER_FORM (object);

  g_clear_object (&self->partner);
  g_clear_pointer (&self->prefilled, g_free);
  G_OBJECT_CLASS (cosell_invite_partner_form_parent_class)->dispose (object);
}

static void
cosell_invite_partner_form_class_init (CosellInvitePartnerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_invite_partner_form_dispose;
  form_class->name = "invite-partner";
  form_class->collect = cosell_invite_partner_form_collect;
  form_class->run = cosell_invite_partner_form_run;
  form_class->write = cosell_invite_partner_form_write;
  form_class->fill = cosell_invite_partner_form_fill;

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/forms/cosell-invite-partner-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellInvitePartnerForm, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellInvitePartnerForm, consent_group);
  gtk_widget_class_bind_template_child (widget_class, CosellInvitePartnerForm, consent);
  gtk_widget_class_bind_template_callback (widget_class, unmark_cb);
}

static void
cosell_invite_partner_form_init (CosellInvitePartnerForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Invite Partner"), _ ("Invite Partner"),
                              _ ("Partner invited"));
}

/* What becomes of the deal (A8), and what a partner gets to see. */
static const char *
describe (const CosellDealData *deal)
{
  return deal->type == COSELL_DEAL_TYPE_PRIVATE
             ? _ ("The partner gets the customer with its contact, and its own part of the deal, "
                  "not the value of the whole. Nothing of it goes to Microsoft: the deal stays "
                  "private.")
             : _ ("The partner gets the customer with its contact, and its own part of the deal, "
                  "not the value of the whole.");
}

/* Returns: (transfer full) */
static GStrv
list_invited (CosellInvitePartnerForm *self)
{
  GListModel *partners = cosell_deal_get_partners (self->parent_instance.deal);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (GObject) invitation = g_list_model_get_item (partners, i);
      g_autofree char *id = NULL;

      g_object_get (invitation, "organization-id", &id, NULL);
      if (id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

/* Shows partner in the place of the one before. */
static void
set_partner (CosellInvitePartnerForm *self, CosellDraftPartner *partner)
{
  g_auto (GStrv) invited = list_invited (self);

  if (self->form != NULL)
    gtk_box_remove (GTK_BOX (self), GTK_WIDGET (self->form));
  if (self->partner != NULL)
    g_signal_handlers_disconnect_by_data (self->partner, self);
  g_set_object (&self->partner, partner);
  self->form =
      COSELL_PARTNER_FORM (cosell_partner_form_new (self->parent_instance.session, partner));
  cosell_partner_form_set_invited (self->form, (const char *const *) invited);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->form));
  g_signal_connect_object (partner, "notify", G_CALLBACK (partner_changed_cb), self,
                           G_CONNECT_SWAPPED);
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), partner, "notify");
  partner_changed_cb (self);
}

GtkWidget *
cosell_invite_partner_form_new (CosellSession *session, CosellDeal *deal)
{
  const CosellDealData *data;
  CosellInvitePartnerForm *self;
  CosellDealForm *form;
  const char *own;
  g_autoptr (CosellDraftPartner) partner = NULL;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);
  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  data = cosell_deal_get_data (deal);
  own = cosell_deal_get_own_text (deal);
  self = g_object_new (COSELL_TYPE_INVITE_PARTNER_FORM, NULL);
  form = COSELL_DEAL_FORM (self);
  form->session = g_object_ref (session);
  form->deal = g_object_ref (deal);
  cosell_tip_set_text (self->tip, describe (data));
  gtk_widget_set_visible (self->consent_group, own != NULL && cosell_consent_is_missing (own));
  if (gtk_widget_get_visible (self->consent_group))
    cosell_deal_form_add_field (form, "consent", _ ("The customer agrees"),
                                GTK_WIDGET (self->consent));
  partner = cosell_draft_partner_new_prefilled (data->close_date, data->currency,
                                                cosell_deal_get_team (deal));
  set_partner (self, partner);
  self->prefilled = write_partner (self);
  return GTK_WIDGET (self);
}
