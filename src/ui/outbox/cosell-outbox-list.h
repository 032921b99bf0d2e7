/* cosell-outbox-list.h: all changes that wait, in the order in which they go out, a group for each
 * deal: what waits for another change stands under it
 *
 * What is shown again is brought up to date in place: focus and scroll position stay. Its actions
 * are those of the rows, and "outbox.open" with the id of a deal.
 */
#pragma once

#include "app/cosell-session.h"
#include "base/cosell-json.h"

#include <gtk/gtk.h>

#include "ui/outbox/cosell-outbox-groups.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_LIST (cosell_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxList, cosell_outbox_list, COSELL, OUTBOX_LIST, GtkBox)

GtkWidget *
cosell_outbox_list_new (CosellSession *session); /* empty; it reads nothing by itself */
/* What stands in groups, which are shown first, is not in the list. */
void
cosell_outbox_list_set_groups (CosellOutboxList *self, CosellOutboxGroups *groups);
/* entries: of CosellOutboxEntry, in order of seq; nothing of them is kept. */
void
cosell_outbox_list_show (CosellOutboxList *self, GPtrArray *entries);
/* The rows of all groups, from the first. Returns: (transfer container) of CosellOutboxRow */
GPtrArray *
cosell_outbox_list_get_rows (CosellOutboxList *self);

/* Puts the focus on the first row, if there is one. */
void
cosell_outbox_list_grab_focus (CosellOutboxList *self);

G_END_DECLS
