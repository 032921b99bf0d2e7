/* cosell-crm-actions.h: what a person does with a deal's part in a CRM
 *
 * Widget actions of the deal page: deal.crm-create (s: name of the CRM), deal.crm-link (s: the same),
 * deal.crm-unlink, deal.crm-hold, deal.crm-let-go, deal.crm-open (s: address), deal.crm-answer (s),
 * deal.crm-decide, deal.crm-close, deal.crm-leave, deal.crm-sync (s: name).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void
cosell_crm_install_actions (GtkWidgetClass *deal_page_class);

G_END_DECLS
