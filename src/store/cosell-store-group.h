/* cosell-store-group.h: what a person does to several deals at once, as one action (J7); worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Makes all that the running job records (cosell_store_record) from now on one action, which undo and
 * redo take as a whole. queues: what it queues is a group of the outbox as well: it joins nothing that
 * waits already, and nothing that comes later joins it. Returns: its number, above those of all actions
 * before it; 0 with error */
gint64 cosell_store_begin_action (CosellStore *self, gboolean queues, GError **error);
/* Whether the action recorded anything so far. */
gboolean cosell_store_has_recorded (CosellStore *self, gint64 action, gboolean *recorded,
                                    GError **error);
/* What waits of a group, in order of seq, without what is LOCAL. NOT_FOUND when nothing does.
 * Returns: (transfer full) of CosellOutboxEntry */
GPtrArray *cosell_store_get_group_entries (CosellStore *self, gint64 group, GError **error);

G_END_DECLS
