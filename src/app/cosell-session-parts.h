/* cosell-session-parts.h: what takes long is read in parts; not for other folders
 *
 * A job of the store lets nobody in before it ends. Of very many deals each part is a job of its
 * own, so that a list that scrolls meanwhile gets its rows between two of them; what changes
 * between two parts is seen by the later one only. Main context only.
 */
#pragma once

#include "app/cosell-session-door.h"

G_BEGIN_DECLS

/* Whether there is nothing left to do. On the main context. */
typedef gboolean (*CosellPartsDone) (gconstpointer data);

/* Runs func (store, data), which reads some, until done (data). data: taken, freed on the main
 * context after the callback. Nothing more begins once it is cancelled. */
void cosell_session_parts_run (CosellSession *self, CosellStoreFunc func, CosellPartsDone done,
                                 gpointer data, GDestroyNotify free_data,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer none) data; NULL with error: of func, G_IO_ERROR_CLOSED, G_IO_ERROR_CANCELLED */
gpointer cosell_session_parts_finish (CosellSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
