/* cosell-conflict-actions.h: what the deal page does about a change that cannot be sent as it is */
#pragma once

#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* deal.resolve: the dialog of the conflicts of the deal that is shown. deal.copy-changes: all that
 * waits for it as text in the clipboard (P5). */
void
cosell_conflict_install_actions (GtkWidgetClass *deal_page_class);

G_END_DECLS
