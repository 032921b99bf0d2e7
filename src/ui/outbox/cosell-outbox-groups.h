/* cosell-outbox-groups.h: what was done to several deals at once, a row for each such action (J7)
 *
 * The changes of a group are held back, sent and discarded together, by actions of the page around it
 * with the number of the group: "outbox.group-hold", "outbox.group-retry", "outbox.group-discard".
 * "outbox.group-fold" shows or hides the single changes, which are hidden at first, as long as no person
 * has to say something about one. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-outbox-entry.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_GROUPS (cosell_outbox_groups_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxGroups, cosell_outbox_groups, COSELL, OUTBOX_GROUPS, GtkBox)

GtkWidget *
cosell_outbox_groups_new (void); /* empty */
/* entries: of CosellOutboxEntry, all that wait; nothing of them is kept. What stays the same is not
 * touched, so that the focus stays. */
void
cosell_outbox_groups_show (CosellOutboxGroups *self, GPtrArray *entries);
/* Shows what the group hides, or hides it; the list is told by who asked. */
void
cosell_outbox_groups_fold (CosellOutboxGroups *self, gint64 group);
/* Whether an entry of those that are shown stands in its group alone. */
gboolean
cosell_outbox_groups_hides (CosellOutboxGroups *self, const CosellOutboxEntry *entry);

G_END_DECLS
