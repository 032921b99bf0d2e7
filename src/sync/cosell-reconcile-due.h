/* cosell-reconcile-due.h: when everything is to be looked through again; private to this folder, for
 * jobs on the store's worker */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Everything was seen just now. */
gboolean
cosell_reconcile_note_done (CosellStore *store, GError **error);
/* Something may have been missed: the next one is to come soon. */
gboolean
cosell_reconcile_note_wanted (CosellStore *store, GError **error);
/* Nothing is known to have been missed any more. */
gboolean
cosell_reconcile_forget_wanted (CosellStore *store, GError **error);
/* Whether it is time: a day after the last one, or an hour when something may have been missed. due:
 * (out) */
gboolean
cosell_reconcile_is_due (CosellStore *store, gboolean *due, GError **error);

G_END_DECLS
