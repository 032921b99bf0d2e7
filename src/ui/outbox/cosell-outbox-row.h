/* cosell-outbox-row.h: one change that waits: what, when, why not yet, and what can be done with it
 *
 * One button does what is most likely wanted, a menu the rest (cosell-outbox-verbs.h). Delete
 * discards, Enter opens, the menu key opens the menu.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/outbox/cosell-outbox-verbs.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_ROW (cosell_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxRow, cosell_outbox_row, COSELL, OUTBOX_ROW, GtkListBoxRow)

GtkWidget *
cosell_outbox_row_new (gint64 seq); /* of the entry; blank until show */
gint64
cosell_outbox_row_get_seq (CosellOutboxRow *self); /* never changes */
/* What Enter does: the conflict when there is one, else the deal. */
void
cosell_outbox_row_open (CosellOutboxRow *self);
/* Shows item; what stays the same is not touched, so that focus and reading position stay. */
void
cosell_outbox_row_show (CosellOutboxRow *self, const CosellOutboxItem *item);

G_END_DECLS
