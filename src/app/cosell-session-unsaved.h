/* cosell-session-unsaved.h: what was typed into the forms of a deal and is not saved yet (P1) */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-unsaved-form.h"

G_BEGIN_DECLS

/* Keeps what form holds, in place of what was kept of the same form of that deal; drops that when
 * nothing differs. finish: cosell_session_finish */
void
cosell_session_unsaved_put_async (CosellSession *self,
                                  gint64 deal,
                                  const CosellUnsavedForm *form,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* One that was read (by its id) is not wanted any more. finish: cosell_session_finish */
void
cosell_session_unsaved_drop_async (CosellSession *self,
                                   gint64 id,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* deal: 0 for all, those of deals that are gone too */
void
cosell_session_unsaved_get_async (CosellSession *self,
                                  gint64 deal,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) of CosellUnsavedForm, the newest first; NULL with error */
GPtrArray *
cosell_session_unsaved_get_finish (CosellSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
