/* cosell-win-dialog.h: the question before a deal is marked as won (D10, E3) */
#pragma once

#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* Asks, says what freezes and, when marking it now may cost the registration, until when that is
 * so; then marks it now or schedules it. What becomes of it is told by toasts of page. */
void
cosell_win_dialog_present (CosellDealPage *page, CosellSession *session, CosellDeal *deal);
/* Schedules it for when 72 hours are over, without a question: it can be taken back. */
void
cosell_win_dialog_schedule (CosellDealPage *page, CosellSession *session, CosellDeal *deal);

G_END_DECLS
