#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-deal-page-sharing.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-consent.h"
#include "model/cosell-rules.h"
#include "ui/deal/cosell-deal-command.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-deal-page-lifecycle.h"
#include "ui/forms/cosell-invite-microsoft-form.h"
#include "ui/forms/cosell-invite-partner-form.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-message.h"

typedef struct
{
  CosellDealPage *page; /* (owned) */
  CosellDeal *deal;     /* (owned) */
  /* C21, while the deal does not say that the customer agrees */
  CosellCheckRow *agrees;  /* (unowned) (nullable): of the dialog */
  CosellCheckRow *without; /* (unowned) (nullable) */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->page);
  g_object_unref (self->deal);
  g_free (self);
}

static gboolean
is_active (CosellCheckRow *row)
{
  return row != NULL && cosell_check_row_get_active (row);
}

static CosellShareMode
chosen_mode (Question *self)
{
  if (is_active (self->agrees))
    return COSELL_SHARE_CONFIRMED;
  return is_active (self->without) ? COSELL_SHARE_WITHOUT_CONTACT : COSELL_SHARE_PLAIN;
}

static void
answered_cb (CosellCheckRow *row, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "share", TRUE);
}

static CosellCheckRow *
add_answer (AdwMessageDialog *dialog, GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = cosell_check_row_new (title, subtitle);

  g_signal_connect_object (row, "toggled", G_CALLBACK (answered_cb), dialog, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return COSELL_CHECK_ROW (row);
}

/* D17: others have a part in it, so that its contact is fixed. */
static gboolean
is_joined (CosellDeal *deal)
{
  return cosell_deal_get_microsoft (deal) != NULL ||
         g_list_model_get_n_items (cosell_deal_get_partners (deal)) > 0;
}

/* C21: neither is chosen beforehand, and without one nothing is shared. */
static void
ask_consent (Question *self, AdwMessageDialog *dialog)
{
  const char *own = cosell_deal_get_own_text (self->deal);
  gboolean joined = is_joined (self->deal);
  GtkWidget *group;

  if (own == NULL || !cosell_consent_is_missing (own))
    return;
  group = adw_preferences_group_new ();
  gtk_widget_add_css_class (group, "choices");
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      joined ? _ ("The deal does not say that the customer agrees to sharing the contact. Confirm "
                  "it to share the deal.")
             : _ ("The deal does not say that the customer agrees to sharing the contact. Confirm "
                  "it, or share the deal without the contact."));
  self->agrees =
      add_answer (dialog, group, _ ("The customer agrees"),
                  _ ("Microsoft may use the contact’s data to contact the customer directly."));
  if (!joined)
    {
      self->without = add_answer (dialog, group, _ ("Remove the contact"),
                                  _ ("It is taken out of the deal, here and in Partner Center."));
      cosell_check_row_set_group (self->without, self->agrees);
    }
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_set_response_enabled (dialog, "share", FALSE);
}

static void
share_response_cb (AdwMessageDialog *dialog, const char *response, Question *self)
{
  CosellSession *session = cosell_deal_page_get_session (self->page);

  if (!g_str_equal (response, "share"))
    return;
  cosell_session_share_async (session, cosell_deal_get_id (self->deal), chosen_mode (self), NULL,
                              cosell_deal_command_cb,
                              cosell_deal_command_new (self->page, session, self->deal,
                                                       _ ("Shared with Microsoft sellers"), NULL,
                                                       NULL));
}

/* A7 */
static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_SHARE);
  AdwMessageDialog *dialog;
  Question *question;

  if (deal == NULL)
    return;
  dialog = cosell_message_ask (widget, _ ("Share with Microsoft Sellers?"),
                               _ ("Microsoft sellers may view this deal from then on, with the "
                                  "customer, its contact and your notes. The deal becomes "
                                  "partner-led, and can be registered after it is won. This "
                                  "cannot be taken back once it is sent, and the customer "
                                  "contact is fixed then. Nobody is asked for help by it."),
                               _ ("_Cancel"), "share", _ ("_Share"), ADW_RESPONSE_SUGGESTED);
  question = g_new0 (Question, 1);
  question->page = g_object_ref (page);
  question->deal = g_object_ref (deal);
  ask_consent (question, dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (share_response_cb), question,
                         question_free, 0);
  cosell_message_present (dialog);
}

static void
present_form (CosellDealPage *page, CosellDeal *deal, GtkWidget *form)
{
  CosellDealDialog *dialog =
      cosell_deal_dialog_new (page, cosell_deal_page_get_session (page), deal, form);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
invite_microsoft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_INVITE_MICROSOFT);

  if (deal != NULL)
    present_form (page, deal,
                  cosell_invite_microsoft_form_new (cosell_deal_page_get_session (page), deal));
}

static void
invite_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_INVITE_PARTNERS);

  if (deal != NULL)
    present_form (page, deal,
                  cosell_invite_partner_form_new (cosell_deal_page_get_session (page), deal));
}

void
cosell_deal_page_sharing_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.share", NULL, share_action);
  gtk_widget_class_install_action (klass, "deal.invite-microsoft", NULL, invite_microsoft_action);
  gtk_widget_class_install_action (klass, "deal.invite-partner", NULL, invite_partner_action);
}
