#include "ui/deal/cosell-registration-actions.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/forms/cosell-registration-form.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-message.h"

static void
register_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellSession *session = cosell_deal_page_get_session (page);
  CosellDeal *deal = cosell_deal_page_get_deal (page);
  g_auto (CosellRegistrationView) view = { NULL };
  GtkWidget *form;

  if (!cosell_registration_view_init (&view, deal, cosell_session_get_catalog (session)))
    return;
  if (!view.verdict.allowed)
    {
      cosell_message_tell (GTK_WIDGET (page), _ ("Cannot Be Registered Now"), view.verdict.reason);
      return;
    }
  form = cosell_registration_form_new (deal, session);
  gtk_window_present (GTK_WINDOW (cosell_deal_dialog_new (page, session, deal, form)));
}

void
cosell_registration_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.register", NULL, register_action);
}
