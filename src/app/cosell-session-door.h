/* cosell-session-door.h: the one way of the session's files to its store; not for other folders
 *
 * Here a session that is closed is answered, so that nobody who asks has to think of it: a run of a
 * closed session ends with G_IO_ERROR_CLOSED, later, and never begins. Main context only.
 */
#pragma once

#include "app/cosell-session.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Runs func (store, data) on the store's worker, in a transaction of its own. Its task may well be
 * the task of a public function: its source is the session, and the caller's finish function ends
 * it with cosell_session_run_finish. data stays the caller's unless free_data is given, which is
 * called on the main context; it is alive until the callback ran. What was committed is told as
 * done, also when it was cancelled, or the session closed, a moment too late. */
void cosell_session_run_async (CosellSession *self, CosellStoreMode mode, CosellStoreFunc func,
                               gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* What the session itself makes of a run. */
typedef void (*CosellSessionThenFunc) (CosellSession *self, gpointer data);
/* The same for a run that is of interest to the session too: then is called before the callback,
 * unless the run failed or the session was closed meanwhile, which must not change any more. */
void cosell_session_run_then_async (CosellSession *self, CosellStoreMode mode,
                                    CosellStoreFunc func, CosellSessionThenFunc then,
                                    gpointer data, GDestroyNotify free_data,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: TRUE when the run was committed. Errors: of func, COSELL_STORE_ERROR, G_IO_ERROR_CLOSED,
 * G_IO_ERROR_CANCELLED */
gboolean cosell_session_run_finish (CosellSession *self, GAsyncResult *result, GError **error);
/* Returns: (transfer none) the data of a run, also of one that failed */
gpointer cosell_session_run_get_data (GAsyncResult *result);

/* The same at once, for what has to be known before the caller goes on. It waits for what the worker
 * was given before; with COSELL_STORE_META not for rows that an older program derived. */
gboolean cosell_session_run (CosellSession *self, CosellStoreMode mode, CosellStoreFunc func,
                             gpointer data, GError **error);
/* Rows of a page, read at once; NULL in the place of one that is not there, and none at all of a
 * closed session. Returns: (transfer full) of CosellDealData; NULL with error */
GPtrArray *cosell_session_read_rows (CosellSession *self, const gint64 *ids, guint n_ids,
                                     GError **error);

/* For what is not asked of the store first. Returns: FALSE with G_IO_ERROR_CLOSED */
gboolean cosell_session_check_open (CosellSession *self, GError **error);
/* For what begins nothing and tells nothing then. */
gboolean cosell_session_is_closed (CosellSession *self);

G_END_DECLS
