/* cosell-win-notice.h: that Won would come too early for the registration, from when on it does not,
 * and the button that marks it then (E3); hidden when there is nothing of that to say */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_WIN_NOTICE (cosell_win_notice_get_type ())
G_DECLARE_FINAL_TYPE (CosellWinNotice, cosell_win_notice, COSELL, WIN_NOTICE, GtkWidget)

/* Follows deal (nullable) and the clock. */
void
cosell_win_notice_set_deal (CosellWinNotice *self, CosellSession *session, CosellDeal *deal);
/* "Mark as Won on Wed 25 Nov, 14:02": what the button, or that of the dialog, says of this deal.
 * Returns: (transfer full) */
char *
cosell_win_notice_label (const CosellDealData *deal);

G_END_DECLS
