/* cosell-draft-saver.h: keeps a draft on disk while somebody types (C18)
 *
 * A CosellSaver; a new draft with nothing in it is not written. Properties (read-only, notifying):
 * id (int64, 0 = never written); saved-at (int64, COSELL_NO_TIME = not written by this object).
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-draft.h"
#include "ui/widgets/cosell-saver.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DRAFT_SAVER (cosell_draft_saver_get_type ())
G_DECLARE_FINAL_TYPE (CosellDraftSaver, cosell_draft_saver, COSELL, DRAFT_SAVER, CosellSaver)

/* id: of the draft as it was loaded, 0 for a new one. */
CosellDraftSaver *
cosell_draft_saver_new (CosellSession *session, CosellDraft *draft, gint64 id);
/* The id of the draft, 0 as long as it was never written. */
gint64
cosell_draft_saver_get_id (CosellDraftSaver *self);

G_END_DECLS
