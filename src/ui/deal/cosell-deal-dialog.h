/* cosell-deal-dialog.h: the frame of a form that edits a deal: Cancel, Save, errors
 *
 * Nothing that was typed is lost: Cancel asks, a refused edit leaves the form as it is, and what is
 * neither saved nor discarded is kept on disk and given back the next time (CosellFormKeeper).
 * Actions: dialog.save, dialog.cancel, dialog.start-over (gives up what was given back).
 */
#pragma once

#include "ui/deal/cosell-deal-page.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_DIALOG (cosell_deal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealDialog, cosell_deal_dialog, COSELL, DEAL_DIALOG, AdwWindow)

/* form: a widget that implements CosellDealForm. Toasts go to page. */
CosellDealDialog *
cosell_deal_dialog_new (CosellDealPage *page,
                        CosellSession *session,
                        CosellDeal *deal,
                        GtkWidget *form);

G_END_DECLS
