/* cosell-deal-command.h: doing an edit, with a toast that offers Undo */
#pragma once

#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* error: NULL when it is done (or nothing had to be). */
typedef void (*CosellDealCommandFunc) (gpointer user_data, const GError *error);

/* Does edit (taken) and says message in a toast of the page. Without done, errors are said in a
 * toast too. done is called once, later or at once, while page is alive or not. */
void
cosell_deal_command_run (CosellDealPage *page,
                         CosellSession *session,
                         CosellDeal *deal,
                         CosellEdit *edit,
                         const char *message,
                         CosellDealCommandFunc done,
                         gpointer user_data);

G_END_DECLS
