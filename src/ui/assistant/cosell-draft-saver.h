/* cosell-draft-saver.h: keeps a draft on disk while somebody types (C18)
 *
 * At most 300 ms after a change the draft is written; one writing at a time, once more when it
 * changed meanwhile, and again every few seconds while writing fails. A new draft with nothing in
 * it is not written.
 * Properties (read-only, notifying): id (int64, 0 = never written); saved-at (int64, COSELL_NO_TIME
 * = not written by this object); error (string, nullable: why the last writing failed).
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-draft.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DRAFT_SAVER (cosell_draft_saver_get_type ())
G_DECLARE_FINAL_TYPE (CosellDraftSaver, cosell_draft_saver, COSELL, DRAFT_SAVER, GObject)

/* id: of the draft as it was loaded, 0 for a new one. */
CosellDraftSaver *
cosell_draft_saver_new (CosellSession *session, CosellDraft *draft, gint64 id);
gint64
cosell_draft_saver_get_id (CosellDraftSaver *self); /* 0: never written; "notify::id" tells */
/* Whether everything typed is on disk (or there is nothing). */
gboolean
cosell_draft_saver_is_clean (CosellDraftSaver *self);
/* Writes what is not written yet. Ends when everything is on disk, or with the first error. */
void
cosell_draft_saver_flush_async (CosellDraftSaver *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Errors: why the draft could not be written; that is tried again by itself. */
gboolean
cosell_draft_saver_flush_finish (CosellDraftSaver *self, GAsyncResult *result, GError **error);
/* No writing any more: the draft was submitted or deleted, or its text is given up. */
void
cosell_draft_saver_stop (CosellDraftSaver *self);

G_END_DECLS
