/* cosell-advice-page.h: what the deals so far say about how to work (rules H, C24)
 *
 * A page of the window with its own header bar. Reads the figures when it is shown, and again when
 * deals change while it is. The deals behind a figure, and each of them, are shown in it, so that
 * the way back leads to where one was; Alt+Down and Alt+Up go through them. Signals: "closed";
 * "deal-opened" (int64 local id): it is shown now; "toast" (AdwToast) and "draft-made" (int64) as
 * CosellDealPage has them.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ADVICE_PAGE (cosell_advice_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellAdvicePage, cosell_advice_page, COSELL, ADVICE_PAGE, GtkWidget)

GtkWidget *
cosell_advice_page_new (CosellSession *session); /* empty; the figures are read when it is shown */
/* Back to the deals, to the figures, or closes the page. */
void
cosell_advice_page_go_back (CosellAdvicePage *self);
/* Whether cosell_advice_page_go_back would close the page. */
gboolean
cosell_advice_page_is_at_start (CosellAdvicePage *self);
/* The CosellDealPage in it. (transfer none) (nullable) before a deal was opened */
GtkWidget *
cosell_advice_page_get_deal_page (CosellAdvicePage *self);

G_END_DECLS
