/* cosell-window-pages.h: pages that take the place of the deals in the window; private to the shell
 */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* Shows the advice page (H) in the window's stack, from where it goes back to "main". */
void
cosell_window_show_advice (CosellWindow *window, GtkStack *stack, CosellSession *session);
/* The same with the outbox. */
void
cosell_window_show_outbox (CosellWindow *window, GtkStack *stack, CosellSession *session);
/* The page to stay on: one of those that are shown over the deals, else "main". (static) */
const char *
cosell_window_page_shown (GtkStack *stack);
/* Whether there are deals to see: not while one is welcomed, or the first ones come. */
gboolean
cosell_window_has_deals (GtkStack *stack);
/* Goes back a step within a page that has places of its own. Returns: FALSE when none is shown, or it
 * is where it began */
gboolean
cosell_window_page_go_back (GtkStack *stack);
/* Goes back to the deals, or a step within the page. Returns: FALSE when no such page was shown */
gboolean
cosell_window_close_page (GtkStack *stack);
/* The CosellDealPage that such a page shows. (transfer none) (nullable) */
GtkWidget *
cosell_window_page_get_deal (GtkStack *stack);

G_END_DECLS
