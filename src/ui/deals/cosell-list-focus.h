/* cosell-list-focus.h: how the focus moves in a list of deals: titles and rows are one tab stop
 * each
 *
 * GTK 4.8 stops at every row and at what stands in it, newer ones as their property "tab-behavior"
 * says; here Tab goes to the titles, then to the rows, then out, with either.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-selection.h"

G_BEGIN_DECLS

/* For the vfunc "focus" of the widget that holds titles and rows. titles: (nullable). Returns:
 * FALSE when direction is none of Tab's, so that the parent class decides; else *moved is its
 * answer. */
gboolean
cosell_list_focus_tab (GtkWidget *titles,
                       GtkListView *rows,
                       GtkDirectionType direction,
                       gboolean *moved);
/* What stands around the row of a deal and takes the focus. (nullable) while it is not made */
GtkWidget *
cosell_list_focus_find (GtkListView *rows, gint64 deal);
/* Scrolls to the deal at a position and gives its row the focus. Returns: FALSE when it has no row
 */
gboolean
cosell_list_focus_row (GtkListView *rows, guint position, gint64 deal);
/* Rows that go leave their focus to the list, not to whatever stands below it. model: what the rows show,
 * through a CosellDealsSelection */
void
cosell_list_focus_keep (GtkListView *rows, GListModel *model);
/* Another page of stack is shown: a focus that is on from, or in it, goes to to. */
void
cosell_list_focus_turn (GtkStack *stack, const char *page, GtkWidget *from, GtkWidget *to);
/* The deal of the row that has the focus in root. (nullable) (transfer none) */
CosellDeal *
cosell_list_focus_get_deal (GtkRoot *root);
/* Whether the focus of its window is on widget or in it. */
gboolean
cosell_list_focus_is_in (GtkWidget *widget);
/* Whether it is in a popover that belongs to widget: there the keys are about the popover. */
gboolean
cosell_list_focus_is_over (GtkWidget *widget);

G_END_DECLS
