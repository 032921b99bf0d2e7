/* cosell-session-notice.h: what a person has to know about the database itself (P10) */
#pragma once

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* What was saved of a damaged database and where the old file is, in words; told once. finish:
 * cosell_session_notice_finish */
void
cosell_session_take_notice_async (CosellSession *self,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* That others on this computer may look into the profile folder, in words; told once for each mode
 * of the folder. finish: the same. */
void
cosell_session_take_folder_notice_async (CosellSession *self,
                                         GCancellable *c,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/* Of both. Returns: (transfer full) (nullable): NULL when there is nothing to tell, or with error */
char *
cosell_session_notice_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* Whether a command failed because the database was damaged: it was put right meanwhile, as far as
 * that went, and the command can be tried again. */
gboolean
cosell_session_is_damage (const GError *error);
/* Whether "changed" came with word that everything may be another, as after a repair. changes: its
 * argument */
gboolean
cosell_session_is_all_new (gconstpointer changes);

G_END_DECLS
